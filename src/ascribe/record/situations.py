"""Threads and situations in the record: in from the situations stage, out again for views.

A thread's antecedent depends on what was published before it alone, so that a view as of a day leaves out what came
since and changes nothing else. Which documents have no threads yet is told by `documents.situated`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, select, update

from ascribe.contract.claims import Claim
from ascribe.record import failpoints, raw, source_totals
from ascribe.record.canonical import dumps, whole
from ascribe.record.documents import READ_LANGUAGE
from ascribe.record.histories import Known
from ascribe.record.schema import (
    claims,
    documents,
    situation_days,
    situation_parts,
    situations_due,
    situations_now,
    thread_keys,
    thread_ties,
    threads,
)
from ascribe.situations.antecedents import WINDOW, Placed, answerable, keys
from ascribe.situations.dependencies import ties
from ascribe.situations.parties import Party
from ascribe.situations.profiles import Profile, Spot
from ascribe.situations.threads import Thread

_ANSWERS = 32
"""Threads of a situation whose answers to other situations are looked for, the first ones."""
_UNDATED = "~"
"""Stands for the publication of an undated document in `threads.ord`: behind all dates."""


# -- what has to be done


def made_otherwise(connection: Connection, version: str) -> bool:
    """Whether there are threads that other code made."""
    query = "SELECT 1 FROM documents WHERE state = 'read' AND situated {} ? LIMIT 1"  # each in an index
    return any(raw.rows(connection, query.format(sign), (version,)) for sign in "<>")


def forget_all(connection: Connection) -> None:
    """Everything is to be made again: half of what other code made would fit nothing."""
    for table in (thread_ties, thread_keys, situation_days, situation_parts, situations_now):
        connection.execute(delete(table))
    source_totals.forget_all(connection)
    connection.execute(update(claims).where(claims.c.thread.is_not(None)).values(thread=None))
    connection.execute(delete(threads))
    connection.execute(update(documents).where(documents.c.situated.is_not(None)).values(situated=None))


def due(connection: Connection) -> list[int]:
    """Keys of documents whose threads are missing or were made from other claims, by publication."""
    return [pk for (pk,) in raw.rows(connection, _DUE, (READ_LANGUAGE,))]


_DUE = """
SELECT pk FROM documents d INDEXED BY documents_state WHERE state = 'read' AND situated IS NULL AND language = ?
AND EXISTS (SELECT 1 FROM documents o WHERE o.id = d.id AND o.live = 1)
ORDER BY published_day IS NULL, published_at, id, revision
"""


def look_again(connection: Connection, pks: Iterable[int]) -> None:
    """The situations that these documents tell of look different: in another story, another revision, or gone."""
    statement = "INSERT OR IGNORE INTO situations_due (document) VALUES (?)"
    raw.run(connection, statement, ((pk,) for pk in sorted(set(pks))))


def take_changed(connection: Connection) -> list[int]:
    """Keys of documents that are to be looked at again. They are forgotten."""
    found = list(connection.scalars(select(situations_due.c.document).order_by(situations_due.c.document)))
    connection.execute(delete(situations_due))
    return found


def any_changed(connection: Connection) -> bool:
    return connection.execute(select(situations_due.c.document).limit(1)).first() is not None


def situated(connection: Connection, pks: Sequence[int]) -> list[int]:
    """Those of these documents that have their place."""
    query = "SELECT pk FROM documents WHERE pk IN (SELECT value FROM json_each(?)) AND situated IS NOT NULL"
    return [pk for (pk,) in raw.rows(connection, query, (raw.listed(pks),))]


def gone(connection: Connection, pks: Sequence[int]) -> list[int]:
    """Those of these documents that have threads and are in view on no day any more."""
    return [pk for (pk,) in raw.rows(connection, _GONE, (raw.listed(pks),))]


_GONE = """
SELECT pk FROM documents d WHERE pk IN (SELECT value FROM json_each(?)) AND situated IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM documents o WHERE o.id = d.id AND o.live = 1) ORDER BY pk
"""


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


def load(connection: Connection, pk: int, known: Known) -> Source:
    """A document with its claims, in the order of the text."""
    query = "SELECT id, revision, published_day, published_at FROM documents WHERE pk = ?"
    ((id, revision, day, at),) = raw.rows(connection, query, (pk,))
    found = raw.rows(connection, "SELECT pk, claim FROM claims WHERE document = ? ORDER BY position", (pk,))
    return Source(pk, id, revision, day, at, tuple(known.claim(key, claim, id, revision) for key, claim in found))


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
    shown: str
    own: Profile
    known: Profile
    carries: bool
    points: float | None = None
    """For its being one thing with its parent."""

    @property
    def thread(self) -> Thread:
        return Thread(self.id, (), self.own, self.carries)

    @property
    def placed(self) -> Placed:
        return Placed(_date(self.day), self.known, self.situation, document=self.document)


_THREADS = "SELECT pk, document, id, ord, day, parent, situation, shown, own, known, carries, points FROM threads WHERE"
_OF_DOCUMENT = f"{_THREADS} document = ?"
_WITH = f"{_THREADS} pk IN (SELECT value FROM json_each(?)) ORDER BY ord"  # noqa: S608


_IN = f"{_THREADS} shown IN (SELECT value FROM json_each(?)) OR situation IN (SELECT value FROM json_each(?))"  # noqa: S608


def threads_of(connection: Connection, document: int) -> list[Stored]:
    return [_stored(*row) for row in raw.rows(connection, _OF_DOCUMENT, (document,))]


def order(connection: Connection, pk: int) -> str:
    """Where the thread with this key stands among all others."""
    ((found,),) = raw.rows(connection, "SELECT ord FROM threads WHERE pk = ?", (pk,))
    return str(found)


def threads_with(connection: Connection, pks: Iterable[int]) -> list[Stored]:
    """The threads with these keys, in the order of publication."""
    return [_stored(*row) for row in raw.rows(connection, _WITH, (raw.listed(pks),))]


def any_other_behind(connection: Connection, ord: str, known: set[int]) -> bool:
    """Whether a thread other than these was published behind this place."""
    found = raw.rows(connection, "SELECT pk FROM threads WHERE ord > ? LIMIT ?", (ord, len(known) + 1))
    return any(pk not in known for (pk,) in found)


def of_documents(connection: Connection, pks: Iterable[int]) -> set[tuple[str, str | None]]:
    """The situations that these documents tell of, as people decided, each with a day of publication."""
    query = "SELECT DISTINCT shown, day FROM threads WHERE document IN (SELECT value FROM json_each(?))"
    return {(shown, day) for shown, day in raw.rows(connection, query, (raw.listed(pks),))}


def add_threads(connection: Connection, found: Sequence[tuple[Source, Sequence[Thread]]]) -> list[Stored]:
    """Stores the threads of these documents, each as if it went on with nothing yet. In the order of publication."""
    ((last,),) = raw.rows(connection, "SELECT max(pk) FROM threads")
    pk = last or 0
    out: list[Stored] = []
    under: list[tuple[int, str, int]] = []
    tied: list[tuple[int, int, str, str]] = []
    members: list[tuple[int, int, str]] = []
    for source, mine in found:
        key_of: dict[str, int] = {}
        for position, thread in enumerate(mine):
            pk += 1
            key_of[thread.id] = pk
            order = order_of(source, position)
            out.append(
                Stored(
                    pk, source.pk, thread.id, order, source.day, None, thread.id, thread.id, thread.profile,
                    thread.profile, thread.carries,
                )
            )  # fmt: skip
            under += [(key, order, pk) for key in hashed(thread.profile)]
            members += [(pk, source.pk, claim) for claim in thread.claims]
        thread_of = {claim: thread.id for thread in mine for claim in thread.claims}
        tied += [(key_of[tie.first], key_of[tie.on], tie.how, tie.claim) for tie in ties(source.claims, thread_of)]
    raw.run(connection, _ADD, [
        (t.pk, t.document, t.id, t.ord, t.day, t.situation, t.shown, int(t.carries), profile_to_json(t.own))
        for t in out
    ])  # fmt: skip
    raw.run(connection, "INSERT INTO thread_keys (key, ord, thread) VALUES (?, ?, ?)", sorted(under))
    raw.run(connection, 'INSERT INTO thread_ties ("first", "on", how, claim) VALUES (?, ?, ?, ?)', sorted(tied))
    raw.run(connection, "UPDATE claims SET thread = ? WHERE document = ? AND id = ?", members)
    failpoints.hit("threads.added")
    return sorted(out, key=lambda t: t.ord)


_ADD = """
INSERT INTO threads (pk, document, id, ord, day, situation, shown, carries, own, known)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '')
"""


def remove_threads(connection: Connection, document: int, mine: Sequence[Stored]) -> None:
    """Removes the threads of a document."""
    under = [(key, t.ord) for t in mine for key in hashed(t.own)]
    raw.run(connection, "DELETE FROM thread_keys WHERE key = ? AND ord = ?", under)
    keys = [(t.pk,) for t in mine]
    raw.run(connection, 'DELETE FROM thread_ties WHERE "first" = ?', keys)
    raw.run(connection, "UPDATE claims SET thread = NULL WHERE thread = ?", keys)
    raw.run(connection, "DELETE FROM threads WHERE pk = ?", keys)
    raw.run(connection, "UPDATE documents SET situated = NULL WHERE pk = ?", [(document,)])


def mark_situated(connection: Connection, pks: Iterable[int], version: str) -> None:
    raw.run(connection, "UPDATE documents SET situated = ? WHERE pk = ?", ((version, pk) for pk in pks))


def hashed(profile: Profile) -> list[int]:
    """The keys of a profile as SQLite's integers."""
    return _integers(keys(profile))


def _integers(found: Iterable[str]) -> list[int]:
    return sorted({int(key[:15], 16) for key in found})


_BEFORE = "SELECT thread FROM thread_keys WHERE key = ? AND ord < ? ORDER BY ord DESC LIMIT ?"
_BEHIND = "SELECT thread FROM thread_keys WHERE key = ? AND ord > ? ORDER BY ord LIMIT ?"


def neighbours(connection: Connection, keys: Iterable[int], ord: str, limit: int, *, before: bool) -> set[int]:
    """Keys of the nearest threads under each of these keys that were published before, or behind."""
    query = _BEFORE if before else _BEHIND
    return {thread for key in keys for (thread,) in raw.rows(connection, query, (key, ord, limit))}


def answerers(connection: Connection, thread: Stored) -> set[int]:
    """Keys of the threads that may answer what this one tells, in whatever situation."""
    under = _integers(answerable(thread.own))
    near = (neighbours(connection, under, thread.ord, WINDOW, before=before) for before in (True, False))
    return set().union(*near)


_ANSWERING = """
SELECT shown, ord, own FROM threads
WHERE shown IN (SELECT value FROM json_each(?)) AND own LIKE '%"answers":%' ORDER BY ord
"""


def answered_by(connection: Connection, situations: Sequence[str]) -> dict[str, list[int]]:
    """The threads of other situations that these may answer, by situation: told of the same sort of thing at the same
    place, and published shortly before or behind. The first answers of each situation count.
    """
    found: dict[str, set[int]] = {}
    count: Counter[str] = Counter()
    for shown, order, own in raw.rows(connection, _ANSWERING, (raw.listed(situations),)):
        count[shown] += 1
        if count[shown] <= _ANSWERS:
            under = _integers(json.loads(own)["answers"])
            near = (neighbours(connection, under, order, WINDOW, before=before) for before in (True, False))
            found.setdefault(shown, set()).update(*near)
    return {shown: sorted(pks) for shown, pks in found.items()}


def threads_in(connection: Connection, situations: Iterable[str]) -> list[Stored]:
    """The threads that the machine or people put into these situations."""
    ids = raw.listed(sorted(situations))
    return [_stored(*row) for row in raw.rows(connection, _IN, (ids, ids))]


def children(connection: Connection, pks: Iterable[int]) -> list[int]:
    """Threads that go on with one of these."""
    query = "SELECT pk FROM threads WHERE parent IN (SELECT value FROM json_each(?))"
    return [pk for (pk,) in raw.rows(connection, query, (raw.listed(pks),))]


def tie(connection: Connection, found: Iterable[Stored]) -> None:
    """These threads go on with their parents."""
    statement = "UPDATE threads SET parent = ?, situation = ?, shown = ?, known = ?, points = ? WHERE pk = ?"
    raw.run(connection, statement, (
        (t.parent, t.situation, t.shown, "" if t.known == t.own else profile_to_json(t.known), t.points, t.pk)
        for t in found
    ))  # fmt: skip


def _stored(
    pk: int, document: int, id: str, ord: str, day: str | None, parent: int | None, situation: str, shown: str,
    own: str, known: str, carries: int, points: float | None,
) -> Stored:  # fmt: skip
    profile = profile_from_json(own)
    return Stored(
        pk, document, id, ord, day, parent, situation, shown, profile, profile_from_json(known) if known else profile,
        bool(carries), points,
    )  # fmt: skip


def _date(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


# -- profiles as JSON


def profile_to_json(profile: Profile) -> str:
    """Canonical JSON; what is empty is left out."""
    values: dict[str, Any] = {
        "kinds": profile.kinds,
        "family": profile.family,
        "heads": sorted(profile.heads),
        "agents": [_party(p) for p in profile.agents],
        "targets": [_party(p) for p in profile.targets],
        "spots": [{name: v for name in _SPOT if (v := getattr(s, name)) not in (None, False)} for s in profile.spots],
        "days": [[a.isoformat(), b.isoformat()] for a, b in profile.days],
        "figures": sorted([unit, value] for unit, value in profile.figures),
        "sentences": sorted(profile.sentences),
        "gist": sorted(profile.gist),
        "context": profile.context,
        "lasting": profile.lasting,
        "mutual": profile.mutual,
        "specific": profile.specific,
        "denied": profile.denied,
        "ahead": profile.ahead,
        "answers": profile.answers,
    }
    return whole(dumps({k: v for k, v in values.items() if v}))


_SPOT = tuple(f.name for f in fields(Spot))


def _party(party: Party) -> dict[str, Any]:
    return {"key": party.key, "name": party.name, "known": party.known}


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
        gist=frozenset(v.get("gist", ())),
        context=tuple(v.get("context", ())),
        lasting=v.get("lasting", False),
        mutual=v.get("mutual", False),
        specific=v.get("specific", False),
        denied=v.get("denied", False),
        ahead=v.get("ahead", False),
        answers=tuple(v.get("answers", ())),
    )
