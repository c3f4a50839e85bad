"""Names that the reader saw in one sentence of a document, found in its other sentences.

In: the sentences of a document. Out: the same, with entities added where a name stands unmarked that is marked
elsewhere. Here, because the reader reads each sentence alone, and sees "Mada" in "fell back from Mada" but not in "the
Mada talks".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ascribe.contract.sentences import Entity, Parse, Sentence

LONGEST = 6
"""Tokens of a name: longer ones are titles of works, or mistakes."""
SURE = 0.6
"""Share of a name's sightings that must have one label; "Washington" the person and the city are left as they are."""
PLAIN = 0.75
"""Share of its sightings as a place from which a name is one where no preposition says so."""
TIES = frozenset({"in", "at", "near", "on", "over", "around", "outside", "inside", "into", "to", "towards", "of"})
"""Prepositions before places."""
PLACING = frozenset({"in", "near", "around", "outside", "inside", "into", "across", "throughout", "above"})
"""Prepositions behind which a single name is a place."""
FLOWN = frozenset("flight plane aircraft drone jet helicopter fly sky patrol airspace hover overfly missile".split())
"""Words whose "over" is in the air."""
TAKEN = frozenset("retake recapture besiege shell bombard encircle blockade liberate reconquer overrun".split())
"""Verbs whose object is a place, if it has a single name."""
TRUST = frozenset(
    """trust confidence faith belief interest believe confide hope pride role disappoint disappointment find see loss
    share investment invest""".split()
)
"""Words whose "in" may bring in a person."""


def _words(sentence: Sentence, first: int, last: int) -> tuple[str, ...]:
    return tuple(t.text for t in sentence.tokens[first : last + 1])


def spread_names(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences with the names of the whole document. Linear in the number of tokens."""
    sentences = [_whole(s) for s in sentences]
    seen: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for s in sentences:
        for e in s.parse.entities:
            if e.last - e.first < LONGEST and any(c.isupper() for c in s.tokens[e.first].text[:1]):
                placed = e.label == "PER" and _is_placed(s, e)
                seen[_words(s, e.first, e.last)]["LOC" if placed else e.label] += 2 if placed else 1
    sentences = [_agreed(s, seen) for s in sentences]
    names: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for words, labels in seen.items():
        label, count = labels.most_common(1)[0]
        if count >= SURE * labels.total() and len(words[0]) > 1:
            names[words[0]].append((words, label))
    for found in names.values():
        found.sort(key=lambda n: -len(n[0]))
    return [_with_names(s, names) for s in sentences]


def _whole(sentence: Sentence) -> Sentence:
    """Names of two parts ("Mada-Sura") of which the reader saw the first alone, or each for itself. Two places joined
    by a hyphen stay two ("the Mada-Delta line")."""
    tokens, out = sentence.tokens, list(sentence.parse.entities)
    labels = {i: e.label for e in out for i in range(e.first, e.last + 1)}
    for at in range(1, len(tokens) - 1):
        before, hyphen, after = tokens[at - 1 : at + 2]
        if hyphen.text != "-" or before.end != hyphen.start or hyphen.end != after.start or after.upos != "PROPN":
            continue
        first = next((e for e in out if e.last == at - 1), None)
        tied = after.head in range(at) or before.head == at + 1
        if first is None or labels.get(at + 1) == "LOC" or not tied or not after.text[:1].isupper():
            continue
        last = next((e.last for e in out if e.first == at + 1), at + 1)
        out = [e for e in out if e is not first and e.first != at + 1]
        out.append(Entity(first.label, first.first, last, first.start, tokens[last].end))
    if len(out) == len(sentence.parse.entities) and all(e in sentence.parse.entities for e in out):
        return sentence
    return replace(sentence, parse=Parse(tokens, tuple(sorted(out, key=lambda e: e.first))))


def _is_placed(sentence: Sentence, e: Entity) -> bool:
    """A single name behind "in" or "near" is no person's, unless somebody trusts in them; nor is what is retaken."""
    tokens = sentence.tokens
    parts = [t for t in tokens[e.first : e.last + 1] if t.text != "-"]
    if len(parts) > 1 and e.last - e.first + 1 == len(parts):
        return False
    inside = range(e.first, e.last + 1)
    head = next((i for i in inside if tokens[i].head not in inside), e.first)
    above = tokens[head].head
    if above < 0:
        return False
    over = tokens[above].lemma.lower()
    if tokens[head].deprel in ("obj", "nsubj:pass"):
        return over in TAKEN
    cases = {tokens[c].text.lower() for c in sentence.children[head] if tokens[c].deprel == "case"}
    if tokens[head].deprel not in ("obl", "nmod") or not (cases & PLACING or (cases & {"over"} and over in FLOWN)):
        return False
    return over not in TRUST


def _agreed(sentence: Sentence, seen: dict[tuple[str, ...], Counter[str]]) -> Sentence:
    """A place that the reader took for a person in this sentence, and for a place in most others."""
    out = list(sentence.parse.entities)
    for n, e in enumerate(out):
        labels = seen.get(_words(sentence, e.first, e.last), Counter())
        if e.label == "PER" and _is_placed(sentence, e):
            out[n] = replace(e, label="LOC")
            continue
        if e.label != "PER" or labels["LOC"] < SURE * labels.total():
            continue
        inside = range(e.first, e.last + 1)
        head = next((i for i in inside if sentence.tokens[i].head not in inside), e.first)
        tied = any(
            sentence.tokens[c].deprel == "case" and sentence.tokens[c].lemma in TIES for c in sentence.children[head]
        )
        if tied or labels["LOC"] >= PLAIN * labels.total():
            out[n] = replace(e, label="LOC")
    if all(a is b for a, b in zip(out, sentence.parse.entities, strict=True)):
        return sentence
    return replace(sentence, parse=Parse(sentence.parse.tokens, tuple(out)))


def _with_names(sentence: Sentence, names: dict[str, list[tuple[tuple[str, ...], str]]]) -> Sentence:
    marked = {i for e in sentence.parse.entities for i in range(e.first, e.last + 1)}
    added: list[Entity] = []
    for i, token in enumerate(sentence.tokens):
        if i in marked or token.upos != "PROPN":
            continue
        for words, label in names.get(token.text, ()):
            last = i + len(words) - 1
            if (
                last < len(sentence.tokens)
                and _words(sentence, i, last) == words
                and _stands_alone(sentence, i, last, marked)
            ):
                added.append(Entity(label, i, last, token.start, sentence.tokens[last].end))
                marked.update(range(i, last + 1))
                break
    if not added:
        return sentence
    entities = tuple(sorted((*sentence.parse.entities, *added), key=lambda e: e.first))
    return replace(sentence, parse=Parse(sentence.parse.tokens, entities))


def _stands_alone(sentence: Sentence, first: int, last: int, marked: set[int]) -> bool:
    """The words are no part of a longer name ("Mada Airlines")."""
    if any(i in marked for i in range(first, last + 1)):
        return False
    before = sentence.tokens[first - 1] if first else None
    after = sentence.tokens[last + 1] if last + 1 < len(sentence.tokens) else None
    return all(t is None or t.upos != "PROPN" for t in (before, after))
