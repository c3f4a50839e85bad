"""The check of the days that timelines imply: ties of events to days as TimeML writes them, and the count."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.situations import passages

TML = """<TimeML><DCT><TIMEX3 tid="t0" value="2024-05-12">12 May</TIMEX3></DCT>
<TEXT>Ruiz <EVENT eid="e1">came</EVENT> on <TIMEX3 tid="t1" value="2024-05-10">Friday</TIMEX3>.

She <EVENT eid="e2">visited</EVENT> the   dock and <EVENT eid="e3">left</EVENT>.
Ships <EVENT eid="e4">sank</EVENT>.</TEXT>
<MAKEINSTANCE eiid="ei1" eventID="e1"/><MAKEINSTANCE eiid="ei2" eventID="e2"/><MAKEINSTANCE eiid="ei3" eventID="e3"/>
<MAKEINSTANCE eiid="ei4" eventID="e4"/>
<TLINK eventInstanceID="ei1" relatedToTime="t1" relType="IS_INCLUDED"/>
<TLINK eventInstanceID="ei2" relatedToEventInstance="ei1" relType="SIMULTANEOUS"/>
<TLINK timeID="t0" relatedToEventInstance="ei3" relType="INCLUDES"/>
<TLINK eventInstanceID="ei4" relatedToTime="t0" relType="BEFORE"/></TimeML>"""


def _entry(document: passages.Dated, sentence: str, word: str, day: str, by: str = "passage") -> dict[str, Any]:
    start = 100 + sentence.index(word)
    trigger = {"text": word, "start": start, "end": start + len(word)}
    placed = {"day": day, "by": by}
    name = f"{document.name}.txt"
    return {"placed": placed, "sentence": sentence, "sentence_start": 100, "trigger": trigger, "document": name}


def test_ties_and_their_count(tmp_path: Path) -> None:
    (tmp_path / "a.tml").write_text(TML, encoding="utf-8")
    (document,) = passages.load(tmp_path)
    words = {document.text[start:end]: set(tied) for start, end, tied in document.events}
    assert words == {"came": {"2024-05-10"}, "visited": {"2024-05-10"}, "left": {"2024-05-12"}, "sank": set()}
    assert document.published == "2024-05-12"
    sentence = "She visited the dock and left."
    entries = [
        _entry(document, sentence, "visited", "2024-05-10"),
        _entry(document, sentence, "left", "2024-05-10"),
        _entry(document, "Ships sank.", "sank", "2024-05-10"),
        _entry(document, sentence, "visited", "2024-05-12", by="report"),
    ]
    assert passages.score(entries, [document]) == {"right": 1, "wrong": 1, "nothing known": 1}
    passages.write([document], tmp_path / "reports")
    assert (tmp_path / "reports" / "documents.csv").read_text() == "file,published_at\na.txt,2024-05-12\n"
