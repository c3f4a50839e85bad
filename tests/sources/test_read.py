from __future__ import annotations

import json
import os
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ascribe.contract.documents import RawReport, UnitState
from ascribe.sources import Unit, Unread, read_paths
from ascribe.sources.rows import column_names, folded

TEXT = "The customs post at Velm was closed for a second day on Friday: a driver said so."


def code(unit: Unit) -> str:
    return unit.problem.code if isinstance(unit, Unread) else "read"


def by_name(units: list[Unit]) -> dict[str, str]:
    return {u.name if isinstance(u, RawReport) else Path(u.location).name: code(u) for u in units}


def test_every_kind_of_file(tmp_path: Path) -> None:
    files = {
        "a.txt": TEXT,
        "b.HTML": "<p>x",
        "c.htm": "<p>x",
        "d.jsonl": json.dumps({"text": TEXT}),
        "e.ndjson": json.dumps({"text": TEXT}),
        "f.json": json.dumps([{"text": TEXT}]),
        "g.csv": f"text\n{TEXT}",
        "h.tsv": f"text\n{TEXT}",
        "i.pdf": "%PDF",
        "j": "x",
        "k.txt": "",
        ".hidden.txt": TEXT,
        "README.md": "x",
        "l.db": "x",
        "m_files/x.js": "x",
        "m_files/y.html": "<p>x",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    units = list(read_paths([tmp_path]))
    assert by_name(units) == {
        "a.txt": "read",
        "b.HTML": "read",
        "c.htm": "read",
        "d.jsonl#1": "read",
        "e.ndjson#1": "read",
        "f.json#1": "read",
        "g.csv#2": "read",
        "h.tsv#2": "read",
        "i.pdf": "file.type",
        "j": "file.type",
        "k.txt": "empty",
        ".hidden.txt": "file.side",
        "README.md": "file.side",
        "l.db": "file.side",
        "x.js": "file.side",
        "y.html": "file.side",
    }
    assert all(u.location in u.problem.message for u in units if isinstance(u, Unread))


def test_a_file_named_itself_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    (tmp_path / ".hidden.txt").write_text(TEXT)
    assert isinstance(next(iter(read_paths([tmp_path / ".hidden.txt"]))), RawReport)


def test_documents_csv_tells_about_its_neighbours(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "c.jsonl").write_text(json.dumps({"text": TEXT, "source": "Own Post"}))
    (tmp_path / "documents.csv").write_text(
        "file,outlet,url,published_at,title\na.txt,Velm Mail,https://mail.example/1,2019-07-12,Post closed\n"
        "c.jsonl,Velm Mail,https://mail.example/2,2019-07-13,\nragged\nb.txt,,,soon,\na.txt,Other,,,\n"
    )
    units = list(read_paths([tmp_path]))
    reports = {u.name: u for u in units if isinstance(u, RawReport)}
    assert reports["a.txt"].metadata.outlet == "Velm Mail"
    assert reports["a.txt"].metadata.url == "https://mail.example/1"
    assert reports["a.txt"].metadata.published_at == "2019-07-12"
    assert reports["a.txt"].metadata.title == "Post closed"
    assert reports["b.txt"].metadata.published_at is None
    assert [w.code for w in reports["b.txt"].warnings] == ["date.unreadable"]
    assert reports["c.jsonl#1"].metadata.outlet == "Own Post"
    assert reports["c.jsonl#1"].metadata.published_at == "2019-07-13"
    assert reports["c.jsonl#1"].metadata.url is None
    assert Counter(u.problem.code for u in units if isinstance(u, Unread)) == {
        "file.metadata": 1,
        "csv.ragged": 1,
        "file.twice": 1,
    }
    assert (
        next(u.state for u in units if isinstance(u, Unread) and u.problem.code == "file.metadata") is UnitState.IGNORED
    )
    (alone,) = read_paths([tmp_path / "a.txt"])
    assert isinstance(alone, RawReport)
    assert alone.metadata.outlet == "Velm Mail"


def test_a_documents_csv_with_texts_is_a_table(tmp_path: Path) -> None:
    (tmp_path / "documents.csv").write_text(f"file,text\nx,{TEXT}\n")
    (unit,) = read_paths([tmp_path])
    assert isinstance(unit, RawReport)


def test_large_files_are_refused_without_being_read(tmp_path: Path) -> None:
    for name in ("a.txt", "b.html", "c.json"):
        with open(tmp_path / name, "wb") as stream:
            stream.truncate(100_000_000)
    began = time.process_time()
    codes = [u.problem.code for u in read_paths([tmp_path]) if isinstance(u, Unread)]
    assert codes == ["limit.size"] * 3
    assert time.process_time() - began < 2


def test_a_line_of_a_hundred_megabytes_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    with open(tmp_path / "a.jsonl", "wb") as stream:
        stream.write(json.dumps({"text": TEXT}).encode() + b"\n")
        stream.seek(100_000_000, os.SEEK_CUR)
        stream.write(b"\n" + json.dumps({"text": TEXT}).encode())
    units = list(read_paths([tmp_path]))
    assert [code(u) for u in units] == ["read", "limit.size", "read"]
    assert isinstance(units[1], Unread)
    assert units[1].location.endswith("line 2")


@pytest.mark.skipif(os.name != "posix", reason="needs pipes")
def test_what_is_no_file_is_listed_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "b")
    (tmp_path / "c.txt").symlink_to("/dev/zero")
    (tmp_path / "d.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "e.txt").write_text(TEXT)
    began = time.monotonic()
    assert by_name(list(read_paths([tmp_path]))) == {
        "a.txt": "file.special",
        "b": "file.special",
        "c.txt": "file.special",
        "d.txt": "file.unreadable",
        "e.txt": "read",
    }
    assert time.monotonic() - began < 5


def test_a_file_that_goes_away_between_listing_and_reading(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT)
    units = read_paths([tmp_path])
    first = next(units)
    (tmp_path / "b.txt").unlink()
    assert isinstance(first, RawReport)
    assert [u.problem.code for u in units if isinstance(u, Unread)] == ["file.unreadable"]


def test_the_order_is_the_same_every_time(tmp_path: Path) -> None:
    for i in range(30):
        (tmp_path / f"{(i * 7) % 30}.txt").write_text(TEXT)
    first = [u.location for u in read_paths([tmp_path])]
    assert first == [u.location for u in read_paths([tmp_path])] == sorted(first)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300), suffix=st.sampled_from([".txt", ".html", ".jsonl", ".json", ".csv", ".tsv"]))
def test_any_bytes_in_any_file_end_in_states(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"x{suffix}"
    path.write_bytes(data)
    units = list(read_paths([path]))
    assert units
    for unit in units:
        assert isinstance(unit, RawReport | Unread)
        assert unit.location.isprintable()


def test_the_column_names_are_folded_and_name_one_thing() -> None:
    seen: dict[str, str] = {}
    for ours, theirs in column_names().items():
        for name in theirs:
            assert name == folded(name)
            assert seen.setdefault(name, ours) == ours
    assert set(column_names()) == {"text", "html", "title", "url", "outlet", "published_at", "byline", "name"}
