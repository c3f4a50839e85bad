"""A digest of many situations counts what changed by what is kept of each state: the same as by building them all."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from planted import planted
from reports import read_all, write

from ascribe.exports import digest, situation_view
from ascribe.exports.changes import Change
from ascribe.exports.view import View
from ascribe.pipeline.overview import gone, told_since
from ascribe.record.query import last_day
from ascribe.record.source_totals import complete
from ascribe.record.store import Store


def told(change: Change) -> tuple[Any, ...]:
    """What a change is counted by."""
    return change.what, change.situation["id"], sorted(change.claims), (change.state or {}).get("factuality")


@pytest.mark.parametrize("seed", range(4))
def test_changes_by_what_is_kept_are_those_by_building_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    rows = planted(seed)
    folder = tmp_path / "reports"
    for shown in (rows[:9], rows[3:]):
        write(folder, {"feed.jsonl": "".join(json.dumps(row) + "\n" for row in shown)})
        read_all(tmp_path / "r.db", folder)
    monkeypatch.setattr(digest, "_PARTS", 2)
    monkeypatch.setattr(situation_view, "_WEIGHED", 0)
    found = more = 0
    with Store.open(tmp_path / "r.db") as store:
        view = View(store)
        with store.reading() as connection:
            assert complete(connection)
            until = last_day(connection)
        assert until is not None
        for since in (date(2015, 3, day) for day in range(1, until.day + 1)):
            for last in {min(since + timedelta(days=2), until), until}:
                with store.reading() as connection:
                    ids, left = told_since(connection, since, last), gone(connection, since - timedelta(days=1), last)
                    kept = situation_view._counted(connection, ids, left, since, last)
                built = view.list_changes(since, last)
                assert sorted(map(told, kept), key=str) == sorted(map(told, built), key=str)
                assert [c.situation["id"] for c in kept] == [c.situation["id"] for c in built]
                found += len(built)
                more += sum(section.more for section in view.digest(since, last).sections)
    assert found > 20
    assert more > 0
