"""Ways through a sentence's tree in words: from a cell's head up and down to the word of the event.

In: a tree, two tokens. Out: the steps between them, and a sentence that a reader without a grammar at hand can follow.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from ascribe.claims.trees import Tree

RELATIONS = {
    "nsubj": "subject",
    "nsubj:pass": "subject of the passive",
    "csubj": "clause that is the subject",
    "obj": "object",
    "iobj": "recipient",
    "obl": "phrase",
    "obl:agent": "who does it, behind “by”,",
    "nmod": "phrase",
    "nmod:poss": "owner",
    "appos": "apposition",
    "nummod": "number",
    "amod": "adjective",
    "compound": "word before",
    "flat": "part of the name",
    "conj": "joined to it by “and” or the like",
    "xcomp": "complement",
    "ccomp": "what is said, thought or wanted",
    "advcl": "adverbial clause",
    "acl": "clause on the noun",
    "acl:relcl": "relative clause",
    "parataxis": "clause beside",
    "advmod": "adverb",
    "aux": "auxiliary",
    "det": "determiner",
    "obl:tmod": "time",
    "case": "preposition or possessive",
    "mark": "word that opens the clause",
    "cop": "form of “be”",
    "aux:pass": "auxiliary of the passive",
    "punct": "punctuation",
    "cc": "conjunction",
    "compound:prt": "particle",
    "fixed": "part of a fixed phrase",
    "advcl:relcl": "relative clause on the sentence",
    "expl": "filler",
    "obl:unmarked": "phrase without preposition",
    "nmod:unmarked": "phrase without preposition",
}
"""What the relations of Universal Dependencies are called here."""


@dataclass(frozen=True, slots=True)
class Step:
    """An arc: `lower` hangs on `upper`. `rising`: it is gone from the lower word to the upper."""

    lower: int
    upper: int
    rising: bool


def path(tree: Tree, start: int, end: int) -> list[Step]:
    """The arcs from one token to another."""
    above = [start, *tree.up(start)]
    below = [end, *tree.up(end)]
    meet = next((token for token in above if token in below), None)
    if meet is None:
        return []
    rising = [Step(a, b, True) for a, b in pairwise(above)][: above.index(meet)]
    falling = [Step(a, b, False) for a, b in pairwise(below)][: below.index(meet)]
    return [*rising, *falling[::-1]]


def relation(tree: Tree, token: int) -> str:
    """The relation by which a token hangs on its head, in words, with its preposition or conjunction."""
    full = tree.tokens[token].deprel
    name = RELATIONS.get(full) or RELATIONS.get(tree.rel[token]) or full
    with_word = tree.case(token) or tree.mark(token)
    return f"{name} (“{with_word}”)" if with_word and full != "obl:agent" else name


def in_words(tree: Tree, start: int, end: int) -> str:
    """ "“rebels”: subject of “struck”, of which “killing” is the adverbial clause"."""
    steps = path(tree, start, end)
    word = tree.tokens[start].text
    if start == end:
        return f"“{word}” itself"
    if not steps:
        return f"“{word}”: no short way through the tree to “{tree.tokens[end].text}”"
    pieces = []
    for step in steps:
        if step.rising:
            pieces.append(f"{relation(tree, step.lower)} of “{tree.tokens[step.upper].text}”")
        else:
            pieces.append(f"of which “{tree.tokens[step.lower].text}” is the {relation(tree, step.lower)}")
    return f"“{word}”: {', '.join(pieces)}"
