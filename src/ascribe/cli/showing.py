"""`ascribe show ID`: one claim with all its cells, one story with what its members changed, or one document."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from ascribe.cli.options import Day, note_undated, opened, record_option

if TYPE_CHECKING:
    from rich.console import Console

    from ascribe.exports.view import View

Json = dict[str, Any]


@click.command()
@click.argument("id")
@record_option
@click.option(
    "--as-of", type=Day(), metavar="DAY", help="As a record shows it that has read what was published by then."
)
@click.option("--revisions", is_flag=True, help="Of a document: what each revision changed against the one before.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How to write it.",
)
def show(id: str, record: str, as_of: date | None, revisions: bool, form: str) -> None:
    """Show one claim, story or document. The beginning of its ID is enough.

    Of a story: sentence by sentence what each member kept, cut, added and reworded. Of a document that was read again
    with another text: --revisions.
    """
    view = opened(record)
    kind, item = view.find(id, as_of)
    found = item.to_dict()
    if revisions:
        if kind != "document":
            raise click.UsageError(f"--revisions is for documents, and this is a {kind}")
        _revisions(view, found["id"], as_of, form)
        note_undated(view, as_of)
        return
    if form == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    from ascribe.cli.render import console

    to = console()
    if kind == "claim":
        _claim(found, to)
    elif kind == "story":
        from ascribe.cli.showing_stories import story_pieces

        for piece in story_pieces(found):
            to.print(piece)
    else:
        _document(found, view, as_of, to)
    note_undated(view, as_of)


def _revisions(view: View, document: str, as_of: date | None, form: str) -> None:
    found = [item.to_dict() for item in view.revisions(document, as_of)]
    if form == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    from ascribe.cli.render import console
    from ascribe.cli.showing_revisions import revision_pieces

    to = console()
    for piece in revision_pieces(found):
        to.print(piece)


def _claim(item: Json, to: Console) -> None:
    from rich.text import Text

    from ascribe.cli.render import claim_block, clean

    to.print(claim_block(item))
    evidence = item["evidence"]
    context = Text().append(f"…{clean(evidence['prefix'])}", style="dim")
    context.append(clean(evidence["exact"]))
    context.append(f"{clean(evidence['suffix'])}…", style="dim")
    to.print(context)
    to.print(Text(f"characters {evidence['start']} to {evidence['end']} of document {item['document']['id']}", "dim"))
    to.print()
    for name, value in _cells(item):
        line = Text().append(f"{name:<12}", style="bold")
        line.append(clean(value))
        to.print(line)


def _cells(item: Json) -> list[tuple[str, str]]:
    """Name and value of every cell that holds something."""
    time = item["time"]
    rows = [("id", item["id"]), ("story", item["story"]), ("situation", item["situation"]), ("block", item["block"])]
    rows += [("trigger", item["trigger"]["text"]), ("event", f"{item['event']['text']} ({item['event']['lemma']})")]
    rows += [("type", "/".join(x for x in (item["event_type"], item["mode"]) if x))]
    rows += [("contexts", ", ".join(item["contexts"]))]
    for name in ("agents", "targets", "places", "figures"):
        rows += [(name, _cell(cell)) for cell in item[name]]
    told = f"“{time['text']}”, " if time["text"] else ""
    span = f"{time['start'] or '…'} to {time['end'] or '…'}" if time["start"] or time["end"] else time["reason"]
    rows += [("time", f"{span} ({told}{time['basis']}{', implied' if time['implied'] else ''})")]
    rows += [("phase", item["phase"]), ("factuality", item["factuality"])]
    rows += [("axes", f"{item['polarity']}, {item['certainty']}, tense {item['tense']}")]
    rows += [("condition", (item["condition"] or {}).get("text"))]
    rows += [("source", " > ".join(_cell(link) for link in chain)) for chain in item["sources"]]
    rows += [("rules", ", ".join(item["rules"])), ("confidence", f"{item['confidence']:.2f}")]
    return [(name, str(value)) for name, value in rows if value]


def _cell(cell: Json) -> str:
    """The words, and what is known about them."""
    said = f"“{cell['text']}” at {cell['start']}"
    left_out = ("text", "start", "end", "lat", "lon")
    known = [
        f"{k} {v}" if v is not True else k for k, v in cell.items() if k not in left_out and v not in (None, False)
    ]
    return f"{said}: {', '.join(known)}" if known else said


def _document(item: Json, view: View, as_of: date | None, to: Console) -> None:
    from rich.text import Text

    from ascribe.cli.render import claims_list, clean

    for name in ("id", "revision", "name", "title", "url", "outlet", "byline", "published_at", "language", "story"):
        if item[name]:
            line = Text().append(f"{name:<13}", style="bold")
            line.append(clean(item[name]))
            if name == "published_at":
                line.append(f" (from the {item['dated_by']})" if item["dated_by"] else "", style="dim")
            to.print(line)
    for warning in item["warnings"]:
        to.print(Text(f"[{warning['code']}] {clean(warning['message'])}", style="yellow"))
    to.print()
    text = view.text(item["id"], as_of)
    for block in text["blocks"]:
        read = block["kind"] in ("headline", "body", "caption")
        line = Text().append(f"{block['kind']:<12}", style="cyan" if read else "dim")
        line.append(clean(text["text"][block["start"] : block["end"]]), style="none" if read else "dim")
        to.print(line)
    to.print()
    for claim in claims_list(view.claims(document=item["id"], as_of=as_of).to_dicts()):
        to.print(claim)
    if (count := view.count_revisions(item["id"], as_of)) > 1:
        to.print(Text(f"{count} revisions; what each changed: ascribe show {item['id'][:8]} --revisions", style="dim"))
