"""Who tells a claim, as one source: the innermost speaker, else the outlet, else the report itself.

In: a mention. Out: a `Voice` with a key that is equal wherever the same source speaks. Here, because a figure is
superseded only by another one of the same source, and two of its own words are a revision and no disagreement.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ascribe.contract.claims import SourceLink, Stance
from ascribe.contract.situations import Mention
from ascribe.resolution.actors import MEMBERS, SECTORS, fold
from ascribe.situations.parties import PRONOUNS

_DETERMINED = re.compile(r"^(?:the|a|an|one|two|some|several|its|his|her|their|both|\d+)\b", re.IGNORECASE)
_PLURAL = frozenset({"people", "police", "media", "staff", "medical staff", "hospital staff", "authorities"})

_COMMON = _PLURAL | frozenset(SECTORS) | MEMBERS
"""Words that only have a capital where they begin a sentence."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A source."""

    key: str
    name: str
    """As a sentence names it: "a senior official", "Ana Ruiz"."""
    named: bool
    """Known by a name: the same key is the same source, in whatever report."""
    speaks: bool
    """Is given in the sentence; False: the report's own voice."""
    denies: bool = False
    plural: bool = False
    of: str | None = None
    """Whom it speaks for."""


def voices(mention: Mention) -> tuple[Voice, ...]:
    """Those who tell the claim, each once; the report itself where nobody is given."""
    found: dict[str, Voice] = {}
    for chain in mention.claim.sources:
        if chain:
            voice = _spoken(chain[-1], any(link.stance is Stance.DENIES for link in chain))
            found.setdefault(voice.key, voice)
    return tuple(found.values()) or (_own(mention),)


def voice(mention: Mention) -> Voice:
    """The first of those who tell the claim."""
    return voices(mention)[0]


def _spoken(link: SourceLink, denies: bool) -> Voice:
    named = not link.anonymous and link.kind != "group" and bool(link.name or link.actor)
    name = " ".join((link.name or link.text).split())
    if named:
        return Voice(f"name:{link.actor or fold(name)}", name, True, True, denies, False, link.affiliation or name)
    described = fold(name)
    if link.affiliation and fold(link.affiliation) not in described:
        described = f"{described} ({fold(link.affiliation)})"
    plural = _is_plural(name)
    common = _DETERMINED.match(name) or (plural and name.split()[0].lower() in _COMMON)
    called = name[:1].lower() + name[1:] if common else name
    if not _DETERMINED.match(name) and not plural and not name[:1].isupper() and described not in PRONOUNS:
        called = f"{'an' if name[:1] in 'aeiou' else 'a'} {name}"
    return Voice(f"described:{described}", called, False, True, denies, plural, link.affiliation)


def _own(mention: Mention) -> Voice:
    outlet = mention.report.outlet
    if outlet:
        return Voice(f"outlet:{fold(outlet)}", outlet, True, False)
    return Voice(f"report:{mention.report.document}", f"the report {mention.report.name}", True, False)


def _is_plural(name: str) -> bool:
    """ "officials in the town"."""
    head = re.split(r" (?:in|of|at|from|for|with|who|near|on)\b", name.lower(), maxsplit=1)[0]
    return head.endswith("s") or head in _PLURAL
