"""Interviews and transcripts: whose the answers are, and that questions claim nothing; on frozen trees
(`turns.conllu`)."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from tests.claims.conftest import laid_out, starting

from ascribe.claims.attribution import read_voices
from ascribe.claims.extract import draft_claims
from ascribe.contract.claims import Claim
from ascribe.contract.documents import Document
from ascribe.contract.sentences import Parse, Sentence

LEAD = "In an interview"
QUESTIONS_AND_ANSWERS = (
    ["Q: Why"],
    ["A: The storm", "We closed"],
    ["The navy"],
    ["Q: Will"],
    ["A: The minister"],
)
SPOKEN = (["What did the flood"], ["“The flood"], ["The army repaired"], ["How did"], ["I treated"], ["What do you"])


@pytest.fixture
def report(frozen: Callable[[str], dict[str, Parse]]) -> Callable[..., tuple[Document, list[Sentence]]]:
    """A document of paragraphs, each the frozen sentences that begin so."""
    known = frozen("turns")
    return lambda *paragraphs: laid_out(
        known, *([starting(known, begin).text for begin in paragraph] for paragraph in paragraphs)
    )


@pytest.fixture
def claims(report: Callable[..., tuple[Document, list[Sentence]]]) -> Callable[..., list[Claim]]:
    return lambda *paragraphs: [d.claim for d in draft_claims(*report(*paragraphs))]


def voices(claims: list[Claim]) -> dict[str, list[str]]:
    """Trigger to the names of the (one) chain, outermost first."""
    return {c.trigger.text: [x.name or x.text for x in c.sources[0]] if c.sources else [] for c in claims}


def test_answers_are_of_the_one_who_is_interviewed(claims: Callable[..., list[Claim]]) -> None:
    found = claims([LEAD], *QUESTIONS_AND_ANSWERS)
    told = voices(found)
    assert told["destroyed"] == told["closed"] == told["cleared"] == ["Ana Ruiz"]
    (first,) = [c.sources[0][0] for c in found if c.trigger.text == "destroyed"]
    (later,) = [c.sources[0][0] for c in found if c.trigger.text == "cleared"]
    assert (first.text, first.cue, first.implied, first.kind) == ("A", ":", False, "person")
    assert (later.text, later.implied) == ("A", True)


def test_questions_claim_nothing(claims: Callable[..., list[Claim]]) -> None:
    found = claims([LEAD], *QUESTIONS_AND_ANSWERS)
    assert not any(c.sentence.text.startswith("Q:") for c in found)
    assert claims(["MP: Has"], ["AR: The mayor"], ["MP: When"], ["AR: The soldiers"])


def test_who_is_reported_in_an_answer_stands_behind_the_one_who_answers(claims: Callable[..., list[Claim]]) -> None:
    told = voices(claims([LEAD], *QUESTIONS_AND_ANSWERS))
    assert told["left"] == ["Ana Ruiz", "The minister"]


def test_the_one_who_speaks_before_the_first_question_is_interviewed(claims: Callable[..., list[Claim]]) -> None:
    told = voices(claims(["The storm killed"], *QUESTIONS_AND_ANSWERS))
    assert told["cleared"] == ["Ana Ruiz"]


@pytest.mark.parametrize("lead", [["Two towns"], ["The storm killed", "The rebels fired"]])
def test_an_answer_is_anonymous_where_no_one_person_is_interviewed(
    claims: Callable[..., list[Claim]], lead: list[str]
) -> None:
    (link,) = [c.sources[0][0] for c in claims(lead, *QUESTIONS_AND_ANSWERS) if c.trigger.text == "cleared"]
    assert (link.text, link.name, link.kind, link.anonymous) == ("A", None, "anonymous", True)


def test_initials_are_the_names_that_the_document_has(claims: Callable[..., list[Claim]]) -> None:
    found = claims(
        ["The Mada Post sat"],
        ["The Mada Post: Who"],
        ["Ana Ruiz: Rebels"],
        ["MP: When"],
        ["AR: The soldiers"],
        ["The navy"],
        ["MP: Has"],
        ["AR: The mayor"],
    )
    told = voices(found)
    assert told["attacked"] == told["left"] == told["cleared"] == told["resigned"] == ["Ana Ruiz"]
    (link,) = [c.sources[0][0] for c in found if c.trigger.text == "resigned"]
    assert link.text == "AR"
    assert not any(c.sentence.text.startswith(("MP", "The Mada Post:")) for c in found)


def test_questions_without_labels(claims: Callable[..., list[Claim]]) -> None:
    found = claims(["The Mada Post sat"], *SPOKEN, ["We asked"], ["Police arrested"], ["The interview"])
    told = voices(found)
    assert told["destroyed"] == told["repaired"] == told["treated"] == ["Ana Ruiz"]
    assert not any(c.sentence.text.endswith("?") for c in found)
    (link,) = [c.sources[0][0] for c in found if c.trigger.text == "repaired"]
    assert (link.text, link.cue, link.implied) == ("doctor Ana Ruiz", "?", True)


def test_i_is_the_one_who_is_interviewed(claims: Callable[..., list[Claim]]) -> None:
    (treated,) = [c for c in claims(["The Mada Post sat"], *SPOKEN, ["We asked"]) if c.trigger.text == "treated"]
    assert [a.name for a in treated.agents] == ["Ana Ruiz"]


def test_the_last_answer_ends_where_the_outlet_speaks_of_the_interview(claims: Callable[..., list[Claim]]) -> None:
    behind = (["The interview"], ["Soldiers distributed"])
    told = voices(claims(["The Mada Post sat"], *SPOKEN, ["We asked"], *behind))
    assert told["distributed"] == []
    assert voices(claims([LEAD], *QUESTIONS_AND_ANSWERS, *behind))["distributed"] == []


def test_two_who_debate_speak_each_for_one_paragraph(claims: Callable[..., list[Claim]]) -> None:
    turns = (["Ruiz: I"], ["Brandt: We"], ["Ruiz: The"], ["Brandt: Rebels"])
    told = voices(claims(["Ana Ruiz and"], *turns, ["Police arrested"]))
    assert told["built"] == told["left"] == ["Ana Ruiz"]
    assert told["opened"] == told["attacked"] == ["Omar Brandt"]
    assert told["arrested"] == []


def test_a_paragraph_in_brackets_is_the_outlets(claims: Callable[..., list[Claim]]) -> None:
    told = voices(claims([LEAD], *QUESTIONS_AND_ANSWERS[:3], ["(The briefing"], *QUESTIONS_AND_ANSWERS[3:]))
    assert (told["cleared"], told["held"]) == (["Ana Ruiz"], [])


def test_questions_that_an_explainer_asks_are_nobodys(
    report: Callable[..., tuple[Document, list[Sentence]]],
) -> None:
    impersonal = (["What did the flood"], ["The army repaired"], ["How did"], ["Soldiers distributed"], ["What do you"])
    document, sentences = report(["The Mada Post sat"], *impersonal, ["Police arrested"])
    assert not read_voices(document, sentences).asked, "nobody answers in the first person"
    document, sentences = report(["Two towns"], *SPOKEN, ["We asked"])
    assert not read_voices(document, sentences).asked, "no interview is announced"


@pytest.mark.parametrize(
    "paragraphs",
    [
        [["Two towns"], ["GOALKEEPERS"], ["DEFENDERS"]],
        [["Two towns"], ["Conclusion"], ["Police arrested"], ["Conclusion"]],
        [["Mada: "], ["Delta: "], ["Mada: "], ["Delta: "]],
        [["Two towns"], ["Q: Why"], ["A: The storm"]],
    ],
)
def test_labels_that_nobody_speaks(
    report: Callable[..., tuple[Document, list[Sentence]]], paragraphs: list[list[str]]
) -> None:
    found = read_voices(*report(*paragraphs))
    assert not found.asked
    assert not [a for a in found if a.rule == "turn"]


def test_time_grows_with_the_number_of_turns(report: Callable[..., tuple[Document, list[Sentence]]]) -> None:
    took = []
    for count in (100, 200):
        document, sentences = report([LEAD], *(QUESTIONS_AND_ANSWERS * count))
        start = time.process_time()
        read_voices(document, sentences)
        took.append(time.process_time() - start)
    assert took[1] < 3 * took[0] + 0.2
