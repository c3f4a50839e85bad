"""How a noun is introduced: "the flood" points back to one that was told of, "another flood" does not.

In: a claim. Out: what the words before its event tell. Here, because a report that tells of several things of one kind
keeps them apart by no more than that.
"""

from __future__ import annotations

import re

from ascribe.contract.claims import Claim

_REACH = 40
_WORDS = r"\s+(?:[\w.%-]+[ -]){0,3}$"
_BACK = re.compile(rf"\b(?:the|this|that|these|those|its|their){_WORDS}", re.IGNORECASE)
_NEW = re.compile(
    rf"\b(?:another|other|others|second|third|separate(?:ly)?|further|new|fresh|more|similar|previous|earlier|past|future|any|eventual|potential){_WORDS}",
    re.IGNORECASE,
)
_FIRST = re.compile(rf"\b(?:an?|several|some|many|two|three|four|five){_WORDS}", re.IGNORECASE)


def points_back(claim: Claim) -> bool:
    """Whether the event is introduced as known: "the flood", "its flights"."""
    return bool(_BACK.search(_before(claim)))


def is_another(claim: Claim) -> bool:
    """Whether the event is introduced as another one: "a second quake", "previous attacks"."""
    return bool(_NEW.search(_before(claim)))


def is_new(claim: Claim) -> bool:
    """Whether the event is introduced as not yet known: "an attack", "several quakes"."""
    return bool(_FIRST.search(_before(claim)))


def _before(claim: Claim) -> str:
    """The words of its clause right before the last word of the event."""
    text = claim.sentence.text
    end = claim.event.end - claim.sentence.start
    last = claim.event.text.split()[-1:]
    start = max(0, end - len(last[0]) if last else end)
    return re.split(r"[,;:()“”\"]", text[max(0, start - _REACH) : start])[-1]
