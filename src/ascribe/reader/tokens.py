"""In: the text of a sentence. Out: its tokens' offsets, as Universal Dependencies' English treebanks cut words.

"don't" is "do" + "n't", "U.S.-led" is "U.S." + "-" + "led", "$5m" is "$" + "5" + "m"; "1,000", "9/11", "anti-war",
addresses and smileys stay whole. Linear in the length: every repetition in a pattern is over one class or bounded.
"""

from __future__ import annotations

import re

from ascribe.reader.abbreviations import is_number, keeps_stop

CACHE_SIZE = 100_000  # runs between white space; a day's news has fewer
MAX_CACHED = 40  # characters; longer runs hardly come twice

_MARK = r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u093a-\u094f\u200c"
_LETTERS = rf"(?:[^\W\d_]|[{_MARK}])+"
_TLD = (
    r"(?:com|org|net|gov|edu|mil|int|info|co|uk|us|ca|de|fr|ru|cn|in|au|eu|tv|io|html?|php|pdf|docx?|xlsx?|txt|jpe?g|"
    r"png|gif|zip|exe|mp3|mp4)"
)
_PREFIX = (
    r"(?:(?:anti|counter|ex|intra|mid|mini|multi|neo|non|post|pre|pro|pseudo|psycho|re|semi|socio|sub|super|trans|"
    r"ultra)-(?=\w)|(?:co|cross|e|inter|over|un|under|x)-(?=(?-i:[a-z])))"  # "Inter-Services" is a name, and cut
)
_UNIT = (
    r"(?:am|pm|km|kg|km/h|kph|mm|cm|m|ft|mph|k|bn|mn|tn|b|lbs?|oz|hrs?|mins?|secs?|yrs?|gb|mb|tb|hp|kw|mw|gw|pc|percent|"
    r"years?|days?|hours?|minutes?|metres?|meters?|miles?)"
)
_EMOJI = r"[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"

_SCAN = re.compile(
    rf"""
      (?P<address> (?:https?://|www\.)[^\s<>"“”]+
                 | [\w.+%-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,64}}){{1,8}}
                 | @\w+ )
    | (?P<site> [^\W_][\w-]{{0,63}}(?:\.[\w-]{{1,63}}){{0,6}}\.{_TLD}(?![\w-])(?:/[^\s<>"“”]*)? )
    | (?P<phone> \(?\d{{3}}\)?[-/]\d{{3}}-\d{{4}}(?!\d) | \d-\d{{3}}-\d{{3}}-\d{{4}}(?!\d) | \d{{3}}-\d{{4}}(?!\d)
                 | \d{{1,2}}-\d{{1,2}}-\d{{4}}(?!\d) | \d{{4}}-\d{{2}}-\d{{2}}(?!\d) )
    | (?P<decade> ['’]\d{{2}}s?(?!\w) )
    | (?P<ordinal> \d{{1,9}}(?:,\d{{3}}){{0,3}}(?:st|nd|rd|th|s)(?!\w) )
    | (?P<measure> \d+(?:[.,:]\d+)*(?={_UNIT}(?!\w)) )
    | (?P<number> [.]?\d+(?:[.,:/]\d+)*(?![\w]) )
    | (?P<smiley> [:;=8][-o^]?[()DPp\]\[](?![\w)]) | \(:(?!\w) | <3(?!\w) | :-?/(?![/\w]) )
    | (?P<dotted> (?:[^\W\d_]\.){{2,8}}(?:[^\W\d_](?![^\W_]))? | (?:Ph|Ed|Sc|Lt)\.D\. )
    | (?P<joined> [A-Z]{{1,4}}&[A-Z]{{1,4}}(?!\w) | US\$ | [wW]/o?(?!\w) )
    | (?P<prefixed> {_PREFIX}\w+(?:['’](?!(?:s|d|m|re|ve|ll)(?!\w))\w+)? )
    | (?P<elision> ['’](?:em|tis|twas|til|cause|n)(?!\w) )
    | (?P<clitic> ['’`](?:s|m|d|re|ve|ll)(?!\w) )
    | (?P<word> (?:\w|[{_MARK}])+
                (?:['’`](?!(?:s|d|m|re|ve|ll|t)(?!\w))(?:\w|[{_MARK}])+){{0,4}}(?:(?<=n)['’]t(?!\w))? )
    | (?P<flag> [\U0001f1e6-\U0001f1ff]{{2}} )
    | (?P<emoji> {_EMOJI}[\ufe0f\U0001f3fb-\U0001f3ff]?(?:\u200d{_EMOJI}[\ufe0f\U0001f3fb-\U0001f3ff]?){{0,6}} )
    | (?P<run> \.{{2,}}[?!]* | …\.? | [!?]{{2,}} | -{{2,}} | [–—]{{2,}} | ={{2,}} | \*{{2,}}
               | \+{{2,}} | \#{{2,}} | ~{{2,}}
               | <<+ | >>+ | '' | `` | ’’ | ‘‘ | ‘’ | \[\.\.\.\] )
    | (?P<single> . )
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_PLAIN = re.compile(_LETTERS)
_RUN = re.compile(r"\S+")
_TRAILING = ".,;:!?'\"”’)]}>*…"

_FUSED = {
    word: len(word) - cut
    for words, cut in (
        ("dont didnt doesnt isnt wasnt werent wouldnt couldnt shouldnt hasnt havent hadnt arent wont cant aint", 2),
        ("gonna wanna", 2), ("gotta", 2), ("gimme lemme", 2), ("cannot", 3), ("im", 1), ("ive youve", 2),
        ("thats whats", 1),
    )
    for word in words.split()
}  # fmt: skip
"""Contractions written as one word, and where they are cut."""

Pieces = tuple[tuple[int, int], ...]
_cache: dict[tuple[str, str], Pieces] = {}


def tokenize(text: str) -> list[tuple[int, int]]:
    """Start and end of every token of `text` (one sentence), in order; between tokens there is only white space."""
    out: list[tuple[int, int]] = []
    runs = [(m.start(), m.group()) for m in _RUN.finditer(text)]
    for i, (start, run) in enumerate(runs):
        following = ""
        if "." in run and i + 1 < len(runs):
            following = runs[i + 1][1][:2]
        key = (run, _kind(following))
        pieces = _cache.get(key)
        if pieces is None:
            pieces = tuple(_split(run, following))
            if len(run) <= MAX_CACHED:
                if len(_cache) >= CACHE_SIZE:
                    _cache.clear()
                _cache[key] = pieces
        for a, b in pieces:
            out.append((start + a, start + b))
    return out


def _kind(following: str) -> str:
    """All that `_split` may know of the next run, so that the cache stays small."""
    if not following:
        return ""
    return "0" if is_number(following) else "x"


def _split(run: str, following: str) -> list[tuple[int, int]]:
    if _PLAIN.fullmatch(run):
        return _word(run, 0)
    out: list[tuple[int, int]] = []
    position, size = 0, len(run)
    while position < size:
        match = _SCAN.match(run, position)
        assert match is not None  # the last alternative takes any character
        kind, end = match.lastgroup, match.end()
        if kind in {"address", "site"}:
            while (
                end > position + 1 and run[end - 1] in _TRAILING and not (run[end - 1] == ")" and "(" in match.group())
            ):
                end -= 1
            out.append((position, end))
        elif kind in {"word", "dotted", "prefixed"}:
            end = _with_stop(run, position, end, following)
            out.extend(_word(run[position:end], position))
        else:
            out.append((position, end))
        position = end
    return out


def _with_stop(run: str, start: int, end: int, following: str) -> int:
    """`end` moved over a full stop that belongs to the word, or back over one that does not."""
    if end < len(run) and run[end] == "." and not run.startswith("..", end):
        behind = run[end + 1 : end + 2]
        if behind.isalnum():
            # "said.The" is two sentences without a space; "No.5" and "St.Louis" are not
            return end + 1 if keeps_stop(run[start:end], behind) and end - start > 1 else end
        return end + 1 if keeps_stop(run[start:end], behind if behind in ",;:" and behind else following) else end
    return end


def _word(word: str, offset: int) -> list[tuple[int, int]]:
    """Cuts contractions off a word."""
    size = len(word)
    low = word.lower()
    cut = 0
    if low in _FUSED:
        # "IM" is an abbreviation, "im" and "Im" are not
        cut = _FUSED[low] if low not in {"im", "ive"} or not word.isupper() else 0
    elif size > 3 and low[-1] == "t" and low[-2] in "'’" and low[-3] == "n":
        cut = size - 3
    if 0 < cut < size:
        return [(offset, offset + cut), (offset + cut, offset + size)]
    return [(offset, offset + size)]
