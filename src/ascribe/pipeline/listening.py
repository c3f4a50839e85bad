"""Who wants to know how a reading goes on. The pipeline tells; the command line draws a bar, a program does nothing."""

from __future__ import annotations

from typing import Protocol

from ascribe.contract.documents import Problem


class Listener(Protocol):
    """Told of progress while `read` runs. Both calls must be quick."""

    def step(self, doing: str, done: int, total: int | None) -> None:
        """`done` of `total` are through what is being done ("taking in", "comparing", "reading"); None: not known."""

    def note(self, problem: Problem) -> None:
        """Something was rejected or put off."""


class Silent:
    """A listener that does not listen."""

    def step(self, doing: str, done: int, total: int | None) -> None:
        return

    def note(self, problem: Problem) -> None:
        return
