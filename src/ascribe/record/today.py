"""The largest situations as they are today, whole: a list that begins with those of most reports builds none of them.

In: situations that were built for today. Out: the same, equal to what would be built again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from ascribe.contract.claims import EventType, Factuality, Phase
from ascribe.contract.situations import FigurePoint, Interval, Series, Situation, State
from ascribe.record import raw
from ascribe.record.canonical import dumps, whole
from ascribe.record.claims import tree

Json = dict[str, Any]

LARGE = 40
"""Claims from which a situation is kept whole: smaller ones are built as fast as they are read."""


def keep(connection: Connection, ids: Iterable[str], found: Iterable[Situation]) -> None:
    """Forgets what is kept of these ids, and keeps those found that are large. What they depend on is not kept."""
    raw.run(connection, "DELETE FROM situations_now WHERE situation = ?", ((id,) for id in ids))
    rows = [(s.id, whole(dumps(tree(s, defaults=True)))) for s in found if len(s.claims) >= LARGE]
    raw.run(connection, "INSERT INTO situations_now (situation, whole) VALUES (?, ?)", rows)


def kept(connection: Connection, ids: Sequence[str]) -> dict[str, Situation]:
    """Those of these situations that are kept, by id; without what they depend on."""
    query = "SELECT situation, whole FROM situations_now WHERE situation IN (SELECT value FROM json_each(?))"
    return {id: _situation(json.loads(text)) for id, text in raw.rows(connection, query, (raw.listed(ids),))}


def _situation(v: Json) -> Situation:
    event_type = None if v["event_type"] is None else EventType(v["event_type"])
    return Situation(
        id=v["id"], title=v["title"], kind=v["kind"], event_type=event_type, mode=v["mode"],
        parties=tuple(v["parties"]), places=tuple(v["places"]), depends_on=(),
        states=tuple(map(_state, v["states"])), figures=tuple(map(_series, v["figures"])), claims=tuple(v["claims"]),
        first_day=_day(v["first_day"]), last_day=_day(v["last_day"]), reports=v["reports"], origins=v["origins"],
    )  # fmt: skip


def _state(v: Json) -> State:
    return State(
        phase=Phase(v["phase"]), factuality=Factuality(v["factuality"]), since=_interval(v["since"]),
        until=_interval(v["until"]), known_since=_day(v["known_since"]), last_told=_day(v["last_told"]),
        expected=_interval(v["expected"]), condition=v["condition"], sources=tuple(v["sources"]),
        claims=tuple(v["claims"]), reports=v["reports"], origins=v["origins"], disputed=v["disputed"],
    )  # fmt: skip


def _series(v: Json) -> Series:
    days = ("start", "end", "known_since")
    points = tuple(FigurePoint(**p | {name: _day(p[name]) for name in days}) for p in v["points"])
    return Series(**v | {"points": points})


def _interval(v: Json | None) -> Interval | None:
    return None if v is None else Interval(_day(v["start"]), _day(v["end"]))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
