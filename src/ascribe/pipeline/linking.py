"""Which documents carry the same report: new ones are compared with those before them, and stories made of the links.

In: documents of the record. Out: links and stories in the record. The index beside it is a cache: it may be behind the
record, never ahead of it, and is made again where it is damaged.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from ascribe.contract.documents import Document
from ascribe.contract.stories import Link, Story
from ascribe.pipeline.listening import Listener
from ascribe.pipeline.versions import stories_version
from ascribe.record import documents, failpoints, stories
from ascribe.record.store import Store
from ascribe.stories.compare import compare
from ascribe.stories.describe import describe
from ascribe.stories.finder import StoryFinder
from ascribe.stories.group import group

_BATCH = 256
"""Documents compared in a transaction."""
_SAVE_EVERY = 20
"""Transactions between two saves of the index: what is not saved is added again after an interruption."""
_SEEDS = 500
"""Documents grouped in a transaction, with all that is tied to them."""
_NOBODY = Document("", "", "", "", ())
"""Stands for a document that changed since it was numbered: it shares nothing with any."""


def link_and_group(store: Store, listener: Listener) -> None:
    """Compares what is new, then groups what that touched."""
    _forget_older_version(store)
    _link(store, listener)
    _group(store)


def index_folder(record: Path) -> Path:
    """Where the shingles of a record's documents are kept, and the sentences that were read: all of it can be made
    again."""
    return record.with_name(f"{record.name}.index")


def sentences_file(record: Path) -> Path:
    """The file of the sentences that were read."""
    return index_folder(record) / "sentences.db"


def _forget_older_version(store: Store) -> None:
    """Links made by other code are made again."""
    version = stories_version()
    with store.reading() as connection:
        if stories.made_by(connection) == version:
            return
    shutil.rmtree(index_folder(store.path), ignore_errors=True)
    with store.writing("stories.version") as connection:
        stories.forget_all(connection, version)


# -- linking


def _link(store: Store, listener: Listener) -> None:
    with store.reading() as connection:
        todo = stories.count_unnumbered(connection)
    if not todo:
        return
    finder = _finder(store)
    done = 0
    while True:
        with store.reading() as connection:
            keys = stories.unnumbered(connection, _BATCH)
            first = stories.next_number(connection)
            batch = list(documents.load(connection, keys))
        if not batch:
            break
        numbers = range(first, first + len(batch))
        handles = [stories.handle(document) for _, document in batch]
        found = finder.add(zip(numbers, handles, strict=True))
        compared = [
            stories.Compared(pk, number, describe(document, finder.known(number)))
            for number, (pk, document) in zip(numbers, batch, strict=True)
        ]
        with store.writing("links") as connection:
            stories.store_comparison(connection, compared, found)
        done += len(batch)
        listener.step("comparing", done, todo)
        if done % (_SAVE_EVERY * _BATCH) == 0:
            _save(finder, store)
    _save(finder, store)


def _finder(store: Store) -> StoryFinder:
    """The index, with everything in it that the record has numbered."""
    folder = index_folder(store.path)
    folder.mkdir(mode=0o700, exist_ok=True)  # as private as the record
    with store.reading() as connection:
        given = stories.next_number(connection)
    finder: StoryFinder | None = None
    with suppress(OSError, ValueError, KeyError):  # damaged, or of another version: made again
        finder = StoryFinder.open(folder, lambda number: _numbered(store, number))
    if finder is None or finder.count > given:
        shutil.rmtree(folder)
        folder.mkdir(mode=0o700)
        finder = StoryFinder.open(folder, lambda number: _numbered(store, number))
    _catch_up(store, finder)
    return finder


def _catch_up(store: Store, finder: StoryFinder) -> None:
    """Adds what the record has numbered since the index was saved. Its links are in the record already."""
    while True:
        with store.reading() as connection:
            missing = stories.numbered(connection, finder.count, _BATCH)
            loaded = dict(documents.load(connection, [pk for _, pk in missing]))
        if not missing:
            return
        finder.add((number, stories.handle(loaded[pk])) for number, pk in missing)


def _numbered(store: Store, number: int) -> Document:
    with store.reading() as connection:
        pk = stories.key_of(connection, number)
        for _, document in documents.load(connection, [] if pk is None else [pk]):
            return stories.handle(document)
    return _NOBODY


def _save(finder: StoryFinder, store: Store) -> None:
    failpoints.hit("index.before_save")
    finder.save(index_folder(store.path))
    failpoints.hit("index.after_save")


# -- grouping


def _group(store: Store) -> None:
    while True:
        with store.reading() as connection:
            seeds = stories.ungrouped(connection, _SEEDS)
            if not seeds:
                return
            family = stories.family(connection, seeds, None)
            made, fresh = stories_of(connection, family)
        assert {m.document for story in made for m in story.members} == set(family.keys), "a document is in no story"
        with store.writing("stories") as connection:
            stories.store_links(connection, fresh)
            stories.store_stories(connection, family.keys, made)


def stories_as_of(connection: Connection, as_of: date, seeds: Sequence[int]) -> Iterator[tuple[Story, dict[str, int]]]:
    """The stories that the documents with keys `seeds` were in as of a day, with keys by document id."""
    done: set[int] = set()
    for start in range(0, len(seeds), _SEEDS):
        part = [pk for pk in seeds[start : start + _SEEDS] if pk not in done]
        if not part:
            continue
        family = stories.family(connection, part, as_of)
        done |= set(family.keys.values())
        for story in stories_of(connection, family)[0]:
            yield story, family.keys


def stories_of(connection: Connection, family: stories.Family) -> tuple[list[Story], list[Link]]:
    """The stories of a family, and links that had to be made for them.

    Two texts may have been compared in documents that are not in view, or not the first of their words. They are
    compared again in the first ones, so that the same stories come out whatever came first.
    """
    first: dict[str, str] = {}
    for info in sorted(family.infos, key=lambda i: i.document):
        if info.content:
            first.setdefault(info.content, info.document)
    kept: list[Link] = []
    fresh: list[Link] = []
    for link in family.links:
        if link.first_content not in first or link.second_content not in first:
            continue
        ends = sorted((first[link.first_content], first[link.second_content]))
        handles = [family.handles[id] for id in ends]
        if [link.first, link.second] == handles:
            kept.append(link)
            continue
        keys = [family.keys[id] for id in ends]
        loaded = dict(documents.load(connection, keys))
        again = compare(*(stories.handle(loaded[pk]) for pk in keys))
        if again is not None:
            kept.append(again)
            fresh.append(again)
    return group(family.infos, [stories.named_by_id(link) for link in kept]), fresh
