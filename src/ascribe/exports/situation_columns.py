"""The flat columns of situations, their states, and disagreements, with what each means."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ascribe.exports.columns import Column, at, joined

Json = dict[str, Any]


def _now(*path: str) -> Callable[[Json], Any]:
    return at("now", *path)


SITUATIONS: tuple[Column, ...] = (
    Column("id", "id of the situation: that of its earliest claim", at("id")),
    Column("title", "what it is called", at("title")),
    Column("kind", "what sort of thing: offensive, air-strikes, training, request, ...", at("kind")),
    Column("event_type", "one of PLOVER's sixteen, empty where none fits", at("event_type")),
    Column("mode", "finer kind of event", at("mode")),
    Column("parties", "who takes part, those of most claims first", lambda item: joined(item["parties"])),
    Column("places", "where", lambda item: joined(item["places"])),
    Column("phase", "the state in which it was last", _now("phase")),
    Column("factuality", "how firmly that is told", _now("factuality")),
    Column("since_start", "first day on which that state can have begun", _now("since", "start")),
    Column("since_end", "last day on which that state can have begun", _now("since", "end")),
    Column("known_since", "publication of the first report that tells that state", _now("known_since")),
    Column("last_told", "publication of the last report that tells it", _now("last_told")),
    Column("disputed", "whether others contradict that state", _now("disputed"), "yes/no"),
    Column(
        "speakers", "who says so; empty: the reporters", lambda item: joined((item["now"] or {}).get("sources", ()))
    ),
    Column("states", "number of its states", lambda item: len(item["states"]), "integer"),
    Column(
        "depends_on", "ids of the situations that it waits for or hangs on", lambda item: joined(item["depends_on"])
    ),
    Column("first_day", "publication of its first report", at("first_day")),
    Column("last_day", "publication of its last report", at("last_day")),
    Column("reports", "number of documents that tell of it", at("reports"), "integer"),
    Column("origins", "number of independent origins of those", at("origins"), "integer"),
    Column("claims", "ids of its claims", lambda item: joined(item["claims"])),
)

DISAGREEMENTS: tuple[Column, ...] = (
    Column("id", "id of the disagreement", at("id")),
    Column("situation", "id of the situation", at("situation")),
    Column("title", "what that is called", at("title")),
    Column("about", "phase, figure, time, place, agent, firstness or source", at("about")),
    Column("kind", "contradiction, revision or detail", at("kind")),
    Column("explanation", "one sentence that says who says what", at("explanation")),
    Column("sides", "what is said", lambda item: joined(side["says"] for side in item["sides"])),
    Column("origins", "independent origins of each side", lambda item: "; ".join(
        str(side["origins"]) for side in item["sides"]
    )),
    Column("known_since", "publication of the report with which it came up", at("known_since")),
    Column("claims", "ids of the claims", lambda item: joined(item["claims"])),
)  # fmt: skip
