"""Who does it and to whom: the participants of a found event, by grammar.

In: a tree, a found event. Out: token indices of agents and targets. Here, because verbs, light
verbs, aspectual verbs and nominal events bring in the same roles by different constructions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ascribe.claims.events import FoundEvent
from ascribe.claims.senses import noun_sense
from ascribe.claims.trees import Tree
from ascribe.claims.whereabouts import is_state
from ascribe.contract.claims import EventType

TARGET_PREPOSITIONS = ("against", "with", "on", "at", "to", "upon")
"""Where the lexicon names none: prepositions behind which the target of a verb stands."""
NOUN_TARGET_PREPOSITIONS = ("of", "against", "on", "with", "to", "for", "at", "into")
BODIES = frozenset("country nation state government side party neighbour neighbor army force group region bloc".split())
"""Words for bodies that the reader may take for places or things."""
PASSIVE_ACTORS = frozenset("involve engage station base post assemble gather mass ally".split())
"""Verbs whose passive subject acts ("troops are stationed", "the navy was involved")."""
ARMED = frozenset(
    """force troop army military soldier police militia rebel fighter militant insurgent navy coalition guard commando
    jihadist""".split()
)
"""Whose "operation" is an armed one."""
NEVER_ACTORS = frozenset({"time", "quantity", "abstract", "event", "substance"})
"""Mention types of the reader that cannot act."""
OF_OBJECT = ("from", "of", "with", "to", "for", "against", "on")
"""Prepositions behind an object that bring in the target ("needs the permission of the mayor")."""
ANSWERS = frozenset(
    {EventType.REJECT, EventType.REQUEST, EventType.ACCUSE, EventType.THREATEN, EventType.AGREE, EventType.SUPPORT}
)
"""Types that answer to what somebody does or wants: behind an event, their target is that somebody."""
OF_EVENT = ("by", "from", "of", "with", "against", "on")
HITS_THINGS = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.PROTEST, EventType.ACCUSE})
"""Types whose target can be a place or thing behind a preposition ("fired at the port", "a ban on imports")."""
THINGS_IN_NAME_ONLY = frozenset(
    {"it", "this", "that", "there", "one", "what", "which", "something", "anything", "nothing"}
)


@dataclass(frozen=True, slots=True)
class Roles:
    """Heads of agents and targets, in order."""

    agents: tuple[int, ...]
    targets: tuple[int, ...]


class RoleReader:
    """Reads the participants of the events of one sentence."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.located = {i: e.label for e in tree.sentence.parse.entities for i in range(e.first, e.last + 1)}

    def roles(self, found: FoundEvent) -> Roles:
        """Agents and targets of an event."""
        tree = self.tree
        nominal = tree.is_noun(found.event) and found.event != found.trigger
        verbal = tree.is_verb(found.trigger)
        if nominal and verbal:
            agents, targets = self.carried(found)
        elif tree.is_verb(found.event):
            agents, targets = self.verb(found)
        elif found.rule == "predicate.noun":
            agents, targets = self.noun(found, found.event)
            undergoes = found.sense is not None and found.sense.type in HITS_THINGS
            agents, targets = (
                (agents, tree.subjects(found.event)) if undergoes else (tree.subjects(found.event) or agents, targets)
            )
        elif (
            tree.copula(found.event) is not None
            and found.event == found.trigger
            and tree.tokens[found.event].upos != "NOUN"
        ):
            agents, targets = (
                tree.subjects(found.event),
                self.behind(found.event, ("of", "with", "about", "for", "to"), found),
            )
        else:
            agents, targets = self.noun(found, found.event)
        subject_acts = not tree.is_noun(found.event)
        agents = self.spread(a for a in agents if self.can_act(a) or (subject_acts and self.can_be_target(a)))
        targets = self.spread(t for t in targets if self.can_be_target(t) and t not in agents)
        return Roles(tuple(a for a in agents if a != found.event), tuple(t for t in targets if t != found.event))

    def armed(self, found: FoundEvent, roles: Roles) -> FoundEvent:
        """The "operations" of an army are attacks, those of a company are none."""
        sense = found.sense
        if sense is None or sense.type is not None or sense.mode != "operation":
            return found
        if any(self.tree.lemma[a] in ARMED for a in roles.agents):
            return replace(found, sense=replace(sense, type=EventType.ASSAULT, mode="offensive"))
        return found

    def spread(self, tokens: Iterable[int]) -> list[int]:
        """The tokens with what is coordinated with them, each once."""
        return list(dict.fromkeys(c for t in tokens for c in self.tree.conjuncts(t)))

    # -- by construction

    def verb(self, found: FoundEvent) -> tuple[list[int], list[int]]:
        tree, i = self.tree, found.event
        agents, targets = tree.actors(i), tree.patients(i)
        sense = found.sense
        if tree.lemma[i] in PASSIVE_ACTORS and tree.is_passive(i) and not agents:
            return targets, self.behind(i, ("with", "against"), found)
        if sense is not None and sense.subject_is_target and not tree.is_passive(i):
            by = [n for case, n in tree.obliques(i) if case in ("by", "in", "from") and noun_sense(tree, n) is None]
            return [n for n in by if tree.case(n) == "by"], agents
        if found.took_object:
            # "reached an agreement with", "fired rockets at": the object says what is done, not to whom
            objects, targets = targets, [t for t in targets if self.undergoes(t, found)]
            if not targets:
                targets = [n for o in objects for n in self.behind(o, OF_OBJECT, found) if n not in agents]
        recipients = tree.kids(i, "iobj")
        if recipients:
            targets = recipients
        prepositions = sense.target_prepositions if sense and sense.target_prepositions else TARGET_PREPOSITIONS
        weak = not targets or found.took_object or all(self.is_event(t) for t in targets)
        if weak:
            targets = (
                self.behind(i, prepositions, found)
                or self.asked(i, found)
                or self.inside(targets, found, agents)
                or targets
            )
        return agents, targets

    def asked(self, i: int, found: FoundEvent) -> list[int]:
        """ "demanded that the council resign": the one who is to do it."""
        if found.sense is None or found.sense.type is not EventType.REQUEST:
            return []
        return [s for c in self.tree.kids(i, "ccomp") for s in self.tree.subjects(c) if self.is_actor(s)][:1]

    def inside(self, objects: list[int], found: FoundEvent, agents: list[int]) -> list[int]:
        """ "rejected a call by the governor", "condemned the army's raid": whoever is behind the event that is
        answered."""
        if found.sense is None or found.sense.type not in ANSWERS or found.sense.mode == "investigate":
            return []
        for o in objects:
            owners = [c for c in self.tree.children[o] if self.tree.tokens[c].deprel == "nmod:poss"]
            parties = [n for n in owners + self.behind(o, OF_EVENT, found) if self.is_actor(n) and n not in agents]
            if parties:
                return parties
        return []

    def undergoes(self, i: int, found: FoundEvent) -> bool:
        """The object that chose the sense is itself what the event happens to ("seized the bridge")."""
        if i in self.located or self.tree.tokens[i].mention in ("person", "organization", "place", "animal"):
            return True
        return self.tree.tokens[i].upos == "PRON" or (
            found.sense is not None and found.sense.mode in ("territory", "attack")
        )

    def carried(self, found: FoundEvent) -> tuple[list[int], list[int]]:
        """A verb that carries a nominal event: "carried out strikes on the port", "came under attack from rebels"."""
        tree, i, e = self.tree, found.trigger, found.event
        noun_agents, noun_targets = self.noun(found, e)
        if e in tree.subjects(i) and not tree.is_passive(i):
            return noun_agents, noun_targets
        if found.receiving and not tree.is_passive(i):
            givers = self.behind(i, ("from", "by"), found) or self.behind(e, ("from", "by"), found)
            return givers or noun_agents, tree.subjects(i)
        acts = tree.lemma[i] in PASSIVE_ACTORS and tree.is_passive(i)
        agents = tree.subjects(i) if acts else tree.actors(i) or noun_agents
        prepositions = (
            found.sense.target_prepositions if found.sense and found.sense.target_prepositions else TARGET_PREPOSITIONS
        )
        targets = (
            [t for t in noun_targets if t not in agents] or tree.kids(i, "iobj") or self.behind(i, prepositions, found)
        )
        return agents, targets

    def noun(self, found: FoundEvent, e: int) -> tuple[list[int], list[int]]:
        tree, sense = self.tree, found.sense
        agents = [c for c in tree.children[e] if tree.tokens[c].deprel == "nmod:poss"]
        agents += [n for case, n in tree.obliques(e) if case == "by"]
        # "US-led strikes"
        leaders = [c for c in tree.kids(e, "amod") if tree.lemma[c] == "lead"]
        agents += [k for c in leaders for k in tree.kids(c, "compound", "obl", "nsubj") if k < c]
        of_agent = sense is not None and sense.of_is_agent
        if of_agent:
            agents += [n for case, n in tree.obliques(e) if case == "of" and self.is_actor(n)]
        agents += [
            c for c in tree.kids(e, "amod", "compound", "nmod") if not tree.case(c) and c < e and self.is_actor_word(c)
        ]
        sides = [n for case, n in tree.obliques(e) if case in ("between", "among")]
        if sides:
            both = tree.conjuncts(sides[0])
            return (both[:1], both[1:]) if len(both) > 1 else (both, [])
        prepositions = sense.target_prepositions if sense and sense.target_prepositions else NOUN_TARGET_PREPOSITIONS
        targets: list[int] = []
        with_of = ("of",) if not of_agent and (sense is None or sense.type is not EventType.CONSULT) else ()
        for p in dict.fromkeys((*(p for p in prepositions if p != "of" or not of_agent), *with_of)):
            targets = [n for n in self.behind(e, (p,), found) if not self.is_event(n) or p == "of"]
            if targets:
                break
        if sense is not None and sense.subject_is_target:
            return [], targets or agents
        if (
            not agents
            and not found.receiving
            and tree.rel[e] in ("obj", "obl")
            and tree.is_verb(tree.head(e))
            and sense is not None
            and sense.type is EventType.REQUEST
        ):
            agents = [a for a in tree.actors(tree.head(e)) if a not in targets]
        return agents, targets

    def behind(self, i: int, prepositions: tuple[str, ...], found: FoundEvent) -> list[int]:
        """Nouns behind the first of these prepositions that has one that can take part: people and bodies, and what is
        attacked, seized or moved against may be a place or thing."""
        hits_things = found.sense is not None and found.sense.type in HITS_THINGS
        obliques = self.tree.obliques(i)
        for p in prepositions:
            nouns = [n for case, n in obliques if case == p and self.can_be_target(n)]
            nouns = [n for n in nouns if self.is_actor(n) or (hits_things and p not in ("in", "to")) or p == "of"]
            if nouns:
                return nouns
        return []

    def is_actor(self, i: int) -> bool:
        """A person, people, a body or a state."""
        token = self.tree.tokens[i]
        if i in self.located:
            return self.located[i] != "LOC" or self.tree.case(i) in (
                "with",
                "from",
                "of",
                "against",
                "by",
                "to",
                "between",
            )
        return token.mention in ("person", "organization") or self.tree.lemma[i] in BODIES

    # -- what can play a part

    def is_event(self, i: int) -> bool:
        return i not in self.located and self.tree.tokens[i].upos == "NOUN" and noun_sense(self.tree, i) is not None

    def is_actor_word(self, i: int) -> bool:
        """A word before an event noun that names who does it: "US strikes", "Turkish troops", "rebel attack"."""
        token = self.tree.tokens[i]
        if i in self.located:
            return self.located[i] in ("ORG", "PER") or token.upos == "ADJ" or is_state(token.text)
        if token.upos == "PROPN":
            return token.mention in ("organization", "person")
        return token.upos == "NOUN" and token.mention in ("person", "organization") and not self.is_event(i)

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
        return token.mention not in NEVER_ACTORS and not self.is_event(i)

    def can_be_target(self, i: int) -> bool:
        token = self.tree.tokens[i]
        if token.upos in ("VERB", "ADV", "SYM", "ADJ") and i not in self.located:
            return False
        return token.mention not in ("time", "quantity") and self.tree.lemma[i] not in THINGS_IN_NAME_ONLY - {"it"}
