"""Why a claim has its sources: the reporting words, what they report, and who stands behind them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ascribe.claims.attribution import Attribution
from ascribe.claims.drafts import Trace
from ascribe.exports.why import lexicons
from ascribe.exports.why.events import cell
from ascribe.exports.why.lexicons import Line
from ascribe.resolution.actors import ActorList, resolve_actor

Json = dict[str, Any]


def source_cells(item: Json, trace: Trace | None, text: str, actors: ActorList) -> Iterator[Json]:
    """The links of every chain, outermost first; one cell for the reporter where nobody is named."""
    if not item["sources"]:
        told = [_attitude(a) for a in trace.covering] if trace else []
        made = cell("source", None, None, "source.reporter", told, [])
        yield made | {"says": "no reporting words hold the event: the reporter's own voice"}
        return
    for number, chain in enumerate(item["sources"], start=1):
        for link in chain:
            attribution = _of(trace, link)
            rule = attribution.rule if attribution else "source.chain"
            reading = _reading(link, attribution, text, actors)
            if len(item["sources"]) > 1:
                reading.insert(0, f"chain {number} of {len(item['sources'])}")
            lines = [_line(attribution)] if attribution else []
            yield cell(link["role"], link["name"] or link["text"], link, rule, reading, lines)


def _of(trace: Trace | None, link: Json) -> Attribution | None:
    """The attribution that a link comes from."""
    if trace is None:
        return None
    for attribution in trace.voices:
        if attribution in trace.covering or attribution.cue.text == link["cue"]:
            spans = {(x.start, x.end) for chain in attribution.chains for x in chain}
            if (link["start"], link["end"]) in spans:
                return attribution
    return None


def _reading(link: Json, attribution: Attribution | None, text: str, actors: ActorList) -> list[str]:
    out = []
    if attribution is not None:
        cue = attribution.cue
        out.append(f"reporting words “{cue.text}” at character {cue.span.start}; stance: {link['stance']}")
        content = " … ".join(span.of(text) for span in attribution.spans)
        out.append(f"{attribution.kind} report of: “{_short(content)}”")
    if link["implied"]:
        out.append("the speaker is named in another sentence")
    if link["name"] and link["name"] != link["text"]:
        out.append(f"“{link['text']}” stands for “{link['name']}”")
    if link["anonymous"]:
        out.append("not named" + (f", because “{link['reason']}”" if link["reason"] else "; no reason is given"))
    if link["affiliation"]:
        out.append(f"speaks for or belongs to {link['affiliation']}")
    actor = None if link["anonymous"] else resolve_actor(link["text"], link["name"], actors)
    if actor is not None:
        out.append(f"actor {actor.code}, “{actor.name}”: {actor.origin}")
    return out


def _line(attribution: Attribution) -> Line | None:
    lemma = attribution.cue.lemma
    section = {"noun": "noun", "adjective": "adjective"}.get(attribution.rule.partition(":")[0], "")
    found = lexicons.word("reporting.toml", lemma, section or "verb", "lemmas")
    return found or lexicons.word("reporting.toml", lemma, "")


def _attitude(attribution: Attribution) -> str:
    return f"“{attribution.cue.text}” ({attribution.category}) tells an attitude or lends no speaker"


def _short(text: str, longest: int = 160) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[:longest].rsplit(' ', 1)[0]} …"
