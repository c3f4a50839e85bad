"""Timelines of an entity over articles, as in SemEval-2015 task 4 (Minard et al. 2015), and the metric of the task.

A timeline is a list of lines: place, day, mentions of one event. It becomes relations: an event is SIMULTANEOUS with
its day and with what shares its place, and BEFORE what has the next place. Place 0 is for events that cannot be placed;
it does not count. Score, after TempEval-3 (UzZaman and Allen 2011): of the relations of one side, without those that
follow from others, the share that follows from the other side's; all entities together. A mention is article, sentence
and word: what is found under another word is wrong and missing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from .adapter import Json, look, timeline_about
from .coreference import Prf
from .tokens import Article, read_article, words_of

Mention = str
"""Article, sentence and word: "4596-3-claims"."""
Point = str
"""A mention or a day."""
Relation = tuple[Point, str, Point]


@dataclass(frozen=True, slots=True)
class Line:
    place: int
    day: str
    """TIMEX3 value; with X where nothing is known."""
    mentions: tuple[Mention, ...]


Timeline = Sequence[Line]


def read_timeline(path: Path) -> tuple[str, list[Line]]:
    """The entity's name and its timeline."""
    entity, *rows = path.read_text("utf-8").splitlines()
    lines = []
    for row in rows:
        place, when, *mentions = row.split("\t")
        lines.append(Line(int(place), when, tuple(m.strip() for m in mentions if m.strip())))
    return entity.strip(), lines


# -- the metric


class Graph:
    """A timeline as the task's scorer makes it: points of time (days and mentions) that are one or stand in an order.

    Each mention is SIMULTANEOUS with its day; then the mentions of a place with each other; then each place is BEFORE
    the next. What contradicts relations that are there already is left out (places with one day are one).
    """

    def __init__(self, timeline: Timeline) -> None:
        self._leader: dict[Point, Point] = {}
        self._before: dict[Point, set[Point]] = defaultdict(set)
        self.reduced = [relation for relation in _relations(timeline) if self._add(relation)]
        """Relations none of which follows from those before it."""

    def _add(self, relation: Relation) -> bool:
        a, kind, b = relation
        one, other = self._find(a), self._find(b)
        if one == other or self._reaches(other, one) or self._reaches(one, other):
            return False  # known, or against what is known
        if kind == "BEFORE":
            self._before[one].add(other)
            return True
        self._leader[other] = one
        self._before[one] |= self._before.pop(other, set())
        return True

    def _find(self, point: Point) -> Point:
        while point in self._leader:
            point = self._leader[point]
        return point

    def _reaches(self, a: Point, b: Point) -> bool:
        """Whether a is known to be before b."""
        seen, todo = set(), [a]
        while todo:
            for later in self._before.get(todo.pop(), ()):
                if (found := self._find(later)) == b:
                    return True
                if found not in seen:
                    seen.add(found)
                    todo.append(found)
        return False

    def implies(self, relation: Relation) -> bool:
        """Whether the relation is there, or follows from those that are."""
        a, kind, b = relation
        one, other = self._find(a), self._find(b)
        if kind == "SIMULTANEOUS":
            return one == other
        return self._reaches(one, other)


def _relations(timeline: Timeline) -> Iterator[Relation]:
    """The task's way from a timeline to relations, without place 0."""
    at: dict[int, list[Mention]] = defaultdict(list)
    days = []
    for line in timeline:
        if line.place > 0:
            at[line.place] += line.mentions
            dated = () if line.day.startswith("XXX") else line.mentions
            days += [(mention, "SIMULTANEOUS", line.day.replace("-XX", "")) for mention in dated]
    yield from sorted(days)
    groups = [sorted(at[place]) for place in sorted(at)]
    for group in groups:
        yield from ((a, "SIMULTANEOUS", b) for a, b in pairwise(group))
    for group, after in pairwise(groups):
        yield group[0], "BEFORE", after[0]


def awareness(gold: Iterable[Timeline], found: Iterable[Timeline]) -> Prf:
    """Temporal awareness over all entities: gold and found timelines in the same order."""
    counts = [0, 0, 0, 0]
    for truth, said in zip(gold, found, strict=True):
        a, b = Graph(truth), Graph(said)
        counts[0] += sum(map(a.implies, b.reduced))
        counts[1] += len(b.reduced)
        counts[2] += sum(map(b.implies, a.reduced))
        counts[3] += len(a.reduced)
    right, of, hit, wanted = counts
    return Prf(right / of if of else 0.0, hit / wanted if wanted else 0.0)


# -- timelines from a record


@dataclass(frozen=True, slots=True)
class Way:
    """Which entries of the record's own timeline of an entity are taken, and with which day."""

    passage: bool = False
    """Also those that stand at the day of their passage, with that day."""
    report: bool = False
    """Also those that stand at the day of their report, in their order but without a day: the record says no more."""
    published: bool = False
    """These with the day of the report, too. The record never does this."""


WAYS = {
    "days told": Way(),
    "and days of the passage": Way(passage=True),
    "and what has no day, in the timeline's order": Way(passage=True, report=True),
    "the same, with the day of publication for a day": Way(passage=True, report=True, published=True),
}
_LEFT_OUT = frozenset({"planned", "pending", "requested"})
_NO_DAY = "XXXX-XX-XX"


def timeline_of(
    entries: Iterable[Json], claims: Mapping[str, Json], articles: Mapping[str, Article], way: Way
) -> list[Line]:
    """The entries of a timeline that has been asked for by name, as the task writes them. `claims` by id."""
    lines: list[Line] = []
    seen: set[Mention] = set()
    place, at = 0, None
    for entry in entries:
        if entry["factuality"] != "asserted" or entry["phase"] in _LEFT_OUT or not _wanted(entry["placed"]["by"], way):
            continue
        by, day = entry["placed"]["by"], entry["placed"]["day"]
        value = day_value(entry) if by == "time" else day if by == "passage" or way.published else _NO_DAY
        if value is None:
            continue
        mentions = [_statement(entry, articles)] if entry["statement"] else _mentions(entry, claims, articles)
        fresh = tuple(dict.fromkeys(m for m in mentions if m is not None and m not in seen))
        if not fresh:
            continue
        seen.update(fresh)
        here = (value, day) if value == _NO_DAY else (value, None)
        place, at = (place, at) if here == at else (place + 1, here)
        lines.append(Line(place, value, fresh))
    return lines


def _wanted(by: str, way: Way) -> bool:
    return {"time": True, "passage": way.passage, "report": way.report}.get(by, False)


def _mentions(entry: Json, claims: Mapping[str, Json], articles: Mapping[str, Article]) -> list[Mention | None]:
    return [_mention(claims[id], articles) for id in entry["claims"]]


def _statement(entry: Json, articles: Mapping[str, Article]) -> Mention | None:
    """A reporting word."""
    first = {
        "document": {"name": entry["document"]},
        "sentence": {"text": entry["sentence"], "start": entry["sentence_start"]},
        "trigger": entry["trigger"],
        "event": entry["trigger"],
    }
    return _mention(first, articles)


def day_value(time: Json) -> str | None:
    """The day as TIMEX3 writes it, None where there is none: a day, a month or a year."""
    start, end = time["start"], time["end"]
    if not start:
        return None
    if start == end or time["precision"] in ("day", "hour", "minute", "second"):
        return str(start)
    if not end:
        return None
    cut = {"month": 7, "year": 4}.get(time["precision"])
    return str(start)[:cut] if cut and str(start)[:cut] == str(end)[:cut] else None


def _mention(claim: Json, articles: Mapping[str, Article]) -> Mention | None:
    placed = words_of(claim, articles)
    if placed is None:
        return None
    article, trigger, event = placed
    tokens = event or trigger
    if not tokens:
        return None
    head = trigger[0] if trigger and trigger[0] in tokens else tokens[-1]
    return f"{number_of(article)}-{head.sentence}-{head.text}"


def number_of(article: Article) -> str:
    found = re.match(r"\d+", article.name)
    return found[0] if found else article.name


# -- the corpus


def load(folder: Path) -> tuple[dict[str, Article], dict[str, list[Line]]]:
    """Articles by name, timelines by entity."""
    articles = {}
    for path in sorted(folder.rglob("Corpus*/*.xml")):
        article, _ = read_article(path)
        articles[article.name.replace(",", "")] = article
    timelines = dict(read_timeline(path) for path in sorted(folder.rglob("TimeLines*/*.txt")))
    return articles, timelines


def published(article: Article) -> date | None:
    """The day that stands alone in the second line of these articles."""
    line = " ".join(t.text for t in article.tokens if t.sentence == 1)
    try:
        return datetime.strptime(line, "%B %d , %Y").date()
    except ValueError:
        return None


def write(articles: Mapping[str, Article], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    rows = ["file,outlet,published_at"]
    for name, article in articles.items():
        (folder / f"{name}.txt").write_text(article.text, encoding="utf-8")
        rows.append(f"{name}.txt,Wikinews,{published(article) or ''}")
    (folder / "documents.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def score(record: Any, articles: Mapping[str, Article], gold: Mapping[str, Timeline]) -> dict[str, Prf]:
    """Temporal awareness of the timelines that the record gives for each entity, as far as each way takes them."""
    claims = {claim["id"]: claim for claim in look(record, None).claims}
    told = {entity: timeline_about(record, entity) for entity in gold}
    return {
        name: awareness(gold.values(), [timeline_of(told[entity], claims, articles, way) for entity in gold])
        for name, way in WAYS.items()
    }
