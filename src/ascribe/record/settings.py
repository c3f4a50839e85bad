"""Small facts that a record keeps about itself: the user's list of actors that its claims are made with.

Kept in the record, so that the same reports read again, by whomever, give the same claims.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from ascribe.record.schema import settings

_NAME, _TEXT = "actors_file", "actors"


@dataclass(frozen=True, slots=True)
class ActorFile:
    """A user's list of actors: the file's name, for messages, and its text (CSV)."""

    name: str
    text: str


def actor_file(connection: Connection) -> ActorFile | None:
    """The list that the record's claims are made with; None: the built-in ones alone."""
    text, name = (
        connection.scalar(select(settings.c.value).where(settings.c.name == wanted)) for wanted in (_TEXT, _NAME)
    )
    return None if text is None else ActorFile(name or "", text)


def keep_actor_file(connection: Connection, given: ActorFile | None) -> None:
    """From now on the record's claims are made with this list; None: with the built-in ones alone."""
    connection.execute(delete(settings).where(settings.c.name.in_((_NAME, _TEXT))))
    if given is not None:
        values = [{"name": _NAME, "value": given.name}, {"name": _TEXT, "value": given.text}]
        connection.execute(insert(settings), values)
