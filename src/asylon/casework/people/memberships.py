"""Reads who belongs to which group, and which part people have in their families."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from asylon.casework.people.models import Group, Membership

FAMILIES = (Group.Kind.FAMILY, Group.Kind.HOUSEHOLD)


def running(*, today: date) -> Q:
    """Memberships and links that have not ended by a day."""
    return Q(until=None) | Q(until__gt=today)


def parts_of(people: Iterable[UUID], *, today: date) -> dict[UUID, str]:
    """The part that each of these people has in a family, in one query; who has none is left out."""
    rows = _of(people, today=today).filter(group__kind__in=FAMILIES).order_by("since", "id")
    return dict(rows.values_list("person", "part"))


def groups_of(person: UUID, *, today: date) -> list[Membership]:
    """The groups that somebody belongs to, the oldest membership first."""
    return list(_of([person], today=today).select_related("group").order_by("since", "id"))


def _of(people: Iterable[UUID], *, today: date) -> QuerySet[Membership]:
    return Membership.objects.filter(running(today=today), person__in=list(people))
