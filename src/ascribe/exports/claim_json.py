"""Claims as JSON, field for field as the contract has them: what `--format jsonl`, the API and the page give out.

In: a claim with its document and story, or its stored form. Out: a dictionary; `from_json` makes the claim again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from ascribe.contract.claims import Claim
from ascribe.contract.documents import Document
from ascribe.record.claims import CONTEXT, claim_from_json, claim_to_json

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """What an exported claim says about its document."""

    id: str
    name: str
    url: str | None
    outlet: str | None
    published_at: str | None
    dated_by: str | None

    @classmethod
    def of(cls, document: Document) -> DocumentRef:
        m = document.metadata
        return cls(document.id, document.name, m.url, m.outlet, m.published_at, document.dated_by)


def to_json(claim: Claim, document: Document, story: str | None = None) -> Json:
    """The claim as exported. `story` is the id of the document's story; without it that of the claim."""
    start, end = claim.evidence.start, claim.evidence.end
    prefix, suffix = document.text[max(0, start - CONTEXT) : start], document.text[end : end + CONTEXT]
    stored = json.loads(claim_to_json(claim))
    return exported(stored, DocumentRef.of(document), prefix, suffix, story or claim.story)


def exported(stored: Json, document: DocumentRef, prefix: str, suffix: str, story: str | None) -> Json:
    """The exported form of a claim that was stored as `stored`, with what stands before and after its evidence."""
    sentence, event = stored["sentence"], stored["event"]
    return {
        "id": stored["id"],
        "document": {
            "id": document.id,
            "name": document.name,
            "url": document.url,
            "outlet": document.outlet,
            "published_at": document.published_at,
            "dated_by": document.dated_by,
        },
        "sentence": _in_order(sentence, ("text", "start", "end")),
        "block": stored["block"],
        "trigger": _in_order(stored["trigger"], ("text", "start", "end")),
        "event": {"text": event["text"], "lemma": stored["event_lemma"], "start": event["start"], "end": event["end"]},
        "evidence": {
            "exact": sentence["text"],
            "start": sentence["start"],
            "end": sentence["end"],
            "prefix": prefix,
            "suffix": suffix,
        },
        "event_type": stored["event_type"],
        "mode": stored["mode"],
        "contexts": stored["contexts"],
        "agents": [_in_order(cell, _ACTOR) for cell in stored["agents"]],
        "targets": [_in_order(cell, _ACTOR) for cell in stored["targets"]],
        "places": [_in_order(cell, _PLACE) for cell in stored["places"]],
        "time": _in_order(stored["time"], _TIME),
        "phase": stored["phase"],
        "polarity": stored["polarity"],
        "certainty": stored["certainty"],
        "tense": stored["tense"],
        "condition": stored["condition"] and _in_order(stored["condition"], ("text", "start", "end")),
        "factuality": stored["factuality"],
        "figures": [_in_order(cell, _FIGURE) for cell in stored["figures"]],
        "sources": [[_in_order(link, _LINK) for link in chain] for chain in stored["sources"]],
        "rules": stored["rules"],
        "story": story,
        "situation": None,
        "confidence": stored["confidence"],
        "review": "unreviewed",
    }


_ACTOR = ("text", "start", "end", "name", "actor", "implied")
_PLACE = ("text", "start", "end", "name", "geonameid", "lat", "lon", "country", "precision", "relation", "implied")
_TIME = ("start", "end", "precision", "text", "span", "basis", "reason", "value", "implied")
_FIGURE = ("value", "low", "high", "modifier", "unit", "text", "start", "end", "implied")
_LINK = (
    "role", "text", "start", "end", "name", "actor", "kind", "anonymous", "affiliation", "reason", "cue", "stance",
    "implied",
)  # fmt: skip


def _in_order(cell: Json, names: tuple[str, ...]) -> Json:
    return {name: cell[name] for name in names}


def from_json(data: Json, revision: str = "") -> Claim:
    """The claim that was exported. The export names the document, not its revision. KeyError where a field lacks."""
    event = dict(data["event"])
    stored = {
        **{name: data[name] for name in _SAME},
        "event_lemma": event.pop("lemma"),
        "event": event,
    }
    return claim_from_json(json.dumps(stored), data["document"]["id"], revision, data["story"])


_SAME = (
    "id", "block", "sentence", "trigger", "event_type", "mode", "contexts", "agents", "targets", "places", "time",
    "phase", "polarity", "certainty", "tense", "condition", "factuality", "figures", "sources", "rules", "confidence",
)  # fmt: skip
