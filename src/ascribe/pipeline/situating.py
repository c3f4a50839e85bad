"""Claims into situations: the threads of new documents are put in their place among all others, by publication.

In: claims of the record. Out: threads with their antecedents, and what lists of situations show, day by day. What was
published later is looked at again only where it stands right behind a new thread under one of its keys.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from sqlalchemy import Connection

from ascribe.pipeline.answers import answering, later
from ascribe.pipeline.counting import count_sources
from ascribe.pipeline.days import refresh
from ascribe.pipeline.listening import Listener
from ascribe.pipeline.versions import code_version
from ascribe.record import failpoints
from ascribe.record import situations as stored
from ascribe.record.decisions import apply_decisions
from ascribe.record.histories import Known
from ascribe.record.situations import Source, Stored
from ascribe.record.store import Store
from ascribe.situations.antecedents import WINDOW, Placed, place, points
from ascribe.situations.likeness import THRESHOLD
from ascribe.situations.threads import Thread, threads

_BATCH = 100
"""Documents placed in a transaction."""
_KEPT = 20_000
"""Threads kept in memory while placing: those that were published last are asked for again and again."""
_FORM = "10"
"""Of threads and rows as they are stored; another one makes them anew."""


@cache
def situations_version() -> str:
    return f"{code_version('contract', 'situations')}.{_FORM}"


def situate(store: Store, listener: Listener) -> None:
    """Places what is new or was changed, and brings the lists up to date."""
    version = situations_version()
    with store.reading() as connection:
        other = stored.made_otherwise(connection, version)
    if other:
        with store.writing("situations.version") as connection:
            stored.forget_all(connection)
    with store.reading() as connection:
        due = stored.due(connection)
        changed = stored.any_changed(connection)
    known, places = Known(), Places()
    for start in range(0, max(len(due), int(changed)), _BATCH):
        keys = due[start : start + _BATCH]
        with store.reading() as connection:
            made = [(source, threads(source.claims)) for source in (stored.load(connection, pk, known) for pk in keys)]
        with store.writing("situations") as connection:
            again = stored.take_changed(connection)
            count_sources(connection, (*keys, *stored.situated(connection, again)))
            touched = stored.of_documents(connection, again)
            touched |= Placing(connection, places).add(made, stored.gone(connection, again))
            stored.mark_situated(connection, keys, version)
            failpoints.hit("situations.placed")
            decided = apply_decisions(connection)
            if decided:
                places.forget()
            moved = answering(connection, again, decided)
            refresh(connection, touched | decided | moved, known)
        if keys:
            listener.step("situating", start + len(keys), len(due))


Touched = set[tuple[str, str | None]]
"""Ids of situations, each with a day from which its history may have changed; None: only what has no date."""


class Places:
    """Threads in their places as the record has them, kept from one transaction to the next."""

    def __init__(self) -> None:
        self._threads: dict[int, Stored] = {}

    def get(self, connection: Connection, pks: Iterable[int]) -> list[Stored]:
        """The threads with these keys, in the order of publication."""
        found: list[Stored] = []
        missing: list[int] = []
        for pk in pks:
            thread = self._threads.get(pk)
            if thread is None:
                missing.append(pk)
            else:
                found.append(thread)
        if missing:
            fresh = stored.threads_with(connection, missing)
            self.keep(fresh)
            found += fresh
        return sorted(found, key=lambda t: t.ord)

    def keep(self, found: Iterable[Stored]) -> None:
        for thread in found:
            if len(self._threads) >= _KEPT:  # those that were asked for first go
                for pk in list(self._threads)[: _KEPT // 4]:
                    del self._threads[pk]
            self._threads[thread.pk] = thread

    def drop(self, pks: Iterable[int]) -> None:
        for pk in pks:
            self._threads.pop(pk, None)

    def forget(self) -> None:
        self._threads.clear()


class Placing:
    """Puts threads among those of the record, in one transaction."""

    def __init__(self, connection: Connection, places: Places) -> None:
        self._connection = connection
        self._places = places
        self._touched: Touched = set()
        self._waiting: list[tuple[str, int]] = []
        self._news: dict[int, set[int] | None] = {}
        self._tied: dict[int, Stored] = {}
        self._keys: dict[int, list[int]] = {}

    def add(self, made: Iterable[tuple[Source, list[Thread]]], gone: Sequence[int] = ()) -> Touched:
        """The threads of these documents take the place of what was there. What may look different now comes back.

        `gone`: keys of documents that are nobody's antecedent any more.
        """
        documents = list(made)
        for pk in (*gone, *(source.pk for source, _ in documents)):
            self._remove(pk)
        added = stored.add_threads(self._connection, documents)
        fresh = {thread.pk for thread in added}
        self._places.keep(added)
        self._queue(added)
        if added and stored.any_other_behind(self._connection, added[0].ord, fresh):
            for thread in added:
                self._queue_behind(thread)
        while self._waiting:
            _, pk = heapq.heappop(self._waiting)
            news = self._news.pop(pk)
            thread = self._get([pk])[0]
            rivals = None if news is None else self._rivals(thread, news)
            if rivals is None or rivals:
                self._place(thread, self._candidates(thread) if rivals is None else rivals, pk in fresh)
                fresh.discard(pk)
        stored.tie(self._connection, self._tied.values())
        self._places.keep(self._tied.values())
        return self._touched

    def _remove(self, document: int) -> None:
        old = stored.threads_of(self._connection, document)
        if not old:
            return
        for thread in old:
            self._touch_answerers(thread)
        mine = {t.pk for t in old}
        behind = {pk for t in old for pk in self._followers(t)} | set(stored.children(self._connection, mine))
        self._touched |= {(id, t.day) for t in old for id in (t.situation, t.shown)}
        stored.remove_threads(self._connection, document, old)
        for pk in mine:
            self._news.pop(pk, None)
        self._waiting = [x for x in self._waiting if x[1] not in mine]
        heapq.heapify(self._waiting)
        self._places.drop(mine)
        self._queue(self._get(behind - mine))

    def _rivals(self, thread: Stored, news: set[int]) -> list[Stored] | None:
        """Among which threads what a thread goes on with is to be looked for, now that these before it are new or
        changed; none: it goes on with the same; None: among all.

        What it goes on with is likelier than all others that it was compared with, so that only these can be likelier
        now, unless that became less likely, or they pushed it out of the window.
        """
        others = self._get(news)
        points = [(found, t.ord, t) for t in others if (found := _points(thread, t)) is not None and found >= THRESHOLD]
        if thread.parent is None or thread.points is None:
            return [t for _, _, t in points]
        if thread.parent in news:
            still = [found for found, _, t in points if t.pk == thread.parent]
            return [t for _, _, t in points] if still and still[0] >= thread.points else None
        order = stored.order(self._connection, thread.parent)
        likelier = [t for found, ord, t in points if (found, ord) > (thread.points, order)]
        if likelier:
            return likelier
        if any(t.ord > order for t in others) and not self._is_candidate(self._get([thread.parent])[0], thread):
            return None
        return []

    def _is_candidate(self, earlier: Stored, thread: Stored) -> bool:
        """Whether a thread is among those that a later one is compared with. Only keys of both are looked under."""
        common = set(self._keys_of(earlier)).intersection(self._keys_of(thread))
        return any(
            earlier.pk in stored.neighbours(self._connection, [key], thread.ord, WINDOW, before=True)
            for key in sorted(common)
        )

    def _keys_of(self, thread: Stored) -> list[int]:
        if thread.pk not in self._keys:
            self._keys[thread.pk] = stored.hashed(thread.own)
        return self._keys[thread.pk]

    def _place(self, thread: Stored, before: Sequence[Stored], fresh: bool) -> None:
        placed: Placed = place(thread.thread, thread.placed.day, [t.placed for t in before], thread.document)
        antecedent = None if placed.antecedent is None else before[placed.antecedent]
        parent, points = (antecedent.pk, _points(thread, antecedent)) if antecedent else (None, None)
        same = (parent, placed.situation, placed.known) == (thread.parent, thread.situation, thread.known)
        if fresh or not same:
            self._touched |= {(id, thread.day) for id in (placed.situation, thread.situation, thread.shown)}
            self._touch_answerers(thread)
        if same and points == thread.points:
            return
        now = replace(
            thread, parent=parent, situation=placed.situation, shown=thread.shown if same else placed.situation,
            known=placed.known, points=points,
        )  # fmt: skip
        self._tied[thread.pk] = now
        if not fresh and not same:
            self._queue_behind(now)

    def _touch_answerers(self, thread: Stored) -> None:
        """Situations that may answer what this thread tells are told anew, for it came, went or is elsewhere now."""
        for other in self._get(stored.answerers(self._connection, thread) - {thread.pk}):
            self._touched.add((other.shown, later(thread.day, other.day)))

    def _candidates(self, thread: Stored) -> list[Stored]:
        """The threads that it is compared with, in the order of publication."""
        keys = self._keys_of(thread)
        return self._get(stored.neighbours(self._connection, keys, thread.ord, WINDOW, before=True))

    def _followers(self, thread: Stored) -> set[int]:
        return stored.neighbours(self._connection, self._keys_of(thread), thread.ord, WINDOW, before=False)

    def _queue_behind(self, thread: Stored) -> None:
        self._queue(self._get(self._followers(thread)), thread.pk)

    def _queue(self, found: Iterable[Stored], because: int | None = None) -> None:
        """These are to be looked at again because of an earlier thread; None: in any case."""
        for thread in found:
            if thread.pk not in self._news:
                self._news[thread.pk] = set()
                heapq.heappush(self._waiting, (thread.ord, thread.pk))
            known = self._news[thread.pk]
            if because is None:
                self._news[thread.pk] = None
            elif known is not None:
                known.add(because)

    def _get(self, pks: Iterable[int]) -> list[Stored]:
        """The threads with these keys as they stand now, in the order of publication."""
        return [self._tied.get(t.pk, t) for t in self._places.get(self._connection, pks)]


def _points(thread: Stored, earlier: Stored) -> float | None:
    return points(thread.thread, thread.placed.day, earlier.placed, thread.document)
