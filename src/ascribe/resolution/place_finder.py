"""Place names in a text, by the gazetteer alone: text in, spans out.

The reader's entities are better at telling a place from a person; this is for text that has not been read, and for the
countries, provinces and words for people that a document's mentions are to be judged by.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ascribe.resolution.gazetteer import Gazetteer, Match
from ascribe.resolution.place_cues import words
from ascribe.resolution.place_names import fold

LONGEST_NAME = 6
"""Words. "Saint Vincent and the Grenadines" has five."""

PROMINENT = 100_000
"""Inhabitants from which a name needs no preposition before it, and from which a foreign spelling counts."""

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’`](?=[^\W\d_])[^\W\d_]+)*\.?")
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
_INSIDE = frozenset(
    "of the and de la le les los las del da do das dos di du al el ad ez es sur on upon en i am an der".split()
)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|from|near|to|into|around|outside|inside|through|across|toward|towards|throughout|between|via|leaving|of"
    r"|north|south|east|west|downtown|northern|southern|eastern|western|central)\s+(?:the\s+)?$",
    re.I,
)
_WITHIN = re.compile(r"\b(?:in|at|near|around|outside|throughout|across)\s+(?:the\s+)?$", re.I)
_PERSON_BEFORE = re.compile(r"\b([A-Z][a-z]+|[A-Z])\.?\s+(?:[A-Z]\.\s*)?$")
_PERSON_AFTER = re.compile(
    r"(?:\s+|,\s+\d\d?,\s+)(?:said|says|told|added|adds|explained|asked|wrote|wrote|noted|replied|insisted|argued|admitted"
    r"|acknowledged|denied|recalled|testified|resigned|died|who|whose|smiled|agreed|thinks|believes|hopes|scored|hit)\b"
    r"|,\s+\d\d?\b"
)

Found = Literal["unit", "place", "weak"]


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    joined: bool
    """Only a space or a hyphen stands between it and the token before."""


def find_units(text: str, gazetteer: Gazetteer) -> list[tuple[int, int]]:
    """Spans of countries, provinces, regions of the world and words for people, sorted, none overlapping another."""
    return [(start, end) for start, end, found in _names(text, gazetteer) if found == "unit"]


def find_places(text: str, gazetteer: Gazetteer | None = None) -> list[tuple[int, int]]:
    """Spans of what looks like the name of a place, sorted, none overlapping another. Linear in the text's length."""
    places = gazetteer or Gazetteer.open()
    names = list(_names(text, places))
    persons = _persons(text, names, places)
    return [
        (start, end)
        for start, end, found in names
        if found == "unit"
        or (text[start:end] not in persons and not _is_namesake(text, end) and _is_shown(text, start, end, found))
    ]


def _names(text: str, gazetteer: Gazetteer) -> Iterator[tuple[int, int, Found]]:
    """The longest name from each capital on."""
    tokens = list(_tokens(text))
    i = 0
    while i < len(tokens):
        step = 1
        if tokens[i].text[0].isupper():
            for last in range(_reach(tokens, i), i - 1, -1):
                hit = _name_at(text, tokens[i].start, tokens[last], gazetteer)
                if hit:
                    yield tokens[i].start, *hit
                    step = last - i + 1
                    break
        i += step


def _name_at(text: str, start: int, last: _Token, gazetteer: Gazetteer) -> tuple[int, Found] | None:
    """End and kind of the name from `start` to the token `last`, if there is one: with its full stop, or without."""
    if not last.text[0].isupper():
        return None
    if text[start : start + 4].lower() == "the " and not gazetteer.knows(text[start : last.end]):
        return None  # it is "The Hague" but "the Balkans"
    if last.text.endswith("."):
        if any(match is Match.ABBREVIATION for _, match in gazetteer.rows(text[start : last.end])):
            return last.end, "unit"
        end = last.end - 1
    else:
        end = start + len(_POSSESSIVE.sub("", text[start : last.end]))
    found = _kind(text[start:end], gazetteer)
    return (end, found) if found else None


def _tokens(text: str) -> Iterator[_Token]:
    end = -2
    for match in _TOKEN.finditer(text):
        yield _Token(match[0], match.start(), match.end(), text[end : match.start()] in (" ", "-", "'", "’"))
        end = match.end()


def _reach(tokens: list[_Token], i: int) -> int:
    """Index of the last token that a name from `i` on may reach."""
    last = i
    while last + 1 < len(tokens) and last - i + 1 < LONGEST_NAME:
        following = tokens[last + 1]
        if not following.joined or not (following.text[0].isupper() or following.text in _INSIDE):
            break
        if tokens[last].text.endswith(".") and len(tokens[last].text) > 4:  # "St." goes on, "Iraq." does not
            break
        last += 1
    return last


@lru_cache(maxsize=16384)
def _kind(name: str, gazetteer: Gazetteer) -> Found | None:
    """What a name looks like; None: no place, or too like a word.

    unit: a country, region, province or people; place: any other place; weak: by a foreign name or another
    transliteration only, so that the words before it must say that it is a place.
    """
    rows = gazetteer.rows(name)
    if not rows:
        return "weak" if " " not in name and len(name) >= 5 and gazetteer.variant_rows(name) else None
    lower = name.lower()
    word = any(lower in words(section) for section in ("common", "part", "title", "given"))
    if any(_is_unit(row, match, name, word, gazetteer) for row, match in rows):
        return "unit"
    if word or len(fold(name)) < 3:
        return None
    best = max(gazetteer.populations[row] for row, match in rows)
    own = any(match is Match.NAME for _, match in rows)
    return "place" if own or best >= PROMINENT else "weak"


def _is_unit(row: int, match: Match, name: str, word: bool, gazetteer: Gazetteer) -> bool:
    kind = gazetteer.kind(row)
    if match is Match.DEMONYM:
        return True
    if match is Match.ABBREVIATION:  # "IN" alone may be a word in a headline
        return kind == "country" or "." in name
    if match is Match.NAME and not word:
        return kind in ("country", "region") or (kind == "province" and gazetteer.populations[row] >= PROMINENT)
    return False


def _persons(text: str, names: list[tuple[int, int, Found]], gazetteer: Gazetteer) -> frozenset[str]:
    """Names of one word that the text uses for a person, or for a small place without ever saying "in" or "from" it."""
    score: dict[str, int] = defaultdict(int)
    for start, end, found in names:
        name = text[start:end]
        if found == "unit" or " " in name:
            continue
        before, after = text[max(0, start - 40) : start], text[end : end + 40]
        person = _PERSON_BEFORE.search(before)
        if person and (
            len(person[1]) == 1 or person[1].lower() in words("given") or person[1].lower() in words("title")
        ):
            score[name] -= 2
        elif person and not _kind(person[1], gazetteer) and before[: person.start()].rstrip()[-1:] not in (".", ""):
            score[name] -= 1  # an unknown capitalised word in front: "Meredith" in "Burgess Meredith"
        # "police in Amritsar said": the police
        if _PERSON_AFTER.match(after) and not (_WITHIN.search(before) or _is_capital(name, gazetteer)):
            score[name] -= 2
        if _PLACE_BEFORE.search(before) or re.match(r",? [A-Z]", after):
            score[name] += 1
        score[name] += 0
    return frozenset(
        name for name, value in score.items() if value < 0 or (value == 0 and _population(name, gazetteer) < PROMINENT)
    )


def _is_capital(name: str, gazetteer: Gazetteer) -> bool:
    """Of a country, and large: "Brussels said" is the news of a government."""
    return any(
        row in gazetteer.capitals and gazetteer.populations[row] >= PROMINENT and match is Match.NAME
        for row, match in gazetteer.rows(name)
    )


def _population(name: str, gazetteer: Gazetteer) -> int:
    return max((gazetteer.populations[row] for row, _ in gazetteer.rows(name)), default=0)


def _is_shown(text: str, start: int, end: int, found: Found) -> bool:
    """Whether a name that is weak by itself stands where a place stands."""
    if found == "place":
        return True
    return bool(_PLACE_BEFORE.search(text[max(0, start - 20) : start])) and not re.match(r" [A-Z]", text[end : end + 2])


def _is_namesake(text: str, end: int) -> bool:
    """Whether it goes on as the name of a street or a water ("Memphis Street")."""
    following = re.match(r"[ -]([A-Z][\w-]*)", text[end : end + 40])
    return bool(following) and following[1].lower() in words("namesake") if following else False
