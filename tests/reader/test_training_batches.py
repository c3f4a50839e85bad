"""Noise and losses of the training loop; needs the training extra."""

from __future__ import annotations

import random

import pytest

from ascribe.reader.wordpiece import SHAPES

torch = pytest.importorskip("torch", reason="skipped: the training extra is not installed")

from training.reader.batches import Noise, batches, collate, cut, disturb, joined, recased, without_stop  # noqa: E402
from training.reader.data import IGNORE, NER_LABELS, Encoded  # noqa: E402
from training.reader.loop import losses  # noqa: E402
from training.reader.model import Reader, Sizes  # noqa: E402
from training.reader.names import MASK_PIECE, Pools, renamed  # noqa: E402

TITLE, LOWER, PUNCT = SHAPES.index("title"), SHAPES.index("lower"), SHAPES.index("punctuation")
SIZES = Sizes(5, 2, 3, 6, 7, 12, vocabulary=200, width=24, layers=2, attention_heads=2, inner=32, arc=8, relation=8)
POOLS = Pools(places=[(9, 9)], people=[(8,)], acronyms=[(7,)])


def sentence() -> Encoded:
    """Invented: "Ode went to Vell ." with a person and a place."""
    return Encoded(
        pieces=[(11,), (12,), (13,), (14, 15), (16,)],
        shapes=[TITLE, LOWER, LOWER, TITLE, PUNCT],
        upos=[1, 2, 3, 1, 4],
        xpos=[0] * 5,
        lemma=[0] * 5,
        head=[2, 0, 4, 2, 2],
        deprel=[1, IGNORE, 2, 3, 4],
        ner=[NER_LABELS.index("B-PER"), 0, 0, NER_LABELS.index("B-LOC"), 0],
        mention=[1, 0, 0, 3, 0],
        event=[IGNORE] * 5,
        factuality=[float("nan"), 2.0, float("nan"), float("nan"), float("nan")],
        length=8,
    )


def test_a_cut_forgets_heads_outside() -> None:
    part = cut(sentence(), 2, 5)
    assert part.head == [2, IGNORE, IGNORE]
    assert part.deprel == [2, IGNORE, IGNORE]
    assert part.length == 2 + 1 + 2 + 1


def test_a_cut_name_begins_again() -> None:
    item = sentence()
    item.ner = [1, 2, 0, 0, 0]
    assert cut(item, 1, 5).ner[0] == 1


def test_joined_sentences_hang_together() -> None:
    both = joined(sentence(), sentence())
    assert both.head == [2, 0, 4, 2, 2, 7, 2, 9, 7, 7]
    assert both.length == 14


def test_the_stop_goes_only_where_nothing_hangs_on_it() -> None:
    assert len(without_stop(sentence()).pieces) == 4
    item = sentence()
    item.head = [5, 0, 4, 2, 2]
    assert without_stop(item) is item


def test_styles_of_capitals() -> None:
    item = sentence()
    names = {style: [SHAPES[s] for s in recased(item.shapes, item, style)] for style in ("upper", "lower", "title")}
    assert names["upper"] == ["upper", "upper", "upper", "upper", "punctuation"]
    assert names["lower"] == ["lower", "lower", "lower", "lower", "punctuation"]
    assert names["title"] == ["title", "title", "title", "title", "punctuation"]


def test_other_names_keep_their_labels() -> None:
    seen = set()
    for seed in range(60):
        item = renamed(sentence(), random.Random(seed), POOLS)
        seen.update([item.pieces[0], item.pieces[3]])
        assert item.pieces[1] == (12,)
        assert item.length == sum(map(len, item.pieces)) + 2
    assert seen == {(11,), (8,), (14, 15), (9, 9), (MASK_PIECE,)}


def test_batches_hold_every_sentence_once() -> None:
    items = [sentence() for _ in range(50)]
    groups = batches(items, 40, random.Random(1))
    assert sorted(i for group in groups for i in group) == list(range(50))
    assert all(len(group) * 8 <= 40 for group in groups)


def test_every_head_learns_from_its_labels() -> None:
    torch.manual_seed(0)
    model = Reader(SIZES)
    item = disturb(sentence(), [sentence()], random.Random(3), Noise(cut=0, join=0, stop=0), POOLS)
    item.event = [0, 1, 0, 0, 0]
    found = losses(model, collate([item, sentence()]))
    assert set(found) == {"upos", "xpos", "lemma", "ner", "mention", "event", "factuality", "arc", "deprel"}
    sum(found.values()).backward()
    assert all(p.grad is not None and p.grad.isfinite().all() for name, p in model.named_parameters())


def test_what_ships_scores_as_what_was_trained() -> None:
    """One sentence without padding gives the scores that it has in a padded batch."""
    torch.manual_seed(0)
    model = Reader(SIZES).eval()
    long = joined(sentence(), sentence())
    padded, alone = collate([sentence(), long]), collate([sentence()])
    with torch.no_grad():
        a = model.words(model.encoder(padded.pieces, padded.shapes, padded.mask), padded.first, padded.last)[:1, :5]
        b = model.words(model.encoder(alone.pieces, alone.shapes, None), alone.first, alone.last)
        assert torch.allclose(a, b, atol=1e-4)
        dep, head = model.arcs(b)[1:]
        every = model.all_relations(dep, head)
        assert torch.allclose(every[0, 3, 1], model.relations(dep[0, 3:4], head[0, 1:2])[0], atol=1e-4)
