"""The way of a report from who had it first to those who carry it, one step at a time, each with what shows it.

In go the members of a story with what their texts say, out come steps, each giver before its takers. A member has one
giver: whom its text names, else what the texts and dates show, said as what it is. Where nothing shows one there is no
step, and the giver is unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ascribe.contract.stories import DocumentInfo, Mention, Naming, Party, Relation, Step, StepGrade
from ascribe.stories.forms import outlet_key

_WHY: dict[StepGrade, str] = {
    "credit": "its source line names it",
    "dateline": "its dateline names it",
    "byline": "its byline names it",
    "attribution": "its text says that it reports after it",
    "told": "its text says that sources told it",
    "published": "its text says where it was published first",
    "page": "the title line of that outlet's page stands in it, below words of its own",
    "named": "its text names the outlet, which carries the report too",
    "cut": "no words say so: all that it says stands in that text, which says more",
    "wrapped": "no words say so: it holds all of that text and more, and came later",
    "later": "no words say so: it only came later",
}
_PAGE = "no words say so: it is a page of several reports and holds all of that one"
_BY_ITSELF = frozenset({"published", "credit", "page"})
"""Mentions that stand without a member of that name."""
_OWN_TEXT = frozenset({"credit", "dateline", "byline"})
"""Namings that say whose text it is: what such a text reports after is the agency's matter."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """A member of a story, with what it was compared with."""

    info: DocumentInfo
    page: bool
    """It carries several reports: what it names may be another's."""
    beside: str | None
    """The member compared with."""
    relation: Relation
    whole: bool
    """It has all of that member's text."""


def surely_before(a: DocumentInfo, b: DocumentInfo) -> bool:
    """Whether `a` was published before `b`. A date without a time cannot tell which of one day came first."""
    if not a.published_at or not b.published_at:
        return False
    width = min(len(a.published_at), len(b.published_at))
    return a.published_at[:width] < b.published_at[:width]


def named_by_others(own: Sequence[DocumentInfo]) -> str | None:
    """The one member whose outlet others name as where they have it from, and which names no member itself."""
    outlets = _outlets(own)
    takers = {info.document: found for info in own if (found := _named_giver(info, outlets)) is not None}
    givers = {found[0].document: found for found in takers.values() if found[0].document not in takers}
    if len(givers) != 1:
        return None
    ((giver, mention),) = givers.values()
    doubtful = mention.grade == "named" and any(surely_before(info, giver) for info in own)
    return None if doubtful else giver.document


def chain(carriers: Sequence[Carrier]) -> tuple[Step, ...]:
    """Steps of a story. Independent of the order of the members."""
    ordered = sorted(carriers, key=lambda c: (_day(c.info), c.info.document))
    infos = {c.info.document: c.info for c in ordered}
    outlets = _outlets([c.info for c in ordered if not c.page])
    steps: dict[Party, list[Step]] = {}
    giver_of: dict[Party, Party] = {}

    def enter(step: Step) -> bool:
        """Whether the step is one: nobody has a report from himself, or from two."""
        at: Party | None = step.giver
        while at is not None:
            if at == step.taker:
                return False
            at = giver_of.get(at)
        if step.taker in giver_of:
            return False
        giver_of[step.taker] = step.giver
        steps.setdefault(step.giver, []).append(step)
        return True

    speaking = [c.info for c in ordered if not c.page]
    for info in speaking:
        if (step := _from_outlet(info, outlets)) is not None:
            enter(step)
    through = {info.document: giver_of.get(_party(info)) for info in speaking}
    for info in sorted(speaking, key=lambda i: through[i.document] is not None):  # what a giver says itself comes first
        if (step := _from_agency(info, outlets, through[info.document])) is not None:
            enter(step)
    for carrier in ordered:
        if _party(carrier.info) not in giver_of and (found := _without_words(carrier, infos)) is not None:
            enter(found)
    return tuple(_in_order(steps, giver_of, infos))


def _day(info: DocumentInfo) -> tuple[bool, str]:
    return info.published_at is None, info.published_at or ""


def _outlets(own: Sequence[DocumentInfo]) -> dict[str, DocumentInfo]:
    """The first member of each outlet. A page that was taken from another's site is not that outlet's."""
    out: dict[str, DocumentInfo] = {}
    for info in sorted(own, key=lambda i: (_day(i), i.document)):
        if info.outlet and (key := outlet_key(info.outlet)) and not _reposted(info):
            out.setdefault(key, info)
    return out


def _reposted(info: DocumentInfo) -> bool:
    """Whether the outlet that stands behind the document is that of a page whose text somebody else took."""
    own = outlet_key(info.outlet or "")
    return any(m.grade == "page" and outlet_key(m.outlet) == own for m in info.mentions)


def _party(info: DocumentInfo) -> Party:
    outlet = None if _reposted(info) else info.outlet
    return Party("document", outlet, info.document)


def _named_giver(info: DocumentInfo, outlets: dict[str, DocumentInfo]) -> tuple[DocumentInfo, Mention] | None:
    """The member whose outlet this one names, and where. Who came later cannot have been reported after."""
    for mention in info.mentions:
        giver = outlets.get(outlet_key(mention.outlet))
        if giver is None or giver.document == info.document:
            continue
        if mention.grade != "named":
            return giver, mention
        agencys = info.naming is not None and info.naming.grade in _OWN_TEXT
        if not agencys and not surely_before(info, giver):
            return giver, mention
    return None


def _from_outlet(info: DocumentInfo, outlets: dict[str, DocumentInfo]) -> Step | None:
    """From the outlet that the text names: another member, or one that is not in the story."""
    found = _named_giver(info, outlets)
    if found is not None:
        return _said(_party(found[0]), _party(info), found[1])
    for mention in info.mentions:
        if mention.grade in _BY_ITSELF:
            return _said(Party("outlet", mention.outlet), _party(info), mention)
    return None


def _from_agency(info: DocumentInfo, outlets: dict[str, DocumentInfo], through: Party | None) -> Step | None:
    """From the agency that the text names, through the outlet that it has the text from, where that is known. Of a
    member that it only reports after, it does not say where that one has it from."""
    naming = info.naming
    if naming is None:
        return None
    member = outlets.get(outlet_key(naming.agency))
    agency = _party(member) if member else Party("agency", naming.agency)
    if through is not None and not any(m.grade in _BY_ITSELF for m in info.mentions):
        return None
    taker = through or _party(info)
    return None if taker == agency else _said(agency, taker, naming)


def _said(giver: Party, taker: Party, said: Naming | Mention) -> Step:
    return Step(giver, taker, said.grade, _WHY[said.grade], said.text, said.document, said.start, said.end)


def _without_words(carrier: Carrier, infos: dict[str, DocumentInfo]) -> Step | None:
    """From the member it was compared with, where the texts or the dates tell which of the two came of the other."""
    other = infos.get(carrier.beside or "")
    if other is None or other.document == carrier.info.document:
        return None
    later, sooner = surely_before(other, carrier.info), surely_before(carrier.info, other)
    grade: StepGrade
    if sooner:
        return None
    if carrier.page:
        return Step(_party(other), _party(carrier.info), "wrapped", _PAGE) if carrier.whole else None
    if carrier.relation == "abridged":
        grade = "cut"
    elif later and carrier.relation == "extended" and carrier.whole:
        grade = "wrapped"
    elif later:
        grade = "later"
    else:
        return None
    return Step(_party(other), _party(carrier.info), grade, _WHY[grade])


def _in_order(
    steps: dict[Party, list[Step]], giver_of: dict[Party, Party], infos: dict[str, DocumentInfo]
) -> list[Step]:
    """Steps from the first givers on, by depth."""

    def place(party: Party) -> tuple[object, ...]:
        info = infos.get(party.document or "")
        return (_day(info) if info else (False, ""), party.kind, party.name or "", party.document or "")

    level = sorted((giver for giver in steps if giver not in giver_of), key=place)
    out: list[Step] = []
    while level:
        made = [s for giver in level for s in sorted(steps.get(giver, []), key=lambda s: place(s.taker))]
        out += made
        level = [step.taker for step in made]
    return out
