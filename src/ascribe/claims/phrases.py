"""How far a phrase goes: over what its prepositions tie to it, over names and lists, and not over clauses.

In: a tree, the head of a phrase and its last token as far as is known. Out: its last token. Here, because half of a
list, of an apposition or of a quotation says the wrong thing, and the whole subtree says too much.
"""

from __future__ import annotations

from ascribe.claims.trees import Tree

TIES = frozenset({"of", "by", "from", "against", "for", "between", "with", "on", "in", "near", "to"})
"""Prepositions whose phrase belongs to the name of a thing."""
WHERE = frozenset({"in", "at", "near", "on", "from"})
"""Of these, the ones that tie a thing to a place ("a village near the border", and not "a bullet in the head")."""
SOLID = frozenset({"person", "object", "animal", "substance"})
"""Mention types whose phrase such ties do not complete ("a bullet in the head"); an idea is nothing without ("a ban on
imports")."""
QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "``", "''"})
LONGEST_TIE = 9
"""Tokens that such phrases add at most."""


def whole_phrase(tree: Tree, head: int, last: int, room: int = LONGEST_TIE) -> int:
    """The last token of a phrase with what its prepositions tie to it, without clauses: "part of a village near the
    border". `last`: its last token as far as is known; `room`: how many more there may be."""
    start = last = max(last, _name_end(tree, head))
    loose = tree.tokens[head].mention in SOLID
    for c in tree.kids(head, "nmod"):
        if tree.sentence.subtree(c)[0] != last + 1 or tree.tokens[c].mention == "time":
            continue
        case = tree.case(c)
        if case not in TIES or (loose and case != "of" and not (case in WHERE and tree.tokens[c].mention == "place")):
            continue
        end = _name_end(tree, c)
        if end - start > room:
            break
        last = whole_phrase(tree, c, end, room - (end - start))
        last = _listed_end(tree, c, last, room - (last - start))
    return _closed(tree, head, last)


def _name_end(tree: Tree, index: int) -> int:
    """Over the further words of a name: "healer | Ana Ruiz", "Attorney | -General"."""
    kids = (k for k in tree.children[index] if tree.rel[k] in ("flat", "compound", "nummod"))
    end = max([index, *kids, *(e.last for e in tree.sentence.parse.entities if e.first <= index <= e.last)])
    tokens = tree.tokens
    for k in tree.kids(index, "appos"):
        if k == end + 1 and tokens[k].upos == "PROPN":
            end = _name_end(tree, k)
    while end + 2 < len(tokens) and tokens[end + 1].text == "-" and tokens[end].end == tokens[end + 2].start - 1:
        end += 2
    return end


def _listed_end(tree: Tree, index: int, last: int, room: int) -> int:
    """Over "and the mayor" right behind the last token of a phrase that is tied: half a list says the wrong thing."""
    for c in tree.kids(index, "conj"):
        if not tree.is_noun(c) or last + 1 == len(tree.tokens) or tree.case(c):
            break
        end = _name_end(tree, c)
        joined = tree.tokens[last + 1].text.lower() in ("and", "or") and tree.sentence.subtree(c)[0] == last + 1
        if not joined or end - last > room:
            break
        last = whole_phrase(tree, c, end, room - (end - last))
    return last


def _closed(tree: Tree, first: int, last: int) -> int:
    """With the quotation mark that closes what the phrase opened."""
    inside = range(min(tree.sentence.subtree(first)[0], last), last + 1)
    begin = next((i for i in inside if tree.tokens[i].upos != "PUNCT"), last)
    marks = sum(tree.tokens[i].text in QUOTES for i in range(begin, last + 1))
    follows = last + 1 < len(tree.tokens) and tree.tokens[last + 1].text in QUOTES
    return last + 1 if marks % 2 and follows else last
