"""What stands on one predicate: tense, aspect, modality and negation, read off its auxiliaries and adverbs.

In: a tree and a token. Out: a `Mood`, its own (`mood_of`) or with what it shares with the predicate above (`Moods`).
Here, because the course of an event needs the mood of its own word and of every word above it.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace

from ascribe.claims.coursewords import CourseWords, course_words
from ascribe.claims.trees import FINITE, TENSED, Tree
from ascribe.contract.claims import Certainty, Tense


@dataclass(slots=True)
class Mood:
    """What the auxiliaries of one predicate say."""

    tense: Tense = Tense.NONE
    perfect: bool = False
    present: bool = False
    """The finite word stands in the present, a perfect's "has" included."""
    progressive: bool = False
    future: bool = False
    would: bool = False
    possible: bool = False
    can: bool = False
    """The possibility is one of ability: "can", "could"."""
    obliged: bool = False
    negative: bool = False
    no_longer: bool = False
    yet: bool = False
    tentative: Certainty = Certainty.CERTAIN


def mood_of(tree: Tree, index: int, words: CourseWords) -> Mood:
    """Tense, aspect, modality and negation that stand on one predicate."""
    m, modality = Mood(), words.modality
    token = tree.tokens[index]
    finite = token.xpos
    for a in tree.kids(index, "aux", "cop"):
        lemma, text, xpos = tree.lemma[a], tree.tokens[a].text.lower(), tree.tokens[a].xpos
        if text in modality["future"] or lemma in modality["future"]:
            m.future = True
        elif text in modality["conditional"] and (xpos == "MD" or text == "would"):
            m.would = True
        elif text in modality["possible"] or lemma in modality["possible"]:
            m.possible = True
            m.can = lemma in ("can", "could", "ca")
        elif lemma in modality["obligation"] or text in modality["obligation"]:
            m.obliged = True
        elif lemma == "have":
            m.perfect = True
        elif lemma == "be" and (
            (finite == "VBG" and tree.rel[a] == "aux") or (xpos == "VBG" and _has_finite_be(tree, index))
        ):
            m.progressive = True
        if xpos in FINITE:
            m.tense = Tense.PAST if xpos == "VBD" else Tense.PRESENT
    if m.tense is Tense.NONE and not (m.future or m.would or m.possible or m.obliged):
        if finite == "VBD":
            m.tense = Tense.PAST
        elif finite in ("VBZ", "VBP"):
            m.tense = Tense.PRESENT
        elif finite == "VBN" and not tree.kids(index, "aux", "cop") and tree.kids(index, "nsubj"):
            m.tense = Tense.PAST  # a finite verb taken for a participle, or a headline: "Nine killed"
    m.present = m.tense is Tense.PRESENT
    if _is_to_be_done(tree, index):
        m.future = True
    if m.possible and token.lemma.lower() in modality["perceiving"] and _has(tree, index, "could"):
        m.possible, m.can, m.tense = False, False, Tense.PAST  # "smoke could be seen": it was
    if (m.perfect and m.tense is Tense.PRESENT) or (m.perfect and m.possible):
        m.tense = Tense.PAST
    for a in tree.kids(index, "advmod", "cc"):
        lemma, text = tree.lemma[a], tree.tokens[a].text.lower()
        if lemma in modality["negative_adverbs"] or text in modality["negative_adverbs"]:
            m.negative = m.negative or not _is_lifted(tree, a, modality["lifting"])
        elif lemma in modality["possible_adverbs"]:
            m.tentative = Certainty.POSSIBLE
        elif lemma in modality["probable_adverbs"] and lemma != "almost":
            m.tentative = Certainty.PROBABLE
        elif lemma == "yet":
            m.yet = True
        longer = lemma in modality["no_longer"] or text in modality["no_longer"]
        if longer and any(tree.lemma[c] == "no" for c in tree.children[a]):
            m.no_longer = True
    if any(
        (tree.lemma[a] in ("n't", "not") or tree.tokens[a].text.lower() in ("n't", "not", "n’t"))
        and not _is_lifted(tree, a, modality["lifting"])
        for a in tree.children[index]
    ):
        m.negative = True
    if m.obliged and m.perfect:
        # "should never have happened": it did; "must have fled": so it seems
        m.obliged, m.tense = False, Tense.PAST
        if any(tree.tokens[a].text.lower() == "must" for a in tree.kids(index, "aux")):
            m.tentative = Certainty.PROBABLE
        else:
            m.negative = not m.negative
    if m.would and m.perfect:
        # "would have brought millions": it did not come to it, or so they say
        m.would, m.tense, m.tentative = False, Tense.PAST, Certainty.POSSIBLE
    if m.negative and m.possible and m.can:
        m.possible = False  # "could not reach it" is no possibility
    return m


class Moods:
    """The moods of one sentence's predicates, with what a bare conjunct or participle lacks from the one above."""

    def __init__(self, tree: Tree, scheduled: Container[int] = ()) -> None:
        self.tree = tree
        self.words = course_words()
        self.scheduled = scheduled
        """Verbs in the present with a time ahead: "starts on Friday"."""
        self.known: dict[int, Mood] = {}

    def __getitem__(self, i: int) -> Mood:
        if i not in self.known:
            self.known[i] = self.read(i)
        return self.known[i]

    def read(self, i: int) -> Mood:
        tree = self.tree
        mood = replace(mood_of(tree, i, self.words))
        if i in self.scheduled:
            mood.future = True
        at = i
        for head in tree.up(i):
            bare = not any(tree.tokens[a].xpos in TENSED for a in (*tree.auxiliaries(at), *tree.kids(at, "cop")))
            if not bare:
                break
            if tree.rel[at] == "conj":
                if not self.shares(at, head):
                    break
                self.take(mood, at, head)
            elif (
                tree.rel[at] in ("advcl", "acl", "xcomp")
                and mood.tense is Tense.NONE
                and tree.tokens[at].xpos in ("VBG", "VBN")
            ):
                above = mood_of(tree, head, self.words)
                if tree.tokens[at].xpos == "VBN" and tree.mark(at) != "as":
                    mood.tense = Tense.PAST  # but "sails there, as permitted by the law"
                elif above.tense is not Tense.NONE:
                    mood.tense = above.tense
            else:
                break
            at = head
            if mood.tense is not Tense.NONE:
                break
        return mood

    def shares(self, at: int, head: int) -> bool:
        """Whether a conjunct without auxiliary goes on with those of the predicate above."""
        tree = self.tree
        form, above = self.form(at), tree.tokens[head].xpos
        if tree.own_subjects(at):
            # "a warrant will be issued and his bail cancelled"
            return form == above == "VBN" and bool(tree.auxiliaries(head)) and not tree.kids(at, "obj")
        if form == "VBN" and above == "VB":
            return False  # "would meet and discussed": a finite verb taken for a participle
        return form in ("VB", "VBN", "VBG")

    def form(self, at: int) -> str:
        """The tag of a conjunct's first word: "will start and be backed" is joined by its "be"."""
        return self.tree.tokens[min((*self.tree.auxiliaries(at), *self.tree.kids(at, "cop"), at))].xpos

    def take(self, mood: Mood, at: int, head: int) -> None:
        """What a bare conjunct has from the one above."""
        tree = self.tree
        above, form = mood_of(tree, head, self.words), self.form(at)
        if tree.own_subjects(at):
            mood.tense = Tense.NONE
        mood.future |= above.future or head in self.scheduled
        mood.would |= above.would
        mood.possible |= above.possible
        mood.can |= above.can
        mood.obliged |= above.obliged
        mood.progressive |= above.progressive and form == "VBG"
        mood.perfect |= above.perfect and form == "VBN"
        mood.present |= above.present
        if mood.tentative is Certainty.CERTAIN:
            mood.tentative = above.tentative
        joined_by = {tree.lemma[c] for c in tree.kids(at, "cc")}
        # "will never yield and leave" as well; but "was not seen and fled"
        if above.negative and (joined_by & {"or", "nor"} or (form == "VB" and "but" not in joined_by)):
            mood.negative = True
        if mood.tense is Tense.NONE:
            mood.tense = above.tense


def _has(tree: Tree, index: int, auxiliary: str) -> bool:
    return any(tree.tokens[a].text.lower() == auxiliary for a in tree.auxiliaries(index))


def _is_to_be_done(tree: Tree, index: int) -> bool:
    """ "The truce is to be watched", "they were to meet": "be" before the infinitive's "to"; "is due to arrive"."""
    if tree.kids(index, "cop") and any(
        tree.lemma[c] == "due" and any(tree.lemma[f] == "to" for f in tree.kids(c, "fixed"))
        for c in tree.kids(index, "mark")
    ):
        return True
    to = next((c for c in tree.kids(index, "mark") if tree.tokens[c].text.lower() == "to"), -1)
    if to > 0 and tree.rel[index] == "root" and tree.own_subjects(index):
        return True  # a headline: "Rebels to meet envoy"
    return to > 0 and any(
        tree.lemma[a] == "be" and a < to and tree.tokens[a].xpos in TENSED for a in tree.kids(index, "aux")
    )


def _has_finite_be(tree: Tree, index: int) -> bool:
    """ "was being shelled" goes on; "before being shelled" does not."""
    return any(tree.tokens[a].xpos in TENSED and tree.lemma[a] == "be" for a in tree.kids(index, "aux"))


def _is_lifted(tree: Tree, negation: int, lifting: frozenset[str]) -> bool:
    """ "not only", "not just": what follows is true as well."""
    return negation + 1 < len(tree.tokens) and tree.tokens[negation + 1].text.lower() in lifting
