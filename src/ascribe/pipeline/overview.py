"""Situations as of a day, whole or as a line in a list. In: what the record holds of them. Out: `Built`s, and rows of
`situation_days` and `situation_parts`, for which no situation is built.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, func, or_, select

from ascribe.contract.situations import Dependency, Situation
from ascribe.pipeline.answers import answered, by_situation
from ascribe.pipeline.days import DISAGREEMENT, NOW, SPANS, STATE, STILL, UNTIL_NOW
from ascribe.pipeline.mentions import Mentions
from ascribe.pipeline.origins import Origins
from ascribe.record import histories, raw, today
from ascribe.record.histories import Revisions
from ascribe.record.schema import situation_days, situation_parts
from ascribe.situations.build import Built, build


def built(connection: Connection, ids: Sequence[str], as_of: date | None) -> list[Built]:
    """These situations as of a day, in this order; those that nothing in view tells of are left out."""
    day = None if as_of is None else as_of.isoformat()
    told = histories.told(connection, ids)
    for id, found in answered(connection, ids).items():
        told[id] += found
    revisions = histories.revisions(connection, {t.id for found in told.values() for t in found})
    origins = Origins(connection)
    origins.fetch({t.document for found in told.values() for t in found})
    tied = histories.ties_of(connection, ids)
    out = []
    for id in ids:
        seen = Mentions(told[id], revisions, origins).as_of(day)
        own = [mention for t, mention in seen if t.situation == id]
        if own:
            on = _dependencies(tied[id], revisions, as_of)
            out.append(build(id, own, on, by_situation(seen, but=id)))
    return out


def listed(connection: Connection, ids: Sequence[str], as_of: date | None) -> list[Situation]:
    """The same without disagreements: what is kept whole is not built."""
    found = today.kept(connection, ids) if as_of is None else {}
    if found:
        on = dependencies(connection, list(found), as_of)
        found = {id: replace(situation, depends_on=tuple(on[id])) for id, situation in found.items()}
    found |= {m.situation.id: m.situation for m in built(connection, [id for id in ids if id not in found], as_of)}
    return [found[id] for id in ids if id in found]


# -- what lists show


def _held(as_of: date | None, table: Table = situation_days) -> ColumnElement[bool]:
    """The condition on a table of rows with days that lets through what lists show as of a day."""
    c = table.c
    if as_of is None:
        return c.span == STILL
    day = as_of.isoformat()
    parts = [(c.span == span) & (c.day <= day) for span in (STILL, UNTIL_NOW)]
    for span in SPANS:
        first = date.fromordinal(max(1, as_of.toordinal() - 2**span + 1)).isoformat()
        parts.append((c.span == span) & (c.day >= first) & (c.day <= day) & (c.until > day))
    return or_(*parts)


_STORIED = (
    (situation_days.c.reports > 1)
    | (situation_days.c.contradictions > 0)
    | ((situation_days.c.states > 1) & (situation_days.c.claims > 2))
    | (situation_days.c.claims > 3)
)
"""What has a history or a second voice, or what a report is about: not what one report tells once."""


_FIRST = (
    situation_days.c.origins.desc(),
    situation_days.c.claims.desc(),
    situation_days.c.last_day.desc(),
    situation_days.c.situation,
)
"""Those of most independent origins first, then those of most claims."""


def overview(
    connection: Connection,
    as_of: date | None,
    *,
    only: Collection[str] | None,
    everything: bool,
    limit: int | None,
    single: bool = True,
) -> Sequence[Row[Any]]:
    """What a list shows as of a day: those of most independent origins first, then those of most claims.

    `only`: ids of situations; `everything`: also what no claim with a known type of event tells of; `single`: also what
    one report tells in one state, which has no history and no second voice.
    """
    c = situation_days.c
    query = select(situation_days).where(_held(as_of))
    if not everything:
        query = query.where(c.carries == 1)
    if not single:
        query = query.where(_STORIED)
    query = query.order_by(*_FIRST)
    if only is None:
        return connection.execute(query.limit(limit)).all()
    return [row for row in connection.execute(query) if row.situation in only][:limit]


def tally(connection: Connection, as_of: date | None, only: Collection[str] | None) -> tuple[int, int]:
    """Number of situations that a list shows as of a day, and of those that one report tells in one state."""
    c = situation_days.c
    query = select(c.situation, _STORIED.label("storied")).where(_held(as_of), c.carries == 1)
    if only is None:
        counted = query.subquery()
        count, storied = connection.execute(select(func.count(), func.sum(counted.c.storied))).one()
        return count, count - (storied or 0)
    storied = [row.storied for row in connection.execute(query) if row.situation in only]
    return len(storied), len(storied) - sum(storied)


@dataclass(frozen=True, slots=True)
class Called:
    """What a situation is called, and what sort of thing it is."""

    title: str
    kind: str


def called(connection: Connection, ids: Collection[str], as_of: date | None) -> dict[str, Called]:
    """What these situations are called as of a day, by id, where they are in view."""
    return {id: Called(title, kind) for id, title, kind in _lines(connection, "title, kind", ids, as_of)}


def titles(connection: Connection, ids: Collection[str], as_of: date | None) -> dict[str, str]:
    """The titles of these situations as of a day, by id, where they are in view."""
    return dict(_lines(connection, "title", ids, as_of))


def happened(connection: Connection, ids: Collection[str], as_of: date | None) -> dict[str, str]:
    """The last day from which it is known as a fact that these go on or were done, by id."""
    return {id: day for id, day in _lines(connection, "happened", ids, as_of) if day}


def _lines(connection: Connection, columns: str, ids: Collection[str], as_of: date | None) -> list[Any]:
    day = NOW if as_of is None else as_of.isoformat()
    query = (  # the line of a day is the last one that began by then
        f"SELECT d.situation, {columns} FROM json_each(?) j CROSS JOIN situation_days d ON d.situation = j.value"  # noqa: S608 -- our own columns
        " AND d.day = (SELECT max(day) FROM situation_days m WHERE m.situation = j.value AND m.day <= ?)"
        " WHERE d.until > ?"
    )
    return raw.rows(connection, query, (raw.listed(sorted(ids)), day, day)) if ids else []


def parts(
    connection: Connection,
    what: str,
    as_of: date | None,
    *,
    only: Collection[str] | None,
    everything: bool,
    limit: int | None = None,
) -> Sequence[Any]:
    """Rows of `situation_parts` as of a day, those that came up last first. The options are those of `overview`."""
    c = situation_parts.c
    query = select(c.situation, c.id, c.part).where(c.what == what, _held(as_of, situation_parts))
    if not everything:
        query = query.where(c.carries == 1)
    query = query.order_by(c.known_since.desc(), c.id.desc(), c.situation)
    if only is None:
        return connection.execute(query.limit(limit)).all()
    return [row for row in connection.execute(query) if row.situation in only][:limit]


def told_since(connection: Connection, since: date, until: date) -> list[str]:
    """Situations that something published in these days tells of, as of the last of them, in the order of a list."""
    c = situation_days.c
    first = since.isoformat()  # a line whose last report is of these days holds since one of them
    query = select(c.situation).where(_held(until), c.carries == 1, c.day >= first, c.last_day >= first)
    return list(connection.scalars(query.order_by(*_FIRST)))


def state_claims(connection: Connection, ids: Collection[str], as_of: date) -> dict[str, dict[str, Any]]:
    """Which claims tell each state of these situations as of a day, by id: as much as `exports.changes` looks at."""
    day = as_of.isoformat()
    values = (STATE, raw.listed(sorted(ids)), day, day)
    out: dict[str, dict[str, Any]] = {}
    for id, number, part in raw.rows(connection, _STATES, values):
        mine = out.setdefault(id, {"id": id, "claims": [], "states": []})
        state = json.loads(part)
        mine["claims"] += state["claims"]
        if number:  # those that tell no state have none
            mine["states"].append(state)
    return out


_STATES = """
SELECT situation, id, part FROM situation_parts INDEXED BY situation_parts_situation
WHERE what = ? AND situation IN (SELECT value FROM json_each(?)) AND day <= ? AND until > ?
"""


def disputed_since(connection: Connection, ids: Collection[str], since: date, until: date) -> dict[str, list[Any]]:
    """Disagreements of these situations that came up on these days, as of the last of them, by situation."""
    c = situation_parts.c
    query = select(c.situation, c.part).where(
        c.what == DISAGREEMENT, _held(until, situation_parts), c.day >= since.isoformat(),
        c.known_since >= since.isoformat(),
    )  # fmt: skip
    out: dict[str, list[Any]] = {}
    for row in connection.execute(query):
        if row.situation in ids:
            out.setdefault(row.situation, []).append(json.loads(row.part))
    return out


def gone(connection: Connection, before: date, until: date) -> list[str]:
    """Situations that a list shows as of the first day and not as of the second."""
    c, first, last = situation_days.c, before.isoformat(), until.isoformat()
    held = select(c.situation).where(c.day <= first, c.until > first, c.until <= last, c.carries == 1)
    left = sorted(set(connection.scalars(held)))
    shown = {id for id, carries in _lines(connection, "carries", left, until) if carries}
    return [id for id in left if id not in shown]


def dependencies(connection: Connection, ids: Sequence[str], as_of: date | None) -> dict[str, list[Dependency]]:
    """What these situations depend on as of a day, by id."""
    tied = histories.ties_of(connection, ids)
    revisions = histories.revisions(connection, {t.id for found in tied.values() for t in found})
    return {id: _dependencies(found, revisions, as_of) for id, found in tied.items()}


def granted(connection: Connection, ids: Sequence[str], as_of: date | None) -> dict[str, str]:
    """Those of these requests that led to something, by id, with the last day from which that is known."""
    tied = [t for t in histories.depending_on(connection, ids) if t.how == "request"]
    revisions = histories.revisions(connection, {t.id for t in tied})
    day = None if as_of is None else as_of.isoformat()
    seen = [t for t in tied if revisions.shows(t.id, t.document, day)]
    days = happened(connection, {t.first for t in seen}, as_of)
    out: dict[str, str] = {}
    for t in seen:
        if t.first in days:
            out[t.on] = max(out.get(t.on, ""), days[t.first])
    return out


def _dependencies(found: Sequence[histories.Tied], revisions: Revisions, as_of: date | None) -> list[Dependency]:
    day = None if as_of is None else as_of.isoformat()
    on = {
        (t.on, t.how): Dependency(t.on, t.how, t.claim)
        for t in reversed(found)
        if revisions.shows(t.id, t.document, day)
    }
    return sorted(on.values(), key=lambda d: (d.situation, d.how))
