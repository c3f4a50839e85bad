"""Claims in the order of what they tell, those that say the same thing put together, with how many stand behind it.

In: exported claims with the keys of their documents. Out: entries by time of the event; those without a time come last.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from ascribe.record.folding import key

Json = dict[str, Any]
Origins = Callable[[Collection[str]], int]
"""Number of independent origins of documents, by their ids."""


def timeline(claims: Iterable[Json], origins: Origins) -> list[Json]:
    """One entry for each thing that is told: same time, event, parties, place, phase and factuality.

    Claims must come in the order of their time and publication; entries keep that order.
    """
    entries: dict[tuple[object, ...], list[Json]] = {}
    for claim in claims:
        entries.setdefault(_same(claim), []).append(claim)
    return [_entry(told, origins) for told in entries.values()]


def _same(claim: Json) -> tuple[object, ...]:
    names = [
        tuple(sorted({key(cell["name"] or cell["text"]) for cell in claim[cells]}))
        for cells in ("agents", "targets", "places")
    ]
    values = [claim[field] for field in ("event_type", "mode", "phase", "factuality")]
    return claim["time"]["start"], claim["time"]["end"], key(claim["event"]["lemma"]), *values, *names


def _entry(told: list[Json], origins: Origins) -> Json:
    first = told[0]
    documents = {claim["document"]["id"] for claim in told}
    return {
        "start": first["time"]["start"],
        "end": first["time"]["end"],
        "precision": first["time"]["precision"],
        "event_type": first["event_type"],
        "mode": first["mode"],
        "event": first["event"]["lemma"],
        "agents": _names(told, "agents"),
        "targets": _names(told, "targets"),
        "places": _names(told, "places"),
        "phase": first["phase"],
        "factuality": first["factuality"],
        "speakers": _speakers(told),
        "reports": len(documents),
        "origins": origins(documents),
        "sentence": first["sentence"]["text"],
        "trigger": first["trigger"],
        "sentence_start": first["sentence"]["start"],
        "document": first["document"]["name"],
        "published_at": first["document"]["published_at"],
        "claims": [claim["id"] for claim in told],
    }


def _names(told: list[Json], cells: str) -> list[str]:
    """Each name once, as it is written first."""
    found: dict[str, str] = {}
    for claim in told:
        for cell in claim[cells]:
            name = cell["name"] or cell["text"]
            found.setdefault(key(name), name)
    return list(found.values())


def _speakers(told: list[Json]) -> list[str]:
    found: dict[str, str] = {}
    for claim in told:
        for chain in claim["sources"]:
            for link in chain[-1:]:
                name = link["name"] or link["text"]
                found.setdefault(key(name), name)
    return list(found.values())
