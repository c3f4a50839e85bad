"""A situation report as Markdown or as one page of HTML. In: a `Digest`. Out: text.

What stands in reports is escaped in both: it makes no markup, no script, and nothing that a terminal obeys.
"""

from __future__ import annotations

import base64
import hashlib
import html as escaping
import re

from ascribe.exports.digest import Digest, Line, Section
from ascribe.exports.evidence import Evidence
from ascribe.exports.wording import counted, interval, long_day

_ID = 8
"""Characters of an id that are shown; a beginning is enough for every command."""
_NOTE = (
    "Every line is what a report says, with its sentence and where it stands. None of it is a fact because it stands "
    "here; copies of one report count as one origin."
)


def _title(report: Digest) -> str:
    if report.until is None:
        return f"Situation report since {long_day(report.since)}"
    return f"Situation report, {interval(report.since, max(report.since, report.until))}"


def _counted(report: Digest) -> str:
    if not report.summary:
        return "Nothing new."
    read = f"{counted(report.reports, 'report')}, {counted(report.origins, 'independent origin')}"
    return f"{read}: {', '.join(report.summary)}."


def _more(section: Section) -> str:
    see = "ascribe open" if section.heading == "Open" else "ascribe situations --all"
    return f"And {counted(section.more, 'more situation')}: see `{see}`."


# -- Markdown


def markdown(report: Digest) -> str:
    """The report as CommonMark."""
    out = [f"# {_title(report)}", "", _counted(report), "", _NOTE, ""]
    for section in report.sections:
        out += [f"## {section.heading}", "", section.about, ""]
        for part in section.parts:
            out += [f"### {_plain(part.title)}", ""]
            for line in part.lines:
                out += _line(line)
            if part.more:
                out += [f"- and {counted(part.more, 'more line')}", ""]
            out += [f"`ascribe situations --situation {part.situation[:_ID]}`", ""]
        if section.more:
            out += [_more(section), ""]
    return "\n".join(out).rstrip() + "\n"


def _line(line: Line) -> list[str]:
    out = [f"- **{_plain(line.head)}** {_plain(line.text)}", ""]
    for e in line.evidence:
        where = f"[{_plain(e.report)}](<{_address(e.url)}>)" if e.url else _plain(e.report)
        who = f"{_plain(e.speaker)}, in " if e.speaker else ""
        out += [f"  > {_plain(e.sentence)}", "  >", f"  > — {who}{where} (`{e.claim[:_ID]}`)", ""]
    if line.more > 0:
        out += [f"  and {counted(line.more, 'more sentence')} that {'says' if line.more == 1 else 'say'} so", ""]
    return out


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    flat = "".join(f"\\{c}" if c in "\\`*_{}[]<>#|!~&" else c for c in _shown(text))
    flat = re.sub(r"^(\d+)([.)])|^([-+=])", lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", flat)
    return flat.replace("://", "\\://")  # no address in a sentence becomes a link


def _shown(text: str) -> str:
    """Without line breaks, and without what a terminal obeys or what turns the direction of writing."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


def _address(url: str) -> str:
    return "".join(c for c in url if c not in "<>\\" and c.isprintable())


# -- HTML


def html(report: Digest) -> str:
    """The report as one page, without scripts and without anything from elsewhere."""
    style = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'"
    out = [
        "<!doctype html>", '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">',
        f"<title>{_escaped(_title(report))}</title>", f"<style>{_STYLE}</style></head><body>",
        f"<h1>{_escaped(_title(report))}</h1>", f'<p class="dek">{_escaped(_counted(report))}</p>',
        f'<p class="dim">{_escaped(_NOTE)}</p>',
    ]  # fmt: skip
    for section in report.sections:
        out.append(f'<section><h2>{_escaped(section.heading)}</h2><p class="dim">{_escaped(section.about)}</p>')
        for part in section.parts:
            code = f"<code>{_escaped(part.situation[:_ID])}</code>"
            out.append(f'<h3 dir="auto">{_escaped(part.title)} {code}</h3><ul>')
            out += [_item(line) for line in part.lines]
            out.append(f"<li>and {counted(part.more, 'more line')}</li></ul>" if part.more else "</ul>")
        out.append(f'<p class="dim">{_escaped(_more(section))}</p></section>' if section.more else "</section>")
    return "\n".join([*out, "</body></html>\n"])


def _item(line: Line) -> str:
    quotes = "".join(_quoted(e) for e in line.evidence)
    says = "says" if line.more == 1 else "say"
    more = f'<p class="dim">and {counted(line.more, "more sentence")} that {says} so</p>' if line.more > 0 else ""
    return f'<li><b>{_escaped(line.head)}</b> <span dir="auto">{_escaped(line.text)}</span>{quotes}{more}</li>'


def _quoted(e: Evidence) -> str:
    where = _escaped(e.report)
    if e.url:
        where = f'<a href="{_escaped(e.url)}" rel="noopener noreferrer nofollow">{where}</a>'
    who = f"<bdi>{_escaped(e.speaker)}</bdi>, in " if e.speaker else ""
    footer = f"<footer>{who}{where} <code>{_escaped(e.claim[:_ID])}</code></footer>"
    return f'<blockquote dir="auto">{_escaped(e.sentence)}{footer}</blockquote>'


def _escaped(text: str) -> str:
    return escaping.escape(_shown(text))


_STYLE = (
    ":root{color-scheme:light;--ink:#1c1b19;--dim:#6b665e;--rule:#e0dbd0;--accent:#7a1f1f;--paper:#fbfaf6}"
    "@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;--ink:#e9e6df;--dim:#9b968c;--rule:#33373d;"
    "--accent:#e39a8c;--paper:#15171a}}"
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:var(--ink);"
    "background:var(--paper);overflow-wrap:anywhere}"
    "h1,h2,h3,blockquote{font-family:Charter,Georgia,serif}h1{line-height:1.15}"
    "h2{border-top:3px solid var(--ink);padding-top:.5rem;margin:2.4rem 0 0}h3{margin:1.4rem 0 .3rem}"
    ".dek{font-size:1.1rem}.dim,footer,code{color:var(--dim)}.dim,footer{font-size:.88rem;margin:.2rem 0}"
    "code{font-size:.8rem;font-weight:400}a{color:inherit}b{color:var(--accent)}"
    "blockquote{margin:.3rem 0 .7rem;padding-left:.8rem;border-left:3px solid var(--rule)}"
    "footer{font-family:system-ui,sans-serif}ul{padding-left:1.2rem;margin:.3rem 0}"
    "@media print{body{margin:0;max-width:none}h3,li{break-inside:avoid}}"
)
