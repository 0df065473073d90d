"""Two officers write down the same delivery at the same moment, in two processes: it is booked once.

ASVS 2.3.4. On both engines; the databases are real and of this test alone.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.postgres import drop_database, make_database, shared_folder, url

ROUNDS = 8
PREPARE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.conf import settings
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one takes its time
from tests.office_cast import the_cast
from tests.responses.pledges.pledged import an_emergency, pledged, places
cast = the_cast()
print(pledged(cast, an_emergency(cast), places(1000)).pk)
"""
WRITE = """
import sys, django; django.setup()
from datetime import date
from asylon.casework.spine import EditedMeanwhile
from asylon.casework.staff.models import Account, Role
from asylon.responses.pledges.kinds import Step
from asylon.responses.pledges.models import Tranche
from asylon.responses.pledges.records import NewMovement
from asylon.responses.pledges.services import move
from tests.office_cast import NOW, visitor_of
visitor = visitor_of(Account.objects.get(roles_held__role="coordinator"), Role.COORDINATOR)
part = Tranche.objects.get()
print("ready", flush=True)
for line in sys.stdin:
    given = NewMovement(
        tranche=part.pk, step=Step.COMMITTED, amount=10, on=date(2026, 11, 1), evidence="Letter", another=True
    )
    try:
        move(visitor, part.pledge_id, seen=int(line), given=given, now=NOW)
        print("done", flush=True)
    except EditedMeanwhile:
        print("edited meanwhile", flush=True)
"""
COUNT = """
import django; django.setup()
from asylon.casework.journal.models import Entry
from asylon.responses.pledges.models import Movement
last = Movement.objects.order_by("number").last()
print(Movement.objects.count(), last.number, last.committed, Entry.objects.filter(act="keep_pledges").count())
"""


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_the_same_movement_at_once_is_booked_once_and_the_other_is_told(engine: str, tmp_path: Path) -> None:
    with ExitStack() as stack:
        environment = stack.enter_context(databases(engine, tmp_path))
        run(PREPARE, environment)
        officers = [stack.enter_context(officer(environment)) for _ in range(2)]
        for seen in range(1, ROUNDS + 1):
            for each in officers:
                say(each, str(seen))
            assert sorted(hear(each) for each in officers) == ["done", "edited meanwhile"]
        moved = ROUNDS + 1
        assert run(COUNT, environment).split() == [
            str(moved),
            str(moved),
            str(10 * ROUNDS),
            str(moved),
        ]


@contextmanager
def databases(engine: str, folder: Path) -> Iterator[dict[str, str]]:
    """An environment with databases that no other test uses: what is committed there stays."""
    found = {
        **os.environ,
        "ASYLON_HOME": str(folder),
        "DJANGO_SETTINGS_MODULE": "asylon.site.settings",
        "PYTHONPATH": str(Path(__file__).parents[3]),
    }
    names = []
    for variable in ("ASYLON_DATABASE", "ASYLON_KEYS_DATABASE"):
        found.pop(variable, None)
        if engine == "postgresql":
            name = f"{variable.lower()}_pledges_{os.getpid()}"
            make_database(shared_folder(), name)
            names.append(name)
            found[variable] = url(shared_folder(), name)
    try:
        yield found
    finally:
        for name in names:
            drop_database(shared_folder(), name)


@contextmanager
def officer(environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A process that writes down a movement for each line that it is sent: the last number that was seen."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITE],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert hear(process) == "ready"
        yield process
    finally:
        process.communicate(timeout=60)


def say(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def hear(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def run(script: str, environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.fail(done.stderr)
    return done.stdout
