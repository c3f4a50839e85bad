"""The course of events of a planted world: which situations there are, through which steps each goes, and on which day.

In go a theatre and a seeded generator, out come situations and the news about them, not yet in words.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from .truth import Situation, Step

Theatre = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of situation: who takes part, who speaks of it, which courses it may take."""

    agent: str
    target: str
    event_types: str
    speakers: str
    courses: tuple[str, ...]
    against: str = ""
    """Who contradicts."""
    things: tuple[str, ...] = ()
    where: str = "towns"


KINDS: dict[str, Kind] = {
    "operation": Kind(
        "army",
        "rebels",
        "ASSAULT MOBILIZE",
        "army army_anon minister",
        (
            "planned begun paused resumed ended",
            "planned delayed begun ended",
            "begun paused resumed paused",
            "begun ended",
            "planned cancelled",
            "planned",
            "planned begun",
        ),
        "rebels",
    ),
    "talks": Kind(
        "government",
        "rebels",
        "CONSULT AGREE",
        "mediator minister rebels minister_anon",
        (
            "planned begun paused resumed ended",
            "planned delayed begun",
            "begun paused resumed paused resumed",
            "planned begun ended",
            "planned",
        ),
        "minister",
        ("mining revenue", "the return of displaced families", "the release of prisoners", "land rights"),
        "venue",
    ),
    "ceasefire": Kind(
        "government",
        "rebels",
        "AGREE RETREAT CONCEDE COOPERATE",
        "mediator minister",
        ("planned begun ended", "begun ended resumed", "planned begun", "planned", "begun ended"),
        "rebels",
    ),
    "blockade": Kind(
        "rebels",
        "government",
        "COERCE",
        "resident mayor aid",
        ("begun paused resumed ended", "begun ended", "begun", "begun paused resumed"),
        "rebels",
    ),
    "convoy": Kind(
        "aid_agency",
        "",
        "AID",
        "aid aid_anon",
        ("planned completed", "planned delayed completed", "planned cancelled", "planned", "planned delayed"),
        "resident",
        ("flour and cooking oil", "medical supplies", "tents and blankets", "water pumps", "baby food"),
    ),
    "training": Kind(
        "ally",
        "army",
        "AID COOPERATE",
        "ally army",
        ("planned begun paused resumed", "begun paused resumed ended", "begun", "begun ended", "planned"),
    ),
    "attack": Kind("rebels", "", "ASSAULT", "hospital mayor army", ("completed", "completed", "completed"), "rebels"),
    "crossing": Kind(
        "neighbour", "", "COERCE CONCEDE RETREAT", "neighbour trader", ("begun ended", "begun ended resumed", "begun")
    ),
    "exchange": Kind(
        "government",
        "rebels",
        "AGREE RETREAT CONCEDE COOPERATE",
        "mediator minister rebels",
        ("planned completed", "planned delayed completed", "planned cancelled", "planned delayed"),
    ),
    "walkout": Kind(
        "workers",
        "",
        "PROTEST",
        "union minister",
        ("planned begun ended", "begun paused resumed ended", "begun", "planned"),
        where="far",
    ),
    "sanctions": Kind("donor", "rebels", "SANCTION THREATEN", "donor", ("planned begun", "begun ended", "planned")),
    "promise": Kind(
        "donor",
        "",
        "AGREE AID",
        "donor donor_anon",
        ("planned completed", "planned", "planned cancelled"),
        things=(
            "20 ambulances",
            "two water plants",
            "12 million dollars in aid",
            "three mobile clinics",
            "5,000 tonnes of seed",
        ),
    ),
    "flights": Kind("ally", "army", "COOPERATE AID", "ally", ("begun", "begun paused resumed")),
    "deployment": Kind("ally", "government", "MOBILIZE AID", "ally ally_anon minister", ("begun completed", "begun")),
    "request": Kind(
        "government", "ally", "REQUEST AGREE REJECT", "minister ally", ("none requested approved", "requested refused")
    ),
}
DISPUTED = ("attack", "operation", "blockade", "ceasefire", "convoy")
TROOPS = ("400 engineers", "six patrol boats", "two field hospitals", "a dozen drones", "250 paratroopers")

ACCEPTED: dict[str, tuple[str, ...]] = {
    "begun": ("begun", "ongoing", "resumed"),
    "resumed": ("resumed", "ongoing", "begun"),
    "ongoing": ("ongoing", "begun", "resumed"),
    "ended": ("ended", "completed"),
    "completed": ("completed", "ended"),
    "planned": ("planned", "pending"),
    "delayed": ("delayed", "planned"),
    "pending": ("pending", "planned", "requested"),
    "requested": ("requested", "pending"),
    "approved": ("approved", "planned"),
}
"""Phases that a careful reader may give to a step, its own first; others are only themselves."""


SAID: dict[str, tuple[str, ...]] = {
    "begun": ("completed",),
    "resumed": ("completed",),
    "paused": ("completed", "ended"),
    "requested": ("completed",),
    "approved": ("completed",),
    "refused": ("completed", "none"),
    "cancelled": ("completed", "ended", "none"),
    "delayed": ("completed", "pending"),
}
"""What a claim may say besides: the closing of a crossing is completed when the closure begins."""


def accepted(phase: str) -> list[str]:
    return list(ACCEPTED.get(phase, (phase,)))


def sayable(phase: str) -> list[str]:
    return [*accepted(phase), *(p for p in SAID.get(phase, ()) if p not in accepted(phase))]


@dataclass(slots=True)
class Cast:
    """What words are made from, for one situation."""

    situation: Situation
    agent: str
    target: str
    thing: str = ""
    condition: str = ""


@dataclass(slots=True)
class Item:
    """One piece of news: a step, or something about one, on the day when it can first be printed."""

    cast: Cast
    step: Step
    mode: str
    """Which templates: a phase, toll, denied, undisclosed, first, blamed..."""
    day: date
    """When it happened, as told."""
    release: date
    kind: str = "step"
    speakers: tuple[str, ...] = ()
    dispute: str | None = None
    figure: int | None = None
    agent: str | None = None
    place: str | None = None
    """The place that the other side names."""
    true: bool = True
    attributed: bool = False
    side: int = 0
    """Of its dispute."""


@dataclass(slots=True)
class DisputePlan:
    """A contradiction to be told; the newsroom fills in its sides."""

    id: str
    situation: str
    step: str
    kinds: list[str]
    optional: bool = False


@dataclass(slots=True)
class Plot:
    """A world before it is in words."""

    theatre: Theatre
    start: date
    end: date
    casts: list[Cast] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    disputes: list[DisputePlan] = field(default_factory=list)


class Plotter:
    def __init__(
        self,
        theatre: Theatre,
        start: date,
        weeks: int,
        rng: random.Random,
        name: str,
        courses: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> None:
        """`courses`: by kind, in place of those of `KINDS`."""
        self.rng = rng
        self.courses = {kind: tuple(courses.get(kind, spec.courses)) for kind, spec in KINDS.items()}
        self.name = name
        self.plot = Plot(theatre, start, start + timedelta(weeks=weeks))
        self.used: set[tuple[str, str]] = set()

    def make(self, situations: int) -> Plot:
        """About `situations` situations, of every kind in turn."""
        kinds = [k for k in KINDS if k not in ("request", "deployment", "flights")]
        order: list[str] = []
        while len(order) < situations:  # what is disputed most comes twice as often
            order += self.rng.sample([*kinds, *DISPUTED], len(kinds) + len(DISPUTED))
        for kind in order[: max(1, situations - 5)]:
            if kind != "sanctions" or (kind, "") not in self.used:
                self._single(kind)
        self._requested()
        self._awaited()
        self._flights()
        for cast in list(self.plot.casts):
            self._news(cast)
        self._first_times()
        self.plot.items.sort(key=lambda i: (i.release, i.cast.situation.id, i.step.id, i.mode))
        return self.plot

    # -- situations

    def _cast(self, kind: str, place: str | None = None, thing: str | None = None) -> Cast:
        spec = KINDS[kind]
        pool = list(self.plot.theatre[spec.where])
        free = [p for p in pool if (kind, p) not in self.used] or pool
        where = place or self.rng.choice(free)
        self.used.add((kind, "" if kind == "sanctions" else where))  # one party has one set of sanctions
        id = f"{self.name}-{len(self.plot.casts) + 1:02}"
        parties = [p for p in (spec.agent, spec.target) if p]
        found = Situation(id, kind, f"{kind} {where}", id, where, parties, spec.event_types.split())
        cast = Cast(found, spec.agent, spec.target, thing or (self.rng.choice(spec.things) if spec.things else ""))
        self.plot.casts.append(cast)
        return cast

    def _steps(self, cast: Cast, phases: str, first: date, gaps: tuple[int, int] = (3, 11)) -> None:
        day = first
        for phase in phases.split():
            if day > self.plot.end:
                break
            self._step(cast, phase, day)
            day += timedelta(self.rng.randint(*gaps))
        self._close(cast)

    def _step(self, cast: Cast, phase: str, day: date) -> Step:
        steps = cast.situation.steps
        step = Step(f"{cast.situation.id}.{len(steps) + 1}", phase, day)
        if phase in ("planned", "delayed"):
            step.planned_for = day + timedelta(self.rng.randint(4, 25))
            step.factuality = "planned"
        if cast.situation.kind in ("promise", "sanctions") and phase == "planned":
            step.factuality = "conditional"
        if phase == "none":
            step.factuality = "denied"
        if cast.situation.kind in ("attack", "exchange"):
            before = next((s.count for s in steps if s.count), None)
            step.count = before or self.rng.randint(3, 24)
        if cast.situation.kind == "training":
            before = steps[-1].count if steps else None
            step.count = (before or self.rng.choice((20, 30, 45, 60))) + (10 if before else 0)
        steps.append(step)
        return step

    def _close(self, cast: Cast) -> None:
        """Gives each step the day on which it ends, and plans the date that came true."""
        for step, after in zip(cast.situation.steps, cast.situation.steps[1:], strict=False):
            step.until = after.day
            if step.planned_for and after.phase in ("begun", "completed"):
                step.planned_for = after.day
            elif step.planned_for and step.planned_for <= after.day:
                step.planned_for = after.day + timedelta(self.rng.randint(3, 9))

    def _first_day(self, spare: int = 14) -> date:
        days = (self.plot.end - self.plot.start).days
        return self.plot.start + timedelta(self.rng.randint(0, max(1, days - spare)))

    def _single(self, kind: str) -> None:
        if all((kind, p) in self.used for p in self.plot.theatre[KINDS[kind].where]):
            return
        cast = self._cast(kind)
        if kind in ("promise", "sanctions"):
            others = [c for c in self.plot.casts if c.situation.kind in ("blockade", "talks", "ceasefire")]
            other = self.rng.choice(others) if others else None
            cast.condition = self._condition(other) if kind == "promise" else "the shelling of towns does not stop"
            if other and kind == "promise":
                cast.situation.depends_on.append(other.situation.id)
        self._steps(cast, self.rng.choice(self.courses[kind]), self._first_day())
        if kind == "attack" and self.rng.random() < 0.5:  # the same again, some weeks later
            again = self._cast(kind, place=cast.situation.place)
            again.situation.family = cast.situation.family
            self._steps(again, "completed", cast.situation.steps[0].day + timedelta(self.rng.randint(9, 25)))
            if not again.situation.steps:
                self.plot.casts.remove(again)

    def _condition(self, other: Cast | None) -> str:
        if other is None:
            return "the road to the coast is made safe"
        place = other.situation.place
        return {
            "blockade": f"the blockade of {place} is lifted",
            "talks": f"the talks in {place} succeed",
            "ceasefire": f"the truce in {place} holds",
        }[other.situation.kind]

    def _requested(self) -> None:
        """A request, the answer to it, and the deployment that waits for the answer."""
        thing = self.rng.choice(TROOPS)
        request = self._cast("request", place=self.rng.choice(self.plot.theatre["towns"]), thing=thing)
        phases = self.rng.choice(self.courses["request"])
        self._steps(request, phases, self._first_day(30), (4, 9))
        last = request.situation.steps[-1]
        if last.phase == "approved":
            sent = self._cast("deployment", place=request.situation.place, thing=thing)
            sent.situation.depends_on.append(request.situation.id)
            sent.situation.family = request.situation.family
            self._steps(sent, self.rng.choice(self.courses["deployment"]), last.day + timedelta(self.rng.randint(2, 8)))

    def _awaited(self) -> None:
        """A deployment that an ally wants and the government has not allowed yet."""
        things = [t for t in TROOPS if t not in {c.thing for c in self.plot.casts}]
        cast = self._cast("deployment", thing=self.rng.choice(things))
        course = self.rng.choice(
            ("planned pending approved begun", "pending approved begun", "pending", "pending cancelled")
        )
        self._steps(cast, course, self._first_day(25), (4, 10))

    def _flights(self) -> None:
        self._steps(cast := self._cast("flights"), self.rng.choice(self.courses["flights"]), self._first_day(20))
        before = cast.situation.steps[0].day - timedelta(self.rng.randint(7, 12))
        silent = Step(
            f"{cast.situation.id}.0", "ongoing", before, cast.situation.steps[0].day, factuality="undisclosed"
        )
        cast.situation.steps.insert(0, silent)

    # -- news about them

    def _news(self, cast: Cast) -> None:
        kind = KINDS[cast.situation.kind]
        speakers = tuple(kind.speakers.split())
        steps = cast.situation.steps
        if cast.situation.kind == "flights":
            self._flight_news(cast, speakers)
            steps = steps[1:]
        for step in steps:
            lag = self.rng.choices((0, 1, 2, self.rng.randint(5, 10)), (55, 30, 8, 7))[0]
            if step.phase in ("planned", "delayed", "pending", "none", "requested"):
                lag = min(lag, 1)  # it would be told as future when it is past
            release = step.day + timedelta(lag)
            self._add(Item(cast, step, step.phase, step.day, release, speakers=speakers, figure=step.count))
            if step.phase in ("begun", "resumed", "pending") and self.rng.random() < 0.6:
                self._status(cast, step, speakers)
            if cast.situation.kind == "blockade" and step.phase in ("begun", "resumed"):
                self._families(cast, step)
            if cast.situation.kind == "attack":
                self._toll(cast, step, release, speakers)
            self._contest(cast, step, release, kind)

    def _add(self, item: Item) -> None:
        if item.release <= self.plot.end:
            self.plot.items.append(item)

    def _status(self, cast: Cast, step: Step, speakers: tuple[str, ...]) -> None:
        """Still so, some days later, while it is so."""
        day = step.day + timedelta(self.rng.randint(3, 8))
        if step.until is None or day < step.until:
            mode = "ongoing" if step.phase != "pending" else "pending"
            figure = step.count + 5 if step.count else None
            self._add(Item(cast, step, mode, day, day, "status", speakers, figure=figure))

    def _toll(self, cast: Cast, step: Step, release: date, speakers: tuple[str, ...]) -> None:
        assert step.count
        count, day = step.count, release
        for _ in range(self.rng.choice((0, 1, 2))):
            count += self.rng.randint(1, 5)
            day += timedelta(self.rng.randint(1, 2))
            self._add(Item(cast, step, "toll", step.day, day, "toll", ("hospital", "mayor"), figure=count))

    def _dispute(self, cast: Cast, step: Step, *kinds: str, optional: bool = False) -> str:
        id = f"{self.name}-d{len(self.plot.disputes) + 1}"
        self.plot.disputes.append(DisputePlan(id, cast.situation.id, step.id, list(kinds), optional))
        return id

    def _contest(self, cast: Cast, step: Step, release: date, kind: Kind) -> None:
        """Somebody says otherwise, in one or two ways, while the step is the last that is known."""
        name = cast.situation.kind
        ways = [w for w in _WAYS.get((name, step.phase), ()) if self.rng.random() < CONTESTED]
        if step.phase in ("begun", "completed", "ended") and name in _TIMED and self.rng.random() < CONTESTED / 2:
            ways.append("time")
        self.rng.shuffle(ways)
        for way in ways[:2]:
            when = release + timedelta(self.rng.choice((0, 0, 1)))
            if step.until is not None and when >= step.until:
                return
            self._say_otherwise(cast, step, way, when if way != "figure" else release, kind)

    def _say_otherwise(self, cast: Cast, step: Step, way: str, when: date, kind: Kind) -> None:
        kinds, optional = _DISPUTES[way]
        item = Item(cast, step, step.phase, step.day, when, "wrong", tuple(kind.speakers.split()), figure=step.count)
        item.true, item.side, item.attributed = False, 1, True
        match way:
            case "denied":
                item.kind, item.mode = "denial", "denied"
                item.speakers = ("army",) if cast.situation.kind == "operation" else (kind.against,)
                kinds = ("phase", "polarity", "agent") if cast.situation.kind == "attack" else kinds
            case "figure":  # on the day of the first report: later it would be a rising toll
                item.speakers, item.figure = ("rebels", "mayor"), (step.count or 5) * 2 + self.rng.randint(3, 9)
            case "agent":
                item.mode, item.speakers, item.agent = "blamed", ("rebels",), "army"
            case "revised":
                item.mode, item.speakers, item.figure = "corrected", ("hospital",), max(1, (step.count or 5) - 2)
            case "place":
                others = [p for p in self.plot.theatre["towns"] if p != cast.situation.place]
                item.mode, item.place = "misplaced", self.rng.choice(others)
            case _:
                item.day = step.day - timedelta(self.rng.randint(2, 4))
        item.dispute = self._dispute(cast, step, *kinds, optional=optional)
        self._add(item)

    def _families(self, cast: Cast, step: Step) -> None:
        """How many are caught in a siege: it grows, and the mayor and the aid agency differ on the same day."""
        count, day = self.rng.randint(30, 90) * 10, step.day + timedelta(self.rng.randint(1, 4))
        while (step.until is None or day < step.until) and day <= self.plot.end and self.rng.random() < 0.7:
            item = Item(cast, step, "count", day, day, "count", ("mayor",), figure=count, attributed=True)
            if self.rng.random() < CONTESTED:
                item.dispute = self._dispute(cast, step, "figure")
                other = replace(item, figure=count * 2 + 50, speakers=("aid",), true=False, side=1, kind="wrong")
                self._add(other)
            self._add(item)
            count += self.rng.randint(4, 20) * 10
            day += timedelta(self.rng.randint(4, 9))

    def _first_times(self) -> None:
        """A second attack on a town that somebody calls the first."""
        attacks = [c for c in self.plot.casts if c.situation.kind == "attack"]
        for earlier in attacks:
            for later in attacks:
                same = later.situation.family == earlier.situation.family and later is not earlier
                if same and later.situation.steps and earlier.situation.steps[0].day < later.situation.steps[0].day:
                    step = later.situation.steps[0]
                    id = self._dispute(earlier, earlier.situation.steps[0], "firstness")
                    item = Item(later, step, "first", step.day, step.day + timedelta(1), "step", ("army", "mayor"))
                    item.dispute, item.side, item.figure = id, 1, step.count
                    self._add(item)

    def _flight_news(self, cast: Cast, speakers: tuple[str, ...]) -> None:
        """The spokesman declines to say, somebody says it is so; later it is told as new, "for the first time"."""
        silent, begun = cast.situation.steps[:2]
        self._add(Item(cast, silent, "undisclosed", silent.day, silent.day, speakers=("army", "ally")))
        if self.rng.random() < 0.7:
            id = self._dispute(cast, begun, "firstness", "phase", "time")
            said = silent.day + timedelta(self.rng.randint(0, 2))
            self._add(
                Item(
                    cast,
                    silent,
                    "ongoing",
                    said,
                    said,
                    "step",
                    ("ally_anon", "army_anon"),
                    id,
                    attributed=True,
                    true=False,
                )
            )
            self._add(Item(cast, begun, "first", begun.day, begun.day, speakers=speakers, dispute=id, side=1))


CONTESTED = 0.6
"""How often a way of contesting a step that could be is taken."""
_TIMED = ("attack", "ceasefire", "convoy", "exchange", "crossing", "blockade")
"""Kinds that begin and end at one stroke. An offensive or a deployment may well begin on two days, told differently."""
_WAYS: dict[tuple[str, str], tuple[str, ...]] = {
    ("operation", "begun"): ("denied",),
    ("talks", "begun"): ("denied",),
    ("ceasefire", "ended"): ("denied",),
    ("blockade", "begun"): ("denied",),
    ("convoy", "completed"): ("denied", "place"),
    ("attack", "completed"): ("figure", "denied", "agent", "place", "revised"),
}
_DISPUTES: dict[str, tuple[tuple[str, ...], bool]] = {
    "denied": (("phase", "polarity"), False),
    "figure": (("figure",), False),
    "agent": (("agent",), False),
    "place": (("place",), False),
    "time": (("time",), False),
    "revised": (("figure", "revision"), True),
}
"""By what the two sides differ, and whether it is one's own word that is revised."""
