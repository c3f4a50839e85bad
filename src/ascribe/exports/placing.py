"""Where in a timeline an event stands that no report gives a day of: at the day of its passage, else at its report's.

In: exported claims, and those of their documents that have a time. Out: a `Place` for each claim. A place orders, and
says what it is taken from; it is never the claim's time. The day of a passage holds for what a report tells in the
simple past shortly after a sentence of one of its last days, until it tells of another time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from ascribe.claims.timex import find_times
from ascribe.exports.about import is_statement
from ascribe.record.folding import key

Json = dict[str, Any]

REACH = 2500
"""Characters over which a report goes on about one day: about fifteen sentences."""
LATELY = timedelta(days=7)
"""Before publication: what is told of a day further back is an aside, and the next sentence is not."""
HAPPENED = frozenset("completed ended begun resumed paused cancelled refused approved requested".split())
"""Phases that are reached on a day."""
TOLD_AGAIN = frozenset({"kill", "injure", "casualty"})
"""Modes of what reports tell again and again."""
SAID = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN"})
"""Types of what is done by words."""
AHEAD = frozenset("planned pending delayed".split())
_ASIDE = re.compile(
    r"\b(?:which|who|whom|whose|that|when|where|why|how|because|since|as|while|after|before|if|until|whether|than"
    r"|earlier|previously|formerly|already)\b"
    r"|\b(?:had|has|have|having|being|been|be|to|will|would|can|could|may|might|must|should)(?:\s+\w+){0,2}\s*$|(?:'ve|’ve|'d|’d)\s*$",
    re.IGNORECASE,
)
"""Before a trigger: a clause that goes back ("which had damaged", "since it fell") or is no past ("to have closed")."""

By = Literal["time", "passage", "report", "nothing"]


@dataclass(frozen=True, slots=True)
class Place:
    """A day to stand at."""

    day: str | None
    by: By
    """time: the claim tells it; passage: told shortly before; report: no later than its publication; nothing: neither,
    as in an undated document."""
    claim: str | None = None
    """Of the passage: the claim that tells the day."""


class Places:
    """Places of the claims of some documents."""

    def __init__(self, timed: Iterable[Json]) -> None:
        """`timed`: all claims of the documents that have a time; others count for nothing."""
        told: dict[str, list[tuple[int, int, Json]]] = {}
        for claim in timed:
            if not (claim["time"]["start"] or claim["time"]["end"]):
                continue
            # what is so today or to come interrupts no story
            if claim["block"] == "body" and claim["tense"] in ("past", "none") and claim["phase"] not in AHEAD:
                at = claim["sentence"]["start"], claim["trigger"]["start"]
                told.setdefault(claim["document"]["id"], []).append((*at, claim))
        self._told: Mapping[str, list[tuple[int, int, Json]]] = {
            document: sorted(found, key=lambda f: f[:2]) for document, found in told.items()
        }

    def of(self, claim: Json) -> Place:
        """Where the claim stands."""
        if day := claim["time"]["start"] or claim["time"]["end"]:
            return Place(day, "time")
        if giver := self._giver(claim):
            return Place(giver["time"]["start"], "passage", giver["id"])
        published = claim["document"]["published_at"]
        return Place(published[:10], "report") if published else Place(None, "nothing")

    def _giver(self, claim: Json) -> Json | None:
        """The claim that tells the day of the passage."""
        if not _goes_on(claim):
            return None
        told = self._told.get(claim["document"]["id"], [])
        start = claim["sentence"]["start"]
        before = bisect_left(told, start, key=lambda f: f[0])
        if not before or start - told[before - 1][0] > REACH:
            return None
        giver = told[before - 1][2]
        if _is_saying(claim) and not (_is_saying(giver) or _names(claim) & _names(giver)):
            return None  # what others say of it they say later
        return giver if _is_of_late(giver) else None


def _goes_on(claim: Json) -> bool:
    """Told in the simple past as a fact, by the reporter (that something was said, too), without a time beside it."""
    sentence = claim["sentence"]
    at = max(0, claim["trigger"]["start"] - sentence["start"])
    before, behind = sentence["text"][:at], sentence["text"][at:]
    # "announced that it would open in 2019": a time of what was announced
    own = before + behind.partition(" that ")[0]
    return (
        claim["block"] == "body"
        and claim["tense"] == "past"
        and claim["factuality"] == "asserted"
        and claim["phase"] in HAPPENED
        and claim["time"]["reason"] == "no_expression"
        and claim["mode"] not in TOLD_AGAIN
        and all(chain[-1]["cue"] == claim["trigger"]["text"] for chain in claim["sources"])
        and not _ASIDE.search(before)
        and not find_times(own)
    )


def _is_saying(claim: Json) -> bool:
    """That something is said, asked, refused."""
    own = any(chain[-1]["cue"] == claim["trigger"]["text"] for chain in claim["sources"])
    return own or is_statement(claim) or claim["time"]["basis"] == "speech" or claim["event_type"] in SAID


def _names(claim: Json) -> set[str]:
    """Who takes part."""
    return {key(cell["name"] or cell["text"]) for cell in (*claim["agents"], *claim["targets"])}


def _is_of_late(giver: Json) -> bool:
    """Tells by a verb in the past of one day, of the last before its publication."""
    start, published = giver["time"]["start"], giver["document"]["published_at"]
    if start is None or start != giver["time"]["end"] or not published or giver["tense"] != "past":
        return False
    return timedelta(0) <= date.fromisoformat(published[:10]) - date.fromisoformat(start) <= LATELY
