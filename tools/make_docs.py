#!/usr/bin/env python3
"""Writes the pages of docs/ that follow from the code: commands, filters, export columns, errors.

usage: make_docs.py [--check]     --check writes nothing and exits 1 where a page is not as it would be written.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from ascribe.cli import BUG, COMMANDS, SOME_REJECTED, STOPPED, STORED, USAGE, app
from ascribe.cli.options import FLAGS
from ascribe.errors import CATALOGUE
from ascribe.exports import columns
from ascribe.exports.changes import CHANGES
from ascribe.exports.filters import MEANING
from ascribe.exports.open_items import OPEN
from ascribe.exports.situation_columns import DISAGREEMENTS, SITUATIONS
from ascribe.exports.source_pages import SOURCES

DOCS = Path(__file__).parents[1] / "docs"
NOTE = "<!-- Made by tools/make_docs.py from the code: change it there. -->\n"

EXAMPLES: dict[str, list[tuple[str, str]]] = {
    "read": [
        ("ascribe read reports/ --record macomia.db", "everything in a folder and the folders in it"),
        ("ascribe read feed.jsonl more.csv --record macomia.db", "tables: a row or a line is a report"),
        ("ascribe read reports/ --actors actors.csv --record macomia.db", "with [actors of your own](actors.md)"),
    ],
    "documents": [("ascribe documents --record macomia.db --actor 'Rovuma Front'", "the documents that tell of them")],
    "stories": [
        ("ascribe stories --record macomia.db --published-from 2024-11-20", "reports and their copies since a day")
    ],
    "claims": [
        ("ascribe claims --record macomia.db --place Macomia --factuality denied", "who denies what about a place"),
        ("ascribe claims --record macomia.db --as-of 2024-11-20", "what was known on a day"),
        ("ascribe claims --record macomia.db --type AID --format csv -o aid.csv", "a table for a spreadsheet"),
        ("ascribe claims --record macomia.db --text '\"air strike*\" NOT planned'", "words of the sentence"),
    ],
    "situations": [
        ("ascribe situations --record macomia.db --place Macomia", "what is going on about a place, and since when"),
        ("ascribe situations --record macomia.db --as-of 2024-11-20", "how it stood on a day"),
        ("ascribe situations --record macomia.db --situation 1f0c", "the one whose id begins so"),
    ],
    "disagreements": [
        ("ascribe disagreements --record macomia.db --published-from 2024-11-20", "who contradicts whom since a day")
    ],
    "sources": [
        ("ascribe sources --record macomia.db --source army", "what they said, took back and are contradicted in")
    ],
    "open": [("ascribe open --record macomia.db --as-of 2024-11-30", "what was awaited on a day, and for how long")],
    "digest": [
        (
            "ascribe digest --record macomia.db --since 2024-11-18 -o week.html",
            "a situation report of a week, as a page",
        ),
        ("ascribe digest --record macomia.db --since 2024-11-18 --as-of 2024-11-20", "of three days, as Markdown"),
    ],
    "timeline": [
        ("ascribe timeline --record macomia.db --from 2024-11-14 --to 2024-11-30", "two weeks of events"),
        ("ascribe timeline --record macomia.db --situation 1f0c", "all that is told of one situation, by time"),
        ("ascribe timeline --record macomia.db --about 'Rehema Kisanga'", "what she does, has done to her, and says"),
    ],
    "ledger": [("ascribe ledger --record macomia.db --state rejected", "what could not be read, and what to do")],
    "show": [("ascribe show 1f0c --record macomia.db", "the claim, story or document whose id begins so")],
    "explain": [("ascribe explain 1f0c --record macomia.db", "why the claim whose id begins so says what it says")],
    "parse": [
        ("ascribe parse report.txt", "its sentences as CoNLL-U"),
        ("ascribe parse report.txt --format jsonl", "the same as JSON, with every offset"),
    ],
    "merge": [
        ("ascribe merge 1f0c 77ab --record macomia.db --who Ana --why 'one blockade'", "two situations become one")
    ],
    "rate": [
        ("ascribe rate 'Rovuma Front' C3 --record macomia.db --who Ana", "fairly reliable, and possibly true"),
    ],
    "split": [
        ("ascribe split 90d2 --record macomia.db --why 'another convoy'", "what that claim tells of stands alone")
    ],
    "report": [("ascribe report --record macomia.db --place Macomia -o page.html", "a page about one place")],
    "demo": [
        ("ascribe demo", "a tour of two minutes"),
        ("ascribe demo --record demo.db", "the same, and the record stays"),
    ],
}

EXIT_CODES = {
    STORED: "all went well",
    SOME_REJECTED: "finished, but some inputs were rejected or put off; `ascribe ledger` says which and why",
    STOPPED: "stopped (Ctrl-C, another writer, full disk); what was stored stays, the same command goes on from there",
    USAGE: "wrong use: an option, a file that is no record, an id that is not there",
    BUG: "a fault in ascribe; `ascribe --debug ...` shows where",
}

FORMATS = {
    "table": "for reading, at the width of the terminal; colours only there",
    "json": "one array; every field of a claim, with the offsets of its words",
    "jsonl": "the same, one object a line",
    "csv": "the flat columns of [export columns](export-columns.md); what a spreadsheet would take for a formula gets "
    "an apostrophe in front, unless `--verbatim`",
    "parquet": "the flat columns with their types; needs `-o` and `pip install 'ascribe[frames]'`",
}


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join([*lines, *(f"| {' | '.join(map(cell, row))} |" for row in rows)]) + "\n"


def commands() -> str:
    out = ["# Commands\n", NOTE]
    out.append(
        "Every command but `demo` and `parse` works on a record, one SQLite file, named with `--record` (or the "
        "environment variable `ASCRIBE_RECORD`; `ascribe.db` where neither is given). `ascribe --debug COMMAND ...` "
        "shows where in the program an error came from.\n"
    )
    out += [command(name) for name in COMMANDS]
    out.append("## Filters\n")
    out.append(
        "`documents`, `stories`, `claims`, `situations`, `disagreements`, `sources`, `open`, `timeline` and `report` "
        "take the same filters. One that is given several "
        "times lets through any of its values; different filters must all hold.\n"
    )
    out.append(table(["option", "meaning"], [[f"`{FLAGS[name]}`", MEANING[name]] for name in FLAGS]))
    out.append("## Formats\n")
    out.append(table(["`--format`", "what it is"], [[f"`{name}`", what] for name, what in FORMATS.items()]))
    out.append("## Exit codes\n")
    out.append(table(["code", "meaning"], [[str(code), what] for code, what in EXIT_CODES.items()]))
    return "\n".join(out)


def command(name: str) -> str:
    context = click.Context(app, info_name="ascribe")
    found = app.get_command(context, name)
    assert found is not None
    usage = found.collect_usage_pieces(click.Context(found, info_name=name))
    out = [f"## ascribe {name}\n", f"{paragraphs(found.help)}\n", f"    ascribe {name} {' '.join(usage)}\n"]
    rows = [option(p) for p in found.params if isinstance(p, click.Option) and p.name not in FLAGS]
    if any(p.name in FLAGS for p in found.params if isinstance(p, click.Option)):
        of_show = [p for p in found.params if p.name in FLAGS]
        if len(of_show) == len(FLAGS):
            rows.append(["filters", "see [below](#filters)"])
        else:
            rows += [option(p) for p in of_show if isinstance(p, click.Option)]
    out.append(table(["option", "meaning"], rows))
    out += [f"```sh\n{line}\n```\n{what[:1].upper()}{what[1:]}.\n" for line, what in EXAMPLES[name]]
    return "\n".join(out)


def paragraphs(text: str | None) -> str:
    return "\n\n".join(" ".join(part.split()) for part in (text or "").split("\n\n"))


def option(param: click.Option) -> list[str]:
    flags = ", ".join(f"`{flag}`" for flag in param.opts)
    meaning = param.help or ""
    if isinstance(param.type, click.Choice) and not param.metavar:
        meaning = f"{meaning} One of {', '.join(param.type.choices)}.".strip()
    if param.show_default and isinstance(param.default, str):
        meaning += f" Without it: `{param.default}`."
    return [flags, meaning]


def export_columns() -> str:
    out = ["# Export columns\n", NOTE]
    out.append(
        "The columns of `--format csv` and `parquet`, of `to_pandas()` and `to_arrow()`. A claim is a tree and a table "
        "is not: several actors, places or speakers stand in one cell, joined by “; ”, and of several places or "
        "figures some columns have the first only; JSON has all of it. Dates are YYYY-MM-DD; an empty cell means "
        "unknown, open or none.\n"
    )
    for title, found in (
        ("Claims", columns.CLAIMS),
        ("Documents", columns.DOCUMENTS),
        ("Stories", columns.STORIES),
        ("Situations", SITUATIONS),
        ("Disagreements", DISAGREEMENTS),
        ("What is open", OPEN),
        ("Changes", CHANGES),
        ("Sources", SOURCES),
        ("Timeline", columns.TIMELINE),
        ("Ledger", columns.LEDGER),
    ):
        out.append(f"## {title}\n")
        out.append(table(["column", "type", "meaning"], [[f"`{c.name}`", c.type, c.means] for c in found]))
    return "\n".join(out)


def errors() -> str:
    out = ["# What can be wrong, and what to do\n", NOTE]
    out.append(
        "Messages name the input, say in a sentence what is wrong and in another what to do. The code in front does "
        "not change between versions. Words in {brackets} are filled in.\n"
    )
    groups: dict[str, list[list[str]]] = {}
    for code, entry in sorted(CATALOGUE.items()):
        groups.setdefault(code.partition(".")[0], []).append([f"`{code}`", entry.says, entry.remedy])
    out.append(table(["code", "what is wrong", "what to do"], [row for rows in groups.values() for row in rows]))
    return "\n".join(out)


def python_filters() -> str:
    rows = [[f"`{name}`", MEANING[name]] for name in MEANING]
    return table(["filter", "meaning"], rows)


def with_part(page: Path, name: str, content: str) -> str:
    """The page with the part between its two marks replaced."""
    start, end = f"<!-- made: {name} -->", "<!-- end -->"
    pattern = re.compile(re.escape(start) + ".*?" + re.escape(end), re.DOTALL)
    text = page.read_text(encoding="utf-8")
    if not pattern.search(text):
        raise SystemExit(f"{page}: there is no part {name!r}")
    return pattern.sub(lambda _: f"{start}\n{content}{end}", text)


def pages() -> dict[Path, str]:
    return {
        DOCS / "commands.md": commands(),
        DOCS / "export-columns.md": export_columns(),
        DOCS / "errors.md": errors(),
        DOCS / "python.md": with_part(DOCS / "python.md", "filters", python_filters()),
    }


def main() -> int:
    check = "--check" in sys.argv[1:]
    stale = [path for path, text in pages().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        if check:
            print(f"{path} is not up to date; run tools/make_docs.py")
        else:
            path.write_text(pages()[path], encoding="utf-8")
            print(f"wrote {path}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
