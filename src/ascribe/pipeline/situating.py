"""Claims into situations: the threads of new documents are put in their place among all others, by publication.

In: claims of the record. Out: threads with their antecedents, and what lists of situations show, day by day. What was
published later is looked at again only where it stands right behind a new thread under one of its keys.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from functools import cache

from sqlalchemy import Connection

from ascribe.pipeline.listening import Listener
from ascribe.pipeline.overview import refresh
from ascribe.pipeline.versions import code_version
from ascribe.record import failpoints
from ascribe.record import situations as stored
from ascribe.record.decisions import apply_decisions
from ascribe.record.situations import Source, Stored
from ascribe.record.store import Store
from ascribe.situations.antecedents import WINDOW, Placed, place
from ascribe.situations.threads import Thread, threads

_BATCH = 100
"""Documents placed in a transaction."""
_KEPT = 20_000
"""Threads kept in memory while placing: those that were published last are asked for again and again."""


@cache
def situations_version() -> str:
    return code_version("contract", "situations")


def situate(store: Store, listener: Listener) -> None:
    """Places what is new or was changed, and brings the lists up to date."""
    version = situations_version()
    with store.reading() as connection:
        total = stored.count_due(connection, version)
        changed = stored.any_changed(connection)
    done = 0
    while total or changed:
        with store.reading() as connection:
            keys = stored.due(connection, version, _BATCH)
            made = [(source, threads(source.claims)) for source in (stored.load(connection, pk) for pk in keys)]
        if not keys and not changed:
            return
        with store.writing("situations") as connection:
            touched = Placing(connection).add(made)
            stored.mark_situated(connection, keys, version)
            failpoints.hit("situations.placed")
            if changed:
                touched |= stored.of_documents(connection, stored.take_changed(connection))
                changed = False
            touched |= apply_decisions(connection)
            refresh(connection, touched)
        done += len(keys)
        listener.step("situating", done, max(total, done))


Touched = set[tuple[str, str | None]]
"""Ids of situations, each with a day from which its history may have changed; None: only what has no date."""


class Placing:
    """Puts threads among those of the record, in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[int, Stored] = {}
        self._touched: Touched = set()
        self._waiting: list[tuple[str, int]] = []
        self._queued: set[int] = set()

    def add(self, made: Iterable[tuple[Source, list[Thread]]]) -> Touched:
        """The threads of these documents take the place of what was there. What may look different now comes back."""
        documents = list(made)
        for source, _ in documents:
            self._remove(source)
        fresh = set(stored.add_threads(self._connection, documents))
        added = stored.threads_with(self._connection, sorted(fresh))
        self._queue(added)
        if added and stored.any_other_behind(self._connection, added[0].ord, fresh):
            for thread in added:
                self._queue_behind(thread)
        while self._waiting:
            _, pk = heapq.heappop(self._waiting)
            self._queued.discard(pk)
            self._place(pk, pk in fresh)
            fresh.discard(pk)
        return self._touched

    def _remove(self, source: Source) -> None:
        old = stored.threads_of(self._connection, source.pk)
        if not old:
            return
        mine = {t.pk for t in old}
        behind = {pk for t in old for pk in self._followers(t)} | set(stored.children(self._connection, sorted(mine)))
        self._touched |= {(t.situation, t.day) for t in old}
        stored.remove_threads(self._connection, source.pk)
        self._queued -= mine
        self._waiting = [x for x in self._waiting if x[1] not in mine]
        heapq.heapify(self._waiting)
        for pk in mine:
            self._known.pop(pk, None)
        self._queue(stored.threads_with(self._connection, sorted(behind - mine)))

    def _place(self, pk: int, fresh: bool) -> None:
        thread = self._get([pk])[0]
        before = self._get(sorted(self._candidates(thread)))
        candidates = [t.placed for t in before]
        placed: Placed = place(thread.thread, thread.placed.day, candidates)
        parent = None if placed.antecedent is None else before[placed.antecedent].pk
        new = (parent, placed.situation, placed.known)
        if not fresh and new == (thread.parent, thread.situation, thread.known):
            return
        if fresh and parent is None:
            self._touched.add((thread.situation, thread.day))
            return  # it stands as it was stored
        stored.tie(self._connection, pk, parent, placed)
        self._touched |= {(thread.situation, thread.day), (placed.situation, thread.day)}
        self._known.pop(pk, None)
        if not fresh:
            self._queue_behind(thread)

    def _candidates(self, thread: Stored) -> set[int]:
        return stored.neighbours(self._connection, stored.hashed(thread.own), thread.ord, WINDOW, before=True)

    def _followers(self, thread: Stored) -> set[int]:
        return stored.neighbours(self._connection, stored.hashed(thread.own), thread.ord, WINDOW, before=False)

    def _queue_behind(self, thread: Stored) -> None:
        self._queue(self._get(sorted(self._followers(thread))))

    def _queue(self, found: Iterable[Stored]) -> None:
        for thread in found:
            if thread.pk not in self._queued:
                self._queued.add(thread.pk)
                heapq.heappush(self._waiting, (thread.ord, thread.pk))

    def _get(self, pks: list[int]) -> list[Stored]:
        """The threads with these keys, in the order of publication."""
        missing = [pk for pk in pks if pk not in self._known]
        if missing:
            if len(self._known) > _KEPT:
                self._known.clear()
                missing = pks
            for thread in stored.threads_with(self._connection, missing):
                self._known[thread.pk] = thread
        return sorted((self._known[pk] for pk in pks), key=lambda t: t.ord)
