"""What whoever watches over the server is told."""

import json
from contextlib import AbstractContextManager

import pytest
from django.db import OperationalError, connections
from django.test import Client
from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def unreachable(alias: str) -> AbstractContextManager[None]:
    """A database that cannot be asked, as after its disk is gone."""

    def refuse(execute: object, *rest: object) -> None:
        raise OperationalError("the disk is gone")

    return connections[alias].execute_wrapper(refuse)


def test_a_process_that_answers_lives(client: Client) -> None:
    answer = client.get("/health/live")
    assert (answer.status_code, answer.content) == (200, b"live\n")


def test_it_lives_without_its_database(client: Client) -> None:
    with unreachable("default"):
        assert client.get("/health/live").status_code == 200


def test_with_databases_and_keys_it_is_ready(client: Client) -> None:
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "database": True, "keys_database": True, "office_keys": True}
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("alias", "part"), [("default", "database"), ("keys", "keys_database")])
def test_a_database_that_does_not_answer_is_named_and_nothing_else_is_told(
    client: Client, alias: str, part: str, caplog: pytest.LogCaptureFixture
) -> None:
    with unreachable(alias):
        answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert [name for name, good in answer.json().items() if not good] == ["ready", part]
    assert "disk is gone" not in json.dumps(answer.json())
    assert "disk is gone" in caplog.text


def test_office_keys_that_cannot_be_read_are_named(client: Client, settings: Settings) -> None:
    settings.OFFICE_KEYS = "1:too short"
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert [name for name, good in answer.json().items() if not good] == ["ready", "office_keys"]


def test_only_reading_is_answered(client: Client) -> None:
    assert client.post("/health/live").status_code == 405
