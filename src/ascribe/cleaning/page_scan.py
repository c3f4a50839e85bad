"""Cheap looks at a page before a library gets it: what would make the parser quadratic, and pages that are no article.

Everything here is linear in the page.
"""

from __future__ import annotations

import re

from lxml import html

ATTRIBUTES_LIMIT = 10_000
"""Attributes of one element; parsing them is quadratic in libxml2: 10,000 take 0.1 s, 40,000 take 1.8 s."""
_LONG_TAG = 40_000
"""Characters below which a tag cannot have ATTRIBUTES_LIMIT attributes."""

_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_RAW_TEXT = re.compile(r"<(?:script|style|textarea|title)\b[^<]*$", re.IGNORECASE)
_DATA_OPEN = re.compile(r"<script\b[^<>]{0,300}ld\+json[^<>]{0,300}>", re.IGNORECASE)
_DATA_CLOSE = re.compile(r"</script", re.IGNORECASE)


def most_attributes(text: str) -> int:
    """Attributes of the element that has most, estimated; 0 where no tag is long enough to have many."""
    most = 0
    before = ""
    for piece in text.split(">"):  # a tag ends at the first such mark, or its attributes are fewer than counted
        if len(piece) > _LONG_TAG and not _RAW_TEXT.search(before[-400:]):
            start = piece.find("<")
            while start >= 0 and not piece[start + 1 : start + 2].isalpha():
                start = piece.find("<", start + 1)
            if start >= 0:
                most = max(most, len(_QUOTED.sub("", piece[start:]).split()) - 1)
        before = piece
    return most


def without_large_data(text: str, limit: int) -> tuple[str, int]:
    """The page without JSON-LD elements longer than `limit`, and how many characters were left out."""
    if "ld+json" not in text:
        return text, 0
    kept: list[str] = []
    dropped = at = 0
    while found := _DATA_OPEN.search(text, at):
        close = _DATA_CLOSE.search(text, found.end())
        end = close.start() if close else len(text)
        if end - found.end() > limit:
            kept.append(text[at : found.end()])
            dropped += end - found.end()
        else:
            kept.append(text[at:end])
        at = end
    kept.append(text[at:])
    return "".join(kept), dropped


_HEADLINE_WORDS = 4
"""Words from which a link or heading is a headline and no menu entry."""
_INDEX_LINKS = 12
"""Headlines that are links, from which a page without running text is an index; an article has some beside it."""
_INDEX_TEASERS = 6
"""Paragraphs that are teasers of other reports, from which a page that has little else is an index."""
_RUNNING_WORDS = 20
"""Words of a paragraph of running text; captions and one-line teasers are shorter."""


def is_index(tree: html.HtmlElement, paragraphs: list[tuple[str, str]]) -> bool:
    """Whether a page lists reports instead of being one. `paragraphs`: what was extracted, with hints.

    A page that says in its markup that it is an article is believed.
    """
    if _claims_to_be_article(tree):
        return False
    links = sum(1 for a in tree.iter("a") if _words(a) >= _HEADLINE_WORDS and a.getparent().tag != "p")
    running = sum(1 for hint, text in paragraphs if hint != "head" and len(text.split()) >= _RUNNING_WORDS)
    if links >= _INDEX_LINKS and not running:
        return True
    teasers = _teasers(tree, {text for _, text in paragraphs})
    return teasers >= _INDEX_TEASERS and 2 * teasers >= running


def _teasers(tree: html.HtmlElement, extracted: set[str]) -> int:
    """How many of the extracted paragraphs stand beside a heading that is a link to another report."""
    count = 0
    for heading in tree.iter("h1", "h2", "h3", "h4", "h5"):
        parent = heading.getparent()
        if parent is None or _words(heading) < _HEADLINE_WORDS or (heading.find(".//a") is None and parent.tag != "a"):
            continue
        text = next((p for p in heading.itersiblings("p", "div")), None)
        if text is not None and " ".join("".join(text.itertext())[:2_000].split()) in extracted:
            count += 1
    return count


_ARTICLE_DATA = re.compile(r"\"@type\"\s*:\s*\[?\s*\"(?:\w*Article|BlogPosting|Report)\"")


def _claims_to_be_article(tree: html.HtmlElement) -> bool:
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        if name == "og:type" and "article" in (meta.get("content") or "").lower():
            return True
        if name == "article:published_time":
            return True
    scripts = (s.text for s in tree.iter("script") if "ld+json" in (s.get("type") or ""))
    return any(text and "ItemList" not in text and _ARTICLE_DATA.search(text) for text in scripts)


def _words(element: html.HtmlElement) -> int:
    return len("".join(element.itertext())[:2_000].split())
