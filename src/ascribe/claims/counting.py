"""Which event of a sentence a figure belongs to: the one that what it counts takes part in.

In: a tree, the figures of `ascribe.claims.figures` and the events with their roles. Out: figures by event. Here,
because a figure that is given to the wrong event makes a true sentence tell a false number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ascribe.claims.carrying import FoundEvent
from ascribe.claims.figures import FoundFigure
from ascribe.claims.figurewords import figure_lexicon
from ascribe.claims.roles import Roles
from ascribe.claims.trees import CLAUSES, Tree


def counted(
    tree: Tree, figures: Sequence[FoundFigure], founds: Sequence[FoundEvent], roles: Mapping[FoundEvent, Roles]
) -> dict[FoundEvent, list[FoundFigure]]:
    """Figures by event, in the order of the sentence."""
    near: dict[int, list[FoundEvent]] = {}
    for f in founds:
        for token in dict.fromkeys((f.event, f.trigger)):
            near.setdefault(token, []).append(f)
    owned = {figure: _owners(tree, figure, near) for figure in figures}
    busy = {f for owners in owned.values() for f in owners}
    out: dict[FoundEvent, list[FoundFigure]] = {}
    for figure in figures:
        taking_part = [f for f, r in roles.items() if figure.head in (*r.agents, *r.targets)]
        # "two dozen gunmen attacked, killing 30": those who killed are counted where they are named
        taking_part = [f for f in taking_part if not owned[figure] or f not in busy]
        for f in dict.fromkeys((*owned[figure], *taking_part)):
            out.setdefault(f, []).append(figure)
    return out


def inside(tree: Tree, figure: FoundFigure) -> range:
    """The tokens of a figure."""
    tokens = [i for i, t in enumerate(tree.tokens) if t.start < figure.end and figure.start < t.end]
    return range(tokens[0], tokens[-1] + 1)


def in_amounts(tree: Tree, figures: Sequence[FoundFigure]) -> frozenset[int]:
    """Tokens of the units of amounts, which tell no event ("20 million won")."""
    measured = figure_lexicon()
    units = {*measured.currency_word, *measured.measure}
    return frozenset(
        i for f in figures for i in inside(tree, f) if i > f.number and tree.tokens[i].text.lower() in units
    )


def _owners(tree: Tree, figure: FoundFigure, near: Mapping[int, list[FoundEvent]]) -> list[FoundEvent]:
    at, own = figure.head, inside(tree, figure)
    if at in near:
        return near[at]
    shares = figure.unit in ("percent", "share")
    for head in tree.up(at):
        if head in near:
            return near[head]
        if head not in own:
            # a light or reporting verb without an event of its own; "the injury of 31", which no claim tells
            other = tree.is_verb(head) and tree.rel[at] not in ("nmod", "conj")
            # "one leads with 40 percent, Ruiz 20 percent": hers
            theirs = shares and tree.tokens[head].upos == "PROPN" and tree.rel[head] in ("conj", "appos", "parataxis")
            if (
                theirs
                or other
                or tree.rel[at] in ("nsubj", *CLAUSES)
                or tree.lemma[head] in figure_lexicon().befallen_noun
            ):
                return []
        at = head
    return []
