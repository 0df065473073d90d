"""Forming groups around people, joining and leaving them; each membership from a day until a day.

Whoever puts somebody into a group must see somebody who is in it: a group of people who are all none of
the visitor's business is answered like one that there is not.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from asylon.casework.access.door import NotThere, OpenCase, standing_among
from asylon.casework.access.kernel import Act, Field
from asylon.casework.access.kinship import (
    CannotBe,
    check_since,
    check_until,
    check_words,
    note,
    open_to_change,
)
from asylon.casework.access.visitors import Visitor
from asylon.casework.people import groups
from asylon.casework.people.memberships import groups_of
from asylon.casework.people.models import Group, Membership, Person
from asylon.casework.people.numbers import read_number
from asylon.casework.spine import new_id

LONGEST_TITLE = 120
FORMED = (Group.Kind.FAMILY, Group.Kind.HOUSEHOLD, Group.Kind.TRAVEL)
"""What is formed around a person. Groups that are counted and people rescued come from a registration."""


def form_around(
    visitor: Visitor, person: UUID, *, kind: str, part: str, title: str = "", since: date, now: datetime
) -> UUID:
    """Form a group with the person as its first member; gives the group's id.

    Raises: CannotBe; NotThere; Refused; Erased.
    """
    case = open_to_change(visitor, person, now=now)
    if kind not in FORMED:
        raise CannotBe("kind", "choice")
    check_words("title", title, LONGEST_TITLE)
    check_since(since, now)
    with transaction.atomic():
        group = groups.form_group(case.row.office, kind, now=now, title=title.strip())
        row = groups.join(group, case.person, part=part, since=since)
        note(case, {"group": group.pk, "membership": row.pk, "kind": kind, "part": part})
    return group.pk


def join_group(visitor: Visitor, person: UUID, group: UUID, *, part: str, since: date, now: datetime) -> UUID:
    """Put the person into a group from a day on; gives the membership's id.

    Raises: AlreadyMember; CannotBe; NotThere for the person and for the group; Refused; Erased.
    """
    case = open_to_change(visitor, person, now=now)
    if not _sees_somebody_in(case, group):
        raise NotThere
    check_since(since, now)
    with transaction.atomic():
        row = groups.join(group, case.person, part=part, since=since)
        note(case, {"group": group, "membership": row.pk, "part": part})
    return row.pk


def group_numbered(number: str) -> UUID:
    """The id of the group that has a number; of none if there is none, which is answered alike."""
    known = Group.objects.filter(number=read_number(number)).values_list("pk", flat=True).first()
    return known or new_id()


def change_part(
    visitor: Visitor, person: UUID, membership: UUID, *, seen: int, part: str, now: datetime
) -> int:
    """Say anew which part the person has in a group; gives the new version.

    Raises: EditedMeanwhile; NotThere, also for a membership of somebody else; Refused; Erased.
    """
    case = open_to_change(visitor, person, now=now)
    row = _membership(case, membership)
    with transaction.atomic():
        groups.change_part(row, seen=seen, part=part)
        note(case, {"membership": membership, "part": part})
    return row.version


def leave_group(
    visitor: Visitor, person: UUID, membership: UUID, *, seen: int, until: date, now: datetime
) -> int:
    """End a membership on a day; it stays on record. Gives the new version.

    Raises: CannotBe; EditedMeanwhile; NotThere; Refused; Erased.
    """
    case = open_to_change(visitor, person, now=now)
    row = _membership(case, membership)
    check_until(until, row.since, now)
    with transaction.atomic():
        groups.leave(row, seen=seen, until=until)
        note(case, {"membership": membership, "until": f"{until:%Y%m%d}"})
    return row.version


def _membership(case: OpenCase, membership: UUID) -> Membership:
    found = [row for row in groups_of(case.person, today=case.now.date()) if row.pk == membership]
    if not found:
        raise NotThere
    return found[0]


def _sees_somebody_in(case: OpenCase, group: UUID) -> bool:
    within = Membership.objects.filter(group=group, until=None)
    people = Person.objects.filter(pk__in=within.values("person"))
    cases = standing_among(case.visitor, people, now=case.now)
    return any(each.may(Act.SEE_PAGE) and each.sees(Field.FAMILY) for each in cases)
