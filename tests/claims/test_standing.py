"""How things stand, where: pauses, states, permissions and clipped headlines, and the places of what an event is done
to. Trees in `standing.conllu`."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ascribe.claims.drafts import Draft
from ascribe.claims.extract import draft_claims
from ascribe.contract.claims import Claim
from ascribe.contract.documents import Block, BlockKind, Document, Metadata
from ascribe.contract.sentences import Sentence

Drafts = Callable[[str], list[Draft]]


def about(drafts: list[Draft], word: str) -> Claim:
    return next(d.claim for d in drafts if word in (d.claim.trigger.text, d.claim.event.text))


@pytest.mark.parametrize(
    ("start", "word", "place"),
    [
        ("Gunmen cut the only road", "cut", "Mada"),
        ("Troops launched an offensive against the militia", "offensive", "Delta"),
        ("A raid by the brigade", "raid", "Orune"),
        ("The attack on Friday was on Mada", "attack", "Mada"),
        ("Norway delivered", "delivered", "Mada"),
        ("The army lifted the siege", "lifted", "Mada"),
        ("Negotiations with the rebels", "Negotiations", "Mada"),
        ("Fighting between the army", "Fighting", "Delta"),
    ],
)
def test_places_on_participants(drafts: Drafts, start: str, word: str, place: str) -> None:
    assert [p.text for p in about(drafts(start), word).places] == [place]


def test_place_of_speech_is_none(drafts: Drafts) -> None:
    assert about(drafts("The minister delivered a speech"), "delivered").places == ()


def test_cleft_names_what_was_hit_and_not_what_was_spared(drafts: Drafts) -> None:
    assert [t.text for t in about(drafts("It was Mada and not Delta"), "shelled").targets] == ["Mada"]


@pytest.mark.parametrize(
    ("start", "word", "phase", "factuality"),
    [
        ("The port remained under blockade", "blockade", "ongoing", "asserted"),
        ("Dozens of families are trapped", "trapped", "ongoing", "asserted"),
        ("The army will not start", "offensive", "planned", "planned"),
        ("The rebels rejected claims", "truce", "none", "denied"),
        ("The deployment of six boats", "deployment", "pending", "planned"),
        ("Permission for Kenya", "send", "approved", "planned"),
        ("Kenya has asked for permission", "send", "requested", "planned"),
        ("The curfew was lifted for a time", "lifted", "paused", "asserted"),
        ("The truce is to be watched", "watched", "planned", "planned"),
        ("The rebels allowed traffic", "allowed", "completed", "asserted"),
        ("Negotiators for the two sides", "talking", "ongoing", "asserted"),
        ("The shells that hit Delta", "hit", "completed", "asserted"),
        ("The prisoner swap fell through", "fell", "cancelled", "asserted"),
        ("The talks have been put on hold", "talks", "paused", "asserted"),
        ("Under a deal with the elders", "relaxed", "completed", "asserted"),
        ("Retaking the town", "Retaking", "planned", "planned"),
    ],
)
def test_phases(drafts: Drafts, start: str, word: str, phase: str, factuality: str) -> None:
    claim = about(drafts(start), word)
    assert (claim.phase.value, claim.factuality.value) == (phase, factuality)


def headline(sentence: Sentence) -> list[Draft]:
    text = sentence.text
    block = Block(BlockKind.HEADLINE, 0, len(text))
    return draft_claims(Document("d", "r", "name", text, (block,), Metadata()), [sentence])


def test_headline_passives(sentence: Callable[[str], Sentence]) -> None:
    suspended = about(headline(sentence("Offensive on Mada suspended")), "suspended")
    assert suspended.phase.value == "paused"
    cut = about(headline(sentence("Mada cut off by floods")), "cut")
    assert [t.text for t in cut.targets] == ["Mada"]
    assert "Mada" not in [a.text for a in cut.agents]


def test_headline_present_tells_what_happened(sentence: Callable[[str], Sentence]) -> None:
    reaches, faces = sentence("Aid reaches Mada"), sentence("Mada faces shortage")
    assert about(headline(reaches), "reaches").phase.value == "completed"
    assert about(headline(faces), "faces").phase.value == "ongoing"
    # the same words in the body of a report tell a state
    body = Document("d", "r", "name", reaches.text, (Block(BlockKind.BODY, 0, len(reaches.text)),), Metadata())
    assert about(draft_claims(body, [reaches]), "reaches").phase.value == "ongoing"
