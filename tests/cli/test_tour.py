"""The examples of the demo: found by what they are, and none where there is none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ascribe.cli import tour
from ascribe.exports.view import View
from ascribe.record.store import Store

SOURCE = Path(__file__).parents[2] / "src"


def test_an_empty_record_has_no_examples() -> None:
    assert tour.retold([]) is None
    assert tour.copied([]) is None
    assert tour.unnamed([]) is None
    assert tour.declined([]) is None
    assert tour.disputed([]) is None
    assert tour.course([]) == []


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, View]:
    """What `ascribe demo` prints, and the record that it keeps."""
    record = tmp_path_factory.mktemp("demo") / "demo.db"
    command = [sys.executable, "-m", "ascribe", "demo", "--record", str(record)]
    environment = os.environ | {"PYTHONPATH": str(SOURCE)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout, View(Store.open(record))


def test_the_tour_shows_every_part(shown: tuple[str, View]) -> None:
    out, _ = shown
    for number, part in enumerate(
        ("A claim is", "Copies are not", "in other words", "Declining", "disagree", "have a state", "known on a day"), 1
    ):
        assert f"\n{number}. " in out
        assert part in out
    assert "ascribe timeline --record" in out
    assert "3 reports, 1 origin" in out


def test_every_row_is_what_its_heading_says(shown: tuple[str, View]) -> None:
    _, view = shown
    claims = view.claims().to_dicts()
    entry = tour.copied(view.timeline().to_dicts())
    assert entry is not None
    assert entry["origins"] < entry["reports"]
    declined = tour.declined(claims)
    assert declined is not None
    assert declined["factuality"] == "undisclosed"
    disputed = tour.disputed(claims)
    assert disputed is not None
    assert [claim["factuality"] for claim in disputed] == ["asserted", "denied"]
    assert disputed[0]["story"] != disputed[1]["story"]
    states = tour.course(claims)
    days = [claim["time"]["start"] for claim in states]
    assert days == sorted(days)
    assert len({claim["phase"] for claim in states}) > 1
    view.store.close()
