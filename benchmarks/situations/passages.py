"""How often the day of a passage is the day of the event: TimeBank and AQUAINT (TimeML, TempEval-3 edition).

A timeline puts an event that has no day at the day of its passage (`ascribe.exports.placing`). In these documents
people tied events to times; an event that they tied to a day is right where that is the day of the passage. Of most
events they say only that these were before publication: they are counted, and nothing is known of them.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .adapter import Json

_INSIDE = frozenset({"IS_INCLUDED", "SIMULTANEOUS", "DURING", "IDENTITY"})
_AROUND = frozenset({"INCLUDES", "SIMULTANEOUS", "IDENTITY"})
_ONE = frozenset({"SIMULTANEOUS", "IDENTITY"})
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Dated:
    """A document with its events: characters of each word, and the values of the times that it is tied to."""

    name: str
    published: str
    text: str
    events: tuple[tuple[int, int, frozenset[str]], ...]


def load(folder: Path) -> Iterator[Dated]:
    for path in sorted(folder.rglob("*.tml")):
        root = ET.parse(path).getroot()
        published, body = root.find("DCT/TIMEX3"), root.find("TEXT")
        if published is None or body is None:
            continue
        times = {published.get("tid", ""): published.get("value", "")}
        words: dict[str, tuple[int, int]] = {}
        text = _text(body, words, times)
        tied = _tied(root, words, times)
        events = tuple((start, end, frozenset(tied[id])) for id, (start, end) in words.items())
        yield Dated(path.stem.replace(",", ""), published.get("value", "")[:10], text, events)


def _text(body: ET.Element, words: dict[str, tuple[int, int]], times: dict[str, str]) -> str:
    parts: list[str] = []
    length = 0

    def walk(node: ET.Element) -> None:
        nonlocal length
        start = length
        for piece in (node.text, *node):
            if isinstance(piece, ET.Element):
                walk(piece)
                piece = piece.tail
            parts.append(piece or "")
            length += len(piece or "")
        if node.tag == "EVENT":
            words[node.get("eid", "")] = start, length
        elif node.tag == "TIMEX3":
            times[node.get("tid", "")] = node.get("value", "")

    walk(body)
    return "".join(parts)


def _tied(root: ET.Element, words: dict[str, tuple[int, int]], times: dict[str, str]) -> dict[str, set[str]]:
    """The values of the times within which each event is, by its own ties and those of what is at one time with it."""
    events = {made.get("eiid", ""): made.get("eventID", "") for made in root.iter("MAKEINSTANCE")}
    found: dict[str, set[str]] = defaultdict(set)
    one: list[tuple[str, str]] = []
    for link in root.iter("TLINK"):
        a, b = (
            link.get("eventInstanceID") or link.get("timeID"),
            link.get("relatedToEventInstance") or link.get("relatedToTime"),
        )
        first, second, kind = events.get(a or "", a or ""), events.get(b or "", b or ""), link.get("relType", "")
        if first in words and second in times and kind in _INSIDE:
            found[first].add(times[second])
        elif second in words and first in times and kind in _AROUND:
            found[second].add(times[first])
        elif first in words and second in words and kind in _ONE:
            one += [(first, second), (second, first)]
    todo = list(one)
    while todo:
        a, b = todo.pop()
        if not found[a] <= found[b]:
            found[b] |= found[a]
            todo += [pair for pair in one if pair[0] == b]
    return found


def write(documents: list[Dated], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for document in documents:
        (folder / f"{document.name}.txt").write_text(document.text, encoding="utf-8")
    rows = [f"{document.name}.txt,{document.published}" for document in documents]
    (folder / "documents.csv").write_text("\n".join(["file,published_at", *rows]) + "\n", encoding="utf-8")


def score(entries: list[Json], documents: list[Dated]) -> Counter[str]:
    """Of the entries of a timeline that stand at the day of their passage: right, wrong, a period, nothing known."""
    by_name = {f"{document.name}.txt": document for document in documents}
    out: Counter[str] = Counter()
    for entry in entries:
        if entry["placed"]["by"] != "passage":
            continue
        tied = _tied_to(entry, by_name[entry["document"]])
        days = {found[0] for value in tied if (found := _DAY.match(value))}
        if days:
            out["right" if entry["placed"]["day"] in days else "wrong"] += 1
        else:
            out["a period" if tied else "nothing known"] += 1
    return out


def _tied_to(entry: Json, document: Dated) -> frozenset[str]:
    """The times of the event at the entry's trigger; blanks may have been cleaned from its sentence."""
    sentence = re.search(r"\s+".join(map(re.escape, entry["sentence"].split())), document.text)
    if sentence is None:
        return frozenset()
    before = re.sub(r"\s", "", entry["sentence"][: entry["trigger"]["start"] - entry["sentence_start"]])
    at, left = sentence.start(), len(before)
    while left or document.text[at].isspace():
        left -= not document.text[at].isspace()
        at += 1
    return next((tied for start, end, tied in document.events if start <= at < end), frozenset())
