"""The reader checks its 8-bit arithmetic when it is loaded, and reads in 32-bit floats where that is wrong."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from ascribe.errors import AscribeError
from ascribe.reader import model_files, runtime
from ascribe.reader.dequantise import dequantised
from ascribe.reader.runtime import TOLERANCE, Reader

TEXT = "The ministry denied that the guards of Orune had left the bridge before dawn, an aide said."


class Broken:
    """A session whose results are those of a machine that calculates wrongly."""

    def __init__(self, session: Any) -> None:
        self.session = session

    def get_outputs(self) -> Any:
        return self.session.get_outputs()

    def run(self, names: object, feed: object) -> list[Any]:
        noise = np.random.default_rng(1)
        return [
            (x + noise.normal(size=x.shape)).astype(x.dtype) if x.dtype == np.float32 else x
            for x in self.session.run(names, feed)
        ]


def break_it(monkeypatch: pytest.MonkeyPatch, *, floats_too: bool) -> None:
    whole = runtime._session
    integers = model_files.load().graph

    def session(graph: bytes) -> Any:
        made = whole(graph)
        return Broken(made) if floats_too or graph == integers else made

    monkeypatch.setattr(runtime, "_session", session)


def test_integers_are_what_is_used_here(reader: Reader) -> None:
    assert reader.precision == "int8"


def test_floats_read_the_same(reader: Reader) -> None:
    floats = Reader(precision="fp32", cache_size=0)
    mine, theirs = reader.read(TEXT).tokens, floats.read(TEXT).tokens
    assert [(t.upos, t.head, t.deprel, t.lemma) for t in mine] == [(t.upos, t.head, t.deprel, t.lemma) for t in theirs]
    for check in model_files.load().checks:
        assert np.allclose(floats.values(check.words), check.values, atol=1e-3)


def test_wrong_arithmetic_is_noticed_and_floats_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = Reader(precision="fp32", cache_size=0).read(TEXT)
    break_it(monkeypatch, floats_too=False)
    found = Reader(cache_size=0)
    assert found.precision == "fp32"
    assert found.read(TEXT) == expected


def test_an_error_where_floats_are_wrong_too(monkeypatch: pytest.MonkeyPatch) -> None:
    break_it(monkeypatch, floats_too=True)
    with pytest.raises(AscribeError, match=r"reader\.start"):
        Reader()


def test_what_is_no_number_is_wrong(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "values", lambda words: [float("nan")] * len(words))
    check = model_files.Check(("a", "b"), (0.0, 0.0))
    assert reader._error([check]) > TOLERANCE


def test_the_model_has_sentences_to_check_with() -> None:
    assert len(model_files.load().checks) >= 3
    pinned = json.loads((model_files.FOLDER / "digest.json").read_text(encoding="utf-8"))["sha256"]
    assert set(pinned) == {"reader.onnx", "vocab.txt", "labels.json", "check.json"}


@pytest.mark.parametrize("content", [b"", b"\x0a\x01a", b"\x3a\x00", b"\xff", b"\x3a\x05ab"])
def test_what_is_no_model_of_integers_is_refused(content: bytes) -> None:
    with pytest.raises((ValueError, IndexError)):
        dequantised(content)
