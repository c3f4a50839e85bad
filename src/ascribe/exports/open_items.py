"""What is open: approvals awaited, requests unanswered, conditions unmet, plans, and plans whose day has passed.

In: situations as exported, and the day from which ages are counted. Out: a dictionary for each, by what it is; within
that what has a day first, then what most independent reports tell, then what was told last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from ascribe.exports.columns import Column, at, joined
from ascribe.exports.evidence import last_told
from ascribe.situations.answers import HAPPENS, day_of, is_answered, is_firm

Json = dict[str, Any]

WHAT: dict[str, str] = {
    "approval awaited": "Approvals awaited",
    "overdue": "Planned, and the day has passed",
    "request unanswered": "Requests of which no answer is told",
    "condition unmet": "Depends on a condition",
    "delayed": "Delayed",
    "paused": "Paused",
    "pending": "Has yet to come",
    "planned": "Planned",
}
"""What can be open, in the order in which it is listed, with a heading."""

ONE = WHAT | {
    "approval awaited": "Approval awaited",
    "request unanswered": "Request of which no answer is told",
}
"""The same, said of one."""

OPEN: tuple[Column, ...] = (
    Column("what", f"one of {', '.join(WHAT)}", at("what")),
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
    Column("sentence", "the sentence that tells it last", at("last", "sentence")),
    Column("document", "name of the document in which that stands", at("last", "document")),
    Column("url", "address of that document", at("last", "url")),
    Column("reports", "number of documents that tell it", at("reports"), "integer"),
    Column("origins", "number of independent origins of those", at("origins"), "integer"),
    Column("claims", "ids of the claims", lambda item: joined(item["claims"])),
)


def open_items(situations: Iterable[Json], today: date, known: Mapping[str, str] | None = None) -> list[Json]:
    """What is open in these situations on a day. `known`: requests among them that led to something elsewhere, each
    with the last day from which that is known.
    """
    found = list(situations)
    granted = _granted(found)
    for id, day in (known or {}).items():
        granted[id] = max(granted.get(id, ""), day)
    items = [item for situation in found for item in _of(situation, today, granted.get(situation["id"]))]
    order = list(WHAT)
    items.sort(key=lambda i: (i["last_told"] or "", i["situation"]), reverse=True)
    items.sort(key=lambda i: (order.index(i["what"]), i["expected"] is None, -i["origins"], -i["reports"]))
    return items


def first_of_each(items: Iterable[Json], most: int | None) -> list[Json]:
    """The first so many of each kind; None: all."""
    count: Counter[str] = Counter()
    out = []
    for item in items:
        count[item["what"]] += 1
        if most is None or count[item["what"]] <= most:
            out.append(item)
    return out


def with_evidence(items: Iterable[Json], claims: Mapping[str, Json]) -> Iterator[Json]:
    """The same items with `last`: the sentence that tells each last, and where it stands. `claims`: by id."""
    for item in items:
        yield item | {"last": last_told(item["claims"], claims)}


def _granted(situations: Iterable[Json]) -> dict[str, str]:
    """Requests that led to something, by id, with the last day from which that is known."""
    out: dict[str, str] = {}
    for situation in situations:
        days = [day_of(s) for s in situation["states"] if is_firm(s) and s["phase"] in HAPPENS]
        for dependency in situation["dependencies"]:
            if dependency["how"] == "request" and days:
                out[dependency["situation"]] = max(out.get(dependency["situation"], ""), *days)
    return out


def _of(situation: Json, today: date, granted: str | None) -> Iterator[Json]:
    best: dict[tuple[str, str, str], Json] = {}
    for state in situation["states"]:
        what = _what(situation, state, today)
        if what is None or is_answered(state, situation["states"]):
            continue
        if what == "request unanswered" and granted is not None and granted >= day_of(state):
            continue
        expected = state["expected"] or {}
        same = what, str(expected.get("start")), str(expected.get("end"))
        if same not in best or _weight(state) > _weight(best[same]):
            best[same] = state
    plans = {due: day_of(state) for (what, _, due), state in best.items() if what in ("planned", "overdue")}
    dated = [told for due, told in plans.items() if due != "None"]
    for (what, _, due), state in best.items():
        if what == "planned" and due == "None" and dated and (state["last_told"] or "") <= max(dated):
            continue  # the plan of which the day is told
        known = state["known_since"]
        yield {
            "what": what,
            "situation": situation["id"],
            "title": situation["title"],
            "phase": state["phase"],
            "factuality": state["factuality"],
            "expected": state["expected"],
            "condition": state["condition"],
            # a report that is dated in the future is of no age
            "age": (today - date.fromisoformat(known)).days if known and known <= today.isoformat() else None,
            "overdue": (today - date.fromisoformat(due)).days if what == "overdue" else None,
            "known_since": known,
            "last_told": state["last_told"],
            "sources": state["sources"],
            "reports": state["reports"],
            "origins": state["origins"],
            "claims": state["claims"],
            "last": None,
        }


def _weight(state: Json) -> tuple[Any, ...]:
    return is_firm(state), state["origins"], state["reports"], state["last_told"] or "", state["claims"]


def _what(situation: Json, state: Json, today: date) -> str | None:
    """What is open about a state; None: nothing."""
    if state["until"] is not None:
        return None
    phase, factuality = state["phase"], state["factuality"]
    due = (state["expected"] or {}).get("end")
    if factuality in ("denied", "undisclosed") or (due and due < (state["known_since"] or "")):
        return None  # what was over when it was first told is history
    if factuality == "conditional":
        return "condition unmet"
    if phase == "pending":
        waits = situation["kind"] in ("approval", "request", "agreement")
        return "approval awaited" if waits or _hangs(situation) else "pending"
    if phase == "requested" and is_firm(state):
        return "request unanswered"
    if phase in ("delayed", "paused") and is_firm(state):
        return str(phase)
    if factuality != "possible" and (phase == "planned" or factuality == "planned"):
        return "overdue" if due and due < today.isoformat() else "planned"
    return None


def _hangs(situation: Json) -> bool:
    return any(d["how"] == "approval" for d in situation["dependencies"])
