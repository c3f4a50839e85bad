"""Claims, documents and stories in the form of the exports, made by hand, for the tests of the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

import pytest
from told import days, disagreement, side, situation, state

from ascribe.exports.open_items import open_items
from ascribe.report import ReportData

Json = dict[str, Any]
MakeClaim = Callable[..., Json]


@pytest.fixture
def make_claim() -> MakeClaim:
    """A claim about a sentence: cells are given as words of it, and get their offsets from there."""
    numbers = count(1)

    def make(
        sentence: str = "The army stormed the port of Mada on Friday, a clerk said.",
        trigger: str = "stormed",
        *,
        start: int = 100,
        document: Json | None = None,
        agents: tuple[str, ...] = (),
        targets: tuple[str, ...] = (),
        places: tuple[Json | str, ...] = (),
        figures: tuple[Json, ...] = (),
        sources: tuple[tuple[Json, ...], ...] = (),
        time: Json | None = None,
        **fields: Any,
    ) -> Json:
        def at(text: str) -> Json:
            where = sentence.find(text)
            assert where >= 0, text
            return {"text": text, "start": start + where, "end": start + where + len(text)}

        def actor(text: str) -> Json:
            return {**at(text), "name": None, "actor": None, "implied": False}

        def place(cell: Json | str) -> Json:
            plain = {"name": None, "geonameid": None, "lat": None, "lon": None, "country": None, "precision": None}
            given = {"text": cell} if isinstance(cell, str) else cell
            return {**plain, "relation": "in", "implied": False, **at(given["text"]), **given}

        def link(cell: Json) -> Json:
            plain = {
                "role": "speaker",
                "name": None,
                "actor": None,
                "kind": "person",
                "anonymous": False,
                "affiliation": None,
                "reason": None,
                "cue": "said",
                "stance": "asserts",
                "implied": False,
            }
            return {**plain, **at(cell["text"]), **cell}

        claim = {
            "id": f"{next(numbers):016x}",
            "document": document
            or {
                "id": "d1",
                "name": "a.txt",
                "url": None,
                "outlet": "Bay Post",
                "published_at": "2024-11-17",
                "dated_by": "row",
            },
            "sentence": {"text": sentence, "start": start, "end": start + len(sentence)},
            "block": "body",
            "trigger": at(trigger),
            "event": {**at(trigger), "lemma": trigger},
            "evidence": {"exact": sentence, "start": start, "end": start + len(sentence), "prefix": "", "suffix": ""},
            "event_type": "ASSAULT",
            "mode": None,
            "contexts": [],
            "agents": [actor(a) for a in agents],
            "targets": [actor(t) for t in targets],
            "places": [place(p) for p in places],
            "time": time
            or {
                "start": None,
                "end": None,
                "precision": None,
                "text": None,
                "span": None,
                "basis": "none",
                "reason": "no_expression",
                "value": None,
                "implied": False,
            },
            "phase": "completed",
            "polarity": "positive",
            "certainty": "certain",
            "tense": "past",
            "condition": None,
            "factuality": "asserted",
            "figures": [
                {
                    "value": None,
                    "low": None,
                    "high": None,
                    "modifier": "exactly",
                    "unit": None,
                    "implied": False,
                    **at(f["text"]),
                    **f,
                }
                for f in figures
            ],
            "sources": [[link(x) for x in chain] for chain in sources],
            "rules": [],
            "story": "s1",
            "situation": None,
            "confidence": 0.8,
            "review": "unreviewed",
        }
        return {**claim, **fields}

    return make


@pytest.fixture
def on() -> Callable[..., Json]:
    """A time cell."""

    def cell(start: str | None, end: str | None = "same", **more: Any) -> Json:
        end = start if end == "same" else end
        plain = {"precision": "day", "text": None, "span": None, "basis": "expression", "reason": None, "value": None}
        return {"start": start, "end": end, **plain, "implied": False, **more}

    return cell


@pytest.fixture
def small(make_claim: MakeClaim, on: Callable[..., Json]) -> ReportData:
    """A record of three documents, two of which are copies, with one claim of every factuality."""
    one = {
        "id": "d1",
        "name": "a.txt",
        "url": "https://bay.example/a",
        "outlet": "Bay Post",
        "published_at": "2024-11-17",
        "dated_by": "row",
    }
    two = {
        **one,
        "id": "d2",
        "name": "b.html",
        "url": None,
        "outlet": "Hill Echo",
        "published_at": "2024-11-18T09:00:00+02:00",
    }
    three = {**one, "id": "d3", "name": "c.jsonl#4", "url": "javascript:alert(1)", "outlet": None, "published_at": None}
    mada = {
        "text": "Mada",
        "name": "Mada",
        "geonameid": 7,
        "lat": -11.2,
        "lon": 40.1,
        "country": "MZ",
        "precision": "city",
    }
    clerk = {
        "text": "a clerk",
        "anonymous": True,
        "kind": "anonymous",
        "affiliation": "port",
        "reason": "she feared for her job",
    }
    first = make_claim(
        agents=("The army",),
        targets=("the port of Mada",),
        places=(mada,),
        sources=((clerk,),),
        document=one,
        time=on("2024-11-15", text="Friday", span={"start": 137, "end": 143}),
    )
    copied = {**first, "id": "c" * 16, "document": two}
    others = [
        make_claim(
            f"It will {kind} one day, Rosa Dube said.",
            kind,
            document=three,
            story="s2",
            factuality=kind,
            event_type=None,
            sources=(({"text": "Rosa Dube"},),),
        )
        for kind in ("denied", "undisclosed", "possible", "planned", "conditional")
    ]
    lasting = make_claim(
        "Talks went on for days.",
        "Talks",
        document=three,
        story="s2",
        event_type="CONSULT",
        time=on("2024-11-10", None),
        phase="ongoing",
    )

    def row(ref: Json, title: str | None, language: str = "en") -> Json:
        return {
            **ref,
            "revision": "r",
            "title": title,
            "byline": None,
            "language": language,
            "encoding": "utf-8",
            "state": "read",
            "warnings": [],
            "claims": 1,
            "story": None,
        }

    def member(ref: Json, relation: str, shared: float) -> Json:
        return {
            "id": ref["id"],
            "name": ref["name"],
            "relation": relation,
            "reference": None,
            "shared": shared,
            "added": 0,
            "cut": 2,
            "spans": [],
            "alignment": [],
        }

    def story(id: str, *members: Json) -> Json:
        return {
            "id": id,
            "origin": {"agency": "CPA", "document": None, "evidence": "(CPA)"},
            "documents": list(members),
            "origins": 1,
            "why": "no other document carries this report",
        }

    told = state(
        "paused",
        claims=[first["id"], copied["id"]],
        since=days("2024-11-15"),
        until=days("2024-11-17", "2024-11-18"),
        sources=["a clerk"],
        reports=2,
        disputed=True,
    )
    if_asked = state("planned", "conditional", claims=[others[4]["id"]], condition="asked", expected=days("2024-12-24"))
    hangs = [{"situation": "b" * 16, "how": "approval", "claim": first["id"], "title": "Approval of the port"}]
    storming = situation(told, if_asked, id="a" * 16, title="Storming of the port", dependencies=hangs, reports=2)
    dispute = disagreement(
        side("that it was stormed", first["id"], sources=("a clerk",)),
        side("that it was not", others[0]["id"], sources=("Rosa Dube",)),
        situation="a" * 16,
        explanation="A clerk says that the port was stormed, Rosa Dube that it was not.",
    )
    return ReportData(
        title="The port of Mada",
        generated_for="As of 1 December 2024",
        documents=[row(one, "Army storms port"), row(two, None), row(three, None, "pt")],
        claims=[first, copied, *others, lasting],
        stories=[
            story("s1", member(one, "reference", 1.0), member(two, "abridged", 0.97)),
            story("s2", member(three, "reference", 1.0)),
        ],
        ledger=[
            {"location": "/in/a.txt", "state": "stored", "problems": [], "document": "d1"},
            {"location": "/in/b.html", "state": "stored", "problems": [], "document": "d2"},
            {"location": "/in/c.jsonl, line 4", "state": "stored", "problems": [], "document": "d3"},
            {
                "location": "/in/c.jsonl, line 5",
                "state": "rejected",
                "document": None,
                "problems": [
                    {
                        "code": "json.line",
                        "message": "/in/c.jsonl, line 5: the line is not valid JSON (end); mend the line",
                    }
                ],
            },
        ],
        notes=("Two reports were added by hand.",),
        situations=[storming],
        disagreements=[dispute],
        open_items=open_items([storming], date(2024, 12, 30)),
        situations_left_out=2,
    )
