"""What each source said, counted as documents come and go, so that a list of sources counts nothing.

In: documents whose claims, revision in view or story changed. Out: `source_totals`, and the marks in `speakers` of what
is counted in them: what was counted is taken out again exactly.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from ascribe.record import raw
from ascribe.record.canonical import dumps, whole

UNDATED = "~"
"""Day of what has no date: behind all days."""
_OWN = ""
"""Origin of what stands in a document that is nobody's copy."""

_FIELDS = (
    "s.speaker, s.claim, s.document, coalesce(nullif(s.name, ''), s.text), s.kind, s.anonymous, s.affiliation,"
    " c.factuality, s.origin"
)
_COUNTED = (
    f"SELECT {_FIELDS} FROM claims c JOIN speakers s ON s.claim = c.pk"  # noqa: S608 -- our own columns
    " WHERE c.document IN (SELECT value FROM json_each(?)) AND s.day IS NOT NULL"
)
_LIVE = """
SELECT s.speaker, s.claim, d.pk, d.published_day FROM documents d
JOIN claims c ON c.document = d.pk JOIN speakers s ON s.claim = c.pk
WHERE d.pk IN (SELECT value FROM json_each(?)) AND d.live = 1
"""
_MARK = "UPDATE speakers SET day = ?, origin = ? WHERE speaker = ? AND claim = ?"


@dataclass(slots=True)
class Totals:
    """What is counted of one source; or by how much that changes."""

    claims: int = 0
    reports: int = 0
    origins: int = 0
    names: Counter[str] = field(default_factory=Counter)
    """As it is named or described."""
    kinds: Counter[str] = field(default_factory=Counter)
    affiliations: Counter[str] = field(default_factory=Counter)
    factuality: Counter[str] = field(default_factory=Counter)
    named: int = 0
    """How often it is not anonymous."""

    def add(self, other: Totals) -> None:
        self.claims += other.claims
        self.reports += other.reports
        self.origins += other.origins
        self.named += other.named
        for name in _COUNTERS:
            getattr(self, name).update(getattr(other, name))

    def to_json(self) -> str:
        told: dict[str, Any] = {name: {k: n for k, n in getattr(self, name).items() if n} for name in _COUNTERS}
        return whole(dumps(told | {"named": self.named}))

    @classmethod
    def of_row(cls, origins: int, claims: int, reports: int, told: str) -> Totals:
        v = json.loads(told)
        names, kinds, affiliations, factuality = (Counter(v[name]) for name in _COUNTERS)
        return cls(claims, reports, origins, names, kinds, affiliations, factuality, v["named"])


_COUNTERS = ("names", "kinds", "affiliations", "factuality")


Said = tuple[str, int, int, str | None]
"""Speaker, key of the claim, key of the document and its day of publication."""


def live_sayings(connection: Connection, documents: Iterable[int]) -> list[Said]:
    """What is said in those of these documents that are live."""
    return raw.rows(connection, _LIVE, (raw.listed(sorted(documents)),))


def count(connection: Connection, said: Iterable[Said], origins: Mapping[int, str]) -> None:
    """Counts what `live_sayings` gave, of whole documents that are not counted. `origins`: stories by key of the claim,
    of what stands in copies."""
    found = list(said)
    marks = [(day or UNDATED, origins.get(claim, _OWN), speaker, claim) for speaker, claim, _, day in found]
    raw.run(connection, _MARK, marks)
    _change(connection, _counted(connection, sorted({document for _, _, document, _ in found})), 1)


def uncount(connection: Connection, documents: Sequence[int]) -> None:
    """What is said in these documents counts no more."""
    counted = _counted(connection, documents)
    _change(connection, counted, -1)
    raw.run(connection, _MARK, ((None, None, row[0], row[1]) for row in counted))


def forget_all(connection: Connection) -> None:
    """Nothing is counted."""
    for table in ("source_totals", "source_copies", "source_disputes"):
        raw.run(connection, f"DELETE FROM {table} WHERE ?", [(1,)])  # noqa: S608 -- our own tables
    raw.run(connection, "UPDATE speakers SET day = ?, origin = NULL WHERE day IS NOT NULL", [(None,)])


def complete(connection: Connection) -> bool:
    """Whether all that is to be counted is."""
    return not raw.rows(connection, _MISSING)


_MISSING = """
SELECT 1 FROM documents d INDEXED BY documents_state WHERE state = 'read' AND situated IS NULL
AND EXISTS (SELECT 1 FROM documents o WHERE o.id = d.id AND o.live = 1)
UNION ALL SELECT 1 FROM documents WHERE state = 'read' AND situated = ''
UNION ALL SELECT 1 FROM situations_due LIMIT 1
"""


def _counted(connection: Connection, documents: Sequence[int]) -> list[tuple[Any, ...]]:
    return raw.rows(connection, _COUNTED, (raw.listed(documents),))


def _change(connection: Connection, rows: Iterable[tuple[Any, ...]], sign: int) -> None:
    """Adds these rows of `_FIELDS` to the totals, or takes them out."""
    changes: dict[str, Totals] = {}
    documents: set[tuple[str, int]] = set()
    own: set[tuple[str, int]] = set()
    copies: Counter[tuple[str, str]] = Counter()
    for speaker, _, document, name, kind, anonymous, affiliation, factuality, origin in rows:
        mine = changes.setdefault(speaker, Totals())
        mine.claims += sign
        mine.names[name] += sign
        mine.kinds[kind] += sign
        mine.factuality[factuality] += sign
        mine.named += 0 if anonymous else sign
        if affiliation:
            mine.affiliations[affiliation] += sign
        documents.add((speaker, document))
        if origin:
            copies[speaker, origin] += sign
        else:
            own.add((speaker, document))
    for speaker, _ in documents:
        changes[speaker].reports += sign
    for speaker, _ in own:
        changes[speaker].origins += sign
    for (speaker, origin), number in copies.items():
        changes[speaker].origins += _copies(connection, speaker, origin, number)
    for speaker, change in sorted(changes.items()):
        _store(connection, speaker, change)


def _copies(connection: Connection, speaker: str, origin: str, change: int) -> int:
    """By how many origins more a source is known for, with so many sayings more in these copies."""
    where = "WHERE speaker = ? AND origin = ?"
    found = raw.rows(connection, f"SELECT sayings FROM source_copies {where}", (speaker, origin))  # noqa: S608
    before = found[0][0] if found else 0
    after = before + change
    if after:
        raw.run(connection, "INSERT OR REPLACE INTO source_copies VALUES (?, ?, ?)", [(speaker, origin, after)])
    else:
        raw.run(connection, f"DELETE FROM source_copies {where}", [(speaker, origin)])  # noqa: S608
    return int(after > 0) - int(before > 0)


def _store(connection: Connection, speaker: str, change: Totals) -> None:
    found = raw.rows(
        connection, "SELECT origins, claims, reports, told FROM source_totals WHERE speaker = ?", (speaker,)
    )
    totals = Totals.of_row(*found[0]) if found else Totals()
    totals.add(change)
    if totals.claims:
        values = (speaker, totals.origins, totals.claims, totals.reports, totals.to_json())
        raw.run(connection, "INSERT OR REPLACE INTO source_totals VALUES (?, ?, ?, ?, ?)", [values])
    else:
        raw.run(connection, "DELETE FROM source_totals WHERE speaker = ?", [(speaker,)])


# -- what a list shows


@dataclass(frozen=True, slots=True)
class Source:
    """A source as it is counted."""

    speaker: str
    totals: Totals
    days: tuple[str | None, str | None]
    """Publication of the first and the last report that quotes it."""


def most_told(connection: Connection, limit: int | None) -> list[Source]:
    """The sources of most independent origins, and of these those of most claims. With those that are equal to the
    last one there can be more."""
    rows = raw.rows(connection, f"{_TOTALS} LIMIT ?", (-1 if limit is None else limit,))
    if limit is not None and len(rows) == limit and rows:
        _, origins, claims, *_ = rows[-1]
        known = {row[0] for row in rows}
        rows += [row for row in raw.rows(connection, _EQUAL, (origins, claims)) if row[0] not in known]
    out = []
    for speaker, *counted in rows:
        ((first, last),) = raw.rows(connection, _DAYS, (speaker, speaker))
        out.append(Source(speaker, Totals.of_row(*counted), (first, last)))
    return out


_TOTALS = "SELECT speaker, origins, claims, reports, told FROM source_totals ORDER BY origins DESC, claims DESC"
_EQUAL = "SELECT speaker, origins, claims, reports, told FROM source_totals WHERE origins = ? AND claims = ?"
_DAYS = """
SELECT (SELECT min(day) FROM speakers WHERE speaker = ? AND day < '~'),
  (SELECT max(day) FROM speakers WHERE speaker = ? AND day < '~')
"""


def last_said(connection: Connection, speaker: str, most: int) -> list[tuple[str, str | None]]:
    """The last claims of a source with their situations, by publication."""
    last = raw.rows(connection, _LAST_DAY, (speaker, most - 1))
    return raw.rows(connection, _SAID, (speaker, last[0][0] if last else ""))[-most:]


_LAST_DAY = "SELECT day FROM speakers WHERE speaker = ? AND day IS NOT NULL ORDER BY day DESC LIMIT 1 OFFSET ?"
_SAID = """
SELECT c.id, t.shown FROM speakers s CROSS JOIN claims c ON c.pk = s.claim JOIN documents d ON d.pk = s.document
LEFT JOIN threads t ON t.pk = c.thread WHERE s.speaker = ? AND s.day >= ?
ORDER BY d.published_day IS NULL, d.published_at, d.id, c.position
"""


def disputes(connection: Connection, speaker: str, own: bool, most: int) -> tuple[int, list[str]]:
    """In how many disagreements of today a source stands, with itself or with others, and the last of them as JSON."""
    ((count,),) = raw.rows(connection, _DISPUTES, (speaker, int(own)))
    return count, [part for (part,) in raw.rows(connection, _LAST_DISPUTES, (speaker, int(own), most))]


_DISPUTES = "SELECT count(*) FROM source_disputes WHERE speaker = ? AND own = ?"
_LAST_DISPUTES = """
SELECT (
  SELECT part FROM situation_parts p WHERE p.what = 'disagreement' AND p.span = 0 AND p.known_since = s.known_since
  AND p.id = s.id AND p.situation = s.situation
) FROM source_disputes s WHERE speaker = ? AND own = ? ORDER BY known_since DESC, id DESC LIMIT ?
"""
