"""The mentions of a situation, as they are in view on a day: claims with what is known of their reports.

In: ids of situations. Out: rows that `Mention`s are made of, and which of them a day lets through.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from sqlalchemy import Connection, func, select

from ascribe.contract.claims import Claim
from ascribe.record import raw
from ascribe.record.claims import claim_from_json
from ascribe.record.schema import claims, threads

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
    situation: str
    """Id of the situation that it is in."""
    thread: int
    """Key of the thread that it is in."""


_OF_TOLD = """
SELECT t.pk, t.shown, t.carries, c.pk, c.claim, d.pk, d.id, d.revision, d.name, d.outlet, d.published_day,
d.published_at
FROM threads t JOIN claims c ON c.thread = t.pk JOIN documents d ON d.pk = c.document
WHERE {} IN (SELECT value FROM json_each(?)) ORDER BY t.ord, c.position
"""
_TOLD, _OF_THREADS = _OF_TOLD.format("t.shown"), _OF_TOLD.format("t.pk")


def told(connection: Connection, situations: Sequence[str], known: Known | None = None) -> dict[str, list[Told]]:
    """The claims of these situations, of all revisions, by situation, in the order of publication."""
    known = Known() if known is None else known
    out: dict[str, list[Told]] = {id: [] for id in situations}
    for row in raw.rows(connection, _TOLD, (raw.listed(situations),)):
        found = _told(known, *row)
        out[found.situation].append(found)
    return out


def told_by(connection: Connection, threads: Sequence[int], known: Known | None = None) -> list[Told]:
    """The claims of these threads, in the order of publication."""
    known = Known() if known is None else known
    return [_told(known, *row) for row in raw.rows(connection, _OF_THREADS, (raw.listed(threads),))]


def _told(
    known: Known, thread: int, shown: str, carries: int, key: int, claim: str, pk: int, id: str, revision: str,
    name: str, outlet: str | None, day: str | None, at: str | None,
) -> Told:  # fmt: skip
    return Told(known.claim(key, claim, id, revision), pk, id, name, outlet, day, at, bool(carries), shown, thread)


class Known:
    """Claims by their keys, so that one that is asked for day after day is put together once."""

    _MOST = 10_000
    """Some 30 MB."""

    def __init__(self) -> None:
        self._claims: dict[int, Claim] = {}

    def claim(self, key: int, stored: str, document: str, revision: str) -> Claim:
        found = self._claims.get(key)
        if found is None:
            found = claim_from_json(stored, document, revision)
            if len(self._claims) >= self._MOST:  # those that were asked for first go
                for old in list(islice(self._claims, self._MOST // 4)):
                    del self._claims[old]
            self._claims[key] = found
        return found


Rank = tuple[int, str, str, str]


@dataclass(frozen=True, slots=True)
class Revisions:
    """Which revision of each document is in view on which day."""

    of: Mapping[str, Sequence[tuple[str, Rank, int, bool]]]
    """By document: day of publication, rank, key and whether it is live, of each revision; the day of an undated one
    is empty."""

    def shows(self, id: str, pk: int, day: str | None) -> bool:
        """Whether this revision of the document is in view on a day; None: now."""
        mine = self.of.get(id, ())
        if len(mine) == 1:
            ((published, _, key, live),) = mine
            return live and key == pk and (day is None or "" < published <= day)
        if day is None:
            return any(live and key == pk for _, _, key, live in mine)
        if not any(live for *_, live in mine):
            return False
        known = [(rank, key) for published, rank, key, _ in mine if published and published <= day]
        return bool(known) and max(known)[1] == pk

    def days(self, ids: Iterable[str]) -> set[str]:
        """Days of publication of these documents, in any revision."""
        return {published for id in ids for published, *_ in self.of.get(id, ()) if published}


_REVISIONS = """
SELECT id, pk, revision, live, present, published_day, published_at, location FROM documents
WHERE id IN (SELECT value FROM json_each(?))
"""


def revisions(connection: Connection, ids: Iterable[str]) -> Revisions:
    """The revisions of these documents."""
    found: dict[str, list[tuple[str, Rank, int, bool]]] = {}
    for id, pk, revision, live, present, day, at, location in raw.rows(
        connection, _REVISIONS, (raw.listed(sorted(set(ids))),)
    ):
        found.setdefault(id, []).append((day or "", (present, at or "", location, revision), pk, live == 1))
    return Revisions(found)


@dataclass(frozen=True, slots=True)
class Tied:
    """A situation that depends on another, in one document."""

    first: str
    """The one that depends."""
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
    for tied in _ties(connection, "a.shown", situations):
        out[tied.first].append(tied)
    return out


def depending_on(connection: Connection, situations: Sequence[str]) -> list[Tied]:
    """What depends on these situations, in any revision; in the order of publication."""
    return _ties(connection, "b.shown", situations)


_TIES = """
SELECT a.shown, b.shown, t.how, t.claim, d.pk, d.id
FROM threads a JOIN thread_ties t ON t."first" = a.pk JOIN threads b ON b.pk = t."on"
JOIN documents d ON d.pk = a.document
WHERE {} IN (SELECT value FROM json_each(?)) AND a.shown != b.shown ORDER BY a.ord, b.ord
"""


def _ties(connection: Connection, column: str, situations: Sequence[str]) -> list[Tied]:
    return [Tied(*row) for row in raw.rows(connection, _TIES.format(column), (raw.listed(situations),))]


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
