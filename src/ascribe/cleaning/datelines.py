"""The dateline at the head of a paragraph: "TIKRIT, Iraq - ", "BAGHDAD (AP) —", "Nairobi/Kampala, 12 May – ".

It is read by its parts (places, a date, an agency in brackets, a dash), not by one expression, so that it stays linear
and each reason for refusing can be named.
"""

from __future__ import annotations

import re

from ascribe.cleaning import lexicon

_REACH = 130
"""Characters in which a dateline must end: the longest met has two cities, a country, a date and two agencies."""

_MARK = re.compile(
    r"\s+[-–—]{1,2}\s*|\s+_\s+|[–—]+\s*|--\s*|-\s+(?=[\"“‘'A-Z])|(?<=[\])])\s*[:\-–—]\s*|(?<=\d)\s*:\s+|:\s+"
)
_BRACKETS = re.compile(r"[(\[](?P<inside>[^()\[\]]{2,50})[)\]]")
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = re.compile(
    rf"\b(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}}\.?,?\s+)?"
    rf"(?:{_MONTHS}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:\s*,?\s+\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTHS}(?:\s*,?\s+\d{{4}})?"
    rf"|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})(?!\w)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")


def dateline_end(text: str, first: bool) -> int | None:
    """Index behind the dateline at the start of `text`, its dash and space included; None: there is none.

    `first`: it is one of the report's first paragraphs, where a plain "Mosul - " is a dateline too.
    """
    head = text[:_REACH]
    for mark in _MARK.finditer(head):
        prefix = head[: mark.start()].strip()
        if not prefix:
            return None
        if mark.end() >= len(text.rstrip()):
            return None
        colon = ":" in mark[0]
        if _is_dateline(prefix, first, follows=text[mark.end() : mark.end() + 2], colon=colon):
            return mark.end()
        if not _may_go_on(prefix):
            return None
    return None


_ENDING_MARK = re.compile(r"\s*(?:[-–—]{1,2}|_)$")


def is_dateline_alone(text: str) -> bool:
    """Whether a whole short line is a dateline: "Nairobi/Kampala, 12 May", "HAVANA (AP) --"."""
    if len(text) > _REACH or "@" in text:
        return False
    if mark := _ENDING_MARK.search(text):
        return _is_dateline(text[: mark.start()].strip(), first=False, follows="A", colon=False)
    text = _BRACKETS.sub(" ", text).strip(" .,:")
    places = _DATE.sub("", text).strip(" .,–—-:")
    return (
        places not in ("", text)
        and text.startswith(places)  # a date in front opens an entry of a list
        and not re.search(r"\s[-–—]{1,2}\s", places)
        and all(_is_name(p.strip(), strict=True) for p in re.split(r"[,/;]", places) if p.strip())
        and _is_dateline(text, first=False, follows="", colon=False)
    )


def _may_go_on(prefix: str) -> bool:
    """Whether a dash may stand inside the dateline ("Port-au-Prince — Haiti"): few words, all of them names."""
    return len(prefix) <= 60 and all(
        w[0].isupper() or w.lower() in lexicon.words("dateline", "small") for w in _WORD.findall(prefix)
    )


def _is_dateline(prefix: str, first: bool, follows: str, colon: bool) -> bool:
    agency = False
    for found in _BRACKETS.finditer(prefix):
        inside = lexicon.folded(found["inside"])
        parts = [p.strip() for p in re.split(r"[/,–—]| - ", inside)]
        known = any(p in lexicon.words("dateline", "agencies") for p in parts)
        if known or (not colon and found["inside"].isupper() and len(inside) <= 12):
            agency = True
        elif found[0][0] == "(" and (colon or len(parts) > 2 or not found["inside"][:1].isupper()):
            return False  # "Smith (who was there) - "
    places = _BRACKETS.sub(" ", prefix)
    places, dates = _DATE.subn(" ", places)
    parts = [p.strip(" .") for p in re.split(r"[,/;]|\s-\s", places)]
    parts = [p for p in parts if p]
    if not parts:
        return agency  # "(Reuters) - ", "March 3 (Reuters) - "; a date alone opens an entry of a chronology
    if len(parts) > 5 or lexicon.folded(parts[0]) in lexicon.words("dateline", "not_places"):
        return False
    if not all(_is_name(p, strict=colon or not (agency or dates)) for p in parts):
        return False
    if agency or dates:
        return True
    if prefix.endswith(":"):
        return False
    capitals = parts[0].isupper() and sum(c.isalpha() for c in parts[0]) >= 3
    if not first and len(parts) == 1 and len(parts[0].split()) > 2:
        return False  # in the middle of a text long words in capitals open a point of a list
    if colon:  # "LAHORE: The ..." as South Asian papers print it; shorter ones are acronyms and speakers
        return (
            capitals and first and len(parts[0]) >= 5 and len(parts) <= 2 and bool(follows) and not follows[0].islower()
        )
    if capitals and follows[:1] and not follows[0].islower():
        return True
    words = sum(len(p.split()) for p in parts)
    return first and words <= 4 and bool(follows) and (follows[0].isupper() or follows[0] in "\"“‘'")


def _is_name(part: str, strict: bool) -> bool:
    """Whether a part of a dateline can be a place or an outlet: few words, capitalised or small connecting ones."""
    words = part.split()
    if len(words) > 4 or any(c.isdigit() for c in part):
        return False
    if not strict:  # beside an agency or a date even "afrol News" is a name
        return any(w[0].isupper() for w in words)
    return words[0][0].isupper() and all(
        w[0].isupper() or w.lower() in lexicon.words("dateline", "small") or not w[0].isalpha() for w in words
    )
