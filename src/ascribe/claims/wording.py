"""The lexicons of attribution, as looked up by rules: reporting words and what people are called.

In: `lexicon/reporting.toml` and `lexicon/roles.toml`. Out: `Reporting` and `Roles`, read once and kept. Here, so that
the rules hold no words of their own and a reader of a lexicon can extend it without touching code.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from ascribe.claims import lexicons
from ascribe.contract.claims import Stance

FORMS = frozenset({"clause", "quote", "infinitive", "gerund", "object", "naming"})
"""Where content can stand, besides the prepositions (`reporting.toml`, `takes`)."""

VERB_LISTS = (
    "telling_objects",
    "asking",
    "light",
    "carriers",
    "refusing",
    "withheld",
    "silent",
    "disbelieving",
    "unsure",
    "unnamed_verbs",
    "unauthorized",
    "carried",
    "replying",
    "seeming",
    "linking",
)
"""The lists of `reporting.toml` that hold verbs."""


@dataclass(frozen=True, slots=True)
class Word:
    """A reporting verb or noun and how it behaves."""

    lemma: str
    category: str
    """The lexicon's `class`: say, deny, belief, intention..."""
    stance: Stance
    gives_source: bool
    """False: an attitude told in the reporter's own voice; it lends no speaker to claims."""
    event: bool
    """The saying is an event of its own (accuse, warn, deny)."""
    people_only: bool
    documents_only: bool
    forms: frozenset[str]
    prepositions: frozenset[str]

    def takes(self, form: str) -> bool:
        return form in self.forms


@dataclass(frozen=True, slots=True)
class Reporting:
    """Reporting verbs and nouns by lemma, and the word lists of the rules (`reporting.toml` explains each)."""

    verbs: dict[str, Word]
    nouns: dict[str, Word]
    adjectives: dict[str, Word]
    phrasal: dict[str, frozenset[str]]
    lists: dict[str, frozenset[str]]
    forms: dict[str, str]
    """Inflected form: lemma, of every verb of the lexicon. A reader that misses a lemma ("vowe") is not followed."""


@dataclass(frozen=True, slots=True)
class Roles:
    """What people, groups, offices, outlets and documents are called (`roles.toml`)."""

    person: frozenset[str]
    offices: frozenset[str]
    belonging: frozenset[str]
    """Roles that the noun before tells the affiliation of."""
    anonymous: frozenset[str]
    feminine: frozenset[str]
    masculine: frozenset[str]
    of_both: frozenset[str]
    """Of `masculine`: offices whose form women hold as well; a given name tells more."""
    titles: frozenset[str]
    postnominal: frozenset[str]
    """Behind a name, no part of it: "Ana Ruiz MP"."""
    group: frozenset[str]
    organisation: frozenset[str]
    speaking: frozenset[str]
    """Bodies only where they speak: "the anti-graft body said"."""
    appositive: frozenset[str]
    """What only explains the name before it: "the Delta group"."""
    media: frozenset[str]
    media_weak: frozenset[str]
    media_marks: frozenset[str]
    media_endings: frozenset[str]
    agencies: frozenset[str]
    outlets: frozenset[str]
    document: frozenset[str]
    plain: frozenset[str]
    sectors: frozenset[str]
    synonyms: dict[str, frozenset[str]]
    """Head word: words by which the same thing is called later."""


def _spellings(lemma: str) -> tuple[str, ...]:
    """The lemma, and its British spelling where it has one."""
    return (lemma, lemma[:-3] + "ise") if lemma.endswith("ize") else (lemma,)


def _words(groups: list[dict[str, Any]]) -> dict[str, Word]:
    out: dict[str, Word] = {}
    for group in groups:
        takes = frozenset(group["takes"])
        for lemma in group["lemmas"]:
            for spelling in _spellings(lemma):
                if spelling in out:
                    raise ValueError(f"reporting.toml: {spelling!r} stands in two groups")
                out[spelling] = Word(
                    lemma=lemma,
                    category=group["class"],
                    stance=Stance(group.get("stance", "asserts")),
                    gives_source=group.get("source", True),
                    event=group.get("event", False),
                    people_only=group.get("who") == "person",
                    documents_only=group.get("who") == "document",
                    forms=takes & FORMS,
                    prepositions=takes - FORMS,
                )
    return out


def inflected(lemma: str) -> tuple[str, ...]:
    """The regular forms of a verb, those that either spelling rule gives ("travelled", "traveled")."""
    if lemma.endswith("e"):
        return lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    plural = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    doubled = lemma + lemma[-1]
    return lemma, plural, lemma + "ed", lemma + "ing", doubled + "ed", doubled + "ing"


def _forms(lemmas: set[str], irregular: dict[str, list[str]]) -> dict[str, str]:
    out: dict[str, str] = {}
    for lemma in sorted(lemmas):
        for form in inflected(lemma):
            out.setdefault(form, lemma)
    for lemma, forms in irregular.items():
        out.update(dict.fromkeys(forms, lemma))
    out.update((lemma, lemma) for lemma in lemmas)
    return out


@cache
def reporting() -> Reporting:
    """The reporting lexicon. Raises ValueError where a lemma stands in two groups or a stance is unknown."""
    table = lexicons.table("reporting.toml")
    verbs = _words(table["verb"])
    lists = {k: frozenset(s for x in v for s in _spellings(x)) for k, v in table["lists"].items()}
    verbal = {*verbs, *(x for k in VERB_LISTS for x in lists[k]), *table["irregular"]}
    return Reporting(
        verbs=verbs,
        nouns=_words(table["noun"]),
        adjectives=_words(table["adjective"]),
        phrasal={k: frozenset(v) for k, v in table["phrasal"].items() if v},
        lists=lists,
        forms=_forms(verbal, table["irregular"]),
    )


@cache
def roles() -> Roles:
    """The lexicon of roles, groups, outlets and documents."""
    table = lexicons.table("roles.toml")
    person, media = table["person"], table["media"]
    return Roles(
        person=frozenset(person["roles"]),
        offices=frozenset(person["offices"]),
        belonging=frozenset(person["belonging"]),
        anonymous=frozenset(person["anonymous"]),
        feminine=frozenset(person["feminine"]),
        masculine=frozenset(person["masculine"]),
        of_both=frozenset(person["of_both"]),
        titles=frozenset(table["title"]["words"]),
        postnominal=frozenset(table["title"]["behind"]),
        group=frozenset(table["group"]["roles"]),
        organisation=frozenset(table["organisation"]["roles"]),
        speaking=frozenset(table["organisation"]["speaking"]),
        appositive=frozenset(table["organisation"]["appositive"]),
        media=frozenset(media["roles"]),
        media_weak=frozenset(media["weak"]),
        media_marks=frozenset(media["marks"]),
        media_endings=frozenset(media["endings"]),
        agencies=frozenset(media["agencies"]),
        outlets=frozenset(media["outlets"]),
        document=frozenset(table["document"]["roles"]),
        plain=frozenset(table["modifiers"]["plain"]),
        sectors=frozenset(table["modifiers"]["sectors"]),
        synonyms={k: frozenset(v) for k, v in table["synonyms"].items()},
    )
