"""Claims as JSON, field for field as the contract has them: what `--format jsonl`, the API and the page give out.

In: a claim with its document and story, or its stored form. Out: a dictionary; `from_json` makes the claim again.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

from ascribe.contract.claims import Claim
from ascribe.contract.documents import Document
from ascribe.exports import codes
from ascribe.record.claims import CONTEXT, claim_of, tree

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
    return exported(claim, DocumentRef.of(document), prefix, suffix, story or claim.story)


def exported(claim: Claim, document: DocumentRef, prefix: str, suffix: str, story: str | None) -> Json:
    """The exported form of a claim, with what stands before and after its evidence."""
    found = tree(claim, defaults=True)
    sentence, event = found["sentence"], found["event"]
    item = {
        "id": claim.id,
        "document": {name: getattr(document, name) for name in DocumentRef.__slots__},
        "sentence": sentence,
        "block": found["block"],
        "trigger": found["trigger"],
        "event": {"text": event["text"], "lemma": claim.event_lemma, "start": event["start"], "end": event["end"]},
        "evidence": {
            "exact": sentence["text"],
            "start": sentence["start"],
            "end": sentence["end"],
            "prefix": prefix,
            "suffix": suffix,
        },
        "event_type": found["event_type"],
        "mode": claim.mode,
        "contexts": found["contexts"],
        "agents": [_in_order(cell, _ACTOR) for cell in found["agents"]],
        "targets": [_in_order(cell, _ACTOR) for cell in found["targets"]],
        "places": [_in_order(cell, _PLACE) for cell in found["places"]],
        "time": _in_order(found["time"], _TIME),
        "phase": found["phase"],
        "polarity": found["polarity"],
        "certainty": found["certainty"],
        "tense": found["tense"],
        "condition": found["condition"],
        "factuality": found["factuality"],
        "figures": [_in_order(cell, _FIGURE) for cell in found["figures"]],
        "sources": [[_in_order(link, _LINK) for link in chain] for chain in found["sources"]],
        "rules": found["rules"],
        "story": story,
        "situation": claim.situation,
        "confidence": claim.confidence,
        "review": "unreviewed",
    }
    item |= {scheme: codes.code(item, scheme) for scheme in codes.SCHEMES}
    return item


_ACTOR = ("text", "start", "end", "name", "actor", "implied")
_PLACE = ("text", "start", "end", "name", "geonameid", "lat", "lon", "country", "precision", "relation", "implied")
_TIME = ("start", "end", "precision", "text", "span", "basis", "reason", "value", "edtf", "implied")
_FIGURE = ("value", "low", "high", "modifier", "unit", "text", "start", "end", "implied")
_LINK = (
    "role", "text", "start", "end", "name", "actor", "kind", "anonymous", "affiliation", "reason", "cue", "stance",
    "implied",
)  # fmt: skip


def _in_order(cell: Json, names: tuple[str, ...]) -> Json:
    return {name: cell[name] for name in names}


def from_json(data: Json, revision: str = "") -> Claim:
    """The claim that was exported. The export names the document, not its revision. KeyError where a field lacks."""
    values = copy.deepcopy({name: data[name] for name in _SAME})
    values["event"] = {name: data["event"][name] for name in ("text", "start", "end")}
    return claim_of(values | {"event_lemma": data["event"]["lemma"]}, data["document"]["id"], revision, data["story"])


_SAME = (
    "id", "block", "sentence", "trigger", "event_type", "mode", "contexts", "agents", "targets", "places", "time",
    "phase", "polarity", "certainty", "tense", "condition", "factuality", "figures", "sources", "rules", "confidence",
)  # fmt: skip
