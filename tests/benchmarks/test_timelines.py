"""The metric of the timeline task on examples worked by hand, timelines from claims, and words back from characters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from benchmarks.situations import ecbplus, timelines
from benchmarks.situations.adapter import Known
from benchmarks.situations.timelines import WAYS, Line, awareness, day_value, timeline_of
from benchmarks.situations.tokens import Article, Token, lay_out

Json = dict[str, Any]
GOLD = [
    Line(0, "XXXX-XX-XX", ("1-2-hinted",)),
    Line(1, "2020-03", ("1-1-met", "2-1-met")),
    Line(2, "2020-04-02", ("1-3-left",)),
]


def test_itself_has_full_marks() -> None:
    found = awareness([GOLD], [GOLD])
    assert (found.precision, found.recall) == (1, 1)


def test_order_and_days() -> None:
    """Reduced, the gold is: three days and one BEFORE; that both met at once follows from their day. Found: three days,
    of which one is wrong, and met before left; left before the other met contradicts the days."""
    said = [Line(1, "2020-03", ("1-1-met",)), Line(2, "2020-04-03", ("1-3-left",)), Line(3, "2020-03", ("2-1-met",))]
    found = awareness([GOLD], [said])
    assert found.precision == pytest.approx(3 / 4)
    assert found.recall == pytest.approx(3 / 4)


def test_what_follows_counts() -> None:
    """a before b before c, said without b: a before c follows from the gold, and neither of its two from that."""
    gold = [Line(1, "XXXX-XX-XX", ("a",)), Line(2, "XXXX-XX-XX", ("b",)), Line(3, "XXXX-XX-XX", ("c",))]
    said = [gold[0], gold[2]]
    assert awareness([gold], [said]).precision == 1
    assert awareness([gold], [said]).recall == 0


def test_what_has_no_day_is_at_one_time_with_what_shares_its_place() -> None:
    gold = [Line(1, "2020-03-04", ("a", "b")), Line(1, "XXXX-XX-XX", ("c", "d")), Line(2, "XXXX-XX-XX", ("e",))]
    graph = timelines.Graph(gold)
    assert len(graph.reduced) == 5  # two days, b with c, c with d, a before e
    assert graph.implies(("d", "SIMULTANEOUS", "2020-03-04"))
    assert graph.implies(("d", "BEFORE", "e"))
    assert not graph.implies(("e", "BEFORE", "d"))


def test_a_day_is_one_time_whatever_the_places_say() -> None:
    gold = [Line(1, "2020-03-04", ("a",)), Line(2, "2020-03-04", ("b",)), Line(3, "2020-03-05", ("c",))]
    graph = timelines.Graph(gold)
    assert graph.implies(("a", "SIMULTANEOUS", "b"))
    assert not graph.implies(("a", "BEFORE", "b"))
    assert graph.implies(("a", "BEFORE", "c"))


def test_a_month_is_one_however_it_is_written() -> None:
    gold, said = [Line(1, "2020-03-XX", ("a",))], [Line(1, "2020-03", ("a",))]
    assert awareness([gold], [said]).recall == 1


def test_place_nought_does_not_count_and_entities_are_summed() -> None:
    nothing: list[Line] = []
    assert awareness([GOLD, GOLD], [GOLD, nothing]).recall == pytest.approx(1 / 2)
    assert awareness([GOLD], [[Line(0, "2020-03", ("1-1-met",))]]).precision == 0


def _article() -> Article:
    rows = [
        ["Ada", "Moss", "(", "53", ")", "did", "n't", "go", "."],
        ['"', "We", "met", "Moss", ",", '"', "she", "said", "."],
    ]
    return lay_out("7-a", [Token("", n, k, word) for n, row in enumerate(rows) for k, word in enumerate(row)])


def test_words_become_text_and_come_back() -> None:
    article = _article()
    assert article.text == 'Ada Moss (53) didn\'t go.\n\n"We met Moss," she said.\n'
    for token in article.tokens:
        assert article.text[token.start : token.end] == token.text
        assert token in article.at(token.start, token.end)
    assert [t.text for t in article.at(article.text.index("met"), article.text.index(","))] == ["met", "Moss"]
    assert article.where('"We met\nMoss,"') == article.text.index('"')


def _claim(article: Article, word: str) -> Json:
    token = next(t for t in article.tokens if t.text == word)
    cell = {"text": word, "lemma": word, "start": token.start, "end": token.end}
    sentence = article.text.strip().split("\n\n")[token.sentence]
    return {
        "document": {"name": "7-a.txt"},
        "sentence": {"text": sentence, "start": article.text.index(sentence)},
        "trigger": cell,
        "event": cell,
    }


def _entry(article: Article, word: str, day: str, by: str, **more: Any) -> Json:
    claim = _claim(article, word)
    told = day if by == "time" else None
    entry = {
        "start": told,
        "end": told,
        "precision": "day" if told else None,
        "placed": {"day": day, "by": by},
        "factuality": "asserted",
        "phase": "completed",
        "statement": False,
        "trigger": claim["trigger"],
        "sentence": claim["sentence"]["text"],
        "sentence_start": claim["sentence"]["start"],
        "document": "7-a.txt",
        "claims": [word],
    }
    return entry | more


def test_a_timeline_of_the_record_as_the_task_writes_it() -> None:
    article = _article()
    claims = {word: _claim(article, word) for word in ("met", "go", "did")}
    entries = [
        _entry(article, "met", "2020-03-04", "time"),
        _entry(article, "go", "2020-03-04", "passage"),
        _entry(article, "did", "2020-05-01", "report"),
        _entry(article, "said", "2020-05-01", "report", statement=True, claims=["met"]),
        _entry(article, "We", "2020-05-01", "report", factuality="planned"),
    ]
    names = list(WAYS)

    def lines(way: int) -> list[Line]:
        return timeline_of(entries, claims, {"7-a": article}, WAYS[names[way]])

    told = Line(1, "2020-03-04", ("7-1-met",))
    implied = Line(1, "2020-03-04", ("7-0-go",))
    assert lines(0) == [told]
    assert lines(1) == [told, implied]
    nothing = "XXXX-XX-XX"
    assert lines(2) == [told, implied, Line(2, nothing, ("7-0-did",)), Line(2, nothing, ("7-1-said",))]
    assert lines(3)[2:] == [Line(2, "2020-05-01", ("7-0-did",)), Line(2, "2020-05-01", ("7-1-said",))]


def test_days_as_the_task_writes_them() -> None:
    def value(start: str | None, end: str | None, precision: str | None) -> str | None:
        return day_value({"start": start, "end": end, "precision": precision})

    assert value("2020-03-04", "2020-03-04", "day") == "2020-03-04"
    assert value("2020-03-01", "2020-03-31", "month") == "2020-03"
    assert value("2020-01-01", "2020-12-31", "year") == "2020"
    assert value("2020-03-02", "2020-03-08", "week") is None
    assert value("2020-03-02", None, "month") is None
    assert value(None, None, None) is None


def test_gold_timelines_are_read(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("Ada Moss\n1\t2020-03\t1-1-met\t2-1-met\n", encoding="utf-8")
    assert timelines.read_timeline(path) == ("Ada Moss", [Line(1, "2020-03", ("1-1-met", "2-1-met"))])


CAT = """<Document doc_name="1_1ecb.xml">
<token t_id="1" sentence="0" number="0">Guards</token><token t_id="2" sentence="0" number="1">fled</token>
<token t_id="3" sentence="1" number="0">They</token><token t_id="4" sentence="1" number="1">ran</token>
<Markables><ACTION_OCCURRENCE m_id="1"><token_anchor t_id="2"/></ACTION_OCCURRENCE>
<ACTION_OCCURRENCE m_id="2"><token_anchor t_id="4"/></ACTION_OCCURRENCE>
<HUMAN_PART_PER m_id="3"><token_anchor t_id="1"/></HUMAN_PART_PER><ACTION_OCCURRENCE m_id="9"/></Markables>
<Relations><CROSS_DOC_COREF r_id="5" note="ACT7"><source m_id="1"/><target m_id="9"/></CROSS_DOC_COREF></Relations>
</Document>"""


def _corpus(folder: Path, listed: str) -> ecbplus.Corpus:
    (folder / "1").mkdir(exist_ok=True)
    (folder / "1" / "1_1ecb.xml").write_text(CAT, encoding="utf-8")
    (folder / "1" / "1_2ecb.xml").write_text(CAT.replace("1_1ecb", "1_2ecb"), encoding="utf-8")
    (folder / "ECBplus_coreference_sentences.csv").write_text("Topic,File,Sentence Number\n" + listed, encoding="utf-8")
    return ecbplus.load(folder)


def test_ecbplus_mentions_of_listed_sentences(tmp_path: Path) -> None:
    corpus = _corpus(tmp_path, "1,1ecb,0\n1,2ecb,0\n1,2ecb,1\n")
    assert corpus.event == {
        ("1_1ecb", "1"): "1 ACT7",
        ("1_2ecb", "1"): "1 ACT7",
        ("1_2ecb", "2"): "1 alone 1_2ecb 2",
    }


def test_ecbplus_score(tmp_path: Path) -> None:
    corpus = _corpus(tmp_path, "1,1ecb,0\n1,2ecb,0\n1,2ecb,1\n")
    claims = [
        {
            **_claim(corpus.articles[name], word),
            "id": f"{name} {word}",
            "document": {"name": f"{name}.txt"},
            "confidence": 1,
        }
        for name, word in (("1_1ecb", "fled"), ("1_2ecb", "fled"), ("1_2ecb", "ran"))
    ]
    together = [{"id": "s", "claims": [c["id"] for c in claims], "states": []}]
    found = ecbplus.score(Known(claims, together, []), corpus)
    assert (found.mentions, found.gold) == (3, 3)
    assert found.systems["same head lemma (baseline)"].f == 1
    assert found.systems["situations"].b_cubed.precision == pytest.approx(5 / 9)
    assert found.systems["situations"].b_cubed.recall == 1
    assert ecbplus.score(Known(claims, together, []), corpus, 1).mentions == 3
    assert ecbplus.score(Known(claims, together, []), corpus, 0).gold == 0
