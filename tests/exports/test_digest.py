"""The situation report: short, every line with sentence, source and link, and nothing in it that is more than text."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from told import claim, days, disagreement, side, situation, speaker, state

from ascribe.exports.changes import Change
from ascribe.exports.digest import Digest, digest, weightiest_first
from ascribe.exports.digest_forms import html, markdown
from ascribe.exports.evidence import evidence, sentences
from ascribe.exports.open_items import open_items, with_evidence

Json = dict[str, Any]
SINCE, UNTIL = date(2024, 11, 11), date(2024, 11, 20)
LINK = "https://bay.example/a"


def made(found: list[Change], claims: list[Json], open_: list[Json] | None = None) -> Digest:
    return digest(found, open_ or [], {c["id"]: c for c in claims}, SINCE, UNTIL)


def change(what: Any = "new", told: Json | None = None, **more: Any) -> Change:
    told = told or state("paused", sources=["Ana"], since=days("2024-11-12"))
    return Change(what, situation(told, **more), told, tuple(told["claims"]))


def full() -> Digest:
    """One line of every kind."""
    claims = [
        claim("c1", "The navy paused it, Ana said.", document={"url": LINK}, sources=[speaker("Ana")]),
        claim("c2", "It goes on.", document={"outlet": None, "published_at": None}),
        claim("c3", "Asked, Ana declined to say.", sources=[speaker("Ana")]),
    ]
    d = disagreement(side("that it is paused", "c1"), side("that it goes on", "c2"))
    plan = situation(state("planned", "planned", claims=["c2"], expected=days("2024-11-15")), id="b2")
    found = [
        change(),
        change("changed", id="b1"),
        change("told again", id="b3"),
        Change("disputed", situation(), None, ("c1", "c2"), d),
        change("withdrawn", id="b4"),
        change("new", state("ongoing", "undisclosed", claims=["c3"]), id="b5"),
    ]
    by_id = {c["id"]: c for c in claims}
    return made(found, claims, list(with_evidence(open_items([plan], UNTIL), by_id)))


def test_sections_in_the_order_in_which_they_are_read() -> None:
    report = full()
    assert [s.heading for s in report.sections] == [
        "Changed", "New", "Disputed", "Not confirmed", "Withdrawn", "Open",
    ]  # fmt: skip
    assert (report.reports, report.origins) == (3, 3)
    assert report.summary == (
        "1 situation changed its state", "2 are new", "1 was told again without a new state", "1 is disputed",
        "1 was withdrawn in part or whole",
    )  # fmt: skip


def test_every_line_has_a_sentence_with_its_source() -> None:
    report = full()
    lines = [line for s in report.sections for p in s.parts for line in p.lines]
    assert lines
    assert all(line.evidence for line in lines)
    text = markdown(report)
    assert text.count("\n  > — ") == sum(len(line.evidence) for line in lines)
    assert f"> — Ana, in [Bay Post, 10 Nov 2024](<{LINK}>) (`c1`)" in text
    assert "> — c2.txt, undated (`c2`)" in text
    assert "- **Paused** since 12 Nov 2024 · Ana · 1 report" in text
    assert "# Situation report, 11–20 Nov 2024" in text
    assert "5 days ago" in text


def test_the_weightiest_first_without_mere_aims_and_without_a_sentence_twice() -> None:
    claims = {
        "c1": claim("c1", "They flew in to watch the works."),
        "c2": claim("c2", "It goes on."),
        "c3": claim("c3", "They met in Tor."),
        "c4": claim("c4", "They met in Tor."),
    }
    for told in claims.values():
        told |= {"phase": "ongoing", "factuality": "asserted", "rules": ["verb.sense"], "time": {"basis": "none"}}
    claims["c1"] |= {"factuality": "planned", "phase": "planned", "rules": ["verb.sense", "purpose"]}
    claims["c4"] |= {"document": claims["c3"]["document"], "sentence": claims["c3"]["sentence"]}
    aim = change(told=state("planned", "planned", claims=["c1"]), id="b1")
    light = change(told=state("ongoing", claims=["c2"]), id="b2", claims=["c2"], reports=1, origins=1)
    heavy = change(told=state("ongoing", claims=["c3"]), id="b3", claims=["c3"], reports=3, origins=2)
    again = change(told=state("ongoing", claims=["c4"]), id="b4", claims=["c4"], reports=1, origins=1)
    found = weightiest_first([aim, light, again, heavy], claims)
    assert [c.situation["id"] for c in found] == ["b3", "b2"]


def test_what_began_is_said_to_have_begun_once() -> None:
    told = state("begun", since=days("2024-11-01", "2024-11-05"))
    report = made([change(told=told)], [claim("c1", "It began early this month.")])
    assert "- **Begun** between 1 and 5 Nov 2024" in markdown(report)


def test_what_no_claim_backs_is_left_out() -> None:
    assert made([change()], []).sections == ()
    assert "Nothing new." in markdown(made([], []))
    assert "Nothing new." in html(made([], []))


def test_it_stays_short_and_says_what_it_leaves_out() -> None:
    claims = [claim(f"c{i}", f"Sentence {i}.") for i in range(40)]
    many = [change("new", state("paused", claims=[f"c{i}"]), id=f"a{i}") for i in range(40)]
    (section,) = made(many, claims).sections
    assert (len(section.parts), section.more) == (12, 28)
    assert "And 28 more situations" in markdown(made(many, claims))
    assert "And 28 more situations" in html(made(many, claims))
    told = state("paused", claims=[c["id"] for c in claims])
    (line,) = made([change("new", told)], claims).sections[0].parts[0].lines
    assert (len(line.evidence), line.more) == (3, 37)
    assert "and 37 more sentences that say so" in markdown(made([change("new", told)], claims))


def test_plans_without_a_day_that_passed_are_no_news() -> None:
    plan = situation(state("planned", "planned", claims=["c1"]))
    assert made([], [claim("c1")], open_items([plan], UNTIL)).sections == ()


def test_copies_are_quoted_once_and_a_speaker_goes_before_a_headline() -> None:
    claims = [
        claim("c1", "Navy pauses blockade", block="headline", story="s"),
        claim("c2", "It paused, Ana said.", story="s", sources=[speaker("Ana")]),
        claim("c3", "It paused, Ana told us.", story="t", document={"published_at": "2024-11-09"}),
    ]
    by_id = {c["id"]: c for c in claims}
    assert [e.claim for e in evidence(by_id, by_id, 5)] == ["c3", "c2"]
    assert [e.claim for e in sentences(by_id, by_id)] == ["c3", "c1", "c2"]


ATTACKS = [
    "<script>alert(1)</script>",
    "](javascript:alert(1))",
    "[click](javascript:alert(1))",
    "![x](http://evil.example/x.png)",
    "</blockquote><img src=x onerror=alert(1)>",
    "# heading",
    "- item",
    "1. item",
    "`code` **bold** _it_ ~~no~~ | cell",
    "&lt;b&gt; &#60;b>",
    "http://evil.example/ and <http://evil.example/>",
    "\x1b[31mred\x1b[0m \x07 \u202egnp.exe",
    "line\n\n# break\r\n> quote",
    '\'" onmouseover="alert(1)',
]


def poisoned(text: str) -> Digest:
    bad = claim(
        "c1", text, document={"url": text, "outlet": text, "name": text}, sources=[speaker(text, affiliation=text)]
    )
    told = state("paused", sources=[text], condition=text)
    d = disagreement(side(text, "c1"), side(text, "c1"), explanation=text, title=text)
    found = [change("new", told, title=text), Change("disputed", situation(told, title=text), None, ("c1",), d)]
    plan = situation(state("planned", "conditional", condition=text), title=text, id="b2")
    return made(found, [bad], list(with_evidence(open_items([plan], UNTIL), {"c1": bad})))


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


PLAIN = set("html head meta title style body h1 h2 h3 p section ul li b span blockquote footer code bdi a".split())


@pytest.mark.parametrize("attack", ATTACKS)
def test_text_of_reports_is_text_in_html(attack: str) -> None:
    page = Page(html(poisoned(attack)))
    assert {tag for tag, _ in page.elements} <= PLAIN
    assert not any(name.startswith("on") or name == "src" for _, attrs in page.elements for name in attrs)
    assert "a" not in [tag for tag, _ in page.elements], "no address of these may be linked"
    shown = "".join(c for c in " ".join(attack.split()) if c.isprintable())
    assert shown in "".join(page.texts)


@pytest.mark.parametrize("attack", ATTACKS)
def test_text_of_reports_is_text_in_markdown(attack: str) -> None:
    text = markdown(poisoned(attack))
    assert all(c.isprintable() or c == "\n" for c in text)
    assert not re.search(r"(?<!\\)[<\[](?!https?://)(?!\\)", text), "an address or a tag that we did not write"
    for line in text.splitlines():
        assert re.match(r"$|#{1,3} |- |  > |  >$|`ascribe |[A-Z0-9]|  and ", line), line
    assert "://" not in text.replace("\\://", "")


def test_markdown_is_read_back_as_it_was_written() -> None:
    markdown_it = pytest.importorskip("markdown_it")
    for attack in ATTACKS:
        read = Page(markdown_it.MarkdownIt("commonmark").enable("strikethrough").render(markdown(poisoned(attack))))
        assert not {tag for tag, _ in read.elements} & {"a", "img", "script", "s", "em", "table"}, attack
        shown = "".join(c for c in " ".join(attack.split()) if c.isprintable())
        assert shown in "".join(read.texts)


def test_the_page_runs_nothing_and_loads_nothing() -> None:
    text = html(full())
    page = Page(text)
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digested = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = next(a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy == f"default-src 'none'; style-src 'sha256-{digested}'; base-uri 'none'; form-action 'none'"
    assert "<script" not in text
    assert [a["href"] for tag, a in page.elements if tag == "a"] == [LINK] * 4
    assert not re.search(r"url\(|@import", text)
