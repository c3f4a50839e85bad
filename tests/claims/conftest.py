"""Sentences with trees for the rules' tests: `sentences.conllu`, written for the purpose, so that no test of a rule
depends on what the reader makes of a sentence today."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ascribe.claims.drafts import Draft
from ascribe.claims.extract import draft_claims
from ascribe.contract.documents import Block, BlockKind, Document, Metadata
from ascribe.contract.sentences import Entity, Parse, Sentence, Token


def _token(fields: list[str], start: int) -> Token:
    misc = dict(x.split("=", 1) for x in fields[9].split("|") if "=" in x)
    text = fields[1]
    return Token(
        start,
        start + len(text),
        text,
        fields[2],
        fields[3],
        fields[4],
        int(fields[6]) - 1,
        fields[7],
        1.0,
        misc.get("Mention"),
        # the sentences are news: a word is an event for the reader unless its line says otherwise
        float(misc.get("Event", 1)),
    )


def load(path: Path) -> dict[str, Parse]:
    """Sentence text to its parse."""
    out: dict[str, Parse] = {}
    for chunk in path.read_text("utf-8").strip().split("\n\n"):
        lines = chunk.split("\n")
        text = lines[0].removeprefix("# text = ")
        tokens: list[Token] = []
        entities: list[Entity] = []
        at = 0
        for line in lines[1:]:
            if line.startswith("# entities = "):
                spans = [e.split("-") for e in line.removeprefix("# entities = ").split()]
                entities = [Entity(label, int(a), int(b), 0, 0) for a, b, label in spans]
                continue
            fields = line.split("\t")
            at = text.index(fields[1], at)
            tokens.append(_token(fields, at))
            at += len(fields[1])
        placed = tuple(Entity(e.label, e.first, e.last, tokens[e.first].start, tokens[e.last].end) for e in entities)
        out[text] = Parse(tuple(tokens), placed)
    return out


def starting(known: dict[str, Parse], start: str) -> Sentence:
    """The one sentence that begins so."""
    (text,) = [t for t in known if t.startswith(start)]
    return Sentence(0, text, 0, known[text])


@pytest.fixture(scope="session")
def parses() -> dict[str, Parse]:
    return {
        k: v
        for name in ("sentences", "course", "standing", "phases")
        for k, v in load(Path(__file__).with_name(f"{name}.conllu")).items()
    }


@pytest.fixture
def sentence(parses: dict[str, Parse]) -> Callable[[str], Sentence]:
    """The one sentence that begins so."""

    return lambda start: starting(parses, start)


def document_of(text: str, published_at: str | None = None) -> Document:
    return Document("d", "r", "name", text, (Block(BlockKind.BODY, 0, len(text)),), Metadata(published_at=published_at))


def laid_out(
    known: dict[str, Parse], *paragraphs: list[str], published_at: str | None = None
) -> tuple[Document, list[Sentence]]:
    """A document of paragraphs, each a list of sentences; one that begins with "#" is a headline."""
    text, blocks, sentences = "", [], []
    for index, paragraph in enumerate(paragraphs):
        kind = BlockKind.HEADLINE if paragraph[0] == "#" else BlockKind.BODY
        start = len(text)
        for words in paragraph[1:] if paragraph[0] == "#" else paragraph:
            sentences.append(Sentence(len(text), words, index, known[words]))
            text += words + " "
        blocks.append(Block(kind, start, len(text) - 1))
        text = text[:-1] + "\n\n"
    return Document("d", "r", "name", text, tuple(blocks), Metadata(published_at=published_at)), sentences


@pytest.fixture
def drafts(sentence: Callable[[str], Sentence]) -> Callable[[str], list[Draft]]:
    """The drafts of the one sentence that begins so, as a document of its own."""

    def make(start: str) -> list[Draft]:
        s = sentence(start)
        return draft_claims(document_of(s.text), [s])

    return make


@pytest.fixture(scope="session")
def frozen() -> Callable[[str], dict[str, Parse]]:
    """The trees of a file beside this one, by its name."""
    return lambda name: load(Path(__file__).with_name(f"{name}.conllu"))


@pytest.fixture(scope="session")
def told() -> Callable[..., tuple[Document, list[Sentence]]]:
    """A document of paragraphs, each a list of sentences of `voices.conllu`."""
    known = load(Path(__file__).with_name("voices.conllu"))

    def make(*paragraphs: list[str]) -> tuple[Document, list[Sentence]]:
        return laid_out(known, *paragraphs)

    return make
