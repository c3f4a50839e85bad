"""Where an event is, by grammar: the places that hang on its words, with the preposition that ties them.

In: a tree, the events found in it. Out: token indices with prepositions by event. A place belongs to the event that its
phrase hangs on; one that hangs on a participant ("forces in Mali") says where the participant is from. Here, because
times hang on events by the same words (`anchors`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ascribe.claims.events import FoundEvent
from ascribe.claims.senses import noun_sense
from ascribe.claims.trees import Tree
from ascribe.contract.claims import EventType

PREPOSITIONS = frozenset(
    """in at near on over around inside outside across along off from to toward towards into through throughout
    between above within beyond beside behind under below onto via opposite""".split()
) | {"north of", "south of", "east of", "west of", "outside of", "inside of", "close to", "next to", "out of"}
"""Prepositions that put an event at, to or from a place."""
UNNAMED = frozenset({"in", "at", "near", "on", "outside", "inside", "around", "over"})
"""Prepositions behind which a place without a name is where it happens ("at a base")."""
ON_THE_GROUND = frozenset({EventType.ASSAULT, EventType.MOBILIZE, EventType.COERCE, EventType.RETREAT})
"""Types whose object, where it is a place, is also where they happen ("shelled the port")."""
JOURNEYS = frozenset({"movement", "visit"})
"""Modes of which the same holds ("left the town")."""
STATES = frozenset({"US", "UK", "EU", "UN", "UAE", "USA", "NATO"})
"""Names that before an event say who does it; those of towns say where ("US strikes", "Tikrit operation")."""
PARTS_OF_A_PLACE = frozenset({"nmod", "appos", "compound", "flat"})


@dataclass(frozen=True, slots=True)
class Where:
    """A place of an event: the token that heads it and the preposition before it."""

    token: int
    relation: str


def is_state(text: str) -> bool:
    return text.upper().replace(".", "") in STATES


def anchors(tree: Tree, founds: Sequence[FoundEvent]) -> dict[int, list[FoundEvent]]:
    """Events by the words that a place or time of theirs can hang on: trigger, event, and a verb above that only lends
    tense or modality ("seems to be regaining")."""
    out: dict[int, list[FoundEvent]] = {}
    for f in founds:
        for token in dict.fromkeys((f.trigger, f.event)):
            out.setdefault(token, []).append(f)
    for f in founds:
        # "two deaths reported in the province"
        for c in tree.kids(f.event, "acl") if tree.is_noun(f.event) else ():
            if c not in out and tree.tokens[c].xpos == "VBN":
                out[c] = [f]
        at = f.trigger
        while tree.rel[at] == "xcomp" and tree.head(at) not in out:
            at = tree.head(at)
            out[at] = [f]
    return out


class WhereReader:
    """Reads the places of the events of one sentence."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.labels = {i: e.label for e in tree.sentence.parse.entities for i in range(e.first, e.last + 1)}

    def places(self, founds: Sequence[FoundEvent]) -> dict[FoundEvent, list[Where]]:
        """Places by event, named ones first."""
        by_anchor = anchors(self.tree, founds)
        out: dict[FoundEvent, list[Where]] = {}
        for token in (*self.named(), *self.unnamed()):
            top, relation = self.phrase(token)
            for f in by_anchor.get(self.tree.head(top), ()):
                unneeded = token not in self.labels and f in out
                if not unneeded and self.ties(f, token, top, relation):
                    out.setdefault(f, []).append(Where(token, relation if relation in PREPOSITIONS else "in"))
        for f in founds:
            if f not in out and (last := self.base_of_relative(f.trigger) or self.home_of_agent(f)):
                out[f] = [last]
        return out

    def ties(self, f: FoundEvent, token: int, top: int, relation: str) -> bool:
        """The phrase under `top` says where `f` is."""
        tree, rel = self.tree, self.tree.rel[top]
        passive = tree.tokens[top].deprel == "nsubj:pass"
        if rel == "nsubj" and not passive:
            return False
        if relation in PREPOSITIONS:
            return True
        if (rel == "obj" or passive or relation in ("of", "against")) and self.happens_at_its_object(f):
            return rel in ("obj", "nsubj") or tree.head(top) == f.event
        if relation:
            return False
        if rel == "compound":
            return tree.head(top) == f.event and not is_state(tree.tokens[token].text)
        return rel in ("obl", "advmod")

    def happens_at_its_object(self, f: FoundEvent) -> bool:
        return f.sense is not None and (f.sense.type in ON_THE_GROUND or f.sense.mode in JOURNEYS)

    def named(self) -> list[int]:
        """Tokens that head a named place."""
        heads = []
        for e in self.tree.sentence.parse.entities:
            inside = range(e.first, e.last + 1)
            head = next((i for i in inside if self.tree.head(i) not in inside), e.first)
            if e.label == "LOC" and self.tree.tokens[head].upos in ("PROPN", "NOUN", "X"):
                heads.append(head)
        return heads

    def unnamed(self) -> list[int]:
        """Places without a name ("a base", "the capital"), behind a preposition."""
        tree = self.tree
        return [
            i
            for i, t in enumerate(tree.tokens)
            if t.mention == "place"
            and t.upos == "NOUN"
            and i not in self.labels
            and tree.rel[i] in ("obl", "nmod")
            and tree.case(i) in UNNAMED
        ]

    def phrase(self, token: int) -> tuple[int, str]:
        """The top of the phrase that a place stands in ("the town of X", "a base near X"), and its preposition."""
        tree, top = self.tree, token
        relation = tree.case(token)
        for head in tree.up(token):
            if tree.rel[top] == "conj" and tree.is_noun(head):
                top = head
                if self.is_place(head):
                    relation = tree.case(head) or relation
                relation = relation or tree.case(head)
            elif tree.rel[top] in PARTS_OF_A_PLACE and self.is_place(head):
                top = head
                relation = tree.case(head) or relation
            else:
                break
        return top, relation

    def is_place(self, i: int) -> bool:
        if i in self.labels:
            return self.labels[i] == "LOC"
        return self.tree.is_noun(i) and self.tree.tokens[i].mention == "place" and noun_sense(self.tree, i) is None

    def base_of_relative(self, i: int) -> Where | None:
        """ "the base where troops are stationed": the base."""
        tree = self.tree
        if tree.tokens[i].deprel == "acl:relcl" and any(tree.lemma[c] == "where" for c in tree.children[i]):
            head = tree.head(i)
            return Where(head, "at") if self.is_place(head) else None
        return None

    def home_of_agent(self, f: FoundEvent) -> Where | None:
        """ "Police in Dhaka are investigating": where those who act are, if nothing else says where."""
        tree = self.tree
        if not tree.is_verb(f.trigger) or tree.is_passive(f.trigger):
            return None
        for a in tree.own_subjects(f.trigger):
            for case, n in tree.obliques(a):
                if case in ("in", "at") and self.labels.get(n) == "LOC":
                    return Where(n, case)
        return None
