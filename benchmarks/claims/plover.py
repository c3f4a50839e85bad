"""PLOVER's gold standard records: event type, source and target of one sentence each (322 sentences, codes of 2016).

In: the data folder. Out: shares right, in percent. The set uses older labels (`LABELS`); a target may be missing. An
actor
counts as right where the words coded for it and those found share a word that is no article; where several are coded,
one is enough, as in the set's own scoring of UniversalPetrarch.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ascribe.contract.claims import Claim, EventType, Factuality, Phase
from ascribe.contract.documents import Block, BlockKind, Document
from ascribe.reader.runtime import Reader
from ascribe.resolution.extract import extract

LABELS = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
"""Labels of 2016 to those of PLOVER today."""


INTENDED = frozenset(
    {
        EventType.CONSULT,
        EventType.SUPPORT,
        EventType.CONCEDE,
        EventType.COOPERATE,
        EventType.AID,
        EventType.RETREAT,
    }
)
"""Types whose announcement is coded as AGREE."""


MENACING = frozenset({EventType.COERCE, EventType.SANCTION, EventType.ASSAULT, EventType.PROTEST, EventType.REJECT})
"""Types whose announcement is coded as THREATEN (CAMEO 13)."""


PURPOSES = frozenset({"purpose", "infinitive.noun"})
"""Rules of clauses that say what something is done for ("fired to disperse the crowd"): nobody announces anything."""


@dataclass(frozen=True, slots=True)
class Record:
    id: str
    text: str
    type: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Percent of the records; `any_*` count a record if one of its claims is right, the others the main claim alone."""

    records: int
    type: float
    source: float
    target: float
    all: float
    any_type: float
    any_all: float
    errors: tuple[str, ...]


def records(folder: Path) -> list[Record]:
    raw = json.loads((folder / "PLOVER_GSR_CAMEO.txt").read_text("utf-8", "replace"))
    return [
        Record(
            r["id"], r["text"], LABELS.get(r["event"], r["event"]), _actors(r.get("source")), _actors(r.get("target"))
        )
        for r in raw
        if r["event"] != "DOCUMENT"
    ]


def _actors(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value.strip() else ()
    return tuple(a["actorText"] for a in value or () if isinstance(a, dict) and a.get("actorText"))


def _words(text: str) -> set[str]:
    return {w for w in re.findall(r"\w+", text.lower().replace("u.s.", "us")) if w not in ("the", "a", "an", "of", "s")}


def _right(coded: Sequence[str], found: Iterable[str | None]) -> bool:
    if not coded:
        return True
    return any(_words(c) & _words(f) for c in coded for f in found if f)


def _main(claims: Sequence[Claim]) -> Claim | None:
    """The claim that a coder would take: the first that is typed and no mere noun, else the first typed."""
    typed = [c for c in claims if c.event_type]
    verbs = [c for c in typed if not c.rules[0].startswith("noun")]
    return (verbs or typed or list(claims) or [None])[0]


def coded_type(claim: Claim) -> str | None:
    """The type as the set's coders give it: who says that he will cooperate, help or yield agrees to (CAMEO 03,
    "express intent to"); the contract has such claims as planned, under what is planned."""
    told = claim.factuality in (Factuality.PLANNED, Factuality.CONDITIONAL) and claim.phase is Phase.PLANNED
    if told and not PURPOSES & set(claim.rules):
        if claim.event_type in INTENDED:
            return "AGREE"
        if claim.event_type in MENACING:
            return "THREATEN"
    return claim.event_type.value if claim.event_type else None


def _judge(record: Record, claim: Claim) -> tuple[bool, bool, bool]:
    agents = [t for a in claim.agents for t in (a.text, a.name)]
    # who says it is the source of an accusation, a demand or a promise
    agents += [t for chain in claim.sources for link in chain for t in (link.text, link.name)]
    targets = [t for a in claim.targets for t in (a.text, a.name)]
    targets += [p.text for p in claim.places]
    return coded_type(claim) == record.type, _right(record.sources, agents), _right(record.targets, targets)


def score(folder: Path, reader: Reader) -> Score:
    hits: Counter[str] = Counter()
    errors = []
    found = records(folder)
    for record in found:
        document = Document(record.id, record.id, record.id, record.text, (Block(BlockKind.BODY, 0, len(record.text)),))
        claims = extract(document, reader.read_document(document))
        main = _main(claims)
        verdicts = [_judge(record, c) for c in claims]
        hits["any_type"] += any(v[0] for v in verdicts)
        hits["any_all"] += any(all(v) for v in verdicts)
        if main is None:
            errors.append(f"{record.id}\t{record.type}\tno claim")
            continue
        kind, source, target = _judge(record, main)
        hits["type"] += kind
        hits["source"] += source
        hits["target"] += target
        hits["all"] += kind and source and target
        if not (kind and source and target):
            wrong = [n for n, ok in (("type", kind), ("source", source), ("target", target)) if not ok]
            errors.append(f"{record.id}\t{record.type}\t{main.trigger.text}: {main.event_type}\t{', '.join(wrong)}")
    n = len(found)
    share = {k: round(100 * v / n, 1) for k, v in hits.items()}
    return Score(
        n, *(share.get(k, 0.0) for k in ("type", "source", "target", "all", "any_type", "any_all")), tuple(errors)
    )
