"""Which place each name of a document means: names with their candidates and links in, one candidate or none each out.

Every name begins with what is known without context (how big its candidates are, how they bear the name). Then the
names vote for countries, provinces, districts and squares on the map in proportion to how sure they are, and each is
judged again by the votes of the others; three rounds settle it. Time grows with the number of candidates, not with its
square: names meet only through those sums.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ascribe.resolution.gazetteer import Gazetteer, Kind, Match, distance_km
from ascribe.resolution.place_cues import Link, Wanted, fits

ROUNDS = 3
LOCAL_KM = 100
"""Width of the area that a local paper writes about, and of what "near" may mean between two names."""
SMALL_COUNTRY = 300_000
"""A state is named for being one: the Vatican and Tuvalu count as if they had so many inhabitants."""
BIG = 100_000
"""Inhabitants from which another language's name for a city needs no support: Kharkov, Peking."""
MOST_CANDIDATES = 200
"""The commonest name (Santa Maria) has 160 places; variants of a folded key can add some."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of evidence counts, in powers of ten of population: 1.0 is worth ten times the inhabitants.

    Tuned on GeoVirus and the even half of LGL; `benchmarks/places.py` reports the other half.
    """

    country: float = 1.8
    """A country of the world is meant rather than a city of the same name, unless something speaks for the city."""
    province: float = 0.7
    district: float = -0.8
    seat: float = -2.0
    """A province or district called like a city in it: the bare name is the city's. A city or province called like
    its country: the bare name is the country's."""
    region: float = 7.2
    """Regions of the world and waters have no population: they count like a country of 30 million."""
    facility: float = 6.0
    capital: float = 0.8
    alternate: float = -0.7
    second_name: float = -0.8
    """Bears it as another name, while some place bears it as its own."""
    unique: float = 1.0
    """The only place of that name, and the name is no short word."""
    folded: float = -1.0
    unsupported_alternate: float = -0.7
    """Only by another language's name, and no other name of the document speaks for it."""
    unsupported_fold: float = -2.0
    common: float = -2.5
    """A common English word."""
    person: float = -2.0
    """Stands after a given name or a title somewhere in the document."""
    same_country: float = 1.6
    foreign: float = 1.6
    """A city whose name others bear too lies in another country than the story: what is meant may be a place that the
    gazetteer lacks. Times the share of the votes that the story's country has over its own."""
    same_province: float = 2.5
    same_district: float = 1.0
    nearby: float = 2.0
    within: float = 3.5
    """"Tikrit, Iraq" """
    not_within: float = -1.5
    """"Springfield, Iraq", where Iraq has no Springfield."""
    same_kind: float = 1.0
    """In a list of states Washington is the state."""
    beside: float = 1.5
    """"Beiji, north of Tikrit" """
    wanted: float = 2.0
    called_after: float = 0.5
    """A prison or a school is called after a town, a saint or a founder."""
    unwanted: float = -1.0
    home_near: float = 2.5
    home_country: float = 1.0
    threshold: float = 4.5
    """Below it a name stays unresolved: a city of 30,000 needs no support, a hamlet does."""
    sharpness: float = 1.3


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Home:
    """Where the outlet's readers are, if the user says so: a local paper does not say which Springfield it means."""

    lat: float
    lon: float
    country: str | None = None


@dataclass(slots=True)
class Option:
    """A candidate of a name, with what scoring needs of it."""

    row: int
    match: Match
    kind: Kind
    country: str | None
    holders: frozenset[int]
    shared: tuple[str, ...]
    lat: float
    lon: float
    province: int = 0
    """Row of the province that it lies in or is; 0, which is a country's, for none."""
    district: int = 0
    is_big: bool = False
    base: float = 0.0
    score: float = 0.0
    chance: float = 0.0
    reasons: tuple[str, ...] = ()

    @property
    def is_spot(self) -> bool:
        """Small enough for distances to mean something."""
        return self.kind in ("city", "district", "facility")

    def cells(self) -> tuple[tuple[int, int, int], ...]:
        """Squares of half a degree (55 km) and of two degrees that it lies in."""
        return (
            (0, math.floor(self.lat * 2), math.floor(self.lon * 2)),
            (1, math.floor(self.lat / 2), math.floor(self.lon / 2)),
        )


@dataclass(slots=True)
class Name:
    """All mentions of one name in a document: they mean one place."""

    text: str
    wanted: Wanted | None
    options: list[Option]
    weight: float = 1.0
    common: bool = False
    person: bool = False
    inside: list[tuple[Name, bool]] = field(default_factory=list)
    """Names of what it is said to lie in, and whether nothing else can be meant."""
    holds: list[Name] = field(default_factory=list)
    beside: list[Name] = field(default_factory=list)
    listed: list[Name] = field(default_factory=list)

    def has_owner_beside(self, option: Option) -> bool:
        """Whether some place bears the name as its own, other than the units that hold this one."""
        return any(o.match is Match.NAME and o.row not in option.holders for o in self.options)

    def units_with_seat(self) -> frozenset[int]:
        """Rows of the units in which a city bears the name."""
        cities = (o for o in self.options if o.kind == "city" and o.match is not Match.FOLDED)
        return frozenset(row for city in cities for row in city.holders)

    @property
    def is_unit_only(self) -> bool:
        """Whether the name is likelier a country's or a province's than a city's."""
        return not any(option.is_spot and option.chance > 0.1 for option in self.options)

    @property
    def is_shared(self) -> bool:
        """Whether several places bear the name, so that one that is far away may well be another."""
        return sum(option.match is Match.NAME for option in self.options) > 1

    @property
    def is_unique(self) -> bool:
        bearers = [option for option in self.options if option.match is not Match.FOLDED]
        where = {option.province or option.row for option in bearers}
        named = any(option.match is Match.NAME for option in bearers)
        return named and len(where) == 1 and len(self.text) >= 6 and not self.common

    @property
    def best(self) -> Option | None:
        return max(self.options, key=lambda o: (o.score, -o.row), default=None)


def options_for(gazetteer: Gazetteer, name: str) -> list[Option]:
    """Candidates of a name, other transliterations included, at most MOST_CANDIDATES, the most populous first."""
    rows = gazetteer.rows(name)
    known = {row for row, _ in rows}
    rows = [*rows, *((row, Match.FOLDED) for row in gazetteer.variant_rows(name) if row not in known)]
    if len(rows) > MOST_CANDIDATES:
        rows = sorted(rows, key=lambda item: (item[1] is Match.FOLDED, -gazetteer.populations[item[0]]))[
            :MOST_CANDIDATES
        ]
    return [_option(gazetteer, row, match) for row, match in rows]


def _option(gazetteer: Gazetteer, row: int, match: Match) -> Option:
    held_by = tuple(gazetteer.holders(row))
    units = {gazetteer.kind(unit): unit for unit in (*reversed(held_by), row)}
    return Option(
        row,
        match,
        gazetteer.kind(row),
        gazetteer.country(row),
        frozenset(held_by),
        gazetteer.shared_countries(row),
        *gazetteer.at(row),
        province=units.get("province", 0),
        district=units.get("district", 0),
        is_big=match is not Match.FOLDED and gazetteer.populations[row] >= BIG,
    )


def link_names(links: Sequence[Link], name_of: Sequence[Name | None]) -> None:
    """Ties the names as the links tie their mentions."""
    seen: set[tuple[int, int, str]] = set()
    for link in links:
        inner, outer = name_of[link.inner], name_of[link.outer]
        if inner is None or outer is None or inner is outer or (id(inner), id(outer), link.kind) in seen:
            continue
        seen.add((id(inner), id(outer), link.kind))
        if link.kind == "in":
            inner.inside.append((outer, link.firm))
            outer.holds.append(inner)
        else:
            for one, other in ((inner, outer), (outer, inner)):
                (one.beside if link.kind == "near" else one.listed).append(other)


def settle(names: Sequence[Name], gazetteer: Gazetteer, home: Home | None, weights: Weights = WEIGHTS) -> None:
    """Scores every option of every name, in place."""
    for name in names:
        prior, seated = _prior(name, weights), name.units_with_seat()
        countries = {option.row for option in name.options if option.kind == "country" and option.match is Match.NAME}
        for option in name.options:
            base = prior + _base(option, name, gazetteer, weights) + _at_home(option, home, weights)
            for_city = option.row in seated and option.kind in ("province", "district")
            for_country = not countries.isdisjoint(option.holders)
            if name.wanted is None and (for_city or for_country):
                base += weights.seat
            option.score = option.base = base
        _chances(name, weights)
    for _ in range(ROUNDS):
        votes = _Votes(names)
        for name in names:
            for option in name.options:
                _judge(option, name, votes, weights)
        for name in names:
            _chances(name, weights)


def holds(outer: Option, inner: Option) -> bool:
    """Whether a place lies in another by the gazetteer."""
    if outer.row in inner.holders:
        return True
    return bool(outer.shared) and inner.country in outer.shared and inner.kind != "country"


def _prior(name: Name, weights: Weights) -> float:
    """What speaks for or against a name being a place's at all."""
    prior = weights.unique if name.is_unique else 0.0
    prior += weights.common if name.common else 0.0
    return prior + (weights.person if name.person else 0.0)


def _base(option: Option, name: Name, gazetteer: Gazetteer, weights: Weights) -> float:
    """What is known of a candidate without the rest of the document."""
    population = gazetteer.populations[option.row]
    if option.kind == "country":
        population = max(population, SMALL_COUNTRY)
    score = {"region": weights.region, "facility": weights.facility}.get(option.kind, math.log10(population + 200))
    score += {"country": weights.country, "province": weights.province, "district": weights.district}.get(
        option.kind, 0.0
    )
    score += {Match.ALTERNATE: weights.alternate, Match.FOLDED: weights.folded}.get(option.match, 0.0)
    score += gazetteer.prominence.get(option.row, 0.0)
    if option.row in gazetteer.capitals:
        score += weights.capital
    if option.match in (Match.ALTERNATE, Match.FOLDED) and name.has_owner_beside(option):
        score += weights.second_name
    if name.wanted:
        called_after = name.wanted == "facility" and option.kind != "facility"
        fitting = weights.called_after if called_after else weights.wanted
        score += fitting if fits(option.kind, name.wanted) else weights.unwanted
    return score


def _at_home(option: Option, home: Home | None, weights: Weights) -> float:
    if home is None:
        return 0.0
    score = weights.home_country if home.country and option.country == home.country else 0.0
    if option.is_spot:
        distance = distance_km(home.lat, home.lon, option.lat, option.lon)
        score += weights.home_near * math.exp(-distance / LOCAL_KM)
    return score


def _chances(name: Name, weights: Weights) -> None:
    """How likely each option is, with the chance that it is no place of the gazetteer beside them."""
    if not name.options:
        return
    top = max(weights.threshold, *(option.score for option in name.options))
    powers = [math.exp(weights.sharpness * (option.score - top)) for option in name.options]
    total = sum(powers) + math.exp(weights.sharpness * (weights.threshold - top))
    for option, power in zip(name.options, powers, strict=True):
        option.chance = power / total


class _Votes:
    """What all names together say, with each name's own share, which does not count for itself: nor for the same word
    where the text calls it something else ("Mada", "the Mada district"), or a word would be its own witness.
    """

    def __init__(self, names: Sequence[Name]) -> None:
        self.total: dict[object, float] = defaultdict(float)
        self.own: dict[str, dict[object, float]] = defaultdict(lambda: defaultdict(float))
        for name in names:
            own = self.own[name.text]
            for option in name.options:
                share = option.chance * name.weight
                if share < 0.01:  # keeps sums over hundreds of hamlets from adding up to something
                    continue
                for key in _ballot(option):
                    own[key] += share
                    self.total[key] += share

    def others(self, name: Name, key: object) -> float:
        return max(0.0, self.total.get(key, 0.0) - self.own[name.text].get(key, 0.0))

    def of_country(self, name: Name, option: Option) -> float:
        """Votes for its country; of a region of several for the one with most, half."""
        if option.country:
            return self.others(name, option.country)
        return max((self.others(name, code) for code in option.shared), default=0.0) / 2

    def of_story(self, name: Name) -> float:
        """Votes for the country that has most of them without this name."""
        own = self.own[name.text]
        return max(
            (votes - own.get(key, 0.0) for key, votes in self.total.items() if isinstance(key, str)), default=0.0
        )

    def around(self, name: Name, option: Option) -> float:
        """Votes in the squares around it; the small ones count fully, the large ones a third."""
        found = 0.0
        for scale, i, j in option.cells():
            for di in (-1, 0, 1):
                for dj in (-1, 0, 1):
                    found += self.others(name, (scale, i + di, j + dj)) * (1.0 if scale == 0 else 0.3)
        return found


def _ballot(option: Option) -> list[object]:
    """What a candidate votes for: its country, the units that hold it and itself, the squares it lies in."""
    keys: list[object] = [key for key in (option.country, option.province, option.district) if key]
    if option.is_spot:
        keys += option.cells()
    return keys


def _full(votes: float) -> float:
    """Votes as a share: the first counts half, and no number counts more than one."""
    return votes / (votes + 1.0)


def _judge(option: Option, name: Name, votes: _Votes, weights: Weights) -> None:
    """Scores a candidate by what the other names say; keeps what weighed, for `explain`."""
    gains = [
        (weights.same_country * _full(votes.of_country(name, option)), "same country"),
        (
            weights.same_province * _full(votes.others(name, option.province)) if option.province else 0.0,
            "same province",
        ),
        (
            weights.same_district * _full(votes.others(name, option.district)) if option.district else 0.0,
            "same district",
        ),
        (weights.nearby * _full(votes.around(name, option)) if option.is_spot else 0.0, "places nearby"),
    ]
    if option.kind not in ("country", "region") and name.is_shared:
        behind = _full(votes.of_country(name, option)) - _full(votes.of_story(name))
        gains.append((weights.foreign * behind, "elsewhere than the story"))
    for outer, firm in name.inside:
        inside = sum(other.chance for other in outer.options if holds(other, option))
        gains.append((weights.within * inside, f"in {outer.text}"))
        if option.is_spot and (firm or outer.is_unit_only) and not inside:
            elsewhere = sum(other.chance for other in outer.options if not other.is_spot and not holds(other, option))
            gains.append((weights.not_within * elsewhere, f"not in {outer.text}"))
    for inner in name.holds:
        inside = sum(other.chance for other in inner.options if holds(option, other))
        gains.append((weights.within * inside, f"holds {inner.text}"))
    for other_name in name.beside:
        near = sum(
            other.chance * math.exp(-distance_km(option.lat, option.lon, other.lat, other.lon) / LOCAL_KM)
            for other in other_name.options
            if other.chance > 0.05
        )
        gains.append((weights.beside * near, f"beside {other_name.text}"))
    for member in name.listed:
        alike = sum(other.chance for other in member.options if other.kind == option.kind)
        gains.append((weights.same_kind * alike, f"listed with {member.text}"))
    option.score = option.base + sum(gain for gain, _ in gains)
    if max(gain for gain, _ in gains) < 0.3 and not option.is_big:
        option.score += {
            Match.ALTERNATE: weights.unsupported_alternate,
            Match.FOLDED: weights.unsupported_fold,
        }.get(option.match, 0.0)
    option.reasons = tuple(reason for gain, reason in gains if abs(gain) > 0.3)
