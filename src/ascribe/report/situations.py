"""Situations as the page shows them: states as intervals on the page's time axis, disagreements, and what is open.

In: situations, disagreements and open items as exported, and the page's cards. Out: view models with positions in small
pictures of `WIDTH` units. A state is drawn thick while it is told to have held, thin where it can have begun or ended.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from ascribe.exports.open_items import WHAT
from ascribe.exports.situation_wording import ABOUT, POINTS, behind, condition, expectation, said_by, state_words, when
from ascribe.exports.wording import counted, day, long_day, number
from ascribe.report.axis import Break, Scale, Tick, scale, ticks
from ascribe.report.cards import Card
from ascribe.report.words import FACTUALITY

Json = dict[str, Any]

WIDTH, HEIGHT = 520, 14
"""Of the picture of a state."""
_EDGE = 6
"""Room left and right, so that no mark is cut."""
OPEN_LIMIT = 8
"""Open items of a kind that are shown."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a state's interval. `sure`: it held then; else it can have begun or ended there, or is expected."""

    x: float
    width: float
    kind: str
    """sure, unsure, told (only reported then) or expected."""


@dataclass(frozen=True, slots=True)
class Row:
    """A state."""

    words: str
    factuality: str
    when: str
    who: str
    count: str
    condition: str
    disputed: bool
    bars: tuple[Bar, ...]
    point: float | None
    """Where a mark stands instead of a bar."""
    only_told: bool
    """It stands where it was reported, for nothing tells when it was."""
    goes_on: float | None
    """From where it is not known to have ended."""
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Hangs:
    """Another situation that it depends on."""

    how: str
    title: str
    anchor: str | None
    """Where that stands on the page; None: it does not."""


@dataclass(frozen=True, slots=True)
class Told:
    """A situation."""

    anchor: str
    title: str
    count: str
    id: str
    rows: tuple[Row, ...]
    figures: tuple[tuple[str, str], ...]
    hangs: tuple[Hangs, ...]
    disputes: int


@dataclass(frozen=True, slots=True)
class Side:
    """Those who hold with one of the versions."""

    says: str
    who: str
    origins: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A disagreement."""

    kind: str
    about: str
    title: str
    anchor: str | None
    explanation: str
    known: date | None
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something open."""

    title: str
    anchor: str | None
    details: str
    age: str
    who: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Waits:
    """What is open in the same way; `left_out`: how many more."""

    heading: str
    count: int
    items: tuple[Waiting, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Axis:
    """The lines behind the pictures."""

    ticks: tuple[Tick, ...]
    breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True)
class Situations:
    """All of the section."""

    axis: Axis | None
    told: tuple[Told, ...]
    disputes: tuple[Dispute, ...]
    waits: tuple[Waits, ...]


def situations(
    found: Sequence[Json],
    disagreements: Sequence[Json],
    open_items: Iterable[Json],
    cards: Sequence[Card],
    window: tuple[date, date] | None,
) -> Situations:
    """The section. `window`: first and last day of the page's timeline; None: it has none."""
    by_claim = {printing.id: card for card in cards for printing in card.printings}
    anchors = {str(s["id"]): _anchor(s["id"], i) for i, s in enumerate(found)}
    days = [d for s in found for state in s["states"] for d in _days(state)]
    axis = scale(days, *window, _EDGE, WIDTH - _EDGE) if window else None
    disputed: dict[str, int] = {}
    for d in disagreements:
        disputed[d["situation"]] = disputed.get(d["situation"], 0) + (d["kind"] == "contradiction")
    return Situations(
        Axis(_spaced(ticks(axis)), axis.breaks) if axis else None,
        tuple(_told(s, anchors, disputed.get(s["id"], 0), by_claim, axis) for s in found),
        tuple(_dispute(d, anchors, by_claim) for d in sorted(disagreements, key=lambda d: _KINDS.index(d["kind"]))),
        tuple(_waits(what, list(items), anchors, by_claim) for what, items in groupby(open_items, _what)),
    )


def _spaced(found: Iterable[Tick]) -> tuple[Tick, ...]:
    """The lines, without labels that would stand in the one before."""
    out: list[Tick] = []
    free = 0.0
    for tick in found:
        shown = tick.label if tick.x >= free else ""
        out.append(replace(tick, label=shown))
        free = tick.x + _LABEL if shown else free
    return tuple(out)


_LABEL = 54
"""Room of a label such as "Sep 2021"."""
_KINDS = ("contradiction", "revision", "detail")


def _what(item: Json) -> str:
    return str(item["what"])


def _anchor(id: object, place: int) -> str:
    return f"t-{id}" if re.fullmatch(r"[0-9a-f]{6,64}", str(id)) else f"t-n{place}"


def _cards(claims: Iterable[str], by_claim: Mapping[str, Card]) -> tuple[Card, ...]:
    """The cards of these claims, each once."""
    return tuple({id(by_claim[c]): by_claim[c] for c in claims if c in by_claim}.values())


def _told(s: Json, anchors: Mapping[str, str], disputes: int, by_claim: Mapping[str, Card], axis: Scale | None) -> Told:
    return Told(
        anchor=anchors[s["id"]],
        title=s["title"],
        count=behind(s),
        id=str(s["id"])[:8],
        rows=tuple(_row(state, s["kind"], by_claim, axis) for state in s["states"]),
        figures=tuple((series["unit"], _figure(series)) for series in s["figures"]),
        hangs=tuple(
            Hangs(d["how"], d["title"] or "a situation that is not shown", anchors.get(d["situation"]))
            for d in s["dependencies"]
        ),
        disputes=disputes,
    )


def _figure(series: Json) -> str:
    low, best, high = (number(series[name]) or "?" for name in ("low", "best", "high"))
    return best if low == high else f"{best} ({low} to {high})"


def _row(state: Json, kind: str, by_claim: Mapping[str, Card], axis: Scale | None) -> Row:
    bars, point, goes_on = _drawn(state, axis) if axis else ((), None, None)
    return Row(
        words=state_words(state, kind, dispute=False),
        factuality=state["factuality"] if state["factuality"] in FACTUALITY else "asserted",
        when=when(state),
        who=said_by(state["sources"]),
        count=behind(state) if state["reports"] > 1 else "",
        condition=condition(state),
        disputed=bool(state["disputed"]),
        bars=bars,
        point=point,
        only_told=_ends(state["since"]) == (None, None),
        goes_on=goes_on,
        cards=_cards(state["claims"], by_claim),
    )


def _days(state: Json) -> list[date]:
    ends = [state[name] or {} for name in ("since", "until", "expected")]
    found = [day(end.get(side)) for end in ends for side in ("start", "end")]
    return [d for d in (*found, day(state["known_since"]), day(state["last_told"])) if d is not None]


def _drawn(state: Json, axis: Scale) -> tuple[tuple[Bar, ...], float | None, float | None]:
    """Bars, the place of a mark, and from where the state goes on."""
    since, until, expected = (_ends(state[name]) for name in ("since", "until", "expected"))
    told = day(state["known_since"]), day(state["last_told"])
    bars: list[Bar] = []
    if expected != (None, None):
        bars.append(_bar(axis, expected[0] or expected[1], expected[1] or expected[0], "expected"))
    if since == (None, None):
        if told[0] is None or told[1] is None:
            return tuple(bars), None, None
        if told[0] == told[1]:
            return tuple(bars), axis.centre(_inside(told[0], axis)), None
        return (*bars, _bar(axis, told[0], told[1], "told")), None, None
    begins = since[1] or since[0]
    assert begins is not None
    if since[0] and since[1] and since[0] != since[1]:
        bars.append(_bar(axis, since[0], since[1], "unsure"))
    if state["phase"] in POINTS:
        return (
            tuple(bars),
            None if len(bars) and bars[-1].kind == "unsure" else axis.centre(_inside(begins, axis)),
            None,
        )
    ends = until[0] or until[1]
    if state["until"] is None:
        last = max(begins, told[1] or begins)
        bars.append(_bar(axis, begins, last, "sure"))
        return tuple(bars), None, bars[-1].x + bars[-1].width
    if ends is not None:
        bars.append(_bar(axis, begins, max(begins, ends), "sure"))
        if until[0] and until[1] and until[0] < until[1]:
            bars.append(_bar(axis, until[0], until[1], "unsure"))
    return tuple(bars), None if bars else axis.centre(_inside(begins, axis)), None


def _ends(interval: Json | None) -> tuple[date | None, date | None]:
    return (day(interval["start"]), day(interval["end"])) if interval else (None, None)


def _inside(when: date, axis: Scale) -> date:
    return min(max(when, axis.first), axis.last)


def _bar(axis: Scale, start: date | None, end: date | None, kind: str) -> Bar:
    assert start is not None
    assert end is not None
    x = axis.left_of(_inside(start, axis))
    return Bar(x, max(2.0, axis.left_of(_inside(end, axis)) + axis.step - x), kind)


def _dispute(d: Json, anchors: Mapping[str, str], by_claim: Mapping[str, Card]) -> Dispute:
    return Dispute(
        kind=d["kind"],
        about=str(ABOUT.get(d["about"], d["about"])),
        title=d["title"],
        anchor=anchors.get(d["situation"]),
        explanation=d["explanation"],
        known=day(d["known_since"]),
        sides=tuple(
            Side(
                side["says"],
                said_by(side["sources"]),
                counted(side["origins"], "origin"),
                _cards(side["claims"], by_claim),
            )
            for side in d["sides"]
        ),
    )


def _waits(what: str, items: Sequence[Json], anchors: Mapping[str, str], by_claim: Mapping[str, Card]) -> Waits:
    shown = tuple(_waiting(item, anchors, by_claim) for item in items[:OPEN_LIMIT])
    return Waits(WHAT[what], len(items), shown, len(items) - len(shown))


def _waiting(item: Json, anchors: Mapping[str, str], by_claim: Mapping[str, Card]) -> Waiting:
    known = day(item["known_since"])
    age = f"{counted(item['age'], 'day')}, first told {long_day(known)}" if known else "no date"
    if item["overdue"] is not None:
        age = f"{counted(item['overdue'], 'day')} over"
    return Waiting(
        title=item["title"],
        anchor=anchors.get(item["situation"]),
        details=", ".join(part for part in (expectation(item), condition(item)) if part),
        age=age,
        who=said_by(item["sources"]),
        cards=_cards(item["claims"], by_claim),
    )
