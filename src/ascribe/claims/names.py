"""Names that the reader saw in one sentence of a document, found in its other sentences.

In: the sentences of a document. Out: the same, with entities added where a name stands unmarked that is marked
elsewhere.
Here, because the reader reads each sentence alone, and sees "Mada" in "fell back from Mada" but not in "the Mada
talks".
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


def _words(sentence: Sentence, first: int, last: int) -> tuple[str, ...]:
    return tuple(t.text for t in sentence.tokens[first : last + 1])


def spread_names(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences with the names of the whole document. Linear in the number of tokens."""
    seen: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for s in sentences:
        for e in s.parse.entities:
            if e.last - e.first < LONGEST and any(c.isupper() for c in s.tokens[e.first].text[:1]):
                seen[_words(s, e.first, e.last)][e.label] += 1
    names: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for words, labels in seen.items():
        label, count = labels.most_common(1)[0]
        if count >= SURE * labels.total() and len(words[0]) > 1:
            names[words[0]].append((words, label))
    for found in names.values():
        found.sort(key=lambda n: -len(n[0]))
    return [_with_names(s, names) for s in sentences]


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
