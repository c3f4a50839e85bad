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
from ascribe.record.source_totals import Totals
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


def pages(
    told: Iterable[Told],
    disagreements: Iterable[Json],
    ratings: Mapping[str, Sequence[Rating]],
    *,
    brief: bool = False,
) -> list[Json]:
    """The sources that told all this, those of most independent origins first. `told`: by publication. `brief`: of what
    a source said and where it is disputed, the last ones.
    """
    found: dict[str, list[Told]] = {}
    for one in told:
        found.setdefault(one.speaker, []).append(one)
    by_claim: dict[str, list[Json]] = {}
    for d in disagreements:
        for id in d["claims"]:
            by_claim.setdefault(id, []).append(d)
    return in_order(_source(mine, by_claim, ratings, brief) for mine in found.values())


def in_order(sources: Iterable[Json]) -> list[Json]:
    return sorted(sources, key=lambda s: (-s["origins"], -s["claims"], s["name"]))


def _source(
    told: Sequence[Told], by_claim: Mapping[str, list[Json]], ratings: Mapping[str, Sequence[Rating]], brief: bool
) -> Json:
    # a field of all at once: one source can have a hundred thousand claims
    _, names, kinds, anonymous, affiliated, ids, documents, times, factuality, on, stories = zip(*told, strict=True)
    known, mine = set(filter(None, times)), set(ids)
    met = {d["id"]: d for id in by_claim.keys() & mine for d in by_claim[id]}
    own = [d for d in met.values() if _own(d, mine)]
    others = [d for d in met.values() if d["kind"] == "contradiction" and not _own(d, mine)]
    totals = Totals(
        len(told), len(set(documents)), len(set(stories)), Counter(names), Counter(kinds),
        Counter(filter(None, affiliated)), Counter(factuality), len(told) - sum(anonymous),
    )  # fmt: skip
    said = list(zip(ids, on, strict=True))
    return page(
        totals,
        (min(known)[:10], max(known)[:10]) if known else (None, None),
        said[-SAID:] if brief else said,
        _last(own) if brief else own,
        _last(others) if brief else others,
        (len(own), len(others)),
        ratings,
    )


SAID = 100
"""Claims of a source that a list of all sources names, the last ones."""
DISPUTED = 20
"""And disagreements: so many with its own word, and so many with others."""


def _last(disagreements: Iterable[Json]) -> list[Json]:
    return sorted(disagreements, key=lambda d: (d["known_since"] or "", d["id"]), reverse=True)[:DISPUTED]


def page(
    totals: Totals,
    days: tuple[str | None, str | None],
    said: Sequence[tuple[str, str | None]],
    own: Sequence[Json],
    others: Sequence[Json],
    disputes: tuple[int, int],
    ratings: Mapping[str, Sequence[Rating]],
) -> Json:
    """A source. `said`: claims with their situations; `own`, `others`: disagreements with its own word and with others,
    of which there are so many as `disputes` says.
    """
    name = _most(totals.names)
    affiliations = {a: n for a, n in totals.affiliations.items() if n}
    rated = ratings.get(key(name), ())
    return {
        "name": name,
        "kind": _most(totals.kinds),
        "anonymous": not totals.named,
        "affiliations": sorted(affiliations, key=lambda a: (-affiliations[a], a)),
        "claims": totals.claims,
        "reports": totals.reports,
        "origins": totals.origins,
        "first_day": days[0],
        "last_day": days[1],
        "factuality": dict(sorted(totals.factuality.items())),
        "situations": list(dict.fromkeys(situation for _, situation in said if situation)),
        "said": [id for id, _ in said],
        "reversals": sorted(d["id"] for d in own),
        "contradicted": sorted(d["id"] for d in others),
        "explanations": {d["id"]: d["explanation"] for d in sorted((*own, *others), key=lambda d: str(d["id"]))},
        "more": {
            "said": totals.claims - len(said),
            "reversals": disputes[0] - len(own),
            "contradicted": disputes[1] - len(others),
        },
        "rating": {"rating": rated[-1].rating, "who": rated[-1].who, "at": rated[-1].rated_at, "why": rated[-1].why}
        if rated
        else None,
    }


def _own(disagreement: Json, mine: set[str]) -> bool:
    """Whether the source stands on two sides: it said something else before."""
    return sum(bool(mine & set(side["claims"])) for side in disagreement["sides"]) > 1


def _most(count: Mapping[str, int]) -> str:
    return min(count, key=lambda x: (-count[x], x))
