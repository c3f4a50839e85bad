"""What the demo shows: rows of a record that are good examples of one thing each, found by what they are.

In: claims, stories and timeline entries as exported. Out: the examples, or None where the reports hold none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

Json = dict[str, Any]

COURSE = frozenset("planned requested pending approved refused begun ongoing paused resumed delayed ended".split())
"""Phases that say where a thing stands, beside the mere fact that something happened."""


def retold(stories: Iterable[Json]) -> Json | None:
    """A story that one document tells in other words than another."""
    found = [s for s in stories if any(m["relation"] == "rewritten" and m["alignment"] for m in s["documents"])]
    return min(found, key=lambda s: (len(s["documents"]), s["id"]), default=None)


def reworded(story: Json) -> tuple[Json, Json] | None:
    """A member of the story, and a pair of its sentences that is changed and yet plainly the same."""
    pairs = [
        (member, part) for member in story["documents"] for part in member["alignment"] if part["change"] == "reworded"
    ]
    return min(pairs, key=lambda pair: (abs(pair[1]["shared"] - _HALF_CHANGED), pair[1]["start"]), default=None)


_HALF_CHANGED = 0.7
"""Share of words that two sentences have in common when both the change and the likeness meet the eye."""


def copied(entries: Iterable[Json]) -> Json | None:
    """What most documents tell although they have one origin."""
    found = [e for e in entries if e["origins"] < e["reports"]]
    return max(
        found,
        key=lambda e: (
            e["reports"] - e["origins"], bool(e["speakers"] and e["event_type"] and e["start"]), -len(e["sentence"])
        ),
        default=None,
    )  # fmt: skip


def unnamed(claims: Iterable[Json]) -> Json | None:
    """A claim of somebody who does not want to be named, with the reason."""
    found = [c for c in claims if any(link["anonymous"] and link["reason"] for link in _speakers(c))]
    return _clearest(found)


def declined(claims: Iterable[Json]) -> Json | None:
    """A claim that somebody declines to talk about."""
    return _clearest([c for c in claims if c["factuality"] == "undisclosed" and _speakers(c)])


def disputed(claims: Sequence[Json]) -> tuple[Json, Json] | None:
    """Two claims about the same kind of event, published within a few days: one says that it is so, one denies it."""
    said: dict[str, list[Json]] = defaultdict(list)
    for claim in claims:
        if claim["event_type"] and _speakers(claim) and claim["document"]["published_at"]:
            said[_head(claim)].append(claim)
    pairs = [
        (yes, no)
        for group in said.values()
        for yes in group
        for no in group
        if yes["factuality"] == "asserted" and no["factuality"] == "denied" and _days_apart(yes, no) <= 3
        if yes["story"] != no["story"] and not _names(yes) & _names(no)
    ]
    return max(pairs, key=lambda p: (_denies(p[1]), _certainty(p[0]) + _certainty(p[1]), p[0]["id"]), default=None)


def contradicted(disagreements: Iterable[Json]) -> Json | None:
    """A contradiction with most origins behind it."""
    found = [d for d in disagreements if d["kind"] == "contradiction"]
    return max(found, key=lambda d: (sum(side["origins"] for side in d["sides"]), d["id"]), default=None)


def history(situations: Iterable[Json]) -> Json | None:
    """The situation whose course has most turns with a day, of those that were not told in one go."""
    found = [s for s in situations if len(_turns(s)) > 1 and (s["first_day"] or "9") < last_news(s)]
    return max(found, key=lambda s: (len(_turns(s)), s["origins"], s["id"]), default=None)


def _turns(situation: Json) -> set[str]:
    return {
        s["phase"]
        for s in situation["states"]
        if s["phase"] in COURSE and s["factuality"] == "asserted" and s["since"] and s["since"]["start"]
    }


def last_news(situation: Json) -> str:
    """Publication of the report that told the last of its states first."""
    return max(s["known_since"] or "" for s in situation["states"])


def waiting(items: Iterable[Json]) -> list[Json]:
    """An open item of each of the first kinds, where somebody is named who says so."""
    by_kind: dict[str, Json] = {}
    for item in items:
        if item["last"] and (item["what"] not in by_kind or not by_kind[item["what"]]["sources"]):
            by_kind[item["what"]] = item
    return list(by_kind.values())[:_KINDS]


_KINDS = 3
"""Kinds of open things that are shown."""


def _speakers(claim: Json) -> list[Json]:
    return [chain[-1] for chain in claim["sources"] if chain]


def _names(claim: Json) -> set[str]:
    return {link["name"] or link["text"] for link in _speakers(claim)}


def _denies(claim: Json) -> bool:
    return any(link["stance"] == "denies" and not link["anonymous"] for link in _speakers(claim))


def _head(claim: Json) -> str:
    return str(claim["event"]["lemma"]).rpartition(" ")[2]


def _days_apart(a: Json, b: Json) -> int:
    days = [date.fromisoformat(c["document"]["published_at"][:10]) for c in (a, b)]
    return abs((days[0] - days[1]).days)


def _certainty(claim: Json) -> float:
    """How good an example: sure, with parties named, and short enough to read."""
    parties = sum(bool(claim[cells]) for cells in ("agents", "targets", "places"))
    return float(claim["confidence"]) + parties / 4 - len(claim["sentence"]["text"]) / 1000


def _clearest(found: list[Json]) -> Json | None:
    return max(found, key=lambda c: (_certainty(c), c["id"]), default=None)
