"""Tokenised corpora as text that reads like text, and back from characters to tokens.

In go the words of an article's sentences, out come its text and where each word stands in it.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .adapter import Json

_CLOSING = re.compile(r"[.,;:!?%)\]}”’…]+|'s|n't|'(?:re|ve|ll|d|m)|'")
_OPENING = frozenset("([{$“‘£€")


@dataclass(frozen=True, slots=True)
class Token:
    id: str
    sentence: int
    number: int
    """Place in the article."""
    text: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """A tokenised article, laid out."""

    name: str
    text: str
    tokens: tuple[Token, ...]

    def at(self, start: int, end: int) -> list[Token]:
        """The tokens that overlap these characters."""
        first = bisect_left(self.tokens, start + 1, key=lambda t: t.end)
        found = []
        for token in self.tokens[first:]:
            if token.start >= end:
                break
            found.append(token)
        return found

    def where(self, sentence: str, near: int = 0) -> int | None:
        """Where a sentence of the record stands; blanks may have been cleaned."""
        found = self.text.find(sentence, max(0, near - 40))
        if found < 0:
            found = self.text.find(sentence)
        if found >= 0:
            return found
        loose = re.search(r"\s+".join(map(re.escape, sentence.split())), self.text)
        return loose.start() if loose else None


def read_article(path: Path) -> tuple[Article, ET.Element]:
    """An article of a CAT file (ECB+, SemEval-2015 task 4), and the file's root for its annotations."""
    root = ET.parse(path).getroot()
    return lay_out(path.stem, list(_tokens(root))), root


def _tokens(root: ET.Element) -> Iterator[Token]:
    for node in root.iter("token"):
        number, sentence = int(node.get("number", "0")), int(node.get("sentence", "0"))
        yield Token(node.get("t_id", ""), sentence, number, node.text or "")


def lay_out(name: str, tokens: Sequence[Token]) -> Article:
    """A paragraph for each sentence, so that none runs into the next; blanks between words as in print."""
    text = ""
    placed: list[Token] = []
    open_quote = False
    glued = True
    sentence: int | None = None
    for token in tokens:
        if token.sentence != sentence:
            text += "\n\n" if text else ""
            sentence, glued, open_quote = token.sentence, True, False
        closes = bool(_CLOSING.fullmatch(token.text)) or (token.text == '"' and open_quote)
        if not glued and not closes:
            text += " "
        placed.append(Token(token.id, token.sentence, token.number, token.text, len(text), len(text) + len(token.text)))
        text += token.text
        glued = token.text in _OPENING or (token.text == '"' and not open_quote)
        if token.text == '"':
            open_quote = not open_quote
    return Article(name, text + "\n", tuple(placed))


def words_of(claim: Json, articles: Mapping[str, Article]) -> tuple[Article, list[Token], list[Token]] | None:
    """A claim's article, and the tokens of its trigger and of its event."""
    article = articles.get(claim["document"]["name"].removesuffix(".txt"))
    if article is None:
        return None
    start = article.where(claim["sentence"]["text"], claim["sentence"]["start"])
    if start is None:
        return None
    shift = start - claim["sentence"]["start"]
    trigger, event = (
        article.at(claim[cell]["start"] + shift, claim[cell]["end"] + shift) for cell in ("trigger", "event")
    )
    return article, trigger, event
