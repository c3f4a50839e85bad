"""The mentions of one situation as of any day. In: its claims with their documents. Out: those in view, each with the
origin of its report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from ascribe.contract.situations import Mention, Report
from ascribe.pipeline.origins import Origins
from ascribe.record.histories import Revisions, Told


class Mentions:
    """Asked for one day after the other: a mention that is as it was is the same object."""

    def __init__(self, told: Sequence[Told], revisions: Revisions, origins: Origins) -> None:
        """`origins` must know the documents."""
        self._told = told
        self._revisions = revisions
        self._origins = origins
        self._made: dict[tuple[int, str], Mention] = {}
        families = [origins.family(t.document) for t in told]
        count = Counter(id(family) for family in families if family is not None)
        # whose copy a report is matters only to others of the same family
        self._families = [family if family is not None and count[id(family)] > 1 else None for family in families]

    def days(self, first: str) -> list[str]:
        """Days on which something can have changed, from this one on."""
        out = self._revisions.days({t.id for t in self._told})
        for family in {id(f): f for f in self._families if f is not None}.values():
            out.update(family.days)
        return sorted(day for day in out if day >= first)

    def as_of(self, day: str | None) -> list[tuple[Told, Mention]]:
        """Those in view on a day, in the order of publication; None: now."""
        shown = [n for n, t in enumerate(self._told) if self._revisions.shows(t.id, t.document, day)]
        together: dict[int, frozenset[int]] = {}
        for n in shown:
            family = self._families[n]
            if family is not None and (mine := family.together(self._told[n].document, day)) is not None:
                together[n] = mine
        count = Counter(together.values())
        return [
            (self._told[n], self._mention(n, together[n] if n in together and count[together[n]] > 1 else None))
            for n in shown
        ]

    def _mention(self, n: int, together: frozenset[int] | None) -> Mention:
        t, family = self._told[n], self._families[n]
        origin = t.id
        if family is not None and together is not None:
            origin = self._origins.of(family, together, t.document, t.claim.sentence.start) or t.id
        made = self._made.get((n, origin))
        if made is None:
            published = date.fromisoformat(t.day) if t.day else None
            report = Report(t.id, t.name, published, t.published_at, t.outlet, origin)
            made = self._made[n, origin] = Mention(t.claim, report)
        return made
