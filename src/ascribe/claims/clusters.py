"""What is known of a person, body or thing while a document's mentions are being linked.

In and out: the state of `coreference`. Here, apart from the rules of linking, because every rule reads it and the
comparing of names is the same for all.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ascribe.claims.genders import Gender
from ascribe.claims.mentions import Mention, Number
from ascribe.claims.nounphrases import MentionKind, fold_word

TOLD_APART = frozenset({"previous", "earlier", "next", "last", "other", "another", "late", "then", "old", "new"})
"""Modifiers that tell a thing from one of the same name: "the regime" is not "the previous regime"."""


@dataclass(slots=True)
class Cluster:
    """Mentions that speak of one thing."""

    id: int
    kind: MentionKind
    number: Number | None
    gender: Gender | None = None
    name: str | None = None
    names: set[str] = field(default_factory=set)
    description: str | None = None
    heads: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    role: str | None = None
    affiliation: str | None = None
    ranks: set[frozenset[str]] = field(default_factory=set)
    """Words of rank before the office, of each mention that tells it: a deputy is not the minister."""
    media: bool = False
    told: int = 0
    """How often it was the subject."""
    defined: bool = False
    """Brought up with an article as known: "the spokesman"."""
    told_apart: frozenset[str] = frozenset()
    mentions: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention as a candidate for later pronouns."""

    cluster: int
    sentence: int
    head: int
    verb: int
    subject: bool
    speaker: bool
    quoted: bool
    named: bool


def fold_name(name: str) -> str:
    """A name as compared: "Al-Hadi" is called "Hadi" as well."""
    words = [fold_word(w).strip("'’\"").removeprefix("al-").removeprefix("el-") for w in name.split()]
    return " ".join(w for w in words if w and w not in ("the",))


def initials(folded: str, name: str) -> str:
    """As in "islamic state of iraq" -> "isi": capitals of a name of several words."""
    return "".join(w[0].lower() for w in name.split() if w[:1].isupper()) if " " in folded else ""


RANKS = frozenset({"chief", "prime", "deputy", "vice", "former", "ex", "assistant", "interim", "designate", "elect"})
"""Words that make another office of an unnamed one: "the minister" is not "the chief minister"."""


def rank(text: str) -> frozenset[str]:
    """The words of rank in a description."""
    return frozenset({w.lower() for w in text.split()} & RANKS)


def told_apart(mention: Mention) -> frozenset[str]:
    """What tells a described thing from another of its kind."""
    words = {w.lower() for w in mention.text.split()}
    return frozenset(words & TOLD_APART) if mention.form == "description" else frozenset()


def more_words(a: str, b: str) -> bool:
    return len(a.split()) > len(b.split())
