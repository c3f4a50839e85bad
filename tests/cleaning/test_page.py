from __future__ import annotations

import sys

import pytest

from ascribe.cleaning import Cleaner
from ascribe.cleaning.page import Refusal, read_page
from ascribe.contract.documents import BlockKind, Document, Metadata, RawReport

PARAGRAPHS = [
    "The pilots of Velm harbour went back to work on Thursday after nine days, their union said in a statement.",
    "Under the agreement, which both sides signed in the morning, pay rises by four per cent in each of two years.",
    "The harbour company said that the first of the waiting ships would be in by nightfall, the rest by Sunday.",
    "A spokeswoman for the company declined to say what the strike had cost.",
]
BODY = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)


def page(body: str = BODY, head: str = "", before: str = "", after: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html><head><title>Pilots return | Velm Mail</title>{head}</head><body>"
        f"<nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul></nav>{before}"
        f"<article><h1>Pilots return to work in Velm</h1>{body}</article>{after}"
        "<footer><p>Copyright 2011 Velm Mail. All rights reserved.</p></footer></body></html>"
    ).encode()


def clean(cleaner: Cleaner, content: bytes, **metadata: str) -> Document:
    made = cleaner.clean(RawReport("a.html", "a.html", content, "text/html", Metadata(**metadata)))
    assert isinstance(made, Document), made
    return made


def test_text_and_blocks(cleaner: Cleaner) -> None:
    document = clean(cleaner, page())
    assert [document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.BODY] == PARAGRAPHS
    assert document.blocks[0].kind is BlockKind.HEADLINE
    assert sum("Pilots return" in document.text[b.start : b.end] for b in document.blocks) == 1
    assert "Home" not in document.text
    assert "Copyright" not in document.text


JSON_LD = (
    '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",'
    '"headline":"Pilots return",'
    '"datePublished":"2019-07-11T09:30:00+02:00","author":{"@type":"Person","name":"Ana Ruiz"},'
    '"publisher":{"@type":"Organization","name":"Velm Mail"}}</script>'
)


@pytest.mark.parametrize(
    ("head", "before", "date"),
    [
        (JSON_LD, "", "2019-07-11T09:30:00+02:00"),
        ('<meta property="article:published_time" content="2019-07-11T09:30:00Z">', "", "2019-07-11T09:30:00+00:00"),
        (
            '<meta name="pubdate" content="11 July 2019"><meta name="last-modified" content="2019-08-01">',
            "",
            "2019-07-11",
        ),
        ("", '<time datetime="2019-07-11">11 July</time>', "2019-07-11"),
        ("", '<span class="x">Published: 11 July 2019</span>', "2019-07-11"),
        ("", '<p class="date">Thursday, July 11, 2019</p>', "2019-07-11"),
        ("", "<aside><time datetime='2018-01-01'>x</time></aside><ul><li>3 May 2017</li></ul>", None),
        ("", "<p>The strike had begun on 2 July 2019, and nobody knew when it would end.</p>", None),
        ('<meta name="copyright" content="2011">', "", None),
        ("", "<div>1 July 2019</div><div>2 July 2019</div>", None),
    ],
)
def test_the_date_is_the_one_the_page_states(cleaner: Cleaner, head: str, before: str, date: str | None) -> None:
    document = clean(cleaner, page(head=head, before=before))
    assert document.metadata.published_at == date
    assert document.dated_by == ("page" if date else None)


def test_rows_win_over_the_page_and_the_page_over_its_address(cleaner: Cleaner) -> None:
    url = "https://mail.example/2019/07/12/pilots"
    assert clean(cleaner, page(), url=url).dated_by == "address"
    assert clean(cleaner, page(head=JSON_LD), url=url).dated_by == "page"
    row = clean(
        cleaner, page(head=JSON_LD), url=url, published_at="2019-07-13", outlet="Other", title="Own title of the row"
    )
    assert (row.metadata.published_at, row.dated_by, row.metadata.outlet) == ("2019-07-13", "row", "Other")
    assert row.text.startswith("Own title of the row\n")


def test_the_newsroom_day_is_taken_where_the_clock_is_universal_time(cleaner: Cleaner) -> None:
    head = '<meta property="article:published_time" content="2019-07-12T01:30:00Z">'
    document = clean(cleaner, page(head=head), url="https://mail.example/2019/07/11/pilots")
    assert (document.metadata.published_at, document.dated_by) == ("2019-07-11", "address")


def test_outlet_author_and_address_of_the_page(cleaner: Cleaner) -> None:
    head = (
        JSON_LD
        + '<meta property="og:site_name" content="Velm Mail"><link rel="canonical" href="https://mail.example/a/pilots">'
    )
    document = clean(cleaner, page(head=head))
    assert document.metadata.outlet == "Velm Mail"
    assert document.metadata.byline == "Ana Ruiz"
    assert document.metadata.url == "https://mail.example/a/pilots"


def test_an_address_that_names_the_front_page_is_no_address(cleaner: Cleaner) -> None:
    head = '<link rel="canonical" href="https://mail.example/">'
    assert clean(cleaner, page(head=head)).metadata.url is None


def test_a_fragment_is_all_article(cleaner: Cleaner) -> None:
    document = clean(
        cleaner,
        f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[3]}<br>Next line of it.</p><script>x()</script><li>An item".encode(),
    )
    assert document.text.split("\n") == [PARAGRAPHS[0], PARAGRAPHS[3], "Next line of it.", "An item"]


def test_a_declared_encoding_counts(cleaner: Cleaner) -> None:
    text = "Die Lotsen fuhren am Donnerstag wieder; für den Hafen sei das „ein guter Tag“, hieß es in Köln. " * 3
    content = (
        f"<html><head><meta charset=iso-8859-1></head><body><article><p>{text}</p><p>{text}</p></article></body></html>"
    )
    document = clean(cleaner, content.encode("cp1252"))
    assert "„ein guter Tag“" in document.text
    assert document.encoding == "cp1252 (declared)"
    assert (document.language, [w.code for w in document.warnings]) == ("de", ["language.unread"])


def test_comments_and_related_links_are_left_out(cleaner: Cleaner) -> None:
    after = (
        "<div id='comments'><h3>2 Comments</h3>"
        "<div class='comment'><p>Somebody says that all of this is quite wrong and late.</p></div></div>"
        "<div class='related'><h4>Related stories</h4><ul><li><a href='/x'>Dockers vote on Friday</a></li></ul></div>"
    )
    document = clean(cleaner, page(after=after))
    read = " ".join(document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.BODY)
    assert "quite wrong" not in read
    assert "Dockers vote" not in read


def test_no_socket_is_opened() -> None:
    """Robustness B19, C5: whatever a page asks for, nothing is fetched."""
    seen: list[str] = []
    watching = True

    def watch(event: str, _args: object) -> None:
        if watching and (event.startswith("socket.") or event in ("urllib.Request", "subprocess.Popen", "os.system")):
            seen.append(event)

    sys.addaudithook(watch)
    head = (
        '<base href="http://127.0.0.1:9/"><meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">'
        '<link rel="canonical" href="http://127.0.0.1:9/a"><meta property="og:image" content="http://127.0.0.1:9/x.png">'
        '<script type="application/ld+json">{"@context":"http://127.0.0.1:9/c.json","@type":"NewsArticle"}</script>'
    )
    read_page(page(head=head, before="<iframe src='http://127.0.0.1:9/'></iframe>"), None, "http://127.0.0.1:9/a")
    watching = False
    assert seen == []


def test_pages_that_hold_nothing_are_refused() -> None:
    for content in (b"<html></html>", b"<p></p>", b"<html><body><script>x</script></body></html>"):
        with pytest.raises(Refusal):
            read_page(content, None, None)
