"""What a record shows on one day that it did not show on an earlier one: new things, new states, disputes, withdrawals.

In: situations as of the two days, and the disagreements of the later one. Out: a `Change` for each. The same two days
give the same changes whenever they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ascribe.exports.columns import Column, at, joined

Json = dict[str, Any]

What = Literal["new", "changed", "told again", "disputed", "withdrawn"]

CHANGES: tuple[Column, ...] = (
    Column("what", "new, changed, told again, disputed or withdrawn", at("what")),
    Column("situation", "id of the situation", at("situation")),
    Column("title", "what that is called", at("title")),
    Column("phase", "the state that is new or gone", at("state", "phase")),
    Column("factuality", "how firmly it is told", at("state", "factuality")),
    Column("since_start", "first day on which that state can have begun", at("state", "since", "start")),
    Column("since_end", "last day on which that state can have begun", at("state", "since", "end")),
    Column("known_since", "publication of the first report that tells it", at("known_since")),
    Column("explanation", "of a dispute: who says what", at("explanation")),
    Column("reports", "number of documents that tell it", at("reports"), "integer"),
    Column("origins", "number of independent origins of those", at("origins"), "integer"),
    Column("claims", "ids of the claims", lambda item: joined(item["claims"])),
)


@dataclass(frozen=True, slots=True)
class Change:
    """Something that the later day shows and the earlier one did not, or the other way round."""

    what: What
    situation: Json
    state: Json | None
    claims: tuple[str, ...]
    """Ids of the claims that are new; of what was withdrawn, those that are gone."""
    disagreement: Json | None = None

    def to_json(self) -> Json:
        """As exported."""
        s, told = self.situation, self.state or self.disagreement or {}
        sides = (self.disagreement or {}).get("sides", ())
        return {
            "what": self.what,
            "situation": s["id"],
            "title": s["title"],
            "state": self.state,
            "known_since": told.get("known_since"),
            "explanation": (self.disagreement or {}).get("explanation"),
            "reports": told.get("reports"),
            "origins": told.get("origins", sum(side["origins"] for side in sides)),
            "claims": list(self.claims),
        }


def changes(
    before: Mapping[str, Json], after: Iterable[Json], disagreements: Mapping[str, list[Json]], since: str
) -> list[Change]:
    """What changed. `before` and `disagreements` by id of the situation; `since`: the first day that is news."""
    out: list[Change] = []
    seen: set[str] = set()
    for situation in after:
        seen.add(situation["id"])
        out += _of(before.get(situation["id"]), situation)
        for d in disagreements.get(situation["id"], ()):
            if d["kind"] == "contradiction" and (d["known_since"] or "") >= since:
                out.append(Change("disputed", situation, None, tuple(d["claims"]), d))
    gone = [s for id, s in before.items() if id not in seen]
    out += [Change("withdrawn", s, state, tuple(state["claims"])) for s in gone for state in s["states"]]
    return out


def _of(before: Json | None, after: Json) -> list[Change]:
    """Changes of one situation: every state with a claim that was not there before, and those without any left."""
    known = set(before["claims"]) if before else set()
    old = [set(state["claims"]) for state in before["states"]] if before else []
    out = []
    for state in after["states"]:
        fresh = tuple(claim for claim in state["claims"] if claim not in known)
        if not fresh:
            continue
        told_before = any(set(state["claims"]) & mine for mine in old)
        what: What = "new" if before is None else "told again" if told_before else "changed"
        out.append(Change(what, after, state, fresh))
    left = set(after["claims"])
    gone = [s for s in before["states"] if not left & set(s["claims"])] if before else []
    return out + [Change("withdrawn", after, state, tuple(state["claims"])) for state in gone]
