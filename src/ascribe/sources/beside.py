"""`documents.csv`: what is known about the files of a folder beside their text.

Columns: file, and any of outlet, url, published_at, title, byline.
It is no document itself. Its rows that cannot be read are rejected with their line numbers like any others.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from ascribe.contract.documents import Metadata, Problem
from ascribe.sources.files import CannotOpenError, open_regular
from ascribe.sources.rows import fields_of, folded, holds_text, metadata_of
from ascribe.sources.tables import open_table
from ascribe.sources.units import Unread, ignored, printable, rejected

NAME = "documents.csv"


@dataclass(frozen=True, slots=True)
class Beside:
    """What the `documents.csv` of a folder says."""

    files: dict[str, tuple[Metadata, tuple[Problem, ...]]] = field(default_factory=dict)
    """By file name: the metadata, and what of it could not be used."""
    units: tuple[Unread, ...] = ()
    """The file itself, ignored, and rows of it that were rejected; none where the folder has no such file."""


NOTHING = Beside()


def read_beside(folder: str) -> Beside:
    """The metadata for the files of `folder`. NOTHING where it has no `documents.csv`, or where that holds reports."""
    path = os.path.join(folder, NAME)
    location = printable(path)
    try:
        stream = open_regular(path)
    except FileNotFoundError:
        return NOTHING
    except CannotOpenError as error:
        return Beside(units=(error.unread,))
    files: dict[str, tuple[Metadata, tuple[Problem, ...]]] = {}
    bad: list[Unread] = []
    with stream:
        table = open_table(stream, location, ",")
        if isinstance(table, Unread):
            return Beside(units=(table,))
        if "file" not in map(folded, table.columns) or holds_text(table.columns):
            return NOTHING
        for row in table.rows:
            where = f"{location}, line {row.line}"
            if (refused := table.refusal(row, where)) is not None:
                bad.append(refused)
                continue
            values = table.named(row)
            name = str(values["file"]).strip().removeprefix("./")
            if not name or name in files:
                bad.append(rejected(where, "file.twice" if name else "empty"))
                continue
            files[name] = metadata_of(fields_of(values), where)
    return Beside(files, (ignored(location, "file.metadata"), *bad))
