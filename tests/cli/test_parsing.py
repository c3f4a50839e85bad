"""`ascribe parse` and `ascribe.parse`: what they print is what stands in the text, for any text."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ascribe
from ascribe.cli import run
from ascribe.parsing import KINDS, Parsed, parse, to_conllu

TEXT = """A senior Iraqi official said on Tuesday that Shiite militias had fired six Hellfire missiles at Orune airport.

“We did not ask for the $2.5 million,” Ana Petrel told reporters. She denied that 20 percent of it will be paid.
"""


@pytest.fixture(scope="module")
def parsed() -> list[Parsed]:
    return parse(TEXT)


def check(text: str, sentences: list[Parsed]) -> None:
    """Every offset slices back, and phrases lie within one another or apart."""
    for sentence in sentences:
        assert text[sentence.start : sentence.end] == sentence.text
        row = sentence.to_dict()
        for token, told in zip(sentence.tokens, row["tokens"], strict=True):
            assert text[told["start"] : told["end"]] == token.text
        for phrase in (*sentence.phrases, *sentence.mentions):
            assert text[phrase.start : phrase.end] == phrase.text
            assert sentence.start <= phrase.start < phrase.end <= sentence.end
        for a in sentence.phrases:
            assert a.kind in KINDS
            for b in sentence.phrases:
                crossing = a.first < b.first <= a.last < b.last
                assert not crossing
        for attribution in row["attributions"]:
            for span in (attribution["cue"], *attribution["sources"]):
                assert text[span["start"] : span["end"]] == span["text"]
        json.dumps(row)


def rows(conllu: str) -> list[list[list[str]]]:
    """Columns by sentence and word."""
    parts = [part for part in conllu.split("\n\n") if part]
    return [[line.split("\t") for line in part.split("\n") if not line.startswith("#")] for part in parts]


def test_phrases_of_all_sorts(parsed: list[Parsed]) -> None:
    found = {(p.kind, p.text) for sentence in parsed for p in sentence.phrases}
    assert found >= {
        ("NORP", "Iraqi"), ("DATE", "Tuesday"), ("NORP", "Shiite"), ("WEAPON", "Hellfire missiles"),
        ("QUANTITY", "six Hellfire missiles"), ("FAC", "Orune airport"), ("LOC", "Orune"), ("MONEY", "$2.5 million"),
        ("PER", "Ana Petrel"),
    }  # fmt: skip


def test_mentions_and_attributions(parsed: list[Parsed]) -> None:
    first, second, third = parsed
    assert ("person", "A senior Iraqi official") in {(m.kind, m.text) for m in first.mentions}
    (said,) = first.to_dict()["attributions"]
    assert [source["text"] for source in said["sources"]] == ["A senior Iraqi official"]
    assert any("Shiite militias had fired" in TEXT[c["start"] : c["end"]] for c in said["content"])
    assert "Ana Petrel" in {source["text"] for a in second.to_dict()["attributions"] for source in a["sources"]}
    assert [a["stance"] for a in third.to_dict()["attributions"]] == ["denies"]


def test_mentions_of_one_person_have_one_referent(parsed: list[Parsed]) -> None:
    ana = next(m for m in parsed[1].mentions if "Ana Petrel" in m.text)
    she = next(m for m in parsed[2].mentions if m.text == "She")
    assert ana.referent is not None
    assert (she.referent, she.name) == (ana.referent, "Ana Petrel")
    assert f"Referent={ana.referent}" in "".join(to_conllu(parsed[2:]))


def test_conllu_is_a_tree_with_ranges(parsed: list[Parsed]) -> None:
    for sentence, found in zip(parsed, rows("".join(to_conllu(parsed))), strict=True):
        assert [int(columns[0]) for columns in found] == list(range(1, len(sentence.tokens) + 1))
        assert all(len(columns) == 10 for columns in found)
        assert sum(columns[6] == "0" for columns in found) == 1
        for columns in found:
            misc = dict(part.split("=", 1) for part in columns[9].split("|"))
            start, end = map(int, misc["TokenRange"].split(":"))
            assert TEXT[start:end] == columns[1]


def test_conllu_brackets_close(parsed: list[Parsed]) -> None:
    for sentence, found in zip(parsed, rows("".join(to_conllu(parsed))), strict=True):
        marks = [dict(p.split("=", 1) for p in columns[9].split("|")).get("Entity", "") for columns in found]
        assert sum(mark.count("(") for mark in marks) == sum(mark.count(")") for mark in marks) == len(sentence.phrases)
    airport = next(c for c in rows("".join(to_conllu(parsed)))[0] if c[1] == "Orune")
    assert "Entity=(FAC(LOC)" in airport[9]


def test_values_and_features(parsed: list[Parsed]) -> None:
    by_form = {columns[1]: columns for sentence in rows("".join(to_conllu(parsed))) for columns in sentence}
    assert "Denied=Yes" in by_form["ask"][9]
    assert "Tense=Past" in by_form["said"][5]
    assert "Commitment=" in by_form["fired"][9]
    assert "Mention=person" in by_form["official"][9]


@given(st.text(max_size=80))
@settings(max_examples=40, deadline=None)
def test_any_text(text: str) -> None:
    found = parse(text)
    check(text, found)
    assert len(rows("".join(to_conllu(found)))) == len(found)


@pytest.mark.parametrize(
    "text",
    [
        TEXT, "", "\n\n", "😀 😀\u200d😀", "قال الوزير إن القوات دخلت المدينة.", "\x1b[31mred\x00 \u2028 line",
        "x" * 5000,
        "$5 5% 5 km on Friday " * 60, "\ufeffAn aide said no.",
    ],
)  # fmt: skip
def test_odd_texts(text: str) -> None:
    found = parse(text)
    check(text, found)
    printed = "".join(to_conllu(found))
    assert all(c.isprintable() or c in "\n\t\u200c\u200d" for c in printed)


def test_the_command_prints_conllu_and_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert run(["parse", str(path)]) == 0
    assert capsys.readouterr().out == "".join(to_conllu(parse(TEXT)))
    assert run(["parse", str(path), "--format", "jsonl"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line) for line in lines] == [sentence.to_dict() for sentence in parse(TEXT)]


def test_the_command_reads_standard_input() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ascribe", "parse", "--format", "jsonl"],
        input="Die Wörter “left” und 😀".encode(), capture_output=True, check=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert json.loads(io.BytesIO(done.stdout).read())["text"].endswith("😀")


def test_a_file_that_is_not_there_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["parse", "nowhere.txt"]) == 2
    assert "nowhere.txt" in capsys.readouterr().err


def test_it_is_reached_from_the_package() -> None:
    assert ascribe.parse is parse


def test_every_kind_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs" / "python.md").read_text(encoding="utf-8")
    assert all(f"| `{kind}` | {meaning} |" in text for kind, meaning in KINDS.items())
