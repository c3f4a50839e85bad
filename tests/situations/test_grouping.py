"""What is one thing and what is another, rule by rule: victims, sides, comings and goings, help, places."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.mentions import figure, mention, report

from ascribe.contract.claims import Claim, EventType, Factuality, Phase
from ascribe.situations.antecedents import Placed, place, points
from ascribe.situations.build import build
from ascribe.situations.profiles import profile_of
from ascribe.situations.threads import Thread, threads

from .test_threads import behind, one, placed

HERE = report("a", "03-02")
AFTER = report("b", "03-04")
SHELLING = {"type": EventType.ASSAULT, "mode": "heavy-weapons"}
KILLING = {"type": EventType.ASSAULT, "mode": "kill"}
MOVING = {"mode": "movement"}
HELP = {"type": EventType.AID, "mode": "military"}
SENDING = {"type": EventType.MOBILIZE, "mode": "troops", "phase": Phase.PLANNED, "factuality": Factuality.PLANNED}
CAPTURE = {"type": EventType.ASSAULT, "mode": "territory"}


def thread_count(*claims: Claim) -> int:
    return len(threads([behind(claim, 60 * n) for n, claim in enumerate(claims)]))


def shelled() -> Claim:
    return mention(HERE, "Rebels shelled Mada on 1 March.", event="shelled", agent="Rebels", place="Mada", when="03-01",
                   **SHELLING).claim  # fmt: skip


def hurt(sentence: str, target: str, **more: object) -> Claim:
    return mention(HERE, sentence, event="killed", lemma="kill", target=target, **{**KILLING, **more}).claim  # type: ignore[arg-type]


def test_casualties_are_figures_of_the_attack_told_right_before() -> None:
    told = hurt("Nine people were killed.", "Nine people", figures=[figure("nine", 9, "killed")])
    (thread,) = threads([shelled(), behind(told, 60)])
    assert len(thread.claims) == 2
    assert ("killed", 9.0) in thread.profile.figures
    assert thread.profile.kinds == ("attack",)


def test_casualties_further_on_are_told_for_themselves() -> None:
    between = mention(HERE, "A market reopened.", event="reopened").claim
    told = hurt("Nine people were killed.", "Nine people", figures=[figure("nine", 9, "killed")])
    assert thread_count(shelled(), between, told) == 3


def test_casualties_behind_two_attacks_are_of_neither() -> None:
    other = mention(HERE, "Soldiers raided Tor.", event="raided", agent="Soldiers", place="Tor", type=EventType.ASSAULT,
                    mode="attack").claim  # fmt: skip
    same = replace(other, sentence=shelled().sentence)
    told = hurt("Nine people were killed.", "Nine people", figures=[figure("nine", 9, "killed")])
    assert thread_count(shelled(), same) == 2
    assert len(threads([shelled(), same, behind(told, 60)])) == 3


def test_the_killing_of_somebody_is_no_count() -> None:
    assert thread_count(shelled(), hurt("Ana Ruiz was killed.", "Ana Ruiz")) == 2


def test_two_victims_are_two_killings() -> None:
    first = hurt("Ana Ruiz was killed.", "Ana Ruiz")
    assert thread_count(first, hurt("Jon Berg was killed.", "Jon Berg")) == 2
    assert thread_count(first, hurt("Ruiz was killed at home.", "Ruiz")) == 1


def test_nobody_killed_denies_no_attack() -> None:
    attack = mention(HERE, "Rebels shelled Mada on 1 March.", event="shelled", place="Mada", when="03-01", **SHELLING)
    none = mention(
        HERE, "Nobody was killed.", event="killed", phase=Phase.NONE, factuality=Factuality.DENIED, **KILLING
    )
    more = mention(HERE, "Dozens were hurt.", event="hurt", type=EventType.ASSAULT, mode="injure")
    later = [replace(m, claim=behind(m.claim, 60 * n)) for n, m in enumerate((none, more), 1)]
    built = build("s", [attack, *later]).situation
    assert built.kind == "attack"
    assert "none" not in [state.phase for state in built.states]


def test_what_is_sent_tells_one_deployment_from_another() -> None:
    guns = mention(HERE, "Kenya wants to deploy guns.", event="deploy", agent="Kenya", target="guns", **SENDING).claim
    gun = mention(HERE, "The delay in deploying the gun angers Kenya.", event="deploying", lemma="deploy",
                  target="the gun", **SENDING).claim  # fmt: skip
    crews = mention(HERE, "It will deploy crews later.", event="deploy", target="crews", **SENDING).claim
    assert thread_count(guns, gun) == 1
    assert thread_count(guns, crews) == 2


def test_what_one_side_takes_the_other_does_not() -> None:
    taken = mention(HERE, "The Front took ground.", event="took", lemma="take", agent="The Front", target="ground",
                    **CAPTURE).claim  # fmt: skip
    back = mention(HERE, "Troops took ground.", event="took", lemma="take", agent="Troops", target="ground",
                   **CAPTURE).claim  # fmt: skip
    assert thread_count(taken, back) == 2


def moved(sentence: str, event: str, who: str, where: str | None = None) -> Claim:
    return mention(HERE, sentence, event=event, agent=who, place=where, **MOVING).claim  # type: ignore[arg-type]


def test_comings_and_goings_of_one_person_are_one() -> None:
    left = moved("Ana Ruiz left Mada.", "left", "Ana Ruiz", "Mada")
    assert thread_count(left, moved("Ruiz will come back.", "come", "Ruiz")) == 1
    assert thread_count(left, moved("Jon Berg will come back.", "come", "Jon Berg")) == 2


def test_somebody_who_left_was_there_until_then() -> None:
    left = mention(HERE, "Ana Ruiz left Mada on 1 March.", event="left", lemma="leave", agent="Ana Ruiz", place="Mada",
                   when="03-01", **MOVING)  # fmt: skip
    (state,) = build("s", [left]).situation.states
    assert state.phase == "ended"


@pytest.mark.parametrize("who", ["Norway", "Militias"])
def test_help_of_another_is_another_help(who: str) -> None:
    def helped(where: object, by: str) -> Thread:
        return one(mention(where, f"{by} backed the army.", event="backed", lemma="back", agent=by,  # type: ignore[arg-type]
                           target="the army", **HELP))  # fmt: skip

    first, other, same = helped(HERE, "Kenya"), helped(AFTER, who), helped(AFTER, "Kenya")
    before = Placed(HERE.day, first.profile, first.id)
    assert (points(other, AFTER.day, before, None) or -1) < 0 <= (points(same, AFTER.day, before, None) or -1)


def test_a_place_that_only_stands_for_others_is_none() -> None:
    sentence = "They want to begin the offensive, particularly in Mada."
    found = mention(HERE, sentence, event="offensive", place="Mada", type=EventType.ASSAULT, mode="offensive").claim
    cell = replace(found.places[0], start=sentence.index("Mada"), end=sentence.index("Mada") + 4)
    assert profile_of(replace(found, places=(cell,))).spots == ()


def test_any_future_operation_points_back_to_nothing() -> None:
    going = mention(HERE, "The army began an offensive.", event="offensive", agent="The army", phase=Phase.BEGUN,
                    type=EventType.ASSAULT, mode="offensive").claim  # fmt: skip
    assert thread_count(going, mention(HERE, "The operation goes on.", event="operation").claim) == 1
    assert thread_count(going, mention(HERE, "It helps any future operation.", event="operation").claim) == 2


def test_what_is_only_denied_here_is_not_what_goes_on_elsewhere() -> None:
    strikes = {"event": "strikes", "lemma": "air strike", "type": EventType.ASSAULT, "mode": "aerial"}
    none = mention(HERE, "The air force carries out no strikes on Mada.", agent="The air force", place="Mada",
                   phase=Phase.NONE, factuality=Factuality.DENIED, **strikes)  # fmt: skip
    silent = mention(HERE, "It declined to discuss strikes on Mada.", place="Mada", phase=Phase.ONGOING,
                     factuality=Factuality.UNDISCLOSED, **strikes)  # fmt: skip
    (thread,) = threads([none.claim, behind(silent.claim, 60)])
    assert thread.profile.denied
    others = one(mention(AFTER, "The air force's strikes began in August.", agent="The air force", **strikes))
    before = Placed(HERE.day, thread.profile, thread.id)
    assert place(others, AFTER.day, [before]).antecedent is None
    assert len(set(placed(none, silent))) == 1


def test_requests_for_two_things_are_two() -> None:
    def asked(where: object, sentence: str) -> Thread:
        return one(mention(where, sentence, event="asked", lemma="ask", agent="Kenya", target="Norway",  # type: ignore[arg-type]
                           type=EventType.REQUEST, mode="assist"))  # fmt: skip

    tents = asked(HERE, "Kenya asked Norway for tents and blankets.")
    before = Placed(HERE.day, tents.profile, tents.id)
    again = asked(AFTER, "Kenya asked Norway for more blankets.")
    other = asked(AFTER, "Kenya asked Norway for dredgers and pumps.")
    assert place(again, AFTER.day, [before]).antecedent == 0
    assert place(other, AFTER.day, [before]).antecedent is None


def test_other_words_tell_less_in_another_report() -> None:
    fighting = {"type": EventType.ASSAULT, "mode": "battle"}
    first = one(mention(HERE, "The army repelled the Front.", event="repelled", agent="The army", **fighting))
    other = one(mention(AFTER, "The army fights pirates.", event="fights", agent="The army", **fighting))
    before = Placed(HERE.day, first.profile, first.id, document=1)
    here, elsewhere = (points(other, AFTER.day, before, document) for document in (1, 2))
    assert here is None or elsewhere is None or elsewhere < here


def test_what_was_asked_for_stays_so_where_a_later_report_only_names_the_request() -> None:
    asking = {"agent": "Kenya", "type": EventType.REQUEST, "mode": "assist"}
    tents = one(mention(HERE, "Kenya asked Norway for tents and blankets.", event="asked", lemma="ask", **asking))
    named = one(mention(AFTER, "The request of Kenya was heard.", event="request", **asking))
    third = report("c", "03-05")
    pumps = one(mention(third, "Kenya asked Norway for dredgers and pumps.", event="asked", lemma="ask", **asking))
    before = [Placed(HERE.day, tents.profile, tents.id)]
    before.append(place(named, AFTER.day, before))
    assert before[1].antecedent == 0
    assert place(pumps, third.day, before).antecedent is None


def test_who_is_in_the_area_and_left_it_is_one_person() -> None:
    there = mention(HERE, "Ana Ruiz was in the area to help.", event="in the area", lemma="in the area",
                    agent="Ana Ruiz", phase=Phase.ONGOING)  # fmt: skip
    left = mention(AFTER, "Ana Ruiz left Mada.", event="left", lemma="leave", agent="Ana Ruiz", place="Mada", **MOVING)
    assert len(set(placed(there, left))) == 1
