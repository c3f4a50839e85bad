"""What grouping needs to know of a document, in one value.

In comes a document, out comes its `DocumentInfo`: digest of the words that count, dates, outlet, agency, outlets named.
"""

from __future__ import annotations

from ascribe.contract.documents import Document
from ascribe.contract.stories import DocumentInfo
from ascribe.stories.compare import FEWEST_IDENTICAL
from ascribe.stories.fingerprint import content_digest, fingerprint
from ascribe.stories.mentions import mentioned_outlets
from ascribe.stories.origin import name_agency


def describe(document: Document, known: tuple[int, int] | None = None) -> DocumentInfo:
    """`known`: its number of words and their hash, as a `StoryFinder` has them; without, they are made again."""
    if known is None:
        found = fingerprint(document)
        known = found.words, found.content
    words, content = known
    return DocumentInfo(
        document=document.id,
        name=document.name,
        content=content_digest(content) if words >= FEWEST_IDENTICAL else "",
        words=words,
        outlet=document.metadata.outlet,
        published_at=document.metadata.published_at,
        naming=name_agency(document),
        mentions=mentioned_outlets(document),
    )
