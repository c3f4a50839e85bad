"""Files and folders into input units: the one way into the pipeline for what lies on a disk.

Every file, row and line met comes out once, as a raw report or with the reason why it gives none.
"""

from __future__ import annotations

import fnmatch
import functools
import io
import os
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib import resources
from typing import Literal

from ascribe.contract.documents import Metadata, RawReport
from ascribe.sources import beside
from ascribe.sources.files import CannotOpenError, Found, open_regular, walk
from ascribe.sources.json_lines import read_json, read_json_lines
from ascribe.sources.tables import read_table
from ascribe.sources.units import DOCUMENT_LIMIT, Unit, Unread, ignored, printable, rejected

_PAGES: dict[str, Literal["text/plain", "text/html"]] = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
}
_MANY = frozenset({".jsonl", ".ndjson", ".json", ".csv", ".tsv"})


def read_paths(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Unit]:
    """Every input unit under `paths`, sorted within a folder; nothing is raised for what is wrong with one of them.

    Sum of what is yielded = files met + rows and lines of tables - the files that hold them.
    """
    notes = Notes()
    for found in walk([os.fspath(p) for p in paths]):
        if isinstance(found, Unread):
            yield found
        else:
            yield from read_file(found, notes)


class Notes:
    """The `documents.csv` of the folder that is being read."""

    def __init__(self) -> None:
        self._folder: str | None = None
        self._beside = beside.NOTHING

    def of(self, folder: str) -> beside.Beside:
        if folder != self._folder:
            self._folder, self._beside = folder, beside.read_beside(folder)
        return self._beside


def read_file(found: Found, notes: Notes) -> Iterator[Unit]:
    """The input units of one file that a walk came by."""
    location = printable(found.path)
    if not found.named and (why := _side_file(found)):
        yield ignored(location, "file.side", detail=why)
        return
    notes_here = notes.of(found.folder)
    if found.name == beside.NAME and notes_here.units:
        yield from notes_here.units
        return
    suffix = os.path.splitext(found.name)[1].lower()
    if suffix not in _PAGES and suffix not in _MANY:
        # what it is comes before what it is called: a pipe without a suffix is a pipe
        yield _special(found) or rejected(location, "file.type", suffix=printable(suffix) or "none")
        return
    try:
        stream = open_regular(found.path)
    except CannotOpenError as error:
        yield error.unread
        return
    except FileNotFoundError:
        yield rejected(location, "file.unreadable", detail="it is gone")
        return
    name = printable(found.name)
    with stream:
        try:
            if suffix in _PAGES:
                yield _with_notes(_read_page(stream, name, location, _PAGES[suffix]), notes_here, found.name, row=False)
                return
            for unit in _read_many(stream, name, location, suffix):
                yield _with_notes(unit, notes_here, found.name, row=True)
        except OSError as error:
            yield rejected(location, "file.unreadable", detail=(error.strerror or "read error").lower())


def _special(found: Found) -> Unread | None:
    try:
        open_regular(found.path).close()
    except CannotOpenError as error:
        return error.unread
    except FileNotFoundError:
        return rejected(printable(found.path), "file.unreadable", detail="it is gone")
    return None


def _read_page(
    stream: io.BufferedReader, name: str, location: str, media_type: Literal["text/plain", "text/html"]
) -> Unit:
    size = os.fstat(stream.fileno()).st_size
    content = stream.read(DOCUMENT_LIMIT + 1) if size <= DOCUMENT_LIMIT else b""
    size = max(size, len(content))
    if size > DOCUMENT_LIMIT:
        return rejected(location, "limit.size", size=size, limit=DOCUMENT_LIMIT)
    if not content:
        return rejected(location, "empty")
    return RawReport(name, location, content, media_type)


def _read_many(stream: io.BufferedReader, name: str, location: str, suffix: str) -> Iterator[Unit]:
    if suffix in (".csv", ".tsv"):
        return read_table(stream, name, location, "\t" if suffix == ".tsv" else ",")
    if suffix == ".json":
        return read_json(stream, name, location)
    return read_json_lines(stream, name, location)


def _with_notes(unit: Unit, notes: beside.Beside, file_name: str, row: bool) -> Unit:
    """`unit` with what `documents.csv` says about its file; the row's own values win.

    An address and a title name one document, so the rows of a table do not inherit them.
    """
    if isinstance(unit, Unread) or file_name not in notes.files:
        return unit
    noted, problems = notes.files[file_name]
    own = unit.metadata
    metadata = Metadata(
        url=own.url if row else own.url or noted.url,
        outlet=own.outlet or noted.outlet,
        title=own.title if row else own.title or noted.title,
        byline=own.byline or noted.byline,
        published_at=own.published_at or noted.published_at,
    )
    return replace(unit, metadata=metadata, warnings=unit.warnings + problems)


@functools.cache
def _side_patterns() -> tuple[tuple[str, ...], tuple[str, ...]]:
    data = tomllib.loads(resources.files("ascribe.sources").joinpath("side.toml").read_text("utf-8"))
    return tuple(data["files"]), tuple(data["page_folders"])


def _side_file(found: Found) -> str | None:
    """Why a file is no report, where its name or folder says so."""
    if found.name.startswith("."):
        return "hidden file"
    name = found.name.lower()
    files, page_folders = _side_patterns()
    if any(fnmatch.fnmatchcase(name, p) for p in files):
        return "not a report by its name"
    folder = os.path.basename(found.folder).lower()
    if any(fnmatch.fnmatchcase(folder, p) for p in page_folders):
        return "part of a saved page"
    return None
