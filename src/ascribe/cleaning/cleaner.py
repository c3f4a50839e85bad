"""Raw reports into documents: text here, pages in a worker process that is killed and replaced where one goes wrong.

Use a `Cleaner` as a context manager, one in each thread or process that cleans. Importing it loads no HTML library.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from ascribe.cleaning import build
from ascribe.cleaning.sniff import looks_like_html, sniffed
from ascribe.cleaning.worker import LENGTH
from ascribe.contract.documents import Document, Problem, RawReport
from ascribe.errors import death, problem
from ascribe.sources.units import DOCUMENT_LIMIT


@dataclass(frozen=True, slots=True)
class Limits:
    """What cleaning one page may cost (robustness C3)."""

    cpu_seconds: int = 10
    wall_seconds: float = 40.0
    """Only a net for systems without CPU limits and for what waits instead of computing: a busy machine must not turn
    into other results."""
    memory: int = 512_000_000
    """Bytes over what the worker has when it begins."""


_START_SECONDS = 60.0
"""Time for a worker to start; it takes 0.3 s, and minutes only where the machine is out of memory."""

_BOOT = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from ascribe.cleaning.worker import main; main()"
"""The worker runs this package from where this process has it, whatever its environment and directory."""


class Cleaner:
    """Turns raw reports into documents. Not safe to share between threads."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._worker: _Worker | None = None

    def __enter__(self) -> Cleaner:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the worker. The cleaner can be used again; it starts another one."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def clean(self, raw: RawReport) -> Document | Problem:
        """The document that a report becomes; why not, where it becomes none. Nothing is raised for what it holds."""
        if len(raw.content) > DOCUMENT_LIMIT:
            return problem("limit.size", raw.location, size=len(raw.content), limit=DOCUMENT_LIMIT)
        if not raw.content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
            return problem("empty", raw.location)
        if kind := sniffed(raw.content):
            return problem("not_text", raw.location, sniffed=kind)
        if raw.media_type == "text/html" or looks_like_html(raw.content):
            answer = self._ask(raw)
            if "problem" in answer:
                return problem(answer["problem"], raw.location, **answer["details"])
            return build.from_page(raw, answer["page"])
        return build.from_text(raw)

    def _ask(self, raw: RawReport) -> dict[str, Any]:
        """The worker's answer about a page."""
        for _attempt in range(2):
            worker = self._started()
            try:
                answer = worker.ask(raw, self._limits)
            except _GoneBeforeError:  # it had died before it got the page: not the page's doing
                self.close()
                continue
            if answer.get("retire"):
                self.close()
            details = answer.setdefault("details", {})
            if answer.get("problem") == "limit.memory":
                details.setdefault("limit", self._limits.memory // 1_000_000)
            if answer.get("problem") == "limit.time":
                details.setdefault("limit", self._limits.cpu_seconds)
            return answer
        return {"problem": "crash.signal", "details": {"signal": "it cannot be started"}}

    def _started(self) -> _Worker:
        if self._worker is not None and not self._worker.is_mine:
            self._worker = None  # this process was forked: the worker answers the one that started it
        if self._worker is None:
            self._worker = _Worker()
        return self._worker


class _GoneBeforeError(Exception):
    """The worker ended before it had the page."""


class _Worker:
    """One worker process and the pipes to it."""

    def __init__(self) -> None:
        path = [os.path.abspath(p) for p in sys.path]
        self._pid = os.getpid()
        self._process = subprocess.Popen(  # noqa: S603 -- our own interpreter, no shell, nothing from a document
            [sys.executable, "-I", "-c", _BOOT, json.dumps(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        with self._deadline(_START_SECONDS):
            self._ready = self._receive() is not None

    @property
    def is_mine(self) -> bool:
        return self._pid == os.getpid()

    def ask(self, raw: RawReport, limits: Limits) -> dict[str, Any]:
        """Its answer; a problem of its own where it dies or does not answer in time."""
        if not self._ready or self._process.poll() is not None:
            raise _GoneBeforeError
        request = json.dumps(
            {
                "size": len(raw.content),
                "encoding": raw.encoding,
                "url": raw.metadata.url,
                "cpu_seconds": limits.cpu_seconds,
                "memory": limits.memory,
            }
        ).encode()
        stream = self._process.stdin
        assert stream is not None
        with self._deadline(limits.wall_seconds) as deadline:
            try:
                stream.write(LENGTH.pack(len(request)) + request)
                stream.write(raw.content)
                stream.flush()
            except OSError:
                raise _GoneBeforeError from None
            answer = self._receive()
        if answer is not None:
            return answer
        code = self._process.wait()
        if deadline.passed or -code in (getattr(signal, "SIGXCPU", None),):
            return {"problem": "limit.time", "retire": True}
        return {"problem": "crash.signal", "details": {"signal": death(code)}, "retire": True}

    def _receive(self) -> dict[str, Any] | None:
        stream = self._process.stdout
        assert stream is not None
        head = stream.read(LENGTH.size)
        if len(head) < LENGTH.size:
            return None
        size = LENGTH.unpack(head)[0]
        data = stream.read(size)
        if len(data) < size:
            return None
        answer: dict[str, Any] = json.loads(data)
        return answer

    def _deadline(self, seconds: float) -> _Deadline:
        return _Deadline(seconds, self._process)

    def close(self) -> None:
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        try:
            self._process.wait(timeout=0.5)  # an idle worker ends at the end of its input within a millisecond
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class _Deadline:
    """Kills the process when the time is over, which ends the read that waits for it."""

    def __init__(self, seconds: float, process: subprocess.Popen[bytes]) -> None:
        self._timer = threading.Timer(seconds, self._pass)
        self._timer.daemon = True
        self._process = process
        self.passed = False

    def _pass(self) -> None:
        self.passed = True
        self._process.kill()

    def __enter__(self) -> _Deadline:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
