"""From a document's sentences to its claims: what the claims stage found, with places, times and actors looked up.

In: a document and the reader's sentences. Out: claims in the order of the text, every cell filled that can be. Here,
because a place or a time means one thing for the whole document and is decided with all of it in view.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ascribe.claims.drafts import Draft, TimeHint
from ascribe.claims.extract import draft_claims
from ascribe.claims.lending import lend
from ascribe.claims.timex import find_times
from ascribe.contract.claims import ActorCell, Claim, Phase, PlaceCell, SourceChain, SourceLink, Tense, TimeCell
from ascribe.contract.documents import BlockKind, Document, Span
from ascribe.contract.sentences import Sentence
from ascribe.resolution import places as place_resolution
from ascribe.resolution.actors import ActorList, builtin, resolve_actor, speaks_for
from ascribe.resolution.places import Weighed, place_cell, weigh_places
from ascribe.resolution.times import Anchor, advance, resolve_time
from ascribe.resolution.times import Mention as TimeMention


def extract(document: Document, sentences: Sequence[Sentence], actors: ActorList | None = None) -> list[Claim]:
    """The claims of a document. Depends on the document alone, so that the same report always gives the same claims."""
    return resolved(document, sentences, draft_claims(document, sentences), actors or builtin())


def resolved(
    document: Document, sentences: Sequence[Sentence], drafts: Sequence[Draft], actors: ActorList
) -> list[Claim]:
    """The claims of all drafts of a document, in their order."""
    found = weighed_places(document, sentences, drafts)
    places = _pointed_to({span: cell for span, (cell, _) in found.items()}, drafts)
    times = Timeline(document, drafts)
    claims = [
        replace(
            draft.claim,
            time=times.cell(draft),
            places=_distinct(tuple(places.get((p.start, p.end), p) for p in draft.claim.places), draft.claim.places),
            agents=tuple(_actor(a, actors) for a in draft.claim.agents),
            targets=tuple(_actor(t, actors) for t in draft.claim.targets),
            sources=tuple(_chain(c, actors) for c in draft.claim.sources),
        )
        for draft in drafts
    ]
    return lend(sentences, drafts, claims, publication_day(document))


# -- actors


def _actor(cell: ActorCell, actors: ActorList) -> ActorCell:
    found = resolve_actor(cell.text, cell.name, actors)
    return replace(cell, name=found.name, actor=found.code) if found else cell


def _chain(chain: SourceChain, actors: ActorList) -> SourceChain:
    return tuple(_link(link, actors) for link in chain)


def _link(link: SourceLink, actors: ActorList) -> SourceLink:
    if link.anonymous:
        return link
    found = resolve_actor(link.text, link.name, actors)
    if found:
        return replace(link, name=found.name, actor=found.code)
    return replace(link, actor=speaks_for(link.text)) if link.kind == "organisation" else link


# -- places

POINTED_OVER = 200
"""Characters between a place and the "there" that means it: about a sentence."""
NARROW = frozenset({"facility", "city", "district"})
"""Precision of what "there" can mean; the country named last is mostly somebody's."""


def weighed_places(
    document: Document, sentences: Sequence[Sentence], drafts: Sequence[Draft]
) -> dict[tuple[int, int], tuple[PlaceCell, Weighed]]:
    """Resolved cells by span, with what was weighed; the relation is that of the claim and is put back by
    `_distinct`. All places that the reader found count as context."""
    spans = sorted({(p.start, p.end) for d in drafts for p in d.claim.places})
    if not spans:
        return {}
    mentions = [place_resolution.Mention(a, b) for a, b in sorted({*spans, *_named_places(sentences, spans)})]
    out = {}
    for w in weigh_places(document.text, mentions):
        a, b = w.resolved.mention.start, w.resolved.mention.end
        out[a, b] = place_cell(w.resolved, document.text[a:b], a, b), w
    return out


def _pointed_to(cells: dict[tuple[int, int], PlaceCell], drafts: Sequence[Draft]) -> dict[tuple[int, int], PlaceCell]:
    """ "there" is the town that was named last, where something happens in it; else it stays without a name."""
    of_events = {(p.start, p.end) for d in drafts for p in d.claim.places}
    out, last = {}, None
    for span in sorted(cells):
        cell = cells[span]
        if cell.text.lower() != "there":
            last = cell if span in of_events and cell.precision in NARROW else None
        elif last is not None and cell.start - last.end <= POINTED_OVER:
            cell = replace(last, text=cell.text, start=cell.start, end=cell.end)
        out[span] = cell
    return out


def _named_places(sentences: Sequence[Sentence], taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Places by the reader's names, those left out that the claims have in other words ("the town of Mada")."""
    k = 0
    for sentence in sentences:
        for entity in sentence.parse.entities:
            start, end = sentence.start + entity.start, sentence.start + entity.end
            while k < len(taken) and taken[k][1] <= start:
                k += 1
            if entity.label == "LOC" and (k == len(taken) or taken[k][0] >= end):
                yield start, end


def _distinct(resolved: tuple[PlaceCell, ...], given: tuple[PlaceCell, ...]) -> tuple[PlaceCell, ...]:
    """Each place once, with the relation and the implication that the claim gave it."""
    out: dict[tuple[int, int], PlaceCell] = {}
    for cell, before in zip(resolved, given, strict=True):
        out.setdefault((cell.start, cell.end), replace(cell, relation=before.relation, implied=before.implied))
    return tuple(out.values())


# -- times

SPOKEN_LATELY = timedelta(days=8)
"""Before publication: how long ago a speech can be that a report goes on quoting in another sentence."""
WITHIN_A_DAY = frozenset({"second", "minute", "hour", "day"})


def publication_day(document: Document) -> date | None:
    """The day of publication, where it is known."""
    published = document.metadata.published_at
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _dateline_day(document: Document, published: date | None) -> date | None:
    """The date that stands in a dateline ("GENEVA, 3 March -")."""
    for block in document.blocks:
        if block.kind is BlockKind.DATELINE:
            text = document.text[block.start : block.end]
            for expression in find_times(text):
                cell = resolve_time(TimeMention(expression), Anchor(published))
                if cell.start and cell.start == cell.end:
                    return cell.start
    return None


class Timeline:
    """What the time expressions of a document count from, and the times of its drafts."""

    def __init__(self, document: Document, drafts: Sequence[Draft]) -> None:
        published = publication_day(document)
        anchor = self._start = Anchor(published, _dateline_day(document, published))
        self._before: dict[tuple[int, int], Anchor] = {}
        sentences = {d.sentence: d for d in drafts}
        for index in sorted(sentences):
            for hint in sentences[index].prose_times:
                self._before[hint.base, hint.expression.start] = anchor
                mention = _mention(hint)
                anchor = advance(anchor, mention, resolve_time(mention, anchor))

    def anchor(self, hint: TimeHint) -> Anchor:
        """What an expression counts from, where it stands."""
        return self._before.get((hint.base, hint.expression.start), self._start)

    def cell(self, draft: Draft) -> TimeCell:
        """The time of a draft: told of the event, of the clause that it hangs on, or of the speech that reports it."""
        hint = draft.when or draft.inherited
        if hint is not None:
            cell = self._resolved(hint)
            if self._is_ahead(cell, draft, hint):
                return TimeCell()
            return cell if draft.when else replace(cell, basis="inherited")
        return _spoken(self._resolved(draft.spoken), draft, self._start.day) if draft.spoken else TimeCell()

    def _is_ahead(self, cell: TimeCell, draft: Draft, hint: TimeHint) -> bool:
        """Of what is told as done, a day after publication: it belongs to something else in the sentence."""
        done = draft.claim.phase is Phase.COMPLETED and draft.claim.tense is hint.tense is Tense.PAST
        day = self._start.day
        return done and day is not None and cell.start is not None and cell.start > day

    def _resolved(self, hint: TimeHint) -> TimeCell:
        return resolve_time(_mention(hint), self.anchor(hint))


def _spoken(cell: TimeCell, draft: Draft, written: date | None) -> TimeCell:
    """The time of a speech act as that of the state it tells of."""
    if cell.start is None:
        return TimeCell()
    sentence = draft.claim.sentence
    outside = cell.span is None or not Span(sentence.start, sentence.end).holds(cell.span)
    lately = written is not None and cell.start >= written - SPOKEN_LATELY
    if outside and not (lately and cell.precision in WITHIN_A_DAY):
        return TimeCell()  # what somebody said last year, a report goes on with in words of today
    return replace(cell, basis="speech", implied=outside)


def _mention(hint: TimeHint) -> TimeMention:
    return TimeMention(hint.expression, hint.base, hint.tense, hint.perfect)
