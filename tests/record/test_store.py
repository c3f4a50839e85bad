"""Opening a record: new, foreign, older, newer, locked, read-only, damaged, on a full disk."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from reports import dumped, read_all, write

from ascribe.errors import AscribeError
from ascribe.record import migrate
from ascribe.record.schema import metadata
from ascribe.record.store import Store

SOURCE = Path(__file__).parents[2] / "src"
HEAD = migrate.HEAD
"""As it is before a test has another one."""


def code(error: pytest.ExceptionInfo[AscribeError]) -> str:
    return error.value.problem.code


def tables(record: Path) -> set[str]:
    with sqlite3.connect(record) as connection:
        return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "r.db"
    read_all(path, write(tmp_path / "reports", {"a.txt": "Rebels shelled Mada in Tikrit.\n"}))
    return path


def test_a_new_record_is_private_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    old = os.umask(0)
    try:
        with Store.open(path) as store, store.reading() as connection:
            for pragma, value in (
                ("journal_mode", "wal"),
                ("synchronous", 2),
                ("foreign_keys", 1),
                ("trusted_schema", 0),
            ):
                assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value
            modes = {stat.S_IMODE(p.stat().st_mode) for p in tmp_path.iterdir()}
        assert modes == {0o600}
    finally:
        os.umask(old)
    assert os.listdir(tmp_path) == ["new.db"]


def test_the_migrations_make_the_schema(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    assert ScriptDirectory(str(migrate.SCRIPTS)).get_current_head() == migrate.HEAD
    with Store.open(tmp_path / "r.db") as store, store.reading() as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
    changes = [x for x in found if not (x[0] == "remove_table" and x[1].name.startswith("claim_text"))]
    assert changes == []


def test_what_is_not_there_is_not_made_for_looking_at(tmp_path: Path) -> None:
    with pytest.raises(AscribeError) as error:
        Store.open(tmp_path / "no.db", create=False)
    assert code(error) == "record.missing"
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("content", [b"not a database at all " * 50, None])
def test_a_foreign_file_is_refused_and_not_touched(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "other.db"
    if content is None:
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE notes (text)")
        connection.close()
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(AscribeError) as error:
        Store.open(path)
    assert code(error) == "record.foreign"
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["other.db"]


def test_a_newer_record_is_refused(record: Path) -> None:
    with sqlite3.connect(record) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(AscribeError) as error:
        Store.open(record)
    assert code(error) == "record.newer"


@pytest.fixture
def next_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A version of the package with one migration more."""
    scripts = tmp_path / "migrations"
    shutil.copytree(migrate.SCRIPTS, scripts)
    (scripts / "versions" / "9999_next.py").write_text(
        "from alembic import op\n"
        f"revision, down_revision, branch_labels, depends_on = '9999', '{migrate.HEAD}', None, None\n"
        "def upgrade() -> None:\n"
        "    op.execute('CREATE TABLE added (pk INTEGER PRIMARY KEY)')\n"
        "    op.execute('DROP TABLE files')\n"
        "    op.execute('CREATE TABLE files (path)')\n"
    )
    monkeypatch.setattr(migrate, "SCRIPTS", scripts)
    monkeypatch.setattr(migrate, "HEAD", "9999")
    monkeypatch.setattr("ascribe.record.store.HEAD", "9999")
    return scripts


def test_an_older_record_is_copied_and_then_migrated(record: Path, next_schema: Path) -> None:
    with Store.open(record):
        pass
    assert "added" in tables(record)
    copy = record.with_name(f"r.db.schema-{HEAD}")
    assert "added" not in tables(copy)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with sqlite3.connect(copy) as connection:
        assert connection.execute("SELECT COUNT(*) FROM claims").fetchone() == (1,)
    connection.close()


def test_a_migration_that_breaks_off_leaves_the_record_as_it_was(record: Path, next_schema: Path) -> None:
    script = next_schema / "versions" / "9999_next.py"
    script.write_text(script.read_text() + "    raise RuntimeError('in the middle')\n")
    with pytest.raises(RuntimeError):
        Store.open(record)
    assert "added" not in tables(record)
    with sqlite3.connect(record) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
        assert connection.execute("SELECT COUNT(*) FROM documents").fetchone() == (1,)
    connection.close()


@pytest.mark.parametrize("point", ["migrate.backed_up", "migrate.before_commit", "migrate.after_commit"])
def test_killed_in_a_migration_and_opened_again(record: Path, next_schema: Path, point: str) -> None:
    script = (
        "import sys; from pathlib import Path; from ascribe.record import migrate, store; "
        "migrate.SCRIPTS = Path(sys.argv[2]); migrate.HEAD = store.HEAD = '9999'; store.Store.open(sys.argv[1])"
    )
    environment = os.environ | {"PYTHONPATH": str(SOURCE), "ASCRIBE_FAILPOINT": point}
    command = [sys.executable, "-c", script, str(record), str(next_schema)]
    assert subprocess.run(command, env=environment, check=False).returncode == 86
    with Store.open(record) as store, store.reading() as connection:
        assert connection.exec_driver_sql("SELECT COUNT(*) FROM documents").scalar_one() == 1
    assert "added" in tables(record)


def test_a_second_writer_is_told_who_holds_the_record(record: Path, tmp_path: Path) -> None:
    with Store.open(record) as store, store.writer(), Store.open(record, wait=0.2) as other:
        with pytest.raises(AscribeError) as error, other.writer():
            pass
        assert code(error) == "record.locked"
        assert f"process {os.getpid()}" in str(error.value)
        with other.reading() as connection:  # looking is not writing
            assert connection.exec_driver_sql("SELECT COUNT(*) FROM claims").scalar_one() == 1
    with Store.open(record) as store, store.writer():
        pass
    assert not record.with_name("r.db.lock").exists()


def test_a_lock_whose_holder_died_is_free(record: Path) -> None:
    script = (
        "import os, sys; from ascribe.record.store import Store; "
        "lock = Store.open(sys.argv[1]).writer(); os.kill(os.getpid(), 9)"
    )
    subprocess.run(
        [sys.executable, "-c", script, str(record)], env=os.environ | {"PYTHONPATH": str(SOURCE)}, check=False
    )
    assert record.with_name("r.db.lock").exists()
    with Store.open(record, wait=0) as store, store.writer():
        pass


def test_another_program_that_holds_the_database_is_waited_for_and_named_as_a_problem(record: Path) -> None:
    holder = sqlite3.connect(record, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        with Store.open(record, wait=0.2) as store:
            with pytest.raises(AscribeError) as error, store.writing("test"):
                pass
            assert code(error) == "record.locked"
    finally:
        holder.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_record_in_a_folder_that_is_read_only_can_be_looked_at(record: Path) -> None:
    record.parent.chmod(0o500)
    try:
        with Store.open(record) as store:
            with store.reading() as connection:
                assert connection.exec_driver_sql("SELECT COUNT(*) FROM claims").scalar_one() == 1
            with pytest.raises(AscribeError) as error, store.writer():
                pass
            assert code(error) == "record.unwritable"
    finally:
        record.parent.chmod(0o700)


def test_looking_at_a_record_that_may_not_be_written_leaves_nothing(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    before = sorted(os.listdir(record.parent))
    with Store.open(record) as store, store.reading() as connection:
        assert connection.exec_driver_sql("SELECT COUNT(*) FROM claims").scalar_one() == 1
    assert sorted(os.listdir(record.parent)) == before


def test_a_damaged_file_is_named(record: Path) -> None:
    data = bytearray(record.read_bytes())
    for page in range(1, len(data) // 4096):
        data[page * 4096 : page * 4096 + 40] = b"\xff" * 40
    record.write_bytes(data)
    with pytest.raises(AscribeError) as error, Store.open(record) as store, store.reading() as connection:
        connection.exec_driver_sql("SELECT * FROM claims").all()
    assert code(error) == "record.damaged"


def test_a_full_disk_stops_and_is_gone_on_from(tmp_path: Path) -> None:
    """The limit on file size stands for the disk: SQLite gets the same kind of error."""
    filler = "and the people of the town went on with their work as they had done before. " * 200
    files = {f"{i:02}.txt": f"Rebels shelled Mada{i} in Tikrit.\n{filler}\n" for i in range(60)}
    folder = write(tmp_path / "reports", files)
    record, whole = tmp_path / "r.db", tmp_path / "whole.db"
    with Store.open(record):
        pass

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))

    script = (
        "import sys, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from pathlib import Path; from reports import read_all; from ascribe.errors import AscribeError\n"
        "try:\n    read_all(*map(Path, sys.argv[1:]))\n"
        "except AscribeError as error:\n    print(error.problem.code)\n"
    )
    support = Path(__file__).parents[1] / "support"
    done = subprocess.run(
        [sys.executable, "-c", script, str(record), str(folder)],
        env=os.environ | {"PYTHONPATH": f"{SOURCE}{os.pathsep}{support}"},
        preexec_fn=limit,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == "record.disk", done.stderr
    read_all(record, folder)
    read_all(whole, folder)
    assert dumped(record) == dumped(whole)
