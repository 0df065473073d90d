"""`python -m benchmarks.office.prepare PEOPLE WORKERS`: make the office of the environment, once.

Prints what the visits need as JSON: cookies of colleagues, ids and names to look for.
"""

from __future__ import annotations

import json
import random
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from uuid import UUID

import django

SEED = 20261124
VISITED = 400
"""People whose pages are visited: with a record of forty answers, and business with the colleague."""


def main() -> int:
    """Migrate, fill, and say whom to visit."""
    people, workers = int(sys.argv[1]), int(sys.argv[2])
    django.setup()
    from django.core.management import call_command

    for alias in ("default", "keys"):
        call_command("migrate", database=alias, verbosity=0)
    from asylon.casework.offices.services import add_office
    from asylon.casework.staff.models import Role
    from asylon.casework.staff.services import make_account
    from benchmarks.office.people import Desk

    now = datetime.now(UTC)
    office = add_office(
        code="rs", name="Office", kind="reception", jurisdiction="RS", focal_point="Desk 1", telephone="1"
    )
    made = make_account(
        office,
        username="amina",
        name="Amina",
        roles=(Role.PROTECTION_CASEWORKER,),
        now=now,
        password="four words without sense",
    )
    desk = Desk(office.pk, office.code, made.account.pk, office.jurisdiction)
    began = time.monotonic()
    _fill(desk, people, workers)
    took = time.monotonic() - began
    office.last_number = people
    office.save()
    said = {"cookie": _cookie(made.account, now), "filled_in": took, **_visited(desk, people, now)}
    print(json.dumps(said))
    return 0


def _fill(desk: object, people: int, workers: int) -> None:
    from django.db import connections

    for alias in connections:
        connections[alias].close()
    share = people // workers
    with ProcessPoolExecutor(workers, initializer=django.setup) as pool:
        jobs = [pool.submit(_share, desk, 1 + number * share, share) for number in range(workers)]
        for job in jobs:
            job.result()
    for alias in ("default", "keys"):
        with connections[alias].cursor() as cursor:
            cursor.execute("ANALYZE")


def _share(desk: object, first: int, how_many: int) -> None:
    from benchmarks.office.filling import fill
    from benchmarks.office.people import Desk

    assert isinstance(desk, Desk)
    fill(desk, first, how_many, seed=SEED)


def _cookie(account: object, now: datetime) -> str:
    from django.test import Client

    from asylon.casework.staff.models import Account
    from tests.web.signin.signed_in import sign_in

    assert isinstance(account, Account)
    client = Client()
    sign_in(client, account)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def _visited(desk: object, people: int, now: datetime) -> dict[str, list[str]]:
    """Forty answers and a frozen assessment for each of those who are visited, through the product itself."""
    from asylon.casework.access.models import Involvement
    from asylon.casework.access.visitors import Purpose
    from asylon.casework.assessments.services import assess_record, freeze
    from asylon.casework.facts.answers import Answer
    from asylon.casework.facts.selectors import record_of
    from asylon.casework.facts.services import record
    from asylon.casework.keys.services import data_keys
    from asylon.casework.people.case import Case
    from asylon.casework.people.models import Person
    from asylon.rulebook import load
    from benchmarks.office.people import FACTS, Desk

    assert isinstance(desk, Desk)
    rulebook, chance = load(), random.Random(SEED)
    done = {fact for fact, _ in FACTS}
    facts = [
        entry.id
        for entry in rulebook.all_facts.values()
        if entry.type == "tri" and entry.scope == "person" and entry.question and entry.id not in done
    ][:36]
    numbers = sorted(chance.sample(range(1, people + 1), VISITED))
    found = Person.objects.filter(number__in=[f"RS-25-{number:06d}" for number in numbers])
    ids = list(found.values_list("id", flat=True))
    held = data_keys(ids)
    for id_ in ids:
        case = Case(id_, held[id_], desk.jurisdiction, desk.account, "protection_caseworker")
        Involvement.objects.create(person_id=id_, account_id=desk.account, purpose=Purpose.ASSISTANCE.value)
        answers = [Answer(fact, chance.choice((True, False, "unknown"))) for fact in facts]
        record(case, answers, rulebook=rulebook)
        assessed = assess_record(case, record_of(case), as_of=now.date(), rulebook=rulebook)
        freeze(case, assessed, cause="registration")
    return {"people": [str(id_) for id_ in ids], "searches": _searches(held)}


def _searches(held: dict[UUID, bytes]) -> list[str]:
    """What a colleague types: a whole name, a name and a year, one common name, a number."""
    from asylon.casework.people.identity import unseal
    from asylon.casework.people.models import Person
    from asylon.casework.people.stored import read_people

    words = []
    for row in read_people(Person.objects.filter(pk__in=list(held))):
        who = unseal(held[row.id], row.id, row.sealed, row.names)
        name = who.main
        words += [f"{name.given} {name.family}", f"{name.given} {who.born.year}", name.given, row.number]
    return words


if __name__ == "__main__":
    sys.exit(main())
