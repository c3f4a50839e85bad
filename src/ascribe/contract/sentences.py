"""What the reader gives: sentences with tokens, a dependency tree and entities.

All offsets inside a `Parse` are relative to the sentence, so that a parse depends on the sentence's text alone and
can be cached by its hash; `Sentence.start` places it in the document.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ascribe.contract.documents import Span


@dataclass(frozen=True, slots=True)
class Token:
    """One word in the sense of Universal Dependencies (English: "don't" is "do" + "n't")."""

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    """Penn Treebank tag."""
    head: int
    """Index of the head in the sentence's tokens; -1 for the root."""
    deprel: str
    """UD v2 relation with subtype ("nsubj:pass", "acl:relcl")."""
    margin: float = 1.0
    """Probability of the chosen head, 0 to 1."""
    mention: str | None = None
    """Kind of thing where the token heads a mention, named or described ("a senior official": person): person,
    organization, place, object, event, time, abstract, quantity, substance, animal, plant; None: heads none."""
    event: float = 0.0
    """Probability that the token names an event that is told as real (LitBank's realis triggers)."""
    factuality: float | None = None
    """-3 (did not happen) to 3 (happened), for predicates, as a crowd judged web text (UDS-IH2); what is planned has
    not happened, and "not" is often not heard: `commitment` hears it."""
    commitment: float | None = None
    """-3 (denied) to 3 (told as fact), for predicates: how far the text commits itself; what is planned is likely."""
    denied: bool = False
    """The text says that it is not so: "did not", "failed to", "no weapon was found"."""
    future: bool = False
    """It lies ahead of what is told: "will", "plans to", "asked them to"."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity: tokens `first` to `last` (inclusive), characters relative to the sentence."""

    label: str
    """PER, LOC, ORG."""
    first: int
    last: int
    start: int
    end: int
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Parse:
    """A sentence read: a tree (one root, no cycle) over at least one token, and entities that do not overlap."""

    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True)
class Sentence:
    """A sentence of a document with its parse. `text` is exactly `document.text[start:start + len(text)]`."""

    start: int
    text: str
    block: int
    """Index of its block in the document."""
    parse: Parse

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.parse.tokens

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """Indices of the dependents of each token, in order."""
        out: list[list[int]] = [[] for _ in self.tokens]
        for i, token in enumerate(self.tokens):
            if token.head >= 0:
                out[token.head].append(i)
        return tuple(tuple(x) for x in out)

    @cached_property
    def root(self) -> int:
        return next(i for i, token in enumerate(self.tokens) if token.head < 0)

    def subtree(self, index: int) -> tuple[int, ...]:
        """Indices of `index` and all below it, in order."""
        out, todo = [], [index]
        while todo:
            i = todo.pop()
            out.append(i)
            todo.extend(self.children[i])
        return tuple(sorted(out))

    def span(self, first: int, last: int | None = None) -> Span:
        """Document offsets of tokens `first` to `last` inclusive."""
        last = first if last is None else last
        return Span(self.start + self.tokens[first].start, self.start + self.tokens[last].end)
