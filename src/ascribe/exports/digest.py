"""A situation report of what is new since a day, made of claims alone: each line has its sentence, source and link.

In: changes, open items and the claims that they name. Out: a `Digest`, which `markdown` and `html` write out.
"""

from __future__ import annotations

import html as escaping
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ascribe.exports.changes import Change

Json = dict[str, Any]

_SHOWN = 3
"""Sentences quoted for one state: those of the first reports; the others are counted."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence with where it stands."""

    sentence: str
    speaker: str | None
    """Who says it; None: the report in its own voice."""
    report: str
    """Outlet or file, and day of publication."""
    url: str | None
    claim: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is told, with its evidence."""

    text: str
    evidence: tuple[Evidence, ...]
    more: int
    """Further claims that say so."""
    alone: bool
    """Nobody confirms it: told as possible, or not told when asked."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is told of one situation."""

    title: str
    situation: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """A situation report. Sections by heading, in the order in which they are read."""

    since: date
    until: date | None
    sections: tuple[tuple[str, tuple[Part, ...]], ...]
    reports: int
    origins: int


_HEADINGS = {"new": "New", "changed": "Changed", "disputed": "Disputed", "withdrawn": "Withdrawn"}
_ALONE = "Not confirmed"
_OPEN = "Open"


def digest(
    found: Sequence[Change], open_: Sequence[Json], claims: Mapping[str, Json], since: date, until: date | None
) -> Digest:
    """The report. `claims`: exported claims by id."""
    parts: dict[str, dict[str, tuple[Json, list[Line]]]] = {h: {} for h in (*_HEADINGS.values(), _ALONE, _OPEN)}
    for change in found:
        if change.what in _HEADINGS:
            line = _line(change, claims)
            if not line.evidence:
                continue
            heading = _HEADINGS[change.what]
            if line.alone and change.what in ("new", "changed"):
                heading = _ALONE
            _add(parts[heading], change.situation, line)
    for item in open_:
        evidence = _evidence(item["claims"], claims)
        if evidence and item["what"] != "planned":
            text = f"{item['what']}{_age(item)}"
            line = Line(text, evidence[:1], len(item["claims"]) - 1, False)
            _add(parts[_OPEN], {"id": item["situation"], "title": item["title"]}, line)
    documents = {claims[id]["document"]["id"] for change in found for id in change.claims if id in claims}
    stories = {claims[id]["story"] for change in found for id in change.claims if id in claims}
    sections = tuple(
        (heading, tuple(Part(s["title"], s["id"], tuple(lines)) for s, lines in mine.values()))
        for heading, mine in parts.items()
        if mine
    )
    return Digest(since, until, sections, len(documents), len(stories))


def _add(parts: dict[str, tuple[Json, list[Line]]], situation: Json, line: Line) -> None:
    parts.setdefault(situation["id"], (situation, []))[1].append(line)


def _age(item: Json) -> str:
    if item["overdue"] is not None:
        return f", due {item['overdue']} days ago"
    return f", for {item['age']} days" if item["age"] else ""


def _line(change: Change, claims: Mapping[str, Json]) -> Line:
    evidence = _evidence(change.claims, claims)
    if change.disagreement is not None:
        sides = [_evidence(side["claims"], claims)[:1] for side in change.disagreement["sides"]]
        shown = tuple(e for side in sides for e in side)
        return Line(change.disagreement["explanation"], shown, len(evidence) - len(shown), False)
    state = change.state or {}
    alone = state["factuality"] in ("possible", "undisclosed")
    shown = evidence[:_SHOWN]
    return Line(_told(state), shown, len(evidence) - len(shown), alone)


def _told(state: Json) -> str:
    """ "ongoing, since 2015-03-21 (denied; 3 reports, 2 origins)": only what the state says."""
    since, until = state["since"], state["until"]
    words = state["phase"]
    if since:
        words += f", by {since['end']}" if since["start"] is None else f", since {_span(since)}"
    if until and until["end"]:
        words += f", until {_span(until)}"
    if state["expected"] and (state["expected"]["start"] or state["expected"]["end"]):
        words += f", for {_span(state['expected'])}"
    reports = f"{state['reports']} report{'s' * (state['reports'] != 1)}"
    origins = f"{state['origins']} origin{'s' * (state['origins'] != 1)}"
    firm = "" if state["factuality"] in ("asserted", state["phase"]) else f"{state['factuality']}; "
    return f"{words} ({firm}{reports}, {origins}{'; disputed' if state['disputed'] else ''})"


def _span(interval: Json) -> str:
    start, end = interval["start"], interval["end"]
    if start == end or end is None:
        return str(start)
    return f"{start or '?'} to {end}"


def _evidence(ids: Iterable[str], claims: Mapping[str, Json]) -> tuple[Evidence, ...]:
    """The sentences of these claims, each once, those of the first reports first."""
    found: dict[str, Evidence] = {}
    for claim in sorted((claims[id] for id in ids if id in claims), key=_published):
        document = claim["document"]
        speakers = [chain[-1]["name"] or chain[-1]["text"] for chain in claim["sources"] if chain]
        where = document["outlet"] or document["name"]
        day = (document["published_at"] or "undated")[:10]
        found.setdefault(
            claim["sentence"]["text"],
            Evidence(
                claim["sentence"]["text"], "; ".join(speakers) or None, f"{where}, {day}", document["url"], claim["id"]
            ),
        )
    return tuple(found.values())


def _published(claim: Json) -> tuple[bool, str, str, int]:
    document = claim["document"]
    return (
        document["published_at"] is None, document["published_at"] or "", document["id"], claim["sentence"]["start"],
    )  # fmt: skip


# -- written out


def _title(report: Digest) -> str:
    until = f" to {report.until}" if report.until else ""
    return f"Situation report: {report.since}{until}"


def _counted(report: Digest) -> str:
    return f"{report.reports} reports, {report.origins} independent origins. Every line is a claim of a report."


def markdown(report: Digest) -> str:
    """The report as CommonMark. What stands in reports is escaped, so that it makes no markup."""
    out = [f"# {_title(report)}", "", _counted(report), ""]
    for heading, parts in report.sections:
        out += [f"## {heading}", ""]
        for part in parts:
            out += [f"### {_plain(part.title)}", "", f"`{part.situation[:8]}`", ""]
            for line in part.lines:
                out.append(f"- {_plain(line.text)}")
                for e in line.evidence:
                    link = f"[{_plain(e.report)}](<{_address(e.url)}>)" if e.url else _plain(e.report)
                    who = f"{_plain(e.speaker)}, in " if e.speaker else ""
                    out += [f"  > {_plain(e.sentence)}", f"  > ({who}{link}; `{e.claim[:8]}`)", ""]
                if line.more > 0:
                    out += [f"  and {line.more} more", ""]
        out.append("")
    return "\n".join(out).rstrip() + "\n"


def _plain(text: str) -> str:
    flat = " ".join(text.split())
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#|!~" else c for c in flat)


def _address(url: str) -> str:
    return "".join(c for c in url if c not in "<>\n\r " and c.isprintable())


def html(report: Digest) -> str:
    """The report as one page, without scripts and without anything from elsewhere."""
    e = escaping.escape
    out = [
        "<!doctype html>", '<html lang="en"><head><meta charset="utf-8">', f"<title>{e(_title(report))}</title>",
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<style>{_STYLE}</style></head><body>", f"<h1>{e(_title(report))}</h1>", f"<p>{e(_counted(report))}</p>",
    ]  # fmt: skip
    for heading, parts in report.sections:
        out.append(f"<h2>{e(heading)}</h2>")
        for part in parts:
            out.append(f"<h3>{e(part.title)} <code>{e(part.situation[:8])}</code></h3><ul>")
            for line in part.lines:
                out.append(f"<li>{e(line.text)}")
                for piece in line.evidence:
                    safe = piece.url and piece.url.startswith(("http://", "https://"))
                    where = f'<a href="{e(piece.url or "")}">{e(piece.report)}</a>' if safe else e(piece.report)
                    who = f"{e(piece.speaker)}, in " if piece.speaker else ""
                    quote = f"<blockquote>{e(piece.sentence)}"
                    out.append(f"{quote}<footer>{who}{where}; <code>{e(piece.claim[:8])}</code></footer></blockquote>")
                out.append(f"<p>and {line.more} more</p></li>" if line.more > 0 else "</li>")
            out.append("</ul>")
    out.append("</body></html>\n")
    return "\n".join(out)


_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c;"
    "background:#fff}h2{border-bottom:1px solid #ccc}h3 code,footer{color:#666;font-size:.85em;font-weight:400}"
    "blockquote{margin:.3rem 0 .6rem;padding-left:.8rem;border-left:3px solid #ddd}ul{padding-left:1.2rem}"
    "@media(prefers-color-scheme:dark){body{background:#161616;color:#e6e6e6}a{color:#8ab4f8}}"
)
