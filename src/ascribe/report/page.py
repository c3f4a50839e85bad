"""The page put together: view models into templates, style and script inside, nothing loaded from anywhere.

Everything that comes from reports goes through Jinja's escaping. The content security policy names the style and the
script by their hashes, so that a script which slipped through all the same would not run.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from dataclasses import dataclass
from datetime import date
from importlib import resources

import jinja2

from ascribe.exports import wording
from ascribe.report import words
from ascribe.report.cards import Card, cards, latest
from ascribe.report.data import ReportData
from ascribe.report.dotmap import located, panels
from ascribe.report.situations import WIDTH as PICTURE
from ascribe.report.situations import Situations, situations
from ascribe.report.speakers import voices
from ascribe.report.stories import STATES, Member, StoryView, kinds_of, ledger, stories
from ascribe.report.timeline import Dated, Timeline, timeline

INPUTS_LIMIT = 300
"""Ledger rows shown: more are a list to work through, which `ascribe` gives out as a table."""
SINGLES_LIMIT = 1_000
"""Stories shown that only one document carries."""
STRIP = 24
"""Claims named beside a speaker or place; the filter shows the rest."""
FOREMOST = 24
"""Speakers shown before the list is folded."""
SITUATIONS = 12
"""Situations shown before the list is folded."""
OPEN = 60
"""Cards up to which all groups are open; a longer page keeps the way to places, stories and inputs short."""


@dataclass(frozen=True, slots=True)
class Group:
    """Cards of an event type."""

    type: str
    label: str
    gloss: str
    cards: tuple[Card, ...]

    def count(self, factuality: str) -> int:
        return sum(card.factuality == factuality for card in self.cards)


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers at the head of the page. They count all that was given, also what is left out below."""

    documents: int
    stories: int
    origins: int
    claims: int
    printings: int
    speakers: int
    unnamed: int
    first: date | None
    last: date | None
    undated: int


def build(data: ReportData) -> str:
    """The page as HTML. Encode it as UTF-8; it holds nothing that cannot be."""
    shown = cards(latest(data.claims, data.claims_limit), data.documents)
    speaking, unquoted = voices(shown)
    places = located(shown)
    told = stories(data.stories, data.documents)
    several = [story for story in told if len(story.members) > 1]
    single = [story for story in told if len(story.members) == 1]
    picture = timeline(shown, _dated(told))
    values = {
        "data": data,
        "counts": _counts(data, shown, told),
        "left_out": _left_out(data),
        "factuality": _factuality(shown),
        "total": len(shown),
        "picture": picture,
        "situations": _situations(data, shown, picture),
        "picture_width": PICTURE,
        "first_situations": SITUATIONS,
        "groups": _groups(shown),
        "voices": speaking,
        "unquoted": unquoted,
        "keys": _Keys({v.key: v.cards for v in speaking}, {p.key: p.cards for p in places}),
        "places": [p for p in places if p.place.lat is not None],
        "unresolved": [p for p in places if p.place.lat is None],
        "panels": panels(places),
        "several": several,
        "single": single[:SINGLES_LIMIT],
        "singles_left_out": max(0, len(single) - SINGLES_LIMIT),
        "ledger": ledger(data.ledger, data.totals, INPUTS_LIMIT),
        "open": len(shown) <= OPEN,
        "strip": STRIP,
        "foremost": FOREMOST,
        "style": _style(),
        "script": _script(),
        "style_hash": _hash(_style()),
        "script_hash": _hash(_script()),
    }
    html = _environment().get_template("page.html").render(values)
    # lone surrogates cannot be encoded, other controls are not allowed in HTML
    return re.sub(r"[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "\ufffd", html)


def _situations(data: ReportData, shown: list[Card], picture: Timeline | None) -> Situations | None:
    if data.situations is None:
        return None
    window = (picture.first, picture.last) if picture else None
    return situations(data.situations, data.disagreements, data.open_items, shown, window)


def _left_out(data: ReportData) -> int:
    return data.claims_left_out + max(0, len(data.claims) - data.claims_limit)


def _factuality(shown: list[Card]) -> list[tuple[str, str, int]]:
    """Labels, what they mean, and how many cards have them."""
    return [(name, gloss, sum(c.factuality == name for c in shown)) for name, gloss in words.FACTUALITY.items()]


class _Keys:
    """Which speakers and places a card belongs to, as the values that the script filters by."""

    def __init__(self, speakers: dict[str, tuple[Card, ...]], places: dict[str, tuple[Card, ...]]) -> None:
        self._speakers, self._places = _turned(speakers), _turned(places)

    def speakers(self, card: Card) -> str:
        return " ".join(self._speakers.get(card.lead.anchor, ()))

    def places(self, card: Card) -> str:
        return " ".join(self._places.get(card.lead.anchor, ()))


def _turned(cards_of: dict[str, tuple[Card, ...]]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for key, mine in cards_of.items():
        for card in mine:
            out.setdefault(card.lead.anchor, []).append(key)
    return out


def _groups(shown: list[Card]) -> list[Group]:
    """Cards by event type, in PLOVER's order; within one in the order of what they tell, undated ones last."""
    found: dict[str, list[Card]] = {}
    for card in shown:
        found.setdefault(card.event_type if card.event_type in words.TYPES else "", []).append(card)
    return [
        Group(kind, words.type_label(kind), gloss, tuple(sorted(found[kind], key=_when)))
        for kind, gloss in words.TYPES.items()
        if kind in found
    ]


def _when(card: Card) -> tuple[bool, date, date]:
    first = card.start or card.end
    return first is None, first or date.max, card.lead.published or date.max


def _counts(data: ReportData, shown: list[Card], told: list[StoryView]) -> Counts:
    days = sorted(d for d in (wording.day(doc.get("published_at")) for doc in data.documents) if d)
    speaking, _ = voices(shown)
    return Counts(
        documents=len(data.documents),
        stories=len(told),
        origins=sum(story.origins for story in told),
        claims=len(shown) + _left_out(data),
        printings=len(data.claims) + data.claims_left_out,
        speakers=len(speaking),
        unnamed=sum(not v.named for v in speaking),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        undated=len(data.documents) - len(days),
    )


def _dated(told: list[StoryView]) -> list[Dated]:
    out = []
    for story in told:
        for i, member in enumerate(story.members):
            if member.published is not None:
                out.append(Dated(member.anchor, _describe(member), member.published, i > 0))
    return out


def _describe(member: Member) -> str:
    outlet = f"{member.outlet}: " if member.outlet else ""
    kind = f" ({member.relation})" if member.relation not in ("", "reference", "original") else ""
    return f"{outlet}{member.title}{kind}"


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("ascribe.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["long_day"] = wording.long_day
    environment.filters["counted"] = wording.counted
    environment.filters["clipped"] = words.clipped
    environment.filters["kinds_of"] = kinds_of
    environment.filters["unit"] = _unit
    environment.globals["states"] = dict(STATES)
    return environment


def _unit(value: float) -> str:
    """A coordinate, short."""
    return f"{value:.1f}".removesuffix(".0")


@functools.cache
def _style() -> str:
    return _resource("page.css")


@functools.cache
def _script() -> str:
    return _resource("page.js")


def _resource(name: str) -> str:
    text = resources.files("ascribe.report").joinpath("templates", name).read_text("utf-8")
    assert "</s" not in text.lower(), name  # it would end its element
    return text


def _hash(text: str) -> str:
    """As a content security policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
