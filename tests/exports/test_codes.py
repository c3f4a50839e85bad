"""CAMEO and ACLED codes of claims, and the form of the table they come from."""

from __future__ import annotations

import re
from typing import Any

import pytest
from claim_values import claims
from hypothesis import given, settings

from ascribe.contract.claims import Claim, EventType, Factuality, Phase
from ascribe.contract.documents import Document
from ascribe.exports.claim_json import to_json
from ascribe.exports.codes import code, table


def told(kind: str | None, mode: str | None = None, **more: Any) -> dict[str, Any]:
    """An exported claim, as far as codes look at it. `by`, `on`: the words of who does it and whom it is done to."""
    cells = {name: [{"text": text, "actor": None} for text in more.pop(name, ())] for name in ("by", "on")}
    values = {"event_type": kind, "mode": mode, "contexts": [], "factuality": "asserted", "phase": "completed"}
    return values | {"event": {"lemma": ""}, "agents": cells["by"], "targets": cells["on"]} | more


@pytest.mark.parametrize(
    ("item", "cameo", "acled"),
    [
        (told("ASSAULT", "aerial"), "195", "Explosions/Remote violence: Air/drone strike"),
        (told("ASSAULT", "battle"), "190", "Battles: Armed clash"),
        (told("ASSAULT", "kill", on=["three villagers"]), "180", "Violence against civilians: Attack"),
        (told("ASSAULT", "kill", on=["two soldiers"], by=["rebels"]), "190", "Battles: Armed clash"),
        (told("ASSAULT", "kill", on=["the mule"]), "180", None),
        (told("ASSAULT", "territory", by=["Government troops"]), "192", "Battles: Government regains territory"),
        (told("ASSAULT", "territory", by=["militants"]), "192", "Battles: Non-state actor overtakes territory"),
        (told("PROTEST", "demonstrate"), "141", "Protests: Peaceful protest"),
        (told("PROTEST", "strike"), "143", None),
        (told("AID", "humanitarian"), "073", None),
        (told("AID", "humanitarian", factuality="planned", phase="planned"), "0333", None),
        (told("CONSULT", "meet", event={"lemma": "peace talk"}), "046", None),
        (told("CONSULT", "meet", phase="approved"), "036", None),
        (told("COOPERATE", "cooperate", contexts=["legal"]), "063", None),
        (told("REQUEST", "assist", phase="requested"), "103", None),
        (told("AID", "economic", phase="requested"), None, None),
        (told("ASSAULT", "aerial", factuality="planned"), None, None),
        (told("ASSAULT", "aerial", factuality="denied", phase="none"), None, None),
        (told("ASSAULT", "aerial", factuality="possible"), "195", "Explosions/Remote violence: Air/drone strike"),
        (told("ASSAULT", "aerial", factuality="undisclosed"), "011", None),
        (told("COERCE", "arrest", phase="ongoing"), "173", "Strategic developments: Arrests"),
        (told(None, "disaster"), None, None),
    ],
)
def test_codes(item: dict[str, Any], cameo: str | None, acled: str | None) -> None:
    assert (code(item, "cameo"), code(item, "acled")) == (cameo, acled)


def test_a_code_tells_who_it_is_where_words_do_not() -> None:
    attack = told("ASSAULT", "attack")
    attack["agents"] = [{"text": "the group", "actor": "IMG:ISIS"}]
    attack["targets"] = [{"text": "the base's men", "actor": "IRQ:MIL"}]
    assert code(attack, "acled") == "Battles: Armed clash"


def test_every_type_has_a_code_and_every_entry_a_form_that_is_known() -> None:
    for kind in EventType:
        assert code(told(kind.value), "cameo"), kind
    for entry in table().entries:
        assert entry.type is None or EventType(entry.type)
        assert entry.told in ("done", "intended", "withheld")
        assert entry.by | entry.on <= {"civilians", "state", "armed"}
        assert entry.codes
        assert re.fullmatch(r"\d{3,4}", entry.codes.get("cameo", "000"))
        assert ": " in entry.codes.get("acled", ": ")


@settings(max_examples=50, deadline=None)  # the first reads the table of codes
@given(claims)
def test_what_is_denied_has_no_code(claim: Claim) -> None:
    item = to_json(claim, Document(claim.document, claim.revision, "a.txt", "x" * 50, ()))
    if claim.factuality in (Factuality.DENIED, Factuality.CONDITIONAL):
        assert (item["cameo"], item["acled"]) == (None, None)
    if claim.factuality is Factuality.PLANNED or claim.phase is Phase.PLANNED:
        assert item["acled"] is None or claim.event_type in (EventType.AGREE,)
