"""What a source yields: a raw report, or an input unit that gives none, with the reason.

Also the two things that every source needs for it: names that can be printed, and values fit for metadata.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import Literal

from ascribe.contract.documents import Problem, RawReport, UnitState
from ascribe.errors import problem

DOCUMENT_LIMIT = 20_000_000
"""Bytes a single document may have (robustness C3): the longest report of 1,000 was 90 kB, a heavy page has 5 MB."""

VALUE_LIMIT = 2_000
"""Characters kept of a metadata value: titles and addresses are shorter, a 10 kB title is a body gone astray."""

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")


@dataclass(frozen=True, slots=True)
class Unread:
    """An input unit that gives no report: rejected, or ignored because it is no document."""

    location: str
    """Path, with line number where there is one; printable."""
    state: Literal[UnitState.REJECTED, UnitState.IGNORED]
    problem: Problem


Unit = RawReport | Unread


def rejected(location: str, code: str, **details: object) -> Unread:
    return Unread(location, UnitState.REJECTED, problem(code, location, **details))


def ignored(location: str, code: str, **details: object) -> Unread:
    return Unread(location, UnitState.IGNORED, problem(code, location, **details))


def printable(value: str | os.PathLike[str]) -> str:
    r"""`value` with everything that a terminal might obey or not show as \x, \u escapes. It never fails."""
    text = os.fspath(value)
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else _escape(c) for c in text)


def _escape(char: str) -> str:
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a file name that is not UTF-8 (surrogateescape)
        return f"\\x{code - 0xDC00:02x}"
    return char.encode("unicode_escape", "surrogatepass").decode("ascii")


def tidy(value: str) -> str | None:
    """A metadata value on one line, controls and double spaces folded, cut to VALUE_LIMIT. None: nothing is left."""
    if value.isprintable() and value.isascii() and "  " not in value:
        return value[:VALUE_LIMIT].strip() or None  # nearly all values: the rest below costs four times as much
    value = _CONTROLS.sub(" ", value[: 4 * VALUE_LIMIT]).encode("utf-8", "replace").decode("utf-8")
    return " ".join(value.split())[:VALUE_LIMIT].strip() or None
