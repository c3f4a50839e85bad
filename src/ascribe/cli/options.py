"""Options that commands share, made from the meaning of the filters, and the opening of the record they name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ascribe.contract.claims import EventType, Factuality, Phase

if TYPE_CHECKING:
    from ascribe.exports.view import View
    from ascribe.record.query import Filter

Command = TypeVar("Command", bound=Callable[..., Any])

DEFAULT_RECORD = "ascribe.db"


class Day(click.ParamType):  # type: ignore[type-arg]  # generic only in newer versions of click
    """A day, YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is not a day; write YYYY-MM-DD", param, ctx)


_CHOICES: dict[str, list[str]] = {
    "event_type": [x.value for x in EventType],
    "factuality": [x.value for x in Factuality],
    "phase": [x.value for x in Phase],
}

FLAGS: dict[str, str] = {
    "as_of": "--as-of",
    "place": "--place",
    "actor": "--actor",
    "source": "--source",
    "outlet": "--outlet",
    "event_type": "--type",
    "mode": "--mode",
    "factuality": "--factuality",
    "phase": "--phase",
    "time_from": "--from",
    "time_to": "--to",
    "published_from": "--published-from",
    "published_to": "--published-to",
    "text": "--text",
    "document": "--document",
    "story": "--story",
    "situation": "--situation",
    "limit": "--limit",
}
"""The filters in Python, and what they are called on the command line."""


def record_option(command: Command) -> Command:
    return click.option(
        "--record",
        "record",
        default=DEFAULT_RECORD,
        show_default=True,
        envvar="ASCRIBE_RECORD",
        type=click.Path(dir_okay=False),
        help="The record's file; also set by the environment variable ASCRIBE_RECORD.",
    )(command)


def filter_options(command: Command) -> Command:
    """All filters, in the order of `FLAGS`."""
    from ascribe.exports.filters import MEANING

    for name, flag in reversed(FLAGS.items()):
        more: dict[str, Any] = {}
        if name in ("as_of", "time_from", "time_to", "published_from", "published_to"):
            more = {"type": Day(), "metavar": "DAY"}
        elif name == "limit":
            more = {"type": click.IntRange(min=1), "metavar": "N"}
        elif name in _CHOICES:
            more = {"type": click.Choice(_CHOICES[name], case_sensitive=False), "multiple": True, "metavar": "WORD"}
        elif name == "text":
            more = {"metavar": "WORDS"}
        else:
            more = {"multiple": True, "metavar": "ID" if name in ("story", "situation") else "WORDS"}
        command = click.option(flag, name, help=MEANING[name], **more)(command)
    return command


def given(values: dict[str, Any]) -> Filter:
    """The filter that the options of a command ask for."""
    from ascribe.exports.filters import make_filter

    asked = {name: values[name] for name in FLAGS if values.get(name) not in (None, ())}
    return make_filter(asked)  # type: ignore[arg-type]


def opened(record: str) -> View:
    """A record that must be there. Closed with the command."""
    from ascribe.exports.view import View
    from ascribe.record.store import Store

    context = click.get_current_context()
    return View(context.with_resource(Store.open(record, create=False)))


def note_undated(view: View, as_of: date | None) -> None:
    """Says on standard error how many documents a view as of a day leaves out because they have no date, and how many
    a view of everything holds that are dated in the future."""
    if as_of is None and (count := view.ahead()):
        what = "1 document is" if count == 1 else f"{count} documents are"
        click.echo(f"ascribe: {what} dated in the future; --as-of {date.today()} leaves out such", err=True)
    if as_of is not None and (count := view.undated()):
        what = "1 document without a date is" if count == 1 else f"{count} documents without a date are"
        click.echo(f"ascribe: {what} left out as of {as_of}", err=True)
