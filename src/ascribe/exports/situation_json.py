"""Situations and disagreements as JSON, field for field as the contract has them. In: a `Situation` or `Disagreement`.
Out: a dictionary.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ascribe.contract.situations import Disagreement, Interval, Series, Situation, State
from ascribe.record.claims import tree

Json = dict[str, Any]


def situation_to_json(situation: Situation, titles: Mapping[str, str] | None = None) -> Json:
    """A situation with its states, figures and what it depends on. `titles`: of those, by id."""
    s, named = situation, titles or {}
    return {
        "id": s.id,
        "title": s.title,
        "kind": s.kind,
        "event_type": s.event_type.value if s.event_type else None,
        "mode": s.mode,
        "parties": list(s.parties),
        "places": list(s.places),
        "depends_on": [d.situation for d in s.depends_on],
        "dependencies": [
            {"situation": d.situation, "title": named.get(d.situation), "how": d.how, "claim": d.claim}
            for d in s.depends_on
        ],
        "now": state_to_json(s.now) if s.now else None,
        "states": [state_to_json(state) for state in s.states],
        "figures": [_series(series) for series in s.figures],
        "claims": list(s.claims),
        "first_day": _day(s.first_day),
        "last_day": _day(s.last_day),
        "reports": s.reports,
        "origins": s.origins,
    }


def state_to_json(state: State) -> Json:
    """One state of a situation."""
    return {
        "phase": state.phase.value,
        "factuality": state.factuality.value,
        "since": _interval(state.since),
        "until": _interval(state.until),
        "known_since": _day(state.known_since),
        "last_told": _day(state.last_told),
        "expected": _interval(state.expected),
        "condition": state.condition,
        "sources": list(state.sources),
        "claims": list(state.claims),
        "reports": state.reports,
        "origins": state.origins,
        "disputed": state.disputed,
    }


def disagreement_to_json(disagreement: Disagreement, title: str) -> Json:
    """A disagreement. `title`: of its situation."""
    return titled(tree(disagreement, defaults=True), title)


def titled(disagreement: Json, title: str) -> Json:
    """A disagreement as the record keeps it, as exported."""
    d = disagreement
    return {
        "id": d["id"],
        "situation": d["situation"],
        "title": title,
        "about": d["about"],
        "kind": d["kind"],
        "sides": d["sides"],
        "claims": [claim for side in d["sides"] for claim in side["claims"]],
        "explanation": d["explanation"],
        "known_since": d["known_since"],
    }


def _series(series: Series) -> Json:
    return {
        "unit": series.unit,
        "cumulative": series.cumulative,
        "low": series.low,
        "best": series.best,
        "high": series.high,
        "points": [
            {
                "value": p.value, "low": p.low, "high": p.high, "start": _day(p.start), "end": _day(p.end),
                "known_since": _day(p.known_since), "source": p.source, "claim": p.claim, "standing": p.standing,
            }
            for p in series.points
        ],
    }  # fmt: skip


def _interval(interval: Interval | None) -> Json | None:
    return None if interval is None else {"start": _day(interval.start), "end": _day(interval.end)}


def _day(day: Any) -> str | None:
    return day.isoformat() if day is not None else None
