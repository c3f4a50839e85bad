"""`ascribe read`: files and folders into a record, with a bar on a terminal and one line that adds up at the end."""

from __future__ import annotations

import os
import sys
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

import click

from ascribe.cli.options import record_option

if TYPE_CHECKING:
    from ascribe.contract.documents import Problem
    from ascribe.pipeline import ReadResult

NOTES = 20
"""Problems told one by one; the ledger has them all."""


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True))
@record_option
@click.option(
    "--actors",
    type=click.Path(exists=True, dir_okay=False),
    metavar="FILE",
    help="A CSV file of actors that wins over the built-in list (columns name, code, aliases). The record keeps it; "
    "with another one, everything is read again.",
)
@click.option("--no-actors", is_flag=True, help="From now on without a list of your own.")
@click.option("--processes", type=click.IntRange(min=0), metavar="N", help="Processes that read; 0: only this one.")
@click.option("--wait", type=click.FloatRange(min=0), metavar="SECONDS", help="How long to wait for another writer.")
@click.option("--quiet", is_flag=True, help="No bar and no summary; problems are still told.")
def read(
    paths: tuple[str, ...],
    record: str,
    actors: str | None,
    no_actors: bool,
    processes: int | None,
    wait: float | None,
    quiet: bool,
) -> int:
    """Read files and folders into a record.

    Reads .txt, .html, .jsonl, .json, .csv and .tsv. A file documents.csv in a folder says what is known about its
    files: file, outlet, url, published_at. Reading the same again changes nothing; what was interrupted goes on.
    """
    from ascribe.cli import SOME_REJECTED, STORED
    from ascribe.pipeline import read as read_into
    from ascribe.pipeline.run import PROCESSES
    from ascribe.record.store import WAIT, Store

    if actors and no_actors:
        raise click.UsageError("--actors and --no-actors are not for one reading")
    own: Literal[False] | str | None = False if no_actors else actors
    with Store.open(record, wait=WAIT if wait is None else wait) as store, Progress(quiet=quiet) as progress:
        processes = PROCESSES if processes is None else processes
        result = read_into(paths, store, processes=processes, listener=progress, actors=own)
    if progress.untold:
        click.echo(f"ascribe: and {progress.untold} more; see: ascribe ledger --record {record}", err=True)
    if not quiet:
        click.echo(summary(result, record))
    return STORED if result.all_stored else SOME_REJECTED


def summary(result: ReadResult, record: str) -> str:
    """One sentence on the inputs, whose states add up, and one on what was made of them."""
    states = ", ".join(f"{count:,} {state.value}" for state, count in result.states.items() if count)
    inputs = f"{result.seen:,} {'input' if result.seen == 1 else 'inputs'}: {states or 'nothing'}."
    if not result.documents:
        return f"{inputs} Nothing new for {record}."
    read = result.documents - result.failed
    return f"{inputs} {result.claims:,} claims from {read:,} documents are in {record}."


class Progress:
    """Draws a bar on standard error, if that is a terminal, and tells problems above it."""

    def __init__(self, *, quiet: bool = False, notes: int = NOTES) -> None:
        self.untold = 0
        self._notes = notes
        self._told = 0
        self._quiet = quiet
        self._bar: Any = None
        self._task: Any = None
        self._doing = ""

    def __enter__(self) -> Self:
        if sys.stderr.isatty() and not self._quiet:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

            self._bar = Progress(
                TextColumn("{task.description:<10}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def step(self, doing: str, done: int, total: int | None) -> None:
        if self._bar is None:
            return
        if doing != self._doing:
            if self._task is not None:
                self._bar.remove_task(self._task)
            self._doing, self._task = doing, self._bar.add_task(doing, total=total)
        self._bar.update(self._task, completed=done, total=total)

    def note(self, problem: Problem) -> None:
        if self._told >= self._notes:
            self.untold += 1
            return
        self._told += 1
        message = f"[{problem.code}] {shortened(problem.message)}"
        if self._bar is not None:
            self._bar.console.print(message, markup=False, highlight=False)
        else:
            click.echo(message, err=True)


def shortened(text: str) -> str:
    """Paths below the working directory as they are written there."""
    return text.replace(os.getcwd() + os.sep, "")
