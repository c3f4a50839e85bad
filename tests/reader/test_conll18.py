"""The word alignment behind the raw-text scores."""

from __future__ import annotations

from pathlib import Path

from benchmarks.reader.conll18 import Word, align, gold_words, scores, span_score

ROWS = """# newpar
# sent_id = 1
# text = They don't know.
1\tThey\tthey\tPRON\tPRP\t_\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tknow\tknow\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# sent_id = 2
# text = Go on
1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\t_
2\ton\ton\tADP\tRP\t_\t1\tcompound:prt\t_\t_
2.1\tx\tx\t_\t_\t_\t_\t_\t_\t_

"""


def gold(tmp_path: Path) -> list[Word]:
    path = tmp_path / "x.conllu"
    path.write_text(ROWS, encoding="utf-8")
    words, sentences, texts = gold_words(path)
    assert sentences == [(0, 14), (14, 18)]
    assert texts == ["They don't know.", "Go on"]
    return words


def test_gold_words(tmp_path: Path) -> None:
    words = gold(tmp_path)
    assert [(w.form, w.start, w.end, w.head, w.multi) for w in words] == [
        ("They", 0, 4, 3, False), ("do", 4, 9, 3, True), ("n't", 4, 9, 3, True), ("know", 9, 13, -1, False),
        (".", 13, 14, 3, False), ("Go", 14, 16, -1, False), ("on", 16, 18, 5, False),
    ]  # fmt: skip


def said(*rows: tuple[str, int, str]) -> list[Word]:
    out, position = [], 0
    for form, head, deprel in rows:
        out.append(Word(position, position + len(form), form, head, deprel, "X"))
        position += len(form)
    return out


def test_multiword_tokens_are_matched_by_their_forms(tmp_path: Path) -> None:
    system = said(
        ("They", 3, "nsubj"), ("do", 3, "aux"), ("n't", 3, "advmod"), ("know", -1, "root"), (".", 3, "punct"),
        ("Go", -1, "root"), ("on", 5, "compound"),
    )  # fmt: skip
    found = scores(gold(tmp_path), system)
    assert found["words"].f1 == 100
    assert found["las"].f1 == 100  # subtypes do not count


def test_words_cut_otherwise_are_wrong_and_so_are_their_dependents(tmp_path: Path) -> None:
    system = said(("They", 2, "nsubj"), ("don't", 2, "aux"), ("know.", -1, "root"), ("Goon", -1, "root"))
    words = gold(tmp_path)
    assert align(words, system) == [(0, 0)]
    found = scores(words, system)
    assert (found["words"].right, found["words"].said, found["words"].gold) == (1, 4, 7)
    assert found["uas"].right == 0


def test_spans() -> None:
    assert span_score([(0, 2), (2, 5)], [(0, 2), (2, 4), (4, 5)]).f1 == 40.0
