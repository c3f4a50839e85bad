"""What stands above an event and takes its reality away or puts it off: verbs, nouns, prepositions, clauses.

In: a tree, an event's word and its axes so far. Out: the axes, changed. Here, because a verb ("failed to capture") and
a noun ("plans for an invasion") are governed by the same words, and each may stand under the next ("denied that it
planned to").
"""

from __future__ import annotations

from ascribe.claims.axes import Axes
from ascribe.claims.circumstances import Circumstances
from ascribe.claims.coursewords import Embedding
from ascribe.claims.mood import Mood, Moods
from ascribe.claims.trees import CONTAINERS, TENSED, Tree
from ascribe.claims.wording import reporting
from ascribe.contract.claims import Certainty, Phase, Polarity, Tense

OPINION = frozenset({"think", "expect", "intend", "unclear", "seem", "fear", "doubt", "prevent"})
"""Embeddings that act on a finite clause as well, though their verb may be one of saying."""
COUNTERFACTUAL = frozenset({"instead of", "rather than", "in order not to", "as if", "as though"})
LED_TO = frozenset({"lead", "result", "end", "culminate", "escalate", "turn"})
"""Verbs whose "to" or "in" brings in what they bring about."""


class Governors(Circumstances):
    """Applies what stands above the events of one sentence."""

    def __init__(self, tree: Tree, moods: Moods | None = None, headline: bool = False) -> None:
        super().__init__(tree, moods)
        self.reporting = reporting()
        self.headline = headline

    def climb(self, start: int, axes: Axes) -> None:
        """Applies the words above `start`, one by one, up to the end of its proposition."""
        at = start
        for head in self.tree.up(start):
            if not self.step(at, head, axes):
                return
            at = head

    def step(self, at: int, head: int, axes: Axes) -> bool:
        """Applies `head` to what hangs on it at `at`. True: what stands above `head` counts too."""
        tree, rel = self.tree, self.tree.rel[at]
        if rel == "conj":
            return self.joined(at, head)
        if not (tree.is_verb(at) or tree.copula(at) is not None or tree.tokens[at].upos in ("AUX", "ADJ")):
            return self.argument(at, head, axes)
        if rel in ("advcl", "acl") or (rel in ("obl", "nmod") and tree.is_verb(at)):
            return self.adverbial(at, head, axes)
        if rel in ("xcomp", "ccomp", "csubj") or (rel == "obj" and tree.is_verb(at)):
            return self.complement(at, head, axes)
        return False

    def joined(self, at: int, head: int) -> bool:
        """A conjunct stands under what governs the first, unless it begins a sentence of its own."""
        tree = self.tree
        if not tree.is_verb(at):
            return tree.is_noun(head) or not tree.is_noun(at)
        if any(tree.lemma[a] == "have" for a in tree.auxiliaries(at)) and not tree.auxiliaries(head):
            return False  # "trying to escape or having been sent back"
        own, finite = bool(tree.own_subjects(at)), tree.tokens[at].xpos in TENSED
        gerund = tree.tokens[head].xpos == "VBG" and not tree.auxiliaries(head)
        if gerund and tree.tokens[at].xpos in (*TENSED, "VB"):
            return False  # "prevented them from leaving and put lives at risk"
        if finite and self.is_infinitive(head):
            return False  # "asked them to be careful and told everyone": not what was asked
        if own and finite:
            return tree.rel[head] in ("ccomp", "advcl")
        return not (own or finite) or tree.rel[head] in ("ccomp", "xcomp", "advcl")

    # -- a clause on a predicate or noun

    def adverbial(self, at: int, head: int, axes: Axes) -> bool:
        """Clauses of condition, purpose and manner, and infinitives on nouns."""
        tree = self.tree
        mark = self.marker(at) or tree.case(at)
        first = mark.split()[0] if mark else ""
        turn = tree.lemma[at] in self.words.intransitive and not tree.objects(at)  # "a truce, to begin on Monday"
        aim = first == "to" and self.is_infinitive(at) and not turn
        if aim and tree.lemma[head] in self.words.modality["undertaking"]:
            axes.rules.append("aim")  # "the mission to retake it", "are fighting to retake it"
        if self.is_condition(at):
            axes.hypothetical = True
            return False
        if self.is_temporal(at, first) and self.is_awaited_by(at, head, first):
            axes.planned = True
            axes.put_ahead()
            axes.rules.append("temporal.future")
            return False
        if first in ("before", "until") and self.is_yet_to_be(at, head):
            axes.planned = True
            axes.put_ahead()
            axes.rules.append("temporal.future")
            return False
        infinitive = "to" in mark.split() and self.is_infinitive(at)
        if first and not infinitive and tree.rel[at] not in ("acl", "nmod"):
            embedding = self.embedding_behind(head, first, at)
            if embedding:
                self.embed(embedding, self.moods[head].negative, axes)
                return True
            if first == "with" and tree.own_subjects(at) and tree.tokens[at].xpos == "VBG":
                self.with_main_clause(head, axes)  # "will sail on Mondays, with the first leaving at nine"
                return False
            if first in ("from", "of", "with", "for", "against") and tree.is_verb(head):
                return False
            if first == "to":  # "led to nine being shot", "amounts to preventing it"
                if self.is_near(at):
                    axes.planned = True
                    axes.rules.append("near")
                    return False
                return self.with_main_clause(head, axes)
        if first == "without" or mark in COUNTERFACTUAL or (first == "before" and self.is_of_any(at)):
            axes.polarity = Polarity.NEGATIVE if axes.polarity is Polarity.POSITIVE else Polarity.POSITIVE
            axes.rules.append(f"mark.{first}")
            return False
        if tree.tokens[at].deprel == "acl:relcl":
            return False
        if tree.rel[at] == "acl" and not mark and tree.tokens[at].xpos == "VBN":
            verb = self.wished_result(head)
            if verb is not None:
                embedding = self.words.embedding(tree, verb)
                if embedding and embedding.future:
                    self.embed(embedding, self.moods[verb].negative, axes)
                else:
                    self.climb(verb, axes)
            return False
        if tree.rel[at] in ("acl", "nmod"):
            embedding = self.words.embed_nouns.get(tree.lemma[head])
            if first == "of" and tree.lemma[head] == "chance":
                embedding = self.words.embed_nouns["risk"]  # "the chances of catching it"
            if embedding and first == "that" and not self.tells_fact(embedding, at):
                self.embed(embedding, self.noun_is_negated(head), axes)
                self.dispute(head, axes)
                return False
            infinitive = infinitive and first != "that"  # "a call for them to leave" as well
            if infinitive and self.is_short_of(head):
                axes.polarity, axes.phase = Polarity.NEGATIVE, Phase.NONE
                axes.rules.append("not.enough")
                return False
            if infinitive and self.is_failed(head):
                axes.polarity, axes.phase = Polarity.NEGATIVE, Phase.NONE
                axes.rules.append("noun.failed")
                return False
            if infinitive and self.is_decided(head):
                axes.rules.append("noun.decided")
                return False
            if embedding and (
                infinitive or ((first == "of" or first in embedding.cases) and tree.tokens[at].xpos == "VBG")
            ):
                if self.is_without_sign(head):
                    axes.polarity = Polarity.NEGATIVE
                    axes.rules.append("noun.none")
                    return False
                self.embed(embedding, self.noun_is_negated(head), axes)
                return embedding.name == "permit"  # "sought permission to send"
            if infinitive:
                done = self.was_done(head) or tree.lemma[at] in self.words.modality["occasions"]
                axes.planned = axes.planned or not done
                axes.rules.append("outcome" if done else "infinitive.turn" if turn else "infinitive.noun")
            elif tree.tokens[at].xpos == "VBG" and self.comes_with(head, first):
                axes.planned = True  # "the process of electing him will begin", "will build a road linking them"
                axes.rules.append("main.future")
            return False
        if "whether" in mark.split() or (first == "if" and self.asks(head, at)):
            axes.soften(Certainty.POSSIBLE)
            if tree.mark(at).endswith("to"):
                axes.put_ahead()
            axes.rules.append("whether")
            return False
        if infinitive:
            if self.is_beyond(head):
                axes.polarity = Polarity.NEGATIVE
                axes.rules.append("too")
                return False
            if self.is_result(at, head):
                axes.rules.append("outcome")
                return self.with_main_clause(head, axes)
            if at < head:  # "to meet the demand, a million tons are required"
                axes.planned = True
                axes.rules.append("purpose")
                return False
            embedding = self.words.embedding(tree, head) or self.words.embed_predicates.get(tree.lemma[head])
            embedding = embedding or self.embedding_of_subject(head)
            if tree.lemma[head] == "stop":
                embedding = None  # "stopped to look"
            if embedding and embedding.name != "achieve":
                self.embed(embedding, self.moods[head].negative, axes)
                return True
            axes.planned = True
            axes.rules.append("purpose")
            return False
        if tree.tokens[at].xpos == "VBG" and not tree.own_subjects(at) and not self.is_ruled(at):
            return self.with_main_clause(head, axes) and not self.is_set_off(at, head)
        return False

    def is_yet_to_be(self, at: int, head: int) -> bool:
        """ "We need consent before we can send them", "will stay until troops go in": it has not happened."""
        tree, mood = self.tree, self.moods[at]
        plain = mood.present and not (mood.perfect or mood.progressive)
        can = any(tree.tokens[a].text.lower() == "can" for a in tree.auxiliaries(at))
        above = self.moods[head]
        habit = any(tree.lemma[c] in self.words.modality["usual"] for c in tree.kids(head, "advmod"))
        governing = {tree.lemma[head], *(tree.lemma[k] for k in tree.up(head))}
        ahead = above.future or above.obliged or bool(governing & self.words.modality["waiting"])
        return not habit and ((plain and ahead) or can)

    def dispute(self, noun: int, axes: Axes) -> None:
        """ "Rejected claims that it had collapsed": it has not, so they say."""
        tree, head, false = self.tree, self.tree.head(noun), self.words.modality["false"]
        if head < 0:
            return
        disputed = noun in tree.patients(head) and (
            tree.lemma[head] in self.words.modality["disputing"]
            or any(tree.lemma[c] in false for c in tree.kids(head, "xcomp", "obl", "advcl", "obj") if c != noun)
        )
        if (disputed or (tree.rel[noun] == "nsubj" and tree.lemma[head] in false)) and not self.moods[head].negative:
            axes.polarity, axes.certainty, axes.phase = Polarity.NEGATIVE, Certainty.CERTAIN, Phase.NONE
            axes.rules.append("noun.disputed")

    def with_main_clause(self, head: int, axes: Axes) -> bool:
        """A participle is as real as what it hangs on: "will strengthen, bringing rain", "could fail, leaving"."""
        mood = self.moods[head]
        if mood.future or self.is_command(head):
            axes.planned = True
            axes.rules.append("main.future")
        elif mood.would or mood.possible:
            axes.soften(Certainty.POSSIBLE)
            axes.put_ahead()
            axes.rules.append("main.modal")
        elif mood.obliged:
            axes.planned = True
        return self.tree.rel[head] in ("xcomp", "advcl", "ccomp", "acl")

    def complement(self, at: int, head: int, axes: Axes) -> bool:
        """A complement clause or infinitive of `head`."""
        tree, lemma = self.tree, self.tree.lemma[head]
        if tree.rel[at] == "csubj" and tree.tokens[at].xpos == "VBG" and self.is_open(head):
            self.with_main_clause(head, axes)  # "retaking it will help": nobody has
            return False
        mood = self.moods[head]
        finite = tree.rel[at] == "ccomp" and tree.mark(at) != "to"
        finite = finite or (tree.rel[at] == "csubj" and self.is_finite(at))
        marked = tree.mark(at).split()
        if finite and any(m in self.words.modality["whether_markers"] for m in marked):
            axes.soften(Certainty.POSSIBLE)
            axes.rules.append("whether")
            return False
        if not finite and self.is_said_in_politeness(at, head):
            axes.rules.append("performative")
            return False
        if not finite and lemma in self.words.modality["undertaking"] and self.is_infinitive(at):
            axes.rules.append("aim")
        embedding = self.words.embedding(tree, head) or (
            self.words.embed_predicates.get(lemma)
            if tree.copula(head) is not None or tree.tokens[head].upos == "ADJ"
            else None
        )
        if mood.negative and lemma in self.words.modality["clear"] and not (lemma == "know" and "that" in marked):
            embedding, mood = self.words.embed_predicates["unclear"], Mood()
        if embedding and embedding.name == "unclear" and self.asks_how(at):
            return False
        if lemma in ("stop", "halt") and tree.lemma[at] == "go" and "on" in tree.around(at):
            axes.certainty, axes.phase, axes.planned = Certainty.CERTAIN, Phase.ONGOING, False
            axes.rules.append("stop.going")  # "could stop the famine going on": there is one
            return False
        if not finite and self.is_tried_in_words(at, head):
            axes.rules.append("tried.saying")
            return False
        if lemma == "stop" and self.is_infinitive(at):
            axes.rules.append("outcome")
            return False
        if tree.tokens[at].xpos == "VBG" and lemma in self.words.modality["arguing"] and not tree.own_subjects(at):
            embedding = self.words.embed_nouns["plan"]  # "opposed raising wages"
        if tree.tokens[at].xpos == "VBG" and (contained := self.of_programme(head)):
            embedding = contained
        if self.is_going(head) or (lemma == "let" and self.is_invitation(head)):
            embedding = None  # "is going to leave", "let's talk"
        if embedding is None and tree.mark(at) == "for to":
            embedding = self.embedding_of_subject(head)
        word = self.reporting.verbs.get(lemma)
        wanted = embedding is not None and embedding.future and self.is_subjunctive(at)
        if finite and word and not wanted and (embedding is None or embedding.name not in OPINION):
            # "if they had been told that it would close": told of no closing
            axes.hypothetical = axes.hypothetical or (tree.rel[head] == "advcl" and self.is_condition(head))
            return False
        if finite and embedding and self.tells_fact(embedding, at):
            if lemma in ("hope", "wish", "pray"):
                axes.soften(Certainty.POSSIBLE)
            return False
        if not finite and self.is_beyond(head):
            axes.polarity = Polarity.NEGATIVE
            axes.rules.append("too")
            return False
        if embedding is None:
            if self.of_having_and_going(at, head, mood, axes):
                return False
            if mood.negative and not finite:
                axes.polarity = Polarity.NEGATIVE
        elif mood.negative and lemma in self.words.modality["compelling"] and not finite:
            axes.soften(Certainty.POSSIBLE)  # "is not compelled to resign": may or may not
            axes.put_ahead()
            axes.rules.append("not.compelled")
            return False
        elif mood.negative and lemma == "possible" and not finite:
            axes.polarity = Polarity.NEGATIVE  # "it was not possible to reach them"
            axes.rules.append("impossible")
        elif embedding.future and self.has_happened(at):
            axes.soften(Certainty.POSSIBLE)
            axes.rules.append(f"embed.{embedding.name}.perfect")
        elif not (finite and embedding.name in ("achieve", "attempt")):
            self.embed(embedding, mood.negative, axes)
        if not finite:
            self.lend(at, head, mood, axes)
            if word and word.category == "say" and tree.is_passive(head):
                axes.soften(Certainty.POSSIBLE)  # "is said to have fled"
                axes.rules.append("hearsay")
        return not finite

    def tells_fact(self, embedding: Embedding, at: int) -> bool:
        """A finite clause in the past or present under a word of planning: "determined that it was sold"."""
        mood = self.moods[at]
        ahead = mood.future or mood.would or mood.possible or mood.obliged or self.is_subjunctive(at)
        return embedding.future and embedding.name != "expect" and not ahead

    def of_having_and_going(self, at: int, head: int, mood: Mood, axes: Axes) -> bool:
        """ "is going to", "has to", "has yet to", "is to". True: nothing more is to be said."""
        tree, lemma = self.tree, self.tree.lemma[head]
        if lemma == "let" and self.is_invitation(head):
            axes.planned = True
            axes.put_ahead(Phase.REQUESTED)
            axes.rules.append("imperative")
        if tree.mark(at) != "to":
            return False
        if self.is_going(head):
            axes.planned, axes.tense = True, Tense.FUTURE
            axes.put_ahead()
            axes.rules.append("future.going")
        elif lemma in ("have", "remain") and any(
            tree.lemma[c] == "yet" for c in tree.kids(head, "advmod") + tree.kids(at, "advmod")
        ):
            axes.polarity, axes.phase = Polarity.NEGATIVE, Phase.PENDING
            axes.rules.append("yet_to")
            return True
        elif lemma == "have":
            axes.planned = axes.planned or mood.future or mood.tense is Tense.PRESENT
            axes.rules.append("have.to")  # who "had to flee" fled
        elif lemma == "be":
            axes.planned, axes.tense = True, Tense.FUTURE
        return False

    def lend(self, at: int, head: int, mood: Mood, axes: Axes) -> None:
        """Tense and modality of the verb above a bare infinitive or participle."""
        if mood.future or mood.would or mood.obliged:
            axes.planned = True
        if mood.possible:
            axes.soften(Certainty.POSSIBLE)
        if axes.phase is Phase.COMPLETED and self.tree.tokens[at].xpos in ("VB", "VBG"):
            if mood.future or mood.would or mood.obliged or (mood.possible and not mood.perfect):
                axes.put_ahead()
            elif mood.present and not (mood.perfect or self.is_blamed(head)):
                axes.phase = Phase.ONGOING
        if self.tree.lemma[head] in ("remain", "stay") and axes.phase is Phase.COMPLETED:
            axes.phase = Phase.ONGOING
        if axes.tense is Tense.NONE:
            axes.tense = mood.tense
        if mood.tentative is not Certainty.CERTAIN:
            axes.soften(mood.tentative)
        axes.condition = axes.condition or self.condition(head)

    def embed(self, embedding: Embedding, negated: bool, axes: Axes) -> None:
        """Applies one embedding, whose own word may be negated ("did not fail to", "never asked them to")."""
        axes.rules.append(f"embed.{embedding.name}")
        flips = not negated if embedding.polarity is Polarity.NEGATIVE else negated
        if negated and embedding.name in ("request", "promise", "threaten", "permit"):
            axes.hypothetical = True
            return
        if negated and embedding.name in ("think", "seem", "unclear", "expect", "fear", "accuse", "doubt"):
            axes.soften(Certainty.POSSIBLE)
            return
        if flips:
            axes.polarity = Polarity.NEGATIVE if axes.polarity is Polarity.POSITIVE else Polarity.POSITIVE
        if embedding.certainty:
            axes.soften(embedding.certainty)
        if embedding.phase:
            axes.put_ahead(embedding.phase)
        if embedding.future:
            axes.planned = True

    def condition(self, i: int) -> tuple[int, int] | None:
        """The tokens of the condition on which a predicate depends ("if asked", "unless the truce fails")."""
        tree = self.tree
        told = tree.lemma[i] in self.reporting.verbs and self.moods[i].tense is Tense.PAST
        clauses = [
            c
            for c in tree.kids(i, "advcl")
            if self.is_condition(c)
            and not self.holds_anyway(c)
            # "'They will pay if they come,' he said": no condition of his saying
            and not (told and c < i and self.moods[c].tense is Tense.PRESENT)
        ]
        phrases = [c for c in tree.kids(i, "obl") if self.is_case_of(c)]
        clauses += [k for c in tree.kids(i, "obl") for k in self.stipulated(c)]
        for c in (*clauses, *phrases):
            inside = [t for t in tree.sentence.subtree(c) if tree.rel[t] != "mark" and tree.tokens[t].upos != "PUNCT"]
            if inside:
                return inside[0], inside[-1]
        return None

    def stipulated(self, i: int) -> list[int]:
        """ "On condition that the road is safe": the clause; but "spoke on condition that he not be named"."""
        tree = self.tree
        if tree.lemma[i] != "condition" or tree.case(i) != "on":
            return []
        clauses = [c for c in tree.kids(i, "acl", "ccomp") if "that" in tree.mark(c).split()]
        return [c for c in clauses if tree.lemma[c] not in self.words.modality["naming"]]

    def is_case_of(self, i: int) -> bool:
        """ "in case of an attack", "in the event of an attack"."""
        tree = self.tree
        if tree.case(i) in self.words.modality["if_prepositions"]:
            return True
        if tree.lemma[i] == "case" and tree.kids(i, "det"):
            return False  # "in the case of Mada": of it
        of = any(tree.case(c) == "of" for c in tree.kids(i, "nmod"))
        return of and f"{tree.case(i)} {tree.lemma[i]}" in self.words.modality["if_phrases"]

    # -- a noun as argument

    def argument(self, at: int, head: int, axes: Axes) -> bool:
        """A nominal event behind a noun ("plans for an invasion") or as argument of a predicate ("demanded talks")."""
        tree, rel = self.tree, self.tree.rel[at]
        case = tree.case(at)
        if case in ("including", "such as", "like", "as well as"):
            verb = head if tree.is_verb(head) else tree.head(head)
            if verb >= 0 and tree.is_verb(verb) and (not self.is_definite(at) or tree.lemma[at] in self.words.nouns):
                self.with_main_clause(verb, axes)  # "agreed to deepen their ties, including a deployment"
                self.climb(verb, axes)
            return False
        if rel == "nmod":
            return self.behind_noun(at, head, case, axes)
        if rel == "compound":
            embedding = self.words.embed_nouns.get(tree.lemma[head])
            if embedding and tree.tokens[head].upos == "NOUN":
                self.embed(embedding, self.noun_is_negated(head), axes)
            return False
        if rel in ("obj", "obl", "nsubj", "iobj"):
            return self.of_predicate(at, head, case, axes)
        return False

    def behind_noun(self, at: int, head: int, case: str, axes: Axes) -> bool:
        tree, lemma = self.tree, self.tree.lemma[head]
        if lemma in CONTAINERS and case == "of":
            return True
        if self.went_on(at):
            return False
        if (lemma in self.words.modality["negative_nouns"] and case == "of") or self.is_failed(head):
            axes.polarity = Polarity.NEGATIVE
            axes.rules.append("noun.negative")
            return False
        embedding = self.words.embed_nouns.get(lemma)
        if embedding and embedding.name == "prevent" and not self.is_definite(at):
            axes.hypothetical = True  # "a ban on rallies" tells of no rally
            return False
        tied = embedding is not None and tree.case(head) != "in" and (case == "of" or case in embedding.cases)
        if tied and lemma == "decision" and self.is_definite(at):
            tied = False  # "a decision on the resignation"
        if embedding and tied and (embedding.definite or not self.is_definite(at)):
            self.embed(embedding, self.noun_is_negated(head), axes)
            if embedding.name == "think":
                self.dispute(head, axes)
        return False

    def of_predicate(self, at: int, head: int, case: str, axes: Axes) -> bool:
        """A nominal event as subject, object or behind a preposition."""
        tree = self.tree
        definite = self.is_definite(at)
        mood = self.moods[head]
        feared = tree.rel[at] == "obl" and case in ("from", "against")
        if feared and not definite and tree.lemma[head] in self.words.modality["guarding"]:
            axes.hypothetical = True  # "to protect troops from attacks"
            return False
        if not tree.is_verb(head):
            embedding = self.words.embed_predicates.get(tree.lemma[head])
            if (embedding and tree.rel[at] == "obl" and case in embedding.cases) or (
                embedding
                and tree.rel[at] == "nsubj"
                and embedding.name != "depend"
                and not (definite and embedding.name in ("unclear", "think"))
            ):
                self.embed(embedding, mood.negative, axes)
            return False
        embedding = self.words.embedding(tree, head)
        if tree.rel[at] == "nsubj" and (waiting := self.waiting(head)):
            embedding = waiting
        if embedding and embedding.name == "depend" and tree.rel[at] == "nsubj":
            # "the offensive awaits approval"
            self.embed(embedding, mood.negative, axes)
            return False
        patient = at in tree.patients(head)
        tied = patient if tree.rel[at] != "obl" else embedding is not None and case in embedding.cases
        if tree.rel[at] == "nsubj" and embedding and self.only_meant(head):
            return False
        heard = tree.lemma[head] in self.words.modality["hearers"]
        if embedding and embedding.future and tree.rel[at] != "obl" and (heard or self.went_on(at)):
            return False  # "told the hearing"; "ordered an assault, which failed"
        if embedding and patient and tree.lemma[head] in self.words.modality["only_of_deeds"]:
            embedding = None  # "resolved the conflict", "decided the election"
        if embedding and patient and tree.lemma[head] == "order" and tree.lemma[at] in self.words.nouns:
            return False  # "ordered a halt to the offensive": it was halted
        if embedding and embedding.name == "request" and patient and self.is_blamed(head):
            return True  # "accused of ordering the killing": as much as he is accused of
        if embedding and tied and embedding.name not in ("achieve", "seem", "attempt"):
            if definite and not embedding.definite and tree.rel[at] != "obl":
                return False
            self.embed(embedding, mood.negative, axes)
            return True
        if patient and not definite and (contained := self.of_programme(head)):
            self.embed(contained, mood.negative, axes)
            return False
        if definite:
            if mood.future and tree.lemma[at] in self.words.nouns:
                axes.planned = True  # "will hasten the resumption of the talks"
                axes.rules.append("verb.future")
            return False
        brought_about = tree.rel[at] == "obl" and case in ("to", "in") and tree.lemma[head] in LED_TO
        made = brought_about or (patient and self.makes(head, at))
        if not (made or tree.rel[at] == "nsubj"):
            if mood.future and tree.rel[at] == "obl" and case in ("in", "at", "during", "on"):
                axes.planned = True  # "the seat will be filled in a by-election"
                axes.rules.append("verb.future")
            # "asked them to arrange an inspection": only as real as the infinitive
            new = any(tree.lemma[c] in ("a", "an", "any") for c in tree.kids(at, "det"))
            return patient and new and tree.mark(head) == "to"
        if mood.negative and made:
            axes.polarity = Polarity.NEGATIVE
            axes.rules.append("verb.negative")
        if self.is_condition(head) and not self.holds_anyway(head):
            axes.soften(Certainty.POSSIBLE)
            axes.put_ahead()
            axes.rules.append("verb.if")
        elif mood.future or mood.obliged:
            axes.planned = True
            axes.rules.append("verb.future")
        elif mood.would or (mood.possible and not mood.perfect):
            if tree.is_passive(head) and tree.lemma[head] in self.words.modality["judging"]:
                return False  # "the deaths could be put down to neglect"
            axes.soften(Certainty.POSSIBLE)
            axes.put_ahead()
            axes.rules.append("verb.modal")
        elif mood.tentative is not Certainty.CERTAIN:
            axes.soften(mood.tentative)
        elif made and not self.headline and mood.present and not mood.perfect and axes.phase is Phase.COMPLETED:
            axes.phase = Phase.ONGOING  # "speeding leads to accidents"
        # the verb above may be governed in turn: "agreed to take part in talks"
        return made

    def waiting(self, head: int) -> Embedding | None:
        """ "The deployment is waiting for approval": of what waits, "wait for" tells no plan."""
        found = (e for near, e in self.words.embed_verbs.get(self.tree.lemma[head], ()) if not near)
        return next((e for e in found if e.name == "depend"), None)

    def noun_is_negated(self, i: int) -> bool:
        """ "no plans for", "did not announce a plan for"."""
        tree = self.tree
        if any(
            tree.lemma[c] in self.words.modality["negative_determiners"] for c in tree.kids(i, "det", "advmod", "cc")
        ):
            return True
        head = tree.head(i)
        if head < 0 or tree.rel[i] not in ("obj", "nsubj") or not tree.is_verb(head):
            return False
        if tree.rel[i] == "nsubj" and not tree.is_passive(head):
            return False
        embedding = self.words.embedding(tree, head)
        denied = embedding is not None and embedding.name in ("prevent", "deny")
        return self.moods[head].negative != denied

    def at_issue(self, token: int, top: frozenset[int]) -> bool:
        """Whether a denial or a refusal to tell, whose content is `top`, bears on the token: what stands in it as known
        ("the attack", a relative clause, "after the vote") does not."""
        tree, at = self.tree, token
        if tree.lemma[token] in self.words.modality["owned"] and tree.head(token) in top:
            return True  # "would not discuss their involvement": whether they are involved
        for head in tree.up(token):
            if head not in top:
                return True
            rel = tree.tokens[at].deprel
            noun = not tree.is_verb(at) and tree.copula(at) is None
            if rel in ("acl:relcl", "appos", "parataxis"):
                return False
            if rel == "advcl" and tree.mark(at) != "to":
                return False
            if rel == "acl" and tree.mark(at) != "to" and tree.tokens[at].xpos in ("VBN", "VBG"):
                return False
            if noun and rel.partition(":")[0] in ("obj", "obl", "nmod", "nsubj") and self.is_definite(at):
                return False
            if noun and rel.startswith("obl") and tree.case(at) in ("after", "before", "since", "during", "despite"):
                return False
            at = head
        return True
