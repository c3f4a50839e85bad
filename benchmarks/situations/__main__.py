"""Plants worlds, writes their reports: `python -m benchmarks.situations --write DIR`."""

from __future__ import annotations

import argparse
import tomllib
from pathlib import Path

from . import truth
from .newsroom import plant

THEATRES = tomllib.loads(Path(__file__).with_name("theatres.toml").read_text("utf-8"))["theatre"]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.situations", description=__doc__)
    parser.add_argument("--size", type=int, default=300, help="reports of the planted worlds, about")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path, help="only write the reports and truth.json into this folder")
    options = parser.parse_args()
    worlds = plant(options.size, options.seed, THEATRES)
    if options.write:
        truth.write(worlds, options.write)


if __name__ == "__main__":
    main()
