"""Situations as of a day, whole or as a line in a list. In: what the record holds of them. Out: `Built`s, and the rows
of `situation_days`, which hold for every day what a list shows, so that no list has to build what it lists.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from ascribe.contract.situations import Dependency, Mention, Report
from ascribe.pipeline.stories_of import StoriesOf
from ascribe.record import histories
from ascribe.record.histories import Revisions, Told
from ascribe.record.schema import situation_days
from ascribe.situations.build import Built, build

NOW = "now"
"""Day of the rows that hold undated reports too."""
END = "9999-12-31"
"""Until the end of days."""


def mentions(found: Iterable[Told], revisions: Revisions, stories: StoriesOf, as_of: date | None) -> list[Mention]:
    """Those of the claims that are in view, with their reports."""
    shown = [t for t in found if revisions.shows(t.id, t.document, as_of)]
    stories.fetch({t.document for t in shown})
    return [
        Mention(
            t.claim,
            Report(
                t.id, t.name, date.fromisoformat(t.day) if t.day else None, t.published_at, t.outlet,
                stories.of(t.document, t.claim.sentence.start) or t.id,
            ),
        )
        for t in shown
    ]  # fmt: skip


def built(connection: Connection, ids: Sequence[str], as_of: date | None) -> list[Built]:
    """These situations as of a day, in this order; those that nothing in view tells of are left out."""
    told = histories.told(connection, ids)
    revisions = histories.revisions(connection, {t.id for found in told.values() for t in found})
    stories = StoriesOf(connection, as_of)
    tied = histories.ties_of(connection, ids)
    out = []
    for id in ids:
        seen = mentions(told[id], revisions, stories, as_of)
        if seen:
            on = {
                (t.on, t.how): Dependency(t.on, t.how, t.claim)
                for t in reversed(tied[id])
                if revisions.shows(t.id, t.document, as_of)
            }
            out.append(build(id, seen, sorted(on.values(), key=lambda d: (d.situation, d.how))))
    return out


# -- what lists show


def refresh(connection: Connection, touched: Iterable[tuple[str, str | None]]) -> None:
    """Makes the rows of these situations again, from the given day on."""
    since: dict[str, str] = {}
    for id, day in touched:
        since[id] = min(since.get(id, NOW), day or NOW)
    ids = sorted(since)
    for start in range(0, len(ids), 200):
        _refresh(connection, {id: since[id] for id in ids[start : start + 200]})


def _refresh(connection: Connection, since: dict[str, str]) -> None:
    told = histories.told(connection, list(since))
    revisions = histories.revisions(connection, {t.id for found in told.values() for t in found})
    days: dict[str, dict[str, str]] = {}
    """By day, the situations that have a row from that day, and until when."""
    for id, first in since.items():
        mine = sorted(d for d in revisions.days({t.id for t in told[id]}) if d >= first)
        _cut(connection, id, first, mine[0] if mine else END)
        for day, until in [*zip(mine, [*mine[1:], END], strict=False), (NOW, END)]:
            days.setdefault(day, {})[id] = until
    rows: list[dict[str, Any]] = []
    last: dict[str, tuple[object, dict[str, Any]]] = {}
    for day in sorted(days):
        as_of = None if day == NOW else date.fromisoformat(day)
        stories = StoriesOf(connection, as_of)
        stories.fetch({t.document for id in days[day] for t in told[id] if revisions.shows(t.id, t.document, as_of)})
        for id, until in days[day].items():
            seen = mentions(told[id], revisions, stories, as_of)
            if not seen:
                continue
            same = [(m.claim.id, m.report.document, m.report.origin) for m in seen]
            if id in last and last[id][0] == same:  # nothing but the day is new
                row = {**last[id][1], "day": day, "until": until}
            else:
                ids = {m.claim.id for m in seen}
                carries = any(t.carries for t in told[id] if t.claim.id in ids)
                row = _row(build(id, seen), day, until, carries)
            last[id] = (same, row)
            rows.append(row)
    if rows:
        connection.execute(insert(situation_days), rows)


def _cut(connection: Connection, id: str, first: str, until: str) -> None:
    """Takes away the rows of a situation from a day on, and lets the one before hold until the next there will be."""
    c = situation_days.c
    connection.execute(delete(situation_days).where(c.situation == id, c.day >= first))
    before = (c.situation == id) & (c.day < min(first, until)) & (c.until >= min(first, until))
    connection.execute(situation_days.update().where(before).values(until=until))


def _row(made: Built, day: str, until: str, carries: bool) -> dict[str, Any]:
    s, now = made.situation, made.situation.now
    since = now.since if now else None
    return {
        "situation": s.id,
        "day": day,
        "until": until,
        "title": s.title,
        "kind": s.kind,
        "event_type": s.event_type.value if s.event_type else None,
        "phase": now.phase.value if now else None,
        "factuality": now.factuality.value if now else None,
        "since_start": since.start.isoformat() if since and since.start else None,
        "since_end": since.end.isoformat() if since and since.end else None,
        "first_day": s.first_day.isoformat() if s.first_day else None,
        "last_day": s.last_day.isoformat() if s.last_day else None,
        "states": len(s.states),
        "claims": len(s.claims),
        "reports": s.reports,
        "origins": s.origins,
        "disagreements": len(made.disagreements),
        "contradictions": sum(d.kind == "contradiction" for d in made.disagreements),
        "carries": int(carries),
    }


def overview(
    connection: Connection, as_of: date | None, *, only: Collection[str] | None, everything: bool, limit: int | None
) -> Sequence[Row[Any]]:
    """What a list shows as of a day: those of most independent origins first, then those of most claims.

    `only`: ids of situations; `everything`: also what no claim with a known type of event tells of.
    """
    c = situation_days.c
    day = NOW if as_of is None else as_of.isoformat()
    query = select(situation_days).where(c.day == day if as_of is None else (c.day <= day) & (c.until > day))
    if not everything:
        query = query.where(c.carries == 1)
    query = query.order_by(c.origins.desc(), c.claims.desc(), c.last_day.desc(), c.situation)
    if only is None:
        return connection.execute(query.limit(limit)).all()
    return [row for row in connection.execute(query) if row.situation in only][:limit]
