"""Verbs that carry another word's event: they begin, stop, put off or carry out what a noun or infinitive names.

In: a tree. Out: `FoundEvent`s whose trigger is the verb and whose event is what it governs. Here, apart from the verbs
and nouns with an event of their own (`events.py`), because one claim is told by two words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ascribe.claims.coursewords import course_words
from ascribe.claims.deeds import Deeds
from ascribe.claims.eventwords import Sense
from ascribe.claims.senses import noun_sense, verb_sense
from ascribe.claims.trees import Tree
from ascribe.claims.wording import reporting
from ascribe.contract.claims import Phase

CLAUSAL_PHASES = frozenset(
    {
        Phase.BEGUN,
        Phase.ONGOING,
        Phase.PAUSED,
        Phase.RESUMED,
        Phase.DELAYED,
        Phase.ENDED,
        Phase.COMPLETED,
        Phase.CANCELLED,
    }
)
"""Phases whose word makes no proposition of its own: "began to withdraw" is one claim."""

CALAMITIES = frozenset({"disaster", "accident"})
"""Modes of what nobody does."""


PLANS = frozenset("plan proposal bid scheme project intention idea offer programme program".split())
"""Nouns whose infinitive names what is planned."""
OF_PLANS = frozenset({Phase.CANCELLED, Phase.ENDED, Phase.DELAYED, Phase.PAUSED})
"""Phases that such a noun passes on to what is planned."""
PLAIN = frozenset({Phase.CANCELLED, Phase.DELAYED, Phase.PAUSED})
"""Phases that their verbs give to anything."""
FEW = frozenset({"no", "little", "few"})
"""What before "sign" says that there is none."""
DECLARING = frozenset({"declare", "pronounce", "proclaim", "announce"})
"""Verbs by which an event is said to be over."""
ABATING = frozenset("abate ease slow let wane relent diminish improve cool fade recede".split())
"""Verbs of becoming less."""
ADVERBS = frozenset({"on", "off", "over", "up", "down", "out"})
"""Particles that are prepositions as well."""


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event of a sentence. Token indices."""

    trigger: int
    event: int
    sense: Sense | None
    phase: Phase | None
    """Where an aspectual word says it; else the tense tells."""
    receiving: bool
    """The trigger is a verb whose subject undergoes the event ("came under attack")."""
    rule: str
    took_object: bool = False
    """The sense was chosen by the verb's object, which is therefore no participant."""


class Carrying:
    """The events that verbs of course and light verbs of one sentence carry."""

    def __init__(self, tree: Tree, cues: Mapping[int, bool]) -> None:
        self.tree = tree
        self.cues = cues
        self.words = course_words()
        self.reporting = reporting()
        self.deeds = Deeds(tree, cues)
        self.found: list[FoundEvent] = []
        self.told: set[int] = set()
        """Event tokens found so far."""
        self.spent: set[int] = set()
        """Words that only carry another event (aspectual and light verbs)."""
        self.names = {
            i
            for e in tree.sentence.parse.entities
            for i in range(e.first, e.last + 1)
            if e.last > e.first or tree.tokens[i].upos == "PROPN"
        }

    def add(self, found: FoundEvent) -> None:
        """An event is told once; but "suspended in March, resumed on Monday" tells two turns of one event."""
        turn = (
            found.phase is not None
            and found.trigger != found.event
            and found.trigger not in {f.trigger for f in self.found}
        )
        # "turned down a request that was made on Monday": made and turned down
        turn = turn or (found.rule == "light_verb" and self.tree.rel[found.trigger] == "acl")
        if found.event not in self.told or turn:
            self.found.append(found)
            self.told.add(found.event)

    def names_event(self, i: int) -> bool:
        """A noun that the lexicon has as an event, or a gerund."""
        token = self.tree.tokens[i]
        if i in self.names or token.upos in ("PROPN", "PRON"):
            return False
        match = noun_sense(self.tree, i)
        return match is not None and not match.sense.is_bare

    def sense_of(self, i: int) -> Sense | None:
        match = noun_sense(self.tree, i)
        return match.sense if match else None

    # -- verbs that carry another word's event

    def carrying_verb(self, i: int) -> None:
        """Aspectual and light verbs with an event as object, infinitive or subject."""
        tree, lemma = self.tree, self.tree.lemma[i]
        if self.leaves_open(i):
            return
        if self.declared(i) or self.lasts(i):
            return
        around = None
        # "talks set for Monday": a day is no part of the verb, but what is set is set for it
        behind = {"for"} & set(tree.lemma[i + 1 : i + 2])
        for near, phase in self.words.transitive.get(lemma, ()):
            if near:
                around = tree.around(i) | behind if around is None else around
                if not near <= around:
                    continue
            if self.carry(i, phase, near):
                return
        for near in self.words.light.get(lemma, ()):
            if near:
                around = tree.around(i) if around is None else around
                if not near <= around:
                    continue
            if self.light(i, near):
                return
        if lemma in self.words.befalling and self.befall(i):
            return
        for near, phase in self.words.intransitive.get(lemma, ()):
            if near and (not near <= tree.around(i) or not self.is_followed(i, near)):
                continue
            # "ground offensive to begin": in headlines what is to begin stands above
            above = [tree.head(i)] if tree.rel[i] == "acl" and tree.mark(i) == "to" else []
            events = self.event_nouns(above) or self.event_nouns(tree.subjects(i))
            if events and (near or not tree.objects(i)):
                self.spent.add(i)
                for e in events:
                    self.add(FoundEvent(i, e, self.sense_of(e), phase, False, f"course.intransitive.{phase}"))
                return

    def befall(self, i: int) -> bool:
        """ "A quake struck the port": told once, by verb and noun; "the quake killed nine": the killing."""
        events = [e for e in self.event_nouns(self.tree.actors(i)) if self.is_calamity(e)]
        self.spent.update(e for e in events if self.tree.lemma[i] in self.words.harming)
        if self.tree.lemma[i] in self.words.harming or not events:
            return False
        self.spent.add(i)
        for e in events:
            self.add(FoundEvent(i, e, self.sense_of(e), None, False, "befalling"))
        return True

    def is_calamity(self, i: int) -> bool:
        sense = self.sense_of(i)
        return sense is not None and sense.mode in CALAMITIES

    def carry(self, i: int, phase: Phase, near: frozenset[str]) -> bool:
        """An aspectual verb over an event noun or an infinitive."""
        tree = self.tree
        nouns = self.event_nouns(tree.patients(i))
        if near:
            said = [c for c in tree.kids(i, "obj") if tree.tokens[c].upos == "INTJ"]  # "said no to the request"
            behind = [x for at in (i, *said) for x in tree.obliques(at)]
            # "called a strike for better pay": not the strike is called for; but "talks set for Monday"
            nouns = [] if "for" in near and phase is not Phase.PLANNED else nouns
            nouns += self.event_nouns(o for case, o in behind if near.intersection(case.split()))
        own = verb_sense(tree, i)
        if self.of_plan(i, phase):
            return True
        if nouns:
            particular = own if own and (own.took_object or phase not in CLAUSAL_PHASES) else None
            if phase not in CLAUSAL_PHASES and own:
                # "approved the deployment" reports an approval and a deployment
                waits = phase if phase is Phase.PENDING else None
                self.add(FoundEvent(i, i, own.sense, waits, False, "verb.sense"))
            for e in nouns:
                sense = particular.sense if particular and phase in CLAUSAL_PHASES else self.sense_of(e)
                if own and own.took_object and phase is Phase.BEGUN and not self.sense_of(e):
                    continue
                self.add(FoundEvent(i, e, sense, phase, False, f"course.transitive.{phase}"))
            self.spent.add(i)
            for c in self.joined_participles(i) if phase in CLAUSAL_PHASES else ():
                self.carried_clause(i, c, phase)
            return True
        if own and own.took_object:
            return False
        if phase in CLAUSAL_PHASES:
            clauses = [c for c in tree.kids(i, "xcomp", "advcl", "ccomp") if self.is_complement(i, c)]
            if clauses:
                self.spent.add(i)
                for c in clauses:
                    for e in [c, *(k for k in tree.kids(c, "conj") if tree.is_verb(k) and not tree.own_subjects(k))]:
                        self.carried_clause(i, e, phase)
                return True
        return False

    def of_plan(self, i: int, phase: Phase) -> bool:
        """ "Scrapped plans to send boats", "delayed a bid to retake Mada": what was planned is called off, or later."""
        tree = self.tree
        if phase not in OF_PLANS:
            return False
        plans = [p for p in tree.patients(i) if tree.lemma[p] in PLANS and not self.names_event(p)]
        phase = Phase.CANCELLED if phase is Phase.ENDED else phase
        events = [c for p in plans for c in tree.kids(p, "acl") if tree.mark(c) == "to" and tree.is_verb(c)]
        behind = (o for p in plans for case, o in tree.obliques(p) if case in ("for", "to", "of"))
        nouns = self.event_nouns(behind)
        if not (events or nouns):
            return False
        self.spent.add(i)
        for e in (*events, *nouns):
            match = verb_sense(tree, e) if tree.is_verb(e) else None
            sense = match.sense if match else None if tree.is_verb(e) else self.sense_of(e)
            self.add(
                FoundEvent(i, e, sense, phase, False, f"course.transitive.{phase}", bool(match and match.took_object))
            )
        return True

    def declared(self, i: int) -> bool:
        """ "The siege was declared over", "declared an end to the outbreak": the turn is what is declared."""
        tree = self.tree
        if tree.lemma[i] not in DECLARING:
            return False
        told = [c for c in tree.kids(i, "advmod", "xcomp", "obl", "obj", "compound:prt") if c > i]
        told += [i + 1] if i + 1 < len(tree.lemma) else []
        # "declared the siege over on Friday", where the tree has "over" as a preposition of the day
        told += [c for t in tree.kids(i, "obl") if tree.tokens[t].mention == "time" for c in tree.kids(t, "case")]
        phases = (self.words.predicates.get(tree.tokens[c].text.lower()) for c in told)
        phase = next((p for p in phases if p in (Phase.ENDED, Phase.PAUSED, Phase.BEGUN)), None)
        events = self.event_nouns(tree.patients(i))
        if phase is None or not events:
            return False
        self.spent.add(i)
        for e in events:
            self.add(FoundEvent(i, e, self.sense_of(e), phase, False, f"course.transitive.{phase}"))
        return True

    def lasts(self, i: int) -> bool:
        """ "The strike shows no sign of ending": it goes on."""
        tree = self.tree
        if tree.lemma[i] not in ("show", "give", "see"):
            return False
        signs = [
            s
            for s in tree.objects(i)
            if tree.lemma[s] == "sign"
            and any(tree.lemma[c] in ("no", "little", "few") for c in tree.kids(s, "det", "amod"))
        ]
        ending = [c for s in signs for c in tree.kids(s, "nmod", "acl") if self.is_ending(c)]
        events = self.event_nouns(tree.subjects(i)) if ending else []
        if not events:
            return False
        self.spent.update((i, *ending))
        for e in events:
            self.add(FoundEvent(i, e, self.sense_of(e), Phase.ONGOING, False, "course.lasting"))
        return True

    def is_ending(self, c: int) -> bool:
        """ "Ending", "letting up", "an end"."""
        lemma = self.tree.lemma[c]
        turns = (*self.words.intransitive.get(lemma, ()), *self.words.transitive.get(lemma, ()))
        over = any(phase in (Phase.ENDED, Phase.PAUSED) for _, phase in turns)
        return over or lemma in ABATING or self.words.nouns.get(lemma) in (Phase.ENDED, Phase.PAUSED)

    def plain_phase(self, i: int) -> Phase | None:
        """The phase that some verbs give to whatever they govern: "postponed", "called off"."""
        what = self.tree.patients(i)
        if not what or any(self.tree.tokens[p].mention == "person" for p in what):
            return None
        turns = self.words.transitive.get(self.tree.lemma[i], ())
        return next((p for near, p in turns if p in PLAIN and (not near or near <= self.tree.around(i))), None)

    def is_followed(self, i: int, near: frozenset[str]) -> bool:
        """ "On" of "go on" stands behind the verb; "went up on Friday on both roads" goes nowhere on."""
        tree = self.tree
        loose = near & ADVERBS
        if not loose:
            return True
        own = {tree.lemma[c] for c in tree.kids(i, "advmod", "compound:prt")}
        next_one = tree.lemma[i + 1] if i + 1 < len(tree.tokens) else ""
        return loose <= own | {next_one}

    def joined_participles(self, i: int) -> list[int]:
        """Participles that the parser coordinates with the verb instead of with its object: "began flights and sending
        supplies"."""
        tree = self.tree
        if tree.tokens[i].xpos == "VBG":
            return []
        return [
            c
            for c in tree.kids(i, "conj")
            if tree.tokens[c].xpos == "VBG" and not tree.auxiliaries(c) and not tree.own_subjects(c)
        ]

    def event_nouns(self, tokens: Iterable[int]) -> list[int]:
        """Those that name events among the tokens and what is coordinated with them, behind "dozens of"."""
        tree = self.tree
        found = (tree.content(c) for t in tokens for c in tree.conjuncts(t))
        return [c for c in dict.fromkeys(found) if self.names_event(c)]

    def is_complement(self, verb: int, clause: int) -> bool:
        token = self.tree.tokens[clause]
        if self.tree.own_subjects(clause) or token.upos != "VERB":
            return False
        if self.tree.rel[clause] == "xcomp":
            return token.xpos in ("VB", "VBG") or self.tree.mark(clause) == "to"
        return token.xpos == "VBG" and not self.tree.mark(clause) and clause == verb + 1

    def carried_clause(self, i: int, e: int, phase: Phase) -> None:
        match = verb_sense(self.tree, e)
        objects = self.event_nouns(self.tree.objects(e))
        if not match and objects and self.tree.lemma[e] in self.words.light:
            self.spent.add(e)
            for o in objects:
                self.add(FoundEvent(i, o, self.sense_of(o), phase, False, f"course.transitive.{phase}"))
            return
        self.absorb(e, match is not None and match.took_object)
        self.add(
            FoundEvent(
                i,
                e,
                match.sense if match else None,
                phase,
                False,
                f"course.clause.{phase}",
                bool(match and match.took_object),
            )
        )

    def light(self, i: int, near: frozenset[str]) -> bool:
        """A light verb with an event noun: "carried out strikes", "came under attack"."""
        tree = self.tree
        own = verb_sense(tree, i)
        if own and (own.entry.near or own.entry.near_one):
            return False
        word = self.reporting.verbs.get(tree.lemma[i])
        if word and word.category == "call" and tree.kids(i, "xcomp"):
            return False  # "called the raid a success"
        nouns = self.event_nouns(tree.patients(i))
        if own and own.took_object and not nouns:
            return False
        if not nouns and near:
            nouns = self.event_nouns(o for case, o in tree.obliques(i) if case in near)
        if not nouns:
            return False
        self.spent.add(i)
        receiving = tree.lemma[i] in self.words.receiving and not (own and own.took_object)
        for e in nouns:
            sense = own.sense if own and own.took_object else self.sense_of(e)
            self.add(FoundEvent(i, e, sense, None, receiving, "light_verb"))
        return True

    def absorb(self, i: int, took_object: bool) -> None:
        """The object that chose the verb's sense names no event of its own ("reached an agreement")."""
        tree = self.tree
        if took_object and tree.lemma[i] not in ("threaten",):  # "threatens sanctions": both
            self.spent.update(
                tree.content(c)
                for o in (*tree.patients(i), *tree.kids(i, "obj"))
                for c in tree.conjuncts(o)
                if tree.tokens[c].upos == "NOUN"
            )

    def leaves_open(self, i: int) -> bool:
        """ "Neither confirmed nor denied the raid": neither verb is a deed."""
        pair = (i, self.tree.head(i)) if self.tree.rel[i] == "conj" else (i,)
        said = self.tree.lemma[pair[-1]] in self.reporting.lists["silent"]
        return said and any(self.tree.lemma[c] == "neither" for v in pair if v >= 0 for c in self.tree.children[v])
