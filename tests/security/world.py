"""The made-up office of the matrix: one account that asks, and people who stand to it in every way.

Everything is made by the product's own services or rows, at the time of the clock: the pages ask it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP

from asylon.casework.access.kernel import Relation
from asylon.casework.access.models import EmergencyOpening, Involvement, Notice
from asylon.casework.access.notices import reason_place
from asylon.casework.access.visitors import Purpose, purposes_of
from asylon.casework.assessments.services import assess_record, freeze
from asylon.casework.documents.check_codes import make_code
from asylon.casework.facts.answers import Answer
from asylon.casework.facts.items import add_item
from asylon.casework.facts.selectors import record_of
from asylon.casework.facts.services import record
from asylon.casework.interviews.models import Interview
from asylon.casework.keys.services import data_key, make_key, ring
from asylon.casework.offices.models import Office
from asylon.casework.offices.services import add_office, add_service, add_site
from asylon.casework.people.case import Case
from asylon.casework.people.groups import form_group, join
from asylon.casework.people.identity import Identity, Name, known_facts
from asylon.casework.people.links import Absent, link_unregistered
from asylon.casework.people.models import FamilyLink, Group, Membership, Person, Registered, Registration
from asylon.casework.people.partial_dates import in_year
from asylon.casework.people.registering import add_people
from asylon.casework.spine import new_id
from asylon.casework.staff.models import Account, Role
from asylon.casework.staff.services import make_account
from asylon.responses.emergencies.models import Country, Declaration, Emergency
from asylon.responses.shares.records import NewScenario
from asylon.responses.shares.services import work_out
from asylon.rulebook import load
from asylon.sharing import preset
from asylon.vault import seal
from tests.office_cast import visitor_of
from tests.responses.pledges.pledged import on_record
from tests.security.plan_rows import plans_on_record
from tests.web.signin.signed_in import SECRET

FAMILY_NAME = "Qorbaniyan"
SCRIPT = "زهره قربانیان"
TELEPHONE = "+963 944 717171"
YEAR = 1971
GIVEN = ("Zohreh", "Golnaz", "Shirindokht", "Parvaneh", "Mahtab", "Nasrin", "Taraneh", "Forouz", "Bahareh")
"""A given name for each standing, none of which stands on any page by itself."""


@dataclass(frozen=True)
class Place:
    """Somebody, or something, as one account stands to it; `looked_up` says what $-texts mean here."""

    name: str
    looked_up: Mapping[str, Any]
    there: bool = True
    mine: bool = True
    """Whether it is of the visitor's own office, or made by the visitor."""
    relation: Relation = Relation.NONE
    closed: bool = False
    rare: bool = False
    """One of the ways to stand that need not be tried at each of several addresses that need the same."""
    secrets: tuple[str, ...] = ()
    """What no answer may hold that says nothing is there."""


@dataclass(frozen=True)
class World:
    """One account at work, and everything that it may ask for."""

    account: Account
    role: Role
    purpose: Purpose
    people: tuple[Place, ...]
    groups: tuple[Place, ...]
    families: tuple[Place, ...]
    registrations: tuple[Place, ...]
    notices: tuple[Place, ...]
    anywhere: Place
    """For addresses that are about none of them."""


@dataclass(frozen=True)
class _Office:
    """One of the two offices, with somebody in it who writes everything down."""

    office: Office
    scribe: Account
    site: UUID = field(default_factory=new_id)


@dataclass(frozen=True)
class _Standing:
    name: str
    here: bool
    closed: bool = False
    involved: bool = False
    glass: bool = False
    rare: bool = False


STANDINGS = (
    _Standing("involved", here=True, involved=True),
    _Standing("involved, of another office", here=False, involved=True, rare=True),
    _Standing("involved, closed", here=True, closed=True, involved=True, rare=True),
    _Standing("of the office", here=True),
    _Standing("of the office, closed", here=True, closed=True),
    _Standing("opened in an emergency", here=False, glass=True, rare=True),
    _Standing("opened in an emergency, closed", here=False, closed=True, glass=True, rare=True),
    _Standing("of another office", here=False),
    _Standing("of another office, closed", here=False, closed=True, rare=True),
)


def make_world(role: Role, purpose: Purpose, *, now: datetime) -> World:
    """Everything for an account in one role and for one purpose."""
    before = now - timedelta(hours=1)
    here, elsewhere = _office("RC", before), _office("HB", before)
    account = _account(here.office, "the.visitor", role, now=before)
    TOTP.activate(account, SECRET)
    RecoveryCodes.activate(account)
    adviser = _account(here.office, "an.adviser", Role.LEGAL_ADVISER, now=before)
    colleague = _account(here.office, "a.colleague", Role.ANALYST, Role.AUDITOR, now=before)
    _account(here.office, "an.administrator", Role.ADMINISTRATOR, now=before)
    shared: dict[str, Any] = {
        "role": role.value,
        "purpose": purpose.value,
        "office": str(here.office.pk),
        "site": str(here.site),
        "service": str(add_service(here.office, kind="health", name="Clinic").pk),
        "colleague": str(colleague.pk),
        "adviser": str(adviser.pk),
        "an_adviser": f"account:{adviser.pk}",
        "number": "RC-00-000000",
        "nothing": str(new_id()),
        "code": make_code(new_id(), key=ring().index_key),
        "passkey": _passkey(colleague),
        "emergency": str(_emergency(here, "Northern crossings", now=before)),
        "declared": str(_declared(here, now=before)),
        "today": now.date().isoformat(),
        "today_typed": f"{now:%d.%m.%Y}",
    }
    shared |= _kin(here, account, purpose, now=before)
    shared |= on_record(UUID(shared["emergency"]), here.scribe, now=before)
    shared |= plans_on_record(UUID(shared["emergency"]), here.scribe, now=before)
    shared["scenario"] = str(_scenario(here, UUID(shared["emergency"]), now=before))
    people = [
        _person(standing, given, here if standing.here else elsewhere, account, purpose, shared, now=before)
        for standing, given in zip(STANDINGS, GIVEN, strict=True)
    ]
    return World(
        account=account,
        role=role,
        purpose=purpose,
        people=(*people, _absent(shared, "person", "item", "involvement", "link", "membership")),
        groups=tuple(
            _own_other_absent(shared, "counted", _counted(here, before), _counted(elsewhere, before))
        ),
        families=(*_families(people, here, elsewhere, shared, now=before), _absent(shared, "family")),
        registrations=tuple(
            _own_other_absent(
                shared, "registration", _registration(here, account), _registration(here, here.scribe)
            )
        ),
        notices=tuple(
            _own_other_absent(
                shared,
                "notice",
                _notice(here, people, elsewhere.scribe, now=before),
                _notice(elsewhere, people, here.scribe, now=before),
            )
        ),
        anywhere=Place("anywhere", shared, secrets=()),
    )


def all_at_work() -> Iterable[tuple[Role, Purpose]]:
    """Every role with every purpose that it may work for."""
    return [(role, purpose) for role in Role for purpose in purposes_of(role)]


def _office(code: str, now: datetime) -> _Office:
    office = add_office(
        code=code,
        name=f"Office {code}",
        kind=Office.Kind.RECEPTION,
        jurisdiction="RS",
        focal_point=f"Desk {code}",
        telephone="+381 11 000 000",
        time_zone="UTC",
    )
    scribe = _account(office, f"scribe.{code}", Role.PROTECTION_CASEWORKER, now=now)
    return _Office(office, scribe, add_site(office, name="Gate").pk)


def _account(office: Office, username: str, *roles: Role, now: datetime) -> Account:
    made = make_account(
        office, username=username, name=username.title(), roles=roles, password="not asked for", now=now
    )
    return made.account


def _emergency(of: _Office, name: str, *, now: datetime) -> UUID:
    """One emergency for all: it is about nobody in particular, so no office is kept from it."""
    row = Emergency.objects.create(
        name=name, began_on=now.date() - timedelta(days=30), kept_by=of.office, invented=True
    )
    Country.objects.create(emergency=row, iso3="SRB", part="host")
    return row.pk


def _declared(of: _Office, *, now: datetime) -> UUID:
    """An emergency in which a declaration runs."""
    emergency = _emergency(of, "Eastern crossings", now=now)
    Declaration.objects.create(
        emergency_id=emergency,
        kind="declared",
        on=now.date() - timedelta(days=2),
        declared_by="Irena Dol",
        function="State secretary",
        numbers=True,
        reasons="The gates are full.",
        look_again_on=now.date() + timedelta(days=28),
        by=of.scribe,
        at=now,
    )
    return emergency


def _scenario(of: _Office, emergency: UUID, *, now: datetime) -> UUID:
    """Shares of two States, worked out by somebody who may."""
    analyst = _account(of.office, f"analyst.{of.office.code}", Role.ANALYST, now=now)
    given = NewScenario(
        name="Half and half", key=preset("population_and_gdp"), total=100, states=("DEU", "FRA")
    )
    return work_out(visitor_of(analyst, Role.ANALYST, now=now), emergency, given, now=now)


def _passkey(account: Account) -> int:
    row = Authenticator.objects.create(
        user_id=account.pk, type=Authenticator.Type.WEBAUTHN, data={"name": "Key", "credential": {}}
    )
    return int(row.pk)


def _person(
    standing: _Standing,
    given: str,
    of: _Office,
    account: Account,
    purpose: Purpose,
    shared: Mapping[str, Any],
    *,
    now: datetime,
) -> Place:
    id_ = new_id()
    identity = Identity(
        names=(Name(given=given, family=FAMILY_NAME), Name(whole=SCRIPT, script="Arab", kind="written")),
        sex=Person.Sex.FEMALE.value,
        born=in_year(YEAR),
        telephone=TELEPHONE,
    )
    key = make_key(id_)
    add_people(
        of.office.pk, {id_: identity}, keys={id_: key}, by=of.scribe.pk, now=now, closed=standing.closed
    )
    item = _write_down(Case(id_, key, "RS", of.scribe.pk, "protection_caseworker"), identity, now=now)
    link = link_unregistered(key, id_, FamilyLink.Kind.SIBLING, Absent("Behrouz"))
    household = form_group(of.office.pk, Group.Kind.HOUSEHOLD, now=now)
    membership = join(household, id_, part=Membership.Part.MEMBER, since=now.date())
    spare = Involvement.objects.create(person_id=id_, account=of.scribe, purpose="assistance", since=now)
    if standing.involved:
        Involvement.objects.create(person_id=id_, account=account, purpose=purpose.value, since=now)
    if standing.glass:
        _open_in_emergency(id_, account, shared["role"], now=now)
    number = Person.objects.values_list("number", flat=True).get(pk=id_)
    relation = Relation.INVOLVED if standing.involved else Relation.NONE
    relation |= Relation.OFFICE if standing.here else Relation.NONE
    relation |= Relation.GLASS if standing.glass else Relation.NONE
    return Place(
        standing.name,
        {
            **shared,
            "person": str(id_),
            "item": str(item),
            "number": number,
            "involvement": str(spare.pk),
            "link": str(link.pk),
            "membership": str(membership.pk),
        },
        mine=standing.here,
        relation=relation,
        closed=standing.closed,
        rare=standing.rare,
        secrets=(given, FAMILY_NAME, SCRIPT, SCRIPT.split()[0], number, TELEPHONE, str(YEAR), str(item)),
    )


def _kin(of: _Office, account: Account, purpose: Purpose, *, now: datetime) -> dict[str, str]:
    """Somebody whom the account has business with, and those she travels with: to link others to."""
    id_ = new_id()
    add_people(of.office.pk, {id_: Identity()}, keys={id_: make_key(id_)}, by=of.scribe.pk, now=now)
    Involvement.objects.create(person_id=id_, account=account, purpose=purpose.value, since=now)
    travel = form_group(of.office.pk, Group.Kind.TRAVEL, now=now)
    join(travel, id_, part=Membership.Part.MEMBER, since=now.date())
    paper = make_code(id_, key=ring().index_key)
    number = Person.objects.values_list("number", flat=True).get(pk=id_)
    return {
        "kin": str(id_),
        "kin_number": number,
        "travel": str(travel.pk),
        "travel_number": travel.number,
        "paper": paper,
    }


def _write_down(case: Case, identity: Identity, *, now: datetime) -> UUID:
    """What makes her a victim of trafficking who asks for asylum; gives her nationality's id."""
    rulebook = load()
    nationality = add_item(case, "nationality", {"id": "AF"}, rulebook=rulebook, now=now)
    episode = add_item(
        case, "episode", {"country": "AE", "note": "the house with the blue gate"}, rulebook=rulebook, now=now
    )
    answers = [Answer(fact, True) for fact in ("asked_protection", "outside_country", "needs_urgent_medical")]
    exploited = ("act_recruit", "means_force", "purpose_labour", "exploitation_occurred")
    answers += [Answer(fact, True, item=episode) for fact in exploited]
    answers.append(Answer("fears_return", True, item=nationality))
    record(case, answers, rulebook=rulebook, now=now)
    Interview.objects.create(
        id=new_id(),
        person_id=case.person,
        by_id=case.account,
        language="ar",
        interpreter="woman",
        started_at=now,
    )
    known = known_facts(identity, as_of=now.date())
    freeze(
        case,
        assess_record(case, record_of(case), rulebook=rulebook, as_of=now.date(), known=known),
        cause="facts",
        now=now,
    )
    return nationality


def _open_in_emergency(person: UUID, account: Account, role: str, *, now: datetime) -> None:
    id_ = new_id()
    EmergencyOpening.objects.create(
        id=id_,
        person_id=person,
        account=account,
        role=role,
        sealed_reason=seal(data_key(person), b"she must see a doctor", context=reason_place(id_)),
        at=now,
        until=now + timedelta(hours=2),
    )


def _counted(of: _Office, now: datetime) -> UUID:
    group = form_group(of.office.pk, Group.Kind.PRIMA_FACIE, title="Old brickworks", now=now)
    Registration.objects.create(
        kind=Registration.Kind.GROUP_COUNT, office=of.office, by=of.scribe, group=group, counted={"women": 9}
    )
    return group.pk


def _families(
    people: list[Place], here: _Office, elsewhere: _Office, shared: Mapping[str, Any], *, now: datetime
) -> Iterable[Place]:
    for one in people:
        of = here if one.mine else elsewhere
        group = form_group(of.office.pk, Group.Kind.FAMILY, now=now)
        join(group, UUID(one.looked_up["person"]), part=Membership.Part.MEMBER, since=now.date())
        yield Place(
            one.name,
            {**shared, "family": str(group.pk)},
            mine=one.mine,
            relation=one.relation,
            closed=one.closed,
            secrets=(*one.secrets, group.number),
        )


def _registration(of: _Office, by: Account) -> UUID:
    event = Registration.objects.create(kind=Registration.Kind.INDIVIDUAL, office=of.office, by=by)
    person = Person.objects.filter(office=of.office).order_by("pk").first()
    assert person is not None
    Registered.objects.create(registration=event, person=person)
    return event.pk


def _notice(of: _Office, people: list[Place], about: Account, *, now: datetime) -> UUID:
    row = Notice.objects.create(
        kind=Notice.Kind.ASKED_ABOUT,
        office=of.office,
        person_id=UUID(people[0].looked_up["person"]),
        about=about,
        at=now,
    )
    return row.pk


def _own_other_absent(shared: Mapping[str, Any], what: str, own: UUID, other: UUID) -> Iterable[Place]:
    yield Place("one's own", {**shared, what: str(own)})
    yield Place("of somebody else", {**shared, what: str(other)}, mine=False)
    yield _absent(shared, what)


def _absent(shared: Mapping[str, Any], *what: str) -> Place:
    return Place(
        "nobody there", {**shared, **{each: str(new_id()) for each in what}}, there=False, mine=False
    )
