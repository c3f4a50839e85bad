"""Where an event is, by grammar: the places that hang on its words, with the preposition that ties them.

In: a tree, the events found in it. Out: token indices with prepositions by event. A place belongs to the event that its
phrase hangs on; one that hangs on a participant ("forces in Mali") says where the participant is from. Here, because
times hang on events by the same words (`anchors`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ascribe.claims.carrying import FoundEvent
from ascribe.claims.coursewords import course_words
from ascribe.claims.senses import noun_sense
from ascribe.claims.trees import Tree
from ascribe.contract.claims import EventType

PREPOSITIONS = frozenset(
    """in at near on over around inside outside across along off from to toward towards into through throughout
    between above within beyond beside behind under below onto via opposite""".split()
) | {"north of", "south of", "east of", "west of", "outside of", "inside of", "close to", "next to", "out of"}
"""Prepositions that put an event at, to or from a place."""
BESIDE = frozenset({"near", "outside", "around"})
"""Of these, the ones that put something beside a place and not in it."""
UNNAMED = frozenset({"in", "at", "near", "on", "outside", "inside", "around", "over"})
"""Prepositions behind which a place without a name is where it happens ("at a base")."""
ON_THE_GROUND = frozenset({EventType.ASSAULT, EventType.MOBILIZE, EventType.COERCE, EventType.RETREAT})
"""Types whose object, where it is a place, is also where they happen ("shelled the port")."""
JOURNEYS = frozenset({"movement", "visit", "displacement"})
"""Modes of which the same holds ("left the town")."""
MOVING = frozenset({EventType.MOBILIZE, EventType.RETREAT})
"""Types of what moves."""
STATES = frozenset({"US", "UK", "EU", "UN", "UAE", "USA", "NATO"})
"""Names that before an event say who does it; those of towns say where ("US strikes", "Tikrit operation")."""
WITHIN = frozenset({"", "in", "at", "of", "near", "on", "outside", "inside", "around"})
"""Prepositions that tie a place to the larger one behind it; "the port of Mada for Orune" names two."""
TOWARDS_MATTERS = frozenset({"into", "over", "on", "above", "behind"})
"""Prepositions that with words and proceedings bring in what they are about ("an inquiry into")."""
IN_WORDS = frozenset({EventType.ACCUSE, EventType.AGREE, EventType.REQUEST, EventType.REJECT, EventType.SUPPORT})
HIT_THERE = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.AID})
"""Types done to somebody who is there: "killed two farmers in the valley"."""
SEEING = frozenset("see witness experience suffer host endure wake brace".split())
"""Verbs whose subject, where it is a place, is where something happens."""
MISFORTUNES = frozenset({"casualty", "disaster", "accident"})
"""Modes that are where those are whom they befall, and where what they befall is ("hit the coast of Mada")."""
HELPING = frozenset({EventType.COOPERATE, EventType.AID, EventType.MOBILIZE})
"""Types that are where what they are for is ("ships for the Mada operation")."""
ABOUT = frozenset({"in", "during", "by"})
"""Prepositions before an occasion without an event of its own ("found dead in two incidents in Mada")."""
PLACED_BY_PEOPLE = frozenset({EventType.AID, EventType.PROTEST})
"""Types that are where those are who take part: "aid to families in the valley", "a strike by nurses in Mada"."""
INSTITUTIONS = frozenset(
    {"prison", "jail", "court", "custody", "office", "church", "power", "town", "school", "bed", "home", "work"}
)
"""Words that without an article tell a way of being held, heard or taught, and no place."""
NOWHERE = frozenset({"place", "spot", "back", "front", "side", "sideline", "top", "bottom", "world"})
"""Words that say nowhere: "in these places", "at the back"."""
DIRECTIONS = frozenset("north south east west northeast northwest southeast southwest".split())
"""Words that with "of" and a place put something beside it ("30 km south of the town")."""
LENGTHS = frozenset("kilometre kilometer km mile metre meter yard".split())
"""What distances are told in."""
FACILITIES = frozenset(
    """airport airfield airbase base port harbour harbor station hospital clinic university college school prison jail
    camp mosque church cathedral monastery temple synagogue market bazaar bridge dam refinery plant checkpoint crossing
    stadium hotel embassy consulate barracks palace headquarters terminal mine""".split()
)
"""Nouns that with a town before them name a place in it ("Mada airport")."""
HANDING = frozenset("deliver supply hand distribute provide donate release allocate pledge unload".split())
"""Verbs whose "to" and "for" bring in a place if what is handed over is a thing ("delivered flour to Mada")."""
CARGO = frozenset({"object", "substance", "quantity", "plant", "animal"})
"""Mention types of what can be handed over."""
AREAS = frozenset("area region district village town city province valley county neighbourhood suburb quarter".split())
"""What a name stands before ("in the Mada area")."""
WAYS = frozenset(
    """road route way path bridge highway motorway track street crossing railway rail line pipeline border corridor
    access traffic passage entrance gate supply convoy trip shipment delivery truck flight ferry exit tunnel""".split()
)
"""What leads or goes to a place: its "to" and "into" say where it is ("cut the road to Mada")."""
HERE = frozenset(
    {"in", "at", "near", "around", "outside", "inside", "over", "along", "across", "close to", "outside of"}
)
"""Prepositions by which a participant says where the event is."""
THITHER = frozenset({"to", "into", "towards", "toward", "for", "onto"})
"""Prepositions of what leads or moves somewhere."""
SITES = frozenset({"at", "near", "to", "into", "outside", "inside"})
"""Prepositions of where or to what somebody goes ("stuck at the crossing near Mada", "set to work in Mada")."""
PARTAKING = frozenset({"against", "by", "with", "of", "between", "to", "for", "from", "under"})
"""Prepositions that bring in those who take part, and may have the event's place behind them ("a raid by rebels on
Mada", "an offensive against the militia near Mada")."""
PARTS_OF_A_PLACE = frozenset({"nmod", "appos", "compound", "flat"})


@dataclass(frozen=True, slots=True)
class Where:
    """A place of an event: the token that heads it and the preposition before it."""

    token: int
    relation: str


def is_state(text: str) -> bool:
    return text.upper().replace(".", "") in STATES


def in_words(f: FoundEvent) -> bool:
    """Done by saying it: "ordered them to return to Mada" is not said in Mada."""
    return f.sense is not None and f.sense.type in IN_WORDS


GOING = frozenset({"set", "go", "come", "return", "get", "start", "begin"})
"""Verbs that with an infinitive tell one thing ("set to work")."""
COMING = frozenset({"come", "happen", "occur", "arrive"})
"""Verbs that only tell when and where something was."""


def anchors(tree: Tree, founds: Sequence[FoundEvent]) -> dict[int, list[FoundEvent]]:
    """Events by the words that a place or time of theirs can hang on: trigger, event, and a verb above that only lends
    tense or modality ("seems to be regaining")."""
    out: dict[int, list[FoundEvent]] = {}
    for f in founds:
        for token in dict.fromkeys((f.trigger, f.event)):
            out.setdefault(token, []).append(f)
    for f in founds:
        # "two deaths reported in the province"
        for c in tree.kids(f.event, "acl") if tree.is_noun(f.event) else ():
            if c not in out and tree.tokens[c].xpos == "VBN":
                out[c] = [f]
        # "the guns fell silent in Mada"
        for c in tree.kids(f.trigger, "xcomp"):
            if tree.tokens[c].upos == "ADJ" or tree.lemma[f.trigger] in GOING:  # "set to work in Mada"
                out.setdefault(c, [f])
        # "clashes were reported in the province": a verb without an event of its own
        above = tree.head(f.trigger)
        # and "the request came on Monday"
        reported = tree.tokens[f.trigger].deprel == "nsubj:pass" and tree.is_verb(above)
        came = tree.rel[f.trigger] == "nsubj" and tree.lemma[above] in COMING and tree.tokens[above].xpos == "VBD"
        if (reported or came) and above not in out:
            out[above] = [f]
        at = f.trigger
        while tree.rel[at] == "xcomp" and tree.head(at) not in out:
            at = tree.head(at)
            out[at] = [f]
    return out


class WhereReader:
    """Reads the places of the events of one sentence."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.labels = {i: e.label for e in tree.sentence.parse.entities for i in range(e.first, e.last + 1)}

    def places(self, founds: Sequence[FoundEvent]) -> dict[FoundEvent, list[Where]]:
        """Places by event, named ones first."""
        by_anchor = anchors(self.tree, founds)
        out: dict[FoundEvent, list[Where]] = {}
        for token in (*self.named(), *self.unnamed(), *self.pointed_to()):
            top, relation = self.phrase(token)
            for f in by_anchor.get(self.tree.head(top), ()):
                # "a base in Mada province, west of Delta" is not in Delta
                unneeded = (token not in self.labels or relation.endswith(" of")) and f in out
                # "on the Mada-Delta road near Orune": near Orune
                on_way = self.is_way(token)
                if not unneeded and self.ties(f, token, top, relation):
                    placed = relation in PREPOSITIONS or relation == "for" or relation.endswith(" of")
                    where = Where(token, "between" if on_way else relation if placed else "in")
                    if not any(self.same_name(where, w) for w in out.setdefault(f, [])):
                        out[f].append(where)
        for f, found in out.items():
            spots = [w for w in found if not self.is_way(w.token)]
            out[f] = spots or found
        for f in founds:
            if f not in out and (last := self.place_of_last_resort(f)):
                out[f] = [last]
        return out

    def same_name(self, one: Where, other: Where) -> bool:
        """The same place in the same relation, named twice."""
        names = {
            " ".join(t.text.lower() for t in self.tree.tokens[e.first : e.last + 1])
            for e in self.tree.sentence.parse.entities
            if e.first <= one.token <= e.last or e.first <= other.token <= e.last
        }
        return one.relation == other.relation and {one.token, other.token} <= self.labels.keys() and len(names) == 1

    def ties(self, f: FoundEvent, token: int, top: int, relation: str) -> bool:
        """The phrase under `top` says where `f` is."""
        tree, rel = self.tree, self.tree.rel[top]
        passive = tree.tokens[top].deprel == "nsubj:pass"
        if rel == "nsubj" and not passive:
            return False
        if relation in PREPOSITIONS or relation == "for" or relation.endswith(" of"):
            if token not in self.labels:
                return relation != "for"
            first = tree.head(token) if tree.rel[token] == "conj" else token
            on_person = tree.rel[first] == "nmod" and tree.tokens[tree.head(first)].mention == "person"
            if relation == "between" and not (self.moves(f) or (on_person and self.on_the_ground(f))):
                return False  # "a treaty between Mada and Delta": the parties
            if relation in ("to", "from", "for") and not (self.moves(f) or self.on_the_ground(f) or self.hands(f)):
                return False
            if relation == "for" and not (self.moves(f) or self.hands(f)):
                return False  # "sell oil to Delta", "a demand from Delta": who gets or makes it
            ground = self.on_the_ground(f) or self.moves(f)
            if relation == "on" and not ground and (is_state(tree.tokens[token].text) or self.is_dealt_with(f)):
                return False  # "sanctions on Mada": whom they meet
            return relation not in TOWARDS_MATTERS or not in_words(f)
        if (rel == "obj" or passive or relation in ("of", "against")) and self.happens_at_its_object(f):
            return rel in ("obj", "nsubj") or tree.head(top) == f.event
        if relation:
            return False
        if rel == "compound":
            one = tree.head(top) == f.event and not is_state(tree.tokens[token].text)
            return one and not self.is_one_of_two(token)
        return rel in ("obl", "advmod")

    def shareable(self, places: Sequence[Where], taker: FoundEvent) -> tuple[Where, ...]:
        """The places that another event can have too: it is in what was gone to, and comes from nowhere unless it
        goes itself."""
        if taker.sense is not None and taker.sense.mode == "announcement":
            return ()  # what is announced is elsewhere
        if self.moves(taker):
            return tuple(places)
        return tuple(replace(w, relation="in") if w.relation in THITHER else w for w in places if w.relation != "from")

    def on_the_ground(self, f: FoundEvent) -> bool:
        return f.sense is not None and f.sense.type in ON_THE_GROUND

    def is_dealt_with(self, f: FoundEvent) -> bool:
        """Of a type whose "on" brings in whom or what it is about."""
        return f.sense is not None and f.sense.type is not None and f.sense.type not in PLACED_BY_PEOPLE

    def moves(self, f: FoundEvent) -> bool:
        """The event goes from one place to another."""
        journey = f.sense is not None and (f.sense.mode in JOURNEYS or f.sense.type in MOVING)
        return journey or bool({self.tree.lemma[f.event], self.tree.lemma[f.trigger]} & course_words().motion)

    def hands(self, f: FoundEvent) -> bool:
        """A thing is handed over: "delivered flour to Mada", and not "delivered a speech"."""
        tree, i = self.tree, f.trigger
        things = (o for p in tree.patients(i) for o in (p, tree.content(p), *tree.kids(p, "nmod")))
        return tree.lemma[i] in HANDING and any(tree.tokens[o].mention in CARGO for o in things)

    def happens_at_its_object(self, f: FoundEvent) -> bool:
        befallen = f.rule == "befalling" or (f.sense is not None and f.sense.mode in JOURNEYS | MISFORTUNES)
        return befallen or self.on_the_ground(f)

    def named(self) -> list[int]:
        """Tokens that head a named place."""
        heads = []
        for e in self.tree.sentence.parse.entities:
            inside = range(e.first, e.last + 1)
            head = next((i for i in inside if self.tree.head(i) not in inside), e.first)
            name = self.tree.tokens[head]
            if (
                e.label == "LOC"
                and name.upos in ("PROPN", "NOUN", "X")
                and any(self.tree.tokens[i].text[:1].isupper() for i in inside)
            ):
                heads.append(head)
        return heads

    def unnamed(self) -> list[int]:
        """Places without a name ("a base", "the capital"), behind a preposition."""
        tree = self.tree
        return [
            i
            for i, t in enumerate(tree.tokens)
            if t.mention == "place"
            and t.upos == "NOUN"
            and i not in self.labels
            and tree.rel[i] in ("obl", "nmod")
            and tree.case(i) in UNNAMED
            and not (tree.lemma[i] == "ground" and tree.kids(i, "acl", "ccomp"))
            and (tree.lemma[i] not in NOWHERE or (tree.lemma[i] == "place" and tree.kids(i, "nmod")))
            and (
                tree.lemma[i] not in INSTITUTIONS
                or t.xpos == "NNS"
                or tree.kids(i, "det", "amod", "nmod", "nummod", "compound")
            )
        ]

    def pointed_to(self) -> list[int]:
        """ "there", where it is no "there is"."""
        tree = self.tree
        return [i for i, t in enumerate(tree.tokens) if t.text.lower() == "there" and tree.rel[i] in ("advmod", "obl")]

    def phrase(self, token: int) -> tuple[int, str]:
        """The top of the phrase that a place stands in ("the town of X", "a base near X"), and its preposition."""
        tree, top = self.tree, token
        relation = self.case(token) or self.case_before(token)
        if relation == "from" and self.is_distance(token):
            relation = "near"  # "12 miles from X"
        for head in tree.up(token):
            side = self.side(top)
            if side is not None and relation == "of":
                relation = f"{self.direction(side)} of"
                if head == side:
                    top = head
                    continue
            if tree.rel[top] == "conj" and tree.is_noun(head):
                top = head
                if self.is_place(head):
                    relation = tree.case(head) or relation
                relation = relation or tree.case(head)
            elif relation.endswith(" of") and tree.rel[top] in ("advmod", "nmod", "obl") and self.is_place(head):
                if head in self.labels:
                    break  # "Mada, north of X": Mada is the place
                top = head  # "the hills east of X"
            elif relation == "between" and tree.rel[top] == "nmod" and tree.tokens[head].mention == "person":
                top = head  # "clashed with gunmen between X and Y": the clash is there
            elif tree.rel[top] in PARTS_OF_A_PLACE and self.is_place(head) and self.case(top) in WITHIN:
                # "at a base near Mada" is near Mada
                beside = relation in BESIDE and head not in self.labels
                top = head
                relation = relation if beside else tree.case(head) or relation
            else:
                break
        return top, relation

    def case(self, token: int) -> str:
        """The preposition before a place; "in several towns, including in Mada": in."""
        return self.tree.case(token).removeprefix("including ")

    def case_before(self, token: int) -> str:
        """The preposition before a place that the tree has hung on another word ("in the strait north of Mada")."""
        tree = self.tree
        if tree.rel[token] not in ("nmod", "obl"):
            return ""
        own = [i for i in (token, *tree.kids(token, "det", "amod", "compound", "nummod")) if i <= token]
        before = min(own) - 1
        before -= before > 0 and tree.rel[before] == "det"
        ahead = before >= 0 and tree.rel[before] == "case" and tree.head(before) > token
        return tree.tokens[before].text.lower() if ahead else ""

    def side(self, place: int) -> int | None:
        """The word before "of" that says on which side of a place ("south of X")."""
        tree = self.tree
        of = next((c for c in tree.kids(place, "case") if tree.lemma[c] == "of"), 0)
        return of - 1 if of and tree.lemma[of - 1] in DIRECTIONS else None

    def direction(self, i: int) -> str:
        """ "north", or "north-east" where the tree has it in two words."""
        tree = self.tree
        first = next((c for c in tree.kids(i, "compound", "advmod") if tree.lemma[c] in DIRECTIONS), None)
        return tree.lemma[i] if first is None else f"{tree.lemma[first]}-{tree.lemma[i]}"

    def is_distance(self, token: int) -> bool:
        """ "12 miles from X": how far, and not where from."""
        tree = self.tree
        near = (c for at in (token, tree.head(token)) if at >= 0 for c in tree.children[at])
        return any(tree.lemma[c] in LENGTHS for c in near if c < token)

    def is_way(self, token: int) -> bool:
        """One end of a way, or both: "the Mada-Delta road"."""
        tree = self.tree
        if tree.rel[token] != "compound" or tree.lemma[tree.head(token)] not in WAYS:
            return False
        entity = next((e for e in tree.sentence.parse.entities if e.first <= token <= e.last), None)
        inside = range(entity.first, entity.last) if entity else ()
        return self.is_one_of_two(token) or any(tree.tokens[i].text in ("-", "–") for i in inside)

    def is_one_of_two(self, token: int) -> bool:
        """ "The Mada-Delta war": whose war, and not where."""
        tokens = self.tree.tokens
        for step in (-1, 1):
            dash, other = token + step, token + 2 * step
            if 0 <= other < len(tokens) and tokens[dash].text in ("-", "–") and self.labels.get(other) == "LOC":
                return True
        return False

    def is_place(self, i: int) -> bool:
        if i in self.labels:
            return self.labels[i] == "LOC"
        place = self.tree.tokens[i].mention == "place" or self.tree.lemma[i] in FACILITIES
        return self.tree.is_noun(i) and place and noun_sense(self.tree, i) is None

    def place_of_last_resort(self, f: FoundEvent) -> Where | None:
        return (
            self.place_seeing(f)
            or self.place_of_stay(f)
            or self.place_predicated(f)
            or self.base_of_relative(f.event)
            or self.place_of_occasion(f)
            or self.place_of_argument(f)
            or self.place_taken(f)
            or self.home_of(f)
        )

    def place_seeing(self, f: FoundEvent) -> Where | None:
        """ "The capital has seen a string of attacks": the capital."""
        tree = self.tree
        for verb in dict.fromkeys((f.trigger, tree.head(f.event), tree.head(f.trigger))):
            if verb >= 0 and tree.lemma[verb] in SEEING and tree.is_verb(verb) and f.event != verb:
                return next((Where(s, "in") for s in tree.own_subjects(verb) if self.is_place(s)), None)
        return None

    def place_of_stay(self, f: FoundEvent) -> Where | None:
        """ "Was in Mada to meet the mayor": Mada."""
        tree, i = self.tree, f.trigger
        head = tree.head(i)
        if tree.rel[i] not in ("advcl", "acl", "xcomp") or tree.mark(i) != "to" or head < 0:
            return None
        there = tree.copula(head) is not None and self.is_place(head) and tree.case(head) in ("in", "at")
        return Where(head, tree.case(head)) if there else None

    def place_predicated(self, f: FoundEvent) -> Where | None:
        """ "The attack was on Mada, not on Delta": Mada."""
        tree, head = self.tree, self.tree.head(f.event)
        if tree.rel[f.event] != "nsubj" or self.labels.get(head) != "LOC" or tree.copula(head) is None:
            return None
        case = tree.case(head)
        denied = any(tree.lemma[c] in ("not", "n't", "never") for c in tree.kids(head, "advmod"))
        return Where(head, case) if case in PREPOSITIONS and not denied else None

    def place_of_argument(self, f: FoundEvent) -> Where | None:
        """Where what it is done to, or who takes part in it, is said to be: "cut the road into Mada", "the crossing
        near Mada was shut", "an offensive against rebels near Mada", "a raid by the brigade on Mada"."""
        if in_words(f) or (f.sense is not None and f.sense.type is EventType.SANCTION):
            return None  # "convicted in the killing of a judge in Mada"
        if f.sense is not None and f.sense.type is EventType.CONSULT:
            return self.place_of_parties(f)
        for i in dict.fromkeys((f.event, f.trigger)):
            if own := self.place_undergoing(i):
                return own
            for a in self.arguments(f, i):
                for c in self.tree.conjuncts(a):
                    if found := self.place_undergoing(c) or self.place_behind(f, c):
                        return found
        return None

    def place_of_parties(self, f: FoundEvent) -> Where | None:
        """ "Negotiations with the rebels in Mada": what they are about ("talks on the war in Delta") is elsewhere."""
        tree = self.tree
        if not tree.is_noun(f.event):
            return None
        for case, n in (*tree.obliques(f.event), *(tree.obliques(f.trigger) if f.trigger != f.event else ())):
            for c in tree.conjuncts(n) if case in ("with", "between") else ():
                for inner, place in tree.obliques(c):
                    if inner in ("in", "at", "near") and self.labels.get(place) == "LOC":
                        return Where(place, inner)
        return None

    def place_taken(self, f: FoundEvent) -> Where | None:
        """ "The territory that it seized", "took control of areas": a place without a name that is no plain object."""
        if f.sense is None or f.sense.mode != "territory":
            return None
        tree = self.tree
        taken = [o for p in tree.patients(f.trigger) for o in (p, tree.content(p), *tree.kids(p, "nmod"))]
        plain = tree.kids(f.trigger, "obj")
        return next((Where(o, "in") for o in taken if o not in (*self.labels, *plain) and self.is_place(o)), None)

    def place_undergoing(self, i: int) -> Where | None:
        """ "Lifted the blockade of Mada", "the encirclement of Mada resumed": Mada, whatever is done with it."""
        tree, match = self.tree, noun_sense(self.tree, i)
        if match is None or match.sense.type not in ON_THE_GROUND:
            return None
        for case, n in tree.obliques(i):
            if case in ("of", "on") and self.labels.get(n) == "LOC" and not is_state(tree.tokens[n].text):
                return Where(n, "in" if case == "of" else case)
        return None

    def arguments(self, f: FoundEvent, i: int) -> list[int]:
        """What the word acts on: things alone, of verbs; those who take part too, of what happens on the ground."""
        tree = self.tree
        befalls = f.sense is not None and f.sense.mode in MISFORTUNES
        placed = f.sense is not None and f.sense.type in PLACED_BY_PEOPLE
        involved = self.on_the_ground(f) or self.moves(f) or placed or befalls
        found = []
        if tree.is_verb(i):
            what = [] if tree.is_passive(i) else tree.kids(i, "obj")
            what = what or (tree.subjects(i) if tree.rel[i] == "xcomp" else tree.own_subjects(i))
            found = [a for a in what if a not in self.labels and (self.is_thing(a) or self.is_moved(f, i, a))]
        sites = [n for case, n in tree.obliques(i) if case in SITES and n not in self.labels and self.is_thing(n)]
        about = ABOUT | {"for"} if f.sense is not None and f.sense.type in HELPING else ABOUT
        sites += [n for case, n in tree.obliques(i) if case in about and tree.tokens[n].mention == "event"]
        found += [] if tree.is_noun(i) else sites
        parties = [
            n for case, n in tree.obliques(i) if case in PARTAKING and (self.labels.get(n) != "LOC" or case == "by")
        ]
        return found + (parties if involved else [n for n in parties if tree.case(n) == "of" and self.is_thing(n)])

    def is_thing(self, a: int) -> bool:
        """Neither somebody nor a group."""
        return self.tree.tokens[a].mention not in ("person", "organization") and self.tree.tokens[a].upos == "NOUN"

    def is_moved(self, f: FoundEvent, verb: int, a: int) -> bool:
        """ "Send 400 engineers to Mada": the tree may have Mada behind the engineers."""
        return self.moves(f) and a not in self.tree.own_subjects(verb)

    def place_behind(self, f: FoundEvent, a: int) -> Where | None:
        """The named place on a participant that says where the event is."""
        tree = self.tree
        led = self.is_thing(a) and bool({tree.lemma[a], tree.lemma[tree.content(a)]} & WAYS)
        for c in (a, *tree.kids(a, "nmod", "obl", "compound", "acl")):
            if c == a:
                continue
            if tree.rel[c] == "compound":
                if self.is_way(c):
                    continue
                site = noun_sense(tree, a) is not None or tree.lemma[a] in WAYS or tree.lemma[a] in AREAS
                if site and self.labels.get(c) == "LOC" and not is_state(tree.tokens[c].text):
                    return Where(c, "in")
                continue
            if tree.rel[c] == "acl":
                # "positions held by rebels around Mada"
                held = tree.tokens[c].xpos == "VBN" and self.on_the_ground(f)
                behind = [n for _, n in tree.obliques(c)] if held else []
                found = next((w for n in behind if (w := self.place_behind(f, n))), None)
                if found:
                    return found
                continue
            case = tree.case(c)
            ground = self.on_the_ground(f) or self.moves(f) or not self.is_dealt_with(f)
            on = case == "on" and ground and (tree.case(a) == "by" or self.is_thing(a))
            tied = case in HERE or on or (case in THITHER and (led or self.moves(f)))
            if tied and self.labels.get(c) == "LOC":
                return Where(c, case)
            if (tied or case == "of") and c not in self.labels and self.is_place(c) and (w := self.place_behind(f, c)):
                return w
            # "a raid by fighters of the brigade on Mada": the tree hangs Mada on the last name
            whose = case == "of" and tree.case(a) in PARTAKING and tree.tokens[c].mention in ("organization", "person")
            if whose and self.labels.get(c) != "LOC" and (w := self.place_behind(f, c)):
                return w
        return None

    def place_of_occasion(self, f: FoundEvent) -> Where | None:
        """ "He was on patrol in the strait when he disappeared": the strait."""
        tree, i = self.tree, f.trigger
        if tree.rel[i] != "advcl" or not any(
            tree.lemma[c] in ("when", "while") for c in tree.kids(i, "mark", "advmod")
        ):
            return None
        for case, n in tree.obliques(tree.head(i)):
            if case in ("in", "at", "near", "on") and self.labels.get(n) == "LOC":
                return Where(n, case)
        return None

    def base_of_relative(self, i: int) -> Where | None:
        """ "The base where troops are stationed", "Mada, where fighting goes on": the base, Mada."""
        tree, at = self.tree, i
        for head in tree.up(i):
            if tree.tokens[at].deprel == "acl:relcl":
                where = any(tree.lemma[c] == "where" for c in tree.children[at])
                if not where or not self.is_place(head):
                    return None
                # "a prison 80 km from Mada, where": the prison
                far = head in self.labels and self.tree.case(head) == "from" and self.is_distance(head)
                site = self.named_of(tree.head(head) if far and self.is_place(tree.head(head)) else head)
                return Where(site, "in" if site in self.labels else "at")
            if tree.rel[at] not in ("nsubj", "obj", "conj", "ccomp", "xcomp"):
                return None
            at = head
        return None

    def named_of(self, place: int) -> int:
        """The name of a place without one of its own: "Mada prison", "prisons in Mada"."""
        tree = self.tree
        if place in self.labels:
            return place
        inside = [c for c in tree.kids(place, "compound", "nmod") if self.labels.get(c) == "LOC"]
        near = [c for c in inside if tree.rel[c] == "compound" or tree.case(c) in ("in", "at", "of")]
        return near[0] if near else place

    def home_of(self, f: FoundEvent) -> Where | None:
        """Where those who act or undergo it are, if nothing else says where: "Police in Dhaka are investigating",
        "killed two farmers in the valley"."""
        tree = self.tree
        if not tree.is_verb(f.trigger):
            return None
        who = [] if tree.is_passive(f.trigger) else tree.own_subjects(f.trigger)
        if f.sense is not None and (f.sense.type in HIT_THERE or f.sense.mode in MISFORTUNES):
            who = [*who, *tree.kids(f.trigger, "obj")]
        for a in who:
            if f.event != f.trigger and self.is_thing(a):
                continue  # "the chaos in Mada rekindled the debate"
            undergoes = a not in tree.own_subjects(f.trigger)
            if undergoes and (a in self.labels or tree.tokens[a].mention not in ("person", None)):
                continue
            # "19 wounded in Mada": the tree may hang the place on the wound
            for case, n in (*tree.obliques(a), *(o for c in tree.kids(a, "amod") for o in tree.obliques(c))):
                if case in ("in", "at", "near") and self.labels.get(n) == "LOC":
                    return Where(n, case)
        return None
