"""Stories from links: one report one story, pages with several reports in several, always the same."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from story_texts import BOILERPLATE, OTHER, REPORT, REWRITE, document

from ascribe.contract.documents import Document, Metadata
from ascribe.contract.stories import Story
from ascribe.stories.compare import compare
from ascribe.stories.describe import describe
from ascribe.stories.group import group, independent_origins

THIRD = (
    "A strike at the salt works of Undel entered its second month on Thursday with no talks in sight.",
    "The union wants shifts of ten hours instead of twelve and a doctor on the site at night.",
    "Managers say orders worth 3 million crowns went to a rival across the bay last week.",
    "Police kept the gate open for six trucks, and two pickets were hurt when one of them braked late.",
    "A mediator, the retired judge Pavo Lind, is to arrive on Saturday by the evening ferry.",
)


def stories(*documents: Document) -> list[Story]:
    links = [found for i, a in enumerate(documents) for b in documents[:i] if (found := compare(a, b)) is not None]
    return group([describe(d) for d in documents], links)


def members(found: Sequence[Story]) -> list[set[str]]:
    return sorted(({m.document for m in s.members} for s in found), key=lambda m: (-len(m), sorted(m)))


def test_every_document_is_in_a_story() -> None:
    found = stories(document("a", *REPORT), document("b", *OTHER), document("c"), document("d", "x"))
    assert members(found) == [{"a"}, {"b"}, {"c"}, {"d"}]
    assert all(s.origins == 1 for s in found)


def test_empty_documents_are_not_one_story() -> None:
    assert members(stories(document("a"), document("b"))) == [{"a"}, {"b"}]


def test_copies_of_all_kinds_are_one_story() -> None:
    found = stories(
        document("a", *REPORT, published_at="2021-05-02"),
        document("b", *REPORT, published_at="2021-05-03"),
        document("c", *REPORT[:4], published_at="2021-05-03"),
        document("d", *REPORT, *OTHER[:3], published_at="2021-05-04"),
        document("e", *REWRITE, published_at="2021-05-03"),
    )
    assert members(found) == [{"a", "b", "c", "d", "e"}]
    relations = {m.document: m.relation for m in found[0].members}
    assert relations == {"a": "original", "b": "copy", "c": "abridged", "d": "extended", "e": "rewritten"}
    by_name = {m.document: m for m in found[0].members}
    assert (by_name["c"].added, by_name["c"].cut) == (0, 6)
    assert (by_name["d"].added, by_name["d"].cut) == (3, 0)
    assert found[0].origin.document == "a"


def test_a_round_up_is_in_several_stories_and_joins_none() -> None:
    found = stories(
        document("a", *REPORT), document("b", *OTHER), document("c", *THIRD), document("d", *REPORT, *OTHER, *THIRD)
    )
    assert members(found) == [{"a", "d"}, {"b", "d"}, {"c", "d"}]
    parts = [m for s in found for m in s.members if m.document == "d"]
    assert all(len(m.spans) == 1 for m in parts)
    text = "\n".join((*REPORT, *OTHER, *THIRD))
    assert {text[m.spans[0].start : m.spans[0].end].split()[0] for m in parts} == {"Flood", "The", "A"}


def test_copies_of_a_round_up_are_a_story_of_their_own_too() -> None:
    both = (*REPORT, *OTHER)
    found = stories(document("a", *REPORT), document("b", *OTHER), document("c", *both), document("d", *both))
    assert {"a", "c", "d"} in members(found)
    assert {"b", "c", "d"} in members(found)
    assert not any({"a", "b"} <= m for m in members(found))


def test_a_short_report_deep_inside_a_long_page_is_a_part_of_it() -> None:
    page = document("b", *OTHER, *BOILERPLATE, *REPORT, *THIRD)
    found = stories(document("a", *THIRD), page)
    assert members(found) == [{"a", "b"}, {"b"}]
    own = next(s for s in found if len(s.members) == 1)
    assert own.members[0].spans[0].start == 0


def test_stories_do_not_depend_on_any_order() -> None:
    documents = [
        document("a", *REPORT, published_at="2021-05-02"),
        document("b", *REPORT[:4]),
        document("c", *REPORT, *OTHER),
        document("d", *OTHER, published_at="2021-05-01"),
        document("e", *REWRITE, published_at="2021-05-01"),
        document("f", *OTHER, published_at="2021-05-03"),
    ]
    links = [found for i, a in enumerate(documents) for b in documents[:i] if (found := compare(a, b)) is not None]
    infos = [describe(d) for d in documents]
    expected = group(infos, links)
    shuffle = random.Random(3).shuffle
    for _ in range(10):
        shuffle(infos)
        shuffle(links)
        assert group(infos, links) == expected


def test_a_view_as_of_a_date_is_the_group_of_what_was_there() -> None:
    documents = [
        document("a", *REPORT, published_at="2021-05-03"),
        document("b", *REPORT[:5], published_at="2021-05-01"),
        document("c", *REPORT, published_at="2021-05-02"),
        document("d", *OTHER, published_at="2021-05-01"),
    ]
    links = [found for i, a in enumerate(documents) for b in documents[:i] if (found := compare(a, b)) is not None]
    early = [d for d in documents if (d.metadata.published_at or "") <= "2021-05-02"]
    then = group([describe(d) for d in early], links)
    assert members(then) == members(stories(*early)) == [{"b", "c"}, {"d"}]


def test_the_id_is_that_of_the_first_document() -> None:
    first = document("m", *REPORT, published_at="2021-05-01")
    (alone,) = stories(first)
    (with_copy,) = stories(first, document("a", *REPORT, published_at="2021-05-02"))
    assert alone.id == with_copy.id
    (led_by_another,) = stories(first, document("z", *REPORT, published_at="2021-04-30"))
    assert led_by_another.id != alone.id


@pytest.mark.parametrize(
    ("dates", "original"),
    [
        (("2021-05-02", "2021-05-03"), "a"),
        (("2021-05-03", "2021-05-02"), "b"),
        (("2021-05-03", "2021-05-03"), None),
        (("2021-05-03", "2021-05-03T10:00"), None),  # a day without a time cannot tell
        (("2021-05-03T09:00", "2021-05-03T10:00"), "a"),
        (("2021-05-03", None), None),
    ],
)
def test_the_original_is_named_only_where_dates_tell(dates: tuple[str, str | None], original: str | None) -> None:
    (story,) = stories(document("a", *REPORT, published_at=dates[0]), document("b", *REPORT, published_at=dates[1]))
    assert story.origin.document == original
    assert story.members[0].relation == ("original" if original else "reference")


def reference(*documents: Document) -> str:
    (story,) = stories(*documents)
    assert story.members[0].relation in ("original", "reference")
    return story.members[0].document


@pytest.mark.parametrize("day", ["2021-05-02", None])
def test_an_abridged_copy_is_no_reference(day: str | None) -> None:
    full = document("m", *REPORT, published_at=day)
    cut = [document(name, *REPORT[:length], published_at=day) for name, length in (("a", 4), ("b", 6), ("z", 5))]
    assert reference(cut[0], full) == "m"
    assert reference(*cut, full) == "m"
    later = document("c", *REPORT[:7], published_at="2021-05-03")
    assert reference(*cut, full, later) == "m"


def test_many_abridged_copies_do_not_outvote_the_full_one() -> None:
    short = [document(name, *REPORT[:4]) for name in "abcd"]
    assert reference(*short, document("m", *REPORT)) == "m"


def test_a_page_with_much_of_its_own_is_no_reference_where_others_carry_more() -> None:
    wide = document("a", *REPORT[:6], *OTHER)
    assert reference(wide, document("b", *REPORT), document("c", *REPORT[:9])) == "b"


def test_what_came_surely_later_is_no_reference() -> None:
    early = [document(name, *REPORT[:8], published_at="2021-05-02") for name in "ab"]
    assert reference(*early, document("c", *REPORT, published_at="2021-05-04")) == "a"


def test_who_is_named_by_the_others_is_the_original() -> None:
    told = "The gate had stood open all night, the Velan Post reported."
    first = document("m", *REPORT[:8], outlet="Velan Post", published_at="2021-05-02")
    others = [document(name, *REPORT, told, outlet=name, published_at="2021-05-02") for name in "ab"]
    (story,) = stories(first, *others)
    assert story.origin.document == "m"
    (story,) = stories(replace(first, metadata=Metadata(outlet="Karsk Times")), *others)
    assert story.origin.document is None


def test_the_agency_is_taken_from_the_strongest_naming() -> None:
    wire = ("PORT VELAN, May 2 (Reuters) - " + REPORT[0], *REPORT[1:])
    told = (*REPORT[:5], "He told AFP that the gate had stood open all night.", *REPORT[5:])
    (story,) = stories(document("a", *told), document("b", *wire))
    assert story.origin.agency == "Reuters"
    assert story.origin.evidence == "PORT VELAN, May 2 (Reuters)"
    assert (story.origin.evidence_document, story.origin.evidence_start) == ("b", 0)
    assert [n.agency for n in story.origin.namings] == ["Reuters", "AFP"]


def test_agencies_that_contradict_each_other_are_none() -> None:
    one = ("PORT VELAN (Reuters) - " + REPORT[0], *REPORT[1:])
    other = ("PORT VELAN (AP) - " + REPORT[0], *REPORT[1:])
    (story,) = stories(document("a", *one), document("b", *other))
    assert story.origin.agency is None
    assert len(story.origin.namings) == 2


def test_the_agency_itself_is_the_original() -> None:
    wire = ("PORT VELAN (Reuters) - " + REPORT[0], *REPORT[1:])
    (story,) = stories(document("a", *wire, outlet="Daily"), document("b", *wire, outlet="Reuters"))
    assert story.origin.document == "b"


def test_independent_origins_are_stories() -> None:
    found = stories(
        document("a", *REPORT),
        document("b", *REPORT[:4]),
        document("c", *OTHER),
        document("d", *REPORT, *OTHER),
        document("e", *THIRD),
    )
    assert independent_origins(["a", "b"], found) == 1
    assert independent_origins(["a", "b", "c"], found) == 2
    assert independent_origins(["a", "d"], found) == 1
    assert independent_origins(["d"], found) == 1
    assert independent_origins(["a", "c", "d", "e"], found) == 3
    assert independent_origins([], found) == 0
    assert independent_origins(["unknown"], found) == 1
