"""Lemmas of inflected forms where the model's edit went wrong."""

from __future__ import annotations

import pytest

from ascribe.reader.morphology import irregular, lemma

TEXT = "announce close fire fir fine fin stop kill occupy party clash troops troop steal free visit fail name hot shell"
WORDS = frozenset(TEXT.split())


@pytest.mark.parametrize(
    ("form", "tag", "chosen", "expected"),
    [
        ("announced", "VBD", "announc", "announce"),
        ("Closed", "VBN", "clos", "close"),
        ("fired", "VBD", "fir", "fire"),
        ("fined", "VBN", "fin", "fine"),
        ("stopped", "VBD", "stopp", "stop"),
        ("killed", "VBN", "kil", "kill"),
        ("occupied", "VBN", "occupi", "occupy"),
        ("parties", "NNS", "partie", "party"),
        ("clashes", "NNS", "clashe", "clash"),
        ("troops", "NNS", "troops", "troops"),
        ("STOLEN", "VBN", "sto", "steal"),
        ("women", "NNS", "women", "woman"),
        ("fled", "VBD", "flave", "flee"),
        ("freed", "VBN", "free", "free"),
        ("visiting", "VBG", "visite", "visit"),
        ("failed", "VBD", "faile", "fail"),
        ("naming", "VBG", "nam", "name"),
        ("hottest", "JJS", "hott", "hot"),
        ("shelled", "VBD", "shell", "shell"),
        ("vellicated", "VBN", "vellicat", "vellicat"),  # no option is a word: the model's choice stands
        ("Vell", "NNP", "Vell", "Vell"),
        ("news", "NN", "news", "news"),
        ("ed", "VBD", "ed", "ed"),
    ],
)
def test_lemma(form: str, tag: str, chosen: str, expected: str) -> None:
    assert lemma(form, tag, chosen, WORDS.__contains__) == expected


def test_the_list_names_no_form_twice() -> None:
    for group, forms in irregular().items():
        assert all(form != "" and form == form.lower() for form in forms), group
        assert len(forms) > 4, group
