"""The commands about situations, disagreements, sources, what is open, digests: forms, filters, what people decide."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from reports import read_all, write

import ascribe
from ascribe.cli import run

Json = dict[str, Any]
Out = Callable[..., str]

LISTS = ("situations", "disagreements", "sources", "open")


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A record of the sample reports."""
    path = tmp_path_factory.mktemp("samples") / "demo.db"
    with ascribe.open(path) as record, resources.as_file(resources.files("ascribe") / "samples" / "reports") as folder:
        record.read(folder, processes=0)
    return str(path)


@pytest.fixture
def out(samples: str, capsys: pytest.CaptureFixture[str]) -> Out:
    """What a command on the sample record prints."""

    def printed(command: str, *arguments: str, record: str = samples) -> str:
        assert run([command, *arguments, "--record", record]) == 0
        return capsys.readouterr().out

    return printed


def lines(text: str) -> list[Json]:
    return [json.loads(line) for line in text.splitlines()]


# -- lists


@pytest.mark.parametrize("command", LISTS)
def test_forms(command: str, out: Out, tmp_path: Path) -> None:
    items = lines(out(command, "--format", "jsonl"))
    assert json.loads(out(command, "--format", "json")) == items
    rows = list(csv.DictReader(io.StringIO(out(command, "--format", "csv"))))
    assert len(rows) == len(items) > 0
    table = out(command)
    assert all(len(line) <= 100 and line == line.rstrip() for line in table.splitlines())
    path = tmp_path / "found.csv"
    assert out(command, "--format", "csv", "-o", str(path)) == ""
    assert len(list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))) == len(items)
    limited = lines(out(command, "--format", "jsonl", "--limit", "1"))
    assert limited == items[:1]


def test_the_states_of_a_thing_with_who_says_so(out: Out) -> None:
    found = lines(out("situations", "--format", "jsonl"))
    patrols = next(s for s in found if {"paused", "resumed"} <= {state["phase"] for state in s["states"]})
    states = {s["phase"]: s for s in patrols["states"]}
    assert states["paused"]["since"] == {"start": "2024-12-04", "end": "2024-12-04"}
    assert states["resumed"]["since"] == {"start": "2024-12-11", "end": "2024-12-11"}
    table = out("situations", "--situation", patrols["id"][:8])
    assert "4–11 Dec 2024" in table
    assert "since 11 Dec 2024" in table
    assert "River patrols resume after eight days" in table, "each state with its sentences"
    assert patrols["id"][:8] in table


def test_as_of_a_day(out: Out, samples: str) -> None:
    early = lines(out("situations", "--format", "jsonl", "--as-of", "2024-12-05"))
    patrols = next(s for s in early if any(state["phase"] == "paused" for state in s["states"]))
    assert patrols["now"]["phase"] == "paused"
    assert all(s["last_day"] <= "2024-12-05" for s in early)
    assert len(early) < len(lines(out("situations", "--format", "jsonl")))
    assert lines(out("situations", "--format", "jsonl", "--as-of", "2024-01-01")) == []


def test_the_table_leaves_out_what_is_told_once_and_says_so(samples: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["situations", "--record", samples]) == 0
    short, note = capsys.readouterr()
    assert run(["situations", "--record", samples, "--all"]) == 0
    long, none = capsys.readouterr()
    assert "told once, in one report; --all lists them too" in note
    assert "Told once, by one report (" in short, "a small record lists them, a line each"
    assert none == ""
    assert len(short) < len(long)
    assert "resumed" in short


def test_filters_and_the_timeline_of_one_situation(out: Out) -> None:
    items = lines(out("situations", "--format", "jsonl"))
    some = lines(out("situations", "--format", "jsonl", "--actor", "Rovuma Front"))
    assert 0 < len(some) < len(items)
    first = items[0]
    entries = lines(out("timeline", "--format", "jsonl", "--situation", first["id"][:10]))
    assert sorted(id for e in entries for id in e["claims"]) == sorted(first["claims"])


def test_the_timeline_of_somebody(out: Out) -> None:
    entries = lines(out("timeline", "--format", "jsonl", "--about", "Rehema Kisanga"))
    assert entries
    assert all(e["statement"] or "Kisanga" in " ".join(e["agents"] + e["targets"]) for e in entries)
    assert any(e["statement"] for e in entries)
    days = [e["placed"]["day"] for e in entries]
    assert days == sorted(days)
    table = out("timeline", "--about", "Rehema Kisanga")
    assert "statement  Rehema Kisanga · said" in table
    assert "reported 2024-12-04, without a day" in table


def test_what_is_open(out: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ascribe.cli.render_situations.OPEN_SHOWN", 2)
    items = lines(out("open", "--format", "jsonl"))
    assert {"approval awaited", "overdue", "request unanswered"} <= {i["what"] for i in items}
    assert all(i["last"]["sentence"] for i in items)
    visit = next(i for i in items if i["what"] == "overdue" and "visit" in i["last"]["sentence"])
    assert visit["expected"] == {"start": "2024-11-16", "end": "2024-11-16"}
    assert visit["overdue"] == 30
    early = lines(out("open", "--format", "jsonl", "--as-of", "2024-11-15"))
    assert next(i for i in early if i["situation"] == visit["situation"])["what"] == "planned"
    table = out("open")
    assert "Approvals awaited (" in table
    assert "more: --all" in table
    assert "more: --all" not in out("open", "--all")


def test_nothing_fits(samples: str, capsys: pytest.CaptureFixture[str]) -> None:
    for command in LISTS:
        assert run([command, "--record", samples, "--place", "Nowhere"]) == 0
        assert "nothing in the record fits" in capsys.readouterr().err


# -- digest


def test_a_digest_of_some_days(out: Out, tmp_path: Path) -> None:
    text = out("digest", "--since", "2024-12-12")
    assert text.startswith("# Situation report, 12–16 Dec 2024")
    assert "## Changed" in text
    assert "- **Resumed** since 11 Dec 2024 · the defence ministries of Tanzania" in text
    assert text.count("\n  > — ") > 10
    page = tmp_path / "week.html"
    assert out("digest", "--since", "2024-12-12", "-o", str(page)) == ""
    html = page.read_text(encoding="utf-8")
    assert html.startswith("<!doctype html>")
    assert "<script" not in html
    assert out("digest", "--since", "2024-12-12", "--format", "html") == html
    changed = lines(out("digest", "--since", "2024-12-12", "--format", "jsonl"))
    assert {"new", "changed"} <= {c["what"] for c in changed}


def test_a_digest_knows_only_what_was_published(out: Out) -> None:
    text = out("digest", "--since", "2024-12-01", "--as-of", "2024-12-05")
    assert "Paused" in text
    assert "Resumed" not in text
    assert "Nothing new." in out("digest", "--since", "2025-06-01")


# -- what people decide


def test_bad_use(samples: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for arguments, said in (
        (["merge", "zz", "zz"], "[usage.id]"),
        (["merge", "0" * 16, "1" * 16], "[usage.id]"),
        (["merge", "0"], "two situations or more"),
        (["merge"], "Missing argument"),
        (["split", "zz"], "[usage.id]"),
        (["rate", "Elin Brandt", "Z9"], "[usage.value]"),
        (["digest"], "--since"),
        (["digest", "--since", "monday"], "YYYY-MM-DD"),
        (["digest", "--since", "2024-12-01", "-o", str(tmp_path / "no" / "x.html")], "no such file"),
    ):
        assert run([*arguments, "--record", samples]) == 2, arguments
        printed, err = capsys.readouterr()
        assert said in err, (arguments, err)
        assert printed == ""


REPORTS = {
    "a.txt": "Rebels shelled Mada in Tikrit on 2015-03-02, a senior official said.\n",
    "b.txt": "Envoys met Ministers in Basra on 2015-03-05.\n",
}
DATES = {"a.txt": "2015-03-03", "b.txt": "2015-03-06"}


@pytest.fixture
def small(tmp_path: Path) -> tuple[str, Path]:
    folder = write(tmp_path / "reports", REPORTS, DATES)
    read_all(tmp_path / "r.db", folder)
    return str(tmp_path / "r.db"), folder


def test_what_was_merged_stays_merged(small: tuple[str, Path], out: Out) -> None:
    record, folder = small
    first, second = (s["id"] for s in lines(out("situations", "--format", "jsonl", record=record)))
    said = out("merge", first[:12], second[:12], "--who", "Ana", "--why", "one thing", record=record)
    (one,) = lines(out("situations", "--format", "jsonl", record=record))
    assert said == f"one situation now: {one['id']}\n"
    assert len(one["claims"]) == 2
    (folder / "c.txt").write_text("Officers trained Recruits in Erbil.\n")
    read_all(Path(record), folder)  # another report
    again = lines(out("situations", "--format", "jsonl", record=record))
    assert sorted(len(s["claims"]) for s in again) == [1, 2]
    (folder / "a.txt").unlink()
    shutil.copy(folder / "b.txt", folder / "d.txt")
    read_all(Path(record), folder)  # and a copy
    assert one["claims"] in [s["claims"][:2] for s in lines(out("situations", "--format", "jsonl", record=record))]


def test_what_was_split_stays_split(small: tuple[str, Path], out: Out) -> None:
    record, folder = small
    (folder / "c.txt").write_text("Rebels shelled Mada in Tikrit on 2015-03-02, a clerk said.\n")
    read_all(Path(record), folder)
    before = lines(out("situations", "--format", "jsonl", record=record))
    both = next(s for s in before if len(s["claims"]) == 2)
    said = out("split", both["claims"][1][:12], "--why", "another shelling", record=record)
    assert said.startswith("a situation of their own: ")
    after = lines(out("situations", "--format", "jsonl", record=record))
    assert sorted(len(s["claims"]) for s in after) == [1, 1, 1]
    (folder / "d.txt").write_text("Officers trained Recruits in Erbil.\n")
    read_all(Path(record), folder)
    again = lines(out("situations", "--format", "jsonl", record=record))
    assert sorted(len(s["claims"]) for s in again) == [1, 1, 1, 1]


def test_ratings_are_kept_and_shown(small: tuple[str, Path], out: Out) -> None:
    record, folder = small
    assert out("rate", "a senior official", "c3", "--who", "Ana", record=record) == ""
    (folder / "d.txt").write_text("Officers trained Recruits in Erbil.\n")
    read_all(Path(record), folder)
    (source,) = lines(out("sources", "--format", "jsonl", record=record))
    assert (source["rating"]["rating"], source["rating"]["who"]) == ("C3", "Ana")
    assert "rated C3 by Ana" in out("sources", record=record)


def test_a_page_of_a_source_has_its_sentences_thing_by_thing(out: Out) -> None:
    (page,) = lines(out("sources", "--source", "Matavele", "--pages", "--format", "jsonl"))
    said = [one for thing in page["things"] for one in thing["said"]]
    assert {one["claim"] for one in said} == set(page["said"])
    text = " ".join(out("sources", "--source", "Matavele", "--pages").split())
    assert all(" ".join(one["sentence"].split()) in text for one in said)
    assert "told since: " in text
