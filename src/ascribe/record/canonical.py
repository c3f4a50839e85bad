"""Values as JSON in one form only (sorted keys, no spaces), so that equal values are equal text.

Documents and problems here; claims and stories in the modules that store them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from ascribe.contract.documents import Block, BlockKind, Document, Metadata, Problem


def dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def whole(text: str) -> str:
    """`text` with lone surrogates as U+FFFD, character for character: SQLite stores UTF-8."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if 0xD800 <= ord(c) <= 0xDFFF else c for c in text)
    return text


def problems_to_json(problems: Iterable[Problem]) -> str:
    return dumps([[p.code, whole(p.message)] for p in problems])


def problems_from_json(text: str) -> tuple[Problem, ...]:
    return tuple(Problem(code, message) for code, message in json.loads(text))


def describe(document: Document) -> str:
    """All of a document but its id, revision and text."""
    blocks = [[b.kind.value, b.start, b.end, b.repeat_of, b.rule] for b in document.blocks]
    return whole(
        dumps(
            {
                "name": document.name,
                "metadata": asdict(document.metadata),
                "dated_by": document.dated_by,
                "language": document.language,
                "encoding": document.encoding,
                "warnings": [[p.code, p.message] for p in document.warnings],
                "blocks": blocks,
            }
        )
    )


def described(id: str, revision: str, text: str, description: str) -> Document:
    """The document that `describe` described."""
    said = json.loads(description)
    return Document(
        id=id,
        revision=revision,
        name=said["name"],
        text=text,
        blocks=tuple(Block(BlockKind(kind), *rest) for kind, *rest in said["blocks"]),
        metadata=Metadata(**said["metadata"]),
        dated_by=said["dated_by"],
        language=said["language"],
        encoding=said["encoding"],
        warnings=tuple(Problem(*p) for p in said["warnings"]),
    )
