"""What differs between two wordings of a sentence, and what that changes in meaning."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.exports.story_wording import differences, stretches


def found(before: str, after: str) -> list[tuple[str, str | None, str | None]]:
    return [
        (d.kind, d.before.of(before) if d.before else None, d.after.of(after) if d.after else None)
        for d in differences(before, after)
    ]


CHANGES = [
    ("At least 17 people were missing.", "At least 19 people were missing.", ("figure", "17", "19")),
    ("Some 1,200 homes burnt.", "Some 1,500 homes burnt.", ("figure", "1,200", "1,500")),
    (
        "Soldiers reached three of nine villages.",
        "Soldiers reached four of nine villages.",
        ("figure", "three", "four"),
    ),
    ("The dyke broke.", "The dyke broke and 17 people drowned.", ("figure", None, "17")),
    ("The dyke broke late on Sunday.", "The dyke broke late on Monday.", ("time", "Sunday", "Monday")),
    ("They flew over the town of Velan.", "They flew over the town of Welan.", ("name", "Velan", "Welan")),
    ("The bridge of North Sorn fell.", "The bridge of South Sorn fell.", ("name", "North Sorn", "South Sorn")),
    ("The gate was closed at once.", "The gate was not closed at once.", ("negation", None, "not")),
    ("The gate may have been open.", "The gate was open.", ("certainty", "may", None)),
    ("The gate was left open.", "The gate was reportedly left open.", ("certainty", None, "reportedly")),
    (
        "Flights have begun, a senior official said Tuesday.",
        "Flights have begun, a senior harbour official said Tuesday.",
        ("source", "a senior official", "a senior harbour official"),
    ),
    (
        "“We have boats,” said the governor.",
        "“We have boats,” said a police officer.",
        ("source", "the governor", "a police officer"),
    ),
    (
        "According to a senior officer, 12 boats were lost.",
        "According to the harbour master, 12 boats were lost.",
        ("source", "a senior officer", "the harbour master"),
    ),
    (
        "The official, who asked not to be named, said the flights would end.",
        "The official said the flights would end.",
        ("source", "The official, who asked not to be named", "The official"),
    ),
    ("The ship was hit, two sailors said.", "The ship was hit.", ("source", "two sailors", None)),
    ("The ship was hit.", "The ship was hit, two sailors said.", ("source", None, "two sailors")),
    ("The ministry denied it.", "The ministry confirmed it.", ("stance", "denied", "confirmed")),
]


@pytest.mark.parametrize(("before", "after", "expected"), CHANGES)
def test_changes_in_meaning(before: str, after: str, expected: tuple[str, str | None, str | None]) -> None:
    assert expected in found(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("At least 4,200 people fled.", "At least 4200 people fled."),
        ("Three boats sank.", "3 boats sank."),
        ("Gen. Teo Brandt met them.", "General Teo Brandt met them."),
        ("Fighters of the New Front left.", "NF fighters left."),
        ("Governor Ines Halloran spoke for an hour.", "Halloran spoke for an hour."),
        ("He said the gate was open.", "The gate, he said, was open."),
        ("A senior official said it was open.", "It was open, the senior official said."),
        ("He cannot discuss it.", "He could not discuss it."),
        ("The army said on Monday it had gone.", "On Monday the army said it had gone."),
        ("Closed roads held up the trucks.", "Roads that were closed held up the trucks."),
        ("The same.", "The same."),
        ("", ""),
    ],
)
def test_other_words_for_the_same(before: str, after: str) -> None:
    assert found(before, after) == []


def test_what_goes_with_a_whole_clause_denies_nothing_of_the_rest() -> None:
    before = "The gate was open, although nobody had been told about it before the evening of that day."
    assert [d for d in found(before, "The gate was open.") if d[0] == "negation"] == []


def test_a_source_that_is_a_pronoun_is_compared_with_nothing() -> None:
    assert found("He also declined to say who did it.", "The harbour official declined to say who did it.") == []


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts(before: str, after: str) -> None:
    for d in differences(before, after):
        for span, text in ((d.before, before), (d.after, after)):
            assert span is None or 0 <= span.start < span.end <= len(text)
    at = (0, 0)
    for s in stretches(before, after):
        assert at <= (s.before.start, s.after.start)
        assert s.before.end <= len(before)
        assert s.after.end <= len(after)
        at = s.before.end, s.after.end


@pytest.mark.parametrize("word", ["said ", "one two ", "A, ", "not said, the ", "Ann of the "])
def test_time_does_not_explode_on_monotonous_text(word: str) -> None:
    begin = time.process_time()
    differences(word * 8000, word * 7000 + "end " * 500)
    assert time.process_time() - begin < 5  # a quadratic step takes minutes
