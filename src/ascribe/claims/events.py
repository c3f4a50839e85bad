"""Which words of a sentence name events and states, and which word carries their course: one `FoundEvent` a claim.

In: a tree. Out: events with trigger and event token, sense and the phase that an aspectual word gives. Here, because
what counts as a claim is decided in one place; who takes part, when and whether it is true is decided after.
"""

from __future__ import annotations

from collections.abc import Mapping

from ascribe.claims.carrying import Carrying, FoundEvent
from ascribe.claims.eventwords import Sense, lexicon
from ascribe.claims.senses import demand_sense, kinds_of, noun_sense, verb_sense
from ascribe.claims.trees import DEFINITE, Tree
from ascribe.contract.claims import Phase

STANDING = frozenset({Phase.PAUSED, Phase.RESUMED, Phase.DELAYED})
"""Phases whose noun is an event even where it does not say of what ("after a three-week pause")."""

COMPLEX_PREPOSITIONS = frozenset(
    "support favor favour exchange response view need light face search charge help aid assistance".split()
)
"""Nouns that with "in ... of/to/for" or "with the ... of" are prepositions and name no event."""

DEMANDING = frozenset({"must", "should"})
"""Auxiliaries by which a speaker asks somebody else to do something."""

DOING = frozenset({"achieve", "fail", "attempt", "prevent"})
"""Words over another event that are events without one as well ("the attempt failed", "they gathered there")."""

SAYABLE = frozenset({"would", "could", "can", "ca", "will"})
"""Auxiliaries under which what is not discussed is not told."""

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


class EventFinder(Carrying):
    """Finds the events of one sentence."""

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
        phase = self.plain_phase(i)
        if phase and not complements:
            # "the flights were cancelled": no event of the lexicon, and all the same called off
            self.add(FoundEvent(i, i, None, phase, False, f"course.transitive.{phase}"))
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

    def keeps_back(self, i: int) -> bool:
        """ "Declined to discuss whether": what is not told is the claim. But "refused to discuss it with rebels"."""
        tree, lists = self.tree, self.reporting.lists
        if self.leaves_open(i):
            return True
        refuses = tree.lemma[i] in lists["refusing"]
        if not refuses:
            above = tree.head(i)
            refused = tree.rel[i] == "xcomp" and tree.lemma[above] in lists["refusing"] and above in self.cues
            modal = i in self.cues and any(tree.tokens[a].text.lower() in SAYABLE for a in tree.auxiliaries(i))
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
        # "were back under way"
        behind = next((c for c in tree.kids(i, "obl") if c == i + 2 and tree.head(i + 1) == c), None)
        parts += [] if behind is None else [i + 1, behind]
        words = [tree.tokens[p].text.lower() for p in parts]
        for start in range(len(words)):
            phase = self.words.predicates.get(" ".join(words[start:]))
            if phase:
                return phase
        return self.words.predicates.get(tree.lemma[i])

    # -- nouns

    def course_noun(self, i: int) -> None:
        """ "the start of talks", "a delay in deploying": the noun is the trigger, what stands behind it the event."""
        tree = self.tree
        phase = self.words.nouns.get(tree.lemma[i])
        own = self.sense_of(i)
        if own is not None and own.mode == "ceasefire":
            return  # "a halt to the fighting" is a truce of its own
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
        elif phase in STANDING and not tree.obliques(i) and not self.is_turned(i):
            self.add(FoundEvent(i, i, None, phase, False, f"course.noun.{phase}"))

    def is_turned(self, i: int) -> bool:
        """ "The pause is over", "the delay ended": told with the turn that it takes."""
        tree, above = self.tree, self.tree.head(i)
        if tree.rel[i] != "nsubj" or above < 0:
            return False
        if tree.copula(above) is not None:
            return self.predicate_phase(above) is not None
        return any(not near for near, _ in self.words.intransitive.get(tree.lemma[above], ()))

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
        if tree.lemma[i] in self.words.modality["owned"]:
            return self.is_owned(i)
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

    def is_owned(self, i: int) -> bool:
        """ "Delta's involvement in the war", "the Deltan presence": by a name, or a people."""
        tree = self.tree
        named = [c for c in tree.children[i] if tree.tokens[c].deprel == "nmod:poss"]
        named += [c for case, c in tree.obliques(i) if case in ("of", "by")]
        people = any(c > 0 and tree.tokens[c].text[:1].isupper() for c in tree.kids(i, "amod", "compound"))
        return people or any(kinds_of(tree, tree.content(c)) & PARTIES for c in named)

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
