"""What stands first in a list of situations and in a digest: how much is told of a thing, by how many, and how firmly.

In: situations as exported. Out: numbers to order by. An order of reading, and no judgement of what is true.
"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

_HEAVY = frozenset(
    """offensive territory air-strikes attack killing abduction ceasefire deployment withdrawal sanctions blockade
    disaster accident epidemic displacement agreement approval""".split()
)
_MIDDLE = frozenset(
    """operation surveillance cooperation training assistance aid release talks contact visit request arrest seizure
    walkout protest threat investigation refusal election trial promise resignation appointment acquisition
    theft""".split()
)
_TURNS = frozenset("begun paused resumed ended pending requested approved refused delayed cancelled none".split())
_NAMES = 2
"""Parties that count: of a situation between two sides, both."""


def weight(situation: Json) -> float:
    """How early it stands: independent origins first, then further reports, what sort of thing it is, and how much of
    who, where, when, and how many is told. The numbers were set by reading lists of newswire: only their order counts.
    """
    kind, states = situation["kind"], situation["states"]
    told = 2 if kind in _HEAVY else 1 if kind in _MIDDLE else 0
    dated = any(_is_dated(state) for state in states)
    firm = any(state["factuality"] in ("asserted", "denied", "undisclosed") for state in states)
    turns = any(state["phase"] in _TURNS for state in states)
    disputed = any(state["disputed"] for state in states)
    return float(
        4 * (situation["origins"] - 1)
        + min(situation["reports"] - 1, 5)
        + 0.2 * min(len(situation["claims"]), 10)
        + told
        + 0.5 * min(len(situation["parties"]), _NAMES)
        + bool(situation["places"])
        + 1.5 * dated
        + 0.5 * bool(situation["figures"])
        + 1.5 * firm
        + 0.5 * turns
        + 2 * disputed
    )


def _is_dated(state: Json) -> bool:
    return any(day and (day["start"] or day["end"]) for day in (state["since"], state["expected"]))


_FEW = 3
"""Claims up to which one report tells a thing once."""


def is_told_once(situation: Json) -> bool:
    """Whether one report tells it in one state or in few words: without a history and without a second voice. What
    `single` leaves out of a list (`pipeline.overview`) is the same, asked of rows; a test holds the two together.
    """
    claims, states = len(situation["claims"]), len(situation["states"])
    several = situation["reports"] > 1 or claims > _FEW or (states > 1 and claims > 2)
    return not several and not any(state["disputed"] for state in situation["states"])
