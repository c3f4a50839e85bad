"""Worker processes: each document's claims or the reason why not, whatever becomes of the process."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fake_extractor import extractor as fake

from ascribe.contract.documents import Block, BlockKind, Document
from ascribe.errors import AscribeError
from ascribe.pipeline import pool
from ascribe.pipeline.pool import extract_many


def document(number: int, text: str) -> tuple[int, Document]:
    return number, Document(f"{number:016x}", "r", f"{number}.txt", text, (Block(BlockKind.BODY, 0, len(text)),))


GOOD = "Rebels shelled Mada in Tikrit."


@pytest.mark.parametrize("processes", [0, 1, 3])
def test_every_document_comes_back_once(processes: int) -> None:
    tasks = [document(i, GOOD) for i in range(20)]
    found = {pk: claims for pk, _, claims in extract_many(tasks, fake(), processes)}
    assert sorted(found) == list(range(20))
    assert all(len(claims) == 1 and not isinstance(claims, str) for claims in found.values())


def test_what_kills_its_process_is_the_only_one_lost() -> None:
    tasks = [document(i, "POISON" if i % 5 == 2 else GOOD) for i in range(15)]
    found = {pk: claims for pk, _, claims in extract_many(tasks, fake(), 2)}
    lost = {pk for pk, claims in found.items() if isinstance(claims, str)}
    assert lost == {2, 7, 12}
    assert all("died (SIGKILL)" in str(found[pk]) for pk in lost)


def test_what_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_SECONDS", 0.5)
    ((_, _, claims),) = extract_many([document(0, GOOD)], fake(name="load_hanging"), 1)
    assert isinstance(claims, str)
    assert "more than" in claims


def test_stopping_in_the_middle_ends_the_processes_at_once() -> None:
    running = extract_many((document(i, GOOD) for i in range(1000)), fake(name="load_slow"), 3)
    next(running)
    begin = time.monotonic()
    running.close()
    assert time.monotonic() - begin < 3


@pytest.mark.parametrize("name", ["load_broken", "no_such_function"])
@pytest.mark.parametrize("processes", [1, 2])
def test_an_extractor_that_cannot_be_loaded_stops_everything(name: str, processes: int) -> None:
    with pytest.raises(AscribeError) as error:
        list(extract_many([document(i, GOOD) for i in range(5)], fake(name=name), processes))
    assert error.value.problem.code == ("model.hash" if name == "load_broken" else "reader.start")


def test_a_script_without_a_main_guard_is_not_run_again(tmp_path: Path) -> None:
    support = Path(__file__).parents[1] / "support"
    script = tmp_path / "script.py"
    script.write_text(
        "print('once')\n"
        "from fake_extractor import extractor\nfrom ascribe.pipeline.pool import extract_many\n"
        "from ascribe.contract.documents import Document\n"
        "print(len(list(extract_many([(1, Document('d', 'r', 'n', 'x', ()))], extractor(), 2))))\n"
    )
    paths = os.pathsep.join([str(support), str(support.parents[1] / "src")])
    done = subprocess.run(
        [sys.executable, str(script)],
        env=os.environ | {"PYTHONPATH": paths},
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.split() == ["once", "1"]
