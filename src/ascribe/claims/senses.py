"""Which event a verb or noun names: PLOVER type and mode, by the lexicon `events.toml` with its conditions.

In: a tree and a token. Out: a `Sense` or None. Here, so that the lexicon stays a readable file and matching stands in
one place. The entry with the most conditions met wins, then the first in the file.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from ascribe.claims.trees import Tree
from ascribe.contract.claims import EventType

PREPOSITIONS = frozenset("of for to on in against from by with into at over".split())
_KINDS = frozenset({"PERSON", "PLACE", "ORG", "ACTOR", "EVENT"})
_ENTRY = re.compile(r"^(?P<words>[A-Za-z' -]+?)\s*(?P<rest>[\[\(+].*)?$")
_CONDITION = re.compile(r"\[(?P<object>[^\]]*)\]|\((?P<subject>[^)]*)\)|\+(?P<near>[\w'-]+)")


@dataclass(frozen=True, slots=True)
class Sense:
    """An event that a word names."""

    type: EventType | None
    mode: str | None
    contexts: tuple[str, ...]
    durative: bool
    subject_is_target: bool
    target_prepositions: tuple[str, ...]
    of_is_agent: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the lexicon with the conditions under which it has its sense."""

    head: str
    before: tuple[str, ...]
    objects: frozenset[str]
    subjects: frozenset[str]
    near: frozenset[str]
    sense: Sense
    after: tuple[str, ...] = ()
    """For nouns: a preposition that must follow, and what kind or lemma stands behind it."""
    carried_only: bool = False
    """For nouns: an event only where a verb carries it."""

    @property
    def conditions(self) -> int:
        """How particular the entry is: the more, the sooner it is taken."""
        kinds = bool((self.objects | self.subjects) & _KINDS)
        return (
            2 * (len(self.before) + bool(self.objects) + bool(self.subjects) + len(self.near) + len(self.after)) - kinds
        )


@dataclass(frozen=True, slots=True)
class Match:
    """A sense with how it was found."""

    sense: Sense
    entry: Entry

    @property
    def took_object(self) -> bool:
        return bool(self.entry.objects)


def _parts(text: str) -> list[str]:
    """Entries of a list; commas inside brackets do not part them."""
    return [e for e in (x.strip() for x in re.split(r"[,\n]", text)) if e]


def _alternatives(text: str | None) -> frozenset[str]:
    return frozenset(w.strip().replace("-", " ") for w in (text or "").split("|") if w.strip())


def parse_entry(text: str, sense: Sense, noun: bool) -> Entry:
    """An entry of `events.toml`. ValueError where it breaks the form that the file's head describes."""
    carried_only = text.startswith("~")
    found = _ENTRY.match(text.lstrip("~ "))
    if not found:
        raise ValueError(f"events.toml: '{text}' is not an entry")
    objects: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    near: set[str] = set()
    rest = found["rest"] or ""
    if _CONDITION.sub("", rest).strip():
        raise ValueError(f"events.toml: '{rest}' of '{text}' is no condition")
    for c in _CONDITION.finditer(rest):
        objects |= _alternatives(c["object"])
        subjects |= _alternatives(c["subject"])
        if c["near"]:
            near.add(c["near"])
    words = re.split(r"[\s-]+", found["words"].strip())
    after: tuple[str, ...] = ()
    if noun:
        for k, word in enumerate(words):
            if k and word in PREPOSITIONS:
                words, after = words[:k], tuple(words[k:])
                break
    return Entry(words[-1], tuple(words[:-1]), objects, subjects, frozenset(near), sense, after, carried_only)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by head lemma, the most particular first."""

    verbs: dict[str, tuple[Entry, ...]]
    nouns: dict[str, tuple[Entry, ...]]


def _index(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    by: dict[str, list[Entry]] = defaultdict(list)
    for e in entries:
        by[e.head].append(e)
    return {head: tuple(sorted(es, key=lambda e: -e.conditions)) for head, es in by.items()}


@cache
def lexicon() -> Lexicon:
    """The lexicon of event words, read once."""
    data = tomllib.loads(files("ascribe.claims").joinpath("lexicon", "events.toml").read_text("utf-8"))
    verbs: list[Entry] = []
    nouns: list[Entry] = []
    for s in data["sense"]:
        sense = Sense(
            EventType(s["type"]) if s["type"] else None,
            s.get("mode"),
            tuple(s.get("contexts", ())),
            bool(s.get("durative")),
            s.get("subject") == "target",
            tuple(s.get("target", ())),
            s.get("of") == "agent",
        )
        verbs += [parse_entry(e, sense, noun=False) for e in _parts(s.get("verbs", ""))]
        nouns += [parse_entry(e, sense, noun=True) for e in _parts(s.get("nouns", ""))]
    return Lexicon(_index(verbs), _index(nouns))


PERSON_KINDS = frozenset({"person"})
ORG_KINDS = frozenset({"organization"})
PLACE_KINDS = frozenset({"place"})


def kinds_of(tree: Tree, index: int) -> frozenset[str]:
    """PERSON, ORG, PLACE, ACTOR, EVENT: what a noun is, by entity, by the reader's mention type and by the lexicon."""
    token = tree.tokens[index]
    out: set[str] = set()
    label = next((e.label for e in tree.sentence.parse.entities if e.first <= index <= e.last), None)
    if (
        label == "PER"
        or token.mention == "person"
        or token.text.lower() in ("he", "she", "they", "him", "her", "them", "we", "us", "who")
    ):
        out |= {"PERSON", "ACTOR"}
    if label == "ORG" or token.mention == "organization":
        out |= {"ORG", "ACTOR"}
    if label == "LOC" or (token.mention == "place" and label is None):
        out |= {"PLACE"} | ({"ACTOR"} if label == "LOC" else set())
    if token.upos in ("NOUN", "VERB") and not out and noun_sense(tree, index, plain=True):
        out.add("EVENT")
    return frozenset(out)


def _fits(tree: Tree, alternatives: frozenset[str], tokens: Iterable[int]) -> bool:
    """One of the tokens has one of the lemmas, or is of one of the kinds."""
    kinds = alternatives & _KINDS
    for t in tokens:
        lemma, text = tree.lemma[t], tree.tokens[t].text.lower()
        if lemma in alternatives or text in alternatives:
            return True
        for a in alternatives:
            words = a.split()
            if len(words) > 1 and words[-1] in (lemma, text) and _preceded(tree, t, tuple(words[:-1])):
                return True
        if kinds and kinds & kinds_of(tree, t):
            return True
    return False


def _preceded(tree: Tree, index: int, words: tuple[str, ...]) -> bool:
    found = tree.before(index, len(words))
    return len(found) == len(words) and all(w in pair for w, pair in zip(words, found, strict=True))


def verb_sense(tree: Tree, index: int) -> Match | None:
    """The sense of a verb with its arguments; None where the lexicon has none that fits."""
    entries = lexicon().verbs.get(tree.lemma[index])
    if not entries:
        return None
    patients = actors = near = None
    for e in entries:
        if e.before and not _preceded(tree, index, e.before):
            continue
        if e.near:
            near = tree.around(index) if near is None else near
            if not e.near <= near:
                continue
        if e.objects:
            patients = [*tree.patients(index), *tree.kids(index, "iobj")] if patients is None else patients
            expanded = [tree.content(c) for p in patients for c in tree.conjuncts(p)]
            results = (tree.lemma[c] for c in tree.kids(index, "xcomp", "advmod"))  # "left dead", "set free"
            if not _fits(tree, e.objects, expanded) and not e.objects.intersection(results):
                continue
        if e.subjects:
            actors = tree.actors(index) if actors is None else actors
            if not _fits(tree, e.subjects, [c for p in actors for c in tree.conjuncts(p)]):
                continue
        return Match(e.sense, e)
    return None


def noun_sense(tree: Tree, index: int, plain: bool = False) -> Match | None:
    """The sense of a noun; with `plain`, entries that want a phrase behind the noun are left out. Whether an entry is
    `carried_only` is for the caller to ask. An operation takes its type from what it is for ("a mission to retake")."""
    entries = lexicon().nouns.get(tree.lemma[index]) or lexicon().nouns.get(tree.tokens[index].text.lower())
    if not entries:
        return None
    for e in entries:
        if e.before and not _preceded(tree, index, e.before):
            continue
        if e.after:
            if plain:
                continue
            phrases = [n for case, n in tree.obliques(index) if case == e.after[0]]
            infinitive = e.after[0] == "to" and any(tree.mark(c) == "to" for c in tree.kids(index, "acl"))
            if not phrases and not infinitive:
                continue
            if len(e.after) > 1 and not _fits(tree, frozenset(e.after[1:]), phrases):
                continue
        if e.sense.mode == "operation" and not plain:
            return Match(_by_purpose(tree, index, e.sense), e)
        return Match(e.sense, e)
    return None


def _by_purpose(tree: Tree, index: int, sense: Sense) -> Sense:
    for c in tree.kids(index, "acl", "advcl"):
        if tree.mark(c) == "to" and (match := verb_sense(tree, c)):
            return replace(sense, type=match.sense.type, mode=match.sense.mode, contexts=match.sense.contexts)
    return sense
