"""What a mention says about the course of a thing: a phase, how firmly, and within what days it began or held.

In: a mention and the kind of its situation. Out: an `Observation`. The day of publication is never taken for the day of
the event: it only orders what has no other day (`anchor`), and says by when a thing was known.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from ascribe.contract.claims import EventType, Factuality, Phase, Tense, TimeCell
from ascribe.contract.situations import Interval, Mention
from ascribe.situations.cues import cues
from ascribe.situations.kinds import Kind, course_of, goes_on, kind_of, lexicon, turn_of

ACTIVE = frozenset({Phase.BEGUN, Phase.ONGOING, Phase.RESUMED})
AHEAD = frozenset({Phase.PLANNED, Phase.REQUESTED, Phase.PENDING, Phase.APPROVED, Phase.DELAYED})
OVER = frozenset({Phase.ENDED, Phase.CANCELLED})

_TURNS = frozenset(
    {
        Phase.BEGUN, Phase.RESUMED, Phase.PAUSED, Phase.ENDED, Phase.CANCELLED, Phase.COMPLETED, Phase.REQUESTED,
        Phase.APPROVED, Phase.REFUSED, Phase.DELAYED,
    }
)  # fmt: skip
"""Phases that are reached on a day; the others go on."""

_AGAIN = re.compile(r"\b(?:again|once more|anew|(?:second|third|fourth|another) time)\b", re.IGNORECASE)

TERMINATES: dict[str, frozenset[str]] = {
    "active": frozenset({"paused", "over", "completed"}),
    "paused": frozenset({"active", "over"}),
    "delayed": frozenset({"active", "completed", "over"}),
    "planned": frozenset({"active", "completed", "over", "refused"}),
    "pending": frozenset({"active", "completed", "approved", "refused", "over"}),
    "requested": frozenset({"approved", "refused", "over", "active", "completed"}),
    "approved": frozenset({"over", "refused", "active", "completed"}),
    "refused": frozenset({"approved"}),
    "none": frozenset({"active", "completed", "requested", "approved"}),
    "over": frozenset({"active"}),
    "completed": frozenset(),
}
"""What ends what, by class of phase."""


WIDE = 7
"""Days from which an interval tells too little to open a state beside one that began within it: "last month"."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What one mention says."""

    mention: Mention
    phase: Phase
    factuality: Factuality
    since: Interval | None
    """Within which the phase began."""
    held: tuple[date, date] | None
    """First and last day on which it is told to hold."""
    expected: Interval | None
    """Of what lies ahead: when it is to happen."""
    floating: bool
    """Tells a turn but not when: may be old news."""
    again: bool
    """Says that it is not the first time."""
    mentioned: bool = False
    """Only mentions the thing by a noun, and tells nothing of how it stands."""

    @property
    def group(self) -> str:
        """The class of the phase: what is one state, whichever of its words is used."""
        return group_of(self.phase)

    @property
    def turns(self) -> bool:
        """Whether it is told as a fact that the phase was reached, not that it goes on."""
        return self.phase in _TURNS and self.factuality is Factuality.ASSERTED and not self.mentioned

    @property
    def anchor(self) -> date | None:
        """A day by which it can be ordered: of the event where one is told, else of publication."""
        if self.since and self.since.known:
            return self.since.end if self.wide else self.since.start or self.since.end
        if self.held:
            return self.held[0]
        return self.mention.report.day

    @property
    def wide(self) -> bool:
        """Whether it tells its day only roughly: "last month"."""
        since = self.since
        if since is None or since.start is None or since.end is None:
            return False
        return (since.end - since.start).days >= WIDE

    @property
    def rough(self) -> bool:
        """Whether it tells its day only roughly, or not at all."""
        return self.wide or self.floating

    @property
    def last(self) -> date | None:
        """The last day on which it is known to have held, as far as told; else its anchor."""
        return self.held[1] if self.held else self.anchor

    @property
    def firm(self) -> bool:
        """Told as a fact, or as no fact: only these change a state."""
        return self.factuality in (Factuality.ASSERTED, Factuality.DENIED)


def group_of(phase: Phase) -> str:
    """The class of a phase in `TERMINATES`."""
    if phase in ACTIVE:
        return "active"
    return "over" if phase in OVER else phase.value


def observe(mention: Mention) -> Observation:
    """What the mention says."""
    claim = mention.claim
    phase = _phase(mention)
    no_end = phase is Phase.ENDED and claim.phase is Phase.ENDED and claim.factuality is Factuality.DENIED
    if no_end and claim.trigger != claim.event:
        phase = Phase.ONGOING  # "shows no sign of ending"; but what somebody "no longer" does is over
    time = claim.time
    told = time.basis in ("expression", "inherited") and (time.start is not None or time.end is not None)
    to_come = told and _is_to_come(mention, phase)
    if to_come and phase is Phase.ONGOING and time.basis == "expression":
        phase = Phase.PLANNED  # "have called a strike for Monday"
    elif to_come:
        told = False
    mentioned = _is_mentioned(mention)
    if mentioned and time.basis != "expression":
        told = False
    since: Interval | None = None
    held: tuple[date, date] | None = None
    expected: Interval | None = None
    if phase in AHEAD - {Phase.APPROVED, Phase.REQUESTED} or (
        claim.factuality is Factuality.PLANNED and not goes_on(claim)
    ):
        if (
            told
            and phase is Phase.PLANNED
            and claim.phase is Phase.COMPLETED
            and claim.factuality is Factuality.ASSERTED
        ):
            since = Interval(time.start, time.end or _end_of(time))  # "promised on Friday": planned since then
        elif told:
            expected = Interval(time.start, time.end)
        if time.basis == "speech" and time.start:
            since, held = Interval(None, time.start), (time.start, time.end or time.start)
    elif told and phase in _TURNS:
        since = Interval(time.start, time.end or _end_of(time))
    elif told and time.end is None and time.start is not None:  # "since May"
        since = Interval(time.start, _end_of(time))
    elif told:
        first, last = time.start or time.end, time.end or time.start
        if first is not None and last is not None:
            since, held = Interval(None, last), (first, last)
    elif time.basis == "speech" and time.start is not None:
        if phase in _TURNS and phase not in ACTIVE:
            since = Interval(None, time.end or time.start)
        else:
            since, held = Interval(None, time.start), (time.start, time.end or time.start)
    floating = since is None and held is None and (mentioned or (phase in _TURNS and claim.tense is not Tense.PRESENT))
    if phase is Phase.REQUESTED and since is None and held is None:
        floating = True  # "asks", once it was answered, is no second request
    if phase is Phase.NONE and since is None and held is None and cues().recap.search(claim.sentence.text):
        floating = True  # "had said that it was not asked": of an earlier day
    again = bool(_AGAIN.search(claim.sentence.text))
    factuality = claim.factuality
    if phase is Phase.PLANNED and factuality is Factuality.ASSERTED:
        # promised, announced
        factuality = Factuality.CONDITIONAL if claim.condition else Factuality.PLANNED
    if no_end or (phase is Phase.ONGOING and claim.phase is Phase.NONE and factuality is Factuality.DENIED):
        factuality = Factuality.ASSERTED  # "not broken"
    if phase is Phase.PENDING and factuality is Factuality.DENIED:
        factuality = Factuality.ASSERTED  # "has yet to be given": it is awaited
    if goes_on(claim) and phase is Phase.ONGOING and factuality is Factuality.PLANNED:
        factuality = Factuality.ASSERTED  # what is to be continued goes on
    return Observation(mention, phase, factuality, since, held, expected, floating, again, mentioned)


def _is_to_come(mention: Mention, phase: Phase) -> bool:
    """Whether the days told lie behind the publication of what is told as a fact: then they were read wrongly."""
    claim, day = mention.claim, mention.report.day
    start = claim.time.start
    return (
        day is not None and start is not None and start > day + _NIGHT
        and phase not in AHEAD and claim.factuality is Factuality.ASSERTED
    )  # fmt: skip


_NIGHT = timedelta(days=1)


def _is_mentioned(mention: Mention) -> bool:
    """Whether a noun only mentions a lasting thing ("the truce fell apart")."""
    claim = mention.claim
    if claim.tense is Tense.NONE and claim.phase is Phase.BEGUN and claim.trigger.text.lower() in lexicon().turns:
        return True  # "at the beginning of the offensive": not that it has begun
    bare = claim.trigger == claim.event and claim.tense is Tense.NONE and claim.factuality is Factuality.ASSERTED
    return bare and claim.phase in (Phase.ONGOING, Phase.COMPLETED) and kind_of(claim).lasting


def _phase(mention: Mention) -> Phase:
    """The phase of the thing: a request that was made is requested, an approval that was given approved."""
    claim = mention.claim
    course = course_of(claim)
    if course is not None:
        return course.phase
    turn = turn_of(claim)
    if turn is not None:
        return turn
    if claim.phase is Phase.PLANNED and goes_on(claim):
        return Phase.ONGOING
    if claim.phase in (Phase.COMPLETED, Phase.BEGUN, Phase.ONGOING):
        if claim.event_type is EventType.REQUEST:
            return Phase.REQUESTED
        kind = kind_of(claim)
        if claim.phase is Phase.ONGOING and _is_stroke(mention, kind):
            return Phase.COMPLETED
        if kind.name == "approval":
            return Phase.APPROVED
        if kind.name == "concession":
            return Phase.ENDED
        if kind.name == "promise" and claim.event_type in (None, EventType.AGREE):
            kept = claim.trigger != claim.event and _KEPT.match(claim.trigger.text)
            return Phase.COMPLETED if kept else Phase.PLANNED  # what was promised
        if claim.phase is Phase.COMPLETED and kind.lasting and not kind.occasion:
            finished = claim.trigger != claim.event and _FINISHED.match(claim.trigger.text)
            return Phase.ENDED if finished else Phase.BEGUN
    if claim.phase is Phase.NONE and claim.factuality is Factuality.UNDISCLOSED:
        return Phase.ONGOING  # what is not told is whether it is so
    return claim.phase


_KEPT = re.compile(r"(?:keep|kept|fulfil|honou?r|deliver)", re.IGNORECASE)
"""Verbs by which a promise is kept."""
_FINISHED = re.compile(r"(?:complet|finish|conclud|wrap)", re.IGNORECASE)
"""Verbs by which what went on is over: "completed its operation"."""


def _is_stroke(mention: Mention, kind: Kind) -> bool:
    """ "Shelling kills 12", "aid reaches the town": present words for what has happened at one stroke. "Is being
    delivered" goes on.
    """
    claim = mention.claim
    if kind.lasting and kind.name != "aid":
        return False
    verb = claim.trigger == claim.event and claim.tense is Tense.PRESENT
    return verb and not claim.trigger.text.endswith(("ing", "ed")) and kind.name in lexicon().by_name


def _end_of(time: TimeCell) -> date | None:
    """The last day of the unit that an open expression begins with: "since 2014" began within 2014."""
    start = time.start
    if start is None:
        return None
    if time.precision in ("year", "month", "week"):
        if time.precision == "year":
            return date(start.year, 12, 31)
        if time.precision == "week":
            return start + timedelta(days=6)
        return date(start.year, start.month, calendar.monthrange(start.year, start.month)[1])
    return start
