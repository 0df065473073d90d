"""The pages of facts: all of them, what can be added, the form of one, and the small lists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from asylon.casework.access.door import OpenCase, open_person
from asylon.casework.access.fields import field_of_list
from asylon.casework.access.kernel import Act
from asylon.casework.facts.answers import BadAnswer
from asylon.casework.facts.items import UnknownItem
from asylon.casework.facts.selectors import Record, record_of
from asylon.casework.interviews.recording import record_answers
from asylon.casework.interviews.sittings import chosen_fact
from asylon.casework.spine import EditedMeanwhile
from asylon.rulebook import load
from asylon.rulebook.entries import FactEntry
from asylon.web.facts.answer_form import AnswerForm, Asking
from asylon.web.facts.lists import LISTS, Names, small_list
from asylon.web.facts.page import called, case_page, item_in
from asylon.web.facts.shown import FactTable, facts_to_add, topics_to_add
from asylon.web.people.shown.said import Tongue
from asylon.web.visitors import visitor_of


@require_safe
@case_page
def facts(request: HttpRequest, person: UUID) -> HttpResponse:
    """Every fact that the visitor may see, by topic, each with its history."""
    case, record = _open(request, person, Act.SEE_PAGE, now=timezone.localtime())
    table = FactTable(case, record, rulebook=load(), tongue=Tongue(load()))
    topics = table.topics()
    topic = request.GET.get("topic", "")
    names = Names(record, table.tongue)
    given = {
        "topics": topics,
        "topic": topic,
        "shown": [each for each in topics if topic in ("", each.id)],
        "sealed": table.sealed,
        "focal_point": case.row.focal_point,
        "lists": [
            (small_list(record, scope, names), case.adds_to(field_of_list(scope)))
            for scope in LISTS
            if case.sees(field_of_list(scope))
        ],
        "may_add": case.may(Act.ADD_FACT),
    }
    return _page(request, case, "facts/all.html", given)


@require_safe
@case_page
def add(request: HttpRequest, person: UUID) -> HttpResponse:
    """Choose a topic, then a fact; `?fact=` goes to the form at once."""
    if fact := request.GET.get("fact", ""):
        return redirect(address_of(person, fact, item_in(request.GET.get("item", ""))))
    case, record = _open(request, person, Act.ADD_FACT, now=timezone.localtime())
    tongue, topic = Tongue(load()), request.GET.get("topic", "")
    topics = topics_to_add(case, rulebook=load(), tongue=tongue)
    given = {
        "topics": topics,
        "topic": next((each for each in topics if each[0] == topic), None),
        "groups": facts_to_add(case, record, topic, rulebook=load(), tongue=tongue),
    }
    return _page(request, case, "facts/add.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
@case_page
def fact(request: HttpRequest, person: UUID, fact: str) -> HttpResponse:
    """The form of one answer: to add it, or to correct what stands."""
    now = timezone.localtime()
    item = item_in(request.GET.get("item", ""))
    case, record = _open(request, person, Act.ADD_FACT, now=now)
    entry = chosen_fact(record, case, (item, fact), rulebook=load())
    case.must_add_fact(entry.id)
    form = _form(request, record, entry, item, now=now)
    if request.method != "POST":
        return _answer_page(request, case, record, form)
    if form.is_valid():
        try:
            record_answers(visitor_of(request), person, [form.answer()], rulebook=load(), now=now)
        except BadAnswer as problem:
            form.say(problem)
        except EditedMeanwhile:
            return _conflict(request, case, form)
        except UnknownItem:
            raise Http404 from None
        else:
            messages.success(request, _("The answer is kept. The one before stays in the history."))
            return redirect("facts", person=person)
    return _answer_page(request, case, record, form, status=422)


def address_of(person: UUID, fact: str, item: UUID | None) -> str:
    """Where the form of one answer is."""
    address = reverse("fact", kwargs={"person": person, "fact": fact})
    return f"{address}?item={item}" if item else address


def _conflict(request: HttpRequest, case: OpenCase, form: AnswerForm) -> HttpResponse:
    """Somebody else has answered meanwhile: both answers, and nothing typed is lost."""
    record = record_of(case.case)
    standing = record.current.get((form.item, form.fact.id))
    form.reread(standing)
    return _answer_page(request, case, record, form, status=409)


def _answer_page(
    request: HttpRequest, case: OpenCase, record: Record, form: AnswerForm, *, status: int = 200
) -> HttpResponse:
    table = FactTable(case, record, rulebook=load(), tongue=form.tongue)
    topic = form.tongue.words.topic(form.tongue.words.topic_of(form.fact.id))
    history = [table.past(each) for each in record.history(form.item, form.fact.id)]
    given = {
        "form": form,
        "question": form.tongue.said(form.tongue.words.question(form.fact.id)),
        "topic": form.tongue.said(topic.label),
        "why": form.tongue.said(topic.why) if topic.why else "",
        "about": table.about(form.item),
        "history": history,
        "meanwhile": history[0] if status == 409 and history else None,
    }
    return _page(request, case, "facts/fact.html", given, status=status)


def _form(
    request: HttpRequest, record: Record, entry: FactEntry, item: UUID | None, *, now: datetime
) -> AnswerForm:
    asking = Asking(
        fact=entry,
        item=item,
        standing=record.current.get((item, entry.id)),
        rulebook=load(),
        tongue=Tongue(load(), get_language()),
        today=now.date(),
    )
    return AnswerForm(request.POST if request.method == "POST" else None, asking)


def _open(request: HttpRequest, person: UUID, act: Act, *, now: datetime) -> tuple[OpenCase, Record]:
    case = open_person(visitor_of(request), person, act=act, now=now)
    return case, record_of(case.case)


def _page(
    request: HttpRequest, case: OpenCase, template: str, given: Mapping[str, object], *, status: int = 200
) -> HttpResponse:
    shared = {"person": case.person, "called": called(case)}
    return render(request, template, {**shared, **given}, status=status)
