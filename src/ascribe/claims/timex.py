"""Time expressions of a sentence: text (and its tokens, where there are any) in, structured expressions out.

Recognition only: which words are a time and what they say. What day that was is for `ascribe.resolution.times`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from ascribe.claims.timegrammar import Candidate, candidates
from ascribe.claims.timerules import RULES, SLICES
from ascribe.claims.timeshapes import Between, Calendar, Deictic, PlainShape, Relation, TimeExpression, TimexType
from ascribe.claims.timewords import Word, scan, time_lexicon
from ascribe.contract.claims import Tense
from ascribe.contract.sentences import Token

# Parts without which no rule matches: a sentence without any of them is done after one look.
_TRIGGERS = frozenset(
    {
        "ISO", "CLOCK", "DECADE", "YYYY", "MONTH", "WEEKDAY", "WEEKDAYS", "UNIT", "WEEKEND", "SEASON", "HOLIDAY",
        "PART", "POINT", "DEICTIC", "AMPM", "OCLOCK", "SET", "VAGUE", "DAYTH", "PERIOD", "QTERM", "HTERM", "FISCAL",
    }
)  # fmt: skip
# Relations of UD by which a word belongs to the noun behind it.
_ATTRIBUTIVE = frozenset(
    {"compound", "amod", "nummod", "nmod:poss", "nmod:desc", "nmod:unmarked", "obl:npmod", "obl:tmod"}
)
_LINKS: dict[str, Literal["to", "or", "and"]] = {
    "to": "to", "through": "to", "until": "to", "till": "to", "-": "to", "–": "to", "—": "to", "and": "and", "or": "or",
}  # fmt: skip


def find_times(text: str, tokens: Sequence[Token] = (), *, join: bool = True) -> list[TimeExpression]:
    """The time expressions of a sentence, in order, none overlapping another.

    Works on the text alone; with tokens, tags settle words such as "may" and the tree tells "the Friday explosions"
    from "on Friday". `join`: two expressions that make one interval ("between May and July", "in April or May") are
    one expression with the shape `Between`; otherwise they stay two, as TimeML annotates them.
    """
    words = scan(text, {token.start: token.xpos for token in tokens})
    if not any(word.parts & _TRIGGERS for word in words):
        return []
    found = []
    for candidate in _choose(candidates(words, (*RULES, *SLICES) if join else RULES)):
        start, end = words[candidate.first].start, words[candidate.last - 1].end
        expression = TimeExpression(
            start, end, text[start:end], candidate.draft.type, candidate.draft.shape, candidate.draft.clock,
            candidate.draft.mod, attributive=_attributive(words, candidate, tokens), rule=candidate.rule,
        )  # fmt: skip
        found.append(_with_relation(words, candidate.first, expression))
    return _joined(text, found) if join else found


def _choose(found: Iterable[Candidate]) -> list[Candidate]:
    """The longest from the left; of equals the first in the table."""
    best: dict[int, Candidate] = {}
    for candidate in found:
        known = best.get(candidate.first)
        if known is None or candidate.last > known.last:
            best[candidate.first] = candidate
    out: list[Candidate] = []
    for first in sorted(best):
        if not out or first >= out[-1].last:
            out.append(best[first])
    return out


def _attributive(words: Sequence[Word], candidate: Candidate, tokens: Sequence[Token]) -> bool:
    if candidate.last < len(words) and "GENITIVE" in words[candidate.last].parts:
        # "‘within weeks’" ends a quotation
        behind = words[candidate.last + 1 : candidate.last + 2]
        return words[candidate.last].lower not in "'’" or any(w.lower[0].isalpha() for w in behind)
    if candidate.last - candidate.first == 1 and words[candidate.first].lower in time_lexicon().words("adjective"):
        return True
    start, end = words[candidate.first].start, words[candidate.last - 1].end
    inside = [i for i, token in enumerate(tokens) if token.start < end and token.end > start]
    return any(
        tokens[i].head > inside[-1]
        and tokens[i].deprel in _ATTRIBUTIVE
        and tokens[tokens[i].head].upos in {"NOUN", "PROPN"}
        for i in inside
    )


def _with_relation(words: Sequence[Word], first: int, expression: TimeExpression) -> TimeExpression:
    """The expression with what the preposition before it does. "After Friday's attack": Friday is after nothing."""
    lexicon = time_lexicon()
    if expression.attributive:
        return expression
    at = first - 1
    # "since at least 2011": three words lie between at most.
    while at > max(-1, first - 4) and words[at].lower in lexicon.words("relation_through"):
        at -= 1
    at = at if at >= 0 and words[at].lower in lexicon.tables["relation"] else first - 1
    for length in (3, 2, 1):
        if at - length + 1 < 0:
            continue
        phrase = " ".join(word.lower for word in words[at - length + 1 : at + 1])
        name = lexicon.tables["relation"].get(phrase)
        if name is None:
            continue
        before = words[at - length].lower if at >= length else ""
        if phrase == "from" and (before in lexicon.words("not_from") or before[:1].isdigit()):
            return expression
        return replace(expression, relation=Relation(str(name)), relation_start=words[at - length + 1].start)
    return expression


def _joined(text: str, found: list[TimeExpression]) -> list[TimeExpression]:
    """Pairs that make one interval as one expression."""
    out: list[TimeExpression] = []
    for expression in found:
        pair = _pair(text, out[-1], expression) or _explained(text, out[-1], expression) if out else None
        if pair is None:
            out.append(expression)
        else:
            out[-1] = pair
    return out


def _pair(text: str, first: TimeExpression, last: TimeExpression) -> TimeExpression | None:
    between = text[first.end : last.start]
    # Longer gaps than " , through early " join nothing.
    link = _LINKS.get(between.strip(" ,").lower()) if len(between) <= 12 else None
    if link is None or isinstance(first.shape, Between) or isinstance(last.shape, Between):
        return None
    if first.clock or last.clock or TimexType.DATE not in {first.type} & {last.type}:
        return None
    lead = text[max(0, first.start - 9) : first.start].rstrip().lower()
    enclosed = lead.endswith("between") or (lead.endswith("from") and first.relation is Relation.SINCE)
    opening, closing = _completed(first.shape, last.shape)
    if isinstance(closing, Calendar | Deictic) and isinstance(opening, Calendar | Deictic):
        same = _grain(opening) == _grain(closing)
        if link == "to" and not (enclosed or same):
            return None
        if link == "to" and lead.endswith("from") and not enclosed:
            return None
        if link == "or" and not same:
            return None
        if link == "and" and not lead.endswith("between") and not (same and _next_to(opening, closing)):
            return None
    else:
        return None
    kind: Literal["to", "or", "and"] = "to" if lead.endswith("between") else link
    relation = first.relation if not enclosed and link != "to" else Relation.AT
    return TimeExpression(
        first.start, last.end, text[first.start : last.end], TimexType.DATE, Between(opening, closing, kind), None,
        None, relation, first.relation_start, last.attributive, f"{first.rule}+{last.rule}",
    )  # fmt: skip


def _explained(text: str, first: TimeExpression, last: TimeExpression) -> TimeExpression | None:
    """ "today (July 26, 2022)": the date in brackets says which day that is."""
    bracketed = text[first.end : last.start].strip() == "(" and text[last.end : last.end + 1] == ")"
    shape = last.shape
    dated = isinstance(shape, Calendar) and shape.day is not None and shape.month is not None
    by_day = _grain(first.shape) in {"day", "weekday"} if isinstance(first.shape, Calendar | Deictic) else False
    if not (bracketed and dated and by_day):
        return None
    end = last.end + 1
    if isinstance(first.shape, Calendar) and isinstance(shape, Calendar):
        shape = replace(shape, weekday=first.shape.weekday)
    return replace(first, end=end, text=text[first.start : end], shape=shape, rule=f"{first.rule}+{last.rule}")


def _completed(first: PlainShape, last: PlainShape) -> tuple[PlainShape, PlainShape]:
    """ "in May and June 2014", "from May to June last year": the first's year is the last's."""
    if isinstance(first, Calendar) and isinstance(last, Calendar) and first.month and last.month:
        if first.year is None and first.base is None:
            first = replace(first, year=last.year, base=last.base)
        if last.pick is None and last.year is None and last.base is None:
            last = replace(last, pick=first.pick)
    return first, last


def _grain(shape: Calendar | Deictic) -> str:
    """The finest part that a shape names."""
    if isinstance(shape, Deictic):
        return shape.unit
    names = ("holiday", "day", "weekday", "month", "season", "quarter", "half", "year", "decade", "century")
    grain = next((name for name in names if getattr(shape, name) is not None), "")
    return "day" if grain in {"holiday"} else grain


def _next_to(first: Calendar | Deictic, last: Calendar | Deictic) -> bool:
    """Do the two touch, so that both together are one interval?"""
    if isinstance(first, Deictic) or isinstance(last, Deictic):
        return isinstance(first, Deictic) and isinstance(last, Deictic) and last.offset - first.offset == 1
    if first.day is not None:
        return first.month == last.month and last.day is not None and last.day - first.day == 1
    if first.weekday is not None and last.weekday is not None:
        return (last.weekday - first.weekday) % 7 == 1
    if first.month is not None and last.month is not None:
        return last.month - first.month == 1
    return first.year is not None and last.year is not None and last.year - first.year == 1


_FUTURE = re.compile(
    r"\b(?:will|shall|would|may|might|could|can|should|won['’]t|['’]ll|(?:going|set|due|scheduled|expected|planned|slated|poised|likely|about|wants?|hopes?|plans?"
    r"|aims?|intends?|vowed|promised|agreed|ready|prepar(?:es?|ing)|ordered|asked|has|have|is|are|was|were)\s+to)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|took|came|went|began|made|gave|held|met|fell|rose|left|saw|found|sent|won|lost|struck|shot"
    r"|led|kept|brought|broke|became|got|ran|wrote|spoke|stood|fought|fled|hit|blew|flew|drove|built|bought|sold|paid|[a-z]{2,20}ed)\b",
    re.IGNORECASE,
)
# Planned, put off, due: the time behind them is ahead, in whatever tense they stand.
_PUT_OFF = re.compile(
    r"\b(?:planned|scheduled|rescheduled|set|due|slated|postponed|delayed|adjourned|expected|deadline|extended|effective)"
    r"(?:\s+(?:for|to|until|till|in|on|by|of))?(?:\s+(?:at|early|late|least|as|the))*\s*$"
    r"|\b(?:scheduled|planned|called)\s+(?:an?|the|its|their|his|her)\s+(?:[\w'’-]+\s+){1,4}(?:for\s+|on\s+)?$"
    r"|\bas\s+soon\s+as\s+$|\b(?:has|have)\s+[^.;]{0,80}\suntil\s+$",
    re.IGNORECASE,
)
# A clause rarely spreads its verb farther from its time than this; the window also keeps the search linear.
_REACH = 160


def tense_hint(text: str, start: int, end: int) -> Tense:
    """FUTURE where the words around an expression look ahead, else NONE; for where no tree tells the tense.

    Words alone do not tell a past: "said the bridge, closed in May, reopens in June" has one for both months.
    """
    left, right = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    if _PUT_OFF.search(left):
        return Tense.FUTURE
    # What follows belongs to the expression less often than what stands before: it counts as 20 characters farther.
    ahead = min(
        [len(left) - match.end() for match in _FUTURE.finditer(left)]
        + [match.start() + 20 for match in _FUTURE.finditer(right)],
        default=2 * _REACH,
    )
    # "expected to": the participle stands within the future's match, hence twelve characters of grace.
    past = min(
        [len(left) - match.end() for match in _PAST.finditer(left)]
        + [match.start() + 20 for match in _PAST.finditer(right)],
        default=2 * _REACH,
    )
    return Tense.FUTURE if ahead < 2 * _REACH and ahead <= past + 12 else Tense.NONE
