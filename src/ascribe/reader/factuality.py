"""In: the tokens of a sentence with their tree. Out: where each token's event lies: told as fact, denied, planned.

The network's own value says whether a thing has happened, as a crowd judged web text: it hears "will" and hardly hears
"not", and what is planned is negative to it. Here the words that deny, wish, doubt and report are read off the tree
(`lexicon/factuality.toml`), so that what is denied is negative and what is planned likely, as in FactBank.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from ascribe.contract.sentences import Token

_NOMINAL = frozenset({"NOUN", "PROPN"})
_LIGHT = frozenset({"advmod", "det", "cc", "case", "mark"})
_CLAUSES = frozenset({"xcomp", "ccomp", "csubj", "acl", "obj", "obl", "nmod", "nsubj:pass"})
"""Relations (mostly without subtype) under which a word's class reaches what hangs on it."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`lexicon/factuality.toml`, which says what each list is."""

    words: dict[str, frozenset[str]]
    """Plain lists: negations, conditions, without, against, settled, bearing, lifted, failed."""
    classes: dict[str, dict[str, str]]
    """Word to class: modals, adverbs, verbs, nouns, adjectives."""
    reporting: frozenset[str]
    """Verbs of the class "says", also those that another class has too."""
    levels: dict[str, float]
    share: float
    """Of the network's value in the sum."""


@cache
def lexicon() -> Lexicon:
    """The shipped lists. Where a word stands in two classes, the last counts."""
    raw = tomllib.loads(files("ascribe.reader").joinpath("lexicon/factuality.toml").read_text(encoding="utf-8"))

    return Lexicon(
        words={name: frozenset(words.split(", ")) for name, words in raw["words"].items()},
        classes={
            table: {word: kind for kind, words in raw[table].items() for word in words.split(", ")}
            for table in ("modals", "adverbs", "verbs", "nouns", "adjectives")
        },
        reporting=frozenset(raw["verbs"]["says"].split(", ")),
        levels=raw["levels"],
        share=raw["share"],
    )


@dataclass(frozen=True, slots=True)
class World:
    """Where an event or state lies once all that governs it is heard."""

    place: str
    """A name in `levels` of the lexicon."""
    positive: bool = True

    @property
    def future(self) -> bool:
        """Whether it lies ahead of what is told."""
        return self.place in ("wanted", "will")


@dataclass(slots=True)
class _Mood:
    """What the small words that hang on one token say."""

    denied: bool = False
    modal: str = ""
    conditional: bool = False
    against: bool = False
    """"without", "instead of" before a clause."""
    to: bool = False
    bound: bool = False
    """It has a subject or an auxiliary of its own, and shares none with the word that it is joined to."""
    settled: bool = False
    """"the", "his": what the noun names is taken for granted."""


def worlds(tokens: Sequence[Token]) -> list[World]:
    """The world of each token of a tree; in time linear in their number."""
    moods = _moods(tokens)
    below: list[list[int]] = [[] for _ in tokens]
    todo: list[int] = []
    for i, token in enumerate(tokens):
        (below[token.head] if token.head >= 0 else todo).append(i)
    out = [World("fact")] * len(tokens)
    for i in todo:  # grows as it goes: governors first
        out[i] = _world(tokens, moods, out, i)
        todo.extend(below[i])
    return out


def told(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens, of which the predicates now say how far the text commits itself to them."""
    return tuple(
        token
        if token.factuality is None
        else replace(
            token,
            commitment=commitment(world, token.factuality),
            denied=not world.positive,
            future=world.future,
        )
        for token, world in zip(tokens, worlds(tokens), strict=True)
    )


def commitment(world: World, value: float) -> float:
    """-3 (denied) to 3 (told as fact), from a token's world and the network's value for it."""
    words = lexicon()
    level = words.levels[world.place]
    said = (1 - words.share) * (level if world.positive else -level) + words.share * value
    return max(-3.0, min(3.0, said))


def _moods(tokens: Sequence[Token]) -> list[_Mood]:
    words, classes = lexicon().words, lexicon().classes
    moods = [_Mood() for _ in tokens]
    for i, token in enumerate(tokens):
        head, form, relation = token.head, token.text.lower(), token.deprel
        if head < 0:
            continue
        mood = moods[head]
        if form in words["negations"] and not _is_lifted(tokens, i):
            if relation.startswith(("nsubj", "obj")):  # "nobody crossed it"
                mood.denied = not mood.denied
            elif relation.split(":")[0] in _LIGHT:
                mood.denied = not mood.denied
                if relation == "det" and _reaches_verb(tokens, head):  # "no weapon was found"
                    above = moods[tokens[head].head]
                    above.denied = not above.denied
        if relation.startswith(("aux", "cop")):
            mood.bound = True
            mood.modal = classes["modals"].get(form, mood.modal)
        elif relation in ("mark", "case"):
            mood.to = mood.to or (form == "to" and relation == "mark")
            mood.conditional = mood.conditional or (form in words["conditions"] and relation == "mark")
            mood.against = mood.against or form in words["without"] or (relation == "mark" and form in words["against"])
        elif relation in ("det", "nmod:poss"):
            mood.settled = mood.settled or relation == "nmod:poss" or form in words["settled"]
        elif relation.startswith(("nsubj", "csubj", "expl")):
            mood.bound = True
        if relation in ("advmod", "amod"):
            mood.modal = mood.modal or classes["adverbs"].get(form, "")
            mood.denied = mood.denied or (relation == "amod" and form in words["failed"])
    return moods


def _is_lifted(tokens: Sequence[Token], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].text.lower() in lexicon().words["lifted"]


def _reaches_verb(tokens: Sequence[Token], noun: int) -> bool:
    """Whether "no" on a noun denies the verb too: "no weapon was found", but not "had no doubt"."""
    token = tokens[noun]
    if token.deprel.startswith("nsubj"):
        return True
    return token.deprel == "obj" and tokens[token.head].lemma.lower() not in lexicon().words["bearing"]


def _kind(token: Token) -> str:
    """What the token does to its complement; "" where it is in no list."""
    classes = lexicon().classes
    lemma = token.lemma.lower()
    if token.upos in ("VERB", "AUX"):
        return classes["verbs"].get(lemma, "")
    return classes["nouns"].get(lemma, "") if token.upos in _NOMINAL else classes["adjectives"].get(lemma, "")


def _says(token: Token) -> bool:
    """Whether it reports a clause, whatever it does to an infinitive: "told them that", "told them to"."""
    return token.upos == "VERB" and token.lemma.lower() in lexicon().reporting


def _world(tokens: Sequence[Token], moods: Sequence[_Mood], known: Sequence[World], i: int) -> World:
    token, mood = tokens[i], moods[i]
    if token.head < 0:
        place, positive = "fact", True
    elif token.deprel == "conj" and not (mood.bound or mood.to) and _alike(token, tokens[token.head]):
        above = known[token.head]
        return World(above.place, above.positive != mood.denied)
    else:
        place, positive = _inherited(tokens, moods, known[token.head], i)
    if mood.conditional:
        place = "conditional"
    elif mood.modal and place in ("fact", "said"):
        place = mood.modal
    elif mood.to and place in ("fact", "said") and (token.head < 0 or token.deprel == "ccomp"):
        place = "wanted"  # "the aim is to leave"
    return World(place, positive != (mood.denied != mood.against))


def _alike(one: Token, other: Token) -> bool:
    """Whether a conjunct shares the small words of the first: "will not go or send", not "he failed and left"."""
    return one.upos != "VERB" or one.xpos == other.xpos


def _inherited(tokens: Sequence[Token], moods: Sequence[_Mood], above: World, i: int) -> tuple[str, bool]:
    """Place and polarity that the governor gives."""
    token, mood = tokens[i], moods[i]
    governor = tokens[token.head]
    relation = token.deprel
    base = relation.split(":")[0]
    if base == "compound" and _kind(governor) in ("undoes", "wants", "thinks"):
        base = "nmod"
    place, positive = above.place, above.positive
    if relation in ("acl:relcl", "parataxis") or (base == "acl" and token.xpos == "VBN" and not mood.to):
        return "fact", True
    if base in _CLAUSES or relation in _CLAUSES:
        kind = _kind(governor)
        if token.upos in _NOMINAL:
            return _noun(base, kind, above, mood.settled)
        if kind == "undoes":
            return place, not positive
        if kind == "facts":
            return "fact", True
        if base == "ccomp" and (kind in ("", "says", "does") or _says(governor)):
            return ("said" if place == "fact" else place), True
        if kind == "thinks":
            return "thought", positive
        if (kind == "wants" and base != "obl") or (mood.to and base in ("xcomp", "acl") and not kind):
            return "wanted", positive
        return place, positive
    if relation == "advcl" and mood.to and place == "fact":
        return "wanted", True
    return place, True


def _noun(base: str, kind: str, above: World, settled: bool) -> tuple[str, bool]:
    """Of a noun that names an event, under such a word. "The", "his" and most prepositions take it for granted."""
    if base == "obl" or (base == "nmod" and kind in ("", "does", "facts", "says")):
        return "fact", True
    if kind == "undoes":
        return above.place, not above.positive
    if kind == "wants":
        return "wanted", settled or above.positive
    if kind == "thinks":
        return "thought", settled or above.positive
    if settled or kind == "facts":
        return "fact", True
    return above.place, above.positive
