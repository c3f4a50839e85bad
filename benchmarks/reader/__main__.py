"""`python -m benchmarks.reader --data DIR`: one table of every score and of the speed; `--fp32 DIR` compares."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from ascribe.reader.runtime import Reader
from ascribe.reader.sentences import split
from benchmarks.reader.scores import Row, newswire, table


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reader", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, help="folder of another model than the one that ships")
    parser.add_argument("--fp32", type=Path, help="folder that `training.reader.export --keep-fp32` wrote")
    parser.add_argument("--quick", type=int, default=1, metavar="N", help="every Nth sentence only, no raw text")
    a = parser.parse_args()
    reader = Reader(a.model, cache_size=0)
    columns: list[list[Row]] = [table(reader, a.data, a.quick)]
    if a.fp32:
        columns.append(table(Reader(a.fp32, cache_size=0), a.data, a.quick))
    print("| set | measure | int8 |" + (" fp32 |" if a.fp32 else "") + " floor | goal |")
    print("|---|---|---|" + ("---|" if a.fp32 else "") + "---|---|")
    for rows in zip(*columns, strict=True):
        values = " | ".join(_number(row.value) for row in rows)
        bounds = " | ".join("" if x is None else _number(x) for x in (rows[0].floor, rows[0].goal))
        print(f"| {rows[0].set} | {rows[0].measure} | {values} | {bounds} |")
    print(f"\n{speed(reader, a.data):,.0f} words a second of CPU time, one process, tokens and decoding included")


def _number(value: float) -> str:
    return f"{value:.3f}" if abs(value) <= 1 else f"{value:.2f}"


def speed(reader: Reader, data: Path) -> float:
    """Words a second of CPU time over newswire sentences, so that other work on the machine does not count."""
    articles = newswire(data / "score" / "worldwide-newswire", 30)
    texts = [span.of(text) for text, _ in articles for span in split(text)]
    for text in texts[:50]:
        reader.read(text)
    start = time.process_time()
    words = sum(len(reader.read(text).tokens) for text in texts)
    return words / (time.process_time() - start)


if __name__ == "__main__":
    main()
