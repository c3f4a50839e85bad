"""Claims as cards: copies put together, speakers kept apart, implied cells told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ascribe.report import ReportData
from ascribe.report.cards import cards, latest
from ascribe.report.dotmap import located, panels
from ascribe.report.speakers import voices

Json = dict[str, Any]
MakeClaim = Callable[..., Json]


def test_printings_of_one_story_make_one_card(small: ReportData) -> None:
    found = cards(small.claims, small.documents)
    assert len(found) == len(small.claims) - 1
    card = next(c for c in found if len(c.printings) == 2)
    assert [p.outlet for p in card.printings] == ["Bay Post", "Hill Echo"]
    assert card.lead.title == "Army storms port"
    assert card.lead.url == "https://bay.example/a"


def test_other_stories_and_other_readings_stay_apart(make_claim: MakeClaim) -> None:
    first = make_claim()
    others = [{**first, "story": "s9"}, {**first, "factuality": "denied"}, {**first, "story": None}]
    assert len(cards([first, *others], [])) == 4


def test_unnamed_speakers_of_two_stories_are_two(make_claim: MakeClaim) -> None:
    clerk = {"text": "a clerk", "anonymous": True, "kind": "anonymous"}
    claims = [make_claim(sources=((clerk,),), story=s) for s in ("s1", "s2")]
    speaking, unquoted = voices(cards([*claims, make_claim(story="s3")], []))
    assert [(v.name, v.named, v.origins) for v in speaking] == [("a clerk", False, 1)] * 2
    assert len(unquoted) == 1


def test_a_named_speaker_of_two_stories_is_one(make_claim: MakeClaim) -> None:
    he = "He had stormed it, Rosa Dube said."
    claims = [
        make_claim(he, sources=(({"text": "Rosa Dube", "name": "Rosa Dube"},),), story="s1"),
        make_claim(he, sources=(({"text": "He", "name": "rosa  dube", "affiliation": "port"},),), story="s2"),
    ]
    speaking, _ = voices(cards(claims, []))
    assert [(v.name, v.affiliation, v.origins) for v in speaking] == [("Rosa Dube", "port", 2)]


def test_chain_names_who_quotes(make_claim: MakeClaim) -> None:
    chain = ({"text": "Bay Radio", "role": "agency"}, {"text": "a clerk", "anonymous": True})
    card = cards([make_claim("Bay Radio quoted a clerk as saying they stormed it.", sources=(chain,))], [])[0]
    assert card.speakers[0].through == ("Bay Radio",)
    assert card.speakers[0].text == "a clerk"


def test_implied_and_resolved_cells_are_told_beside_the_sentence(make_claim: MakeClaim) -> None:
    claim = make_claim("They stormed it.", agents=("They",))
    claim["agents"][0]["name"] = "Harbour Front"
    claim["places"] = [
        {"text": "Mada", "start": 3, "end": 7, "name": "Mada", "lat": None, "lon": None, "implied": True}
    ]
    facts = {f.label: f for f in cards([claim], [])[0].facts}
    assert (facts["agent"].value, facts["agent"].detail, facts["agent"].implied) == ("Harbour Front", "“They”", False)
    assert facts["place"].implied
    assert facts["place"].detail == "not in the gazetteer"


def test_words_that_resolve_to_themselves_are_not_repeated(small: ReportData) -> None:
    assert cards(small.claims[:1], [])[0].facts == ()


def test_latest_keeps_the_order(make_claim: MakeClaim) -> None:
    days = ["2024-11-01", "2024-11-09", None, "2024-11-05"]
    claims = [make_claim(document={"id": "d", "name": "n", "published_at": d}) for d in days]
    assert [c["document"]["published_at"] for c in latest(claims, 2)] == ["2024-11-09", "2024-11-05"]
    assert latest(claims, 9) == claims


def test_places_by_number_and_unknown_ones(small: ReportData, make_claim: MakeClaim) -> None:
    unknown = make_claim("They stormed Upper Mada.", places=("Upper Mada",), story="s7")
    found = located(cards([*small.claims, unknown], []))
    assert [(p.place.name, p.place.lat is None, len(p.cards)) for p in found] == [
        ("Mada", False, 1),
        ("Upper Mada", True, 1),
    ]


def test_far_places_get_a_panel_of_their_own(make_claim: MakeClaim) -> None:
    def about(name: str, lat: float, lon: float, number: int) -> list[Json]:
        cell = {"text": "Mada", "name": name, "lat": lat, "lon": lon, "precision": "city"}
        return [make_claim(places=(cell,), story=f"{name}{i}") for i in range(number)]

    near = about("Aba", -12.0, 40.0, 6) + about("Bem", -12.5, 40.6, 5)
    assert len(panels(located(cards(near, [])))) == 1
    both = panels(located(cards(near + about("Far", 30.0, -5.0, 1), [])))
    assert [p.title for p in both] == ["All places", "Inside the frame"]
    assert [d.located.place.name for d in both[1].dots] == ["Aba", "Bem"]
    for panel in both:
        for dot in panel.dots:
            assert 0 <= dot.x <= panel.width
            assert 0 <= dot.y <= panel.height


def test_impossible_coordinates_are_on_no_map(make_claim: MakeClaim) -> None:
    cells = [{"text": "Mada", "lat": lat, "lon": 40.0} for lat in (120.0, float("nan"), "12", None)]
    assert panels(located(cards([make_claim(places=(c,)) for c in cells], []))) == []
