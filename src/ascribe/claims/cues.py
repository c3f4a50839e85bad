"""Reporting words of one sentence, each with whose words it brings, what it says, and what the source does with it.

In: a sentence, and which of its tokens stand between quotation marks. Out: `Report`s by token index, not yet joined to
quotations or to names. Here, because the rules over trees are one thing, and quotations, speakers and chains another.

Trees have errors: a reporting clause between commas is read as one whatever the parser tied it to.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ascribe.claims.clauses import TIMES, SentenceView
from ascribe.claims.wording import Reporting, Word, reporting
from ascribe.contract.claims import Stance

LONGEST_CLAUSE = 30
"""Tokens of a reporting clause ("..., said a spokesman for the ministry of ... in a statement on Monday"); what is longer
is a sentence of its own."""
MENTAL = frozenset({"belief", "intention", "evidence", "judgement", "request", "agreement", "doubt"})
CLAUSAL = frozenset({"root", "ccomp", "advcl", "acl", "parataxis", "conj", "csubj", "xcomp", "dep"})
ADVERSE = frozenset({"ADJ", "VERB", "AUX", "NOUN", "PROPN", "NUM", "ADV", "PRON"})

@dataclass(slots=True)
class Report:
    """A reporting word at work. Token indices throughout; `content` is empty where only a quotation can be it."""

    cue: int
    first: int
    last: int
    """The reporting words: "has not said", "declined to comment", "according to"."""
    word: Word
    stance: Stance
    rule: str
    sources: list[int] = field(default_factory=list)
    """Head tokens of those whose words they are, one for each party."""
    via: list[int] = field(default_factory=list)
    """Head tokens of outlets that passed it on, outermost first."""
    content: set[int] = field(default_factory=set)
    gives_source: bool = True
    speech_time: tuple[int, int] | None = None
    """First and last token of the expression that says when it was said."""
    noun: bool = False
    topic: int | None = None
    """Verb of "asked about X, ...": what a refusal without object refuses to tell."""


class CueFinder:
    """The reports of one sentence."""

    def __init__(self, view: SentenceView) -> None:
        self.view = view
        self.lexicon: Reporting = reporting()
        self.lists = self.lexicon.lists
        self.used: set[int] = set()
        self.speaker_of: dict[int, int] = {}
        """Participle of saying: the reporting verb whose subject it shares."""
        self.out: list[Report] = []

    def run(self) -> list[Report]:
        view = self.view
        for i, token in enumerate(view.tokens):
            if i in self.used:
                continue
            lemma = view.lemmas[i]
            if token.upos in ("VERB", "AUX"):
                if lemma == "accord" or token.text.lower() == "according":
                    self.according(i)
                elif lemma in self.lists["refusing"] and self.refusal(i):
                    continue
                elif lemma in self.lexicon.verbs or lemma in self.lists["withheld"]:
                    self.verb(i)
            elif token.text.lower() == "according":
                self.according(i)
            elif token.upos == "NOUN" and lemma in self.lexicon.nouns:
                self.noun(i)
        return self.out

    # ---- verbs ---------------------------------------------------------------------------------------------------

    def verb(self, i: int) -> None:
        view, token = self.view, self.view.tokens[i]
        lemma = view.lemmas[i]
        relation = view.base(i)
        if relation in ("amod", "compound", "case", "mark", "fixed", "cop"):
            return
        if relation == "acl" and lemma in self.lexicon.verbs and self.lexicon.verbs[lemma].category == "describe" and token.xpos == "VBN":
            return  # "a town called Mada": a name, nobody's words
        negated, modal = view.negated(i), view.modal(i)
        word = self.lexicon.verbs.get(lemma)
        if word is None or (negated and modal and lemma in self.lists["withheld"]):
            # "would not discuss": only as something kept back; "could not confirm" alike
            if negated and modal and lemma in self.lists["withheld"]:
                self.withheld(i, i, "would-not")
            return
        passive = view.passive(i)
        if word.category == "relay" or (lemma == "cite" and self.as_saying(i) is not None):
            self.relay(i, word, passive)
            return
        if not self.particle(i, lemma):
            return
        if lemma == "deny" and self.refuses_goods(i):
            return
        if self.is_filler(i, word):
            return
        report = Report(i, *self.cue_span(i), word, word.stance, f"verb:{word.category}", gives_source=word.gives_source)
        governor = token.head
        if relation == "xcomp" and governor >= 0 and view.lemmas[governor] in ("unable", "reluctant", "unwilling"):
            report.stance, report.rule = Stance.DECLINES, "unable"
        if negated:
            self.negate(report, lemma)
        participle = token.xpos == "VBN" and relation == "acl" and not any(view.base(c) == "aux" for c in view.children[i])
        if passive or participle:
            self.passive(report, participle)
        else:
            self.active(report)
        if report.stance is Stance.DENIES and word.category == "reject":
            self.rejection(report)
        report.speech_time = view.speech_time(i)
        self.relayed(report)
        self.out.append(report)

    def is_filler(self, i: int, word: Word) -> bool:
        """"I think", "you know", "we want" within a quotation: the speaker's own manner, no report of another's."""
        view = self.view
        own = next((c for c in view.children[i] if view.base(c) == "nsubj"), None)
        if own is None or view.tokens[own].upos != "PRON":
            return False
        pronoun = view.lemmas[own]
        if pronoun in ("you", "one"):
            return True
        return pronoun in ("i", "we") and word.category in MENTAL and not view.negated(i)

    def refuses_goods(self, i: int) -> bool:
        """"denied them entry", "were denied visas": a refusal of something, no denial that something is so."""
        view = self.view
        objects = [c for c in view.children[i] if view.base(c) in ("obj", "iobj")]
        if len(objects) > 1 or (objects and view.child(i, "nsubj:pass") is not None):
            return True
        patient = objects[0] if objects else view.child(i, "nsubj:pass")
        return patient is not None and view.lemmas[patient] in self.lists["denied_goods"]

    def particle(self, i: int, lemma: str) -> bool:
        """Whether a verb that reports only with a small word has it."""
        wanted = self.lexicon.phrasal.get(lemma)
        if wanted is None:
            return True
        near = {self.view.lemmas[j] for j in range(i + 1, min(i + 4, len(self.view.tokens)))}
        below = {self.view.lemmas[c] for c in self.view.children[i]}
        return bool(wanted & (near | below))

    def cue_span(self, i: int) -> tuple[int, int]:
        """The verb with its auxiliaries, negation and particle, as far as they stand together."""
        view = self.view
        first = last = i
        own = {
            c
            for c in view.children[i]
            if view.base(c) == "aux" or (view.base(c) == "advmod" and not view.children[c]) or view.tokens[c].deprel == "compound:prt"
        }
        while first - 1 in own:
            first -= 1
        while last + 1 in own and view.lemmas[last + 1] not in TIMES:
            last += 1
        return first, last

    def negate(self, report: Report, lemma: str) -> None:
        if self.view.child(report.cue, "cc:preconj") is not None and any(view_lemma == "neither" for view_lemma in (self.view.lemmas[c] for c in self.view.children[report.cue])):
            report.stance, report.rule = Stance.DECLINES, "neither-nor"
            for c in self.view.children[report.cue]:
                if self.view.tokens[c].deprel == "conj" and self.view.lemmas[c] in self.lexicon.verbs:
                    self.used.add(c)
                    report.last = max(report.last, c)
                    report.content |= self.complements(c, self.lexicon.verbs[self.view.lemmas[c]])
        elif lemma in self.lists["silent"]:
            report.stance, report.rule = Stance.DECLINES, "not-telling"
        elif lemma in self.lists["disbelieving"]:
            report.stance, report.rule = Stance.DENIES, "not-believing"
        elif lemma in self.lists["unsure"]:
            report.stance, report.rule = Stance.DOUBTS, "unsure"
        elif report.word.category in ("say", "evidence", "assessment"):
            report.stance, report.rule = Stance.DECLINES, "not-telling"
        else:
            report.gives_source = False

    def active(self, report: Report) -> None:
        view, i, word = self.view, report.cue, report.word
        report.content |= self.complements(i, word)
        report.sources = view.subjects(self.speaker_of.get(i, i))
        if report.content:
            report.content |= self.before_interruption(i)
        else:
            if word.takes("clause") or word.takes("quote"):
                report.content |= self.around(i, word, report)
        if not report.sources and view.base(i) in ("root", "parataxis", "conj", "ccomp", "dep", "advcl", "acl") and view.tokens[i].xpos in ("VBD", "VBZ", "VBP"):
            if word.category in ("say", "quotation", "deny", "warn", "relay") or word.takes("quote"):
                report.sources = view.beside(i)
        content_subject = set(report.sources) & report.content
        if content_subject:
            report.sources = [s for s in report.sources if s not in content_subject]

    def before_interruption(self, i: int) -> set[int]:
        """"To see this, Ruiz said, go north": what stands before a clause between commas belongs to what is said."""
        view = self.view
        subject = next((c for c in view.children[i] if view.base(c) == "nsubj" and c < i), None)
        if subject is None or view.low[subject] == 0 or view.tokens[view.low[subject] - 1].text != ",":
            return set()
        _, last = self.own_range(i, adjuncts=False)
        if last + 1 >= len(view.tokens) or view.tokens[last + 1].text != ",":
            return set()
        out: set[int] = set()
        for c in view.children[i]:
            if view.high[c] < view.low[subject] and view.base(c) in ("advcl", "obl", "advmod", "cc", "discourse") and not view.tokens[c].xpos == "VBG":
                out |= view.subtree(c)
        return out

    def passive(self, report: Report, participle: bool) -> None:
        """"It was reported by X that", "is said to", "is accused by X of", "as reported by X"."""
        view, i, word = self.view, report.cue, report.word
        report.rule += ":passive"
        report.sources = view.agents(i)
        subject = view.child(i, "nsubj:pass")
        content = self.complements(i, word)
        if subject is not None and (content or report.sources) and word.category not in ("relay",):
            if view.lemmas[i] not in ("tell", "inform", "notify", "ask", "remind", "advise", "warn", "assure", "brief"):
                if view.tokens[subject].lemma not in ("it", "who", "which", "that"):
                    content |= view.subtree(subject)
        for agent in report.sources:
            content -= view.subtree(agent)
        if not content and participle and report.sources and view.tokens[i].head >= 0:
            # "a raid claimed by the group": the noun is what is claimed
            head = view.tokens[i].head
            if word.takes("object"):
                content = view.subtree(head) - view.subtree(i)
        if not content and "as" in view.cases(i) and view.tokens[i].head >= 0:
            content = self.clause_around(i)
        report.content |= content

    def complements(self, i: int, word: Word) -> set[int]:
        """The tokens of what is said, where the tree hangs it on the verb."""
        view = self.view
        out: set[int] = set()
        naming = False
        for c in view.children[i]:
            relation, token = view.base(c), view.tokens[c]
            if relation == "ccomp":
                if word.takes("clause") or (word.takes("quote") and self.is_quoted(c)):
                    out |= self.clause(c, i)
                elif word.takes("infinitive") and "to" in view.cases(c):
                    out |= self.clause(c)
            elif relation == "conj" and c > i and "that" in view.cases(c) and word.takes("clause"):
                out |= self.clause(c, i)
            elif relation == "xcomp" or (relation == "advcl" and "to" in view.cases(c) and word.takes("infinitive")):
                if word.takes("naming") and (token.upos != "VERB" or "as" in view.cases(c)):
                    out |= view.subtree(c)
                    naming = True
                elif word.takes("infinitive") and "to" in view.cases(c):
                    out |= self.clause(c)
                elif word.takes("gerund") and token.xpos == "VBG":
                    out |= self.clause(c)
                elif word.takes("clause") and (view.cases(c) or word.category == "belief"):
                    out |= self.clause(c)
            elif relation == "advcl" and word.takes("naming") and "as" in view.cases(c):
                out |= view.subtree(c)
                naming = True
            elif relation == "obl" and word.takes("naming") and view.cases(c)[:1] == ["as"]:
                out |= self.without_case(c)
                naming = True
            elif relation in ("obl", "advcl", "nmod") and set(view.cases(c)) & word.prepositions and view.lemmas[c] not in TIMES:
                out |= self.without_case(c)
        patient = view.child(i, "obj")
        if patient is not None:
            if naming:
                out |= view.subtree(patient)
            elif word.takes("object") and not out and view.tokens[patient].upos in ("NOUN", "PROPN", "NUM", "ADJ", "VERB"):
                if view.lemmas[patient] not in TIMES:
                    out |= view.subtree(patient)
            elif word.takes("quote") and not out and self.is_quoted(patient):
                out |= view.subtree(patient)
            elif out and view.tokens[patient].upos != "PRON" and self.is_raised(i, patient, word):
                # "urged the crew to leave", "expects the crew to leave": the crew is who should
                out |= view.subtree(patient)
        if word.category == "call":
            # "called on the crew to leave"
            for c in view.children[i]:
                if view.base(c) in ("xcomp", "advcl") and "to" in view.cases(c) and out:
                    out |= self.clause(c)
        return out

    def is_raised(self, i: int, patient: int, word: Word) -> bool:
        view = self.view
        if not (word.event or word.category in ("belief", "intention", "request", "assessment")):
            return False
        return any(view.base(c) in ("xcomp", "ccomp", "advcl") and "to" in view.cases(c) and c > patient for c in view.children[i])

    def clause(self, c: int, cue: int | None = None) -> set[int]:
        """A clause that is content: without its "that", and without a trailing "..., adding that", which is the speaker's."""
        view = self.view
        out = view.subtree(c) - {m for m in view.children[c] if view.tokens[m].deprel == "mark" and view.lemmas[m] == "that"}
        if cue is None:
            return out
        for member in (c, *(k for k in view.children[c] if view.base(k) == "conj")):
            for g in view.children[member]:
                if view.base(g) == "advcl" and view.tokens[g].xpos == "VBG" and self.continues_saying(member, g):
                    out -= view.subtree(g)
                    self.speaker_of[g] = cue
        return out

    def continues_saying(self, clause: int, g: int) -> bool:
        """A participle of saying behind a comma: "The road was closed, he said, adding that"."""
        view = self.view
        if g < clause or view.tokens[view.low[g] - 1].text != "," and view.tokens[view.low[g]].text != ",":
            return False
        word = self.lexicon.verbs.get(view.lemmas[g])
        return word is not None and word.category in ("say", "warn", "deny", "propose") and not view.cases(g)

    def without_case(self, c: int) -> set[int]:
        view = self.view
        return view.subtree(c) - {m for m in view.children[c] if view.tokens[m].deprel in ("case", "mark") and m < c}

    def is_quoted(self, c: int) -> bool:
        if not self.view.quoted:
            return False
        tree = self.view.subtree(c)
        return len(tree & self.view.quoted) * 2 >= len(tree)

    def around(self, i: int, word: Word, report: Report) -> set[int]:
        """What is said where the reporting clause stands behind it or within: "The bridge fell, officials said"."""
        view = self.view
        for c in view.children[i]:
            relation, token = view.base(c), view.tokens[c]
            if relation in ("parataxis", "dep") and c not in report.sources and token.upos in ADVERSE and not self.is_cue(c):
                if c > i and not (self.is_quoted(c) or self.after_colon(i, c)):
                    continue
                return view.subtree(c)
            if relation == "advcl" and c < i and not view.cases(c) and token.xpos not in ("VBG", "VBN") and any(view.base(g) == "nsubj" for g in view.children[c]):
                return view.subtree(c)
        if word.category in ("quotation", "judgement", "intention", "request", "agreement") or not word.takes("clause"):
            return set()
        if view.cases(i):
            return self.clause_around(i) if "as" in view.cases(i) and view.subjects(i) else set()
        if view.tokens[i].xpos not in ("VBD", "VBZ", "VBP", "VBN") or not self.set_off(i):
            return set()
        return self.clause_around(i)

    def is_cue(self, c: int) -> bool:
        return self.view.lemmas[c] in self.lexicon.verbs and self.lexicon.verbs[self.view.lemmas[c]].category == "say"

    def after_colon(self, i: int, c: int) -> bool:
        return any(self.view.tokens[j].text == ":" for j in range(i + 1, min(c, i + LONGEST_CLAUSE)))

    def own_range(self, i: int, adjuncts: bool = True) -> tuple[int, int]:
        """First and last token of the reporting clause: the verb, its subject and what modifies the saying."""
        view = self.view
        first = last = i
        for c in view.children[i]:
            relation = view.base(c)
            if not adjuncts and c < i and relation != "nsubj":
                continue
            if relation in ("nsubj", "aux", "advmod", "obl", "obj", "iobj", "advcl", "expl") and view.high[c] - view.low[c] < LONGEST_CLAUSE:
                if relation == "advcl" and c < i:
                    continue
                first, last = min(first, view.low[c]), max(last, view.high[c])
        return first, last

    def set_off(self, i: int) -> bool:
        """Whether the clause stands between commas, quotation marks or the sentence's edges, with its own subject."""
        view = self.view
        first, last = self.own_range(i)
        if last - first >= LONGEST_CLAUSE or first == 0:
            return False
        subjects = [c for c in view.children[i] if view.base(c) == "nsubj"]
        if subjects and view.lemmas[subjects[0]] in ("who", "which", "that"):
            return False
        if not subjects and not view.beside(i):
            return False
        before = view.tokens[first - 1]
        after = view.tokens[last + 1] if last + 1 < len(view.tokens) else None
        opened = before.upos == "PUNCT" and before.text not in ("(", "[", ":", ";")
        closed = after is None or after.upos == "PUNCT" or after.upos == "CCONJ"
        return opened and closed

    def clause_around(self, i: int) -> set[int]:
        """The clause that the reporting clause interrupts or ends. One that ends the sentence covers all before it."""
        view = self.view
        first, last = self.own_range(i)
        tail = all(view.tokens[j].upos == "PUNCT" for j in range(last + 1, len(view.tokens)))
        own = set(range(first, last + 1)) | view.subtree(i)
        head = view.tokens[i].head
        if head < 0:
            return self.rest(first, last) if tail else set()
        if head in own:
            return set()
        while view.tokens[head].head >= 0 and view.tokens[head].head not in own:
            # up to the whole sentence at its end; within, to the nearest clause
            if not tail and view.base(head) in ("ccomp", "root", "parataxis", "conj", "advcl", "acl") and view.base(head) != "conj":
                break
            above = view.tokens[head].head
            if self.is_cue(above) and view.base(head) == "ccomp":
                break
            head = above
        return view.subtree(head) - own

    def rest(self, first: int, last: int) -> set[int]:
        return set(range(first))

    # ---- not telling ---------------------------------------------------------------------------------------------

    def refusal(self, i: int) -> bool:
        """"declined to say whether", "refused to comment on", "refused to be drawn"."""
        view = self.view
        for c in view.children[i]:
            if view.base(c) in ("xcomp", "ccomp", "advcl") and view.lemmas[c] in self.lists["withheld"] and "to" in view.cases(c):
                if view.passive(c) and view.lemmas[c] != "draw":
                    self.used.add(c)  # "declined to be named": no saying
                    return True
                self.withheld(i, c, "declined")
                self.used.add(c)
                return True
        return False

    def withheld(self, i: int, verb: int, rule: str) -> None:
        view = self.view
        word = self.lexicon.verbs.get(view.lemmas[verb]) or self.lexicon.verbs["say"]
        first, last = self.cue_span(verb)
        first = min(first, self.cue_span(i)[0])
        report = Report(i, first, last, word, Stance.DECLINES, rule)
        for lower in (verb, *(c for c in view.children[verb] if view.tokens[c].deprel == "conj" and view.tokens[c].upos == "VERB")):
            for c in view.children[lower]:
                relation = view.base(c)
                if relation in ("ccomp", "obj", "xcomp"):
                    if relation == "xcomp" and view.tokens[c].upos == "ADV":
                        continue
                    report.content |= self.clause(c)
                elif relation in ("obl", "advcl") and set(view.cases(c)) & {"on", "about", "whether", "if", "of", "to", "out", "upon"}:
                    if view.lemmas[c] not in TIMES and view.lemmas[c] not in ("reporter", "journalist", "medium", "press"):
                        report.content |= self.without_case(c)
                elif relation == "advcl" and any(view.lemmas[g] in ("whether", "if") for g in view.children[c]):
                    report.content |= view.subtree(c)
            self.used.add(lower)
        report.sources = view.subjects(i) or view.beside(i)
        report.speech_time = view.speech_time(i) or view.speech_time(verb)
        if not report.content:
            # "Asked about the raid, she declined to comment": the raid is what is not told
            asked = next((c for c in view.children[i] if view.base(c) == "advcl" and view.lemmas[c] in ("ask", "question", "press", "query")), None)
            if asked is not None:
                report.topic = asked
                for c in view.children[asked]:
                    if view.base(c) in ("ccomp", "advcl") or set(view.cases(c)) & {"about", "on", "whether", "if", "over"}:
                        report.content |= self.without_case(c)
        self.out.append(report)

    def rejection(self, report: Report) -> None:
        """A rejected claim is denied; a rejected plan is only rejected."""
        view = self.view
        patient = view.child(report.cue, "obj") if not view.passive(report.cue) else view.child(report.cue, "nsubj:pass")
        if patient is not None and view.lemmas[patient] in self.lists["denied_objects"]:
            report.gives_source = True
            inner = [c for c in view.children[patient] if view.base(c) in ("acl", "ccomp") or set(view.cases(c)) & {"of", "about"}]
            if inner:
                report.content = {t for c in inner for t in self.without_case(c)}
                self.used.add(patient)
        else:
            report.stance = Stance.ASSERTS

    # ---- passing on ----------------------------------------------------------------------------------------------

    def as_saying(self, i: int) -> int | None:
        """The "saying" of "quoted X as saying"."""
        for c in self.view.children[i]:
            if self.view.tokens[c].xpos == "VBG" and self.view.base(c) in ("advcl", "xcomp", "obl", "acl", "ccomp", "nmod") and "as" in self.view.cases(c):
                return c
            for g in self.view.children[c]:  # the parser may hang it on the object
                if self.view.tokens[g].xpos == "VBG" and self.view.base(c) == "obj" and "as" in self.view.cases(g):
                    return g
        return None

    def relay(self, i: int, word: Word, passive: bool) -> None:
        """"AFP quoted an official as saying", "the official was quoted by AFP as saying". Without "as saying" the verb
        only names the source of another reporting word ("the radio, quoting the army, said") and is read there."""
        view = self.view
        saying = self.as_saying(i)
        if saying is None:
            return
        inner = self.lexicon.verbs.get(view.lemmas[saying], word)
        self.used.add(saying)
        report = Report(i, self.cue_span(i)[0], saying, inner, Stance.ASSERTS, "quoted-as")
        report.content = self.complements(saying, self.lexicon.verbs["say"]) or self.around(saying, inner, report)
        if passive:
            subject = view.child(i, "nsubj:pass")
            antecedent = view.antecedent(subject, i) if subject is not None else None
            report.sources = view.conjuncts(subject if antecedent is None else antecedent) if subject is not None else view.subjects(i)
            report.via = view.agents(i)
        elif view.tokens[i].xpos == "VBN" and view.base(i) == "acl":
            report.sources, report.via = [view.tokens[i].head], view.agents(i)
        else:
            patient = view.child(i, "obj")
            report.sources = view.conjuncts(patient) if patient is not None else []
            report.via = view.subjects(i)
        if not report.content:
            report.content = self.clause_around(i) if self.set_off(i) else set()
        report.content -= {t for s in report.sources + report.via for t in view.subtree(s) if s not in report.content}
        report.speech_time = view.speech_time(i)
        self.out.append(report)

    def relayed(self, report: Report) -> None:
        """Outlets that the statement came through: "told X", "quoting Y", "in a statement carried by X"."""
        view, i = self.view, report.cue
        places = [i, *report.sources]
        for owner in places:
            for c in view.children[owner]:
                if view.lemmas[c] in ("quote", "cite") and view.tokens[c].xpos == "VBG" and view.base(c) in ("advcl", "acl", "xcomp", "parataxis"):
                    patient = view.child(c, "obj")
                    if patient is not None and self.as_saying(c) is None:
                        self.used.add(c)
                        report.content -= view.subtree(c)
                        report.via, report.sources = report.sources + report.via, view.conjuncts(patient)
                        return
                if view.lemmas[c] in self.lists["carried"] and view.tokens[c].xpos == "VBN" and view.base(c) in ("acl", "advcl", "parataxis"):
                    report.via += [a for a in view.agents(c) if a not in report.via]
        if view.lemmas[i] in ("tell", "inform", "say", "speak"):
            patient = view.child(i, "obj", "iobj")
            if view.lemmas[i] == "tell" and patient is not None and patient not in report.content:
                report.via.append(patient)
        for c in view.children[i]:
            if view.base(c) != "obl" or c in report.content:
                continue
            if view.lemmas[i] in ("say", "speak", "tell", "write") and set(view.cases(c)) & {"on", "to", "with", "in"}:
                report.via.append(c)  # kept later only where it is an outlet
            for g in view.children[c]:
                if view.lemmas[g] in self.lists["carried"] and view.tokens[g].xpos == "VBN":
                    report.via += view.agents(g)
                elif view.lemmas[c] in ("interview", "comment", "remark", "statement", "briefing") and view.base(g) == "nmod":
                    report.via.append(g)

    # ---- nouns and phrases ---------------------------------------------------------------------------------------

    def noun(self, i: int) -> None:
        view = self.view
        word = self.lexicon.nouns[view.lemmas[i]]
        if any(view.tokens[j].text in ("-", "‑") for j in (i - 1, i + 1) if 0 <= j < len(view.tokens)):
            return  # "denial-of-service"
        content: set[int] = set()
        owners: list[int] = []
        for c in view.children[i]:
            relation, cases = view.base(c), view.cases(c)
            if relation in ("acl", "ccomp", "advcl") and view.tokens[c].deprel != "acl:relcl":
                if "that" in cases or relation == "ccomp":
                    content |= self.clause(c)
                elif "to" in cases and word.takes("infinitive"):
                    content |= self.clause(c)
                elif set(cases) & word.prepositions:
                    content |= self.without_case(c)
            elif relation == "nmod" and view.tokens[c].deprel != "nmod:poss":
                if set(cases) & word.prepositions and c > i and not self.speaks(c, cases):
                    content |= self.without_case(c)
                elif set(cases) & {"by", "from", "of"}:
                    owners.append(c)
            elif view.tokens[c].deprel == "nmod:poss":
                owners.append(c)
        if not content:
            return
        verb = view.tokens[i].head
        first, last = i, i
        if not owners and verb >= 0 and view.base(i) in ("obj", "obl", "xcomp") and view.lemmas[verb] in self.lists["light"]:
            if not view.passive(verb) and not view.negated(verb):
                owners = view.subjects(verb)
                if verb < i <= verb + 5:
                    first = self.cue_span(verb)[0]
        if not owners and verb >= 0 and view.base(i) == "obl" and view.cases(i)[:1] in (["in"], ["for"]) and word.category == "belief":
            owners = view.subjects(verb)  # "waits in the hope of"
        if not owners:
            # "a Delta News report that": the outlet or body that the noun is named by
            owners = [c for c in view.children[i] if view.base(c) == "compound" and view.tokens[c].upos == "PROPN" and word.category in ("report", "say", "accuse", "deny")]
        report = Report(i, first, last, word, word.stance, f"noun:{word.category}", gives_source=word.gives_source, noun=True)
        report.sources = [x for o in owners[:1] for x in view.conjuncts(o)] if owners and owners[0] not in view.subjects(verb) or not owners else owners
        report.content = content - {t for o in owners for t in view.subtree(o)}
        if report.content:
            self.out.append(report)

    def speaks(self, c: int, cases: list[str]) -> bool:
        """"the claim of the minister": a person behind "of" is who claims."""
        return "of" in cases and self.view.tokens[c].mention in ("person", "organization")

    def according(self, i: int) -> None:
        """"according to X": X's clause, or the whole sentence where the phrase opens or ends it."""
        view = self.view
        if i + 1 >= len(view.tokens) or view.lemmas[i + 1] != "to":
            return
        source = view.tokens[i].head if view.tokens[i].deprel == "case" else -1
        if source < i:
            # tied otherwise: the object of its "to", or the next noun
            below = [c for c in view.children[i] if view.base(c) in ("obl", "obj", "nmod", "xcomp")]
            source = below[0] if below else next(
                (j for j in range(i + 2, min(i + 8, len(view.tokens))) if view.tokens[j].upos in ("NOUN", "PROPN", "PRON")), -1
            )
            source = view.name_head(source) if source >= 0 else -1
        if source < 0:
            return
        phrase = view.subtree(source) | view.subtree(i) if source in view.subtree(i) else view.subtree(source)
        phrase |= {i, i + 1}
        # what hangs on a name by error is no part of the phrase: an apposition with a verb
        low, high = min(phrase), max(phrase)
        top = view.tokens[source].head if source not in view.children[i] else view.tokens[i].head
        if top < 0:
            # the phrase was made the root: all the rest
            content = {t for c in view.children[source] if view.base(c) in ("parataxis", "conj", "appos", "acl", "ccomp", "nsubj") for t in view.subtree(c)}
            phrase -= content
            content = content or set()
        else:
            edge = low <= 1 or all(view.tokens[j].upos == "PUNCT" for j in range(high + 1, len(view.tokens)))
            while view.tokens[top].head >= 0:
                above = view.tokens[top].head
                if view.base(top) == "ccomp" and self.is_cue(above):
                    break
                if not edge and view.base(top) in CLAUSAL and view.tokens[top].upos in ("VERB", "AUX", "ADJ") and view.base(top) not in ("xcomp", "conj"):
                    break
                top = above
            content = view.subtree(top) - phrase
        report = Report(i, i, i + 1, self.lexicon.verbs["say"], Stance.ASSERTS, "according-to")
        report.sources = view.conjuncts(source)
        report.content = content
        if content:
            self.out.append(report)


def find_reports(view: SentenceView) -> list[Report]:
    """The reporting words of a sentence, with sources and content as far as the sentence gives them."""
    return CueFinder(view).run()
