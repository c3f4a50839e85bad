"""Whether two documents carry one report, and sentence by sentence what they share.

In come two documents, out comes a link or nothing. A link needs the reporter's own words in common: sentences outside
quotation marks that say the same with the same names and figures. Not enough are names and phrases of one event, one
quotation, a text block that both carry (boilerplate, background), or a form filled in again for another day.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np

from ascribe.contract.documents import Document
from ascribe.contract.stories import AlignedSentence, Change, Link, LinkKind
from ascribe.stories.align import Side, covered, member, overlap
from ascribe.stories.layout import Flags, Layout, layout, place
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
FEWEST_TOLD = 25
"""Told words in shared runs that any but a whole copy needs: a long name with a title and a stock phrase reach 20."""
REFILLED, REFILLED_SHARE = 2, 0.6
"""A form filled in anew: sentences of one wording that differ in most of their figures, and share of figures that agree
at most. In copies with corrected figures most sentences keep theirs."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one side of a comparison shows. Arrays are over its sentences."""

    kept: Flags
    reworded: Flags
    told: Flags
    """Outside quotation marks in one of the two documents: the reporter's own words."""
    names_differ: int
    """Sentences with the wording of their partner and other names and figures."""
    figures_differ: int
    """Those of one wording that differ in most of their figures."""
    figures_agree: int
    figures: int
    """Figures that the sentences of one wording could have in common."""
    figures_shared: int
    covered: int
    """Words in shared runs."""
    covered_told: int
    """Those of them that are told."""
    told_words: int
    outside: int
    """Told sentences that match outside the longest stretch that both documents have word for word."""
    runs: int
    """Told sentences that match and have a shared run."""
    close: int
    """Told sentences that match closely."""
    shared_words: int
    """Content words that told sentences share with their partners."""
    ordered: float
    """Share of the matching sentences that follow in the other document's order."""

    @property
    def matched(self) -> Flags:
        return self.kept | self.reworded

    @property
    def told_matched(self) -> int:
        return int((self.matched & self.told).sum())


def compare(a: Document, b: Document) -> Link | None:
    """The link between two documents, or None where they carry different reports. Symmetric."""
    return compare_layouts(layout(a), layout(b))


def compare_layouts(a: Layout, b: Layout) -> Link | None:
    """`compare` for documents that are laid out already. Linear in their lengths but for sorting."""
    if a.document.id > b.document.id:
        a, b = b, a
    first, second = a.document.id, b.document.id
    if len(a.words) == len(b.words) and np.array_equal(a.words, b.words):
        if len(a.words) < FEWEST_IDENTICAL:
            return None
        same = a.content
        return Link(first, second, "identical", same, same, 1.0, 1.0, why="the same words in the same order")
    if min(len(a.words), len(b.words)) < FEWEST:
        return None
    runs = covered(a, b), covered(b, a)
    if not _promising(a, b, *runs):
        return None
    common = overlap(a, b, *runs)
    ours, theirs = _evidence(a, b, common.a, common.b), _evidence(b, a, common.b, common.a)
    kind = _judge(a, b, ours, theirs)
    if kind is None:
        return None
    return Link(
        first,
        second,
        kind,
        a.content,
        b.content,
        _share(a, ours),
        _share(b, theirs),
        _alignment(a, b, common.a, ours),
        _alignment(b, a, common.b, theirs),
        _why(kind, a, b, ours, theirs),
    )


def _promising(a: Layout, b: Layout, covered_a: Flags, covered_b: Flags) -> bool:
    """Whether the shared runs alone leave a link possible; spares most documents the alignment."""
    most = max(int(covered_a.sum()), int(covered_b.sum()))
    least_told = int((~(a if len(a.words) <= len(b.words) else b).quoted).sum())
    enough = most >= max(FEWEST_TOLD, RETOLD_WORDS * least_told)
    return enough or most >= WHOLE * min(len(a.words), len(b.words))


def _judge(a: Layout, b: Layout, ours: Evidence, theirs: Evidence) -> LinkKind | None:
    """What kind of copy the evidence shows, None for none."""
    (short, brief), (long, full) = sorted(((ours, a), (theirs, b)), key=lambda x: (len(x[1].words), x[1].document.id))
    if _refilled(short):  # in the longer one, what it has beside may look like the shorter one's form
        return None
    covered = short.covered / len(brief.words)
    if covered >= WHOLE:
        if min(covered, long.covered / len(full.words)) >= NEARLY:
            return "near-identical"
        return "contained" if covered >= NEARLY else "edited"
    own_words = max(short.covered_told, long.covered_told)
    if own_words < FEWEST_TOLD:
        return None
    own = own_words / max(short.told_words, own_words)
    if min(short.outside, long.outside) < OUTSIDE:
        return None
    if own >= EDITED and min(short.runs, long.runs) >= 2:
        return "edited"
    if own >= RETOLD_WORDS and short.ordered >= 0.5 and _retold(short, long):
        return "rewritten"
    return None


def _retold(short: Evidence, long: Evidence) -> bool:
    """Told anew by another desk: sentence after sentence says the same with the same names and figures."""
    matched = short.told_matched
    if matched < RETOLD * int(short.told.sum()):
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
    return (
        x.figures_differ >= REFILLED
        and x.figures_differ > x.figures_agree
        and x.figures_shared < REFILLED_SHARE * x.figures
    )


def _evidence(x: Layout, y: Layout, side: Side, other: Side) -> Evidence:
    """Judges every sentence of `x` by its partner in `y`."""
    n = x.sentences
    lengths = x.lengths
    partner = side.partner
    has = partner >= 0
    covered = np.bincount(x.sentence[side.covered], minlength=n)
    content = np.bincount(x.sentence[side.covered & ~x.function], minlength=n)
    told = x.told | (has & y.told[np.maximum(partner, 0)])
    kept = (covered >= KEPT * lengths) & has
    alike = (side.likeness >= ALIKE) & (side.shared >= ALIKE_WORDS)
    run = (covered >= RUN) & (content >= RUN_CONTENT)
    wording = has & (kept | alike | run)
    anchors, anchored = _in_common(x, y, partner, x.figure | x.name, y.figure | y.name)
    agree = anchored >= AGREE * anchors
    figures, shared = _in_common(x, y, partner, x.figure, y.figure)
    counted = wording & (figures > 0)
    told_covered = side.covered & (~x.quoted | told[x.sentence])
    matched = wording & agree
    inside = _in_block(kept & agree, partner)
    return Evidence(
        kept=kept & agree,
        reworded=matched & ~kept,
        told=told,
        names_differ=int((wording & ~agree).sum()),
        figures_differ=int((counted & (2 * shared <= figures)).sum()),
        figures_agree=int((counted & (2 * shared > figures)).sum()),
        figures=int(figures[counted].sum()),
        figures_shared=int(shared[counted].sum()),
        covered=int(side.covered.sum()),
        covered_told=int(told_covered.sum()),
        told_words=int(lengths[told].sum()),
        outside=int((matched & told & ~inside).sum()),
        runs=int((matched & told & run).sum()),
        close=int((matched & told & (side.likeness >= CLOSE) & (side.shared > ALIKE_WORDS)).sum()),
        shared_words=int(side.shared[matched & told].sum()),
        ordered=_ordered(partner[matched].tolist()),
    )


def _in_common(x: Layout, y: Layout, partner: I64, ours: Flags, theirs: Flags) -> tuple[I64, I64]:
    """For each sentence how many of the marked words it and its partner could share, and how many they do."""
    n = x.sentences
    marked = ours & (partner[x.sentence] >= 0)
    here = np.bincount(x.sentence[marked], minlength=n)
    there = np.bincount(y.sentence[theirs], minlength=y.sentences)[np.maximum(partner, 0)]
    most = np.minimum(here, np.where(partner >= 0, there, 0))
    sought = place(x.words[marked], partner[x.sentence[marked]])
    found = np.bincount(x.sentence[marked][member(sought, y.placed)], minlength=n)
    return most, np.minimum(most, found)


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


def _share(x: Layout, found: Evidence) -> float:
    return round(float(x.lengths[found.matched].sum() / len(x.words)), 4)


def _alignment(x: Layout, y: Layout, side: Side, found: Evidence) -> tuple[AlignedSentence, ...]:
    starts, ends = _spans(x)
    other_starts, other_ends = _spans(y)
    out = []
    for i, (matched, kept) in enumerate(zip(found.matched.tolist(), found.kept.tolist(), strict=True)):
        if matched:
            p = int(side.partner[i])
            likeness = 1.0 if kept else round(float(side.likeness[i]), 3)
            change: Change = "kept" if kept else "reworded"
            out.append(AlignedSentence(starts[i], ends[i], other_starts[p], other_ends[p], change, likeness))
        else:
            out.append(AlignedSentence(starts[i], ends[i], None, None, "added", 0.0))
    return tuple(out)


def _spans(x: Layout) -> tuple[list[int], list[int]]:
    return x.starts[x.bounds[:-1]].tolist(), x.ends[x.bounds[1:] - 1].tolist()


def _why(kind: LinkKind, a: Layout, b: Layout, ours: Evidence, theirs: Evidence) -> str:
    kept, reworded = int(ours.kept.sum()), int(ours.reworded.sum())
    told = f"{kept} sentences kept and {reworded} reworded of {a.sentences} and {b.sentences}"
    if kind == "rewritten":
        return f"{told}, in the same order, with the same names and figures"
    if kind == "contained":
        small = a if len(a.words) <= len(b.words) else b
        return f"{told}; all of the shorter one ({len(small.words)} words) stands in the longer"
    return told
