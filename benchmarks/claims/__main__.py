"""`python -m benchmarks.claims --data DIR`: the claims' fields on every set at hand, in one table.

Times, places and attribution have commands of their own (`benchmarks.times`, `.places`, `.attribution`), with their
peers.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from ascribe.reader.runtime import Reader
from benchmarks.claims import gold, plover

PUBLISHED = {"source": 78.0, "target": 67.3, "type": 66.4, "all": 44.0}
"""UniversalPetrarch on its own suite, in percent, as published with the records."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with train/ and score/")
    parser.add_argument("--scorer", type=Path, help="score_claims.py; default: tools/score_claims.py beside the data")
    parser.add_argument("--errors", type=int, default=0, help="list so many errors of each set")
    options = parser.parse_args()
    scorer = options.scorer or options.data.parent / "tools" / "score_claims.py"

    print("Gold of our own (share of gold claims; `all`: every explicit field right)")
    for name in ("gold", "gold_held_out"):
        try:
            figures = gold.score(name, options.data, scorer)
        except FileNotFoundError as missing:
            print(f"  {name:14} skipped: no data ({missing})")
            continue
        print(f"  {name:14} " + "  ".join(f"{k} {v}" for k, v in figures.items()))

    folder = options.data / "score" / "plover-gsr"
    if not folder.exists():
        print(f"PLOVER GSR: skipped: no data ({folder})")
        return
    found = plover.score(folder, Reader())
    print(f"\nPLOVER gold standard records ({found.records} sentences), percent right")
    print(f"  {'':24} type  source  target  all")
    print(f"  {'main claim':24} {found.type:4}  {found.source:6}  {found.target:6}  {found.all}")
    print(f"  {'any claim':24} {found.any_type:4}  {'':6}  {'':6}  {found.any_all}")
    p = PUBLISHED
    print(f"  {'UniversalPetrarch (publ.)':24} {p['type']:4}  {p['source']:6}  {p['target']:6}  {p['all']}")
    for error in found.errors[: options.errors]:
        print("  ", error)


if __name__ == "__main__":
    main()
