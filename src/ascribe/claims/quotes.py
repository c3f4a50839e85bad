"""Quotations of a document: where words stand between quotation marks, across sentences and paragraphs.

In: the document's text and blocks, and its sentences (an unclosed quotation ends with its sentence). Out: quotations in
order, that do not overlap. Here, because quotation marks outrank the tree: what is quoted is somebody's words even
where the parse is wrong, and marks are printed in every contradictory way.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ascribe.contract.documents import READ_KINDS, BlockKind, Document, Span
from ascribe.contract.sentences import Sentence

OPENING = "“«„"
CLOSING = "”»"
STRAIGHT = '"＂'
_DOUBLE = re.compile("[“«„”»\"＂]|``|''")
_TOLD = re.compile(r"\b(?:said|says|told|tells|added|adds|asked|asks)\b")
_SINGLE = re.compile("['‘’‚‹›]")

LONGEST = 6_000
"""Characters of a paragraph's quotation; a longer one has lost its closing mark (a long quoted paragraph has 1,500)."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks. A quotation that runs on over paragraphs is one `Quotation` for each paragraph."""

    span: Span
    """With its marks, document offsets."""
    inner: Span
    """Without them."""
    block: int
    closed: bool
    """False: the mark that should close it is missing, or stands at the end of a later paragraph."""
    continues: bool = False
    """The next paragraph's quotation goes on with the same speaker: no mark closes this one."""
    continued: bool = False
    """The paragraph before it left its quotation open."""


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    opens: bool
    closes: bool
    straight: bool = False


def _is_word(char: str) -> bool:
    return char.isalnum()


def _double_marks(text: str, start: int, end: int) -> list[_Mark]:
    """Double quotation marks between two offsets, with what each can be by its shape and its neighbours."""
    out: list[_Mark] = []
    for match in _DOUBLE.finditer(text, start, end):
        at, close = match.span()
        char = match.group()
        before = text[at - 1] if at > start else " "
        after = text[close] if close < end else " "
        if char in OPENING or char == "``":
            out.append(_Mark(at, close, True, False))
        elif char in CLOSING:
            # some keyboards open with the closing mark as well: at a word's left edge it opens
            out.append(_Mark(at, close, (before.isspace() or before in "([—–") and _is_word(after), True))
        elif not (before.isdigit() and not after.isalnum() and not _inside(out)):  # else inches: 12"
            spaced_before = before.isspace() or before in "([{—–-/:"
            spaced_after = after.isspace() or after in ")]}—–-,.;:!?/"
            # free on both sides or on none, its place tells nothing: either
            out.append(
                _Mark(at, close, spaced_before or not spaced_after, spaced_after or not spaced_before, straight=True)
            )
    return out


def _inside(marks: list[_Mark]) -> bool:
    """Whether an odd number of straight marks stands before."""
    return len(marks) % 2 == 1


def _single_marks(text: str, start: int, end: int) -> list[_Mark]:
    """Single quotation marks at the edges of words. An apostrophe inside a word is none; one that ends a word ("the
    owners'") can close, and does only where a quotation is open."""
    out = []
    for match in _SINGLE.finditer(text, start, end):
        i, char = match.start(), match.group()
        before = text[i - 1] if i > start else " "
        after = text[i + 1] if i + 1 < end else " "
        opens = (
            not _is_word(before) and before not in ".,!?" and (_is_word(after) or after in "[$£€") and char not in "’›"
        )
        closes = not _is_word(after) and not before.isspace() and char not in "‘‚‹"
        if opens or closes:
            out.append(_Mark(i, i + 1, opens, closes, straight=char == "'"))
    return out


def _pair(text: str, marks: list[_Mark]) -> tuple[list[tuple[_Mark, _Mark]], _Mark | None]:
    """Opening and closing marks matched within a paragraph, and the mark that stays open at its end."""

    def inside_clause(mark: _Mark) -> bool:
        return text[max(0, mark.start - 3) : mark.start].rstrip()[-1:].isalnum()

    pairs, opened = [], None
    within = False
    for mark in marks:
        if opened is None:
            if mark.opens:
                opened = mark
        elif mark.straight and not opened.straight and (within or not mark.closes):
            within = not mark.closes  # “our "fine" justice”: another kind of mark, a quotation in the quotation
        elif mark.closes:
            pairs.append((opened, mark))
            opened = None
        elif mark.opens and not inside_clause(mark):
            # a second opening behind a stop: the first was never closed, and goes on in this one, unless whoever speaks
            # is named between them; within a clause it is a slip or a quotation in the quotation, and the first holds
            if not _TOLD.search(text, opened.end, mark.start):
                pairs.append((opened, _Mark(mark.start, mark.start, False, True)))
            opened = mark
    return pairs, opened


def _pairs_single(text: str, marks: list[_Mark]) -> list[tuple[_Mark, _Mark]]:
    """Single-quoted stretches. A closing mark after a letter s may be a possessive: the quotation goes on where a later
    mark of the paragraph closes it after punctuation."""
    pairs: list[tuple[_Mark, _Mark]] = []
    opened: _Mark | None = None
    for n, mark in enumerate(marks):
        if opened is None:
            if mark.opens:
                opened = mark
            continue
        if not mark.closes:
            opened = mark if mark.opens else opened
            continue
        before = text[mark.start - 1]
        if before in "sS" and n + 1 < len(marks) and marks[n + 1].closes and not marks[n + 1].opens:
            continue
        pairs.append((opened, mark))
        opened = None
    return pairs


def _quotes_singly(text: str) -> bool:
    """Whether the document quotes speech in single marks: it has nearly no double ones, or fewer of them that open (the
    quotations in quotations)."""
    opened = sum(text.count(c) for c in OPENING) + text.count("``") + sum(text.count(c) for c in STRAIGHT) // 2
    if text.count("‘") > 2 * opened:
        return True
    doubles = sum(text.count(c) for c in OPENING + CLOSING + STRAIGHT) + text.count("``") + text.count("''")
    return doubles <= 1 + text.count("‘") // 4  # a title or inch mark or two may stand among single ones


def find_quotations(document: Document, sentences: Sequence[Sentence]) -> list[Quotation]:
    """The quotations of the blocks that are read, in order. Linear in the length of the text.

    A paragraph that leaves its quotation open goes on in the next paragraph of the body if that begins with an opening
    mark (the convention of print); otherwise the quotation ends with the sentence in which it began.
    """
    text = document.text
    singly = _quotes_singly(text)
    ends = [s.end for s in sentences]
    starts = [s.start for s in sentences]
    out: list[Quotation] = []
    waiting: int | None = None  # index in `out` of a quotation that its paragraph left open
    for index, block in enumerate(document.blocks):
        if block.kind not in READ_KINDS:
            continue
        begin = block.start
        while begin < block.end and text[begin].isspace():
            begin += 1
        marks = _double_marks(text, block.start, block.end)
        pairs, opened = _pair(text, marks)
        if singly or not marks:
            singles = _pairs_single(text, _single_marks(text, block.start, block.end))
            if singly:
                pairs = [p for p in pairs if not any(_crosses(p, q) for q in singles[:50])]
            pairs = sorted(
                [*pairs, *(p for p in singles if not any(_crosses(p, q) for q in pairs[:50]))], key=lambda p: p[0].start
            )
        first = pairs[0][0].start if pairs else opened.start if opened else -1
        begins = first == begin and block.kind is BlockKind.BODY
        continued = False
        if waiting is not None:
            previous = out[waiting]
            if begins:
                continued = True
                out[waiting] = Quotation(
                    Span(previous.span.start, document.blocks[previous.block].end),
                    Span(previous.inner.start, document.blocks[previous.block].end),
                    previous.block,
                    False,
                    True,
                    previous.continued,
                )
            waiting = None
        last = block.start
        for open_, close in pairs:
            if open_.start < last or close.end - open_.start > LONGEST:
                continue
            last = close.end
            out.append(
                Quotation(
                    Span(open_.start, close.end),
                    Span(open_.end, close.start),
                    index,
                    close.end > close.start,
                    close.end == close.start,
                    continued and open_.start == begin,
                )
            )
        if opened and opened.start >= last:
            # until the sentence's end, unless the next paragraph takes it up
            at = bisect_right(starts, opened.start) - 1
            limit = min(block.end, ends[at]) if at >= 0 and ends[at] > opened.start else min(block.end, opened.end)
            if block.kind is BlockKind.BODY:
                waiting = len(out)
            if limit > opened.end or waiting is not None:
                out.append(
                    Quotation(
                        Span(opened.start, limit),
                        Span(opened.end, max(limit, opened.end)),
                        index,
                        False,
                        False,
                        continued and opened.start == begin,
                    )
                )
    return out


def _crosses(a: tuple[_Mark, _Mark], b: tuple[_Mark, _Mark]) -> bool:
    return a[0].start < b[1].end and b[0].start < a[1].end
