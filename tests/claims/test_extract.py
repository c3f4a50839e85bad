"""What the rules make of a sentence whose tree is known: one line a claim."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.claims.drafts import Draft
from ascribe.claims.extract import draft_claims
from ascribe.contract.claims import Factuality, Phase, Polarity, Stance
from ascribe.contract.documents import Block, BlockKind, Document
from ascribe.contract.sentences import Parse, Sentence, Token

Drafts = Callable[[str], list[Draft]]


def only(drafts: list[Draft], event: str) -> Draft:
    (found,) = [d for d in drafts if d.claim.event.text.endswith(event)]
    return found


CASES = [
    # sentence, event, type, phase, factuality
    ("Rebels shelled", "shelled", "ASSAULT", "completed", "asserted"),
    ("Rebels shelled", "killing", "ASSAULT", "completed", "asserted"),
    ("The navy has begun", "patrols", "MOBILIZE", "begun", "asserted"),
    ("The navy has begun", "sending", "AID", "begun", "asserted"),
    ("The ministry has not asked", "asked", "REQUEST", "none", "denied"),
    ("The ministry has not asked", "talks", "CONSULT", "ongoing", "asserted"),
    ("If the truce holds", "reopen", None, "planned", "conditional"),
    ("The army failed", "capture", "ASSAULT", "none", "denied"),
    ("The army managed", "capture", "ASSAULT", "completed", "asserted"),
    ("The government refused", "refused", "REJECT", "completed", "asserted"),
    ("The government refused", "send", "MOBILIZE", "none", "denied"),
    ("Troops were expected", "withdraw", "RETREAT", "planned", "planned"),
    ("Protesters threatened", "threatened", "THREATEN", "completed", "asserted"),
    ("Protesters threatened", "block", "PROTEST", "planned", "planned"),
    ("The council has yet", "approve", "AGREE", "pending", "denied"),
    ("Police arrested", "arrested", "COERCE", "completed", "asserted"),
    ("Police arrested", "charged", "ACCUSE", "completed", "asserted"),
    ("The general denied", "denied", "REJECT", "completed", "asserted"),
    ("The general denied", "shelled", "ASSAULT", "none", "denied"),
    ("It was unclear", "crossed", None, "completed", "possible"),
    ("The envoy, who", "met", "CONSULT", "completed", "asserted"),
    ("The envoy, who", "warned", "THREATEN", "completed", "asserted"),
    ("The United States carried", "air strikes", "ASSAULT", "completed", "asserted"),
    ("Ground forces launched", "offensive", "ASSAULT", "begun", "asserted"),
    ("Ground forces launched", "retake", "ASSAULT", "planned", "planned"),
    ("The minister urged", "urged", "REQUEST", "completed", "asserted"),
    ("The two sides agreed", "agreed", "AGREE", "completed", "asserted"),
    ("The two sides agreed", "exchange", "RETREAT", "planned", "planned"),
    ("The mission is to", "protect", "AID", "planned", "planned"),
    ("A flood killed", "killed", None, "completed", "asserted"),
    ("Gunmen killed", "killed", "ASSAULT", "completed", "asserted"),
    ("The US killing", "killing", "ASSAULT", "completed", "asserted"),
    ("The company resumed", "operations", None, "resumed", "asserted"),
    ("The army carried out", "operations", "ASSAULT", "completed", "asserted"),
    ("The talks between", "talks", "CONSULT", "ended", "asserted"),
    ("The president may", "visit", "CONSULT", "planned", "possible"),
    ("The rebels are believed", "mined", "ASSAULT", "completed", "possible"),
    ("The ceasefire was over", "ceasefire", "RETREAT", "ended", "asserted"),
    ("The alleged attack", "attack", "ASSAULT", "completed", "possible"),
    ("Officials said the offensive", "offensive", "ASSAULT", "delayed", "planned"),
    ("The army received no", "request", "REQUEST", "none", "denied"),
    ("The judge sentenced", "sentenced", "SANCTION", "completed", "asserted"),
    ("Police prevented", "prevented", "COERCE", "completed", "asserted"),
    ("Police prevented", "reaching", None, "none", "denied"),
    ("Mada wants", "deploy", "MOBILIZE", "planned", "planned"),
    ("The bases where", "hit", "ASSAULT", "completed", "asserted"),
    ("The general said he had never", "ordered", "REQUEST", "none", "denied"),
    ("The planned evacuation", "evacuation", "AID", "cancelled", "asserted"),
    ("Workers will strike", "strike", "PROTEST", "planned", "conditional"),
    ("The country needs", "needs", "REQUEST", "ongoing", "asserted"),
]


@pytest.mark.parametrize(("start", "event", "kind", "phase", "factuality"), CASES)
def test_event(drafts: Drafts, start: str, event: str, kind: str | None, phase: str, factuality: str) -> None:
    claim = only(drafts(start), event).claim
    assert claim.event_type == kind
    assert (claim.phase, claim.factuality) == (phase, factuality)


ROLES = [
    # sentence, event, agents, targets, places with their relation
    ("Rebels shelled", "shelled", ["Rebels"], ["the port of Mada"], ["in Mada"]),
    ("Rebels shelled", "killing", ["Rebels"], ["at least nine dockers"], ["in Mada"]),
    ("The navy has begun", "patrols", ["The navy"], [], []),
    ("Police arrested", "charged", ["Police"], ["two of them"], []),
    ("The general denied", "shelled", ["his troops"], ["the hospital"], []),
    ("The envoy, who", "met", ["The envoy"], ["the prime minister"], []),
    ("The United States carried", "air strikes", ["The United States"], ["the group"], []),
    ("Ground forces launched", "retake", ["Ground forces"], ["the valley"], []),
    ("The minister urged", "urged", ["The minister"], ["farmers"], []),
    ("The US killing", "killing", ["US"], ["the commander"], []),
    ("The convoy was attacked", "attacked", ["militants"], ["The convoy"], []),
    ("The bases where", "stationed", ["the troops"], [], ["at The bases"]),
    ("The army received no", "request", [], ["The army"], []),
    ("Police prevented", "reaching", ["the crowd"], ["the palace"], []),
    ("They reached", "signed", ["They"], ["the owners"], []),
    ("The country needs", "needs", ["The country"], ["its neighbours"], []),
    ("The planned evacuation", "evacuation", [], ["the hospital"], []),
    ("Police in Orune", "investigating", ["Police"], ["the death of a student"], ["in Orune"]),
]


@pytest.mark.parametrize(("start", "event", "agents", "targets", "places"), ROLES)
def test_roles(
    drafts: Drafts, start: str, event: str, agents: list[str], targets: list[str], places: list[str]
) -> None:
    claim = only(drafts(start), event).claim
    assert [a.text for a in claim.agents] == agents
    assert [t.text for t in claim.targets] == targets
    assert [f"{p.relation} {p.text}" for p in claim.places] == places


def test_two_turns_of_one_event(drafts: Drafts) -> None:
    turns = [(d.claim.phase, d.when and d.when.expression.text) for d in drafts("The strikes, suspended")]
    assert turns == [(Phase.PAUSED, "March"), (Phase.RESUMED, "Monday")]


def test_declining_leaves_the_matter_undisclosed(drafts: Drafts) -> None:
    claim = only(drafts("Ruiz declined"), "trained").claim
    assert claim.polarity is Polarity.UNDISCLOSED
    assert claim.factuality is Factuality.UNDISCLOSED
    assert claim.trigger.text.startswith("declined")
    assert claim.sources[0][-1].stance is Stance.DECLINES


def test_a_denial_has_the_denier_as_source(drafts: Drafts) -> None:
    claim = only(drafts("The general denied"), "shelled").claim
    assert [[link.text for link in chain] for chain in claim.sources] == [["The general"]]


def test_the_reporter_has_no_speaker(drafts: Drafts) -> None:
    for start in ("A flood killed", "The talks between", "Gunmen killed"):
        assert all(d.claim.sources == () for d in drafts(start))


def test_a_condition_is_told_and_makes_no_claim(drafts: Drafts) -> None:
    found = drafts("If the truce holds")
    assert all("holds" not in d.claim.event.text for d in found)
    condition = only(found, "reopen").claim.condition
    assert condition is not None
    assert condition.text == "the truce holds"


def test_nobody_hurt(drafts: Drafts) -> None:
    claim = only(drafts("No soldier"), "hurt").claim
    assert claim.factuality is Factuality.DENIED
    assert [f.value for f in claim.figures] == [0]


def test_a_time_belongs_to_the_main_event_and_to_what_it_did(drafts: Drafts) -> None:
    found = drafts("Rebels shelled")
    shelled, killing = only(found, "shelled"), only(found, "killing")
    assert shelled.when is not None
    assert shelled.when.expression.text == "Friday"
    assert killing.when is None
    assert killing.inherited is not None
    assert only(drafts("Ground forces"), "retake").when is None
    assert only(drafts("The judge"), "sentenced").when is None


def test_figures_belong_to_their_event(drafts: Drafts) -> None:
    assert [f.text for f in only(drafts("Gunmen killed"), "killed").claim.figures] == ["12 people"]
    assert [f.low for f in only(drafts("The United States carried"), "strikes").claim.figures] == [24]


def test_every_cell_slices_back(parses: dict[str, Parse]) -> None:
    for text, parse in parses.items():
        document = Document("d", "r", "n", text, (Block(BlockKind.BODY, 0, len(text)),))
        for draft in draft_claims(document, [Sentence(0, text, 0, parse)]):
            claim = draft.claim
            links = [link for chain in claim.sources for link in chain]
            cells = [claim.trigger, claim.event, *claim.agents, *claim.targets, *claim.places, *claim.figures, *links]
            for cell in cells:
                assert text[cell.start : cell.end] == cell.text


@given(st.data())
def test_any_tree_gives_claims_or_none(data: st.DataObject) -> None:
    """Trees have errors: whatever the arcs and tags, nothing is raised and every cell slices back."""
    words = data.draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=14))
    size = len(words)
    root = data.draw(st.integers(0, size - 1))
    tokens, at = [], 0
    for i, (word, lemma, upos, xpos) in enumerate(words):
        # a head that stands nearer to the root keeps it a tree
        head = -1 if i == root else data.draw(st.integers(root, i - 1) if i > root else st.integers(i + 1, root))
        rel = "root" if head < 0 else data.draw(st.sampled_from(_RELATIONS))
        mention = data.draw(st.sampled_from((None, "person", "organization", "place", "event", "time")))
        tokens.append(Token(at, at + len(word), word, lemma, upos, xpos, head, rel, mention=mention))
        at += len(word) + 1
    text = " ".join(w for w, *_ in words)
    document = Document("d", "r", "n", text, (Block(BlockKind.BODY, 0, len(text)),))
    for draft in draft_claims(document, [Sentence(0, text, 0, Parse(tuple(tokens)))]):
        for cell in (draft.claim.trigger, draft.claim.event, *draft.claim.agents, *draft.claim.targets):
            assert text[cell.start : cell.end] == cell.text


_WORDS = [
    ("said", "say", "VERB", "VBD"),
    ("began", "begin", "VERB", "VBD"),
    ("attacks", "attack", "NOUN", "NNS"),
    ("dozens", "dozen", "NOUN", "NNS"),
    ("of", "of", "ADP", "IN"),
    ("to", "to", "PART", "TO"),
    ("who", "who", "PRON", "WP"),
    ("not", "not", "PART", "RB"),
    ("was", "be", "AUX", "VBD"),
    ("over", "over", "ADP", "IN"),
    ("if", "if", "SCONJ", "IN"),
    ("talks", "talk", "NOUN", "NNS"),
    ("killed", "kill", "VERB", "VBN"),
    ("Friday", "Friday", "PROPN", "NNP"),
    ("he", "he", "PRON", "PRP"),
    ("wants", "want", "VERB", "VBZ"),
    ("refused", "refuse", "VERB", "VBD"),
    ("launching", "launch", "VERB", "VBG"),
    ("“", "“", "PUNCT", "``"),
    ("”", "”", "PUNCT", "''"),
    ("12", "12", "NUM", "CD"),
    ("ready", "ready", "ADJ", "JJ"),
    ("Mada", "Mada", "PROPN", "NNP"),
]
_RELATIONS = (
    "nsubj nsubj:pass obj iobj obl obl:agent nmod nmod:poss xcomp ccomp advcl acl acl:relcl conj cc aux aux:pass cop "
    "mark case amod advmod compound det appos parataxis punct flat csubj"
).split()


@pytest.mark.parametrize(
    ("start", "event", "places"),
    [
        ("Rebels attacked a convoy 30 km", "attacked", [("Mada", "south_of")]),
        ("A mine exploded north-east", "exploded", [("Delta", "north-east_of")]),
        ("Soldiers clashed with gunmen between", "clashed", [("Mada", "between"), ("Delta", "between")]),
        ("Bandits killed five people at Mada airport", "killed", [("Mada airport", "at")]),
        ("A truck was hit 12 miles", "hit", [("Orune", "near")]),
        ("Clashes were reported in Mada", "Clashes", [("Mada", "in")]),
    ],
)
def test_distances_and_sides_of_places(
    start: str, event: str, places: list[tuple[str, str]], drafts: Callable[[str], list[Draft]]
) -> None:
    assert [(p.text, p.relation) for p in only(drafts(start), event).claim.places] == places
