"""Disagreements: what is one, what is only a change, more detail, or a copy."""

from __future__ import annotations

import dataclasses
import time

import pytest
from mentions import day, figure, mention, report, speaker

from ascribe.contract.claims import EventType, Factuality, Phase, PlaceCell, Tense
from ascribe.contract.documents import BlockKind
from ascribe.contract.situations import Disagreement, Mention, Report
from ascribe.situations.disagreements import disagreements
from ascribe.situations.observations import observe

RUIZ = speaker("Ana Ruiz", of="army")
LIND = speaker("Bo Lind", of="Red Star")
DENIED = {"phase": Phase.NONE, "factuality": Factuality.DENIED}


def found(*told: Mention) -> tuple[Disagreement, ...]:
    return disagreements("s1", [observe(m) for m in told])


def abouts(*told: Mention) -> list[tuple[str, str]]:
    return [(d.about, d.kind) for d in found(*told)]


# -- an offensive that is under way, and is not


def launched(on: Report, **more: object) -> Mention:
    who = getattr(more.get("by", RUIZ), "text", "the mayor")
    given = {"when": "03-01", "by": RUIZ, "place": "Mada", "phase": Phase.BEGUN} | more
    return mention(
        on, f"The army launched an offensive on Mada, {who} said.", event="offensive", trigger="launched",
        type=EventType.ASSAULT, mode="offensive", agent="The army", **given,  # type: ignore[arg-type]
    )  # fmt: skip


def no_offensive(
    on: Report, sentence: str = "Bo Lind denied that there was an offensive on Mada.", **more: object
) -> Mention:
    given = {"by": speaker("Bo Lind", denies=True), "place": "Mada"} | DENIED | more
    return mention(
        on, sentence, event="offensive", type=EventType.ASSAULT, mode="offensive", **given  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_denial_contradicts_what_was_told_before() -> None:
    (d,) = found(launched(report("a", "03-02")), no_offensive(report("b", "03-03")))
    assert (d.about, d.kind, d.known_since) == ("phase", "contradiction", day("03-03"))
    assert [(s.says, s.sources, s.origins) for s in d.sides] == [
        ("that it is under way", ("Ana Ruiz",), 1), ("that it is not", ("Bo Lind",), 1),
    ]  # fmt: skip
    assert d.explanation == (
        "Offensive in Mada: Ana Ruiz said on 2 March 2021 that it was under way (“The army launched an offensive”); "
        "Bo Lind said on 3 March 2021 that it was not."
    )


def test_pairs_become_one_disagreement_with_all_who_hold_with_a_side() -> None:
    copies = [launched(report(f"copy {n}", "03-02", origin="wire")) for n in range(3)]
    (d,) = found(*copies, launched(report("x", "03-02")), no_offensive(report("b", "03-03")))
    assert [(len(s.claims), s.origins) for s in d.sides] == [(4, 2), (1, 1)]


def test_the_same_whatever_the_order_of_arrival() -> None:
    told = (launched(report("a", "03-02")), no_offensive(report("b", "03-03")), launched(report("c", "03-04")))
    assert found(*told) == found(*told[::-1])


def test_who_has_not_the_means_does_not_deny_that_it_is_done() -> None:
    begun, lacking = launched(report("a", "03-02")), no_offensive(report("b", "03-03"), by=LIND)
    assert abouts(begun, lacking) == [("phase", "contradiction")]
    short_of = dataclasses.replace(lacking, claim=dataclasses.replace(lacking.claim, rules=("not.enough",)))
    assert not found(begun, short_of)


def test_denied_first_and_begun_later_is_a_change() -> None:
    assert not found(no_offensive(report("b", "02-20")), launched(report("a", "03-02")))
    assert not found(no_offensive(report("b", "03-01")), launched(report("a", "03-05"), when=None))


def test_denied_for_a_day_on_which_it_was_told_later_to_go_on_already() -> None:
    assert abouts(no_offensive(report("b", "03-03")), launched(report("a", "03-09"))) == [("phase", "contradiction")]


def test_ended_in_between_it_is_a_change() -> None:
    end = mention(
        report("e", "03-04"), "The offensive on Mada ended.", event="offensive", trigger="ended", place="Mada",
        type=EventType.ASSAULT, mode="offensive", phase=Phase.ENDED, when="03-04",
    )  # fmt: skip
    assert not found(launched(report("a", "03-02")), end, no_offensive(report("b", "03-06")))


def test_a_denial_months_later_answers_something_else() -> None:
    assert not found(launched(report("a", "03-02")), no_offensive(report("b", "06-01")))


@pytest.mark.parametrize(
    "factuality", [Factuality.PLANNED, Factuality.CONDITIONAL, Factuality.POSSIBLE, Factuality.UNDISCLOSED]
)
def test_only_facts_are_contradicted(factuality: Factuality) -> None:
    assert not found(launched(report("a", "03-02"), factuality=factuality), no_offensive(report("b", "03-03")))


def test_another_place_is_another_thing_and_a_province_holds_its_town() -> None:
    assert not found(launched(report("a", "03-02")), no_offensive(report("b", "03-03"), place="Tor"))
    assert found(launched(report("a", "03-02")), no_offensive(report("b", "03-03"), place="North"))


def test_what_is_denied_of_one_town_does_not_contradict_what_has_no_place() -> None:
    somewhere = mention(
        report("a", "03-02"), "The offensive went on.", event="offensive", type=EventType.ASSAULT, mode="offensive",
        phase=Phase.ONGOING,
    )  # fmt: skip
    assert not found(somewhere, no_offensive(report("b", "03-03")))


def test_a_place_of_the_situation_that_the_sentence_names_counts_if_it_is_not_where_the_speaker_is() -> None:
    denial = no_offensive(report("b", "03-03"))
    on = report("a", "03-02")
    assert found(launched(on, place=None, phase=Phase.ONGOING, when=None), denial)
    away = mention(
        on, "The offensive went on, officials in Mada said.", event="offensive", type=EventType.ASSAULT,
        mode="offensive", phase=Phase.ONGOING, by=speaker("officials in Mada"),
    )  # fmt: skip
    assert not found(away, denial)


@pytest.mark.parametrize(
    "sentence",
    [
        "Bo Lind had previously denied that there was an offensive on Mada.",
        "Bo Lind said that the offensive no longer went on.",
        "Bo Lind said that guards prevented an offensive on Mada.",
        "Bo Lind said it was not formally an offensive.",
        "Bo Lind said that they did not deserve the offensive on Mada.",
        "Bo Lind had vowed never to see an offensive on Mada.",
        "Watching is not an offensive on Mada, Bo Lind said.",
        "Except for some shots there was no offensive on Mada, Bo Lind said.",
    ],
)
def test_what_was_said_before_or_denies_something_else(sentence: str) -> None:
    assert not found(launched(report("a", "03-02")), no_offensive(report("b", "03-03"), sentence))


def test_a_negation_of_the_reporters_own_answers_nobody() -> None:
    assert not found(launched(report("a", "03-02")), no_offensive(report("b", "03-03"), by=None))


def test_copies_never_contradict_themselves() -> None:
    a, b = report("a", "03-02", origin="wire"), report("b", "03-03", origin="wire")
    assert not found(launched(a), no_offensive(b))


def test_two_speakers_of_one_report_contradict_each_other_and_one_does_not_contradict_itself() -> None:
    one = report("a", "03-02")
    assert abouts(launched(one), no_offensive(one)) == [("phase", "contradiction")]
    assert not found(launched(one), no_offensive(one, by=RUIZ))


def test_in_an_undated_report_only_its_own_sides_are_of_one_time() -> None:
    undated = report("u", None)
    assert found(launched(undated, when=None), no_offensive(undated))
    assert not found(launched(report("a", "03-02"), when=None), no_offensive(undated))


def test_the_same_source_saying_otherwise_later_revises_its_word() -> None:
    assert abouts(launched(report("a", "03-02")), no_offensive(report("b", "03-03"), by=RUIZ)) == [
        ("phase", "revision")
    ]


def test_no_request_and_a_request_three_weeks_later() -> None:
    none = mention(
        report("a", "03-02"), "There was no request from Xavia, Ana Ruiz said.", event="request", said="03-02", by=RUIZ,
        type=EventType.REQUEST, agent="Xavia", **DENIED,  # type: ignore[arg-type]
    )  # fmt: skip
    asked = mention(
        report("b", "03-24"), "The flights began on Saturday at the request of Xavia.", event="request",
        type=EventType.REQUEST, agent="Xavia",
    )  # fmt: skip
    assert not found(none, asked)


def truce(on: Report, trigger: str, phase: Phase, **more: object) -> Mention:
    who = getattr(more.get("by"), "text", "the mayor")
    return mention(
        on, f"The truce in Mada {trigger}, {who} said.", event="truce", trigger=trigger, place="Mada",
        type=EventType.RETREAT, mode="ceasefire", phase=phase, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_denied_end_contradicts_the_end_and_not_the_truce() -> None:
    ended = truce(report("a", "03-02"), "collapsed", Phase.ENDED, when="03-02")
    denied = truce(report("b", "03-03"), "broken", Phase.NONE, factuality=Factuality.DENIED, by=LIND)
    assert [s.says for s in found(ended, denied)[0].sides] == ["that it is over", "that it is not over"]
    begun = truce(report("c", "03-02"), "began", Phase.BEGUN, when="03-01")
    assert not found(begun, denied)


def test_still_going_on_two_days_after_the_end() -> None:
    ended = truce(report("a", "03-02"), "collapsed", Phase.ENDED, when="03-01", by=RUIZ)
    still = truce(report("b", "03-03"), "still holds", Phase.ONGOING, tense=Tense.PRESENT, said="03-03", by=LIND)
    assert abouts(ended, still) == [("phase", "contradiction")]
    again = truce(report("c", "03-03"), "began", Phase.BEGUN, when="03-02")
    assert not found(ended, again, still)


# -- who did it


def shelled(on: Report, agent: str, sentence: str = "", **more: object) -> Mention:
    given = {"when": "03-01", "place": "Mada", "target": "Mada"} | more
    return mention(
        on, sentence or f"{agent} shelled Mada.", event="shelled", type=EventType.ASSAULT, mode="heavy-weapons",
        agent=agent, **given,  # type: ignore[arg-type]
    )  # fmt: skip


def test_two_are_said_to_have_done_it() -> None:
    a = shelled(report("a", "03-02"), "rebels")
    b = shelled(report("b", "03-02"), "the army", "It was the army who shelled Mada, Bo Lind said.", by=LIND)
    (d,) = found(a, b)
    assert (d.about, sorted(s.says for s in d.sides)) == ("agent", ["by rebels", "by the army"])


def test_two_who_shell_one_town_on_one_day_need_not_contradict() -> None:
    a, b = shelled(report("a", "03-02"), "rebels"), shelled(report("b", "03-02"), "the army", by=LIND)
    assert not found(a, b)


def test_two_names_of_one_party_are_no_two_sides() -> None:
    long, short = "rebels of the Union of Eastern Forces", "Union rebels"
    a = shelled(report("a", "03-02"), long)
    b = shelled(report("b", "03-02"), short, f"It was {short} who shelled Mada, Bo Lind said.", by=LIND)
    assert not found(a, b)


def test_the_accused_denies_it() -> None:
    a = shelled(report("a", "03-02"), "Red Star")
    b = shelled(
        report("b", "03-03"), "Red Star", "Bo Lind denied that Red Star shelled Mada.",
        by=speaker("Bo Lind", of="Red Star", denies=True), when=None, **DENIED,
    )  # fmt: skip
    (d,) = found(a, b)
    assert (d.about, [s.says for s in d.sides]) == ("agent", ["by Red Star", "not by Red Star"])


def test_a_denial_of_ones_own_part_says_nothing_of_others() -> None:
    a = shelled(report("a", "03-02"), "Blue Band")
    b = shelled(
        report("b", "03-03"), "Red Star", "Bo Lind denied that Red Star shelled Mada.",
        by=speaker("Bo Lind", of="Red Star", denies=True), when=None, **DENIED,
    )  # fmt: skip
    assert not found(a, b)


# -- where and when


def test_not_here_but_there() -> None:
    a = shelled(report("a", "03-02"), "rebels")
    b = shelled(
        report("b", "03-02"), "rebels", "The rebels shelled Tor and not Mada, Bo Lind said.", by=LIND, place="Tor"
    )
    (d,) = found(a, b)
    assert (d.about, [s.says for s in d.sides]) == ("place", ["at Mada", "at Tor, not Mada"])


def test_two_places_and_one_figure_on_one_day() -> None:
    dead = [figure("14 people", 14, "people")]
    a = shelled(report("a", "03-02"), "rebels", figures=dead)
    assert "place" in [d.about for d in found(a, shelled(report("b", "03-02"), "rebels", place="Tor", figures=dead))]
    assert not found(a, shelled(report("b", "03-02"), "rebels", place="Tor"))
    assert not found(a, shelled(report("b", "03-02"), "rebels", place="North", figures=dead))


def test_two_days_of_one_beginning() -> None:
    a, b = launched(report("a", "03-08")), launched(report("b", "03-08"), when="03-05", by=LIND)
    (d,) = found(a, b)
    assert (d.about, [s.says for s in d.sides]) == ("time", ["1 March 2021", "5 March 2021"])
    assert d.explanation == (
        "Offensive in Mada: Ana Ruiz said on 8 March 2021 that it began on 1 March 2021; Bo Lind said on 8 March 2021 "
        "that it began on 5 March 2021."
    )


def test_a_night_apart_is_one_day() -> None:
    assert not found(launched(report("a", "03-08")), launched(report("b", "03-08"), when="03-02", by=LIND))


def test_ended_between_the_two_days_there_are_two_beginnings() -> None:
    end = truce(report("e", "03-08"), "collapsed", Phase.ENDED, when="03-04")
    first = truce(report("a", "03-08"), "began", Phase.BEGUN, when="03-01", by=RUIZ)
    second = truce(report("b", "03-08"), "began", Phase.BEGUN, when="03-06", by=LIND)
    assert abouts(first, second) == [("time", "contradiction")]
    assert not found(first, end, second)


def test_strikes_of_two_days_are_two_strikes() -> None:
    def strike(name: str, when: str, by: object) -> Mention:
        return mention(
            report(name, "03-08"), "The army launched air strikes on Mada.", event="air strikes", trigger="launched",
            lemma="air strike", type=EventType.ASSAULT, mode="aerial", phase=Phase.BEGUN, place="Mada", when=when,
            agent="The army", by=by,  # type: ignore[arg-type]
        )  # fmt: skip

    assert not found(strike("a", "03-01", RUIZ), strike("b", "03-05", LIND))


# -- figures


def dead(on: Report, number: int, by: object, sentence: str = "", **more: object) -> Mention:
    return mention(
        on, sentence or f"{number} people were killed in Mada.", event="killed", type=EventType.ASSAULT, mode="kill",
        place="Mada", figures=[figure(f"{number} people", number, "people")], by=by, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def test_two_tolls_of_one_day() -> None:
    (d,) = found(dead(report("a", "03-02"), 10, RUIZ), dead(report("b", "03-02"), 31, LIND))
    assert (d.about, sorted(s.says for s in d.sides)) == ("figure", ["10 killed", "31 killed"])
    assert d.explanation == (
        "Casualties in Mada: Ana Ruiz put the number of killed on 2 March 2021 at 10; Bo Lind put the number of killed "
        "on 2 March 2021 at 31."
    )


def test_a_rising_toll_is_none() -> None:
    assert not found(dead(report("a", "03-02"), 10, RUIZ), dead(report("b", "03-03"), 31, LIND))
    assert not found(dead(report("a", "03-02"), 10, RUIZ), dead(report("b", "03-02"), 12, LIND))


def test_a_toll_that_is_taken_back_is_a_revision() -> None:
    assert abouts(dead(report("a", "03-02"), 14, RUIZ), dead(report("b", "03-04"), 12, RUIZ)) == [
        ("figure", "revision")
    ]
    text = "12 people and not 14 were killed in Mada after a recount."
    revised = dead(report("b", "03-04"), 12, RUIZ, text)
    assert abouts(dead(report("a", "03-02"), 14, LIND), revised) == [("figure", "revision")]


def test_a_figure_of_all_so_far_and_one_of_a_day() -> None:
    total = dead(report("b", "03-02"), 90, LIND, "90 people were killed in Mada so far.")
    assert not found(dead(report("a", "03-02"), 10, RUIZ), total)


def test_rifles_and_assault_rifles() -> None:
    def seized(name: str, text: str, number: int, by: object) -> Mention:
        return mention(
            report(name, "03-02"), f"Guards seized {text} in Mada.", event="seized", type=EventType.COERCE,
            place="Mada", figures=[figure(text, number, "rifles")], by=by,  # type: ignore[arg-type]
        )  # fmt: skip

    assert not found(seized("a", "14 rifles", 14, RUIZ), seized("b", "40 assault rifles", 40, LIND))
    assert found(seized("a", "14 rifles", 14, RUIZ), seized("b", "40 rifles", 40, LIND))


# -- the first time


def flights(on: Report, sentence: str, trigger: str, phase: Phase = Phase.BEGUN, **more: object) -> Mention:
    given = {"agent": "Ally planes", "place": "Mada"} | more
    return mention(
        on, sentence, event="flights", trigger=trigger, lemma="surveillance flight", type=EventType.COOPERATE,
        mode="surveillance", phase=phase, **given,  # type: ignore[arg-type]
    )  # fmt: skip


FIRST = "The flights, which began on Sunday, mark the first time that Xavia has been helped."


def going_on(on: Report, **more: object) -> Mention:
    given = {"by": speaker("an official"), "tense": Tense.PRESENT} | more
    return flights(on, "The flights were going on, an official said.", "going on", Phase.ONGOING, **given)


def test_the_first_time_and_an_earlier_one() -> None:
    (d,) = found(going_on(report("a", "03-02")), flights(report("b", "03-24"), FIRST, "began", when="03-21"))
    assert (d.about, d.known_since, [s.says for s in d.sides]) == (
        "firstness",
        day("03-24"),
        ["so before", "the first time"],
    )
    assert d.explanation == (
        "Surveillance and intelligence in Mada: an official said on 2 March 2021 that it was so already (“The flights "
        "were going on”); the report b reported on 24 March 2021 that 21 March 2021 was the first time."
    )


@pytest.mark.parametrize(
    "more",
    [
        {"factuality": Factuality.UNDISCLOSED}, {"factuality": Factuality.PLANNED, "phase": Phase.PLANNED},
        {"factuality": Factuality.POSSIBLE}, {"place": "Tor"},
    ],
)  # fmt: skip
def test_only_the_same_and_only_a_fact_is_earlier(more: dict[str, object]) -> None:
    phase = more.pop("phase", Phase.ONGOING)
    before = flights(report("a", "03-02"), "The flights went on.", "went on", phase, **more)  # type: ignore[arg-type]
    assert not found(before, flights(report("b", "03-24"), FIRST, "began", when="03-21"))


def test_reports_of_the_same_beginning_are_no_earlier_ones() -> None:
    first = flights(report("b", "03-24"), FIRST, "began", when="03-02")
    assert not found(going_on(report("a", "03-10")), first)
    undated = flights(report("b", "03-24"), FIRST, "began")
    assert not found(going_on(report("a", "03-10")), undated)


@pytest.mark.parametrize(
    ("sentence", "is_first"),
    [
        ("The flights started for the first time since the conflict began.", True),
        ("The flights started for the first time since April.", False),
        ("The flights started for the first time in two years.", False),
        ("The flights started, not for the first time.", False),
        ("The first-ever flights started.", True),
        ("The flights that started are the first by Xavia.", True),
        ("The flights started when the town voted for the first time.", False),
        ("The first flights over the river were delayed but flights started.", False),
    ],
)
def test_what_counts_as_a_first_time(sentence: str, is_first: bool) -> None:
    first = flights(report("b", "03-24"), sentence, "started" if "started" in sentence else "flights", when="03-21")
    assert bool(found(going_on(report("a", "03-02")), first)) is is_first


# -- how copies name their source


def quoted(on: Report, who: str, text: str = "The army began its advance on Mada on Sunday, {} said.") -> Mention:
    return mention(
        on, text.format(who), event="advance", trigger="began", type=EventType.ASSAULT, mode="offensive", place="Mada",
        phase=Phase.BEGUN, by=speaker(who),
    )  # fmt: skip


def test_copies_that_name_their_source_differently() -> None:
    a = quoted(report("a", "03-02", origin="wire"), "a senior official")
    b = quoted(report("b", "03-02", origin="wire"), "a senior army official")
    (d,) = found(a, b)
    assert (d.about, d.kind) == ("source", "detail")
    assert "a senior official; a senior army official" in d.explanation or "a senior army official; a" in d.explanation
    later = quoted(report("c", "03-03", origin="wire"), "an army cook")
    assert ("source", "revision") in abouts(a, later)


def test_two_stories_may_have_two_sources() -> None:
    a, b = quoted(report("a", "03-02"), "a senior official"), quoted(report("b", "03-02"), "a senior army official")
    assert not found(a, b)


# -- bounds


def test_ten_thousand_mentions_take_seconds() -> None:
    told = []
    for n in range(5000):
        on = report(f"r{n}", f"{1 + n // 28 % 12:02}-{1 + n % 28:02}")
        told += [
            observe(launched(on, when=None, by=speaker(f"Ana {n % 300}"))),
            observe(no_offensive(on, by=speaker(f"Bo {n % 300}", denies=True))),
        ]
    began = time.process_time()
    assert disagreements("s1", told)
    assert time.process_time() - began < 40  # about 8 s where it was written; every pair would take an hour


def test_a_sentence_that_tells_two_turns_tells_the_day_of_each() -> None:
    both = "The truce in Mada, which began on 1 March, ended on 9 March, Ana Ruiz said."
    given = {"type": EventType.RETREAT, "mode": "ceasefire", "place": "Mada"}
    here = report("a", "03-10")
    began = mention(here, both, event="truce", trigger="began", phase=Phase.BEGUN, when="03-01", by=RUIZ, **given)  # type: ignore[arg-type]
    ended = mention(here, both, event="ended", lemma="truce", phase=Phase.ENDED, when="03-09", by=RUIZ, **given)  # type: ignore[arg-type]
    other = mention(
        report("b", "03-10"), "The truce in Mada ended on 6 March, Bo Lind said.", event="truce", trigger="ended",
        phase=Phase.ENDED, when="03-06", by=LIND, **given,  # type: ignore[arg-type]
    )  # fmt: skip
    assert ("time", "contradiction") in abouts(began, ended, other)


def test_forces_in_a_name_of_its_own_are_no_states() -> None:
    a = shelled(report("a", "03-02"), "Union of Eastern Forces", by=RUIZ)
    b = shelled(report("b", "03-02"), "rebels", "It was rebels who shelled Mada, Bo Lind said.", by=LIND)
    assert not found(a, b)


# -- what a sentence tells beside its event


def test_a_sentence_that_tells_the_beginning_and_the_end_tells_one_day_of_each() -> None:
    sentence = "The truce in Mada, which took effect on 1 March, collapsed on 9 March, Ana Ruiz said."
    given = {"event": "truce", "type": EventType.RETREAT, "mode": "ceasefire", "place": "Mada"}
    here = report("a", "03-10")
    began = mention(here, sentence, trigger="took", phase=Phase.BEGUN, when="03-01", by=RUIZ, **given)  # type: ignore[arg-type]
    ended = mention(here, sentence, trigger="collapsed", phase=Phase.ENDED, when="03-09", by=RUIZ, **given)  # type: ignore[arg-type]
    other = truce(report("b", "03-10"), "collapsed", Phase.ENDED, when="03-06", by=LIND)
    assert ("time", "contradiction") in abouts(began, ended, other)


def test_one_attack_of_two_days_by_its_figure() -> None:
    def killed(name: str, text: str, event: str, number: int, when: str, by: object) -> Mention:
        return mention(
            report(name, "03-08"), text, event=event, lemma="kill" if event == "killed" else "die", mode="kill",
            type=EventType.ASSAULT, place="Mada", when=when, by=by,  # type: ignore[arg-type]
            figures=[figure(str(number), number, "people" if event == "killed" else "killed")],
        )  # fmt: skip

    a = killed("a", "19 people were killed in Mada on 4 March.", "killed", 19, "03-04", RUIZ)
    b = killed("b", "19 died in Mada on 1 March.", "died", 19, "03-01", LIND)
    assert ("time", "contradiction") in abouts(a, b)
    few = killed("a", "4 people were killed in Mada on 4 March.", "killed", 4, "03-04", RUIZ)
    assert not found(few, killed("b", "4 died in Mada on 1 March.", "died", 4, "03-01", LIND))


def test_the_number_of_a_sentence_that_counts_nothing() -> None:
    a = dead(report("a", "03-08"), 19, RUIZ, "19 people were killed in Mada on 4 March.", when="03-04")
    raid = {"event": "raid", "type": EventType.ASSAULT, "mode": "attack", "place": "Mada", "by": LIND}
    b = mention(report("b", "03-08"), "A raid on Mada on 1 March cost 19 lives.", when="03-01", **raid)  # type: ignore[arg-type]
    assert ("time", "contradiction") in abouts(a, b)
    c = mention(report("b", "03-08"), "A raid on Mada was over by 19 March.", when="03-01", **raid)  # type: ignore[arg-type]
    assert not found(a, c)


def test_a_figure_has_the_day_that_its_sentence_tells_of_something_else() -> None:
    text = "Gunmen stormed the town at dawn; 9 people were killed."
    here = report("a", "03-02")
    stormed = mention(here, text, event="stormed", type=EventType.ASSAULT, mode="attack", when="02-16", by=RUIZ)
    killed, other = dead(here, 9, RUIZ, text), dead(report("b", "03-02"), 31, LIND)
    assert found(killed, other)
    assert not found(stormed, killed, other)


def test_figures_of_sentences_that_name_different_things_are_of_two_events() -> None:
    a = dead(report("a", "03-02"), 10, RUIZ, "On Tuesday 10 people were killed at the bridge of Oldbury.")
    b = dead(report("b", "03-02"), 31, LIND, "On Tuesday 31 people were killed at the market of Newham.")
    assert not found(a, b)


def test_only_mentioned_it_is_not_said_to_be_under_way() -> None:
    pushed = mention(
        report("a", "03-02"), "Offensive on Mada pushed back", event="Offensive", lemma="offensive", place="Mada",
        type=EventType.ASSAULT, mode="offensive", phase=Phase.ONGOING, tense=Tense.NONE,
    )  # fmt: skip
    assert not found(pushed, no_offensive(report("b", "03-03")))


def test_an_attack_by_others_is_no_offensive_because_it_is_on_the_same_town() -> None:
    attack = mention(
        report("a", "03-04"), "An attack by Red Star on Mada left nine dead, the mayor said.", event="attack",
        type=EventType.ASSAULT, mode="attack", agent="Red Star", target="Mada", place="Mada", when="03-03",
        by=speaker("the mayor"),
    )  # fmt: skip
    denial = no_offensive(
        report("b", "03-04"), "Ana Ruiz denied that the army had begun an offensive on Mada.", agent="the army",
        target="Mada", by=speaker("Ana Ruiz", denies=True),
    )  # fmt: skip
    assert not found(attack, denial)


def test_agreed_and_not_agreed_are_of_one_thing_only_if_their_words_say_so() -> None:
    def agreed(name: str, text: str, **more: object) -> Mention:
        return mention(
            report(name, "03-02"), text, event="agreed", lemma="agree", type=EventType.AGREE, agent="Xavia", by=LIND,
            **more,  # type: ignore[arg-type]
        )  # fmt: skip

    told = agreed("a", "Guns fell silent, as Xavia had agreed.", phase=Phase.ONGOING)
    stay = agreed("b", "Engineers wait abroad because Xavia has not agreed to their stay.", **DENIED)
    assert not found(told, replaced(stay))


def replaced(told: Mention) -> Mention:
    """The same, said by somebody else."""
    return dataclasses.replace(told, claim=dataclasses.replace(told.claim, sources=((RUIZ,),)))


# -- where it was


def attack_on(name: str, sentence: str, place: str | None, event: str = "shelled", **more: object) -> Mention:
    given = {"when": "03-01", "by": LIND} | more
    return mention(
        report(name, "03-02"), sentence, event=event, type=EventType.ASSAULT, mode="heavy-weapons", place=place,
        **given,  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "place", "event"),
    [
        ("It was Tor and not Mada that was shelled on Monday, Bo Lind said.", None, "shelled"),
        ("Attack was on Tor, not Mada", "Tor", "Attack"),
        ("Shells reported to have hit Mada had in fact fallen on Tor, Bo Lind said.", "Tor", "fallen"),
        ("Tor rather than Mada was shelled on Monday, Bo Lind said.", None, "shelled"),
    ],
)
def test_ways_to_say_that_it_was_elsewhere(sentence: str, place: str | None, event: str) -> None:
    told = attack_on("a", "Mada was shelled on Monday.", "Mada", by=RUIZ)
    (d,) = found(told, attack_on("b", sentence, place, event))
    assert (d.about, [s.says for s in d.sides]) == ("place", ["at Mada", "at Tor, not Mada"])


def test_of_many_tellings_those_of_the_same_days_are_contradicted() -> None:
    old = [
        mention(
            report(f"o{n}", "01-05"), f"Mada was shelled on Monday, witness {n} said.", event="shelled", place="Mada",
            type=EventType.ASSAULT, mode="heavy-weapons", when="01-04",
        )
        for n in range(40)
    ]  # fmt: skip
    told = attack_on("a", "Mada was shelled on Monday.", "Mada", by=RUIZ)
    assert found(*old, told, attack_on("b", "Attack was on Tor, not Mada", "Tor", "Attack"))


def test_a_place_is_known_by_the_name_that_is_printed() -> None:
    printed = PlaceCell("Oldmada", 0, 7, "Mada", 1, 10.0, 20.0, "XA", "city")
    told = attack_on("a", "Oldmada was shelled on Monday.", "Mada", by=RUIZ)
    told = dataclasses.replace(told, claim=dataclasses.replace(told.claim, places=(printed,)))
    (d,) = found(told, attack_on("b", "Attack was on Tor, not Oldmada", "Tor", "Attack"))
    assert d.about == "place"


def test_last_month_is_not_before_the_first_time_in_that_month() -> None:
    first = flights(report("b", "03-14"), FIRST, "began", when="03-12")
    recap = {"when": ("03-01", "03-31")}
    assert not found(flights(report("a", "04-07"), "The flights began last month.", "began", **recap), first)
    before = {"when": ("02-01", "02-28")}
    assert found(flights(report("a", "03-07"), "The flights began in February.", "began", **before), first)


def test_a_vow_and_a_definition_deny_nothing_and_the_only_place_of_a_report_is_that_of_all_it_tells() -> None:
    here = report("a", "03-02")
    at_all = {"type": EventType.ASSAULT, "mode": "battle", "tense": Tense.PRESENT}
    placed = mention(here, "People in Mada waited.", event="waited", place="Mada")
    goes_on = mention(here, "The fighting went on.", event="fighting", trigger="went on", phase=Phase.ONGOING, **at_all)  # type: ignore[arg-type]
    none = mention(here, "There is no fighting, Bo Lind said.", event="fighting", by=LIND, **at_all | DENIED)  # type: ignore[arg-type]
    assert not found(placed, goes_on, none)


def test_headlines_of_copies_name_their_source_as_they_like() -> None:
    def headline(told: Mention) -> Mention:
        return dataclasses.replace(told, claim=dataclasses.replace(told.claim, block=BlockKind.HEADLINE))

    a = quoted(report("a", "03-02", origin="wire"), "a senior official")
    b = quoted(report("b", "03-02", origin="wire"), "an army cook")
    assert found(a, b)
    assert not found(headline(a), headline(b))


def test_sentences_name_both_sides_and_their_days() -> None:
    (figures,) = found(dead_about("a", "at least 40", 40, RUIZ), dead(report("b", "03-02"), 10, LIND))
    assert "put the number of killed on 2 March 2021 at 40 or more" in figures.explanation
    (where,) = found(
        attack_on("a", "Mada was shelled on Monday.", "Mada", by=RUIZ),
        attack_on("b", "Attack was on Tor, not Mada", "Tor", "Attack", by=LIND),
    )
    assert where.explanation.endswith(
        "Ana Ruiz said on 2 March 2021 that it was at Mada; Bo Lind said on 2 March 2021 that it was at Tor, not Mada."
    )
    a = shelled(report("a", "03-02"), "rebels")
    b = shelled(report("b", "03-02"), "the army", "It was the army who shelled Mada, Bo Lind said.", by=LIND)
    (who,) = found(a, b)
    assert "the report a reported on 2 March 2021 that it was done by rebels" in who.explanation
    assert "Bo Lind said on 2 March 2021 that it was done by the army" in who.explanation


def dead_about(name: str, words: str, number: int, by: object) -> Mention:
    text = f"{words} people were killed in Mada."
    return mention(
        report(name, "03-02"), text, event="killed", type=EventType.ASSAULT, mode="kill", place="Mada",
        figures=[figure(f"{words} people", number, "people", low=number)], by=by,  # type: ignore[arg-type]
    )  # fmt: skip


# -- no disagreement


def test_at_least_nine_and_twelve_agree() -> None:
    assert not found(dead_about("a", "at least 9", 9, RUIZ), dead(report("b", "03-02"), 12, LIND))


def test_one_source_that_contradicts_itself_in_one_sentence_is_no_disagreement() -> None:
    here = report("a", "03-02")
    text = "Ana Ruiz said the army launched an offensive on Mada and that there was no offensive."
    told = {"type": EventType.ASSAULT, "mode": "offensive", "place": "Mada", "by": RUIZ}
    yes = mention(here, text, event="offensive", trigger="launched", phase=Phase.BEGUN, when="03-01", **told)  # type: ignore[arg-type]
    no = mention(here, text, event="no offensive", lemma="offensive", **told | DENIED)  # type: ignore[arg-type]
    assert not found(yes, no)
    assert found(yes, no) == found(no, yes)


def test_more_detail_is_no_disagreement() -> None:
    wide = attack_on("a", "North was shelled on Monday.", "North", by=RUIZ)
    close = attack_on("b", "Mada was shelled on Monday morning.", "Mada")
    assert not found(wide, close)
    declined = launched(report("c", "03-03"), factuality=Factuality.UNDISCLOSED, by=LIND)
    assert not found(launched(report("a", "03-02")), declined)


def test_a_report_that_knows_of_several_numbers_tells_of_several_events() -> None:
    here = report("a", "03-02")
    first = dead(here, 4, None, "Shells killed 4 people at the gate of Mada.")
    second = dead(here, 40, None, "In Mada 40 people were killed at the school.")
    assert not found(first, second, dead(report("b", "03-02"), 19, LIND))


def test_what_each_player_scored_is_no_count_of_one_thing() -> None:
    def scored(name: str, who: str, number: int) -> Mention:
        return mention(
            report(name, "03-02"), f"{who} scored {number} points in Mada.", event="scored", agent=who, place="Mada",
            figures=[figure(f"{number} points", number, "points")],
        )  # fmt: skip

    assert not found(scored("a", "Ana Ruiz", 12), scored("b", "Bo Lind", 30))


def test_who_did_not_do_it_denies_no_event() -> None:
    a = shelled(report("a", "03-02"), "the army", "Mada was shelled.", by=RUIZ)
    a = dataclasses.replace(a, claim=dataclasses.replace(a.claim, agents=()))
    b = shelled(
        report("b", "03-03"),
        "Red Star",
        "Red Star did not shell it, a clerk said.".replace("shell", "shelled"),
        **DENIED | {"by": LIND},
    )
    assert not found(a, b)


# -- across situations


def across(own: list[Mention], *others: list[Mention]) -> tuple[Disagreement, ...]:
    return disagreements("s1", [observe(m) for m in own], [[observe(m) for m in told] for told in others])


def test_a_first_time_against_what_another_situation_tells_of_the_same_place() -> None:
    first = [attack_on("b", "Mada was shelled for the first time on Monday.", "Mada")]
    before = attack_on("a", "Mada was shelled in February.", "Mada", by=RUIZ, when="02-03")
    (d,) = across(first, [before])
    assert (d.about, d.situation, len(d.sides)) == ("firstness", "s1", 2)
    assert not across(first, [attack_on("a", "Tor was shelled in February.", "Tor", by=RUIZ, when="02-03")])
    assert not across([before], first), "it stands in the situation of the one who answers"


def test_a_denial_answers_what_was_told_within_days() -> None:
    told = attack_on("a", "Red Star shelled Mada.", "Mada", by=RUIZ)
    told = dataclasses.replace(told, claim=shelled(told.report, "Red Star", by=RUIZ).claim)
    denial = shelled(
        report("b", "03-03"), "Red Star", "Bo Lind denied that Red Star shelled Mada.",
        by=speaker("Bo Lind", of="Red Star", denies=True), when=None, **DENIED,
    )  # fmt: skip
    assert [d.about for d in across([denial], [told])] == ["agent"]
    late = dataclasses.replace(denial, report=report("c", "03-20"))
    assert not across([late], [told])
    copy = dataclasses.replace(denial, report=dataclasses.replace(denial.report, origin=told.report.origin))
    assert not across([copy], [told]), "copies never contradict themselves"


def test_what_contests_nothing_is_compared_with_no_other_situation() -> None:
    a, b = dead(report("a", "03-02"), 19, RUIZ), dead(report("b", "03-02"), 40, LIND)
    assert found(a, b)
    assert not across([a], [b])


def test_two_days_of_a_small_number_released_and_of_a_town_cut_off() -> None:
    def released(name: str, text: str, when: str, by: object) -> Mention:
        return mention(
            report(name, "03-08"), text, event="released", lemma="release", type=EventType.RETREAT, mode="release",
            place="Mada", when=when, figures=[figure("3 prisoners", 3, "prisoners")], by=by,  # type: ignore[arg-type]
        )  # fmt: skip

    early = released("a", "In Mada 3 prisoners were released.", "03-01", RUIZ)
    assert ("time", "contradiction") in abouts(early, released("b", "3 prisoners were released.", "03-04", LIND))

    def cut(name: str, text: str, event: str, when: str, by: object) -> Mention:
        return mention(
            report(name, "03-08"), text, event=event, type=EventType.COERCE, mode="restrict", place="Mada", when=when,
            agent="Red Star", by=by,  # type: ignore[arg-type]
        )  # fmt: skip

    sealed = cut("a", "Red Star sealed off Mada.", "sealed off", "03-04", RUIZ)
    road = cut("b", "Red Star cut the only road into Mada.", "cut", "03-01", LIND)
    assert ("time", "contradiction") in abouts(sealed, road)


def test_that_nobody_was_hurt_denies_no_death() -> None:
    died = mention(
        report("a", "03-02"), "A woman died in Mada.", event="died", lemma="die", mode="kill", type=EventType.ASSAULT,
        place="Mada", when="03-01", by=RUIZ,
    )  # fmt: skip
    hurt = mention(
        report("b", "03-02"), "No one was injured in Mada, Bo Lind said.", event="injured", lemma="injure",
        mode="injure", place="Mada", type=EventType.ASSAULT, by=LIND, **DENIED,  # type: ignore[arg-type]
    )  # fmt: skip
    assert not found(died, hurt)
