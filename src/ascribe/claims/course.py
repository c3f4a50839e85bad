"""Whether an event is told as happening, and where in its course it is: polarity, certainty, tense, condition and
phase.

In: a tree and a found event. Out: `Axes`, before its sources have their say. Here, because all of them hang on the same
chain of words: the auxiliaries of the trigger, negation, and what governs it (`governing.py`).
"""

from __future__ import annotations

from dataclasses import replace

from ascribe.claims.axes import FUTURE_PHASES, TURNS_AWAY, Axes
from ascribe.claims.carrying import FoundEvent
from ascribe.claims.coursewords import course_words
from ascribe.claims.governing import Governors
from ascribe.claims.mood import Mood, Moods
from ascribe.claims.schedule import Schedule
from ascribe.claims.senses import noun_sense, verb_sense
from ascribe.claims.trees import CONTAINERS, TENSED, Tree
from ascribe.claims.wording import reporting
from ascribe.contract.claims import Certainty, EventType, Phase, Polarity, Tense

HOLDING = frozenset("hold control occupy run lead base station besiege surround govern administer".split())
"""Verbs whose bare participle tells a state ("a town held by rebels")."""


SHORT_LIVED = frozenset({EventType.CONSULT, EventType.PROTEST})
"""Types whose nouns, told of in the past tense, are over: a meeting, a march; a war may not be."""


WORDS = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.THREATEN, EventType.REJECT})
"""Types of what is done in words: they are there though somebody rejects them ("rejected the accusation")."""


KEPT_IN_DENIAL = frozenset({Phase.PENDING, Phase.REFUSED, Phase.ENDED})
"""Phases that a denied event keeps: all others become "none"."""


class CourseReader:
    """Reads the axes of the events of one sentence."""

    def __init__(self, tree: Tree, headline: bool = False, schedule: Schedule | None = None) -> None:
        self.tree = tree
        self.headline = headline
        """In headlines the simple present tells what has happened."""
        self.words = course_words()
        self.reporting = reporting()
        self.schedule = schedule or Schedule(tree)
        self.moods = Moods(tree, self.schedule.ahead)
        self.governors = Governors(tree, self.moods, headline)

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
            self.modifiers(found.event, found, axes, verbal and axes.tense is Tense.PAST)
        self.quantifiers(found, axes)
        if axes.polarity is Polarity.NEGATIVE and axes.phase not in KEPT_IN_DENIAL:
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
        mood = replace(self.moods[i])
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
        copula = tree.copula(i)
        if copula is not None and tree.mark(i) == "to" and copula < tree.kids(i, "mark")[0]:
            # "the aim is to disrupt"; but "it appears to have been a raid"
            axes.planned = True
            axes.rules.append("copula.to")
        if mood.would:
            self.would(i, axes)
        axes.phase = self.verbal_phase(found, mood, axes)
        if found.event != i and found.rule.startswith("course.transitive"):
            self.awaited(found, axes)
        if found.rule == "light_verb" and tree.lemma[i] == "call" and self.is_called_for(found):
            axes.planned, axes.phase = True, Phase.PLANNED
            axes.rules.append("called.for")
        if self.governors.is_command(i):
            axes.planned = True
            axes.put_ahead(Phase.REQUESTED)
            axes.rules.append("imperative")
        if mood.no_longer:
            axes.polarity, axes.phase = Polarity.NEGATIVE, Phase.ENDED
        if not self.asks_what_caused(found):
            self.governors.climb(i, axes)
        axes.condition = axes.condition or self.governors.condition(i)
        to = (*tree.mark(i).split(), *(tree.mark(tree.head(i)).split() if tree.rel[i] == "conj" else ()))
        if tree.tokens[i].xpos == "VB" and "to" in to and not (axes.rules or axes.softened):
            axes.planned = True  # "it is up to the bank to lend"
            axes.rules.append("infinitive.bare")
        if tree.rel[i] == "root" and self.is_item(i):
            axes.planned = True
            axes.rules.append("gerund.item")
        if axes.condition and found.phase is None:
            axes.phase = Phase.PLANNED if axes.tense is not Tense.PAST else axes.phase
        self.put_off(found, axes)
        undone = axes.phase is Phase.COMPLETED and tree.lemma[i] in self.words.modality["undoing"]
        if (undone or axes.phase is Phase.ENDED) and self.is_for_a_time(i):
            axes.phase = Phase.PAUSED
            axes.rules.append("for.a.time")

    def is_called_for(self, found: FoundEvent) -> bool:
        """ "Called a strike for Monday"."""
        near = (*self.tree.obliques(found.trigger), *self.tree.obliques(found.event))
        return any(case == "for" and self.tree.tokens[n].mention == "time" for case, n in near)

    def asks_what_caused(self, found: FoundEvent) -> bool:
        """ "It is unclear what caused the fire": there was one."""
        tree, i = self.tree, found.trigger
        asked = any(tree.tokens[c].text.lower() in ("what", "who") for c in tree.kids(i, "nsubj"))
        return asked and found.event in tree.objects(i) and tree.rel[i] in ("ccomp", "csubj")

    def is_for_a_time(self, i: int) -> bool:
        """ "Was lifted for a time", "stopped temporarily"."""
        tree, words = self.tree, self.words.modality["passing"]
        spans = (n for case, n in tree.obliques(i) if case == "for" and not tree.kids(n, "amod", "nummod"))
        near = (*tree.kids(i, "advmod"), *spans)  # not "for the first time"
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
        made_in_words = made_in_words or self.tree.lemma[found.event] in self.words.modality["verdicts"]
        if found.phase in (Phase.REQUESTED, Phase.APPROVED, Phase.PENDING):
            there = made_in_words or (found.sense is not None and found.sense.type is EventType.AGREE)
            axes.planned = not (there and found.phase is Phase.APPROVED)  # "granted the request", "ratified the treaty"
        elif found.phase is Phase.REFUSED and not made_in_words:
            axes.polarity = Polarity.NEGATIVE if axes.polarity is Polarity.POSITIVE else Polarity.POSITIVE
            if self.tree.lemma[found.trigger] == "deny":
                axes.phase = Phase.NONE

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
            own = found.event == i and found.rule.startswith("course.transitive")
            if own and (mood.future or mood.would or mood.obliged):
                return Phase.PLANNED  # "his bail will be cancelled": the cancelling lies ahead
            if mood.possible and not mood.perfect and found.phase not in TURNS_AWAY:
                return Phase.PLANNED
            if found.event == i and self.is_own_end(i, found.phase):
                return Phase.PLANNED if axes.planned or mood.possible else Phase.COMPLETED
            stroke = tree.lemma[i] in self.words.modality["strokes"] and not (mood.perfect or self.headline)
            if found.phase is Phase.BEGUN and mood.present and (stroke or self.is_habit(i)):
                return Phase.ONGOING  # "clashes often break out"
            if found.phase is Phase.COMPLETED and found.trigger == i and mood.progressive:
                return Phase.ONGOING  # "were taking place daily"
            if found.phase is Phase.COMPLETED and mood.present and not (mood.perfect or self.headline):
                return Phase.ONGOING  # "raids take place every week"
            moved = found.phase is Phase.ONGOING and tree.lemma[i] in self.words.modality["changes"]
            if moved and mood.tense is Tense.PAST and not mood.progressive:
                return Phase.COMPLETED
            punctual = found.sense is not None and not found.sense.durative
            if (
                found.phase is Phase.BEGUN
                and punctual
                and mood.tense is Tense.PAST
                and found.event != i
                and tree.lemma[i] in self.words.modality["strokes"]
            ):
                return Phase.COMPLETED
            return found.phase
        if found.phase is Phase.PLANNED:
            axes.planned = True
            return Phase.PLANNED
        if mood.future or mood.would or mood.obliged or (mood.possible and not mood.perfect):
            return Phase.PLANNED
        gerund = tree.tokens[i].xpos == "VBG" and not mood.progressive
        participle = gerund and (tree.rel[i] in ("acl", "xcomp", "ccomp") or bool(tree.own_subjects(i)))
        if gerund and self.is_done(found, mood):
            return Phase.COMPLETED
        held = tree.tokens[i].xpos == "VBN" and tree.tokens[i].deprel == "acl" and tree.lemma[i] in HOLDING
        held = held and noun_sense(tree, tree.head(i)) is None  # "a meeting held on Monday"
        if gerund and self.is_topic(i, mood):
            return Phase.ONGOING
        if mood.progressive and mood.tense is Tense.PAST and not mood.present and self.is_of_before(i):
            return Phase.COMPLETED
        if mood.progressive or participle or held or tree.lemma[i] in self.words.modality["standing"]:
            return Phase.ONGOING
        if self.is_state(i):
            return Phase.ONGOING
        if mood.tense is Tense.PRESENT and not mood.perfect:
            return Phase.COMPLETED if self.is_news(found) else Phase.ONGOING
        if mood.perfect and mood.present and self.since(i) and not self.is_counted(found):
            return Phase.ONGOING
        return Phase.COMPLETED

    def is_state(self, i: int) -> bool:
        """ "Families are trapped", "the road is still blocked": how things stand, and no turn."""
        tree = self.tree
        if not tree.is_passive(i) or any(tree.lemma[a] == "have" for a in tree.auxiliaries(i)):
            return False
        still = any(tree.lemma[c] == "still" for c in tree.kids(i, "advmod"))
        return still or (tree.lemma[i] in self.words.modality["lasting_participles"] and not tree.kids(i, "advcl"))

    def is_of_before(self, i: int) -> bool:
        """ "Before the war, ships were sailing there"."""
        return any(case in ("before", "prior to", "until", "till") for case, _ in self.tree.obliques(i))

    def is_topic(self, i: int, mood: Mood) -> bool:
        """A gerund that only names what somebody is about: "focused on holding", "the plans are reforms and reducing
        costs"."""
        tree = self.tree
        first = (tree.mark(i) or tree.case(i)).partition(" ")[0]
        joined = tree.rel[i] == "conj" and tree.is_noun(tree.head(i)) and mood.tense is Tense.NONE
        return first in ("on", "about", "into") or (joined and not first)

    def is_item(self, i: int) -> bool:
        """ "Improving the roads;": an item of a list of aims."""
        tree = self.tree
        bare = tree.tokens[i].xpos == "VBG" and not tree.kids(i, "aux", "cop", "nsubj", "expl")
        return bare and not self.headline and min(tree.sentence.subtree(i)) == i

    def is_own_end(self, i: int, phase: Phase) -> bool:
        """ "The dam collapsed", "the guards stopped in port": what they do, and no end of an event."""
        doer = any(self.tree.tokens[s].mention in ("person", "organization") for s in self.tree.subjects(i))
        return self.tree.lemma[i] in self.words.modality["falling"] or (phase is Phase.ENDED and doer)

    def is_habit(self, i: int) -> bool:
        usual = self.words.modality["usual"] | self.words.modality["again_and_again"]
        return any(self.tree.lemma[c] in usual for c in self.tree.kids(i, "advmod"))

    def is_done(self, found: FoundEvent, mood: Mood) -> bool:
        """A gerund that tells a deed: "after crossing", "praised for holding", "an army accused of shelling"; of what
        takes no time also "left, killing nine"."""
        tree, i, deeds = self.tree, found.trigger, self.words.modality["deeds"]
        sense = found.sense
        momentary = sense is not None and sense.type is not None and (not sense.durative or sense.type in SHORT_LIVED)
        first = (tree.mark(i) or tree.case(i)).partition(" ")[0]
        head = tree.head(i)
        if first in ("after", "since", "upon", "before", "by"):
            return first not in ("before", "by") or mood.tense is Tense.PAST
        if first in ("of", "for", "over", "with", "in") and head >= 0:
            told = next((self.moods[h] for h in tree.up(i) if tree.is_verb(h)), mood)
            return tree.lemma[head] in deeds or (first == "for" and told.tense is Tense.PAST and not told.progressive)
        if not first and tree.rel[i] == "acl" and tree.case(head) == "of" and tree.lemma[tree.head(head)] in deeds:
            return momentary  # "an instance of the police killing him"
        return momentary and mood.tense is Tense.PAST and not first

    def is_news(self, found: FoundEvent) -> bool:
        """A headline's simple present that tells what was done ("Aid reaches Mada"), and no state."""
        i = found.trigger
        words = self.words.modality
        if not self.headline or not self.tree.is_verb(i):
            return False
        bare = found.sense is None or found.sense.type is None
        if self.tree.lemma[i] in words["headline_states"] or (bare and self.tree.lemma[i] in self.words.static):
            return False
        if any(self.tree.lemma[c] == "still" for c in self.tree.kids(i, "advmod")):
            return False
        return found.sense is None or not found.sense.durative

    def is_counted(self, found: FoundEvent) -> bool:
        """ "Has detained 500 since May", "nine have been killed for the port": done time and again, and no state."""
        tree, i = self.tree, found.trigger
        momentary = found.sense is not None and found.sense.type is not None and not found.sense.durative
        return momentary and (not tree.is_passive(i) or any(tree.kids(s, "nummod") for s in tree.patients(i)))

    def since(self, i: int) -> bool:
        tree = self.tree
        return any(
            case.startswith("since") or (case in ("for", "over") and tree.tokens[n].mention == "time")
            for case, n in tree.obliques(i)
        ) or any("since" in tree.mark(c).split() for c in tree.kids(i, "advcl"))

    # -- the trigger is a noun

    def nominal(self, found: FoundEvent, axes: Axes) -> None:
        tree, i = self.tree, found.trigger
        axes.phase = found.phase or self.nominal_phase(found)
        of_somebody = tree.lemma[i] == "suspension" or self.is_of_somebody(i)
        if found.phase in TURNS_AWAY and found.event == i and of_somebody:
            axes.phase = Phase.COMPLETED  # "her suspension": nothing of hers is paused
        axes.planned = found.phase is Phase.PLANNED
        self.modifiers(i, found, axes)
        if tree.case(i) == "of" and tree.lemma[tree.head(i)] in CONTAINERS:
            self.modifiers(tree.head(i), found, axes)  # "a suspected case of murder"
        self.preposition(i, axes)
        if tree.mark(i) in self.words.modality["if_markers"]:
            axes.hypothetical = True
        if i in self.schedule.ahead or self.is_awaited(i) or self.governors.is_said_ahead(i):
            axes.planned = True
            axes.rules.append("time.ahead")
        self.governors.climb(i, axes)
        self.put_off(found, axes)

    def is_of_somebody(self, i: int) -> bool:
        return any(
            self.tree.tokens[c].deprel == "nmod:poss" and self.tree.tokens[c].mention == "person"
            for c in self.tree.children[i]
        )

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
            return Phase.ONGOING if self.is_usual(i) or self.is_today(found) else Phase.COMPLETED
        if self.is_over(i) or (
            tree.case(i) in ("after", "following", "since", "before", "during") and not self.is_ahead(i)
        ):
            return Phase.COMPLETED
        if found.sense is not None and found.sense.type in SHORT_LIVED:
            moods = (self.moods[h] for h in tree.up(i) if tree.is_verb(h) or tree.copula(h) is not None)
            mood = next((m for m in moods if m.tense is not Tense.NONE or m.future or m.would), None)
            if mood and mood.tense is Tense.PAST and not mood.present:
                return Phase.COMPLETED
        return Phase.ONGOING

    def is_ahead(self, i: int) -> bool:
        """Under a predicate that tells of what will or would be: "would act after the protest"."""
        return any(self.moods[h].future or self.moods[h].would for h in self.tree.up(i) if self.tree.is_verb(h))

    def is_today(self, found: FoundEvent) -> bool:
        """ "She is in Delta on a visit", "the visit is a chance": meetings of which "is" is said."""
        tree, i = self.tree, found.trigger
        head = tree.head(i)
        if found.sense is None or found.sense.type not in SHORT_LIVED or head < 0 or tree.copula(head) is None:
            return False
        tied = tree.rel[i] == "nsubj" or tree.case(i) in ("on", "for")
        return tied and self.moods[head].present and not self.moods[head].perfect

    def is_awaited(self, i: int) -> bool:
        """ "Weeks before the election", "three months away from the talks"; not "before the 2019 election"."""
        tree, case = self.tree, self.tree.case(i)
        if i in self.schedule.over or case not in ("before", "from", "until", "till"):
            return False
        if case == "from":
            away = [c for c in (tree.head(i), *tree.kids(tree.head(i), "advmod")) if tree.lemma[c] == "away"]
            return any(c > 0 and tree.tokens[c - 1].mention == "time" for c in away)
        return tree.lemma[i] in self.words.modality["fixed_days"]

    def is_over(self, i: int) -> bool:
        """A lasting thing that is told of as past: "the 1999 war", "veterans of the war", "in the course of the war"
        behind a past tense, "a court convicted him in 2019 in a trial"."""
        tree, above = self.tree, self.tree.head(i)
        if i in self.schedule.over or any(h in self.schedule.over for h in tree.up(i) if tree.is_verb(h)):
            return True
        if self.governors.went_on(i) and not self.moods[above].present:
            return True  # "a war that claimed thousands of lives"
        if above < 0:
            return False
        remembered = tree.lemma[above] in self.words.modality["remembering"]
        if remembered and ((tree.rel[i] == "nmod" and tree.case(i) == "of") or i in tree.patients(above)):
            return True
        if tree.case(i) == "of" and tree.lemma[above] in self.words.modality["spans"] and tree.rel[above] == "obl":
            mood = next((self.moods[h] for h in tree.up(above) if tree.is_verb(h)), None)
            return mood is not None and mood.tense is Tense.PAST and not mood.present and not mood.progressive
        return False

    def is_usual(self, i: int) -> bool:
        """ "Riots are common": said in the simple present of more than one, none of them known."""
        tree, above = self.tree, self.tree.head(i)
        if tree.tokens[i].xpos != "NNS" or tree.rel[i] != "nsubj" or tree.kids(i, "det", "nummod"):
            return False
        mood = self.moods[above]
        return mood.present and not mood.perfect and not self.headline and not tree.is_passive(above)

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

    def modifiers(self, i: int, found: FoundEvent, axes: Axes, past: bool = False) -> None:
        """Adjectives on a nominal event: alleged, planned, ongoing, failed, renewed. `past`: a verb tells it as past,
        so that "the next rally" was no plan."""
        tree, modality = self.tree, self.words.modality
        for c in tree.kids(i, "amod", "advmod", "compound", "acl"):
            if tree.tokens[c].deprel == "acl:relcl":
                continue  # "requests, most of which were approved"
            lemma, text = tree.lemma[c], tree.tokens[c].text.lower()
            if tree.rel[c] == "acl" and lemma == "report":
                continue  # "two deaths reported in the north"
            if text in modality["possible_adjectives"] or lemma in modality["possible_adjectives"]:
                axes.soften(Certainty.POSSIBLE)
                if lemma in modality["ahead_adjectives"] and axes.phase in (Phase.COMPLETED, Phase.ONGOING):
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
                    if (phase is Phase.RESUMED and not lasting) or (past and phase in FUTURE_PHASES):
                        continue  # "a fresh pledge" is another one
                    axes.phase = phase
                    axes.planned = axes.planned or phase in FUTURE_PHASES
                    axes.rules.append(f"adjective.{phase}")

    def quantifiers(self, found: FoundEvent, axes: Axes) -> None:
        """ "no soldier was hurt", "received no request", "none of them fled"."""
        tree, negative = self.tree, self.words.modality["negative_determiners"]
        if found.rule == "course.lasting":
            return  # "shows no sign of ending"
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
