"""Which words of a sentence are claims, and of what type: one row a sentence, with every claim that it makes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.claims.conftest import document_of

from ascribe.claims.eventwords import lexicon, parse_entry
from ascribe.claims.extract import draft_claims
from ascribe.contract.claims import Claim, EventType, Factuality
from ascribe.contract.sentences import Parse, Sentence

Row = tuple[str, list[str]]

DEEDS: list[Row] = [
    # verbs of saying that do something to their object, or have a particle of their own
    ("The mayor posted", ["posted"]),
    ("The council referred", ["referred"]),
    ("The drivers had shown", ["shown / shown up"]),
    # verbs that are mostly grammar
    ("Ruiz became mayor", ["became"]),
    ("The mayor came to", ["came"]),
    ("The comments came", ["vote: -/election"]),
    # over what is no event, the verb is one
    ("The shelling failed", ["shelling: ASSAULT/heavy-weapons", "failed"]),
    ("The council failed", ["failed"]),
    ("Neighbours saw", ["saw"]),
    ("Some people retold", ["retold"]),
    ("The police questioned", ["questioned: ACCUSE/investigate"]),
    ("The officer did not talk", ["talk: CONSULT/meet"]),
    ("The residents were offered", ["offered"]),
    # speaking is a meeting, unless it is with the press
    ("The envoy spoke with the rebels", ["spoke: CONSULT/meet"]),
    ("The envoy spoke with reporters", []),
    # judging by a name is an event, having a name is none
    ("Ruiz called the raid", ["called: ACCUSE/disapprove"]),
    ("The mission was called", ["mission: -/operation"]),
]

STATES: list[Row] = [
    ("The rebels are in control", ["control / in control"]),
    ("The suspect is still", ["large / at large"]),
    ("The pumps at the plant", ["automated"]),
    ("Ruiz was in Mada", ["Mada / in Mada"]),
    ("There was a rift", ["rift: -/dispute"]),
    ("The agency has a need", ["has / need: REQUEST/assist"]),
]

CALAMITIES: list[Row] = [
    # told once, by verb and noun, or by what came of it
    ("A strong earthquake", ["struck / strong earthquake: -/disaster"]),
    ("The earthquake killed", ["killed: -/disaster"]),
    ("Nine dockers died", ["died: -/disaster"]),
    ("Six dockers were killed", ["killed: -/accident", "crashed: -/accident"]),
    ("Authorities warned", ["warned: -/announcement", "rain / heavy rain: -/disaster"]),
]

NONE: list[Row] = [
    ("Why is the army", []),
    ("The raid was led", ["led / raid: ASSAULT/attack"]),
    ("The committee led", ["met: CONSULT/meet"]),
    ("Motorists who use", ["pay / fine: SANCTION/convict"]),
    ("The minister met the envoy to ensure", ["met: CONSULT/meet"]),
    ("The mayor made the remarks", []),
    ("These values bring", []),
    ("The mayor continued to stress", ["closed: COERCE/restrict"]),
    ("The firm did not respond", []),
    ("When asked about", ["raid: ASSAULT/attack", "left: -/movement"]),
    ("The mayor asked Ruiz", ["raid: ASSAULT/attack"]),
    # what stands in a paper, and who signed it
    ("In a statement", ["thanked: SUPPORT/endorse"]),
    ("The report reviews", []),
    # a duty of somebody is told, one of everybody is not
    ("The plant will have", ["close: -/economy"]),
    ("Delta must open", ["open: CONCEDE/ease"]),
]

SENSES: list[Row] = [
    ("Jordan carried out", ["carried / strikes: ASSAULT/attack"]),
    ("The army halted", ["halted: ASSAULT/battle"]),
    ("The company contributed", ["contributed: AID/economic"]),
    ("The agency received", ["received: -/message"]),
    ("The minister interacted", ["interacted: CONSULT/meet", "appreciated: SUPPORT/endorse"]),
    ("The general warned", ["warned: THREATEN/warn"]),
    ("Police recaptured", ["recaptured: COERCE/arrest"]),
    ("Soldiers fight", ["fight: ASSAULT/battle"]),
    ("The company resumed", ["resumed / manufacturing operations: -/operation"]),
    ("Chen was defeated", ["defeated: -/election", "election: -/election"]),
    ("The guests dined", ["dined"]),
    ("Mexico fights", ["fights"]),
    ("The council sponsored", ["sponsored", "honoured", "promise: AGREE/agree"]),
    ("Residents presented", ["presented: SUPPORT/endorse", "compensated: AID/economic"]),
    ("The troops held", ["held: ASSAULT/territory"]),
    ("Ruiz was slammed", ["slammed: ASSAULT/beat"]),
    ("They signed", ["signed: SUPPORT/sign", "build: -/economy"]),
    ("A commander was handed", ["handed: SANCTION/convict"]),
    ("The firm offered", ["offered: AGREE/agree"]),
    ("The union's campaign", ["teach", "began / campaign: -/operation"]),
]

FORCE: list[Row] = [
    # strikes of planes and strikes of workers
    ("Warplanes carried out", ["carried / strikes: ASSAULT/attack"]),
    ("Fliers led dozens", ["led / strikes: ASSAULT/attack", "fled: -/displacement"]),
    ("Dockers began", ["began / strike: PROTEST/strike"]),
    ("The brigade, supported", ["supported: AID/military", "took: ASSAULT/territory"]),
    ("The soldiers, accompanied", ["accompanied: COOPERATE/military", "entered: ASSAULT/territory"]),
    ("The troops will go in", ["go: MOBILIZE/troops"]),
    ("The army will take", ["take: ASSAULT/territory"]),
    ("Planes bombed the seized", ["bombed: ASSAULT/aerial", "seized: ASSAULT/territory"]),
]

WORDS: list[Row] = [
    # what is kept back is the claim, and not the keeping back
    ("The officials declined", ["declined to discuss / struck: ASSAULT/attack"]),
    ("The minister would not discuss", ["would not discuss / talks: CONSULT/meet"]),
    # what is threatened tells the mode
    ("The minister threatened", ["threatened: THREATEN/expel", "expel: SANCTION/expel"]),
    ("The army neither", ["confirmed nor denied / strike: ASSAULT/attack"]),
    ('"I am not going to get', ["am not going to get into the details / cooperation: COOPERATE/cooperate"]),
    # a question whose answer is told is no demand
    ("Pressed by senators", ["sending: MOBILIZE/troops"]),
    ("Asked by reporters", ["raid: ASSAULT/attack", "striking: ASSAULT/attack"]),
    # what somebody is to decide is told by nobody
    ("It is up to the government", []),
    ("Delta provides things", ["provides / training: AID/training"]),
    ("The charges were deemed", ["deemed: ACCUSE/disapprove"]),
    ("Ruiz described it", ["described: ACCUSE/disapprove"]),
]

NOUNS: list[Row] = [
    # nouns that else need a verb to be events, with who or what they are about
    ("The union leader", ["resignation: RETREAT/resign", "support: SUPPORT/endorse"]),
    ("The dissolution", ["dissolution", "angered"]),
    ("They were arrested", ["arrested: COERCE/arrest", "theft: -/crime"]),
    ("The Deltan intervention", ["intervention / Deltan intervention", "angered"]),
]


def told(claim: Claim) -> str:
    """ "trigger / event: TYPE/mode", with what is the same or not there left out."""
    words = claim.trigger.text
    if claim.event.text != words:
        words += f" / {claim.event.text}"
    if claim.event_type is None and claim.mode is None:
        return words
    return f"{words}: {claim.event_type.value if claim.event_type else '-'}/{claim.mode}"


@pytest.mark.parametrize(("start", "expected"), [*DEEDS, *STATES, *CALAMITIES, *NONE, *SENSES, *FORCE, *WORDS, *NOUNS])
def test_claims_of_a_sentence(frozen: Callable[[str], dict[str, Parse]], start: str, expected: list[str]) -> None:
    (text, parse), *others = [(t, p) for t, p in frozen("events").items() if t.startswith(start)]
    assert not others
    drafts = draft_claims(document_of(text), [Sentence(0, text, 0, parse)])
    assert [told(d.claim) for d in drafts] == expected


def test_what_a_calamity_struck_is_its_target_and_place(frozen: Callable[[str], dict[str, Parse]]) -> None:
    text, parse = next((t, p) for t, p in frozen("events").items() if t.startswith("A strong earthquake"))
    (draft,) = draft_claims(document_of(text), [Sentence(0, text, 0, parse)])
    assert not draft.claim.agents
    assert [t.text for t in draft.claim.targets] == ["Mada"]
    assert [p.text for p in draft.claim.places] == ["Mada"]


@pytest.mark.parametrize(
    ("start", "agents", "targets"),
    [
        ("Police believe that rebels", ["rebels"], []),
        ("The Red Front claimed", ["The Red Front"], ["the port"]),
        ("The rebels were responsible", ["The rebels"], []),
        ("The army blamed the bombing", ["the rebels"], []),
        ("The army blamed the attack", ["the Red Front"], []),
        ("The alliance has carried", ["The alliance"], ["the group"]),
    ],
)
def test_who_answers_for_an_attack_has_done_it(
    frozen: Callable[[str], dict[str, Parse]], start: str, agents: list[str], targets: list[str]
) -> None:
    text, parse = next((t, p) for t, p in frozen("events").items() if t.startswith(start))
    drafts = draft_claims(document_of(text), [Sentence(0, text, 0, parse)])
    attack = next(d.claim for d in drafts if d.claim.event_type is EventType.ASSAULT)
    assert ([a.text for a in attack.agents], [t.text for t in attack.targets]) == (agents, targets)


@pytest.mark.parametrize(
    ("start", "agents", "targets"),
    [
        ("Delta voiced", ["Delta"], ["Mada"]),
        ("Delta faces", ["Mada"], ["Delta"]),
        ("The ministry said no", ["The ministry"], []),
    ],
)
def test_who_threatens_and_who_refuses(
    frozen: Callable[[str], dict[str, Parse]], start: str, agents: list[str], targets: list[str]
) -> None:
    text, parse = next((t, p) for t, p in frozen("events").items() if t.startswith(start))
    claim = draft_claims(document_of(text), [Sentence(0, text, 0, parse)])[0].claim
    assert ([a.text for a in claim.agents], [t.text for t in claim.targets]) == (agents, targets)


def test_what_is_not_gone_into_is_undisclosed(frozen: Callable[[str], dict[str, Parse]]) -> None:
    text, parse = next((t, p) for t, p in frozen("events").items() if t.startswith('"I am not going'))
    (draft,) = draft_claims(document_of(text), [Sentence(0, text, 0, parse)])
    assert draft.claim.factuality is Factuality.UNDISCLOSED


def test_the_day_on_which_a_request_came_is_its_own(frozen: Callable[[str], dict[str, Parse]]) -> None:
    text, parse = next((t, p) for t, p in frozen("events").items() if t.startswith("The request came"))
    (draft,) = draft_claims(document_of(text), [Sentence(0, text, 0, parse)])
    assert draft.when is not None
    assert draft.when.expression.text == "Monday"


def test_an_entry_can_name_a_list_of_which_one_word_stands_there() -> None:
    sense = lexicon().verbs["bomb"][0].sense
    entry = parse_entry("die +HAZARD +in", sense, noun=False, lists={"HAZARD": frozenset({"flood", "quake"})})
    assert (entry.near, entry.near_one) == (frozenset({"in"}), frozenset({"flood", "quake"}))
    assert entry.conditions == 4
