"""Claims in the record: the whole claim as canonical JSON, and beside it the columns and names by which it is found.

The claims of a document are written and replaced together, in one transaction with their full text.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import Connection, delete, insert, select, text
from sqlalchemy.dialects.sqlite import insert as upsert

from ascribe.contract.claims import (
    ActorCell,
    Certainty,
    Claim,
    EventType,
    Factuality,
    Figure,
    Phase,
    PlaceCell,
    Polarity,
    SourceLink,
    Stance,
    Tense,
    TextCell,
    TimeCell,
)
from ascribe.contract.documents import BlockKind, Problem, Span
from ascribe.record import failpoints
from ascribe.record.canonical import dumps, whole
from ascribe.record.documents import mark_read
from ascribe.record.folding import key
from ascribe.record.schema import claim_actors, claim_places, claim_sources, claims, names
from ascribe.record.sources import add_speakers, remove_speakers

CONTEXT = 32
"""Characters kept before and after the evidence, by which it is found again in a text that changed around it."""

_ELSEWHERE = frozenset({"document", "revision", "story", "situation"})
"""Known from elsewhere in the record: what a claim belongs to can change while the claim does not."""


def claim_to_json(claim: Claim) -> str:
    """Canonical JSON of what the claim says; `claim_from_json` gives it back.

    Fields that have their default are left out: a third of the size, and a record is mostly claims.
    """
    values = {name: value for name, value in tree(claim, defaults=False).items() if name not in _ELSEWHERE}
    return whole(dumps(values))


def tree(value: Any, *, defaults: bool) -> Any:
    """A contract value as plain dictionaries and lists. `defaults`: with the fields that have their default."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        return [tree(part, defaults=defaults) for part in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    out = {}
    for name, default in _fields(kind):
        found = getattr(value, name)
        if defaults or found != default:
            out[name] = tree(found, defaults=defaults)
    return out


_PLAIN = frozenset({str, int, float, bool, type(None)})


_FIELDS: dict[Any, list[tuple[str, object]]] = {}


def _fields(kind: Any) -> list[tuple[str, object]]:
    """Names of a contract type's fields with their defaults; MISSING, which equals nothing, where there is none."""
    if kind not in _FIELDS:
        _FIELDS[kind] = []
        for field in dataclasses.fields(kind):
            make: Any = field.default_factory
            default = field.default if make is dataclasses.MISSING else make()
            _FIELDS[kind].append((field.name, default))
    return _FIELDS[kind]


def claim_from_json(stored: str, document: str, revision: str, story: str | None = None) -> Claim:
    """The claim that `claim_to_json` wrote."""
    return claim_of(json.loads(stored), document, revision, story)


def claim_of(v: dict[str, Any], document: str, revision: str, story: str | None = None) -> Claim:
    """The claim with these fields, as plain dictionaries and lists; those that are not there have their default."""
    for name, make in _CELLS.items():
        if name in v:
            v[name] = tuple(make(**cell) for cell in v[name])
    for name in ("sentence", "trigger", "event", "condition"):
        if v.get(name) is not None:
            v[name] = TextCell(**v[name])
    for name, enum in _ENUMS.items():
        if v.get(name) is not None:
            v[name] = enum(v[name])
    for name in ("contexts", "rules"):
        if name in v:
            v[name] = tuple(v[name])
    if "time" in v:
        v["time"] = _time(v["time"])
    if "sources" in v:
        v["sources"] = tuple(tuple(_link(link) for link in chain) for chain in v["sources"])
    return Claim(**v, document=document, revision=revision, story=story)


_CELLS: dict[str, Callable[..., Any]] = {
    "agents": ActorCell,
    "targets": ActorCell,
    "places": PlaceCell,
    "figures": Figure,
}
_ENUMS: dict[str, type[Enum]] = {
    "block": BlockKind,
    "event_type": EventType,
    "phase": Phase,
    "polarity": Polarity,
    "certainty": Certainty,
    "tense": Tense,
    "factuality": Factuality,
}


def _time(v: dict[str, Any]) -> TimeCell:
    for name in ("start", "end"):
        if v.get(name) is not None:
            v[name] = date.fromisoformat(v[name])
    if v.get("span") is not None:
        v["span"] = Span(**v["span"])
    return TimeCell(**v)


def _link(v: dict[str, Any]) -> SourceLink:
    if "stance" in v:
        v["stance"] = Stance(v["stance"])
    return SourceLink(**v)


def replace_claims(
    connection: Connection,
    document: int,
    body: str,
    found: Sequence[Claim],
    extractor: str,
    warning: Problem | None = None,
) -> None:
    """These are now the claims of the document with key `document` and text `body`, made by this extractor."""
    _remove(connection, document)
    failpoints.hit("claims.removed")
    by_id = {claim.id: claim for claim in found}  # an id given twice is one claim
    ordered = sorted(by_id.values(), key=lambda c: (c.sentence.start, c.trigger.start, c.event.start, c.id))
    if ordered:
        keys = _insert(connection, document, body, ordered)
        _insert_names(connection, list(zip(keys, ordered, strict=True)))
        add_speakers(connection, document, list(zip(keys, ordered, strict=True)))
        connection.execute(
            text("INSERT INTO claim_text (rowid, sentence) SELECT pk, sentence FROM claims WHERE document = :document"),
            {"document": document},
        )
    failpoints.hit("claims.inserted")
    mark_read(connection, document, extractor, warning)


def _remove(connection: Connection, document: int) -> None:
    if connection.execute(select(claims.c.pk).where(claims.c.document == document).limit(1)).first() is None:
        return
    connection.execute(
        text(
            "INSERT INTO claim_text (claim_text, rowid, sentence) "
            "SELECT 'delete', pk, sentence FROM claims WHERE document = :document"
        ),
        {"document": document},
    )
    remove_speakers(connection, document)
    mine = select(claims.c.pk).where(claims.c.document == document)
    for table in (claim_places, claim_actors, claim_sources):
        connection.execute(delete(table).where(table.c.claim.in_(mine)))
    connection.execute(delete(claims).where(claims.c.document == document))


def _insert(connection: Connection, document: int, body: str, found: Sequence[Claim]) -> list[int]:
    values = [
        {
            "id": claim.id,
            "document": document,
            "position": position,
            "event_type": claim.event_type,
            "mode": claim.mode,
            "lemma": whole(claim.event_lemma),
            "phase": claim.phase.value,
            "polarity": claim.polarity.value,
            "factuality": claim.factuality.value,
            "time_start": claim.time.start.isoformat() if claim.time.start else None,
            "time_end": claim.time.end.isoformat() if claim.time.end else None,
            "confidence": claim.confidence,
            "sentence": whole(claim.sentence.text),
            "prefix": whole(body[max(0, claim.sentence.start - CONTEXT) : claim.sentence.start]),
            "suffix": whole(body[claim.sentence.end : claim.sentence.end + CONTEXT]),
            "claim": claim_to_json(claim),
        }
        for position, claim in enumerate(found)
    ]
    connection.execute(insert(claims), values)
    rows = connection.execute(select(claims.c.pk).where(claims.c.document == document).order_by(claims.c.position))
    return list(rows.scalars())


def _insert_names(connection: Connection, found: Sequence[tuple[int, Claim]]) -> None:
    """The side tables by which claims are filtered."""
    places = {
        (pk, folded): (cell.geonameid, cell.country, cell.precision)
        for pk, claim in found
        for cell in claim.places
        for folded in _keys(cell.text, cell.name)
    }
    actors = {
        (pk, role, folded)
        for pk, claim in found
        for role, cells in (("agent", claim.agents), ("target", claim.targets))
        for cell in cells
        for folded in _keys(cell.text, cell.name)
    }
    sources = {
        (pk, folded)
        for pk, claim in found
        for chain in claim.sources
        for link in chain
        for folded in _keys(link.text, link.name, link.affiliation)
    }
    known = _name_keys(connection, {*(x[1] for x in places), *(x[2] for x in actors), *(x[1] for x in sources)})
    rows: list[tuple[Any, list[dict[str, Any]]]] = [
        (
            claim_places,
            [
                {"claim": pk, "name": known[folded], "geonameid": geonameid, "country": country, "precision": precision}
                for (pk, folded), (geonameid, country, precision) in sorted(places.items())
            ],
        ),
        (claim_actors, [{"claim": pk, "role": role, "name": known[folded]} for pk, role, folded in sorted(actors)]),
        (claim_sources, [{"claim": pk, "name": known[folded]} for pk, folded in sorted(sources)]),
    ]
    for table, values in rows:
        if values:
            connection.execute(insert(table), values)


def _keys(*texts: str | None) -> set[str]:
    return {folded for t in texts if (folded := key(t))}


def _name_keys(connection: Connection, wanted: Iterable[str]) -> dict[str, int]:
    """The keys of these names, which get rows where they have none."""
    ordered = sorted(wanted)
    if not ordered:
        return {}
    connection.execute(upsert(names).on_conflict_do_nothing(), [{"key": k} for k in ordered])
    out: dict[str, int] = {}
    for start in range(0, len(ordered), 500):
        part = ordered[start : start + 500]
        out |= {k: pk for pk, k in connection.execute(select(names.c.pk, names.c.key).where(names.c.key.in_(part)))}
    return out
