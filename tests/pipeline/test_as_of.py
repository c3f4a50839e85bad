"""As of a day: exactly what a record shows that has only read what was published by then."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import FILLER, read_all, write

from ascribe.exports.view import View
from ascribe.record.store import Store

LEAD = "The mayor of the port told reporters at the quay that two cranes had been hit and would not work for months."
WIRE = f"{LEAD}\n\n{FILLER}\n\nRebels shelled Mada in Tikrit on 2015-03-02, a senior official said.\n"
"""A report that others copy, cut and extend."""

TEXTS = [
    WIRE,
    WIRE.replace(".\n\n", ". \n\n"),
    f"LONDON (Reuters) - {WIRE}\nEnvoys met Ministers in Basra on 2015-03-04.\n",
    WIRE.replace(
        LEAD, "Cranes in the port were hit, its mayor told reporters at the quay, and will stand still for long."
    ),
    f"{FILLER}\n\nOfficers trained Recruits in Erbil.\n",
    "Rebels left Mada in Kirkuk.\n",
    f"{WIRE}\n\nOfficers trained Recruits in Erbil. {FILLER[::-1]}\n",
]
DAYS = ["2015-03-01", "2015-03-02", "2015-03-03", None]


def shows(record: Path, as_of: str | None) -> dict[str, Any]:
    """Everything that a view gives out."""
    with Store.open(record) as store:
        view = View(store)
        lists = {"claims": view.claims, "documents": view.documents, "stories": view.stories, "timeline": view.timeline}
        return {name: make(as_of=as_of).to_dicts() for name, make in lists.items()}


def check(folder: Path, reports: list[tuple[int, str | None, str | None]], as_of: str) -> None:
    """`reports`: number of the text, day of publication, address."""
    rows = []
    for number, (text, day, url) in enumerate(reports):
        row = {"id": number, "outlet": f"Outlet {number}", "text": TEXTS[text], "published_at": day, "url": url}
        rows.append((day, json.dumps({k: v for k, v in row.items() if v is not None})))
    everything, known = folder / "all", folder / "known"
    write(everything, {f"{i}.jsonl": row for i, (_, row) in enumerate(rows)})
    write(known, {f"{i}.jsonl": row for i, (day, row) in enumerate(rows) if day is not None and day <= as_of})
    read_all(folder / "all.db", everything)
    read_all(folder / "known.db", known)
    assert shows(folder / "all.db", as_of) == shows(folder / "known.db", None)


def test_stories_are_made_of_what_was_known(tmp_path: Path) -> None:
    check(tmp_path, [(2, "2015-03-01", None), (0, "2015-03-02", None), (1, "2015-03-03", None)], "2015-03-02")


def test_a_story_whose_tie_was_published_later_falls_apart(tmp_path: Path) -> None:
    check(tmp_path, [(4, "2015-03-01", None), (0, "2015-03-01", None), (6, "2015-03-03", None)], "2015-03-02")


def test_an_earlier_revision_is_shown_as_of_its_day(tmp_path: Path) -> None:
    address = "http://example.org/1"
    check(tmp_path, [(0, "2015-03-01", address), (5, "2015-03-02", address), (4, "2015-03-03", address)], "2015-03-02")


def test_undated_documents_are_left_out(tmp_path: Path) -> None:
    check(tmp_path, [(0, None, None), (1, "2015-03-01", None)], "2015-03-03")


def test_the_test_can_fail(tmp_path: Path) -> None:
    folder = write(tmp_path / "f", {"a.jsonl": '{"text": "Rebels left Mada in Kirkuk.", "published_at": "2015-03-03"}'})
    read_all(tmp_path / "r.db", folder)
    assert shows(tmp_path / "r.db", "2015-03-03") == shows(tmp_path / "r.db", None)
    assert shows(tmp_path / "r.db", "2015-03-02") != shows(tmp_path / "r.db", None)


addresses = st.sampled_from([None, None, None, "http://example.org/1", "http://example.org/2"])
reports = st.lists(st.tuples(st.integers(0, len(TEXTS) - 1), st.sampled_from(DAYS), addresses), max_size=6)


@settings(max_examples=15, deadline=None)
@given(reports, st.sampled_from(["2015-03-01", "2015-03-02"]))
def test_any_reports_on_any_day(
    tmp_path_factory: pytest.TempPathFactory, found: list[tuple[int, str | None, str | None]], as_of: str
) -> None:
    check(tmp_path_factory.mktemp("as_of"), found, as_of)
