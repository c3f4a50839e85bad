"""The words that put an event into a phase or take its reality away, from `course.toml` and `verbs.toml`, looked up.

In: lemmas. Out: phases, embeddings, word classes. Here, so that the rules in `events.py` and `course.py` read as rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Protocol, TypeVar

from ascribe.claims import lexicons
from ascribe.claims.lexicons import entries
from ascribe.contract.claims import Certainty, Phase, Polarity

T = TypeVar("T")


class Words(Protocol):
    """What is asked of a tree here."""

    lemma: list[str]

    def around(self, index: int) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class Embedding:
    """What a governing word does to the event in its complement."""

    name: str
    own: bool
    """The governing word is an event itself as well, where the lexicon of events has it."""
    polarity: Polarity | None = None
    certainty: Certainty | None = None
    phase: Phase | None = None
    future: bool = False
    cases: frozenset[str] = frozenset()
    """Prepositions behind which a noun or clause is what it acts on ("called for talks", "barred from leaving")."""
    definite: bool = False
    """It acts on what is told as known as well: "demanded the withdrawal" is no withdrawal, "feared the attack" one."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb, with the particles or prepositions that must stand by it."""

    lemma: str
    near: frozenset[str]


@dataclass(frozen=True, slots=True)
class CourseWords:
    """`course.toml` and `verbs.toml` by lemma."""

    transitive: dict[str, tuple[tuple[frozenset[str], Phase], ...]]
    """Verb lemma to (particles needed, phase), those with particles first."""
    intransitive: dict[str, tuple[tuple[frozenset[str], Phase], ...]]
    predicates: dict[str, Phase]
    """Adjectives and phrases after "be"; a phrase is keyed by its whole text."""
    nouns: dict[str, Phase]
    modifiers: dict[str, Phase]
    embed_verbs: dict[str, tuple[tuple[frozenset[str], Embedding], ...]]
    embed_predicates: dict[str, Embedding]
    embed_nouns: dict[str, Embedding]
    modality: dict[str, frozenset[str]]
    light: dict[str, tuple[frozenset[str], ...]]
    """Light verb to the particles that it needs (empty: none)."""
    receiving: frozenset[str]
    """Light verbs whose subject undergoes the event."""
    deeds: frozenset[str]
    """Verbs of saying that over a noun alone are deeds ("referred the matter to")."""
    befalling: frozenset[str]
    """Verbs by which a calamity happens ("struck the port"), or does harm ("killed nine")."""
    harming: frozenset[str]
    """Of these, the ones that tell of the harm."""
    static: frozenset[str]
    weak: frozenset[str]
    """Those of the static verbs that can be events ("took the bags to the port")."""
    states: frozenset[str]
    motion: frozenset[str]
    """What goes from place to place, so that "to" and "from" bring in places."""

    def embedding(self, tree: Words, verb: int) -> Embedding | None:
        """What a verb does to the event in its complement; None: it governs none."""
        for near, embedding in self.embed_verbs.get(tree.lemma[verb], ()):
            if not near or near <= tree.around(verb):
                return embedding
        return None


def _phrase(text: str) -> Phrase:
    words = text.split()
    near = frozenset(w[1:] for w in words if w.startswith("+"))
    plain = [w for w in words if not w.startswith("+")]
    if not plain:
        raise ValueError(f"course.toml: '{text}' has no verb")
    return Phrase(plain[0], near | frozenset(plain[1:]))


def _ordered(table: dict[str, list[tuple[frozenset[str], T]]]) -> dict[str, tuple[tuple[frozenset[str], T], ...]]:
    return {k: tuple(sorted(v, key=lambda x: -len(x[0]))) for k, v in table.items()}


@cache
def course_words() -> CourseWords:
    """The words, read once."""
    course, verbs = lexicons.table("course.toml"), lexicons.table("verbs.toml")
    transitive: dict[str, list[tuple[frozenset[str], Phase]]] = {}
    intransitive: dict[str, list[tuple[frozenset[str], Phase]]] = {}
    predicates: dict[str, Phase] = {}
    nouns: dict[str, Phase] = {}
    modifiers: dict[str, Phase] = {}
    for name, table in course["course"].items():
        phase = Phase(name)
        for key, into in (("transitive", transitive), ("intransitive", intransitive)):
            for p in map(_phrase, entries(table.get(key, ""))):
                into.setdefault(p.lemma, []).append((p.near, phase))
        for key, single in (("predicates", predicates), ("nouns", nouns), ("modifiers", modifiers)):
            for w in entries(table.get(key, "")):
                single.setdefault(w, phase)
    embed_verbs: dict[str, list[tuple[frozenset[str], Embedding]]] = {}
    embed_predicates: dict[str, Embedding] = {}
    embed_nouns: dict[str, Embedding] = {}
    for name, table in course["embed"].items():
        embedding = Embedding(
            name,
            bool(table.get("own")),
            Polarity(table["polarity"]) if "polarity" in table else None,
            Certainty(table["certainty"]) if "certainty" in table else None,
            Phase(table["phase"]) if "phase" in table else None,
            bool(table.get("future")),
            frozenset(entries(table.get("cases", ""))),
            bool(table.get("definite")),
        )
        for p in map(_phrase, entries(table.get("verbs", ""))):
            embed_verbs.setdefault(p.lemma, []).append((p.near, embedding))
        for w in entries(table.get("predicates", "")):
            embed_predicates.setdefault(w, embedding)
        for w in entries(table.get("nouns", "")):
            embed_nouns.setdefault(w, embedding)
    light: dict[str, list[frozenset[str]]] = {}
    for p in map(_phrase, entries(verbs["light"]["verbs"])):
        light.setdefault(p.lemma, []).append(p.near)

    return CourseWords(
        _ordered(transitive),
        _ordered(intransitive),
        predicates,
        nouns,
        modifiers,
        _ordered(embed_verbs),
        embed_predicates,
        embed_nouns,
        {k: frozenset(entries(v)) for k, v in (course["modality"] | verbs["worth"]).items()},
        {k: tuple(v) for k, v in light.items()},
        frozenset(entries(verbs["light"]["receiving"])),
        frozenset(entries(verbs["saying"]["deeds"])),
        frozenset(entries(verbs["calamity"]["befalling"])) | frozenset(entries(verbs["calamity"]["harming"])),
        frozenset(entries(verbs["calamity"]["harming"])),
        frozenset(entries(verbs["static"]["verbs"])),
        frozenset(entries(verbs["static"]["events"])),
        frozenset(entries(verbs["states"]["predicates"])),
        frozenset(entries(verbs["motion"]["words"])),
    )
