"""How well a record tells a planted world: states as of random days, since and until, grouping, disagreements.

In go an open record that has read the reports, and the truth; out come shares, with what they are shares of.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from .adapter import Json, Known, aspect, claims_of, contradicts, day, look, sides_of, situation_of
from .aligning import Aligned, align, extracted, pair_up
from .answers import Answer, Reader
from .plots import ACCEPTED
from .truth import Dispute, Interval, Situation, World

ASKED_DAYS = 12
"""Days as of which a world is asked, and the last one."""
_BEFORE = date.min


@dataclass(slots=True)
class Share:
    right: int = 0
    of: int = 0

    def count(self, right: bool) -> None:
        self.right += right
        self.of += 1

    @property
    def value(self) -> float:
        return self.right / self.of if self.of else float("nan")

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.right}/{self.of})" if self.of else "-"


@dataclass(slots=True)
class Scores:
    extracted: Share = field(default_factory=Share)
    """Tellings in dated reports that a claim says rightly: phase, factuality, place."""
    states: Share = field(default_factory=Share)
    states_given: Share = field(default_factory=Share)
    """Only where some telling of the asked step was extracted rightly."""
    baseline: Share = field(default_factory=Share)
    """Last claim wins, per event type and place."""
    baseline_given: Share = field(default_factory=Share)
    since: Share = field(default_factory=Share)
    until: Share = field(default_factory=Share)
    disputed: Share = field(default_factory=Share)
    """States asked for whose mark of dispute is as it should be."""
    precision: Share = field(default_factory=Share)
    precision_given: Share = field(default_factory=Share)
    """Only disagreements of claims that were all extracted rightly."""
    recall: Share = field(default_factory=Share)
    recall_given: Share = field(default_factory=Share)
    """Only disputes of which both sides were extracted."""
    kinds: Share = field(default_factory=Share)
    """Disagreements found that are called by a right name."""
    by_kind: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    by_phase: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    cubed: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """B-cubed precision, recall and F1 of claims into situations."""
    wrong: list[str] = field(default_factory=list)
    """What went wrong, a line each, for the reader of the table."""


def score(record: Any, worlds: Sequence[World], seed: int = 1) -> Scores:
    """Asks the record as of random days."""
    out = Scores()
    rng = random.Random(f"{seed} questions")
    now = look(record, None)
    aligned = align(now.claims, worlds)
    readers = [Reader(w) for w in worlds]
    family = {k: v for r in readers for k, v in r.family.items()}
    for reader in readers:
        world = reader.world
        for telling in world.tellings:
            if reader.published[telling.document] is not None:
                out.extracted.count(extracted(aligned.claims[telling.id], telling))
        days = {world.end, *(world.start + timedelta(rng.randint(5, _length(world))) for _ in range(ASKED_DAYS - 1))}
        for by in sorted(days):
            _Asking(look(record, by), by, aligned, family, rng, out).ask(reader)
    if now.situations:
        out.cubed = b_cubed(situation_of(now), aligned, family)
        _disagreements(now.disagreements, readers, aligned, out)
    return out


def _length(world: World) -> int:
    return (world.end - world.start).days


# -- states


class _Asking:
    """A record as of a day, asked about every situation of a world."""

    def __init__(
        self, known: Known, by: date, aligned: Aligned, family: Mapping[str, str], rng: random.Random, out: Scores
    ) -> None:
        self.by, self.aligned, self.rng, self.out = by, aligned, rng, out
        self.states: dict[str, list[Json]] = {s["id"]: s["states"] for s in known.situations}
        self.paired = pair_up({s["id"]: claims_of(s) for s in known.situations}, aligned, family)
        self.last = _last_claims(known.claims)
        self.last_paired = pair_up({k: [c["id"] for c in v] for k, v in self.last.items()}, aligned, family)

    def ask(self, reader: Reader) -> None:
        """The state now, and on a random day before."""
        start = reader.world.start
        for situation in reader.world.situations:
            earlier = start + timedelta(self.rng.randint(0, max(1, (self.by - start).days)))
            for at in (self.by, min(earlier, self.by)):
                answer = reader.answer(situation, at, self.by)
                if answer is None:
                    continue
                given = any(extracted(self.aligned.claims[t.id], t) for t in answer.tellings)
                self._baseline(situation.id, answer, at, given)
                if self.states:
                    self._state(reader, situation, answer, at, given)

    def _baseline(self, situation: str, answer: Answer, at: date, given: bool) -> None:
        group = self.last.get(self.last_paired.get(situation, ""), [])
        before = [c for c in group if (day(c["document"]["published_at"]) or _BEFORE) <= at]
        right = bool(before) and _fits(before[-1], answer)
        self.out.baseline.count(right)
        if given:
            self.out.baseline_given.count(right)

    def _state(self, reader: Reader, situation: Situation, answer: Answer, at: date, given: bool) -> None:
        group = self.paired.get(situation.id, "")
        found = self.states.get(group, [])
        holding = state_at(found, at)
        right = any(_fits(s, answer) for s in holding)
        answered: Answer | None = answer
        if not right and group:  # it may be kept together with what depends on it
            family = [s for s in reader.world.situations if self.paired.get(s.id) == group and s is not situation]
            others = [reader.answer(s, at, self.by) for s in family]
            answered = next((o for o in others if o and any(_fits(s, o) for s in holding)), None)
            right = answered is not None
        self.out.states.count(right)
        if given:
            self.out.states_given.count(right)
            self.out.by_phase[f"{situation.kind} {answer.step.phase}"].count(right)
        if right:
            self.out.disputed.count(any(s.get("disputed", False) for s in holding) == answer.contested)
            _when(found, holding, answered or answer, self.out)
        elif given:
            said = ", ".join(f"{s['phase']}/{s['factuality']}" for s in holding) or "nothing"
            what = f"{situation.title} ({situation.id}) on {at} as of {self.by}"
            self.out.wrong.append(f"{what}: {answer.step.phase}, not {said}")


def _fits(found: Json, answer: Answer) -> bool:
    return found["phase"] in answer.phases and found["factuality"] in answer.factuality


def begins(state: Json) -> date:
    """The first day on which the state surely held, as the record tells it."""
    since = state.get("since") or {}
    return day(since.get("end")) or day(since.get("start")) or day(state["known_since"]) or _BEFORE


def state_at(states: Sequence[Json], at: date) -> list[Json]:
    """The state that holds on a day: the last one to begin that has not ended; with those that dispute it."""
    holding = []
    for state in states:
        until = state.get("until") or {}
        end = day(until.get("end")) or day(until.get("start"))
        if begins(state) <= at and (end is None or at <= end):
            holding.append(state)
    if not holding:
        return []
    latest: Json | None = None
    for state in sorted(holding, key=lambda s: (begins(s), states.index(s))):
        if latest is None or not _stays(latest, state):
            latest = state
    assert latest is not None
    if latest.get("disputed"):
        return [latest, *(s for s in holding if s.get("disputed") and s is not latest)]
    return [latest]


def _stays(state: Json, later: Json) -> bool:
    """Whether a state is not left for what may only come, as `Situation.now` has it: talks that are to end go on."""
    if state["factuality"] not in ("asserted", "denied"):
        return False
    goes_on = state["factuality"] == "asserted" and state["phase"] in ("begun", "ongoing", "resumed", "paused")
    if goes_on and later["phase"] in _AHEAD:
        return True
    return later["factuality"] in ("planned", "conditional", "possible") and later["phase"] not in _AHEAD


_AHEAD = ("planned", "pending", "requested", "delayed")


def _when(states: Sequence[Json], holding: Sequence[Json], answer: Answer, out: Scores) -> None:
    """Whether since and until are as the reports tell them: no wider, and not elsewhere."""
    same = ACCEPTED.get(answer.step.phase, (answer.step.phase,))
    # where it is disputed, what is asked is how long it was so, and not how long it was denied
    run = [next((s for s in holding if s["phase"] in same and _fits(s, answer)), holding[0])]
    for state in reversed(states[: states.index(run[0])]):  # "still so" may be a state of its own
        if state["phase"] not in same:
            break
        run.append(state)
    if answer.since[0] is not None:
        out.since.count(any(_within(s.get("since"), answer.since, answer.step.day) for s in run))
    if answer.until[0] is not None and answer.step.until is not None:
        out.until.count(any(_within(s.get("until"), answer.until, answer.step.until) for s in [run[0]]))


def _within(found: Json | None, told: Interval, true: date) -> bool:
    start, end = day((found or {}).get("start")), day((found or {}).get("end"))
    low, high = told
    if start is None or end is None or low is None or high is None:
        return False
    day_off = timedelta(1)  # the day before the next state begins is as good an end as that day
    return low - day_off <= start <= true + day_off and true - day_off <= end <= high + day_off


def _last_claims(claims: Sequence[Json]) -> dict[str, list[Json]]:
    """The baseline's groups: claims of one event type at one place, by publication."""
    groups: dict[str, list[Json]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: (c["document"]["published_at"] or "", c["document"]["name"])):
        place = claim["places"][0]["name"] or claim["places"][0]["text"] if claim["places"] else ""
        groups[f"{claim['event_type']} {place}"].append(claim)
    return groups


# -- grouping


def b_cubed(
    situation_of_claim: Mapping[str, str], aligned: Aligned, family: Mapping[str, str]
) -> tuple[float, float, float]:
    """B-cubed over claims that are a telling; claims of one family in two situations count for nothing."""
    true = {id: telling.situation for id, telling in aligned.telling.items()}
    if not true:
        return 0.0, 0.0, 0.0
    group = {id: situation_of_claim.get(id, f"alone {id}") for id in true}
    both = Counter((group[id], true[id]) for id in true)
    of_true = Counter(true.values())
    members: dict[str, Counter[str]] = defaultdict(Counter)
    for id in true:
        members[group[id]][true[id]] += 1
    precision = recall = 0.0
    for id, situation in true.items():
        hit = both[group[id], situation]
        strange = sum(n for s, n in members[group[id]].items() if family[s] != family[situation])
        precision += hit / (hit + strange)
        recall += hit / of_true[situation]
    p, r = precision / len(true), recall / len(true)
    return p, r, 2 * p * r / (p + r)


# -- disagreements


def _rightly(id: str, aligned: Aligned) -> bool:
    telling = aligned.telling.get(id)
    return telling is not None and extracted((c for c in aligned.claims[telling.id] if c["id"] == id), telling)


def matches(sides: Sequence[Collection[str]], dispute: Dispute, aligned: Aligned) -> bool:
    """Whether two sides of a disagreement stand on the two sides of a planted one."""
    here, there = map(set, dispute.sides)
    told = [{aligned.telling[id].id for id in side if id in aligned.telling} for side in sides]
    return any(a & here and b & there for n, a in enumerate(told) for m, b in enumerate(told) if n != m)


def _of_one_step(sides: Sequence[Collection[str]], aligned: Aligned) -> bool:
    """Whether all tell one step: reports that say a thing in the same words and quote two people for it. Whether one
    copied the other carelessly, or both were told the same, no reader could say."""
    steps = {aligned.telling[id].step for side in sides for id in side if id in aligned.telling}
    return len(steps) == 1


def _disagreements(found: Sequence[Json], readers: Sequence[Reader], aligned: Aligned, out: Scores) -> None:
    planted = [d for r in readers for d in r.disputes(r.world.end)]
    every = [
        d for r in readers for d in r.world.disputes
    ]  # a side that only an undated report tells is none the less told
    hit: set[str] = set()
    for disagreement in filter(contradicts, found):
        sides = sides_of(disagreement)
        met = [d for d in every if matches(sides, d, aligned)]
        hit.update(d.id for d in met)
        if met and all(d.optional for d in met):
            continue
        if not met and aspect(disagreement) == "source" and _of_one_step(sides, aligned):
            continue
        out.precision.count(bool(met))
        if all(_rightly(id, aligned) for side in sides for id in side):
            out.precision_given.count(bool(met))
        if met:
            out.kinds.count(any(aspect(disagreement) in d.kinds for d in met))
        else:
            out.wrong.append(f"no disagreement ({aspect(disagreement)}): {disagreement.get('explanation')}")
    tellings = {t.id: t for r in readers for t in r.world.tellings}
    for dispute in planted:
        if dispute.optional:
            continue
        right = dispute.id in hit
        out.recall.count(right)
        out.by_kind[dispute.kinds[0]].count(right)
        given = all(any(extracted(aligned.claims[id], tellings[id]) for id in side) for side in dispute.sides)
        if given:
            out.recall_given.count(right)
            if not right:
                said = " / ".join(tellings[side[0]].sentence for side in dispute.sides)
                out.wrong.append(f"disagreement missed ({dispute.kinds[0]}): {said}")
