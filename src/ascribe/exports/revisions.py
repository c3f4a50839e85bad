"""What changed from one revision of a document to the next: its sentences word by word, and its claims.

In come two texts with their claims, out come rows: sentences kept, reworded, added and cut; claims added, withdrawn and
changed, with the fields that changed. A claim is known again by the sentence it stands in and the event that it tells:
its id holds its place in the text, which moves when something is put before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any

from ascribe.contract.documents import READ_KINDS, Document, Span
from ascribe.exports.story_wording import differences, stretches, words_of
from ascribe.reader.sentences import split

Json = dict[str, Any]

REWORDED = 0.4
"""Share of the words of the shorter of two sentences in the same place from which one is the other reworded."""
LARGEST = 40_000
"""Pairs of sentences compared in one place; where more changed, all of it is cut and added."""

_CELLS = ("agents", "targets", "places")
_PLAIN = ("event_type", "mode", "phase", "polarity", "certainty", "factuality", "tense")


def changed_text(before: Document, after: Document) -> list[Json]:
    """The sentences of the later revision in their order, and where those that are gone stood."""
    ours, theirs = _sentences(before), _sentences(after)
    keys = _keys(before, ours), _keys(after, theirs)
    rows: list[Json] = []
    for name, i1, i2, j1, j2 in SequenceMatcher(None, keys[0], keys[1]).get_opcodes():
        if name == "equal":
            pairs = zip(ours[i1:i2], theirs[j1:j2], strict=True)
            rows += [_row("kept", before, a, after, b) for a, b in pairs]
        else:
            rows += _place(before, ours[i1:i2], after, theirs[j1:j2])
    return rows


def _keys(document: Document, sentences: Sequence[Span]) -> list[str]:
    """The words of each sentence."""
    return [" ".join(w.key for w in words_of(s.of(document.text))) for s in sentences]


def _sentences(document: Document) -> list[Span]:
    return [
        span.shifted(block.start)
        for block in document.blocks
        if block.kind in READ_KINDS
        for span in split(block.span.of(document.text))
    ]


def _place(before: Document, ours: Sequence[Span], after: Document, theirs: Sequence[Span]) -> list[Json]:
    """Rows for one place in which the sentences differ."""
    partner = _partners(before, ours, after, theirs) if len(ours) * len(theirs) <= LARGEST else {}
    rows = []
    done = 0
    for j, b in enumerate(theirs):
        i = partner.get(j)
        if i is not None:
            rows += [_row("cut", before, a, after, None) for a in ours[done:i]]
            rows.append(_row("reworded", before, ours[i], after, b))
            done = i + 1
        else:
            rows.append(_row("added", before, None, after, b))
    return rows + [_row("cut", before, a, after, None) for a in ours[done:]]


def _partners(before: Document, ours: Sequence[Span], after: Document, theirs: Sequence[Span]) -> dict[int, int]:
    """For sentences of the later revision those that they were, in the same order."""
    bags = [set(key.split()) for key in _keys(before, ours)]
    out: dict[int, int] = {}
    first = 0
    for j, key in enumerate(_keys(after, theirs)):
        words = set(key.split())
        likeness = [(len(words & bag) / max(1, min(len(words), len(bag))), -i) for i, bag in enumerate(bags[first:])]
        best = max(likeness, default=(0.0, 0))
        if best[0] >= REWORDED:
            out[j] = first - best[1]
            first = out[j] + 1
    return out


def _row(change: str, before: Document, a: Span | None, after: Document, b: Span | None) -> Json:
    row: Json = {
        "change": change,
        "before": _piece(before, a),
        "after": _piece(after, b),
        "words": [],
        "differences": [],
    }
    if change == "reworded" and a is not None and b is not None:
        old, new = a.of(before.text), b.of(after.text)
        row["words"] = [
            {"before": _piece(before, s.before.shifted(a.start)), "after": _piece(after, s.after.shifted(b.start))}
            for s in stretches(old, new)
        ]
        row["differences"] = [
            {
                "kind": d.kind,
                "before": _piece(before, d.before and d.before.shifted(a.start)),
                "after": _piece(after, d.after and d.after.shifted(b.start)),
            }
            for d in differences(old, new)
        ]
    return row


def _piece(document: Document, span: Span | None) -> Json | None:
    return {"text": span.of(document.text), "start": span.start, "end": span.end} if span is not None else None


# -- claims


def changed_claims(rows: Iterable[Json], before: Sequence[Json], after: Sequence[Json]) -> list[Json]:
    """Claims that were added, withdrawn or changed, in the order of the text. `rows`: of `changed_text`; the claims as
    they are exported. What only moved to another place has not changed."""
    left = [list(before), list(after)]
    out: list[Json] = []
    pairs: list[tuple[Json, Json]] = []
    for row in rows:
        if row["before"] and row["after"]:
            pairs += _paired(_within(left[0], row["before"]), _within(left[1], row["after"]))
    known = {id(claim) for pair in pairs for claim in pair}
    left = [[claim for claim in part if id(claim) not in known] for part in left]
    for claim in list(left[1]):
        same = next((c for c in left[0] if _event(c) == _event(claim) and not _fields(c, claim)), None)
        if same is not None:
            left[0].remove(same)
            left[1].remove(claim)
    for a, b in pairs:
        if fields := _fields(a, b):
            out.append({"change": "changed", "before": a, "after": b, "fields": fields})
    out += [{"change": "withdrawn", "before": claim, "after": None, "fields": []} for claim in left[0]]
    out += [{"change": "added", "before": None, "after": claim, "fields": []} for claim in left[1]]
    return sorted(out, key=lambda row: (row["after"] or row["before"])["sentence"]["start"])


def _within(claims: Sequence[Json], piece: Json) -> list[Json]:
    return [c for c in claims if piece["start"] <= c["sentence"]["start"] and c["sentence"]["end"] <= piece["end"]]


def _paired(before: list[Json], after: list[Json]) -> list[tuple[Json, Json]]:
    """Claims of one event in the two wordings of a sentence: those that agree most first, then of one type of event."""
    out: list[tuple[Json, Json]] = []
    left = list(before)
    for same in (_event, _lemma, _type):
        for claim in [c for c in after if all(c is not b for _, b in out)]:
            key = same(claim)
            fitting = [c for c in left if key is not None and same(c) == key]
            if fitting:
                best = min(fitting, key=lambda c: len(_fields(c, claim)))
                left.remove(best)
                out.append((best, claim))
    return out


def _event(claim: Json) -> tuple[str, str]:
    return claim["event"]["lemma"], claim["trigger"]["text"].lower()


def _lemma(claim: Json) -> str:
    return str(claim["event"]["lemma"])


def _type(claim: Json) -> tuple[str, str | None] | None:
    return (claim["event_type"], claim["mode"]) if claim["event_type"] else None


def _fields(before: Json, after: Json) -> list[Json]:
    """Fields in which two claims of one event differ, with what stands in each."""
    found = []
    for name, value in _values(before).items():
        other = _values(after)[name]
        if value != other:
            found.append({"field": name, "before": value, "after": other})
    return found


def _values(claim: Json) -> dict[str, str | None]:
    values: dict[str, str | None] = {name: claim[name] for name in _PLAIN}
    values |= {name: _joined(c["name"] or c["text"] for c in claim[name]) for name in _CELLS}
    values["figures"] = _joined(f"{f['modifier']} {f['value']:g} {f['unit']}" for f in claim["figures"])
    time = claim["time"]
    values["time"] = f"{time['start'] or ''} – {time['end'] or ''}" if time["start"] or time["end"] else None
    links = [link for chain in claim["sources"] for link in chain[-1:]]
    values["sources"] = _joined(f"{link['text'].lower()} ({link['stance']})" for link in links)
    return values


def _joined(parts: Iterable[str]) -> str | None:
    return "; ".join(sorted(parts)) or None
