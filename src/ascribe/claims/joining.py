"""Quotations joined to the reporting words that they belong to.

In: a document, its sentences and quotations. Out: reports with their content over sentences and paragraphs. Here: a
quotation takes its speaker from the tree, from the reporting clause beside it, from the quotation that it goes on with,
from a name before a colon or behind a dash, or from the last speaker.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ascribe.claims.bodies import Bodies
from ascribe.claims.clauses import SentenceView
from ascribe.claims.cues import find_reports
from ascribe.claims.halves import DASHES, NEAR, is_near, rest_of_clause, told_aside
from ascribe.claims.quotes import Quotation
from ascribe.claims.referents import Coreference, Referent
from ascribe.claims.reports import Report
from ascribe.claims.trees import TENSED
from ascribe.claims.turns import Turn
from ascribe.claims.wording import reporting, roles
from ascribe.contract.claims import Stance
from ascribe.contract.documents import BlockKind, Document
from ascribe.contract.sentences import Sentence

SCARES = 3
"""Quoted words and terms that may stand between two quotations of one speaker."""
ONE_PERSON = frozenset({"NN", "NNP", "PRP"})
SCARE = 3
"""Words up to which a quotation without a verb is a way of calling something, unless a reporting word takes it."""
PARAGRAPH = 0.6
"""Share of a paragraph in quotation marks from which it is a quotation that needs no verb of its own."""
BLOCKS_BACK = 2
"""Paragraphs between the last speaker's words and a quotation without verb that still is the same speaker's."""
LONGEST_LABEL = 5
"""Words of a name before a colon or behind a dash."""
ENDS = frozenset('.!?…"”’»')
"""What a paragraph ends with."""


@dataclass(slots=True)
class Item:
    """A report while quotations are joined to it."""

    sentence: int
    report: Report
    content: dict[int, set[int]]
    quotations: set[int] = field(default_factory=set)
    turn: Turn | None = None


class Joiner:
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
            Item(s, report, {s: set(report.content)} if report.content else {})
            for s, view in enumerate(self.views)
            for report in find_reports(view)
        ]
        self.by_sentence: dict[int, list[Item]] = defaultdict(list)
        for item in self.items:
            self.by_sentence[item.sentence].append(item)
        self.owner: dict[int, Item] = {}
        self.in_turns: set[int] = set()
        """Sentences of interviews and transcripts: a quotation there is nobody's who spoke before."""

    def place(self) -> None:
        """Which tokens stand in which quotation. One pass over both, which are in order."""
        at = 0
        for s, sentence in enumerate(self.sentences):
            starts = [t.start for t in sentence.tokens]
            while at < len(self.quotations) and self.quotations[at].span.end <= sentence.start:
                at += 1
            q = at
            while q < len(self.quotations) and self.quotations[q].span.start < sentence.end:
                inner = self.quotations[q].inner.shifted(-sentence.start)
                first, stop = bisect_left(starts, inner.start), bisect_left(starts, inner.end)
                held = frozenset(i for i in range(first, stop) if sentence.tokens[i].end <= inner.end)
                if held:
                    self.tokens[q].append((s, held))
                    self.in_sentence[s].append(q)
                q += 1

    def is_printed(self, s: int, start: int, end: int) -> bool:
        """Whether tokens are a name as it stands before a colon or behind a dash."""
        words = [t for t in self.sentences[s].tokens[start:end] if t.upos != "PUNCT"]
        if not 0 < len(words) <= LONGEST_LABEL:
            return False
        return all(w.text[:1].isupper() for w in words) and any(w.upos == "PROPN" for w in words)

    def signed(self, q: int) -> Item | None:
        """As in "..." - Ana Ruiz"""
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
        while end < len(tokens) and end <= at + LONGEST_LABEL and end not in self.quoted[s]:
            initial = tokens[end].text == "." and len(tokens[end - 1].text) == 1
            if not (tokens[end].text[:1].isupper() or initial):
                break
            end += 1
        if not self.is_printed(s, at + 1, end):
            return None
        return self.label(s, at, at + 1, end, "signed")

    def label(self, s: int, cue: int, start: int, end: int, rule: str) -> Item:
        """A report whose reporting word is a colon or dash."""
        source = self.views[s].name_head(start)
        source = source if start <= source < end else start
        report = Report(cue, cue, cue, reporting().verbs["say"], Stance.ASSERTS, rule, sources=[source])
        item = Item(s, report, {})
        self.items.append(item)
        self.by_sentence[s].append(item)
        return item

    def labelled(self, q: int, s: int, start: int) -> Item | None:
        """Ana Ruiz: "..." """
        tokens = self.sentences[s].tokens
        at = start - 1
        while at >= 0 and tokens[at].upos == "PUNCT" and tokens[at].text != ":":
            at -= 1
        if at < 1 or tokens[at].text != ":" or not self.is_printed(s, 0, at):
            return None
        return self.label(s, at, 0, at, "labelled")

    def join_turns(self, turns: Sequence[Turn]) -> None:
        """Gives each turn of an interview or transcript to its speaker, as one report over all its sentences."""
        for turn in turns:
            self.in_turns.update(turn.sentences)
            if turn.speaker is None:
                continue
            s, cue = turn.cue
            report = Report(cue, cue, cue, reporting().verbs["say"], Stance.ASSERTS, "turn", sources=[turn.speaker[1]])
            item = Item(s, report, {}, turn=turn)
            for at in turn.sentences:
                start = turn.start if at == turn.sentences[0] else 0
                item.content[at] = set(range(start, len(self.sentences[at].tokens)))
            self.items.append(item)
            first = self.sentences[turn.sentences[0]]
            opens = first.start + next((t.start for t in first.tokens if t.upos != "PUNCT"), 0)
            for q in self.in_sentence[turn.sentences[0]]:
                # nobody else within a turn is who speaks
                if self.quotations[q].span.start <= opens:
                    self.owner[q] = item

    def headlines(self) -> None:
        """As in "Port closed: minister" and "Minister: port closed"."""
        for s, sentence in enumerate(self.sentences):
            if self.document.blocks[sentence.block].kind is not BlockKind.HEADLINE:
                continue
            tokens = sentence.tokens
            colons = [i for i, t in enumerate(tokens) if t.text == ":"]
            if len(colons) != 1:
                continue
            at = colons[0]
            for start, end, rest in ((0, at, range(at + 1, len(tokens))), (at + 1, len(tokens), range(at))):
                if (
                    len(rest) > SCARE
                    and self.is_body(s, start, end)
                    and any(tokens[t].upos in ("VERB", "AUX", "NOUN") for t in rest)
                ):
                    item = self.label(s, at, start, end, "headline")
                    item.report.sources = [self.phrase_head(s, start, end)]
                    item.content[s] = set(rest)
                    break

    def phrase_head(self, s: int, start: int, end: int) -> int:
        """The token of a phrase whose head stands outside it."""
        tokens = self.sentences[s].tokens
        return next(
            (
                i
                for i in range(end - 1, start - 1, -1)
                if not start <= tokens[i].head < end and tokens[i].upos != "PUNCT"
            ),
            start,
        )

    def is_body(self, s: int, start: int, end: int) -> bool:
        """Whether tokens are a short phrase for somebody who speaks."""
        tokens = self.sentences[s].tokens
        words = [t for t in tokens[start:end] if t.upos != "PUNCT"]
        if not 0 < len(words) <= LONGEST_LABEL or any(t.upos in ("VERB", "AUX", "ADP", "SCONJ", "NUM") for t in words):
            return False
        known = roles()
        head = tokens[self.phrase_head(s, start, end)]
        lemma = head.lemma.lower()
        return (
            head.mention in ("person", "organization")
            or lemma in known.person
            or lemma in known.media
            or lemma in ("report", "poll", "study")
        )

    def of(self, q: int, sentence: int) -> frozenset[int]:
        return next((tokens for s, tokens in self.tokens[q] if s == sentence), frozenset())

    # ---- joining -------------------------------------------------------------------------------------------------

    def run(self, turns: Sequence[Turn] = ()) -> list[Item]:
        for item in self.items:
            self.keep_inside(item)
        for item in self.items:
            self.by_tree(item)
        self.join_turns(turns)
        self.headlines()
        waiting = [q for q, found in enumerate(self.quotations) if found.continues]
        for q in range(len(self.quotations)):
            self.give(q, self.find(q, near=self.quotations[q].continues))
        for q in reversed(waiting):
            # a paragraph left open belongs to whoever the next one is given to
            self.give(q, self.owner.get(q + 1))
        for q in waiting:
            self.give(q, self.find(q))
            self.give(q + 1, self.owner.get(q))
        return [item for item in self.items if any(item.content.values())]

    def give(self, q: int, owner: Item | None) -> None:
        if owner is not None and q < len(self.tokens) and q not in self.owner and self.tokens[q]:
            self.take(owner, q)

    def keep_inside(self, item: Item) -> None:
        """What a quoted speaker reports lies inside the quotation."""
        for q in self.in_sentence[item.sentence]:
            held = self.of(q, item.sentence)
            if item.report.cue in held and item.sentence in item.content:
                item.content[item.sentence] &= held
                item.report.sources = [x for x in item.report.sources if x in held]

    def take(self, item: Item, q: int) -> None:
        if self.is_whole(item, q):
            # the marks tell where the words begin and end; what the tree adds on the other side of the verb is none
            held = self.of(q, item.sentence)
            if item.sentence in item.content:
                item.content[item.sentence] &= self.quoted[item.sentence] | held
        self.owner[q] = item
        item.quotations.add(q)
        for s, tokens in self.tokens[q]:
            item.content.setdefault(s, set()).update(tokens)
        s, held = item.sentence, self.of(q, item.sentence)
        if held and self.is_speech(q):
            item.content[s] |= rest_of_clause(self.views[s], item.report, held)
            item.content[s] -= told_aside(self.views[s], item.report, held)

    def is_whole(self, item: Item, q: int) -> bool:
        """Whether the quotation is a sentence of its own beside the reporting clause: it opens the sentence, or stands
        behind a comma or colon with a capital."""
        held = self.of(q, item.sentence)
        if not held or not self.is_speech(q) or item.report.noun:
            return False
        text = self.document.text
        quotation = self.quotations[q]
        tokens = self.sentences[item.sentence].tokens
        if min(held) > item.report.cue:
            before = text[max(0, quotation.span.start - 4) : quotation.span.start].rstrip()[-1:]
            if not self.is_stopped(item.sentence, q) or (before == ":" and self.tells(item, min(held))):
                return False
            return before in (",", ":") and text[quotation.inner.start : quotation.inner.start + 1].isupper()
        opens = min(held) <= 1 or (
            tokens[min(held) - 2].upos == "PUNCT" and text[quotation.inner.start : quotation.inner.start + 1].isupper()
        )
        after = max(held) + 1
        while after < len(tokens) and tokens[after].upos == "PUNCT":
            after += 1
        stopped = self.is_stopped(item.sentence, q)
        return opens and stopped and after <= item.report.cue and is_near(self.views[item.sentence], item.report, after)

    def tells(self, item: Item, start: int) -> bool:
        """As in "says that the ferry is safe: 'It floats'": a clause before the colon is said as well."""
        content = item.content.get(item.sentence, set())
        tokens = self.sentences[item.sentence].tokens
        return any(item.report.last < t < start and tokens[t].xpos in TENSED for t in content)

    def is_stopped(self, s: int, q: int) -> bool:
        """Whether the quotation ends a clause: with a stop inside its marks or behind them. "Of course we fight"
        against the plan: the sentence goes on in the reporter's words, and all of it is what is said."""
        quotation = self.quotations[q]
        inside = self.document.text[: quotation.inner.end].rstrip()[-1:]
        after = next(
            (t for t in self.sentences[s].tokens if self.sentences[s].start + t.start >= quotation.span.end), None
        )
        return inside in ".,!?…;:" or after is None or after.upos == "PUNCT" or not after.text[:1].islower()

    def by_tree(self, item: Item) -> None:
        """Quotations of which the tree gives half or more to the report."""
        content = item.content.get(item.sentence, set())
        for q in self.in_sentence[item.sentence]:
            held = self.of(q, item.sentence)
            if item.report.cue in held or len(content & held) * 2 < len(held):
                continue
            previous = self.owner.get(q)
            if previous is not None and sum(map(len, previous.content.values())) <= sum(
                map(len, item.content.values())
            ):
                for s, tokens in self.tokens[q]:
                    item.content.setdefault(s, set()).update(tokens)
                continue
            self.take(item, q)

    def is_speech(self, q: int) -> bool:
        """More than a way of calling something."""
        words = [self.sentences[s].tokens[t] for s, tokens in self.tokens[q] for t in tokens]
        words = [t for t in words if t.upos != "PUNCT"]
        return len(words) > SCARE or any(t.upos in ("VERB", "AUX") for t in words)

    def find(self, q: int, near: bool = False) -> Item | None:
        """The report that a quotation belongs to. `near`: only one that stands beside it."""
        quotation = self.quotations[q]
        if q in self.owner or not self.tokens[q]:
            return None
        if quotation.continued and q - 1 in self.owner:
            return self.owner[q - 1]
        first, held = self.tokens[q][0]
        last, held_last = self.tokens[q][-1]
        speech = self.is_speech(q)
        near = near or first in self.in_turns
        comma = self.document.text[: quotation.inner.end].rstrip()[-1:] in (",", "!", "?")
        found = self.behind(last, max(held_last)) if speech or comma else None
        found = found or self.before(q, first, min(held), speech)
        if found is None and speech:
            found = self.signed(q) or self.labelled(q, first, min(held))
        if found is None and speech:
            found = self.announced(first, min(held)) or self.next_sentence(q, last, max(held_last))
        if found is None and speech:
            found = self.opened(first, min(held))
        if found is None and speech and not near:
            found = (
                self.same_paragraph(q, first, min(held))
                or self.goes_on(q, first, min(held))
                or self.told_before(q, first, min(held))
                or self.last_speaker(q)
            )
        return found

    def behind(self, s: int, end: int) -> Item | None:
        """As in "...," said Ruiz."""
        best = None
        for item in self.by_sentence.get(s, ()):
            r = item.report
            if "passive" in r.rule and r.word.category != "say":
                continue
            if (
                r.cue <= end
                or r.cue in self.quoted[s]
                or r.noun
                or not (r.word.takes("quote") or r.word.takes("clause"))
            ):
                continue
            content = item.content.get(s, set())
            # "The road," she said, "is closed": what follows is quoted as well
            words = self.sentences[s].tokens
            told_behind = any(t > r.cue and t not in self.quoted[s] and words[t].upos != "PUNCT" for t in content)
            if told_behind or not is_near(self.views[s], r, end) or r.stance is Stance.DECLINES:
                continue
            if any(t in self.quoted[s] for t in range(end + 1, r.cue)):
                continue
            words = self.sentences[s].tokens
            next_word = next((t for t in words[end + 1 : r.cue] if t.upos != "PUNCT"), None)
            if next_word is not None and next_word.upos == "CCONJ":
                continue  # "told to 'wait' and avoid promising": no clause of saying behind the quotation
            if best is None or r.cue < best.report.cue:
                best = item
        return best

    def before(self, q: int, s: int, start: int, speech: bool) -> Item | None:
        """Ruiz said: "..." """
        tokens = self.sentences[s].tokens
        left = start - 1
        while left >= 0 and tokens[left].upos == "PUNCT" and tokens[left].text not in (",", ":", *DASHES):
            left -= 1
        best = None
        for item in self.by_sentence.get(s, ()):
            r = item.report
            if r.cue >= start or r.cue in self.quoted[s] or r.stance is Stance.DECLINES:
                continue
            if not (r.word.takes("quote") or r.word.takes("naming") or r.word.takes("object")):
                continue
            owned = [max(self.of(k, s), default=0) for k in self.in_sentence[s] if k < q and self.owner.get(k) is item]
            again = bool(owned)
            content = item.content.get(s, set())
            said = max((t for t in content if t < start), default=0)
            if start - max(r.last, *owned, said, 0) > NEAR:
                continue
            introduced = again or (left >= 0 and (tokens[left].text in (",", ":") or r.first <= left <= r.last + 1))
            # "she spoke of the many -- 'not only the rich'": the quotation goes on with what is said
            introduced = introduced or (left > 0 and tokens[left].text in DASHES and left - 1 in content)
            introduced = introduced or self.goes_on_with(s, start, r, content)
            below = self.hangs_on(s, start, r.cue) and not again and (speech or r.word.category != "quotation")
            if (introduced and speech) or (below and not r.noun):
                best = item
        return best

    def goes_on_with(self, s: int, start: int, report: Report, content: set[int]) -> bool:
        """As in "admits the risks but 'we sail'", "said that 'who fired' is unknown": a conjunction ties the quotation
        to what is said, or to the saying."""
        words = self.sentences[s].tokens
        tie = start - 1
        while tie > 0 and words[tie].upos == "PUNCT" and words[tie].text != ",":
            tie -= 1
        if tie <= report.last or words[tie].upos not in ("CCONJ", "SCONJ"):
            return False
        before = tie - 1
        while before > report.last and words[before].upos == "PUNCT":
            before -= 1
        if words[tie].upos == "SCONJ":
            return words[tie].lemma.lower() == "that" and report.word.takes("clause")
        return before in content

    def hangs_on(self, s: int, start: int, cue: int) -> bool:
        """Whether the quotation is an object or complement of the verb, and no mere place of the saying ("said on")."""
        view = self.views[s]
        for c in view.children[cue]:
            if view.low[c] <= start <= view.high[c]:
                aside = view.base(c) == "advcl" and view.tokens[c].xpos == "VBG"  # "..., leaving 'most' of it"
                told = view.base(c) in ("obj", "ccomp", "xcomp", "parataxis", "dep", "advcl")
                return (told and not aside) or "as" in view.cases(c)
        return False

    def announced(self, s: int, start: int) -> Item | None:
        """The sentence before ends in a colon: "She added this:" """
        if start > 1 or s == 0:
            return None
        if not self.sentences[s - 1].text.rstrip().endswith((":", ",")):
            return None
        found = [i for i in self.by_sentence.get(s - 1, ()) if i.report.word.takes("quote") and not i.report.noun]
        return found[-1] if found else None

    def opened(self, s: int, start: int) -> Item | None:
        """Ruiz was as surprised as the crew: "..." """
        tokens, view = self.sentences[s].tokens, self.views[s]
        at = start - 1
        while at >= 0 and tokens[at].upos == "PUNCT" and tokens[at].text != ":":
            at -= 1
        root = self.sentences[s].root
        if at < 1 or tokens[at].text != ":" or root > at:
            return None
        subjects = [c for c in view.children[root] if tokens[c].deprel == "nsubj" and c < root]
        one = len(subjects) == 1 and tokens[subjects[0]].mention == "person" and tokens[subjects[0]].xpos in ONE_PERSON
        if not one or any(t in self.quoted[s] for t in range(at)):
            return None
        item = self.label(s, at, 0, at, "opened")
        item.report.sources = [subjects[0]]
        return item

    def next_sentence(self, q: int, s: int, end: int) -> Item | None:
        """The splitter cut behind the closing mark: "Why?" | he asked."""
        if s + 1 >= len(self.sentences) or self.sentences[s + 1].block != self.sentences[s].block:
            return None
        if self.quotations[q].span.end < self.sentences[s].end - 2:
            return None
        following = self.sentences[s + 1]
        for item in self.by_sentence.get(s + 1, ()):
            r = item.report
            cut = following.text[:1].islower() or len(following.tokens) <= NEAR
            outside = r.cue < NEAR and not r.noun and r.cue not in self.quoted[s + 1]
            if r.word.takes("quote") and not item.content and outside and cut:
                return item
        return None

    def same_paragraph(self, q: int, s: int, start: int) -> Item | None:
        """As in "...," Ruiz said. "..." """
        before = self.last_speech(q)
        if start > 1 or before < 0:
            return None
        previous = self.owner.get(before)
        if previous is None or self.quotations[before].block != self.quotations[q].block:
            return None
        gap = s - self.tokens[before][-1][0]
        return (
            previous
            if gap <= 2 and (previous.report.word.takes("quote") or previous.report.word.takes("clause"))
            else None
        )

    def goes_on(self, q: int, s: int, start: int) -> Item | None:
        """The envoy may stay, Ruiz said. "..." """
        if start > 1 or s == 0 or self.sentences[s - 1].block != self.sentences[s].block:
            return None
        previous = [
            i for i in self.by_sentence.get(s - 1, ()) if not i.report.noun and i.report.cue not in self.quoted[s - 1]
        ]
        root = self.sentences[s - 1].root
        for item in previous:
            r = item.report
            said = r.word.category in ("say", "warn", "deny", "quotation") and r.word.takes("quote")
            if said and (r.cue == root or self.sentences[s - 1].tokens[r.cue].deprel == "parataxis") and item.content:
                return item
        return None

    def told_before(self, q: int, s: int, start: int) -> Item | None:
        """A paragraph of quotation without a verb, behind a paragraph that ends with what one person said: "The envoy
        may stay, Ruiz said.", "'We are glad.'" """
        if start > 1 or s == 0 or not self.is_paragraph(q):
            return None
        last = self.sentences[s - 1]
        if self.document.blocks[last.block].kind is not BlockKind.BODY:
            return None
        for item in self.by_sentence.get(s - 1, ()):
            r = item.report
            root = r.cue == last.root or last.tokens[r.cue].deprel == "parataxis"
            said = r.word.category == "say" and r.stance is not Stance.DECLINES and item.content
            one = len(r.sources) == 1 and last.tokens[r.sources[0]].mention == "person"
            if root and said and one and not r.noun and r.cue not in self.quoted[s - 1]:
                return None if last.tokens[r.sources[0]].xpos in ("NNS", "NNPS") else item
        return None

    def is_paragraph(self, q: int) -> bool:
        """Whether a quotation opens its paragraph and makes most of it."""
        quotation = self.quotations[q]
        block = self.document.blocks[quotation.block]
        text = self.document.text[block.start : block.end].strip()
        whole = bool(text) and quotation.span.end - quotation.span.start >= PARAGRAPH * len(text)
        return whole and not self.document.text[block.start : quotation.span.start].strip()

    def last_speech(self, q: int) -> int:
        """The quotation before, leaving out what is only called so ("charges of 'vendetta'"). -1: none."""
        for k in range(q - 1, max(q - 1 - SCARES, -1), -1):
            if self.is_speech(k) and not (k in self.owner and self.owner[k].report.noun):
                return k
        return -1

    def last_speaker(self, q: int) -> Item | None:
        """A paragraph of quotation without a verb."""
        quotation = self.quotations[q]
        if not self.is_paragraph(q):
            return None
        before = self.last_speech(q)
        if before < 0 or before not in self.owner:
            return None
        source = self.owner[before].report.sources[:1]
        spoken = self.sentences[self.owner[before].sentence].tokens
        written = any(spoken[x].mention not in ("person", "organization", None) for x in source)
        if written and any(
            self.sentences[s].tokens[t].text in ("I", "my", "My", "me") for s, ts in self.tokens[q] for t in ts
        ):
            return None  # a paper does not say "I"
        passed = range(self.quotations[before].block + 1, quotation.block + 1)
        # a teaser or cross-heading between two paragraphs is no paragraph
        between = sum(
            self.document.text[b.start : b.end].rstrip()[-1:] in ENDS for b in (self.document.blocks[i] for i in passed)
        )
        return self.owner[before] if between <= BLOCKS_BACK and self.is_speech(before) else None

    # ---- first person --------------------------------------------------------------------------------------------

    def own_words(self, item: Item) -> list[tuple[int, frozenset[int]]]:
        """What a turn says itself: the "I" of what it quotes is somebody else."""
        others = {s: [q for q in self.in_sentence[s] if self.owner.get(q) is not item] for s in item.content}
        return [(s, frozenset(t).difference(*(self.of(q, s) for q in others[s]))) for s, t in item.content.items()]

    def first_person(self, coreference: Coreference) -> tuple[list[tuple[int, int, int]], list[Referent]]:
        """As in "I" in a quotation is its speaker, "we" the speaker's body: links, and referents made for bodies that
        are only named as an affiliation."""
        links: list[tuple[int, int, int]] = []
        bodies = Bodies(coreference)
        spoken = [(item, self.tokens[q]) for q, item in self.owner.items()]
        spoken += [(item, self.own_words(item)) for item in self.items if item.turn is not None and item.turn.named]
        for item, said in spoken:
            if len(item.report.sources) != 1:
                continue
            place = item.turn.speaker if item.turn and item.turn.speaker else (item.sentence, item.report.sources[0])
            speaker = coreference.entity_of(*place)
            if speaker is None:
                continue
            body = bodies.of(speaker)
            for s, tokens in said:
                for mention in coreference.mentions[s]:
                    if mention.form == "pronoun" and mention.person == 1 and mention.head in tokens:
                        if mention.number == "singular" and speaker.kind == "person":
                            links.append((s, mention.head, speaker.id))
                        elif mention.number == "plural" and body is not None and bodies.means(body, mention.head_lemma):
                            links.append((s, mention.head, body))
        return links, bodies.made
