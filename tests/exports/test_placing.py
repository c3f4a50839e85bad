"""Where an event stands in a timeline whose day no report tells, and what a timeline about somebody holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ascribe.exports.about import about, is_statement, keys_about
from ascribe.exports.placing import REACH, Places
from ascribe.exports.timeline import timeline

Json = dict[str, Any]
NO_TIME = {"start": None, "end": None, "precision": None, "basis": "none", "reason": "no_expression"}


def cell(text: str, name: str | None = None, start: int = 0) -> Json:
    return {"text": text, "start": start, "end": start + len(text), "name": name, "actor": None, "implied": False}


def link(text: str, cue: str, name: str | None = None, start: int = 0) -> Json:
    return cell(text, name, start) | {"cue": cue}


def claim(sentence: str, trigger: str, at: int = 1000, **more: Any) -> Json:
    """A claim of a report of 12 May 2024: told in the past, as a fact, without a time."""
    start = at + sentence.index(trigger)
    word = {"text": trigger, "start": start, "end": start + len(trigger)}
    found: Json = {
        "id": f"{trigger} {at}",
        "document": {"id": "d1", "name": "a.txt", "published_at": "2024-05-12"},
        "sentence": {"text": sentence, "start": at, "end": at + len(sentence)},
        "block": "body",
        "trigger": word,
        "event": word | {"lemma": trigger},
        "event_type": None,
        "mode": None,
        "agents": [],
        "targets": [],
        "places": [],
        "time": NO_TIME,
        "tense": "past",
        "phase": "completed",
        "factuality": "asserted",
        "sources": [],
        "situation": "s1",
        "story": "d1",
    }
    return found | more


def on(start: str, end: str | None = None) -> Json:
    return {"start": start, "end": end or start, "precision": "day", "basis": "expression", "reason": None}


LEAD = claim("Ruiz came to Mada on Friday.", "came", 0, time=on("2024-05-10"))
VISIT = claim("She visited the dock.", "visited", 40)


def placed(taker: Json, *told: Json) -> tuple[str | None, str]:
    place = Places(told).of(taker)
    return place.day, place.by


def test_what_is_told_on_stands_at_the_day_of_its_passage() -> None:
    assert placed(VISIT, LEAD) == ("2024-05-10", "passage")
    assert Places([LEAD]).of(VISIT).claim == LEAD["id"]
    assert placed(LEAD, LEAD) == ("2024-05-10", "time")


@pytest.mark.parametrize(
    "taker",
    [
        claim("She had visited the dock.", "visited"),
        claim("She praised the dock, which opened for ships.", "opened"),
        claim("She visited the dock in 2019.", "visited"),
        claim("Earlier, she visited the dock.", "visited"),
        claim("She could visit the dock.", "visit"),
        claim("She visits the dock.", "visits", tense="present"),
        claim("She will visit the dock.", "visit", tense="future", phase="planned", factuality="planned"),
        claim("Nine people were killed.", "killed", mode="kill"),
        claim("She visited the dock, an aide said.", "visited", sources=[[link("an aide", "said")]]),
        claim("Visited by all", "Visited", block="headline"),
        claim("She visited the dock.", "visited", REACH + 100),
        claim("She visited the dock for hours.", "visited", time=NO_TIME | {"reason": "unanchored"}),
    ],
)
def test_what_can_be_of_another_day_stands_at_its_report(taker: Json) -> None:
    assert placed(taker, LEAD) == ("2024-05-12", "report")


@pytest.mark.parametrize(
    "between",
    [
        claim("The dock burned in 2019.", "burned", 20, time=on("2019-01-01", "2019-12-31")),
        claim("It had been sold on 2 March.", "sold", 20, time=on("2024-03-02")),
        claim("Friday's strike cost much.", "strike", 20, time=on("2024-05-10"), tense="none"),
    ],
)
def test_another_time_ends_the_passage(between: Json) -> None:
    assert placed(VISIT, LEAD, between) == ("2024-05-12", "report")


def test_what_is_so_today_does_not_end_it() -> None:
    now = claim("The dock is open now.", "open", 20, time=on("2024-05-12"), tense="present", phase="ongoing")
    assert placed(VISIT, LEAD, now) == ("2024-05-10", "passage")


def test_who_did_it_says_what_it_says_then_and_others_later() -> None:
    came = LEAD | {"agents": [cell("Ruiz", "Ana Ruiz")]}
    words = "promised that it would open in 2026."
    own = {"sources": [[link("Ruiz", "promised")]]}
    she = claim(f"Ruiz {words}", "promised", agents=[cell("Ruiz", "Ana Ruiz")], **own)
    another = claim(f"The mayor {words}", "promised", agents=[cell("The mayor")], **own)
    declined = claim("The mayor declined to comment.", "declined", 1100, event_type="REJECT")
    assert placed(she, came) == ("2024-05-10", "passage")
    assert placed(another, came) == ("2024-05-12", "report")
    assert placed(declined, came) == ("2024-05-12", "report")
    warned = claim("The mayor warned on Friday of delays.", "warned", 900, event_type="THREATEN", time=on("2024-05-10"))
    assert placed(declined, came, warned) == ("2024-05-10", "passage")


def test_an_undated_report_gives_no_day() -> None:
    document = {"id": "d1", "name": "a.txt", "published_at": None}
    assert placed(VISIT | {"document": document}, LEAD | {"document": document}) == (None, "nothing")


def test_another_report_lends_nothing() -> None:
    other = LEAD | {"document": LEAD["document"] | {"id": "d2"}}
    assert placed(VISIT, other) == ("2024-05-12", "report")


def entries(*claims: Json) -> list[Json]:
    return timeline(claims, Places([c for c in claims if c["time"]["start"]]).of, len)


def test_order_told_then_implied_then_reported() -> None:
    late = claim("The crane will fall.", "fall", 90, tense="future", phase="planned", factuality="planned")
    noon = claim("Cranes stood still on Sunday.", "stood", 70, time=on("2024-05-12"))
    found = entries(LEAD, noon, VISIT, late)
    assert [(e["event"], e["placed"]["by"]) for e in found] == [
        ("came", "time"),
        ("visited", "passage"),
        ("stood", "time"),
        ("fall", "report"),
    ]
    assert found[1]["start"] is None, "the claim's own time stays unknown"


def test_what_happened_again_without_a_day_is_told_twice() -> None:
    again = claim("She visited the dock.", "visited", 40, situation="s2")
    assert len(entries(VISIT, again)) == 2
    assert len(entries(VISIT, again | {"situation": "s1"})) == 1


# -- about somebody


def test_who_takes_part_and_who_speaks() -> None:
    did = claim("Elin Brandt opened the dock.", "opened", agents=[cell("Elin Brandt", "Elin Brandt")])
    done = claim("A guard stopped Brandt.", "stopped", 1100, targets=[cell("Brandt")])
    said = claim("The dock is closed, Brandt said.", "closed", 1200, sources=[[link("Brandt", "said", start=1220)]])
    other = claim("The mayor left.", "left", 1300, agents=[cell("The mayor", "Ola Strand")])
    found = about("elin brandt", [did, done, said, other])
    assert [c["trigger"]["text"] for c in found] == ["opened", "stopped", "said"]
    statement = found[-1]
    assert is_statement(statement)
    assert not is_statement(did)
    at = statement["trigger"]["start"] - said["sentence"]["start"]
    assert said["sentence"]["text"][at:].startswith("said")
    assert entries(statement)[0]["claims"] == [said["id"]]


def test_a_last_name_is_of_who_has_been_named_with_it() -> None:
    alone = claim("Brandt left.", "left", agents=[cell("Brandt")])
    full = claim("Elin Brandt came.", "came", agents=[cell("Elin Brandt")])
    another = claim("Per Brandt slept.", "slept", agents=[cell("Per Brandt")])
    common = claim("Moss grew, and moss fell on Ada Moss.", "grew", agents=[cell("moss")], targets=[cell("Ada Moss")])
    assert about("Elin Brandt", [alone]) == []
    assert about("Elin Brandt", [alone, full]) == [alone, full]
    assert about("Elin Brandt", [alone, full, another]) == [full]
    fell = claim("The moss fell.", "fell", agents=[cell("moss")])
    assert about("Ada Moss", [common, fell]) == [common]


def test_what_is_announced_is_no_statement_besides() -> None:
    sources = [[link("Elin Brandt", "announced")]]
    told = claim("Elin Brandt announced the sale.", "announced", agents=[cell("Elin Brandt")], sources=sources)
    sold = claim("Elin Brandt announced the sale.", "sale", sources=sources)
    assert about("Elin Brandt", [told, sold]) == [told]


def test_a_day_of_speech_is_that_of_the_statement_and_no_other_is() -> None:
    sources = [[link("Elin Brandt", "said")]]
    spoken = on("2024-05-11") | {"basis": "speech"}
    today = claim("The dock is shut, Elin Brandt said.", "shut", time=spoken, sources=sources)
    in_june = claim("It will open in June, Elin Brandt said.", "open", time=on("2024-06-01"), sources=sources)
    assert about("Elin Brandt", [today])[0]["time"]["start"] == "2024-05-11"
    assert about("Elin Brandt", [in_june])[0]["time"]["start"] is None


def test_no_word_finds_nothing() -> None:
    assert keys_about("...") == ()


def test_about_on_a_record(tmp_path: Path) -> None:
    from reports import read_all, write

    from ascribe.exports.view import View
    from ascribe.record.store import Store

    text = "Brandt met Moss in Basra on 2024-03-01. Brandt trained Recruits in Erbil. Rebels left Mada."
    read_all(tmp_path / "r.db", write(tmp_path / "f", {"a.txt": text}, {"a.txt": "2024-03-03"}))
    with Store.open(tmp_path / "r.db") as store:
        view = View(store)
        brandt = view.timeline(about="Brandt")
        moss = view.timeline(about="Moss", factuality="asserted")
        nobody = view.timeline(about="!")
    assert [(e.event, e.placed.day, e.placed.by) for e in brandt] == [
        ("met", "2024-03-01", "time"),
        ("trained", "2024-03-03", "report"),
    ]
    assert [e.event for e in moss] == ["met"]
    assert len(nobody) == 0
