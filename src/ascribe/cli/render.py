"""Items as a person reads them: on a terminal of 80 columns or more, with colours there and without elsewhere.

What a claim says comes first, its sentence with the trigger marked below, then who says it and where it stands.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable
from typing import IO, Any, cast

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ascribe.cli.reading import shortened

Json = dict[str, Any]
Pieces = Iterable[RenderableType]

_NARROW, _WIDE = 60, 110
"""Columns between which the output is set: longer lines are hard to read."""
_ELSEWHERE = 100
"""Columns where the output goes to a file or a pipe."""

COLOURS = {
    "asserted": "green",
    "denied": "red",
    "undisclosed": "magenta",
    "possible": "yellow",
    "planned": "cyan",
    "conditional": "blue",
}
"""By factuality."""


def console(out: IO[str] | None = None) -> Console:
    """Where tables go. Text from documents is never taken for markup."""
    out = out or sys.stdout
    terminal = out.isatty()
    width = shutil.get_terminal_size((_ELSEWHERE, 40)).columns if terminal else _ELSEWHERE
    file = out if terminal else cast(IO[str], _Trimmed(out))
    return _Console(file=file, width=max(_NARROW, min(width, _WIDE)), markup=False, highlight=False, emoji=False)


class _Console(Console):
    """One that leaves a closed pipe to the command line, which knows its exit code."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


class _Trimmed:
    """A file that gets lines without the blanks that a table fills them up with."""

    def __init__(self, out: IO[str]) -> None:
        self._out = out

    def write(self, text: str) -> int:
        return self._out.write(_TRAILING.sub("", text))

    def flush(self) -> None:
        self._out.flush()

    def isatty(self) -> bool:
        return False


_TRAILING = re.compile(r" +(?=\n)")


def clean(text: str | None) -> str:
    """Text from outside without what a terminal obeys."""
    return "".join(c if c.isprintable() or c == " " else " " for c in text or "")


# -- claims


def claims_list(items: Iterable[Json]) -> Pieces:
    """Claims one below the other."""
    return map(claim_block, items)


def claim_block(item: Json, *, short: bool = False) -> Table:
    """A claim: when and in what state on the left; what, its sentence and who says so on the right."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=11, no_wrap=True)
    grid.add_column(ratio=1)
    left = Text().append(day_of(item["time"]) or "no time", style="bold" if item["time"]["start"] else "dim")
    left.append(f"\n{item['phase']}")
    left.append(f"\n{item['factuality']}", style=COLOURS[item["factuality"]])
    right = Text()
    right.append_text(headline(item))
    right.append("\n")
    right.append_text(sentence_of(item))
    right.append("\n")
    right.append_text(attribution(item))
    if not short:
        left.append(f"\n{item['id'][:8]}", style="dim")
    grid.add_row(left, right)
    grid.add_row("", "")
    return grid


def headline(item: Json) -> Text:
    """Who does what to whom, where."""
    line = Text()
    agents, targets = _names(item["agents"]), _names(item["targets"])
    if agents:
        line.append(f"{agents} · ", style="bold")
    line.append(clean(item["event"]["lemma"]), style="bold")
    if targets:
        line.append(" → ")
        line.append(targets, style="bold")
    if item["places"]:
        line.append(" · ")
        line.append("; ".join(_place(cell) for cell in item["places"]))
    kind = "/".join(x for x in (item["event_type"], item["mode"]) if x)
    if kind:
        line.append(f"  {kind}", style="dim")
    return line


def _names(cells: list[Json]) -> str:
    return clean("; ".join(_mark(cell["name"] or cell["text"], cell) for cell in cells))


def _mark(text: str, cell: Json) -> str:
    """What was taken from another sentence stands in brackets."""
    return f"[{text}]" if cell["implied"] else text


def _place(cell: Json) -> str:
    relation = str(cell["relation"] or "in").replace("_", " ")
    return clean(f"{relation} {_mark(cell['name'] or cell['text'], cell)}")


def sentence_of(item: Json) -> Text:
    """The sentence with the trigger underlined."""
    sentence, trigger = item["sentence"], item["trigger"]
    start, end = trigger["start"] - sentence["start"], trigger["end"] - sentence["start"]
    line = Text()
    if 0 <= start < end <= len(sentence["text"]):
        line.append(clean(sentence["text"][:start]))
        line.append(clean(sentence["text"][start:end]), style="underline")
        line.append(clean(sentence["text"][end:]))
    else:
        line.append(clean(sentence["text"]))
    return line


def attribution(item: Json) -> Text:
    """Who says it, and in which document."""
    line = Text().append("— ", style="dim")
    chains = [" quoting ".join(_speaker(link) for link in chain) for chain in item["sources"] if chain]
    line.append("; ".join(chains) or "the reporter", style="none" if chains else "dim")
    document = item["document"]
    outlet = f"{document['outlet']}, " if document["outlet"] else ""
    date = (document["published_at"] or "undated")[:10]
    line.append(clean(f" · {outlet}{document['name']}, {date}"), style="dim")
    return line


def _speaker(link: Json) -> str:
    name = link["name"] or link["text"]
    details = [link["affiliation"]] if link["affiliation"] else []
    if link["anonymous"]:
        details.append(f"not named: {link['reason']}" if link["reason"] else "not named")
    if link["stance"] not in ("asserts", "quotes"):
        details.append(link["stance"])
    return clean(_mark(f"{name} ({'; '.join(details)})" if details else name, link))


def day_of(time: Json) -> str:
    """The time in eleven columns: a day, a month, or the first day with an arrow where it goes on."""
    start, end = time["start"], time["end"]
    if start is None and end is None:
        return ""
    if start is None:
        return f"…{end}"
    if start == end:
        return str(start)
    return f"{start}…"


# -- documents


def documents_table(items: Iterable[Json]) -> Pieces:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, more in _DOCUMENT_COLUMNS.items():
        table.add_column(name, **more)
    for item in items:
        title = clean(item["title"])
        called = Text(clean(item["name"]))
        if title and title != item["name"]:
            called.append(f"\n{title}", style="dim")
        table.add_row(
            item["id"][:8], (item["published_at"] or "")[:10], clean(item["outlet"]), called, str(item["claims"]),
            (item["story"] or "")[:8], "" if item["state"] == "read" else item["state"],
        )  # fmt: skip
    if table.rows:
        yield table


_DOCUMENT_COLUMNS: dict[str, dict[str, Any]] = {
    "id": {"no_wrap": True, "style": "dim"},
    "published": {"no_wrap": True},
    "outlet": {"overflow": "fold", "max_width": 18},
    "document": {"overflow": "fold", "ratio": 1},
    "claims": {"justify": "right"},
    "story": {"no_wrap": True, "style": "dim"},
    "": {"no_wrap": True, "style": "yellow"},
}


# -- stories


def stories_list(items: Iterable[Json]) -> Pieces:
    for item in items:
        yield story_head(item)
        yield Padding(members_table(item), (0, 0, 1, 2))


def story_head(item: Json) -> Text:
    reports = len(item["documents"])
    line = Text().append(item["id"][:8], style="dim")
    line.append(f"  {reports} {'report' if reports == 1 else 'reports'}, ", style="bold")
    line.append(f"{item['origins']} {'origin' if item['origins'] == 1 else 'origins'}", style="bold")
    origin = item["origin"]
    if origin["agency"]:
        line.append(f" · {clean(origin['agency'])}")
        if origin["evidence"]:
            line.append(f" (“{clean(origin['evidence'])}”)", style="dim")
    if reports > 1:
        line.append(f"\n  {clean(item['why'])}", style="dim")
    return line


def members_table(item: Json) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    for column in range(4):
        table.add_column(justify="right" if column == 2 else "left")
    for member in item["documents"]:
        relation = member["relation"] if len(item["documents"]) > 1 else ""
        shared = f"{member['shared']:.0%} shared" if relation not in ("", "original", "reference") else ""
        changed = ", ".join(
            f"{member[what]} {'sentence' if member[what] == 1 else 'sentences'} {what}"
            for what in ("added", "cut")
            if member[what]
        )
        table.add_row(clean(member["name"]), Text(relation, style="cyan"), shared, Text(changed, style="dim"))
    return table


# -- timeline


def timeline_list(items: Iterable[Json]) -> Pieces:
    """Entries below the day on which they begin."""
    day: str | None = None
    for item in items:
        heading = _heading(item)
        if heading != day:
            day = heading
            yield Text(heading, style="bold underline")
        yield Padding(timeline_entry(item), (0, 0, 1, 2))


def _heading(item: Json) -> str:
    placed = item["placed"]
    if placed["by"] == "time" and not item["start"]:
        return f"until {item['end']}"
    if placed["by"] == "report":
        return f"reported {placed['day']}, without a day"
    return str(placed["day"] or "no time told")


def timeline_entry(item: Json) -> Text:
    if item["statement"]:
        line = Text("statement")
    else:
        line = Text(f"{item['phase']}, ")
        line.append(item["factuality"], style=COLOURS[item["factuality"]])
    if item["start"] and item["end"] != item["start"]:
        line.append(f", until {item['end']}" if item["end"] else ", open end", style="dim")
    if item["placed"]["by"] == "passage":
        line.append(", day implied: told after a sentence of this day", style="dim")
    line.append("  ")
    if item["agents"]:
        line.append(f"{clean('; '.join(item['agents']))} · ", style="bold")
    line.append(clean(item["event"]), style="bold")
    if item["targets"]:
        line.append(f" → {clean('; '.join(item['targets']))}", style="bold")
    if item["places"]:
        line.append(f" · {clean('; '.join(item['places']))}")
    line.append(f"\n{clean(item['sentence'])}")
    who = clean("; ".join(item["speakers"])) or "the reporter"
    reports, origins = item["reports"], item["origins"]
    counted = f"{reports} {'report' if reports == 1 else 'reports'}"
    if reports > 1:
        counted += f", {origins} {'origin' if origins == 1 else 'origins'}"
    line.append(f"\n— {who} · {counted} · {clean(item['document'])}", style="dim")
    return line


# -- ledger


def ledger_table(items: Iterable[Json]) -> Pieces:
    for item in items:
        line = Text().append(f"{item['state']:<15}", style=_STATE_COLOURS.get(item["state"], ""))
        line.append(shortened(clean(item["location"])))
        for problem in item["problems"]:
            message = problem["message"].removeprefix(f"{item['location']}: ")
            line.append(f"\n{'':<15}[{problem['code']}] {shortened(clean(message))}", style="dim")
        yield line


_STATE_COLOURS = {"rejected": "red", "deferred": "yellow", "stored+warning": "yellow", "ignored": "dim"}
