"""The flat columns of CSV, Parquet and data frames, with what each means; `docs/export-columns.md` is made from this.

A claim is a tree, a table is not: several actors, places or speakers stand in one cell, joined by "; ".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Json = dict[str, Any]
JOINT = "; "


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `value` takes it out of the item's dictionary."""

    name: str
    means: str
    value: Callable[[Json], Any]
    type: Literal["text", "integer", "number", "yes/no"] = "text"


def flat(item: Json, columns: Sequence[Column]) -> Json:
    """The row of an item."""
    return {column.name: column.value(item) for column in columns}


def at(*path: str) -> Callable[[Json], Any]:
    def value(item: Json) -> Any:
        found: Any = item
        for name in path:
            if found is None:
                return None
            found = found[name]
        return found

    return value


def joined(parts: Iterable[object]) -> str | None:
    texts = [str(part) for part in parts if part is not None and part != ""]
    return JOINT.join(dict.fromkeys(texts)) or None


def _each(cells: str, field: str) -> Callable[[Json], str | None]:
    return lambda item: joined(cell[field] for cell in item[cells])


def _name(cells: str) -> Callable[[Json], str | None]:
    return lambda item: joined(cell["name"] or cell["text"] for cell in item[cells])


def _speakers(field: str) -> Callable[[Json], str | None]:
    return lambda item: joined(_told(link, field) for chain in item["sources"] for link in chain[-1:])


def _told(link: Json, field: str) -> object:
    return (link["name"] or link["text"]) if field == "name" else link[field]


def _outer(item: Json) -> str | None:
    return joined(link["name"] or link["text"] for chain in item["sources"] for link in chain[:-1])


def _first(cells: str, field: str) -> Callable[[Json], Any]:
    return lambda item: item[cells][0][field] if item[cells] else None


def _implied(item: Json) -> str | None:
    cells = [(name, cell) for name in ("agents", "targets", "places", "figures") for cell in item[name]]
    cells += [("time", item["time"])]
    cells += [("sources", link) for chain in item["sources"] for link in chain]
    return joined(name for name, cell in cells if cell["implied"])


def _anonymous(item: Json) -> bool | None:
    speakers = [chain[-1] for chain in item["sources"] if chain]
    return any(s["anonymous"] for s in speakers) if speakers else None


CLAIMS: tuple[Column, ...] = (
    Column("id", "id of the claim", at("id")),
    Column("document_id", "id of the document", at("document", "id")),
    Column("document", "name of the document: its file, with the row or line behind #", at("document", "name")),
    Column("url", "address of the document", at("document", "url")),
    Column("outlet", "who published it", at("document", "outlet")),
    Column("published_at", "when it was published, as far as known", at("document", "published_at")),
    Column("dated_by", "how that is known: row, page, address, text", at("document", "dated_by")),
    Column("story", "id of the story that the document belongs to", at("story")),
    Column("situation", "id of the thing that it tells of, with what others tell of it", at("situation")),
    Column("block", "part of the document: headline, body or caption", at("block")),
    Column("event_type", "one of PLOVER's sixteen, empty where none fits", at("event_type")),
    Column("mode", "finer kind of event", at("mode")),
    Column("contexts", "PLOVER's contexts", lambda item: joined(item["contexts"])),
    Column("cameo", "CAMEO code, derived from type, mode and what is told; empty where none fits", at("cameo")),
    Column("acled", "ACLED's event type and sub-event type, derived likewise; empty where none fits", at("acled")),
    Column("event", "words that name the event", at("event", "text")),
    Column("lemma", "the event in its dictionary form", at("event", "lemma")),
    Column("trigger", "word that carries phase and factuality", at("trigger", "text")),
    Column("agents", "who does it: the name where it is known, else the words", _name("agents")),
    Column("targets", "whom or what it is done to", _name("targets")),
    Column("places", "where", _name("places")),
    Column("place_relation", "what ties the first place to the event: in, near, ...", _first("places", "relation")),
    Column("country", "country of the first place, ISO 3166-1", _first("places", "country")),
    Column("latitude", "of the first place, degrees", _first("places", "lat"), "number"),
    Column("longitude", "of the first place, degrees", _first("places", "lon"), "number"),
    Column("geonameid", "of the first place, in GeoNames", _first("places", "geonameid"), "integer"),
    Column("place_precision", "what the first place is: city, province, country, ...", _first("places", "precision")),
    Column("time_start", "first day on which it held; empty: open or unknown", at("time", "start")),
    Column("time_end", "last day on which it held; empty: open or unknown", at("time", "end")),
    Column("time_precision", "how exactly the time is told", at("time", "precision")),
    Column("time_text", "words that tell the time", at("time", "text")),
    Column("time_value", "the same words as a TIMEX3 value: a date, a duration (P2W), PAST_REF", at("time", "value")),
    Column(
        "time_edtf",
        "the interval in EDTF level 1, with ~ where it is only about so; empty: see time_reason",
        at("time", "edtf"),
    ),
    Column("time_basis", "how the time is known: expression, speech, inherited, none", at("time", "basis")),
    Column("time_reason", "why there is no time", at("time", "reason")),
    Column("phase", "course of the event: planned, begun, ongoing, paused, none, ...", at("phase")),
    Column("factuality", "asserted, denied, undisclosed, possible, planned or conditional", at("factuality")),
    Column("polarity", "positive, negative or undisclosed", at("polarity")),
    Column("certainty", "certain, probable, possible or unknown", at("certainty")),
    Column("tense", "past, present, future or none", at("tense")),
    Column("condition", "what it depends on, where it is conditional", at("condition", "text")),
    Column("figure_value", "first number that belongs to the event", _first("figures", "value"), "number"),
    Column("figure_low", "its lower bound", _first("figures", "low"), "number"),
    Column("figure_high", "its upper bound", _first("figures", "high"), "number"),
    Column("figure_modifier", "exactly, about, at least, at most, ...", _first("figures", "modifier")),
    Column("figure_unit", "what is counted", _first("figures", "unit")),
    Column("figures", "all numbers, in the report's words", _each("figures", "text")),
    Column("speakers", "who says it; empty: the reporter", _speakers("name")),
    Column("speaker_kinds", "person, organisation, document, anonymous, group, media", _speakers("kind")),
    Column("affiliations", "whom the speakers speak for or belong to", _speakers("affiliation")),
    Column("anonymous", "whether a speaker is not named", _anonymous, "yes/no"),
    Column("anonymity_reason", "why, in the report's words", _speakers("reason")),
    Column("stance", "asserts, denies, declines, doubts or quotes", _speakers("stance")),
    Column("via", "who passes the speakers' words on", _outer),
    Column("sentence", "the sentence, which is the evidence", at("sentence", "text")),
    Column("sentence_start", "its first character in the document's text", at("sentence", "start"), "integer"),
    Column("sentence_end", "the character after its last", at("sentence", "end"), "integer"),
    Column("implied", "cells that were taken from another sentence", _implied),
    Column("confidence", "how sure the extractor is, 0 to 1", at("confidence"), "number"),
    Column("review", "what a person decided about it", at("review")),
)

DOCUMENTS: tuple[Column, ...] = (
    Column("id", "id of the document", at("id")),
    Column("revision", "digest of its text", at("revision")),
    Column("name", "its file, with the row or line behind #", at("name")),
    Column("title", "its title", at("title")),
    Column("url", "its address", at("url")),
    Column("outlet", "who published it", at("outlet")),
    Column("byline", "who wrote it", at("byline")),
    Column("published_at", "when it was published, as far as known", at("published_at")),
    Column("dated_by", "how that is known: row, page, address, text", at("dated_by")),
    Column("language", "ISO 639-1; only English is read for claims", at("language")),
    Column("encoding", "how its bytes were decoded, and what decided it", at("encoding")),
    Column("state", "read, pending, failed, or unread (another language)", at("state")),
    Column("warnings", "what was mended in it", lambda item: joined(w["code"] for w in item["warnings"])),
    Column("claims", "number of its claims", at("claims"), "integer"),
    Column("story", "id of its story", at("story")),
)

STORIES: tuple[Column, ...] = (
    Column("id", "id of the story", at("id")),
    Column("agency", "agency that the texts name as its origin", at("origin", "agency")),
    Column("origin_document", "id of the document that the others come from", at("origin", "document")),
    Column("origin_evidence", "words that name the agency", at("origin", "evidence")),
    Column("origins", "number of independent origins", at("origins"), "integer"),
    Column("reports", "number of its documents", lambda item: len(item["documents"]), "integer"),
    Column("documents", "their names, with how each relates to the reference", lambda item: joined(
        f"{d['name']} ({d['relation']})" for d in item["documents"]
    )),
    Column("document_ids", "their ids", lambda item: joined(d["id"] for d in item["documents"])),
    Column("why", "what ties them together", at("why")),
)  # fmt: skip

TIMELINE: tuple[Column, ...] = (
    Column("start", "first day; empty: open or unknown", at("start")),
    Column("end", "last day; empty: open or unknown", at("end")),
    Column("precision", "how exactly the time is told", at("precision")),
    Column("placed", "the day at which it stands in the list", at("placed", "day")),
    Column(
        "placed_by", "time: as told; passage: implied, told behind this day; report: published then", at("placed", "by")
    ),
    Column("event_type", "one of PLOVER's sixteen, empty where none fits", at("event_type")),
    Column("mode", "finer kind of event", at("mode")),
    Column("event", "the event in its dictionary form", at("event")),
    Column("agents", "who does it", lambda item: joined(item["agents"])),
    Column("targets", "whom or what it is done to", lambda item: joined(item["targets"])),
    Column("places", "where", lambda item: joined(item["places"])),
    Column("phase", "course of the event", at("phase")),
    Column("factuality", "asserted, denied, undisclosed, possible, planned or conditional", at("factuality")),
    Column("statement", "whether it is only that somebody says something", at("statement"), "yes/no"),
    Column("speakers", "who says it; empty: the reporters", lambda item: joined(item["speakers"])),
    Column("reports", "number of documents that carry it", at("reports"), "integer"),
    Column("origins", "number of independent origins of those", at("origins"), "integer"),
    Column("sentence", "the sentence of its first report", at("sentence")),
    Column("document", "name of that report", at("document")),
    Column("published_at", "when that was published", at("published_at")),
    Column("claims", "ids of the claims", lambda item: joined(item["claims"])),
)

LEDGER: tuple[Column, ...] = (
    Column("location", "path of the input, with the line or row where there is one", at("location")),
    Column("state", "stored, stored+warning, rejected, deferred or ignored", at("state")),
    Column("codes", "codes of what was wrong", lambda item: joined(p["code"] for p in item["problems"])),
    Column("messages", "what was wrong and what to do", lambda item: joined(p["message"] for p in item["problems"])),
    Column("document", "id of the document that it gave", at("document")),
)
