"""Words in, the number that they write out: "two hundred and five", "1,500", "5.2m", "nineteen ninety-six".

Time expressions and figures both count with it, so that a number has one reading in the whole program.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ascribe.claims.lexicons import table

_DIGITS = re.compile(
    r"(?P<whole>\d{1,15}|\d{1,3}(?:,\d{2,3}){1,6})(?P<part>\.\d{1,9})?(?P<suffix>[a-z]{1,3})?", re.IGNORECASE
)
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
# A number in words longer than this is not written in news; the bound keeps reading linear in the number of words.
_LONGEST = 14


@dataclass(frozen=True, slots=True)
class Numerals:
    """The lexicon `numbers.toml`: word, lower case, to value."""

    cardinal: dict[str, int]
    tens: dict[str, int]
    scale: dict[str, int]
    suffix: dict[str, int]
    ordinal: dict[str, int]
    fraction: dict[str, int]
    names: dict[str, list[str]]
    """`before`: words that make a name of the number behind them."""


@dataclass(frozen=True, slots=True)
class NumberRead:
    """A number and how many words write it."""

    value: float
    words: int


@cache
def numerals() -> Numerals:
    """The number words, read once."""
    return Numerals(**table("numbers.toml"))


def parse_digits(text: str) -> float | None:
    """The value of a number in digits ("1,500", "5.2", "5.2m", "٣٠"); None where the text is not one whole number."""
    if text in _VULGAR:
        return _VULGAR[text]
    match = _DIGITS.fullmatch(text)
    if not match:
        return None
    whole = match["whole"]
    # The last group has three digits in every convention; Indian grouping has twos before it ("1,50,000").
    if "," in whole and len(whole) - whole.rfind(",") != 4:
        return None
    value = float(whole.replace(",", "") + (match["part"] or ""))
    if match["suffix"]:
        factor = numerals().suffix.get(match["suffix"].lower())
        if factor is None:
            return None
        value *= factor
    return value if math.isfinite(value) else None


def parse_ordinal(text: str) -> int | None:
    """The value of an ordinal ("21st", "first", "twenty-first"); None where the text is none."""
    word = text.lower()
    if word in numerals().ordinal:
        return numerals().ordinal[word]
    match = re.fullmatch(r"(\d{1,4})(?:st|nd|rd|th)", word)
    return int(match[1]) if match else None


def read_number(words: Sequence[str], first: int = 0) -> NumberRead | None:
    """The number that starts at `words[first]`, as many words as belong to it; None where none starts there.

    Words are as a tokeniser gives them: a hyphen may be a word of its own or stand inside ("twenty-five").
    """
    lexicon = numerals()
    total, group, at, seen, factor = 0.0, 0.0, first, False, 0.0
    last_kind = ""
    end = first
    limit = min(len(words), first + _LONGEST)
    while at < limit:
        word = words[at].lower()
        if not word and seen:
            at, end = at + 1, at + 1  # what a tokeniser has cut off, told with the word before
            continue
        if word in {"-", "and", "&"} and seen and at + 1 < limit:
            follows = words[at + 1].lower()
            # "twenty-five", "two hundred and five"; "five and six" are two numbers.
            joins = last_kind == "tens" and word == "-" and follows in lexicon.cardinal
            joins = joins or (last_kind == "scale" and word == "and" and _small(follows))
            joins = joins or (word == "-" and follows in lexicon.scale)
            if not joins:
                break
            at += 1
            continue
        if "-" in word[1:-1] and all(_small(piece) or piece in lexicon.scale for piece in word.split("-")):
            inner = read_number(word.split("-"))
            if inner is None or (seen and last_kind != "scale"):
                break
            group, last_kind = group + inner.value, "cardinal"
        elif word in lexicon.cardinal:
            if seen and last_kind not in {"tens", "scale"}:
                break
            group, last_kind = group + lexicon.cardinal[word], "cardinal"
        elif word in lexicon.tens:
            if seen and last_kind != "scale":
                break
            group, last_kind = group + lexicon.tens[word], "tens"
        elif word in lexicon.scale:
            factor = lexicon.scale[word]
            if not seen:
                break
            if factor == 100:
                group *= 100
            else:
                total, group = total + group * factor, 0.0
            last_kind = "scale"
        elif last_kind == "scale" and factor == 1000 and _is_group(word):
            group, last_kind = group + float(word), "digits"  # "67 thousand 338"
        elif (value := parse_digits(word)) is not None and not (seen and word not in _VULGAR):
            group, last_kind = group + value, "digits"
            # "12 500": groups of three told apart by spaces
            while (
                word.isdecimal() and len(word) <= 3 and word[0] != "0" and at + 1 < limit and _is_group(words[at + 1])
            ):
                group, at = group * 1000 + float(words[at + 1]), at + 1
        else:
            break
        seen = True
        at += 1
        end = at
    if not seen or not math.isfinite(total + group):
        return None
    return NumberRead(total + group, end - first)


def read_year(words: Sequence[str], first: int = 0) -> NumberRead | None:
    """A year spoken in words ("nineteen ninety-six", "two thousand and four"); None where there is none."""
    lexicon = numerals()

    def pair(at: int) -> NumberRead | None:
        """A number from 1 to 99 in one or two words, with or without a hyphen between."""
        word = words[at].lower() if at < len(words) else ""
        if "-" in word[1:-1]:
            tens, _, one = word.partition("-")
            if tens in lexicon.tens and 0 < lexicon.cardinal.get(one, 0) < 10:
                return NumberRead(lexicon.tens[tens] + lexicon.cardinal[one], 1)
            return None
        if word in lexicon.cardinal:
            return NumberRead(lexicon.cardinal[word], 1)
        if word not in lexicon.tens:
            return None
        step = 2 if at + 1 < len(words) and words[at + 1] == "-" else 1
        one = words[at + step].lower() if at + step < len(words) else ""
        if 0 < lexicon.cardinal.get(one, 0) < 10:
            return NumberRead(lexicon.tens[word] + lexicon.cardinal[one], step + 1)
        return NumberRead(lexicon.tens[word], 1)

    century = lexicon.cardinal.get(words[first].lower()) or lexicon.tens.get(words[first].lower())
    if century in {17, 18, 19, 20}:
        rest = pair(first + 1)
        if rest is not None and rest.value >= 10:
            return NumberRead(century * 100 + rest.value, rest.words + 1)
    if words[first].lower() == "two" and first + 1 < len(words) and words[first + 1].lower() == "thousand":
        step = 3 if first + 2 < len(words) and words[first + 2].lower() == "and" else 2
        rest = pair(first + step)
        if rest is not None:
            return NumberRead(2000 + rest.value, step + rest.words)
        return NumberRead(2000, 2)
    return None


def _is_group(word: str) -> bool:
    return len(word) == 3 and word.isdecimal()


def _small(word: str) -> bool:
    return word in numerals().cardinal or word in numerals().tens or (word.isdecimal() and len(word) <= 3)
