"""How sure a claim is, from 0 to 1: the share of claims like it that were right in every cell when audited.

In: a found event with its roles and sources. Out: a number. Here, because the factors are calibrated together
(`docs/claims.md` tells on what).
"""

from __future__ import annotations

from ascribe.claims.events import FoundEvent
from ascribe.claims.roles import Roles
from ascribe.claims.trees import Tree
from ascribe.contract.claims import SourceChain

BASE = {"verb": 0.7, "noun": 0.55, "light_verb": 0.7, "course": 0.7, "predicate": 0.5}
"""By the family of the rule that found the event. Order and height are those of an audit of 100 claims, 38 of them
right in every cell that they fill."""
GENERIC = 0.4
"""A verb that the lexicon does not have: its arguments are grammar alone."""
LOWEST = 0.05


def confidence(tree: Tree, found: FoundEvent, roles: Roles, sources: tuple[SourceChain, ...]) -> float:
    """Product of the rule's base rate and the parser's certainty about the arcs that the claim hangs on."""
    value = GENERIC if found.rule == "verb.generic" else BASE[found.rule.partition(".")[0]]
    arcs = {found.trigger, found.event, *roles.agents, *roles.targets}
    weakest = min(tree.tokens[i].margin for i in arcs)
    value *= 0.7 + 0.3 * weakest
    if any(link.implied for chain in sources for link in chain):
        value *= 0.9
    if found.event != found.trigger and abs(found.event - found.trigger) > 12:
        value *= 0.9
    return round(max(LOWEST, min(value, 0.99)), 3)
