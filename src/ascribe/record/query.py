"""Finding claims and documents: a `Filter` comes in, SQL goes to the record, rows come out.

Every view goes through `shown`, which lets through one revision of each document: the live one, or the one that a
record would show that has only read what was published by a given day.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    and_,
    exists,
    func,
    literal_column,
    or_,
    select,
    text,
    tuple_,
)
from sqlalchemy.exc import OperationalError

from ascribe.errors import AscribeError
from ascribe.record import raw
from ascribe.record.folding import key
from ascribe.record.schema import (
    claim_actors,
    claim_places,
    claim_sources,
    claims,
    documents,
    names,
    stories,
    story_members,
    threads,
)


@dataclass(frozen=True, slots=True)
class Filter:
    """What to show. Several values of one field: any of them; several fields: all of them. Empty: everything."""

    as_of: date | None = None
    """Only documents published by this day, in the revision that was there then. Undated ones are left out."""
    place: tuple[str, ...] = ()
    """Name, another spelling of it, or country."""
    actor: tuple[str, ...] = ()
    """Words of the name of an agent or target."""
    source: tuple[str, ...] = ()
    """Words of the name, description or affiliation of who is quoted."""
    outlet: tuple[str, ...] = ()
    event_type: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    factuality: tuple[str, ...] = ()
    phase: tuple[str, ...] = ()
    time_from: date | None = None
    """Events that can have held on this day or later."""
    time_to: date | None = None
    published_from: date | None = None
    published_to: date | None = None
    text: str | None = None
    """Words of the sentence; "quoted phrases", AND, OR, NOT, ( ) and word* are understood."""
    document: tuple[str, ...] = ()
    """Beginnings of ids, or names."""
    story: tuple[str, ...] = ()
    """Beginnings of ids."""
    situation: tuple[str, ...] = ()
    """Beginnings of ids."""
    claims: tuple[str, ...] | None = None
    """Only these, by full id; None: any."""
    about: tuple[str, ...] = ()
    """Folded words of the name of an agent, a target or who is quoted: all words of one of these."""
    limit: int | None = None

    @property
    def of_claims(self) -> bool:
        """Whether anything is asked that only claims have."""
        asked = (self.place, self.actor, self.source, self.event_type, self.mode, self.factuality, self.phase)
        return any(asked) or bool(self.time_from or self.time_to or self.text or self.situation or self.about)

    @property
    def of_documents(self) -> bool:
        """Whether only some documents are asked for, but for the day."""
        return bool(self.outlet or self.published_from or self.published_to or self.document or self.story)


def shown(as_of: date | None) -> ColumnElement[bool]:
    """The condition on `documents` that lets through one revision of each document that is in view."""
    c = documents.c
    if as_of is None:
        return c.live == 1
    day = as_of.isoformat()
    other = documents.alias("other")
    current = documents.alias("current")
    better = exists().where(
        other.c.id == c.id,
        other.c.published_day <= day,
        tuple_(other.c.present, other.c.published_at, other.c.location, other.c.revision)
        > tuple_(c.present, c.published_at, c.location, c.revision),
    )
    return and_(c.published_day <= day, exists().where(current.c.id == c.id, current.c.live == 1), ~better)


def undated(connection: Connection) -> int:
    """Number of live documents without a publication date: no view as of a day holds them."""
    query = select(func.count()).where(documents.c.live == 1, documents.c.published_day.is_(None))
    return int(connection.scalar(query) or 0)


def document_keys(connection: Connection, wanted: Filter, stories: set[int] | None = None) -> list[int]:
    """Keys of the documents in view that the filter lets through, by publication, undated ones last.

    `stories`: keys of the documents of the stories asked for, where the filter names some and as-of is set.
    """
    c = documents.c
    query = select(c.pk).where(*_document_conditions(wanted, stories))
    if wanted.of_claims:
        conditions = _claim_conditions(connection, wanted)
        query = query.where(exists().where(claims.c.document == c.pk, *conditions))
    query = query.order_by(c.published_day.is_(None), c.published_at, c.id).limit(wanted.limit)
    return list(connection.scalars(query))


DOCUMENT_COLUMNS = tuple(
    c for c in documents.c if c.name not in ("text", "content", "number", "reading", "read_digest", "situated")
)


def document_rows(connection: Connection, keys: Sequence[int]) -> Iterator[Any]:
    """Rows of documents without their text, in the order of `keys`, with the number of their claims and words."""
    counted = select(func.count()).where(claims.c.document == documents.c.pk).scalar_subquery()
    for start in range(0, len(keys), 500):
        part = keys[start : start + 500]
        query = select(*DOCUMENT_COLUMNS, counted.label("claims")).where(documents.c.pk.in_(part))
        found = {row.pk: row for row in connection.execute(query)}
        yield from (found[pk] for pk in part)


def claim_rows(
    connection: Connection, wanted: Filter, stories: set[int] | None = None, *, by_time: bool = False
) -> Iterator[Any]:
    """Claims with their document's columns, by publication, document and place in the text, or by time of the event.

    Rows have the columns of `claims` that views need, the document's, and the id of the situation as `shown`.
    """
    c, d = claims.c, documents.c
    query = (
        select(
            c.claim, c.prefix, c.suffix, c.time_start, c.time_end,
            d.pk, d.id, d.revision, d.name, d.url, d.outlet, d.published_at, d.dated_by, threads.c.shown,
        )
        .select_from(claims.join(documents, d.pk == c.document).outerjoin(threads, threads.c.pk == c.thread))
        .where(*conditions(connection, wanted, stories))
        .limit(wanted.limit)
    )  # fmt: skip
    published = (d.published_day.is_(None), d.published_at, d.id, c.position)
    if by_time:
        first, last = func.coalesce(c.time_start, c.time_end), func.coalesce(c.time_end, c.time_start)
        query = query.order_by(first.is_(None), first, last, *published)
    else:
        query = query.order_by(*published)
    yield from connection.execute(query.execution_options(yield_per=500))


def dated_beside(connection: Connection, documents_: Iterable[str], as_of: date | None) -> tuple[str, ...]:
    """Ids of the claims with a time in the documents with these ids."""
    ids = func.json_each(json.dumps(sorted(set(documents_)))).table_valued("value")
    c, d = claims.c, documents.c
    told = or_(c.time_start.is_not(None), c.time_end.is_not(None))
    query = select(c.id).join(documents, d.pk == c.document).where(d.id.in_(select(ids.c.value)), shown(as_of), told)
    return tuple(connection.scalars(query))


def conditions(connection: Connection, wanted: Filter, stories: set[int] | None) -> list[ColumnElement[bool]]:
    """What a filter asks of the tables `documents` and `claims`."""
    return [*_document_conditions(wanted, stories), *_claim_conditions(connection, wanted)]


def situations_with(connection: Connection, wanted: Filter) -> set[str]:
    """Ids of the situations that have a claim which the filter lets through."""
    c, d = claims.c, documents.c
    query = (
        select(threads.c.shown)
        .distinct()
        .select_from(claims.join(documents, d.pk == c.document).join(threads, threads.c.pk == c.thread))
        .where(*conditions(connection, wanted, None))
    )
    return set(connection.scalars(query))


def claims_shown(connection: Connection, ids: Iterable[str], as_of: date) -> list[tuple[int, int, str, str]]:
    """Of these claims, those in view as of a day: key, key of the document, id, id of the document."""
    listed = func.json_each(raw.listed(sorted(ids))).table_valued("value").c.value
    query = select(claims.c.pk, documents.c.pk, claims.c.id, documents.c.id).join(
        documents, documents.c.pk == claims.c.document
    )
    return [tuple(row) for row in connection.execute(query.where(claims.c.id.in_(select(listed)), shown(as_of)))]


def last_day(connection: Connection) -> date | None:
    """The last day of publication in the record. One that has not come is a mistake, and counts only where all are."""
    days = select(func.max(documents.c.published_day)).where(documents.c.live == 1)
    found = connection.scalar(days.where(documents.c.published_day <= horizon())) or connection.scalar(days)
    return date.fromisoformat(found) if found else None


def ahead(connection: Connection) -> int:
    """Number of live documents whose day of publication has not come."""
    query = select(func.count()).where(documents.c.live == 1, documents.c.published_day > horizon())
    return int(connection.scalar(query) or 0)


def horizon() -> str:
    """The last day that it can be anywhere: tomorrow."""
    return (date.today() + timedelta(days=1)).isoformat()


def situation_beginning(connection: Connection, beginning: str) -> str:
    """The id of the situation that begins so. AscribeError `usage.id`, `usage.ambiguous`."""
    return _only(connection, threads.c.shown, "situation", beginning)


def claim_beginning(connection: Connection, beginning: str) -> str:
    """The id of the claim that begins so. AscribeError `usage.id`, `usage.ambiguous`."""
    return _only(connection, claims.c.id, "claim", beginning)


def _only(connection: Connection, column: Column[str], kind: str, beginning: str) -> str:
    asked = beginning.strip().lower()
    if not re.fullmatch(r"[0-9a-f]+", asked):
        raise AscribeError("usage.id", beginning)
    name, table = column.name, column.table.name
    query = f"SELECT DISTINCT {name} FROM {table} WHERE {name} >= ? AND {name} < ? ORDER BY {name} LIMIT ?"  # noqa: S608
    found = [id for (id,) in raw.rows(connection, query, (asked, asked + "g", _FEW))]
    if not found:
        raise AscribeError("usage.id", beginning)
    if len(found) > 1 and asked not in found:
        examples = ", ".join(f"{kind} {id}" for id in found[:3])
        raise AscribeError("usage.ambiguous", beginning, count=len(found), examples=examples)
    return asked if asked in found else found[0]


def claim_of_situation(connection: Connection, situation: str) -> str:
    """The id of a claim of a situation: its first one."""
    query = select(claims.c.id).join(threads, threads.c.pk == claims.c.thread).where(threads.c.shown == situation)
    return str(connection.scalars(query.order_by(threads.c.ord, claims.c.position).limit(1)).one())


def names_of(connection: Connection, ids: Iterable[str], as_of: date | None) -> dict[str, str]:
    """Names of the documents in view with these ids."""
    out: dict[str, str] = {}
    ordered = sorted(ids)
    for start in range(0, len(ordered), 500):
        condition = documents.c.id.in_(ordered[start : start + 500])
        for row in connection.execute(select(documents.c.id, documents.c.name).where(condition, shown(as_of))):
            out[row.id] = row.name
    return out


_FEW = 10
"""Ids looked up to say that a beginning is not enough."""


Kind = Literal["claim", "story", "document"]


def ids_beginning(connection: Connection, beginning: str) -> list[tuple[Kind, str]]:
    """Kind and id of what begins so, at most a few of each kind; claims and documents of any revision."""
    found: list[tuple[Kind, str]] = []
    if not re.fullmatch(r"[0-9a-f]+", beginning):
        return []
    columns: list[tuple[Kind, Column[str]]]
    columns = [("document", documents.c.id), ("story", stories.c.id), ("claim", claims.c.id)]
    for kind, column in columns:
        # a range, not LIKE: it uses the index; "g" sorts behind every hexadecimal digit
        query = select(column).distinct().where(column >= beginning, column < beginning + "g").order_by(column)
        found += [(kind, id) for id in connection.scalars(query.limit(_FEW))]
    return found


def document_of_claim(connection: Connection, id: str) -> str:
    """Id of the document of a claim. A claim that several revisions have is of one document."""
    query = select(documents.c.id).join(claims, claims.c.document == documents.c.pk).where(claims.c.id == id)
    return str(connection.scalars(query.limit(1)).one())


def _document_conditions(wanted: Filter, stories: set[int] | None) -> list[ColumnElement[bool]]:
    c = documents.c
    out = [shown(wanted.as_of)]
    if wanted.outlet:
        out.append(or_(*(func.lower(c.outlet).contains(o.lower(), autoescape=True) for o in wanted.outlet)))
    if wanted.published_from:
        out.append(c.published_day >= wanted.published_from.isoformat())
    if wanted.published_to:
        out.append(c.published_day <= wanted.published_to.isoformat())
    if wanted.document:
        out.append(
            or_(
                *(c.id.startswith(d.lower(), autoescape=True) for d in wanted.document),
                *(c.name.contains(d, autoescape=True) for d in wanted.document),
            )
        )
    if stories is not None:
        out.append(c.pk.in_(sorted(stories)))
    elif wanted.story:
        begins = or_(*(story_members.c.story.startswith(s.lower(), autoescape=True) for s in wanted.story))
        out.append(c.pk.in_(select(story_members.c.document).where(begins)))
    return out


def _claim_conditions(connection: Connection, wanted: Filter) -> list[ColumnElement[bool]]:
    c = claims.c
    out: list[ColumnElement[bool]] = []
    if wanted.situation:
        begins = or_(*(threads.c.shown.startswith(s.lower(), autoescape=True) for s in wanted.situation))
        out.append(c.thread.in_(select(threads.c.pk).where(begins)))
    if wanted.claims is not None:
        out.append(c.id.in_(select(func.json_each(json.dumps(wanted.claims)).table_valued("value").c.value)))
    if wanted.event_type:
        out.append(c.event_type.in_([t.upper() for t in wanted.event_type]))
    for column, values in ((c.mode, wanted.mode), (c.factuality, wanted.factuality), (c.phase, wanted.phase)):
        if values:
            out.append(column.in_([v.lower() for v in values]))
    if wanted.time_from or wanted.time_to:
        out.append(or_(c.time_start.is_not(None), c.time_end.is_not(None)))
    if wanted.time_from:
        out.append(or_(c.time_end.is_(None), c.time_end >= wanted.time_from.isoformat()))
    if wanted.time_to:
        out.append(or_(c.time_start.is_(None), c.time_start <= wanted.time_to.isoformat()))
    if wanted.place:
        out.append(or_(*(_at(place) for place in wanted.place)))
    if wanted.actor:
        mine = select(claim_actors.c.claim).where(claim_actors.c.name.in_(_names_with(wanted.actor)))
        out.append(c.pk.in_(mine))
    if wanted.source:
        mine = select(claim_sources.c.claim).where(claim_sources.c.name.in_(_names_with(wanted.source)))
        out.append(c.pk.in_(mine))
    if wanted.about:
        words = [and_(*(names.c.key.contains(f" {w} ", autoescape=True) for w in a.split())) for a in wanted.about]
        named = select(names.c.pk).where(or_(*words))
        sides = (claim_actors, claim_sources)
        out.append(or_(*(c.pk.in_(select(side.c.claim).where(side.c.name.in_(named))) for side in sides)))
    if wanted.text is not None:
        search = text("SELECT rowid FROM claim_text WHERE claim_text MATCH :search").bindparams(
            search=_checked_search(connection, wanted.text)
        )
        out.append(c.pk.in_(search.columns(literal_column("rowid"))))
    return out


def _names_with(wanted: Sequence[str]) -> Select[Any]:
    """Names that have the words of one of `wanted` in their order."""
    keys = [folded for w in wanted if (folded := key(w))]
    if not keys:
        return select(names.c.pk).where(text("0"))
    return select(names.c.pk).where(or_(*(names.c.key.contains(k, autoescape=True) for k in keys)))


def _at(place: str) -> ColumnElement[bool]:
    """Claims at a place: its name as printed or resolved, what the gazetteer knows under that name, or a country."""
    from ascribe.resolution.gazetteer import Gazetteer
    from ascribe.resolution.place_names import fold

    found = Gazetteer.open().lookup(place) if fold(place) else []
    ids = sorted({f.geonameid for f in found if f.geonameid is not None})
    countries = {f.country for f in found if f.precision == "country" and f.country}
    p = claim_places.c
    named = select(p.claim).where(p.name.in_(select(names.c.pk).where(names.c.key == key(place))))
    parts = [named]
    if ids:
        parts.append(select(p.claim).where(p.geonameid.in_(ids)))
    if countries:
        parts.append(select(p.claim).where(p.country.in_(sorted(countries))))
    return or_(*(claims.c.pk.in_(part) for part in parts))


_PIECE = re.compile(r'"[^"]*"|[()]|[^\s()"]+')
_OPERATORS = frozenset({"AND", "OR", "NOT"})


def search_expression(query: str) -> str:
    """The search in SQLite's own syntax: what is not an operator is quoted, so that no name is taken for one.

    AscribeError `usage.search` where a quotation mark is open or there is no word.
    """
    query = query.replace("\x00", " ")
    if query.count('"') % 2:
        raise AscribeError("usage.search", query, detail="a quotation mark is never closed")
    out = []
    for piece in _PIECE.findall(query):
        if piece in _OPERATORS or piece in "()" or piece.startswith('"'):
            out.append(piece)
        elif any(c.isalnum() for c in piece):
            out.append(f'"{piece[:-1]}"*' if piece.endswith("*") else f'"{piece}"')
    if not any(any(c.isalnum() for c in piece) for piece in out if piece not in _OPERATORS):
        raise AscribeError("usage.search", query, detail="there is no word in it")
    return " ".join(out)


def _checked_search(connection: Connection, query: str) -> str:
    expression = search_expression(query)
    try:
        connection.execute(
            text("SELECT rowid FROM claim_text WHERE claim_text MATCH :search LIMIT 1"), {"search": expression}
        ).first()
    except OperationalError as error:
        if "fts5" not in str(error.orig):
            raise
        detail = "AND, OR and NOT stand between words, and brackets come in pairs"
        raise AscribeError("usage.search", query, detail=detail) from error
    return expression
