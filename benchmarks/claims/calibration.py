"""Whether confidence means something: `python -m benchmarks.claims.calibration AUDIT.csv -o PLOT.svg`.

In: audited claims, one a row: `id`, `confidence` (or `--claims`, an export that has it), and a column for each field
with y, n or nothing (not filled). A claim is right where no field is wrong; a column `claim` with n says that it is
none.
Out: the share right of each field, a reliability table, the knots that would mend the scale
(`ascribe.claims.confidence.KNOTS`) and a plot.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

NOT_FIELDS = frozenset({"id", "confidence", "sentence", "document", "note", "notes", "event", "trigger", "kind"})
"""Columns that judge nothing."""
YES = frozenset({"y", "yes", "1", "true", "right"})
NO = frozenset({"n", "no", "0", "false", "wrong"})
BINS = 10
SURE = 0.9
SIDE, MARGIN = 320, 48
"""Of the plot's square and around it, in pixels."""


@dataclass(frozen=True, slots=True)
class Audited:
    """A judged claim."""

    id: str
    confidence: float
    fields: dict[str, bool]

    @property
    def right(self) -> bool:
        return all(self.fields.values())


@dataclass(frozen=True, slots=True)
class Bin:
    low: float
    high: float
    claims: int
    said: float
    """Mean confidence."""
    right: float
    """Share right in every field."""


def read(path: Path, exported: Path | None = None) -> list[Audited]:
    """The rows of an audit. ValueError where a cell is neither y, n nor empty, or a claim has no confidence."""
    known: dict[str, float] = {}
    if exported is not None:
        for line in exported.read_text("utf-8").splitlines():
            claim = json.loads(line)
            known[claim["id"]] = float(claim["confidence"])
    out = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            fields = {}
            for name, value in row.items():
                if name is None or name.strip().lower() in NOT_FIELDS:
                    continue
                word = (value or "").strip().lower()
                if word in YES or word in NO:
                    fields[name.strip()] = word in YES
                elif word:
                    raise ValueError(f"{path}: '{value}' in column {name} is neither y nor n")
            said = (row.get("confidence") or "").strip()
            if not said and row["id"] not in known:
                raise ValueError(f"{path}: no confidence for {row['id']}; give the export with --claims")
            out.append(Audited(row["id"], float(said) if said else known[row["id"]], fields))
    return out


def bins(claims: Sequence[Audited], count: int = BINS) -> list[Bin]:
    """Claims by confidence in steps of 1/`count`; empty steps are left out."""
    parts: dict[int, list[Audited]] = {}
    for c in claims:
        parts.setdefault(min(int(c.confidence * count + 1e-9), count - 1), []).append(c)
    return [
        Bin(
            k / count,
            (k + 1) / count,
            len(found),
            sum(c.confidence for c in found) / len(found),
            sum(c.right for c in found) / len(found),
        )
        for k, found in sorted(parts.items())
    ]


def error(claims: Sequence[Audited]) -> float:
    """Expected calibration error: mean distance of confidence and share right over the steps, by number of claims."""
    return sum(b.claims * abs(b.said - b.right) for b in bins(claims)) / max(1, len(claims))


def brier(claims: Sequence[Audited]) -> float:
    return sum((c.confidence - c.right) ** 2 for c in claims) / max(1, len(claims))


def knots(claims: Sequence[Audited]) -> list[tuple[float, float]]:
    """(confidence, share right), rising: neighbours that fall are pooled (isotonic regression by pool adjacent
    violators)."""
    pools: list[list[float]] = []  # sum of confidence, sum right, number
    for c in sorted(claims, key=lambda c: c.confidence):
        pools.append([c.confidence, float(c.right), 1.0])
        while len(pools) > 1 and pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]:
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    return [(round(p[0] / p[2], 3), round(p[1] / p[2], 3)) for p in pools]


def table(claims: Sequence[Audited]) -> str:
    """Fields, steps of confidence, and the figures that sum them up."""
    filled: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for c in claims:
        filled.update(c.fields.keys())
        right.update(name for name, ok in c.fields.items() if ok)
    lines = [f"{'field':16} filled  right"]
    lines += [f"{name:16} {n:6}  {100 * right[name] / n:5.1f}" for name, n in filled.items()]
    lines += ["", "confidence   claims  said  right"]
    lines += [f"{b.low:.1f} to {b.high:.1f} {b.claims:8}  {b.said:.2f}  {b.right:5.2f}" for b in bins(claims)]
    sure = [c for c in claims if c.confidence >= SURE]
    share = f"{100 * sum(c.right for c in sure) / len(sure):.0f} % of {len(sure)}" if sure else "no claim"
    every = 100 * sum(c.right for c in claims) / max(1, len(claims))
    lines += ["", f"right in every field: {every:.1f} % of {len(claims)}; at {SURE} and above: {share}"]
    lines += [f"calibration error {error(claims):.3f}, Brier score {brier(claims):.3f}"]
    lines += ["knots: " + ", ".join(f"({a}, {b})" for a, b in knots(claims))]
    return "\n".join(lines)


def svg(claims: Sequence[Audited]) -> str:
    """The steps as dots, as large as they have claims, over the line of a scale that holds."""
    size = SIDE + 2 * MARGIN

    def x(value: float) -> float:
        return round(MARGIN + SIDE * value, 1)

    def y(value: float) -> float:
        return round(MARGIN + SIDE * (1 - value), 1)

    found = bins(claims)
    most = max((b.claims for b in found), default=1)
    ticks = [k / 5 for k in range(6)]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}" '
        'role="img" font-family="sans-serif" font-size="12">',
        f"<title>Share of {len(claims)} audited claims that are right, by confidence</title>",
        f'<rect width="{size}" height="{size}" fill="#fff"/>',
        f'<rect x="{MARGIN}" y="{MARGIN}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#888"/>',
        f'<line x1="{x(0)}" y1="{y(0)}" x2="{x(1)}" y2="{y(1)}" stroke="#888" stroke-dasharray="4 4"/>',
    ]
    for t in ticks:
        parts.append(f'<text x="{x(t)}" y="{y(0) + 18}" text-anchor="middle">{t:.1f}</text>')
        parts.append(f'<text x="{x(0) - 8}" y="{y(t) + 4}" text-anchor="end">{t:.1f}</text>')
    middle = MARGIN + SIDE / 2
    parts.append(f'<text x="{middle}" y="{size - 8}" text-anchor="middle">confidence</text>')
    turned = f'x="14" y="{middle}" text-anchor="middle" transform="rotate(-90 14 {middle})"'
    parts.append(f"<text {turned}>right in every field</text>")
    line = " ".join(f"{x(b.said)},{y(b.right)}" for b in found)
    parts.append(f'<polyline points="{line}" fill="none" stroke="#2166ac" stroke-width="1.5"/>')
    for b in found:
        radius = round(3 + 7 * (b.claims / most) ** 0.5, 1)
        parts.append(
            f'<circle cx="{x(b.said)}" cy="{y(b.right)}" r="{radius}" fill="#2166ac" fill-opacity="0.75">'
            f"<title>{b.claims} claims: said {b.said:.2f}, right {b.right:.2f}</title></circle>"
        )
    return "\n".join([*parts, "</svg>", ""])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("audit", type=Path, help="CSV of audited claims")
    parser.add_argument("--claims", type=Path, help="claims as JSON Lines, for the confidence by id")
    parser.add_argument("-o", "--output", type=Path, help="SVG to write")
    options = parser.parse_args()
    claims = read(options.audit, options.claims)
    print(table(claims))
    if options.output:
        options.output.write_text(svg(claims), "utf-8")


if __name__ == "__main__":
    main()
