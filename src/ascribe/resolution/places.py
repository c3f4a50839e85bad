"""Place names to places: a document's text and its mentions in, for each mention the place it means or none.

All mentions of a name in a document mean one place, and which one is decided for the whole document together
(`place_scores`). A name that nothing supports stays unresolved, with its name kept: a hamlet that happens to be called
like a person or a thing is worse than no place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ascribe.contract.claims import PlaceCell, PlacePrecision
from ascribe.resolution.gazetteer import Candidate, Gazetteer, Match
from ascribe.resolution.place_cues import Reading, Wanted, find_links, read_mention, words
from ascribe.resolution.place_finder import find_places, find_units
from ascribe.resolution.place_names import fold, transliteration_key
from ascribe.resolution.place_scores import WEIGHTS, Home, Name, Option, Weights, link_names, options_for, settle

__all__ = ["Home", "Mention", "Resolved", "find_places", "home_of", "nationality", "place_cell", "resolve_places"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of the document's text that names a place, or a word for the people of one."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a mention means."""

    mention: Mention
    name: str
    """Name of the place by the gazetteer, or, where it is not known, the name as first printed in the document."""
    place: Candidate | None
    """None: not resolved. Of a facility the town that it is called after."""
    precision: PlacePrecision | None
    score: float = 0.0
    """How well supported: 0 is the threshold below which nothing is resolved; each 1.0 is a tenfold population."""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """A mention with all that it could mean, for `explain`."""

    resolved: Resolved
    name: str
    """What was looked up; empty: no name of a place."""
    wanted: Wanted | None
    """What kind of place the words around it ask for."""
    options: tuple[Option, ...]
    """Candidates, the best first."""


def resolve_places(
    text: str,
    mentions: Sequence[Mention],
    home: Home | None = None,
    gazetteer: Gazetteer | None = None,
    weights: Weights = WEIGHTS,
) -> list[Resolved]:
    """The places that `mentions` mean in `text`, in the order given.

    Countries, provinces and words for people elsewhere in the text count as context, whether they are among the
    mentions or not. `home` is where the outlet's readers are, where the user has said so. Time is linear in the text
    and in the number of candidates.
    """
    return [weighed.resolved for weighed in weigh_places(text, mentions, home, gazetteer, weights)]


def weigh_places(
    text: str,
    mentions: Sequence[Mention],
    home: Home | None = None,
    gazetteer: Gazetteer | None = None,
    weights: Weights = WEIGHTS,
) -> list[Weighed]:
    """`resolve_places` with what was weighed."""
    places = gazetteer or Gazetteer.open()
    given = sorted({(mention.start, mention.end) for mention in mentions})
    spans = _merged(given, find_units(text, places))
    names: dict[object, Name] = {}
    readings: list[Reading] = []
    name_of: list[Name | None] = []
    for start, end in spans:
        reading = read_mention(text, start, end, places)
        readings.append(reading)
        name_of.append(_name(reading, names, places, first=start < _LEAD) if reading.name else None)
    peoples = frozenset(
        i for i, name in enumerate(name_of) if name and any(o.match is Match.DEMONYM for o in name.options)
    )
    units = frozenset(i for i, name in enumerate(name_of) if name and any(_is_unit(o) for o in name.options))
    link_names(list(find_links(text, spans, peoples, units)), name_of)
    settle(list(names.values()), places, home, weights)
    index = {span: i for i, span in enumerate(spans)}
    spellings = _spellings(text, spans)
    weighed = []
    for mention in mentions:
        i = index[mention.start, mention.end]
        found = _resolved(mention, _printed(text, spans[i]), readings[i], name_of[i], places, weights)
        found = found if found.place else replace(found, name=spellings[_spelling_key(found.name)])
        name = name_of[i]
        options = sorted(name.options, key=lambda o: (-o.score, o.row)) if name else []
        weighed.append(Weighed(found, readings[i].name, readings[i].wanted, tuple(options)))
    return weighed


_LEAD = 200
"""Characters. What stands in the dateline and the first sentence is what the report is about."""


def _merged(given: list[tuple[int, int]], found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Given spans and those found that overlap none of them, sorted."""
    merged, i = [], 0
    for start, end in found:
        while i < len(given) and given[i][1] <= start:
            i += 1
        if i == len(given) or given[i][0] >= end:
            merged.append((start, end))
    return sorted([*given, *merged])


def _name(reading: Reading, names: dict[object, Name], gazetteer: Gazetteer, *, first: bool) -> Name:
    name = names.get(reading.key)
    if name is None:
        common = _is_word(reading.name)
        options = options_for(gazetteer, reading.name)
        if common:  # nobody writes "Soul" for Seoul; a county may be called without the word for it
            options = [
                o for o in options if o.match is not Match.FOLDED and (o.match is not Match.ALTERNATE or reading.wanted)
            ]
        if reading.wanted is None and reading.name.lower() in words("part"):
            options = []  # "the Western powers"
        name = names[reading.key] = Name(reading.name, reading.wanted, options, common=common)
    else:
        name.weight += 0.5  # a name said twice counts more, but not twice
    name.weight = min(name.weight + (0.5 if first else 0.0), 3.0)
    name.person = name.person or reading.follows_person
    return name


def _is_word(name: str) -> bool:
    """Whether it is an English word first and the name of a place second ("Mobile", "Western", "The Line")."""
    lower = name.lower().removeprefix("the ")
    return any(lower in words(section) for section in _WORD_SECTIONS)


_WORD_SECTIONS = ("common", "part", "title", "province", "district", "city", "facility", "namesake", "organisation")


def _is_unit(option: Option) -> bool:
    return option.kind in ("country", "province") and option.match is not Match.ALTERNATE


def _printed(text: str, span: tuple[int, int]) -> str:
    return " ".join(text[slice(*span)].split())


def _spellings(text: str, spans: Iterable[tuple[int, int]]) -> dict[str, str]:
    """For names that stay unresolved: of the spellings that differ only by transliteration, the first in the text."""
    first: dict[str, str] = {}
    for span in spans:
        printed = _printed(text, span)
        first.setdefault(_spelling_key(printed), printed)
    return first


def _spelling_key(name: str) -> str:
    return transliteration_key(fold(name)) or fold(name) or name


def _resolved(
    mention: Mention, printed: str, reading: Reading, name: Name | None, gazetteer: Gazetteer, weights: Weights
) -> Resolved:
    best = name.best if name else None
    if best is None or best.score < weights.threshold:
        return Resolved(mention, printed, None, None)
    place = gazetteer.candidate(best.row, best.match)
    score = best.score - weights.threshold
    if reading.wanted == "facility" and best.kind != "facility":
        return Resolved(mention, printed, place, "facility", score, best.reasons)
    if reading.part and not best.is_spot:  # central Baghdad is still Baghdad; northern Iraq is not all of it
        return Resolved(mention, printed, place, "region", score, best.reasons)
    return Resolved(mention, place.name, place, place.precision, score, best.reasons)


def place_cell(
    resolved: Resolved, text: str, start: int, end: int, relation: str = "in", *, implied: bool = False
) -> PlaceCell:
    """The claim's cell for a resolved mention; `text` stands at `start` to `end` of the document.

    A facility has the coordinates of its town and not its id; so has a part of a region.
    """
    place = resolved.place
    if place is None:
        return PlaceCell(text, start, end, resolved.name, relation=relation, implied=implied)
    exact = resolved.precision == place.precision
    return PlaceCell(
        text,
        start,
        end,
        resolved.name,
        place.geonameid if exact else None,
        place.lat,
        place.lon,
        place.country,
        resolved.precision,
        relation,
        implied,
    )


def nationality(word: str) -> str | None:
    """ISO 3166-1 alpha-2 code of the country that a word for people belongs to ("Iraqi", "Texans"), or None."""
    people = Gazetteer.open().people(word)
    return people.countries[0] if people and people.kind != "people" and people.countries else None


def home_of(name: str) -> Home | None:
    """Where an outlet's readers are, from "Alexandria, Louisiana" as a user writes it; None where no place is meant."""
    (resolved,) = resolve_places(name, [Mention(0, len(name.partition(",")[0]))])
    place = resolved.place
    return Home(place.lat, place.lon, place.country) if place else None
