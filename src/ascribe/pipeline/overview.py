"""Situations as of a day, whole or as a line in a list. In: what the record holds of them. Out: `Built`s, and rows of
`situation_days`, for which no situation is built.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, or_, select

from ascribe.contract.situations import Dependency
from ascribe.pipeline.days import NOW, SPANS, STILL, UNTIL_NOW
from ascribe.pipeline.mentions import Mentions
from ascribe.pipeline.origins import Origins
from ascribe.record import histories
from ascribe.record.schema import situation_days
from ascribe.situations.build import Built, build


def built(connection: Connection, ids: Sequence[str], as_of: date | None) -> list[Built]:
    """These situations as of a day, in this order; those that nothing in view tells of are left out."""
    day = None if as_of is None else as_of.isoformat()
    told = histories.told(connection, ids)
    revisions = histories.revisions(connection, {t.id for found in told.values() for t in found})
    origins = Origins(connection)
    origins.fetch({t.document for found in told.values() for t in found})
    tied = histories.ties_of(connection, ids)
    out = []
    for id in ids:
        seen = [mention for _, mention in Mentions(told[id], revisions, origins).as_of(day)]
        if seen:
            on = {
                (t.on, t.how): Dependency(t.on, t.how, t.claim)
                for t in reversed(tied[id])
                if revisions.shows(t.id, t.document, day)
            }
            out.append(build(id, seen, sorted(on.values(), key=lambda d: (d.situation, d.how))))
    return out


# -- what lists show


def _held(as_of: date | None) -> ColumnElement[bool]:
    """The condition on `situation_days` that lets through what lists show as of a day."""
    c = situation_days.c
    if as_of is None:
        return c.span == STILL
    day = as_of.isoformat()
    parts = [(c.span == span) & (c.day <= day) for span in (STILL, UNTIL_NOW)]
    for span in SPANS:
        first = date.fromordinal(max(1, as_of.toordinal() - 2**span + 1)).isoformat()
        parts.append((c.span == span) & (c.day >= first) & (c.day <= day) & (c.until > day))
    return or_(*parts)


_STORIED = (situation_days.c.reports > 1) | (situation_days.c.states > 1) | (situation_days.c.contradictions > 0)
"""What has a history or a second voice: not what one report tells in one state."""


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
    query = query.order_by(c.origins.desc(), c.claims.desc(), c.last_day.desc(), c.situation)
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


def titles(connection: Connection, ids: Collection[str], as_of: date | None) -> dict[str, str]:
    """What these situations are called as of a day, by id, where they are in view."""
    if not ids:
        return {}
    c, day = situation_days.c, NOW if as_of is None else as_of.isoformat()
    query = select(c.situation, c.title).where(c.situation.in_(sorted(ids)), c.day <= day, c.until > day)
    return {row.situation: row.title for row in connection.execute(query)}
