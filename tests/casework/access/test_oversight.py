"""What the auditor reads: who did what to whose case, and never the case."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from asylon.casework.access.door import NotThere, Refused, open_many, open_person
from asylon.casework.access.erasing import erase_person
from asylon.casework.access.involving import involve
from asylon.casework.access.kernel import Act
from asylon.casework.access.matching import find_matches
from asylon.casework.access.mine import my_people
from asylon.casework.access.opening import open_in_emergency
from asylon.casework.access.oversight import Filters, read_entries, verify_for
from asylon.casework.access.search import find_people
from asylon.casework.access.visitors import Purpose
from asylon.casework.journal.models import Entry
from asylon.casework.people.identity import Identity, Name
from asylon.casework.staff.models import Role
from tests.office_cast import NOW, Cast, a_case, a_person, visitor_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_the_auditor_sees_who_opened_a_case(cast: Cast) -> None:
    person = a_case(cast)
    open_person(visitor_of(cast.amina), person, act=Act.SEE_PAGE, now=NOW)
    (entry,) = read_entries(cast.visitor(Role.AUDITOR), now=NOW)
    assert (entry.act, entry.actor, entry.person, entry.outcome) == (
        "see_page",
        cast.amina.pk,
        person,
        "done",
    )
    assert entry.detail == {"relation": ["office", "involved"]}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUDITOR])
def test_nobody_else_reads_the_journal(cast: Cast, role: Role) -> None:
    for read in (read_entries, verify_for):
        with pytest.raises(Refused):
            read(cast.visitor(role, stepped_up=True), now=NOW)
    assert set(Entry.objects.values_list("act", "outcome")) == {("read_journal", "refused")}


def test_that_somebody_read_it_is_in_it(cast: Cast) -> None:
    auditor = cast.visitor(Role.AUDITOR)
    assert read_entries(auditor, now=NOW) == []
    assert [entry.act for entry in read_entries(auditor, now=NOW)] == ["read_journal"]


def test_entries_are_found_by_what_they_say(cast: Cast) -> None:
    person, other = a_case(cast), a_case(cast)
    amina, bojan, auditor = visitor_of(cast.amina), visitor_of(cast.bojan), cast.visitor(Role.AUDITOR)
    open_person(amina, person, act=Act.SEE_PAGE, now=NOW)
    open_many(bojan, [person, other], act=Act.SEE_PAGE, now=NOW + timedelta(hours=1))
    with pytest.raises(NotThere):
        open_person(visitor_of(cast.carla), other, act=Act.SEE_PAGE, now=NOW + timedelta(hours=2))

    def found(**filters: object) -> list[int]:
        return [entry.seq for entry in read_entries(auditor, Filters(**filters), now=NOW)]  # type: ignore[arg-type]  # the keys are those of Filters

    assert found(person=person) == [2, 1]
    assert found(person=other)[-2:] == [3, 2]
    assert found(act="see_page") == [3, 2, 1]
    assert found(outcome="refused") == [3]
    assert found(role="trafficking_specialist") == [2]
    assert found(purpose="assistance") == [3, 1]
    assert found(actor=cast.amina.pk) == [1]
    assert found(office=cast.elsewhere.pk) == [3]
    assert found(act="see_page", since=NOW + timedelta(hours=1)) == [3, 2]
    assert found(until=NOW + timedelta(hours=1), role="protection_caseworker") == [1]
    assert found(before_seq=3) == [2, 1]


def test_the_journal_is_walked_for_the_auditor(cast: Cast) -> None:
    open_person(visitor_of(cast.amina), a_case(cast), act=Act.SEE_PAGE, now=NOW)
    verdict = verify_for(cast.visitor(Role.AUDITOR), now=NOW)
    assert verdict.whole
    last = Entry.objects.order_by("seq").last()
    assert last is not None
    assert last.detail == {"verified": 1, "whole": True}


def test_a_whole_day_leaves_no_name_and_no_number_in_the_journal(cast: Cast) -> None:
    words: dict[str, Any] = {
        "given": "Zarmina",
        "family": "Qaderzada",
        "father": "Ghulamhaidar",
        "telephone": "+381641234567",
        "marks": "burnscar",
    }
    person = a_case(cast, **words)
    hidden = a_person(cast.elsewhere, cast.carla, **words)
    amina, supervisor = visitor_of(cast.amina), cast.visitor(Role.SUPERVISOR, stepped_up=True)
    number = open_person(amina, person, act=Act.SEE_PAGE, now=NOW).number
    for typed in ("Zarmina Qaderzada", "زرمینا", number, "3.12.1990", "Zarmina 1990"):
        find_people(amina, typed, now=NOW)
    identity = Identity(names=(Name(given="Zarmina", family="Qaderzada"),))
    find_matches(amina, [identity], now=NOW)
    my_people(amina, now=NOW)
    involve(amina, person, account=cast.carla.pk, purpose=Purpose.ASSISTANCE, now=NOW)
    reason = "Zarmina bleeds and nobody is there"
    open_in_emergency(visitor_of(cast.amina, stepped_up=True), hidden, reason=reason, now=NOW)
    erase_person(supervisor, person, seen=1, now=NOW)
    journal = "\n".join(
        f"{entry.act} {entry.outcome} {entry.role} {entry.purpose} {entry.person} {entry.detail}"
        for entry in Entry.objects.all()
    ).casefold()
    assert Entry.objects.count() > 10
    told = [*words.values(), number, "زرمینا", "1990", "bleeds", "Amina"]
    assert [word for word in told if word.casefold() in journal] == []
