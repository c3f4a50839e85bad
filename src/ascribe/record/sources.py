"""Who says each claim, so that sources are counted and listed without reading the claims.

In: claims as they are stored. Out: what each source said, a `Saying` a claim, and the sources that say most.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final, cast

from sqlalchemy import Column, ColumnElement, Connection, delete, func, select
from sqlalchemy.sql import visitors

from ascribe.contract.claims import Claim, SourceLink
from ascribe.record import raw
from ascribe.record.folding import key
from ascribe.record.schema import claims, documents, speakers, threads
from ascribe.record.source_totals import uncount

Saying = tuple[str, str | None, str, str, int, str | None, str, str, int, int, str, str | None, str | None]
"""A source's claim, with what a page of sources tells of it: key of the speaker, name, text, kind, whether it is
anonymous, affiliation; id of the claim, factuality, its key; key of the document, id, publication; situation."""
KEY: Final = 8
"""Where the key of the claim stands in it."""
DOCUMENT: Final = 9
"""And that of the document."""


@lru_cache(maxsize=50_000)  # the same few sources say most of what is said
def speaker_key(name: str | None, text: str, affiliation: str | None) -> str:
    """Equal for one source: those with a name are one by it, a description is one with its affiliation."""
    return key(name) if name else f"{key(text)}of {key(affiliation)}"


def add_speakers(connection: Connection, document: int, found: Sequence[tuple[int, Claim]]) -> None:
    """The innermost speakers of the claims with these keys."""
    rows: list[tuple[Any, ...]] = [
        (speaker, pk, document, link.name, link.text, link.kind, int(link.anonymous), link.affiliation)
        for pk, claim in found
        for speaker, link in speakers_of(claim).items()
    ]
    raw.run(
        connection,
        "INSERT INTO speakers VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)",  # counted when its situations are made
        sorted(rows, key=lambda row: (row[0], row[1])),
    )


def speakers_of(claim: Claim) -> dict[str, SourceLink]:
    """The innermost speakers of a claim, by their keys."""
    links = (chain[-1] for chain in claim.sources if chain)
    return {speaker_key(link.name, link.text, link.affiliation): link for link in links}


def remove_speakers(connection: Connection, document: int) -> None:
    """Those of the claims of a document. They count no more."""
    uncount(connection, [document])
    mine = select(claims.c.pk).where(claims.c.document == document)
    connection.execute(delete(speakers).where(speakers.c.claim.in_(mine)))


def most_quoted(connection: Connection, conditions: Sequence[ColumnElement[bool]], limit: int) -> list[str]:
    """The keys of those that most documents quote, among the claims and documents that the conditions let through."""
    s = speakers.c
    told = func.count(s.document.distinct())
    query = select(s.speaker).where(*conditions, documents.c.pk == s.document).group_by(s.speaker)
    if any(column.table is claims for condition in conditions for column in _columns(condition)):
        query = query.where(claims.c.pk == s.claim)
    return list(connection.scalars(query.order_by(told.desc(), func.count().desc(), s.speaker).limit(limit)))


def _columns(condition: ColumnElement[bool]) -> list[Column[Any]]:
    return [part for part in visitors.iterate(condition) if isinstance(part, Column)]


def sayings(
    connection: Connection, conditions: Sequence[ColumnElement[bool]], of: Sequence[str] | None
) -> Iterator[Saying]:
    """What these sources said, by publication; None: what all of them did."""
    s, c, d = speakers.c, claims.c, documents.c
    joined = speakers.join(documents, d.pk == s.document).join(claims, c.pk == s.claim)
    query = (
        select(
            s.speaker, s.name, s.text, s.kind, s.anonymous, s.affiliation, c.id, c.factuality, c.pk, d.pk, d.id,
            d.published_at, threads.c.shown,
        )
        .select_from(joined.outerjoin(threads, threads.c.pk == c.thread))
        .where(*conditions)
        .order_by(d.published_day.is_(None), d.published_at, d.id, c.position)
    )  # fmt: skip
    if of is not None:
        listed: Any = func.json_each(raw.listed(of)).table_valued("value").c.value
        query = query.where(s.speaker.in_(select(listed)))
    for part in connection.execute(query.execution_options(yield_per=5000)).partitions():
        yield from cast(Sequence[Saying], part)


def sentence_starts(connection: Connection, keys: Sequence[int]) -> dict[int, int]:
    """Where the sentences of the claims with these keys begin: tells the stories of one page apart."""
    return dict(raw.rows(connection, _STARTS, (raw.listed(keys),)))


_STARTS = """
SELECT pk, json_extract(claim, '$.sentence.start') FROM claims WHERE pk IN (SELECT value FROM json_each(?))
"""
