"""The axes of an event: polarity, certainty, tense, condition and phase, while they are being read.

In: nothing. Out: a record that the rules of `course.py` and `governing.py` change in turn. Here, because both do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ascribe.contract.claims import Certainty, Factuality, Phase, Polarity, Stance, Tense, derive_factuality

FUTURE_PHASES = frozenset({Phase.PLANNED, Phase.REQUESTED, Phase.PENDING, Phase.APPROVED})
"""Phases in which the event itself has not begun."""
TURNS_AWAY = frozenset({Phase.ENDED, Phase.PAUSED, Phase.DELAYED, Phase.CANCELLED})
"""Phases that keep their name where they lie ahead: who calls for an end of the fighting does not call for fighting."""


@dataclass(slots=True)
class Axes:
    """The values of a claim, before the sources have their say."""

    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.CERTAIN
    tense: Tense = Tense.NONE
    planned: bool = False
    phase: Phase = Phase.COMPLETED
    condition: tuple[int, int] | None = None
    """First and last token of the condition."""
    hypothetical: bool = False
    """Told only as a condition or under a negated request: no claim at all."""
    as_of_speech: bool = False
    """In a form that tells a state at the time of speaking: progressive, "is" with a predicate, what has not been
    done."""
    perfect: bool = False
    """In the present perfect."""
    rules: list[str] = field(default_factory=list)

    def soften(self, certainty: Certainty) -> None:
        if self.certainty is Certainty.CERTAIN:
            self.certainty = certainty

    def put_ahead(self, phase: Phase = Phase.PLANNED) -> None:
        """It is yet to come; of what is to end, the end is."""
        if self.phase not in TURNS_AWAY:
            self.phase = phase

    @property
    def softened(self) -> bool:
        return self.certainty is not Certainty.CERTAIN

    @property
    def factuality(self) -> Factuality:
        return derive_factuality(self.polarity, self.certainty, self.tense, self.condition is not None, self.planned)


def apply_stance(axes: Axes, stances: Sequence[Stance], hedged: bool = False) -> None:
    """What the sources do with the proposition: a denial turns it round, declining leaves it undisclosed. `hedged`: the
    word of reporting keeps a distance ("claimed", "accused them of")."""
    if hedged:
        axes.soften(Certainty.POSSIBLE)
        axes.rules.append("hedged")
    if Stance.DECLINES in stances:
        axes.polarity = Polarity.UNDISCLOSED
        axes.rules.append("stance.declines")
    elif Stance.DENIES in stances:
        axes.polarity = Polarity.NEGATIVE
        axes.phase = Phase.NONE
        axes.rules.append("stance.denies")
    elif Stance.DOUBTS in stances:
        axes.soften(Certainty.POSSIBLE)
        axes.rules.append("stance.doubts")
