"""All facts of a person in the browser: what is shown and sealed, and how one is added or corrected."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from asylon.casework.access.fields import field_of_fact
from asylon.casework.access.kernel import Field
from asylon.casework.facts.answers import Answer
from asylon.casework.facts.items import add_item, withdraw_item
from asylon.casework.facts.selectors import Record, record_of
from asylon.casework.facts.services import record
from asylon.casework.people.case import Case
from asylon.casework.staff.models import Role
from asylon.casework.staff.services import set_language
from asylon.rulebook import load, words
from asylon.web.facts.shown import ORDER
from tests import cast as situations
from tests.casework.facts.records import RULEBOOK, case_for, put_on_record
from tests.office_cast import Cast
from tests.web.facts.conftest import SignedIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
TRANSACTIONS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


NOBODYS = UUID(int=7)
"""The id of no item."""


@pytest.fixture
def case(cast: Cast, person: UUID) -> Case:
    return case_for(person, cast.amina)


def facts(person: UUID, more: str = "") -> str:
    return f"/people/{person}/facts/{more}"


def page(client: Client, path: str, *, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def kept(case: Case) -> Record:
    return record_of(case)


def send(client: Client, path: str, **given: Any) -> Any:
    """What the form at an address sends, with the answer that it was shown."""
    seen = re.search(r'name="seen"(?: value="([^"]*)")?', page(client, path))
    assert seen is not None
    return client.post(path, {"seen": seen[1] or "", "basis": "stated", **given})


def test_every_topic_has_its_place(case: Case) -> None:
    assert sorted(ORDER) == sorted(words(RULEBOOK, "en").topics)


def test_an_empty_record_says_what_will_come(cast: Cast, person: UUID, signed_in: SignedIn) -> None:
    content = page(signed_in(cast.amina), facts(person))
    assert "Nothing has been recorded yet." in content
    assert content.count("not asked yet") == 4


def test_an_answer_stands_with_how_it_is_known_and_what_was_said_before(
    cast: Cast, case: Case, signed_in: SignedIn
) -> None:
    (first,) = record(case, [Answer("pregnant", "unknown")], rulebook=RULEBOOK)
    later = Answer(
        "pregnant", True, basis="documented", source="clinic", on="2026-10", note="week 20", seen=first
    )
    record(case, [later], rulebook=RULEBOOK)
    content = page(signed_in(cast.amina), facts(case.person))
    assert words(RULEBOOK, "en").topic("needs").label.text in content
    for said in ("yes", "a document shows it", "clinic", "week 20", "October 2026", "Protection caseworker"):
        assert said in content, said
    assert "1 answer before" in content
    assert content.index("1 answer before") < content.index("not yet known")


def test_one_topic_can_be_looked_at_alone(cast: Cast, case: Case, signed_in: SignedIn) -> None:
    record(case, [Answer("pregnant", True), Answer("outside_country", True)], rulebook=RULEBOOK)
    label = words(RULEBOOK, "en").label("facts", "pregnant").text
    amina = signed_in(cast.amina)
    needs = page(amina, facts(case.person, "?topic=needs"))
    assert label[1:] in needs
    assert label[1:] not in page(amina, facts(case.person, "?topic=countries_and_fear"))
    assert "Choose another topic." in page(amina, facts(case.person, "?topic=solutions"))


def test_bojan_sees_his_facts_and_how_many_are_sealed_and_not_of_what(
    cast: Cast, case: Case, signed_in: SignedIn
) -> None:
    situation = situations.vignettes()["V01"]["situation"]
    put_on_record(case, situation)
    record(case, [Answer("exclusion_1Fa", True, note="KEPT-FROM-BOJAN")], rulebook=RULEBOOK)
    amina, bojan = signed_in(cast.amina), signed_in(cast.bojan)
    said = words(RULEBOOK, "en")
    hidden = said.label("facts", "exclusion_1Fa").text[1:]
    topic = said.topic("exclusion_and_cessation").label.text.split(",")[0]
    whole, seen = page(amina, facts(case.person)), page(bojan, facts(case.person))
    assert hidden in whole
    assert "KEPT-FROM-BOJAN" in whole
    assert topic in whole
    for part in (hidden, "KEPT-FROM-BOJAN", topic):
        assert part not in seen
    assert said.label("facts", "act_recruit").text[1:] in seen
    assert re.search(r"\d+ facts?, not needed for your task", seen)
    assert cast.reception.focal_point in seen


@pytest.mark.parametrize(
    ("fact", "given", "value"),
    [
        ("pregnant", {"said": "declined"}, "declined"),
        ("age_years", {"said": "this", "value": "١٦"}, 16),
        ("age_years", {"value": "16,5", "margin": "2"}, 16.5),
        ("debt_amount", {"value": "3000"}, 3000),
        ("sex_gender", {"said": "female"}, "female"),
        ("former_habitual_residence", {"value": "SY"}, "SY"),
        ("former_habitual_residence", {"said": "unknown"}, "unknown"),
        ("prior_recognition_country", {"value": "none"}, "none"),
        ("informed_consent_share", {"value": ["legal_aid", "unhcr"]}, ["legal_aid", "unhcr"]),
        ("informed_consent_share", {"said": "nothing"}, []),
        ("skills", {"value": "carpenter\r\ncook\r\n\r\ncook"}, ["carpenter", "cook"]),
        ("fear_reason_text", {"value": "خوف من الحرب"}, "خوف من الحرب"),
    ],
)
def test_every_kind_of_fact_has_its_form(
    cast: Cast, case: Case, signed_in: SignedIn, fact: str, given: dict[str, Any], value: Any
) -> None:
    amina = signed_in(cast.amina)
    answer = send(amina, facts(case.person, f"{fact}/"), **given)
    assert answer.status_code == 302, answer.content.decode()
    assert kept(case).current[None, fact].value == value
    again = send(amina, facts(case.person, f"{fact}/"), said="unknown")
    assert again.status_code == 302
    assert [each.value for each in kept(case).history(None, fact)] == ["unknown", value]


@pytest.mark.parametrize(
    ("fact", "given", "field"),
    [
        ("pregnant", {}, "said"),
        ("pregnant", {"said": "maybe"}, "said"),
        ("age_years", {"value": "sixteen"}, "value"),
        ("age_years", {"value": "131"}, "value"),
        ("age_years", {"value": "nan"}, "value"),
        ("age_years", {"value": "16", "margin": "some"}, "margin"),
        ("age_years", {"value": "16", "said": "unknown"}, "said"),
        ("age_years", {"said": "this"}, "value"),
        ("former_habitual_residence", {"value": "ZZ"}, "value"),
        ("informed_consent_share", {}, "value"),
        ("informed_consent_share", {"value": ["everybody"]}, "value"),
        ("skills", {"value": "  "}, "value"),
        ("pregnant", {"said": "yes", "on": "13/2025"}, "on"),
        ("pregnant", {"said": "yes", "on": "2031"}, "on"),
        ("pregnant", {"said": "yes", "note": "x" * 2001}, "note"),
        ("pregnant", {"said": "yes", "source": "x" * 201}, "source"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field(
    cast: Cast, case: Case, signed_in: SignedIn, fact: str, given: dict[str, Any], field: str
) -> None:
    answer = send(signed_in(cast.amina), facts(case.person, f"{fact}/"), **given)
    content = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="{field}_error"' in content
    target = re.search(r'<div class="errors".*?href="#([^"]+)"', content, re.DOTALL)
    assert target is not None
    assert target[1].startswith(field)
    assert f'id="{target[1]}"' in content
    for typed in given.values():
        if isinstance(typed, str) and 1 < len(typed) < 100 and typed.strip() and typed not in ("maybe", "ZZ"):
            assert typed in content
    assert not kept(case).facts


def test_messages_are_in_the_language_of_the_officer(cast: Cast, case: Case, signed_in: SignedIn) -> None:
    set_language(cast.amina.pk, "ar")
    content = page(signed_in(cast.amina), facts(case.person, "pregnant/"))
    assert words(RULEBOOK, "ar").question("pregnant").text in content
    assert 'lang="ar" dir="rtl"' in content


def test_a_correction_shows_what_stands_and_follows_it(cast: Cast, case: Case, signed_in: SignedIn) -> None:
    given = Answer("age_years", 16, margin=1.5, note="by the teeth", basis="documented", on="2026-11-03")
    record(case, [given], rulebook=RULEBOOK)
    content = page(signed_in(cast.amina), facts(case.person, "age_years/"))
    for shown in ('value="16"', 'value="1.5"', "by the teeth", 'value="3.11.2026"'):
        assert shown in content, shown
    assert re.search(r'value="documented"[^>]*checked', content)


def test_two_officers_correct_the_same_answer(cast: Cast, case: Case, signed_in: SignedIn) -> None:
    (first,) = record(case, [Answer("pregnant", "unknown")], rulebook=RULEBOOK)
    amina = signed_in(cast.amina)
    record(
        case_for(case.person, cast.bojan),
        [Answer("pregnant", True, note="told Bojan", seen=first)],
        rulebook=RULEBOOK,
    )
    late = {"said": "no", "note": "told Amina", "seen": str(first)}
    answer = amina.post(facts(case.person, "pregnant/"), late)
    content = answer.content.decode()
    assert answer.status_code == 409
    for said in ("Somebody else has answered this meanwhile.", "told Bojan", "told Amina"):
        assert said in content
    seen = re.search(r'name="seen" value="([^"]+)"', content)
    assert seen is not None
    assert amina.post(facts(case.person, "pregnant/"), late | {"seen": seen[1]}).status_code == 302
    assert [each.value for each in kept(case).history(None, "pregnant")] == [False, True, "unknown"]


def test_an_answer_about_an_item_names_it(cast: Cast, case: Case, signed_in: SignedIn) -> None:
    leg = add_item(case, "leg", {"from": "SD", "to": "LY"}, rulebook=RULEBOOK)
    amina, path = signed_in(cast.amina), f"smuggler_benefit/?item={leg}"
    assert "From Sudan to Libya" in page(amina, facts(case.person, path))
    assert send(amina, facts(case.person, path), said="yes").status_code == 302
    assert kept(case).current[leg, "smuggler_benefit"].value is True
    content = page(amina, facts(case.person))
    assert "(From Sudan to Libya)" in content
    withdraw_item(case, leg, seen=1, now=timezone.now())
    assert "taken out of the list since" in page(amina, facts(case.person))
    page(amina, facts(case.person, path), status=404)
    assert amina.post(facts(case.person, path), {"said": "no"}).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["no_such_fact/", "nationalities/", "pregnant/?item=x", f"fears_return/?item={NOBODYS}", "lists/pets/"],
)
def test_addresses_of_nothing_are_not_found(cast: Cast, person: UUID, signed_in: SignedIn, path: str) -> None:
    page(signed_in(cast.amina), facts(person, path), status=404)


def test_adding_goes_from_topic_to_fact_to_form(cast: Cast, case: Case, signed_in: SignedIn) -> None:
    add_item(case, "nationality", {"id": "SD"}, rulebook=RULEBOOK)
    record(case, [Answer("pregnant", True)], rulebook=RULEBOOK)
    amina = signed_in(cast.amina)
    assert "?topic=needs" in page(amina, facts(case.person, "add/"))
    needs = page(amina, facts(case.person, "add/?topic=needs"))
    assert facts(case.person, "pregnant/") in needs
    assert needs.count("answered</span>") == 1
    fear = page(amina, facts(case.person, "add/?topic=countries_and_fear"))
    assert "Sudan" in fear
    assert f"fears_return/?item={kept(case).named('nationality', 'SD')}" in fear
    assert "First say which ones there are" in page(amina, facts(case.person, "add/?topic=exploitation"))
    straight = amina.get(facts(case.person, "add/?fact=pregnant"))
    assert straight.headers["Location"] == facts(case.person, "pregnant/")


def test_only_what_somebody_may_record_is_offered(cast: Cast, case: Case, signed_in: SignedIn) -> None:
    content = page(signed_in(cast.bojan), facts(case.person, "add/"))
    assert "?topic=exploitation" in content
    assert "?topic=exclusion_and_cessation" not in content
    bojan = signed_in(cast.bojan)
    page(bojan, facts(case.person, "exclusion_1Fa/"), status=403)
    assert bojan.post(facts(case.person, "exclusion_1Fa/"), {"said": "yes"}).status_code == 403
    assert not kept(case).facts


def test_a_supervisor_reads_and_writes_nothing(cast: Cast, case: Case, signed_in: SignedIn) -> None:
    record(case, [Answer("pregnant", True)], rulebook=RULEBOOK)
    supervisor = signed_in(cast.by_role[Role.SUPERVISOR])
    content = page(supervisor, facts(case.person))
    assert "Correct" not in content
    assert "Add a fact" not in content
    page(supervisor, facts(case.person, "pregnant/"), status=403)
    page(supervisor, facts(case.person, "add/"), status=403)


@pytest.mark.parametrize("role", [Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR])
def test_roles_without_people_find_nothing(cast: Cast, case: Case, signed_in: SignedIn, role: Role) -> None:
    other = signed_in(cast.by_role[role])
    for path in ("", "add/", "pregnant/", "lists/nationality/"):
        page(other, facts(case.person, path), status=404)


def test_carla_finds_nothing(cast: Cast, case: Case, signed_in: SignedIn) -> None:
    carla = signed_in(cast.carla)
    for path in ("", "add/", "pregnant/", "lists/nationality/"):
        page(carla, facts(case.person, path), status=404)
    assert carla.post(facts(case.person, "pregnant/"), {"said": "yes"}).status_code == 404
    assert carla.post(facts(case.person, "lists/nationality/"), {"id": "SD"}).status_code == 404


def test_all_facts_cost_few_queries(cast: Cast, case: Case, signed_in: SignedIn) -> None:
    put_on_record(case, situations.vignettes()["V24"]["situation"])
    amina = signed_in(cast.amina)
    page(amina, facts(case.person))
    with (
        CaptureQueriesContext(connections["default"]) as default,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        content = page(amina, facts(case.person))
    said = [each["sql"] for each in (*default.captured_queries, *keys.captured_queries)]
    assert len([sql for sql in said if not sql.startswith(TRANSACTIONS)]) <= 14
    assert len(content.encode()) < 100_000


def test_every_fact_of_the_rulebook_has_a_form(cast: Cast, case: Case, signed_in: SignedIn) -> None:
    amina = signed_in(cast.amina)
    kinds: dict[tuple[str, str, str], str] = {}
    for fact in load().all_facts.values():
        if not fact.answered_by and field_of_fact(fact.id) is not Field.UNSORTED:
            kinds.setdefault((fact.type, str(fact.codes), fact.scope), fact.id)
    for name in kinds.values():
        assert "Does not want to say" in page(amina, facts(case.person, f"{name}/")), name
