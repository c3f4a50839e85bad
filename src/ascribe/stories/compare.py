"""Whether two documents carry one report, and sentence by sentence what they share.

In come two documents, out comes a link or nothing. A link needs the reporter's own words in common: sentences outside
quotation marks that say the same with the same names and figures. Not enough are names and phrases of one event, one
quotation, a text block that both carry (boilerplate, background), or a form filled in again for another day.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ascribe.contract.documents import Document
from ascribe.contract.stories import AlignedSentence, Link, LinkKind
from ascribe.stories.align import LARGEST, overlap, shared_runs
from ascribe.stories.layout import Flags, Layout, Side, in_document, lay_out, side
from ascribe.stories.words import I64

FEWEST_IDENTICAL = 5
"""Words from which equal texts are a copy: fewer ("Read more") carry no report."""
FEWEST = 15
"""Words from which any other likeness is judged: the length of a short sentence."""

KEPT = 0.9
"""Share of a sentence's words in shared runs from which it counts as kept, not reworded."""
ALIKE, ALIKE_WORDS = 0.5, 4
"""Likeness, and content words in common, from which two sentences are one reworded."""
RUN, RUN_CONTENT = 6, 3
"""Words in shared runs, and content words among them, that also make a sentence a reworded one."""
AGREE = 0.5
"""Share of names and figures that a reworded sentence keeps at least: below, a form was filled in anew."""

NEARLY = 0.9
"""Share of both documents' words in common from which they are nearly identical."""
WHOLE = 0.6
"""Share of the shorter document in shared runs that is a copy whatever it holds. Quotations of one statement in
independent reports reach .4 (ECB+), text blocks that short reports carry reach .58 (planted set)."""
EDITED = 0.3
"""Share of the shorter document's own words in shared runs that is an edited copy, where two sentences match:
independent reports of one event reach .3 (ECB+)."""
OUTSIDE = 2
"""Sentences in common beside the longest stretch kept word for word: with fewer, the two carry one text block."""
ONE_STRETCH, GAP = 0.35, 3
"""Share of the shorter document below which one stretch of shared words is a text block that both carry, and words in
which the documents may differ in it."""
BLOCK, SKIPPED = 2, 2
"""Sentences that make a block at least, and steps in which both documents go on in it (one sentence may differ)."""
RETOLD, RETOLD_WORDS = 0.4, 0.15
"""A rewrite: share of told sentences that match, and share of told words in shared runs. Most independent reports of
one event match in a quarter of their sentences (ECB+). Beside that either of the next two is asked for."""
RUNS, RUNS_SENTENCES = 3, 4
"""Sentences that have a shared run, and that match. In independent reports of one event two sentences have a run."""
CLOSE, CLOSE_SENTENCES, CLOSE_WORDS, CLOSE_RUNS = 0.6, 3, 45, 2
"""Likeness of closely reworded sentences and their number, content words that matching sentences share, sentences
with a shared run. Independent reports of one event share up to 40 such words (ECB+), rewrites mostly more than 50."""
LOOSE, LOOSE_WORDS, LOOSE_NAMES = 1 / 3, 6, 3
"""Likeness, content words and names or figures in common, from which a sentence of a text that is known to be the same
report is shown beside its partner as reworded. It proves nothing."""
FEWEST_TOLD = 25
"""Told words in shared runs that any but a whole copy needs: a long name with a title and a stock phrase reach 20."""
REFILLED, REFILLED_SHARE = 2, 0.6
"""A form filled in anew: sentences of one wording that differ in most of their figures, and share of figures that agree
at most. In copies with corrected figures most sentences keep theirs."""
REFILLED_FIGURES, REFILLED_MOST = 4, 0.6
"""The same of a form of one sentence: its figures, and share of them that agree at most; small ones agree by chance."""
BRIEF = 2
"""Sentences of two texts so short that one other figure makes them two days' form: two days agree in most of their few
figures by chance, and day by day a chain joins them all. A brief beside a longer text is none."""


Spans = tuple[list[int], list[int]]
"""Beginnings and ends."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one side of a comparison shows. Arrays are over its sentences."""

    side: Side
    words: int
    lengths: I64
    """Words of each sentence."""
    starts: I64
    ends: I64
    kept: Flags
    reworded: Flags
    loose: Flags
    """Those that can only be shown to be reworded where the documents are linked."""
    said: Flags
    """Matching sentences that are told: outside quotation marks in one of the two documents."""
    partner: I64
    """Number of the sentence of the other side, or -1."""
    likeness: NDArray[np.float64]
    names_differ: int
    """Sentences with the wording of their partner and other names and figures."""
    figures_differ: int
    """Those of one wording that differ in most of their figures."""
    figures_counted: int
    """Those of one wording that have figures."""
    figures: int
    """Figures that the sentences of one wording could have in common."""
    figures_shared: int
    covered: int
    """Words in shared runs."""
    covered_told: int
    """Those of them that are told: the reporter's own."""
    told: int
    """Told sentences."""
    told_words: int
    told_matched: int
    """Told sentences that match."""
    runs: int
    """Told sentences that match and have a shared run."""
    close: int
    """Told sentences that match closely."""
    shared_words: int
    """Content words that told sentences share with their partners."""

    @property
    def matched(self) -> Flags:
        return self.kept | self.reworded

    def outside(self) -> int:
        """Told sentences that match outside the longest stretch that both documents have word for word."""
        return int((self.said & ~_in_block(self.kept, self.partner)).sum())

    def ordered(self) -> float:
        """Share of the matching sentences that follow in the other document's order."""
        return _ordered(self.partner[self.matched].tolist())


def compare(a: Document, b: Document) -> Link | None:
    """The link between two documents, or None where they carry different reports. Symmetric."""
    return compare_sides([(side(a), side(b))])[0]


def compare_sides(pairs: Sequence[tuple[Side, Side]]) -> list[Link | None]:
    """`compare` for many pairs together, which is several times faster. Linear in their lengths but for sorting."""
    found: list[Link | None] = [None] * len(pairs)
    todo: list[int] = []
    sides: list[Side] = []
    size = 0
    for i, (a, b) in enumerate(pairs):
        if a.document.id > b.document.id:
            a, b = b, a
        ours, theirs = a.words, b.words
        if len(ours) == len(theirs) and np.array_equal(ours, theirs):
            found[i] = _identical(a, b)
            continue
        if min(len(ours), len(theirs)) < FEWEST:
            continue
        if todo and size + len(ours) + len(theirs) > LARGEST:
            _compare_into(found, todo, sides)
            todo, sides, size = [], [], 0
        todo.append(i)
        sides += (a, b) if len(ours) <= len(theirs) else (b, a)
        size += len(ours) + len(theirs)
    if todo:
        _compare_into(found, todo, sides)
    return found


def _identical(a: Side, b: Side) -> Link | None:
    if len(a.words) < FEWEST_IDENTICAL:
        return None
    same = a.content
    ids = a.document.id, b.document.id
    return Link(*ids, "identical", same, same, 1.0, 1.0, why="the same words in the same order")


def _compare_into(found: list[Link | None], todo: list[int], sides: list[Side]) -> None:
    """Pair `todo[k]`, of which sides 2k and 2k + 1 are the shorter and the longer document."""
    runs = shared_runs(sides)
    kept = [k for k in range(len(todo)) if _promising(runs.of(2 * k))]
    if not kept:
        return
    chosen = [s for k in kept for s in (2 * k, 2 * k + 1)]
    covered = np.concatenate([runs.of(s) for s in chosen])
    shown = list(_evidence([sides[s] for s in chosen], covered))
    for k, short, long in zip(kept, shown[0::2], shown[1::2], strict=True):
        found[todo[k]] = _link(short, long)


def _promising(covered: Flags) -> bool:
    """Whether the words of the shorter document that run along in both leave a link possible; spares most documents the
    alignment."""
    most = int(np.count_nonzero(covered))
    if most >= ONE_STRETCH * len(covered):
        return True
    return most >= FEWEST_TOLD and most - _longest_stretch(covered) >= RUN


def _longest_stretch(covered: Flags) -> int:
    """Words in the longest stretch of shared runs, in which single words may differ."""
    at = np.flatnonzero(covered)
    cuts = np.flatnonzero(at[1:] - at[:-1] > GAP + 1)
    return int(np.diff(np.concatenate(([-1], cuts, [len(at) - 1]))).max())


def _link(short: Evidence, long: Evidence) -> Link | None:
    if _hopeless(short):
        return None
    kind = _judge(short, long)
    if kind is None:
        return None
    first, second = (short, long) if short.side.document.id <= long.side.document.id else (long, short)
    spans, others = _spans(first), _spans(second)
    return Link(
        first.side.document.id,
        second.side.document.id,
        kind,
        first.side.content,
        second.side.content,
        _share(first),
        _share(second),
        _alignment(first, spans, others),
        _alignment(second, others, spans),
        _why(kind, short, long),
    )


def _hopeless(found: Evidence) -> bool:
    """Whether the shorter document alone rules a link out."""
    if _refilled(found):  # in the longer one, what it has beside may look like the shorter one's form
        return True
    if found.covered >= WHOLE * found.words:
        return False
    if found.covered_told < max(FEWEST_TOLD, RETOLD_WORDS * found.told_words):
        return True
    return found.told_matched < 2 or found.outside() < OUTSIDE


def _judge(short: Evidence, long: Evidence) -> LinkKind | None:
    """What kind of copy the evidence shows, None for none."""
    if max(len(short.lengths), len(long.lengths)) <= BRIEF and short.figures_shared < short.figures:
        return None
    covered = short.covered / short.words
    if covered >= WHOLE:
        if min(covered, long.covered / long.words) >= NEARLY:
            return "near-identical"
        return "contained" if covered >= NEARLY else "edited"
    own = short.covered_told / max(short.told_words, short.covered_told)
    if long.outside() < OUTSIDE:
        return None
    if own >= EDITED and min(short.runs, long.runs) >= 2:
        return "edited"
    if own >= RETOLD_WORDS and short.ordered() >= 0.5 and _retold(short, long):
        return "rewritten"
    return None


def _retold(short: Evidence, long: Evidence) -> bool:
    """Told anew by another desk: sentence after sentence says the same with the same names and figures."""
    matched = short.told_matched
    if matched < RETOLD * short.told:
        return False
    runs = min(short.runs, long.runs)
    if matched >= RUNS_SENTENCES and runs >= RUNS:
        return True
    close = min(short.close, long.close)
    return close >= CLOSE_SENTENCES and short.shared_words >= CLOSE_WORDS and runs >= CLOSE_RUNS


def _refilled(x: Evidence) -> bool:
    """A form filled in anew: the same sentences with other names, figures or dates."""
    if x.names_differ >= REFILLED and x.names_differ > x.told_matched:
        return True
    if x.figures >= REFILLED and x.figures_shared == 0:
        return True
    if 2 * x.figures_differ <= x.figures_counted:
        return False
    if x.figures >= REFILLED_FIGURES and x.figures_shared <= REFILLED_MOST * x.figures:
        return True
    return x.figures_differ >= REFILLED and x.figures_shared < REFILLED_SHARE * x.figures


def _evidence(sides: Sequence[Side], runs: Flags) -> Iterator[Evidence]:
    """Judges every sentence of each side by its partner in the other. Worked out for all sides together. `runs`: words
    of all sides in shared runs."""
    found = lay_out(sides)
    common = overlap(found)
    partner = common.partner
    has = partner >= 0
    at = np.maximum(partner, 0)
    lengths = np.diff(found.bounds)
    covered, content, quoted, anchored, figured, repeated, figures_repeated = _per_sentence(
        found,
        runs,
        runs & ~found.function,
        found.quoted,
        found.anchor,
        found.figure,
        common.repeated & found.anchor,
        common.repeated & found.figure,
    )
    unquoted = 2 * quoted <= lengths
    told = unquoted | (has & unquoted[at])
    told_covered = runs & (~found.quoted | told[found.sentence])
    anchors, figures = np.minimum(anchored, anchored[at]) * has, np.minimum(figured, figured[at]) * has
    kept = (covered >= KEPT * lengths) & has
    alike = (common.likeness >= ALIKE) & (common.shared >= ALIKE_WORDS)
    run = (covered >= RUN) & (content >= RUN_CONTENT)
    wording = has & (kept | alike | run)
    agree = repeated >= AGREE * anchors
    counted = wording & (figures > 0)
    shared = np.minimum(figures_repeated, figures)
    matched = wording & agree
    kept &= agree
    said = matched & told
    sums = _per_side(
        found,
        wording & ~agree,
        counted & (2 * shared <= figures),
        counted,
        figures * counted,
        shared * counted,
        covered,
        *_per_sentence(found, told_covered),
        told,
        lengths * told,
        said,
        said & run,
        said & (common.likeness >= CLOSE) & (common.shared > ALIKE_WORDS),
        common.shared * said,
    )
    reworded = matched & ~kept
    loose = has & ~matched & (common.likeness >= LOOSE) & (common.shared >= LOOSE_WORDS) & (repeated >= LOOSE_NAMES)
    bounds = found.sides.tolist()
    for i, (one, counts) in enumerate(zip(sides, sums.T.tolist(), strict=True)):
        mine = slice(bounds[i], bounds[i + 1])
        yield Evidence(
            one,
            int(found.first[i + 1] - found.first[i]),
            lengths[mine],
            found.starts[mine],
            found.ends[mine],
            kept[mine],
            reworded[mine],
            loose[mine],
            said[mine],
            np.where(has[mine], partner[mine] - bounds[i ^ 1], -1),
            common.likeness[mine],
            *counts,
        )


def _per_sentence(found: Layout, *flags: Flags) -> I64:
    """How many words of each sentence have the flag; a row for each flag."""
    sums: I64 = np.add.reduceat(np.stack(flags).view(np.uint8), found.bounds[:-1], axis=-1, dtype=np.int64)
    return sums


def _per_side(found: Layout, *values: Flags | I64) -> I64:
    """Sums over the sentences of each side; a row for each of `values`."""
    table = np.stack([value.astype(np.int64) for value in values])
    sums: I64 = np.add.reduceat(table, found.sides[:-1], axis=-1)
    return sums


def _in_block(kept: Flags, partner: I64) -> Flags:
    """Sentences of the longest stretch kept in order in both documents, and others that repeat the same sentences."""
    best: list[tuple[int, int]] = []
    chain: list[tuple[int, int]] = []
    for i in np.flatnonzero(kept).tolist():
        p = int(partner[i])
        if chain and i - chain[-1][0] <= SKIPPED and 0 < p - chain[-1][1] <= SKIPPED:
            chain.append((i, p))
        else:
            chain = [(i, p)]
        if len(chain) > len(best):
            best = chain
    inside = np.zeros(len(kept), dtype=bool)
    if len(best) >= BLOCK:
        inside[best[0][0] : best[-1][0] + 1] = True
        inside |= (partner >= best[0][1]) & (partner <= best[-1][1])
    return inside


def _ordered(partners: list[int]) -> float:
    """Length of the longest ascending run of partners (not needing to be adjacent), as a share."""
    tails: list[int] = []
    for p in partners:
        at = bisect_left(tails, p)
        tails[at : at + 1] = [p]
    return len(tails) / max(1, len(set(partners)))


def _share(found: Evidence) -> float:
    return round(float(found.lengths[found.matched].sum() / found.words), 4)


def _spans(found: Evidence) -> tuple[list[int], list[int]]:
    return in_document(found.side.document, found.starts, found.ends)


def _alignment(found: Evidence, spans: Spans, others: Spans) -> tuple[AlignedSentence, ...]:
    other_starts, other_ends = others
    reworded_too = (found.reworded | found.loose).tolist()
    told = zip(*spans, found.partner.tolist(), found.kept.tolist(), reworded_too, strict=True)
    likeness = found.likeness.round(3).tolist()
    return tuple(
        [
            AlignedSentence(start, end, other_starts[p], other_ends[p], "kept", 1.0)
            if kept
            else AlignedSentence(start, end, other_starts[p], other_ends[p], "reworded", likeness[i])
            if reworded
            else AlignedSentence(start, end, None, None, "added", 0.0)
            for i, (start, end, p, kept, reworded) in enumerate(told)
        ]
    )


def _why(kind: LinkKind, short: Evidence, long: Evidence) -> str:
    kept, reworded = int(short.kept.sum()), int(short.reworded.sum())
    many = "1 sentence" if kept == 1 else f"{kept} sentences"
    told = f"{many} kept and {reworded} reworded of {len(short.lengths)} in the shorter and {len(long.lengths)}"
    if kind == "rewritten":
        return f"{told}, in the same order, with the same names and figures"
    if kind == "contained":
        return f"{told}; all of the shorter one ({short.words} words) stands in the longer"
    return told
