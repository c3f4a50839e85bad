"""The claim as exported: the contract's fields, in flat columns too."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from claim_values import claims
from hypothesis import find, given, settings

from ascribe.contract.claims import Claim, TextCell
from ascribe.contract.documents import Document, Metadata
from ascribe.exports.claim_json import to_json
from ascribe.exports.columns import CLAIMS, flat
from ascribe.exports.items import Items

FIELDS = {
    "": "id document sentence block trigger event evidence event_type mode contexts agents targets places time phase "
    "polarity certainty tense condition factuality figures sources rules story situation confidence review cameo acled",
    "document": "id name url outlet published_at dated_by",
    "sentence": "text start end",
    "trigger": "text start end",
    "event": "text lemma start end",
    "evidence": "exact start end prefix suffix",
    "time": "start end precision text span basis reason value edtf implied",
}
CELLS = {
    "agents": "text start end name actor implied",
    "targets": "text start end name actor implied",
    "places": "text start end name geonameid lat lon country precision relation implied",
    "figures": "value low high modifier unit text start end implied",
}
LINK = "role text start end name actor kind anonymous affiliation reason cue stance implied"


def document(claim: Claim) -> Document:
    return Document(claim.document, claim.revision, "a.txt", "x" * 50, (), Metadata(outlet="Coast Daily"), None)


@settings(max_examples=30, deadline=None)  # the first reads the table of codes
@given(claims)
def test_the_fields_of_the_contract(claim: Claim) -> None:
    data = to_json(claim, document(claim))
    assert json.loads(json.dumps(data)) == data, "plain JSON"
    for name, fields in FIELDS.items():
        assert list(data[name] if name else data) == fields.split()
    for name, fields in CELLS.items():
        for cell in data[name]:
            assert list(cell) == fields.split()
    for chain in data["sources"]:
        for link in chain:
            assert list(link) == LINK.split()
    assert data["review"] == "unreviewed"
    assert data["situation"] is None


@settings(max_examples=30)
@given(claims)
def test_any_claim_has_flat_columns_of_their_types(claim: Claim) -> None:
    row = flat(to_json(claim, document(claim)), CLAIMS)
    allowed = {"text": str, "integer": int, "number": (int, float), "yes/no": bool}
    for column in CLAIMS:
        value = row[column.name]
        assert value is None or isinstance(value, allowed[column.type]), column.name


def test_evidence_stands_between_prefix_and_suffix() -> None:
    claim = find(claims, lambda c: c.sentence.start == 0)
    text = "0123456789" * 10
    claim = replace(claim, sentence=TextCell(text[40:50], 40, 50))
    evidence = to_json(claim, Document("d", "r", "n", text, ()))["evidence"]
    assert evidence["prefix"] + evidence["exact"] + evidence["suffix"] == text[8:82]


def test_items_are_lists_with_attributes() -> None:
    claim = find(claims, lambda c: bool(c.agents))
    data = to_json(claim, document(claim))
    items = Items([data, data], CLAIMS)
    assert len(items) == 2
    assert len(items[:1]) == 1
    assert items[0].agents[0].text == claim.agents[0].text
    assert items[0]["document"]["outlet"] == items[-1].document.outlet == "Coast Daily"
    assert "sentence" in dir(items[0])
    assert dict(items[0]).keys() == data.keys()
    assert items.to_dicts() == [data, data]
    frame = items.to_pandas()
    assert list(frame.columns) == [c.name for c in CLAIMS]
    assert items.to_arrow().num_rows == 2
    with pytest.raises(AttributeError, match="there are id, document"):
        items[0].agent  # noqa: B018
