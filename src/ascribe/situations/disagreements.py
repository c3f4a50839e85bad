"""Disagreements (not written yet)."""

from __future__ import annotations

from collections.abc import Sequence

from ascribe.contract.situations import Disagreement
from ascribe.situations.observations import Observation


def disagreements(situation: str, seen: Sequence[Observation]) -> tuple[Disagreement, ...]:
    return ()
