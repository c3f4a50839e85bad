"""What a rule of the claims does, in words: `rules.toml`, looked up by the rule's name."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Saying:
    """A rule's line."""

    cells: frozenset[str]
    says: str


@cache
def _table() -> dict[str, Saying]:
    data = tomllib.loads(files("ascribe.exports.why").joinpath("rules.toml").read_text("utf-8"))
    return {
        name: Saying(frozenset(cell.strip() for cell in entry["cells"].split(",")), entry["says"])
        for name, entry in data.items()
    }


def saying(rule: str) -> Saying | None:
    """What a rule does; None: it has no line."""
    plain = rule.removesuffix(":passive")
    found = _table().get(plain)
    if found is None:
        for length in range(len(plain) - 1, 0, -1):
            found = _table().get(f"{plain[:length]}*")
            if found is not None:
                found = Saying(found.cells, found.says.replace("{}", plain[length:]))
                break
    if found is not None and rule != plain:
        return Saying(found.cells, f"{found.says}, in the passive")
    return found


def says(rule: str) -> str:
    """The rule's line, or its name as words."""
    found = saying(rule)
    return found.says if found else rule.replace(".", ", ").replace("_", " ").replace(":", ", ")


def decides(rule: str, cell: str) -> bool:
    """Whether a rule bears on a cell."""
    found = saying(rule)
    return found is not None and cell in found.cells
