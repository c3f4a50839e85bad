"""Whether a verb that may only say something, or tell a state, names an event of its own ("referred the matter to").

In: a tree, its reporting words and the index of a verb. Out: yes or no. Here, apart from the finding of events, because
what is said and what is done by saying it are told apart by the grammar around one verb.
"""

from __future__ import annotations

from collections.abc import Mapping

from ascribe.claims.coursewords import course_words
from ascribe.claims.mood import mood_of
from ascribe.claims.senses import Match, kinds_of
from ascribe.claims.trees import Tree
from ascribe.claims.wording import Word, reporting, roles
from ascribe.contract.claims import EventType

SAYING = frozenset(
    {"say", "topic", "describe", "compare", "belief", "assessment", "relay", "intention", "doubt", "suggest"}
)
"""Classes of reporting verbs that name no event even where nothing is reported."""

SPOKEN = frozenset(
    {EventType.ACCUSE, EventType.THREATEN, EventType.REJECT, EventType.AGREE, EventType.REQUEST, EventType.SUPPORT}
)
"""Types that are events where they are only words ("complained that")."""

ACTING = frozenset({"say", "describe", "compare", "assessment"})
"""Classes of reporting verbs that without anything said are deeds on their object."""

CALLED = frozenset({"phone", "telephone", "over", "with", "to"})
"""What makes an event of speaking: "spoke over the phone", "spoke to the mayor"; not to a reporter."""

MOVING = frozenset({"come", "go", "follow", "happen", "occur", "sit", "stand", "turn"})
"""Verbs that with a thing as subject are grammar, or tell when something was."""

PROCLAIMED = frozenset({"announcement", "court", "response"})
"""Modes of which the same holds ("announced that", "ruled that")."""

DONE_IN_WORDS = 0.3
"""Estimate of the reader from which a verb of saying with no words that are said is a deed."""

EVENTFUL = 0.1
"""Estimate of the reader from which such a verb as "take" or "come" names an event of its own."""

BARELY = 0.02
"""The same where the sentence says otherwise that something happens or does not: "was not allowed", "will go to"."""

PRESS = frozenset({"reporter", "journalist", "media", "press", "correspondent", "newspaper", "radio", "television"})
"""To whom one speaks to be quoted."""

DELEGATES = frozenset(
    "negotiator delegation delegate side party envoy mediator diplomat government representative rebel".split()
)
"""Who meets to talk, where the verb alone says no more than that somebody speaks."""


class Deeds:
    """Asks it of the verbs of one sentence. `cues`: its reporting words, and whether the saying is an event."""

    def __init__(self, tree: Tree, cues: Mapping[int, bool]) -> None:
        self.tree = tree
        self.cues = cues
        self.words = course_words()
        self.verbs, self.phrasal = reporting().verbs, reporting().phrasal

    def word(self, i: int) -> Word | None:
        """The reporting word that the verb is here: "began", "posted a picture" are some only beside a quotation."""
        word = self.verbs.get(self.tree.lemma[i])
        reports = i in self.cues or (word is not None and word.category in SAYING and not self.is_deed(i, word))
        return word if reports else None

    def only_says(self, i: int, word: Word | None, match: Match | None) -> bool:
        """Nothing but the words that are said is told."""
        if word is None or word.event or not self.has_content(i) or self.meets(i, match):
            return False
        if match and (match.took_object or match.sense.mode in PROCLAIMED or match.sense.type in SPOKEN):
            return False
        return not self.is_done_by_saying(i)

    def meets(self, i: int, match: Match | None) -> bool:
        """ "Are still talking in Mada", "spoke over the phone": nothing is said."""
        tree = self.tree
        if match is None or match.sense.type is not EventType.CONSULT:
            return False
        around = tree.around(i)
        if i not in self.cues and "about" not in around and any(self.negotiates(s) for s in tree.own_subjects(i)):
            return True
        press = roles().media | roles().media_weak | roles().agencies | roles().outlets | PRESS
        heard = {tree.tokens[n].text.lower() for _, n in tree.obliques(i)} | around
        return bool(match.entry.near & CALLED) and not tree.kids(i, "ccomp") and press.isdisjoint(heard)

    def is_told(self, i: int, word: Word | None) -> bool:
        """A judgement ("praised", "promoted") or deed in words; but "the raid, called a crime by the envoy" only names
        it."""
        judged = self.cues.get(i, False) and not (word and word.category == "call" and self.is_naming(i))
        return judged or (self.cues.get(i) is False and self.is_done_by_saying(i))

    def is_deed(self, i: int, word: Word) -> bool:
        """A verb of saying that does something to its object: "informed the families"; "ruled until May"."""
        if self.tree.tokens[i].event >= DONE_IN_WORDS and self.tree.objects(i) and i not in self.cues:
            return True
        ruling = word.lemma == "rule" and self.tree.tokens[i].xpos != "VBG" and not self.tree.kids(i, "ccomp")
        return ruling or (word.category in ACTING and bool(self.tree.patients(i)))

    def is_done_by_saying(self, i: int) -> bool:
        """A verb of saying over a noun alone: "referred the matter to"."""
        tree = self.tree
        nouns = tree.patients(i) or [n for case, n in tree.obliques(i) if case == "to"]
        particles = {tree.lemma[p] for p in tree.particles(i)}
        if particles and particles.isdisjoint(self.phrasal.get(tree.lemma[i], ())):
            return True  # "had shown up"
        clausal = tree.kids(i, "ccomp", "parataxis") or tree.rel[i] == "parataxis"
        doing = tree.lemma[i] in self.words.deeds and tree.tokens[i].event >= DONE_IN_WORDS
        return doing and bool(nouns) and not clausal

    def is_naming(self, i: int) -> bool:
        tree = self.tree
        what = any(tree.lemma[o] == "what" for o in (*tree.kids(i, "obj"), tree.head(i)) if o >= 0)
        return what or tree.is_passive(i) or tree.rel[i] in ("acl", "amod")

    def is_eventful(self, i: int) -> bool:
        """A verb that mostly tells a state or is grammar, where the reader takes it for an event: "took the bags"."""
        tree = self.tree
        if tree.lemma[i] not in self.words.weak:
            return False
        mood = mood_of(tree, i, self.words)
        plain = mood.negative or mood.would or tree.lemma[i] in ("become", "remain")
        if not mood.future and tree.tokens[i].event < (BARELY if plain else EVENTFUL):
            return False
        if tree.lemma[i] == "call" and self.is_naming(i):
            return False
        subjects = tree.subjects(i)
        if tree.lemma[i] in MOVING and not any("ACTOR" in kinds_of(tree, s) for s in subjects):
            return False  # "the comments came after"
        return bool(subjects and (tree.objects(i) or tree.kids(i, "obl", "xcomp"))) or tree.is_passive(i)

    def negotiates(self, who: int) -> bool:
        """Somebody who talks for others."""
        named = self.tree.tokens[who].upos == "PROPN" and bool(kinds_of(self.tree, who) & {"ORG", "PLACE"})
        return named or self.tree.lemma[who] in DELEGATES

    def has_content(self, i: int) -> bool:
        """A verb of saying with what is said, or without any object that could be an event."""
        tree = self.tree
        if tree.kids(i, "ccomp", "parataxis", "xcomp") or tree.rel[i] == "parataxis":
            return True
        return not tree.kids(i, "obj") or tree.lemma[i] in self.words.static
