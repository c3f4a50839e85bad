"""The time axis of the timeline: days to positions, with the long stretches left out in which nothing is told.

In: the days that are told of or printed on, and where the axis begins and ends on the page. Out: a scale, its ticks and
its breaks. Days are equally wide everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from ascribe.exports.wording import MONTHS

MARK = 11
"""Room of a mark: where days are narrower, marks of neighbouring days stand above each other."""
BREAK = 44
"""Width of a break, with its label."""
_BREAKS = 4
"""Breaks at most: more pieces would be no timeline."""
_LONG, _LONG_SHARE = 30, 0.2
"""Days without anything, and their share of all days, from which they are left out."""
_LABEL = 52
"""Room of a label."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Days drawn without a break, from `first` to `last`, at `left` to `right`."""

    first: date
    last: date
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A line on the axis; `strong` where a month or year begins."""

    x: float
    label: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Break:
    """A stretch that is left out, at `x` to `x + BREAK`."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Positions of days. Days of a break stand within the break."""

    pieces: tuple[Piece, ...]
    step: float
    """Width of a day."""

    @property
    def first(self) -> date:
        return self.pieces[0].first

    @property
    def last(self) -> date:
        return self.pieces[-1].last

    @property
    def left(self) -> float:
        return self.pieces[0].left

    @property
    def right(self) -> float:
        return self.pieces[-1].right

    def left_of(self, day: date) -> float:
        """Where the day begins."""
        return self._place(day)[0]

    def centre(self, day: date) -> float:
        """Middle of the day, or of the mark's place where days are narrower than marks."""
        x, piece = self._place(day)
        x += self.step / 2
        if self.step >= MARK - 1 or piece is None:
            return x
        places = max(1, (piece.right - piece.left) // MARK)
        width = (piece.right - piece.left) / places
        return piece.left + (min(places - 1, (x - piece.left) // width) + 0.5) * width

    def _place(self, day: date) -> tuple[float, Piece | None]:
        before = None
        for piece in self.pieces:
            if day < piece.first:
                break
            if day <= piece.last:
                return piece.left + (day - piece.first).days * self.step, piece
            before = piece
        return (before.right + BREAK / 2, None) if before else (self.left, None)

    @property
    def breaks(self) -> tuple[Break, ...]:
        return tuple(Break(a.right, _long(b.first - a.last)) for a, b in pairwise(self.pieces))


def scale(days: Iterable[date], first: date, last: date, left: float, right: float) -> Scale:
    """The scale from `first` to `last`, without the longest stretches in which none of `days` lies."""
    stretches = _stretches(sorted({first, *(d for d in days if first <= d <= last), last}))
    total = sum((b - a).days + 1 for a, b in stretches)
    step = (right - left - BREAK * (len(stretches) - 1)) / total
    pieces, x = [], left
    for a, b in stretches:
        end = x + ((b - a).days + 1) * step
        pieces.append(Piece(a, b, x, end))
        x = end + BREAK
    return Scale(tuple(pieces), step)


def _stretches(days: Sequence[date]) -> list[tuple[date, date]]:
    """First and last days of what is drawn, a day of room on either side of what is told."""
    total = (days[-1] - days[0]).days + 1
    gaps = sorted(((b - a).days, a, b) for a, b in pairwise(days))
    long = [gap for gap in gaps[-_BREAKS:] if gap[0] > max(_LONG, _LONG_SHARE * total)]
    found, start = [], days[0]
    for _, a, b in sorted(long, key=lambda gap: gap[1]):
        found.append((start, a + timedelta(days=1)))
        start = b - timedelta(days=1)
    return [*found, (start, days[-1])]


def _long(stretch: timedelta) -> str:
    days = stretch.days - 1
    if days < 60:
        return f"{days} days"
    return f"{round(days / 30.4)} months" if days < 700 else f"{round(days / 365.25)} years"


def ticks(scale: Scale) -> list[Tick]:
    """Days, weeks, months or years, whichever leave room between their labels; every piece says where it begins."""
    total = sum((p.last - p.first).days + 1 for p in scale.pieces)
    found: list[Tick] = []
    for piece in scale.pieces:
        labelled = piece.left - 2 * _LABEL
        if len(scale.pieces) > 1:
            first = f"{MONTHS[piece.first.month - 1]} {piece.first.year}"
            found.append(Tick(piece.left, first, True))
            labelled = piece.left
        for day, label, strong in _dates(piece.first, piece.last, total):
            x = scale.left_of(day)
            if x == piece.left and len(scale.pieces) > 1:
                continue
            near = x - labelled < _LABEL
            if near and strong and found and not found[-1].strong:
                found[-1] = Tick(found[-1].x, "", False)  # the month's name goes before the week's
                near = False
            if near or x > piece.right - 30:
                found.append(Tick(x, "", strong))
            else:
                alone = not strong and not any(tick.label for tick in found)
                found.append(Tick(x, f"{label} {day.year}" if alone else label, strong))
                labelled = x
    return found


def _dates(first: date, last: date, total: int) -> Iterator[tuple[date, str, bool]]:
    """Days to draw a line at, with their labels, and whether a month or year begins. `total`: days drawn in all."""
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
        for n in range((last - first).days + 1):
            day = first + timedelta(days=n)
            if day.day == 1:
                yield day, f"{MONTHS[day.month - 1]} {day.year}", True
            elif total <= 16 or day.weekday() == 0:
                yield day, f"{day.day} {MONTHS[day.month - 1]}", False
