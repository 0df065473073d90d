"""The offices of the demonstration and the people who work there, one for each role and some elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from asylon.casework.access.visitors import Purpose, Visitor, purposes_of, visitor_at_work
from asylon.casework.offices.models import Office
from asylon.casework.offices.services import add_office, add_service, add_site
from asylon.casework.staff.factors import DEMO_PASSWORD, demo_factor
from asylon.casework.staff.models import Account, Role
from asylon.casework.staff.services import make_account


@dataclass(frozen=True, slots=True)
class MadeUpOffice:
    """An office, its sites and services, and its staff by work name."""

    code: str
    name: str
    kind: Office.Kind
    jurisdiction: str
    desk: str
    staff: dict[str, tuple[str, tuple[Role, ...]]]
    sites: tuple[str, ...] = ()
    services: tuple[tuple[str, str], ...] = ()


OFFICES = (
    MadeUpOffice(
        "rc",
        "Reception centre at the old brickworks",
        Office.Kind.RECEPTION,
        "RS",
        "Front desk, building A",
        {
            "amina": ("Amina Halilović", (Role.PROTECTION_CASEWORKER,)),
            "bojan": ("Bojan Ristić", (Role.TRAFFICKING_SPECIALIST,)),
            "ravi": ("Ravi Petrović", (Role.REGISTRATION_OFFICER,)),
            "lena": ("Lena Vuković", (Role.LEGAL_ADVISER,)),
            "teodor": ("Teodor Ilić", (Role.ASYLUM_ADJUDICATOR,)),
            "dunja": ("Dunja Marić", (Role.CHILD_PROTECTION_OFFICER,)),
            "sofija": ("Sofija Kostić", (Role.SUPERVISOR,)),
            "jovan": ("Jovan Stanić", (Role.COORDINATOR,)),
            "nikola": ("Nikola Savić", (Role.ANALYST,)),
            "olga": ("Olga Tasić", (Role.AUDITOR,)),
            "marko": ("Marko Zorić", (Role.ADMINISTRATOR,)),
        },
        ("Gate", "Building B"),
        (
            ("health", "Clinic on the hill"),
            ("shelter", "House by the river"),
            ("legal", "Lawyers at the border"),
            ("tracing", "Tracing desk"),
        ),
    ),
    MadeUpOffice(
        "ac",
        "Arrival centre by the canal",
        Office.Kind.RECEPTION,
        "DE",
        "Information desk",
        {"carla": ("Carla Neumann", (Role.PROTECTION_CASEWORKER,))},
        ("Hall 2",),
        (("legal", "Advice café"),),
    ),
    MadeUpOffice(
        "hd",
        "Harbour desk",
        Office.Kind.RECEPTION,
        "IT",
        "Container at the quay",
        {"pietro": ("Pietro Galli", (Role.REGISTRATION_OFFICER,))},
        ("Quay",),
    ),
    MadeUpOffice(
        "sh",
        "Shelter for trafficked people",
        Office.Kind.TRAFFICKING,
        "RS",
        "Duty telephone",
        {"vesna": ("Vesna Pavlović", (Role.TRAFFICKING_SPECIALIST,))},
    ),
)
REGISTRARS = {"rc": "ravi", "ac": "carla", "hd": "pietro"}
CASEWORKERS = {"rc": "amina", "ac": "carla"}


class Cast:
    """Everybody who works in the demonstration."""

    def __init__(self, accounts: dict[str, Account]) -> None:
        self._accounts = accounts

    def visitor(self, work_name: str, *, purpose: Purpose | None = None) -> Visitor:
        """Somebody at work, in the only role held."""
        account = self._accounts[work_name]
        role = next(each.staff[work_name][1][0] for each in OFFICES if work_name in each.staff)
        wanted = purpose or purposes_of(role)[0]
        return visitor_at_work(account, role=role, purpose=wanted, roles=(role,), via="command")

    def registrar(self, office: str) -> Visitor:
        """Who registers people in an office."""
        return self.visitor(REGISTRARS[office], purpose=Purpose.REGISTRATION)

    def caseworker(self, office: str) -> Visitor | None:
        """Who holds the cases of an office, if it holds any."""
        return self.visitor(CASEWORKERS[office]) if office in CASEWORKERS else None

    def holder(self, role: Role) -> Visitor:
        """The one in the reception centre who holds a role."""
        return self.visitor(next(name for name, (_, roles) in OFFICES[0].staff.items() if role in roles))


def hire(*, now: datetime) -> Cast:
    """Make the offices and accounts; every account has the password of the demonstration and a known app."""
    accounts = {}
    for each in OFFICES:
        office = add_office(
            code=each.code,
            name=each.name,
            kind=each.kind,
            jurisdiction=each.jurisdiction,
            focal_point=each.desk,
        )
        for site in each.sites:
            add_site(office, name=site)
        for kind, name in each.services:
            add_service(office, kind=kind, name=name)
        for work_name, (name, roles) in each.staff.items():
            made = make_account(
                office, username=work_name, name=name, roles=roles, now=now, password=DEMO_PASSWORD
            )
            demo_factor(made.account)
            accounts[work_name] = made.account
    return Cast(accounts)
