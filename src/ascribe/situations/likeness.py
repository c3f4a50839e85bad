"""How much speaks for two mentions being of one thing: points for what agrees, None where something cannot be.

In: two profiles with the days between them. Out: points, or None. The points were set on ECB+ and a planted world; the
benchmark prints what they reach.
"""

from __future__ import annotations

from datetime import date

from ascribe.resolution.gazetteer import distance_km
from ascribe.situations.kinds import lexicon
from ascribe.situations.profiles import Party, Profile, Spot

NEAR_KM = 30.0
"""Two places closer than this can be one: a town and its airport, a village and the town that it is near."""
AREA_KM = 250.0
"""A place further from the middle of a province than this does not lie in it."""
SAME_SENTENCE = 10.0
THRESHOLD = 3.0
"""Points from which two mentions in different reports are of one thing."""


def likeness(earlier: Profile, later: Profile, gap: int | None, *, within: bool = False) -> float | None:
    """Points for one thing; None: cannot be. `gap`: days between the publications, None where one has no date.

    `within`: one document, which need not say again where a thing is.
    """
    if earlier.sentences & later.sentences:
        return SAME_SENTENCE
    kinds = _kinds(earlier, later)
    if kinds is None:
        return None
    total = kinds + _contexts(earlier, later)
    for part in (_places(earlier, later, within), _parties(earlier, later), _times(earlier, later, gap)):
        if part is None:
            return None
        total += part
    shared = earlier.figures & later.figures
    return total + (1.0 if any(value > 1 for _, value in shared) else 0.0)


def related(first: Profile, second: Profile) -> bool:
    """Whether the kinds of both allow that they are of one thing."""
    return _kinds(first, second) is not None


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


def _contexts(a: Profile, b: Profile) -> float:
    """Points for names that the reports have in common, whatever they say of them."""
    shared = len(a.context & b.context)
    if shared < 2 or a.context == b.context:
        return 0.0  # of one document, or nothing to go by
    share = shared / min(len(a.context), len(b.context))
    return 1.5 if share >= 0.5 and shared > 2 else 0.75 if share >= 0.3 else 0.0


# -- places


def _places(a: Profile, b: Profile, within: bool) -> float | None:
    exact_a, exact_b = [s for s in a.spots if not s.wide], [s for s in b.spots if not s.wide]
    if exact_a and exact_b:
        if {s.key for s in exact_a} & {s.key for s in exact_b}:
            return 2.0
        return 1.5 if any(one_place(x, y) for x in exact_a for y in exact_b) else None
    countries_a, countries_b = _countries(a), _countries(b)
    if countries_a and countries_b and not countries_a & countries_b:
        return None
    if exact_a or exact_b:  # one of them says where, and the other does not
        said_before = within and bool(exact_a)
        return -1.0 if (a.lasting or b.lasting) and not said_before else 0.0
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
    if a.mutual or b.mutual:
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
        return 1.5 * best
    return OTHERS if any(x.known for x in a) and any(y.known for y in b) else -1.0


def _mutual(a: tuple[Party, ...], b: tuple[Party, ...]) -> float | None:
    """Points for the parties where roles can change places; those of both count, up to two."""
    known_a, known_b = [p for p in a if p.known] or list(a), [p for p in b if p.known] or list(b)
    if not known_a or not known_b:
        return 0.0
    met = sorted((max(same_party(x, y) for y in known_b) for x in known_a), reverse=True)
    if not met[0]:
        return None
    if len(known_a) > 1 and len(known_b) > 1 and not met[1]:
        return None  # talks of one with two others are two talks
    return 1.5 * met[0] + (1.0 * met[1] if len(met) > 1 else 0.0)


def same_party(a: Party, b: Party) -> float:
    """1: the same; less: can be the same (a state and its army, a coalition and who leads it); 0: not the same."""
    if a.key == b.key:
        return 1.0
    state_a, state_b = _state(a.key), _state(b.key)
    if state_a and state_a == state_b:
        return 0.8 if state_a in (a.key, b.key) else 0.4
    if state_a and state_b:
        return 0.0
    words_a, words_b = set(a.name.lower().split()), set(b.name.lower().split())
    if a.known and b.known and ":" not in a.key + b.key:
        short, long = sorted((words_a, words_b), key=len)
        return 0.9 if short <= long or list(a.key.split())[-1] == list(b.key.split())[-1] else 0.0
    for one, other in ((a, b), (b, a)):
        leads = one.name.lower().replace(".", "").split("-led")[0]
        if "-led" in one.name.lower() and leads in (_short(other.name), other.name.lower()):
            return 0.7
    if a.known != b.known and (state_a or state_b or ":" in a.key + b.key):
        return 0.0
    if a.key.split()[-1] == b.key.split()[-1]:
        return 0.8
    return 0.6 if _telling(a.key) & _telling(b.key) else 0.0


_SAY_LITTLE = frozenset("its their his her our some many several other new more than all of in and for to".split())


def _telling(key: str) -> set[str]:
    """Words of a description that tell it from others."""
    return {w for w in key.split() if w not in _SAY_LITTLE and not w.isdigit() and len(w) > 2}


def _short(name: str) -> str:
    return {"united states": "us", "united kingdom": "uk", "saudi arabia": "saudi", "france": "french"}.get(
        name.lower(), name.lower()
    )


_SECTORS = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY"})


def _state(key: str) -> str | None:
    """The country that an actor's code is of: "IRQ:MIL" and "IRQ" act for Iraq. Its rebels and parties do not."""
    country, _, sector = key.partition(":")
    of_state = not sector or sector.split("-")[0] in _SECTORS
    return country if of_state and len(country) == 3 and country.isupper() and country.isalpha() else None


# -- times


def _times(a: Profile, b: Profile, gap: int | None) -> float | None:
    lasting = a.lasting and b.lasting
    if a.days and b.days:
        apart = min(_apart(x, y) for x in a.days for y in b.days)
        if apart == 0:
            return 1.5
        if not lasting and apart > 1:  # a day apart: time zones, "overnight"
            return -2.0 if apart == 2 else None
        if not lasting:
            return 0.0
    if gap is None:
        return 0.0
    if lasting:
        return 0.5 if gap <= 30 else 0.0 if gap <= 180 else -1.0 if gap <= 730 else -2.0
    return 0.5 if gap <= 3 else 0.0 if gap <= 10 else -1.5


def _apart(x: tuple[date, date], y: tuple[date, date]) -> int:
    (start_x, end_x), (start_y, end_y) = x, y
    if start_x <= end_y and start_y <= end_x:
        return 0
    return (start_y - end_x if end_x < start_y else start_x - end_y).days
