"""The made-up office of the demonstration: varied, whole, and the same whenever it is opened."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django.fixtures import Settings

from asylon.casework.access.mine import my_people
from asylon.casework.access.visitors import Visitor, purposes_of
from asylon.casework.assessments.models import FrozenAssessment
from asylon.casework.facts.models import Fact
from asylon.casework.journal.models import Entry
from asylon.casework.journal.verifying import verify_journal
from asylon.casework.people.models import Group, Person, PersonName
from asylon.casework.staff.models import Account, Role
from asylon.site.demo.cast import OFFICES
from asylon.site.demo.making_up import make_up
from asylon.site.demo.seeding import seed
from asylon.site.demo.stories import dated, read_stories
from asylon.site.demo.welcome import welcome

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
MORE = 12


def written_by_hand() -> int:
    return sum(len(family["people"]) for family in read_stories(today=NOW.date())["families"])


@pytest.mark.django_db(databases=["default", "keys"])
def test_the_whole_office_goes_through_the_services_and_every_answer_fits_the_rulebook(
    settings: Settings,
) -> None:
    settings.DEMO = True
    made = seed(now=NOW, more=MORE)
    assert made == Person.objects.count() == written_by_hand() + MORE
    assert written_by_hand() >= 24
    assert {"Latn", "Arab", "Ethi", "Cyrl", "Beng", "Deva", "Mymr"} <= set(
        PersonName.objects.values_list("script", flat=True)
    )
    assert set(Account.objects.values_list("roles_held__role", flat=True)) == set(Role.values)
    assert {"family", "prima_facie", "rescue"} <= set(Group.objects.values_list("kind", flat=True))
    assert Fact.objects.count() > 200
    assert Person.objects.filter(closed=True).exists()
    assert FrozenAssessment.objects.count() > made, "what was told later is assessed as well"
    assert verify_journal().whole
    assert not Entry.objects.filter(outcome="refused").exists(), "the cast does only what it may"
    with pytest.raises(CommandError, match="not empty"):
        call_command("seed_demo")

    amina = Account.objects.get(username="amina")
    role = Role.PROTECTION_CASEWORKER
    visitor = Visitor(
        amina.pk, amina.name, amina.office_id, amina.office.name, role, purposes_of(role)[0], "en", (role,)
    )
    assert len(my_people(visitor, now=NOW, limit=100)) > 24


@pytest.mark.django_db
def test_made_up_people_stay_out_of_a_real_office() -> None:
    with pytest.raises(CommandError, match="ASYLON_DEMO is not set"):
        call_command("seed_demo")


def test_nobody_grows_old_in_the_file() -> None:
    young = read_stories(today=date(2026, 11, 24))["families"]
    later = read_stories(today=date(2036, 2, 28))["families"]
    assert young[0]["people"][0]["born"] == "2010"
    assert later[0]["people"][0]["born"] == "2020"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("-4 days", "2026-11-20"),
        ("-11 months", "2025-12"),
        ("-14 months", "2025-09"),
        ("-3 years", "2023"),
        ("-4 camels", "-4 camels"),
        ({"a": ["-1 days", True, 12]}, {"a": ["2026-11-23", True, 12]}),
    ],
)
def test_dates_count_from_today(written: object, meant: object) -> None:
    assert dated(written, today=NOW.date()) == meant


def test_the_same_seed_makes_the_same_people_and_as_many_as_were_asked_for() -> None:
    families = make_up(500, seed=1)
    assert make_up(500, seed=1) == families
    assert make_up(500, seed=2) != families
    assert sum(len(family["people"]) for family in families) == 500
    origins = Counter(family["nationalities"][0] for family in families)
    assert len(origins) >= 12
    assert make_up(0, seed=1) == []


def test_whoever_opens_it_is_told_where_it_is_and_who_may_come_in() -> None:
    text = welcome("http://127.0.0.1:8000")
    assert "http://127.0.0.1:8000/" in text
    assert all(work_name in text for office in OFFICES for work_name in office.staff)
