"""What the claims stage hands to resolution: a claim whose times and places are found and not yet looked up."""

from __future__ import annotations

from dataclasses import dataclass

from ascribe.claims.attribution import Attribution, Attributions
from ascribe.claims.carrying import FoundEvent
from ascribe.claims.figures import FoundFigure
from ascribe.claims.roles import Roles
from ascribe.claims.timeshapes import TimeExpression
from ascribe.claims.whereabouts import Where
from ascribe.contract.claims import Claim, Tense
from ascribe.contract.sentences import Sentence


@dataclass(frozen=True, slots=True)
class TimeHint:
    """A time expression that tells when an event is, with the document offset of its sentence."""

    expression: TimeExpression
    base: int
    tense: Tense
    """Of the event: a weekday is the last one in the past tense and the next one in the future."""
    perfect: bool = False
    """ "has been closed for two weeks": a length reaches up to now."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What the cells of a claim were read from, for `explain`: token indices, in the order of the claim's cells."""

    sentence: Sentence
    """With the tree that the rules saw."""
    found: FoundEvent
    roles: Roles
    own_roles: Roles
    """Before other events of the sentence lent theirs."""
    places: tuple[Where, ...]
    own_places: tuple[Where, ...]
    figures: tuple[FoundFigure, ...]
    covering: tuple[Attribution, ...]
    """Attributions whose content holds the event, outermost first."""
    voices: Attributions


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before resolution. `claim.time` is empty and the names of its places are not looked up."""

    claim: Claim
    sentence: int
    """Index of the sentence in the document's sentences."""
    when: TimeHint | None = None
    """The expression on the event itself."""
    inherited: TimeHint | None = None
    """The expression on the clause that it hangs on ("struck on Friday, killing nine")."""
    spoken: TimeHint | None = None
    """The time of the speech act that reports a present state ("is not sending", she said on Monday)."""
    prose_times: tuple[TimeHint, ...] = ()
    """All expressions of the sentence in order, for "the following day" in the next."""
    trace: Trace | None = None
