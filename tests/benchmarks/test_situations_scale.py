"""The made-up record of the scale benchmark: its claims fit their text, and it is asked what a record is asked."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from benchmarks.situations import scale
from benchmarks.situations.adapter import has_situations, list_situations
from benchmarks.situations.copies import multiply

from ascribe.api import Record
from ascribe.pipeline.reading import fits


def test_made_up_claims_fit_their_text() -> None:
    reports = list(scale.made_up(500, random.Random("1")))
    assert len(reports) >= 500 // scale.PER_DOCUMENT  # some are carried twice
    for day, text in reports:
        document = scale._document(day, text)
        claims = scale.claims_of(document)
        assert len(claims) == scale.PER_DOCUMENT
        assert len({c.id for c in claims}) == scale.PER_DOCUMENT
        assert all(fits(c, text) for c in claims)
        assert all(c.time.start and (c.time.start <= day or c.trigger.text == "plans") for c in claims)


@pytest.mark.skipif(not has_situations(Record), reason="skipped: the record has no situations yet")
def test_a_small_record_is_measured(tmp_path: Path) -> None:
    with scale.build(tmp_path / "record.db", 200) as record:
        found = scale.measure(record, tmp_path, asked=5)
        assert found.claims >= 200 + 9 * scale.PER_DOCUMENT
        assert found.situations > 4
        assert 0 < found.one <= found.one_worst
        assert 0 < found.add_situations < found.add
        assert record.claims(limit=1).to_dicts()[0]["event"]["lemma"] in (
            "offensive",
            "blockade",
            "training",
            "talks",
            "deployment",
        )


def test_copies_of_a_record_are_asked_and_added_to_as_one_that_was_read(tmp_path: Path) -> None:
    with scale.build(tmp_path / "record.db", 200) as record:
        once = len(list_situations(record, None))
    larger = tmp_path / "larger"
    larger.mkdir()
    multiply(tmp_path / "record.db", larger / "record.db", 3)
    with Record.open(larger / "record.db") as record:
        assert len(list_situations(record, None)) == 3 * once
        with record.store.reading() as connection:
            before = connection.exec_driver_sql("SELECT count(*) FROM threads").scalar_one()
        found = scale.measure(record, larger, asked=3)
        assert found.claims >= 600
        with record.store.reading() as connection:
            after = connection.exec_driver_sql("SELECT count(*) FROM threads").scalar_one()
        assert before < after <= before + 9 * scale.PER_DOCUMENT  # nothing was made again
