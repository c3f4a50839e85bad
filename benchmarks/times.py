"""Time expressions against TimeBank and AQUAINT (TimeML, TempEval-3 edition), beside peers where installed.

    python -m benchmarks.times --data DIR [--errors N] [--sample N] [--no-peers]

DIR holds `timeml/TBAQ-cleaned` (https://www.cs.york.ac.uk/semeval-2013/task1/). Scores are TempEval-3's: relaxed F1
(spans overlap), strict F1 (spans are equal), value F1 (relaxed F1 times the share of right values among the matched),
type F1 likewise. The rules were tuned on the errors made in the half called "tuned". Of the other half the errors were
never read; its annotated expressions were (of AQUAINT with the words around them, of TimeBank without), so it is no
blind test.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ascribe.claims.timex import find_times, tense_hint
from ascribe.resolution.times import Anchor, Mention, resolve_times


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression, gold or found: offsets into the document's text."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """A TimeML file without its annotation, and the annotation."""

    name: str
    text: str
    created: date
    gold: tuple[Timex, ...]

    @property
    def tuned(self) -> bool:
        """Half of the documents, by a hash of the name, were read while the rules were written."""
        return hashlib.sha256(self.name.encode()).digest()[-1] % 2 == 0


@dataclass
class Score:
    """Counts over documents."""

    gold: int = 0
    found: int = 0
    relaxed: int = 0
    strict: int = 0
    value: int = 0
    type: int = 0
    seconds: float = 0.0
    errors: Counter[str] = field(default_factory=Counter)

    def f1(self, right: int) -> float:
        """In percent."""
        return 200 * right / (self.gold + self.found) if self.gold + self.found else 0.0

    def row(self) -> list[str]:
        precision = 100 * self.relaxed / self.found if self.found else 0.0
        recall = 100 * self.relaxed / self.gold if self.gold else 0.0
        numbers = [
            precision,
            recall,
            self.f1(self.relaxed),
            self.f1(self.strict),
            self.f1(self.value),
            self.f1(self.type),
        ]
        return [f"{number:.1f}" for number in numbers] + [f"{self.seconds:.1f}"]


Finder = Callable[[Document], list[Timex]]


def read_documents(folder: Path) -> Iterator[Document]:
    """The documents of a folder of `.tml` files; one without a whole date of creation is left out."""
    for path in sorted(folder.glob("*.tml")):
        root = ET.parse(path).getroot()
        created = root.find("./DCT/TIMEX3")
        body = root.find("TEXT")
        day = re.match(r"\d{4}-\d{2}-\d{2}", created.get("value", "") if created is not None else "")
        if body is None or day is None:
            continue
        pieces: list[str] = []
        gold: list[Timex] = []

        def walk(node: ET.Element, pieces: list[str] = pieces, gold: list[Timex] = gold) -> None:
            start = sum(map(len, pieces))
            pieces.append(node.text or "")
            for child in node:
                walk(child)
                pieces.append(child.tail or "")
            end = sum(map(len, pieces))
            # Annotations without text (implicit times) can be found by nobody.
            if node.tag == "TIMEX3" and end > start:
                gold.append(Timex(start, end, node.get("type", ""), node.get("value", "")))

        walk(body)
        yield Document(path.name, "".join(pieces), date.fromisoformat(day[0]), tuple(gold))


def ours(document: Document) -> list[Timex]:
    """What Ascribe finds, with the tense read off the words."""
    mentions: list[Mention] = []
    for paragraph in re.finditer(r"(?:[^\n]|\n(?!\s*\n))+", document.text):
        text = paragraph.group()
        for expression in find_times(text, join=False):
            tense = tense_hint(text, expression.start, expression.end)
            mentions.append(Mention(expression, paragraph.start(), tense))
    cells = resolve_times(mentions, Anchor(published=document.created))
    out = []
    for mention, cell in zip(mentions, cells, strict=True):
        assert cell.span is not None
        out.append(Timex(cell.span.start, cell.span.end, mention.expression.type.value, cell.value or ""))
    return out


@dataclass(frozen=True, slots=True)
class Run:
    """What a finder found in a document, and how long it took."""

    found: list[Timex]
    seconds: float


def run_all(documents: Sequence[Document], find: Finder) -> dict[str, Run]:
    """Each document once."""
    out = {}
    for document in documents:
        begun = time.perf_counter()
        found = find(document)
        out[document.name] = Run(found, time.perf_counter() - begun)
    return out


def score(documents: list[Document], runs: dict[str, Run]) -> Score:
    """TempEval-3's counts: each gold expression is matched with the first found one that overlaps it."""
    total = Score()
    for document in documents:
        found = runs[document.name].found
        total.seconds += runs[document.name].seconds
        total.gold += len(document.gold)
        total.found += len(found)
        used: set[int] = set()
        for gold in document.gold:
            best = [i for i, t in enumerate(found) if i not in used and t.start < gold.end and t.end > gold.start]
            if not best:
                total.errors[f"missed    [{_text(document, gold)}] {gold.type} {gold.value}"] += 1
                continue
            i = next((i for i in best if (found[i].start, found[i].end) == (gold.start, gold.end)), best[0])
            used.add(i)
            hit = found[i]
            total.relaxed += 1
            exact = (hit.start, hit.end) == (gold.start, gold.end)
            total.strict += exact
            total.value += hit.value == gold.value
            total.type += hit.type == gold.type
            if not exact:
                total.errors[f"span      [{_text(document, gold)}] found [{_text(document, hit)}]"] += 1
            if hit.value != gold.value:
                total.errors[
                    f"value     [{_text(document, hit)}] {document.created} is {gold.value}, found {hit.value}"
                ] += 1
        for i, hit in enumerate(found):
            if i not in used:
                total.errors[f"spurious  [{_text(document, hit, 30)}] {hit.value}"] += 1
    return total


def _text(document: Document, timex: Timex, around: int = 0) -> str:
    return " ".join(document.text[max(0, timex.start - around) : timex.end + around].split())


def read_all(folder: Path, sample: int | None = None) -> dict[str, list[Document]]:
    """Both corpora, or of both together so many documents: the same ones every time, of both alike."""
    documents = {name: list(read_documents(folder / name)) for name in ("TimeBank", "AQUAINT")}
    total = sum(map(len, documents.values()))
    if sample is not None and sample < total:
        for corpus, part in documents.items():
            share = max(1, round(sample * len(part) / total))
            documents[corpus] = sorted(part, key=lambda d: hashlib.sha256(d.name.encode()).digest())[:share]
    return documents


def main(arguments: list[str] | None = None) -> int:
    """Print the table; 2 where there is no data."""
    parser = argparse.ArgumentParser(description="Score time expressions on TimeBank and AQUAINT.")
    parser.add_argument("--data", type=Path, required=True, help="folder that holds timeml/TBAQ-cleaned")
    parser.add_argument("--errors", type=int, default=0, help="print so many kinds of errors of the tuned half")
    parser.add_argument("--no-peers", action="store_true", help="Ascribe alone")
    parser.add_argument("--sample", type=int, help="only so many documents")
    chosen = parser.parse_args(arguments)
    folder = chosen.data / "timeml" / "TBAQ-cleaned"
    if not folder.is_dir():
        print(f"no data: {folder} is not there", file=sys.stderr)
        return 2
    documents = read_all(folder, chosen.sample)
    every = [document for part in documents.values() for document in part]
    parts = {
        "TimeBank": documents["TimeBank"],
        "AQUAINT": documents["AQUAINT"],
        "tuned half": [document for document in every if document.tuned],
        "other half": [document for document in every if not document.tuned],
        "all": every,
    }
    from benchmarks.times_peers import NotRunError, dateparser, heideltime

    runs: dict[str, Callable[[Sequence[Document]], dict[str, Run]]] = {"Ascribe": lambda every: run_all(every, ours)}
    if not chosen.no_peers:
        runs |= {"HeidelTime": heideltime, "dateparser": dateparser}
    head = ["", "documents", "expressions", "precision", "recall", "relaxed", "strict", "value", "type", "seconds"]
    print("| " + " | ".join(head) + " |\n|" + "---|" * len(head))
    errors: list[tuple[str, int]] = []
    for name, run in runs.items():
        try:
            found = run(every)
        except NotRunError as why:
            print(f"| {name}: {why} |" + " |" * (len(head) - 1))
            continue
        for title, chosen_documents in parts.items():
            result = score(chosen_documents, found)
            size = [str(len(chosen_documents)), str(result.gold)]
            print("| " + " | ".join([f"{name}, {title}", *size, *result.row()]) + " |", flush=True)
            if name == "Ascribe" and title == "tuned half":
                errors = result.errors.most_common(chosen.errors)
    for error, count in errors:
        print(f"{count:4} {error}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
