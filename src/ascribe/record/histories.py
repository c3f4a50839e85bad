"""The mentions of a situation, as they are in view on a day: claims with what is known of their reports.

In: ids of situations. Out: rows that `Mention`s are made of, and which of them a day lets through.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import Connection, func, select

from ascribe.contract.claims import Claim
from ascribe.record.claims import claim_from_json
from ascribe.record.schema import claims, documents, thread_ties, threads

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of a situation with the row of its document."""

    claim: Claim
    document: int
    """Key of the revision."""
    id: str
    """Of the document."""
    name: str
    outlet: str | None
    day: str | None
    published_at: str | None
    carries: bool


def told(connection: Connection, situations: Sequence[str]) -> dict[str, list[Told]]:
    """The claims of these situations, of all revisions, by situation, in the order of publication."""
    out: dict[str, list[Told]] = {id: [] for id in situations}
    c, d, t = claims.c, documents.c, threads.c
    columns = (t.shown, t.carries, t.ord, c.claim, d.pk, d.id, d.revision, d.name, d.outlet, d.published_day)
    joined = threads.join(claims, c.thread == t.pk).join(documents, d.pk == c.document)
    for start in range(0, len(situations), _BATCH):
        part = situations[start : start + _BATCH]
        query = select(*columns, d.published_at).select_from(joined).where(t.shown.in_(part))
        for row in connection.execute(query.order_by(t.ord, c.position)):
            claim = claim_from_json(row.claim, row.id, row.revision)
            told = Told(
                claim, row.pk, row.id, row.name, row.outlet, row.published_day, row.published_at, bool(row.carries)
            )
            out[row.shown].append(told)
    return out


@dataclass(frozen=True, slots=True)
class Revisions:
    """Which revision of each document is in view on which day."""

    of: Mapping[str, tuple[tuple[str, tuple[int, str, str, str], int, bool], ...]]
    """By document: day of publication, rank, key and whether it is live, of each dated revision; and the undated."""

    def shows(self, id: str, pk: int, as_of: date | None) -> bool:
        """Whether this revision of the document is in view."""
        mine = self.of.get(id, ())
        if as_of is None:
            return any(live and key == pk for _, _, key, live in mine)
        if not any(live for *_, live in mine):
            return False
        day = as_of.isoformat()
        known = [(rank, key) for published, rank, key, _ in mine if published and published <= day]
        return bool(known) and max(known)[1] == pk

    def days(self, ids: Iterable[str]) -> set[str]:
        """Days of publication of these documents, in any revision."""
        return {published for id in ids for published, *_ in self.of.get(id, ()) if published}


def revisions(connection: Connection, ids: Iterable[str]) -> Revisions:
    """The revisions of these documents."""
    d = documents.c
    found: dict[str, list[tuple[str, tuple[int, str, str, str], int, bool]]] = {}
    ordered = sorted(set(ids))
    columns = (d.id, d.pk, d.revision, d.live, d.present, d.published_day, d.published_at, d.location)
    for start in range(0, len(ordered), _BATCH):
        for row in connection.execute(select(*columns).where(d.id.in_(ordered[start : start + _BATCH]))):
            rank = (row.present, row.published_at or "", row.location, row.revision)
            found.setdefault(row.id, []).append((row.published_day or "", rank, row.pk, row.live == 1))
    return Revisions({id: tuple(rows) for id, rows in found.items()})


@dataclass(frozen=True, slots=True)
class Tied:
    """A situation that depends on another, in one document."""

    on: str
    how: Literal["request", "approval", "condition", "promise"]
    claim: str
    document: int
    """Key of the revision that ties them."""
    id: str
    """Of that document."""


def ties_of(connection: Connection, situations: Sequence[str]) -> dict[str, list[Tied]]:
    """What these situations depend on, in any revision, by situation; in the order of publication."""
    out: dict[str, list[Tied]] = {id: [] for id in situations}
    first, on, d = threads.alias("first"), threads.alias("on_which"), documents.c
    columns = (first.c.shown, on.c.shown.label("on_shown"), thread_ties.c.how, thread_ties.c.claim, d.pk, d.id)
    joined = thread_ties.join(first, first.c.pk == thread_ties.c.first).join(on, on.c.pk == thread_ties.c.on)
    query = select(*columns).select_from(joined.join(documents, d.pk == first.c.document))
    for start in range(0, len(situations), _BATCH):
        part = first.c.shown.in_(situations[start : start + _BATCH])
        for row in connection.execute(query.where(part).order_by(first.c.ord, on.c.ord)):
            if row.on_shown != row.shown:
                out[row.shown].append(Tied(row.on_shown, row.how, row.claim, row.pk, row.id))
    return out


def situations_of(connection: Connection, claim_ids: Iterable[str]) -> dict[str, str]:
    """The situations that these claims are in, by id of the claim."""
    out: dict[str, str] = {}
    ordered = sorted(set(claim_ids))
    for start in range(0, len(ordered), _BATCH):
        query = select(claims.c.id, threads.c.shown).join(threads, claims.c.thread == threads.c.pk)
        part = ordered[start : start + _BATCH]
        out |= {row.id: row.shown for row in connection.execute(query.where(claims.c.id.in_(part)))}
    return out


def count(connection: Connection) -> int:
    """Number of situations, those of a single claim included."""
    return int(connection.scalar(select(func.count(threads.c.shown.distinct()))) or 0)
