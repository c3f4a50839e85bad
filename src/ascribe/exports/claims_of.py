"""The claims that a filter lets through, as exported, with their stories and situations; and what sources said."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from sqlalchemy import Connection

from ascribe.exports.claim_json import DocumentRef, Json, exported
from ascribe.exports.source_pages import DISPUTED, SAID, Told, in_order, page
from ascribe.exports.story_view import story_members
from ascribe.pipeline.origins import copied
from ascribe.pipeline.stories_of import StoriesOf
from ascribe.record import query, source_totals
from ascribe.record.claims import claim_from_json
from ascribe.record.decisions import ratings
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
    stories = StoriesOf(connection, wanted.as_of)
    day = None if wanted.as_of is None else wanted.as_of.isoformat()
    rows = iter(found)
    while chunk := list(islice(rows, _SAID)):
        story_of = copied(connection, ((row[KEY], row[DOCUMENT]) for row in chunk), day)
        starts: dict[int, int] = {}
        if wanted.story:
            stories.fetch({row[DOCUMENT] for row in chunk})
            starts = sentence_starts(connection, [row[KEY] for row in chunk])
        for speaker, name, text, kind, anonymous, affiliation, claim, factuality, key, pk, id, at, situation in chunk:
            if wanted.story and not (stories.of(pk, starts.get(key, 0)) or "").startswith(wanted.story):
                continue  # stands in another part of a page that carries several stories
            story = story_of.get(key, id)
            yield Told(
                speaker, name or text, kind, bool(anonymous), affiliation, claim, id, at, factuality, situation, story
            )


def kept_sources(connection: Connection, limit: int | None) -> list[Json]:
    """The sources of today, from what is kept of each: the same as `pages` of all that they said, in brief."""
    rated = ratings(connection)
    found = []
    for source in source_totals.most_told(connection, limit):
        disputed = [source_totals.disputes(connection, source.speaker, own, DISPUTED) for own in (True, False)]
        own, others = ([json.loads(part) for part in parts] for _, parts in disputed)
        said = source_totals.last_said(connection, source.speaker, SAID)
        found.append(page(source.totals, source.days, said, own, others, (disputed[0][0], disputed[1][0]), rated))
    return in_order(found)[:limit]
