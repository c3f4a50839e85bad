"""What makes two documents one report, and what does not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from story_texts import BOILERPLATE, INDEPENDENT, OTHER, REPORT, REWRITE, document

from ascribe.contract.documents import Document
from ascribe.contract.stories import Link
from ascribe.stories.compare import compare, compare_sides
from ascribe.stories.layout import side

BULLETIN = (
    "The observer mission recorded {0} violations of the ceasefire in the eastern sector on {1}, its report says.",
    "Of these, {2} were explosions and {3} were bursts of heavy machine-gun fire near the pumping station.",
    "At the crossing of Lower Marn, {4} people waited for entry at noon, and {5} trucks were turned back.",
    "The mission's drones flew {6} times and saw {7} weapons outside the agreed storage sites.",
)


def link(a: Document, b: Document) -> Link | None:
    """The link, which must not depend on the order."""
    one, other = compare(a, b), compare(b, a)
    assert one == other
    return one


def bulletin(name: str, *values: object) -> Document:
    return document(name, *(s.format(*values) for s in BULLETIN))


WORDS = [s.split() for s in REPORT]
EDITED = tuple(" ".join("yesterday" if i % 7 == 6 else w for i, w in enumerate(s)) for s in WORDS)

COPIES = {
    "identical": (REPORT, "identical"),
    "typography": (tuple(s.replace("“", '"').replace("”", '"') for s in REPORT), "identical"),
    "another headline": (("Dyke breaks at Port Velan", *REPORT), "near-identical"),
    "first third": (REPORT[:3], "contained"),
    "cut in the middle": ((*REPORT[:3], *REPORT[6:]), "contained"),
    "extended": ((*REPORT, *OTHER[:4]), "contained"),
    "wrapped in boilerplate": ((*BOILERPLATE[:1], *REPORT, *BOILERPLATE), "contained"),
    "in a round-up": ((*OTHER, *REPORT, *BOILERPLATE), "contained"),
    "pasted twice": ((*REPORT, *REPORT), "near-identical"),
    "every seventh word changed": (EDITED, "edited"),
    "two sentences replaced": ((*REPORT[:4], *OTHER[:2], *REPORT[6:]), "edited"),
    "told by another desk": (REWRITE, "edited"),
}


@pytest.mark.parametrize(("sentences", "kind"), COPIES.values(), ids=COPIES.keys())
def test_copies_are_linked(sentences: tuple[str, ...], kind: str) -> None:
    found = link(document("a", *REPORT), document("b", *sentences))
    assert found is not None
    assert found.kind == kind


APART = {
    "another subject": OTHER,
    "the same event by another reporter, with a quotation in common": INDEPENDENT,
    "a quotation with its sentence": (*OTHER[:3], REPORT[2], *OTHER[3:]),
    "one sentence": (*OTHER[:3], REPORT[3], *OTHER[3:]),
}


@pytest.mark.parametrize("sentences", APART.values(), ids=APART.keys())
def test_other_reports_are_not_linked(sentences: tuple[str, ...]) -> None:
    assert link(document("a", *REPORT), document("b", *sentences)) is None


def test_a_text_block_in_both_does_not_link_them() -> None:
    assert link(document("a", *REPORT, *BOILERPLATE), document("b", *OTHER, *BOILERPLATE)) is None
    assert link(document("a", *BOILERPLATE, *REPORT), document("b", *BOILERPLATE, *OTHER)) is None


def test_a_form_filled_in_for_another_day_is_another_report() -> None:
    monday = bulletin("a", 214, "Monday", 31, 12, 140, 6, 9, 22)
    friday = bulletin("b", 98, "Friday", 17, 8, 210, 2, 5, 14)
    assert link(monday, friday) is None
    assert link(monday, bulletin("b", 214, "Monday", 31, 12, 140, 6, 9, 22)) is not None


def test_a_form_of_a_sentence_or_two_is_another_days_where_one_figure_differs() -> None:
    counts = (
        "The port office counted {} ships, {} tugs, {} barges and {} yachts that passed the lower lock of Velan on {}."
    )
    usual = "The next count of the port office follows tomorrow evening at the usual hour and place."
    monday, tuesday = counts.format(4, 5, 6, 7, "Monday"), counts.format(4, 5, 9, 7, "Monday")
    assert link(document("a", monday), document("b", tuesday)) is None
    assert link(document("a", monday, usual), document("b", tuesday, usual)) is None
    assert link(document("a", monday), document("b", monday, usual)) is not None
    # a report that holds one with a corrected figure is no form
    assert link(document("a", monday, *REPORT[:2]), document("b", tuesday, *REPORT)) is not None


def test_one_corrected_figure_does_not_part_copies() -> None:
    corrected = tuple(s.replace("17 people were missing", "19 people were missing") for s in REPORT)
    found = link(document("a", *REPORT), document("b", *corrected))
    assert found is not None
    assert found.kind == "near-identical"


def test_shares_and_alignment_of_a_cut_down_copy() -> None:
    whole, brief = document("a", *REPORT), document("b", *REPORT[:5])
    found = link(whole, brief)
    assert found is not None
    assert found.shared_second == 1.0
    assert 0.4 < found.shared_first < 0.6
    assert [s.change for s in found.alignment_first] == ["kept"] * 5 + ["added"] * 5
    assert [s.change for s in found.alignment_second] == ["kept"] * 5


def test_alignment_shows_what_was_reworded_added_and_cut() -> None:
    found = link(document("a", *REPORT), document("b", *REWRITE))
    assert found is not None
    for aligned, ours, theirs in (
        (found.alignment_first, REPORT, REWRITE),
        (found.alignment_second, REWRITE, REPORT),
    ):
        text, other = "\n".join(ours), "\n".join(theirs)
        for sentence in aligned:
            assert text[sentence.start : sentence.end] in "\n".join(ours)
            assert (sentence.other_start is None) == (sentence.change == "added")
            if sentence.other_start is not None:
                assert other[sentence.other_start : sentence.other_end]
    added = [REWRITE_TEXT[s.start : s.end] for s in found.alignment_second if s.change == "added"]
    assert [a.split()[0] for a in added] == ["Opposition"]


REWRITE_TEXT = "\n".join(REWRITE)


def test_texts_of_a_few_words_are_copies_only_of_their_equals() -> None:
    assert link(document("a", "Read more"), document("b", "Read more")) is None
    assert link(document("a", "Storm warning for the coast"), document("b", "Storm warning for the coast")) is not None
    assert link(document("a", "Storm warning for the coast"), document("b", "Storm warning for the hills")) is None


def test_empty_documents_are_not_linked() -> None:
    assert link(document("a"), document("b")) is None
    assert link(document("a"), document("b", *REPORT)) is None


@settings(deadline=None)
@given(st.lists(st.text(max_size=120), max_size=8), st.lists(st.text(max_size=120), max_size=8))
def test_any_two_texts_can_be_compared(a: list[str], b: list[str]) -> None:
    one, other = document("a", *a), document("b", *b)
    found = link(one, other)
    if found is not None:
        for aligned, text in ((found.alignment_first, one.text), (found.alignment_second, other.text)):
            assert all(0 <= s.start < s.end <= len(text) for s in aligned)


@pytest.mark.parametrize(
    "text", ["word " * 20000, "“" * 20000, ". " * 20000, "A b. " * 10000, "ab" * 30000, "\n" * 20000, "北" * 20000]
)
def test_time_does_not_explode_on_monotonous_text(text: str) -> None:
    a, b = document("a", text), document("b", text + " end")
    begin = time.process_time()
    compare(a, b)
    assert time.process_time() - begin < 5  # a quadratic step takes minutes


def test_seeds(seeds: object) -> None:
    """Two edits of one wire report, and three others."""
    from pathlib import Path

    folder = Path(str(seeds))
    documents = []
    for path in sorted(folder.glob("*.txt")):
        lines = dict.fromkeys(line for line in path.read_text("utf-8").splitlines() if line.strip())
        documents.append(document(path.name[:3], *lines))
    linked = {(a.id, b.id) for a in documents for b in documents if a.id < b.id and compare(a, b)}
    assert linked == {("000", "001")}


def test_a_pair_is_judged_the_same_in_company() -> None:
    texts = [REPORT, REWRITE, INDEPENDENT, OTHER, REPORT[:4], (*OTHER, *REPORT), (*REPORT, *BOILERPLATE), ("Short",)]
    documents = [document(str(i), *text) for i, text in enumerate(texts)]
    pairs = [(a, b) for a in documents for b in documents]
    alone = [compare(a, b) for a, b in pairs]
    assert compare_sides([(side(a), side(b)) for a, b in pairs]) == alone
    assert sum(found is not None for found in alone) > len(documents)
