"""What a record says, as plain dictionaries: the one place that knows how Ascribe is asked.

In goes an open record and a day, out come its claims, situations and disagreements in the shapes of the exports.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from ascribe.exports.filters import make_filter

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """What the record shows as of a day."""

    claims: list[Json]
    situations: list[Json]
    disagreements: list[Json]


def look(record: Any, as_of: date | None) -> Known:
    """`record`: what `ascribe.open` gives; anything with its methods will do."""
    asked = {} if as_of is None else {"as_of": as_of}
    claims = [dict(c) for c in record.claims(**asked).to_dicts()]
    if not has_situations(record):
        return Known(claims, [], [])
    # all of them: what the list leaves out for brevity has states too
    situations = [dict(s) for s in record.situations(everything=True, **asked).to_dicts()]
    return Known(claims, situations, [dict(d) for d in record.disagreements(**asked).to_dicts()])


def timeline_about(record: Any, name: str) -> list[Json]:
    """What a person, body or thing does, has done to it and says, in order."""
    return [dict(entry) for entry in record.timeline(about=name).to_dicts()]


def timeline_of_all(record: Any) -> list[Json]:
    """All that is told, in order."""
    return [dict(entry) for entry in record.timeline().to_dicts()]


def has_situations(record: Any) -> bool:
    return hasattr(record, "situations") and hasattr(record, "disagreements")


def one_situation(record: Any, id: str, as_of: date | None) -> Json:
    """A situation as of a day."""
    return dict(record.situation(id, as_of).to_dict())


def list_situations(record: Any, as_of: date | None, limit: int | None = None) -> list[str]:
    """Ids of what a list shows as of a day; their states are not built."""
    wanted = make_filter({"as_of": as_of, "limit": limit})
    with record.store.reading() as connection:
        return [row.situation for row in record.situation_rows(connection, wanted)]


def list_disagreements(record: Any, limit: int) -> int:
    """The newest disagreements: how many."""
    return len(record.disagreements(limit=limit).to_dicts())


def list_open(record: Any, most: int) -> int:
    """What is open, so many of each kind with their sentences: how many."""
    return len(record.list_open(make_filter({}), most))


def list_sources(record: Any, limit: int) -> int:
    """The sources that are quoted most: how many."""
    return len(record.sources(limit=limit).to_dicts())


def write_digest(record: Any, since: date) -> int:
    """A report of what is new since a day: how many characters."""
    return len(record.digest(since).to_markdown())


def claims_of(situation: Json) -> set[str]:
    """Ids of the claims of a situation."""
    return {*situation.get("claims", ()), *(id for state in situation["states"] for id in state["claims"])}


def situation_of(known: Known) -> dict[str, str]:
    """Claim id -> situation id."""
    return {id: s["id"] for s in known.situations for id in claims_of(s)}


def aspect(disagreement: Json) -> str:
    """By what its claims differ: phase, figure, time, place, agent, firstness, source."""
    return str(disagreement["about"])


def contradicts(disagreement: Json) -> bool:
    """Not only a revision or a detail; a source that copies call otherwise is worth telling in any case."""
    return disagreement["kind"] == "contradiction" or aspect(disagreement) == "source"


def sides_of(disagreement: Json) -> list[set[str]]:
    """Ids of the claims on each side."""
    return [set(side["claims"]) for side in disagreement["sides"]]


def day(text: str | date | None) -> date | None:
    return date.fromisoformat(text[:10]) if isinstance(text, str) else text
