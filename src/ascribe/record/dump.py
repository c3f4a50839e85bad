"""The content of a record as one hash, for the tests of convergence: equal hashes, equal records.

Rows are sorted; what depends on the order of reading (keys, numbers, the files' times) is left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Table, func, select, text

from ascribe.record.canonical import dumps
from ascribe.record.schema import (
    blocks,
    claim_actors,
    claim_places,
    claim_sources,
    claims,
    documents,
    inputs,
    links,
    names,
    situation_days,
    situation_decisions,
    situation_parts,
    situations_now,
    source_copies,
    source_disputes,
    source_ratings,
    source_totals,
    speakers,
    stories,
    story_members,
    thread_ties,
    threads,
)

_LEFT_OUT = frozenset({"pk", "document", "claim", "name", "thread", "parent"})
"""Keys of rows, and what is told another way: by id instead of key."""


def canonical_dump(connection: Connection) -> str:
    """sha256 of all that the record holds."""
    h = hashlib.sha256()
    for line in lines(connection):
        h.update(line.encode("utf-8") + b"\n")
    return h.hexdigest()


def lines(connection: Connection) -> Iterator[str]:
    """The content, a row a line, sorted within each table; two that differ can be compared line by line."""
    d, c, n = documents.c, claims.c, names.c
    document = (d.id.label("document_id"), d.revision.label("document_revision"))
    claim = (*document, c.id.label("claim_id"))
    at_document, at_claim = documents, documents.join(claims, c.document == d.pk)
    yield from _table("inputs", connection, select(*(x for x in inputs.c if x.name != "reading")))
    keys = ("pk", "number", "reading")
    yield from _table("documents", connection, select(*(x for x in documents.c if x.name not in keys)))
    joined = at_document.join(blocks, blocks.c.document == d.pk)
    yield from _table("blocks", connection, select(*document, *_rest(blocks)).select_from(joined))
    shown = select(d.content).where(d.live == 1)
    both = links.c.first.in_(shown) & links.c.second.in_(shown)
    yield from _table("links", connection, select(links).where(both))
    yield from _table("stories", connection, select(stories))
    joined = at_document.join(story_members, story_members.c.document == d.pk)
    yield from _table("story_members", connection, select(*document, story_members.c.story).select_from(joined))
    yield from _table("claims", connection, select(*document, c.claim, *_rest(claims)).select_from(at_claim))
    for table in (claim_places, claim_actors, claim_sources):
        joined = at_claim.join(table, table.c.claim == c.pk).join(names, n.pk == table.c.name)
        yield from _table(table.name, connection, select(*claim, n.key, *_rest(table)).select_from(joined))
    before, behind = threads.alias("earlier"), threads.alias("behind")
    joined = threads.outerjoin(before, before.c.pk == threads.c.parent)
    yield from _table(
        "threads", connection, select(before.c.ord.label("goes_on_with"), *_rest(threads)).select_from(joined)
    )
    joined = thread_ties.join(before, before.c.pk == thread_ties.c.first).join(behind, behind.c.pk == thread_ties.c.on)
    tied = select(before.c.ord, behind.c.ord.label("on_ord"), thread_ties.c.how, thread_ties.c.claim)
    yield from _table("thread_ties", connection, tied.select_from(joined))
    yield from _table(
        "claims in threads",
        connection,
        select(*claim, threads.c.ord).select_from(at_claim.join(threads, threads.c.pk == c.thread)),
    )
    joined = at_claim.join(speakers, speakers.c.claim == c.pk)
    yield from _table("speakers", connection, select(*claim, *_rest(speakers)).select_from(joined))
    for table in (source_totals, source_copies, source_disputes):
        yield from _table(table.name, connection, select(table))
    yield from _table("situation_days", connection, select(situation_days))
    yield from _table("situation_parts", connection, select(*_rest(situation_parts)))
    yield from _table("situations_now", connection, select(situations_now))
    yield from _table("situation_decisions", connection, select(situation_decisions))
    yield from _table("source_ratings", connection, select(source_ratings))


def _rest(table: Table) -> Iterable[Any]:
    return [column for column in table.c if column.name not in _LEFT_OUT]


def _table(name: str, connection: Connection, query: Any) -> Iterator[str]:
    yield from sorted(f"{name} {dumps(dict(row))}" for row in connection.execute(query).mappings())


def damage(connection: Connection) -> list[str]:
    """What is wrong inside the file: broken pages, dangling keys, full text that does not fit the claims. Slow."""
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
    found += [f"a row of {row[0]} points nowhere" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
    indexed = connection.scalar(text("SELECT COUNT(*) FROM claim_text_docsize"))
    stored = connection.scalar(select(func.count()).select_from(claims))
    if indexed != stored:
        found.append(f"the full text has {indexed} sentences, the claims {stored}")
    return found
