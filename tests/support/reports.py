"""Small folders of reports to read, and what a record made of them."""

from __future__ import annotations

from pathlib import Path

from fake_extractor import extractor as fake

from ascribe.pipeline import ReadResult, read
from ascribe.pipeline.stages import Extractor
from ascribe.record.dump import canonical_dump, damage, lines
from ascribe.record.store import Store

FILLER = (
    "The governor of the province said on his return that the road along the river would stay closed for weeks. "
    "Traders in the old market complained that flour and fuel had doubled in price since the bridge was lost. "
)
"""Text that carries no claim, enough of it for documents to be compared."""


def write(folder: Path, files: dict[str, str], notes: dict[str, str] | None = None) -> Path:
    """`files` by name; `notes`: publication dates, into documents.csv."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if notes is not None:
        rows = "".join(f"{name},{day}\n" for name, day in notes.items())
        (folder / "documents.csv").write_text("file,published_at\n" + rows, encoding="utf-8")
    return folder


def read_all(record: Path, *paths: Path, extractor: Extractor | None = None, processes: int = 0) -> ReadResult:
    """Reads with the stand-in for the extractor, in this process."""
    with Store.open(record) as store:
        return read(paths, store, processes=processes, extractor=extractor or fake())


def dump(record: Path) -> str:
    """The canonical dump; the file must be whole."""
    with Store.open(record) as store, store.reading() as connection:
        assert damage(connection) == []
        return canonical_dump(connection)


def dumped(record: Path) -> list[str]:
    """The rows behind `dump`, to see what differs."""
    with Store.open(record) as store, store.reading() as connection:
        return list(lines(connection))


class Notes(list[str]):
    """A listener that keeps the codes of the problems it is told."""

    def step(self, doing: str, done: int, total: int | None) -> None:
        return

    def note(self, problem: object) -> None:
        self.append(problem.code)  # type: ignore[attr-defined]
