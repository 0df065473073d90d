"""Two programs, or a program and an officer, at one record: nobody passes over the other in silence."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from asylon.casework.staff.models import Role
from tests.api.calling import call
from tests.api.matrix import family, identity
from tests.api.world import World

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

ME = Role.PROTECTION_CASEWORKER


def test_an_answer_over_a_newer_one_is_refused_and_told_what_stands(world: World) -> None:
    path = f"/people/{world.person}/answers"
    mine = {"fact": "needs_urgent_medical", "value": True, "seen": str(world.medical)}
    theirs = {**mine, "value": False, "note": "the nurse looked"}
    assert call(world.token(Role.LEGAL_ADVISER), "POST", path, {"answers": [theirs]}).status == 201
    refused = call(world.token(ME), "POST", path, {"answers": [mine]})
    assert refused.status == 409
    assert refused.json["why"] == "edited_meanwhile"
    (stands,) = refused.json["now"]["answers"]
    assert (stands["value"], stands["note"], stands["role"]) == (False, "the nurse looked", "legal_adviser")
    again = call(world.token(ME), "POST", path, {"answers": [{**mine, "seen": stands["id"]}]})
    assert again.status == 201


def test_a_relative_who_is_looked_for_twice_is_one_link(world: World) -> None:
    path = f"/people/{world.person}/links/absent"
    given = {"kind": "sibling", "name": "Parisa", "place": "Edirne"}
    first = call(world.token(ME), "POST", path, given)
    again = call(world.token(ME), "POST", path, {**given, "name": "PARISA "})
    assert (first.status, first.json["again"]) == (201, False)
    assert (again.status, again.json) == (201, {**first.json, "again": True})


def test_in_an_interview_too(world: World) -> None:
    given = {"answer": {"fact": "needs_urgent_medical", "value": True, "seen": None}}
    refused = call(world.token(ME), "POST", f"/people/{world.person}/interview/answer", given)
    assert refused.status == 409
    assert refused.json["now"]["answers"][0]["id"] == str(world.medical)


def test_of_several_answers_all_are_recorded_or_none(world: World) -> None:
    path = f"/people/{world.person}"
    before = call(world.token(ME), "GET", f"{path}/record?past=true").json["facts"]
    given = [{"fact": "outside_country", "value": False}, {"fact": "pregnant", "value": True}]
    assert call(world.token(ME), "POST", f"{path}/answers", {"answers": given}).status == 409
    assert call(world.token(ME), "GET", f"{path}/record?past=true").json["facts"] == before


def test_an_identity_over_a_newer_one_is_refused_and_told_who_stands_there(world: World) -> None:
    path = f"/people/{world.person}/identity"
    assert call(world.token(Role.REGISTRATION_OFFICER), "PUT", path, identity(world)).json == {"version": 2}
    mine = {**identity(world), "names": [{"given": "Minna"}]}
    refused = call(world.token(ME), "PUT", path, mine)
    assert refused.status == 409
    assert refused.json["now"]["version"] == 2
    assert refused.json["now"]["identity"]["names"][0]["given"] == "Mina"
    assert call(world.token(ME), "PUT", path, {**mine, "seen": 2}).status == 200


def test_the_greatest_version_that_can_be_said_is_one_that_nobody_has(world: World) -> None:
    path = f"/people/{world.person}/close"
    assert call(world.token(ME), "POST", path, {"seen": 2**31 - 2}).status == 409
    assert call(world.token(ME), "POST", path, {"seen": 2**31 - 1}).status == 422


def test_an_identity_goes_in_as_it_came_out(world: World) -> None:
    path = f"/people/{world.person}"
    read = call(world.token(ME), "GET", path).json
    who = read["identity"]
    names = [
        {key: value for key, value in name.items() if key not in ("shown", "direction")}
        for name in who["names"]
    ]
    given = {
        "seen": read["version"],
        "names": names,
        **{key: who[key] for key in ("sex", "born", "languages", "wants_interpreter", "telephone", "marks")},
    }
    assert call(world.token(ME), "PUT", f"{path}/identity", given).status == 200
    assert call(world.token(ME), "GET", path).json["identity"] == who


def test_a_name_of_somebody_else_cannot_be_claimed(world: World) -> None:
    theirs = call(world.token(ME), "GET", f"/people/{world.child}").json["identity"]["names"][0]["id"]
    given = {**identity(world), "names": [{"id": theirs, "given": "Mina"}]}
    refused = call(world.token(ME), "PUT", f"/people/{world.person}/identity", given)
    assert refused.status == 422
    assert refused.json["faults"][0]["place"] == "names[0].id"


def test_a_registration_sent_twice_is_done_once(world: World) -> None:
    given = family(world)
    first = call(world.token(ME), "POST", "/registrations/families", given).json
    again = call(world.token(ME), "POST", "/registrations/families", given).json
    assert first["people"] == again["people"]
    assert (first["again"], again["again"]) == (False, True)
    other = call(world.token(Role.LEGAL_ADVISER), "POST", "/registrations/families", given)
    assert other.status == 409
    assert first["people"][0]["number"] not in other.text


def test_a_withdrawn_item_is_not_withdrawn_again(world: World) -> None:
    path = f"/people/{world.person}/lists/leg/{world.item}/withdraw"
    assert call(world.token(ME), "POST", path, {"seen": 1}).status == 200
    assert call(world.token(ME), "POST", path, {"seen": 2}).status in (404, 409)
    other = f"/people/{world.person}/lists/episode/{world.item}/withdraw"
    assert call(world.token(ME), "POST", other, {"seen": 1}).status == 404


def test_an_interview_goes_from_question_to_question_and_ends(world: World) -> None:
    path = f"/people/{world.person}/interview"
    token, asked = world.token(ME), []
    for _ in range(4):
        step = call(token, "GET", path).json["step"]
        asked.append((step["fact"], step["scope"], step["item"]))
        if step["kind"] == "list":
            done = call(
                token, "POST", f"/people/{world.person}/lists/{step['scope']}/said", {"said": "unknown"}
            )
            assert done.status == 201, done.text
            continue
        answer = {"fact": step["fact"], "value": "unknown", "item": step["item"]}
        answer["seen"] = step["standing"]["id"] if step["standing"] else None
        answered = call(token, "POST", f"{path}/answer", {"answer": answer})
        assert answered.status == 200, answered.text
        assert answered.json["step"] != step
    assert len(set(asked)) == len(asked)
    assert call(token, "POST", f"{path}/end").status == 200
    over = call(token, "GET", path)
    assert (over.status, over.json["why"]) == (409, "no_interview")


def test_a_group_is_counted_and_then_registered_by_name(world: World) -> None:
    token = world.token(Role.REGISTRATION_OFFICER)
    given = {"draft": str(uuid4()), "place": "Pier 4", "women": 1, "girls": 1}
    made = call(token, "POST", "/registrations/groups", given)
    assert made.status == 201, made.text
    group = UUID(made.json["group"])
    assert call(token, "POST", f"/groups/{group}/people", family(world)).status == 201
    assert {
        key: call(token, "GET", f"/groups/{group}").json[key] for key in ("total", "by_name", "left")
    } == {
        "total": 2,
        "by_name": 1,
        "left": 1,
    }
