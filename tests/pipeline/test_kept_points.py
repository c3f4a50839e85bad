"""What a thread goes on with is the likeliest of all that it is compared with, whatever came late: points that are kept
spare the comparison, and change nothing."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from planted import planted
from reports import read_all, write

from ascribe.record import raw
from ascribe.record import situations as stored
from ascribe.record.store import Store
from ascribe.situations.antecedents import WINDOW, place, points


@pytest.mark.parametrize("seed", range(3))
def test_every_thread_goes_on_with_the_likeliest(tmp_path: Path, seed: int) -> None:
    rows = planted(seed)
    random.Random(seed).shuffle(rows)
    for number, row in enumerate(rows):
        feed = write(tmp_path / str(number), {f"{number}.jsonl": json.dumps(row) + "\n"})
        read_all(tmp_path / "r.db", feed)
    tied = 0
    with Store.open(tmp_path / "r.db") as store, store.reading() as connection:
        keys = [pk for (pk,) in raw.rows(connection, "SELECT pk FROM threads")]
        for thread in stored.threads_with(connection, keys):
            near = stored.neighbours(connection, stored.hashed(thread.own), thread.ord, WINDOW, before=True)
            before = stored.threads_with(connection, near)
            found = place(thread.thread, thread.placed.day, [t.placed for t in before], thread.document)
            parent = None if found.antecedent is None else before[found.antecedent]
            assert (thread.parent, thread.known) == (parent and parent.pk, found.known)
            if parent:
                assert thread.points == points(thread.thread, thread.placed.day, parent.placed, thread.document)
                tied += 1
            else:
                assert thread.points is None
    assert tied > 5
