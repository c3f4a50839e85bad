"""The engine for the rules of time expressions: patterns over the parts of words, matched in linear time.

In goes a sentence's words (`ascribe.claims.timewords`) and a table of rules, out come candidates. A pattern is written
in parts: `MONTH` is a word that can be a month, `d=DAYNUM` keeps it under the name `d`, `END_OF` is the end of the
sentence, and `( ) | ? (?=) (?!) (?<=)` mean what they mean in regular expressions. No repetition without a bound.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from ascribe.claims.timeshapes import Clock, Mod, Shape, TimexType, Unit
from ascribe.claims.timewords import Word, every_parts, time_lexicon

# One character a word. Below 256 a class of characters compiles in microseconds, above it in milliseconds.
_FIRST_CODE = 0x30


@dataclass(frozen=True, slots=True)
class Draft:
    """What a rule makes of its words."""

    type: TimexType
    shape: Shape
    clock: Clock | None = None
    mod: Mod | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern's match, with the words by their names."""

    words: Sequence[Word]
    match: re.Match[str]

    def has(self, name: str) -> bool:
        return name in self.match.re.groupindex and bool(self.match[name])

    def word(self, name: str) -> Word | None:
        """The first word of the group."""
        return self.words[self.match.start(name)] if self.has(name) else None

    def part(self, name: str, part: str) -> bool:
        word = self.word(name)
        return word is not None and part in word.parts

    def lower(self, name: str) -> str:
        word = self.word(name)
        return word.lower if word else ""

    def lowers(self, name: str) -> list[str]:
        """All words of the group."""
        if not self.has(name):
            return []
        return [word.lower for word in self.words[self.match.start(name) : self.match.end(name)]]

    def number(self, name: str) -> float | None:
        word = self.word(name)
        return None if word is None else word.number

    def int(self, name: str) -> int | None:
        number = self.number(name)
        return None if number is None else int(number)

    def unit(self, name: str = "u") -> Unit:
        return cast(Unit, time_lexicon().unit(self.lower(name)))

    def code(self, table: str, name: str) -> str | None:
        return time_lexicon().code(table, self.lower(name)) if self.has(name) else None

    def before(self) -> Sequence[Word]:
        return self.words[: self.match.start()]

    def after(self) -> str:
        """The word behind the match, lower case; "" at the end."""
        return self.words[self.match.end()].lower if self.match.end() < len(self.words) else ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern and its reading; the reading gives None where the match is no time after all."""

    name: str
    pattern: str
    read: Callable[[Found], Draft | None]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A draft and where it stands: words `first` to `last`, `last` excluded."""

    first: int
    last: int
    draft: Draft
    rule: str


@cache
def _codes() -> dict[frozenset[str], str]:
    sets = sorted(set(every_parts()), key=sorted)
    return {parts: chr(_FIRST_CODE + i) for i, parts in enumerate(sets)}


@cache
def _classes() -> dict[str, str]:
    """Part to a regular expression for one word that can play it."""
    by_part: dict[str, list[str]] = {}
    for parts, code in _codes().items():
        for part in parts:
            by_part.setdefault(part, []).append(code)
    return {part: f"[{re.escape(''.join(codes))}]" for part, codes in by_part.items()} | {"END_OF": r"\Z"}


@cache
def compile_pattern(pattern: str) -> re.Pattern[str]:
    """The regular expression over codes; KeyError for a part that no word can play."""
    classes = _classes()
    pattern = re.sub(r"\s+", "", re.sub(r"(?<=[A-Z0-9)?])\s+(?=[a-z(A-Z])", "~", pattern))
    out = re.sub(
        r"(?P<name>[a-z]\w*)=(?P<group>\()?(?P<one>[A-Z][A-Z0-9_]*)?"
        r"|(?P<part>[A-Z][A-Z0-9_]*)|(?P<open>\((?!\?))|~",
        lambda m: (
            (
                f"(?P<{m['name']}>"
                + ("" if m["group"] and not m["one"] else classes[m["one"]])
                + ("" if m["group"] else ")")
            )
            if m["name"]
            else classes[m["part"]]
            if m["part"]
            else "(?:"
            if m["open"]
            else ""
        ),
        pattern,
    )
    return re.compile(out)


def encode(words: Sequence[Word]) -> str:
    """One character a word."""
    codes = _codes()
    other = codes[frozenset()]
    return "".join(codes.get(word.parts, other) for word in words)


def candidates(words: Sequence[Word], rules: Sequence[Rule]) -> Iterator[Candidate]:
    """Every match of every rule that its reading accepts."""
    coded = encode(words)
    for rule in rules:
        for match in compile_pattern(rule.pattern).finditer(coded):
            if match.end() == match.start():
                continue
            draft = rule.read(Found(words, match))
            if draft is not None:
                yield Candidate(match.start(), match.end(), draft, rule.name)
