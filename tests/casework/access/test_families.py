"""The family on a person's page: who belongs to whom, as far as the visitor may know."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from asylon.casework.access.door import NotThere, open_person
from asylon.casework.access.family import NOBODY, family_of, open_with_family
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Purpose
from asylon.casework.keys.services import data_key, erase
from asylon.casework.people.groups import AlreadyMember, change_part, form_group, join, leave
from asylon.casework.people.links import (
    Absent,
    AlreadyLinked,
    change_state,
    end_link,
    found,
    link,
    link_unregistered,
)
from asylon.casework.people.memberships import groups_of, parts_of
from asylon.casework.people.models import FamilyLink, Group, Membership
from asylon.casework.spine import EditedMeanwhile
from asylon.casework.staff.models import Role
from tests.office_cast import NOW, TODAY, Cast, a_case, a_person, an_account, involved, visitor_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def mother(cast: Cast) -> UUID:
    """Mina, head of a family of three: Sara is with her, Reza is in a closed case of another office."""
    mina = a_case(cast)
    sara = a_person(cast.reception, cast.amina, given="Sara")
    reza = a_person(cast.elsewhere, cast.carla, given="Reza", closed=True)
    family = form_group(cast.reception.pk, Group.Kind.FAMILY, now=NOW)
    for person, part in ((mina, "head"), (sara, "child"), (reza, "child")):
        join(family, person, part=part, since=TODAY)
    link(mina, sara, FamilyLink.Kind.PARENT)
    link(mina, reza, FamilyLink.Kind.PARENT, state=FamilyLink.State.SEPARATED)
    return mina


def test_the_page_shows_the_family_and_counts_who_may_not_be_seen(cast: Cast, mother: UUID) -> None:
    case, family = open_with_family(visitor_of(cast.amina), mother, act=Act.SEE_PAGE, now=NOW)
    (sara,) = family.relatives
    assert sara.line is not None
    assert (sara.line.names[0].given, sara.part, sara.kind, sara.forward) == ("Sara", "child", "parent", True)
    assert family.hidden == 1
    assert [(each.kind, each.part) for each in family.groups] == [("family", "head")]
    assert family_of(case) == family


def test_a_link_is_read_from_both_sides(cast: Cast, mother: UUID) -> None:
    sara = FamilyLink.objects.get(state="together").other_id
    assert sara is not None
    involved(sara, cast.amina)
    _, family = open_with_family(visitor_of(cast.amina), sara, act=Act.SEE_PAGE, now=NOW)
    relative = next(each for each in family.relatives if each.link is not None)
    assert relative.line is not None
    assert (relative.line.person, relative.kind, relative.forward, relative.part) == (
        mother,
        "parent",
        False,
        "head",
    )


def test_who_is_looked_for_is_told_by_the_one_who_looks(cast: Cast, mother: UUID) -> None:
    absent = Absent(name="Omid", last_heard="March 2025", place="Edirne")
    row = link_unregistered(data_key(mother), mother, FamilyLink.Kind.SPOUSE, absent)
    assert b"Omid" not in bytes(row.sealed or b"")
    _, family = open_with_family(visitor_of(cast.amina), mother, act=Act.SEE_PAGE, now=NOW)
    relative = family.relatives[-1]
    assert (relative.absent, relative.line, relative.state) == (absent, None, "tracing")
    omid = a_person(cast.reception, cast.amina, given="Omid")
    found(row, omid, seen=1)
    _, family = open_with_family(visitor_of(cast.amina), mother, act=Act.SEE_PAGE, now=NOW)
    assert [each.state for each in family.relatives if each.line and each.line.person == omid] == ["found"]


def test_a_guardian_has_a_day_from_and_a_day_until(cast: Cast, mother: UUID) -> None:
    guardian = a_person(cast.reception, cast.amina, given="Lejla", family="Hodžić")
    row = link(guardian, mother, FamilyLink.Kind.GUARDIAN, since=TODAY)
    with pytest.raises(AlreadyLinked):
        link(guardian, mother, FamilyLink.Kind.GUARDIAN)

    def kinds() -> list[str]:
        case = open_person(visitor_of(cast.amina), mother, act=Act.SEE_PAGE, now=NOW)
        return [each.kind for each in family_of(case).relatives]

    assert "guardian" in kinds()
    end_link(row, seen=1, until=TODAY)
    assert "guardian" not in kinds()
    assert link(guardian, mother, FamilyLink.Kind.GUARDIAN).pk != row.pk


def test_who_was_looked_for_and_is_linked_already_is_not_linked_twice(cast: Cast, mother: UUID) -> None:
    sara = FamilyLink.objects.get(state="together").other_id
    assert sara is not None
    row = link_unregistered(data_key(mother), mother, FamilyLink.Kind.PARENT, Absent(name="Sara"))
    with pytest.raises(AlreadyLinked):
        found(row, sara, seen=1)


def test_nobody_is_her_own_relative(cast: Cast, mother: UUID) -> None:
    with pytest.raises(ValueError, match="somebody else"):
        link(mother, mother, FamilyLink.Kind.SIBLING)


def test_two_officers_do_not_overwrite_each_others_link(cast: Cast, mother: UUID) -> None:
    row = FamilyLink.objects.get(state="separated")
    change_state(row, seen=1, state=FamilyLink.State.FOUND)
    with pytest.raises(EditedMeanwhile):
        change_state(FamilyLink(pk=row.pk), seen=1, state=FamilyLink.State.DIED)


def test_belonging_begins_and_ends(cast: Cast, mother: UUID) -> None:
    (membership,) = groups_of(mother, today=TODAY)
    with pytest.raises(AlreadyMember):
        join(membership.group, mother, part="head", since=TODAY)
    assert parts_of([mother], today=TODAY) == {mother: "head"}
    change_part(membership, seen=1, part=Membership.Part.PARENT)
    with pytest.raises(ValueError, match="cannot end"):
        leave(membership, seen=2, until=TODAY - timedelta(days=1))
    leave(membership, seen=2, until=TODAY)
    assert groups_of(mother, today=TODAY) == []
    assert parts_of([mother], today=TODAY) == {}
    again = join(membership.group_id, mother, part="head", since=TODAY + timedelta(days=1))
    assert again.pk != membership.pk


def test_a_person_is_in_several_groups_at_once(cast: Cast, mother: UUID) -> None:
    boat = form_group(cast.reception.pk, Group.Kind.RESCUE, now=NOW, title="Harbour, 24 November")
    stranger = a_person(cast.reception, cast.amina, given="Idris", family="Tesfay")
    for person in (mother, stranger):
        join(boat, person, part="member", since=TODAY)
    _, family = open_with_family(visitor_of(cast.amina), mother, act=Act.SEE_PAGE, now=NOW)
    assert {each.kind for each in family.groups} == {"family", "rescue"}
    # Who was in the same boat is no relative.
    assert stranger not in {each.line.person for each in family.relatives if each.line}


def test_whoever_may_not_see_the_family_learns_of_none(cast: Cast, mother: UUID) -> None:
    involved(mother, cast.by_role[Role.ASYLUM_ADJUDICATOR], Purpose.ASYLUM_PROCEDURE)
    seen = open_person(cast.visitor(Role.ASYLUM_ADJUDICATOR), mother, act=Act.SEE_PAGE, now=NOW)
    assert family_of(seen) != NOBODY
    colleague = visitor_of(an_account(cast.reception, "Goran", Role.ASYLUM_ADJUDICATOR))
    case, family = open_with_family(colleague, mother, act=Act.SEE_PAGE, now=NOW)
    assert family == NOBODY == family_of(case)


def test_an_erased_person_has_no_family_to_show(cast: Cast, mother: UUID) -> None:
    erase(mother)
    _, family = open_with_family(visitor_of(cast.amina), mother, act=Act.SEE_PAGE, now=NOW)
    assert family == NOBODY


def test_an_erased_relative_is_a_number(cast: Cast, mother: UUID) -> None:
    sara = FamilyLink.objects.get(state="together").other_id
    assert sara is not None
    erase(sara)
    _, family = open_with_family(visitor_of(cast.amina), mother, act=Act.SEE_PAGE, now=NOW)
    (line,) = [each.line for each in family.relatives]
    assert line is not None
    assert (line.erased, line.names, line.initials) == (True, (), "")


def test_a_case_with_its_family_costs_six_queries(cast: Cast, mother: UUID) -> None:
    amina = visitor_of(cast.amina)
    with (
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        open_with_family(amina, mother, act=Act.SEE_PAGE, now=NOW)
    assert len([each for each in [*main, *keys] if "advisory" not in each["sql"]]) == 6


def test_the_family_of_somebody_else_is_not_there(cast: Cast, mother: UUID) -> None:
    with pytest.raises(NotThere):
        open_with_family(visitor_of(cast.carla), mother, act=Act.SEE_PAGE, now=NOW)


def test_groups_are_numbered_with_the_office(cast: Cast) -> None:
    group = form_group(cast.reception.pk, Group.Kind.HOUSEHOLD, now=NOW)
    assert group.number == f"RS-{date(2026, 1, 1):%y}-000001"
