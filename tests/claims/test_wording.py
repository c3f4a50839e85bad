"""The lexicons of attribution: every word once, in a group that says how it behaves."""

from __future__ import annotations

import pytest

from ascribe.claims.wording import FORMS, inflected, reporting, roles


def test_every_verb_can_hold_content() -> None:
    for lemma, word in reporting().verbs.items():
        assert word.forms or word.prepositions, lemma
        assert word.forms <= FORMS
        assert lemma == lemma.lower()


def test_british_spellings_are_understood() -> None:
    assert reporting().verbs["emphasise"].category == reporting().verbs["emphasize"].category


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("said", "say"),
        ("denied", "deny"),
        ("vowed", "vow"),
        ("urging", "urge"),
        ("admitted", "admit"),
        ("tells", "tell"),
    ],
)
def test_forms_lead_to_their_lemma(form: str, lemma: str) -> None:
    assert reporting().forms[form] == lemma


def test_no_form_leads_to_a_lemma_that_is_another_verb() -> None:
    words = reporting()
    assert [f for f, lemma in words.forms.items() if f in words.verbs and f != lemma] == []


@pytest.mark.parametrize(
    ("lemma", "past"), [("agree", "agreed"), ("deny", "denied"), ("echo", "echoed"), ("pan", "panned")]
)
def test_inflected(lemma: str, past: str) -> None:
    assert past in inflected(lemma)


def test_offices_are_roles_of_people() -> None:
    known = roles()
    assert {o for o in known.offices if " " not in o} <= known.person | {"prime", "ceo"}
    assert not known.person & known.document
