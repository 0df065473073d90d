"""The offices, accounts and people that the tests of casework share.

Amina, a protection caseworker of the reception centre, holds the case. Bojan, a trafficking specialist of
the same centre, works on another track of it and sees only that. Carla, a protection caseworker of
another office, must be refused. Beside them there is one account for each role.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from asylon.casework.access.models import Involvement
from asylon.casework.access.visitors import Purpose, Visitor, purposes_of
from asylon.casework.keys.services import make_key
from asylon.casework.offices.models import Office, Site
from asylon.casework.offices.services import add_office, add_site
from asylon.casework.people.identity import Identity, Name
from asylon.casework.people.models import Person
from asylon.casework.people.partial_dates import PartialDate, on_day
from asylon.casework.people.registering import add_people
from asylon.casework.spine import new_id
from asylon.casework.staff.models import Account, Role
from asylon.casework.staff.services import make_account

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
PASSWORD = "correct horse battery staple"


@dataclass(frozen=True)
class Cast:
    """Two offices of one country and a third of another, their sites and accounts."""

    reception: Office
    elsewhere: Office
    shelter: Office
    site: Site
    other_site: Site
    amina: Account
    bojan: Account
    carla: Account
    by_role: Mapping[Role, Account] = field(repr=False)
    """One account of the reception centre for each role; Amina and Bojan are two of them."""

    def visitor(self, role: Role, **changes: Any) -> Visitor:
        """The account of the reception centre that has this role, at work."""
        return visitor_of(self.by_role[role], role, **changes)


def an_office(code: str = "rs", *, kind: str = Office.Kind.RECEPTION, jurisdiction: str = "RS") -> Office:
    """An office with a made-up name."""
    return add_office(
        code=code,
        name=f"Office {code}",
        kind=kind,
        jurisdiction=jurisdiction,
        focal_point=f"Desk {code}",
        telephone="+381 11 000 000",
        time_zone="UTC",
    )


def an_account(office: Office, name: str, *roles: Role) -> Account:
    """An account with a password of its own and the roles given."""
    made = make_account(
        office,
        username=name.casefold(),
        name=name,
        roles=roles,
        now=NOW - timedelta(days=30),
        password=PASSWORD,
    )
    return made.account


def the_cast() -> Cast:
    """Make everybody."""
    reception = an_office("rs")
    elsewhere = an_office("ba", jurisdiction="BA")
    shelter = an_office("rsh", kind=Office.Kind.TRAFFICKING)
    amina = an_account(reception, "Amina", Role.PROTECTION_CASEWORKER)
    bojan = an_account(reception, "Bojan", Role.TRAFFICKING_SPECIALIST)
    carla = an_account(elsewhere, "Carla", Role.PROTECTION_CASEWORKER)
    by_role = {Role.PROTECTION_CASEWORKER: amina, Role.TRAFFICKING_SPECIALIST: bojan}
    for role in Role:
        if role not in by_role:
            by_role[role] = an_account(reception, role.value.replace("_", " ").title(), role)
    return Cast(
        reception=reception,
        elsewhere=elsewhere,
        shelter=shelter,
        site=add_site(reception, name="Gate"),
        other_site=add_site(elsewhere, name="Harbour"),
        amina=amina,
        bojan=bojan,
        carla=carla,
        by_role=by_role,
    )


def visitor_of(
    account: Account,
    role: Role | None = None,
    purpose: Purpose | None = None,
    *,
    stepped_up: bool = False,
    now: datetime = NOW,
    **changes: Any,
) -> Visitor:
    """The account at work; without a role in its first one, without a purpose in the role's first one."""
    roles = tuple(Role(held.role) for held in account.roles_held.order_by("id"))
    acting = role or roles[0]
    visitor = Visitor(
        account=account.pk,
        name=account.name,
        office=account.office_id,
        office_name=account.office.name,
        role=acting,
        purpose=purpose or purposes_of(acting)[0],
        language=account.language,
        roles=roles,
        stepped_up_until=now + timedelta(minutes=5) if stepped_up else None,
    )
    return replace(visitor, **changes)


def a_person(
    office: Office,
    by: Account,
    *,
    given: str = "Mina",
    family: str = "Rahimi",
    father: str = "",
    names: tuple[Name, ...] = (),
    born: PartialDate | None = None,
    sex: str = Person.Sex.FEMALE.value,
    closed: bool = False,
    now: datetime = NOW - timedelta(hours=2),
    **identity: Any,
) -> UUID:
    """Somebody registered, without anybody involved yet; see `involved`."""
    id_ = new_id()
    key = make_key(id_)
    who = Identity(
        names=names or (Name(given=given, family=family, father=father),),
        sex=sex,
        born=born or on_day(date(1990, 12, 3)),
        **identity,
    )
    add_people(office.pk, {id_: who}, keys={id_: key}, by=by.pk, now=now, closed=closed)
    return id_


def involved(
    person: UUID,
    account: Account | None = None,
    purpose: Purpose = Purpose.ASSISTANCE,
    *,
    office: Office | None = None,
    since: datetime = NOW - timedelta(hours=1),
) -> Involvement:
    """Give an account, or a whole office, business with a person."""
    return Involvement.objects.create(
        person_id=person, account=account, office=office, purpose=purpose.value, since=since
    )


def a_case(cast: Cast, **identity: Any) -> UUID:
    """Mina's case at the reception centre: Amina holds it, Bojan is on its trafficking track."""
    person = a_person(cast.reception, cast.amina, **identity)
    involved(person, cast.amina)
    involved(person, cast.bojan, Purpose.TRAFFICKING_ASSISTANCE)
    return person
