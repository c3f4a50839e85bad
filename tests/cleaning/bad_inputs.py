"""Inputs that break readers of web pages, made by rule: each with the outcomes that are right for it.

Names and numbering are those of the project's robustness table (B01 to B22). Nothing here is random.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

STORED = "stored"

SENTENCE = "Dock workers in Karsova stopped unloading grain on Monday, a union official said by telephone. "
ARTICLE = "".join(f"<p>{SENTENCE * 3}Part {i} of the report.</p>" for i in range(6))
HEAD = '<!DOCTYPE html><html><head><title>Dock strike in Karsova</title><meta charset="utf-8"></head><body>'
TAIL = "</body></html>"


def page(body: str, head: str = HEAD) -> bytes:
    return (head + body + TAIL).encode()


def good(number: int) -> bytes:
    """A report that must be stored whatever stands beside it."""
    text = SENTENCE.replace("Monday", f"day {number}")
    return page(f"<h1>Strike, day {number}</h1><article>" + f"<p>{text * 3}</p>" * 4 + "</article>")


@dataclass(frozen=True)
class Case:
    """One bad input."""

    name: str
    suffix: str
    make: Callable[[], bytes]
    outcomes: frozenset[str]
    """Codes that are right, "stored" among them where the report can be had."""
    holds: str = ""
    """What the text must hold where it is stored."""


def _case(name: str, make: Callable[[], bytes], *outcomes: str, suffix: str = ".html", holds: str = "") -> Case:
    return Case(name, suffix, make, frozenset(outcomes), holds)


SLOW = frozenset({"B09 many paragraphs", "B10 many breaks", "B11 deep table", "B11 deep font"})
"""Cases that run into the time limit where the library is slow: they cost what the limit allows."""

CASES = (
    _case("B01 empty page", lambda: b"", "empty"),
    _case("B01 empty text", lambda: b"", "empty", suffix=".txt"),
    _case("B02 mark only", lambda: b"\xef\xbb\xbf \r\n\t ", "empty", suffix=".txt"),
    _case("B02 utf-16 mark only", lambda: b"\xff\xfe", "empty", suffix=".txt"),
    _case("B02 blank page", lambda: page(" \n ", "<html><body>"), "html.no_article"),
    _case(
        "B03 controls",
        lambda: ("\x00Karsova\x07 " + SENTENCE * 4).encode(),
        STORED,
        suffix=".txt",
        holds="Karsova Dock",
    ),
    _case(
        "B03 controls in a page",
        lambda: page(ARTICLE.replace("grain", "gr\x00ai\x08n")),
        STORED,
        holds="unloading grain",
    ),
    _case(
        "B04 broken utf-8",
        lambda: SENTENCE.encode() * 3 + b" \xff\xfe\xc3( end.",
        STORED,
        suffix=".txt",
        holds="\ufffd",
    ),
    _case(
        "B04 surrogates", lambda: SENTENCE.encode() * 3 + b" \xed\xa0\x80 end.", STORED, suffix=".txt", holds="\ufffd"
    ),
    _case(
        "B07 overrides",
        lambda: page(ARTICLE.replace("union", "\u202eunion\u202c \u2067x\u2069")),
        STORED,
        holds="\u202e",
    ),
    _case("B07 marks", lambda: (SENTENCE + ("e" + "\u0301" * 500) * 200 + " said.").encode(), STORED, suffix=".txt"),
    _case(
        "B09 many paragraphs",
        lambda: page("<p>Short line of text here.</p>" * 200_000),
        STORED,
        "limit.time",
        "limit.memory",
    ),
    _case("B10 many breaks", lambda: page(ARTICLE + "line<br>" * 500_000), STORED, "limit.time", "limit.memory"),
    _case(
        "B11 deep div",
        lambda: page("<div>" * 20_000 + ARTICLE + "</div>" * 20_000),
        STORED,
        "limit.depth",
        "limit.time",
    ),
    _case("B11 deep table", lambda: page("<table><tr><td>" * 20_000 + ARTICLE), STORED, "limit.depth", "limit.time"),
    _case("B11 deep font", lambda: page("<font>" * 20_000 + ARTICLE), STORED, "limit.depth", "limit.time"),
    _case(
        "B11 deep by 300", lambda: page("<div>" * 300 + ARTICLE + "</div>" * 300), STORED, holds="Part 5 of the report"
    ),
    _case("B12 open anchors", lambda: page(ARTICLE + "<a href='#'>" * 50_000), STORED, holds="Part 5 of the report"),
    _case(
        "B13 attributes",
        lambda: page("<div " + " ".join(f"a{i}=b" for i in range(200_000)) + ">" + ARTICLE + "</div>"),
        "limit.attrs",
        "limit.time",
    ),
    _case(
        "B14 spans",
        lambda: page(
            ARTICLE
            + "<table><tr><td colspan=9000000000000000 rowspan=9e15>x</td></tr></table><ol start=1e308><li>y</ol>"
        ),
        STORED,
        holds="Part 5 of the report",
    ),
    _case(
        "B15 large data",
        lambda: page('<script type="application/ld+json">{"a":"' + "x" * 10_000_000 + '"}</script>' + ARTICLE),
        STORED,
        holds="Part 5 of the report",
    ),
    _case(
        "B15 deep data",
        lambda: page(
            '<script type="application/ld+json">' + '{"a":' * 5_000 + "1" + "}" * 5_000 + "</script>" + ARTICLE
        ),
        STORED,
        holds="Part 5 of the report",
    ),
    _case(
        "B15 long graph",
        lambda: page(
            '<script type="application/ld+json">{"@graph":['
            + ",".join(['{"@type":"Thing"}'] * 100_000)
            + "]}</script>"
            + ARTICLE
        ),
        STORED,
        holds="Part 5 of the report",
    ),
    _case(
        "B16 entities",
        lambda: page(ARTICLE + "<p>" + "&amp;" * 300_000 + "&#99999999;&#0;</p>"),
        STORED,
        holds="Part 5",
    ),
    _case(
        "B17 date flood",
        lambda: page(ARTICLE + "<p>" + "2015-03-24 03/24/2015 24 March 2015 " * 5_000 + "</p>"),
        STORED,
    ),
    _case("B17 question marks", lambda: (SENTENCE + "?" * 100_000).encode(), STORED, suffix=".txt"),
    _case("B17 quotation marks", lambda: (SENTENCE + '"' * 100_000).encode(), STORED, suffix=".txt"),
    _case("B17 spaces", lambda: (SENTENCE + " " * 100_000 + SENTENCE).encode(), STORED, suffix=".txt"),
    _case("B18 open brackets", lambda: page(ARTICLE + "<" * 1_000_000), STORED, "html.no_article", "limit.time"),
    _case("B18 comments", lambda: page(ARTICLE + "<!--" * 200_000), STORED, "html.no_article", "limit.time"),
    _case(
        "B18 sections",
        lambda: page(ARTICLE + "<![CDATA[x]]><?x y?>" * 100_000),
        STORED,
        "html.no_article",
        "limit.time",
    ),
    _case(
        "B19 addresses",
        lambda: page(
            ARTICLE,
            '<html><head><base href="http://127.0.0.1:9/"><meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">'
            '<meta property="og:image" content="http://127.0.0.1:9/x.png"><link rel="canonical" href="http://127.0.0.1:9/a">'
            '<link rel="stylesheet" href="http://127.0.0.1:9/x.css"></head><body>',
        ),
        STORED,
        holds="Part 5",
    ),
    _case(
        "B20 scripts",
        lambda: page(
            ARTICLE + "<script>alert(1)</script><p onclick=alert(1)>Text of a paragraph with a handler on it.</p>"
            "<svg><script>alert(2)</script></svg><a href='javascript:alert(3)'>link</a>"
            "<iframe srcdoc='<script>alert(4)</script>'></iframe>"
        ),
        STORED,
        holds="Part 5",
    ),
    _case("B21 pdf", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n" + bytes(range(256)) * 20, "not_text"),
    _case("B21 png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "not_text"),
    _case("B21 program", lambda: b"\x7fELF\x02\x01\x01" + bytes(4_000), "not_text"),
    _case("B21 office", lambda: b"PK\x03\x04" + bytes(range(256)) * 20, "not_text"),
    _case("B21 gzip", lambda: b"\x1f\x8b\x08\x00" + bytes(range(256)) * 20, "not_text"),
    _case("B21 noise", lambda: bytes((i * 7919) % 256 for i in range(9_000)), "not_text", suffix=".txt"),
    _case(
        "B22 consent",
        lambda: page(
            "<h1>We value your privacy</h1><p>We and our partners store and/or access information on a device, such as "
            "cookies, and process personal data. With your permission we may use precise geolocation data.</p>"
            "<button>Accept all</button>"
        ),
        "html.no_article",
    ),
    _case(
        "B22 paywall",
        lambda: page(
            "<h1>Port talks fail</h1><p>Subscribe to continue reading. "
            "Already a subscriber? Log in to your account.</p>"
            "<p>Sign up for our newsletter and get unlimited access to every story.</p>"
        ),
        "html.no_article",
    ),
    _case(
        "B22 not found",
        lambda: page(
            "<h1>Page not found</h1><p>Sorry, the page you are looking for could not be found. It may"
            " have been moved.</p><a href='/'>Home</a>"
        ),
        "html.no_article",
    ),
    _case(
        "B22 index",
        lambda: page(
            "<nav><a href='/'>Home</a><a href='/w'>World</a></nav>"
            + "".join(
                f"<div><h3><a href='/{i}'>Union calls day {i} of the Karsova strike off</a></h3>"
                f"<p>The port reopened on day {i} after talks between owners and the union, officials said in "
                "a statement to the press.</p></div>"
                for i in range(25)
            )
        ),
        "html.no_article",
    ),
    _case(
        "B22 link list",
        lambda: page(
            "<ul>"
            + "".join(f"<li><a href='/{i}'>Union calls day {i} of the Karsova strike off</a></li>" for i in range(60))
            + "</ul>"
        ),
        "html.no_article",
    ),
)
