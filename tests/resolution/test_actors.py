"""Actors: aliases, states and their forces, and lists of a user's own."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.errors import AscribeError
from ascribe.resolution.actors import Actor, builtin, fold, resolve_actor, speaks_for


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
        ("the Turkish Ministry of Trade", "TUR:GOV"),
        ("Turkey's Ministry of Defence", "TUR:MIL"),
        ("Iraqi federal police", "IRQ:COP"),
        ("South African companies", "ZAF:BUS"),
    ],
)
def test_known_names(text: str, code: str) -> None:
    found = resolve_actor(text, None, builtin())
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "text", ["he", "us", "Iraqis", "a senior official", "the offensive", "Syrian rebel forces", "", "x" * 500]
)
def test_no_actor_is_invented(text: str) -> None:
    assert resolve_actor(text, None, builtin()) is None


def test_who_is_named_is_no_government() -> None:
    assert resolve_actor("the Turkish minister", "Ana Ruiz", builtin()) is None
    found = resolve_actor("the Turkish minister", None, builtin())
    assert found == Actor("Turkish minister", "TUR:GOV")
    found = resolve_actor("Turkey's Ministry of Trade", "Ministry of Trade", builtin())
    assert found == Actor("Turkey's Ministry of Trade", "TUR:GOV")


def test_a_capital_speaks_for_its_state() -> None:
    assert speaks_for("Ankara") == "TUR"
    assert speaks_for("Mada") is None


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


def test_a_list_of_ones_own_wins_over_what_the_document_calls_it() -> None:
    own = builtin().with_text("name,code,aliases\nHarbour Brigade,XX:HB,the brigade\n", "own.csv")
    found = resolve_actor("the brigade", "ISIL", own)
    assert found == Actor("Harbour Brigade", "XX:HB")
    assert found is not None
    assert found.origin == "own.csv, line 2"
    assert resolve_actor("Harbour Brigade fighters", None, own) == found
    assert resolve_actor("Harbour Brigade", None, builtin()) is None, "the built-in list is as it was"


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("who\nx\n", "actors.header", "saw who"),
        ("", "actors.header", "saw nothing"),
        ("name,code\nA,1\n,2\n", "actors.row", "line 3: its name is empty"),
        ("name,code\nA,\n", "actors.row", "line 2: its code is empty"),
        ("name,code\nA,1,B\n", "actors.row", "line 2: it has more fields"),
        ("name,code,aliases\nA,1,the guard\nB,2,Guard\n", "actors.row", "line 3: 'Guard' means A on line 2 already"),
        ("name,code,aliases\nA,1,the\n\nB,2,-\n", "actors.row", "line 4: '-' is no name"),
        ('name,code\n"A,1\n', "actors.row", "line 2: unexpected end of data"),
        ("name,code,aliases\nA,1,Guard;he\n", "actors.row", "line 2: 'he' is no name"),
        ("name,code,name\nA,1,B\n", "actors.header", "saw name, code, name"),
    ],
)
def test_a_list_that_is_not_whole_is_refused_with_its_line(text: str, code: str, said: str) -> None:
    with pytest.raises(AscribeError) as caught:
        builtin().with_text(text, "own.csv")
    assert caught.value.problem.code == code
    assert caught.value.problem.message.startswith("own.csv: ")
    assert said in caught.value.problem.message


@pytest.mark.parametrize(
    "data",
    [
        b"name\tcode\taliases\nHarbour Brigade\tXX:HB\tthe brigade; HB\n",
        b'name;code;aliases\r\nHarbour Brigade;XX:HB;"the brigade; HB"\r\n',
        "\ufeffname,code,aliases\nHarbour  Brigade,XX:HB,the brigade\n".encode(),
        "name,code,aliases\nHarbour Brigade,XX:HB,the brigade\n".encode("utf-16"),
        b'NAME , Code ,ALIASES,note\n\n,,,\n"Harbour\nBrigade",XX:HB,;;the brigade,x\n',
    ],
)
def test_a_list_as_spreadsheets_write_it(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(data)
    assert builtin().with_csv(path).find_own("the brigade") == Actor("Harbour Brigade", "XX:HB")


def test_a_list_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    with pytest.raises(AscribeError, match="no such file"):
        builtin().with_csv(path)
    path.write_bytes(b"name,code\nCaf\xe9,X\n")
    with pytest.raises(AscribeError, match="line 2: it is not UTF-8"):
        builtin().with_csv(path)


def test_the_sample_of_the_docs_is_a_list() -> None:
    page = (Path(__file__).parents[2] / "docs" / "actors.md").read_text("utf-8")
    found = resolve_actor("the front", None, builtin().with_text(page.split("```csv\n")[1].split("```")[0], "page"))
    assert found == Actor("Rovuma Front", "MOZ:REB-RF")


@given(st.text(max_size=60))
def test_any_text_is_a_list_or_refused(text: str) -> None:
    with contextlib.suppress(AscribeError):
        own = builtin().with_text("name,code,aliases\n" + text, "own.csv")
        assert own.find("Boko Haram") is not None


@given(st.text(max_size=200))
def test_any_text_has_an_actor_or_none(text: str) -> None:
    assert fold(fold(text)) == fold(text) or "the" in text.lower() or "a" in text.lower()
    resolve_actor(text, text[::-1], builtin())
