"""Ascribe from Python: `ascribe.open("x.db")` gives a `Record` to read reports into and to look at.

The command line does nothing that cannot be done here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Literal, Self

from ascribe.exports.view import View
from ascribe.pipeline import Listener, ReadResult
from ascribe.pipeline import read as read_into
from ascribe.pipeline.run import PROCESSES
from ascribe.record.store import WAIT, Store

Path = str | os.PathLike[str]


class Record(View):
    """An open record. Close it, or use it as a context manager."""

    @classmethod
    def open(cls, path: Path, *, create: bool = True, wait: float = WAIT) -> Self:
        """The record in the file `path`; a new one where there is none and `create`.

        `wait`: seconds to wait for another process that is writing to it. Raises AscribeError.
        """
        return cls(Store.open(path, create=create, wait=wait))

    def read(
        self,
        *paths: Path | Iterable[Path],
        processes: int = PROCESSES,
        listener: Listener | None = None,
        actors: Path | Literal[False] | None = None,
    ) -> ReadResult:
        """Reads files and folders into the record. Reading the same again changes nothing.

        `processes`: how many read at once; 0: this one, without others. `actors`: a CSV file of actors (columns name,
        code, aliases) that wins over the built-in list; the record keeps it, and False takes it out again. Raises
        AscribeError where it cannot go on; what was stored until then stays, and the same call goes on from there.
        """
        flat = [p for path in paths for p in ([path] if isinstance(path, str | os.PathLike) else path)]
        return read_into(flat, self.store, processes=processes, listener=listener, actors=actors)

    def close(self) -> None:
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<record {self.store.path}>"


def open_record(path: Path, *, create: bool = True, wait: float = WAIT) -> Record:
    """See `Record.open`."""
    return Record.open(path, create=create, wait=wait)
