"""Situations: things that have a state, their history, the figures told of them, and where the reports disagree.

A situation is made of mentions: claims with what is known of the report that each stands in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ascribe.contract.claims import Claim, EventType, Factuality, Phase


@dataclass(frozen=True, slots=True)
class Report:
    """What a situation needs to know of the document that a claim stands in."""

    document: str
    """Its id."""
    name: str
    day: date | None
    """Of publication; None: not known. Such a report stands behind all dated ones."""
    published_at: str | None
    outlet: str | None
    origin: str
    """Equal for what comes from one report: copies count once."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A claim in its report."""

    claim: Claim
    report: Report

    @property
    def order(self) -> tuple[bool, str, str, int, int, str]:
        """Mentions in the order in which they were published, then as they stand in the text. Undated ones last."""
        r, c = self.report, self.claim
        return r.day is None, r.published_at or "", r.document, c.sentence.start, c.trigger.start, c.id


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last day between which something lies; None where that side is not known."""

    start: date | None = None
    end: date | None = None

    @property
    def known(self) -> bool:
        return self.start is not None or self.end is not None


@dataclass(frozen=True, slots=True)
class State:
    """A state in which a situation was, as the reports tell it."""

    phase: Phase
    factuality: Factuality
    since: Interval | None
    """Within which it began; None: nothing tells when."""
    until: Interval | None
    """Within which it ended; None: not known to have ended."""
    known_since: date | None
    """Publication of the first report that tells it; None: only undated ones do."""
    last_told: date | None
    """Publication of the last report that tells it."""
    expected: Interval | None
    """Of what is planned, requested or promised: when it is to happen."""
    condition: str | None
    """What it depends on, in the report's words."""
    sources: tuple[str, ...]
    """Who says so, innermost speakers; reports that say so in their own voice are in `claims` alone."""
    claims: tuple[str, ...]
    reports: int
    origins: int
    disputed: bool


@dataclass(frozen=True, slots=True)
class FigurePoint:
    """One figure that a source gave."""

    value: float | None
    low: float | None
    high: float | None
    start: date | None
    """When it held; None: not told."""
    end: date | None
    known_since: date | None
    source: str
    """Who gave it: the innermost speaker, else the outlet, else the report."""
    claim: str
    standing: Literal["current", "superseded", "disputed"]
    """Superseded: the same source gave another one later."""


@dataclass(frozen=True, slots=True)
class Series:
    """What was counted, over time. `low`, `best` and `high` are of the figures that stand."""

    unit: str
    cumulative: bool
    """Counts what can only grow (killed, injured), or what goes up and down (troops)."""
    points: tuple[FigurePoint, ...]
    low: float | None
    best: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Dependency:
    """What this situation waits for or hangs on, and how the reports put it."""

    situation: str
    how: Literal["request", "approval", "condition", "promise"]
    claim: str
    """The claim whose sentence ties the two together."""


@dataclass(frozen=True, slots=True)
class Situation:
    """A thing with a history of states. Its id is that of its earliest claim."""

    id: str
    title: str
    kind: str
    """What sort of thing: offensive, air-strikes, training, request... (`situations/lexicon/kinds.toml`)."""
    event_type: EventType | None
    mode: str | None
    parties: tuple[str, ...]
    places: tuple[str, ...]
    depends_on: tuple[Dependency, ...]
    states: tuple[State, ...]
    """In the order in which they held, as far as that is known."""
    figures: tuple[Series, ...]
    claims: tuple[str, ...]
    first_day: date | None
    """Publication of the first report and of the last one."""
    last_day: date | None
    reports: int
    origins: int

    @property
    def now(self) -> State | None:
        """The state in which it was last. What is only planned or possible does not take the place of what is so: talks
        that are to end on Friday go on.
        """
        found: State | None = None
        for state in self.states:
            if found is None or not _stays(found, state):
                found = state
        return found


_FIRM = frozenset({Factuality.ASSERTED, Factuality.DENIED})
_NOT_YET = frozenset({Factuality.PLANNED, Factuality.CONDITIONAL, Factuality.POSSIBLE})
_GOES_ON = frozenset({Phase.BEGUN, Phase.ONGOING, Phase.RESUMED, Phase.PAUSED})
_AHEAD = frozenset({Phase.PLANNED, Phase.PENDING, Phase.REQUESTED, Phase.DELAYED})


def _stays(state: State, later: State) -> bool:
    """Whether a state is not left for a later one, which tells only of what may come."""
    if state.factuality not in _FIRM:
        return False
    if state.factuality is Factuality.ASSERTED and state.phase in _GOES_ON and later.phase in _AHEAD:
        return True
    return later.factuality in _NOT_YET and later.phase not in _AHEAD


About = Literal["phase", "figure", "time", "place", "agent", "firstness", "source"]
Judgement = Literal["contradiction", "revision", "detail"]


@dataclass(frozen=True, slots=True)
class Side:
    """Those who hold with one of the versions."""

    says: str
    claims: tuple[str, ...]
    origins: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Claims about the same thing at the same time that cannot all hold, or that differ in a detail."""

    id: str
    situation: str
    about: About
    kind: Judgement
    """A revision: the same source, or the same story, put it otherwise later. A detail: both can hold."""
    sides: tuple[Side, ...]
    explanation: str
    known_since: date | None
    """Publication of the report with which it came up."""

    @property
    def claims(self) -> tuple[str, ...]:
        return tuple(claim for side in self.sides for claim in side.claims)
