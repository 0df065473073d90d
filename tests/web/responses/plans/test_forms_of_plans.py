"""What is typed into the pages of plans and reviews is taken, or comes back with what is wrong."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from asylon.casework.access.visitors import Visitor
from asylon.casework.staff.models import Role
from asylon.responses.emergencies.models import Emergency
from asylon.responses.plans.items import ItemEntry
from asylon.responses.plans.models import Amendment, Consultation, Plan
from asylon.responses.plans.selectors import emergency_plan
from asylon.responses.reviews.selectors import standing
from asylon.responses.reviews.services import CallEntry, call_review
from asylon.web.responses.plans.panel import panel as plan_panel
from asylon.web.responses.reviews.panel import orders
from asylon.web.responses.reviews.panel import panel as review_panel
from tests.office_cast import Cast
from tests.responses.plans.made import MOVING, WELLS, a_plan, an_adopted_plan, make_ready
from tests.responses.reviews.made import a_review, crowded
from tests.web.signin.signed_in import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def text(answer: Any) -> str:
    """A page without what it shows when it is covered."""
    page: str = answer.content.decode()
    return page.split('<template id="cover">')[0]


def shown_of(coordinator: Visitor, emergency: UUID, *, now: Any) -> Any:
    """The panel of the plan that counts."""
    planned = emergency_plan(coordinator, emergency, now=now)
    return plan_panel(coordinator, planned, emergency=emergency)["plan_panel"]


class TestConsultations:
    def test_a_consultation_is_written_down_with_its_rows(self, pages: Client, emergency: Emergency) -> None:
        sent = {
            "basis": "request",
            "asked_by": "Lebanon",
            "convened_on": "2026-11-20",
            "party0-kind": "state",
            "party0-country": "Jordan",
            "party3-kind": "un",
            "party3-name": "UNHCR",
            "option0-words": "Transfer within the region",
            "option0-finding": "taken",
        }
        answer = pages.post(reverse("new_consultation", args=[emergency.pk]), sent)
        made = Consultation.objects.get()
        assert answer.headers["Location"] == reverse("consultation", args=[made.pk])
        assert made.asked_by == "LBN"
        assert {(each.name, each.iso3) for each in made.parties.all()} == {("Jordan", "JOR"), ("UNHCR", "")}

    def test_what_was_typed_comes_back_with_what_is_wrong(self, pages: Client, emergency: Emergency) -> None:
        sent = {"basis": "request", "convened_on": "2026-11-20", "party0-name": "UNHCR", "outcome": "Share."}
        page = text(pages.post(reverse("new_consultation", args=[emergency.pk]), sent))
        assert "Say which country asked" in page
        assert 'value="UNHCR"' in page
        assert "Share." in page
        assert not Consultation.objects.exists()


class TestItems:
    def test_an_item_is_put_in_with_money_as_people_write_it(
        self, pages: Client, coordinator: Visitor, emergency: Emergency, today: Any
    ) -> None:
        plan, draft = a_plan(coordinator, emergency.pk, now=today)
        sent = {
            "code": "j1",
            "what": "Funds at once",
            "cost": "1,250,000.50",
            "currency": "eur",
            "need_amount": "3 000",
            "need_unit": "persons",
        }
        pages.post(reverse("new_item", args=[plan.pk]), sent)
        made = draft.items.get(code="j1")
        assert (made.cost_minor, made.currency, made.need_amount) == (125_000_050, "EUR", 3_000)

    def test_what_cannot_be_taken_stands_beside_its_field(
        self, pages: Client, coordinator: Visitor, emergency: Emergency, today: Any
    ) -> None:
        plan, _ = a_plan(coordinator, emergency.pk, now=today)
        sent = {"code": "j9", "what": "Onward", "cost": "lots", "currency": "EUR"}
        page = text(pages.post(reverse("new_item", args=[plan.pk]), sent))
        assert "Write the amount as a number" in page
        assert 'value="lots"' in page

    def test_two_who_edit_see_what_is_stored_and_keep_what_they_typed(
        self, pages: Client, coordinator: Visitor, emergency: Emergency, today: Any
    ) -> None:
        _, draft = a_plan(coordinator, emergency.pk, now=today)
        address = reverse("edit_item", args=[draft.items.get().pk])
        pages.post(address, {"seen": "1", "what": "Wells first"})
        page = text(pages.post(address, {"seen": "1", "what": "Tanks first"}))
        assert "Somebody changed this meanwhile." in page
        assert "Stored now:" in page
        assert "Wells first" in page
        assert 'value="Tanks first"' in page
        assert 'name="seen" value="2"' in page
        pages.post(address, {"seen": "2", "what": "Tanks first"})
        assert draft.items.get().what == "Tanks first"

    def test_a_line_about_children_is_answered(
        self, pages: Client, coordinator: Visitor, emergency: Emergency, today: Any
    ) -> None:
        plan, draft = a_plan(coordinator, emergency.pk, MOVING, now=today)
        item = draft.items.get()
        address = reverse("item_answer", args=[item.pk, "children"])
        pages.post(address, {"asked": "consent", "said": "no", "words": "Not yet asked."})
        answer = plan.answers.get()
        assert (answer.asked, answer.said, answer.thread) == ("consent", "no", item.thread)
        assert "Choose one." in text(pages.post(address, {"asked": "consent"}))


class TestAdopting:
    def test_the_page_says_what_is_missing(
        self, pages: Client, coordinator: Visitor, emergency: Emergency, today: Any
    ) -> None:
        plan, _ = a_plan(coordinator, emergency.pk, MOVING, now=today)
        page = text(pages.get(reverse("adopt_plan", args=[plan.pk])))
        for said in (
            "Set the day of the next review.",
            "at least two bodies",
            "Nobody is sent back",
            "last resort",
        ):
            assert said in page

    def test_it_is_adopted_with_reasons(
        self, pages: Client, coordinator: Visitor, emergency: Emergency, today: Any
    ) -> None:
        plan, draft = a_plan(coordinator, emergency.pk, now=today)
        ready = make_ready(coordinator, draft, now=today)
        address = reverse("adopt_plan", args=[plan.pk])
        assert "Fill this in." in text(pages.post(address, {"seen": str(ready.version)}))
        pages.post(address, {"seen": str(ready.version), "reasons": "All agreed."})
        assert plan.versions.get().state == "adopted"

    def test_while_something_is_missing_it_is_not(
        self, pages: Client, coordinator: Visitor, emergency: Emergency, today: Any
    ) -> None:
        plan, _ = a_plan(coordinator, emergency.pk, now=today)
        page = text(pages.post(reverse("adopt_plan", args=[plan.pk]), {"seen": "1", "reasons": "Now."}))
        assert "It cannot be adopted yet." in page
        assert plan.versions.get().state == "draft"

    def test_without_a_fresh_second_factor_it_is_asked_for(
        self, cast: Cast, coordinator: Visitor, emergency: Emergency, today: Any
    ) -> None:
        plan, draft = a_plan(coordinator, emergency.pk, now=today)
        ready = make_ready(coordinator, draft, now=today)
        client = Client()
        sign_in(client, cast.by_role[Role.COORDINATOR])
        sent = {"seen": str(ready.version), "reasons": "All agreed."}
        assert client.post(reverse("adopt_plan", args=[plan.pk]), sent).status_code == 403
        assert plan.versions.get().state == "draft"


class TestReviews:
    def test_from_calling_to_the_next_version(
        self, pages: Client, coordinator: Visitor, emergency: Emergency, today: Any
    ) -> None:
        crowded(emergency, coordinator, now=today)
        plan, _ = an_adopted_plan(coordinator, emergency.pk, WELLS, now=today)
        day, later = today.date().isoformat(), (today.date() + timedelta(days=60)).isoformat()
        sent = {"on": day, "called_by": "Host", "capacity_over": "85", "delivery_under": "70"}
        pages.post(reverse("call_review", args=[plan.pk]), sent)
        review = plan.reviews.get()
        thread = str(review.reviewed.items.get().thread)
        for proposal in review.proposals.order_by("id"):
            accept = proposal.code == "capacity_over"
            decided = {
                "seen": "1",
                "decision": "accept" if accept else "decline",
                "reasons": "As discussed.",
                "item": thread,
                "need_amount": "4500",
            }
            pages.post(reverse("proposal", args=[proposal.pk]), decided)
        hold = reverse("hold_review", args=[review.pk])
        closed = {"seen": "1", "conclusion": "More wells.", "next_on": later, "members": ["0", "1"]}
        assert "Write who was present." in text(pages.post(hold, {**closed, "members": []}))
        pages.post(hold, closed)
        review.refresh_from_db()
        assert (review.state, review.next_on and review.next_on.isoformat()) == ("held", later)
        assert Amendment.objects.get(field="need_amount").after == "4500"
        page = text(pages.get(reverse("review", args=[review.pk])))
        assert "Version 2, with what was accepted" in page
        logged = text(pages.get(reverse("plan_amendments", args=[plan.pk])))
        assert "Set by the review." in logged
        assert logged.count("from a review") == 2

    def test_a_new_item_that_moves_people_is_asked_how(
        self, pages: Client, coordinator: Visitor, emergency: Emergency, today: Any
    ) -> None:
        proposal = a_review(coordinator, emergency, now=today).proposals.order_by("id")[0]
        address = reverse("proposal", args=[proposal.pk])
        sent = {
            "seen": "1",
            "decision": "accept",
            "reasons": "Yes.",
            "item": "new",
            "code": "j9",
            "what": "On",
        }
        page = text(pages.post(address, sent))
        assert "Say whether people are transferred within the region or evacuated further away." in page
        assert 'href="#id_movement' in page
        pages.post(address, {**sent, "movement": "evacuation"})
        proposal.refresh_from_db()
        assert proposal.change["movement"] == "evacuation"

    def test_open_proposals_keep_it_open(
        self, pages: Client, coordinator: Visitor, emergency: Emergency, today: Any
    ) -> None:
        crowded(emergency, coordinator, now=today)
        plan, _ = an_adopted_plan(coordinator, emergency.pk, WELLS, now=today)
        sent = {
            "on": today.date().isoformat(),
            "called_by": "Host",
            "capacity_over": "85",
            "delivery_under": "70",
        }
        pages.post(reverse("call_review", args=[plan.pk]), sent)
        review = plan.reviews.get()
        later = (today.date() + timedelta(days=60)).isoformat()
        closed = {"seen": "1", "conclusion": "More.", "next_on": later, "members": ["0", "1"]}
        page = text(pages.post(reverse("hold_review", args=[review.pk]), closed))
        assert "Decide on every proposal first." in page


class TestWhoAsked:
    def test_a_country_that_is_nowhere_near_is_named_beside_its_field(
        self, pages: Client, emergency: Emergency, today: Any
    ) -> None:
        sent = {"basis": "request", "asked_by": "Brazil", "convened_on": today.date().isoformat()}
        page = text(pages.post(reverse("new_consultation", args=[emergency.pk]), sent))
        assert "Brazil is neither a host of this emergency nor a State at this table." in page
        assert 'href="#id_asked_by"' in page


class TestPanels:
    """What the first page of an emergency shows of its plan and its next review."""

    def test_without_a_plan_they_say_so(self, coordinator: Visitor, emergency: Emergency, today: Any) -> None:
        shown = shown_of(coordinator, emergency.pk, now=today)
        assert (shown["lines"], shown["begin"]) == ((), reverse("new_plan", args=[emergency.pk]))
        assert (
            review_panel(standing(coordinator, emergency.pk, now=today), emergency=emergency.pk)[
                "review_panel"
            ]
            is None
        )

    def test_they_show_the_items_and_what_the_rules_would_propose(
        self, coordinator: Visitor, emergency: Emergency, today: Any
    ) -> None:
        crowded(emergency, coordinator, now=today)
        an_adopted_plan(coordinator, emergency.pk, WELLS, MOVING, now=today)
        shown = shown_of(coordinator, emergency.pk, now=today)
        assert [line.code for line in shown["lines"]] == ["j4", "j9"]
        following = review_panel(standing(coordinator, emergency.pk, now=today), emergency=emergency.pk)[
            "review_panel"
        ]
        assert "91 %, over the mark of 85 %" in {line.verdict for line in following["lines"]}
        assert len(following["proposals"]) == 2
        assert orders(coordinator, standing(coordinator, emergency.pk, now=today)) == ()

    def test_an_overdue_review_is_an_order_in_the_strip(
        self, coordinator: Visitor, emergency: Emergency, today: Any
    ) -> None:
        plan, _ = an_adopted_plan(coordinator, emergency.pk, in_days=3, now=today)
        later = today + timedelta(days=4)
        (order,) = orders(coordinator, standing(coordinator, emergency.pk, now=later))
        assert order.order == "Hold the review of the plan"
        assert order.address == reverse("call_review", args=[plan.pk])
        assert Plan.objects.count() == 1


FUNDS = {"code": "j1", "what": "Funds at once", "need_amount": "84,000", "need_unit": "money"}


class TestNeedsInMoney:
    def test_an_amount_is_typed_as_people_write_it_and_comes_back_so(
        self, pages: Client, coordinator: Visitor, emergency: Emergency, today: Any
    ) -> None:
        plan, draft = a_plan(coordinator, emergency.pk, now=today)
        pages.post(reverse("new_item", args=[plan.pk]), {**FUNDS, "currency": "eur"})
        made = draft.items.get(code="j1")
        assert (made.need_amount, made.currency, made.cost_minor) == (8_400_000, "EUR", None)
        assert "84,000 EUR" in text(pages.get(reverse("plan_item", args=[made.pk])))
        form = text(pages.get(reverse("edit_item", args=[made.pk])))
        assert 'name="need_amount" value="84,000"' in form

    @pytest.mark.parametrize(
        ("typed", "currency", "kept"),
        [("12,50", "EUR", 1_250), ("84000", "JPY", 84_000), ("1.5", "KWD", 1_500)],
    )
    def test_the_currency_says_how_many_decimals(
        self,
        pages: Client,
        coordinator: Visitor,
        emergency: Emergency,
        today: Any,
        typed: str,
        currency: str,
        kept: int,
    ) -> None:
        plan, draft = a_plan(coordinator, emergency.pk, now=today)
        sent = {**FUNDS, "need_amount": typed, "currency": currency}
        pages.post(reverse("new_item", args=[plan.pk]), sent)
        assert draft.items.get(code="j1").need_amount == kept

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ({}, "Write the currency"),
            ({"currency": "EUR", "need_amount": "lots"}, "Write the amount as a number"),
            ({"currency": "EUR", "need_amount": "1.2345"}, "Write the amount as a number"),
            ({"need_unit": "persons", "need_amount": "lots"}, "Write a whole number from 0 up."),
        ],
    )
    def test_what_is_no_amount_of_money_stands_beside_its_field(
        self,
        pages: Client,
        coordinator: Visitor,
        emergency: Emergency,
        today: Any,
        sent: dict[str, str],
        said: str,
    ) -> None:
        plan, draft = a_plan(coordinator, emergency.pk, now=today)
        assert said in text(pages.post(reverse("new_item", args=[plan.pk]), {**FUNDS, **sent}))
        assert not draft.items.filter(code="j1").exists()

    def test_what_is_met_of_it_is_money_too(
        self, pages: Client, coordinator: Visitor, emergency: Emergency, today: Any
    ) -> None:
        plan, draft = a_plan(coordinator, emergency.pk, now=today)
        pages.post(reverse("new_item", args=[plan.pk]), {**FUNDS, "currency": "EUR"})
        item = draft.items.get(code="j1")
        sent = {"progress-state": "running", "progress-reached": "21,000.50"}
        pages.post(reverse("item_progress", args=[item.pk]), sent)
        assert plan.progress.get().reached == 2_100_050
        page = text(pages.get(reverse("plan_item", args=[item.pk])))
        assert "21,000.50 EUR of 84,000 EUR" in page
        assert 'value="21,000.50"' in page

    def test_a_review_changes_it_in_the_currency_that_it_has(
        self, pages: Client, coordinator: Visitor, emergency: Emergency, today: Any
    ) -> None:
        crowded(emergency, coordinator, now=today)
        funds = ItemEntry(code="j1", what="Funds", need_amount=8_400_000, need_unit="money", currency="EUR")
        plan, version = an_adopted_plan(coordinator, emergency.pk, funds, now=today)
        review = call_review(coordinator, plan.pk, CallEntry(today.date(), "Host"), now=today)
        proposal = review.proposals.get(code="capacity_over")
        sent = {
            "seen": proposal.version,
            "decision": "accept",
            "reasons": "More came.",
            "item": str(version.items.get().thread),
            "need_amount": "90,000.5",
        }
        pages.post(reverse("proposal", args=[proposal.pk]), sent)
        proposal.refresh_from_db()
        assert proposal.change["need_amount"] == 9_000_050

    def test_a_figure_of_a_review_in_money_is_typed_and_shown_alike(
        self, pages: Client, coordinator: Visitor, emergency: Emergency, today: Any
    ) -> None:
        review = a_review(coordinator, emergency, now=today)
        sent = {
            "sort": "delivery",
            "of": "money",
            "unit": "EUR",
            "planned": "84,000",
            "actual": "21,000",
            "as_of": today.date().isoformat(),
            "source": "Ledger",
        }
        pages.post(reverse("review_figure", args=[review.pk]), sent)
        made = review.figures.get(of="money")
        assert (made.planned, made.actual) == (8_400_000, 2_100_000)
        assert "21,000 EUR" in text(pages.get(reverse("review", args=[review.pk])))
        address = reverse("review_figure", args=[review.pk])
        assert "Write the currency" in text(pages.post(address, {**sent, "unit": ""}))
