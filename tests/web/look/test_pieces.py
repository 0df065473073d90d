"""Pieces of pages: fields with their messages beside them, the box on top, and nothing typed lost."""

from typing import Any

import pytest
from django.core.paginator import Paginator
from django.forms import CharField, Form, HiddenInput
from django.template.loader import render_to_string
from django.test import RequestFactory

from asylon.web.templatetags.look import Problem, error_summary, first_id
from tests.web.look.addresses import CHOICES, TYPED, Members, Registration


def piece(called: str, /, **context: Any) -> str:
    return render_to_string(f"asylon/{called}.html", context)


def summary(*forms: Any) -> str:
    return render_to_string("asylon/error_summary.html", error_summary(*forms))


def test_a_field_ties_its_hint_and_message_to_its_box() -> None:
    form = Registration(TYPED)
    form.add_error("given", "Write a name, or leave it empty.")
    shown = piece("field", field=form["given"])
    assert 'for="id_given"' in shown
    assert 'aria-describedby="id_given_helptext id_given_error"' in shown
    assert 'id="id_given_helptext">In any script.<' in shown
    assert 'id="id_given_error"><p>Write a name, or leave it empty.</p>' in shown
    assert 'value="Mina"' in shown
    assert 'aria-invalid="true"' in shown


def test_a_field_without_a_mistake_says_none() -> None:
    shown = piece("field", field=Registration(TYPED)["given"])
    assert "err" not in shown
    assert "aria-invalid" not in shown


@pytest.mark.parametrize("name", ["sex", "needs"])
def test_a_question_with_several_answers_is_a_group_with_its_question(name: str) -> None:
    shown = piece("field", field=Registration()[name])
    assert shown.startswith('<fieldset class="field"')
    assert "<legend>" in shown
    assert shown.count("<label") == 3


def test_a_single_box_stands_before_its_words() -> None:
    shown = piece("field", field=Registration()["agreed"])
    assert shown.index("<input") < shown.index("She has agreed")


def test_a_hidden_field_shows_nothing() -> None:
    class Hiding(Form):
        version = CharField(widget=HiddenInput)

    assert "label" not in piece("field", field=Hiding(initial={"version": 3})["version"])


def test_what_somebody_else_has_stored_stands_beside_what_was_typed() -> None:
    shown = piece("field", field=Registration(TYPED)["given"], stored="Amina")
    assert 'value="Mina"' in shown
    assert "Stored now: <bdi>Amina</bdi>" in shown


def test_a_partial_date_says_what_is_wrong_once_for_its_three_boxes() -> None:
    form = Registration(TYPED)
    shown = piece("partial_date", legend="Born", day=form["day"], month=form["month"], year=form["year"])
    assert shown.count("There is no such month. Leave it empty if it is not known.") == 1
    assert shown.count('aria-invalid="true"') == 1
    assert 'aria-describedby="id_month_error"' in shown
    assert 'value="14"' in shown


def test_the_box_on_top_links_to_each_field_and_names_whose_it_is() -> None:
    shown = summary(Registration(TYPED), Members(TYPED, prefix="m"))
    assert "Please look at 3 things" in shown
    assert '<a href="#id_month">There is no such month.' in shown
    assert '<a href="#id_sex_0">' in shown
    assert '<a href="#id_m-0-name"><bdi>Mina</bdi>: Write a name' in shown
    assert 'role="alert" tabindex="-1"' in shown


def test_the_box_counts_one_thing_in_words() -> None:
    assert "Please look at one thing" in summary(
        Problem("The code is too old. Take the one shown now.", "#code")
    )


def test_mistakes_of_a_whole_form_come_without_a_link() -> None:
    form = Registration(TYPED)
    form.full_clean()
    form.add_error(None, "Two people have the same name.")
    problems = error_summary(form)["problems"]
    assert Problem("Two people have the same name.") in problems


def test_mistakes_of_a_hidden_field_come_without_a_link() -> None:
    class Hiding(Form):
        version = CharField(widget=HiddenInput)

    (problem,) = error_summary(Hiding({}))["problems"]
    assert problem.href == ""


def test_where_nothing_was_sent_or_nothing_is_wrong_there_is_no_box() -> None:
    assert summary(Registration(), None).strip() == ""
    assert summary(Members({"m-TOTAL_FORMS": "0", "m-INITIAL_FORMS": "0"}, prefix="m")).strip() == ""


def test_mistakes_of_a_set_of_forms_are_listed_too() -> None:
    problems = error_summary(Members({}, prefix="m"))["problems"]
    assert len(problems) == 1


def test_every_link_of_the_box_leads_somewhere() -> None:
    form = Registration(TYPED)
    for field in form:
        assert f'id="{first_id(field)}"' in piece("field", field=field)


def test_large_answers_stand_in_two_languages() -> None:
    shown = piece("choice", name="a", choices=CHOICES, other_lang="ar", other_dir="rtl")
    assert shown.count('lang="ar" dir="rtl"') == 4
    assert shown.count(" checked") == 1


def test_large_answers_stand_in_one_language_where_both_speak_it() -> None:
    shown = piece("choice", name="a", choices=CHOICES, multiple=True)
    assert "lang=" not in shown
    assert shown.count('class="choice one"') == shown.count('type="checkbox"') == 4


def test_paging_keeps_the_rest_of_the_address() -> None:
    request = RequestFactory().get("/people/?q=Mina&page=2")
    page = Paginator(range(30), 10).page(2)
    shown = render_to_string("asylon/pager.html", {"page": page}, request=request)
    assert 'href="?q=Mina&amp;page=1"' in shown
    assert 'href="?q=Mina&amp;page=3"' in shown
    assert (
        render_to_string("asylon/pager.html", {"page": Paginator([], 5).page(1)}, request=request).count("a ")
        == 0
    )


def test_sealed_says_that_something_is_there_and_whom_to_ask() -> None:
    shown = piece("sealed", text="3 facts, sealed.", href="/ask/", link="Ask for them")
    assert "#seal" in shown
    assert '<a href="/ask/">Ask for them</a>' in shown


def test_names_that_look_like_code_stay_names() -> None:
    shown = piece("chip", text="<b>x</b>") + piece("sealed", text="<b>x</b>") + piece("empty", so="<b>x</b>")
    assert "<b>" not in shown
