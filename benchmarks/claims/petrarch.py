"""PETRARCH's records: 78 sentences of its validation and 284 of its unit tests, coded with CAMEO and actor codes.

In: the data folder. Out: shares of the codings found, in percent. To report and not to chase: the unit records are
made to test one program with a dictionary of its own, and some of the others repeat another coder's output. A coding's
type is the PLOVER type of its CAMEO root (the codes of the unit records are none of CAMEO's and are not scored); an
actor is right where a participant's words name the coded country, or begin with the code of a made-up one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ascribe.contract.claims import Claim
from ascribe.contract.documents import Block, BlockKind, Document
from ascribe.reader.runtime import Reader
from ascribe.resolution.extract import extract
from ascribe.resolution.gazetteer import Gazetteer, Match
from benchmarks.claims.plover import coded_type

ROOTS = {
    "02": "REQUEST",
    "03": "AGREE",
    "04": "CONSULT",
    "05": "SUPPORT",
    "06": "COOPERATE",
    "07": "AID",
    "08": "CONCEDE RETREAT",
    "09": "ACCUSE",
    "10": "REQUEST",
    "11": "ACCUSE",
    "12": "REJECT",
    "13": "THREATEN",
    "14": "PROTEST",
    "15": "MOBILIZE",
    "16": "SANCTION",
    "17": "COERCE",
    "18": "ASSAULT",
    "19": "ASSAULT",
    "20": "ASSAULT",
}
"""CAMEO roots to PLOVER types; 08 is split between two. Root 01, a statement, has none and is not scored."""
NOT_COUNTRIES = frozenset({"", "---", "IGO", "NGO", "IMG", "MNC", "REB", "MIL", "UAF", "BUS", "CVL"})
"""Codes that name no country: not scored as actors."""
_CODES = """USA=US RUS=RU GEO=GE ISR=IL SYR=SY CHE=CH PSE=PS IRQ=IQ CHN=CN UKR=UA EGY=EG IRN=IR BRA=BR NGA=NG RWA=RW
TUN=TN FRA=FR LBN=LB PHL=PH GUY=GY GBR=GB MMR=MM QAT=QA MYS=MY SOM=SO KEN=KE"""
ISO = dict(pair.split("=") for pair in _CODES.split())
"""Countries' codes of three letters, as the coders have them, to those of the gazetteer."""
LONGEST = 3
"""Words of a country's name."""


@dataclass(frozen=True, slots=True)
class Coding:
    types: tuple[str, ...]
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Record:
    id: str
    text: str
    codings: tuple[Coding, ...]
    """Empty: the coders found no event."""
    made_up: bool


@dataclass(frozen=True, slots=True)
class Score:
    """Percent of codings of one set for which some claim of the sentence is right; `quiet`: percent of the sentences
    without a coding that have no typed claim."""

    name: str
    codings: int
    type: float | None
    """None: the set has no types that can be compared."""
    source: float
    target: float
    all: float
    quiet: float
    errors: tuple[str, ...]


def records(folder: Path) -> Iterator[Record]:
    """Those of the validation, then those of the unit tests."""
    for line in (folder / "PETR2_GSR_validation.jsonl").read_text("utf-8").splitlines():
        raw = json.loads(line)
        codings = (c for c in raw["codings"] if "eventcode" in c)
        yield Record(raw["attributes"]["id"], raw["text"], _codings(codings), made_up=False)
    xml = (folder / "PETR.UnitTest.records.xml").read_text("utf-8", "replace")
    # no well-formed XML: trees with "&" and comments within comments
    for body in re.findall(r"<Sentence .*?</Sentence>", xml, re.DOTALL):
        name = re.search(r'id="([^"]*)"', body)
        text = re.search(r"<Text>(.*?)</Text>", body, re.DOTALL)
        if text and text[1].strip():
            found = (dict(re.findall(r'(\w+)="([^"]*)"', c)) for c in re.findall(r"<EventCoding ([^>]*)>", body))
            coded = (c for c in found if "eventcode" in c)
            actors = tuple(replace(c, types=()) for c in _codings(coded))
            yield Record(name[1] if name else "", " ".join(text[1].split()), actors, made_up=True)


def _codings(raw: Iterable[dict[str, str]]) -> tuple[Coding, ...]:
    return tuple(
        Coding(tuple(ROOTS.get(c["eventcode"][:2], "").split()), c.get("sourcecode", ""), c.get("targetcode", ""))
        for c in raw
    )


def _countries(text: str) -> set[str]:
    """Codes of the countries that the words of a phrase name."""
    gazetteer = Gazetteer.open()
    found: set[str] = set()
    words = re.findall(r"[\w.'’-]+", text)
    for i in range(len(words)):
        for n in range(1, LONGEST + 1):
            name = re.sub(r"['’]s?$", "", " ".join(words[i : i + n]))
            people = gazetteer.people(name) if n == 1 else None
            if people:
                found.update(people.countries)
            for row, match in gazetteer.rows(name):
                capital = row in gazetteer.capitals
                country = gazetteer.country(row)
                if country and match is not Match.DEMONYM and (gazetteer.kind(row) == "country" or capital):
                    found.add(country)
    return found


def _names(code: str, texts: Sequence[str], made_up: bool) -> bool:
    country = code[:3]
    if country in NOT_COUNTRIES:
        return True
    if made_up:
        return any(w.upper().startswith(country) for t in texts for w in t.split())
    return any(ISO.get(country) in _countries(t) for t in texts)


def _judge(coding: Coding, claim: Claim, made_up: bool) -> tuple[bool, bool, bool]:
    agents = [t for a in claim.agents for t in (a.text, a.name) if t]
    agents += [t for chain in claim.sources for link in chain for t in (link.text, link.name) if t]
    targets = [t for a in claim.targets for t in (a.text, a.name) if t] + [p.text for p in claim.places]
    return (
        made_up or coded_type(claim) in coding.types,
        _names(coding.source, agents, made_up),
        _names(coding.target, targets, made_up),
    )


def score(folder: Path, reader: Reader) -> list[Score]:
    """Of the validation and of the unit tests."""
    read = []
    for record in records(folder):
        block = Block(BlockKind.BODY, 0, len(record.text))
        document = Document(record.id, record.id, record.id, record.text, (block,))
        read.append((record, extract(document, reader.read_document(document))))
    return [
        _score("PETRARCH validation", [(r, c) for r, c in read if not r.made_up]),
        _score("PETRARCH unit tests", [(r, c) for r, c in read if r.made_up]),
    ]


def _score(name: str, read: Sequence[tuple[Record, list[Claim]]]) -> Score:
    verdicts: list[tuple[bool, bool, bool]] = []
    errors, quiet, without = [], 0, 0
    for record, claims in read:
        if not record.codings:
            without += 1
            quiet += not any(c.event_type for c in claims)
        for coding in record.codings:
            if not coding.types and not record.made_up:
                continue
            best = max((_judge(coding, c, record.made_up) for c in claims), key=sum, default=(False, False, False))
            verdicts.append(best)
            if not all(best):
                wrong = [n for n, right in zip(("type", "source", "target"), best, strict=True) if not right]
                errors.append(f"{record.id}\t{'/'.join(coding.types)}\t{', '.join(wrong)}")
    n = len(verdicts)
    comparable = any(not r.made_up for r, _ in read)
    share = [round(100 * sum(v[k] for v in verdicts) / max(n, 1), 1) for k in range(3)]
    return Score(
        name,
        n,
        share[0] if comparable else None,
        share[1],
        share[2],
        all=round(100 * sum(all(v) for v in verdicts) / max(n, 1), 1),
        quiet=round(100 * quiet / max(without, 1), 1),
        errors=tuple(errors),
    )
