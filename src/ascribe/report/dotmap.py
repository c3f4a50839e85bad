"""Places with coordinates as dots on a graticule: one panel, and a second one where most claims lie close together.

No coastlines: none come with the package, and a wrong one would be worse. Positions are in SVG units of an
equirectangular projection that is true to scale at its middle latitude.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ascribe.report.cards import Card, Place

WIDE, NARROW, HEIGHT = 1120, 548, 380
MARGIN = 26
LEAST_SPAN = 0.4
"""Degrees that a panel shows at least, about 45 km: a single town must not fill it."""
CROWD, CROWD_SPAN = 0.6, 1 / 3
"""A second panel is drawn for a part of the map that holds this share of the claims in this share of its width."""


@dataclass(frozen=True, slots=True)
class Located:
    """A place with the cards that are about it."""

    key: str
    """Short and safe to stand in an attribute."""
    place: Place
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    located: Located
    x: float
    y: float
    radius: float
    label_x: float
    label_y: float
    anchor: str
    labelled: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the graticule. `meridian`: it runs from top to bottom, at `at` across."""

    at: float
    label: str
    meridian: bool


@dataclass(frozen=True, slots=True)
class Panel:
    title: str
    width: int
    height: int
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    frame: tuple[float, float, float, float] | None
    """x, y, width, height of what the next panel shows."""


@dataclass(frozen=True, slots=True)
class _View:
    west: float
    south: float
    east: float
    north: float
    width: int
    height: int

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        x = MARGIN + (lon - self.west) / (self.east - self.west) * (self.width - 2 * MARGIN)
        y = MARGIN + (self.north - lat) / (self.north - self.south) * (self.height - 2 * MARGIN)
        return round(x, 1), round(y, 1)

    def holds(self, place: Place) -> bool:
        assert place.lat is not None
        assert place.lon is not None
        return self.south <= place.lat <= self.north and self.west <= place.lon <= self.east


def located(cards: Sequence[Card]) -> list[Located]:
    """Places by the number of claims about them."""
    found: dict[str, tuple[Place, list[Card]]] = {}
    for card in cards:
        for key in dict.fromkeys(place.key for place in card.places):
            place = next(p for p in card.places if p.key == key)
            found.setdefault(key, (place, []))[1].append(card)
    order = sorted(found.values(), key=lambda x: -len(x[1]))
    return [Located(f"p{i}", place, tuple(mine)) for i, (place, mine) in enumerate(order, start=1)]


def panels(places: Sequence[Located]) -> list[Panel]:
    """No, one or two panels."""
    known = [p for p in places if p.place.lat is not None and p.place.lon is not None]
    if not known:
        return []
    crowd = _crowd(known)
    if crowd is None:
        return [_panel("Where", known, _view(known, WIDE), None)]
    whole, part = _view(known, NARROW), _view(crowd, NARROW)
    x0, y0 = whole.at(part.north, part.west)
    x1, y1 = whole.at(part.south, part.east)
    frame = (x0, y0, round(x1 - x0, 1), round(y1 - y0, 1))
    inside = [p for p in known if part.holds(p.place)]
    return [_panel("All places", known, whole, frame, inside), _panel("Inside the frame", inside, part, None)]


def _crowd(known: Sequence[Located]) -> list[Located] | None:
    """The places of the smallest neighbourhood that most claims are about; None where they are spread."""
    west, east = min(_lon(p) for p in known), max(_lon(p) for p in known)
    south, north = min(_lat(p) for p in known), max(_lat(p) for p in known)
    reach = max(east - west, north - south) * CROWD_SPAN / 2
    if reach < LEAST_SPAN:
        return None
    total = sum(len(p.cards) for p in known)
    best: list[Located] | None = None
    for centre in known[:40]:  # by number of claims: the crowd is around one of the foremost
        near = [p for p in known if abs(_lat(p) - _lat(centre)) <= reach and abs(_lon(p) - _lon(centre)) <= reach]
        held = sum(len(p.cards) for p in near)
        if len(near) > 1 and held >= CROWD * total and (best is None or held > sum(len(p.cards) for p in best)):
            best = near
    return best


def _lat(located: Located) -> float:
    return located.place.lat or 0.0


def _lon(located: Located) -> float:
    return located.place.lon or 0.0


def _view(places: Sequence[Located], width: int) -> _View:
    """The window of the places, with room around, in the panel's proportions."""
    south, north = min(map(_lat, places)), max(map(_lat, places))
    west, east = min(map(_lon, places)), max(map(_lon, places))
    middle_lat, middle_lon = (south + north) / 2, (west + east) / 2
    shrink = max(0.2, math.cos(math.radians(middle_lat)))
    high = max(north - south, LEAST_SPAN) * 1.15
    across = max(east - west, LEAST_SPAN) * 1.15
    ratio = (width - 2 * MARGIN) / (HEIGHT - 2 * MARGIN)
    if across * shrink / high < ratio:
        across = high * ratio / shrink
    else:
        high = across * shrink / ratio
    return _View(
        middle_lon - across / 2, middle_lat - high / 2, middle_lon + across / 2, middle_lat + high / 2, width, HEIGHT
    )


def _panel(
    title: str,
    places: Sequence[Located],
    view: _View,
    frame: tuple[float, float, float, float] | None,
    elsewhere: Sequence[Located] = (),
) -> Panel:
    """`elsewhere`: places that the next panel labels."""
    unlabelled = {p.key for p in elsewhere}
    taken: list[tuple[float, float, float, float]] = [frame] if frame else []
    dots = []
    spots = [(p, *view.at(_lat(p), _lon(p)), _radius(p)) for p in places]
    taken += [(x - r, y - r, 2 * r, 2 * r) for _, x, y, r in spots]
    for p, x, y, r in spots:
        where = None if p.key in unlabelled else _label(p, x, y, r, view, taken)
        if where is not None:
            taken.append(where[1])
        label_x, label_y, anchor = where[0] if where else (x, y, "start")
        dots.append(Dot(p, x, y, r, label_x, label_y, anchor, where is not None))
    return Panel(title, view.width, view.height, tuple(dots), tuple(_graticule(view)), frame)


def _radius(located: Located) -> float:
    """Its area grows with the number of claims."""
    return round(min(18.0, 2.6 + 1.5 * math.sqrt(len(located.cards))), 1)


_Box = tuple[float, float, float, float]


def _label(
    located: Located, x: float, y: float, r: float, view: _View, taken: Sequence[_Box]
) -> tuple[tuple[float, float, str], _Box] | None:
    """Position of the name and the room it takes: right, left, below or above of the dot; None where none is free."""
    width, height = 7.0 * min(len(located.place.name), 28) + 2, 14.0
    options = (
        (x + r + 4, y + 4.5, "start", x + r + 4),
        (x - r - 4, y + 4.5, "end", x - r - 4 - width),
        (x, y + r + 14, "middle", x - width / 2),
        (x, y - r - 5, "middle", x - width / 2),
    )
    for label_x, label_y, anchor, left in options:
        box = (left, label_y - 11, width, height)
        inside = left >= 2 and left + width <= view.width - 2 and box[1] >= 2 and box[1] + height <= view.height - 2
        if inside and not any(_overlap(box, other) for other in taken):
            return (round(label_x, 1), round(label_y, 1), anchor), box
    return None


def _overlap(a: _Box, b: _Box) -> bool:
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]


_STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 45)


def _graticule(view: _View) -> list[Line]:
    """Four to eight lines each way."""
    wide = view.north - view.south
    step = next((s for s in _STEPS if wide / s <= 6), 60)
    lines = []
    for k in range(math.ceil(view.west / step), math.floor(view.east / step) + 1):
        lon = k * step
        if -180 <= lon <= 180:
            lines.append(Line(view.at(0, lon)[0], _degrees(lon, "E", "W", step), True))
    for k in range(math.ceil(view.south / step), math.floor(view.north / step) + 1):
        lat = k * step
        if -90 <= lat <= 90:
            lines.append(Line(view.at(lat, 0)[1], _degrees(lat, "N", "S", step), False))
    return lines


def _degrees(value: float, positive: str, negative: str, step: float) -> str:
    digits = 0 if step >= 1 else 1
    side = "" if abs(value) < step / 2 else positive if value > 0 else negative
    return f"{abs(value):.{digits}f}°{side}"
