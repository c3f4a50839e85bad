"""`ascribe situations`, `disagreements`, `open`: things with their states, where reports disagree, and what is open.

`ascribe merge` and `ascribe split`: what a person decides about them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from ascribe.cli.listing import listed, output_options, put, whole
from ascribe.cli.options import Day, filter_options, opened, record_option

if TYPE_CHECKING:
    from rich.table import Table

    from ascribe.exports.view import View
    from ascribe.record.query import Filter

Json = dict[str, Any]

_EVERYTHING = click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Also what one report tells once, which the table leaves out, and what no claim with a known type tells of.",
)
_FEW = 500
"""Situations of a record up to which the table lists what is told once, a line each."""
_PAGES = click.option("--pages", "whole", is_flag=True, help="Each source with its page.")
_EVERY_ITEM = click.option("--all", "everything", is_flag=True, help="In the table, all of each kind.")


@click.command()
@record_option
@filter_options
@_EVERYTHING
@output_options
def situations(record: str, everything: bool, form: str, output: str | None, verbatim: bool, **filters: Any) -> None:
    """List situations: operations, requests, talks, and in which states they were since when, according to whom.

    Those told by most independent origins first. With filters, those with a claim that they let through; with
    --situation, each state with its sentences. What one report tells in one state stands below, a line each, the
    weightiest first; in a large record the table leaves it out.
    """
    from ascribe.cli.render_situations import ONCE_SHOWN, situations_and_once, situations_list
    from ascribe.exports.situation_columns import SITUATIONS

    with listed(record, filters) as (view, wanted):
        if form == "table" and wanted.situation:
            put(view.iterate_situations(wanted), SITUATIONS, partial(_whole, view, wanted), form, output, verbatim)
            return
        count, left_out = (0, 0) if everything or form != "table" else view.count_situations(wanted)
        if left_out == count:
            left_out = 0  # nothing else is there: they are what was asked for
        few = left_out > 0 and count <= _FEW and wanted.limit is None
        found = view.iterate_situations(wanted, everything=everything, single=few or not left_out)
        put(found, SITUATIONS, situations_and_once if few else situations_list, form, output, verbatim)
        if few:
            left_out = max(0, left_out - ONCE_SHOWN)
    if left_out:
        more = "1 more is" if left_out == 1 else f"{left_out:,} more are"
        click.echo(f"ascribe: {more} told once, in one report; --all lists them too", err=True)


def _whole(view: View, wanted: Filter, items: Iterable[Json]) -> Iterator[Table]:
    """Situations with the sentences and disagreements of each."""
    from ascribe.cli.render_situations import situation_block

    for item in items:
        whole = view.situation(item["id"], wanted.as_of).to_dict()
        yield situation_block(whole, view.claims_with(whole["claims"], wanted.as_of))


@click.command()
@record_option
@filter_options
@output_options
def disagreements(record: str, form: str, output: str | None, verbatim: bool, **filters: Any) -> None:
    """List where reports disagree, the newest first, with who stands on each side.

    A change of state is none, copies of one report have none, and "at least 9" and "12" are none.
    """
    from ascribe.cli.render_situations import disagreements_list
    from ascribe.exports.situation_columns import DISAGREEMENTS

    with listed(record, filters) as (view, wanted):
        put(view.iterate_disagreements(wanted), DISAGREEMENTS, disagreements_list, form, output, verbatim)


@click.command()
@record_option
@filter_options
@_PAGES
@output_options
def sources(record: str, whole: bool, form: str, output: str | None, verbatim: bool, **filters: Any) -> None:
    """List who is quoted: what each said when, took back, and others contradict; with the ratings that people gave.

    With --pages, what each said of every thing, sentence by sentence, what is told of that since, and what came of what
    it called planned, promised or asked for. Unnamed sources of one description need not be one and the same.
    """
    from ascribe.cli.render_sources import sources_list
    from ascribe.exports.source_pages import SOURCES

    with listed(record, filters) as (view, wanted):
        found = view.iterate_source_pages(wanted) if whole else view.list_sources(wanted)
        put(found, SOURCES, sources_list, form, output, verbatim)


@click.command()
@click.argument("source")
@click.argument("rating")
@record_option
@click.option("--who", help="Who rates.")
@click.option("--why", help="Why.")
def rate(source: str, rating: str, record: str, who: str | None, why: str | None) -> None:
    """Keep how reliable you find a SOURCE, by its name: the Admiralty code from A1 to F6 as RATING.

    Nothing computes a rating; earlier ones stay in the record.
    """
    opened(record).rate(source, rating, who=who, why=why)


@click.command(name="open")
@record_option
@filter_options
@_EVERY_ITEM
@output_options
def open_(record: str, everything: bool, form: str, output: str | None, verbatim: bool, **filters: Any) -> None:
    """List what is open: approvals awaited, requests unanswered, conditions unmet, plans, and plans overdue.

    Ages are counted to --as-of, else to the last day of publication in the record.
    """
    from ascribe.cli.render_situations import OPEN_SHOWN, open_list
    from ascribe.exports.open_items import OPEN

    with listed(record, filters) as (view, wanted):
        table = partial(open_list, everything=everything)
        most = OPEN_SHOWN if form == "table" and not everything else None
        put(view.list_open(wanted, most), OPEN, table, form, output, verbatim)


@click.command()
@record_option
@click.option("--since", type=Day(), required=True, metavar="DAY", help="What was published from this day on is news.")
@click.option("--as-of", "until", type=Day(), metavar="DAY", help="Only what was published by this day.")
@click.option(
    "--format", "form", type=click.Choice(["md", "html", "jsonl"]), help="Without it, by the name of the file; else md."
)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to this file, whole or not at all.")
def digest(record: str, since: date, until: date | None, form: str | None, output: str | None) -> None:
    """Write a situation report of what is new since a day: new, changed, disputed, withdrawn, unconfirmed and open.

    It is made of claims alone: each line has its sentence, who says it, and where it stands.
    """
    import json

    view = opened(record)
    form = form or ("html" if output and output.lower().endswith((".html", ".htm")) else "md")
    if form == "jsonl":
        text = "".join(
            json.dumps(change.to_json(), ensure_ascii=False) + "\n" for change in view.list_changes(since, until)
        )
    else:
        made = view.digest(since, until)
        text = made.to_html() if form == "html" else made.to_markdown()
    if output is None:
        click.echo(text, nl=False)
    else:
        with whole(output) as draft, open(draft, "w", encoding="utf-8") as out:
            out.write(text)
    if count := view.undated():
        what = "1 document without a date is" if count == 1 else f"{count} documents without a date are"
        click.echo(f"ascribe: {what} left out: they are no news of any day", err=True)


@click.command()
@click.argument("ids", nargs=-1, required=True)
@record_option
@click.option("--who", help="Who decides.")
@click.option("--why", help="Why.")
def merge(ids: tuple[str, ...], record: str, who: str | None, why: str | None) -> None:
    """Decide that these situations are one. The beginnings of their IDS are enough.

    It holds from now on, whatever is read; `ascribe split` takes claims out again.
    """
    view = opened(record)
    if len(ids) < 2:
        raise click.UsageError("name two situations or more")
    click.echo(f"one situation now: {view.merge(ids, who=who, why=why)}")


@click.command()
@click.argument("claims", nargs=-1, required=True)
@record_option
@click.option("--who", help="Who decides.")
@click.option("--why", help="Why.")
def split(claims: tuple[str, ...], record: str, who: str | None, why: str | None) -> None:
    """Decide that these CLAIMS, with what their reports say of the same thing, are a situation of their own."""
    view = opened(record)
    click.echo(f"a situation of their own: {view.split(claims, who=who, why=why)}")
