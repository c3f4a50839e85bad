"""A record of many claims from one of fewer: every row again under other ids, as if as many worlds had been read.

In goes a record that was built, out comes a larger one beside it with the same tables, indexes and full text; the next
reading makes the index of stories again. The names stay, so that a source says as much more as there are copies. The
keys under which threads are compared are others in every copy: its threads go on with none of another copy, so that
adding a report finds them as reading would have left them.
"""

from __future__ import annotations

import json
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
    "source_copies": (),
    "source_disputes": (),
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
    connection.create_function("scaled", 2, _scaled, deterministic=True)
    connection.execute(
        "UPDATE source_totals SET origins = origins * ?1, claims = claims * ?1, reports = reports * ?1,"
        " told = scaled(told, ?1)",
        (times,),
    )
    connection.execute("UPDATE settings SET value = ? WHERE name = 'next number'", (str(int(known) * times),))
    connection.execute("INSERT INTO claim_text (claim_text) VALUES ('rebuild')")
    connection.execute("ANALYZE")
    connection.close()


def _value(name: str, kind: str, keys: tuple[str, ...], number: int, steps: tuple[int, int]) -> str:
    """`steps`: by which keys of rows, and numbers of documents, go on from copy to copy."""
    if name in keys or name == "number":
        return f'"{name}" + {number * steps[name == "number"]}'
    if name == "key":
        return f'"{name}" + {number}'
    same = name in _VERSIONS or not kind.startswith(("VARCHAR", "TEXT"))
    return f'"{name}"' if same else f'turned("{name}", {number})'


def _turned(text: str | None, number: int) -> str | None:
    """The text with every id in it turned by so many characters: another id, and always the same one."""
    if text is None:
        return None
    return _ID.sub(lambda found: found[1][number:] + found[1][:number], text)


def _scaled(told: str, times: int) -> str:
    """Numbers of a source, so many times over."""
    values = json.loads(told)
    scaled = {k: v * times if isinstance(v, int) else {a: n * times for a, n in v.items()} for k, v in values.items()}
    return json.dumps(scaled, sort_keys=True)
