"""Which event a verb or noun names: PLOVER type and mode, by the lexicon `events.toml` with its conditions.

In: a tree and a token. Out: a `Sense` or None. Here, so that the lexicon stays a readable file and matching stands in
one place. The entry with the most conditions met wins, then the first in the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ascribe.claims.eventwords import EVERYDAY, KINDS, Entry, Sense, lexicon
from ascribe.claims.trees import Tree
from ascribe.claims.wording import roles
from ascribe.contract.claims import EventType

THINGS = frozenset({"abstract", "substance", "object", "plant", "animal", "quantity"})
"""Mention types of the reader for what neither acts nor is acted against."""
OPPOSITES = frozenset({"pre", "post", "anti", "non", "mid", "inter", "pro", "ex"})
"""What before a hyphen makes another word of a noun ("post-war", "non-agreement")."""
PURSUED = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.AID, EventType.RETREAT, EventType.MOBILIZE, EventType.PROTEST, None}
)
"""Types that an operation has from what it is for; "a campaign to teach" asks for nothing."""
OFFICIALS = frozenset(
    "envoy diplomat delegation official lawmaker senator monarch prince princess deputy counterpart".split()
)
"""Who travels on duty, beside those in office."""


@dataclass(frozen=True, slots=True)
class Match:
    """A sense with how it was found."""

    sense: Sense
    entry: Entry

    @property
    def took_object(self) -> bool:
        return bool(self.entry.objects)


def demand_sense() -> Sense:
    """The sense of "demand", which "must" has too where somebody says it of another."""
    return next(e.sense for e in lexicon().verbs["demand"] if not e.conditions)


def kinds_of(tree: Tree, index: int) -> frozenset[str]:
    """PERSON, ORG, PLACE, ACTOR, OFFICIAL, ANIMAL, THING, EVENT, ANY: what a noun is, by entity, by the reader
    and by the lexicon."""
    token = tree.tokens[index]
    out: set[str] = {"ANY"}
    label = next((e.label for e in tree.sentence.parse.entities if e.first <= index <= e.last), None)
    if (
        label == "PER"
        or token.mention == "person"
        or token.text.lower() in ("he", "she", "they", "him", "her", "them", "we", "us", "who")
    ):
        out |= {"PERSON", "ACTOR"}
    if label == "ORG" or token.mention == "organization":
        out |= {"ORG", "ACTOR"}
    if label == "LOC" or (token.mention == "place" and label is None and token.upos != "PRON"):
        out |= {"PLACE"} | ({"ACTOR"} if label == "LOC" else set())
    if token.upos == "NOUN" and label is None and token.mention in THINGS and not noun_sense(tree, index, plain=True):
        out.add("ANIMAL" if token.mention == "animal" else "THING")
    if label == "PER" or tree.lemma[index] in roles().offices | OFFICIALS or token.text.lower() in ("he", "she"):
        out.add("OFFICIAL")
    if token.upos in ("NOUN", "VERB") and not out - {"ANY", "THING"} and noun_sense(tree, index, plain=True):
        out.add("EVENT")
    return frozenset(out)


def _fits(tree: Tree, alternatives: frozenset[str], tokens: Iterable[int]) -> bool:
    """One of the tokens has one of the lemmas, or is of one of the kinds."""
    kinds = alternatives & KINDS
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


def complements(tree: Tree, index: int) -> frozenset[str]:
    """INF, THAT: which clauses complete a verb."""
    clauses = tree.kids(index, "xcomp", "ccomp")
    infinitive = [c for c in clauses or tree.kids(index, "advcl") if tree.mark(c).endswith("to")]
    finite = any(tree.rel[c] == "ccomp" and c not in infinitive for c in clauses)
    return frozenset({"INF"} if infinitive else ()) | frozenset({"THAT"} if finite else ())


def _named(tree: Tree, index: int) -> frozenset[str]:
    """What the object is called: "called the raid a war crime", "described it as a mistake"."""
    heads = [c for c in tree.kids(index, "xcomp", "obl", "advcl", "ccomp") if not tree.own_subjects(c)]
    heads = [k for c in heads for k in (c, *tree.kids(c, "conj", "compound"))]
    # "an act of aggression"
    return frozenset(tree.lemma[k] for c in heads for k in (c, tree.content(c)))


def verb_sense(tree: Tree, index: int) -> Match | None:
    """The sense of a verb with its arguments; None where the lexicon has none that fits."""
    entries = lexicon().verbs.get(tree.lemma[index])
    if not entries:
        return None
    if is_rest(tree, index):
        return None
    patients = actors = near = None
    for e in entries:
        if e.before and not _preceded(tree, index, e.before):
            continue
        if e.sentence and e.sentence.isdisjoint(tree.lemma):
            continue
        if e.near or e.near_one:
            near = tree.around(index) | complements(tree, index) if near is None else near
            if not e.near <= near:
                continue
        if e.near_one and e.near_one.isdisjoint((near or frozenset()) | _named(tree, index)):
            continue
        if e.objects:
            if patients is None:
                # "was handed a term": the object that a passive keeps
                kept = tree.kids(index, "obj") if tree.is_passive(index) else []
                patients = [*tree.patients(index), *tree.kids(index, "iobj"), *kept]
            expanded = [tree.content(c) for p in patients for c in tree.conjuncts(p)]
            results = (tree.lemma[c] for c in tree.kids(index, "xcomp", "advmod", "compound"))  # "left dead"
            if not _fits(tree, e.objects, expanded) and not e.objects.intersection(results):
                continue
        if e.subjects:
            actors = tree.actors(index) if actors is None else actors
            if not _fits(tree, e.subjects, [c for p in actors for c in tree.conjuncts(p)]):
                continue
        won = e.sense.type is EventType.ASSAULT and is_won(tree, index)
        return None if won or e.sense.mode == EVERYDAY else Match(e.sense, e)
    return None


def is_won(tree: Tree, index: int) -> bool:
    """ "Ana Ruiz beat Hugo Brandt": of two people who are named, it is a win."""
    if tree.lemma[index] != "beat" or tree.is_passive(index) or tree.around(index) & {"up", "death"}:
        return False
    sides = [tree.own_subjects(index) or tree.subjects(index), tree.kids(index, "obj")]
    named = {e.last for e in tree.sentence.parse.entities if e.label == "PER"}
    named |= {e.first for e in tree.sentence.parse.entities if e.label == "PER"}
    hit = any(
        case in ("with", "on", "in", "at") and tree.tokens[n].mention == "object" for case, n in tree.obliques(index)
    )
    return not hit and all(side and set(side) <= named for side in sides)


def is_rest(tree: Tree, index: int) -> bool:
    """ "Do not have much left", "with two days left": what there is still."""
    above = tree.head(index)
    if tree.lemma[index] != "leave" or tree.tokens[index].xpos != "VBN" or tree.rel[index] not in ("acl", "xcomp"):
        return False
    if tree.kids(index, "obj", "xcomp", "aux", "mark") or tree.particles(index) or above < 0:
        return False
    had = tree.head(above) if tree.rel[index] == "acl" else above
    by = any(case == "by" for case, _ in tree.obliques(index))
    return not by and had >= 0 and tree.lemma[had] in ("have", "be", "get")


def noun_sense(tree: Tree, index: int, plain: bool = False) -> Match | None:
    """The sense of a noun; with `plain`, entries that want a phrase behind the noun are left out. Whether an entry is
    `carried_only` is for the caller to ask. An operation takes its type from what it is for ("a mission to retake")."""
    lemma, inside = tree.lemma[index], ""
    entries = lexicon().nouns.get(lemma) or lexicon().nouns.get(tree.tokens[index].text.lower())
    if not entries and "-" in lemma:
        # "re-election", "cease-fire": written together or apart, with or without the hyphen
        inside, _, last = lemma.rpartition("-")
        entries = lexicon().nouns.get(lemma.replace("-", "")) or lexicon().nouns.get(last)
    if not entries or inside in OPPOSITES:
        return None
    if lemma == "death" and tree.case(index) == "to" and tree.is_verb(tree.head(index)) and not tree.kids(index, "det"):
        return None  # "sentenced to death": part of the sentence
    for e in entries:
        if e.before and e.before != tuple(inside.split("-")) and not _preceded(tree, index, e.before):
            continue
        if e.sentence and e.sentence.isdisjoint(tree.lemma):
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
        if e.sense.mode == EVERYDAY or (plain and e.sense.is_bare):
            return None
        if e.sense.mode == "operation" and not plain:
            return Match(_by_purpose(tree, index, e.sense), e)
        return Match(e.sense, e)
    return None


def _by_purpose(tree: Tree, index: int, sense: Sense) -> Sense:
    for c in tree.kids(index, "acl", "advcl"):
        match = verb_sense(tree, c) if tree.mark(c) == "to" else None
        if match and match.sense.type in PURSUED:
            return replace(sense, type=match.sense.type, mode=match.sense.mode, contexts=match.sense.contexts)
    return sense
