"""What kind of clause or noun an event's word is: a condition, a purpose, an outcome, an invitation, a thing known.

In: a tree and tokens. Out: yes or no, or the word of `course.toml` that governs. Here, so that `governing.py`, which
says what follows for the event, reads as a list of rules.
"""

from __future__ import annotations

from ascribe.claims.coursewords import Embedding, course_words
from ascribe.claims.mood import Moods
from ascribe.claims.trees import DEFINITE, TENSED, Tree
from ascribe.contract.claims import Tense

WHEN = frozenset({"when", "once", "after", "until", "till", "before", "as"})
INVERTED = frozenset({"should", "had", "were"})
"""Auxiliaries that before their subject open a condition ("should the court set it aside")."""


class Circumstances:
    """Questions about the words of one sentence."""

    def __init__(self, tree: Tree, moods: Moods | None = None) -> None:
        self.tree = tree
        self.moods = moods or Moods(tree)
        self.words = course_words()

    def is_result(self, at: int, head: int) -> bool:
        """An infinitive that tells the outcome or the occasion, and no aim: "rose to close at", "met to discuss", "used
        the money to buy a house"."""
        tree = self.tree
        embedding = self.words.embedding(tree, head)
        past = tree.tokens[head].xpos in ("VBD", "VBN", "VBG") and (embedding is None or embedding.name == "achieve")
        means = tree.lemma[head] in self.words.modality["means"] and bool(tree.objects(head) or tree.is_passive(head))
        told = tree.tokens[head].xpos != "VBG" or self.is_blamed(head)
        lasted = tree.lemma[head] == "take" and any(tree.tokens[o].mention == "time" for o in tree.kids(head, "obj"))
        by_means = at > head and ((means and told) or lasted)
        return past and (by_means or tree.lemma[at] in self.words.modality["outcomes"])

    def marker(self, at: int) -> str:
        """The words that open a clause, the parts of "rather than" joined."""
        tree = self.tree
        words = [w for c in tree.kids(at, "mark") for w in (c, *tree.kids(c, "fixed"))]
        return " ".join(tree.tokens[w].text.lower() for w in words)

    def is_beyond(self, head: int) -> bool:
        """ "too afraid to stay": they did not."""
        return any(self.tree.lemma[c] == "too" for c in self.tree.kids(head, "advmod"))

    def was_done(self, noun: int) -> bool:
        """ "the first pilot to land there": an ordinal or superlative picks one who did it."""
        tree = self.tree
        return any(
            tree.tokens[c].xpos in ("JJS",) or tree.lemma[c] in ("first", "second", "third", "last", "latest", "only")
            for c in (noun, *tree.kids(noun, "amod", "nummod", "advmod"))
        )

    def is_ruled(self, at: int) -> bool:
        """Introduced by a word that makes it a fact of its own ("after crossing")."""
        return bool(set(self.tree.mark(at).split()) & {"after", "since", "despite", "because", "although", "though"})

    def is_condition(self, at: int) -> bool:
        """ "if it holds", "should it hold", "in the event that it holds"."""
        tree = self.tree
        mark = tree.mark(at).split()
        if mark and mark[0] in self.words.modality["if_markers"]:
            if not tree.is_verb(at) and any(tree.lemma[c] == "only" and c < at for c in tree.kids(at, "advmod")):
                return False  # "if only for some days"
            return not (mark[0] == "if" and self.asks(tree.head(at), at))
        if " ".join(mark[:3]) in ("in case", "in the event", "on condition"):
            return True
        subjects = tree.kids(at, "nsubj")
        return bool(subjects) and any(
            tree.tokens[a].text.lower() in INVERTED and a < subjects[0] and not mark
            for a in tree.kids(at, "aux", "cop")
            if not tree.kids(at, "punct") or tree.rel[at] == "advcl"
        )

    def asks(self, head: int, at: int) -> bool:
        """ "Asked if they had left": an "if" that opens a question."""
        return 0 <= head < at and self.tree.lemma[head] in self.words.modality["asking"]

    def holds_anyway(self, at: int) -> bool:
        """ "Even if it rains"."""
        tree = self.tree
        marks = [c for c in tree.kids(at, "mark") if tree.lemma[c] == "if"]
        return bool(marks) and marks[0] > 0 and tree.lemma[marks[0] - 1] == "even"

    def is_infinitive(self, at: int) -> bool:
        """ "To leave", "to be left"; but "led to their leaving", "to their being shot"."""
        tree = self.tree
        if "to" not in tree.mark(at).split() and "to" not in tree.case(at).split():
            return False
        first = tree.tokens[min((*tree.auxiliaries(at), *tree.kids(at, "cop"), at))].xpos
        return first not in ("VBG", "VBN", "VBD")

    def is_of_any(self, at: int) -> bool:
        """ "Before carrying out any of them": none was."""
        tree = self.tree
        near = [at, *tree.kids(at, "obj", "nsubj", "obl")]
        return any(tree.lemma[c] == "any" for n in near for c in (n, *tree.kids(n, "det")))

    def is_failed(self, noun: int) -> bool:
        """ "A failed attempt", "an unsuccessful bid"."""
        tree = self.tree
        return any(
            tree.tokens[c].text.lower() in self.words.modality["negative_adjectives"] for c in tree.kids(noun, "amod")
        )

    def is_decided(self, noun: int) -> bool:
        """ "The court's decision to free him": talked of as known, it mostly has been carried out; not "made the
        decision to leave", "awaits the decision to build"."""
        tree, head = self.tree, self.tree.head(noun)
        if tree.lemma[noun] not in self.words.modality["decisions"] or not self.is_definite(noun):
            return False
        if head < 0 or not tree.is_verb(head):
            return True
        open_still = tree.lemma[head] in self.words.modality["deciding"] and noun in tree.patients(head)
        return not (open_still or self.is_open(head))

    def is_temporal(self, at: int, mark: str) -> bool:
        return mark in WHEN or any(self.tree.lemma[c] in WHEN for c in self.tree.kids(at, "advmod"))

    def is_ahead(self, head: int) -> bool:
        mood, above = self.moods[head], self.tree.head(head)
        if self.tree.rel[head] == "xcomp" and self.is_going(above):
            head, mood = above, self.moods[above]  # "it is going to be years before they live there"
        return mood.future or mood.would or (self.is_going(head) and mood.present)

    def is_set_off(self, at: int, head: int) -> bool:
        """ "Refused to leave, squatting on the floor": the participle goes with the refusal."""
        tree, above = self.tree, self.tree.head(head)
        embedding = self.words.embedding(tree, above) if above >= 0 and tree.rel[head] == "xcomp" else None
        return embedding is not None and embedding.polarity is not None and at > head

    def is_near(self, at: int) -> bool:
        """ "Came close to being shot"."""
        tree = self.tree
        opener = min((c for c in (*tree.kids(at, "mark"), *tree.kids(at, "case"))), default=0)
        return opener > 0 and tree.lemma[opener - 1] in ("close", "near")

    def comes_with(self, noun: int, case: str) -> bool:
        """What is said of a thing by a participle is to come where the thing is."""
        tree, head = self.tree, self.tree.head(noun)
        if head < 0 or not tree.is_verb(head) or not self.is_ahead(head):
            return False
        known = tree.tokens[noun].mention in ("person", "organization") or self.is_definite(noun)
        return case == "of" or (case == "" and not known)

    def is_said_ahead(self, noun: int) -> bool:
        """ "A referendum that would change it": a thing to come, by what is said of it."""
        tree = self.tree
        if self.is_definite(noun):
            return False
        of = tree.case(noun) == "of"  # "the wording of a referendum that will": the tree may have either above it
        return any(
            tree.tokens[c].deprel == "acl:relcl"
            and above in tree.own_subjects(c)
            and (self.moods[c].future or self.moods[c].would)
            for above in ((noun, tree.head(noun)) if of else (noun,))
            for c in tree.children[above]
        )

    def wished_result(self, noun: int) -> int | None:
        """The verb that wants or sees a thing done ("wanted to see the plans carried out")."""
        tree, verb = self.tree, self.tree.head(noun)
        return (
            verb
            if verb >= 0 and tree.rel[noun] == "obj" and tree.lemma[verb] in ("see", "want", "need", "like")
            else None
        )

    def of_programme(self, verb: int) -> Embedding | None:
        """ "The reforms include an increase": as much ahead as the reforms."""
        tree = self.tree
        if tree.lemma[verb] not in self.words.modality["containing"]:
            return None
        found = (self.words.embed_nouns.get(tree.lemma[s]) for s in tree.own_subjects(verb))
        return next((e for e in found if e and e.future), None)

    def is_without_sign(self, noun: int) -> bool:
        """ "Shows no sign of ending"."""
        tree = self.tree
        return tree.lemma[noun] in ("sign", "trace", "hint", "indication") and any(
            tree.lemma[c] in self.words.modality["negative_determiners"] for c in tree.kids(noun, "det")
        )

    def is_awaited_by(self, at: int, head: int, mark: str) -> bool:
        """A clause of time that is to come: "will leave when it ends", "to stay until it ends"."""
        mood = self.moods[at]
        if mood.tense is Tense.PAST and not mood.present:
            return False
        return self.is_ahead(head) or (mark in ("until", "till") and mood.present and not self.moods[head].present)

    def is_finite(self, at: int) -> bool:
        tree = self.tree
        return any(tree.tokens[c].xpos in TENSED for c in (at, *tree.auxiliaries(at), *tree.kids(at, "cop")))

    def is_said_in_politeness(self, at: int, head: int) -> bool:
        """ "I would like to thank them": that thanks."""
        tree = self.tree
        if tree.lemma[at] not in self.words.modality["performative"]:
            return False
        first = any(tree.tokens[s].text.lower() in ("i", "we") for s in tree.subjects(head))
        if tree.lemma[head] in ("want", "wish", "have"):
            return first and self.moods[head].tense is Tense.PRESENT and not self.moods[head].negative
        return tree.lemma[head] == "like" and self.moods[head].would

    def is_tried_in_words(self, at: int, head: int) -> bool:
        """ "Sought to deny it", "tried to explain": who tries to say it has said it."""
        mood = self.moods[head]
        trying = self.tree.lemma[head] in ("seek", "try", "attempt") and self.tree.mark(at) == "to"
        said = self.tree.lemma[at] in self.words.modality["said_by_trying"]
        return trying and said and mood.tense is Tense.PAST and not (mood.negative or mood.would or mood.future)

    def asks_how(self, at: int) -> bool:
        """ "It is unclear why they left": they did."""
        tree, mood = self.tree, self.moods[at]
        asked = any(tree.lemma[c] in ("why", "how", "when", "where") for c in tree.kids(at, "advmod", "mark"))
        return asked and mood.tense is Tense.PAST and not (mood.possible or mood.would)

    def is_command(self, i: int) -> bool:
        """ "Stop the war", said or quoted: a bare verb with nothing before it that it could be the infinitive of."""
        tree, token = self.tree, self.tree.tokens[i]
        bare = token.xpos == "VB" and not tree.kids(i, "aux", "cop", "mark", "nsubj", "expl")
        if bare and tree.rel[i] == "conj":
            return tree.head(i) != i and self.is_command(tree.head(i))
        return bare and tree.rel[i] in ("root", "ccomp", "parataxis", "appos")

    def is_invitation(self, head: int) -> bool:
        """ "Let's talk", "let them leave"."""
        tree = self.tree
        return tree.tokens[head].xpos == "VB" and not (
            tree.auxiliaries(head) or tree.kids(head, "mark") or tree.own_subjects(head)
        )

    def is_going(self, head: int) -> bool:
        """ "Is going to leave"; not "at the time of going to print"."""
        tree = self.tree
        return (
            tree.lemma[head] == "go"
            and tree.tokens[head].xpos == "VBG"
            and any(tree.lemma[a] == "be" for a in tree.kids(head, "aux", "cop"))
        )

    def is_open(self, head: int) -> bool:
        """What the predicate tells is yet to come, or might."""
        mood = self.moods[head]
        return mood.future or mood.would or mood.possible or mood.obliged

    def has_happened(self, at: int) -> bool:
        """ "is supposed to have fled": told of as past, and not planned."""
        return self.tree.mark(at) == "to" and any(self.tree.lemma[a] == "have" for a in self.tree.auxiliaries(at))

    def is_subjunctive(self, at: int) -> bool:
        """ "demanded that he leave", "asked that they be sent"."""
        tree = self.tree
        finite = tree.auxiliaries(at)[:1] or tree.kids(at, "cop")[:1] or [at]
        return tree.tokens[finite[0]].xpos == "VB" or tree.tokens[finite[0]].text.lower() == "be"

    def is_blamed(self, at: int) -> bool:
        """A gerund that tells a deed of somebody ("accused of ordering", "jailed for ordering")."""
        tree, head = self.tree, self.tree.head(at)
        first = (tree.mark(at) or tree.case(at)).partition(" ")[0]
        return head >= 0 and first in ("of", "for", "over", "with") and tree.lemma[head] in self.words.modality["deeds"]

    def only_meant(self, head: int) -> bool:
        """ "The attack was meant to warn them": there was one."""
        tree = self.tree
        meant = tree.lemma[head] in ("mean", "intend", "design") and tree.is_passive(head)
        return meant and (
            bool(tree.kids(head, "xcomp", "advcl")) or any(case == "as" for case, _ in tree.obliques(head))
        )

    def makes(self, verb: int, noun: int) -> bool:
        """Whether there is the event only if the verb is true: "hold a vote", "reach any deal"; not "condemn one"."""
        tree = self.tree
        if tree.lemma[verb] in self.words.modality["making"] or tree.lemma[verb] in self.words.light:
            return True
        return any(tree.lemma[c] == "any" for c in tree.kids(noun, "det"))

    def went_on(self, noun: int) -> bool:
        """ "ordered an assault, which was repulsed": there was one."""
        return any(
            self.tree.tokens[c].deprel == "acl:relcl" and self.moods[c].tense is Tense.PAST
            for c in self.tree.children[noun]
        )

    def is_short_of(self, noun: int) -> bool:
        """ "Do not have enough money to buy food": they buy none."""
        tree, verb = self.tree, self.tree.head(noun)
        enough = any(tree.lemma[c] in ("enough", "sufficient") for c in tree.kids(noun, "amod", "det"))
        return enough and verb >= 0 and tree.is_verb(verb) and self.moods[verb].negative

    def is_definite(self, i: int) -> bool:
        """Told as known: "the attack", "their talks"."""
        tree = self.tree
        return any(tree.lemma[c] in DEFINITE for c in tree.kids(i, "det")) or any(
            tree.tokens[c].deprel == "nmod:poss" for c in tree.children[i]
        )

    def embedding_behind(self, head: int, case: str, at: int) -> Embedding | None:
        """What governs a gerund behind a preposition: "accused of shelling", "interested in buying", "a deal was
        reached on sending"."""
        tree = self.tree
        if tree.is_verb(head):
            found = [self.words.embedding(tree, head)]
            if tree.tokens[at].xpos == "VBG":
                things = (self.words.embed_nouns.get(tree.lemma[n]) for n in tree.patients(head))
                found += [e for e in things if e and e.name in ("promise", "request")]
        else:
            found = [self.words.embed_predicates.get(tree.lemma[head])]
        return next((e for e in found if e and case in e.cases), None)

    def embedding_of_subject(self, head: int) -> Embedding | None:
        """ "Calls are growing for him to resign"."""
        tree = self.tree
        if tree.objects(head) or tree.is_passive(head):
            return None
        found = (self.words.embed_nouns.get(tree.lemma[s]) for s in tree.own_subjects(head))
        return next((e for e in found if e), None)
