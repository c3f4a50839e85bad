"""What the claims of a situation answer that is told in others: denials, "not here but there", "for the first time".

In: situations of the record. Out: the claims of other situations that they may answer, and which situations may answer
what changed. Both are found under the keys of threads, so that it costs the same in a record of any size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from ascribe.contract.situations import Mention
from ascribe.record import histories
from ascribe.record import situations as stored
from ascribe.record.histories import Known, Told

Touched = set[tuple[str, str | None]]
"""Ids of situations, each with a day from which its history may have changed; None: only what has no date."""


def answered(connection: Connection, ids: Sequence[str], known: Known | None = None) -> dict[str, list[Told]]:
    """The claims of other situations that these may answer, by situation, in the order of publication."""
    found = stored.answered_by(connection, ids)
    threads = sorted({pk for pks in found.values() for pk in pks})
    if not threads:
        return {}
    told: dict[int, list[Told]] = defaultdict(list)
    for t in histories.told_by(connection, threads, known):
        told[t.thread].append(t)
    return {id: [t for pk in pks for t in told[pk] if t.situation != id] for id, pks in found.items()}


def by_situation(seen: Iterable[tuple[Told, Mention]], but: str) -> list[list[Mention]]:
    """The mentions of every other situation."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for t, mention in seen:
        if t.situation != but:
            found[t.situation].append(mention)
    return [found[id] for id in sorted(found)]


def answering(connection: Connection, documents: Iterable[int], changed: Touched) -> Touched:
    """The situations that may answer what these documents and situations tell."""
    threads = [t for pk in documents for t in stored.threads_of(connection, pk)]
    if changed:
        threads += stored.threads_in(connection, {id for id, _ in changed})
    near = [(t, pk) for t in threads for pk in stored.answerers(connection, t)]
    others = {t.pk: t for t in stored.threads_with(connection, {pk for _, pk in near})}
    return {(others[pk].shown, later(t.day, others[pk].day)) for t, pk in near}


def later(a: str | None, b: str | None) -> str | None:
    """The later of two days of publication; None, where one has none: only what has no date changes."""
    return None if a is None or b is None else max(a, b)
