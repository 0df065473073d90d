"""The way in: tokens only, a brake, fresh codes that count once, and everything in the journal."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from asylon.casework.access.oversight import Filters
from asylon.casework.journal.selectors import entries
from asylon.casework.staff.factors import code_at
from asylon.casework.staff.lockout import FREE, Kind
from asylon.casework.staff.models import Account, Role
from tests.api.calling import ROOT, call
from tests.api.world import NOBODY, SECRET, World
from tests.web.signin.signed_in import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

ME = Role.PROTECTION_CASEWORKER


def test_a_session_in_a_browser_opens_nothing_here(world: World) -> None:
    client = Client()
    sign_in(client, world.cast.amina)
    assert client.get(f"{ROOT}/me").status_code == 401
    assert client.get(f"{ROOT}/openapi.json").status_code == 401


def test_a_token_says_for_whom_it_acts(world: World) -> None:
    told = call(world.token(ME), "GET", "/me").json
    assert (told["name"], told["role"], told["purpose"]) == ("Amina", ME, "assistance")
    assert told["may"] == ["register", "search"]


def test_no_answer_is_kept_by_anybody_on_the_way(world: World) -> None:
    for path in ("/me", f"/people/{world.person}", f"/people/{NOBODY}", "/nothing", "/openapi.json"):
        assert call(world.token(ME), "GET", path).response.headers["Cache-Control"] == "no-store", path


def test_whoever_asks_too_fast_waits(world: World, settings: Any) -> None:
    settings.API_REQUESTS_A_MINUTE = 0
    answered = call(world.token(ME), "GET", "/me")
    assert answered.status == 429
    assert 1 <= int(answered.response.headers["Retry-After"]) <= 60
    settings.API_REQUESTS_A_MINUTE = 1_000_000
    assert call(world.token(ME), "GET", "/me").status == 200


def test_a_fresh_code_counts_once(world: World) -> None:
    path, given = f"/people/{NOBODY}/emergency-openings", {"reason": "A long enough reason."}
    account = world.cast.amina
    code = code_at(SECRET, timezone.now())
    assert call(world.token(ME), "POST", path, given, code=code).status == 404
    again = call(world.token(ME), "POST", path, given, code=code)
    assert (again.status, again.json["why"]) == (403, "step_up")
    assert Account.objects.get(pk=account.pk).last_code_step > 0


def test_the_code_of_one_account_is_of_no_use_to_another(world: World) -> None:
    bojan = world.cast.bojan
    Authenticator.objects.filter(user_id=bojan.pk).delete()
    path, given = f"/people/{world.person}/emergency-openings", {"reason": "A long enough reason."}
    code = code_at(SECRET, timezone.now())
    told = call(world.token(Role.TRAFFICKING_SPECIALIST), "POST", path, given, code=code)
    assert (told.status, told.json["why"]) == (403, "step_up")


def test_wrong_codes_lead_to_waiting_even_for_the_right_one(world: World) -> None:
    path, given = f"/people/{world.person}/emergency-openings", {"reason": "A long enough reason."}
    wrong = "000000" if code_at(SECRET, timezone.now()) != "000000" else "111111"
    told = [call(world.token(ME), "POST", path, given, code=wrong).status for _ in range(FREE[Kind.CODE] + 1)]
    assert told == [403] * FREE[Kind.CODE] + [429]
    late = call(world.token(ME), "POST", path, given, fresh=world.cast.amina)
    assert late.status == 429
    assert int(late.response.headers["Retry-After"]) > 0


@pytest.mark.parametrize("code", ["", "12345", "1234567", "12345a", "١٢٣٤٥٦", "12 34 56"])
def test_what_is_no_code_is_refused_and_not_counted(code: str, world: World) -> None:
    for _ in range(FREE[Kind.CODE] + 2):
        answered = call(world.token(ME), "GET", "/me", code=code)
        assert answered.status == 403


def test_reading_and_being_refused_are_both_in_the_journal(world: World) -> None:
    call(world.token(ME), "GET", f"/people/{world.person}/assessment")
    call(world.token(ME, "elsewhere"), "GET", f"/people/{world.person}/assessment")
    refused, done = entries(Filters(act="see_page", person=world.person), limit=2)
    assert (done.outcome, done.actor) == ("done", world.cast.amina.pk)
    assert (refused.outcome, refused.actor) == ("refused", world.accounts[ME, "elsewhere"].pk)


def test_a_search_leaves_no_words_in_the_journal(world: World) -> None:
    found = call(world.token(ME), "POST", "/people/search", {"words": "Mina Rahimi 1990"}).json
    assert [hit["person"] for hit in found["hits"]] == [str(world.person)]
    (entry,) = entries(Filters(act="search"), limit=1)
    assert "Mina" not in str(entry.detail)


def test_elsewhere_a_search_gives_at_most_a_desk_to_ask_at(world: World) -> None:
    told = call(world.token(ME, "elsewhere"), "POST", "/people/search", {"words": "Mina Yasin Rahimi"}).json
    assert told["hits"] == []
    assert [each["focal_point"] for each in told["ask"]] == ["Desk rs"]
    assert str(world.person) not in str(told)
    nothing = call(world.token(ME, "elsewhere"), "POST", "/people/search", {"words": "Nobody Atall"}).json
    assert (nothing["hits"], nothing["ask"]) == ([], [])


def test_an_administrator_makes_an_account_and_it_can_work(world: World) -> None:
    admin, token = world.accounts[Role.ADMINISTRATOR, "here"], world.token(Role.ADMINISTRATOR)
    office = str(world.cast.reception.pk)
    given = {"username": "n.petrov", "name": "N. Petrov", "office": office, "roles": ["analyst"]}
    made = call(token, "POST", "/staff/accounts", given, fresh=admin)
    assert made.status == 201, made.text
    assert len(made.json["password"]) > 15
    taken = call(token, "POST", "/staff/accounts", given, fresh=admin)
    assert (taken.status, taken.json["why"]) == (409, "work_name_taken")
    read = call(token, "GET", f"/staff/accounts/{made.json['id']}").json
    assert [role["role"] for role in read["roles"]] == ["analyst"]
    assert made.json["password"] not in str(entries(Filters(act="make_account"), limit=1)[0])


def test_the_last_administrator_stays(world: World) -> None:
    admin, token = world.accounts[Role.ADMINISTRATOR, "here"], world.token(Role.ADMINISTRATOR)
    far = world.accounts[Role.ADMINISTRATOR, "elsewhere"]
    role = {"role": "administrator"}
    assert call(token, "POST", f"/staff/accounts/{far.pk}/roles/end", role, fresh=admin).status == 200
    last = call(token, "POST", f"/staff/accounts/{admin.pk}/roles/end", role, fresh=admin)
    assert (last.status, last.json["why"]) == (409, "last_administrator")


def test_an_account_that_there_is_not_is_not_there(world: World) -> None:
    admin, token = world.accounts[Role.ADMINISTRATOR, "here"], world.token(Role.ADMINISTRATOR)
    for path, body in (("lock", {"seen": 1}), ("roles", {"role": "analyst"}), ("revoke", None)):
        answered = call(token, "POST", f"/staff/accounts/{NOBODY}/{path}", body, fresh=admin)
        assert answered.status == 404, path


def test_an_erased_person_is_gone(world: World) -> None:
    supervisor, token = world.accounts[Role.SUPERVISOR, "here"], world.token(Role.SUPERVISOR)
    path = f"/people/{world.person}"
    assert call(token, "POST", f"{path}/erase", {"seen": 1}, fresh=supervisor).status == 200
    read = call(token, "GET", path)
    assert read.status == 200
    assert (read.json["erased"], read.json["identity"], read.json["initials"]) == (True, None, "")
    for part in ("/record", "/assessment", "/questions", "/assessments"):
        assert call(token, "GET", path + part).status == 410, part


def test_the_certificate_is_a_pdf_and_nothing_else(world: World) -> None:
    answered = call(world.token(ME), "GET", f"/people/{world.person}/certificate.pdf")
    assert answered.response.headers["Content-Type"] == "application/pdf"
    assert answered.response.content.startswith(b"%PDF")
