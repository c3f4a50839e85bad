"""Which claims of one document tell of the same event: "has begun flights over the port", then "the flights began".

In: the drafts of a document with their claims looked up. Out: pairs that speak of one event, and those of one kind,
among which a value must be the only one before it is lent. Here, apart from the lending, because taking two events for
one is the fault to fear: every doubt says that they are two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ascribe.claims.drafts import Draft
from ascribe.claims.referents import plain
from ascribe.claims.trees import DEFINITE, Tree
from ascribe.claims.whereabouts import MISFORTUNES
from ascribe.contract.claims import ActorCell, Claim, Factuality, Phase, PlaceCell, TimeCell

ANOTHER = frozenset(
    """another other second third fourth fifth sixth last previous earlier later recent latest new further past
    similar such separate subsequent next different same-day several many more future first former repeated
    frequent regular daily annual weekly monthly upcoming additional old only""".split()
)
"""Words beside a noun that say that it is one of several, or not the one told of."""
OF_ITS_OWN = ("nmod", "acl", "amod", "compound", "appos", "nummod")
"""Relations of what says which one is meant."""
BACKGROUND = frozenset({"after", "before", "since", "following", "ahead of", "prior to", "during", "amid", "like"})
"""Prepositions before an event that is told of in passing."""
AHEAD = frozenset({Phase.PLANNED, Phase.REQUESTED, Phase.PENDING, Phase.APPROVED, Phase.DELAYED})
"""Phases of what has not begun."""
PREFIX = 5
"""Letters that a verb and its noun share ("explode", "explosion")."""
LONG_AGO = timedelta(days=14)
"""Before publication: what lies farther back is told again, and is no news."""
TOGETHER = 3
"""Words between two nouns that one article stands before."""
YEAR = re.compile(r"\b[12]\d{3}\b")
FAR = 12
"""Sentences over which "the attack" points back."""
CLOSE = 2
"""Sentences over which it does so to an event told in another word."""
PROTRACTED = frozenset({"battle"})
"""Modes of which a report tells many at once: "the fighting" and "the war" are seldom the same."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with what shows whether another one tells of the same event."""

    index: int
    draft: Draft
    claim: Claim
    word: str
    """Lemma of the event's head."""
    noun: bool
    plural: bool
    definite: bool
    """ "the flights": it points back to what was told."""
    bare: bool
    """Nothing but the article stands with it."""
    told_apart: bool
    """ "the war in Mada", "the raid that failed": the words themselves say which one, and need not point back."""
    new: bool
    """ "a brawl": told for the first time."""
    another: bool
    """ "a second attack", "previous executions": none that was told of."""
    passing: bool
    """ "after a visit to Mada", "the port where nine died in a raid": told in passing."""
    view: str
    """How it is told: as real, ahead, denied or kept back. Only the same view is the same event."""
    recap: bool
    """Told again: long over, or over when something else was."""


def told(index: int, draft: Draft, claim: Claim, published: date | None) -> Told | None:
    """None: a claim without a type, or one that cannot be compared."""
    if draft.trace is None or (claim.event_type is None and claim.mode not in MISFORTUNES):
        return None
    tree, found = Tree(draft.trace.sentence), draft.trace.found
    i = found.event
    noun = tree.is_noun(i)
    another = noun and any(tree.lemma[c] in ANOTHER or tree.tokens[c].xpos in ("JJS", "RBS") for c in tree.children[i])
    return Told(
        index,
        draft,
        claim,
        tree.lemma[i],
        noun,
        noun and tree.tokens[i].xpos == "NNS",
        noun and not another and _points_back(tree, i),
        not tree.kids(i, *OF_ITS_OWN),
        noun and _told_apart(tree, i),
        noun and any(tree.lemma[c] == "a" for c in tree.kids(i, "det")),
        another,
        noun and _in_passing(tree, i),
        _view(claim),
        _is_recap(tree, draft, claim, published),
    )


def _points_back(tree: Tree, i: int) -> bool:
    """ "the flights", and "sharing" of "the flights and sharing": one article for both."""
    if any(tree.lemma[c] in DEFINITE for c in tree.kids(i, "det")):
        return True
    head = tree.head(i)
    shared = (
        tree.rel[i] == "conj" and 0 < i - head <= TOGETHER and tree.is_noun(head) and not tree.kids(i, "det", "nmod")
    )
    return shared and any(tree.lemma[c] in DEFINITE for c in tree.kids(head, "det"))


def _in_passing(tree: Tree, i: int) -> bool:
    if any(tree.tokens[k].deprel == "acl:relcl" for k in (i, *tree.up(i))):
        return True
    return tree.case(i) in BACKGROUND and not any(tree.lemma[c] in DEFINITE for c in tree.kids(i, "det"))


def _told_apart(tree: Tree, i: int) -> bool:
    """By what stands behind the noun; a relative clause behind a comma only goes on about it."""
    behind = [c for c in tree.kids(i, "nmod", "acl", "nummod", "appos") if c > i or tree.rel[c] == "nummod"]
    return any(tree.tokens[c].deprel != "acl:relcl" or not _behind_comma(tree, c) for c in behind)


def _behind_comma(tree: Tree, clause: int) -> bool:
    first = min(tree.sentence.subtree(clause))
    return "," in (tree.tokens[first].text, tree.tokens[max(first - 1, 0)].text)


def _view(claim: Claim) -> str:
    if claim.factuality in (Factuality.UNDISCLOSED, Factuality.DENIED):
        return claim.factuality.value
    ahead = claim.factuality in (Factuality.PLANNED, Factuality.CONDITIONAL) or claim.phase in AHEAD
    return Factuality.PLANNED.value if ahead else "real"


def _is_recap(tree: Tree, draft: Draft, claim: Claim, published: date | None) -> bool:
    last = claim.time.end or claim.time.start
    if published and last and last < published - LONG_AGO:
        return True
    found = draft.trace.found if draft.trace else None
    return found is not None and any(
        tree.lemma[a] == "have" and tree.tokens[a].xpos == "VBD" for a in tree.kids(found.trigger, "aux")
    )


# -- the same kind


def same_word(a: Told, b: Told) -> bool:
    """One word names both, as verb or noun ("shelled", "the shelling")."""
    if a.claim.event_type is not b.claim.event_type:
        return False
    if a.word == b.word:
        return True
    if a.noun == b.noun or a.claim.mode != b.claim.mode or a.claim.mode is None:
        return False
    noun, verb = (a.word, b.word) if a.noun else (b.word, a.word)
    stem = noun.removesuffix("ing")
    return stem in (verb, verb.removesuffix("e"), verb + verb[-1]) or (
        len(verb) >= PREFIX and noun[:PREFIX] == verb[:PREFIX]
    )


def same_kind(a: Told, b: Told) -> bool:
    """Type and mode are the same: what one could be taken for the other."""
    kind = a.claim.event_type is b.claim.event_type and a.claim.mode == b.claim.mode
    return same_word(a, b) or (kind and a.claim.mode is not None)


# -- the same event


def same_event(a: Told, b: Told) -> bool:
    """`b`, told later, is the event of `a`: a noun that points back to it, or the same doers and same undergoers."""
    if a.view != b.view or a.recap != b.recap or a.another or b.another or not _agree(a, b):
        return False
    apart = b.draft.sentence - a.draft.sentence
    protracted = a.claim.mode in PROTRACTED
    if b.definite and a.plural == b.plural and not a.passing:
        if same_word(a, b):
            return apart <= (CLOSE if protracted else FAR) and (b.bare or not (b.told_apart or protracted))
        return same_kind(a, b) and b.bare and apart <= CLOSE and not protracted
    # a year is printed of what was in another year
    years = with_year(a.claim.time) == with_year(b.claim.time)
    return years and same_word(a, b) and _same_parties(a, b)


def _agree(a: Told, b: Told) -> bool:
    """Nothing that both tell differs."""
    one, other = a.claim, b.claim
    return (
        (not one.agents or not other.agents or share(a, one.agents, b, other.agents))
        and (not one.targets or not other.targets or share(a, one.targets, b, other.targets))
        and (not one.places or not other.places or same_places(one.places, other.places))
        and (one.time.basis == "none" or other.time.basis == "none" or same_times(one.time, other.time))
        and not _other_figures(one, other)
    )


def _same_parties(a: Told, b: Told) -> bool:
    """Agents and targets are known of both, and they are the same."""
    one, other = a.claim, b.claim
    agents = bool(one.agents and other.agents) and share(a, one.agents, b, other.agents, strict=True)
    targets = bool(one.targets and other.targets) and share(a, one.targets, b, other.targets, strict=True)
    if a.noun or b.noun:
        return targets and agents
    return targets and (agents or _same_figures(one, other) or not (one.agents and other.agents))


def share(a: Told, ones: Iterable[ActorCell], b: Told, others: Iterable[ActorCell], strict: bool = False) -> bool:
    """Somebody stands in both lists. `strict`: as the same name or mention, and not only as one of a kind."""
    mine, theirs = {k for x in ones for k in names(a, x, strict)}, {k for x in others for k in names(b, x, strict)}
    return bool(mine & theirs)


def names(of: Told, cell: ActorCell, strict: bool) -> set[str]:
    """By what an actor can be recognised in the document."""
    out = {plain(x) for x in (cell.name, cell.text) if x and (not strict or plain(x)[:1].isupper())}
    out = {x.lower() for x in out}
    head = head_of(of, cell)
    if head is not None and of.draft.trace is not None:
        token = of.draft.trace.sentence.tokens[head]
        referent = of.draft.trace.voices.coreference.entity_of(of.draft.sentence, head)
        if referent is not None and (not strict or referent.named or token.xpos in ("NN", "NNP")):
            out.add(f"#{referent.id}")
        if not strict:
            out.add(token.lemma.lower())
    if cell.actor and not strict:
        out.add(f"@{cell.actor}")
    return out - PRONOUNS


PRONOUNS = frozenset("i we you he she it they him her them us who which that this these those".split())


def head_of(of: Told, cell: ActorCell) -> int | None:
    """The token that heads the words of the cell."""
    if of.draft.trace is None:
        return None
    sentence = of.draft.trace.sentence
    inside = [i for i, t in enumerate(sentence.tokens) if cell.start <= sentence.start + t.start < cell.end]
    return next((i for i in inside if sentence.tokens[i].head not in inside), None)


def place_key(cell: PlaceCell) -> str:
    return str(cell.geonameid) if cell.geonameid is not None else plain(cell.name or cell.text).lower()


def same_places(ones: Iterable[PlaceCell], others: Iterable[PlaceCell]) -> bool:
    """A place stands in both, or one list names only the country of the other's."""
    ones, others = list(ones), list(others)
    if {place_key(p) for p in ones} & {place_key(p) for p in others}:
        return True
    return any(
        "country" in (p.precision, q.precision) and p.country is not None and p.country == q.country
        for p in ones
        for q in others
    )


def same_times(one: TimeCell, other: TimeCell) -> bool:
    """The intervals have a day in common. Times without dates say nothing against it only when both are empty."""
    if (one.start or one.end) is None or (other.start or other.end) is None:
        return False
    first = max(one.start or date.min, other.start or date.min)
    last = min(one.end or date.max, other.end or date.max)
    return first <= last


def with_year(time: TimeCell) -> bool:
    """The words name the year."""
    return time.text is not None and YEAR.search(time.text) is not None


def _other_figures(one: Claim, other: Claim) -> bool:
    """Both count the same thing, and differently."""
    theirs = {f.unit: (f.value, f.low, f.high) for f in other.figures}
    return any(f.unit in theirs and theirs[f.unit] != (f.value, f.low, f.high) for f in one.figures)


def _same_figures(one: Claim, other: Claim) -> bool:
    theirs = {(f.unit, f.value) for f in other.figures if f.value is not None and f.value >= 2}
    return any((f.unit, f.value) in theirs for f in one.figures)
