"""Every bad input gets its right outcome, and good ones beside it are stored (robustness C1, C2, B01 to B22)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

from ascribe.cleaning import Cleaner
from ascribe.contract.documents import READ_KINDS, Document, Problem, RawReport
from ascribe.sources import Unread, read_paths


def raw(case: Any) -> RawReport:
    name = f"case{case.suffix}"
    return RawReport(name, f"in/{name}", case.make(), "text/html" if case.suffix == ".html" else "text/plain")


def test_each_case(cleaner: Cleaner, bad_inputs: ModuleType, bad_input: Any) -> None:
    made = cleaner.clean(raw(bad_input))
    outcome = made.code if isinstance(made, Problem) else bad_inputs.STORED
    assert outcome in bad_input.outcomes
    if isinstance(made, Problem):
        assert made.message.startswith("in/case")
    else:
        assert bad_input.holds in made.text
        assert any(b.kind in READ_KINDS for b in made.blocks)
        check(made)
    assert isinstance(cleaner.clean(RawReport("g.html", "g.html", bad_inputs.good(1), "text/html")), Document)


def check(document: Document) -> None:
    """Blocks are in order, do not overlap, lie in the text; the text can be stored."""
    end = 0
    for index, block in enumerate(document.blocks):
        assert end <= block.start < block.end <= len(document.text)
        assert document.text[block.start : block.end].strip() == document.text[block.start : block.end]
        assert block.rule
        assert block.repeat_of is None or block.repeat_of < index
        end = block.end
    document.text.encode("utf-8")
    assert "\x00" not in document.text


def test_all_together_beside_twenty_good_ones(cleaner: Cleaner, bad_inputs: ModuleType, tmp_path: Path) -> None:
    """The ledger adds up, and nothing good is lost, whatever stands between."""
    cases = [c for c in bad_inputs.CASES if c.name not in bad_inputs.SLOW]
    for number in range(20):
        (tmp_path / f"{number:02}5-good.html").write_bytes(bad_inputs.good(number))
    for number, case in enumerate(cases):
        (tmp_path / f"{number:02}0-bad{case.suffix}").write_bytes(case.make())
    states: Counter[str] = Counter()
    good = 0
    for unit in read_paths([tmp_path]):
        made: object = unit if isinstance(unit, Unread) else cleaner.clean(unit)
        if isinstance(made, Document):
            states["stored"] += 1
            good += "good" in made.name
        else:
            states["rejected"] += 1
    assert good == 20
    assert states.total() == 20 + len(cases)
    assert states["rejected"] >= 10


def test_cases_have_names_of_their_own(bad_inputs: ModuleType) -> None:
    names = [c.name for c in bad_inputs.CASES]
    assert len(set(names)) == len(names)
    assert set(names) >= bad_inputs.SLOW
