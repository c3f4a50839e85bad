"""A sentence's text in, its words out, each with the parts that it can play in a time expression.

The rules of `ascribe.claims.timerules` are patterns over these parts ("MONTH DAY COMMA YEAR"), so that they read like
grammar and run as one regular expression over one character a word. Words come from `lexicon/times.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations

from ascribe.claims import lexicons
from ascribe.claims.numbers import numerals, parse_digits, parse_ordinal, read_number, read_year

# No alternative can match the same characters in two ways, so scanning is linear. What nobody needs is one character.
_SCAN = re.compile(
    r"""(?P<iso>\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?Z?)?(?![\w/]))
    |(?P<slashed>\d{1,4}/\d{1,2}/\d{1,4}(?![\w/]))
    |(?P<named>9/11(?![\d/]))
    |(?P<dotted>\d{1,2}[.-]\d{1,2}[.-](?:19|20)\d{2}(?![\w/]|[.-]\d))
    |(?P<term>(?<!\w)(?:q[1-4]|[1-4]q|h[12]|[12]h)(?!\w))
    |(?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?!\d)|\d{1,2}\.\d{2}(?=\s?[ap]\.?m\b)|\d{4}(?=\s(?:GMT|UTC)\b)|\d{4}(?=\shours\b))
    |(?P<half>\d{1,3}\s\d/\d(?!\d|/))
    |(?P<decade>(?:1\d|20)?[1-9]0['’]?s(?!\w)|['’][1-9]0s(?!\w)|(?:19|20)00s(?!\w))
    |(?P<short>['’]\d{2}(?!\w))
    |(?P<ordinal>\d{1,4}(?:st|nd|rd|th)(?!\w))
    |(?P<number>\d+(?:[.,]\d+)*[½¼¾]?)
    |(?P<ampm>[ap]\.\ ?m\b\.?|[ap]m\b)
    |(?P<possessive>['’]s(?!\w))
    |(?P<word>[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)?)
    |(?P<mark>[^\w\s]|_)""",
    re.VERBOSE | re.IGNORECASE,
)
_MARKS = {",": "COMMA", "-": "DASH", "–": "DASH", "—": "DASH", "/": "SLASH", "(": "OPEN", ")": "CLOSE"}
_MONEY = frozenset("$£€¥#№")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the sentence. `parts`: what it can be; the values are set for the parts that have one."""

    start: int
    end: int
    lower: str
    parts: frozenset[str]
    number: float | None = None
    """Of NUM, YYYY, DAYNUM, ORD, DECADE, QTERM, HTERM."""
    clock: tuple[int, int] | None = None
    date: tuple[int, int, int] | None = None
    """Of a date in digits: year, month, day; (0, 0, 0) where it can be read in two ways or none."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """An entry of `holiday` or `vague`, in the words that `_pieces` makes of it."""

    pieces: tuple[str, ...]
    key: str
    table: str


@dataclass(frozen=True, slots=True)
class TimeLexicon:
    """`times.toml` as tables, and the parts that each word can play."""

    tables: Mapping[str, Mapping[str, str | int | list[str | int]]]
    parts: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[Phrase, ...]]
    """Holidays and vague expressions by their first word, the longest first."""

    def unit(self, word: str) -> str:
        return str(self.tables["unit"][word])

    def number(self, table: str, word: str) -> int:
        value = self.tables[table][word.rstrip(".")]
        assert isinstance(value, int)
        return value

    def code(self, table: str, word: str) -> str:
        return str(self.tables[table][word])

    def words(self, table: str) -> frozenset[str]:
        entry = self.tables[table].get("words", [])
        assert isinstance(entry, list)
        return frozenset(str(word) for word in entry)


_TABLE_PARTS = {
    "unit": "UNIT", "month": "MONTH", "month_short": "MONTH", "weekday": "WEEKDAY", "weekday_short": "WEEKDAY",
    "weekday_plural": "WEEKDAYS", "season": "SEASON", "part": "PART", "part_plural": "PARTS", "point": "POINT",
    "deictic": "DEICTIC", "decade_word": "DECADE", "set": "SET",
}  # fmt: skip

# "May" and "the nineties" have the parts that these words would have.
_UNIT_PARTS = {"month": "MONTH_UNIT", "decade": "DECADE_UNIT"}


@cache
def time_lexicon() -> TimeLexicon:
    """The lexicon, read once."""
    tables = lexicons.table("times.toml")
    parts: dict[str, set[str]] = {}
    for table, part in _TABLE_PARTS.items():
        for word in tables[table]:
            parts.setdefault(word, set()).add(part)
    for word, unit in tables["unit"].items():
        parts[word] |= {"UNITS"} if word.endswith(("s", "ia")) else {"UNIT1", _UNIT_PARTS.get(unit, unit.upper())}
    for word in tables["relation"]:
        parts.setdefault(word, set()).add("PREPOSED")
    for part, words in tables["category"].items():
        for word in words:
            parts.setdefault(word, set()).add(part)
    phrases: dict[str, list[Phrase]] = {}
    for table in ("holiday", "vague"):
        for phrase in tables[table]:
            pieces = tuple(piece[0] for piece in _pieces(phrase))
            phrases.setdefault(pieces[0], []).append(Phrase(pieces, phrase, table))
    return TimeLexicon(
        tables,
        {word: frozenset(found) for word, found in parts.items()},
        {first: tuple(sorted(found, key=lambda phrase: -len(phrase.pieces))) for first, found in phrases.items()},
    )


def _pieces(text: str) -> list[tuple[str, int, int, str]]:
    """The raw words: lower case, start, end, kind."""
    return [
        (match.group().lower().replace("’", "'"), match.start(), match.end(), match.lastgroup or "")
        for match in _SCAN.finditer(text)
    ]


@dataclass
class _Reading:
    """The sentence while its words are read."""

    text: str
    pieces: list[tuple[str, int, int, str]]
    tags: Mapping[int, str]
    words: list[Word] = field(default_factory=list)
    capitals: bool = False
    """All letters are capitals, as in a headline: case says nothing."""

    def lower(self, at: int) -> str:
        return self.pieces[at][0] if 0 <= at < len(self.pieces) else ""

    def kind(self, at: int) -> str:
        return self.pieces[at][3] if 0 <= at < len(self.pieces) else ""

    def capital(self, at: int) -> bool:
        return 0 <= at < len(self.pieces) and self.text[self.pieces[at][1]].isupper()


def scan(text: str, tags: Mapping[int, str] | None = None) -> list[Word]:
    """The words of a sentence, with what each can be in a time expression.

    `tags`: Penn Treebank tags by the start of their token, where a reader has given them.
    """
    pieces = _pieces(text)
    reading = _Reading(text, pieces, tags or {}, capitals=text.isupper())
    lexicon = time_lexicon()
    at = 0
    while at < len(pieces):
        at += _read(reading, lexicon, at)
    return reading.words


def _read(reading: _Reading, lexicon: TimeLexicon, at: int) -> int:
    """Add the word that starts at a piece; returns how many pieces it took."""
    lower, start, end, kind = reading.pieces[at]
    if kind in {"iso", "slashed", "dotted", "named"}:
        reading.words.append(
            Word(start, end, lower, frozenset({"ISO"}), clock=_iso_clock(lower), date=_digits_date(lower))
        )
    elif kind == "clock":
        clock = _clock(lower)
        reading.words.append(Word(start, end, lower, frozenset({"CLOCK"} if clock else ()), clock=clock))
    elif kind == "decade":
        digits = int("".join(c for c in lower if c.isdigit()))
        # "in his 70s" is an age; a decade of two digits has an apostrophe or "the" before it.
        if (
            digits < 100
            and lower[0].isdigit()
            and not {"the", "early", "late", "mid"} & {reading.lower(at - 1), reading.lower(at - 3)}
        ):
            reading.words.append(Word(start, end, lower, frozenset()))
            return 1
        reading.words.append(Word(start, end, lower, frozenset({"DECADE"}), number=digits))
    elif kind == "short":
        return _short_year(reading, at)
    elif kind == "term":
        # "Q3", "1H": only in capitals, "h1" is a heading.
        part = "QTERM" if "q" in lower else "HTERM"
        number = int(lower.strip("qh"))
        reading.words.append(
            Word(start, end, lower, frozenset({part} if reading.text[start:end].isupper() else ()), number=number)
        )
    elif kind == "ordinal":
        value = parse_ordinal(lower)
        reading.words.append(Word(start, end, lower, _ordinal_parts(value), number=value))
    elif kind in {"number", "half"}:
        _number(reading, lexicon, at)
    elif kind == "ampm":
        reading.words.append(Word(start, end, lower, frozenset({"AMPM"})))
    elif kind == "possessive":
        reading.words.append(Word(start, end, lower, frozenset({"GENITIVE"})))
    elif kind == "mark":
        parts = {"MARK", _MARKS[lower]} if lower in _MARKS else {"MARK"}
        if lower == "'" and at and start == reading.pieces[at - 1][2]:
            parts |= {"GENITIVE"}
        reading.words.append(Word(start, end, lower, frozenset(parts)))
    else:
        return _letters(reading, lexicon, at)
    return 1


def _ordinal_parts(value: int | None) -> frozenset[str]:
    return frozenset({"ORD"} | ({"DAYTH"} if value and 1 <= value <= 31 else set()))


def _short_year(reading: _Reading, at: int) -> int:
    lower, start, end, _ = reading.pieces[at]
    value = int(lower[1:])
    # A pivot at 30: news of this century writes "'14", and of the last "'98".
    year = value + (2000 if value < 30 else 1900)
    parts = frozenset({"SHORTYEAR"})
    reading.words.append(Word(start, end, lower, parts, number=year))
    return 1


def _number(reading: _Reading, lexicon: TimeLexicon, at: int) -> None:
    lower, start, end, kind = reading.pieces[at]
    if kind == "half":
        whole, numerator, denominator = map(int, re.split(r"[ /\s]", lower))
        value: float | None = whole + numerator / denominator if denominator else None
    elif lower[-1] in "½¼¾":
        whole_part = parse_digits(lower[:-1])
        value = None if whole_part is None else whole_part + (parse_digits(lower[-1]) or 0)
    else:
        value = parse_digits(lower)
    before = reading.lower(at - 1)
    parts: set[str] = set()
    plain = lower.isdecimal() and not (before in _MONEY and at and reading.pieces[at - 1][2] == start)
    glued = end < len(reading.text) and (reading.text[end].isalpha() or reading.text[end] in "%°")
    sign = reading.text[max(0, start - 2) : start]
    hidden = start > 0 and (sign[-1].isalpha() or sign[-1] in "_.@/" or sign in ("-", " -", "(-", " −"))
    hidden = hidden and not (before == "fy" or _second_year(reading, at))
    named = (
        before in numerals().names["before"]
        or (before == "." and reading.lower(at - 2) in {"no", "nos"})
        or _model(reading, at)
    )
    if value is not None and not hidden and not named:
        if not glued or reading.kind(at + 1) == "ampm":
            parts.add("NUM")
        if plain and not glued:
            if 1 <= value <= 31 and len(lower) <= 2:
                parts.add("DAYNUM")
            if len(lower) == 4 and _year(reading, lexicon, at, int(value)):
                parts.add("YYYY")
            if len(lower) == 4 and 1000 <= value <= 2199:
                parts.add("YEARLIKE")
            if len(lower) == 2:
                parts.add("TWODIGITS")
    reading.words.append(Word(start, end, lower, frozenset(parts), number=value))


def _second_year(reading: _Reading, at: int) -> bool:
    """ "15" in "2014/15"."""
    if at < 2 or reading.lower(at - 1) != "/" or reading.kind(at - 2) != "number":
        return False
    first, second = reading.lower(at - 2), reading.lower(at)
    tied = reading.pieces[at - 2][2] == reading.pieces[at - 1][1] and reading.pieces[at - 1][2] == reading.pieces[at][1]
    following = int(first) + 1 if first.isdecimal() and len(first) == 4 else 0
    return tied and 1900 < following < 2100 and second in {str(following), f"{following % 100:02}"}


def _model(reading: _Reading, at: int) -> bool:
    """A number tied to a name by a hyphen: "F-16", "Covid-19", "Su-24"; "mid-1996" is none."""
    start = reading.pieces[at][1]
    if at < 2 or reading.lower(at - 1) != "-" or reading.pieces[at - 1][2] != start:
        return False
    name = reading.pieces[at - 2]
    if name[2] != reading.pieces[at - 1][1] or name[3] != "word":
        return False
    return name[0] not in {"mid", "pre", "post", "early", "late", "since"} and not _month_like(name[0])


def _year(reading: _Reading, lexicon: TimeLexicon, at: int, value: int) -> bool:
    """Can a four-digit number without grouping stand for a year by itself?"""
    if not 1000 <= value <= 2199:
        return False
    before, after = reading.lower(at - 1), reading.lower(at + 1)
    if before in _MONEY:
        return False
    if after in lexicon.words("counted") or (
        after == "%" or (after == "-" and reading.lower(at + 2) in lexicon.words("counted"))
    ):
        return before in {"the", "'s"} or (before in {"since", "in"} and after in {"deaths", "cases"})
    if (
        before in lexicon.words("before_year")
        or before in lexicon.tables["month"]
        or before in lexicon.tables["season"]
    ):
        return True
    # By itself only what reports of our time write: below and above it is a count as often as a year.
    return 1900 <= value <= 2050


def _letters(reading: _Reading, lexicon: TimeLexicon, at: int) -> int:
    lower, start, end, _ = reading.pieces[at]
    for phrase in lexicon.phrases.get(lower, ()):
        length = len(phrase.pieces)
        if tuple(piece[0] for piece in reading.pieces[at : at + length]) != phrase.pieces:
            continue
        if (phrase.table == "vague" or reading.capital(at)) and _phrase_stands(reading, phrase.key, at, length):
            last = reading.pieces[at + length - 1]
            extra = lexicon.parts.get(lower, frozenset()) if length == 1 else frozenset()
            reading.words.append(Word(start, last[2], phrase.key, frozenset({phrase.table.upper()}) | extra))
            return length
    ordinal, taken = _ordinal_in_words(reading, at)
    if taken == 1 and (lower in numerals().cardinal or lower in numerals().tens):
        words = [piece[0] for piece in reading.pieces[at : at + 14]]
        year = read_year(words)
        number = year or read_number(words)
        if number is not None:
            last = reading.pieces[at + number.words - 1]
            parts_of_it = {"YYYY", "YEARLIKE", "NUM"} if year else {"NUM", "INWORDS"}
            reading.words.append(Word(start, last[2], lower, frozenset(parts_of_it), number=number.value))
            return number.words
    parts = set(lexicon.parts.get(lower, ()))
    if ordinal is not None:
        parts |= _ordinal_parts(ordinal)
    last_end = reading.pieces[at + taken - 1][2]
    if "MONTH" in parts and not _month_stands(reading, lexicon, at):
        parts -= {"MONTH"}
    if "WEEKDAY" in parts and lower in lexicon.tables["weekday_short"] and not _short_stands(reading, at):
        parts -= {"WEEKDAY"}
    if lower in {"est", "et", "ist", "local"} and not (
        reading.text[start:end].isupper() or (lower == "local" and reading.lower(at + 1) == "time")
    ):
        parts -= {"ZONE"}
    short = lower in lexicon.tables["month_short"] or lower in lexicon.tables["weekday_short"]
    stop = reading.lower(at + 1) == "." and reading.pieces[at + 1][1] == end
    if short and stop and parts & {"MONTH", "WEEKDAY"}:
        last_end, taken = end + 1, 2
    if lower == "local" and "ZONE" in parts:
        last_end, taken = reading.pieces[at + 1][2], 2
    if reading.capital(at) and not reading.capitals:
        if "DEICTIC" in parts and _is_name(reading, at):
            parts -= {"DEICTIC"}
        if "SET" in parts and reading.capital(at + 1) and at:
            # "The Daily Star".
            parts -= {"SET"}
        if "WEEKDAY" in parts and _names_no_day(reading, lexicon, at):
            parts -= {"WEEKDAY"}
    if lower == "second" and "NUM" not in (reading.words[-1].parts if reading.words else ()):
        parts -= {"UNIT", "UNIT1", "SECOND"}
    reading.words.append(Word(start, last_end, lower, frozenset(parts), number=ordinal))
    return taken


def _is_name(reading: _Reading, at: int) -> bool:
    """A capitalised word behind an abbreviation in capitals: "USA Today"."""
    before = reading.pieces[at - 1] if at else None
    if before is None or before[3] != "word":
        return False
    return len(before[0]) > 1 and reading.text[before[1] : before[2]].isupper()


def _names_no_day(reading: _Reading, lexicon: TimeLexicon, at: int) -> bool:
    """ "The Sunday Times", "Bloody Sunday"."""
    paper = reading.capital(at + 1) and reading.lower(at + 1) in lexicon.words("behind_weekday")
    return paper or (reading.capital(at - 1) and reading.lower(at - 1) in lexicon.words("before_weekday"))


def _phrase_stands(reading: _Reading, phrase: str, at: int, length: int) -> bool:
    """Is a phrase of the lexicon a time here?"""
    after = reading.lower(at + length)
    if phrase == "soon":
        return after not in {"after", "as", "enough", "-"} and reading.lower(at - 1) not in {"as", "too", "how", "so"}
    if phrase in {"at the time", "at that time"}:
        # "at the time of", "at the time he left": a time that the words behind tell.
        return reading.kind(at + length) in {"mark", ""}
    if phrase == "now":
        # "a now-infamous act"
        return after != "that" and not (after == "-" and reading.pieces[at + 1][1] == reading.pieces[at][2])
    if phrase == "future":
        # "in future" is a time, "future talks" are no more dated than other talks.
        return reading.lower(at - 1) == "in" and reading.kind(at + length) in {"mark", ""}
    if phrase == "the future":
        # Not "the future army": what stands behind a time is no noun.
        behind = "of is was and or for in the will we they he she it to as when with but may might could would on that"
        return reading.kind(at + length) in {"mark", ""} or after in behind.split()
    if phrase in {"recent", "current"}:
        # With a unit behind it is a period ("recent weeks"), for the rules.
        return after not in time_lexicon().tables["unit"] and after not in {"fiscal", "financial"}
    if phrase == "one day":
        # "in one day", "one day later" are lengths.
        return reading.lower(at - 1) not in {
            "in",
            "for",
            "after",
            "within",
            "than",
            "least",
            "by",
            "only",
            "just",
            "the",
            "about",
            "from",
        } and after not in {"later", "earlier", "before", "after", "ago", "of", "and", "or", "to", "-", "in", "at", "."}
    if phrase == "the present":
        return reading.kind(at + length) in {"mark", ""}
    if phrase in {"the past"}:
        counted = {"UNIT", "FEW", "COUPLE", "DOZEN", "SEASON", "HALF", "WEEKDAY", "MONTH", "WEEKEND"}
        return (
            not time_lexicon().parts.get(after, frozenset()) & counted and read_number([after] if after else []) is None
        )
    return True


def _ordinal_in_words(reading: _Reading, at: int) -> tuple[int | None, int]:
    """The ordinal that starts at a piece and how many pieces it takes ("twenty-first")."""
    lower = reading.lower(at)
    if reading.lower(at + 1) == "-" and (joined := parse_ordinal(f"{lower}-{reading.lower(at + 2)}")) is not None:
        return joined, 3
    return parse_ordinal(lower), 1


def _month_stands(reading: _Reading, lexicon: TimeLexicon, at: int) -> bool:
    lower = reading.lower(at)
    tag = reading.tags.get(reading.pieces[at][1], "")
    if tag and not tag.startswith(("NN", "CD", "JJ")):
        return False
    if not reading.capital(at):
        return False
    before, after = reading.lower(at - 1), reading.lower(at + 1)
    if after == "." and lower in lexicon.tables["month_short"]:
        after = reading.lower(at + 2)
        dotted = True
    else:
        dotted = False
    beside = _day_like(after) or (_day_like(before) and reading.kind(at - 1) in {"number", "ordinal"})
    dashed = before == after == "-" and _day_like(reading.lower(at - 2)) and _day_like(reading.lower(at + 2))
    if beside or dashed:
        return True
    if lower in lexicon.tables["month_short"] and lower not in lexicon.tables["month"]:
        return dotted or (after in {"-", "–", "to", "and"} and before in {"in", "since", "from", "between"})
    if after in {"-", "–"} and reading.lower(at + 2) in lexicon.tables["month"]:
        return True
    cued = before in lexicon.words("before_month") or (before in {",", "("} and lower not in {"may", "march"})
    if lower in {"may", "march"}:
        return cued and not (
            before in {"the", "a", "an", "on", "for", "'s", "and", "or", "to", "that"}
            and lower == "march"
            and after in {"on", "to", "in", "against", "for", "of", "through"}
        )
    if lower in {"april", "august", "june"} and not cued:
        follows = reading.pieces[at + 1] if at + 1 < len(reading.pieces) else None
        name = follows is not None and follows[3] == "word" and reading.text[follows[1]].isupper()
        return not name or reading.capitals
    return True


def _short_stands(reading: _Reading, at: int) -> bool:
    if not reading.capital(at):
        return False
    after = reading.lower(at + 1)
    if after == ".":
        follows = reading.lower(at + 2)
        return reading.pieces[at + 1][1] == reading.pieces[at][2] and (
            follows == "," or _day_like(follows) or _month_like(follows)
        )
    return _month_like(after) or (
        after == "," and (_month_like(reading.lower(at + 2)) or _day_like(reading.lower(at + 2)))
    )


def _month_like(word: str) -> bool:
    tables = time_lexicon().tables
    return word in tables["month"] or word in tables["month_short"]


def _day_like(word: str) -> bool:
    """A day of the month or a year, in digits."""
    digits = word.rstrip("stndrh")
    return digits.isdecimal() and (
        (len(digits) <= 2 and 1 <= int(digits) <= 31) or (len(word) == 4 and 1000 <= int(digits) <= 2199)
    )


def _clock(text: str) -> tuple[int, int] | None:
    if text.isdecimal() and len(text) == 4:
        hour, minute = int(text[:2]), int(text[2:])
    else:
        pieces = re.split(r"[:.]", text)
        hour, minute = int(pieces[0]), int(pieces[1])
    return (hour, minute) if hour <= 24 and minute < 60 else None


def _iso_clock(text: str) -> tuple[int, int] | None:
    return _clock(text[11:16]) if "t" in text else None


def _digits_date(text: str) -> tuple[int, int, int]:
    """(year, month, day) of a date in digits; zeros where there are two readings or none."""
    if text == "9/11":
        return 2001, 9, 11
    if "." in text:
        # Who writes full stops writes the day first.
        day, month, year = (int(piece) for piece in re.split("[.-]", text))
        return year, month, day
    if text.count("-") == 2 and len(text.split("-")[0]) < 4:
        text = text.replace("-", "/")
    if "/" not in text:
        return int(text[:4]), int(text[5:7]), int(text[8:10])
    first, second, third = (int(piece) for piece in text.split("/"))
    sizes = [len(piece) for piece in text.split("/")]
    if sizes[0] == 4 and sizes[2] <= 2:
        return first, second, third
    if sizes[2] not in {2, 4} or sizes[0] > 2:
        return 0, 0, 0
    year = third if sizes[2] == 4 else third + (2000 if third < 30 else 1900)
    if first == second:
        return year, first, second
    if first > 12 >= second:
        return year, second, first
    if second > 12 >= first:
        return year, first, second
    return 0, 0, 0


def every_parts() -> Iterator[frozenset[str]]:
    """Every set of parts that `scan` can give a word, for the grammar to number."""
    plain = ("ISO", "CLOCK", "DECADE", "SHORTYEAR", "ORD", "AMPM", "QTERM", "HTERM")
    yield from (frozenset(), *(frozenset({part}) for part in plain))
    yield from (frozenset({"ORD", "DAYTH"}), frozenset({"GENITIVE"}), frozenset({"NUM", "INWORDS"}))
    numeric = ("NUM", "DAYNUM", "YYYY", "YEARLIKE", "TWODIGITS")
    yield from (frozenset(some) for size in range(len(numeric) + 1) for some in combinations(numeric, size))
    for mark in ("MARK", *_MARKS.values()):
        yield frozenset({"MARK", mark})
    yield frozenset({"MARK", "GENITIVE"})
    # What `_letters` takes from a word that does not stand as a month, a name of a day, a zone.
    variants = {
        "MONTH": ("MONTH",),
        "WEEKDAY": ("WEEKDAY",),
        "ZONE": ("ZONE",),
        "DEICTIC": ("DEICTIC",),
        "SET": ("SET",),
        "SECOND": ("UNIT", "UNIT1", "SECOND"),
    }
    ordinals = set(numerals().ordinal)
    for word, parts in time_lexicon().parts.items():
        for whole in (parts, parts | {"ORD", "DAYTH"}) if word in ordinals else (parts,):
            yield whole
            yield from (whole - set(drop) for part, drop in variants.items() if part in whole)
    for phrases in time_lexicon().phrases.values():
        for phrase in phrases:
            extra = time_lexicon().parts.get(phrase.key, frozenset()) if len(phrase.pieces) == 1 else frozenset()
            yield frozenset({phrase.table.upper()}) | extra
