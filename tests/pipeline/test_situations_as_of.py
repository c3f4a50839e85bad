"""Situations as of a day: exactly those of a record that has only read what was published by then, in any order of
arrival; and what people decided of them outlasts every reading."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import FILLER, dumped, read_all, write

from ascribe.exports.open_items import open_items
from ascribe.exports.source_pages import sources
from ascribe.exports.view import View
from ascribe.record.claims import claim_from_json
from ascribe.record.decisions import decide, decisions
from ascribe.record.query import Filter, last_day
from ascribe.record.store import Store
from ascribe.situations.waiting import awaits_nothing

WIRE = (
    f"{FILLER}\n\nThe mayor of the port told reporters at the quay that two cranes had been hit and would stand still "
    "for months.\n\nRebels shelled Mada in Tikrit on 2015-03-02, a senior official said.\n"
)
"""A report that others copy, cut and extend."""

TEXTS = [
    WIRE,
    f"LONDON (Reuters) - {WIRE}\nEnvoys met Ministers in Basra on 2015-03-04.\n",
    f"{WIRE}\n\nOfficers trained Recruits in Erbil. {FILLER[::-1]}\n",
    "Rebels shelled Mada in Tikrit on 2015-03-02. Residents said so on the telephone.\n",
    "Rebels did not shelled Mada in Tikrit on 2015-03-02, a spokesman said.\n",
    "Army shelled Mada in Tikrit on 2015-03-02, the governor said. Envoys met Ministers in Basra.\n",
    "Envoys did not met Ministers in Basra on 2015-03-04, an aide said. Rebels left Mada in Tikrit.\n",
    f"{FILLER}\n\nOfficers trained Recruits in Erbil on 2015-03-01.\n",
    "Nothing of note was told from the town on that day, and nobody was there to tell it.\n",
    "Envoys will have met Ministers in Basra on 2015-03-04, an aide said. Army will have shelled Mada, a clerk said.\n",
]
DAYS = ["2015-03-01", "2015-03-02", "2015-03-03", "2015-03-05", None]

Report = tuple[int, str | None, str | None]
"""Number of the text, day of publication, address."""


def shows(record: Path, as_of: str | None) -> dict[str, Any]:
    """What a view tells of situations."""
    with Store.open(record) as store:
        view = View(store)
        found = {
            "situations": view.situations(as_of=as_of, everything=True).to_dicts(),
            "disagreements": view.disagreements(as_of=as_of).to_dicts(),
            "open": view.open_items(as_of=as_of).to_dicts(),
            "sources": view.sources(as_of=as_of).to_dicts(),
            "claims": [(c["id"], c["situation"]) for c in view.claims(as_of=as_of).to_dicts()],
        }
        lists_are_those_of_what_is_built(view, as_of, found)
        for item in found["open"]:  # whether its day has passed tells the day of the question too
            item["what"] = "planned" if item["what"] == "overdue" else item["what"]
        found["open"].sort(key=lambda item: (item["what"], item["situation"], str(item["expected"])))
        with store.reading() as connection:
            wanted = Filter() if as_of is None else Filter(as_of=date.fromisoformat(as_of))
            rows = view.situation_rows(connection, wanted, everything=True)
        found["rows"] = [{k: v for k, v in row._mapping.items() if k not in ("day", "until", "span")} for row in rows]
        assert [row["situation"] for row in found["rows"]] == [s["id"] for s in found["situations"]]
        for row, made in zip(found["rows"], found["situations"], strict=True):
            assert (row["title"], row["claims"], row["origins"]) == (
                made["title"], len(made["claims"]), made["origins"],
            )  # fmt: skip
        assert sum(row["disagreements"] for row in found["rows"]) == len(found["disagreements"])
        return found


def lists_are_those_of_what_is_built(view: View, as_of: str | None, found: dict[str, Any]) -> None:
    """Disagreements, what is open and sources are listed without building anything: here all of it is built."""
    made = [view.situation(s["id"], as_of).to_dict() for s in found["situations"]]
    each = [d for s in made for d in s["disagreements"]]
    assert found["disagreements"] == sorted(each, key=lambda d: (d["known_since"] or "", d["id"]), reverse=True)
    with view.store.reading() as connection:
        today = date.fromisoformat(as_of) if as_of else last_day(connection)
    if today:
        for item in found["open"]:
            item["age"] = item["overdue"] = None  # from the day of the question, or the last day of the record
        with view.store.reading() as connection:
            rows = connection.exec_driver_sql("SELECT id, claim FROM claims").all()
        idle = {row.id for row in rows if awaits_nothing(claim_from_json(row.claim, "", ""))}
        waiting = view.situations(as_of=as_of).to_dicts()
        for situation in waiting:
            meant = [s for s in situation["states"] if s["phase"] in ("planned", "requested")]
            situation["states"] = [s for s in situation["states"] if s not in meant or not set(s["claims"]) <= idle]
        items = open_items(waiting, today)
        assert [{**i, "last": None, "age": None, "overdue": None} for i in items] == [
            i | {"last": None} for i in found["open"]
        ]
    claims = view.claims(as_of=as_of).to_dicts()
    assert found["sources"] == sources(claims, found["disagreements"], {})
    assert view.sources(as_of=as_of, limit=1).to_dicts() == found["sources"][:1]


def rows_of(reports: list[Report]) -> list[tuple[str | None, str]]:
    out = []
    for number, (text, day, url) in enumerate(reports):
        row = {"id": number, "outlet": f"Outlet {number}", "text": TEXTS[text], "published_at": day, "url": url}
        out.append((day, json.dumps({k: v for k, v in row.items() if v is not None})))
    return out


def check(folder: Path, reports: list[Report], seed: int = 0) -> None:
    """The record of all reports, read one by one in some order, against those that read only what was published by
    each day, at once."""
    files = {f"{i}.jsonl": row for i, row in enumerate(rows_of(reports))}
    everything = write(folder / "all", {name: row for name, (_, row) in files.items()})
    order = sorted(files)
    random.Random(seed).shuffle(order)
    for name in order:
        read_all(folder / "all.db", everything / name)
    for as_of in ("2015-03-01", "2015-03-02", "2015-03-04", "2015-03-05"):
        known = write(folder / as_of, {n: row for n, (day, row) in files.items() if day is not None and day <= as_of})
        read_all(folder / f"{as_of}.db", known)
        assert shows(folder / "all.db", as_of) == shows(folder / f"{as_of}.db", None), as_of
    read_all(folder / "once.db", everything)
    assert shows(folder / "all.db", None) == shows(folder / "once.db", None)
    assert dumped(folder / "all.db") == dumped(folder / "once.db")


ADDRESS = "http://example.org/1"
FIRST, SECOND, THIRD, LAST = "2015-03-01", "2015-03-02", "2015-03-03", "2015-03-05"
CASES: dict[str, list[Report]] = {
    "another source denies it later": [(3, SECOND, None), (4, THIRD, None)],
    "a copy that came later ties two reports": [(7, FIRST, None), (0, FIRST, None), (2, THIRD, None)],
    "copies count once": [(0, SECOND, None), (1, THIRD, None), (3, LAST, None)],
    "a revision that tells nothing of it": [(3, SECOND, ADDRESS), (8, THIRD, ADDRESS), (5, LAST, None)],
    "a revision that tells another thing": [(5, FIRST, ADDRESS), (6, THIRD, ADDRESS), (3, SECOND, None)],
    "an undated report": [(3, None, None), (4, SECOND, None), (5, THIRD, None)],
    "an undated revision": [(3, None, ADDRESS), (4, SECOND, ADDRESS), (5, THIRD, None)],
    "a plan, and what came of it": [(9, FIRST, None), (6, SECOND, None), (9, LAST, None)],
    "a plan told late": [(9, LAST, None), (5, FIRST, None), (9, None, ADDRESS), (4, THIRD, ADDRESS)],
    "undated copies": [(0, None, None), (1, SECOND, None), (0, THIRD, None)],
}


@pytest.mark.parametrize("case", CASES)
def test_as_of_is_what_was_read_by_then(tmp_path: Path, case: str) -> None:
    for seed in range(2):
        check(tmp_path / str(seed), CASES[case], seed)


def test_the_test_can_fail(tmp_path: Path) -> None:
    files = {f"{i}.jsonl": row for i, (_, row) in enumerate(rows_of(CASES["another source denies it later"]))}
    read_all(tmp_path / "r.db", write(tmp_path / "f", files))
    early, late = shows(tmp_path / "r.db", "2015-03-02"), shows(tmp_path / "r.db", "2015-03-03")
    assert len(early["situations"]) == len(late["situations"]) == 1, "one thing"
    assert not early["disagreements"]
    assert len(late["disagreements"]) == 1


reports = st.lists(
    st.tuples(
        st.integers(0, len(TEXTS) - 1),
        st.sampled_from(DAYS),
        st.sampled_from([None, None, None, ADDRESS, "http://example.org/2"]),
    ),
    max_size=6,
)


@settings(max_examples=10, deadline=None)
@given(reports, st.integers(0, 99))
def test_any_reports_in_any_order(tmp_path_factory: pytest.TempPathFactory, found: list[Report], seed: int) -> None:
    check(tmp_path_factory.mktemp("as_of"), found, seed)


# -- what is no longer there


def test_what_an_input_lost_leaves_no_trace_in_situations(tmp_path: Path) -> None:
    rows = [row for _, row in rows_of([(3, "2015-03-02", None), (4, "2015-03-03", None), (5, "2015-03-05", None)])]
    folder = write(tmp_path / "f", {"feed.jsonl": "\n".join(rows) + "\n"})
    read_all(tmp_path / "r.db", folder)
    write(folder, {"feed.jsonl": "\n".join(rows[1:]) + "\n"})
    read_all(tmp_path / "r.db", folder)
    read_all(tmp_path / "fresh.db", folder)
    for as_of in (None, "2015-03-02", "2015-03-03"):
        assert shows(tmp_path / "r.db", as_of) == shows(tmp_path / "fresh.db", as_of)
    write(folder, {"feed.jsonl": "\n".join(rows) + "\n"})
    read_all(tmp_path / "r.db", folder)
    read_all(tmp_path / "whole.db", folder)
    for as_of in (None, "2015-03-02", "2015-03-03"):
        assert shows(tmp_path / "r.db", as_of) == shows(tmp_path / "whole.db", as_of)


# -- decisions


def situations(store: Store) -> dict[str, list[str]]:
    return {s["id"]: s["claims"] for s in View(store).situations(everything=True).to_dicts()}


def test_decisions_outlast_readings(tmp_path: Path) -> None:
    first = {"a.jsonl": rows_of([(3, "2015-03-02", None)])[0][1], "b.jsonl": rows_of([(7, "2015-03-03", None)])[0][1]}
    folder = write(tmp_path / "f", first)
    record = tmp_path / "r.db"
    read_all(record, folder)
    with Store.open(record) as store:
        before = situations(store)
        assert len(before) == 2
        merged = View(store).merge(sorted(before))
        assert situations(store) == {
            merged: [c for id in sorted(before, key=lambda i: i != merged) for c in before[id]]
        }
    more = write(tmp_path / "g", {"c.jsonl": rows_of([(8, None, None), (4, "2015-03-01", None)])[1][1]})
    read_all(record, more)  # published before the others: the situation begins with it
    with Store.open(record) as store:
        (merged,) = after = situations(store)
        assert len(after[merged]) == 3
        split = View(store).split(before[sorted(before)[0]])
        assert sorted(len(claims) for claims in situations(store).values()) == [1, 2]
        assert shows(record, None)["rows"]
    once = tmp_path / "once.db"
    read_all(once, more)
    with Store.open(once) as store, Store.open(record) as other:
        copy_decisions(other, store)
    read_all(once, folder)
    with Store.open(record) as store, Store.open(once) as other:
        assert split in situations(store)
        assert situations(store) == situations(other)
    assert shows(record, None) == shows(once, None)
    assert shows(record, "2015-03-02") == shows(once, "2015-03-02")


def copy_decisions(source: Store, target: Store) -> None:
    with source.reading() as connection:
        found = decisions(connection)
    with target.writing("decision") as connection:
        for decision in found:
            decide(connection, decision)
