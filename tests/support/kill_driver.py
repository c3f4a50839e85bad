"""Kills a reading at every failpoint, runs it again, and prints what the record holds then: a JSON line for each point.

Arguments: folder of steps, folder for records, and `unguarded` to run without transactions (the harness must see that).
Each step is a folder of reports; they are read one after the other, so that a kill can fall into a later reading too.
It forks, because starting Python for each of some forty kills would take minutes.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from reports import dumped, read_all

from ascribe.record import failpoints
from ascribe.record.dump import damage
from ascribe.record.store import Store


def go_on(record: Path, steps: Path) -> None:
    """Reads the steps that were not read to their end yet."""
    reports = record.with_suffix(".reports")
    for step in sorted(steps.iterdir()):
        marker = record.with_suffix(f".{step.name}")
        if marker.exists():
            continue
        shutil.rmtree(reports, ignore_errors=True)
        shutil.copytree(step, reports)
        read_all(record, reports)
        marker.touch()


def child(work: Callable[[], None], failpoint: str | None = None) -> int:
    """The exit code of a process that does `work`."""
    pid = os.fork()
    if not pid:
        code = 1
        try:
            if failpoint is not None:
                os.environ[failpoints.VARIABLE] = failpoint
            work()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def held(record: Path) -> dict[str, object]:
    """What a record holds, the folder of its reports called the same for all."""
    rows = sorted(row.replace(record.stem, "record") for row in dumped(record))
    with Store.open(record) as store, store.reading() as connection:
        broken = damage(connection)
    return {"hash": hashlib.sha256("\n".join(rows).encode()).hexdigest(), "damage": broken, "rows": len(rows)}


def tell(**values: object) -> None:
    print(json.dumps(values), flush=True)


def without_transactions() -> None:
    """Every statement is committed by itself."""
    from ascribe.record import store

    real = store._engine

    def autocommitting(path: Path, wait: float) -> object:
        engine = real(path, wait)
        from sqlalchemy import event

        @event.listens_for(engine, "before_cursor_execute", retval=True)
        def skip(connection, cursor, statement, parameters, context, executemany):  # type: ignore[no-untyped-def]
            return ("SELECT 1" if statement == "BEGIN IMMEDIATE" else statement), parameters

        return engine

    store._engine = autocommitting  # type: ignore[assignment]


def main() -> None:
    steps, records = Path(sys.argv[1]), Path(sys.argv[2])
    records.mkdir()
    with Store.open(records / "empty.db"):
        pass  # making one takes longer than reading; `test_store` kills that
    whole = records / "whole.db"
    assert child(lambda: go_on(whole, steps)) == 0
    wanted = held(whole)
    tell(point=0, code=0, **wanted)
    if unguarded := "unguarded" in sys.argv:
        without_transactions()
    number, code = 0, failpoints.EXIT_CODE
    while code == failpoints.EXIT_CODE:
        number += 1
        record = records / f"killed{number}.db"
        shutil.copy(records / "empty.db", record)
        code = child(lambda record=record: go_on(record, steps), str(number))  # type: ignore[misc]
        again = child(lambda record=record: go_on(record, steps))  # type: ignore[misc]
        found = held(record)
        tell(point=number, code=code, again=again, **found)
        if unguarded and found != wanted:
            return


if __name__ == "__main__":
    main()
