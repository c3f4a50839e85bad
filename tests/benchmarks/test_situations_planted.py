"""The planted worlds and their scorer: a record that knows the truth scores full marks, and one that errs does not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from benchmarks.situations import truth
from benchmarks.situations.__main__ import THEATRES
from benchmarks.situations.aligning import Aligned, align, pair_up
from benchmarks.situations.answers import Reader
from benchmarks.situations.newsroom import plant
from benchmarks.situations.plots import KINDS
from benchmarks.situations.score import b_cubed, matches, score, state_at
from benchmarks.situations.truth import Telling, World
from benchmarks.situations.wording import templates

Json = dict[str, Any]


HELD_OUT = templates("templates_held_out")


@pytest.fixture(scope="module", params=["", "held out"])
def worlds(request: pytest.FixtureRequest) -> list[World]:
    return _planted(3, request.param)


def _planted(seed: int, words: str) -> list[World]:
    if not words:
        return plant(400, seed, THEATRES)
    return plant(400, seed, templates("theatres_held_out")["theatre"], HELD_OUT)


@dataclass
class Rows:
    rows: list[Json]

    def to_dicts(self) -> list[Json]:
        return self.rows


@dataclass
class Oracle:
    """Answers as a record would that has understood every report."""

    worlds: list[World]
    readers: list[Reader] = field(init=False)

    def __post_init__(self) -> None:
        self.readers = [Reader(w) for w in self.worlds]

    def claims(self, as_of: date = date.max) -> Rows:
        return Rows([_claim(r, t) for r in self.readers for t in r.world.tellings if r.printed(t, as_of)])

    def situations(self, as_of: date = date.max, everything: bool = False) -> Rows:
        each = ((r, s, self.states(r, s, as_of)) for r in self.readers for s in r.world.situations)
        return Rows([{"id": situation.id, "states": states} for _, situation, states in each if states])

    def states(self, reader: Reader, situation: truth.Situation, as_of: date) -> list[Json]:
        known = reader.known(situation, as_of)
        out = []
        for step, after in zip(known, [*known[1:], None], strict=False):
            told = reader.told(step, as_of)
            out.append(
                {
                    "phase": step.phase,
                    "factuality": step.factuality,
                    "since": _interval(reader.since(step, as_of)),
                    "until": _interval(reader.since(after, as_of)) if after else None,
                    "known_since": str(min(d for t in told if (d := reader.published[t.document]))),
                    "claims": [t.id for t in told],
                    "disputed": reader.contested(step, as_of),
                }
            )
        return out

    def disagreements(self, as_of: date = date.max) -> Rows:
        return Rows(
            [
                {
                    "about": d.kinds[0],
                    "kind": "revision" if d.optional else "contradiction",
                    "sides": [{"claims": side} for side in d.sides],
                }
                for r in self.readers
                for d in r.disputes(min(as_of, r.world.end))
            ]
        )


class Muddler(Oracle):
    """Takes every situation for the first step that it knows, and sees contradictions everywhere."""

    def states(self, reader: Reader, situation: truth.Situation, as_of: date) -> list[Json]:
        return super().states(reader, situation, as_of)[:1]

    def disagreements(self, as_of: date = date.max) -> Rows:
        pairs = zip(self.claims(as_of).rows, self.claims(as_of).rows[5:], strict=False)
        sides = [[{"claims": [a["id"]]}, {"claims": [b["id"]]}] for a, b in pairs]
        return Rows([{"about": "time", "kind": "contradiction", "sides": s} for s in sides])


def _claim(reader: Reader, telling: Telling) -> Json:
    [report] = [r for r in reader.world.reports if r.file == telling.document]
    start = report.text.rfind(telling.sentence, 0, telling.start + len(telling.sentence))
    word = {"start": telling.start, "end": telling.end, "text": report.text[telling.start : telling.end]}
    return {
        "id": telling.id,
        "document": {"name": telling.document, "published_at": str(report.published)},
        "sentence": {"text": telling.sentence, "start": start},
        "trigger": word,
        "event": word,
        "event_type": "ASSAULT",
        "phase": telling.phases[0],
        "factuality": telling.factuality[0],
        "places": [{"text": telling.place, "name": telling.place}],
        "targets": [],
        "figures": [],
    }


def _interval(found: truth.Interval) -> Json | None:
    return {"start": str(found[0]) if found[0] else None, "end": str(found[1]) if found[1] else None}


@pytest.mark.parametrize("words", ["", "held out"])
def test_the_same_seed_plants_the_same_worlds(words: str) -> None:
    worlds, again = _planted(3, words), _planted(3, words)
    assert [r for w in again for r in w.reports] == [r for w in worlds for r in w.reports]
    assert [t for w in again for t in w.tellings] == [t for w in worlds for t in w.tellings]
    assert _planted(4, words)[0].reports != worlds[0].reports


def test_held_out_worlds_have_words_of_their_own() -> None:
    """No sentence, no place and no course of those that the rules were chosen with."""
    usual = templates()
    for kind in KINDS:
        for mode, forms in HELD_OUT[kind].items():
            for form, sentences in forms.items():
                assert not set(sentences) & set(usual[kind].get(mode, {}).get(form, ())), (kind, mode)
    towns = {town for theatre in templates("theatres_held_out")["theatre"] for town in theatre["towns"]}
    assert not towns & {town for theatre in THEATRES for town in theatre["towns"]}


def test_held_out_worlds_hold_reports_dated_too_late() -> None:
    worlds = _planted(3, "held out")
    assert any(r.published and r.published > w.end for w in worlds for r in w.reports)


def test_tellings_stand_where_they_say(worlds: list[World]) -> None:
    for world in worlds:
        texts = {r.file: r.text for r in world.reports}
        for telling in world.tellings:
            text = texts[telling.document]
            assert telling.sentence in text
            assert 0 <= telling.start < telling.end <= len(text)
            assert text[telling.start : telling.end].strip(), telling
            assert text[telling.start : telling.end] in telling.sentence


def test_no_template_shows_through(worlds: list[World]) -> None:
    for world in worlds:
        for report in world.reports:
            assert not re.search(r"[{}<>~\[\]|\x01-\x03]|  |,\.|\bNone\b|\bthe the\b", report.text), report.text


def test_the_truth_comes_back(worlds: list[World], tmp_path: Path) -> None:
    truth.write(worlds, tmp_path)
    assert truth.load(tmp_path) == worlds
    files = {p.name for p in (tmp_path / "reports").iterdir()}
    assert files == {"documents.csv", *(r.file for w in worlds for r in w.reports)}


def test_copies_do_not_contradict(worlds: list[World]) -> None:
    """Both sides of a dispute are never one report and its copy, but where the copy changed who is quoted."""
    for world in worlds:
        origin = {r.file: r.copy_of or r.file for r in world.reports}
        tellings = {t.id: t for t in world.tellings}
        for dispute in world.disputes:
            assert not set(dispute.sides[0]) & set(dispute.sides[1])
            if "source" not in dispute.kinds:
                speakers = [{(origin[tellings[id].document], tellings[id].sentence) for id in s} for s in dispute.sides]
                assert not speakers[0] & speakers[1]


def test_kinds_of_what_can_go_wrong_are_there(worlds: list[World]) -> None:
    disputes = {d.kinds[0] for w in worlds for d in w.disputes}
    assert disputes >= {"phase", "figure", "agent", "place", "time", "firstness"}
    assert any(d.optional for w in worlds for d in w.disputes)
    assert any(r.published is None for w in worlds for r in w.reports)
    assert any(r.copy_of for w in worlds for r in w.reports)
    assert {t.kind for w in worlds for t in w.tellings} >= {"step", "status", "recap", "toll", "denial", "wrong"}
    phases = [s.phase for w in worlds for x in w.situations for s in x.steps]
    assert phases.count("paused") > 1
    assert phases.count("resumed") > 1
    assert any(x.depends_on for w in worlds for x in w.situations)


def test_who_knows_the_truth_has_full_marks(worlds: list[World]) -> None:
    found = score(Oracle(worlds), worlds)
    assert found.wrong == []
    for share in (found.states, found.states_given, found.since, found.until, found.precision, found.recall):
        assert share.of > 20, share
        assert share.right == share.of, share
    assert found.extracted.value == found.kinds.value == found.disputed.value == 1
    assert found.cubed == (1.0, 1.0, 1.0)
    assert found.baseline.value < 0.9


def test_who_does_not_has_not(worlds: list[World]) -> None:
    found = score(Muddler(worlds), worlds)
    assert found.states.value < 0.8
    assert found.precision.value < 0.2
    assert found.recall.value < 0.9


def _state(
    phase: str,
    since: Iterable[str | None],
    until: str | None = None,
    disputed: bool = False,
    factuality: str = "asserted",
) -> Json:
    start, end = since
    ends = {"start": until, "end": until} if until else None
    return {
        "phase": phase,
        "factuality": factuality,
        "since": {"start": start, "end": end} if start or end else None,
        "until": ends,
        "known_since": "2021-03-09",
        "disputed": disputed,
    }


def test_state_at_a_day() -> None:
    begun = _state("begun", ("2021-03-01", "2021-03-03"), "2021-03-06")
    paused = _state("paused", ("2021-03-06", "2021-03-06"))
    late = _state("ended", (None, None))
    denied = _state("none", ("2021-03-05", "2021-03-05"), disputed=True)
    held = _state("paused", ("2021-03-06", "2021-03-06"), disputed=True)

    def at(day: int, *states: Json) -> list[str]:
        return [s["phase"] for s in state_at(states, date(2021, 3, day))]

    assert at(2, begun, paused) == []  # it may not have begun
    assert at(4, begun, paused) == ["begun"]
    assert at(7, begun, paused) == ["paused"]
    assert at(8, begun, paused, late) == ["paused"]
    assert at(9, begun, paused, late) == ["ended"]  # no since: from when it was known
    assert at(8, begun, denied, held) == ["paused", "none"]
    planned_end = _state("ended", ("2021-03-07", "2021-03-07"), factuality="planned")
    assert at(8, _state("begun", ("2021-03-01", "2021-03-03")), planned_end) == ["begun"]
    assert at(8, _state("ended", ("2021-03-05", "2021-03-05")), _state("planned", (None, None))) == ["ended"]


def _telling(situation: str, id: str) -> Telling:
    return Telling(id, situation, "", "", "", 0, 0, [], [], [], "", (None, None))


def test_grouping_of_claims() -> None:
    """Worked by hand: a and b are one thing, c another, d a part of c's affair."""
    aligned = Aligned({x: _telling(s, x) for x, s in {"a": "1", "b": "1", "c": "2", "d": "3"}.items()})
    family = {"1": "1", "2": "2", "3": "2"}
    assert b_cubed({"a": "x", "b": "x", "c": "y", "d": "y"}, aligned, family) == (1.0, 1.0, 1.0)
    assert b_cubed({"a": "x", "b": "x", "c": "y", "d": "z"}, aligned, family) == (1.0, 1.0, 1.0)
    # a alone, b with c: precision 1, 1/2, 1/2, 1; recall 1/2, 1/2, 1, 1
    assert b_cubed({"a": "x", "b": "y", "c": "y"}, aligned, family) == (0.75, 0.75, 0.75)


def test_both_sides_must_be_met() -> None:
    aligned = Aligned({x: _telling("1", x) for x in "abcd"})
    dispute = truth.Dispute("d", "1", ["figure"], (["a", "b"], ["c"]))
    assert matches([{"b"}, {"c", "x"}], dispute, aligned)
    assert matches([{"c"}, {"d"}, {"a"}], dispute, aligned)
    assert not matches([{"a"}, {"b"}], dispute, aligned)
    assert not matches([{"a", "c"}, {"d"}], dispute, aligned)


def test_a_group_serves_one_affair() -> None:
    aligned = Aligned({x: _telling(s, x) for x, s in {"a": "1", "b": "1", "c": "2", "d": "3"}.items()})
    family = {"1": "1", "2": "2", "3": "2"}
    assert pair_up({"all": ["a", "b", "c", "d"]}, aligned, family) == {"1": "all"}
    assert pair_up({"x": ["a", "b"], "y": ["c", "d"]}, aligned, family) == {"1": "x", "2": "y", "3": "y"}


def test_claims_lead_to_tellings(worlds: list[World]) -> None:
    world = worlds[0]
    reader = Reader(world)
    claims = [_claim(reader, t) for t in world.tellings[:50]]
    for claim in claims:  # as if cleaning had moved the text
        for cell in ("sentence", "trigger"):
            claim[cell] = {**claim[cell], "start": claim[cell]["start"] + 7}
        claim["trigger"]["end"] += 7
        claim["event"] = claim["trigger"]
    found = align(claims, worlds)
    assert {id: t.id for id, t in found.telling.items()} == {t.id: t.id for t in world.tellings[:50]}

    beside = _claim(reader, next(t for t in world.tellings if t.place and t.sentence.endswith(".")))
    beside["trigger"] = beside["event"] = {"start": beside["sentence"]["start"], "end": beside["sentence"]["start"]}
    assert align([beside], worlds).telling  # it names the place of the only thing told there
    beside["places"], beside["event_type"] = [], None
    assert not align([beside], worlds).telling
    claims[0]["document"]["name"] = "elsewhere.txt"
    assert claims[0]["id"] not in align(claims, worlds).telling
