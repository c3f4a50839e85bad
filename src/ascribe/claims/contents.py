"""What somebody is given to have said: the tokens of the content, wherever the tree hangs them.

In: a sentence and a reporting verb. Out: token indices. Here, because content stands behind the verb, before it, around
it, in an object or a phrase, and parsers tie a reporting clause to whatever is near: the comma decides where the tree
is in doubt.
"""

from __future__ import annotations

from ascribe.claims.clauses import EDGES, HEARING, RELATIVE_CLAUSES, TIMES, SentenceView
from ascribe.claims.reports import Report
from ascribe.claims.wording import Word, reporting, roles

LONGEST_CLAUSE = 45
"""Tokens of a reporting clause ("..., said a spokesman for the ministry of ... in a statement on Monday"); what is
longer is a sentence of its own."""
SPOKEN = frozenset({"say", "warn", "deny", "propose", "promise", "threaten", "demand"})
"""Classes that go on with the same speaker in a participle: "..., promising that"."""
UNSURE_ARC = 0.7
"""Probability of an arc below which a clause tied to the saying is taken for a further clause of what is said."""
SPEAKING = frozenset({"person", "organization", "event"})
"""Kinds of things that a participle of saying behind them tells of: "a meeting, saying that"."""
LOOSE = frozenset({"advcl", "parataxis", "obl", "advmod", "conj", "dep", "nsubj"})
"""Relations by which a part of what is said may hang on the saying."""
OPENING = frozenset({"obl", "advmod", "punct", "cc", "discourse"})
"""Relations of what only leads up to a clause."""
ASKED_ONES = frozenset({"person", "organization", "place"})
"""Kinds of who is asked; the other kinds are what is asked for."""
QUOTES = frozenset("\"'“”‘’«»")
HEADLINE = 3
"""Tokens that a headline before "experts say" has at least: fewer are a name or an adverb."""
PREPOSITIONAL = frozenset({"follow", "include", "regard", "concern", "consider"})
"""Verbs whose participle is a preposition: "said following the vote that"."""
QUESTIONS = frozenset({"when", "where", "how", "why", "who", "what", "which", "whom", "whatever", "whoever"})
WORDY = frozenset({"ADJ", "VERB", "AUX", "NOUN", "PROPN", "NUM", "ADV", "PRON"})
"""Parts of speech that can head what is said."""


class Contents:
    """The contents of the reporting words of one sentence."""

    def __init__(self, view: SentenceView) -> None:
        self.view = view
        self.lexicon = reporting()
        self.lists = self.lexicon.lists
        self.speaker_of: dict[int, int] = {}
        """Participle of saying: the reporting verb whose subject it shares."""

    def gap(self, report: Report) -> set[int]:
        """As in "the truce that the army announced": the noun is what is announced; that there is one, the reporter
        says."""
        view, head = self.view, self.view.tokens[report.cue].head
        if head < 0 or head in report.sources or view.tokens[head].upos not in ("NOUN", "PROPN"):
            return set()
        if not any(
            view.base(c) == "nsubj" and view.antecedent(c, report.cue) is None for c in view.children[report.cue]
        ):
            return set()
        report.gives_source = False
        return self.without_case(head) - view.subtree(report.cue)

    def before_interruption(self, i: int) -> set[int]:
        """As in "To see this, Ruiz said, go north": what stands before a clause between commas belongs to what is
        said."""
        view = self.view
        subject = next((c for c in view.children[i] if view.base(c) == "nsubj" and c < i), None)
        if subject is None or view.low[subject] == 0 or view.tokens[view.low[subject] - 1].text != ",":
            return set()
        _, last = self.own_range(i)
        if last + 1 >= len(view.tokens) or view.tokens[last + 1].text != ",":
            return set()
        out: set[int] = set()
        for c in view.children[i]:
            if (
                view.high[c] < view.low[subject]
                and view.base(c) in ("advcl", "obl", "advmod", "cc", "discourse")
                and view.tokens[c].xpos != "VBG"
            ):
                out |= view.subtree(c)
        return out

    def complements(self, i: int, word: Word) -> set[int]:
        """The tokens of what is said, where the tree hangs it on the verb."""
        view = self.view
        out: set[int] = set()
        naming = False
        follows = any(view.base(c) == "ccomp" and c > i and "that" in view.cases(c) for c in view.children[i])
        for c in view.children[i]:
            if follows and c < i and view.base(c) == "ccomp":
                continue  # "said that" has its content behind it
            if word.takes("naming") and self.names(c):
                out |= view.subtree(c) - (self.openers(c) if view.base(c) == "obl" else set())
                naming = True
            else:
                out |= self.complement(i, c, word)
        patient = view.child(i, "obj")
        if patient is not None:
            out |= self.object(i, patient, word, bool(out), naming)
        if word.category == "call" and out:
            # "called on the crew to leave"
            for c in view.children[i]:
                if view.base(c) in ("xcomp", "advcl") and "to" in view.cases(c):
                    out |= self.clause(c)
        return out

    def names(self, c: int) -> bool:
        """What somebody or something is called: "a mistake", "as a mistake"."""
        view = self.view
        relation, cases = view.base(c), view.cases(c)
        if relation == "xcomp":
            return view.tokens[c].upos != "VERB" or "as" in cases
        return (relation == "advcl" and "as" in cases) or (relation == "obl" and cases[:1] == ["as"])

    def complement(self, i: int, c: int, word: Word) -> set[int]:
        """What one dependent of the verb adds to the content; objects aside."""
        view = self.view
        relation, cases = view.base(c), view.cases(c)
        infinitive = word.takes("infinitive") and "to" in cases
        if relation == "ccomp":
            if word.takes("clause") or infinitive or (word.takes("quote") and self.is_quoted(c)):
                return self.not_behind(self.clause(c, i), i) if c < i else self.clause(c, i)
        elif relation == "nsubj":
            if c > i and self.is_second_subject(i, c) and (word.takes("infinitive") or word.takes("clause")):
                return view.subtree(c)  # "demands the council make a pledge": the subject of what is demanded
        elif relation == "csubj":
            if c > i and word.takes("clause") and "that" in cases:
                return self.clause(c)  # "it was reported that"
        elif relation == "conj":
            if c > i and word.takes("clause") and self.is_second_clause(i, c):
                return self.clause(c, i)
        elif relation in ("xcomp", "advcl") and "to" in cases and self.is_called_for(c, word):
            called = next(g for g in view.children[c] if set(view.cases(g)[:1]) & word.prepositions)
            return view.subtree(c) - self.openers(called)
        elif relation == "xcomp":
            gerund = word.takes("gerund") and view.tokens[c].xpos == "VBG"
            if (
                infinitive
                or gerund
                or (word.takes("clause") and ("to" in cases or (cases and word.category != "belief")))
            ):
                return self.clause(c)
        elif relation == "advcl" and infinitive:
            return self.clause(c)
        elif relation == "advcl" and c > i and word.takes("clause") and self.asks(i, c):
            return self.clause(c, i)
        elif relation == "advmod" and c == i + 1 and view.lemmas[c] == "so" and word.category == "belief":
            return {c}  # "does not think so"
        elif relation == "obl" and view.lemmas[c] in roles().document and not set(cases) & word.prepositions:
            # "warned in a statement of floods": the tree ties the floods to the statement
            for g in view.children[c]:
                if g > c and view.base(g) in ("acl", "nmod") and set(view.cases(g)[:1]) & word.prepositions:
                    return self.without_case(g) if view.lemmas[g] not in TIMES else set()
        elif (
            relation in ("obl", "advcl", "nmod")
            and c > i
            and set(cases) & word.prepositions
            and view.lemmas[c] not in TIMES
        ):
            return self.without_case(c)
        return set()

    def object(self, i: int, patient: int, word: Word, found: bool, naming: bool) -> set[int]:
        """What the object adds to the content: the thing told of, named, or asked to do something."""
        view = self.view
        whole = view.subtree(patient)
        if naming or word.category in ("judgement", "compare") or self.is_stray_subject(i, patient):
            return whole
        if self.is_question(patient) and (word.takes("clause") or word.takes("object")):
            return whole  # "explained why she left": the question word may be read as the object
        if not found and view.negated(i) and view.lemmas[i] in self.lists["silent"]:
            return whole  # "did not identify the port", "is not saying much about the talks"
        asked_for = word.category == "request" and view.tokens[patient].mention not in ASKED_ONES
        clausal = any(view.base(c) in ("ccomp", "xcomp", "advcl") and c > patient for c in view.children[i])
        if word.takes("object") and (not found or (asked_for and not clausal)):
            echoed = view.lemmas[patient] in ("this", "that", "it") and word.category in ("deny", "say", "belief")
            told = echoed or (
                view.tokens[patient].upos in ("NOUN", "PROPN", "NUM", "ADJ", "VERB")
                and view.lemmas[patient] not in TIMES
            )
            return whole if told else set()
        if word.takes("quote") and not found and self.is_quoted(patient):
            return whole
        if word.takes("naming") and whole & view.quoted and i not in view.quoted:
            return whole  # "called half of the crew 'pirates'": the tree may tie the name to the named
        if found and view.tokens[patient].upos != "PRON" and self.is_raised(i, patient, word):
            return whole  # "urged the crew to leave", "expects the crew to leave": the crew is who should
        if word.category == "accuse" and not found:
            # "accused the council of hiding": the tree may tie the charge to the accused
            charges = [c for c in view.children[patient] if set(view.cases(c)) & word.prepositions]
            return {t for c in charges for t in self.without_case(c)}
        return set()

    def not_behind(self, content: set[int], i: int) -> set[int]:
        """Without what stands behind the verb and no comma sets off: "They will stay, Ruiz said after a meeting"."""
        behind = min((t for t in content if t > i), default=i)
        comma = any(self.view.tokens[j].upos == "PUNCT" for j in range(i + 1, behind + 1))
        return content if comma else {t for t in content if t <= i}

    def is_called_for(self, c: int, word: Word) -> bool:
        """As in "called for the crew to leave": the tree ties "for the crew" to the leaving."""
        view = self.view
        if not word.prepositions or word.takes("infinitive"):
            return False
        return any(set(view.cases(g)[:1]) & word.prepositions and g < c for g in view.children[c])

    def is_second_subject(self, i: int, c: int) -> bool:
        view = self.view
        if view.lemmas[i] in HEARING:
            return False  # "told the court the road was closed": the court hears it
        return any(view.base(g) == "nsubj" and g < i for g in view.children[i]) and any(
            view.base(g) == "ccomp"
            and g > c
            and not any(view.base(h) in ("nsubj", "expl", "mark") for h in view.children[g])
            for g in view.children[i]
        )

    def behind_colon(self, i: int, content: set[int]) -> set[int]:
        """As in "suggested a simple way: sell the ships": what a colon opens goes on with what is said."""
        view = self.view
        last = max(content)
        if last + 2 >= len(view.tokens) or view.tokens[last + 1].text != ":" or last + 2 in view.quoted:
            return set()
        return set(range(last + 2, len(view.tokens))) & view.subtree(i) if last > i else set()

    def is_question(self, c: int) -> bool:
        """A question word with a clause of its own: "explained why she left"."""
        view = self.view
        return view.lemmas[c] in QUESTIONS and any(
            view.tokens[g].deprel in RELATIVE_CLAUSES or view.base(g) == "ccomp" for g in view.children[c]
        )

    def is_topic(self, i: int, found: set[int]) -> bool:
        """Whether all that is told is what the saying was of: "spoke about the raid", "replied to the letter"."""
        view = self.view
        told = [c for c in view.children[i] if c in found or view.subtree(c) & found]
        return bool(told) and all(
            view.base(c) in ("obl", "nmod") or (view.base(c) == "advcl" and "to" not in view.cases(c)) for c in told
        )

    def asks(self, i: int, c: int) -> bool:
        """A clause that begins with a question word and has no comma before it: "did not say when"."""
        view = self.view
        if view.lemmas[i] not in self.lists["asking"]:
            return False
        first = view.low[c]
        if first > 0 and view.tokens[first - 1].upos == "PUNCT":
            return False
        return view.lemmas[first] in QUESTIONS or view.lemmas[first] in ("if", "whether")

    def is_bare_object(self, i: int, found: set[int]) -> bool:
        """Whether a thing is all that is told: "explained the delay"."""
        patient = self.view.child(i, "obj")
        if patient is None or not found <= self.view.subtree(patient) or self.is_question(patient):
            return False
        return patient not in self.view.quoted or i in self.view.quoted

    def is_stray_subject(self, i: int, patient: int) -> bool:
        """As in "says the row of tents was": the subject of what is said, read as the object of saying."""
        view = self.view
        clause = next((c for c in view.children[i] if view.base(c) == "ccomp" and c > patient), None)
        if clause is None or view.lemmas[i] in ("tell", "inform", "notify", "remind", "assure", "warn"):
            return False
        finite = view.child(clause, "cop", "aux", "aux:pass") is not None or view.tokens[clause].xpos in (
            "VBD",
            "VBZ",
            "VBP",
        )
        return finite and not any(view.base(c) in ("nsubj", "mark", "expl") for c in view.children[clause])

    def is_second_clause(self, i: int, c: int) -> bool:
        """As in "said that the road was closed and that ...", "noted the bridge is old, and repairs must wait":
        a further clause of what is said, which the tree ties to the saying."""
        view = self.view
        if "that" in view.cases(c):
            return True
        clauses = [g for g in view.children[i] if view.base(g) == "ccomp" and g > i]
        if clauses and (self.is_same_subject(clauses[-1], c, i) or self.is_bare_form(i, c)):
            return True
        if view.lemmas[c] in self.lexicon.verbs or not clauses:
            return False
        joined = any(view.base(g) == "cc" and view.lemmas[g] == "and" for g in view.children[c])
        if joined and i not in view.quoted and view.subtree(c) & view.quoted:
            return True
        if not joined or not any(view.base(g) in ("nsubj", "expl") for g in view.children[c]):
            return False
        return view.tokens[c].margin < UNSURE_ARC

    def is_same_subject(self, clause: int, c: int, cue: int) -> bool:
        """As in "Ruiz says she hopes for rain, but she knows": the pronoun goes on in what is said, and not in the
        telling of it ("but she said")."""
        view = self.view
        word = self.lexicon.verbs.get(view.lemmas[c])
        if word is not None and word.category in SPOKEN:
            return False
        subjects = [next((g for g in view.children[x] if view.base(g) == "nsubj"), None) for x in (clause, c, cue)]
        first, second, own = (None if x is None else view.lemmas[x] for x in subjects)
        pronoun = subjects[1] is not None and view.tokens[subjects[1]].upos == "PRON"
        return pronoun and first == second and own != second

    def is_bare_form(self, i: int, c: int) -> bool:
        """As in "tells the crew to wait and then sail": a bare form goes on with an infinitive, and not with the verb
        of telling."""
        view = self.view
        return (
            view.tokens[i].xpos in ("VBD", "VBZ")
            and view.tokens[c].xpos == "VB"
            and not any(view.base(g) in ("nsubj", "aux") for g in view.children[c])
            and any("to" in view.cases(g) for g in view.children[i] if i < g < c)
        )

    def is_raised(self, i: int, patient: int, word: Word) -> bool:
        view = self.view
        if not (word.event or word.category in ("belief", "intention", "request", "assessment")):
            return False
        return any(
            view.base(c) in ("xcomp", "ccomp", "advcl") and "to" in view.cases(c) and c > patient
            for c in view.children[i]
        )

    def clause(self, c: int, cue: int | None = None) -> set[int]:
        """A clause that is content: without its "that", and without a trailing "..., adding that", which is the
        speaker's."""
        view = self.view
        out = view.subtree(c) - {
            m for m in view.children[c] if view.tokens[m].deprel == "mark" and view.lemmas[m] == "that"
        }
        if cue is None:
            return out
        for member in (c, *(k for k in view.children[c] if view.base(k) == "conj")):
            for g in view.children[member]:
                if view.base(g) == "advcl" and view.tokens[g].xpos == "VBG" and self.continues_saying(member, g):
                    out -= view.subtree(g)
                    self.speaker_of[g] = cue
        for g in sorted(out):
            # tied to the thing before the comma: "must keep to the rules, saying that"
            thing = view.tokens[g].head
            if (
                view.base(g) == "acl"
                and view.tokens[g].xpos == "VBG"
                and view.tokens[thing].mention not in SPEAKING
                and view.lemmas[thing] not in roles().document
                and self.continues_saying(thing, g)
            ):
                out -= view.subtree(g)
                self.speaker_of[g] = cue
        return out

    def continues_saying(self, clause: int, g: int) -> bool:
        """A participle of saying behind a comma: "The road was closed, he said, adding that", "..., while adding"."""
        view = self.view
        before = view.low[g] - 1
        while before > 0 and view.tokens[before].text in QUOTES:
            before -= 1
        if g < clause or (view.tokens[before].text != "," and view.tokens[view.low[g]].text != ","):
            return False
        word = self.lexicon.verbs.get(view.lemmas[g])
        return word is not None and word.category in SPOKEN and view.cases(g) in ([], ["while"])

    def without_case(self, c: int) -> set[int]:
        return self.view.subtree(c) - self.openers(c)

    def openers(self, c: int) -> set[int]:
        """Prepositions and conjunctions that tie a phrase or clause, but not "whether" and "if", which are its
        meaning."""
        view = self.view
        return {
            m
            for m in view.children[c]
            if m < c
            and (
                view.tokens[m].deprel == "case"
                or (view.tokens[m].deprel == "mark" and view.lemmas[m] not in ("whether", "if", "to"))
            )
        }

    def is_quoted(self, c: int) -> bool:
        """Whether a complement stands in quotation marks and its verb does not."""
        head = self.view.tokens[c].head
        if not self.view.quoted or head in self.view.quoted:
            return False
        tree = self.view.subtree(c)
        return len(tree & self.view.quoted) * 2 >= len(tree)

    def around(self, i: int, word: Word, report: Report) -> set[int]:
        """What is said where the reporting clause stands behind it or within: "The bridge fell, officials said"."""
        view = self.view
        subjects = [c for c in view.children[i] if view.base(c) == "nsubj" and c < i]
        if (
            len(subjects) > 1
            and view.low[subjects[-1]] > HEADLINE
            and view.tokens[view.low[subjects[-1]] - 1].text == ","
            and word.takes("clause")
        ):
            # "Bridge unsafe, experts say": a headline without a verb is read as a further subject
            return set(range(view.low[subjects[-1]] - 1))
        for c in view.children[i]:
            relation, token = view.base(c), view.tokens[c]
            if (
                relation in ("parataxis", "dep")
                and c not in report.sources
                and token.upos in WORDY
                and not self.is_cue(c)
                and (token.xpos != "VBG" or any(view.base(g) == "nsubj" for g in view.children[c]))
                and (word.category != "quotation" or self.is_quoted(c))
            ):
                if c > i and not (self.is_quoted(c) or self.after_colon(i, c) or self.is_bare(i, c)):
                    continue
                return view.subtree(c)
            if (
                relation == "advcl"
                and c < i
                and not view.cases(c)
                and word.category != "quotation"
                and view.lemmas[view.low[c]] not in QUESTIONS  # "When it rained, she began"
                and token.xpos not in ("VBG", "VBN")
                and any(view.base(g) == "nsubj" for g in view.children[c])
            ):
                return view.subtree(c)
        if view.lemmas[i] in self.lists["resuming"]:
            return self.clause_around(i) if self.ends_sentence(i) else set()
        if word.category in ("quotation", "judgement", "intention", "request", "agreement") or not word.takes("clause"):
            return set()
        if view.cases(i):
            return self.clause_around(i) if "as" in view.cases(i) and view.subjects(i) else set()
        if view.child(i, "obj") is not None and view.lemmas[i] not in HEARING:
            return set()  # "the country established its borders, ..." reports nothing around it
        if view.tokens[i].xpos == "VBG" or view.cases(i) or not self.set_off(i):
            return set()
        return self.clause_around(i)

    def is_bare(self, i: int, c: int) -> bool:
        """A finite clause right behind the verb, with no mark between."""
        view = self.view
        if any(view.tokens[j].upos == "PUNCT" for j in range(i + 1, max(view.low[c], i) + 1)):
            return False
        return any(view.base(g) == "nsubj" for g in view.children[c]) and view.low[c] > i

    def stray_that(self, i: int, word: Word) -> set[int]:
        """As in "announced in a letter last week that": the clause, where the tree ties it to a word between."""
        view = self.view
        if not word.takes("clause"):
            return set()
        for j in range(i + 1, min(i + LONGEST_CLAUSE, len(view.tokens))):
            token = view.tokens[j]
            if (
                token.upos == "PART"
                and view.lemmas[j] == "to"
                and word.takes("infinitive")
                and token.head > j
                and view.base(token.head) == "acl"
                and view.base(view.tokens[token.head].head) == "obl"
                and view.tokens[view.tokens[token.head].head].head == i
            ):
                return self.clause(token.head, i)  # "decided after a long talk not to leave"
            modifies = token.xpos == "VBN" and view.base(j) == "acl"  # "in a statement carried by Delta radio that"
            tie = token.deprel in ("case", "mark") or (token.xpos == "VBG" and view.lemmas[j] in PREPOSITIONAL)
            if (token.upos == "VERB" and not modifies and not tie) or token.text in (";", ":"):
                return set()
            if (
                view.lemmas[j] == "that"
                and token.deprel == "mark"
                and token.head > j
                and not any(
                    token.head in view.subtree(c) for c in view.children[i] if c < i and view.base(c) == "nsubj"
                )
                and i not in view.subtree(token.head)
            ):
                return self.clause(token.head, i)
        return set()

    def is_cue(self, c: int) -> bool:
        return self.view.lemmas[c] in self.lexicon.verbs and self.lexicon.verbs[self.view.lemmas[c]].category == "say"

    def after_colon(self, i: int, c: int) -> bool:
        return any(self.view.tokens[j].text == ":" for j in range(i + 1, min(c, i + LONGEST_CLAUSE)))

    def own_range(self, i: int) -> tuple[int, int]:
        """First and last token of the reporting clause: the verb, its subject and what modifies the saying behind it.
        What stands before the subject belongs to what is said: "And tomorrow, he said, it rains"."""
        view = self.view
        first = last = i
        opens = min((view.low[c] for c in view.children[i] if view.base(c) in ("nsubj", "aux", "expl")), default=i)
        for c in view.children[i]:
            relation = view.base(c)
            if c < opens:
                continue
            if (
                relation in ("nsubj", "aux", "advmod", "obl", "obj", "iobj", "advcl", "expl")
                and view.high[c] - view.low[c] < LONGEST_CLAUSE
            ):
                if relation == "advcl" and c < i:
                    continue
                first, last = min(first, view.low[c]), max(last, view.high[c])
        while first < i and view.tokens[first].text in EDGES:
            first += 1  # the comma before "he said" may hang on the speaker
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

    def all_before(self, i: int, found: set[int], word: Word) -> set[int]:
        """As in "Ports are shut, because it rains, Ruiz said": a reporting clause that ends the sentence is of all that
        stands before it, where the tree ties a part of it to the saying."""
        view = self.view
        first, last = self.own_range(i)
        if word.category not in SPOKEN or max(found) >= first or not self.set_off(i):
            return set()
        if any(t.upos != "PUNCT" for t in view.tokens[last + 1 :]) or view.tokens[i].head >= 0:
            return set()
        semicolons = [j for j in range(first) if view.tokens[j].text == ";"]
        loose = [c for c in view.children[i] if c < first and c not in found and view.base(c) in LOOSE]
        return {t for c in loose for t in view.subtree(c) if t < first and not (semicolons and t < semicolons[-1])}

    def ends_sentence(self, i: int) -> bool:
        """As in "The road is closed, Ruiz continued.": a person and a verb, with nothing behind them."""
        view = self.view
        spoken = any(view.tokens[c].mention == "person" for c in view.children[i] if view.base(c) == "nsubj")
        rest = view.tokens[i + 1 :]
        return spoken and self.set_off(i) and all(t.upos in ("PUNCT", "ADV") for t in rest)

    def clause_around(self, i: int) -> set[int]:
        """The clause that the reporting clause interrupts or ends. One that ends the sentence covers all before it."""
        view = self.view
        first, last = self.own_range(i)
        tail = all(view.tokens[j].upos == "PUNCT" for j in range(last + 1, len(view.tokens)))
        own = set(range(first, last + 1)) | {t for t in view.subtree(i) if t >= first}
        own |= self.openers(i) | {m for m in view.children[i] if view.base(m) == "mark"}
        head = view.tokens[i].head
        if head < 0:
            before = set(range(first)) if tail else set()
            if all(view.base(c) in OPENING for c in view.children[i] if c < first):
                return set()  # "As a tool that was lent to her, she learned with it": nothing is told before
            return before if any(view.tokens[j].upos in ("VERB", "AUX") for j in before) else set()
        if head in own:
            return set()
        while view.tokens[head].head >= 0 and view.tokens[head].head not in own:
            # up to the whole sentence at its end; within, to the nearest clause
            if (
                not tail
                and view.base(head) in ("ccomp", "root", "parataxis", "conj", "advcl", "acl")
                and view.base(head) != "conj"
            ):
                break
            above = view.tokens[head].head
            if self.is_cue(above) and view.base(head) == "ccomp":
                break
            head = above
        out = (view.subtree(head) | view.subtree(i)) - own
        semicolons = [j for j in range(first) if view.tokens[j].text == ";"]
        if semicolons:
            out = {t for t in out if t > semicolons[-1]}
        for g in range(i + 1, len(view.tokens)):
            # "The road is open, he said, adding that": the participle shares the speaker, wherever the tree hangs it
            if g in out and view.base(g) == "advcl" and view.tokens[g].xpos == "VBG" and self.continues_saying(i, g):
                out -= view.subtree(g)
                self.speaker_of[g] = i
        return out
