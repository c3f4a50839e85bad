"""Labels as they come out of the corpora's layers. The sentences are invented."""

from __future__ import annotations

from pathlib import Path

from training.reader.data import (
    Tree,
    Word,
    geovirus_examples,
    gum_mentions,
    gum_names,
    mention_heads,
    project,
    read_iob,
)


def tree(*rows: tuple[str, str, str, int, str]) -> Tree:
    words = [
        Word(form, form, upos, xpos, head, "dep", f"Entity={entity}|X=1") for form, upos, xpos, head, entity in rows
    ]
    return Tree("1", " ".join(w.form for w in words), words)


COMMITTEE = tree(
    ("The", "DET", "DT", 1, "(1-organization-new-x-1-coref"),
    ("Committee", "PROPN", "NNP", 5, ""),
    ("of", "ADP", "IN", 3, ""),
    ("Vell", "PROPN", "NNP", 1, "(2-place-new-x-1-sgl)1)"),
    ("and", "CCONJ", "CC", 5, ""),
    ("officials", "NOUN", "NNS", -1, "(3-person-new-x-1-coref)(4-event-new-x-1-coref"),
    ("talks", "NOUN", "NNS", 5, "4)"),
)


def test_mentions_nest() -> None:
    assert sorted(gum_mentions(COMMITTEE)) == [
        ("event", 5, 6),
        ("organization", 0, 3),
        ("person", 5, 5),
        ("place", 3, 3),
    ]


def test_mention_heads_take_the_longest() -> None:
    assert mention_heads(COMMITTEE) == ["none", "organization", "none", "place", "none", "event", "none"]


def test_names_are_outermost_runs_of_proper_nouns() -> None:
    assert gum_names([COMMITTEE]) == [["O", "B-ORG", "I-ORG", "I-ORG", "O", "O", "O"]]


def test_titles_and_peoples_are_no_names() -> None:
    person = tree(
        ("President", "PROPN", "NNP", 1, "(1-person-new-x-1-coref"),
        ("Ode", "PROPN", "NNP", -1, "1)"),
        ("Vellians", "PROPN", "NNPS", 1, "(2-person-new-x-1-coref)"),
    )
    assert gum_names([person]) == [["O", "B-PER", "O"]]


def test_a_country_that_acts_is_a_place() -> None:
    place = tree(("Vell", "PROPN", "NNP", -1, "(1-place-new-x-1-coref)"))
    team = tree(("Vell", "PROPN", "NNP", -1, "(1-organization-new-x-1-coref)"))
    assert gum_names([place, team]) == [["B-LOC"], ["B-LOC"]]


def test_labels_move_over_characters() -> None:
    assert project(["Al-Ode", "left"], ["B-PER", "O"], ["Al", "-", "Ode", "left"]) == ["B-PER", "I-PER", "I-PER", "O"]
    assert project(["a"], ["O"], ["b"]) is None


def test_junk_labels_are_outside(tmp_path: Path) -> None:
    path = tmp_path / "x.iob2"
    path.write_text(
        "# sent_id = 1\n1\tVell\tB-LOC\t-\tx\n2\tfell\tB-O\t-\tx\n3\tOdean\tB-OTH\t-\tx\n\n", encoding="utf-8"
    )
    assert read_iob(path) == {"1": (["Vell", "fell", "Odean"], ["B-LOC", "O", "O"])}


def test_toponyms_beside_capitals_are_left_open(tmp_path: Path) -> None:
    text = "Doctors came to Vell from Ode Hospital."
    places = {name: text.index(name) + 1 for name in ("Vell", "Ode")}
    marks = "".join(
        f"<location><name>{name}</name><start>{start}</start><end>{start + len(name)}</end></location>"
        for name, start in places.items()
    )
    path = tmp_path / "x.xml"
    path.write_text(f"<a><article><text>{text}</text><locations>{marks}</locations></article></a>", encoding="utf-8")
    (example,) = geovirus_examples(path)
    assert example.ner == ["?", "O", "O", "B-LOC", "O", "?", "?", "O"]
