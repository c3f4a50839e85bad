"""Every kind of copy that is printed, and every kind of likeness that is none, on invented reports; and bad input."""

from __future__ import annotations

import time

import pytest
from story_texts import BOILERPLATE, INDEPENDENT, OTHER, REPORT, REWRITE, document

from ascribe.contract.documents import Document
from ascribe.contract.stories import Story
from ascribe.stories.describe import describe
from ascribe.stories.finder import StoryFinder
from ascribe.stories.group import group


def stories(documents: list[Document]) -> list[Story]:
    finder = StoryFinder(documents.__getitem__)
    links = finder.add(enumerate(documents))
    return group([describe(d, finder.known(i)) for i, d in enumerate(documents)], links)


def together(*texts: tuple[str, ...]) -> bool:
    found = stories([document(str(i), *text) for i, text in enumerate(texts)])
    return any(len(s.members) == len(texts) for s in found)


NEW_TOP = (
    "The death toll of the flood at Port Velan rose to 23 on Tuesday as soldiers reached two more villages by boat.",
    "Governor Ines Halloran, who flew over the town at dawn, said the northern dyke could not be closed this week.",
)
UPDATED = tuple(
    s.replace("17 people were missing", "23 people were dead").replace("three of nine", "five of nine") for s in REPORT
)
SOFTENED = (
    "Thousands fled Port Velan when flood water broke through its northern dyke late on Sunday.",
    "At least 17 people were missing, said Governor Ines Halloran; soldiers had reached only three of nine villages.",
    *REPORT[2:4],
    "Engineers had warned in writing that the sand below the second gate was washing out.",
    *REPORT[6:8],
)

WRITE_THRUS = {
    "new top, old body": (*NEW_TOP, *REPORT[2:]),
    "new top, body cut at the end": (*NEW_TOP, *REPORT[2:7]),
    "figures brought up to date": UPDATED,
    "figures brought up to date, and a new top": (*NEW_TOP, *UPDATED[1:8]),
    "lead and middle reworded by an outlet": SOFTENED,
    "paragraphs moved": (REPORT[0], *REPORT[5:8], *REPORT[1:5], *REPORT[8:]),
    "told anew by another desk": REWRITE,
    "a third of it, under another headline": ("Dyke breaks, town under water", *REPORT[:4]),
    "background dropped, reporting of its own added": (*REPORT[:6], *INDEPENDENT[3:6]),
}


@pytest.mark.parametrize("text", WRITE_THRUS.values(), ids=WRITE_THRUS.keys())
def test_write_thrus_are_one_story(text: tuple[str, ...]) -> None:
    assert together(REPORT, text)
    assert together(text, REPORT)


TEMPLATE = (
    "The observer mission recorded {0} violations of the ceasefire on {1}, of which {2} were explosions, {3} bursts of "
    "heavy machine-gun fire and {4} illumination flares, and saw {5} weapons outside the storage sites."
)
WEATHER = (
    "Rain is expected in the north on {1} with {0} millimetres by noon and winds of {2} kilometres an hour.",
    "In the south it stays dry at {3} degrees, the weather office of Karsk said in its bulletin of {1}.",
    "The level of the Velan at the bridge of Sorn was {4} centimetres at six in the morning.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


@pytest.mark.parametrize("form", [(TEMPLATE,), WEATHER, (WEATHER[0], *BOILERPLATE, *WEATHER[1:])])
def test_forms_filled_in_for_other_days_are_other_reports(form: tuple[str, ...]) -> None:
    values = [(214, 31, 12, 140, 622), (98, 17, 8, 210, 514), (301, 46, 25, 96, 433), (57, 22, 19, 71, 389)]
    documents = [document(str(i), *(s.format(row[0], DAYS[i], *row[1:]) for s in form)) for i, row in enumerate(values)]
    assert len(stories(documents)) == len(values)


def test_a_page_that_holds_two_reports_joins_them_not() -> None:
    found = stories([document("a", *REPORT), document("b", *OTHER), document("c", *REPORT, *OTHER)])
    assert sorted(sorted(m.document for m in s.members) for s in found) == [["a", "c"], ["b", "c"]]


@pytest.mark.parametrize("shared", [BOILERPLATE, (REPORT[2],)], ids=["boilerplate", "a quotation"])
def test_what_anybody_prints_joins_nothing(shared: tuple[str, ...]) -> None:
    found = stories(
        [
            document("a", *REPORT[:2], *REPORT[3:], *shared),
            document("b", *OTHER, *shared),
            document("c", *INDEPENDENT[3:], *shared),
        ]
    )
    assert len(found) == 3


def test_other_languages_beside_it_change_nothing() -> None:
    greek = "Τα νερά έσπασαν το βόρειο φράγμα του λιμανιού αργά την Κυριακή και χιλιάδες άνθρωποι έφυγαν από τα σπίτια."
    other = "Το εθνικό θέατρο ανοίγει ξανά τον Μάιο ύστερα από έντεκα χρόνια, ανακοίνωσε την Τρίτη η διευθύντριά του."
    found = stories([document("a", *REPORT), document("b", greek, *REPORT), document("c", greek[:40], other, other)])
    assert sorted(sorted(m.document for m in s.members) for s in found) == [["a", "b"], ["c"]]


def test_a_text_pasted_twice_is_one_report() -> None:
    (story,) = stories([document("a", *REPORT, published_at="2021-05-01"), document("b", *REPORT, *REPORT)])
    assert {m.relation for m in story.members} <= {"reference", "copy", "extended"}


ODD_TEXTS = {
    "identical": lambda i: " ".join(REPORT[:2]),
    "a counter in them": lambda i: f"Edition {i} of the evening paper. " + " ".join(REPORT[:3]),
    "boilerplate": lambda i: (
        f"Accept all cookies to read our pages or manage what you share with our {i % 97} partners"
    ),
    "one word": lambda i: "Advertisement",
    "empty": lambda i: "",
    "forms": lambda i: TEMPLATE.format(i, DAYS[i % 5], i * 7 % 991, i * 5 % 83, i * 3 % 37, i % 11),
}


@pytest.mark.parametrize("name", ODD_TEXTS)
def test_time_is_linear_in_the_number_of_odd_documents(name: str) -> None:
    seconds = []
    for size in (500, 2000):
        documents = [document(f"{i:05d}", ODD_TEXTS[name](i)) for i in range(size)]
        begin = time.process_time()
        found = stories(documents)
        seconds.append(time.process_time() - begin)
        assert len({m.document for s in found for m in s.members}) == size
    assert seconds[1] < 8 * seconds[0] + 0.5  # four times as many; a quadratic step takes sixteen times as long


def test_dates_change_the_origin_and_nothing_else() -> None:
    texts = [REPORT, REPORT[:5], (*REPORT, *OTHER[:2]), OTHER]
    for dates in (
        ["2021-05-01"] * 4,
        [None] * 4,
        ["2999-01-01", None, "0001-01-01", "2021"],
        ["x", "", "1", "2021-13-45"],
    ):
        documents = [
            document(str(i), *text, published_at=day) for i, (text, day) in enumerate(zip(texts, dates, strict=True))
        ]
        assert sorted(len(s.members) for s in stories(documents)) == [1, 3]
