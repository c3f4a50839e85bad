"""The story as a careful reader tells it, day by day: invented reports, and the reports that Ascribe starts from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import ascribe

EARLY = """NAIROBI - Denmark and its allies have received no request from Mozambique to carry out air strikes in \
support of Mozambican troops fighting to recapture the town of Macomia, the defence ministry in Copenhagen said Monday.

The army began its offensive on Macomia on Sunday. "We are not providing air strikes in support of the offensive \
around Macomia," ministry spokesman Lars Holm told reporters.

Holm declined to say whether Danish surveillance aircraft were providing intelligence for the offensive on Macomia.

But a ministry official, speaking on condition of anonymity, said that Danish planes were assisting with intelligence \
and reconnaissance over Macomia.
"""

LATE = """MACOMIA, Mozambique - The Danish-led coalition has begun surveillance flights over the northern town of \
Macomia, a senior coalition official said Tuesday, marking the first time that the coalition has flown over the town.

The official said the flights and intelligence sharing began Saturday and were requested by the Mozambican government. \
He spoke on condition of anonymity because he was not authorized to speak to journalists.

Denmark had previously said that it had received no request from Mozambique.

A senior Mozambican officer said the coalition was not providing air strikes in support of the offensive on Macomia.
"""

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
"""Third parties' texts, beside the project where it is made; never a part of it."""


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    folder = tmp_path_factory.mktemp("story")
    reports = folder / "reports"
    reports.mkdir()
    for name, text in (("early.txt", EARLY), ("late.txt", LATE)):
        (reports / name).write_text(text, encoding="utf-8")
    rows = "file,outlet,published_at\nearly.txt,Coast Daily,2021-05-03\nlate.txt,Lindi Observer,2021-05-25\n"
    (reports / "documents.csv").write_text(rows, encoding="utf-8")
    with ascribe.open(folder / "r.db") as record:
        record.read(reports)
        yield record


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    if not SEEDS.is_dir():
        pytest.skip("the reports that Ascribe starts from are not here")
    with ascribe.open(tmp_path_factory.mktemp("seeds") / "r.db") as record:
        record.read(SEEDS)
        yield record


def told(record: Any, as_of: str, kind: str, place: str | None = None) -> list[dict[str, Any]]:
    """Situations of a kind at a place, as of a day."""
    found = record.situations(as_of=date.fromisoformat(as_of), everything=True).to_dicts()
    return [s for s in found if s["kind"] == kind and (place is None or place in s["places"])]


def states(situation: dict[str, Any]) -> list[tuple[str, str]]:
    return [(s["phase"], s["factuality"]) for s in situation["states"]]


def since(situation: dict[str, Any], phase: str) -> list[Any]:
    return [s["since"] for s in situation["states"] if s["phase"] == phase and s["factuality"] == "asserted"]


def test_early_nobody_asked_and_a_source_without_a_name_tells_of_flights(invented: Any) -> None:
    (flights,) = told(invented, "2021-05-10", "surveillance", "Macomia")
    assert states(flights) == [("ongoing", "undisclosed"), ("ongoing", "asserted")]
    assert [s["sources"] for s in flights["states"]] == [["Lars Holm"], ["a ministry official"]]
    (request,) = told(invented, "2021-05-10", "request")
    assert states(request) == [("none", "denied")]
    (strikes,) = told(invented, "2021-05-10", "air-strikes", "Macomia")
    assert states(strikes) == [("none", "denied")]
    assert not invented.disagreements(as_of=date(2021, 5, 10)).to_dicts()


def test_late_the_flights_began_at_a_request_and_the_first_time_is_disputed(invented: Any) -> None:
    (flights,) = told(invented, "2021-05-25", "surveillance", "Macomia")
    assert since(flights, "begun") == [{"start": "2021-05-22", "end": "2021-05-22"}]
    assert [s["disputed"] for s in flights["states"]] == [False, True, True]
    found = invented.disagreements(as_of=date(2021, 5, 25)).to_dicts()
    assert [(d["about"], d["kind"]) for d in found] == [("firstness", "contradiction")]


def test_asked_after_nobody_had_asked_is_a_change_and_no_contradiction(invented: Any) -> None:
    (request,) = told(invented, "2021-05-25", "request")
    assert states(request) == [("none", "denied"), ("requested", "asserted")]
    # what was said before, told again, opens no state a second time
    assert request["states"][0]["sources"] == ["the defence ministry", "Denmark"]
    (flights,) = told(invented, "2021-05-25", "surveillance", "Macomia")
    assert request["id"] in flights["depends_on"]


def test_strikes_that_are_denied_are_neither_the_flights_nor_the_offensive(invented: Any) -> None:
    (strikes,) = told(invented, "2021-05-25", "air-strikes", "Macomia")
    assert states(strikes) == [("none", "denied")]
    (offensive,) = told(invented, "2021-05-25", "offensive", "Macomia")
    assert states(offensive) == [("begun", "asserted")]


# -- the reports that Ascribe starts from


def test_support_over_a_town_as_the_seeds_tell_it(seeds: Any) -> None:
    (early,) = told(seeds, "2015-03-10", "surveillance", "Tikrit")
    assert states(early) == [("ongoing", "undisclosed"), ("ongoing", "asserted")]
    (late,) = told(seeds, "2015-03-25", "surveillance", "Tikrit")
    assert {"start": "2015-03-21", "end": "2015-03-21"} in [s["since"] for s in late["states"]]
    firsts = [d for d in seeds.disagreements().to_dicts() if d["about"] == "firstness"]
    assert [d["situation"] for d in firsts] == [late["id"]]


def test_strikes_and_the_offensive_as_the_seeds_tell_them(seeds: Any) -> None:
    (strikes,) = told(seeds, "2015-03-25", "air-strikes", "Tikrit")
    assert set(states(strikes)) == {("none", "denied"), ("ongoing", "undisclosed")}
    (others,) = told(seeds, "2015-03-25", "air-strikes", "Baiji")
    assert since(others, "begun") == [{"start": "2015-03-24", "end": "2015-03-24"}]
    (offensive,) = told(seeds, "2015-03-25", "offensive", "Tikrit")
    assert ("ongoing", "asserted") in states(offensive)


def test_the_request_as_the_seeds_tell_it(seeds: Any) -> None:
    request = max(told(seeds, "2015-03-25", "request"), key=lambda s: len(s["claims"]))
    assert states(request)[0] == ("none", "denied")
    assert {"start": "2015-03-21", "end": "2015-03-21"} in since(request, "requested")
    against = [d for d in seeds.disagreements().to_dicts() if d["situation"] == request["id"]]
    assert not [d for d in against if d["kind"] == "contradiction"]


def test_the_pause_and_the_new_beginning_as_the_seeds_tell_them(seeds: Any) -> None:
    found = [s for s in told(seeds, "2020-02-01", "cooperation") if ("paused", "asserted") in states(s)]
    (operations,) = found
    assert ("resumed", "asserted") in states(operations)
    assert "Erbil" not in operations["places"]
    (attack,) = told(seeds, "2020-02-01", "attack", "Erbil")
    assert since(attack, "completed") == [{"start": "2020-01-08", "end": "2020-01-08"}]
