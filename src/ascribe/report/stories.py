"""Stories with their members, and what became of each input, as the page shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ascribe.exports.wording import counted, day, web_address

Json = dict[str, Any]

STATES: Mapping[str, str] = {
    "stored": "stored and read",
    "stored+warning": "stored, with a warning",
    "rejected": "rejected",
    "deferred": "put off",
    "ignored": "ignored: no reports",
}
"""States of input units in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Member:
    """A document's part in a story. `added`, `cut`: sentences against the reference."""

    anchor: str
    id: str
    name: str
    title: str
    outlet: str | None
    published: date | None
    dated_by: str | None
    url: str | None
    language: str
    relation: str
    shared: float
    added: int
    cut: int
    claims: int
    read: bool

    @property
    def percent(self) -> int:
        return round(100 * min(1.0, max(0.0, self.shared)))


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story, its reference first, then by publication."""

    id: str
    title: str
    members: tuple[Member, ...]
    origins: int
    agency: str | None
    origin: str | None
    """Name of the document that the others come from."""
    evidence: str | None
    why: str

    @property
    def first(self) -> date:
        """Its first publication; undated ones come last."""
        return min((m.published or date.max for m in self.members), default=date.max)


def stories(data: Sequence[Json], documents: Sequence[Json]) -> list[StoryView]:
    """Stories with several documents first, then by publication. A document of none makes one of its own."""
    about = {str(d.get("id")): (i, d) for i, d in enumerate(documents)}
    found = [_story(story, about) for story in data]
    told = {member.id for story in found for member in story.members}
    found += [_story({"documents": [{"id": id, "shared": 1.0}]}, about) for id in about if id not in told]
    return sorted(found, key=lambda s: (-len(s.members), s.first, s.id))


def _story(story: Json, about: Mapping[str, tuple[int, Json]]) -> StoryView:
    members = [_member(m, about) for m in story.get("documents") or ()]
    first = {"reference": 0, "original": 0}
    members.sort(key=lambda m: (first.get(m.relation, 1), m.published or date.max))
    origin = story.get("origin") or {}
    return StoryView(
        id=str(story.get("id") or ""),
        title=members[0].title if members else "",
        members=tuple(members),
        origins=int(story.get("origins") or 1),
        agency=origin.get("agency"),
        origin=next((m.name for m in members if m.id and m.id == origin.get("document")), None),
        evidence=origin.get("evidence"),
        why=str(story.get("why") or ""),
    )


def _member(member: Json, about: Mapping[str, tuple[int, Json]]) -> Member:
    id = str(member.get("id") or "")
    number, document = about.get(id, (-1, {}))
    name = str(document.get("name") or member.get("name") or "")
    language = str(document.get("language") or "")
    return Member(
        anchor=f"d{number}" if number >= 0 else "",
        id=id,
        name=name,
        title=str(document.get("title") or name),
        outlet=document.get("outlet"),
        published=day(document.get("published_at")),
        dated_by=document.get("dated_by"),
        url=web_address(document.get("url")),
        language=language,
        relation=str(member.get("relation") or ""),
        shared=float(member.get("shared") or 0.0),
        added=int(member.get("added") or 0),
        cut=int(member.get("cut") or 0),
        claims=int(document.get("claims") or 0),
        read=language in ("", "en"),
    )


@dataclass(frozen=True, slots=True)
class Input:
    """An input unit that did not simply go in."""

    location: str
    state: str
    code: str
    says: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """How many inputs ended in which state, and those that need a look."""

    total: int
    states: tuple[tuple[str, int], ...]
    inputs: tuple[Input, ...]
    left_out: int


def ledger(units: Sequence[Json], totals: Mapping[str, int] | None, limit: int) -> Ledger:
    """Rejected inputs first; locations without the folder all share. `totals`: by state, where `units` lack any."""
    counts = totals if totals is not None else Counter(str(unit.get("state") or "") for unit in units)
    common = _common([str(unit.get("location") or "") for unit in units])
    order = ["rejected", "deferred", "stored+warning", "ignored"]
    found = sorted(
        (one for unit in units for one in _inputs(unit, common)),
        key=lambda one: (order.index(one.state) if one.state in order else -1, one.location),
    )
    known = list(STATES)
    states = [(state, n) for state, n in counts.items() if n]
    states.sort(key=lambda x: (known.index(x[0]) if x[0] in STATES else len(known), x[0]))
    return Ledger(sum(counts.values()), tuple(states), tuple(found[:limit]), max(0, len(found) - limit))


def _inputs(unit: Json, common: str) -> Iterable[Input]:
    location = str(unit.get("location") or "")
    for problem in unit.get("problems") or ():
        message = str(problem.get("message") or "").removeprefix(f"{location}: ")
        says, _, remedy = message.rpartition("; ")
        yield Input(
            location.removeprefix(common) or location,
            str(unit.get("state") or ""),
            str(problem.get("code") or ""),
            says or remedy,
            remedy if says else "",
        )


def _common(locations: Sequence[str]) -> str:
    """The folder that all locations begin with, with its slash; empty where there is none."""
    if not locations:
        return ""
    low, high = min(locations), max(locations)
    length = next((i for i, (a, b) in enumerate(zip(low, high, strict=False)) if a != b), min(len(low), len(high)))
    cut = low[:length].rfind("/")
    return low[: cut + 1]


def kinds_of(story: StoryView) -> str:
    """What its members are: "1 copy, 2 abridged"."""
    counts = Counter(m.relation for m in story.members if m.relation not in ("reference", "original"))
    return ", ".join(counted(n, "copy", "copies") if kind == "copy" else f"{n} {kind}" for kind, n in counts.items())
