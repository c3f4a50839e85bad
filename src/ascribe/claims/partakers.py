"""What a word can be in an event: somebody who acts, what can be hit, a thing that is handed out, an event.

In: a tree. Out: answers about single tokens. Here, apart from the constructions that bring participants in, because all
of them ask the same questions.
"""

from __future__ import annotations

from ascribe.claims.carrying import FoundEvent
from ascribe.claims.senses import noun_sense
from ascribe.claims.trees import Tree
from ascribe.claims.whereabouts import is_state
from ascribe.contract.claims import EventType, Phase

BODIES = frozenset(
    """country nation state government side party neighbour neighbor army force group region bloc kingdom republic
    sultanate federation emirate""".split()
)
"""Words for bodies that the reader may take for places or things."""
ARMED = frozenset(
    """force troop army military soldier police militia rebel fighter militant insurgent navy coalition guard commando
    jihadist""".split()
)
"""Whose "operation" is an armed one."""
ACTING = ARMED | frozenset(
    """police government regime opposition gang mob state union party group junta cartel ministry council team
    citizen""".split()
)
"""Bodies whose name before an event noun says who does it."""
NEVER_ACTORS = frozenset({"time", "quantity", "abstract", "event", "substance"})
"""Mention types of the reader that cannot act."""
BEFORE_STATES = frozenset({"with", "from", "of", "against", "by", "to", "between", "for"})
"""Prepositions behind which the name of a place is mostly a state that acts."""
NO_PEOPLE = frozenset({"Islamic", "Christian", "Catholic", "Muslim", "Jewish", "Sunni", "Shia", "Olympic", "Internet"})
"""Adjectives with a capital that name no state's people."""
THINGS_IN_NAME_ONLY = frozenset(
    {"it", "this", "that", "there", "one", "what", "which", "something", "anything", "nothing"}
)
BY_WAY = frozenset(
    "consensus acclamation mistake accident law decree force hand mail phone chance default vote lot".split()
)
"""What without an article behind "by" says how it was done."""


class Partakers:
    """What the tokens of one sentence can be in its events."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.located = {i: e.label for e in tree.sentence.parse.entities for i in range(e.first, e.last + 1)}

    def is_thing(self, i: int) -> bool:
        """Nobody, and nothing that can be hit or seized: "welfare", "the right", "autonomy"."""
        token = self.tree.tokens[i]
        return i not in self.located and token.upos == "NOUN" and token.mention in (None, "abstract", "event")

    def is_party(self, i: int) -> bool:
        """An actor, or a state whatever stands before it."""
        return i in self.located or self.is_actor(i)

    def is_people(self, i: int) -> bool:
        """ "French", "Chinese" before a noun: an adjective with a capital that is none for opening the sentence."""
        token = self.tree.tokens[i]
        word = token.text
        if token.upos != "ADJ" or not word[:1].isupper() or word.isupper() or word in NO_PEOPLE:
            return False
        return i > 0 or word.endswith(("ian", "ean", "ish", "ese", "aeli", "stani", "aqi", "abian", "yptian"))

    def is_given(self, i: int) -> bool:
        """What is handed out or worked on, and nobody's gain: "donations of vaccines", "cooperation in energy"."""
        return self.is_thing(i) or self.tree.tokens[i].mention in ("object", "substance")

    def is_actor(self, i: int) -> bool:
        """A person, people, a body or a state."""
        token = self.tree.tokens[i]
        if i in self.located:
            return self.located[i] != "LOC" or self.tree.case(i) in BEFORE_STATES
        named = token.upos == "PROPN" and (token.mention is None or token.xpos == "NNPS")
        return named or token.mention in ("person", "organization") or self.tree.lemma[i] in BODIES

    def is_event(self, i: int) -> bool:
        return i not in self.located and self.tree.tokens[i].upos == "NOUN" and noun_sense(self.tree, i) is not None

    def is_actor_word(self, i: int) -> bool:
        """A word before an event noun that names who does it: "US strikes", "Turkish troops", "rebel attack"."""
        token = self.tree.tokens[i]
        if i in self.located:
            return self.located[i] in ("ORG", "PER") or token.upos == "ADJ" or is_state(token.text)
        if token.upos == "PROPN":
            return token.mention in ("organization", "person")
        if token.upos != "NOUN" or self.is_event(i):
            return False
        # "rebel attack", "police raid"; but "museum shooting", "school attack" say where
        return token.mention == "person" or (token.mention == "organization" and self.tree.lemma[i] in ACTING)

    def can_act(self, i: int) -> bool:
        token = self.tree.tokens[i]
        if i in self.located:
            return True
        if token.upos in ("ADJ", "PROPN"):
            return token.mention not in ("time", "quantity", "abstract", "event")
        if self.tree.lemma[i] in THINGS_IN_NAME_ONLY:
            return self.tree.lemma[i] == "it"
        if token.upos == "NUM":
            return True
        if token.upos in ("VERB", "ADV", "SYM", "X"):
            return False
        # "the alliance" acts; as an agreement it is no body to the reader
        return token.mention == "organization" or (token.mention not in NEVER_ACTORS and not self.is_event(i))

    def asked_of(self, found: FoundEvent, targets: list[int]) -> list[int]:
        """ "Requested the flights": what is asked for is not the one asked; a passive tells of no other."""
        asks = found.sense is not None and found.sense.type is EventType.REQUEST and found.event == found.trigger
        if not asks or self.tree.is_passive(found.event):
            return targets
        return [t for t in targets if self.is_actor(t) or not self.is_event(t)]

    def is_wanted_of_others(self, found: FoundEvent) -> bool:
        """ "Demanded the release", "the flights were requested by the army": who asks does not do it; but both talk."""
        mutual = found.sense is not None and found.sense.type is EventType.CONSULT
        return found.phase is Phase.REQUESTED and not mutual

    def owning(self, e: int) -> list[int]:
        """Whose event it is: "the army's raid"; but "Delta's biggest feud" says where."""
        tree = self.tree
        owners = [c for c in tree.children[e] if tree.tokens[c].deprel == "nmod:poss"]
        ranked = any(tree.tokens[c].xpos == "JJS" or tree.lemma[c] == "first" for c in tree.kids(e, "amod"))
        return [o for o in owners if not ranked or self.located.get(o) != "LOC"]

    def is_way_of_doing(self, i: int) -> bool:
        """ "Approved by consensus", "opened by mistake": how, and not by whom."""
        return self.tree.case(i) == "by" and self.tree.lemma[i] in BY_WAY and not self.tree.kids(i, "det", "nmod")

    def can_be_target(self, i: int) -> bool:
        token = self.tree.tokens[i]
        if token.text.lower() in ("etc", "etc.") or token.upos == "INTJ":
            return False
        if token.upos in ("VERB", "ADV", "SYM", "ADJ") and i not in self.located and not self.is_people(i):
            # "killing several of them"; not "suffer more"
            degree = token.xpos in ("JJR", "RBR") and not self.tree.obliques(i)
            return token.upos == "ADJ" and self.tree.rel[i] in ("obj", "nsubj") and not degree
        return token.mention not in ("time", "quantity") and self.tree.lemma[i] not in THINGS_IN_NAME_ONLY - {"it"}
