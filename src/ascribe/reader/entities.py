"""In: the spans that the model calls names, and the sentence's tokens. Out: names, without what is no part of them.

Titles stand outside a person's name, conjunctions and prepositions outside any; adjectives of nations are no names.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from ascribe.contract.sentences import Entity, Token
from ascribe.reader.decode import Name

_LOOSE = frozenset({"ADP", "CCONJ", "DET", "PUNCT", "SCONJ", "VERB", "AUX", "PRON"})
"""Parts of speech that a name neither begins nor ends with, unless it is written with a capital. Not particles: the
"'s" of many a restaurant is part of its name."""


@cache
def titles() -> frozenset[str]:
    """The shipped list."""
    text = files("ascribe.reader").joinpath("lexicon/titles.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)["titles"])


def tidy(found: Iterable[Name], tokens: Sequence[Token]) -> list[Entity]:
    """Entities for spans (label, first, last, probability) over `tokens`, whose indices and offsets they take."""
    out = []
    for label, first, last, score in found:
        while first <= last and _is_loose(tokens[first]):
            first += 1
        while first <= last and _is_loose(tokens[last]):
            last -= 1
        if label == "PER":
            while first <= last and _is_title(tokens[first]):
                first += 1
        if first > last or (first == last and tokens[first].xpos == "JJ" and tokens[first].deprel == "amod"):
            continue
        out.append(Entity(label, first, last, tokens[first].start, tokens[last].end, score))
    return out


def _is_loose(token: Token) -> bool:
    return token.upos in _LOOSE and not token.text[:1].isupper() and not token.text[:1].isdigit()


def _is_title(token: Token) -> bool:
    return token.text.lower().rstrip(".") in titles()
