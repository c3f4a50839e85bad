"""In: gold and system words of the same text. Out: scores in the manner of the CoNLL 2018 shared task.

Own implementation of the task's word alignment (universaldependencies.org/conll18/evaluation.html): words are aligned
by their characters without white space; where a gold multiword token is in the way, by the longest common subsequence
of lower-cased forms. Relations are compared without their subtypes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(slots=True)
class Word:
    """One word with its place among the characters that are not white space."""

    start: int
    end: int
    form: str
    head: int
    """Index in the whole list of words, -1 for a root."""
    deprel: str
    upos: str
    xpos: str = ""
    lemma: str = ""
    multi: bool = False
    """Part of a gold multiword token, whose span it then has."""


@dataclass(slots=True)
class Score:
    """Right, said and gold counts."""

    right: int
    said: int
    gold: int

    @property
    def f1(self) -> float:
        return 200.0 * self.right / max(1, self.said + self.gold)


def gold_words(path: Path) -> tuple[list[Word], list[tuple[int, int]], list[str]]:
    """Words of a CoNLL-U file, sentence spans over its non-space characters, and its sentences' texts."""
    words: list[Word] = []
    sentences: list[tuple[int, int]] = []
    texts: list[str] = []
    position = begin = base = 0
    until, span = -1, (0, 0)
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# text = "):
            texts.append(line[9:])
        elif not line:
            if position > begin:
                sentences.append((begin, position))
            begin, base, until = position, len(words), -1
        elif line[0].isdigit():
            cols = line.split("\t")
            if "." in cols[0]:
                continue
            length = len("".join(cols[1].split()))
            if "-" in cols[0]:
                until = int(cols[0].split("-")[1])
                span = (position, position + length)
                position += length
                continue
            multi = int(cols[0]) <= until
            if not multi:
                span = (position, position + length)
                position += length
            head = int(cols[6])
            words.append(
                Word(*span, cols[1], base + head - 1 if head else -1, cols[7], cols[3], cols[4], cols[2], multi)
            )
    return words, sentences, texts


def align(gold: list[Word], said: list[Word]) -> list[tuple[int, int]]:
    """Pairs of indices of gold and system words that are the same word."""
    pairs = []
    g = s = 0
    while g < len(gold) and s < len(said):
        if gold[g].multi:
            end = gold[g].end
            first_g, first_s = g, s
            while s < len(said) and said[s].end <= gold[first_g].start:
                s += 1
            first_s = s
            while True:
                grown = False
                while g < len(gold) and gold[g].start < end:
                    end, grown, g = max(end, gold[g].end), True, g + 1
                while s < len(said) and said[s].start < end:
                    end, grown, s = max(end, said[s].end), True, s + 1
                if not grown:
                    break
            pairs.extend(_common(gold, first_g, g, said, first_s, s))
        elif (gold[g].start, gold[g].end) == (said[s].start, said[s].end):
            pairs.append((g, s))
            g, s = g + 1, s + 1
        elif gold[g].start <= said[s].start and gold[g].end <= said[s].end:
            g += 1
        elif said[s].start < gold[g].start or said[s].end <= gold[g].end:
            s += 1
        else:
            g += 1
    return pairs


def _common(gold: list[Word], g0: int, g1: int, said: list[Word], s0: int, s1: int) -> list[tuple[int, int]]:
    """Longest common subsequence of the lower-cased forms."""
    a = [w.form.lower() for w in gold[g0:g1]]
    b = [w.form.lower() for w in said[s0:s1]]
    best = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in reversed(range(len(a))):
        for j in reversed(range(len(b))):
            best[i][j] = 1 + best[i + 1][j + 1] if a[i] == b[j] else max(best[i + 1][j], best[i][j + 1])
    out, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            out.append((g0 + i, s0 + j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return out


def scores(gold: list[Word], said: list[Word]) -> dict[str, Score]:
    """Words, UPOS, XPOS, lemma, UAS, LAS."""
    pairs = align(gold, said)
    to_said = dict(pairs)
    right = dict.fromkeys(("words", "upos", "xpos", "lemma", "uas", "las"), 0)
    for g, s in pairs:
        a, b = gold[g], said[s]
        right["words"] += 1
        right["upos"] += a.upos == b.upos
        right["xpos"] += a.xpos == b.xpos
        right["lemma"] += a.lemma == b.lemma or a.lemma == "_"
        if (b.head < 0) if a.head < 0 else to_said.get(a.head, -2) == b.head:
            right["uas"] += 1
            right["las"] += a.deprel.split(":")[0] == b.deprel.split(":")[0]
    return {name: Score(count, len(said), len(gold)) for name, count in right.items()}


def span_score(gold: list[tuple[int, int]], said: list[tuple[int, int]]) -> Score:
    """Exact spans."""
    return Score(len(set(gold) & set(said)), len(said), len(gold))
