"""Links between texts and the stories they make: in from the stories stage, out again for views.

Links join texts in any document; the stories that are kept are those of the live documents. Which of them have to be
grouped again stands in `stories_due`, so that an interruption between two steps leaves nothing out of date.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from ascribe.contract.documents import Document, Span
from ascribe.contract.stories import (
    AlignedSentence,
    DocumentInfo,
    Link,
    Member,
    Mention,
    Naming,
    Origin,
    Party,
    Step,
    Story,
)
from ascribe.record import failpoints, raw
from ascribe.record.canonical import dumps, whole
from ascribe.record.documents import story_is_stale
from ascribe.record.query import shown
from ascribe.record.schema import documents, links, settings, stories, story_members
from ascribe.record.situations import look_again

_BATCH = 500
"""Keys in one query."""

_NEXT = "next number"

_VERSION = "stories version"

_MARK = "@"
"""Between id and revision of a handle; neither is anything but hexadecimal digits."""


# -- comparing


def next_number(connection: Connection) -> int:
    """The number that the next document to be compared gets; those below are given or were given once."""
    return int(connection.scalar(select(settings.c.value).where(settings.c.name == _NEXT)) or 0)


def made_by(connection: Connection) -> str | None:
    """The version of the code that made the links."""
    return connection.scalar(select(settings.c.value).where(settings.c.name == _VERSION))


def forget_all(connection: Connection, version: str) -> None:
    """Every document is to be compared anew, by code of this version."""
    connection.execute(delete(stories))
    connection.execute(delete(story_members))
    connection.execute(delete(links))
    connection.execute(update(documents).values(number=None, content=None, words=None, naming=None))
    raw.run(connection, "INSERT OR IGNORE INTO stories_due SELECT pk FROM documents WHERE live = ?", [(1,)])
    connection.execute(delete(settings).where(settings.c.name == _NEXT))
    setting = upsert(settings).values(name=_VERSION, value=version)
    connection.execute(setting.on_conflict_do_update(index_elements=["name"], set_={"value": version}))


def count_unnumbered(connection: Connection) -> int:
    c = documents.c
    return int(connection.scalar(select(func.count()).where(c.number.is_(None), c.present == 1)) or 0)


def unnumbered(connection: Connection, limit: int) -> list[int]:
    """Keys of documents that were not compared yet, in an order that does not depend on that of the inputs."""
    c = documents.c
    query = select(c.pk).where(c.number.is_(None), c.present == 1)
    return list(connection.scalars(query.order_by(c.published_day, c.id, c.revision).limit(limit)))


def numbered(connection: Connection, first: int, limit: int) -> list[tuple[int, int]]:
    """Number and key of documents that were compared, from number `first` on."""
    c = documents.c
    query = select(c.number, c.pk).where(c.number >= first).order_by(c.number).limit(limit)
    return [(number, pk) for number, pk in connection.execute(query)]


def key_of(connection: Connection, number: int) -> int | None:
    """The document with this number; None: it changed since, and has another."""
    return connection.scalar(select(documents.c.pk).where(documents.c.number == number))


def handle(document: Document) -> Document:
    """The document under a name of this revision alone: several revisions of one document can be compared."""
    return replace(document, id=f"{document.id}{_MARK}{document.revision}")


@dataclass(frozen=True, slots=True)
class Compared:
    """A document that was compared with those before it."""

    key: int
    number: int
    info: DocumentInfo


def store_comparison(connection: Connection, compared: Sequence[Compared], found: Iterable[Link]) -> None:
    """These documents, in the order of their numbers, were compared, and `found`, between handles, came of it."""
    for x in compared:
        naming = _said_to_json(x.info)
        values = {"number": x.number, "content": x.info.content or None, "words": x.info.words, "naming": naming}
        connection.execute(update(documents).where(documents.c.pk == x.key).values(values))
    following = str(compared[-1].number + 1)
    setting = upsert(settings).values(name=_NEXT, value=following)
    connection.execute(setting.on_conflict_do_update(index_elements=["name"], set_={"value": following}))
    failpoints.hit("links.numbered")
    texts = store_links(connection, found)
    story_is_stale(connection, sorted({x.key for x in compared} | _keys_with(connection, texts)))


def store_links(connection: Connection, found: Iterable[Link]) -> set[str]:
    """Links between handles. One that joins the same two texts as another takes its place. The texts come back."""
    rows = {}
    for link in found:
        first, second = sorted((link.first_content, link.second_content))
        if first and first != second:  # equal texts need no link, and those of a few words are nobody's copy
            rows[first, second] = {"first": first, "second": second, "link": whole(dumps(asdict(link)))}
    if rows:
        statement = upsert(links)
        replaced = {"link": statement.excluded.link}
        values = [row for _, row in sorted(rows.items())]
        connection.execute(statement.on_conflict_do_update(index_elements=["first", "second"], set_=replaced), values)
    return {text for pair in rows for text in pair}


def _keys_with(connection: Connection, texts: Iterable[str]) -> set[int]:
    out: set[int] = set()
    ordered = sorted(texts)
    for start in range(0, len(ordered), _BATCH):
        part = ordered[start : start + _BATCH]
        out |= set(connection.scalars(select(documents.c.pk).where(documents.c.content.in_(part))))
    return out


# -- grouping


def ungrouped(connection: Connection, limit: int) -> list[int]:
    """Keys of live documents that are in no story: those that are new, and those whose story is out of date."""
    return [pk for (pk,) in raw.rows(connection, _UNGROUPED, (limit,))]


_UNGROUPED = """
SELECT d.pk FROM stories_due s CROSS JOIN documents d ON d.pk = s.document WHERE d.live = 1 ORDER BY s.document LIMIT ?
"""
"""CROSS JOIN: what is due is looked up among the documents, never the other way round."""


@dataclass(frozen=True, slots=True)
class Family:
    """Documents in view that links or equal words tie together, near or far, and all links of their texts."""

    keys: dict[str, int]
    """By document id."""
    handles: dict[str, str]
    """By document id."""
    infos: list[DocumentInfo]
    links: list[Link]
    """Between handles; of any documents with these texts, in view or not."""


def family(connection: Connection, seeds: Sequence[int], as_of: date | None) -> Family:
    """The documents with keys `seeds` and all that is tied to them, among those in view."""
    contents: set[str] = set()
    keys: set[int] = set()
    for start in range(0, len(seeds), _BATCH):
        part = seeds[start : start + _BATCH]
        for pk, content in connection.execute(
            select(documents.c.pk, documents.c.content).where(documents.c.pk.in_(part))
        ):
            if content is None:
                keys.add(pk)
            else:
                contents.add(content)
    edge = sorted(contents)
    while edge:
        edge = sorted({text for pair in _ties(connection, edge) for text in pair} - contents)
        contents.update(edge)
    keys |= _keys_with(connection, contents)
    return family_of(connection, keys, shown(as_of))


def family_of(connection: Connection, keys: Iterable[int], *conditions: ColumnElement[bool]) -> Family:
    """Documents that are nobody else's family, as far as the conditions let them through."""
    found = _infos(connection, sorted(keys), conditions)
    texts = sorted({info.content for _, _, info in found if info.content})
    joined: dict[tuple[str, str], str] = {}
    for start in range(0, len(texts), _BATCH):
        query = select(links).where(links.c.first.in_(texts[start : start + _BATCH]))
        joined |= {(first, second): link for first, second, link in connection.execute(query)}
    return Family(
        {info.document: pk for pk, _, info in found},
        {info.document: f"{info.document}{_MARK}{revision}" for _, revision, info in found},
        [info for _, _, info in found],
        [_link(stored) for _, stored in sorted(joined.items())],
    )


def _ties(connection: Connection, texts: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of texts that links join, of which one is among these."""
    return raw.rows(connection, _TIES, (raw.listed(texts),))


_TIES = """
SELECT first, second FROM links WHERE first IN (SELECT value FROM json_each(?1))
UNION SELECT first, second FROM links WHERE second IN (SELECT value FROM json_each(?1))
"""


@dataclass(frozen=True, slots=True)
class Tied:
    """Documents, in any revision, that links or equal words tie together, near or far."""

    texts: dict[int, str]
    """Digests of their words by key."""
    pairs: tuple[tuple[str, str], ...]
    """Texts that links join."""

    def among(self, keys: Iterable[int]) -> list[frozenset[int]]:
        """What of these documents is still tied together by nothing but them. What is alone is left out."""
        carriers: dict[str, list[int]] = {}
        for pk in keys:
            carriers.setdefault(self.texts[pk], []).append(pk)
        root = {text: text for text in carriers}
        for first, second in self.pairs:
            if first in root and second in root:
                root[_root(root, first)] = _root(root, second)
        found: dict[str, list[int]] = {}
        for text, mine in carriers.items():
            found.setdefault(_root(root, text), []).extend(mine)
        return [frozenset(together) for together in found.values() if len(together) > 1]


def _root(root: dict[str, str], text: str) -> str:
    while root[text] != text:
        root[text] = root[root[text]]
        text = root[text]
    return text


def tied(connection: Connection, keys: Iterable[int]) -> list[Tied]:
    """Those of these documents that are not alone, with all others that they are tied to."""
    edge = sorted(text for (text,) in raw.rows(connection, _TEXTS, (raw.listed(sorted(set(keys))),)))
    root = {text: text for text in edge}
    joined: set[tuple[str, str]] = set()
    while edge:
        pairs = _ties(connection, edge)
        joined.update(pairs)
        edge = sorted({text for pair in pairs for text in pair if text not in root})
        root |= {text: text for text in edge}
        for first, second in pairs:
            root[_root(root, first)] = _root(root, second)
    texts: dict[str, dict[int, str]] = {}
    for pk, text in raw.rows(connection, _CARRIERS, (raw.listed(sorted(root)),)):
        texts.setdefault(_root(root, text), {})[pk] = text
    links_of: dict[str, list[tuple[str, str]]] = {}
    for pair in sorted(joined):
        links_of.setdefault(_root(root, pair[0]), []).append(pair)
    return [Tied(mine, tuple(links_of.get(text, ()))) for text, mine in texts.items() if len(mine) > 1]


def members_of(connection: Connection, keys: Iterable[int]) -> dict[int, list[str]]:
    """The stories that these documents are in now."""
    query = "SELECT document, story FROM story_members WHERE document IN (SELECT value FROM json_each(?))"
    out: dict[int, list[str]] = {}
    for pk, story in raw.rows(connection, query, (raw.listed(sorted(keys)),)):
        out.setdefault(pk, []).append(story)
    return out


def ids_of(connection: Connection, keys: Iterable[int]) -> dict[int, str]:
    """Ids of the documents with these keys."""
    query = "SELECT pk, id FROM documents WHERE pk IN (SELECT value FROM json_each(?))"
    return dict(raw.rows(connection, query, (raw.listed(sorted(keys)),)))


_TEXTS = """
SELECT DISTINCT content FROM documents WHERE pk IN (SELECT value FROM json_each(?)) AND content IS NOT NULL
"""
_CARRIERS = "SELECT pk, content FROM documents WHERE content IN (SELECT value FROM json_each(?))"


def _infos(
    connection: Connection, keys: Sequence[int], conditions: Sequence[ColumnElement[bool]]
) -> list[tuple[int, str, DocumentInfo]]:
    c = documents.c
    out = []
    columns = (c.pk, c.id, c.revision, c.name, c.content, c.words, c.outlet, c.published_at, c.naming)
    for start in range(0, len(keys), _BATCH):
        part = keys[start : start + _BATCH]
        for r in connection.execute(select(*columns).where(c.pk.in_(part), *conditions).order_by(c.id)):
            naming, mentions = _said_from_json(r.naming)
            info = DocumentInfo(r.id, r.name, r.content or "", r.words or 0, r.outlet, r.published_at, naming, mentions)
            out.append((r.pk, r.revision, info))
    return out


def named_by_id(link: Link) -> Link:
    """A link between handles as one between document ids."""
    return replace(link, first=link.first.partition(_MARK)[0], second=link.second.partition(_MARK)[0])


def store_stories(connection: Connection, keys: dict[str, int], found: Iterable[Story]) -> None:
    """These are now the stories of the documents with these ids and keys, and of no others."""
    story_is_stale(connection, sorted(keys.values()))
    failpoints.hit("stories.cleared")
    rows = set()
    for story in found:
        stored = {"story": story_to_json(story)}
        statement = upsert(stories).values(id=story.id, **stored)
        connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=stored))
        rows |= {(keys[m.document], story.id) for m in story.members}
    if rows:
        values = [{"document": document, "story": story} for document, story in sorted(rows)]
        connection.execute(insert(story_members), values)
    raw.run(connection, "DELETE FROM stories_due WHERE document = ?", ((pk,) for pk in keys.values()))
    look_again(connection, keys.values())


# -- JSON


def _said_to_json(info: DocumentInfo) -> str | None:
    """What a document says of where it comes from; None: nothing."""
    if info.naming is None and not info.mentions:
        return None
    naming = asdict(info.naming) if info.naming else None
    return dumps({"naming": naming, "mentions": [asdict(m) for m in info.mentions]})


def _said_from_json(stored: str | None) -> tuple[Naming | None, tuple[Mention, ...]]:
    if stored is None:
        return None, ()
    v = json.loads(stored)
    naming = v.get("naming")  # an older version's has no such key, and is made anew with the next reading
    return Naming(**naming) if naming else None, tuple(Mention(**m) for m in v.get("mentions", ()))


def _link(stored: str) -> Link:
    v: dict[str, Any] = json.loads(stored)
    for side in ("alignment_first", "alignment_second"):
        v[side] = tuple(AlignedSentence(**x) for x in v[side])
    return Link(**v)


def story_to_json(story: Story) -> str:
    return whole(dumps(asdict(story)))


def story_from_json(stored: str) -> Story:
    v: dict[str, Any] = json.loads(stored)
    members = []
    for m in v["members"]:
        alignment = tuple(AlignedSentence(**x) for x in m["alignment"])
        spans = {name: tuple(Span(**s) for s in m[name]) for name in ("spans", "missing") if name in m}
        members.append(Member(**{**m, "alignment": alignment, **spans}))
    origin = v["origin"]
    origin["namings"] = tuple(Naming(**n) for n in origin["namings"])
    origin["chain"] = tuple(
        Step(**{**step, "giver": Party(**step["giver"]), "taker": Party(**step["taker"])})
        for step in origin.get("chain", ())
    )
    return Story(**{**v, "members": tuple(members), "origin": Origin(**origin)})


def stories_with(connection: Connection, keys: Sequence[int]) -> Iterator[tuple[Story, dict[str, int]]]:
    """The stories that hold the live documents with these keys, with the keys of all their documents by id."""
    for start in range(0, len(keys), _BATCH):
        wanted = select(story_members.c.story).where(story_members.c.document.in_(keys[start : start + _BATCH]))
        members: dict[str, dict[str, int]] = {}
        joined = story_members.join(documents, documents.c.pk == story_members.c.document)
        query = select(story_members.c.story, documents.c.id, documents.c.pk).select_from(joined)
        for story, id, pk in connection.execute(query.where(story_members.c.story.in_(wanted))):
            members.setdefault(story, {})[id] = pk
        query_stories = select(stories).where(stories.c.id.in_(wanted)).order_by(stories.c.id)
        for id, content in connection.execute(query_stories).all():
            yield story_from_json(content), members[id]
