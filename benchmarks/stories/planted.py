"""A seeded set of documents with planted copies of every kind, among unrelated ones that share phrases with them.

In goes a size and a seed, out come documents and, for each, the numbers of the reports that it carries. Two documents
are a true pair if they carry a report in common.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from ascribe.contract.documents import Block, BlockKind, Document, Metadata

from .prose import Prose

COPIES = (
    "identical",
    "headline",
    "near",
    "truncated 60 %",
    "truncated 30 %",
    "extended",
    "boilerplate",
    "round-up",
    "two in one page",
    "pasted twice",
    "sentences 10 %",
    "sentences 20 %",
    "sentences 30 %",
    "words 3 %",
    "words 6 %",
    "words 10 %",
    "words 20 %",
    "words 30 %",
)
"""Kinds of planted copies but rewrites, which are counted apart."""
REWRITE = "rewrite"

ORIGINALS = 0.15
"""Share of the documents that have copies; each gets two, so 45 % of the set belong to a family or more."""
_WORD = re.compile(r"\w+")


@dataclass
class Article:
    """A report as sentences, so that sentences can be cut, added and edited."""

    headline: str
    sentences: list[str]

    def words(self) -> int:
        return sum(len(s.split()) for s in self.sentences)


@dataclass
class Planted:
    """Documents, the reports that each carries, and how each was made."""

    documents: list[Document] = field(default_factory=list)
    reports: list[frozenset[int]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)


class Planter:
    """Makes the set. All randomness is from the seed."""

    def __init__(self, prose: Prose, seed: int) -> None:
        self.prose = prose
        self.rng = random.Random(seed)
        self.boilerplates = [self.sentences(self.rng.randint(2, 6)) for _ in range(60)]
        self.backgrounds = [self.sentences(self.rng.randint(2, 3)) for _ in range(40)]
        self.quotes = [self.quote() for _ in range(200)]
        self.templates = [self.template() for _ in range(10)]
        self.synonyms: dict[str, str] = {}
        self.common: list[str] = sorted(
            {w for _ in range(400) for w in _WORD.findall(self.prose.sentence(self.rng)) if w.islower() and len(w) > 3}
        )
        self.ways: dict[str, Callable[[Article], list[str]]] = {
            "identical": lambda a: [a.headline, *a.sentences],
            "headline": lambda a: [self.headline(), *a.sentences],
            "near": self.near,
            "truncated 60 %": lambda a: [a.headline, *a.sentences[: max(2, round(len(a.sentences) * 0.6))]],
            "truncated 30 %": lambda a: [a.headline, *a.sentences[: max(2, round(len(a.sentences) * 0.3))]],
            "extended": lambda a: [a.headline, *self.spliced(a.sentences, round(len(a.sentences) * 0.4))],
            "boilerplate": self.wrapped,
            "pasted twice": lambda a: [a.headline, *a.sentences, a.headline, *a.sentences],
            "sentences 10 %": lambda a: [a.headline, *self.edited_sentences(a.sentences, 0.1)],
            "sentences 20 %": lambda a: [a.headline, *self.edited_sentences(a.sentences, 0.2)],
            "sentences 30 %": lambda a: [a.headline, *self.edited_sentences(a.sentences, 0.3)],
            "words 3 %": lambda a: [self.headline(), *self.edited_words(a.sentences, 0.03)],
            "words 6 %": lambda a: [self.headline(), *self.edited_words(a.sentences, 0.06)],
            "words 10 %": lambda a: [self.headline(), *self.edited_words(a.sentences, 0.1)],
            "words 20 %": lambda a: [self.headline(), *self.edited_words(a.sentences, 0.2)],
            "words 30 %": lambda a: [self.headline(), *self.edited_words(a.sentences, 0.3)],
            REWRITE: self.rewritten,
        }

    # pieces of text

    def sentences(self, n: int) -> list[str]:
        return [self.prose.sentence(self.rng) for _ in range(n)]

    def headline(self) -> str:
        return " ".join(self.prose.sentence(self.rng).split()[: self.rng.randint(6, 11)]).rstrip(",.;:")

    def quote(self) -> str:
        return f"“{self.sentences(1)[0].rstrip('.')},” the minister told reporters. “{self.sentences(1)[0]}”"

    def article(self, words: tuple[int, int] = (120, 900)) -> Article:
        """Lengths as of news: most near 400 words, few long."""
        target = min(words[1], max(words[0], int(self.rng.lognormvariate(6.0, 0.5))))
        out = Article(self.headline(), [])
        while out.words() < target:
            out.sentences.append(self.prose.sentence(self.rng))
        return out

    def template(self) -> list[str]:
        """A bulletin's text with slots for what changes from day to day."""
        out = []
        for sentence in self.sentences(self.rng.randint(8, 14)):
            words = sentence.split()
            for _ in range(max(1, len(words) // 12)):
                words.insert(self.rng.randrange(1, len(words)), "{n}")
            out.append(" ".join(words))
        return [f"Daily bulletin for {{d}} {self.headline()}", *out]

    # copies

    def near(self, a: Article) -> list[str]:
        """What outlets do to typography, with a dateline put before."""
        place = self.headline().split()[0].upper()
        first = f"{place} ({self.rng.choice(('AP', 'AFP', 'Reuters'))}) - {a.sentences[0]}"
        flat = [s.replace("“", '"').replace("”", '"').replace("’", "'") for s in [first, *a.sentences[1:]]]
        return [self.headline(), *flat]

    def spliced(self, sentences: list[str], n: int) -> list[str]:
        """New sentences: a third strewn in, the rest at the end."""
        out = list(sentences)
        for s in self.sentences(max(1, n // 3)):
            out.insert(self.rng.randint(1, len(out)), s)
        return [*out, *self.sentences(max(1, n - n // 3))]

    def wrapped(self, a: Article) -> list[str]:
        rng = self.rng
        return [a.headline, *rng.choice(self.boilerplates), *a.sentences, *rng.choice(self.boilerplates)]

    def edited_sentences(self, sentences: list[str], share: float) -> list[str]:
        """Replaces, cuts or adds that share of the sentences."""
        out: list[str] = []
        for s in sentences:
            if self.rng.random() >= share:
                out.append(s)
                continue
            match self.rng.randrange(3):
                case 0:
                    out.append(self.sentences(1)[0])
                case 1:
                    out.extend([s, self.sentences(1)[0]])
        return out or sentences[:1]

    def edited_words(self, sentences: list[str], share: float) -> list[str]:
        """Replaces, drops or adds single words."""
        return [self._edit(s, share) for s in sentences]

    def _edit(self, sentence: str, share: float) -> str:
        out = []
        for word in sentence.split():
            if self.rng.random() >= share:
                out.append(word)
                continue
            way = self.rng.random()
            if way < 0.6:
                out.append(self.rng.choice(self.common))
            elif way < 0.8:
                out.extend([word, self.rng.choice(self.common)])
        return " ".join(out)

    def rewritten(self, a: Article) -> list[str]:
        """By another desk: names, figures and some phrases stay, the rest is said otherwise, order mostly kept.

        The share of words said otherwise is moved until about a tenth of the 5-grams is shared.
        """
        share = 0.3
        for _ in range(12):
            kept = [s for s in a.sentences if self.rng.random() < 0.85]
            out = [self.reworded(s, share) for s in kept]
            for s in self.sentences(max(1, len(out) // 6)):
                out.insert(self.rng.randint(1, max(1, len(out))), s)
            for i in range(len(out) - 1):
                if self.rng.random() < 0.1:
                    out[i], out[i + 1] = out[i + 1], out[i]
            shared = shared_shingles(" ".join(out), " ".join(a.sentences))
            if 0.08 <= shared <= 0.12:
                break
            share += 0.02 if shared > 0.12 else -0.02
        return [self.headline(), *out]

    def reworded(self, sentence: str, share: float) -> str:
        """Other words for words that carry no name or figure, the same ones every time; halves sometimes swapped."""
        out = []
        for i, word in enumerate(sentence.split()):
            bare = _WORD.search(word)
            fixed = bare is None or any(c.isdigit() for c in word) or (i > 0 and word[:1].isupper())
            if fixed or self.rng.random() >= share:
                out.append(word)
            elif self.rng.random() < 0.8:
                out.append(self._synonym(word.lower()))
        half = next((i for i, w in enumerate(out) if w.endswith(",") and 3 < i < len(out) - 4), None)
        if half is not None and self.rng.random() < 0.5:
            out = [*out[half + 1 :], *out[: half + 1]]
        return " ".join(out)

    def _synonym(self, word: str) -> str:
        """One word or two that always stand for this one."""
        if word not in self.synonyms:
            self.synonyms[word] = " ".join(self.rng.choices(self.common, k=self.rng.choice((1, 1, 2))))
        return self.synonyms[word]

    # the set

    def unrelated(self) -> tuple[str, list[str]]:
        """An article of its own that shares a quotation, a boilerplate or a background with others."""
        a = self.article()
        lines = [a.headline, *a.sentences]
        way = self.rng.random()
        if way < 0.15:
            lines.insert(self.rng.randint(2, len(lines)), self.rng.choice(self.quotes))
            return "quotes", lines
        if way < 0.35:
            return "boilerplate", [*lines, *self.rng.choice(self.boilerplates)]
        if way < 0.45:
            return "background", [*lines, *self.rng.choice(self.backgrounds)]
        return "alone", lines

    def bulletin(self) -> list[str]:
        day = f"{self.rng.randint(1, 28)} {self.rng.choice(('January', 'March', 'June', 'October'))}"
        lines = self.rng.choice(self.templates)
        return [re.sub(r"\{n\}", lambda _: str(self.rng.randint(2, 999)), s).replace("{d}", day) for s in lines]

    def event(self) -> list[list[str]]:
        """Two or three independent reports of one event: names, figures and a quotation in common, no sentence."""
        facts = [w for w in " ".join(self.sentences(8)).split() if w[:1].isupper() or w[:1].isdigit()]
        facts = [w.strip('.,;:“”"') for w in facts][:12] or ["Nowhere"]
        quote = self.quote()
        out = []
        for _ in range(self.rng.choice((2, 2, 3))):
            a = self.article((150, 500))
            lines = []
            for s in a.sentences:
                words = s.split()
                for _ in range(2):
                    words.insert(self.rng.randrange(1, len(words)), self.rng.choice(facts))
                lines.append(" ".join(words))
            lines.insert(self.rng.randint(1, len(lines)), quote)
            out.append([f"{facts[0]} {facts[-1]}: {a.headline}", *lines])
        return out

    def plant(self, size: int) -> Planted:
        out = Planted()
        seeds = [self.article() for _ in range(max(2, round(size * ORIGINALS)))]
        kinds = [*COPIES, REWRITE]
        for number, a in enumerate(seeds):
            self._put(out, [a.headline, *a.sentences], {number}, "original")
            for _ in range(2):
                self._put_copy(out, self.rng.choice(kinds), number, seeds)
        bulletins = round(size * 0.025)
        while len(out.documents) + bulletins < size:
            if self.rng.random() < 0.05:
                for lines in self.event():
                    self._put(out, lines, set(), "same event")
            else:
                kind, lines = self.unrelated()
                self._put(out, lines, set(), kind)
        for _ in range(bulletins):
            self._put(out, self.bulletin(), set(), "bulletin")
        return self._shuffled(out)

    def _put_copy(self, out: Planted, kind: str, number: int, seeds: list[Article]) -> None:
        a, rng = seeds[number], self.rng
        if kind == "round-up":
            others = rng.sample(range(len(seeds)), min(len(seeds), rng.randint(2, 4)))
            parts = [[a.headline, *a.sentences]]
            reports = {number}
            for other in others:
                if rng.random() < 0.3 and other != number:
                    reports.add(other)
                    parts.append([seeds[other].headline, *seeds[other].sentences])
                else:
                    parts.append(self.sentences(rng.randint(5, 15)))
            rng.shuffle(parts)
            self._put(out, [self.headline(), *(s for p in parts for s in p)], reports, kind)
        elif kind == "two in one page":
            other = rng.choice([i for i in range(len(seeds)) if i != number])
            pages = [[seeds[i].headline, *seeds[i].sentences] for i in (number, other)]
            rng.shuffle(pages)
            self._put(out, pages[0] + pages[1], {number, other}, kind)
        else:
            self._put(out, self.ways[kind](a), {number}, kind)

    def _put(self, out: Planted, lines: list[str], reports: set[int], kind: str) -> None:
        n = len(out.documents)
        out.documents.append(_document(f"planted-{n:06d}", lines, self.rng))
        out.reports.append(frozenset(reports) or frozenset({-1 - n}))
        out.kinds.append(kind)

    def _shuffled(self, planted: Planted) -> Planted:
        order = list(range(len(planted.documents)))
        self.rng.shuffle(order)
        return Planted(
            [planted.documents[i] for i in order],
            [planted.reports[i] for i in order],
            [planted.kinds[i] for i in order],
        )


def _document(name: str, lines: list[str], rng: random.Random) -> Document:
    """A headline, then paragraphs of one to three sentences, dated in one year."""
    blocks, text, at = [], [], 0
    paragraphs, i = [lines[0]], 1
    while i < len(lines):
        n = rng.randint(1, 3)
        paragraphs.append(" ".join(lines[i : i + n]))
        i += n
    for k, paragraph in enumerate(paragraphs):
        blocks.append(Block(BlockKind.HEADLINE if k == 0 else BlockKind.BODY, at, at + len(paragraph)))
        text.append(paragraph)
        at += len(paragraph) + 2
    day = f"2021-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    return Document(name, name, name, "\n\n".join(text), tuple(blocks), Metadata(published_at=day))


def shared_shingles(a: str, b: str) -> float:
    """Share of the shorter text's 5-grams that stand in the other."""
    grams = []
    for text in (a, b):
        words = [w.lower() for w in _WORD.findall(text)]
        grams.append({tuple(words[i : i + 5]) for i in range(len(words) - 4)})
    return len(grams[0] & grams[1]) / max(1, min(len(grams[0]), len(grams[1])))
