"""X100-a: four characteristics side by side, each with its mark; no score over them and no switch."""

from __future__ import annotations

import math
from dataclasses import fields
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.foresight.influx import (
    Bench,
    Day,
    Evidence,
    Indicator,
    Lasting,
    LastingRule,
    Panel,
    Report,
    Verdict,
    duration_of,
    panel_of,
)
from tests.foresight.influx.series import FIRST, days_of, last_of, series

TODAY = FIRST + timedelta(days=20)
RISING = [round(100 * 1.1**at) for at in range(20)]


def panel(days: list[Day], *, began_on: date = FIRST, **marks: float) -> Panel:
    told = {(name, ""): mark for name, mark in marks.items()}
    evidence = Evidence(days=days, inhabitants=7_000_000, source="Border service, made up")
    return panel_of(evidence, marks=told, began_on=began_on, as_of=TODAY)


def falling() -> list[Day]:
    return days_of([round(1_000 * 0.9**at) for at in range(14)])


def one(found: Panel, id_: str) -> Indicator:
    return next(each for each in found.indicators if each.id == id_)


class TestTheFour:
    def test_each_has_its_value_its_day_and_its_source(self) -> None:
        found = panel(days_of(RISING))
        assert one(found, "arrived").value == sum(RISING)
        assert one(found, "arrived_a_day").value == pytest.approx(sum(RISING[-7:]) / 7)
        assert one(found, "per_1000").value == pytest.approx(sum(RISING) / 7_000)
        assert one(found, "doubling_days").value == pytest.approx(math.log(2) / math.log(1.1), rel=0.01)
        assert one(found, "arrived").age_on(TODAY) == 1
        assert one(found, "arrived").source == "Border service, made up"

    def test_nothing_is_known_where_nothing_was_recorded(self) -> None:
        found = panel_of(Evidence(), marks={}, began_on=FIRST, as_of=TODAY)
        assert {each.value for each in found.indicators} == {None}
        assert found.arrived.not_known_days == 21

    def test_days_before_the_beginning_are_a_baseline_and_in_no_total(self) -> None:
        found = panel(days_of([10] * 10 + [400] * 5), began_on=FIRST + timedelta(days=10))
        assert found.arrived.in_all == 2_000
        assert found.surge is not None
        assert found.surge.began == FIRST + timedelta(days=10)

    def test_there_is_no_number_over_the_four(self) -> None:
        names = {field.name for field in fields(Panel)}
        assert not {name for name in names if "score" in name or "index" in name or "influx" in name}


class TestMarks:
    def test_a_mark_is_passed_not_passed_or_not_known(self) -> None:
        found = panel(days_of(RISING), arrived=1_000, arrived_a_day=100_000, backlog_weeks=52)
        assert one(found, "arrived").verdict is Verdict.PASSED
        assert one(found, "arrived_a_day").verdict is Verdict.NOT_PASSED
        assert one(found, "backlog_weeks").verdict is Verdict.NOT_KNOWN
        assert one(found, "per_1000").verdict is Verdict.NO_MARK

    def test_reaching_a_mark_is_passing_it(self) -> None:
        assert one(panel(days_of([7]), arrived=7), "arrived").verdict is Verdict.PASSED

    def test_of_days_in_which_arrivals_double_fewer_are_worse(self) -> None:
        assert one(panel(days_of(RISING), doubling_days=10), "doubling_days").verdict is Verdict.PASSED
        assert one(panel(days_of(RISING), doubling_days=5), "doubling_days").verdict is Verdict.NOT_PASSED

    def test_what_does_not_double_passes_no_mark(self) -> None:
        found = one(panel(days_of([100] * 20), doubling_days=10), "doubling_days")
        assert (found.value, found.verdict) == (math.inf, Verdict.NOT_PASSED)

    def test_growth_is_held_against_its_mark_with_its_whole_interval(self) -> None:
        scattered = days_of([100, 160, 70, 150, 90, 170, 80, 160, 110, 180, 90, 190, 100, 200])
        growth = one(panel(scattered, growth_a_week=5), "growth_a_week")
        assert growth.interval is not None
        low, high = growth.interval
        assert low < 5 < high
        assert growth.verdict is Verdict.NOT_CLEAR
        assert one(panel(scattered, growth_a_week=high + 1), "growth_a_week").verdict is Verdict.NOT_PASSED
        assert one(panel(scattered, growth_a_week=low - 1), "growth_a_week").verdict is Verdict.PASSED
        assert one(panel([], growth_a_week=5), "growth_a_week").verdict is Verdict.NOT_KNOWN

    def test_while_growth_is_not_clear_nobody_says_that_arrivals_never_double(self) -> None:
        scattered = days_of([100, 160, 70, 150, 90, 170, 80, 160, 110, 180, 90, 190, 100, 200])
        doubling = one(panel(scattered, doubling_days=14), "doubling_days")
        assert (doubling.value, doubling.verdict) == (None, Verdict.NOT_CLEAR)
        assert one(panel(scattered, doubling_days=1), "doubling_days").verdict is Verdict.NOT_PASSED
        assert one(panel(falling()), "doubling_days").value == math.inf

    def test_a_sector_may_have_a_mark_of_its_own(self) -> None:
        reports = [
            Report(sector=sector, unit="persons", district="", on=TODAY, capacity=100, in_use=80)
            for sector in ("shelter", "health")
        ]
        marks = {("capacity_used", ""): 85.0, ("capacity_used", "health"): 70.0}
        found = panel_of(Evidence(reports=reports), marks=marks, began_on=FIRST, as_of=TODAY)
        used = {each.sector: each.verdict for each in found.capacity if each.id == "capacity_used"}
        assert used == {"shelter": Verdict.NOT_PASSED, "health": Verdict.PASSED}

    @given(
        days=series(), marks=st.dictionaries(st.sampled_from(["arrived", "arrived_a_day"]), st.floats(0, 1e6))
    )
    def test_a_mark_never_changes_a_value(self, days: list[Day], marks: dict[str, float]) -> None:
        with_marks, without = panel(days, began_on=FIRST, **marks), panel(days)
        assert [each.value for each in with_marks.indicators] == [each.value for each in without.indicators]

    @given(days=series(least=20))
    def test_what_is_recorded_after_today_changes_nothing(self, days: list[Day]) -> None:
        assert panel(days) == panel([each for each in days if each.on <= TODAY])


class TestTheAgeOfWhatIsKnown:
    def test_the_reporting_delay_is_told(self) -> None:
        days = [
            Day(on=FIRST + timedelta(days=at), persons=5, recorded_on=FIRST + timedelta(days=at + late))
            for at, late in enumerate((0, 1, 1, 2, 9))
        ]
        delay = panel(days).arrived.delay
        assert delay is not None
        assert (delay.median_days, delay.longest_days, delay.of_days) == (1, 9, 5)

    def test_a_capacity_is_as_old_as_its_oldest_district(self) -> None:
        reports = [
            Report(
                sector="health",
                unit="staff",
                district=name,
                on=TODAY - timedelta(days=back),
                capacity=9,
                in_use=3,
            )
            for name, back in (("North", 0), ("South", 3))
        ]
        found = panel_of(Evidence(reports=reports), marks={}, began_on=FIRST, as_of=TODAY)
        assert found.capacity[0].age_on(TODAY) == 3

    def test_procedures_stand_with_the_day_of_their_report(self) -> None:
        benches = [Bench(host="SRB", on=TODAY - timedelta(days=6), waiting=10, decisions_a_week=5)]
        found = panel_of(Evidence(benches=benches), marks={}, began_on=FIRST, as_of=TODAY)
        assert (one(found, "backlog_weeks").value, one(found, "backlog_weeks").age_on(TODAY)) == (2, 6)


class TestProtracted:
    """X-P8: five years and 25,000 people, both configurable."""

    BEGAN = date(2021, 11, 22)

    def test_after_five_years_and_for_25000_people(self) -> None:
        found = duration_of(began_on=self.BEGAN, as_of=date(2026, 11, 22), persons=25_000)
        assert found.protracted is Lasting.YES

    @pytest.mark.parametrize(
        ("as_of", "persons", "verdict"),
        [
            (date(2026, 11, 20), 900_000, Lasting.NO),
            (date(2026, 11, 22), 24_999, Lasting.NO),
            (date(2026, 11, 22), None, Lasting.NOT_KNOWN),
            (date(2022, 11, 22), None, Lasting.NO),
        ],
    )
    def test_not_before_not_for_fewer_and_unknown_is_not_no(
        self, as_of: date, persons: int | None, verdict: Lasting
    ) -> None:
        assert duration_of(began_on=self.BEGAN, as_of=as_of, persons=persons).protracted is verdict

    def test_both_numbers_can_be_set(self) -> None:
        rule = LastingRule(years=3, persons=10_000)
        found = duration_of(began_on=self.BEGAN, as_of=date(2024, 11, 22), persons=12_000, rule=rule)
        assert (found.protracted, found.rule) == (Lasting.YES, rule)

    def test_the_last_day_that_is_known_is_the_day_of_the_series(self) -> None:
        days = days_of([1, 2, None])
        assert last_of(days) == FIRST + timedelta(days=2)
        assert panel(days).arrived.last == days[1]
