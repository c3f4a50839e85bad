"""The claims that a filter lets through, as exported, with their stories and situations; and what sources said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from sqlalchemy import Connection

from ascribe.exports.claim_json import DocumentRef, Json, exported
from ascribe.exports.source_pages import Told
from ascribe.exports.story_view import story_members
from ascribe.pipeline.origins import Origins
from ascribe.pipeline.stories_of import StoriesOf
from ascribe.record import query
from ascribe.record.claims import claim_from_json
from ascribe.record.query import Filter
from ascribe.record.sources import DOCUMENT, KEY, Saying, sentence_starts

_CHUNK = 2000
"""Claims looked up together."""
_SAID = 20_000
"""What sources said: without the claims themselves."""


def exported_claims(
    connection: Connection, wanted: Filter, stories: StoriesOf, *, by_time: bool = False
) -> Iterator[Json]:
    """Claims as dictionaries, a few at a time in memory; by publication, or by the time of the event."""
    rows = query.claim_rows(connection, wanted, story_members(connection, wanted), by_time=by_time)
    while chunk := list(islice(rows, _CHUNK)):
        stories.fetch(row.pk for row in chunk)
        for row in chunk:
            document = DocumentRef(row.id, row.name, row.url, row.outlet, row.published_at, row.dated_by)
            claim = claim_from_json(row.claim, row.id, row.revision)
            story = stories.of(row.pk, claim.sentence.start)
            if wanted.story and not (story or "").startswith(wanted.story):
                continue  # stands in another part of a page that carries several stories
            yield exported(replace(claim, situation=row.shown), document, row.prefix, row.suffix, story)


def told_by_sources(connection: Connection, found: Iterable[Saying], wanted: Filter) -> Iterator[Told]:
    """What sources said, with as much of each claim as a page of sources tells: `story` is what counts copies once."""
    stories, origins = StoriesOf(connection, wanted.as_of), Origins(connection)
    day = None if wanted.as_of is None else wanted.as_of.isoformat()
    rows = iter(found)
    while chunk := list(islice(rows, _SAID)):
        keys = {row[DOCUMENT] for row in chunk}
        origins.fetch(keys)
        together = {
            pk: mine for pk in keys if (family := origins.family(pk)) is not None and (mine := family.together(pk, day))
        }
        starts = sentence_starts(connection, [row[KEY] for row in chunk if row[DOCUMENT] in together])
        if wanted.story:
            stories.fetch(keys)
        for speaker, name, text, kind, anonymous, affiliation, claim, factuality, key, pk, id, at, situation in chunk:
            if wanted.story and not (stories.of(pk, starts.get(key, 0)) or "").startswith(wanted.story):
                continue  # stands in another part of a page that carries several stories
            story = id
            if pk in together and (family := origins.family(pk)):
                story = origins.of(family, together[pk], pk, starts.get(key, 0)) or id
            yield Told(
                speaker, name or text, kind, bool(anonymous), affiliation, claim, id, at, factuality, situation, story
            )
