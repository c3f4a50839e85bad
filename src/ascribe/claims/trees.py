"""Questions about a dependency tree: who does what to whom, in which voice, tense and with which prepositions.

In: a `Sentence`. Out: token indices. Here, so that the rules for events, roles and factuality are written in terms of
subjects, objects and complements, and the accidents of Universal Dependencies (passives, relative clauses, control,
shared subjects of coordinated verbs) are dealt with once.
"""

from __future__ import annotations

from collections.abc import Iterator

from ascribe.claims.controlwords import control_words
from ascribe.claims.mending import mended
from ascribe.contract.sentences import Sentence

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
RELATIVE_WORDS = frozenset({"who", "whom", "which", "that", "whose", "where", "when"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
"""Tags of finite verbs."""
TENSED = FINITE | {"MD"}
"""The same, and those of modal auxiliaries."""
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
"""Words before a noun that point to what is known or was told."""
CLAUSES = frozenset({"advcl", "acl", "ccomp", "csubj", "parataxis"})
"""Relations of clauses of their own: what one counts or dates is not counted or dated by the clause above."""
REFERRING = RELATIVE_WORDS | {"this", "these", "those", "all", "both", "some", "many"}
"""Determiners that can be a subject."""
THINGS = ("abstract", "event", "object", "substance", "time", "quantity")
"""Mention types of what no "who" stands for."""

REASONS = frozenset({"due to", "because of", "according to", "thanks to", "prior to", "owing to", "next to"})
"""Prepositions of two words that belong to no verb."""

CONTAINERS = frozenset(
    """dozen hundred thousand million score string series serie spate wave number lot some part round couple host
    handful majority barrage flurry spree half most many several all one any rest bulk first latest kind sort type
    form act case set thing""".split()
)
"""Nouns that only count or group what stands behind their "of" ("dozens of strikes", "a series of attacks")."""

ADVISING = frozenset({"recommend", "advise", "suggest"})
"""Verbs whose subject does not do what their infinitive says."""
DEEPEST = 12
"""Steps that a search up the tree takes at most: longer chains are errors of the parser."""


def _singular(lemma: str, xpos: str) -> str:
    """Treebanks keep some plurals as lemmas ("troops"); the lexicons have the singular."""
    if xpos != "NNS" or not lemma.endswith("s") or lemma.endswith("ss"):
        return lemma
    return lemma[:-3] + "y" if lemma.endswith("ies") and len(lemma) > 4 else lemma[:-1]


class Tree:
    """A sentence with its relations looked up. Indices are token indices."""

    __slots__ = ("children", "lemma", "rel", "sentence", "tokens")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence = mended(sentence)
        self.tokens = sentence.tokens
        self.children = sentence.children
        self.lemma = [_singular(t.lemma.lower(), t.xpos) for t in self.tokens]
        self.rel = [t.deprel.partition(":")[0] for t in self.tokens]

    def kids(self, index: int, *relations: str) -> list[int]:
        """Dependents of `index` by one of these relations (subtypes stripped)."""
        return [c for c in self.children[index] if self.rel[c] in relations]

    def head(self, index: int) -> int:
        return self.tokens[index].head

    def is_verb(self, index: int) -> bool:
        """Tagged so, or built so: the reader calls some passives adjectives ("was hurt")."""
        return self.tokens[index].upos == "VERB" or any(
            self.tokens[c].deprel in ("aux:pass", "nsubj:pass") for c in self.children[index]
        )

    def is_noun(self, index: int) -> bool:
        return self.tokens[index].upos in NOMINAL

    def up(self, index: int) -> Iterator[int]:
        """The heads above `index`, nearest first."""
        for _ in range(DEEPEST):
            index = self.tokens[index].head
            if index < 0:
                return
            yield index

    def case(self, index: int) -> str:
        """The preposition of a noun, lower case, its parts joined ("according to", "south of"); "" for none."""
        words = []
        for c in self.children[index]:
            if self.rel[c] == "case" and self.tokens[c].text not in ("'s", "’s", "'", "’"):
                words.append(self.tokens[c].text.lower())
                words.extend(self.tokens[f].text.lower() for f in self.kids(c, "fixed"))
        return " ".join(words)

    def mark(self, index: int) -> str:
        """The word that introduces a clause ("to", "if", "that"), lower case; "" for none."""
        return " ".join(self.tokens[c].text.lower() for c in self.children[index] if self.rel[c] == "mark")

    def particles(self, index: int) -> list[int]:
        return [c for c in self.children[index] if self.tokens[c].deprel == "compound:prt"]

    def auxiliaries(self, index: int) -> list[int]:
        return self.kids(index, "aux")

    def copula(self, index: int) -> int | None:
        return next(iter(self.kids(index, "cop")), None)

    def content(self, index: int) -> int:
        """What a noun that only counts or groups stands for: "strikes" of "dozens of strikes"; else the noun itself."""
        for _ in range(DEEPEST):
            if self.lemma[index] not in CONTAINERS:
                return index
            ties = ("like", "such as") if self.lemma[index] == "thing" else ("of",)
            inner = next((c for c in self.kids(index, "nmod") if self.case(c) in ties), None)
            if inner is None:
                return index
            index = inner
        return index

    def is_headline(self) -> bool:
        """No finite verb: "Army to begin offensive", where the infinitive is the predicate."""
        return not any(t.xpos in TENSED for t in self.tokens)

    def conjuncts(self, index: int) -> list[int]:
        """`index` and what is coordinated with it and of its kind (nouns with nouns, predicates with predicates); of
        nouns not what is excluded ("Mada, not Delta")."""
        noun = self.is_noun(index)
        out = [index]
        for member in out:
            # "the judges" < "the mayor" < "an aide": a list may hang in a chain
            out += [
                c for c in self.kids(member, "conj") if self.is_noun(c) == noun and not (noun and self.is_excluded(c))
            ]
        return sorted(out)

    def is_excluded(self, index: int) -> bool:
        return any(self.lemma[c] == "not" for c in self.children[index])

    def is_passive(self, index: int) -> bool:
        token = self.tokens[index]
        if any(self.tokens[c].deprel in ("aux:pass", "nsubj:pass", "csubj:pass") for c in self.children[index]):
            return True
        if token.xpos != "VBN" or self.kids(index, "obj"):
            return False
        if any(self.lemma[c] == "have" for c in self.auxiliaries(index)):
            return False
        if self.rel[index] == "conj" and token.head >= 0:
            return not self.kids(index, "nsubj") and self.is_passive(token.head)
        return self.rel[index] in ("acl", "advcl", "amod", "xcomp") and not self.kids(index, "nsubj")

    def antecedent(self, index: int) -> int:
        """What a relative pronoun stands for; the token itself where it is none."""
        token = self.tokens[index]
        if token.upos not in ("PRON", "DET", "SCONJ") or self.lemma[index] not in RELATIVE_WORDS:
            return index
        at = index
        for above in self.up(index):
            if self.tokens[at].deprel == "acl:relcl":
                # "it was Mada and not Delta that was shelled": Mada
                if self.rel[above] == "conj" and self.is_excluded(above):
                    return self.tokens[above].head
                people = self.lemma[index] in ("who", "whom") and self.tokens[above].mention in THINGS
                return self.person_before(index) if people else above
            at = above
        return index

    def person_before(self, index: int) -> int:
        """Who a "who" means that the tree hangs on a thing: "the plan of General Ruiz, who"; the noun before it."""
        at = index - 1
        while at > 0 and self.tokens[at].upos == "PUNCT":
            at -= 1
        while self.rel[at] in ("flat", "compound") and self.tokens[at].head >= 0:
            at = self.tokens[at].head
        thing = self.tokens[at].mention in THINGS or not self.is_noun(at)
        return self.tokens[self.tokens[index].head].head if thing else at

    def own_subjects(self, index: int) -> list[int]:
        found = [c for c in self.kids(index, "nsubj") if self.tokens[c].upos != "DET" or self.lemma[c] in REFERRING]
        # "the aim is that the army withdraws": an outer subject is not the one that withdraws
        return [self.antecedent(c) for c in found[-1:]]

    def subjects(self, index: int, depth: int = 0) -> list[int]:
        """Grammatical subjects of a predicate: its own, or shared through coordination, control or modification."""
        own = self.own_subjects(index)
        if own or depth > DEEPEST:
            return own
        token, head = self.tokens[index], self.tokens[index].head
        if head < 0 or any(c < index for c in self.kids(index, "expl")):
            return []  # "it is said", "there came": nobody, and nobody from a verb above
        rel = self.rel[index]
        if rel == "conj":
            above = self.finite_above(index) if token.xpos in FINITE else None
            if above is not None:
                head = above
            return self.subjects(head, depth + 1) if not self.is_noun(head) or self.copula(head) is not None else []
        if rel in ("xcomp", "ccomp"):
            if rel == "xcomp" and self.lemma[head] in ADVISING and self.mark(index) == "to":
                return self.controlled(head, index)  # "recommended to shut the port": whoever is told
            if rel == "ccomp" and (token.xpos in FINITE or self.is_imperative(index)):
                return []
            return self.controlled(head, index) or self.subjects(head, depth + 1)
        if rel in ("advcl", "obl") and token.xpos == "VBG" and self.mark(index) == "into" and self.kids(head, "obj"):
            return self.kids(head, "obj")  # "forced him into handing over the keys"
        if rel in ("advcl", "obl"):
            described = self.object_of_deed(index)
            if described is not None:
                return described
        if rel == "advcl" and self.mark(index) == "to":
            words = control_words()
            if self.lemma[head] in words.calling | words.sent | words.given and self.controlled(head, index):
                return self.controlled(head, index)
        if rel == "advcl" and token.xpos == "VBN" and self.mark(index) == "as":
            return []  # "was hired as asked"
        if rel in ("advcl", "parataxis") and token.xpos in ("VBG", "VBN", "VB", "VBD"):
            return self.subjects(head, depth + 1) if not self.is_noun(head) or self.copula(head) is not None else []
        if token.deprel == "acl:relcl":
            return [] if self.kids(index, "obj") or not self.is_passive(index) else [head]
        if rel in ("acl", "amod"):
            if token.xpos == "VBN" or (token.xpos == "VBG" and not self.mark(index)):
                return [head]
            if rel == "acl" and self.copula(head) is not None and self.tokens[head].mention == "place":
                return self.subjects(head, depth + 1)  # "was in the area to oversee it"
            if rel == "acl" and self.is_headline() and self.rel[head] == "root":
                return [head]
            return self.owners(head, depth + 1)
        return []

    def is_imperative(self, index: int) -> bool:
        """ "Help us," he said: whoever is spoken to."""
        return self.tokens[index].xpos == "VB" and not self.kids(index, "mark", "aux")

    def finite_above(self, index: int) -> int | None:
        """The finite verb that a finite one is coordinated with, where the tree hangs it on an infinitive or participle
        between: "calls on the council to pay, and asks"."""
        head = self.tokens[index].head
        if self.tokens[head].xpos not in ("VB", "VBG") or self.auxiliaries(head) or self.own_subjects(head):
            return None
        return next((a for a in self.up(head) if self.tokens[a].xpos in FINITE and self.own_subjects(a)), None)

    def object_of_deed(self, index: int) -> list[int] | None:
        """The object of the verb above, where a clause behind a preposition is about it: "prevented the crowd from
        reaching", "accused the army of shelling", "described the council as playing for time"; else None."""
        mark, head, words = self.mark(index), self.tokens[index].head, control_words()
        objects = self.kids(head, "obj", "iobj")[:1]
        kept = words.prevented if mark == "from" else words.object if mark == "against" else ()
        if objects and self.lemma[head] in kept:
            return objects
        if (mark in ("of", "for") and self.lemma[head] in words.deed) or (
            mark == "as" and self.lemma[head] in words.described and self.tokens[index].xpos == "VBG"
        ):
            return self.patients(head)[:1] or objects
        return None

    def controlled(self, index: int, clause: int | None = None) -> list[int]:
        """Whom a verb has do what its infinitive says: its object ("asked the army to leave"), with a verb of
        giving who gets something ("gave the town money to rebuild")."""
        words, lemma = control_words(), self.lemma[index]
        if self.is_passive(index):
            return []
        objects = self.kids(index, "obj", "iobj")
        if lemma in words.given:
            found = self.kids(index, "iobj") or [c for c in self.kids(index, "obl") if self.case(c) == "to"]
        elif lemma in words.sent:
            found = [o for o in objects if self.tokens[o].mention in ("person", "organization")]
        elif lemma in words.object:
            # not "for this reason they asked to"
            behind = [c for c in self.kids(index, "obl") if c > index]
            found = objects or [c for c in behind if self.case(c) in ("on", "upon", "to", "for")]
        else:
            found = []
        # "to protect the port, it told the crews": the purpose of telling
        return [f for f in found[:1] if clause is None or f < clause]

    def owners(self, noun: int, depth: int = 0) -> list[int]:
        """Who does what an infinitive or gerund behind a noun says ("the army's plan to leave", "announced a plan to
        leave", "a call on the army to leave")."""
        words, lemma, head = control_words(), self.lemma[noun], self.tokens[noun].head
        object_of = self.lemma[head] if head >= 0 and self.rel[noun] in ("obj", "obl") else ""
        if lemma in words.demand and object_of not in words.answering:
            return [c for c in self.kids(noun, "nmod") if self.case(c) in ("on", "to", "for", "upon")][:1]
        own = [c for c in self.children[noun] if self.tokens[c].deprel == "nmod:poss"]
        if (own and lemma not in words.demand) or depth > DEEPEST:
            return own
        by = [c for c in self.kids(noun, "nmod") if self.case(c) in ("by", "from")]
        if by and lemma not in words.demand:
            return by
        if lemma in words.aim:
            planners = [c for c in self.kids(noun, "nmod") if self.case(c) == "of" and self.is_body(c)]
            planners += [c for c in self.kids(noun, "compound", "amod", "nmod") if not self.case(c) and self.is_body(c)]
            if planners or object_of in words.opposing:
                return planners[:1]
        if object_of and self.tokens[head].upos == "VERB":
            if lemma in words.chance and self.lemma[head] in words.given:
                return self.controlled(head) or self.subjects(head, depth + 1)
            if lemma in words.charge and self.lemma[head] in words.deed:
                return self.patients(head)[:1]
            return self.subjects(head, depth + 1)
        return []

    def is_body(self, index: int) -> bool:
        """A person, a body or a state, by mention, name or as the adjective of a people ("Deltan")."""
        token = self.tokens[index]
        if token.mention in ("person", "organization") or token.upos == "PROPN":
            return token.mention not in ("time", "event", "abstract")
        return token.upos == "ADJ" and token.text[:1].isupper() and index > 0

    def objects(self, index: int) -> list[int]:
        """Direct objects; in a relative clause with a gap, the noun it modifies."""
        own = [self.antecedent(c) for c in self.kids(index, "obj")]
        if own:
            return own
        token = self.tokens[index]
        if (
            self.rel[index] == "conj"
            and token.head >= 0
            and self.is_verb(token.head)
            and not self.kids(index, "ccomp", "xcomp")
        ):
            # "arrested and charged the men": the object stands behind both
            shared = [c for c in self.kids(token.head, "obj") if c > index]
            if shared:
                return shared
        if self.lemma[index] in control_words().transitive and not self.is_passive(index):
            listed = self.listed_object(index)
            if listed:
                return listed
        if token.deprel == "acl:relcl" and token.upos == "VERB" and not self.is_passive(index):
            subjects = self.own_subjects(index)
            if subjects and token.head not in subjects and not self.kids(index, "ccomp"):
                return [token.head] if not self.kids(index, "obl") or self.has_gap(index) else []
        return []

    def listed_object(self, index: int) -> list[int]:
        """The object of a list of verbs, which stands behind the last: "arrested, charged and jailed three men"."""
        for c in [
            *self.kids(index, "conj"),
            *(self.kids(self.tokens[index].head, "conj") if self.rel[index] == "conj" else ()),
        ]:
            if c > index and self.is_verb(c) and not self.own_subjects(c) and self.kids(c, "obj"):
                joined = (self.rel[k] in ("cc", "punct", "advmod", "aux", "conj") for k in range(index + 1, c))
                return self.kids(c, "obj") if all(joined) else []
        return []

    def has_gap(self, index: int) -> bool:
        """No relative adverb says that the gap is a place or time ("the base where troops live")."""
        return not any(self.lemma[c] in ("where", "when", "why") for c in self.children[index])

    def patients(self, index: int) -> list[int]:
        """Logical objects: the object of an active verb, the subject of a passive one."""
        return self.subjects(index) if self.is_passive(index) else self.objects(index)

    def actors(self, index: int) -> list[int]:
        """Logical subjects: the subject of an active verb, the "by" phrase of a passive one."""
        if not self.is_passive(index):
            return self.subjects(index)
        # "a fund created for farmers": the parser gives participles agents behind any preposition
        behind = {c: self.case(c) for c in self.kids(index, "obl", "nmod")}
        return [c for c, case in behind.items() if case == "by" or (not case and self.tokens[c].deprel == "obl:agent")]

    def obliques(self, index: int) -> list[tuple[str, int]]:
        """Prepositional phrases of a verb or noun: (preposition, noun), in order. What is tied to a word that only
        counts belongs to what it counts ("dozens of strikes against the town")."""
        found = [(self.case(c), c) for c in self.kids(index, "obl", "nmod") if self.case(c)]
        above = self.head(index)
        if above >= 0 and self.case(index) == "of" and self.content(above) == index:
            found += [(self.case(c), c) for c in self.kids(above, "nmod") if c > index and self.case(c)]
        return found

    def around(self, index: int) -> frozenset[str]:
        """Particles, prepositions, adverbs and the heads of prepositional phrases and infinitives of a verb, as
        lemmas."""
        out: set[str] = set()
        for c in self.children[index]:
            rel = self.rel[c]
            if rel in ("compound", "advmod", "case", "obj") or (rel == "xcomp" and self.tokens[c].upos != "NOUN"):
                out.add(self.lemma[c])
                if self.lemma[index] == "have" and rel == "obj":
                    # "has troops in Mada": where they are is told of them
                    out.update(self.case(n) for n in self.kids(c, "nmod"))
                if self.tokens[c].upos == "INTJ":
                    out.update(self.case(n) for n in self.kids(c, "nmod", "acl"))  # "said no to the request"
            elif self.tokens[c].upos == "INTJ":
                out.add(self.lemma[c])
            elif rel in ("obl", "nmod"):
                out.add(self.lemma[c])
                case = self.case(c)
                out.update(case.split() if case not in REASONS and self.tokens[c].mention != "time" else ())
                for f in self.kids(c, "compound", "amod"):
                    out.add(self.lemma[f] + " " + self.lemma[c])
            elif rel == "advcl":
                out.update(self.mark(c).split())
        return frozenset(out)

    def before(self, index: int, count: int) -> list[tuple[str, str]]:
        """(lemma, lower-case text) of the `count` words before a token, hyphens left out; the order is that of the
        text."""
        out: list[tuple[str, str]] = []
        at = index - 1
        while at >= 0 and len(out) < count:
            if self.tokens[at].text not in ("-", "–", "‐", "‑"):
                out.append((self.lemma[at], self.tokens[at].text.lower()))
            at -= 1
        return out[::-1]
