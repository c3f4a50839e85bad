"""`ascribe parse`: one text as the reader reads it, as CoNLL-U or JSON Lines. Needs no record."""

from __future__ import annotations

import io
import json
import sys

import click


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True), default="-")
@click.option(
    "--format",
    "form",
    type=click.Choice(["conllu", "jsonl"]),
    default="conllu",
    show_default=True,
    help="CoNLL-U with names and values in its last column, or one sentence a line with every offset.",
)
def parse(file: str, form: str) -> None:
    """Parse one text: words, trees, names, times, figures, mentions and attributions, sentence by sentence.

    FILE is plain text in English; without it, or with "-", standard input is read. Nothing is stored. Offsets are
    characters of the text.
    """
    from ascribe.parsing import parse as parse_text
    from ascribe.parsing import to_conllu
    from ascribe.sources.encoding import decode

    with click.open_file(file, "rb") as source:
        text = decode(source.read()).text
    sentences = parse_text(text)
    out = sys.stdout
    if isinstance(out, io.TextIOWrapper):
        out.reconfigure(encoding="utf-8")  # as CoNLL-U and JSON are, whatever the terminal is set to
    if form == "jsonl":
        for sentence in sentences:
            out.write(json.dumps(sentence.to_dict(), ensure_ascii=False) + "\n")
    else:
        out.writelines(to_conllu(sentences))
