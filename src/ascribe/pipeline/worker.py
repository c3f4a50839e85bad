"""A process that makes claims: documents come in on its standard input, claims go out on its standard output, as JSON.

It is a process of its own so that what crashes or hangs costs one document; it ends when its input ends.
"""

from __future__ import annotations

import json
import os
import signal
import struct
import sys
from typing import IO

from ascribe.errors import AscribeError
from ascribe.pipeline.stages import Extractor
from ascribe.record.canonical import described
from ascribe.record.claims import claim_to_json

LENGTH = struct.Struct("<Q")
"""Bytes that follow, before each message."""


def send(stream: IO[bytes], message: object) -> None:
    data = json.dumps(message).encode()
    stream.write(LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> dict[str, object] | None:
    """The next message; None at the end of the input."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (size,) = LENGTH.unpack(head)
    data = stream.read(size)
    return json.loads(data) if len(data) == size else None


def main() -> None:
    """`sys.argv[2:]` names the extractor (`stages.Extractor.words`)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the parent ends us
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not print into the answers
    try:
        extract = Extractor.of_words(*sys.argv[2:]).load()
    except AscribeError as error:
        send(answers, {"broken": [error.problem.code, error.problem.message]})
        return
    send(answers, {"ready": True})
    while (task := receive(sys.stdin.buffer)) is not None:
        document = described(str(task["id"]), str(task["revision"]), str(task["text"]), str(task["description"]))
        try:
            send(answers, {"claims": [claim_to_json(claim) for claim in extract(document)]})
        except Exception as error:  # one document must not stop the others (robustness C1)
            send(answers, {"failed": f"{type(error).__name__}: {error}"[:500]})
