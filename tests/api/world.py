"""A world for the API: a family on record, and a token for each role, here and at another office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone

from asylon.api.interface import api
from asylon.casework.access.belonging import form_around
from asylon.casework.access.door import open_person
from asylon.casework.access.kernel import Act
from asylon.casework.access.kinship import Tie, look_for
from asylon.casework.access.models import Notice
from asylon.casework.access.opening import open_in_emergency
from asylon.casework.access.visitors import Purpose, Visitor, purposes_of
from asylon.casework.facts.answers import Answer
from asylon.casework.facts.selectors import record_of
from asylon.casework.interviews.recording import list_item, record_answers
from asylon.casework.interviews.services import begin
from asylon.casework.offices.models import Service
from asylon.casework.offices.services import add_service
from asylon.casework.people.links import Absent
from asylon.casework.people.models import FamilyLink, Membership
from asylon.casework.people.partial_dates import in_year, on_day
from asylon.casework.registration.forms import FamilyForm, GroupForm, NewPerson, Part, Said
from asylon.casework.registration.groups import register_group
from asylon.casework.registration.services import register_family
from asylon.casework.staff.models import Account, Role
from asylon.casework.staff.tokens import make_token
from asylon.rulebook import load
from tests.office_cast import Cast, an_account, involved, the_cast, visitor_of
from tests.responses.emergencies.situations import a_declared_emergency, an_emergency
from tests.responses.pledges.pledged import on_record
from tests.responses.shares.scenes import a_scenario
from tests.security.plan_rows import plans_on_record

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NOBODY = UUID("0190a000-0000-7000-8000-000000000000")
"""An id of nobody and nothing."""
SECRET_NOTE = "locked in a room behind the kitchen"
NAMES = ("Mina", "Rahimi", "مينا", "Yasin")
"""Names that nobody may read who may not see the family."""


@dataclass(frozen=True)
class World:
    """Everything that the requests of the tests are about."""

    cast: Cast
    person: UUID
    child: UUID
    family: UUID
    counted: UUID
    registration: UUID
    medical: UUID
    """The answer that stands to whether she needs a doctor."""
    item: UUID
    link: UUID
    """That the mother is the mother of the child."""
    looked_for: UUID
    """That she looks for her brother, who is not registered."""
    membership: UUID
    """That she belongs to the family."""
    travel: UUID
    """Those whom the child travelled with; the mother is not one of them."""
    involvement: UUID
    notice: UUID
    emergency: UUID
    declared: UUID
    """An emergency in which a declaration runs."""
    pledged: Mapping[str, str]
    """A need, a pledge and its part, of the emergency."""
    planned: Mapping[str, str]
    """Consultations, plans and reviews, of the emergency and prepared."""
    scenario: UUID
    """Shares of two States, of the emergency."""
    spare: Account
    service: Service
    tokens: Mapping[tuple[Role, str], str] = field(repr=False)
    """By role and place, here or elsewhere: a token in the role's first purpose."""
    accounts: Mapping[tuple[Role, str], Account] = field(repr=False)

    def token(self, role: Role, place: str = "here") -> str:
        return self.tokens[role, place]


def schema() -> dict[str, Any]:
    """The description of the interface, as it is served."""
    return dict(api.get_openapi_schema(path_prefix="api/v1/"))


def token_of(account: Account, role: Role, purpose: Purpose | None = None) -> str:
    """A token of an account, good for a day."""
    now = timezone.now()
    _, text = make_token(
        account,
        role=role,
        purpose=(purpose or purposes_of(role)[0]).value,
        name="test",
        until=now + timedelta(days=1),
        now=now - timedelta(minutes=1),
    )
    return text


def the_world() -> World:
    """Make it."""
    cast, now = the_cast(), timezone.now()
    accounts = {(role, "here"): cast.by_role[role] for role in Role}
    for role in Role:
        accounts[role, "elsewhere"] = an_account(cast.elsewhere, f"far {role.value}", role)
    for account in accounts.values():
        TOTP.activate(account, SECRET)
    amina = replace(visitor_of(cast.amina, now=now), stepped_up_until=now + timedelta(minutes=5))
    made = register_family(amina, _family(cast.site.pk), now=now)
    mother, child = (each.id for each in made.people)
    for role in _INVOLVED:
        if role is not Role.PROTECTION_CASEWORKER:
            for person in (mother, child):
                involved(person, cast.by_role[role], purposes_of(role)[0], since=now - timedelta(hours=1))
    assert made.group is not None
    emergency = an_emergency(cast, now=now)
    return World(
        cast=cast,
        person=mother,
        child=child,
        family=made.group,
        counted=_count(amina, now),
        registration=made.registration,
        item=_story(amina, mother, now),
        medical=_standing(amina, mother, "needs_urgent_medical", now),
        link=FamilyLink.objects.get(person=mother, other=child, kind="parent").pk,
        looked_for=look_for(amina, mother, Absent("Reza"), Tie("sibling", "tracing"), now=now).link,
        membership=Membership.objects.get(person=mother, group=made.group).pk,
        travel=form_around(amina, child, kind="travel", part="member", since=now.date(), now=now),
        involvement=involved(mother, cast.carla, Purpose.ASSISTANCE, since=now - timedelta(hours=1)).pk,
        notice=_notice(cast, mother, now),
        emergency=emergency,
        pledged=on_record(emergency, cast.by_role[Role.COORDINATOR], now=now - timedelta(minutes=5)),
        planned=plans_on_record(emergency, cast.by_role[Role.COORDINATOR], now=now - timedelta(minutes=4)),
        scenario=a_scenario(cast.visitor(Role.COORDINATOR), emergency, states=("DEU", "FRA")),
        declared=a_declared_emergency(cast, now=now),
        service=add_service(cast.reception, kind="health", name="Doctor"),
        spare=an_account(cast.reception, "Spare", Role.ANALYST),
        tokens={(role, place): token_of(account, role) for (role, place), account in accounts.items()},
        accounts=accounts,
    )


_INVOLVED = (
    Role.REGISTRATION_OFFICER,
    Role.PROTECTION_CASEWORKER,
    Role.LEGAL_ADVISER,
    Role.TRAFFICKING_SPECIALIST,
    Role.CHILD_PROTECTION_OFFICER,
    Role.ASYLUM_ADJUDICATOR,
)


def _family(site: UUID) -> FamilyForm:
    return FamilyForm(
        people=(
            NewPerson(
                given="Mina",
                father="Yasin",
                family="Rahimi",
                written="مينا رحيمي",
                born=on_day(date(1990, 12, 3)),
                sex="female",
                part=Part.HEAD,
            ),
            NewPerson(given="Sara", family="Rahimi", born=in_year(2019), sex="female", part=Part.CHILD),
        ),
        draft=uuid4(),
        site=site,
        needed=Said.UNKNOWN,
        afraid=Said.YES,
        languages=("fa",),
        nationalities=("AF",),
    )


def _count(visitor: Visitor, now: datetime) -> UUID:
    made = register_group(visitor, GroupForm("River crossing", 3, 2, 1, 1, 0, uuid4()), now=now)
    assert made.group is not None
    return made.group


def _story(visitor: Visitor, person: UUID, now: datetime) -> UUID:
    """Something in many fields, an interview that is going on, and a leg of the journey: gives its id."""
    rulebook = load()
    episode = list_item(
        visitor, person, "episode", {"country": "TR", "from": "2024"}, rulebook=rulebook, now=now
    )
    answers = (
        Answer("torture_survivor", True, note=SECRET_NOTE),
        Answer("outside_country", True),
        *(Answer(fact, True, item=episode) for fact in ("act_harbour", "means_force", "purpose_labour")),
        Answer("exploitation_occurred", True, item=episode, note=SECRET_NOTE),
    )
    record_answers(visitor, person, answers, rulebook=rulebook, now=now)
    begin(visitor, person, language="fr", interpreter="", alone=True, now=now)
    return list_item(visitor, person, "leg", {"from": "IR", "to": "TR"}, rulebook=rulebook, now=now)


def _standing(visitor: Visitor, person: UUID, fact: str, now: datetime) -> UUID:
    case = open_person(visitor, person, act=Act.SEE_PAGE, now=now)
    return record_of(case.case).current[None, fact].id


def _notice(cast: Cast, person: UUID, now: datetime) -> UUID:
    carla = replace(visitor_of(cast.carla, now=now), stepped_up_until=now + timedelta(minutes=5))
    open_in_emergency(carla, person, reason="She is at our door and bleeding.", now=now - timedelta(hours=2))
    return Notice.objects.get(person=person).pk
