"""A plan's page shows each trigger beside what is measured, in words and with a sign; a person decides."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from asylon.casework.access.visitors import Visitor
from asylon.responses.emergencies.models import Emergency
from asylon.responses.plans.keeping import set_trigger
from asylon.responses.plans.models import Plan
from tests.responses.plans.made import a_plan
from tests.responses.reviews.made import crowded

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

DECIDES = "Nothing starts by itself: a named person decides."
UNTIL = "People read what makes it start until the plan is put to an emergency."


def readiness(pages: Client, plan: Plan) -> str:
    """What the page of a plan says of its readiness."""
    page = pages.get(reverse("plan", args=[plan.pk])).content.decode()
    said: str = page.split('id="h-rd"')[1].split("</section>")[0]
    return said


def test_beside_the_mark_stands_what_is_measured_its_day_and_a_verdict_in_words(
    pages: Client, coordinator: Visitor, emergency: Emergency, today: Any
) -> None:
    crowded(emergency, coordinator, now=today)
    plan, _ = a_plan(coordinator, emergency.pk, now=today)
    marks = {"arrivals_a_day": 2_500, "capacity_used": 95, "chance_over_capacity": 80, "event": None}
    for measure, mark in marks.items():
        set_trigger(coordinator, plan.pk, measure=measure, at_least=mark, then="Open.", now=today)
    page = readiness(pages, plan)
    for words in (
        "now: 3,000",
        "now: 91 %, Shelter",
        "now: more than 99 %, Shelter",
        "data of ",
        "#urgent",
        " mark passed</span>",
        "#check",
        " mark not passed</span>",
        " read by people</span>",
        DECIDES,
    ):
        assert words in page
    assert UNTIL not in page


def test_what_is_not_known_says_so(
    pages: Client, coordinator: Visitor, emergency: Emergency, today: Any
) -> None:
    plan, _ = a_plan(coordinator, emergency.pk, now=today)
    set_trigger(coordinator, plan.pk, measure="arrivals_a_day", at_least=1, then="Open.", now=today)
    page = readiness(pages, plan)
    assert "now: not yet known" in page
    assert "not known whether the mark is passed" in page


def test_a_plan_without_an_emergency_is_read_by_people(
    pages: Client, coordinator: Visitor, today: Any
) -> None:
    plan, _ = a_plan(coordinator, None, now=today)
    set_trigger(coordinator, plan.pk, measure="arrivals_a_day", at_least=500, then="Open.", now=today)
    page = readiness(pages, plan)
    assert "read by people" in page
    assert DECIDES in page
    assert UNTIL in page
    assert "now:" not in page
