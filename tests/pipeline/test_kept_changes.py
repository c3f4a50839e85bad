"""A digest counts what changed by what is kept of each state: the same as by building every situation."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from planted import planted
from reports import read_all, write

from ascribe.exports import digest, situation_view
from ascribe.exports.view import View
from ascribe.record.store import Store


@pytest.mark.parametrize("seed", range(4))
def test_a_digest_by_what_is_kept_is_the_one_by_building_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(digest, "_PARTS", 2)
    rows = planted(seed)
    folder = tmp_path / "reports"
    for shown in (rows[:9], rows[3:]):
        write(folder, {"feed.jsonl": "".join(json.dumps(row) + "\n" for row in shown)})
        read_all(tmp_path / "r.db", folder)
    written = set()
    with Store.open(tmp_path / "r.db") as store:
        view = View(store)
        for since in (date(2015, 3, day) for day in range(1, 12)):
            for until in (since + timedelta(days=2), None):
                kept = view.digest(since, until)
                with monkeypatch.context() as patch:
                    patch.setattr(situation_view, "complete", lambda connection: False)
                    assert view.digest(since, until) == kept
                alone = digest.digest(view.list_changes(since, until), (), {}, since, until)
                assert alone.summary == kept.summary
                written.add(kept)
    assert len(written) > 10
    assert any(section.more for report in written for section in report.sections)
