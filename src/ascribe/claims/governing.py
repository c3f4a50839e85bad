"""What stands above an event and takes its reality away or puts it off: verbs, nouns, prepositions, clauses.

In: a tree, an event's word and its axes so far. Out: the axes, changed. Here, because a verb ("failed to capture") and
a noun ("plans for an invasion") are governed by the same words, and each may stand under the next ("denied that it
planned to").
"""

from __future__ import annotations

from ascribe.claims.axes import Axes
from ascribe.claims.coursewords import Embedding, course_words
from ascribe.claims.mood import TENSED, Mood, mood_of
from ascribe.claims.trees import CONTAINERS, Tree
from ascribe.claims.wording import reporting
from ascribe.contract.claims import Certainty, Phase, Polarity, Tense

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
OPINION = frozenset({"think", "expect", "intend", "unclear", "seem", "fear", "doubt", "prevent"})
"""Embeddings that act on a finite clause as well, though their verb may be one of saying."""
WHEN = frozenset({"when", "once", "after", "until", "before", "as"})
COUNTERFACTUAL = frozenset({"instead of", "rather than", "in order not to", "as if", "as though"})
INVERTED = frozenset({"should", "had", "were"})
"""Auxiliaries that before their subject open a condition ("should the court set it aside")."""
LED_TO = frozenset({"lead", "result", "end", "culminate", "escalate", "turn"})
"""Verbs whose "to" or "in" brings in what they bring about."""


class Governors:
    """Applies what stands above the events of one sentence."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.words = course_words()
        self.reporting = reporting()

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
        if own and finite:
            return tree.rel[head] in ("ccomp", "advcl")
        return not (own or finite) or tree.rel[head] in ("ccomp", "xcomp", "advcl")

    # -- a clause on a predicate or noun

    def adverbial(self, at: int, head: int, axes: Axes) -> bool:
        """Clauses of condition, purpose and manner, and infinitives on nouns."""
        tree = self.tree
        mark = self.marker(at) or tree.case(at)
        first = mark.split()[0] if mark else ""
        if self.is_condition(at):
            axes.hypothetical = True
            return False
        if self.is_temporal(at, first) and self.is_ahead(head):
            axes.planned = True
            axes.phase = Phase.PLANNED
            axes.rules.append("temporal.future")
            return False
        if first in ("from", "of", "with", "for", "against") and tree.is_verb(head) and "to" not in mark.split():
            embedding = self.embedding_of(head)
            if embedding and first in embedding.cases:
                self.embed(embedding, mood_of(tree, head, self.words).negative, axes)
                return True
            return False
        if first == "without" or mark in COUNTERFACTUAL:
            axes.polarity = Polarity.NEGATIVE
            axes.rules.append(f"mark.{first}")
            return False
        if tree.tokens[at].deprel == "acl:relcl":
            return False
        if tree.rel[at] in ("acl", "nmod"):
            embedding = self.words.embed_nouns.get(tree.lemma[head])
            if embedding and first == "that" and not self.tells_fact(embedding, at):
                self.embed(embedding, self.noun_is_negated(head), axes)
                self.dispute(head, axes)
                return False
            infinitive = "to" in mark.split() and first != "that"  # "a call for them to leave" as well
            if embedding and (infinitive or (first not in ("", "that") and tree.tokens[at].xpos == "VBG")):
                self.embed(embedding, self.noun_is_negated(head), axes)
                return embedding.name == "permit"  # "sought permission to send"
            if infinitive:
                done = self.was_done(head) or tree.lemma[at] in self.words.modality["occasions"]
                axes.planned = axes.planned or not done
                axes.rules.append("outcome" if done else "infinitive.noun")
            return False
        if "whether" in mark.split():
            axes.soften(Certainty.POSSIBLE)
            axes.phase = Phase.PLANNED if tree.mark(at).endswith("to") else axes.phase
            axes.rules.append("whether")
            return False
        if "to" in mark.split():
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
            embedding = self.embedding_of(head) or self.words.embed_predicates.get(tree.lemma[head])
            embedding = embedding or self.embedding_of_subject(head)
            if embedding and embedding.name != "achieve":
                self.embed(embedding, mood_of(tree, head, self.words).negative, axes)
                return True
            axes.planned = True
            axes.rules.append("purpose")
            return False
        if tree.tokens[at].xpos == "VBG" and not tree.own_subjects(at) and not self.is_ruled(at):
            return self.with_main_clause(head, axes)
        return False

    def dispute(self, noun: int, axes: Axes) -> None:
        """ "Rejected claims that it had collapsed": it has not, so they say."""
        tree, head = self.tree, self.tree.head(noun)
        if head < 0 or noun not in tree.patients(head) or tree.lemma[head] not in self.words.modality["disputing"]:
            return
        if not mood_of(tree, head, self.words).negative:
            axes.polarity, axes.certainty, axes.phase = Polarity.NEGATIVE, Certainty.CERTAIN, Phase.NONE
            axes.rules.append("noun.disputed")

    def is_result(self, at: int, head: int) -> bool:
        """An infinitive that tells the outcome or the occasion, and no aim: "rose to close at", "met to discuss"."""
        tree = self.tree
        past = tree.tokens[head].xpos in ("VBD", "VBN", "VBG") and self.embedding_of(head) is None
        return past and tree.lemma[at] in self.words.modality["outcomes"]

    def marker(self, at: int) -> str:
        """The words that open a clause, the parts of "rather than" joined."""
        tree = self.tree
        words = [w for c in tree.kids(at, "mark") for w in (c, *tree.kids(c, "fixed"))]
        return " ".join(tree.tokens[w].text.lower() for w in words)

    def is_beyond(self, head: int) -> bool:
        """ "too afraid to stay": they did not."""
        return any(self.tree.lemma[c] == "too" for c in self.tree.kids(head, "advmod"))

    def with_main_clause(self, head: int, axes: Axes) -> bool:
        """A participle is as real as what it hangs on: "will strengthen, bringing rain", "could fail, leaving"."""
        mood = mood_of(self.tree, head, self.words)
        if mood.future:
            axes.planned = True
            axes.rules.append("main.future")
        elif mood.would or mood.possible:
            axes.soften(Certainty.POSSIBLE)
            axes.phase = Phase.PLANNED
            axes.rules.append("main.modal")
        elif mood.obliged:
            axes.planned = True
        return self.tree.rel[head] in ("xcomp", "advcl", "ccomp")

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
            return mark != ["even", "if"]
        if " ".join(mark[:3]) in ("in case", "in the event", "on condition"):
            return True
        subjects = tree.kids(at, "nsubj")
        return bool(subjects) and any(
            tree.tokens[a].text.lower() in INVERTED and a < subjects[0] and not mark
            for a in tree.kids(at, "aux", "cop")
            if not tree.kids(at, "punct") or tree.rel[at] == "advcl"
        )

    def is_temporal(self, at: int, mark: str) -> bool:
        return mark in WHEN or any(self.tree.lemma[c] in WHEN for c in self.tree.kids(at, "advmod"))

    def is_ahead(self, head: int) -> bool:
        mood = mood_of(self.tree, head, self.words)
        return mood.future or mood.would

    def embedding_of(self, head: int) -> Embedding | None:
        for near, embedding in self.words.embed_verbs.get(self.tree.lemma[head], ()):
            if not near or near <= self.tree.around(head):
                return embedding
        return None

    def embedding_of_subject(self, head: int) -> Embedding | None:
        """ "Calls are growing for him to resign"."""
        tree = self.tree
        if tree.objects(head) or tree.is_passive(head):
            return None
        found = (self.words.embed_nouns.get(tree.lemma[s]) for s in tree.own_subjects(head))
        return next((e for e in found if e), None)

    def complement(self, at: int, head: int, axes: Axes) -> bool:
        """A complement clause or infinitive of `head`."""
        tree, lemma = self.tree, self.tree.lemma[head]
        if tree.rel[at] == "csubj" and tree.tokens[at].xpos == "VBG" and self.is_open(head):
            self.with_main_clause(head, axes)  # "retaking it will help": nobody has
            return False
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

    def is_open(self, head: int) -> bool:
        """What the predicate tells is yet to come, or might."""
        mood = mood_of(self.tree, head, self.words)
        return mood.future or mood.would or mood.possible or mood.obliged

    def has_happened(self, at: int) -> bool:
        """ "is supposed to have fled": told of as past, and not planned."""
        return self.tree.mark(at) == "to" and any(self.tree.lemma[a] == "have" for a in self.tree.auxiliaries(at))

    def is_subjunctive(self, at: int) -> bool:
        """ "demanded that he leave", "asked that they be sent"."""
        tree = self.tree
        finite = tree.auxiliaries(at)[:1] or tree.kids(at, "cop")[:1] or [at]
        return tree.tokens[finite[0]].xpos == "VB" or tree.tokens[finite[0]].text.lower() == "be"

    def tells_fact(self, embedding: Embedding, at: int) -> bool:
        """A finite clause in the past or present under a word of planning: "determined that it was sold"."""
        mood = mood_of(self.tree, at, self.words)
        ahead = mood.future or mood.would or mood.possible or mood.obliged or self.is_subjunctive(at)
        return embedding.future and embedding.name != "expect" and not ahead

    def of_having_and_going(self, at: int, head: int, mood: Mood, axes: Axes) -> bool:
        """ "is going to", "has to", "has yet to", "is to". True: nothing more is to be said."""
        tree, lemma = self.tree, self.tree.lemma[head]
        if tree.mark(at) != "to":
            return False
        if lemma == "go" and tree.tokens[head].xpos == "VBG":
            axes.planned, axes.tense = True, Tense.FUTURE
        elif lemma in ("have", "remain") and any(
            tree.lemma[c] == "yet" for c in tree.kids(head, "advmod") + tree.kids(at, "advmod")
        ):
            axes.polarity, axes.phase = Polarity.NEGATIVE, Phase.PENDING
            axes.rules.append("yet_to")
            return True
        elif lemma == "have":
            axes.planned = axes.planned or mood.future or mood.tense is Tense.PRESENT
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
                axes.phase = Phase.PLANNED
            elif mood.present and not mood.perfect:
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
            axes.phase = embedding.phase
        if embedding.future:
            axes.planned = True

    def condition(self, i: int) -> tuple[int, int] | None:
        """The tokens of the condition on which a predicate depends ("if asked", "unless the truce fails")."""
        tree = self.tree
        clauses = [c for c in tree.kids(i, "advcl") if self.is_condition(c)]
        phrases = [c for c in tree.kids(i, "obl") if self.is_case_of(c)]
        for c in (*clauses, *phrases):
            inside = [t for t in tree.sentence.subtree(c) if tree.rel[t] != "mark" and tree.tokens[t].upos != "PUNCT"]
            if inside:
                return inside[0], inside[-1]
        return None

    def is_case_of(self, i: int) -> bool:
        """ "in case of an attack", "in the event of an attack"."""
        tree = self.tree
        if tree.case(i) in self.words.modality["if_prepositions"]:
            return True
        of = any(tree.case(c) == "of" for c in tree.kids(i, "nmod"))
        return of and f"{tree.case(i)} {tree.lemma[i]}" in self.words.modality["if_phrases"]

    # -- a noun as argument

    def argument(self, at: int, head: int, axes: Axes) -> bool:
        """A nominal event behind a noun ("plans for an invasion") or as argument of a predicate ("demanded talks")."""
        tree, rel = self.tree, self.tree.rel[at]
        case = tree.case(at)
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
        if lemma in self.words.modality["negative_nouns"]:
            axes.polarity = Polarity.NEGATIVE
            axes.rules.append("noun.negative")
            return False
        embedding = self.words.embed_nouns.get(lemma)
        if embedding and embedding.name == "prevent" and not self.is_definite(at):
            axes.hypothetical = True  # "a ban on rallies" tells of no rally
            return False
        tied = embedding is not None and tree.case(head) != "in" and (case == "of" or case in embedding.cases)
        if embedding and tied and (embedding.definite or not self.is_definite(at)):
            self.embed(embedding, self.noun_is_negated(head), axes)
        return False

    def of_predicate(self, at: int, head: int, case: str, axes: Axes) -> bool:
        """A nominal event as subject, object or behind a preposition."""
        tree = self.tree
        definite = self.is_definite(at)
        mood = mood_of(tree, head, self.words)
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
        embedding = self.embedding_of(head)
        if tree.rel[at] == "nsubj" and (waiting := self.waiting(head)):
            embedding = waiting
        if embedding and embedding.name == "depend" and tree.rel[at] == "nsubj":
            # "the offensive awaits approval"
            self.embed(embedding, mood.negative, axes)
            return False
        patient = at in tree.patients(head)
        tied = patient if tree.rel[at] != "obl" else embedding is not None and case in embedding.cases
        heard = tree.lemma[head] in self.words.modality["hearers"]
        if embedding and embedding.future and tree.rel[at] != "obl" and (heard or self.went_on(at)):
            return False  # "told the hearing"; "ordered an assault, which failed"
        if embedding and tied and embedding.name not in ("achieve", "seem", "attempt"):
            if definite and not embedding.definite and tree.rel[at] != "obl":
                return False
            self.embed(embedding, mood.negative, axes)
            return True
        if definite:
            return False
        brought_about = tree.rel[at] == "obl" and case in ("to", "in") and tree.lemma[head] in LED_TO
        made = brought_about or (patient and self.makes(head, at))
        if not (made or tree.rel[at] == "nsubj"):
            # "asked them to arrange an inspection": only as real as the infinitive
            new = any(tree.lemma[c] in ("a", "an", "any") for c in tree.kids(at, "det"))
            return patient and new and tree.mark(head) == "to"
        if mood.negative and made:
            axes.polarity = Polarity.NEGATIVE
            axes.rules.append("verb.negative")
        if mood.future or mood.obliged:
            axes.planned = True
            axes.rules.append("verb.future")
        elif mood.would or (mood.possible and not mood.perfect):
            axes.soften(Certainty.POSSIBLE)
            axes.phase = Phase.PLANNED
            axes.rules.append("verb.modal")
        elif mood.tentative is not Certainty.CERTAIN:
            axes.soften(mood.tentative)
        # the verb above may be governed in turn: "agreed to take part in talks"
        return made

    def waiting(self, head: int) -> Embedding | None:
        """ "The deployment is waiting for approval": of what waits, "wait for" tells no plan."""
        found = (e for near, e in self.words.embed_verbs.get(self.tree.lemma[head], ()) if not near)
        return next((e for e in found if e.name == "depend"), None)

    def makes(self, verb: int, noun: int) -> bool:
        """Whether there is the event only if the verb is true: "hold a vote", "reach any deal"; not "condemn one"."""
        tree = self.tree
        if tree.lemma[verb] in self.words.modality["making"] or tree.lemma[verb] in self.words.light:
            return True
        return any(tree.lemma[c] == "any" for c in tree.kids(noun, "det"))

    def went_on(self, noun: int) -> bool:
        """ "ordered an assault, which was repulsed": there was one."""
        return any(
            self.tree.tokens[c].deprel == "acl:relcl" and mood_of(self.tree, c, self.words).tense is Tense.PAST
            for c in self.tree.children[noun]
        )

    def is_definite(self, i: int) -> bool:
        """Told as known: "the attack", "their talks"."""
        tree = self.tree
        return any(tree.lemma[c] in DEFINITE for c in tree.kids(i, "det")) or any(
            tree.tokens[c].deprel == "nmod:poss" for c in tree.children[i]
        )

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
        embedding = self.embedding_of(head)
        denied = embedding is not None and embedding.name in ("prevent", "deny")
        return mood_of(tree, head, self.words).negative != denied

    def at_issue(self, token: int, top: frozenset[int]) -> bool:
        """Whether a denial or a refusal to tell, whose content is `top`, bears on the token: what stands in it as known
        ("the attack", a relative clause, "after the vote") does not."""
        tree, at = self.tree, token
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
