"""Files into documents and ledger rows: sources and cleaning, committed in batches. Unchanged files are not opened.

In: paths. Out: rows in the record, and which files were met. A file is marked as read in the transaction of its last
rows, so that an interruption anywhere leaves it to be read again, with the same outcome.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from itertools import islice

from ascribe.cleaning import Cleaner
from ascribe.contract.documents import Problem, UnitState
from ascribe.identity import digest
from ascribe.pipeline.listening import Listener
from ascribe.pipeline.versions import cleaning_version
from ascribe.record import failpoints
from ascribe.record.canonical import dumps
from ascribe.record.ledger import FileMark, Outcome, finish_file, known_files, store_outcomes
from ascribe.record.store import Store
from ascribe.sources.files import CannotOpenError, Found, open_regular, walk
from ascribe.sources.read import Notes, read_file
from ascribe.sources.units import Unit, Unread, printable

_UNITS = 100
"""Input units in a transaction: an interruption costs their cleaning, a commit costs 4 ms."""
_CHARACTERS = 4_000_000
"""Characters of text in a transaction, so that large documents do not pile up in memory."""
_FILES = 500
"""Files whose marks are looked up together."""
_YOUNG = 2_000_000_000
"""Nanoseconds: a file changed so shortly before it was read may change again without a new time (FAT counts in 2 s)."""


@dataclass(slots=True)
class _Finished:
    """The end of a file."""

    mark: FileMark | None
    """None: not to be skipped next time."""
    complete: bool
    """Every unit in it was met, so that rows not met are gone."""
    path: str


@dataclass(slots=True)
class _Batch:
    """What is written together."""

    items: list[Outcome | _Finished] = field(default_factory=list)
    units: int = 0
    characters: int = 0

    def add(self, item: Outcome | _Finished) -> None:
        self.items.append(item)
        if isinstance(item, Outcome):
            self.units += 1
            self.characters += len(item.document.text) if item.document else 0

    @property
    def full(self) -> bool:
        return self.units >= _UNITS or self.characters >= _CHARACTERS or len(self.items) >= 5 * _UNITS


def take_in(paths: Iterable[str | os.PathLike[str]], store: Store, reading: int, listener: Listener) -> set[str]:
    """Reads and cleans what lies under `paths` into `store`. Returns the files met, as the ledger names them."""
    seen: set[str] = set()
    batch = _Batch()
    units = 0
    with Cleaner() as cleaner:
        for item in _items(paths, store, cleaner, seen):
            batch.add(item)
            if isinstance(item, Outcome):
                units += 1
                for found in item.problems:
                    if item.state is UnitState.REJECTED:
                        listener.note(found)
                listener.step("taking in", units, None)
            if batch.full:
                _write(store, batch, reading)
                batch = _Batch()
    _write(store, batch, reading)
    return seen


def _write(store: Store, batch: _Batch, reading: int) -> None:
    if not batch.items:
        return
    with store.writing("intake") as connection:
        store_outcomes(connection, [item for item in batch.items if isinstance(item, Outcome)], reading)
        failpoints.hit("intake.stored")
        for item in batch.items:
            if isinstance(item, _Finished):
                finish_file(connection, item.path, item.mark, reading, complete=item.complete)


def _items(
    paths: Iterable[str | os.PathLike[str]], store: Store, cleaner: Cleaner, seen: set[str]
) -> Iterator[Outcome | _Finished]:
    """Outcomes of units, and after those of a file its end."""
    notes = Notes()
    walked = walk([os.path.abspath(p) for p in paths])
    while part := list(islice(walked, _FILES)):
        names = [printable(found.path) for found in part if isinstance(found, Found)]
        with store.reading() as connection:
            marks = known_files(connection, names)
        for found in part:
            if isinstance(found, Unread):
                seen.add(found.location)
                yield Outcome(found.location, found.location, found.state, (found.problem,))
                continue
            path = printable(found.path)
            if path not in seen:
                seen.add(path)
                yield from _file(found, path, marks.get(path), cleaner, notes)


def _file(
    found: Found, path: str, before: FileMark | None, cleaner: Cleaner, notes: Notes
) -> Iterator[Outcome | _Finished]:
    version = _version(found, notes)
    now = _look(found, path, version, before)
    if now is not None and before is not None and now.digest == before.digest and now.version == before.version:
        if now.modified != before.modified:
            yield _Finished(now, complete=False, path=path)
        return
    whole = readable = True
    for unit in read_file(found, notes):
        outcome = _outcome(unit, path, cleaner)
        if outcome.location == path and outcome.state is UnitState.REJECTED:
            whole = False
            readable = readable and outcome.problems[0].code != "file.unreadable"
        yield outcome
    if now is not None and _look(found, path, version, now) != now:
        now = None  # it was written to while it was read
    yield _Finished(now if readable else None, complete=whole, path=path)


def _outcome(unit: Unit, path: str, cleaner: Cleaner) -> Outcome:
    if isinstance(unit, Unread):
        return Outcome(unit.location, path, unit.state, (unit.problem,))
    cleaned = cleaner.clean(unit)
    if isinstance(cleaned, Problem):
        return Outcome(unit.location, path, UnitState.REJECTED, (cleaned,))
    state = UnitState.STORED_WITH_WARNING if cleaned.warnings else UnitState.STORED
    return Outcome(unit.location, path, state, cleaned.warnings, cleaned)


def _version(found: Found, notes: Notes) -> str:
    """Of the code, and of what `documents.csv` says about this file."""
    beside = notes.of(found.folder)
    noted = beside.files.get(found.name)
    said = "" if noted is None else dumps([asdict(noted[0]), [p.code for p in noted[1]]])
    return digest(cleaning_version(), said, str(found.named))


def _look(found: Found, path: str, version: str, before: FileMark | None) -> FileMark | None:
    """The file as it is now; its digest is only worked out where size and time do not show that it is as it was.

    None where it is no regular file that can be read.
    """
    try:
        with open_regular(found.path) as stream:
            stat = os.fstat(stream.fileno())
            young = time.time_ns() - stat.st_mtime_ns < _YOUNG
            mark = FileMark(path, stat.st_size, -1 if young else stat.st_mtime_ns, "", version)
            if before is not None and (mark.size, mark.modified) == (before.size, before.modified) and not young:
                return replace(mark, digest=before.digest)
            return replace(mark, digest=hashlib.file_digest(stream, "sha256").hexdigest())
    except (CannotOpenError, OSError):
        return None
