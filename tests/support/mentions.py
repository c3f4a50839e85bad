"""Mentions for the tests of situations: a claim in its report, told by as few words as a test needs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from ascribe.contract.claims import (
    ActorCell,
    Claim,
    EventType,
    Factuality,
    Figure,
    Phase,
    PlaceCell,
    Polarity,
    SourceLink,
    Stance,
    Tense,
    TextCell,
    TimeCell,
)
from ascribe.contract.documents import BlockKind
from ascribe.contract.situations import Mention, Report
from ascribe.identity import digest

PLACES = {
    "Mada": PlaceCell("Mada", 0, 4, "Mada", 1, 10.0, 20.0, "XA", "city"),
    "Tor": PlaceCell("Tor", 0, 3, "Tor", 2, 12.0, 22.0, "XA", "city"),
    "North": PlaceCell("North", 0, 5, "North", 3, 10.3, 20.3, "XA", "province"),
    "Xavia": PlaceCell("Xavia", 0, 5, "Xavia", 4, 11.0, 21.0, "XA", "country"),
}
"""Invented: Mada lies in North, Tor is far from both, Xavia is their country."""


def day(text: str) -> date:
    """ "03-02": the second of March 2021."""
    month, number = text.split("-")
    return date(2021, int(month), int(number))


def report(name: str, published: str | None, *, outlet: str | None = None, origin: str | None = None) -> Report:
    """A report of its own origin, unless another one is given."""
    on = day(published) if published else None
    return Report(digest(name), name, on, on.isoformat() if on else None, outlet, origin or name)


def speaker(name: str, *, of: str | None = None, denies: bool = False, hidden: bool = False) -> SourceLink:
    """A named speaker; a described one where the name begins with a small letter."""
    described = name[:1].islower()
    return SourceLink(
        "speaker",
        name,
        0,
        len(name),
        None if described else name,
        kind="anonymous" if described else "person",
        anonymous=described,
        affiliation=of,
        cue="said",
        stance=Stance.DENIES if denies else Stance.ASSERTS,
        implied=hidden,
    )


def mention(
    where: Report,
    sentence: str,
    *,
    event: str,
    trigger: str | None = None,
    lemma: str | None = None,
    type: EventType | None = None,
    mode: str | None = None,
    phase: Phase = Phase.COMPLETED,
    factuality: Factuality = Factuality.ASSERTED,
    tense: Tense = Tense.PAST,
    when: str | tuple[str, str] | None = None,
    said: str | None = None,
    agent: str | None = None,
    target: str | None = None,
    place: str | None = None,
    figures: Iterable[Figure] = (),
    by: SourceLink | None = None,
) -> Mention:
    """A claim of a sentence. `when`: the day or days that it tells; `said`: the day of a speech about the present."""
    start = sentence.index(event)
    trigger_start = sentence.index(trigger) if trigger else start
    time = TimeCell()
    if when is not None:
        first, last = (when, when) if isinstance(when, str) else when
        time = TimeCell(day(first), day(last), "day", "then", basis="expression", reason=None)
    elif said is not None:
        time = TimeCell(day(said), day(said), "day", "then", basis="speech", reason=None)
    link = by
    if link is not None and link.text in sentence:
        at = sentence.index(link.text)
        link = SourceLink(
            link.role, link.text, at, at + len(link.text), link.name, link.actor, link.kind, link.anonymous,
            link.affiliation, link.reason, link.cue, link.stance, link.implied,
        )  # fmt: skip
    return Mention(
        Claim(
            id=digest(where.document, sentence, event, trigger, agent),
            document=where.document,
            revision="r",
            block=BlockKind.BODY,
            sentence=TextCell(sentence, 0, len(sentence)),
            trigger=TextCell(trigger or event, trigger_start, trigger_start + len(trigger or event)),
            event=TextCell(event, start, start + len(event)),
            event_lemma=lemma or event.lower(),
            event_type=type,
            mode=mode,
            agents=() if agent is None else (_actor(sentence, agent),),
            targets=() if target is None else (_actor(sentence, target),),
            places=() if place is None else (PLACES[place],),
            time=time,
            phase=phase,
            polarity=Polarity.NEGATIVE if factuality is Factuality.DENIED else Polarity.POSITIVE,
            tense=tense,
            factuality=factuality,
            figures=tuple(figures),
            sources=() if link is None else ((link,),),
        ),
        where,
    )


def _actor(sentence: str, name: str) -> ActorCell:
    found = re.search(re.escape(name), sentence)
    at = found.start() if found else 0
    return ActorCell(name, at, at + len(name))


def figure(text: str, value: float | None, unit: str | None, **bounds: float) -> Figure:
    """ "at least 9 people": 9, low 9, people."""
    modifier = "at least" if text.startswith("at least") else "about" if text.startswith("about") else "exactly"
    return Figure(text, 0, len(text), value, bounds.get("low"), bounds.get("high"), modifier, unit)  # type: ignore[arg-type]
