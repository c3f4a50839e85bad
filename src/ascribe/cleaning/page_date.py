"""The publication date that a page's markup states: JSON-LD, meta elements, microdata, time elements, date lines.

Only what is marked or labelled as the publication date is taken. Copyright years, dates in running text and dates of
other reports beside the article are not (that is why the date of trafilatura's htmldate is not used as it is).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import html

from ascribe.cleaning.published import date_line
from ascribe.sources.dates import parse_date

_META = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time",
    "datepublished", "rnews:datepublished", "date.published", "publish-date", "publish_date", "publishdate",
    "published_time", "pubdate", "pub_date", "publication_date", "publication-date", "publicationdate",
    "cxenseparse:recs:publishtime", "sailthru.date", "parsely-pub-date", "bt:pubdate", "article.published",
    "article_date_original", "article:post_time", "originalpublicationdate", "dcterms.created", "dcterms.issued",
    "dcterms.date", "dc.date.issued", "dc.date.created", "dc.date", "dc:date", "citation_publication_date",
    "prism.publicationdate", "displaydate", "release_date", "mediator_published_time", "vr:published_time",
    "doc_date", "eomportal-firstpublished", "iso-8601-publish-date", "timestamp", "date",
)  # fmt: skip
"""Names of meta elements that give it, the clearest first."""
_META_RANK = {name: rank for rank, name in enumerate(_META)}

_ARTICLE_TYPES = ("article", "posting", "report", "webpage", "creativework", "claimreview")
_NOT_THE_PAGE = frozenset({
    "itemlistelement", "comment", "comments", "mentions", "ispartof", "haspart", "relatedlink", "review", "reviews",
    "isbasedon", "citation", "video", "image", "author", "publisher", "subjectof", "associatedmedia",
})  # fmt: skip
"""Properties under which JSON-LD describes something else than the page's article."""
_NODES_LIMIT = 5_000
"""Nodes of JSON-LD that are looked at."""
_DATE_PROPERTY = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_ASIDE = frozenset({"aside", "nav", "footer", "li"})
_NO_LINES = frozenset({"script", "style", "a", "option", "title", "textarea", "td", "th"})


def published_at(tree: html.HtmlElement) -> str | None:
    """ISO 8601 date or date-time, or None."""
    return _from_json(tree) or _from_meta(tree) or _from_microdata(tree) or _from_time(tree) or _from_lines(tree)


def _from_json(tree: html.HtmlElement) -> str | None:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text:
            continue
        try:
            data = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            found = _DATE_PROPERTY.search(script.text)
            if found and (day := parse_date(found[1])):
                return day
            continue
        for node in _nodes(data):
            kinds = node.get("@type")
            names = [str(k).lower() for k in kinds] if isinstance(kinds, list) else [str(kinds).lower()]
            if any(t in name for t in _ARTICLE_TYPES for name in names) and (
                day := parse_date(node.get("datePublished"))
            ):
                return day
    return None


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD document that describe the page, from the outside in."""
    todo, seen = [data], 0
    while todo and seen < _NODES_LIMIT:
        item = todo.pop(0) if seen < 50 else todo.pop()
        seen += 1
        if isinstance(item, dict):
            yield item
            todo.extend(v for k, v in item.items() if isinstance(v, dict | list) and k.lower() not in _NOT_THE_PAGE)
        elif isinstance(item, list):
            todo.extend(item[:_NODES_LIMIT])


def _from_meta(tree: html.HtmlElement) -> str | None:
    best: tuple[int, str] | None = None
    for meta in tree.iter("meta"):
        content = meta.get("content") or meta.get("value") or meta.get("datetime")
        if not content:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            rank = _META_RANK.get((meta.get(attribute) or "").strip().lower())
            if rank is None or (attribute == "http-equiv"):
                continue
            if (best is None or rank < best[0]) and (day := parse_date(content)):
                best = rank, day
    return best[1] if best else None


def _from_microdata(tree: html.HtmlElement) -> str | None:
    for element in tree.iterfind(".//*[@itemprop]"):
        if "datepublished" in element.get("itemprop", "").lower() and not _beside(element):
            value = element.get("content") or element.get("datetime") or "".join(element.itertext())[:200]
            if day := parse_date(value) or _line(value):
                return day
    return None


def _from_time(tree: html.HtmlElement) -> str | None:
    """The date of the page's time elements: marked as publication, or all of one day outside lists and asides."""
    days: list[str] = []
    for element in tree.iter("time"):
        if _beside(element):
            continue
        value = element.get("datetime") or "".join(element.itertext())[:200]
        day = parse_date(value) or _line(value)
        if not day:
            continue
        marks = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
        if element.get("pubdate") is not None or "publish" in marks or "entry-date" in marks:
            return day
        if "updat" not in marks and "modif" not in marks:
            days.append(day)
    return days[0] if days and len({d[:10] for d in days}) == 1 else None


def _from_lines(tree: html.HtmlElement) -> str | None:
    """A date line printed by itself: one that is labelled as publication, else the one day that all of them name."""
    days: list[str] = []
    for element in tree.iter():
        text = element.text
        if not isinstance(element.tag, str) or element.tag in _NO_LINES or not text or not 8 <= len(text) <= 200:
            continue
        found = date_line(" ".join(text.split()))
        if found is None or found.iso is None or found.updated or _beside(element):
            continue
        if text.strip().lower().startswith(("published", "first published", "posted")):
            return found.iso
        days.append(found.iso)
    return days[0] if days and len({d[:10] for d in days}) == 1 else None


def _line(text: str) -> str | None:
    found = date_line(" ".join(text.split()))
    return found.iso if found else None


def _beside(element: html.HtmlElement) -> bool:
    """Whether an element stands in a list, a side bar or a footer: the date of something else."""
    return element.tag in _ASIDE or any(parent.tag in _ASIDE for parent in element.iterancestors())
