"""Actors: aliases, states and their forces, and lists of a user's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.errors import AscribeError
from ascribe.resolution.actors import Actor, builtin, fold, resolve_actor


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ISIS", "IMG:ISIS"),
        ("the Islamic State group", "IMG:ISIS"),
        ("U.N.", "IGO:UNO"),
        ("the U.S.-led coalition", "COA:ISIS"),
        ("France", "FRA"),
        ("the United States", "USA"),
        ("Iraqi security forces", "IRQ:MIL"),
        ("the Turkish government", "TUR:GOV"),
    ],
)
def test_known_names(text: str, code: str) -> None:
    found = resolve_actor(text, None, builtin())
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("text", ["he", "Iraqis", "a senior official", "the offensive", "", "x" * 500])
def test_no_actor_is_invented(text: str) -> None:
    assert resolve_actor(text, None, builtin()) is None


def test_what_the_document_calls_it_comes_first() -> None:
    found = resolve_actor("the group", "ISIL", builtin())
    assert found is not None
    assert found.code == "IMG:ISIS"


def test_a_list_of_ones_own_wins(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_text("name,code,aliases\nHome Guard,XX:HG,ISIS; the guard\n", "utf-8")
    own = builtin().with_csv(path)
    assert own.find("ISIS") == Actor("Home Guard", "XX:HG")
    assert own.find("The Guard") == Actor("Home Guard", "XX:HG")
    assert own.find("ISIL") != Actor("Home Guard", "XX:HG")


def test_a_list_without_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_text("who\nx\n", "utf-8")
    with pytest.raises(AscribeError) as caught:
        builtin().with_csv(path)
    assert caught.value.problem.code == "csv.header"


@given(st.text(max_size=200))
def test_any_text_has_an_actor_or_none(text: str) -> None:
    assert fold(fold(text)) == fold(text) or "the" in text.lower() or "a" in text.lower()
    resolve_actor(text, text[::-1], builtin())
