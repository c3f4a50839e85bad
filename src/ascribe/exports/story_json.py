"""Stories and documents as JSON: a story with its members by name, a document with what became of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from ascribe.contract.stories import Party, Step, Story

Json = dict[str, Any]


def story_to_json(story: Story, name_of: Callable[[str], str], changes: Mapping[str, list[Json]]) -> Json:
    """The story as exported. `name_of` gives the name of a document, `changes` its sentences beside the reference's."""
    origin = story.origin
    return {
        "id": story.id,
        "origin": {
            "agency": origin.agency,
            "document": origin.document,
            "evidence": origin.evidence,
            "evidence_document": origin.evidence_document,
            "evidence_start": origin.evidence_start,
            "evidence_end": origin.evidence_end,
            "namings": [asdict(naming) for naming in origin.namings],
            "chain": _chain(story, name_of),
        },
        "documents": [
            {
                "id": member.document,
                "name": name_of(member.document),
                "relation": member.relation,
                "reference": member.reference,
                "shared": member.shared,
                "added": member.added,
                "cut": member.cut,
                "spans": [asdict(span) for span in member.spans],
                "alignment": changes.get(member.document, []),
            }
            for member in story.members
        ],
        "origins": story.origins,
        "why": story.why,
    }


def _chain(story: Story, name_of: Callable[[str], str]) -> list[Json]:
    """Who had it from whom. Members that no step leads to come first: from whom they have it is unknown."""
    led = {step.taker.document for step in story.origin.chain}
    unknown: list[Json] = [
        {
            "from": None,
            "to": _party(Party("document", None, member.document), name_of),
            "grade": "unknown",
            "why": "nothing shows from whom it has the report, or that it is its own",
            "evidence": None,
            "document": None,
            "start": None,
            "end": None,
        }
        for member in story.members
        if member.document not in led
    ]
    return unknown + [_step(step, name_of) for step in story.origin.chain]


def _step(step: Step, name_of: Callable[[str], str]) -> Json:
    return {
        "from": _party(step.giver, name_of),
        "to": _party(step.taker, name_of),
        "grade": step.grade,
        "why": step.why,
        "evidence": step.evidence,
        "document": step.document,
        "start": step.start,
        "end": step.end,
    }


def _party(party: Party, name_of: Callable[[str], str]) -> Json:
    """`name` is the agency's or outlet's, else the document's own."""
    outlet = party.name if party.kind == "document" else None
    name = name_of(party.document) if party.document else party.name
    return {"kind": party.kind, "name": name, "outlet": outlet, "document": party.document}


def document_to_json(row: Any, story: str | None) -> Json:
    """A document as exported, from its row in the record."""
    return {
        "id": row.id,
        "revision": row.revision,
        "name": row.name,
        "title": row.title,
        "url": row.url,
        "outlet": row.outlet,
        "byline": row.byline,
        "published_at": row.published_at,
        "dated_by": row.dated_by,
        "language": row.language,
        "encoding": row.encoding,
        "state": row.state,
        "warnings": [{"code": code, "message": message} for code, message in json.loads(row.warnings)],
        "claims": row.claims,
        "story": story,
    }
