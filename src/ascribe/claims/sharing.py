"""What events of one sentence share: "struck the port on Friday, killing nine" tells place and day of both.

In: the events of a sentence with what hangs on each. Out: for events that lack a place, time or doer, the event that
they take it from. Here, because a sentence names each once and the tree hangs it on one word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ascribe.claims.carrying import FoundEvent
from ascribe.claims.roles import AGAINST
from ascribe.claims.trees import RELATIVE_WORDS, Tree
from ascribe.claims.whereabouts import ON_THE_GROUND
from ascribe.contract.claims import EventType

SAME_OCCASION = frozenset({"in", "during", "by", "through", "amid", "upon"})
"""Prepositions before a nominal event that is the occasion of the verb's ("died in an attack")."""


GOING_ON = frozenset("continue remain last stay keep".split())
"""Verbs of what does not end with the time told before."""
ANOTHER_TIME = frozenset(
    """not n't never previously earlier later then subsequently afterwards now eventually formerly once still
    meanwhile ultimately finally""".split()
)
"""Words beside a verb that does not share the time of the verb before."""
COURSE = frozenset("begin start commence launch open resume end finish expire stop".split())
"""Verbs whose time is that of one point of the event."""
HARM = frozenset({"kill", "injure", "casualty", "disaster", "accident"})
"""Modes of what comes of a blow, a crash or a flood in the same hour ("died after a bus hit them")."""
BESIDE = 6
"""Tokens between two verbs that are told in one breath ("was shot and killed on Friday")."""
TURNED_ON = frozenset({EventType.REJECT, EventType.THREATEN, EventType.AGREE})
"""Types whose infinitive says towards whom: "refused to meet the king", "agreed to help the farmers"."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two events; what `giver` has holds of `taker` too."""

    giver: FoundEvent
    taker: FoundEvent
    place: bool
    time: bool
    agent: bool
    target: bool = False


def _anchors(founds: Sequence[FoundEvent]) -> dict[int, list[FoundEvent]]:
    out: dict[int, list[FoundEvent]] = {}
    for f in founds:
        for token in dict.fromkeys((f.trigger, f.event)):
            out.setdefault(token, []).append(f)
    return out


def links(tree: Tree, founds: Sequence[FoundEvent]) -> Iterator[Link]:
    """Pairs that share, the closest first: by the relation that ties one event's word to the other's."""
    anchors = _anchors(founds)
    for f in founds:
        # "the quake that struck the port": what is tied to the rest is the quake
        top = f.event if tree.head(f.trigger) == f.event else f.trigger
        head, rel = tree.head(top), tree.rel[top]
        mark = tree.mark(top)
        for above in anchors.get(head, ()):
            if above.event == f.event:
                continue
            if tree.is_verb(top) or tree.copula(top) is not None:
                yield from _clause(tree, f, above, rel, mark)
            else:
                yield from _nominal(tree, f, above, rel)
        if rel in ("nmod", "obl") and head >= 0 and head not in anchors:
            # "providing air strikes in support of the port operation": through the nouns between
            yield from _through_nouns(tree, f, anchors)


def _type(f: FoundEvent) -> EventType | None:
    return f.sense.type if f.sense else None


def _clause(tree: Tree, f: FoundEvent, above: FoundEvent, rel: str, mark: str) -> Iterator[Link]:
    purpose = mark == "to"
    bare = tree.tokens[f.trigger].xpos in ("VBG", "VBN") and not mark
    if rel in ("acl", "advcl", "xcomp") and purpose:
        # "an offensive to retake the town": the offensive is where the town is
        answers = _type(above) in TURNED_ON and rel != "acl"
        protests = _type(above) is EventType.PROTEST and _type(f) in AGAINST
        # "resigned to focus on his Mada campaign": an aim without a type is nowhere yet
        yield Link(f, above, place=_type(f) is not None, time=False, agent=False, target=answers or protests)
        yield Link(above, f, place=True, time=False, agent=rel == "acl")
    elif rel == "advcl" and (bare or mark == "with"):
        yield Link(above, f, place=True, time=True, agent=False)
        protests = _type(above) is EventType.PROTEST and _type(f) in AGAINST
        yield Link(f, above, place=True, time=False, agent=False, target=protests)
    elif rel == "acl":
        # "the flights, which began on Saturday"; "an attack that killed nine"
        own = [s for s in tree.kids(f.trigger, "nsubj") if tree.tokens[s].text.lower() not in RELATIVE_WORDS]
        yield Link(above, f, place=True, time=not own, agent=False)
        yield Link(f, above, place=True, time=False, agent=False)
    elif rel == "conj" and not tree.own_subjects(f.trigger):
        there = {_type(above), _type(f)} <= ON_THE_GROUND or _harmed(above)
        # "was ratified in June and gives them rights"
        lasts = _in_past(tree, above.trigger) and tree.tokens[f.trigger].xpos in ("VBZ", "VBP")
        # "paid on Friday but did not send the rest"
        lasts = lasts or tree.lemma[f.trigger] in GOING_ON
        lasts = lasts or any(tree.lemma[c] in ANOTHER_TIME for c in tree.kids(f.trigger, "advmod"))
        yield Link(above, f, place=there, time=not lasts, agent=False)
        if _harmed(above) and _harmed(f):
            yield Link(f, above, place=True, time=True, agent=False)
        elif _in_one_breath(tree, above.trigger, f.trigger):
            # the time stands once, behind the last of them
            yield Link(f, above, place=there or _touch(tree, above.trigger, f.trigger), time=True, agent=False)
    elif rel == "conj" and _harmed(f) and _harmed(above):
        # "nine were killed and twelve injured in Mada on Friday"
        yield Link(f, above, place=True, time=True, agent=False)
        yield Link(above, f, place=True, time=True, agent=False)
    elif rel == "advcl" and _at_once(tree, f, above):
        there = _harmed(above) or _type(above) is EventType.ASSAULT
        yield Link(f, above, place=there, time=True, agent=False)
        yield Link(above, f, place=there, time=True, agent=False)


def _in_one_breath(tree: Tree, first: int, last: int) -> bool:
    """Two verbs of one form with little between them."""
    between = tree.tokens[first + 1 : last]
    alike = tree.tokens[first].xpos == tree.tokens[last].xpos and tree.is_verb(first)
    return alike and len(between) <= BESIDE and not any(t.text in (",", ";", ":") for t in between)


def _touch(tree: Tree, first: int, last: int) -> bool:
    """ "Shot and killed": nothing else stands between."""
    return all(t.deprel in ("cc", "aux:pass", "aux") for t in tree.tokens[first + 1 : last])


def _at_once(tree: Tree, f: FoundEvent, above: FoundEvent) -> bool:
    """ "Nine died when the bridge fell", "died after being hit by a lorry": one occasion."""
    opens = {tree.lemma[c] for c in tree.kids(f.trigger, "mark", "advmod")}
    past = tree.tokens[f.trigger].xpos in ("VBD", "VBN", "VBG") and _in_past(tree, above.trigger)
    # "while" contrasts, unless something was going on
    meanwhile = "while" in opens and tree.tokens[f.trigger].xpos == "VBG"
    return past and ("when" in opens or meanwhile or (_harmed(above) and bool(opens & {"after", "as"})))


def _in_past(tree: Tree, i: int) -> bool:
    copula = tree.copula(i)
    return tree.tokens[i if copula is None else copula].xpos in ("VBD", "VBN", "VBG")


def _harmed(f: FoundEvent) -> bool:
    return f.sense is not None and f.sense.mode in HARM


def _nominal(tree: Tree, f: FoundEvent, above: FoundEvent, rel: str) -> Iterator[Link]:
    case = tree.case(f.event)
    if rel == "obl" and _type(above) in (EventType.ACCUSE, EventType.SANCTION):
        return  # "convicted in the killing of a judge in 2019"
    if tree.tokens[f.event].deprel == "nsubj:outer":
        return  # "the charge was that he fled in 2019"
    if (rel == "obl" and case in SAME_OCCASION) or (rel == "nsubj" and tree.is_verb(above.trigger)):
        protests = _type(f) is EventType.PROTEST is _type(above)
        # "the raid was condemned": not by the raiders
        acts = rel != "nsubj" or not tree.is_passive(above.trigger)
        # "was granted bail during his visit": not by him
        acts = acts and not any(tree.tokens[c].xpos == "PRP$" for c in tree.children[f.event])
        # "the crackdown, which began in June, was praised": not in June
        begun = tree.rel[f.trigger] == "acl" and tree.lemma[f.trigger] in COURSE
        at_once = case != "amid" and not begun
        yield Link(f, above, place=True, time=at_once, agent=acts, target=protests)
        yield Link(above, f, place=True, time=at_once, agent=False)
    elif rel in ("nmod", "obj") or (rel == "obl" and case in ("of", "for", "to", "on", "against")):
        yield Link(f, above, place=True, time=False, agent=False)
    elif rel == "conj":
        # "the trials and convictions of students"
        # but not "the king's death and the queen's arrival"
        shares = not any(tree.tokens[c].deprel == "nmod:poss" for c in tree.children[f.event])
        yield Link(above, f, place=True, time=True, agent=shares, target=shares)
        yield Link(f, above, place=_harmed(above), time=False, agent=False, target=shares)
    elif _type(f) is EventType.PROTEST is _type(above):
        # "stopped work in protest against the law"
        yield Link(f, above, place=False, time=False, agent=False, target=True)


def _through_nouns(tree: Tree, f: FoundEvent, anchors: dict[int, list[FoundEvent]]) -> Iterator[Link]:
    for above in tree.up(f.trigger):
        if above in anchors:
            for owner in anchors[above]:
                if owner.event != f.event:
                    yield Link(f, owner, place=True, time=False, agent=False)
            return
        if not tree.is_noun(above):
            return
