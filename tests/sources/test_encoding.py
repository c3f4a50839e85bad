from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.sources.encoding import codec_name, declared_encoding, decode, wide_encoding

TEXTS = {
    "en": "The harbour master said “nobody was hurt” – the café by the quay stayed open; it cost £2 million.",
    "fr": "Le directeur du port a déclaré que personne n’avait été blessé ; la grève reprendra dès lundi à Marseille.",
    "de": "Der Hafenmeister erklärte, niemand sei verletzt worden; die Gespräche würden später in Köln fortgeführt.",
    "ru": "Начальник порта сообщил, что никто не пострадал, а переговоры с профсоюзом продолжатся в понедельник.",
    "ja": "港の責任者は、けが人はいなかったと話した。組合との交渉は月曜日に再開される見通しだという。",
    "zh": "港口负责人表示，没有人受伤，与工会的谈判将在星期一继续进行，政府没有说明具体时间。",
}
ENCODINGS = {
    "en": ["cp1252", "utf-8", "utf-16-le", "utf-16-be"],
    "fr": ["cp1252", "utf-8", "utf-16-le"],
    "de": ["cp1252", "latin-1", "utf-16-be"],
    "ru": ["cp1251", "koi8_r", "utf-8", "utf-16-le"],
    "ja": ["cp932", "euc_jp", "iso2022_jp", "utf-8", "utf-16-le"],
    "zh": ["gb18030", "utf-8", "big5hkscs"],
}
DECLARED = [None, "utf-8", "cp1252"]


def cases() -> list[tuple[str, str, str | None]]:
    out = []
    for language, encodings in ENCODINGS.items():
        for encoding in encodings:
            try:
                (TEXTS[language].replace("–", "-") if encoding == "latin-1" else TEXTS[language]).encode(encoding)
            except UnicodeEncodeError:
                continue  # simplified characters that Big5 lacks
            out += [(language, encoding, declared) for declared in DECLARED]
    return out


def test_at_least_95_percent_of_the_encodings_are_told() -> None:
    """Robustness B05: absent, right and wrong declarations."""
    wrong = [case for case in cases() if decode(TEXTS[case[0]].encode(case[1]), case[2]).text != TEXTS[case[0]]]
    assert len(cases()) >= 55
    assert len(wrong) <= 0.05 * len(cases()), wrong


def test_what_decided_is_recorded() -> None:
    assert decode("naïve plans".encode()).label == "utf-8 (valid)"
    assert decode("naïve plans".encode("utf-8-sig")).label == "utf-8 (mark)"
    assert decode(TEXTS["ru"].encode("cp1251")).label == "cp1251 (its letters)"
    assert decode(TEXTS["ru"].encode("cp1251"), "cp1251").label == "cp1251 (declared)"
    assert decode(TEXTS["en"].encode("utf-16-le")).label == "utf-16-le (zero bytes)"


@pytest.mark.parametrize(
    ("data", "text", "replaced"),
    [
        (b"no letters make \xff\xfe of \xc3( this", "no letters make \ufffd\ufffd of \ufffd( this", 3),
        (b"smile \xed\xa0\xbd\xed\xb8\x80, half of one \xed\xa0\x80.", "smile 😀, half of one \ufffd.", 1),
        ("über and über, ".encode() * 3 + b"cut \xc3", "über and über, " * 3 + "cut \ufffd", 1),
        (b"a \xef\xbf\xbd stood there already", "a \ufffd stood there already", 0),
        (b"She said \x93no\x94.", "She said “no”.", 0),
    ],
)
def test_bytes_that_fit_nowhere_are_replaced_and_counted(data: bytes, text: str, replaced: int) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.replaced) == (text, replaced)


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "cp1251", "cp932", "iso2022_jp", "utf-16"]))
def test_any_bytes_give_text_that_can_be_stored(data: bytes, declared: str | None) -> None:
    decoded = decode(data, declared)
    decoded.text.encode("utf-8")
    assert decoded.replaced >= 0


@given(st.text(max_size=300))
def test_utf8_comes_back(text: str) -> None:
    if "\x1b" not in text and not text.startswith("\ufeff") and "\x00" not in text:
        assert decode(text.encode("utf-8")).text == text


def test_declaration_is_found_behind_scripts() -> None:
    assert declared_encoding(b"<script>" + b"x" * 60_000 + b'</script><meta charset="windows-1251">') == "cp1251"
    assert declared_encoding(b'<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">') == "cp932"
    assert declared_encoding(b'<?xml version="1.0" encoding="gb2312"?>') == "gb18030"
    assert declared_encoding(b"<p>charset=utf-8</p>") is None


def test_labels_that_are_no_encodings_are_refused() -> None:
    assert [codec_name(x) for x in ("ISO-8859-1", "base64", "rot13", "no-such", "utf-7", "idna", "unicode_escape")] == [
        "cp1252", None, None, None, None, None, None,
    ]  # fmt: skip


def test_zero_bytes_in_utf8_are_not_utf16() -> None:
    assert wide_encoding(b"a text with \x00 one zero byte in it") is None
