"""Groups that are counted first and registered by name later, family by family."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Count, Q, QuerySet

from asylon.casework.access.door import NotThere, must
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.services import write
from asylon.casework.people.groups import form_group
from asylon.casework.people.models import Group, Registration
from asylon.casework.registration.checks import check_group
from asylon.casework.registration.events import event_of
from asylon.casework.registration.forms import FamilyForm, GroupForm
from asylon.casework.registration.records import put_down
from asylon.casework.registration.registered import Registered
from asylon.casework.registration.services import Occasion, check_site, register

COUNTED = (Group.Kind.PRIMA_FACIE,)


@dataclass(frozen=True, slots=True)
class GroupSeen:
    """A group as its office sees it: counts, never who is in it."""

    id: UUID
    number: str
    kind: str
    title: str
    formed_at: datetime
    counted: Mapping[str, int]
    by_name: int
    """How many of it are registered by name by now."""

    @property
    def total(self) -> int:
        """How many were counted."""
        return sum(self.counted.values())

    @property
    def left(self) -> int:
        """How many of those counted are not registered by name yet; never below nobody."""
        return max(0, self.total - self.by_name)

    @property
    def beyond(self) -> int:
        """How many more are registered by name than were counted. People may have been missed."""
        return max(0, self.by_name - self.total)


def register_group(visitor: Visitor, form: GroupForm, *, now: datetime) -> Registered:
    """Register a group by its count: women, men, girls, boys and people not known, at a place.

    Raises: Refused if the visitor may not register; BadForm naming each field that cannot be taken.
    """
    must(visitor, Act.REGISTER, now=now)
    check_group(form)
    check_site(visitor, form.site)
    if (found := event_of(visitor, form.draft)) is not None:
        return found
    try:
        with transaction.atomic():
            group = form_group(visitor.office, Group.Kind.PRIMA_FACIE, title=form.place.strip(), now=now)
            event = put_down(
                visitor,
                Registration.Kind.GROUP_COUNT,
                group=group,
                draft=form.draft,
                site=form.site,
                counted=form.counted,
                now=now,
            )
            detail = {"registration": event.pk, "group": group.pk, "people": form.total}
            write(act=Act.REGISTER, visitor=visitor, detail=detail, now=now)
    except IntegrityError:  # the same form came a second time while the first one was being written
        if (found := event_of(visitor, form.draft)) is None:
            raise
        return found
    return Registered(event.pk, event.kind, group.pk, group.number, (), form.counted, now)


def individualise(visitor: Visitor, group: UUID, form: FamilyForm, *, now: datetime) -> Registered:
    """Register people of a counted group by name: one, or a family. More than were counted may come.

    Raises: NotThere if the office has no such group; otherwise as `register_family`.
    """
    see_group(visitor, group, now=now)
    return register(visitor, form, Occasion(Registration.Kind.FROM_GROUP, out_of=group), now=now)


def see_group(visitor: Visitor, group: UUID, *, now: datetime) -> GroupSeen:
    """A counted group of the visitor's own office.

    Raises: Refused if the visitor does not register people; NotThere.
    """
    must(visitor, Act.REGISTER, now=now)
    found = groups_of(visitor).filter(pk=group).first()
    if found is None:
        write(act=Act.REGISTER, visitor=visitor, outcome="refused", detail={"group": group}, now=now)
        raise NotThere
    return _seen(found)


def open_groups(visitor: Visitor, *, now: datetime, limit: int = 25) -> tuple[GroupSeen, ...]:
    """The newest counted groups of the visitor's office.

    Raises: Refused if the visitor does not register people.
    """
    must(visitor, Act.REGISTER, now=now)
    return tuple(_seen(found) for found in groups_of(visitor).order_by("-formed_at")[:limit])


def groups_of(visitor: Visitor) -> QuerySet[Group]:
    """The counted groups of an office, each with how many are registered by name."""
    standing = Count("memberships", filter=Q(memberships__until=None), distinct=True)
    found = Group.objects.filter(office=visitor.office, kind__in=COUNTED)
    return found.annotate(by_name=standing).prefetch_related("registrations")


def _seen(group: Any) -> GroupSeen:
    counted: Counter[str] = Counter()
    for event in group.registrations.all():
        counted.update(event.counted)
    return GroupSeen(
        id=group.pk,
        number=group.number,
        kind=group.kind,
        title=group.title,
        formed_at=group.formed_at,
        counted=dict(counted),
        by_name=group.by_name,
    )
