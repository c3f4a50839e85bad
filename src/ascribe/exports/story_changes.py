"""What each member of a story kept, cut, added and reworded, sentence by sentence, and what that changes in meaning.

In come a story and the texts of its documents, out come rows for the exports: the member's sentences in their order,
with those that it lacks where the other document has them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ascribe.contract.documents import Document, Span
from ascribe.contract.stories import AlignedSentence, Link, Member, Story
from ascribe.exports.story_wording import differences, words_of
from ascribe.stories.compare import compare

Json = dict[str, Any]

CLOSE = 0.6
"""Likeness of two sentences from which a name that one lacks is told: others just say something else beside."""


def changed_members(story: Story, documents: Callable[[Iterable[str]], dict[str, Document]]) -> dict[str, list[Json]]:
    """Rows for each member that does not just repeat another's words, by document id. `documents` gives those with
    these ids."""
    changed = [m for m in story.members if m.reference is not None and m.relation not in ("original", "reference")]
    texts = documents({id for m in changed for id in (m.document, m.reference or "")})
    return {m.document: _rows(m, texts[m.document], texts[m.reference or ""]) for m in changed}


def _rows(member: Member, mine: Document, other: Document) -> list[Json]:
    alignment: Sequence[AlignedSentence] = member.alignment
    missing: Sequence[Span] = member.missing
    if not alignment:  # it has the words of a document that was compared, or another one was
        link = compare(mine, other)
        if link is None or not link.alignment_first:
            return []
        alignment, missing = _seen_from(link, mine.id)
    if member.spans:
        alignment = [s for s in alignment if any(p.start <= s.start < p.end for p in member.spans)]
    return _in_order([_row(s, mine.text, other.text) for s in alignment], [_cut(s, other.text) for s in missing])


def _seen_from(link: Link, id: str) -> tuple[Sequence[AlignedSentence], Sequence[Span]]:
    first = link.first == id
    own, others = (
        (link.alignment_first, link.alignment_second) if first else (link.alignment_second, link.alignment_first)
    )
    return own, [Span(s.start, s.end) for s in others if s.change == "added"]


def _row(sentence: AlignedSentence, mine: str, other: str) -> Json:
    text = mine[sentence.start : sentence.end]
    row: Json = {
        "change": sentence.change,
        "start": sentence.start,
        "end": sentence.end,
        "text": text,
        "other_start": sentence.other_start,
        "other_end": sentence.other_end,
        "other_text": None,
        "shared": sentence.shared,
        "differences": [],
    }
    if sentence.other_start is None:
        return row
    before = other[sentence.other_start : sentence.other_end]
    row["other_text"] = before
    if sentence.change == "kept" and not _stands_in(text, before):
        row["change"] = "reworded"
    if row["change"] == "reworded":
        row["differences"] = [
            {
                "kind": d.kind,
                "before": _piece(d.before, before, sentence.other_start),
                "after": _piece(d.after, text, sentence.start),
            }
            for d in differences(before, text)
            if sentence.shared >= CLOSE or (d.before and d.after) or d.kind not in ("name", "time")
        ]
    return row


def _stands_in(text: str, other: str) -> bool:
    """Whether the words of a sentence stand in the other in one piece."""
    ours, theirs = ("\x00".join(["", *(w.key for w in words_of(t)), ""]) for t in (text, other))
    return ours in theirs


def _piece(span: Span | None, text: str, shift: int) -> Json | None:
    if span is None:
        return None
    return {"text": span.of(text), "start": span.start + shift, "end": span.end + shift}


def _cut(span: Span, other: str) -> Json:
    return {
        "change": "cut",
        "start": None,
        "end": None,
        "text": None,
        "other_start": span.start,
        "other_end": span.end,
        "other_text": span.of(other),
        "shared": 0.0,
        "differences": [],
    }


def _in_order(own: list[Json], cut: list[Json]) -> list[Json]:
    """The member's sentences in their order; those that were cut behind the sentence that they followed."""
    out: list[Json] = []
    left = sorted(cut, key=lambda row: row["other_start"])
    for row in own:
        if row["other_start"] is not None:
            while left and left[0]["other_start"] < row["other_start"]:
                out.append(left.pop(0))
        out.append(row)
    return out + left
