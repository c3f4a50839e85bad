"""Over whose wire a text came: what counts as evidence, and what does not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from story_texts import document

from ascribe.contract.documents import Block, BlockKind, Document, Metadata
from ascribe.stories.origin import agencies, name_agency

TEXT = "The dyke broke at night and the town was flooded before anybody woke."


def with_block(kind: BlockKind, line: str, *, first: bool = False) -> Document:
    text = f"{line}\n{TEXT}" if first else f"{TEXT}\n{line}"
    at = 0 if first else len(TEXT) + 1
    body = Block(BlockKind.BODY, len(line) + 1 if first else 0, len(text) if first else len(TEXT))
    blocks = sorted((body, Block(kind, at, at + len(line))), key=lambda b: b.start)
    return Document("d", "d", "d", text, tuple(blocks))


@pytest.mark.parametrize(
    ("found", "agency", "grade", "evidence"),
    [
        (document("d", f"PORT VELAN (AP) — {TEXT}"), "AP", "dateline", "PORT VELAN (AP)"),
        (document("d", f"PORT VELAN, May 3 (Xinhua) -- {TEXT}"), "Xinhua", "dateline", "PORT VELAN, May 3 (Xinhua)"),
        (document("d", f"(Reuters) - {TEXT}"), "Reuters", "dateline", "(Reuters)"),
        (document("d", "Dyke breaks", f"Port Velan (AFP) - {TEXT}"), "AFP", "dateline", "Port Velan (AFP)"),
        (with_block(BlockKind.DATELINE, "PORT VELAN, Associated Press", first=True), "AP", "dateline", None),
        (with_block(BlockKind.CREDIT, "Source: Interfax"), "Interfax", "credit", "Source: Interfax"),
        (with_block(BlockKind.CREDIT, "Source: AP, Reuters"), "AP, Reuters", "credit", "Source: AP, Reuters"),
        (with_block(BlockKind.CREDIT, "Source: Velan Post, News Agencies"), "news agencies", "credit", None),
        (with_block(BlockKind.BOILERPLATE, "© 2021 The Associated Press. All rights reserved."), "AP", "credit", None),
        (document("d", f"{TEXT} (Reuters)"), "Reuters", "credit", "(Reuters)"),
        (document("d", f"{TEXT} – AFP"), "AFP", "credit", None),
        (with_block(BlockKind.BYLINE, "By Ina Rest, Associated Press", first=True), "AP", "byline", None),
        (document("d", TEXT, "The gate had stood open, reports AFP."), "AFP", "attribution", "reports AFP"),
        (document("d", TEXT, "The gate had stood open, Reuters reported."), "Reuters", "attribution", None),
        (document("d", TEXT, "“It was open,” she told AFP."), "AFP", "told", "told AFP"),
        (document("d", TEXT, "A Reuters correspondent saw two boats."), "Reuters", "told", None),
    ],
)
def test_namings(found: Document, agency: str, grade: str, evidence: str | None) -> None:
    naming = name_agency(found)
    assert naming is not None
    assert (naming.agency, naming.grade) == (agency, grade)
    assert naming.start is not None
    assert found.text[naming.start : naming.end] == naming.text
    if evidence is not None:
        assert naming.text == evidence


@pytest.mark.parametrize(
    ("found", "agency", "grade", "evidence"),
    [
        (document("d", f"PORT VELAN (VLNA) - {TEXT}"), "VLNA", "dateline", "PORT VELAN (VLNA)"),
        (with_block(BlockKind.DATELINE, "PORT VELAN (VLNA) -", first=True), "VLNA", "dateline", None),
        (with_block(BlockKind.CREDIT, "Source: Velan News Agency"), "Velan News Agency", "credit", None),
        (with_block(BlockKind.BYLINE, "VLNA/Ina Rest", first=True), "VLNA", "byline", "VLNA/Ina Rest"),
    ],
)
def test_agencies_outside_the_lexicon(found: Document, agency: str, grade: str, evidence: str | None) -> None:
    naming = name_agency(found)
    assert naming is not None
    assert (naming.agency, naming.grade, naming.by) == (agency, grade, "form")
    assert naming.start is not None
    assert found.text[naming.start : naming.end] == naming.text
    assert evidence is None or naming.text == evidence


def test_a_form_that_names_the_outlet_itself_names_no_agency() -> None:
    assert name_agency(document("d", f"PORT VELAN (VLNA) - {TEXT}", outlet="VLNA")) is None


def test_what_the_lexicon_has_is_stronger_than_a_form_of_the_same_grade() -> None:
    naming = name_agency(document("d", f"PORT VELAN (AP) - {TEXT}", f"KARSK (VLNA) - {TEXT}"))
    assert naming is not None
    assert (naming.agency, naming.by) == ("AP", "lexicon")


@pytest.mark.parametrize(
    "found",
    [
        document("d", TEXT),
        with_block(BlockKind.CREDIT, "Photo: AP"),
        with_block(BlockKind.CREDIT, "(File photo)"),
        with_block(BlockKind.CREDIT, "Source: Ina Rest"),
        with_block(BlockKind.BYLINE, "By Ina Rest", first=True),
        document("d", f"Ina Rest (GER) - {TEXT}"),
        document("d", TEXT, "Soldiers in a boat. INA REST/Reuters"),  # who took the photo
        document("d", TEXT, "The gate had stood open, SANA reported."),  # whose statement it is
        document("d", TEXT, "He told Petra that he would come."),
        document("d", TEXT, "Ministers of the MENA region met in Petra."),
        document("d", TEXT, "She told AFP that it was open.", "He told Reuters that it was shut."),
        document("d", "The app rose by a fifth, says an expert on apps."),
    ],
)
def test_what_names_no_agency(found: Document) -> None:
    assert name_agency(found) is None


def test_told_tells_nothing_where_another_outlet_is_known() -> None:
    sentence = "“It was open,” she told AFP."
    assert name_agency(document("d", TEXT, sentence, outlet="Velan Post")) is None
    assert name_agency(document("d", TEXT, sentence, outlet="AFP")) is not None
    assert name_agency(document("d", f"VELAN (AFP) - {TEXT}", outlet="Velan Post")) is not None


def test_a_byline_of_the_metadata_has_no_place_in_the_text() -> None:
    naming = name_agency(Document("d", "d", "d", TEXT, (Block(BlockKind.BODY, 0, len(TEXT)),), Metadata(byline="dpa")))
    assert naming is not None
    assert (naming.agency, naming.grade, naming.start, naming.end) == ("dpa", "byline", None, None)


@given(st.lists(st.text(max_size=60) | st.sampled_from(["(AP) -", "told AFP", "Reuters", "© AP"]), max_size=6))
def test_any_text_has_a_naming_that_slices_back_or_none(lines: list[str]) -> None:
    found = document("d", *lines)
    naming = name_agency(found)
    if naming is not None:
        assert found.text[naming.start : naming.end] == naming.text


def test_the_lexicon_is_sound() -> None:
    names = [a.name for a in agencies()]
    forms = [form for a in agencies() for form in a.names]
    assert len(names) == len(set(names))
    assert len(forms) == len(set(forms))
    for agency in agencies():
        assert agency.names
        assert agency.country is None or re.fullmatch("[A-Z]{2}", agency.country)
        assert all(form == form.strip() for form in agency.names)
    assert {"AP", "AFP", "Reuters", "dpa", "Xinhua", "TASS", "Anadolu", "Kyodo", "SANA", "IRIN"} <= set(names)
