"""A source's page: what it said of each thing, what is told since, and what came of what it meant to do."""

from __future__ import annotations

from typing import Any

import pytest
from told import claim, speaker, state

from ascribe.exports.source_page import source_page

ANA = [speaker("Ana Dube")]
OPENING = "The dock will open in May, Ana Dube said."


def _page(*states: dict[str, Any], **of_claim: Any) -> dict[str, Any]:
    """The first thing on a page about Ana Dube, who said one thing (c1) of it on 10 November 2024."""
    told = claim("c1", OPENING, sources=ANA, phase="planned", factuality="planned", **of_claim)
    situation = {"id": "a1", "title": "Opening of the dock", "kind": "operation", "states": list(states)}
    source = {"name": "Ana Dube", "said": ["c1"], "situations": ["a1"]}
    (thing,) = source_page(source, {"c1": told}, {"a1": situation})["things"]
    return dict(thing)


def _planned(**more: Any) -> dict[str, Any]:
    return state("planned", factuality="planned", claims=["c1"], known_since="2024-11-10", **more)


def _later(phase: str, **more: Any) -> dict[str, Any]:
    return state(phase, claims=["c2"], known_since="2024-11-20", last_told="2024-11-20", **more)


def test_what_was_said_stands_with_its_sentence_and_report() -> None:
    thing = _page(_planned(), document={"url": "https://example.org/dock"})
    (said,) = thing["said"]
    assert (thing["title"], said["sentence"], said["claim"]) == ("Opening of the dock", OPENING, "c1")
    assert said["url"] == "https://example.org/dock"
    assert (thing["since"], thing["outcome"]) == ([], None)


@pytest.mark.parametrize(
    ("phase", "outcome"),
    [
        ("begun", "came about"),
        ("completed", "came about"),
        ("cancelled", "turned out otherwise"),
        ("delayed", "turned out otherwise"),
        ("none", "turned out otherwise"),
        ("requested", None),
    ],
)
def test_a_plan_is_measured_by_what_is_told_later(phase: str, outcome: str | None) -> None:
    thing = _page(_planned(), _later(phase))
    assert [told["phase"] for told in thing["since"]] == [phase]
    assert thing["outcome"] == outcome


def test_what_is_only_possible_or_was_known_before_is_no_outcome() -> None:
    assert _page(_planned(), _later("begun", factuality="possible"))["outcome"] is None
    before = _later("begun") | {"known_since": "2024-11-09"}
    thing = _page(before, _planned())
    assert (thing["since"], thing["outcome"]) == ([], None)


def test_put_off_and_then_begun_came_about() -> None:
    begun = _later("begun") | {"known_since": "2024-11-25"}
    assert _page(_planned(), _later("delayed"), begun)["outcome"] == "came about"


def test_who_told_only_of_what_was_done_has_no_outcome() -> None:
    told = state("begun", claims=["c1"], known_since="2024-11-10")
    assert _page(told, _later("cancelled"))["outcome"] is None


def test_what_belongs_to_no_situation_stands_last() -> None:
    claims = {id: claim(id, situation=of, phase="begun") for id, of in (("c1", None), ("c2", "a1"))}
    situation = {"id": "a1", "title": "Opening", "kind": "operation", "states": []}
    page = source_page({"said": ["c1", "c2"]}, claims, {"a1": situation})
    assert [thing["situation"] for thing in page["things"]] == ["a1", None]
