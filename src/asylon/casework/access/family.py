"""The family of somebody whose case is open: who belongs to her, and of whom the visitor may see the name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from asylon.casework.access.door import OpenCase, open_among, standing_among
from asylon.casework.access.kernel import Act, Field
from asylon.casework.access.mine import Line, line_of
from asylon.casework.access.visitors import Visitor
from asylon.casework.people.links import Absent, open_absent
from asylon.casework.people.memberships import running
from asylon.casework.people.models import FamilyLink, Group, Membership, Person


@dataclass(frozen=True, slots=True)
class Belonging:
    """A group that the person belongs to."""

    id: UUID
    group: UUID
    kind: str
    number: str
    title: str
    part: str
    since: date
    version: int
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody of the family or linked to the person.

    `line` is None for somebody whom the visitor may not see, and for somebody who is not registered;
    the latter is told by `absent`. `kind` is what the person is to the other if `forward`, otherwise what
    the other is to her; empty where they only belong to the same group.
    """

    line: Line | None
    absent: Absent | None
    part: str
    """The other's part in the group that they share."""
    link: UUID | None
    link_version: int
    kind: str
    state: str
    forward: bool
    since: date | None = None
    """When the link began, if that is known."""
    until: date | None = None
    """When it ended, or is to end."""


@dataclass(frozen=True, slots=True)
class Family:
    """Groups, relatives whom the visitor may know of, and how many more there are."""

    groups: tuple[Belonging, ...]
    relatives: tuple[Relative, ...]
    hidden: int


NOBODY = Family((), (), 0)


def open_with_family(visitor: Visitor, person: UUID, *, act: Act, now: datetime) -> tuple[OpenCase, Family]:
    """Open a case together with the family: six queries, the journal's two included.

    Raises: NotThere, Refused.
    """
    case, others = open_among(visitor, person, _family_and(person, today=now.date()), act=act, now=now)
    return case, _family(case, {other.person: other for other in others})


def family_of(case: OpenCase) -> Family:
    """The family and other groups of the person of an open case. Four queries.

    Empty for a visitor who may not see the family.
    """
    relatives = _family_and(case.person, today=case.now.date()).exclude(pk=case.person)
    others = standing_among(case.visitor, relatives, now=case.now)
    return _family(case, {other.person: other for other in others})


def past_family_of(case: OpenCase) -> Family:
    """Links and memberships that have ended, the last first. Nobody is counted who may not be seen."""
    if not case.sees(Field.FAMILY) or case.erased:
        return NOBODY
    ended = Q(until__lte=case.now.date())
    about = Q(person=case.person) | Q(other=case.person)
    rows = FamilyLink.objects.filter(ended, about).order_by("-until", "-id")
    linked = [(row, _other(row, case.person)) for row in rows]
    others = Person.objects.filter(pk__in=[other for _, other in linked if other])
    standing = standing_among(case.visitor, others, now=case.now)
    seen = {each.person: each for each in standing if each.may(Act.SEE_PAGE)}
    relatives = [
        _relative(seen[other], "", row, case.person) if other else _absent(row, case)
        for row, other in linked
        if other is None or other in seen
    ]
    left = Membership.objects.filter(ended, person=case.person).select_related("group")
    return Family(tuple(_belonging(row) for row in left.order_by("-until", "-id")), tuple(relatives), 0)


def _family_and(person: UUID, *, today: date) -> QuerySet[Person]:
    """The person, everybody in her family or household, and everybody linked to her."""
    in_force = running(today=today)
    groups = Membership.objects.filter(in_force, person=person, group__kind__in=CLOSE).values("group")
    members = Membership.objects.filter(in_force, group__in=groups).values("person")
    links_from = FamilyLink.objects.filter(in_force, person=person, other__isnull=False).values("other")
    links_to = FamilyLink.objects.filter(in_force, other=person).values("person")
    herself = Person.objects.filter(pk=person).values("pk")
    # Joined by OR, the same four would make the database read every person there is.
    return Person.objects.filter(pk__in=herself.union(members, links_from, links_to))


def _family(case: OpenCase, others: Mapping[UUID, OpenCase]) -> Family:
    if not case.sees(Field.FAMILY) or case.erased:
        return NOBODY
    today = case.now.date()
    memberships = _memberships(case.person, today=today)
    links = _links(case.person, today=today)
    parts = {row.person_id: row.part for row in memberships if row.group.kind in CLOSE}
    linked: dict[UUID, list[FamilyLink]] = {}
    for row in links:
        if (other := _other(row, case.person)) is not None:
            linked.setdefault(other, []).append(row)
    seen = [each for each in others.values() if each.may(Act.SEE_PAGE)]
    # An aunt who is the guardian as well comes once for each: each link can change by itself.
    relatives = [
        _relative(each, parts.get(each.person, ""), row, case.person)
        for each in seen
        for row in linked.get(each.person) or (None,)
    ]
    absent = [_absent(row, case) for row in links if row.other_id is None]
    return Family(
        groups=tuple(_belonging(row) for row in memberships if row.person_id == case.person),
        relatives=(*relatives, *absent),
        hidden=len(others) - len(seen),
    )


CLOSE = (Group.Kind.FAMILY, Group.Kind.HOUSEHOLD, Group.Kind.TRAVEL)


def _memberships(person: UUID, *, today: date) -> list[Membership]:
    """The person's memberships, and those of everybody in her family or household."""
    in_force = running(today=today)
    mine = Membership.objects.filter(in_force, person=person)
    close = mine.filter(group__kind__in=CLOSE).values("group")
    shared = Membership.objects.filter(in_force, group__in=close)
    rows = Membership.objects.filter(pk__in=mine.values("pk").union(shared.values("pk")))
    return list(rows.select_related("group").order_by("since", "id"))


def _links(person: UUID, *, today: date) -> list[FamilyLink]:
    rows = FamilyLink.objects.filter(running(today=today), Q(person=person) | Q(other=person))
    return list(rows.order_by("id"))


def _other(row: FamilyLink, person: UUID) -> UUID | None:
    return row.other_id if row.person_id == person else row.person_id


def _belonging(row: Membership) -> Belonging:
    group = row.group
    return Belonging(
        row.pk, group.pk, group.kind, group.number, group.title, row.part, row.since, row.version, row.until
    )


def _relative(case: OpenCase, part: str, row: FamilyLink | None, person: UUID) -> Relative:
    return Relative(
        line=line_of(case),
        absent=None,
        part=part,
        link=row.pk if row else None,
        link_version=row.version if row else 0,
        kind=row.kind if row else "",
        state=row.state if row else "",
        forward=row is not None and row.person_id == person,
        since=row.since if row else None,
        until=row.until if row else None,
    )


def _absent(row: FamilyLink, case: OpenCase) -> Relative:
    absent = open_absent(case.key, row.pk, bytes(row.sealed or b""))
    return Relative(
        line=None,
        absent=absent,
        part="",
        link=row.pk,
        link_version=row.version,
        kind=row.kind,
        state=row.state,
        forward=absent.forward,
        since=row.since,
        until=row.until,
    )
