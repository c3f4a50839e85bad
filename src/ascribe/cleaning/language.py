"""Which language a document is in. English is told by its small words; only doubt loads the language identifier."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from ascribe.cleaning import lexicon

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4_000
"""Characters looked at: about 600 words, where the identifier's answer no longer changes."""
_ENGLISH_SHARE = 0.2
"""Share of small words from which a text is English: news has .30 to .42, Dutch and Danish reach .08."""
_SHORT = 12
"""Words below which a Latin-script text tells nothing: the identifier takes headlines for Afrikaans or Latin."""


def language_of(text: str) -> str:
    """ISO 639-1 code. "en" where the text is too short to tell."""
    sample = text[:_SAMPLE]
    words = [w.lower() for w in _WORD.findall(sample)]
    if not words:
        return "en"
    small = lexicon.words("english", "words")
    if sum(w in small for w in words) >= _ENGLISH_SHARE * len(words):
        return "en"
    latin = sum(1 for w in words if w[0] < "\u0250")
    if len(words) < _SHORT and 2 * latin >= len(words) and len("".join(words)) < 400:
        return "en"
    return _identifier()(" ".join(words))


@functools.cache
def _identifier() -> Callable[[str], str]:
    import py3langid  # loading its model takes half a second

    def identify(text: str) -> str:
        return str(py3langid.classify(text)[0])

    return identify
