"""The interview in the browser: one question a page, in two languages, and nothing typed is lost."""

from __future__ import annotations

import re
import time
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from asylon.casework.access.door import open_person
from asylon.casework.access.kernel import Act
from asylon.casework.facts.answers import Answer
from asylon.casework.facts.selectors import Record, record_of
from asylon.casework.facts.services import record
from asylon.casework.keys.services import erase
from asylon.casework.people.models import Person
from asylon.casework.staff.models import Role
from asylon.casework.staff.services import set_language
from asylon.rulebook import load, words
from tests import cast as situations
from tests.casework.facts.records import case_for, put_on_record
from tests.office_cast import Cast, visitor_of
from tests.web.interview.conftest import SignedIn

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
RULEBOOK = load()
TRANSACTIONS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
START = {"language": "ar", "interpreter": "woman", "alone": "yes"}


def home(person: UUID) -> str:
    return f"/people/{person}/interview/"


def begun(client: Client, person: UUID, **given: str) -> Client:
    answer = client.post(f"{home(person)}begin/", START | given)
    assert answer.status_code == 302
    assert answer.headers["Location"] == home(person)
    return client


def page(client: Client, path: str, *, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def hidden(content: str, name: str) -> str:
    found = re.search(rf'type="hidden" name="{name}"(?: value="([^"]*)")?', content)
    assert found is not None
    return found[1] or ""


def asked(content: str) -> str:
    """The question that the page is at."""
    return hidden(content, "fact")


def send(client: Client, person: UUID, **given: str) -> Any:
    """Answer the question that the page is at; with `fact` another one."""
    here = page(client, home(person))
    found = {"fact": asked(here), "item": hidden(here, "item"), "seen": hidden(here, "seen")}
    return client.post(f"{home(person)}answer/", found | given)


def on_record(cast: Cast, person: UUID) -> Record:
    return record_of(case_for(person, cast.amina))


def test_it_asks_first_how_it_is_held(cast: Cast, person: UUID, signed_in: SignedIn) -> None:
    amina = signed_in(cast.amina)
    content = page(amina, home(person))
    for name in ("language", "interpreter", "alone"):
        assert f'name="{name}"' in content
    assert re.search(r'value="ar"[^>]*checked', content)  # what the person speaks
    missing = amina.post(f"{home(person)}begin/", {"language": "ar", "interpreter": "", "alone": "perhaps"})
    assert missing.status_code == 422
    assert missing.content.decode().count("Choose one of these.") == 4
    assert asked(page(begun(amina, person), home(person))) == "immediate_danger"


def test_the_question_stands_in_both_languages_with_why_and_a_promise(
    cast: Cast, person: UUID, signed_in: SignedIn
) -> None:
    content = page(begun(signed_in(cast.amina), person), home(person))
    for language in ("en", "ar"):
        said = words(RULEBOOK, language)
        assert said.question("immediate_danger").text in content
        topic = said.topic("needs")
        assert topic.why is not None
        assert topic.promise is not None
        assert topic.why.text in content
        assert topic.promise.text in content
    assert '<div class="flow" lang="ar" dir="rtl">' in content
    assert content.count('type="radio" name="said"') == 4
    assert "checked" not in re.findall(r'<input type="radio" name="said"[^>]*>', content)[0]


@pytest.mark.parametrize("language", ["en", "und"])
def test_one_language_is_shown_once(cast: Cast, person: UUID, signed_in: SignedIn, language: str) -> None:
    content = page(begun(signed_in(cast.amina), person, language=language), home(person))
    assert 'dir="rtl"' not in content.split("<main")[1].split("</main>")[0]
    assert ("There are no words" in content) == (language == "und")


def test_an_arabic_officer_sees_the_persons_french_beside(
    cast: Cast, person: UUID, signed_in: SignedIn
) -> None:
    set_language(cast.amina.pk, "ar")
    content = page(begun(signed_in(cast.amina), person, language="fr"), home(person))
    assert '<html lang="ar" dir="rtl">' in content
    assert 'lang="fr" dir="ltr"' in content
    assert words(RULEBOOK, "fr").question("immediate_danger").text.replace("'", "&#x27;") in content


def test_an_answer_leads_to_the_next_question_by_a_redirect(
    cast: Cast, person: UUID, signed_in: SignedIn
) -> None:
    amina = begun(signed_in(cast.amina), person)
    answer = send(amina, person, said="yes", note="He waits outside", basis="observed", on="11/2026")
    assert (answer.status_code, answer.headers["Location"]) == (302, home(person))
    kept = on_record(cast, person).current[None, "immediate_danger"]
    assert (kept.value, kept.note, kept.basis, kept.on) == (True, "He waits outside", "observed", "2026-11")
    assert asked(page(amina, home(person))) != "immediate_danger"


@pytest.mark.parametrize(("said", "value"), [("no", False), ("unknown", "unknown"), ("declined", "declined")])
def test_four_answers_are_equal(
    cast: Cast, person: UUID, signed_in: SignedIn, said: str, value: object
) -> None:
    send(begun(signed_in(cast.amina), person), person, said=said)
    assert on_record(cast, person).current[None, "immediate_danger"].value == value


def test_without_an_answer_the_page_comes_back_with_what_was_typed(
    cast: Cast, person: UUID, signed_in: SignedIn
) -> None:
    amina = begun(signed_in(cast.amina), person)
    answer = send(amina, person, note="He waits <outside>", on="last week")
    content = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#said-0"' in content
    assert 'id="said-0"' in content
    assert 'href="#on"' in content
    assert "Choose one of the answers." in content
    assert "Write a date as 3.11.2026" in content
    assert "He waits &lt;outside&gt;" in content
    assert 'value="last week"' in content
    assert "<details open>" in content
    assert not on_record(cast, person).facts


def test_closing_the_browser_loses_nothing(cast: Cast, person: UUID, signed_in: SignedIn) -> None:
    amina = begun(signed_in(cast.amina), person)
    send(amina, person, said="no")
    here = asked(page(amina, home(person)))
    assert asked(page(signed_in(cast.amina), home(person))) == here


def test_back_shows_the_answer_before_and_a_change_supersedes_it(
    cast: Cast, person: UUID, signed_in: SignedIn
) -> None:
    amina = begun(signed_in(cast.amina), person)
    send(amina, person, said="no", note="first")
    content = page(amina, home(person))
    back = re.search(r'href="([^"]+)">Back<', content)
    assert back is not None
    before = page(amina, back[1])
    assert asked(before) == "immediate_danger"
    assert re.search(r'value="no" checked', before)
    assert ">first</textarea>" in before.replace("\n", "")
    answer = amina.post(
        f"{home(person)}answer/",
        {"fact": "immediate_danger", "said": "yes", "seen": hidden(before, "seen")},
    )
    assert answer.status_code == 302
    history = on_record(cast, person).history(None, "immediate_danger")
    assert [each.value for each in history] == [True, False]


def test_the_second_officer_sees_both_answers_and_nothing_is_overwritten(
    cast: Cast, person: UUID, signed_in: SignedIn
) -> None:
    amina, bojan = begun(signed_in(cast.amina), person), signed_in(cast.bojan)
    assert asked(page(bojan, home(person))) == "immediate_danger"
    late = {"fact": "immediate_danger", "said": "no", "seen": "", "note": "looked calm"}
    send(amina, person, said="yes", note="He waits outside")
    answer = bojan.post(f"{home(person)}answer/", late)
    content = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else has answered this meanwhile." in content
    assert "He waits outside" in content
    assert "Protection caseworker" in content
    assert "looked calm" in content
    assert re.search(r'value="no" checked', content)
    assert on_record(cast, person).current[None, "immediate_danger"].value is True
    again = bojan.post(f"{home(person)}answer/", late | {"seen": hidden(content, "seen")})
    assert again.status_code == 302
    history = on_record(cast, person).history(None, "immediate_danger")
    assert [(each.value, each.by) for each in history] == [(False, cast.bojan.pk), (True, cast.amina.pk)]


def test_not_now_and_pause_and_go_on(cast: Cast, person: UUID, signed_in: SignedIn) -> None:
    amina = begun(signed_in(cast.amina), person)
    amina.post(f"{home(person)}put-off/", {"fact": "immediate_danger", "item": ""})
    here = asked(page(amina, home(person)))
    assert here != "immediate_danger"
    send(amina, person, then="pause")
    assert "Everything that was answered is kept." in page(amina, home(person))
    amina.post(f"{home(person)}go-on/")
    assert asked(page(amina, home(person))) == here
    assert "Paused once." in page(amina, home(person))
    amina.post(f"{home(person)}take-up/")
    assert asked(page(amina, home(person))) == "immediate_danger"


def test_pause_keeps_what_was_answered(cast: Cast, person: UUID, signed_in: SignedIn) -> None:
    amina = begun(signed_in(cast.amina), person)
    answer = send(amina, person, note="only words", then="pause")
    assert answer.status_code == 422
    send(amina, person, said="no", note="said before the pause", then="pause")
    assert on_record(cast, person).current[None, "immediate_danger"].note == "said before the pause"
    assert "Everything that was answered is kept." in page(amina, home(person))


def test_in_danger_now_is_recorded_and_leads_to_what_must_be_done(
    cast: Cast, person: UUID, signed_in: SignedIn
) -> None:
    amina = begun(signed_in(cast.amina), person)
    answer = amina.post(f"{home(person)}in-danger/")
    assert answer.headers["Location"] == f"/people/{person}/"
    assert on_record(cast, person).current[None, "immediate_danger"].value is True
    assert 'class="urgent"' in page(amina, f"/people/{person}/")


def test_the_end_leads_back_to_the_person(cast: Cast, person: UUID, signed_in: SignedIn) -> None:
    amina = begun(signed_in(cast.amina), person)
    assert amina.post(f"{home(person)}end/").headers["Location"] == f"/people/{person}/"
    assert "Begin the interview" in page(amina, home(person))
    assert amina.post(f"{home(person)}end/").status_code == 302  # sent twice
    for act in ("pause", "go-on", "take-up"):
        assert amina.post(f"{home(person)}{act}/").status_code == 302


def test_when_nothing_more_matters_the_page_says_so(
    cast: Cast, person: UUID, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina = begun(signed_in(cast.amina), person)
    monkeypatch.setattr("asylon.casework.interviews.sittings.next_questions", lambda _seen: ())
    assert "Nothing more would change anything now" in page(amina, home(person))
    amina.post(f"{home(person)}put-off/", {"fact": "immediate_danger"})
    assert "Ask what was put off" in page(amina, home(person))


def test_a_list_is_filled_in_the_course_of_the_interview(
    cast: Cast, person: UUID, signed_in: SignedIn
) -> None:
    amina = begun(signed_in(cast.amina), person)
    here = f"{home(person)}list/nationality/"
    form = f"/people/{person}/facts/lists/nationality/?from=interview"
    assert "Add a nationality" in page(amina, here)
    answer = amina.post(form, {"id": "SD"})
    assert answer.headers["Location"] == here
    content = page(amina, here)
    assert "That is all: go on" in content
    assert "Sudan" in content
    said = amina.post(f"/people/{person}/facts/lists/episode/said/?from=interview", {"said": "none"})
    assert said.headers["Location"] == home(person)
    assert on_record(cast, person).empty == {"episode"}


def test_a_question_about_an_item_names_it_in_both_languages(
    cast: Cast, person: UUID, signed_in: SignedIn
) -> None:
    amina = begun(signed_in(cast.amina), person)
    amina.post(f"/people/{person}/facts/lists/nationality/?from=interview", {"id": "SD"})
    home_country = on_record(cast, person).named("nationality", "SD")
    content = page(amina, f"{home(person)}question/fears_return/?item={home_country}")
    assert '<span class="chip">Sudan</span>' in content
    assert '<span class="chip">السودان</span>' in content
    amina.post(f"{home(person)}answer/", {"fact": "fears_return", "item": str(home_country), "said": "yes"})
    assert on_record(cast, person).current[home_country, "fears_return"].value is True


@pytest.mark.parametrize(
    "path", ["question/no_such_fact/", "question/nationalities/", "list/pets/", "question/pregnant/?item=x"]
)
def test_addresses_of_nothing_are_not_found(cast: Cast, person: UUID, signed_in: SignedIn, path: str) -> None:
    amina = begun(signed_in(cast.amina), person)
    page(amina, f"{home(person)}{path}", status=404)


@pytest.mark.parametrize("given", [{"fact": "no_such_fact"}, {"fact": "pregnant", "item": "x"}, {}])
def test_answers_to_nothing_are_not_found(
    cast: Cast, person: UUID, signed_in: SignedIn, given: dict[str, str]
) -> None:
    amina = begun(signed_in(cast.amina), person)
    assert amina.post(f"{home(person)}answer/", {"said": "yes", **given}).status_code == 404
    unknown = {"fact": "fears_return", "item": str(uuid4()), "said": "yes"}
    assert amina.post(f"{home(person)}answer/", unknown).status_code == 404


def test_what_is_sealed_to_somebody_is_not_asked_by_them(
    cast: Cast, person: UUID, signed_in: SignedIn
) -> None:
    amina, bojan = begun(signed_in(cast.amina), person), signed_in(cast.bojan)
    assert page(amina, f"{home(person)}question/exclusion_1Fa/")
    page(bojan, f"{home(person)}question/exclusion_1Fa/", status=403)
    sent = bojan.post(f"{home(person)}answer/", {"fact": "exclusion_1Fa", "said": "yes"})
    assert sent.status_code == 403
    assert not on_record(cast, person).facts


@pytest.mark.parametrize("role", [Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR])
def test_others_find_nothing(cast: Cast, person: UUID, signed_in: SignedIn, role: Role) -> None:
    amina, other = signed_in(cast.amina), signed_in(cast.by_role[role])
    assert page(amina, home(person))
    page(other, home(person), status=404)
    assert other.post(f"{home(person)}begin/", START).status_code == 404


def test_carla_finds_what_nobody_would_find(cast: Cast, person: UUID, signed_in: SignedIn) -> None:
    carla = signed_in(cast.carla)
    there = re.sub(r"[0-9a-f-]{36}|value=\"\w{64}\"", "", page(carla, home(person), status=404))
    nowhere = re.sub(r"[0-9a-f-]{36}|value=\"\w{64}\"", "", page(carla, home(uuid4()), status=404))
    assert there == nowhere


def test_of_somebody_erased_there_is_only_the_page(cast: Cast, person: UUID, signed_in: SignedIn) -> None:
    Person.objects.filter(pk=person).update(erased_at=timezone.now())
    erase(person)
    answer = signed_in(cast.amina).get(home(person))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/people/{person}/")


def statements(captured: list[CaptureQueriesContext]) -> list[str]:
    found = [query["sql"] for each in captured for query in each.captured_queries]
    return [sql for sql in found if not sql.startswith(TRANSACTIONS)]


def test_a_question_costs_few_queries_and_little_time(cast: Cast, person: UUID, signed_in: SignedIn) -> None:
    earlier = timezone.now().replace(year=2025)
    put_on_record(case_for(person, cast.amina), situations.vignettes()["V08"]["situation"], now=earlier)
    amina = begun(signed_in(cast.amina), person)
    page(amina, home(person))
    with (
        CaptureQueriesContext(connections["default"]) as default,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        page(amina, home(person))
    assert len(statements([default, keys])) <= 14, statements([default, keys])
    taken = []
    for _ in range(5):
        began = time.process_time()
        page(amina, home(person))
        taken.append(time.process_time() - began)
    assert min(taken) < 0.06


def test_hostile_answers_are_refused_and_kept_nowhere(cast: Cast, person: UUID, signed_in: SignedIn) -> None:
    amina = begun(signed_in(cast.amina), person)
    for given in (
        {"said": "x" * 10_000},
        {"said": "yes", "note": "x" * 10_000},
        {"said": "yes", "note": "a\x00b"},
        {"said": "yes", "on": "99.99.9999"},
        {"said": "yes", "on": "٣٤"},
        {"said": "yes", "basis": "rumour"},
        {"said": "yes", "seen": "not-an-id"},
        {"said": "yes", "source": "y" * 201},
    ):
        assert send(amina, person, **given).status_code == 422, given
    assert not on_record(cast, person).facts


def test_what_is_said_in_html_is_shown_as_text(cast: Cast, person: UUID, signed_in: SignedIn) -> None:
    case = open_person(visitor_of(cast.amina), person, act=Act.ADD_FACT, now=timezone.now())
    record(
        case.case,
        [Answer("immediate_danger", True, note="<script>alert(1)</script>")],
        rulebook=RULEBOOK,
    )
    amina = begun(signed_in(cast.amina), person)
    content = page(amina, f"{home(person)}question/immediate_danger/")
    assert "<script>alert" not in content
    assert "&lt;script&gt;alert" in content
