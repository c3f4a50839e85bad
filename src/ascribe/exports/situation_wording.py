"""States and what stands behind them in words, the same on the terminal, in digests and on the page.

In: states of situations as exported. Out: plain text, with whatever the reports hold as it stands there.
"""

from __future__ import annotations

from typing import Any

from ascribe.exports.wording import between, counted, day, interval, long_day

Json = dict[str, Any]

_NONE = {"request": "no request", "approval": "no approval", "agreement": "no agreement"}
"""What is not there, by kind of situation; of others, something does not take place."""
_INTENDED = ("planned", "requested", "pending", "delayed", "approved")
"""Phases that already say that something is yet to come."""


ABOUT = {
    "phase": "whether it is so", "figure": "how many", "time": "when it was", "place": "where it was",
    "agent": "who did it", "firstness": "whether it is the first time", "source": "who said it",
}  # fmt: skip
"""What a disagreement is about, behind "about"."""


def state_words(state: Json, kind: str, *, dispute: bool = True) -> str:
    """Phase and factuality as one would say them: "paused", "possibly completed", "not disclosed", "no request".

    `dispute`: with "disputed" where it is.
    """
    phase, factuality = state["phase"], state["factuality"]
    if factuality == "undisclosed":
        words = "not disclosed"
    elif factuality == "denied":
        words = _NONE.get(kind, "not taking place") if phase == "none" else f"{phase}, denied"
    elif phase == "none":
        words = _NONE.get(kind, "not taking place")
    elif factuality == "possible" and phase == "planned":
        words = "possible"
    elif factuality == "possible":
        words = f"possibly {phase}"
    elif factuality == "conditional":
        words = f"{phase}, if" if state["condition"] else f"{phase}, conditional"
    elif factuality == "planned" and phase not in _INTENDED:
        words = "planned"
    else:
        words = phase
    return f"{words}, disputed" if dispute and state["disputed"] else words


def when(state: Json) -> str:
    """The days of a state: "since 21 Mar 2015", "4–11 Dec 2024", "began between 1 and 23 Mar 2015"; else when it was
    reported.
    """
    since, until = _days(state["since"]), _days(state["until"])
    parts = []
    if _seen_once(state, since, until):
        parts.append(f"as of {long_day(since[1])}")
    elif since and until and None not in (*since, *until) and since[0] == since[1] and until[0] == until[1]:
        parts.append(interval(since[0], until[0]))
    else:
        if since:
            parts.append(_began(*since, point=state["phase"] in POINTS))
        if until:
            parts.append(_left(*until) if not since and intended(state) else _ended(*until))
        if len(parts) == 2 and parts[0].startswith("since ") and parts[1].startswith("until "):
            parts = [f"from {parts[0].removeprefix('since ')} {parts[1]}"]
    expected = expectation(state)
    if expected:
        parts.append(expected)
    return ", ".join(parts) or reported(state)


def intended(state: Json) -> bool:
    """Whether the state is a plan, a request, a promise: what is meant, and does not go on by itself."""
    return state["phase"] in _INTENDED or state["factuality"] in ("planned", "conditional")


def _left(start: Any, end: Any) -> str:
    """When there was still a plan for it: "as of 2 Mar 2015". That a plan "ended" would say that it was dropped."""
    if start is not None and end is None:
        return f"as of {long_day(start)}"
    return f"until {between(start, end)}" if start is not None and start != end else _ended(start, end)


def _seen_once(state: Json, since: Any, until: Any) -> bool:
    """Whether all that is known is that it held on one day."""
    if not since or since[0] is not None or since[1] is None or state["phase"] in POINTS:
        return False
    if until:
        return bool(until[0] == since[1] and until[1] is None)
    return bool(state["known_since"] == state["last_told"])


POINTS = ("completed", "ended", "cancelled", "refused", "approved")
"""Phases that are reached on a day, and not left: "on 14 Nov 2024", not "since"."""


def reported(state: Json) -> str:
    """When a state was told, where nothing tells when it held."""
    first, last = day(state["known_since"]), day(state["last_told"])
    return f"reported {interval(first, last)}" if first and last else "in an undated report"


def expectation(item: Json) -> str:
    """When it is to happen: "expected 29 Nov 2024", "expected by 30 Apr 2025"; empty where nothing tells."""
    start, end = _days(item["expected"]) or (None, None)
    if start is None:
        return f"expected by {long_day(end)}" if end else ""
    return f"expected from {long_day(start)}" if end is None else f"expected {interval(start, end)}"


def _days(found: Json | None) -> Any:
    """Start and end as days; None where there is no interval."""
    return (day(found["start"]), day(found["end"])) if found else None


def _began(start: Any, end: Any, *, point: bool) -> str:
    if start is None and end is None:
        return ""
    if start is None:
        return f"by {long_day(end)}" if point else f"since {long_day(end)} or earlier"
    if end is None:
        return f"on {long_day(start)} or later" if point else f"since {long_day(start)} or later"
    if start == end:
        return f"on {long_day(start)}" if point else f"since {long_day(start)}"
    words = between(start, end)
    return words if point else words.replace("in ", "since ", 1) if words.startswith("in ") else f"began {words}"


def _ended(start: Any, end: Any) -> str:
    if start is None and end is None:
        return "no longer so"
    if start is None:
        return f"until {long_day(end)} at the latest"
    if end is None:
        return f"at least until {long_day(start)}"
    return f"until {long_day(start)}" if start == end else f"ended {between(start, end)}"


def behind(item: Json) -> str:
    """ "3 reports, 2 origins": copies are no confirmation."""
    reports = counted(item["reports"], "report")
    return reports if item["origins"] == item["reports"] else f"{reports}, {counted(item['origins'], 'origin')}"


def said_by(sources: list[str]) -> str:
    """Who says so."""
    return "; ".join(sources) or "nobody quoted"


def condition(state: Json) -> str:
    """What it depends on, after "if" unless its words bring their own; empty where there is nothing."""
    words = " ".join((state["condition"] or "").split())
    if not words:
        return ""
    return words[:1].lower() + words[1:] if words.split()[0].lower() in _OWN else f"if {words}"


_HANGS = {"request": "a request", "approval": "an approval", "condition": "a condition", "promise": "a promise"}
"""How a situation hangs on another."""


def hangs_on(dependencies: list[Json]) -> dict[str, str]:
    """By situation, as what the thing depends on it: "a request", "a request and an approval"."""
    found: dict[str, list[str]] = {}
    for dependency in dependencies:
        found.setdefault(dependency["situation"], []).append(_HANGS[dependency["how"]])
    return {id: " and ".join(dict.fromkeys(hows)) for id, hows in found.items()}


_OWN = frozenset("if unless until when once provided as in only should were had without subject after pending".split())
"""Words with which a condition brings its own conjunction."""
