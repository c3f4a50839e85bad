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
from ascribe.contract.stories import AlignedSentence, Link, LinkKind
from ascribe.stories.align import Side, covered, member, overlap
from ascribe.stories.layout import Flags, Layout, Shingled, layout, placed
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
    told_matched: int
    """Told sentences that match."""
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


def compare(a: Document, b: Document) -> Link | None:
    """The link between two documents, or None where they carry different reports. Symmetric."""
    return compare_layouts(layout(a), layout(b))


def promising(a: Shingled, b: Shingled) -> bool:
    """Whether the words that run along in both leave a link possible; spares most documents the alignment."""
    if min(len(a.words), len(b.words)) < FEWEST:
        return np.array_equal(a.words, b.words)
    short, long = (a, b) if len(a.words) <= len(b.words) else (b, a)
    runs = covered(short, long)
    most = int(runs.sum())
    if most >= ONE_STRETCH * len(short.words):
        return True
    return most >= FEWEST_TOLD and most - _longest_stretch(runs) >= RUN


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
    if not promising(a.text, b.text):
        return None
    short, long = (a, b) if (len(a.words), first) < (len(b.words), second) else (b, a)
    common = overlap(short, long, covered(short.text, long.text), covered(long.text, short.text))
    ours = _evidence(short, long, common.a)
    if _hopeless(short, ours):
        return None
    theirs = _evidence(long, short, common.b)
    kind = _judge(short, long, ours, theirs)
    if kind is None:
        return None
    shown = [
        (_share(short, ours), _alignment(short, long, common.a, ours)),
        (_share(long, theirs), _alignment(long, short, common.b, theirs)),
    ]
    (share_a, alignment_a), (share_b, alignment_b) = shown if short is a else reversed(shown)
    why = _why(kind, short, long, ours)
    return Link(first, second, kind, a.content, b.content, share_a, share_b, alignment_a, alignment_b, why)


def _longest_stretch(covered: Flags) -> int:
    """Words in the longest stretch of shared runs, in which single words may differ."""
    at = np.flatnonzero(covered)
    cuts = np.flatnonzero(at[1:] - at[:-1] > GAP + 1)
    return int(np.diff(np.concatenate(([-1], cuts, [len(at) - 1]))).max())


def _hopeless(x: Layout, found: Evidence) -> bool:
    """Whether the shorter document alone rules a link out."""
    if _refilled(found):  # in the longer one, what it has beside may look like the shorter one's form
        return True
    if found.covered >= WHOLE * len(x.words):
        return False
    if found.covered_told < max(FEWEST_TOLD, RETOLD_WORDS * found.told_words):
        return True
    return found.outside < OUTSIDE or found.told_matched < 2


def _judge(brief: Layout, full: Layout, short: Evidence, long: Evidence) -> LinkKind | None:
    """What kind of copy the evidence shows, None for none. `brief` is the shorter document."""
    covered = short.covered / len(brief.words)
    if covered >= WHOLE:
        if min(covered, long.covered / len(full.words)) >= NEARLY:
            return "near-identical"
        return "contained" if covered >= NEARLY else "edited"
    own = short.covered_told / max(short.told_words, short.covered_told)
    if long.outside < OUTSIDE:
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


def _evidence(x: Layout, y: Layout, side: Side) -> Evidence:
    """Judges every sentence of `x` by its partner in `y`."""
    partner = side.partner
    has = partner >= 0
    at = np.maximum(partner, 0)
    lengths = x.lengths
    told = x.told | (has & y.told[at])
    told_covered = side.covered & (~x.quoted | told[x.sentence])
    found = np.zeros(len(x.words), dtype=bool)
    found[x.anchors] = member(placed(x.words[x.anchors], at[x.sentence[x.anchors]]), y.vocabulary.keys)
    covered, content, anchored, shared = x.per_sentence(
        side.covered, side.covered & ~x.function, found, found & x.figure
    )
    anchors, figures = np.minimum(x.anchored, y.anchored[:, at]) * has
    kept = (covered >= KEPT * lengths) & has
    alike = (side.likeness >= ALIKE) & (side.shared >= ALIKE_WORDS)
    run = (covered >= RUN) & (content >= RUN_CONTENT)
    wording = has & (kept | alike | run)
    agree = anchored >= AGREE * anchors
    counted = wording & (figures > 0)
    shared = np.minimum(shared, figures)
    matched = wording & agree
    kept &= agree
    said = matched & told
    differ = int((counted & (2 * shared <= figures)).sum())
    return Evidence(
        kept=kept,
        reworded=matched & ~kept,
        told=told,
        names_differ=int((wording & ~agree).sum()),
        figures_differ=differ,
        figures_agree=int(counted.sum()) - differ,
        figures=int(figures[counted].sum()),
        figures_shared=int(shared[counted].sum()),
        covered=int(side.covered.sum()),
        covered_told=int(told_covered.sum()),
        told_words=int(lengths[told].sum()),
        told_matched=int(said.sum()),
        outside=int((said & ~_in_block(kept, partner)).sum()),
        runs=int((said & run).sum()),
        close=int((said & (side.likeness >= CLOSE) & (side.shared > ALIKE_WORDS)).sum()),
        shared_words=int(side.shared[said].sum()),
        ordered=_ordered(partner[matched].tolist()),
    )


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
    starts, ends = x.spans()
    other_starts, other_ends = y.spans()
    columns = (starts, ends, side.partner.tolist(), found.matched.tolist(), found.kept.tolist(), side.likeness.tolist())
    out = []
    for start, end, p, matched, kept, likeness in zip(*columns, strict=True):
        if kept:
            out.append(AlignedSentence(start, end, other_starts[p], other_ends[p], "kept", 1.0))
        elif matched:
            out.append(AlignedSentence(start, end, other_starts[p], other_ends[p], "reworded", round(likeness, 3)))
        else:
            out.append(AlignedSentence(start, end, None, None, "added", 0.0))
    return tuple(out)


def _why(kind: LinkKind, short: Layout, long: Layout, found: Evidence) -> str:
    kept, reworded = int(found.kept.sum()), int(found.reworded.sum())
    told = f"{kept} sentences kept and {reworded} reworded of {short.sentences} in the shorter and {long.sentences}"
    if kind == "rewritten":
        return f"{told}, in the same order, with the same names and figures"
    if kind == "contained":
        return f"{told}; all of the shorter one ({len(short.words)} words) stands in the longer"
    return told
