"""Cells that stand only in another sentence: claims of one event lend each other time, place, agent and target.

In: a document's sentences, its drafts and their claims, looked up. Out: the claims with such cells filled, each marked
`implied` and with the span that it was taken from. Here, because a cell may be lent only where the whole document
leaves one value for it: wrong is worse than missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ascribe.claims.drafts import Draft
from ascribe.claims.referents import plain
from ascribe.claims.sameness import (
    Told,
    head_of,
    place_key,
    same_event,
    same_kind,
    same_places,
    same_times,
    same_word,
    share,
    told,
    with_year,
)
from ascribe.claims.trees import Tree
from ascribe.contract.claims import ActorCell, Claim, EventType, Factuality, Phase, PlaceCell, TimeCell
from ascribe.contract.documents import BlockKind
from ascribe.contract.sentences import Sentence

MOST = 150
"""Claims of one type that are compared with each other; a list of thousands of arrests is none of one event."""
DOUBT = 0.94
"""What a claim's confidence is multiplied with for each cell that it took from another sentence."""
SETTLED = frozenset({"facility", "city", "district"})
"""Places narrow enough to be where a report goes on."""
NEAR = 3
"""Sentences over which a report goes on about one place without naming it again."""
GOES_ON = frozenset({Phase.COMPLETED, Phase.ONGOING, Phase.BEGUN})
GENERAL = frozenset(
    "offensive operation attack assault mission campaign raid strike battle fighting violence shooting bombing".split()
)
"""Words that take up an event which was told of in another word."""
HARM = frozenset({"kill", "injure", "casualty"})
"""Modes of what comes of violence."""
APART = frozenset(
    """another other separate separately elsewhere similarly previous previously earlier since total overall so_far
    also later meanwhile""".split()
)
"""Words in a sentence that goes over to something else."""
BODIES = frozenset({"person", "organization", "place", "object"})
"""Kinds of what takes part in an event told of twice; an agreement or a reason is mostly misread."""
WAYS = frozenset({"to", "from", "into", "towards", "toward", "through", "onto", "out_of", "via", "across"})
"""Relations of places that an event only leads to or from."""
SAME_TIME = (
    frozenset({Phase.BEGUN, Phase.COMPLETED}),
    frozenset({Phase.COMPLETED, Phase.ONGOING}),
    frozenset({Phase.PLANNED, Phase.APPROVED, Phase.REQUESTED, Phase.PENDING}),
)
"""Phases that a time is told of together. When something began is not when it ended."""


@dataclass(frozen=True, slots=True)
class Lent:
    """A cell to fill."""

    cell: str
    value: tuple[ActorCell, ...] | tuple[PlaceCell, ...] | TimeCell
    rule: str


def lend(
    sentences: Sequence[Sentence],
    drafts: Sequence[Draft],
    claims: Sequence[Claim],
    published: date | None,
) -> list[Claim]:
    """The claims with what their sentences leave out and others of the document tell. Nothing that a claim has is
    changed, and what was lent is not lent on."""
    found = [told(k, d, c, published) for k, (d, c) in enumerate(zip(drafts, claims, strict=True))]
    lender = _Lender(sentences, [t for t in found if t is not None], published)
    return [c if t is None else _filled(c, list(lender.cells(t))) for t, c in zip(found, claims, strict=True)]


def _filled(claim: Claim, lent: Sequence[Lent]) -> Claim:
    for x in lent:
        if getattr(claim, x.cell) and (x.cell != "time" or claim.time.basis != "none"):
            continue  # the first that fills it
        changed: dict[str, Any] = {x.cell: _implied(x.value)}
        doubted = round(claim.confidence * DOUBT, 3)
        claim = replace(claim, rules=(*claim.rules, x.rule), confidence=doubted, **changed)
    return claim


def _implied(value: tuple[ActorCell, ...] | tuple[PlaceCell, ...] | TimeCell) -> object:
    if isinstance(value, TimeCell):
        return replace(value, basis="inherited", implied=True)
    return tuple(replace(cell, implied=True) for cell in value)


class _Lender:
    """What the claims of one document have to lend."""

    def __init__(self, sentences: Sequence[Sentence], found: Sequence[Told], published: date | None) -> None:
        self.sentences, self.published = sentences, published
        self.by_type: dict[EventType | None, list[Told]] = {}
        self.by_sentence: dict[int, list[Told]] = {}
        for t in found:
            self.by_type.setdefault(t.claim.event_type, []).append(t)
            self.by_sentence.setdefault(t.draft.sentence, []).append(t)

    def cells(self, taker: Told) -> Iterator[Lent]:
        """What `taker` can be lent, the surest first."""
        claim = taker.claim
        lacking = [name for name in ("agents", "targets", "places") if not getattr(claim, name)]
        lacking += ["time"] if claim.time.basis == "none" else []
        if lacking:
            yield from self.of_same_event(taker, lacking)
        if "time" in lacking or "places" in lacking:
            yield from self.of_cause(taker)
        if "places" in lacking:
            yield from self.of_antecedent(taker)
            yield from self.of_passage(taker)

    # -- the same event

    def of_same_event(self, taker: Told, lacking: Sequence[str]) -> Iterator[Lent]:
        """What other claims of the event tell, where they and all that could be taken for it tell one thing."""
        kin = self.by_type[taker.claim.event_type]
        if len(kin) > MOST:
            return
        others = [o for o in kin if o.draft.sentence != taker.draft.sentence]
        same = [o for o in others if same_event(*((o, taker) if o.index < taker.index else (taker, o)))]
        if not same:
            return
        # a noun that points back is told of one of its kind: where there are two, it is not known of which
        pointing = taker.definite or any(o.definite for o in same)
        rivals = [o for o in others if same_kind(o, taker)] if pointing else same
        if pointing and self.told_twice([*rivals, taker]):
            return
        for name in lacking:
            givers = [o for o in same if self.has(o, name) and self.may(taker, o, name)]
            if not givers:
                continue
            best = min(givers, key=lambda o: (abs(o.draft.sentence - taker.draft.sentence), o.index))
            if all(o is best or _alike(best, o, name) for o in (*rivals, *givers) if _tells(o, name)):
                yield Lent(name, getattr(best.claim, name), f"{name.rstrip('s')}.same_event")

    def told_twice(self, kin: Sequence[Told]) -> bool:
        """An event of the kind is brought up, and later another: "a brawl" after "the brawl"."""
        body = [o for o in kin if o.claim.block is not BlockKind.HEADLINE]
        first = min((o.draft.sentence for o in body), default=0)
        return any(o.another or (o.new and o.draft.sentence > first) for o in body)

    def may(self, taker: Told, giver: Told, name: str) -> bool:
        """The cell of the giver makes sense in the taker."""
        one, other = giver.claim, taker.claim
        if one.factuality is not other.factuality and one.factuality is not Factuality.ASSERTED:
            return False  # alleged of one, and not of the other
        if name == "time":
            return one.phase is other.phase or any({one.phase, other.phase} <= phases for phases in SAME_TIME)
        if name == "places":
            return not _placed_otherwise(taker)
        if other.factuality is not Factuality.ASSERTED and not taker.definite:
            return False  # what is thought of, somebody else may do
        if other.phase is Phase.BEGUN and one.time.start is None and one.time.end is not None:
            return False  # what went on until then is not what began
        cells, against = (one.agents, other.targets) if name == "agents" else (one.targets, other.agents)
        return same_word(taker, giver) and not share(giver, cells, taker, against)

    def has(self, told: Told, name: str) -> bool:
        """The claim tells it, and so that it can be told of another."""
        if name == "time":
            time = told.claim.time
            told_of = time.basis in ("expression", "inherited") and time.value != "PRESENT_REF"
            # a year is printed of what was in another year
            far = with_year(time) and not self.is_this_year(time)
            return told_of and (time.start or time.end) is not None and not far
        if name == "places":
            places = told.claim.places
            return len(places) == 1 and places[0].geonameid is not None and places[0].relation not in WAYS
        cells = getattr(told.claim, name)
        return bool(cells) and not any(_nameless(told, c) for c in cells)

    def is_this_year(self, time: TimeCell) -> bool:
        return self.published is not None and time.end is not None and time.end.year == self.published.year

    # -- what came of it

    def of_cause(self, taker: Told) -> Iterator[Lent]:
        """ "A bomb went off in the market on Friday. Nine people were killed.": the place and the day of the bomb."""
        claim, at = taker.claim, taker.draft.sentence
        before = [o for o in self.by_sentence.get(at - 1, ()) if _strikes(o)]
        if claim.mode not in HARM or taker.recap or not before or not self.goes_on(taker):
            return
        if claim.places or claim.time.basis != "none" or claim.phase not in (Phase.COMPLETED, Phase.NONE):
            return
        if any(o.view != "real" or o.claim.phase is not Phase.COMPLETED for o in before):
            return
        for name in ("time", "places"):
            givers = [o for o in before if self.has(o, name)]
            if givers and all(_alike(givers[0], o, name) and len(o.claim.places) < 2 for o in givers):
                yield Lent(name, getattr(givers[0].claim, name), f"{name.rstrip('s')}.cause")

    def goes_on(self, taker: Told) -> bool:
        """A verb's clause that names no place, no time and nothing else that it would go over to."""
        trace = taker.draft.trace
        if trace is None or taker.draft.prose_times:
            return False
        tree, verb = Tree(trace.sentence), trace.found.trigger
        if not tree.is_verb(verb) or set(tree.lemma) & APART:
            return False
        # "have been killed": since whenever
        if any(tree.lemma[a] in ("have", "would") for a in tree.auxiliaries(verb)):
            return False
        inside, todo = set(), [verb]
        while todo:
            i = todo.pop()
            inside.add(i)
            todo += [c for c in tree.children[i] if tree.rel[c] not in ("conj", "parataxis") or not tree.is_verb(c)]
        named = [e for e in trace.sentence.parse.entities if e.label == "LOC" and e.last in inside]
        # "US troops": whose, and not where
        return all(tree.rel[e.last] in ("compound", "amod") for e in named)

    # -- what was just told

    def of_antecedent(self, taker: Told) -> Iterator[Lent]:
        """ "The mission to retake Mada will begin in May. But the offensive could be delayed": the one place where the
        sentence before has something of the sort."""
        at = taker.draft.sentence
        sentence = self.sentences[at]
        pointing = taker.definite and taker.bare and taker.word in GENERAL
        if not pointing or any(e.label == "LOC" for e in sentence.parse.entities):
            return
        before = [o for o in self.by_sentence.get(at - 1, ()) if o.claim.event_type is taker.claim.event_type]
        givers = [o for o in before if self.has(o, "places")]
        ahead = {o.view == Factuality.PLANNED.value for o in givers} | {taker.view == Factuality.PLANNED.value}
        placed = [o for o in before if o.claim.places]
        if givers and len(ahead) == 1 and all(_alike(givers[0], o, "places") for o in placed):
            yield Lent("places", givers[0].claim.places, "place.antecedent")

    # -- the place of the passage

    def of_passage(self, taker: Told) -> Iterator[Lent]:
        """The one place where all of this kind in the report happens, named shortly before."""
        claim, at = taker.claim, taker.draft.sentence
        if claim.event_type is not EventType.ASSAULT or taker.recap or taker.view != "real":
            return
        vague = taker.noun and not taker.definite and not claim.figures
        if claim.phase not in GOES_ON or vague or claim.time.basis != "none" or not self.goes_on(taker):
            return
        placed = [o for o in self.by_type[claim.event_type] if o.claim.places]
        places = {place_key(p): p for o in placed for p in o.claim.places if p.precision != "country"}
        near = [o for o in placed if at - NEAR <= o.draft.sentence < at and not o.recap and o.view == "real"]
        if len(places) != 1 or not near:
            return
        giver = near[-1]
        (key,) = places
        if [place_key(p) for p in giver.claim.places] != [key] or places[key].precision not in SETTLED:
            return
        named = places[key].text
        between = range(giver.draft.sentence, at)
        if any(
            e.label == "LOC" and self.sentences[k].text[e.start : e.end] not in named
            for k in between[1:]
            for e in self.sentences[k].parse.entities
        ):
            return
        yield Lent("places", giver.claim.places, "place.passage")


def _strikes(told: Told) -> bool:
    """What kills and injures."""
    return told.claim.event_type is EventType.ASSAULT or told.claim.mode in ("disaster", "accident")


def _placed_otherwise(told: Told) -> bool:
    """Behind the event its sentence names a place, which may be its own though the tree hangs it elsewhere."""
    trace = told.draft.trace
    if trace is None:
        return True
    tree = Tree(trace.sentence)
    behind = (e.last for e in trace.sentence.parse.entities if e.label == "LOC" and e.first > trace.found.event)
    return any(tree.case(i) in ("in", "at", "near", "on", "outside") for i in behind)


def _nameless(told: Told, cell: ActorCell) -> bool:
    """ "they", "anyone", "an agreement": nobody and no body or thing that could take part in another claim."""
    head = head_of(told, cell)
    if head is None or told.draft.trace is None:
        return True
    sentence = told.draft.trace.sentence
    token = sentence.tokens[head]
    if token.deprel in ("compound", "amod"):
        return True  # "the Mada attack": whose, or where
    if any(e.first <= head <= e.last for e in sentence.parse.entities):
        return False
    return (token.upos == "PRON" and cell.name is None) or token.mention not in BODIES


def _tells(told: Told, name: str) -> bool:
    return told.claim.time.basis in ("expression", "inherited") if name == "time" else bool(getattr(told.claim, name))


def _alike(a: Told, b: Told, name: str) -> bool:
    """Both tell the same in this cell."""
    if name == "time":
        return same_times(a.claim.time, b.claim.time)
    if name == "places":
        return same_places(a.claim.places, b.claim.places)
    ours, theirs = getattr(a.claim, name), getattr(b.claim, name)
    texts = {plain(c.text).lower() for c in ours} & {plain(c.text).lower() for c in theirs}
    return bool(texts) or share(a, ours, b, theirs, strict=True)
