"""Bytes into text: which encoding they are in, and what says so.

In order: byte order mark, zero bytes of UTF-16, valid UTF-8, the declared encoding, then how plausible the letters look
in each of the encodings that news is still found in. What cannot be decoded becomes U+FFFD and is counted.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was read in."""

    text: str
    encoding: str
    """Python's name of it."""
    evidence: str
    """What decided: mark, zero bytes, valid, mostly valid, declared, its letters, nothing fits."""
    replaced: int = 0
    """Places where bytes became U+FFFD."""

    @property
    def label(self) -> str:
        return f"{self.encoding} ({self.evidence})"


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_LABELS = {
    "ascii": "cp1252", "us-ascii": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252", "iso_8859-1": "cp1252", "l1": "cp1252", "x-cp1252": "cp1252", "ansi": "cp1252",
    "iso-8859-9": "cp1254", "latin5": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030",
    "gb_2312-80": "gb18030", "chinese": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932",
    "x-sjis": "cp932", "ms_kanji": "cp932", "windows-31j": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
    "korean": "cp949", "x-euc-jp": "euc_jp", "x-cp1251": "cp1251", "koi": "koi8_r", "koi8": "koi8_r",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "x-x-big5": "big5hkscs", "iso-8859-11": "cp874", "tis-620": "cp874",
    "unicode": "utf-8", "x-mac-roman": "mac_roman", "macintosh": "mac_roman", "x-mac-cyrillic": "mac_cyrillic",
}  # fmt: skip
"""Names on the web that mean another encoding than Python's of that name (WHATWG Encoding Standard, 4.2)."""

_NOT_TEXT_CODECS = frozenset({
    "base64", "bz2", "hex", "idna", "mbcs", "oem", "palmos", "punycode", "quopri", "raw_unicode_escape", "rot13",
    "undefined", "unicode_escape", "uu", "zlib", "utf_7",
})  # fmt: skip
"""Codecs of Python that a page can name but that are no character encodings, or unsafe ones."""

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_DECLARATION_TAG = re.compile(rb"<(?:meta|\?xml)\b[^>]{1,500}>", re.IGNORECASE)
_HEAD = 100_000
"""Bytes searched for a declaration: pages put 60 kB of scripts before it."""

_SAMPLE = 10_000
"""Bytes looked at to judge an encoding: 1,500 words, and a hundredth of a second."""

_CLEAR = 0.95
"""Share of plausible letters at which no other encoding is tried."""

_SURROGATE_BYTES = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_HIGH = re.compile(rb"[\x80-\xff]")


def declared_encoding(page: bytes) -> str | None:
    """Python's name of the encoding that a page's meta element or XML declaration names; None: none, or unknown."""
    for tag in _DECLARATION_TAG.finditer(page, 0, _HEAD):
        if found := _DECLARED.search(tag[0]):
            return codec_name(found[1].decode("ascii"))
    return None


def codec_name(label: str) -> str | None:
    """Python's name for an encoding label of the web."""
    label = label.strip().lower()
    label = _LABELS.get(label, label)
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError, UnicodeError):
        return None
    if not getattr(info, "_is_text_encoding", True) or info.name.replace("-", "_") in _NOT_TEXT_CODECS:
        return None
    return _LABELS.get(info.name, info.name)


def wide_encoding(head: bytes) -> str | None:
    """UTF-16 or UTF-32 by its mark or by where its zero bytes stand; None: a byte is a character or part of one."""
    for mark, name in _MARKS[1:]:
        if head.startswith(mark):
            return name
    return _wide_without_mark(head[:_SAMPLE])


def _wide_without_mark(head: bytes) -> str | None:
    if len(head) < 16 or b"\x00" not in head:
        return None
    even, odd = head[0::2], head[1::2]
    for high, low, name in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        # High bytes of one script are few: zero for spaces and Latin, one more for Cyrillic or Greek.
        common = sorted((high.count(x) for x in set(high)), reverse=True)[:2]
        zeros = high.count(0)
        if sum(common) >= 0.9 * len(high) and zeros >= 0.03 * len(high) and low.count(0) < 0.02 * len(low):
            return name
    return None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of `data`. `declared`: Python's name of the encoding that its page or sender names. Never fails."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], name, "mark")
    if wide := _wide_without_mark(data[:_SAMPLE]):
        return _replacing(data, wide, "zero bytes")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_other(data, declared)
    if declared and "2022" in declared and "\x1b" in text:
        return _replacing(data, declared, "declared")
    if "\x1b$" in text:  # the escape that opens Japanese in ISO 2022
        try:
            return Decoded(data.decode("iso2022_jp"), "iso2022_jp", "its escapes")
        except UnicodeDecodeError:
            pass
    return Decoded(text, "utf-8", "valid")


def decode_known(data: bytes, encoding: str) -> Decoded:
    """The text of bytes whose encoding is known because this program encoded them."""
    return _replacing(data, encoding, "known")


def _decode_other(data: bytes, declared: str | None) -> Decoded:
    """Bytes that are not valid UTF-8."""
    if _SURROGATE_BYTES.search(data):
        data = _without_surrogates(data)
        try:
            return Decoded(data.decode("utf-8"), "utf-8", "mostly valid", data.count(b"\xef\xbf\xbd"))
        except UnicodeDecodeError:
            pass
    for name in ("utf-16-le", "utf-16-be"):  # Japanese and Chinese have no spaces whose zero bytes would show
        try:
            text = data[:_SAMPLE].decode(name)
        except UnicodeDecodeError:
            continue
        if max(_kana(text), _han(text)) > 0.8:
            return _replacing(data, name, "its letters")
    sample = _sample(data)
    as_utf8 = sample.decode("utf-8", "replace")
    wrong = as_utf8.count(REPLACEMENT)
    right = sum(1 for c in as_utf8 if c > "\x7f") - wrong
    if right >= 3 * wrong:  # one cut or pasted byte in a text that is UTF-8 elsewhere
        return _replacing(data, "utf-8", "mostly valid")
    best, best_score = "utf-8", 0.3  # below it the letters make no words: say which bytes are wrong instead
    for name, judge in _judges(declared):
        try:
            text = sample.decode(name, "replace" if name in _SINGLE_BYTE else "strict")
        except (UnicodeDecodeError, LookupError):
            try:
                text = sample[:-1].decode(name)  # the sample may end inside a character
            except (UnicodeDecodeError, LookupError):
                continue
        score = judge(text) + (0.25 if name == declared else 0.0)  # right unless the letters speak against it
        if score > best_score:
            best, best_score = name, score
        if score >= _CLEAR:
            break
    if best == "utf-8":
        return _replacing(data, "utf-8", "nothing fits")
    return _replacing(data, best, "declared" if best == declared else "its letters")


def _without_surrogates(data: bytes) -> bytes:
    """CESU-8 pairs joined to the character they mean, single surrogates as U+FFFD."""
    text = data.decode("utf-8", "surrogatepass") if _passes(data) else data.decode("utf-8", "replace")
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode("utf-8")


def _passes(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _sample(data: bytes) -> bytes:
    """Lines that hold bytes above 127, up to _SAMPLE; whole lines, so that no character is cut."""
    if len(data) <= _SAMPLE:
        return data
    out: list[bytes] = []
    size = 0
    position = 0
    while size < _SAMPLE and (found := _HIGH.search(data, position)):
        start = data.rfind(b"\n", 0, found.start()) + 1
        start = max(start, position, found.start() - 2_000)
        end = data.find(b"\n", found.start())
        end = len(data) if end < 0 else end + 1
        end = min(end, start + _SAMPLE)
        out.append(data[start:end])
        size += end - start
        position = end
    return b"".join(out)


def _replacing(data: bytes, encoding: str, evidence: str) -> Decoded:
    text = data.decode(encoding, "replace")
    replaced = text.count(REPLACEMENT) if encoding != "utf-8" else text.count(REPLACEMENT) - data.count(b"\xef\xbf\xbd")
    return Decoded(text.encode("utf-8", "replace").decode("utf-8"), encoding, evidence, max(0, replaced))


# How well a text reads in an encoding: -1 to 1, over its characters beyond ASCII.

_WESTERN = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýßœšžğışÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŒŠŽŞİ")
_TYPOGRAPHY = frozenset("“”‘’–—…•£€¥°©®™«»¡¿½¼¾§·´†\u00a0\u00ad„‚‹›º²³×")
_CYRILLIC_COMMON = frozenset("оеаинтсрвлкмдпуязыьб")
_HAN_COMMON = frozenset(
    "的一是不了在人有我他这這中大来來上国國个個到说說们們为為子和你地出道也时時年得就那要下以生会會自着著去之过過家"
    "学學对對可里後后小么麼心多天而能好都然没沒日于於起还還发發成事只作当當想看文无無开開手十用主行方又如前所本见見"
    "经經头頭面公同三已老从從动動两兩长長政府部记記者表示军軍报報新华華月民"
)


def _latin(text: str) -> float:
    good = bad = 0
    run = 0
    previous = " "
    for char in text + " ":
        if char < "\x80":
            if run >= 3:  # Latin words have accents one at a time; three together are another script
                bad += 2 * run
            run = 0
        elif char in _TYPOGRAPHY:
            good += 1
            run = 0
        elif char in _WESTERN:
            run += 1
            if (char.islower() and not previous.isupper() and (previous.isalpha() or previous in " \n'’\"(-“‘«")) or (
                char.isupper() and not previous.islower()
            ):
                good += 1
            else:
                bad += 1
        else:
            bad += 1
            run = 0
        previous = char
    return (good - bad) / (good + bad) if good + bad else 0.0


_WORDS = re.compile(r"[^\x00-\x7f]{3,}")


def _in_words(text: str) -> bool:
    """Whether most of the characters beyond ASCII stand together, as those of another script do."""
    total = sum(1 for c in text if c >= "\x80")
    return 2 * sum(map(len, _WORDS.findall(text))) >= total >= 4


def _cyrillic(text: str) -> float:
    if not _in_words(text):
        return 0.0
    points = 0.0
    count = 0
    previous = " "
    for char in text:
        if char >= "\x80":
            count += 1
            if "Ѐ" <= char <= "ӿ":
                if char.islower():
                    points += -0.5 if previous.isupper() and not "Ѐ" <= previous <= "ӿ" else 0.0
                    points += 1.0 if char in _CYRILLIC_COMMON else 0.6
                else:
                    points += -1.0 if previous.islower() else 0.4
            elif char not in _TYPOGRAPHY and char != "№":
                points -= 1.0
        previous = char
    return points / count


def _han(text: str) -> float:
    """Chinese: a third of a running text are its hundred most frequent characters."""
    total = sum(1 for c in text if c >= "\x80")
    if not _in_words(text):
        return 0.0
    han = [c for c in text if "一" <= c <= "鿿"]
    common = sum(1 for c in han if c in _HAN_COMMON)
    kana = sum(1 for c in text if "ぁ" <= c <= "ヿ")
    odd = sum(1 for c in text if c >= "\x80" and not ("一" <= c <= "鿿" or "\u3000" <= c <= "〿" or "！" <= c <= "～"))
    if not han or kana > 0.1 * total:
        return -1.0
    return min(1.0, common / len(han) / 0.2) * (len(han) / total) - odd / total


def _kana(text: str) -> float:
    """Japanese: half of a running text is kana."""
    total = sum(1 for c in text if c >= "\x80")
    if not _in_words(text):
        return 0.0
    hiragana = sum(1 for c in text if "ぁ" <= c <= "ん")
    katakana = sum(1 for c in text if "ァ" <= c <= "ヶ")
    odd = sum(1 for c in text if "｡" <= c <= "ﾟ" or ("\x80" <= c <= "\u2fff" and c not in _TYPOGRAPHY))
    return min(1.0, (hiragana + 0.5 * katakana) / (0.3 * total)) - 2 * odd / total if hiragana else -1.0


def _hangul(text: str) -> float:
    if not _in_words(text.replace(" ", "")):
        return 0.0
    total = sum(1 for c in text if c >= "\x80")
    hangul = sum(1 for c in text if "가" <= c <= "힣")
    odd = sum(1 for c in text if "\x80" <= c <= "\u2fff" and c not in _TYPOGRAPHY)
    return (hangul - 2 * odd) / total


def _letters(text: str) -> float:
    """Any script: characters beyond ASCII are letters in words of one case, or typography."""
    total = 0
    points = 0.0
    previous = " "
    for char in text:
        if char >= "\x80":
            total += 1
            if char in _TYPOGRAPHY:
                points += 1.0
            elif char.isalpha():
                points += -1.0 if char.isupper() and previous.islower() else 0.8
            else:
                points -= 1.0
        previous = char
    return points / total if total else 0.0


_JUDGES: dict[str, Callable[[str], float]] = {
    "cp1252": _latin,
    "cp1251": _cyrillic,
    "koi8_r": _cyrillic,
    "cp932": _kana,
    "euc_jp": _kana,
    "gb18030": _han,
    "big5hkscs": _han,
    "cp949": _hangul,
}
_SINGLE_BYTE = frozenset({"cp1252", "cp1251", "koi8_r"})


def _judges(declared: str | None) -> list[tuple[str, Callable[[str], float]]]:
    """The encodings to try, the declared one first."""
    judges = list(_JUDGES.items())
    if declared and not declared.startswith("utf"):
        judges.insert(0, (declared, _JUDGES.get(declared, _letters)))
    return judges
