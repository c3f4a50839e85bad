"""The state of the search for reports in one sentence, shared by the rules for verbs, nouns, refusals and relays.

In: a sentence view. Out: reports, as the rules add them.
"""

from __future__ import annotations

from ascribe.claims.clauses import MENTAL, TIMES, SentenceView
from ascribe.claims.contents import Contents
from ascribe.claims.reports import Report
from ascribe.claims.wording import Reporting, Word, reporting


class Search:
    """One sentence on its way to reports."""

    def __init__(self, view: SentenceView) -> None:
        self.view = view
        self.lexicon: Reporting = reporting()
        self.lists = self.lexicon.lists
        self.contents = Contents(view)
        self.used: set[int] = set()
        """Words that are part of a report already."""
        self.out: list[Report] = []

    def cue_span(self, i: int) -> tuple[int, int]:
        """The verb with its auxiliaries, negation and particle, as far as they stand together."""
        view = self.view
        first = last = i
        own = {
            c
            for c in view.children[i]
            if view.base(c) in ("aux", "cop")
            or (view.base(c) == "advmod" and not view.children[c])
            or view.tokens[c].deprel == "compound:prt"
        }
        while first - 1 in own:
            first -= 1
        while last + 1 in own and view.lemmas[last + 1] not in TIMES:
            last += 1
        return first, last

    def is_filler(self, i: int, word: Word) -> bool:
        """As in "I think", "you know", "we want" within a quotation: the speaker's own manner, no report of
        another's. Outside one they are told of the writer and the reader."""
        view = self.view
        if i not in view.quoted:
            return False
        own = next((c for c in view.children[i] if view.base(c) == "nsubj"), None)
        if own is None or view.tokens[own].upos != "PRON":
            return False
        pronoun = view.lemmas[own]
        if pronoun in ("you", "one"):
            return True
        return pronoun in ("i", "we") and word.category in MENTAL and not view.negated(i)
