"""Over whose wire a document came, as far as it says so itself, with the characters that say it.

In goes a document, out comes the strongest naming of a news agency, or nothing. A source line, a dateline or a byline
tells whose report it is, of agencies that are not in `data/agencies.toml` too, which `forms` knows by the form of the
line. "Reports AFP" tells what it is made of. "Told AFP" only tells who was told: it counts where no other outlet is
known to stand behind the text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from ascribe.contract.documents import READ_KINDS, Block, BlockKind, Document
from ascribe.contract.stories import Naming, NamingGrade
from ascribe.stories.cues import near
from ascribe.stories.forms import agencies_of_source, agency_of_byline, agency_of_dateline, same_outlet

_CAPITALISED = re.compile(r"[A-Z][^\W_]+")
GRADES: tuple[NamingGrade, ...] = get_args(NamingGrade)
"""The strongest first."""
OPENING = 4
"""Blocks at the beginning, after which no dateline is looked for."""
LONGEST_DATELINE = 80
"""Characters before the agency's name: place, country, date."""


@dataclass(frozen=True, slots=True)
class Agency:
    """An entry of the lexicon."""

    name: str
    names: tuple[str, ...]
    """Empty: it is in no lexicon."""
    country: str | None = None
    state: bool = False
    ambiguous: bool = False


@cache
def agencies() -> tuple[Agency, ...]:
    text = files("ascribe.stories").joinpath("data/agencies.toml").read_text("utf-8")
    return tuple(
        Agency(e["name"], tuple(e["names"]), e.get("country"), e.get("state", False), e.get("ambiguous", False))
        for e in tomllib.loads(text)["agency"]
    )


@cache
def _by_form() -> dict[str, Agency]:
    return {form: agency for agency in agencies() for form in agency.names}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Patterns in which the group is the agency. All repetition is bounded."""
    every = _alternatives(lambda a: True)
    spoken = _alternatives(lambda a: not a.state and not a.ambiguous)
    article = r"(?:(?:the|news agency|agency|wire service)\s+){0,2}"
    return {
        "name": re.compile(rf"(?<![\w/]){every}(?!\w)"),
        "dateline": re.compile(rf"(?:[^\W\d_][^\n()]{{0,{LONGEST_DATELINE}}})?\({every}\)(?=\s*[-–—:])"),
        "ending": re.compile(rf"(?:\(|[-–—]\s?|©\s?){every}\)?[\s.]*\Z"),
        "copyright": re.compile(rf"(?:©|\([cC]\)|[Cc]opyright)[^\n]{{0,40}}?(?<!\w){every}(?!\w)"),
        "attribution": re.compile(
            rf"\b(?:reports|reported|according to|citing)\s+{article}{spoken}(?!\w)"
            rf"|(?<![\w/]){spoken}(?:\s+news agency)?\s+(?:reports|reported)\b"
        ),
        "told": re.compile(
            rf"\btold\s+{article}{spoken}(?!\w)"
            rf"|(?<![\w/]){spoken}\s+(?:correspondent|journalist|reporter|witness|team)s?\b"
        ),
    }


def _alternatives(wanted: Callable[[Agency], bool]) -> str:
    forms = [form for agency in agencies() if wanted(agency) for form in agency.names]
    return "(" + "|".join(re.escape(f) for f in sorted(forms, key=lambda f: (-len(f), f))) + ")"


@dataclass(frozen=True, slots=True)
class _Found:
    agency: Agency
    start: int | None
    """None: it stands in the metadata, not in the text."""
    end: int | None
    text: str


def name_agency(document: Document) -> Naming | None:
    """The strongest naming in the document; None where there is none, or several agencies with equal right."""
    known = bool(document.metadata.byline) or _mentions(document.text)
    for grade, find in _FINDERS:
        found = find(document) if known else []
        if not found and grade in _FORMS:
            found = [f for f in _FORMS[grade](document) if not _own(document, f.agency.name)]
        if not found:
            continue
        names = list(dict.fromkeys(f.agency.name for f in found))
        if len(names) > 1 and grade != "credit":  # a credit line may well name two
            return None
        first = found[0]
        by: Literal["lexicon", "form"] = "lexicon" if first.agency.names else "form"
        return Naming(", ".join(names), grade, document.id, first.text, first.start, first.end, by)
    return None


def _own(document: Document, name: str) -> bool:
    """Whether a name known by its form is the outlet's own: the document says nothing of another."""
    return document.metadata.outlet is not None and same_outlet(document.metadata.outlet, name)


def _mentions(text: str) -> bool:
    """Whether an agency's name may stand in the text at all: spares most documents the patterns."""
    return not _telling_words().isdisjoint(_CAPITALISED.findall(text)) or any(f in text for f in _small_forms())


@cache
def _telling_words() -> frozenset[str]:
    """The longest capitalised word of every form."""
    return frozenset(max(words, key=len) for form in _by_form() if (words := _CAPITALISED.findall(form)))


@cache
def _small_forms() -> tuple[str, ...]:
    return tuple(form for form in _by_form() if not _CAPITALISED.search(form))


def _matches(document: Document, pattern: str, start: int, end: int) -> list[_Found]:
    """Places in the characters `start` to `end`; the evidence is the whole match."""
    return [_found(document, m) for m in _patterns()[pattern].finditer(document.text, start, end)]


def _found(document: Document, match: re.Match[str]) -> _Found:
    form = next(g for g in match.groups() if g is not None)
    text = match.group().strip()
    at = document.text.index(text, match.start())
    return _Found(_by_form()[form], at, at + len(text), text)


def _credits(document: Document) -> list[_Found]:
    """Source lines, copyright lines, and an agency at the very end of the text."""
    for block in document.blocks:
        if block.kind is BlockKind.CREDIT and not _of_picture(document, block):
            line = document.text[block.start : block.end]
            found = _matches(document, "name", block.start, block.end)
            if found:
                return [_Found(f.agency, block.start, block.end, line) for f in found]
    last = next((b for b in reversed(document.blocks) if b.kind is BlockKind.BODY), None)
    if last is not None and (found := _matches(document, "ending", max(last.start, last.end - _ENDING), last.end)):
        return found
    for block in document.blocks:
        if block.kind not in READ_KINDS and (found := _matches(document, "copyright", block.start, block.end)):
            return found[:1]
    return []


_PICTURE = re.compile(r"[\[(]?\s?(?:file\s)?(?:photo|image|picture|video|graphic)", re.IGNORECASE)


def _of_picture(document: Document, block: Block) -> bool:
    """Whether a credit line is that of a picture, which says nothing of the text."""
    return block.rule == "credit:photo" or _PICTURE.match(document.text, block.start, block.end) is not None


def _datelines(document: Document) -> list[_Found]:
    """An agency in brackets before the dash with which a report begins."""
    for block in [b for b in document.blocks if b.kind in _OPENING_KINDS][:OPENING]:
        if block.kind is BlockKind.DATELINE:
            if found := _matches(document, "name", block.start, block.end):
                return found[:1]
        elif match := _patterns()["dateline"].match(document.text, block.start, block.end):
            return [_found(document, match)]
    return []


def _bylines(document: Document) -> list[_Found]:
    for block in document.blocks:
        if block.kind is BlockKind.BYLINE and (found := _matches(document, "name", block.start, block.end)):
            return found
    byline = document.metadata.byline or ""
    agencies_named = [_by_form()[m.group(1)] for m in _patterns()["name"].finditer(byline)]
    at = document.text.find(byline)
    start, end = (at, at + len(byline)) if at >= 0 else (None, None)
    return [_Found(agency, start, end, byline) for agency in agencies_named]


def _attributions(document: Document) -> list[_Found]:
    """Agencies that the text says it reports after."""
    return _cued(document, "attribution", _ATTRIBUTION_CUES)


def _told(document: Document) -> list[_Found]:
    """Whom somebody told, where no outlet but that agency is known to stand behind the text."""
    outlet = document.metadata.outlet
    found = _cued(document, "told", _TOLD_CUES)
    return [f for f in found if outlet is None or outlet in f.agency.names]


# -- agencies that no lexicon has


def _formed(name: str, document: Document, start: int, end: int) -> _Found:
    return _Found(Agency(name, ()), start, end, document.text[start:end])


def _credits_by_form(document: Document) -> list[_Found]:
    for block in document.blocks:
        credit = block.kind is BlockKind.CREDIT and not _of_picture(document, block)
        if credit and (names := agencies_of_source(document.text[block.start : block.end])):
            return [_formed(name, document, block.start, block.end) for name in names]
    return []


def _datelines_by_form(document: Document) -> list[_Found]:
    for block in [b for b in document.blocks if b.kind in _OPENING_KINDS][:OPENING]:
        line = document.text[block.start : min(block.end, block.start + _LONGEST_LINE)]
        if "(" in line and (found := agency_of_dateline(line)):
            return [_formed(found[0], document, block.start, block.start + found[1])]
    return []


def _bylines_by_form(document: Document) -> list[_Found]:
    for block in document.blocks:
        if block.kind is BlockKind.BYLINE and (name := agency_of_byline(document.text[block.start : block.end])):
            return [_formed(name, document, block.start, block.end)]
    byline = document.metadata.byline or ""
    name = agency_of_byline(byline)
    return [_Found(Agency(name, ()), None, None, byline)] if name else []


def _cued(document: Document, pattern: str, cues: tuple[str, ...]) -> list[_Found]:
    """Matches around the cue words in the body."""
    out: dict[int | None, _Found] = {}
    for _, start, end in near(document, cues, _AROUND, _BODY):
        if _mentions(document.text[start:end]):
            out.update((f.start, f) for f in _matches(document, pattern, start, end))
    return [out[start] for start in sorted(out, key=lambda s: s or 0)]


_BODY = frozenset({BlockKind.BODY})
_ATTRIBUTION_CUES = ("reports", "reported", "according to", "citing")
_TOLD_CUES = ("told", "correspondent", "journalist", "reporter", "witness", "team")
_AROUND = 60
"""Characters before and after a cue: the longest name and "the news agency"."""
_ENDING = 60
"""Characters at the end of the text in which an agency's name is its credit."""
_OPENING_KINDS = frozenset({BlockKind.DATELINE, BlockKind.BODY})
_LONGEST_LINE = 200
_FORMS: dict[NamingGrade, Callable[[Document], list[_Found]]] = {
    "credit": _credits_by_form,
    "dateline": _datelines_by_form,
    "byline": _bylines_by_form,
}
_FINDERS: tuple[tuple[NamingGrade, Callable[[Document], list[_Found]]], ...] = (
    ("credit", _credits),
    ("dateline", _datelines),
    ("byline", _bylines),
    ("attribution", _attributions),
    ("told", _told),
)
