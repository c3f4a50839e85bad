"""When events are, by grammar: on sentences with trees of their own (`whens.conllu`)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.claims.conftest import document_of, load, starting

from ascribe.claims.events import find_events
from ascribe.claims.extract import draft_claims
from ascribe.claims.timex import find_times
from ascribe.claims.trees import Tree
from ascribe.claims.whens import WhenReader, tells_when
from ascribe.contract.claims import TimeCell
from ascribe.contract.sentences import Sentence
from ascribe.resolution.extract import extract

PARSES = load(Path(__file__).with_name("whens.conllu"))


def sentence(start: str) -> Sentence:
    return starting(PARSES, start)


def times(start: str) -> dict[str, str]:
    """Trigger to the words of its time, own or shared, of the claims that have one."""
    s = sentence(start)
    hints = {d.claim.trigger.text: d.when or d.inherited for d in draft_claims(document_of(s.text), [s])}
    return {trigger: hint.expression.text for trigger, hint in hints.items() if hint is not None}


def test_the_time_of_an_occasion_is_that_of_what_happened_in_it() -> None:
    assert times("The soldiers were killed")["killed"] == "1999"


def test_a_superlative_holds_for_a_period_and_is_not_in_it() -> None:
    found = times("It was the worst quake")
    assert found["killing"] == "Friday"
    assert "two decades" not in found.values()


@pytest.mark.parametrize(
    "start", ["A day after his party", "The envoy made", "The port handled", "The council adopted"]
)
def test_lengths_comparisons_and_names_are_no_times(start: str) -> None:
    assert set(times(start).values()) <= {"May"}


def test_the_year_of_what_is_condemned_is_not_that_of_condemning() -> None:
    found = times("The judge condemned")
    assert found == {"killing": "2019"}


def test_the_day_of_a_saying_is_that_of_its_claim_and_not_of_what_is_said() -> None:
    assert times("The chief announced") == {"announced": "Monday"}


def test_what_happened_when_a_state_ended_has_a_day_of_its_own() -> None:
    s = sentence("The truce held until")
    claims = {c.trigger.text: c for c in extract(document_of(s.text, published_at="2024-05-17"), [s])}
    assert claims["held"].time.start is None
    assert claims["attacked"].time.start == claims["attacked"].time.end == date(2024, 5, 12)


def test_upon_capture_is_when_he_was_shot() -> None:
    assert times("He was shot upon")["shot"] == "Tuesday"


def test_the_date_of_a_picture_is_that_of_what_it_shows() -> None:
    s = sentence("Fighters gather")
    tree, expressions = Tree(s), find_times(s.text, s.tokens)
    found = find_events(tree, {})

    def told(caption: bool) -> set[str]:
        reader = WhenReader(tree, expressions, frozenset(), caption=caption)
        return {tree.tokens[f.trigger].text for f in reader.times_of(found)}

    assert told(caption=True) == {"gather"}
    assert told(caption=False) == {"continue"}


def test_what_is_quoted_does_not_date_who_speaks() -> None:
    s = sentence('"For now')
    reader = WhenReader(Tree(s), find_times(s.text, s.tokens), frozenset())
    told = next(i for i, t in enumerate(s.tokens) if t.text == "told")
    quoted = next(i for i, t in enumerate(s.tokens) if t.text == "now")
    assert reader.quoted[quoted]
    assert not reader.quoted[told]
    assert times('"For now').get("told", "Monday") == "Monday"


def test_a_time_behind_the_last_of_several_verbs_is_that_of_all() -> None:
    found = times("The smuggler was caught")
    assert found["caught"] == found["placed"] == "Friday"


def test_what_came_of_a_blow_is_of_its_day_and_place() -> None:
    s = sentence("A driver was killed")
    assert times("A driver was killed")["killed"] == "early on Thursday"
    killed = next(d for d in draft_claims(document_of(s.text), [s]) if d.claim.trigger.text == "killed")
    assert [p.text for p in killed.claim.places] == ["Mada"]


def test_a_relative_clause_about_an_event_is_of_its_time() -> None:
    assert times("The earthquake that")["struck"] == "2015"


@pytest.mark.parametrize(
    ("text", "tells"),
    [("on Friday", True), ("in the past two weeks", True), ("for two weeks", False), ("every Friday", False)],
)
def test_only_days_and_periods_are_shared(text: str, tells: bool) -> None:
    [expression] = find_times(f"It went on {text}.")
    assert tells_when(expression) is tells


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("He was fined", {"fined": "Monday"}),
        ("The judge issued", {"appear": "August 27"}),
        ("The smuggler was held", {}),
        ("The council lifted", {}),
        ("Ruiz was convicted", {"killing": "May 1991"}),
        ("Speaking in Mada", {"attacked": "Monday"}),
        ("Prices will not", {}),
        ("The hearing was", {}),
        ("The king signed", {}),
        ("Ruiz became", {}),
        ("The firm paid", {"paid": "July 1"}),
        ("The envoy proposed", {}),
        ("The police probing", {"arrested": "Tuesday"}),
        ("Talks will go", {}),
        ("The pact was", {"ratified": "June"}),
    ],
)
def test_a_time_belongs_to_the_word_that_it_is_told_of(start: str, expected: dict[str, str]) -> None:
    assert times(start) == expected


def test_a_clause_with_when_is_of_the_time_before_it() -> None:
    assert times("The union has not")["killed"] == "2012"
    assert times("The toll was lower")["died"] == "2019"


def cell(start: str, trigger: str) -> TimeCell:
    s = sentence(start)
    document = document_of(s.text, "2022-07-19")
    return next(c for c in extract(document, [s]) if c.trigger.text == trigger).time


def test_a_length_reaches_up_to_now_in_the_perfect() -> None:
    assert cell("He has smuggled", "smuggled").start == date(2019, 7, 19)


def test_what_is_scheduled_is_ahead() -> None:
    assert cell("The talks were", "scheduled").start == date(2022, 7, 26)


def test_when_something_began_is_not_when_it_was_praised() -> None:
    assert times("The crackdown")["began"] == "June"
    assert "praised" not in times("The crackdown")


def test_what_goes_on_or_was_before_does_not_share_the_time() -> None:
    assert "led" not in times("Ruiz was appointed")
    assert times("The fraud started").get("continued") != "2001"


def test_since_then_is_from_then_on() -> None:
    time = cell("The rebels were", "pushed")
    assert (time.start, time.end) == (date(2022, 6, 1), None)
