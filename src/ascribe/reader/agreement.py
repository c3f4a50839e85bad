"""In: the sentences of a document. Out: the same, whose names agree with one another.

Each sentence is read alone, and one alone does not tell whether "Petro" is a place. A document mostly does: it gives
the full name once. Here a name takes the label that its sightings are surest of; a doubtful one without support goes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ascribe.contract.sentences import Entity, Sentence

DOUBTFUL = 0.55
"""Below this probability a name that the document gives no support is left out: on newswire they are wrong twice in
three times."""
FULL_NAME = 2.0
"""How much a sighting of "Ana Petro" speaks for "Petro" the person, beside a sighting of "Petro" itself."""
FIRST_NAME = 0.6
"""The same for "Ana": given names are surnames and places more often."""

_Words = tuple[str, ...]


def agree(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences with the labels of the whole document. Linear in the number of names."""
    votes: dict[_Words, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for sentence in sentences:
        for entity in sentence.parse.entities:
            votes[_words(sentence, entity)][entity.label] += entity.score
    parts: dict[_Words, float] = defaultdict(float)
    for words, labels in votes.items():
        if len(words) > 1 and "PER" in labels:
            parts[words[-1:]] += FULL_NAME * labels["PER"]
            parts[words[:1]] += FIRST_NAME * labels["PER"]
    for words, weight in parts.items():
        if words in votes:
            votes[words]["PER"] += weight
    return [_agreed(sentence, votes) for sentence in sentences]


def _words(sentence: Sentence, entity: Entity) -> _Words:
    return tuple(token.text for token in sentence.tokens[entity.first : entity.last + 1])


def _agreed(sentence: Sentence, votes: Mapping[_Words, Mapping[str, float]]) -> Sentence:
    entities = []
    for entity in sentence.parse.entities:
        totals = votes[_words(sentence, entity)]
        label = max(totals, key=lambda name: (totals[name], name == entity.label))
        if totals[label] >= DOUBTFUL:
            entities.append(entity if label == entity.label else replace(entity, label=label))
    if entities == list(sentence.parse.entities):
        return sentence
    return replace(sentence, parse=replace(sentence.parse, entities=tuple(entities)))
