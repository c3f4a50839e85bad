"""What settles what is open: an answer, or that what was awaited, asked for or planned took place.

In: states of one situation as plain values, as they are exported. Out: whether one of them is settled by the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Json = dict[str, Any]

HAPPENS = frozenset({"begun", "ongoing", "resumed", "completed", "ended"})
_ANSWERS: dict[str, frozenset[str]] = {
    "pending": frozenset({"approved", "refused", "cancelled"}) | HAPPENS,
    "requested": frozenset({"approved", "refused", "cancelled"}),
    "planned": frozenset({"cancelled"}) | HAPPENS,
    "delayed": frozenset({"cancelled"}) | HAPPENS,
    "paused": frozenset({"resumed", "ended", "cancelled"}),
}
"""By phase, the phases after which it is open no more."""
_REPLIES = ("approved", "refused", "cancelled", "resumed")
"""Answers; told on the same day as what they answer, they come after it."""


def is_answered(state: Json, states: Iterable[Json]) -> bool:
    """Whether something settles it: an answer told then or later, or what it was about, later. A plan with a day is not
    settled by what goes on before that day.
    """
    phase = "planned" if state["factuality"] in ("planned", "conditional") else state["phase"]
    phase = "pending" if state["phase"] == "pending" else phase
    known = state["known_since"] or ""
    due = (state["expected"] or {}).get("start") or known
    for other in states:
        if not is_firm(other) or other["phase"] not in _ANSWERS.get(phase, ()):
            continue
        if day_of(other) >= known if other["phase"] in _REPLIES else day_of(other) > due:
            return True
    return False


def day_of(state: Json) -> str:
    """The day of a state: when it began, else when it was first told."""
    since = state["since"] or {}
    return str(since.get("end") or since.get("start") or state["known_since"] or "")


def is_firm(state: Json) -> bool:
    return bool(state["factuality"] == "asserted")
