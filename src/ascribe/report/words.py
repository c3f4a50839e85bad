"""Small things that only the page says: names of kinds, wordings compared and clipped, what a figure amounts to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ascribe.exports.wording import number

FACTUALITY: Mapping[str, str] = {
    "asserted": "said to be so",
    "denied": "said not to be so",
    "undisclosed": "somebody declines to say",
    "possible": "hedged or alleged",
    "planned": "intended or expected",
    "conditional": "depends on something else",
}
"""Labels of factuality in the order in which they are shown, with what each means."""

QUADS: Mapping[str, Mapping[str, str]] = {
    "Cooperation in words": {
        "AGREE": "agreeing, promising",
        "CONSULT": "meeting, talking, visiting",
        "SUPPORT": "backing, praising",
        "CONCEDE": "yielding, easing",
    },
    "Cooperation in deeds": {
        "COOPERATE": "acting together, sharing",
        "AID": "giving goods, money, training, cover",
        "RETREAT": "withdrawing, releasing, ceasing fire",
    },
    "Conflict in words": {
        "REQUEST": "asking, urging, demanding",
        "ACCUSE": "blaming, investigating",
        "REJECT": "refusing, declining, denying",
        "THREATEN": "threatening, warning",
    },
    "Conflict in deeds": {
        "PROTEST": "demonstrating, striking",
        "SANCTION": "cutting ties or aid",
        "MOBILIZE": "moving and massing forces",
        "COERCE": "seizing, arresting, banning",
        "ASSAULT": "fighting, striking, killing",
    },
    "Outside the sixteen types": {"": "events that PLOVER has no type for"},
}
"""PLOVER's event types by its four classes, in its order, with a gloss; "" stands for none of them."""

TYPES: Mapping[str, str] = {kind: gloss for kinds in QUADS.values() for kind, gloss in kinds.items()}

NO_TIME: Mapping[str, str] = {
    "no_expression": "the sentence gives no time",
    "undated_document": "the report is undated",
    "vague": "the time given is vague",
    "unparsed": "the time given could not be read",
}


def type_label(kind: str | None) -> str:
    return kind or "Other events"


def folded(text: object) -> str:
    """For comparing wordings: case, white space and kinds of quotation marks aside."""
    plain = str(text or "").translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'})
    return " ".join(plain.casefold().split())


def clipped(text: str, length: int) -> str:
    """At most `length` characters of `text`, cut at a word."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + " …"


def figure(cell: Mapping[str, Any]) -> str:
    """What a figure amounts to: "at most 3,000 soldiers", "30 to 40 families", "24 or more fighters"."""
    low, high, value, modifier = cell.get("low"), cell.get("high"), cell.get("value"), cell.get("modifier")
    said = "" if modifier in (None, "exactly", "between") else f"{modifier} "
    if modifier == "at most" and high is not None:
        amount = f"{said}{number(high)}"
    elif modifier in ("at least", "more than") and low is not None:
        amount = f"{said}{number(low)}"
    elif value is not None:
        amount = f"{said}{number(value)}"
    elif low is not None and high is not None:
        amount = f"{said}{number(low)} to {number(high)}"
    elif low is not None:
        amount = f"{number(low)} or more"
    elif high is not None:
        amount = f"{number(high)} or fewer"
    else:
        amount = str(cell.get("text") or "")
    unit = cell.get("unit")
    return f"{amount} {unit}" if unit and unit != "share" else amount
