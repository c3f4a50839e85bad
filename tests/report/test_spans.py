"""Marked sentences: every character once, pieces that nest, spans that stand where they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.report.spans import ROLES, Cell, Piece, pieces

SENTENCE = "At least nine dockers died at the port of Mada."


def cell(text: str, role: str, offset: int = 0) -> Cell:
    start = SENTENCE.index(text) + offset
    return Cell(start, start + len(text), role, text)


def shown(found: list[Piece]) -> str:
    """The pieces as a line: [roles ...] around what they hold, labels in braces behind the first word."""
    marks = {"open": "[{0.roles}|", "close": "]", "text": "{0.text}", "word": "{0.text}{{{0.label}}}"}
    return "".join(marks[p.kind].format(p) for p in found)


def test_no_cells() -> None:
    assert shown(pieces(SENTENCE, 0, [])) == SENTENCE
    assert pieces("", 0, [Cell(0, 1, "agent", "x")]) == []


def test_side_by_side_and_nested() -> None:
    found = pieces(SENTENCE, 0, [cell("died", "trigger"), cell("the port of Mada", "target"), cell("Mada", "place")])
    assert shown(found) == ("At least nine dockers [trigger|died] at [target|the{target} port of [place|Mada{place}]].")


def test_same_span_is_marked_once_with_both_roles() -> None:
    found = pieces(SENTENCE, 0, [cell("At least nine dockers", "figure"), cell("At least nine dockers", "target")])
    assert shown(found).startswith("[target figure|At{target · figure} least nine dockers] died")


def test_crossing_spans_are_split() -> None:
    found = pieces(SENTENCE, 0, [cell("nine dockers died", "event"), cell("dockers died at the port", "place")])
    assert shown(found) == ("At least [event|nine [place|dockers{place} died]][place| at the port] of Mada.")


def test_label_that_has_no_room_is_left_out() -> None:
    found = pieces("We go on", 0, [Cell(0, 2, "condition", "We"), Cell(3, 5, "place", "go")])
    assert [p.label for p in found if p.kind == "word"] == ["condition"]


def test_offsets_of_the_document() -> None:
    assert "[trigger|died]" in shown(pieces(SENTENCE, 300, [Cell(322, 326, "trigger", "died")]))


@pytest.mark.parametrize(
    "wrong",
    [
        Cell(0, 4, "agent", "died"),
        Cell(22, 27, "agent", "died"),
        Cell(-3, 2, "agent", "xx"),
        Cell(22, 22, "agent", ""),
        Cell(26, 22, "agent", "died"),
        Cell(40, 400, "agent", "Mada."),
    ],
)
def test_span_without_its_text_is_not_shown(wrong: Cell) -> None:
    assert shown(pieces(SENTENCE, 0, [wrong])) == SENTENCE


def test_levels_grow_outwards() -> None:
    found = pieces(
        SENTENCE, 0, [cell("the port of Mada", "target"), cell("port of Mada", "place"), cell("Mada", "agent")]
    )
    assert [p.level for p in found if p.kind == "open"] == [2, 1, 0]


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(ROLES)), max_size=14),
)
def test_every_character_once_and_balanced(text: str, spans: list[tuple[int, int, str]]) -> None:
    cells = [Cell(a, b, role, text[a:b]) for a, b, role in spans]
    found = pieces(text, 0, cells)
    assert "".join(p.text for p in found) == text
    depth = 0
    for piece in found:
        depth += {"open": 1, "close": -1}.get(piece.kind, 0)
        assert depth >= 0
    assert depth == 0
    held = {role for a, b, role in spans if 0 <= a < b <= len(text)}
    assert {role for p in found if p.kind == "open" for role in p.roles.split()} == held


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), min_size=1, max_size=10))
def test_each_span_covers_its_characters(spans: list[tuple[int, int]]) -> None:
    text = "abcdefghij" * 6
    cells = [Cell(a, a + n, ROLES[i % len(ROLES)], text[a : a + n]) for i, (a, n) in enumerate(spans)]
    covered: dict[str, set[int]] = {}
    open_roles: list[list[str]] = []
    at = 0
    for piece in pieces(text, 0, cells):
        if piece.kind == "open":
            open_roles.append(piece.roles.split())
        elif piece.kind == "close":
            open_roles.pop()
        for role in {r for roles in open_roles for r in roles}:
            covered.setdefault(role, set()).update(range(at, at + len(piece.text)))
        at += len(piece.text)
    for role in {c.role for c in cells}:
        assert covered[role] == {i for c in cells if c.role == role for i in range(c.start, c.end)}
