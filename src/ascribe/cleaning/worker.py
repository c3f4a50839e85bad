"""The process in which pages are cleaned: reads requests from its standard input, answers on its standard output.

It limits its own time and memory for each page, so that the system ends it where a library hangs or swells; `cleaner`
starts another one. A message is four bytes of length, then JSON; a request is followed by the page's bytes.
"""

from __future__ import annotations

import json
import os
import signal
import struct
import sys
import time
from typing import Any, BinaryIO

_GROWN = 200_000_000
"""Bytes of resident memory over the start at which a worker asks to be replaced: libraries' caches grow."""

LENGTH = struct.Struct(">I")


def main() -> None:
    """Serve until the input ends."""
    # Whatever a library prints must not end up between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle: it closes our input
    import logging

    logging.disable(logging.CRITICAL)
    from ascribe.cleaning.page import Refusal, read_page

    requests = sys.stdin.buffer
    at_start = _resident()
    _send(answers, {"ready": True})
    while (request := _receive(requests)) is not None:
        content = _exactly(requests, request["size"])
        if content is None:
            return
        _limit(request["cpu_seconds"], request["memory"])
        answer: dict[str, Any]
        try:
            answer = {"page": read_page(content, request["encoding"], request["url"])}
        except Refusal as refusal:
            answer = {"problem": refusal.code, "details": refusal.details}
        except MemoryError:
            answer = {"problem": "limit.memory", "details": {}}
        except RecursionError:
            answer = {"problem": "limit.depth", "details": {"limit": sys.getrecursionlimit()}}
        except Exception as error:  # a library's own error on a page it was not made for: the page's fault, not ours
            answer = {"problem": "crash.signal", "details": {"signal": type(error).__name__}}
        answer["retire"] = (
            answer.get("problem", "").startswith(("limit.memory", "crash")) or _resident() > at_start + _GROWN
        )
        _send(answers, answer)


def _limit(cpu_seconds: int, memory: int) -> None:
    """Time and memory from here on. Where the system has no such limits the parent's wall clock is the only one."""
    try:
        import resource
    except ImportError:
        return
    used = int(time.process_time())
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (used + 1 + cpu_seconds, hard))
    size = _virtual()
    if size:
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (size + memory, hard))


def _virtual() -> int:
    return _statm(0)


def _resident() -> int:
    return _statm(1)


def _statm(column: int) -> int:
    """Bytes of this process's memory: 0 total, 1 resident; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", "rb") as stream:
            return int(stream.read().split()[column]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def _send(stream: BinaryIO, message: dict[str, Any]) -> None:
    data = json.dumps(message).encode()
    stream.write(LENGTH.pack(len(data)) + data)
    stream.flush()


def _receive(stream: BinaryIO) -> dict[str, Any] | None:
    head = _exactly(stream, LENGTH.size)
    if head is None:
        return None
    data = _exactly(stream, LENGTH.unpack(head)[0])
    return None if data is None else json.loads(data)


def _exactly(stream: BinaryIO, count: int) -> bytes | None:
    data = stream.read(count)
    return data if len(data) == count else None
