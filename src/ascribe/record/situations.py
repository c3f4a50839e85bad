"""Threads and situations in the record: in from the situations stage, out again for views.

A thread's antecedent depends on what was published before it alone, so that a view as of a day leaves out what came
since and changes nothing else. Which documents have no threads yet is told by `documents.situated`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, text, update

from ascribe.contract.claims import Claim
from ascribe.record import failpoints
from ascribe.record.canonical import dumps, whole
from ascribe.record.claims import claim_from_json
from ascribe.record.documents import READ_LANGUAGE
from ascribe.record.schema import (
    claims,
    documents,
    situations_due,
    thread_keys,
    thread_ties,
    threads,
)
from ascribe.situations.antecedents import Placed, keys
from ascribe.situations.dependencies import ties
from ascribe.situations.profiles import Party, Profile, Spot
from ascribe.situations.threads import Thread

_BATCH = 500
"""Keys in one query."""
_UNDATED = "~"
"""Stands for the publication of an undated document in `threads.ord`: behind all dates."""


# -- what has to be done


def due(connection: Connection, version: str, limit: int) -> list[int]:
    """Keys of documents whose threads are missing or were made from other claims or by other code, by publication."""
    c = documents.c
    shown = select(c.id).where(c.live == 1)
    now = c.digest + ":" + func.coalesce(c.extractor, "") + ":" + version
    query = select(c.pk).where(c.language == READ_LANGUAGE, c.state == "read", c.id.in_(shown))
    query = query.where(c.situated.is_(None) | (c.situated != now))
    return list(
        connection.scalars(query.order_by(c.published_day.is_(None), c.published_at, c.id, c.revision).limit(limit))
    )


def count_due(connection: Connection, version: str) -> int:
    c = documents.c
    now = c.digest + ":" + func.coalesce(c.extractor, "") + ":" + version
    query = select(func.count()).where(c.language == READ_LANGUAGE, c.state == "read")
    return int(connection.scalar(query.where(c.situated.is_(None) | (c.situated != now))) or 0)


def stories_changed(connection: Connection, pks: Iterable[int]) -> None:
    """The origins of what these documents tell have to be counted again."""
    values = [{"pk": pk} for pk in sorted(set(pks))]
    if values:
        connection.execute(text("INSERT OR IGNORE INTO situations_due (document) VALUES (:pk)"), values)


def take_changed(connection: Connection) -> list[int]:
    """Keys of documents whose stories changed. They are forgotten."""
    found = list(connection.scalars(select(situations_due.c.document).order_by(situations_due.c.document)))
    connection.execute(delete(situations_due))
    return found


def any_changed(connection: Connection) -> bool:
    return connection.execute(select(situations_due.c.document).limit(1)).first() is not None


# -- threads


@dataclass(frozen=True, slots=True)
class Source:
    """A document that threads are made of."""

    pk: int
    id: str
    revision: str
    day: str | None
    published_at: str | None
    claims: tuple[Claim, ...]


def load(connection: Connection, pk: int) -> Source:
    """A document with its claims, in the order of the text."""
    d, c = documents.c, claims.c
    row = connection.execute(select(d.id, d.revision, d.published_day, d.published_at).where(d.pk == pk)).one()
    found = connection.scalars(select(c.claim).where(c.document == pk).order_by(c.position))
    return Source(
        pk, row.id, row.revision, row.published_day, row.published_at,
        tuple(claim_from_json(claim, row.id, row.revision) for claim in found),
    )  # fmt: skip


def order_of(source: Source, position: int) -> str:
    """Where a thread stands among all others."""
    return f"{source.published_at or _UNDATED}|{source.id}|{source.revision}|{position:05d}"


@dataclass(frozen=True, slots=True)
class Stored:
    """A thread as it is stored, with what it was tied to."""

    pk: int
    document: int
    id: str
    ord: str
    day: str | None
    parent: int | None
    situation: str
    own: Profile
    known: Profile
    carries: bool

    @property
    def thread(self) -> Thread:
        return Thread(self.id, (), self.own, self.carries)

    @property
    def placed(self) -> Placed:
        return Placed(_date(self.day), self.known, self.situation)


def threads_of(connection: Connection, document: int) -> list[Stored]:
    return [_stored(row) for row in connection.execute(select(threads).where(threads.c.document == document))]


def threads_with(connection: Connection, pks: Sequence[int]) -> list[Stored]:
    """The threads with these keys, in the order of publication."""
    out: list[Stored] = []
    for start in range(0, len(pks), _BATCH):
        query = select(threads).where(threads.c.pk.in_(pks[start : start + _BATCH]))
        out += [_stored(row) for row in connection.execute(query)]
    return sorted(out, key=lambda t: t.ord)


def any_other_behind(connection: Connection, ord: str, known: set[int]) -> bool:
    """Whether a thread other than these was published behind this place."""
    query = select(threads.c.pk).where(threads.c.ord > ord).limit(len(known) + 1)
    return any(pk not in known for pk in connection.scalars(query))


def of_documents(connection: Connection, pks: Sequence[int]) -> set[tuple[str, str | None]]:
    """The situations that these documents tell of, as people decided, each with a day of publication."""
    out: set[tuple[str, str | None]] = set()
    for start in range(0, len(pks), _BATCH):
        part = threads.c.document.in_(pks[start : start + _BATCH])
        out |= {(row.shown, row.day) for row in connection.execute(select(threads.c.shown, threads.c.day).where(part))}
    return out


def add_threads(connection: Connection, found: Sequence[tuple[Source, Sequence[Thread]]]) -> list[int]:
    """Stores the threads of these documents, each as if it went on with nothing yet. Their keys."""
    pk = int(connection.scalar(select(func.max(threads.c.pk))) or 0)
    rows: list[dict[str, Any]] = []
    under: list[dict[str, Any]] = []
    tied: list[dict[str, Any]] = []
    members: list[dict[str, Any]] = []
    for source, mine in found:
        key_of: dict[str, int] = {}
        for position, thread in enumerate(mine):
            pk += 1
            key_of[thread.id] = pk
            own = profile_to_json(thread.profile)
            order = order_of(source, position)
            rows.append(
                {
                    "pk": pk, "document": source.pk, "id": thread.id, "ord": order, "day": source.day,
                    "situation": thread.id, "shown": thread.id, "carries": int(thread.carries), "own": own,
                    "known": own,
                }
            )  # fmt: skip
            under += [{"key": key, "ord": order, "thread": pk} for key in hashed(thread.profile)]
            members += [{"of": source.pk, "claim_id": claim, "pk_thread": pk} for claim in thread.claims]
        thread_of = {claim: thread.id for thread in mine for claim in thread.claims}
        tied += [
            {"first": key_of[tie.first], "on": key_of[tie.on], "how": tie.how, "claim": tie.claim}
            for tie in ties(source.claims, thread_of)
        ]
    for table, values in ((threads, rows), (thread_keys, under), (thread_ties, tied)):
        if values:
            connection.execute(insert(table), values)
    if members:
        mine_of = (claims.c.document == bindparam("of")) & (claims.c.id == bindparam("claim_id"))
        connection.execute(update(claims).where(mine_of).values(thread=bindparam("pk_thread")), members)
    failpoints.hit("threads.added")
    return [row["pk"] for row in rows]


def remove_threads(connection: Connection, document: int) -> None:
    mine = select(threads.c.pk).where(threads.c.document == document)
    connection.execute(delete(thread_keys).where(thread_keys.c.thread.in_(mine)))
    connection.execute(delete(thread_ties).where(thread_ties.c.first.in_(mine) | thread_ties.c.on.in_(mine)))
    connection.execute(update(claims).where(claims.c.document == document).values(thread=None))
    connection.execute(delete(threads).where(threads.c.document == document))


def mark_situated(connection: Connection, pks: Sequence[int], version: str) -> None:
    c = documents.c
    now = c.digest + ":" + func.coalesce(c.extractor, "") + ":" + version
    for start in range(0, len(pks), _BATCH):
        connection.execute(update(documents).where(c.pk.in_(pks[start : start + _BATCH])).values(situated=now))


def hashed(profile: Profile) -> list[int]:
    """The keys of a profile as SQLite's integers."""
    return sorted({int(key[:15], 16) for key in keys(profile)})


_BEFORE = "SELECT thread FROM thread_keys WHERE key = ? AND ord < ? ORDER BY ord DESC LIMIT ?"
_BEHIND = "SELECT thread FROM thread_keys WHERE key = ? AND ord > ? ORDER BY ord LIMIT ?"


def neighbours(connection: Connection, keys: Iterable[int], ord: str, limit: int, *, before: bool) -> set[int]:
    """Keys of the nearest threads under each of these keys that were published before, or behind."""
    query = _BEFORE if before else _BEHIND
    out: set[int] = set()
    for key in keys:  # the driver's own call: this is asked for every key of every thread
        out.update(row[0] for row in connection.exec_driver_sql(query, (key, ord, limit)))
    return out


def children(connection: Connection, pks: Sequence[int]) -> list[int]:
    """Threads that go on with one of these."""
    out: list[int] = []
    for start in range(0, len(pks), _BATCH):
        out += connection.scalars(select(threads.c.pk).where(threads.c.parent.in_(pks[start : start + _BATCH])))
    return out


def tie(connection: Connection, pk: int, parent: int | None, placed: Placed) -> None:
    """The thread goes on with `parent`."""
    values = {
        "parent": parent, "situation": placed.situation, "shown": placed.situation,
        "known": profile_to_json(placed.known),
    }  # fmt: skip
    connection.execute(update(threads).where(threads.c.pk == pk).values(values))


def _stored(row: Any) -> Stored:
    return Stored(
        row.pk, row.document, row.id, row.ord, row.day, row.parent, row.situation,
        profile_from_json(row.own), profile_from_json(row.known), bool(row.carries),
    )  # fmt: skip


def _date(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


# -- profiles as JSON


def profile_to_json(profile: Profile) -> str:
    """Canonical JSON; what is empty is left out."""
    values: dict[str, Any] = {
        "kinds": list(profile.kinds),
        "family": profile.family,
        "heads": sorted(profile.heads),
        "agents": [asdict(p) for p in profile.agents],
        "targets": [asdict(p) for p in profile.targets],
        "spots": [{k: v for k, v in asdict(s).items() if v not in (None, False)} for s in profile.spots],
        "days": [[a.isoformat(), b.isoformat()] for a, b in profile.days],
        "figures": sorted([unit, value] for unit, value in profile.figures),
        "sentences": sorted(profile.sentences),
        "context": sorted(profile.context),
        "lasting": profile.lasting,
        "mutual": profile.mutual,
        "specific": profile.specific,
    }
    return whole(dumps({k: v for k, v in values.items() if v}))


def profile_from_json(stored: str) -> Profile:
    v = json.loads(stored)
    return Profile(
        kinds=tuple(v["kinds"]),
        family=v["family"],
        heads=frozenset(v.get("heads", ())),
        agents=tuple(Party(**p) for p in v.get("agents", ())),
        targets=tuple(Party(**p) for p in v.get("targets", ())),
        spots=tuple(Spot(**{"country": None, **s}) for s in v.get("spots", ())),
        days=tuple((date.fromisoformat(a), date.fromisoformat(b)) for a, b in v.get("days", ())),
        figures=frozenset((unit, value) for unit, value in v.get("figures", ())),
        sentences=frozenset(v.get("sentences", ())),
        context=frozenset(v.get("context", ())),
        lasting=v.get("lasting", False),
        mutual=v.get("mutual", False),
        specific=v.get("specific", False),
    )
