"""Turns of interviews and transcripts: which paragraphs are questions, which are answers, and whose.

In: a document, its sentences and referents, and who is told to speak before the first turn. Out: turns in order; none
where the form leaves a doubt. Here, because in an answer of ten paragraphs no sentence says that it is one: labels
("Q:", "AR:", "Ana Ruiz:") and questions that stand alone tell it, for all paragraphs up to the next.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ascribe.claims.quotes import OPENING, STRAIGHT
from ascribe.claims.referents import Coreference, Referent
from ascribe.contract.documents import BlockKind, Document, Span
from ascribe.contract.sentences import Sentence

Place = tuple[int, int]
"""Sentence and token."""

_NAME = r"[A-ZÀ-Þ][\w.’'&-]*"
_LABEL = re.compile(
    rf"[\W_]{{0,3}}((?:Q|A) ?\d{{1,3}}|{_NAME}(?: {_NAME}){{0,4}}) ?(?:\([^()\n]{{1,40}}\) ?)?[*_]{{0,2}}:"
)
_LETTER = re.compile(r"[\W_]{0,3}([QA]) ?\d{0,3}[*_]{0,2}[.)] ")
_TITLES = re.compile(r"^(?:MR|MRS|MS|DR|SIR|PROF|PROFESSOR|MINISTER|PRESIDENT|SENATOR)\.? ", re.IGNORECASE)
_ASKERS = frozenset({"Q", "QUESTION", "REPORTER", "INTERVIEWER", "MODERATOR", "JOURNALIST", "HOST"})
_ANSWERS = frozenset({"A", "ANSWER"})
_DECLARED = re.compile(
    r"\b(?:interviews?|conversations?|dialogue|Q ?& ?A|questions and answers)\b(?: (?:with|of))?"
    r"|\binterviewed\b"
    r"|\b(?:sat|sits|catch(?:es)?|caught) (?:down|up) with\b"
    r"|\b(?:spoke|speaks|talked|talks|talking|speaking|chatted|chats) (?:exclusively )?(?:with|to)\b"
    r"|\bshare[sd]? (?:\w+ ){1,3}(?:thoughts|views|insights|ideas|story|stories|experiences?) with\b",
    re.IGNORECASE,
)
_FRAME = re.compile(r"\b(?:interview|interviewed|transcript|was (?:talking|speaking) (?:to|with))\b", re.IGNORECASE)
"""What the outlet says of the interview behind its end."""
_TOLD = re.compile(r"[”\"],? (?:(?:he|she|they|[A-Z]\w+) )?(?:said|says|added|adds|told|explained|asked)\b")
_FIRST = frozenset({"i", "we", "my", "our", "me", "us"})
_SECOND = re.compile(r"\byou(?:r|rs)?\b", re.IGNORECASE)
_MARKS = "“«„\"”»’')]*_ \n\t"
LEAD = 12
"""Paragraphs in which an interview is announced."""
QUESTIONS = 3
"""Questions without labels that make an interview, where one is announced."""
LONGEST_QUESTION = 120
"""Words of a question with what leads up to it."""
ASKING = 0.6
"""Share of somebody's turns that end in a question mark from which it is he who asks."""
OTHERS = 0.2
"""Share of paragraphs that name the one who is interviewed, or say "she said", from which it is a report."""
LONGEST_INITIALS = 6
LAST = 3
"""The last answer may be so many times as long as the longest before it, up to its last "I" or "we"."""
WORDS = 6
"""Words of a turn on average: results and line-ups have labels too ("Ruiz: 34")."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Paragraphs that one party speaks."""

    asks: bool
    """A question put by the outlet or whoever leads: it claims nothing."""
    sentences: tuple[int, ...]
    start: int
    """First token of what is said, in the first sentence: behind the label."""
    cue: Place
    """The colon of the label; of an answer without one the question mark before it."""
    label: Span | None
    """Who speaks, as printed before the turn; document offsets."""
    speaker: Place | None
    """Where the speaker is named; None: the outlet's question."""
    named: bool
    """False: "A:", and nobody is told to be interviewed, or several are."""


@dataclass(slots=True)
class _Part:
    """A labelled paragraph, or a question, with the paragraphs that go on with it."""

    block: int
    key: Hashable
    label: str
    end: int
    """Document offset of the label's end."""
    printed: Span | None = None
    """Where the label stands."""
    asks: bool = False
    blocks: list[int] | None = None


class _Called:
    """People or bodies by what a label may call them, in lower case."""

    def __init__(self, parties: Iterable[Referent], people: bool) -> None:
        self.names: dict[str, list[Referent]] = defaultdict(list)
        self.surnames: dict[str, list[Referent]] = defaultdict(list)
        self.initials: dict[str, list[Referent]] = defaultdict(list)
        for party in parties:
            name = (party.name or "").lower().removeprefix("the ")
            self.names[name].append(party)
            words = [w for w in name.replace("-", " ").split() if w[0].isalpha()]
            own = "".join(w[0] for w in words)
            if people and words:
                self.surnames[words[-1]].append(party)
            if 1 < len(own) < LONGEST_INITIALS:
                self.initials[own].append(party)
                self.initials["t" + own].append(party)  # with the article: "TMP", the "Mada Post"


class _Finder:
    def __init__(
        self, document: Document, sentences: Sequence[Sentence], coreference: Coreference, said: Iterable[Place]
    ) -> None:
        self.document = document
        self.sentences = sentences
        self.coreference = coreference
        self.said = tuple(said)
        members: dict[int, list[int]] = defaultdict(list)
        for s, sentence in enumerate(sentences):
            members[sentence.block].append(s)
        self.members = dict(members)
        self.order = sorted(members)
        self.people = [r for r in coreference.referents if r.kind == "person" and r.name and r.number != "plural"]
        self.by_name = {r.name: r for r in self.people}
        bodies = [r for r in coreference.referents if r.kind in ("media", "organisation") and r.name]
        self.called = [_Called(self.people, True), _Called(bodies, False)]

    # ---- text ----------------------------------------------------------------------------------------------------

    def text(self, block: int) -> str:
        b = self.document.blocks[block]
        return self.document.text[b.start : b.end].strip()

    def is_body(self, block: int) -> bool:
        return self.document.blocks[block].kind is BlockKind.BODY

    def is_asked(self, block: int) -> bool:
        return self.text(block).rstrip(_MARKS).endswith("?")

    def tells_of(self, block: int, speaker: Referent | None) -> bool:
        """Whether a paragraph names its own speaker: then it is the outlet's."""
        if speaker is None or not speaker.name:
            return False
        return re.search(rf"\b{re.escape(speaker.name.split()[-1])}\b", self.text(block)) is not None

    def is_first_person(self, block: int) -> bool:
        """Whether "I" or "we" stands outside quotation marks, or the paragraph itself opens with one."""
        text = self.text(block)
        if text[:1] in OPENING + STRAIGHT:
            return True
        inside = False
        for s in self.members[block]:
            for token in self.sentences[s].tokens:
                if token.text[:1] in OPENING + "”»" + STRAIGHT:
                    inside = token.text[:1] in OPENING or (token.text[:1] in STRAIGHT and not inside)
                elif not inside and token.text.lower() in _FIRST and token.text != "US":
                    return True
        return False

    # ---- labels --------------------------------------------------------------------------------------------------

    def labels(self) -> list[_Part]:
        found = []
        for block in self.order:
            text = self.document.text
            begin = self.sentences[self.members[block][0]].start
            match = _LABEL.match(text, begin) or _LETTER.match(text, begin)
            if match is None or self.document.blocks[block].end < match.end():
                continue
            label = re.sub(r"^([QA]) ?\d+$", r"\1", match.group(1))
            found.append(_Part(block, self.key(block, label, match.start(1)), label, match.end(), Span(*match.span(1))))
        return found

    def key(self, block: int, label: str, start: int) -> Hashable:
        """What the same speaker's labels have in common: the referent, else the label."""
        if label.upper() in _ASKERS | _ANSWERS:
            return label.upper()[0] if label.upper() in ("QUESTION", "ANSWER") else label.upper()
        known = self.who(label)
        if known is None:
            s = self.members[block][0]
            known = self.coreference.entity_of(s, self.head(s, start))
            known = known if known is not None and known.name else None
        return label.upper() if known is None else known.id

    def head(self, s: int, start: int) -> int:
        """The head of the name that begins at an offset."""
        tokens, here = self.sentences[s].tokens, start - self.sentences[s].start
        at = next((i for i, t in enumerate(tokens) if t.start >= here), 0)
        while tokens[at].head >= 0 and tokens[at].deprel.startswith(("flat", "compound", "nmod:desc")):
            at = tokens[at].head
        return at

    def who(self, label: str) -> Referent | None:
        """The one person or body of the document that a label stands for, by name, surname or initials."""
        plain = _TITLES.sub("", label).strip().lower().removeprefix("the ")
        for party in self.called:
            # "AR" is a name of its own for the links
            initials = party.initials.get(plain) if label.isupper() else None
            found = initials or party.names.get(plain) or party.surnames.get(plain) or []
            if len(found) == 1:
                return found[0]
        return None

    def referent(self, key: Hashable) -> Referent | None:
        return self.coreference.referents[key] if isinstance(key, int) else None

    def is_person(self, part: _Part) -> bool:
        known = self.referent(part.key)
        if known is not None:
            return known.kind == "person"
        sentence = self.sentences[self.members[part.block][0]]
        return any(t.mention == "person" and sentence.start + t.start < part.end for t in sentence.tokens)

    def is_place(self, part: _Part) -> bool:
        known = self.referent(part.key)
        return known is not None and known.kind not in ("person", "group", "organisation", "media")

    def labelled(self) -> list[_Part]:
        """The labelled paragraphs of an interview or transcript."""
        found = self.labels()
        times = Counter(p.key for p in found)
        letters = times["Q"] >= 2 and times["A"] >= 2
        found = [p for p in found if times[p.key] >= 2 and not self.is_place(p)]
        if letters:
            found = [p for p in found if p.key in _ASKERS | _ANSWERS or self.is_person(p)]
        spoken: dict[Hashable, list[_Part]] = defaultdict(list)
        for p in found:
            spoken[p.key].append(p)
        for key, own in spoken.items():
            asked = sum(self.is_asked(p.block) for p in own) >= ASKING * len(own)
            for p in own:
                p.asks = key in _ASKERS or (key not in _ANSWERS and not letters and asked)
        if letters:
            return found
        changes = sum(a.key != b.key for a, b in pairwise(found))
        words = sum(len(self.text(p.block).split()) for p in found)
        answering = any(not p.asks and self.is_person(p) for p in found)
        parties = all(p.asks or self.is_person(p) for p in found)
        # two who debate: each speaks of himself
        debated = all(any(self.is_first_person(p.block) for p in turns) for turns in spoken.values())
        clear = len(spoken) >= 2 and answering and parties and (debated or any(p.asks for p in found))
        return found if clear and changes >= ASKING * (len(found) - 1) and words >= WORDS * len(found) else []

    def in_capitals(self) -> list[_Part]:
        """A transcript with names in capitals, at least two of them: each label is for its own paragraph."""
        found = [p for p in self.labels() if p.label.isupper() and len(p.label) > 2 and p.label[-1].isalpha()]
        prose = sum(self.text(p.block).rstrip(_MARKS)[-1:] in (".", "!", "?", "…", "-", "–", "—") for p in found)
        people = any(self.is_person(p) for p in found)
        return found if len(found) >= 2 and people and prose >= ASKING * len(found) else []  # else "GOALKEEPERS:"

    # ---- who is interviewed --------------------------------------------------------------------------------------

    def declared(self, first: int) -> Referent | None:
        """The one person with whom the document says that it is an interview, before its first turn or at its end."""
        lead = [s for b in self.order if b < first for s in self.members[b]]
        tail = self.members[self.order[-1]]
        for part in (lead[: LEAD * 4], tail):
            found = {r.id: r for s in part if (r := self.named_in(s)) is not None}
            if found:
                return next(iter(found.values())) if len(found) == 1 else None
        return None

    def named_in(self, s: int) -> Referent | None:
        sentence = self.sentences[s]
        match = _DECLARED.search(sentence.text)
        if match is None:
            return None
        named: list[tuple[int, Referent]] = []
        for mention in self.coreference.mentions[s]:
            known = self.coreference.entity_of(s, mention.head)
            # the reader may take an unheard name for a place here, and for a person elsewhere
            known = self.by_name.get(known.name or "") if known is not None else None
            if known is not None and mention.form != "relative":
                named.append((mention.span.start - sentence.start, known))
        said = match.group().lower()
        if len({r.id for _, r in named}) > 1 and said.endswith("with"):
            ahead = [r for at, r in named if at < match.start()]
            if said.startswith("share"):
                return ahead[-1] if ahead else None
            return next((r for at, r in named if at >= match.end()), None)
        return named[0][1] if len({r.id for _, r in named}) == 1 else None

    def speaks(self, first: int) -> Referent | None:
        """The one person who is told to say anything before the first turn."""
        found = {}
        for s, head in self.said:
            known = self.coreference.entity_of(s, head) if self.sentences[s].block < first else None
            if known is not None and known.kind == "person" and known.name and known.number != "plural":
                found[known.id] = known
        return next(iter(found.values())) if len(found) == 1 else None

    # ---- questions without labels --------------------------------------------------------------------------------

    def questions(self) -> tuple[list[_Part], Referent | None]:
        """Questions that stand alone, and who answers them: only where the document says that it is an interview with
        one person, and the answers are told by that person."""
        found, sure = [], 0
        for block in self.order:
            text = self.text(block)
            if not self.is_asked(block) or text[:1] in OPENING + STRAIGHT or len(text.split()) > LONGEST_QUESTION:
                continue
            sure += bool(_SECOND.search(text)) or not self.is_first_person(block)
            found.append(_Part(block, "Q", "", self.document.blocks[block].start, asks=True))
        if sure < QUESTIONS:
            return [], None
        speaker = self.declared(found[0].block)
        if speaker is None:
            return [], None
        parts: list[_Part] = []
        for part, following in zip(found, [*found[1:], None], strict=True):
            parts.append(part)
            at = following.block if following else self.order[-1] + 1
            answer = next((b for b in self.order if part.block < b < at and self.is_body(b)), None)
            if answer is not None:
                label = _LABEL.match(self.document.text, self.sentences[self.members[answer][0]].start)
                if label is not None and self.who(label.group(1)) == speaker:
                    parts.append(_Part(answer, "A", label.group(1), label.end(), Span(*label.span(1))))
                else:
                    parts.append(_Part(answer, "A", "", self.document.blocks[answer].start))
        self.continued(parts, speaker)
        answers = [p for p in parts if not p.asks]
        own = sum(any(map(self.is_first_person, p.blocks or ())) for p in answers)
        blocks = [b for p in answers for b in p.blocks or () if b != p.block or not p.label]
        told = sum(self.tells_of(b, speaker) or _TOLD.search(self.text(b)) is not None for b in blocks)
        clear = len(answers) >= 2 and own >= ASKING * len(answers) and told <= OTHERS * len(blocks)
        return (parts, speaker) if clear else ([], None)

    # ---- turns ---------------------------------------------------------------------------------------------------

    def continued(self, parts: Sequence[_Part], interviewee: Referent | None) -> None:
        """Gives paragraphs up to the next turn to each: the last one ends where the outlet speaks of the interview, or
        is longer than all before it and nobody says "I" any more."""
        longest = 1
        at = {b: i for i, b in enumerate(self.order)}
        for part, following in zip(parts, [*parts[1:], None], strict=True):
            speaker = self.referent(part.key) or (interviewee if part.key == "A" else None)
            stop = at[following.block] if following else len(self.order)
            blocks = [part.block]
            for block in self.order[at[part.block] + 1 : stop]:
                if following is None and (
                    part.asks or self.tells_of(block, speaker) or _FRAME.search(self.text(block))
                ):
                    break
                # else a heading between paragraphs, or a line of the outlet's
                aside = self.text(block)[:1] == "(" and self.text(block)[-1:] == ")"
                if self.is_body(block) and not self.tells_of(block, speaker) and not aside:
                    blocks.append(block)
            if following is None:
                told = [i + 1 for i, b in enumerate(blocks[: LAST * longest]) if i and self.is_first_person(b)]
                blocks = blocks[: max([longest, *told])]
            part.blocks = blocks
            longest = max(longest, 1 if part.asks else len(blocks))

    def run(self) -> list[Turn]:
        parts = self.labelled()
        interviewee = None
        if parts:
            interviewee = self.declared(parts[0].block) or self.speaks(parts[0].block)
            if any(p.asks for p in parts):
                self.continued(parts, interviewee)
        if not parts:
            parts, interviewee = self.questions()
        if not parts:
            parts = self.in_capitals()
        turns: list[Turn] = []
        for part in parts:
            sentences = tuple(s for b in part.blocks or [part.block] for s in self.members[b])
            here = self.sentences[sentences[0]]
            start = sum(here.start + t.start < part.end for t in here.tokens)
            cue = (sentences[0], max(start - 1, 0))
            if not part.label and not part.asks:
                before = sentences[0] - 1
                cue = (before, len(self.sentences[before].tokens) - 1)
            known = self.referent(part.key) or (interviewee if part.key == "A" else None)
            speaker = self.place(known, part, sentences[0])
            named = part.key != "A" or known is not None
            turns.append(Turn(part.asks, sentences, start, cue, part.printed, speaker, named))
        return turns

    def place(self, known: Referent | None, part: _Part, s: int) -> Place | None:
        """Where the speaker of a turn is named: in the label itself, or where the document first does."""
        if part.key in _ASKERS:
            return None
        label = self.head(s, self.sentences[s].start + _letters(self.sentences[s].text)) if part.label else None
        if known is None:
            return None if label is None else (s, label)
        if label is not None and self.coreference.entity_of(s, label) == known:
            return (s, label)
        named = [at for at in known.mentions if (m := self.coreference.mention(*at)) is not None and m.name]
        return next(iter(named or known.mentions), None if label is None else (s, label))


def _letters(text: str) -> int:
    """Where the first word begins."""
    return next((i for i, c in enumerate(text) if c.isalnum()), 0)


def find_turns(
    document: Document, sentences: Sequence[Sentence], coreference: Coreference, said: Iterable[Place]
) -> list[Turn]:
    """The turns of an interview or transcript, in order; empty for any other document. `said`: sources of reports, by
    sentence and head. Linear in the length of the text."""
    if ":" not in document.text and document.text.count("?") < QUESTIONS:
        return []
    return _Finder(document, sentences, coreference, said).run()
