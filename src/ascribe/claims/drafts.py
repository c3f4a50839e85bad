"""What the claims stage hands to resolution: a claim whose times and places are found and not yet looked up."""

from __future__ import annotations

from dataclasses import dataclass

from ascribe.claims.timeshapes import TimeExpression
from ascribe.contract.claims import Claim, Tense


@dataclass(frozen=True, slots=True)
class TimeHint:
    """A time expression that tells when an event is, with the document offset of its sentence."""

    expression: TimeExpression
    base: int
    tense: Tense
    """Of the event: a weekday is the last one in the past tense and the next one in the future."""


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
