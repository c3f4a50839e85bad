"""Whether an event is told as happening, and where in its course it is: polarity, certainty, tense, condition and
phase.

In: a tree, a found event, and what its sources do with it (assert, deny, decline to say). Out: `Axes`. Here, because
all of
them hang on the same chain of words: the auxiliaries of the trigger, negation, and the verbs, nouns and adjectives
above it ("is not expected to begin", "failed to capture", "if asked, will return").
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ascribe.claims.coursewords import Embedding, course_words
from ascribe.claims.events import FoundEvent
from ascribe.claims.mood import TENSED, Mood, mood_of
from ascribe.claims.senses import noun_sense
from ascribe.claims.trees import Tree
from ascribe.claims.wording import reporting
from ascribe.contract.claims import Certainty, Factuality, Phase, Polarity, Stance, Tense, derive_factuality

FUTURE_PHASES = frozenset({Phase.PLANNED, Phase.REQUESTED, Phase.PENDING, Phase.APPROVED})
"""Phases in which the event itself has not begun."""


HOLDING = frozenset("hold control occupy run lead base station besiege surround govern administer".split())
"""Verbs whose bare participle tells a state ("a town held by rebels")."""


@dataclass(slots=True)
class Axes:
    """The values of a claim, before the sources have their say."""

    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.CERTAIN
    tense: Tense = Tense.NONE
    planned: bool = False
    phase: Phase = Phase.COMPLETED
    condition: tuple[int, int] | None = None
    """First and last token of the condition."""
    hypothetical: bool = False
    """Told only as a condition or under a negated request: no claim at all."""
    as_of_speech: bool = False
    """In a form that tells a state at the time of speaking: progressive, "is" with a predicate, present perfect."""
    rules: list[str] = field(default_factory=list)

    def soften(self, certainty: Certainty) -> None:
        if self.certainty is Certainty.CERTAIN:
            self.certainty = certainty

    @property
    def factuality(self) -> Factuality:
        return derive_factuality(self.polarity, self.certainty, self.tense, self.condition is not None, self.planned)


class CourseReader:
    """Reads the axes of the events of one sentence."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.words = course_words()
        self.reporting = reporting()

    def axes(self, found: FoundEvent) -> Axes:
        """The axes of an event as the sentence tells them; sources are applied with `apply_stance`."""
        tree = self.tree
        verbal = tree.is_verb(found.trigger) or tree.copula(found.trigger) is not None
        axes = Axes()
        if verbal:
            self.verbal(found, axes)
        else:
            self.nominal(found, axes)
        if found.event != found.trigger and tree.tokens[found.event].upos == "NOUN":
            self.modifiers(found.event, axes)
        self.quantifiers(found, axes)
        if axes.polarity is Polarity.NEGATIVE and axes.phase is not Phase.PENDING:
            axes.phase = Phase.NONE
        return axes

    # -- the trigger is a verb or predicate

    def verbal(self, found: FoundEvent, axes: Axes) -> None:
        tree, i = self.tree, found.trigger
        mood = self.inherited_mood(i)
        if mood.negative:
            axes.polarity = Polarity.NEGATIVE
            axes.rules.append("negation")
        axes.certainty = mood.tentative
        axes.as_of_speech = mood.progressive or tree.copula(i) is not None or (mood.perfect and mood.present)
        axes.tense = Tense.FUTURE if mood.future else mood.tense
        if mood.future:
            axes.planned = True
            axes.rules.append("future")
        if mood.possible:
            axes.soften(Certainty.POSSIBLE)
            axes.rules.append("modal")
        if mood.obliged:
            axes.planned = True
            axes.soften(Certainty.PROBABLE)
            axes.rules.append("obligation")
        if tree.copula(i) is not None and tree.mark(i) == "to":
            # "the aim is to disrupt"
            axes.planned = True
            axes.rules.append("copula.to")
        if mood.would:
            self.would(i, axes)
        axes.phase = self.verbal_phase(found, mood, axes)
        if mood.no_longer:
            axes.polarity, axes.phase = Polarity.NEGATIVE, Phase.ENDED
        self.climb(i, axes, found)
        axes.condition = axes.condition or self.condition(i)
        if axes.condition and found.phase is None:
            axes.phase = Phase.PLANNED if axes.tense is not Tense.PAST else axes.phase
        yet_to_come = found.phase is None and axes.phase not in FUTURE_PHASES
        if axes.planned and (yet_to_come or axes.phase in (Phase.BEGUN, Phase.RESUMED, Phase.COMPLETED)):
            axes.phase = Phase.PLANNED

    def inherited_mood(self, i: int) -> Mood:
        """The predicate's own mood; a bare conjunct or participle takes what it lacks from the predicate above."""
        tree = self.tree
        mood = mood_of(tree, i, self.words)
        at, token = i, tree.tokens[i]
        for head in tree.up(i):
            bare = not any(tree.tokens[a].xpos in TENSED for a in (*tree.auxiliaries(at), *tree.kids(at, "cop")))
            if (
                tree.rel[at] == "conj"
                and bare
                and tree.tokens[at].xpos in ("VB", "VBN", "VBG")
                and not tree.own_subjects(at)
            ):
                above = mood_of(tree, head, self.words)
                mood.future |= above.future
                mood.would |= above.would
                mood.possible |= above.possible
                mood.obliged |= above.obliged
                mood.progressive |= above.progressive and token.xpos == "VBG"
                mood.perfect |= above.perfect and token.xpos == "VBN"
                joined_by = {tree.lemma[c] for c in tree.kids(at, "cc")}
                if above.negative and joined_by & {"or", "nor"}:
                    mood.negative = True
                if mood.tense is Tense.NONE:
                    mood.tense = above.tense
            elif (
                tree.rel[at] in ("advcl", "acl", "xcomp")
                and bare
                and mood.tense is Tense.NONE
                and tree.tokens[at].xpos in ("VBG", "VBN")
            ):
                above = mood_of(tree, head, self.words)
                if tree.tokens[at].xpos == "VBN":
                    mood.tense = Tense.PAST
                elif above.tense is not Tense.NONE:
                    mood.tense = above.tense
            else:
                break
            at = head
            if mood.tense is not Tense.NONE:
                break
        return mood

    def would(self, i: int, axes: Axes) -> None:
        """ "said it would be launched" is a future seen from the past; "would deepen" without it a possibility."""
        tree = self.tree
        at = i
        for head in tree.up(i):
            word = self.reporting.verbs.get(tree.lemma[head])
            if tree.rel[at] in ("ccomp", "parataxis") and word:
                break
            at = head
        else:
            # nobody foresees it: a habit, or what might be
            axes.soften(Certainty.POSSIBLE)
            axes.rules.append("would.unreported")
            return
        axes.tense, axes.planned = Tense.FUTURE, True
        axes.rules.append("would")

    def verbal_phase(self, found: FoundEvent, mood: Mood, axes: Axes) -> Phase:
        tree, i = self.tree, found.trigger
        if mood.yet and (mood.negative or tree.lemma[i] == "have"):
            return Phase.PENDING
        if found.phase is not None and found.phase is not Phase.PLANNED:
            if (mood.future or mood.would or mood.obliged) and found.phase in (
                Phase.BEGUN,
                Phase.RESUMED,
                Phase.COMPLETED,
                Phase.ONGOING,
            ):
                return Phase.PLANNED
            if mood.possible and not mood.perfect and found.phase in (Phase.BEGUN, Phase.COMPLETED):
                return Phase.PLANNED
            punctual = found.sense is not None and not found.sense.durative
            if (
                found.phase is Phase.BEGUN
                and punctual
                and mood.tense is Tense.PAST
                and found.event != i
                and tree.lemma[i] in ("launch", "mount", "unleash")
            ):
                return Phase.COMPLETED
            return found.phase
        if found.phase is Phase.PLANNED:
            axes.planned = True
            return Phase.PLANNED
        if mood.future or mood.would or mood.obliged or (mood.possible and not mood.perfect):
            return Phase.PLANNED
        participle = tree.tokens[i].xpos == "VBG" and (tree.rel[i] in ("acl", "xcomp", "ccomp") or tree.own_subjects(i))
        held = tree.tokens[i].xpos == "VBN" and tree.tokens[i].deprel == "acl" and tree.lemma[i] in HOLDING
        held = held and noun_sense(tree, tree.head(i)) is None  # "a meeting held on Monday"
        if mood.progressive or participle or held:
            return Phase.ONGOING
        if mood.tense is Tense.PRESENT and not mood.perfect:
            return Phase.ONGOING
        if found.sense is not None and found.sense.durative and mood.perfect and self.since(i):
            return Phase.ONGOING
        if mood.perfect and self.since(i):
            return Phase.ONGOING
        return Phase.COMPLETED

    def since(self, i: int) -> bool:
        return any(case.startswith("since") for case, _ in self.tree.obliques(i)) or any(
            "since" in self.tree.mark(c).split() for c in self.tree.kids(i, "advcl")
        )

    # -- what stands above

    def climb(self, start: int, axes: Axes, found: FoundEvent) -> None:
        """Applies what the words above do to the event in their complement, up to the end of its proposition."""
        tree = self.tree
        at = start
        for head in tree.up(start):
            rel = tree.rel[at]
            if rel == "conj":
                if tree.own_subjects(at) and tree.tokens[at].xpos in TENSED:
                    if tree.rel[head] not in ("ccomp", "advcl"):
                        return
                elif (tree.own_subjects(at) or tree.tokens[at].xpos in TENSED) and tree.rel[head] not in (
                    "ccomp",
                    "xcomp",
                    "advcl",
                ):
                    return
                at = head
                continue
            if rel == "advcl" or rel == "acl":
                if not self.adverbial(at, head, axes):
                    return
                at = head
                continue
            if rel in ("xcomp", "ccomp", "csubj") or (rel == "obj" and tree.is_verb(at)):
                if not self.complement(at, head, axes):
                    return
                at = head
                continue
            return

    def adverbial(self, at: int, head: int, axes: Axes) -> bool:
        """Clauses of condition, purpose and manner, and infinitives on nouns. True: what stands above counts too."""
        tree = self.tree
        mark = tree.mark(at)
        first = mark.split()[0] if mark else ""
        if first in self.words.modality["if_markers"]:
            axes.hypothetical = True
            return False
        if self.is_temporal(at, first) and self.is_ahead(head):
            axes.planned = True
            axes.phase = Phase.PLANNED
            axes.rules.append("temporal.future")
            return False
        if first == "from":
            embedding = self.embedding_of(head)
            if embedding and embedding.polarity is Polarity.NEGATIVE:
                self.embed(embedding, mood_of(tree, head, self.words).negative, axes)
            return False
        if first == "without" or mark in ("instead of", "rather than", "in order not to"):
            axes.polarity = Polarity.NEGATIVE
            axes.rules.append(f"mark.{first}")
            return False
        if tree.tokens[at].deprel == "acl:relcl":
            return False
        if tree.rel[at] == "acl":
            embedding = self.words.embed_nouns.get(tree.lemma[head])
            if embedding and (first == "to" or (first and tree.tokens[at].xpos == "VBG")):
                self.embed(embedding, self.noun_is_negated(head), axes)
                return False
            if first == "to":
                axes.planned = True
                axes.rules.append("infinitive.noun")
            return False
        if "to" in mark.split():
            embedding = self.embedding_of(head) or self.words.embed_predicates.get(tree.lemma[head])
            if embedding and embedding.name not in ("achieve",):
                self.embed(embedding, mood_of(tree, head, self.words).negative, axes)
                return True
            axes.planned = True
            axes.rules.append("purpose")
            return False
        return False

    def is_temporal(self, at: int, mark: str) -> bool:
        when = {"when", "once", "after", "until", "before", "as"}
        return mark in when or any(self.tree.lemma[c] in when for c in self.tree.kids(at, "advmod"))

    def is_ahead(self, head: int) -> bool:
        mood = mood_of(self.tree, head, self.words)
        return mood.future or mood.would

    def embedding_of(self, head: int) -> Embedding | None:
        for near, embedding in self.words.embed_verbs.get(self.tree.lemma[head], ()):
            if not near or near <= self.tree.around(head):
                return embedding
        return None

    def complement(self, at: int, head: int, axes: Axes) -> bool:
        """A complement clause or infinitive of `head`. True: what stands above `head` counts too."""
        tree, lemma = self.tree, self.tree.lemma[head]
        mood = mood_of(tree, head, self.words)
        finite = tree.rel[at] == "ccomp" and tree.mark(at) != "to"
        marked = tree.mark(at).split()
        if finite and any(m in self.words.modality["whether_markers"] for m in marked):
            axes.soften(Certainty.POSSIBLE)
            axes.rules.append("whether")
            return False
        embedding = self.embedding_of(head) or (
            self.words.embed_predicates.get(lemma)
            if tree.copula(head) is not None or tree.tokens[head].upos == "ADJ"
            else None
        )
        word = self.reporting.verbs.get(lemma)
        if (
            finite
            and word
            and (embedding is None or embedding.name not in ("think", "expect", "intend", "unclear", "seem"))
        ):
            return False
        if embedding is None:
            if lemma == "go" and tree.tokens[head].xpos == "VBG" and tree.mark(at) == "to":
                axes.planned, axes.tense = True, Tense.FUTURE
            elif (
                lemma == "have"
                and tree.mark(at) == "to"
                and any(tree.lemma[c] == "yet" for c in tree.kids(head, "advmod") + tree.kids(at, "advmod"))
            ):
                axes.polarity, axes.phase = Polarity.NEGATIVE, Phase.PENDING
                axes.rules.append("yet_to")
                return False
            elif lemma == "have" and tree.mark(at) == "to":
                axes.planned = axes.planned or mood.future or mood.tense is Tense.PRESENT
            elif lemma == "be" and tree.mark(at) == "to":
                axes.planned, axes.tense = True, Tense.FUTURE
            if mood.negative and not finite:
                axes.polarity = Polarity.NEGATIVE
        elif not (finite and embedding.name in ("achieve", "attempt")):
            self.embed(embedding, mood.negative, axes)
        found_bare = tree.tokens[at].xpos in ("VB", "VBG")
        if not finite:
            if mood.future or mood.would:
                axes.planned = True
            if mood.obliged:
                axes.planned = True
            if mood.possible:
                axes.soften(Certainty.POSSIBLE)
            if axes.phase is Phase.COMPLETED and found_bare:
                if mood.future or mood.would or mood.obliged or (mood.possible and not mood.perfect):
                    axes.phase = Phase.PLANNED
                elif mood.present and not mood.perfect:
                    axes.phase = Phase.ONGOING
            if axes.tense is Tense.NONE:
                axes.tense = mood.tense
            if mood.tentative is not Certainty.CERTAIN:
                axes.soften(mood.tentative)
            axes.condition = axes.condition or self.condition(head)
        return not finite

    def embed(self, embedding: Embedding, negated: bool, axes: Axes) -> None:
        """Applies one embedding, whose own word may be negated ("did not fail to", "never asked them to")."""
        axes.rules.append(f"embed.{embedding.name}")
        flips = not negated if embedding.polarity is Polarity.NEGATIVE else negated
        if negated and embedding.name in ("request", "promise", "threaten", "permit"):
            axes.hypothetical = True
            return
        if negated and embedding.name in ("think", "seem", "unclear", "expect"):
            axes.soften(Certainty.POSSIBLE)
            return
        if flips:
            axes.polarity = Polarity.NEGATIVE if axes.polarity is Polarity.POSITIVE else Polarity.POSITIVE
        if embedding.certainty:
            axes.soften(embedding.certainty)
        if embedding.phase:
            axes.phase = embedding.phase
        if embedding.future:
            axes.planned = True

    def condition(self, i: int) -> tuple[int, int] | None:
        """The tokens of the condition on which a predicate depends ("if asked", "unless the truce fails")."""
        tree = self.tree
        for c in tree.kids(i, "advcl"):
            mark = tree.mark(c).split()
            if mark and mark[0] in self.words.modality["if_markers"] and mark != ["even", "if"]:
                inside = [
                    t for t in tree.sentence.subtree(c) if tree.rel[t] != "mark" and tree.tokens[t].upos != "PUNCT"
                ]
                if inside:
                    return inside[0], inside[-1]
        return None

    # -- the trigger is a noun

    def nominal(self, found: FoundEvent, axes: Axes) -> None:
        tree, i = self.tree, found.trigger
        over = tree.case(i) in ("after", "following", "since")
        axes.phase = Phase.ONGOING if found.sense is not None and found.sense.durative and not over else Phase.COMPLETED
        if found.phase is not None:
            axes.phase = found.phase
            axes.planned = found.phase is Phase.PLANNED
        self.modifiers(i, axes)
        if tree.mark(i) in self.words.modality["if_markers"]:
            axes.hypothetical = True
        at = i
        for head in tree.up(i):
            rel = tree.rel[at]
            if rel == "conj" and tree.is_noun(head):
                at = head
                continue
            if rel == "nmod" and tree.lemma[head] in self.words.modality["negative_nouns"]:
                axes.polarity = Polarity.NEGATIVE
            elif rel == "nmod" and tree.case(at) in ("of", "for", "to") and tree.lemma[head] in self.words.embed_nouns:
                self.embed(self.words.embed_nouns[tree.lemma[head]], self.noun_is_negated(head), axes)
            elif rel in ("obj", "obl", "nsubj", "iobj") and tree.is_verb(head):
                self.nominal_argument(at, head, axes)
            return

    def nominal_argument(self, at: int, head: int, axes: Axes) -> None:
        """A nominal event as object of a verb of wanting, asking, preventing, doubting ("demanded talks")."""
        tree = self.tree
        patients = tree.patients(head)
        prepositional = tree.rel[at] == "obl" and tree.case(at) in ("for", "from", "against", "of", "on")
        if at not in patients and not prepositional:
            return
        embedding = self.embedding_of(head)
        if embedding is None or embedding.name in ("achieve", "seem", "attempt"):
            return
        if tree.rel[at] == "obl" and embedding.name not in (
            "request",
            "warn",
            "prevent",
            "intend",
            "expect",
            "threaten",
            "promise",
        ):
            return
        mood = mood_of(tree, head, self.words)
        definite = any(tree.lemma[c] in ("the", "this", "that", "these", "those") for c in tree.kids(at, "det"))
        if definite and embedding.name in ("think", "request", "promise", "warn") and tree.rel[at] != "obl":
            return
        self.embed(embedding, mood.negative, axes)

    def modifiers(self, i: int, axes: Axes) -> None:
        """Adjectives on a nominal event: alleged, planned, ongoing, failed, renewed."""
        tree, modality = self.tree, self.words.modality
        for c in tree.kids(i, "amod", "advmod", "compound", "acl"):
            lemma, text = tree.lemma[c], tree.tokens[c].text.lower()
            if text in modality["possible_adjectives"] or lemma in modality["possible_adjectives"]:
                axes.soften(Certainty.POSSIBLE)
                axes.rules.append("adjective.possible")
            elif text in modality["negative_adjectives"]:
                axes.polarity = Polarity.NEGATIVE
                axes.rules.append("adjective.negative")
            else:
                phase = self.words.modifiers.get(text) or self.words.modifiers.get(lemma)
                if phase and axes.phase in (Phase.COMPLETED, Phase.ONGOING):
                    if text in (
                        "new",
                        "present",
                        "recent",
                        "former",
                        "past",
                        "previous",
                        "daily",
                        "current",
                        "next",
                        "coming",
                    ) and (phase is not Phase.PLANNED or text not in ("next", "coming")):
                        continue
                    axes.phase = phase
                    axes.planned = axes.planned or phase in FUTURE_PHASES
                    axes.rules.append(f"adjective.{phase}")

    def noun_is_negated(self, i: int) -> bool:
        return any(
            self.tree.lemma[c] in self.words.modality["negative_determiners"]
            for c in self.tree.kids(i, "det", "advmod", "cc")
        ) or self.verb_above_is_negated(i)

    def verb_above_is_negated(self, i: int) -> bool:
        head = self.tree.head(i)
        return (
            head >= 0
            and self.tree.is_verb(head)
            and self.tree.rel[i] == "obj"
            and mood_of(self.tree, head, self.words).negative
        )

    def quantifiers(self, found: FoundEvent, axes: Axes) -> None:
        """ "no soldier was hurt", "received no request", "none of them fled"."""
        tree, negative = self.tree, self.words.modality["negative_determiners"]
        arguments = {found.event, found.trigger}
        if tree.is_verb(found.trigger) or tree.copula(found.trigger) is not None:
            arguments |= set(tree.own_subjects(found.trigger)) | set(tree.kids(found.trigger, "obj"))
            if tree.rel[found.trigger] == "conj" and tree.tokens[found.trigger].xpos not in TENSED:
                arguments |= set(tree.subjects(found.trigger))
        for a in arguments:
            if tree.tokens[a].text.lower() in ("nobody", "none", "nothing", "neither") and a != found.trigger:
                hit = True
            else:
                hit = any(tree.lemma[c] in negative and c < a for c in tree.kids(a, "det", "cc", "advmod"))
            if hit and axes.polarity is Polarity.POSITIVE:
                axes.polarity = Polarity.NEGATIVE
                axes.rules.append("quantifier.no")
                return


def apply_stance(axes: Axes, stances: list[Stance]) -> None:
    """What the sources do with the proposition: a denial turns it round, declining leaves it undisclosed."""
    if Stance.DECLINES in stances:
        axes.polarity = Polarity.UNDISCLOSED
        axes.rules.append("stance.declines")
    elif Stance.DENIES in stances:
        axes.polarity = Polarity.NEGATIVE
        axes.phase = Phase.NONE
        axes.rules.append("stance.denies")
    elif Stance.DOUBTS in stances:
        axes.soften(Certainty.POSSIBLE)
        axes.rules.append("stance.doubts")
