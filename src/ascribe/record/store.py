"""Opening a record: the file, and two kinds of transaction, `reading` (one snapshot) and `writing` (all or nothing).

What SQLite complains about comes out as an AscribeError with a code and a remedy.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from ascribe.errors import AscribeError
from ascribe.record import failpoints
from ascribe.record.lock import WriterLock
from ascribe.record.migrate import APPLICATION_ID, HEAD, found_schema, migrate

WAIT = 30.0
"""Seconds to wait for another process that is writing (robustness F06)."""

_CACHE = 16_000
"""KiB of page cache a connection: holds the inner pages of the indexes of a million claims."""


class Store:
    """An open record. Made by `Store.open`; a context manager that closes it."""

    def __init__(self, path: Path, engine: Engine, wait: float) -> None:
        self.path = path
        self._engine = engine
        self._wait = wait

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, create: bool = True, wait: float = WAIT) -> Self:
        """The record at `path`; made where there is none and `create`; of an older schema: copied, then migrated.

        Raises AscribeError: record.missing, record.foreign, record.newer, record.locked, record.damaged, ...
        """
        path = Path(path)
        if not path.exists():
            if not create:
                raise AscribeError("record.missing", str(path), name=path.name)
            _create_private(path)
        if path.is_dir():
            raise AscribeError("record.foreign", str(path))
        store = cls(path, _engine(path, wait), wait)
        try:
            store._bring_up_to_date()
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the record from beginning to end, and cannot change it."""
        with self._translated(), self._engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self, point: str) -> Iterator[Connection]:
        """A transaction that is committed at its end and undone by any error. `point` names it for kill tests."""
        with self._translated(), self._engine.connect() as connection:
            with connection.execution_options(ascribe_writes=True).begin():
                yield connection
                failpoints.hit(f"{point}.before_commit")
            failpoints.hit(f"{point}.after_commit")

    def writer(self) -> WriterLock:
        """The lock that a whole reading holds. AscribeError `record.locked` where another process keeps it."""
        return WriterLock(str(self.path)).acquire(self._wait)

    def _bring_up_to_date(self) -> None:
        with self._translated():
            with self._engine.connect() as connection:
                found = found_schema(connection, str(self.path))
            if found == HEAD:
                return
            if not os.access(self.path, os.W_OK) or not os.access(self.path.parent, os.W_OK):
                raise AscribeError("record.older", str(self.path), detail="the file or its folder is read-only")
            # a new file needs no more than the transaction; an older one may have an older program writing to it
            lock = self.writer() if found is not None else contextlib.nullcontext()
            with lock, self._engine.connect() as connection:
                with connection.execution_options(ascribe_writes=True, ascribe_migrates=True).begin():
                    if (found := found_schema(connection, str(self.path))) != HEAD:
                        migrate(connection, str(self.path), found)
                failpoints.hit("migrate.after_commit")

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:
            if (known := _known(error, self.path)) is not None:
                raise known from error
            raise


def _create_private(path: Path) -> None:
    """An empty file that only its owner may read; SQLite gives its side files the same mode."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return  # another process was quicker
    except OSError as error:
        raise AscribeError("record.unwritable", str(path), detail=(error.strerror or "").lower()) from error


def _engine(path: Path, wait: float) -> Engine:
    engine = create_engine("sqlite://", creator=lambda: _connect(path, wait), poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        writes = options.get("ascribe_writes", False)
        connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
        # a migration that rebuilds a table must not cascade; this can only be switched outside a transaction
        connection.exec_driver_sql(f"PRAGMA foreign_keys = {'OFF' if options.get('ascribe_migrates') else 'ON'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _connect(path: Path, wait: float) -> sqlite3.Connection:
    """A connection whose transactions are begun by us alone: the driver would commit before a change of schema."""
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    address = f"{path.absolute().as_uri()}?mode=rw"  # a file that is gone is not made anew
    if not writable:
        # nobody can be writing where no log lies beside it: then the file is complete by itself
        complete = not Path(f"{path}-wal").exists()
        address = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if complete else ''}"
    connection = sqlite3.connect(address, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA mmap_size = 0")
        connection.execute(f"PRAGMA cache_size = -{_CACHE}")
        if writable and _is_ours_or_empty(connection):
            connection.execute("PRAGMA journal_mode = WAL")
            # FULL: with NORMAL a power loss took acknowledged commits in 26 of 40 cycles
            connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def _is_ours_or_empty(connection: sqlite3.Connection) -> bool:
    """A foreign file is not to be changed, and the journal mode is a change."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    return bool(application == APPLICATION_ID or not connection.execute("PRAGMA page_count").fetchone()[0])


def _known(error: DBAPIError | sqlite3.Error, path: Path) -> AscribeError | None:
    """SQLite's complaint as a problem of the catalogue; None: it is a bug of ours."""
    cause: Any = error.orig if isinstance(error, DBAPIError) else error
    name = getattr(cause, "sqlite_errorname", None) or ""
    where, detail = str(path), str(cause)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return AscribeError("record.locked", where, holder="another process")
    if name == "SQLITE_FULL" or name.startswith("SQLITE_IOERR_WRITE"):
        return AscribeError("record.disk", where, detail=_free(path))
    if name == "SQLITE_NOTADB":
        return AscribeError("record.foreign", where)
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_IOERR")):
        return AscribeError("record.damaged", where, detail=detail)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return AscribeError("record.unwritable", where, detail=detail)
    return None


def _free(path: Path) -> str:
    try:
        return f"{shutil.disk_usage(path.absolute().parent).free:,} bytes are free"
    except OSError:
        return "no space is left"
