"""Words by which reports contradict each other (`lexicon/disputes.toml`). In: nothing. Out: compiled patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

About = Literal["before", "both", "behind"]


@dataclass(frozen=True, slots=True)
class Cues:
    """The lexicon. Its fields are explained there."""

    recap: re.Pattern[str]
    ended: re.Pattern[str]
    no_denial: re.Pattern[str]
    still: re.Pattern[str]
    ending: frozenset[str]
    denies: re.Pattern[str]
    part_denied: re.Pattern[str]
    """Ends where the event begins."""
    part_in: re.Pattern[str]
    conditional: re.Pattern[str]
    blame: re.Pattern[str]
    elsewhere: str
    """A pattern before a name."""
    mistaken: str
    in_fact: str
    """Patterns around a name."""
    first: tuple[tuple[About, re.Pattern[str]], ...]
    not_first: re.Pattern[str]
    """Ends where the words for the first begin."""
    since: re.Pattern[str]
    beginning: re.Pattern[str]
    clause: re.Pattern[str]
    part_of: re.Pattern[str]
    """Ends where the event begins."""


@cache
def cues() -> Cues:
    """The lexicon that ships."""
    table = tomllib.loads(files("ascribe.situations").joinpath("lexicon", "disputes.toml").read_text("utf-8"))
    nots = table["first_not"]
    return Cues(
        recap=_words(table["recap"]),
        ended=_words(table["ended"]),
        no_denial=_words(table["no_denial"]),
        still=_words(table["still"]),
        ending=frozenset(table["ending"]),
        denies=_words(table["denies"]),
        part_denied=re.compile(
            rf"\b(?:{'|'.join(table['denies'])})\s+(?:{'|'.join(table['part_in'])})\b[^.;]{{0,30}}$", re.IGNORECASE
        ),
        part_in=_words(table["part_in"]),
        conditional=_words(table["conditional"]),
        blame=_words(table["blame"]),
        elsewhere=rf"\b(?:{'|'.join(table['elsewhere'])})\s+(?:the\s+)?",
        mistaken="|".join(table["mistaken"]),
        in_fact="|".join(table["in_fact"]),
        first=tuple((row["about"], _words(row["words"])) for row in table["first"]),
        not_first=re.compile(rf"(?:\b|(?<=\w))(?:{'|'.join(nots['before'])})\s+(?:\w+\s+){{0,2}}$", re.IGNORECASE),
        since=re.compile(rf"^\s*(?:\w+\s+){{0,2}}?(?:{'|'.join(nots['behind'])})\b", re.IGNORECASE),
        beginning=_words(nots["beginning"]),
        part_of=re.compile(rf"\b(?:{'|'.join(nots['part_of'])})\s+(?:\w+\s+){{0,2}}$", re.IGNORECASE),
        clause=re.compile(rf"[;:]|\b(?:{'|'.join(nots['clause'])})\b", re.IGNORECASE),
    )


def _words(patterns: Sequence[str]) -> re.Pattern[str]:
    """Whichever apostrophe is printed."""
    return re.compile(rf"(?:\b|(?=n't))(?:{'|'.join(patterns)})\b".replace("'", "['’]"), re.IGNORECASE)


_NAME = r"((?:[A-Z][\w'’-]*)(?:\s+(?:al|el|of|de|la)?-?[A-Z][\w'’-]*){0,3})"


@lru_cache(maxsize=10_000)  # a situation is looked at as of many days
def rejected_names(text: str) -> frozenset[str]:
    """Names behind "not at", and those of which something was only reported: where it was not."""
    found = {m[1] for m in re.finditer(rf"(?i:{cues().elsewhere}){_NAME}", text)}
    return frozenset(
        found
        | {
            m[1]
            for m in re.finditer(rf"(?i:{cues().mistaken})\b[^.;]*?\b{_NAME}\s+[^.;]*?(?i:{cues().in_fact})\b", text)
        }
    )


@lru_cache(maxsize=10_000)
def instead(text: str) -> str | None:
    """The name that stands before "and not at", where there is one: where it was."""
    found = re.search(rf"{_NAME},?\s+(?i:{cues().elsewhere}){_NAME}", text)
    return found[1] if found else None
