"""What a reader is told of a disagreement: who said what on which day, and who said otherwise.

In: its sides with their facts. Out: a sentence. Every part of it stands in a claim of that side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ascribe.contract.claims import Claim, Figure, Phase
from ascribe.contract.situations import About, Judgement
from ascribe.situations.conflicts import spoken_day
from ascribe.situations.counts import Count
from ascribe.situations.facts import Fact

_LONGEST = 80
"""Characters of words that are quoted to explain."""
_TURN = {
    Phase.BEGUN: "it began on", Phase.RESUMED: "it resumed on", Phase.PAUSED: "it was paused on",
    Phase.ENDED: "it ended on", Phase.CANCELLED: "it was cancelled on",
}  # fmt: skip


def explained(about: About, kind: Judgement, sides: Sequence[tuple[str, Sequence[Fact]]]) -> str:
    """The sentence. `sides`: what each says, and the facts of those who say so, in the order of publication."""
    thing = _thing([f for _, told in sides for f in told])
    if about == "source":
        return f"{thing}: the copies of one story name its source differently: {'; '.join(says for says, _ in sides)}."
    text = "; ".join(_part(about, says, told) for says, told in sides)
    return f"{thing}: {text}{' (a correction)' if kind == 'revision' else ''}."


def _thing(told: Sequence[Fact]) -> str:
    """Title of the kind and place, as most of the claims have it."""
    titles = [f.kind.title for f in told if f.claim.event_type is not None] or [f.kind.title for f in told]
    title = max(titles, key=titles.count)
    places = [f.spots[0].name for f in told if len(f.spots) == 1 and f.spots[0].name[:1].isupper()]
    return f"{title} in {max(places, key=places.count)}" if places else title


def _part(about: About, says: str, told: Sequence[Fact]) -> str:
    """ "Ana Ruiz said on 2 March 2021 that it was under way (“the army launched an offensive”)"."""
    lead = next((f for f in told if f.voice.speaks), told[0])
    voices = {f.voice.key for f in told}
    who = lead.voice.name if len(voices) == 1 else f"{lead.voice.name} and {_others(len(voices) - 1)}"
    on = "" if lead.day is None else f" on {spoken_day(lead.day)}"
    if about == "figure":
        number, unit = _figure(says)
        return f"{who} put the number of {unit}{on} at {number}"
    said = "said" if lead.voice.speaks else "reported"
    return f"{who} {said}{on} that {_that(about, says, lead)}"


def _others(count: int) -> str:
    return "one other" if count == 1 else f"{count} others"


def _that(about: About, says: str, lead: Fact) -> str:
    if about == "firstness" and says == "the first time":
        return "it was the first time" if lead.start is None else f"{spoken_day(lead.start)} was the first time"
    if about == "firstness":
        return f"it was so already{_quoted(lead.claim)}"
    if about == "time":
        return f"{_TURN.get(lead.seen.phase, 'it was on')} {says}"
    if about == "place":
        return f"it was {says}"
    if about == "agent":
        doer = re.sub(r"\bby The ", "by the ", says)
        return f"it was not done {doer.removeprefix('not ')}" if doer.startswith("not ") else f"it was done {doer}"
    return f"{says.removeprefix('that ').replace('it is', 'it was')}{_quoted(lead.claim)}"


_NEGATED = re.compile(r"\b(?:not?|never|nobody|nothing|none|neither|den(?:y|ies|ied|ying))\b|n['’]t\b", re.IGNORECASE)


def _quoted(claim: Claim) -> str:
    """The words that say so, from who does it to what is done; of a denial only if the denying word is among them."""
    sentence = claim.sentence
    inside = [c.start for c in claim.agents if not c.implied and sentence.start <= c.start < claim.trigger.start]
    spans = (claim.trigger, claim.event)
    start, end = min([*inside, *(c.start for c in spans)]), max(c.end for c in spans)
    words = " ".join(sentence.text[start - sentence.start : end - sentence.start].split())
    if len(words) > _LONGEST or (claim.phase is Phase.NONE and not _NEGATED.search(words)):
        return ""
    return f" (“{words}”)"


# -- figures


_BOUNDS = (("at least ", "{} or more"), ("at most ", "up to {}"))
_FIGURE = re.compile(r"((?:at least |more than |at most |less than |about )?[\d.,]+(?: to [\d.,]+)?) (.*)")


def _figure(says: str) -> tuple[str, str]:
    """ "at least 12 killed": "12 or more" and "killed"."""
    found = _FIGURE.fullmatch(says)
    if found is None:
        return says, "them"
    number = found[1]
    for words, form in _BOUNDS:
        if number.startswith(words):
            number = form.format(number.removeprefix(words))
    return number, found[2]


_BEFORE = {"at least": "at least ", "more than": "more than ", "at most": "at most ", "less than": "less than "}


def counted(count: Count) -> str:
    """ "at least 12 killed"."""
    return f"{_number(count.figure)} {count.unit}"


def _number(figure: Figure) -> str:
    if figure.modifier == "between" and figure.low is not None and figure.high is not None:
        return f"{figure.low:,.10g} to {figure.high:,.10g}"
    value = next((x for x in (figure.value, figure.low, figure.high) if x is not None), 0.0)
    before = _BEFORE.get(figure.modifier, "about " if figure.modifier == "about" else "")
    return f"{before or ('at least ' if figure.value is None else '')}{value:,.10g}"
