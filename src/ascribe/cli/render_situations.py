"""Situations, disagreements and what is open, as a person reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rich.table import Table
from rich.text import Text

from ascribe.cli.render import COLOURS, clean

Json = dict[str, Any]

_OF_DISAGREEMENTS = {"contradiction": "red", "revision": "yellow", "detail": "dim"}


def situations_list(items: Iterable[Json]) -> Iterator[Table]:
    """Situations one below the other."""
    return map(situation_block, items)


def situation_block(item: Json) -> Table:
    """A situation: its title, then a line for each of its states in the order in which they held."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=21)
    grid.add_column(width=22)
    grid.add_column(ratio=1)
    head = Table.grid(padding=(0, 2, 0, 0))
    head.add_column(ratio=1)
    head.add_column(justify="right", no_wrap=True)
    title = Text(clean(item["title"]), style="bold")
    head.add_row(title, Text(f"{counted(item)}  {item['id'][:8]}", style="dim"))
    for state in item["states"]:
        grid.add_row(Text(when(state)), _phase(state), _behind(state))
    for series in item["figures"]:
        grid.add_row(Text(""), Text(clean(series["unit"])), Text(_range(series)))
    outer = Table.grid()
    outer.add_column(ratio=1)
    outer.add_row(head)
    outer.add_row(grid)
    outer.add_row("")
    return outer


def counted(item: Json) -> str:
    """ "3 reports, 2 origins": copies are no confirmation."""
    reports = "1 report" if item["reports"] == 1 else f"{item['reports']} reports"
    return reports if item["origins"] == item["reports"] else f"{reports}, {_origins(item['origins'])}"


def _origins(count: int) -> str:
    return "1 origin" if count == 1 else f"{count} origins"


def when(state: Json) -> str:
    """The days of a state: "since 2015-03-21", "by 2015-03-02", "since 2014-08-01..31 until 2015-01-05"."""
    since, until = state["since"], state["until"]
    parts = [_began(since)] if since else []
    if until and (until["start"] or until["end"]):
        parts.append(f"until {_span(until)}")
    elif until:
        parts.append("not any more")
    if state["expected"] and (state["expected"]["start"] or state["expected"]["end"]):
        parts.append(f"for {_span(state['expected'])}")
    return "\n".join(parts) or f"told {state['known_since'] or 'without a date'}"


def _began(interval: Json) -> str:
    if interval["start"] is None:
        return f"by {interval['end']}"
    return f"since {_span(interval)}"


def _span(interval: Json) -> str:
    start, end = interval["start"], interval["end"]
    if start == end:
        return str(start)
    if start is None:
        return f"by {end}"
    if end is None:
        return f"{start} or later"
    shared = 8 if start[:7] == end[:7] else 5 if start[:4] == end[:4] else 0
    return f"{start}..{end[shared:]}"


def _phase(state: Json) -> Text:
    text = Text(state["phase"])
    if state["factuality"] not in ("asserted", state["phase"]):
        text.append(f" {state['factuality']}", style=COLOURS[state["factuality"]])
    if state["disputed"]:
        text.append(" disputed", style="red")
    return text


def _behind(state: Json) -> Text:
    who = "; ".join(clean(name) for name in state["sources"]) or "in the reports' own words"
    text = Text(who)
    text.append(f"  {counted(state)}", style="dim")
    if state["condition"]:
        text.append(f"\n{clean(state['condition'])}", style="blue")
    return text


def _range(series: Json) -> str:
    low, best, high = (_number(series[name]) for name in ("low", "best", "high"))
    disputed = any(p["standing"] == "disputed" for p in series["points"])
    text = best if low == high else f"{best} ({low} to {high})"
    return f"{text}, disputed" if disputed else text


def _number(value: float | None) -> str:
    return "?" if value is None else f"{value:,.0f}" if value == int(value) else f"{value:,}"


def disagreements_list(items: Iterable[Json]) -> Iterator[Table]:
    """Disagreements one below the other: what they are about, and who stands on each side."""
    for item in items:
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=13, no_wrap=True)
        grid.add_column(ratio=1)
        left = Text(item["kind"], style=_OF_DISAGREEMENTS[item["kind"]])
        left.append(f"\n{item['about']}\n{item['situation'][:8]}", style="dim")
        right = Text(clean(item["explanation"]))
        right.append(f"\n{clean(item['title'])}", style="bold")
        for side in item["sides"]:
            who = "; ".join(clean(name) for name in side["sources"]) or "the reports"
            right.append(f"\n{clean(side['says'])}: {who}, {_origins(side['origins'])}", style="dim")
        grid.add_row(left, right)
        grid.add_row("", "")
        yield grid


def open_list(items: Iterable[Json]) -> Iterator[Table]:
    """What is open, a line each."""
    for item in items:
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=18)
        grid.add_column(width=12)
        grid.add_column(ratio=1)
        overdue = f"{item['overdue']} days ago" if item["overdue"] is not None else ""
        age = f"{item['age']} days" if item["age"] is not None else "no date"
        right = Text(clean(item["title"]), style="bold")
        if item["expected"] and (item["expected"]["start"] or item["expected"]["end"]):
            right.append(f"\nfor {_span(item['expected'])}")
        if item["condition"]:
            right.append(f"\n{clean(item['condition'])}", style="blue")
        who = "; ".join(clean(name) for name in item["sources"]) or "the reports"
        right.append(f"\nlast told {item['last_told'] or 'without a date'}: {who}, {counted(item)}", style="dim")
        grid.add_row(Text(item["what"]), Text(overdue or age), right)
        grid.add_row("", "", "")
        yield grid


def sources_list(items: Iterable[Json]) -> Iterator[Table]:
    """Sources, a few lines each."""
    for item in items:
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=23)
        grid.add_column(ratio=1)
        days = item["first_day"] or "without a date"
        if item["last_day"] != item["first_day"]:
            days += f"..{item['last_day']}"
        right = Text(clean(item["name"]), style="bold")
        if item["affiliations"]:
            right.append(f"  {clean('; '.join(item['affiliations']))}", style="dim")
        if item["anonymous"]:
            right.append("  not named", style="dim")
        if item["rating"]:
            right.append(f"  {item['rating']['rating']}", style="cyan")
        told = ", ".join(f"{count} {name}" for name, count in item["factuality"].items())
        right.append(f"\n{told}; {counted(item)}", style="dim")
        for name, label in (("reversals", "said otherwise before"), ("contradicted", "contradicted by others")):
            if item[name]:
                right.append(f"\n{label}: {', '.join(id[:8] for id in item[name])}", style="red")
        grid.add_row(Text(days), right)
        grid.add_row("", "")
        yield grid
