"""`read`: files and folders into a record, stage after stage, each step committed.

It holds the record's writer lock throughout. Interrupted anywhere, the same call again gives the same record.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

from ascribe.contract.documents import UnitState
from ascribe.pipeline.intake import take_in
from ascribe.pipeline.linking import link_and_group
from ascribe.pipeline.listening import Listener, Silent
from ascribe.pipeline.reading import read_documents
from ascribe.pipeline.stages import Extractor, default_extractor
from ascribe.record.ledger import next_reading, totals
from ascribe.record.store import Store

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
) -> ReadResult:
    """Reads what lies under `paths` into the record. AscribeError where it cannot go on; what is stored stays."""
    listener = Silent() if listener is None else listener
    with store.writer():
        with store.writing("reading") as connection:
            reading = next_reading(connection)
        seen = take_in(paths, store, reading, listener)
        link_and_group(store, listener)
        done = read_documents(store, extractor or default_extractor(), processes, listener)
        with store.reading() as connection:
            states = totals(connection, seen)
    return ReadResult(states, done.documents, done.claims, done.failed)
