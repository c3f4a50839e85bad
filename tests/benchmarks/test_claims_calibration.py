"""Audits are read, summed up and drawn."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.claims.calibration import Audited, bins, brier, error, knots, read, svg, table


def audited(*pairs: tuple[float, bool]) -> list[Audited]:
    return [Audited(str(k), said, {"phase": right}) for k, (said, right) in enumerate(pairs)]


def test_read(tmp_path: Path) -> None:
    path = tmp_path / "audit.csv"
    path.write_text("id,confidence,claim,phase,time,note\na,0.9,y,y,,fine\nb,,y,n,y,\n", "utf-8")
    exported = tmp_path / "claims.jsonl"
    exported.write_text(json.dumps({"id": "b", "confidence": 0.4}) + "\n", "utf-8")
    first, second = read(path, exported)
    assert (first.confidence, first.fields, first.right) == (0.9, {"claim": True, "phase": True}, True)
    assert (second.confidence, second.fields, second.right) == (
        0.4,
        {"claim": True, "phase": False, "time": True},
        False,
    )
    with pytest.raises(ValueError, match="no confidence for b"):
        read(path)


def test_a_judgement_that_is_none_is_told(tmp_path: Path) -> None:
    path = tmp_path / "audit.csv"
    path.write_text("id,confidence,phase\na,0.9,maybe\n", "utf-8")
    with pytest.raises(ValueError, match="'maybe' in column phase"):
        read(path)


def test_steps_and_error() -> None:
    claims = audited((0.95, True), (0.9, True), (0.15, False), (0.15, True))
    assert [(b.low, b.claims, b.right) for b in bins(claims)] == [(0.1, 2, 0.5), (0.9, 2, 1.0)]
    assert error(claims) == pytest.approx((2 * 0.35 + 2 * 0.075) / 4)
    assert brier(audited((1.0, True), (0.5, False))) == pytest.approx(0.125)


def test_knots_rise() -> None:
    found = knots(audited((0.2, False), (0.4, True), (0.5, False), (0.8, True), (0.9, True)))
    assert found == [(0.2, 0.0), (0.45, 0.5), (0.85, 1.0)]


def test_table_and_plot() -> None:
    claims = audited((0.95, True), (0.92, False), (0.3, True))
    text = table(claims)
    assert "at 0.9 and above: 50 % of 2" in text
    assert "right in every field: 66.7 % of 3" in text
    drawn = svg(claims)
    assert drawn.startswith("<svg")
    assert drawn.count("<circle") == 2
    assert table([]).count("no claim") == 1
