"""The files under `lexicon/`, opened. Each is read by the module whose rules it serves, once.

In: a file's name, or a list as the files write it. Out: its tables; the entries of the list. Here, so that where the
files lie and how a list is written stands in one place.
"""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Any


def table(name: str) -> dict[str, Any]:
    """The tables of a lexicon."""
    return tomllib.loads(files("ascribe.claims").joinpath("lexicon", name).read_text("utf-8"))


def entries(text: str) -> list[str]:
    """The entries of a list, which commas and line ends part."""
    return [entry for x in re.split(r"[,\n]", text) if (entry := x.strip())]
