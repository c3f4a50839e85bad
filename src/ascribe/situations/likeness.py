"""How much speaks for two mentions being of one thing: points for what agrees, None where something cannot be.

In: two profiles with the days between them. Out: points; from `THRESHOLD` on they are taken for one. The points between
reports are from a logistic regression on half of ECB+ and two planted worlds, rounded and mended there; within a report
they are few and set by hand, for a report names the parties and the place once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from ascribe.resolution.actors import fold
from ascribe.resolution.gazetteer import distance_km
from ascribe.situations.kinds import lexicon
from ascribe.situations.likewords import in_common
from ascribe.situations.parties import OPEN, Party, same_party
from ascribe.situations.profiles import SPOKEN, Profile, Spot

NEAR_KM = 30.0
"""Two places closer than this can be one: a town and its airport, a village and the town that it is near."""
AREA_KM = 250.0
"""A place further from the middle of a province than this does not lie in it."""
SAME_SENTENCE = 10.0
THRESHOLD = 0.0
"""Points from which two mentions in different reports are of one thing."""

_BASE, _UNDATED, _UNDATED_WORD = -1.4, 1.3, 1.2
_FIRST_KIND, _NEAR_KIND, _OTHER_WORD = 0.4, -0.35, -1.2
_OTHER_WORD_ANYWHERE = -0.7
"""For other words, where no place is told by both."""
_WORD, _ALL_WORDS = 0.25, 0.35
_WORD_SHARED = (-0.7, -0.7, 0.0, 0.2, 0.7, 0.6)
"""For the same word, by how much the names of both reports have in common."""
_SHARED = (-1.3, -0.1, 0.1, 0.1, 0.2, 0.6)
"""For whatever word."""
_UNDATED_SHARED = (-2.0, -2.0, -1.5, -0.9, 0.1, 0.5)
"""Besides, where one has no date: then only the names tell whether they are of one time."""
_BOTH_PLACED, _SPOT, _SPOT_OF_KIND, _SPOT_NEAR, _SPOT_OTHER = -1.2, 2.4, 1.1, 2.0, -1.8
_AGENT = {"same": 0.25, "like": 0.45, "open": -0.2, "none": -0.15, "different": -0.5, "other": -1.2}
_TARGET = {"same": 1.0, "like": 0.5, "open": -0.6, "none": -0.4, "different": -0.7, "other": -1.15}
_MUTUAL = {"same": 1.8, "like": 0.0, "open": -0.2, "none": 0.0, "different": -0.4, "other": -1.0}
_BOTH_PARTIES, _CROSSED = 0.4, 0.5
_LASTING, _FIGURE, _FIGURE_OTHER = 0.65, 2.1, -0.3
_OBJECT_OTHER = -4.0
"""For counts of different things, where these are what it is about: "400 engineers", "six patrol boats"."""
_OF_OBJECTS = frozenset({"force movement", "support", "leave"})
_OF_DOER = {"same": 1.0, "different": -2.0, "other": -4.0}
"""Besides, where who does it tells which it is: two states' sanctions, closures, missions."""
_OF_ONE = frozenset({"restriction", "sanctions", "support"})
_DAYS_LASTING = ((0, 0.5), (1, -0.3), (7, -0.1), (None, -1.3))
"""By the days between those that they tell, the last ones for all that are further apart."""
_DAYS_ONCE = ((0, 0.6), (2, -0.5), (7, -1.5), (None, -8.0))
_GAP_LASTING = ((1, 0.7), (3, 0.4), (10, 0.2), (30, -0.4), (365, -1.1), (None, -2.0))
"""By the days between the reports."""
_GAP_ONCE = ((1, 1.6), (3, 0.9), (10, -0.2), (30, -0.5), (None, -1.3))


def likeness(earlier: Profile, later: Profile, gap: int | None, *, one_report: bool = False) -> float | None:
    """Points for one thing in two reports; None: cannot be. `gap`: days between them, None where one has no date.

    `one_report`: both are told by one, which calls a thing by several words.
    """
    if earlier.sentences & later.sentences and _one_text(earlier, later, gap):
        return SAME_SENTENCE
    if _denied_there(earlier, later) or _denied_there(later, earlier):
        return None
    words = bool(earlier.heads & later.heads)
    alike = bool(set(earlier.kinds) & set(later.kinds))
    if not alike and (_never(earlier, later) or _never(later, earlier)):
        return None
    if not words and not alike and not _near_kinds(earlier, later):
        return None
    countries_a, countries_b = _countries(earlier), _countries(later)
    if countries_a and countries_b and not countries_a & countries_b:
        return None
    if _of_somebody(earlier, later) and not words and not _one_person(earlier, later):
        return None
    if not (_tied(earlier, later) or (words and _close(earlier, later, gap))):
        return None
    total = _OTHER_GIST if _other_gist(earlier, later) else 0.0
    total += _BASE + (_FIRST_KIND if earlier.kinds[0] == later.kinds[0] else 0.0) + (0.0 if alike else _NEAR_KIND)
    shared = _shared_names(earlier, later)
    total += _SHARED[shared]
    if words:
        total += _WORD + _WORD_SHARED[shared] + (_ALL_WORDS if earlier.heads == later.heads else 0.0)
    elif gap is None:
        total += _OTHER_WORD
    if gap is None:
        total += _UNDATED + _UNDATED_SHARED[shared] + (_UNDATED_WORD if words else 0.0)
    if countries_a and countries_b:
        total += _BOTH_PLACED
    where = _where(earlier, later, alike)
    if not words and where <= 0 and not one_report:
        total += _OTHER_WORD_ANYWHERE
    return total + where + _who(earlier, later) + _when(earlier, later, gap) + _figures(earlier, later)


PERSONAL = "presence"
"""The kind of comings and goings."""
_ONE_STAY = 4.0
"""Points within a report for the comings and goings of one person, in whatever words."""


def _of_somebody(a: Profile, b: Profile) -> bool:
    """Whether one is about somebody's comings and goings: they are one thing only where they are the same person's."""
    return PERSONAL in (a.kinds[0], b.kinds[0])


def _one_person(a: Profile, b: Profile) -> bool:
    known_a, known_b = ([p for p in x.agents if p.known] for x in (a, b))
    return any(same_party(x, y) >= _ONE for x in known_a for y in known_b)


_ONE = 0.9
"""From here on two names are one person's."""


_OTHER_GIST = -4.0
"""For two of what is spoken, about other things."""
_TOLD = 2
"""Words that tell what it is about, at least."""


def _other_gist(a: Profile, b: Profile) -> bool:
    """Whether the words behind both tell that they are about other things: requests, accusations, agreements."""
    if a.kinds[0] not in SPOKEN or b.kinds[0] not in SPOKEN or min(len(a.gist), len(b.gist)) < _TOLD:
        return False
    return not a.gist & b.gist


def _tied(a: Profile, b: Profile) -> bool:
    """Whether a party, a place or a figure is told by both: what names none of them can be any thing of its kind."""
    exact_a, exact_b = [s for s in a.spots if not s.wide], [s for s in b.spots if not s.wide]
    if _share_a_spot(exact_a, exact_b) or _done_to(exact_a, b) or _done_to(exact_b, a):
        return True
    if any(value > 1 for _, value in a.figures & b.figures):
        return True
    all_a, all_b = (*a.agents, *a.targets), (*b.agents, *b.targets)
    if any(same_party(x, y) > OPEN for x in all_a for y in all_b):
        return True
    return any(one_place(x, y) for x in exact_a for y in exact_b)


def _close(a: Profile, b: Profile, gap: int | None) -> bool:
    """Whether two reports are of one time and name mostly the same: then the same word is of the same thing. Where one
    has no date, the names alone tell.
    """
    return _shared_names(a, b) >= (_MOST_NAMES if gap is not None and abs(gap) <= _SOON else _ALL_NAMES)


_SOON = 14
"""Days between two reports that can be of one thing in the news."""
_MOST_NAMES, _ALL_NAMES = 3, 4
"""How much the names of two reports have in common (`_shared_names`)."""
REPRINTED = 14
"""Days within which a sentence that stands in two reports is one that was printed again."""


def _one_text(a: Profile, b: Profile, gap: int | None) -> bool:
    """Whether the same sentence is of the same thing: reports that come soon after one another, or that name the same.
    "Flights were running late" is said of any airport, in any year.
    """
    countries_a, countries_b = _countries(a), _countries(b)
    if countries_a and countries_b and not countries_a & countries_b:
        return False
    if _where(a, b, alike=False) == _SPOT_OTHER:
        return False  # "it took effect on Monday", in reports of truces in two towns
    return (gap is not None and abs(gap) <= REPRINTED) or _shared_names(a, b) >= _REPRINT_NAMES


_REPRINT_NAMES = 3
"""How much the names of two reports of one thing have in common, however long lies between them."""


def _denied_there(a: Profile, b: Profile) -> bool:
    """Whether one is denied for a place that the other does not name: "no strikes on the town" are no "strikes"."""
    here = any(not s.wide for s in a.spots)
    return a.denied and not b.denied and a.lasting and here and not any(not s.wide for s in b.spots)


def _shared_names(a: Profile, b: Profile) -> int:
    """How much the names of two reports have in common, from none (0) to as good as all (5)."""
    return bisect_right(_IN_COMMON, in_common(a.context, b.context))


_IN_COMMON = (0.08, 0.15, 0.22, 0.3, 0.4)
"""Steps of `in_common`: two reports of one event mostly reach .3, two of other events of the same sort seldom do."""


def _where(a: Profile, b: Profile, alike: bool) -> float:
    exact_a, exact_b = [s for s in a.spots if not s.wide], [s for s in b.spots if not s.wide]
    if not exact_a or not exact_b:  # a town that the words say it is done to, and that nobody found on the map
        return _SPOT if _done_to(exact_a, b) or _done_to(exact_b, a) else 0.0
    if _share_a_spot(exact_a, exact_b):
        return _SPOT + (_SPOT_OF_KIND if alike else 0.0)
    return _SPOT_NEAR if any(one_place(x, y) for x in exact_a for y in exact_b) else _SPOT_OTHER


def _share_a_spot(a: Sequence[Spot], b: Sequence[Spot]) -> bool:
    """Whether one place is told by both; one that is only named is the one of that name."""
    return any(x.key == y.key or (fold(x.name) == fold(y.name) and None in (x.lat, y.lat)) for x in a for y in b)


def _done_to(spots: Sequence[Spot], other: Profile) -> bool:
    return bool(spots) and not {fold(s.name) for s in spots}.isdisjoint(p.key for p in other.targets)


def _who(a: Profile, b: Profile) -> float:
    if not _is_mutual(a, b):
        crossed = _CROSSED if _side(a.agents, b.targets) == "same" else 0.0
        agents = _side(a.agents, b.agents)
        if a.family == b.family and a.family in _OF_ONE and a.lasting and b.lasting:
            crossed += _OF_DOER.get(agents, 0.0)
        return _AGENT[agents] + _TARGET[_side(a.targets, b.targets)] + crossed
    all_a, all_b = (*a.agents, *a.targets), (*b.agents, *b.targets)
    known_a, known_b = [p for p in all_a if p.known] or all_a, [p for p in all_b if p.known] or all_b
    total = _MUTUAL[_side(known_a, known_b)]
    if len(known_a) > 1 and len(known_b) > 1:
        met = sum(max(same_party(x, y) for y in known_b) > OPEN for x in known_a)
        total += _BOTH_PARTIES if met > 1 else 0.0
    return total


def _is_mutual(a: Profile, b: Profile) -> bool:
    """Whether agent and target can change places. Who helps whom cannot, whatever help is called: "cooperation"."""
    return (a.mutual and b.mutual) if a.family == b.family == "support" else (a.mutual or b.mutual)


def _side(a: Sequence[Party], b: Sequence[Party]) -> str:
    """How the parties of one role agree."""
    if not a or not b:
        return "none"
    best = max(same_party(x, y) for x in a for y in b)
    if best >= 0.8:
        return "same"
    if best >= OPEN:
        return "like" if best > OPEN else "open"
    return "other" if any(x.known for x in a) and any(y.known for y in b) else "different"


def _when(a: Profile, b: Profile, gap: int | None) -> float:
    lasting = a.lasting and b.lasting
    total = _LASTING if lasting else 0.0
    apart = _days_apart(a, b)
    if apart is not None:
        total += _by_days(_DAYS_LASTING if lasting else _DAYS_ONCE, apart)
    return total if gap is None else total + _by_days(_GAP_LASTING if lasting else _GAP_ONCE, gap)


def _by_days(points: Sequence[tuple[int | None, float]], days: int) -> float:
    return next(value for most, value in points if most is None or days <= most)


def _figures(a: Profile, b: Profile) -> float:
    if any(value > 1 for _, value in a.figures & b.figures):
        return _FIGURE
    if a.family in _OF_OBJECTS and b.family in _OF_OBJECTS and _other_objects(a, b):
        return _OBJECT_OTHER
    same_units = {unit for unit, _ in a.figures} & {unit for unit, _ in b.figures}
    return _FIGURE_OTHER if same_units and not a.figures & b.figures else 0.0


def _other_objects(a: Profile, b: Profile) -> bool:
    """Whether both count what they are about, and count different things."""
    objects_a, objects_b = ({(unit, value) for unit, value in x.figures if unit and value > 1} for x in (a, b))
    units = {unit for unit, _ in objects_a} & {unit for unit, _ in objects_b}
    values = {value for _, value in objects_a} & {value for _, value in objects_b}
    return bool(objects_a and objects_b) and not units and not values


def _never(a: Profile, b: Profile) -> bool:
    """Whether a thing of the one kind is never one of the other: to close a border is no siege."""
    known = lexicon().by_name
    return any(kind in known and known[kind].apart & set(b.kinds) for kind in a.kinds)


def _near_kinds(a: Profile, b: Profile) -> bool:
    known = lexicon().by_name
    return any(one in known and known[one].near & set(y.kinds) for x, y in ((a, b), (b, a)) for one in x.kinds)


# -- within a report


def likeness_within(earlier: Profile, later: Profile) -> float | None:
    """Points for one thing in one report; None: cannot be."""
    if earlier.sentences & later.sentences:
        return SAME_SENTENCE
    kinds = _kinds(earlier, later)
    if kinds is None or other_case(earlier, later) or _other_gist(earlier, later):
        return None
    total = kinds
    for part in (_places(earlier, later), _parties(earlier, later), _times(earlier, later)):
        if part is None:
            return None
        total += part
    if _of_somebody(earlier, later):
        if _one_person(earlier, later):
            total += _ONE_STAY
        elif not earlier.heads & later.heads:
            return None
    shared = earlier.figures & later.figures
    return total + (1.0 if any(value > 1 for _, value in shared) else 0.0)


def other_case(a: Profile, b: Profile) -> bool:
    """Whether it is done to others, where that is what tells one case from another: whom somebody killed, what was
    sent; or done by the other side, where that took the place.
    """
    kinds = a.kinds[0], b.kinds[0]
    if kinds in _BY_TARGET and a.targets and b.targets:
        return all(_others(x, y) for x in a.targets for y in b.targets)
    if kinds in _BY_AGENT and a.agents and b.agents:
        return max(same_party(x, y) for x in a.agents for y in b.agents) <= OPEN
    return False


_BY_TARGET = frozenset({("killing", "killing"), ("deployment", "deployment")})
_BY_AGENT = frozenset({("territory", "territory")})
_PEOPLE = re.compile(
    r"\b(?:\w*men|\w*women|people|personnel|troops|soldiers?|forces?|police|officers?|marines|crews?|staff|fighters?|"
    r"advis[eo]rs?|trainers?|instructors?|engineers?|(?:para)?troopers?|peacekeepers?|medics?|doctors?|battalions?|"
    r"brigades?|units?|guards?|mercenaries|militias?|volunteers|observers|experts|contingent|team)$"
)
_MANY = re.compile(r"^(?:no|\d[\d.,]*|dozens|scores|hundreds|thousands|several|many|some|all) |s$")


def _others(a: Party, b: Party) -> bool:
    """Whether two are not the same: people and what is no people, one by name and many."""
    found = same_party(a, b)
    if found != OPEN:
        return found < OPEN
    if bool(_PEOPLE.search(a.key)) != bool(_PEOPLE.search(b.key)):
        return True
    return any(x.known and not y.known and _MANY.search(y.name.lower()) for x, y in ((a, b), (b, a)))


def _kinds(a: Profile, b: Profile) -> float | None:
    words = bool(a.heads & b.heads)
    if set(a.kinds) & set(b.kinds):
        return 2.0 if words else 1.0
    if words and a.family == b.family:
        return 1.5
    known = lexicon().by_name
    near = any(k in known and known[k].near & set(b.kinds) for k in a.kinds)
    near = near or any(k in known and known[k].near & set(a.kinds) for k in b.kinds)
    return 0.5 if near else None


def _places(a: Profile, b: Profile) -> float | None:
    exact_a, exact_b = [s for s in a.spots if not s.wide], [s for s in b.spots if not s.wide]
    if exact_a and exact_b:
        if {s.key for s in exact_a} & {s.key for s in exact_b}:
            return 2.0
        return 1.5 if any(one_place(x, y) for x in exact_a for y in exact_b) else None
    countries_a, countries_b = _countries(a), _countries(b)
    if countries_a and countries_b and not countries_a & countries_b:
        return None
    if exact_a or exact_b:  # one of them says where, and the other does not
        return -1.0 if (a.lasting or b.lasting) and not exact_a else 0.0
    return 0.5 if countries_a & countries_b else 0.0


def _countries(profile: Profile) -> set[str]:
    return {spot.country for spot in profile.spots if spot.country}


def one_place(a: Spot, b: Spot) -> bool:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    if a.country and b.country and a.country != b.country:
        return False
    reach = AREA_KM if a.area != b.area else NEAR_KM
    return distance_km(a.lat, a.lon, b.lat, b.lon) <= reach


# -- parties


def _parties(a: Profile, b: Profile) -> float | None:
    if _is_mutual(a, b):
        return _mutual((*a.agents, *a.targets), (*b.agents, *b.targets))
    return _role(a.agents, b.agents) + _role(a.targets, b.targets)


OTHERS = -2.5
"""For two known parties in one role: reports may disagree on who did it, if all else agrees."""


def _role(a: tuple[Party, ...], b: tuple[Party, ...]) -> float:
    """Points for the parties of one role."""
    if not a or not b:
        return 0.0
    best = max(same_party(x, y) for x in a for y in b)
    if best:
        return 1.5 * best if best > OPEN else 0.0
    return OTHERS if any(x.known for x in a) and any(y.known for y in b) else -1.0


def _mutual(a: tuple[Party, ...], b: tuple[Party, ...]) -> float | None:
    """Points for the parties where roles can change places; those of both count, up to two."""
    known_a, known_b = [p for p in a if p.known] or list(a), [p for p in b if p.known] or list(b)
    if not known_a or not known_b:
        return 0.0
    met = sorted((max(same_party(x, y) for y in known_b) for x in known_a), reverse=True)
    if not met[0]:
        met = [max(same_party(x, y) for x in a for y in b), *met[1:]]  # "the coalition" on both sides
    if met[0] <= OPEN:
        return None
    if len(known_a) > 1 and len(known_b) > 1 and not met[1]:
        return None  # talks of one with two others are two talks
    return 1.5 * met[0] + (1.0 * met[1] if len(met) > 1 else 0.0)


# -- times


def _times(a: Profile, b: Profile) -> float | None:
    lasting = a.lasting and b.lasting
    apart = _days_apart(a, b)
    if apart is not None:
        if apart == 0:
            return 1.5
        if not lasting and apart > 1:  # a day apart: time zones, "overnight"
            return -2.0 if apart == 2 else None
        if not lasting:
            return 0.0
    return 0.5


_CLOSE = 31
"""Days of the widest time that can speak for one thing: two events of one year are not one for that."""


def _days_apart(a: Profile, b: Profile) -> int | None:
    """Days between the times that both tell; None where one tells none, or only rough ones that meet."""
    if not a.days or not b.days:
        return None
    pairs = [(x, y) for x in a.days for y in b.days]
    nearest = min(_apart(x, y) for x, y in pairs)
    if nearest == 0 and not any(_apart(x, y) == 0 and _is_close(x) and _is_close(y) for x, y in pairs):
        return None
    return nearest


def _is_close(days: tuple[date, date]) -> bool:
    return (days[1] - days[0]).days <= _CLOSE


def _apart(x: tuple[date, date], y: tuple[date, date]) -> int:
    (start_x, end_x), (start_y, end_y) = x, y
    if start_x <= end_y and start_y <= end_x:
        return 0
    return (start_y - end_x if end_x < start_y else start_x - end_y).days
