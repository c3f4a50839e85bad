"""Text for the planted set: a Markov chain over the articles of a folder, or an own grammar where there is no folder.

Neither makes sense; both have what matters here: stock phrases and names that unrelated articles share, sentences,
figures and quotations. Everything comes from the `random.Random` that is handed in.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]+[\"”’)]*")


class Prose(Protocol):
    def sentence(self, rng: random.Random) -> str:
        """A sentence with its full stop."""


class Markov:
    """Word-level chain of order two over real articles: every three words in a row stood somewhere."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._follow: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._starts: list[tuple[str, str]] = []
        for text in texts:
            for found in _SENTENCE.finditer(text):
                words = found.group().split()
                if len(words) < 6:  # shorter ones are mostly headings and abbreviations
                    continue
                self._starts.append((words[0], words[1]))
                for a, b, c in zip(words, words[1:], words[2:], strict=False):
                    self._follow[a, b].append(c)
                self._follow[words[-2], words[-1]].append("")

    def sentence(self, rng: random.Random) -> str:
        pair = self._starts[int(rng.random() * len(self._starts))]
        out = list(pair)
        for _ in range(60):  # a chain may run in circles
            choices = self._follow[pair]
            word = choices[int(rng.random() * len(choices))]
            if not word:
                return " ".join(out)
            out.append(word)
            pair = (pair[1], word)
        return " ".join(out).rstrip(",;:") + "."


class Grammar:
    """An own phrase grammar of news sentences. Narrower than real prose, so unrelated articles share more phrases."""

    _SYLLABLES = "ba dar kel mo ran tis vo lu sha ner qo fi zul mar eth gan pri os".split()
    _ROLES = (
        "the interior ministry|a senior official|the governor of {place}|local authorities|residents of {place}|"
        "the army|police in {place}|aid workers|the opposition|{name}, a spokesman for the ministry|{name}|"
        "the head of the {place} council|witnesses|a hospital doctor|the national news agency"
    ).split("|")
    _ACTS = (
        "launched an operation near {place}|said {number} people were wounded in {place}|"
        "opened talks with delegates from {place}|sent {number} trucks of food and medicine to {place}|"
        "closed the road between {place} and {place}|arrested {number} people after a protest in {place}|"
        "promised to rebuild {number} homes before {month}|rejected a request by {name} to delay the vote|"
        "reported fighting on the edge of {place}|withdrew its units from {place} on {day}|"
        "signed an agreement with {name} over water rights|warned that supplies would last {number} days"
    ).split("|")
    _TAILS = (
        "on {day}|late on {day}|for the first time since {month}|despite a ceasefire|according to {name}|"
        "after {number} days of clashes|as the price of bread rose|without giving further details|"
        "while schools remained shut|in what {name} called a turning point|near the border with {place}|"
        "following heavy rain in {place}"
    ).split("|")
    _LINKS = "Meanwhile,|However,|In a statement,|Earlier,|In {place},|On {day},|According to {name},||||".split("|")
    _DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
    _MONTHS = "January February March April May June July August September October November December".split()
    _QUOTES = (
        "We will not leave {place} until {name} keeps the promise|Nobody told us that {number} families were waiting|"
        "The road to {place} has been closed for {number} days|I have seen nothing like it since {month}"
    ).split("|")

    def _name(self, rng: random.Random, parts: int) -> str:
        return "".join(rng.choice(self._SYLLABLES) for _ in range(parts)).capitalize()

    def _fill(self, rng: random.Random, text: str) -> str:
        def value(found: re.Match[str]) -> str:
            match found.group(1):
                case "place":
                    return self._name(rng, 3)
                case "name":
                    return f"{self._name(rng, 2)} {self._name(rng, 3)}"
                case "number":
                    return str(rng.randint(2, 900))
                case "day":
                    return rng.choice(self._DAYS)
                case _:
                    return rng.choice(self._MONTHS)

        return re.sub(r"\{(\w+)\}", value, text)

    def sentence(self, rng: random.Random) -> str:
        if rng.random() < 0.15:  # about the share of quotations in news
            text = f"“{rng.choice(self._QUOTES)},” said {rng.choice(self._ROLES)}."
        else:
            clauses = " and ".join(
                f"{rng.choice(self._ROLES)} {rng.choice(self._ACTS)} {rng.choice(self._TAILS)}"
                for _ in range(rng.choice((1, 1, 2)))
            )
            text = f"{rng.choice(self._LINKS)} {clauses}.".strip()
        filled = self._fill(rng, text)
        return filled[0].upper() + filled[1:]


def load_prose(folder: Path | None) -> tuple[Prose, str]:
    """A chain over the .txt files of `folder`, else the grammar; and which it is, for the report."""
    texts = [p.read_text("utf-8", "replace") for p in sorted(folder.glob("*.txt"))] if folder else []
    if texts:
        return Markov(texts), f"Markov chain over {len(texts)} articles"
    return Grammar(), "own grammar (no --data)"
