"""A story as `ascribe show` prints it: its members, and sentence by sentence what each kept, cut, added or reworded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from ascribe.cli.render import clean, members_table, story_head

Json = dict[str, Any]

SIGNS = {"kept": ("=", "dim"), "reworded": ("~", "yellow"), "added": ("+", "green"), "cut": ("-", "red")}
_KINDS = {"figure": "figure", "time": "time", "name": "name", "negation": "negation", "certainty": "certainty"}
_KINDS |= {"source": "who says it", "stance": "how it is said"}


def story_pieces(item: Json) -> Iterator[RenderableType]:
    """The story, piece by piece."""
    yield story_head(item)
    yield Padding(members_table(item), (0, 0, 1, 2))
    names = {member["id"]: member["name"] for member in item["documents"]}
    yield from _chain(item["origin"]["chain"], names)
    yield ""
    changed = [member for member in item["documents"] if member["alignment"]]
    if changed:
        legend = Text("against the document it is compared with: ", style="dim")
        legend.append(", ".join(f"{sign} {change}" for change, (sign, _) in SIGNS.items()), style="dim")
        yield legend
        yield ""
    for member in changed:
        beside = names.get(member["reference"], member["reference"])
        yield Text(clean(f"{member['name']} beside {beside}"), style="bold")
        for row in member["alignment"]:
            yield from _row(row)
        yield ""


def _chain(steps: list[Json], names: dict[str, str]) -> Iterator[Text]:
    """Who had it from whom, a step on a line, with the words that say it or why it is taken so."""
    yield Text("from whom to whom:", style="dim")
    for step in steps:
        line = Text("  ").append(_party(step["from"]), style="bold" if step["from"] else "dim")
        line.append(" → ").append(_party(step["to"]))
        if step["evidence"]:
            said = f" ({step['grade']}): “{clean(' '.join(step['evidence'].split()))}”"
            inside = step["document"] not in (None, step["to"]["document"])
            line.append(said + (f" in {clean(names.get(step['document'], ''))}" if inside else ""), style="dim")
        else:
            grade = f" ({step['grade']})" if step["from"] else ""
            line.append(f"{grade}: {step['why']}", style="dim")
        yield line


def _party(party: Json | None) -> str:
    if party is None:
        return "unknown"
    outlet = f" ({party['outlet']})" if party["outlet"] else ""
    return clean(f"{party['name']}{outlet}")


def _row(row: Json) -> Iterator[Text]:
    sign, style = SIGNS[row["change"]]
    yield Text(f"{sign} {clean(row['other_text'] if row['change'] == 'cut' else row['text'])}", style=style)
    if row["change"] == "reworded":
        yield Text(f"  was: {clean(row['other_text'])}", style="dim")
        for found in row["differences"]:
            yield difference(found)


def difference(found: Json) -> Text:
    """A change in meaning on a line."""
    line = Text(f"  {_KINDS[found['kind']]}: ", style="bold")
    before, after = (clean(found[side]["text"]) if found[side] else None for side in ("before", "after"))
    if before and after:
        line.append(f"{before} → {after}")
    else:
        line.append(f"{before} is not there" if before else f"{after} is new")
    return line
