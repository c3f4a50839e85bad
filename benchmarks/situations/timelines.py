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

from .adapter import Json, Known, situation_of
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
    """How a timeline is made of claims."""

    situations: bool = False
    """Claims of one situation with one lemma and day share a line."""
    published: bool = False
    """What is told of the past without a day goes to the day of the report, and what somebody says too. The record
    never does this; the task asks for a place for everything, and most of its events have no other."""
    ordered: bool = False
    """The same, but without that day: such an event stands behind what is told of it, as in the record's own lists,
    and nothing is said of when it was."""


WAYS = {
    "claims, by the days told": Way(),
    "claims, by the days told, else in the order of publication": Way(published=True, ordered=True),
    "claims, else by publication": Way(published=True),
    "situations, by the days told": Way(situations=True),
    "situations, by the days told, else in the order of publication": Way(True, published=True, ordered=True),
    "situations, else by publication": Way(situations=True, published=True),
}


def timeline_of(entity: str, known: Known, articles: Mapping[str, Article], way: Way) -> list[Line]:
    """What the entity does or has done to it, by day."""
    situation = situation_of(known) if way.situations else {}
    groups: dict[tuple[str, bool, str], list[Mention]] = defaultdict(list)
    for claim in known.claims:
        value = day_value(claim["time"])
        untold = way.ordered and value is None
        report = (claim["document"]["published_at"] or "")[:10] or None
        if way.published and report:
            for mention in _sayings(entity, claim, articles):
                groups[report, way.ordered, mention].append(mention)
            told_of_past = claim["phase"] not in ("planned", "pending", "requested") and not claim["time"]["text"]
            value = value or (report if told_of_past else None)
        if value is None or claim["factuality"] != "asserted" or not involves(entity, claim):
            continue
        placed = _mention(claim, articles)
        if placed is not None:
            together = f"{situation.get(claim['id'], claim['id'])} {claim['event']['lemma']}"
            groups[value, untold, together].append(placed)
    places = sorted({(value, untold) for value, untold, _ in groups}, key=lambda p: (_sort_key(p[0]), p[1]))
    rank = {place: n for n, place in enumerate(places, start=1)}
    lines = []
    seen: set[Mention] = set()
    for (value, untold, _), mentions in sorted(groups.items(), key=lambda g: (g[0][1], rank[g[0][:2]], g[1])):
        fresh = tuple(dict.fromkeys(m for m in mentions if m not in seen))
        seen.update(fresh)
        if fresh:
            lines.append(Line(rank[value, untold], _NO_DAY if untold else value, fresh))
    return lines


_NO_DAY = "XXXX-XX-XX"


def _sayings(entity: str, claim: Json, articles: Mapping[str, Article]) -> Iterator[Mention]:
    """The reporting words with which the entity is a source: saying is an event to this task."""
    placed = words_of(claim, articles)
    for chain in claim["sources"] if placed else ():
        link = chain[-1]
        if placed is None or link["implied"] or not link["cue"] or not _is(entity, link):
            continue
        article, trigger, _ = placed
        sentence = trigger[0].sentence if trigger else None
        for token in article.tokens:
            if token.sentence == sentence and token.text == link["cue"]:
                yield f"{number_of(article)}-{token.sentence}-{token.text}"
                break


def involves(entity: str, claim: Json) -> bool:
    """Whether the entity takes part."""
    return any(_is(entity, cell) for cell in (*claim["agents"], *claim["targets"]))


def _is(entity: str, cell: Json) -> bool:
    """A name that holds all words of the entity, or its last word alone, as in "Jobs"."""
    words = entity.lower().split()
    for name in (cell["text"], cell.get("name") or ""):
        said = re.findall(r"\w+", name.lower())
        if set(words) <= set(said) or (len(words) > 1 and said == words[-1:] and words[-1].isalpha()):
            return True
    return False


def day_value(time: Json) -> str | None:
    """The claim's day as TIMEX3 writes it, None where there is none: a day, a month or a year."""
    start, end = time["start"], time["end"]
    if not start:
        return None
    if start == end or time["precision"] in ("day", "hour", "minute", "second"):
        return str(start)
    if not end:
        return None
    cut = {"month": 7, "year": 4}.get(time["precision"])
    return str(start)[:cut] if cut and str(start)[:cut] == str(end)[:cut] else None


def _sort_key(value: str) -> tuple[str, int]:
    return (value + "-01-01")[:10] if len(value) < 10 else value, len(value)


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


def score(known: Known, articles: Mapping[str, Article], gold: Mapping[str, Timeline]) -> dict[str, Prf]:
    """Temporal awareness of timelines made in several ways; with situations where there are any."""
    return {
        name: awareness(gold.values(), [timeline_of(entity, known, articles, way) for entity in gold])
        for name, way in WAYS.items()
        if known.situations or not way.situations
    }
