"""A record's sources as they are looked at: listed, each with a page of its own, and rated by people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Unpack

from ascribe.errors import AscribeError
from ascribe.exports.claims_of import kept_sources, told_by_sources
from ascribe.exports.filters import Filters, make_filter
from ascribe.exports.items import Items
from ascribe.exports.situation_view import SituationView
from ascribe.exports.source_page import source_page
from ascribe.exports.source_pages import SOURCES, pages
from ascribe.exports.story_view import story_members
from ascribe.record import query, source_totals
from ascribe.record.decisions import Rating, rate, ratings
from ascribe.record.query import Filter
from ascribe.record.sources import most_quoted, sayings

Json = dict[str, Any]

_SPARE = 20
"""Sources looked at besides those that are shown: of two that as many documents quote, copies make one lesser."""


class SourceView(SituationView):
    """The part of a view that knows sources."""

    def sources(self, *, whole: bool = False, **filters: Unpack[Filters]) -> Items:
        """Who is quoted: what each source said over time, took back, and others contradict; with people's ratings.

        Without filters, of each the last hundred claims; `more` counts what is left out, and `source=` gives all.
        `whole`: each with `things`, its page: what it said of each thing, and what is told of that since.
        """
        wanted = make_filter(filters)
        return Items(list(self.iterate_source_pages(wanted)) if whole else self.list_sources(wanted), SOURCES)

    def list_sources(self, wanted: Filter) -> list[Json]:
        """Sources as dictionaries; `limit` counts them. No claim is read for it.

        Without other filters, of each source the last of what it said and of its disagreements are named, and `more`
        counts the others.
        """
        brief = wanted == Filter(as_of=wanted.as_of, limit=wanted.limit)
        with self.store.reading() as connection:
            if brief and wanted.as_of is None and source_totals.complete(connection):
                return kept_sources(connection, wanted.limit)
            only = query.conditions(connection, wanted, story_members(connection, wanted))
            most = None if wanted.limit is None else most_quoted(connection, only, wanted.limit + _SPARE)
            said = list(told_by_sources(connection, sayings(connection, only, most), wanted))
            rated = ratings(connection)
        disagreements = self.iterate_disagreements(replace(wanted, limit=None))
        return pages(said, disagreements, rated, brief=brief)[: wanted.limit]

    def iterate_source_pages(self, wanted: Filter) -> Iterator[Json]:
        """The same, each with its page; what it speaks of is built for it."""
        for source in self.list_sources(wanted):
            claims = self.claims_with(source["said"], wanted.as_of)
            yield source_page(source, claims, self.situations_with(source["situations"], wanted.as_of))

    def rate(self, source: str, rating: str, *, who: str | None = None, why: str | None = None) -> None:
        """Keeps how reliable somebody finds a source: Admiralty code, "A1" to "F6". AscribeError `usage.value`."""
        code = rating.strip().upper()
        if not re.fullmatch(r"[A-F][1-6]", code):
            raise AscribeError("usage.value", rating, wanted="a rating", example="a letter A to F and a digit 1 to 6")
        with self.store.writer(), self.store.writing("rating") as connection:
            rate(connection, Rating(source, code, datetime.now(UTC).isoformat(timespec="microseconds"), who, why))
