"""In: a word, its tag and the lemma that the model chose. Out: a lemma that is a word of English, if there is one.

The model's edit scripts go wrong on endings it has not seen ("announc", "clos"). Inflected forms have few possible
lemmas; those that are words of the encoder's vocabulary are preferred, by the rules of English spelling.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files

_GROUPS = {
    "VBD": "verbs", "VBN": "verbs", "VBG": "verbs", "VBZ": "verbs", "NNS": "nouns", "JJR": "adjectives",
    "JJS": "adjectives",
}  # fmt: skip
"""Tags of inflected forms, and the list of irregular ones that they are looked up in."""
_ENDINGS = {"VBD": "ed", "VBN": "ed", "VBG": "ing", "VBZ": "s", "NNS": "s", "JJR": "er", "JJS": "est"}
_SHORT = re.compile(r"[^aeiou]*[aeiouy][^aeiouwxy]")
"""One syllable that would double its last letter before an ending: "fired" is not from "fir", which gives "firred"."""
_VOWELS = "aeiou"
_SILENT = ("ng", "dg", "rg", "as", "os", "us", "is", "rs", "ns", "at", "bl", "tl", "gl")
"""Ends of stems that mostly lose an "e" before an ending: chang(e), caus(e), creat(e), enabl(e)."""


@cache
def irregular() -> dict[str, dict[str, str]]:
    """Form to lemma, by group."""
    raw = tomllib.loads(files("ascribe.reader").joinpath("lexicon/irregular.toml").read_text(encoding="utf-8"))
    return {
        group: {form: lemma for lemma, forms in entries.items() for form in forms.split()}
        for group, entries in raw.items()
    }


def lemma(form: str, tag: str, chosen: str, known: Callable[[str], bool]) -> str:
    """The lemma of `form`, whose Penn tag is `tag`, given the model's choice; `known` says what is a word."""
    group = _GROUPS.get(tag)
    if group is None:
        return chosen
    low = form.lower()
    found = irregular()[group].get(low)
    if found is not None:
        return found
    if chosen.lower() == low and group == "nouns" and known(low):
        return chosen  # "troops", "clothes": the plural is the word
    ending = _ENDINGS[tag]
    if not low.endswith(ending) or len(low) < len(ending) + 2 or not low.isalpha():
        return chosen
    options = _options(low, ending)
    if ending == "s":
        return chosen if chosen.lower() in options and known(chosen.lower()) else _first(options, chosen, known)
    stem = low[: -len(ending)]
    if chosen == stem and stem + "e" in options and known(stem + "e") and _SHORT.fullmatch(stem):
        return stem + "e"
    if chosen in options and known(chosen):
        return chosen
    return _first(options, chosen, known)


def _first(options: list[str], chosen: str, known: Callable[[str], bool]) -> str:
    """The first option that is a word; else the model's choice if it is an option, else the first option."""
    for option in options:
        if known(option):
            return option
    return chosen if chosen.lower() in options else options[0]


def _options(low: str, ending: str) -> list[str]:
    """Possible lemmas of a regular form, likeliest first."""
    stem = low[: -len(ending)]
    if ending == "s":
        if low.endswith("ies") and len(low) > 4:
            return [low[:-3] + "y", stem]
        if low.endswith(("ches", "shes", "sses", "xes", "zes", "oes")):
            return [low[:-2], stem]
        return [stem, low[:-2]] if low.endswith("es") else [stem]
    if stem.endswith("i"):
        return [stem[:-1] + "y", stem + "e"]
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        # "stopped" is from "stop", "killed" from "kill": l, s, f and z are doubled in the word itself
        pair = [stem[:-1], stem]
        return pair[::-1] if stem[-1] in "lsfz" else pair
    silent = stem[-1] in "vczu" or stem.endswith(_SILENT)
    return [stem + "e", stem] if silent or _SHORT.fullmatch(stem) else [stem, stem + "e"]
