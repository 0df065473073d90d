"""A plan is adopted when nothing that protects is open, by a named person, with reasons.

The service says all that is missing. Behind it the database refuses the same, for whoever writes past it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from asylon.casework.access.door import Refused
from asylon.casework.access.kernel import Why
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.models import Entry
from asylon.casework.spine import EditedMeanwhile
from asylon.casework.staff.models import Role
from asylon.responses.emergencies.models import Emergency
from asylon.responses.plans.adopting import adopt, lacks_of
from asylon.responses.plans.checklists import CHILDREN, FLOOR
from asylon.responses.plans.faults import BadEntry, Lack, NotADraft, NotReady
from asylon.responses.plans.items import Reply, answer_of_item, answer_standard, put_item
from asylon.responses.plans.keeping import begin_version
from asylon.responses.plans.models import Item, Member, Version
from tests.office_cast import NOW, Cast
from tests.responses.plans.made import (
    MOVING,
    WELLS,
    a_plan,
    an_adopted_plan,
    answer_floor,
    look_after_children,
    make_ready,
)

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def lacking(version: Version) -> list[Lack]:
    now = Version.objects.get(pk=version.pk)
    return [lack for lack in lacks_of(now, today=TODAY) if lack.blocks]


def blocking(version: Version) -> set[str]:
    return {lack.code for lack in lacking(version)}


def force(version: Version, **columns: Any) -> None:
    """Adopt past the service."""
    Version.objects.filter(pk=version.pk).update(
        state="adopted", adopted_at=NOW, adopted_by=version.plan.made_by, reasons="Forced.", **columns
    )


class TestX100n:
    """No adoption without a review date and members."""

    def test_a_plan_with_a_review_date_and_members_is_adopted(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        _, version = an_adopted_plan(coordinator, emergency.pk)
        assert version.state == "adopted"
        assert version.adopted_by_id == coordinator.account

    def test_without_a_review_date_it_is_refused(self, coordinator: Visitor, emergency: Emergency) -> None:
        _, draft = a_plan(coordinator, emergency.pk)
        ready = make_ready(coordinator, draft)
        Version.objects.filter(pk=draft.pk).update(review_on=None)
        with pytest.raises(NotReady) as refused:
            adopt(coordinator, draft.pk, reasons="Agreed.", seen=ready.version, now=NOW)
        assert [lack.code for lack in refused.value.lacks] == ["no_review_date"]

    def test_a_review_date_that_passed_is_none(self, coordinator: Visitor, emergency: Emergency) -> None:
        _, draft = a_plan(coordinator, emergency.pk)
        ready = make_ready(coordinator, draft, in_days=3)
        later = NOW + timedelta(days=3)
        with pytest.raises(NotReady) as refused:
            adopt(
                replace(coordinator, stepped_up_until=later + timedelta(minutes=1)),
                draft.pk,
                reasons="Agreed.",
                seen=ready.version,
                now=later,
            )
        assert [lack.code for lack in refused.value.lacks] == ["review_date_passed"]

    @pytest.mark.parametrize("kept", [0, 1])
    def test_one_member_alone_is_no_meeting(
        self, coordinator: Visitor, emergency: Emergency, kept: int
    ) -> None:
        _, draft = a_plan(coordinator, emergency.pk)
        make_ready(coordinator, draft)
        Member.objects.exclude(pk__in=Member.objects.values("pk")[:kept]).delete()
        assert blocking(draft) == {"no_members"}

    def test_the_database_refuses_a_version_without_a_review_date(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        _, draft = a_plan(coordinator, emergency.pk)
        make_ready(coordinator, draft)
        with pytest.raises(DatabaseError), transaction.atomic():
            force(draft, review_on=None)
        force(draft)

    def test_the_database_refuses_a_version_without_members(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        _, draft = a_plan(coordinator, emergency.pk)
        make_ready(coordinator, draft)
        Member.objects.all().delete()
        with pytest.raises(DatabaseError, match="members of its review"), transaction.atomic():
            force(draft)

    def test_members_stay_once_the_plan_is_adopted(self, coordinator: Visitor, emergency: Emergency) -> None:
        an_adopted_plan(coordinator, emergency.pk)
        with pytest.raises(DatabaseError, match="drafts only"), transaction.atomic():
            Member.objects.all().delete()


class TestX100i2:
    """The floor of the standards: not known is no yes."""

    @pytest.mark.parametrize("code", FLOOR)
    @pytest.mark.parametrize("said", ["no", "unknown", None])
    def test_no_line_of_the_floor_may_be_open(
        self, coordinator: Visitor, emergency: Emergency, code: str, said: str | None
    ) -> None:
        plan, draft = a_plan(coordinator, emergency.pk)
        make_ready(coordinator, draft)
        assert blocking(draft) == set()
        if said is not None:
            answer_standard(coordinator, plan.pk, Reply(code, said), now=NOW)
            assert blocking(draft) == {"floor"}
            with pytest.raises(DatabaseError, match="floor"), transaction.atomic():
                force(draft)
        else:
            other, bare = a_plan(coordinator, emergency.pk)
            assert code in {lack.asked for lack in lacking(bare) if lack.code == "floor"}
            assert other.answers.count() == 0

    def test_a_later_yes_opens_again(self, coordinator: Visitor, emergency: Emergency) -> None:
        plan, draft = a_plan(coordinator, emergency.pk)
        make_ready(coordinator, draft)
        answer_floor(coordinator, plan.pk, said="unknown")
        assert blocking(draft) == {"floor"}
        answer_floor(coordinator, plan.pk)
        assert blocking(draft) == set()
        force(draft)

    def test_answers_are_never_rewritten(self, coordinator: Visitor, emergency: Emergency) -> None:
        plan, _ = an_adopted_plan(coordinator, emergency.pk)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            plan.answers.update(said="no")


class TestXFN2:
    """Children move on only when every condition is met."""

    @pytest.mark.parametrize("line", CHILDREN, ids=lambda line: line.code)
    @pytest.mark.parametrize("said", ["no", "unknown"])
    def test_each_condition_shuts_the_way(
        self, coordinator: Visitor, emergency: Emergency, line: Any, said: str
    ) -> None:
        _, draft = a_plan(coordinator, emergency.pk, MOVING)
        make_ready(coordinator, draft)
        assert blocking(draft) == set()
        item = draft.items.get()
        answer_of_item(coordinator, item.pk, "children", Reply(line.code, said), now=NOW)
        found = lacking(draft)
        assert [(lack.code, lack.asked, lack.of) for lack in found] == [("children", line.code, item.what)]
        with pytest.raises(DatabaseError, match="children"), transaction.atomic():
            force(draft)

    def test_conditions_that_nobody_answered_shut_it_too(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        _, draft = a_plan(coordinator, emergency.pk)
        make_ready(coordinator, draft)
        item = put_item(coordinator, draft.pk, MOVING, now=NOW)
        open_ = [lack.asked for lack in lacking(draft) if lack.code == "children"]
        assert open_ == [line.code for line in CHILDREN]
        look_after_children(coordinator, item)
        assert blocking(draft) == set()

    def test_where_it_is_not_known_whether_children_move_nothing_is_adopted(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        _, draft = a_plan(coordinator, emergency.pk, replace(MOVING, moves_children="unknown"))
        make_ready(coordinator, draft)
        assert blocking(draft) == {"children_not_known"}
        with pytest.raises(DatabaseError, match="children"), transaction.atomic():
            force(draft)

    def test_a_movement_without_children_wants_no_conditions(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        _, version = an_adopted_plan(coordinator, emergency.pk, replace(MOVING, moves_children="no"))
        assert version.state == "adopted"

    def test_the_conditions_of_one_item_count_for_no_other(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        _, draft = a_plan(coordinator, emergency.pk, MOVING)
        make_ready(coordinator, draft)
        put_item(coordinator, draft.pk, replace(MOVING, what="Another movement"), now=NOW)
        assert {lack.of for lack in lacking(draft)} == {"Another movement"}


class TestWhoAdopts:
    def test_it_wants_a_fresh_second_factor(
        self, cast: Cast, coordinator: Visitor, emergency: Emergency
    ) -> None:
        _, draft = a_plan(coordinator, emergency.pk)
        ready = make_ready(coordinator, draft)
        with pytest.raises(Refused) as refused:
            adopt(cast.visitor(Role.COORDINATOR), draft.pk, reasons="Agreed.", seen=ready.version, now=NOW)
        assert refused.value.why is Why.STEP_UP
        adopt(coordinator, draft.pk, reasons="Agreed.", seen=ready.version, now=NOW)

    @pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR])
    def test_nobody_else_adopts(
        self, cast: Cast, coordinator: Visitor, emergency: Emergency, role: Role
    ) -> None:
        _, draft = a_plan(coordinator, emergency.pk)
        ready = make_ready(coordinator, draft)
        with pytest.raises(Refused):
            adopt(cast.visitor(role, stepped_up=True), draft.pk, reasons="Mine.", seen=ready.version, now=NOW)

    def test_it_wants_reasons(self, coordinator: Visitor, emergency: Emergency) -> None:
        _, draft = a_plan(coordinator, emergency.pk)
        ready = make_ready(coordinator, draft)
        with pytest.raises(BadEntry) as refused:
            adopt(coordinator, draft.pk, reasons="  ", seen=ready.version, now=NOW)
        assert [(fault.field, fault.code) for fault in refused.value.faults] == [("reasons", "required")]

    def test_a_draft_that_changed_meanwhile_is_looked_at_again(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        _, draft = a_plan(coordinator, emergency.pk)
        ready = make_ready(coordinator, draft)
        with pytest.raises(EditedMeanwhile):
            adopt(coordinator, draft.pk, reasons="Agreed.", seen=ready.version - 1, now=NOW)

    def test_what_is_adopted_is_adopted_once(self, coordinator: Visitor, emergency: Emergency) -> None:
        _, version = an_adopted_plan(coordinator, emergency.pk)
        with pytest.raises(NotADraft):
            adopt(coordinator, version.pk, reasons="Again.", seen=version.version, now=NOW)

    def test_the_journal_holds_codes_and_ids(self, coordinator: Visitor, emergency: Emergency) -> None:
        plan, _ = an_adopted_plan(coordinator, emergency.pk)
        entry = Entry.objects.filter(act="adopt_plan").get()
        assert entry.detail == {"plan": str(plan.pk), "version": 1}


class TestVersions:
    def test_the_next_version_replaces_the_one_before(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        plan, first = an_adopted_plan(coordinator, emergency.pk)
        draft = begin_version(coordinator, plan.pk, now=NOW)
        assert [item.thread for item in draft.items.all()] == [item.thread for item in first.items.all()]
        ready = make_ready(coordinator, draft, why="The next day.")
        adopt(coordinator, draft.pk, reasons="Agreed again.", seen=ready.version, now=NOW)
        assert list(plan.versions.order_by("number").values_list("state", flat=True)) == [
            "replaced",
            "adopted",
        ]

    @pytest.mark.parametrize(
        "write",
        [
            lambda item: item.delete(),
            lambda item: Item.objects.filter(pk=item.pk).update(what="Other"),
            lambda item: Item.objects.create(version_of=item.version_of, code="j1", what="New"),
        ],
        ids=["delete", "update", "insert"],
    )
    def test_the_database_keeps_what_was_adopted(
        self, coordinator: Visitor, emergency: Emergency, write: Callable[[Item], object]
    ) -> None:
        _, version = an_adopted_plan(coordinator, emergency.pk, WELLS)
        with pytest.raises(DatabaseError, match="drafts only"), transaction.atomic():
            write(version.items.get())

    def test_no_version_begins_adopted(self, coordinator: Visitor, emergency: Emergency) -> None:
        plan, version = an_adopted_plan(coordinator, emergency.pk)
        with pytest.raises(DatabaseError), transaction.atomic():
            Version.objects.create(
                plan=plan,
                number=2,
                state="replaced",
                review_on=TODAY,
                adopted_at=NOW,
                replaced_at=NOW,
                adopted_by=version.adopted_by,
                reasons="Past the draft.",
            )
