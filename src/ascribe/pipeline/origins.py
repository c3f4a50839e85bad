"""From which report a claim comes, as of any day: copies count once. In: documents. Out: for each a name of its report.

Most documents are nobody's copy, which two queries tell for hundreds of them. Of the others the stories are made anew
for every day on which another of their family came up, and kept as long as the same documents are in view.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection

from ascribe.contract.documents import Span
from ascribe.pipeline.linking import stories_of
from ascribe.record import histories, stories
from ascribe.record.histories import Revisions
from ascribe.record.stories import Relatives

Parts = list[tuple[str, tuple[Span, ...]]]
"""Stories of a document, each with the characters that carry it; none: all of them."""


@dataclass(slots=True)
class Family:
    """Documents that are tied together, in any revision."""

    revisions: Revisions
    ids: dict[int, str]
    days: list[str]
    """On which another one came up, the first one first."""
    known: Relatives | None = None
    """Looked up when it is first asked for."""
    made: dict[frozenset[int], dict[int, Parts]] = field(default_factory=dict)
    """What the stories were when these were in view."""
    on: dict[str | None, dict[int, Parts]] = field(default_factory=dict)
    """The same by day."""


class Origins:
    """Families of documents, in one transaction. `fetch` before asking."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._family: dict[int, Family | None] = {}

    def fetch(self, keys: Iterable[int]) -> None:
        """Looks up what is not known yet."""
        missing = {pk for pk in keys if pk not in self._family}
        found = stories.tied(self._connection, missing) if missing else []
        ids = stories.ids_of(self._connection, {pk for together in found for pk in together})
        revisions = histories.revisions(self._connection, ids.values()) if found else Revisions({})
        for together in found:
            mine = {pk: ids[pk] for pk in together}
            family = Family(revisions, mine, sorted(revisions.days(mine.values())))
            self._family |= dict.fromkeys(together, family)
        for pk in missing:
            self._family.setdefault(pk, None)

    def family(self, key: int) -> Family | None:
        """The family of a document; None: it is nobody's copy, and nobody has copied it."""
        return self._family[key]

    def of(self, key: int, position: int, day: str | None) -> str | None:
        """The story that a document carries at a character, as of a day; None: it is alone, or not in view."""
        family = self._family[key]
        if family is None:
            return None
        if day not in family.on:
            family.on[day] = self._stories(family, day)
        parts = family.on[day].get(key, [])
        if len(parts) <= 1:
            return parts[0][0] if parts else None
        whole = []
        for story, spans in parts:
            if not spans:
                whole.append(story)
            elif any(s.start <= position < s.end for s in spans):
                return story
        return min(whole or [story for story, _ in parts])

    def _stories(self, family: Family, day: str | None) -> dict[int, Parts]:
        seen = frozenset(pk for pk, id in family.ids.items() if family.revisions.shows(id, pk, day))
        if len(seen) < 2:
            return {}
        if seen in family.made:
            return family.made[seen]
        if family.known is None:
            family.known = stories.relatives(self._connection, family.ids)
        found = family.known.family(seen)
        made = family.made[seen] = {}
        for story in stories_of(self._connection, found)[0]:
            for member in story.members:
                mine = made.setdefault(found.keys[member.document], [])
                if all(id != story.id for id, _ in mine):
                    mine.append((story.id, member.spans))
        return made
