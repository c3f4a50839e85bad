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
    """`module:function`; the function takes `actors`, where there is such a file, and returns an `Extract`."""
    version: str
    actors: str | None = None
    """Path of a user's list of actors."""

    @property
    def words(self) -> list[str]:
        """The extractor for the command line of a worker."""
        return [self.name] if self.actors is None else [self.name, self.actors]

    def load(self) -> Extract:
        module, _, function = self.name.partition(":")
        load = cast(Callable[..., Extract], getattr(importlib.import_module(module), function))
        return load() if self.actors is None else load(self.actors)


def default_extractor(actors: str | None = None) -> Extractor:
    """The extractor that ships. `actors`: path of a user's list; its content is part of the version."""
    version = extraction_version()
    if actors is not None:
        version = digest("extractor", version, Path(actors).read_text("utf-8"))
    return Extractor("ascribe.pipeline.stages:reader_and_claims", version, actors)


def reader_and_claims(actors: str | None = None) -> Extract:
    """Reader, claims and resolution. AscribeError `model.hash` where the model is damaged."""
    from ascribe.reader.runtime import Reader
    from ascribe.resolution.actors import builtin
    from ascribe.resolution.extract import extract

    reader = Reader()
    known = builtin() if actors is None else builtin().with_csv(Path(actors))

    def claims_of(document: Document) -> list[Claim]:
        return extract(document, reader.read_document(document), known)

    return claims_of
