"""Families, households and other groups, and who belongs to them from when to when."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from asylon.casework.people.models import Group, Membership
from asylon.casework.people.numbers import take_number
from asylon.casework.spine import write_edit


class AlreadyMember(Exception):
    """The person belongs to the group already."""


def form_group(office: UUID, kind: Group.Kind | str, *, now: datetime, title: str = "") -> Group:
    """Make a group of an office. `title` is a place and a date, never a person's name."""
    with transaction.atomic():
        number = take_number(office, today=now.date())
        return Group.objects.create(office_id=office, number=number, kind=kind, title=title, formed_at=now)


def join(group: Group | UUID, person: UUID, *, part: Membership.Part | str, since: date) -> Membership:
    """Make somebody a member of a group from a day on.

    Raises: AlreadyMember.
    """
    group_id = group if isinstance(group, UUID) else group.pk
    try:
        with transaction.atomic():
            return Membership.objects.create(group_id=group_id, person_id=person, part=part, since=since)
    except IntegrityError as taken:
        raise AlreadyMember from taken


def leave(membership: Membership, *, seen: int, until: date) -> Membership:
    """End a membership on a day; it stays on record.

    Raises: EditedMeanwhile; ValueError if the day lies before the first.
    """
    if until < membership.since:
        raise ValueError(f"the membership began on {membership.since}; it cannot end on {until}")
    return write_edit(membership, seen=seen, until=until)


def change_part(membership: Membership, *, seen: int, part: Membership.Part | str) -> Membership:
    """Say anew which part somebody has in a group.

    Raises: EditedMeanwhile.
    """
    return write_edit(membership, seen=seen, part=part)
