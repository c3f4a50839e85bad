"""A record's stories as they are looked at: filtered, as of a day, with what each member changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Unpack

from sqlalchemy import Connection

from ascribe.contract.documents import Document
from ascribe.exports.columns import STORIES
from ascribe.exports.filters import Filters, make_filter
from ascribe.exports.items import Items
from ascribe.exports.story_changes import changed_members
from ascribe.exports.story_json import story_to_json
from ascribe.pipeline.stories_of import StoriesOf
from ascribe.record import documents as stored_documents
from ascribe.record import query
from ascribe.record.query import Filter
from ascribe.record.store import Store

Json = dict[str, Any]

_CHUNK = 500
"""Documents whose stories are looked up together."""


class StoryView:
    """The part of a view that knows stories."""

    store: Store

    def stories(self, **filters: Unpack[Filters]) -> Items:
        """Stories by the publication of their first documents; those with a document that the filters let through."""
        return Items(list(self.iterate_stories(make_filter(filters))), STORIES)

    def iterate_stories(self, wanted: Filter, *, changes: bool = True) -> Iterator[Json]:
        """Stories as dictionaries. `changes`: with what each member changed, for which all texts are read."""
        with self.store.reading() as connection:
            members = story_members(connection, wanted)
            keys = query.document_keys(connection, replace(wanted, limit=None), members)
            stories = StoriesOf(connection, wanted.as_of)

            def texts(ids: Iterable[str]) -> dict[str, Document]:
                loaded = stored_documents.load(connection, [stories.key(id) for id in sorted(ids)])
                return {document.id: document for _, document in loaded}

            given: set[str] = set()
            for start in range(0, len(keys), _CHUNK):
                part = keys[start : start + _CHUNK]
                stories.fetch(part)
                fresh = [s for s in stories.all(part) if s.id not in given]
                if wanted.story:
                    fresh = [s for s in fresh if s.id.startswith(wanted.story)]
                names = query.names_of(connection, {m.document for s in fresh for m in s.members}, wanted.as_of)
                for story in fresh:
                    if wanted.limit is not None and len(given) >= wanted.limit:
                        return
                    given.add(story.id)
                    yield story_to_json(story, names.__getitem__, changed_members(story, texts) if changes else {})


def story_members(connection: Connection, wanted: Filter) -> set[int] | None:
    """Keys of the documents of the stories asked for, where these have to be worked out; None: SQL can tell."""
    if not wanted.story or wanted.as_of is None:
        return None
    every = query.document_keys(connection, Filter(as_of=wanted.as_of))
    stories = StoriesOf(connection, wanted.as_of)
    stories.fetch(every)
    return stories.keys_of(wanted.story)
