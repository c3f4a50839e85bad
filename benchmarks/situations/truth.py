"""What a planted world knows of itself: situations with their steps, who told what in which sentence, what is disputed.

Plain values, written beside the reports as `truth.json` and read back by the scorer.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

Interval = tuple[date | None, date | None]
"""First and last day; None where open."""


@dataclass(slots=True)
class Step:
    """A state of a situation, and the day on which it began."""

    id: str
    phase: str
    day: date
    until: date | None = None
    """The day of the next step."""
    planned_for: date | None = None
    factuality: str = "asserted"
    count: int | None = None


@dataclass(slots=True)
class Situation:
    id: str
    kind: str
    title: str
    family: str
    """Situations of one family are parts of one affair: a request, and the deployment that waits for it. To keep them
    together or apart are both right."""
    place: str
    parties: list[str]
    event_types: list[str]
    steps: list[Step] = field(default_factory=list)
    depends_on: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Telling:
    """One word of one report that tells a step of a situation, or contests it."""

    id: str
    situation: str
    step: str
    document: str
    sentence: str
    start: int
    """Of the telling word, in the report's text."""
    end: int
    phases: list[str]
    """What a claim of this word may say: "sealed off" is completed, and a blockade has begun with it."""
    states: list[str]
    """Phases that the situation may be in by this telling."""
    factuality: list[str]
    place: str
    since: Interval
    """When it became so, as far as this sentence tells."""
    true: bool = True
    """False: it contests the step."""
    kind: str = "step"
    """step, status (still so), recap, toll, denial, wrong."""
    speaker: str | None = None
    figure: int | None = None
    copy_of: str | None = None


@dataclass(slots=True)
class Dispute:
    """What a careful reader would report: tellings that cannot all hold."""

    id: str
    situation: str
    kinds: list[str]
    """By what they differ; any of these names is right."""
    sides: tuple[list[str], list[str]]
    """Ids of tellings on each side."""
    optional: bool = False
    """A correction of one's own word: a revision, neither asked for nor wrong to report."""


@dataclass(slots=True)
class Report:
    file: str
    outlet: str
    published: date | None
    text: str
    copy_of: str | None = None


@dataclass(slots=True)
class World:
    theatre: str
    start: date
    end: date
    situations: list[Situation] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    tellings: list[Telling] = field(default_factory=list)
    disputes: list[Dispute] = field(default_factory=list)


def write(worlds: Iterable[World], folder: Path) -> None:
    """Reports as text files, `documents.csv` beside them, and `truth.json` in the folder above (it is no report)."""
    reports = folder / "reports"
    reports.mkdir(parents=True, exist_ok=True)
    rows = ["file,outlet,published_at"]
    known = list(worlds)
    for world in known:
        for report in world.reports:
            (reports / report.file).write_text(report.text, encoding="utf-8")
            rows.append(f"{report.file},{report.outlet},{report.published or ''}")
    (reports / "documents.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    text = json.dumps([asdict(w) for w in known], default=str, indent=1, ensure_ascii=False)
    (folder / "truth.json").write_text(text + "\n", encoding="utf-8")


def load(folder: Path) -> list[World]:
    return [_world(found) for found in json.loads((folder / "truth.json").read_text("utf-8"))]


def _world(found: dict[str, Any]) -> World:
    situations = [
        Situation(**{**s, "steps": [Step(**_dated(step, "day", "until", "planned_for")) for step in s["steps"]]})
        for s in found["situations"]
    ]
    tellings = [Telling(**{**t, "since": (_day(t["since"][0]), _day(t["since"][1]))}) for t in found["tellings"]]
    disputes = [Dispute(**{**d, "sides": (d["sides"][0], d["sides"][1])}) for d in found["disputes"]]
    reports = [Report(**_dated(r, "published")) for r in found["reports"]]
    start, end = date.fromisoformat(found["start"]), date.fromisoformat(found["end"])
    return World(found["theatre"], start, end, situations, reports, tellings, disputes)


def _dated(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {**row, **{name: _day(row[name]) for name in names}}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
