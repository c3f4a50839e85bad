"""From the sentences of a document to its claims, with every cell but those that a gazetteer or a calendar fills.

In: a document and its sentences. Out: drafts in the order of the text. Here, because events, roles, course,
attribution, figures and times are found by modules of their own and put together once.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from ascribe.claims.attribution import Attribution, Attributions, read_voices
from ascribe.claims.axes import Axes, apply_stance
from ascribe.claims.carrying import FoundEvent
from ascribe.claims.confidence import confidence
from ascribe.claims.counting import counted, in_amounts
from ascribe.claims.course import CourseReader
from ascribe.claims.coursewords import course_words
from ascribe.claims.drafts import Draft, TimeHint, Trace
from ascribe.claims.events import find_events
from ascribe.claims.figures import FoundFigure, find_figures
from ascribe.claims.headings import headlined
from ascribe.claims.mending import mended
from ascribe.claims.names import spread_names
from ascribe.claims.phrases import whole_phrase
from ascribe.claims.roles import RoleReader, Roles
from ascribe.claims.schedule import Schedule
from ascribe.claims.sharing import links
from ascribe.claims.timeshapes import TimeExpression, TimexType
from ascribe.claims.timex import find_times
from ascribe.claims.trees import Tree
from ascribe.claims.whens import SCHEDULING, WhenReader, has_gone_on, shared_time, tells_when
from ascribe.claims.whereabouts import FACILITIES, Where, WhereReader, in_words
from ascribe.claims.worth import is_claim
from ascribe.contract.claims import (
    ActorCell,
    Claim,
    Figure,
    Phase,
    PlaceCell,
    Polarity,
    SourceChain,
    Stance,
    Tense,
    TextCell,
)
from ascribe.contract.documents import BlockKind, Document, Span
from ascribe.contract.sentences import Sentence
from ascribe.identity import digest

MOST_CLAIMS = 60
"""Claims of one sentence; a list of two thousand names makes no more."""
TOLD = frozenset({"say", "warn", "threaten", "promise", "accuse", "demand", "propose", "deny", "call", "request"})
"""Classes of reporting words that, as events, are known from whoever says them."""
SAID = frozenset({"VBD", "VBZ", "VBP", "VBN"})
"""Forms of a verb that has been said: "threatening a strike" and "to announce it" tell of it."""
SHARING_ROUNDS = 2
"""A place goes through one event to a second ("launched an offensive to retake the port"), rarely farther."""


@dataclass(frozen=True, slots=True)
class Event:
    """A found event with all that its sentence tells of it."""

    found: FoundEvent
    axes: Axes
    roles: Roles
    places: tuple[Where, ...]
    time: TimeExpression | None
    own_time: bool = True
    """False: the time hangs on another event of the sentence."""


class SentenceReader:
    """Makes the drafts of one sentence."""

    def __init__(self, document: Document, index: int, sentence: Sentence, voices: Attributions) -> None:
        self.document = document
        self.index = index
        self.sentence = sentence
        self.voices = voices
        self.coreference = voices.coreference
        self.tree = Tree(sentence)
        self.where = WhereReader(self.tree)
        self.times = find_times(sentence.text, sentence.tokens)
        headline = document.blocks[sentence.block].kind is BlockKind.HEADLINE
        schedule = Schedule(self.tree, self.times, self.spoken_tokens(), headline)
        self.course = CourseReader(self.tree, headline, schedule)
        self.told_when: dict[int, TimeExpression] = {}
        """Times of events by their triggers: saying can be one ("announced on Monday that it was leaving")."""
        self.figures = find_figures(sentence, self.times)
        reasons = {link.reason for a in voices for chain in a.chains for link in chain if link.reason}
        at = ((sentence.text.find(r), r) for r in reasons)
        self.reasons = [Span(sentence.start + k, sentence.start + k + len(r)) for k, r in at if k >= 0]

    def drafts(self) -> list[Draft]:
        cues = {a.cue.token: a.is_event for a in self.voices if a.cue.sentence == self.index}
        amounts = in_amounts(self.tree, self.figures)
        founds = [f for f in find_events(self.tree, cues)[:MOST_CLAIMS] if f.trigger not in amounts]
        founds = [f for f in founds if not self.explains_anonymity(f)]
        if not founds:
            return []
        roles = RoleReader(self.tree)
        founds = [roles.armed(f, roles.roles(f)) for f in founds]
        taking_part = {f: roles.roles(f) for f in founds}
        places = self.where.places(founds)
        carrying = {f.trigger for f in founds if f.trigger != f.event}
        caption = self.document.blocks[self.sentence.block].kind is BlockKind.CAPTION
        when = WhenReader(self.tree, self.times, self.spoken_tokens(carrying), caption=caption).times_of(founds)
        self.told_when = {f.trigger: t for f, t in when.items()}
        figures = counted(self.tree, self.figures, founds, taking_part)
        headline = self.document.blocks[self.sentence.block].kind is BlockKind.HEADLINE or self.tree.is_headline()
        events: dict[FoundEvent, Event] = {}
        for f in founds:
            axes = self.course.axes(f)
            part = taking_part[f]
            anchored = bool(part.agents or part.targets or places.get(f) or when.get(f))
            if not is_claim(self.tree, f, axes, headline, anchored):
                continue
            events[f] = Event(f, axes, taking_part[f], tuple(places.get(f, ())), when.get(f))
        prose = tuple(TimeHint(t, self.sentence.start, Tense.NONE) for t in self.times)
        return [
            self.draft(event, events[key], figures.get(key, []), prose) for key, event in self.shared(events).items()
        ]

    def explains_anonymity(self, f: FoundEvent) -> bool:
        """ "because he was not authorised to speak" is told of the source and not of the situation."""
        here = self.sentence.span(f.trigger)
        return any(here.overlaps(span) for span in self.reasons)

    # -- times

    def spoken_tokens(self, carrying: Collection[int] = ()) -> frozenset[int]:
        """Tokens of times that say when somebody spoke, and not when it happened. `carrying`: verbs by whose saying it
        happens ("declared the siege over on Friday")."""
        out: set[int] = set()
        for a in self.voices:
            if a.cue.sentence == self.index and a.speech_time and not a.is_event and a.cue.token not in carrying:
                out.update(range(a.speech_time[0], a.speech_time[1] + 1))
        return frozenset(out)

    def spoken_hint(self, f: FoundEvent, covering: Sequence[Attribution], axes: Axes) -> TimeHint | None:
        """The time of the speech act, for a state that the speaker tells of as present."""
        unsaid = axes.polarity is Polarity.UNDISCLOSED and axes.tense is not Tense.PAST
        present = axes.tense is Tense.PRESENT or unsaid or axes.as_of_speech
        ahead = axes.planned and axes.phase is not Phase.PENDING
        if not present or ahead or axes.phase in (Phase.COMPLETED, Phase.PLANNED):
            return None
        told = next((a for a in reversed(covering) if a.speech_time is not None and a.gives_source), None)
        if told is not None:
            return self.said_at(told)
        for a in reversed(covering):
            if a.gives_source and a.cue.sentence == self.index and a.cue.token in self.told_when:
                return TimeHint(self.told_when[a.cue.token], self.sentence.start, Tense.PAST)
        # "those who do not qualify", "to see that it keeps its share": true of more than that day
        cues = {a.cue.token for a in covering if a.cue.sentence == self.index}
        said = list(takewhile(lambda i: i not in cues, (f.trigger, *self.tree.up(f.trigger))))
        known = axes.polarity is not Polarity.UNDISCLOSED
        deep = known and any(self.tree.rel[i] in ("acl", "advcl") for i in said[:-1])
        hint = None if deep else self.said_at(self.voices.dated_elsewhere(covering))
        # a sentence with a time of its own is not told of the day on which others spoke
        own = {t.text.lower() for t in self.times if not t.attributive}
        return hint if hint is not None and own <= {hint.expression.text.lower()} else None

    def said_at(self, a: Attribution | None) -> TimeHint | None:
        """The time expression of a speech act."""
        if a is None or a.speech_time is None:
            return None
        said = self.voices.coreference.sentences[a.cue.sentence]
        start = said.tokens[a.speech_time[0]].start
        end = said.tokens[a.speech_time[1]].end
        times = self.times if a.cue.sentence == self.index else find_times(said.text, said.tokens)
        hit = next(
            (t for t in times if t.start < end and start < t.end and t.type in (TimexType.DATE, TimexType.TIME)),
            None,
        )
        return TimeHint(hit, said.start, Tense.PAST) if hit else None

    # -- what events take from each other

    def shared(self, events: dict[FoundEvent, Event]) -> dict[FoundEvent, Event]:
        """Places, times and doers that the sentence names once for several events."""
        out = dict(events)
        for _ in range(SHARING_ROUNDS):
            for link in links(self.tree, [e.found for e in events.values()]):
                giver, taker = out[link.giver], out[link.taker]
                places = self.where.shareable(giver.places, link.taker)
                place = link.place and places and not taker.places and not in_words(link.taker)
                at_once = giver.axes.planned == taker.axes.planned
                time = link.time and giver.time and not taker.time and at_once and tells_when(giver.time)
                agent = link.agent and giver.roles.agents and not taker.roles.agents
                target = link.target and giver.roles.targets and not taker.roles.targets
                if place or time or agent or target:
                    roles = Roles(
                        giver.roles.agents if agent else taker.roles.agents,
                        giver.roles.targets if target else taker.roles.targets,
                    )
                    out[link.taker] = replace(
                        taker,
                        roles=roles,
                        places=places if place else taker.places,
                        time=shared_time(self.tree, giver.time, link.taker) if time and giver.time else taker.time,
                        own_time=taker.own_time and not time,
                    )
        return out

    # -- putting together

    def text_cell(self, first: int, last: int) -> TextCell:
        span = self.sentence.span(first, last)
        return TextCell(span.of(self.document.text), span.start, span.end)

    def actor(self, head: int) -> ActorCell:
        mention = self.coreference.mention(self.index, head)
        if mention is None:
            cell = self.text_cell(head, head)
            return ActorCell(cell.text, cell.start, cell.end)
        if mention.kind in ("thing", "place") and mention.form == "description":
            # "positions of the army", "part of a village": what it is of tells more than the word
            cell = self.text_cell(mention.first, whole_phrase(self.tree, head, mention.last))
            return ActorCell(cell.text, cell.start, cell.end, name=mention.name)
        name = self.coreference.name_of(self.index, mention.head) or mention.name
        return ActorCell(mention.text, mention.span.start, mention.span.end, name=name)

    def apart(self, roles: Roles) -> Roles:
        """Each participant once: a phrase that stands within another of the same role is told with it."""

        def once(heads: tuple[int, ...], others: tuple[int, ...] = ()) -> tuple[int, ...]:
            cells = {h: self.actor(h) for h in dict.fromkeys((*heads, *others))}
            spans = {h: (c.start, c.end) for h, c in cells.items()}
            return tuple(
                h
                for k, h in enumerate(heads)
                if not any(
                    spans[o][0] <= spans[h][0] and spans[h][1] <= spans[o][1] and (spans[o] != spans[h] or n < k)
                    for n, o in enumerate(heads)
                    if o != h
                )
                and not any(spans[o] == spans[h] for o in others)
            )

        agents = once(roles.agents)
        return Roles(agents, once(roles.targets, agents))

    def place(self, where: Where) -> PlaceCell:
        entity = next((e for e in self.sentence.parse.entities if e.first <= where.token <= e.last), None)
        mention = self.coreference.mention(self.index, where.token) if entity is None else None
        if mention is not None:
            cell = TextCell(mention.text, mention.span.start, mention.span.end)
        else:
            first, last = (entity.first, entity.last) if entity else (where.token, where.token)
            head = self.tree.head(where.token)
            if head == last + 1 and self.tree.rel[where.token] == "compound" and self.tree.lemma[head] in FACILITIES:
                last = head  # "Mada airport"
            cell = self.text_cell(first, last)
        return PlaceCell(cell.text, cell.start, cell.end, relation=where.relation.replace(" ", "_"))

    def event_words(self, found: FoundEvent) -> tuple[int, int]:
        """First and last token of the event: the word, with the words before a noun that say which kind it is."""
        tree, i = self.tree, found.event
        if found.rule == "predicate.state":
            return min([i, *tree.kids(i, "case")]), i  # "in control"
        if not tree.is_noun(i):
            particles = tree.particles(i)
            return (i, particles[0]) if particles and particles[0] == i + 1 else (i, i)
        first = i
        while first > 0:
            before = tree.tokens[first - 1]
            kin = before.head == i or before.head in range(first, i + 1)
            if before.text in ("-", "–") and first > 1 and before.head in range(first - 2, i + 1):
                if tree.is_noun(first - 2) and tree.tokens[first].upos == "VERB":
                    first += 1  # "US-led strikes": who leads is no kind of strike
                    break
                first -= 1
                continue
            if not kin or tree.rel[first - 1] not in ("compound", "amod", "punct") or before.upos in ("PROPN", "PUNCT"):
                break
            first -= 1
        while first < i and tree.tokens[first].upos == "PUNCT":
            first += 1
        return first, i

    def draft(self, event: Event, own: Event, figures: list[FoundFigure], prose: tuple[TimeHint, ...]) -> Draft:
        f, axes, tree, sentence = event.found, event.axes, self.tree, self.sentence
        covering = self.voices.covering(self.index, f.event)
        if f.trigger != f.event and not covering:
            covering = self.voices.covering(self.index, f.trigger)
        bearing = [a for a in covering if self.bears(a, f)]
        others = [a for a in bearing if a.cue.token != f.trigger or a.cue.sentence != self.index]
        hedged = any(self.keeps_distance(a) and self.at_issue(a, f) for a in others)
        # who does not know how they died does not doubt that they did
        doubting = self.course.governors.asks_how(f.trigger)
        stances = [a.stance for a in others if not (doubting and a.stance is Stance.DOUBTS)]
        apply_stance(axes, stances, hedged)
        sources = self.sources(f) if len(bearing) == len(covering) else self.outer(covering, bearing)
        trigger = self.trigger_cell(f, bearing)
        first, last = self.event_words(f)
        event_cell = self.text_cell(first, last)
        roles = self.apart(event.roles)
        agents = tuple(self.actor(a) for a in roles.agents)
        targets = tuple(self.actor(t) for t in roles.targets)
        places = tuple(self.place(w) for w in event.places)
        block = self.document.blocks[sentence.block].kind
        spans = [*((a.start, a.end) for a in (*agents, *targets)), *((p.start, p.end) for p in places)]
        claim = Claim(
            id=digest(
                "claim",
                self.document.id,
                sentence.start,
                sentence.text,
                event_cell.start,
                event_cell.end,
                trigger.start,
                repr(spans),
            ),
            document=self.document.id,
            revision=self.document.revision,
            block=block,
            sentence=TextCell(sentence.text, sentence.start, sentence.end),
            trigger=trigger,
            event=event_cell,
            event_lemma=" ".join(tree.lemma[i] for i in range(first, last + 1) if tree.tokens[i].upos != "PUNCT"),
            event_type=f.sense.type if f.sense else None,
            mode=f.sense.mode if f.sense else None,
            contexts=f.sense.contexts if f.sense else (),
            agents=agents,
            targets=targets,
            places=places,
            phase=axes.phase,
            polarity=axes.polarity,
            certainty=axes.certainty,
            tense=axes.tense,
            condition=self.text_cell(*axes.condition) if axes.condition else None,
            factuality=axes.factuality,
            figures=tuple(self.figure(x) for x in figures),
            sources=sources,
            rules=(f.rule, *dict.fromkeys(axes.rules), *dict.fromkeys(a.rule for a in covering)),
            confidence=confidence(tree, f, axes, roles, event.places, sources),
        )
        tense = (
            Tense.FUTURE
            if axes.planned or axes.tense is Tense.FUTURE or axes.phase is Phase.PLANNED
            else Tense.PAST
            if axes.tense is not Tense.PRESENT
            else Tense.PRESENT
        )
        tense = Tense.FUTURE if self.tree.lemma[f.trigger] in SCHEDULING else tense
        perfect = has_gone_on(self.tree, f.trigger)
        hint = TimeHint(event.time, sentence.start, tense, perfect) if event.time else None
        return Draft(
            claim,
            self.index,
            hint if event.own_time else None,
            None if event.own_time else hint,
            self.spoken_hint(f, covering, axes),
            prose,
            Trace(
                sentence,
                f,
                roles,
                own.roles,
                event.places,
                own.places,
                tuple(figures),
                tuple(covering),
                self.voices,
            ),
        )

    def bears(self, a: Attribution, f: FoundEvent) -> bool:
        """Whether what the source does with its content reaches the event: who denies a raid "after the vote" does not
        deny the vote."""
        return a.stance not in (Stance.DECLINES, Stance.DENIES) or self.at_issue(a, f)

    def keeps_distance(self, a: Attribution) -> bool:
        """Whether the word of reporting hedges ("claimed that"); "claimed responsibility for the attack" does not."""
        if a.cue.lemma not in course_words().modality["hedging"]:
            return False
        objects = self.tree.kids(a.cue.token, "obj") if a.cue.sentence == self.index else []
        return not any(self.tree.lemma[o] in ("responsibility", "credit") for o in objects)

    def at_issue(self, a: Attribution, f: FoundEvent) -> bool:
        content = next((tokens for at, tokens in a.content if at == self.index), frozenset())
        return self.course.governors.at_issue(f.event, content)

    def trigger_cell(self, f: FoundEvent, covering: Sequence[Attribution]) -> TextCell:
        """The word that carries phase and factuality: where somebody declines to say, the declining."""
        for a in covering:
            if a.stance is Stance.DECLINES and a.cue.sentence == self.index:
                return TextCell(a.cue.text, a.cue.span.start, a.cue.span.end)
        return self.text_cell(f.trigger, f.trigger)

    def sources(self, f: FoundEvent) -> tuple[SourceChain, ...]:
        """Who says so. An event of saying ("warned") is said by its own speaker."""
        chains = self.voices.chains_at(self.index, f.event) or self.voices.chains_at(self.index, f.trigger)
        if not chains:
            # "issued a warning" as "warned"
            cue = self.voices.cue_at(self.index, f.event)
            said = self.tree.tokens[f.trigger].xpos in SAID
            told = cue is not None and cue.gives_source and cue.category in TOLD and cue.rule != "not-telling"
            if cue is not None and told and said:
                # who denies does not deny that he does
                chains = tuple((*c[:-1], replace(c[-1], stance=Stance.ASSERTS)) for c in cue.chains)
        return chains

    def outer(self, covering: Sequence[Attribution], bearing: Sequence[Attribution]) -> tuple[SourceChain, ...]:
        """What a denial takes for granted is told by whoever tells of the denial: the reporter, or the speaker about
        it; who denies in the first person tells it himself."""
        told = [a for a in takewhile(lambda a: a in bearing, covering) if a.gives_source and a.chains]
        return self.voices.chained(told, self.index)

    def figure(self, found: FoundFigure) -> Figure:
        return found.figure(self.sentence.start)


def draft_claims(document: Document, sentences: Sequence[Sentence]) -> list[Draft]:
    """All claims of a document, unresolved, in the order of the text. `sentences` are the reader's for this
    document."""
    sentences = [mended(s) for s in spread_names(sentences)]
    heads = {i for i, b in enumerate(document.blocks) if b.kind is BlockKind.HEADLINE}
    sentences = [headlined(s) if s.block in heads else s for s in sentences]
    voices = read_voices(document, sentences)
    out: list[Draft] = []
    seen: set[str] = set()
    for index, sentence in enumerate(sentences):
        if index in voices.asked:
            continue
        for draft in SentenceReader(document, index, sentence, voices).drafts():
            if draft.claim.id not in seen:
                seen.add(draft.claim.id)
                out.append(draft)
    return out
