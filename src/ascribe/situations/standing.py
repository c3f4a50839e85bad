"""Whether something in a situation is open (awaited, planned, asked for, paused), and since when it is known as done.

In: a situation. Out: plain answers that are kept beside it, so that a list of what is open builds no situation.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date

from ascribe.contract.claims import Claim, EventType, Factuality, Phase
from ascribe.contract.situations import Situation, State
from ascribe.situations.kinds import lexicon

HAPPENS = frozenset({Phase.BEGUN, Phase.ONGOING, Phase.RESUMED, Phase.COMPLETED, Phase.ENDED})
_WAITS = frozenset({Phase.PENDING, Phase.REQUESTED, Phase.DELAYED, Phase.PAUSED, Phase.PLANNED})
_TOLD = frozenset({Factuality.DENIED, Factuality.UNDISCLOSED})


def is_open(state: State) -> bool:
    """Whether a state waits for something and is not known to have ended. An answer may settle it all the same."""
    waits = state.phase in _WAITS or state.factuality in (Factuality.PLANNED, Factuality.CONDITIONAL)
    return waits and state.until is None and state.factuality not in _TOLD


def with_answers(situation: Situation, advice: Collection[str] = ()) -> list[State]:
    """The states of a situation where one is open, else none: of those that can only be answers no more than when.

    `advice`: ids of claims that ask the public for something; what only they tell is not open.
    """
    states = [s for s in situation.states if s.phase is not Phase.REQUESTED or not set(s.claims) <= set(advice)]
    if not any(is_open(state) for state in states):
        return []
    return [s if is_open(s) else replace(s, sources=(), claims=(), condition=None) for s in states]


def is_advice(claim: Claim) -> bool:
    """Whether it asks people in general for something ("residents were told to stay at home"), or only says what ought
    to be: "the mayor should resign".
    """
    if claim.event_type is EventType.REQUEST:
        asked = claim.targets
    else:
        asked = claim.agents if claim.phase is Phase.REQUESTED else ()
    return claim.event_lemma in _OUGHT or (bool(asked) and all(_is_public(cell.text) for cell in asked))


_OUGHT = frozenset({"should", "must", "ought"})


def _is_public(name: str) -> bool:
    head = _BEHIND.split(name.lower(), maxsplit=1)[0].split()
    return bool(head) and head[-1] in lexicon().public


_BEHIND = re.compile(r",|\s(?:in|of|at|from|for|with|who|whose|near|on|living|along|across)\b")
"""Where the words end that tell who it is."""


def happened(situation: Situation) -> date | None:
    """The last day from which it is known as a fact that the thing goes on or was done; None: it is not known."""
    firm = [s for s in situation.states if s.factuality is Factuality.ASSERTED and s.phase in HAPPENS]
    return max((day for s in firm if (day := _day(s)) is not None), default=None)


def _day(state: State) -> date | None:
    """When it began, else when it was first told."""
    since = state.since
    return (since and (since.end or since.start)) or state.known_since
