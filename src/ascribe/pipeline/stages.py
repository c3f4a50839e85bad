"""How the pipeline reaches the stages that make claims: by name, so that every worker process loads them itself."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from ascribe.contract.claims import Claim
from ascribe.contract.documents import Document
from ascribe.pipeline.versions import extraction_version

Extract = Callable[[Document], list[Claim]]


@dataclass(frozen=True, slots=True)
class Extractor:
    """What makes claims: the name of a function that loads it, and the version that its claims are marked with."""

    name: str
    """`module:function`; the function takes nothing and returns an `Extract`."""
    version: str

    def load(self) -> Extract:
        module, _, function = self.name.partition(":")
        return cast(Callable[[], Extract], getattr(importlib.import_module(module), function))()


def default_extractor() -> Extractor:
    return Extractor("ascribe.pipeline.stages:reader_and_claims", extraction_version())


def reader_and_claims() -> Extract:
    """Reader, claims and resolution. AscribeError `model.hash` where the model is damaged."""
    from ascribe.reader.runtime import Reader
    from ascribe.resolution.extract import extract

    reader = Reader()

    def claims_of(document: Document) -> list[Claim]:
        return extract(document, reader.read_document(document))

    return claims_of
