"""Every operation with every role, here and at another office: who gets in, and what the others are told."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from asylon.api.problems import DECLARED
from asylon.casework.staff import services
from asylon.casework.staff.models import Role
from tests.api.calling import Answered, call
from tests.api.matrix import MATRIX, path_of
from tests.api.world import NOBODY, World, schema

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

OPERATIONS = {
    operation["operationId"]: (method.upper(), path)
    for path, methods in schema()["paths"].items()
    for method, operation in methods.items()
}
ABOUT_A_PERSON = sorted(name for name, row in MATRIX.items() if row.about_a_person)


def test_every_operation_is_in_the_matrix() -> None:
    assert OPERATIONS.keys() == MATRIX.keys()


def test_every_operation_declares_every_refusal() -> None:
    for methods in schema()["paths"].values():
        for operation in methods.values():
            assert {str(status.value) for status in DECLARED} <= operation["responses"].keys()


@pytest.mark.parametrize("role", Role)
def test_each_role_gets_in_where_the_matrix_says_and_learns_no_more_elsewhere(
    role: Role, world: World
) -> None:
    for name, row in MATRIX.items():
        answered = _try(name, world, role)
        if role in row.roles:
            assert answered.status in (200, 201), (name, answered.text)
            continue
        unseen = row.hidden or (row.about_a_person and role not in MATRIX["read_person"].roles)
        assert answered.status == (404 if unseen else 403), (name, answered.text)
        assert answered.response.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("role", Role)
def test_at_another_office_she_is_nobody(role: Role, world: World) -> None:
    for name in ABOUT_A_PERSON:
        there = _try(name, world, role, place="elsewhere")
        nobody = _try(name, world, role, place="elsewhere", person=NOBODY)
        assert there.status == 404, (name, there.text)
        assert there.response.content == nobody.response.content
        assert dict(there.response.headers) == dict(nobody.response.headers)


def test_what_is_highly_sensitive_wants_a_fresh_code(world: World) -> None:
    for name, row in MATRIX.items():
        if not row.step_up:
            continue
        role = min(row.roles)
        assert _try(name, world, role).status in (200, 201), name
        without = _try(name, world, role, fresh=False)
        assert (without.status, without.json["why"]) == (403, "step_up"), name


def test_nobody_gets_in_without_a_token(world: World) -> None:
    for name, (method, template) in OPERATIONS.items():
        for token in ("", "asylon_made_up"):
            answered = call(token, method, path_of(name, template, world), _body(name, world))
            assert answered.status == 401, name
            assert answered.json["title"] == "Unauthorized"


def test_a_revoked_token_and_an_ended_role_are_out_at_the_next_request(world: World) -> None:
    amina = world.cast.amina
    token = world.token(Role.PROTECTION_CASEWORKER)
    assert call(token, "GET", "/me").status == 200
    services.end_role(amina, Role.PROTECTION_CASEWORKER, now=timezone.now())
    assert call(token, "GET", "/me").status == 401


def _try(
    name: str, world: World, role: Role, *, place: str = "here", person: Any = None, fresh: bool = True
) -> Answered:
    """Call an operation and take back what it did."""
    method, template = OPERATIONS[name]
    with transaction.atomic(), transaction.atomic(using="keys"):
        answered = call(
            world.token(role, place),
            method,
            path_of(name, template, world, person=person),
            _body(name, world),
            fresh=world.accounts[role, place] if fresh and MATRIX[name].step_up else None,
        )
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="keys")
    return answered


def _body(name: str, world: World) -> Any:
    body = MATRIX[name].body
    return None if body is None else body(world)
