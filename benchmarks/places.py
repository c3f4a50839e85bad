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


def _pick(
    article: Article, span: tuple[int, int], choose: Callable[[list[Candidate]], Candidate]
) -> Point | None:
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
