"""In: the folder of the model. Out: its files' bytes, checked against the digests beside them, and the label lists."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from ascribe.errors import AscribeError

FOLDER = Path(__file__).with_name("model")


@dataclass(frozen=True, slots=True)
class Labels:
    """What the numbers in the model's outputs stand for."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    lemma: tuple[str, ...]
    """Edit scripts of `ascribe.reader.lemmas`."""
    deprel: tuple[str, ...]
    """Without "root", which is the relation of the word that the tree hangs from."""
    ner: tuple[str, ...]
    mention: tuple[str, ...]
    """The first, "none", says that the word heads no mention."""


@dataclass(frozen=True, slots=True)
class Check:
    """A sentence, and what the weights give for it in 32-bit floats."""

    words: tuple[str, ...]
    values: tuple[float, ...]
    """As `Reader.values` gives them."""


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """The model as it lies on disk."""

    graph: bytes
    vocabulary: tuple[str, ...]
    labels: Labels
    checks: tuple[Check, ...]
    """None of them where the folder has no `check.json`: a model that does not ship."""
    digest: str
    """sha256 of the graph: part of the key of whatever is derived from its output."""


def load(folder: Path = FOLDER) -> ModelFiles:
    """Reads and checks `folder`. AscribeError `model.hash` where a file is missing or not the one that was written."""
    try:
        pinned: dict[str, str] = json.loads((folder / "digest.json").read_text(encoding="utf-8"))["sha256"]
        content = {}
        for name, digest in pinned.items():
            content[name] = (folder / name).read_bytes()
            if hashlib.sha256(content[name]).hexdigest() != digest:
                raise AscribeError("model.hash", str(folder / name))
        raw = json.loads(content["labels.json"])
        return ModelFiles(
            graph=content["reader.onnx"],
            vocabulary=tuple(content["vocab.txt"].decode("utf-8").split("\n")),
            labels=Labels(**{name: tuple(raw[name]) for name in Labels.__slots__}),
            checks=tuple(
                Check(tuple(row["words"]), tuple(row["values"])) for row in json.loads(content.get("check.json", "[]"))
            ),
            digest=pinned["reader.onnx"],
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise AscribeError("model.hash", str(folder)) from error
