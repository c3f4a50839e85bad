"""Figures over time: what is one count, which figures stand, which cannot both hold."""

from __future__ import annotations

import pytest
from mentions import day, figure, mention, report, speaker

from ascribe.contract.claims import EventType, Factuality, Figure, Phase
from ascribe.contract.situations import Mention, Series
from ascribe.situations.figures import series

MAYOR, MEDIC = speaker("Ana Ruiz"), speaker("Bo Lind")


def killed(
    number: int, on: str, by: object = MAYOR, *, origin: str | None = None, text: str = "", **more: object
) -> Mention:
    """So many killed in Mada, published on a day."""
    name = f"{on} {getattr(by, 'text', '')} {number} {origin} {more.get('document', '')}"
    sentence = text or f"{number} people were killed in Mada."
    unit = more.pop("unit", "people")
    more.pop("document", None)
    return mention(
        report(name, on, origin=origin), sentence, event="killed", type=EventType.ASSAULT, mode="kill", place="Mada",
        figures=[more.pop("figure", None) or figure(f"{number} people", number, unit)],  # type: ignore[list-item, arg-type]
        by=by, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def only(mentions: list[Mention]) -> Series:
    (found,) = series(mentions)
    return found


def standings(found: Series) -> list[str]:
    return [p.standing for p in found.points]


def test_a_later_figure_of_the_same_source_supersedes_the_earlier_one() -> None:
    found = only([killed(12, "03-04"), killed(9, "03-02")])
    assert [p.value for p in found.points] == [9, 12]
    assert standings(found) == ["superseded", "current"]
    assert (found.unit, found.cumulative, found.low, found.best, found.high) == ("killed", True, 12, 12, 12)


def test_rising_tolls_of_two_sources_are_no_dispute() -> None:
    found = only([killed(9, "03-02", MEDIC), killed(12, "03-03", MAYOR), killed(14, "03-03", MEDIC)])
    assert standings(found) == ["superseded", "current", "current"]
    assert (found.low, found.best, found.high) == (12, 14, 14)


def test_figures_far_apart_on_one_day_are_disputed() -> None:
    found = only([killed(10, "03-02", MEDIC), killed(31, "03-02", MAYOR)])
    assert standings(found) == ["disputed", "disputed"]
    assert (found.low, found.high) == (10, 31)


def test_a_toll_does_not_fall_so_a_later_lower_figure_disputes_the_higher_one() -> None:
    found = only([killed(31, "03-02", MAYOR), killed(15, "03-03", MEDIC)])
    assert standings(found) == ["disputed", "disputed"]


def test_an_old_figure_told_again_is_no_lower_one() -> None:
    found = only([killed(9, "03-02", MEDIC), killed(12, "03-03", MAYOR), killed(9, "03-04", speaker("Cy Ode"))])
    assert "disputed" not in standings(found)


def test_at_least_nine_and_twelve_both_hold() -> None:
    bound = figure("at least 9 people", 9, "people", low=9)
    found = only([killed(9, "03-02", MEDIC, figure=bound), killed(30, "03-02", MAYOR)])
    assert standings(found) == ["current", "current"]


def test_copies_count_once_and_the_best_figure_is_that_of_most_origins() -> None:
    copies = [killed(20, "03-02", MAYOR, origin="wire", document=n) for n in range(3)]
    others = [killed(22, "03-02", MEDIC), killed(22, "03-02", speaker("Cy Ode"))]
    found = only([*copies, *others])
    assert [p.value for p in found.points].count(20) == 1
    assert found.best == 22


@pytest.mark.parametrize(
    ("unit", "called"),
    [("people", "killed"), ("dead", "killed"), (None, "killed"), ("soldiers", "troops killed"), ("wounded", "injured")],
)
def test_units_of_one_meaning_are_one_series(unit: str | None, called: str) -> None:
    assert only([killed(9, "03-02", unit=unit)]).unit == called


def test_soldiers_killed_do_not_supersede_all_who_were_killed() -> None:
    found = series([killed(12, "03-02"), killed(3, "03-03", unit="soldiers")])
    assert [(s.unit, standings(s)) for s in found] == [("killed", ["current"]), ("troops killed", ["current"])]


@pytest.mark.parametrize("text", ["another 3 people", "3 more people"])
def test_what_comes_on_top_is_no_count(text: str) -> None:
    assert series([killed(3, "03-02", figure=Figure(text, 0, len(text), 3.0, unit="people"))]) == ()


def test_the_day_of_publication_is_not_the_day_of_the_figure() -> None:
    (undated,) = only([killed(9, "03-02")]).points
    assert (undated.start, undated.end, undated.known_since) == (None, None, day("03-02"))
    (dated,) = only([killed(9, "03-02", when="03-01")]).points
    assert (dated.start, dated.known_since) == (day("03-01"), day("03-02"))


def test_two_attacks_are_two_occasions_and_the_last_one_gives_the_figure() -> None:
    found = only([killed(30, "03-02", when="03-01"), killed(4, "03-20", when="03-19")])
    assert standings(found) == ["current", "current"]
    assert (found.low, found.best, found.high) == (4, 4, 4)


def troops(number: int, on: str, when: str, by: object = MAYOR) -> Mention:
    return mention(
        report(f"{on} {number}", on), f"{number} troops are in Mada.", event="troops", type=EventType.MOBILIZE,
        phase=Phase.ONGOING, when=when, figures=[figure(f"{number} troops", number, "troops")], by=by,  # type: ignore[arg-type]
    )  # fmt: skip


def test_troops_go_up_and_down_and_the_latest_count_holds() -> None:
    found = only([troops(500, "03-02", "03-01"), troops(300, "03-20", "03-19")])
    assert (found.cumulative, found.best) == (False, 300)
    assert standings(found) == ["superseded", "current"]


def test_two_levels_told_for_one_day_are_disputed_and_for_two_days_a_change() -> None:
    assert standings(only([troops(500, "03-02", "03-01"), troops(900, "03-02", "03-01", MEDIC)])) == ["disputed"] * 2
    assert standings(only([troops(500, "03-02", "03-01"), troops(900, "03-20", "03-19", MEDIC)])) == ["current"] * 2


def test_what_is_planned_is_counted_by_itself() -> None:
    planned = mention(
        report("p", "03-02"), "Up to 800 troops will go.", event="go", type=EventType.MOBILIZE, phase=Phase.PLANNED,
        factuality=Factuality.PLANNED, figures=[figure("800 troops", 800, "troops")],
    )  # fmt: skip
    assert only([planned]).unit == "troops, planned"
    assert [s.unit for s in series([planned, troops(300, "03-20", "03-19")])] == ["troops, planned", "troops"]


def test_what_nobody_tells_is_no_figure() -> None:
    assert series([killed(9, "03-02", factuality=Factuality.UNDISCLOSED)]) == ()


def test_any_order_of_arrival_gives_the_same() -> None:
    told = [
        killed(9, "03-02", MEDIC),
        killed(12, "03-04", MAYOR),
        killed(31, "03-02", MAYOR),
        killed(12, "03-05", MEDIC),
    ]
    assert series(told) == series(told[::-1])


def test_many_mentions_of_many_figures_stay_cheap() -> None:
    import time

    told = [killed(n % 700, f"03-{1 + n % 28:02}", speaker(f"Ana {n % 90}"), document=n) for n in range(4000)]
    began = time.process_time()
    assert series(told)
    assert time.process_time() - began < 5  # about 1 s where it was written; every pair would take minutes
