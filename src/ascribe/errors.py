"""The catalogue of problems: a stable code, one sentence that says what is wrong, one that says what to do.

`docs/errors.md` is made from it. A message is made with `problem(code, input, **details)`; it names the input first.
"""

from __future__ import annotations

import signal
from dataclasses import dataclass

from ascribe.contract.documents import Problem


@dataclass(frozen=True, slots=True)
class Entry:
    """A kind of problem. `says` and `remedy` are format strings over the details given."""

    says: str
    remedy: str


CATALOGUE: dict[str, Entry] = {
    "empty": Entry("there is no text in it", "remove it from the folder or fetch it again"),
    "limit.size": Entry("{size} bytes are more than the {limit} allowed", "cut it into smaller files"),
    "limit.time": Entry("cleaning did not finish within {limit} s", "save the page as text and read that"),
    "limit.depth": Entry("its elements are nested deeper than {limit}", "save the page as text and read that"),
    "limit.memory": Entry("cleaning it needs more than {limit} MB of memory", "save the page as text and read that"),
    "limit.paragraphs": Entry("{count} paragraphs are more than the {limit} allowed", "cut it into smaller files"),
    "limit.attrs": Entry("an element has more than {limit} attributes", "save the page as text and read that"),
    "crash.signal": Entry("the worker that cleaned it died ({signal})", "save the page as text and read that"),
    "html.no_article": Entry(
        "no article text was found on the page", "check that it is a report and not an index page"
    ),
    "html.data_dropped": Entry(
        "{size} bytes of structured data are more than is read; read without", "nothing need be done"
    ),
    "not_text": Entry("it holds {sniffed}, not text", "convert it to text, HTML, CSV or JSON Lines"),
    "encoding.replaced": Entry(
        "{count} bytes are not valid {encoding} and were replaced", "check names with unusual letters"
    ),
    "controls.dropped": Entry("{count} control characters were dropped", "nothing need be done"),
    "json.line": Entry("the line is not valid JSON ({detail})", "mend the line and read the file again"),
    "json.not_object": Entry("the line holds {kind}, not an object", "write one object a line"),
    "row.no_text": Entry("no column or key holds the text (looked for {looked})", "name the column 'text'"),
    "csv.ragged": Entry("the row has {got} fields, the header {want}", "mend the row and read the file again"),
    "csv.open_quote": Entry("a quotation mark is never closed", "close it and read the file again"),
    "csv.header": Entry("no header names a text column (saw {saw})", "name the column 'text'"),
    "csv.repeated_column": Entry("the header names '{name}' twice; the first is used", "name every column once"),
    "actors.header": Entry(
        "line 1: no header names the columns name and code (saw {saw})", "write: name,code,aliases in the first line"
    ),
    "actors.row": Entry("line {line}: {detail}", "mend the line and run the same command again"),
    "url.scheme": Entry("'{value}' is not a web address and was left out", "give an address that starts with http"),
    "date.unreadable": Entry("'{value}' is not a date that can be read", "write it as YYYY-MM-DD"),
    "file.unreadable": Entry("it cannot be opened ({detail})", "check that it exists and that you may read it"),
    "file.special": Entry("it is a {kind}, not a regular file", "name a file or a folder"),
    "file.type": Entry("its type '{suffix}' is not one that is read", "convert it to .txt, .html, .jsonl or .csv"),
    "file.metadata": Entry("it describes the other files of its folder", "nothing need be done"),
    "file.side": Entry("it is a hidden file or stands beside a report ({detail})", "name it to have it read"),
    "file.again": Entry("the folder was read already as '{other}'", "nothing need be done"),
    "file.twice": Entry("it names a file that an earlier row names", "leave one of the rows"),
    "language.unread": Entry("it is in '{language}', not English: stored, not read", "nothing need be done"),
    "reader.failed": Entry("its sentences could not be read ({detail})", "run the same command again"),
    "claims.refused": Entry(
        "{count} claims were refused: their words do not stand in the text", "report it, with the document"
    ),
    "reader.start": Entry("it cannot be started ({detail})", "install ascribe again, or free some memory"),
    "reader.pending": Entry("its sentences have not been read yet", "run the same command again"),
    "record.missing": Entry("there is no such record", "make one with: ascribe read FOLDER --record {name}"),
    "record.locked": Entry("{holder} is writing to it", "wait until it has finished, or stop it"),
    "record.foreign": Entry("it is not an Ascribe record", "name another file with --record"),
    "record.newer": Entry("it was written by a newer version (schema {found})", "upgrade ascribe"),
    "record.older": Entry(
        "it was written by an older version and cannot be changed here ({detail})", "copy it to where you may write"
    ),
    "record.damaged": Entry("its file is damaged ({detail})", "put back a copy, or read the reports into a new record"),
    "record.unwritable": Entry(
        "it cannot be written ({detail})", "check that you may write to the file and its folder"
    ),
    "record.disk": Entry("the disk is full ({detail})", "free some space and run the same command again"),
    "model.hash": Entry("the reader's model file is damaged", "install ascribe again"),
    "usage.path": Entry("there is no such file or folder", "check the path"),
    "usage.value": Entry("it is not {wanted}", "write {example}"),
    "usage.search": Entry("it cannot be searched for ({detail})", "put words that belong together in quotation marks"),
    "usage.id": Entry("no document, story, situation or claim has an id that begins so", "copy one from a list"),
    "usage.ambiguous": Entry("{count} ids begin so ({examples})", "give more characters of it"),
    "usage.claim": Entry("it is the id of a {kind}, and only claims are explained", "copy a claim's id from a list"),
    "usage.extra": Entry(
        "it needs a library that is not installed ({detail})", "install it with: pip install '{install}'"
    ),
}


def problem(code: str, where: str, **details: object) -> Problem:
    """The message for `code` about the input `where`. KeyError where the catalogue lacks the code."""
    entry = CATALOGUE[code]
    return Problem(code, f"{where}: {entry.says.format(**details)}; {entry.remedy.format(**details)}")


def death(code: int) -> str:
    """What a process ended with, in words: its exit code or the signal that killed it."""
    if code >= 0:
        return f"exit {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


class AscribeError(Exception):
    """A problem that stops the command: bad usage, or a record that cannot be used."""

    def __init__(self, code: str, where: str, **details: object) -> None:
        self.problem = problem(code, where, **details)
        super().__init__(f"[{code}] {self.problem.message}")
