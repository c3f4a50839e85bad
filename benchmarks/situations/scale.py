"""How long situations take in a record of N claims: one as of a day, the list as of a day, and adding a document.

Claims are made up and stored through the record's own functions, ten in a document, some twenty-five of one thing
within two months, over ten years; what follows is what `read` does to every record. Times are CPU time.
"""

from __future__ import annotations

import random
import re
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from sqlalchemy import select

import ascribe
from ascribe.contract.claims import (
    ActorCell,
    Claim,
    EventType,
    Factuality,
    Phase,
    PlaceCell,
    Polarity,
    SourceLink,
    Stance,
    TextCell,
    TimeCell,
)
from ascribe.contract.documents import Block, BlockKind, Document, Metadata, Span
from ascribe.identity import digest
from ascribe.pipeline import read
from ascribe.pipeline.listening import Silent
from ascribe.pipeline.stages import Extract, Extractor
from ascribe.record import documents, schema
from ascribe.record.claims import replace_claims

from .adapter import (
    list_disagreements,
    list_open,
    list_situations,
    list_sources,
    one_situation,
    write_digest,
)

FIRST = date(2010, 1, 1)
DAYS = 3650
CLAIMS_EACH = 25
"""Of a situation."""
PER_DOCUMENT = 10
_COPIED = 0.1
"""Share of the reports that another one carries as well, on the same day or soon after."""
_ACTIVE = 60
"""Days over which a situation is told of."""
_BATCH = 200
"""Documents stored in a transaction."""
_THINGS = {
    "offensive": EventType.ASSAULT,
    "blockade": EventType.COERCE,
    "training": EventType.AID,
    "talks": EventType.CONSULT,
    "deployment": EventType.MOBILIZE,
}
_PHASES = {
    "began": Phase.BEGUN,
    "continued": Phase.ONGOING,
    "paused": Phase.PAUSED,
    "resumed": Phase.RESUMED,
    "ended": Phase.ENDED,
}
_ELSE = {
    "plans": (Phase.PLANNED, Factuality.PLANNED, Polarity.POSITIVE),
    "denies": (Phase.NONE, Factuality.DENIED, Polarity.NEGATIVE),
}
_PLANNED, _DENIED = 0.1, 0.04
"""Share of the claims that tell a plan, and of those that deny the thing."""
_SPEAKERS = 3000
"""Named sources; the first ones are quoted most."""
_LINE = re.compile(
    r"(?P<agent>The army of Land\d+) (?P<verb>\w+) (?P<event>\w+) near (?P<place>Town\d+) "
    r"with (?P<target>Front \d+) on (?P<day>\d{4}-\d\d-\d\d), (?P<speaker>Minister No\d+) said\."
)


def extractor() -> Extractor:
    return Extractor(f"{__name__}:load", "made-up claims 1")


def load() -> Extract:
    return claims_of


def claims_of(document: Document) -> list[Claim]:
    """A claim for every line of a made-up report."""
    return [_claim(document, found) for found in _LINE.finditer(document.text)]


def _claim(document: Document, found: re.Match[str]) -> Claim:
    def cell(group: str) -> tuple[str, int, int]:
        return found[group], found.start(group), found.end(group)

    day, verb = date.fromisoformat(found["day"]), found["verb"]
    phase, factuality, polarity = _ELSE.get(verb) or (_PHASES[verb], Factuality.ASSERTED, Polarity.POSITIVE)
    stance = Stance.DENIES if verb == "denies" else Stance.ASSERTS
    return Claim(
        id=digest("claim", document.id, found.start()),
        document=document.id,
        revision=document.revision,
        block=BlockKind.BODY,
        sentence=TextCell(found[0], found.start(), found.end()),
        trigger=TextCell(*cell("verb")),
        event=TextCell(*cell("event")),
        event_lemma=found["event"],
        event_type=_THINGS[found["event"]],
        agents=(ActorCell(*cell("agent"), name=found["agent"].removeprefix("The ")),),
        targets=(ActorCell(*cell("target"), name=found["target"]),),
        places=(PlaceCell(*cell("place"), name=found["place"], geonameid=int(found["place"][4:]), precision="city"),),
        time=TimeCell(day, day, "day", found["day"], Span(*found.span("day")), "expression", None, found["day"]),
        phase=phase,
        factuality=factuality,
        polarity=polarity,
        sources=((SourceLink("speaker", *cell("speaker"), name=found["speaker"], stance=stance),),),
    )


def made_up(claims: int, rng: random.Random) -> Iterator[tuple[date, str]]:
    """Reports in order of publication: day and text."""
    told: list[tuple[int, int, int]] = []
    for situation in range(max(1, claims // CLAIMS_EACH)):
        start = rng.randrange(DAYS - _ACTIVE)
        told += [(start + rng.randrange(_ACTIVE), situation, n) for n in range(CLAIMS_EACH)]
    told.sort()
    for first in range(0, len(told), PER_DOCUMENT):
        part = told[first : first + PER_DOCUMENT]
        day = FIRST + timedelta(part[-1][0])
        text = "\n\n".join(_line(*claim, rng) for claim in part) + "\n"
        yield day, text
        if rng.random() < _COPIED:
            yield day + timedelta(rng.randrange(3)), f"{text}\n{_words(rng)}\n"


def _words(rng: random.Random) -> str:
    """A sentence that no other report has, so that reports of one thing are no copies of one another."""
    counted = (f"{rng.randrange(2, 9999)} {rng.choice(_GOODS)} in {rng.choice(_KEPT_IN)}" for _ in range(4))
    return f"The clerk of the harbour office counted {', '.join(islice(counted, 3))} and {next(counted)} that evening."


_GOODS = "carts lamps barrels ropes tents mules crates blankets ladders boats chairs sacks tables wheels pumps".split()
_KEPT_IN = ["the yard", "the old school", "the market hall", "the northern shed", "the depot", "the cellar", "the barn"]


def _line(day: int, situation: int, n: int, rng: random.Random) -> str:
    verb, chance = list(_PHASES)[0 if n == 0 else (situation + day) % len(_PHASES)], rng.random()
    if n and chance < _PLANNED + _DENIED:
        verb = "plans" if chance < _PLANNED else "denies"
    speaker = int(_SPEAKERS ** rng.random())
    if verb == "plans":
        day += rng.randrange(5, _ACTIVE)
    thing = list(_THINGS)[situation % len(_THINGS)]
    place, land, front = situation % 5003, situation % 211, situation % 1009
    told = f"The army of Land{land} {verb} {thing} near Town{place} with Front {front} on {FIRST + timedelta(day)}"
    return f"{told}, Minister No{speaker} said. {_words(rng)}"


def _document(day: date, text: str) -> Document:
    id = digest("document", text)
    body = Block(BlockKind.BODY, 0, len(text))
    meta = Metadata(published_at=day.isoformat())
    return Document(id, digest("revision", text), f"{id}.txt", text, (body,), meta, dated_by="row")


def build(path: Path, claims: int, seed: int = 1) -> ascribe.Record:
    """A record with about that many claims, through the record's own functions; stories and situations follow."""
    record = ascribe.open(path)
    made = extractor()
    reports = made_up(claims, random.Random(f"{seed} scale"))
    while batch := [_document(*report) for report in islice(reports, _BATCH)]:
        with record.store.writing("scale") as connection:
            documents.add_settled(connection, [(d, f"{d.name}") for d in batch], 1)
            query = select(schema.documents.c.id, schema.documents.c.pk)
            rows = connection.execute(query.where(schema.documents.c.id.in_([d.id for d in batch])))
            keys = {row.id: row.pk for row in rows}
            for document in batch:
                replace_claims(connection, keys[document.id], document.text, claims_of(document), made.version)
    empty = path.with_name("nothing")
    empty.mkdir(exist_ok=True)
    read([empty], record.store, processes=0, extractor=made)
    return record


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of CPU, medians but for the worst."""

    claims: int
    situations: int
    one: float
    """One situation as of a day on which it was told of."""
    one_worst: float
    every: float
    """The list of all as of a random day."""
    first: float
    """The first fifty of it."""
    disagreements: float
    """The fifty newest, now."""
    open: float
    """All that is open now, with the sentences of the first five of each kind."""
    sources: float
    """The fifty that are quoted most, now."""
    digest: float
    """What is new in the last week."""
    add: float
    """One more report into the record, all stages but extraction."""
    add_situations: float
    """Of which placing its claims."""


def measure(record: ascribe.Record, folder: Path, seed: int = 1, asked: int = 50) -> Times:
    """`folder`: where the reports that are added are written."""
    rng = random.Random(f"{seed} asked")
    ids = list_situations(record, None)
    one = []
    for id in (rng.choice(ids) for _ in range(asked)):
        known = one_situation(record, id, None)
        first, last = (date.fromisoformat(known[name]) for name in ("first_day", "last_day"))
        by = max(first, last - timedelta(rng.randrange(20)))
        one.append(_milliseconds(lambda id=id, by=by: one_situation(record, id, by)))  # type: ignore[misc]
    days = [FIRST + timedelta(rng.randrange(300, DAYS)) for _ in range(7)]
    every = [_milliseconds(lambda by=by: list_situations(record, by)) for by in days]  # type: ignore[misc]
    first = [_milliseconds(lambda by=by: list_situations(record, by, 50)) for by in days]  # type: ignore[misc]
    adds = [_add(record, folder, n, rng) for n in range(9)]
    with record.store.reading() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM claims").scalar_one()
    middle = statistics.median
    return Times(
        count,
        len(ids),
        middle(one),
        max(one),
        middle(every),
        middle(first),
        _milliseconds(lambda: list_disagreements(record, 50)),
        _milliseconds(lambda: list_open(record, 5)),
        _milliseconds(lambda: list_sources(record, 50)),
        _milliseconds(lambda: write_digest(record, FIRST + timedelta(DAYS - 7))),
        middle(whole for whole, _ in adds),
        middle(part for _, part in adds),
    )


def _milliseconds(action: Callable[[], object]) -> float:
    begin = time.process_time()
    action()
    return 1000 * (time.process_time() - begin)


class _Clock(Silent):
    """When the claims of the last document were stored."""

    def __init__(self) -> None:
        self.stored = 0.0

    def step(self, doing: str, done: int, total: int | None) -> None:
        if doing == "reading":
            self.stored = time.process_time()


def _add(record: ascribe.Record, folder: Path, n: int, rng: random.Random) -> tuple[float, float]:
    """A report of claims about things that are known already, published at some day in the middle or at the end."""
    at = DAYS - 1 if n % 2 else rng.randrange(_ACTIVE, DAYS)
    count = rng.randrange(1, 10**6)
    lines = [_line(at - rng.randrange(10), count + k, 1, rng) for k in range(PER_DOCUMENT)]
    reports = folder / f"added-{n}"
    reports.mkdir(parents=True, exist_ok=True)
    (reports / "report.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    (reports / "documents.csv").write_text(f"file,published_at\nreport.txt,{FIRST + timedelta(at)}\n", encoding="utf-8")
    clock = _Clock()
    begin = time.process_time()
    read([reports], record.store, processes=0, extractor=extractor(), listener=clock)
    end = time.process_time()
    return 1000 * (end - begin), 1000 * (end - clock.stored)
