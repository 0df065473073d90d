"""Whatever comes in: a problem that says what, where and what to do, never a fault of the server."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from asylon.api.body import MOST_BYTES
from asylon.casework.staff.models import Role
from tests.api.calling import ROOT, Answered, call
from tests.api.matrix import family, identity
from tests.api.world import World

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

ME = Role.PROTECTION_CASEWORKER


def send(world: World, path: str, body: bytes, *, kind: str = "application/json") -> Answered:
    client = Client(headers={"Authorization": f"Bearer {world.token(ME)}"})
    response = client.generic("POST", ROOT + path, body, content_type=kind)
    return Answered(response.status_code, json.loads(response.content), response)


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"words": "a", "words": "b"}',
        b'{"words": NaN}',
        b'{"words": 1e999}',
        b'{"words": ' + b"9" * 5000 + b"}",
        b'{"words": "\\ud800"}',
        b'{"words": "a\\u0000b"}',
        b'{"a\\u0000": 1}',
    ],
)
def test_what_is_no_clean_json_is_refused(body: bytes, world: World) -> None:
    answered = send(world, "/people/search", body)
    assert answered.status == 400
    assert answered.json["detail"].startswith("The body cannot be read")


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b'"Mina"', b"{}", b'{"words": 1}', b'{"words": ""}'])
def test_what_has_another_shape_is_refused_with_its_place(body: bytes, world: World) -> None:
    answered = send(world, "/people/search", body)
    assert answered.status == 422
    assert answered.json["faults"]


def test_a_key_that_is_not_named_is_refused(world: World) -> None:
    answered = send(world, "/people/search", b'{"words": "Mina", "office": "all"}')
    assert (answered.status, answered.json["faults"][0]["place"]) == (422, "office")


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_another_kind_of_body_is_refused(kind: str, world: World) -> None:
    assert send(world, "/people/search", b'{"words": "Mina"}', kind=kind).status == 415


def test_a_body_that_is_too_large_is_refused_before_it_is_read(world: World) -> None:
    assert send(world, "/people/search", b'"' + b"a" * MOST_BYTES + b'"').status == 413


@pytest.mark.parametrize("method", ["DELETE", "PATCH", "PUT", "HEAD", "OPTIONS", "TRACE"])
def test_a_method_that_there_is_not_says_which_there_are(method: str, world: World) -> None:
    client = Client(headers={"Authorization": f"Bearer {world.token(ME)}"})
    response = client.generic(method, f"{ROOT}/people/{world.person}")
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET"
    assert response.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/", "/nothing", "/people/1", "/people/../../etc/passwd", "/people/%00"])
def test_an_address_that_there_is_not_is_answered_like_a_person_who_is_not_there(
    path: str, world: World
) -> None:
    nobody = call(world.token(ME), "GET", "/people/0190a000-0000-7000-8000-000000000000")
    answered = call(world.token(ME), "GET", path)
    assert (answered.status, answered.text) == (404, nobody.text)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"people": [{"given": "x" * 81}]}, "people[0].given"),
        ({"people": [{"given": "Mina\u202e"}]}, "people[0].given"),
        ({"people": [{"given": "<script>alert(1)</script>"}]}, "people[0].given"),
        ({"people": [{"given": "😀"}]}, "people[0].given"),
        ({"people": [{"given": "Mina", "born": "31.2.1990"}]}, "people[0].born"),
        ({"people": [{"given": "Mina", "born": "2999"}]}, "people[0].born"),
        ({"people": [{"given": "Mina", "sex": "f"}]}, "people[0].sex"),
        ({"people": []}, "people"),
        ({"people": [{}]}, "people[0].given"),
        ({"people": [{"given": "M"}] * 31}, "people"),
        ({"nationalities": ["ZZ"]}, "nationalities"),
        ({"nationalities": ["AF"], "no_nationality": True}, "nationalities"),
        ({"no_nationality": 1}, "no_nationality"),
        ({"needed": "yes"}, "needed"),
        ({"draft": "not an id"}, "draft"),
        ({"site": "0190a000-0000-7000-8000-000000000000"}, "site"),
        (
            {"judged": [{"record": "0190a000-0000-7000-8000-000000000000", "verdict": "same", "place": 5}]},
            "judged",
        ),
    ],
)
def test_each_fault_of_a_form_stands_at_its_place(changes: dict[str, Any], place: str, world: World) -> None:
    answered = call(world.token(ME), "POST", "/registrations/families", {**family(world), **changes})
    assert answered.status == 422, answered.text
    places = [fault["place"] for fault in answered.json["faults"]]
    assert any(found.startswith(place) for found in places), places
    for fault in answered.json["faults"]:
        assert fault["says"]
        assert "invalid" not in fault["says"].casefold()


def test_the_site_of_another_office_is_answered_like_one_that_there_is_not(world: World) -> None:
    given = {**family(world), "site": str(world.cast.other_site.pk)}
    theirs = call(world.token(ME), "POST", "/registrations/families", given)
    none = call(
        world.token(ME),
        "POST",
        "/registrations/families",
        {**given, "site": "0190a000-0000-7000-8000-000000000000"},
    )
    assert (theirs.status, theirs.text) == (none.status, none.text) == (422, none.text)


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ({"fact": "no_such_fact", "value": True}, 422),
        ({"fact": "pregnant", "value": "perhaps"}, 422),
        ({"fact": "pregnant", "value": []}, 422),
        ({"fact": "pregnant", "value": None}, 422),
        ({"fact": "pregnant", "value": 1e300}, 422),
        ({"fact": "pregnant", "value": True, "on": "yesterday"}, 422),
        ({"fact": "pregnant", "value": True, "note": "x" * 2001}, 422),
        ({"fact": "pregnant", "value": True, "basis": "guessed"}, 422),
        ({"fact": "pregnant", "value": True, "item": "0190a000-0000-7000-8000-000000000000"}, 404),
        ({"fact": "pregnant", "value": True, "seen": "0190a000-0000-7000-8000-000000000000"}, 409),
        ({"fact": "fears_return", "value": "IR; DROP TABLE people_person"}, 422),
    ],
)
def test_an_answer_that_the_rulebook_does_not_take(answer: dict[str, Any], status: int, world: World) -> None:
    given = {"answers": [answer]}
    answered = call(world.token(ME), "POST", f"/people/{world.person}/answers", given)
    assert answered.status == status, answered.text


def test_one_question_is_answered_once_in_a_request(world: World) -> None:
    given = {"answers": [{"fact": "pregnant", "value": True}, {"fact": "pregnant", "value": False}]}
    answered = call(world.token(ME), "POST", f"/people/{world.person}/answers", given)
    assert (answered.status, answered.json["faults"][0]["code"]) == (422, "twice")


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"names": [{"given": "Mina\x07"}]}, "names[0].given"),
        ({"names": [{"given": "   "}]}, "names[0]"),
        ({"names": [{"given": "Mina", "script": "latin"}]}, "names[0].script"),
        ({"born": {"precision": "exact"}}, "born"),
        ({"born": {"precision": "year", "earliest": "1999-12-31", "latest": "1999-01-01"}}, "born"),
        ({"born": {"precision": "exact", "earliest": "1999-02-30", "latest": "1999-02-30"}}, "born"),
        ({"seen": 0}, "seen"),
        ({"seen": True}, "seen"),
        ({"telephone": "1" * 41}, "telephone"),
        ({"telephone": "+381\u202e60"}, "telephone"),
        ({"marks": "a scar\u200b"}, "marks"),
        ({"marks": "<b>scar</b>"}, "marks"),
        ({"languages": ["fa", "a\u202er"]}, "languages"),
        ({"languages": ["fa\n"]}, "languages"),
        ({"languages": [""]}, "languages"),
        ({"names": [{"given": "Mina", "language": "f a"}]}, "names[0].language"),
    ],
)
def test_an_identity_that_cannot_be(changes: dict[str, Any], place: str, world: World) -> None:
    given = {**identity(world), **changes}
    answered = call(world.token(ME), "PUT", f"/people/{world.person}/identity", given)
    assert answered.status == 422, answered.text
    assert any(fault["place"].startswith(place) for fault in answered.json["faults"])


def test_an_identity_in_every_script_with_a_telephone_and_marks_is_taken(world: World) -> None:
    changes = {
        "names": [
            {"given": "می\u200cنا", "language": "fa"},
            {"whole": "O’Neill-Şahin (Jr.)", "language": ""},
        ],
        "telephone": "+381 (60) 11-22/33",
        "marks": "a scar, 3 cm, left hand",
        "languages": ["fa", "zh-Hant", "sr-Latn-RS"],
    }
    answered = call(
        world.token(ME), "PUT", f"/people/{world.person}/identity", {**identity(world), **changes}
    )
    assert answered.status == 200, answered.text


def test_the_longest_account_fits_in_any_script_and_one_letter_more_does_not(world: World) -> None:
    path = f"/people/{world.person}/accounts"
    longest = {"text": "ш" * 100_000}
    assert call(world.token(ME), "POST", path, longest).status == 201
    assert call(world.token(ME), "POST", path, {"text": longest["text"] + "ш"}).status == 422


def test_texts_of_other_scripts_and_signs_of_markup_come_back_as_they_were_told(world: World) -> None:
    text = "<b>أنا</b> \u200f'); DROP TABLE x;-- {{ 7*7 }} 😀 \u202e"
    path = f"/people/{world.person}/accounts"
    assert call(world.token(ME), "POST", path, {"text": text}).status == 201
    assert call(world.token(ME), "GET", path).json["accounts"][0]["text"] == text


@pytest.mark.parametrize("goal", ["no_such_goal", "gate:", "rule:rule:x", "a" * 81, "%2e%2e", "x%0a"])
def test_a_goal_that_there_is_not(goal: str, world: World) -> None:
    assert call(world.token(ME), "GET", f"/people/{world.person}/explanations/{goal}").status in (404, 422)


def test_what_is_wrong_with_the_figures_of_a_key_is_said_in_the_callers_language(world: World) -> None:
    asked = {"name": "By people", "total": 100, "states": ["DEU", "QQQ"], "preset": "population"}
    headers = {"Authorization": f"Bearer {world.token(Role.COORDINATOR)}", "Accept-Language": "fr"}
    path = f"{ROOT}/responses/{world.emergency}/shares"
    answer = Client(headers=headers).post(path, asked, content_type="application/json")
    (fault,) = answer.json()["faults"]
    assert (answer.status_code, fault["code"]) == (422, "unknown_state")
    assert "QQQ" in fault["says"]
    assert "État" in fault["says"]
