"""Factuality on UW (values from -3 to 3, Pearson's r) and MEANTIME (polarity and certainty, macro F1).

In: the data folder. Out: figures of the claims, of what they are made from and of a plain baseline. A word that names
no claim is judged by the same rules on that word (`judge`). Claims have labels and no number, so `VALUES` sets the
label on the scale: means over UW's train part, which is used for nothing else.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import numpy as np

from ascribe.claims.attribution import Attribution, read_voices
from ascribe.claims.axes import Axes, apply_stance
from ascribe.claims.course import CourseReader
from ascribe.claims.extract import draft_claims
from ascribe.claims.trees import Tree
from ascribe.contract.claims import Certainty, Claim, Factuality, Phase, Polarity, Stance, Tense
from ascribe.contract.documents import Block, BlockKind, Document
from ascribe.contract.sentences import Sentence
from ascribe.reader.runtime import Reader

VALUES = {
    "asserted": 2.7,
    "asserted.probable": 2.1,
    "planned.future": 2.2,
    "planned": 1.3,
    "planned.probable": 1.9,
    "planned.possible": 1.3,
    "requested": 1.4,
    "possible": 1.5,
    "conditional": 1.6,
    "hypothetical": 0.7,
    "undisclosed": 1.5,
    "denied": -1.3,
    "denied.possible": -1.1,
}
"""Labels of ours on UW's scale."""
HEAD_SHARE = 0.4
"""Share of the reader's own value beside that of the rules, where both judge a word."""

QUOTES = {"``": '"', "''": '"', "`": "'"}


@dataclass(frozen=True, slots=True)
class Example:
    """Words with what annotators say of some of them."""

    words: tuple[str, ...]
    value: dict[int, float]
    """UW: -3 to 3 by token."""
    polarity: dict[int, str]
    certainty: dict[int, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """What we say of one word."""

    polarity: Polarity
    certainty: Certainty
    factuality: Factuality
    phase: Phase
    tense: Tense
    hypothetical: bool = False

    @property
    def label(self) -> str:
        """Key of `VALUES`."""
        if self.hypothetical:
            return "hypothetical"
        label = str(self.factuality)
        if label == "planned" and self.phase is Phase.REQUESTED:
            return "requested"
        if label == "planned" and self.tense is Tense.FUTURE and self.certainty is Certainty.CERTAIN:
            return "planned.future"
        if label == "possible" and self.certainty is Certainty.PROBABLE:
            return "asserted.probable"
        return f"{label}.{self.certainty}" if f"{label}.{self.certainty}" in VALUES else label


def read_uw(path: Path) -> list[Example]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [
        Example(tuple(r["text"].split(" ")), {t["span1"][0]: float(t["label"]) for t in r["targets"]}, {}, {})
        for r in rows
    ]


def read_meantime(folder: Path) -> list[Example]:
    """Sentences of the annotated articles. What is left open there (UNDERSPECIFIED or empty) is not scored."""
    out = []
    for path in sorted(folder.glob("meantime_newsreader_english_oct15/intra-doc_annotation/*/*.xml")):
        root = ElementTree.parse(path).getroot()
        sentences: dict[str, list[str]] = defaultdict(list)
        at: dict[str, tuple[str, int]] = {}
        for token in root.iter("token"):
            words = sentences[token.attrib["sentence"]]
            at[token.attrib["t_id"]] = (token.attrib["sentence"], len(words))
            words.append((token.text or "").strip() or "_")
        marks: dict[str, tuple[dict[int, str], dict[int, str]]] = defaultdict(lambda: ({}, {}))
        for mention in root.iter("EVENT_MENTION"):
            anchor = mention.find("token_anchor")
            if anchor is None:
                continue
            sentence, index = at[anchor.attrib["t_id"]]
            polarity = {"POS": "positive", "NEG": "negative"}.get(mention.get("polarity", ""))
            certainty = {"CERTAIN": "certain", "PROBABLE": "uncertain", "POSSIBLE": "uncertain"}.get(
                mention.get("certainty", "")
            )
            if polarity:
                marks[sentence][0][index] = polarity
            if certainty:
                marks[sentence][1][index] = certainty
        out += [Example(tuple(w), {}, *marks[s]) for s, w in sentences.items() if s in marks]
    return out


def parsed(reader: Reader, words: Sequence[str]) -> Sentence:
    """A sentence of given words, with one blank between them."""
    plain = [QUOTES.get(w, w) for w in words]
    spans, start = [], 0
    for word in plain:
        spans.append((start, start + len(word)))
        start += len(word) + 1
    text = " ".join(plain)
    return Sentence(0, text, 0, reader.read_tokens(text, spans))


def _of_axes(axes: Axes) -> Judged:
    return Judged(axes.polarity, axes.certainty, axes.factuality, axes.phase, axes.tense, axes.hypothetical)


def _of_claim(claim: Claim) -> Judged:
    return Judged(claim.polarity, claim.certainty, claim.factuality, claim.phase, claim.tense)


def judge(sentence: Sentence, wanted: Iterable[int], with_claims: bool = True) -> dict[int, tuple[Judged, bool]]:
    """What the claims say of these words, or, where a word names no claim, the rules; True: it is a claim's."""
    document = Document("d", "d", "d", sentence.text, (Block(BlockKind.BODY, 0, len(sentence.text)),))
    told: dict[int, Judged] = {}
    if with_claims:
        starts = {t.start: i for i, t in enumerate(sentence.tokens)}
        ends = {t.end: i for i, t in enumerate(sentence.tokens)}
        claims = [d.claim for d in draft_claims(document, [sentence])]
        # a claim's word is first its event; the head of several words is the last of a noun, the first of a verb
        for claim in claims:
            last = ends.get(claim.event.end)
            first = starts.get(claim.event.start)
            for token in (last, first):
                if token is not None and (token == first or sentence.tokens[token].upos == "NOUN"):
                    told.setdefault(token, _of_claim(claim))
    voices = read_voices(document, [sentence])
    course = CourseReader(Tree(sentence))

    def bears(a: Attribution, token: int) -> bool:
        withheld = a.stance in (Stance.DECLINES, Stance.DENIES)
        return not withheld or course.governors.at_issue(token, dict(a.content).get(0, frozenset()))

    out = {}
    for token in wanted:
        if token in told:
            out[token] = told[token], True
            continue
        axes = course.judge(token)
        apply_stance(axes, [a.stance for a in voices.covering(0, token) if a.cue.token != token and bears(a, token)])
        out[token] = _of_axes(axes), False
    return out


@dataclass(frozen=True, slots=True)
class Score:
    """Pearson's r on UW, macro F1 in percent on MEANTIME."""

    words: int
    claims: int
    """Words of UW that a claim names."""
    r: float
    """Claims and rules, with the reader's value beside."""
    r_rules: float
    """Claims and rules alone."""
    r_reader: float
    """The reader's value alone."""
    polarity: float
    certainty: float
    polarity_plain: float
    """All positive."""
    certainty_plain: float
    """All certain."""
    errors: tuple[str, ...]


def macro_f1(gold: Sequence[str], said: Sequence[str]) -> float:
    """Mean F1 of the classes that stand in gold, in percent."""
    total = 0.0
    classes = sorted(set(gold))
    for label in classes:
        right = sum(g == s == label for g, s in zip(gold, said, strict=True))
        total += 2 * right / max(1, gold.count(label) + said.count(label))
    return round(100 * total / len(classes), 1) if classes else 0.0


def score(folder: Path, reader: Reader) -> Score:
    """Figures over `folder`/uw-factuality/dev.jsonl and `folder`/meantime (`folder` is the data's score/)."""
    errors: list[tuple[float, str]] = []
    gold: list[float] = []
    rules: list[float] = []
    head: list[float] = []
    claims = 0
    for example in read_uw(folder / "uw-factuality" / "dev.jsonl"):
        sentence = parsed(reader, example.words)
        judged = judge(sentence, example.value)
        for token, value in example.value.items():
            mine, is_claim = judged[token]
            claims += is_claim
            gold.append(value)
            rules.append(VALUES[mine.label])
            own = sentence.tokens[token].commitment
            head.append(own if own is not None else rules[-1])
            errors.append((abs(value - rules[-1]), f"{value:4.1f}\t{mine.label}\t{example.words[token]}"))
    both = [(1 - HEAD_SHARE) * a + HEAD_SHARE * b for a, b in zip(rules, head, strict=True)]

    polarity: tuple[list[str], list[str]] = ([], [])
    certainty: tuple[list[str], list[str]] = ([], [])
    for example in read_meantime(folder / "meantime"):
        judged = judge(parsed(reader, example.words), {*example.polarity, *example.certainty})
        for token, label in example.polarity.items():
            polarity[0].append(label)
            polarity[1].append("negative" if judged[token][0].polarity is Polarity.NEGATIVE else "positive")
        for token, label in example.certainty.items():
            certainty[0].append(label)
            certainty[1].append("certain" if judged[token][0].certainty is Certainty.CERTAIN else "uncertain")
    errors.sort(key=lambda e: -e[0])
    return Score(
        len(gold),
        claims,
        *(round(float(np.corrcoef(gold, said)[0, 1]), 3) for said in (both, rules, head)),
        macro_f1(*polarity),
        macro_f1(*certainty),
        macro_f1(polarity[0], ["positive"] * len(polarity[0])),
        macro_f1(certainty[0], ["certain"] * len(certainty[0])),
        tuple(e for _, e in errors),
    )
