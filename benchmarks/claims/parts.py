"""The parts of the claims benchmark: each scores one field of claims on one public set, with the peers that run here.

In: the data folder. Out: rows and errors by kind. Floors and goals are what the project set itself for each figure.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ascribe.reader.runtime import Reader
from benchmarks.claims.table import Errors, Outcome, Row


@dataclass
class Context:
    """What the parts need."""

    data: Path
    """Folder with train/ and score/."""
    scorer: Path
    """The scorer of own gold, `score_claims.py`."""
    peers: bool = True
    sample: int | None = None
    """So many documents for the peers that take long; None: all."""

    @property
    def score(self) -> Path:
        return self.data / "score"

    @cached_property
    def reader(self) -> Reader:
        return Reader()


Part = Callable[[Context], Outcome]


def own_gold(context: Context) -> Outcome:
    """Hand-made claims over newswire: found, and right in every explicit field."""
    from benchmarks.claims import gold

    rows: list[Row] = []
    for name, title in (("gold", "own gold"), ("gold_held_out", "own gold, held out")):
        try:
            found = gold.score(name, context.data, context.scorer)
        except FileNotFoundError as missing:
            return Outcome(skipped=f"no data ({missing})")
        scale = 100 if found["found"] <= 1 else 1
        rows.append(Row(title, f"found, of {found['gold']}", found["found"] * scale, (), 80, 90))
        rows.append(Row(title, "right in every explicit field", found["all"] * scale, (), 40, 55))
    return Outcome(tuple(rows), lambda: gold.errors(context.data, context.scorer))


def plover_gsr(context: Context) -> Outcome:
    """PLOVER's gold standard records: type, source, target of the main claim."""
    from benchmarks.claims import plover

    folder = context.score / "plover-gsr"
    if not folder.exists():
        return Outcome(skipped=f"no data ({folder})")
    found = plover.score(folder, context.reader)
    published = {"source": 78.0, "target": 67.3, "type": 66.4, "all": 44.0}
    goals = {"type": (65, 75), "source": (78, 85), "target": (67, 75), "all": (44, 55)}
    names = {"type": "event type right", "source": "source right", "target": "target right", "all": "all three right"}
    rows = tuple(
        Row(
            f"PLOVER GSR ({found.records})",
            names[key],
            getattr(found, key),
            (("UniversalPetrarch (published, own suite)", published[key]),),
            *goals[key],
        )
        for key in names
    )
    return Outcome(rows, lambda: _by_last_field(found.errors))


def _by_last_field(lines: Iterable[str]) -> Errors:
    """Lines whose last field names what is wrong, parted by commas."""
    errors: Errors = {}
    for line in lines:
        for kind in line.rpartition("\t")[2].split(", "):
            errors.setdefault(kind, []).append(line)
    return errors


def petrarch_suite(context: Context) -> Outcome:
    """PETRARCH's validation records: reported, not chased."""
    from benchmarks.claims import petrarch

    folder = context.score / "petrarch"
    if not folder.exists():
        return Outcome(skipped=f"no data ({folder})")
    rows: list[Row] = []
    scores = petrarch.score(folder, context.reader)
    for found in scores:
        figures = {"event type right": found.type, "source right": found.source, "target right": found.target}
        figures |= {"all three right": found.all, "no event where none is coded": found.quiet}
        name = f"{found.name} ({found.codings} codings)"
        rows += [Row(name, metric, value) for metric, value in figures.items() if value is not None]
    return Outcome(tuple(rows), lambda: _by_last_field(line for found in scores for line in found.errors))


def polnear(context: Context) -> Outcome:
    """Attribution on PolNeAR dev, at half overlap."""
    from benchmarks import attribution

    folder = context.score / "polnear-dev"
    if not folder.exists():
        return Outcome(skipped=f"no data ({folder})")
    articles = attribution.load(context.data)
    by_name = attribution.run(context.data, context.reader)["all"]
    ours = by_name["ascribe"]
    peers = {name: by_name[name] for name in ("plain regex", "textacy's rules") if context.peers}
    rows = tuple(
        Row(
            f"PolNeAR dev ({len(articles)} articles)",
            title,
            _percent(ours[measure].f1),
            tuple((name, _percent(counts[measure].f1)) for name, counts in peers.items()),
            *goals,
        )
        for measure, title, goals in (
            ("speaker right", "found and speaker right, F1", (60, 75)),
            ("found", "content found, F1", (None, None)),
            ("source", "source, F1", (None, None)),
            ("cue", "cue, F1", (None, None)),
        )
    )

    def errors() -> Errors:
        own = attribution.Ours(context.reader)
        out: Errors = {}
        for article in articles:
            for fault in () if article.held else attribution.faults(article, own(article)):
                out.setdefault(fault.kind, []).append(fault.text)
        return out

    return Outcome(rows, errors)


def _percent(share: float) -> float:
    return share * 100 if share <= 1 else share


def timebank(context: Context) -> Outcome:
    """Time expressions on TimeBank and AQUAINT."""
    from benchmarks import times, times_peers

    folder = context.score / "timeml" / "TBAQ-cleaned"
    if not folder.is_dir():
        return Outcome(skipped=f"no data ({folder})")
    documents = [d for part in times.read_all(folder).values() for d in part]
    ours = times.score(documents, times.run_all(documents, times.ours))
    some = [d for part in times.read_all(folder, context.sample).values() for d in part]
    peers: dict[str, times.Score] = {}
    notes: list[str] = []
    for name, run in (("HeidelTime", times_peers.heideltime), ("dateparser", times_peers.dateparser)):
        if not context.peers:
            break
        try:
            peers[name] = times.score(some, run(some))
        except times_peers.NotRunError as why:
            notes.append(f"{name}: skipped, {why}")
    rows = tuple(
        Row(
            f"TimeBank + AQUAINT ({len(documents)})",
            title,
            ours.f1(getattr(ours, measure)),
            tuple((name, found.f1(getattr(found, measure))) for name, found in peers.items()),
            *goals,
        )
        for measure, title, goals in (
            ("relaxed", "relaxed F1", (85, 90)),
            ("strict", "strict F1", (78, 83)),
            ("value", "value F1", (72, 80)),
            ("type", "type F1", (None, None)),
        )
    )
    if peers and len(some) < len(documents):
        notes.append(f"peers of times: on {len(some)} of {len(documents)} documents")

    def errors() -> Errors:
        tuned = [d for d in documents if d.tuned]
        return _by_first_word(times.score(tuned, times.run_all(tuned, times.ours)).errors)

    return Outcome(rows, errors, tuple(notes))


def _by_first_word(counted: Counter[str]) -> Errors:
    errors: Errors = {}
    for line, count in counted.most_common():
        kind, _, rest = line.partition(" ")
        errors.setdefault(kind, []).append(f"{count:3} {rest.strip()}")
    return errors


def uw_factuality(context: Context) -> Outcome:
    """Factuality on UW dev and MEANTIME."""
    from benchmarks.claims import factuality

    if not (context.score / "uw-factuality" / "dev.jsonl").exists() or not (context.score / "meantime").exists():
        return Outcome(skipped=f"no data ({context.score / 'uw-factuality'})")
    found = factuality.score(context.score, context.reader)
    uw, meantime = f"UW factuality dev ({found.words} words)", "MEANTIME (30 articles)"
    rows = (
        Row(
            uw,
            "Pearson's r",
            found.r,
            (("rules alone", found.r_rules), ("reader's head alone", found.r_reader)),
            0.6,
            0.72,
        ),
        Row(meantime, "polarity, macro F1", found.polarity, (("all positive", found.polarity_plain),), 60, 70),
        Row(meantime, "certainty, macro F1", found.certainty, (("all certain", found.certainty_plain),), 60, 70),
    )

    def errors() -> Errors:
        out: Errors = {}
        for line in found.errors:
            out.setdefault(line.split("\t")[1].partition(".")[0], []).append(line)
        return out

    return Outcome(rows, errors)


def lgl(context: Context) -> Outcome:
    """Place names on LGL, given and found."""
    from benchmarks import places

    if not (context.score / "lgl" / "lgl.xml").is_file():
        return Outcome(skipped=f"no data ({context.score / 'lgl'})")
    articles = places.read_lgl(context.data)
    right, _, count = places.accuracy(articles, places.by_context)
    given = tuple(
        (name, 100 * places.accuracy(articles, resolve)[0] / count)
        for name, resolve in (("most populous", places.most_populous), ("plain look-up", places.first_found))
    )
    ours = places.end_to_end(articles, places.by_context)
    populous = places.end_to_end(articles, places.most_populous)[2] if context.peers else None
    rows = (
        Row(f"LGL ({len(articles)} articles)", "gold names within 161 km", 100 * right / count, given, 62, 80),
        Row(
            f"LGL ({len(articles)} articles)",
            "above most populous, points",
            100 * right / count - given[0][1],
            (),
            12,
            None,
        ),
        Row(
            f"LGL ({len(articles)} articles)",
            "names found and placed, F1",
            100 * ours[2],
            (("most populous", 100 * populous),) if populous is not None else (),
            50,
            70,
        ),
    )
    return Outcome(rows, lambda: places.faults(a for a in articles if places.half(a) == 0))


PARTS: dict[str, Part] = {
    "gold": own_gold,
    "plover": plover_gsr,
    "petrarch": petrarch_suite,
    "polnear": polnear,
    "times": timebank,
    "factuality": uw_factuality,
    "places": lgl,
}


def run(name: str, context: Context) -> tuple[Outcome, float]:
    """A part's outcome and the seconds of CPU that it took here."""
    begun = time.process_time()
    outcome = PARTS[name](context)
    return outcome, time.process_time() - begun
