"""Made-up requests of every kind, within the description and outside it, with the tokens of several roles.

In process, through the whole stack of the server. What comes back must be what is described: no 500, the
declared statuses, media types, headers and shapes; nothing taken that the description does not allow.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.core.result import Ok

from asylon.casework.staff.models import Role
from asylon.site.wsgi import application
from tests.api.calling import fresh_code
from tests.api.matrix import MATRIX
from tests.api.plan_rows import PLANS, parts_of
from tests.api.world import World

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

EXAMPLES, MORE_EXAMPLES = 2, 20
"""Of each kind, for each operation; more with `--thorough`."""
CONFIG = {
    "generation": {"allow-x00": False, "database": "none"},
    # What fits its shape may still not fit the law, the record or the clock: a country that there is none of,
    # a question that was answered meanwhile, a wait after wrong codes.
    "checks": {
        "positive_data_acceptance": {
            "expected-statuses": ["2xx", "401", "403", "404", "409", "410", "422", "429"]
        },
        "negative_data_rejection": {
            "expected-statuses": ["400", "401", "403", "404", "405", "409", "410", "413", "415", "422", "429"]
        },
    },
}


def server(environ: dict[str, Any], start_response: Any) -> Any:
    """The application as a server calls it, which says from where a request comes."""
    return application({**environ, "REMOTE_ADDR": "127.0.0.1"}, start_response)


@pytest.fixture(autouse=True)
def connections_stay_open() -> Iterator[None]:
    """As with Django's own test client: no request closes the connection that the test rolls back."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


WHO = (Role.PROTECTION_CASEWORKER, Role.COORDINATOR, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.AUDITOR)
"""Each operation is tried by the first of these who gets in: others are refused before it begins."""


def who_tries(name: str) -> Role:
    """The role that tries an operation."""
    return next(role for role in WHO if role in MATRIX[name].roles)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("role", WHO)
def test_every_answer_is_as_described(role: Role, mode: GenerationMode, world: World, thorough: bool) -> None:
    told = {"Authorization": f"Bearer {world.token(role)}"}
    described = schemathesis.openapi.from_wsgi(
        "/api/v1/openapi.json", server, headers=told, config=SchemathesisConfig.from_dict(CONFIG)
    )
    tried, left = set(), set()
    for found in described.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        name = operation.definition.raw["operationId"]
        if who_tries(name) is role:
            tried.add(name)
            steps = role if MATRIX[name].step_up else None
            examples = MORE_EXAMPLES if thorough else EXAMPLES
            _fuzz(operation, mode, told, world, steps, examples=examples)
        else:
            left.add(name)
    assert tried | left == MATRIX.keys()
    assert tried


def _fuzz(
    operation: Any,
    mode: GenerationMode,
    told: dict[str, str],
    world: World,
    steps: Role | None,
    *,
    examples: int,
) -> None:
    fixed = {
        "person": str(world.person),
        "registration": str(world.registration),
        "group": str(world.counted),
        "item": str(world.item),
        "involvement": str(world.involvement),
        "notice": str(world.notice),
        "emergency": str(world.emergency),
        "need": world.pledged["need"],
        "pledge": world.pledged["pledge"],
        "scenario": str(world.scenario),
        "account": str(world.spare.pk),
        "office": str(world.cast.shelter.pk),
        "site": str(world.cast.site.pk),
        "service": str(world.service.pk),
    }
    name = operation.definition.raw["operationId"]
    if name in PLANS:
        fixed |= parts_of(name, world.planned)
    wanted = {each.name for each in operation.path_parameters}
    there = {name: id_ for name, id_ in fixed.items() if name in wanted}

    @settings(max_examples=examples, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(mode, path_parameters=there or None))
    def every(case: Any) -> None:
        headers = dict(told)
        if steps is not None and mode is GenerationMode.POSITIVE:
            headers["Fresh-Code"] = fresh_code(world.accounts[steps, "here"])
        with transaction.atomic(), transaction.atomic(using="keys"):
            case.call_and_validate(headers=headers)
            transaction.set_rollback(True)
            transaction.set_rollback(True, using="keys")

    every()
