"""What may not be seen is in no answer; and the API and the page say the same to the same visitor."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from asylon.casework.access.door import open_person
from asylon.casework.access.fields import field_of_fact, field_of_list
from asylon.casework.access.kernel import Act
from asylon.casework.access.kernel import Field as Part
from asylon.casework.facts.selectors import record_of
from asylon.casework.staff.models import Role
from tests.api.calling import call
from tests.api.matrix import READERS
from tests.api.world import NAMES, SECRET_NOTE, World
from tests.office_cast import visitor_of
from tests.web.signin.signed_in import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

GETS = ("", "/record?past=true", "/assessment", "/questions?limit=50", "/assessments", "/family")
COLUMNS = {"met": "yes", "may": "unknown", "not": "no"}


def get(world: World, role: Role, path: str, *, place: str = "here") -> Any:
    answered = call(world.token(role, place), "GET", f"/people/{world.person}{path}")
    assert answered.status == 200, (role, path, answered.text)
    return answered.json


@pytest.mark.parametrize("role", sorted(READERS))
def test_the_record_holds_what_the_kernel_lets_through_and_nothing_else(role: Role, world: World) -> None:
    now = timezone.now()
    case = open_person(visitor_of(world.cast.by_role[role], role), world.person, act=Act.SEE_PAGE, now=now)
    record = record_of(case.case)
    scopes = {each.id: each.scope for each in record.items}
    seen = {
        str(each.id)
        for each in record.facts
        if case.sees(field_of_fact(each.fact))
        and (each.item is None or case.sees(field_of_list(scopes[each.item])))
    }
    told = get(world, role, "/record?past=true")
    assert {each["id"] for each in told["facts"]} == seen
    assert told["sealed"] == len(record.facts) - len(seen)
    assert all(case.sees(field_of_list(each["scope"])) for each in told["items"])
    identity = get(world, role, "")["identity"]
    assert (identity is not None) == case.sees(Part.IDENTITY)


def test_a_desk_reads_nothing_of_exploitation_torture_or_the_journey(world: World) -> None:
    told = " ".join(json.dumps(get(world, Role.REGISTRATION_OFFICER, path)) for path in GETS)
    assert SECRET_NOTE not in told
    for hidden in ("exploitation_occurred", "torture_survivor", "episode"):
        assert f'"{hidden}"' not in json.dumps(get(world, Role.REGISTRATION_OFFICER, "/record?past=true"))
        assert f'"{hidden}"' not in json.dumps(get(world, Role.REGISTRATION_OFFICER, "/questions?limit=50"))
    assert get(world, Role.REGISTRATION_OFFICER, "/assessment")["sealed_facts"] > 0
    assert SECRET_NOTE in json.dumps(get(world, Role.PROTECTION_CASEWORKER, "/record"))


def test_trafficking_is_yes_to_those_who_see_it_and_unknown_to_the_desk(world: World) -> None:
    of_the_desk = get(world, Role.REGISTRATION_OFFICER, "/assessment")["assessment"]["conclusions"]
    whole = get(world, Role.PROTECTION_CASEWORKER, "/assessment")["assessment"]["conclusions"]
    differing = {id_ for id_ in whole if whole[id_]["value"] != of_the_desk[id_]["value"]}
    assert differing
    for id_ in differing:
        explained = get(world, Role.REGISTRATION_OFFICER, f"/explanations/{id_}")["explanation"]
        assert explained["value"] in (of_the_desk[id_]["value"], "by item")
        assert "exploitation_occurred" not in json.dumps(explained["because"])


@pytest.mark.parametrize("role", sorted(READERS))
def test_no_gate_is_open_to_anybody_that_is_shut_on_the_whole_record(role: Role, world: World) -> None:
    whole = get(world, Role.PROTECTION_CASEWORKER, "/assessment")["assessment"]
    told = get(world, role, "/assessment")["assessment"]
    for id_, gate in told["gates"].items():
        assert not gate["open"] or whole["gates"][id_]["open"]
        explained = get(world, role, f"/explanations/gate:{id_}")["explanation"]
        assert explained["value"] != "open" or gate["open"] or explained["parts"]
    for act, answer in told["acts"].items():
        assert not answer["allowed"] or whole["acts"][act]["allowed"]


def test_who_has_opened_in_an_emergency_sees_what_protects_and_not_the_rest(world: World) -> None:
    carla = world.accounts[Role.LEGAL_ADVISER, "elsewhere"]
    token = world.token(Role.LEGAL_ADVISER, "elsewhere")
    assert call(token, "GET", f"/people/{world.person}").status == 404
    reason = {"reason": "She is at our door and must not be sent away."}
    assert (
        call(token, "POST", f"/people/{world.person}/emergency-openings", reason, fresh=carla).status == 201
    )
    told = get(world, Role.LEGAL_ADVISER, "", place="elsewhere")
    assert told["relation"] == ["glass"]
    assert told["identity"]["names"][0]["given"] == "Mina"
    facts = {each["fact"] for each in get(world, Role.LEGAL_ADVISER, "/record", place="elsewhere")["facts"]}
    assert "torture_survivor" in facts
    assert "exploitation_occurred" not in facts


@pytest.mark.parametrize("role", sorted(READERS))
def test_the_page_and_the_api_say_the_same(role: Role, world: World) -> None:
    client = Client()
    sign_in(client, world.cast.by_role[role])
    page = client.get(f"/people/{world.person}/")
    assert page.status_code == 200
    html = page.content.decode()
    told = get(world, role, "/assessment")
    shown = {(column, goal) for column, goal in _cards(html)}
    assert shown
    for column, goal in shown:
        assert told["assessment"]["conclusions"][goal]["value"] == COLUMNS[column], goal
    for state, goal in re.findall(r'<li class="gate (open|shut)">.*?why/gate:([a-z0-9_]+)/', html):
        assert told["assessment"]["gates"][goal]["open"] == (state == "open"), goal
    for name in NAMES:
        assert (name in html) == (name in json.dumps(get(world, role, ""), ensure_ascii=False))
    assert (SECRET_NOTE in html) <= (SECRET_NOTE in json.dumps(get(world, role, "/record")))


def _cards(html: str) -> list[tuple[str, str]]:
    section = html.partition('<div class="cats">')[2].partition("</section>")[0]
    found = []
    for part in re.split(r'<div class="(?=met|may|not")', section)[1:]:
        column = part.partition('"')[0]
        found += [(column, goal) for goal in re.findall(r'href="why/([a-z0-9_]+)/"', part)]
    return found
