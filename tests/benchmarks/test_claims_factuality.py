"""The sets are read as they are annotated, and what is left open there is not scored."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.claims.factuality import VALUES, Judged, macro_f1, read_meantime, read_uw

from ascribe.contract.claims import Certainty, Factuality, Phase, Polarity, Tense


def test_read_uw(tmp_path: Path) -> None:
    path = tmp_path / "dev.jsonl"
    path.write_text('{"text": "Ships may sail", "targets": [{"span1": [2, 3], "label": 0.6}]}\n', "utf-8")
    (example,) = read_uw(path)
    assert (example.words, example.value) == (("Ships", "may", "sail"), {2: 0.6})


def test_read_meantime(tmp_path: Path) -> None:
    folder = tmp_path / "meantime_newsreader_english_oct15" / "intra-doc_annotation" / "corpus_x"
    folder.mkdir(parents=True)
    (folder / "a.xml").write_text(
        """<Document><token sentence="0" t_id="1">Ships</token><token sentence="0" t_id="2">sailed</token>
        <token sentence="1" t_id="3">They</token><token sentence="1" t_id="4">sank</token><Markables>
        <EVENT_MENTION m_id="1" polarity="NEG" certainty="UNDERSPECIFIED"><token_anchor t_id="2"/></EVENT_MENTION>
        <EVENT_MENTION m_id="2" polarity="" certainty="PROBABLE"><token_anchor t_id="4"/></EVENT_MENTION>
        </Markables></Document>""",
        "utf-8",
    )
    first, second = read_meantime(tmp_path)
    assert (first.words, first.polarity, first.certainty) == (("Ships", "sailed"), {1: "negative"}, {})
    assert (second.polarity, second.certainty) == ({}, {1: "uncertain"})


def test_macro_f1() -> None:
    assert macro_f1(["a", "a", "b"], ["a", "a", "b"]) == 100.0
    assert macro_f1(["a", "a", "b"], ["a", "a", "a"]) == pytest.approx(40.0)
    assert macro_f1([], []) == 0.0


def judged(factuality: Factuality, certainty: Certainty = Certainty.CERTAIN, phase: Phase = Phase.PLANNED) -> Judged:
    return Judged(Polarity.POSITIVE, certainty, factuality, phase, Tense.FUTURE)


def test_every_label_is_on_the_scale() -> None:
    for factuality in Factuality:
        for certainty in Certainty:
            for phase in Phase:
                assert judged(factuality, certainty, phase).label in VALUES
    assert judged(Factuality.PLANNED).label == "planned.future"
    assert judged(Factuality.PLANNED, phase=Phase.REQUESTED).label == "requested"
    assert judged(Factuality.POSSIBLE, Certainty.PROBABLE).label == "asserted.probable"
