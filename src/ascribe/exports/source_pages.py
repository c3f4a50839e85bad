"""Who says what: for every source what it said over time, what it took back, and what others contradict.

In: exported claims, disagreements and the ratings that people gave. Out: a dictionary for each source. How reliable one
is, people say; nothing here computes it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

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


class Told(NamedTuple):
    """What a page of a source tells of one of its claims."""

    speaker: str
    """`record.sources.speaker_key`: equal for one source."""
    name: str
    """Or description."""
    kind: str
    anonymous: bool
    affiliation: str | None
    claim: str
    document: str
    published_at: str | None
    factuality: str
    situation: str | None
    story: str | None
    """Counts copies once."""


def sources(
    claims: Iterable[Json], disagreements: Iterable[Json], ratings: Mapping[str, Sequence[Rating]]
) -> list[Json]:
    """The innermost speakers of these claims, as exported; those of most independent origins first."""
    return pages((told for claim in claims for told in _told(claim)), disagreements, ratings)


def _told(claim: Json) -> Iterator[Told]:
    links = [chain[-1] for chain in claim["sources"] if chain]
    for id, link in {speaker_key(x["name"], x["text"], x["affiliation"]): x for x in links}.items():
        yield Told(
            id, link["name"] or link["text"], link["kind"], bool(link["anonymous"]), link["affiliation"], claim["id"],
            claim["document"]["id"], claim["document"]["published_at"], claim["factuality"], claim["situation"],
            claim["story"],
        )  # fmt: skip


def pages(told: Iterable[Told], disagreements: Iterable[Json], ratings: Mapping[str, Sequence[Rating]]) -> list[Json]:
    """The sources that told all this, those of most independent origins first. `told`: by publication."""
    found: dict[str, list[Told]] = {}
    for one in told:
        found.setdefault(one.speaker, []).append(one)
    by_claim: dict[str, list[Json]] = {}
    for d in disagreements:
        for id in d["claims"]:
            by_claim.setdefault(id, []).append(d)
    out = [_source(mine, by_claim, ratings) for mine in found.values()]
    return sorted(out, key=lambda s: (-s["origins"], -s["claims"], s["name"]))


def _source(told: Sequence[Told], by_claim: Mapping[str, list[Json]], ratings: Mapping[str, Sequence[Rating]]) -> Json:
    # a field of all at once: one source can have a hundred thousand claims
    _, names, kinds, anonymous, affiliated, ids, documents, times, factuality, on, stories = zip(*told, strict=True)
    name = _most(Counter(names))
    affiliations = Counter(filter(None, affiliated))
    known, mine = set(filter(None, times)), set(ids)
    met = {d["id"]: d for id in by_claim.keys() & mine for d in by_claim[id]}
    reversals = sorted(d["id"] for d in met.values() if _own(d, mine))
    contradicted = sorted(d["id"] for d in met.values() if d["kind"] == "contradiction" and not _own(d, mine))
    rated = ratings.get(key(name), ())
    return {
        "name": name,
        "kind": _most(Counter(kinds)),
        "anonymous": all(anonymous),
        "affiliations": sorted(affiliations, key=lambda a: (-affiliations[a], a)),
        "claims": len(told),
        "reports": len(set(documents)),
        "origins": len(set(stories)),
        "first_day": min(known)[:10] if known else None,
        "last_day": max(known)[:10] if known else None,
        "factuality": dict(sorted(Counter(factuality).items())),
        "situations": list(dict.fromkeys(filter(None, on))),
        "said": list(ids),
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
