"""Killed at any moment and run again: the record is that of a run that nobody disturbed (robustness C4, F01, F02)."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from reports import FILLER, dumped, read_all, write

from ascribe.record import failpoints

SUPPORT = Path(__file__).parents[1] / "support"
PATHS = f"{SUPPORT.parents[1] / 'src'}{os.pathsep}{SUPPORT}"

COPY = f"{FILLER * 2}\n\nRebels shelled Mada in Tikrit on 2015-03-02, a senior official said.\n"
FIRST = {
    "a.txt": COPY,
    "b.txt": f"{COPY}\nEnvoys met Ministers in Basra.\n",
    "c.txt": "Officers trained Recruits in Erbil.\n",
    "feed.jsonl": '{"text": "Rebels left Mada."}\nbroken\n{"text": "Rebels left Kirkuk."}\n',
}


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    """Two readings: the second has a file changed, one new, a copy, and a date that was not known before."""
    write(tmp_path / "steps" / "1", FIRST, {"a.txt": "2015-03-03"})
    second = FIRST | {"c.txt": "Officers trained Recruits in Mosul.\n", "d.txt": COPY}
    write(tmp_path / "steps" / "2", second, {"a.txt": "2015-03-03", "b.txt": "2015-03-04"})
    return tmp_path / "steps"


def enumerate_kills(steps: Path, *more: str) -> list[dict[str, Any]]:
    command = [sys.executable, str(SUPPORT / "kill_driver.py"), str(steps), str(steps.parent / "records"), *more]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": PATHS}, check=True, capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_killed_at_every_point(steps: Path) -> None:
    undisturbed, *killed, last = enumerate_kills(steps)
    assert undisturbed["rows"] > 30
    assert last["code"] == 0, "the last one was not killed: no point is left"
    assert len(killed) > 20, "the points are there"
    for found in [*killed, last]:
        assert found["again"] == 0, f"point {found['point']}"
        assert found["damage"] == [], f"point {found['point']}"
        assert found["hash"] == undisturbed["hash"], f"point {found['point']}"


def test_without_transactions_the_same_test_fails(tmp_path: Path) -> None:
    write(tmp_path / "steps" / "1", FIRST)  # a second reading would mend what the first one broke
    undisturbed, *killed = enumerate_kills(tmp_path / "steps", "unguarded")
    assert any(found["hash"] != undisturbed["hash"] or found["damage"] for found in killed)


@pytest.mark.slow
def test_killed_at_random_moments(tmp_path: Path) -> None:
    seed = int(os.environ.get("ASCRIBE_SEED", "1"))
    chance = random.Random(seed)
    folder = write(tmp_path / "reports", FIRST | {f"{i}.txt": f"Rebels left Mada{i}.\n" for i in range(300)})
    whole = tmp_path / "whole.db"
    read_all(whole, folder)
    script = "import sys; from pathlib import Path; from reports import read_all; read_all(*map(Path, sys.argv[1:]))"
    for cycle in range(40):
        record = tmp_path / f"random{cycle}.db"
        child = subprocess.Popen(
            [sys.executable, "-c", script, str(record), str(folder)], env=os.environ | {"PYTHONPATH": PATHS}
        )
        time.sleep(chance.uniform(0.4, 4.0))
        child.send_signal(signal.SIGKILL)
        child.wait()
        read_all(record, folder)
        assert dumped(record) == dumped(whole), f"seed {seed}, cycle {cycle}"


def test_a_failpoint_is_passed_as_often_as_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    died: list[int] = []
    monkeypatch.setattr(failpoints.os, "_exit", died.append)
    monkeypatch.setattr(failpoints, "_passed", {})
    monkeypatch.setenv(failpoints.VARIABLE, "b:2")
    for name in ("a", "b", "a", "b", "b"):
        failpoints.hit(name)
    assert died == [failpoints.EXIT_CODE]
