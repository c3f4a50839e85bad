"""What waits for what: a deployment for an approval, support for a request, a promise for a condition.

In: the claims of a document, with the thread of each. Out: pairs of threads with the claim that ties them.
A tie needs words that make it: the one claim stands in what the other asks, grants or waits for, or in its condition.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ascribe.contract.claims import Claim, EventType, Factuality, Phase
from ascribe.situations.kinds import kind_of

_AT_REQUEST = re.compile(
    r"\b(?:at|on|upon|after|following|in response to|pending|awaiting|without)\b[^.;,]*$", re.IGNORECASE
)
"""Words before "the request": what stands before them depends on it."""
_NEAR = 120
"""Characters between a request and what is requested within a sentence."""

How = Literal["request", "approval", "condition", "promise"]


@dataclass(frozen=True, slots=True)
class Tie:
    """Thread `first` depends on thread `on`."""

    first: str
    on: str
    how: How
    claim: str


def ties(claims: Sequence[Claim], thread_of: Mapping[str, str]) -> list[Tie]:
    """The ties that the sentences of a document make, each once. Claims without a thread are passed over."""
    by_sentence: dict[int, list[Claim]] = {}
    for claim in claims:
        if claim.id in thread_of:
            by_sentence.setdefault(claim.sentence.start, []).append(claim)
    found: dict[tuple[str, str, How], Tie] = {}
    for together in by_sentence.values():
        for gate in together:
            for other in together:
                how = _how(gate, other)
                first, on = thread_of[other.id], thread_of[gate.id]
                if how is not None and first != on:
                    found.setdefault((first, on, how), Tie(first, on, how, other.id))
    return sorted(found.values(), key=lambda t: (t.first, t.on, t.how))


def _how(gate: Claim, other: Claim) -> How | None:
    """How `other` depends on `gate`, if the sentence says so."""
    if gate.id == other.id:
        return None
    condition = other.condition
    if condition is not None and condition.start <= gate.event.start < condition.end:
        inside = condition.start <= other.event.start < condition.end
        return None if inside else "condition"
    asks, grants = _asks(gate), kind_of(gate).name == "approval"
    if not asks and not grants:
        return None
    if _asks(other) or kind_of(other).name == "approval":
        return "approval" if asks and grants is False and kind_of(other).name == "approval" else None
    asked = any(t.start <= other.event.start and other.event.end <= t.end for t in gate.targets)
    return ("approval" if grants else "request") if asked or _follows(gate, other) or _precedes(gate, other) else None


def _asks(claim: Claim) -> bool:
    return claim.event_type is EventType.REQUEST


def _follows(gate: Claim, other: Claim) -> bool:
    """ "has asked for ships to be sent": what lies ahead right behind the request is what it asks for."""
    ahead = other.phase in (Phase.PLANNED, Phase.PENDING, Phase.REQUESTED) or other.factuality in (
        Factuality.PLANNED, Factuality.CONDITIONAL,
    )  # fmt: skip
    between = other.event.start - gate.event.end
    return ahead and 0 <= between <= _NEAR and ";" not in _text(gate, gate.event.end, other.event.start)


def _precedes(gate: Claim, other: Claim) -> bool:
    """ "the flights began at the government's request": what stands before it was done because of it."""
    between = gate.event.start - other.event.end
    if not 0 <= between <= _NEAR:
        return False
    return bool(_AT_REQUEST.search(_text(gate, other.event.end, gate.event.start)))


def _text(claim: Claim, start: int, end: int) -> str:
    offset = claim.sentence.start
    return claim.sentence.text[start - offset : end - offset]
