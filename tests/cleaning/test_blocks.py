from __future__ import annotations

import pytest

from ascribe.cleaning.blocks import blocks_of
from ascribe.cleaning.text import Paragraph, paragraphs

B1 = "The pilots of Velm harbour went back to work on Thursday after nine days, their union said in a statement."
B2 = "Under the agreement, which both sides signed in the morning, pay rises by four per cent in each of two years."
B3 = "A spokeswoman for the company declined to say what the strike had cost."


def kinds(*lines: str) -> list[tuple[str, str]]:
    text = "\n\n".join(lines)
    return [(b.kind.value, text[b.start : b.end]) for b in blocks_of(text, paragraphs(text, 10_000))]


def kind_of(line: str, *, top: bool = False, end: bool = False) -> str:
    """The kind that a line gets between, above or below paragraphs."""
    lines = ["Pilots return to work", line, B1, B2, B3] if top else [B1, B2, B3, line] if end else [B1, B2, line, B3]
    found = [k for k, t in kinds(*lines) if t in line and t not in (B1, B2, B3, "Pilots return to work")]
    return "+".join(found)


def test_a_whole_report() -> None:
    assert kinds(
        "Skip to main content",
        "Karsova News",
        "Pilots return to work in Velm",
        "By Ana Ruiz",
        "July 11, 2019",
        "Pilots wait at the gate of the harbour. [Ben Oduya/Velm Photo Agency/AFP]",
        f"VELM, Karsova - {B1}",
        B2,
        "What comes next",
        B3,
        "Source: Velm Mail, news agencies",
        "0 Comment(s)",
        "Your e-mail address * denotes required field",
    ) == [
        ("boilerplate", "Skip to main content"),
        ("section", "Karsova News"),
        ("headline", "Pilots return to work in Velm"),
        ("byline", "By Ana Ruiz"),
        ("dateline", "July 11, 2019"),
        ("caption", "Pilots wait at the gate of the harbour."),
        ("credit", "[Ben Oduya/Velm Photo Agency/AFP]"),
        ("dateline", "VELM, Karsova -"),
        ("body", B1),
        ("body", B2),
        ("headline", "What comes next"),
        ("body", B3),
        ("credit", "Source: Velm Mail, news agencies"),
        ("form", "0 Comment(s)"),
        ("form", "Your e-mail address * denotes required field"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "It did not rain.",
        "“We are back,” she said.",
        "Nobody was hurt, the mayor said.",
        "“Read more: that is what I tell my children every day,” he said.",
        "He told the Associated Press.",
        "The company shares its profits with the town.",
        "The video: it shows two men on a pier who push a third one into the water.",
        "Follow the money, the prosecutor told the court on Tuesday, and you will find the owner of the port.",
        "The harbour authority, in a statement carried by the state news agency, said it would comment later.",
        "Talks resume on Monday, said Reuters.",
        "The ship, photographed off Velm, had lost its rudder, and its crew of nine was taken off at night.",
    ],
)
def test_sentences_of_the_report_are_body(line: str) -> None:
    assert kind_of(line) == "body"
    assert kind_of(line, end=True) == "body"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Share on Facebook", "boilerplate"),
        ("Read more: Dockers vote on Friday", "boilerplate"),
        ("READ MORE", "boilerplate"),
        ("Related stories", "boilerplate"),
        ("Advertisement", "boilerplate"),
        ("Sign up for our newsletter", "boilerplate"),
        ("Sign up for the morning newsletter and get the news of the coast every day.", "boilerplate"),
        ("We use cookies to improve your visit to this website.", "boilerplate"),
        ("Follow us on Twitter @velmmail", "boilerplate"),
        ("Home > World > Karsova", "boilerplate"),
        ("News | Sport | Weather | Opinion", "boilerplate"),
        ("Tags: Velm, harbour, strike", "boilerplate"),
        ("desk@mail.example", "boilerplate"),
        ("Tel: +44 20 7946 0000", "boilerplate"),
        ("https://mail.example/2019/07/11/pilots", "boilerplate"),
        ("* * *", "boilerplate"),
        ("5 min read", "boilerplate"),
        ("Leave a Reply", "form"),
        ("12 Comments", "form"),
        ("Do you like this article?", "form"),
        ("* Denotes Required Field", "form"),
        ("Your email address will not be published.", "form"),
        ("© 2019 Velm Mail. All rights reserved.", "credit"),
        ("Copyright Velm Mail 2019", "credit"),
        ("SOURCE: VELM MAIL AND AGENCIES", "credit"),
        ("Photo: Ben Oduya", "credit"),
        ("(Reporting by Ana Ruiz; Editing by Ben Oduya)", "byline"),
        ("Additional reporting by Ana Ruiz", "byline"),
        ("By Ana Ruiz and Ben Oduya, Velm Mail", "byline"),
        ("Staff Writer", "byline"),
        ("Ana Ruiz, Senior Correspondent", "byline"),
        ("File photo: pilots wait at the gate of the harbour", "caption"),
        ("A picture taken on July 9 shows ships that wait off Velm.", "caption"),
        ("Ships wait off Velm on July 9, 2019. Getty Images", "caption+credit"),
        ("Ships wait off Velm on July 9, 2019.BEN ODUYA/Reuters", "caption+credit"),
        ("Ships wait off the town of Velm (Photo: Ben Oduya)", "caption"),
        ("Updated: July 12, 2019 5:36 pm", "dateline"),
        ("Velm/Karsova, 12 May", "dateline"),
    ],
)
def test_lines_that_are_no_report(line: str, kind: str) -> None:
    assert kind_of(line) == kind


def test_what_depends_on_the_place() -> None:
    assert kind_of("Ana Ruiz in Velm", top=True) == "byline"
    assert kind_of("World", top=True) == "section"
    assert kind_of("Ana Ruiz", end=True) == "byline"
    assert kind_of("What comes next") == "headline"
    assert kinds("Karsova - News - Velm Mail", B1)[0] == ("section", "Karsova - News - Velm Mail")
    assert kinds("Pilots return to work - Karsova - News - Velm Mail", B1)[:2] == [
        ("headline", "Pilots return to work"),
        ("section", "Karsova - News - Velm Mail"),
    ]


def test_menus_and_lists() -> None:
    menu = ["Home", "World", "Business", "Sport", "Contact us"]
    assert [k for k, _ in kinds(*menu, "Pilots return to work", B1, B2)] == ["boilerplate"] * 5 + [
        "headline",
        "body",
        "body",
    ]
    items = ["Four per cent this year", "Four per cent next year", "A longer break at night"]
    assert [k for k, _ in kinds(B1, "The agreement holds:", *items, B3)] == ["body"] * 6


def test_a_sign_off_is_no_caption() -> None:
    assert kinds(B1, B2, f"{B3} — AFP") == [("body", B1), ("body", B2), ("body", B3), ("credit", "— AFP")]
    assert kinds(B1, B2, f"{B3} (Reuters)") == [("body", B1), ("body", B2), ("body", B3), ("credit", "(Reuters)")]


def test_comments_of_readers_are_not_read() -> None:
    comment = "I was there and none of this is true, they never went back to work at all."
    found = kinds(
        B1, B2, B1.replace("pilots", "dockers"), B3, "2 Comments", comment, "Reply", B2.replace("four", "nine")
    )
    assert [k for k, _ in found] == ["body"] * 4 + ["form"] * 4
    early = kinds("Pilots return to work", "2 Comments", B1, B2, B3)  # a link to the comments under the headline
    assert [k for k, _ in early] == ["headline", "form", "body", "body", "body"]


def test_markup_counts() -> None:
    text = f"What comes next?\n{B1}\nHome | 4 | 5 | 6\nShips off Velm."
    hints = ["head", "", "cell", "caption"]
    parts = [Paragraph(p.start, p.end, h) for p, h in zip(paragraphs(text, 99), hints, strict=True)]
    assert [b.kind.value for b in blocks_of(text, parts)] == ["headline", "body", "body", "caption"]


def test_nothing_and_single_lines() -> None:
    assert blocks_of("", []) == ()
    assert kinds("Harbour") == [("headline", "Harbour")]
    assert kinds("The harbour is open again.") == [("body", "The harbour is open again.")]
