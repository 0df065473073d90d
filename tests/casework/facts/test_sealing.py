"""What is on record cannot be read in the database, nor which question was asked, nor which list filled."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from asylon.casework.assessments.services import assess_record, freeze
from asylon.casework.facts.answers import Answer
from asylon.casework.facts.items import add_item, say_none
from asylon.casework.facts.models import Fact, Item
from asylon.casework.facts.selectors import record_of
from asylon.casework.facts.services import record
from asylon.vault import Broken
from tests.casework.facts.records import RULEBOOK, a_record, case_for
from tests.office_cast import TODAY, Cast, a_person

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

SAID = ("sgbv_survivor", "episode-1", "nationality", "fears_return", "KEPT-IN-A-HOUSE", "CLINIC-OF-ZABUL")


def everything_stored() -> Iterator[bytes]:
    """Every value of every table of this part of the house, as the database has it."""
    for label in ("facts", "assessments", "interviews"):
        for model in apps.get_app_config(label).get_models():
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT * FROM {model._meta.db_table}")
                for row in cursor.fetchall():
                    for value in row:
                        is_bytes = isinstance(value, bytes | memoryview)
                        yield bytes(value) if is_bytes else str(value).encode()


def test_nothing_that_was_said_can_be_read_in_the_database(cast: Cast) -> None:
    case = a_record(cast)
    home = add_item(case, "nationality", {"id": "AF"}, rulebook=RULEBOOK)
    add_item(case, "episode", {"country": "AE", "note": "KEPT-IN-A-HOUSE"}, rulebook=RULEBOOK)
    say_none(case, "leg")
    answers = [
        Answer("sgbv_survivor", True, note="KEPT-IN-A-HOUSE", source="CLINIC-OF-ZABUL"),
        Answer("fears_return", "declined", item=home),
    ]
    record(case, answers, rulebook=RULEBOOK)
    freeze(case, assess_record(case, record_of(case), as_of=TODAY, rulebook=RULEBOOK), cause="facts")
    stored = list(everything_stored())
    assert len(stored) > 40
    for said in SAID:
        assert not [value for value in stored if said.encode() in value], said
    if connection.vendor == "sqlite":
        name = str(settings.DATABASES["default"]["NAME"])
        for path in (name, f"{name}-wal"):
            content = open_if_there(path)
            assert not [said for said in SAID[-2:] if said.encode() in content]


def open_if_there(path: str) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - the name may also be one in memory
            return file.read()
    except OSError:
        return b""


def test_the_same_answer_looks_different_for_another_person_and_in_another_row(cast: Cast) -> None:
    for given in ("Mina", "Sara"):
        case = case_for(a_person(cast.reception, cast.amina, given=given), cast.amina)
        record(case, [Answer("pregnant", True)], rulebook=RULEBOOK)
        add_item(case, "nationality", {"id": "AF"}, rulebook=RULEBOOK)
    assert len({bytes(row.slot) for row in Fact.objects.all()}) == 2
    assert len({bytes(row.sealed) for row in Fact.objects.all()}) == 2
    assert len({bytes(row.slot) for row in Item.objects.all()}) == 2


def test_yes_and_no_are_stored_at_the_same_length(cast: Cast) -> None:
    case = a_record(cast)
    record(case, [Answer("pregnant", True), Answer("disability", "declined")], rulebook=RULEBOOK)
    assert len({len(bytes(row.sealed)) for row in Fact.objects.all()}) == 1


def test_another_key_opens_nothing(cast: Cast) -> None:
    case = a_record(cast)
    record(case, [Answer("pregnant", True)], rulebook=RULEBOOK)
    other = case_for(a_person(cast.reception, cast.amina, given="Sara"), cast.amina)
    stolen = type(case)(case.person, other.key, case.jurisdiction, case.account, case.role)
    with pytest.raises(Broken):
        record_of(stolen)
