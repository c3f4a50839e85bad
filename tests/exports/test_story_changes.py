"""What each member of a story changed, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from story_texts import OTHER, REPORT, REWRITE, document

from ascribe.contract.documents import Document
from ascribe.exports.story_changes import changed_members
from ascribe.stories.compare import compare
from ascribe.stories.describe import describe
from ascribe.stories.group import group

SENIOR = "A senior official said the gate had been opened by hand on Saturday night."
HARBOUR = SENIOR.replace("senior official", "senior harbour official")


def changes(*documents: Document) -> dict[str, list[dict[str, Any]]]:
    links = [found for i, a in enumerate(documents) for b in documents[:i] if (found := compare(a, b)) is not None]
    (story,) = group([describe(d) for d in documents], links)
    by_id = {d.id: d for d in documents}

    def texts(ids: Iterable[str]) -> dict[str, Document]:
        return {id: by_id[id] for id in ids}

    return changed_members(story, texts)


def first(name: str, *sentences: str) -> Document:
    return document(name, *sentences, published_at="2021-05-01")


def later(name: str, *sentences: str) -> Document:
    return document(name, *sentences, published_at="2021-05-02")


def test_kept_cut_added_in_the_order_of_the_copy() -> None:
    rows = changes(first("a", *REPORT), later("b", OTHER[0], *REPORT[:3], *REPORT[4:]))["b"]
    assert [row["change"] for row in rows] == ["added", "kept", "kept", "kept", "cut", *["kept"] * 6]
    cut = rows[4]
    assert cut["other_text"] == REPORT[3].rstrip(".")
    assert cut["text"] is None
    assert rows[0]["other_text"] is None


def test_offsets_slice_back() -> None:
    mine, other = later("b", *REWRITE), first("a", *REPORT)
    rows = changes(other, mine)["b"]
    assert {row["change"] for row in rows} >= {"reworded", "added", "cut"}
    for row in rows:
        for text, start, end, document_ in (
            (row["text"], row["start"], row["end"], mine),
            (row["other_text"], row["other_start"], row["other_end"], other),
        ):
            assert (text is None) == (start is None)
            assert start is None or document_.text[start:end] == text
        for found in row["differences"]:
            for side, document_ in (("before", other), ("after", mine)):
                piece = found[side]
                assert piece is None or document_.text[piece["start"] : piece["end"]] == piece["text"]


def test_a_reworded_sentence_tells_what_changed_in_meaning() -> None:
    corrected = [s.replace("17 people", "19 people") for s in REPORT]
    rows = changes(first("a", *REPORT, SENIOR), later("b", *corrected, HARBOUR))["b"]
    found = [
        (d["kind"], d["before"]["text"], d["after"]["text"])
        for row in rows
        if row["change"] == "reworded"
        for d in row["differences"]
    ]
    assert found == [("figure", "17", "19"), ("source", "A senior official", "A senior harbour official")]
    assert [row["change"] for row in rows].count("kept") == len(REPORT) - 1


def test_a_twin_of_a_changed_member_has_its_own_rows() -> None:
    """Two outlets print one abridged text: offsets are each document's own."""
    found = changes(first("a", *REPORT), later("b", *REPORT[:5]), later("c", "", *REPORT[:5]))
    assert found.keys() == {"b", "c"}
    assert [row["change"] for row in found["b"]] == [row["change"] for row in found["c"]] == ["kept"] * 5 + ["cut"] * 5
    assert found["b"][0]["start"] != found["c"][0]["start"]


def test_a_copy_in_the_same_words_changes_nothing() -> None:
    assert changes(first("a", *REPORT), later("b", *REPORT)) == {"b": []}
