"""A review: plan against fact, proposals, decisions with reasons, amendments, and the next date (X100-n)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from asylon.casework.access.door import Refused
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.models import Entry
from asylon.casework.spine import EditedMeanwhile
from asylon.casework.staff.models import Role
from asylon.responses.emergencies.models import Arrivals, Emergency
from asylon.responses.plans.adopting import adopt
from asylon.responses.plans.faults import BadEntry
from asylon.responses.plans.keeping import MemberEntry
from asylon.responses.plans.models import Amendment
from asylon.responses.plans.words import SET_BY_REVIEW
from asylon.responses.pledges.kinds import UnitKind
from asylon.responses.pledges.models import Need
from asylon.responses.pledges.services import add_need, edit_need
from asylon.responses.reviews.actuals import FigureEntry, gather
from asylon.responses.reviews.changes import ChangeEntry
from asylon.responses.reviews.models import Figure, Proposal, Review
from asylon.responses.reviews.selectors import next_review, overdue, review_seen
from asylon.responses.reviews.services import (
    CallEntry,
    HoldEntry,
    NotAdopted,
    ReviewCalled,
    ReviewHeld,
    call_review,
    decide,
    gather_again,
    hold_review,
    write_figure,
)
from tests.office_cast import NOW, TODAY, Cast
from tests.responses.plans.made import a_plan, an_adopted_plan
from tests.responses.pledges.pledged import a_need
from tests.responses.reviews.made import PRESENT, a_review, crowded, held

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=5)
PLACES = a_need(unit=UnitKind.PLACES, currency="", amount=900)


def codes(review: Review) -> set[str]:
    return set(review.proposals.values_list("code", flat=True))


def decline_all(visitor: Visitor, review: Review) -> None:
    for each in review.proposals.all():
        decide(visitor, each.pk, accept=False, reasons="Not now.", seen=each.version, now=NOW)


def accept(visitor: Visitor, proposal: Proposal, **columns: object) -> None:
    thread = proposal.review.reviewed.items.get().thread
    change = ChangeEntry(thread=thread, **columns)  # type: ignore[arg-type]  # the columns of a test
    decide(
        visitor,
        proposal.pk,
        accept=True,
        reasons="Beds run out.",
        change=change,
        seen=proposal.version,
        now=NOW,
    )


def a_review_of_a_need(visitor: Visitor, emergency: Emergency) -> tuple[Review, Need]:
    """A review that found a need of 900 places, of which nothing came."""
    need = add_need(visitor, emergency.pk, given=PLACES, now=NOW)
    return a_review(visitor, emergency), need


class TestCalling:
    def test_the_figures_on_record_are_gathered_with_their_sources(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        review = a_review(coordinator, emergency)
        figures = {each.sort: each for each in review.figures.order_by("id")}
        assert (figures["capacity"].planned, figures["capacity"].actual) == (11_200, 10_192)
        assert (figures["arrivals"].least, figures["arrivals"].planned) == (1_000, 2_000)
        assert figures["arrivals"].actual == 3_000
        assert figures["capacity"].source == "Made-up site reports"
        assert figures["capacity"].invented

    def test_a_day_is_not_known_as_soon_as_one_of_its_rows_is_not(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        crowded(emergency, coordinator)
        _, version = an_adopted_plan(coordinator, emergency.pk)
        Arrivals.objects.create(
            emergency=emergency,
            on=TODAY,
            place="Harbour",
            host="LBN",
            persons=None,
            source="Made-up site reports",
            by_id=coordinator.account,
            at=NOW,
        )
        found = next(each for each in gather(version, today=TODAY) if each.sort == "arrivals")
        assert (found.actual, found.as_of) == (3_000, TODAY - timedelta(days=1))

    def test_the_rules_propose_what_the_figures_suggest(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        assert codes(a_review(coordinator, emergency)) == {"capacity_over", "arrivals_above"}

    def test_other_marks_are_recorded_with_why(self, coordinator: Visitor, emergency: Emergency) -> None:
        crowded(emergency, coordinator)
        plan, _ = an_adopted_plan(coordinator, emergency.pk)
        told = CallEntry(TODAY, "Host", capacity_over=95)
        with pytest.raises(BadEntry) as refused:
            call_review(coordinator, plan.pk, told, now=NOW)
        assert [fault.field for fault in refused.value.faults] == ["marks_because"]
        because = replace(told, marks_because="Sites are larger than they look.")
        review = call_review(coordinator, plan.pk, because, now=NOW)
        assert codes(review) == {"arrivals_above"}
        assert review.capacity_over == 95

    def test_a_plan_that_nobody_adopted_has_nothing_to_review(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        plan, _ = a_plan(coordinator, emergency.pk)
        with pytest.raises(NotAdopted):
            call_review(coordinator, plan.pk, CallEntry(TODAY, "Host"), now=NOW)

    def test_one_review_is_called_at_a_time(self, coordinator: Visitor, emergency: Emergency) -> None:
        review = a_review(coordinator, emergency)
        with pytest.raises(ReviewCalled):
            call_review(coordinator, review.plan_id, CallEntry(TODAY, "Host"), now=NOW)

    @pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR])
    def test_nobody_else_calls_one(
        self, cast: Cast, coordinator: Visitor, emergency: Emergency, role: Role
    ) -> None:
        plan, _ = an_adopted_plan(coordinator, emergency.pk)
        with pytest.raises(Refused):
            call_review(cast.visitor(role), plan.pk, CallEntry(TODAY, "Host"), now=NOW)


class TestFigures:
    def test_one_that_is_written_by_hand_is_judged_too(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        review = a_review(coordinator, emergency)
        told = FigureEntry("delivery", "money", "EUR", 84_000_000, 21_000_000, TODAY, "Ledger of the donors")
        write_figure(coordinator, review.pk, told, now=NOW)
        assert "delivery_under" in codes(review)
        write_figure(coordinator, review.pk, replace(told, actual=84_000_000), now=NOW)
        assert "delivery_under" not in codes(review)

    def test_a_decision_about_a_figure_that_changed_is_open_again(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        review = a_review(coordinator, emergency)
        decline_all(coordinator, review)
        gather_again(coordinator, review.pk, now=NOW)
        assert not review_seen(review).open
        crowded_more = FigureEntry("capacity", "shelter", "persons", 11_200, 11_300, TODAY, "Counted again")
        write_figure(coordinator, review.pk, crowded_more, now=NOW)
        assert [each.code for each in review_seen(review).open] == ["capacity_over"]

    def test_a_figure_that_is_not_on_record_any_more_goes_with_its_proposal(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        review, need = a_review_of_a_need(coordinator, emergency)
        assert "delivery_under" in codes(review)
        edit_need(coordinator, need.pk, seen=need.version, given=a_need(), now=NOW)
        gather_again(coordinator, review.pk, now=LATER)
        assert not review.figures.filter(of="places").exists()
        (left,) = review.proposals.filter(code="delivery_under")
        assert (left.figure.of, left.figure.planned) == ("money", 8_400_000)

    def test_a_figure_that_somebody_decided_on_stays(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        review, need = a_review_of_a_need(coordinator, emergency)
        decline_all(coordinator, review)
        edit_need(coordinator, need.pk, seen=need.version, given=a_need(), now=NOW)
        gather_again(coordinator, review.pk, now=LATER)
        (kept,) = review.figures.get(of="places").proposals.all()
        assert (kept.decision, kept.reasons) == ("declined", "Not now.")

    def test_what_a_person_wrote_is_not_gathered_over(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        review = a_review(coordinator, emergency)
        own = FigureEntry("delivery", "money", "EUR", 84_000_000, 21_000_000, TODAY, "Ledger of the donors")
        other = FigureEntry("capacity", "shelter", "persons", 11_200, 11_300, TODAY, "Counted again")
        for told in (own, other):
            write_figure(coordinator, review.pk, told, now=NOW)
        gather_again(coordinator, review.pk, now=LATER)
        assert review.figures.get(of="money").actual == 21_000_000
        assert review.figures.get(of="shelter").actual == 11_300
        assert "delivery_under" in codes(review)


class TestDeciding:
    def test_it_wants_reasons(self, coordinator: Visitor, emergency: Emergency) -> None:
        proposal = a_review(coordinator, emergency).proposals.order_by("id")[0]
        with pytest.raises(BadEntry) as refused:
            decide(coordinator, proposal.pk, accept=False, reasons="", seen=proposal.version, now=NOW)
        assert [fault.field for fault in refused.value.faults] == ["reasons"]

    def test_accepting_says_what_changes(self, coordinator: Visitor, emergency: Emergency) -> None:
        proposal = a_review(coordinator, emergency).proposals.order_by("id")[0]
        with pytest.raises(BadEntry) as refused:
            decide(coordinator, proposal.pk, accept=True, reasons="Yes.", seen=proposal.version, now=NOW)
        assert [fault.field for fault in refused.value.faults] == ["change"]

    def test_two_who_decide_at_once_do_not_overwrite_each_other(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        proposal = a_review(coordinator, emergency).proposals.order_by("id")[0]
        decide(coordinator, proposal.pk, accept=False, reasons="No.", seen=proposal.version, now=NOW)
        with pytest.raises(EditedMeanwhile):
            decide(coordinator, proposal.pk, accept=False, reasons="Yes.", seen=proposal.version, now=NOW)


class TestHolding:
    def test_what_was_accepted_is_a_logged_amendment_in_a_new_version(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        review = a_review(coordinator, emergency)
        proposal = review.proposals.get(code="capacity_over")
        accept(coordinator, proposal, need_amount=4_500)
        other = review.proposals.get(code="arrivals_above")
        decide(coordinator, other.pk, accept=False, reasons="A holiday.", seen=other.version, now=NOW)
        done = held(coordinator, review)
        assert done.led_to is not None
        assert (done.led_to.number, done.led_to.state) == (2, "draft")
        assert done.led_to.items.get().need_amount == 4_500
        assert done.led_to.review_on == done.next_on
        logged = {each.field: each for each in Amendment.objects.filter(plan=review.plan)}
        assert (logged["need_amount"].before, logged["need_amount"].after) == ("3000", "4500")
        assert logged["need_amount"].why == "Beds run out."
        assert logged["need_amount"].proposal == proposal.pk
        assert logged["need_amount"].by_id == coordinator.account
        assert logged["review_on"].after == done.next_on.isoformat() if done.next_on else False
        assert logged["review_on"].why == SET_BY_REVIEW, "a code, so that each reader has it in words"

    def test_a_new_item_may_come_of_it(self, coordinator: Visitor, emergency: Emergency) -> None:
        review = a_review(coordinator, emergency)
        proposal = review.proposals.get(code="capacity_over")
        change = ChangeEntry(code="j8", what="Bring standby forward by a week", actor="Standby partners")
        decide(
            coordinator,
            proposal.pk,
            accept=True,
            reasons="Beds run out.",
            change=change,
            seen=proposal.version,
            now=NOW,
        )
        other = review.proposals.get(code="arrivals_above")
        decide(coordinator, other.pk, accept=False, reasons="A holiday.", seen=other.version, now=NOW)
        done = held(coordinator, review)
        assert done.led_to is not None
        assert set(done.led_to.items.values_list("code", flat=True)) == {"j4", "j8"}

    def test_a_new_item_that_moves_people_says_whether_far_or_near(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        review = a_review(coordinator, emergency)
        proposal = review.proposals.get(code="capacity_over")
        change = ChangeEntry(code="j9", what="Onward by air")

        def sent(told: ChangeEntry) -> None:
            decide(
                coordinator,
                proposal.pk,
                accept=True,
                reasons="Beds run out.",
                change=told,
                seen=proposal.version,
                now=NOW,
            )

        for told, code in (
            (change, "movement"),
            (replace(change, code="j4", movement="transfer"), "not_movement"),
        ):
            with pytest.raises(BadEntry) as refused:
                sent(told)
            assert [(each.field, each.code) for each in refused.value.faults] == [("movement", code)]
        sent(replace(change, movement="evacuation"))
        other = review.proposals.get(code="arrivals_above")
        decide(coordinator, other.pk, accept=False, reasons="A holiday.", seen=other.version, now=NOW)
        done = held(coordinator, review)
        assert done.led_to is not None
        made = done.led_to.items.get(code="j9")
        assert (made.movement, made.moves_children) == ("evacuation", "unknown")

    def test_who_was_there_is_named_once_and_has_an_end(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        review = a_review(coordinator, emergency)
        decline_all(coordinator, review)
        whole = HoldEntry(PRESENT, "Looked at everything.", TODAY + timedelta(days=60))
        many = tuple(MemberEntry("ngo", f"Body {at}") for at in range(61))
        for present, code in (((*PRESENT, MemberEntry("un", " UNHCR ")), "twice"), (many, "many_rows")):
            with pytest.raises(BadEntry) as refused:
                hold_review(coordinator, review.pk, replace(whole, present=present), seen=1, now=NOW)
            assert [(each.field, each.code) for each in refused.value.faults] == [("present", code)]
        told = replace(whole, conclusion=" Looked at everything. ")
        done = hold_review(coordinator, review.pk, told, seen=1, now=NOW)
        assert done.conclusion == "Looked at everything."

    def test_the_draft_can_be_adopted_and_then_is_in_force(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        review = a_review(coordinator, emergency)
        accept(coordinator, review.proposals.get(code="capacity_over"), need_amount=4_500)
        other = review.proposals.get(code="arrivals_above")
        decide(coordinator, other.pk, accept=False, reasons="A holiday.", seen=other.version, now=NOW)
        draft = held(coordinator, review).led_to
        assert draft is not None
        draft.refresh_from_db()
        adopt(coordinator, draft.pk, reasons="As the review decided.", seen=draft.version, now=NOW)
        found = next_review(review.plan, today=TODAY)
        assert found is not None
        assert found.on == TODAY + timedelta(days=60)

    def test_without_anything_accepted_the_plan_stays_and_the_next_date_is_set(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        review = a_review(coordinator, emergency)
        decline_all(coordinator, review)
        done = held(coordinator, review)
        assert done.led_to is None
        found = next_review(review.plan, today=TODAY)
        assert found is not None
        assert (found.on, found.overdue) == (TODAY + timedelta(days=60), False)

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"next_on": None}, "next_on"),
            ({"next_on": TODAY}, "next_on"),
            ({"present": PRESENT[:1]}, "present"),
            ({"conclusion": ""}, "conclusion"),
        ],
    )
    def test_it_wants_who_was_there_a_conclusion_and_the_next_date(
        self, coordinator: Visitor, emergency: Emergency, changes: dict[str, object], field: str
    ) -> None:
        review = a_review(coordinator, emergency)
        decline_all(coordinator, review)
        whole = HoldEntry(PRESENT, "Looked at everything.", TODAY + timedelta(days=60))
        with pytest.raises(BadEntry) as refused:
            hold_review(coordinator, review.pk, replace(whole, **changes), seen=1, now=NOW)  # type: ignore[arg-type]  # the fields of a test
        assert [fault.field for fault in refused.value.faults] == [field]
        hold_review(coordinator, review.pk, whole, seen=1, now=NOW)

    def test_it_waits_until_everything_is_decided(self, coordinator: Visitor, emergency: Emergency) -> None:
        review = a_review(coordinator, emergency)
        with pytest.raises(BadEntry) as refused:
            held(coordinator, review)
        assert {fault.code for fault in refused.value.faults} == {"undecided"}

    def test_nothing_is_accepted_by_itself(self, coordinator: Visitor, emergency: Emergency) -> None:
        review = a_review(coordinator, emergency)
        assert {each.decision for each in review.proposals.all()} == {"open"}
        assert review.plan.versions.count() == 1

    def test_what_a_review_found_is_kept(self, coordinator: Visitor, emergency: Emergency) -> None:
        review = a_review(coordinator, emergency)
        decline_all(coordinator, review)
        held(coordinator, review)
        with pytest.raises(DatabaseError, match="is kept"), transaction.atomic():
            Figure.objects.update(actual=0)
        with pytest.raises(DatabaseError, match="is kept"), transaction.atomic():
            Proposal.objects.all().delete()
        with pytest.raises(ReviewHeld):
            gather_again(coordinator, review.pk, now=NOW)

    def test_the_journal_holds_codes_and_ids(self, coordinator: Visitor, emergency: Emergency) -> None:
        review = a_review(coordinator, emergency)
        entry = Entry.objects.filter(act="hold_review").get()
        assert entry.detail == {"plan": str(review.plan_id), "review": str(review.pk), "done": "called"}


class TestOverdue:
    def test_a_review_whose_day_has_passed_is_overdue(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        an_adopted_plan(coordinator, emergency.pk, in_days=5)
        assert overdue(coordinator, now=NOW + timedelta(days=5)) == ()
        late = overdue(coordinator, now=NOW + timedelta(days=6))
        assert [(each.on, each.overdue) for each in late] == [(TODAY + timedelta(days=5), True)]
