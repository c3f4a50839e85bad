"""Situations, states, disagreements and claims in the form of the exports, made by hand."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def days(start: str | None, end: str | None = "same") -> Json:
    """An interval; one day where nothing else is given."""
    return {"start": start, "end": start if end == "same" else end}


def state(phase: str = "ongoing", factuality: str = "asserted", **more: Any) -> Json:
    return {
        "phase": phase,
        "factuality": factuality,
        "since": None,
        "until": None,
        "known_since": "2024-11-10",
        "last_told": more.get("known_since", "2024-11-10"),
        "expected": None,
        "condition": None,
        "sources": [],
        "claims": ["c1"],
        "reports": 1,
        "origins": 1,
        "disputed": False,
        **more,
    }


def situation(*states: Json, id: str = "a1", **more: Any) -> Json:
    claims = list(dict.fromkeys(claim for s in states for claim in s["claims"]))
    return {
        "id": id,
        "title": "Blockade of the port of Orune",
        "kind": "blockade",
        "event_type": "COERCE",
        "mode": "blockade",
        "parties": ["the navy"],
        "places": ["Orune"],
        "depends_on": [],
        "dependencies": [],
        "now": states[-1] if states else None,
        "states": list(states),
        "figures": [],
        "claims": claims,
        "first_day": "2024-11-10",
        "last_day": "2024-11-10",
        "reports": 1,
        "origins": 1,
        **more,
    }


def disagreement(*sides: Json, **more: Any) -> Json:
    return {
        "id": "d1",
        "situation": "a1",
        "title": "Blockade of the port of Orune",
        "about": "phase",
        "kind": "contradiction",
        "sides": list(sides),
        "claims": [claim for s in sides for claim in s["claims"]],
        "explanation": "Bay Post says that it is under way, the navy that it is not.",
        "known_since": "2024-11-12",
        **more,
    }


def side(says: str, *claims: str, sources: tuple[str, ...] = ()) -> Json:
    return {"says": says, "claims": list(claims), "origins": 1, "sources": list(sources)}


def claim(id: str, sentence: str = "The navy blockades the port.", **more: Any) -> Json:
    """What lines of lists and digests take from an exported claim."""
    document = {
        "id": f"of {id}",
        "name": f"{id}.txt",
        "url": None,
        "outlet": "Bay Post",
        "published_at": "2024-11-10",
        "dated_by": "row",
        **more.pop("document", {}),
    }
    return {
        "id": id,
        "document": document,
        "sentence": {"text": sentence, "start": 0, "end": len(sentence)},
        "block": "body",
        "sources": [],
        "factuality": "asserted",
        "story": f"story of {id}",
        "situation": "a1",
        **more,
    }


def speaker(name: str, *, anonymous: bool = False, affiliation: str | None = None) -> list[Json]:
    """A chain of one speaker."""
    known = None if anonymous else name
    return [{"text": name, "name": known, "kind": "person", "anonymous": anonymous, "affiliation": affiliation}]
