"""Which story a claim or document belongs to, now or as of a day: looked up for many documents at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sqlalchemy import Connection

from ascribe.contract.stories import Story
from ascribe.pipeline.linking import stories_as_of
from ascribe.record import stories as stored


class StoriesOf:
    """Stories by the keys of their documents, in one transaction. `fetch` before asking."""

    def __init__(self, connection: Connection, as_of: date | None) -> None:
        self._connection = connection
        self._as_of = as_of
        self._of: dict[int, list[Story]] = {}
        self._ids: dict[int, str] = {}
        self._keys: dict[str, int] = {}

    def fetch(self, keys: Iterable[int]) -> None:
        """Looks up what is not known yet."""
        missing = sorted({pk for pk in keys if pk not in self._of})
        for story, members in self._found(missing):
            for member in story.members:
                pk = members[member.document]
                self._ids[pk] = member.document
                self._keys[member.document] = pk
                mine = self._of.setdefault(pk, [])
                if all(known.id != story.id for known in mine):
                    mine.append(story)
        for pk in missing:
            self._of.setdefault(pk, [])

    def _found(self, keys: Sequence[int]) -> Iterator[tuple[Story, dict[str, int]]]:
        if not keys:
            return iter(())
        if self._as_of is None:
            return stored.stories_with(self._connection, keys)
        return stories_as_of(self._connection, self._as_of, keys)

    def key(self, document: str) -> int:
        """The key of a document of a story that was looked up."""
        return self._keys[document]

    def all(self, keys: Iterable[int]) -> list[Story]:
        """The stories of these documents, each once, in the order of the documents."""
        return list({story.id: story for pk in keys for story in self._of[pk]}.values())

    def known(self) -> list[Story]:
        """All stories looked up so far, each once."""
        return self.all(self._of)

    def keys_of(self, beginnings: tuple[str, ...]) -> set[int]:
        """Keys of the documents of stories whose ids begin so."""
        return {pk for pk, mine in self._of.items() if any(story.id.startswith(beginnings) for story in mine)}

    def of(self, key: int, position: int | None = None) -> str | None:
        """Id of the story of a document; of a page with several, of what stands at this character."""
        mine = self._of[key]
        if len(mine) <= 1:
            return mine[0].id if mine else None
        name = self._ids[key]
        whole = []
        for story in mine:
            member = next(m for m in story.members if m.document == name)
            if not member.spans:
                whole.append(story.id)
            elif position is not None and any(s.start <= position < s.end for s in member.spans):
                return story.id
        return min(whole or [story.id for story in mine])
