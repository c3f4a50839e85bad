"""Why a claim has its event, type, phase and factuality: the cells that the words of the event themselves decide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ascribe.claims.coursewords import Embedding, course_words
from ascribe.claims.drafts import Trace
from ascribe.claims.senses import noun_sense, verb_sense
from ascribe.claims.trees import Tree
from ascribe.exports.codes import SCHEMES
from ascribe.exports.why import lexicons
from ascribe.exports.why.lexicons import Line
from ascribe.exports.why.paths import in_words
from ascribe.exports.why.sayings import decides, says

Json = dict[str, Any]

AXES = ("phase", "polarity", "certainty", "tense")
_WORDS = {
    "negation": ("negative_adverbs",),
    "future": ("future",),
    "modal": ("possible",),
    "obligation": ("obligation",),
    "would": ("conditional",),
    "would.unreported": ("conditional",),
}
"""Lists of `course.toml` whose words make a rule hold."""


def cell(name: str, value: object, span: Json | None, rule: str, reading: list[str], lines: list[Line | None]) -> Json:
    """An explained cell; `span` has text, start and end, where the cell has words of its own."""
    return {
        "cell": name,
        "value": value,
        "span": span and {k: span[k] for k in ("text", "start", "end")},
        "rule": rule,
        "says": says(rule),
        "reading": reading,
        "lexicon": [
            {"file": line.file, "line": line.line, "section": line.section, "entry": line.entry}
            for line in dict.fromkeys(lines)
            if line
        ],
    }


def event_cells(item: Json, trace: Trace) -> Iterator[Json]:
    """Trigger, event, type."""
    tree, found = Tree(trace.sentence), trace.found
    told = tree.tokens[found.trigger]
    declines = item["trigger"]["start"] != trace.sentence.start + told.start
    trigger_rule = "default.trigger.declines" if declines else found.rule
    way = in_words(tree, found.event, found.trigger)
    course = _course_line(tree, trace) if found.rule.startswith(("course.", "light")) else None
    sense = _sense_line(tree, trace)
    one = found.event == found.trigger and not declines
    yield cell("trigger", item["trigger"]["text"], item["trigger"], trigger_rule, [] if one else [way], [course])
    reading = ["the trigger itself"] if one else [way]
    yield cell("event", item["event"]["lemma"], item["event"], found.rule, reading, [])
    kind = "/".join(filter(None, (item["event_type"], item["mode"])))
    reading = [f"contexts: {', '.join(item['contexts'])}"] if item["contexts"] else []
    fitting = _fitting(tree, sense.entry) if sense else []
    if fitting:
        reading.append(f"this sense needs what stands in its brackets; here: {', '.join(fitting)}")
    yield cell("type", kind or None, None, "lexicon.type" if kind else "default.type", reading, [sense])
    for scheme in SCHEMES:
        if item[scheme]:
            made = cell(scheme, item[scheme], None, "derived", ["from type, mode and what is told"], [])
            yield made | {"says": "looked up in the table exports/codes.toml"}


def _fitting(tree: Tree, entry: str) -> list[str]:
    """Words of the sentence that an entry's conditions name."""
    wanted = {word for part in re.findall(r"[\[(+]([^\])]*)", entry) for word in re.split(r"[|\s]+", part)}
    return [f"“{t.text}”" for i, t in enumerate(tree.tokens) if {tree.lemma[i], t.text.lower()} & wanted]


def _sense_line(tree: Tree, trace: Trace) -> Line | None:
    found = trace.found
    for token in dict.fromkeys((found.event, found.trigger)):
        for match, field in ((verb_sense(tree, token), "verbs"), (noun_sense(tree, token), "nouns")):
            same = (
                match and found.sense and (match.sense.type, match.sense.mode) == (found.sense.type, found.sense.mode)
            )
            if match and same and (field == "verbs") == tree.is_verb(token):
                return lexicons.sense(match, field)
    match = noun_sense(tree, found.event)
    return lexicons.sense(match, "nouns") if match and found.sense else None


def _course_line(tree: Tree, trace: Trace) -> Line | None:
    """The entry that makes the trigger a word of course, or a light verb."""
    lemma = tree.lemma[trace.found.trigger]
    family, _, rest = trace.found.rule.partition(".")
    if family == "light_verb":
        return lexicons.word("verbs.toml", lemma, "light")
    kind, _, phase = rest.partition(".")
    field = {"transitive": "transitive", "clause": "transitive", "noun": "nouns", "predicate": "predicates"}.get(
        kind, kind
    )
    text = tree.tokens[trace.found.trigger].text.lower()
    section = f"course.{phase}"
    return lexicons.word("course.toml", lemma, section, field) or lexicons.word("course.toml", text, section, field)


def axis_cells(item: Json, trace: Trace) -> Iterator[Json]:
    """Phase, polarity, certainty, tense, condition and what follows from them."""
    tree = Tree(trace.sentence)
    for axis in AXES:
        decisive = "polarity" if axis == "phase" and item["phase"] == "none" else axis
        rules = [rule for rule in item["rules"] if decides(rule, decisive) and _moves(rule, decisive)]
        default = f"default.{axis}" + (f".{item[axis]}" if axis == "phase" else "")
        reading: list[str] = []
        lines: list[Line | None] = []
        if not rules:
            reading = [_form(tree, trace.found.trigger)] if axis in ("phase", "tense") else []
        for rule in rules:
            said, line = _cause(tree, trace, rule)
            reading += [f"{rule}: {says(rule)}"] if len(rules) > 1 else []
            reading += said
            lines.append(line)
        yield cell(axis, item[axis], None, rules[0] if rules else default, reading, lines)
    if item["condition"]:
        yield cell("condition", item["condition"]["text"], item["condition"], "condition.clause", [], [])
    yield cell("factuality", item["factuality"], None, "factuality", _derived(item), []) | {
        "says": "the first that applies: undisclosed, denied, conditional, planned, possible, asserted"
    }


def _moves(rule: str, axis: str) -> bool:
    """Whether a governing word of this class changes the axis."""
    if not rule.startswith("embed."):
        return True
    made = _embedding(rule.removeprefix("embed."))
    if made is None:
        return False
    moved = {"polarity": made.polarity, "certainty": made.certainty, "phase": made.phase, "tense": made.future or None}
    return moved[axis] is not None


def _embedding(name: str) -> Embedding | None:
    words = course_words()
    tables = [e for found in words.embed_verbs.values() for _, e in found]
    tables += [*words.embed_predicates.values(), *words.embed_nouns.values()]
    return next((e for e in tables if e.name == name), None)


def _cause(tree: Tree, trace: Trace, rule: str) -> tuple[list[str], Line | None]:
    """The words of the sentence that made a rule hold, and their entry."""
    trigger = trace.found.trigger
    above = [trigger, *tree.up(trigger)]
    if rule.startswith("embed."):
        section = rule
        for token in above:
            line = lexicons.word("course.toml", tree.lemma[token], section)
            if line is not None and token != trigger:
                return [in_words(tree, trigger, token)], line
        return [], None
    if rule.startswith("course."):
        return [], _course_line(tree, trace)
    lists = _WORDS.get(rule, ())
    known = frozenset(w for name in lists for w in course_words().modality.get(name, ()))
    if rule == "negation":
        known |= {"not", "n't", "n’t"}
    for token in above if known else ():
        hits = [c for c in tree.children[token] if {tree.lemma[c], tree.tokens[c].text.lower()} & known]
        if hits:
            said = ", ".join(f"“{tree.tokens[c].text}” on “{tree.tokens[token].text}”" for c in hits)
            return [said], None
    return [], None


def _form(tree: Tree, token: int) -> str:
    """ "“has begun”: past participle with “has”"."""
    helpers = [tree.tokens[c].text for c in tree.kids(token, "aux", "cop")]
    names = {
        "VBD": "past tense",
        "VBZ": "present tense",
        "VBP": "present tense",
        "VBN": "past participle",
        "VBG": "form in -ing",
        "VB": "infinitive",
    }
    form = names.get(tree.tokens[token].xpos, "a noun or adjective, which tells no tense")
    return f"“{tree.tokens[token].text}”: {form}" + (f", with “{' '.join(helpers)}”" if helpers else "")


def _derived(item: Json) -> list[str]:
    """The label step by step, down to the one that applies."""
    ahead = item["tense"] == "future" or item["factuality"] == "planned"
    steps = [
        ("undisclosed", item["polarity"] == "undisclosed", f"polarity is {item['polarity']}"),
        ("denied", item["polarity"] == "negative", f"polarity is {item['polarity']}"),
        ("conditional", item["condition"] is not None, f"{'a' if item['condition'] else 'no'} condition"),
        ("planned", ahead, f"tense is {item['tense']}, phase is {item['phase']}"),
        ("possible", item["certainty"] != "certain", f"certainty is {item['certainty']}"),
        ("asserted", True, "nothing else applies"),
    ]
    out = []
    for label, applies, because in steps:
        out.append(f"{label}: {'yes' if applies else 'no'}, {because}")
        if applies:
            break
    return out
