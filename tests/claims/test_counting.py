"""Which event a figure is given to: on sentences with trees of their own (`counting.conllu`)."""

from __future__ import annotations

from pathlib import Path

from tests.claims.conftest import document_of, load, starting

from ascribe.claims.counting import in_amounts
from ascribe.claims.extract import draft_claims
from ascribe.claims.figures import find_figures
from ascribe.claims.trees import Tree
from ascribe.contract.sentences import Sentence

PARSES = load(Path(__file__).with_name("counting.conllu"))


def sentence(start: str) -> Sentence:
    return starting(PARSES, start)


def figures(start: str) -> dict[str, list[float | None]]:
    """Trigger to the values of the figures of its claim."""
    s = sentence(start)
    return {d.claim.trigger.text: [f.value for f in d.claim.figures] for d in draft_claims(document_of(s.text), [s])}


def test_a_currency_is_no_event() -> None:
    s = sentence("The bank lost")
    assert in_amounts(Tree(s), find_figures(s)) == {[t.text for t in s.tokens].index("won")}
    assert figures("The bank lost") == {"lost": [20_000_000]}


def test_who_kills_is_counted_where_they_are_named() -> None:
    assert figures("Two dozen gunmen") == {"attacked": [24], "killing": [30]}


def test_what_a_relative_clause_counts_is_not_counted_above_it() -> None:
    assert figures("The army deployed")["deployed"] == [25_000]


def test_a_share_belongs_to_whom_it_stands_with() -> None:
    assert figures("Ruiz leads") == {"leads": [53]}
