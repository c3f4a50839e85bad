"""Who does it and to whom: the participants of a found event, by grammar.

In: a tree, a found event. Out: token indices of agents and targets. Here, because verbs, light verbs,
aspectual verbs and nominal events bring in the same roles by different constructions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ascribe.claims.carrying import FoundEvent
from ascribe.claims.controlwords import control_words
from ascribe.claims.partakers import ACTING, ARMED, Partakers
from ascribe.claims.senses import noun_sense, verb_sense
from ascribe.contract.claims import EventType, Phase

TARGET_PREPOSITIONS = ("against", "with", "on", "at", "to", "upon")
"""Where the lexicon names none: prepositions behind which the target of a verb stands."""
NOUN_TARGET_PREPOSITIONS = ("of", "against", "on", "with", "to", "for", "at", "into")
PASSIVE_ACTORS = frozenset("involve engage station base post assemble gather mass ally oppose commit".split())
"""Verbs whose passive subject acts ("troops are stationed", "the navy was involved")."""
ANSWERED = frozenset({Phase.REFUSED, Phase.APPROVED, Phase.REQUESTED, Phase.PENDING})
"""Phases by which somebody answers to what another does ("rejected the mayor's proposal")."""
WITNESSING = frozenset({"see", "witness", "experience", "observe"})
"""Light verbs whose subject only looks on ("the town saw protests")."""
HOLDS = frozenset({"control", "ground", "possession", "charge", "power"})
"""What is taken of or over something else."""
OF_DOER = frozenset({EventType.COOPERATE, EventType.AGREE, EventType.THREATEN, EventType.PROTEST})
"""Types whose noun has its doer behind "of", where it is somebody ("the cooperation of the two states")."""
NO_TARGETS = frozenset("scale basis way level eve behalf ground condition side part number rise brink verge".split())
"""Nouns behind a preposition that only tell the manner ("attacked on a large scale")."""
DOER_FROM = frozenset(
    {EventType.THREATEN, EventType.ACCUSE, EventType.SUPPORT, EventType.AID, EventType.ASSAULT, EventType.SANCTION}
)
"""Types whose noun has its doer behind "from" ("threats from the mayor")."""
OF_OBJECT = ("from", "of", "with", "to", "for", "against", "on")
"""Prepositions behind an object that bring in the target ("needs the permission of the mayor")."""
ANSWERS = frozenset(
    {
        EventType.REJECT,
        EventType.REQUEST,
        EventType.ACCUSE,
        EventType.THREATEN,
        EventType.AGREE,
        EventType.SUPPORT,
        EventType.PROTEST,
        EventType.CONCEDE,
    }
)
"""Types that answer to what somebody does or wants: behind an event, their target is that somebody."""
OF_EVENT = ("by", "from", "of", "with", "against", "on", "for")
OF_THING = ("by", "from", "against")
ALWAYS = ("against", "with")
"""Prepositions that bring in a target whatever the lexicon names."""
GIVING = frozenset(
    {
        EventType.AID,
        EventType.COOPERATE,
        EventType.CONCEDE,
        EventType.AGREE,
        EventType.SUPPORT,
        EventType.REQUEST,
        EventType.CONSULT,
    }
)
"""Types whose target is who gets it, and not what is given ("sent medicine to the farmers")."""
CUT = frozenset(
    {
        EventType.SANCTION,
        EventType.REJECT,
        EventType.COERCE,
        EventType.CONCEDE,
        EventType.RETREAT,
        EventType.REQUEST,
        EventType.SUPPORT,
    }
)
"""Types whose object is what is broken off, given up or refused, where nobody else is named ("suspended the
treaty")."""
ADDRESSING = frozenset({EventType.REQUEST, EventType.CONSULT, EventType.SUPPORT})
"""Of these, the types whose object is who is spoken to, where it is somebody."""
AGAINST = frozenset({EventType.PROTEST, EventType.REQUEST, EventType.ACCUSE})
"""Types whose clause behind a protest says against whom it is ("marched to demand that the mayor resign")."""
WITH_MEANS = frozenset("use fire lob launch throw hurl drop pelt spray".split())
"""Verbs whose object is a means."""
AT_TARGET = ("at", "on", "against", "into", "towards", "toward", "onto")
"""Prepositions that bring in at whom or what a means is used."""
MEANS = frozenset("fire siege stone rock bomb grenade missile rocket mortar bottle".split())
"""With what, and not whom, somebody is attacked."""
MOVING = frozenset({EventType.REQUEST, EventType.CONCEDE, EventType.COERCE, EventType.RETREAT, EventType.REJECT})
"""Types whose complement clause says who is to do what ("let the convoy pass")."""
DONE_BY_PEOPLE = frozenset(
    {
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.MOBILIZE,
        EventType.PROTEST,
        EventType.THREATEN,
        EventType.ACCUSE,
        EventType.REJECT,
        EventType.REQUEST,
        EventType.SUPPORT,
        EventType.COOPERATE,
        EventType.CONCEDE,
    }
)
"""Types of which a people's name before the noun says who does it ("the Delta invasion", "Deltan air raids")."""
BETWEEN_SIDES = frozenset("war conflict fighting violence unrest bloodshed genocide crisis elections".split())
"""Nouns before which the name of a people says where: "the Deltan war"."""
HITS_THINGS = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.PROTEST, EventType.ACCUSE})
"""Types whose target can be a place or thing behind a preposition ("fired at the port", "a ban on imports")."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Heads of agents and targets, in order."""

    agents: tuple[int, ...]
    targets: tuple[int, ...]


class RoleReader(Partakers):
    """Reads the participants of the events of one sentence."""

    def roles(self, found: FoundEvent) -> Roles:
        """Agents and targets of an event."""
        tree = self.tree
        nominal = tree.is_noun(found.event) and found.event != found.trigger
        verbal = tree.is_verb(found.trigger)
        if found.rule == "verb.demand":
            done = tree.head(found.event)
            return Roles(
                tuple(self.spread(tree.subjects(tree.head(done)))), tuple(self.spread(tree.own_subjects(done)))
            )
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
            and (tree.tokens[found.event].upos != "NOUN" or found.rule == "predicate.state")
        ):
            agents, targets = (
                tree.subjects(found.event),
                self.behind(found.event, ("of", "with", "about", "for", "to"), found),
            )
            targets = targets or [
                n for c, n in tree.obliques(found.event) if c in ("to", "of") and self.can_be_target(n)
            ]
            told = {tree.lemma[found.event], tree.tokens[found.event].text.lower()}
            if told & control_words().suffered:
                agents, targets = [], [a for a in agents if not self.is_thing(a)]
        else:
            agents, targets = self.noun(found, found.event)
        subject_acts = not tree.is_noun(found.event)
        agents = self.spread(a for a in agents if self.can_act(a) or (subject_acts and self.can_be_target(a)))
        asked = self.asked_of(found, targets)
        targets = self.spread(t for t in asked if self.can_be_target(t) and t not in agents)
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
        found = dict.fromkeys(c for t in tokens for c in self.tree.conjuncts(t))
        return [t for t in found if not any(self.is_title_of(t, c) for c in found)]

    def is_title_of(self, office: int, named: int) -> bool:
        """ "interior minister and deputy mayor Ana Ruiz": two offices of one person."""
        tree = self.tree
        if tree.head(named) != office or tree.rel[named] != "conj" or self.located.get(named) != "PER":
            return False
        token = tree.tokens[office]
        bare = token.mention == "person" and not token.xpos.endswith("S")
        bare = bare and not any(self.located.get(i) == "PER" for i in range(office, tree.sentence.subtree(named)[0]))
        return bare and not tree.kids(office, "det", "nummod") and bool(tree.kids(named, "nmod", "compound"))

    # -- by construction

    def verb(self, found: FoundEvent) -> tuple[list[int], list[int]]:
        tree, i = self.tree, found.event
        agents, targets = [a for a in tree.actors(i) if not self.is_way_of_doing(a)], tree.patients(i)
        sense = found.sense
        sides = [n for case, n in tree.obliques(i) if case == "between"]
        if sides and not agents and not targets:
            both = tree.conjuncts(sides[0])  # "shooting between the army and the police"
            return both[:1], both[1:]
        if tree.lemma[i] in PASSIVE_ACTORS and tree.is_passive(i) and not agents:
            return targets, self.behind(i, ("with", "against", "to"), found)
        if sense is not None and sense.subject_is_target and not tree.is_passive(i):
            by = [n for case, n in tree.obliques(i) if case in ("by", "in", "from") and noun_sense(tree, n) is None]
            return [n for n in by if tree.case(n) == "by"], agents
        prepositions = self.prepositions(found, TARGET_PREPOSITIONS)
        joined = self.joined(i) if sense is not None and sense.type in GIVING else None
        if joined is not None and not targets:
            # "donated and delivered goods to a school": what stands behind the second verb belongs to both
            targets = tree.objects(joined)
        if found.took_object:
            # "reached an agreement with", "fired rockets at": the object says what is done, not to whom
            targets = [k for t in targets for k in self.held(t)]
            objects, targets = targets, [t for t in targets if self.undergoes(t, found)]
            given = sense is not None and sense.type in GIVING
            if given and sense is not None and sense.type in ADDRESSING:
                # "ordered the council and the police to": they are the ones addressed
                given = not any(self.is_actor(t) for t in targets)
            if given or not targets:
                receivers = self.behind(i, prepositions, found) if given else []
                ties = OF_THING if sense is not None and sense.type is EventType.REJECT else OF_OBJECT
                inner = [k for o in objects for case, k in tree.obliques(o) if case == "of"] if given else []
                receivers = receivers or [n for o in objects + inner for n in self.behind(o, ties, found)]
                targets = [n for n in receivers if n not in agents] or targets
            if sense is not None and sense.type in CUT and all(self.is_thing(t) for t in targets):
                targets = objects if tree.lemma[i] not in WITH_MEANS else []
        if sense is not None and sense.mode == "seize":
            # "seized weapons from the rebels": both
            targets = targets + [n for n in self.behind(i, ("from",), found) if self.is_actor(n)]
        targets = self.receivers(i, found, targets) or targets
        if tree.lemma[i] in WITH_MEANS and targets and not any(self.is_party(t) for t in targets):
            # "fired tear gas at the crowd"
            at = [n for p in AT_TARGET for case, n in tree.obliques(i) if case == p and self.can_be_hit(n)]
            targets = at[:1] or targets
        if sense is not None and sense.type is EventType.PROTEST and not any(self.is_actor(t) for t in targets):
            targets = self.opposed(i) or targets
        taken = found.took_object and not any(self.is_actor(t) for t in targets)
        weak = not targets or taken or all(self.is_event(t) or self.is_thing(t) for t in targets)
        aids = sense is not None and sense.type is EventType.AID and tree.lemma[i] in control_words().transfer
        weak = weak or (aids and all(self.is_given(t) for t in targets))
        weak = weak or (sense is not None and sense.type is EventType.ACCUSE and tree.lemma[targets[0]] == "it")
        if weak:
            targets = (
                self.behind(i, prepositions, found)
                or (self.behind(joined, prepositions, found) if joined is not None else [])
                or self.inside(i, targets or tree.patients(i), found, agents)
                or self.asked(i, targets or tree.patients(i), found)
                or self.pressed(i, found)
                or self.through(i, found)
                or [t for t in targets if not (aids and self.is_given(t))]
            )
        if not targets and (sense is None or sense.type is None) and not tree.is_passive(i):
            pairs = control_words().prepositional
            targets = [n for case, n in tree.obliques(i) if f"{tree.lemma[i]}-{case}" in pairs]
        if sense is not None and sense.mode == "visit" and not tree.is_passive(i) and tree.objects(i):
            agents = agents + [n for n in self.companions(i) if n not in targets]
        return agents, targets

    def receivers(self, i: int, found: FoundEvent, targets: list[int]) -> list[int]:
        """Who gets it: "gave the town tents", "handed the keys to the mayor"; what is handed over may be people, who
        are the target themselves."""
        tree = self.tree
        indirect = tree.kids(i, "iobj")
        if indirect or tree.lemma[i] not in control_words().transfer or any(self.is_actor(t) for t in targets):
            return indirect
        to = [n for case, n in tree.obliques(i) if case == "to"]
        to = to or [n for t in targets or tree.objects(i) for case, n in tree.obliques(t) if case == "to"]
        return [n for n in to if self.is_actor(n) and self.can_be_target(n)]

    def companions(self, i: int) -> list[int]:
        """ "visited the camp with the mayor": who went along."""
        tree = self.tree
        behind = tree.obliques(i) + [x for o in tree.objects(i) for x in tree.obliques(o)]
        return [n for case, n in behind if case in ("with", "alongside", "together with") and self.is_actor(n)]

    def can_be_hit(self, i: int) -> bool:
        """Somebody, a place, or a thing that stands somewhere."""
        return self.is_party(i) or self.tree.tokens[i].mention in ("place", "object", "animal")

    def held(self, i: int) -> list[int]:
        """ "took control of the port": the port."""
        if self.tree.lemma[i] not in HOLDS:
            return [i]
        return [n for case, n in self.tree.obliques(i) if case in ("of", "over")] or [i]

    def prepositions(self, found: FoundEvent, default: tuple[str, ...]) -> tuple[str, ...]:
        """Those that bring in the target, the lexicon's first."""
        own = found.sense.target_prepositions if found.sense else ()
        if self.tree.particles(found.event):
            own = (*own, "on")  # "cracked down on smuggling"
        return tuple(dict.fromkeys((*own, *ALWAYS))) if own else default

    def joined(self, i: int) -> int | None:
        """The other of two verbs with nothing but "and" between them."""
        tree, head = self.tree, self.tree.head(i)
        others = [head] if tree.rel[i] == "conj" and tree.is_verb(head) else tree.kids(i, "conj")
        for c in others:
            first, second = sorted((i, c))
            between = (tree.rel[k] in ("cc", "advmod", "aux") for k in range(first + 1, second))
            if tree.is_verb(c) and not tree.own_subjects(second) and all(between):
                return c
        return None

    def opposed(self, i: int) -> list[int]:
        """ "blocked roads, demanding that the mayor resign": against whom, where the protest's object is a thing."""
        for c in self.tree.kids(i, "advcl"):
            match = verb_sense(self.tree, c)
            if match and match.sense.type in AGAINST:
                aim = FoundEvent(c, c, match.sense, None, False, "verb.sense", match.took_object)
                found = [t for t in self.verb(aim)[1] if self.is_party(t)]
                if found:
                    return found
        return []

    def through(self, i: int, found: FoundEvent) -> list[int]:
        """ "came out in support of the mayor", "bowed to demands of the union": behind the noun of the phrase."""
        tree, sense = self.tree, found.sense
        if sense is None or (sense.type not in GIVING and sense.type not in ANSWERS):
            return []
        for case, n in tree.obliques(i):
            if not self.is_thing(n) or case not in ("in", "into", "to", "over", "on", "for"):
                continue
            parties = self.parties(n, found, [])
            if not parties and case in ("in", "into"):
                behind = [t for p, t in tree.obliques(n) if p in ("of", "with", "for", "against")]
                parties = next((p for t in behind if (p := self.parties(t, found, []))), behind)
            if parties and all(self.can_be_target(t) for t in parties):
                return parties
        return []

    def pressed(self, i: int, found: FoundEvent) -> list[int]:
        """ "threatened to leave unless the council pays": the one on whom it depends."""
        if found.sense is None or found.sense.type is not EventType.THREATEN:
            return []
        tree = self.tree
        clauses = [c for v in (i, *tree.kids(i, "xcomp", "ccomp")) for c in tree.kids(v, "advcl")]
        for c in clauses:
            if tree.mark(c) in ("unless", "if"):
                return [s for s in tree.own_subjects(c) if self.is_party(s)][:1]
        return []

    def asked(self, i: int, objects: list[int], found: FoundEvent) -> list[int]:
        """ "demanded that the council resign", "repeated its call that the army leave", "let the convoy pass": the one
        who is to do it."""
        tree, sense = self.tree, found.sense
        if sense is None or (sense.type not in MOVING and sense.mode != "allege"):
            return []
        clauses = [c for n in (i, *objects) for c in tree.kids(n, "ccomp", "acl") if tree.tokens[c].xpos != "VBN"]
        for c in clauses + tree.kids(i, "xcomp"):
            for s in tree.actors(c) if tree.is_passive(c) else tree.own_subjects(c):
                if self.is_party(s) and tree.tokens[s].upos != "PRON" and tree.tokens[c].deprel != "acl:relcl":
                    return [s]
        return []

    def inside(self, i: int, objects: list[int], found: FoundEvent, agents: list[int]) -> list[int]:
        """ "rejected a call by the governor", "condemned the army's raid": whoever is behind the event that is
        answered."""
        if found.sense is None or found.sense.type not in ANSWERS or found.sense.mode == "investigate":
            return []
        # "rejected calls yesterday by the mayor": a doer behind an active verb belongs to its object
        behind = [n for case, n in self.tree.obliques(i) if case == "by" and self.is_actor(n)] if objects else []
        if behind and not self.tree.is_passive(i):
            return behind
        return next((p for o in objects if (p := self.parties(o, found, agents))), [])

    def parties(self, noun: int, found: FoundEvent, agents: list[int]) -> list[int]:
        """Who is behind a thing or event: its owner, doer or people ("the army's raid", "French mediation")."""
        tree = self.tree
        event = self.is_event(noun) or tree.tokens[noun].mention == "event"
        owners = [
            c
            for c in tree.children[noun]
            if tree.tokens[c].deprel == "nmod:poss" and tree.tokens[c].upos != "PRON" and self.is_party(c)
        ]
        if event:
            owners += [c for c in tree.kids(noun, "amod", "compound") if c < noun and self.is_actor_word(c)]
            owners += [c for c in tree.kids(noun, "amod") if self.is_people(c)]
        ties = OF_EVENT if event else OF_THING
        if event and self.suffered_by(noun):
            ties = OF_THING  # "condemned the killing of the students": they are not to blame
        behind = self.behind(noun, ties, found)
        behind = behind or (self.inner_doers(noun) if event else [])
        behind += [a for c in tree.kids(noun, "acl") if tree.is_passive(c) for a in tree.actors(c)]
        return [n for n in owners + [b for b in behind if self.is_actor(b)] if n not in agents]

    def suffered_by(self, noun: int) -> bool:
        """An event noun whose "of" names who undergoes it."""
        match = noun_sense(self.tree, noun)
        return match is not None and match.sense.type in HITS_THINGS and not match.sense.of_is_agent

    def undergoes(self, i: int, found: FoundEvent) -> bool:
        """The object that chose the sense is itself what the event happens to ("seized the bridge")."""
        if i in self.located or self.tree.tokens[i].mention in ("person", "organization", "place", "animal"):
            return True
        if self.tree.lemma[i] in MEANS:
            return False
        return self.tree.tokens[i].upos == "PRON" or (
            found.sense is not None and found.sense.mode in ("territory", "attack")
        )

    def carried(self, found: FoundEvent) -> tuple[list[int], list[int]]:
        """A verb that carries a nominal event: "carried out strikes on the port", "came under attack from rebels"."""
        tree, i, e = self.tree, found.trigger, found.event
        noun_agents, noun_targets = self.noun(found, e)
        if found.rule == "befalling":
            return [], tree.patients(i)
        if e in tree.subjects(i) and not tree.is_passive(i):
            return noun_agents, noun_targets
        if found.receiving and not tree.is_passive(i):
            givers = self.behind(i, ("from", "by"), found) or self.behind(e, ("from", "by"), found)
            return givers or noun_agents, tree.subjects(i)
        sufferers = [a for a in tree.actors(i) if tree.case(a) == "by"] if found.receiving else []
        if sufferers:
            return noun_agents, sufferers  # "the attack was suffered by the port"
        if found.phase is Phase.REFUSED and found.sense is not None and found.sense.type is EventType.ACCUSE:
            # "rejected the accusations": who rejects them is the one accused
            return noun_agents, [t for t in noun_targets if t not in noun_agents] or tree.actors(i)
        acts = tree.lemma[i] in PASSIVE_ACTORS and tree.is_passive(i) and not tree.actors(i)
        agents = tree.subjects(i) if acts else tree.actors(i) or noun_agents
        others = [
            a
            for a in noun_agents
            if tree.tokens[a].upos != "PRON" and (tree.tokens[a].deprel == "nmod:poss" or tree.case(a) == "by")
        ]
        asked = found.sense is not None and found.sense.type is EventType.REQUEST
        if tree.lemma[i] in WITNESSING or (found.phase in ANSWERED and noun_agents):
            agents = noun_agents
        elif (found.phase is Phase.PENDING or self.is_wanted_of_others(found)) and not acts:
            agents = self.behind(i, ("from",), found)  # "awaits a green light from the army"
        elif found.phase in ANSWERED and asked and not acts:
            return [], [a for a in agents if self.is_party(a)]  # "turned down a request": who does was asked
        elif others:
            # "stopped the students' march": theirs, and not the one's who stops it
            agents = others
        targets = (
            [t for t in noun_targets if t not in agents]
            or tree.kids(i, "iobj")
            or self.behind(i, self.prepositions(found, TARGET_PREPOSITIONS), found)
            or [t for t in self.answered(e, found) if t not in agents and self.is_actor(t)]
            or self.asked(i, [e], found)
        )
        return agents, targets

    def answered(self, e: int, found: FoundEvent) -> list[int]:
        """ "accepted demands from the union": who made what is answered."""
        answers = found.sense is not None and found.sense.type in ANSWERS - {EventType.PROTEST}
        return self.behind(e, OF_OBJECT, found) if answers else []

    def noun(self, found: FoundEvent, e: int) -> tuple[list[int], list[int]]:
        tree, sense = self.tree, found.sense
        agents = self.owning(e)
        by = [n for case, n in tree.obliques(e) if case == "by"] or self.inner_doers(e)
        above = tree.head(e)
        if not agents and not by and above >= 0 and tree.rel[e] in ("obl", "obj", "nmod", "conj"):
            by = self.charged(e)
        if not agents and not by:
            by = self.answering_for(e)
        undergone = agents and tree.lemma[e] in control_words().undergone and self.is_somebody(agents[0])
        if undergone and (by or not self.patient_named(e)):
            # "the mayor's murder", "his arrest by the police"
            return by, agents
        agents += by
        from_doer = sense is not None and sense.type in DOER_FROM
        if from_doer and not agents:
            agents += [n for case, n in tree.obliques(e) if case == "from" and self.is_actor(n)]
        # "US-led strikes"
        leaders = [c for c in tree.kids(e, "amod") if tree.lemma[c] == "lead"]
        agents += [k for c in leaders for k in tree.kids(c, "compound", "obl", "nsubj") if k < c]
        of_agent = sense is not None and sense.of_is_agent
        # "the resistance of the mayor to pay": whoever resists does it
        resists = any(tree.mark(c) == "to" for c in tree.kids(e, "acl"))
        doers = [n for case, n in tree.obliques(e) if case == "of" and self.is_actor(n)]
        of_agent = of_agent or (bool(doers) and sense is not None and sense.type in OF_DOER and not agents)
        of_agent = of_agent or (resists and tree.lemma[e] not in control_words().undergone)
        struck = any(case in ("on", "against") and self.is_actor(n) for case, n in tree.obliques(e))
        of_agent = of_agent or (struck and sense is not None and sense.type in HITS_THINGS)
        if of_agent:
            agents += [n for case, n in tree.obliques(e) if case == "of" and self.is_actor(n)]
        agents += [
            c for c in tree.kids(e, "amod", "compound", "nmod") if not tree.case(c) and c < e and self.is_actor_word(c)
        ]
        if not agents and sense is not None and sense.type in DONE_BY_PEOPLE and tree.lemma[e] not in BETWEEN_SIDES:
            agents = [c for c in tree.kids(e, "amod") if c < e and self.is_people(c)]
        sides = [n for case, n in tree.obliques(e) if case in ("between", "among")]
        if sides:
            both = tree.conjuncts(sides[0])
            return (both[:1], both[1:]) if len(both) > 1 else (both, [])
        prepositions = self.prepositions(found, NOUN_TARGET_PREPOSITIONS)
        threatened = [n for case, n in tree.obliques(e) if case == "of" and self.is_event(n)]
        if threatened and sense is not None and sense.type is EventType.THREATEN:
            # "a threat of sanctions from Delta against Mada"
            near = [pair for n in threatened for pair in tree.obliques(n)]
            agents = agents or [n for case, n in near if case in ("by", "from") and self.is_actor(n)]
            return agents, [n for case, n in near if case in ("against", "on") and self.is_party(n)]
        if above >= 0 and tree.lemma[above] in ("blame", "pin") and tree.rel[e] == "obj":
            prepositions = tuple(p for p in prepositions if p != "on")
        targets: list[int] = []
        with_of = ("of",) if not of_agent and (sense is None or sense.type is not EventType.CONSULT) else ()
        for p in dict.fromkeys((*(p for p in prepositions if p != "of" or not of_agent), *with_of)):
            if p == "from" and from_doer:
                continue
            targets = [n for n in self.behind(e, (p,), found) if not self.is_event(n) or p == "of"]
            if targets:
                break
        if sense is not None and sense.subject_is_target:
            return [], targets or agents
        if not targets and tree.lemma[e] in control_words().undergone and tree.rel[e] == "obl":
            # "sent them for trial", "was placed in detention"
            above = tree.head(e)
            if tree.case(e) in ("for", "on", "to", "under", "into", "in") and tree.lemma[above] in control_words().put:
                targets = [p for p in tree.patients(above) if self.is_actor(p) and p not in agents]
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

    def charged(self, e: int) -> list[int]:
        """ "charged the mayor with fraud", "is accused of crimes", "jailed on charges of murder": whose deed it is."""
        tree, words = self.tree, control_words()
        at = e
        for above in tree.up(e):
            case = tree.case(at)
            if tree.is_verb(above):
                if case not in ("of", "for", "with", "on") or tree.lemma[above] not in words.charging:
                    return []
                found = tree.patients(above) + tree.kids(above, "iobj")
                return [p for p in found if p != at and self.is_actor(p)][:1]
            if not (tree.rel[at] == "conj" or (case == "of" and tree.lemma[above] in words.charge)):
                return []
            at = above
        return []

    def answering_for(self, e: int) -> list[int]:
        """ "Was behind the raid", "is responsible for it", "claimed responsibility for it", "blamed it on rebels"."""
        tree, above, case = self.tree, self.tree.head(e), self.tree.case(e)
        if case == "behind" and tree.copula(e) is not None:
            return [s for s in tree.subjects(e) if self.is_actor(s)]
        if above < 0:
            return []
        if case == "for" and tree.lemma[above] == "responsible":
            return [s for s in tree.subjects(above) if self.is_actor(s)]
        if case == "for" and tree.lemma[above] in ("responsibility", "credit") and tree.rel[above] == "obj":
            verb = tree.head(above)
            claims = tree.lemma[verb] in ("claim", "take", "accept", "admit", "assume") and not tree.is_passive(verb)
            return [s for s in tree.actors(verb) if self.is_actor(s)] if claims else []
        if tree.lemma[above] in ("blame", "pin") and tree.rel[e] == "obj":
            return [n for at in (above, e) for c, n in tree.obliques(at) if c == "on" and self.is_blamed(n)][:1]
        return []

    def is_blamed(self, i: int) -> bool:
        return self.is_party(i) or self.tree.tokens[i].upos == "PROPN"

    def is_somebody(self, i: int) -> bool:
        """A person, who undergoes rather than does it ("the mayor's arrest", but "the country's executions")."""
        token = self.tree.tokens[i]
        body = self.tree.lemma[i] in ACTING or self.located.get(i) in ("LOC", "ORG")
        return not body and (token.upos == "PRON" or token.mention in ("person", None))

    def patient_named(self, e: int) -> bool:
        """ "Mada's killing of the pilots": the possessor is who does it."""
        return any(case in ("of", "on", "against") for case, n in self.tree.obliques(e))

    def inner_doers(self, e: int) -> list[int]:
        """ "the arrest of the pilots by police", where the tree ties the police to the pilots."""
        tree = self.tree
        inner = [n for case, n in tree.obliques(e) if case in ("of", "on", "against", "in", "at")]
        return [n for o in inner for case, n in tree.obliques(o) if case == "by" and self.is_actor(n)]

    def behind(self, i: int, prepositions: tuple[str, ...], found: FoundEvent) -> list[int]:
        """Nouns behind the first of these prepositions that has one that can take part: people and bodies, and what is
        attacked, seized or moved against may be a place or thing."""
        hits_things = found.sense is not None and found.sense.type in HITS_THINGS
        gives = found.sense is not None and (found.sense.type in GIVING or found.sense.mode == "allege")
        obliques = self.tree.obliques(i)
        for p in prepositions:
            if found.sense is not None and found.sense.type is EventType.REQUEST and p in ("on", "upon"):
                # "called on Delta to": a state, and no place where the calling was done
                asked = [
                    n for case, n in obliques if case in ("on", "upon") and (n in self.located or self.is_actor(n))
                ]
                if asked:
                    return asked
            afire = p == "to" and self.tree.lemma[i] == "set"
            opposed = p == "to" and self.tree.lemma[i] == "oppose"  # "are opposed to the extension"
            things = p == "of" or afire or opposed or (hits_things and p not in ("in", "to", "with", "for", "over"))
            same = ("on", "upon") if p == "on" else (p,)
            nouns = [n for case, n in obliques if case in same and self.can_be_target(n)]
            nouns = [n for n in nouns if self.tree.lemma[n] not in NO_TARGETS]
            nouns = [n for n in nouns if self.is_actor(n) or (things and not (gives and self.is_given(n)))]
            if nouns:
                return nouns
        return []
