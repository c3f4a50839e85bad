"""The scorer of links on a text of three sentences in GUM's format: what counts as right, wrong and missing."""

from __future__ import annotations

import pytest
from benchmarks.links import _gum, _written, judged

from ascribe.claims.attribution import read_voices
from ascribe.contract.sentences import Parse, Sentence, Token

PART = """GUM_news_made
# newpar
# text = Hugo left.
1\tHugo\tHugo\tPROPN\tNNP\t_\t2\tnsubj\t_\tEntity=(1-person-new-cf1-1-coref)
2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

# text = {text}
1\t{word}\t{word}\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=({chain}-person-giv-cf1-1-ana)
2\tslept\tsleep\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_
"""


def verdicts(chain: int) -> list[tuple[str, str]]:
    """Of "He" behind "Hugo", which the rules link."""
    text = _gum("made", PART.format(text="He slept.", word="He", chain=chain))
    sentences = []
    for name, tag, verb in (("Hugo", "PROPN", "left"), ("He", "PRON", "slept")):
        printed, end = f"{name} {verb}.", len(name)
        tokens = (
            Token(0, end, name, name.lower(), tag, "NNP" if tag == "PROPN" else "PRP", 1, "nsubj", 1.0, "person"),
            Token(end + 1, len(printed) - 1, verb, verb, "VERB", "VBD", -1, "root", 1.0),
        )
        sentences.append(Sentence(text.document.text.index(printed), printed, 0, Parse(tokens, ())))
    found = read_voices(text.document, sentences).coreference
    return [(kind, verdict) for kind, verdict, _ in judged(text, sentences, found)]


@pytest.mark.parametrize(("chain", "verdict"), [(1, "right"), (2, "wrong")])
def test_a_link_is_right_if_gold_has_one_chain(chain: int, verdict: str) -> None:
    assert verdicts(chain) == [("he", verdict)]


def test_chains_are_read_from_their_brackets() -> None:
    text = _gum("made", PART.format(text="He slept.", word="He", chain=1))
    assert [(text.document.text[s.start : s.end], c) for s, c in text.chains] == [("Hugo", "1"), ("He", "1")]


def test_tokens_are_written_as_text() -> None:
    paragraphs, spans = _written(iter([[("a", "``"), ("b", "Go"), ("c", ","), ("d", "''"), ("e", "she")]]))
    assert paragraphs == ["“Go,” she"]
    assert (spans["b"].start, spans["b"].end) == (1, 3)
