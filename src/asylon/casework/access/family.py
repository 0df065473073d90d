"""The family of somebody whose case is open: who belongs to her, and of whom the visitor may see the name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

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
    ties = _ties_of(person, today=now.date())
    people = Person.objects.filter(pk__in=[person, *ties.others])
    case, others = open_among(visitor, person, people, act=act, now=now)
    return case, _family(case, ties, others)


def family_of(case: OpenCase) -> Family:
    """The family and other groups of the person of an open case. Four queries.

    Empty for a visitor who may not see the family.
    """
    ties = _ties_of(case.person, today=case.now.date())
    relatives = Person.objects.filter(pk__in=ties.others)
    return _family(case, ties, standing_among(case.visitor, relatives, now=case.now))


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


@dataclass(frozen=True, slots=True)
class _Ties:
    """What ties others to a person today. Nobody has been asked yet whether the visitor may know."""

    person: UUID
    memberships: list[Membership]
    """Hers, and those of everybody in her family or household."""
    links: list[FamilyLink]

    @property
    def others(self) -> set[UUID]:
        """Everybody in her family or household, and everybody linked to her."""
        linked = {other for row in self.links if (other := _other(row, self.person)) is not None}
        return ({row.person_id for row in self.memberships} | linked) - {self.person}


def _ties_of(person: UUID, *, today: date) -> _Ties:
    return _Ties(person, _memberships(person, today=today), _links(person, today=today))


def _family(case: OpenCase, ties: _Ties, others: Sequence[OpenCase]) -> Family:
    if not case.sees(Field.FAMILY) or case.erased:
        return NOBODY
    parts = {row.person_id: row.part for row in ties.memberships if row.group.kind in CLOSE}
    linked: dict[UUID, list[FamilyLink]] = {}
    for row in ties.links:
        if (other := _other(row, case.person)) is not None:
            linked.setdefault(other, []).append(row)
    seen = [each for each in others if each.may(Act.SEE_PAGE)]
    # An aunt who is the guardian as well comes once for each: each link can change by itself.
    relatives = [
        _relative(each, parts.get(each.person, ""), row, case.person)
        for each in seen
        for row in linked.get(each.person) or (None,)
    ]
    absent = [_absent(row, case) for row in ties.links if row.other_id is None]
    return Family(
        groups=tuple(_belonging(row) for row in ties.memberships if row.person_id == case.person),
        relatives=(*relatives, *absent),
        hidden=len(others) - len(seen),
    )


CLOSE = (Group.Kind.FAMILY, Group.Kind.HOUSEHOLD, Group.Kind.TRAVEL)


def _memberships(person: UUID, *, today: date) -> list[Membership]:
    in_force = running(today=today)
    mine = Membership.objects.filter(in_force, person=person)
    close = mine.filter(group__kind__in=CLOSE).values("group")
    shared = Membership.objects.filter(in_force, group__in=close)
    # Joined by OR, the two would make the database read every membership there is.
    both = mine.select_related("group").union(shared.select_related("group"))
    return list(both.order_by("since", "id"))


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
