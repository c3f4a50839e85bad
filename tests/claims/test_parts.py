"""Who does what a clause tells that does not name its doer, who gets what, and how far a phrase goes: a sentence for
each rule (`parts.conllu`)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.claims.conftest import document_of, starting

from ascribe.claims.controlwords import control_words
from ascribe.claims.extract import draft_claims
from ascribe.contract.claims import Claim
from ascribe.contract.sentences import Parse

Frozen = Callable[[str], dict[str, Parse]]

CASES = [
    # sentence, event, agents, targets
    # who gets it
    ("The medals were awarded", "awarded", [], ["three firemen"]),
    ("The council gave the villagers", "gave", ["The council"], ["the villagers"]),
    ("The council gave the villagers", "rebuild", ["the villagers"], ["the bridge"]),
    # who does what is asked, planned, charged, described
    ("The port authority calls", "asks", ["The port authority"], ["the harbour union"]),
    ("The port authority calls", "pay", ["the mayor"], ["the crews"]),
    ("The union described", "playing", ["the mayor"], []),
    ("The minister sent doctors", "treat", ["doctors"], ["the sick"]),
    ("The council criticised a plan", "close", [], ["the harbour"]),
    ("Police arrested two men", "spying", ["two men"], []),
    ("The council's call on the army", "leave", ["the army"], []),
    ("The minister warned rebels", "attacking", ["rebels"], ["the port"]),
    ('"Help us,"', "Help", [], ["us"]),
    ("Prawn farmers ordered", "ordered", ["Prawn farmers"], ["the Department of Harbours", "related agencies"]),
    # what is made for somebody is not made by them, whatever the arc is called
    ("The army opened a port", "created", [], ["a port"]),
    # nouns that somebody undergoes or does
    ("The murder of the governor", "arrest", [], ["his"]),
    ("The arrest of the editor", "arrest", ["the police"], ["the editor"]),
    ("The arrest of the editor", "criticised", ["the union"], ["the police"]),
    ("The union condemned the killing", "condemned", ["The union"], ["the killing of the students"]),
    ("Delta rejected the accusations", "accusations", [], ["Delta"]),
    ("The heaviest attack was suffered", "heaviest attack", [], ["the harbour crews"]),
    ("The raid on the camp was condemned", "condemned", [], ["The raid on the camp"]),
    # lists and companions
    ("Police have arrested, charged", "arrested", ["Police"], ["three men"]),
    ("Police have arrested, charged", "charged", ["Police"], ["three men"]),
    ("The lawmakers, the judges", "met", ["The lawmakers", "the judges", "the governor's aide"], []),
    ("The envoy visited the camp", "visited", ["The envoy", "the governor", "two aides"], ["the camp"]),
    ("Interior minister and deputy premier", "met", ["deputy premier Ana Ruiz"], ["Delta officials"]),
    # how far a phrase goes
    ("The ministry praised the bravery", "praised", ["The ministry"], ["the bravery of the pilots and sailors"]),
    ("A boy was hit by a bullet", "hit", ["a bullet"], ["A boy"]),
    # whose deed it is, who is brought into what, what is helped
    ("The court charged the mayor", "fraud", ["the mayor"], []),
    ("The court charged the mayor", "assault", ["the baker"], []),
    ("The opposition leaders", "arrest", [], ["The opposition leaders"]),
    ("Donors should fund", "fund", ["Donors"], ["the harbour works"]),
    ("The resistance of the mayor", "resistance", ["the mayor"], []),
    ("The governor called upon", "called", ["The governor"], ["his people"]),
    ("To protect the port", "protect", ["the union"], ["the port"]),
    ("The raid left two men", "injured", [], ["two men"]),
    ("The mayor proposed to the crews", "join", ["the crews"], ["him"]),
    ("The crews searched", "searched", ["The crews"], ["the pilots"]),
    ("This changed after the king", "arrival", ["the queen"], []),
    ("The protest highlights", "human rights violations", ["the Delta regime"], []),
    ("The donors provide", "annual assistance", ["The donors"], ["the Kingdom"]),
    ("There was frequent shooting", "frequent shooting", ["the army", "the rebels"], []),
    ("The public is reminded", "blocking", ["The public"], ["roads"]),
    ("The cooperation of the two", "cooperation", ["the two ministries"], []),
    # slips of the tree
    ("The guard hit the baker", "leaving", ["The guard"], ["her"]),
    ("The prosecutors have indicted", "indicted", ["The prosecutors"], ["a Mada District (MD) police officer"]),
    ("Photos showed", "tumbling", ["large rocks"], []),
    ("The parties let", "announce", ["the Delta-led alliance"], ["its candidate"]),
    ("The pilots accuse Mada", "accuse", ["The pilots"], ["Mada", "the shipping companies", "the union"]),
    ("The plan of General", "arrested", [], ["General Hugo Brandt"]),
    ("The squad arrested six men", "arrested", ["The squad"], ["six men"]),
]


def claims_of(frozen: Frozen, start: str) -> list[Claim]:
    s = starting(frozen("parts"), start)
    return [d.claim for d in draft_claims(document_of(s.text), [s])]


@pytest.mark.parametrize(("start", "event", "agents", "targets"), CASES)
def test_parts(frozen: Frozen, start: str, event: str, agents: list[str], targets: list[str]) -> None:
    (claim,) = [c for c in claims_of(frozen, start) if c.event.text == event]
    assert [a.text for a in claim.agents] == agents
    assert [t.text for t in claim.targets] == targets


def test_control_words_are_lemmas() -> None:
    words = control_words()
    for name in words.__dataclass_fields__:
        section = getattr(words, name)
        assert section
        assert all(w == w.strip().lower() and " " not in w for w in section), name
