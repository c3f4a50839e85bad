"""The ECB+ articles with labelled pairs: what a link says of pairs that people have read.

In go the corpus folder (Cybulska and Vossen 2014; not part of the project) and `ecbplus_pairs.csv`, which holds
document ids and labels only; out come precision, and recall by containment. Labels were given by reading both articles:
"copy" is the other's text, whole or cut; "edited_copy" keeps or rewords several of its sentences outside quotations;
"independent" tells the same event in its own words (shared quotations, names and stock phrases allowed); "different"
tells another event.
"""

from __future__ import annotations

import csv
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ascribe.contract.documents import Block, BlockKind, Document

LABELS = Path(__file__).with_name("ecbplus_pairs.csv")
COPIES = frozenset({"copy", "edited_copy"})
BANDS = (0.8, 0.5, 0.2, 0.1)
"""Lower bounds of containment, the share of the shorter article's 5-grams that the other has."""


@dataclass(frozen=True, slots=True)
class LabelledPair:
    first: str
    second: str
    label: str

    @property
    def copied(self) -> bool:
        return self.label in COPIES


def load_pairs() -> list[LabelledPair]:
    with LABELS.open(encoding="utf-8", newline="") as rows:
        return [LabelledPair(r["first"], r["second"], r["label"]) for r in csv.DictReader(rows)]


def load_articles(folder: Path) -> dict[str, Document]:
    """All articles below `folder`, by the names of their files."""
    return {path.stem: _article(path) for path in sorted(folder.rglob("*_*ecb*.xml"))}


def _article(path: Path) -> Document:
    sentences: dict[int, list[str]] = {}
    for token in ET.parse(path).getroot().iter("token"):
        sentences.setdefault(int(token.get("sentence", "0")), []).append(token.text or "")
    # the first "sentence" of the added half is the address that the article came from
    lines = [_joined(words) for n, words in sorted(sentences.items()) if n or not path.stem.endswith("plus")]
    text = " ".join(lines)
    return Document(path.stem, path.stem, path.stem, text, (Block(BlockKind.BODY, 0, len(text)),))


def _joined(words: list[str]) -> str:
    text = " ".join(words)
    text = re.sub(r" ([.,;:!?%)\]}])", r"\1", text)
    text = re.sub(r"([(\[{$]) ", r"\1", text)
    return re.sub(r" (n't|'s|'re|'ve|'ll|'d|'m)\b", r"\1", text)


def containment(a: Document, b: Document) -> float:
    grams = []
    for document in (a, b):
        words = re.findall(r"\w+", document.text.lower())
        grams.append({tuple(words[i : i + 5]) for i in range(len(words) - 4)})
    return len(grams[0] & grams[1]) / max(1, min(len(grams[0]), len(grams[1])))


@dataclass(frozen=True, slots=True)
class EcbScore:
    """Precision over labelled pairs at a fifth and more of containment, and right and all copies in each band."""

    linked: int
    linked_right: int
    by_band: Mapping[float, tuple[int, int]]

    @property
    def precision(self) -> float:
        return self.linked_right / self.linked if self.linked else 1.0


def score(found: set[tuple[str, str]], articles: Mapping[str, Document], labelled: list[LabelledPair]) -> EcbScore:
    linked = right = 0
    by_band: dict[float, tuple[int, int]] = dict.fromkeys(BANDS, (0, 0))
    for pair in labelled:
        share = containment(articles[pair.first], articles[pair.second])
        band = next((b for b in BANDS if share >= b), BANDS[-1])
        hit = (pair.first, pair.second) in found
        if hit and band >= 0.2:  # below, labels are a sample of what is hard to tell
            linked += 1
            right += pair.copied
        if pair.copied:
            got, of = by_band[band]
            by_band[band] = got + hit, of + 1
    return EcbScore(linked, right, by_band)
