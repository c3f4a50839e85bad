"""`python -m benchmarks.reader --data DIR`: one table of every score, and speed and memory; `--fp32` compares.

spaCy's tokenizer runs beside it where spaCy is installed: what a pipeline costs that does nothing but cut words.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from ascribe.reader.runtime import Reader
from benchmarks.reader.costs import costs
from benchmarks.reader.scores import Row, table


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reader", description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("ASCRIBE_DATA"), help="or ASCRIBE_DATA")
    parser.add_argument("--model", type=Path, help="folder of another model than the one that ships")
    parser.add_argument("--fp32", action="store_true", help="the same weights in 32-bit floats beside it")
    parser.add_argument("--quick", type=int, default=1, metavar="N", help="every Nth sentence only, no raw text")
    parser.add_argument("--speed", action="store_true", help="speed and memory only")
    a = parser.parse_args()
    if a.data is None:
        parser.error("name the folder of the data with --data or ASCRIBE_DATA")
    readers = {"int8": Reader(a.model, cache_size=0, precision="int8")}
    if a.fp32 or a.speed:
        readers["fp32"] = Reader(a.model, cache_size=0, precision="fp32")
    if not a.speed:
        scores(readers, a.data, a.quick)
    costs(readers, a.data, a.model)


def scores(readers: dict[str, Reader], data: Path, step: int) -> None:
    """Prints the table: a column for each reader."""
    columns: list[list[Row]] = [table(reader, data, step) for reader in readers.values()]
    print(f"| set | measure | {' | '.join(readers)} | floor | goal |")
    print("|---|---|" + "---|" * len(readers) + "---|---|")
    for rows in zip(*columns, strict=True):
        values = " | ".join(_number(row.value) for row in rows)
        bounds = " | ".join("" if x is None else _number(x) for x in (rows[0].floor, rows[0].goal))
        print(f"| {rows[0].set} | {rows[0].measure} | {values} | {bounds} |")
    print()


def _number(value: float) -> str:
    return f"{value:.3f}" if abs(value) <= 1 else f"{value:.2f}"


if __name__ == "__main__":
    main()
