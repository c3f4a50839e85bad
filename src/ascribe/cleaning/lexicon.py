"""`lexicon.toml` loaded once, and the form in which lines are compared with it."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

_TYPOGRAPHY = str.maketrans({
    "‘": "'", "’": "'", "‛": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "…": "...",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u200b": None, "\u00ad": None, "\ufeff": None, "‐": "-", "‑": "-",
})  # fmt: skip
_SPACE = re.compile(r"\s+")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_ENDS = " \t.,:;!?|·•-–—_>»\"'"
"""Characters at a line's ends that do not count."""


def folded(text: str) -> str:
    """`text` for comparing: small letters, straight quotes, single spaces."""
    return _SPACE.sub(" ", text.translate(_TYPOGRAPHY).casefold()).strip()


def bare(line: str) -> str:
    """A folded line without punctuation at its ends, figures as #."""
    return _FIGURE.sub("#", line.strip(_ENDS)).strip()


@dataclass(frozen=True, slots=True)
class Phrases:
    """One table of the lexicon: how lines of one kind are recognised."""

    name: str
    exact: frozenset[str]
    starts: tuple[str, ...]
    together: tuple[tuple[str, ...], ...]
    """Each phrase with the space before it, so that it begins where a word begins."""
    starts_words: int
    together_words: int

    def match(self, line: str, bare_line: str, words: int) -> str | None:
        """The name of the way in which a folded line matches."""
        if bare_line in self.exact or line in self.exact:
            return f"{self.name}:phrase"
        if words <= self.starts_words and line.startswith(self.starts):
            return f"{self.name}:start"
        if words <= self.together_words:
            padded = f" {line}"
            for group in self.together:
                if group[0] in padded and all(x in padded for x in group):
                    return f"{self.name}:words"
        return None


@functools.cache
def tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(resources.files("ascribe.cleaning").joinpath("lexicon.toml").read_text("utf-8"))


@functools.cache
def phrases(name: str) -> Phrases:
    table = tables()[name]
    return Phrases(
        name=name,
        exact=frozenset(table.get("exact", ())),
        starts=tuple(table.get("starts", ())),
        together=tuple(tuple(f" {x}" for x in group) for group in table.get("together", ())),
        starts_words=table.get("starts_words", 0),
        together_words=table.get("together_words", 0),
    )


@functools.cache
def words(table: str, key: str) -> frozenset[str]:
    return frozenset(tables()[table][key])


@functools.cache
def ordered(table: str, key: str) -> tuple[str, ...]:
    """Phrases for `str.startswith` and `str.endswith`, the longest first."""
    return tuple(sorted(tables()[table][key], key=len, reverse=True))
