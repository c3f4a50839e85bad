from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from ascribe.cleaning.text import normalised, paragraphs

LONG = 10_000


def parts(text: str) -> list[str]:
    return [text[p.start : p.end] for p in paragraphs(text, LONG)]


def test_a_line_is_a_paragraph() -> None:
    assert parts("  One line.\n\n\nAnother line. \nA third one") == ["One line.", "Another line.", "A third one"]


WRAPPED = """\
The pilots of Velm harbour went back to work on Thursday after nine
days, their union said in a statement that was read out at the gates of
the company. Under the agreement pay rises by four per cent a year.
The company said that the first of the waiting ships would be brought
in before nightfall.
  A spokeswoman declined to say what the strike had cost the owners of
the terminal, which handles a third of the grain that the country sells
abroad.
"""


def test_wrapped_lines_are_taken_together() -> None:
    got = parts(WRAPPED)
    assert [p.split()[0] + " " + p.split()[-1] for p in got] == ["The nightfall.", "A abroad."]
    assert "nine\ndays" in got[0]  # the text itself is not changed


def test_wrapped_paragraphs_between_blank_lines() -> None:
    text = "\n\n".join(WRAPPED.replace("  A", "A").split("in before nightfall.\n"))
    assert len(parts(text)) == 2


def test_lists_verses_and_short_paragraphs_stay_apart() -> None:
    for text in (
        "Port of Velm\nOpen from 8 to 16\nShips wait here\nNo entry at night\nCall the pilot first",
        "The port is open again.\nThe pilots are back at work.\nThe ships come in one by one.\nThe union is content.",
        "Monday to Friday from 8:00 to 16:00\nAdults: 10 Children: 5\nHarbour Museum of the North Coast",
    ):
        assert parts(text) == text.split("\n")


def test_long_lines_are_never_wrapped() -> None:
    line = (
        "A paragraph that goes on in one line as most files off the web have it, "
        + "with no line end in it at all, however long it gets"
    )
    assert parts(f"{line}\n{line.lower()}\n{line}") == [line, line.lower(), line]


@given(st.text(alphabet=st.sampled_from("ab.A \n\t\r\x0b\x85\u2028\x00\ufeff\ud800é"), max_size=200))
def test_paragraphs_are_in_order_and_hold_all_letters(text: str) -> None:
    clean, dropped = normalised(text)
    assert dropped >= 0
    clean.encode("utf-8")
    found = paragraphs(clean, LONG)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    outside = clean
    for p in reversed(found):
        assert clean[p.start : p.end] == clean[p.start : p.end].strip() != ""
        outside = outside[: p.start] + outside[p.end :]
    assert not outside.strip()


def test_line_ends_and_controls() -> None:
    assert normalised("\ufeffa\r\nb\rc\u2028d\x85e\x00\x07f\tg") == ("a\nb\nc\nd\nef\tg", 2)


def test_it_stops_behind_the_most_lines() -> None:
    assert len(paragraphs("x\n" * 50, 10)) == 10
