"""Phase, factuality and place of events as what governs them tells (`course.conllu`), and what makes no claim."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ascribe.claims.course import CourseReader
from ascribe.claims.drafts import Draft
from ascribe.claims.trees import Tree
from ascribe.contract.claims import Certainty, Polarity
from ascribe.contract.sentences import Sentence

Drafts = Callable[[str], list[Draft]]

GOVERNED = [
    # sentence, event, phase, factuality
    ("The general announced plans", "invasion", "planned", "planned"),
    ("The envoy called for", "ceasefire", "requested", "planned"),
    ("The village lives under", "air strikes", "planned", "planned"),
    ("Troops were sent to prevent", "attack", "none", "denied"),
    ("The ministry ruled out", "ground offensive", "none", "denied"),
    ("Shops closed amid", "strike", "planned", "possible"),
    ("The navy avoided", "clash", "none", "denied"),
    ("The offensive is awaiting", "offensive", "pending", "planned"),
    ("The offensive is awaiting", "green light", "pending", "planned"),
    ("The talks could lead", "clashes", "planned", "possible"),
    ("The union reached no", "agreement", "none", "denied"),
    ("The king ordered an assault", "assault", "completed", "asserted"),
    ("The editor was suspended", "investigation", "pending", "planned"),
    ("The rebels rejected a", "ceasefire", "refused", "denied"),
    ("The rebels rejected a", "rejected", "completed", "asserted"),
    ("The guards called for them", "leave", "requested", "planned"),
    ("The council demanded that the army leave", "leave", "requested", "planned"),
    ("The government fears that", "attack", "planned", "planned"),
    ("She was the first minister", "visit", "completed", "asserted"),
]
NEGATED = [
    ("The fleet was not providing", "air cover", "none", "denied"),
    ("The fleet was not providing", "launched", "completed", "asserted"),
    ("The army neither attacked", "attacked", "none", "denied"),
    ("The army neither attacked", "shelled", "none", "denied"),
    ("They crossed the river", "firing", "none", "denied"),
    ("Nine dockers were too afraid", "leave", "none", "denied"),
    ("The blast not only killed", "killed", "completed", "asserted"),
    ("The group no longer", "controls", "ended", "denied"),
    ("The attack should never", "attack", "completed", "asserted"),
    ("The council never asked", "asked", "none", "denied"),
    ("It was not possible", "reach", "none", "denied"),
]
HEDGED = [
    ("The commander is said to", "ordered", "completed", "possible"),
    ("The army claimed to have", "killed", "completed", "possible"),
    ("The suspected bombing", "suspected bombing", "completed", "possible"),
    ("The suspected bombing", "wounded", "completed", "asserted"),
    ("The troops must have", "crossed", "completed", "possible"),
    ("The rebels are supposed", "fled", "completed", "possible"),
    ("The storm could reach", "reach", "planned", "possible"),
    ("The storm could reach", "killing", "planned", "possible"),
]
IN_COURSE = [
    ("The rebels forced", "retreat", "completed", "asserted"),
    ("The row escalated", "row", "completed", "asserted"),
    ("The guards were arrested", "charged", "completed", "asserted"),
    ("The index rose", "close", "completed", "asserted"),
    ("The ministers met to", "discuss", "completed", "asserted"),
    ("The ministers met to", "blockade", "ongoing", "asserted"),
    ("The ministers discussed", "meeting", "completed", "asserted"),
    ("The ministers will hold", "talks", "planned", "planned"),
    ("Stop the war", "war", "ended", "planned"),
    ("The editors remained", "remained", "ongoing", "asserted"),
    ("The union called off the protest", "protest", "cancelled", "asserted"),
    ("Two deaths reported", "deaths", "completed", "asserted"),
    ("The bank offers a platform", "signed", "planned", "planned"),
    ("The police were sent to maintain", "order", "planned", "planned"),
    ("It is up to the bank", "lend", "planned", "planned"),
    ("To meet the demand", "lend", "requested", "planned"),
    ("Calls are mounting", "suspend", "requested", "planned"),
    ("The party remains", "divided", "ongoing", "asserted"),
    ("There are camps for", "arrested", "completed", "asserted"),
    ("Officials warned of", "possible strikes", "planned", "possible"),
    ("The houses were repaired", "expanded", "completed", "asserted"),
    ("On Monday, You received", "received", "completed", "asserted"),
]


def only(drafts: list[Draft], event: str) -> Draft:
    (found,) = [d for d in drafts if d.claim.event.text == event]
    return found


@pytest.mark.parametrize(("start", "event", "phase", "factuality"), [*GOVERNED, *NEGATED, *HEDGED, *IN_COURSE])
def test_course(drafts: Drafts, start: str, event: str, phase: str, factuality: str) -> None:
    claim = only(drafts(start), event).claim
    assert (claim.phase, claim.factuality) == (phase, factuality)


@pytest.mark.parametrize(
    ("start", "event", "condition"),
    [
        ("Should the talks fail", "attack", "Should the talks fail"),
        ("The plant would be shut", "shut down", "in the event of an attack"),
    ],
)
def test_conditions(drafts: Drafts, start: str, event: str, condition: str) -> None:
    claim = only(drafts(start), event).claim
    assert claim.factuality == "conditional"
    assert claim.condition is not None
    assert claim.condition.text == condition


def test_what_a_denial_takes_for_granted(drafts: Drafts) -> None:
    found = drafts("The minister denied that his troops")
    assert only(found, "shelled").claim.factuality == "denied"
    died = only(found, "died").claim
    assert (died.factuality, died.sources) == ("asserted", ())
    killing = only(drafts("The minister denied any"), "killing").claim
    assert (killing.factuality, killing.sources) == ("asserted", ())


@pytest.mark.parametrize(
    ("start", "event"),
    [
        ("You can find", "find"),
        ("It is important to share", "share"),
        ("The teachers showed", "survive"),
        ("The houses must be", "painted"),
        ("The company owns", "owns"),
        ("The chairman has always", "favoured"),
        ("This is a way", "protect"),
        ("Economic cooperation", "Economic cooperation"),
        ("Given the size", "Given"),
        ("Raising wages", "Raising"),
        ("The river usually", "floods"),
        ("A mechanism to curb", "curb"),
        ("He used to live", "live"),
        ("He went on to say", "say"),
        ("We must not fail", "fail"),
        ("If they had been told", "close"),
        ("The officer declined", "named"),
        ("The officer declined", "declined"),
        ("The ministry did not respond", "requests"),
        ("The company issued a ban", "rallies"),
        ("The plant would be shut", "attack"),
    ],
)
def test_no_claim(drafts: Drafts, start: str, event: str) -> None:
    assert event not in [d.claim.event.text for d in drafts(start)]


@pytest.mark.parametrize(
    ("start", "event", "places"),
    [
        ("The treaty between", "signed", []),
        ("The company sold oil", "sold", []),
        ("Thousands fled from", "fled", ["from Mada", "to Delta"]),
        ("The driver was sentenced", "sentenced", []),
        ("The refugees reached", "fighting", ["in Mada"]),
        ("He was on patrol", "disappeared", ["in Mada"]),
        ("The rebels killed two", "killed", ["in Orune"]),
        ("The court ordered", "ordered", []),
        ("The court ordered", "return", ["to Mada"]),
    ],
)
def test_places(drafts: Drafts, start: str, event: str, places: list[str]) -> None:
    claim = only(drafts(start), event).claim
    assert [f"{p.relation} {p.text}" for p in claim.places] == places


def test_any_word_can_be_judged(sentence: Callable[[str], Sentence]) -> None:
    """Whether or not it makes a claim."""
    found = sentence("The council never asked")
    judged = CourseReader(Tree(found)).judge
    at = {t.text: i for i, t in enumerate(found.tokens)}
    assert judged(at["asked"]).polarity is Polarity.NEGATIVE
    assert judged(at["strike"]).hypothetical
    fears = sentence("Shops closed amid")
    assert CourseReader(Tree(fears)).judge(6).certainty is Certainty.POSSIBLE


def test_confidence_falls_with_doubt(drafts: Drafts) -> None:
    def of(start: str, event: str) -> float:
        return only(drafts(start), event).claim.confidence

    assert of("The army claimed", "killed") < of("The rebels killed two", "killed")
    assert of("They crossed", "crossed") < of("The ministers met to", "met")
    assert of("The navy avoided", "avoided") < of("The rebels forced", "forced")
