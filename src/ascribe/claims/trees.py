"""Questions about a dependency tree: who does what to whom, in which voice, tense and with which prepositions.

In: a `Sentence`. Out: token indices. Here, so that the rules for events, roles and factuality are written in terms of
subjects, objects and complements, and the accidents of Universal Dependencies (passives, relative clauses, control,
shared subjects of coordinated verbs) are dealt with once.
"""

from __future__ import annotations

from collections.abc import Iterator

from ascribe.claims.mending import mended
from ascribe.contract.sentences import Sentence

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
RELATIVE_WORDS = frozenset({"who", "whom", "which", "that", "whose", "where", "when"})
PREDICATE_LINKS = frozenset({"xcomp", "ccomp", "advcl", "acl", "csubj", "conj", "parataxis"})

OBJECT_CONTROL = frozenset(
    """ask urge force allow help order tell press pressure instruct invite encourage persuade enable permit cause
    compel require
    beg appeal call lead push request command direct advise warn want expect authorize authorise convince exhort
    implore get let make see hear watch train drive leave""".split()
)
"""Verbs whose object (or "on"/"to"/"for" oblique) does what the infinitive says; with the others the subject does
it."""

CALLING = frozenset("ask urge call appeal press order tell instruct invite pressure plead persuade beg".split())
"""Of these, the ones whose infinitive is never their own purpose, whatever the parser makes of it."""

REASONS = frozenset({"due to", "because of", "according to", "thanks to", "prior to", "owing to", "next to"})
"""Prepositions of two words that belong to no verb."""

CONTAINERS = frozenset(
    """dozen hundred thousand million score string series serie spate wave number lot some part round couple host
    handful majority barrage
    flurry spree half most many several all one any rest bulk first latest kind sort type form act case
    set""".split()
)
"""Nouns that only count or group what stands behind their "of" ("dozens of strikes", "a series of attacks")."""

DEEDS_OF_OBJECT = frozenset(
    """accuse suspect blame criticize criticise condemn denounce praise thank arrest jail fine charge convict sentence
    punish investigate sue indict detain prosecute apologize sanction""".split()
)
"""Verbs whose "of" or "for" tells a deed of their object ("accused the army of shelling", "jailed for theft")."""

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
            inner = next((c for c in self.kids(index, "nmod") if self.case(c) == "of"), None)
            if inner is None:
                return index
            index = inner
        return index

    def is_headline(self) -> bool:
        """No finite verb: "Army to begin offensive", where the infinitive is the predicate."""
        return not any(t.xpos in ("VBD", "VBZ", "VBP", "MD") for t in self.tokens)

    def conjuncts(self, index: int) -> list[int]:
        """`index` and what is coordinated with it and of its kind (nouns with nouns, predicates with predicates); of
        nouns not what is excluded ("Mada, not Delta")."""
        noun = self.is_noun(index)
        return [
            index,
            *(c for c in self.kids(index, "conj") if self.is_noun(c) == noun and not (noun and self.is_excluded(c))),
        ]

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
        return self.rel[index] in ("acl", "advcl", "amod") and not self.kids(index, "nsubj")

    def antecedent(self, index: int) -> int:
        """What a relative pronoun stands for; the token itself where it is none."""
        token = self.tokens[index]
        if token.upos not in ("PRON", "DET", "SCONJ") or self.lemma[index] not in RELATIVE_WORDS:
            return index
        at = index
        for above in self.up(index):
            if self.tokens[at].deprel == "acl:relcl":
                # "it was Mada and not Delta that was shelled": Mada
                return self.tokens[above].head if self.rel[above] == "conj" and self.is_excluded(above) else above
            at = above
        return index

    def own_subjects(self, index: int) -> list[int]:
        found = [c for c in self.kids(index, "nsubj") if self.tokens[c].upos != "DET" or self.is_ref(c)]
        # "the aim is that the army withdraws": an outer subject is not the one that withdraws
        return [self.antecedent(c) for c in found[-1:]]

    def is_ref(self, index: int) -> bool:
        return self.lemma[index] in RELATIVE_WORDS or self.lemma[index] in (
            "this",
            "these",
            "those",
            "all",
            "both",
            "some",
            "many",
        )

    def subjects(self, index: int, depth: int = 0) -> list[int]:
        """Grammatical subjects of a predicate: its own, or shared through coordination, control or modification."""
        own = self.own_subjects(index)
        if own or depth > DEEPEST:
            return own
        token, head = self.tokens[index], self.tokens[index].head
        if head < 0:
            return []
        rel = self.rel[index]
        if rel == "conj":
            return self.subjects(head, depth + 1) if not self.is_noun(head) or self.copula(head) is not None else []
        if rel in ("xcomp", "ccomp"):
            if rel == "ccomp" and token.xpos in ("VBD", "VBZ", "VBP"):
                return []
            controlled = self.controlled(head)
            return controlled or self.subjects(head, depth + 1)
        if rel in ("advcl", "obl"):
            mark = self.mark(index)
            if mark == "from" and self.kids(head, "obj"):
                # "prevented the crowd from reaching the palace"
                return self.kids(head, "obj")[:1]
            if mark in ("of", "for") and self.lemma[head] in DEEDS_OF_OBJECT:
                return self.patients(head)[:1]
        if rel == "advcl" and self.mark(index) == "to" and self.lemma[head] in CALLING and self.controlled(head):
            return self.controlled(head)
        if rel in ("advcl", "parataxis") and token.xpos in ("VBG", "VBN", "VB", "VBD"):
            return self.subjects(head, depth + 1) if not self.is_noun(head) or self.copula(head) is not None else []
        if token.deprel == "acl:relcl":
            return [] if self.kids(index, "obj") or not self.is_passive(index) else [head]
        if rel in ("acl", "amod"):
            if token.xpos == "VBN" or (token.xpos == "VBG" and not self.mark(index)):
                return [head]
            if rel == "acl" and self.is_headline() and self.rel[head] == "root":
                return [head]
            return self.owners(head, depth + 1)
        return []

    def controlled(self, index: int) -> list[int]:
        """The object of a verb that has its object do what its infinitive says ("asked the army to leave")."""
        if self.lemma[index] not in OBJECT_CONTROL:
            return []
        if self.is_passive(index):
            return []
        objects = self.kids(index, "obj", "iobj")
        if objects:
            return objects[:1]
        return [c for c in self.kids(index, "obl") if self.case(c) in ("on", "upon", "to", "for")][:1]

    def owners(self, noun: int, depth: int = 0) -> list[int]:
        """Who has or makes what a noun names ("the army's plan to leave", "announced a plan to leave")."""
        own = [c for c in self.children[noun] if self.tokens[c].deprel == "nmod:poss"]
        if own or depth > DEEPEST:
            return own
        by = [c for c in self.kids(noun, "nmod") if self.case(c) in ("by", "from")]
        if by:
            return by
        head = self.tokens[noun].head
        if head >= 0 and self.rel[noun] in ("obj", "obl") and self.tokens[head].upos == "VERB":
            return self.subjects(head, depth + 1)
        return []

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
        if token.deprel == "acl:relcl" and token.upos == "VERB" and not self.is_passive(index):
            subjects = self.own_subjects(index)
            if subjects and token.head not in subjects and not self.kids(index, "ccomp"):
                return [token.head] if not self.kids(index, "obl") or self.has_gap(index) else []
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
        return [
            c for c in self.kids(index, "obl", "nmod") if self.tokens[c].deprel == "obl:agent" or self.case(c) == "by"
        ]

    def obliques(self, index: int) -> list[tuple[str, int]]:
        """Prepositional phrases of a verb or noun: (preposition, noun), in order."""
        return [(self.case(c), c) for c in self.kids(index, "obl", "nmod") if self.case(c)]

    def around(self, index: int) -> frozenset[str]:
        """Particles, prepositions, adverbs and the heads of prepositional phrases and infinitives of a verb, as
        lemmas."""
        out: set[str] = set()
        for c in self.children[index]:
            rel = self.rel[c]
            if rel in ("compound", "advmod", "case", "obj") or (rel == "xcomp" and self.tokens[c].upos != "NOUN"):
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

    def negations(self, index: int, words: frozenset[str]) -> list[int]:
        """Adverbs on a predicate that are among `words`."""
        return [
            c
            for c in self.kids(index, "advmod", "cc", "aux", "det")
            if self.lemma[c] in words or self.tokens[c].text.lower() in words
        ]
