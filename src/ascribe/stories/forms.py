"""Agencies and outlets that no lexicon has, by the form of the line that names them.

In goes a dateline, a source line, a byline or a name; out comes the name in it, or nothing. A form says little, so each
is narrow: a line that could as well name a person, a place or a picture names nobody.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

LONGEST = 60
"""Characters in a name."""
_DATELINE = re.compile(r"(?P<place>[^\n()\[\]]{2,80}?)\s{0,3}\((?P<name>[^()\n]{3,60})\)\s{0,3}(?:[-–—:]|\Z)")
_MONTH = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?,?\s\d|\d\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug"
    r"|Sep|Oct|Nov|Dec)|\d{4}-\d\d-\d\d",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"[A-Z][A-Za-z]{2,11}")
_SOURCE = re.compile(
    r"[(\[]?\s{0,3}(?:sources?|via|provided by|distributed by|with inputs? from|with files from|republished from"
    r"|courtesy of)\s{0,2}[:|–—-]?\s{1,3}(?P<rest>[^\n]{3,200}?)[\s.)\]]*\Z",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"\s*(?:[,;|/]|\s[-–—]\s|\band\b|&)\s*")
_WRITER = re.compile(r"(?:[A-Z][\w'’.-]{1,20}\s){1,3}[A-Z][\w'’-]*[a-z]")
_BY = re.compile(r"\s*by:?\s+(?:the\s+)?", re.IGNORECASE)
_CAPITALISED = re.compile(r"[A-Z0-9À-Þ][^:;()\[\]/|]*\Z")
_SMALL = frozenset({"of", "the", "de", "du", "la", "le", "and", "for", "del", "der", "di", "e", "y"})
_DOMAIN = re.compile(r"(?:www\.)?[A-Za-z0-9-]{2,40}(?:\.[a-z]{2,6}){1,2}")
_CORE = re.compile(r"\A(?:https?://)?(?:www\.)?|\.(?:com|org|net|info|news|co|tv)(?:\.[a-z]{2})?\Z|\.[a-z]{2}\Z")
_BRANCH = re.compile(r"(?<=\w)\s(?:news|online|english|newspaper|website)\Z")
_ARTICLE = re.compile(r"\Athe\s+")


@cache
def _words() -> dict[str, tuple[str, ...]]:
    text = files("ascribe.stories").joinpath("data/forms.toml").read_text("utf-8")
    return {name: tuple(values) for name, values in tomllib.loads(text).items()}


def same_outlet(a: str, b: str) -> bool:
    """Whether two names are one outlet's: "The Velan Post", "velanpost.com"."""
    return outlet_key(a) == outlet_key(b)


@cache
def outlet_key(name: str) -> str:
    """An outlet's name without article, ending of its address, what its branches add, spaces and signs."""
    low = _BRANCH.sub("", _ARTICLE.sub("", _CORE.sub("", name.strip().lower())))
    return "".join(c for c in low if c.isalnum())


def agency_name(text: str) -> str | None:
    """The name, if it is that of a news agency by its words: "Velan News Agency"."""
    name = _BY.sub("", text, count=1).strip(" .\"'“”()[]") if text[:3].lower() == "by " else text.strip(" .\"'“”()[]")
    name = name.removeprefix("The ").removeprefix("the ")
    words = name.split()
    if not 2 <= len(words) <= 7 or len(name) > LONGEST or not _is_name(words):
        return None
    ends, begins = (any(_at_edge(name, form, last) for form in _words()[f"agency_{edge}"]) for edge, last in _EDGES)
    return name if ends or begins else None


_EDGES = (("ends", True), ("begins", False))


def _at_edge(name: str, form: str, last: bool) -> bool:
    """Whether the name begins or ends with these words, and has others."""
    return name.endswith(f" {form}") if last else name.startswith(f"{form} ")


def outlet_name(text: str) -> str | None:
    """The name, if it is that of an outlet by its words or as an address: "Velan Post", "velanpost.com"."""
    name = text.strip(" .\"'“”()[]")
    if _DOMAIN.fullmatch(name):
        return name
    words = name.split()
    if not 2 <= len(words) <= 5 or len(name) > LONGEST or not _is_name(words):
        return None
    known = words[-1] in _words()["outlet_ends"] or any(_at_edge(name, b, False) for b in _words()["outlet_begins"])
    return name if known else None


def proper_name(text: str) -> str | None:
    """The text, if it is a name at all: a few capitalised words, or an address."""
    name = text.strip(" .\"'“”()[]")
    words = name.split()
    fits = 1 <= len(words) <= 5 and 3 <= len(name) <= LONGEST and (_is_name(words) or _DOMAIN.fullmatch(name))
    return name if fits else None


def _is_name(words: list[str]) -> bool:
    return bool(_CAPITALISED.match(words[0])) and all(_CAPITALISED.match(w) or w in _SMALL for w in words)


def acronym(text: str) -> str | None:
    """A short name of three capitals or more, which is no remark of the desk, country or party to a war."""
    fits = _ACRONYM.fullmatch(text) and sum(c.isupper() for c in text) >= 3
    return text if fits and text.upper() not in _words()["not_agencies"] else None


def agency_of_dateline(line: str) -> tuple[str, int] | None:
    """The agency of "TOWN (XYZ) -", and where the bracket ends. A town is in capitals or has a date behind it, so that
    "Anna Velan (GER) -" is none; and the letters are not its own initials."""
    found = _DATELINE.match(line)
    if not found:
        return None
    place, inside = found["place"].strip(" ,"), found["name"].strip()
    inside = _MONTH.split(inside)[0].strip(" ,–—-")  # "(XYZ, May 3)"
    town = place.split(",")[0]
    if not (_MONTH.search(place) or (town.isupper() and sum(c.isalpha() for c in town) >= 3)):
        return None
    initials = "".join(w[0] for w in re.findall(r"\w+", place)).upper()
    name = agency_name(inside) or acronym(inside)
    if name is None or name.upper() in initials:
        return None
    return name, line.index(")", found.start("name")) + 1


def named_in_source(line: str) -> list[str]:
    """Names in a source line: "Source: Velan Post, Velan News Agency". A line of a picture has none."""
    found = _SOURCE.fullmatch(line.strip())
    if not found or re.search(r"photo|image|picture|video|graphic|file\b", line, re.IGNORECASE):
        return []
    return [part for part in _SEPARATORS.split(found["rest"]) if part]


def agencies_of_source(line: str) -> list[str]:
    """The agencies in a source line, and of a line that is nothing but an agency's name."""
    parts = named_in_source(line) or [line]
    return [name for part in parts if (name := agency_name(part))]


def agency_of_byline(line: str) -> str | None:
    """The agency of "XYZ/Anna Velan", "By Anna Velan/XYZ", "Anna Velan, Velan News Agency"."""
    rest = _BY.sub("", line.strip(), count=1) if line[:3].lower() == "by " else line.strip()
    for part in _SEPARATORS.split(rest):
        if name := agency_name(part):
            return name
    first, slash, last = (p.strip() for p in rest.partition("/"))
    if not slash or "/" in last:
        return None
    for letters, writer in ((first, last), (last, first)):
        if (name := acronym(letters)) and letters.isupper() and _WRITER.fullmatch(writer):
            return name
    return None
