"""What people decided: these two situations are one, these claims are another thing, so reliable is a source.

Kept apart from what the machine found; what is decided of situations is told by claims and applied after every reading.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from ascribe.identity import digest
from ascribe.record.canonical import dumps
from ascribe.record.folding import key
from ascribe.record.schema import claims, situation_decisions, source_ratings, threads

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Decision:
    """`merge`: the things of these claims are one. `split`: the threads of these claims are a thing of their own."""

    kind: Literal["merge", "split"]
    claims: tuple[str, ...]
    decided_at: str
    """ISO 8601, UTC."""
    who: str | None = None
    why: str | None = None

    @property
    def id(self) -> str:
        return digest(self.kind, self.decided_at, *self.claims)


def decide(connection: Connection, decision: Decision) -> None:
    """Keeps a decision. The same one twice is one."""
    values = {
        "id": decision.id, "kind": decision.kind, "claims": dumps(list(decision.claims)), "who": decision.who,
        "decided_at": decision.decided_at, "why": decision.why,
    }  # fmt: skip
    if connection.scalar(select(situation_decisions.c.id).where(situation_decisions.c.id == decision.id)) is None:
        connection.execute(insert(situation_decisions), values)


def decisions(connection: Connection) -> list[Decision]:
    """All decisions, the first one first."""
    c = situation_decisions.c
    rows = connection.execute(select(situation_decisions).order_by(c.decided_at, c.id))
    return [Decision(r.kind, tuple(json.loads(r.claims)), r.decided_at, r.who, r.why) for r in rows]


def apply_decisions(connection: Connection) -> set[tuple[str, str | None]]:
    """Sets `threads.shown` from what the machine found and people decided. Situations that changed, each with a day."""
    before = {
        row.pk: (row.shown, row.day)
        for row in connection.execute(
            select(threads.c.pk, threads.c.shown, threads.c.day).where(threads.c.shown != threads.c.situation)
        )
    }
    found = decisions(connection)
    if not found and not before:
        return set()
    connection.execute(update(threads).where(threads.c.shown != threads.c.situation).values(shown=threads.c.situation))
    for decision in found:
        keys = _threads_of(connection, decision.claims)
        if keys and decision.kind == "split":
            first = connection.execute(
                select(threads.c.id).where(threads.c.pk.in_(keys)).order_by(threads.c.ord).limit(1)
            ).scalar_one()
            connection.execute(update(threads).where(threads.c.pk.in_(keys)).values(shown=_of_its_own(first)))
        elif keys:
            ids = sorted(set(connection.scalars(select(threads.c.shown).where(threads.c.pk.in_(keys)))))
            together = select(threads.c.shown).where(threads.c.shown.in_(ids)).order_by(threads.c.ord).limit(1)
            first = connection.execute(together).scalar_one()
            connection.execute(update(threads).where(threads.c.shown.in_(ids)).values(shown=first))
    rows = connection.execute(
        select(threads.c.pk, threads.c.shown, threads.c.situation, threads.c.day).where(
            threads.c.shown != threads.c.situation
        )
    ).all()
    after = {row.pk: (row.shown, row.day) for row in rows}
    machine = {row.pk: (row.situation, row.day) for row in rows}
    changed = {pk for pk in before.keys() | after.keys() if before.get(pk) != after.get(pk)}
    out = {x[pk] for x in (before, after, machine) for pk in changed if pk in x}
    gone = before.keys() - after.keys()
    for start in range(0, len(gone), _BATCH):
        part = sorted(gone)[start : start + _BATCH]
        query = select(threads.c.situation, threads.c.day).where(threads.c.pk.in_(part))
        out |= {(row.situation, row.day) for row in connection.execute(query)}
    return out


@dataclass(frozen=True, slots=True)
class Rating:
    """How reliable somebody finds a source (A to F) and what it says (1 to 6): the Admiralty code, "B2"."""

    name: str
    rating: str
    rated_at: str
    who: str | None = None
    why: str | None = None


def rate(connection: Connection, rating: Rating) -> None:
    """Keeps a rating; earlier ones stay."""
    values = {
        "name": key(rating.name), "rating": rating.rating, "who": rating.who, "rated_at": rating.rated_at,
        "why": rating.why,
    }  # fmt: skip
    connection.execute(upsert(source_ratings).values(values).on_conflict_do_nothing())


def ratings(connection: Connection) -> dict[str, list[Rating]]:
    """All ratings by the folded name of the source, the last one last."""
    out: dict[str, list[Rating]] = {}
    for row in connection.execute(select(source_ratings).order_by(source_ratings.c.rated_at)):
        out.setdefault(row.name, []).append(Rating(row.name, row.rating, row.rated_at, row.who, row.why))
    return out


def _of_its_own(first: str) -> str:
    """The id of what was split off: not that of its first claim, which may open what it is split from."""
    return digest("split", first)


def _threads_of(connection: Connection, ids: Sequence[str]) -> list[int]:
    out: set[int] = set()
    for start in range(0, len(ids), _BATCH):
        part = ids[start : start + _BATCH]
        query = select(claims.c.thread).where(claims.c.id.in_(part), claims.c.thread.is_not(None))
        out |= set(connection.scalars(query))
    return sorted(out)
