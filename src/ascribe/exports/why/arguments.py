"""Why a claim has its agents, targets, places, time and figures: the way through the tree, then what was looked up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ascribe.claims.drafts import Draft, TimeHint, Trace
from ascribe.claims.trees import Tree
from ascribe.claims.whereabouts import Where
from ascribe.exports.why.events import cell
from ascribe.exports.why.paths import Step, in_words, path
from ascribe.resolution.actors import ActorList, resolve_actor
from ascribe.resolution.extract import Timeline
from ascribe.resolution.gazetteer import Gazetteer
from ascribe.resolution.place_scores import WEIGHTS, Option
from ascribe.resolution.places import Weighed
from ascribe.resolution.times import Anchor

Json = dict[str, Any]

REASONS = {
    "no_expression": "no time expression belongs to the event",
    "undated_document": "it counts from the day of publication, and the document has none",
    "vague": "the words name no day, week or month",
    "unanchored": "it counts from a time that is not told",
    "recurring": "it is told of a recurrence",
    "unparsed": "there is no such day, or it can be two",
}
_AGAINST = ("not in ", "elsewhere")
"""How reasons begin that count against a place."""
CANDIDATES = 4
"""Places shown of those that bear the name."""
_SINGLE = {
    "nsubj": "role.subject",
    "nsubj:pass": "role.passive_subject",
    "obj": "role.object",
    "iobj": "role.recipient",
    "obl:agent": "role.by",
    "nmod:poss": "role.owner",
    "amod": "role.word_before",
    "compound": "role.word_before",
    "nmod": "role.preposition",
    "obl": "role.preposition",
    "nmod:desc": "role.word_before",
}


@dataclass(frozen=True, slots=True)
class Looked:
    """What the cells of a document were looked up in."""

    text: str
    actors: ActorList
    places: Mapping[tuple[int, int], Weighed]
    times: Timeline


def role_cells(item: Json, trace: Trace, looked: Looked) -> Iterator[Json]:
    """Agents and targets."""
    tree = Tree(trace.sentence)
    for name, heads, own in (
        ("agents", trace.roles.agents, trace.own_roles.agents),
        ("targets", trace.roles.targets, trace.own_roles.targets),
    ):
        for found in item[name] if not heads else ():
            reading = [f"in the document it is called “{found['name']}”"] if found["name"] else []
            yield cell(name[:-1], found["name"] or found["text"], found, _lent(item, name[:-1]), reading, [])
        for found, head in zip(item[name], heads, strict=False):
            rule, way = _role(tree, trace, head, head in own)
            yield cell(
                name[:-1], found["name"] or found["text"], found, rule, [way, *_who(found, trace, head, looked)], []
            )


def _lent(item: Json, name: str) -> str:
    """The rule by which a cell was taken from another sentence."""
    return next((rule for rule in item["rules"] if rule.startswith(f"{name}.")), f"{name}.same_event")


def _role(tree: Tree, trace: Trace, head: int, own: bool) -> tuple[str, str]:
    """The rule's name, by the way from the event's words to the head of the cell."""
    words = dict.fromkeys((trace.found.event, trace.found.trigger))
    anchor = min(words, key=lambda w: len(path(tree, head, w)) or 99)
    steps = path(tree, head, anchor)
    way = in_words(tree, head, anchor)
    if not own:
        return "role.shared", way
    rule = "role.path"
    if len(steps) == 1:
        rule = _one_step(tree, steps[0])
    elif steps and tree.rel[head] == "conj" and steps[0].rising:
        rule = "role.coordinated"
    elif steps and all(s.rising for s in steps[:1]) and tree.rel[head] in ("nsubj", "obj", "obl"):
        rule = "role.controlled"
    return rule, way


def _one_step(tree: Tree, step: Step) -> str:
    if not step.rising:
        return "role.modified_noun"
    if tree.case(step.lower) == "by":
        return "role.by"
    full = tree.tokens[step.lower].deprel
    return _SINGLE.get(full) or _SINGLE.get(tree.rel[step.lower]) or "role.path"


def _who(found: Json, trace: Trace, head: int, looked: Looked) -> list[str]:
    """What the words stand for in the document, and in which list of actors that was found."""
    out = []
    index = trace.voices.coreference.sentences.index(trace.sentence)
    mention = trace.voices.coreference.antecedent(index, head)
    name = trace.voices.coreference.name_of(index, head)
    if mention is not None:
        out.append(f"“{found['text']}” stands for “{mention.text}”, at character {mention.span.start}")
    elif name and name != found["text"]:
        out.append(f"“{found['text']}” is called “{name}” in the document")
    actor = resolve_actor(found["text"], name, looked.actors)
    if actor is not None:
        out.append(f"actor {actor.code}, “{actor.name}”: {actor.origin}")
    elif found["actor"] is None:
        out.append("no list of actors has it")
    return out


# -- places


def place_cells(item: Json, trace: Trace, looked: Looked) -> Iterator[Json]:
    """Places with their candidates."""
    tree = Tree(trace.sentence)
    for number, found in enumerate(item["places"]):
        where = _where(trace, found, number)
        if where is None:
            if found["implied"]:
                reading = candidates(looked.places.get((found["start"], found["end"])))
                yield cell("place", found["name"] or found["text"], found, _lent(item, "place"), reading, [])
            continue
        words = dict.fromkeys((trace.found.event, trace.found.trigger))
        anchor = min(words, key=lambda w: len(path(tree, where.token, w)) or 99)
        steps = path(tree, where.token, anchor)
        rule = "place.phrase"
        if where not in trace.own_places:
            rule = "place.shared"
        elif tree.rel[where.token] in ("obj", "nsubj"):
            rule = "place.object"
        elif tree.rel[where.token] == "compound" and len(steps) == 1:
            rule = "place.word_before"
        elif len(steps) > 1 and tree.rel[steps[-1].lower] == "nsubj":
            rule = "place.agent"
        reading = [in_words(tree, where.token, anchor), f"relation: {found['relation'].replace('_', ' ')}"]
        reading += candidates(looked.places.get((found["start"], found["end"])))
        yield cell("place", found["name"] or found["text"], found, rule, reading, [])


def _where(trace: Trace, found: Json, number: int) -> Where | None:
    """What the grammar found, by the words of the cell; a place taken from elsewhere by its number."""
    for where in trace.places:
        token = trace.sentence.tokens[where.token]
        if found["start"] <= trace.sentence.start + token.start < found["end"]:
            return where
    return trace.places[number] if number < len(trace.places) else None


def candidates(weighed: Weighed | None) -> list[str]:
    """What the name could mean, the best first, with what spoke for each."""
    if weighed is None or not weighed.name:
        return ["no name of a place: not looked up"]
    out = [f"looked up “{weighed.name}”" + (f", a {weighed.wanted} by the words around it" if weighed.wanted else "")]
    if not weighed.options:
        return [*out, "the gazetteer has no place of that name"]
    out += [_candidate(option) for option in weighed.options[:CANDIDATES]]
    more = len(weighed.options) - CANDIDATES
    if more > 0:
        out.append(f"and {more} more of that name")
    if weighed.resolved.place is None:
        out.append(
            f"none reaches {WEIGHTS.threshold:g} points: left unresolved, since a wrong place is worse than none"
        )
    return out


def _candidate(option: Option) -> str:
    gazetteer = Gazetteer.open()
    place = gazetteer.candidate(option.row, option.match)
    lies = ", ".join(filter(None, (*(gazetteer.name(row) for row in option.holders), option.country)))
    people = f", {place.population:,} people" if place.population else ""
    how = {0: "its name", 1: "another name of it", 2: "an abbreviation", 3: "a word for its people"}.get(option.match)
    against = [reason for reason in option.reasons if reason.startswith(_AGAINST)]
    supporting = [reason for reason in option.reasons if reason not in against]
    for_it = f"; for it: {', '.join(supporting)}" if supporting else ""
    for_it += f"; against it: {', '.join(against)}" if against else ""
    told = how or "another spelling"
    return f"{option.score:.1f} points: {place.name} ({option.kind}, {lies or 'the world'}{people}; {told}{for_it})"


# -- time


def time_cell(item: Json, draft: Draft, looked: Looked) -> Json:
    """The time with its anchor."""
    time = item["time"]
    hint = draft.when or draft.inherited or draft.spoken
    rule = "time." + ("none" if time["basis"] == "none" else time["basis"])
    if time["implied"]:
        rule = "time.same_speech" if time["basis"] == "speech" else _lent(item, "time")
    span = time["span"] and {"text": time["text"], **time["span"]}
    told = f"{time['start'] or '…'} to {time['end'] or '…'}" if time["start"] or time["end"] else None
    reading = _counted(hint, looked, time) if hint is not None and time["basis"] != "none" else []
    if hint is None and time["implied"]:
        reading = [f"“{time['text']}” of another sentence; TIMEX3 {time['value']}, EDTF {time['edtf']}"]
    if time["reason"]:
        reading.append(f"no dates ({time['reason']}): {REASONS.get(time['reason'], time['reason'])}")
    return cell("time", told, span, rule, reading, [])


def _counted(hint: TimeHint, looked: Looked, time: Json) -> list[str]:
    expression, anchor = hint.expression, looked.times.anchor(hint)
    out = [f"“{expression.text}”: rule {expression.rule}, {expression.type}, {type(expression.shape).__name__.lower()}"]
    if expression.relation.value not in ("at", "in"):
        out.append(f"with the preposition it is {expression.relation.value} that time")
    out.append(f"the event is told in the {hint.tense.value} tense" if hint.tense != "none" else "no tense is told")
    out += _anchors(anchor)
    if time["start"] or time["end"]:
        out.append(
            f"interval {time['start'] or '…'} to {time['end'] or '…'}, to the {time['precision']}; "
            f"TIMEX3 {time['value']}, EDTF {time['edtf']}"
        )
    return out


def _anchors(anchor: Anchor) -> list[str]:
    def day(d: date | None) -> str:
        return d.isoformat() if d else "unknown"

    out = [f"counted from the day of writing, {day(anchor.day)} (published {day(anchor.published)}"]
    out[0] += f", dateline {day(anchor.dateline)})" if anchor.dateline else ")"
    if anchor.reference is not None:
        out.append(f"the text was speaking of {day(anchor.reference.start)} to {day(anchor.reference.end)}")
    return out


# -- figures


def figure_cells(item: Json, trace: Trace) -> Iterator[Json]:
    """Numbers with what they count."""
    tree = Tree(trace.sentence)
    for found, figure in zip(item["figures"], trace.figures, strict=False):
        words = dict.fromkeys((trace.found.event, trace.found.trigger))
        anchor = min(words, key=lambda w: len(path(tree, figure.head, w)) or 99)
        low, high = (_number(found[bound]) for bound in ("low", "high"))
        bounds = f", from {low or '…'} to {high or '…'}" if low or high else ""
        reading = [
            f"number “{tree.tokens[figure.number].text}”: {found['modifier']} {_number(found['value'])}{bounds}",
            f"counts {found['unit'] or 'what is not told'}; {in_words(tree, figure.head, anchor)}",
        ]
        yield cell("figure", found["text"], found, "figure.counts", reading, [])


def _number(value: float | None) -> str:
    return "" if value is None else format(value, ",.15g")
