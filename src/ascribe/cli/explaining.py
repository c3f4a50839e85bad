"""`ascribe explain ID`: for every cell of a claim the rule that filled it, the words it was read from, and why."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from ascribe.cli.options import Day, note_undated, opened, record_option

if TYPE_CHECKING:
    from rich.console import Console

Json = dict[str, Any]

DEEPEST = 20
"""Levels of the tree that are set further in: more would leave no room for words."""
LONGEST = 90
"""Characters of a lexicon's entry that are shown."""


@click.command()
@click.argument("id")
@record_option
@click.option(
    "--as-of", type=Day(), metavar="DAY", help="As a record shows it that has read what was published by then."
)
@click.option("--no-tree", is_flag=True, help="Leave out the sentence's tree.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How to write it.",
)
def explain(id: str, record: str, as_of: date | None, no_tree: bool, form: str) -> None:
    """Explain a claim: for every cell the rule that filled it, the words it was read from and what was looked up.

    The beginning of its ID is enough. Words in [brackets] are the cell's own; lines of lexicons are those of files in
    the package, which can be read and changed.
    """
    view = opened(record)
    found = view.explain(id, as_of).to_dict()
    if form == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    from ascribe.cli.render import claim_block, console

    to = console()
    to.print(claim_block(view.find(found["id"], as_of)[1].to_dict()))
    if found["note"]:
        click.echo(f"ascribe: {found['note']}", err=True)
    for cell in found["cells"]:
        _cell(cell, to)
    if found["tree"] and not no_tree:
        _tree(found["tree"], to)
    note_undated(view, as_of)


def _cell(cell: Json, to: Console) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from ascribe.cli.render import clean

    line = Text().append(f"{cell['cell']:<12}", style="bold")
    line.append(clean(str(cell["value"])) if cell["value"] is not None else "none")
    to.print(line)
    if cell["marked"]:
        to.print(Padding(Text(clean(cell["marked"]), style="dim"), (0, 0, 0, 12)))
    because = Text(clean(cell["says"])).append(f"  ({cell['rule']})", style="dim")
    to.print(Padding(because, (0, 0, 0, 12)))
    for reading in cell["reading"]:
        to.print(Padding(Text(f"- {clean(reading)}"), (0, 0, 0, 12)))
    for entry in cell["lexicon"]:
        short = entry["entry"] if len(entry["entry"]) <= LONGEST else f"{entry['entry'][:LONGEST]}…"
        told = f"- {entry['file']}, line {entry['line']}, {entry['section']}: {short}"
        to.print(Padding(Text(told, style="cyan"), (0, 0, 0, 12)))
    to.print()


def _tree(words: list[Json], to: Console) -> None:
    """Each word below the one that governs it, and further in."""
    from rich.text import Text

    from ascribe.cli.render import clean

    below: dict[int, list[Json]] = {}
    for word in words:
        below.setdefault(word["head"], []).append(word)
    to.print(Text("tree", style="bold").append("        what a word hangs on stands above it, further left", "dim"))
    todo = [(word, 0) for word in reversed(below.get(-1, []))]
    while todo:
        word, depth = todo.pop()
        line = Text(f"{'  ' * min(depth, DEEPEST)}{clean(word['text'])}")
        to.print(line.append(f"  {word['means']}", style="dim"))
        todo += [(lower, depth + 1) for lower in reversed(below.get(word["token"], []))]
