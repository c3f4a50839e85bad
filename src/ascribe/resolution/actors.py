"""Actors across documents: what agents, targets and speakers are called, to one name and code.

In: the text of a cell and the name that the document gives it. Out: name and code, or nothing. Here, because "ISIL",
"the IS group" and "Islamic State militants" are one, and so are "US forces" in two reports. Built-in names come from
`data/actors.toml`, states and their governments and forces from the gazetteer; a user's CSV wins over both.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
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
OFFICES = {
    "minister": "GOV",
    "ministers": "GOV",
    "ambassador": "GOV",
    "diplomats": "GOV",
    "consulate": "GOV",
    "cabinet": "GOV",
    "presidency": "GOV",
    "central bank": "GOV",
    "lawmakers": "LEG",
    "senate": "LEG",
    "congress": "LEG",
    "legislature": "LEG",
    "high court": "JUD",
    "constitutional court": "JUD",
    "prosecutors": "JUD",
    "courts": "JUD",
    "coast guard": "MIL",
    "border guards": "MIL",
    "intelligence": "SPY",
    "guerrillas": "REB",
    "journalists": "MED",
    "newspapers": "MED",
    "television": "MED",
    "companies": "BUS",
    "refugees": "REF",
    "students": "EDU",
    "farmers": "CIV",
    "villagers": "CIV",
    "residents": "CIV",
    "protesters": "CIV",
}
"""Further words that end a description, of those who act for a state or live in it."""
BETWEEN = frozenset(
    """federal national special border riot military air naval ground armed security state central supreme high local
    elite senior top interim transitional new foreign defence defense interior health finance justice intelligence
    presidential regular main several many some two three""".split()
)
"""Words between a country and such a word that leave it what it is: "Iraqi federal police", but not "Syrian rebel
forces"."""
LONGEST_ACRONYM = 6
LONGEST = 120
"""Characters: what is longer is a description and no name."""
MEMBERS = frozenset(
    """fighters militants insurgents rebels forces troops soldiers gunmen guerrillas extremists jihadists militiamen
    group movement militia members""".split()
)
"""Words behind the name of a group or force that still mean it ("Home Guard fighters")."""


PRONOUNS = frozenset(
    "i me my we us our you your he him his she her it its they them their who whom that this these those one".split()
)
"""No aliases: they mean somebody else in every sentence."""


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor of the list: `code` is its id, `name` how it is written."""

    name: str
    code: str
    origin: str = field(default="", compare=False)
    """Which list has it, and where: for `explain`."""


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Case, articles, possessives, full stops and doubled spaces do not tell names apart."""
    text = " ".join(text.lower().replace("’", "'").replace(".", "").replace("-", " ").split())
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
        self._own: dict[str, Actor] = {}
        """Those of a user's list."""
        for actor, aliases in actors:
            for alias in (actor.name, *aliases):
                self._by_name[_key(alias)] = actor

    def find(self, text: str) -> Actor | None:
        """The actor that a name or alias means, by the whole text, or by all but a word such as "fighters"."""
        return self.find_own(text) or _look_up(self._by_name, text)

    def find_own(self, text: str) -> Actor | None:
        """The same in the user's list alone."""
        return _look_up(self._own, text)

    def with_csv(self, path: Path) -> ActorList:
        """This list with the user's file on top; see `with_text`. Raises AscribeError."""
        return self.with_text(read_actors(path), str(path))

    def with_text(self, text: str, where: str) -> ActorList:
        """This list with a user's on top, given as CSV with the columns name, code and, if wanted, aliases (separated
        by ";"). Other columns are left alone.

        Raises AscribeError that names `where` and the line: `actors.header` where a column is missing, `actors.row`
        where a row is not whole or gives a name to a second actor.
        """
        merged = ActorList(())
        merged._by_name = self._by_name
        merged._own = dict(self._own)
        lines: dict[str, int] = {}
        for line, row in _rows(text, where):
            actor = Actor(row["name"], row["code"], f"{where}, line {line}")
            aliases = [alias.strip() for alias in (row.get("aliases") or "").split(";")]
            for alias in filter(None, (row["name"], *aliases)):
                key = _key(alias)
                if not key or key in PRONOUNS:
                    raise AscribeError("actors.row", where, line=line, detail=f"'{alias}' is no name")
                known = merged._own.get(key)
                if key in lines and known != actor:
                    detail = f"'{alias}' means {known.name if known else '?'} on line {lines[key]} already"
                    raise AscribeError("actors.row", where, line=line, detail=detail)
                merged._own[key] = actor
                lines[key] = line
        return merged


def _key(alias: str) -> str:
    return _acronym(alias.strip()) or fold(alias)


def _look_up(names: dict[str, Actor], text: str) -> Actor | None:
    if not names or len(text) > LONGEST:
        return None
    found = names.get(_key(text))
    if found is None and " " in text.strip():
        bare, _, last = text.strip().rpartition(" ")
        found = names.get(_key(bare)) if last.lower() in MEMBERS else None
    return found


_LARGEST = 20_000_000
"""Bytes of an actor list: 200,000 actors; what is larger is some other file."""


def read_actors(path: Path) -> str:
    """The text of a user's list. Raises AscribeError where it cannot be opened or is not UTF-8."""
    try:
        if path.stat().st_size > _LARGEST:
            raise AscribeError("actors.row", str(path), line=1, detail=f"more than {_LARGEST:,} bytes")
        data = path.read_bytes()
    except OSError as error:
        raise AscribeError("file.unreadable", str(path), detail=(error.strerror or str(error)).lower()) from error
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16")  # what spreadsheets call "Unicode text"
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise AscribeError("actors.row", str(path), line=line, detail="it is not UTF-8") from error


def _rows(text: str, where: str) -> Iterable[tuple[int, dict[str, str]]]:
    """Rows with their line. Blank ones are left out. Where the header is parted by tabs or semicolons, so are they."""
    first = text.partition("\n")[0]
    parted = next((c for c in (",", "\t", ";") if c in first), ",")
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True, delimiter=parted)
    try:
        header = [(name or "").strip().lower() for name in rows.fieldnames or ()]
        if not {"name", "code"} <= set(header) or header.count("name") + header.count("code") > 2:
            raise AscribeError("actors.header", where, saw=", ".join(header) or "nothing")
        rows.fieldnames = header
        for row in rows:
            if None in row:
                raise AscribeError("actors.row", where, line=rows.line_num, detail="it has more fields than the header")
            values = {name: " ".join((value or "").replace("\0", " ").split()) for name, value in row.items()}
            if not any(values.values()):
                continue
            for name in ("name", "code"):
                if not values[name]:
                    raise AscribeError("actors.row", where, line=rows.line_num, detail=f"its {name} is empty")
            yield rows.line_num, values
    except csv.Error as error:
        raise AscribeError("actors.row", where, line=rows.reader.line_num, detail=str(error)) from error


@cache
def builtin() -> ActorList:
    """The list that ships."""
    table = tomllib.loads(files("ascribe.resolution").joinpath("data", "actors.toml").read_text("utf-8"))
    return ActorList((Actor(a["name"], a["code"], "data/actors.toml"), a["aliases"].split(";")) for a in table["actor"])


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
        sector = _sector(words[length:])
        if sector:
            spelled = _spelled(" ".join(words[:length]))
            country = _country(spelled)
            people = None if country else _people(spelled)
            code = country.code if country else _letters3(people) if people else None
            if code:
                what = " ".join(words[length:])
                if " of " in what:
                    what = " ".join(w if w in ("of", "and", "the") else w.capitalize() for w in words[length:])
                origin = f"the gazetteer's {'countries' if country else 'words for peoples'}; “{what}” is {sector}"
                owner = (
                    spelled + ("'" if spelled.endswith("s") else "'s") if country and not spelled.isupper() else spelled
                )
                return Actor(f"{owner} {what}", f"{code}:{sector}", origin)
    return None


def _sector(words: list[str]) -> str | None:
    """The sector of what stands behind a country: "federal police", "ministry of trade"."""
    if words[0] in ("ministry", "department") and words[1:2] == ["of"] and len(words) > 2:
        return "MIL" if words[2] in ("defence", "defense") else "GOV"
    for at in range(min(len(words), 3)):
        tail = " ".join(words[at:])
        if sector := SECTORS.get(tail) or OFFICES.get(tail):
            return sector
        if words[at] not in BETWEEN:
            return None
    return None


@cache
def capitals() -> dict[str, str]:
    """Capitals, folded, by the country whose government is meant where one says or does something."""
    table = tomllib.loads(files("ascribe.resolution").joinpath("data", "capitals.toml").read_text("utf-8"))
    return {fold(name): code for code, names in table["capitals"].items() for name in names.split(";")}


def _spelled(folded: str) -> str:
    """A folded name as the gazetteer prints it."""
    return folded.upper() if folded in ("us", "uk", "uae", "usa", "drc") else folded.title()


def resolve_actor(text: str, name: str | None, actors: ActorList) -> Actor | None:
    """The actor that a cell means: by what the document calls it, then by what stands there; a user's list before all
    else. None: not known."""
    candidates = [c for c in (name, text) if c and len(c) <= LONGEST and c not in ("us", "them")]  # no country's name
    for candidate in candidates:
        if own := actors.find_own(candidate):
            return own
    for candidate in candidates:
        # "the Turkish minister" of whom the document tells the name is that person, and not the government
        somebody = name is not None and candidate is not name and fold(name) not in fold(candidate)
        found = actors.find(candidate) or (None if somebody else _state(fold(candidate)))
        if found:
            return found
    return None


def speaks_for(text: str) -> str | None:
    """The country whose government is meant by the name of its capital: "Ankara said"."""
    return capitals().get(fold(text))
