"""A page about one source: thing by thing what it said over time, what is told of that since, and what came of it.

In: a source as it is listed, its claims and the situations that they belong to, as exported. Out: a dictionary. What
came of a thing is read off the states that are told later; no judgement of the source is made from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ascribe.exports.evidence import where
from ascribe.exports.situation_wording import intended
from ascribe.exports.wording import web_address
from ascribe.situations.answers import HAPPENS, is_firm

Json = dict[str, Any]

CAME_ABOUT, OTHERWISE = "came about", "turned out otherwise"
_NOT_SO = frozenset({"cancelled", "refused", "delayed"})
"""Phases that a plan, a promise or a request comes to that is not kept."""


def source_page(source: Json, claims: Mapping[str, Json], situations: Mapping[str, Json]) -> Json:
    """The source with `things`: a dictionary for each situation that it speaks of, in the order in which it first did;
    last what belongs to none (`situation` null).

    Of each: `title`, `said` (what it said, by publication, with its sentence), `since` (states that others, or it
    itself in a later report, tell after its last word) and `outcome`: of what it called planned, promised or asked for
    "came about" or "turned out otherwise" where that is told later, else null.
    """
    by_thing: dict[str | None, list[Json]] = {}
    for id in source["said"]:
        if id in claims:
            by_thing.setdefault(claims[id]["situation"], []).append(claims[id])
    loose = by_thing.pop(None, [])
    things = [_thing(situations[id], told) for id, told in by_thing.items() if id is not None and id in situations]
    return source | {"things": things + ([_thing(None, loose)] if loose else [])}


def _thing(situation: Json | None, told: list[Json]) -> Json:
    later = list(_later(situation["states"], told)) if situation else []
    return {
        "situation": situation["id"] if situation else None,
        "title": situation["title"] if situation else None,
        "kind": situation["kind"] if situation else None,
        "said": [_said(claim) for claim in told],
        "since": later,
        "outcome": _outcome(situation["states"], told) if situation else None,
    }


def _said(claim: Json) -> Json:
    document = claim["document"]
    return {
        "claim": claim["id"],
        "published_at": document["published_at"],
        "phase": claim["phase"],
        "factuality": claim["factuality"],
        "sentence": claim["sentence"]["text"],
        "report": where(document),
        "url": web_address(document["url"]),
    }


def _later(states: Iterable[Json], told: list[Json]) -> Iterable[Json]:
    """States that became known after what the source said last."""
    last = max((_published(claim) for claim in told), default="")
    return (state for state in states if last and (state["known_since"] or "") > last)


def _outcome(states: list[Json], told: list[Json]) -> str | None:
    """What came of what the source called planned, promised or asked for; None: nothing is told of it, or it spoke of
    no such thing.
    """
    mine = {claim["id"] for claim in told}
    meant = [state for state in states if mine & set(state["claims"]) and intended(state) and not _is_denied(state)]
    first = min((_published(c) for c in told if any(c["id"] in s["claims"] for s in meant)), default="")
    if not first:
        return None
    after = [state for state in states if (state["known_since"] or "") > first and is_firm(state)]
    for state in reversed(after):
        if state["phase"] in HAPPENS:
            return CAME_ABOUT
        if state["phase"] in _NOT_SO or state["phase"] == "none":
            return OTHERWISE
    return None


def _is_denied(state: Json) -> bool:
    return state["factuality"] in ("denied", "undisclosed") or state["phase"] == "none"


def _published(claim: Json) -> str:
    return str(claim["document"]["published_at"] or "")[:10]
