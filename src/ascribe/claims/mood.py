"""What stands on one predicate: tense, aspect, modality and negation, read off its auxiliaries and adverbs.

In: a tree and a token. Out: a `Mood`. Here, because the course of an event needs the mood of its own word and of every
word above it.
"""

from __future__ import annotations

from dataclasses import dataclass

from ascribe.claims.coursewords import CourseWords
from ascribe.claims.trees import Tree
from ascribe.contract.claims import Certainty, Tense

TENSED = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of finite verbs."""


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
        if xpos in TENSED and xpos != "MD":
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
    if m.negative and m.possible and m.can:
        m.possible = False  # "could not reach it" is no possibility
    return m


def _is_to_be_done(tree: Tree, index: int) -> bool:
    """ "The truce is to be watched", "they were to meet": "be" before the infinitive's "to"."""
    to = next((c for c in tree.kids(index, "mark") if tree.tokens[c].text.lower() == "to"), -1)
    return to > 0 and any(
        tree.lemma[a] == "be" and a < to and tree.tokens[a].xpos in TENSED for a in tree.kids(index, "aux")
    )


def _has_finite_be(tree: Tree, index: int) -> bool:
    """ "was being shelled" goes on; "before being shelled" does not."""
    return any(tree.tokens[a].xpos in TENSED and tree.lemma[a] == "be" for a in tree.kids(index, "aux"))


def _is_lifted(tree: Tree, negation: int, lifting: frozenset[str]) -> bool:
    """ "not only", "not just": what follows is true as well."""
    return negation + 1 < len(tree.tokens) and tree.tokens[negation + 1].text.lower() in lifting
