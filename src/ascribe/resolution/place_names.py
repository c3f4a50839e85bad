"""Keys under which place names are looked up: in goes a name as printed, out comes its exact or its folded key.

The exact key forgets case, accents and punctuation. The folded key also forgets what transliteration leaves open
(Bayji, Baiji, Beiji; Salah ad Din, Salahuddin). The gazetteer is compiled with these functions: change one, compile
again.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LONGEST = 80
"""Characters. The longest name that the gazetteer keeps has 65; what is longer is no name of a place."""

SHORTEST_FOLDED = 4
"""Letters. Folded keys of three letters are shared by hundreds of places."""

_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ə": "e",
        "ħ": "h", "ŋ": "n", "ɗ": "d", "ɓ": "b", "ƙ": "k", "ŧ": "t", "&": " and ",
    }
)  # fmt: skip
_APOSTROPHES = re.compile(r"[.'`´‘’ʻʼʾʿ′ʹˈ]+")
_OTHER = re.compile(r"[^a-z0-9]+")
_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Exact key: lower-case words of a-z and 0-9. Empty for what is no name in Latin letters or too long."""
    if len(name) > LONGEST:
        return ""
    text = name.lower()
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = _APOSTROPHES.sub("", text.translate(_LETTERS))
    if not text.isascii() and any(c.isalpha() and not c.isascii() for c in text):
        return ""  # a name half in another script would meet the wrong places by its other half
    words = _OTHER.sub(" ", text).split()
    if words and words[0] in _WORDS and len(words) > 1:
        words[0] = _WORDS[words[0]]
    return " ".join("saint" if word == "st" and i and i < len(words) - 1 else word for i, word in enumerate(words))


# What an Arabic or Persian article looks like before the letters it assimilates to, and the izafe.
_ARTICLES = frozenset(
    "al el ul ad ed ud ar er ur as es us ash esh ush az ez uz at et ut an en un adh edh ath i e".split()
)
_GLUED_ARTICLE = re.compile(r"^[eu]([dlnrstz])(?=\1)")  # Deir Ezzor
_GLUED_DIN = re.compile(r"(?<=[bcdfghjklmnpqrstvwxz])[aeiou][ld]?(?=d(?:i|ee|ei|ie)ne?$)")  # Salahuddin
_INITIAL = re.compile(r"^(?:ye|[aeiou]+)[iy]*(?=[bcdfghjklmnpqrstvwxz])")
_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"t?sch|tch|tsh", "C"),
        (r"ch", "C"),
        (r"sh", "S"),
        (r"kh", "X"),
        (r"dzh|dj|zh", "j"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"ph", "f"),
        (r"[qc]", "k"),
        (r"[ao]w(?![aeiouy])|ou|oo|au|o", "u"),
        (r"[aei]+[iy]+|ee|ii|iy|yy?$|ie$", "E"),
        (r"(?<=[^aeiouE])[iy](?=a$)", "E"),
        (r"(?<=[aeiouE])h$|(?<=a)[ht]$", ""),
        (r"v|w", "v"),
    )
)
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def transliteration_key(key: str) -> str:
    """Folded key of an exact key; empty where it would be too short to mean anything.

    Vowels keep only whether they are open (a), back (u) or front (E); an initial one only that it is there, since
    Arbil, Erbil and Irbil differ in nothing else. Articles go, wherever they stand and whatever they assimilate to.
    """
    words = key.split()
    kept = [word for word in words if word not in _ARTICLES] or words
    if not kept:
        return ""
    text = kept[0] + "".join(_GLUED_ARTICLE.sub("", word) for word in kept[1:])
    if not text.isalpha():
        return ""
    text = _INITIAL.sub("A", _GLUED_DIN.sub("", text))
    for pattern, sound in _SOUNDS:
        text = pattern.sub(sound, text)
    text = _DOUBLED.sub(r"\1", text.replace("i", "E").replace("e", "E"))
    return text if len(text) >= SHORTEST_FOLDED else ""
