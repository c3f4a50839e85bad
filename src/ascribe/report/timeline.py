"""The timeline drawn: days across, a lane for each event type, a mark for each claim, bars for what lasts.

In: cards and documents' dates. Out: positions in an SVG of `WIDTH` units; no colours, no markup. Claims without a time
stand apart on the right, those long before or after the reports in gutters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ascribe.report.cards import Card
from ascribe.report.words import FACTUALITY, MONTHS, TYPES, type_label

WIDTH = 1120
LABELS, BEFORE, AFTER, UNDATED = 118, 46, 46, 128
"""Widths of the lanes' names, of the gutters and of the column without a time."""
GAP = 16
STEP = 11
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
class Tick:
    """A line on the axis; `strong` where a month or year begins."""

    x: float
    label: str
    strong: bool


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


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date
    left: float
    right: float

    @property
    def step(self) -> float:
        return (self.right - self.left) / ((self.last - self.first).days + 1)

    def left_of(self, day: date) -> float:
        return self.left + (day - self.first).days * self.step

    def centre(self, day: date) -> float:
        """Middle of the day, or of the mark's place where days are narrower than marks."""
        x = self.left_of(day) + self.step / 2
        if self.step >= STEP - 1:
            return x
        places = (self.right - self.left) // STEP
        width = (self.right - self.left) / places
        return self.left + (min(places - 1, (x - self.left) // width) + 0.5) * width


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
    scale = _Scale(first, last, left, right)
    published, top = _reports([d for d in reports if first <= d.day <= last], scale)
    lanes: list[Lane] = []
    y = top
    for kind in TYPES:
        mine = [card for card in cards if (card.event_type if card.event_type in TYPES else "") == kind]
        if mine:
            lanes.append(_lane(kind, mine, scale, y, undated_x))
            y += lanes[-1].height
    return Timeline(
        width=WIDTH,
        height=y + 26,
        left=left,
        right=right,
        undated_x=undated_x,
        top=top,
        lanes=tuple(lanes),
        ticks=tuple(_ticks(scale)),
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


def _lane(kind: str, cards: list[Card], scale: _Scale, y: float, undated_x: float) -> Lane:
    by_place: dict[str, list[Card]] = {"before": [], "inside": [], "after": [], "undated": []}
    for card in cards:
        by_place[_where(card, scale.first, scale.last)].append(card)
    points = [card for card in by_place["inside"] if card.start == card.end]
    lasting = [card for card in by_place["inside"] if card.start != card.end]
    more: list[More] = []
    rows, left_over = _packed(lasting, scale)
    bars_height = BAR * len(rows) + (3 if rows else 0)
    stacks: dict[float, list[Card]] = {}
    for card in sorted(points, key=_order):
        assert card.start is not None
        stacks.setdefault(scale.centre(card.start), []).append(card)
    gutters = [
        (LABELS + 4, 3, by_place["before"]),
        (scale.right + 6, 3, by_place["after"]),
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
            x, end = _reach(card, scale)
            bars.append(
                Bar(
                    card, x, y + PAD + BAR * i, end - x,
                    open_left=card.start is None or card.start < scale.first,
                    open_right=card.end is None or card.end > scale.last,
                )
            )  # fmt: skip
    if left_over:
        more.append(More(left_over, scale.right - 14, y + PAD + bars_height + 4))
    return Lane(kind, type_label(kind), TYPES[kind], y, height, len(cards), tuple(marks), tuple(bars), tuple(more))


def _room(cards: list[Card], places: int) -> list[Card]:
    """What fits; one place is left for the count of the rest."""
    return cards if len(cards) <= places else cards[: places - 1]


def _order(card: Card) -> int:
    return list(FACTUALITY).index(card.factuality)


def _reach(card: Card, scale: _Scale) -> tuple[float, float]:
    first = max(card.start or scale.first, scale.first)
    last = min(card.end or scale.last, scale.last)
    return scale.left_of(first), max(scale.left_of(last) + scale.step, scale.left_of(first) + STEP)


def _packed(cards: list[Card], scale: _Scale) -> tuple[list[list[Card]], int]:
    """Bars in rows without overlap, the longest first, and the number of those for which there was no row."""
    rows: list[list[Card]] = []
    taken: list[list[tuple[float, float]]] = []
    left_over = 0
    reach = {id(card): _reach(card, scale) for card in cards}
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


def _reports(documents: list[Dated], scale: _Scale) -> tuple[list[Published], float]:
    """Marks of the documents, on the days of their publication, and the height at which the lanes begin."""
    stacks: dict[float, list[Dated]] = {}
    for document in documents:
        stacks.setdefault(scale.centre(document.day), []).append(document)
    tallest = min(STACK, max((len(s) for s in stacks.values()), default=0))
    top = 40 + STEP * max(1, tallest) + PAD
    base = top - PAD - STEP / 2
    published = [
        Published(d.anchor, d.title, d.copy, x, base - STEP * i)
        for x, stack in stacks.items()
        for i, d in enumerate(stack[:STACK])
    ]
    return published, top


def _ticks(scale: _Scale) -> list[Tick]:
    """Days, weeks, months or years, whichever leave room between their labels."""
    ticks: list[Tick] = []
    labelled = -100.0
    for day, label, strong in _dates(scale.first, scale.last):
        x = scale.left_of(day)
        near = x - labelled < 52
        if near and strong and ticks and not ticks[-1].strong:
            ticks[-1] = Tick(ticks[-1].x, "", False)  # the month's name goes before the week's
            near = False
        if near or x > scale.right - 30:
            ticks.append(Tick(x, "", strong))
        else:
            ticks.append(Tick(x, label, strong))
            labelled = x
    return ticks


def _dates(first: date, last: date) -> Iterator[tuple[date, str, bool]]:
    """Days to draw a line at, with their labels, and whether a month or year begins."""
    total = (last - first).days + 1
    if total > 1100:
        every = max(1, total // 365 // 12)
        for year in range(first.year + 1, last.year + 1):
            if year % every == 0:
                yield date(year, 1, 1), str(year), True
    elif total > 130:
        for month in range(first.year * 12 + first.month, last.year * 12 + last.month):
            day = date(month // 12, month % 12 + 1, 1)
            yield day, f"{MONTHS[day.month - 1]} {day.year}", True
    else:
        for n in range(total):
            day = first + timedelta(days=n)
            if day.day == 1:
                yield day, f"{MONTHS[day.month - 1]} {day.year}", True
            elif total <= 16 or day.weekday() == 0:
                yield day, f"{day.day} {MONTHS[day.month - 1]}", False
