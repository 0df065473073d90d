"""Certificates of registration: who stands on them, and what somebody learns who checks one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext, override

from asylon.casework.access.door import NotThere, OpenCase, open_many, open_person
from asylon.casework.access.kernel import Act, Field
from asylon.casework.access.visitors import Visitor
from asylon.casework.documents.check_codes import make_code, read_code
from asylon.casework.documents.paper import Name, Named, Paper, set_paper
from asylon.casework.documents.words import nearest, wordings
from asylon.casework.journal.services import write
from asylon.casework.keys.services import ring
from asylon.casework.offices.models import Office
from asylon.casework.people.models import Group, Membership, Person

DISCREET = frozenset({Office.Kind.TRAFFICKING.value, Office.Kind.CHILD_PROTECTION.value})
"""Offices whose name would tell what happened to whoever carries their paper."""
MOST = 30
PEOPLE_OF_GROUPS = (Group.Kind.FAMILY, Group.Kind.HOUSEHOLD, Group.Kind.TRAVEL, Group.Kind.RESCUE)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check says of a paper: which office made it, and whether it still counts."""

    office: str
    telephone: str
    in_force: bool


def certificate(visitor: Visitor, person: UUID, *, check_at: str, now: datetime) -> bytes:
    """The certificate of one person, as a PDF. `check_at` is the address of the check without the code.

    Raises: NotThere, Refused.
    """
    case = open_person(visitor, person, act=Act.CERTIFICATE, now=now)
    if not _can_be_named(case):
        raise NotThere
    return _set(visitor, [case], case.person, case.number, check_at=check_at, now=now)


def family_certificate(visitor: Visitor, group: UUID, *, check_at: str, now: datetime) -> bytes:
    """One certificate for those of a family, or of people rescued together, whom the visitor may see.

    Raises: NotThere if there is no such group of the office, or nobody in it whom the visitor may see.
    """
    found = Group.objects.filter(pk=group, office=visitor.office, kind__in=PEOPLE_OF_GROUPS).first()
    members = Membership.objects.filter(group=found, until=None).order_by("id") if found else ()
    people = [row.person_id for row in members][:MOST]
    opened = open_many(visitor, people, act=Act.CERTIFICATE, now=now)
    cases = [case for case in opened if _can_be_named(case)]
    if found is None or not cases:
        write(act=Act.CERTIFICATE, visitor=visitor, outcome="refused", detail={"group": group}, now=now)
        raise NotThere
    return _set(visitor, cases, found.pk, found.number, check_at=check_at, now=now)


def check_certificate(code: str) -> Checked | None:
    """What may be said to anybody who holds a paper with this code; None if no office here issued it.

    Whatever the code is, the same work is done, and it takes the code of a paper to learn anything.
    """
    wanted = read_code(code, key=ring().index_key)
    # An id of nobody: a code that was never made costs the same two queries.
    id_ = wanted or UUID(int=0)
    person = Person.objects.filter(pk=id_).select_related("office").first()
    group = Group.objects.filter(pk=id_).select_related("office").first()
    of = person or group
    if of is None:
        return None
    in_force = person is None or person.erased_at is None
    return Checked(office_on_paper(of.office), of.office.telephone, in_force)


def office_on_paper(office: Office) -> str:
    """The name of an office on a paper that somebody carries; a plain one where it would tell too much."""
    return gettext("Registration office") if office.kind in DISCREET else office.name


def _can_be_named(case: OpenCase) -> bool:
    return not case.erased and case.sees(Field.IDENTITY)


def _set(
    visitor: Visitor, cases: list[OpenCase], id_: UUID, number: str, *, check_at: str, now: datetime
) -> bytes:
    office = Office.objects.get(pk=cases[0].row.office)
    spoken = _languages(cases)
    with override(nearest(visitor.language) or "en"):
        name = office_on_paper(office)
    return set_paper(
        Paper(
            number=number,
            people=tuple(_named(case) for case in cases),
            words=wordings([*spoken[:1], visitor.language], day=now.date(), several=len(cases) > 1),
            office=name,
            telephone=office.telephone,
            address=f"{check_at}{make_code(id_, key=ring().index_key)}/",
        )
    )


def _languages(cases: Iterable[OpenCase]) -> list[str]:
    """The languages of those on the paper that this house has words in, best first."""
    return [tag for case in cases for tag in case.identity.languages if nearest(tag)]


def _named(case: OpenCase) -> Named:
    names = (
        Name(name.shown, name.language, name.direction == "rtl") for name in case.identity.names if name.shown
    )
    return Named(case.number, tuple(names))
