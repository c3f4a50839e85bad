"""What the event of claims is called as a thing: the noun of the reports ("surveillance flights"), or the noun of their
verb (suspended: "suspension"), with how its parties follow (`lexicon/titles.toml`).

In: claims of one thing. Out: an `EventName`, or None where its words are no name.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from ascribe.contract.claims import Claim, Tense
from ascribe.situations.kinds import Kind, lexicon
from ascribe.situations.parties import nation

_WORDS = 4
"""Words of a name; longer ones are clauses."""
_SHARE = 3
"""A name stands for all where one in so many claims has it."""


@dataclass(frozen=True, slots=True)
class EventName:
    """A noun, and how its parties follow; None: as they follow the name of its kind."""

    words: str
    to: str | None
    by: str | None
    verb: bool = False
    """Whether it is the noun of the reports' verb."""
    claims: frozenset[str] = frozenset()
    """Ids of those that call it so; none: it is only the name of its kind."""


@dataclass(frozen=True, slots=True)
class _Noun:
    word: str
    to: str
    by: str


@dataclass(frozen=True, slots=True)
class TitleWords:
    """The lexicon. Its fields are explained there."""

    verbs: dict[tuple[str, str], _Noun]
    """By lemma and event type; "" for any."""
    nouns: dict[str, _Noun]
    modifiers: frozenset[str]
    quantities: frozenset[str]
    told: frozenset[str]
    places: frozenset[str]


@cache
def title_words() -> TitleWords:
    """The lexicon that ships."""
    table = tomllib.loads(files("ascribe.situations").joinpath("lexicon", "titles.toml").read_text("utf-8"))
    verbs: dict[tuple[str, str], _Noun] = {}
    nouns: dict[str, _Noun] = {}
    for row in table["nouns"]:
        for word, lemmas in row.get("verbs", {}).items():
            noun = nouns[word] = _Noun(word, row["to"], row["by"])
            for lemma in _listed(lemmas):
                bare, _, event_type = lemma.partition("@")
                verbs[bare, event_type] = noun
        for word in _listed(row.get("also", "")):
            nouns[word] = _Noun(word, row["to"], row["by"])
    return TitleWords(
        verbs,
        nouns,
        frozenset(table["modifiers"].split()),
        frozenset(table["quantities"].split()),
        *(frozenset(_listed(table[name])) for name in ("told", "places")),
    )


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def event_name(kind: Kind, claims: Sequence[Claim]) -> EventName | None:
    """What most of the claims call it. None: their words are no name, or each has another one."""
    return _most_told(kind, claims, light=False) or _most_told(kind, claims, light=True)


def _most_told(kind: Kind, claims: Sequence[Claim], *, light: bool) -> EventName | None:
    """`light`: also of nouns that can stand for others of their family: "the campaign"."""
    count: Counter[str] = Counter()
    found: dict[str, list[tuple[str, _Noun | None]]] = {}
    by: dict[str, set[str]] = {}
    for claim in claims:
        named = _noun_of(claim, light=light)
        if named is not None:
            key = _singular(named[0].split()[-1].lower())
            count[key] += 1
            found.setdefault(key, []).append(named)
            by.setdefault(key, set()).add(claim.id)
    if not count:
        return None
    heads = lexicon().by_head
    telling = [key for key in count if key in heads and heads[key].name == kind.name] or list(count)
    best = max(telling, key=lambda key: count[key])  # of several, the one told first
    if count[best] * _SHARE < len(claims):
        return None
    forms = Counter(words for words, _ in found[best])
    words = max(forms, key=lambda w: (forms[w] * (1 + w.count(" ")), len(w), w))
    if kind.title.replace(" ", "").lower() == words.replace(" ", "").lower():
        words = kind.title  # "airstrikes"
    noun = next((n for _, n in found[best] if n), None) or title_words().nouns.get(words.split()[-1].lower())
    return EventName(
        words, noun.to if noun else None, noun.by if noun else None, any(n for _, n in found[best]), frozenset(by[best])
    )


def _noun_of(claim: Claim, *, light: bool) -> tuple[str, _Noun | None] | None:
    if _is_noun(claim):
        words = _bare_noun(claim, light=light)
        return (words, None) if words else None
    noun = _of_verb(claim)
    return (noun.word, noun) if noun else None


_NOUN_RULES = ("noun.", "light_verb", "predicate.noun", "course.")


def _is_noun(claim: Claim) -> bool:
    """Whether the event is told by a noun: by the rule that found it, else by its form."""
    first = claim.rules[0] if claim.rules else ""
    if first:
        return first.startswith(_NOUN_RULES) and not first.startswith("course.clause")
    return claim.trigger != claim.event or (claim.tense is Tense.NONE and claim.event_lemma.count(" ") > 0)


def _of_verb(claim: Claim) -> _Noun | None:
    """The noun of its verb, with the word behind it where that makes another verb of it ("took part")."""
    offset = claim.event.end - claim.sentence.start
    behind = re.match(r"\s+([a-z]+)\b", claim.sentence.text[offset:])
    event_type = claim.event_type.value if claim.event_type else ""
    return _noun_of_verb(claim.event_lemma.lower(), behind[1] if behind else "", event_type)


@lru_cache(maxsize=10_000)
def _noun_of_verb(lemma: str, behind: str, event_type: str) -> _Noun | None:
    verbs = title_words().verbs
    for words in (f"{lemma} {behind}", lemma):
        for of_type in (event_type, ""):
            if (noun := verbs.get((words, of_type))) is not None:
                return noun
    return None


_PRONOUN = re.compile(
    r"(?:i|we|you|he|she|it|they|who|which|that|this|these|those|what|one|some|many|all)\b", re.IGNORECASE
)
_ARTICLE = re.compile(
    r"^(?:the|an?|its|his|her|their|my|our|your|whose|this|that|these|those|no|any)\s+", re.IGNORECASE
)
_BREAK = re.compile(r"[,;:()“”\"]|\s(?:of|in|on|at|for|to|by|with|from|against|over|between|and|or|that|who|which)\s")


def _bare_noun(claim: Claim, *, light: bool) -> str | None:
    """The event's noun without how large, new or bad it is, and without whose it is where a party says so."""
    text = " ".join(claim.event.text.split()).strip(" \"'“”‘’,.;:")
    if not text or _BREAK.search(text) or _PRONOUN.fullmatch(text):
        return None
    text = _ARTICLE.sub("", text)
    words = text.split()
    before = claim.sentence.text[: claim.event.start - claim.sentence.start]
    if len(words) > 1 and before.endswith("-"):
        words.pop(0)  # half of "three-day meeting"
    if words and claim.event.start == claim.sentence.start and words[0][1:].islower():
        words[0] = words[0].lower()
    parties = {word for cell in (*claim.agents, *claim.targets) for word in (cell.text.split() if cell.text else ())}
    while len(words) > 1 and (_is_modifier(words[0]) or _is_owner(words[0], parties)):
        words.pop(0)
    words = [w for i, w in enumerate(words) if i == len(words) - 1 or not (_is_modifier(w) or w == words[i + 1])]
    last = words[-1].lower()
    if len(words) > _WORDS or (last in lexicon().verbs and last not in lexicon().by_head):
        return None
    if last.endswith("ing") and len(words) > 1 and not words[-2][0].islower():
        return None
    if len(words) == 1 and (of := lexicon().light.get(_singular(last))) is not None and not (light and of):
        return None
    return " ".join(words)


def _is_modifier(word: str) -> bool:
    low = word.lower()
    known = low in title_words().modifiers or bool(_COUNT.fullmatch(low))
    return known or low.endswith(("-scale", "-level", "-led"))


_COUNT = re.compile(r"\d{1,3}(?:[.,]\d+)*(?:st|nd|rd|th)?")


def _is_owner(word: str, parties: Iterable[str]) -> bool:
    """ "Iran's attacks", "Iranian attacks": where a party is told, it is told again behind the name."""
    bare = re.sub(r"['’]s?$", "", word)
    return word[:1].isupper() and (bare in parties or (bool(parties) and nation(bare.lower()) is not None))


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
