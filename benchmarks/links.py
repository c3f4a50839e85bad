"""Scores who is who: what pronouns and descriptions are linked to, against the coreference of three public sets.

usage: python -m benchmarks.links --data DIR [--sets gum,meantime,litbank] [--errors N] [--kind he|they|it|description]

DIR holds `train/ud-gum` (GUM: news, biographies, courts, interviews, speeches), `score/meantime` (Wikinews) and
`train/litbank` (fiction; only every fifth text). A link is right if the name or description that it leads to speaks of
the same thing in the gold chains. Precision comes first: of the links that are made, how many are right; coverage is
right links of all gold mentions of that kind that a name or description stands before. What gold leaves out is not
counted, but for GUM, which marks everything.
"""

from __future__ import annotations

import argparse
import os
import pickle
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from ascribe.claims.attribution import read_voices
from ascribe.claims.mending import mended
from ascribe.claims.mentions import Mention
from ascribe.claims.names import spread_names
from ascribe.claims.referents import Coreference
from ascribe.contract.documents import Block, BlockKind, Document, Span
from ascribe.contract.sentences import Sentence
from ascribe.reader.runtime import Reader

GENRES = ("news", "bio", "court", "interview", "speech")
"""Genres of GUM that are close to news."""
KINDS = {"he": "he", "him": "he", "his": "he", "she": "he", "her": "he", "it": "it", "its": "it"} | dict.fromkeys(
    ("they", "them", "their"), "they"
)


@dataclass(frozen=True, slots=True)
class Text:
    """A document with its gold chains."""

    name: str
    document: Document
    chains: tuple[tuple[Span, str], ...]
    """Mentions with the chain that each belongs to."""
    complete: bool
    """Every mention of people, bodies and things is annotated."""


# ---- the sets --------------------------------------------------------------------------------------------------------


def document_of(name: str, paragraphs: Sequence[str]) -> Document:
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(BlockKind.BODY, at, at + len(paragraph)))
        at += len(paragraph) + 2
    return Document(name, name, name, "\n\n".join(paragraphs), tuple(blocks))


def gum(data: Path) -> Iterator[Text]:
    """GUM, of which the parser's training data are a part: the links are made by rules, and not learnt."""
    for path in sorted((data / "train" / "ud-gum").glob("*.conllu")):
        for part in path.read_text("utf-8").split("# newdoc id = ")[1:]:
            name = part.split("\n", 1)[0]
            if name.removeprefix("GUM_").split("_")[0] in GENRES:
                yield _gum(name, part)


def _gum(name: str, part: str) -> Text:
    paragraphs: list[str] = [""]
    offset = 0
    open_: dict[str, list[int]] = defaultdict(list)
    chains: list[tuple[Span, str]] = []
    for chunk in re.split(r"\n\n", part):
        lines = chunk.split("\n")
        text = next((x[9:] for x in lines if x.startswith("# text = ")), None)
        if text is None:
            continue
        if any(x.startswith("# newpar") for x in lines) and paragraphs[-1]:
            offset += len(paragraphs[-1]) + 2
            paragraphs.append("")
        base = offset + len(paragraphs[-1]) + (1 if paragraphs[-1] else 0)
        paragraphs[-1] += (" " if paragraphs[-1] else "") + text
        at = 0
        for line in lines:
            fields = line.split("\t")
            if len(fields) < 10 or not fields[0].isdigit():
                continue
            at = text.index(fields[1], at)
            start, at = base + at, at + len(fields[1])
            found = re.search(r"(?:^|\|)Entity=([^|]+)", fields[9])
            for mark in re.findall(r"\(\d+[^()]*\)?|\d+\)", found.group(1) if found else ""):
                identity = re.match(r"\(?(\d+)", mark).group(1)  # type: ignore[union-attr]
                if mark.startswith("("):
                    open_[identity].append(start)
                if mark.endswith(")"):
                    chains.append((Span(open_[identity].pop(), base + at), identity))
    return Text(name, document_of(name, paragraphs), tuple(chains), True)


def meantime(data: Path) -> Iterator[Text]:
    for path in sorted((data / "score" / "meantime").glob("*/intra-doc_annotation/*/*.xml")):
        root = ElementTree.parse(path).getroot()
        sentences: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for token in root.iter("token"):
            sentences[int(token.get("sentence", "0"))].append((token.get("t_id", ""), token.text or ""))
        paragraphs, spans = _written(sentences[k] for k in sorted(sentences))
        anchors = {
            m.get("m_id"): [spans[a.get("t_id", "")] for a in m.findall("token_anchor")]
            for m in root.iter("ENTITY_MENTION")
        }
        chains = [
            (Span(at[0].start, at[-1].end), target.get("m_id", ""))
            for link in root.iter("REFERS_TO")
            for target in link.findall("target")
            for source in link.findall("source")
            if (at := anchors.get(source.get("m_id")))
        ]
        yield Text(path.stem, document_of(path.stem, paragraphs), tuple(chains), False)


def litbank(data: Path) -> Iterator[Text]:
    for path in sorted((data / "train" / "litbank" / "coref").glob("*.conll"))[::5]:
        sentences: list[list[tuple[str, str]]] = [[]]
        marks: list[tuple[str, str]] = []
        for n, line in enumerate(path.read_text("utf-8").split("\n")):
            fields = line.split("\t")
            if len(fields) < 5:
                if sentences[-1]:
                    sentences.append([])
                continue
            sentences[-1].append((str(n), fields[3]))
            marks += [(str(n), mark) for mark in fields[-1].split("|") if mark not in ("_", "")]
        paragraphs, spans = _written(s for s in sentences if s)
        open_: dict[str, list[int]] = defaultdict(list)
        chains = []
        for token, mark in marks:
            identity = mark.strip("()")
            if mark.startswith("("):
                open_[identity].append(spans[token].start)
            if mark.endswith(")"):
                chains.append((Span(open_[identity].pop(), spans[token].end), identity))
        yield Text(path.stem, document_of(path.stem, paragraphs), tuple(chains), False)


def _written(sentences: Iterator[list[tuple[str, str]]]) -> tuple[list[str], dict[str, Span]]:
    """Tokens as running text, a paragraph a sentence, and where each token stands."""
    paragraphs, spans, base = [], {}, 0
    for sentence in sentences:
        text, quoted = "", False
        for key, word in sentence:
            printed = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")"}.get(word, word)
            if printed == '"':
                printed, quoted = ("”", False) if quoted else ("“", True)
            tight = printed[:1] in ",.;:!?)”’%" or printed.startswith(("'", "n't")) or text[-1:] in "(“$£"
            text += ("" if tight or not text else " ") + printed
            spans[key] = Span(base + len(text) - len(printed), base + len(text))
        paragraphs.append(text)
        base += len(text) + 2
    return paragraphs, spans


SETS: dict[str, Callable[[Path], Iterator[Text]]] = {"gum": gum, "meantime": meantime, "litbank": litbank}


# ---- scoring ---------------------------------------------------------------------------------------------------------


class Gold:
    """Gold chains by token: a mention's chain is that of the longest gold mention of which its head is the head."""

    def __init__(self, text: Text, sentences: Sequence[Sentence]) -> None:
        self.chain: dict[int, str] = {}
        """Document offset of a head: its chain."""
        ends: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for span, chain in text.chains:
            ends[span.start].append((span.end, chain))
        for s in sentences:
            starts = [s.start + t.start for t in s.tokens]
            for first, at in enumerate(starts):
                for end, chain in sorted(ends.get(at, ())):
                    inside = [i for i in range(first, len(starts)) if s.start + s.tokens[i].end <= end]
                    head = next((i for i in inside if s.tokens[i].head not in inside), None)
                    if head is not None:
                        self.chain[starts[head]] = chain


def judged(text: Text, sentences: Sequence[Sentence], found: Coreference) -> Iterator[tuple[str, str, str]]:
    """Kind, verdict (right, wrong, missing) and a line to read, for each pronoun and description that counts."""
    gold = Gold(text, sentences)
    told: set[str] = set()
    for s, mentions in enumerate(found.mentions):
        for m in mentions:
            at = sentences[s].start + sentences[s].tokens[m.head].start
            chain = gold.chain.get(at)
            kind = KINDS.get(m.head_lemma) if m.form == "pronoun" else "description" if m.definite else None
            if m.form in ("name", "description") and chain is not None:
                before, _ = chain in told, told.add(chain)
            else:
                before = chain in told
            if kind is None or m.form == "name" or (chain is None and not text.complete):
                continue
            entity = found.entity_of(s, m.head)
            leads = found.antecedent(s, m.head) if entity is not None else None
            if kind == "description" and (entity is None or entity.name is None):
                leads = None  # descriptions of what is never named lend no name
            if leads is None:
                if before:
                    yield kind, "missing", _line(text, sentences[s], m, None)
                continue
            goals = _chains(gold, sentences, leads)
            verdict = "right" if chain is not None and chain in goals[:1] else "wrong"
            if not goals:
                continue
            yield kind, verdict, _line(text, sentences[s], m, leads)


def _chains(gold: Gold, sentences: Sequence[Sentence], mention: Mention) -> list[str]:
    """The chain of a mention's head; where another word of it is gold's head, of that."""
    s = next(x for x in sentences if x.start <= mention.span.start < x.end)
    order = (mention.head, *range(mention.last, mention.first - 1, -1))
    return [gold.chain[at] for i in order if (at := s.start + s.tokens[i].start) in gold.chain]


def _line(text: Text, sentence: Sentence, m: Mention, leads: Mention | None) -> str:
    at = m.span.start - sentence.start
    marked = f"{sentence.text[:at]}[{m.text} = {leads.text if leads else '?'}]{sentence.text[at + len(m.text) :]}"
    return f"{text.name}: {marked}"


def read(name: str, data: Path, kept: Path | None) -> list[tuple[Text, list[Sentence]]]:
    """The texts of a set with the reader's sentences; `kept` is a folder in which they are kept."""
    path = kept / f"{name}.pickle" if kept else None
    if path and path.exists():
        out: list[tuple[Text, list[Sentence]]] = pickle.loads(path.read_bytes())
        return out
    reader = Reader()
    out = [(text, reader.read_document(text.document)) for text in SETS[name](data)]
    if path:
        path.write_bytes(pickle.dumps(out))
    return out


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("ASCRIBE_DATA", "../shared/data")))
    parser.add_argument("--sets", default=",".join(SETS), help="default: %(default)s")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="wrong links shown of each kind")
    parser.add_argument("--kind", help="of this kind alone: he, they, it, description")
    parser.add_argument("--missing", action="store_true", help="show what is missing instead of what is wrong")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the reader's sentences there")
    options = parser.parse_args(arguments)
    print("| set | kind | links | right | precision | coverage |\n|---|---|---|---|---|---|")
    for name in options.sets.split(","):
        counts: Counter[tuple[str, str]] = Counter()
        lines: dict[str, list[str]] = defaultdict(list)
        for text, read_sentences in read(name, options.data, options.keep):
            sentences = [mended(s) for s in spread_names(read_sentences)]
            for kind, verdict, line in judged(text, sentences, read_voices(text.document, sentences).coreference):
                counts[kind, verdict] += 1
                if verdict == ("missing" if options.missing else "wrong"):
                    lines[kind].append(line)
        for kind in ("he", "they", "it", "description"):
            right, wrong, missing = (counts[kind, v] for v in ("right", "wrong", "missing"))
            made, of = right + wrong, right + wrong + missing
            shares = f"{100 * right / made if made else 0:.1f} | {100 * right / of if of else 0:.1f}"
            print(f"| {name} | {kind} | {made} | {right} | {shares} |")
            if options.kind in (None, kind):
                for line in lines[kind][:: max(1, len(lines[kind]) // options.errors)] if options.errors else ():
                    print("   ", line)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
