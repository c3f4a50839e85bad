"""A stand-in for reader, claims and resolution: claims by one pattern, at once, so that the record can be tested alone.

"Rebels shelled Mada in Tikrit on 2015-03-02, a senior official said." is a claim; other sentences are none.
A document with the word POISON kills its process, one with FAULT raises.
"""

from __future__ import annotations

import os
import re
import signal
import time
from datetime import date

from ascribe.contract.claims import (
    ActorCell,
    Claim,
    EventType,
    Factuality,
    Phase,
    PlaceCell,
    Polarity,
    SourceLink,
    Stance,
    TextCell,
    TimeCell,
)
from ascribe.contract.documents import READ_KINDS, Document, Span
from ascribe.identity import digest
from ascribe.pipeline.stages import Extract, Extractor

_TYPES = {"shelled": EventType.ASSAULT, "met": EventType.CONSULT, "trained": EventType.AID, "left": EventType.RETREAT}
_CLAIM = re.compile(
    r"(?P<agent>[A-Z]\w+)(?P<not> did not| may have| will have)? (?P<verb>shelled|met|trained|left)"
    r" (?P<target>[A-Z]\w+)"
    r"(?: in (?P<place>[A-Z]\w+))?(?: on (?P<day>\d{4}-\d\d-\d\d))?(?:, (?P<speaker>[\w ]+) said)?\."
)


def extractor(version: str = "fake 1", name: str = "load") -> Extractor:
    return Extractor(f"fake_extractor:{name}", version)


def load() -> Extract:
    return extract


def load_slow() -> Extract:
    """Takes a while for each document, for tests that interrupt."""

    def slow(document: Document) -> list[Claim]:
        time.sleep(0.2)
        return extract(document)

    return slow


def load_hanging() -> Extract:
    def hang(document: Document) -> list[Claim]:
        time.sleep(3600)
        return []

    return hang


def load_broken() -> Extract:
    from ascribe.errors import AscribeError

    raise AscribeError("model.hash", "the model")


def load_misplaced() -> Extract:
    """Gives every claim a target that is not in the text."""
    from dataclasses import replace

    def misplaced(document: Document) -> list[Claim]:
        bad = ActorCell("nobody", 0, 6)
        first, *rest = extract(document) or [None]
        return [*([replace(first, targets=(bad,))] if first else []), *rest]

    return misplaced


def extract(document: Document) -> list[Claim]:
    if "POISON" in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "FAULT" in document.text:
        raise ValueError("a fault")
    out = []
    for block in document.blocks:
        if block.kind in READ_KINDS:
            matches = _CLAIM.finditer(document.text, block.start, block.end)
            out.extend(_claim(document, found, block.kind) for found in matches)
    return out


def _cell(found: re.Match[str], group: str) -> tuple[str, int, int]:
    return found[group], found.start(group), found.end(group)


def _claim(document: Document, found: re.Match[str], kind: object) -> Claim:
    denied = found["not"] == " did not"
    planned = found["not"] == " will have"
    day = date.fromisoformat(found["day"]) if found["day"] else None
    verb = TextCell(*_cell(found, "verb"))
    speaker = found["speaker"]
    return Claim(
        id=digest("claim", document.id, found.start(), found.start("verb")),
        document=document.id,
        revision=document.revision,
        block=kind,  # type: ignore[arg-type]
        sentence=TextCell(found[0], found.start(), found.end()),
        trigger=verb,
        event=verb,
        event_lemma=found["verb"],
        event_type=_TYPES[found["verb"]],
        agents=(ActorCell(*_cell(found, "agent")),),
        targets=(ActorCell(*_cell(found, "target")),),
        places=(PlaceCell(*_cell(found, "place"), name=found["place"], country="IQ"),) if found["place"] else (),
        time=TimeCell(day, day, "day", found["day"], Span(*found.span("day")), "expression", None)
        if day
        else TimeCell(),
        phase=Phase.NONE if denied else Phase.PLANNED if planned else Phase.COMPLETED,
        polarity=Polarity.NEGATIVE if denied else Polarity.POSITIVE,
        factuality=_factuality(found["not"]),
        sources=((SourceLink("speaker", *_cell(found, "speaker"), stance=Stance.ASSERTS),),) if speaker else (),
        rules=("fake",),
    )


def _factuality(word: str | None) -> Factuality:
    found = {
        " did not": Factuality.DENIED,
        " may have": Factuality.POSSIBLE,
        " will have": Factuality.PLANNED,
    }
    return found.get(word or "", Factuality.ASSERTED)
