"""What sort of thing a claim is about: an offensive, a request, talks. In: a claim. Out: its `Kind`, by `kinds.toml`.

Here, because two claims can only be about one thing if their kinds allow it, whatever words each of them uses.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from ascribe.contract.claims import Claim, EventType, Factuality, Phase
from ascribe.situations.articles import points_back
from ascribe.situations.likewords import like_word

_LONGEST_HEAD = 3
"""Words of the longest head in the lexicon."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of thing. The fields are explained at the top of `lexicon/kinds.toml`."""

    name: str
    title: str
    family: str
    lasting: bool = False
    occasion: bool = False
    mutual: bool = False
    near: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    modes: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Kinds:
    """The lexicon, ready to be asked."""

    by_name: dict[str, Kind]
    by_event: dict[str, Kind]
    by_head: dict[str, Kind]
    always: dict[str, Kind]
    light: dict[str, frozenset[str]]
    """Nouns that can stand for others, with the families that they can stand for; none: any."""
    turns: dict[str, Phase]
    """Nouns for a turn in the course of something else, and what they tell of it."""
    nouns: frozenset[str]
    """Heads that mean their kind only as nouns: to fire is no fire."""
    verbs: frozenset[str]
    """Heads that are verbs: nothing is called by them."""
    public: frozenset[str]
    """Words for people in general."""
    on: frozenset[str]
    """Verbs for going on: what is to be continued goes on."""
    courses: dict[str, Phase]
    """Verbs that tell the course of what they are said of ("lifted the blockade"), and what they tell."""
    things: re.Pattern[str]
    """Nouns that such a verb can be said of."""
    phrases: tuple[Phrase, ...]
    narrower: dict[str, tuple[Kind, re.Pattern[str]]]
    """Kinds that claims of another are of, by its name, with the words that tell it."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Verbs that tell a kind only beside certain words: what is sent is aid, or soldiers."""

    kind: Kind
    verbs: frozenset[str]
    beside: re.Pattern[str]
    tells: Phase | None = None
    """What it tells of the course of the thing, where that is another phase than its own."""
    mode: str | None = None
    """Of the claims that it is for; None: any."""


@cache
def lexicon() -> Kinds:
    """The lexicon that ships."""
    table = tomllib.loads(files("ascribe.situations").joinpath("lexicon", "kinds.toml").read_text("utf-8"))
    by_name: dict[str, Kind] = {}
    by_event: dict[str, Kind] = {}
    by_head: dict[str, Kind] = {}
    always: dict[str, Kind] = {}
    narrower: dict[str, tuple[Kind, re.Pattern[str]]] = {}
    for row in table["kind"]:
        events, heads = row.pop("events"), row.pop("heads", "")
        stubborn, of, beside = row.pop("always", ""), row.pop("of", None), row.pop("beside", ())
        kind = Kind(**{**row, **{name: frozenset(row.get(name, ())) for name in ("near", "apart")}})
        if of:
            narrower[of] = kind, re.compile(rf"\b(?:{'|'.join(beside)})\b", re.IGNORECASE)
        by_name[kind.name] = kind
        by_event |= dict.fromkeys(events, kind)
        by_head |= dict.fromkeys(_words(heads), kind)
        always |= dict.fromkeys(_words(stubborn), kind)
    words = table["words"]
    verbs = set(_words(words["verbs"]))
    nouns = sorted((set(by_head) | set(always)) - verbs, key=lambda w: (-len(w), w))
    return Kinds(
        by_name,
        by_event,
        by_head,
        always,
        {word: frozenset(_words(row.get("families", ""))) for row in table["light"] for word in _words(row["words"])},
        {noun: Phase(phase) for phase, listed in table["turns"].items() for noun in _words(listed)},
        frozenset(_words(words["nouns"])),
        frozenset(verbs),
        frozenset(_words(words["public"])),
        frozenset(_words(words["on"])),
        {verb: Phase(phase) for phase, listed in table["courses"].items() for verb in _words(listed)},
        re.compile(rf"\b({'|'.join(map(re.escape, nouns))})s?\b", re.IGNORECASE),
        tuple(
            Phrase(
                by_name[row["kind"]],
                frozenset(_words(row["verbs"])),
                re.compile(rf"\b(?:{'|'.join(row['beside'])})(?:s|es)?\b", re.IGNORECASE),
                Phase(row["tells"]) if "tells" in row else None,
                row.get("mode"),
            )
            for row in table["phrase"]
        ),
        narrower,
    )


def _words(text: str) -> list[str]:
    return [word for part in text.split(",") if (word := " ".join(part.split()))]


_PARTICLES = frozenset("up off out down over on back away in through".split())


def head(claim: Claim) -> str:
    """The word of the event's lemma that tells most: "surveillance flight": flight; "walk out": walk."""
    return _head(claim.event_lemma)


@lru_cache(maxsize=10_000)
def _head(lemma: str) -> str:
    words = _split(lemma)
    if len(words) > 1 and words[-1] in _PARTICLES:
        words = words[:-1]
    return words[-1] if words else ""


def heads(claim: Claim) -> frozenset[str]:
    """The words that the event goes by: the one that stands for its lemma, else its head."""
    return _heads(claim.event_lemma)


@lru_cache(maxsize=10_000)
def _heads(lemma: str) -> frozenset[str]:
    return frozenset({like_word(lemma) or _head(lemma)})


@lru_cache(maxsize=10_000)
def _split(lemma: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[\w']+", lemma.lower()))


def is_turn(claim: Claim) -> bool:
    """Whether the event is a turn in something else's course ("the pause", "the resumption")."""
    untyped = claim.event_type is None and claim.mode in (None, "operation")
    told = untyped or claim.mode == "discontinue"
    return told and head(claim) in lexicon().turns and course_of(claim) is None


def turn_of(claim: Claim) -> Phase | None:
    """What a turn tells of the thing that it is a turn of: a pause that is over has resumed it."""
    if not is_turn(claim):
        return None
    tells = lexicon().turns[head(claim)]
    over = claim.phase in (Phase.ENDED, Phase.CANCELLED, Phase.COMPLETED) and claim.trigger != claim.event
    if tells is Phase.PAUSED and over:
        return Phase.RESUMED
    return tells if claim.phase in _HAPPENED else None


def goes_on(claim: Claim) -> bool:
    """Whether the trigger says that the thing goes on, so that it does even where that is only planned."""
    return claim.trigger != claim.event and claim.trigger.text.lower() in lexicon().on


def is_light(claim: Claim) -> bool:
    """Whether the event is named by a word that can stand for any other."""
    if head(claim) not in lexicon().light:
        return False
    bare = not (claim.agents or claim.targets or claim.places) and claim.trigger != claim.event
    return claim.event_type is None or (claim.event_type is EventType.AID and bare and points_back(claim))


def stands_for(claim: Claim) -> frozenset[str]:
    """The families of which a word that can stand for others can name a thing; none: any."""
    return lexicon().light.get(head(claim), frozenset())


def kind_of(claim: Claim) -> Kind:
    """The kind of a claim. What the lexicon does not know is a kind of its own by its lemma, in a family of its own."""
    course = course_of(claim)
    found = course.kind if course is not None else _kind_of(claim)
    narrower = lexicon().narrower.get(found.name)
    return narrower[0] if narrower and narrower[1].search(_beside(claim)) else found


def _kind_of(claim: Claim) -> Kind:
    found = _kind(claim.event_lemma, claim.event_type, claim.mode, _is_verb(claim))
    if claim.event_type is None and (claim.mode == _MOVING or found.name not in lexicon().by_name):
        for phrase in _phrases(claim.event_lemma):
            if phrase.mode in (None, claim.mode) and phrase.beside.search(_beside(claim)):
                return phrase.kind
    return found


_MOVING = "movement"
"""The mode of what comes and goes: trucks that arrive are aid, soldiers a deployment."""


def _is_verb(claim: Claim) -> bool:
    """Whether the event is named by a form that only verbs have."""
    return claim.event.text.lower().endswith(("ing", "ed")) and claim.event.text.lower() != claim.event_lemma


@lru_cache(maxsize=10_000)
def _phrases(lemma: str) -> tuple[Phrase, ...]:
    """The phrases that a verb can be part of."""
    return tuple(phrase for phrase in lexicon().phrases if _head(lemma) in phrase.verbs)


@lru_cache(maxsize=10_000)  # it is asked for every claim again and again, and most lemmas are few
def _kind(lemma: str, event_type: EventType | None, mode: str | None, verb: bool) -> Kind:
    known = lexicon()
    words = _split(lemma)
    if words and words[-1] in known.light and event_type is None:
        words = words[:-1] or words  # "training mission", "air campaign"
    for length in range(min(_LONGEST_HEAD, len(words)), 0, -1):
        words_of_head = " ".join(words[-length:])
        if words_of_head in known.always:
            return known.always[words_of_head]
        found = known.by_head.get(words_of_head)
        if verb and words_of_head in known.nouns:
            found = None
        if found and _fits(found, event_type, mode):
            return found
    type_ = event_type.value if event_type else ""
    for event in (f"{type_}/{mode}", type_):
        if event in known.by_event:
            return known.by_event[event]
    own = _head(lemma) or lemma
    return Kind(own, own.capitalize(), own)


# -- verbs said of a thing


@dataclass(frozen=True, slots=True)
class Course:
    """What a verb tells of the thing that it is said of."""

    kind: Kind
    phase: Phase
    start: int
    """Of the noun for the thing, in the document."""
    end: int


_SAID_OF = frozenset({None, EventType.CONCEDE, EventType.AGREE, EventType.REJECT})
"""Types that such verbs are given; one with another type is an event of its own."""
_REACH = 60
"""Characters between the verb and the noun."""
_HAPPENED = frozenset({Phase.COMPLETED, Phase.BEGUN, Phase.ONGOING})
_HALTS = frozenset({Phase.ENDED, Phase.PAUSED, Phase.CANCELLED, Phase.RESUMED})


def course_of(claim: Claim) -> Course | None:
    """The thing whose course the claim's event tells: "lifted the blockade", "the talks broke up"."""
    lemma = claim.event_lemma
    tells = _tells(lemma)
    if claim.event_type in _SAID_OF or claim.event_type is EventType.THREATEN:
        for phrase in _phrases(lemma):
            if phrase.tells and phrase.mode in (None, claim.mode) and phrase.beside.search(_beside(claim)):
                return Course(phrase.kind, _told_of(phrase.tells, claim), -1, -1)
    if tells is None or not (claim.event_type in _SAID_OF or claim.mode == "discontinue"):
        return None
    noun = _said_of(claim)
    if noun is None:
        return None
    word, offset = noun[1].lower(), claim.sentence.start
    kind = lexicon().always.get(word) or lexicon().by_head[word]
    return Course(kind, _told_of(tells, claim), noun.start() + offset, noun.end() + offset)


@lru_cache(maxsize=10_000)
def _tells(lemma: str) -> Phase | None:
    courses = lexicon().courses
    return courses.get(" ".join(_split(lemma))) or courses.get(_head(lemma))


_APART = re.compile(r"[,;:]| (?:who|which|that|after|before|while|as|when|because|said|and) ")


def _said_of(claim: Claim) -> re.Match[str] | None:
    """The noun nearest to the verb in its clause."""
    offset = claim.sentence.start
    cells = tuple((c.start - offset, c.end - offset) for c in (*claim.targets, *claim.agents))
    return _noun_near(claim.sentence.text, claim.event.start - offset, claim.event.end - offset, cells)


@lru_cache(maxsize=10_000)  # each claim is asked for its course many times
def _noun_near(text: str, first: int, last: int, cells: tuple[tuple[int, int], ...]) -> re.Match[str] | None:
    best: tuple[int, re.Match[str]] | None = None
    for match in lexicon().things.finditer(text, max(0, first - _REACH), last + _REACH):
        if match.start() < last and first < match.end():
            continue
        between = text[last : match.start()] if match.start() >= last else text[match.end() : first]
        if _APART.search(between) or any(_within_phrase(text, match, cell) for cell in cells):
            continue
        distance = len(between) + (_BEHIND if match.end() <= first else 0)
        if best is None or distance < best[0]:
            best = distance, match
    return best[1] if best else None


def _within_phrase(text: str, noun: re.Match[str], cell: tuple[int, int]) -> bool:
    """Whether the noun only describes what an argument names: "prayers for the victims of the flood" are no flood."""
    start, end = cell
    return start <= noun.start() < end and bool(_OF.search(text[start : noun.start()]))


_OF = re.compile(r" (?:of|for|in|on|at|to|with|by|from|against|about|between|over|after|during) ")
_BEHIND = 10
"""Characters that a noun before the verb may be nearer: most verbs stand before what they are said of."""


def _told_of(tells: Phase, claim: Claim) -> Phase:
    """The phase of the thing: what is to be lifted goes on, and what is not cancelled is what it was."""
    if claim.phase in (*_HAPPENED, Phase.RESUMED, tells):  # a road that is resumed is open again
        return tells
    if tells is Phase.RESUMED and claim.factuality is Factuality.CONDITIONAL:
        return claim.phase  # "will come back if need be": that it is interrupted until then, nobody says
    if tells in _HALTS:
        return Phase.PAUSED if tells is Phase.RESUMED else Phase.ONGOING
    return claim.phase


def _beside(claim: Claim) -> str:
    """The words of the clause around the event."""
    offset, text = claim.sentence.start, claim.sentence.text
    first, last = claim.event.start - offset, claim.event.end - offset
    before = re.split(r"[;:]|, ", text[max(0, first - _REACH) : first])[-1]
    return f"{before} {re.split(r'[;:]|, ', text[last : last + _REACH])[0]}"


_VAGUE = frozenset(
    {None, EventType.AID, EventType.AGREE, EventType.REQUEST, EventType.COOPERATE, EventType.CONCEDE, EventType.REJECT}
)


def _fits(kind: Kind, event_type: EventType | None, mode: str | None) -> bool:
    """A head tells the kind of an event without a type, or of one whose type says less: help, agreement, request."""
    return event_type in _VAGUE or mode == "discontinue" or kind.family == _family(event_type, mode)


def _family(event_type: EventType | None, mode: str | None) -> str | None:
    type_ = event_type.value if event_type else ""
    found = lexicon().by_event.get(f"{type_}/{mode}") or lexicon().by_event.get(type_)
    return found.family if found else None
