"""What a part of the claims benchmark gives back: rows of the table and errors by kind; and how both are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Errors = dict[str, list[str]]
"""Errors by kind, the most telling first."""


@dataclass(frozen=True, slots=True)
class Row:
    """A figure with those of its peers, the issue's floor and goal. Shares in percent, correlations from -1 to 1."""

    set: str
    metric: str
    ours: float
    peers: tuple[tuple[str, float], ...] = ()
    floor: float | None = None
    goal: float | None = None

    @property
    def key(self) -> str:
        """What the gate calls it."""
        return f"{self.set}: {self.metric}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A part that was run, or why it was not."""

    rows: tuple[Row, ...] = ()
    errors: Callable[[], Errors] = dict
    """Made only when they are asked for: some need all to be read again."""
    notes: tuple[str, ...] = ()
    """Peers that were not run, and why."""
    skipped: str | None = None


def number(value: float | None) -> str:
    """Two decimals for correlations, one for percent."""
    if value is None:
        return ""
    return f"{value:.3f}" if abs(value) <= 1 else f"{value:.1f}"


def markdown(rows: Iterable[Row]) -> str:
    """One table for all parts."""
    lines = ["| set | metric | ours | peers in the same run | floor | goal |", "|---|---|---:|---|---:|---:|"]
    last = ""
    for row in rows:
        peers = ", ".join(f"{name} {number(value)}" for name, value in row.peers)
        name = row.set if row.set != last else ""
        last = row.set
        cells = [name, row.metric, f"**{number(row.ours)}**", peers, number(row.floor), number(row.goal)]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def listing(errors: Sequence[str], limit: int) -> str:
    """The first errors, with how many there are."""
    shown = "\n".join(f"  {line}" for line in errors[:limit])
    left = len(errors) - limit
    return shown + (f"\n  and {left} more; --limit shows them" if left > 0 else "")
