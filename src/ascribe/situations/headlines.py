"""A claim's own words as one would put them over a report: "Coalition has begun flights over the town".

In: claims. Out: the clause of the one that says most, from who does it to the end of what is said of it; None where no
sentence can be cut without breaking it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ascribe.contract.claims import ActorCell, Claim, Factuality, Tense
from ascribe.contract.documents import BlockKind

LONGEST = 100
"""Characters of a clause."""
_GOOD = 80
"""Characters up to which a clause is drawn out to the end of what is said."""
_FAR = 45
"""Characters between who does it and the verb; more are a clause of their own."""

_PRONOUNS = frozenset(
    "i we you he she it they who which that this these those what one some many all him her them us me others his its"
    " their whom somebody someone there here both each none anyone".split()
)
_AUXILIARY = (
    r"(?:has|have|had|is|are|was|were|be|been|being|will|would|may|might|could|can|cannot|should|must|shall|do|does|did|"
    r"to|not|never|also|just|already|now|still|yet|no|\w+n['’]t)"
)
_AUXILIARIES = re.compile(rf"(?:^|(?<=\s))((?:(?:{_AUXILIARY}|\w+ly)\s+)+)$", re.IGNORECASE)
_SHORT = re.compile(r"['’](re|m|ve|ll|d)\s", re.IGNORECASE)
"""An auxiliary that is one with the word before it: "we're"."""
_WHOLE = {"re": "is", "m": "is", "ve": "has", "ll": "will", "d": "had"}
_AGREES = {"are": "is", "am": "is", "were": "was", "have": "has", "do": "does", "don't": "doesn't", "don’t": "doesn’t"}
"""What an auxiliary becomes where a name stands for "we" or "I"."""
_LIGHTER = re.compile(rf"^(?:(?:{_AUXILIARY.replace('not|never|', '').replace('|no|', '|')})\s+)+", re.IGNORECASE)
_QUOTES = re.compile(r"[“”\"]")
_ENDS = re.compile(
    r"[,;:!?][”\"]?(?=\s|$)(?!\s\d{3}\b)|[”()\[\]—–]|[.…](?=\s*$)|\s-\s|\s(?:and|but|or|nor|after|before|while|when|where|because|as|which|"
    r"who|whose|since|if|unless|until|although|though|so|amid|saying|adding|including|than|despite|during|following)\b",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[;:!?,()\[\]—–“”\"]|\b(?:who|which|whom|whose|that|and|but|when|where|while|as|because|if)\b")
_EDGES = " \t\n\"'“”‘’,;:.!?()[]-–—"
_ARTICLE = re.compile(r"^(?:its|his|her|their|my|our|your|whose|this|these|those|the|an?)\s+", re.IGNORECASE)
_NOT = re.compile(
    r"(?:\b(?:not|no|never|neither|nor|nobody|none|without|cannot|fail\w*|refus\w*|den\w+|declin\w*|yet)\b|n['’]t\b)",
    re.IGNORECASE,
)
_FINITE = re.compile(r"\s(?:has|have|had|is|are|was|were|will|would|may|might|could|can|did|does)\b", re.IGNORECASE)
_SOFT = re.compile(r"\s(?:in|on|for|at|with|by|from|over|to|under|during|against|near|as|of)\s", re.IGNORECASE)
"""Where a long clause can be cut off."""
_DANGLING = re.compile(
    r"(?:\s+(?:of|in|on|at|for|to|by|with|from|against|over|between|into|the|an?|that|its|their|his|her|is|are|was|were|"
    r"has|have|had|be|been|said)|\s+(?:it|he|she|they|we)(?:\s+\w+)?)+$",
    re.IGNORECASE,
)
"""What stands at the end of a clause that was cut off, and belongs to what was cut."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A clause, and how much it says."""

    text: str
    subject: bool
    """Whether it says who."""
    told: bool
    """Whether something follows its verb, or it says who."""
    rank: tuple[bool, ...]


def headline(claims: Iterable[Claim]) -> Headline | None:
    """The clause of the claim that says most, as a fact."""
    best: Headline | None = None
    for claim in claims:
        found = _clause(claim)
        if found is not None and (best is None or found.rank > best.rank):
            best = found
    return best


def _clause(claim: Claim) -> Headline | None:
    text, offset = claim.sentence.text, claim.sentence.start
    first = min(claim.trigger.start, claim.event.start) - offset
    last = max(claim.trigger.end, claim.event.end) - offset
    if _CLAUSES.search(re.sub(r"\bthat\s*$", "", _between(claim))):  # not "made that promise"
        first, last = claim.event.start - offset, claim.event.end - offset
    who = _subject(claim, first)
    start, behind = first, who[-1].end - offset if who else 0
    if auxiliary := _AUXILIARIES.search(text, behind if 0 < behind <= first else 0, first):
        start = auxiliary.start(1)
    lead = _lead(claim, who, start) if who else ""
    light = claim.trigger.end <= claim.event.start and claim.factuality is not Factuality.DENIED
    if who is None and light:
        start = first = claim.event.start - offset
    bare = auxiliary is None and claim.trigger == claim.event and claim.tense is Tense.NONE
    end = _end(claim, start, last, _GOOD - len(lead), _FINITE if bare and who else None)
    said = _plain(_with_names(claim, start, end))
    if who is None:
        said = _without_subject(claim, said)
    elif claim.trigger.start - offset == start:
        said = _finite(claim, said, lead, text[who[-1].end - offset : start])
    if who and who[0].text.lower() in ("we", "i") and said:
        word, _, more = said.partition(" ")
        said = f"{_AGREES.get(word.lower(), word)} {more}".strip()
    whole = _plain(_ARTICLE.sub("", f"{lead} {said}".strip()))
    if claim.block is BlockKind.HEADLINE and who is not None:
        whole = _from_the_start(claim, whole, start, said)
    if (
        not said
        or len(whole) > LONGEST
        or whole.isupper()
        or (claim.factuality is Factuality.DENIED and not _NOT.search(whole))
    ):
        return None
    follows = bool(lead) or (len(said) > last - first + 1 and claim.factuality is not Factuality.DENIED)
    rank = (
        bool(lead) and len(said) > last - first,
        claim.factuality is Factuality.ASSERTED,
        bool(lead),
        claim.block is BlockKind.HEADLINE,
        follows,
        len(whole) <= _GOOD,
    )
    return Headline(whole[:1].upper() + whole[1:], bool(lead), follows, rank)


def noun_line(claims: Iterable[Claim]) -> str | None:
    """The event with what it is of, up to the verb: "Inquiry into the killings". None: no claim tells more of it."""
    best = ""
    for claim in claims:
        text, last = claim.sentence.text, claim.event.end - claim.sentence.start
        if not _OF.match(text, last):
            continue
        that = text.startswith(" that ", last)
        stops = [m.start() for m in (_ENDS.search(text, last), None if that else _FINITE.search(text, last)) if m]
        if claim.trigger.start >= claim.event.end and not that:
            stops.append(claim.trigger.start - claim.sentence.start)
        found = _plain(_ARTICLE.sub("", text[claim.event.start - claim.sentence.start : min(stops, default=len(text))]))
        if len(best) < len(found) <= _GOOD:
            best = found
    return best[:1].upper() + best[1:] or None


_OF = re.compile(r"\s(?:that|of|into|in|on|over|for|against|between|with|to|from|about|at|by)\s", re.IGNORECASE)


def _plain(text: str) -> str:
    """In one line, without quotation marks and what hangs over at its end."""
    plain = _DANGLING.sub("", " ".join(_QUOTES.sub("", text).split()).strip(_EDGES))
    return f"{plain}." if re.search(r"\b[A-Z]\.[A-Z]$", plain) else plain


def _lead(claim: Claim, who: Sequence[ActorCell], start: int) -> str:
    """Who does it, with what stands between it and the verb where that is no clause of its own."""
    text, offset = claim.sentence.text, claim.sentence.start
    lead = " and ".join(_named(cell) for cell in who)
    end = who[-1].end - offset
    if not offset <= who[-1].start or end > start:
        return lead
    between = text[end:start]
    if short := _SHORT.match(f"{between} "):
        return f"{lead} {_WHOLE[short[1].lower()]}"
    if between.strip() and not _CLAUSES.search(between) and len(between) <= _FAR:
        lead += between.rstrip()
    return lead


def _finite(claim: Claim, said: str, lead: str, between: str) -> str:
    """What is said with the auxiliary of a verb that stands without its own: "could deepen the rift and drive"."""
    left_out = len(between) > _FAR or _CLAUSES.search(between)
    if not left_out or claim.trigger.text.lower() != claim.event_lemma.split()[0]:
        return said
    if claim.factuality is Factuality.POSSIBLE:
        return f"may {said}"
    return f"to {said}" if claim.factuality is Factuality.PLANNED else said


def _without_subject(claim: Claim, said: str) -> str:
    """What is said of nobody: "Overseeing operations"."""
    said = _LIGHTER.sub("", f"{said} ").strip()
    lemma, word = claim.event_lemma.split()[:1], said.split()[:1]
    if lemma and word and word[0].lower() == lemma[0] and claim.trigger == claim.event and _is_verb(claim):
        return f"{_gerund(word[0])}{said[len(word[0]) :]}"
    return said


def _is_verb(claim: Claim) -> bool:
    return bool(claim.rules) and claim.rules[0].startswith("verb.")


def _gerund(verb: str) -> str:
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return f"{verb[:-1]}ing"
    double = re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", verb)
    return f"{verb}{verb[-1]}ing" if double else f"{verb}ing"


def _from_the_start(claim: Claim, whole: str, start: int, said: str) -> str:
    """A headline with the words before, where they belong to the clause."""
    before = claim.sentence.text[:start]
    if len(before) > _FAR or _CLAUSES.search(before) or not before.strip():
        return whole
    return _plain(f"{before.strip()} {said}")


def _between(claim: Claim) -> str:
    """The words between trigger and event."""
    a, b = sorted((claim.trigger, claim.event), key=lambda cell: cell.start)
    return claim.sentence.text[max(0, a.end - claim.sentence.start) : max(0, b.start - claim.sentence.start)]


def _subject(claim: Claim, first: int) -> list[ActorCell] | None:
    """Who does it, else to whom it is done, where that stands before the verb or in another sentence."""
    text, offset = claim.sentence.text, claim.sentence.start
    for cells in (claim.agents, claim.targets):
        before = [c for c in cells if offset <= c.start and c.end - offset <= first and _named(c)]
        before = [c for c in before if not any(o is not c and o.start <= c.start and c.end <= o.end for o in before)]
        before.sort(key=lambda c: c.end)
        while len(before) > 1 and not _JOINED.fullmatch(text[before[0].end - offset : before[-1].start - offset]):
            before.pop(0)
        if before:
            return before if len(before) < 3 else before[-1:]
    hidden = [c for c in claim.agents if not offset <= c.start < claim.sentence.end and _named(c)]
    return hidden[:1] or None


_JOINED = re.compile(r"\s*(?:,|and|&|, and)\s+(?:the\s+)?", re.IGNORECASE)


def _named(cell: ActorCell) -> str:
    """What it is called; empty for a pronoun of which nothing is known, and for a clause."""
    words = " ".join(cell.text.split())
    if words.lower() in _PRONOUNS or cell.implied:
        words = cell.name or ("" if words.lower() in _PRONOUNS else words)
    words = _ARTICLE.sub("", words).strip(_EDGES)
    if len(words) > _GOOD - 20 or re.search(r"[,;:]|\b(?:who|which|that|whose)\b", words):
        words = cell.name or ""
    return "" if words.lower() in _PRONOUNS or len(words) > _GOOD - 20 else words


def _end(claim: Claim, first: int, last: int, room: int, stop_at: re.Pattern[str] | None) -> int:
    """Where what is said ends, within so much room: at the end of the clause, else behind what it is done to and where,
    and before the main verb (`stop_at`) where it has none of its own.
    """
    text, offset = claim.sentence.text, claim.sentence.start
    end = last
    spans = [c.span for c in (*claim.agents, *claim.targets)] + [p.span for p in claim.places]
    for start, stop in sorted((span.start - offset, span.end - offset) for span in spans):
        if end > last and _JOINED.fullmatch(text[end:start]) and stop - first <= room:
            end = stop  # "Ana and Bo"
        elif last <= start and stop <= len(text) and stop - first <= room and not _ENDS.search(text[last:start]):
            end = max(end, stop)
    found = _ENDS.search(text, end)
    stop = found.start() if found else len(text)
    if stop_at and (main := stop_at.search(text, last, stop)):
        return main.start()
    if stop - first <= room:
        return stop
    that = text.find(" that ", first, stop)
    if that > 0 and stop - first <= LONGEST - _GOOD + room:
        return stop
    if that > last:  # half of what somebody says would be another thing
        stop = that
        if stop - first <= room:
            return stop
    cuts = [m.start() for m in _SOFT.finditer(text, end, max(end, first + room))]
    return cuts[-1] if cuts else end


def _with_names(claim: Claim, start: int, end: int) -> str:
    """The words from here to there, with names for the pronouns of which one is known."""
    text, offset = claim.sentence.text, claim.sentence.start
    out, at = [], start
    for cell in sorted(claim.targets, key=lambda c: c.start):
        first, last = cell.start - offset, cell.end - offset
        if at <= first and last <= end and cell.text.lower() in _PRONOUNS and cell.name:
            out += [text[at:first], cell.name]
            at = last
    return "".join([*out, text[at:end]])
