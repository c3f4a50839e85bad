"""Documents in the record: adding revisions, describing them, and getting them back as contract values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from ascribe.contract.documents import Block, BlockKind, Document, Metadata, Problem
from ascribe.identity import digest
from ascribe.record import raw
from ascribe.record.canonical import described, dumps, problems_from_json, problems_to_json, whole
from ascribe.record.schema import blocks, documents, links

READ_LANGUAGE = "en"
"""The one language that is read for claims; documents in others are stored and grouped."""

_BATCH = 500
"""Keys in one query: well below SQLite's 32,766 variables."""


def add(connection: Connection, document: Document, reading: int) -> None:
    """A row for this revision, where there is none yet. What describes it is settled from the ledger afterwards."""
    known = select(documents.c.pk).where(documents.c.id == document.id, documents.c.revision == document.revision)
    if connection.execute(known).first() is not None:
        return
    values = {
        "id": document.id,
        "revision": document.revision,
        "live": 0,
        "present": 0,
        "location": "",
        "reading": reading,
        "text": whole(document.text),
        **_columns(document),
        "digest": "",
    }
    connection.execute(insert(documents).values(values))


def known_ids(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Those of `ids` of which the record has a revision."""
    return set(connection.scalars(select(documents.c.id).where(documents.c.id.in_(ids))))


def add_settled(connection: Connection, found: Sequence[tuple[Document, str]], reading: int) -> None:
    """Rows for documents that the record did not have and that one input each gives, with its location.

    What `add` and settling come to for them, at a fifth of the cost.
    """
    if not found:
        return
    values = [
        {
            "id": document.id,
            "revision": document.revision,
            "live": 1,
            "present": 1,
            "location": location,
            "reading": reading,
            "text": whole(document.text),
            **_columns(document),
            "digest": content_digest(document),
        }
        for document, location in found
    ]
    connection.execute(insert(documents), values)
    query = select(documents.c.id, documents.c.pk).where(documents.c.id.in_([d.id for d, _ in found]))
    keys = {row.id: row.pk for row in connection.execute(query)}
    _insert_blocks(connection, [(keys[document.id], document) for document, _ in found])
    _to_group(connection, list(keys.values()))


def revisions(connection: Connection, id: str) -> list[Any]:
    """The rows of a document's revisions, without their text."""
    c = documents.c
    query = select(c.pk, c.id, c.revision, c.present, c.location, c.digest, c.warnings, c.name, c.encoding)
    return list(connection.execute(query.where(c.id == id).order_by(c.revision)))


def standing(connection: Connection, id: str) -> list[Any]:
    """What tells which revision of a document is in view when, and what it is called: rows that begin with the key."""
    query = "SELECT pk, live, present, published_at, location, name, outlet FROM documents WHERE id = ? ORDER BY pk"
    return raw.rows(connection, query, (id,))


def mark_absent(connection: Connection, pk: int) -> None:
    connection.execute(update(documents).where(documents.c.pk == pk).values(present=0))


def describe_by(connection: Connection, row: Any, location: str, description: str) -> str | None:
    """Gives a revision the metadata and blocks of the input that describes it. Its publication date comes back.

    Where something changed that claims are made from, its claims are due again.
    """
    document = described(row.id, row.revision, "", description)
    content = content_digest(document)
    same = row.digest == content
    described_alike = (row.name, row.encoding, row.warnings) == (
        document.name,
        document.encoding,
        problems_to_json(document.warnings),
    )
    if same and row.present and row.location == location and described_alike:
        return document.metadata.published_at
    values = {**_columns(document), "present": 1, "location": location, "digest": content}
    if same:
        del values["state"]
    else:
        values["problem"] = None
    connection.execute(update(documents).where(documents.c.pk == row.pk).values(values))
    if not same:
        connection.execute(delete(blocks).where(blocks.c.document == row.pk))
        _insert_blocks(connection, [(row.pk, document)])
        forget_comparison(connection, row.pk)
    return document.metadata.published_at


def content_digest(document: Document) -> str:
    """Of all that claims and links are made from."""
    said = [[b.kind.value, b.start, b.end, b.repeat_of] for b in document.blocks]
    m = document.metadata
    meta = dumps([m.url, m.outlet, m.title, m.byline, m.published_at, document.dated_by, document.language])
    return digest(document.id, document.revision, dumps(said), meta)


def forget_comparison(connection: Connection, pk: int) -> None:
    """The document is to be compared with the others again, and its story is due again."""
    story_is_stale(connection, [pk])
    row = connection.execute(
        select(documents.c.id, documents.c.revision, documents.c.content).where(documents.c.pk == pk)
    ).one()
    ends = (links.c.first == row.content) | (links.c.second == row.content)
    renamed = func.replace(links.c.link, f'"{row.id}@{row.revision}"', '"changed"')
    connection.execute(update(links).where(ends).values(link=renamed))  # its offsets hold no more
    values = {"number": None, "content": None, "words": None, "naming": None}
    connection.execute(update(documents).where(documents.c.pk == pk).values(values))


def story_is_stale(connection: Connection, pks: Sequence[int]) -> None:
    """These documents, and those that share a story with them, have to be grouped again. Their stories are gone."""
    listed = raw.listed(pks)
    left = raw.rows(connection, _STORIES, (listed,))
    beside = raw.rows(connection, _BESIDE, (listed,))
    raw.run(connection, "DELETE FROM story_members WHERE story = ?", left)
    raw.run(connection, "DELETE FROM stories WHERE id = ?", left)
    _to_group(connection, [*pks, *(pk for (pk,) in beside)])


_STORIES = "SELECT DISTINCT story FROM story_members WHERE document IN (SELECT value FROM json_each(?))"
_BESIDE = f"SELECT DISTINCT document FROM story_members WHERE story IN ({_STORIES})"  # noqa: S608


def _to_group(connection: Connection, pks: Sequence[int]) -> None:
    """These documents, as far as they are live, are in no story."""
    raw.run(connection, "INSERT OR IGNORE INTO stories_due (document) VALUES (?)", ((pk,) for pk in pks))
    query = "SELECT pk FROM documents WHERE pk IN (SELECT value FROM json_each(?)) AND live = 0"
    raw.run(connection, "DELETE FROM stories_due WHERE document = ?", raw.rows(connection, query, (raw.listed(pks),)))


def _columns(document: Document) -> dict[str, Any]:
    m = document.metadata
    return {
        "name": whole(document.name),
        "url": m.url,
        "outlet": m.outlet,
        "title": m.title,
        "byline": m.byline,
        "published_at": m.published_at,
        "published_day": m.published_at[:10] if m.published_at else None,
        "dated_by": document.dated_by,
        "language": document.language,
        "encoding": document.encoding,
        "warnings": problems_to_json(document.warnings),
        "state": "pending" if document.language == READ_LANGUAGE else "unread",
    }


def _insert_blocks(connection: Connection, found: Sequence[tuple[int, Document]]) -> None:
    values = [
        {
            "document": pk,
            "position": i,
            "kind": b.kind.value,
            "start": b.start,
            "end": b.end,
            "repeat_of": b.repeat_of,
            "rule": b.rule,
        }
        for pk, document in found
        for i, b in enumerate(document.blocks)
    ]
    if values:
        connection.execute(insert(blocks), values)


def load(connection: Connection, pks: Sequence[int]) -> Iterator[tuple[int, Document]]:
    """The documents with these keys, in their order, as the stages made them."""
    for start in range(0, len(pks), _BATCH):
        part = pks[start : start + _BATCH]
        found = {row.pk: row for row in connection.execute(select(documents).where(documents.c.pk.in_(part)))}
        pieces: dict[int, list[Block]] = {pk: [] for pk in part}
        query = select(blocks).where(blocks.c.document.in_(part)).order_by(blocks.c.document, blocks.c.position)
        for b in connection.execute(query):
            pieces[b.document].append(Block(BlockKind(b.kind), b.start, b.end, b.repeat_of, b.rule))
        for pk in part:
            if pk in found:
                yield pk, _document(found[pk], tuple(pieces[pk]))


def _document(row: Row[Any], pieces: tuple[Block, ...]) -> Document:
    return Document(
        id=row.id,
        revision=row.revision,
        name=row.name,
        text=row.text,
        blocks=pieces,
        metadata=Metadata(row.url, row.outlet, row.title, row.byline, row.published_at),
        dated_by=cast(Any, row.dated_by),
        language=row.language,
        encoding=row.encoding,
        warnings=problems_from_json(row.warnings),
    )


def due(connection: Connection, extractor: str) -> list[int]:
    """Keys of the documents whose claims are missing, failed, or were made by another extractor or from other content.

    Revisions that no input holds any more are left as they are, unless a newer revision of the document is live.
    """
    return [pk for (pk,) in raw.rows(connection, _DUE, (READ_LANGUAGE, extractor, extractor))]


_DUE = """
SELECT pk FROM documents d WHERE language = ? AND pk IN (
  SELECT pk FROM documents INDEXED BY documents_state WHERE state < 'read'
  UNION SELECT pk FROM documents INDEXED BY documents_state WHERE state > 'read'
  UNION SELECT pk FROM documents INDEXED BY documents_changed WHERE read_digest IS NOT digest
  UNION SELECT pk FROM documents INDEXED BY documents_extractor WHERE extractor < ?
  UNION SELECT pk FROM documents INDEXED BY documents_extractor WHERE extractor > ?
) AND EXISTS (SELECT 1 FROM documents o WHERE o.id = d.id AND o.live = 1)
ORDER BY published_day, id, revision
"""
"""Each part is in an index, and without being told SQLite looks through all documents: what was read already is not
looked at again."""


def mark_failed(connection: Connection, pk: int, failure: Problem) -> None:
    """The reader could not read it: it stays without claims until a later reading."""
    told = dumps([failure.code, whole(failure.message)])
    connection.execute(update(documents).where(documents.c.pk == pk).values(state="failed", problem=told))


def mark_read(connection: Connection, pk: int, extractor: str, warning: Problem | None) -> None:
    told = dumps([warning.code, whole(warning.message)]) if warning else None
    values = {
        "state": "read", "problem": told, "extractor": extractor, "read_digest": documents.c.digest, "situated": None,
    }  # fmt: skip
    connection.execute(update(documents).where(documents.c.pk == pk).values(values))
