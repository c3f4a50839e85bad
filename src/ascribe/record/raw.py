"""The driver's own calls, for queries that are asked thousands of times: a tenth of the cost of the others.

In: a connection of the store, SQL and values. Out: tuples. What SQLite complains about is translated by the store too.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, cast

from sqlalchemy import Connection

Values = Sequence[Any]


def _driver(connection: Connection) -> sqlite3.Connection:
    if not connection.in_transaction():
        connection.begin()  # which SQLAlchemy does by itself for its own calls
    return cast(sqlite3.Connection, connection.connection.driver_connection)


def rows(connection: Connection, query: str, values: Values = ()) -> list[Any]:
    """All rows of a query."""
    return _driver(connection).execute(query, values).fetchall()


def run(connection: Connection, statement: str, values: Iterable[Values]) -> None:
    """A statement for each of these values."""
    _driver(connection).executemany(statement, values)


def listed(values: Iterable[int] | Iterable[str]) -> str:
    """Values for `IN (SELECT value FROM json_each(?))`: any number of them in one query that is prepared once."""
    return json.dumps(list(values))
