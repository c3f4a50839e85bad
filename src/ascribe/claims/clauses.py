"""A sentence with what the rules of attribution ask of its tree again and again: whose verb, in which voice, said when.

In: a sentence and which of its tokens are quoted. Out: token indices. Here, so that the rules for reporting words and
for anonymity read as rules. The answers allow for wrong arcs: a subject that the tree lacks is looked for beside its
verb.
"""

from __future__ import annotations

from collections.abc import Iterable

from ascribe.claims.nounphrases import extents
from ascribe.claims.wording import reporting, roles
from ascribe.contract.sentences import Sentence

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "nor", "neither"})
MODALS = frozenset({"would", "will", "could", "can", "'d", "’d", "wo", "ca", "may", "might"})
CLAUSAL = frozenset({"root", "ccomp", "advcl", "acl", "parataxis", "conj", "csubj", "xcomp", "dep"})
"""Relations whose dependents are clauses."""
HEARING = frozenset({"tell", "inform", "notify", "ask", "remind", "advise", "warn", "assure", "brief"})
"""Verbs whose passive subject hears what is said, and is no part of it: "residents were told that"."""
EDGES = frozenset({",", ";", ":", "-", "--", "–", "—"})
"""Marks that stand beside a phrase and are no part of it; brackets are."""
MENTAL = frozenset({"attitude", "belief", "intention", "evidence", "judgement", "request", "agreement", "doubt"})
"""Classes that tell a state of mind: "I think" within a quotation is the speaker's manner."""
UNSOURCED = frozenset({"say", "report", "belief", "accuse", "assessment", "warn", "evidence", "deny", "doubt"})
"""Classes that are reports even where nobody is named: "it was reported that"; nobody's wish or praise is none."""
RELATIVE_CLAUSES = frozenset({"acl", "acl:relcl", "advcl:relcl"})
"""Relations of clauses that only describe a noun."""
WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
DAYS = WEEKDAYS | {"yesterday", "today", "tonight", "mon", "tue", "tues", "wed", "thu", "thurs", "fri", "sat", "sun"}
TIMES = DAYS | frozenset(
    """january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    day week month year night morning evening afternoon weekend hour minute earlier later""".split()
)
"""Words that head a time expression beside a reporting verb."""


SPEAKING = frozenset({"speak", "talk", "ask", "question", "quiz", "address", "reply", "respond", "write", "brief"})
"""Verbs of a clause that says on what occasion somebody said something."""


class SentenceView:
    """A sentence with what the rules ask of it again and again."""

    __slots__ = ("children", "high", "lemmas", "low", "quoted", "sentence", "tokens")

    def __init__(self, sentence: Sentence, quoted: Iterable[int] = ()) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.children = sentence.children
        self.low, self.high = extents(sentence)
        forms = reporting().forms
        self.lemmas = [
            forms.get(t.text.lower(), t.lemma.lower()) if t.upos in ("VERB", "AUX") else t.lemma.lower()
            for t in sentence.tokens
        ]
        self.quoted = frozenset(quoted)

    def base(self, index: int) -> str:
        return self.tokens[index].deprel.partition(":")[0]

    def subtree(self, index: int) -> set[int]:
        return set(self.sentence.subtree(index))

    def child(self, index: int, *relations: str) -> int | None:
        return next((c for c in self.children[index] if self.tokens[c].deprel in relations), None)

    def cases(self, index: int) -> list[str]:
        """Prepositions and subordinators of a phrase or clause."""
        return [self.lemmas[c] for c in self.children[index] if self.tokens[c].deprel in ("case", "mark") and c < index]

    def negated(self, index: int) -> bool:
        for c in self.children[index]:
            if self.lemmas[c] in NEGATIONS and self.tokens[c].deprel in ("advmod", "cc:preconj", "cc", "det"):
                return True
            if self.lemmas[c] == "longer" and c > 0 and self.lemmas[c - 1] == "no":
                return True
        return False

    def modal(self, index: int) -> bool:
        return any(self.base(c) == "aux" and self.tokens[c].text.lower() in MODALS for c in self.children[index])

    def passive(self, index: int) -> bool:
        token = self.tokens[index]
        if token.xpos == "VBN" and token.deprel == "conj" and token.head >= 0 and self.passive_head(index):
            return True
        return any(self.tokens[c].deprel in ("aux:pass", "nsubj:pass", "csubj:pass") for c in self.children[index])

    def passive_head(self, index: int) -> bool:
        """As in "was arrested and charged": the second verb shares the auxiliary of the first."""
        own = any(self.base(c) in ("nsubj", "aux") for c in self.children[index])
        head = self.tokens[index].head
        return not own and any(self.tokens[c].deprel in ("aux:pass", "nsubj:pass") for c in self.children[head])

    def agents(self, index: int) -> list[int]:
        found = [c for c in self.children[index] if self.tokens[c].deprel == "obl:agent"]
        found = found or [c for c in self.children[index] if self.base(c) == "obl" and self.cases(c)[:1] == ["by"]]
        found = [c for c in found if self.lemmas[c] not in TIMES]  # "is expected by September"
        return [x for c in found for x in self.conjuncts(c)]

    def conjuncts(self, index: int) -> list[int]:
        return [
            index,
            *(
                c
                for c in self.children[index]
                if self.tokens[c].deprel == "conj" and self.tokens[c].upos in ("NOUN", "PROPN", "PRON")
            ),
        ]

    # ---- whose words -------------------------------------------------------------------------------------------

    def subjects(self, verb: int, depth: int = 0) -> list[int]:
        """Who does the verb: its subject, or that of the verb it depends on, or the noun it modifies. Empty:
        unknown."""
        if depth > 5:  # deeper nesting of subjectless verbs does not occur; bounds the walk
            return []
        token = self.tokens[verb]
        own = [
            c
            for c in self.children[verb]
            if self.base(c) == "nsubj" and self.tokens[c].deprel != "nsubj:outer" and self.tokens[c].xpos != "PRP$"
        ]
        # "noting that the plan": what stands behind "that" is no subject of the noting
        own = [c for c in own if c < verb or not any(self.tokens[j].deprel == "mark" for j in range(verb + 1, c))]
        if own:
            subject = own[-1] if own[-1] < verb else own[0]
            if self.lemmas[subject] == "that" and len(own) > 1:
                subject = own[-2]  # "the guards have that said": a slip of the pen
            antecedent = self.antecedent(subject, verb)
            return self.conjuncts(subject if antecedent is None else antecedent)
        if token.head < 0 or self.child(verb, "expl") is not None:
            return []
        relation, head = self.base(verb), token.head
        if relation == "acl":
            if token.xpos == "VBG" and self.lemmas[head] in roles().document and self.base(head) == "obj":
                governor = self.tokens[head].head
                if governor >= 0 and self.lemmas[governor] in reporting().lists["light"]:
                    # "the ministry issued a statement saying": the ministry says
                    return self.subjects(governor, depth + 1) or [head]
            return [] if token.xpos == "VBN" else self.who_is_doing(verb)
        if relation == "advcl" and token.xpos == "VBG" and not self.cases(verb):
            before = self.person_before(verb)
            if before is not None and before not in self.conjuncts(head):
                return [before]
        if relation == "advcl" and self.cases(verb)[:1] == ["for"]:
            # "arrested her for questioning": whoever it is done to
            patient = self.child(head, "obj", "nsubj:pass")
            return [] if patient is None else [patient]
        if relation in ("conj", "advcl", "parataxis", "dep"):
            if (
                self.tokens[head].upos in ("NOUN", "PROPN", "PRON")
                and self.child(head, "cop") is None
                and relation != "parataxis"
            ):
                return [head] if relation == "advcl" and self.base(head) == "nsubj" else []
            if relation == "parataxis" and token.xpos not in ("VBG",):
                return []
            return self.subjects(head, depth + 1)
        if relation == "xcomp" or (relation == "ccomp" and token.xpos in ("VBG", "VB")):
            patient = self.child(head, "obj", "iobj")
            if patient is not None and patient < verb and self.lemmas[head] not in ("promise",):
                return self.conjuncts(patient)
            return self.subjects(head, depth + 1)
        return []

    def who_is_doing(self, verb: int) -> list[int]:
        """Who a participle behind a noun tells of: the noun, unless it is a thing and a comma or a person stands
        between: "spoke to a meeting, promising", "footage of Ruiz saying"."""
        head = self.tokens[verb].head
        if self.tokens[verb].xpos != "VBG" or self.tokens[head].mention in ("person", "organization"):
            return [head]
        before = self.person_before(verb)
        if before is not None:
            return [before]
        above = self.tokens[head].head
        if self.tokens[verb - 1].text == "," and above >= 0 and self.base(head) in ("obl", "obj"):
            return self.subjects(above, 4) or [head]
        return [head]

    def person_before(self, verb: int) -> int | None:
        """The person whose name or description ends right before a verb."""
        if verb == 0 or self.tokens[verb - 1].upos not in ("NOUN", "PROPN"):
            return None
        head = self.name_head(verb - 1)
        known = self.tokens[head].mention == "person" or self.tokens[verb - 1].mention == "person"
        return head if known and self.base(head) in ("nmod", "obj", "obl") else None

    def antecedent(self, subject: int, verb: int) -> int | None:
        """The noun behind a relative pronoun."""
        if self.lemmas[subject] not in ("who", "which", "that", "whom") or self.tokens[subject].upos not in (
            "PRON",
            "DET",
            "SCONJ",
        ):
            return None
        at = verb
        for _ in range(4):  # "who is said to have wanted to": verbs between the pronoun's verb and the clause's head
            if at < 0:
                return None
            if self.base(at) == "acl":
                noun = self.tokens[at].head
                aged = noun >= 0 and self.tokens[noun].upos == "NUM" and self.base(noun) == "appos"
                noun = self.tokens[noun].head if aged else noun  # "Ruiz, 26, who said"
                return noun if noun >= 0 else None
            at = self.tokens[at].head
        # a comma and "who": the noun before, whatever the tree says
        before = subject - 1
        while before >= 0 and self.tokens[before].upos == "PUNCT":
            before -= 1
        if before >= 0 and self.tokens[before].upos in ("NOUN", "PROPN"):
            return self.name_head(before)
        return None

    def name_head(self, index: int) -> int:
        while self.tokens[index].head >= 0 and self.tokens[index].deprel.startswith(("flat", "compound", "nmod:desc")):
            index = self.tokens[index].head
        return index

    def beside(self, verb: int) -> list[int]:
        """The noun phrase right before or after the verb, where the tree gives no subject: "said Ruiz", "Ruiz also
        said"."""
        at = verb - 1
        while at >= 0 and (self.tokens[at].upos in ("AUX", "ADV", "PART")):
            at -= 1
        if at > 0 and self.tokens[at].text == ")":  # "Ruiz (Port Party) said"
            while at > 0 and self.tokens[at].text != "(":
                at -= 1
            at -= 1
        if (
            at >= 0
            and at not in self.quoted
            and self.tokens[at].upos in ("NOUN", "PROPN", "PRON")
            and self.tokens[at].xpos != "PRP$"
            and self.tokens[at].deprel not in ("obl", "nmod")
        ):
            return [self.name_head(at)]
        if self.lemmas[verb] in HEARING:
            return []  # "told Delta radio": who stands behind hears it
        at = verb + 1
        while (
            at < len(self.tokens) and at <= verb + 6 and self.tokens[at].upos in ("DET", "ADJ", "NOUN", "PROPN", "PRON")
        ):
            last = at + 1 >= len(self.tokens) or self.tokens[at + 1].upos not in ("NOUN", "PROPN", "ADJ")
            if self.tokens[at].upos in ("NOUN", "PROPN", "PRON") and last:
                return [self.name_head(at)]
            at += 1
        return []

    # ---- when it was said ----------------------------------------------------------------------------------------

    def speech_time(self, verb: int) -> tuple[int, int] | None:
        """The time expression that belongs to the saying. A weekday right behind the verb does, whatever its arc."""
        for c in self.children[verb]:
            relation = self.base(c)
            if relation in ("obl", "advmod", "nmod") and self.lemmas[c] in TIMES and c not in self.quoted:
                return self.bare(self.low[c], self.high[c])
            if relation == "obl":
                inner = next(
                    (g for g in self.children[c] if self.lemmas[g] in TIMES and self.base(g) in ("nmod", "obl")), None
                )
                if inner is not None:
                    return self.bare(self.low[inner], self.high[inner])
        for c in self.children[verb]:
            # "Speaking in Mada on Monday, she said"
            if self.base(c) == "advcl" and self.lemmas[c] in SPEAKING and c not in self.quoted:
                return self.speech_time(c)
        at = verb + 1
        while at < len(self.tokens) and at <= verb + 2 and self.lemmas[at] in ("on", "late", "early"):
            at += 1
        if at < len(self.tokens) and self.lemmas[at] in DAYS:
            follows = at + 1 < len(self.tokens) and (
                self.tokens[at + 1].xpos == "POS" or self.tokens[at].deprel in ("compound", "nmod:poss")
            )
            if not follows:
                return verb + 1, at
        return None

    def bare(self, first: int, last: int) -> tuple[int, int]:
        """Without punctuation at the edges."""
        while first < last and self.tokens[first].text in EDGES:
            first += 1
        while last > first and self.tokens[last].text in EDGES:
            last -= 1
        return first, last
