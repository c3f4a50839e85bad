"""Names as they are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.record.folding import key


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("The U.S.-led coalition", " us led coalition "),
        ("Sana’a", " sanaa "),
        ("São Tomé", " sao tome "),
        ("the", ""),
        ("", ""),
        (None, ""),
        ("—", ""),
    ],
)
def test_keys(name: str | None, folded: str) -> None:
    assert key(name) == folded


@given(st.text())
def test_any_text_has_a_key_that_is_its_own(name: str) -> None:
    assert key(key(name)) in (key(name), "") or len(name) > 100
