"""Files and folders, met safely: a sorted walk, and a way of opening that cannot hang or follow a loop.

Only regular files are ever opened; pipes, sockets and devices are named and left alone.
"""

from __future__ import annotations

import errno
import io
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass

from ascribe.sources.units import Unread, ignored, printable, rejected

_KINDS = {
    stat.S_IFIFO: "named pipe",
    stat.S_IFSOCK: "socket",
    stat.S_IFCHR: "device",
    stat.S_IFBLK: "device",
    stat.S_IFDIR: "folder",
    stat.S_IFLNK: "symbolic link",
}


class CannotOpenError(Exception):
    """A path that is no readable regular file."""

    def __init__(self, unread: Unread) -> None:
        self.unread = unread
        super().__init__(unread.problem.message)


_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
"""O_NONBLOCK: should a pipe take the file's place just before it is opened, opening must not wait for a writer."""


def open_regular(path: str) -> io.BufferedReader:
    """`path` opened for reading.

    FileNotFoundError where it is gone; CannotOpenError where it is no regular file or may not be read.
    """
    location = printable(path)
    try:
        found = os.stat(path)
        _refuse_special(found.st_mode, location)
        handle = os.open(path, _FLAGS)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        raise CannotOpenError(rejected(location, "file.unreadable", detail=_reason(error))) from None
    try:
        _refuse_special(os.fstat(handle).st_mode, location)
    except CannotOpenError:
        os.close(handle)
        raise
    return io.BufferedReader(io.FileIO(handle, "rb"), 1 << 18)


def _refuse_special(mode: int, location: str) -> None:
    if not stat.S_ISREG(mode):
        raise CannotOpenError(rejected(location, "file.special", kind=_KINDS.get(stat.S_IFMT(mode), "special file")))


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        if error.errno == errno.ELOOP:
            return "its symbolic links form a loop"
        return (error.strerror or type(error).__name__).lower()
    return printable(str(error))


@dataclass(frozen=True, slots=True)
class Found:
    """A file that a walk came by."""

    path: str
    folder: str
    name: str
    named: bool
    """Whether the path was given itself, not found in a folder."""


def walk(paths: Iterator[str] | list[str]) -> Iterator[Found | Unread]:
    """Every file under `paths`, in the order given and sorted by name within a folder, and what is not read.

    A folder is walked once, however many links lead to it.
    """
    seen: dict[tuple[int, int], str] = {}
    for path in paths:
        try:
            is_folder = stat.S_ISDIR(os.stat(path).st_mode)
        except FileNotFoundError:
            yield rejected(printable(path), "usage.path")
            continue
        except (OSError, ValueError) as error:
            yield rejected(printable(path), "file.unreadable", detail=_reason(error))
            continue
        if is_folder:
            yield from _walk_folder(path, seen)
        else:
            folder, name = os.path.split(path)
            yield Found(path, folder or ".", name, named=True)


def _walk_folder(top: str, seen: dict[tuple[int, int], str]) -> Iterator[Found | Unread]:
    todo: list[Iterator[str]] = [iter([""])]
    where = [top]  # not recursive: a folder tree may be deeper than the stack
    while todo:
        name = next(todo[-1], None)
        if name is None:
            todo.pop()
            where.pop()
            continue
        folder = where[-1]
        path = os.path.join(folder, name) if name else top
        if name and not _is_folder(path):
            yield Found(path, folder, name, named=False)
            continue
        if name.startswith("."):
            yield ignored(printable(path), "file.side", detail="hidden folder")
            continue
        try:
            found = os.stat(path)
            key = (found.st_dev, found.st_ino)
            if key in seen and found.st_ino:
                yield ignored(printable(path), "file.again", other=printable(seen[key]))
                continue
            seen[key] = path
            with os.scandir(path) as entries:
                names = sorted(e.name for e in entries)
        except OSError as error:
            yield rejected(printable(path), "file.unreadable", detail=_reason(error))
            continue
        todo.append(iter(names))
        where.append(path)


def _is_folder(path: str) -> bool:
    try:
        return stat.S_ISDIR(os.stat(path).st_mode)
    except (OSError, ValueError):
        return False
