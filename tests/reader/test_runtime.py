"""What the reader promises for any text; how well it reads is the gate's business."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ascribe.contract.documents import Block, BlockKind, Document
from ascribe.contract.sentences import Parse
from ascribe.errors import AscribeError
from ascribe.reader import model_files
from ascribe.reader.runtime import MAX_WORDS, Reader

TEXTS = (
    "Rebels shelled the harbour of Vell on Tuesday, killing three fishermen, the mayor said.",
    "No.",
    "“We have not been asked for help, and we would not give it,” an aide to Prime Minister Ode told Vell Radio.",
    "MINISTER DENIES PLAN TO SEND TROOPS",
    "The convoy, which had left Ode at dawn, reached Vell, where thousands waited, and another is due on 8 January.",
    "why would they do that",
)


def check(parse: Parse, text: str) -> None:
    """The contract of `Parse` over the text it was made from."""
    assert [t.text for t in parse.tokens] == [text[t.start : t.end] for t in parse.tokens]
    assert "".join(t.text for t in parse.tokens) == "".join(text.split())
    if not parse.tokens:
        return
    assert sum(t.head < 0 for t in parse.tokens) == 1
    for i, token in enumerate(parse.tokens):
        assert (token.deprel == "root") == (token.head < 0)
        assert token.lemma
        assert token.upos
        assert 0 <= token.margin <= 1.00001
        assert 0 <= token.event <= 1
        assert token.factuality is None or -3 <= token.factuality <= 3
        seen = set()
        while i >= 0:  # every way up ends at the root
            assert i not in seen
            seen.add(i)
            i = parse.tokens[i].head
            if len(seen) > 400:
                break
    last = -1
    for entity in parse.entities:
        assert entity.label in {"PER", "LOC", "ORG"}
        assert last < entity.first <= entity.last < len(parse.tokens)
        assert (entity.start, entity.end) == (parse.tokens[entity.first].start, parse.tokens[entity.last].end)
        last = entity.last


def test_reads_a_plain_sentence(reader: Reader) -> None:
    parse = reader.read("Rebels shelled the harbour of Baghdad on Tuesday.")
    words = {t.text: t for t in parse.tokens}
    assert words["shelled"].head == -1
    assert words["shelled"].xpos == "VBD"
    assert words["shelled"].lemma == "shell"
    assert (words["Rebels"].deprel, parse.tokens[words["Rebels"].head].text) == ("nsubj", "shelled")
    assert (words["harbour"].deprel, parse.tokens[words["harbour"].head].text) == ("obj", "shelled")
    assert [(e.label, e.start, e.end) for e in parse.entities] == [("LOC", 30, 37)]
    assert words["shelled"].event > 0.5 > words["harbour"].event
    assert (words["shelled"].factuality or 0) > 1
    assert words["Rebels"].mention == "person"


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_is_a_tree(text: str) -> None:
    check(_shared().read(text), text)


def _shared(found: list[Reader] = []) -> Reader:  # noqa: B006 - one reader for all examples of hypothesis
    if not found:
        found.append(Reader(cache_size=0))
    return found[0]


@pytest.mark.parametrize(
    "text",
    [
        "", " \n", ".", "x" * 5000, "😀" * 300, "قال الوزير إن القوات دخلت المدينة.", "ﷺ\u202e\u200b\x00\x1b",
        "\ud800 lone", "A. B. C. D.", "-" * 400, "WORD " * 30, "a,b;c:d " * 40, "1,000 " * 200, "\u0301\u0301 e\u0301",
    ],
)  # fmt: skip
def test_odd_texts(reader: Reader, text: str) -> None:
    check(reader.read(text), text)


def test_long_sentences_are_one_tree_in_linear_time(reader: Reader) -> None:
    clause = "the guards who had left the bridge before dawn said, when asked, that nobody had crossed it, and "

    def seconds(words: int) -> float:
        text = clause * (words // 20)
        start = time.process_time()
        parse = reader.read(text)
        spent = time.process_time() - start
        check(parse, text)
        assert len(parse.tokens) > MAX_WORDS
        return spent

    small, large = min(seconds(1000) for _ in range(2)), seconds(8000)
    assert large < 0.5 + 14 * small  # eight times the words


@pytest.mark.parametrize(
    "part",
    [
        "😀👍 ",
        "قال الوزير إن القوات دخلت ",
        "MINISTER DENIES PLAN ",
        "“ ‘ ( [ ",
        "1,234.5 ",
        "a-b-",
        "x",
        ". . ! ",
        "\u0301",
    ],
)
def test_odd_shapes_take_linear_time(reader: Reader, part: str) -> None:
    def seconds(size: int) -> float:
        text = part * (size // len(part))
        start = time.process_time()
        check(reader.read(text), text)
        return time.process_time() - start

    small, large = min(seconds(1000) for _ in range(2)), seconds(4000)
    assert large < 0.3 + 7 * small  # four times the characters


def test_company_does_not_matter(reader: Reader) -> None:
    alone = {text: Reader(cache_size=0).read(text) for text in TEXTS[:2]} | {t: reader.read(t) for t in TEXTS[2:]}
    order = [*TEXTS, *TEXTS]
    random.Random(3).shuffle(order)
    for text, parse in zip(order, reader.read_sentences(order), strict=True):
        assert parse == alone[text]


def test_the_cache_gives_the_same_and_forgets_the_oldest() -> None:
    reader = Reader(cache_size=2)
    first = reader.read(TEXTS[0])
    assert reader.read(TEXTS[0]) is first
    reader.read(TEXTS[1])
    reader.read(TEXTS[0])
    reader.read(TEXTS[3])
    assert reader.read(TEXTS[0]) is first
    assert reader.read(TEXTS[1]) == Reader(cache_size=0).read(TEXTS[1])


def test_documents_are_read_block_by_block(reader: Reader) -> None:
    text = "Guards leave bridge\n\nHome | Sport\n\nThe guards left. Nobody crossed it."
    kinds = (BlockKind.HEADLINE, BlockKind.BOILERPLATE, BlockKind.BODY)
    starts = (0, 21, 35)
    ends = (19, 33, len(text))
    blocks = tuple(Block(k, a, b) for k, a, b in zip(kinds, starts, ends, strict=True))
    sentences = reader.read_document(Document("d", "r", "x.txt", text, blocks))
    assert [(s.block, s.text) for s in sentences] == [
        (0, "Guards leave bridge"), (2, "The guards left."), (2, "Nobody crossed it."),
    ]  # fmt: skip
    assert all(text[s.start : s.end] == s.text for s in sentences)
    assert [s.span(s.root).of(text) for s in sentences] == ["leave", "left", "crossed"]


def test_a_damaged_model_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(model_files.FOLDER, folder)
    labels = folder / "labels.json"
    labels.write_text(labels.read_text(encoding="utf-8").replace("PER", "POR"), encoding="utf-8")
    with pytest.raises(AscribeError, match=r"model\.hash"):
        Reader(folder)
    (folder / "reader.onnx").unlink()
    with pytest.raises(AscribeError, match=r"model\.hash"):
        Reader(folder)


def test_loading_is_quick() -> None:
    start = time.process_time()
    Reader()
    assert time.process_time() - start < 0.5  # 0.1 s where nothing else runs


def test_the_model_is_small() -> None:
    assert (model_files.FOLDER / "reader.onnx").stat().st_size < 30_000_000


def test_importing_does_not_load_onnxruntime() -> None:
    code = "import sys, ascribe.reader.runtime; sys.exit('onnxruntime' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
