"""`ascribe report`: the record as one self-contained page."""

from __future__ import annotations

from typing import Any

import click

from ascribe.cli.options import filter_options, given, note_undated, opened, record_option


@click.command()
@record_option
@filter_options
@click.option("--title", help="What to call the page.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False), default="report.html", show_default=True, help="The page's file."
)
def report(record: str, title: str | None, output: str, **filters: Any) -> None:
    """Write the record as one page to look at: timeline, claims, stories, and what was rejected.

    The page needs nothing beside it and loads nothing.
    """
    from ascribe.cli.listing import whole
    from ascribe.report import build, from_view

    wanted = given(filters)
    view = opened(record)
    asked = {name: value for name, value in filters.items() if value not in (None, ())}
    page = build(from_view(view, title, **asked))
    with whole(output) as draft, open(draft, "w", encoding="utf-8") as out:
        out.write(page)
    click.echo(f"The page is in {output}.")
    note_undated(view, wanted.as_of)
