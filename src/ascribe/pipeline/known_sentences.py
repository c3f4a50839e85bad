"""Sentences that were read before, in a file beside the record: a copy that comes tomorrow is not read again.

In go sentences, out come their parses, from the file or from the reader, which are the same: a parse depends on nothing
but the sentence and the model. The file is a cache that all worker processes share; without it, or where it is damaged,
everything is read.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import platform
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import fields
from operator import attrgetter
from pathlib import Path

from ascribe.contract.documents import Document
from ascribe.contract.sentences import Entity, Parse, Sentence, Token
from ascribe.identity import digest
from ascribe.pipeline.versions import code_version
from ascribe.reader.runtime import Reader
from ascribe.reader.sentences import Newlines

MOST = 50_000
"""Sentences kept: about 60 MB, the last 2,000 reports. The oldest go first."""
_SWEEP = 2_000
"""Sentences entered between two looks at how many there are."""
_WAIT = 5.0
"""Seconds to wait for another process that is writing."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS sentences (number INTEGER PRIMARY KEY AUTOINCREMENT, key BLOB UNIQUE, parse BLOB);
"""


class KnownSentences:
    """The file. Whatever goes wrong with it, it just knows nothing any more."""

    def __init__(self, path: Path, version: str, most: int = MOST) -> None:
        """`version`: of what reads; parses of another one are not found."""
        self._path = path
        self._version = version.encode()
        self._most = most
        self._fresh: list[tuple[bytes, bytes]] = []
        self._entered = 0
        self._connection: sqlite3.Connection | None = None
        with self._harmless():
            connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
            self._connection = connection
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")  # what is lost is read again
            connection.executescript(_SCHEMA)
            self._sweep()

    @contextlib.contextmanager
    def _harmless(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError:  # busy, a full disk, a folder that cannot be written to
            pass
        except (sqlite3.Error, OSError):
            self.close()
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)  # damaged: made anew next time

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(sqlite3.Error):
                connection.close()

    def get(self, text: str) -> Parse | None:
        if self._connection is None:
            return None
        with self._harmless():
            row = self._connection.execute("SELECT parse FROM sentences WHERE key = ?", (self._key(text),)).fetchone()
            if row is not None:
                with contextlib.suppress(ValueError, TypeError, KeyError, zlib.error):
                    return unpacked(text, row[0])
        return None

    def put(self, text: str, parse: Parse) -> None:
        """Kept until `flush`."""
        if self._connection is not None:
            self._fresh.append((self._key(text), packed(parse)))

    def flush(self) -> None:
        """Writes what was put since."""
        fresh, self._fresh = self._fresh, []
        if not fresh or self._connection is None:
            return
        with self._harmless():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._connection.executemany("INSERT OR IGNORE INTO sentences (key, parse) VALUES (?, ?)", fresh)
            finally:
                self._connection.execute("COMMIT")
            self._entered += len(fresh)
            if self._entered >= _SWEEP:
                self._sweep()

    def _sweep(self) -> None:
        assert self._connection is not None
        self._entered = 0
        newest = "SELECT max(number) FROM sentences"
        self._connection.execute(f"DELETE FROM sentences WHERE number <= ({newest}) - ?", (self._most,))  # noqa: S608

    def _key(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16, key=self._version).digest()


_TOKEN = [field.name for field in fields(Token) if field.name != "text"]
_ENTITY = [field.name for field in fields(Entity)]
_of_token, _of_entity = attrgetter(*_TOKEN), attrgetter(*_ENTITY)
_TEXT = 2
"""Place of a token's text among its fields: it is not kept."""


def packed(parse: Parse) -> bytes:
    """A parse as compressed JSON. Numbers come back exactly."""
    columns = list(zip(*map(_of_token, parse.tokens), strict=True))
    entities = [_of_entity(entity) for entity in parse.entities]
    return zlib.compress(json.dumps([columns, entities], separators=(",", ":")).encode(), 1)


def unpacked(text: str, data: bytes) -> Parse:
    """ValueError, TypeError where it is no parse of this sentence."""
    columns, entities = json.loads(zlib.decompress(data))
    if columns:
        starts, ends, *_ = columns
        if not 0 <= starts[0] < ends[-1] <= len(text):
            raise ValueError("a parse of another sentence")
        columns.insert(_TEXT, [text[a:b] for a, b in zip(starts, ends, strict=True)])
    return Parse(tuple(map(Token, *columns)) if columns else (), tuple(Entity(*row) for row in entities))


class RememberingReader(Reader):
    """A reader that asks the file first."""

    def __init__(self, path: Path, folder: Path | None = None) -> None:
        super().__init__(folder)
        machine = platform.machine()  # 8-bit arithmetic is not the same everywhere
        version = digest(code_version("contract", "reader"), self.digest, self.precision, machine)
        self.known = KnownSentences(path, version)

    def read(self, text: str) -> Parse:
        """The parse of one sentence."""
        parse = self._cache.get(text)
        if parse is not None:
            return super().read(text)
        parse = self.known.get(text)
        if parse is None:
            parse = super().read(text)
            self.known.put(text, parse)
        return parse

    def read_document(self, document: Document, newlines: Newlines = "paragraph") -> list[Sentence]:
        """The sentences of a document; what is new in them is known to other processes from then on."""
        found = super().read_document(document, newlines)
        self.known.flush()
        return found
