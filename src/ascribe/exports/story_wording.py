"""Two wordings of one sentence: which words differ, and what that changes in meaning.

In come two sentences, out come the stretches that differ, and changes of a figure, a time, a name, a negation or hedge,
of who is said to have said it and how. It works on words alone, so that it also serves documents that are not read for
claims; the lexicons are those of the claims.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Literal

from ascribe.claims.coursewords import course_words
from ascribe.claims.numbers import read_number
from ascribe.claims.wording import reporting, roles
from ascribe.contract.documents import Span
from ascribe.stories.common import DAY_WORDS, FUNCTION_WORDS

Kind = Literal["figure", "time", "name", "negation", "certainty", "source", "stance"]

LARGEST = 250_000
"""Pairs of words that are aligned word by word; of longer texts only the common beginning and end are found."""
SHORT = 5
"""Words of a stretch in which one word can be said to stand for another."""
LONGEST_SOURCE = 25
"""Words of a source's description, relative clauses included."""

_WORD = re.compile(r"[^\W_]+(?:[.,’'\-][^\W_]+)*(?:n['’]t)?")
_POSSESSIVE = re.compile(r"['’]s?$")
_DAYS = frozenset(DAY_WORDS.split()) | {"may"}
_FUNCTION = frozenset(FUNCTION_WORDS.split())
_PRONOUNS = frozenset("i he she it we they you who which that this these those his her their its one others".split())
_SPEAKING = frozenset({"say", "warn", "promise", "deny", "threaten", "suggest", "propose", "doubt"})
"""Classes of reporting verbs whose subject is the source."""
_BETWEEN = frozenset("also later then earlier previously repeatedly again has have had was is still today".split())
"""Words that may stand between a source and its verb."""
_FINITE = frozenset("is are was were has have had will would could can may might must did does do should".split())
_LINKING = frozenset("of for from with at in on to by".split())


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence. `key`: without capitals and possessive."""

    text: str
    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands in one wording in place of what stands in the other; one of the two may be empty. Offsets in each."""

    before: Span
    after: Span


@dataclass(frozen=True, slots=True)
class Difference:
    """A change in meaning. None: it is not there at all."""

    kind: Kind
    before: Span | None
    after: Span | None


def words_of(text: str) -> list[Word]:
    """The words of a text."""
    found = []
    for match in _WORD.finditer(text):
        key = _POSSESSIVE.sub("", match.group().lower().replace("’", "'"))
        found.append(Word(match.group(), key, match.start(), match.end()))
    return found


Hunk = tuple[int, int, int, int]
"""First and last word, exclusive, of what differs in each wording."""


def stretches(before: str, after: str) -> list[Stretch]:
    """Where the two differ, word by word; punctuation and capitals do not count."""
    ours, theirs = words_of(before), words_of(after)
    return [
        Stretch(_span(before, ours, i1, i2), _span(after, theirs, j1, j2))
        for i1, i2, j1, j2 in _differing([w.key for w in ours], [w.key for w in theirs])
    ]


def _differing(a: Sequence[str], b: Sequence[str]) -> Iterator[Hunk]:
    """The stretches that differ."""
    head = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    most = min(len(a), len(b)) - head
    tail = next((i for i in range(most) if a[-1 - i] != b[-1 - i]), most)
    a, b = a[head : len(a) - tail], b[head : len(b) - tail]
    if not a and not b:
        return
    if len(a) * len(b) > LARGEST:
        yield head, head + len(a), head, head + len(b)
        return
    for name, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if name != "equal":
            yield head + i1, head + i2, head + j1, head + j2


def _span(text: str, words: Sequence[Word], first: int, last: int) -> Span:
    """Characters of words `first` to `last` (exclusive); between two words where there are none."""
    if first < last:
        return Span(words[first].start, words[last - 1].end)
    at = words[first].start if first < len(words) else len(text)
    return Span(at, at)


def differences(before: str, after: str) -> list[Difference]:
    """What the second wording changes in meaning, in the order of the kinds above."""
    ours, theirs = words_of(before), words_of(after)
    hunks = list(_differing([w.key for w in ours], [w.key for w in theirs]))
    if not hunks:
        return []
    out = [*_values("figure", _figures(ours), _figures(theirs))]
    out += _values("time", _times(ours), _times(theirs))
    out += _names(ours, theirs, hunks)
    modality = course_words().modality
    denying = modality["negative_adverbs"] | modality["negative_determiners"] | {"cannot", "without", "none", "nobody"}
    out += _presence("negation", ours, theirs, hunks, lambda w: w.key in denying or w.key.endswith("n't"))
    # not "could", which is what "can" becomes when it is reported
    hedging = modality["possible_adverbs"] | {"may", "might", "alleged", "suspected", "likely", "unconfirmed"}
    out += _presence("certainty", ours, theirs, hunks, lambda w: w.key in hedging and w.text != "May")
    out += _attribution(before, ours, after, theirs)
    return out


# -- figures, times, names


Valued = tuple[object, Span]


def _values(kind: Kind, ours: list[Valued], theirs: list[Valued]) -> Iterator[Difference]:
    """Values that only one of the two has: paired in their order, the rest as added or cut."""
    left = _unmatched(ours, theirs), _unmatched(theirs, ours)
    for i in range(max(map(len, left))):
        before, after = (side[i] if i < len(side) else None for side in left)
        yield Difference(kind, before, after)


def _unmatched(mine: list[Valued], others: list[Valued]) -> list[Span]:
    there = Counter(value for value, _ in others)
    out = []
    for value, span in mine:
        if there[value]:
            there[value] -= 1
        else:
            out.append(span)
    return out


def _figures(words: Sequence[Word]) -> list[Valued]:
    """Numbers in digits and words, by value. "One" alone is mostly no figure."""
    texts = [w.key for w in words]
    out: list[Valued] = []
    at = 0
    while at < len(words):
        found = read_number(texts, at)
        if found is None:
            at += 1
            continue
        if texts[at] != "one" or found.words > 1:
            out.append((found.value, Span(words[at].start, words[at + found.words - 1].end)))
        at += found.words
    return out


def _times(words: Sequence[Word]) -> list[Valued]:
    """Days and months by their first three letters; "may" only with a capital and beside a number."""
    out: list[Valued] = []
    for i, w in enumerate(words):
        if w.key not in _DAYS or (w.key == w.text and w.key not in ("yesterday", "tomorrow")):
            continue
        if w.key in ("may", "march", "sat", "sun", "mar") and not any(
            n.key[:1].isdigit() or n.key in ("in", "since", "until", "by", "last", "this", "next", "late", "early")
            for n in (*words[max(0, i - 1) : i], *words[i + 1 : i + 2])
        ):
            continue
        out.append((w.key[:3], Span(w.start, w.end)))
    return out


def _names(ours: Sequence[Word], theirs: Sequence[Word], hunks: Sequence[Hunk]) -> list[Difference]:
    """Names that only one has. Two are paired that are spelt alike or stand in each other's place."""
    cut, added = _unknown_names(ours, theirs), _unknown_names(theirs, ours)
    out: list[Difference] = []
    for words in cut:
        partner = next((other for other in added if _alike(words, other)), None)
        if partner is None:
            partner = next((other for other in added if _exchanged(ours, words, theirs, other, hunks)), None)
        if partner is not None:
            added.remove(partner)
        out.append(Difference("name", _whole(words), _whole(partner) if partner else None))
    return out + [Difference("name", None, _whole(words)) for words in added]


def _whole(words: Sequence[Word]) -> Span:
    return Span(words[0].start, words[-1].end)


def _alike(a: Sequence[Word], b: Sequence[Word]) -> bool:
    """Whether two names share a word, or are spelt nearly alike."""
    if {w.key for w in a} & {w.key for w in b}:
        return True
    x, y = (" ".join(w.key for w in name)[:100] for name in (a, b))
    return SequenceMatcher(None, x, y, autojunk=False).ratio() >= 0.7


def _exchanged(
    ours: Sequence[Word], a: Sequence[Word], theirs: Sequence[Word], b: Sequence[Word], hunks: Sequence[Hunk]
) -> bool:
    """Whether one name stands where the other did: both in one short stretch."""
    for i1, i2, j1, j2 in hunks:
        if max(i2 - i1, j2 - j1) <= SHORT and a[0] in ours[i1:i2] and b[0] in theirs[j1:j2]:
            return True
    return False


def _unknown_names(mine: Sequence[Word], others: Sequence[Word]) -> list[list[Word]]:
    """Names whose last word the other sentence lacks, or has behind another first one (North Sorn, South Sorn)."""
    there = {w.key for w in others}
    short = _abbreviations(others)
    acronyms = {w.key.replace(".", "") for w in others if w.text.isupper() and len(w.text) > 1}
    ends = {name[-1].key: _own(name[:-1]) for name in _capitalised(others, mine)}
    out = []
    for name in _capitalised(mine, others):
        last, rest = name[-1].key, _own(name[:-1])
        if last in there or any(last.startswith(x) for x in there if len(x) >= MIN_STEM and x in roles().titles):
            conflict = rest - ends.get(last, rest) and ends[last] - rest
            if not conflict:
                continue
        if len(name) == 1 and (last in roles().titles or (name[0].text.isupper() and last in short)):
            continue
        if "".join(w.key[0] for w in name) in acronyms:
            continue
        out.append(name)
    return out


MIN_STEM = 3
"""Letters of an abbreviated title ("Gov", "Gen")."""


def _own(words: Sequence[Word]) -> set[str]:
    """The words of a name but titles."""
    return {w.key for w in words} - roles().titles


def _capitalised(words: Sequence[Word], others: Sequence[Word]) -> list[list[Word]]:
    """Runs of capitalised words. The first of a sentence is written so whatever it is."""
    inside = {w.text for part in (words, others) for w in part[1:]}
    out: list[list[Word]] = []
    last: Word | None = None
    for i, w in enumerate(words):
        named = w.text[:1].isupper() and w.key not in _FUNCTION and w.key not in _DAYS
        if not named or (i == 0 and w.text not in inside):
            last = None
            continue
        if last is not None and w.start - last.end == 1:
            out[-1].append(w)
        else:
            out.append([w])
        last = w
    return out


def _abbreviations(words: Sequence[Word]) -> set[str]:
    """What runs of capitalised words are abbreviated to: "is" for "Islamic State"."""
    out: set[str] = set()
    capitals = [w.key[0] if w.text[:1].isupper() else " " for w in words]
    for run in "".join(capitals).split():
        out.update(run[i:j] for i in range(len(run)) for j in range(i + 2, min(len(run), i + 6) + 1))
    return out


# -- negation, hedges


def _presence(
    kind: Kind, ours: Sequence[Word], theirs: Sequence[Word], hunks: Sequence[Hunk], wanted: Callable[[Word], bool]
) -> list[Difference]:
    """Only that one wording has such a word and the other has none, and that little else differs around it: what goes
    with a whole clause denies nothing of the rest."""
    found = [w for w in ours if wanted(w)], [w for w in theirs if wanted(w)]
    if bool(found[0]) == bool(found[1]):
        return []
    for i1, i2, j1, j2 in hunks:
        if max(i2 - i1, j2 - j1) <= SHORT:
            before = next((w for w in ours[i1:i2] if w in found[0]), None)
            after = next((w for w in theirs[j1:j2] if w in found[1]), None)
            if before is not None or after is not None:
                return [Difference(kind, _whole([before]) if before else None, _whole([after]) if after else None)]
    return []


# -- who says it


@dataclass(frozen=True, slots=True)
class _Said:
    """A source beside the verb that tells what it said."""

    source: Span
    content: tuple[str, ...]
    """Its words without function words."""
    verb: Span
    lemma: str
    stance: str


def _attribution(before: str, ours: Sequence[Word], after: str, theirs: Sequence[Word]) -> list[Difference]:
    mine, others = list(_sayings(before, ours)), list(_sayings(after, theirs))
    if mine and not others and not _speaks(theirs):
        return [Difference("source", mine[0].source, None)]
    if others and not mine and not _speaks(ours):
        return [Difference("source", None, others[0].source)]
    out = []
    for a, b in _paired(mine, others):
        if a.content != b.content and a.content and b.content:
            out.append(Difference("source", a.source, b.source))
        if a.stance != b.stance:
            out.append(Difference("stance", a.verb, b.verb))
    return out


def _paired(mine: list[_Said], others: list[_Said]) -> Iterator[tuple[_Said, _Said]]:
    """Sources of the two that belong together: by their verb, else in their order where there are as many."""
    left = list(others)
    for i, a in enumerate(mine):
        same = next((b for b in left if b.lemma == a.lemma), None)
        if same is None and len(mine) == len(others) and others[i] in left:
            same = others[i]
        if same is not None:
            left.remove(same)
            yield a, same


def _speaks(words: Sequence[Word]) -> bool:
    lemmas = (reporting().forms.get(w.key) for w in words)
    return any(lemma in ("speak", "talk") for lemma in lemmas) or any(_verb(w) or w.key == "according" for w in words)


@cache
def _verb_of(form: str) -> tuple[str, str] | None:
    lexicon = reporting()
    lemma = lexicon.forms.get(form)
    if lemma is None:
        return None
    if lemma in lexicon.lists["refusing"]:
        return lemma, "declines"
    known = lexicon.verbs.get(lemma)
    if known is None or known.category not in _SPEAKING or form.endswith("ing"):
        return None
    if form == lemma and lemma not in ("say", "tell"):
        return None  # "report", "claim", "answer" are nouns as often
    return known.lemma, known.stance.value


def _verb(word: Word) -> tuple[str, str] | None:
    """Lemma and stance of a verb of saying."""
    return _verb_of(word.key)


def _sayings(text: str, words: Sequence[Word]) -> Iterator[_Said]:
    for i, w in enumerate(words):
        if w.key == "according" and i + 1 < len(words) and words[i + 1].key == "to":
            found = _forward(text, words, i + 2)
            if found is not None:
                yield _said(words, found, i, "accord", "asserts")
        elif (verb := _verb(w)) is not None:
            explained = i and words[i - 1].key not in _CLAUSES and _explained(text, words, i)
            found = None if explained else _behind(text, words, i)
            found = found or _before(text, words, i)
            if found is not None:
                yield _said(words, found, i, *verb)


def _said(words: Sequence[Word], found: tuple[int, int], verb: int, lemma: str, stance: str) -> _Said:
    first, last = found
    content = tuple(w.key for w in words[first:last] if w.key not in _FUNCTION)
    return _Said(_whole(words[first:last]), content, _whole(words[verb : verb + 1]), lemma, stance)


def _gap(text: str, words: Sequence[Word], i: int) -> str:
    """What stands between word i - 1 and word i."""
    return text[words[i - 1].end if i else 0 : words[i].start if i < len(words) else len(text)]


_MARKS = re.compile(r"[,;:“”\"()–—]|''|``")


def _forward(text: str, words: Sequence[Word], first: int) -> tuple[int, int] | None:
    """The words from `first` to the next mark; None where a verb shows that they are a clause."""
    last = first
    while last < len(words) and (last == first or not _MARKS.search(_gap(text, words, last))):
        if words[last].key in _FINITE or last - first >= LONGEST_SOURCE:
            return None
        last += 1
    return (first, last) if last > first and words[first].key not in _PRONOUNS else None


def _behind(text: str, words: Sequence[Word], verb: int) -> tuple[int, int] | None:
    """As in "..., said the mayor of the town": the verb follows a mark, and its source runs to the next."""
    if verb == 0 or not _MARKS.search(_gap(text, words, verb)) or verb + 1 >= len(words):
        return None
    if words[verb + 1].key in ("that", "to", "on", "in", "at", "it"):
        return None
    found = _forward(text, words, verb + 1)
    return found if found and not any(_verb(w) for w in words[found[0] : found[1]]) else None


def _explained(text: str, words: Sequence[Word], verb: int) -> bool:
    """Whether what stands between the last two commas before the verb explains a name before it."""
    if "," not in _gap(text, words, verb):
        return False
    first = verb - 1
    while first and not _MARKS.search(_gap(text, words, first)):
        first -= 1
    return bool(first) and "," in _gap(text, words, first) and words[first].key in _EXPLAINING


def _before(text: str, words: Sequence[Word], verb: int) -> tuple[int, int] | None:
    """Back from the verb to where its subject begins ("The mayor, a former judge, also said"). None where it cannot
    be told from words alone."""
    end = verb
    while end and not _MARKS.search(_gap(text, words, end)):
        if words[end - 1].key in _BETWEEN:
            end -= 1
        elif words[end - 1].key in _DAYS:
            end -= 2 if end > 1 and words[end - 2].key == "on" else 1
        else:
            break
    first = end
    if end and "," in _gap(text, words, end):
        first -= 1
        while first and "," not in _gap(text, words, first):
            first -= 1
        if not first or words[first].key not in _EXPLAINING:
            return None
    begin = first
    while begin and verb - begin < LONGEST_SOURCE:
        word = words[begin - 1]
        if _MARKS.search(_gap(text, words, begin)) and begin != first:
            break
        if word.key == "and":
            return None
        if word.key in _FINITE or word.key in _PRONOUNS or _verb(word) or word.key in _CLAUSES:
            break
        begin -= 1
        if word.key in _DETERMINERS and not (begin and words[begin - 1].key in _LINKING):
            break
    # two sources, or two clauses
    joined = begin and words[begin - 1].key == "and" and not _MARKS.search(_gap(text, words, begin))
    return (begin, end) if begin < first and not joined else None


_CLAUSES = frozenset("that whether if when while because but as after before since until or where".split())
_DETERMINERS = frozenset("a an the one two three some several".split())
_EXPLAINING = frozenset("who whose which a an the one former head chief".split())
