"""What somebody does, has done to it and says: the claims of a timeline about one person, body or thing.

In: a name and exported claims in which it stands. Out: the claims in which it takes part, and an entry's worth of each
sentence in which it speaks. A report that gives the name in full may go on with its last word alone ("Elin Brandt",
"Brandt").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ascribe.contract.claims import Factuality, Phase, Tense, TimeCell
from ascribe.record.folding import key

Json = dict[str, Any]


def keys_about(name: str) -> tuple[str, ...]:
    """Folded words to look for: the whole name, and its last word alone. None where it has no word."""
    folded = key(name)
    return (folded, f" {folded.split()[-1]} ") if folded else ()


def about(name: str, claims: Iterable[Json]) -> list[Json]:
    """Of claims in the order of their documents, those about `name`, and what it says."""
    whole, last = keys_about(name)
    by_document: dict[str, list[Json]] = defaultdict(list)
    for claim in claims:
        by_document[claim["document"]["id"]].append(claim)
    out = []
    for found in by_document.values():
        told = {key(word) for claim in found for cell in _cells(claim) for word in (cell["text"], cell["name"])}
        full = {k for k in told if _holds(k, whole)}
        others = {k for k in told if k.endswith(last) and len(k.split()) > 1} - full
        short = last if full and not others else None
        out += _of_document(found, whole, short)
    return out


def _of_document(claims: list[Json], whole: str, short: str | None) -> list[Json]:
    out: list[Json] = []
    said: dict[tuple[int, str], Json] = {}
    triggers = {(claim["sentence"]["start"], claim["trigger"]["text"]) for claim in claims}
    for claim in claims:
        partakes = any(_is(cell, whole, short) for cell in (*claim["agents"], *claim["targets"]))
        if partakes:
            out.append(claim)
        for chain in claim["sources"]:
            link = chain[-1]
            at = claim["sentence"]["start"], link["cue"] or ""
            if not link["cue"] or link["implied"] or not _is(link, whole, short) or at in triggers:
                continue  # announced, denied: a claim of its own
            if at in said:
                said[at]["claims"].append(claim["id"])
            elif (statement := _statement(claim, link)) is not None:
                said[at] = statement
    return out + list(said.values())


def _cells(claim: Json) -> list[Json]:
    return [*claim["agents"], *claim["targets"], *(chain[-1] for chain in claim["sources"] if chain)]


def _is(cell: Json, whole: str, short: str | None) -> bool:
    for words in (cell["name"], cell["text"]):
        folded = key(words)
        if _holds(folded, whole):
            return True
        if short is not None and folded == short and words[:1].isupper():
            return True
    return False


def _holds(folded: str, whole: str) -> bool:
    """All words of the name, whatever stands between them."""
    return bool(whole) and set(whole.split()) <= set(folded.split())


def _statement(claim: Json, link: Json) -> Json | None:
    """The saying itself as an event, in the form of a claim; None where its word cannot be found."""
    sentence = claim["sentence"]
    found = _cue(sentence["text"], link["cue"], link["start"] - sentence["start"])
    if found is None:
        return None
    start = sentence["start"] + found
    word = {"text": link["cue"], "start": start, "end": start + len(link["cue"])}
    present = link["cue"].lower().endswith(("s", "ing"))
    spoken = claim["time"]["basis"] == "speech"
    return claim | {
        "claims": [claim["id"]],
        "trigger": word,
        "event": word | {"lemma": link["cue"]},
        "event_type": None,
        "mode": None,
        "agents": [{cell: link[cell] for cell in ("text", "start", "end", "name", "actor", "implied")}],
        "targets": [],
        "places": [],
        "figures": [],
        "time": claim["time"] if spoken else _NO_TIME,
        "tense": Tense.PRESENT.value if present else Tense.PAST.value,
        "phase": Phase.COMPLETED.value,
        "factuality": Factuality.ASSERTED.value,
        "sources": [],
    }


def is_statement(claim: Json) -> bool:
    """Whether it is what `about` made of a saying."""
    return "claims" in claim


def _cue(sentence: str, cue: str, speaker: int) -> int | None:
    """Where the reporting word stands: the one nearest to the speaker."""
    places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(cue)}(?!\w)", sentence)]
    return min(places, key=lambda at: abs(at - speaker)) if places else None


_NO_TIME = {"start": None, "end": None, "precision": None, "basis": TimeCell().basis, "reason": TimeCell().reason}
