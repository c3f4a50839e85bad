"""The words that say who does what an infinitive or gerund tells, as `control.toml` lists them.

In: the lexicon. Out: sets of lemmas. Here, so that the rules of `trees.py` hold no words of their own and a reader of
the lexicon can add a verb without touching code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ascribe.claims.lexicons import table


@dataclass(frozen=True, slots=True)
class ControlWords:
    """Lemmas; each set is a section of `control.toml`, which says what it does."""

    object: frozenset[str]
    sent: frozenset[str]
    calling: frozenset[str]
    deed: frozenset[str]
    described: frozenset[str]
    given: frozenset[str]
    chance: frozenset[str]
    charge: frozenset[str]
    aim: frozenset[str]
    demand: frozenset[str]
    answering: frozenset[str]
    opposing: frozenset[str]
    transfer: frozenset[str]
    undergone: frozenset[str]
    transitive: frozenset[str]
    charging: frozenset[str]
    put: frozenset[str]
    suffered: frozenset[str]
    prevented: frozenset[str]
    prepositional: frozenset[str]
    """Verb and preposition, joined by a hyphen."""


@cache
def control_words() -> ControlWords:
    """The words, read once. ValueError where a section is missing or has another name."""
    sets = {
        name: frozenset(x for x in re.split(r"[,\s]+", next(iter(words.values()))) if x)
        for name, words in table("control.toml").items()
    }
    if set(sets) != set(ControlWords.__dataclass_fields__):
        raise ValueError("control.toml: a section is missing or unknown")
    return ControlWords(**sets)
