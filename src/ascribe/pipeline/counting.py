"""Sources counted anew in documents whose claims, revision in view or story changed. In: keys of documents. Out: rows
of `source_totals`.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from ascribe.pipeline.origins import copied
from ascribe.record.source_totals import count, live_sayings, uncount

_BATCH = 500
"""Documents counted together."""


def count_sources(connection: Connection, documents: Iterable[int]) -> None:
    """What is said in these documents counts as it is now."""
    ordered = sorted(set(documents))
    for start in range(0, len(ordered), _BATCH):
        part = ordered[start : start + _BATCH]
        uncount(connection, part)
        said = live_sayings(connection, part)
        count(connection, said, copied(connection, ((claim, pk) for _, claim, pk, _ in said), None))
