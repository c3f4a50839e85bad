"""States: a history that nobody overwrites, recurrence, and times that are told or left open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from tests.support.mentions import day, mention, report, speaker

from ascribe.contract.claims import EventType, Factuality, Phase, Tense
from ascribe.contract.situations import Interval, Mention, Report, State
from ascribe.situations.build import build

PATROLS = {"type": EventType.COOPERATE, "mode": "surveillance", "lemma": "patrol flight", "agent": "Delta"}


def patrols(where: Report, sentence: str, phase: Phase, **more: object) -> Mention:
    event = "flights" if "flights" in sentence else "Flights"
    return mention(where, sentence, event=event, phase=phase, **PATROLS, **more)  # type: ignore[arg-type]


def states(*mentions: Mention) -> Sequence[State]:
    return build("s", mentions).situation.states


def phases(found: Sequence[State]) -> list[str]:
    return [s.phase.value for s in found]


def test_paused_resumed_and_paused_again_are_separate_states() -> None:
    found = states(
        patrols(report("a", "03-02"), "Delta began flights on 1 March.", Phase.BEGUN, when="03-01"),
        patrols(report("b", "03-06"), "Delta halted flights on 5 March.", Phase.PAUSED, when="03-05"),
        patrols(report("c", "03-10"), "Delta resumed flights on 9 March.", Phase.RESUMED, when="03-09"),
        patrols(report("d", "03-16"), "Delta again halted flights on 15 March.", Phase.PAUSED, when="03-15"),
    )
    assert phases(found) == ["begun", "paused", "resumed", "paused"]
    assert found[1].since == Interval(day("03-05"), day("03-05"))
    assert found[1].until == Interval(day("03-09"), day("03-09"))
    assert found[3].until is None


def test_a_recap_opens_no_state_a_second_time() -> None:
    found = states(
        patrols(report("a", "03-06"), "Delta halted flights on 5 March.", Phase.PAUSED, when="03-05"),
        patrols(report("b", "03-10"), "Delta resumed flights on 9 March.", Phase.RESUMED, when="03-09"),
        patrols(report("c", "03-20"), "Delta had halted flights after a crash.", Phase.PAUSED),
    )
    assert phases(found) == ["paused", "resumed"]
    assert found[0].reports == 2


def test_what_a_report_names_as_made_was_made_though_others_denied_it() -> None:
    asked = {"type": EventType.REQUEST, "mode": "assist", "event": "request"}
    denied = mention(
        report("a", "03-06"), "Delta has had no request.", phase=Phase.NONE, factuality=Factuality.DENIED, **asked
    )
    named = "Delta began flights at the request of the king."
    made = mention(report("b", "03-10"), named, phase=Phase.COMPLETED, tense=Tense.NONE, **asked)
    assert phases(states(denied, made)) == ["none", "requested"]
    told = patrols(report("c", "03-12"), "Delta spoke of flights.", Phase.ONGOING, tense=Tense.NONE)
    stopped = patrols(report("d", "03-10"), "Delta is running no flights.", Phase.NONE, factuality=Factuality.DENIED)
    assert phases(states(stopped, told)) == ["none"]


def test_again_is_news() -> None:
    found = states(
        patrols(report("a", "03-06"), "Delta halted flights on 5 March.", Phase.PAUSED, when="03-05"),
        patrols(report("b", "03-10"), "Delta resumed flights on 9 March.", Phase.RESUMED, when="03-09"),
        patrols(report("c", "03-20"), "Delta has once more halted flights.", Phase.PAUSED),
    )
    assert phases(found) == ["paused", "resumed", "paused"]
    assert found[2].since is None
    assert found[2].known_since == day("03-20")


def test_a_rough_time_opens_no_state_beside_a_close_one() -> None:
    found = states(
        patrols(report("a", "03-06"), "Delta began flights on 5 March.", Phase.BEGUN, when="03-05"),
        patrols(report("b", "04-02"), "Delta began flights last month.", Phase.BEGUN, when=("03-01", "03-31")),
    )
    assert len(found) == 1
    assert found[0].since == Interval(day("03-05"), day("03-05"))


def test_publication_is_never_taken_for_the_time_of_the_event() -> None:
    found = states(patrols(report("a", "03-06"), "Delta has begun flights.", Phase.BEGUN))
    assert found[0].since is None
    assert found[0].until is None
    assert found[0].known_since == day("03-06")


def test_what_holds_on_a_day_began_by_then() -> None:
    found = states(
        patrols(
            report("a", "03-06"), "Flights are going on, she said on 5 March.", Phase.ONGOING, said="03-05",
            tense=Tense.PRESENT,
        )
    )  # fmt: skip
    assert found[0].since == Interval(None, day("03-05"))


def test_no_request_and_then_a_request_is_a_change() -> None:
    asked = {"type": EventType.REQUEST, "mode": "assist", "lemma": "request", "agent": "Xavia", "event": "request"}
    found = states(
        mention(
            report("a", "03-02"), "Delta has had no request from Xavia.", trigger="had", phase=Phase.NONE,
            factuality=Factuality.DENIED, said="03-02", **asked,
        ),
        mention(report("b", "03-24"), "Xavia made the request on 21 March.", when="03-21", **asked),
    )  # fmt: skip
    assert [(s.phase.value, s.disputed) for s in found] == [("none", False), ("requested", False)]
    assert found[0].until == Interval(day("03-21"), day("03-21"))


def test_a_later_paraphrase_does_not_override_a_precise_claim_of_somebody_else() -> None:
    precise = patrols(
        report("a", "03-06"), "Delta began flights on 5 March, Ana Ruiz said.", Phase.BEGUN, when="03-05",
        by=speaker("Ana Ruiz"),
    )  # fmt: skip
    later = patrols(report("b", "03-30"), "Delta began flights some time ago.", Phase.BEGUN, by=speaker("a trader"))
    found = states(precise, later)
    assert found[0].since == Interval(day("03-05"), day("03-05"))
    assert found[0].sources == ("Ana Ruiz", "a trader")


def test_what_was_done_about_a_lasting_thing_has_begun() -> None:
    closed = {"type": EventType.COERCE, "mode": "restrict", "lemma": "close", "event": "closed"}
    found = states(mention(report("a", "03-06"), "Xavia closed the road on 5 March.", when="03-05", **closed))
    assert phases(found) == ["begun"]


def test_a_planned_thing_that_never_came_stays_planned() -> None:
    found = states(
        patrols(
            report("a", "03-02"), "Flights will begin in April.", Phase.PLANNED, factuality=Factuality.PLANNED,
            when=("04-01", "04-30"), tense=Tense.FUTURE,
        ),
        patrols(report("b", "06-02"), "Flights had been announced for April.", Phase.PLANNED),
    )  # fmt: skip
    assert {s.phase for s in found} == {Phase.PLANNED}
    assert found[0].until is None
    assert found[0].expected == Interval(day("04-01"), day("04-30"))
    assert found[0].since is None


def test_copies_are_counted_once() -> None:
    sentence = "Delta began flights on 1 March."
    found = states(
        patrols(report("a", "03-02", origin="wire"), sentence, Phase.BEGUN, when="03-01"),
        patrols(report("b", "03-02", origin="wire"), sentence, Phase.BEGUN, when="03-01"),
        patrols(report("c", "03-03"), sentence, Phase.BEGUN, when="03-01"),
    )
    assert (found[0].reports, found[0].origins) == (3, 2)


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_the_order_of_arrival_does_not_matter(order: tuple[int, ...]) -> None:
    told = [
        patrols(report("a", "03-02"), "Delta began flights on 1 March.", Phase.BEGUN, when="03-01"),
        patrols(report("b", None), "Delta halted flights.", Phase.PAUSED),
        patrols(report("c", "03-10"), "Delta resumed flights on 9 March.", Phase.RESUMED, when="03-09"),
        patrols(report("d", "12-31"), "Delta ended flights.", Phase.ENDED),
    ]
    assert build("s", [told[i] for i in order]) == build("s", told)


def test_a_noun_that_only_mentions_it_does_not_say_that_it_goes_on() -> None:
    found = states(
        patrols(report("a", "03-02"), "Delta began flights on 1 March.", Phase.BEGUN, when="03-01"),
        patrols(report("b", "03-06"), "Delta ended flights on 5 March.", Phase.ENDED, when="03-05"),
        patrols(report("c", "03-09"), "The crew of the flights was honoured.", Phase.ONGOING, tense=Tense.NONE),
    )
    assert phases(found) == ["begun", "ended"]
    assert found[1].until is None


def test_one_late_report_does_not_reopen_what_has_ended() -> None:
    found = states(
        patrols(report("a", "03-02"), "Delta began flights on 1 March.", Phase.BEGUN, when="03-01"),
        patrols(report("b", "03-06"), "Delta ended flights on 5 March.", Phase.ENDED, when="03-05"),
        patrols(report("c", "03-20"), "Delta is flying flights.", Phase.ONGOING, tense=Tense.PRESENT),
    )
    assert found[-1].phase is Phase.ENDED


def test_a_plan_told_once_it_goes_on_is_no_next_state() -> None:
    found = states(
        patrols(report("a", "03-02"), "Delta began flights on 1 March.", Phase.BEGUN, when="03-01"),
        patrols(
            report("b", "03-04"), "Delta had planned flights.", Phase.PLANNED, factuality=Factuality.PLANNED,
        ),
    )  # fmt: skip
    assert phases(found) == ["planned", "begun"]


def test_what_is_told_as_a_fact_was_not_on_a_day_to_come() -> None:
    (found,) = states(patrols(report("a", "03-02"), "Delta began flights on Friday.", Phase.BEGUN, when="03-12"))
    assert found.since is None


OFFENSIVE = {"type": EventType.ASSAULT, "mode": "offensive", "lemma": "offensive", "event": "offensive"}


def test_what_who_denies_it_says_besides_is_no_end() -> None:
    here, sentence = report("b", "03-03"), "Nobody is besieging Mada, the road is open, Red Star said."
    besieged = {"type": EventType.COERCE, "mode": "restrict", "place": "Mada"}
    found = states(
        mention(
            report("a", "03-02"), "Red Star began a siege of Mada on 1 March.", event="siege", trigger="began",
            phase=Phase.BEGUN, when="03-01", **besieged,  # type: ignore[arg-type]
        ),
        mention(
            here, sentence, event="besieging", lemma="besiege", phase=Phase.NONE, factuality=Factuality.DENIED,
            **besieged,  # type: ignore[arg-type]
        ),
        mention(here, sentence, event="open", lemma="open", phase=Phase.ONGOING, tense=Tense.PRESENT, place="Mada"),
    )  # fmt: skip
    assert phases(found) == ["begun", "none"]
    assert found[0].until is None


def test_a_headline_is_of_the_day_that_its_text_gives() -> None:
    here = report("b", "03-07")
    (_, halted) = states(
        patrols(report("a", "03-02"), "Delta began flights on 1 March.", Phase.BEGUN, when="03-01"),
        patrols(here, "Delta halts flights", Phase.PAUSED, tense=Tense.PRESENT),
        patrols(here, "Delta halted flights on 5 March.", Phase.PAUSED, when="03-05"),
    )
    assert halted.since == Interval(day("03-05"), day("03-05"))
    assert len(halted.claims) == 2


def test_a_headline_is_not_of_a_day_long_ago() -> None:
    here = report("b", "03-30")
    found = states(
        patrols(here, "Delta halted flights on 1 March.", Phase.PAUSED, when="03-01"),
        patrols(report("a", "03-11"), "Delta resumed flights on 10 March.", Phase.RESUMED, when="03-10"),
        patrols(here, "Delta halts flights", Phase.PAUSED, tense=Tense.PRESENT),
    )
    assert phases(found) == ["paused", "resumed", "paused"]


def test_who_completed_an_operation_has_ended_it() -> None:
    found = states(
        mention(
            report("a", "03-02"), "The army launched an offensive on 1 March.", trigger="launched", phase=Phase.BEGUN,
            when="03-01", **OFFENSIVE,  # type: ignore[arg-type]
        ),
        mention(
            report("b", "03-09"), "The army completed its offensive on 8 March.", trigger="completed", when="03-08",
            **OFFENSIVE,  # type: ignore[arg-type]
        ),
    )  # fmt: skip
    assert phases(found) == ["begun", "ended"]


@pytest.mark.parametrize(("words", "phase"), [("halted", "paused"), ("came to an end", "ended")])
def test_only_a_halt_without_its_day_can_be_the_pause(words: str, phase: str) -> None:
    found = states(
        patrols(report("a", "03-06"), "Delta paused its flights on 5 March.", Phase.PAUSED, when="03-05"),
        patrols(report("b", "03-08"), f"The flights were {words}.", Phase.ENDED, trigger=words.split()[0]),
    )
    assert found[-1].phase.value == phase
    assert len(found) == (1 if phase == "paused" else 2)


def test_a_plan_told_late_stands_before_what_came_of_it() -> None:
    found = states(
        patrols(report("a", "03-02"), "Delta began flights on 1 March.", Phase.BEGUN, when="03-01"),
        patrols(report("b", "03-20"), "Delta was to send flights.", Phase.PLANNED, factuality=Factuality.PLANNED),
    )
    assert phases(found) == ["planned", "begun"]
    assert found[0].until == Interval(day("03-01"), day("03-01"))


def test_what_was_promised_is_planned() -> None:
    (found,) = states(
        mention(
            report("a", "03-02"), "Delta promised two boats on 1 March.", event="promised", lemma="promise",
            type=EventType.AGREE, when="03-01",
        )
    )  # fmt: skip
    assert (found.phase, found.factuality) == (Phase.PLANNED, Factuality.PLANNED)
    assert (found.since, found.expected) == (Interval(day("03-01"), day("03-01")), None)


@pytest.mark.parametrize(("words", "phase"), [("is being delivered", Phase.ONGOING), ("reaches", Phase.COMPLETED)])
def test_what_is_being_done_is_not_done(words: str, phase: Phase) -> None:
    event = words.split()[-1]
    (found,) = states(
        mention(
            report("a", "03-02"), f"Aid {words} Mada.", event=event, lemma=event, type=EventType.AID,
            mode="humanitarian", phase=Phase.ONGOING, tense=Tense.PRESENT, place="Mada",
        )
    )  # fmt: skip
    assert found.phase is phase


def test_a_source_is_named_once_with_and_without_its_article() -> None:
    one, other = (speaker(name, of="army") for name in ("senior officer", "a senior officer"))
    found = states(
        patrols(report("a", "03-02"), "Delta began flights on 1 March, senior officer said.", Phase.BEGUN, by=one),
        patrols(report("b", "03-02"), "Delta began flights, a senior officer said.", Phase.BEGUN, by=other),
        patrols(report("c", "03-02"), "Delta began flights, he said.", Phase.BEGUN, by=speaker("he")),
    )
    assert found[0].sources == ("a senior officer", "he")


def test_what_is_awaited_is_one_state_whether_told_as_a_fact_or_as_a_plan() -> None:
    told = (Factuality.ASSERTED, Factuality.PLANNED)
    found = states(
        *(patrols(report(f.value, "03-02"), "Delta awaits the flights.", Phase.PENDING, factuality=f) for f in told)
    )
    assert phases(found) == ["pending"]


def test_a_plan_for_the_end_is_not_the_state_now() -> None:
    made = build(
        "s",
        [
            patrols(report("a", "03-02"), "Delta began flights on 1 March.", Phase.BEGUN, when="03-01"),
            patrols(report("b", "03-20"), "Flights may end soon.", Phase.ENDED, factuality=Factuality.POSSIBLE),
        ],
    ).situation
    assert phases(made.states) == ["begun", "ended"]
    assert made.now == made.states[0]


def test_a_new_plan_behind_an_end_is_the_state_now() -> None:
    planned = Factuality.PLANNED
    made = build(
        "s",
        [
            patrols(report("a", "03-02"), "Delta ended flights on 1 March.", Phase.ENDED, when="03-01"),
            patrols(report("b", "03-20"), "Delta will send flights.", Phase.PLANNED, factuality=planned),
        ],
    ).situation
    assert made.now == made.states[1]


def test_a_copy_of_the_next_day_tells_the_day_of_the_first_print() -> None:
    sentence = "Delta began flights on Sunday."
    found = states(
        patrols(report("a", "03-06", origin="wire"), sentence, Phase.BEGUN, when="02-28"),
        patrols(report("b", "03-07", origin="wire"), sentence, Phase.BEGUN, when="03-07"),
    )
    assert [s.since for s in found] == [Interval(day("02-28"), day("02-28"))]


def test_other_reports_of_the_same_words_tell_their_own_day() -> None:
    sentence = "Delta halted flights on Sunday."
    found = states(
        patrols(report("a", "03-06"), sentence, Phase.PAUSED, when="02-28"),
        patrols(report("c", "03-04"), "Delta resumed flights on 3 March.", Phase.RESUMED, when="03-03"),
        patrols(report("b", "03-07"), sentence, Phase.PAUSED, when="03-07"),
    )
    assert phases(found) == ["paused", "resumed", "paused"]


def test_what_was_suspended_at_some_time_lay_before_it_was_resumed() -> None:
    sentence = "Flights, suspended this month, resumed on 22 March."
    found = states(
        patrols(report("a", "03-05"), "Delta began flights on 4 March.", Phase.BEGUN, when="03-04"),
        patrols(report("b", "03-24"), sentence, Phase.PAUSED, trigger="suspended", when=("03-01", "03-23")),
        patrols(report("b", "03-24"), sentence, Phase.RESUMED, trigger="resumed", when="03-22"),
    )
    assert phases(found) == ["begun", "paused", "resumed"]
    assert found[1].since == Interval(day("03-01"), day("03-22"))


def test_a_swap_that_collapses_is_called_off() -> None:
    swap = {"type": EventType.RETREAT, "mode": "release", "lemma": "prisoner swap", "event": "swap", "place": "Mada"}
    planned = mention(
        report("a", "03-02"), "A prisoner swap is planned in Mada.", phase=Phase.PLANNED,
        factuality=Factuality.PLANNED, **swap,  # type: ignore[arg-type]
    )  # fmt: skip
    over = mention(report("b", "03-05"), "The swap in Mada collapsed.", trigger="collapsed", phase=Phase.ENDED, **swap)  # type: ignore[arg-type]
    assert phases(states(planned, over)) == ["planned", "cancelled"]
    assert phases(states(over)) == ["ended"]


def test_a_plan_that_is_scrapped_is_no_plan_beside_it() -> None:
    here, sentence = report("b", "03-05"), "Delta scrapped planned flights."
    found = states(
        patrols(here, sentence, Phase.CANCELLED, trigger="scrapped", when="03-04"),
        patrols(here, sentence, Phase.PLANNED, trigger="planned", factuality=Factuality.PLANNED),
    )
    assert phases(found) == ["cancelled"]


def test_a_request_that_was_answered_is_asked_again_only_on_another_day() -> None:
    asked = {"type": EventType.REQUEST, "mode": "assist", "lemma": "request", "agent": "Xavia", "event": "request"}
    answered = (
        mention(report("a", "03-02"), "Xavia made a request on 1 March.", when="03-01", **asked),  # type: ignore[arg-type]
        mention(
            report("b", "03-06"), "Delta turned down the request on 5 March.", trigger="turned", phase=Phase.REFUSED,
            when="03-05", **asked,  # type: ignore[arg-type]
        ),
    )  # fmt: skip
    late = mention(report("c", "03-09"), "Xavia has a request.", tense=Tense.PRESENT, phase=Phase.ONGOING, **asked)  # type: ignore[arg-type]
    again = mention(report("d", "03-12"), "Xavia made a request on 11 March.", when="03-11", **asked)  # type: ignore[arg-type]
    assert phases(states(*answered, late)) == ["requested", "refused"]
    assert phases(states(*answered, again)) == ["requested", "refused", "requested"]


def test_a_promise_is_kept_when_what_was_promised_arrives() -> None:
    here, sentence = report("b", "03-06"), "Two boats promised by Delta reached Mada on 5 March."
    promise = {"lemma": "promise", "type": EventType.AGREE, "agent": "Delta"}
    promised = mention(report("a", "03-02"), "Delta promised two boats on 1 March.", event="promised", **promise)  # type: ignore[arg-type]
    told = mention(here, sentence, event="promised", target="Two boats", **promise)  # type: ignore[arg-type]
    reached = mention(here, sentence, event="reached", lemma="reach", agent="Two boats", when="03-05")
    found = states(promised, told, reached)
    assert phases(found) == ["planned", "completed"]
    assert found[1].since == Interval(day("03-05"), day("03-05"))
    kept = mention(here, "Delta kept its promise.", event="promise", trigger="kept", **promise)  # type: ignore[arg-type]
    assert phases(states(promised, kept)) == ["planned", "completed"]


@pytest.mark.parametrize(
    ("sentence", "lemma", "phase"),
    [
        ("Teachers in Mada returned to work on Monday.", "return", "ended"),
        ("Ten trainers set to work in Mada.", "set", "begun"),
        ("Delta's trainers went back to work in Mada.", "go", "resumed"),
        ("Red Star and the government sat down for talks.", "sit down", "begun"),
        ("Both delegations returned to the table.", "return", "resumed"),
        ("Lorries rolled through the border crossing again.", "roll", "ended"),
        ("The mayor returned to work on Monday.", "return", "completed"),
    ],
)
def test_turns_told_by_what_people_do(sentence: str, lemma: str, phase: str) -> None:
    forms = {"return": "returned", "set": "set", "go": "went", "sit down": "sat down", "roll": "rolled"}
    (found,) = states(mention(report("a", "03-06"), sentence, event=forms[lemma], lemma=lemma))
    assert found.phase.value == phase


def test_what_goes_on_on_a_day_to_come_is_planned() -> None:
    (found,) = states(
        mention(
            report("a", "03-02"), "Dockers have called a strike for 8 March.", event="strike", trigger="called",
            type=EventType.PROTEST, mode="strike", phase=Phase.ONGOING, when="03-08",
        )
    )  # fmt: skip
    assert (found.phase, found.factuality) == (Phase.PLANNED, Factuality.PLANNED)
    assert found.expected == Interval(day("03-08"), day("03-08"))


def test_what_is_only_an_aim_is_no_state_beside_others() -> None:
    aim = patrols(report("b", "03-04"), "Delta sent planes to begin flights.", Phase.PLANNED)
    aim = replace(aim, claim=replace(aim.claim, factuality=Factuality.PLANNED, rules=("purpose",)))
    begun = patrols(report("a", "03-02"), "Delta began flights on 1 March.", Phase.BEGUN, when="03-01")
    assert phases(states(begun, aim)) == ["begun"]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Delta threatened to freeze the accounts of Red Star.", "sanctions"),
        ("Delta threatened new sanctions on Red Star.", "sanctions"),
        ("Delta threatened to retaliate against sanctions.", "threat"),
    ],
)
def test_what_is_threatened_is_planned(sentence: str, kind: str) -> None:
    told = mention(
        report("a", "03-02"), sentence, event="threatened", lemma="threaten", type=EventType.THREATEN, agent="Delta"
    )
    made = build("s", [told]).situation
    assert made.kind == kind
    assert (made.states[0].phase is Phase.PLANNED) == (kind == "sanctions")


@pytest.mark.parametrize(("sentence", "event", "phase"), [
    ("The strike in Mada shows no sign of ending.", "strike", "ongoing"),
    ("Delta no longer flies there.", "flies", "ended"),
])  # fmt: skip
def test_an_end_that_is_denied(sentence: str, event: str, phase: str) -> None:
    trigger = "ending" if "ending" in sentence else event
    (found,) = states(
        mention(
            report("a", "03-02"), sentence, event=event, trigger=trigger, phase=Phase.ENDED, type=EventType.PROTEST,
            mode="strike", factuality=Factuality.DENIED, tense=Tense.PRESENT,
        )
    )  # fmt: skip
    assert (found.phase.value, found.factuality) == (phase, Factuality.ASSERTED)


def test_what_is_awaited_was_awaited_before_it_was_answered() -> None:
    asked = {"type": EventType.REQUEST, "mode": "assist", "lemma": "request", "agent": "Xavia", "event": "request"}
    found = states(
        mention(
            report("b", "03-06"), "Delta turned down the request on 5 March.", trigger="turned", phase=Phase.REFUSED,
            when="03-05", **asked,  # type: ignore[arg-type]
        ),
        mention(
            report("c", "03-09"), "The request is awaiting an answer.", trigger="awaiting", phase=Phase.PENDING,
            tense=Tense.PRESENT, **asked,  # type: ignore[arg-type]
        ),
    )  # fmt: skip
    assert phases(found) == ["pending", "refused"]


def test_what_is_delayed_does_not_go_on_for_what_its_sentence_names() -> None:
    here, sentence = report("b", "03-05"), "The flights, with supply flights, are delayed."
    found = states(
        patrols(here, sentence, Phase.DELAYED, trigger="delayed", tense=Tense.PRESENT),
        patrols(here, sentence, Phase.ONGOING, tense=Tense.PRESENT),
    )
    assert phases(found) == ["delayed"]


def test_a_return_that_hangs_on_a_condition_is_no_pause() -> None:
    text = "The observers will come back if they are asked to."
    told = mention(
        report("a", "03-02"),
        text,
        event="come",
        lemma="come",
        mode="movement",
        phase=Phase.PLANNED,
        factuality=Factuality.CONDITIONAL,
    )
    assert phases(states(told)) == ["planned"]
