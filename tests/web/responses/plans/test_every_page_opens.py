"""Every page of plans and reviews opens, in English and in Arabic, for whoever may see responses."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from asylon.casework.access.visitors import Visitor
from asylon.casework.staff.models import Account
from asylon.responses.emergencies.models import Emergency
from asylon.responses.plans.consulting import ConsultationEntry, OptionEntry, PartyEntry, convene
from asylon.responses.plans.items import Reply, answer_standard, report_progress
from asylon.responses.plans.keeping import StandbyEntry, begin_version, keep_ready, set_trigger
from asylon.responses.reviews.services import CallEntry, call_review
from tests.responses.plans.made import MOVING, WELLS, a_plan, an_adopted_plan
from tests.responses.reviews.made import crowded, held

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

SEEN = ("plans", "consultations", "reviews", "report")
OF_EMERGENCY = (*SEEN, "new_plan", "new_consultation")


@pytest.fixture
def addresses(coordinator: Visitor, emergency: Emergency, today: Any) -> dict[str, str]:
    """An address for each page, about things that are there."""
    consultation = convene(
        coordinator,
        emergency.pk,
        ConsultationEntry(
            basis="request",
            asked_by="LBN",
            convened_on=today.date() - timedelta(days=5),
            outcome="Share the places.",
            parties=(
                PartyEntry("state", "Lebanon", "LBN"),
                PartyEntry("refugees", "Committee", voice="women"),
            ),
            options=(OptionEntry("Transfer within the region", "taken", "Close to home."),),
        ),
        now=today,
    )
    crowded(emergency, coordinator, now=today)
    plan, version = an_adopted_plan(coordinator, emergency.pk, WELLS, MOVING, now=today)
    item = version.items.order_by("code")[0]
    report_progress(coordinator, item.pk, state="running", reached=1_200, words="Two wells.", now=today)
    review = call_review(coordinator, plan.pk, CallEntry(today.date(), "Host"), now=today)
    draft = begin_version(coordinator, plan.pk, now=today)
    ready, _ = a_plan(coordinator, None, now=today)
    set_trigger(
        coordinator, ready.pk, measure="arrivals_a_day", at_least=500, then="Open the stores.", now=today
    )
    keep_ready(coordinator, ready.pk, StandbyEntry("Tents", "Stores", 2_500, "tents", 3), now=today)
    answer_standard(coordinator, plan.pk, Reply("documents", "no", "Cards are missing."), now=today)
    by_name = {name: reverse(name, args=[emergency.pk]) for name in OF_EMERGENCY}
    for name in ("plan", "edit_plan", "plan_checklist", "plan_review", "adopt_plan", "plan_amendments"):
        by_name[name] = reverse(name, args=[plan.pk])
    return by_name | {
        "consultation": reverse("consultation", args=[consultation.pk]),
        "edit_consultation": reverse("edit_consultation", args=[consultation.pk]),
        "prepared_plans": reverse("prepared_plans"),
        "new_prepared_plan": reverse("new_prepared_plan"),
        "prepared": reverse("plan", args=[ready.pk]),
        "plan_ready": reverse("plan_ready", args=[ready.pk]),
        "draft": f"{reverse('plan', args=[plan.pk])}?version=2",
        "new_item": f"{reverse('new_item', args=[plan.pk])}?code=j9",
        "compare_plan": reverse("compare_plan", args=[plan.pk]),
        "item": reverse("plan_item", args=[item.pk]),
        "moving": reverse("plan_item", args=[version.items.get(code="j9").pk]),
        "edit_item": reverse("edit_item", args=[draft.items.order_by("code")[0].pk]),
        "review": reverse("review", args=[review.pk]),
        "review_figure": reverse("review_figure", args=[review.pk]),
        "hold_review": reverse("hold_review", args=[review.pk]),
        "proposal": reverse("proposal", args=[review.proposals.order_by("id")[0].pk]),
        "call_review": reverse("call_review", args=[ready.pk]),
    }


@pytest.mark.parametrize("language", ["en", "ar"])
def test_for_the_coordinator(pages: Client, addresses: dict[str, str], language: str) -> None:
    Account.objects.update(language=language)
    faults: dict[str, object] = {}
    for name, address in addresses.items():
        answer = pages.get(address)
        if answer.status_code != 200:
            faults[name] = answer.status_code
        elif f'dir="{"rtl" if language == "ar" else "ltr"}"' not in answer.content.decode():
            faults[name] = "direction"
    assert not faults


def test_for_whoever_only_sees(reader: Client, addresses: dict[str, str]) -> None:
    closed = {
        "new_plan",
        "new_consultation",
        "edit_plan",
        "plan_review",
        "edit_consultation",
        "new_prepared_plan",
        "plan_ready",
        "new_item",
        "edit_item",
        "review_figure",
        "hold_review",
        "proposal",
        "call_review",
    }
    answers = {name: reader.get(address).status_code for name, address in addresses.items()}
    assert {name for name, status in answers.items() if status == 403} == closed
    assert {status for name, status in answers.items() if name not in closed} == {200}


def test_papers_are_pdf_and_data(pages: Client, emergency: Emergency, addresses: dict[str, str]) -> None:
    paper = pages.get(addresses["plan"] + "plan.pdf")
    assert paper.content.startswith(b"%PDF")
    assert pages.get(reverse("report_pdf", args=[emergency.pk])).content.startswith(b"%PDF")
    assert pages.get(reverse("report_json", args=[emergency.pk])).json()["name"] == emergency.name
    assert pages.get(reverse("report_csv", args=[emergency.pk])).content.startswith(b"section,of,measure")


def test_a_review_that_is_over_says_so(
    pages: Client, coordinator: Visitor, emergency: Emergency, today: Any
) -> None:
    plan, _ = an_adopted_plan(coordinator, emergency.pk, now=today)
    review = call_review(coordinator, plan.pk, CallEntry(today.date(), "Host"), now=today)
    held(coordinator, review, now=today)
    page = pages.get(reverse("review", args=[review.pk])).content.decode()
    assert "Looked at everything." in page
    assert "UNHCR" in page
