"""What a single line says about itself: navigation, comment form, source line, byline, section name, photo caption.

Each rule looks at one paragraph and nothing around it; `blocks` decides what depends on where a line stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from ascribe.cleaning import datelines, lexicon, published
from ascribe.contract.documents import BlockKind

SHOWN = 400
"""Characters at either end of a paragraph that the rules look at; what marks a line stands there."""

_ENDS_SENTENCE = re.compile(r"[.!?…。！？؟۔।።։]['\"”’»)\]」』）]*$")
_QUOTES = "\"“‘«'„"
_NO_SPACES = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")


@dataclass(slots=True)
class Piece:
    """A paragraph on its way to becoming a block."""

    start: int
    end: int
    text: str
    hint: str = ""
    words: int = field(init=False)
    """Words parted by white space; in scripts that do not part them, a third of the characters."""
    line: str = field(init=False)
    """Folded; of a long paragraph its beginning."""
    bare: str = field(init=False)
    sentence: bool = field(init=False)
    """Ends as a sentence does."""
    kind: BlockKind | None = None
    rule: str = ""
    repeat_of: int | None = None
    """Index of the piece that it repeats."""

    def __post_init__(self) -> None:
        self.words = len(self.text.split(None, 200))  # 200: beyond it a paragraph is long, and that is all that counts
        if self.words <= 30 and _NO_SPACES.search(self.text[:60]):
            self.words = max(self.words, len(self.text) // 3)
        self.line = lexicon.folded(self.text[:SHOWN])
        self.bare = lexicon.bare(self.line)
        self.sentence = bool(_ENDS_SENTENCE.search(self.text[-12:]))

    @property
    def quoted(self) -> bool:
        return self.text[0] in _QUOTES and self.words >= 6


Decision = tuple[BlockKind, str]


def decide(piece: Piece) -> Decision | None:
    """The kind of a piece and the rule that tells, where the piece itself tells it."""
    for rule in _RULES:
        if found := rule(piece):
            return found
    return None


def _no_letters(piece: Piece) -> Decision | None:
    if piece.words <= 12 and not any(c.isalpha() for c in piece.text[:SHOWN]):
        return BlockKind.BOILERPLATE, "no-letters"
    return None


_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]{2,40}")
_PHONE = re.compile(
    r"\b(?:tel|telephone|phone|fax|mobile|call|whatsapp|sms)\b[^\d+]{0,12}\+?\d[\d ()-]{6,20}", re.IGNORECASE
)
_HANDLE = re.compile(r"(?:follow\s+.{0,40}|on twitter:?\s+|twitter:?\s+)?@\w{2,30}", re.IGNORECASE)


def _contact(piece: Piece) -> Decision | None:
    text = piece.text[:SHOWN]
    if _ADDRESS.fullmatch(piece.text[:2_000]):
        return BlockKind.BOILERPLATE, "address"
    if (
        piece.words <= 15
        and not piece.quoted
        and (_MAIL.search(text) or _PHONE.search(text) or _HANDLE.fullmatch(text))
    ):
        return BlockKind.BOILERPLATE, "contact"
    return None


def _phrases(name: str, kind: BlockKind) -> Callable[[Piece], Decision | None]:
    def rule(piece: Piece) -> Decision | None:
        if piece.quoted:
            return None
        found = lexicon.phrases(name).match(piece.line, piece.bare, piece.words)
        return (kind, found) if found else None

    return rule


_CRUMB = re.compile(r"\s+[>»›→|•·/]\s+|\s*[>»›]\s*")
_DASHES = re.compile(r"\s+[-–—]\s+")


def _path(piece: Piece) -> Decision | None:
    """ "Home > World > Africa", "News | Sport | Weather", and a line of nothing but words from menus."""
    if piece.words > 25 or piece.sentence or piece.hint == "cell" or len(piece.text) > SHOWN:
        return None
    parts = [p for p in _CRUMB.split(piece.text) if p]
    if len(parts) >= 3 and all(len(p.split()) <= 4 for p in parts):
        return BlockKind.BOILERPLATE, "menu:path"
    if len(parts) == 2 and all(menu_word(p) for p in parts):
        return BlockKind.BOILERPLATE, "menu:path"
    words = piece.bare.split()
    if len(words) >= 3 and sum(menu_word(w) for w in words) >= 0.8 * len(words):
        return BlockKind.BOILERPLATE, "menu:line"
    return None


def menu_word(text: str) -> bool:
    """Whether a site's menu has such an entry."""
    entry = lexicon.bare(lexicon.folded(text))
    return entry in lexicon.phrases("section").exact or entry in lexicon.phrases("boilerplate").exact


def section_name(text: str) -> bool:
    """ "World", "Africa News": the name of a part of a site."""
    name = lexicon.bare(lexicon.folded(text))
    if name in lexicon.phrases("section").exact:
        return True
    words = text.split()
    return (
        2 <= len(words) <= 3
        and words[-1].lower() in ("news", "politics", "business")
        and all(w[0].isupper() for w in words)
    )


def _section_path(piece: Piece) -> Decision | None:
    """ "Africa - News - Outlet": short parts, one of them a section."""
    if piece.words > 14 or piece.sentence or piece.hint == "cell" or len(piece.text) > SHOWN:
        return None
    parts = [p.strip() for p in _DASHES.split(piece.text) if p.strip()]
    if len(parts) >= 3 and all(len(p.split()) <= 3 for p in parts) and any(section_name(p) for p in parts):
        return BlockKind.SECTION, "section:path"
    return None


_POST = re.compile(r"[-–—]\s?.{2,80}\(@\w{2,30}\)\s.{6,30}")


def _post_author(piece: Piece) -> Decision | None:
    """The signature of an embedded post: "— Jane Doe (@janedoe) March 3, 2015"."""
    return (BlockKind.CREDIT, "credit:post") if piece.words <= 16 and _POST.fullmatch(piece.text) else None


def _date_line(piece: Piece) -> Decision | None:
    if piece.words <= 22 and published.date_line(piece.text):
        return BlockKind.DATELINE, "date-line"
    if piece.words <= 12 and datelines.is_dateline_alone(piece.text):
        return BlockKind.DATELINE, "dateline:line"
    return None


_BY = re.compile(r"by:?\s+", re.IGNORECASE)
_MAKERS = re.compile(
    r"^[(\[]?(?:reporting|additional reporting|writing|editing|compiled|translated|edited|written|photography)\s+"
    r"(?:and\s+\w+\s+)?by\b",
    re.IGNORECASE,
)


def _byline(piece: Piece) -> Decision | None:
    line = piece.line.strip("()[] ")
    if piece.words <= 60 and _MAKERS.match(piece.text):
        return BlockKind.BYLINE, "byline:makers"
    if piece.words > 16 or piece.quoted:
        return None
    if line.startswith(lexicon.ordered("byline", "starts")) and piece.words <= 14:
        return BlockKind.BYLINE, "byline:start"
    if found := _BY.match(piece.text):
        if _names_only(piece.text[found.end() :]):
            return BlockKind.BYLINE, "byline:by"
        return None
    if piece.bare in lexicon.words("byline", "roles"):
        return BlockKind.BYLINE, "byline:role"
    if piece.words <= 10 and not piece.sentence:
        for mark in (",", "|", " - "):
            head, found_mark, role = piece.text.rpartition(mark)
            if found_mark and head.strip() and _is_role(lexicon.bare(lexicon.folded(role))) and _names_only(head):
                return BlockKind.BYLINE, "byline:role"
    return None


def _is_role(text: str) -> bool:
    """ "senior correspondent", "AFP": what stands behind a writer's name."""
    words = text.split()
    roles = lexicon.words("byline", "roles")
    return text in roles or text in _agencies() or (0 < len(words) <= 3 and words[-1] in roles)


def _names_only(text: str) -> bool:
    """Whether a text is names and what joins them: at most one other small word, and no sentence."""
    words = _WORD.findall(text)
    if not words or len(words) > 14:
        return False
    small = sum(1 for w in words if w[0].islower() and w.lower() not in lexicon.words("byline", "small"))
    return (words[0][0].isupper() or words[0].lower() in ("our", "a", "staff", "al", "el")) and small == 0


def _agencies() -> frozenset[str]:
    return lexicon.words("dateline", "agencies")


def _agency_alone(piece: Piece) -> Decision | None:
    """ "Reuters", "— AFP", "(IPS)" on a line of their own."""
    if piece.words <= 4 and piece.bare.strip("()[] /") in _agencies():
        return BlockKind.CREDIT, "credit:agency"
    return None


_BRACKET_CREDIT = re.compile(r"[\[(](?P<credit>[^\[\]()]{2,80})[\])]\s*\.?$")
_SLASH_CREDIT = re.compile(
    r"(?:^|[.\s,\"”’])(?P<credit>(?:[A-Z][\w.'’-]*\s+){0,3}[A-Z][\w.'’-]*\s?/\s?(?P<agency>[A-Z][\w /-]{1,30}))\s*$"
)


_LAST_PART = re.compile(r"([.|]\s*|\s{2,})")
_SIGNED = re.compile(r"[.!?\"]\s*[-–—]+\s*[\w /]{2,30}$")


def _caption(piece: Piece) -> Decision | None:
    if piece.hint == "caption":
        return BlockKind.CAPTION, "caption:markup"
    if piece.words > 90 or piece.quoted:
        return None
    if piece.words >= 4 and piece.line.startswith(lexicon.ordered("caption", "starts")):
        return BlockKind.CAPTION, "caption:start"
    if piece.words >= 8 and piece.line.startswith(lexicon.ordered("caption", "labels")):
        return BlockKind.CAPTION, "caption:label"
    tail = piece.text[-120:]
    if found := _BRACKET_CREDIT.search(tail):
        inside = lexicon.folded(found["credit"])
        before = tail[: found.start()].rstrip()
        signed = found[0][0] == "(" and inside in _agencies() and (found[0][-1] == "." or _ENDS_SENTENCE.search(before))
        if _is_credit(inside) and not signed and not _ENDS_SENTENCE.search(inside):
            return (BlockKind.CAPTION, "caption:bracket") if piece.words >= 5 else (BlockKind.CREDIT, "credit:photo")
    if found := _SLASH_CREDIT.search(tail):
        agency = lexicon.folded(found["agency"])
        if any(p.strip() in _picture_agencies() for p in agency.split("/")):
            return (BlockKind.CAPTION, "caption:slash") if piece.words >= 6 else (BlockKind.CREDIT, "credit:photo")
    # Outside brackets an agency's name at the end may be what the sentence is about: only after a full stop or bar.
    # Behind a dash it signs the report.
    whole = piece.line.rstrip(" .")
    before, _, last = _LAST_PART.split(whole)[-3:] if _LAST_PART.search(whole) else ("", "", whole)
    signed = before.endswith(("-", "–", "—")) or _SIGNED.search(whole)
    if (
        piece.words <= 60
        and last != whole
        and last in lexicon.words("caption", "ends")
        and not piece.sentence
        and not signed
    ):
        return BlockKind.CAPTION, "caption:end"
    line_tail = lexicon.folded(tail[-80:])
    if piece.words <= 60 and any(c in line_tail for c in lexicon.ordered("caption", "credits")) and not piece.sentence:
        return (BlockKind.CAPTION, "caption:credit") if piece.words >= 8 else (BlockKind.CREDIT, "credit:photo")
    return None


def _picture_agencies() -> frozenset[str]:
    return lexicon.words("caption", "ends") | _agencies()


def _is_credit(inside: str) -> bool:
    """Whether what stands in brackets at a line's end names a picture's source."""
    parts = [p.strip(" .") for p in re.split(r"[/:,|]|\bvia\b", inside)]
    if any(p in lexicon.words("caption", "ends") for p in parts) or inside.startswith(
        ("photo", "image", "file", "credit", "picture", "courtesy")
    ):
        return True
    return any(p in _agencies() and p not in ("staff",) for p in parts)


_RULES: tuple[Callable[[Piece], Decision | None], ...] = (
    _no_letters,
    _contact,
    _post_author,
    _date_line,
    _phrases("form", BlockKind.FORM),
    _agency_alone,
    _caption,
    _phrases("credit", BlockKind.CREDIT),
    _byline,
    _phrases("boilerplate", BlockKind.BOILERPLATE),
    _section_path,
    _path,
)
