"""`read`: what it stores, what it skips, and that the outcome depends on the inputs alone."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fake_extractor import extractor as fake
from reports import FILLER, Notes, dump, dumped, read_all, write

from ascribe.contract.documents import UnitState
from ascribe.errors import AscribeError
from ascribe.exports.view import View
from ascribe.pipeline import read
from ascribe.record.store import Store

REPORTS = {
    "a.txt": f"Attack on the port\n\n{FILLER}Rebels shelled Mada in Tikrit on 2015-03-02, a senior official said.\n",
    "b.txt": f"Talks\n\nEnvoys met Ministers in Basra on 2015-03-05. {FILLER * 2}\n",
    "c.txt": "Training\n\nOfficers trained Recruits in Erbil. Officers did not left Mada.\n",
}
DATES = {"a.txt": "2015-03-03", "b.txt": "2015-03-06"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "reports", REPORTS, DATES)


def test_ledger_adds_up_and_claims_are_stored(folder: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.db"
    (folder / "empty.txt").write_text("")
    result = read_all(record, folder)
    assert result.seen == 5
    assert {s.value: n for s, n in result.states.items() if n} == {"stored": 3, "rejected": 1, "ignored": 1}
    assert (result.documents, result.failed) == (3, 0)
    assert not result.all_stored
    with Store.open(record) as store:
        view = View(store)
        claims = view.claims().to_dicts()
        assert len(claims) == result.claims == 4
        assert [c["agents"][0]["text"] for c in claims] == ["Rebels", "Envoys", "Officers", "Officers"]
        for claim in claims:
            text = view.text(claim["document"]["id"])["text"]
            evidence = claim["evidence"]
            assert text[evidence["start"] : evidence["end"]] == evidence["exact"]
            assert text[: evidence["start"]].endswith(evidence["prefix"])
            assert text[evidence["end"] :].startswith(evidence["suffix"])
            assert claim["story"]
        assert sum(view.totals().values()) == 5
        rejected = view.ledger("rejected")
        assert [p.code for row in rejected for p in row.problems] == ["empty"]


def test_reading_twice_changes_nothing_and_opens_nothing(folder: Path, tmp_path: Path, monkeypatch: object) -> None:
    record = tmp_path / "r.db"
    for path in folder.iterdir():  # old enough that size and time tell that they have not changed
        os.utime(path, (1_500_000_000, 1_500_000_000))
    first = read_all(record, folder)
    before = dump(record)
    for path in folder.iterdir():
        if path.name != "documents.csv":  # it is looked at for what it says about the others
            path.chmod(0)
    again = read_all(record, folder)
    assert dump(record) == before
    assert (again.documents, again.claims) == (0, 0)
    assert again.states == first.states


def test_a_changed_file_is_read_again_even_if_its_size_and_time_are_the_same(folder: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.db"
    read_all(record, folder)
    path = folder / "c.txt"
    stat = path.stat()
    path.write_text(REPORTS["c.txt"].replace("Erbil", "Mosul"))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    read_all(record, folder)
    with Store.open(record) as store:
        assert len(View(store).claims(place="Mosul")) == 1
        assert len(View(store).claims(place="Erbil")) == 0, "what the file held before is not shown any more"
        assert len(View(store).documents()) == 3


def test_a_touched_file_is_not_read_again(folder: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.db"
    read_all(record, folder)
    os.utime(folder / "a.txt", (1_400_000_000, 1_400_000_000))
    assert read_all(record, folder).documents == 0


@pytest.mark.parametrize("order", list(itertools.permutations(["a.txt", "b.txt", "c.txt"])))
def test_the_order_of_inputs_does_not_matter(folder: Path, tmp_path: Path, order: tuple[str, ...]) -> None:
    together, apart = tmp_path / "together.db", tmp_path / "apart.db"
    read_all(together, *(folder / name for name in sorted(order)))
    for name in order:
        read_all(apart, folder / name)
    assert dumped(apart) == dumped(together)


def test_a_date_that_comes_later_makes_the_claims_anew(folder: Path, tmp_path: Path) -> None:
    record, fresh = tmp_path / "r.db", tmp_path / "fresh.db"
    (folder / "documents.csv").unlink()
    read_all(record, folder)
    write(folder, {}, DATES)
    assert read_all(record, folder).documents == 2, "the third file is not mentioned: nothing new for it"
    read_all(fresh, folder)
    assert dumped(record) == dumped(fresh)


def test_what_another_extractor_made_is_made_again(folder: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.db"
    read_all(record, folder)
    assert read_all(record, folder, extractor=fake("fake 2")).documents == 3
    assert read_all(record, folder, extractor=fake("fake 2")).documents == 0


@pytest.mark.parametrize("processes", [0, 2])
def test_a_document_that_fails_is_put_off_and_the_others_go_on(folder: Path, tmp_path: Path, processes: int) -> None:
    record = tmp_path / "r.db"
    bad = {"fault.txt": "A FAULT in the works\n\nRebels shelled Mada.\n"}
    if processes:
        bad["poison.txt"] = "POISON\n\nRebels shelled Mada.\n"
    write(folder, bad)
    notes = Notes()
    with Store.open(record) as store:
        result = read([folder], store, processes=processes, extractor=fake(), listener=notes)
    assert result.failed == len(bad)
    assert result.states[UnitState.DEFERRED] == len(bad)
    assert result.states[UnitState.STORED] == 3
    assert notes == ["reader.failed"] * len(bad)
    for name, text in bad.items():
        (folder / name).write_text(text.replace("FAULT", "fault").replace("POISON", "poison"))
    assert read_all(record, folder).all_stored


def test_what_waits_is_done_by_the_next_reading(folder: Path, tmp_path: Path) -> None:
    record, whole = tmp_path / "r.db", tmp_path / "whole.db"
    with Store.open(record) as store, pytest.raises(AscribeError) as stopped:
        read([folder], store, processes=1, extractor=fake(name="load_broken"))
    assert stopped.value.problem.code == "model.hash"
    with Store.open(record) as store:
        assert View(store).totals()["deferred"] == 3
        assert [p["code"] for p in View(store).ledger("deferred")[0].to_dict()["problems"]] == ["reader.pending"]
    read_all(record, folder)
    read_all(whole, folder)
    assert dumped(record) == dumped(whole)


def test_claims_whose_words_are_not_in_the_text_are_refused(folder: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.db"
    result = read_all(record, folder, extractor=fake(name="load_misplaced"))
    assert result.claims == 1, "of four, the first of each document"
    assert result.states[UnitState.STORED_WITH_WARNING] == 3
    with Store.open(record) as store:
        codes = [p.code for row in View(store).ledger("stored+warning") for p in row.problems]
    assert codes == ["claims.refused"] * 3


def test_processes_give_the_same_as_none(folder: Path, tmp_path: Path) -> None:
    alone, many = tmp_path / "alone.db", tmp_path / "many.db"
    write(folder, {f"more{i}.txt": f"Rebels shelled Mada in Tikrit on 2015-01-{i + 10}.\n" for i in range(8)})
    read_all(alone, folder)
    read_all(many, folder, processes=2)
    assert dumped(alone) == dumped(many)


def test_two_files_of_one_address_are_two_revisions_and_the_later_one_is_shown(tmp_path: Path) -> None:
    rows = [
        '{"url": "http://x.org/1", "published_at": "2015-03-01", "text": "Rebels shelled Mada in Tikrit. More."}',
        '{"url": "http://x.org/1", "published_at": "2015-03-04", "text": "Rebels shelled Mada in Basra. More."}',
    ]
    results = []
    for order in (rows, rows[::-1]):
        folder = tmp_path / f"f{len(results)}"
        write(folder, {"feed.jsonl": "\n".join(order) + "\n"})
        record = tmp_path / f"{len(results)}.db"
        read_all(record, folder)
        with Store.open(record) as store:
            view = View(store)
            assert len(view.documents()) == 1
            now = [c.places[0].text for c in view.claims()]
            then = [c.places[0].text for c in view.claims(as_of="2015-03-02")]
            before = len(view.documents(as_of="2015-02-28"))
            results.append((now, then, before))
    assert results == [(["Basra"], ["Tikrit"], 0)] * 2


def test_rows_that_a_table_lost_are_not_shown_any_more(tmp_path: Path) -> None:
    row = '{{"id": {0}, "text": "Rebels shelled Mada{0} in Tikrit. And more was said of it."}}\n'
    folder = write(tmp_path / "f", {"feed.jsonl": "".join(row.format(i) for i in range(5))})
    record = tmp_path / "r.db"
    assert read_all(record, folder).seen == 5
    (folder / "feed.jsonl").write_text("".join(row.format(i) for i in (1, 3)))
    assert read_all(record, folder).seen == 2
    fresh = tmp_path / "fresh.db"
    read_all(fresh, folder)
    with Store.open(record) as one, Store.open(fresh) as other:
        assert View(one).claims().to_dicts() == View(other).claims().to_dicts()
        assert View(one).totals() == View(other).totals()


def test_a_file_that_cannot_be_read_now_keeps_what_it_gave(folder: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.db"
    read_all(record, folder)
    (folder / "a.txt").write_text("")
    result = read_all(record, folder)
    assert result.states[UnitState.REJECTED] == 1
    with Store.open(record) as store:
        assert len(View(store).claims(place="Tikrit")) == 1


def test_two_readings_at_once_are_one_after_the_other(tmp_path: Path) -> None:
    """Two processes read overlapping folders into one record, while it is looked at (robustness F07)."""
    texts = {f"{i:02}.txt": f"Rebels shelled Mada{i} in Tikrit on 2015-01-{i % 28 + 1:02}.\n" for i in range(40)}
    both = write(tmp_path / "reports", texts)
    some = write(tmp_path / "reports" / "more", {f"m{name}": text for name, text in texts.items()})
    record, whole = tmp_path / "r.db", tmp_path / "whole.db"
    script = "import sys; from pathlib import Path; from reports import read_all; read_all(*map(Path, sys.argv[1:]))"
    support = Path(__file__).parents[1] / "support"
    environment = os.environ | {"PYTHONPATH": f"{support.parents[1] / 'src'}{os.pathsep}{support}"}
    children = [
        subprocess.Popen([sys.executable, "-c", script, str(record), str(folder)], env=environment)
        for folder in (both, some)
    ]
    while any(child.poll() is None for child in children):
        if record.exists():
            with Store.open(record, create=False) as store:
                View(store).claims(limit=5)
        time.sleep(0.05)
    assert [child.returncode for child in children] == [0, 0]
    read_all(whole, both)
    assert dumped(record) == dumped(whole)


def test_odd_files_are_each_in_one_state_and_the_rest_is_read(tmp_path: Path) -> None:
    """Names that are no text, pipes, loops, broken lines: beside good reports (robustness C1, B45)."""
    folder = write(tmp_path / "reports", REPORTS)
    good = b"Rebels shelled Mada in Tikrit.\n"
    names = [b"new\nline.txt", b"bad\xff\xfe.txt", b"-rf.txt", b";rm.txt", "\U0001f600.txt".encode(), b"\x1b[31m.txt"]
    for name in names:
        Path(os.fsdecode(os.path.join(os.fsencode(folder), name))).write_bytes(good + name)
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    (folder / "rows.csv").write_bytes(b'text,outlet\n"Rebels left Mada, and more of it.",x\nragged\n"open,\n')
    (folder / "lines.jsonl").write_bytes(
        b'{"text": "Rebels left Mada again."}\n{"text": \n[]\n{"title": "x"}\n\xff\xfe\n'
    )
    (folder / "nul.txt").write_bytes(b"Rebels\x00 shelled Mada in Tikrit. \xed\xa0\x80\n")
    record = tmp_path / "r.db"
    result = read_all(record, folder)
    assert result.seen == len(REPORTS) + len(names) + 3 + 3 + 5 + 1
    with Store.open(record) as store:
        view = View(store)
        assert sum(view.totals().values()) == result.seen == len(view.ledger())
        assert all(row.location.isprintable() for row in view.ledger())
        for row in view.ledger("rejected"):
            for found in row.problems:
                assert found.message.startswith(row.location)
        assert {"file.special", "csv.ragged", "json.line", "json.not_object"} <= {
            found.code for row in view.ledger("rejected") for found in row.problems
        }
    assert (
        result.states[UnitState.STORED] + result.states[UnitState.STORED_WITH_WARNING] == len(REPORTS) + len(names) + 3
    )
    before = dump(record)
    read_all(record, folder)
    assert dump(record) == before
