"""Who may call what: every operation of the interface, and the roles that it lets in.

Written by hand from the table of access, not worked out from it. An operation that is missing here fails
`test_every_operation_is_in_the_matrix`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.utils import timezone

from asylon.casework.documents.check_codes import make_code
from asylon.casework.keys.services import ring
from asylon.casework.staff.models import Role
from tests.api.emergency_rows import DECLARED, EMERGENCIES, FRESH
from tests.api.plan_rows import FRESH as FRESH_OF_PLANS
from tests.api.plan_rows import PLANS, parts_of
from tests.api.pledge_rows import PLEDGES
from tests.api.share_rows import SHARES
from tests.api.world import World

Body = Callable[[World], Any]

EVERYBODY = frozenset(Role)
DESK = frozenset({Role.REGISTRATION_OFFICER})
TALKERS = frozenset(
    {
        Role.PROTECTION_CASEWORKER,
        Role.LEGAL_ADVISER,
        Role.TRAFFICKING_SPECIALIST,
        Role.CHILD_PROTECTION_OFFICER,
    }
)
ADJUDICATOR = frozenset({Role.ASYLUM_ADJUDICATOR})
SUPERVISOR = frozenset({Role.SUPERVISOR})
AUDITOR = frozenset({Role.AUDITOR})
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})

REGISTRARS = DESK | TALKERS
READERS = REGISTRARS | ADJUDICATOR | SUPERVISOR
WRITERS = REGISTRARS | ADJUDICATOR
INTERVIEWERS = TALKERS | ADJUDICATOR
LISTENERS = TALKERS - {Role.TRAFFICKING_SPECIALIST}


@dataclass(frozen=True)
class Row:
    """Who gets in, for a case of their own office that they are involved in; and how to call it."""

    roles: frozenset[Role]
    body: Body | None = None
    about_a_person: bool = False
    hidden: bool = False
    """Whether those who do not get in are told that there is nothing, rather than that they may not."""
    step_up: bool = False


def _person(
    roles: frozenset[Role], body: Body | None = None, *, hidden: bool = False, step_up: bool = False
) -> Row:
    return Row(roles, body, about_a_person=True, hidden=hidden, step_up=step_up)


def _administration(body: Body | None = None, *, step_up: bool = True) -> Row:
    return Row(ADMINISTRATOR, body, step_up=step_up)


def _seen(world: World) -> Any:
    return {"seen": 1}


def _empty(world: World) -> Any:
    return None


def _leaves(world: World) -> Any:
    return {"seen": 1, "until": timezone.now().date().isoformat()}


def family(world: World) -> Any:
    """A woman, as she is registered."""
    return {
        "draft": str(uuid4()),
        "people": [{"given": "Hana", "family": "Deeb", "born": "1987", "sex": "female"}],
        "site": None,
        "needed": "unknown",
    }


def identity(world: World) -> Any:
    """Another identity."""
    return {
        "seen": 1,
        "names": [{"given": "Mina", "family": "Rahimi"}],
        "sex": "female",
        "born": "3.12.1990",
        "languages": ["fa"],
        "wants_interpreter": True,
    }


def office(world: World) -> Any:
    """Another office."""
    return {
        "code": "hr1",
        "name": "Harbour office",
        "kind": "reception",
        "jurisdiction": "RS",
        "focal_point": "Desk 1",
    }


def answer(world: World) -> Any:
    """An answer that everybody may record who records anything."""
    return {"fact": "needs_urgent_medical", "value": True, "basis": "observed", "seen": str(world.medical)}


def _sent(body: Any) -> Body | None:
    return None if body is None else lambda world: body


MATRIX: dict[str, Row] = {
    "read_own_token": Row(EVERYBODY),
    "list_sites": Row(EVERYBODY),
    "list_services": Row(EVERYBODY),
    "check_paper": Row(EVERYBODY, lambda world: {"code": make_code(world.person, key=ring().index_key)}),
    "read_rulebook": Row(EVERYBODY),
    "search": Row(READERS, lambda world: {"words": "Mina Rahimi"}),
    "list_mine": Row(EVERYBODY),
    "read_person": _person(READERS),
    "change_identity": _person(REGISTRARS, identity),
    "close_person": _person(TALKERS | SUPERVISOR, _seen),
    "reopen_person": _person(TALKERS | SUPERVISOR, _seen),
    "erase": _person(SUPERVISOR, _seen, step_up=True),
    "export_person": _person(TALKERS | SUPERVISOR, _empty, step_up=True),
    "read_record": _person(READERS),
    "add_answers": _person(WRITERS, lambda world: {"answers": [answer(world)]}),
    "add_item": _person(WRITERS, lambda world: {"id": "IR"}),
    "say_of_list": _person(WRITERS - DESK, lambda world: {"said": "unknown"}),
    "withdraw_item": _person(WRITERS - DESK, _seen),
    "read_assessment": _person(READERS),
    "read_explanation": _person(READERS),
    "list_questions": _person(READERS),
    "list_assessments": _person(READERS),
    "begin_interview": _person(INTERVIEWERS, lambda world: {"language": "fr"}),
    "read_interview": _person(INTERVIEWERS),
    "answer_question": _person(INTERVIEWERS, lambda world: {"answer": answer(world)}),
    "say_in_danger": _person(INTERVIEWERS, _empty),
    "put_off_question": _person(INTERVIEWERS, lambda world: {"fact": "needs_urgent_medical"}),
    "take_up_questions": _person(INTERVIEWERS, _empty),
    "pause_interview": _person(INTERVIEWERS, _empty),
    "go_on_with_interview": _person(INTERVIEWERS, _empty),
    "end_interview": _person(INTERVIEWERS, _empty),
    "read_accounts": _person(LISTENERS, step_up=False),
    "write_account": _person(LISTENERS, lambda world: {"text": "We walked at night.", "language": "en"}),
    "find_matches": Row(REGISTRARS, lambda world: {"people": family(world)["people"]}),
    "register_a_family": Row(REGISTRARS, family),
    "register_one_person": Row(REGISTRARS, family),
    "register_a_group": Row(
        REGISTRARS, lambda world: {"draft": str(uuid4()), "place": "River crossing", "women": 3}
    ),
    "register_a_rescue": Row(
        REGISTRARS, lambda world: {**family(world), "place": "Off the coast", "at_sea": "yes"}
    ),
    "read_registration": Row(frozenset({Role.PROTECTION_CASEWORKER}), hidden=True),
    "list_groups": Row(REGISTRARS),
    "read_group": Row(REGISTRARS),
    "register_out_of_group": Row(REGISTRARS, family),
    "print_certificate": _person(READERS),
    "print_group_certificate": Row(READERS, hidden=True),
    "read_family": _person(READERS),
    "link_people": _person(
        REGISTRARS, lambda world: {"other": str(world.child), "kind": "guardian", "since": "2026-11-01"}
    ),
    "look_for": _person(REGISTRARS, lambda world: {"kind": "spouse", "name": "Omid", "place": "Edirne"}),
    "change_link": _person(REGISTRARS, lambda world: {"seen": 1, "state": "separated"}),
    "say_found": _person(REGISTRARS, lambda world: {"seen": 1, "other": str(world.child)}),
    "end_link": _person(REGISTRARS, lambda world: {"seen": 1, "until": "2026-11-01"}),
    "form_group": _person(REGISTRARS, lambda world: {"kind": "household", "since": "2026-11-01"}),
    "join_group": _person(
        REGISTRARS, lambda world: {"group": str(world.travel), "part": "member", "since": "2026-11-01"}
    ),
    "change_part": _person(REGISTRARS, lambda world: {"seen": 1, "part": "parent"}),
    "leave_group": _person(REGISTRARS, _leaves),
    "list_involvements": _person(REGISTRARS | SUPERVISOR),
    "list_candidates": _person(REGISTRARS | SUPERVISOR),
    "add_involvement": _person(
        REGISTRARS | SUPERVISOR,
        lambda world: {"office": str(world.cast.shelter.pk), "purpose": "trafficking_assistance"},
    ),
    "finish_involvement": _person(REGISTRARS | SUPERVISOR, _empty),
    "open_case_in_emergency": Row(
        REGISTRARS, lambda world: {"reason": "She is at our door and bleeding."}, step_up=True
    ),
    "list_notices": Row(SUPERVISOR),
    "mark_notice_seen": Row(SUPERVISOR, _empty),
    "list_journal": Row(AUDITOR),
    "verify_journal": Row(AUDITOR, _empty),
    "read_counts": Row(SUPERVISOR | {Role.ANALYST}),
    "list_accounts": _administration(step_up=False),
    "make_account": _administration(
        lambda world: {
            "username": "m.ilic",
            "name": "M. Ilic",
            "office": str(world.cast.reception.pk),
            "roles": ["analyst"],
        }
    ),
    "read_account": _administration(step_up=False),
    "give_role": _administration(lambda world: {"role": "auditor"}),
    "end_role": _administration(lambda world: {"role": "analyst"}),
    "lock_account": _administration(_seen),
    "unlock_account": _administration(_seen),
    "revoke_sign_ins": _administration(_empty),
    "give_password": _administration(_empty),
    "reset_factors": _administration(_empty),
    "end_waiting": _administration(_empty),
    "edit_account": _administration(
        lambda world: {
            "seen": 1,
            "name": "Spare",
            "office": str(world.cast.shelter.pk),
            "language": "sr",
        }
    ),
    "list_offices": _administration(step_up=False),
    "read_office": _administration(step_up=False),
    "add_office": _administration(office, step_up=False),
    "edit_office": _administration(lambda world: {**office(world), "seen": 1}, step_up=False),
    "add_site": _administration(lambda world: {"name": "Pier"}, step_up=False),
    "edit_site": _administration(lambda world: {"name": "Pier", "seen": 1}, step_up=False),
    "add_service": _administration(lambda world: {"name": "Clinic", "kind": "health"}, step_up=False),
    "edit_service": _administration(
        lambda world: {"name": "Clinic", "kind": "health", "seen": 1}, step_up=False
    ),
    **{name: Row(roles, _sent(body), step_up=name in FRESH) for name, (roles, body) in EMERGENCIES.items()},
    **{name: Row(roles, body) for name, (roles, body) in (PLEDGES | SHARES).items()},
    **{name: Row(roles, body, step_up=name in FRESH_OF_PLANS) for name, (roles, body) in PLANS.items()},
}


def path_of(operation: str, template: str, world: World, *, person: Any = None) -> str:
    """The address of an operation about the world's own people and things."""
    scope = {"add_item": "nationality", "say_of_list": "destination"}.get(operation, "leg")
    group = world.counted if operation in ("read_group", "register_out_of_group") else world.family
    parts = parts_of(operation, world.planned) if operation in PLANS else {}
    return template.removeprefix("/api/v1").format(
        person=person or world.person,
        scope=scope,
        **({"item": world.item} | parts),
        goal="inclusion_1951",
        registration=world.registration,
        group=group,
        link=world.looked_for if operation == "say_found" else world.link,
        membership=world.membership,
        involvement=world.involvement,
        notice=world.notice,
        emergency=world.declared if operation in DECLARED else world.emergency,
        need=world.pledged["need"],
        pledge=world.pledged["pledge"],
        scenario=world.scenario,
        state="DEU",
        account=world.spare.pk,
        office=world.cast.shelter.pk,
        site=world.cast.site.pk,
        service=world.service.pk,
    )
