"""Sources and their pages, as a person reads them on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ascribe.cli.render import COLOURS, clean
from ascribe.cli.render_situations import DAYS_WIDE, SHORT_ID, quoted
from ascribe.exports.situation_wording import behind, said_by, state_words, when
from ascribe.exports.wording import counted, day, interval

Json = dict[str, Any]

_OUTCOMES = {"came about": "green", "turned out otherwise": "red"}


def sources_list(items: Iterable[Json]) -> Iterator[Table | Padding]:
    """Sources, a few lines each; below them their pages, where they have one."""
    for item in items:
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=DAYS_WIDE)
        grid.add_column(ratio=1)
        days = interval(day(item["first_day"]), day(item["last_day"])) if item["first_day"] else "no date"
        grid.add_row(Text(days), _head(item))
        grid.add_row("", "")
        yield grid
        for thing in item.get("things", ()):
            yield Padding(_thing(thing), (0, 0, 1, 4))


def _head(item: Json) -> Text:
    text = Text(clean(item["name"]), style="bold")
    if item["affiliations"]:
        text.append(f"  {clean('; '.join(item['affiliations']))}", style="dim not bold")
    if item["anonymous"]:
        text.append("  not named", style="dim not bold")
    if item["rating"]:
        text.append(f"  rated {item['rating']['rating']}", style="cyan not bold")
        text.append(f" by {clean(item['rating']['who'])}" if item["rating"]["who"] else "", style="dim not bold")
    told = ", ".join(f"{count} {name}" for name, count in item["factuality"].items())
    text.append(f"\n{counted(item['claims'], 'claim')}: {told} · {behind(item)}", style="dim not bold")
    for name, label in (("reversals", "put otherwise"), ("contradicted", "contradicted by others")):
        for id in item[name]:
            text.append(f"\n{label}: ", style="red not bold")
            text.append(clean(item["explanations"][id]), style="not bold")
        if more := item["more"][name]:
            text.append(f"\n{counted(more, 'time')} more {label}: see --source", style="dim not bold")
    return text


def _thing(thing: Json) -> Table:
    """What a source said of one thing, each sentence once, then what is told of it since."""
    outer = Table.grid()
    outer.add_column(ratio=1)
    head = Text(clean(thing["title"] or "Of nothing that is kept as a situation"), style="bold")
    if thing["situation"]:
        head.append(f"  {thing['situation'][:SHORT_ID]}", style="dim not bold")
    if thing["outcome"]:
        head.append(f"  {thing['outcome']}", style=f"{_OUTCOMES[thing['outcome']]} not bold")
    outer.add_row(head)
    sentences: dict[str, list[Json]] = {}
    for said in thing["said"]:
        sentences.setdefault(said["sentence"], []).append(said)
    for sentence, together in sentences.items():
        last = together[-1]
        said = Text(", ".join(dict.fromkeys(_word(one) for one in together)), style=COLOURS[last["factuality"]])
        said.append(f"  {quoted(sentence)}", style="none")
        said.append(f" {clean(last['report'])} · {last['claim'][:SHORT_ID]}", style="dim")
        outer.add_row(Padding(said, (0, 0, 0, 2)))
    for state in thing["since"]:
        since = Text("told since: ", style="dim")
        since.append(state_words(state, thing["kind"]), style=COLOURS[state["factuality"]])
        since.append(f" {when(state)}; {clean(said_by(state['sources']))}", style="none")
        outer.add_row(Padding(since, (0, 0, 0, 2)))
    return outer


def _word(said: Json) -> str:
    """How the source put it: its factuality, or of what is asserted its phase."""
    return str(said["phase"] if said["factuality"] == "asserted" else said["factuality"])
