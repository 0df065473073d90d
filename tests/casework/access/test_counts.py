"""Counts tell how many, and never of so few that somebody could be found."""

from __future__ import annotations

from datetime import timedelta

import pytest

from asylon.casework.access.counts import Cell, Counts, counts
from asylon.casework.access.door import Refused
from asylon.casework.offices.models import Site
from asylon.casework.people.models import Registered, Registration
from asylon.casework.staff.models import Role
from tests.office_cast import NOW, Cast, a_person

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def registered(cast: Cast, number: int, *, kind: str, site: Site | None = None, days_ago: int = 0) -> None:
    event = Registration.objects.create(
        kind=kind, office=cast.reception, site=site, at=NOW - timedelta(days=days_ago), by=cast.amina
    )
    people = [a_person(cast.reception, cast.amina) for _ in range(number)]
    Registered.objects.bulk_create(Registered(registration=event, person_id=each) for each in people)


def counted(cast: Cast) -> Counts:
    return counts(cast.visitor(Role.ANALYST), since=NOW - timedelta(days=30), now=NOW)


def numbers(cells: tuple[Cell, ...]) -> dict[str, int | None]:
    return {each.of: each.number for each in cells}


def test_people_are_counted_by_day_site_and_kind(cast: Cast) -> None:
    registered(cast, 12, kind="family", site=cast.site)
    registered(cast, 11, kind="rescue", days_ago=1)
    found = counted(cast)
    assert numbers(found.by_kind) == {"family": 12, "rescue": 11}
    assert numbers(found.by_site) == {"Gate": 12, "": 11}
    assert [each.number for each in found.by_day] == [12, 11]


def test_few_people_are_not_told_nor_is_the_cell_that_would_give_them_away(cast: Cast) -> None:
    registered(cast, 20, kind="family")
    registered(cast, 13, kind="individual")
    registered(cast, 4, kind="rescue")
    assert numbers(counted(cast).by_kind) == {"family": 20, "individual": None, "rescue": None}


def test_where_two_with_eleven_people_are_hidden_already_nothing_else_is(cast: Cast) -> None:
    registered(cast, 20, kind="family")
    registered(cast, 6, kind="individual")
    registered(cast, 5, kind="rescue")
    assert numbers(counted(cast).by_kind) == {"family": 20, "individual": None, "rescue": None}


def test_two_that_are_hidden_are_not_worked_out_from_the_whole(cast: Cast) -> None:
    registered(cast, 20, kind="family")
    registered(cast, 1, kind="individual")
    registered(cast, 1, kind="rescue")
    assert set(numbers(counted(cast).by_kind).values()) == {None}


def test_other_times_and_other_offices_do_not_count(cast: Cast) -> None:
    registered(cast, 12, kind="family", days_ago=40)
    assert counted(cast) == Counts((), (), ())


@pytest.mark.parametrize("role", [Role.PROTECTION_CASEWORKER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_whoever_works_with_people_or_accounts_reads_no_counts(cast: Cast, role: Role) -> None:
    with pytest.raises(Refused):
        counts(cast.visitor(role), since=NOW - timedelta(days=30), now=NOW)
