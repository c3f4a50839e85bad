"""What lists show of situations, worked out for every day on which it changes, so that no list builds what it lists.

In: which situations may look different, and from which day on. Out: rows of `situation_days`, and of `situation_parts`:
disagreements, states that are open, and which claims tell each state. Days before are not touched: what is published
later changes nothing of what was known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from ascribe.contract.situations import Disagreement, Mention, Situation
from ascribe.pipeline.answers import answered, by_situation
from ascribe.pipeline.mentions import Mentions
from ascribe.pipeline.origins import Origins
from ascribe.record import histories, raw, today
from ascribe.record.canonical import dumps, whole
from ascribe.record.claims import tree
from ascribe.record.histories import Known, Revisions, Told
from ascribe.record.sources import speakers_of
from ascribe.situations.answers import is_answered
from ascribe.situations.build import Built, build
from ascribe.situations.standing import happened, is_open, with_answers
from ascribe.situations.waiting import awaits_nothing

NOW = "now"
"""Day of what is known with undated reports too: behind all days."""
END = "~"
"""Until the end of days: behind NOW."""
_BATCH = 200
"""Situations looked at together."""

Touched = Iterable[tuple[str, str | None]]
"""Ids of situations, each with a day from which its history may have changed; None: only what has no date."""
Shown = tuple[object, ...]
"""What a list shows, in the order of `_COLUMNS`."""

_COLUMNS = (
    "title, kind, event_type, phase, factuality, since_start, since_end, first_day, last_day, states, claims, reports,"
    " origins, disagreements, contradictions, carries, happened"
)
_BEFORE = (
    f"SELECT day, {_COLUMNS} FROM situation_days"  # noqa: S608 -- our own columns
    " WHERE situation = ? AND day < ? AND until >= ? ORDER BY day DESC LIMIT 1"
)
_DELETE = "DELETE FROM situation_days WHERE situation = ? AND day >= ?"
_INSERT = (
    f"INSERT INTO situation_days (span, situation, day, until, {_COLUMNS})"  # noqa: S608
    f" VALUES ({', '.join('?' * (4 + _COLUMNS.count(',') + 1))})"
)
_UPDATE = "UPDATE situation_days SET until = ?, span = ? WHERE situation = ? AND day = ?"

DISAGREEMENT, OPEN, STATE = "disagreement", "open", "state"
"""What a row of `situation_parts` is."""
_OF_PART = "what, id, known_since, carries, part"
_PARTS_BEFORE = (
    f"SELECT day, {_OF_PART} FROM situation_parts"  # noqa: S608
    " WHERE situation = ? AND day < ? AND until >= ?"
)
_DELETE_PARTS = "DELETE FROM situation_parts WHERE situation = ? AND until >= ?"
_INSERT_PART = (
    f"INSERT INTO situation_parts (span, situation, day, until, {_OF_PART})"  # noqa: S608
    f" VALUES ({', '.join('?' * (4 + _OF_PART.count(',') + 1))})"
)
Part = tuple[str, str, str, int, str]
"""In the order of `_OF_PART`."""


SPANS = range(1, 20)
"""Of rows that hold from a day to another one. A million days are more than there are between years of four digits."""
STILL, UNTIL_NOW = 0, 20
"""Of rows that hold to the end, and of those that hold on all days but are different with undated reports."""


def span(day: str, until: str) -> int:
    """The step of a row's length: it holds for less than 2 ** span days. So the rows of a day are found among those
    that began shortly before: a list as of a day reads few rows that it does not show."""
    if until == END:
        return STILL
    if until == NOW:
        return UNTIL_NOW
    return (date.fromisoformat(until) - date.fromisoformat(day)).days.bit_length()


def refresh(connection: Connection, touched: Touched, known: Known | None = None) -> None:
    """Makes the rows of these situations again, from the given day on."""
    since: dict[str, str] = {}
    for id, day in touched:
        since[id] = min(since.get(id, NOW), day or NOW)
    known = Known() if known is None else known
    ids = sorted(since)
    for start in range(0, len(ids), _BATCH):
        _refresh(connection, {id: since[id] for id in ids[start : start + _BATCH]}, known)


@dataclass(frozen=True, slots=True)
class _Look:
    """How a situation looks in lists."""

    shown: Shown
    parts: tuple[Part, ...]
    disagreements: tuple[Disagreement, ...]
    mentions: Sequence[Mention]
    situation: Situation


def _refresh(connection: Connection, since: dict[str, str], known: Known) -> None:
    told = histories.told(connection, list(since), known)
    for id, found in answered(connection, list(since), known).items():
        told[id] += found
    revisions = histories.revisions(connection, {t.id for found in told.values() for t in found})
    origins = Origins(connection)
    origins.fetch({t.document for found in told.values() for t in found})
    added: list[tuple[object, ...]] = []
    changed: list[tuple[object, ...]] = []
    parts: list[tuple[object, ...]] = []
    disputes: list[tuple[object, ...]] = []
    now: list[Situation] = []
    for id, first in since.items():
        history = list(_history(id, told[id], first, revisions, origins))
        before = raw.rows(connection, _BEFORE, (id, first, first))
        opened, shown = (before[0][0], before[0][1:]) if before else ("", None)
        kept = opened
        for day, look in (*history, (END, None)):
            shows = look.shown if look else None
            if shows == shown and day != END:
                continue
            if shown is not None and opened == kept:
                changed.append((day, span(opened, day), id, opened))
            elif shown is not None:
                added.append((span(opened, day), id, opened, day, *shown))
            opened, shown = day, shows
        parts += _parts(id, raw.rows(connection, _PARTS_BEFORE, (id, first, first)), history)
        last = history[-1][1]
        disputes += _disputes(id, last)
        now += [last.situation] if last else []
    raw.run(connection, _DELETE, since.items())
    raw.run(connection, _UPDATE, changed)
    raw.run(connection, _INSERT, added)
    raw.run(connection, _DELETE_PARTS, since.items())
    raw.run(connection, _INSERT_PART, parts)
    raw.run(connection, "DELETE FROM source_disputes WHERE situation = ?", ((id,) for id in since))
    raw.run(connection, "INSERT OR REPLACE INTO source_disputes VALUES (?, ?, ?, ?, ?)", disputes)
    today.keep(connection, since, now)


def _parts(
    id: str, before: Iterable[tuple[Any, ...]], history: Iterable[tuple[str, _Look | None]]
) -> Iterator[tuple[object, ...]]:
    """The rows of a situation's parts: those that held before, and what became of them."""
    held: dict[Part, str] = {row[1:]: row[0] for row in before}
    for day, look in (*history, (END, None)):
        now = dict.fromkeys(look.parts if look else ())
        for part in [part for part in held if part not in now]:
            opened = held.pop(part)
            yield (span(opened, day), id, opened, day, *part)
        for part in now:
            held.setdefault(part, day)


def _history(
    id: str, told: Sequence[Told], first: str, revisions: Revisions, origins: Origins
) -> Iterable[tuple[str, _Look | None]]:
    """What lists show from each day on, from the first one: days on which something of the situation was published,
    or of the families of its documents. None: nothing is in view."""
    found = Mentions(told, revisions, origins)
    seen: list[tuple[Told, Mention]] = []
    look: _Look | None = None
    for day in (*found.days(first), NOW):
        before, seen = seen, found.as_of(None if day == NOW else day)
        if len(before) != len(seen) or any(old is not new for (_, old), (_, new) in zip(before, seen, strict=True)):
            own = [(t, m) for t, m in seen if t.situation == id]
            look = _look(id, own, by_situation(seen, but=id)) if own else None
        yield day, look


def _look(id: str, seen: Sequence[tuple[Told, Mention]], beside: Sequence[Sequence[Mention]]) -> _Look:
    mentions, carries = [m for _, m in seen], any(t.carries for t, _ in seen)
    made = build(id, mentions, beside=beside)
    parts = [
        (DISAGREEMENT, d.id, d.known_since.isoformat() if d.known_since else "", int(carries), _json(d))
        for d in made.disagreements
    ]
    idle = {m.claim.id for m in mentions if awaits_nothing(m.claim)}
    if states := with_answers(made.situation, idle):
        told = [tree(state, defaults=True) for state in states]
        waiting = [x for x, state in zip(told, states, strict=True) if is_open(state) and not is_answered(x, told)]
        if waiting:
            parts.append((OPEN, "", "", int(carries), whole(dumps(waiting))))
    parts += _states(made.situation, carries)
    return _Look(
        _shown(made, carries), tuple(parts), made.disagreements, [*mentions, *(m for told in beside for m in told)],
        made.situation,
    )  # fmt: skip


def _states(situation: Situation, carries: bool) -> Iterator[Part]:
    """Which claims tell each state, a row each, and those that tell none: what is new since a day is found in these."""
    told = {claim for state in situation.states for claim in state.claims}
    called: Counter[str] = Counter()
    for state in situation.states:
        id = ".".join((*state.claims[:1], state.phase.value, state.factuality.value))
        called[id] += 1
        values = {"claims": list(state.claims), "factuality": state.factuality.value}
        yield STATE, f"{id}.{called[id]}", "", int(carries), dumps(values)
    if left := [claim for claim in situation.claims if claim not in told]:
        yield STATE, "", "", int(carries), dumps({"claims": left, "factuality": None})


def _disputes(id: str, look: _Look | None) -> Iterator[tuple[object, ...]]:
    """Who stands in which disagreement of today, and whether with what it said itself; not in differences of detail."""
    if look is None or not look.disagreements:
        return
    speakers = {m.claim.id: speakers_of(m.claim) for m in look.mentions}
    for d in look.disagreements:
        sides = Counter(s for side in d.sides for s in {s for claim in side.claims for s in speakers[claim]})
        known = d.known_since.isoformat() if d.known_since else ""
        for speaker, count in sides.items():
            if count > 1 or d.kind == "contradiction":
                yield speaker, int(count > 1), known, d.id, id


def _json(disagreement: Disagreement) -> str:
    return whole(dumps(tree(disagreement, defaults=True)))


def _shown(made: Built, carries: bool) -> Shown:
    s, now = made.situation, made.situation.now
    since = now.since if now else None
    return (
        s.title,
        s.kind,
        s.event_type.value if s.event_type else None,
        now.phase.value if now else None,
        now.factuality.value if now else None,
        since.start.isoformat() if since and since.start else None,
        since.end.isoformat() if since and since.end else None,
        s.first_day.isoformat() if s.first_day else None,
        s.last_day.isoformat() if s.last_day else None,
        len(s.states),
        len(s.claims),
        s.reports,
        s.origins,
        len(made.disagreements),
        sum(d.kind == "contradiction" for d in made.disagreements),
        int(carries),
        last.isoformat() if (last := happened(s)) else None,
    )
