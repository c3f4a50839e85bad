"""Hypothesis strategies for claims: any values that the contract allows."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from ascribe.contract.claims import (
    ActorCell,
    Certainty,
    Claim,
    EventType,
    Factuality,
    Figure,
    Phase,
    PlaceCell,
    Polarity,
    SourceLink,
    Stance,
    Tense,
    TextCell,
    TimeCell,
)
from ascribe.contract.documents import BlockKind, Span

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
names = st.none() | texts
offsets = st.integers(0, 10_000)
numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)
days = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))
ids = st.text("0123456789abcdef", min_size=16, max_size=16)

cells = st.builds(TextCell, texts, offsets, offsets)
actors = st.builds(ActorCell, texts, offsets, offsets, names, names, st.booleans())
places = st.builds(
    PlaceCell,
    texts,
    offsets,
    offsets,
    name=names,
    geonameid=st.none() | st.integers(0, 10**8),
    lat=numbers,
    lon=numbers,
    country=st.sampled_from([None, "IQ", "MZ"]),
    precision=st.sampled_from([None, "city", "country"]),
    relation=st.sampled_from(["in", "over", "north_of"]),
    implied=st.booleans(),
)
times = st.builds(
    TimeCell,
    start=days,
    end=days,
    precision=st.sampled_from([None, "day", "month"]),
    text=names,
    span=st.none() | st.builds(Span, offsets, offsets),
    basis=st.sampled_from(["expression", "speech", "inherited", "none"]),
    reason=names,
    value=names,
    edtf=names,
    implied=st.booleans(),
)
figures = st.builds(
    Figure, texts, offsets, offsets, numbers, numbers, numbers, st.sampled_from(["exactly", "at most"]), names
)
links = st.builds(
    SourceLink,
    st.sampled_from(["outlet", "agency", "speaker"]),
    texts,
    offsets,
    offsets,
    name=names,
    actor=names,
    kind=st.sampled_from(["person", "anonymous", "group"]),
    anonymous=st.booleans(),
    affiliation=names,
    reason=names,
    cue=names,
    stance=st.sampled_from(Stance),
    implied=st.booleans(),
)


def few(of: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(of, max_size=3).map(tuple)


claims = st.builds(
    Claim,
    id=ids,
    document=ids,
    revision=ids,
    block=st.sampled_from(BlockKind),
    sentence=cells,
    trigger=cells,
    event=cells,
    event_lemma=texts,
    event_type=st.none() | st.sampled_from(EventType),
    mode=names,
    contexts=few(texts),
    agents=few(actors),
    targets=few(actors),
    places=few(places),
    time=times,
    phase=st.sampled_from(Phase),
    polarity=st.sampled_from(Polarity),
    certainty=st.sampled_from(Certainty),
    tense=st.sampled_from(Tense),
    condition=st.none() | cells,
    factuality=st.sampled_from(Factuality),
    figures=few(figures),
    sources=few(st.lists(links, min_size=1, max_size=2).map(tuple)),
    rules=few(texts),
    confidence=st.floats(0, 1),
    story=st.none() | ids,
)
