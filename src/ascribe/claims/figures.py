"""Figures of a sentence: its tokens and tree in, quantities with what they count out.

Dates, ages, ordinals, scores, addresses and numbers that are part of a name count nothing and are left out. Words come
from `lexicon/units.toml`, numbers in words from `ascribe.claims.numbers`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ascribe.claims.figurewords import Modifier, Quantity, figure_lexicon, read_quantity
from ascribe.claims.numbers import numerals, parse_digits, parse_ordinal
from ascribe.claims.timeshapes import TimeExpression
from ascribe.claims.timex import find_times
from ascribe.contract.claims import Figure
from ascribe.contract.sentences import Sentence, Token

# Between a number and its noun stand adjectives and names: more words than these are another phrase.
_PHRASE = 8
# Relations by which a number or a measure hangs on the noun that it counts.
_COUNTING = frozenset({"nummod", "compound", "nmod", "amod", "det", "advmod", "nummod:gov", "dep", "det:predet"})
_BOUNDS = frozenset({"at least", "at most", "more than", "less than"})
_DASHES = frozenset({"-", "–", "—"})
_MINUS = frozenset({"-", "–", "−"})
# Behind digits and before what is counted. Elsewhere "m" are metres.
_SHORT = {"m": "million", "mn": "million", "bn": "billion", "tn": "trillion", "k": "thousand"}
_POINTED = re.compile(r"\d{1,3}\.\d{3}")
_LETTER_FIRST = re.compile(r"[^\W\d_]{1,3}\$?\d+")
# A number with so many digits and nothing counted is a telephone number, an account or an id.
_LONG_DIGITS = 7


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure of a sentence. `text` is the sentence's text between `start` and `end`."""

    start: int
    end: int
    text: str
    value: float | None
    low: float | None
    high: float | None
    modifier: Modifier
    unit: str | None
    head: int
    """Token that takes part in the event: the counted noun, or the number where it stands alone."""
    number: int
    """Token that carries the number."""

    def figure(self, base: int) -> Figure:
        """The contract's figure; `base` is the sentence's document offset."""
        return Figure(
            self.text, base + self.start, base + self.end, self.value, self.low, self.high, self.modifier, self.unit
        )


def find_figures(sentence: Sentence, times: Sequence[TimeExpression] | None = None) -> list[FoundFigure]:
    """The figures of a sentence in order, none overlapping another. `times`: its time expressions, where known."""
    tokens = sentence.tokens
    words = _words(sentence)
    taken = _times_and_ages(sentence, words, find_times(sentence.text, tokens) if times is None else times)
    out: list[FoundFigure] = []
    at = 0
    while at < len(tokens):
        quantity = read_quantity(words, at) if at not in taken else None
        if quantity is None or _of_time(words, quantity, taken):
            at += 1
            continue
        if _is_negative(sentence, quantity.number) or _is_negative(sentence, quantity.number - 2):
            # "-1 troops", "between -5 and 10 people": no such count, and 1 or 10 is not what stands there.
            at = quantity.last + 1
            continue
        if _is_somebody(sentence, quantity.number):
            at = quantity.last + 1
            continue
        figure = _figure(sentence, words, quantity, taken)
        at = quantity.last + 1
        if figure is not None:
            out.append(figure)
            while at < len(tokens) and tokens[at].start < figure.end:
                at += 1
    return out


def _is_somebody(sentence: Sentence, i: int) -> bool:
    """ "The little one", "this one": who, and not how many."""
    if sentence.tokens[i].text.lower() != "one" or sentence.tokens[i].deprel == "nummod":
        return False
    return any(sentence.tokens[c].deprel in ("amod", "det") and c < i for c in sentence.children[i])


def _words(sentence: Sentence) -> list[str]:
    """The tokens in lower case, where white space does not tell them apart any longer: "a $50 loan" is no Australian
    one, and "3.5m refugees" are millions."""
    tokens = sentence.tokens
    words = [token.text.lower() for token in tokens]
    for i in range(len(words) - 1):
        glued = tokens[i].end == tokens[i + 1].start
        if _LETTER_FIRST.fullmatch(words[i]):
            _rejoin(tokens, words, i)
        if words[i] == "a" and words[i + 1] == "$" and not glued:
            words[i] = "an"
        many = glued and _digits(words[i]) and words[i + 1] in _SHORT
        if many and i + 2 < len(words) and tokens[i + 2].xpos in {"NNS", "NNPS", "JJ"}:
            words[i + 1] = _SHORT[words[i + 1]]
    return words


def _rejoin(tokens: Sequence[Token], words: list[str], at: int) -> None:
    """ "RM7,856,920" is cut behind its first digits: the word gets all of it, the pieces nothing."""
    last, text = at, words[at]
    while last + 1 < len(tokens) and tokens[last].end == tokens[last + 1].start:
        piece = words[last + 1]
        if not (_digits(piece) and text[-1] in ".,") and not re.fullmatch(r"[.,]\d*", piece):
            break
        text, last = text + piece, last + 1
    if last > at and text[-1].isdigit():
        words[at] = text
        words[at + 1 : last + 1] = [""] * (last - at)


def _times_and_ages(sentence: Sentence, words: list[str], times: Sequence[TimeExpression]) -> frozenset[int]:
    """Tokens that belong to a time expression or tell an age."""
    tokens = sentence.tokens
    taken: set[int] = set()
    position = 0
    for time in times:
        while position < len(tokens) and tokens[position].end <= time.start:
            position += 1
        at = position
        while at < len(tokens) and tokens[at].start < time.end:
            taken.add(at)
            at += 1
    for i, word in enumerate(words):
        if not _digits(word) and word not in numerals().cardinal and word not in numerals().tens:
            continue
        before, after = words[i - 1] if i else "", words[i + 1 : i + 5]
        joined_to_year = after[:2] == ["-", "year"]
        if before in {"aged", "age"} or joined_to_year or after[:1] in (["year"], ["years"]):
            # "25-year-old", "34 years old"; a length of time was taken above.
            taken.update(range(i, min(len(words), i + 5)) if "old" in after else {i})
        elif "-year-old" in word or "-month-old" in word:
            taken.add(i)
        elif (
            before in {",", ";"}
            and after[:1] in ([","], [";"], [")"], ["."])
            and _is_person(tokens, i - 2)
            and _age_like(word)
        ):
            # "Smith, 34, said".
            taken.add(i)
    return frozenset(taken)


def _of_time(words: list[str], quantity: Quantity, taken: frozenset[int]) -> bool:
    """Does the quantity belong to a time or an age ("thousands of years ago")?"""
    behind = quantity.last + 2 if words[quantity.last + 1 : quantity.last + 2] == ["of"] else quantity.last
    return behind in taken or any(i in taken for i in range(quantity.number, quantity.last + 1))


def _is_negative(sentence: Sentence, number: int) -> bool:
    """A number with a minus before it. A dash between words stands free on both sides, one in a name on neither."""
    tokens = sentence.tokens
    if number < 1 or not _digits(tokens[number].text):
        return False
    before, text = tokens[number - 1], sentence.text
    if before.text.lower() == "minus":
        return True
    glued = before.text in _MINUS and before.end == tokens[number].start
    return glued and (before.start == 0 or text[before.start - 1] in " \n\t\u00a0(“\"'")


def _digits(word: str) -> bool:
    return word[:1].isdigit()


def _age_like(word: str) -> bool:
    value = parse_digits(word)
    return value is not None and value == int(value) and 0 < value < 120


def _is_person(tokens: Sequence[Token], at: int) -> bool:
    return at >= 0 and (tokens[at].upos == "PROPN" or tokens[at].mention == "person")


def _figure(sentence: Sentence, words: list[str], quantity: Quantity, taken: frozenset[int]) -> FoundFigure | None:
    tokens = sentence.tokens
    if _part_of_name(sentence, words, quantity):
        return None
    last, unit = _measure(words, quantity)
    noun = _counted_noun(sentence, words, quantity, last, taken)
    head = noun if noun is not None else _top(sentence, quantity)
    if unit is None:
        unit = _unit(sentence, words, quantity, noun)
    elif _tells_where(words, unit, last):
        return None
    if not _counts(sentence, words, quantity, noun, unit, last):
        return None
    end = last if noun is None or noun < last else noun
    state = figure_lexicon().state
    if noun is None and end + 1 < len(tokens) and words[end + 1] in state and end + 1 not in taken:
        end += 1
    if noun is not None and end == noun:
        end = _hyphened(tokens, words, noun)
        if end > noun and unit is not None and unit.lower() == words[noun]:
            # "four F-16s".
            unit = sentence.text[tokens[noun].start : tokens[end].end]
    if noun is not None and tokens[noun].mention == "person" and _POINTED.fullmatch(words[quantity.number]):
        quantity = quantity.times(1000.0)  # "1.000 persons": nobody is counted to a thousandth
    start, stop = tokens[quantity.first].start, tokens[end].end
    return FoundFigure(
        start, stop, sentence.text[start:stop], quantity.value, quantity.low, quantity.high, quantity.modifier, unit,
        head, quantity.number,
    )  # fmt: skip


def _hyphened(tokens: Sequence[Token], words: list[str], at: int) -> int:
    """The last token of a word that the tokeniser split at its hyphens."""
    while at + 2 < len(words) and words[at + 1] == "-" and tokens[at].end == tokens[at + 1].start:
        if tokens[at + 1].end != tokens[at + 2].start:
            break
        at += 2
    return at


def _measure(words: list[str], quantity: Quantity) -> tuple[int, str | None]:
    """The last token of the quantity with its unit of measure or currency, and that unit."""
    lexicon = figure_lexicon()
    if quantity.unit is not None:
        return quantity.last, quantity.unit
    at = quantity.last + 1
    if at < len(words) and words[at] == "-":
        at += 1
    pair = " ".join(words[at : at + 2]) if at + 1 < len(words) else ""
    if pair in lexicon.measure:
        return at + 1, lexicon.measure[pair]
    word = words[at] if at < len(words) else ""
    if pair in {"us dollars", "u.s. dollars", "american dollars"}:
        return at + 1, "USD"
    if word in {"square", "sq", "cubic"} and at + 1 < len(words) and words[at + 1] in lexicon.measure:
        return at + 1, f"{'cubic' if word == 'cubic' else 'square'} {lexicon.measure[words[at + 1]]}"
    if word in lexicon.measure:
        return at, lexicon.measure[word]
    if word in lexicon.currency_word and not (
        word in {"real", "won", "rand"} and quantity.value is not None and quantity.value < 100
    ):
        return at, lexicon.currency_word[word]
    return quantity.last, None


def _tells_where(words: list[str], unit: str, last: int) -> bool:
    lexicon = figure_lexicon()
    after = words[last + 1] if last + 1 < len(words) else ""
    if after == "(":
        # "20 miles (32 km) south of".
        after = next((word for word in words[last + 2 : last + 8] if word in lexicon.direction), "")
    return unit in lexicon.lengths and (after in lexicon.direction or after == ")")


def _top(sentence: Sentence, quantity: Quantity) -> int:
    """The token of the quantity that hangs on something outside it."""
    inside = range(quantity.number, quantity.last + 1)
    return next((i for i in inside if sentence.tokens[i].head not in inside), quantity.number)


def _counted_noun(
    sentence: Sentence, words: list[str], quantity: Quantity, last: int, taken: frozenset[int]
) -> int | None:
    """The noun that the quantity counts: behind "of", by the tree, or the last of the nouns that follow."""
    tokens = sentence.tokens
    after = last + 1
    if after < len(tokens) and words[after] == "of":
        return _phrase_head(sentence, after + 1, taken)
    if quantity.includes_of or quantity.unit == "share":
        return _phrase_head(sentence, after, taken)
    top = _top(sentence, quantity)
    token = tokens[top]
    run = _phrase_head(sentence, after, taken, articles=False)
    # "200 more" are counted by nobody's name.
    if after < len(tokens) and words[after] == "more":
        return _phrase_head(sentence, after + 1, taken, articles=False)
    by_tree = token.head if token.deprel in _COUNTING and last < token.head <= last + _PHRASE else None
    if by_tree is not None and run is not None and tokens[by_tree].upos == "ADJ":
        # "the ten largest producers".
        return run
    if by_tree is not None and tokens[by_tree].upos in {"NOUN", "PROPN", "ADJ", "PRON"} and by_tree not in taken:
        between = range(last + 1, by_tree)
        if not any(
            tokens[i].upos in {"VERB", "PUNCT"} and words[i] not in {"-", ","}
            for i in between
            if tokens[i].head > by_tree or tokens[i].head <= last
        ):
            return by_tree
    return run


def _phrase_head(sentence: Sentence, first: int, taken: frozenset[int], articles: bool = True) -> int | None:
    """The last noun of the noun phrase that begins at a token; None where none does."""
    tokens = sentence.tokens
    found = None
    for i in range(first, min(len(tokens), first + _PHRASE)):
        xpos = tokens[i].xpos
        if i in taken:
            break
        if xpos in {"NN", "NNS", "NNP", "NNPS"}:
            if found is not None and tokens[found].xpos in {"NNS"} and xpos in {"NNP", "NNPS"}:
                break
            found = i
        elif found is None and articles and xpos in {"DT", "PRP$", "PDT"}:
            continue
        elif (
            xpos.startswith("JJ")
            or (found is None and xpos in {"VBN", "VBG", "RB", "CD"} and i > first)
            or xpos == "HYPH"
        ):
            # Behind a noun only an adjective before another noun goes on ("12 army and 3"), so look no farther.
            if found is not None and xpos != "HYPH":
                break
        elif xpos == "POS" and found is not None:
            # "three of the country's provinces".
            found = None
        elif xpos == "PRP" and found is None and articles:
            return i
        else:
            break
    return found


def _unit(sentence: Sentence, words: list[str], quantity: Quantity, noun: int | None) -> str | None:
    lexicon = figure_lexicon()
    if noun is not None:
        token = sentence.tokens[noun]
        if words[noun] in lexicon.currency_word and quantity.value is None:
            return lexicon.currency_word[words[noun]]
        return token.text if token.upos == "PROPN" else words[noun]
    after = quantity.last + 1
    if after < len(words) and words[after] in lexicon.state - {"more"}:
        return words[after]
    tally = _tally(sentence, quantity)
    if tally is not None:
        return tally
    top = sentence.tokens[_top(sentence, quantity)]
    if top.head >= 0 and top.deprel in {"nsubj:pass", "nsubj", "obj", "nsubj:outer"}:
        verb = sentence.tokens[top.head]
        return lexicon.befallen.get(verb.lemma.lower())
    return None


def _tally(sentence: Sentence, quantity: Quantity) -> str | None:
    """ "The death toll rose to 250", "the death of ten": what a bare number counts by the words around it."""
    lexicon, tokens = figure_lexicon(), sentence.tokens
    top = tokens[_top(sentence, quantity)]
    if top.head < 0:
        return None
    head = tokens[top.head]
    case = {tokens[c].text.lower() for c in sentence.children[_top(sentence, quantity)] if tokens[c].deprel == "case"}
    if top.deprel.startswith("nmod") and case == {"of"}:
        return _of_tally(sentence, top.head) or lexicon.befallen_noun.get(head.lemma.lower())
    if head.lemma.lower() not in lexicon.level or (case and not case <= {"to", "at"}):
        return None
    for c in sentence.children[top.head]:
        if tokens[c].deprel in {"nsubj", "nsubj:pass", "obj"} and c != _top(sentence, quantity):
            unit = _of_tally(sentence, c)
            if unit is not None:
                return unit
    return None


def _of_tally(sentence: Sentence, noun: int) -> str | None:
    """The unit of "the death toll", "the number of cases"."""
    lexicon, tokens = figure_lexicon(), sentence.tokens
    unit = lexicon.tally.get(tokens[noun].lemma.lower())
    if unit != "":
        return unit
    return next(
        (
            tokens[c].text.lower()
            for c in sentence.children[noun]
            if tokens[c].deprel == "nmod" and tokens[c].upos == "NOUN"
        ),
        None,
    )


def _part_of_name(sentence: Sentence, words: list[str], quantity: Quantity) -> bool:
    """Is the number part of a name, a rank or an address ("Resolution 2231", "F-16", "10 Downing Street")?"""
    tokens = sentence.tokens
    first, last = quantity.number, quantity.last
    number = tokens[first]
    before = sentence.text[max(0, number.start - 2) : number.start]
    if len(before) == 2 and before[1] in "-–_/@#" and (before[0].isalpha() or before[1] in "#@"):
        return True
    if quantity.value is None or not _digits(words[first]):
        return False
    if before[-1:].isalpha():
        return True
    previous = words[first - 1] if first else ""
    if previous in numerals().names["before"] or (previous == "of" and first > 1 and words[first - 2] == "group"):
        return quantity.first == quantity.number
    if previous == "." and first > 1 and words[first - 2] in {"no", "nos"}:
        return True
    if any(e.first < first <= e.last or e.first == first <= last < e.last for e in sentence.parse.entities):
        return True  # "Group of 20", "7 News"
    # A number behind the noun or name that it hangs on numbers it.
    if (
        number.deprel in {"nummod", "flat", "compound", "dep", "nmod:desc", "appos"}
        and 0 <= number.head < first
        and quantity.unit is None
    ):
        governor = tokens[number.head]
        if number.head == first - 1 and governor.upos in {"NOUN", "PROPN", "SYM"} and quantity.first == quantity.number:
            return True
    following = words[last + 1 : last + 4]
    return (
        any(word in figure_lexicon().street for word in following)
        and last + 1 < len(tokens)
        and tokens[last + 1].upos == "PROPN"
    )


def _counts(
    sentence: Sentence, words: list[str], quantity: Quantity, noun: int | None, unit: str | None, last: int
) -> bool:
    """Does the quantity count anything, or is it a score, a list number, an idiom?"""
    lexicon = figure_lexicon()
    tokens = sentence.tokens
    after = words[last + 1] if last + 1 < len(words) else ""
    before = words[quantity.first - 1] if quantity.first else ""
    if quantity.none:
        return _counts_none(sentence, words, quantity, noun)
    if noun is not None and words[noun] in lexicon.uncounted and quantity.unit is None:
        return False
    if after in lexicon.uncounted or (after.startswith("-") and after != "-"):
        return False
    if after == "-" and last == quantity.last and quantity.unit is None:
        # "a two-state solution" counts nothing that happened; "a 200-strong force" does.
        return last + 2 < len(words) and words[last + 2] in lexicon.joined
    if _is_score(words, quantity) or before == "top":
        return False
    if quantity.modifier == "between" and quantity.joined_by in _DASHES:
        # "1-3" is a score unless something in the plural is counted.
        if "," in words[quantity.number]:
            return True
        return unit is not None and (noun is None or tokens[noun].xpos in {"NNS", "NNPS"} or quantity.unit is not None)
    value = quantity.value
    if quantity.first == 0 and after in {".", ")"} and noun is None:
        return False
    if (
        value is not None
        and words[quantity.number].isdecimal()
        and len(words[quantity.number]) >= _LONG_DIGITS
        and noun is None
    ):
        return unit is not None
    if (
        quantity.unit == "share"
        and sentence.tokens[max(0, quantity.first - 1)].xpos in {"JJ", "JJR", "JJS"}
        and quantity.first
    ):
        # "the southern half of the country" is a part of it and no share.
        return False
    if before in {"/", ":"} and quantity.first and tokens[quantity.first - 1].end == tokens[quantity.first].start:
        return False
    tied = last + 1 < len(tokens) and tokens[last].end == tokens[last + 1].start
    if tied and (after == "/" or (after == ":" and _digits("".join(words[last + 2 : last + 3])))):
        return False
    if value == 1 and words[quantity.number] == "one" and last == quantity.last:
        return _counts_one(sentence, words, quantity, noun, before)
    if (
        value == 2
        and before in {"the", "these", "those", "both", "his", "her", "their", "its"}
        and quantity.first == quantity.number
    ):
        return False
    if noun is None and unit is None and parse_ordinal(before) is not None:
        # "the first three" of what was told before.
        return False
    if value is not None and noun is None and unit is None:
        # Large numbers with their groups written are counts wherever they stand ("put the crowd at 8,000"), and so are
        # numbers with a bound.
        bounded = "," in words[quantity.number] or quantity.modifier in _BOUNDS
        behind = words[last + 1] if last + 1 < len(words) else ""
        bounded = bounded or behind in lexicon.state - {"more"}
        return bounded or (_is_argument(tokens[_top(sentence, quantity)]) and not _year_like(words[quantity.number]))
    return True


def _is_score(words: list[str], quantity: Quantity) -> bool:
    """ "3-1", "2 – 0": a number tied by a dash to one that makes no range with it."""
    before, after = words[max(0, quantity.first - 2) : quantity.first], words[quantity.last + 1 : quantity.last + 3]
    tied = [pair for pair in (before[::-1], after) if len(pair) == 2]
    return any(pair[0] in _DASHES and _digits(pair[1]) for pair in tied)


def _year_like(word: str) -> bool:
    return word.isdecimal() and len(word) == 4 and 1500 <= int(word) <= 2100


def _is_argument(token: Token) -> bool:
    """Can a bare number stand for people or things here? Predicates, appositions and loose numbers do not."""
    return token.deprel.split(":")[0] in {"nsubj", "obj", "conj", "root", "ccomp"}


def _counts_one(sentence: Sentence, words: list[str], quantity: Quantity, noun: int | None, before: str) -> bool:
    """ "one soldier", "one was killed"; not "one of the largest", "the one", "one another"."""
    if before in {"the", "that", "this", "no", "every", "each", "any", "which", "by", "-"}:
        return False
    if words[quantity.last + 1 : quantity.last + 2] in (["in"], ["out"], ["another"]):
        # "one in three", "one out of five", "one another".
        return False
    top = sentence.tokens[_top(sentence, quantity)]
    if noun is not None:
        # "one way", "one good example" count nothing; people and what is shot or shot at do.
        told = quantity.modifier != "exactly" or sentence.tokens[noun].mention in {"person", "animal"}
        counted = told or words[noun] in figure_lexicon().none_nouns
        return counted and words[quantity.last + 1] != "of" and top.deprel == "nummod"
    governor = sentence.tokens[top.head].lemma.lower() if top.head >= 0 else ""
    return top.deprel in {"nsubj", "nsubj:pass", "obj"} and governor in figure_lexicon().befallen


def _counts_none(sentence: Sentence, words: list[str], quantity: Quantity, noun: int | None) -> bool:
    lexicon = figure_lexicon()
    if noun is not None:
        return words[noun] in lexicon.none_nouns
    top = sentence.tokens[_top(sentence, quantity)]
    governor = sentence.tokens[top.head].lemma.lower() if top.head >= 0 else ""
    return governor in lexicon.befallen
