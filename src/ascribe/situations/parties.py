"""Parties: who does something or has it done to them, and whether two of them are the same.

In: an actor cell, or two parties. Out: a `Party`; how sure it is that both are one. "Fighters of the Front" are the
Front, "Turkish drones" are Turkey's, and of "the army" nobody can tell whose it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ascribe.contract.claims import ActorCell
from ascribe.resolution.actors import MEMBERS, SECTORS, builtin, capitals, fold, resolve_actor

OPEN = 0.2
"""Of two parties of which nobody can tell: "the army", "the rebels", a name."""

PRONOUNS = frozenset(
    "he she it they we i you him her them us me this that these those who which what someone somebody others its their"
    " his our my one all many some both each there nobody none everybody anybody anyone everyone".split()
)
_NOBODY = frozenset("people person man men woman women number group member side party country place area".split())
"""Heads that name no party in particular."""
_LED = re.compile(r"(?:the )?[\w.]+-led", re.IGNORECASE)
_COUNTED = re.compile(r"^(?:(?:about|at least|more than|over|some|up to|nearly|the|a|an)\s+)*[\d.,]+\s*")


@dataclass(frozen=True, slots=True)
class Party:
    """Who does it or has it done to them. `key`: the actor's code, or its name folded."""

    key: str
    name: str
    known: bool
    """Resolved to an actor, or a proper name: two different ones are two different parties."""


def party_of(cell: ActorCell, sentence_start: int | None = None) -> Party | None:
    """The party that a cell names; None for a pronoun that nothing is known of, and for a bare number.

    At `sentence_start` a single word has its capital from where it stands: it is no name for that.
    """
    return _party(cell.actor, cell.name, cell.text, cell.start == sentence_start)


@lru_cache(maxsize=10_000)
def _party(actor: str | None, called: str | None, text: str, first: bool) -> Party | None:
    name = called or text
    if actor:
        return Party(actor, name, True)
    folded = _COUNTED.sub("", fold(name))
    if not folded or folded in PRONOUNS:
        return None
    if folded in capitals():
        return Party(capitals()[folded], name, True)
    if _LED.fullmatch(name):  # "the US-led air campaign": the coalition's
        led = resolve_actor(f"{name} coalition", None, builtin())
        return Party(led.code if led else f"{folded} coalition", f"{name} coalition", True)
    last = folded.split()[-1]
    proper = (bool(called) and called != text) or _proper(name)
    if proper and " " not in name and first and called in (None, text):
        proper = False
    if proper and last in MEMBERS | _THINGS and not _core(folded):
        proper = False
    if not proper and last.rstrip("s") in _NOBODY:
        return None
    return Party(folded, name, proper)


def _proper(name: str) -> bool:
    words = [w for w in name.split() if w.lower() not in ("the", "a", "an", "of", "and", "al")]
    return bool(words) and all(w[:1].isupper() for w in words)


def same_party(a: Party, b: Party) -> float:
    """1: the same; less: can be the same (a state and its army, a coalition and who leads it); 0: not the same."""
    if a.key == b.key:
        return 1.0
    return _same(a.key, a.name, a.known, b.key, b.name, b.known)


@lru_cache(maxsize=100_000)
def _same(key_a: str, name_a: str, known_a: bool, key_b: str, name_b: str, known_b: bool) -> float:
    state_a, state_b = nation(key_a), nation(key_b)
    coded_a, coded_b = _is_code(key_a), _is_code(key_b)
    if state_a and state_b:
        if state_a != state_b:
            return _led(name_a, key_a, name_b, key_b)
        if coded_a and coded_b:
            return 0.8 if state_a in (key_a, key_b) else 0.4
        return 0.8 if _words(key_a) & _words(key_b) or coded_a or coded_b else 0.4
    if led := _led(name_a, key_a, name_b, key_b):
        return led
    side_a, side_b = _side(key_a), _side(key_b)
    if side_a and side_b and "REB" in (side_a, side_b) and side_a != side_b:
        return 0.0
    core_a, core_b = _core(key_a), _core(key_b)
    if not core_a or not core_b:  # "the army" here, a name there
        return 0.4 if side_a and side_a == side_b else OPEN
    if core_a == core_b:
        return 0.9
    if coded_a and coded_b:
        return 0.0
    words_a, words_b = core_a.split(), core_b.split()
    short, long = sorted((words_a, words_b), key=len)
    if known_a and known_b and not coded_a and not coded_b:
        return 0.9 if set(short) <= set(long) or words_a[-1] == words_b[-1] else 0.0
    if known_a and known_b:
        return 0.0
    if words_a[-1].removesuffix("s") == words_b[-1].removesuffix("s"):
        return 0.8
    if _telling(core_a) & _telling(core_b):
        return 0.6
    return 0.0 if not (known_a or known_b) else OPEN if not (coded_a or coded_b) else 0.0


def _led(name_a: str, key_a: str, name_b: str, key_b: str) -> float:
    """0.7 for a coalition and who leads it, or who flies for it: "US-led coalition", "American planes"."""
    for one, other in ((name_a, key_b), (name_b, key_a)):
        match = re.search(r"\b([\w.]+)[- ]led\b", one, re.IGNORECASE)
        if match and (leader := _state_named(fold(match[1]))) and leader == nation(other):
            return 0.7
    return 0.0


_SAY_LITTLE = frozenset("its their his her our some many several other new more than all of in and for to last".split())


def _telling(key: str) -> set[str]:
    """Words of a description that tell it from others."""
    return {w for w in key.split() if w not in _SAY_LITTLE and not w.isdigit() and len(w) > 2}


_words = _telling


def _is_code(key: str) -> bool:
    return ":" in key or (len(key) == 3 and key.isupper())


_OF_STATE = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY"})


@lru_cache(maxsize=100_000)
def nation(key: str) -> str | None:
    """The country that a party acts for: "IRQ:MIL" and "government of Iraq" for Iraq; its rebels for none."""
    country, _, sector = key.partition(":")
    if _is_code(key):
        of_state = not sector or sector.split("-")[0] in _OF_STATE
        return country if of_state and len(country) == 3 and country.isupper() and country.isalpha() else None
    if re.search(r"[- ]led\b", key) or _side(key) == "REB":
        return None
    found = {code for word in key.split() if (code := _state_named(word))}
    if len(found) != 1:
        found = {code for two in _pairs(key.split()) if (code := _state_named(two))}
    return found.pop() if len(found) == 1 else None


def _pairs(words: list[str]) -> list[str]:
    return [" ".join(pair) for pair in pairwise(words)]


@lru_cache(maxsize=20_000)
def _state_named(word: str) -> str | None:
    """The country that a word names, or the people of: "Turkish", "Turkey"."""
    if len(word) < 2 or word in _SAY_LITTLE or word in SECTORS:
        return None
    actor = resolve_actor(f"{word} government", None, builtin())
    country, _, sector = (actor.code if actor else "").partition(":")
    return country if sector == "GOV" and len(country) == 3 else None


@lru_cache(maxsize=100_000)
def _side(key: str) -> str | None:
    """GOV for those who act for a state, REB for armed groups; None: not told."""
    code = key.partition(":")[2].split("-")[0]
    if not _is_code(key):
        words = key.split()
        told = {SECTORS[w] for w in words if w in SECTORS} | {"REB" for w in words if w in _ARMED}
        if "REB" in told:
            return "REB"
        code = min(told & _OF_STATE, default="")
    if code == "REB":
        return "REB"
    return "GOV" if code in _OF_STATE or (_is_code(key) and not code) else None


_ARMED = frozenset("rebel militant insurgent gunmen guerrillas extremists jihadists gunman attackers".split())
_THINGS = frozenset(
    """drone drones aircraft plane planes jet jets warplane warplanes helicopter helicopters ship ships vessel vessels
    truck trucks lorry lorries convoy convoys bus buses vehicle vehicles tank tanks shell shells rocket rockets missile
    missiles gun guns mortar mortars bomb bombs flight flights mission missions trainers instructors advisers advisors
    engineers crew crews unit units personnel staff delegates delegation delegations negotiators officials authorities
    army military police government governments troops soldiers forces families residents civilians plan plans order
    representatives envoys diplomats ministers ministry spokesman""".split()
)
"""What belongs to some party, and does not tell which."""
_FILLING = frozenset("the a an of for from in by and security armed rebel militant government's first last new".split())


@lru_cache(maxsize=100_000)
def _core(key: str) -> str:
    """The name without words for members and things: "fighters of the southern dawn front": the front's name."""
    if _is_code(key):
        return key
    words = [w for w in key.split() if not w.isdigit()]
    left = [w for w in words if w not in _FILLING and w not in MEMBERS - {"movement"} and w not in _THINGS]
    left = [w for w in left if w not in _ARMED and w not in SECTORS and not _state_named(w)]
    return " ".join(left)
