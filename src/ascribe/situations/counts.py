"""The figures of a situation's claims as counts that can be compared: what is counted, its bounds, by whom and when.

In: mentions. Out: `Count`s. "Nine people" in a killing are nine killed; "another three" is no count of its own.
"""

from __future__ import annotations

import math
import re
import tomllib
from calendar import day_name, month_abbr, month_name
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from ascribe.claims.figurewords import figure_lexicon
from ascribe.claims.numbers import numerals, parse_digits
from ascribe.contract.claims import Claim, Factuality, Figure
from ascribe.contract.situations import Mention, Report
from ascribe.resolution.actors import fold
from ascribe.situations.kinds import kind_of, lexicon
from ascribe.situations.parties import Party, party_of
from ascribe.situations.profiles import names_in, spot_of
from ascribe.situations.voices import Voice, voice

ABOUT = 0.1
"""Share by which a figure told with "about" can be off."""
_BEFORE = 24
"""Characters before a figure in which "including" belongs to it."""
_MODES = {"kill": "killed", "assassinate": "killed", "injure": "injured", "arrest": "arrested", "abduct": "kidnapped"}
"""Modes of events whose people are counted by what befell them."""


@dataclass(frozen=True, slots=True)
class Units:
    """The lexicon `counts.toml`."""

    name: dict[str, str]
    grows: frozenset[str]
    anybody: frozenset[str]
    persons: frozenset[str]
    part: frozenset[str]
    part_before: re.Pattern[str]
    rejecting: re.Pattern[str]
    corrects: re.Pattern[str]
    vague: frozenset[str]
    total: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Count:
    """A figure of a claim."""

    mention: Mention
    figure: Figure
    unit: str
    grows: bool
    """Counts what can only grow."""
    low: float
    high: float
    """Bounds, infinite where open; "about" is wider than it says."""
    voice: Voice
    start: date | None
    end: date | None
    """When it held; None: not told. Never the day of publication."""
    spot: str | None
    """Where, if one place is told that is no country."""
    rejected: frozenset[float]
    """Numbers that the sentence takes back ("12 and not 14")."""
    corrects: bool
    """The sentence says that a count was corrected."""
    rises: bool
    """The sentence says that the count has risen."""
    things: str
    """What is counted, as printed, where only words tell it: "assault rifles" are not all rifles."""
    total: bool
    """Of all that happened so far, and not of one event."""
    names: frozenset[str]
    """Words of the names in its sentence, without those of who says so."""
    places: frozenset[str]
    """And of those of the places where it was."""
    doers: tuple[Party, ...]
    """Who counts for it: "X scored 12 points" tells nothing of what others scored."""
    known: bool
    """People and what befell them, or things of an event of a kind that is known."""
    several: bool = False
    """Its report tells other numbers of it in the same voice: it tells of several things."""

    @property
    def report(self) -> Report:
        return self.mention.report

    @property
    def day(self) -> date | None:
        """Of publication."""
        return self.mention.report.day

    @property
    def asserted(self) -> bool:
        """Told as a fact; "no soldier was hurt" counts none."""
        told = self.mention.claim.factuality
        return told is Factuality.ASSERTED or (told is Factuality.DENIED and self.figure.value == 0)


@cache
def units() -> Units:
    """The lexicon that ships."""
    table = tomllib.loads(files("ascribe.situations").joinpath("lexicon", "counts.toml").read_text("utf-8"))
    words = table["words"]
    return Units(
        name={word: unit["name"] for unit in table["unit"] for word in unit["words"]},
        grows=frozenset(unit["name"] for unit in table["unit"] if unit.get("grows")),
        anybody=frozenset(words["anybody"]),
        persons=frozenset(words["persons"]),
        part=frozenset(words["part"]),
        part_before=re.compile(rf"\b(?:{_any(words['part_before'])})\W*$", re.IGNORECASE),
        rejecting=re.compile(rf"\b(?:{_any(words['not'])})\s+(?:the\s+)?([\w,.]+)", re.IGNORECASE),
        corrects=re.compile(rf"\b(?:{_any(words['corrects'])})\b", re.IGNORECASE),
        vague=frozenset(words["vague"]),
        total=re.compile(rf"\b(?:{'|'.join(words['total'])})\b", re.IGNORECASE),
    )


def _any(phrases: Sequence[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in phrases)


_RISES = re.compile(r"\b(?:rose|risen|rises|climb\w*|increas\w*|grown|jumped|soared)\b", re.IGNORECASE)


def counts(mentions: Sequence[Mention]) -> list[Count]:
    """The counts of these mentions in the order in which they were published."""
    beside: dict[tuple[str, int], list[Claim]] = defaultdict(list)
    for mention in mentions:
        beside[mention.report.document, mention.claim.sentence.start].append(mention.claim)
    found = []
    for mention in sorted((m for m in mentions if m.claim.figures), key=lambda m: m.order):
        for figure in mention.claim.figures:
            count = _count(mention, figure, beside[mention.report.document, mention.claim.sentence.start])
            if count is not None:
                found.append(count)
    told: dict[tuple[str, str, str], set[tuple[float, float]]] = defaultdict(set)
    for count in found:
        if not count.corrects and not count.rejected:
            told[_in_report(count)].add((count.low, count.high))
    return [replace(c, several=_apart(told[_in_report(c)], c)) for c in found]


def _in_report(count: Count) -> tuple[str, str, str]:
    return count.report.document, count.unit, count.voice.key


def _apart(told: Iterable[tuple[float, float]], count: Count) -> bool:
    """Whether a report tells numbers of one unit in one voice that cannot be one number."""
    return any(low > count.high or high < count.low for low, high in told)


def named_figures(claims: Iterable[Claim]) -> frozenset[tuple[str, float]]:
    """What these claims count exactly, by one name."""
    return frozenset(
        (unit, f.value)
        for claim in claims
        for f in claim.figures
        if f.value is not None and f.modifier == "exactly" and (unit := _unit(claim, f)) is not None
    )


_MONTHS = frozenset(word for n in range(1, 13) for word in (month_name[n].lower(), month_abbr[n].lower()))


@lru_cache(maxsize=10_000)
def printed_numbers(text: str) -> frozenset[float]:
    """The numbers that a sentence prints, in digits or in one word, without days of a month."""
    words = re.findall(r"\w[\w,.]*\w|\w", text.lower())
    found = set()
    for before, word, behind in zip(["", *words], words, [*words[1:], ""], strict=False):
        value = parse_digits(word)
        if value is None:
            value = numerals().cardinal.get(word)
        if value is not None and before not in _MONTHS and behind not in _MONTHS:
            found.add(float(value))
    return frozenset(found)


def _count(mention: Mention, figure: Figure, beside: Sequence[Claim]) -> Count | None:
    claim = mention.claim
    if claim.factuality is Factuality.UNDISCLOSED or ((claim.factuality is Factuality.DENIED) != (figure.value == 0)):
        return None
    unit = _unit(claim, figure)
    bounds = _bounds(figure)
    if unit is None or bounds is None or _is_part(claim, figure):
        return None
    grows = any(word in units().grows for word in (unit, unit.split()[-1]))
    if claim.factuality in (Factuality.PLANNED, Factuality.CONDITIONAL):
        unit, grows = f"{unit}, planned", False
    start, end = _told_time(claim, beside)
    return Count(
        mention, figure, unit, grows, *bounds, voice(mention), start, end, _spot(claim, beside), _rejected(claim),
        bool(units().corrects.search(claim.sentence.text)), bool(_RISES.search(claim.sentence.text)),
        _things(claim, figure, unit), bool(units().total.search(claim.sentence.text)),
        names_in(without_speakers(claim)), _names_of_places(claim, beside), _doers(claim),
        _is_known(claim, unit) and bool(start or end or not _DATED.search(claim.sentence.text)),
    )  # fmt: skip


def _unit(claim: Claim, figure: Figure) -> str | None:
    """What is counted, by one name."""
    lexicon = units()
    printed = (figure.unit or "").lower()
    if printed in lexicon.vague:
        return None
    named = lexicon.name.get(printed, printed)
    suffered = befallen(claim)
    if suffered and (not printed or printed in lexicon.anybody):
        return suffered
    if suffered and printed in lexicon.persons:
        return f"{named} {suffered}"
    return named or None


def _things(claim: Claim, figure: Figure, unit: str) -> str:
    """Empty for people and what befell them."""
    if befallen(claim) or unit in units().grows or (figure.unit or "").lower() in units().anybody:
        return ""
    words = re.findall(r"[^\W\d_]+", figure.text.lower())
    said = [w for w in words if w not in _number_words()]
    return f"{claim.event_lemma if unit not in units().name.values() else ''}: {' '.join(said)}"


@cache
def _number_words() -> frozenset[str]:
    """Words that number things and tell nothing of them ("at least two hundred")."""
    written = numerals().cardinal.keys() | numerals().tens.keys() | numerals().scale.keys()
    bounds = "a an the of at least most more less than about around some up to nearly almost over under"
    return frozenset(written) | frozenset(bounds.split())


def befallen(claim: Claim) -> str | None:
    """What the event does to people, if it does something that they are counted by."""
    if claim.mode in _MODES:
        return _MODES[claim.mode]
    words = re.findall(r"[\w']+", claim.event_lemma.lower())
    known = figure_lexicon().befallen.get(words[-1]) if words else None
    return None if known is None else units().name.get(known, known)


def _bounds(figure: Figure) -> tuple[float, float] | None:
    low, high, value = figure.low, figure.high, figure.value
    if low is None and high is None and value is None:
        return None
    off = ABOUT if figure.modifier == "about" else 0.0
    if figure.modifier in ("at most", "less than"):
        top = high if high is not None else value
        return None if top is None else (low or 0.0, top)
    if figure.modifier in ("at least", "more than") or value is None:
        bottom = low if low is not None else value
        return (bottom or 0.0, high if high is not None and value is None else math.inf)
    return (low if low is not None else value) * (1 - off), (high if high is not None else value) * (1 + off)


def _is_part(claim: Claim, figure: Figure) -> bool:
    words = set(re.findall(r"[\w']+", figure.text.lower()))
    if words & units().part:
        return True
    text, offset = claim.sentence.text, claim.sentence.start
    before, behind = text[: max(0, figure.start - offset)][-_BEFORE:], text[figure.end - offset :]
    return bool(units().part_before.search(before) or _PART_OF.match(behind) or _PART_OF.search(figure.text))


_PART_OF = re.compile(r"\s*\bof (?:the|them|those|these|whom|its|their|his|her|\d[\d,.]*)\b", re.IGNORECASE)


def without_speakers(claim: Claim) -> str:
    """The sentence without the names of those who say it: "officials in the town" tell nothing of where it was."""
    text, offset = claim.sentence.text, claim.sentence.start
    for link in (link for chain in claim.sources for link in chain if not link.implied):
        first, last = link.start - offset, link.end - offset
        if 0 <= first < last <= len(text):
            text = text[:first] + " " * (last - first) + text[last:]
    return text


def _names_of_places(claim: Claim, beside: Sequence[Claim]) -> frozenset[str]:
    """Words of the names of the places that its sentence tells, countries left out, as printed and in full."""
    names = {
        word
        for c in (claim, *beside)
        for cell in c.places
        if cell.precision not in ("country", "region")
        for text in (cell.text, cell.name or "")
        for word in fold(text).split()
    }
    return frozenset(names)


def _doers(claim: Claim) -> tuple[Party, ...]:
    """Those who do it; in what befalls people it does not matter who is told to have done it."""
    if befallen(claim):
        return ()
    found = (party_of(cell, claim.sentence.start) for cell in claim.agents)
    return tuple(party for party in found if party is not None)


def _is_known(claim: Claim, unit: str) -> bool:
    return befallen(claim) is not None or unit in units().grows or kind_of(claim).name in lexicon().by_name


_DAYS = "|".join((*(m for m in month_name if m), *(d for d in day_name)))
_DATED = re.compile(rf"\b(?:{_DAYS}|yesterday|last (?:week|month|year)|earlier (?:this|in)|ago)\b")
"""Words that tell a day: of a figure whose day was not read from them nothing is known."""


def _told_time(claim: Claim, beside: Sequence[Claim]) -> tuple[date | None, date | None]:
    """When it held, as the claim tells it, else the only time that its sentence tells ("stormed the town on Monday;
    nine were killed").
    """
    told = {(c.time.start, c.time.end) for c in ([claim] if _tells_time(claim) else beside) if _tells_time(c)}
    return told.pop() if len(told) == 1 else (None, None)


def _tells_time(claim: Claim) -> bool:
    return claim.time.basis in ("expression", "inherited") and (claim.time.start or claim.time.end) is not None


def _spot(claim: Claim, beside: Sequence[Claim]) -> str | None:
    """Where, as the claim tells it, else the only place that its sentence tells."""
    for told in ([claim], beside):
        found = (spot_of(cell) for c in told for cell in c.places)
        exact = [spot for spot in found if spot is not None and not spot.wide and not spot.area]
        if exact:
            return exact[0].key if len({s.key for s in exact}) == 1 else None
    return None


def _rejected(claim: Claim) -> frozenset[float]:
    found = set()
    for match in units().rejecting.finditer(claim.sentence.text):
        word = match[1].rstrip(".,").lower()
        value = parse_digits(word)
        if value is None:
            value = numerals().cardinal.get(word)
        if value is not None:
            found.add(float(value))
    return frozenset(found)
