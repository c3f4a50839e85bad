"""In: a reader and a data set. Out: its scores. Every set is described in `docs/model-card.md`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
from training.reader.data import (
    Example,
    gum_examples,
    litbank_parts,
    read_conllu,
    read_factuality,
    read_iob,
)

from ascribe.claims.names import spread_names
from ascribe.contract.documents import Block, BlockKind, Document
from ascribe.contract.sentences import Parse, Sentence, Token
from ascribe.reader.agreement import agree
from ascribe.reader.runtime import Reader
from ascribe.reader.sentences import split
from benchmarks.reader.conll18 import Score, Word, gold_words, scores, span_score

NEWSWIRE_LABELS = {"Person": "PER", "Organization": "ORG", "Location": "LOC", "Facility": "LOC"}
"""Nationalities, dates, money, products are not among the reader's names; facilities are places, as in UNER."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    set: str
    measure: str
    value: float
    floor: float | None = None
    goal: float | None = None


def parse_words(reader: Reader, words: Sequence[str]) -> Parse:
    """The parse over a treebank's own words, written with a space between them."""
    ends = list(accumulate(len(w) + 1 for w in words))
    return reader.read_tokens(" ".join(words), [(e - 1 - len(w), e - 1) for w, e in zip(words, ends, strict=True)])


def gold_token_trees(reader: Reader, path: Path, step: int = 1) -> dict[str, float]:
    """Accuracies in percent on gold tokens; relations without subtypes."""
    right = dict.fromkeys(("upos", "xpos", "lemma", "uas", "las"), 0)
    count = 0
    for tree in read_conllu(path)[::step]:
        for gold, token in zip(tree.words, parse_words(reader, tree.forms).tokens, strict=True):
            count += 1
            right["upos"] += gold.upos == token.upos
            right["xpos"] += gold.xpos == token.xpos
            right["lemma"] += gold.lemma == token.lemma
            right["uas"] += gold.head == token.head
            right["las"] += gold.head == token.head and gold.deprel.split(":")[0] == token.deprel.split(":")[0]
    return {name: 100 * value / count for name, value in right.items()}


def raw_text(path: Path) -> str:
    """The running text of a treebank: a blank line at paragraphs, else what stands between the sentences."""
    out: list[str] = []
    for sentence in path.read_text(encoding="utf-8").split("\n\n"):
        lines = sentence.split("\n")
        text = next((line[9:] for line in lines if line.startswith("# text = ")), None)
        if text is None:
            continue
        surface, until = "", 0
        for cols in (line.split("\t") for line in lines if line[:1].isdigit()):
            if "-" in cols[0]:
                until, surface = int(cols[0].split("-")[1]), cols[9]
            elif "." not in cols[0] and int(cols[0]) > until:
                surface = cols[9]
        if out and any(line.startswith(("# newpar", "# newdoc")) for line in lines):
            out.append("\n\n")
        out.append(text + ("" if "SpaceAfter=No" in surface else " "))
    return "".join(out)


def raw_text_trees(reader: Reader, path: Path) -> dict[str, Score]:
    """CoNLL 2018 scores from running text: sentences, words, UPOS, XPOS, lemma, UAS, LAS."""
    gold, sentences, _ = gold_words(path)
    text = raw_text(path)
    place = [0, *accumulate(int(not c.isspace()) for c in text)]
    said: list[Word] = []
    found = []
    for span in split(text):
        found.append((place[span.start], place[span.end]))
        base = len(said)
        for t in reader.read(span.of(text)).tokens:
            start, end = place[span.start + t.start], place[span.start + t.end]
            head = base + t.head if t.head >= 0 else -1
            said.append(Word(start, end, t.text, head, t.deprel, t.upos, t.xpos, t.lemma))
    return {"sentences": span_score(sentences, found), **scores(gold, said)}


Named = tuple[list[str], list[str]]


def bio_spans(labels: Sequence[str]) -> list[tuple[str, int, int]]:
    """Spans (label, first, last) of BIO labels; an I- without its B- begins a span."""
    out: list[tuple[str, int, int]] = []
    for i, label in enumerate(labels):
        if label == "O":
            continue
        if label[0] == "I" and out and out[-1][0] == label[2:] and out[-1][2] == i - 1:
            out[-1] = (label[2:], out[-1][1], i)
        else:
            out.append((label[2:], i, i))
    return out


def names(reader: Reader, documents: Iterable[Sequence[Named]]) -> dict[str, Score]:
    """Exact spans by label and over all, over the set's own words; the names of a document agree, as always."""
    out: dict[str, Score] = {}
    for document in documents:
        read = [Sentence(0, " ".join(words), 0, parse_words(reader, words)) for words, _ in document]
        for sentence, (_, labels) in zip(spread_names(agree(read)), document, strict=True):
            _count(out, set(bio_spans(labels)), {(e.label, e.first, e.last) for e in sentence.parse.entities})
    return out


def uner(path: Path) -> list[list[Named]]:
    """UNER's sentences by document; its other labels are O."""
    out: dict[str, list[Named]] = {}
    for name, sentence in read_iob(path).items():
        out.setdefault(name.rpartition("-")[0], []).append(sentence)
    return list(out.values())


Spans = set[tuple[str, int, int]]


def newswire(folder: Path, step: int = 1) -> list[tuple[str, Spans]]:
    """Text of every `step`th article of the worldwide newswire set, as it was published, and its names.

    Names are (label, start, end) over the characters that are not white space: the annotation is on words of another
    tokenizer. The 41 articles whose words are not the letters of their text are left out.
    """
    out: list[tuple[str, Spans]] = []
    for path in sorted((folder / "processed_annotated").glob("*.tsv"))[::step]:
        words: list[str] = []
        labels: list[str] = []
        for cols in (line.split("\t") for line in path.read_text(encoding="utf-8").split("\n")):
            if len(cols) > 1 and cols[0]:
                words.append("".join(cols[0].split()))
                mark, _, kind = cols[-1].strip().partition("-")
                labels.append(f"{mark}-{NEWSWIRE_LABELS[kind]}" if kind in NEWSWIRE_LABELS else "O")
        source = folder / "original_articles" / path.stem
        text = source.read_text(encoding="utf-8", errors="replace") if source.exists() else ""
        if "".join(words) == "".join(text.split()):
            ends = [0, *accumulate(map(len, words))]
            out.append((text, {(label, ends[a], ends[b + 1]) for label, a, b in bio_spans(labels)}))
    return out


def names_in_text(reader: Reader, articles: Iterable[tuple[str, Spans]]) -> dict[str, Score]:
    """Exact spans by label and over all, from running text: sentences and tokens are the reader's own, and the names of
    an article agree, as those that claims are made from. "whole": the same, where a place that the set marks inside a
    name of an organization ("Bank of [Japan]") is part of that name."""
    out: dict[str, Score] = {}
    for text, gold in articles:
        place = [0, *accumulate(int(not c.isspace()) for c in text)]
        document = Document("", "", "", text, (Block(BlockKind.BODY, 0, len(text)),))
        said = {
            (e.label, place[s.start + e.start], place[s.start + e.end])
            for s in spread_names(reader.read_document(document))
            for e in s.parse.entities
        }
        _count(out, gold, said)
        whole = out.setdefault("whole", Score(0, 0, 0))
        merged = _whole(gold, said)
        whole.right += len(merged & said)
        whole.said += len(said)
        whole.gold += len(merged)
    return out


def _whole(gold: Spans, said: Spans) -> Spans:
    """Gold, where the parts of a name that stands whole in `said` (a place, and the rest as an organization) are it."""
    out = set(gold)
    for name in said - gold:
        label, start, end = name
        parts = {g for g in out if start <= g[1] and g[2] <= end} if label == "ORG" else set()
        covered = parts and min(p[1] for p in parts) == start and max(p[2] for p in parts) == end
        if covered and {p[0] for p in parts} == {"LOC", "ORG"}:
            out = (out - parts) | {name}
    return out


def _count(out: dict[str, Score], gold: Spans, said: Spans) -> None:
    for label in ("PER", "LOC", "ORG", "all"):
        mine = {x for x in said if label in (x[0], "all")}
        theirs = {x for x in gold if label in (x[0], "all")}
        score = out.setdefault(label, Score(0, 0, 0))
        score.right += len(mine & theirs)
        score.said += len(mine)
        score.gold += len(theirs)


def factuality(reader: Reader, examples: Iterable[Example], of: Callable[[Token], float | None]) -> float:
    """Pearson's r over all judged predicates; one that the reader gives no value counts as 0."""
    gold, said = [], []
    for example in examples:
        tokens = parse_words(reader, example.forms).tokens
        for i, value in example.factuality.items():
            gold.append(value)
            said.append(of(tokens[i]) or 0.0)
    return float(np.corrcoef(gold, said)[0, 1])


def flags(
    reader: Reader,
    examples: Iterable[Example],
    gold: Callable[[Example], list[int]],
    said: Callable[[Parse], list[int]],
) -> Score:
    """F1 counts of marked tokens."""
    total = Score(0, 0, 0)
    for example in examples:
        theirs, mine = gold(example), said(parse_words(reader, example.forms))
        total.right += sum(a == b != 0 for a, b in zip(theirs, mine, strict=True))
        total.said += sum(b != 0 for b in mine)
        total.gold += sum(a != 0 for a in theirs)
    return total


def events(reader: Reader, examples: Iterable[Example]) -> Score:
    """Realis triggers at a probability of one half."""
    return flags(reader, examples, lambda e: e.event or [], lambda p: [int(t.event >= 0.5) for t in p.tokens])


def mentions(reader: Reader, examples: Iterable[Example]) -> Score:
    """Heads of mentions with the right kind."""
    kinds: dict[str, int] = {"none": 0}

    def number(kind: str | None) -> int:
        return kinds.setdefault(kind or "none", len(kinds))

    return flags(
        reader,
        examples,
        lambda e: [number(m) for m in e.mention or []],
        lambda p: [number(t.mention) for t in p.tokens],
    )


def table(reader: Reader, data: Path, step: int = 1) -> list[Row]:
    """Every score; `step` > 1 takes every `step`th sentence or article of the larger sets, for a quick look."""
    train, score = data / "train", data / "score"
    rows = []
    gold = gold_token_trees(reader, train / "ud-ewt" / "test.conllu", step)
    floors = {"upos": (96.5, 96.8), "las": (88.5, 89.5)}
    rows += [Row("UD-EWT test, gold tokens", n, v, *floors.get(n, (None, None))) for n, v in gold.items()]
    if step == 1:
        raw = raw_text_trees(reader, train / "ud-ewt" / "test.conllu")
        rows += [
            Row("UD-EWT test, raw text", n, s.f1, *((85.5, 87.5) if n == "las" else (None, None)))
            for n, s in raw.items()
        ]
    gum = gold_token_trees(reader, train / "ud-gum" / "dev.conllu", step)
    rows += [Row("GUM dev, gold tokens", n, v, *((88.0, 89.0) if n == "las" else (None, None))) for n, v in gum.items()]
    for label, found in names(reader, uner(train / "uner-ewt" / "test.iob2")[::step]).items():
        rows.append(Row("UNER-EWT test", label, found.f1, *((77.0, 84.0) if label == "all" else (None, None))))
    articles = newswire(score / "worldwide-newswire", 5 * step)
    for label, found in names_in_text(reader, articles).items():
        rows.append(
            Row("worldwide newswire, 1 in 5", label, found.f1, *((73.0, 82.0) if label == "all" else (None, None)))
        )
    ih2 = read_factuality(train / "uds-ih2" / "test.jsonl")
    rows.append(Row("UDS-IH2 test", "r", factuality(reader, ih2[::step], lambda t: t.factuality), 0.72, 0.80))
    uw = read_factuality(score / "uw-factuality" / "dev.jsonl")
    rows.append(Row("UW dev", "r", factuality(reader, uw[::step], lambda t: t.commitment), 0.60, 0.70))
    rows.append(Row("UW dev", "r, network alone", factuality(reader, uw[::step], lambda t: t.factuality)))
    meantime = read_factuality(score / "meantime" / "dev.jsonl")
    rows.append(Row("MEANTIME dev", "r", factuality(reader, meantime, lambda t: t.commitment)))
    litbank = litbank_parts(train / "litbank")["test"]
    rows.append(Row("LitBank test", "event F1", events(reader, litbank[::step]).f1, 68.0, 73.0))
    heads = gum_examples(train / "ud-gum" / "dev.conllu", names=False)
    rows.append(Row("GUM dev", "mention head F1", mentions(reader, heads[::step]).f1))
    return rows
