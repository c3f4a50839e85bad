"""The sentences that stand behind a line of a list or a digest: each once, with who says it and where it stands.

In: ids of claims, and exported claims by id. Out: dictionaries, or `Evidence`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ascribe.exports.wording import day, long_day, web_address

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence with where it stands."""

    sentence: str
    speaker: str | None
    """Who says it; None: the report in its own voice."""
    report: str
    """Outlet or file, and day of publication."""
    url: str | None
    """Only where it may be linked."""
    claim: str


def evidence(ids: Iterable[str], claims: Mapping[str, Json], most: int) -> tuple[Evidence, ...]:
    """One sentence of each independent origin, those of the first reports first, at most so many: of an origin one that
    says whose words it tells, and no headline where there is another.
    """
    by_origin: dict[str, list[Json]] = {}
    for claim in sorted((claims[id] for id in ids if id in claims), key=_published):
        by_origin.setdefault(claim["story"] or claim["document"]["id"], []).append(claim)
    best = [min(told, key=lambda c: (c["block"] == "headline", not c["sources"])) for told in by_origin.values()]
    return tuple(_evidence(claim) for claim in best[:most])


def sentences(ids: Iterable[str], claims: Mapping[str, Json]) -> tuple[Evidence, ...]:
    """All sentences of these claims, each once, those of the first reports first."""
    found: dict[str, Json] = {}
    for claim in sorted((claims[id] for id in ids if id in claims), key=_published):
        found.setdefault(claim["sentence"]["text"], claim)
    return tuple(_evidence(claim) for claim in found.values())


def last_told(ids: Iterable[str], claims: Mapping[str, Json]) -> Json | None:
    """The sentence of the last report, with where it stands; None where none of the claims is there."""
    found = [claims[id] for id in ids if id in claims]
    if not found:
        return None
    dated = [claim for claim in found if claim["document"]["published_at"]]
    claim = max(dated or found, key=_published)
    document = claim["document"]
    return {
        "claim": claim["id"],
        "sentence": claim["sentence"]["text"],
        "speaker": speaker(claim),
        "document": document["name"],
        "outlet": document["outlet"],
        "url": document["url"],
        "published_at": document["published_at"],
    }


def speaker(claim: Json) -> str | None:
    """Who says it: the innermost speakers."""
    names = [chain[-1]["name"] or chain[-1]["text"] for chain in claim["sources"] if chain]
    return "; ".join(dict.fromkeys(names)) or None


def where(document: Json) -> str:
    """Outlet or file, and day of publication."""
    published = day(document["published_at"])
    return f"{document['outlet'] or document['name']}, {long_day(published) if published else 'undated'}"


def _evidence(claim: Json) -> Evidence:
    document = claim["document"]
    return Evidence(
        claim["sentence"]["text"], speaker(claim), where(document), web_address(document["url"]), claim["id"]
    )


def _published(claim: Json) -> tuple[bool, str, str, int, str]:
    document = claim["document"]
    published = document["published_at"]
    return published is None, published or "", document["id"], claim["sentence"]["start"], claim["id"]
