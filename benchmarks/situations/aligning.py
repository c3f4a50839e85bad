"""Which telling of a planted world a claim is: by the word of the report that its evidence leads to.

In go claims as exported and the truth, out come claim -> telling, and situation of the record -> planted situation.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .adapter import Json
from .truth import Report, Situation, Telling, World


@dataclass(slots=True)
class Aligned:
    """Claims with the tellings that they are, both ways."""

    telling: dict[str, Telling] = field(default_factory=dict)
    """Claim id -> what it tells."""
    claims: dict[str, list[Json]] = field(default_factory=lambda: defaultdict(list))
    """Telling id -> claims."""
    right: set[str] = field(default_factory=set)
    """Claims that say what they tell rightly."""
    exact: set[str] = field(default_factory=set)
    """Claims on the telling word itself; the others stand in a sentence that tells one thing, and are about it."""

    def add(self, claim: Json, telling: Telling, exact: bool) -> None:
        self.telling[claim["id"]] = telling
        self.claims[telling.id].append(claim)
        if exact:
            self.exact.add(claim["id"])
        if extracted([claim], telling):
            self.right.add(claim["id"])


def align(claims: Iterable[Json], worlds: Iterable[World]) -> Aligned:
    """Every claim to at most one telling."""
    reports: dict[str, Report] = {}
    tellings: dict[str, list[Telling]] = defaultdict(list)
    situations: dict[str, Situation] = {}
    for world in worlds:
        reports.update((r.file, r) for r in world.reports)
        situations.update((s.id, s) for s in world.situations)
        for telling in world.tellings:
            tellings[telling.document].append(telling)
    out = Aligned()
    for claim in claims:
        report = reports.get(claim["document"]["name"])
        if report is None:
            continue
        start = _find(report.text, claim["sentence"]["text"])
        if start is None:
            continue
        shift = start - claim["sentence"]["start"]
        here = tellings[report.file]
        for cell in (claim["trigger"], claim["event"]):
            a, b = cell["start"] + shift, cell["end"] + shift
            hit = [t for t in here if t.start < b and a < t.end]
            if hit:
                out.add(claim, hit[0], exact=True)
                break
        else:
            end = start + len(claim["sentence"]["text"])
            inside = [t for t in here if start <= t.start < end]
            if len(inside) == 1 and _about(claim, inside[0], situations[inside[0].situation]):
                out.add(claim, inside[0], exact=False)
    return out


def _about(claim: Json, telling: Telling, situation: Situation) -> bool:
    """Whether another word of the sentence tells the same: "families are trapped" of a siege."""
    return (
        claim["event_type"] in situation.event_types
        or any(telling.figure is not None and f["value"] == telling.figure for f in claim["figures"])
        or any(telling.place == p["text"] for p in claim["places"])
    )


def _find(text: str, sentence: str) -> int | None:
    """Where a sentence stands in the report as written; blanks may have been cleaned."""
    found = text.find(sentence)
    if found >= 0:
        return found
    loose = re.search(r"\s+".join(map(re.escape, sentence.split())), text)
    return loose.start() if loose else None


def extracted(claims: Iterable[Json], telling: Telling) -> bool:
    """Whether one of the claims says what the telling says: phase, factuality and, where it is named, the place."""
    for claim in claims:
        cells = [*claim["places"], *claim["targets"], claim["event"]]
        # what has no place of its own (a request) needs none
        placed = (
            not telling.place
            or telling.place not in telling.sentence
            or any(
                telling.place in (cell["text"], cell.get("name")) or telling.place in cell["text"].split()
                for cell in cells
            )
        )
        if claim["phase"] in telling.phases and claim["factuality"] in telling.factuality and placed:
            return True
    return False


def pair_up(groups: Mapping[str, Iterable[str]], aligned: Aligned, family: Mapping[str, str]) -> dict[str, str]:
    """Planted situation -> the group of claims that is it: the one with most of its claims, of two with as many the one
    with more that say it rightly; each group once.

    A group may serve several situations of one family: to keep a request and what waits for it together is no fault.
    """
    shared: Counter[tuple[str, str]] = Counter()
    rightly: Counter[tuple[str, str]] = Counter()
    for group, members in groups.items():
        for id in members:
            if id in aligned.telling:
                pair = aligned.telling[id].situation, group
                shared[pair] += 1
                rightly[pair] += id in aligned.right
    out: dict[str, str] = {}
    serves: dict[str, str] = {}
    for (situation, group), _ in sorted(shared.items(), key=lambda s: (-s[1], -rightly[s[0]], s[0])):
        if situation not in out and serves.setdefault(group, family[situation]) == family[situation]:
            out[situation] = group
    return out
