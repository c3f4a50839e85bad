"""`read`: files and folders into a record, stage after stage, each step committed.

It holds the record's writer lock throughout. Interrupted anywhere, the same call again gives the same record.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ascribe.contract.documents import UnitState
from ascribe.pipeline.intake import take_in
from ascribe.pipeline.linking import link_and_group, sentences_file
from ascribe.pipeline.listening import Listener, Silent
from ascribe.pipeline.reading import read_documents
from ascribe.pipeline.situating import situate
from ascribe.pipeline.stages import Extractor, default_extractor
from ascribe.record.ledger import next_reading, totals
from ascribe.record.settings import ActorFile, actor_file, keep_actor_file
from ascribe.record.store import Store
from ascribe.resolution.actors import builtin, read_actors

PROCESSES = min(2, os.cpu_count() or 1)
"""Worker processes unless told otherwise: each takes 150 MB, and a laptop is left some room."""


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What became of the input units under the paths read, those of unchanged files included."""

    states: dict[UnitState, int]
    documents: int
    """Documents whose claims were made."""
    claims: int
    """Claims made."""
    failed: int
    """Documents that could not be read for claims; they are among the deferred."""

    @property
    def seen(self) -> int:
        """Input units; the sum of all states."""
        return sum(self.states.values())

    @property
    def all_stored(self) -> bool:
        return not self.states[UnitState.REJECTED] and not self.states[UnitState.DEFERRED]


def read(
    paths: Iterable[str | os.PathLike[str]],
    store: Store,
    *,
    processes: int = PROCESSES,
    listener: Listener | None = None,
    extractor: Extractor | None = None,
    actors: str | os.PathLike[str] | Literal[False] | None = None,
) -> ReadResult:
    """Reads what lies under `paths` into the record. AscribeError where it cannot go on; what is stored stays.

    `actors`: a CSV file of actors that wins over the built-in list. The record keeps it and goes on using it; False:
    from now on without one. With another list, all documents are read again.
    """
    listener = Silent() if listener is None else listener
    given = _given(actors)
    with store.writer():
        if actors is not None:
            with store.writing("actors") as connection:
                keep_actor_file(connection, given)
        with store.writing("reading") as connection:
            reading = next_reading(connection)
        seen = take_in(paths, store, reading, listener)
        link_and_group(store, listener)
        with _extractor(store, extractor) as chosen:
            done = read_documents(store, chosen, processes, listener)
        situate(store, listener)
        with store.reading() as connection:
            states = totals(connection, seen)
    return ReadResult(states, done.documents, done.claims, done.failed)


def _given(actors: str | os.PathLike[str] | Literal[False] | None) -> ActorFile | None:
    """The user's list, looked through before anything is stored."""
    if actors is None or actors is False:
        return None
    path = Path(actors)
    given = ActorFile(str(path), read_actors(path))
    builtin().with_text(given.text, given.name)
    return given


@contextlib.contextmanager
def _extractor(store: Store, given: Extractor | None) -> Iterator[Extractor]:
    """The extractor with the record's list of actors, in a file of its own that the workers read."""
    with store.reading() as connection:
        own = actor_file(connection)
    sentences = str(sentences_file(store.path))
    if given is not None or own is None:
        yield given or default_extractor(sentences=sentences)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "actors.csv"
        path.write_text(own.text, "utf-8", newline="")
        yield default_extractor(str(path), sentences)
