"""In: the lexicon of abbreviations. Out: whether a full stop belongs to the word before it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_DOTTED = re.compile(r"(?:[^\W\d_]\.){1,8}[^\W\d_]{1,2}|(?:[A-Z][a-z]{0,2}\.){1,4}[A-Z][a-z]{0,2}")


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The lists of `lexicon/abbreviations.toml`, which says what each means."""

    titles: frozenset[str]
    numbered: frozenset[str]
    words: frozenset[str]
    also_words: frozenset[str]
    starters: frozenset[str]


@cache
def abbreviations() -> Abbreviations:
    """The shipped lists."""
    raw = tomllib.loads(files("ascribe.reader").joinpath("lexicon/abbreviations.toml").read_text(encoding="utf-8"))
    return Abbreviations(**{name: frozenset(raw[name]) for name in Abbreviations.__slots__})


def is_dotted(word: str) -> bool:
    """Whether `word`, without its last stop, is letters with stops between: U.S, a.m, Ph.D."""
    return len(word) < 24 and _DOTTED.fullmatch(word) is not None


def is_number(text: str) -> bool:
    """Whether `text` begins with a number, as in "No. 5", "No. (5)" and "No. #5"."""
    return text[:1].isdigit() or (text[:1] in "#(" and text[1:2].isdigit())


def keeps_stop(word: str, following: str) -> bool:
    """Whether the stop after `word` is part of it. `following` is the text behind the stop, "" at the end."""
    if is_dotted(word):
        return True
    lists = abbreviations()
    low = word.lower()
    digit = is_number(following)
    if low in lists.titles:
        return bool(following) or low in {"e.g", "i.e", "vs"}
    if low in lists.numbered:
        return digit
    if low in lists.words:
        if low in lists.also_words:
            return digit or (word[:1].isupper() and bool(following))
        return True
    return len(word) == 1 and word.isupper() and bool(following) and word != "I"


def ends_sentence(word: str, following: str) -> bool:
    """Whether a stop after `word` ends the sentence when `following`, not empty, comes after the space."""
    first = re.match(r"[\"'“‘(\[]{0,3}(\w+)", following[:64])
    next_word = first[1] if first else ""
    if next_word[:1].islower():
        return False
    lists = abbreviations()
    low = word.lower()
    if low in lists.titles:
        return False
    if not keeps_stop(word, following):
        return True
    if next_word[:1].isdigit() or not next_word:
        return not next_word and following[:1] in '"“'
    return (
        next_word.lower() in lists.starters and next_word[:1].isupper() and (len(word) > 1 or next_word.lower() != "i")
    )
