"""What the page needs, taken from a view of a record: `build(from_view(record, place="Tikrit"))`."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Unpack

from ascribe.exports.filters import Filters, make_filter
from ascribe.exports.wording import counted, day, long_day
from ascribe.report.data import CLAIMS_LIMIT, Json, ReportData

if TYPE_CHECKING:
    from ascribe.exports.view import View

SITUATIONS_LIMIT, DISAGREEMENTS_LIMIT = 60, 60
"""Situations and disagreements on a page; the lists of the command line have all of them."""

_ASKED = {
    "as_of": "as of {}",
    "time_from": "events from {}",
    "time_to": "events until {}",
    "published_from": "published from {}",
    "published_to": "published until {}",
    "text": "with the words {}",
    "limit": "at most {} claims",
    "event_type": "event type {}",
}
"""How the head of the page puts a filter; others are called by their names."""


def from_view(view: View, title: str | None = None, **filters: Unpack[Filters]) -> ReportData:
    """The page's data for what `filters` let through. The ledger is that of the whole record.

    AscribeError `usage.value` where a filter has no possible value.
    """
    wanted = make_filter(filters)
    dated: deque[Json] = deque(maxlen=CLAIMS_LIMIT)  # they come by publication: the latest stay
    undated: list[Json] = []
    count = 0
    for claim in view.iterate_claims(wanted):
        count += 1
        if claim["document"]["published_at"]:
            dated.append(claim)
        elif len(undated) < CLAIMS_LIMIT:
            undated.append(claim)
    claims = [*dated, *undated][:CLAIMS_LIMIT]
    documents = list(view.iterate_documents(wanted))
    unlimited = replace(wanted, limit=None)
    situations = list(view.iterate_situations(replace(wanted, limit=SITUATIONS_LIMIT), single=False))
    return ReportData(
        title=title or f"What {counted(len(documents), 'report')} say{'s' if len(documents) == 1 else ''}",
        generated_for=_asked(filters),
        documents=documents,
        claims=claims,
        stories=list(view.iterate_stories(wanted, changes=False)),
        ledger=view.ledger("rejected", "deferred", "stored+warning", "ignored").to_dicts(),
        totals=view.totals(),
        claims_left_out=count - len(claims),
        situations=situations,
        disagreements=list(view.iterate_disagreements(replace(wanted, limit=DISAGREEMENTS_LIMIT))),
        open_items=view.list_open(unlimited),
        situations_left_out=view.count_situations(unlimited)[0] - len(situations),
    )


def _asked(filters: Filters) -> str | None:
    """The filters in words; None where there are none."""
    parts = []
    for name, value in filters.items():
        if value is None or value == ():
            continue
        form = _ASKED.get(name, f"{name.replace('_', ' ')} {{}}")
        parts.append(form.format(_words(value)))
    text = ", ".join(parts)
    return text[:1].upper() + text[1:] if text else None


def _words(value: object) -> str:
    if isinstance(value, str):
        found = day(value) if len(value) == 10 else None
        return long_day(found) if found else value
    if isinstance(value, date):
        return long_day(value)
    if isinstance(value, Iterable):
        return " or ".join(str(word) for word in value)
    return str(value)
