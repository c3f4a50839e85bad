"""Outlets that report a planted world: who prints what on which day, with recaps, copies, cuts and undated pages.

In goes a plot, out comes a world with its reports and the truth about each sentence.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from .plots import Item, Plot, Plotter, Theatre, accepted, sayable
from .truth import Dispute, Interval, Report, Telling, World
from .wording import Page, Sentence, Templates, Writer, templates, unmark

RECAPPED = ("begun", "paused", "resumed", "ended", "completed", "requested", "approved", "refused")
"""Steps that later reports tell again as background: what was planned then would read as planned now."""
ANY_PHASE = [
    "ongoing",
    "begun",
    "planned",
    "none",
    "pending",
    "completed",
    "requested",
    "approved",
    "resumed",
    "paused",
]
_WORSE = {"a senior army officer": "an army spokesman", "a government official": "a cabinet minister"}
"""How a careless copy calls a source."""
_YEAR = timedelta(365)
"""By which a report is dated into the future, where its page gives the wrong year."""


@dataclass(slots=True)
class _Draft:
    """A report being written: paragraphs of sentences, each with what it tells."""

    outlet: str
    published: date
    page: Page
    headline: tuple[str, Item] | None = None
    dateline: str = ""
    paragraphs: list[list[tuple[str, Item | None, Sentence | None]]] = field(default_factory=list)
    copy_of: str | None = None

    def say(self, text: str, item: Item | None = None, sentence: Sentence | None = None, *, new: bool = False) -> None:
        if new or not self.paragraphs:
            self.paragraphs.append([])
        self.paragraphs[-1].append((text, item, sentence))


class Newsroom:
    def __init__(self, plot: Plot, rng: random.Random, name: str, words: Templates) -> None:
        self.misdated = float(words.get("misdated", 0))
        self.plot = plot
        self.rng = rng
        self.name = name
        self.writer = Writer(plot.theatre, rng, words)
        self.world = World(plot.theatre["country"], plot.start, plot.end, [c.situation for c in plot.casts])
        self.of_dispute: dict[str, tuple[list[Telling], list[Telling]]] = defaultdict(lambda: ([], []))
        self.american = {o: rng.random() < 0.4 for o in plot.theatre["outlets"]}
        self.twins: dict[str, list[str]] = defaultdict(list)

    def report(self) -> World:
        bundles: dict[tuple[date, str], list[Item]] = defaultdict(list)
        for item in self.plot.items:
            count = self.rng.choices((1, 2, 3), (50, 35, 15))[0]
            for outlet in self.rng.sample(self.plot.theatre["outlets"], count):
                late = 1 if count > 1 and self.rng.random() < 0.2 else 0
                day = item.release + timedelta(late)
                if late and item.step.until is not None and day >= item.step.until:
                    day = item.release
                bundles[day, outlet].append(item)
        for (day, outlet), items in sorted(bundles.items(), key=lambda b: b[0]):
            self.rng.shuffle(items)
            for start in range(0, len(items), 3):
                self._article(day, outlet, items[start : start + 3])
        self._disputes()
        return self.world

    # -- one report

    def _article(self, day: date, outlet: str, items: list[Item]) -> None:
        undated = self.rng.random() < 0.04
        draft = _Draft(outlet, day, Page(day, self.american[outlet], undated))
        draft.dateline = self._dateline(draft)
        items = sorted(items, key=lambda i: _overtaken(i, day))  # no headline for what is over: a late report
        main = items[0]
        head = None if _overtaken(main, day) else self.writer.head(main, draft.page)
        draft.headline = (head or "", main)
        self._tell(draft, main, new=True)
        if self.rng.random() < 0.4 and not main.dispute and main.mode not in ("toll", "undisclosed"):
            self._tell(
                draft, replace(main, attributed=self.rng.random() < 0.5), new=self.rng.random() < 0.4, again=True
            )
        if self.rng.random() < 0.35:
            self._filler(draft)
        if self.rng.random() < 0.4:
            draft.say(self.writer.reaction(main, draft.page), new=self.rng.random() < 0.5)
        self._recaps(draft, main, self.rng.choice((0, 1, 1, 2, 3)))
        for item in items[1:]:
            self._tell(draft, item, new=True, elsewhere=True)
            if self.rng.random() < 0.3:
                self._filler(draft)
            if self.rng.random() < 0.3:
                draft.say(self.writer.reaction(item, draft.page))
        for n in range(self.rng.choice((0, 1, 2, 2))):
            self._filler(draft, new=n == 0, background=self.rng.random() < 0.4)
        for n in range(self.rng.choice((0, 1, 2))):
            self._filler(draft, new=n == 0)
        original = self._print(draft, undated)
        self._copies(draft, original)

    def _dateline(self, draft: _Draft) -> str:
        place = self.plot.theatre["capital"]
        way = self.rng.randrange(4)
        if way == 0:
            return f"{place.upper()} ({self.plot.theatre['agency']}) - "
        if way == 1 and not draft.page.undated:
            day = self.writer.print_day(draft.published, draft.page)
            return f"{place.upper()}, {day} ({self.plot.theatre['agency']}) - "
        return f"{place} - " if way == 2 else ""

    def _tell(
        self,
        draft: _Draft,
        item: Item,
        *,
        new: bool = False,
        elsewhere: bool = False,
        recap: bool = False,
        again: bool = False,
    ) -> None:
        """`elsewhere`: another affair than the report's first; `again`: said once more by somebody."""
        exact = item.kind == "wrong" and item.mode == item.step.phase and item.figure == item.step.count
        late = (draft.published - item.day).days > 1 and item.kind == "step"
        before = self._before(item, draft) if not (recap or again or exact) and self.rng.random() < 0.4 else None
        leads = ("Separately, ", "Meanwhile, ", "Elsewhere, ", "In another development, ")
        sentence = self.writer.tell(
            item,
            draft.page,
            recap=recap,
            exact=exact or late,
            before=before,
            follow=again and self.rng.random() < 0.7,
            lead=self.rng.choice(leads) if elsewhere and self.rng.random() < 0.4 else "",
        )
        draft.say(sentence.text, item, sentence, new=new)

    def _before(self, item: Item, draft: _Draft) -> Item | None:
        """The step before this one, if it was reported already."""
        steps = item.cast.situation.steps
        at = steps.index(item.step)
        if item.kind != "step" or item.mode != item.step.phase or item.dispute or not at:
            return None
        for other in self.plot.items:
            same = other.step is steps[at - 1] and other.kind == "step" and other.mode == other.step.phase
            if same and other.true and other.release < draft.published:
                return replace(other, kind="recap", dispute=None)
        return None

    def _filler(self, draft: _Draft, *, new: bool = False, background: bool = False) -> None:
        text = self.writer.filler(draft.page, background)
        if all(text != said for paragraph in draft.paragraphs for said, _, _ in paragraph):
            draft.say(text, new=new)

    def _recaps(self, draft: _Draft, main: Item, count: int) -> None:
        """Background: what happened before, in this affair or a related one, with its date."""
        released: dict[str, Item] = {}
        for item in self.plot.items:
            if item.release < draft.published and item.true and item.kind == "step" and item.mode == item.step.phase:
                released.setdefault(item.step.id, item)
        known = [i for i in released.values() if i.mode in RECAPPED and i.step is not main.step]
        near = {main.cast.situation.id, *main.cast.situation.depends_on}
        known = [i for i in known if i.cast is not main.cast or i.step.day < main.step.day]
        own = [i for i in known if i.cast.situation.id in near or i.cast.situation.family == main.cast.situation.family]
        other = [i for i in known if i not in own]
        for n in range(count):
            pool = own if own and (n == 0 or not other) else other
            if not pool:
                return
            item = self.rng.choice(pool)
            pool.remove(item)
            self._tell(draft, replace(item, kind="recap", dispute=None), new=n == 0, recap=True)

    # -- print

    def _print(self, draft: _Draft, undated: bool) -> Report:
        file = f"{self.name}-{len(self.world.reports) + 1:04}.txt"
        text = ""
        told: list[tuple[Telling, Item]] = []
        pieces: list[tuple[str, str, Item | None, Sentence | None]] = []
        if draft.headline and draft.headline[0]:
            head, item = draft.headline
            pieces.append(("", head, item, Sentence(head, (None, draft.published), None)))
        for n, paragraph in enumerate(draft.paragraphs):
            for k, (sentence, about, said) in enumerate(paragraph):
                gap = "\n\n" if k == 0 else " "
                if k == 0 and not pieces:
                    gap = ""
                pieces.append((gap + (draft.dateline if n == k == 0 else ""), sentence, about, said))
        published = None if undated else draft.published
        if published and self.misdated and self.rng.random() < self.misdated:
            published += _YEAR
        for gap, marked, about, said in pieces:
            plain, spans = unmark(marked)
            text += gap
            if about is not None and said is not None:
                for start, end, earlier in spans or [(0, len(plain), False)]:  # a headline as a whole
                    which, since = said.earlier if earlier and said.earlier else (about, said.since)
                    id = f"{file}#{len(told) + 1}"
                    at = (len(text) + start, len(text) + end)
                    told.append((self._telling(id, file, which, since, said.speaker, plain, at), which))
            text += plain
        report = Report(file, draft.outlet, published, text + "\n", draft.copy_of)
        self.world.reports.append(report)
        for telling, about in told:
            self.world.tellings.append(telling)
            if about.dispute:
                self.of_dispute[about.dispute][about.side].append(telling)
        return report

    def _telling(
        self, id: str, file: str, item: Item, when: Interval, speaker: str | None, plain: str, span: tuple[int, int]
    ) -> Telling:
        phases, factuality = self._reading(item)
        figure = item.figure if self.writer.number(item.figure) in re.findall(r"\w+", plain.lower()) else None
        known = item.kind in ("step", "recap", "wrong")
        return Telling(
            id,
            item.cast.situation.id,
            item.step.id,
            file,
            plain,
            *span,
            phases=phases,
            states=self._states(item),
            factuality=factuality,
            # troops are asked for; where they are to go is no place of the asking
            place="" if item.cast.situation.kind == "request" else item.place or item.cast.situation.place,
            since=when if known else (None, None),
            true=item.true,
            kind=item.kind,
            speaker=speaker,
            figure=figure,
        )

    @staticmethod
    def _states(item: Item) -> list[str]:
        """Phases in which the situation may be by this item."""
        match item.mode:
            case "denied":
                return ["none"]
            case "undisclosed":
                return ANY_PHASE
            case "toll" | "blamed" | "corrected" | "misplaced" | "first" | "count":
                return accepted(item.step.phase)
            case mode:
                return accepted(mode)

    @staticmethod
    def _reading(item: Item) -> tuple[list[str], list[str]]:
        """Phases and factualities that are right for a claim of the words of this item."""
        match item.mode:
            case "denied":
                return ["none"], ["denied"]
            case "undisclosed":
                return ANY_PHASE, ["undisclosed"]
            case "toll" | "blamed" | "corrected" | "misplaced":
                return ["completed", "ended"], ["asserted"]
            case "first":
                return sayable("begun"), ["asserted"]
            case "ongoing" | "count":
                return accepted("ongoing"), ["asserted"]
            case "pending" | "requested" | "approved":  # "has yet to approve" is all of these to somebody
                return sayable(item.mode), ["asserted", "planned", "denied"]
        if item.step.factuality == "conditional":
            return ["planned", "pending"], ["conditional", "planned"]
        factuality = {"planned": ["planned"], "delayed": ["asserted", "planned"], "none": ["denied"]}
        return sayable(item.mode), factuality.get(item.mode, ["asserted"])

    # -- copies

    def _copies(self, draft: _Draft, original: Report) -> None:
        count = self.rng.choices((0, 1, 2), (55, 33, 12))[0]
        others = [o for o in self.plot.theatre["outlets"] if o != draft.outlet]
        for outlet in self.rng.sample(others, count):
            copy = _Draft(outlet, draft.published, draft.page, draft.headline, draft.dateline, copy_of=original.file)
            copy.paragraphs = [list(p) for p in draft.paragraphs]
            way = self.rng.choice(("whole", "cut", "cut", "late", "careless"))
            if way == "cut":
                copy.paragraphs = copy.paragraphs[: max(1, len(copy.paragraphs) // 2 + 1)]
            elif way == "late":
                copy.published = draft.published + timedelta(1)
                if copy.published > self.plot.end:
                    continue
            elif way == "careless":
                self._careless(copy)
            first = len(self.world.tellings)
            self._print(copy, undated=self.rng.random() < 0.05)
            before = {t.sentence: t.id for t in self.world.tellings if t.document == original.file}
            for telling in self.world.tellings[first:]:
                telling.copy_of = before.get(telling.sentence)

    def _careless(self, copy: _Draft) -> None:
        """Calls a source by another name: copies that differ in whom they quote."""
        for paragraph in copy.paragraphs:
            for n, (text, item, said) in enumerate(paragraph):
                for right, wrong in _WORSE.items():
                    if right in text and item is not None:
                        paragraph[n] = (text.replace(right, wrong), item, said)

    # -- disputes

    def _disputes(self) -> None:
        tellings = {t.id: t for t in self.world.tellings}
        for plan in self.plot.disputes:
            here, there = self.of_dispute.get(plan.id, ([], []))
            there = [t for t in there if self._says_what(plan.kinds, t)]
            if not there:
                continue
            if not here:
                same = (t for t in tellings.values() if t.step == plan.step and t.true)
                here = [t for t in same if self._meets(plan.kinds, t, there)]
            here = [t for t in here if self._says_what(plan.kinds, t)]
            if here:
                sides = ([t.id for t in here], [t.id for t in there])
                self.world.disputes.append(Dispute(plan.id, plan.situation, plan.kinds, sides, plan.optional))
        self._descriptions()

    @staticmethod
    def _says_what(kinds: list[str], telling: Telling) -> bool:
        """Whether this telling names what is in dispute: a headline may leave the day or the number out."""
        match kinds[0]:
            case "figure":
                return telling.figure is not None
            case "time":
                return telling.since[0] is not None
        return True

    @staticmethod
    def _meets(kinds: list[str], telling: Telling, there: list[Telling]) -> bool:
        """Whether this telling says what the other side contests."""
        match kinds[0]:
            case "figure":
                return telling.kind != "toll"
            case "time":
                a, b = telling.since
                days = [t.since for t in there]
                return bool(a and b) and all(x and y and (b < x or y < a) for x, y in days if b and a)
        return telling.kind in ("step", "recap", "status", "count", "toll")

    def _descriptions(self) -> None:
        by_document: dict[str, list[Telling]] = defaultdict(list)
        for telling in self.world.tellings:
            by_document[telling.document].append(telling)
        for report in self.world.reports:
            if report.copy_of is None:
                continue
            for ours in by_document[report.file]:
                for right, wrong in _WORSE.items():
                    same = [t for t in by_document[report.copy_of] if t.sentence.replace(right, wrong) == ours.sentence]
                    if wrong in ours.sentence and same and same[0].sentence != ours.sentence:
                        id = f"{self.name}-d{len(self.world.disputes) + 1}s"
                        sides = ([same[0].id], [ours.id])
                        self.world.disputes.append(Dispute(id, ours.situation, ["source", "description"], sides))


def _overtaken(item: Item, day: date) -> bool:
    return item.step.until is not None and item.step.until <= day


def plant(size: int, seed: int, theatres: list[Theatre], words: Templates | None = None) -> list[World]:
    """Worlds with about `size` reports together, of as many theatres as that takes; in the usual words, or others."""
    words = templates() if words is None else words
    worlds: list[World] = []
    total = 0
    while total < size:
        n = len(worlds)
        rng = random.Random(f"{seed} {n}")
        theatre = theatres[n % len(theatres)]
        start = date(2021, 1, 4) + timedelta(rng.randint(0, 600))
        left = size - total
        situations = max(6, min(22, left // 4))
        plot = Plotter(theatre, start, 9, rng, f"w{n + 1}", words.get("courses", {})).make(situations)
        world = Newsroom(plot, rng, f"w{n + 1}", words).report()
        worlds.append(world)
        total += len(world.reports)
    return worlds
