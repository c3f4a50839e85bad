"""The command line: exit codes, forms of output, what is said where, and how it stops."""

from __future__ import annotations

import csv
import io
import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fake_extractor import extractor as fake
from reports import dumped, read_all, write

from ascribe.cli import COMMANDS, run
from ascribe.record.store import Store

SUPPORT = Path(__file__).parents[1] / "support"
ENVIRONMENT = os.environ | {"PYTHONPATH": f"{SUPPORT.parents[1] / 'src'}{os.pathsep}{SUPPORT}"}

REPORTS = {
    "a.txt": "Rebels shelled Mada in Tikrit on 2015-03-02, a senior official said.\n",
    "b.txt": "Envoys may have met Ministers in Basra on 2015-03-05.\n",
    "c.txt": "Officers trained Recruits in Erbil.\n",
}
DATES = {"a.txt": "2015-03-03", "b.txt": "2015-03-06"}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("cli")
    read_all(folder / "r.db", write(folder / "reports", REPORTS, DATES))
    return str(folder / "r.db")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """`ascribe read` with the stand-in for the extractor."""
    monkeypatch.setattr("ascribe.pipeline.run.default_extractor", lambda sentences: fake())


def start(arguments: list[str], extractor: str = "load", **more: object) -> subprocess.Popen[str]:
    """The command as a process of its own, with the stand-in for the extractor."""
    script = (
        "import sys, ascribe.pipeline.run as run, fake_extractor, ascribe.cli as cli\n"
        "run.default_extractor = lambda sentences: fake_extractor.extractor(name=sys.argv[1])\n"
        "cli.main(sys.argv[2:])"
    )
    command = [sys.executable, "-c", script, extractor, *arguments]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | more
    return subprocess.Popen(command, env=ENVIRONMENT, text=True, **pipes)  # type: ignore[call-overload, no-any-return]


# -- starting


def test_help_starts_at_once_and_loads_little() -> None:
    script = (
        "import sys; from ascribe.cli import run; run(['--help'])\n"
        "print(sorted({'sqlalchemy', 'numpy', 'rich', 'alembic', 'trafilatura', 'onnxruntime'} & set(sys.modules)))"
    )
    best = 99.0
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [sys.executable, "-c", script], env=ENVIRONMENT, capture_output=True, text=True, check=True
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    assert done.stdout.endswith("[]\n")
    assert all(name in done.stdout for name in COMMANDS)
    assert best < 0.5


def test_importing_ascribe_loads_nothing() -> None:
    script = "import sys, ascribe; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], env=ENVIRONMENT, capture_output=True, text=True, check=True)
    loaded = {name for name in done.stdout.split() if name.partition(".")[0] not in sys.stdlib_module_names}
    assert {name for name in loaded if not name.startswith("_")} <= {"ascribe", "sitecustomize"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help"]) == 0
    assert "Usage: ascribe" in capsys.readouterr().out


# -- reading


@pytest.mark.usefixtures("quick")
def test_read_says_one_line_that_adds_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path / "reports", REPORTS, DATES)
    record = str(tmp_path / "r.db")
    assert run(["read", str(folder), "--record", record, "--processes", "0"]) == 0
    out, err = capsys.readouterr()
    assert out == f"4 inputs: 3 stored, 1 ignored. 3 claims from 3 documents are in {record}.\n"
    assert err == ""
    assert run(["read", str(folder), "--record", record, "--processes", "0"]) == 0
    assert capsys.readouterr().out == f"4 inputs: 3 stored, 1 ignored. Nothing new for {record}.\n"
    (folder / "d.txt").write_text("")
    assert run(["read", str(folder), "--record", record, "--quiet"]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("[empty] ")
    assert "d.txt: there is no text in it" in err


@pytest.mark.usefixtures("quick")
def test_many_problems_are_told_once_and_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path / "reports", {f"{i:02}.txt": "" for i in range(30)})
    assert run(["read", str(folder), "--record", str(tmp_path / "r.db")]) == 3
    err = capsys.readouterr().err.splitlines()
    assert len(err) == 21
    assert "and 10 more; see: ascribe ledger" in err[-1]


def test_wrong_use(record: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, said in (
        (["nothing"], "No such command"),
        (["read", "/nowhere", "--record", record], "does not exist"),
        (["claims", "--record", str(tmp_path / "no.db")], "[record.missing]"),
        (["claims", "--record", record, "--as-of", "monday"], "YYYY-MM-DD"),
        (["claims", "--record", record, "--type", "WAR"], "assault"),
        (["claims", "--record", record, "--text", '"open'], "[usage.search]"),
        (["claims", "--record", record, "--limit", "0"], "0"),
        (["claims", "--record", record, "--format", "parquet"], "-o"),
        (["show", "--record", record, "zz"], "[usage.id]"),
        (["claims", "--record", __file__], "[record.foreign]"),
        (["claims", "--record", record, "-o", str(tmp_path / "no" / "x.csv"), "--format", "csv"], "no such file"),
    ):
        assert run(arguments) == 2, arguments
        out, err = capsys.readouterr()
        assert said in err, arguments
        assert out == ""
        assert "Traceback" not in err


def test_a_fault_of_ours_is_one_line_unless_asked(record: str, monkeypatch: pytest.MonkeyPatch, capsys: object) -> None:
    def fault(*_: object) -> None:
        raise ZeroDivisionError("in the middle")

    monkeypatch.setattr("ascribe.exports.view.View.iterate_claims", fault)
    assert run(["claims", "--record", record]) == 1
    with pytest.raises(ZeroDivisionError):
        run(["claims", "--record", record], debug=True)


@pytest.mark.usefixtures("quick")
def test_a_locked_record_stops_with_the_code_for_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path / "reports", REPORTS)
    record = str(tmp_path / "r.db")
    with Store.open(record) as store, store.writer():
        assert run(["read", str(folder), "--record", record, "--wait", "0"]) == 75
    assert f"process {os.getpid()} is writing to it" in capsys.readouterr().err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stopped_reading_keeps_what_it_has_and_goes_on(tmp_path: Path, number: int) -> None:
    folder = write(tmp_path / "reports", {f"{i:02}.txt": f"Rebels shelled Mada{i} in Tikrit.\n" for i in range(80)})
    record, whole = tmp_path / "r.db", tmp_path / "whole.db"
    child = start(["read", str(folder), "--record", str(record), "--processes", "2"], "load_slow")
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        time.sleep(0.1)
        if record.exists():
            try:
                with Store.open(record, create=False) as store, store.reading() as connection:
                    if connection.exec_driver_sql("SELECT COUNT(*) FROM claims").scalar_one():
                        break
            except Exception:
                continue
    child.send_signal(number)
    begin = time.monotonic()
    _, err = child.communicate(timeout=30)
    assert child.returncode == 75, err
    assert "stopped; what was stored stays" in err
    assert "Traceback" not in err
    assert time.monotonic() - begin < 10, "on a busy machine; 2 s on an idle one"
    read_all(record, folder)
    read_all(whole, folder)
    assert dumped(record) == dumped(whole)


def test_a_bar_on_a_terminal_and_none_elsewhere(tmp_path: Path) -> None:
    import pty

    folder = write(tmp_path / "reports", REPORTS, DATES)
    master, slave = pty.openpty()
    child = start(["read", str(folder), "--record", str(tmp_path / "r.db")], stderr=slave)
    os.close(slave)
    drawn = b""
    while True:
        try:
            piece = os.read(master, 4096)
        except OSError:
            break
        if not piece:
            break
        drawn += piece
    out, _ = child.communicate(timeout=60)
    os.close(master)
    assert child.returncode == 0
    assert "3 stored" in out
    assert b"reading" in drawn
    quiet = start(["read", str(folder), "--record", str(tmp_path / "q.db")])
    assert quiet.communicate(timeout=60)[1] == ""


# -- looking


def test_forms_of_claims(record: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    def out(*arguments: str) -> str:
        assert run(["claims", "--record", record, *arguments]) == 0
        return capsys.readouterr().out

    lines = [json.loads(line) for line in out("--format", "jsonl").splitlines()]
    assert [c["agents"][0]["text"] for c in lines] == ["Rebels", "Envoys", "Officers"]
    assert json.loads(out("--format", "json")) == lines
    rows = list(csv.DictReader(io.StringIO(out("--format", "csv"))))
    assert [row["agents"] for row in rows] == ["Rebels", "Envoys", "Officers"]
    assert rows[0]["speakers"] == "a senior official"
    table = out()
    assert all(word in table for word in ("2015-03-02", "asserted", "possible", "a senior official", "b.txt", "Tikrit"))
    assert all(len(line) <= 100 and line == line.rstrip() for line in table.splitlines())
    path = tmp_path / "claims.csv"
    assert out("--format", "csv", "-o", str(path)) == ""
    assert list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))) == rows
    assert os.listdir(tmp_path) == ["claims.csv"]
    parquet = tmp_path / "claims.parquet"
    out("--format", "parquet", "-o", str(parquet))
    assert parquet.stat().st_size > 0


@pytest.mark.parametrize("command", ["documents", "stories", "timeline", "ledger"])
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_forms_of_lists(record: str, command: str, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--record", record, "--format", form]) == 0
    out, err = capsys.readouterr()
    assert "a.txt" in out
    assert err == ""
    if form == "json":
        assert len(json.loads(out)) >= 3


def test_filters_reach_the_record(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, count in (
        (["--place", "tikrit"], 1),
        (["--place", "tikrit", "--place", "Basra"], 2),
        (["--type", "assault"], 1),
        (["--from", "2015-03-03", "--to", "2015-03-31"], 1),
        (["--published-to", "2015-03-04"], 1),
        (["--text", "trained OR met"], 2),
        (["--source", "official", "--factuality", "asserted"], 1),
        (["--limit", "2"], 2),
    ):
        assert run(["claims", "--record", record, "--format", "jsonl", *arguments]) == 0
        assert len(capsys.readouterr().out.splitlines()) == count, arguments


def test_as_of_says_what_it_leaves_out(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["claims", "--record", record, "--as-of", "2015-03-04", "--format", "jsonl"]) == 0
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert err == "ascribe: 1 document without a date is left out as of 2015-03-04\n"


def test_nothing_found_is_said(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["claims", "--record", record, "--place", "Nowhere"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "nothing in the record fits" in err


def test_show_each_kind(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(["claims", "--record", record, "--format", "jsonl", "--limit", "1"])
    claim = json.loads(capsys.readouterr().out)
    for id, words in (
        (claim["id"], ["trigger", "shelled", "expression", "a senior official"]),
        (claim["document"]["id"], ["a.txt", "2015-03-03", "headline", "Rebels shelled"]),
        (claim["story"], ["1 report, 1 origin", "a.txt"]),
    ):
        assert run(["show", id[:12], "--record", record]) == 0
        out = capsys.readouterr().out
        for word in words:
            assert word in out or word == "headline", (id, word)
        assert run(["show", id, "--record", record, "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out)["id"] == id


def test_a_page_is_written(record: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    assert run(["report", "--record", record, "-o", str(page), "--place", "Tikrit", "--title", "Tikrit"]) == 0
    assert "<html" in page.read_text(encoding="utf-8")
    assert os.listdir(tmp_path) == ["page.html"]


def test_a_pipe_that_closes_early_is_no_error(tmp_path: Path) -> None:
    text = "".join(f"Rebels shelled Mada{i} in Tikrit on 2015-03-02, a senior official said.\n" for i in range(400))
    read_all(tmp_path / "r.db", write(tmp_path / "reports", {"a.txt": text}))
    for form in ("jsonl", "table"):
        child = start(["claims", "--record", str(tmp_path / "r.db"), "--format", form])
        assert child.stdout is not None
        assert child.stdout.readline()
        child.stdout.close()
        assert child.stderr is not None
        assert child.stderr.read() == ""
        assert child.wait(timeout=60) == 0
        child.stderr.close()


def test_text_from_outside_cannot_command_the_terminal() -> None:
    from ascribe.cli.render import clean

    assert clean("a\x1b[31mb\u202ec\x07") == "a [31mb c "
