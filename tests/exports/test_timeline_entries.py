"""The timeline: what says the same is one entry, counted by reports and origins."""

from __future__ import annotations

from pathlib import Path

from reports import FILLER, read_all, write

from ascribe.exports.view import View
from ascribe.record.store import Store

CLAIM = "Rebels shelled Mada in Tikrit on 2015-03-02"
REPORTS = {
    "a.txt": f"{FILLER * 2}\n\n{CLAIM}, a senior official said.\n",
    "b.txt": f"{FILLER * 2}\n\n{CLAIM}, a senior official said.\n",
    "c.txt": f"{CLAIM}, the governor said.\n",
    "d.txt": "Envoys met Ministers in Basra on 2015-03-01. Officers trained Recruits in Erbil.\n",
}


def test_copies_are_reports_but_no_origins(tmp_path: Path) -> None:
    read_all(tmp_path / "r.db", write(tmp_path / "f", REPORTS, {"a.txt": "2015-03-03", "c.txt": "2015-03-04"}))
    with Store.open(tmp_path / "r.db") as store:
        entries = View(store).timeline()
        limited = View(store).timeline(limit=1)
    assert [(e.start, e.agents) for e in entries] == [
        ("2015-03-01", ["Envoys"]),
        ("2015-03-02", ["Rebels"]),
        (None, ["Officers"]),
    ]
    shelled = entries[1]
    assert (shelled.reports, shelled.origins) == (3, 2)
    assert shelled.speakers == ["a senior official", "the governor"]
    assert len(shelled.claims) == 3
    assert shelled.document == "a.txt", "the first to be published"
    assert len(limited) == 1
