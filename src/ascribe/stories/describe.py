"""What grouping needs to know of a document, in one value.

In comes a document, out comes its `DocumentInfo`: digest of the words that count, dates, outlet, agency.
"""

from __future__ import annotations

from ascribe.contract.documents import Document
from ascribe.contract.stories import DocumentInfo
from ascribe.stories.compare import FEWEST_IDENTICAL
from ascribe.stories.fingerprint import Fingerprint, content_digest, fingerprint
from ascribe.stories.origin import name_agency


def describe(document: Document, found: Fingerprint | None = None) -> DocumentInfo:
    """`found` saves the work where the fingerprint is there already."""
    found = found or fingerprint(document)
    return DocumentInfo(
        document=document.id,
        name=document.name,
        content=content_digest(found.content) if found.words >= FEWEST_IDENTICAL else "",
        words=found.words,
        outlet=document.metadata.outlet,
        published_at=document.metadata.published_at,
        naming=name_agency(document),
    )
