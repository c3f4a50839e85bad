from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.claims.numbers import numerals, parse_digits, parse_ordinal, read_number, read_year


@pytest.mark.parametrize(
    ("text", "value", "taken"),
    [
        ("two hundred and five men", 205, 4),
        ("1,500 men", 1500, 1),
        ("1,50,000 men", 150_000, 1),
        ("5.2 million people", 5_200_000, 2),
        ("5.2m people", 5_200_000, 1),
        ("3bn", 3_000_000_000, 1),
        ("twenty - five", 25, 3),
        ("twenty-five thousand", 25_000, 2),
        ("five and six", 5, 1),
        ("two 2", 2, 1),
        ("three hundred thousand and two", 300_002, 5),
        ("٣٠ people", 30, 1),
        ("½ of", 0.5, 1),
    ],
)
def test_a_number_takes_the_words_that_write_it(text: str, value: float, taken: int) -> None:
    read = read_number(text.split())
    assert read is not None
    assert (read.value, read.words) == (value, taken)


@pytest.mark.parametrize("text", ["hundred men", "1,,2", "-1", "1,50", "XIV", "half", "", "5xq", "9" * 400, "1e400"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_number(text.split() or [""]) is None


@pytest.mark.parametrize(
    ("text", "year", "taken"),
    [
        ("nineteen ninety - six", 1996, 4),
        ("nineteen ninety-six", 1996, 2),
        ("two thousand and four", 2004, 4),
        ("twenty fifteen", 2015, 2),
    ],
)
def test_a_year_in_words(text: str, year: int, taken: int) -> None:
    read = read_year(text.split())
    assert read is not None
    assert (read.value, read.words) == (year, taken)


@pytest.mark.parametrize("text", ["nineteen soldiers", "nineteen five", "two men", "twenty"])
def test_other_numbers_are_no_years(text: str) -> None:
    assert read_year(text.split()) is None


def test_ordinals() -> None:
    assert [parse_ordinal(word) for word in ("21st", "first", "twenty-first", "21", "forth")] == [21, 1, 21, None, None]


@given(st.integers(0, 10**12))
def test_digits_read_as_written(value: int) -> None:
    assert parse_digits(str(value)) == value
    assert parse_digits(f"{value:,}") == value


@given(st.lists(st.text(max_size=8), max_size=20))
def test_any_words_give_a_number_or_nothing(words: list[str]) -> None:
    read = read_number([*words, ""])
    assert read is None or (0 < read.words <= len(words) + 1 and read.value >= 0)


def test_the_lexicon_has_values_for_all_words() -> None:
    lexicon = numerals()
    assert all(
        word == word.lower()
        for table in (lexicon.cardinal, lexicon.tens, lexicon.scale, lexicon.ordinal)
        for word in table
    )
    assert all(value >= 2 for value in lexicon.fraction.values())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 000", 2000),
        ("12 500 300", 12_500_300),
        ("12 50", 12),
        ("0 500", 0),
        ("67 thousand 338", 67_338),
        ("3 million 338", 3_000_000),
    ],
)
def test_groups_of_three_can_stand_apart(text: str, value: float) -> None:
    number = read_number(text.split())
    assert number is not None
    assert number.value == value
