"""`explain`: a stored claim and its document in, every cell with its rule and what that was read from out.

The document is read again as it stands in the record, so that nothing need be kept for it; where another version of
Ascribe made the claim, the explanation says what would differ now.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from ascribe.claims.drafts import Draft
from ascribe.claims.extract import draft_claims
from ascribe.claims.trees import Tree
from ascribe.contract.claims import Claim
from ascribe.contract.documents import Document
from ascribe.contract.sentences import Sentence
from ascribe.exports.claim_json import to_json
from ascribe.exports.why.arguments import Looked, figure_cells, place_cells, role_cells, time_cell
from ascribe.exports.why.events import axis_cells, cell, event_cells
from ascribe.exports.why.paths import relation
from ascribe.exports.why.sources import source_cells
from ascribe.reader.runtime import Reader
from ascribe.resolution.actors import ActorList, builtin
from ascribe.resolution.extract import Timeline, resolved, weighed_places

Json = dict[str, Any]

AROUND = 60
"""Characters shown on either side of words that stand in another sentence."""
_COMPARED = (
    "trigger", "event", "event_type", "mode", "agents", "targets", "places", "time", "phase", "polarity", "certainty",
    "tense", "condition", "factuality", "figures", "sources",
)  # fmt: skip


@cache
def _reader() -> Reader:
    return Reader()


def explain(item: Json, document: Document, actors: ActorList | None = None) -> Json:
    """The explanation of an exported claim: `id`, `note`, `sentence`, `tree` (a row a word) and `cells`.

    A cell has its `value`, `span`, the `rule` that filled it and what that `says`, the `reading` (words of the tree and
    what was looked up), lines of the `lexicon`, and the evidence with the span `marked`. `note` is None, or says how
    the record's claim differs from what is read now. AscribeError where the reader's model is damaged.
    """
    actors = actors or builtin()
    sentences = _reader().read_document(document)
    drafts = draft_claims(document, sentences)
    now = {c.id: (d, c) for d, c in zip(drafts, resolved(document, sentences, drafts, actors), strict=True)}
    found = now.get(item["id"])
    if found is None or found[0].trace is None:
        note: str | None = "this version of Ascribe reads no such claim: read the reports again"
        cells, tree = _stored(item), []
    else:
        draft, claim = found
        note = _difference(item, claim, document)
        looked = _looked(document, sentences, drafts, actors)
        cells, tree = _cells(item, draft, looked), _tree(draft)
    for made in cells:
        made["marked"] = _marked(made["span"], item["sentence"], document.text)
    return {"id": item["id"], "note": note, "sentence": item["sentence"], "tree": tree, "cells": cells}


def _looked(document: Document, sentences: list[Sentence], drafts: list[Draft], actors: ActorList) -> Looked:
    places = {span: weighed for span, (_, weighed) in weighed_places(document, sentences, drafts).items()}
    return Looked(document.text, actors, places, Timeline(document, drafts))


def _cells(item: Json, draft: Draft, looked: Looked) -> list[Json]:
    trace = draft.trace
    assert trace is not None
    cells = [*event_cells(item, trace), *role_cells(item, trace, looked), *place_cells(item, trace, looked)]
    cells += [time_cell(item, draft, looked), *axis_cells(item, trace), *figure_cells(item, trace)]
    cells += source_cells(item, trace, looked.text, looked.actors)
    weakest = min(trace.sentence.tokens[i].margin for i in (trace.found.trigger, trace.found.event))
    reading = [f"rule {item['rules'][0]}; how sure the parser is of the event's arc: {weakest:.2f}"]
    how = "how often claims like it were right in every cell when they were checked"
    return [*cells, cell("confidence", item["confidence"], None, "confidence", reading, []) | {"says": how}]


def _stored(item: Json) -> list[Json]:
    """What the record alone can tell: the rules by name."""
    return [cell("rule", rule, None, rule, [], []) for rule in item["rules"]]


def _difference(item: Json, claim: Claim, document: Document) -> str | None:
    fresh = to_json(claim, document)
    changed = [name for name in _COMPARED if fresh[name] != item[name]]
    if not changed:
        return None
    return f"another version of Ascribe made this claim; read again, it would differ in: {', '.join(changed)}"


def _tree(draft: Draft) -> list[Json]:
    assert draft.trace is not None
    tree = Tree(draft.trace.sentence)
    return [
        {
            "token": i,
            "text": token.text,
            "lemma": token.lemma,
            "tag": token.upos,
            "relation": token.deprel,
            "head": token.head,
            "means": relation(tree, i) if token.head >= 0 else "main word of the sentence",
        }
        for i, token in enumerate(tree.tokens)
    ]


def _marked(span: Json | None, sentence: Json, text: str) -> str | None:
    """The evidence with the cell's words in brackets; of words in another sentence what stands around them."""
    if span is None:
        return None
    first, last = span["start"], span["end"]
    if sentence["start"] <= first and last <= sentence["end"]:
        start, end, before, after = sentence["start"], sentence["end"], "", ""
    else:
        start, end, before, after = max(0, first - AROUND), min(len(text), last + AROUND), "…", "…"
    marked = f"{before}{text[start:first]}[{text[first:last]}]{text[last:end]}{after}"
    return " ".join(marked.split())
