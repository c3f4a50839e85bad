"""How well place names are resolved: `python -m benchmarks.places --data DIR` prints the table.

Gold toponyms: the share whose coordinates come out within 161 km (100 miles) of the annotated ones, unresolved counted
as wrong. End to end: names are found first; a span counts when it overlaps an annotated one and is within 161 km.
LGL (Lieberman, Samet and Sankaranarayanan 2010) is 588 articles of local papers; GeoVirus (Gritta et al. 2018) 229 of
Wikinews. Weights were tuned on GeoVirus and LGL's even half; the odd half was not looked at.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import time
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ascribe.resolution.gazetteer import Candidate, Gazetteer, Match, distance_km
from ascribe.resolution.places import Home, Mention, find_places, resolve_places

NEAR_KM = 161.0
"""100 miles: the measure of the field since Leidner 2007."""


@dataclass(frozen=True, slots=True)
class Gold:
    start: int
    end: int
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Article:
    id: str
    outlet: str
    text: str
    gold: tuple[Gold, ...]
    unplaced: tuple[tuple[int, int], ...] = ()
    """Annotated toponyms without coordinates: neither right nor wrong."""


@dataclass(frozen=True, slots=True)
class Point:
    start: int
    end: int
    lat: float
    lon: float


def read_lgl(data: Path) -> list[Article]:
    articles = []
    for node in ET.parse(data / "score" / "lgl" / "lgl.xml").getroot():
        gold, unplaced = [], []
        for toponym in node.iter("toponym"):
            tag = toponym.find("gaztag")
            if tag is not None:
                gold.append(Gold(_int(toponym, "start"), _int(toponym, "end"), _float(tag, "lat"), _float(tag, "lon")))
            else:
                unplaced.append((_int(toponym, "start"), _int(toponym, "end")))
        articles.append(
            Article(node.get("docid", ""), _text(node, "domain"), _text(node, "text"), tuple(gold), tuple(unplaced))
        )
    return articles


def read_geovirus(data: Path) -> list[Article]:
    articles = []
    for number, node in enumerate(ET.parse(data / "train" / "geovirus" / "GeoVirus.xml").getroot()):
        gold = tuple(
            Gold(_int(place, "start") - 1, _int(place, "end") - 1, _float(place, "lat"), _float(place, "lon"))
            for place in node.iter("location")
        )
        articles.append(Article(str(number), "wikinews", _text(node, "text"), gold))
    return articles


def _text(node: ET.Element, name: str) -> str:
    return node.findtext(name) or ""


def _int(node: ET.Element, name: str) -> int:
    return int(_text(node, name))


def _float(node: ET.Element, name: str) -> float:
    return float(_text(node, name))


def half(article: Article) -> int:
    """0 for the half that weights may be tuned on, 1 for the one kept apart."""
    return int(hashlib.sha256(article.id.encode()).hexdigest(), 16) % 2


Resolver = Callable[[Article, Sequence[tuple[int, int]]], list[Point | None]]


def by_context(article: Article, spans: Sequence[tuple[int, int]], home: Home | None = None) -> list[Point | None]:
    mentions = [Mention(start, end) for start, end in spans]
    return [
        Point(r.mention.start, r.mention.end, r.place.lat, r.place.lon) if r.place else None
        for r in resolve_places(article.text, mentions, home)
    ]


def most_populous(article: Article, spans: Sequence[tuple[int, int]]) -> list[Point | None]:
    return [_pick(article, span, lambda places: max(places, key=lambda p: p.population)) for span in spans]


def first_found(article: Article, spans: Sequence[tuple[int, int]]) -> list[Point | None]:
    """Plain look-up: the first place that bears the name as its own."""
    return [_pick(article, span, lambda places: min(places, key=lambda p: (p.match, p.row))) for span in spans]


def _pick(article: Article, span: tuple[int, int], choose: Callable[[list[Candidate]], Candidate]) -> Point | None:
    places = [p for p in Gazetteer.open().lookup(article.text[slice(*span)]) if p.match is not Match.FOLDED]
    if not places:
        return None
    place = choose(places)
    return Point(*span, place.lat, place.lon)


def near(point: Point | None, gold: Gold) -> bool:
    return point is not None and distance_km(point.lat, point.lon, gold.lat, gold.lon) <= NEAR_KM


def accuracy(articles: Iterable[Article], resolve: Resolver) -> tuple[int, int, int]:
    """Gold toponyms within reach, resolved at all, in all."""
    right = resolved = count = 0
    for article in articles:
        for point, gold in zip(resolve(article, [(g.start, g.end) for g in article.gold]), article.gold, strict=True):
            right += near(point, gold)
            resolved += point is not None
            count += 1
    return right, resolved, count


def end_to_end(articles: Iterable[Article], resolve: Resolver) -> tuple[float, float, float]:
    """Precision, recall and F1 of names found and resolved."""
    right = found = count = 0
    for article in articles:
        points = [
            p
            for p in resolve(article, find_places(article.text))
            if p and not any(p.start < end and start < p.end for start, end in article.unplaced)
        ]
        left = list(article.gold)
        for point in points:
            for gold in left:
                if point.start < gold.end and gold.start < point.end and near(point, gold):
                    left.remove(gold)
                    right += 1
                    break
        found += len(points)
        count += len(article.gold)
    precision, recall = right / max(found, 1), right / max(count, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def faults(articles: Iterable[Article]) -> dict[str, list[str]]:
    """Errors by kind: of gold names `unplaced` and `elsewhere`; of names looked for, `missed` and `spurious`."""
    out: dict[str, list[str]] = {"unplaced": [], "elsewhere": [], "missed": [], "spurious": []}
    for article in articles:
        mentions = [Mention(g.start, g.end) for g in article.gold]
        for found, gold in zip(resolve_places(article.text, mentions), article.gold, strict=True):
            told = f"{article.id} {_around(article, gold.start, gold.end)}"
            if found.place is None:
                out["unplaced"].append(told)
            elif not near(Point(gold.start, gold.end, found.place.lat, found.place.lon), gold):
                where = f"{found.place.name}, {found.place.country}, {found.place.precision}"
                out["elsewhere"].append(f"{told} is {gold.lat:.1f} {gold.lon:.1f}, taken for {where}")
        spans = find_places(article.text)
        points = [p for p in by_context(article, spans) if p]
        for gold in article.gold:
            if not any(p.start < gold.end and gold.start < p.end for p in points):
                out["missed"].append(f"{article.id} {_around(article, gold.start, gold.end)}")
        known = [(g.start, g.end) for g in article.gold] + list(article.unplaced)
        for p in points:
            if not any(p.start < end and start < p.end for start, end in known):
                out["spurious"].append(f"{article.id} {_around(article, p.start, p.end)}")
    return out


def _around(article: Article, start: int, end: int) -> str:
    text = article.text
    return " ".join(f"{text[max(0, start - 30) : start]}[{text[start:end]}]{text[end : end + 30]}".split())


def homes(articles: Sequence[Article]) -> dict[str, Home]:
    """Where each article's outlet is, by article id: a stand-in for a user who says so.

    It is the place that the outlet's other articles are annotated with most, to a tenth of a degree.
    """
    cells: dict[str, Counter[tuple[float, float]]] = defaultdict(Counter)
    own: dict[str, Counter[tuple[float, float]]] = {}
    for article in articles:
        own[article.id] = Counter((round(g.lat, 1), round(g.lon, 1)) for g in article.gold)
        cells[article.outlet].update(own[article.id])
    found = {}
    for article in articles:
        others = cells[article.outlet] - own[article.id]
        if others:
            lat, lon = min(others, key=lambda cell: (-others[cell], cell))
            found[article.id] = Home(lat, lon)
    return found


def measure(data: Path) -> dict[str, dict[str, float]]:
    """All figures, by set and then by what was measured, as shares of one."""
    lgl, sets = read_lgl(data), {}
    sets["GeoVirus"] = read_geovirus(data)
    sets["LGL, tuned half"] = [article for article in lgl if half(article) == 0]
    sets["LGL, other half"] = [article for article in lgl if half(article) == 1]
    sets["LGL"] = lgl
    at_home = homes(lgl)
    resolvers: dict[str, Resolver] = {
        "most populous": most_populous,
        "plain look-up": first_found,
        "in context": by_context,
        "in context, home given": lambda article, spans: by_context(article, spans, at_home.get(article.id)),
    }
    table: dict[str, dict[str, float]] = {}
    for name, articles in sets.items():
        row = table[name] = {"articles": float(len(articles))}
        for label, resolve in resolvers.items():
            if "home" in label and not name.startswith("LGL"):
                continue
            right, resolved, count = accuracy(articles, resolve)
            row[label] = right / count
            if resolve is by_context:
                row["toponyms"], row["right of those resolved"] = float(count), right / resolved
        for label in ("most populous", "in context"):
            precision, recall, f1 = end_to_end(articles, resolvers[label])
            row |= {f"{label}, end to end F1": f1}
            if label == "in context":
                row |= {"end to end precision": precision, "end to end recall": recall}
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("ASCRIBE_DATA", "../shared/data")))
    parser.add_argument("--json", action="store_true", help="print JSON and not a table")
    arguments = parser.parse_args()
    if not (arguments.data / "score" / "lgl" / "lgl.xml").is_file():
        print("skipped: no data")
        return
    started = time.perf_counter()
    table = measure(arguments.data)
    if arguments.json:
        print(json.dumps(table, indent=2))
        return
    columns = list(table)
    print("| within 161 km | " + " | ".join(columns) + " |\n|---|" + "---:|" * len(columns))
    for label in dict.fromkeys(label for row in table.values() for label in row):
        values = [table[name].get(label) for name in columns]
        cells = ["" if v is None else f"{v:.0f}" if v > 1 else f"{100 * v:.1f}" for v in values]
        print(f"| {label} | " + " | ".join(cells) + " |")
    print(f"\n{time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
