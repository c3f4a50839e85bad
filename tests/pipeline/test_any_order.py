"""The record converges: planted worlds with bad input among the reports, read in any order, in parts, and again, tell
the same situations, states and disagreements; in Python and on the command line."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from benchmarks.situations.__main__ import THEATRES
from benchmarks.situations.newsroom import plant
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from remembering_extractor import extractor
from reports import dumped, read_all, write

from ascribe.cli import run
from ascribe.exports.view import View
from ascribe.record.store import Store

Json = dict[str, Any]
Report = tuple[str, str, str | None]
"""Text, outlet, day of publication."""

ITSELF = (
    "Flights over Mada have been halted and are going on, the harbour ministry said on Tuesday.\n",
    "The harbour ministry said that nine dockers and twelve dockers were killed in Mada on Monday.\n",
    "The army said on Wednesday that the truce in Mada had begun on 3 March and that it had begun on 7 March.\n",
    'Elin Brandt said there was no request for ships, and in the same breath that Mada had asked for ships: "Both."\n',
)
"""One source contradicts itself in one sentence."""
AGAINST_EACH_OTHER = (
    "The coalition began surveillance flights over Mada on Saturday, a coalition officer said.\n",
    "The coalition is not conducting surveillance flights over Mada, army spokesman Ola Strand said on Tuesday.\n",
)
FUTURE, ANCIENT = "2099-01-01", "1970-01-01"


def planted(seed: int) -> list[Report]:
    """Reports of a planted world, two that contradict each other, and what contradicts itself."""
    told = [r for w in plant(12, seed, THEATRES) for r in w.reports]
    chosen = random.Random(seed).sample(told, min(8, len(told)))
    found = [(r.text, r.outlet, r.published.isoformat() if r.published else None) for r in chosen]
    return found + [(text, "Mada Post", f"2022-03-{10 + k}") for k, text in enumerate(AGAINST_EACH_OTHER + ITSELF)]


def files(reports: Sequence[Report]) -> dict[str, str]:
    """A file for each report. A report that is told twice stays two, by its number."""
    rows = {}
    for number, (text, outlet, day) in enumerate(reports):
        row = {"id": str(number), "outlet": outlet, "text": text, "published_at": day}
        rows[f"{number:02}.jsonl"] = json.dumps({name: value for name, value in row.items() if value is not None})
    return rows


def shows(record: Path) -> Json:
    """What a user sees of situations."""
    with Store.open(record) as store:
        view = View(store)
        found: Json = {
            "situations": view.situations(everything=True).to_dicts(),
            "disagreements": view.disagreements().to_dicts(),
            "open": view.open_items().to_dicts(),
            "sources": view.sources().to_dicts(),
            "timeline": view.timeline().to_dicts(),
        }
        for day in ("2021-12-31", "2022-01-15"):
            found[day] = view.situations(as_of=date.fromisoformat(day), everything=True).to_dicts()
        return found


def read_in_order(record: Path, folder: Path, names: Sequence[str], cuts: Sequence[int], version: str = "1") -> None:
    """Reads files in this order, so many at a time."""
    rest = list(names)
    for cut in [*cuts, len(rest)]:
        part, rest = rest[:cut], rest[cut:]
        if part:
            read_all(record, *(folder / name for name in part), extractor=extractor(version))


def assert_same(one: Path, other: Path) -> None:
    seen, wanted = shows(one), shows(other)
    for name in wanted:
        assert seen[name] == wanted[name], name
    assert dumped(one) == dumped(other)


spoiled = st.dictionaries(st.integers(0, 13), st.sampled_from([None, FUTURE, ANCIENT, "2022-01-10"]), max_size=4)
"""Days that some reports get for their own."""


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(1, 3),
    spoiled,
    st.randoms(use_true_random=False),
    st.lists(st.integers(1, 6), max_size=4),
    st.booleans(),
)
def test_any_order_of_arrival(
    tmp_path_factory: pytest.TempPathFactory,
    seed: int,
    days: dict[int, str | None],
    rng: random.Random,
    cuts: list[int],
    again: bool,
) -> None:
    folder = tmp_path_factory.mktemp("order")
    reports = [(text, outlet, days.get(n, day)) for n, (text, outlet, day) in enumerate(planted(seed))]
    names = sorted(files(reports))
    write(folder / "in", files(reports))
    read_all(folder / "once.db", folder / "in", extractor=extractor("1"))
    rng.shuffle(names)
    read_in_order(folder / "parts.db", folder / "in", names, cuts)
    if again:
        # some of it a second time, then all of it anew by another version of the extractor
        read_in_order(folder / "parts.db", folder / "in", names[::2], [])
        read_in_order(folder / "parts.db", folder / "in", names, cuts, "2")
        read_in_order(folder / "parts.db", folder / "in", names, cuts)
    assert_same(folder / "parts.db", folder / "once.db")


def test_the_world_is_worth_the_test(tmp_path: Path) -> None:
    """There are situations of several reports, disagreements and things open in it; and one report less shows."""
    reports = planted(1)
    write(tmp_path / "in", files(reports))
    read_all(tmp_path / "all.db", tmp_path / "in", extractor=extractor())
    found = shows(tmp_path / "all.db")
    assert any(s["reports"] > 1 for s in found["situations"])
    assert found["disagreements"]
    assert found["open"]
    assert any(e["placed"]["by"] == "report" for e in found["timeline"])
    read_all(tmp_path / "less.db", tmp_path / "in" / "00.jsonl", extractor=extractor())
    with pytest.raises(AssertionError):
        assert_same(tmp_path / "less.db", tmp_path / "all.db")


def test_what_is_asked_for_changes_no_place(tmp_path: Path) -> None:
    """The day of a passage can stand in a sentence that a filter leaves out."""
    text = "Ana Ruiz came to Mada on Friday.\n\nThe mayor opened the new dock.\n"
    write(tmp_path / "in", files([*planted(3), (text, "Mada Post", "2022-03-07")]))
    read_all(tmp_path / "r.db", tmp_path / "in", extractor=extractor())
    with Store.open(tmp_path / "r.db") as store:
        view = View(store)
        whole = {id: e["placed"] for e in view.timeline().to_dicts() for id in e["claims"]}
        asked = [view.timeline(text="dock"), view.timeline(factuality="asserted"), view.timeline(about="mayor")]
    for entry in (e for found in asked for e in found.to_dicts() if not e["statement"]):
        assert entry["placed"] == whole[entry["claims"][0]]
    (opened,) = (e for e in asked[0].to_dicts() if e["event"] == "open")
    assert (opened["placed"]["day"], opened["placed"]["by"]) == ("2022-03-04", "passage")


# -- what such reports say, whatever else is in the record


def told_by(record: Path, text: str) -> list[Json]:
    """States and times that rest on a sentence with these words."""
    with Store.open(record) as store:
        claims = {c["id"]: c for c in View(store).claims().to_dicts()}
        found = View(store).situations(everything=True).to_dicts()
    mine = {id for id, c in claims.items() if text in c["sentence"]["text"]}
    return [s for x in found for s in x["states"] if mine & set(s["claims"])]


UNDATED = "The army has halted its flights over Mada.\n"


@pytest.mark.parametrize("day", [None, FUTURE])
def test_without_a_day_told_none_is_guessed(tmp_path: Path, day: str | None) -> None:
    write(tmp_path / "in", files([(UNDATED, "Mada Post", day)]))
    read_all(tmp_path / "r.db", tmp_path / "in", extractor=extractor())
    states = told_by(tmp_path / "r.db", "halted")
    assert states
    for state in states:
        days = [state["since"], state["until"]]
        assert all(d is None or (d["start"], d["end"]) == (None, None) for d in days), "nor the day of reading"


def test_a_report_of_a_day_to_come_does_not_make_all_else_late(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reports = [
        ("The ministry has asked Delta for ships.\n", "Mada Post", "2022-03-01"),
        ("The Delta navy resumed patrols off Mada on 8 March, the ministry said.\n", "Mada Echo", "2022-03-09"),
        ("The Delta navy has paused its patrols off Mada, the ministry said.\n", "Mada News", FUTURE),
    ]
    record = tmp_path / "r.db"
    read_all(record, write(tmp_path / "in", files(reports)), extractor=extractor())
    with Store.open(record) as store:
        items = {i["what"]: i for i in View(store).open_items().to_dicts()}
        assert View(store).ahead() == 1
    assert items["request unanswered"]["age"] == 8
    assert items["paused"]["age"] is None
    assert run(["open", "--record", str(record)]) == 0
    assert "1 document is dated in the future" in capsys.readouterr().err
    assert run(["open", "--record", str(record), "--as-of", "2022-03-09"]) == 0
    out, err = capsys.readouterr()
    assert "future" not in err
    assert "Paused" not in out


def test_a_relative_day_in_an_undated_report_is_none(tmp_path: Path) -> None:
    write(tmp_path / "in", files([("The army halted its flights over Mada on Monday.\n", "Mada Post", None)]))
    read_all(tmp_path / "r.db", tmp_path / "in", extractor=extractor())
    with Store.open(tmp_path / "r.db") as store:
        (claim,) = (c for c in View(store).claims().to_dicts() if c["trigger"]["text"] == "halted")
        (entry,) = (e for e in View(store).timeline().to_dicts() if claim["id"] in e["claims"])
    assert (claim["time"]["start"], claim["time"]["reason"]) == (None, "undated_document")
    assert entry["placed"] == {"day": None, "by": "nothing", "claim": None}


@pytest.mark.parametrize("text", ITSELF)
def test_who_contradicts_itself_in_one_sentence_is_no_two_sources(tmp_path: Path, text: str) -> None:
    """Its claims stay, each with its words; one source in one sentence is no contradiction between sources."""
    write(tmp_path / "in", files([(text, "Mada Post", "2022-03-10"), (text, "Mada Echo", "2022-03-11")]))
    read_all(tmp_path / "r.db", tmp_path / "in", extractor=extractor())
    found = shows(tmp_path / "r.db")
    assert found["situations"]
    for d in found["disagreements"]:
        assert d["kind"] != "contradiction", d["explanation"]


# -- the command line


LISTS = (
    ("situations", "--all"),
    ("disagreements",),
    ("open", "--all"),
    ("timeline",),
    ("sources",),
    ("situations", "--all", "--as-of", "2022-01-15"),
)


@pytest.fixture(scope="module")
def reports_on_disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("disk") / "in"
    days = [None, FUTURE, ANCIENT]
    found = [(t, o, days[n] if n < len(days) else day) for n, (t, o, day) in enumerate(planted(2))]
    return write(folder, files(found))


def printed(record: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    out = []
    for command, *options in LISTS:
        assert run([command, *options, "--record", str(record), "--format", "jsonl"]) == 0
        out.append(capsys.readouterr().out)
    return out


def test_commands_in_another_order_print_the_same(
    tmp_path: Path, reports_on_disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Backwards, in two parts, one of them twice, against all at once."""
    once, parts = tmp_path / "once.db", tmp_path / "parts.db"
    options = ["--processes", "0", "--quiet"]
    assert run(["read", str(reports_on_disk), "--record", str(once), *options]) == 0
    names = sorted((str(p) for p in reports_on_disk.iterdir()), reverse=True)
    for part in (names[:7], names[7:], names[3:9], [str(reports_on_disk)]):
        assert run(["read", *part, "--record", str(parts), *options]) == 0
    capsys.readouterr()
    told = printed(once, capsys)
    assert all(told)
    assert printed(parts, capsys) == told
