from __future__ import annotations

import os
import socket
import time
from pathlib import Path

import pytest

from ascribe.sources.files import CannotOpenError, Found, open_regular, walk
from ascribe.sources.units import Unread, printable, tidy

posix = pytest.mark.skipif(os.name != "posix", reason="needs pipes and links")


def names(paths: list[str]) -> list[str]:
    return [f.name if isinstance(f, Found) else f.problem.code for f in walk(paths)]


def test_a_folder_is_walked_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c/z.txt", "c/y.txt", "B.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert names([str(tmp_path)]) == ["B.txt", "a.txt", "b.txt", "y.txt", "z.txt"]


def test_missing_paths_are_named(tmp_path: Path) -> None:
    assert names([str(tmp_path / "none")]) == ["usage.path"]
    assert names(["a\x00b"]) == ["file.unreadable"]


@posix
def test_loops_end_and_a_folder_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("x")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    assert names([str(tmp_path)]) == ["file.again", "x.txt", "file.again", "self"]
    with pytest.raises(CannotOpenError) as caught:
        open_regular(str(tmp_path / "self"))
    assert caught.value.unread.problem.code == "file.unreadable"


@posix
def test_pipes_sockets_and_devices_are_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s.txt"))
        began = time.monotonic()
        for path in (tmp_path / "pipe.txt", tmp_path / "s.txt", Path("/dev/zero"), tmp_path):
            with pytest.raises(CannotOpenError) as caught:
                open_regular(str(path))
            assert caught.value.unread.problem.code == "file.special"
        assert time.monotonic() - began < 5


@posix
@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root may read everything")
def test_files_that_may_not_be_read_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    path.chmod(0)
    with pytest.raises(CannotOpenError):
        open_regular(str(path))


@posix
def test_names_are_printable(tmp_path: Path) -> None:
    odd = [
        b"new\nline.txt",
        b"\xff\xfe.txt",
        b"-x.txt",
        b";rm.txt",
        "😀.txt".encode(),
        b"a" * 250 + b".txt",
        b"\x1b[31m.txt",
        "\u202e.txt".encode(),
    ]
    for name in odd:
        with open(os.fsencode(tmp_path) + b"/" + name, "wb") as stream:
            stream.write(b"x")
    found = list(walk([str(tmp_path)]))
    assert len(found) == len(odd)
    assert all(isinstance(f, Found) and printable(f.path).isprintable() for f in found)
    assert printable("a\nb\udcff\u202e") == "a\\nb\\xff\\u202e"


def test_values_are_tidied() -> None:
    assert tidy("  a\x00\tb\n\u2028 c ") == "a b c"
    assert tidy(" \x00 ") is None
    assert tidy("x" * 50_000) == "x" * 2_000


@posix
def test_a_hundred_thousand_names_take_little_memory(tmp_path: Path) -> None:
    """One link each to a file, so that making them is quick."""
    (tmp_path / "many").mkdir()
    target = tmp_path / "t.txt"
    target.write_text("x")
    for i in range(3_000):
        os.link(target, tmp_path / "many" / f"{i}.txt")
    began = time.process_time()
    assert sum(1 for f in walk([str(tmp_path / "many")]) if isinstance(f, Found)) == 3_000
    assert time.process_time() - began < 1


def test_hidden_folders_are_listed_once(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text("x")
    assert [f.problem.code for f in walk([str(tmp_path)]) if isinstance(f, Unread)] == ["file.side"]
