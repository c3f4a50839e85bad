"""How good the claims are, field by field: one table over every set at hand, with the peers that run here beside.

    python -m benchmarks.claims --data DIR                    all parts, the table in Markdown
    python -m benchmarks.claims --data DIR --parts times,places --no-peers
    python -m benchmarks.claims --data DIR --errors kinds     how many errors there are of which kind
    python -m benchmarks.claims --data DIR --errors times.value --limit 40
    python -m benchmarks.claims --data DIR --write docs/benchmarks.md

DIR holds train/ and score/ (docs/data.md); without --data it is ASCRIBE_DATA. Parts without data, and peers that are
not installed, are left out with a line that says so. Errors are of the halves that rules may be looked at with.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from benchmarks.claims.parts import PARTS, Context, run
from benchmarks.claims.table import Row, listing, markdown

START, END = "<!-- made: claims -->", "<!-- end -->"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("ASCRIBE_DATA", "../shared/data")))
    parser.add_argument("--parts", default=",".join(PARTS), help=f"of {', '.join(PARTS)}; default: all")
    parser.add_argument("--errors", metavar="KIND", help="list errors: PART.KIND, PART, or kinds to count them")
    parser.add_argument("--limit", type=int, default=20, help="errors shown of a kind (default: %(default)s)")
    parser.add_argument("--no-peers", action="store_true", help="ours alone")
    parser.add_argument("--sample", type=int, help="so many documents for the peers that take long")
    parser.add_argument("--scorer", type=Path, help="score_claims.py; default: tools/score_claims.py beside the data")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the table between the page's two marks")
    options = parser.parse_args(arguments)
    wanted = [name for name in options.parts.split(",") if name]
    part_of_errors = (options.errors or "").partition(".")[0]
    if part_of_errors in PARTS:
        wanted = [part_of_errors]
    if unknown := [name for name in wanted if name not in PARTS]:
        parser.error(f"there is no part {unknown[0]!r}; there are {', '.join(PARTS)}")
    scorer = options.scorer or options.data.parent / "tools" / "score_claims.py"
    context = Context(options.data, scorer, not options.no_peers and not options.errors, options.sample)
    rows: list[Row] = []
    notes: list[str] = []
    for name in wanted:
        outcome, seconds = run(name, context)
        if outcome.skipped:
            notes.append(f"{name}: skipped, {outcome.skipped}")
            continue
        rows += outcome.rows
        notes += outcome.notes
        print(f"{name}: {seconds:.0f} s of CPU", file=sys.stderr, flush=True)
        if options.errors:
            _show(name, outcome.errors(), options.errors, options.limit)
    if not options.errors:
        print(markdown(rows))
    for note in notes:
        print(f"\n{note}" if not options.errors else note)
    if options.write:
        _write(options.write, markdown(rows), notes)
    return 0


def _show(part: str, errors: dict[str, list[str]], asked: str, limit: int) -> None:
    """The errors asked for: of one kind, of all kinds of a part, or only how many there are."""
    kind = asked.partition(".")[2]
    for name, lines in sorted(errors.items(), key=lambda item: -len(item[1])):
        if kind and name != kind:
            continue
        print(f"{part}.{name}: {len(lines)}")
        if asked != "kinds":
            print(listing(lines, limit))
    if kind and kind not in errors:
        print(f"{part} has no errors of that kind; there are {', '.join(sorted(errors)) or 'none'}")


def _write(page: Path, table: str, notes: list[str]) -> None:
    text = page.read_text("utf-8")
    before, start, rest = text.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise SystemExit(f"{page}: there is no part between {START} and {END}")
    told = "".join(f"\n{note}.\n" for note in notes)
    page.write_text(f"{before}{START}\n{table}\n{told}{END}{after}", "utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
