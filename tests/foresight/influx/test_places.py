"""The chance that the people of the next 14 days exceed the places that are left, sector by sector."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from asylon.foresight.influx import Chance, Evidence, Panel, Report, ahead_of, panel_of
from tests.foresight.influx.series import FIRST, days_of, last_of

DAYS = days_of([100, 103, 97, 101, 99, 104, 96, 100, 98, 102, 101, 99, 100, 100])
LAST = last_of(DAYS)


def places(left: int | None, *, on: date = LAST, sector: str = "shelter") -> Report:
    """Of 10,000 places so many are left."""
    in_use = None if left is None else 10_000 - left
    return Report(sector=sector, unit="persons", district="", on=on, capacity=10_000, in_use=in_use)


def panel(*reports: Report, days: list[int | None] | None = None) -> Panel:
    told = Evidence(days=DAYS if days is None else days_of(days), reports=reports)
    return panel_of(told, marks={}, began_on=FIRST, as_of=LAST + timedelta(days=1))


def only(*reports: Report, days: list[int | None] | None = None) -> Chance:
    (found,) = panel(*reports, days=days).chances
    return found


class TestTheChance:
    def test_1400_people_hardly_pass_2000_places_and_nearly_surely_pass_1000(self) -> None:
        few, many = only(places(1_000)).percent, only(places(2_000)).percent
        assert few is not None
        assert many is not None
        assert many < 1 < 99 < few

    def test_places_for_as_many_as_are_expected_are_passed_in_one_of_two_cases(self) -> None:
        ahead = ahead_of(DAYS, until=LAST)
        assert ahead is not None
        assert only(places(round(ahead.in_all.persons))).percent == pytest.approx(50, abs=2)

    def test_where_too_many_are_in_use_already_it_is_certain_whoever_comes(self) -> None:
        assert only(places(-1)).percent == 100
        assert only(places(-1), days=[None]).percent == 100

    def test_each_sector_has_its_own(self) -> None:
        found = panel(places(900), places(1_400, sector="food"), places(9_000, sector="health")).chances
        assert [each.sector for each in found] == ["food", "health", "shelter"]
        assert found[1].percent is not None
        assert found[2].percent is not None
        assert found[1].percent < found[2].percent


class TestWhatWasReportedWhen:
    def test_people_who_came_after_the_report_have_taken_places_too(self) -> None:
        found = only(places(1_700, on=LAST - timedelta(days=3)))
        assert found.left == 1_700 - (99 + 100 + 100)
        assert found.percent == only(places(1_401)).percent
        assert found.as_of == LAST - timedelta(days=3)

    def test_if_one_of_their_days_is_not_known_what_is_left_is_not_known(self) -> None:
        days = [each.persons for each in DAYS]
        days[-2] = None
        found = only(places(1_700, on=LAST - timedelta(days=3)), days=days)
        assert (found.left, found.percent) == (None, None)

    def test_days_that_the_report_holds_already_are_not_counted_again(self) -> None:
        days = [each.persons for each in DAYS[:-1]]
        ahead = ahead_of(days_of(days), until=LAST - timedelta(days=1))
        assert ahead is not None
        found = only(places(1_350), days=days)
        assert found.percent == ahead.chance_above(1_350, after=LAST)

    def test_it_is_not_known_without_a_rate_or_without_places(self) -> None:
        assert only(places(1_000), days=[0] * 14).percent is None
        assert only(places(None)).percent is None
        assert only(places(None)).as_of is None

    def test_only_places_for_people_that_fill_up_have_one(self) -> None:
        a_day = replace(places(10), stock=False)
        families = replace(places(10, sector="food"), persons=False)
        assert panel(a_day, families).chances == ()
