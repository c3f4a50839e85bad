"""A report: a reporting word with its sources and content, and the state of a search for them in one sentence.

In and out: token indices of one sentence. Here, so that the rules for verbs, nouns, refusals and relayed words, each
in a module of its own, speak of the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ascribe.claims.wording import Word
from ascribe.contract.claims import Stance


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
    citing: list[int] = field(default_factory=list)
    """Head tokens of those who cite the sources: "the daily, quoting two guards, said"."""
    bare: bool = False
    """Only a thing is told of, no proposition: "the report documents abuses"."""
    topic: int | None = None
    """Verb of "asked about X, ...": what a refusal without object refuses to tell."""
