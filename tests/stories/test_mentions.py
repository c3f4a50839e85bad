"""Outlets that a text names as where it comes from."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from story_texts import REPORT, document

from ascribe.contract.documents import BlockKind
from ascribe.stories.mentions import mentioned_outlets


@pytest.mark.parametrize(
    ("line", "kind", "outlet", "grade"),
    [
        ("This article was first published by the Velan Post.", BlockKind.BODY, "Velan Post", "published"),
        ("Originally published at velanpost.com", BlockKind.BOILERPLATE, "velanpost.com", "published"),
        ("This story first appeared on Radio Karsk", BlockKind.BODY, "Radio Karsk", "published"),
        ("Republished with permission from the Velan Post", BlockKind.CREDIT, "Velan Post", "published"),
        ("A letter first published in the Velan Post said so.", BlockKind.BODY, "Velan Post", "named"),
        ("Source: Velan Post", BlockKind.CREDIT, "Velan Post", "credit"),
        ("Source: Ines Halloran", BlockKind.CREDIT, "Ines Halloran", "named"),
        ("On Monday the Velan Post reported that it rose.", BlockKind.BODY, "Velan Post", "named"),
        ("It rose, she told the Velan Post on Monday.", BlockKind.BODY, "Velan Post", "named"),
        ("It rose (Source: Velan Post)", BlockKind.BODY, "Velan Post", "named"),
    ],
)
def test_mentions(line: str, kind: BlockKind, outlet: str, grade: str) -> None:
    found = document("d", *REPORT, line)
    found = replace(found, blocks=(*found.blocks[:-1], replace(found.blocks[-1], kind=kind)))
    (mention,) = [m for m in mentioned_outlets(found) if m.start >= found.blocks[-1].start]
    assert (mention.outlet, mention.grade) == (outlet, grade)
    assert found.text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Photo: Velan Post", BlockKind.CREDIT),
        ("She told reporters that it rose, and police reported no deaths.", BlockKind.BODY),
        ("Source: Karsk Times", BlockKind.CREDIT),  # its own
        ("SOURCE: Karsk Times Online", BlockKind.CREDIT),
        ("This article was reprinted on Velan Post", BlockKind.BODY),  # there it went, it did not come from there
    ],
)
def test_what_names_no_outlet(line: str, kind: BlockKind) -> None:
    found = document("d", *REPORT[3:5], line, outlet="The Karsk Times")
    found = replace(found, blocks=(*found.blocks[:-1], replace(found.blocks[-1], kind=kind)))
    assert mentioned_outlets(found) == ()


@given(st.lists(st.text(max_size=60) | st.sampled_from(["X reported", "told the Y", "(Source: Z)"]), max_size=6))
def test_any_text_has_mentions_that_slice_back(lines: list[str]) -> None:
    found = document("d", *lines)
    for mention in mentioned_outlets(found):
        assert found.text[mention.start : mention.end] == mention.text
