"""Words that mean the same event, and names that two reports have in common."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from ascribe.situations.likewords import in_common, like_word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("earthquake", "quake"),
        ("strong quake", "earthquake"),
        ("step down", "resignation"),
        ("air strike", "airstrike"),
        ("night air raid", "airstrike"),
        ("go ahead", "approval"),
    ],
)
def test_words_of_one_event_stand_for_each_other(one: str, other: str) -> None:
    assert like_word(one) == like_word(other) is not None


@pytest.mark.parametrize(("one", "other"), [("fire", "dismissal"), ("charge", "accusation"), ("step", "resignation")])
def test_words_of_several_meanings_stand_for_nothing_else(one: str, other: str) -> None:
    assert like_word(one) != like_word(other)


def test_a_word_stands_in_one_line_only() -> None:
    table = tomllib.loads(files("ascribe.situations").joinpath("lexicon", "likewords.toml").read_text("utf-8"))
    words = [word.strip() for line in table["alike"] for word in line.split(",")]
    assert sorted(words) == sorted(set(words))


def test_names_of_their_own_tell_more_than_those_that_all_reports_have() -> None:
    own = in_common(("lindi", "president", "mkonda"), ("lindi", "president", "metoro"))
    plain = in_common(("president", "ministry", "mkonda"), ("president", "ministry", "metoro"))
    assert own > plain > 0


def test_a_long_list_of_names_has_something_in_common_with_anything() -> None:
    short = ("lindi", "mkonda")
    assert in_common(short, short) == 1
    assert in_common(short, (*short, *(f"name{n}" for n in range(18)))) < 0.4


def test_nothing_is_in_common_where_no_names_are_told() -> None:
    assert in_common((), ("lindi",)) == 0
