"""Which outlets a document names as where its text comes from, with the characters that say it.

In goes a document, out come mentions, the strongest first. "First published by X", a source line and another outlet's
title line stand by themselves. "X reported" says whose report it is only where X carries the report too, which
`chain` knows: here every name in such a place is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from ascribe.contract.documents import BlockKind, Document
from ascribe.contract.stories import Mention, MentionGrade
from ascribe.stories.cues import near
from ascribe.stories.forms import agency_name, named_in_source, outlet_name, proper_name, same_outlet

GRADES: tuple[MentionGrade, ...] = get_args(MentionGrade)
MOST = 12
"""Mentions kept of a document."""
_AROUND = 90
"""Characters before and after a cue."""
_NAME = (
    r"(?<!\w)(?P<name>(?:[A-Z][\w'’&-]*|[a-z0-9-]{3,30}\.(?:com|org|net|info|news))"
    r"(?:\s(?:(?:of|the|de|la|al)\s)?[A-Z][\w’&-]*){0,4})"
)
_ARTICLE = r"(?:(?:the|our|its|newspaper|daily|website|news site|broadcaster|network)\s){0,3}"
_PUBLISHED = re.compile(
    r"(?:(?P<own>\b[Tt]his\s(?:article|story|report|piece|post|text)\s(?:\w+\s){0,3}?|\A\s{0,3})"
    r"|\b)(?:(?:[Ff]irst|[Oo]riginally|[Pp]reviously)\s(?:published|appeared|posted|printed|reported)\s"
    r"(?:by|in|on|at|with|from)"
    r"|[Rr]e-?(?:published|printed|posted)\s(?:with\s(?:the\s)?(?:kind\s)?permission\s(?:from|of)|from|courtesy\sof))"
    rf"\s{_ARTICLE}{_NAME}"
)
_NAMED = re.compile(
    rf"{_NAME}(?:\snews\sagency|\snewspaper|\swebsite)?\s(?:first\s)?(?:reports|reported)\b"
    rf"|\b(?:told|reported\sby|according\sto|citing|reports)\s{_ARTICLE}{_NAME.replace('?P<name>', '?P<other>')}"
    rf"|\((?:[Ss]ource|[Vv]ia):?\s{_NAME.replace('?P<name>', '?P<source>')}\)"
)
_CUES = ("reported", "reports", "told ", "according to ", "citing ", "(Source", "(source", "(via", "(Via")
_EVERY = frozenset(BlockKind)
_TELLING = frozenset({BlockKind.BODY, BlockKind.CREDIT, BlockKind.BYLINE})
_PUBLISHED_CUES = ("published", "appeared", "posted", "printed", "first reported")


def mentioned_outlets(document: Document) -> tuple[Mention, ...]:
    """Mentions of outlets, each outlet once, the strongest first. Its own is none."""
    own = document.metadata.outlet
    found: dict[str, Mention] = {}
    every = (*_published(document), *_credits(document), *_page(document), *_named(document))
    for mention in sorted(every, key=lambda m: (GRADES.index(m.grade), m.start)):
        if mention.grade == "page" or own is None or not same_outlet(mention.outlet, own):
            found.setdefault(mention.outlet, mention)
    return tuple(found.values())[:MOST]


_LEADING = re.compile(
    r"(?:(?:On|In|As|But|And|The|the|Earlier|Later|Meanwhile|While|When|Also|Last|Local)\s|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s)+"
)
_TRAILING = re.compile(r"(?:\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)+\Z|['’]s?\Z")


def _mention(document: Document, name: str, grade: MentionGrade, start: int, end: int) -> Mention:
    """The words that begin a sentence, and a day, are no part of the name."""
    outlet = _TRAILING.sub("", _LEADING.sub("", name, count=1) if _LEADING.match(name) else name)
    return Mention(outlet, grade, document.id, document.text[start:end], start, end)


def _published(document: Document) -> Iterator[Mention]:
    """ "This article first appeared in X". A study that first appeared somewhere is another thing: in the report's own
    sentences the name only counts where its owner carries the report."""
    for block, start, end in near(document, _PUBLISHED_CUES, _AROUND, _EVERY):
        for match in _PUBLISHED.finditer(document.text[start:end]):
            first = match["own"] is not None and (match["own"] != "" or start == block.start)
            grade: MentionGrade = "published" if first and proper_name(match["name"]) else "named"
            yield _mention(document, match["name"], grade, start + match.start(), start + match.end())


def _credits(document: Document) -> Iterator[Mention]:
    for block in document.blocks:
        if block.kind is not BlockKind.CREDIT:
            continue
        for part in named_in_source(document.text[block.start : block.end]):
            if agency_name(part):
                continue
            if outlet := outlet_name(part):
                yield _mention(document, outlet, "credit", block.start, block.end)
            elif name := proper_name(part):
                yield _mention(document, name, "named", block.start, block.end)


_SITE = re.compile(r"(?:.*\s[-–—|>»·]\s)?(?P<site>[^|>»·]{3,40})\Z", re.DOTALL)


def _page(document: Document) -> Iterator[Mention]:
    """The title line of a site's page ("Headline - News - X") below somebody else's words: the text was taken from
    that page. It stands twice, or the document is known to be another outlet's."""
    repeated = {b.repeat_of for b in document.blocks if b.kind is BlockKind.REPEAT}
    told = False
    for i, block in enumerate(document.blocks):
        site = document.blocks[i + 1] if i + 1 < len(document.blocks) else None
        if block.kind is BlockKind.HEADLINE and site is not None and site.kind is BlockKind.SECTION and told:
            match = _SITE.match(document.text[site.start : site.end])
            name = proper_name(match["site"]) if match else None
            own = document.metadata.outlet
            foreign = own is not None and name is not None and not same_outlet(name, own)
            if name is not None and (i in repeated or foreign):
                yield _mention(document, name, "page", block.start, site.end)
        told = told or block.kind is BlockKind.BODY


def _named(document: Document) -> Iterator[Mention]:
    seen: set[int] = set()
    for _, start, end in near(document, _CUES, _AROUND, _TELLING):
        for match in _NAMED.finditer(document.text, start, end):
            name = match["name"] or match["other"] or match["source"]
            if match.start() not in seen and proper_name(name):
                seen.add(match.start())
                yield _mention(document, name, "named", match.start(), match.end())
