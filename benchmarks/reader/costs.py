"""In: readers and texts. Out: what reading costs: words a second of CPU time, beside spaCy's tokenizer, and memory."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

from ascribe.reader.runtime import Reader
from ascribe.reader.sentences import split
from ascribe.reader.tokens import tokenize
from benchmarks.reader.scores import newswire

WARM = 50
"""Sentences that are read before the clock starts."""


def costs(readers: dict[str, Reader], data: Path, folder: Path | None) -> None:
    """Prints words a second of CPU time, one process and one thread, and the peak of memory."""
    articles = newswire(data / "score" / "worldwide-newswire", 30)
    texts = [span.of(text) for text, _ in articles for span in split(text)]
    print("| | words a second of CPU time |")
    print("|---|---|")
    for name, reader in readers.items():
        print(f"| ascribe, {name}: tokens, trees, names, values | {_speed(_words_of(reader), texts):,.0f} |")
    print(f"| ascribe: tokens only | {_speed(_tokens, texts):,.0f} |")
    if find_spec("spacy"):
        import spacy

        blank = spacy.blank("en")
        print(f"| spaCy {spacy.__version__}, tokenizer only | {_speed(lambda t: len(blank(t)), texts):,.0f} |")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        peak, full = pool.submit(_memory, folder, texts).result()
    print(f"\npeak of memory: {peak:.0f} MB after {len(texts)} sentences, {full:.0f} MB when the cache is full")


def _words_of(reader: Reader) -> Callable[[str], int]:
    return lambda text: len(reader.read(text).tokens)


def _tokens(text: str) -> int:
    return len(tokenize(text))


def _speed(read: Callable[[str], int], texts: list[str]) -> float:
    """Of CPU time, and the faster of two runs: other work on the machine shall not count."""
    for text in texts[:WARM]:
        read(text)
    best = 0.0
    for _ in range(2):
        start = time.process_time()
        words = sum(read(text) for text in texts)
        best = max(best, words / (time.process_time() - start))
    return best


def _memory(folder: Path | None, texts: list[str]) -> tuple[float, float]:
    """Megabytes of a fresh process that has read some sentences, and that it will have when its cache is full."""
    reader = Reader(folder)
    sentences = list(dict.fromkeys(texts))
    half = len(sentences) // 2
    reader.read_sentences(sentences[:half])  # by then the model has taken all that it works with
    before = _peak()
    reader.read_sentences(sentences[half:])
    each = (_peak() - before) / (len(sentences) - half)
    return _peak(), _peak() + each * (reader.cache_size - len(sentences))


def _peak() -> float:
    # not getrusage: on Linux a new process begins with the peak of the one that started it
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024
