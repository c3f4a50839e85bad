"""A record's situations and disagreements as they are looked at: filtered, as of a day, whole or as lines of a list."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, Unpack

from sqlalchemy import Connection

from ascribe.errors import AscribeError
from ascribe.exports.changes import CHANGES, Change, changes
from ascribe.exports.claims_of import exported_claims
from ascribe.exports.digest import Digest, in_view, most_open, weightiest_first
from ascribe.exports.digest import digest as make_digest
from ascribe.exports.filters import Day, Filters, as_day, make_filter
from ascribe.exports.items import Item, Items
from ascribe.exports.open_items import OPEN, first_of_each, open_items, with_evidence
from ascribe.exports.situation_columns import DISAGREEMENTS, SITUATIONS
from ascribe.exports.situation_json import disagreement_to_json, situation_to_json, titled
from ascribe.pipeline.answers import answering
from ascribe.pipeline.days import DISAGREEMENT, refresh
from ascribe.pipeline.days import OPEN as OPEN_STATES
from ascribe.pipeline.origins import reports_of
from ascribe.pipeline.overview import (
    built,
    called,
    dependencies,
    disputed_since,
    gone,
    granted,
    listed,
    overview,
    parts,
    state_claims,
    tally,
    titles,
    told_since,
)
from ascribe.pipeline.stories_of import StoriesOf
from ascribe.record import query
from ascribe.record.decisions import Decision, apply_decisions, decide
from ascribe.record.histories import situations_of
from ascribe.record.query import Filter
from ascribe.record.source_totals import complete
from ascribe.record.store import Store

Json = dict[str, Any]

_WEIGHED = 300
"""Changed situations up to which a digest tells the weightiest first; of more, those of most independent origins."""
_CHUNK = 100
"""Situations built together."""


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))


def _counted(connection: Connection, ids: Sequence[str], left: Sequence[str], since: date, until: date) -> list[Change]:
    """`changes` of these situations without building them: what is kept tells which, but not what they are called."""
    before = state_claims(connection, (*ids, *left), since - timedelta(days=1))
    after = state_claims(connection, ids, until)
    disputed = disputed_since(connection, set(ids), since, until)
    disputes = {id: [titled(d, "") for d in mine] for id, mine in disputed.items()}
    return changes(before, (after[id] for id in ids if id in after), disputes, since.isoformat())


class SituationView:
    """The part of a view that knows situations."""

    store: Store

    def situations(self, *, everything: bool = False, single: bool = True, **filters: Unpack[Filters]) -> Items:
        """Situations, those of most independent origins first; with filters, those with a claim that they let through.

        `everything`: also what is no more than a word without a known type of event. `single=False`: without what one
        report tells in one state.
        """
        found = self.iterate_situations(make_filter(filters), everything=everything, single=single)
        return Items(list(found), SITUATIONS)

    def disagreements(self, **filters: Unpack[Filters]) -> Items:
        """Where reports disagree, the newest first; with filters, in situations with a claim that they let through."""
        return Items(list(self.iterate_disagreements(make_filter(filters))), DISAGREEMENTS)

    def open_items(self, **filters: Unpack[Filters]) -> Items:
        """Approvals awaited, requests unanswered, conditions unmet, plans, and plans whose date has passed.

        Ages are counted to `as_of`, else to the last day of publication in the record.
        """
        return Items(self.list_open(make_filter(filters)), OPEN)

    def merge(self, ids: Sequence[str], *, who: str | None = None, why: str | None = None) -> str:
        """Decides that these situations are one; the beginnings of their ids are enough. The id that it has now."""
        return self._decide("merge", [self._situation_id(id) for id in ids], who, why)

    def split(self, claims: Sequence[str], *, who: str | None = None, why: str | None = None) -> str:
        """Decides that these claims, with their threads, are a situation of their own. The id that it has now."""
        with self.store.reading() as connection:
            full = [query.claim_beginning(connection, id) for id in claims]
        return self._decide("split", full, who, why)

    def _decide(self, kind: Literal["merge", "split"], claims: Sequence[str], who: str | None, why: str | None) -> str:
        decision = Decision(kind, tuple(claims), datetime.now(UTC).isoformat(timespec="seconds"), who, why)
        with self.store.writer(), self.store.writing("decision") as connection:
            decide(connection, decision)
            changed = apply_decisions(connection)
            refresh(connection, changed | answering(connection, (), changed))
            return situations_of(connection, claims)[claims[0]]

    def _situation_id(self, beginning: str) -> str:
        """A claim of the situation whose id begins so. AscribeError `usage.id`, `usage.ambiguous`."""
        with self.store.reading() as connection:
            return query.claim_of_situation(connection, query.situation_beginning(connection, beginning))

    def iterate_situations(self, wanted: Filter, *, everything: bool = False, single: bool = True) -> Iterator[Json]:
        """Situations as dictionaries, a few at a time in memory."""
        with self.store.reading() as connection:
            rows = self.situation_rows(connection, wanted, everything=everything, single=single)
            for part in _parts([row.situation for row in rows]):
                made = listed(connection, part, wanted.as_of)
                named = titles(connection, {d.situation for s in made for d in s.depends_on}, wanted.as_of)
                for situation in made:
                    yield situation_to_json(situation, named)

    def count_situations(self, wanted: Filter) -> tuple[int, int]:
        """Number of situations that `wanted` lets through, and of those that one report tells in one state."""
        with self.store.reading() as connection:
            return tally(connection, wanted.as_of, self._only(connection, wanted))

    def iterate_disagreements(self, wanted: Filter) -> Iterator[Json]:
        """Disagreements as dictionaries. No situation is built for it."""
        with self.store.reading() as connection:
            only = self._only(connection, wanted)
            rows = parts(connection, DISAGREEMENT, wanted.as_of, only=only, everything=True, limit=wanted.limit)
            named = titles(connection, {row.situation for row in rows}, wanted.as_of)
        for row in rows:
            yield titled(json.loads(row.part), named[row.situation])

    def list_open(self, wanted: Filter, most: int | None = None) -> list[Json]:
        """What is open, as dictionaries, each with the sentence that tells it last; `limit` counts them.

        `most`: so many of each kind get their sentence, where no more are shown. No situation is built for it.
        """
        as_of = wanted.as_of
        with self.store.reading() as connection:
            today = as_of or query.last_day(connection)
            if today is None:
                return []
            only, everything = self._only(connection, wanted), bool(wanted.situation)
            rows = parts(connection, OPEN_STATES, as_of, only=only, everything=everything)
            states = {row.situation: json.loads(row.part) for row in rows}
            waiting = [id for id, mine in states.items() if any(s["phase"] == "pending" for s in mine)]
            asked = [id for id, mine in states.items() if any(s["phase"] == "requested" for s in mine)]
            hanging = dependencies(connection, waiting, as_of)
            known = granted(connection, asked, as_of)
            names = called(connection, states, as_of)
        found = (
            {
                "id": id,
                "title": names[id].title,
                "kind": names[id].kind,
                "states": mine,
                "dependencies": [{"situation": d.situation, "how": d.how} for d in hanging.get(id, ())],
            }
            for id, mine in states.items()
        )
        items = open_items(found, today, known)[: wanted.limit]
        claims = self.claims_with((id for item in first_of_each(items, most) for id in item["claims"]), as_of)
        return list(with_evidence(items, claims))

    def changes(self, since: str | date, until: Day = None) -> Items:
        """What the record shows as of `until` (else now) that it did not show before `since`."""
        first, last = as_day(since), None if until is None else as_day(until)
        return Items([change.to_json() for change in self.list_changes(first, last)], CHANGES)

    def list_changes(self, since: date, until: date | None) -> list[Change]:
        """Changes of the situations that something published in these days tells of, those of most origins first.

        Undated reports are no news of any day: without `until`, it is the last day of publication in the record.
        """
        with self.store.reading() as connection:
            until = until or query.last_day(connection)
            if until is None:
                return []
            before = since - timedelta(days=1)
            ids = told_since(connection, since, until)
            left = gone(connection, before, until)
        return self._changes(ids, left, since, until)

    def _changes(self, ids: Sequence[str], left: Sequence[str], since: date, until: date) -> list[Change]:
        """Those of these situations, in this order. `left`: those that are gone."""
        before = since - timedelta(days=1)
        with self.store.reading() as connection:
            later = [made for part in _parts(ids) for made in built(connection, part, until)]
            earlier = [made for part in _parts([*ids, *left]) for made in built(connection, part, before)]
        disputes = {
            made.situation.id: [disagreement_to_json(d, made.situation.title) for d in made.disagreements]
            for made in later
        }
        old = {made.situation.id: situation_to_json(made.situation) for made in earlier}
        return changes(old, [situation_to_json(made.situation) for made in later], disputes, since.isoformat())

    def digest(self, since: str | date, until: Day = None) -> Digest:
        """A situation report of what is new since a day; `to_markdown()` and `to_html()` write it out."""
        first, last = as_day(since), None if until is None else as_day(until)
        before = first - timedelta(days=1)
        with self.store.reading() as connection:
            last = last or query.last_day(connection)
            if last is None:
                return make_digest((), (), {}, first, None)
            ids, left = told_since(connection, first, last), gone(connection, before, last)
            counted = _counted(connection, ids, left, first, last) if complete(connection) else None
        if counted is None or len(ids) + len(left) <= _WEIGHED:
            made = self._changes(ids, left, first, last)
            told = [id for change in made for id in change.claims]
            counted = weightiest_first(made, self.claims_with(told, last))
            seen = in_view(counted)
            found = [change for change in counted if change.situation["id"] in seen]
        else:
            seen = in_view(counted)
            found = self._changes([id for id in ids if id in seen], [id for id in left if id in seen], first, last)
        open_, more_open = most_open(self.list_open(Filter(as_of=last), most=0))
        told = [id for change in found for id in change.claims] + [id for item in open_ for id in item["claims"]]
        claims = self.claims_with(told, last)
        if any(change.what == "withdrawn" for change in found):  # these stood in what was there before
            claims = self.claims_with(told, before) | claims
        with self.store.reading() as connection:
            reports = reports_of(connection, {id for change in counted for id in change.claims}, (before, last))
        return make_digest(found, open_, claims, first, last, more_open, counted, reports)

    def situations_with(self, ids: Sequence[str], as_of: date | None) -> dict[str, Json]:
        """These situations by id, as of a day."""
        with self.store.reading() as connection:
            made = [m for part in _parts(ids) for m in built(connection, part, as_of)]
        return {m.situation.id: situation_to_json(m.situation) for m in made}

    def claims_with(self, ids: Iterable[str], as_of: date | None) -> dict[str, Json]:
        """These claims by id, as of a day."""
        with self.store.reading() as connection:
            stories = StoriesOf(connection, as_of)
            return {c["id"]: c for c in exported_claims(connection, Filter(as_of=as_of, claims=tuple(ids)), stories)}

    @staticmethod
    def _only(connection: Connection, wanted: Filter) -> set[str] | None:
        """Situations with a claim that the filter lets through; None: it lets all through."""
        return query.situations_with(connection, wanted) if wanted.of_claims or wanted.of_documents else None

    def situation_rows(
        self, connection: Connection, wanted: Filter, *, everything: bool = False, single: bool = True
    ) -> Sequence[Any]:
        """What a list shows of the situations: rows of `situation_days`. No situation is built for it."""
        only = self._only(connection, wanted)
        everything = everything or bool(wanted.situation)  # who names one wants it, whatever it is
        return overview(connection, wanted.as_of, only=only, everything=everything, limit=wanted.limit, single=single)

    def situation(self, id: str, as_of: Day = None) -> Item:
        """One situation with its `disagreements`; the beginning of its id is enough. AscribeError `usage.id` where
        there is none, or none on that day, `usage.ambiguous` where there are several.
        """
        as_of = None if as_of is None else as_day(as_of)
        with self.store.reading() as connection:
            full = query.situation_beginning(connection, id)
            for made in built(connection, [full], as_of):
                on = {d.situation for d in made.situation.depends_on}
                found = situation_to_json(made.situation, titles(connection, on, as_of))
                found["disagreements"] = [disagreement_to_json(d, made.situation.title) for d in made.disagreements]
                return Item(found)
        raise AscribeError("usage.id", id)
