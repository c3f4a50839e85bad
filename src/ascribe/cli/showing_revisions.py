"""The revisions of a document as `ascribe show --revisions` prints them: word by word, and claim by claim."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from ascribe.cli.render import clean, headline
from ascribe.cli.showing_stories import SIGNS, difference

Json = dict[str, Any]


def revision_pieces(items: list[Json]) -> Iterator[RenderableType]:
    """Each revision with what it changed."""
    for number, item in enumerate(items, start=1):
        date = (item["published_at"] or "undated")[:10]
        head = Text(f"revision {number} of {len(items)}  {item['revision'][:8]}  {date}", style="bold")
        head.append(f"  {clean(item['location'])}", style="dim")
        if not item["held"]:
            head.append("  no input holds it any more", style="dim")
        if item["shown"]:
            head.append("  shown", style="green")
        yield head
        if item["sentences"] is None:
            yield ""
            continue
        kept = sum(row["change"] == "kept" for row in item["sentences"])
        yield Text(f"{kept} {'sentence' if kept == 1 else 'sentences'} kept", style="dim")
        for row in item["sentences"]:
            if row["change"] != "kept":
                yield from _row(row)
        yield from _claims(item["changed_claims"])
        yield ""


def _row(row: Json) -> Iterator[Text]:
    sign, style = SIGNS[row["change"]]
    if row["change"] != "reworded":
        yield Text(f"{sign} {clean((row['after'] or row['before'])['text'])}", style=style)
        return
    line = Text(f"{sign} ")
    at, text = row["after"]["start"], row["after"]["text"]
    done = 0
    for word in row["words"]:
        old, new = word["before"], word["after"]
        line.append(clean(text[done : new["start"] - at]))
        if old["text"]:
            line.append(f"[-{clean(old['text'])}-]", style="red")
        if new["text"]:
            line.append(f"{{+{clean(new['text'])}+}}", style="green")
        done = new["end"] - at
    line.append(clean(text[done:]))
    yield line
    yield from map(difference, row["differences"])


def _claims(rows: list[Json]) -> Iterator[Text]:
    for row in rows:
        line = Text(f"claim {row['change']}: ", style="bold")
        line.append_text(headline(row["after"] or row["before"]))
        for field in row["fields"]:
            line.append(f"\n  {field['field']}: {clean(field['before'] or 'none')} → {clean(field['after'] or 'none')}")
        yield line
