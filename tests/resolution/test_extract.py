"""From drafts to claims: times against the publication, places and actors looked up, nothing taken from publication."""

from __future__ import annotations

from datetime import date

import pytest

from ascribe.contract.claims import Claim
from ascribe.contract.documents import Block, BlockKind, Document, Metadata
from ascribe.reader.runtime import Reader
from ascribe.resolution.extract import extract, publication_day


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def claims(reader: Reader, text: str, published_at: str | None = None) -> list[Claim]:
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(BlockKind.BODY, at, at + len(line)))
        at += len(line) + 1
    document = Document("d", "r", "n", text, tuple(blocks), Metadata(published_at=published_at))
    return extract(document, reader.read_document(document))


def one(found: list[Claim], event: str) -> Claim:
    (claim,) = [c for c in found if c.event.text == event]
    return claim


def test_a_weekday_is_the_last_one_before_publication(reader: Reader) -> None:
    claim = one(claims(reader, "Rebels shelled the port of Aden on Friday.", "2015-03-08"), "shelled")
    assert (claim.time.start, claim.time.end, claim.time.basis) == (date(2015, 3, 6), date(2015, 3, 6), "expression")


def test_an_undated_report_leaves_a_weekday_open(reader: Reader) -> None:
    time = one(claims(reader, "Rebels shelled the port of Aden on Friday."), "shelled").time
    assert (time.start, time.end, time.reason) == (None, None, "undated_document")


def test_publication_is_not_the_time_of_an_event(reader: Reader) -> None:
    time = one(claims(reader, "Rebels shelled the port of Aden.", "2015-03-08"), "shelled").time
    assert (time.start, time.end, time.basis, time.reason) == (None, None, "none", "no_expression")


def test_when_somebody_spoke_is_not_when_it_happened(reader: Reader) -> None:
    text = "Rebels shelled the port of Aden, the governor said on Friday."
    assert one(claims(reader, text, "2015-03-08"), "shelled").time.start is None


def test_a_present_state_holds_when_it_is_told(reader: Reader) -> None:
    text = "The army is not sending troops to Aden, the governor said on Friday."
    time = one(claims(reader, text, "2015-03-08"), "sending").time
    assert (time.start, time.basis) == (date(2015, 3, 6), "speech")


def test_places_and_states_are_looked_up(reader: Reader) -> None:
    claim = one(
        claims(reader, "Turkey bombed militants near the Iraqi city of Mosul on Friday.", "2015-03-08"), "bombed"
    )
    assert [(p.name, p.country, p.precision) for p in claim.places] == [("Mosul", "IQ", "city")]
    assert [(a.name, a.actor) for a in claim.agents] == [("Turkey", "TUR")]


def test_aliases_are_one_actor(reader: Reader) -> None:
    text = "ISIL attacked a base in Mosul. The army attacked Islamic State militants in Mosul."
    found = claims(reader, text, "2015-03-08")
    actors = {cell.actor for c in found for cell in (*c.agents, *c.targets) if cell.actor == "IMG:ISIS"}
    assert actors == {"IMG:ISIS"}


def test_a_report_gives_the_same_claims_every_time(reader: Reader) -> None:
    text = "The ministry denied on Monday that its troops had crossed the river Tigris."
    assert claims(reader, text, "2015-03-08") == claims(reader, text, "2015-03-08")


@pytest.mark.parametrize("published", [None, "", "soon", "2015-13-40", "0000-00-00"])
def test_a_date_that_is_none_is_none(published: str | None) -> None:
    assert publication_day(Document("d", "r", "n", "", (), Metadata(published_at=published))) is None
