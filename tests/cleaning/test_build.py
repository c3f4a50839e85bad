from __future__ import annotations

from pathlib import Path

import pytest

from ascribe.cleaning import Cleaner
from ascribe.cleaning.language import language_of
from ascribe.contract.documents import BlockKind, Document, Metadata, Problem, RawReport

BODY = "The pilots of Velm went back to work on Thursday after nine days, a union said.\n\nPay rises by four per cent."


def clean(cleaner: Cleaner, text: str | bytes, **metadata: str) -> Document:
    content = text.encode() if isinstance(text, str) else text
    made = cleaner.clean(RawReport("a.txt", "in/a.txt", content, "text/plain", Metadata(**metadata)))
    assert isinstance(made, Document), made
    return made


@pytest.mark.parametrize(
    ("text", "published_at", "dated_by"),
    [
        (f"Pilots return\n\nJuly 11, 2019\n\n{BODY}", "2019-07-11", "text"),
        (f"Pilots return\n\nUpdated: July 12, 2019\n\nPublished: July 11, 2019\n\n{BODY}", "2019-07-11", "text"),
        (f"VELM, 11 July 2019 (Agency) – {BODY}", "2019-07-11", "text"),
        (f"VELM, 11 July (Agency) – {BODY}", None, None),
        (f"{BODY}\n\nOn July 11, 2019 the strike was over, the union said.", None, None),
        (f"July 2019\n\n{BODY}", None, None),
        (f"https://mail.example/2019/07/11/pilots\n\n{BODY}", "2019-07-11", "address"),
    ],
)
def test_dates_in_the_text(cleaner: Cleaner, text: str, published_at: str | None, dated_by: str | None) -> None:
    document = clean(cleaner, text)
    assert (document.metadata.published_at, document.dated_by) == (published_at, dated_by)


def test_a_row_wins(cleaner: Cleaner) -> None:
    document = clean(cleaner, f"July 11, 2019\n\n{BODY}", published_at="2019-07-10")
    assert (document.metadata.published_at, document.dated_by) == ("2019-07-10", "row")


def test_a_title_is_put_above_the_text_that_lacks_it(cleaner: Cleaner) -> None:
    document = clean(cleaner, BODY, title="Pilots return to work")
    assert document.text == f"Pilots return to work\n{BODY}"
    assert document.blocks[0].kind is BlockKind.HEADLINE
    for there in ("Pilots return to work", "PILOTS RETURN TO WORK", "Pilots return to work - Velm Mail"):
        document = clean(cleaner, f"{there}\n\n{BODY}", title="Pilots return to work")
        assert document.text.startswith(there)
        assert document.text.lower().count("pilots return to work") == 1
        assert document.blocks[0].kind is BlockKind.HEADLINE


def test_warnings(cleaner: Cleaner) -> None:
    document = clean(cleaner, BODY.encode() + b"\x00\x07 \xff\xfe\xc3( end.")
    assert [w.code for w in document.warnings] == ["encoding.replaced", "controls.dropped"]
    assert all(w.message.startswith("in/a.txt") for w in document.warnings)


def test_too_many_paragraphs_and_too_many_bytes(cleaner: Cleaner) -> None:
    for content, code in (
        (b"A line.\n\n" * 60_000, "limit.paragraphs"),
        (b"x" * 20_000_001, "limit.size"),
        (b" \n", "empty"),
        (b"?!", "empty"),
    ):
        made = cleaner.clean(RawReport("a.txt", "a.txt", content, "text/plain"))
        assert isinstance(made, Problem)
        assert made.code == code


def test_rows_are_not_decoded_a_second_time(cleaner: Cleaner) -> None:
    """What looks like Japanese in seven bits is a row's own text."""
    text = "The harbour \x1b$B said nothing on Thursday, the pilots said \x1b(B later."
    made = cleaner.clean(RawReport("a#1", "a, line 1", text.encode(), "text/plain", encoding="utf-8"))
    assert isinstance(made, Document)
    assert made.text == text.replace("\x1b", "")
    assert made.encoding == "utf-8 (known)"


def test_languages() -> None:
    assert language_of(BODY) == "en"
    assert language_of("Pilots return") == "en"
    assert language_of("") == "en"
    assert (
        language_of(
            "Die Lotsen haben die Arbeit wieder aufgenommen, wie die Gewerkschaft am Donnerstag in Velm mitteilte."
        )
        == "de"
    )
    assert (
        language_of(
            "Les pilotes du port ont repris le travail jeudi après neuf jours de grève, a indiqué leur syndicat."
        )
        == "fr"
    )
    assert (
        language_of("Лоцманы порта вернулись к работе в четверг после девяти дней забастовки, сообщил профсоюз.")
        == "ru"
    )
    assert language_of("港の水先案内人は九日間のストライキの後、木曜日に仕事に戻ったと組合が発表した。") == "ja"


def test_the_package_holds_its_lexicons(tmp_path: Path) -> None:
    from ascribe.cleaning import lexicon

    for name in ("boilerplate", "form", "credit", "section"):
        phrases = lexicon.phrases(name)
        assert phrases.exact
        for phrase in (*phrases.exact, *phrases.starts):
            assert phrase == lexicon.folded(phrase) or phrase.endswith(" "), phrase
    for table, entries in lexicon.tables().items():
        for key, value in entries.items():
            if isinstance(value, list):
                flat = [x for item in value for x in (item if isinstance(item, list) else [item])]
                assert all(x == x.lower() for x in flat), (table, key)
                assert key == "together" or len(set(flat)) == len(flat), (
                    table,
                    key,
                    [x for x in flat if flat.count(x) > 1],
                )
