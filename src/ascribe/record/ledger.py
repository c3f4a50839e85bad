"""The ledger: what became of every input unit. Outcomes come in; rows and documents are written in one transaction.

Which revision of a document is live, and what describes it, is worked out from the ledger's rows alone, never from the
order in which they came, so that any order of inputs and any interruption give the same record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from ascribe.contract.documents import Document, Problem, UnitState
from ascribe.errors import problem
from ascribe.record import documents as rows
from ascribe.record.canonical import describe, problems_from_json, problems_to_json, whole
from ascribe.record.schema import documents, files, inputs, settings
from ascribe.record.situations import look_again


@dataclass(frozen=True, slots=True)
class Outcome:
    """An input unit and the one state in which it ended."""

    location: str
    """What it is called in messages: path, with line number where there is one. Its key in the ledger."""
    file: str
    """Path of the file that holds it."""
    state: UnitState
    problems: tuple[Problem, ...] = ()
    document: Document | None = None


@dataclass(frozen=True, slots=True)
class FileMark:
    """A file that was read to its end, and how to tell that it has not changed since."""

    path: str
    size: int
    modified: int
    """Nanoseconds; -1: so young when it was read that a later change might not show, so that the digest decides."""
    digest: str
    version: str
    """Of the code that read it and of what lies beside it."""


def next_reading(connection: Connection) -> int:
    """The number of a new reading: an order without a clock."""
    last = connection.scalar(select(settings.c.value).where(settings.c.name == "reading"))
    number = int(last or 0) + 1
    statement = insert(settings).values(name="reading", value=str(number))
    connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": str(number)}))
    return number


def store_outcomes(connection: Connection, outcomes: Sequence[Outcome], reading: int) -> None:
    """Ledger rows and documents of `outcomes`. A location that is known already gets its new state.

    An input that is rejected now but gave a document before keeps it: nothing stored is lost to a failing disk.
    """
    last = {outcome.location: outcome for outcome in outcomes}  # a location met twice: the later one, as row by row
    before = _rows_before(connection, list(last))
    values = [_row(outcome, before.get(location), reading) for location, outcome in last.items()]
    if values:
        upsert = insert(inputs)
        changed = {c.name: upsert.excluded[c.name] for c in inputs.c if c.name != "location"}
        connection.execute(upsert.on_conflict_do_update(index_elements=["location"], set_=changed), values)
    given = [(o.document, o.location) for o in last.values() if o.document is not None]
    times = Counter(document.id for document, _ in given)
    known = rows.known_ids(connection, list(times))
    alone = [(d, location) for d, location in given if times[d.id] == 1 and d.id not in known]
    rows.add_settled(connection, alone, reading)
    settled = {document.id for document, _ in alone}
    for document, _ in given:
        if document.id not in settled:
            rows.add(connection, document, reading)
    left = {row.document for row in before.values() if row.document is not None}
    settle(connection, (left | set(times)) - settled)


def _rows_before(connection: Connection, locations: Sequence[str]) -> dict[str, Any]:
    """What the ledger says of these locations."""
    c = inputs.c
    query = select(c.location, c.document, c.revision, c.rank, c.description).where(c.location.in_(locations))
    return {row.location: row for row in connection.execute(query)}


def _row(outcome: Outcome, old: Any, reading: int) -> dict[str, object]:
    """The ledger row of an outcome."""
    row: dict[str, object] = {
        "location": whole(outcome.location),
        "file": whole(outcome.file),
        "state": outcome.state.value,
        "problems": problems_to_json(outcome.problems),
        "reading": reading,
        **dict.fromkeys(_GIVES),
    }
    if outcome.document is not None:
        found = outcome.document
        values = (found.id, found.revision, _rank(found, outcome.location), describe(found))
        row |= dict(zip(_GIVES, values, strict=True))
    elif old is not None and outcome.state is UnitState.REJECTED:
        row |= {name: getattr(old, name) for name in _GIVES}
    return row


_GIVES = ("document", "revision", "rank", "description")
"""Columns that say what document an input gives."""


def finish_file(connection: Connection, path: str, mark: FileMark | None, reading: int, *, complete: bool) -> None:
    """The file was read to its end and is as `mark` says (None: it is to be read again next time).

    `complete`: all that it holds was met in this reading; what was not leaves the ledger.
    """
    if complete:
        gone = (inputs.c.file == path) & (inputs.c.reading < reading)
        lost = set(connection.scalars(select(inputs.c.document).where(gone, inputs.c.document.is_not(None))))
        connection.execute(delete(inputs).where(gone))
        settle(connection, lost)
    if mark is not None:
        values = asdict(mark)
        connection.execute(insert(files).values(values).on_conflict_do_update(index_elements=["path"], set_=values))


def known_files(connection: Connection, paths: Sequence[str]) -> dict[str, FileMark]:
    """The marks of those of `paths` that were read to their end."""
    found = connection.execute(select(files).where(files.c.path.in_(paths)))
    return {r.path: FileMark(r.path, r.size, r.modified, r.digest, r.version) for r in found}


def _rank(document: Document, location: str) -> str:
    """The lowest describes a revision: dated before undated, the earlier date first, then the location."""
    published = document.metadata.published_at
    return whole(f"0 {published} {location}" if published else f"1 {location}")


def settle(connection: Connection, ids: Iterable[str]) -> None:
    """Works out anew, for each of these documents, what describes its revisions and which of them is live.

    Live is, among the revisions that an input still holds, the one published last; where that says nothing, the one
    whose location sorts last (dated folders of a crawl do). A document that no input holds any more has none.
    """
    for id in sorted(ids):
        before = rows.standing(connection, id)
        best: tuple[str, str, str] | None = None
        live: int | None = None
        for row in rows.revisions(connection, id):
            described = connection.execute(
                select(inputs.c.location, inputs.c.description)
                .where(inputs.c.document == id, inputs.c.revision == row.revision)
                .order_by(inputs.c.rank, inputs.c.location)
                .limit(1)
            ).first()
            if described is None:
                rows.mark_absent(connection, row.pk)
                continue
            published = rows.describe_by(connection, row, described.location, described.description)
            order = (published or "", described.location, row.revision)
            if best is None or order > best:
                best, live = order, row.pk
        current = connection.scalar(select(documents.c.pk).where(documents.c.id == id, documents.c.live == 1))
        if current != live:
            connection.execute(update(documents).where(documents.c.id == id, documents.c.live == 1).values(live=0))
            if live is not None:
                connection.execute(update(documents).where(documents.c.pk == live).values(live=1))
            rows.story_is_stale(connection, [pk for pk in (current, live) if pk is not None])
        if rows.standing(connection, id) != before:
            look_again(connection, [pk for pk, *_ in before])


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A row of the ledger as it is shown."""

    location: str
    file: str
    state: UnitState
    problems: tuple[Problem, ...]
    document: str | None


def ledger(connection: Connection) -> Iterable[LedgerRow]:
    """Every input unit in its state. One whose document has not been read yet, or could not be, is deferred."""
    joined = inputs.outerjoin(
        documents, (documents.c.id == inputs.c.document) & (documents.c.revision == inputs.c.revision)
    )
    query = select(inputs, documents.c.state.label("read_state"), documents.c.problem).select_from(joined)
    for row in connection.execute(query.order_by(inputs.c.file, func.length(inputs.c.location), inputs.c.location)):
        yield _shown(row)


def _shown(row: Any) -> LedgerRow:
    state = _state(row.state, row.read_state, row.problem is not None)
    problems = problems_from_json(row.problems)
    if row.problem is not None:
        problems += problems_from_json(f"[{row.problem}]")
    elif state is UnitState.DEFERRED:
        problems += (problem("reader.pending", row.location),)
    return LedgerRow(row.location, row.file, state, problems, row.document)


def _state(state: str, read_state: str | None, complained: bool) -> UnitState:
    """What became of an input: stored is deferred as long as its document is not read, and warned of what that met."""
    if state not in (UnitState.STORED, UnitState.STORED_WITH_WARNING) or read_state == "unread":
        return UnitState(state)
    if read_state != "read":
        return UnitState.DEFERRED
    return UnitState.STORED_WITH_WARNING if complained else UnitState(state)


def totals(connection: Connection, of: Iterable[str] | None = None) -> dict[UnitState, int]:
    """Number of input units in each state, of all files or of some; their sum is the number of units seen."""
    joined = inputs.outerjoin(
        documents, (documents.c.id == inputs.c.document) & (documents.c.revision == inputs.c.revision)
    )
    columns = (inputs.c.state, documents.c.state.label("read_state"), documents.c.problem.is_not(None))
    query = select(*columns, func.count()).select_from(joined).group_by(*columns)
    out = dict.fromkeys(UnitState, 0)
    ordered = None if of is None else sorted(of)
    parts = [None] if ordered is None else [ordered[i : i + 500] for i in range(0, len(ordered), 500)]
    for part in parts:
        narrowed = query if part is None else query.where(inputs.c.file.in_(part))
        for state, read_state, complained, count in connection.execute(narrowed):
            out[_state(state, read_state, complained)] += count
    return out
