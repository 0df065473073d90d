"""What leaves the office in one document: what the token may see anyway, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from asylon.casework.documents.check_codes import make_code
from asylon.casework.journal.models import Entry
from asylon.casework.keys.services import ring
from asylon.casework.staff.models import Role
from tests.api.calling import call
from tests.api.world import NAMES, NOBODY, SECRET_NOTE, World

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

ALONE = {
    "person": "",
    "family": "/family",
    "record": "/record?past=true",
    "assessment": "/assessment",
    "assessments": "/assessments?limit=20",
}


@pytest.mark.parametrize(
    "role", [Role.PROTECTION_CASEWORKER, Role.TRAFFICKING_SPECIALIST, Role.CHILD_PROTECTION_OFFICER]
)
def test_an_export_holds_what_the_operations_give_one_by_one(role: Role, world: World) -> None:
    token, account = world.token(role), world.accounts[role, "here"]
    exported = call(token, "POST", f"/people/{world.person}/export", fresh=account)
    assert exported.status == 200
    for name, path in ALONE.items():
        assert exported.json[name] == _alone(world, role, path), name


def _alone(world: World, role: Role, path: str) -> Any:
    # With a fresh code too: what may be done, which is told with the person, depends on it.
    where, account = f"/people/{world.person}{path}", world.accounts[role, "here"]
    return call(world.token(role), "GET", where, fresh=account).json


def test_an_export_is_written_down_and_so_is_its_refusal(world: World) -> None:
    role = Role.LEGAL_ADVISER
    call(world.token(role), "POST", f"/people/{world.person}/export", fresh=world.accounts[role, "here"])
    call(world.token(role), "POST", f"/people/{world.person}/export")
    exports = Entry.objects.filter(act="export", person=world.person).order_by("seq")
    assert [each.outcome for each in exports] == ["done", "refused"]


def test_nobody_exports_whoever_is_none_of_their_business(world: World) -> None:
    role = Role.PROTECTION_CASEWORKER
    token, account = world.token(role, "elsewhere"), world.accounts[role, "elsewhere"]
    there = call(token, "POST", f"/people/{world.person}/export", fresh=account)
    nobody = call(token, "POST", f"/people/{NOBODY}/export", fresh=account)
    assert (there.status, there.text) == (404, nobody.text)
    assert not any(secret in there.text for secret in (*NAMES, SECRET_NOTE))


def test_a_paper_says_which_office_made_it_and_not_whose_it_is(world: World) -> None:
    token = world.token(Role.ANALYST, "elsewhere")
    genuine = call(
        token, "POST", "/certificates/check", {"code": make_code(world.person, key=ring().index_key)}
    )
    assert genuine.json == {"office": "Office rs", "telephone": "+381 11 000 000", "in_force": True}
    for code in (make_code(NOBODY, key=ring().index_key), str(world.person), "x", "٣" * 52):
        assert call(token, "POST", "/certificates/check", {"code": code}).status == 404, code


def test_the_services_are_those_of_the_own_office(world: World) -> None:
    (doctor,) = call(world.token(Role.LEGAL_ADVISER), "GET", "/services").json
    assert (doctor["name"], doctor["kind"]) == ("Doctor", "health")
    assert call(world.token(Role.LEGAL_ADVISER, "elsewhere"), "GET", "/services").json == []
