"""Scores attribution on PolNeAR (dev): who said what, in 84 news articles, beside extractors that run here.

usage: python -m benchmarks.attribution --data DIR [--errors N] [--kind unseen|content|speaker|unasked]

DIR holds `score/polnear-dev` with `text/` and `attributions/` (PolNeAR, Newell et al. 2018,
github.com/networkdynamics/PolNeAR); where an article has several annotators, the first is taken. Two spans agree when
what they share is at least half of the longer one, in characters that are no white space. An attribution is right
when content and source agree ("speaker right"); source, cue and content are scored apart as well, one to one. The
rules may be looked at on one half of the articles, drawn by the hash of the name; both halves are reported.

Ascribe is scored twice: in the conventions of PolNeAR (whole noun phrases as sources, "who" in relative clauses,
quotation marks and "that" within the content, outermost attributions only), and with the spans that go into claims.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ascribe.claims.attribution import Attribution, Attributions, read_voices
from ascribe.contract.documents import Block, BlockKind, Document, Span
from ascribe.contract.sentences import Sentence
from ascribe.reader.runtime import Reader

Chars = frozenset[int]


@dataclass(frozen=True, slots=True)
class Triple:
    """An attribution as sets of characters (offsets of the text, white space left out)."""

    source: Chars
    cue: Chars
    content: Chars
    note: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    name: str
    document: Document
    gold: tuple[Triple, ...]

    @property
    def held(self) -> bool:
        """Of the half whose errors are not looked at."""
        return hashlib.sha256(self.name.encode()).digest()[0] % 2 == 1


Extractor = Callable[[Article], list[Triple]]


def chars(text: str, spans: Iterable[Span]) -> Chars:
    return frozenset(i for s in spans for i in range(s.start, s.end) if not text[i].isspace())


def agree(a: Chars, b: Chars) -> bool:
    if not a or not b:
        return not a and not b
    return len(a & b) * 2 >= max(len(a), len(b))


def document_of(name: str, text: str) -> Document:
    """Paragraphs are blocks; the first is the headline."""
    blocks: list[Block] = []
    for match in re.finditer(r"[^\n]+", text):
        if match.group().strip():
            kind = BlockKind.BODY if blocks else BlockKind.HEADLINE
            blocks.append(Block(kind, match.start(), match.end()))
    return Document(id=name, revision=name, name=name, text=text, blocks=tuple(blocks))


def load(data: Path) -> list[Article]:
    folder = data / "score" / "polnear-dev"
    out = []
    for path in sorted((folder / "text").glob("*.txt")):
        annotations = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        if not annotations:
            continue
        text = path.read_bytes().decode("utf8")
        out.append(Article(path.stem, document_of(path.stem, text), tuple(_gold(text, annotations[0]))))
    return out


def _gold(text: str, path: Path) -> list[Triple]:
    spans: dict[str, list[Span]] = {}
    out = []
    lines = path.read_text(encoding="utf8").split("\n")
    for line in lines:
        if line.startswith("T"):
            key, middle, _ = line.split("\t", 2)
            spans[key] = [Span(*map(int, part.split())) for part in middle.split(" ", 1)[1].split(";")]
    for line in lines:
        if line.startswith("E"):
            roles: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
            for pair in line.split("\t")[1].split():
                role, key = pair.split(":")
                role = role.rstrip("0123456789")
                if role in roles:
                    roles[role].extend(spans.get(key, []))
            found = {role: chars(text, value) for role, value in roles.items()}
            if found["Content"]:
                note = " ".join(s.of(text) for s in roles["Cue"])
                out.append(Triple(found["Source"], found["Cue"], found["Content"], note))
    return out


# ---- extractors ------------------------------------------------------------------------------------------------------


class Ours:
    """Ascribe: reader, referents, attributions."""

    def __init__(self, reader: Reader, as_printed: bool = False) -> None:
        self.reader = reader
        self.as_printed = as_printed
        """False: in the conventions of PolNeAR's annotators (`triple`)."""
        self.sentences: dict[str, list[Sentence]] = {}
        self.voices: dict[str, Attributions] = {}

    def __call__(self, article: Article) -> list[Triple]:
        sentences = self.sentences.get(article.name)
        if sentences is None:
            sentences = self.sentences[article.name] = self.reader.read_document(article.document)
        self.voices[article.name] = read_voices(article.document, sentences)
        text = article.document.text
        if self.as_printed:
            return [printed(text, a) for a in self.voices[article.name]]
        found = [triple(text, sentences, a) for a in self.voices[article.name]]
        # PolNeAR marks the outermost attribution only: not one of its 2,192 cues lies in another's content
        return [x for x in found if not any(x.cue <= y.content for y in found if y is not x)]


def printed(text: str, attribution: Attribution) -> Triple:
    """The spans as they go into a claim."""
    sources = [chain[-1].span for chain in attribution.chains]
    cue, content = chars(text, [attribution.cue.span]), chars(text, attribution.spans)
    return Triple(chars(text, sources), cue, content, attribution.rule)


def triple(text: str, sentences: Sequence[Sentence], attribution: Attribution) -> Triple:
    """In the conventions of PolNeAR: the source is the whole noun phrase, and "who" in a relative clause."""
    sentence = sentences[attribution.cue.sentence]
    content = chars(text, _joined(text, [_widened(text, s) for s in attribution.spans]))
    cue = chars(text, [_with_preposition(sentence, attribution)])
    relative = next(
        (
            c
            for c in sentence.children[attribution.cue.token]
            if sentence.tokens[c].deprel.startswith("nsubj")
            and sentence.tokens[c].lemma.lower() in ("who", "which", "that")
        ),
        None,
    )
    source: set[int] = set()
    if attribution.chains and relative is not None:
        source |= chars(text, [sentence.span(relative)])
    elif attribution.chains:
        for chain in attribution.chains:
            source |= chars(text, [chain[-1].span])
            head = next(
                (
                    i
                    for i, t in enumerate(sentence.tokens)
                    if sentence.start + t.start >= chain[-1].start and _heads(sentence, i, chain[-1].span)
                ),
                None,
            )
            if head is not None:
                source |= chars(text, [_phrase(text, sentence, head, attribution.cue.token)]) - content - cue
    return Triple(frozenset(source), cue, content, attribution.rule)


def _with_preposition(sentence: Sentence, attribution: Attribution) -> Span:
    """The cue with the preposition that ties what follows to it: "called for"."""
    span = attribution.cue.span
    last = max(attribution.cue.last, attribution.cue.token)
    after = last + 1
    told = {t for s, tokens in attribution.content for t in tokens if s == attribution.cue.sentence}
    if after >= len(sentence.tokens):
        return span
    ties = sentence.tokens[after].upos == "ADP" and after not in told and after + 1 in told
    if ties and attribution.rule != "according-to":
        return Span(span.start, sentence.span(after).end)
    if sentence.tokens[after].text == ":" and attribution.rule.startswith("verb"):
        return Span(span.start, sentence.span(after).end)
    return span


def _joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """Spans with nothing between them but stops, or the one small word that ties them ("criticised the plan | for"),
    as one."""
    out: list[Span] = []
    for span in sorted(spans, key=lambda s: s.start):
        between = text[out[-1].end : span.start] if out else ""
        if out and (not any(c.isalnum() for c in between) or between.strip().lower() in ("as", "for", "of", "with")):
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def _phrase(text: str, sentence: Sentence, head: int, cue: int) -> Span:
    """The whole noun phrase, with its appositions and the comma behind them where the cue follows: "Ruiz, a doctor,".
    Prepositions before it, and whatever holds the cue, are left out."""
    out = {head}
    for child in sentence.children[head]:
        relation = sentence.tokens[child].deprel
        tree = sentence.subtree(child)
        if (child < head and relation in ("case", "cc", "mark")) or relation == "parataxis" or cue in tree:
            continue
        out.update(tree)
    order = sorted(out)
    first, last = order[0], order[-1]
    while first < last and sentence.tokens[first].text in _EDGES:
        first += 1
    while last > first and sentence.tokens[last].text in _EDGES:
        last -= 1
    span = sentence.span(first, last)
    after = last + 1
    explained = any(sentence.tokens[i].text in (",", "--", "—") for i in range(head, last + 1))
    if explained and after < len(sentence.tokens) and sentence.tokens[after].text in (",", "--", "—") and head < cue:
        span = sentence.span(first, after)
    return span


_EDGES = frozenset({",", "-", "--", "–", "—", ".", ":", ";"})
_MARKS = "“”„«»\"'‘’`"


def _widened(text: str, span: Span) -> Span:
    """With the quotation marks around it and the "that" before it, as PolNeAR's annotators mark content."""
    start, end = span.start, span.end
    while start > 0 and text[start - 1] in _MARKS:
        start -= 1
    opening = re.search(r"\bthat,?\s$", text[max(0, start - 7) : start], re.IGNORECASE)
    if opening:
        start -= opening.end() - opening.start()
    at = end
    while at < len(text) and text[at] in _MARKS + ".,?!":
        at += 1
        if text[at - 1] in _MARKS:
            end = at
    return Span(start, end)


def _heads(sentence: Sentence, index: int, span: Span) -> bool:
    """Whether the token is within the span and its head is not."""
    token = sentence.tokens[index]
    if not (sentence.start + token.start >= span.start and sentence.start + token.end <= span.end):
        return False
    if token.head < 0:
        return False
    head = sentence.tokens[token.head]
    return not (sentence.start + head.start >= span.start and sentence.start + head.end <= span.end)


_VERBS = (
    "said|says|say|saying|told|added|adds|wrote|writes|noted|notes|claimed|claims|argued|argues|announced|reported|reports|"
    "warned|asked|explained|insisted|stated|tweeted|acknowledged|admitted|denied|suggested"
)
_NAME = r"(?:[Hh]e|[Ss]he|[Tt]hey|(?:[A-Z][\w.’'-]+ ){0,3}[A-Z][\w.’'-]+)"
_BEFORE = re.compile(
    rf"(?P<source>{_NAME})(?: [a-z]+ly)?(?: also)? (?P<cue>{_VERBS})\b,?:?(?: that)? "
    r"(?P<content>[^\n]{8,400}?[.!?][\"”]?)(?=\s|$)"
)
_AFTER = re.compile(
    r"(?P<content>[^\n.!?]{8,400}),[\"”]? "
    rf"(?:(?P<source>{_NAME}) (?P<cue>{_VERBS})|(?P<cue2>{_VERBS}) (?P<source2>{_NAME}))\b"
)


def plain_regex(article: Article) -> list[Triple]:
    """Name, reporting verb, rest of the sentence; or the other way round."""
    text, out = article.document.text, []
    taken: set[int] = set()
    for pattern in (_AFTER, _BEFORE):
        for m in pattern.finditer(text):
            source, cue = ("source2", "cue2") if pattern is _AFTER and m.group("source") is None else ("source", "cue")
            if m.start(cue) in taken:
                continue
            taken.add(m.start(cue))
            by_name = {x: chars(text, [Span(*m.span(x))]) for x in (source, cue, "content")}
            out.append(Triple(by_name[source], by_name[cue], by_name["content"]))
    return out


_TEXTACY_VERBS = frozenset(
    re.findall(
        r"\w+",
        "according accuse acknowledge add admit agree allege announce argue ask assert believe blame charge "
        "cite claim complain concede conclude confirm contend criticize declare decline deny describe "
        "disagree disclose estimate explain fear hope insist maintain mention note observe order predict "
        "promise recall recommend reply report say state stress suggest tell testify think urge warn worry "
        "write ",
    )
)
"""The reporting verbs of textacy 0.13 (constants.REPORTING_VERBS), so that its rules run over our trees."""


_ACTIVE = frozenset({"csubj", "csubj:outer", "nsubj", "nsubj:outer", "expl"})


class TextacyRules:
    """The rules of `textacy.extract.direct_quotations` (0.13) over our trees: quotation marks in pairs, four tokens or
    more and no title, the nearest reporting verb of the sentences beside it that has an active subject. Kinder than the
    original in two ways: marks are paired by paragraph (it gives up a document with an odd number of them), and the
    speaker is the subject's whole phrase (it takes compounds and conjuncts)."""

    def __init__(self, ours: Ours) -> None:
        self.ours = ours

    def __call__(self, article: Article) -> list[Triple]:
        text = article.document.text
        found: list[Triple] = []
        for block in article.document.blocks:
            marks = [m.start() for m in re.finditer('[“”"]', text[block.start : block.end])]
            quoted = [Span(block.start + a, block.start + b + 1) for a, b in zip(marks[::2], marks[1::2], strict=False)]
            found.extend(t for span in quoted if (t := self.quotation(article, span, quoted)) is not None)
        return found

    def quotation(self, article: Article, span: Span, quoted: Sequence[Span]) -> Triple | None:
        text = article.document.text
        words = re.findall(r"[\w’'-]+", span.of(text))
        if len(words) + 2 < 4 or all(w[:1].isupper() for w in words if len(w) > 3):
            return None
        cues = []
        for sentence in self.ours.sentences[article.name]:
            before = sentence.start < span.start <= sentence.end + 2
            after = sentence.start <= span.end + 2 and sentence.end > span.end
            for i, token in enumerate(sentence.tokens if before or after else ()):
                at = sentence.start + token.start
                if token.upos != "VERB" or token.lemma.lower() not in _TEXTACY_VERBS:
                    continue
                if not any(q.start <= at < q.end for q in quoted):
                    cues.append((min(abs(at - span.start), abs(at - span.end)), sentence.start, i, sentence))
        for _, _, i, sentence in sorted(cues, key=lambda c: c[:3]):
            subject = next((c for c in sentence.children[i] if sentence.tokens[c].deprel in _ACTIVE), None)
            if subject is not None:
                tree = sentence.subtree(subject)
                source = chars(text, [sentence.span(tree[0], tree[-1])])
                return Triple(source, chars(text, [sentence.span(i)]), chars(text, [span]))
        return None


# ---- scores ----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Count:
    right: int = 0
    found: int = 0
    gold: int = 0

    @property
    def f1(self) -> float:
        return 200 * self.right / max(self.found + self.gold, 1)

    def __str__(self) -> str:
        p, r = 100 * self.right / max(self.found, 1), 100 * self.right / max(self.gold, 1)
        return f"{self.f1:5.1f} (P {p:.1f} R {r:.1f})"


def pairs(
    gold: Sequence[Triple], found: Sequence[Triple], right: Callable[[Triple, Triple], bool]
) -> list[tuple[int, int]]:
    """One to one, in the order of the text; of several, the one that shares most."""
    options = []
    for g, x in enumerate(gold):
        for f, y in enumerate(found):
            if right(x, y):
                options.append((-(len(x.content & y.content) + len(x.cue & y.cue) + len(x.source & y.source)), g, f))
    used_gold: set[int] = set()
    used_found: set[int] = set()
    out = []
    for _, g, f in sorted(options):
        if g not in used_gold and f not in used_found:
            used_gold.add(g)
            used_found.add(f)
            out.append((g, f))
    return out


MEASURES: dict[str, Callable[[Triple, Triple], bool]] = {
    "speaker right": lambda a, b: agree(a.content, b.content) and agree(a.source, b.source),
    "found": lambda a, b: agree(a.content, b.content),
    "source": lambda a, b: bool(a.source) and agree(a.source, b.source),
    "cue": lambda a, b: bool(a.cue) and agree(a.cue, b.cue),
    "content": lambda a, b: agree(a.content, b.content),
    "exact": lambda a, b: (a.source, a.cue, a.content) == (b.source, b.cue, b.content),
}


def score(articles: Sequence[Article], extractor: Extractor) -> dict[str, Count]:
    """Each measure over all articles, one-to-one."""
    out = {name: Count() for name in MEASURES}
    for article in articles:
        found = extractor(article)
        for name, right in MEASURES.items():
            gold, mine = list(article.gold), found
            if name == "source":
                gold, mine = distinct(gold, "source"), distinct(found, "source")
            elif name == "cue":
                gold, mine = distinct(gold, "cue"), distinct(found, "cue")
            out[name].right += len(pairs(gold, mine, right))
            out[name].found += len(mine)
            out[name].gold += len(gold)
    return out


def distinct(triples: Sequence[Triple], part: str) -> list[Triple]:
    """One for each span: two attributions of one source count its span once."""
    return list({getattr(t, part): t for t in triples if getattr(t, part)}.values())


def run(data: Path, reader: Reader | None = None) -> dict[str, dict[str, dict[str, Count]]]:
    """Scores by part (all, development, held) and extractor."""
    articles = load(data)
    reader = reader or Reader()
    ours, as_printed = Ours(reader), Ours(reader, as_printed=True)
    as_printed.sentences = ours.sentences
    extractors: dict[str, Extractor] = {
        "ascribe": ours,
        "ascribe, spans as printed, nested reports kept": as_printed,
        "plain regex": plain_regex,
        "textacy's rules": TextacyRules(ours),
    }
    parts = {
        "all": articles,
        "development": [a for a in articles if not a.held],
        "held": [a for a in articles if a.held],
    }
    return {
        part: {name: score(chosen, extractor) for name, extractor in extractors.items()}
        for part, chosen in parts.items()
    }


KINDS = ("unseen", "content", "speaker", "unasked")
"""Faults: no attribution at the gold cue; one with another content; one with another speaker; one of ours where gold
has none."""


@dataclass(frozen=True, slots=True)
class Fault:
    kind: str
    word: str
    """The cue in lower case, by which faults are counted."""
    text: str


def faults(article: Article, found: Sequence[Triple]) -> list[Fault]:
    """What keeps the article from being read as gold has it, by kind."""
    text, out = article.document.text, []
    right = pairs(article.gold, found, MEASURES["speaker right"])
    used, known = {b for _, b in right}, {a for a, _ in right}
    for number, gold in enumerate(article.gold):
        if number in known:
            continue
        told = next((i for i, x in enumerate(found) if i not in used and agree(x.content, gold.content)), None)
        kind = "speaker"
        if told is None:
            told = next((i for i, x in enumerate(found) if i not in used and x.cue & gold.cue), None)
            kind = "content" if told is not None else "unseen"
        lines = [f"gold {_line(text, gold)}"]
        if told is not None:
            used.add(told)
            lines.append(f"ours {_line(text, found[told])}")
        out.append(Fault(kind, _text(text, gold.cue).lower(), "\n      ".join(lines)))
    for number, x in enumerate(found):
        if number not in used:
            out.append(Fault("unasked", x.note, f"ours {_line(text, x)}"))
    return out


def _line(text: str, x: Triple) -> str:
    return f"[{x.note}] {_text(text, x.source)!r} | {_text(text, x.cue)!r} | {_text(text, x.content)[:300]!r}"


def show_errors(articles: Sequence[Article], extractor: Extractor, kind: str, limit: int) -> None:
    """Faults of one kind with gold and ours side by side, then how many there are of each kind and word."""
    found = [fault for article in articles for fault in faults(article, extractor(article))]
    for fault in [f for f in found if f.kind == kind][:limit]:
        print(f"{fault.kind}: {fault.text}")
    for name in KINDS:
        words = Counter(f.word for f in found if f.kind == name)
        print(f"\n{name}: {words.total()}\n  " + ", ".join(f"{w} {n}" for w, n in words.most_common(25)))


def _text(text: str, which: Chars) -> str:
    return " ".join(text[min(which) : max(which) + 1].split()) if which else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--errors", type=int, default=0, help="print so many faults of the development half")
    parser.add_argument("--kind", choices=KINDS, default="unseen", help="which faults (default: %(default)s)")
    options = parser.parse_args()
    if options.errors:
        show_errors([a for a in load(options.data) if not a.held], Ours(Reader()), options.kind, options.errors)
        return
    for part, by_name in run(options.data).items():
        print(f"\n{part}")
        for name, counts in by_name.items():
            print(f"  {name}")
            for measure, count in counts.items():
                print(f"    {measure:14} {count}")


if __name__ == "__main__":
    main()
