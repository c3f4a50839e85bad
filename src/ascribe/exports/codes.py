"""CAMEO and ACLED codes of an exported claim, by the table `codes.toml`: for users whose models are built on them.

In: the claim as exported. Out: a code of each scheme, or None where none fits. They are derived: a claim that is
corrected has the codes of what it says now.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Json = dict[str, Any]
Scheme = Literal["cameo", "acled"]
SCHEMES: tuple[Scheme, ...] = ("cameo", "acled")

_SPOKEN = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE"})
"""Types that are done by being said: the phase that they are told in is that of what is agreed or asked for."""
_AHEAD = frozenset({"planned", "approved"})
_UNDONE = frozenset({"requested", "pending", "refused", "cancelled", "delayed", "none"})


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the table; an empty condition holds of everything."""

    type: str | None
    modes: frozenset[str]
    contexts: frozenset[str]
    lemmas: frozenset[str]
    told: str
    by: frozenset[str]
    on: frozenset[str]
    codes: dict[str, str]

    def fits(self, item: Json, told: str | None) -> bool:
        if told != self.told or (self.type and item["event_type"] != self.type):
            return False
        if self.modes and item["mode"] not in self.modes:
            return False
        if self.contexts and not self.contexts & {*item["contexts"]}:
            return False
        if self.lemmas and not any(_ends_in(item["event"]["lemma"], word) for word in self.lemmas):
            return False
        return (not self.by or bool(self.by & _who(item["agents"]))) and (
            not self.on or bool(self.on & _who(item["targets"]))
        )


@dataclass(frozen=True, slots=True)
class Table:
    """`codes.toml`."""

    entries: tuple[Entry, ...]
    words: dict[str, str]
    """Last word of an actor (or two): civilians, state or armed."""
    sectors: dict[str, str]


def _list(text: str) -> frozenset[str]:
    return frozenset(part for part in (x.strip() for x in re.split(r"[,\n]", text)) if part)


@cache
def table() -> Table:
    """The table, read once. KeyError where it breaks the form that its head describes."""
    data = tomllib.loads(files("ascribe.exports").joinpath("codes.toml").read_text("utf-8"))
    who = data["who"]
    kinds = {"civilians": "civilian_sectors", "state": "state_sectors", "armed": "armed_sectors"}
    entries = [
        Entry(
            e.get("type"),
            _list(e.get("mode", "")),
            _list(e.get("context", "")),
            _list(e.get("lemma", "")),
            e.get("told", "done"),
            _list(e.get("by", "")),
            _list(e.get("on", "")),
            {scheme: e[scheme] for scheme in SCHEMES if scheme in e},
        )
        for e in data["code"]
    ]
    return Table(
        tuple(entries),
        {word: kind for kind in kinds for word in _list(who[kind])},
        {sector: kind for kind, name in kinds.items() for sector in _list(who[name])},
    )


def code(item: Json, scheme: Scheme) -> str | None:
    """The claim's code; None where none fits."""
    told = _told(item)
    return next((e.codes[scheme] for e in table().entries if scheme in e.codes and e.fits(item, told)), None)


def _told(item: Json) -> str | None:
    """done, intended or withheld; None: what no scheme codes, because it is not said to happen."""
    factuality, phase = item["factuality"], item["phase"]
    if factuality == "undisclosed":
        return "withheld"
    if factuality in ("denied", "conditional"):
        return None
    if factuality == "planned" or (phase in _AHEAD and item["event_type"] not in _SPOKEN):
        return "intended"
    return None if phase in _UNDONE and item["event_type"] not in _SPOKEN else "done"


def _ends_in(lemma: str, words: str) -> bool:
    return f" {lemma.lower()}".endswith(f" {words}")


_BEHIND = re.compile(r",| (?:from|in|at|on|near|with|who|that|loyal) ")
"""What stands behind the noun that says what somebody is: "soldiers from the north"."""


def _who(cells: Iterable[Json]) -> set[str]:
    """Which of the three kinds the actors are, as far as their words or codes tell."""
    known = table()
    out = set()
    for cell in cells:
        words = re.findall(r"[a-z]+", _BEHIND.split((cell["text"] or "").lower())[0])
        tails = [" ".join([*words[-2:-1], _singular(words[-1])]), _singular(words[-1])] if words else []
        by_words = next((known.words[t] for t in tails if t in known.words), None)
        out.add(_by_code(cell["actor"] or "") or by_words)
    return {kind for kind in out if kind}


def _by_code(actor: str) -> str | None:
    """The first part tells it of alliances and armed groups ("IMG:ISIS"), else the second ("IRQ:MIL")."""
    group, _, sector = actor.partition(":")
    sectors = table().sectors
    return sectors.get(group) or sectors.get(sector) or sectors.get(sector.partition("-")[0])


def _singular(word: str) -> str:
    irregular = {"men": "man", "women": "woman", "children": "child", "people": "people", "policemen": "policeman"}
    if word in irregular:
        return irregular[word]
    if word.endswith("men"):
        return word[:-2] + "an"
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
