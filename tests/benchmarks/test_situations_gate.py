"""How well the record tells two small planted worlds: floors under what was measured.

Lowering a floor needs a reason in the commit. The full table is `python -m benchmarks.situations`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.situations import truth
from benchmarks.situations.__main__ import THEATRES
from benchmarks.situations.adapter import has_situations
from benchmarks.situations.newsroom import plant
from benchmarks.situations.score import score

from ascribe.api import Record, open_record

REPORTS, SEED = 150, 11
FLOORS = {
    "claims": 0.50,
    "state": 0.52,
    "state where the claim is right": 0.60,
    "disagreements, precision": 0.70,
    "disagreements, recall": 0.32,
    "grouping, F1": 0.45,
}
"""Of the first version of the stage; to be raised with it (asked: state .90, precision .85, recall .75)."""


@pytest.mark.skipif(not has_situations(Record), reason="skipped: the record has no situations yet")
def test_planted_worlds_stay_above_their_floors(tmp_path: Path) -> None:
    worlds = plant(REPORTS, SEED, THEATRES)
    truth.write(worlds, tmp_path)
    with open_record(tmp_path / "planted.db") as record:
        assert record.read(tmp_path / "reports", processes=0).all_stored
        found = score(record, worlds)
    measured = {
        "claims": found.extracted.value,
        "state": found.states.value,
        "state where the claim is right": found.states_given.value,
        "disagreements, precision": found.precision.value,
        "disagreements, recall": found.recall.value,
        "grouping, F1": found.cubed[2],
    }
    print({name: round(value, 3) for name, value in measured.items()})
    low = {name: round(measured[name], 3) for name, floor in FLOORS.items() if not measured[name] >= floor}
    assert not low
