"""Who asked not to be named, and why.

In: sentences and their referents. Out: for each unnamed source the reason that the report gives, in its words, without
subject ("not authorized to speak to the press"), or none. Here, because the reason stands anywhere: in a relative
clause, after the quotation, or in a sentence of its own ("She spoke on condition of anonymity because ...").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ascribe.claims.clauses import SentenceView
from ascribe.claims.referents import Coreference
from ascribe.claims.wording import reporting
from ascribe.contract.documents import Span

LONGEST_REASON = 40
"""Tokens; the clause of a tree read wrong can run to the end of a long sentence."""
NOT_WILLING = frozenset(
    {"decline", "refuse", "ask", "request", "want", "wish", "prefer", "insist", "agree", "speak", "require"}
)
WRITING = frozenset({"speak", "talk", "comment", "discuss", "brief", "address", "give", "provide", "disclose"})


@dataclass(frozen=True, slots=True)
class Withheld:
    """A name that was asked to be kept back."""

    sentence: int
    source: int
    """Head token of the mention."""
    reason: Span | None
    """Document offsets."""


def _anchor(view: SentenceView, index: int) -> int | None:
    """The verb to which a request for anonymity belongs, where the token is part of one."""
    lists = reporting().lists
    lemma = view.lemmas[index]
    if lemma in lists["anonymity"]:
        at = index
        for _ in range(4):  # "on condition of strict anonymity": noun, noun, verb
            at = view.tokens[at].head
            if at < 0:
                return None
            if view.tokens[at].upos == "VERB":
                return at
        return None
    if lemma in lists["unnamed_verbs"] and view.passive(index):
        governor = view.tokens[index].head
        if governor >= 0 and view.base(index) in ("xcomp", "ccomp", "advcl") and view.lemmas[governor] in NOT_WILLING:
            negative = view.negated(index) or view.negated(governor) or view.lemmas[governor] in ("decline", "refuse")
            return governor if negative else None
    return None


def _not_authorized(view: SentenceView, index: int) -> bool:
    """As in "who is not authorized to speak to the press": the reason itself."""
    if view.lemmas[index] not in reporting().lists["unauthorized"] or not view.negated(index):
        return False
    return any(view.lemmas[c] in WRITING for c in view.children[index] if view.base(c) in ("xcomp", "advcl", "ccomp"))


def _clause(view: SentenceView, head: int) -> Span | None:
    """The predicate of a clause: without conjunction, pronoun subject and auxiliary "be"."""
    tokens = view.tokens
    first, last = view.low[head], view.high[head]
    dropped = {
        c
        for c in view.children[head]
        if view.base(c) in ("mark", "cop", "cc", "punct", "case")
        or (view.base(c) == "nsubj" and tokens[c].upos == "PRON")
        or (view.base(c) == "aux" and view.lemmas[c] == "be")
        or (view.base(c) == "fixed")
    }
    dropped |= {g for c in dropped for g in view.children[c]}
    while first <= last and (first in dropped or tokens[first].upos == "PUNCT"):
        first += 1
    while last > first and tokens[last].upos == "PUNCT":
        last -= 1
    if first > last:
        return None
    last = min(last, first + LONGEST_REASON)
    return view.sentence.span(first, last)


def _reason(view: SentenceView, anchor: int, index: int) -> Span | None:
    """The clause or phrase of cause behind the request."""
    because = reporting().lists["because"]
    for owner in (anchor, index, *view.children[anchor]):
        for c in view.children[owner]:
            if c <= index or c == owner:
                continue
            cases = view.cases(c)
            if view.base(c) in ("advcl", "obl", "nmod", "acl", "ccomp") and cases and cases[0] in because:
                if (
                    cases[0] in ("as", "for", "since")
                    and view.base(c) not in ("advcl", "ccomp", "acl")
                    and view.lemmas[c] != "fear"
                ):
                    continue
                return _clause(view, c)
            if view.lemmas[c] == "fear" and view.tokens[c].xpos == "VBG":
                return _clause(view, c)  # "did not want to be named fearing reprisals"
            if view.lemmas[c] == "cite" and view.tokens[c].xpos == "VBG":
                patient = view.child(c, "obj")
                return _clause(view, patient) if patient is not None else None
    # the tree put it elsewhere: a conjunction right behind the phrase opens the reason
    at = index + 1
    if at < len(view.tokens) and view.tokens[at].text == ",":
        at += 1
    if at < len(view.tokens) and view.lemmas[at] in because - {"for", "citing"}:
        head = view.tokens[at].head
        if head > at and view.tokens[head].upos in ("VERB", "ADJ", "NOUN"):
            return _clause(view, head)
    return None


def find_withheld(views: Sequence[SentenceView], coreference: Coreference) -> list[Withheld]:
    """The requests for anonymity of a document, with the mention of who made them."""
    out: list[Withheld] = []
    words = reporting().lists["anonymity"] | reporting().lists["unnamed_verbs"] | reporting().lists["unauthorized"]
    for s, view in enumerate(views):
        for i, lemma in enumerate(view.lemmas):
            if lemma not in words:
                continue
            anchor = _anchor(view, i)
            reason = None
            if anchor is not None:
                reason = _reason(view, anchor, i)
            elif _not_authorized(view, i) and view.base(i) in ("acl", "root"):
                anchor, reason = i, _clause(view, i)
            if anchor is None:
                continue
            found = view.subjects(anchor) or view.beside(anchor)
            out.extend(Withheld(s, source, reason) for source in found if coreference.mention(s, source) is not None)
    return out
