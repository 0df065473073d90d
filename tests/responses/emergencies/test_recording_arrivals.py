"""Arrivals: a figure is written once, corrected by another row, and never overwritten or counted twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from asylon.casework.access.door import NotThere, Refused
from asylon.casework.journal.models import Entry
from asylon.casework.spine import new_id
from asylon.casework.staff.models import Role
from asylon.responses.emergencies.faults import BadRecord
from asylon.responses.emergencies.kinds import HowKnown, Sex
from asylon.responses.emergencies.models import Arrivals, Capacity, Procedures
from asylon.responses.emergencies.recording import Recorded, record_arrivals
from asylon.responses.emergencies.records import NewArrivals
from tests.office_cast import NOW, TODAY, Cast
from tests.responses.emergencies.situations import SOURCE, an_emergency, arrived, coordinator

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def a_row(**changes: Any) -> NewArrivals:
    said: dict[str, Any] = {"on": TODAY, "place": "Gate 1", "host": "SRB", "persons": 40}
    return NewArrivals(**(said | changes))


def faults_of(cast: Cast, *rows: NewArrivals, source: str = SOURCE) -> set[tuple[str, str, int | None]]:
    emergency = an_emergency(cast)
    with pytest.raises(BadRecord) as refused:
        record_arrivals(coordinator(cast), emergency, rows, source=source, now=NOW)
    assert all(fault.says() for fault in refused.value.faults)
    assert not Arrivals.objects.exists()
    return {(fault.field, fault.code, fault.row) for fault in refused.value.faults}


class TestWhatIsWritten:
    def test_nobody_is_not_the_same_as_not_known(self, cast: Cast) -> None:
        emergency = an_emergency(cast)
        arrived(coordinator(cast), emergency, {TODAY: None, TODAY - timedelta(days=1): 0})
        assert list(Arrivals.objects.order_by("on").values_list("persons", flat=True)) == [0, None]

    def test_a_correction_supersedes_and_both_are_kept(self, cast: Cast) -> None:
        emergency = an_emergency(cast)
        arrived(coordinator(cast), emergency, {TODAY: 40})
        later = NOW + timedelta(hours=1)
        assert arrived(coordinator(cast), emergency, {TODAY: 44}, now=later) == Recorded(0, 1, 0)
        older, newer = Arrivals.objects.order_by("at")
        assert (older.persons, newer.persons) == (40, 44)
        assert newer.supersedes == older

    def test_the_same_again_writes_nothing(self, cast: Cast) -> None:
        emergency = an_emergency(cast)
        arrived(coordinator(cast), emergency, {TODAY: 40})
        assert arrived(coordinator(cast), emergency, {TODAY: 40}) == Recorded(0, 0, 1)
        assert Arrivals.objects.count() == 1

    def test_a_row_by_sex_stands_beside_the_others(self, cast: Cast) -> None:
        emergency = an_emergency(cast)
        rows = [a_row(sex=sex) for sex in Sex]
        assert record_arrivals(coordinator(cast), emergency, rows, source=SOURCE, now=NOW).new == len(Sex)

    def test_figures_of_an_invented_emergency_are_invented(self, cast: Cast) -> None:
        emergency = an_emergency(cast, invented=True)
        arrived(coordinator(cast), emergency, {TODAY: 40})
        assert Arrivals.objects.get().invented

    def test_the_journal_holds_ids_and_codes_only(self, cast: Cast) -> None:
        emergency = an_emergency(cast)
        arrived(coordinator(cast), emergency, {TODAY: 40})
        entry = Entry.objects.order_by("-seq")[0]
        assert entry.act == "record_figures"
        assert entry.detail == {"emergency": str(emergency), "what": "arrivals", "rows": 1}

    def test_a_desk_that_registers_may_count(self, cast: Cast) -> None:
        emergency = an_emergency(cast)
        assert arrived(cast.visitor(Role.REGISTRATION_OFFICER), emergency, {TODAY: 3}).new == 1

    def test_an_analyst_may_not(self, cast: Cast) -> None:
        emergency = an_emergency(cast)
        with pytest.raises(Refused):
            arrived(cast.visitor(Role.ANALYST), emergency, {TODAY: 3})
        assert Entry.objects.order_by("-seq")[0].outcome == "refused"

    def test_an_emergency_that_is_not_there(self, cast: Cast) -> None:
        with pytest.raises(NotThere):
            arrived(coordinator(cast), new_id(), {TODAY: 3})


class TestWhatIsRefused:
    def test_a_day_that_has_not_come(self, cast: Cast) -> None:
        assert faults_of(cast, a_row(on=TODAY + timedelta(days=1))) == {("on", "future", 0)}

    def test_a_code_that_is_none_names_the_nearest(self, cast: Cast) -> None:
        emergency = an_emergency(cast)
        with pytest.raises(BadRecord, match="origin") as refused:
            record_arrivals(coordinator(cast), emergency, [a_row(origin="AFX")], source=SOURCE, now=NOW)
        assert "AFG" in refused.value.faults[0].says()

    @pytest.mark.parametrize("code", ["UNK", "XXA", "TIB", "XKX", "AFG"])
    def test_origins_without_a_country_are_known(self, cast: Cast, code: str) -> None:
        emergency = an_emergency(cast)
        assert arrived(coordinator(cast), emergency, {TODAY: 1}, origin=code).new == 1

    def test_a_host_that_is_none_of_this_emergency(self, cast: Cast) -> None:
        assert faults_of(cast, a_row(host="HUN")) == {("host", "not_a_host", 0)}

    def test_the_same_row_twice_in_one_sheet(self, cast: Cast) -> None:
        assert faults_of(cast, a_row(), a_row(persons=41)) == {("place", "twice", 1)}

    def test_without_a_source_or_a_place(self, cast: Cast) -> None:
        assert faults_of(cast, a_row(place=" "), source="") == {
            ("source", "required", None),
            ("place", "required", 0),
        }

    def test_less_than_nobody(self, cast: Cast) -> None:
        assert faults_of(cast, a_row(persons=-1)) == {("persons", "count", 0)}

    def test_an_empty_sheet(self, cast: Cast) -> None:
        assert faults_of(cast) == {("rows", "nothing", None)}


class TestTheDatabaseItself:
    def raw(self, cast: Cast, **changes: Any) -> Arrivals:
        said: dict[str, Any] = {
            "emergency_id": an_emergency(cast, name=str(new_id())),
            "on": TODAY,
            "place": "Gate 1",
            "host": "SRB",
            "source": SOURCE,
            "by": cast.amina,
            "at": NOW,
        }
        return Arrivals(**(said | changes))

    @pytest.mark.parametrize(
        "changes",
        [{"persons": -1}, {"sex": "x"}, {"age": "x"}, {"how": "x"}, {"place": ""}, {"source": ""}],
    )
    def test_refuses_what_cannot_be(self, cast: Cast, changes: dict[str, Any]) -> None:
        row = self.raw(cast, **changes)
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)

    def test_refuses_a_second_beginning_of_the_same_row(self, cast: Cast) -> None:
        emergency = an_emergency(cast)
        self.raw(cast, emergency_id=emergency).save(force_insert=True)
        with pytest.raises(IntegrityError), transaction.atomic():
            self.raw(cast, emergency_id=emergency).save(force_insert=True)

    def test_refuses_two_corrections_of_one_row(self, cast: Cast) -> None:
        first = self.raw(cast)
        first.save(force_insert=True)
        more = {"emergency_id": first.emergency_id, "supersedes": first}
        self.raw(cast, **more).save(force_insert=True)
        with pytest.raises(IntegrityError), transaction.atomic():
            self.raw(cast, **more).save(force_insert=True)

    def test_refuses_reports_that_say_nothing(self, cast: Cast) -> None:
        said = {
            "emergency_id": an_emergency(cast),
            "on": TODAY,
            "source": SOURCE,
            "by": cast.amina,
            "at": NOW,
        }
        for row in (
            Capacity(**said, sector="shelter", unit="persons"),
            Procedures(**said, host="SRB"),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                row.save(force_insert=True)

    def test_refuses_to_rewrite_and_to_delete(self, cast: Cast) -> None:
        row = self.raw(cast, how=HowKnown.ESTIMATED, persons=3)
        row.save(force_insert=True)
        for rewrite in (
            lambda: Arrivals.objects.update(persons=4),
            lambda: Arrivals.objects.filter(pk=row.pk).delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                rewrite()
