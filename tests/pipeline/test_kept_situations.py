"""A list takes the largest situations from what is kept of them: the same as by building them all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from planted import planted
from reports import read_all, write

from ascribe.exports.view import View
from ascribe.exports.weight import is_told_once
from ascribe.pipeline import overview
from ascribe.record import raw, today
from ascribe.record.query import Filter
from ascribe.record.store import Store


@pytest.mark.parametrize("seed", range(3))
def test_a_list_of_what_is_kept_is_that_of_what_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(today, "LARGE", 3)
    rows = planted(seed)
    folder = tmp_path / "reports"
    for shown in (rows[:9], rows[3:], rows[3:14]):
        write(folder, {"feed.jsonl": "".join(json.dumps(row) + "\n" for row in shown)})
        read_all(tmp_path / "r.db", folder)
        with Store.open(tmp_path / "r.db") as store:
            view = View(store)
            with store.reading() as connection:
                counts = [
                    row.claims for row in overview.overview(connection, None, only=None, everything=True, limit=None)
                ]
                kept = raw.rows(connection, "SELECT situation FROM situations_now")
            assert 0 < len(kept) == sum(count >= 3 for count in counts)
            found = list(view.iterate_situations(Filter(), everything=True))
            several = {item["id"] for item in view.iterate_situations(Filter(), everything=True, single=False)}
            assert several == {item["id"] for item in found if not is_told_once(item)}
            with monkeypatch.context() as patched:
                patched.setattr(today, "kept", lambda *_: {})
                assert json.dumps(list(view.iterate_situations(Filter(), everything=True))) == json.dumps(found)
