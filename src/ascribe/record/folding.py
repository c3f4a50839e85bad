"""Names as they are compared: no case, accents, punctuation or articles, and a space on either side of a word."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+")
_ARTICLES = frozenset({"the", "a", "an"})
_LONGEST = 200
"""Characters of a name that are compared; what is longer is a clause that was taken for a name."""


def key(name: str | None) -> str:
    """' us led coalition ' for "The U.S.-led coalition"; '' where no letter or digit is left."""
    if not name:
        return ""
    text = unicodedata.normalize("NFKD", name[:_LONGEST]).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = text.replace("'", "").replace("’", "")  # Shi'ite, Sana’a: one word
    text = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", text)  # u.s. -> us
    words = [w for w in _WORD.findall(text) if w not in _ARTICLES]
    return f" {' '.join(words)} " if words else ""
