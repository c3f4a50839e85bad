"""When an event is, by grammar: the time expressions that hang on its words.

In: a tree, its time expressions and the events found in it. Out: one expression for each event that has one. Here,
apart from `whereabouts`, because a length, a rate and the day of a speech hang on the same words and say no when.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ascribe.claims.carrying import FoundEvent
from ascribe.claims.clauses import SPEAKING
from ascribe.claims.timeshapes import Between, Calendar, Deictic, Relation, TimeExpression, TimexType, Vague, Window
from ascribe.claims.trees import CLAUSES, Tree
from ascribe.claims.whereabouts import anchors

MENTIONING = frozenset(
    """mention recall cite discuss condemn criticise criticize denounce commemorate mark remember investigate probe
    describe recount bring review question mourn celebrate honour honor deplore lament explain regret compare
    blame convict accuse charge suspect implicate""".split()
)
"""Verbs whose object may lie far back ("condemned the killing of a judge in 2019")."""
PUTTING_OFF = frozenset("adjourn postpone delay defer reschedule move push".split())
"""Verbs whose "to" and "until" bring in a new day."""
SETTING = frozenset("propose suggest set fix choose pick name schedule prefer offer".split())
"""Verbs whose object can be a date."""
SCHEDULING = frozenset("schedule slate plan expect due".split())
"""Verbs whose day is ahead in whatever tense they stand ("was scheduled for 26 July")."""
JUDGING = frozenset("sentence fine jail convict imprison acquit suspend expel ban sanction".split())
"""Verbs whose day stands at the end, behind what it was for."""
DIRECTING = frozenset(
    """summons summon order notice request appeal invitation plan decision deal agreement deadline ask urge tell call
    invite instruct direct require oblige schedule issue""".split()
)
"""Words whose infinitive is still to come when they are said: its day is its own."""
OCCASIONS = frozenset({"in", "during", "at"})
"""Prepositions before an occasion whose day is that of the verb ("died in the 1999 war")."""
OPEN_QUOTES, CLOSE_QUOTES = frozenset('“«"'), frozenset('”»"')
COMPARED = frozenset({"JJS", "RBS"})
"""Tags of superlatives: "the deadliest quake in two decades" was not for two decades."""
FIRST = frozenset({"first", "last", "only", "second", "third"})
COMPARING = frozenset({"than", "compared", "versus"})
"""Words before what something is only compared with ("more than in the same period of 2019")."""
COMPARED_WITH = frozenset(
    "in the same corresponding comparable period of a time quarter during at for that with to".split()
)
"""Words between these and the time."""
UNITS = frozenset({"month", "quarter", "week", "year", "day"})
"""What a period is counted in."""
FAR = 6
"""Words between a superlative and the period that it holds for."""


class WhenReader:
    """Reads the times of the events of one sentence. `spoken`: tokens of times that say when somebody spoke. `caption`:
    it stands below a picture."""

    def __init__(
        self, tree: Tree, times: Sequence[TimeExpression], spoken: frozenset[int], *, caption: bool = False
    ) -> None:
        self.tree = tree
        self.times = times
        self.spoken = spoken
        self.caption = caption
        self.quoted = self.in_quotes()

    def times_of(self, founds: Sequence[FoundEvent]) -> dict[FoundEvent, TimeExpression]:
        """The time expression of each event: the one that hangs on its trigger or on the event itself."""
        by_anchor = anchors(self.tree, founds)
        found: dict[FoundEvent, list[TimeExpression]] = {}
        for t in self.times:
            tokens = self.tokens_of(t)
            if not tokens:
                continue
            at = self.head_of(tokens)
            if self.spoken & set(tokens):
                for f in self.sayings(at, by_anchor):
                    found.setdefault(f, []).append(t)
                continue
            for f in self.told_then(at, tokens, by_anchor):
                if self.is_in_reach(f, tokens):
                    # "held until Sunday, when rebels attacked": the attack was on Sunday
                    found.setdefault(f, []).append(replace(t, relation=Relation.AT))
            owners = [] if self.is_no_when(t, tokens) else self.owners(t, at, by_anchor)
            if t.text.lower() in ("now", "currently") and not self.tree.case(at):
                # "is now hoping to sail": the hoping is now
                owners = [
                    f for f in owners if not (self.tree.mark(f.trigger) == "to" and f.trigger > self.tree.head(at))
                ]
            for f in dict.fromkeys(owners):
                if self.is_in_reach(f, tokens):
                    found.setdefault(f, []).append(t)
        return {f: min(ts, key=lambda t: (_rank(t), t.start)) for f, ts in found.items()}

    def sayings(self, at: int, by_anchor: dict[int, list[FoundEvent]]) -> list[FoundEvent]:
        """ "Announced on Monday that the dock would close": the day of the announcement, where that is a claim."""
        verb = next((i for i in self.tree.up(at) if i != at and self.tree.is_verb(i)), -1)
        return [f for f in by_anchor.get(verb, []) if f.trigger == f.event == verb]

    # -- which words

    def tokens_of(self, t: TimeExpression) -> list[int]:
        return [i for i, token in enumerate(self.tree.tokens) if token.start < t.end and t.start < token.end]

    def first(self, t: TimeExpression) -> int:
        return self.tokens_of(t)[0]

    def head_of(self, tokens: Sequence[int]) -> int:
        """The token of a stretch whose head stands outside it."""
        inside = set(tokens)
        return next((i for i in tokens if self.tree.head(i) not in inside), tokens[0])

    # -- what is no time of an event

    def is_no_when(self, t: TimeExpression, tokens: Sequence[int]) -> bool:
        tree, at = self.tree, self.head_of(tokens)
        if self.is_compared_with(tokens) or self.is_bracketed(tokens):
            return True
        if tree.lemma[tree.head(at)] in PUTTING_OFF and tree.case(at) in ("to", "until", "till"):
            return True  # "adjourned to August 12": what is adjourned is then
        told = tree.rel[at] == "obj" or (tokens[0] == tree.head(at) + 1 and not tree.kids(at, "case"))
        if told and tree.lemma[tree.head(at)] in SETTING:
            return True  # "proposed August 5": what is proposed, and not when
        if tree.case(at) == "about" and not any(c.isdigit() for c in t.text):
            return True  # "glad about this year"
        behind = tokens[-1] + 1
        if behind < len(tree.tokens) and tree.lemma[tokens[-1]] == "year" and tree.lemma[behind] == "end":
            return True  # "the year ended in March": no year of the calendar
        unit = tree.head(at)
        if tree.case(at) == "to" and tree.lemma[unit] in UNITS and tokens[0] == unit + 2:
            return True  # "in the nine months to April": its end alone
        if t.type is not TimexType.DURATION:
            return self.is_in_name(t, at)
        if isinstance(t.shape, Window):
            return False
        if tree.case(at) in ("to", "of", "by") or tree.rel[at] in ("obj", "nsubj"):
            return True  # "sentenced to six years", "late by two weeks", "lost them": how much, and not when
        following = tree.lemma[tokens[-1] + 1] if tokens[-1] + 1 < len(tree.tokens) else ""
        if following in ("after", "before", "into", "since", "ahead"):
            return True  # "a day after the vote": counted from the vote
        if t.attributive or following == "-" or "-" in t.text:
            return True  # "a four-hour visit", "a day-long visit"
        before = range(max(0, tokens[0] - FAR), tokens[0])
        return t.relation is Relation.IN and any(
            tree.tokens[i].xpos in COMPARED or tree.lemma[i] in FIRST for i in before
        )

    def is_bracketed(self, tokens: Sequence[int]) -> bool:
        """ "The Tin Age (1989-2019)": told of the words before."""
        around = (tokens[0] - 1, tokens[-1] + 1)
        words = [self.tree.tokens[i].text if 0 <= i < len(self.tree.tokens) else "" for i in around]
        return words == ["(", ")"]

    def is_compared_with(self, tokens: Sequence[int]) -> bool:
        tree, i = self.tree, tokens[0] - 1
        while i > 0 and tree.tokens[i].text.lower() in COMPARED_WITH:
            i -= 1
        return i >= 0 and tree.tokens[i].text.lower() in COMPARING

    def is_in_name(self, t: TimeExpression, at: int) -> bool:
        """ "Agenda 2030", "the Mines Act, 2002": the year is part of a name."""
        tree = self.tree
        named = isinstance(t.shape, Calendar | Between) and not any(c.isalpha() for c in t.text)
        year = named and t.relation is Relation.AT
        if not year or at == 0 or tree.kids(at, "case"):
            return False
        name = at - 2 if tree.tokens[at - 1].text == "," and at > 1 else at - 1
        return tree.tokens[name].upos == "PROPN" and tree.head(at) in (name, tree.head(name))

    # -- whose time

    def told_then(self, at: int, tokens: Sequence[int], by_anchor: dict[int, list[FoundEvent]]) -> list[FoundEvent]:
        """ "In 2019, when nine were killed", "the 2019 season, when"."""
        tree = self.tree
        nouns = [at, tree.head(at)] if tree.rel[at] in ("nummod", "compound") else [at]
        whens = [i for i, word in enumerate(tree.lemma) if word == "when" and tree.rel[i] in ("advmod", "mark")]
        # by its arc, or right behind
        clauses = [tree.head(i) for i in whens if tree.head(tree.head(i)) in nouns or i - 2 in (tokens[-1], *nouns)]
        return [f for c in clauses for f in by_anchor.get(c, [])]

    def owners(self, t: TimeExpression, at: int, by_anchor: dict[int, list[FoundEvent]]) -> list[FoundEvent]:
        tree = self.tree
        if tree.is_verb(at) and at in by_anchor:
            return []
        if (main := self.main_behind(t, at)) in by_anchor or (main := self.pictured(t)) in by_anchor:
            return by_anchor[main]
        for head in tree.up(at):
            if head in by_anchor:
                main = self.main_of_infinitive(head, at) if at != head else head
                main = self.what_is_mentioned(t, main, at, by_anchor)
                above = by_anchor.get(tree.head(head), []) if self.is_when(head) else []
                return [*by_anchor.get(main, by_anchor[head]), *above]
            # "last week's guest", "current operations": such a time dates its noun alone
            if t.attributive:
                return self.of_occasion(head, by_anchor)
            if tree.lemma[head] == "where":
                return []
            listed = [c for c in tree.kids(head, "conj") if head < c < at and c in by_anchor]
            if tree.is_noun(head) and listed:
                return by_anchor[listed[-1]]  # "the efforts and protests in May": the tree ties it to the first
            plain = tree.is_noun(head) and tree.tokens[head].mention not in ("time", "event")
            if plain and tree.case(at) == "of":
                return []  # "fell to the values of 2019"
            if self.is_when(head):
                at = head
                continue
            if tree.rel[head] in CLAUSES and not (tree.is_verb(head) and tree.lemma[head] in SPEAKING):
                return []  # "will go back to where it was in 1995"
            # "the killing in Mada (MD) in 1987": behind the bracket the year is told of the killing
            bracketed = tree.rel[at] == "appos" and any(x.text == ")" for x in tree.tokens[at : self.first(t)])
            if tree.is_verb(head) or (tree.is_noun(head) and tree.rel[at] in ("acl", "appos") and not bracketed):
                return []
            at = head
        return []

    def is_when(self, clause: int) -> bool:
        """A clause of the time of what it hangs on: "Speaking in Mada on Monday, she attacked the plan", "was shot upon
        capture the next day"."""
        tree = self.tree
        said = tree.is_verb(clause) and tree.lemma[clause] in SPEAKING
        return tree.rel[clause] == "advcl" and (said or tree.mark(clause) == "upon")

    def main_behind(self, t: TimeExpression, at: int) -> int:
        """ "The police probing the case on Tuesday arrested her": the finite verb right behind the time, where the tree
        has hung it on a participle of that verb's subject; -1 for none."""
        tree = self.tree
        behind = self.tokens_of(t)[-1] + 1
        head = tree.head(at)
        if behind >= len(tree.tokens) or tree.tokens[behind].xpos != "VBD" or head < 0 or tree.rel[head] != "acl":
            return -1
        return behind if behind in tree.up(head) else -1

    def pictured(self, t: TimeExpression) -> int:
        """ "Fighters gather in Mada before going on to take the town on 20 March 2015.": the date at the end of a
        caption is that of the picture, and so of the main verb in the present tense; -1 for none."""
        tree, shape = self.tree, t.shape
        whole = isinstance(shape, Calendar) and None not in (shape.year, shape.month, shape.day)
        last = self.tokens_of(t)[-1]
        if not self.caption or not whole or any(token.upos != "PUNCT" for token in tree.tokens[last + 1 :]):
            return -1
        main = next(i for i in range(len(tree.tokens)) if tree.head(i) < 0)
        return main if tree.tokens[main].xpos in ("VBP", "VBZ") else -1

    def of_occasion(self, noun: int, by_anchor: dict[int, list[FoundEvent]]) -> list[FoundEvent]:
        """ "Died in the 1999 war": the war's time is that of the death."""
        tree = self.tree
        occasion = tree.tokens[noun].mention == "event" and tree.rel[noun] == "obl" and tree.case(noun) in OCCASIONS
        verb = tree.head(noun)
        return by_anchor.get(verb, []) if occasion and tree.is_verb(verb) else []

    def what_is_mentioned(self, t: TimeExpression, verb: int, at: int, by_anchor: dict[int, list[FoundEvent]]) -> int:
        """ "Condemned the killing of a judge in 2019": a year behind what is talked about is the year of that."""
        tree = self.tree
        far_back = isinstance(t.shape, Calendar) and t.shape.year is not None and t.shape.day is None
        if not far_back or tree.lemma[verb] not in MENTIONING:
            return verb
        between = [n for n in tree.kids(verb, "obj", "obl", "nsubj") if verb < n < at and n in by_anchor]
        return between[-1] if between else verb

    def main_of_infinitive(self, head: int, at: int) -> int:
        """A time at the end of "launched an offensive to retake the town last week" is when it was launched: the verb
        above an infinitive of purpose, where that verb stands in the past tense."""
        tree = self.tree
        what_for = "for" in (tree.mark(head), tree.case(head))
        if what_for and tree.head(head) >= 0 and tree.lemma[tree.head(head)] in JUDGING and at > head:
            return tree.head(head)  # "fined her for selling it on Monday", "sentenced for fraud in 2010"
        if tree.mark(head) != "to" or at < head or tree.lemma[tree.head(head)] in DIRECTING:
            return head
        for above in tree.up(head):
            if tree.is_verb(above):
                past = tree.tokens[above].xpos == "VBD" or (
                    tree.tokens[above].xpos == "VBN" and not tree.kids(above, "mark")
                )
                purpose = tree.rel[head] in ("advcl", "acl")
                return above if past and purpose else head
        return head

    def is_in_reach(self, f: FoundEvent, tokens: Sequence[int]) -> bool:
        """What is quoted with a verb of its own does not date the words around it."""
        if not self.quoted[tokens[0]] or self.quoted[f.trigger]:
            return True
        first = tokens[0]
        while first > 0 and self.quoted[first - 1]:
            first -= 1
        return not any(self.tree.is_verb(i) for i in range(first, tokens[0]))

    def in_quotes(self) -> list[bool]:
        """For each token whether it stands between quotation marks."""
        inside, out = False, []
        for token in self.tree.tokens:
            if inside and token.text in CLOSE_QUOTES:
                inside = False
            elif token.text in OPEN_QUOTES:
                inside = True
            out.append(inside)
        return out


def has_gone_on(tree: Tree, verb: int) -> bool:
    """ "Has been closed", "have fought"; "had fought" was over."""
    return any(tree.lemma[a] == "have" and tree.tokens[a].xpos in ("VBZ", "VBP") for a in tree.auxiliaries(verb))


def shared_time(tree: Tree, t: TimeExpression, taker: FoundEvent) -> TimeExpression:
    """The time of another event as that of `taker`: "was stopped in June and has since been pushed back" is from June
    on."""
    since = any(tree.lemma[c] == "since" for c in tree.kids(taker.trigger, "advmod"))
    return replace(t, relation=Relation.SINCE) if since else t


def tells_when(t: TimeExpression) -> bool:
    """Names a day or a period, and no length, rate or "soon", which are told of one event alone."""
    return not isinstance(t.shape, Vague) and (
        t.type in (TimexType.DATE, TimexType.TIME) or isinstance(t.shape, Window)
    )


def _rank(t: TimeExpression) -> int:
    """What is likelier the time of an event: a day or period, a time of day, "now", a length, a rate."""
    if t.type is TimexType.TIME and isinstance(t.shape, Deictic) and t.shape.origin == "reference":
        return 1
    if isinstance(t.shape, Vague):
        return 2
    return {TimexType.DATE: 0, TimexType.TIME: 0, TimexType.DURATION: 3, TimexType.SET: 4}[t.type]
