"""In: a word. Out: the ids of its pieces in the encoder's vocabulary, and the class of its shape.

The encoder reads lower-cased pieces without accents; what capitals and digits tell comes back as the word's shape.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

MAX_CHARACTERS = 100  # BERT's own limit: a longer run is one unknown piece, so that matching stays linear
MAX_PIECES = 16  # an address of 90 pieces says no more than its first 16, and costs the sentence its room
CACHE_SIZE = 200_000  # words; about 40 MB, a day's news has fewer

SHAPES = (
    "unknown", "lower", "title", "upper", "capital", "mixed", "digits", "number", "alphanumeric", "punctuation",
    "other", "dotted",
)  # fmt: skip
"""Names of the shape classes; the index is what the model reads."""

_UNKNOWN, _LOWER, _TITLE, _UPPER, _CAPITAL, _MIXED, _DIGITS, _NUMBER, _ALNUM, _PUNCT, _OTHER, _DOTTED = range(12)


def shape(word: str) -> int:
    """Index into `SHAPES` of how `word` is written: "Iraq" title, "AP" upper, "U.S." dotted, "1,000" number."""
    if word.isascii() and word.isalpha():
        if word.islower():
            return _LOWER
        if word.isupper():
            return _UPPER if len(word) > 1 else _CAPITAL
        return _TITLE if word[0].isupper() and word[1:].islower() else _MIXED
    letters = [c for c in word if c.isalpha()]
    digits = any(c.isdigit() for c in word)
    if not letters:
        if digits:
            return _DIGITS if word.isdigit() else _NUMBER
        return _PUNCT if all(unicodedata.category(c)[0] in "PS" for c in word) else _OTHER
    if digits:
        return _ALNUM
    upper = sum(c.isupper() for c in letters)
    lower = sum(c.islower() for c in letters)
    if not upper:
        return _LOWER if lower else _OTHER
    if not lower:
        if "." in word:
            return _DOTTED
        return _UPPER if upper > 1 else _CAPITAL
    return _TITLE if upper == 1 and letters[0].isupper() else _MIXED


def _is_punctuation(char: str) -> bool:
    """BERT's notion: every ASCII symbol, and Unicode's P classes."""
    code = ord(char)
    return (
        33 <= code <= 47
        or 58 <= code <= 64
        or 91 <= code <= 96
        or 123 <= code <= 126
        or (code > 126 and unicodedata.category(char)[0] == "P")
    )


def _is_ideograph(char: str) -> bool:
    """The blocks that BERT's normaliser sets apart character by character."""
    code = ord(char)
    return (
        0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0x20000 <= code <= 0x2CEAF
        or 0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F
    )  # fmt: skip


def normalise(word: str) -> list[str]:
    """`word` as BERT's uncased pre-tokenizer gives it: lower case, no accents, no controls, punctuation apart."""
    if word.isascii() and word.isalnum():
        return [word.lower()]
    cleaned = []
    for char in word:
        if char in "\t\n\r" or unicodedata.category(char) == "Zs":
            cleaned.append(" ")
        elif char not in "\x00\ufffd" and unicodedata.category(char)[0] != "C":
            cleaned.append(char)
    lowered = unicodedata.normalize("NFD", "".join(cleaned).lower())
    parts: list[str] = []
    run: list[str] = []
    for char in lowered:
        apart = _is_punctuation(char) or _is_ideograph(char)
        if (apart or char.isspace()) and run:
            parts.append("".join(run))
            run = []
        if apart:
            parts.append(char)
        elif not char.isspace() and unicodedata.category(char) != "Mn":
            run.append(char)
    if run:
        parts.append("".join(run))
    return parts


class WordPiece:
    """Greedy longest-match pieces over a vocabulary whose line number is the id."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: i for i, piece in enumerate(vocabulary)}
        self._unknown = self._ids["[UNK]"]
        self._cache: dict[str, tuple[int, ...]] = {}
        self.first = self._ids["[CLS]"]
        self.last = self._ids["[SEP]"]

    def pieces(self, word: str) -> tuple[int, ...]:
        """Ids of `word`: at least one, at most `MAX_PIECES`."""
        known = self._cache.get(word)
        if known is None:
            if len(self._cache) >= CACHE_SIZE:
                self._cache.clear()
            known = self._cache[word] = self._split(word)
        return known

    def is_word(self, text: str) -> bool:
        """Whether `text`, in lower case, is a whole word of the vocabulary: a frequent word of English, mostly."""
        return text in self._ids and not text.startswith(("##", "["))

    def _split(self, word: str) -> tuple[int, ...]:
        out: list[int] = []
        for part in normalise(word[: 2 * MAX_CHARACTERS]):
            out.extend(self._match(part))
            if len(out) >= MAX_PIECES:
                break
        return tuple(out[:MAX_PIECES]) or (self._unknown,)

    def _match(self, part: str) -> list[int]:
        if len(part) > MAX_CHARACTERS:
            return [self._unknown]
        out = []
        start = 0
        while start < len(part):
            end = len(part)
            while end > start:
                piece = ("##" if start else "") + part[start:end]
                if piece in self._ids:
                    break
                end -= 1
            else:
                return [self._unknown]
            out.append(self._ids[piece])
            start = end
        return out
