"""Who says what: every attribution of a document, with its chain of sources, its content, and what the source does
with it.

In: a document, its sentences and referents. Out: `Attributions`, to ask for the sources of any token. Here, because the
reports and quotations that `joining` brings together get their speakers (`speakers`) and nest in one another; what lies
in no content is the reporter's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ascribe.claims.anonymity import find_withheld
from ascribe.claims.clauses import WEEKDAYS
from ascribe.claims.coreference import link
from ascribe.claims.joining import Item, Joiner
from ascribe.claims.mentions import find_mentions
from ascribe.claims.quotes import find_quotations
from ascribe.claims.referents import Coreference, plain
from ascribe.claims.speakers import Speakers
from ascribe.claims.turns import Turn, find_turns
from ascribe.contract.claims import SourceChain, SourceLink, Stance
from ascribe.contract.documents import Document, Span
from ascribe.contract.sentences import Sentence

PRINTED = frozenset({"request", "judgement", "topic", "compare", "attitude"})
"""Classes told in the reporter's voice, but for the words that are printed."""
SPEAKING = frozenset({"say", "warn", "promise", "demand", "quotation"})
"""Classes whose printed words are the speaker's even where he has yet to say them."""
UNNAMED = frozenset({"quoted-as", "seeming", "evident"})
"""Rules that make a report even where nobody is named."""
WRITTEN = frozenset({"document", "media"})
"""Kinds of sources whose words were not said on the day on which others spoke."""
UNSPOKEN = frozenset({"evidence", "evident", "judgement", "intention", "attitude", "belief"})
"""Classes of words that tell what somebody knows or thinks."""
DAYS = WEEKDAYS | {"yesterday", "today"}
FIRST_PERSON = frozenset({"i", "we", "my", "our"})
CHAINS = 8
"""Chains that one token can have at most: a list of 2,000 speakers that quote each other is not multiplied out."""


@dataclass(frozen=True, slots=True)
class Cue:
    """The reporting words."""

    sentence: int
    token: int
    """The word that reports."""
    first: int
    last: int
    span: Span
    """Document offsets of tokens `first` to `last`."""
    text: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """What somebody is given to have said, denied, kept back or thought."""

    cue: Cue
    chains: tuple[SourceChain, ...]
    """One for each party; empty: reported, and nobody is named ("it was reported that")."""
    content: tuple[tuple[int, frozenset[int]], ...]
    """Tokens of the content by sentence."""
    spans: tuple[Span, ...]
    """The content's stretches, document offsets."""
    stance: Stance
    kind: Literal["direct", "indirect", "mixed"]
    category: str
    """Class of the reporting word in the lexicon: say, deny, belief, intention..."""
    gives_source: bool
    """False: an attitude told in the reporter's voice; claims inside take no speaker from it."""
    is_event: bool
    """The saying is an event of its own (accuse, warn, deny)."""
    speech_time: tuple[int, int] | None
    """First and last token, in the cue's sentence, of the time expression that belongs to the saying."""
    rule: str

    @property
    def size(self) -> int:
        return sum(len(tokens) for _, tokens in self.content)

    def covers(self, sentence: int, token: int) -> bool:
        return any(s == sentence and token in tokens for s, tokens in self.content)


class Attributions(Sequence[Attribution]):
    """The attributions of a document, in order of their cues."""

    def __init__(
        self,
        found: Sequence[Attribution],
        sentences: Sequence[Sentence],
        coreference: Coreference,
        turns: Sequence[Turn] = (),
    ) -> None:
        self._all = tuple(found)
        self.asked = frozenset(s for turn in turns if turn.asks for s in turn.sentences)
        """Sentences of an interviewer's questions, which claim nothing."""
        self._sentences = sentences
        self.coreference = coreference
        """With "I" and "we" in quotations linked to their speakers."""
        self._at: dict[int, list[tuple[frozenset[int], Attribution]]] = defaultdict(list)
        for attribution in sorted(found, key=lambda a: (a.rule != "turn", -a.size)):
            for sentence, tokens in attribution.content:
                self._at[sentence].append((tokens, attribution))
        self._dated: dict[str, list[Attribution]] = defaultdict(list)
        for attribution in found:
            if attribution.speech_time and attribution.gives_source and _is_spoken(attribution):
                self._dated[_speaker(attribution)].append(attribution)

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, index):  # type: ignore[no-untyped-def]
        return self._all[index]

    def __iter__(self) -> Iterator[Attribution]:
        return iter(self._all)

    def covering(self, sentence: int, token: int) -> tuple[Attribution, ...]:
        """All attributions whose content holds the token, attitudes included, outermost first."""
        return tuple(a for tokens, a in self._at.get(sentence, ()) if token in tokens)

    def sources_at(self, sentence: int, token: int) -> tuple[Attribution, ...]:
        """The attributions that lend a source to a claim at this token, outermost first."""
        return tuple(a for a in self.covering(sentence, token) if a.gives_source and a.chains)

    def cue_at(self, sentence: int, token: int) -> Attribution | None:
        """The attribution whose reporting word is at this token: "accused", "warned" are events as well."""
        return next((a for a in self._all if a.cue.sentence == sentence and a.cue.token == token), None)

    def dated_elsewhere(self, covering: Sequence[Attribution]) -> Attribution | None:
        """The dated speech that undated words are of: the speaker's own, where he is told to have spoken on one day
        only; of who is never dated, that of the others, where all of them spoke on one day."""
        inner = next((a for a in reversed(covering) if a.gives_source and a.chains), None)
        if inner is None or not _is_spoken(inner):
            return None
        own = self._dated.get(_speaker(inner), [])
        dated = own or [a for of_one in self._dated.values() for a in of_one]
        days = {self._day(a) for a in dated}
        if len(days) != 1 or (not own and not self._days_told() <= set(next(iter(days)).split())):
            return None
        return dated[0]

    def _days_told(self) -> set[str]:
        """Days of the week that stand beside reporting words, whatever they date."""
        told = {a.cue.sentence for a in self._all}
        return {t.text.lower() for s in told for t in self._sentences[s].tokens} & DAYS

    def _day(self, a: Attribution) -> str:
        """The words that date a speech."""
        assert a.speech_time is not None
        first, last = a.speech_time
        return " ".join(t.text.lower() for t in self._sentences[a.cue.sentence].tokens[first : last + 1])

    def chains_at(self, sentence: int, token: int) -> tuple[SourceChain, ...]:
        """The source chains of a claim at this token: nested reports put together, outermost link first; links that
        stand in another sentence are `implied`. Empty: the reporter's own voice."""
        return self.chained(self.sources_at(sentence, token), sentence)

    def chained(self, told: Sequence[Attribution], sentence: int) -> tuple[SourceChain, ...]:
        """The chains of attributions, outermost first, put together."""
        chains: list[SourceChain] = []
        for attribution in told:
            if not chains:
                chains = list(attribution.chains)
            else:
                chains = [_nest(outer, inner) for outer in chains for inner in attribution.chains][:CHAINS]
        here = self._sentences[sentence]
        return tuple(dict.fromkeys(tuple(_implied(x, here) for x in chain) for chain in chains))


def _is_spoken(a: Attribution) -> bool:
    """Somebody says it; what is written, found out or believed is of no day."""
    written = any(chain[-1].kind in WRITTEN for chain in a.chains if chain)
    spoken = a.category not in UNSPOKEN or a.stance is Stance.DECLINES
    return bool(a.chains and a.chains[0]) and not written and spoken


def _speaker(a: Attribution) -> str:
    """By what somebody who speaks is known in the document."""
    return _called(a.chains[0][-1])


def _implied(source: SourceLink, here: Sentence) -> SourceLink:
    return source if here.start <= source.start < here.end else replace(source, implied=True)


def _same(a: SourceLink, b: SourceLink) -> bool:
    return (a.start, a.end) == (b.start, b.end) or _called(a) == _called(b)


def _called(source: SourceLink) -> str:
    return plain(source.name or source.text).lower()


def _nest(outer: SourceChain, inner: SourceChain) -> SourceChain:
    """The outer speaker passes on the inner one's words; who reports himself ("he said he believed") is one link."""
    if inner[-1].text.lower() in FIRST_PERSON and outer and outer[-1].stance is Stance.ASSERTS:
        # "'We demand', she said": she reports herself
        return (*outer[:-1], replace(outer[-1], stance=inner[-1].stance))
    kept = []
    for source in outer:
        if any(_same(source, x) for x in inner):
            continue
        kept.append(replace(source, stance=Stance.QUOTES) if source.stance is Stance.ASSERTS else source)
    return (*kept, *inner)


def _stretches(sentence: Sentence, tokens: set[int]) -> list[Span]:
    """The document stretches of a set of tokens; punctuation between two of them is no gap."""
    words = sentence.tokens
    chosen = sorted(t for t in tokens if 0 <= t < len(words))
    out: list[Span] = []
    run: list[int] = []
    for t in chosen:
        if run and any(words[j].upos != "PUNCT" for j in range(run[-1] + 1, t)):
            out.append(_trimmed(sentence, run))
            run = []
        run.append(t)
    if run:
        out.append(_trimmed(sentence, run))
    return out


def _trimmed(sentence: Sentence, run: list[int]) -> Span:
    """A stretch without the commas that an inserted "he said" leaves at its edges."""
    inner = _bare(sentence, set(run)) or set(run)
    return sentence.span(min(inner), max(inner))


def _bare(sentence: Sentence, tokens: set[int]) -> set[int]:
    """Without punctuation at the edges."""
    words, out = sentence.tokens, set(tokens)
    for order in (sorted(out), sorted(out, reverse=True)):
        for t in order:
            if words[t].upos != "PUNCT":
                break
            out.discard(t)
    return out


def _kind(joiner: Joiner, content: dict[int, set[int]]) -> Literal["direct", "indirect", "mixed"]:
    words = [(s, t) for s, tokens in content.items() for t in tokens if joiner.sentences[s].tokens[t].upos != "PUNCT"]
    quoted = sum(t in joiner.quoted[s] for s, t in words)
    if quoted == 0:
        return "indirect"
    return "direct" if quoted == len(words) else "mixed"


def _of_what(sentence: Sentence, cue: int) -> bool:
    """As in "in what the army described as a raid": somebody's name for it, and not the reporter's."""
    tokens = sentence.tokens
    return tokens[cue].deprel == "acl:relcl" and tokens[tokens[cue].head].lemma.lower() == "what"


def _attribution(joiner: Joiner, item: Item, speakers: Speakers) -> Attribution | None:
    report, s = item.report, item.sentence
    sentence = joiner.sentences[s]
    content = {k: _bare(joiner.sentences[k], v) for k, v in item.content.items()}
    content = {k: v for k, v in content.items() if v}
    if not content:
        return None
    if item.quotations:
        # who is quoted does not stand within the words
        report.sources = [x for x in report.sources if x not in item.content.get(s, ())]
        if not report.sources and "passive" not in report.rule:
            report.sources = joiner.views[s].beside(report.cue)
    if item.turn is not None and item.turn.speaker is not None:
        return _turn(joiner, item, speakers, content, item.turn.speaker, item.turn)
    direct = bool(item.quotations)
    heads = may = [h for h in dict.fromkeys(report.sources) if speakers.may_speak(s, h, report, direct)]
    if len(heads) > 1:
        heads = speakers.by_name_first(s, heads)
        heads = heads[:1] + [h for h in heads[1:] if not speakers.is_same_party(s, heads[0], h)]
    if heads and next(iter(report.sources)) not in (heads[0], may[0]) and not report.noun:
        heads = []  # "the role of the militias and other parts of the country raised concerns": the first decides
    if not heads and (report.sources or not (report.noun or "passive" in report.rule or report.rule in UNNAMED)):
        return None
    own_voice = s < len(joiner.quoted) and all(
        (m := speakers.coreference.mention(s, h)) is not None
        and m.form == "pronoun"
        and m.person == 1
        and h not in joiner.quoted[s]
        and speakers.coreference.entity_of(s, h) is None
        for h in heads
    )
    spoken = any(joiner.is_speech(q) for q in item.quotations)
    first, last = min(report.first, report.last), max(report.first, report.last)
    span = sentence.span(first, last)
    text = span.of(joiner.document.text)
    cue = Cue(s, report.cue, first, last, span, text, report.word.lemma)
    word = sentence.tokens[report.cue].text if report.stance is not Stance.DECLINES else text
    return Attribution(
        cue=cue,
        chains=speakers.chains(s, report, heads, report.stance, text if report.rule == "according-to" else word),
        content=tuple((k, frozenset(content[k])) for k in sorted(content)),
        spans=tuple(x for k in sorted(content) for x in _stretches(joiner.sentences[k], content[k])),
        stance=report.stance,
        kind=_kind(joiner, content),
        category=report.word.category,
        # "called it a mistake" is the reporter's telling, unless the very words are printed
        # "I think" outside quotation marks is the reporter's own voice
        # "'Who fired?' asked Ruiz": printed words are the speaker's, whatever the verb
        gives_source=(report.gives_source or (spoken and report.word.category in PRINTED | SPEAKING))
        and not (heads and own_voice)
        and (report.word.category != "describe" or bool(item.quotations) or _of_what(sentence, report.cue)),
        is_event=report.word.event,
        speech_time=report.speech_time,
        rule=report.rule,
    )


def _turn(
    joiner: Joiner, item: Item, speakers: Speakers, content: dict[int, set[int]], speaker: tuple[int, int], turn: Turn
) -> Attribution:
    """A turn of an interview or transcript, whose speaker may be named far from it."""
    report, s = item.report, item.sentence
    sentence = joiner.sentences[s]
    span = sentence.span(report.cue)
    cue = Cue(s, report.cue, report.cue, report.cue, span, span.of(joiner.document.text), report.word.lemma)
    chains = speakers.chains(speaker[0], report, [speaker[1]], report.stance, cue.text)
    if turn.label is not None:
        # the label is who speaks, and the name may stand elsewhere
        start, end = turn.label.start, turn.label.end
        text = turn.label.of(joiner.document.text)
        chains = tuple((*c[:-1], replace(c[-1], text=text, start=start, end=end)) for c in chains)
    if not turn.named:
        chains = tuple(
            (*c[:-1], replace(c[-1], name=None, kind="anonymous", anonymous=True, affiliation=None)) for c in chains
        )
    return Attribution(
        cue=cue,
        chains=chains,
        content=tuple((k, frozenset(content[k])) for k in sorted(content)),
        spans=tuple(x for k in sorted(content) for x in _stretches(joiner.sentences[k], content[k])),
        stance=report.stance,
        kind=_kind(joiner, content),
        category=report.word.category,
        gives_source=True,
        is_event=False,
        speech_time=None,
        rule=report.rule,
    )


def attributions(document: Document, sentences: Sequence[Sentence], coreference: Coreference) -> Attributions:
    """Every attribution of a document. `sentences` are those that `coreference` was made of, in the same order.

    Nothing is raised on odd text or odd trees; the time is linear in the number of tokens but for the nesting of
    clauses.
    """
    joiner = Joiner(document, sentences, coreference.quotations)
    said = [(item.sentence, x) for item in joiner.items for x in item.report.sources]
    turns = find_turns(document, sentences, coreference, said)
    items = joiner.run(turns)
    links, made = joiner.first_person(coreference)
    linked = coreference.with_links(links, made)
    speakers = Speakers(document, joiner.views, linked, find_withheld(joiner.views, linked))
    found = [a for item in items if (a := _attribution(joiner, item, speakers)) is not None]
    return Attributions(found, sentences, linked, turns)


def read_voices(document: Document, sentences: Sequence[Sentence]) -> Attributions:
    """Mentions, referents and attributions of a document in one call; the referents are its `.coreference`."""
    quotations = find_quotations(document, sentences)
    mentions = [find_mentions(sentence) for sentence in sentences]
    return attributions(document, sentences, link(document, sentences, mentions, quotations))
