"""An address read again with another text: a new revision of one document, and the earlier one as of its day."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from reports import FILLER, read_all

from ascribe.errors import AscribeError
from ascribe.exports.view import View
from ascribe.record.store import Store

ADDRESS = "https://example.org/flood"
FIRST = (
    f"{FILLER}\n\nRebels shelled Mada in Tikrit on 2015-03-02, a senior official said.\n\n"
    "Envoys met Ministers in Basra."
)
SECOND = (
    f"{FILLER}\n\nPolice closed the road.\n\nRebels shelled Mada in Tikrit on 2015-03-02, a senior coalition official "
    "said.\n\nOfficers trained Recruits in Erbil."
)


def save(folder: Path, text: str, day: str, name: str = "page.jsonl") -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(json.dumps({"url": ADDRESS, "published_at": day, "text": text}) + "\n", encoding="utf-8")


def revisions(record: Path) -> list[dict[str, Any]]:
    with Store.open(record) as store:
        view = View(store)
        (document,) = view.documents().to_dicts()
        assert view.count_revisions(document["id"]) == len(view.revisions(document["id"]))
        return [item.to_dict() for item in view.revisions(document["id"])]


@pytest.fixture(params=["the same file", "another file"])
def record(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A record that has read the address twice: saved over what was there, or beside it."""
    save(tmp_path / "in", FIRST, "2015-03-03")
    read_all(tmp_path / "r.db", tmp_path / "in")
    save(tmp_path / "in", SECOND, "2015-03-05", "page.jsonl" if request.param == "the same file" else "later.jsonl")
    read_all(tmp_path / "r.db", tmp_path / "in")
    return tmp_path / "r.db"


def test_two_revisions_are_one_document(record: Path) -> None:
    found = revisions(record)
    assert [r["published_at"] for r in found] == ["2015-03-03", "2015-03-05"]
    assert [r["shown"] for r in found] == [False, True]
    assert found[0]["sentences"] is None


def test_what_changed_word_by_word(record: Path) -> None:
    rows = revisions(record)[1]["sentences"]
    changes = [(row["change"], (row["after"] or row["before"])["text"]) for row in rows]
    assert changes == [
        ("kept", FILLER.strip().split(". ")[0] + "."),
        ("kept", FILLER.strip().split(". ")[1]),
        ("added", "Police closed the road."),
        ("reworded", "Rebels shelled Mada in Tikrit on 2015-03-02, a senior coalition official said."),
        ("added", "Officers trained Recruits in Erbil."),
        ("cut", "Envoys met Ministers in Basra."),
    ]
    reworded = rows[3]
    assert [(w["before"]["text"], w["after"]["text"]) for w in reworded["words"]] == [("", "coalition")]
    assert [(d["kind"], d["before"]["text"], d["after"]["text"]) for d in reworded["differences"]] == [
        ("source", "a senior official", "a senior coalition official")
    ]


def test_claims_that_were_added_withdrawn_and_left(record: Path) -> None:
    rows = revisions(record)[1]["changed_claims"]
    told = [(row["change"], (row["after"] or row["before"])["event"]["lemma"]) for row in rows]
    assert ("withdrawn", "met") in told
    assert ("added", "trained") in told
    assert ("added", "shelled") not in told
    assert ("withdrawn", "shelled") not in told
    changed = next(row for row in rows if row["change"] == "changed")
    assert [field["field"] for field in changed["fields"]] == ["sources"]


def test_each_revision_as_of_its_day(record: Path) -> None:
    with Store.open(record) as store:
        view = View(store)
        lemmas = {day: {c["event"]["lemma"] for c in view.claims(as_of=day).to_dicts()} for day in (*DAYS, None)}
        assert "met" in lemmas["2015-03-03"] & lemmas["2015-03-04"]
        assert "met" not in lemmas["2015-03-05"] | lemmas[None]
        assert "trained" in lemmas["2015-03-05"] & lemmas[None]
        assert lemmas["2015-03-02"] == set()
        (document,) = view.documents().to_dicts()
        early = view.revisions(document["id"], date(2015, 3, 4))
        assert [r["published_at"] for r in early] == ["2015-03-03"]


DAYS = ("2015-03-02", "2015-03-03", "2015-03-04", "2015-03-05")


def test_a_claim_of_which_a_field_changed(tmp_path: Path) -> None:
    from ascribe.exports.revisions import changed_claims

    save(tmp_path / "in", FIRST, "2015-03-03")
    read_all(tmp_path / "r.db", tmp_path / "in")
    with Store.open(tmp_path / "r.db") as store:
        claims = View(store).claims().to_dicts()
    before = next(c for c in claims if c["event"]["lemma"] == "shelled")
    after = json.loads(json.dumps(before)) | {"phase": "ended"}
    row = {"before": before["sentence"], "after": after["sentence"]}
    (changed,) = changed_claims([row], [before], [after])
    assert changed["change"] == "changed"
    assert changed["fields"] == [{"field": "phase", "before": before["phase"], "after": "ended"}]
    assert changed_claims([row], [before], [json.loads(json.dumps(before))]) == []
    assert changed_claims([], [before], [json.loads(json.dumps(before))]) == []  # it only moved


def test_a_document_that_is_not_there(record: Path) -> None:
    with Store.open(record) as store, pytest.raises(AscribeError):
        View(store).revisions("0123456789abcdef")
