"""How the pipeline reaches the stages that make claims: by name, so that every worker process loads them itself."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from ascribe.contract.claims import Claim
from ascribe.contract.documents import Document
from ascribe.identity import digest
from ascribe.pipeline.versions import extraction_version

Extract = Callable[[Document], list[Claim]]


@dataclass(frozen=True, slots=True)
class Extractor:
    """What makes claims: the name of a function that loads it, and the version that its claims are marked with."""

    name: str
    """`module:function`; the function takes `actors` and `sentences`, where there are such files, and returns an
    `Extract`."""
    version: str
    actors: str | None = None
    """Path of a user's list of actors."""
    sentences: str | None = None
    """Path of the file with sentences that were read before; it changes nothing but the time."""

    @property
    def words(self) -> list[str]:
        """The extractor for the command line of a worker; `of_words` makes it again."""
        return [self.name, self.actors or "", self.sentences or ""]

    @classmethod
    def of_words(cls, name: str, actors: str, sentences: str) -> Extractor:
        return cls(name, "", actors or None, sentences or None)

    def load(self) -> Extract:
        module, _, function = self.name.partition(":")
        load = cast(Callable[..., Extract], getattr(importlib.import_module(module), function))
        files = {"actors": self.actors, "sentences": self.sentences}
        return load(**{name: path for name, path in files.items() if path is not None})


def default_extractor(actors: str | None = None, sentences: str | None = None) -> Extractor:
    """The extractor that ships. `actors`: path of a user's list; its content is part of the version. `sentences`: path
    of the file in which parses are kept."""
    version = extraction_version()
    if actors is not None:
        version = digest("extractor", version, Path(actors).read_text("utf-8"))
    return Extractor("ascribe.pipeline.stages:reader_and_claims", version, actors, sentences)


def reader_and_claims(actors: str | None = None, sentences: str | None = None) -> Extract:
    """Reader, claims and resolution. AscribeError `model.hash` where the model is damaged."""
    from ascribe.pipeline.known_sentences import RememberingReader
    from ascribe.reader.runtime import Reader
    from ascribe.resolution.actors import builtin
    from ascribe.resolution.extract import extract

    reader = Reader() if sentences is None else RememberingReader(Path(sentences))
    known = builtin() if actors is None else builtin().with_csv(Path(actors))

    def claims_of(document: Document) -> list[Claim]:
        return extract(document, reader.read_document(document), known)

    return claims_of
