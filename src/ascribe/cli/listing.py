"""`ascribe documents`, `stories`, `claims`, `timeline`, `ledger`: lists of a record as tables, JSON, CSV or Parquet."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from ascribe.cli.options import filter_options, given, note_undated, opened, record_option
from ascribe.contract.documents import UnitState

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ascribe.exports.columns import Column
    from ascribe.exports.view import View
    from ascribe.record.query import Filter

Command = TypeVar("Command", bound=Callable[..., Any])
Json = dict[str, Any]

FORMATS = ("table", "json", "jsonl", "csv", "parquet")


def output_options(command: Command) -> Command:
    for option in reversed(_OUTPUT):
        command = option(command)
    return command


_OUTPUT = (
    click.option(
        "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to write it."
    ),
    click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to this file, whole or not at all."),
    click.option("--verbatim", is_flag=True, help="CSV cells as they are, also what looks like a formula."),
)


@click.command()
@record_option
@filter_options
@output_options
def documents(record: str, form: str, output: str | None, verbatim: bool, **filters: Any) -> None:
    """List the documents of a record, by publication.

    With filters about claims, those that have such a claim.
    """
    from ascribe.cli.render import documents_table
    from ascribe.exports.columns import DOCUMENTS

    with listed(record, filters) as (view, wanted):
        put(view.iterate_documents(wanted), DOCUMENTS, documents_table, form, output, verbatim)


@click.command()
@record_option
@filter_options
@output_options
def stories(record: str, form: str, output: str | None, verbatim: bool, **filters: Any) -> None:
    """List stories: which documents carry the same report, in what relation, and where it comes from.

    With filters, those with a document that has such a claim.
    """
    from ascribe.cli.render import stories_list
    from ascribe.exports.columns import STORIES

    with listed(record, filters) as (view, wanted):
        put(view.iterate_stories(wanted, changes="json" in form), STORIES, stories_list, form, output, verbatim)


@click.command()
@record_option
@filter_options
@output_options
def claims(record: str, form: str, output: str | None, verbatim: bool, **filters: Any) -> None:
    """List claims: who says what, where, when, in what state; each with its sentence.

    Ordered by publication, document and place in the text.
    """
    from ascribe.cli.render import claims_list
    from ascribe.exports.columns import CLAIMS

    with listed(record, filters) as (view, wanted):
        put(view.iterate_claims(wanted), CLAIMS, claims_list, form, output, verbatim)


@click.command()
@record_option
@click.option("--about", metavar="NAME", help="Only what this person, body or thing does, has done to it, and says.")
@filter_options
@output_options
def timeline(record: str, about: str | None, form: str, output: str | None, verbatim: bool, **filters: Any) -> None:
    """Show what is told in the order in which it happened, as far as the reports tell when.

    Each thing once, with the number of reports that tell it and of their independent origins. What a report tells on
    after a sentence of one of its last days stands at that day, marked as implied. What else has no day stands behind
    the day on which it was reported.
    """
    from ascribe.cli.render import timeline_list
    from ascribe.exports.columns import TIMELINE

    with listed(record, filters) as (view, wanted):
        put(view.list_timeline(wanted, about), TIMELINE, timeline_list, form, output, verbatim)


@click.command()
@record_option
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice([state.value for state in UnitState]),
    metavar="STATE",
    help="Only inputs in this state: stored, stored+warning, rejected, deferred or ignored.",
)
@output_options
def ledger(record: str, states: tuple[str, ...], form: str, output: str | None, verbatim: bool) -> None:
    """List what became of every input: stored, stored with a warning, rejected, deferred or ignored."""
    from ascribe.cli.render import ledger_table
    from ascribe.exports.columns import LEDGER

    put(opened(record).ledger(*states).to_dicts(), LEDGER, ledger_table, form, output, verbatim)


@contextlib.contextmanager
def listed(record: str, filters: Json) -> Iterator[tuple[View, Filter]]:
    """A view of the record with the filter that the options ask for; says at the end what as-of leaves out."""
    wanted = given(filters)
    view = opened(record)
    yield view, wanted
    note_undated(view, wanted.as_of)


def put(
    items: Iterable[Json],
    columns: Sequence[Column],
    table: Callable[[Iterable[Json]], Iterable[RenderableType]],
    form: str,
    output: str | None,
    verbatim: bool,
) -> None:
    """Writes the items in the form asked for, to a file or standard output."""
    from ascribe.exports import write

    if form == "parquet":
        if output is None:
            raise click.UsageError("parquet is not for a terminal: name a file with -o")
        with whole(output) as draft:
            write.write_parquet(items, columns, draft)
        return
    with contextlib.ExitStack() as stack:
        out: IO[str] = sys.stdout
        if output is not None:
            draft = stack.enter_context(whole(output))
            out = stack.enter_context(open(draft, "w", encoding="utf-8", newline=""))
        if form == "json":
            write.write_json(items, out)
        elif form == "jsonl":
            write.write_jsonl(items, out)
        elif form == "csv":
            write.write_csv(items, columns, out, as_is=verbatim)
        else:
            from ascribe.cli.render import console

            to = console(out)
            empty = True
            for piece in table(items):
                empty = False
                to.print(piece)
            if empty:
                click.echo("ascribe: nothing in the record fits", err=True)


@contextlib.contextmanager
def whole(path: str) -> Iterator[str]:
    """A file to write to that becomes `path` when it is complete, and is gone when it is not."""
    draft = f"{path}.tmp"
    try:
        yield draft
        os.replace(draft, path)
    except OSError as error:
        raise click.FileError(path, hint=(error.strerror or str(error)).lower()) from error
    finally:
        with contextlib.suppress(OSError):
            os.unlink(draft)
