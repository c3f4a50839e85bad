"""Claims of many documents at once, in worker processes: documents in, claims or the reason why there are none out.

Not multiprocessing: that would run a user's script again in each worker. A thread for each process hands it documents
and waits; a process that dies or takes too long costs the document that it had, and is replaced.
"""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from ascribe.contract.claims import Claim
from ascribe.contract.documents import Document
from ascribe.errors import AscribeError, death
from ascribe.pipeline.stages import Extractor
from ascribe.pipeline.worker import receive, send
from ascribe.record.canonical import describe
from ascribe.record.claims import claim_from_json

Claims = list[Claim] | str
"""What becomes of a document: its claims, or why it could not be read."""

_AHEAD = 2
"""Documents waiting for each process: enough that none idles while the record is written."""

_SECONDS, _CHARACTERS_A_SECOND = 120.0, 500.0
"""Time a document may take: on a laptop 30,000 characters take a second; this is a net for what hangs."""

_BOOT = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from ascribe.pipeline.worker import main; main()"
"""The worker runs this package from where this process has it, whatever its environment and directory."""


def extract_many(
    documents: Iterable[tuple[int, Document]], extractor: Extractor, processes: int
) -> Iterator[tuple[int, Document, Claims]]:
    """The claims of each document, with its key, as they get ready. `processes` 0: in this process.

    Raises AscribeError where the extractor itself cannot be loaded.
    """
    if processes < 1:
        yield from _here(documents, extractor)
        return
    todo: queue.SimpleQueue[tuple[int, Document] | None] = queue.SimpleQueue()
    ready: queue.SimpleQueue[tuple[int, Document, Claims] | AscribeError] = queue.SimpleQueue()
    workers = [_Worker(extractor, todo, ready) for _ in range(processes)]
    waiting = 0
    try:
        for task in documents:
            todo.put(task)
            waiting += 1
            if waiting >= _AHEAD * processes + processes:
                yield _result(ready.get())
                waiting -= 1
        for _ in range(waiting):
            yield _result(ready.get())
    finally:
        for worker in workers:
            worker.stop()
        for worker in workers:  # after all are told: what one leaves in the queue wakes another
            worker.join()


def _here(documents: Iterable[tuple[int, Document]], extractor: Extractor) -> Iterator[tuple[int, Document, Claims]]:
    extract = extractor.load()
    for pk, document in documents:
        try:
            yield pk, document, extract(document)
        except Exception as error:  # one document must not stop the others (robustness C1)
            yield pk, document, f"{type(error).__name__}: {error}"[:500]


def _result(found: tuple[int, Document, Claims] | AscribeError) -> tuple[int, Document, Claims]:
    if isinstance(found, AscribeError):
        raise found
    return found


class _Worker:
    """A thread and the process it talks to."""

    def __init__(
        self,
        extractor: Extractor,
        todo: queue.SimpleQueue[tuple[int, Document] | None],
        ready: queue.SimpleQueue[tuple[int, Document, Claims] | AscribeError],
    ) -> None:
        self._extractor = extractor
        self._todo = todo
        self._ready = ready
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends the process at once: what it was doing is done again some other time."""
        self._stopped = True
        self._todo.put(None)
        self._end()

    def join(self) -> None:
        """Waits for the thread, which ends when its process has."""
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._stopped and (task := self._todo.get()) is not None:
            pk, document = task
            try:
                self._ready.put((pk, document, self._ask(document)))
            except AscribeError as error:
                self._ready.put(error)
                return
            except (OSError, ValueError) as error:  # no process to be had, or stopped while it was talking
                self._ready.put((pk, document, f"its worker cannot be reached: {error}"))
        self._end()

    def _ask(self, document: Document) -> Claims:
        process = self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        task = {
            "id": document.id,
            "revision": document.revision,
            "text": document.text,
            "description": describe(document),
        }
        seconds = _SECONDS + len(document.text) / _CHARACTERS_A_SECOND
        timer = threading.Timer(seconds, process.kill)
        timer.daemon = True
        timer.start()
        answer = None
        try:
            with contextlib.suppress(OSError):
                send(process.stdin, task)
                answer = receive(process.stdout)
        finally:
            hung = timer.finished.is_set()
            timer.cancel()
        if answer is None:
            self._end()
            return f"it took more than {seconds:.0f} s" if hung else f"its worker died ({death(process.wait())})"
        if "failed" in answer:
            return str(answer["failed"])
        claims = answer["claims"]
        assert isinstance(claims, list)
        return [claim_from_json(claim, document.id, document.revision) for claim in claims]

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None:
            return self._process
        path = [str(Path(p).absolute()) for p in sys.path]
        process = subprocess.Popen(  # noqa: S603 -- our own interpreter, no shell, nothing from a document
            [sys.executable, "-I", "-c", _BOOT, json.dumps(path), *self._extractor.words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._process = process
        if self._stopped:
            process.kill()
        assert process.stdout is not None
        answer = receive(process.stdout)
        if answer is not None and "broken" in answer:
            self._end()
            broken = answer["broken"]
            assert isinstance(broken, list)
            raise _broken(*broken)
        if answer is None:
            self._end()
            raise AscribeError("reader.start", "the reader", detail=death(process.wait()))
        return process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def _broken(code: str, message: str) -> AscribeError:
    return AscribeError(code, message.partition(": ")[0])
