"""Who says what: for every source what it said over time, what it took back, and what others contradict.

In: exported claims, disagreements and the ratings that people gave. Out: a dictionary for each source. How reliable one
is, people say; nothing here computes it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ascribe.exports.columns import Column, at, joined
from ascribe.record.decisions import Rating
from ascribe.record.folding import key
from ascribe.record.sources import speaker_key

Json = dict[str, Any]


def _number_of(factuality: str) -> Callable[[Json], int]:
    return lambda item: int(item["factuality"].get(factuality, 0))


SOURCES: tuple[Column, ...] = (
    Column("name", "name or description of the source", at("name")),
    Column("kind", "person, organisation, document, anonymous, group or media", at("kind")),
    Column("anonymous", "not named: need not be one and the same in two reports", at("anonymous"), "yes/no"),
    Column("affiliations", "whom the source speaks for or belongs to", lambda item: joined(item["affiliations"])),
    Column("claims", "number of claims made", at("claims"), "integer"),
    Column("reports", "number of documents that quote it", at("reports"), "integer"),
    Column("origins", "number of independent origins of those", at("origins"), "integer"),
    Column("first_day", "publication of the first report that quotes it", at("first_day")),
    Column("last_day", "publication of the last one", at("last_day")),
    Column("asserted", "claims asserted", _number_of("asserted"), "integer"),
    Column("denied", "claims denied", _number_of("denied"), "integer"),
    Column("undisclosed", "claims that it declined to speak of", _number_of("undisclosed"), "integer"),
    Column("situations", "ids of the situations that it speaks of", lambda item: joined(item["situations"])),
    Column("reversals", "disagreements of its own with what it said before", lambda item: joined(item["reversals"])),
    Column("contradicted", "disagreements with others", lambda item: joined(item["contradicted"])),
    Column("rating", "reliability A to F and credibility 1 to 6, as people gave it", at("rating", "rating")),
    Column("rated_by", "who gave it", at("rating", "who")),
)


@dataclass(slots=True)
class _Source:
    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    affiliations: Counter[str] = field(default_factory=Counter)
    anonymous: bool = True
    claims: list[Json] = field(default_factory=list)


def sources(
    claims: Iterable[Json], disagreements: Iterable[Json], ratings: Mapping[str, Sequence[Rating]]
) -> list[Json]:
    """The innermost speakers of these claims, those of most independent origins first.

    `claims`: as exported, or with as much of them as is told here.
    """
    found: dict[str, _Source] = {}
    for claim in claims:
        links = [chain[-1] for chain in claim["sources"] if chain]
        for id, link in {speaker_key(x["name"], x["text"], x["affiliation"]): x for x in links}.items():
            source = found.setdefault(id, _Source())
            source.names[link["name"] or link["text"]] += 1
            source.kinds[link["kind"]] += 1
            source.anonymous = source.anonymous and bool(link["anonymous"])
            if link["affiliation"]:
                source.affiliations[link["affiliation"]] += 1
            source.claims.append(claim)
    by_claim: dict[str, list[Json]] = {}
    for d in disagreements:
        for id in d["claims"]:
            by_claim.setdefault(id, []).append(d)
    out = [_source(source, by_claim, ratings) for source in found.values()]
    return sorted(out, key=lambda s: (-s["origins"], -s["claims"], s["name"]))


def _source(source: _Source, by_claim: Mapping[str, list[Json]], ratings: Mapping[str, Sequence[Rating]]) -> Json:
    claims = source.claims
    name = _most(source.names)
    days = [c["document"]["published_at"][:10] for c in claims if c["document"]["published_at"]]
    mine = {c["id"] for c in claims}
    met = {d["id"]: d for c in claims for d in by_claim.get(c["id"], ())}
    reversals = sorted(d["id"] for d in met.values() if _own(d, mine))
    contradicted = sorted(d["id"] for d in met.values() if d["kind"] == "contradiction" and not _own(d, mine))
    rated = ratings.get(key(name), ())
    return {
        "name": name,
        "kind": _most(source.kinds),
        "anonymous": source.anonymous,
        "affiliations": sorted(source.affiliations, key=lambda a: (-source.affiliations[a], a)),
        "claims": len(claims),
        "reports": len({c["document"]["id"] for c in claims}),
        "origins": len({c["story"] for c in claims}),
        "first_day": min(days, default=None),
        "last_day": max(days, default=None),
        "factuality": dict(sorted(Counter(c["factuality"] for c in claims).items())),
        "situations": list(dict.fromkeys(c["situation"] for c in claims if c["situation"])),
        "said": [c["id"] for c in claims],
        "reversals": reversals,
        "contradicted": contradicted,
        "explanations": {id: d["explanation"] for id, d in sorted(met.items()) if id in reversals + contradicted},
        "rating": {"rating": rated[-1].rating, "who": rated[-1].who, "at": rated[-1].rated_at, "why": rated[-1].why}
        if rated
        else None,
    }


def _own(disagreement: Json, mine: set[str]) -> bool:
    """Whether the source stands on two sides: it said something else before."""
    return sum(bool(mine & set(side["claims"])) for side in disagreement["sides"]) > 1


def _most(count: Counter[str]) -> str:
    return min(count, key=lambda x: (-count[x], x))
