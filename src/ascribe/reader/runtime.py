"""In: the text of sentences, or a document. Out: parses: tokens, tree, names, events, factuality.

One sentence a call, no padding, one thread: int8 activations take their scale over whatever stands in the tensor, so a
sentence that shared its call with others would read differently from day to day.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from ascribe.contract.documents import READ_KINDS, Document
from ascribe.contract.sentences import Parse, Sentence, Token
from ascribe.errors import AscribeError
from ascribe.reader import decode, factuality, lemmas, model_files, morphology
from ascribe.reader.agreement import agree
from ascribe.reader.dequantise import dequantised
from ascribe.reader.entities import tidy
from ascribe.reader.sentences import Newlines, split
from ascribe.reader.tokens import tokenize
from ascribe.reader.wordpiece import WordPiece, shape

if TYPE_CHECKING:
    import onnxruntime

MAX_PIECES = 384  # of one call; 512 is the encoder's limit, but attention costs the square and news stays below 120
MAX_WORDS = 160  # of one call; the longest sentences of the treebanks that were written as one
MIN_WORDS = 80  # a long sentence is cut at the last comma or stop behind this many words
CACHE_SIZE = 10_000  # parses of about 13 kB; a day of wire copy repeats itself within it
_CUTS = frozenset(",;:.!?…—–)")

PREDICATES = frozenset({"VERB", "NOUN", "ADJ", "AUX", "PROPN"})
"""Parts of speech that can be predicates; factuality was learnt on no others."""

TOLERANCE = 0.02
"""Mean deviation from 32-bit floats that rounding explains, for `Reader.values`; the shipped model has 0.004."""

Span = tuple[int, int]
Precision = Literal["auto", "int8", "fp32"]


class Reader:
    """Reads English sentences. Not to be shared between threads; every process makes its own."""

    def __init__(self, folder: Path | None = None, cache_size: int = CACHE_SIZE, precision: Precision = "auto") -> None:
        """Loads the model that ships, or the one in `folder`. AscribeError `model.hash` if it is damaged.

        It calculates in 8-bit integers where that gives what the model should on a few sentences, else in 32-bit floats
        (half as fast), unless `precision` says which. AscribeError `reader.start` if neither is right.
        """
        files = model_files.load(folder or model_files.FOLDER)
        self.digest = files.digest
        """sha256 of the model."""
        self._pieces = WordPiece(files.vocabulary)
        self._labels = files.labels
        self.precision: Literal["int8", "fp32"] = "fp32" if precision == "fp32" else "int8"
        """What it calculates in."""
        self._session = _session(dequantised(files.graph) if self.precision == "fp32" else files.graph)
        self._outputs = [output.name for output in self._session.get_outputs()]
        if precision == "auto" and self._error(files.checks) > TOLERANCE:
            self.precision = "fp32"
            self._session = _session(dequantised(files.graph))
            if (error := self._error(files.checks)) > TOLERANCE:
                detail = f"its results are off by {error:.2f} on this machine"
                raise AscribeError("reader.start", "the reader", detail=detail)
        self._cache: OrderedDict[str, Parse] = OrderedDict()
        self.cache_size = cache_size
        """Parses that are kept."""

    def read(self, text: str) -> Parse:
        """The parse of one sentence, whatever its length; no tokens where there is nothing but white space."""
        known = self._cache.get(text)
        if known is not None:
            self._cache.move_to_end(text)
            return known
        parse = self.read_tokens(text, tokenize(text))
        if self.cache_size:
            self._cache[text] = parse
            if len(self._cache) > self.cache_size:
                self._cache.popitem(last=False)
        return parse

    def read_sentences(self, texts: Sequence[str]) -> list[Parse]:
        """`read` for each."""
        return [self.read(text) for text in texts]

    def read_document(self, document: Document, newlines: Newlines = "paragraph") -> list[Sentence]:
        """The sentences of the blocks that are read for claims (headline, body, caption). Their names agree."""
        out = []
        for index, block in enumerate(document.blocks):
            if block.kind not in READ_KINDS:
                continue
            content = block.span.of(document.text)
            for span in split(content, newlines):
                text = span.of(content)
                out.append(Sentence(block.start + span.start, text, index, self.read(text)))
        return agree(out)

    def read_tokens(self, text: str, spans: Sequence[Span]) -> Parse:
        """The parse over tokens that are given: what a treebank's gold tokens are scored with."""
        words = [text[a:b] for a, b in spans]
        tokens: list[Token] = []
        found: list[decode.Name] = []
        first_root = -1
        for start, end in self._chunks(words):
            part_tokens, part_names = self._read_part(words[start:end], spans[start:end], start, first_root)
            if not start:
                first_root = next(i for i, token in enumerate(part_tokens) if token.head < 0)
            tokens.extend(part_tokens)
            found.extend((label, first + start, last + start, score) for label, first, last, score in part_names)
        return Parse(factuality.told(tokens), tuple(tidy(found, tokens)))

    def _chunks(self, words: Sequence[str]) -> Iterator[Span]:
        """Parts of a sentence that fit into one call; nearly always the whole of it."""
        sizes = [len(self._pieces.pieces(word)) for word in words]
        if len(words) <= MAX_WORDS and sum(sizes) <= MAX_PIECES - 2:
            if words:
                yield 0, len(words)
            return
        start = pieces = 0
        last_cut = -1
        for i, word in enumerate(words):
            if i - start >= MAX_WORDS or pieces + sizes[i] > MAX_PIECES - 2:
                end = last_cut if last_cut > start else i
                yield start, end
                pieces = sum(sizes[end:i])
                start = end
                last_cut = -1
            pieces += sizes[i]
            if i - start >= MIN_WORDS and word[-1] in _CUTS:
                last_cut = i + 1
        yield start, len(words)

    def _read_part(
        self, words: Sequence[str], spans: Sequence[Span], start: int, root: int
    ) -> tuple[list[Token], list[decode.Name]]:
        """One call of the model; word 0 is word `start` of the sentence; a later part hangs from `root`."""
        scores = self._run(words)
        labels = self._labels
        heads = decode.heads(scores["arc"])
        rows = np.arange(len(words))
        margins: list[float] = np.exp(scores["arc"][rows, heads]).tolist()
        columns = np.maximum(np.asarray(heads) - 1, 0)
        relations: list[int] = scores["relation"][rows, columns].tolist()
        upos: list[int] = scores["upos"].tolist()
        xpos: list[int] = scores["xpos"].tolist()
        scripts: list[int] = scores["lemma"].tolist()
        mentions: list[int] = scores["mention"].tolist()
        events: list[float] = scores["event"].tolist()
        happened: list[float] = np.clip(scores["factuality"], -3.0, 3.0).tolist()
        tokens = []
        for i, word in enumerate(words):
            tag, penn = labels.upos[upos[i]], labels.xpos[xpos[i]]
            if heads[i]:
                head, relation = heads[i] - 1 + start, labels.deprel[relations[i]]
            elif root < 0:
                head, relation = -1, "root"
            else:
                head, relation = root, "parataxis"
            tokens.append(
                Token(
                    start=spans[i][0],
                    end=spans[i][1],
                    text=word,
                    lemma=self._lemma(word, penn, labels.lemma[scripts[i]]),
                    upos=tag,
                    xpos=penn,
                    head=head,
                    deprel=relation,
                    margin=margins[i],
                    mention=labels.mention[mentions[i]] if mentions[i] else None,
                    event=events[i],
                    factuality=happened[i] if tag in PREDICATES else None,
                )
            )
        return tokens, decode.names(scores["ner"], labels.ner)

    def values(self, words: Sequence[str]) -> list[float]:
        """What the network says of each word, between -1 and 1: event, factuality, and the probability of each head."""
        scores = self._run(words)
        parts = (scores["event"], np.clip(scores["factuality"] / 3, -1, 1), np.exp(scores["arc"]).reshape(-1))
        return [float(x) for part in parts for x in part]

    def _error(self, checks: Sequence[model_files.Check]) -> float:
        """The largest mean deviation over the sentences; 2 where something is no number."""
        errors = [0.0]
        for check in checks:
            deviation = np.abs(np.subtract(self.values(check.words), check.values)).mean()
            errors.append(float(deviation) if np.isfinite(deviation) else 2.0)
        return max(errors)

    def _lemma(self, word: str, tag: str, script: str) -> str:
        return morphology.lemma(word, tag, lemmas.apply(word, script), self._pieces.is_word)

    def _run(self, words: Sequence[str]) -> dict[str, Any]:
        """Outputs of the network by name, for n words: `upos`, `xpos`, `lemma`, `mention` [n] numbers of labels; `ner`
        [n, labels] and `arc` [n, n + 1] log-probabilities; `relation` [n, n] number of the best relation of word i to
        head j; `event` [n] probability; `factuality` [n]."""
        pieces, shapes = [self._pieces.first], [0]
        first, last = [], []
        for word in words:
            ids = self._pieces.pieces(word)
            first.append(len(pieces))
            pieces.extend(ids)
            shapes.extend([shape(word)] * len(ids))
            last.append(len(pieces) - 1)
        pieces.append(self._pieces.last)
        shapes.append(0)
        feed = {"pieces": pieces, "shapes": shapes, "first": first, "last": last}
        values = self._session.run(None, {name: np.array([row], np.int64) for name, row in feed.items()})
        return dict(zip(self._outputs, values, strict=True))


def _session(graph: bytes) -> onnxruntime.InferenceSession:
    """A session of one thread, that does not spin while others work."""
    import onnxruntime  # here, so that commands which read nothing start without it

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3  # errors only: what it warns of is decided at export
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
