"""Claims in the order of what they tell, those that say the same thing put together, with how many stand behind it.

In: exported claims, and a place for each. Out: entries by time of the event. One whose day nobody tells stands at the
day of its passage, else behind what is told of the day on which it was reported; of undated documents they come last.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from ascribe.exports.about import is_statement
from ascribe.exports.placing import Place
from ascribe.record.folding import key

Json = dict[str, Any]
Origins = Callable[[Collection[str]], int]
"""Number of independent origins of documents, by their ids."""
_RANK = {"time": 0, "passage": 1, "report": 2, "nothing": 3}


def timeline(claims: Iterable[Json], place: Callable[[Json], Place], origins: Origins) -> list[Json]:
    """One entry for each thing that is told: same time, event, parties, place, phase and factuality.

    Claims must come in the order of their time and publication; what stands at one day keeps that order.
    """
    placed = [(place(claim), claim) for claim in claims]
    placed.sort(key=lambda x: (x[0].day is None, x[0].day or "", _RANK[x[0].by]))
    entries: dict[tuple[object, ...], list[tuple[Place, Json]]] = {}
    for at, claim in placed:
        entries.setdefault(_same(claim), []).append((at, claim))
    return [_entry(told[0][0], [claim for _, claim in told], origins) for told in entries.values()]


def _same(claim: Json) -> tuple[object, ...]:
    names = [
        tuple(sorted({key(cell["name"] or cell["text"]) for cell in claim[cells]}))
        for cells in ("agents", "targets", "places")
    ]
    values = [claim[field] for field in ("event_type", "mode", "phase", "factuality")]
    start, end = claim["time"]["start"], claim["time"]["end"]
    # what is said is one thing by its sentence; without a day, what happened again is another where the record says so
    which = claim["sentence"]["text"] if is_statement(claim) else None if start or end else claim["situation"]
    return start, end, which, key(claim["event"]["lemma"]), *values, *names


def _entry(at: Place, told: list[Json], origins: Origins) -> Json:
    first = told[0]
    documents = {claim["document"]["id"] for claim in told}
    return {
        "start": first["time"]["start"],
        "end": first["time"]["end"],
        "precision": first["time"]["precision"],
        "placed": {"day": at.day, "by": at.by, "claim": at.claim},
        "event_type": first["event_type"],
        "mode": first["mode"],
        "event": first["event"]["lemma"],
        "agents": _names(told, "agents"),
        "targets": _names(told, "targets"),
        "places": _names(told, "places"),
        "phase": first["phase"],
        "factuality": first["factuality"],
        "statement": is_statement(first),
        "speakers": _speakers(told),
        "reports": len(documents),
        "origins": origins(documents),
        "sentence": first["sentence"]["text"],
        "trigger": first["trigger"],
        "sentence_start": first["sentence"]["start"],
        "document": first["document"]["name"],
        "published_at": first["document"]["published_at"],
        "claims": [id for claim in told for id in claim.get("claims", (claim["id"],))],
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
