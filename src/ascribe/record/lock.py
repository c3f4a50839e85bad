"""One writer at a time: a lock file beside the record, held by the operating system for as long as its process lives.

SQLite's own lock covers single transactions; this one covers a whole reading, and says who holds it.
"""

from __future__ import annotations

import contextlib
import os
import time
from types import ModuleType
from typing import Self

from ascribe.errors import AscribeError

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

_POLL = 0.1
"""Seconds between two tries: what a person does not notice."""


class WriterLock:
    """Held between `acquire` and `release`. A process that dies, however it dies, lets go of it."""

    def __init__(self, record: str) -> None:
        self._record = record
        self._path = f"{record}.lock"
        self._handle: int | None = None

    def acquire(self, wait: float) -> Self:
        """AscribeError `record.locked`, naming the process, when it is not free within `wait` seconds."""
        deadline = time.monotonic() + wait
        while not self._try():
            if time.monotonic() >= deadline:
                raise AscribeError("record.locked", self._record, holder=self._holder())
            time.sleep(_POLL)
        return self

    def release(self) -> None:
        """The file goes first: whoever waits for it finds it gone and makes a new one."""
        if self._handle is None:
            return
        with contextlib.suppress(OSError):
            os.unlink(self._path)
        os.close(self._handle)
        self._handle = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def _try(self) -> bool:
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        except OSError as error:
            raise AscribeError("record.unwritable", self._record, detail=(error.strerror or "").lower()) from error
        if _lock(handle) and self._is_current(handle):
            os.ftruncate(handle, 0)
            os.write(handle, str(os.getpid()).encode())
            self._handle = handle
            return True
        os.close(handle)
        return False

    def _is_current(self, handle: int) -> bool:
        """Whether the file that was locked is still the one at the path."""
        try:
            there = os.stat(self._path)
        except OSError:
            return False
        mine = os.fstat(handle)
        return (there.st_dev, there.st_ino) == (mine.st_dev, mine.st_ino)

    def _holder(self) -> str:
        try:
            with open(self._path, encoding="ascii") as file:
                pid = file.read(20).strip()
        except (OSError, ValueError):
            pid = ""
        return f"process {pid}" if pid.isdecimal() else "another process"


def _lock(handle: int) -> bool:
    try:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except OSError:
        return False
    return True
