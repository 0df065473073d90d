"""X100-a: the figures as they stand: first crossings once, corrections, gaps, and small numbers untold."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.casework.access.door import Refused
from asylon.casework.access.small_numbers import SMALLEST_TOLD
from asylon.casework.staff.models import Role
from asylon.foresight.influx import Day
from asylon.responses.emergencies.characteristics import inhabitants_of, seen_of
from asylon.responses.emergencies.kinds import HowKnown, Sector, Sex, Unit
from asylon.responses.emergencies.recording import record_arrivals, record_capacity, record_procedures
from asylon.responses.emergencies.records import NewArrivals, NewCapacity, NewProcedures
from asylon.responses.emergencies.splits import Cell, told
from asylon.responses.emergencies.standing import arrivals_of
from tests.office_cast import NOW, TODAY, Cast
from tests.responses.emergencies.situations import SOURCE, an_emergency, arrived, coordinator, full_emergency

YESTERDAY = TODAY - timedelta(days=1)
database = pytest.mark.django_db(databases=["default", "keys"])


@database
class TestDays:
    def test_a_day_is_added_up_estimated_and_dated_by_all_of_its_rows(self, cast: Cast) -> None:
        emergency, visitor = an_emergency(cast), coordinator(cast)
        later = NOW + timedelta(days=2)
        arrived(visitor, emergency, {YESTERDAY: 30, TODAY: 20}, now=NOW)
        arrived(visitor, emergency, {YESTERDAY: 12}, place="Gate 2", how=HowKnown.ESTIMATED, now=later)
        arrived(visitor, emergency, {TODAY: None}, place="Gate 2", now=NOW)
        arrived(visitor, emergency, {TODAY: 99}, place="Gate 3", first_crossing=False, now=NOW)
        assert seen_of(visitor, emergency, now=NOW).days == (
            Day(on=YESTERDAY, persons=42, estimated=True, recorded_on=later.date()),
            Day(on=TODAY, persons=None, estimated=False, recorded_on=TODAY),
        )

    def test_who_crosses_two_borders_counts_once(self, cast: Cast) -> None:
        emergency, visitor = an_emergency(cast, hosts=("SRB", "BIH")), coordinator(cast)
        arrived(visitor, emergency, {TODAY: 100})
        arrived(visitor, emergency, {TODAY: 60}, host="BIH", place="Bridge", first_crossing=False)
        seen = seen_of(visitor, emergency, now=NOW)
        assert seen.panel.arrived.in_all == 100
        assert len(arrivals_of(visitor, emergency, now=NOW)) == 2

    def test_a_correction_counts_and_what_it_corrects_does_not(self, cast: Cast) -> None:
        emergency, visitor = an_emergency(cast), coordinator(cast)
        for persons in (40, 44, 43):
            arrived(visitor, emergency, {TODAY: persons})
        (row,) = arrivals_of(visitor, emergency, now=NOW)
        assert (row.persons, row.corrected) == (43, True)
        assert seen_of(visitor, emergency, now=NOW).panel.arrived.in_all == 43

    def test_a_day_of_which_one_place_is_not_known_is_not_known(self, cast: Cast) -> None:
        emergency, visitor = an_emergency(cast), coordinator(cast)
        arrived(visitor, emergency, {TODAY: 40, YESTERDAY: 30})
        arrived(visitor, emergency, {TODAY: None}, place="Gate 2")
        days = {each.on: each.persons for each in seen_of(visitor, emergency, now=NOW).days}
        assert days == {TODAY: None, YESTERDAY: 30}

    def test_a_day_is_estimated_as_soon_as_a_part_of_it_is(self, cast: Cast) -> None:
        emergency, visitor = an_emergency(cast), coordinator(cast)
        arrived(visitor, emergency, {TODAY: 40})
        arrived(visitor, emergency, {TODAY: 9}, place="Forest", how=HowKnown.ESTIMATED)
        assert [each.estimated for each in seen_of(visitor, emergency, now=NOW).days] == [True]

    def test_how_late_a_figure_was_written_down_is_kept(self, cast: Cast) -> None:
        emergency, visitor = an_emergency(cast), coordinator(cast)
        arrived(visitor, emergency, {TODAY - timedelta(days=4): 40})
        assert arrivals_of(visitor, emergency, now=NOW)[0].delay_days == 4


@database
class TestTheWholePanel:
    def test_it_stands_on_what_is_recorded(self, cast: Cast) -> None:
        emergency = full_emergency(coordinator(cast), now=NOW)
        seen = seen_of(cast.visitor(Role.ANALYST), emergency, now=NOW)
        panel = seen.panel
        assert panel.rate is not None
        assert panel.rate.trend.value == "rising"
        assert panel.surge is not None
        assert panel.surge.began <= TODAY - timedelta(days=20)
        shelter = next(each for each in panel.rooms if each.sector == "shelter")
        assert (shelter.capacity, shelter.pace, shelter.runs_out_on) == (
            9_000,
            350,
            TODAY + timedelta(days=1),
        )
        assert panel.procedures is not None
        assert panel.procedures.grows_a_week == 3_820
        assert seen.any_invented
        assert seen.registrable[YESTERDAY] == 900

    @pytest.mark.parametrize("said", ["capacity", "procedures"])
    def test_a_made_up_report_makes_the_panel_made_up(self, cast: Cast, said: str) -> None:
        emergency, visitor = an_emergency(cast), coordinator(cast)
        arrived(visitor, emergency, {TODAY: 40})
        assert not seen_of(visitor, emergency, now=NOW).any_invented
        if said == "capacity":
            shelter = NewCapacity(on=TODAY, sector=Sector.SHELTER, unit=Unit.PERSONS, capacity=90)
            record_capacity(visitor, emergency, [shelter], source=SOURCE, invented=True, now=NOW)
        else:
            bench = NewProcedures(on=TODAY, host="SRB", waiting=100)
            record_procedures(visitor, emergency, bench, source=SOURCE, invented=True, now=NOW)
        assert seen_of(visitor, emergency, now=NOW).any_invented

    def test_the_inhabitants_are_those_of_all_hosts_or_not_known(self) -> None:
        one, two = inhabitants_of(["SRB"]), inhabitants_of(["SRB", "BIH"])
        assert one is not None
        assert two is not None
        assert one < two
        assert inhabitants_of(["SRB", "ZZZ"]) is None
        assert inhabitants_of([]) is None

    def test_rows_are_for_whoever_records(self, cast: Cast) -> None:
        emergency = full_emergency(coordinator(cast), now=NOW)
        with pytest.raises(Refused):
            arrivals_of(cast.visitor(Role.ANALYST), emergency, now=NOW)


@database
class TestSplits:
    def test_small_numbers_are_not_told(self, cast: Cast) -> None:
        emergency, visitor = an_emergency(cast), coordinator(cast)
        numbers = {Sex.FEMALE: 300, Sex.MALE: 80, Sex.OTHER: 2}
        rows = [
            NewArrivals(on=TODAY, place="Gate", host="SRB", persons=number, sex=sex)
            for sex, number in numbers.items()
        ]
        record_arrivals(visitor, emergency, rows, source=SOURCE, now=NOW)
        splits = seen_of(visitor, emergency, now=NOW).splits
        assert splits.in_all == 382
        assert [(each.of, each.persons) for each in splits.by_sex] == [
            ("female", 300),
            ("male", None),
            ("other", None),
        ]

    def test_a_whole_that_is_small_is_told_neither_at_once_nor_by_day(self, cast: Cast) -> None:
        emergency, visitor = an_emergency(cast, began_on=YESTERDAY), coordinator(cast)
        before = YESTERDAY - timedelta(days=1)
        arrived(visitor, emergency, {before: 40, YESTERDAY: 3, TODAY: 7})
        few = seen_of(visitor, emergency, now=NOW)
        assert (few.few, few.splits.in_all, few.panel.arrived.in_all) == (True, None, None)
        assert [each.persons for each in few.splits.by_place] == [None]
        assert [each.on for each in few.days] == [before]
        arrived(visitor, emergency, {TODAY: 8})
        eleven = seen_of(visitor, emergency, now=NOW)
        assert (eleven.few, eleven.splits.in_all, eleven.panel.arrived.in_all) == (False, 11, 11)
        assert [each.persons for each in eleven.days] == [40, 3, 8]


@given(sizes=st.lists(st.integers(0, 60), max_size=8))
def test_no_small_number_is_told_and_none_can_be_worked_out(sizes: list[int]) -> None:
    cells = told(Cell(str(at), size) for at, size in enumerate(sizes))
    hidden = [size for size, cell in zip(sizes, cells, strict=True) if cell.persons is None]
    assert all(cell.persons is None or cell.persons == 0 or cell.persons >= SMALLEST_TOLD for cell in cells)
    assert len(hidden) != 1 or sum(1 for size in sizes if size) == 1
    assert [cell.persons for cell in cells if cell.persons is not None] == [
        size for size, cell in zip(sizes, cells, strict=True) if cell.persons is not None
    ]
