"""Claims as stored: their JSON gives them back, and what is beside it is replaced with them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from claim_values import claims
from hypothesis import find, given, settings
from reports import read_all, write

from ascribe.contract.claims import Claim
from ascribe.contract.documents import Document
from ascribe.exports.claim_json import from_json, to_json
from ascribe.record.claims import claim_from_json, claim_to_json, replace_claims
from ascribe.record.dump import damage
from ascribe.record.store import Store


@settings(max_examples=50)
@given(claims)
def test_stored_form_gives_the_claim_back(claim: Claim) -> None:
    assert claim_from_json(claim_to_json(claim), claim.document, claim.revision, claim.story) == claim


@settings(max_examples=50)
@given(claims)
def test_exported_form_gives_the_claim_back(claim: Claim) -> None:
    document = Document(claim.document, claim.revision, "name", "text " * 100, ())
    assert from_json(to_json(claim, document), claim.revision) == claim


def test_a_lone_surrogate_does_not_stop_the_record(tmp_path: Path) -> None:
    claim = find(claims, lambda _: True)
    assert "\ufffd" in claim_to_json(replace(claim, event_lemma="a\ud800b"))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("claims")
    write(folder / "reports", {"a.txt": "Rebels shelled Mada in Tikrit.\n"})
    read_all(folder / "r.db", folder / "reports")
    return folder / "r.db"


@settings(max_examples=25, deadline=None)
@given(found=claims)
def test_any_claims_can_be_stored_and_replaced(filled: Path, found: Claim) -> None:
    with Store.open(filled) as store:
        with store.writing("test") as connection:
            replace_claims(connection, 1, "text", [found], "test")
        with store.reading() as connection:
            assert damage(connection) == []
            rows = connection.exec_driver_sql("SELECT claim FROM claims").scalars().all()
            assert [claim_from_json(row, found.document, found.revision, found.story) for row in rows] == [found]
