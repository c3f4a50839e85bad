"""The number phrase alone: words in, value, bounds and modifier out ("up to 25,000", "dozens", "a third of").

What the phrase counts, and whether it counts anything, is for `ascribe.claims.figures`. Words come from
`lexicon/units.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, cast

from ascribe.claims import lexicons
from ascribe.claims.numbers import NumberRead, numerals, read_number

Modifier = Literal["exactly", "about", "at least", "at most", "more than", "less than", "between"]
# Behind these "from 30 to 40" is a range and no change.
_RANGING = frozenset({"range", "ranges", "ranged", "ranging", "vary", "varies", "varied", "varying", "anywhere"})
# A currency and its number in one token: "USD105,000", "$5m".
_GLUED = re.compile(r"(?P<symbol>[^\W\d_]{1,3}\$?|[$€£¥₹])(?P<number>\d[\d.,]{0,20}[a-z]{0,3})")
_LETTERS_OF_MONEY = {"r": "ZAR", "n": "NGN"}
# Two modifiers can stand before one number ("at least some 30"), and no more.
_MODIFIERS = 2


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number phrase: tokens `first` to `last` inclusive, the number itself from `number` on."""

    first: int
    number: int
    last: int
    value: float | None
    low: float | None = None
    high: float | None = None
    modifier: Modifier = "exactly"
    unit: str | None = None
    """Currency before the number, or "share" for a fraction."""
    none: bool = False
    """ "no", "none", "nobody"."""
    joined_by: str = ""
    """What stands between the two numbers of a range."""
    includes_of: bool = False
    """The phrase ends in "of" ("a handful of")."""

    def times(self, factor: float) -> Quantity:
        """So many times as much, its bounds too."""
        scaled = (None if v is None else v * factor for v in (self.value, self.low, self.high))
        value, low, high = scaled
        return replace(self, value=value, low=low, high=high)


@dataclass(frozen=True, slots=True)
class FigureLexicon:
    """`units.toml`, with phrases as tuples of words, by their first word, the longest first."""

    modifier: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    suffix: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    some: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    collective: Mapping[str, float]
    group: Mapping[str, float]
    currency: Mapping[str, str]
    currency_word: Mapping[str, str]
    measure: Mapping[str, str]
    lengths: frozenset[str]
    direction: frozenset[str]
    befallen: Mapping[str, str]
    befallen_noun: Mapping[str, str]
    level: frozenset[str]
    tally: Mapping[str, str]
    state: frozenset[str]
    none_nouns: frozenset[str]
    none_pronouns: frozenset[str]
    uncounted: frozenset[str]
    joined: frozenset[str]
    street: frozenset[str]


def _by_first(table: Mapping[str, str]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, meaning in table.items():
        pieces = tuple(phrase.split())
        out.setdefault(pieces[0], []).append((pieces, meaning))
    return {first: tuple(sorted(found, key=lambda entry: -len(entry[0]))) for first, found in out.items()}


@cache
def figure_lexicon() -> FigureLexicon:
    """The lexicon, read once."""
    table = lexicons.table("units.toml")
    return FigureLexicon(
        modifier=_by_first(table["modifier"]),
        suffix=_by_first(table["suffix_modifier"]),
        some=_by_first(dict.fromkeys(table["some"]["words"], "")),
        collective={word: float(least) for word, least in table["collective"].items()},
        group={word: float(count) for word, count in table["group"].items()},
        currency=table["currency"],
        currency_word=table["currency_word"],
        measure=table["measure"],
        lengths=frozenset(table["direction"]["lengths"]),
        direction=frozenset(table["direction"]["words"]),
        befallen=table["befallen"],
        befallen_noun=table["befallen_noun"],
        level=frozenset(table["level"]["verbs"]),
        tally=table["tally"],
        state=frozenset(table["state"]["words"]),
        none_nouns=frozenset(table["none"]["nouns"]),
        none_pronouns=frozenset(table["none"]["pronouns"]),
        uncounted=frozenset(table["uncounted"]["nouns"]),
        joined=frozenset(table["joined"]["words"]),
        street=frozenset(table["street"]["words"]),
    )


def _phrase_at(
    words: list[str], at: int, table: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
) -> tuple[int, str] | None:
    """Length and meaning of the longest phrase that starts at a word."""
    if at >= len(words):
        return None
    for pieces, meaning in table.get(words[at], ()):
        if tuple(words[at : at + len(pieces)]) == pieces:
            return len(pieces), meaning
    return None


def read_quantity(words: list[str], first: int) -> Quantity | None:
    """The number phrase that starts at a word (lower case), with what modifies it; None where none starts there."""
    lexicon = figure_lexicon()
    at, modifier = first, ""
    between = words[first] == "between"
    if between:
        at += 1
    else:
        for _ in range(_MODIFIERS):
            found = _phrase_at(words, at, lexicon.modifier)
            if found is None:
                break
            at += found[0]
            modifier = modifier if modifier not in {"", "exactly", "about"} else found[1]
    core = _core(words, at)
    if core is None:
        # "another" and "a few" are modifiers and beginnings of numbers.
        return None
    if core.value is not None and core.value < 0:
        return None
    core = _range(words, core, between)
    if core is None:
        return None
    core = replace(core, first=first)
    return _modified(words, core, cast(Modifier, modifier or "exactly"), bool(modifier))


def _core(words: list[str], at: int) -> Quantity | None:
    """The number without what modifies it."""
    if at >= len(words):
        return None
    lexicon = figure_lexicon()
    word = words[at]
    # "$ 5 million", "Rs. 500 crore", "NZ $ 26 million".
    for length in (2, 1):
        symbol = "".join(words[at : at + length])
        if symbol in lexicon.currency and len(words[at : at + length]) == length:
            number = read_number(words, at + length)
            if number is not None:
                last, value = at + length + number.words - 1, number.value
                if words[last + 1 : last + 2] == ["m"] and number.words == 1:
                    # Of money, millions; of anything else, metres.
                    last, value = last + 1, value * 1_000_000
                return Quantity(at, at, last, value, unit=lexicon.currency[symbol])
    glued = _GLUED.fullmatch(word)
    if glued is not None and (glued["symbol"] in lexicon.currency or _is_letter_of_money(glued, words, at)):
        number = read_number([glued["number"], *words[at + 1 : at + 6]])
        if number is not None:
            last = at + number.words - 1
            unit = lexicon.currency.get(glued["symbol"]) or _LETTERS_OF_MONEY[glued["symbol"]]
            return Quantity(at, at, last, number.value, unit=unit)
    if word == "no":
        if at + 1 < len(words) and words[at + 1] == "one":
            return Quantity(at, at + 1, at + 1, 0.0, none=True)
        return Quantity(at, at, at, 0.0, none=True)
    if word in lexicon.none_pronouns - {"one"}:
        return Quantity(at, at, at, 0.0, none=True)
    for read in (_fraction, _groups, _some, _collective):
        found = read(words, at)
        if found is not None:
            return found
    number = read_number(words, at)
    if number is None:
        return None
    last = at + number.words - 1
    dozen = _dozens_after(words, last + 1)
    if dozen is not None:
        return Quantity(at, at, last + 1, number.value * dozen)
    return Quantity(at, at, last, number.value)


def _is_letter_of_money(glued: re.Match[str], words: list[str], at: int) -> bool:
    """ "R120 000", "N7.2 billion": a letter before a large amount, and no road or mask."""
    if glued["symbol"] not in _LETTERS_OF_MONEY:
        return False
    behind = [word for word in words[at + 1 : at + 4] if word][:1]
    grouped = "," in glued["number"] or any(len(word) == 3 and word.isdecimal() for word in behind)
    return grouped or any(word in numerals().scale for word in behind) or glued["number"][-1:].isalpha()


def _dozens_after(words: list[str], at: int) -> float | None:
    """ "two dozen", "three score": the groups that `read_number` does not know."""
    word = words[at] if at < len(words) else ""
    return figure_lexicon().group[word] if word in {"dozen", "score"} else None


def _fraction(words: list[str], at: int) -> Quantity | None:
    """ "one-fifth of", "a third of", "half the", "two thirds"; "half a million" is a number."""
    lexicon = figure_lexicon()
    word = words[at]
    follows = [*words[at + 1 : at + 4], "", "", ""]
    if word == "half" or (word == "a" and follows[0] == "half"):
        at_half = at + (word == "a")
        behind = [*words[at_half + 1 : at_half + 3], "", ""]
        skip = 1 if behind[0] in {"a", "an"} else 0
        group = lexicon.group.get(behind[skip])
        if group is not None and group >= 12:
            return Quantity(at, at_half, at_half + 1 + skip, group / 2)
        if behind[0] in {"of", "the", "its", "their", "his", "her", "our", "all"} and word == "half":
            return Quantity(at, at, at, 0.5, unit="share")
        return None
    denominators = numerals().fraction
    if word == "a" and follows[0] in denominators and follows[1] == "of":
        return Quantity(at, at + 1, at + 1, 1 / denominators[follows[0]], unit="share")
    if "-" in word[1:-1]:
        count, _, part = word.partition("-")
        parsed = read_number([count])
        if parsed is not None and part in denominators and parsed.value < denominators[part]:
            return Quantity(at, at, at, parsed.value / denominators[part], unit="share")
        return None
    count_read = numerals().cardinal.get(word)
    if count_read is None:
        return None
    step = 2 if follows[0] == "-" else 1
    part = words[at + step] if at + step < len(words) else ""
    if (
        part in denominators
        and 0 < count_read < denominators[part]
        and (step == 2 or part.endswith("s") or count_read == 1)
    ):
        behind_part = words[at + step + 1] if at + step + 1 < len(words) else ""
        if behind_part == "of" or part.endswith("s"):
            return Quantity(at, at, at + step, count_read / denominators[part], unit="share")
    return None


def _groups(words: list[str], at: int) -> Quantity | None:
    """ "a dozen", "a hundred and twenty", "several hundred", "a few thousand", "a couple of"."""
    lexicon = figure_lexicon()
    some = _phrase_at(words, at, lexicon.some)
    if some is not None:
        group = lexicon.group.get(words[at + some[0]] if at + some[0] < len(words) else "")
        if group is not None and group >= 12:
            # "several dozen" is "dozens".
            return Quantity(at, at, at + some[0], None, low=2 * group, modifier="at least")
        return None
    if words[at] not in {"a", "an"} or at + 1 >= len(words):
        return None
    group = lexicon.group.get(words[at + 1])
    if group is None:
        return None
    last = at + 1
    if group == 2:
        if words[at + 2 : at + 3] == ["of"]:
            return Quantity(
                at,
                at + 1,
                last + 1,
                2.0,
                modifier="about" if words[at + 1] == "couple" else "exactly",
                includes_of=True,
            )
        return None
    if group >= 100:
        number: NumberRead | None = read_number(["one", *words[at + 1 : at + 13]])
        if number is not None:
            return Quantity(at, at + 1, at + number.words - 1, number.value)
    return Quantity(at, at + 1, last, group)


def _some(words: list[str], at: int) -> Quantity | None:
    """ "several", "a few", "a handful of": two at least, and nobody knows how many."""
    found = _phrase_at(words, at, figure_lexicon().some)
    if found is None:
        return None
    of = words[at + found[0] - 1] == "of"
    return Quantity(at, at, at + found[0] - 1, None, low=2.0, modifier="at least", includes_of=of)


def _collective(words: list[str], at: int) -> Quantity | None:
    """ "dozens", "tens of thousands", "hundreds of thousands"."""
    collective = figure_lexicon().collective
    least = collective.get(words[at])
    behind = words[at + 1 : at + 2]
    # "the scores were close"
    counts = behind == ["of"] or (
        behind in (["were"], ["have"], ["more"]) and words[max(0, at - 1)] not in {"the", "his"}
    )
    if least is None or (words[at] == "scores" and not counts):
        return None
    if words[at + 1 : at + 2] == ["of"] and at + 2 < len(words):
        higher = collective.get(words[at + 2])
        if higher is not None and higher > least:
            # Tens of thousands: twenty times a thousand at least.
            return Quantity(at, at, at + 2, None, low=least * higher / 2, modifier="at least")
    if words[at] == "tens":
        return None
    return Quantity(at, at, at, None, low=least, modifier="at least")


def _range(words: list[str], core: Quantity, between: bool) -> Quantity | None:
    """The quantity with the second number of "30 to 40", "30-40", "between 30 and 40"; None for a "between" without."""
    at = core.last + 1
    link = words[at] if at < len(words) else ""
    links = {"and"} if between else {"to", "-", "–", "or"}
    second = _core(words, at + 1) if link in links else None
    if second is None or core.value is None or second.value is None or core.none or second.none:
        return None if between else core
    low, high = core.value, second.value
    plain = core.last == core.number + (core.unit not in {None, "share"})
    scales = [numerals().scale[word] for word in words[second.number : second.last + 1] if word in numerals().scale]
    if plain and scales and low < 1000 <= high:
        # "5 to 10 million".
        low *= scales[-1] if low * scales[-1] <= high else 1
    # "from 30 to 40" is a change from one to the other.
    changed = words[max(0, core.first - 1)] == "from" and link == "to"
    changed = changed and words[max(0, core.first - 2)] not in _RANGING
    if low >= high or changed or (core.unit == "share") != (second.unit == "share"):
        return None if between else core
    return replace(
        core, last=second.last, value=None, low=low, high=high, modifier="between", unit=core.unit or second.unit,
        joined_by=link,
    )  # fmt: skip


def _modified(words: list[str], core: Quantity, modifier: Modifier, told: bool) -> Quantity:
    """The quantity with the bounds that its modifier gives."""
    suffix = _phrase_at(words, core.last + 1, figure_lexicon().suffix)
    if suffix is not None and core.value is not None and not core.none:
        core = replace(core, last=core.last + suffix[0])
        modifier, told = cast(Modifier, suffix[1]), True
    if core.value is None or core.none:
        # "more than dozens" is no better than "dozens"; "up to several" leaves no bound that holds.
        return core
    if not told:
        return core
    core = replace(core, modifier=modifier)
    if modifier in {"at least", "more than"}:
        return replace(core, low=core.value)
    if modifier in {"at most", "less than"}:
        return replace(core, high=core.value)
    return core
