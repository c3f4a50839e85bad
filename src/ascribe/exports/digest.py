"""A situation report of what is new since a day, made of claims alone: each line has its sentence, source and link.

In: changes, open items and the claims that they name. Out: a `Digest`, which `digest_forms` writes as Markdown or HTML.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ascribe.exports.changes import Change
from ascribe.exports.evidence import Evidence, evidence
from ascribe.exports.open_items import ONE
from ascribe.exports.situation_wording import ABOUT, behind, condition, expectation, said_by, state_words, when
from ascribe.exports.weight import is_told_once, weight
from ascribe.exports.wording import counted, day, long_day
from ascribe.situations.waiting import is_meant

Json = dict[str, Any]

_SENTENCES = 3
"""Sentences quoted for one state, each of another origin; the others are counted."""
_PARTS, _LINES = 12, 6
"""Situations of a section and lines of a situation; more are counted, so that a report stays one."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is told, with its evidence."""

    head: str
    """What is told: "Paused"."""
    text: str
    """Since when, and who says so."""
    evidence: tuple[Evidence, ...]
    more: int
    """Further claims that say so."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is told of one situation."""

    title: str
    situation: str
    lines: tuple[Line, ...]
    more: int
    """Further lines."""


@dataclass(frozen=True, slots=True)
class Section:
    """Situations of which the same kind of news is told."""

    heading: str
    about: str
    """What stands below the heading, in a sentence."""
    parts: tuple[Part, ...]
    more: int
    """Further situations."""


@dataclass(frozen=True, slots=True)
class Digest:
    """A situation report. Sections in the order in which they are read; those without anything are left out."""

    since: date
    until: date | None
    """The last day of publication that it looks at."""
    sections: tuple[Section, ...]
    reports: int
    origins: int
    summary: tuple[str, ...]
    """What happened, counted: "3 situations changed their state"."""

    def to_markdown(self) -> str:
        """As CommonMark."""
        from ascribe.exports.digest_forms import markdown  # here: it writes what is defined above

        return markdown(self)

    def to_html(self) -> str:
        """As one page, without scripts."""
        from ascribe.exports.digest_forms import html

        return html(self)


_ABOUT = {
    "Changed": "Known before, and now in a state that nobody told before.",
    "New": "Told for the first time. What most independent reports tell comes first, then what has a day and a place.",
    "Disputed": "Sources that cannot all be right about the same thing at the same time.",
    "Not confirmed": "Told as possible only, or somebody declined to say.",
    "Withdrawn": "Shown before and not any more: reports were corrected or taken back.",
    "Open": "What is awaited, promised, or planned for a day that has passed; plans without a day are left out.",
}
_OF = {"changed": "Changed", "new": "New", "disputed": "Disputed", "withdrawn": "Withdrawn"}


def most_open(items: Iterable[Json]) -> tuple[list[Json], int]:
    """Of what is open, what a report can show, and in how many further situations there is something."""
    shown: list[Json] = []
    situations: dict[str, None] = {}
    for item in items:
        if item["what"] != "planned":
            situations.setdefault(item["situation"])
            if len(situations) <= _PARTS:
                shown.append(item)
    return shown, max(0, len(situations) - _PARTS)


def weightiest_first(found: Iterable[Change], claims: Mapping[str, Json]) -> list[Change]:
    """The changes in the order in which a report tells them: without what is only meant by something else, and without
    what is told once, in a sentence that stands there already.
    """
    out: list[Change] = []
    quoted: set[tuple[str, int]] = set()
    for change in sorted(found, key=lambda c: weight(c.situation), reverse=True):
        told = {(c["document"]["id"], c["sentence"]["start"]) for id in change.claims if (c := claims.get(id))}
        again = change.what == "new" and is_told_once(change.situation) and bool(told) and told <= quoted
        if not again and not _only_meant(change, claims):
            quoted |= told
            out.append(change)
    return out


def digest(
    found: Sequence[Change],
    open_: Sequence[Json],
    claims: Mapping[str, Json],
    since: date,
    until: date | None,
    more_open: int = 0,
    everything: Sequence[Change] | None = None,
    reports: tuple[int, int] | None = None,
) -> Digest:
    """The report. `claims`: exported claims by id; `more_open`: further situations in which something is open.

    `everything`: all changes, where `found` are those of situations that are shown (`in_view`); of the others is known
    what a change is counted by. `reports`: how many reports and independent origins tell all of it.
    """
    parts: dict[str, dict[str, tuple[Json, list[Line]]]] = {heading: {} for heading in _ABOUT}
    for change in found:
        line = _line(change, claims)
        heading = _heading(change)
        if heading and line.evidence:
            _add(parts[heading], change.situation, line)
    all_of = _situations(found if everything is None else everything)
    for item in open_:
        shown = evidence(item["claims"][-1:], claims, 1) or evidence(item["claims"], claims, 1)
        if shown and item["what"] != "planned":
            line = Line(ONE[item["what"]], _open(item), shown, len(item["claims"]) - 1)
            _add(parts["Open"], {"id": item["situation"], "title": item["title"]}, line)
    ids = {id for change in found for id in change.claims if id in claims}
    return Digest(
        since,
        until,
        tuple(
            _section(heading, mine, len(mine) + more_open if heading == "Open" else len(all_of[heading]))
            for heading, mine in parts.items()
            if mine
        ),
        *(reports or (len({claims[id]["document"]["id"] for id in ids}), len({claims[id]["story"] for id in ids}))),
        _summary(found if everything is None else everything),
    )


def in_view(found: Iterable[Change]) -> set[str]:
    """Of these changes, the situations that a report shows."""
    return {id for mine in _situations(found).values() for id in mine[:_PARTS]}


def _situations(found: Iterable[Change]) -> dict[str, list[str]]:
    """By heading the situations that stand under it, in order."""
    out: dict[str, dict[str, None]] = {heading: {} for heading in _ABOUT}
    for change in found:
        if heading := _heading(change):
            out[heading][change.situation["id"]] = None
    return {heading: list(mine) for heading, mine in out.items()}


def _heading(change: Change) -> str | None:
    """Under which a change stands; None: under none."""
    heading = _OF.get(change.what)
    return "Not confirmed" if heading in ("Changed", "New") and _unconfirmed(change) else heading


def _add(parts: dict[str, tuple[Json, list[Line]]], situation: Json, line: Line) -> None:
    parts.setdefault(situation["id"], (situation, []))[1].append(line)


def _section(heading: str, parts: Mapping[str, tuple[Json, list[Line]]], total: int) -> Section:
    """`total`: how many situations stand under the heading, of which these are the first."""
    shown = [
        Part(s["title"], s["id"], tuple(lines[:_LINES]), len(lines[_LINES:]))
        for s, lines in list(parts.values())[:_PARTS]
    ]
    return Section(heading, _ABOUT[heading], tuple(shown), max(len(parts), total) - len(shown))


_COUNTED = {
    "changed": ("situation changed its state", "situations changed their state"),
    "new": ("is new", "are new"),
    "told again": ("was told again without a new state", "were told again without a new state"),
    "disputed": ("is disputed", "are disputed"),
    "withdrawn": ("was withdrawn in part or whole", "were withdrawn in part or whole"),
}


def _summary(found: Sequence[Change]) -> tuple[str, ...]:
    """How many situations each kind of news is told of."""
    told: dict[str, set[str]] = {}
    for change in found:
        told.setdefault(change.what, set()).add(change.situation["id"])
    moved = told.get("changed", set()) | told.get("new", set())
    if "told again" in told:
        told["told again"] -= moved
    counts = Counter({what: len(ids) for what, ids in told.items()})
    return tuple(counted(counts[what], one, many) for what, (one, many) in _COUNTED.items() if counts[what])


def _only_meant(change: Change, claims: Mapping[str, Json]) -> bool:
    """Whether all that is new is what something else is done for: "flew in to oversee the works"."""
    if change.disagreement is not None or change.what == "withdrawn":
        return False
    told = [claims[id] for id in change.claims if id in claims]
    return bool(told) and all(_is_meant(c) for c in told)


def _is_meant(claim: Json) -> bool:
    dated = claim["time"]["basis"] == "expression" and bool(claim["time"]["start"])
    return is_meant(claim["phase"], claim["factuality"], claim["rules"], dated=dated)


def _unconfirmed(change: Change) -> bool:
    return (change.state or {}).get("factuality") in ("possible", "undisclosed")


def _line(change: Change, claims: Mapping[str, Json]) -> Line:
    if change.disagreement is not None:
        d = change.disagreement
        shown = tuple(e for side in d["sides"] for e in evidence(side["claims"], claims, 1))
        about = ABOUT.get(d["about"], d["about"])
        return Line(f"About {about}", d["explanation"], shown, len(change.claims) - len(shown))
    state = change.state or {}
    shown = evidence(change.claims, claims, _SENTENCES)
    head = state_words(state, change.situation["kind"])
    if hangs := condition(state):
        head = f"{head.removesuffix(' if').removesuffix(',')}, {hangs}"
    days = when(state).removeprefix("began ") if head.startswith("begun") else when(state)
    text = " · ".join((days, said_by(state["sources"]), behind(state)))
    return Line(head[:1].upper() + head[1:], text, shown, len(change.claims) - len(shown))


def _open(item: Json) -> str:
    expected = expectation(item)
    if item["overdue"] is not None:
        expected = f"{expected}, {counted(item['overdue'], 'day')} ago"
    parts = [condition(item), expected]
    known = day(item["known_since"])
    if known:
        ago = f", {counted(item['age'], 'day')} before the end of this report" if item["age"] else ""
        parts.append(f"first told {long_day(known)}{ago}")
    return " · ".join(part for part in [*parts, said_by(item["sources"])] if part)
