"""X-P6, X-P7: protection on arrival depends on no declaration, no share and no pledge: nothing reads them."""

from __future__ import annotations

import ast
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.db.models import ForeignKey
from django.urls import reverse

from asylon.casework.people.models import Person
from asylon.casework.registration.forms import FamilyForm, NewPerson, Part, Said
from asylon.casework.registration.services import register_family
from asylon.responses.emergencies.services import declare, end_declaration
from tests.office_cast import NOW, Cast, visitor_of
from tests.responses.emergencies.requirements import REQUIREMENTS
from tests.responses.emergencies.situations import a_declaration, an_emergency, coordinator
from tests.responses.emergencies.test_what_persons_decide import END

ROOT = Path(__file__).parents[3]
BELOW = ("casework", "rulebook", "logic", "vault", "caseload")
NEVER = ("responses", "sharing", "figures", "foresight", "pictures", "interchange")
OF_RESPONSES = {"emergencies", "plans", "pledges", "shares", "reviews"}


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_nothing_of_casework_or_the_rulebook_reads_responses() -> None:
    reads = {
        path.relative_to(ROOT): name
        for room in BELOW
        for path in (ROOT / "src" / "asylon" / room).rglob("*.py")
        for name in imported(path)
        if name.startswith(tuple(f"asylon.{each}" for each in NEVER))
    }
    assert reads == {}


def test_no_table_of_a_persons_case_points_at_an_emergency() -> None:
    points = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label not in OF_RESPONSES
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model._meta.app_label in OF_RESPONSES
    ]
    assert points == []


@pytest.mark.django_db(databases=["default", "keys"])
def test_a_family_is_registered_the_same_with_and_without_a_declaration(cast: Cast) -> None:
    amina, visitor = visitor_of(cast.amina), coordinator(cast)
    emergency = an_emergency(cast)

    def register() -> int:
        mother = NewPerson(given="Hana", family="Deeb", sex="female", part=Part.HEAD)
        form = FamilyForm(people=(mother,), draft=uuid4(), site=cast.site.pk, needed=Said.UNKNOWN)
        return len(register_family(amina, form, now=NOW).people)

    before = register()
    declare(visitor, emergency, a_declaration(), now=NOW)
    while_it_runs = register()
    end_declaration(visitor, emergency, END, now=NOW + timedelta(minutes=1))
    assert (before, while_it_runs, register()) == (1, 1, 1)
    assert Person.objects.count() == 3


def test_every_test_that_is_named_for_a_requirement_is_there() -> None:
    missing = []
    for named in REQUIREMENTS.values():
        path, *names = named.split("::")
        if not names:
            assert reverse(path, args=[uuid4()])
            continue
        text = (ROOT / path).read_text("utf-8")
        missing += [named for name in names if f"def {name}(" not in text and f"class {name}:" not in text]
    assert missing == []
