"""Several processes write the journal at once: nothing is lost, nothing forks, nobody waits for ever."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.db import connection

from tests.postgres import drop_database, make_database, shared_folder, url

WRITERS, ENTRIES = 4, 40

MIGRATE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""
WRITE = """
import sys, django; django.setup()
from datetime import UTC, datetime
from django.db import transaction
from asylon.casework.journal.services import write
from asylon.casework.offices.models import Office
from asylon.casework.people.numbers import take_number
now = datetime(2026, 11, 24, tzinfo=UTC)
office = Office.objects.values_list("pk", flat=True).get()
for number in range(int(sys.argv[1])):
    with transaction.atomic():  # a number locks the office's row, and then the journal is written
        take_number(office, today=now.date())
        write(act="register", visitor=None, now=now, detail={"n": number})
"""
OFFICE = """
import django; django.setup()
from asylon.casework.offices.services import add_office
add_office(code="rs", name="Office", kind="reception", jurisdiction="RS", focal_point="Desk")
"""
VERDICT = """
import django; django.setup()
from asylon.casework.journal.verifying import verify_journal
from asylon.casework.offices.models import Office
found = verify_journal()
print(found.entries, found.head, found.heads, found.whole, Office.objects.get().last_number)
"""


@pytest.mark.django_db  # on the engine of the run, in databases of its own
def test_the_chain_holds_while_several_processes_write(tmp_path: Path) -> None:
    with ExitStack() as stack:
        environment = _an_office_of_its_own(tmp_path, stack)
        for script in (MIGRATE, OFFICE):
            _run(script, environment)
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", WRITE, str(ENTRIES)], env=environment, stderr=subprocess.PIPE
            )
            for _ in range(WRITERS)
        ]
        said = [writer.communicate(timeout=120)[1].decode() for writer in writers]
        assert [writer.returncode for writer in writers] == [0] * WRITERS, said
        total = WRITERS * ENTRIES
        assert _run(VERDICT, environment).split() == [*[str(total)] * 3, "True", str(total)]


def _an_office_of_its_own(folder: Path, stack: ExitStack) -> dict[str, str]:
    """An environment with databases that no other test uses: what is committed there stays."""
    found = dict(os.environ)
    found |= {"ASYLON_HOME": str(folder), "DJANGO_SETTINGS_MODULE": "asylon.site.settings"}
    for name in ("ASYLON_DATABASE", "ASYLON_KEYS_DATABASE"):
        found.pop(name, None)
    if connection.vendor == "postgresql":
        for variable, name in (("ASYLON_DATABASE", "writers"), ("ASYLON_KEYS_DATABASE", "writers_keys")):
            database = f"{name}_{os.getpid()}"
            make_database(shared_folder(), database)
            stack.callback(drop_database, shared_folder(), database)
            found[variable] = url(shared_folder(), database)
    return found


def _run(script: str, environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.fail(done.stderr)
    return done.stdout
