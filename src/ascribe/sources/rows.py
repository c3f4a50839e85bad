"""One row of a table or one JSON object, whatever its columns are called, into a raw report.

The names that are understood stand in `columns.toml`.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib import resources
from urllib.parse import urlsplit

from ascribe.contract.documents import Metadata, Problem, RawReport
from ascribe.errors import problem
from ascribe.sources.dates import parse_date
from ascribe.sources.units import DOCUMENT_LIMIT, Unit, printable, rejected, tidy

_NOT_A_DATE_LENGTH = 60
"""Characters of an unreadable date that a message repeats."""


@functools.cache
def column_names() -> dict[str, tuple[str, ...]]:
    """What is known about columns: our name for them -> the names they go by."""
    text = resources.files("ascribe.sources").joinpath("columns.toml").read_text("utf-8")
    return {ours: tuple(theirs) for ours, theirs in tomllib.loads(text).items()}


@functools.cache
def _ranks() -> dict[str, tuple[str, int]]:
    """For each name that is known: our name for it, and its rank among the names for that."""
    return {name: (ours, rank) for ours, names in column_names().items() for rank, name in enumerate(names)}


Fields = Mapping[str, list[object]]
"""Values of a row by our name for their column, the best column first."""


def fields_of(row: Mapping[str, object]) -> Fields:
    """The values of a row that are understood. Of two columns of one name the first counts."""
    ranks = _ranks()
    found: dict[str, dict[int, object]] = {}
    for column, value in row.items():
        known = ranks.get(folded(column))
        if known is not None:
            found.setdefault(known[0], {}).setdefault(known[1], value)
    return {ours: [values[rank] for rank in sorted(values)] for ours, values in found.items()}


def folded(column: str) -> str:
    """A column's name as `columns.toml` writes it."""
    return _folded(column[:100])


@functools.lru_cache(4_096)  # a table has the same names in every row
def _folded(column: str) -> str:
    return re.sub(r"[\s.\-]+", "_", column.strip("\ufeff \t\"'").lower())


def is_known(column: str) -> bool:
    return folded(column) in _ranks()


def holds_text(columns: Iterable[str]) -> bool:
    """Whether one of the columns can hold a report's text."""
    return any(_ranks().get(folded(c), ("",))[0] in ("text", "html") for c in columns)


def raw_report(row: Mapping[str, object], name: str, location: str, warnings: tuple[Problem, ...] = ()) -> Unit:
    """The report that a row holds; rejected where it holds no text.

    `name`: what the row goes by where it does not say so; `warnings`: what was mended before.
    """
    values = fields_of(row)
    text, kind = _text(values, "text"), "text/plain"
    if not text.strip():
        html = _text(values, "html")
        if html.strip():
            text, kind = html, "text/html"
    if not text.strip():
        if "text" in values or "html" in values:
            return rejected(location, "empty")
        names = column_names()
        return rejected(location, "row.no_text", looked=", ".join(names["text"][:4] + names["html"][:1]))
    content = text.encode("utf-8", "replace")
    if len(content) > DOCUMENT_LIMIT:
        return rejected(location, "limit.size", size=len(content), limit=DOCUMENT_LIMIT)
    metadata, found = metadata_of(values, location)
    own_name = tidy(_text(values, "name"))
    return RawReport(
        name=printable(own_name) if own_name else name,
        location=location,
        content=content,
        media_type="text/html" if kind == "text/html" else "text/plain",
        metadata=metadata,
        encoding="utf-8",
        warnings=(*warnings, *found),
    )


def metadata_of(row: Fields, location: str) -> tuple[Metadata, tuple[Problem, ...]]:
    """Metadata of a row, and what of it could not be used."""
    problems: list[Problem] = []
    url = tidy(_text(row, "url"))
    if url and not is_web_address(url):
        problems.append(problem("url.scheme", location, value=printable(url[:_NOT_A_DATE_LENGTH])))
        url = None
    published_at, unreadable = _date(row)
    if unreadable:
        problems.append(problem("date.unreadable", location, value=unreadable))
    return Metadata(
        url=url,
        outlet=tidy(_text(row, "outlet")),
        title=tidy(_text(row, "title")),
        byline=tidy(_text(row, "byline")),
        published_at=published_at,
    ), tuple(problems)


def is_web_address(url: str) -> bool:
    """Whether `url` is http, https or has no scheme. Others (javascript:, file:) must not become a link."""
    if url.startswith(("https://", "http://")) and url[8:9].isalnum():
        return True
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.scheme in ("http", "https"):
        return bool(parts.netloc)
    if parts.scheme and "." not in parts.scheme:  # "example.org:80/page" has example.org for a scheme
        return False
    return "." in url.partition("/")[0] and " " not in url


def _date(row: Fields) -> tuple[str | None, str | None]:
    """The first column that is a date; else what the first one with a value says."""
    unreadable = None
    for value in row.get("published_at", ()):
        if value is None or value == "":
            continue
        if found := parse_date(value):
            return found, None
        if unreadable is None and (shown := tidy(str(value)[:_NOT_A_DATE_LENGTH])):
            unreadable = printable(shown)
    return None, unreadable


def _text(row: Fields, ours: str) -> str:
    """The first value of the columns for `ours` that has characters."""
    for value in row.get(ours, ()):
        text = _flat(value, "\n\n" if ours in ("text", "html") else ", ")
        if text.strip():
            return text
    return ""


def _flat(value: object, joint: str) -> str:
    """A string; a list of strings joined; of an object its name (NewsAPI's source); a number as digits."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return joint.join(_flat(x, joint) for x in value if isinstance(x, str | dict))
    if isinstance(value, dict):
        inner = value.get("name") or value.get("title")
        return inner if isinstance(inner, str) else ""
    if isinstance(value, int | float) and not isinstance(value, bool) and joint == ", ":
        return str(value)
    return ""
