"""Paragraphs into blocks: what each of them is, from what it says (`furniture`) and from where it stands.

Nothing is thrown away: what is no report stays in the text as a block that is not read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ascribe.cleaning import furniture, lexicon
from ascribe.cleaning.datelines import dateline_end
from ascribe.cleaning.furniture import Piece, menu_word, section_name
from ascribe.cleaning.repeats import mark_repeats
from ascribe.cleaning.text import Paragraph
from ascribe.contract.documents import Block, BlockKind

_HEADLINE_WORDS = 30
"""Words of the longest headline met, subtitle included."""
_HEADING_WORDS = 14
"""Words of the longest heading between paragraphs met; longer lines without a full stop are items of a list."""
_BODY_WORDS = 12
"""Words from which a line without a full stop is text rather than a heading."""


def blocks_of(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Block, ...]:
    """The blocks of a cleaned text, in order, not overlapping. Paragraphs must be in order and within the text."""
    pieces = [Piece(p.start, p.end, text[p.start : p.end], p.hint) for p in paragraphs if p.end > p.start]
    for piece in pieces:
        if piece.hint == "title":
            piece.kind, piece.rule = BlockKind.HEADLINE, "title"
        elif decision := furniture.decide(piece):
            piece.kind, piece.rule = decision
        elif not piece.sentence and _title_suffix(piece, section=True):
            piece.kind, piece.rule = BlockKind.HEADLINE, "headline:site"
    _sign_off(pieces)
    frame = _frame(pieces)
    _top(pieces, frame)
    _middle(pieces, frame)
    _end(pieces, frame)
    _comments(pieces)
    for i, original in mark_repeats(pieces).items():
        piece = pieces[i]
        if piece.kind in _REPEATABLE:
            piece.kind, piece.rule, piece.repeat_of = BlockKind.REPEAT, "repeat", original
    return _cut(pieces)


def _sign_off(pieces: Sequence[Piece]) -> None:
    """A paragraph that ends in an agency's name and below which there is no other text: signed, and no caption."""
    for piece in reversed(pieces):
        if piece.rule == "caption:end" and piece.words >= _BODY_WORDS:
            piece.kind, piece.rule = None, ""
            return
        if piece.kind is None:
            return


_REPEATABLE = frozenset({BlockKind.HEADLINE, BlockKind.BODY, BlockKind.CAPTION, BlockKind.SECTION, BlockKind.DATELINE})


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the report's own paragraphs begin and end: indices of the first and last one; equal to `len` where none."""

    first: int
    last: int


def _frame(pieces: Sequence[Piece]) -> _Frame:
    text = [i for i, p in enumerate(pieces) if p.kind is None and p.hint != "head" and _is_text(p)]
    if not text:
        return _Frame(len(pieces), len(pieces))
    first = text[0]
    # A question or exclamation above the first paragraph is a headline.
    if (
        first == 0
        and len(text) > 1
        and pieces[0].words <= _HEADING_WORDS
        and pieces[0].text.rstrip("\"'”’").endswith(("?", "!"))
    ):
        first = text[1]
    return _Frame(first, text[-1])


def _is_text(piece: Piece) -> bool:
    """Whether a piece reads as running text: a sentence, or too long for anything else."""
    if piece.words > _BODY_WORDS and dateline_end(piece.text, first=False):
        return True
    if piece.sentence:
        return piece.words >= 6 or (piece.words >= 4 and not piece.text.istitle())
    if piece.words > _BODY_WORDS and _INNER_END.search(piece.text[:600]):
        return True
    return piece.words > _HEADLINE_WORDS or piece.text.endswith((":", ",", ";"))


_INNER_END = re.compile(r"[a-z)]{2}[.!?][\"”’]?\s+[A-Z“\"]")
"""A sentence ends inside: the piece holds more than one."""


def _top(pieces: Sequence[Piece], frame: _Frame) -> None:
    """What stands above the first paragraph: menu, section name, headline, subtitle, byline."""
    open_ones = [i for i in range(min(frame.first, len(pieces))) if pieces[i].kind is None]
    short = [i for i in open_ones if pieces[i].words <= 4 and pieces[i].hint != "head"]
    if open_ones and short and short[-1] == open_ones[-1] and pieces[short[-1]].words >= 3:
        short.pop()  # the line above the first paragraph is the headline, short as it is
    entries = short + [i for i in range(min(frame.first, len(pieces))) if pieces[i].rule == "boilerplate:phrase"]
    if len(entries) >= 4 and sum(menu_word(pieces[i].text) for i in entries) >= 0.4 * len(entries):
        for i in short:
            pieces[i].kind, pieces[i].rule = BlockKind.BOILERPLATE, "menu:lines"
        open_ones = [i for i in open_ones if pieces[i].kind is None]
    common = _small_words(pieces)
    headline = None
    for i in open_ones:
        piece = pieces[i]
        after_headline = headline is not None
        if section_name(piece.text) and piece.hint != "head":
            piece.kind, piece.rule = BlockKind.SECTION, "section:name"
        elif (after_headline or piece.text.isupper()) and piece.words <= 6 and _is_name(piece, common):
            piece.kind, piece.rule = BlockKind.BYLINE, "byline:name"
        else:
            piece.kind, piece.rule = BlockKind.HEADLINE, "headline" if not after_headline else "headline:more"
            headline = i


def _middle(pieces: Sequence[Piece], frame: _Frame) -> None:
    """Between the first and the last paragraph: text, headings, lists."""
    end = min(frame.last + 1, len(pieces))
    i = frame.first
    while i < end:
        piece = pieces[i]
        if piece.kind is not None:
            i += 1
            continue
        if piece.hint == "head" and piece.words <= _HEADLINE_WORDS:
            piece.kind, piece.rule = BlockKind.HEADLINE, "heading:markup"
            i += 1
            continue
        if _is_text(piece) or piece.words > _HEADING_WORDS or piece.hint in ("item", "cell", "quote") or piece.sentence:
            piece.kind, piece.rule = BlockKind.BODY, piece.hint or "text"
            i += 1
            continue
        run = i
        while (
            run < end
            and pieces[run].kind is None
            and not pieces[run].hint
            and not pieces[run].sentence
            and not _is_text(pieces[run])
        ):
            run += 1
        _short_run(pieces, i, max(run, i + 1))
        i = max(run, i + 1)


def _short_run(pieces: Sequence[Piece], start: int, end: int) -> None:
    """Short lines in a row between paragraphs: one or two are headings, more are a menu or a list."""
    run = pieces[start:end]
    before = pieces[start - 1].text if start else ""
    if len(run) >= 4 and sum(menu_word(p.text) for p in run) >= 0.4 * len(run):
        kind, rule = BlockKind.BOILERPLATE, "menu:lines"
    elif len(run) >= 3 or before.rstrip().endswith((":", ",", ";")):
        kind, rule = BlockKind.BODY, "list"
    else:
        kind, rule = BlockKind.HEADLINE, "heading"
    for piece in run:
        if rule == "heading" and piece.text[:1].islower():
            piece.kind, piece.rule = BlockKind.BODY, "text:cut"  # a sentence goes on after a picture
        else:
            piece.kind, piece.rule = kind, rule


def _end(pieces: Sequence[Piece], frame: _Frame) -> None:
    """Below the last paragraph: signature, tags, teasers of other reports, or the last items of a list."""
    rest = [i for i in range(min(frame.last + 1, len(pieces)), len(pieces)) if pieces[i].kind is None]
    if not rest:
        return
    before = pieces[frame.last].text.rstrip() if frame.last < len(pieces) else ""
    common = _small_words(pieces)
    run = [pieces[i] for i in rest]
    short = [p for p in run if p.words <= 4]
    for place, piece in enumerate(run):
        if piece.hint == "head" and piece.words <= _HEADLINE_WORDS:
            decision = BlockKind.HEADLINE, "heading:markup"
        elif piece.hint in ("item", "cell", "quote") or before.endswith((":", ",", ";")):
            decision = BlockKind.BODY, "list"
        elif place == 0 and len(run) <= 2 and _is_name(piece, common):
            decision = BlockKind.BYLINE, "byline:signature"
        elif (
            len(short) >= 2
            and piece.words <= 4
            and (len(short) >= 4 or section_name(piece.text) or menu_word(piece.text))
        ):
            decision = BlockKind.BOILERPLATE, "tags"
        elif section_name(piece.text):
            decision = BlockKind.SECTION, "section:name"
        else:
            decision = BlockKind.BODY, "text:cut"
        piece.kind, piece.rule = decision


_COMMENT_HEADS = frozenset({"form:phrase", "form:start"})


def _comments(pieces: Sequence[Piece]) -> None:
    """Readers' comments: what follows the heading of a comment form that stands in the second half of a report."""
    total = sum(p.words for p in pieces if p.kind is BlockKind.BODY)
    seen = 0
    for i, piece in enumerate(pieces):
        if piece.kind is BlockKind.BODY:
            seen += piece.words
        elif (
            piece.kind is BlockKind.FORM
            and piece.rule in _COMMENT_HEADS
            and piece.bare in lexicon.words("form", "headings")
            and seen >= 60
            and 2 * seen >= total
        ):
            for other in pieces[i + 1 :]:
                if other.kind in (BlockKind.BODY, BlockKind.HEADLINE):
                    other.kind, other.rule = BlockKind.FORM, "form:comments"
            return


_NAME = re.compile(r"[A-ZÀ-ÞŁŠŽĆČĐ][\w.'’-]*")


def _is_name(piece: Piece, common: frozenset[str]) -> bool:
    """Whether a short line is a person's name, with "in" and a place at most.

    `common`: words that the text has in small letters.
    """
    words = piece.text.split()
    if piece.sentence and not words[-1].rstrip(".").isupper():
        return False
    head = words
    for place, word in enumerate(words):
        if word.lower() in ("in", "at", "for"):
            head, tail = words[:place], words[place + 1 :]
            if not 1 <= len(tail) <= 3 or not all(_NAME.fullmatch(w.strip(",")) for w in tail):
                return False
            break
    head = [w.strip(",") for w in head if w.lower() not in ("and", "&")]
    if not 2 <= len(head) <= 6 or (len(head) > 3 and not re.search(r",|\band\b|&", piece.text)):
        return False
    return all(_NAME.fullmatch(w) and w.lower().rstrip(".,") not in common for w in head)


def _small_words(pieces: Sequence[Piece]) -> frozenset[str]:
    """Words that the text has in small letters: no names."""
    out: set[str] = set()
    for piece in pieces:
        if piece.words >= 8:
            out.update(w.strip(".,;:!?\"'”’()") for w in piece.text.split() if w[:1].islower())
    return frozenset(out)


def _cut(pieces: Sequence[Piece]) -> tuple[Block, ...]:
    """Blocks; a dateline and a picture credit become blocks of their own beside the text that they are glued to."""
    out: list[Block] = []
    place: list[int] = []
    body_seen = 0
    for piece in pieces:
        kind = piece.kind or BlockKind.BODY
        repeat_of = place[piece.repeat_of] if piece.repeat_of is not None else None
        start, end = piece.start, piece.end
        credit = None
        if kind is BlockKind.BODY and piece.rule in ("text", "text:cut"):
            length = dateline_end(piece.text, first=body_seen < 1)
            if length:
                out.append(Block(BlockKind.DATELINE, start, start + len(piece.text[:length].rstrip()), rule="dateline"))
                start += length
            body_seen += 1
        if kind is BlockKind.HEADLINE and (at := _title_suffix(piece)):
            credit = Block(BlockKind.SECTION, piece.start + at, end, rule="section:suffix")
            end = piece.start + len(piece.text[:at].rstrip(" -–—|>»·"))
        elif kind in (BlockKind.CAPTION, BlockKind.BODY) and (at := _credit_start(piece)):
            credit = Block(BlockKind.CREDIT, piece.start + at, end, rule="credit:glued")
            end = piece.start + len(piece.text[:at].rstrip())
        place.append(len(out))
        if start < end:
            out.append(Block(kind, start, end, repeat_of, piece.rule or "text"))
        if credit:
            out.append(credit)
    return tuple(out)


_SUFFIX = re.compile(r"\s+[-–—|>»·]\s+")


def _title_suffix(piece: Piece, section: bool = False) -> int | None:
    """Where the site's part of a title begins: "Talks resume - Africa - News - Outlet", "Talks resume | Outlet News".

    `section`: only where the name of a section shows it.
    """
    if piece.words > _HEADLINE_WORDS or len(piece.text) > furniture.SHOWN:
        return None
    marks = list(_SUFFIX.finditer(piece.text))
    for mark in marks:
        head, tail = piece.text[: mark.start()], piece.text[mark.end() :]
        parts = [p.strip() for p in _SUFFIX.split(tail) if p.strip()]
        if len(head.split()) < 3 or not parts or any(len(p.split()) > 4 for p in parts):
            continue
        if any(section_name(p) for p in parts) or (not section and mark[0].strip() == "|" and len(parts) == 1):
            return mark.end()
    return None


_GLUED = re.compile(r"[.!?…][\"”’)]?(?P<gap>\s*)(?P<credit>[(\[]?[-–—]*\s*[^.!?]{2,70})$")


def _credit_start(piece: Piece) -> int | None:
    """Where a picture credit or an agency's sign-off begins that is glued to the end of a text."""
    tail = piece.text[-110:]
    found = _GLUED.search(tail)
    if not found:
        return None
    at = len(piece.text) - len(tail) + found.start("credit")
    inside = lexicon.folded(found["credit"]).strip("()[]-–— .")
    parts = [p.strip() for p in re.split(r"[/:,|]|\bvia\b", inside)]
    known = lexicon.words("caption", "ends") | lexicon.words("dateline", "agencies")
    if (
        inside in known
        or ("/" in inside and parts[-1] in known)
        or inside.startswith(("photo:", "photo by", "credit:", "image:", "photograph:"))
    ):
        return at
    return None
