"""How sure a claim is, from 0 to 1: the share of claims like it that were right in every cell when audited.

In: a found event with its axes, roles, places and sources. Out: a number. Here, because the weights are set together:
by a logistic fit to claims of newswire articles that were judged by hand, rounded; `KNOTS` are then read off an audit
with `benchmarks.claims.calibration`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import exp

from ascribe.claims.axes import Axes
from ascribe.claims.carrying import FoundEvent
from ascribe.claims.roles import Roles
from ascribe.claims.trees import Tree
from ascribe.claims.whereabouts import Where
from ascribe.claims.worth import is_weak
from ascribe.contract.claims import Factuality, Polarity, SourceChain, Tense

BASE = 0.7
"""Log-odds of a typed verb in a short sentence."""
PAST = 0.5
"""What is told as past is right oftener than what is, will be or may be."""
NOT_ASSERTED = -0.25
GENERIC = -0.25
"""A verb that the lexicon does not have: its arguments are grammar alone."""
STATE = -0.6
LONG = -0.045
"""For each token beyond `SHORT`: parsers err in long sentences."""
SHORT = 20
IMPLIED = -0.8
"""A speaker from another sentence."""
PRONOUN = -0.9
"""Somebody named only by "he" or "their"."""
FIRST_PERSON = -0.6
""" "I", "we", "you": mostly opinion."""
SUBORDINATE = -0.5
"""A participle, a conjunct, a noun in an argument: what it shares with the main verb may not be its own."""
UNREAL = -0.6
"""The reader gives the word less than `FAINT` as a real event, though it is told as one."""
FAINT = 0.1
WEAK = -0.8
"""An aim, a property or a habit rather than an event."""
AT_ODDS = -0.8
"""The reader hears a denial and the rules none, or the other way round."""
ARC = 2.0
"""For the weakest arc among trigger, event and roles: the parser's doubt."""
PLACE = 1.5
"""For the weakest place: the tagger's doubt that it is one."""
FAR = -0.4
"""Trigger and event more than `FAR_TOKENS` apart."""
FAR_TOKENS = 12
SUBORDINATE_RELATIONS = frozenset({"conj", "acl", "advcl", "obj", "obl", "csubj"})
SPEAKERS = frozenset({"i", "we", "you", "me", "us", "my", "our", "your"})
LOWEST, HIGHEST = 0.05, 0.99

KNOTS: tuple[tuple[float, float], ...] = (
    (0.0, 0.2),
    (0.15, 0.33),
    (0.3, 0.4),
    (0.5, 0.55),
    (0.7, 0.65),
    (1.0, 0.72),
)
"""Raw value to share right in every cell, between which is interpolated: read off an audit of 100 claims of newswire of
all kinds by strict readers, 50 of them right (docs/error-analysis.md), and flattened towards that share."""


def confidence(
    tree: Tree,
    found: FoundEvent,
    axes: Axes,
    roles: Roles,
    places: Sequence[Where],
    sources: tuple[SourceChain, ...],
) -> float:
    """The share of claims like this one that are right in all that they fill."""
    raw = 1 / (1 + exp(-log_odds(tree, found, axes, roles, places, sources)))
    return round(max(LOWEST, min(calibrated(raw), HIGHEST)), 3)


def calibrated(raw: float) -> float:
    """`raw` read off `KNOTS`."""
    for (a, left), (b, right) in pairwise(KNOTS):
        if raw <= b:
            return left + (right - left) * (raw - a) / (b - a)
    return KNOTS[-1][1]


def log_odds(
    tree: Tree,
    found: FoundEvent,
    axes: Axes,
    roles: Roles,
    places: Sequence[Where],
    sources: tuple[SourceChain, ...],
) -> float:
    """Sum of what speaks for and against the claim."""
    token = tree.tokens[found.event]
    parts = {*roles.agents, *roles.targets}
    value = BASE + LONG * max(0, len(tree.tokens) - SHORT)
    value += PAST * (axes.tense is Tense.PAST)
    value += NOT_ASSERTED * (axes.factuality is not Factuality.ASSERTED)
    value += GENERIC * (found.rule == "verb.generic") + STATE * (found.rule == "predicate.state")
    value += IMPLIED * any(link.implied for chain in sources for link in chain)
    words = {tree.tokens[i].text.lower() for i in parts}
    value += FIRST_PERSON * bool(words & SPEAKERS)
    value += PRONOUN * any(tree.tokens[i].upos == "PRON" for i in parts if tree.tokens[i].text.lower() not in SPEAKERS)
    value += SUBORDINATE * (tree.rel[found.event] in SUBORDINATE_RELATIONS and found.trigger == found.event)
    value += UNREAL * (axes.factuality is Factuality.ASSERTED and token.event < FAINT)
    value += WEAK * is_weak(tree, found, axes)
    value += AT_ODDS * (token.denied != (axes.polarity is Polarity.NEGATIVE))
    value += FAR * (abs(found.event - found.trigger) > FAR_TOKENS)
    value += ARC * (min(tree.tokens[i].margin for i in (found.trigger, found.event, *parts)) - 1)
    scores = [e.score for e in tree.sentence.parse.entities for w in places if e.first <= w.token <= e.last]
    return value + PLACE * (min(scores, default=1.0) - 1)
