"""X100-a-iii and X100-a-iv: how much room is left and until when, and whether procedures keep up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from asylon.foresight.influx import Bench, Pace, Report, Room, capacity_on, procedures_of, rooms_of

TODAY = date(2026, 11, 22)
counts = st.one_of(st.none(), st.integers(0, 20_000))


def a_report(**changes: Any) -> Report:
    said: dict[str, Any] = {
        "sector": "shelter",
        "unit": "persons",
        "district": "North",
        "on": TODAY,
        "capacity": 1_000,
        "in_use": 900,
    }
    return Report(**(said | changes))


def one_room(*reports: Report, **more: Any) -> Room:
    (found,) = rooms_of(reports, as_of=TODAY, **more)
    return found


def reports() -> st.SearchStrategy[list[Report]]:
    one = st.builds(
        Report,
        sector=st.sampled_from(["shelter", "health"]),
        unit=st.sampled_from(["persons", "families"]),
        district=st.sampled_from(["North", "South", ""]),
        on=st.integers(0, 20).map(lambda back: TODAY - timedelta(days=back)),
        capacity=counts,
        in_use=counts,
    )
    return st.lists(one, max_size=12)


class TestRoom:
    def test_the_day_it_runs_out_at_the_pace_of_two_reports(self) -> None:
        found = one_room(a_report(on=TODAY - timedelta(days=5), in_use=800), a_report())
        assert (found.percent, found.pace, found.pace_from) == (90, 20, Pace.REPORTS)
        assert found.runs_out_on == TODAY + timedelta(days=5)

    def test_with_one_report_arrivals_say_how_fast_it_fills(self) -> None:
        found = one_room(a_report(), arrivals_a_day=30)
        assert (found.pace_from, found.runs_out_on) == (Pace.ARRIVALS, TODAY + timedelta(days=4))

    def test_families_do_not_fill_by_persons(self) -> None:
        found = one_room(a_report(unit="families", persons=False), arrivals_a_day=30)
        assert (found.pace_from, found.runs_out_on) == (Pace.NOT_KNOWN, None)

    def test_what_is_full_has_run_out_already(self) -> None:
        assert one_room(a_report(in_use=1_200)).runs_out_on == TODAY

    def test_what_empties_does_not_run_out(self) -> None:
        found = one_room(a_report(on=TODAY - timedelta(days=5), in_use=950), a_report())
        assert (found.pace, found.runs_out_on) == (-10, None)

    def test_a_capacity_a_day_does_not_fill_up(self) -> None:
        found = one_room(a_report(unit="persons_a_day", stock=False), arrivals_a_day=30)
        assert (found.percent, found.runs_out_on) == (90, None)

    def test_a_district_that_is_not_known_is_counted_as_such_and_not_as_empty(self) -> None:
        found = one_room(a_report(), a_report(district="South", in_use=None))
        assert (found.capacity, found.districts, found.not_known) == (1_000, 2, 1)

    def test_a_whole_country_is_not_added_to_its_districts(self) -> None:
        districts = [a_report(), a_report(district="South", capacity=500, in_use=100)]
        found = one_room(*districts, a_report(district="", capacity=1_600, in_use=1_020))
        assert (found.capacity, found.in_use, found.districts) == (1_600, 1_020, 1)

    def test_districts_that_reported_after_the_country_count_instead_of_it(self) -> None:
        country = a_report(district="", on=TODAY - timedelta(days=1), capacity=1_600, in_use=1_020)
        older = a_report(district="South", on=TODAY - timedelta(days=9), capacity=500, in_use=100)
        found = one_room(country, a_report(), older)
        assert (found.capacity, found.in_use, found.districts) == (1_500, 1_000, 2)

    def test_what_could_be_taken_is_that_of_the_country_or_of_its_districts(self) -> None:
        told = [
            a_report(district="", on=TODAY - timedelta(days=4), capacity=180),
            a_report(on=TODAY - timedelta(days=4), capacity=100),
            a_report(on=TODAY - timedelta(days=2), capacity=150),
        ]
        days = [TODAY - timedelta(days=back) for back in (4, 3, 2, 0)]
        assert [capacity_on(told, sector="shelter", unit="persons", on=on) for on in days] == [
            180,
            180,
            150,
            150,
        ]

    def test_no_capacity_at_all_has_no_percentage(self) -> None:
        assert one_room(a_report(capacity=0, in_use=0)).percent is None

    def test_what_could_be_taken_on_a_day_by_the_reports_until_then(self) -> None:
        told = [
            a_report(unit="persons_a_day", on=TODAY - timedelta(days=9), capacity=100),
            a_report(unit="persons_a_day", on=TODAY - timedelta(days=2), capacity=150),
            a_report(unit="persons_a_day", on=TODAY - timedelta(days=2), capacity=50, district="South"),
        ]
        days = [TODAY - timedelta(days=back) for back in (10, 9, 3, 2, 0)]
        found = [capacity_on(told, sector="shelter", unit="persons_a_day", on=on) for on in days]
        assert found == [None, 100, 100, 200, 200]

    @given(told=reports())
    def test_units_and_sectors_are_never_added_to_each_other(self, told: list[Report]) -> None:
        found = rooms_of(told, as_of=TODAY)
        kinds = [(each.sector, each.unit) for each in found]
        assert len(set(kinds)) == len(kinds)
        assert set(kinds) == {(each.sector, each.unit) for each in told}

    @given(told=reports(), shift=st.integers(-4_000, 4_000))
    def test_it_does_not_matter_when_it_happens(self, told: list[Report], shift: int) -> None:
        by = timedelta(days=shift)
        moved = rooms_of([replace(each, on=each.on + by) for each in told], as_of=TODAY + by)
        here = rooms_of(told, as_of=TODAY)
        assert [each.runs_out_on and each.runs_out_on - by for each in moved] == [
            each.runs_out_on for each in here
        ]
        assert [each.percent for each in moved] == [each.percent for each in here]

    @given(told=reports(), more=st.integers(1, 5_000))
    def test_more_capacity_never_runs_out_sooner(self, told: list[Report], more: int) -> None:
        larger = [
            replace(each, capacity=None if each.capacity is None else each.capacity + more) for each in told
        ]
        for here, there in zip(rooms_of(told, as_of=TODAY), rooms_of(larger, as_of=TODAY), strict=True):
            if there.runs_out_on is not None:
                assert here.runs_out_on is not None
                assert here.runs_out_on <= there.runs_out_on


class TestProcedures:
    def bench(self, **changes: Any) -> Bench:
        said: dict[str, Any] = {
            "host": "SRB",
            "on": TODAY,
            "waiting": 26_000,
            "new_a_week": 1_400,
            "decisions_a_week": 250,
        }
        return Bench(**(said | changes))

    def test_the_time_to_decide_all_and_the_backlog_that_follows(self) -> None:
        found = procedures_of([self.bench()], as_of=TODAY)
        assert found is not None
        assert found.weeks_to_decide == 104
        assert found.grows_a_week == 1_150
        assert found.backlog_in(26) == 26_000 + 26 * 1_150
        assert found.weeks_to_clear == float("inf")

    def test_a_backlog_that_shrinks_comes_to_an_end_and_not_below_nobody(self) -> None:
        found = procedures_of([self.bench(waiting=1_000, new_a_week=50)], as_of=TODAY)
        assert found is not None
        assert (found.weeks_to_clear, found.backlog_in(26)) == (5, 0)

    def test_where_nothing_is_decided_it_never_ends_unless_nobody_waits(self) -> None:
        stuck = procedures_of([self.bench(decisions_a_week=0)], as_of=TODAY)
        done = procedures_of([self.bench(waiting=0, new_a_week=0, decisions_a_week=0)], as_of=TODAY)
        assert stuck is not None
        assert done is not None
        assert (stuck.weeks_to_decide, done.weeks_to_decide) == (float("inf"), 0)

    def test_one_host_that_does_not_say_leaves_the_sum_unknown(self) -> None:
        found = procedures_of([self.bench(), self.bench(host="BIH", waiting=None)], as_of=TODAY)
        assert found is not None
        assert (found.waiting, found.weeks_to_decide, found.new_a_week) == (None, None, 2_800)

    def test_the_newest_report_of_a_host_counts(self) -> None:
        older = self.bench(on=TODAY - timedelta(days=7), waiting=5)
        found = procedures_of([self.bench(), older], as_of=TODAY)
        assert found is not None
        assert found.waiting == 26_000
        assert procedures_of([self.bench()], as_of=TODAY - timedelta(days=1)) is None
