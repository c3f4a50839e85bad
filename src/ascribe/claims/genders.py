"""Whether "he" or "she" can mean somebody of a given name.

In: a full name as printed. Out: a gender, or None: not known, and then either pronoun may. Here, because it is a list
and no rule; `lexicon/given_names.txt` is compiled by `tools/compile_given_names.py` and holds only names that tell.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

Gender = Literal["masculine", "feminine"]
_SPELT = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})
_INITIAL = re.compile(r"(?:[A-Z]\.?){1,3}")


@cache
def _given_names() -> dict[Gender, frozenset[str]]:
    text = files("ascribe.claims").joinpath("lexicon", "given_names.txt").read_text(encoding="utf8")
    _, feminine, masculine = re.split(r"\[\w+\]\n", text)
    return {"feminine": frozenset(feminine.split()), "masculine": frozenset(masculine.split())}


@lru_cache(maxsize=20_000)
def gender_of(name: str) -> Gender | None:
    """By the given name of a full name ("Ana Ruiz"). A single word may be a family name, and tells nothing."""
    words = name.split()
    while len(words) > 2 and _INITIAL.fullmatch(words[0]):
        words = words[1:]  # "J. Ana Ruiz"
    if len(words) < 2:
        return None
    plain = unicodedata.normalize("NFKD", words[0].lower().translate(_SPELT))
    given = "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'")
    for form in (given, given.replace("-", ""), given.partition("-")[0]):
        for gender, names in _given_names().items():
            if form in names:
                return gender
    return None
