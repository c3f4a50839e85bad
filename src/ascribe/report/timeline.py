"""The timeline drawn: days across, a lane for each event type, a mark for each claim, bars for what lasts.

In: cards and documents' dates. Out: positions in an SVG of `WIDTH` units; no colours, no markup. Claims without a time
stand apart on the right, those long before or after the reports in gutters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ascribe.report.axis import MARK, Break, Scale, Tick, scale, ticks
from ascribe.report.cards import Card
from ascribe.report.words import FACTUALITY, TYPES, type_label

WIDTH = 1120
LABELS, BEFORE, AFTER, UNDATED = 118, 46, 46, 128
"""Widths of the lanes' names, of the gutters and of the column without a time."""
GAP = 16
STEP = MARK
"""From mark to mark: 10 px wide and legible, 1 px apart."""
BAR = 7
"""From bar to bar."""
STACK, BARS, GUTTER_ROWS = 10, 8, 10
"""Marks above each other, bars in a lane, rows of a gutter; more are counted, so that a lane stays on the screen."""
PAD = 7

_BEFORE_REPORTS, _AFTER_REPORTS = timedelta(days=10), timedelta(days=14)
"""What lies further from the first and last report goes into the gutters: history and far plans."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim at a point."""

    card: Card
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A claim that holds for several days. `open_left`, `open_right`: it goes on outside of the picture."""

    card: Card
    x: float
    y: float
    width: float
    open_left: bool
    open_right: bool


@dataclass(frozen=True, slots=True)
class More:
    """So many more claims for which there is no room."""

    count: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Lane:
    """An event type's row."""

    type: str
    label: str
    gloss: str
    y: float
    height: float
    count: int
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]
    more: tuple[More, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """A document on the day of its publication."""

    anchor: str
    title: str
    copy: bool
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture."""

    width: int
    height: float
    left: float
    right: float
    undated_x: float
    top: float
    """Below the reports' lane."""
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    breaks: tuple[Break, ...]
    published: tuple[Published, ...]
    first: date
    last: date
    has_before: bool
    has_after: bool
    undated: int
    """Claims without a time."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A document for the lane of reports."""

    anchor: str
    title: str
    day: date
    copy: bool


def timeline(cards: Sequence[Card], documents: Iterable[Dated]) -> Timeline | None:
    """The picture of `cards`; None where no claim and no document has a date."""
    reports = sorted(documents, key=lambda d: (d.day, d.copy, d.anchor))
    window = _window(cards, [d.day for d in reports])
    if window is None:
        return None
    first, last = window
    has_before = any(_where(card, first, last) == "before" for card in cards)
    has_after = any(_where(card, first, last) == "after" for card in cards)
    undated = [card for card in cards if _where(card, first, last) == "undated"]
    undated_x = WIDTH - UNDATED + GAP
    left = LABELS + (BEFORE if has_before else 0)
    right = WIDTH - (UNDATED if undated else 0) - (AFTER if has_after else 0)
    told = [d for card in cards for d in (card.start, card.end) if d is not None]
    axis = scale([*told, *(d.day for d in reports)], first, last, left, right)
    published, top = _reports([d for d in reports if first <= d.day <= last], axis)
    lanes: list[Lane] = []
    y = top
    for kind in TYPES:
        mine = [card for card in cards if (card.event_type if card.event_type in TYPES else "") == kind]
        if mine:
            lanes.append(_lane(kind, mine, axis, y, undated_x))
            y += lanes[-1].height
    return Timeline(
        width=WIDTH,
        height=y + 26,
        left=left,
        right=right,
        undated_x=undated_x,
        top=top,
        lanes=tuple(lanes),
        ticks=tuple(ticks(axis)),
        breaks=axis.breaks,
        published=tuple(published),
        first=first,
        last=last,
        has_before=has_before,
        has_after=has_after,
        undated=len(undated),
    )


def _window(cards: Sequence[Card], days: Sequence[date]) -> tuple[date, date] | None:
    """First and last day drawn: around the reports; without dated reports, around the middle nine tenths of claims."""
    told = sorted(d for card in cards for d in (card.start, card.end) if d is not None)
    if not days and not told:
        return None
    if days:
        first, last = _shift(min(days), -_BEFORE_REPORTS), _shift(max(days), _AFTER_REPORTS)
        inside = [d for d in told if first <= d <= last]
        first, last = min([*inside, *days]), max([*inside, *days])
    else:
        first, last = told[len(told) // 20], told[-1 - len(told) // 20]
    return _shift(first, -timedelta(days=1)), _shift(last, timedelta(days=1))


def _shift(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day


def _where(card: Card, first: date, last: date) -> str:
    if card.start is None and card.end is None:
        return "undated"
    if card.end is not None and card.end < first:
        return "before"
    if card.start is not None and card.start > last:
        return "after"
    return "inside"


def _lane(kind: str, cards: list[Card], axis: Scale, y: float, undated_x: float) -> Lane:
    by_place: dict[str, list[Card]] = {"before": [], "inside": [], "after": [], "undated": []}
    for card in cards:
        by_place[_where(card, axis.first, axis.last)].append(card)
    points = [card for card in by_place["inside"] if card.start == card.end]
    lasting = [card for card in by_place["inside"] if card.start != card.end]
    more: list[More] = []
    rows, left_over = _packed(lasting, axis)
    bars_height = BAR * len(rows) + (3 if rows else 0)
    stacks: dict[float, list[Card]] = {}
    for card in sorted(points, key=_order):
        assert card.start is not None
        stacks.setdefault(axis.centre(card.start), []).append(card)
    gutters = [
        (LABELS + 4, 3, by_place["before"]),
        (axis.right + 6, 3, by_place["after"]),
        (undated_x, 10, by_place["undated"]),
    ]
    tallest = max(
        [min(len(s), STACK) for s in stacks.values()]
        + [min(GUTTER_ROWS, -(-len(found) // per_row)) for _, per_row, found in gutters],
        default=0,
    )
    height = max(24.0, 2 * PAD + bars_height + STEP * tallest)
    height = max(height, 2 * PAD + STEP * (1 if left_over else 0) + bars_height + STEP * tallest)
    base = y + height - PAD - STEP / 2
    marks: list[Mark] = []
    for x, stack in stacks.items():
        marks += [Mark(card, x, base - STEP * i) for i, card in enumerate(_room(stack, STACK))]
        if len(stack) > STACK:
            more.append(More(len(stack) - STACK + 1, x, base - STEP * (STACK - 1)))
    for x, per_row, found in gutters:
        place = per_row * GUTTER_ROWS
        for i, card in enumerate(_room(sorted(found, key=_order), place)):
            marks.append(Mark(card, x + STEP / 2 + STEP * (i % per_row), base - STEP * (i // per_row)))
        if len(found) > place:
            row = STEP * ((place - 1) // per_row)
            more.append(More(len(found) - place + 1, x + STEP * per_row - STEP / 2, base - row))
    bars = []
    for i, row_cards in enumerate(rows):
        for card in row_cards:
            x, end = _reach(card, axis)
            bars.append(
                Bar(
                    card, x, y + PAD + BAR * i, end - x,
                    open_left=card.start is None or card.start < axis.first,
                    open_right=card.end is None or card.end > axis.last,
                )
            )  # fmt: skip
    if left_over:
        more.append(More(left_over, axis.right - 14, y + PAD + bars_height + 4))
    return Lane(kind, type_label(kind), TYPES[kind], y, height, len(cards), tuple(marks), tuple(bars), tuple(more))


def _room(cards: list[Card], places: int) -> list[Card]:
    """What fits; one place is left for the count of the rest."""
    return cards if len(cards) <= places else cards[: places - 1]


def _order(card: Card) -> int:
    return list(FACTUALITY).index(card.factuality)


def _reach(card: Card, axis: Scale) -> tuple[float, float]:
    first = max(card.start or axis.first, axis.first)
    last = min(card.end or axis.last, axis.last)
    return axis.left_of(first), max(axis.left_of(last) + axis.step, axis.left_of(first) + STEP)


def _packed(cards: list[Card], axis: Scale) -> tuple[list[list[Card]], int]:
    """Bars in rows without overlap, the longest first, and the number of those for which there was no row."""
    rows: list[list[Card]] = []
    taken: list[list[tuple[float, float]]] = []
    left_over = 0
    reach = {id(card): _reach(card, axis) for card in cards}
    for card in sorted(cards, key=lambda c: (reach[id(c)][0] - reach[id(c)][1], reach[id(c)][0])):
        start, end = reach[id(card)]
        for row, spans in zip(rows, taken, strict=True):
            if all(end + 2 <= s or e + 2 <= start for s, e in spans):
                row.append(card)
                spans.append((start, end))
                break
        else:
            if len(rows) < BARS:
                rows.append([card])
                taken.append([(start, end)])
            else:
                left_over += 1
    return rows, left_over


def _reports(documents: list[Dated], axis: Scale) -> tuple[list[Published], float]:
    """Marks of the documents, on the days of their publication, and the height at which the lanes begin."""
    stacks: dict[float, list[Dated]] = {}
    for document in documents:
        stacks.setdefault(axis.centre(document.day), []).append(document)
    tallest = min(STACK, max((len(s) for s in stacks.values()), default=0))
    top = 40 + STEP * max(1, tallest) + PAD
    base = top - PAD - STEP / 2
    published = [
        Published(d.anchor, d.title, d.copy, x, base - STEP * i)
        for x, stack in stacks.items()
        for i, d in enumerate(stack[:STACK])
    ]
    return published, top
