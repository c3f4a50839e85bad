"""What begins, is called off or is only meant to be: verbs that carry an event, lost verbs of headlines, words that
hang on the wrong neighbour. Trees in `carried.conllu`."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.claims.conftest import document_of, laid_out, starting

from ascribe.claims.drafts import Draft
from ascribe.claims.extract import draft_claims
from ascribe.contract.claims import Claim
from ascribe.contract.sentences import Parse


@pytest.fixture(scope="module")
def known(frozen: Callable[[str], dict[str, Parse]]) -> dict[str, Parse]:
    return frozen("carried")


@pytest.fixture(scope="module")
def told_in(known: dict[str, Parse]) -> Callable[[str], list[Claim]]:
    """The claims of the one sentence that begins so."""

    def make(start: str) -> list[Claim]:
        s = starting(known, start)
        return [d.claim for d in draft_claims(document_of(s.text), [s])]

    return make


@pytest.fixture(scope="module")
def headline(known: dict[str, Parse]) -> Callable[[str], list[Claim]]:
    """The claims of a sentence that stands as a headline."""

    def make(text: str) -> list[Claim]:
        document, sentences = laid_out(known, ["#", text])
        return [d.claim for d in draft_claims(document, sentences)]

    return make


Told = Callable[[str], list[Claim]]


def about(claims: list[Claim], trigger: str, event: str | None = None) -> Claim:
    return next(c for c in claims if trigger in c.trigger.text and (event is None or event in c.event.text))


@pytest.mark.parametrize(
    ("start", "trigger", "event", "phase", "factuality"),
    [
        ("The council has dropped plans", "dropped", "send", "cancelled", "asserted"),
        ("The offensive on Mada was declared", "declared", "offensive", "ended", "asserted"),
        ("The strike in Mada shows", "shows", "strike", "ongoing", "asserted"),
        ("Norway backed away", "backed", "pledge", "cancelled", "asserted"),
        ("Kenya said no", "said", "request", "refused", "asserted"),
        ("The flights were cancelled", "cancelled", "flights", "cancelled", "asserted"),
        ("Elective operations", "suspended", "", "paused", "asserted"),
        ("Teachers went on strike", "went", "strike", "begun", "asserted"),
        ("Drivers have called", "called", "strike", "planned", "planned"),
        ("The rebels called a strike", "called", "strike", "completed", "asserted"),
        ("The president ordered a halt", "halt", "flights", "paused", "asserted"),
        ("Norway threatened sanctions", "sanctions", "sanctions", "planned", "planned"),
        ("The ministers need", "go", "go", "planned", "planned"),
        ("Norway promised to provide", "provide", "provide", "planned", "conditional"),
        ("Asked whether Kenya", "would not discuss", "surveillance", "ongoing", "undisclosed"),
        ("Ruiz would not discuss", "would not discuss", "involvement", "ongoing", "undisclosed"),
        ("Mediators have brokered", "begin", "truce", "planned", "planned"),
    ],
)
def test_course(told_in: Told, start: str, trigger: str, event: str, phase: str, factuality: str) -> None:
    claim = about(told_in(start), trigger, event)
    assert (claim.phase, claim.factuality) == (phase, factuality)


def test_a_refused_request_was_made_by_somebody_else(told_in: Told) -> None:
    refused = about(told_in("Kenya said no"), "said", "request")
    assert (refused.agents, [t.text for t in refused.targets]) == ((), ["Kenya"])


@pytest.mark.parametrize(("start", "maker"), [("Kenya turned down", None), ("Kenya approved a request", "the army")])
def test_a_request_is_made_and_answered(told_in: Told, start: str, maker: str | None) -> None:
    made = about(told_in(start), "made", "request")
    assert made.phase == "completed"
    assert maker is None or [a.text for a in made.agents] == [maker]


@pytest.mark.parametrize(
    ("text", "trigger", "phase"),
    [
        ("Talks resume in Mada", "resume", "resumed"),
        ("Norwegian flights over Orune resume", "resume", "resumed"),
        ("Army delays move on Orune", "delays", "delayed"),
        ("Norway withdraws offer to Mada", "withdraws", "cancelled"),
        ("Government and rebels to meet in Mada", "meet", "planned"),
        ("Deployment to Mada complete", "complete", "ended"),
        ("Blockade of Orune drags on", "drags", "ongoing"),
    ],
)
def test_verbs_of_headlines(headline: Told, text: str, trigger: str, phase: str) -> None:
    assert about(headline(text), trigger).phase == phase


def test_nouns_of_headlines_stay_nouns(headline: Told) -> None:
    assert [a.text for a in about(headline("Train delays hit commuters"), "hit").agents] == ["Train delays"]
    assert about(headline("Rebel attacks on villages"), "attacks").event_type == "ASSAULT"


@pytest.mark.parametrize(
    ("start", "trigger", "place"),
    [
        ("Teachers walked out", "walked", "Mada"),
        ("The rebel group sealed off", "sealed", "Amboasary"),
        ("The road will be of use", "operation", "Orune"),
        ("The guns fell silent", "fell", "Mada"),
        ("Kenya has 50 instructors", "has", "Mada"),
    ],
)
def test_places_of_what_hangs_elsewhere(told_in: Told, start: str, trigger: str, place: str) -> None:
    assert place in [p.text for p in about(told_in(start), trigger).places]


def test_particles_that_are_prepositions(told_in: Told) -> None:
    assert all(c.phase != "ongoing" for c in told_in("Checkpoints went up on Friday"))


def test_aims_are_no_plans(told_in: Told) -> None:
    assert about(told_in("The army launched"), "retake").is_aim
    assert about(told_in("The ministry wants"), "protect").is_aim
    assert not about(told_in("The ministry wants"), "send").is_aim
    assert not about(told_in("Mediators have brokered"), "begin").is_aim
    overseen = about(told_in("Ruiz was in the area"), "oversee")
    assert overseen.is_aim
    assert [a.text for a in overseen.agents] == ["Ruiz"]


@pytest.mark.parametrize(
    ("start", "word"),
    [
        ("The ministry wants", "attacks"),
        ("The batteries are capable", "destroying"),
        ("The council has the authority", "close"),
        ("He said he cannot discuss", "discuss"),
    ],
)
def test_feared_possible_or_kept_back_is_no_claim(told_in: Told, start: str, word: str) -> None:
    assert word not in [c.event.text for c in told_in(start) if c.factuality == "asserted" or c.mode == "meet"]


def test_a_turn_is_told_once(told_in: Told) -> None:
    assert [c.phase for c in told_in("The spokesman confirmed") if c.event.text == "pause"] == ["ended"]


def test_who_does_it(told_in: Told) -> None:
    assert [a.text for a in about(told_in("Delta also formally"), "unveiled").agents] == ["Delta"]
    assert [a.text for a in about(told_in("Officers had intimidated"), "handing").agents] == ["him"]
    posted = [c for c in told_in("A video of the incident") if c.trigger.text == "posted"]
    assert all(t.text != "the incident" for c in posted for t in (*c.agents, *c.targets))


def test_clauses_on_far_nouns(told_in: Told) -> None:
    claims = told_in("No truck has got through")
    assert all("truck" not in t.text for c in claims for t in c.targets if c.event.text == "encircle")


def test_drafts_of_one_sentence_are_distinct(known: dict[str, Parse]) -> None:
    for text, parse in known.items():
        s = starting({text: parse}, text)
        drafts: list[Draft] = draft_claims(document_of(text), [s])
        assert len({d.claim.id for d in drafts}) == len(drafts)


def test_what_there_is_not_enough_for(told_in: Told) -> None:
    bought = about(told_in("They do not have enough"), "buy")
    assert (bought.phase, bought.factuality) == ("none", "denied")


@pytest.mark.parametrize(
    ("start", "trigger", "agents"),
    [
        ("The quarrel became", "dispute", []),
        ("It was approved by consensus", "approved", []),
        ("For this reason", "evict", ["the citizens"]),
    ],
)
def test_no_doers_by_the_way(told_in: Told, start: str, trigger: str, agents: list[str]) -> None:
    assert [a.text for a in about(told_in(start), trigger).agents] == agents


def test_somebody_is_no_figure(told_in: Told) -> None:
    assert about(told_in("The little one"), "died").figures == ()


def test_finding_oneself_is_no_finding(told_in: Told) -> None:
    assert all(link.cue != "found" for c in told_in("He found himself") for s in c.sources for link in s)


def test_where_the_cause_is_the_effect_may_not_be(told_in: Told) -> None:
    assert about(told_in("The chaos in Norway"), "rekindled").places == ()


@pytest.mark.parametrize(
    ("start", "word"),
    [
        ("The raid went ahead", "referring"),
        ("Funds required", "required"),
        ("The firm bought", "saving"),
    ],
)
def test_words_that_only_lead_to_events(told_in: Told, start: str, word: str) -> None:
    assert word not in [c.trigger.text for c in told_in(start)]


def test_what_a_raid_cost_is_no_disaster(told_in: Told) -> None:
    assert about(told_in("A night raid"), "cost").mode == "kill"


def test_what_is_asked_for_is_done_by_nobody_yet(told_in: Told) -> None:
    claims = told_in("The flights and patrols were requested")
    assert [a.text for a in about(claims, "requested", "requested").agents] == ["the army"]
    assert about(claims, "requested", "flights").agents == ()


@pytest.mark.parametrize(
    ("text", "trigger", "event"),
    [("Truce agreed for Mada", "agreed", "Truce"), ("Toliara offensive restarts after pause", "restarts", "offensive")],
)
def test_common_nouns_of_headlines(headline: Told, text: str, trigger: str, event: str) -> None:
    assert about(headline(text), trigger, event).event.text == event


def test_a_relative_clause_is_no_manner(told_in: Told) -> None:
    encircled = about(told_in("No truck has got through"), "continues")
    assert [t.text for t in encircled.targets] == ["Orune"]


@pytest.mark.parametrize(
    ("start", "mode"), [("Teachers are threatening", "protest"), ("The rebels threatened", "violence")]
)
def test_workers_who_threaten_to_strike_threaten_no_violence(told_in: Told, start: str, mode: str) -> None:
    claim = about(told_in(start), "threaten")
    assert (claim.event_type, claim.mode) == ("THREATEN", mode)


def test_an_it_that_stands_for_nobody_takes_no_doer_from_the_verb_of_saying(told_in: Told) -> None:
    assert about(told_in("“The board keeps"), "hurts").agents == ()
