"""Prints how well situations, states and disagreements are told: `python -m benchmarks.situations`.

Planted worlds first; then, where the data are, the timelines of SemEval-2015 task 4, the days that timelines imply (on
TimeBank), and the event coreference of ECB+.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import ascribe

from . import ecbplus, passages, scale, timelines, truth
from .adapter import has_situations, look, timeline_of_all
from .copies import multiply
from .newsroom import plant
from .score import Scores, score
from .wording import templates

ROOT = Path(__file__).resolve().parents[2]
THEATRES = templates("theatres")["theatre"]
PARTS = ["planted", "timelines", "passages", "ecbplus"]


def main() -> None:
    options = _options()
    worlds = _worlds(options)
    if options.write:
        truth.write(worlds, options.write)
        return
    if options.scale:
        _scale(options.scale, options.keep, options.copies)
        return
    parts = options.only or PARTS
    with _folder(options.keep) as folder:
        if "planted" in parts:
            name = f"planted-{options.size}-{options.seed}{'-held-out' if options.held_out else ''}"
            _planted(worlds, folder / name, options)
        if "timelines" in parts:
            _timelines(options.data / "semeval2015-t4-trial", folder / "timelines")
        if "passages" in parts:
            _passages(options.data / "timeml", folder / "passages")
        if "ecbplus" in parts:
            _ecbplus(options.data / "ecbplus", folder / "ecbplus", options.wrong)


def _worlds(options: argparse.Namespace) -> list[truth.World]:
    if not options.held_out:
        return plant(options.size, options.seed, THEATRES)
    theatres = templates("theatres_held_out")["theatre"]
    return plant(options.size, options.seed, theatres, templates("templates_held_out"))


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    """Where records lie: the folder that is to be kept, else one that goes."""
    if kept:
        yield kept
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)


def _read(folder: Path) -> ascribe.Record:
    """A record that has read the `reports` in a folder; what was read before is not read again."""
    record = ascribe.open(folder / "record.db")
    begin = time.process_time()
    done = record.read(folder / "reports", processes=0)
    print(f"{done.documents} documents read in {time.process_time() - begin:.0f} CPU s.\n")
    return record


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.situations", description=__doc__)
    parser.add_argument("--size", type=int, default=300, help="reports of the planted worlds, about")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--held-out", action="store_true", help="worlds in words that nothing is fitted to")
    parser.add_argument("--write", type=Path, help="only write the reports and truth.json into this folder")
    parser.add_argument("--only", action="append", choices=PARTS, help="some parts")
    parser.add_argument("--scale", type=int, help="only measure times in records of 10,000 and of this many claims")
    data = Path(os.environ.get("ASCRIBE_DATA", ROOT.parent / "shared" / "data")) / "score"
    parser.add_argument("--copies", type=int, help="and of a record that holds the largest one so many times over")
    parser.add_argument("--data", type=Path, default=data, help="folder of the corpora to score with")
    parser.add_argument("--keep", type=Path, help="keep the records in this folder, and read only what is new")
    parser.add_argument("--wrong", type=int, default=0, help="show this many of the mistakes")
    return parser.parse_args()


def _planted(worlds: list[truth.World], folder: Path, options: argparse.Namespace) -> None:
    reports = sum(len(w.reports) for w in worlds)
    words = ", in words that nothing is fitted to" if options.held_out else ""
    print(f"# Planted worlds: {reports} reports, {len(worlds)} worlds, seed {options.seed}{words}\n")
    truth.write(worlds, folder)
    with _read(folder) as record:
        begin = time.process_time()
        found = score(record, worlds, options.seed)
        print(f"Asked in {time.process_time() - begin:.0f} CPU s.\n")
        print_scores(found, has_situations(record))
    for line in found.wrong[: options.wrong]:
        print(f"- {line}")


def _scale(largest: int, kept: Path | None, copies: int | None) -> None:
    print("# Times in records of made-up claims, CPU ms\n")
    heads = ["one as of a day (asked: < 10)", "the slowest", "list as of a day (asked: < 300)", "its first 50"]
    heads += ["50 disagreements", "open", "50 sources", "digest of a week", "add a report", "of which situations"]
    print(f"| claims | situations | built in s | {' | '.join(heads)} |")
    print("|---" * (3 + len(heads)) + "|")
    found: list[scale.Times] = []
    with _folder(kept) as folder:
        for size in sorted({10_000, largest}):
            path = folder / f"scale-{size}"
            path.mkdir(parents=True, exist_ok=True)
            begin = time.process_time()
            with scale.build(path / "record.db", size) as record:
                _times(record, path, time.process_time() - begin, found)
        if copies:
            path = folder / f"scale-{largest}-{copies}"
            path.mkdir(parents=True, exist_ok=True)
            begin = time.process_time()
            multiply(folder / f"scale-{largest}" / "record.db", path / "record.db", copies)
            with ascribe.open(path / "record.db") as record:
                _times(record, path, time.process_time() - begin, found)
    small, large = found[0], found[-1]
    ratio = large.add_situations / small.add_situations
    print(f"\nA report into the situations of {large.claims} claims: {ratio:.2f} times that of {small.claims}.")


def _times(record: ascribe.Record, path: Path, built: float, found: list[scale.Times]) -> None:
    """Measures a record, and prints a line."""
    found.append(t := scale.measure(record, path))
    lists = (t.one, t.one_worst, t.every, t.first, t.disagreements, t.open, t.sources, t.digest)
    times = " | ".join(f"{x:.1f}" for x in (*lists, t.add, t.add_situations))
    print(f"| {t.claims} | {t.situations} | {built:.0f} | {times} |", flush=True)


def _timelines(data: Path, folder: Path) -> None:
    print("\n# Timelines: SemEval-2015 task 4, trial part\n")
    if not data.is_dir():
        print(f"Skipped: no data at {data}")
        return
    articles, gold = timelines.load(data)
    timelines.write(articles, folder / "reports")
    with _read(folder) as record:
        found = timelines.score(record, articles, gold)
    print("| timelines (best published system on the test part: 7.85; asked: 15) | P | R | F1 |\n|---|---|---|---|")
    for name, prf in found.items():
        print(f"| {name} | {100 * prf.precision:.2f} | {100 * prf.recall:.2f} | {100 * prf.f:.2f} |")


def _passages(data: Path, folder: Path) -> None:
    print("\n# Days of passages: TimeBank and AQUAINT\n")
    if not data.is_dir():
        print(f"Skipped: no data at {data}")
        return
    documents = list(passages.load(data))
    passages.write(documents, folder / "reports")
    with _read(folder) as record:
        found = passages.score(timeline_of_all(record), documents)
    print("Events that stand at the day of their passage, by what people tied them to: ", end="")
    print(", ".join(f"{found[kind]} {kind}" for kind in ("right", "wrong", "a period", "nothing known")) + ".")


def _ecbplus(data: Path, folder: Path, wrong: int) -> None:
    print("\n# Event coreference within topics: ECB+\n")
    if not data.is_dir():
        print(f"Skipped: no data at {data}")
        return
    corpus = ecbplus.load(data)
    ecbplus.write(corpus, folder / "reports")
    with _read(folder) as record:
        known = look(record, None)
    found = ecbplus.score(known, corpus)
    print(f"Claims stand on {found.mentions} of {found.gold} gold mentions; scores are over these.\n")
    heads = " | ".join(f"{measure} P | R | F1" for measure in ("MUC", "B3", "CEAFe"))
    print(f"| | {heads} | CoNLL F1 |\n|" + "---|" * 11)
    for name, result in found.systems.items():
        parts = [x for s in (result.muc, result.b_cubed, result.ceaf_e) for x in (s.precision, s.recall, s.f)]
        print(f"| {name} | " + " | ".join(f"{100 * x:.1f}" for x in parts) + f" | {100 * result.f:.2f} |")
    print("\n| CoNLL F1 | situations | same head lemma |\n|---|---:|---:|")
    named = {"odd numbers, on which the weights were set": 1, "even numbers": 0}
    for name, remainder in named.items() if ecbplus.SITUATIONS in found.systems else ():
        part = ecbplus.score(known, corpus, remainder).systems
        print(f"| topics with {name} | {100 * part[ecbplus.SITUATIONS].f:.2f} | {100 * part[ecbplus.HEADS].f:.2f} |")
    for line in ecbplus.errors(known, corpus, wrong) if wrong else ():
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
    print(f"| disagreements, precision (asked: .85) | {found.precision} | {found.precision_given} |")
    print(f"| disagreements, recall (asked: .75) | {found.recall} | {found.recall_given} |")
    print(f"| disagreements, told apart rightly by what they differ in | {found.kinds} | |")
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
