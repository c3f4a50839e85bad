"""What a claim answers in another situation: found where it stands, as of any day, and gone with what it answered."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from reports import read_all, write

from ascribe.exports.view import View
from ascribe.record.store import Store

TOLD = "Rebels shelled Mada in Tikrit on 2015-03-02. Residents said so on the telephone.\n"
DENIED = "Rebels did not shelled Mada in Tikrit on 2015-03-02, a spokesman said.\n"


def files(**texts: tuple[str, str]) -> dict[str, str]:
    return {
        f"{id}.jsonl": json.dumps({"id": id, "outlet": f"Outlet {id}", "text": text, "published_at": day})
        for id, (day, text) in texts.items()
    }


def disagreements(record: Path, as_of: str | None = None) -> list[dict[str, Any]]:
    with Store.open(record) as store:
        return list(View(store).disagreements(as_of=as_of).to_dicts())


def split_off(record: Path, document: str) -> str:
    """The claims of a report, as a situation of their own."""
    with Store.open(record) as store:
        view = View(store)
        ids = [c["id"] for c in view.claims().to_dicts() if c["document"]["outlet"] == f"Outlet {document}"]
        return view.split(ids)


def test_a_denial_that_stands_in_another_situation_is_found(tmp_path: Path) -> None:
    folder, record = tmp_path / "f", tmp_path / "r.db"
    write(folder, files(a=("2015-03-02", TOLD), b=("2015-03-03", DENIED)))
    read_all(record, folder)
    (together,) = disagreements(record)
    apart = split_off(record, "b")
    (across,) = disagreements(record)
    assert (across["about"], across["situation"]) == (together["about"], apart)
    assert across["situation"] != together["situation"]
    assert [s["claims"] for s in across["sides"]] == [s["claims"] for s in together["sides"]]
    assert not disagreements(record, "2015-03-02"), "nobody had denied it yet"
    with Store.open(record) as store:
        made = View(store).situation(apart).to_dict()
    assert [d["id"] for d in made["disagreements"]] == [across["id"]]


def test_what_comes_later_or_elsewhere_changes_only_what_answers_it(tmp_path: Path) -> None:
    folder, record = tmp_path / "f", tmp_path / "r.db"
    write(folder, files(b=("2015-03-03", DENIED)))
    read_all(record, folder)
    split_off(record, "b")
    assert not disagreements(record)
    write(folder, files(a=("2015-03-02", TOLD)))
    read_all(record, folder)
    (found,) = disagreements(record)
    assert found["known_since"] == "2015-03-03"
    elsewhere = files(c=("2015-03-02", TOLD.replace("Tikrit", "Basra")))
    write(folder, elsewhere)
    read_all(record, folder)
    assert disagreements(record) == [found]
