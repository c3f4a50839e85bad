"""Situations, disagreements and what is open, as a person reads them on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ascribe.cli.render import COLOURS, Pieces, clean
from ascribe.exports.evidence import Evidence, sentences, where
from ascribe.exports.open_items import WHAT
from ascribe.exports.situation_wording import (
    ABOUT,
    behind,
    condition,
    expectation,
    hangs_on,
    said_by,
    state_words,
    when,
)
from ascribe.exports.weight import is_told_once, weight
from ascribe.exports.wording import counted, day, long_day, number

Json = dict[str, Any]

_OF_DISAGREEMENTS = {"contradiction": "red", "revision": "yellow", "detail": "dim"}
SHORT_ID = 8
"""Characters of an id that are shown."""
DAYS_WIDE, _STATE = 26, 16
"""Columns of days and states: what most of them need, so that a terminal of 80 leaves room for who says so."""
OPEN_SHOWN = 5
"""Items of one kind that a list of what is open shows without --all."""
ONCE_SHOWN = 60
"""Situations told once that a list shows."""
_SHOWN = 4
"""Claims named for a side of a disagreement."""


# -- situations


def situations_list(items: Iterable[Json]) -> Iterator[Table]:
    """Situations one below the other."""
    return map(situation_block, items)


def situations_and_once(items: Iterable[Json]) -> Pieces:
    """The weightiest first; those that one report tells once below the others, a line each."""
    found = sorted(items, key=weight, reverse=True)
    once = [item for item in found if is_told_once(item)]
    for item in found:
        if not is_told_once(item):
            yield situation_block(item)
    if once:
        yield Text(f"Told once, by one report ({len(once)})", style="bold underline")
    for item in once[:ONCE_SHOWN]:
        yield _line(item)


def _line(item: Json) -> Table:
    """A situation in a line: its first state, what it is, and who says so."""
    state = item["states"][0]
    told = Text(clean(item["title"]))
    if hangs := clean(condition(state)):
        told.append(f", {hangs}", style="blue")
    told.append(f"  {item['id'][:SHORT_ID]}", style="dim")
    if state["sources"]:
        told.append(f" · {clean(said_by(state['sources']))}", style="dim")
    words = state_words(state, item["kind"], dispute=False).removesuffix(", if")
    return _row(Text(when(state)), Text(words, style=COLOURS[state["factuality"]]), told)


def situation_block(item: Json, claims: Mapping[str, Json] | None = None) -> Table:
    """A situation: its title, then a line for each of its states in the order in which they held.

    `claims`: by id; with them, the sentences below each state.
    """
    outer = Table.grid()
    outer.add_column(ratio=1)
    head = Text(clean(item["title"]), style="bold")
    head.append(f"  {item['id'][:SHORT_ID]} · {behind(item)}", style="dim not bold")
    called = {dependency["situation"]: dependency["title"] for dependency in item["dependencies"]}
    for id, how in hangs_on(item["dependencies"]).items():
        head.append(f"\ndepends on {how}: {clean(called[id] or 'not in view')} ({id[:SHORT_ID]})")
    outer.add_row(head)
    for state in item["states"]:
        outer.add_row(_state(item, state))
        for e in sentences(state["claims"], claims) if claims else ():
            outer.add_row(Padding(_quoted(e), (0, 0, 0, 4)))
    for series in item["figures"]:
        outer.add_row(_row(Text(""), Text(clean(series["unit"])), _figures(series)))
    for d in item.get("disagreements", ()):
        outer.add_row(Padding(_disagreement(d), (0, 0, 0, 2)))
    outer.add_row("")
    return outer


def _state(item: Json, state: Json) -> Table:
    who = Text()
    if state["disputed"]:
        who.append("disputed; ", style="red")
    if hangs := clean(condition(state)):
        who.append(f"{hangs}; ", style="blue")
    who.append(clean(said_by(state["sources"])))
    if state["reports"] > 1:
        who.append(f" · {behind(state)}", style="dim")
    return _row(
        Text(when(state)),
        Text(state_words(state, item["kind"], dispute=False), style=COLOURS[state["factuality"]]),
        who,
    )


def _row(days: Text, state: Text, more: Text) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=DAYS_WIDE)
    grid.add_column(width=_STATE)
    grid.add_column(ratio=1)
    grid.add_row(days, state, more)
    return grid


def _quoted(e: Evidence) -> Text:
    return Text(quoted(e.sentence)).append(f" {clean(e.report)} · {e.claim[:SHORT_ID]}", style="dim")


def quoted(sentence: str) -> str:
    """In quotation marks, unless it has its own."""
    text = clean(sentence)
    return text if text[:1] in "“\"‘'" else f"“{text}”"


def _figures(series: Json) -> Text:
    """What was counted: the best figure with its bounds, and who gave which where several did."""
    low, best, high = (number(series[name]) or "?" for name in ("low", "best", "high"))
    text = Text(best if low == high else f"{best} ({low} to {high})")
    points = [p for p in series["points"] if p["value"] is not None]
    if len({p["value"] for p in points}) > 1:
        told = (f"{number(p['value'])} {clean(p['source'])}{_STANDING.get(p['standing'], '')}" for p in points)
        text.append(f": {', '.join(dict.fromkeys(told))}", style="dim")
    return text


_STANDING = {"superseded": " (later put otherwise)", "disputed": " (disputed)"}


# -- disagreements


def disagreements_list(items: Iterable[Json]) -> Iterator[Table]:
    """Disagreements one below the other: what they are about, and who stands on each side."""
    for item in items:
        grid = Table.grid()
        grid.add_column(ratio=1)
        grid.add_row(Text(clean(item["title"]), style="bold"))
        grid.add_row(_disagreement(item))
        grid.add_row("")
        yield grid


def _disagreement(item: Json) -> Text:
    text = Text(
        f"{item['kind']} about {ABOUT.get(item['about'], item['about'])}", style=_OF_DISAGREEMENTS[item["kind"]]
    )
    known = day(item["known_since"])
    since = f", known since {long_day(known)}" if known else ""
    text.append(f"{since} · situation {item['situation'][:SHORT_ID]}", style="dim")
    text.append(f"\n{clean(item['explanation'])}", style="none")
    for side in item["sides"]:
        text.append(f"\n  {clean(side['says'])}: {clean(said_by(side['sources']))}", style="dim")
        text.append(f" · {counted(side['origins'], 'origin')}", style="dim")
        text.append(f" · {' '.join(id[:SHORT_ID] for id in side['claims'][:_SHOWN])}", style="dim")
    return text


# -- what is open


def open_list(items: Iterable[Json], *, everything: bool = True) -> Pieces:
    """What is open, under a heading for each kind; without `everything`, the first few of each."""
    for what, group in groupby(items, key=lambda item: item["what"]):
        found = list(group)
        yield Text(f"{WHAT[what]} ({len(found)})", style="bold underline")
        shown = found if everything else found[:OPEN_SHOWN]
        for item in shown:
            yield open_item(item)
        if len(shown) < len(found):
            yield Padding(Text(f"and {len(found) - len(shown)} more: --all", style="dim"), (0, 0, 1, 0))


def open_item(item: Json) -> Table:
    """What is open, with its age, its sentence and where that stands."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=12)
    grid.add_column(ratio=1)
    age = counted(item["age"], "day") if item["age"] is not None else "no date"
    left = Text(age if item["overdue"] is None else f"{counted(item['overdue'], 'day')} over")
    left.append(f"\n{item['situation'][:SHORT_ID]}", style="dim")
    right = Text(clean(item["title"]), style="bold")
    for more in (expectation(item), condition(item)):
        right.append(f", {clean(more)}" if more else "", style="blue")
    last = item["last"]
    if last:
        right.append(f"\n{quoted(last['sentence'])}", style="none")
        document = {"name": last["document"], "outlet": last["outlet"], "published_at": last["published_at"]}
        told = f"{clean(last['speaker'])}, in {clean(where(document))}" if last["speaker"] else clean(where(document))
        right.append(f"\n{told} · {behind(item)}", style="dim")
    grid.add_row(left, right)
    grid.add_row("", "")
    return grid
