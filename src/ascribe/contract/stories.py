"""Stories: which documents carry one report, and what points to its origin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ascribe.contract.documents import Span

Relation = Literal["original", "reference", "copy", "abridged", "extended", "rewritten"]
"""A member's part in its story. "reference": the member that the others are compared with where nothing tells which one
the others come from."""


Change = Literal["kept", "reworded", "added"]


@dataclass(frozen=True, slots=True)
class AlignedSentence:
    """A sentence of a document beside the sentence of another that it repeats. Offsets are each document's own."""

    start: int
    end: int
    other_start: int | None
    other_end: int | None
    change: Change
    shared: float
    """Share of the shorter sentence's words that both have, 0 to 1."""


LinkKind = Literal["identical", "near-identical", "contained", "edited", "rewritten"]
"""How two documents carry one report: the same words; nearly so; one inside the other (cut down, extended, wrapped,
part of a round-up); sentences kept, cut and added; told anew from the same copy."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two documents that carry one report, wholly or in part. `first` is the smaller id."""

    first: str
    second: str
    kind: LinkKind
    first_content: str
    """Digest of the words that count of the first document: the link holds for every document of these words."""
    second_content: str
    shared_first: float
    """Share of the first document's words that stand in sentences of the second, kept or reworded, 0 to 1."""
    shared_second: float
    alignment_first: tuple[AlignedSentence, ...] = ()
    """The first document's sentences beside the second's. Empty for identical documents: all are kept."""
    alignment_second: tuple[AlignedSentence, ...] = ()
    why: str = ""
    """What the two share, for a person to check."""


NamingGrade = Literal["credit", "dateline", "byline", "attribution", "told"]
"""How a text names its agency, the strongest first: a source line, "TOWN (AP) -", a byline, "reports AFP", "told
AFP"."""


@dataclass(frozen=True, slots=True)
class Naming:
    """The place where a document says over whose wire it came."""

    agency: str
    grade: NamingGrade
    document: str
    text: str
    start: int | None
    """None: the words stand in the document's metadata, not in its text."""
    end: int | None
    by: Literal["lexicon", "form"] = "lexicon"
    """How the agency is known: by its entry, or by the form of the line alone ("TOWN (XYZ) -", "XYZ News Agency")."""


MentionGrade = Literal["published", "credit", "page", "named"]
"""How a text names an outlet that it may come from, the strongest first: "first published by X", "Source: X", the
title line of X's page in somebody else's, and "X reported", which only counts where X carries the report too."""


@dataclass(frozen=True, slots=True)
class Mention:
    """The place where a document names an outlet that its text may come from."""

    outlet: str
    grade: MentionGrade
    document: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What grouping needs to know of a document."""

    document: str
    name: str
    content: str
    """Digest of the words that count; empty where there are too few to carry a report."""
    words: int
    outlet: str | None = None
    published_at: str | None = None
    naming: Naming | None = None
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A document's part in a story."""

    document: str
    relation: Relation
    shared: float
    """Share of this document's words that stand in the reference, 0 to 1."""
    added: int
    """Sentences that the reference lacks."""
    cut: int
    """Sentences of the reference that this one lacks."""
    alignment: tuple[AlignedSentence, ...] = ()
    reference: str | None = None
    """The document compared with; the story's reference unless no text is shared with that one directly."""
    spans: tuple[Span, ...] = ()
    """Where in the document the report stands, for a page that carries several; empty: all of it."""
    missing: tuple[Span, ...] = ()
    """Sentences of the document compared with that this one lacks, in that one's characters."""


StepGrade = NamingGrade | MentionGrade | Literal["cut", "wrapped", "later"]
"""What shows a step: words of the text (as in `NamingGrade` and `MentionGrade`); or no words: a fuller text that holds
all of this one, a later page that holds all of that one and more, or, the weakest, that one came later."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who passes a report on: an agency or outlet by name, or a member of the story."""

    kind: Literal["agency", "outlet", "document"]
    name: str | None
    """Of the agency or outlet; None: the document's publisher is not known."""
    document: str | None = None
    """The member; None: it is not in the story."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a report's way: who had it from whom, and what shows it."""

    giver: Party
    taker: Party
    grade: StepGrade
    why: str
    """What the grade means here, in words."""
    evidence: str | None = None
    """The characters that say it; None: no words say it."""
    document: str | None = None
    """Where these stand."""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose report it is, as far as the texts say."""

    agency: str | None = None
    document: str | None = None
    """The member that the others come from, where dates or texts tell; None: unknown."""
    evidence: str | None = None
    """The characters that name the agency."""
    evidence_document: str | None = None
    evidence_start: int | None = None
    evidence_end: int | None = None
    namings: tuple[Naming, ...] = ()
    """What every member says of its agency, the strongest first."""
    chain: tuple[Step, ...] = ()
    """The way from the agency to those who carry it, each giver before its takers. Members that no step leads to have
    it from nobody known."""


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
