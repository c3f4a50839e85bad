"""The claim: one proposition reported in one sentence, with every cell's evidence. `ascribe.exports` writes it out.

Offsets are document offsets. `text` of a cell is exactly the document's text between `start` and `end`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from ascribe.contract.documents import BlockKind, Span


class EventType(StrEnum):
    """PLOVER's sixteen event types (openeventdata/PLOVER, codebook)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Phase(StrEnum):
    """What the claim says about the course of its event."""

    PLANNED = "planned"
    REQUESTED = "requested"
    PENDING = "pending"
    APPROVED = "approved"
    REFUSED = "refused"
    BEGUN = "begun"
    ONGOING = "ongoing"
    PAUSED = "paused"
    RESUMED = "resumed"
    DELAYED = "delayed"
    ENDED = "ended"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    NONE = "none"
    """Says that it does not or did not take place."""


class Polarity(StrEnum):
    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNDISCLOSED = "undisclosed"


class Certainty(StrEnum):
    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Tense(StrEnum):
    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    NONE = "none"
    """Nominal or bare: no tense is expressed."""


class Factuality(StrEnum):
    """Derived from the axes; the first that applies, in this order."""

    UNDISCLOSED = "undisclosed"
    DENIED = "denied"
    CONDITIONAL = "conditional"
    PLANNED = "planned"
    POSSIBLE = "possible"
    ASSERTED = "asserted"


class Stance(StrEnum):
    """What a source does with a proposition."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DECLINES = "declines"
    DOUBTS = "doubts"
    QUOTES = "quotes"
    """Passes on another's words: an outer link of a chain."""


@dataclass(frozen=True, slots=True)
class TextCell:
    """A piece of the document's text."""

    text: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class ActorCell:
    """An agent or target: what stands there (a pronoun included) and what it resolves to."""

    text: str
    start: int
    end: int
    name: str | None = None
    actor: str | None = None
    """Id of the actor in the actor list or the record; None: not resolved."""
    implied: bool = False
    """Taken from another sentence of the document; `start` and `end` are there."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


PlacePrecision = Literal["facility", "city", "district", "province", "region", "country"]


@dataclass(frozen=True, slots=True)
class PlaceCell:
    """Where the event is. Coordinates are WGS 84 degrees."""

    text: str
    start: int
    end: int
    name: str | None = None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    precision: PlacePrecision | None = None
    relation: str = "in"
    """in, at, near, over, around, from, to, on, between, north_of...: the preposition that ties it to the event."""
    implied: bool = False

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


TimePrecision = Literal[
    "second", "minute", "hour", "day", "week", "month", "quarter", "season", "year", "decade", "century"
]
TimeBasis = Literal["expression", "speech", "inherited", "none"]


@dataclass(frozen=True, slots=True)
class TimeCell:
    """When the event or state holds: first and last day, each None where open or unknown."""

    start: date | None = None
    end: date | None = None
    precision: TimePrecision | None = None
    text: str | None = None
    span: Span | None = None
    basis: TimeBasis = "none"
    reason: str | None = "no_expression"
    """Why there are no dates, where there are none: no_expression, undated_document, vague, unanchored (a length of
    time, or one counted from a time that is not told), recurring, unparsed."""
    value: str | None = None
    """TIMEX3 value of the expression ("2015-03-21", "P2W", "PAST_REF")."""
    edtf: str | None = None
    """The interval in EDTF level 1 ("2015-03-21", "2015-04/2015-05", "2014-22", "2014/.."), with "~" behind a bound
    that the words tell only about; None where there are no dates."""
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A count or quantity that belongs to the claim's event."""

    text: str
    start: int
    end: int
    value: float | None
    low: float | None = None
    high: float | None = None
    modifier: Literal["exactly", "about", "at least", "at most", "more than", "less than", "between"] = "exactly"
    unit: str | None = None
    """What is counted ("troops", "strikes", "killed"), lemma or as printed; "share" for fractions."""
    implied: bool = False

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class SourceLink:
    """One link of a source chain."""

    role: Literal["outlet", "agency", "speaker"]
    text: str
    start: int
    end: int
    name: str | None = None
    actor: str | None = None
    kind: Literal["person", "organisation", "document", "anonymous", "group", "media"] = "person"
    anonymous: bool = False
    affiliation: str | None = None
    reason: str | None = None
    """Why the source is not named, in the report's words."""
    cue: str | None = None
    """The reporting word."""
    stance: Stance = Stance.ASSERTS
    implied: bool = False

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


AIMS = frozenset({"purpose", "infinitive.noun", "aim"})
"""Rules of claims that tell what something else is for."""

SourceChain = tuple[SourceLink, ...]
"""From the outermost link to the innermost speaker."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition reported in one sentence. Contract in `docs/`, the vocabulary in the glossary."""

    id: str
    document: str
    """Id of the document."""
    revision: str
    block: BlockKind
    sentence: TextCell
    trigger: TextCell
    """The word that carries phase and factuality."""
    event: TextCell
    """What begins, is declined, is provided; often the trigger itself."""
    event_lemma: str
    event_type: EventType | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    agents: tuple[ActorCell, ...] = ()
    targets: tuple[ActorCell, ...] = ()
    places: tuple[PlaceCell, ...] = ()
    time: TimeCell = field(default_factory=TimeCell)
    phase: Phase = Phase.COMPLETED
    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.CERTAIN
    tense: Tense = Tense.NONE
    condition: TextCell | None = None
    factuality: Factuality = Factuality.ASSERTED
    figures: tuple[Figure, ...] = ()
    sources: tuple[SourceChain, ...] = ()
    """Several parties can say one thing; empty: the reporter's own voice."""
    rules: tuple[str, ...] = ()
    """Names of the rules that filled the cells, for `explain`."""
    confidence: float = 0.5
    story: str | None = None
    situation: str | None = None

    @property
    def evidence(self) -> TextCell:
        """The exact characters that carry the claim: its sentence."""
        return self.sentence

    @property
    def is_aim(self) -> bool:
        """Told only as what something else is for ("an offensive to retake the port"): planned, but nobody's plan that
        is awaited."""
        ahead = self.factuality in (Factuality.PLANNED, Factuality.POSSIBLE)
        return ahead and not AIMS.isdisjoint(self.rules)


def derive_factuality(
    polarity: Polarity, certainty: Certainty, tense: Tense, conditional: bool, planned: bool
) -> Factuality:
    """The first label that applies (`annotation.md`): undisclosed, denied, conditional, planned, possible, asserted."""
    if polarity is Polarity.UNDISCLOSED:
        return Factuality.UNDISCLOSED
    if polarity is Polarity.NEGATIVE:
        return Factuality.DENIED
    if conditional:
        return Factuality.CONDITIONAL
    if planned or tense is Tense.FUTURE:
        return Factuality.PLANNED
    if certainty is not Certainty.CERTAIN:
        return Factuality.POSSIBLE
    return Factuality.ASSERTED
