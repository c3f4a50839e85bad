"""Threads within a report, and what ties them to earlier ones."""

from __future__ import annotations

import time
from dataclasses import replace

from tests.support.mentions import figure, mention, report

from ascribe.contract.claims import Claim, EventType, Phase, PlaceCell
from ascribe.contract.situations import Mention
from ascribe.situations.antecedents import Placed, keys, place
from ascribe.situations.profiles import Surroundings, profile_of
from ascribe.situations.threads import Thread, threads

ATTACK = {"type": EventType.ASSAULT, "mode": "attack"}
OFFENSIVE = {"type": EventType.ASSAULT, "mode": "offensive", "lemma": "offensive", "event": "offensive"}


def behind(claim: Claim, by: int) -> Claim:
    """The claim so many characters further on."""
    moved = {
        name: replace(cell, start=cell.start + by, end=cell.end + by)
        for name, cell in (("sentence", claim.sentence), ("trigger", claim.trigger), ("event", claim.event))
    }
    return replace(claim, **moved)


def placed(*found: Mention) -> list[str]:
    """The situation of each mention's thread, one report each, put in place one after the other."""
    before: list[Placed] = []
    for m in found:
        (thread,) = threads([m.claim])
        before.append(place(thread, m.report.day, before))
    return [p.situation for p in before]


def one(m: Mention) -> Thread:
    (thread,) = threads([m.claim])
    return thread


def test_the_operation_points_back_to_what_goes_on() -> None:
    here = report("a", "03-02")
    first = mention(here, "The army began an offensive in Mada.", agent="The army", place="Mada", **OFFENSIVE).claim
    second = mention(here, "The operation was halted on Friday.", event="operation", phase=Phase.PAUSED).claim
    (found,) = threads([first, behind(second, 40)])
    assert len(found.claims) == 2
    assert [spot.name for spot in found.profile.spots] == ["Mada"]


def test_things_at_two_places_are_two() -> None:
    first = mention(report("a", "03-02"), "Rebels attacked Mada.", event="attacked", place="Mada", **ATTACK)
    other = mention(report("b", "03-02"), "Rebels attacked Tor.", event="attacked", place="Tor", **ATTACK)
    assert len(set(placed(first, other))) == 2


def test_the_same_attack_told_by_two_reports_is_one() -> None:
    first = mention(
        report("a", "03-02"), "Rebels attacked Mada on 1 March.", event="attacked", agent="Rebels", place="Mada",
        when="03-01", **ATTACK,
    )  # fmt: skip
    other = mention(
        report("b", "03-03"), "On 1 March Rebels raided Mada.", event="raided", agent="Rebels", place="Mada",
        when="03-01", **ATTACK,
    )  # fmt: skip
    assert len(set(placed(first, other))) == 1


def test_an_attack_weeks_later_is_another() -> None:
    first, other = (
        mention(
            report(name, published), f"Rebels attacked Mada {number}.", event="attacked", agent="Rebels", place="Mada",
            when=published, **ATTACK,
        )
        for name, published, number in (("a", "03-02", "once"), ("b", "03-20", "twice"))
    )  # fmt: skip
    assert len(set(placed(first, other))) == 2


def test_other_facts_about_one_actor_are_other_things() -> None:
    here, there = report("a", "03-02"), report("b", "03-03")
    request = mention(
        here, "Delta asked Tor for ships.", event="asked", type=EventType.REQUEST, mode="assist", agent="Delta"
    )
    arrest = mention(
        there, "Delta arrested nine men.", event="arrested", type=EventType.COERCE, mode="arrest", agent="Delta"
    )
    assert len(set(placed(request, arrest))) == 2


def test_what_comes_later_changes_nothing_before_it() -> None:
    told = [
        mention(
            report(str(i), f"03-{i:02}"), f"The army pressed its offensive in Mada, day {i}.", agent="The army",
            place="Mada" if i % 3 else None, **OFFENSIVE,
        )
        for i in range(1, 9)
    ]  # fmt: skip
    everything = placed(*told)
    assert all(placed(*told[:n]) == everything[:n] for n in range(1, len(told)))


def test_two_that_can_be_one_share_a_key() -> None:
    first = one(mention(report("a", "03-02"), "Rebels attacked Mada.", event="attacked", place="Mada", **ATTACK))
    other = one(mention(report("b", "03-03"), "The raid in Mada ended.", event="raid", place="Mada", **ATTACK))
    assert set(keys(first.profile)) & set(keys(other.profile))


BLOCKADE = {"type": EventType.COERCE, "mode": "restrict", "lemma": "blockade", "event": "blockade"}


def test_what_is_lifted_is_the_blockade() -> None:
    first = mention(report("a", "03-02"), "The blockade of Mada began.", place="Mada", phase=Phase.BEGUN, **BLOCKADE)
    other = mention(
        report("b", "03-09"), "Delta lifted the blockade of Mada.", event="lifted", lemma="lift", place="Mada",
        type=EventType.CONCEDE, mode="ease",
    )  # fmt: skip
    assert len(set(placed(first, other))) == 1


def test_attacks_on_two_days_are_two_whatever_else_agrees() -> None:
    first, other = (
        mention(
            report(name, "03-20"), f"Rebels attacked Mada {words}.", event="attacked", agent="Rebels", place="Mada",
            when=when, **ATTACK,
        )
        for name, words, when in (("a", "on 2 March", "03-02"), ("b", "on 19 March", "03-19"))
    )  # fmt: skip
    assert len(set(placed(first, other))) == 2


def test_names_in_common_tie_what_has_no_date() -> None:
    def told(name: str, others: str) -> Mention:
        sentence = f"The merger was agreed by {others} after months of talks between them."
        return mention(report(name, None), sentence, event="merger", lemma="merger")

    same = told("a", "Orlo Works and Benn Steel"), told("b", "Benn Steel and Orlo Works")
    assert len(set(placed(*same))) == 1
    assert len(set(placed(same[0], told("c", "Kivi Foods and Marlon Mills")))) == 2


REQUEST = {"type": EventType.REQUEST, "mode": "assist"}


def test_what_names_nobody_and_no_place_in_common_stays_apart() -> None:
    boats = mention(
        report("a", "03-02"), "Xavia asked Delta for boats, said Ana Ruiz and Bo Lind of Xavia.", event="asked",
        lemma="ask", agent="Xavia", target="Delta", **REQUEST,
    )  # fmt: skip
    calm = mention(
        report("b", "03-03"), "I urge you to keep calm, said Ana Ruiz and Bo Lind of Xavia.", event="urge", **REQUEST
    )
    assert len(set(placed(boats, calm))) == 2


def test_a_sentence_that_stands_in_reports_of_two_years_tells_two_things() -> None:
    sentence = "The evening talks ran late again."
    first, soon, later = (
        mention(report(name, on), sentence, event="talks", type=EventType.CONSULT)
        for name, on in (("a", "03-02"), ("b", "03-04"), ("c", "11-20"))
    )
    one_, other, third = placed(first, soon, later)
    assert one_ == other
    assert third != one_


def test_two_counts_of_different_things_are_two_requests() -> None:
    first, other, again = (
        mention(
            report(name, "03-02"), f"Xavia asked Delta for {text}.", event="asked", lemma="ask", agent="Xavia",
            target="Delta", figures=[figure(text, value, text.split()[-1])], **REQUEST,
        )
        for name, text, value in (("a", "400 engineers", 400.0), ("b", "six boats", 6.0), ("c", "400 engineers", 400.0))
    )  # fmt: skip
    found = placed(first, other, again)
    assert found[0] == found[2]
    assert found[0] != found[1]


def test_two_who_close_one_crossing_close_it_twice() -> None:
    first, other = (
        mention(
            report(name, "03-02"), f"{who} blocked the road to Mada.", event="blocked", lemma="block", agent=who,
            place="Mada", type=EventType.COERCE, mode="restrict",
        )
        for name, who in (("a", "Red Star"), ("b", "Blue Band"))
    )  # fmt: skip
    assert len(set(placed(first, other))) == 2


def test_the_operation_at_another_place_is_another() -> None:
    here = report("a", "03-02")
    first = mention(here, "The army began an offensive.", agent="The army", **OFFENSIVE).claim
    second = mention(here, "The operation in Tor was over.", event="operation", place="Tor", phase=Phase.ENDED).claim
    assert len(threads([first, behind(second, 40)])) == 2


def test_the_operation_is_no_request() -> None:
    here = report("a", "03-02")
    first = mention(here, "Xavia asked Delta for boats.", event="asked", lemma="ask", agent="Xavia", **REQUEST).claim
    second = mention(here, "The operation was over.", event="operation").claim
    assert len(threads([first, behind(second, 40)])) == 2


def test_who_starts_a_course_starts_nothing_else() -> None:
    here = report("a", "03-02")
    first = mention(here, "The army began an offensive.", agent="The army", **OFFENSIVE).claim
    second = mention(here, "Recruits started a course.", event="started", lemma="start", target="a course").claim
    third = mention(here, "Recruits started it.", event="started", lemma="start", target="it").claim
    phased = [replace(c, phase=Phase.BEGUN) for c in (second, third)]
    assert len(threads([first, behind(phased[0], 40)])) == 2
    assert len(threads([first, behind(phased[1], 40)])) == 1


def test_a_long_list_is_read_in_time_that_grows_with_its_length() -> None:
    here = report("a", "03-02")
    claims = []
    for n in range(1500):
        found = mention(
            here, f"Band{n} attacked Mada.", event="attacked", agent=f"Band{n}", place="Mada", **ATTACK
        ).claim
        moved = behind(found, 40 * n)
        agents = tuple(replace(a, start=a.start + 40 * n, end=a.end + 40 * n) for a in moved.agents)
        claims.append(replace(moved, agents=agents))
    begin = time.process_time()
    threads(claims[:300])
    short = time.process_time() - begin
    begin = time.process_time()
    threads(claims)
    assert time.process_time() - begin < 15 * short + 0.5


def test_what_was_elsewhere_is_what_others_tell_of_here() -> None:
    first = mention(
        report("a", "03-02"), "Rebels shelled Mada on 1 March.", event="shelled", place="Mada", when="03-01", **ATTACK
    )
    other = mention(
        report("b", "03-02"), "It was Tor and not Mada that rebels shelled on 1 March.", event="shelled", place="Tor",
        when="03-01", **ATTACK,
    )  # fmt: skip
    assert len(set(placed(first, other))) == 1


def test_where_it_was_not_is_found_as_the_place_that_it_is_by_name() -> None:
    sentence = "It was Ihosy and not Betroka that was shelled, the mayor said."
    told = mention(report("a", "03-02"), sentence, event="shelled", type=EventType.ASSAULT)
    cell = PlaceCell("Toliara", 0, 7, "Toliara", 1055429, -23.35, 43.67, "MG", "city")
    beside = mention(report("a", "03-02"), "Aid reached Toliara.", event="reached")
    beside = replace(beside.claim, places=(cell,))
    spots = {s.name: s.key for s in profile_of(told.claim, Surroundings.of([beside, told.claim])).spots}
    assert spots == {"Ihosy": "1064275", "Betroka": "1066248"}
    assert not profile_of(told.claim).spots, "nothing tells in which country"
    person = mention(report("b", "03-02"), "It was Ruiz and not Lind who left.", event="left")
    assert not profile_of(person.claim, Surroundings.of([beside, person.claim])).spots


def test_a_closed_border_is_no_siege_of_the_town_near_it() -> None:
    closed = {"event": "closed", "lemma": "close", "place": "Mada", "type": EventType.COERCE, "mode": "restrict"}
    road = mention(report("a", "03-02"), "Red Star closed the only road to Mada.", agent="Red Star", **closed)  # type: ignore[arg-type]
    border = mention(report("b", "03-03"), "Border crossing near Mada closed", **closed)  # type: ignore[arg-type]
    again = mention(report("c", "03-04"), "Delta closed the border crossing near Mada.", agent="Delta", **closed)  # type: ignore[arg-type]
    found = placed(road, border, again)
    assert found[0] != found[1] == found[2]


def test_what_was_promised_arrives_within_the_promise() -> None:
    here, sentence = report("a", "03-06"), "Two boats promised by Delta reached Mada on 5 March."
    promised = mention(
        here, sentence, event="promised", lemma="promise", type=EventType.AGREE, agent="Delta", target="Two boats"
    )
    reached = mention(here, sentence, event="reached", lemma="reach", agent="Two boats", target="Mada", when="03-05")
    (found,) = threads([promised.claim, reached.claim])
    assert len(found.claims) == 2


def test_a_phrase_printed_everywhere_ties_nothing_for_the_word_that_stands_for_anything() -> None:
    sentence = "Few expected a quick end to the crisis."
    made = []
    for name, event, type_ in (("a", "offensive", EventType.ASSAULT), ("b", "strike", EventType.PROTEST)):
        here = report(name, "03-02")
        first = mention(
            here, f"The {event} in Mada began.", event=event, trigger="began", lemma=event, type=type_, place="Mada",
            mode="offensive" if event == "offensive" else "strike", phase=Phase.BEGUN,
        )  # fmt: skip
        light = mention(here, sentence, event="crisis", trigger="end", phase=Phase.ENDED)
        (found,) = threads([first.claim, behind(light.claim, 60)])
        made.append(found)
    assert not made[0].profile.sentences & made[1].profile.sentences


def test_a_sentence_without_names_in_reports_of_two_towns_tells_of_two_things() -> None:
    truce = {"lemma": "truce", "type": EventType.RETREAT, "mode": "ceasefire", "event": "truce"}
    found = []
    before: list[Placed] = []
    for name, town in (("a", "Mada"), ("b", "Tor"), ("c", "Mada")):
        here = report(name, "03-02")
        first = mention(here, f"A truce in {town} began.", trigger="began", phase=Phase.BEGUN, place=town, **truce)  # type: ignore[arg-type]
        second = mention(here, "The truce is to last two weeks.", phase=Phase.PLANNED, **truce)  # type: ignore[arg-type]
        (thread,) = threads([first.claim, behind(second.claim, 60)])
        before.append(place(thread, first.report.day, before))
        found.append(before[-1].situation)
    assert found[0] == found[2] != found[1]
