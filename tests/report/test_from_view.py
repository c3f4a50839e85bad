"""What is taken from a view: what the filters let through, the latest claims, the whole ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, cast

import pytest

from ascribe.errors import AscribeError
from ascribe.exports.view import View
from ascribe.report import ReportData, build, from_view
from ascribe.report.data import CLAIMS_LIMIT

Json = dict[str, Any]


class Fixed:
    """A view with these lists, whatever is asked for; it keeps what was asked."""

    def __init__(self, data: ReportData) -> None:
        self.data = data
        self.asked: list[Any] = []

    def iterate_claims(self, wanted: Any) -> Iterator[Json]:
        self.asked.append(wanted)
        return iter(self.data.claims)

    def iterate_documents(self, wanted: Any) -> Iterator[Json]:
        self.asked.append(wanted)
        return iter(self.data.documents)

    def iterate_stories(self, wanted: Any, *, changes: bool) -> Iterator[Json]:
        assert not changes
        self.asked.append(wanted)
        return iter(self.data.stories)

    def iterate_situations(self, wanted: Any, *, single: bool) -> Iterator[Json]:
        assert not single
        self.asked.append(wanted)
        return iter(self.data.situations or ())

    def iterate_disagreements(self, wanted: Any) -> Iterator[Json]:
        self.asked.append(wanted)
        return iter(self.data.disagreements)

    def list_open(self, wanted: Any) -> list[Json]:
        self.asked.append(wanted)
        return list(self.data.open_items)

    def count_situations(self, wanted: Any) -> tuple[int, int]:
        return 3, 2

    def ledger(self, *states: str) -> Any:
        found = [unit for unit in self.data.ledger if unit["state"] in states]
        return type("Found", (), {"to_dicts": lambda self: found})()

    def totals(self) -> dict[str, int]:
        return {"stored": 3, "rejected": 1}


def taken(view: Fixed, **filters: Any) -> ReportData:
    return from_view(cast(View, view), **filters)


def test_page_of_a_view(small: ReportData) -> None:
    view = Fixed(small)
    data = taken(view, as_of="2024-12-01", place=("Mada", "Tara"), event_type="assault")
    assert data.title == "What 3 reports say"
    assert data.generated_for == "As of 1 Dec 2024, place Mada or Tara, event type assault"
    assert {w.as_of for w in view.asked} == {date(2024, 12, 1)}
    assert len(view.asked) == 6
    assert data.situations == small.situations
    assert data.situations_left_out == 2
    assert data.claims_left_out == 0
    assert "4 inputs" in build(data)


def test_no_filters_and_a_title(small: ReportData) -> None:
    data = taken(Fixed(small), title="Mada", place=())
    assert (data.title, data.generated_for) == ("Mada", None)


def test_wrong_filter(small: ReportData) -> None:
    with pytest.raises(AscribeError):
        taken(Fixed(small), as_of="soon")


def test_of_very_many_claims_the_latest_are_taken(small: ReportData, make_claim: Callable[..., Json]) -> None:
    one = make_claim()
    claims = [{**one, "id": f"{i:016x}"} for i in range(CLAIMS_LIMIT + 7)]
    data = taken(Fixed(ReportData("x", None, [], claims, [], [])))
    assert len(data.claims) == CLAIMS_LIMIT
    assert data.claims_left_out == 7
    assert data.claims[-1]["id"] == claims[-1]["id"]
