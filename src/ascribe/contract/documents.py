"""Documents as received and cleaned: input units, their outcome in the ledger, blocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (exclusive) of a document's cleaned text, or of a sentence where it says so."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


class UnitState(StrEnum):
    """The one state in which an input unit ends (`robustness.md`, C1)."""

    STORED = "stored"
    STORED_WITH_WARNING = "stored+warning"
    REJECTED = "rejected"
    DEFERRED = "deferred"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Problem:
    """What was wrong with an input: a code of the catalogue in `ascribe.errors`, and the message with the remedy."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a report beside its text. None: not known. Nothing is guessed here."""

    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published_at: str | None = None
    """ISO 8601 date or date-time, as given."""


@dataclass(frozen=True, slots=True)
class RawReport:
    """One input unit that should become a document, before cleaning."""

    name: str
    """File name, or `file.jsonl#12` for a row or line (1-based)."""
    location: str
    """Path for messages, with line number where there is one; printable."""
    content: bytes
    media_type: Literal["text/plain", "text/html"]
    metadata: Metadata = field(default_factory=Metadata)
    """From the row, or from `documents.csv` beside the file; wins over what the page says."""
    encoding: str | None = None
    """Encoding of `content` where it is known (the row of a file that was decoded already); None: to be found out."""
    warnings: tuple[Problem, ...] = ()
    """What was mended while it was read (a date that cannot be read, bytes replaced)."""


class BlockKind(StrEnum):
    """What a piece of a document is. Only headline, body and caption are read for claims."""

    HEADLINE = "headline"
    """Title, and headings between paragraphs."""
    DATELINE = "dateline"
    BYLINE = "byline"
    BODY = "body"
    CAPTION = "caption"
    SECTION = "section"
    """Name of the section of the site ("World News")."""
    CREDIT = "credit"
    """Source line ("Source: Reuters")."""
    FORM = "form"
    """Comment form and its labels."""
    BOILERPLATE = "boilerplate"
    """Navigation, teasers, share buttons, copyright lines."""
    REPEAT = "repeat"
    """Text that stands earlier in the same document."""


READ_KINDS = frozenset({BlockKind.HEADLINE, BlockKind.BODY, BlockKind.CAPTION})


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like piece of a document. Blocks are in order and do not overlap."""

    kind: BlockKind
    start: int
    end: int
    repeat_of: int | None = None
    """Index of the block that this one repeats."""
    rule: str = ""
    """The rule that decided, for `explain`."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Document:
    """One report as received: cleaned text, blocks, metadata."""

    id: str
    """From its address, else from outlet, name and digest of the text (`ascribe.identity`)."""
    revision: str
    """Digest of the cleaned text."""
    name: str
    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata = field(default_factory=Metadata)
    dated_by: Literal["row", "page", "address", "text"] | None = None
    """How the publication date is known: a row or `documents.csv`, the page's metadata, the address, a printed date
    line; None: undated."""
    language: str = "en"
    """ISO 639-1. Only English is read; others are stored and grouped."""
    encoding: str = "utf-8"
    """How the bytes were decoded and what decided it: "utf-8 (valid)", "cp1251 (its letters)"."""
    warnings: tuple[Problem, ...] = ()
