"""What is open: approvals awaited, requests unanswered, conditions unmet, plans, and plans whose day has passed.

In: situations as exported, and the day from which ages are counted. Out: a dictionary for each, the oldest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from ascribe.exports.columns import Column, at, joined

Json = dict[str, Any]

OPEN: tuple[Column, ...] = (
    Column(
        "what", "approval awaited, request unanswered, condition unmet, overdue, planned, delayed or paused", at("what")
    ),
    Column("situation", "id of the situation", at("situation")),
    Column("title", "what that is called", at("title")),
    Column("phase", "the state that is open", at("phase")),
    Column("factuality", "how firmly it is told", at("factuality")),
    Column("expected_start", "first day on which it is to happen", at("expected", "start")),
    Column("expected_end", "last day on which it is to happen", at("expected", "end")),
    Column("condition", "what it depends on, in the report's words", at("condition")),
    Column("age", "days since it was first reported", at("age"), "integer"),
    Column("overdue", "days since it was to have happened", at("overdue"), "integer"),
    Column("known_since", "publication of the first report that tells it", at("known_since")),
    Column("last_told", "publication of the last report that tells it", at("last_told")),
    Column("speakers", "who says so; empty: the reporters", lambda item: joined(item["sources"])),
    Column("reports", "number of documents that tell it", at("reports"), "integer"),
    Column("origins", "number of independent origins of those", at("origins"), "integer"),
    Column("claims", "ids of the claims", lambda item: joined(item["claims"])),
)

_ORDER = (
    "approval awaited", "overdue", "request unanswered", "condition unmet", "delayed", "paused", "planned",
)  # fmt: skip


def open_items(situations: Iterable[Json], today: date) -> list[Json]:
    """What is open in these situations on a day, by what it is, the oldest first."""
    found = [item for situation in situations for item in _of(situation, today)]
    return sorted(found, key=lambda i: (_ORDER.index(i["what"]), -(i["age"] or 0), i["situation"], i["claims"]))


def _of(situation: Json, today: date) -> Iterator[Json]:
    answered = any(s["phase"] in ("approved", "refused") for s in situation["states"] if _firm(s))
    for state in situation["states"]:
        what = _what(state, today)
        if what is None or (what == "request unanswered" and answered):
            continue
        known, expected = state["known_since"], state["expected"]
        due = (expected or {}).get("end")
        yield {
            "what": what,
            "situation": situation["id"],
            "title": situation["title"],
            "phase": state["phase"],
            "factuality": state["factuality"],
            "expected": expected,
            "condition": state["condition"],
            "age": (today - date.fromisoformat(known)).days if known else None,
            "overdue": (today - date.fromisoformat(due)).days if due and what == "overdue" else None,
            "known_since": known,
            "last_told": state["last_told"],
            "sources": state["sources"],
            "reports": state["reports"],
            "origins": state["origins"],
            "claims": state["claims"],
        }


def _what(state: Json, today: date) -> str | None:
    """What is open about a state; None: nothing."""
    if state["until"] is not None:
        return None
    phase, factuality = state["phase"], state["factuality"]
    if phase == "pending":
        return "approval awaited"
    if factuality == "conditional":
        return "condition unmet"
    if phase == "requested" and _firm(state):
        return "request unanswered"
    if phase in ("delayed", "paused") and _firm(state):
        return str(phase)
    if phase == "planned" or factuality == "planned":
        due = (state["expected"] or {}).get("end")
        return "overdue" if due and due < today.isoformat() else "planned"
    return None


def _firm(state: Json) -> bool:
    return bool(state["factuality"] == "asserted")
