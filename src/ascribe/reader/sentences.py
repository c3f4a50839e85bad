"""In: the text of a block. Out: the spans of its sentences, without the white space around them.

A stop ends a sentence unless it belongs to an abbreviation, the next word is small, or it stands within a short
quotation or bracket that the sentence goes on behind. Linear in the length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from ascribe.contract.documents import Span
from ascribe.reader.abbreviations import ends_sentence, keeps_stop

Newlines = Literal["paragraph", "line"]
"""What ends a sentence without a stop: a blank line, or every line break."""

SHORT = 100  # characters of a quotation or bracket that does not break the sentence around it
WORD = 24  # characters before a stop that are looked at: longer words are no abbreviations

_STOP = re.compile(r"[.!?…]{1,16}[.!?…]*[\"'”’)\]]{0,4}(?:\s?\[\d{1,3}\]){0,4}")
_BREAKS = {"paragraph": re.compile(r"\n[^\S\n]*\n\s*"), "line": re.compile(r"\s*\n\s*")}
_CLOSED = re.compile(
    rf"“[^“”\n]{{1,{SHORT}}}”|(?<![^\s(\[])\"[^\"\n]{{1,{SHORT}}}\"(?!\w)|\([^()\n]{{1,{SHORT}}}\)|\[[^\[\]\n]{{1,{SHORT}}}\]"
)
_REFERENCE = re.compile(r"\s?\[\d{1,3}\]")
_BEFORE = re.compile(r"[^\s(\[\"“‘'—–]+$")
_OPENING = "\"'“‘([*•-–—"


def split(text: str, newlines: Newlines = "paragraph") -> list[Span]:
    """Spans of the sentences of `text`: in order, not empty, nothing but white space between them."""
    out = []
    for start, end in _parts(text, newlines):
        for a, b in _cut(text, start, end):
            while a < b and text[a].isspace():
                a += 1
            while b > a and text[b - 1].isspace():
                b -= 1
            if a < b:
                out.append(Span(a, b))
    return out


def _parts(text: str, newlines: Newlines) -> Iterator[tuple[int, int]]:
    position = 0
    for match in _BREAKS[newlines].finditer(text):
        yield position, match.start()
        position = match.end()
    yield position, len(text)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    closed = iter(_CLOSED.finditer(part))
    around = next(closed, None)
    position = 0
    for stop in _STOP.finditer(part):
        while around is not None and around.end() < stop.end():
            around = next(closed, None)
        # a stop within a short quotation, or right at its end, counts only if the sentence does not go on behind it
        inside = around is not None and around.start() < stop.start() and stop.end() <= around.end()
        if inside and around is not None:
            if stop.end() < around.end() and not _begins(part, around.end()):
                continue
            if stop.end() < around.end() and part[around.start()] in "([":
                continue
        if _is_number(part[position : stop.start()]):
            continue  # "2. Second point": the number belongs to what follows
        if _ends(part, stop.start(), stop.end()):
            yield start + position, start + stop.end()
            position = stop.end()
    yield start + position, end


def _is_number(text: str) -> bool:
    """Whether a sentence that ended here would be nothing but a number of at most two digits."""
    return len(text) < 12 and len(bare := text.strip()) <= 2 and bare.isdecimal()


def _begins(part: str, position: int) -> bool:
    """Whether what stands at `position` looks like the beginning of a sentence, or nothing does."""
    behind = part[position : position + 8].lstrip()
    if not behind:
        return True
    return not (behind[0].islower() or behind[0] in ",;:—–-")


def _ends(part: str, start: int, end: int) -> bool:
    """Whether the stop and closing marks from `start` to `end` end a sentence of `part`."""
    following = part[end : end + 64]
    stripped = following.lstrip()
    if not stripped:
        return True
    before = _BEFORE.search(part, max(0, start - WORD), start)
    word = before[0] if before else ""
    marks = _REFERENCE.sub("", part[start:end])
    single = marks.rstrip("\"'”’)]") == "."
    if following[0] == stripped[0]:
        # no space behind the stop: "said.The" is a slip of the page, "example.com", "3.5" and "U.S.-led" are none
        glued = re.match(r"[A-Z][a-z]+[\s,']|(?:The|A|An|I)\s", following)
        return bool(
            glued and len(word) > 2 and word.islower() and word.isalpha() and not (single and keeps_stop(word, "x"))
        ) or (marks[-1] in "”)" and following[0] in '“"')
    if stripped[0].islower():
        # "we won. then we left" in careless text; never behind a closing mark, a name or an abbreviation
        plain = (
            len(word) > 2 and word.islower() and word.isalpha() and marks[-1] in ".!?" and not marks.startswith("..")
        )
        return plain and not (single and keeps_stop(word, stripped)) and stripped[:4] not in {"and ", "or ", "com "}
    if stripped[0] in ",;:." or (stripped[0] in "—–-" and stripped[1:2].isspace()):
        return False
    if single:
        if start + 1 < end and word and keeps_stop(word, "x"):
            return _begins(part, end)
        return ends_sentence(word, stripped) if word else True
    return stripped[0] in _OPENING or not stripped[0].islower()
