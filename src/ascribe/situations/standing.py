"""Whether something in a situation is open (awaited, planned, asked for, paused), and since when it is known as done.

In: a situation. Out: plain answers that are kept beside it, so that a list of what is open builds no situation.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from ascribe.contract.claims import Factuality, Phase
from ascribe.contract.situations import Situation, State

HAPPENS = frozenset({Phase.BEGUN, Phase.ONGOING, Phase.RESUMED, Phase.COMPLETED, Phase.ENDED})
_WAITS = frozenset({Phase.PENDING, Phase.REQUESTED, Phase.DELAYED, Phase.PAUSED, Phase.PLANNED})
_MEANT = frozenset({Phase.REQUESTED, Phase.PLANNED})
_TOLD = frozenset({Factuality.DENIED, Factuality.UNDISCLOSED})


def is_open(state: State) -> bool:
    """Whether a state waits for something and is not known to have ended. An answer may settle it all the same."""
    waits = state.phase in _WAITS or state.factuality in (Factuality.PLANNED, Factuality.CONDITIONAL)
    return waits and state.until is None and state.factuality not in _TOLD


def with_answers(situation: Situation, idle: Collection[str] = ()) -> list[State]:
    """The states of a situation where one is open, else none: of those that can only be answers no more than when.

    `idle`: ids of claims that wait for nothing (`waiting.py`); what only they tell is not open.
    """
    states = [s for s in situation.states if s.phase not in _MEANT or not set(s.claims) <= set(idle)]
    if not any(is_open(state) for state in states):
        return []
    return [_without(s, idle) if is_open(s) else replace(s, sources=(), claims=(), condition=None) for s in states]


def _without(state: State, idle: Collection[str]) -> State:
    """The state with the claims that tell what it waits for."""
    return replace(state, claims=tuple(id for id in state.claims if id not in set(idle)) or state.claims)


def happened(situation: Situation) -> date | None:
    """The last day from which it is known as a fact that the thing goes on or was done; None: it is not known."""
    firm = [s for s in situation.states if s.factuality is Factuality.ASSERTED and s.phase in HAPPENS]
    return max((day for s in firm if (day := _day(s)) is not None), default=None)


def _day(state: State) -> date | None:
    """When it began, else when it was first told."""
    since = state.since
    return (since and (since.end or since.start)) or state.known_since
