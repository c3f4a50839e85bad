"""A sentence with the spans of a claim's cells in, pieces to print out: nested, split where spans cross, labelled.

A span is shown only where the sentence really has its text there: wrong is worse than missing.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

ROLES = ("trigger", "event", "source", "agent", "target", "place", "time", "figure", "condition")
"""Roles in the order in which labels of one span are given."""
UNLABELLED = frozenset({"trigger", "event"})
"""Marked by their ground instead of a label under the line."""

_LABEL_WIDTH = 0.95
"""Characters of the sentence that a character of a label takes: measured, 9.5 px sans serif under 18 px serif."""


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """A cell's span in the document, with the text that must stand there."""

    start: int
    end: int
    role: str
    text: str
    about: str = ""
    """What it resolves to, for the tooltip."""


@dataclass(frozen=True, slots=True)
class Piece:
    """`open` and `close` nest properly. `word` is the first word of a labelled span."""

    kind: Literal["open", "text", "word", "close"]
    text: str = ""
    roles: str = ""
    """Of an `open`: its roles, separated by spaces."""
    level: int = 0
    """Of an `open`: underlined spans that it holds, one in another; its own line goes below theirs."""
    label: str = ""
    """Of a `word`."""
    about: str = ""


@dataclass(slots=True)
class _Span:
    start: int
    end: int
    roles: tuple[str, ...]
    about: str
    first: bool
    """False: the rest of a span that another one crosses."""
    children: list[_Span]

    @property
    def label(self) -> str:
        return " · ".join(role for role in self.roles if role not in UNLABELLED) if self.first else ""

    @property
    def level(self) -> int:
        inner = max((child.level for child in self.children), default=-1)
        return inner + any(role not in UNLABELLED for role in self.roles)


def pieces(sentence: str, start: int, cells: Iterable[Cell]) -> list[Piece]:
    """The sentence, which stands at `start` of its document, with its cells marked.

    The texts of the pieces, put together, are the sentence.
    """
    roots = _nested(_merged(sentence, start, cells))
    out: list[Piece] = []
    _Writer(sentence, out).write(roots, 0, len(sentence))
    return out


def _merged(sentence: str, start: int, cells: Iterable[Cell]) -> list[_Span]:
    """One span for all cells with the same characters; those that do not stand in the sentence are left out."""
    at: dict[tuple[int, int], list[Cell]] = {}
    for cell in cells:
        first, last = cell.start - start, cell.end - start
        if 0 <= first < last <= len(sentence) and sentence[first:last] == cell.text:
            at.setdefault((first, last), []).append(cell)
    spans = []
    for (first, last), same in at.items():
        held = {cell.role for cell in same}
        roles = tuple(role for role in ROLES if role in held)
        about = "; ".join(dict.fromkeys(f"{cell.role}: {cell.about or cell.text}" for cell in sorted(same)))
        spans.append(_Span(first, last, roles, about, True, []))
    return spans


def _nested(spans: list[_Span]) -> list[_Span]:
    """Spans as trees. Where one crosses the end of another, its rest becomes a span behind that."""
    heap = [(span.start, -span.end, not span.first, i, span) for i, span in enumerate(spans)]
    heapq.heapify(heap)
    count = len(spans)
    roots: list[_Span] = []
    stack: list[_Span] = []
    while heap:
        *_, span = heapq.heappop(heap)
        while stack and stack[-1].end <= span.start:
            stack.pop()
        if stack and span.end > stack[-1].end:
            rest = _Span(stack[-1].end, span.end, span.roles, span.about, False, [])
            heapq.heappush(heap, (rest.start, -rest.end, True, count, rest))
            count += 1
            span.end = rest.start
        (stack[-1].children if stack else roots).append(span)
        stack.append(span)
    return roots


class _Writer:
    """Writes trees of spans as a flat list of pieces, leaving out labels for which there is no room."""

    def __init__(self, sentence: str, out: list[Piece]) -> None:
        self.sentence = sentence
        self.out = out
        self.free = 0.0
        """Character from which the next label has room."""
        self.waiting: list[str] = []

    def write(self, spans: list[_Span], start: int, end: int) -> None:
        for span in spans:
            self._text(start, span.start)
            if span.label:
                self.waiting.append(span.label)
            self.out.append(Piece("open", roles=" ".join(span.roles), level=span.level, about=span.about))
            self.write(span.children, span.start, span.end)
            self.out.append(Piece("close"))
            start = span.end
        self._text(start, end)

    def _text(self, start: int, end: int) -> None:
        text = self.sentence[start:end]
        if not text:
            return
        label = " · ".join(dict.fromkeys(self.waiting))
        self.waiting.clear()
        if label and start >= self.free:
            self.free = start + len(label) * _LABEL_WIDTH + 1
            word = text.split(" ", 1)[0] or text[:1]
            self.out.append(Piece("word", word, label=label))
            text = text[len(word) :]
        if text:
            self.out.append(Piece("text", text))
