"""Stories: which documents carry one report, and what points to its origin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Relation = Literal["original", "copy", "abridged", "extended", "rewritten"]


@dataclass(frozen=True, slots=True)
class AlignedSentence:
    """A sentence of a member beside the sentence of the story's reference document that it repeats."""

    start: int
    end: int
    other_start: int | None
    other_end: int | None
    change: Literal["kept", "reworded", "added"]
    shared: float
    """Share of the shorter sentence's words that both have, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Member:
    """A document's part in a story."""

    document: str
    relation: Relation
    shared: float
    """Share of this document's words that stand in the reference document, 0 to 1."""
    added: int
    """Sentences that the reference document lacks."""
    cut: int
    """Sentences of the reference document that this one lacks."""
    alignment: tuple[AlignedSentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose report it is, as far as the text says."""

    agency: str | None = None
    document: str | None = None
    """The member that the others come from, where dates or text tell; None: unknown."""
    evidence: str | None = None
    """The characters that name the agency or show the direction."""
    evidence_document: str | None = None
    evidence_start: int | None = None
    evidence_end: int | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """The family of documents that carry one report. Every document has at least its own story."""

    id: str
    members: tuple[Member, ...]
    origin: Origin
    origins: int
    """Number of independent origins; 1 for a story."""
    why: str
    """One sentence a person can check."""
