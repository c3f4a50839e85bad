"""Documents into claims: those that are due go to the extractor; the claims of each are stored in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ascribe.contract.claims import ActorCell, Claim, Figure, PlaceCell, SourceLink, TextCell
from ascribe.contract.documents import Document
from ascribe.errors import problem
from ascribe.pipeline.listening import Listener
from ascribe.pipeline.pool import extract_many
from ascribe.pipeline.stages import Extractor
from ascribe.record import documents
from ascribe.record.claims import replace_claims
from ascribe.record.store import Store

_BATCH = 50
"""Documents loaded together."""
_EACH = 3
"""Documents from which another process is worth its start (0.6 s against 0.1 s a document)."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a reading did."""

    documents: int
    claims: int
    failed: int


def read_documents(store: Store, extractor: Extractor, processes: int, listener: Listener) -> Read:
    """Claims for every document that has none yet, or whose claims were made otherwise."""
    with store.reading() as connection:
        due = documents.due(connection, extractor.version)
    if not due:
        return Read(0, 0, 0)
    processes = min(processes, -(-len(due) // _EACH))
    claims = failed = 0
    for done, (pk, document, found) in enumerate(extract_many(_loaded(store, due), extractor, processes), start=1):
        with store.writing("claims") as connection:
            if isinstance(found, str):
                failed += 1
                failure = problem("reader.failed", document.name, detail=found)
                documents.mark_failed(connection, pk, failure)
                listener.note(failure)
            else:
                fitting = [claim for claim in found if fits(claim, document.text)]
                claims += len(fitting)
                refused = len(found) - len(fitting)
                why = problem("claims.refused", document.name, count=refused) if refused else None
                replace_claims(connection, pk, document.text, fitting, extractor.version, why)
        listener.step("reading", done, len(due))
    return Read(len(due), claims, failed)


def _loaded(store: Store, keys: list[int]) -> Iterator[tuple[int, Document]]:
    for start in range(0, len(keys), _BATCH):
        with store.reading() as connection:
            loaded = list(documents.load(connection, keys[start : start + _BATCH]))
        yield from loaded


def fits(claim: Claim, text: str) -> bool:
    """Whether every cell of the claim is the text between its offsets: no cell without its evidence."""
    cells: list[TextCell | ActorCell | PlaceCell | Figure | SourceLink] = [claim.sentence, claim.trigger, claim.event]
    cells += [*claim.agents, *claim.targets, *claim.places, *claim.figures]
    cells += [link for chain in claim.sources for link in chain]
    if claim.condition is not None:
        cells.append(claim.condition)
    if claim.time.span is not None and claim.time.span.of(text) != claim.time.text:
        return False
    return all(0 <= cell.start <= cell.end and text[cell.start : cell.end] == cell.text for cell in cells)
