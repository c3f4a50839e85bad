"""A record as it is looked at: claims, stories, documents, the timeline and the ledger, filtered and as of a day.

Command line, page and Python all look through this. Nothing here changes the record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from typing import Unpack

from ascribe.contract.documents import UnitState
from ascribe.errors import AscribeError
from ascribe.exports import columns, timeline
from ascribe.exports.about import about as claims_about
from ascribe.exports.about import keys_about
from ascribe.exports.claim_json import Json
from ascribe.exports.claims_of import exported_claims
from ascribe.exports.filters import Filters, make_filter
from ascribe.exports.items import Item, Items
from ascribe.exports.placing import Places
from ascribe.exports.revision_view import RevisionView
from ascribe.exports.source_view import SourceView
from ascribe.exports.story_json import document_to_json
from ascribe.exports.story_view import StoryView, story_members
from ascribe.pipeline.stories_of import StoriesOf
from ascribe.record import documents as stored_documents
from ascribe.record import ledger, query
from ascribe.record.query import Filter, Kind
from ascribe.record.settings import actor_file
from ascribe.record.store import Store

_CHUNK = 500
"""Claims looked up together."""


class View(SourceView, StoryView, RevisionView):
    """Looks at an open record. Every call sees the record as it is at that moment."""

    def __init__(self, store: Store) -> None:
        self.store = store

    # -- lists

    def claims(self, **filters: Unpack[Filters]) -> Items:
        """Claims by publication, document and place in the text. Filters: see `Filters`."""
        return Items(list(self.iterate_claims(make_filter(filters))), columns.CLAIMS)

    def documents(self, **filters: Unpack[Filters]) -> Items:
        """Documents by publication; with filters about claims, those that have such a claim."""
        return Items(list(self.iterate_documents(make_filter(filters))), columns.DOCUMENTS)

    def timeline(self, about: str | None = None, **filters: Unpack[Filters]) -> Items:
        """What is told, by the time at which it held, each thing once with the number of its reports and origins.

        `about`: only what somebody of this name does, has done to it, and says.
        """
        return Items(self.list_timeline(make_filter(filters), about), columns.TIMELINE)

    def ledger(self, *states: str) -> Items:
        """Input units with the state in which each ended; of all states or of some."""
        with self.store.reading() as connection:
            rows = [
                {
                    "location": row.location,
                    "state": row.state.value,
                    "problems": [{"code": p.code, "message": p.message} for p in row.problems],
                    "document": row.document,
                }
                for row in ledger.ledger(connection)
                if not states or row.state.value in states
            ]
        return Items(rows, columns.LEDGER)

    def totals(self) -> dict[str, int]:
        """Number of input units in each state."""
        with self.store.reading() as connection:
            found: dict[UnitState, int] = ledger.totals(connection)
        return {state.value: count for state, count in found.items()}

    def undated(self) -> int:
        """Number of documents without a publication date, which no view as of a day holds."""
        with self.store.reading() as connection:
            return query.undated(connection)

    def ahead(self) -> int:
        """Number of documents whose day of publication has not come: mistakes, which tell nothing of the present."""
        with self.store.reading() as connection:
            return query.ahead(connection)

    # -- the same, one by one

    def iterate_claims(self, wanted: Filter, *, by_time: bool = False) -> Iterator[Json]:
        """Claims as dictionaries, a few at a time in memory."""
        with self.store.reading() as connection:
            yield from exported_claims(connection, wanted, StoriesOf(connection, wanted.as_of), by_time=by_time)

    def iterate_documents(self, wanted: Filter) -> Iterator[Json]:
        """Documents as dictionaries."""
        with self.store.reading() as connection:
            stories = StoriesOf(connection, wanted.as_of)
            keys = query.document_keys(connection, wanted, story_members(connection, wanted))
            for start in range(0, len(keys), _CHUNK):
                part = keys[start : start + _CHUNK]
                stories.fetch(part)
                for row in query.document_rows(connection, part):
                    yield document_to_json(row, stories.of(row.pk))

    def list_timeline(self, wanted: Filter, about: str | None = None) -> list[Json]:
        """Entries of the timeline; `limit` counts entries. `about`: the name of somebody."""
        from ascribe.stories.group import independent_origins

        asked = replace(wanted, limit=None, about=() if about is None else keys_about(about))
        if about is not None and not asked.about:
            return []
        with self.store.reading() as connection:
            stories = StoriesOf(connection, wanted.as_of)
            claims = list(exported_claims(connection, asked, stories, by_time=True))
            if asked.of_claims or asked.story:  # a day can stand in a claim that was not asked for
                ids = query.dated_beside(connection, {claim["document"]["id"] for claim in claims}, wanted.as_of)
                places = Places(exported_claims(connection, Filter(as_of=wanted.as_of, claims=ids), stories))
            else:
                places = Places(claims)
            if about is not None:
                claims = claims_about(about, claims)
            of_document: dict[str, set[str]] = {}
            for story in stories.known():
                for member in story.members:
                    of_document.setdefault(member.document, set()).add(story.id)
            by_id = {story.id: story for story in stories.known()}

            def origins(ids: Collection[str]) -> int:
                mine = sorted({story for id in ids for story in of_document.get(id, ())})
                return independent_origins(ids, [by_id[story] for story in mine])

            return timeline.timeline(claims, places.of, origins)[: wanted.limit]

    # -- one thing

    def find(self, id: str, as_of: date | None = None) -> tuple[Kind, Item]:
        """The claim, story or document whose id begins with `id`.

        AscribeError `usage.id` where there is none, `usage.ambiguous` where there are several.
        """
        with self.store.reading() as connection:
            found = query.ids_beginning(connection, id.strip().lower())
        if not found:
            raise AscribeError("usage.id", id)
        exact = [x for x in found if x[1] == id.strip().lower()]
        if len(found) > 1 and len(exact) != 1:
            examples = ", ".join(f"{kind} {full}" for kind, full in found[:3])
            raise AscribeError("usage.ambiguous", id, count=len(found), examples=examples)
        kind, full = (exact or found)[0]
        return kind, self._one(kind, full, as_of)

    def _one(self, kind: Kind, id: str, as_of: date | None) -> Item:
        if kind == "claim":
            with self.store.reading() as connection:
                document = query.document_of_claim(connection, id)
            found = self.iterate_claims(Filter(document=(document,), as_of=as_of))
        elif kind == "story":
            found = self.iterate_stories(Filter(story=(id,), as_of=as_of))
        else:
            found = self.iterate_documents(Filter(document=(id,), as_of=as_of))
        for item in found:
            if item["id"] == id:
                return Item(item)
        raise AscribeError("usage.id", id)

    def explain(self, id: str, as_of: date | None = None) -> Item:
        """Why the claim whose id begins so says what it says: `cells`, each with the rule that filled it and what that
        was read from, and the `tree` of its sentence.

        Its document is read again, which takes a second. AscribeError `usage.id`, `usage.ambiguous`, `usage.claim`
        where the id is a story's or document's.
        """
        from ascribe.exports.why import explain  # here: the reader's model is loaded with it
        from ascribe.resolution.actors import builtin

        kind, found = self.find(id, as_of)
        if kind != "claim":
            raise AscribeError("usage.claim", id, kind=kind)
        item = found.to_dict()
        with self.store.reading() as connection:
            keys = query.document_keys(connection, Filter(document=(item["document"]["id"],), as_of=as_of))
            document = next(document for _, document in stored_documents.load(connection, keys[:1]))
            own = actor_file(connection)
        actors = builtin() if own is None else builtin().with_text(own.text, own.name)
        return Item(explain(item, document, actors))

    def text(self, document: str, as_of: date | None = None) -> Item:
        """The cleaned text of a document, with its blocks: `text` and `blocks` (kind, start, end, repeat_of, rule)."""
        with self.store.reading() as connection:
            keys = query.document_keys(connection, Filter(document=(document,), as_of=as_of))
            for _, found in stored_documents.load(connection, keys[:1]):
                blocks = [
                    {"kind": b.kind.value, "start": b.start, "end": b.end, "repeat_of": b.repeat_of, "rule": b.rule}
                    for b in found.blocks
                ]
                return Item({"id": found.id, "text": found.text, "blocks": blocks})
        raise AscribeError("usage.id", document)
