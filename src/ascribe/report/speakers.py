"""Who says what: cards by the speaker they are attributed to, those in the reporters' own voice last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ascribe.report.cards import Card, Speaker


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker with all that is attributed to it."""

    key: str
    """Short and safe to stand in an attribute."""
    name: str
    named: bool
    affiliation: str | None
    reason: str | None
    cards: tuple[Card, ...]
    origins: int
    """Stories in which it speaks: independent reports, however often copied."""


def voices(shown: Sequence[Card]) -> tuple[list[Voice], list[Card]]:
    """Speakers by the number of what they say, and the cards that nobody is quoted for."""
    said: dict[str, list[tuple[Speaker, Card]]] = {}
    unquoted = []
    for card in shown:
        for key in dict.fromkeys(speaker.key for speaker in card.speakers):
            speaker = next(s for s in card.speakers if s.key == key)
            said.setdefault(key, []).append((speaker, card))
        if not card.speakers:
            unquoted.append(card)
    order = sorted(said.values(), key=lambda told: (-len(told), not told[0][0].named))
    return [_voice(f"s{i}", told) for i, told in enumerate(order, start=1)], unquoted


def _voice(key: str, told: list[tuple[Speaker, Card]]) -> Voice:
    speakers = [speaker for speaker, _ in told]
    names = [s.text for s in speakers if not s.pronoun] or [speakers[0].text]
    cards = tuple(card for _, card in told)
    return Voice(
        key=key,
        name=names[0],
        named=speakers[0].named,
        affiliation=next((s.affiliation for s in speakers if s.affiliation), None),
        reason=next((s.reason for s in speakers if s.reason), None),
        cards=cards,
        origins=len({card.story or card.lead.document for card in cards}),
    )
