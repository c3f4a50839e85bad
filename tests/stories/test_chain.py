"""The way of a report from agency to outlet to those who took it there, and what shows each step."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from story_texts import BOILERPLATE, OTHER, REPORT, document

from ascribe.contract.documents import Block, BlockKind, Document, Metadata
from ascribe.contract.stories import Story
from ascribe.stories.compare import compare
from ascribe.stories.describe import describe
from ascribe.stories.group import group


def story(*documents: Document) -> Story:
    links = [found for i, a in enumerate(documents) for b in documents[:i] if (found := compare(a, b)) is not None]
    (found,) = group([describe(d) for d in documents], links)
    return found


def steps(*documents: Document) -> list[tuple[str | None, str | None, str]]:
    """Giver, taker and grade of each step; documents by their ids."""
    return [
        (s.giver.document or s.giver.name, s.taker.document or s.taker.name, s.grade)
        for s in story(*documents).origin.chain
    ]


def credited(name: str, line: str, *sentences: str, **metadata: str | None) -> Document:
    """A report with a source line below."""
    found = document(name, *sentences, line, **metadata)
    return replace(found, blocks=(*found.blocks[:-1], replace(found.blocks[-1], kind=BlockKind.CREDIT)))


WIRE = ("PORT VELAN (Reuters) - " + REPORT[0], *REPORT[1:])
AFTER = (*REPORT[:5], "The gate had stood open all night, the Velan Post reported.", *REPORT[5:])


def test_nothing_known_is_no_step() -> None:
    assert steps(document("a", *REPORT)) == []
    assert steps(document("a", *REPORT), document("b", *REPORT)) == []
    same_day = {"published_at": "2021-05-02"}
    assert steps(document("a", *REPORT, **same_day), document("b", *REPORT, **same_day)) == []


def test_agency_to_each_that_names_it() -> None:
    found = steps(document("a", *WIRE), document("b", *WIRE), document("c", *REPORT))
    assert found == [("Reuters", "a", "dateline"), ("Reuters", "b", "dateline")]


def test_agency_to_outlet_to_aggregator() -> None:
    outlet = document("a", *WIRE, outlet="Velan Post", published_at="2021-05-02")
    taken = credited("b", "Source: Velan Post", *REPORT, outlet="All News", published_at="2021-05-02")
    assert steps(outlet, taken) == [("Reuters", "a", "dateline"), ("a", "b", "credit")]
    last = story(outlet, taken).origin.chain[1]
    assert (last.evidence, last.document) == ("Source: Velan Post", "b")
    assert last.start is not None
    assert taken.text[last.start : last.end] == "Source: Velan Post"
    assert (last.giver.name, last.taker.name) == ("Velan Post", "All News")


def test_an_outlet_that_is_not_there_stands_between_agency_and_document() -> None:
    taken = credited("b", "This article first appeared in the Velan Post.", *WIRE, outlet="All News")
    assert steps(taken) == [("Reuters", "Velan Post", "dateline"), ("Velan Post", "b", "published")]


def test_the_agency_as_a_member_is_the_giver() -> None:
    assert steps(document("a", *REPORT, outlet="Reuters"), document("b", *WIRE)) == [("a", "b", "dateline")]


def test_who_is_named_counts_only_where_he_carries_the_report() -> None:
    named = document("b", *AFTER, outlet="All News", published_at="2021-05-02")
    assert steps(named) == []
    first = document("a", *REPORT, outlet="The Velan Post", published_at="2021-05-02")
    assert steps(first, named) == [("a", "b", "named")]
    late = document("a", *REPORT, outlet="The Velan Post", published_at="2021-05-03")
    assert ("a", "b", "named") not in steps(late, named)  # nobody reports after what is not out


def test_an_agency_that_cites_a_member_wrote_its_own_report() -> None:
    first = document("a", *REPORT, outlet="Velan Post")
    wire = document("b", "PORT VELAN (Reuters) - " + AFTER[0], *AFTER[1:], outlet="All News")
    assert ("Reuters", "b", "dateline") in steps(first, wire)
    assert ("a", "b", "named") not in steps(first, wire)


def test_two_that_name_each_other_make_no_circle() -> None:
    a = credited("a", "Source: Karsk Times", *REPORT, outlet="Velan Post")
    b = credited("b", "Source: Velan Post", *REPORT, outlet="Karsk Times")
    assert len(steps(a, b)) == 1


@pytest.mark.parametrize(
    ("taken", "grade"),
    [
        (document("b", *REPORT, published_at="2021-05-03"), "later"),
        (document("b", *REPORT[:5], published_at="2021-05-03"), "cut"),
        (document("b", *REPORT[:5], published_at="2021-05-02"), "cut"),
        (document("b", *REPORT[:5]), "cut"),
        (document("b", *REPORT, *BOILERPLATE, published_at="2021-05-03"), "wrapped"),
    ],
)
def test_without_words_the_texts_and_dates_tell(taken: Document, grade: str) -> None:
    made = story(document("a", *REPORT, published_at="2021-05-02"), taken)
    (step,) = made.origin.chain
    assert (step.giver.document, step.taker.document, step.grade) == ("a", "b", grade)
    assert step.evidence is None
    assert "no words say so" in step.why


def page(own_line: str | None, times: int, outlet: str | None) -> Document:
    """A page of the Velan Post with its title line, pasted so many times below somebody's own line."""
    title, site = "Dyke breaks at Port Velan", "News - Velan Post"
    parts: list[tuple[BlockKind, str]] = [(BlockKind.BODY, own_line)] if own_line else []
    first = len(parts)
    parts += [(BlockKind.HEADLINE, title), (BlockKind.SECTION, site), *((BlockKind.BODY, s) for s in REPORT)]
    for _ in range(times - 1):
        parts.append((BlockKind.REPEAT, f"{title} - {site}"))
    blocks, at, text = [], 0, ""
    for kind, line in parts:
        blocks.append(Block(kind, at, at + len(line), first if kind is BlockKind.REPEAT else None))
        text += line + "\n"
        at = len(text)
    return Document("p", "p", "p", text, tuple(blocks), Metadata(outlet=outlet))


@pytest.mark.parametrize("outlet", [None, "Velan Post"])
def test_the_title_line_of_anothers_page(outlet: str | None) -> None:
    (step,) = story(page("The river has its own mind.", 2, outlet)).origin.chain
    assert (step.giver.name, step.giver.document, step.taker.document) == ("Velan Post", None, "p")
    assert step.taker.name is None  # who put its own line above is not known
    assert (step.grade, step.evidence) == ("page", "Dyke breaks at Port Velan\nNews - Velan Post")


@pytest.mark.parametrize(
    "found",
    [
        page(None, 1, "Velan Post"),  # its own page
        page(None, 2, "Velan Post"),
        page("The river has its own mind.", 1, "Velan Post"),
    ],
)
def test_its_own_title_line_is_no_step(found: Document) -> None:
    assert story(found).origin.chain == ()


def test_a_page_of_several_reports_takes_them_and_gives_none() -> None:
    a, b = document("a", *REPORT), document("b", *OTHER)
    c = document("c", *REPORT, *OTHER, "The night was long, the Velan Post reported.")
    links = [found for x, y in ((a, b), (a, c), (b, c)) if (found := compare(x, y)) is not None]
    for made in group([describe(d) for d in (a, b, c)], links):
        assert [(s.taker.document, s.grade) for s in made.origin.chain] == [("c", "wrapped")]


def test_the_chain_does_not_depend_on_any_order() -> None:
    documents = [
        document("a", *WIRE, outlet="Velan Post", published_at="2021-05-02"),
        credited("b", "Source: Velan Post", *REPORT, outlet="All News", published_at="2021-05-03"),
        document("c", *REPORT[:5], outlet="Karsk Times", published_at="2021-05-02"),
        document("d", *WIRE),
        credited("e", "Source: All News", *REPORT[:6]),
    ]
    expected = steps(*documents)
    assert {taker for _, taker, _ in expected} == {"a", "b", "c", "d", "e"}
    assert ("b", "e", "credit") in expected
    assert len({giver for giver, _, _ in expected}) >= 3
    for _ in range(5):
        random.Random(4).shuffle(documents)
        assert steps(*documents) == expected
