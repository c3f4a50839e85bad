"""Sources are counted as documents come and go: what is kept of them is what all their claims come to, always."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from planted import planted
from reports import dumped, read_all, write

from ascribe.exports import claims_of, source_pages
from ascribe.exports.view import View
from ascribe.record import source_totals
from ascribe.record.store import Store


def kept_and_counted(record: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """The list of sources as it is kept; it must be the one that is counted from all claims."""
    with Store.open(record) as store:
        view = View(store)
        with store.reading() as connection:
            assert source_totals.complete(connection)
        kept = view.sources().to_dicts()
        first = [view.sources(limit=n).to_dicts() for n in (1, 2)]
        with monkeypatch.context() as patch:
            patch.setattr(source_totals, "complete", lambda connection: False)
            assert view.sources().to_dicts() == kept
        assert first == [kept[:1], kept[:2]]
        return kept


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_is_what_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    for module in (claims_of, source_pages):
        monkeypatch.setattr(module, "SAID", 3)
        monkeypatch.setattr(module, "DISPUTED", 1)
    chance, rows = random.Random(seed), planted(seed)
    folder = tmp_path / "reports"
    for step in range(3):
        shown = [row for row in rows if chance.random() < 0.7] if step < 2 else rows
        write(folder, {"feed.jsonl": "".join(json.dumps(row) + "\n" for row in shown)})
        read_all(tmp_path / "r.db", folder)
        kept_and_counted(tmp_path / "r.db", monkeypatch)
    found = kept_and_counted(tmp_path / "r.db", monkeypatch)
    assert any(source["more"]["said"] for source in found)  # type: ignore[index]
    read_all(tmp_path / "once.db", folder)
    counted = ("source_totals", "source_copies")
    some, once = ([x for x in dumped(tmp_path / name) if x.startswith(counted)] for name in ("r.db", "once.db"))
    assert some == once != []


def test_who_is_asked_for_gets_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (claims_of, source_pages):
        monkeypatch.setattr(module, "SAID", 2)
    told = " ".join(f"Rebels shelled Mada in Tikrit on 2015-03-0{day}, the governor said." for day in range(1, 6))
    read_all(tmp_path / "r.db", write(tmp_path / "f", {"a.txt": told}, {"a.txt": "2015-03-09"}))
    with Store.open(tmp_path / "r.db") as store:
        (brief,), (whole,) = View(store).sources().to_dicts(), View(store).sources(source="governor").to_dicts()
    assert (len(brief["said"]), brief["more"]["said"], brief["claims"]) == (2, 3, 5)
    assert whole["said"][-2:] == brief["said"]
    assert (len(whole["said"]), whole["more"]["said"]) == (5, 0)


def test_until_all_is_counted_the_claims_are(tmp_path: Path) -> None:
    """After a change of the schema, or an interruption, nothing is counted yet."""
    text = "Rebels shelled Mada in Tikrit, the governor said."
    read_all(tmp_path / "r.db", write(tmp_path / "f", {"a.txt": text}))
    with Store.open(tmp_path / "r.db") as store:
        before = View(store).sources().to_dicts()
        with store.writing("test") as connection:
            source_totals.forget_all(connection)
            connection.exec_driver_sql("UPDATE documents SET situated = ''")
        assert View(store).sources().to_dicts() == before != []
    read_all(tmp_path / "r.db", tmp_path / "f")
    with Store.open(tmp_path / "r.db") as store, store.reading() as connection:
        assert source_totals.complete(connection)
        assert [s.totals.claims for s in source_totals.most_told(connection, None)] == [1]
