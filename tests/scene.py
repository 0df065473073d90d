"""A made-up office with a story, put together by the product's own services, at any time of day.

For tests in which the clock of the product runs: pages, the API, a server of its own. Three offices, an
account for each role in the first of them, Carla in the second, and people who stand differently to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from allauth.mfa.totp.internal.auth import TOTP

from asylon.casework.access.closing import close_case
from asylon.casework.access.involving import involve
from asylon.casework.access.visitors import Purpose, Visitor, purposes_of
from asylon.casework.facts.answers import Answer
from asylon.casework.interviews.accounts import tell
from asylon.casework.interviews.recording import list_item, list_said, record_answers
from asylon.casework.interviews.services import begin
from asylon.casework.offices.models import Office
from asylon.casework.offices.services import add_office, add_service, add_site
from asylon.casework.people.partial_dates import UNKNOWN
from asylon.casework.people.typed_dates import read_typed
from asylon.casework.registration.forms import FamilyForm, GroupForm, NewPerson, Part
from asylon.casework.registration.groups import register_group
from asylon.casework.registration.services import register_family, register_one
from asylon.casework.spine import new_id
from asylon.casework.staff.models import Account, Role
from asylon.casework.staff.services import make_account
from asylon.rulebook import load
from asylon.rulebook.scopes import LISTS

PASSWORD = "five words that mean nothing"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""Of everybody's authenticator app."""
AMINA, BOJAN, CARLA = "protection_caseworker", "trafficking_specialist", "carla"
NAMES = {
    Role.REGISTRATION_OFFICER: "Rana Osman",
    Role.PROTECTION_CASEWORKER: "Amina Haddad",
    Role.LEGAL_ADVISER: "Luka Savić",
    Role.TRAFFICKING_SPECIALIST: "Бојан Петровић",
    Role.ASYLUM_ADJUDICATOR: "Edin Halić",
    Role.CHILD_PROTECTION_OFFICER: "Chiara Conti",
    Role.SUPERVISOR: "Sira Diallo",
    Role.COORDINATOR: "Jomo Achieng",
    Role.ANALYST: "Thu Nguyen",
    Role.AUDITOR: "Otto Winter",
    Role.ADMINISTRATOR: "Mila Ilić",
}
ACCOUNT_TEXT = "They locked the kitchen at night and the madam kept the papers in her wardrobe."
"""What Zahra tells in her own words."""
ZAHRA: dict[str, Any] = {
    "facts": {
        "age_disputed": False,
        "outside_country": True,
        "immediate_danger": True,
        "needs_urgent_medical": True,
        "urgent_medical_met": False,
        "controller_present": False,
        "sgbv_survivor": True,
        "no_documents": True,
        "told_right_to_ask": True,
        "asked_protection": True,
        "procedure_stage": "intention",
        "prior_recognition_country": "none",
    },
    "nationalities": [{"id": "AF", "facts": {"fears_return": True, "harm_serious": True}}],
    "episodes": [
        {
            "country": "AE",
            "from": "2020-03",
            "to": "2023-05",
            "facts": {
                "act_recruit": True,
                "act_harbour": True,
                "means_force": True,
                "means_coercion": True,
                "purpose_labour": True,
                "exploitation_occurred": True,
                "work_situation_cannot_leave": True,
                "papers_held_by_other": True,
                "exploited_outside_origin": True,
            },
        }
    ],
    "legs": [
        {
            "from": "BG",
            "to": "RS",
            "facts": {
                "smuggler_procured_entry": True,
                "smuggler_benefit": True,
                "not_national_or_resident": True,
            },
        }
    ],
}
"""A victim of trafficking and an asylum seeker, both at once."""


@dataclass(frozen=True)
class Scene:
    """Everybody and everything, by a name."""

    offices: Mapping[str, UUID]
    sites: Mapping[str, UUID]
    services: Mapping[str, UUID]
    accounts: Mapping[str, UUID]
    """By work name, which for those of the first office is the role."""
    people: Mapping[str, UUID]
    groups: Mapping[str, UUID]
    registrations: Mapping[str, UUID]

    def plain(self) -> dict[str, dict[str, str]]:
        """The same as text."""
        return {part: {name: str(id_) for name, id_ in named.items()} for part, named in asdict(self).items()}


def make_scene(*, now: datetime) -> Scene:
    """Make everybody; the offices began a month ago, the story this morning."""
    offices = {
        code: add_office(
            code=code,
            name=name,
            kind=kind,
            jurisdiction=country,
            focal_point=f"Desk {code}",
            telephone="+381 11 000 0000",
            time_zone="UTC",
        )
        for code, name, kind, country in (
            ("rc", "Reception centre Istok", Office.Kind.RECEPTION, "RS"),
            ("hb", "Luka pod bedemom", Office.Kind.RECEPTION, "BA"),
            ("sh", "Shelter Javor", Office.Kind.TRAFFICKING, "RS"),
        )
    }
    site = add_site(offices["rc"], name="Gate")
    service = add_service(offices["rc"], kind="health", name="Clinic on site")
    began = now - timedelta(days=30)
    accounts = {
        role.value: an_account(offices["rc"], role.value, NAMES[role], role, now=began) for role in Role
    }
    accounts[CARLA] = an_account(offices["hb"], CARLA, "Carla Rossi", Role.PROTECTION_CASEWORKER, now=began)
    amina, carla = visitor_of(accounts[AMINA]), visitor_of(accounts[CARLA])
    morning = now - timedelta(hours=3)
    family = register_family(amina, FamilyForm(rahimis(now), new_id()), now=morning)
    people = dict(zip(("yusuf", "zahra", "mina", "omid"), (each.id for each in family.people), strict=True))
    people["lone"] = register_one(amina, _alone("Tesfaye", "Haile", now), now=morning).people[0].id
    people["hidden"] = register_one(amina, _alone("Nadezhda", "Ostrovskaya", now), now=morning).people[0].id
    people["elsewhere"] = register_one(carla, _alone("Kwabena", "Oduro", now), now=morning).people[0].id
    group = register_group(amina, GroupForm("Old brickworks", 12, 9, 4, 6, 2, draft=new_id()), now=morning)
    tell_story(amina, people["zahra"], now=morning)
    bojan = accounts[BOJAN]
    involve(amina, people["zahra"], purpose=Purpose.TRAFFICKING_ASSISTANCE, account=bojan.pk, now=morning)
    close_case(amina, people["hidden"], seen=1, now=morning)
    return Scene(
        offices={code: office.pk for code, office in offices.items()},
        sites={"gate": site.pk},
        services={"clinic": service.pk},
        accounts={name: account.pk for name, account in accounts.items()},
        people=people,
        groups={"family": _must(family.group), "counted": _must(group.group)},
        registrations={"family": family.registration},
    )


def an_account(office: Office, username: str, name: str, *roles: Role, now: datetime) -> Account:
    """An account with the password and the app that everybody here has."""
    account = make_account(
        office, username=username, name=name, roles=roles, now=now, password=PASSWORD
    ).account
    TOTP.activate(account, SECRET)
    return account


def visitor_of(
    account: Account, role: Role | None = None, purpose: Purpose | None = None, **changes: Any
) -> Visitor:
    """The account at work."""
    roles = tuple(Role(held.role) for held in account.roles_held.order_by("id"))
    acting = role or roles[0]
    return Visitor(
        account=account.pk,
        name=account.name,
        office=account.office_id,
        office_name=account.office.name,
        role=acting,
        purpose=purpose or purposes_of(acting)[0],
        language=account.language,
        roles=roles,
        **changes,
    )


def rahimis(now: datetime) -> tuple[NewPerson, ...]:
    """A family of four."""

    def born(typed: str) -> Any:
        return read_typed(typed, today=now.date())

    return (
        NewPerson("Yusuf", "Karim", "Rahimi", born=born("1987"), sex="male", part=Part.HEAD),
        NewPerson(
            "Zahra",
            "Alinaqi",
            "Rahimi",
            written="زهرا رحیمی",
            born=born("12/1990"),
            sex="female",
            part=Part.SPOUSE,
        ),
        NewPerson("Mina", "Yusuf", "Rahimi", born=born("3.12.2017"), sex="female", part=Part.CHILD),
        NewPerson("Omid", "Yusuf", "Rahimi", born=born("4 months"), sex="male", part=Part.CHILD),
    )


def tell_story(visitor: Visitor, person: UUID, *, now: datetime) -> None:
    """Put on record all that Zahra says, and begin an interview with her."""
    rulebook = load()
    answers = [Answer(fact, value) for fact, value in ZAHRA["facts"].items()]
    for scope, name in LISTS.items():
        for item in ZAHRA.get(name, ()):
            details = {key: text for key, text in item.items() if key != "facts"}
            id_ = list_item(visitor, person, scope, details, rulebook=rulebook, now=now)
            answers += [Answer(fact, value, item=id_) for fact, value in item["facts"].items()]
        if name not in ZAHRA:
            list_said(visitor, person, scope, "none", rulebook=rulebook, now=now)
    begin(visitor, person, language="ar", interpreter="woman", alone=True, now=now)
    record_answers(visitor, person, answers, rulebook=rulebook, now=now)
    tell(visitor, person, ACCOUNT_TEXT, language="ar", now=now)


def _alone(given: str, family: str, now: datetime) -> FamilyForm:
    one = NewPerson(
        given, "", family, born=read_typed("34", today=now.date()) or UNKNOWN, sex="female", part=Part.HEAD
    )
    return FamilyForm((one,), new_id())


def _must(group: UUID | None) -> UUID:
    if group is None:
        raise LookupError("no group was made")
    return group
