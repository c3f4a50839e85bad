"""The command line: `ascribe read`, `claims`, `timeline` and the rest, thin over the Python interface.

A command's module is loaded when the command is run, and what it works with when it works: `--help` starts at once.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
from typing import Any, NoReturn

import click

import ascribe
from ascribe.errors import AscribeError

STORED, BUG, USAGE, SOME_REJECTED, STOPPED = 0, 1, 2, 3, 75
"""Exit codes: all well; a fault of ours; wrong use; finished, some inputs rejected; stopped, safe to run again."""

_STOPPED_BY = ("record.locked", "record.disk", "reader.start", "model.hash")
"""Problems that pass, or are mended outside, after which the same command goes on."""

COMMANDS: dict[str, tuple[str, str]] = {
    "read": ("ascribe.cli.reading", "Read files and folders into a record."),
    "documents": ("ascribe.cli.listing", "List the documents of a record."),
    "stories": ("ascribe.cli.listing", "List stories: which documents carry the same report."),
    "claims": ("ascribe.cli.listing", "List claims: who says what, where, when, in what state."),
    "situations": (
        "ascribe.cli.situations",
        "List situations: things with their states, since when, according to whom.",
    ),
    "disagreements": ("ascribe.cli.situations", "List where reports disagree, and who stands on each side."),
    "sources": ("ascribe.cli.situations", "List who is quoted, and what each said, took back and is contradicted in."),
    "open": ("ascribe.cli.situations", "List what is open: approvals, requests, conditions, plans."),
    "digest": ("ascribe.cli.situations", "Write a situation report of what is new since a day."),
    "timeline": ("ascribe.cli.listing", "Show what is told, in the order in which it happened."),
    "ledger": ("ascribe.cli.listing", "List what became of every input."),
    "show": ("ascribe.cli.showing", "Show one claim, story or document, by the beginning of its id."),
    "explain": ("ascribe.cli.explaining", "Explain a claim: for every cell the rule that filled it, and why."),
    "parse": ("ascribe.cli.parsing", "Parse one text: words, trees, names, times, figures, attributions."),
    "merge": ("ascribe.cli.situations", "Decide that situations are one."),
    "rate": ("ascribe.cli.situations", "Keep how reliable you find a source."),
    "split": ("ascribe.cli.situations", "Decide that claims are a situation of their own."),
    "report": ("ascribe.cli.reporting", "Write the record as one page to look at."),
    "demo": ("ascribe.cli.demo", "A short tour with the sample reports that come with ascribe."),
}
"""Module and short help of each command, so that the list of them needs none of the modules."""


class _Commands(click.Group):
    """Commands that are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        command: click.Command = getattr(module, f"{cmd_name}_" if cmd_name == "open" else cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, short) for name, (_, short) in COMMANDS.items()])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(ascribe.__version__, prog_name="ascribe")
@click.option("--debug", is_flag=True, help="Show where in the program an error came from.")
@click.pass_context
def app(ctx: click.Context, debug: bool) -> None:
    """From news as it comes off the web to a sourced record: what is reported, in what state, since when, according to
    whom, and how many independent reports say so.

    Begin with: ascribe demo
    """
    ctx.obj = {"debug": debug}


def main(arguments: list[str] | None = None) -> NoReturn:
    """Runs a command and ends the process with its exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if "_ASCRIBE_COMPLETE" in os.environ:  # a shell asks how a word goes on
        app.main(prog_name="ascribe")
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)
    sys.exit(run(arguments, debug="--debug" in arguments))


def run(arguments: list[str], *, debug: bool = False) -> int:
    """Runs a command. Its exit code; every error is told in one sentence unless `debug`."""
    try:
        # not `app.main`: it turns a closed pipe into exit code 1
        with app.make_context("ascribe", list(arguments)) as context:
            result: Any = app.invoke(context)
        sys.stdout.flush()
        return result if isinstance(result, int) else STORED
    except click.exceptions.Exit as end:
        return end.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt):
        return _stopped()
    except click.ClickException as error:
        error.show()
        return USAGE
    except BrokenPipeError:
        # whoever read the output has seen enough; nothing may be written at exit either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return STORED
    except AscribeError as error:
        if debug:
            raise
        _tell(str(error))
        return STOPPED if error.problem.code in _STOPPED_BY else USAGE
    except Exception as error:
        if debug:
            raise
        _tell(f"[bug] {type(error).__name__}: {error}; please report it, with what --debug shows")
        return BUG


def _stop(number: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _stopped() -> int:
    _tell("stopped; what was stored stays, and the same command goes on from there")
    return STOPPED


def _tell(message: str) -> None:
    click.echo(f"ascribe: {message}", err=True)
