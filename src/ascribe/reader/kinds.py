"""In: the tokens of a sentence. Out: spans of weapons and military equipment, and the whole phrase of every mention.

There is no licensed set to learn weapons from, so they are words of a list (`lexicon/kinds.toml`) with what belongs to
them: "anti-tank missiles", "Hellfire missiles", "T-72".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ascribe.contract.sentences import Sentence, Token

_OUTSIDE = frozenset(
    {
        "acl",
        "acl:relcl",
        "advcl",
        "advcl:relcl",
        "appos",
        "parataxis",
        "conj",
        "cc",
        "case",
        "mark",
        "dep",
        "cop",
        "punct",
    }
)
"""What hangs on the head of a mention and is no part of its phrase: clauses, and small words before it."""


@dataclass(frozen=True, slots=True)
class Weapons:
    """`lexicon/kinds.toml`, which says what each list is."""

    nouns: frozenset[str]
    with_sign: frozenset[str]
    signs: frozenset[str]
    modifiers: frozenset[str]
    designations: re.Pattern[str]


@cache
def _lexicon() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("ascribe.reader").joinpath("lexicon/kinds.toml").read_text(encoding="utf-8"))


def _list(words: str) -> frozenset[str]:
    return frozenset(re.split(r",\s+", words))


@cache
def groups() -> frozenset[str]:
    """Words for confessions, parties and currents, as they are written."""
    return _list(_lexicon()["groups"]["words"])


@cache
def weapons() -> Weapons:
    """The shipped lists."""
    raw = _lexicon()["weapons"]
    return Weapons(
        nouns=_list(raw["nouns"]),
        with_sign=_list(raw["with_sign"]),
        signs=_list(raw["signs"]),
        modifiers=_list(raw["modifiers"]),
        designations=re.compile(re.sub(r"\s", "", raw["designations"])),
    )


def find_weapons(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """First and last token of each weapon or piece of equipment, in order."""
    words = weapons()
    out: list[tuple[int, int]] = []
    for i, token in enumerate(tokens):
        first = _designation(tokens, i)
        if first is None:
            lemma, first = token.lemma.lower(), i
            signed = lemma in words.with_sign and (
                (i > 0 and tokens[i - 1].text.lower() in words.signs) or (bool(out) and out[-1][1] == i - 1)
            )
            if token.upos not in ("NOUN", "PROPN") or not (signed or lemma in words.nouns):
                continue
        while first > 0 and _belongs(tokens, first - 1, i):
            first -= 1
        if out and out[-1][1] >= first - 1:  # "T-72 tank": one thing
            first = out.pop()[0]
        out.append((first, i))
    return out


def _designation(tokens: Sequence[Token], last: int) -> int | None:
    """First token of a designation that ends at `last`: "T-72" is one token or three."""
    for first in (last, last - 2):
        joined = first >= 0 and all(tokens[i].end == tokens[i + 1].start for i in range(first, last))
        if joined and weapons().designations.fullmatch("".join(t.text for t in tokens[first : last + 1])):
            return first
    return None


def _belongs(tokens: Sequence[Token], index: int, head: int) -> bool:
    token = tokens[index]
    if token.text == "-":
        return index > 0 and _belongs(tokens, index - 1, head)
    if (
        token.head < index
        or token.head > head
        or tokens[index].deprel.split(":")[0] not in ("compound", "amod", "flat")
    ):
        return False
    known = token.text.lower() in weapons().modifiers | weapons().signs
    return known or token.upos == "PROPN" or token.lemma.lower() in weapons().nouns


def mention_span(sentence: Sentence, head: int) -> tuple[int, int]:
    """First and last token of the phrase that a mention's head stands for: "a senior official", without "who ..."."""
    tokens = sentence.tokens
    inside = {head}
    todo = [head]
    while todo:
        i = todo.pop()
        for child in sentence.children[i]:
            if tokens[child].deprel not in _OUTSIDE or i != head:
                inside.add(child)
                todo.append(child)
    first = last = head
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return first, last
