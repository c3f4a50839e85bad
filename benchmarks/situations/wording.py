"""News into sentences: templates filled with names, days and speakers as a reporter would put them on that day.

In goes an item of news and the report that it stands in, out comes a sentence with the words that tell it marked, and
what the sentence tells of the time.
"""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from .plots import Cast, Item, Theatre
from .truth import Interval

Templates = dict[str, Any]


def templates(name: str = "templates") -> Templates:
    """What the reports say, as one of the files beside this one has it."""
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text("utf-8"))


MARK = re.compile("([\x01\x03])(.*?)\x02")
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()
_PLURAL = {"has": "have", "is": "are", "was": "were", "continues": "continue", "remains": "remain", "goes": "go"}
_PLURAL |= {
    "wants": "want",
    "plans": "plan",
    "shows": "show",
    "its": "their",
    "denies": "deny",
    "imposes": "impose",
    "asks": "ask",
}
_PLURAL |= {"turns": "turn", "agrees": "agree", "threatens": "threaten", "lifts": "lift", "offers": "offer"}
_PLURAL |= {"intends": "intend", "withdraws": "withdraw", "prepares": "prepare", "says": "say"}
_PAST = {"has": "had", "have": "had", "is": "was", "are": "were", "was": "had been", "were": "had been"}
_PAST |= {"continues": "continued", "continue": "continued"}
_SHIFTED = (1, 4, 5, 6)
"""Frames of reported speech in which a present becomes a past."""
_PERFECT = re.compile(r"\b(?:has|have)\b|~has~")
_SMALL = "zero one two three four five six seven eight nine ten".split()


@dataclass(frozen=True, slots=True)
class Speaker:
    full: str
    """As named at this place: with the office at the first mention, by the last name later."""

    @property
    def comma(self) -> str:
        """What closes an apposition before a verb."""
        return "," if "," in self.full and not self.full.endswith(",") else ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """With the telling words between \\x01 and \\x02, those of an earlier step between \\x03 and \\x02."""

    text: str
    since: Interval
    """When it became so, as far as it says."""
    speaker: str | None
    earlier: tuple[Item, Interval] | None = None
    """The step before, where the sentence tells it too."""


@dataclass(slots=True)
class Page:
    """What a report has said already, and how its outlet writes."""

    published: date
    american: bool = False
    undated: bool = False
    named: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    """Templates: a report does not say a thing twice in the same words."""


class Writer:
    """Words for one world."""

    def __init__(self, theatre: Theatre, rng: random.Random, templates: Templates) -> None:
        self.theatre = theatre
        self.templates = templates
        self.rng = rng
        self.people: list[str] = theatre["people"]
        self.aid = rng.choice(("the Red Cross", "the World Food Programme", "the aid group Open Hands"))
        self.workers = {"far": rng.sample(("+dock workers", "+teachers", "+nurses", "+miners", "+lorry drivers"), 5)}

    # -- names

    def party(self, role: str, cast: Cast, page: Page, short: bool | None = None) -> tuple[str, bool]:
        """A name for a party, and whether it is plural: in full first, then short."""
        if role == "aid_agency":
            return self.aid, False
        if role == "workers":
            found = self.workers["far"][sum(map(ord, cast.situation.id)) % 5]
        elif short or (short is None and role in page.named):
            found = self.rng.choice(self.theatre[role]["short"])
        else:
            found = self.rng.choice(self.theatre[role]["full"])
        page.named.add(role)
        return found.removeprefix("+"), found.startswith("+")

    def adjective(self, role: str) -> str:
        names = self.theatre.get(role, {})
        return str(names.get("demonym", self.theatre["demonym"]))

    def speaker(self, role: str, cast: Cast, page: Page) -> Speaker:
        place = cast.situation.place
        people, t = self.people, self.theatre
        rebels = t["rebels"]["full"][0]
        named = {
            "army": (people[0], f"Col. {people[0]}, a spokesman for the army", f"army spokesman Col. {people[0]}"),
            "rebels": (
                people[1],
                f"{people[1]}, a spokesman for {rebels}",
                f"{rebels.removeprefix('the ')} spokesman {people[1]}",
            ),
            "minister": (
                people[2],
                f"Defence Minister {people[2]}",
                f"{people[2]}, the {t['demonym']} defence minister",
            ),
            "mediator": (people[3], f"UN mediator {people[3]}", f"{people[3]}, who mediates for the United Nations"),
            "aid": (
                people[4],
                f"{people[4]}, who heads the {t['country']} office of {self.aid}",
                f"{people[4]} of {self.aid}",
            ),
            "ally": (
                people[8],
                f"{t['ally']['demonym']} Foreign Minister {people[8]}",
                f"{people[8]}, the {t['ally']['demonym']} foreign minister",
            ),
            "donor": (
                people[9],
                f"{t['donor']['demonym']} Development Minister {people[9]}",
                f"{people[9]}, the {t['donor']['demonym']} ambassador",
            ),
            "neighbour": (
                people[10],
                f"{people[10]}, a spokesman for {t['neighbour']['demonym']} customs",
                f"{t['neighbour']['demonym']} government spokesman {people[10]}",
            ),
            "union": (people[5], f"union leader {people[5]}", f"{people[5]}, who leads the union"),
        }
        if role in named:
            name, *full = named[role]
            known = f"speaker {role}" in page.named
            page.named.add(f"speaker {role}")
            return Speaker(name.split()[-1] if known else self.rng.choice(full))
        ally, donor = t["ally"]["demonym"], t["donor"]["demonym"]
        others: dict[str, tuple[str, ...]] = {
            "mayor": (f"the mayor of {place}", f"+officials in {place}", f"the town council of {place}"),
            "resident": (f"+residents of {place}", f"a teacher in {place}", "+people who fled the town"),
            "hospital": (f"a doctor at the hospital in {place}", "+hospital officials", f"+medical staff in {place}"),
            "trader": (f"+traders in {place}", f"a driver who had turned back at {place}"),
            "army_anon": (
                "a senior army officer who was not authorised to speak to the press",
                "a senior army officer",
            ),
            "minister_anon": ("a government official, speaking on condition of anonymity,", "two government officials"),
            "ally_anon": (f"a {ally} official who asked not to be named", f"two {ally} diplomats"),
            "donor_anon": (f"a {donor} diplomat", f"a {donor} official who asked not to be identified"),
            "aid_anon": ("an aid worker with knowledge of the plans", "+aid workers in the region"),
        }
        found = self.rng.choice(others[role])
        return Speaker(found.removeprefix("+"))

    # -- times

    def print_day(self, day: date, page: Page) -> str:
        month = _MONTHS[day.month - 1]
        return f"{month} {day.day}" if page.american else f"{day.day} {month}"

    def when(self, day: date, page: Page, exact: bool = False, recap: bool = False) -> tuple[str, Interval]:
        """How the report says that it was on `day`, with a blank before, and the days that this can mean."""
        gap = (page.published - day).days
        unknown: Interval = (None, page.published)
        single: Interval = (day, day)
        weekday = _DAYS[day.weekday()]
        ways: list[tuple[str, Interval]] = [(f" on {self.print_day(day, page)}", single)]
        if page.undated:
            return ways[0]
        if 0 <= gap <= 6:
            ways = [(f" on {weekday}", single)] * 4 + [
                (f" late on {weekday}", single),
                (f" on {weekday} morning", single),
            ]
            if gap == 1:
                ways.append((" yesterday", single))
            if gap <= 1 and not recap and not exact:
                ways.append(("", unknown))
            return self.rng.choice(ways)
        if exact:
            return ways[0]
        monday = page.published - timedelta(page.published.weekday())
        if monday - timedelta(7) <= day < monday:
            ways += [(" last week", (monday - timedelta(7), monday - timedelta(1)))] * 2
        if (day.year, day.month) == (page.published.year, page.published.month):
            ways.append((" earlier this month", (day.replace(day=1), page.published - timedelta(1))))
        first = page.published.replace(day=1)
        if (day.year, day.month) == ((first - timedelta(1)).year, (first - timedelta(1)).month):
            month = (first - timedelta(1)).replace(day=1)
            ways += [
                (" last month", (month, first - timedelta(1))),
                (f" in {_MONTHS[day.month - 1]}", (month, first - timedelta(1))),
            ]
        return self.rng.choice(ways)

    def due(self, day: date, page: Page, after_until: bool) -> str:
        """How the report says when it is to be."""
        gap = (day - page.published).days
        exact = self.print_day(day, page)
        bare: list[str] = [exact]
        if not page.undated:
            monday = page.published - timedelta(page.published.weekday()) + timedelta(7)
            if 0 < gap <= 6:
                bare = [_DAYS[day.weekday()]] * 3
            elif monday <= day < monday + timedelta(7):
                bare += ["next week"] * 2
            elif (day.year, day.month) == (page.published.year, page.published.month):
                bare += ["later this month", "the end of the month"] if day.day > 24 else ["later this month"]
            else:
                bare += (
                    [f"{_MONTHS[day.month - 1]}", "next month"]
                    if gap < 45 and day.month != page.published.month
                    else []
                )
        found = self.rng.choice(bare)
        if after_until:
            return found
        if found in ("next week", "next month", "later this month"):
            return found
        return (
            f"at {found}" if found == "the end of the month" else f"in {found}" if found in _MONTHS else f"on {found}"
        )

    # -- sentences

    def number(self, count: int | None) -> str:
        if count is None:
            return "several"
        return _SMALL[count] if count < len(_SMALL) else str(count)

    def tell(
        self,
        item: Item,
        page: Page,
        *,
        recap: bool = False,
        exact: bool = False,
        before: Item | None = None,
        follow: bool = False,
        lead: str = "",
    ) -> Sentence:
        """A sentence for a piece of news, after the words of `lead`, if it does not open with others of the kind.

        `before`: the step before it, told in the same sentence if there is a way. `follow`: the sentence before told
        it, so that it may go on without naming it again.
        """
        kind = item.cast.situation.kind
        pairs = self.templates["pairs"].get(f"{kind}.{before.mode}.{item.mode}", ()) if before else ()
        going_on = self.templates[kind][item.mode].get("follow", ()) if follow else ()
        forms = [("clauses", p) for p in (*pairs, *going_on)] or self._forms(
            self.templates[kind][item.mode], recap, exact
        )
        fresh = [f for f in forms if f[1] not in page.used]
        form, template = self.rng.choice(fresh or forms)
        page.used.add(template)
        attributed = form != "clauses" or item.attributed or (not recap and self.rng.random() < 0.6)
        speaker = None
        if attributed and item.speakers:
            speaker = self.speaker(self.rng.choice(item.speakers), item.cast, page)
        frames = self.templates.get("frames", ())
        frame = self.rng.randrange(len(frames) or 8) if form == "clauses" and speaker else 0
        shifted = bool(frames[frame].get("shift")) if frames and speaker else not frames and frame in _SHIFTED
        clause, since = self._fill(template, item, page, speaker, shifted, recap=recap, exact=exact)
        earlier = None
        if pairs and before:
            phrase, interval = self.when(before.day, page, exact=False, recap=True)
            clause, earlier = clause.replace("{T0}", phrase), (before, interval)
        # today's weekday after the verb of saying: when it was said, not when it was
        said_on = "" if page.undated or self.rng.random() > 0.2 else f" on {_DAYS[page.published.weekday()]}"
        if speaker is None or form == "whole":
            tail = (
                self.rng.choice(self.templates["filler"]["tails"])
                if speaker is None and self.rng.random() < 0.12
                else ""
            )
            text = clause.rstrip(".") + (tail if '"' not in clause else "") + "."
        elif form == "quotes":
            text = self._quoted(clause, speaker, said_on)
        elif frames:
            words = {"c": clause.rstrip("."), "C": upper(clause), "s": speaker.full + speaker.comma, "ts": said_on}
            text = re.sub(r"\{(\w+)\}", lambda m: words[m[1]], frames[frame]["text"]).replace(",.", ".")
        else:
            text = self._framed(clause, speaker, said_on, frame)
        if not text.startswith(('"', "In ", "According")):
            text = lead + text
        return Sentence(upper(text), since, speaker.full if speaker else None, earlier)

    @staticmethod
    def _forms(found: dict[str, list[str]], recap: bool, exact: bool) -> list[tuple[str, str]]:
        forms = [("clauses", c) for c in found.get("clauses", ())]
        if recap:
            # "has asked", "has been cut off since": said of what is over by now, no reader could tell that it is
            return [f for f in forms if "{T}" in f[1] and not _PERFECT.search(f[1])]
        forms += [(name, template) for name in ("whole", "quotes") for template in found.get(name, ())]
        if exact:
            return [f for f in forms if "{T}" in f[1] and f[0] == "clauses"] or forms
        return forms

    def _quoted(self, clause: str, speaker: Speaker, ts: str) -> str:
        s = speaker.full
        return self.rng.choice(
            (
                f'"{upper(clause)}," {s}{speaker.comma} said{ts}.',
                f'{upper(s)}{speaker.comma} told reporters{ts}: "{upper(clause)}."',
                f'"{upper(clause)}," said {s}.',
            )
        )

    def _framed(self, clause: str, speaker: Speaker, ts: str, frame: int) -> str:
        s = speaker.full
        match frame:
            case 0 | 2:
                return f"{clause}, {s}{speaker.comma} said{ts}."
            case 1:
                return f"{s}{speaker.comma} said{ts} that {clause}."
            case 3:
                return (
                    f"According to {s.rstrip(',')}, {clause}."
                    if self.rng.random() < 0.5
                    else f"{clause}, according to {s.rstrip(',')}."
                )
            case 4:
                return f"{s}{speaker.comma} confirmed{ts} that {clause}."
            case 5:
                return f"In a statement, {s}{speaker.comma} said {clause}."
            case 6:
                return f"{s}{speaker.comma} told {self.theatre['agency']} that {clause}."
            case _:
                return f"{clause}, {self.theatre['agency_full']} reported, quoting {s.rstrip(',')}."

    def head(self, item: Item, page: Page) -> str | None:
        heads = self.templates[item.cast.situation.kind][item.mode].get("heads")
        if not heads:
            return None
        named = Page(page.published, page.american, page.undated, set(page.named))  # a headline introduces nobody
        return upper(self._fill(self.rng.choice(heads), item, named, None, False, head=True)[0])

    def _fill(
        self,
        template: str,
        item: Item,
        page: Page,
        speaker: Speaker | None,
        backshift: bool,
        *,
        recap: bool = False,
        exact: bool = False,
        head: bool = False,
    ) -> tuple[str, Interval]:
        cast, t = item.cast, self.theatre
        plural: dict[str, bool] = {}
        words: dict[str, str] = {}
        agent = item.agent or cast.agent
        for slot, role in (("A", agent), ("B", cast.target)):
            if role and f"{{{slot}}}" in template:
                words[slot], plural[slot] = self.party(role, cast, page, True if head else None)
                if head:
                    words[slot] = words[slot].removeprefix("the ")
        words["AC"] = t["ally"]["full"][0] if agent == "ally" else t["country"]
        words["AD"] = self.adjective(agent)
        words["GD"] = t["demonym"]
        words["P"] = cast.situation.place
        words["R"] = t["river"]
        words["X"] = cast.thing
        bare = cast.thing[:1].isdigit() and "million" not in cast.thing
        words["XH"] = cast.thing.split(" ", 1)[-1] if bare else cast.thing
        plural["X"] = cast.thing.split(" ")[0].isdigit() or cast.thing.split(" ")[0] in _SMALL or " and " in cast.thing
        words["C"] = cast.condition
        words["P2"] = item.place or ""
        words["T0"] = "{T0}"
        words["country"] = t["country"]
        words["N"] = self.number(item.figure)
        words["M"] = self.number(item.step.count)
        since: Interval = (None, page.published)
        if "{T}" in template:
            words["T"], since = self.when(item.day, page, exact, recap)
        if item.step.planned_for:
            words["D"] = self.due(item.step.planned_for, page, bool(re.search(r"(until|to|for) \{D\}", template)))
        if "{S}" in template and speaker:
            words["S"] = speaker.full + speaker.comma
        text = re.sub(r"\{([ABX])\} \[(\w+)\|(\w+)\]", lambda m: self._agree(m, plural), template)
        text = re.sub(r"~(\w+)~", lambda m: self._verb(m[1], plural.get("A", False), backshift), text)
        text = re.sub(r"\[(\w+)\|(\w+)\]", lambda m: m[2] if backshift else m[1], text)
        if head and plural.get("A"):
            text = re.sub(r"^\{A\} (\w+)", lambda m: f"{{A}} {_PLURAL.get(m[1], m[1])}", text)
        text = text.replace("<0:", "\x03").replace("<", "\x01").replace(">", "\x02")
        text = re.sub(r"\{(\w+)\}", lambda m: words[m[1]], text)
        return text, since

    @staticmethod
    def _agree(found: re.Match[str], plural: dict[str, bool]) -> str:
        present = _PLURAL.get(found[2], found[2]) if plural.get(found[1]) else found[2]
        past = _PLURAL.get(found[3], found[3]) if plural.get(found[1]) else found[3]
        return f"{{{found[1]}}} [{present}|{past}]"

    @staticmethod
    def _verb(word: str, plural: bool, backshift: bool) -> str:
        now = _PLURAL.get(word, word) if plural else word
        return _PAST.get(now, now) if backshift else now

    def reaction(self, item: Item, page: Page) -> str:
        """Words that tell nothing of any situation."""
        known = self.speaker(self.rng.choice(item.speakers), item.cast, page)
        return upper(
            str(self.rng.choice(self.templates["filler"]["reactions"]))
            .replace("{S}", known.full + known.comma)
            .replace(",.", ".")
        )

    def filler(self, page: Page, background: bool = False) -> str:
        t = self.theatre
        found = self.rng.choice(self.templates["filler"]["background" if background else "sentences"])
        words = {"country": t["country"], "capital": t["capital"], "R": t["river"], "Rebels": t["rebels"]["full"][0]}
        return upper(re.sub(r"\{(\w+)\}", lambda m: words[m[1]], found))


def upper(text: str) -> str:
    at = 1 if text[:1] in '\x01\x03"' else 0
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def unmark(text: str) -> tuple[str, list[tuple[int, int, bool]]]:
    """The text without marks, where the marked words are in it, and whether they tell of an earlier step."""
    spans = []
    out = ""
    at = 0
    for found in MARK.finditer(text):
        out += text[at : found.start()]
        spans.append((len(out), len(out) + len(found[2]), found[1] == "\x03"))
        out += found[2]
        at = found.end()
    return out + text[at:], spans
