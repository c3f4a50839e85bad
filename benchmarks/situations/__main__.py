"""Prints how well situations, states and disagreements are told: `python -m benchmarks.situations`.

Planted worlds first; then the timelines of SemEval-2015 task 4 and the event coreference of ECB+, where the data are.
"""

from __future__ import annotations

import argparse
import tempfile
import time
import tomllib
from pathlib import Path

import ascribe

from . import truth
from .adapter import has_situations
from .newsroom import plant
from .score import Scores, score

THEATRES = tomllib.loads(Path(__file__).with_name("theatres.toml").read_text("utf-8"))["theatre"]


def main() -> None:
    options = _options()
    worlds = plant(options.size, options.seed, THEATRES)
    if options.write:
        truth.write(worlds, options.write)
        return
    _planted(worlds, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.situations", description=__doc__)
    parser.add_argument("--size", type=int, default=300, help="reports of the planted worlds, about")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path, help="only write the reports and truth.json into this folder")
    parser.add_argument("--wrong", type=int, default=0, help="show this many of the mistakes")
    return parser.parse_args()


def _planted(worlds: list[truth.World], options: argparse.Namespace) -> None:
    reports = sum(len(w.reports) for w in worlds)
    print(f"# Planted worlds: {reports} reports, {len(worlds)} worlds, seed {options.seed}\n")
    with tempfile.TemporaryDirectory() as folder:
        truth.write(worlds, Path(folder))
        with ascribe.open(Path(folder) / "planted.db") as record:
            begin = time.process_time()
            record.read(Path(folder) / "reports", processes=0)
            read = time.process_time() - begin
            begin = time.process_time()
            found = score(record, worlds, options.seed)
            print(f"Read in {read:.0f} CPU s, asked in {time.process_time() - begin:.0f}.\n")
            print_scores(found, has_situations(record))
    for line in found.wrong[: options.wrong]:
        print(f"- {line}")


def print_scores(found: Scores, situations: bool) -> None:
    print("| planted worlds | end to end | where the claim is right |\n|---|---|---|")
    print(f"| claims: phase, factuality, place | {found.extracted} | |")
    print(f"| state, last claim wins (baseline) | {found.baseline} | {found.baseline_given} |")
    if not situations:
        print("\n(The record has no situations yet.)")
        return
    print(f"| state (asked: .90) | {found.states} | {found.states_given} |")
    print(f"| since, of the states right | {found.since} | |")
    print(f"| until, of the states right | {found.until} | |")
    print(f"| marked as disputed, of the states right | {found.disputed} | |")
    print(f"| disagreements, precision (asked: .85) | {found.precision} | |")
    print(f"| disagreements, recall (asked: .75) | {found.recall} | {found.recall_given} |")
    print(f"| disagreements, right kind | {found.kinds} | |")
    p, r, f = found.cubed
    print(f"| claims into situations, B-cubed P, R, F1 | {p:.3f}, {r:.3f}, {f:.3f} | |")
    print("\n| disagreements found | |\n|---|---|")
    for kind, share in sorted(found.by_kind.items()):
        print(f"| {kind} | {share} |")
    print("\n| state, where the claim is right | |\n|---|---|")
    for kind, share in sorted(found.by_phase.items()):
        print(f"| {kind} | {share} |")


if __name__ == "__main__":
    main()
