"""Whether an event is told as happening, and where in its course it is: polarity, certainty, tense, condition and
phase.

In: a tree and a found event. Out: `Axes`, before its sources have their say. Here, because all of them hang on the same
chain of words: the auxiliaries of the trigger, negation, and what governs it (`governing.py`).
"""

from __future__ import annotations

from ascribe.claims.axes import FUTURE_PHASES, Axes
from ascribe.claims.coursewords import course_words
from ascribe.claims.events import FoundEvent
from ascribe.claims.governing import Governors
from ascribe.claims.mood import TENSED, Mood, mood_of
from ascribe.claims.senses import noun_sense, verb_sense
from ascribe.claims.trees import Tree
from ascribe.claims.wording import reporting
from ascribe.contract.claims import Certainty, EventType, Phase, Polarity, Tense

HOLDING = frozenset("hold control occupy run lead base station besiege surround govern administer".split())
"""Verbs whose bare participle tells a state ("a town held by rebels")."""


SHORT_LIVED = frozenset({EventType.CONSULT, EventType.PROTEST})
"""Types whose nouns, told of in the past tense, are over: a meeting, a march; a war may not be."""


WORDS = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.THREATEN, EventType.REJECT})
"""Types of what is done in words: they are there though somebody rejects them ("rejected the accusation")."""


class CourseReader:
    """Reads the axes of the events of one sentence."""

    def __init__(self, tree: Tree, headline: bool = False) -> None:
        self.tree = tree
        self.headline = headline
        """In headlines the simple present tells what has happened."""
        self.words = course_words()
        self.reporting = reporting()
        self.governors = Governors(tree)

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
            self.modifiers(found.event, found, axes)
        self.quantifiers(found, axes)
        if axes.polarity is Polarity.NEGATIVE and axes.phase not in (Phase.PENDING, Phase.REFUSED, Phase.ENDED):
            axes.phase = Phase.NONE
        if axes.perfect and (axes.polarity is Polarity.NEGATIVE or axes.phase is Phase.PENDING):
            axes.as_of_speech = True  # "has begun" was some day before; what has not been done is so when it is told
        return axes

    def judge(self, token: int) -> Axes:
        """The axes of any word, whether or not it names a claim."""
        match = verb_sense(self.tree, token) if self.tree.is_verb(token) else noun_sense(self.tree, token)
        return self.axes(FoundEvent(token, token, match.sense if match else None, None, False, "word"))

    # -- the trigger is a verb or predicate

    def verbal(self, found: FoundEvent, axes: Axes) -> None:
        tree, i = self.tree, found.trigger
        mood = self.inherited_mood(i)
        if mood.negative and self.not_until(i):
            mood.negative = False  # "will not start before Monday": it starts then
            axes.rules.append("not.until")
        if mood.negative:
            axes.polarity = Polarity.NEGATIVE
            axes.rules.append("negation")
        axes.certainty = mood.tentative
        axes.as_of_speech = mood.progressive or tree.copula(i) is not None
        axes.perfect = mood.perfect and mood.present
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
        if found.event != i and found.rule.startswith("course.transitive"):
            self.awaited(found, axes)
        if self.is_command(i):
            axes.planned, axes.phase = True, Phase.REQUESTED
            axes.rules.append("imperative")
        if mood.no_longer:
            axes.polarity, axes.phase = Polarity.NEGATIVE, Phase.ENDED
        self.governors.climb(i, axes)
        axes.condition = axes.condition or self.governors.condition(i)
        if tree.tokens[i].xpos == "VB" and "to" in tree.mark(i).split() and not axes.rules:
            axes.planned = True  # "it is up to the bank to lend"
            axes.rules.append("infinitive.bare")
        if axes.condition and found.phase is None:
            axes.phase = Phase.PLANNED if axes.tense is not Tense.PAST else axes.phase
        self.put_off(found, axes)
        undone = axes.phase is Phase.COMPLETED and tree.lemma[i] in self.words.modality["undoing"]
        if (undone or axes.phase is Phase.ENDED) and self.is_for_a_time(i):
            axes.phase = Phase.PAUSED
            axes.rules.append("for.a.time")

    def is_for_a_time(self, i: int) -> bool:
        """ "Was lifted for a time", "stopped temporarily"."""
        tree, words = self.tree, self.words.modality["passing"]
        near = (*tree.kids(i, "advmod"), *(n for case, n in tree.obliques(i) if case == "for"))
        return any(tree.lemma[c] in words for c in near)

    def not_until(self, i: int) -> bool:
        """A time before or until which it is not: then it is."""
        tree = self.tree
        return not any(tree.lemma[a] in ("never", "neither") for a in tree.kids(i, "advmod")) and any(
            tree.case(c) in ("before", "until", "till") and tree.tokens[c].mention == "time"
            for c in tree.kids(i, "obl")
        )

    def awaited(self, found: FoundEvent, axes: Axes) -> None:
        """What is called for, approved, awaited or refused is not there; but a reproach that is rejected is."""
        made_in_words = found.sense is not None and found.sense.type in WORDS
        if found.phase in (Phase.REQUESTED, Phase.APPROVED, Phase.PENDING):
            axes.planned = True
        elif found.phase is Phase.REFUSED and not made_in_words:
            axes.polarity = Polarity.NEGATIVE if axes.polarity is Polarity.POSITIVE else Polarity.POSITIVE
            if self.tree.lemma[found.trigger] == "deny":
                axes.phase = Phase.NONE

    def is_command(self, i: int) -> bool:
        """ "Stop the war", said or quoted: a bare verb with nothing before it that it could be the infinitive of."""
        tree, token = self.tree, self.tree.tokens[i]
        bare = token.xpos == "VB" and not tree.kids(i, "aux", "cop", "mark", "nsubj", "expl")
        return bare and tree.rel[i] in ("root", "ccomp", "parataxis")

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
            moved = found.phase is Phase.ONGOING and tree.lemma[i] in self.words.modality["changes"]
            if moved and mood.tense is Tense.PAST and not mood.progressive:
                return Phase.COMPLETED
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
        if mood.progressive or participle or held or tree.lemma[i] in self.words.modality["standing"]:
            return Phase.ONGOING
        if self.is_state(i):
            return Phase.ONGOING
        if mood.tense is Tense.PRESENT and not mood.perfect:
            return Phase.COMPLETED if self.is_news(found) else Phase.ONGOING
        if found.sense is not None and found.sense.durative and mood.perfect and self.since(i):
            return Phase.ONGOING
        if mood.perfect and self.since(i):
            return Phase.ONGOING
        return Phase.COMPLETED

    def is_state(self, i: int) -> bool:
        """ "Families are trapped", "the road is still blocked": how things stand, and no turn."""
        tree = self.tree
        if not tree.is_passive(i) or any(tree.lemma[a] == "have" for a in tree.auxiliaries(i)):
            return False
        still = any(tree.lemma[c] == "still" for c in tree.kids(i, "advmod"))
        return still or (tree.lemma[i] in self.words.modality["lasting_participles"] and not tree.kids(i, "advcl"))

    def is_news(self, found: FoundEvent) -> bool:
        """A headline's simple present that tells what was done ("Aid reaches Mada"), and no state."""
        i = found.trigger
        words = self.words.modality
        if not self.headline or not self.tree.is_verb(i):
            return False
        if self.tree.lemma[i] in words["headline_states"] | self.words.static:
            return False
        if any(self.tree.lemma[c] == "still" for c in self.tree.kids(i, "advmod")):
            return False
        return found.sense is None or not found.sense.durative

    def since(self, i: int) -> bool:
        return any(case.startswith("since") for case, _ in self.tree.obliques(i)) or any(
            "since" in self.tree.mark(c).split() for c in self.tree.kids(i, "advcl")
        )

    # -- the trigger is a noun

    def nominal(self, found: FoundEvent, axes: Axes) -> None:
        tree, i = self.tree, found.trigger
        axes.phase = found.phase or self.nominal_phase(found)
        axes.planned = found.phase is Phase.PLANNED
        self.modifiers(i, found, axes)
        self.preposition(i, axes)
        if tree.mark(i) in self.words.modality["if_markers"]:
            axes.hypothetical = True
        self.governors.climb(i, axes)
        self.put_off(found, axes)

    def put_off(self, found: FoundEvent, axes: Axes) -> None:
        """What is yet to come has not begun."""
        yet_to_come = found.phase is None and axes.phase not in FUTURE_PHASES
        begun = (Phase.BEGUN, Phase.ONGOING, Phase.RESUMED, Phase.COMPLETED)
        if axes.planned and (yet_to_come or axes.phase in begun):
            axes.phase = Phase.PLANNED

    def nominal_phase(self, found: FoundEvent) -> Phase:
        """A noun that names something lasting goes on, unless what is said of it puts it into the past."""
        tree, i = self.tree, found.trigger
        lasting = tree.lemma[i] in self.words.modality["lasting"]
        if not lasting and (found.sense is None or not found.sense.durative):
            return Phase.COMPLETED
        if tree.case(i) in ("after", "following", "since", "before", "during"):
            return Phase.COMPLETED
        if found.sense is not None and found.sense.type in SHORT_LIVED:
            moods = (mood_of(tree, h, self.words) for h in tree.up(i) if tree.is_verb(h))
            mood = next((m for m in moods if m.tense is not Tense.NONE or m.future or m.would), None)
            if mood and mood.tense is Tense.PAST and not mood.progressive and not mood.present:
                return Phase.COMPLETED
        return Phase.ONGOING

    def preposition(self, i: int, axes: Axes) -> None:
        """ "without talks", "in the event of an attack", "ahead of the vote"."""
        tree, case = self.tree, self.tree.case(i)
        if case in self.words.modality["negative_prepositions"] and not self.governors.is_definite(i):
            axes.polarity = Polarity.NEGATIVE
            axes.rules.append("preposition.negative")
        elif case in self.words.modality["future_prepositions"]:
            axes.planned = True
            axes.phase = Phase.PENDING if case == "pending" else Phase.PLANNED
            axes.rules.append("preposition.future")
        elif case in self.words.modality["if_prepositions"]:
            axes.hypothetical = True
        elif case == "of" and tree.rel[i] == "nmod":
            above = tree.head(i)
            if f"{tree.case(above)} {tree.lemma[above]}" in self.words.modality["if_phrases"]:
                axes.hypothetical = True

    def modifiers(self, i: int, found: FoundEvent, axes: Axes) -> None:
        """Adjectives on a nominal event: alleged, planned, ongoing, failed, renewed."""
        tree, modality = self.tree, self.words.modality
        for c in tree.kids(i, "amod", "advmod", "compound", "acl"):
            lemma, text = tree.lemma[c], tree.tokens[c].text.lower()
            if tree.rel[c] == "acl" and lemma == "report":
                continue  # "two deaths reported in the north"
            if text in modality["possible_adjectives"] or lemma in modality["possible_adjectives"]:
                axes.soften(Certainty.POSSIBLE)
                if lemma in modality["ahead_adjectives"] and axes.phase is Phase.COMPLETED:
                    axes.phase = Phase.PLANNED
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
                    lasting = tree.lemma[i] in modality["lasting"] or found.sense is None or found.sense.durative
                    if phase is Phase.RESUMED and not lasting:
                        continue  # "a fresh pledge" is another one
                    axes.phase = phase
                    axes.planned = axes.planned or phase in FUTURE_PHASES
                    axes.rules.append(f"adjective.{phase}")

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
