"""What the page is made of: the lists that views of a record give out, in the form of the JSON exports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

CLAIMS_LIMIT = 2_000
"""Claims on a page; of more, those of the latest documents. 2,000 make about 5 MB, which a phone scrolls."""


@dataclass(frozen=True, slots=True)
class ReportData:
    """One page's worth of a record. Lists are those of `View.claims().to_dicts()` and its like."""

    title: str
    generated_for: str | None
    """What of the record is shown ("as of 1 December 2024; place Macomia"); None: all of it."""
    documents: Sequence[Json]
    claims: Sequence[Json]
    stories: Sequence[Json]
    ledger: Sequence[Json]
    """Input units: location, state, problems (code, message), document."""
    notes: Sequence[str] = ()
    """What a reader should know about this page, a sentence each."""
    totals: Mapping[str, int] | None = None
    """Number of input units in each state, where `ledger` does not have them all."""
    claims_left_out: int = 0
    """Claims that were not even given; the page says so."""
    claims_limit: int = CLAIMS_LIMIT
    situations: Sequence[Json] | None = None
    """With a history or more than one report; None: the page has no such section."""
    disagreements: Sequence[Json] = ()
    open_items: Sequence[Json] = ()
    situations_left_out: int = 0
