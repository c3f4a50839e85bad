"""Claims as the page shows them: one card for a thing that copies of one report say in the same words.

In: exported claims and documents. Out: cards in the order of publication, each with its printings, its marked sentence
and what its cells resolve to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ascribe.exports.wording import day, interval, web_address
from ascribe.report.spans import Cell, Piece, pieces
from ascribe.report.words import FACTUALITY, NO_TIME, clipped, figure, folded

Json = dict[str, Any]

_CELLS = 60
"""Spans marked in one sentence: more than any sentence of news holds, and a bound on nesting."""
_HINT = 140
"""Characters of the sentence in a tooltip."""


@dataclass(frozen=True, slots=True)
class Printing:
    """Where a claim was printed."""

    id: str
    anchor: str
    document: str
    name: str
    outlet: str | None
    title: str | None
    published: date | None
    url: str | None
    """Only where it may be linked."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A resolved cell: what the reader is told beside the marked sentence."""

    label: str
    value: str
    implied: bool = False
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """The innermost link of a chain, with what stands outside of it."""

    key: str
    text: str
    named: bool
    pronoun: bool
    affiliation: str | None
    reason: str | None
    stance: str
    implied: bool
    through: tuple[str, ...]
    """Outer links: who quotes the speaker."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a claim."""

    key: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: str | None
    implied: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One thing said, however often it was printed."""

    printings: tuple[Printing, ...]
    """The first one is the one shown."""
    story: str | None
    sentence: tuple[Piece, ...]
    hint: str
    event_type: str
    mode: str | None
    event: str
    phase: str
    factuality: str
    block: str
    start: date | None
    end: date | None
    when: str
    facts: tuple[Fact, ...]
    speakers: tuple[Speaker, ...]
    places: tuple[Place, ...]

    @property
    def lead(self) -> Printing:
        return self.printings[0]


_PRONOUNS = frozenset("he she it they we i you who which his her its their our one this that these those".split())


def cards(claims: Sequence[Json], documents: Iterable[Json]) -> list[Card]:
    """Cards in the order of their first claims. Claims of one story in the same words make one card."""
    about = {str(d.get("id")): d for d in documents}
    order = sorted(range(len(claims)), key=lambda i: (_published(claims[i]) or "9999", i))
    groups: dict[object, list[int]] = {}
    for i in order:
        groups.setdefault(_same(claims[i], i), []).append(i)
    return [_card([claims[i] for i in found], found, about) for found in groups.values()]


def latest(claims: Sequence[Json], limit: int) -> list[Json]:
    """At most `limit` claims, those of the latest documents, in the order in which they came."""
    if len(claims) <= limit:
        return list(claims)
    order = sorted(range(len(claims)), key=lambda i: _published(claims[i]) or "", reverse=True)
    return [claims[i] for i in sorted(order[:limit])]


def _published(claim: Json) -> str:
    return str((claim.get("document") or {}).get("published_at") or "")


def _same(claim: Json, number: int) -> object:
    """What two claims have in common that are printings of one."""
    if not claim.get("story"):
        return number
    texts = [
        tuple(folded(cell.get("text")) for cell in claim.get(cells) or ())
        for cells in ("agents", "targets", "places", "figures")
    ]
    plain = [folded((claim.get(cell) or {}).get("text")) for cell in ("sentence", "trigger", "event")]
    return (claim["story"], *plain, claim.get("factuality"), claim.get("phase"), *texts)


def _card(claims: list[Json], numbers: list[int], about: Mapping[str, Json]) -> Card:
    claim = claims[0]
    sentence = claim.get("sentence") or {}
    text, start = str(sentence.get("text") or ""), int(sentence.get("start") or 0)
    time = claim.get("time") or {}
    places = tuple(_place(cell) for cell in claim.get("places") or ())
    speakers = tuple(_speaker(chain, claim) for chain in claim.get("sources") or () if chain)
    factuality = str(claim.get("factuality") or "")
    first, last = day(time.get("start")), day(time.get("end"))
    return Card(
        printings=tuple(_printing(c, i, about) for c, i in zip(claims, numbers, strict=True)),
        story=claim.get("story"),
        sentence=tuple(pieces(text, start, _spans(claim))),
        hint=clipped(text, _HINT),
        event_type=str(claim.get("event_type") or ""),
        mode=claim.get("mode"),
        event=_event(claim),
        phase=str(claim.get("phase") or ""),
        factuality=factuality if factuality in FACTUALITY else "asserted",
        block=str(claim.get("block") or "body"),
        start=first,
        end=last,
        when=interval(first, last),
        facts=tuple(_facts(claim, interval(first, last), places)),
        speakers=speakers,
        places=places,
    )


def _event(claim: Json) -> str:
    event, trigger = claim.get("event") or {}, claim.get("trigger") or {}
    named, carried = str(event.get("text") or ""), str(trigger.get("text") or "")
    return named if not carried or folded(carried) in folded(named) else f"{carried} … {named}"


def _printing(claim: Json, number: int, about: Mapping[str, Json]) -> Printing:
    document = claim.get("document") or {}
    id, url = str(claim.get("id") or ""), web_address(document.get("url"))
    anchor = f"c-{id}" if re.fullmatch(r"[0-9a-f]{6,64}", id) else f"c-n{number}"
    return Printing(
        id=id,
        anchor=anchor,
        document=str(document.get("id") or ""),
        name=str(document.get("name") or ""),
        outlet=document.get("outlet"),
        title=about.get(str(document.get("id")), {}).get("title"),
        published=day(document.get("published_at")),
        url=url,
    )


def _place(cell: Json) -> Place:
    name = str(cell.get("name") or cell.get("text") or "")
    lat, lon = cell.get("lat"), cell.get("lon")
    known = isinstance(lat, int | float) and isinstance(lon, int | float) and abs(lat) <= 90 and abs(lon) <= 180
    key = f"g{cell['geonameid']}" if cell.get("geonameid") else f"n{folded(name)}"
    return Place(
        key=key,
        name=name,
        country=cell.get("country"),
        lat=lat if known else None,
        lon=lon if known else None,
        precision=cell.get("precision"),
        implied=bool(cell.get("implied")),
    )


def _speaker(chain: Sequence[Json], claim: Json) -> Speaker:
    link = chain[-1]
    text, affiliation = str(link.get("text") or ""), link.get("affiliation")
    anonymous = bool(link.get("anonymous"))
    name = str(link.get("name") or text)
    if anonymous:
        # whoever is not named is one person at most within a report; two reports' officials are never taken for one
        report = claim.get("story") or (claim.get("document") or {}).get("id")
        key = f"anonymous {report} {folded(affiliation or name)}"
    else:
        key = f"named {folded(link.get('actor') or name)}"
    return Speaker(
        key=key,
        text=name,
        named=not anonymous,
        pronoun=folded(name) in _PRONOUNS,
        affiliation=affiliation,
        reason=link.get("reason"),
        stance=str(link.get("stance") or "asserts"),
        implied=bool(link.get("implied")),
        through=tuple(str(outer.get("name") or outer.get("text") or "") for outer in chain[:-1]),
    )


def _spans(claim: Json) -> list[Cell]:
    """The explicit cells of a claim with their spans."""
    found: list[Cell] = []

    def add(cell: Any, role: str, about: str = "") -> None:
        if not isinstance(cell, dict) or cell.get("implied") or len(found) >= _CELLS:
            return
        start, end, text = cell.get("start"), cell.get("end"), cell.get("text")
        if isinstance(start, int) and isinstance(end, int) and text:
            found.append(Cell(start, end, role, str(text), about))

    add(claim.get("trigger"), "trigger")
    if claim.get("event") != claim.get("trigger"):
        add(claim.get("event"), "event")
    for cell in claim.get("agents") or ():
        add(cell, "agent", str(cell.get("name") or ""))
    for cell in claim.get("targets") or ():
        add(cell, "target", str(cell.get("name") or ""))
    for cell in claim.get("places") or ():
        add(cell, "place", str(cell.get("name") or ""))
    for cell in claim.get("figures") or ():
        add(cell, "figure", figure(cell))
    for chain in claim.get("sources") or ():
        for link in chain:
            add(link, "source", str(link.get("name") or ""))
    add(claim.get("condition"), "condition")
    add(_time_span(claim.get("time") or {}), "time", interval(day(_of(claim, "start")), day(_of(claim, "end"))))
    return found


def _of(claim: Json, end: str) -> Any:
    return (claim.get("time") or {}).get(end)


def _time_span(time: Json) -> Json | None:
    span = time.get("span")
    if not isinstance(span, dict) or not time.get("text"):
        return None
    return {"start": span.get("start"), "end": span.get("end"), "text": time["text"], "implied": time.get("implied")}


def _facts(claim: Json, when: str, places: Sequence[Place]) -> Iterable[Fact]:
    """What the cells resolve to where the marked sentence does not show it: who, whom, when, where, how much, if."""
    for label, cells in (("agent", "agents"), ("target", "targets")):
        for cell in claim.get(cells) or ():
            text, name = str(cell.get("text") or ""), str(cell.get("name") or "")
            if cell.get("implied") or (name and not _alike(name, text)):
                yield Fact(label, name or text, bool(cell.get("implied")), f"“{text}”" if name else "")
    time = claim.get("time") or {}
    basis = {"speech": "as of when it was said", "inherited": "from the passage"}.get(str(time.get("basis")), "")
    if when and (basis or time.get("implied")):
        yield Fact("time", when, bool(time.get("implied")), basis)
    elif not when and (time.get("basis") != "none" or time.get("text")):
        yield Fact("time", "not resolved", False, NO_TIME.get(str(time.get("reason")), ""))
    for cell, place in zip(claim.get("places") or (), places, strict=True):
        unknown = place.lat is None
        if unknown or place.implied or not _alike(place.name, str(cell.get("text") or "")):
            yield Fact("place", place.name, place.implied, "not in the gazetteer" if unknown else place.precision or "")
    for cell in claim.get("figures") or ():
        if cell.get("implied") or not _alike(figure(cell), str(cell.get("text") or "")):
            yield Fact("figure", figure(cell), bool(cell.get("implied")))
    condition = claim.get("condition")
    if isinstance(condition, dict) and condition.get("text") and not _inside(condition, claim):
        yield Fact("condition", str(condition["text"]), True)


def _alike(name: str, text: str) -> bool:
    """Whether the name says no more than the words that stand there."""
    return folded(name).removeprefix("the ") == folded(text).removeprefix("the ")


def _inside(cell: Json, claim: Json) -> bool:
    sentence = claim.get("sentence") or {}
    start, end = cell.get("start"), cell.get("end")
    if not isinstance(start, int) or not isinstance(end, int):
        return False
    return bool(sentence.get("start", 0) <= start and end <= sentence.get("end", 0))
