"""Actors across documents: what agents, targets and speakers are called, to one name and code.

In: the text of a cell and the name that the document gives it. Out: name and code, or nothing. Here, because "ISIL",
"the IS group" and "Islamic State militants" are one, and so are "US forces" in two reports. Built-in names come from
`data/actors.toml`, states and their governments and forces from the gazetteer; a user's CSV wins over both.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from ascribe.errors import AscribeError
from ascribe.resolution.gazetteer import Gazetteer, Match

SECTORS = {
    "government": "GOV",
    "authorities": "GOV",
    "ministry": "GOV",
    "army": "MIL",
    "military": "MIL",
    "troops": "MIL",
    "soldiers": "MIL",
    "forces": "MIL",
    "security forces": "MIL",
    "armed forces": "MIL",
    "navy": "MIL",
    "air force": "MIL",
    "police": "COP",
    "parliament": "LEG",
    "court": "JUD",
    "supreme court": "JUD",
    "opposition": "OPP",
    "rebels": "REB",
    "militants": "REB",
    "insurgents": "REB",
    "fighters": "REB",
    "media": "MED",
    "officials": "GOV",
    "officers": "MIL",
    "coalition": "MIL",
    "militias": "REB",
    "militia": "REB",
    "president": "GOV",
    "prime minister": "GOV",
    "foreign ministry": "GOV",
    "defence ministry": "MIL",
    "defense ministry": "MIL",
    "interior ministry": "GOV",
    "embassy": "GOV",
    "people": "CIV",
    "civilians": "CIV",
}
"""PLOVER's sector codes by the words that end a description ("Iraqi security forces")."""
LONGEST_ACRONYM = 6
LONGEST = 120
"""Characters: what is longer is a description and no name."""


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor of the list: `code` is its id, `name` how it is written."""

    name: str
    code: str


def fold(text: str) -> str:
    """Case, articles, possessives, full stops and doubled spaces do not tell names apart."""
    text = text.strip().lower().replace("’", "'").replace(".", "").replace("-", " ")
    text = re.sub(r"^(?:the|a|an) ", "", text)
    text = re.sub(r"'s?(?= |$)", "", text)
    return " ".join(text.split())


def _acronym(text: str) -> str | None:
    """Capitals as they stand: "WHO" is no relative pronoun, "IS" no verb."""
    bare = re.sub(r"^[Tt]he ", "", text.replace(".", ""))
    return bare if bare.isupper() and len(bare) <= LONGEST_ACRONYM and bare.isalpha() else None


class ActorList:
    """Names and aliases to actors."""

    def __init__(self, actors: Iterable[tuple[Actor, Iterable[str]]]) -> None:
        self._by_name: dict[str, Actor] = {}
        for actor, aliases in actors:
            for alias in (actor.name, *aliases):
                self._add(alias, actor)

    def _add(self, alias: str, actor: Actor) -> None:
        alias = alias.strip()
        self._by_name[_acronym(alias) or fold(alias)] = actor

    def find(self, text: str) -> Actor | None:
        """The actor that a name or alias means, by the whole text."""
        if len(text) > LONGEST:
            return None
        return self._by_name.get(_acronym(text.strip()) or fold(text))

    def with_csv(self, path: Path) -> ActorList:
        """This list with a user's on top. Columns: name, code, aliases (separated by ";").

        Raises AscribeError(csv.header) where a column is missing."""
        merged = ActorList(())
        merged._by_name = dict(self._by_name)
        with path.open(newline="", encoding="utf-8-sig") as file:
            rows = csv.DictReader(file)
            if not {"name", "code"} <= set(rows.fieldnames or ()):
                raise AscribeError("csv.header", str(path), saw=", ".join(rows.fieldnames or ()))
            for row in rows:
                actor = Actor(row["name"], row["code"])
                for alias in (row["name"], *(row.get("aliases") or "").split(";")):
                    if alias.strip():
                        merged._add(alias, actor)
        return merged


@cache
def builtin() -> ActorList:
    """The list that ships."""
    table = tomllib.loads(files("ascribe.resolution").joinpath("data", "actors.toml").read_text("utf-8"))
    return ActorList((Actor(a["name"], a["code"]), a["aliases"].split(";")) for a in table["actor"])


@cache
def _codes() -> dict[str, str]:
    found: dict[str, str] = tomllib.loads(
        files("ascribe.resolution").joinpath("data", "iso3166.toml").read_text("utf-8")
    )
    return found


def _letters3(code: str) -> str:
    """The three-letter code of a country, as event data has it."""
    return _codes().get(code, code)


def _people(word: str) -> str | None:
    """ISO code of the country that a word for its people means ("Iraqi"); not of peoples without a state of their
    own."""
    people = Gazetteer.open().people(word)
    return people.countries[0] if people and people.kind != "people" and len(people.countries) == 1 else None


def _country(word: str) -> Actor | None:
    """The country of that name. Its people ("Iraqis") are not the state."""
    gazetteer = Gazetteer.open()
    for row, match in gazetteer.rows(word):
        code = gazetteer.country(row)
        if code and match is not Match.DEMONYM and gazetteer.kind(row) == "country":
            return Actor(gazetteer.name(row), _letters3(code))
    return None


@cache
def _state(folded: str) -> Actor | None:
    """States, and their governments and forces: "Iraqi security forces" is IRQ's military."""
    whole = _country(_spelled(folded))
    if whole:
        return whole
    words = folded.split()
    for length in range(1, min(3, len(words))):
        sector = SECTORS.get(" ".join(words[length:]))
        if sector:
            spelled = _spelled(" ".join(words[:length]))
            country = _country(spelled)
            people = None if country else _people(spelled)
            code = country.code if country else _letters3(people) if people else None
            if code:
                return Actor(f"{spelled} {' '.join(words[length:])}", f"{code}:{sector}")
    return None


def _spelled(folded: str) -> str:
    """A folded name as the gazetteer prints it."""
    return folded.upper() if folded in ("us", "uk", "uae", "usa", "drc") else folded.title()


def resolve_actor(text: str, name: str | None, actors: ActorList) -> Actor | None:
    """The actor that a cell means: by what the document calls it, then by what stands there. None: not known."""
    for candidate in (name, text):
        if candidate and len(candidate) <= LONGEST:
            found = actors.find(candidate) or _state(fold(candidate))
            if found:
                return found
    return None
