"""What a careful reader of a planted world's reports would answer: the state of a situation at a day, as of a day.

In goes the truth, out come answers that hold only what had been printed by then.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from .plots import accepted
from .truth import Dispute, Interval, Situation, Step, Telling, World


@dataclass(frozen=True, slots=True)
class Answer:
    """The state that held, in all ways that are right."""

    step: Step
    phases: frozenset[str]
    factuality: frozenset[str]
    since: Interval
    """Between which days it began, as far as printed."""
    until: Interval
    contested: bool
    tellings: tuple[Telling, ...]
    """That tell the step, printed by then."""


class Reader:
    """Has read a world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.published = {r.file: r.published for r in world.reports}
        self.situations = {s.id: s for s in world.situations}
        self.family = {s.id: s.family for s in world.situations}
        self._of_step: dict[str, list[Telling]] = defaultdict(list)
        for telling in world.tellings:
            self._of_step[telling.step].append(telling)
        self._telling = {t.id: t for t in world.tellings}
        self._contests: dict[str, list[Dispute]] = defaultdict(list)
        for dispute in world.disputes:
            steps = {self._telling[id].step for side in dispute.sides for id in side}
            if len(steps) == 1 and not dispute.optional and "source" not in dispute.kinds:
                self._contests[steps.pop()].append(dispute)
        self._timed = {step for step, found in self._contests.items() if any(d.kinds[0] == "time" for d in found)}

    def printed(self, telling: Telling, by: date) -> bool:
        day = self.published[telling.document]
        return day is not None and day <= by

    def contested(self, step: Step, by: date) -> bool:
        """Whether both sides of a dispute about it had been printed."""
        return any(self._both_printed(d, by) for d in self._contests[step.id])

    def _both_printed(self, dispute: Dispute, by: date) -> bool:
        return all(any(self.printed(self._telling[id], by) for id in side) for side in dispute.sides)

    def told(self, step: Step, by: date) -> list[Telling]:
        return [t for t in self._of_step[step.id] if self.printed(t, by)]

    def known(self, situation: Situation, by: date) -> list[Step]:
        """Steps that somebody had told by then, in their order."""
        return [s for s in situation.steps if any(t.true for t in self.told(s, by))]

    def since(self, step: Step, by: date) -> Interval:
        """Between which days the step began: what all that tell it leave open."""
        low, high = None, None
        for telling in self.told(step, by):
            if not telling.true:
                continue
            published = self.published[telling.document]
            start, end = telling.since
            low = max(filter(None, (low, start)), default=None)
            high = min(filter(None, (high, end, published)), default=None)
        return low, high

    def answer(self, situation: Situation, at: date, by: date) -> Answer | None:
        """None where nothing is known, or where the reports leave open which state held on that day."""
        known = self.known(situation, by)
        found: Step | None = None
        after: Step | None = None
        for step in known:
            low, high = self.since(step, by)
            if high is not None and high <= at:
                found, after = step, None
                continue
            if low is None or low <= at:
                return None  # it may have been so already
            after = after or step
        if found is None:
            return None
        told = self.told(found, by)
        phases, factuality = set(accepted(found.phase)), {found.factuality}
        for telling in told:
            factuality.update(telling.factuality)
            if not telling.true:
                phases.update(telling.states)
            if telling.factuality == ["undisclosed"]:
                phases.update(telling.states)
        true = tuple(t for t in told if t.true)
        # of what nobody would tell, nothing tells either until when it was so
        left_open = after is None or after.id in self._timed or found.factuality == "undisclosed"
        return Answer(
            found,
            frozenset(phases),
            frozenset(factuality),
            (None, None) if found.id in self._timed else self.since(found, by),
            (None, None) if after is None or left_open else self.since(after, by),
            self.contested(found, by),
            true,
        )

    def disputes(self, by: date) -> list[Dispute]:
        """Those of which both sides had been printed."""
        return [d for d in self.world.disputes if self._both_printed(d, by)]
