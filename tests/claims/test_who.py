"""Whom pronouns and descriptions mean, over the trees of `who.conllu`."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.claims.conftest import laid_out

from ascribe.claims.attribution import read_voices
from ascribe.claims.genders import gender_of
from ascribe.claims.referents import Coreference
from ascribe.contract.sentences import Parse


@pytest.fixture(scope="module")
def named(frozen: Callable[[str], dict[str, Parse]]) -> Callable[..., Callable[[int, str], str | None]]:
    """The name behind a mention of a document of sentences: `named("...", "...")(1, "She")`."""
    known = frozen("who")

    def make(*texts: str) -> Callable[[int, str], str | None]:
        found: Coreference = read_voices(*laid_out(known, list(texts))).coreference

        def ask(sentence: int, words: str) -> str | None:
            return found.name_of(sentence, next(m.head for m in found.mentions[sentence] if m.text == words))

        return ask

    return make


Named = Callable[..., Callable[[int, str], str | None]]
MET = "Marta Moreno met Hugo Brandt in Mada on Friday."


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Marta Moreno", "feminine"),
        ("Hugo Brandt", "masculine"),
        ("J. Hugo Brandt", "masculine"),
        ("José Moreno", "masculine"),
        ("Léna-Marie Brandt", "feminine"),
        ("Brandt", None),
        ("Hugo", None),
        ("Kim Moreno", None),
        ("Wang Li", None),
        ("Xqzt Brandt", None),
        ("", None),
    ],
)
def test_a_given_name_tells_where_it_is_of_one_gender(name: str, gender: str | None) -> None:
    assert gender_of(name) == gender


def test_a_pronoun_means_who_bears_a_name_of_its_gender(named: Named) -> None:
    assert named(MET, "She said the harbour was safe.")(1, "She") == "Marta Moreno"
    assert named(MET, "He said the harbour was not safe.")(1, "He") == "Hugo Brandt"


def test_a_given_name_tells_more_than_an_office_in_the_masculine(named: Named) -> None:
    ask = named("Spokesman Marta Moreno said the ships were late.", "She said the harbour was safe.")
    assert ask(1, "She") == "Marta Moreno"


def test_they_are_the_two_who_are_named_together(named: Named) -> None:
    ask = named("Moreno and Brandt opened the fair on Sunday.", "They said the hall was full.")
    assert ask(1, "They") == "Moreno and Brandt"


def test_two_in_different_parts_of_a_sentence_are_not_they(named: Named) -> None:
    assert named(MET, "They said the hall was full.")(1, "They") is None


def test_his_is_the_doer_of_his_own_clause(named: Named) -> None:
    ask = named("Hugo Brandt praised the plan on Sunday.", "The deputy mayor told his party that the port would close.")
    assert ask(1, "his") == "deputy mayor"


def test_a_he_that_could_be_two_stays_somebody_and_passes_nothing_on(named: Named) -> None:
    ask = named("The captain waved at the pilot.", "Then he left.")
    assert ask(1, "he") in (None, "captain")


def test_it_is_a_body_that_does_something(named: Named) -> None:
    assert named("The council met on Monday.", "It closed the port.")(1, "It") == "council"


def test_it_is_no_body_where_it_only_opens_a_sentence_and_no_thing(named: Named) -> None:
    assert named("The council met on Monday.", "It is time to go.")(1, "It") is None
    assert named("The ship sank.", "It was old.")(1, "It") is None


LAWYER = '"We want peace," Moreno\'s lawyer Hugo Brandt said.'
COMMISSIONER = '"We want peace," chief election commissioner Hugo Brandt said.'
BOARD = '"We want peace," Delta Relief Board spokesman Hugo Brandt said.'


def test_we_is_a_body_and_no_client_or_field_of_work(named: Named) -> None:
    assert named(BOARD)(0, "We") == "Delta Relief Board"
    assert named(LAWYER)(0, "We") is None
    assert named(COMMISSIONER)(0, "We") is None


PRIME = "Prime Minister Hugo Brandt praised the plan."
THE_MINISTER = "The minister opened the port on Sunday."


@pytest.mark.parametrize(
    ("before", "later", "asked", "name"),
    [
        (PRIME, "The prime minister opened the port on Sunday.", "The prime minister", "Hugo Brandt"),
        (PRIME, THE_MINISTER, "The minister", None),
        ("The former minister Hugo Brandt praised the plan.", THE_MINISTER, "The minister", None),
        ("Deputy minister Marta Moreno opened the port.", THE_MINISTER, "The minister", None),
        (
            "President Hugo Brandt praised the plan.",
            "The president of the bank opened the port.",
            "The president of the bank",
            None,
        ),
        (PRIME, "Brandt may become the prime minister.", "the prime minister", None),
        ("The Delta Festival was crowded.", "The festival ended on Sunday.", "The festival", "Delta Festival"),
        ("The Delta Party praised the plan.", "The party opened the port on Sunday.", "The party", "Delta Party"),
        ("Foreign companies left the port.", "The company opened the port on Sunday.", "The company", None),
    ],
)
def test_a_description_takes_a_name_that_fits_it(
    named: Named, before: str, later: str, asked: str, name: str | None
) -> None:
    assert named(before, later)(1, asked) == name


def test_who_asks_is_not_who_is_asked(named: Named) -> None:
    assert named("Hugo Brandt called the pilot to ask him for help.")(0, "him") == "pilot"


def test_who_stands_before_a_possessive_in_a_row_owns(named: Named) -> None:
    assert named("The captain met Hugo Brandt and his aides.")(0, "his") == "Hugo Brandt"


def test_two_full_names_with_a_surname_in_common_are_two(named: Named) -> None:
    ask = named("Marta Chamorro Ruiz opened the fair.", "Chamorro was pleased.", "Juan Chamorro closed the port.")
    assert ask(1, "Chamorro") == "Marta Chamorro Ruiz"
    assert ask(2, "Juan Chamorro") == "Juan Chamorro"


def test_letters_in_brackets_are_the_body_before_them(named: Named) -> None:
    ask = named("The Northern Relief Board (FNT) opened a school.", "FNT said the hall was full.")
    assert ask(1, "FNT") == "Northern Relief Board"


def test_an_office_is_no_name(named: Named) -> None:
    assert named("The emperor praised the plan.")(0, "The emperor") is None


@pytest.mark.parametrize("opening", ["On his part,", "Praising his crew,"])
def test_a_possessive_that_opens_a_sentence_is_its_subjects(named: Named, opening: str) -> None:
    ask = named("The captain waved at the pilot.", f"{opening} Hugo Brandt said the port was closed.")
    assert ask(1, "his") == "Hugo Brandt"


def test_his_is_the_owner_of_what_does_it(named: Named) -> None:
    ask = named("Marta Ruiz praised Brandt.", "Ruiz said Brandt's courage in telling his story helped the town.")
    assert ask(1, "his") == "Brandt"


def test_a_founder_belongs_to_the_name(named: Named) -> None:
    ask = named("King Moreno University of Delta opened a school.")
    assert ask(0, "King Moreno University of Delta") == "King Moreno University of Delta"


def test_of_two_of_one_surname_the_pronouns_tell_who_it_is(named: Named) -> None:
    ask = named("Marta Brandt praised Hugo Brandt.", "Brandt said his wife had opened the fair.")
    assert ask(1, "Brandt") == "Hugo Brandt"
    assert ask(1, "his") == "Hugo Brandt"


def test_where_somebody_is_from_is_no_part_of_the_name(named: Named) -> None:
    assert named("Chief Ana Ruiz of Mada closed the port.")(0, "Chief Ana Ruiz of Mada") == "Ana Ruiz"


def test_the_name_behind_somebodys_wife_is_the_wifes(named: Named) -> None:
    ask = named("Hugo Brandt met the wife of the president, Marta Ruiz.", "The president praised the plan.")
    assert ask(0, "the wife of the president") == "Marta Ruiz"
    assert ask(1, "The president") is None


def test_he_may_be_whom_the_sentence_cites(named: Named) -> None:
    ask = named("Carlos Ruiz praised the plan.", "According to Hugo Brandt, he left the port.")
    assert ask(1, "he") in (None, "Hugo Brandt")


def test_who_is_somebody_and_no_board(named: Named) -> None:
    ask = named("Carlos Ruiz praised the plan.", "Hugo Brandt, secretary of the board, who closed his port, left.")
    assert ask(1, "who") == "Hugo Brandt"
    assert ask(1, "his") == "Hugo Brandt"


def test_a_professor_is_not_the_university(named: Named) -> None:
    assert named('"We want peace," Delta University professor Hugo Brandt said.')(0, "We") is None


def test_what_is_given_back_is_theirs_to_whom_it_is_given(named: Named) -> None:
    ask = named("The guards met the sailors.", "Police handed them to their families.")
    assert ask(1, "their") == ask(1, "them")
    assert ask(1, "their") != "Police"


def test_the_name_behind_a_body_is_of_who_heads_it(named: Named) -> None:
    ask = named("The head of the Delta faction, Carlos Ruiz, praised the plan.")
    assert ask(0, "The head of the Delta faction") == "Carlos Ruiz"


def test_who_says_so_at_the_end_explains_nothing_before(named: Named) -> None:
    ask = named(
        "The army closed the port near Moreno Verde, the fleet's spokesman said.", "The spokesman praised the plan."
    )
    assert ask(1, "The spokesman") == "fleet's spokesman"


def test_the_diplomat_of_a_country_is_whose_office_is_of_it(named: Named) -> None:
    ask = named(
        "US Secretary Carlos Ruiz said the hall was full.",
        "The captain met Hugo Brandt and his aides.",
        '"We want peace," the US top diplomat said.',
    )
    assert ask(2, "the US top diplomat") == "Carlos Ruiz"


def test_what_somebody_becomes_is_not_who_is_told_of(named: Named) -> None:
    ask = named("Hugo Brandt was sworn in as interim president.", "The president has left.")
    assert ask(1, "The president") is None


def test_what_is_open_in_a_sentence_stays_open_in_it(named: Named) -> None:
    ask = named("The council bought the ship.", "It sank, and it will cost a fortune.")
    assert ask(1, "It") is None or ask(1, "it") == ask(1, "It")


def test_herself_is_who_does_it(named: Named) -> None:
    assert named("Marta Ruiz met Ana Moreno, who blamed herself.")(0, "herself") in (None, "Ana Moreno")


def test_a_given_name_with_an_office_is_nobodys_firm(named: Named) -> None:
    ask = named("Hope Brandt, the officer of the guard, closed the port.", "She said the harbour was safe.")
    assert ask(1, "She") == "Hope Brandt"


def test_what_somebody_is_accused_of_is_his(named: Named) -> None:
    assert named("Carlos Ruiz accused Hugo Brandt of hiding his money.")(0, "his") == "Hugo Brandt"


def test_an_unnamed_body_in_the_singular_is_not_they(named: Named) -> None:
    assert named("The relief campaign stopped.", "They closed the port.")(1, "They") is None
