"""The whole way with the real stages, on the sample reports: every cell has its evidence, and the record converges."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from reports import dumped

import ascribe
from ascribe.contract.documents import READ_KINDS


@pytest.fixture(scope="module")
def reports() -> Path:
    with resources.as_file(resources.files("ascribe") / "samples" / "reports") as folder:
        return folder


@pytest.fixture(scope="module")
def record(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    with ascribe.open(tmp_path_factory.mktemp("samples") / "r.db") as opened:
        opened.read(reports)
        yield opened


def test_every_cell_is_the_text_between_its_offsets(record: ascribe.Record) -> None:
    texts = {document.id: record.text(document.id) for document in record.documents()}
    claims = record.claims().to_dicts()
    assert len(claims) > 100
    for claim in claims:
        whole = texts[claim["document"]["id"]]
        text = whole["text"]
        cells = [claim["sentence"], claim["trigger"], claim["event"], *(claim["condition"],) * bool(claim["condition"])]
        cells += [cell for name in ("agents", "targets", "places", "figures") for cell in claim[name]]
        cells += [link for chain in claim["sources"] for link in chain]
        if claim["time"]["span"]:
            cells.append(claim["time"]["span"] | {"text": claim["time"]["text"]})
        for cell in cells:
            assert text[cell["start"] : cell["end"]] == cell["text"]
        start = claim["sentence"]["start"]
        (block,) = [b for b in whole["blocks"] if b.start <= start < b.end]
        assert block.kind == claim["block"]
        assert block.kind in READ_KINDS


def test_the_ledger_adds_up(record: ascribe.Record) -> None:
    totals = record.totals()
    assert sum(totals.values()) == len(record.ledger())
    assert totals["deferred"] == 0
    assert [row.problems[0].code for row in record.ledger("rejected")] == ["json.line"]


def test_two_edits_of_one_report_are_one_story(record: ascribe.Record) -> None:
    stories = [s for s in record.stories() if any("flights" in d.name for d in s.documents)]
    assert len(stories) == 1
    assert {d.name for d in stories[0].documents} == {"lindi-observer-flights.txt", "channel-monitor-flights.txt"}


def test_another_way_of_reading_gives_the_same_record(record: ascribe.Record, reports: Path, tmp_path: Path) -> None:
    with ascribe.open(tmp_path / "other.db") as other:
        for path in sorted(reports.iterdir(), reverse=True):
            other.read(path, processes=0)
    assert dumped(tmp_path / "other.db") == dumped(record.store.path)
