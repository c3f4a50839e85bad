"""Which words of a sentence name events and states, and which word carries their course: one `FoundEvent` a claim.

In: a tree. Out: events with trigger and event token, sense and the phase that an aspectual word gives. Here, because
what counts as a claim is decided in one place; who takes part, when and whether it is true is decided after.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ascribe.claims.coursewords import course_words
from ascribe.claims.deeds import Deeds
from ascribe.claims.eventwords import Sense, lexicon
from ascribe.claims.senses import demand_sense, kinds_of, noun_sense, verb_sense
from ascribe.claims.trees import DEFINITE, Tree
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

STANDING = frozenset({Phase.PAUSED, Phase.RESUMED, Phase.DELAYED})
"""Phases whose noun is an event even where it does not say of what ("after a three-week pause")."""

COMPLEX_PREPOSITIONS = frozenset(
    {"support", "favor", "favour", "exchange", "response", "view", "need", "light", "face", "search", "charge", "help"}
)
"""Nouns that with "in ... of/to/for" or "with the ... of" are prepositions and name no event."""

DEMANDING = frozenset({"must", "should"})
"""Auxiliaries by which a speaker asks somebody else to do something."""

CALAMITIES = frozenset({"disaster", "accident"})
"""Modes of what nobody does."""

DOING = frozenset({"achieve", "fail", "attempt", "prevent"})
"""Words over another event that are events without one as well ("the attempt failed", "they gathered there")."""

WHERE = frozenset({"in", "at", "near", "inside", "outside"})
"""Prepositions by which somebody is somewhere."""

TAKING = frozenset({"seize", "capture", "recapture", "retake", "conquer"})
"""Verbs that as adjectives tell that a place has changed hands."""

GROUND = frozenset({"territory", "area", "land", "town", "city", "village", "airport", "base"})

CARRIED = 0.15
"""Estimate of the reader from which a noun that names an event only with a verb does so with those who take part."""

CARRIED_BARE = 0.25
"""The same of nouns without type and mode."""

CERTAINLY = 0.5
"""The same where nobody is named."""

DONE = 0.1
"""Estimate of the reader from which an adjective tells what was done: "is automated"."""

BETWEEN = frozenset({"of", "by", "from", "among", "to", "for", "against", "with", "over", "on", "between", "into"})
"""Prepositions behind a noun that bring in who takes part in it."""

PARTIES = frozenset({"PERSON", "ORG", "PLACE", "ACTOR"})

ROLES_OF_VERB = frozenset({"obj", "nsubj", "obl", "iobj", "xcomp", "ccomp"})


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


class EventFinder:
    """Finds the events of one sentence."""

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

    def run(self) -> list[FoundEvent]:
        """The events in the order of their triggers."""
        for i, token in enumerate(self.tree.tokens):
            if self.tree.rel[i] in ("amod", "compound", "case", "mark"):
                continue
            if self.tree.is_verb(i) or (token.upos == "AUX" and self.tree.rel[i] not in ("aux", "cop")):
                self.carrying_verb(i)
        for i, token in enumerate(self.tree.tokens):
            if token.upos == "NOUN":
                self.course_noun(i)
        for i, token in enumerate(self.tree.tokens):
            if self.tree.rel[i] == "amod":
                self.taken(i)
            elif self.tree.is_verb(i):
                self.verb(i)
                self.demand(i)
            elif self.tree.copula(i) is not None or (token.upos == "ADJ" and self.tree.kids(i, "nsubj")):
                self.predicate(i)
        for i in range(len(self.tree.tokens)):
            if self.tree.is_verb(i):
                self.empty(i)
        for i, token in enumerate(self.tree.tokens):
            if token.upos in ("NOUN", "VERB", "PROPN") and self.tree.rel[i] != "compound":
                self.noun(i)
        return sorted(self.found, key=lambda f: (f.trigger, f.event))

    def add(self, found: FoundEvent) -> None:
        """An event is told once; but "suspended in March, resumed on Monday" tells two turns of one event."""
        turn = (
            found.phase is not None
            and found.trigger != found.event
            and found.trigger not in {f.trigger for f in self.found}
        )
        if found.event not in self.told or turn:
            self.found.append(found)
            self.told.add(found.event)

    # -- verbs that carry another word's event

    def carrying_verb(self, i: int) -> None:
        """Aspectual and light verbs with an event as object, infinitive or subject."""
        tree, lemma = self.tree, self.tree.lemma[i]
        if self.leaves_open(i):
            return
        around = None
        for near, phase in self.words.transitive.get(lemma, ()):
            if near:
                around = tree.around(i) if around is None else around
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
            if near and not near <= tree.around(i):
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
            nouns += self.event_nouns(o for case, o in tree.obliques(i) if case in near)
        own = verb_sense(tree, i)
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

    # -- verbs with their own event

    def verb(self, i: int) -> None:
        tree, lemma = self.tree, self.tree.lemma[i]
        if i in self.told or i in self.spent or i in self.names:
            return
        if tree.rel[i] in ("compound", "amod", "case", "mark", "fixed", "discourse", "flat"):
            return
        if tree.tokens[i].xpos == "VBN" and tree.kids(i, "det") and not tree.auxiliaries(i):
            return  # "the displaced", "the accused": people
        match = verb_sense(tree, i)
        if self.cues.get(i) is False and not match and not self.deeds.is_done_by_saying(i):
            return
        word = self.deeds.word(i)
        if self.deeds.only_says(i, word, match) or self.keeps_back(i):
            return
        complements = [
            c
            for c in tree.kids(i, "xcomp", "ccomp")
            if tree.tokens[c].upos in ("VERB", "AUX") or tree.copula(c) is not None
        ]
        embedding = self.words.embedding(self.tree, i)
        alleges = match is not None and match.sense.mode == "allege"
        if embedding and complements and not (embedding.own and match) and not alleges:
            return
        if match:
            self.absorb(i, match.took_object)
            self.add(FoundEvent(i, i, match.sense, None, False, "verb.sense", match.took_object))
            return
        course = next((p for near, p in self.words.intransitive.get(lemma, ()) if not near), None)
        if course and tree.subjects(i) and not tree.objects(i) and not complements:
            # "it began on Saturday"
            self.add(FoundEvent(i, i, None, course, False, f"course.intransitive.{course}"))
            return
        told = self.deeds.is_told(i, word)
        if (word and not told) or (lemma in self.words.static and not told and not self.deeds.is_eventful(i)):
            return
        if embedding and embedding.name not in DOING and not tree.patients(i):
            return
        if not tree.subjects(i) and not tree.objects(i):
            return
        self.add(FoundEvent(i, i, None, None, False, "verb.generic"))

    def taken(self, i: int) -> None:
        """ "Recaptured territory", "the seized airport"."""
        tree, place = self.tree, self.tree.head(i)
        if tree.tokens[i].xpos not in ("VBN", "VBD", "JJ") or tree.lemma[i] not in TAKING or i > place:
            return
        if tree.lemma[place] in GROUND or "PLACE" in kinds_of(tree, place):
            sense = next(e.sense for e in lexicon().verbs[tree.lemma[i]] if e.sense.mode == "territory")
            self.add(FoundEvent(i, i, sense, None, False, "verb.sense"))

    def leaves_open(self, i: int) -> bool:
        """ "Neither confirmed nor denied the raid": neither verb is a deed."""
        pair = (i, self.tree.head(i)) if self.tree.rel[i] == "conj" else (i,)
        said = self.tree.lemma[pair[-1]] in self.reporting.lists["silent"]
        return said and any(self.tree.lemma[c] == "neither" for v in pair if v >= 0 for c in self.tree.children[v])

    def keeps_back(self, i: int) -> bool:
        """ "Declined to discuss whether": what is not told is the claim. But "refused to discuss it with rebels"."""
        tree, lists = self.tree, self.reporting.lists
        if self.leaves_open(i):
            return True
        refuses = tree.lemma[i] in lists["refusing"]
        if not refuses:
            above = tree.head(i)
            refused = tree.rel[i] == "xcomp" and tree.lemma[above] in lists["refusing"] and above in self.cues
            modal = i in self.cues and any(tree.tokens[a].text.lower() == "would" for a in tree.auxiliaries(i))
            negated = any(tree.lemma[c] in ("not", "n't", "never") for c in tree.kids(i, "advmod"))
            said = refused or (modal and negated)
            return said and tree.lemma[i] in lists["silent"] and "with" not in tree.around(i)
        kept = [c for c in tree.kids(i, "xcomp") if tree.lemma[c] in lists["silent"] and "with" not in tree.around(c)]
        return i in self.cues and any(
            self.names_event(k) or (tree.is_verb(k) and k != c) for c in kept for k in tree.sentence.subtree(c)
        )

    def empty(self, i: int) -> None:
        """ "Failed to represent them", "tried to be heard": over what is no event, the verb is one."""
        tree, embedding = self.tree, self.words.embedding(self.tree, i)
        below = tree.kids(i, "xcomp", "ccomp")
        if embedding is None or embedding.name not in DOING or i in self.told or i in self.cues or i in self.spent:
            return
        if embedding.name not in ("fail", "attempt") and (tree.tokens[i].event < CERTAINLY or not tree.objects(i)):
            return
        if below and not any(k in self.told for c in below for k in (c, *tree.kids(c, "conj", "obj"))):
            self.add(FoundEvent(i, i, None, None, False, "verb.generic"))

    def demand(self, i: int) -> None:
        """ "the envoy said the army must leave": the envoy asks the army to."""
        tree = self.tree
        modal = next((a for a in tree.auxiliaries(i) if tree.tokens[a].text.lower() in DEMANDING), None)
        if modal is None or modal in self.told or tree.is_passive(i) or i + 1 == len(tree.tokens):
            return
        if any(tree.lemma[a] == "have" for a in tree.auxiliaries(i)) or tree.copula(i) is not None:
            return  # "must have known", "should be able"
        head = tree.head(i)
        said = head >= 0 and tree.rel[i] == "ccomp" and tree.lemma[head] in self.reporting.verbs
        subjects = tree.own_subjects(i)
        if not said or not subjects or tree.lemma[head] in self.words.embed_verbs or not tree.subjects(head):
            return
        addressed = [s for s in subjects if tree.tokens[s].upos != "PRON" and "ACTOR" in kinds_of(tree, s)]
        if tree.tokens[modal].text.lower() == "should":
            # "leaders should come from the north" is said of anybody
            addressed = [s for s in addressed if tree.tokens[s].upos == "PROPN" or tree.kids(s, "det", "nmod")]
        if addressed:
            self.add(FoundEvent(modal, modal, demand_sense(), None, False, "verb.demand"))

    def absorb(self, i: int, took_object: bool) -> None:
        """The object that chose the verb's sense names no event of its own ("reached an agreement")."""
        if took_object:
            tree = self.tree
            self.spent.update(
                tree.content(c)
                for o in (*tree.patients(i), *tree.kids(i, "obj"))
                for c in tree.conjuncts(o)
                if tree.tokens[c].upos == "NOUN"
            )

    # -- predicates after "be"

    def predicate(self, i: int) -> None:
        tree = self.tree
        phase = self.predicate_phase(i)
        subjects = [c for s in tree.subjects(i) for c in tree.conjuncts(s)]
        if phase:
            events = [s for s in subjects if self.names_event(s) or tree.lemma[s] in self.words.nouns]
            for e in events:
                self.spent.add(i)
                self.add(FoundEvent(i, e, self.sense_of(e), phase, False, f"course.predicate.{phase}"))
            if events:
                return
        if tree.tokens[i].upos == "NOUN" and tree.case(i) in ("in", "under", "at", "on") and self.names_event(i):
            # "are in contact", "is under attack"
            self.add(FoundEvent(i, i, self.sense_of(i), Phase.ONGOING, tree.case(i) == "under", "predicate.noun"))
            return
        if self.is_state_phrase(i) and subjects:
            self.add(FoundEvent(i, i, None, Phase.ONGOING, False, "predicate.state"))
            return
        told = tree.tokens[i].upos == "ADJ" and tree.lemma[i].endswith("ed") and tree.tokens[i].event >= DONE
        if (told or tree.lemma[i] in self.words.states) and tree.tokens[i].upos in ("ADJ", "ADV", "VERB") and subjects:
            if tree.lemma[i] in self.words.embed_predicates and tree.kids(i, "xcomp", "ccomp", "advcl"):
                return
            self.add(FoundEvent(i, i, None, Phase.ONGOING, False, "predicate.state"))

    def is_state_phrase(self, i: int) -> bool:
        """ "Is in control of", "was on duty", "was in the town"."""
        tree = self.tree
        if f"{tree.case(i)} {tree.lemma[i]}" in self.words.states:
            return True
        there = tree.case(i) in WHERE and tree.copula(i) is not None and "PLACE" in kinds_of(tree, i)
        return there and any(kinds_of(tree, s) & {"PERSON", "ORG"} for s in tree.own_subjects(i))

    def predicate_phase(self, i: int) -> Phase | None:
        """The phase that an adjective or phrase after "be" gives: "is over", "is back under way"."""
        tree = self.tree
        parts = sorted(
            [c for c in tree.kids(i, "case", "advmod", "det", "fixed", "amod", "obl") if c < i or c == i + 1] + [i]
        )
        words = [tree.tokens[p].text.lower() for p in parts]
        for start in range(len(words)):
            phase = self.words.predicates.get(" ".join(words[start:]))
            if phase:
                return phase
        return self.words.predicates.get(tree.lemma[i])

    # -- nouns

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

    def course_noun(self, i: int) -> None:
        """ "the start of talks", "a delay in deploying": the noun is the trigger, what stands behind it the event."""
        tree = self.tree
        phase = self.words.nouns.get(tree.lemma[i])
        if not phase or i in self.spent or tree.rel[i] == "compound" or i in self.names:
            return
        events = [
            c
            for case, n in tree.obliques(i)
            if case in ("of", "to", "in", "on")
            for c in tree.conjuncts(n)
            if self.names_event(c)
        ]
        events += [c for c in tree.kids(i, "acl", "advcl") if tree.is_verb(c) and tree.tokens[c].xpos == "VBG"]
        for e in events:
            match = verb_sense(tree, e) if tree.is_verb(e) else None
            sense = match.sense if match else self.sense_of(e)
            self.add(FoundEvent(i, e, sense, phase, False, f"course.noun.{phase}"))
        if events:
            self.spent.add(i)
        elif phase in STANDING and not tree.obliques(i):
            self.add(FoundEvent(i, i, None, phase, False, f"course.noun.{phase}"))

    def noun(self, i: int) -> None:
        tree, token = self.tree, self.tree.tokens[i]
        if i in self.told or i in self.spent or i in self.names or token.upos == "PROPN":
            return
        if token.upos == "VERB" and (tree.rel[i] not in ROLES_OF_VERB or (tree.mark(i) and token.xpos == "VB")):
            return
        match = noun_sense(tree, i)
        if not match or (token.upos == "VERB" and i in self.spent):
            return
        if match.entry.carried_only and not self.has_parties(i, match.sense):
            return
        if (
            tree.lemma[i] in COMPLEX_PREPOSITIONS
            and tree.case(i) in ("in", "with", "under")
            and any(c in ("of", "to", "for", "from") for c, _ in tree.obliques(i))
        ):
            return
        if tree.copula(i) is not None and any(self.names_event(s) for s in tree.subjects(i)):
            return
        if tree.rel[i] in ("appos", "nmod") and self.is_same_event(i):
            return
        if self.is_calamity(i) and self.is_mentioned(i):
            return
        self.add(FoundEvent(i, i, match.sense, None, False, "noun.sense"))

    def has_parties(self, i: int, sense: Sense) -> bool:
        """A noun that else needs a verb to be an event, told as one: "their support for the rebels"."""
        tree = self.tree
        if tree.lemma[i] in self.words.modality["remarks"]:
            return False
        exists = tree.head(i) >= 0 and bool(tree.kids(tree.head(i), "expl"))
        if (
            tree.tokens[i].event < (CARRIED_BARE if sense.is_bare else CARRIED)
            and not tree.is_headline()
            and not exists
        ):
            return False
        parties = [c for c in tree.children[i] if tree.tokens[c].deprel == "nmod:poss"]
        parties += [c for case, c in tree.obliques(i) if case in BETWEEN]
        told = tree.tokens[i].event >= CERTAINLY and not self.is_mentioned(i)
        if not sense.is_bare and (told or self.tells_of_what(i)):
            return True
        # "the Deltan presence": a people
        people = any(c > 0 and tree.tokens[c].text[:1].isupper() for c in tree.kids(i, "amod"))
        return people or any(kinds_of(tree, tree.content(p)) & PARTIES for p in parties)

    def tells_of_what(self, i: int) -> bool:
        """ "Theft of shoes", "charges of taking bribes"."""
        of = any(case in ("of", "against", "over") for case, _ in self.tree.obliques(i))
        return of or any(
            self.tree.tokens[c].xpos == "VBG" and self.tree.mark(c) == "of" for c in self.tree.kids(i, "acl")
        )

    def is_mentioned(self, i: int) -> bool:
        """ "Died in the quake", "after the crash": told elsewhere, and only named here."""
        tree = self.tree
        known = any(tree.lemma[c] in DEFINITE for c in tree.kids(i, "det"))
        return known and tree.rel[i] in ("obl", "nmod") and not tree.kids(i, "acl", "appos", "nummod", "nmod")

    def is_same_event(self, i: int) -> bool:
        """An apposition, or a noun "of" its own kind ("a campaign of attacks"): told once."""
        tree, head = self.tree, self.tree.tokens[i].head
        above = next((f for f in self.found if f.event == head), None)
        if above is None:
            return False
        if tree.rel[i] == "appos":
            return True
        mine, other = self.sense_of(i), above.sense
        return (
            tree.case(i) == "of"
            and mine is not None
            and other is not None
            and mine.type is other.type
            and not tree.own_subjects(i)
        )


def find_events(tree: Tree, cues: Mapping[int, bool]) -> list[FoundEvent]:
    """The events and states that a sentence tells, in order. `cues`: its reporting words, and whether the saying is an
    event of its own."""
    return EventFinder(tree, cues).run()
