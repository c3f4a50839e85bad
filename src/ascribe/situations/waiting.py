"""What looks open and waits for nothing: advice, orders, questions, wishes to remain unnamed, and mere aims.

In: a claim. Out: whether nobody waits for anything by it. The words are in `lexicon/waiting.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ascribe.contract.claims import Claim, EventType, Factuality, Phase
from ascribe.situations.kinds import head, lexicon


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon. Its fields are explained there."""

    ought: frozenset[str]
    orders: frozenset[str]
    ordered: frozenset[str]
    announced: frozenset[str]
    meant: frozenset[str]
    unnamed: re.Pattern[str]
    questions: re.Pattern[str]


@cache
def _words() -> _Words:
    table = tomllib.loads(files("ascribe.situations").joinpath("lexicon", "waiting.toml").read_text("utf-8"))
    names = ("ought", "orders", "ordered", "announced", "meant")
    ought, orders, ordered, announced, meant = (frozenset(re.split(r",\s*", table[name])) for name in names)
    unnamed, questions = (
        re.compile(rf"\s*(?:{'|'.join(table[name])})", re.IGNORECASE) for name in ("unnamed", "questions")
    )
    return _Words(ought, orders, ordered, announced, meant, unnamed, questions)


def awaits_nothing(claim: Claim) -> bool:
    """Whether what a claim tells as requested or planned is not open."""
    if claim.event_type is EventType.REQUEST:
        return is_advice(claim) or _is_order(claim) or _is_said_in_passing(claim)
    return is_advice(claim) or is_aim(claim)


def is_advice(claim: Claim) -> bool:
    """Whether it asks people in general for something ("residents were told to stay at home"), or only says what ought
    to be: "the mayor should resign".
    """
    if claim.event_type is EventType.REQUEST:
        asked = claim.targets
    else:
        asked = claim.agents if claim.phase is Phase.REQUESTED else ()
    return claim.event_lemma in _words().ought or (bool(asked) and all(_is_public(cell.text) for cell in asked))


def _is_public(name: str) -> bool:
    head = _BEHIND.split(name.lower(), maxsplit=1)[0].split()
    return bool(head) and head[-1] in lexicon().public


_BEHIND = re.compile(r",|\s(?:in|of|at|from|for|with|who|whose|near|on|living|along|across)\b")
"""Where the words end that tell who it is."""


def is_aim(claim: Claim) -> bool:
    """Whether it is only what something else is done or asked for ("flew in to oversee the works"), and nobody
    announces it or tells its day.
    """
    time = claim.time
    dated = time.basis == "expression" and time.start is not None
    return (claim.is_aim and not dated) or is_meant(claim.phase.value, claim.factuality.value, claim.rules, dated=dated)


def is_meant(phase: str, factuality: str, rules: Collection[str], *, dated: bool) -> bool:
    """The same for a claim of these values, as it is exported. `dated`: an expression tells its day."""
    planned = factuality == Factuality.PLANNED.value and phase in (Phase.PLANNED.value, Phase.REQUESTED.value)
    if not planned or not rules or dated:
        return False
    if not _words().meant.isdisjoint(rules):
        return True
    course = any(rule.startswith("course.") and rule.endswith(".planned") for rule in rules)
    return not course and _words().announced.isdisjoint(rules)


def _is_order(claim: Claim) -> bool:
    word = head(claim)
    return word in _words().ordered if _is_noun(claim) else word in _words().orders


def _is_noun(claim: Claim) -> bool:
    return bool(claim.rules) and claim.rules[0].startswith(("noun.", "light_verb", "course."))


def _is_said_in_passing(claim: Claim) -> bool:
    """A question, a wish to remain unnamed, or a request that is only mentioned: "one of their demands"."""
    start = claim.event.end - claim.sentence.start
    behind = claim.sentence.text[start:]
    if _words().unnamed.match(behind) or (head(claim) in ("ask", "question") and _words().questions.match(behind)):
        return True
    return bool(claim.rules) and claim.rules[0].startswith("noun.") and claim.phase is not Phase.PENDING
