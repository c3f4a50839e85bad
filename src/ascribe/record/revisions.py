"""The revisions of a document: the same address read again with another text. Rows come out, the earliest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from ascribe.record.schema import claims, documents


def revision_rows(connection: Connection, document: str, as_of: date | None = None) -> Sequence[Any]:
    """Rows of a document's revisions without their text, in the order of their publication. Of those of one date, what
    an input no longer holds comes before what it holds, and what was read earlier comes first."""
    d = documents.c
    counted = select(func.count()).where(claims.c.document == d.pk).scalar_subquery().label("claims")
    columns = (d.pk, d.id, d.revision, d.live, d.present, d.name, d.location, d.title, d.published_at, d.dated_by)
    query = select(*columns, d.state, counted).where(d.id == document)
    if as_of is not None:
        query = query.where(d.published_day <= as_of.isoformat())
    return list(connection.execute(query.order_by(d.published_at, d.present, d.reading, d.location, d.revision)))


def claim_rows_of(connection: Connection, key: int) -> Sequence[Any]:
    """The claims of one revision in the order of its text, with what stands around them."""
    c = claims.c
    query = select(c.claim, c.prefix, c.suffix).where(c.document == key).order_by(c.position, c.id)
    return list(connection.execute(query))
