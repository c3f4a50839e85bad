"""The revisions of a record's documents as they are looked at, each with what it changed against the one before."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection

from ascribe.contract.documents import Document
from ascribe.errors import AscribeError
from ascribe.exports.claim_json import DocumentRef, Json, exported
from ascribe.exports.items import Item
from ascribe.exports.revisions import changed_claims, changed_text
from ascribe.record import documents as stored_documents
from ascribe.record.claims import claim_from_json
from ascribe.record.revisions import claim_rows_of, revision_rows
from ascribe.record.store import Store


class RevisionView:
    """The part of a view that knows revisions."""

    store: Store

    def revisions(self, document: str, as_of: date | None = None) -> list[Item]:
        """The revisions of a document, by its full id, the earliest first; those published by `as_of`.

        Each has `sentences` and `changed_claims`: what it changed against the one before; None in the first.
        AscribeError `usage.id` where there is none.
        """
        with self.store.reading() as connection:
            rows = revision_rows(connection, document, as_of)
            texts = dict(stored_documents.load(connection, [row.pk for row in rows]))
            found = []
            before: tuple[Document, list[Json]] | None = None
            for row in rows:
                claims = _claims(connection, row, texts[row.pk])
                item = _revision(row)
                if before is not None:
                    item["sentences"] = changed_text(before[0], texts[row.pk])
                    item["changed_claims"] = changed_claims(item["sentences"], before[1], claims)
                before = texts[row.pk], claims
                found.append(Item(item))
        if not found:
            raise AscribeError("usage.id", document)
        return found

    def count_revisions(self, document: str, as_of: date | None = None) -> int:
        """How many revisions of a document the record has."""
        with self.store.reading() as connection:
            return len(revision_rows(connection, document, as_of))


def _claims(connection: Connection, row: Any, document: Document) -> list[Json]:
    about = DocumentRef.of(document)
    return [
        exported(claim_from_json(c.claim, row.id, row.revision), about, c.prefix, c.suffix, None)
        for c in claim_rows_of(connection, row.pk)
    ]


def _revision(row: Any) -> Json:
    return {
        "id": row.id,
        "revision": row.revision,
        "shown": bool(row.live),
        "held": bool(row.present),
        "name": row.name,
        "location": row.location,
        "title": row.title,
        "published_at": row.published_at,
        "dated_by": row.dated_by,
        "state": row.state,
        "claims": row.claims,
        "sentences": None,
        "changed_claims": None,
    }
