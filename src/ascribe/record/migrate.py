"""Brings a record's file to the schema of this version: new files get it, old ones are copied first and then changed.

A file that is no record, or one of a newer version, is refused and not touched.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlalchemy import Connection

from ascribe.errors import AscribeError
from ascribe.record import failpoints

HEAD = "0007"
"""The schema that this version writes; a test holds it to the newest migration."""

APPLICATION_ID = 0x41534342
"""'ASCB' in the file's header: how a record is told from any other SQLite file."""

SCRIPTS = Path(__file__).parent / "migrations"


def found_schema(connection: Connection, where: str) -> str | None:
    """The schema of the file: HEAD, an older one, or None where the file is empty. Refuses what is not ours."""
    application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    tables = {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables and not application:
        return None
    if application != APPLICATION_ID or "alembic_version" not in tables:
        raise AscribeError("record.foreign", where)
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if found is None:
        raise AscribeError("record.foreign", where)
    return str(found)


def migrate(connection: Connection, where: str, found: str | None) -> None:
    """From schema `found` to the newest one, in the transaction that `connection` has begun.

    An error or a kill anywhere in between leaves the file as it was.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    if found is not None:
        try:
            ScriptDirectory.from_config(config).get_revision(found)
        except CommandError as error:
            raise AscribeError("record.newer", where, found=found) from error
        _back_up(Path(where), found)
        failpoints.hit("migrate.backed_up")
    command.upgrade(config, "head")
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    failpoints.hit("migrate.before_commit")


def _back_up(record: Path, found: str) -> None:
    """A copy of the record as it is, beside it: `ascribe.db.schema-0001`. One that is there already is kept.

    Read through a connection of its own, which sees what is committed.
    """
    target = record.with_name(f"{record.name}.schema-{found}")
    if target.exists():
        return
    draft = target.with_name(f"{target.name}.tmp")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.close(handle)
    source, copy = sqlite3.connect(record), sqlite3.connect(draft)
    try:
        source.backup(copy)
    finally:
        source.close()
        copy.close()
    os.replace(draft, target)
