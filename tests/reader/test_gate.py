"""How well the shipped model reads: floors a little under what was measured, on every fifth sentence or document.

Lowering a floor needs a reason in the commit. The full table is `python -m benchmarks.reader`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ascribe.reader.runtime import Reader

STEP = 5
FLOORS: dict[tuple[str, str], float] = {
    ("UD-EWT test, gold tokens", "upos"): 97.4,
    ("UD-EWT test, gold tokens", "lemma"): 97.2,
    ("UD-EWT test, gold tokens", "las"): 91.0,
    ("GUM dev, gold tokens", "las"): 89.9,
    ("UNER-EWT test", "all"): 80.5,  # every fifth document; every fifth sentence was 85
    ("worldwide newswire, 1 in 5", "all"): 74.3,
    ("UDS-IH2 test", "r"): 0.81,
    ("UW dev", "r"): 0.76,
    ("LitBank test", "event F1"): 70.0,
    ("GUM dev", "mention head F1"): 78.0,
}
RAW_LAS = 86.8


def test_scores_stay_above_their_floors(reader: Reader, data: Path) -> None:
    from benchmarks.reader.scores import table

    found = {(row.set, row.measure): row.value for row in table(reader, data, STEP)}
    low = {key: round(found[key], 3) for key, floor in FLOORS.items() if found[key] < floor}
    assert not low


def test_raw_text_stays_above_its_floor(reader: Reader, data: Path) -> None:
    from benchmarks.reader.scores import raw_text_trees

    found = raw_text_trees(reader, data / "train" / "ud-ewt" / "dev.conllu")
    assert found["las"].f1 >= RAW_LAS
    assert found["words"].f1 >= 98.7


def test_tokens_agree_with_the_treebanks(data: Path) -> None:
    """Without the model: the rules alone, on the part that they were written for and on another."""
    from benchmarks.reader.conll18 import Word, gold_words, scores

    from ascribe.reader.tokens import tokenize

    for name, floor in (("ud-ewt/dev.conllu", 98.7), ("ud-gum/dev.conllu", 99.2)):
        gold, _, texts = gold_words(data / "train" / name)
        said: list[Word] = []
        position = 0
        for text in texts:
            for start, end in tokenize(text):
                size = len(text[start:end])
                said.append(Word(position, position + size, text[start:end], -1, "", ""))
                position += size
        assert scores(gold, said)["words"].f1 >= floor, name


@pytest.mark.parametrize("style", [str.upper, str.lower, str.title])
def test_capitals_do_not_break_the_tree(reader: Reader, data: Path, style: object) -> None:
    from benchmarks.reader.scores import parse_words
    from training.reader.data import read_conllu

    trees = read_conllu(data / "train" / "ud-gum" / "dev.conllu")[::25]
    right = total = 0
    for tree in trees:
        words = [style(form) for form in tree.forms]  # type: ignore[operator]
        for gold, token in zip(tree.words, parse_words(reader, words).tokens, strict=True):
            total += 1
            right += gold.head == token.head
    assert 100 * right / total >= 92.5
