"""Links between documents and the stories they make: in from the stories stage, out again for views.

Links join documents in any state; the stories that are kept are those of the live documents. Which of them have to be
grouped again is told by their missing membership, so that an interruption between two steps leaves nothing out of date.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from ascribe.contract.documents import Document
from ascribe.contract.stories import AlignedSentence, Link, Member, Origin, Story
from ascribe.record import failpoints
from ascribe.record.canonical import dumps, whole
from ascribe.record.documents import story_is_stale
from ascribe.record.schema import documents, links, settings, stories, story_members

_BATCH = 500
"""Keys in one query."""

_NEXT = "next number"

_MARK = "@"
"""Between id and revision of a handle; neither is anything but hexadecimal digits."""


def next_number(connection: Connection) -> int:
    """The number that the next document to be compared gets; those below are given or were given once."""
    return int(connection.scalar(select(settings.c.value).where(settings.c.name == _NEXT)) or 0)


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
    content: int | None
    """Hash of its words; None: too few to tell a copy by."""


def store_links(connection: Connection, compared: Sequence[Compared], found: Iterable[Link]) -> None:
    """These documents, in the order of their numbers, were compared, and `found`, between handles, came of it."""
    for x in compared:
        values = {"number": x.number, "content": x.content}
        connection.execute(update(documents).where(documents.c.pk == x.key).values(values))
    following = str(compared[-1].number + 1)
    setting = upsert(settings).values(name=_NEXT, value=following)
    connection.execute(setting.on_conflict_do_update(index_elements=["name"], set_={"value": following}))
    failpoints.hit("links.numbered")
    found = list(found)
    ends = _keys_of(connection, sorted({end for link in found for end in (link.first, link.second)}))
    rows = [{"first": ends[x.first], "second": ends[x.second], "link": _link_to_json(x)} for x in found]
    if rows:
        statement = upsert(links)
        replaced = {"link": statement.excluded.link}
        connection.execute(statement.on_conflict_do_update(index_elements=["first", "second"], set_=replaced), rows)
    touched = {x.key for x in compared} | set(ends.values())
    story_is_stale(connection, sorted(touched))


def _keys_of(connection: Connection, handles: Sequence[str]) -> dict[str, int]:
    out: dict[str, int] = {}
    for start in range(0, len(handles), _BATCH):
        part = [tuple(h.split(_MARK)) for h in handles[start : start + _BATCH]]
        query = select(documents.c.id, documents.c.revision, documents.c.pk)
        for id, revision, pk in connection.execute(query.where(documents.c.id.in_([id for id, _ in part]))):
            out[f"{id}{_MARK}{revision}"] = pk
    return out


def _link_to_json(link: Link) -> str:
    values = asdict(link)
    del values["first"], values["second"]
    return whole(dumps(values))


def _link_from_json(stored: str, first: str, second: str) -> Link:
    v = json.loads(stored)
    for side in ("alignment_first", "alignment_second"):
        v[side] = tuple(AlignedSentence(**x) for x in v[side])
    return Link(first, second, **v)


def ungrouped(connection: Connection) -> list[int]:
    """Keys of the live documents that are in no story: those that are new, and those whose story is out of date."""
    query = select(documents.c.pk).outerjoin(story_members, story_members.c.document == documents.c.pk)
    return list(connection.scalars(query.where(documents.c.live == 1, story_members.c.document.is_(None))))


def components(
    connection: Connection, seeds: Iterable[int], shown: Callable[[list[int]], set[int]]
) -> Iterable[tuple[list[int], list[tuple[int, int, str]]]]:
    """The seeds with all that they are linked to, near or far, among the documents that `shown` lets through.

    Each component once: its keys, sorted, and its links (key, key, JSON).
    """
    todo, done = sorted(set(seeds)), set[int]()
    for seed in todo:
        if seed in done:
            continue
        inside, edge = {seed}, [seed]
        joined: dict[tuple[int, int], str] = {}
        while edge:
            reached: set[int] = set()
            for start in range(0, len(edge), _BATCH):
                part = edge[start : start + _BATCH]
                for ends in (links.c.first, links.c.second):
                    for first, second, link in connection.execute(select(links).where(ends.in_(part))):
                        joined[first, second] = link
                        reached.update((first, second))
                contents = select(documents.c.content).where(documents.c.pk.in_(part))
                reached.update(connection.scalars(select(documents.c.pk).where(documents.c.content.in_(contents))))
            fresh = sorted(reached - inside)
            edge = sorted(shown(fresh)) if fresh else []
            inside.update(edge)
        done |= inside
        kept = [(a, b, link) for (a, b), link in sorted(joined.items()) if a in inside and b in inside]
        yield sorted(inside), kept


def linked(pieces: Iterable[tuple[int, int, str]], ids: dict[int, str]) -> list[Link]:
    """Links from rows (key, key, JSON), as the stories stage takes them: `first` is the smaller id."""
    out = [_link_from_json(link, ids[first], ids[second]) for first, second, link in pieces]
    return sorted(out, key=lambda link: (link.first, link.second))


def store_stories(connection: Connection, keys: dict[str, int], found: Iterable[Story]) -> None:
    """These are now the stories of the documents with these ids and keys, and of no others."""
    found = list(found)
    story_is_stale(connection, sorted(keys.values()))
    failpoints.hit("stories.cleared")
    for story in found:
        stored = {"story": story_to_json(story)}
        statement = upsert(stories).values(id=story.id, **stored)
        connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=stored))
    rows = {(keys[m.document], story.id) for story in found for m in story.members}
    if rows:
        values = [{"document": document, "story": story} for document, story in sorted(rows)]
        connection.execute(insert(story_members), values)


def remove_empty_stories(connection: Connection) -> None:
    """Stories that lost all their documents to others."""
    used = select(story_members.c.story)
    connection.execute(delete(stories).where(stories.c.id.not_in(used)))


def story_to_json(story: Story) -> str:
    return whole(dumps(asdict(story)))


def story_from_json(stored: str) -> Story:
    v: dict[str, Any] = json.loads(stored)
    members = tuple(
        Member(**{**m, "alignment": tuple(AlignedSentence(**x) for x in m["alignment"])}) for m in v["members"]
    )
    return Story(**{**v, "members": members, "origin": Origin(**v["origin"])})


def count(connection: Connection) -> int:
    return int(connection.scalar(select(func.count()).select_from(stories)) or 0)
