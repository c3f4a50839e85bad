"""Sentences are written as `word/TAG/head/relation`, head counted from 0, so that the tree is in sight."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascribe.claims.figures import FoundFigure, find_figures
from ascribe.claims.figurewords import figure_lexicon, read_quantity
from ascribe.contract.claims import Figure
from ascribe.contract.sentences import Entity, Parse, Sentence, Token

UPOS = {
    "CD": "NUM", "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "JJ": "ADJ", "DT": "DET", "IN": "ADP",
    ".": "PUNCT", ",": "PUNCT", "PRP": "PRON", "RB": "ADV", "$": "SYM", "HYPH": "PUNCT", "TO": "ADP", "CC": "CCONJ",
    "POS": "PART",
}  # fmt: skip
LEMMAS = {
    "killed": "kill",
    "killing": "kill",
    "wounded": "wound",
    "injured": "injure",
    "hurt": "hurt",
    "rose": "rise",
    "reached": "reach",
    "was": "be",
    "were": "be",
}


def sentence(rows: str) -> Sentence:
    tokens: list[Token] = []
    text = ""
    for row in rows.split():
        word, tag, head, relation = row.rsplit("/", 3)
        glued = word.startswith("_")
        word = word.lstrip("_")
        text += "" if glued or not text else " "
        upos = UPOS.get(tag, "VERB" if tag.startswith("V") else "X")
        tokens.append(
            Token(len(text), len(text) + len(word), word, LEMMAS.get(word, word), upos, tag, int(head), relation)
        )
        text += word
    return Sentence(10, text, 0, Parse(tuple(tokens)))


def only(rows: str) -> FoundFigure:
    [figure] = find_figures(sentence(rows))
    return figure


def told(figure: FoundFigure) -> tuple[object, ...]:
    return figure.text, figure.value, figure.low, figure.high, figure.modifier, figure.unit


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "Nine/CD/1/nummod dockers/NNS/3/nsubj:pass were/VBD/3/aux:pass killed/VBN/-1/root",
            ("Nine dockers", 9, None, None, "exactly", "dockers"),
        ),
        (
            "At/IN/2/case least/JJ/2/nmod nine/CD/3/nummod dockers/NNS/4/nsubj fled/VBD/-1/root",
            ("At least nine dockers", 9, 9, None, "at least", "dockers"),
        ),
        (
            "Up/RB/2/advmod to/IN/2/advmod 25,000/CD/4/nummod Mada/JJ/4/amod troops/NNS/5/nsubj "
            "left/VBD/-1/root",
            ("Up to 25,000 Mada troops", 25000, None, 25000, "at most", "troops"),
        ),
        (
            "More/JJR/2/advmod than/IN/2/advmod 200/CD/3/nummod people/NNS/4/nsubj left/VBD/-1/root",
            ("More than 200 people", 200, 200, None, "more than", "people"),
        ),
        (
            "Nearly/RB/1/advmod 8,000/CD/2/nummod people/NNS/3/nsubj left/VBD/-1/root",
            ("Nearly 8,000 people", 8000, None, None, "about", "people"),
        ),
        (
            "Some/DT/1/advmod 40/CD/2/nummod ships/NNS/3/nsubj left/VBD/-1/root",
            ("Some 40 ships", 40, None, None, "about", "ships"),
        ),
        (
            "Dozens/NNS/3/nsubj of/IN/2/case villagers/NNS/0/nmod left/VBD/-1/root",
            ("Dozens of villagers", None, 24, None, "at least", "villagers"),
        ),
        (
            "Tens/NNS/5/nsubj of/IN/2/case thousands/NNS/0/nmod of/IN/4/case people/NNS/2/nmod "
            "left/VBD/-1/root",
            ("Tens of thousands of people", None, 20000, None, "at least", "people"),
        ),
        (
            "A/DT/1/det dozen/NN/2/nummod ships/NNS/3/nsubj left/VBD/-1/root",
            ("A dozen ships", 12, None, None, "exactly", "ships"),
        ),
        (
            "Two/CD/1/nummod dozen/NN/2/nummod ships/NNS/3/nsubj left/VBD/-1/root",
            ("Two dozen ships", 24, None, None, "exactly", "ships"),
        ),
        ("Several/JJ/1/amod ships/NNS/2/nsubj left/VBD/-1/root", ("Several ships", None, 2, None, "at least", "ships")),
        (
            "Several/JJ/1/nummod hundred/CD/2/nummod ships/NNS/3/nsubj left/VBD/-1/root",
            ("Several hundred ships", None, 200, None, "at least", "ships"),
        ),
        (
            "Between/IN/1/advmod 30/CD/4/nummod and/CC/3/cc 40/CD/1/conj ships/NNS/5/nsubj left/VBD/-1/root",
            ("Between 30 and 40 ships", None, 30, 40, "between", "ships"),
        ),
        (
            "30/CD/3/nummod _-/HYPH/2/punct _40/CD/0/nummod ships/NNS/4/nsubj left/VBD/-1/root",
            ("30-40 ships", None, 30, 40, "between", "ships"),
        ),
        (
            "5/CD/4/nummod to/IN/2/case 10/CD/3/compound million/CD/0/nmod people/NNS/5/nsubj "
            "left/VBD/-1/root",
            ("5 to 10 million people", None, 5e6, 1e7, "between", "people"),
        ),
        (
            "107/CD/2/nummod people/NNS/2/x or/CC/2/x left/VBD/-1/root",
            ("107 people", 107, None, None, "exactly", "people"),
        ),
        (
            "No/DT/1/det soldier/NN/3/nsubj:pass was/VBD/3/aux:pass hurt/VBN/-1/root",
            ("No soldier", 0, None, None, "exactly", "soldier"),
        ),
        (
            "One/CD/1/nummod fifth/NN/4/nsubj of/IN/3/case territory/NN/1/nmod fell/VBD/-1/root",
            ("One fifth of territory", 0.2, None, None, "exactly", "share"),
        ),
        (
            "Half/DT/2/det:predet the/DT/2/det town/NN/3/nsubj fled/VBD/-1/root",
            ("Half the town", 0.5, None, None, "exactly", "share"),
        ),
        (
            "20/CD/1/nummod percent/NN/4/nsubj of/IN/3/case voters/NNS/1/nmod left/VBD/-1/root",
            ("20 percent of voters", 20, None, None, "exactly", "percent"),
        ),
        (
            "It/PRP/1/nsubj cost/VBD/-1/root $/$/1/obj _5/CD/4/compound million/CD/2/nummod",
            ("$5 million", 5e6, None, None, "exactly", "USD"),
        ),
        (
            "It/PRP/1/nsubj gave/VBD/-1/root 300/CD/3/nummod euros/NNS/1/obj",
            ("300 euros", 300, None, None, "exactly", "EUR"),
        ),
    ],
)  # fmt: skip
def test_a_figure_has_value_bounds_modifier_and_unit(rows: str, expected: tuple[object, ...]) -> None:
    assert told(only(rows)) == expected


def test_the_head_takes_part_in_the_event_and_the_number_carries_it() -> None:
    figure = only("Dozens/NNS/3/nsubj of/IN/2/case villagers/NNS/0/nmod left/VBD/-1/root")
    assert (figure.head, figure.number) == (2, 0)


def test_the_contract_figure_has_document_offsets() -> None:
    rows = "Nine/CD/1/nummod dockers/NNS/2/nsubj left/VBD/-1/root"
    assert only(rows).figure(10) == Figure("Nine dockers", 10, 22, 9.0, unit="dockers")


@pytest.mark.parametrize(
    ("rows", "text", "unit"),
    [
        ("Nine/CD/2/nsubj:pass were/VBD/2/aux:pass killed/VBN/-1/root", "Nine", "killed"),
        ("It/PRP/1/nsubj left/VBD/-1/root 30/CD/1/obj dead/JJ/2/amod", "30 dead", "dead"),
        ("killing/VBG/-1/root 107/CD/0/obj", "107", "killed"),
        ("killing/VBG/-1/root 107/CD/0/obj or/CC/3/cc more/JJR/1/conj", "107 or more", "killed"),
    ],
)
def test_a_bare_number_counts_whom_its_verb_befell(rows: str, text: str, unit: str) -> None:
    figure = only(rows)
    assert (figure.text, figure.unit) == (text, unit)


@pytest.mark.parametrize(
    "rows",
    [
        "Ana/NNP/4/nsubj ,/,/0/punct 34/CD/0/appos ,/,/0/punct left/VBD/-1/root",
        "A/DT/6/det 25/CD/3/nummod _-/HYPH/3/punct _year/NN/6/compound _-/HYPH/5/punct _old/JJ/6/amod "
        "man/NN/7/nsubj left/VBD/-1/root",
        "The/DT/2/det second/JJ/2/amod man/NN/3/nsubj left/VBD/-1/root",
        "On/IN/1/case May/NNP/4/obl 5/CD/1/nummod it/PRP/4/nsubj fell/VBD/-1/root",
        "In/IN/1/case 2014/CD/3/obl it/PRP/3/nsubj fell/VBD/-1/root",
        "They/PRP/1/nsubj fought/VBD/-1/root for/IN/4/case two/CD/4/nummod weeks/NNS/1/obl",
        "Resolution/NN/2/nsubj 2231/CD/0/nummod passed/VBD/-1/root",
        "An/DT/3/det F/NN/3/compound _-/HYPH/3/punct _16/CD/4/nsubj fell/VBD/-1/root",
        "The/DT/1/det Group/NNP/4/nsubj of/IN/3/case 77/CD/1/nmod met/VBD/-1/root",
        "They/PRP/1/nsubj won/VBD/-1/root 3/CD/1/obj _-/HYPH/4/punct _1/CD/2/nummod",
        "A/DT/3/det two/CD/3/nummod _-/HYPH/3/punct _state/NN/4/compound solution/NN/5/nsubj died/VBD/-1/root",
        "No/DT/1/det request/NN/2/nsubj came/VBD/-1/root",
        "No/DT/1/det one/NN/2/nsubj spoke/VBD/-1/root",
        "One/CD/4/nsubj of/IN/3/case the/DT/3/det towns/NNS/0/nmod fell/VBD/-1/root",
        "The/DT/2/det two/CD/2/nummod sides/NNS/3/nsubj met/VBD/-1/root",
        "It/PRP/1/nsubj lies/VBZ/-1/root 30/CD/3/nummod km/NN/4/obl:npmod south/RB/1/advmod of/IN/6/case "
        "Mada/NNP/4/obl",
        "They/PRP/1/nsubj called/VBD/-1/root three/CD/3/nummod times/NNS/1/obl:npmod",
        "Call/VB/-1/root 5551234567/CD/0/obj",
        "The/DT/2/det southern/JJ/2/amod half/NN/5/nsubj of/IN/4/case Mada/NNP/2/nmod fell/VBD/-1/root",
    ],
)
def test_what_counts_nothing(rows: str) -> None:
    assert find_figures(sentence(rows)) == []


@pytest.mark.parametrize(
    ("rows", "text", "unit", "value"),
    [
        ("Four/CD/1/nummod F/NN/4/nsubj _-/HYPH/3/punct _16s/CD/1/nummod left/VBD/-1/root", "Four F-16s", "F-16s", 4),
        ("It/PRP/1/nsubj cost/VBD/-1/root €/$/1/obj _3/CD/2/nummod _m/NN/3/nmod", "€3m", "EUR", 3e6),
        ("It/PRP/1/nsubj cost/VBD/-1/root USD105,000/CD/1/obj", "USD105,000", "USD", 105_000),
        ("fewer/JJR/2/advmod than/IN/2/fixed 10/CD/3/advmod came/VBD/-1/root", "fewer than 10", None, 10),
    ],
)
def test_words_that_tokenisers_cut(rows: str, text: str, unit: str | None, value: float) -> None:
    assert [(f.text, f.unit, f.value) for f in find_figures(sentence(rows))] == [(text, unit, value)]


def test_a_wrong_tree_is_read_by_the_words() -> None:
    figure = only("1,200/CD/3/obl Mada/JJ/3/obl army/NN/3/obl soldiers/NNS/4/nsubj left/VBD/-1/root")
    assert (figure.text, figure.unit, figure.head) == ("1,200 Mada army soldiers", "soldiers", 3)


@pytest.mark.parametrize(
    ("rows", "values"),
    [
        ("-/HYPH/2/punct _1/CD/2/nummod troops/NNS/3/nsubj left/VBD/-1/root", []),
        ("−/HYPH/2/punct _12/CD/2/nummod troops/NNS/3/nsubj left/VBD/-1/root", []),
        ("minus/CC/2/cc 3/CD/2/nummod troops/NNS/3/nsubj left/VBD/-1/root", []),
        ("-/HYPH/2/punct 4/CD/2/nummod troops/NNS/3/nsubj left/VBD/-1/root", [4.0]),
        (
            "between/IN/2/case -/HYPH/2/punct _5/CD/5/nummod and/CC/4/cc 10/CD/2/conj men/NNS/6/nsubj left/VBD/-1/root",
            [],
        ),
    ],
)
def test_a_negative_number_counts_nothing(rows: str, values: list[float]) -> None:
    assert [f.value for f in find_figures(sentence(rows))] == values


def test_a_change_is_two_figures_and_no_range() -> None:
    rows = (
        "It/PRP/1/nsubj rose/VBD/-1/root from/IN/4/case 30/CD/4/nummod "
        "tons/NNS/1/obl to/IN/7/case 40/CD/7/nummod tons/NNS/1/obl"
    )
    assert [f.value for f in find_figures(sentence(rows))] == [30, 40]
    changed = read_quantity(["from", "30", "to", "40", "tons"], 1)
    assert changed is not None
    assert changed.value == 30


@pytest.mark.parametrize(
    "text",
    [
        "-1 troops",
        "1,,2 troops",
        "9" * 400 + " troops",
        "between 3 ships",
        "up to",
        "at least",
        "$ $ $",
        "half a",
        "a",
        "tens of",
    ],
)
def test_broken_numbers_give_nothing_or_a_number(text: str) -> None:
    words = text.split()
    for i in range(len(words)):
        quantity = read_quantity(words, i)
        assert quantity is None or quantity.value is None or 0 <= quantity.value < 1e30


VOCABULARY = """
up to at least more than nearly some about between and or - $ € no one none half a an dozen dozens
hundreds of thousands several few 30 40 1,500 5.2m ٣٠ two third thirds million percent % km troops
dead people killed Mada - ( ) . , -1 1,,2 F 16 aged 25 year old
"""
TAGS = ["CD", "NN", "NNS", "JJ", "IN", "VBD", "DT", "HYPH", "$", "POS"]
RELATIONS = ["nummod", "nsubj", "obj", "compound", "nmod", "root", "conj", "flat"]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(VOCABULARY.split()), st.sampled_from(TAGS), st.integers(-1, 30), st.sampled_from(RELATIONS)
    ),
    min_size=1,
    max_size=25,
)


@given(ROWS)
def test_any_tokens_under_any_tree_give_slices_in_order(rows: list[tuple[str, str, int, str]]) -> None:
    made = sentence(
        " ".join(f"{word}/{tag}/{min(head, len(rows) - 1)}/{relation}" for word, tag, head, relation in rows)
    )
    end = 0
    for figure in find_figures(made):
        assert figure.text == made.text[figure.start : figure.end] != ""
        assert end <= figure.start
        end = figure.end
        assert 0 <= figure.head < len(rows)
        assert 0 <= figure.number < len(rows)
        assert figure.value is not None or figure.low is not None
        assert figure.low is None or figure.high is None or figure.low <= figure.high


@given(st.lists(st.text(min_size=1, max_size=6), min_size=1, max_size=12))
def test_any_words_give_a_quantity_inside_them(words: list[str]) -> None:
    for i in range(len(words)):
        quantity = read_quantity(words, i)
        assert quantity is None or i == quantity.first <= quantity.number <= quantity.last < len(words)


@pytest.mark.parametrize(
    "unit",
    [
        "30/CD/-1/nummod to/IN/-1/case ",
        "dozens/NNS/-1/nsubj of/IN/-1/case ",
        "up/RB/-1/x to/IN/-1/x ",
        "2/CD/-1/x ships/NNS/-1/x ",
    ],
)
def test_time_is_linear_in_the_tokens(unit: str) -> None:
    def seconds(count: int) -> float:
        made = sentence(unit * count)
        best = 9.0
        for _ in range(3):
            begun = time.process_time()
            find_figures(made)
            best = min(best, time.process_time() - begun)
        return best

    seconds(50)
    assert seconds(1000) <= 2.5 * seconds(500) + 0.02


def test_the_lexicon_is_lower_case_and_its_modifiers_are_the_contract_s() -> None:
    lexicon = figure_lexicon()
    allowed = {"exactly", "about", "at least", "at most", "more than", "less than", "between"}
    for table in (lexicon.modifier, lexicon.suffix):
        for phrases in table.values():
            for words, modifier in phrases:
                assert modifier in allowed
                assert all(word == word.lower() for word in words)
    assert all(
        len(code) == 3 and code.isupper() for code in {*lexicon.currency.values(), *lexicon.currency_word.values()}
    )
    assert all(value >= 2 for value in {*lexicon.collective.values(), *lexicon.group.values()})


def test_an_article_before_a_dollar_is_no_currency() -> None:
    figure = only("a/DT/3/det $/$/3/compound _50/CD/3/nummod loan/NN/-1/root")
    assert (figure.value, figure.unit) == (50, "USD")
    assert only("A/NNP/2/compound _$/$/2/dep _50/CD/-1/root").unit == "AUD"


@pytest.mark.parametrize(("rows", "value", "unit"), [
    ("Mada/NNP/1/nsubj hosts/VBZ/-1/root 3.5/CD/4/nummod _m/NN/4/compound refugees/NNS/1/obj", 3_500_000, "refugees"),
    ("a/DT/3/det 5/CD/2/nummod _m/NN/3/compound wall/NN/-1/root", 5, "m"),
])  # fmt: skip
def test_a_letter_behind_digits_is_millions_of_things_or_metres(rows: str, value: float, unit: str) -> None:
    figure = only(rows)
    assert (figure.value, figure.unit) == (value, unit)


@pytest.mark.parametrize(("rows", "value", "unit"), [
    ("the/DT/2/det death/NN/2/compound toll/NN/3/nsubj rose/VBD/-1/root to/IN/5/case 250/CD/3/obl", 250, "dead"),
    ("they/PRP/1/nsubj put/VBD/-1/root the/DT/3/det toll/NN/1/obj at/IN/5/case 12/CD/1/obl", 12, "dead"),
    ("the/DT/1/det number/NN/4/nsubj of/IN/3/case cases/NNS/1/nmod reached/VBD/-1/root 450/CD/4/obj", 450, "cases"),
    ("the/DT/1/det death/NN/-1/root of/IN/3/case ten/CD/1/nmod", 10, "killed"),
])  # fmt: skip
def test_a_bare_number_counts_what_the_words_around_it_count(rows: str, value: float, unit: str) -> None:
    figure = only(rows)
    assert (figure.value, figure.unit) == (value, unit)


def test_what_a_count_rose_from_is_no_count() -> None:
    rows = "the/DT/1/det toll/NN/2/nsubj rose/VBD/-1/root from/IN/4/case 20/CD/2/obl to/IN/6/case 45/CD/2/obl"
    assert [f.value for f in find_figures(sentence(rows))] == [45]


def test_people_are_not_counted_to_a_thousandth() -> None:
    s = sentence("1.000/CD/1/nummod miners/NNS/2/nsubj died/VBD/-1/root")
    person = replace(s.parse.tokens[1], mention="person")
    s = replace(s, parse=replace(s.parse, tokens=(s.parse.tokens[0], person, s.parse.tokens[2])))
    assert [f.value for f in find_figures(s)] == [1000]


def test_a_list_behind_a_colon_counts() -> None:
    rows = "toll/NN/-1/root :/:/0/punct 20/CD/3/nummod killed/VBN/0/acl"
    assert [(f.value, f.unit) for f in find_figures(sentence(rows))] == [(20, "killed")]


def test_a_speed_and_a_magnitude_count_nothing() -> None:
    assert find_figures(sentence("at/IN/1/case 30/CD/2/nummod km/NN/-1/root _//SYM/2/punct _h/NN/2/nmod")) == []
    assert find_figures(sentence("a/DT/3/det magnitude/NN/3/compound 5.9/CD/3/nummod quake/NN/-1/root")) == []


def test_an_amount_that_the_tokeniser_cut_at_its_point_is_one() -> None:
    figure = only("RM7/NNP/-1/root _,/,/0/punct _856,920/CD/0/list")
    assert (figure.text, figure.value, figure.unit) == ("RM7,856,920", 7_856_920, "MYR")
    figure = only("SR4/NN/2/compound _.2/CD/2/compound billion/CD/-1/root")
    assert (figure.value, figure.unit) == (4_200_000_000, "SAR")


@pytest.mark.parametrize(("rows", "expected"), [
    ("fined/VBD/-1/root R120/NNP/0/obj 000/CD/1/nummod", [(120_000, "ZAR")]),
    ("paid/VBD/-1/root N7/CD/2/compound _.2/CD/3/compound billion/CD/0/obj", [(7_200_000_000, "NGN")]),
    ("N95/NN/1/compound masks/NNS/-1/root", []),
    ("the/DT/3/det top/JJ/3/amod five/CD/3/nummod buyers/NNS/-1/root", []),
])  # fmt: skip
def test_a_letter_before_a_large_amount_is_money(rows: str, expected: list[tuple[float, str]]) -> None:
    assert [(f.value, f.unit) for f in find_figures(sentence(rows))] == expected


def test_a_number_in_a_name_counts_nothing() -> None:
    s = sentence("7/CD/1/nummod News/NNP/2/nsubj filmed/VBD/-1/root it/PRP/2/obj")
    s = replace(s, parse=replace(s.parse, entities=(Entity("ORG", 0, 1, 0, 6),)))
    assert find_figures(s) == []


def test_ages_in_a_list_count_nobody() -> None:
    rows = (
        "Ana/NNP/1/compound Ruiz/NNP/-1/root ;/:/3/punct 38/CD/1/appos ;/:/6/punct Carl/NNP/6/compound"
        " Brandt/NNP/1/conj ,/,/8/punct 24/CD/6/appos ;/:/1/punct"
    )
    assert find_figures(sentence(rows)) == []


def test_mil_is_a_million() -> None:
    assert only("RM177mil/CD/-1/root").value == 177_000_000
