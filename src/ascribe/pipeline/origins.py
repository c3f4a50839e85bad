"""From which report a claim comes, as of any day: copies count once. In: documents. Out: for each a name of its report.

Most documents are nobody's copy, which two queries tell for hundreds of them. For the others the stories of a day are
made anew, unless those that are in view are in the stories of today with nobody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection

from ascribe.contract.documents import Span
from ascribe.contract.stories import Story
from ascribe.pipeline.linking import stories_of
from ascribe.record import histories, stories
from ascribe.record.histories import Revisions
from ascribe.record.query import claims_shown
from ascribe.record.sources import sentence_starts
from ascribe.record.stories import Tied

Parts = list[tuple[str, tuple[Span, ...]]]
"""Stories of a document, each with the characters that carry it; none: all of them."""


@dataclass(slots=True)
class Family:
    """Documents that are tied together, in any revision."""

    tied: Tied
    ids: dict[int, str]
    revisions: Revisions
    days: list[str]
    """On which another one came up, the first one first."""
    seen: dict[str | None, dict[int, frozenset[int]]] = field(default_factory=dict)
    """By day: with whom each document was together then."""
    made: dict[frozenset[int], dict[int, Parts]] = field(default_factory=dict)
    """The stories of those who were together."""

    def together(self, key: int, day: str | None) -> frozenset[int] | None:
        """With which documents in view this one is tied together on a day; None: it is alone."""
        if day not in self.seen:
            shown = [pk for pk, id in self.ids.items() if self.revisions.shows(id, pk, day)]
            self.seen[day] = {pk: mine for mine in self.tied.among(shown) for pk in mine}
        return self.seen[day].get(key)


class Origins:
    """Families of documents, in one transaction. `fetch` before asking."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._family: dict[int, Family | None] = {}

    def fetch(self, keys: Iterable[int]) -> None:
        """Looks up what is not known yet."""
        missing = {pk for pk in keys if pk not in self._family}
        found = stories.tied(self._connection, missing) if missing else []
        ids = stories.ids_of(self._connection, {pk for tied in found for pk in tied.texts}) if found else {}
        revisions = histories.revisions(self._connection, ids.values()) if found else Revisions({})
        for tied in found:
            mine = {pk: ids[pk] for pk in tied.texts}
            family = Family(tied, mine, revisions, sorted(revisions.days(mine.values())))
            self._family |= dict.fromkeys(mine, family)
        for pk in missing:
            self._family.setdefault(pk, None)

    def family(self, key: int) -> Family | None:
        """The family of a document; None: it is nobody's copy, and nobody has copied it."""
        return self._family[key]

    def of(self, family: Family, together: frozenset[int], key: int, position: int) -> str | None:
        """The story that a document carries at a character, where these are in view."""
        if together not in family.made:
            family.made[together] = self._today(family, together) or self._stories(together)
        parts = family.made[together].get(key, [])
        if len(parts) <= 1:
            return parts[0][0] if parts else None
        whole = []
        for story, spans in parts:
            if not spans:
                whole.append(story)
            elif any(s.start <= position < s.end for s in spans):
                return story
        return min(whole or [story for story, _ in parts])

    def _today(self, family: Family, together: frozenset[int]) -> dict[int, Parts] | None:
        """The stories of today, where these are together today and nobody else with them."""
        if any(family.together(pk, None) != together for pk in together):
            return None
        found = stories.members_of(self._connection, together)
        if len(found) < len(together):
            return None  # they are to be grouped yet
        several = [pk for pk, mine in found.items() if len(mine) > 1]
        parts: dict[int, Parts] = {pk: [(mine[0], ())] for pk, mine in found.items() if len(mine) == 1}
        for story, keys in stories.stories_with(self._connection, several):
            _add(parts, story, {id: pk for id, pk in keys.items() if pk in several})
        return parts

    def _stories(self, together: frozenset[int]) -> dict[int, Parts]:
        found = stories.family_of(self._connection, together)
        parts: dict[int, Parts] = {}
        for story in stories_of(self._connection, found)[0]:
            _add(parts, story, found.keys)
        return parts


def reports_of(connection: Connection, claims: Iterable[str], as_of: Sequence[date]) -> tuple[int, int]:
    """How many reports tell these claims, and how many independent origins those have: as of the last of these days on
    which a claim is in view."""
    found: dict[str, tuple[str, str]] = {}
    for day in as_of:
        rows = claims_shown(connection, claims, day)
        story_of = copied(connection, ((key, pk) for key, pk, _, _ in rows), day.isoformat())
        found |= {claim: (id, story_of.get(key, id)) for key, _, claim, id in rows}
    return len({id for id, _ in found.values()}), len({story for _, story in found.values()})


def copied(connection: Connection, said: Iterable[tuple[int, int]], day: str | None) -> dict[int, str]:
    """Which story each of these claims is carried by on a day, as far as it stands in a copy; by key of the claim.

    `said`: keys of claims and of their documents.
    """
    document_of = dict(said)
    origins = Origins(connection)
    origins.fetch(document_of.values())
    together: dict[int, tuple[Family, frozenset[int]]] = {}
    for pk in set(document_of.values()):
        family = origins.family(pk)
        if family is not None and (mine := family.together(pk, day)) is not None:
            together[pk] = family, mine
    starts = sentence_starts(connection, [claim for claim, pk in document_of.items() if pk in together])
    found = {claim: origins.of(*together[document_of[claim]], document_of[claim], at) for claim, at in starts.items()}
    return {claim: story for claim, story in found.items() if story is not None}


def _add(parts: dict[int, Parts], story: Story, keys: dict[str, int]) -> None:
    for member in story.members:
        if member.document in keys:
            mine = parts.setdefault(keys[member.document], [])
            if all(id != story.id for id, _ in mine):
                mine.append((story.id, member.spans))
