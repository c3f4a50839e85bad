"""What the time expressions of a sentence say of the course of its events: which lie ahead, which are over.

In: a tree and its time expressions. Out: tokens. Here, because "starts on Friday" has the form of what goes on and "the
1999 war" that of what may go on still: only their times tell that the one is to come and the other past.
"""

from __future__ import annotations

from collections.abc import Sequence

from ascribe.claims.coursewords import course_words
from ascribe.claims.mood import mood_of
from ascribe.claims.timeshapes import (
    Calendar,
    Deictic,
    Mod,
    Relation,
    Shift,
    TimeExpression,
    TimexType,
    Vague,
    Window,
)
from ascribe.claims.trees import Tree

POINTS = frozenset({Relation.AT, Relation.IN, Relation.BY, Relation.AFTER, Relation.BEFORE, Relation.WITHIN})
"""Relations of a time at which something is; not those of a stretch that may hold today ("since", "until", "for")."""
LONG = frozenset({"month", "quarter", "season", "half", "year", "decade", "century"})
PRESENT = frozenset({"VBZ", "VBP"})


class Schedule:
    """Predicates and nouns that their times put ahead or behind. `spoken`: tokens of times that say when somebody
    spoke."""

    def __init__(
        self,
        tree: Tree,
        times: Sequence[TimeExpression] = (),
        spoken: frozenset[int] = frozenset(),
        headline: bool = False,
    ) -> None:
        self.tree = tree
        self.words = course_words()
        self.ahead: set[int] = set()
        """Predicates in the present with a time to come, and nouns that such a time is said of."""
        self.over: set[int] = set()
        """Nouns and predicates with a time that is past, and so long ago or so exact that what they tell is over."""
        for time in times:
            at = self.head_of(time)
            if (
                at is None
                or at in spoken
                or time.type in (TimexType.SET, TimexType.DURATION)
                or time.relation not in POINTS
            ):
                continue
            on = self.tree.head(at)
            if tree.kids(at, "cop"):
                self.predicate(at, time)
            elif on >= 0:
                self.hang(on, time, headline)

    def head_of(self, time: TimeExpression) -> int | None:
        """The token of the expression whose head stands outside it."""
        tokens = self.tree.tokens
        inside = [i for i, t in enumerate(tokens) if t.start < time.end and time.start < t.end]
        return next((i for i in inside if tokens[i].head not in inside), None)

    def predicate(self, at: int, time: TimeExpression) -> None:
        """ "The election is on Sunday"."""
        form = self.tree.tokens[self.tree.kids(at, "cop")[0]].xpos
        subjects = self.tree.own_subjects(at)
        if form in PRESENT and (is_ahead(time) or may_be_ahead(time)):
            self.ahead.update(subjects)
        elif form == "VBD":
            self.over.update(subjects)

    def hang(self, on: int, time: TimeExpression, headline: bool) -> None:
        """What the time does to the word that it hangs on."""
        tree = self.tree
        if is_over(time) and (tree.is_noun(on) or is_long_ago(time)):
            self.over.add(on)
        if tree.is_noun(on):
            if is_ahead(time):
                self.ahead.add(on)
            return
        mood = mood_of(tree, on, self.words)
        if not mood.present or mood.perfect or mood.negative or tree.lemma[on] in self.words.modality["standing"]:
            return
        usual = any(tree.lemma[c] in self.words.modality["usual"] for c in tree.kids(on, "advmod"))
        if tree.lemma[on] in self.words.static | self.words.modality["headline_states"] and not mood.progressive:
            return  # "face the prospect of a rise by next year"
        if is_ahead(time) or (may_be_ahead(time) and not (headline or usual)):
            self.ahead.add(on)


def is_ahead(time: TimeExpression) -> bool:
    """ "Tomorrow", "next week", "later this year", "in two days"."""
    shape = time.shape
    if time.mod is Mod.LATER or (isinstance(shape, Vague) and shape.value == "FUTURE_REF"):
        return True
    if isinstance(shape, Deictic):
        return shape.origin == "publication" and shape.offset > 0
    if isinstance(shape, Shift | Window):
        return shape.origin == "publication" and shape.sign > 0
    return isinstance(shape, Calendar) and shape.pick == "next"


def may_be_ahead(time: TimeExpression) -> bool:
    """ "Friday", "July 9": ahead where the present is said of it."""
    shape = time.shape
    if not isinstance(shape, Calendar) or time.attributive or shape.pick == "last" or shape.year is not None:
        return False
    return shape.base is None and (shape.weekday is not None or shape.month is not None)


def is_over(time: TimeExpression) -> bool:
    """ "Last week", "two days ago", "in 1999"."""
    shape = time.shape
    if time.mod is Mod.EARLIER or (isinstance(shape, Vague) and shape.value == "PAST_REF"):
        return True
    if isinstance(shape, Deictic):
        return shape.origin == "publication" and shape.offset < 0
    if isinstance(shape, Shift | Window):
        return shape.origin == "publication" and shape.sign < 0 and not isinstance(shape, Window)
    return isinstance(shape, Calendar) and (shape.pick == "last" or shape.year is not None)


def is_long_ago(time: TimeExpression) -> bool:
    """A year, or some months or years ago: what was said to go on then may have ended."""
    shape = time.shape
    if isinstance(shape, Calendar):
        return shape.year is not None
    return isinstance(shape, Deictic | Shift) and shape.unit in LONG
