"""Prints how well and how fast copies are found, beside datasketch and simhash: `python -m benchmarks.stories`."""

from __future__ import annotations

import argparse
import os
from collections import defaultdict
from itertools import combinations
from pathlib import Path

from ascribe.stories.describe import describe
from ascribe.stories.finder import StoryFinder
from ascribe.stories.group import group

from . import ecbplus, growth
from .methods import METHODS, THRESHOLD, Run, available, run, text_shingles
from .planted import REWRITE, Planted, Planter
from .prose import load_prose
from .scores import Pair, b_cubed, pair_score, pairs

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    options = _options()
    print(f"# Stories: planted copies, {options.size} documents, seed {options.seed}\n")
    prose, what = load_prose(options.articles if options.articles.is_dir() else None)
    planted = Planter(prose, options.seed).plant(options.size)
    words = sum(len(d.text.split()) for d in planted.documents) // len(planted.documents)
    print(f"Text: {what}; {words} words a document on average. CPU and memory above the loaded documents.\n")
    _planted(planted, options.peers)
    articles = options.ecbplus
    if articles.is_dir():
        _ecbplus(articles, options.peers)
    else:
        print(f"\nECB+ skipped: no data at {articles}")
    if options.index:
        _growth(options.index, options.seed)


def _options() -> argparse.Namespace:
    data = Path(os.environ.get("ASCRIBE_DATA", ROOT.parent / "shared" / "data"))
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stories", description=__doc__)
    parser.add_argument(
        "--size", type=int, default=2000, help="documents in the planted set (20000 for the docs' table)"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--data",
        dest="articles",
        type=Path,
        default=data / "score" / "worldwide-newswire" / "original_articles",
        help="folder of .txt articles to make text from; without one an own grammar makes it",
    )
    parser.add_argument("--ecbplus", type=Path, default=data / "score" / "ecbplus", help="folder of the ECB+ corpus")
    parser.add_argument("--no-peers", dest="peers", action="store_false", help="leave datasketch and simhash out")
    parser.add_argument("--index", type=int, help="also grow an index to this many made-up documents (1000000)")
    return parser.parse_args()


def _planted(planted: Planted, peers: bool) -> None:
    true = pairs(planted.reports)
    rewritten = {p for p in true if REWRITE in (planted.kinds[p[0]], planted.kinds[p[1]])}
    runs = []
    for name in METHODS:
        if not available(name):
            print(f"({name}: not installed; pip install 'ascribe[benchmarks]')\n")
        elif peers or name.startswith("Ascribe"):
            runs.append(run(name, planted.documents))
    base = next((r for r in runs if r.name.startswith("datasketch")), None)
    print("| method | CPU s | to datasketch | MB | to datasketch | pairs: P | R | B3 F | rewrites: P | R |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for r in runs:
        found = {p for p in r.found if REWRITE not in (planted.kinds[p[0]], planted.kinds[p[1]])}
        own = pair_score(found, true - rewritten)
        cubed = b_cubed(found, true - rewritten, len(planted.documents))
        again = pair_score(r.found - found, rewritten)
        cpu, memory = (f"{r.cpu / base.cpu:.3f}", f"{r.memory / base.memory:.2f}") if base else ("-", "-")
        print(
            f"| {r.name} | {r.cpu:.2f} | {cpu} | {r.memory:.0f} | {memory} | {own.precision:.4f} | {own.recall:.4f} "
            f"| {cubed.f:.4f} | {again.precision:.3f} | {again.recall:.3f} |"
        )
    for r in runs:
        if r.parts:
            told = [
                f"{k} {v:.2f}" + (f" ({v / base.cpu:.3f} of datasketch)" if base else "") for k, v in r.parts.items()
            ]
            print(f"\n{r.name}, CPU s: " + ", ".join(told))
    _by_kind(planted, runs, true)


def _by_kind(planted: Planted, runs: list[Run], true: set[Pair]) -> None:
    """Recall of pairs of an original and a copy, by the kind of copy."""
    kinds: dict[str, list[Pair]] = defaultdict(list)
    for i, j in sorted(true):
        others = {planted.kinds[i], planted.kinds[j]} - {"original"}
        if len(others) == 1 and "original" in (planted.kinds[i], planted.kinds[j]):
            kinds[others.pop()].append((i, j))
    print("\n| recall of | pairs | " + " | ".join(r.name for r in runs) + " |")
    print("|---|---|" + "---|" * len(runs))
    for kind, members in sorted(kinds.items()):
        cells = [f"{sum(p in r.found for p in members) / len(members):.3f}" for r in runs]
        print(f"| {kind} | {len(members)} | " + " | ".join(cells) + " |")


def _ecbplus(folder: Path, peers: bool) -> None:
    articles = ecbplus.load_articles(folder)
    labelled = ecbplus.load_pairs()
    ordered = list(articles.values())
    links = StoryFinder(ordered.__getitem__).add(enumerate(ordered))
    together: set[Pair] = set()
    number = {name: i for i, name in enumerate(articles)}
    stories = group([describe(d) for d in ordered], links)
    for story in stories:
        together.update(combinations(sorted(number[m.document] for m in story.members), 2))
    found = {
        "Ascribe": {
            (p.first, p.second)
            for p in labelled
            if (min(number[p.first], number[p.second]), max(number[p.first], number[p.second])) in together
        }
    }
    if peers and available("datasketch MinHash-LSH"):
        from datasketch import MinHash

        sketches = {}
        for name in {n for p in labelled for n in (p.first, p.second)}:
            sketches[name] = MinHash(num_perm=128)
            sketches[name].update_batch([s.encode() for s in text_shingles(articles[name])])
        found["datasketch MinHash"] = {
            (p.first, p.second) for p in labelled if sketches[p.first].jaccard(sketches[p.second]) >= THRESHOLD
        }
    print(f"\n# ECB+: {len(labelled)} labelled pairs of {len(articles)} articles\n")
    print("Precision is of pairs that share a fifth or more of the shorter one's 5-grams.\n")
    print("| method | precision | recall at >= .8 | .5-.8 | .2-.5 | .1-.2 |\n|---|---|---|---|---|---|")
    for name, linked in found.items():
        result = ecbplus.score(linked, articles, labelled)
        cells = [f"{got}/{of}" for got, of in result.by_band.values()]
        print(f"| {name} | {result.precision:.3f} ({result.linked}) | " + " | ".join(cells) + " |")


def _growth(largest: int, seed: int) -> None:
    print("\n# Growth of the index (made-up fingerprints)\n")
    print("| documents | open, s | add 1,000, CPU s | on disk, MB |\n|---|---|---|---|")
    sizes = [s for s in (1000, 10_000, 100_000) if s < largest] + [largest]
    for g in growth.grow(sizes, seed):
        print(f"| {g.documents} | {g.open_seconds:.3f} | {g.add_seconds:.3f} | {g.megabytes:.0f} |", flush=True)


if __name__ == "__main__":
    main()
