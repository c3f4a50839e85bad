"""`python -m training.reader --data DIR --out DIR`: trains the reader; run it again to resume."""

from __future__ import annotations

import argparse
from pathlib import Path

from training.reader.loop import Plan, train


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.reader", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train/ as the README of training/ says")
    parser.add_argument("--out", type=Path, required=True, help="where weights, labels and checkpoints go")
    parser.add_argument("--minutes", type=float, default=100.0, help="budget of wall-clock time")
    parser.add_argument("--steps", type=int, default=0, help="budget of steps instead: can be repeated exactly")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--check-minutes", type=float, default=15.0, help="how often to score and save")
    a = parser.parse_args()
    train(
        Plan(a.data, a.out, minutes=a.minutes, steps=a.steps, seed=a.seed, threads=a.threads,
             check_minutes=a.check_minutes)
    )  # fmt: skip


if __name__ == "__main__":
    main()
