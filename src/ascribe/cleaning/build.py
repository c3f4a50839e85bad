"""The document itself: text, blocks, metadata, date, language, ids, from decoded text or from the worker's page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Literal

from ascribe.cleaning import lexicon
from ascribe.cleaning.blocks import blocks_of
from ascribe.cleaning.language import language_of
from ascribe.cleaning.published import date_line, full_date
from ascribe.cleaning.text import Paragraph, normalised, paragraphs
from ascribe.contract.documents import Block, BlockKind, Document, Metadata, Problem, RawReport
from ascribe.errors import problem
from ascribe.identity import digest, document_id
from ascribe.sources.dates import date_in_address
from ascribe.sources.encoding import decode, decode_known
from ascribe.sources.rows import is_web_address
from ascribe.sources.units import tidy

DatedBy = Literal["row", "page", "address", "text"]

_HEAD_BLOCKS = 12
"""Blocks at the head of a report among which its date line stands; the lowest one met was the ninth."""
_LEAST_WORDS = 8
"""Words of running text below which a page holds no report; the shortest flash met had eleven."""
_PARAGRAPHS_LIMIT = 50_000
"""Paragraphs of a document: a report has 40, a book 5,000; more would cost seconds and hundreds of megabytes."""
_LINES_LIMIT = 4 * _PARAGRAPHS_LIMIT
"""Lines of a text file; where they are wrapped, several make a paragraph."""
_MISREAD = 0.3
"""Share of characters that could not be decoded from which the bytes are no text."""


def from_text(raw: RawReport) -> Document | Problem:
    """The document of a plain-text report."""
    decoded = decode_known(raw.content, raw.encoding) if raw.encoding else decode(raw.content)
    if decoded.replaced > _MISREAD * max(1, len(decoded.text)) and len(decoded.text) >= 20:
        return problem("not_text", raw.location, sniffed="bytes in no known encoding")
    text, dropped = normalised(decoded.text)
    text = text.rstrip()
    if not any(c.isalnum() for c in text):
        return problem("empty", raw.location)
    warnings = _read_warnings(raw, decoded.replaced, decoded.encoding, dropped)
    metadata = raw.metadata
    if metadata.url is None and (address := _first_line_address(text)):
        metadata = replace(metadata, url=address)
    parts = paragraphs(text, _LINES_LIMIT)
    if len(parts) > _PARAGRAPHS_LIMIT or (parts and parts[-1].end < len(text)):
        return problem("limit.paragraphs", raw.location, count=text.count("\n") + 1, limit=_PARAGRAPHS_LIMIT)
    text, parts = _with_title(text, parts, metadata.title)
    return _document(raw, text, parts, metadata, None, decoded.label, warnings)


def from_page(raw: RawReport, page: dict[str, Any]) -> Document | Problem:
    """The document of an HTML report, from what the worker found on the page."""
    hints: list[str] = []
    lines: list[str] = []
    for hint, line in page["paragraphs"]:
        clean = normalised(line)[0].replace("\n", " ").strip()
        if clean:
            hints.append(hint)
            lines.append(clean)
    text = "\n".join(lines)
    at = 0
    parts = []
    for hint, line in zip(hints, lines, strict=True):
        parts.append(Paragraph(at, at + len(line), hint))
        at += len(line) + 1
    if len(parts) > _PARAGRAPHS_LIMIT:
        return problem("limit.paragraphs", raw.location, count=len(parts), limit=_PARAGRAPHS_LIMIT)
    own = raw.metadata
    url = page["url"] if page["url"] and _names_a_page(page["url"]) else None
    metadata = Metadata(
        url=own.url or url,
        outlet=own.outlet or tidy(page["site"] or ""),
        title=own.title or _without_site(tidy(page["title"] or ""), page["site"]),
        byline=own.byline or tidy(page["author"] or ""),
        published_at=own.published_at,
    )
    warnings = _read_warnings(raw, page["replaced"], page["codec"], page["dropped"])
    if page["data_dropped"]:
        warnings.append(problem("html.data_dropped", raw.location, size=page["data_dropped"]))
    text, parts = _with_title(text, parts, metadata.title)
    made = _document(raw, text, parts, metadata, page["published_at"], page["encoding"], warnings)
    if isinstance(made, Document) and not _holds_report(made):
        return problem("html.no_article", raw.location)
    return made


def _holds_report(document: Document) -> bool:
    parts = [document.text[b.start : b.end] for b in document.blocks if b.kind in (BlockKind.BODY, BlockKind.CAPTION)]
    unparted = document.language in ("zh", "ja", "th", "lo", "km", "my")  # written without spaces
    return sum(len(p) // 3 if unparted else len(p.split()) for p in parts) >= _LEAST_WORDS


def _document(
    raw: RawReport,
    text: str,
    parts: list[Paragraph],
    metadata: Metadata,
    page_date: str | None,
    encoding: str,
    warnings: list[Problem],
) -> Document | Problem:
    blocks = blocks_of(text, parts)
    if not blocks:
        return problem("empty", raw.location)
    published_at, dated_by = _dated(metadata, page_date, text, blocks)
    language = language_of(
        " ".join(text[b.start : b.end] for b in blocks if b.kind in (BlockKind.BODY, BlockKind.HEADLINE))
    )
    if language != "en":
        warnings.append(problem("language.unread", raw.location, language=language))
    return Document(
        id=document_id(metadata.url, metadata.outlet, raw.name, text),
        revision=digest("revision", text),
        name=raw.name,
        text=text,
        blocks=blocks,
        metadata=replace(metadata, published_at=published_at),
        dated_by=dated_by,
        language=language,
        encoding=encoding,
        warnings=tuple(warnings),
    )


def _read_warnings(raw: RawReport, replaced: int, encoding: str, dropped: int) -> list[Problem]:
    warnings = list(raw.warnings)
    if replaced:
        warnings.append(problem("encoding.replaced", raw.location, count=replaced, encoding=encoding))
    if dropped:
        warnings.append(problem("controls.dropped", raw.location, count=dropped))
    return warnings


def _names_a_page(url: str) -> bool:
    """Whether an address that a page gives for itself is more than its site: many pages name their front page."""
    return is_web_address(url) and bool(re.search(r"^https?://[^/]+/[^/?#]|^https?://[^/]+/?\?", url))


_SITE_MARK = re.compile(r"\s*[|\-–—:»·]\s*$")


def _without_site(title: str | None, site: str | None) -> str | None:
    """A title without the site's name that its page appends to it."""
    if not title or not site or len(title) <= len(site) or not lexicon.folded(title).endswith(lexicon.folded(site)):
        return title
    head = title[: -len(site)]
    return _SITE_MARK.sub("", head) if _SITE_MARK.search(head) and len(head.split()) >= 3 else title


_ADDRESS = re.compile(r"https?://[^\s<>\"]{4,2000}")


def _first_line_address(text: str) -> str | None:
    """The address that stands above a report on a line of its own, as crawlers write it."""
    line = text.lstrip().partition("\n")[0].strip()
    return line if _ADDRESS.fullmatch(line) and _names_a_page(line) else None


def _with_title(text: str, parts: list[Paragraph], title: str | None) -> tuple[str, list[Paragraph]]:
    """The text with the title above it, where its head does not hold the title already."""
    if not title or not parts:
        return text, parts
    wanted = _words(title)
    if not wanted:
        return text, parts
    for place, part in enumerate(parts[:6]):
        there = _words(text[part.start : part.end][: 3 * len(title) + 100])
        if _same(wanted, there):
            named = Paragraph(part.start, part.end, "title") if len(there) <= len(wanted) + 6 else part
            return text, [*parts[:place], named, *parts[place + 1 :]]
    shift = len(title) + 1
    moved = [Paragraph(p.start + shift, p.end + shift, p.hint) for p in parts]
    return f"{title}\n{text}", [Paragraph(0, len(title), "title"), *moved]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", lexicon.folded(text))


def _same(title: list[str], line: list[str]) -> bool:
    """Whether a line is the title, or begins with it (a site adds its name), or the title with the site's name does."""
    if not line:
        return False
    shorter, longer = sorted((title, line), key=len)
    if longer[: len(shorter)] == shorter and (len(shorter) >= 3 or len(longer) == len(shorter)):
        return True
    both = len(set(title) & set(line))
    return both >= 0.8 * max(len(set(title)), len(set(line)))


def _dated(
    metadata: Metadata, page_date: str | None, text: str, blocks: tuple[Block, ...]
) -> tuple[str | None, DatedBy | None]:
    """The publication date and how it is known: row, page, address, printed date line, in this order."""
    if metadata.published_at:
        return metadata.published_at, "row"
    in_address = date_in_address(metadata.url) if metadata.url else None
    if page_date:
        if in_address and page_date.endswith("+00:00") and _next_to(page_date[:10], in_address):
            return in_address, "address"  # in universal time it was another day already; weekdays go by the newsroom's
        return page_date, "page"
    if in_address:
        return in_address, "address"
    printed = _printed_date(text, blocks)
    return (printed, "text") if printed else (None, None)


def _next_to(day: str, other: str) -> bool:
    return abs(date.fromisoformat(day) - date.fromisoformat(other)) == timedelta(days=1)


def _printed_date(text: str, blocks: tuple[Block, ...]) -> str | None:
    """The date of a date line, or of a dateline with its year, at the head of a report. "Updated" comes last."""
    updated = None
    for block in blocks[:_HEAD_BLOCKS]:
        if block.kind is not BlockKind.DATELINE:
            continue
        line = text[block.start : block.end]
        if block.rule == "date-line":
            found = date_line(line)
            if found and found.iso:
                if not found.updated:
                    return found.iso
                updated = updated or found.iso
        elif day := full_date(line):
            return day
    return updated
