"""A user's list of actors: what the record does with it from one reading to the next. With the real reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from reports import write

import ascribe
from ascribe.errors import AscribeError
from ascribe.pipeline.stages import default_extractor

REPORT = {"a.txt": "The Harbour Brigade attacked the customs house in Mombasa on Monday, police said.\n"}
LIST = "name,code,aliases\nLantern Front,KEN:LF,Harbour Brigade; the brigade\n"


def names(record: ascribe.Record) -> set[str]:
    return {agent.name for claim in record.claims() for agent in claim.agents}


@pytest.mark.parametrize("processes", [0, 1])
def test_the_record_keeps_the_list_and_reads_again_when_it_changes(tmp_path: Path, processes: int) -> None:
    folder, own = write(tmp_path / "reports", REPORT), tmp_path / "own.csv"
    own.write_text(LIST, "utf-8")
    with ascribe.open(tmp_path / "r.db") as record:
        assert record.read(folder, processes=processes).documents == 1
        assert "Lantern Front" not in names(record)
        assert record.read(folder, actors=own, processes=processes).documents == 1
        assert "Lantern Front" in names(record)
        assert record.read(folder, actors=own, processes=processes).documents == 0, "nothing changed"
        assert record.read(folder, processes=processes).documents == 0, "the record has the list"
        own.write_text(LIST.replace("Lantern Front", "Beacon Front"), "utf-8")
        assert record.read(folder, actors=own, processes=processes).documents == 1
        assert "Beacon Front" in names(record)
        assert record.read(folder, actors=False, processes=processes).documents == 1
        assert "Beacon Front" not in names(record)


def test_a_list_that_is_not_whole_changes_nothing(tmp_path: Path) -> None:
    folder, own = write(tmp_path / "reports", REPORT), tmp_path / "own.csv"
    own.write_text("name,code\nA\n", "utf-8")
    with ascribe.open(tmp_path / "r.db") as record:
        with pytest.raises(AscribeError, match=r"own\.csv: line 2: its code is empty"):
            record.read(folder, actors=own, processes=0)
        assert record.read(folder, processes=0).documents == 1


def test_the_version_is_that_of_the_content(tmp_path: Path) -> None:
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    one.write_text(LIST, "utf-8")
    other.write_text(LIST, "utf-8")
    assert default_extractor(str(one)).version == default_extractor(str(other)).version
    assert default_extractor(str(one)).version != default_extractor().version
