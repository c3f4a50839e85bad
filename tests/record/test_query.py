"""Filters: each lets through what it says, and no string breaks one."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import read_all, write

from ascribe.errors import AscribeError
from ascribe.exports.view import View
from ascribe.record.query import search_expression
from ascribe.record.store import Store

ROWS = """file,published_at,outlet
a.txt,2015-03-03,Coast Daily
b.txt,2015-03-06,Harbour Post
"""
REPORTS = {
    "a.txt": "Rebels shelled Mada in Tikrit on 2015-03-02, a senior official said.\n"
    "Rebels did not left Mada in Tikrit, the spokesman of the army said.\n",
    "b.txt": "Envoys may have met Ministers in Basra on 2015-03-05.\n",
    "c.txt": "Officers trained Recruits in Erbil.\n",
}


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("query")
    write(folder / "reports", REPORTS)
    (folder / "reports" / "documents.csv").write_text(ROWS)
    read_all(folder / "r.db", folder / "reports")
    with Store.open(folder / "r.db") as store:
        yield View(store)


@pytest.mark.parametrize(
    ("filters", "agents"),
    [
        ({}, ["Rebels", "Rebels", "Envoys", "Officers"]),
        ({"place": "tikrit"}, ["Rebels", "Rebels"]),
        ({"place": "Iraq"}, ["Rebels", "Rebels", "Envoys", "Officers"]),
        ({"place": ["Basra", "Erbil"]}, ["Envoys", "Officers"]),
        ({"place": "Nowhere"}, []),
        ({"actor": "mada"}, ["Rebels", "Rebels"]),
        ({"actor": "rebel"}, []),
        ({"actor": "—"}, []),
        ({"source": "senior official"}, ["Rebels"]),
        ({"source": ("official", "army")}, ["Rebels", "Rebels"]),
        ({"outlet": "harbour"}, ["Envoys"]),
        ({"event_type": "assault"}, ["Rebels"]),
        ({"event_type": ["AID", "CONSULT"]}, ["Envoys", "Officers"]),
        ({"factuality": "denied"}, ["Rebels"]),
        ({"phase": "none"}, ["Rebels"]),
        ({"mode": "airstrike"}, []),
        ({"time_from": "2015-03-03"}, ["Envoys"]),
        ({"time_to": "2015-03-02"}, ["Rebels"]),
        ({"time_from": "2015-03-02", "time_to": "2015-03-05"}, ["Rebels", "Envoys"]),
        ({"published_from": "2015-03-04"}, ["Envoys"]),
        ({"published_to": "2015-03-03"}, ["Rebels", "Rebels"]),
        ({"text": "shelled"}, ["Rebels"]),
        ({"text": "SHELLING"}, ["Rebels"]),
        ({"text": '"senior official"'}, ["Rebels"]),
        ({"text": "rec* OR Basra"}, ["Envoys", "Officers"]),
        ({"text": "Tikrit NOT official"}, ["Rebels"]),
        ({"document": "b.txt"}, ["Envoys"]),
        ({"as_of": "2015-03-03"}, ["Rebels", "Rebels"]),
        ({"as_of": "2015-03-02"}, []),
        ({"limit": 2}, ["Rebels", "Rebels"]),
        ({"place": "Tikrit", "factuality": "denied"}, ["Rebels"]),
        ({"place": "Tikrit", "event_type": "AID"}, []),
    ],
)
def test_filters(view: View, filters: dict[str, Any], agents: list[str]) -> None:
    assert [c.agents[0].text for c in view.claims(**filters)] == agents
    documents = {c.document.id for c in view.claims(**{**filters, "limit": None})}
    if filters.keys() - {"limit", "as_of", "outlet", "published_from", "published_to", "document"}:
        assert {d.id for d in view.documents(**filters)} == documents
        assert {d.id for s in view.stories(**filters) for d in s.documents} == documents


def test_story_and_document_ids(view: View) -> None:
    for claim in view.claims():
        assert claim.id in {c.id for c in view.claims(story=claim.story[:6])}
        assert {c.document.id for c in view.claims(document=claim.document.id)} == {claim.document.id}
        assert [s.id for s in view.stories(story=claim.story)] == [claim.story]


def test_undated_documents_are_counted(view: View) -> None:
    assert view.undated() == 1


@pytest.mark.parametrize(
    ("filters", "code"),
    [
        ({"as_of": "yesterday"}, "usage.value"),
        ({"event_type": "WAR"}, "usage.value"),
        ({"phase": "finished"}, "usage.value"),
        ({"place": 7}, "usage.value"),
        ({"text": '"open'}, "usage.search"),
        ({"text": "AND"}, "usage.search"),
        ({"text": "rebels AND"}, "usage.search"),
        ({"text": "(rebels"}, "usage.search"),
        ({"text": "!?"}, "usage.search"),
    ],
)
def test_what_cannot_be_asked_is_said(view: View, filters: dict[str, Any], code: str) -> None:
    with pytest.raises(AscribeError) as error:
        view.claims(**filters)
    assert error.value.problem.code == code


def test_a_filter_that_is_none(view: View) -> None:
    with pytest.raises(TypeError, match="there is no filter 'city'"):
        view.claims(city="Tikrit")  # type: ignore[call-arg]


def test_names_with_marks_are_words_and_no_operators() -> None:
    assert search_expression("al-Asad OR Shi'ite* col:umn") == '"al-Asad" OR "Shi\'ite"* "col:umn"'


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    ['"', "a AND", "NEAR(a b)", "a*b", "-a", "^a", "{a b}", "a:b", "%", "_", "\\", "'; DROP TABLE claims; --", "\x00"]
)


@settings(max_examples=60, deadline=None)
@given(words, st.sampled_from(["text", "place", "actor", "source", "outlet", "mode", "document", "story"]))
def test_any_string_gives_a_result_or_a_usage_error(view: View, word: str, name: str) -> None:
    codes = []
    try:
        view.claims(**{name: word})  # type: ignore[arg-type]
    except AscribeError as error:
        codes = [name, error.problem.code]
    assert codes in ([], ["text", "usage.search"])


def test_any_beginning_of_an_id(view: View) -> None:
    claim = view.claims()[0]
    for kind, id in (("claim", claim.id), ("document", claim.document.id), ("story", claim.story)):
        assert view.find(id)[0] == kind
        assert view.find(f" {id.upper()[:12]}")[1].id == id
    for id, code in (("", "usage.id"), ("zz", "usage.id"), ("0" * 16, "usage.id")):
        with pytest.raises(AscribeError) as error:
            view.find(id)
        assert error.value.problem.code == code
    ids = sorted([c.id for c in view.claims()] + [d.id for d in view.documents()] + [s.id for s in view.stories()])
    first = [a[0] for a, b in itertools.pairwise(ids) if a[0] == b[0]]
    with pytest.raises(AscribeError) as error:
        view.find(first[0])
    assert error.value.problem.code == "usage.ambiguous"
