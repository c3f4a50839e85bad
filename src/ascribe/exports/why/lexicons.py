"""Where a word stands in the lexicons: file, line, section and entry, so that a user can look it up and change it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ascribe.claims.senses import Match

_SECTION = re.compile(r"^\[\[?([\w.-]+)\]?\]")
_FIELD = re.compile(r"^([\w-]+)\s*=\s*(.*)$")
_CONDITIONS = re.compile(r"\s*[\[(+].*")


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of a lexicon. `file` is its path in the package."""

    file: str
    line: int
    section: str
    entry: str


@dataclass(frozen=True, slots=True)
class _Entry:
    line: int
    section: str
    field: str
    text: str
    settings: dict[str, str]
    """Other fields of the section: type, mode, class."""

    @property
    def words(self) -> list[str]:
        """Without its conditions."""
        return re.split(r"[\s-]+", _CONDITIONS.sub("", self.text.lstrip("~ ")).strip())


@cache
def _entries(name: str) -> tuple[_Entry, ...]:
    """All entries of a lexicon, of whatever list. In `events.toml` brackets hold conditions, in the others lists."""
    marks = '"' if name == "events.toml" else '"[]'
    out: list[_Entry] = []
    section, field = "", ""
    settings: dict[str, str] = {}
    for number, line in enumerate(_text(name).splitlines(), start=1):
        if line.startswith("#"):
            continue
        if head := _SECTION.match(line):
            section, field, settings = head[1], "", {}
            continue
        bare = line.split("  #")[0]
        if found := _FIELD.match(bare):
            field, bare = found[1], found[2]
            settings[field] = bare.strip(' "')
        texts = bare.translate(dict.fromkeys(map(ord, marks))).split(",") if field else []
        out += [_Entry(number, section, field, " ".join(text.split()), settings) for text in texts if text.strip()]
    return tuple(out)


def _text(name: str) -> str:
    return files("ascribe.claims").joinpath("lexicon", name).read_text("utf-8")


def word(name: str, lemma: str, section: str, *fields: str) -> Line | None:
    """The first entry that begins with a lemma, in the sections whose name begins so and in these fields, if named."""
    for entry in _entries(name):
        if entry.section.startswith(section) and entry.words[0] == lemma and (not fields or entry.field in fields):
            kind = entry.settings.get("class")
            where = f"[{entry.section}] {entry.field}" + (f", class {kind}" if kind else "")
            return Line(f"claims/lexicon/{name}", entry.line, where, entry.text)
    return None


def sense(match: Match, field: str) -> Line | None:
    """The entry of `events.toml` that gave a sense; `field`: verbs or nouns."""
    wanted = match.entry
    words = [part for text in (*wanted.before, wanted.head, *wanted.after) for part in re.split(r"[\s-]+", text)]
    named = (*wanted.objects, *wanted.subjects, *wanted.near)
    conditions = {part for text in named for part in re.findall(r"\w+", text)}
    kind = (wanted.sense.type or "", wanted.sense.mode or "")

    def fits(entry: _Entry) -> bool:
        own = (entry.settings.get("type", ""), entry.settings.get("mode", ""))
        return entry.words == words and own == kind and entry.field == field

    def distance(entry: _Entry) -> int:
        rest = _CONDITIONS.search(entry.text)
        return len(conditions ^ set(re.findall(r"\w+", rest[0] if rest else "")))

    found = min(filter(fits, _entries("events.toml")), key=distance, default=None)
    if found is None:
        return None
    name = "/".join(filter(None, kind)) or "no type"
    return Line("claims/lexicon/events.toml", found.line, f"[[sense]] {name}, {found.field}", found.text)
