"""`ascribe demo`: reads the sample reports that come with the package and shows by their rows what it is for."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ascribe.cli import tour

if TYPE_CHECKING:
    from rich.console import Console

    from ascribe.api import Record

Json = dict[str, Any]


@click.command()
@click.option(
    "--record",
    type=click.Path(dir_okay=False),
    help="Keep the record in this file, to try the other commands on it. Without it, it is thrown away.",
)
def demo(record: str | None) -> None:
    """A short tour with the sample reports that come with ascribe.

    They are invented: a war that does not exist, told by outlets that do not exist, in the forms in which news comes
    off the web.
    """
    import ascribe
    from ascribe.cli.reading import Progress, summary
    from ascribe.cli.render import console

    to = console()
    with contextlib.ExitStack() as stack:
        path = record or str(Path(stack.enter_context(tempfile.TemporaryDirectory())) / "demo.db")
        reports = stack.enter_context(resources.as_file(resources.files("ascribe") / "samples" / "reports"))
        opened = stack.enter_context(ascribe.open(path))
        _say(to, "Reading the sample reports: pages with navigation, copies, a text pasted twice, a feed, a table.")
        with Progress(notes=0) as progress:  # what was rejected is shown below
            result = opened.read(reports, listener=progress)
        _say(to, summary(result, "the record"))
        for row in opened.ledger("rejected"):
            _say(to, f"Rejected, with the reason: {Path(row.location).name}: {row.problems[0].code}", "dim")
        _sections(to, opened)
    _next(to, record)


def _sections(to: Console, record: Record) -> None:
    claims = record.claims().to_dicts()
    number = 0
    for heading, explanation, pieces in _parts(record, claims):
        shown = [piece for piece in pieces if piece is not None]
        if not shown:
            continue
        number += 1
        to.print()
        _say(to, f"{number}. {heading}", "bold")
        _say(to, explanation)
        to.print()
        for piece in shown:
            to.print(piece)


def _parts(record: Record, claims: list[Json]) -> Iterator[tuple[str, str, list[Any]]]:
    """Heading, explanation and rows of each part of the tour."""
    yield (
        "A claim is what somebody reports, with who says it",
        "Every claim has its sentence and its source. This one comes from somebody who does not want to be named; the "
        "reason is part of the record. [Brackets] mark what was taken from another sentence.",
        [_claim(tour.unnamed(claims))],
    )
    yield (
        "Copies are not confirmation",
        "Several outlets print this, but it is one report: the count that matters is the number of origins.",
        [_entry(tour.copied(record.timeline().to_dicts()))],
    )
    yield (
        "The same report in other words is still the same report",
        "Two outlets edited one report so much that hardly a sentence agrees. They are one story, and it shows what "
        "each of them changed.",
        list(_retold(record)),
    )
    yield (
        "Declining to say is not denying",
        "The speaker would not discuss this. The record keeps it as undisclosed: neither true nor false.",
        [_claim(tour.declined(claims))],
    )
    yield (
        "Where reports disagree, both stay",
        "One source says so, another denies it, of the same kind of thing and within days.",
        list(_disputed(record, claims)),
    )
    yield from _history(record)
    yield (
        "What is still open",
        "Approvals that are awaited, plans whose day has passed, requests that nobody answered, with their age.",
        [_open_item(item) for item in tour.waiting(record.open_items().to_dicts())],
    )


def _disputed(record: Record, claims: list[Json]) -> Iterator[Any]:
    """A contradiction about one thing, else two claims about things of a kind."""
    from ascribe.cli.render_situations import disagreements_list

    found = tour.contradicted(record.disagreements().to_dicts())
    if found is not None:
        yield from disagreements_list([found])
    else:
        yield from (_claim(claim) for claim in tour.disputed(claims) or ())


def _history(record: Record) -> Iterator[tuple[str, str, list[Any]]]:
    """A situation with its states, and as it stood on the day before the last of them was published."""
    from ascribe.cli.render_situations import situation_block

    found = tour.history(record.situations().to_dicts())
    yield (
        "Things have a state, and the state has a history",
        "What began, stopped and went on again, by the day on which it did, not the day on which it was printed; and "
        "who says so.",
        [] if found is None else [situation_block(found)],
    )
    if found is None:
        return
    day = date.fromisoformat(tour.last_news(found)) - timedelta(days=1)
    known = record.claims(as_of=day)
    yield (
        "What was known on a day",
        f"As of {day} the record shows {len(known)} of its {len(record.claims())} claims, as if nothing later had been "
        "read. The same thing, as it stood then:",
        [situation_block(record.situation(found["id"], day).to_dict())],
    )


def _retold(record: Record) -> Iterator[Any]:
    from rich.padding import Padding
    from rich.text import Text

    from ascribe.cli.render import clean, members_table, story_head

    story = tour.retold(record.stories().to_dicts())
    if story is None:
        return
    yield story_head(story)
    yield Padding(members_table(story), (0, 0, 1, 2))
    if (pair := tour.reworded(story)) is not None:
        member, part = pair
        text, other = record.text(member["id"])["text"], record.text(member["reference"])["text"]
        yield Text(f"~ {clean(text[part['start'] : part['end']])}", style="yellow")
        yield Text(f"  was: {clean(other[part['other_start'] : part['other_end']])}", style="dim")


def _claim(claim: Json | None) -> Any:
    from ascribe.cli.render import claim_block

    return None if claim is None else claim_block(claim)


def _entry(entry: Json | None) -> Any:
    from ascribe.cli.render import timeline_entry

    return None if entry is None else timeline_entry(entry)


def _open_item(item: Json) -> Any:
    from ascribe.cli.render_situations import open_item

    return open_item(item)


def _say(to: Console, text: str, style: str = "none") -> None:
    from rich.text import Text

    to.print(Text(text, style=style))


def _next(to: Console, record: str | None) -> None:
    where = record or "demo.db"
    to.print()
    _say(to, "What to do next", "bold")
    commands = [] if record else [(f"ascribe demo --record {where}", "the same once more, and the record stays")]
    for command, what in (
        *commands,
        (f"ascribe situations --record {where}", "what goes on, and since when"),
        (f"ascribe digest --record {where} --since 2024-12-01", "a situation report of what is new since a day"),
        (f"ascribe timeline --record {where}", "everything in the order in which it happened"),
        (f"ascribe claims --record {where} --place Macomia --factuality denied", "who denies what about a place"),
        (f"ascribe report --record {where} -o page.html", "a page to look at and to send on"),
        ("ascribe read FOLDER --record my.db", "your own reports: .txt, .html, .jsonl, .csv"),
    ):
        _say(to, command)
        _say(to, f"    {what}", "dim")
