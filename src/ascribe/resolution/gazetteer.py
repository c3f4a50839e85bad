"""The gazetteer: names of cities, districts, provinces, countries, regions and waters in, places with coordinates out.

It is one file, compiled by `tools/compile_gazetteer.py` and mapped into memory: opening reads its header, a lookup the
two or three pages that it touches. Nothing is loaded whole and nothing is written on a user's machine.

Layout, all numbers little-endian: MAGIC, length of the header (u64), a JSON header with the sections' places after it.
Rows are in the order of KINDS, with one array for each column. Keys are sorted and front-coded in blocks of BLOCK: a
byte for the letters shared with the key before, a byte for those that follow, these, then a varint with the number of
postings, and the postings as varints: row * 4 + Match. Folded keys are kept as sorted CRC-32 sums with the block of
keys in which to look; the hit is confirmed by folding the keys of that block.
"""

from __future__ import annotations

import json
import math
import mmap
import struct
import sys
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

from ascribe.contract.claims import PlacePrecision
from ascribe.resolution.place_names import fold, transliteration_key

MAGIC = b"ASCGAZ01"
BLOCK = 16
"""Keys in a block: at 16 the offsets take a tenth of the room of the keys and a lookup decodes 8 keys on average."""
Kind = Literal["country", "region", "facility", "province", "district", "city"]
KINDS: tuple[Kind, ...] = ("country", "region", "facility", "province", "district", "city")
NO_PARENT = 0xFFFF
EARTH_RADIUS_KM = 6371.0088
"""Mean radius (IUGG)."""

SHIPPED = Path(__file__).parent / "data" / "gazetteer.bin"


class Match(IntEnum):
    """Why a place answers to a name; the lower, the better."""

    NAME = 0
    ALTERNATE = 1
    """Another language's or an earlier name, or a district without the word for what it is."""
    ABBREVIATION = 2
    DEMONYM = 3
    FOLDED = 4
    """Another transliteration of one of its names."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name can mean. Coordinates are WGS 84 degrees; of regions they are a point in the middle."""

    row: int
    """Row of the gazetteer: stable within one version of it."""
    geonameid: int | None
    """None for regions that our sources give no id for."""
    name: str
    lat: float
    lon: float
    country: str | None
    """ISO 3166-1 alpha-2; None for seas and for regions of several countries."""
    admin1: str | None
    admin2: str | None
    precision: PlacePrecision
    population: int
    match: Match


@dataclass(frozen=True, slots=True)
class People:
    """What a word for people names: citizens of a country, people of a region, or a people of several countries."""

    name: str
    kind: Literal["country", "region", "people"]
    countries: tuple[str, ...]
    """ISO codes; of a people or confession those where most of them live, empty where that says nothing."""


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance (haversine)."""
    a, b = math.radians(lat), math.radians(other_lat)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(h)))


def folded_hash(key: str) -> int:
    """Sum under which a folded key is filed."""
    return zlib.crc32(key.encode("ascii"))


def _column(data: memoryview, typecode: Literal["I", "i", "H"]) -> Sequence[int]:
    """A section as numbers, without copying it where the machine has the file's byte order."""
    if sys.byteorder == "little":
        return data.cast(typecode)
    column = array(typecode, data.tobytes())
    column.byteswap()
    return column


class Gazetteer:
    """Read-only; safe to share between threads and, once opened, with forked processes."""

    def __init__(self, path: Path) -> None:
        """ValueError where the file is not a gazetteer of this version, OSError where it cannot be read."""
        with path.open("rb") as file:
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        if bytes(data[:8]) != MAGIC:
            raise ValueError(f"{path}: it is not a gazetteer of this version; install ascribe again")
        (length,) = struct.unpack("<Q", data[8:16])
        header = json.loads(bytes(data[16 : 16 + length]))
        base = 16 + length

        def section(name: str) -> memoryview:
            start, size = header["sections"][name]
            return data[base + start : base + start + size]

        self.size: int = header["places"]
        self.geonameids = _column(section("geonameid"), "I")
        self.populations = _column(section("population"), "I")
        self._lat = _column(section("lat"), "i")
        self._lon = _column(section("lon"), "i")
        self._parent = _column(section("parent"), "H")
        self._country = section("country")
        self._codes: list[str] = header["countries"]
        self._folding = frozenset(self._codes.index(code) for code in header["folding"])
        self._starts: list[int] = [header["starts"][kind] for kind in KINDS]
        self._names, self._name_offsets = section("names"), _column(section("name_offsets"), "I")
        self._keys, self._key_offsets = section("keys"), _column(section("key_offsets"), "I")
        self._folded = _column(section("folded"), "I")
        self._folded_blocks = _column(section("folded_blocks"), "H")
        self._extra = section("extra")
        # One name is asked for many times in a run; a story's worth of names fits easily.
        self._exact = lru_cache(maxsize=16384)(self._find)
        self._variants = lru_cache(maxsize=16384)(self._find_folded)

    @staticmethod
    def open(path: Path = SHIPPED) -> Gazetteer:
        """The gazetteer in `path`, opened once."""
        return _opened(path)

    # --- names -----------------------------------------------------------------------------------------------

    def lookup(self, name: str, *, variants: bool = False) -> list[Candidate]:
        """Places that `name` can mean, exact matches first, then by population.

        Spellings that differ only by transliteration are looked for where nothing bears the name as it is, or always
        with `variants`. Any string is allowed; what is no name gives an empty list.
        """
        rows = self.rows(name)
        if variants or not rows:
            known = {row for row, _ in rows}
            rows = [*rows, *((row, Match.FOLDED) for row in self.variant_rows(name) if row not in known)]
        rows = sorted(rows, key=lambda item: (item[1] is Match.FOLDED, -self.populations[item[0]], item[1], item[0]))
        return [self.candidate(row, match) for row, match in rows]

    def rows(self, name: str) -> list[tuple[int, Match]]:
        """Rows that bear the name, with or without "the" and a possessive; by row."""
        for form in _forms(name):
            hits = self._exact(fold(form))
            if hits:
                kept = [(row, match) for row, match in hits if self._printed_as(form, match)]
                if kept:
                    return kept
        return []

    def knows(self, name: str) -> bool:
        """Whether a name is one of the gazetteer's as it stands, "The" included."""
        return bool(self._exact(fold(name)))

    def variant_rows(self, name: str) -> list[int]:
        """Rows one of whose names is another transliteration of `name`; by row."""
        found: tuple[int, ...] = ()
        if len(name) <= 200:
            for form in _forms(name):
                found = self._variants(transliteration_key(fold(form)))
                if found:
                    break
        return list(found)

    def people(self, word: str) -> People | None:
        """What a word for people names ("Iraqi", "Texans", "Kurdish"), or None. Case counts: "polish" is none."""
        if not word[:1].isupper():
            return None
        rows = [row for row, match in self._exact(fold(word)) if match is Match.DEMONYM]
        if rows:
            row = min(rows, key=lambda r: (self.kind(r) != "country", -self.populations[r]))
            country = self.country(row)
            kind: Literal["country", "region"] = "country" if self.kind(row) == "country" else "region"
            return People(self.name(row), kind, (country,) if country else self.shared_countries(row))
        return self._peoples.get(fold(word))

    # --- rows ------------------------------------------------------------------------------------------------

    def kind(self, row: int) -> Kind:
        return KINDS[bisect_right(self._starts, row) - 1]

    def name(self, row: int) -> str:
        position = self._name_offsets[row // BLOCK]
        for _ in range(row % BLOCK):
            position += self._names[position] + 1
        return str(self._names[position + 1 : position + 1 + self._names[position]], "utf-8")

    def at(self, row: int) -> tuple[float, float]:
        """Latitude and longitude in degrees."""
        return self._lat[row] / 100_000, self._lon[row] / 100_000

    def country(self, row: int) -> str | None:
        """ISO 3166-1 alpha-2 code, or None for what lies in several countries or none."""
        return self._codes[self._country[row]] or None

    def shared_countries(self, row: int) -> tuple[str, ...]:
        """Codes of all countries of a region that lies in several."""
        return self._shared.get(row, ())

    def parent(self, row: int) -> int | None:
        """Row of the unit that holds it."""
        parent = self._parent[row]
        return None if parent == NO_PARENT else parent

    def holders(self, row: int) -> Iterator[int]:
        """The units that hold it, from the innermost: district, province, country."""
        parent = self.parent(row)
        while parent is not None:
            yield parent
            parent = self.parent(parent)

    def country_row(self, code: str) -> int | None:
        """Row of the country with an ISO 3166-1 alpha-2 code."""
        return self._country_rows.get(code)

    def candidate(self, row: int, match: Match = Match.NAME) -> Candidate:
        lat, lon = self.at(row)
        kind = self.kind(row)
        admin1 = admin2 = None
        for holder in self.holders(row):
            if self.kind(holder) == "district":
                admin2 = self.name(holder)
            elif self.kind(holder) == "province" and admin1 is None:
                admin1 = self.name(holder)
        return Candidate(
            row,
            self.geonameids[row] or None,
            self.name(row),
            lat,
            lon,
            self.country(row),
            admin1,
            admin2,
            kind,
            self.populations[row],
            match,
        )

    def _printed_as(self, form: str, match: Match) -> bool:
        """Whether a name is printed as such names are: "Ind." and "IN", not "in" or "Ms."; "Eu" in France, not "EU"."""
        if match is Match.ABBREVIATION:
            return form in self._abbreviations or f"{form}." in self._abbreviations
        if match is Match.DEMONYM:
            return form[:1].isupper()
        return len(form) > 3 or not form.isupper()

    # --- the file --------------------------------------------------------------------------------------------

    def _find(self, key: str) -> tuple[tuple[int, Match], ...]:
        raw = key.encode("ascii")
        if not raw:
            return ()
        keys, offsets = self._keys, self._key_offsets
        low, high = 0, len(offsets) - 1  # the last offset is the end of the blob
        while high - low > 1:
            middle = (low + high) // 2
            position = offsets[middle]
            if keys[position + 2 : position + 2 + keys[position + 1]].tobytes() <= raw:
                low = middle
            else:
                high = middle
        return next((_postings(block, position) for found, block, position in self._block(low) if found == raw), ())

    def _block(self, number: int) -> Iterator[tuple[bytes, bytes, int]]:
        """Keys of a block, each with the block's bytes and the position of its postings in them."""
        block, key, position = self._keys[self._key_offsets[number] : self._key_offsets[number + 1]].tobytes(), b"", 0
        while position < len(block):
            shared, rest = block[position], block[position + 1]
            key = key[:shared] + block[position + 2 : position + 2 + rest]
            position += 2 + rest
            yield key, block, position
            count, position = _varint(block, position)
            while count:
                count -= block[position] < 0x80  # the last byte of a varint
                position += 1

    def _find_folded(self, folded: str) -> tuple[int, ...]:
        if not folded:
            return ()
        wanted = folded_hash(folded)
        found: set[int] = set()
        i = bisect_left(self._folded, wanted)
        while i < len(self._folded) and self._folded[i] == wanted:
            for key, block, position in self._block(self._folded_blocks[i]):
                if transliteration_key(key.decode("ascii")) == folded:
                    found.update(
                        row
                        for row, match in _postings(block, position)
                        if match <= Match.ALTERNATE and self._country[row] in self._folding
                    )
            i += 1
        return tuple(sorted(found))

    @cached_property
    def _more(self) -> dict[str, Any]:
        return dict(json.loads(self._extra.tobytes()))

    @cached_property
    def capitals(self) -> frozenset[int]:
        """Rows of the seats of national governments."""
        return frozenset(self._more["capitals"])

    @cached_property
    def prominence(self) -> dict[int, float]:
        """By row, what to add to log10 of the population of cities that news names more often than their size says."""
        return {int(row): value for row, value in self._more["prominence"].items()}

    @cached_property
    def _abbreviations(self) -> frozenset[str]:
        return frozenset(self._more["abbreviations"])

    @cached_property
    def _shared(self) -> dict[int, tuple[str, ...]]:
        return {int(row): tuple(codes) for row, codes in self._more["shared"].items()}

    @cached_property
    def _peoples(self) -> dict[str, People]:
        return {
            fold(word): People(entry["name"], "people", tuple(entry["countries"]))
            for entry in self._more["peoples"]
            for word in entry["words"]
        }

    @cached_property
    def _country_rows(self) -> dict[str, int]:
        return {self._codes[self._country[row]]: row for row in range(self._starts[0], self._starts[1])}


@cache
def _opened(path: Path) -> Gazetteer:
    return Gazetteer(path)


def _postings(block: bytes, position: int) -> tuple[tuple[int, Match], ...]:
    count, position = _varint(block, position)
    found = []
    for _ in range(count):
        value, position = _varint(block, position)
        found.append((value >> 2, Match(value & 3)))
    return tuple(found)


def _varint(block: bytes, position: int) -> tuple[int, int]:
    """The number at `position` and the position after it."""
    number = shift = 0
    while True:
        byte = block[position]
        position += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            return number, position
        shift += 7


def _forms(name: str) -> Iterator[str]:
    """The name as it stands, without a possessive, without "the"."""
    text = name.strip()
    yield text
    if text.endswith(("'s", "’s", "s'", "s’")):
        text = text[:-1] if text[-1] in "'’" else text[:-2]
        yield text
    if text[:4].lower() == "the ":
        yield text[4:]
