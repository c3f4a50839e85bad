"""The examples of the demo: found by what they are, and none where there is none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from told import days, disagreement, side, situation, state

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
    assert tour.contradicted([]) is None
    assert tour.history([]) is None
    assert tour.waiting([]) == []


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
        (
            "A claim is",
            "Copies are not",
            "in other words",
            "Declining",
            "disagree",
            "have a state",
            "known on a day",
            "still open",
        ),
        1,
    ):
        assert f"\n{number}. " in out
        assert part in out
    assert "ascribe timeline --record" in out
    assert "3 reports, 1 origin" in out


def test_a_contradiction_goes_before_a_detail_and_a_history_needs_two_days() -> None:
    sides = [side("that it is", "c1"), side("that it is not", "c2")]
    detail = disagreement(*sides, kind="detail")
    assert tour.contradicted([detail]) is None
    assert tour.contradicted([detail, disagreement(*sides, id="d2")])["id"] == "d2"  # type: ignore[index]
    states = state("begun", since=days("2024-11-02")), state("paused", since=days("2024-11-04"))
    assert tour.history([situation(*states)]) is None, "told in one go"
    later = {**states[1], "known_since": "2024-11-12"}
    assert tour.history([situation(states[0], later)]) is not None
    assert tour.history([situation(states[0], {**later, "since": None})]) is None


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
    history = tour.history(view.situations().to_dicts())
    assert history is not None
    assert len({state["phase"] for state in history["states"]}) > 1
    assert history["first_day"] < tour.last_news(history)
    waiting = tour.waiting(view.open_items().to_dicts())
    assert len({item["what"] for item in waiting}) == len(waiting) > 1
    view.store.close()
