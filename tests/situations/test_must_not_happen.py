"""What graph memories of news get wrong, and must not happen here: each case on reports of our own, the whole way."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from remembering_extractor import extractor
from reports import read_all, write

from ascribe.exports.view import View
from ascribe.record.store import Store

Json = dict[str, Any]
Read = Callable[..., list[Json]]


@pytest.fixture
def situations(tmp_path: Path) -> Read:
    """Situations of reports: day of publication (None: undated) and text of each."""

    def read(*reports: tuple[str | None, str]) -> list[Json]:
        rows = {}
        for number, (day, text) in enumerate(reports):
            row = {"id": str(number), "outlet": f"Outlet {number}", "text": text, "published_at": day}
            rows[f"{number}.jsonl"] = json.dumps({k: v for k, v in row.items() if v is not None})
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        read_all(folder / "r.db", write(folder / "in", rows), extractor=extractor())
        with Store.open(folder / "r.db") as store:
            return list(View(store).situations(everything=True).to_dicts())

    return read


def of(found: list[Json], *phases: str) -> Json:
    """The situation that goes through these phases among others."""
    mine = [s for s in found if set(phases) <= {state["phase"] for state in s["states"]}]
    assert len(mine) == 1, [(s["title"], [x["phase"] for x in s["states"]]) for s in found]
    return mine[0]


def course(situation: Json) -> list[tuple[str, str | None]]:
    """Phases with the first day of each, as far as one is told."""
    return [(s["phase"], s["since"]["start"] if s["since"] else None) for s in situation["states"]]


BEGUN = ("2022-03-02", "The Delta navy began patrols off Mada on 1 March, its spokesman said.\n")
PAUSED = ("2022-03-06", "The Delta navy paused its patrols off Mada on 5 March, the ministry said.\n")
RESUMED = ("2022-03-11", "The Delta navy resumed its patrols off Mada on 10 March, the ministry said.\n")
PAUSED_AGAIN = ("2022-03-21", "The Delta navy paused its patrols off Mada again on 20 March, the ministry said.\n")


def test_other_facts_about_the_same_actor_end_nothing(situations: Read) -> None:
    others = (
        ("2022-03-08", "The Delta navy arrested nine smugglers in Orune on 7 March, the ministry said.\n"),
        ("2022-03-09", "The Delta navy ended its exercise with Tor on 8 March, the ministry said.\n"),
        ("2022-03-12", "The Delta navy asked parliament for two ships on 11 March.\n"),
    )
    alone, beside = situations(BEGUN), situations(BEGUN, *others)
    patrols = next(s for s in beside if s["id"] == alone[0]["id"])
    assert course(patrols) == [("begun", "2022-03-01")]
    assert patrols["states"] == alone[0]["states"]
    assert len(beside) == 4


def test_what_comes_back_is_told_each_time(situations: Read) -> None:
    found = of(situations(BEGUN, PAUSED, RESUMED, PAUSED_AGAIN), "paused", "resumed")
    assert course(found) == [
        ("begun", "2022-03-01"),
        ("paused", "2022-03-05"),
        ("resumed", "2022-03-10"),
        ("paused", "2022-03-20"),
    ]
    assert found["states"][1]["until"]["start"] == "2022-03-10"


def test_the_same_deed_on_another_day_is_another(situations: Read) -> None:
    found = situations(
        ("2022-03-06", "Rebels shelled the port of Mada on 5 March, the army said.\n"),
        ("2022-03-16", "Rebels shelled the port of Mada on 15 March, the army said.\n"),
    )
    assert sorted(course(s) for s in found) == [[("completed", "2022-03-05")], [("completed", "2022-03-15")]]


@pytest.mark.parametrize("day", ["2022-03-06", None])
def test_a_day_that_nobody_tells_is_not_guessed(situations: Read, day: str | None) -> None:
    found = situations((day, "The Delta navy has paused its patrols off Mada, the ministry said.\n"))
    assert course(of(found, "paused")) == [("paused", None)]
    (state,) = of(found, "paused")["states"]
    assert state["until"] is None
    assert state["known_since"] == day


def test_a_later_paraphrase_of_another_source_overrides_nothing(situations: Read) -> None:
    vague = ("2022-03-14", "Patrols by the Delta navy off Mada began earlier this year, a fisherman said.\n")
    found = of(situations(BEGUN, vague), "begun")
    assert course(found) == [("begun", "2022-03-01")]
    assert len(found["states"][0]["claims"]) == 2
    assert {"fisherman", "spokesman"} <= set(" ".join(found["states"][0]["sources"]).split())


def test_a_recap_is_no_news(situations: Read) -> None:
    recap = (
        "2022-03-25",
        "Delta and Tor signed a fishing accord on 24 March.\n\nThe Delta navy paused its patrols off Mada on 5 March "
        "and resumed them on 10 March. It had begun the patrols off Mada on 1 March.\n",
    )
    before = of(situations(BEGUN, PAUSED, RESUMED), "paused")
    after = of(situations(BEGUN, PAUSED, RESUMED, recap), "paused")
    assert (
        course(after)
        == course(before)
        == [
            ("begun", "2022-03-01"),
            ("paused", "2022-03-05"),
            ("resumed", "2022-03-10"),
        ]
    )
    assert [s["known_since"] for s in after["states"]] == ["2022-03-02", "2022-03-06", "2022-03-11"]
    assert after["states"][-1]["until"] is None


def test_a_recap_without_days_is_no_news_either(situations: Read) -> None:
    recap = ("2022-03-25", "Tor welcomed the accord.\n\nThe Delta navy had paused its patrols off Mada for days.\n")
    after = of(situations(BEGUN, PAUSED, RESUMED, recap), "paused")
    assert [phase for phase, _ in course(after)] == ["begun", "paused", "resumed"]
