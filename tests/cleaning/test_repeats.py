from __future__ import annotations

import pytest

from ascribe.cleaning.blocks import blocks_of
from ascribe.cleaning.text import paragraphs
from ascribe.contract.documents import BlockKind

P = "The pilots of Velm harbour went back to work on Thursday after nine days of strike, their union said in a note."
Q = "Under the agreement pay rises by four per cent in each of the next two years, and breaks get longer at night."
R = "Nobody knows what comes next."


def repeats(*lines: str) -> dict[int, int | None]:
    text = "\n\n".join(lines)
    blocks = blocks_of(text, paragraphs(text, 10_000))
    assert len(blocks) == len(lines)
    return {i: b.repeat_of for i, b in enumerate(blocks) if b.kind is BlockKind.REPEAT}


def test_a_paragraph_that_stands_twice() -> None:
    assert repeats(P, Q, P) == {2: 0}
    assert repeats(P, P, Q) == {1: 0}


def test_white_space_case_and_quotation_marks_do_not_count() -> None:
    assert repeats(f"“{P}”", Q, f'"{P.upper()}"') == {2: 0}


def test_a_text_that_was_pasted_twice() -> None:
    head = "Pilots return to work"
    assert repeats(
        head, P, R, Q, "Talks go on", Q + " Both sides agreed.", head, P, R, Q, "Talks go on", Q + " Both sides agreed."
    ) == {5 + i: i - 1 for i in range(1, 7)}


def test_nearly_the_same() -> None:
    assert repeats(P, Q, P.replace("harbour", "harbor")) == {2: 0}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("nine", "9"),
        ("Thursday", "Friday"),
        ("Velm", "Karsova"),
        ("went", "never went"),
        ("union", "owner"),
        ("pilots", "dockers"),
    ],
)
def test_what_says_something_else_is_no_repetition(old: str, new: str) -> None:
    assert repeats(P, Q, P.replace(old, new)) == {}


def test_a_sentence_pulled_out_of_a_paragraph() -> None:
    assert repeats(f"{P} {Q}", R, Q) == {2: 0}


def test_short_lines_of_lists_are_no_repetition() -> None:
    lines = [
        "Harbour museum",
        "Open from nine to five every day of the week.",
        "Fish hall",
        "Open from nine to five every day of the week.",
    ] * 3
    text = "\n\n".join(lines)
    assert all(
        b.kind is not BlockKind.REPEAT or "Open" not in text[b.start : b.end]
        for b in blocks_of(text, paragraphs(text, 99))
    )


def test_order_does_not_depend_on_hashes() -> None:
    """Ties between earlier paragraphs go to the first one."""
    lines = [P + " One more.", P + " Two more.", P]
    assert repeats(*lines)[2] == 0
