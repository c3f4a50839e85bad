"""Plain text into paragraphs: line ends normalised, control characters dropped, hard-wrapped lines taken together.

The text is changed nowhere else, so that every span maps back to what was received.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

_NEWLINES = re.compile(r"\r\n?|[\u0085\u2028\u2029\x0c]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_LINE = re.compile(r"[^\n]+")

WIDTHS = range(40, 111)
"""Characters of a line in a hard-wrapped text: mail has 72 to 78, old wires 60 to 69, print views 100."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Characters `start` to `end` of a text, white space at its ends left out."""

    start: int
    end: int
    hint: str = ""
    """What the page's markup says it is: "head", "item", "cell", "quote", "caption", "title"; "": nothing."""


def normalised(text: str) -> tuple[str, int]:
    """Line feeds for all line ends, and no control characters; how many were dropped."""
    text = _NEWLINES.sub("\n", text.removeprefix("\ufeff"))
    clean, dropped = _CONTROLS.subn("", text)
    return clean, dropped


def paragraphs(text: str, most_lines: int) -> list[Paragraph]:
    """One for each line that is not blank, or for each run of lines that were one before they were wrapped.

    Behind `most_lines` lines it stops; the caller refuses such a text.
    """
    lines = []
    for found in _LINE.finditer(text):
        stripped = found[0].strip()
        if stripped:
            start = found.end() - len(found[0].lstrip())
            lines.append(Paragraph(start, start + len(stripped)))
            if len(lines) >= most_lines:
                break
    out: list[Paragraph] = []
    group: list[Paragraph] = []
    for line in lines:
        if group and text.count("\n", group[-1].end, line.start) > 1:
            out.extend(_joined(text, group))
            group = []
        group.append(line)
    out.extend(_joined(text, group))
    return out


def _joined(text: str, lines: list[Paragraph]) -> list[Paragraph]:
    """The lines of a group, which no blank line parts, put together where they were wrapped."""
    if len(lines) < 2:
        return lines
    width = max(line.end - line.start for line in lines)
    if width not in WIDTHS:
        return lines
    wrapped = [_wrapped(text, a, b, width) for a, b in itertools.pairwise(lines)]
    small = sum(goes_on and text[line.start].islower() for line, goes_on in zip(lines[1:], wrapped, strict=True))
    # A few short lines are paragraph ends; where most are short, these are items of a list or verses. And running text
    # goes on with a small letter on most lines.
    if sum(wrapped) < 0.6 * len(wrapped) or small < 0.4 * sum(wrapped):
        return lines
    out = [lines[0]]
    for line, goes_on in zip(lines[1:], wrapped, strict=True):
        if goes_on:
            out[-1] = Paragraph(out[-1].start, line.end)
        else:
            out.append(line)
    return out


def _wrapped(text: str, line: Paragraph, following: Paragraph, width: int) -> bool:
    """Whether the next line's first word would not have fitted into the line, and no indent begins a paragraph."""
    if _indent(text, following) > _indent(text, line):
        return False
    word_end = following.start
    while word_end < following.end and not text[word_end].isspace():
        word_end += 1
    return line.end - line.start + 1 + word_end - following.start > width - 2  # 2: editors break one or two early


def _indent(text: str, line: Paragraph) -> int:
    return line.start - text.rfind("\n", 0, line.start)
