"""Emergency openings: with a reason, for half an hour, told to supervisors, less than business gives."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from asylon.casework.access.door import NotThere, Refused, open_person
from asylon.casework.access.erasing import erase_person
from asylon.casework.access.kernel import Act, Field, Relation, Why
from asylon.casework.access.models import EmergencyOpening, Notice
from asylon.casework.access.notices import PAGE, mark_seen, notices, unseen
from asylon.casework.access.opening import LASTS, ShortReason, open_in_emergency
from asylon.casework.access.search import find_people
from asylon.casework.journal.models import Entry
from asylon.casework.staff.models import Role
from tests.office_cast import NOW, Cast, a_person, visitor_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

REASON = "She is bleeding and the clinic asks for her allergies."


def test_an_opening_shows_for_half_an_hour_what_an_emergency_needs(cast: Cast) -> None:
    person = a_person(cast.elsewhere, cast.carla, closed=True)
    amina = visitor_of(cast.amina, stepped_up=True)
    opening = open_in_emergency(amina, person, reason=REASON, now=NOW)
    assert opening.until == NOW + LASTS
    case = open_person(amina, person, act=Act.SEE_PAGE, now=NOW + timedelta(minutes=29))
    assert case.glass
    assert case.glass_until == opening.until
    assert case.relation == Relation.GLASS
    assert case.sees(Field.INTIMATE_NEEDS)
    assert not case.sees(Field.COUNTRIES_AND_FEAR)
    assert not case.may(Act.READ_ACCOUNT)
    with pytest.raises(NotThere):
        open_person(amina, person, act=Act.SEE_PAGE, now=NOW + timedelta(minutes=30))


def test_an_opening_is_one_accounts_in_one_role(cast: Cast) -> None:
    person = a_person(cast.elsewhere, cast.carla)
    open_in_emergency(visitor_of(cast.amina, stepped_up=True), person, reason=REASON, now=NOW)
    with pytest.raises(NotThere):
        open_person(visitor_of(cast.bojan), person, act=Act.SEE_PAGE, now=NOW)


def test_it_wants_a_fresh_second_factor_before_anything_else(cast: Cast) -> None:
    for asked in (a_person(cast.elsewhere, cast.carla), uuid4()):
        with pytest.raises(Refused) as refusal:
            open_in_emergency(visitor_of(cast.amina), asked, reason=REASON, now=NOW)
        assert refusal.value.why is Why.STEP_UP


@pytest.mark.parametrize("role", [Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR, Role.SUPERVISOR])
def test_it_is_not_for_whoever_does_no_case_work(cast: Cast, role: Role) -> None:
    person = a_person(cast.reception, cast.amina)
    with pytest.raises(Refused):
        open_in_emergency(cast.visitor(role, stepped_up=True), person, reason=REASON, now=NOW)
    assert not EmergencyOpening.objects.exists()


@pytest.mark.parametrize("reason", ["", "urgent", "         x         ", "a\n\n\n\n\n\n\n\n\nb", "x" * 1001])
def test_it_wants_a_reason_in_a_sentence(cast: Cast, reason: str) -> None:
    person = a_person(cast.elsewhere, cast.carla)
    with pytest.raises(ShortReason):
        open_in_emergency(visitor_of(cast.amina, stepped_up=True), person, reason=reason, now=NOW)
    assert not EmergencyOpening.objects.exists()


def test_nobody_can_be_opened_who_is_not_there_or_erased(cast: Cast) -> None:
    amina = visitor_of(cast.amina, stepped_up=True)
    person = a_person(cast.reception, cast.amina)
    erase_person(cast.visitor(Role.SUPERVISOR, stepped_up=True), person, seen=1, now=NOW)
    for asked in (person, uuid4()):
        with pytest.raises(NotThere):
            open_in_emergency(amina, asked, reason=REASON, now=NOW)
    refused = Entry.objects.filter(act="open_in_emergency", outcome="refused")
    assert refused.count() == 2


def test_the_supervisor_is_told_who_and_why_and_marks_it_seen(cast: Cast) -> None:
    person = a_person(cast.reception, cast.amina, closed=True)
    opening = open_in_emergency(visitor_of(cast.bojan, stepped_up=True), person, reason=REASON, now=NOW)
    supervisor = cast.visitor(Role.SUPERVISOR)
    assert unseen(supervisor, now=NOW) == 1
    (told,) = notices(supervisor, now=NOW)
    assert (told.kind, told.person, told.about_name, told.about_office) == (
        "emergency_opening",
        person,
        "Bojan",
        "Office rs",
    )
    assert (told.reason, told.role, told.until) == (REASON, "trafficking_specialist", opening.until)
    mark_seen(supervisor, told.id, now=NOW)
    assert unseen(supervisor, now=NOW) == 0
    assert notices(supervisor, now=NOW) == []
    (again,) = notices(supervisor, now=NOW, also_seen=True)
    assert (again.seen_at, again.seen_by_name) == (NOW, "Supervisor")


def test_who_saw_a_notice_first_stays_with_it(cast: Cast) -> None:
    person = a_person(cast.reception, cast.amina)
    open_in_emergency(visitor_of(cast.bojan, stepped_up=True), person, reason=REASON, now=NOW)
    supervisor = cast.visitor(Role.SUPERVISOR)
    notice = Notice.objects.get()
    mark_seen(supervisor, notice.pk, now=NOW)
    mark_seen(supervisor, notice.pk, now=NOW + timedelta(hours=1))
    notice.refresh_from_db()
    assert notice.seen_at == NOW


def test_a_notice_goes_to_the_office_that_keeps_the_case_and_no_other(cast: Cast) -> None:
    person = a_person(cast.elsewhere, cast.carla)
    open_in_emergency(visitor_of(cast.amina, stepped_up=True), person, reason=REASON, now=NOW)
    supervisor = cast.visitor(Role.SUPERVISOR)
    assert notices(supervisor, now=NOW) == []
    with pytest.raises(NotThere):
        mark_seen(supervisor, Notice.objects.get().pk, now=NOW)
    assert Notice.objects.get().seen_at is None


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SUPERVISOR])
def test_only_supervisors_read_notices(cast: Cast, role: Role) -> None:
    person = a_person(cast.reception, cast.amina)
    open_in_emergency(visitor_of(cast.bojan, stepped_up=True), person, reason=REASON, now=NOW)
    assert unseen(cast.visitor(role), now=NOW) == 0
    with pytest.raises(Refused):
        notices(cast.visitor(role), now=NOW)
    with pytest.raises(Refused):
        mark_seen(cast.visitor(role), Notice.objects.get().pk, now=NOW)


def test_the_reason_is_gone_with_the_person(cast: Cast) -> None:
    person = a_person(cast.reception, cast.amina)
    open_in_emergency(visitor_of(cast.bojan, stepped_up=True), person, reason=REASON, now=NOW)
    erase_person(cast.visitor(Role.SUPERVISOR, stepped_up=True), person, seen=1, now=NOW)
    (told,) = notices(cast.visitor(Role.SUPERVISOR), now=NOW)
    assert told.reason == ""


def test_a_question_about_somebody_is_a_notice_too(cast: Cast) -> None:
    a_person(cast.reception, cast.amina, closed=True)
    find_people(visitor_of(cast.carla), "Mina Rahimi", now=NOW)
    (told,) = notices(cast.visitor(Role.SUPERVISOR), now=NOW)
    assert (told.kind, told.about_name, told.reason, told.until) == ("asked_about", "Carla", "", None)


def test_notices_come_a_page_at_a_time_in_few_queries(cast: Cast) -> None:
    for _ in range(3):
        a_person(cast.reception, cast.amina, closed=True)
    find_people(visitor_of(cast.carla), "Mina Rahimi", now=NOW)
    supervisor = cast.visitor(Role.SUPERVISOR)
    everything = notices(supervisor, now=NOW)
    assert len(everything) == 3 <= PAGE
    assert notices(supervisor, now=NOW, start=1, limit=1) == everything[1:2]


def test_an_opening_is_never_rewritten(cast: Cast) -> None:
    person = a_person(cast.reception, cast.amina)
    open_in_emergency(visitor_of(cast.bojan, stepped_up=True), person, reason=REASON, now=NOW)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM access_emergencyopening")
