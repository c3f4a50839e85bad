"""In: a text. Out: its sentences as read: tokens, tree, names, times, figures, mentions, and who is given to say what.

For people who want just that, without a record: `ascribe.parse(text)` and `ascribe parse`. People, places and
organizations come from the network; the other kinds from rules over lists, times and figures.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ascribe.claims.attribution import Attribution, read_voices
from ascribe.claims.figures import find_figures
from ascribe.claims.names import spread_names
from ascribe.claims.referents import Coreference
from ascribe.claims.timex import find_times
from ascribe.contract.documents import Block, BlockKind, Document, Span
from ascribe.contract.sentences import Sentence, Token
from ascribe.identity import digest
from ascribe.reader.kinds import find_weapons, groups, mention_span
from ascribe.reader.runtime import Reader
from ascribe.resolution.gazetteer import Gazetteer
from ascribe.resolution.place_cues import words as place_words

KINDS = {
    "PER": "person",
    "ORG": "organization",
    "LOC": "place",
    "FAC": "building or other facility",
    "NORP": "nationality, people or confession",
    "WEAPON": "weapon or military equipment",
    "DATE": "day, month, year or another point in time",
    "TIME": "time of day",
    "DURATION": "length of time",
    "SET": "time that returns",
    "MONEY": "amount of money",
    "PERCENT": "share",
    "QUANTITY": "number of something, or measure",
}
"""What a phrase can be."""

_LONG_KIND = 3
"""Words of the longest kind of facility ("international border crossing")."""
_CURRENCY = 3
"""Letters of a currency's code, which is what a figure of money has as its unit."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words of a sentence and what they name. Offsets are the text's; the tokens are the sentence's."""

    kind: str
    """One of `KINDS`; of a mention, one of the kinds of `Token.mention`."""
    text: str
    start: int
    end: int
    first: int
    last: int
    """Last token, inclusive."""
    referent: int | None = None
    """Of a mention, the number of whom or what it speaks of in this text; the same for all mentions of one."""
    name: str | None = None
    """Of a mention with a referent, its fullest name or description in the text."""

    def to_dict(self) -> dict[str, Any]:
        """For JSON, without what is not known."""
        found = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in found.items() if value is not None}


@dataclass(frozen=True)
class Parsed:
    """A sentence as read. `text` is what stands in the parsed text from `start` to `end`."""

    sentence: Sentence
    phrases: tuple[Phrase, ...]
    """Names, times and figures in order; one can stand within another, and none crosses another."""
    mentions: tuple[Phrase, ...]
    """Every mention of a person, organization, place or thing, named or described, with the words that belong to it, in
    the order of their heads (the tokens that have a `mention`)."""
    attributions: tuple[Attribution, ...]
    """What somebody is given to have said, by a word of this sentence. Sources and contents can stand in others."""

    @property
    def text(self) -> str:
        """The sentence."""
        return self.sentence.text

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.sentence.start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.sentence.end

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Its words."""
        return self.sentence.tokens

    def to_dict(self) -> dict[str, Any]:
        """For JSON. All offsets are the text's."""
        names = [name for name in Token.__slots__ if name not in ("start", "end")]
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "tokens": [
                {"start": self.start + t.start, "end": self.start + t.end}
                | {name: _short(getattr(t, name)) for name in names}
                for t in self.tokens
            ],
            "phrases": [phrase.to_dict() for phrase in self.phrases],
            "mentions": [mention.to_dict() for mention in self.mentions],
            "attributions": [_attribution(a) for a in self.attributions],
        }


def parse(text: str, reader: Reader | None = None) -> list[Parsed]:
    """The sentences of `text`, in order. A blank line ends a paragraph. `reader`: another than the one that ships."""
    document = Document("", digest(text), "", text, (Block(BlockKind.BODY, 0, len(text)),))
    sentences = spread_names((reader or _reader()).read_document(document))
    voices = read_voices(document, sentences)
    said: dict[int, list[Attribution]] = {}
    for attribution in voices:
        said.setdefault(attribution.cue.sentence, []).append(attribution)
    return [
        Parsed(s, tuple(_phrases(s)), tuple(_mentions(s, i, voices.coreference)), tuple(said.get(i, ())))
        for i, s in enumerate(sentences)
    ]


_local = threading.local()


def _reader() -> Reader:
    """One for each thread, made when it is first asked for: readers are not to be shared."""
    if not hasattr(_local, "reader"):
        _local.reader = Reader()
    reader: Reader = _local.reader
    return reader


# -- phrases


def _phrases(sentence: Sentence) -> list[Phrase]:
    """Of two that cross, the one found first stays."""
    found: list[tuple[str, int, int]] = []
    for kind, first, last in _candidates(sentence):
        if all(_fit((first, last), (a, b)) for _, a, b in found) and (kind, first, last) not in found:
            found.append((kind, first, last))
    return [_phrase(sentence, *item) for item in sorted(found, key=lambda f: (f[1], -f[2]))]


def _fit(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans are apart, or one holds the other and is longer."""
    if one[1] < other[0] or other[1] < one[0]:
        return True
    return one != other and (one[0] - other[0]) * (one[1] - other[1]) <= 0


def _candidates(sentence: Sentence) -> Iterator[tuple[str, int, int]]:
    tokens = sentence.tokens
    for entity in sentence.parse.entities:
        last = _facility(sentence, entity.first, entity.last) if entity.label == "LOC" else None
        if last is not None:
            yield "FAC", entity.first, last
        if last != entity.last:
            yield entity.label, entity.first, entity.last
    named = {i for e in sentence.parse.entities for i in range(e.first, e.last + 1)}
    people = Gazetteer.open().people
    for i, token in enumerate(tokens):
        if i not in named and token.upos in ("ADJ", "PROPN", "NOUN") and (token.text in groups() or people(token.text)):
            yield "NORP", i, i
    for first, last in find_weapons(tokens):
        yield "WEAPON", first, last
    times = find_times(sentence.text, tokens)
    for time in times:
        if (span := _covering(tokens, time.start, time.end)) is not None:
            yield time.type.value, *span
    for figure in find_figures(sentence, times):
        if (span := _covering(tokens, figure.start, figure.end)) is not None:
            yield _figure_kind(figure.unit), *span


def _figure_kind(unit: str | None) -> str:
    if unit is not None and len(unit) == _CURRENCY and unit.isupper():
        return "MONEY"
    return "PERCENT" if unit == "percent" else "QUANTITY"


def _facility(sentence: Sentence, first: int, last: int) -> int | None:
    """Last token of the facility that a place is, or is the name of: "Orune [air base]"; None where it is none."""
    tokens, kinds = sentence.tokens, place_words("facility")
    outer = next((t for t in tokens[first : last + 1] if not first <= t.head <= last), tokens[last])
    behind = outer.deprel in ("compound", "nmod:poss", "nmod:desc", "amod") and last < outer.head <= last + _LONG_KIND
    for end in (outer.head, last) if behind else (last,):
        begins = [last + 1] if end > last else range(max(first + 1, end - _LONG_KIND + 1), end + 1)
        if any(" ".join(t.lemma.lower() for t in tokens[begin : end + 1]) in kinds for begin in begins):
            return end
    return None


def _covering(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int] | None:
    """The tokens that touch these characters of the sentence."""
    inside = [i for i, t in enumerate(tokens) if t.start < end and start < t.end]
    return (inside[0], inside[-1]) if inside else None


def _mentions(sentence: Sentence, number: int, coreference: Coreference) -> list[Phrase]:
    out = []
    for i, token in enumerate(sentence.tokens):
        if token.mention:
            phrase = _phrase(sentence, token.mention, *mention_span(sentence, i))
            who = coreference.entity_of(number, i)
            out.append(phrase if who is None else replace(phrase, referent=who.id, name=who.name or who.description))
    return out


def _phrase(sentence: Sentence, kind: str, first: int, last: int) -> Phrase:
    start, end = sentence.tokens[first].start, sentence.tokens[last].end
    return Phrase(kind, sentence.text[start:end], sentence.start + start, sentence.start + end, first, last)


# -- JSON and CoNLL-U


def _short(value: Any) -> Any:
    return round(value, 3) if isinstance(value, float) else value


def _span(text: str, start: int, end: int) -> dict[str, Any]:
    return {"text": text, "start": start, "end": end}


def _attribution(a: Attribution) -> dict[str, Any]:
    return {
        "cue": _span(a.cue.text, a.cue.span.start, a.cue.span.end),
        "sources": [_span(chain[-1].text, chain[-1].start, chain[-1].end) for chain in a.chains if chain],
        "content": [{"start": span.start, "end": span.end} for span in a.spans],
        "stance": a.stance.value,
    }


_FEATURES = {
    "VBD": "Mood=Ind|Tense=Past|VerbForm=Fin", "VBP": "Mood=Ind|Tense=Pres|VerbForm=Fin",
    "VBZ": "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "VBG": "Tense=Pres|VerbForm=Part",
    "VBN": "Tense=Past|VerbForm=Part", "VB": "VerbForm=Inf", "MD": "VerbForm=Fin", "NN": "Number=Sing",
    "NNP": "Number=Sing", "NNS": "Number=Plur", "NNPS": "Number=Plur", "JJR": "Degree=Cmp", "JJS": "Degree=Sup",
    "RBR": "Degree=Cmp", "RBS": "Degree=Sup",
}  # fmt: skip
"""Features of Universal Dependencies that follow from the Penn tag."""


def to_conllu(sentences: Sequence[Parsed]) -> Iterator[str]:
    """CoNLL-U, a sentence at a time.

    MISC of a token: `TokenRange` (characters of the text), `SpaceAfter=No`, `Entity` (brackets of the phrases that
    begin and end with it), `Mention` and `Referent`; where it can be a predicate and is no name, `Event`, `Factuality`,
    `Commitment`, `Denied` and `Future`.
    """
    for number, sentence in enumerate(sentences, 1):
        lines = [f"# sent_id = {number}", f"# text = {_plain(' '.join(sentence.text.split()))}"]
        for a in sentence.attributions:
            spans = [("cue", a.cue.span), *(("source", Span(c[-1].start, c[-1].end)) for c in a.chains if c)]
            spans += [("content", span) for span in a.spans]
            places = " ".join(f"{name}={span.start}:{span.end}" for name, span in spans)
            lines.append(f"# attribution = {a.stance.value} {places}")
        opening, closing = _brackets(sentence)
        heads = (i for i, token in enumerate(sentence.tokens) if token.mention)
        referents = {i: mention.referent for i, mention in zip(heads, sentence.mentions, strict=True)}
        for i, token in enumerate(sentence.tokens):
            entity = "".join(opening[i]) + "".join(closing[i])
            columns = (
                str(i + 1), _plain(token.text), _plain(token.lemma), token.upos, token.xpos,
                _FEATURES.get(token.xpos, "_"), str(token.head + 1), token.deprel, "_",
                _misc(sentence, i, entity, referents.get(i)),
            )  # fmt: skip
            lines.append("\t".join(columns))
        yield "\n".join(lines) + "\n\n"


def _brackets(sentence: Parsed) -> tuple[list[list[str]], list[list[str]]]:
    """What begins and what ends at each token: "(FAC(LOC)" and "FAC)"."""
    opening: list[list[str]] = [[] for _ in sentence.tokens]
    closing: list[list[str]] = [[] for _ in sentence.tokens]
    for phrase in sentence.phrases:  # the longest first
        if phrase.first == phrase.last:
            opening[phrase.first].append(f"({phrase.kind})")
        else:
            opening[phrase.first].append(f"({phrase.kind}")
            closing[phrase.last].insert(0, f"{phrase.kind})")
    return opening, closing


def _misc(sentence: Parsed, i: int, entity: str, referent: int | None) -> str:
    token = sentence.tokens[i]
    out = [f"TokenRange={sentence.start + token.start}:{sentence.start + token.end}"]
    if i + 1 < len(sentence.tokens) and sentence.tokens[i + 1].start == token.end:
        out.append("SpaceAfter=No")
    if entity:
        out.append(f"Entity={entity}")
    if token.mention:
        out.append(f"Mention={token.mention}")
        out += [f"Referent={referent}"] if referent is not None else []
    helper = token.upos == "PROPN" or token.deprel.startswith(("aux", "cop"))
    if token.factuality is not None and token.commitment is not None and not helper:
        out.append(f"Event={token.event:.2f}|Factuality={token.factuality:.2f}|Commitment={token.commitment:.2f}")
        out += [name for name, holds in (("Denied=Yes", token.denied), ("Future=Yes", token.future)) if holds]
    return "|".join(out)


_JOINERS = "\u200c\u200d"
"""They shape letters and emoji, and do nothing else."""


def _plain(text: str) -> str:
    """Without characters that a terminal or a reader of the format would obey."""
    return "".join(c if c.isprintable() or c in _JOINERS else "\ufffd" for c in text) or "_"
