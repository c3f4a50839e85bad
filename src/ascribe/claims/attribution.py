"""Who says what: every attribution of a document, with its chain of sources, its content, and what the source does with it.

In: a document, its sentences and referents. Out: `Attributions`, to ask for the sources of any token. Here the reports of
`cues` meet the quotations of `quotes`: a quotation takes its speaker from the reporting clause beside it, from the
quotation that it goes on with, or from the last speaker; what lies in no content is the reporter's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from ascribe.claims.anonymity import find_withheld
from ascribe.claims.clauses import SentenceView
from ascribe.claims.coreference import Coreference, Referent, link
from ascribe.claims.cues import Report, find_reports
from ascribe.claims.mentions import find_mentions
from ascribe.claims.quotes import Quotation, find_quotations
from ascribe.claims.speakers import Speakers
from ascribe.claims.wording import reporting
from ascribe.contract.claims import SourceChain, SourceLink, Stance
from ascribe.contract.documents import Document, Span
from ascribe.contract.sentences import Sentence

NEAR = 15
"""Tokens between a quotation and its reporting verb: "..., the ministry's spokesman for the northern ports Ana Ruiz told"."""
SCARE = 3
"""Words up to which a quotation without a verb is a way of calling something, unless a reporting word takes it."""
PARAGRAPH = 0.6
"""Share of a paragraph in quotation marks from which it is a quotation that needs no verb of its own."""
BLOCKS_BACK = 2
"""Paragraphs between the last speaker's words and a quotation without verb that still is the same speaker's."""
LONGEST_LABEL = 5
"""Words of a name before a colon or behind a dash."""
DASHES = frozenset({"-", "--", "–", "—", "―"})
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

    def __init__(self, found: Sequence[Attribution], sentences: Sequence[Sentence], coreference: Coreference) -> None:
        self._all = tuple(found)
        self._sentences = sentences
        self.coreference = coreference
        """With "I" and "we" in quotations linked to their speakers."""
        self._at: dict[int, list[tuple[frozenset[int], Attribution]]] = defaultdict(list)
        for attribution in sorted(found, key=lambda a: -a.size):
            for sentence, tokens in attribution.content:
                self._at[sentence].append((tokens, attribution))

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

    def chains_at(self, sentence: int, token: int) -> tuple[SourceChain, ...]:
        """The source chains of a claim at this token: nested reports put together, outermost link first; links that
        stand in another sentence are `implied`. Empty: the reporter's own voice."""
        chains: list[SourceChain] = []
        for attribution in self.sources_at(sentence, token):
            if not chains:
                chains = list(attribution.chains)
            else:
                chains = [_nest(outer, inner) for outer in chains for inner in attribution.chains][:CHAINS]
        here = self._sentences[sentence]
        return tuple(dict.fromkeys(tuple(_implied(x, here) for x in chain) for chain in chains))


def _implied(source: SourceLink, here: Sentence) -> SourceLink:
    return source if here.start <= source.start < here.end else replace(source, implied=True)


def _same(a: SourceLink, b: SourceLink) -> bool:
    return (a.start, a.end) == (b.start, b.end) or (a.name is not None and a.name == b.name)


def _nest(outer: SourceChain, inner: SourceChain) -> SourceChain:
    """The outer speaker passes on the inner one's words; who reports himself ("he said he believed") is one link."""
    kept = []
    for source in outer:
        if any(_same(source, x) for x in inner):
            continue
        kept.append(replace(source, stance=Stance.QUOTES) if source.stance is Stance.ASSERTS else source)
    return (*kept, *inner)


@dataclass(slots=True)
class _Item:
    """A report while quotations are joined to it."""

    sentence: int
    report: Report
    content: dict[int, set[int]]
    quotations: set[int] = field(default_factory=set)


class _Joiner:
    def __init__(self, document: Document, sentences: Sequence[Sentence], quotations: Sequence[Quotation]) -> None:
        self.document = document
        self.sentences = sentences
        self.quotations = quotations
        self.tokens: list[list[tuple[int, frozenset[int]]]] = [[] for _ in quotations]
        """Tokens of each quotation by sentence."""
        self.in_sentence: list[list[int]] = [[] for _ in sentences]
        self.place()
        self.quoted = [
            frozenset(t for q in found for s2, tokens in self.tokens[q] if s2 == s for t in tokens)
            for s, found in enumerate(self.in_sentence)
        ]
        self.views = [SentenceView(sentence, quoted) for sentence, quoted in zip(sentences, self.quoted, strict=True)]
        self.items = [
            _Item(s, report, {s: set(report.content)} if report.content else {})
            for s, view in enumerate(self.views)
            for report in find_reports(view)
        ]
        self.by_sentence: dict[int, list[_Item]] = defaultdict(list)
        for item in self.items:
            self.by_sentence[item.sentence].append(item)
        self.owner: dict[int, _Item] = {}

    def place(self) -> None:
        """Which tokens stand in which quotation. One pass over both, which are in order."""
        at = 0
        for s, sentence in enumerate(self.sentences):
            while at < len(self.quotations) and self.quotations[at].span.end <= sentence.start:
                at += 1
            q = at
            while q < len(self.quotations) and self.quotations[q].span.start < sentence.end:
                inner = self.quotations[q].inner.shifted(-sentence.start)
                held = frozenset(i for i, t in enumerate(sentence.tokens) if inner.start <= t.start and t.end <= inner.end)
                if held:
                    self.tokens[q].append((s, held))
                    self.in_sentence[s].append(q)
                q += 1

    def is_printed(self, s: int, start: int, end: int, upper: bool) -> bool:
        """Whether tokens are a name as it stands before a colon or behind a dash."""
        words = [t for t in self.sentences[s].tokens[start:end] if t.upos != "PUNCT"]
        if not 0 < len(words) <= LONGEST_LABEL:
            return False
        if upper:
            return all(w.text.isupper() for w in words) and len("".join(w.text for w in words)) > 1
        return all(w.text[:1].isupper() for w in words) and any(w.upos == "PROPN" for w in words)

    def signed(self, q: int) -> _Item | None:
        """"..." - Ana Ruiz"""
        s, held = self.tokens[q][-1]
        tokens = self.sentences[s].tokens
        at = max(held) + 1
        if at < len(tokens) and tokens[at].upos == "PUNCT" and tokens[at].text not in DASHES:
            at += 1
        if at >= len(tokens):
            s, at = s + 1, 0
            if s >= len(self.sentences) or self.sentences[s].block != self.quotations[q].block:
                return None
            tokens = self.sentences[s].tokens
        if not tokens or tokens[at].text not in DASHES:
            return None
        end = at + 1
        while end < len(tokens) and end <= at + LONGEST_LABEL and tokens[end].text[:1].isupper() and end not in self.quoted[s]:
            end += 1
        if not self.is_printed(s, at + 1, end, False):
            return None
        return self.label(s, at, at + 1, end, "signed")

    def label(self, s: int, cue: int, start: int, end: int, rule: str) -> _Item:
        """A report whose reporting word is a colon or dash."""
        source = self.views[s].name_head(start)
        source = source if start <= source < end else start
        report = Report(cue, cue, cue, reporting().verbs["say"], Stance.ASSERTS, rule, sources=[source])
        item = _Item(s, report, {})
        self.items.append(item)
        self.by_sentence[s].append(item)
        return item

    def labelled(self, q: int, s: int, start: int) -> _Item | None:
        """Ana Ruiz: "..." """
        tokens = self.sentences[s].tokens
        at = start - 1
        while at >= 0 and tokens[at].upos == "PUNCT" and tokens[at].text != ":":
            at -= 1
        if at < 1 or tokens[at].text != ":" or not self.is_printed(s, 0, at, False):
            return None
        return self.label(s, at, 0, at, "labelled")

    def turns(self) -> None:
        """A transcript: paragraphs that begin with a name in capitals and a colon, at least two of them."""
        found = []
        blocks: dict[int, list[int]] = defaultdict(list)
        for s, sentence in enumerate(self.sentences):
            blocks[sentence.block].append(s)
        for members in blocks.values():
            tokens = self.sentences[members[0]].tokens
            at = next((i for i, t in enumerate(tokens[: LONGEST_LABEL + 2]) if t.text == ":"), None)
            if at is not None and self.is_printed(members[0], 0, at, True):
                found.append((members, at))
        if len(found) < 2:
            return
        for members, at in found:
            item = self.label(members[0], at, 0, at, "turn")
            for s in members:
                start = at + 1 if s == members[0] else 0
                item.content[s] = set(range(start, len(self.sentences[s].tokens)))

    def of(self, q: int, sentence: int) -> frozenset[int]:
        return next((tokens for s, tokens in self.tokens[q] if s == sentence), frozenset())

    # ---- joining -------------------------------------------------------------------------------------------------

    def run(self) -> list[_Item]:
        for item in self.items:
            self.keep_inside(item)
        for item in self.items:
            self.by_tree(item)
        self.turns()
        for q in range(len(self.quotations)):
            if q not in self.owner and self.tokens[q]:
                owner = self.find(q)
                if owner is not None:
                    self.take(owner, q)
        return [item for item in self.items if any(item.content.values())]

    def keep_inside(self, item: _Item) -> None:
        """What a quoted speaker reports lies inside the quotation."""
        for q in self.in_sentence[item.sentence]:
            held = self.of(q, item.sentence)
            if item.report.cue in held and item.sentence in item.content:
                item.content[item.sentence] &= held
                item.report.sources = [x for x in item.report.sources if x in held]

    def take(self, item: _Item, q: int) -> None:
        self.owner[q] = item
        item.quotations.add(q)
        for s, tokens in self.tokens[q]:
            item.content.setdefault(s, set()).update(tokens)

    def by_tree(self, item: _Item) -> None:
        """Quotations of which the tree gives half or more to the report."""
        content = item.content.get(item.sentence, set())
        for q in self.in_sentence[item.sentence]:
            held = self.of(q, item.sentence)
            if item.report.cue in held or len(content & held) * 2 < len(held):
                continue
            previous = self.owner.get(q)
            if previous is not None and sum(map(len, previous.content.values())) <= sum(map(len, item.content.values())):
                for s, tokens in self.tokens[q]:
                    item.content.setdefault(s, set()).update(tokens)
                continue
            self.take(item, q)

    def is_speech(self, q: int) -> bool:
        """More than a way of calling something."""
        words = [self.sentences[s].tokens[t] for s, tokens in self.tokens[q] for t in tokens]
        words = [t for t in words if t.upos != "PUNCT"]
        return len(words) > SCARE or any(t.upos in ("VERB", "AUX") for t in words)

    def find(self, q: int) -> _Item | None:
        quotation = self.quotations[q]
        if quotation.continued and q - 1 in self.owner:
            return self.owner[q - 1]
        first, held = self.tokens[q][0]
        last, held_last = self.tokens[q][-1]
        speech = self.is_speech(q)
        found = self.behind(last, max(held_last)) if speech else None
        found = found or self.before(q, first, min(held), speech)
        if found is None and speech:
            found = self.signed(q) or self.labelled(q, first, min(held))
        if found is None and speech:
            found = self.announced(first, min(held)) or self.next_sentence(q, last, max(held_last))
        if found is None and speech:
            found = self.same_paragraph(q, first, min(held)) or self.last_speaker(q)
        return found

    def behind(self, s: int, end: int) -> _Item | None:
        """"...," said Ruiz."""
        best = None
        for item in self.by_sentence.get(s, ()):
            r = item.report
            if r.cue <= end or r.cue in self.quoted[s] or r.noun or not (r.word.takes("quote") or r.word.takes("clause")):
                continue
            content = item.content.get(s, set())
            if any(t > r.cue for t in content) or r.cue - end > NEAR or r.stance is Stance.DECLINES:
                continue
            if any(t in self.quoted[s] for t in range(end + 1, r.cue)):
                continue
            if best is None or r.cue < best.report.cue:
                best = item
        return best

    def before(self, q: int, s: int, start: int, speech: bool) -> _Item | None:
        """Ruiz said: "..." """
        tokens = self.sentences[s].tokens
        left = start - 1
        while left >= 0 and tokens[left].upos == "PUNCT" and tokens[left].text not in (",", ":"):
            left -= 1
        best = None
        for item in self.by_sentence.get(s, ()):
            r = item.report
            if r.cue >= start or r.cue in self.quoted[s] or start - r.last > NEAR or r.stance is Stance.DECLINES:
                continue
            if not (r.word.takes("quote") or r.word.takes("naming") or r.word.takes("object")):
                continue
            introduced = left >= 0 and (tokens[left].text in (",", ":") or r.first <= left <= r.last + 1)
            below = self.hangs_on(s, start, r.cue)
            if (introduced and speech) or (below and not r.noun):
                best = item
        return best

    def hangs_on(self, s: int, start: int, cue: int) -> bool:
        """Whether the quotation is an object or complement of the verb, and no mere place of the saying ("said on")."""
        view = self.views[s]
        for c in view.children[cue]:
            if view.low[c] <= start <= view.high[c]:
                return view.base(c) in ("obj", "ccomp", "xcomp", "parataxis", "dep", "advcl") or "as" in view.cases(c)
        return False

    def announced(self, s: int, start: int) -> _Item | None:
        """The sentence before ends in a colon: "She added this:" """
        if start > 1 or s == 0:
            return None
        if not self.sentences[s - 1].text.rstrip().endswith((":", ",")):
            return None
        found = [i for i in self.by_sentence.get(s - 1, ()) if i.report.word.takes("quote") and not i.report.noun]
        return found[-1] if found else None

    def next_sentence(self, q: int, s: int, end: int) -> _Item | None:
        """The splitter cut behind the closing mark: "Why?" | he asked."""
        if s + 1 >= len(self.sentences) or self.sentences[s + 1].block != self.sentences[s].block:
            return None
        if self.quotations[q].span.end < self.sentences[s].end - 2:
            return None
        following = self.sentences[s + 1]
        for item in self.by_sentence.get(s + 1, ()):
            r = item.report
            if r.word.takes("quote") and not item.content and r.cue < NEAR and not r.noun and r.cue not in self.quoted[s + 1]:
                if following.text[:1].islower() or len(following.tokens) <= NEAR:
                    return item
        return None

    def same_paragraph(self, q: int, s: int, start: int) -> _Item | None:
        """"...," Ruiz said. "..." """
        if start > 1 or q == 0:
            return None
        previous = self.owner.get(q - 1)
        if previous is None or self.quotations[q - 1].block != self.quotations[q].block:
            return None
        gap = s - self.tokens[q - 1][-1][0]
        return previous if gap <= 2 and (previous.report.word.takes("quote") or previous.report.word.takes("clause")) else None

    def last_speaker(self, q: int) -> _Item | None:
        """A paragraph of quotation without a verb."""
        quotation = self.quotations[q]
        block = self.document.blocks[quotation.block]
        text = self.document.text[block.start : block.end].strip()
        if not text or quotation.span.end - quotation.span.start < PARAGRAPH * len(text):
            return None
        if self.document.text[block.start : quotation.span.start].strip():
            return None
        before = q - 1
        if before < 0 or before not in self.owner:
            return None
        between = quotation.block - self.quotations[before].block
        return self.owner[before] if between <= BLOCKS_BACK and self.is_speech(before) else None

    # ---- first person --------------------------------------------------------------------------------------------

    def first_person(self, coreference: Coreference) -> tuple[list[tuple[int, int, int]], list[Referent]]:
        """"I" in a quotation is its speaker, "we" the speaker's body: links, and referents made for bodies that are only
        named as an affiliation."""
        links: list[tuple[int, int, int]] = []
        made: list[Referent] = []
        bodies = {r.name.lower(): r.id for r in coreference.referents if r.name}
        for q, item in self.owner.items():
            if len(item.report.sources) != 1:
                continue
            speaker = coreference.entity_of(item.sentence, item.report.sources[0])
            if speaker is None:
                continue
            body: int | None = speaker.id if speaker.kind in ("organisation", "group", "media", "place") else None
            if body is None and speaker.affiliation:
                known = bodies.get(speaker.affiliation.lower())
                if known is None:
                    known = len(coreference.referents) + len(made)
                    made.append(
                        Referent(known, "organisation", speaker.affiliation, None, None, None, None, None, False, ())
                    )
                    bodies[speaker.affiliation.lower()] = known
                body = known
            for s, tokens in self.tokens[q]:
                for mention in coreference.mentions[s]:
                    if mention.form == "pronoun" and mention.person == 1 and mention.head in tokens:
                        if mention.number == "singular" and speaker.kind == "person":
                            links.append((s, mention.head, speaker.id))
                        elif mention.number == "plural" and body is not None:
                            links.append((s, mention.head, body))
        return links, made


def _stretches(sentence: Sentence, tokens: set[int]) -> list[Span]:
    """The document stretches of a set of tokens; punctuation between two of them is no gap."""
    words = sentence.tokens
    chosen = sorted(t for t in tokens if 0 <= t < len(words))
    out: list[Span] = []
    run: list[int] = []
    for t in chosen:
        if run and any(words[j].upos != "PUNCT" for j in range(run[-1] + 1, t)):
            out.append(sentence.span(run[0], run[-1]))
            run = []
        run.append(t)
    if run:
        out.append(sentence.span(run[0], run[-1]))
    return out


def _bare(sentence: Sentence, tokens: set[int]) -> set[int]:
    """Without punctuation at the edges."""
    words, out = sentence.tokens, set(tokens)
    for order in (sorted(out), sorted(out, reverse=True)):
        for t in order:
            if words[t].upos != "PUNCT":
                break
            out.discard(t)
    return out


def _kind(joiner: _Joiner, content: dict[int, set[int]]) -> Literal["direct", "indirect", "mixed"]:
    words = [(s, t) for s, tokens in content.items() for t in tokens if joiner.sentences[s].tokens[t].upos != "PUNCT"]
    quoted = sum(t in joiner.quoted[s] for s, t in words)
    if quoted == 0:
        return "indirect"
    return "direct" if quoted == len(words) else "mixed"


def _attribution(joiner: _Joiner, item: _Item, speakers: Speakers) -> Attribution | None:
    report, s = item.report, item.sentence
    sentence = joiner.sentences[s]
    content = {k: _bare(joiner.sentences[k], v) for k, v in item.content.items()}
    content = {k: v for k, v in content.items() if v}
    if not content:
        return None
    if item.quotations and not report.sources:
        report.sources = joiner.views[s].beside(report.cue)
    direct = bool(item.quotations)
    heads = [h for h in dict.fromkeys(report.sources) if speakers.may_speak(s, h, report, direct)]
    if not heads and (report.sources or not (report.noun or "passive" in report.rule or report.rule == "quoted-as")):
        return None
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
        gives_source=report.gives_source and (report.word.category != "describe" or bool(item.quotations)),
        is_event=report.word.event,
        speech_time=report.speech_time,
        rule=report.rule,
    )


def attributions(document: Document, sentences: Sequence[Sentence], coreference: Coreference) -> Attributions:
    """Every attribution of a document. `sentences` are those that `coreference` was made of, in the same order.

    Nothing is raised on odd text or odd trees; the time is linear in the number of tokens but for the nesting of clauses.
    """
    joiner = _Joiner(document, sentences, coreference.quotations)
    items = joiner.run()
    links, made = joiner.first_person(coreference)
    linked = coreference.with_links(links, made)
    speakers = Speakers(document, joiner.views, linked, find_withheld(joiner.views, linked))
    found = [a for item in items if (a := _attribution(joiner, item, speakers)) is not None]
    return Attributions(found, sentences, linked)


def read_voices(document: Document, sentences: Sequence[Sentence]) -> Attributions:
    """Mentions, referents and attributions of a document in one call; the referents are its `.coreference`."""
    quotations = find_quotations(document, sentences)
    mentions = [find_mentions(sentence) for sentence in sentences]
    return attributions(document, sentences, link(document, sentences, mentions, quotations))
