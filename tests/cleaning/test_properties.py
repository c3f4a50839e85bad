"""Whatever comes in: a state for each unit, no exception, blocks that fit the text, time that grows with length."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ascribe.cleaning import Cleaner
from ascribe.cleaning.blocks import blocks_of
from ascribe.cleaning.text import normalised, paragraphs
from ascribe.contract.documents import Document, Problem, RawReport
from ascribe.sources import Unread, read_paths

SENTENCE = "Dock workers in Karsova stopped unloading grain on Monday, a union official said by telephone. "

lines = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "Skip to main content",
            "By Ana Ruiz",
            "VELM (AP) — The harbour is open.",
            "2 Comments",
            "July 11, 2019",
            "World",
            "Home",
            SENTENCE,
            "Ships off Velm.BEN ODUYA/Reuters",
            "Title - World - News - Mail",
            "(Reuters)",
            "a > b > c",
            "https://mail.example/a",
            "- ",
            "|",
        ]
    ),
)


def fits(text: str, document_blocks: tuple[object, ...]) -> None:
    end = 0
    for index, block in enumerate(document_blocks):
        assert end <= block.start < block.end <= len(text)  # type: ignore[attr-defined]
        assert block.repeat_of is None or block.repeat_of < index  # type: ignore[attr-defined]
        end = block.end  # type: ignore[attr-defined]


@settings(max_examples=200)
@given(st.lists(lines, max_size=25), st.sampled_from(["\n", "\n\n"]))
def test_blocks_fit_any_text(parts: list[str], joint: str) -> None:
    text, _ = normalised(joint.join(parts))
    found = paragraphs(text, 10_000)
    blocks = blocks_of(text, found)
    fits(text, blocks)
    covered = sum(len(text[b.start : b.end].split()) for b in blocks)
    assert covered <= len(text.split()) + len(blocks)
    letters = sum(c.isalnum() for c in text)
    assert sum(c.isalnum() for b in blocks for c in text[b.start : b.end]) == letters


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400), suffix=st.sampled_from([".txt", ".jsonl", ".csv", ".html"]))
def test_any_bytes_end_in_a_state(cleaner: Cleaner, tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"x{suffix}"
    path.write_bytes(b"id,text\n" + data if suffix == ".csv" else data)
    seen = 0
    for unit in read_paths([path]):
        seen += 1
        if isinstance(unit, Unread):
            continue
        made = cleaner.clean(unit)
        assert isinstance(made, Document | Problem)
        if isinstance(made, Document):
            fits(made.text, made.blocks)
    assert seen >= 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300))
def test_any_text_keeps_its_characters(cleaner: Cleaner, text: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    made = cleaner.clean(RawReport("a.txt", "a.txt", content, "text/plain"))
    if isinstance(made, Document) and made.encoding == "utf-8 (valid)":
        assert made.text == normalised(text)[0].rstrip()


SHAPES: dict[str, Callable[[int], str]] = {
    "question marks": lambda n: "a " + "?" * n,
    "quotation marks": lambda n: 'a "' * (n // 3),
    "open quotation marks": lambda n: "a “" * (n // 3),
    "spaces": lambda n: "a" + " " * n + "b > c",
    "dashes": lambda n: "A - " * (n // 4),
    "dates": lambda n: "2015-03-24 " * (n // 11),
    "one paragraph": lambda n: SENTENCE * (n // 96),
    "paragraphs": lambda n: "".join(f"{SENTENCE.replace('Monday', str(i))}\n\n" for i in range(n // 98)),
    "the same paragraph": lambda n: f"{SENTENCE}\n\n" * (n // 98),
    "headings": lambda n: "Harbour opens\n" * (n // 14),
    "menu": lambda n: "Home\nWorld\n" * (n // 11),
    "brackets": lambda n: "a [" * (n // 3) + "x/AP]",
    "capitals": lambda n: "ABC, " * (n // 5),
    "marks": lambda n: "e" + "\u0301" * n,
    "wrapped": lambda n: "words and more words that go on and on in a long line and then\n" * (n // 64),
    "names": lambda n: "By Ana Ruiz and " * (n // 16),
    "slashes": lambda n: "A/" * (n // 2),
    "addresses": lambda n: "http://" * (n // 7),
    "controls": lambda n: "\x00a" * (n // 2),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_the_length(cleaner: Cleaner, shape: str) -> None:
    """Robustness B17: twice the text takes at most two and a half times the time."""

    def seconds(size: int) -> float:
        raw = RawReport("a.txt", "a.txt", SHAPES[shape](size).encode(), "text/plain")
        best = 9.0
        for _ in range(3):
            began = time.process_time()
            cleaner.clean(raw)
            best = min(best, time.process_time() - began)
        return best

    cleaner.clean(RawReport("a.txt", "a.txt", SENTENCE.encode(), "text/plain"))
    small, large = seconds(20_000), seconds(40_000)
    assert large <= 2.5 * small + 0.02  # 0.02: below it the clock's steps count
