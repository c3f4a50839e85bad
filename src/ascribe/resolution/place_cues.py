"""What the words around a place name say about it: text and offsets in, a reading of the mention and its links out.

"Anbar province" wants a province called Anbar, "Kandahar airport" a facility in Kandahar, "Memphis Street" no place at
all; "Tikrit, Iraq" puts the one in the other, "Beiji, north of Tikrit" the one near the other.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from ascribe.resolution.gazetteer import Gazetteer, Kind, Match
from ascribe.resolution.place_names import LONGEST, fold

Wanted = Literal["province", "district", "city", "facility"]
LinkKind = Literal["in", "near", "list"]

WINDOW = 60
"""Characters looked at on either side. The longest pattern ("a town about 30 kilometers northwest of") has 40."""


@cache
def words(section: str) -> frozenset[str]:
    """A section of `place_words.toml`. KeyError where it has none of that name."""
    return _lexicon()[section]


@cache
def _lexicon() -> dict[str, frozenset[str]]:
    text = (Path(__file__).parent / "data" / "place_words.toml").read_text("utf-8")
    return {section: frozenset(entries) for section, entries in tomllib.loads(text).items()}


@dataclass(frozen=True, slots=True)
class Reading:
    """A mention taken apart."""

    name: str
    """What to look up; empty where the mention names no place."""
    wanted: Wanted | None = None
    part: bool = False
    """Only a part of it is meant ("northern Iraq")."""
    follows_person: bool = False
    """A given name or a title stands before it, as before a surname."""

    @property
    def key(self) -> tuple[str, Wanted | None]:
        """One referent for each in a document."""
        return fold(self.name), "city" if self.wanted == "facility" else self.wanted


@dataclass(frozen=True, slots=True)
class Link:
    """Two mentions, by index, that the text ties to each other: the first lies in the second, or near it, or both are
    members of a list."""

    inner: int
    outer: int
    kind: LinkKind
    firm: bool = False
    """Nothing else can be meant; "A, B" may also be a list."""


def _alternatives(*sections: str) -> str:
    entries = {entry for section in sections for entry in words(section)}
    return "|".join(re.escape(entry) for entry in sorted(entries, key=lambda e: (-len(e), e)))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Patterns for the words around a name, and for all the words between two. They only ever see WINDOW characters."""
    unit = f"(?:{_alternatives('province', 'district', 'city')})"
    parts = f"(?:(?:{_alternatives('part')})\\s+)*"
    name = r"[^,.;:()\n]{1,30}?"
    side = r"(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:ern)?(?: of)?"
    towards = f"{side}|near|outside|from|between|around|and|close to|towards?|to"
    owned = rf"{unit}(?: of)?|\w+ern|capital|largest|biggest|oil-rich"
    return {
        "after": re.compile(rf"\s+({unit})\b(?!-)"),
        "after_list": re.compile(rf"(?:,? (?:and|or) {name}|, {name},? (?:and|or) {name}) (\w+)\b"),
        "before": re.compile(rf"\b({unit})\s+(?:of\s+)?(?:the\s+)?$", re.I),
        "of": re.compile(rf"^(?:the )?({unit}|{_alternatives('facility')}) of (?:the )?(?=\S)", re.I),
        "in": re.compile(rf",?\s+(?:in|of)\s+(?:the\s+)?{parts}(?:{unit}\s+of\s+)?|\s*\(\s*", re.I),
        "comma": re.compile(rf",\s+(?:the\s+)?{parts}|\s+", re.I),
        "and": re.compile(r",? (?:and|or) (?:the )?", re.I),
        "owner": re.compile(rf"['’]s?\s+{parts}(?:(?:{owned})\s+)*", re.I),
        "people": re.compile(rf"\s+(?:[a-z-]+\s+){{0,2}}{unit}(?:\s+of)?\s+", re.I),
        "near": re.compile(rf"[^.;:\n]*?\b(?:{towards})\s+(?:the\s+)?(?:{unit}\s+(?:of\s+)?)?", re.I),
        "person": re.compile(r"\b([A-Za-z]+)\.?\s+(?:[A-Z]\.\s+)?$"),
    }


def read_mention(text: str, start: int, end: int, gazetteer: Gazetteer) -> Reading:
    """The mention at `text[start:end]` with what stands around it."""
    printed = " ".join(text[start:end].split()).strip(' ,;:()[]"“”')
    if not printed or len(printed) > LONGEST or not any(c.isupper() for c in printed):
        return Reading("")
    before, after = text[max(0, start - WINDOW) : start], text[end : end + WINDOW]
    if len(printed) <= 4 and printed.isupper() and re.match(r"[-–]?\d", after):
        return Reading("")  # "NH-9", "US-1": a road
    following = re.match(r"\s+([A-Z][\w-]*)", after)
    if following and following[1].lower() in words("namesake") and _is_namesake(printed, following[1], gazetteer):
        return Reading("")
    name, wanted, part = _take_apart(printed, gazetteer)
    if name and wanted is None:
        wanted = _wanted_around(before, after)
    person = _patterns()["person"].search(before)
    word = person[1] if person else ""
    follows = word[:1].isupper() and word.lower() in words("given") | words("title")
    return Reading(name, wanted, part, follows)


def _is_namesake(printed: str, following: str, gazetteer: Gazetteer) -> bool:
    """Whether "Memphis" before "Street" is no mention of Memphis; "Canadian" before "Coast Guard" is one of Canada."""
    if gazetteer.rows(f"{printed} {following}"):
        return False
    return not any(match is Match.DEMONYM or gazetteer.kind(row) == "country" for row, match in gazetteer.rows(printed))


def _take_apart(printed: str, gazetteer: Gazetteer) -> tuple[str, Wanted | None, bool]:
    """Name, kind of place and whether a part of it is meant, from the mention's own words."""
    if gazetteer.rows(printed):
        return printed, _unit(printed.split()[-1]) if " " in printed else None, False
    pieces = printed.split()
    bare, wanted = _without_unit(pieces)
    if wanted and gazetteer.rows(bare):
        return bare, wanted, False
    part = False
    while len(pieces) > 1 and pieces[0].lower() in words("part") | {"the"}:
        part = part or pieces[0].lower() != "the"
        pieces = pieces[1:]
        rest = " ".join(pieces)
        if not (part and not _stands_alone(rest)) and gazetteer.rows(rest):
            return rest, None, part
    rest = " ".join(pieces)
    of = _patterns()["of"].match(rest)
    if of:
        return rest[of.end() :], _unit(of[1]), part
    bare, wanted = _without_unit(pieces)
    if wanted and not (part and not _stands_alone(bare)):
        return bare, wanted, part
    if len(pieces) > 1 and pieces[-1].lower().rstrip(".") in words("namesake"):
        return "", None, False
    return (printed, None, False) if part and not _stands_alone(rest) else (rest, None, part)


def _without_unit(pieces: list[str]) -> tuple[str, Wanted | None]:
    """ "Anbar province": Anbar, a province."""
    for length in (2, 1):
        unit = _unit(" ".join(pieces[-length:])) if len(pieces) > length else None
        if unit:
            return " ".join(pieces[:-length]), unit
    return " ".join(pieces), None


def _stands_alone(rest: str) -> bool:
    """Whether what is left of "northern Iraq" is a name; of "Central Plateau" and "North Eastern Province" none is."""
    first = rest.lower().split()[0]
    return first not in words("part") and rest.lower() not in words("common")


_UNITS: tuple[Wanted, ...] = ("province", "district", "city", "facility")


def _unit(word: str) -> Wanted | None:
    lower = word.lower()
    return next((unit for unit in _UNITS if lower in words(unit)), None)


def _wanted_around(before: str, after: str) -> Wanted | None:
    patterns = _patterns()
    if found := patterns["after"].match(after):
        return _unit(found[1]) if found[1].islower() or _unit(found[1]) in ("province", "district") else None
    if (found := patterns["after_list"].match(after)) and found[1].endswith("s"):
        unit = _unit(found[1])
        return unit if unit in ("province", "district") else None
    found = patterns["before"].search(before)
    if found is None:
        return None
    # "the Karada district of Baghdad": the district has a name of its own
    own = re.search(r"([A-Z][\w'’-]*)\s+$", before[: found.start()])
    return (
        None if own and own[1] not in ("The", "In") and found[0].lower().rstrip().endswith(" of") else _unit(found[1])
    )


def find_links(
    text: str, spans: Sequence[tuple[int, int]], peoples: frozenset[int], units: frozenset[int]
) -> Iterator[Link]:
    """Links between each mention and the next. `spans` are sorted.

    `peoples` are the indices of words for people, `units` of what may be a country or province: three of these in a row
    are a list, and "Michigan, Wyoming" in it is no town in Wyoming.
    """
    patterns = _patterns()
    gaps = [_gap(text, spans[i][1], spans[i + 1][0], i in peoples) for i in range(len(spans) - 1)]
    for i, gap in enumerate(gaps):
        if gap in ("owner", "people"):
            yield Link(i + 1, i, "in", firm=True)
        elif gap == "in":
            yield Link(i, i + 1, "in", firm=True)
        elif gap == "near":
            yield Link(i, i + 1, "near")
            if patterns["and"].fullmatch(text, spans[i][1], spans[i + 1][0]):
                yield Link(i, i + 1, "list")
        elif gap == "comma":
            after = {i, i + 1, i + 2} <= units and i + 1 < len(gaps) and gaps[i + 1] in ("comma", "near")
            before = {i - 1, i, i + 1} <= units and i > 0 and gaps[i - 1] == "comma"
            yield Link(i, i + 1, "list" if after or before else "in")


def _gap(text: str, start: int, end: int, people: bool) -> str | None:
    """What the words between two mentions say: the name of the pattern that they are."""
    if end < start or end - start > WINDOW:
        return None
    patterns, gap = _patterns(), text[start:end]
    if people:
        return "people" if patterns["people"].fullmatch(gap) else None
    if _unit_then_comma(gap):
        return "comma"
    return next((name for name in ("owner", "in", "comma", "near") if patterns[name].fullmatch(gap)), None)


def _unit_then_comma(gap: str) -> bool:
    """ "Anbar province, Iraq"."""
    words_between, comma, rest = gap.partition(",")
    return bool(comma) and not rest.strip() and _unit(words_between.strip()) is not None


def fits(kind: Kind, wanted: Wanted) -> bool:
    """Whether a place of this kind is what the words around its name call for."""
    if wanted == "facility":
        return kind in ("city", "facility", "district")
    return kind == wanted
