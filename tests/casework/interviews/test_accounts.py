"""What the person tells: sealed, appended, and read only by those who may."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from asylon.casework.access.door import NotThere, Refused
from asylon.casework.access.kernel import Why
from asylon.casework.interviews.accounts import BadAccount, read_accounts, tell
from asylon.casework.interviews.models import Narrative
from asylon.casework.journal.models import Entry
from asylon.casework.staff.models import Role
from tests.office_cast import NOW, Cast, a_case, visitor_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TOLD = "أخذوا أوراقي في الليلة الأولى."


def test_what_was_told_is_read_again_newest_first(cast: Cast) -> None:
    amina, person = visitor_of(cast.amina), a_case(cast)
    tell(amina, person, TOLD, language="ar", now=NOW)
    tell(amina, person, "Later more.", language="en", now=NOW)
    told = read_accounts(amina, person, now=NOW).told
    assert [(each.text, each.language) for each in told] == [("Later more.", "en"), (TOLD, "ar")]
    assert told[0].by == cast.amina.pk


def test_it_cannot_be_read_in_the_database_or_the_journal(cast: Cast) -> None:
    amina, person = visitor_of(cast.amina), a_case(cast)
    tell(amina, person, TOLD, language="ar", now=NOW)
    assert TOLD.encode() not in bytes(Narrative.objects.get().sealed)
    assert not [entry for entry in Entry.objects.all() if TOLD in str(entry.detail)]


def test_nobody_rewrites_it(cast: Cast) -> None:
    tell(visitor_of(cast.amina), a_case(cast), TOLD, language="ar", now=NOW)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM interviews_narrative")


def test_it_is_for_those_who_hold_the_case(cast: Cast) -> None:
    amina, person = visitor_of(cast.amina), a_case(cast)
    tell(amina, person, TOLD, language="ar", now=NOW)
    assert read_accounts(amina, person, now=NOW).told
    for visitor in (visitor_of(cast.bojan), cast.visitor(Role.SUPERVISOR)):
        with pytest.raises(Refused):
            read_accounts(visitor, person, now=NOW)
        with pytest.raises(Refused):
            tell(visitor, person, "more", language="en", now=NOW)
    with pytest.raises(NotThere):
        read_accounts(visitor_of(cast.carla), person, now=NOW)


def test_in_a_closed_case_it_wants_a_fresh_second_factor(cast: Cast) -> None:
    person = a_case(cast, closed=True)
    tell(visitor_of(cast.amina), person, TOLD, language="ar", now=NOW)
    with pytest.raises(Refused) as refusal:
        read_accounts(visitor_of(cast.amina), person, now=NOW)
    assert refusal.value.why is Why.STEP_UP
    assert read_accounts(visitor_of(cast.amina, stepped_up=True), person, now=NOW).told


@pytest.mark.parametrize("text", ["", "  \n", "x" * 100_001, "half \ud800"])
def test_nothing_endless_or_broken_is_kept(cast: Cast, text: str) -> None:
    with pytest.raises(BadAccount):
        tell(visitor_of(cast.amina), a_case(cast), text, language="en", now=NOW)
