"""A record of many claims from one of fewer: every row again under other ids, as if as many worlds had been read.

In goes a record that was built, out comes a larger one beside it with the same tables, indexes and full text; the next
reading makes the index of stories again. The names and the keys under which threads are compared stay: there are as
many more threads under each as there are copies.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from pathlib import Path

_ID = re.compile(r"(?<![0-9a-f])([0-9a-f]{16})(?![0-9a-f])")
_KEYS = {
    "documents": ("pk",),
    "blocks": ("document",),
    "links": (),
    "stories": (),
    "story_members": ("document",),
    "claims": ("pk", "document", "thread"),
    "claim_places": ("claim",),
    "claim_actors": ("claim",),
    "claim_sources": ("claim",),
    "speakers": ("claim", "document"),
    "threads": ("pk", "document", "parent"),
    "thread_keys": ("thread",),
    "thread_ties": ("first", "on"),
    "situation_days": (),
    "situation_parts": ("pk",),
}
"""Tables that are copied, with their columns of numbers that are keys."""
_VERSIONS = ("extractor", "situated")
"""Columns that look like ids and are versions of code: they stay, or all copies would be made again."""


def multiply(source: Path, target: Path, times: int) -> None:
    """`target` becomes the record `source`, so many times."""
    with sqlite3.connect(source) as before:
        before.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(source, target)
    connection = sqlite3.connect(target, isolation_level=None)
    connection.create_function("turned", 2, _turned, deterministic=True)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -1000000")
    connection.execute("PRAGMA foreign_keys = OFF")
    ((step,),) = connection.execute(
        "SELECT 1 + max(a, b, c, d) FROM (SELECT (SELECT max(pk) FROM documents) a, (SELECT max(pk) FROM claims) b,"
        " (SELECT max(pk) FROM threads) c, (SELECT max(pk) FROM situation_parts) d)"
    ).fetchall()
    ((known,),) = connection.execute("SELECT value FROM settings WHERE name = 'next number'").fetchall()
    for table, keys in _KEYS.items():
        columns = [(name, kind) for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})")]
        names = ", ".join(f'"{name}"' for name, _ in columns)
        original = f"(SELECT * FROM {table} WHERE rowid <= {step})" if keys[:1] == ("pk",) else f"original_{table}"
        if not original.startswith("("):
            connection.execute(f"CREATE TEMP TABLE {original} AS SELECT * FROM {table}")
        for number in range(1, times):
            values = ", ".join(_value(name, kind, keys, number, (step, int(known))) for name, kind in columns)
            connection.execute(f"INSERT INTO {table} ({names}) SELECT {values} FROM {original}")
    connection.execute("UPDATE settings SET value = ? WHERE name = 'next number'", (str(int(known) * times),))
    connection.execute("INSERT INTO claim_text (claim_text) VALUES ('rebuild')")
    connection.execute("ANALYZE")
    connection.close()


def _value(name: str, kind: str, keys: tuple[str, ...], number: int, steps: tuple[int, int]) -> str:
    """`steps`: by which keys of rows, and numbers of documents, go on from copy to copy."""
    if name in keys or name == "number":
        return f'"{name}" + {number * steps[name == "number"]}'
    same = name in _VERSIONS or not kind.startswith(("VARCHAR", "TEXT"))
    return f'"{name}"' if same else f'turned("{name}", {number})'


def _turned(text: str | None, number: int) -> str | None:
    """The text with every id in it turned by so many characters: another id, and always the same one."""
    if text is None:
        return None
    return _ID.sub(lambda found: found[1][number:] + found[1][:number], text)
