"""In: documents. Out: their sentences, in the same order, read in several processes of one thread each.

One sentence a call keeps results independent of company but leaves a second core idle; processes use it. A worker that
dies costs only the document that killed it, and that one is named.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from ascribe.contract.documents import Document, Problem
from ascribe.contract.sentences import Sentence
from ascribe.errors import problem
from ascribe.reader.runtime import Reader

AHEAD = 4  # documents in flight for each process: enough that none waits, few enough to stay small in memory

Read = list[Sentence] | Problem
"""What becomes of a document: its sentences, or why there are none."""

_reader: Reader | None = None  # one for each worker process, made when it starts


def read_many(documents: Iterable[Document], processes: int, folder: Path | None = None) -> Iterator[Read]:
    """`Reader.read_document` for each document, in order, in `processes` processes (1: in this one).

    `documents` is taken as it is needed. AscribeError `model.hash` if the model is damaged.
    """
    reader = Reader(folder)  # here too, so that a damaged model is an error and not a dead worker
    if processes <= 1:
        for document in documents:
            yield _guarded(reader, document)
        return
    waiting: deque[tuple[Document, Future[Read]]] = deque()
    pool = _pool(processes, folder)
    try:
        source = iter(documents)
        while True:
            for document in islice(source, AHEAD * processes - len(waiting)):
                try:
                    waiting.append((document, pool.submit(_work, document)))
                except BrokenProcessPool:  # died between two documents; what waits is done again below
                    waiting.append((document, _failed()))
            if not waiting:
                return
            document, future = waiting.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                for suspect in [document, *(d for d, _ in waiting)]:
                    yield _alone(suspect, folder)
                waiting.clear()
                pool = _pool(processes, folder)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(processes: int, folder: Path | None) -> ProcessPoolExecutor:
    # spawn: a fork of a process that holds threads of onnxruntime can hang
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_start, initargs=(folder,))


def _start(folder: Path | None) -> None:
    global _reader
    _reader = Reader(folder)


def _work(document: Document) -> Read:
    assert _reader is not None
    return _guarded(_reader, document)


def _guarded(reader: Reader, document: Document) -> Read:
    try:
        return reader.read_document(document)
    except (ArithmeticError, LookupError, MemoryError, RuntimeError, TypeError, ValueError) as error:
        # one document must not stop the others (robustness C1)
        return problem("reader.failed", document.name, detail=f"{type(error).__name__}: {error}")


def _alone(document: Document, folder: Path | None) -> Read:
    """Once more in a process of its own, so that the document that kills its worker can be named."""
    with _pool(1, folder) as pool:
        try:
            return pool.submit(_work, document).result()
        except BrokenProcessPool:
            return problem("reader.failed", document.name, detail="the process that read it died")


def _failed() -> Future[Read]:
    future: Future[Read] = Future()
    future.set_exception(BrokenProcessPool())
    return future
