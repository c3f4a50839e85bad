"""One HTML page into paragraphs and metadata, by trafilatura. Runs in the worker only: it can hang, swell or crash.

In: bytes as received. Out: paragraphs with what their markup says, title, author, site, address, date; or a problem.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

import trafilatura
from lxml import etree, html
from trafilatura import metadata as page_metadata
from trafilatura.settings import Document as PageMetadata

from ascribe.cleaning import page_scan
from ascribe.cleaning.page_date import published_at
from ascribe.sources.encoding import declared_encoding, decode, decode_known

DEPTH_LIMIT = 2_048
"""Nested elements; the parser (libxml2) cuts the page off there. Real pages stay below 100."""
DATA_LIMIT = 262_144
"""Bytes of one JSON-LD element; trafilatura took 1.4 GB for one of 10 MB. Real ones have 20 kB."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_SELF_CLOSED_ROOT = re.compile(r"<html([^<>]{0,2000}?)\s*/>", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z!/?][^<>]{0,2000}>")
_PAGE_TAG = re.compile(r"<\s*(?:!doctype|html|head|body|meta|title|nav|header|footer)\b", re.IGNORECASE)

_PARSER = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False)


@dataclass(slots=True)
class Page:
    """What a page holds. Plain values only: it travels between processes as JSON."""

    paragraphs: list[tuple[str, str]] = field(default_factory=list)
    """Hint ("head", "item", "cell", "quote", "caption" or "") and text, on one line each."""
    title: str | None = None
    author: str | None = None
    site: str | None = None
    url: str | None = None
    published_at: str | None = None
    encoding: str = ""
    """How the bytes were decoded, for the document."""
    codec: str = ""
    replaced: int = 0
    dropped: int = 0
    """Control characters."""
    data_dropped: int = 0
    """Bytes of structured data that were too many to read."""


@dataclass(frozen=True, slots=True)
class Refusal(Exception):  # noqa: N818 -- an answer, not an error of the program
    """A page that is not read, with the code and the details of its message."""

    code: str
    details: dict[str, Any]


def read_page(content: bytes, encoding: str | None, url: str | None) -> dict[str, Any]:
    """The page as plain values. Refusal says why it cannot be read."""
    decoded = decode_known(content, encoding) if encoding else decode(content, declared_encoding(content))
    text, dropped = _ILLEGAL.subn("", decoded.text)
    page = Page(encoding=decoded.label, codec=decoded.encoding, replaced=decoded.replaced, dropped=dropped)
    if not text.strip():
        raise Refusal("empty", {})
    if not _TAG.search(text):
        page.paragraphs = [("", line) for line in text.split("\n") if line.strip()]
        return asdict(page)
    attributes = page_scan.most_attributes(text)
    if attributes > page_scan.ATTRIBUTES_LIMIT:
        raise Refusal("limit.attrs", {"limit": page_scan.ATTRIBUTES_LIMIT})
    text, page.data_dropped = page_scan.without_large_data(text, DATA_LIMIT)
    tree = _parse(_SELF_CLOSED_ROOT.sub(r"<html\1>", text[:4_096], count=1) + text[4_096:])
    if _PAGE_TAG.search(text[:20_000]):
        _from_page(page, tree, url)
    else:  # a fragment, as the body field of an API holds it: all of it is the article
        page.paragraphs = list(_fragment(tree))
    if not page.paragraphs:
        raise Refusal("html.no_article", {})
    return asdict(page)


def _parse(text: str) -> html.HtmlElement:
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=_PARSER)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise Refusal("html.no_article", {}) from None
    if any("depth" in entry.message for entry in _PARSER.error_log):
        raise Refusal("limit.depth", {"limit": DEPTH_LIMIT})
    return tree


def _from_page(page: Page, tree: html.HtmlElement, url: str | None) -> None:
    found = _metadata(tree, url)
    page.title, page.author, page.site, page.url = found.title, found.author, found.sitename, found.url
    page.published_at = published_at(tree)
    article = trafilatura.bare_extraction(
        tree, url=url, favor_precision=True, include_comments=False, include_tables=True, with_metadata=False
    )
    if isinstance(article, PageMetadata):
        page.paragraphs = list(_paragraphs(article.body))
    if page_scan.is_index(tree, page.paragraphs):
        raise Refusal("html.no_article", {})


def _metadata(tree: html.HtmlElement, url: str | None) -> PageMetadata:
    """Title, author, site and address. Not the library's date: it takes years of copyright lines for one."""
    found = page_metadata.examine_meta(tree)
    if found.author and " " not in found.author:
        found.author = None
    with contextlib.suppress(Exception):  # whatever a page puts into its JSON-LD: its meta elements still count
        found = page_metadata.extract_meta_json(tree, found)
    found.title = found.title or page_metadata.extract_title(tree)
    found.author = found.author or page_metadata.extract_author(tree)
    found.url = found.url or page_metadata.extract_url(tree, url)
    found.sitename = found.sitename or page_metadata.extract_sitename(tree)
    found.clean_and_trim()
    return found


_CAPTION_CLASS = re.compile(r"caption|photo-?credit|image-?credit", re.IGNORECASE)
_HINTS = {"head": "head", "item": "item", "quote": "quote", "cell": "cell", "row": "cell", "fw": ""}


def _paragraphs(body: etree._Element) -> Iterator[tuple[str, str]]:
    """The paragraphs of trafilatura's tree, in order. Not recursive: a page may nest deeper than the stack."""
    hint, parts = "", [""]

    def flush() -> Iterator[tuple[str, str]]:
        text = " ".join("".join(parts).split())
        parts.clear()
        if text:
            yield hint, text

    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag = element.tag
        opens = event == "start"
        if tag in _BLOCKS:
            yield from flush()
            if opens:
                hint = _hint(element, hint)
            else:
                parent = element.getparent()
                hint = _HINTS.get(parent.tag, "") if parent is not None else ""
        elif tag == "cell":
            if not opens:
                parts.append(" | ")
        elif tag == "lb" and opens:
            yield from flush()
        if opens:
            parts.append(element.text or "")
        else:
            parts.append(element.tail or "")
    yield from flush()


_BLOCKS = frozenset({"body", "p", "head", "list", "item", "quote", "table", "row", "div", "code", "fw"})


def _hint(element: etree._Element, outer: str) -> str:
    if _CAPTION_CLASS.search(element.get("class") or ""):
        return "caption"
    if element.tag in ("p", "div"):
        return outer if outer in ("item", "quote", "cell", "caption") else ""
    return _HINTS.get(element.tag, "")


_FRAGMENT_BLOCKS = {
    **dict.fromkeys(
        ("p", "div", "section", "article", "ul", "ol", "table", "br", "pre", "body", "html", "figure", "hr"), ""
    ),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "head"),
    **dict.fromkeys(("li", "dd", "dt"), "item"),
    **dict.fromkeys(("tr", "td", "th"), "cell"),
    "blockquote": "quote",
    "figcaption": "caption",
}
_FRAGMENT_SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "form", "nav", "aside", "button", "iframe", "svg"}
)


def _fragment(tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Every paragraph of a piece of HTML that has no page around it."""
    hint, parts, skipped = "", [""], 0

    def flush() -> Iterator[tuple[str, str]]:
        text = " ".join("".join(parts).split())
        parts.clear()
        if text:
            yield hint, text

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag
        opens = event == "start"
        if tag in _FRAGMENT_SKIPPED:
            skipped += 1 if opens else -1
        if tag in _FRAGMENT_BLOCKS:
            yield from flush()
            hint = _FRAGMENT_BLOCKS[tag] if opens else ""
        text = element.text if opens else element.tail
        if text and not skipped:
            parts.append(text)
    yield from flush()
