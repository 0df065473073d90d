"""Drafts are edited by several; after adoption each change is logged with its reason (X100-l-ii)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from asylon.casework.access.visitors import Visitor
from asylon.casework.spine import EditedMeanwhile, new_id
from asylon.responses.emergencies.models import Emergency
from asylon.responses.plans.comparing import COMPARED, differences
from asylon.responses.plans.faults import BadEntry, DraftAlready, NotADraft
from asylon.responses.plans.items import (
    Reply,
    answer_of_item,
    change_item,
    put_item,
    report_progress,
    take_out_item,
)
from asylon.responses.plans.keeping import (
    FrameEntry,
    MemberEntry,
    PlanEntry,
    StandbyEntry,
    begin_plan,
    begin_version,
    change_plan,
    frame_version,
    keep_ready,
    name_member,
    set_trigger,
    strike_member,
)
from asylon.responses.plans.models import Amendment, Item, Plan
from asylon.responses.plans.selectors import amendments, compare, plans_of, see_plan
from tests.office_cast import NOW, TODAY
from tests.responses.plans.made import MOVING, WELLS, a_plan, an_adopted_plan

pytestmark = pytest.mark.django_db


class TestDrafts:
    def test_two_who_edit_an_item_do_not_overwrite_each_other(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        _, draft = a_plan(coordinator, emergency.pk)
        item = draft.items.get()
        change_item(coordinator, item.pk, replace(WELLS, what="Wells first"), seen=1, now=NOW)
        with pytest.raises(EditedMeanwhile):
            change_item(coordinator, item.pk, replace(WELLS, what="Tanks first"), seen=1, now=NOW)
        assert draft.items.get().what == "Wells first"

    def test_an_item_keeps_its_arrangement(self, coordinator: Visitor, emergency: Emergency) -> None:
        _, draft = a_plan(coordinator, emergency.pk)
        change_item(coordinator, draft.items.get().pk, replace(WELLS, code="j5"), seen=1, now=NOW)
        assert draft.items.get().code == "j4"

    def test_changes_of_a_first_draft_are_not_amendments(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        plan, draft = a_plan(coordinator, emergency.pk)
        change_item(coordinator, draft.items.get().pk, replace(WELLS, what="Wells"), seen=1, now=NOW)
        assert amendments(coordinator, plan.pk, now=NOW) == ()

    def test_what_is_adopted_is_not_edited(self, coordinator: Visitor, emergency: Emergency) -> None:
        _, version = an_adopted_plan(coordinator, emergency.pk)
        with pytest.raises(NotADraft):
            put_item(coordinator, version.pk, WELLS, now=NOW)
        with pytest.raises(NotADraft):
            change_item(coordinator, version.items.get().pk, WELLS, seen=1, now=NOW)
        with pytest.raises(NotADraft):
            take_out_item(coordinator, version.items.get().pk, seen=1, now=NOW)

    def test_there_is_one_draft_at_a_time(self, coordinator: Visitor, emergency: Emergency) -> None:
        plan, _ = an_adopted_plan(coordinator, emergency.pk)
        begin_version(coordinator, plan.pk, now=NOW)
        with pytest.raises(DraftAlready):
            begin_version(coordinator, plan.pk, now=NOW)


class TestAmendments:
    def test_each_says_what_from_what_to_what_why_and_who(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        plan, _ = an_adopted_plan(coordinator, emergency.pk)
        draft = begin_version(coordinator, plan.pk, now=NOW)
        item = draft.items.get()
        told = replace(WELLS, need_amount=4_500, what="More wells")
        change_item(coordinator, item.pk, told, seen=item.version, why="More people came.", now=NOW)
        logged = {each.field: each for each in amendments(coordinator, plan.pk, now=NOW)}
        assert set(logged) == {"need_amount", "what"}
        assert (logged["need_amount"].before, logged["need_amount"].after) == ("3000", "4500")
        assert logged["what"].why == "More people came."
        assert logged["what"].by_id == coordinator.account
        assert logged["what"].thread == item.thread

    def test_coming_going_members_and_dates_are_logged_too(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        plan, _ = an_adopted_plan(coordinator, emergency.pk)
        draft = begin_version(coordinator, plan.pk, now=NOW)
        put_item(coordinator, draft.pk, MOVING, why="Places came.", now=NOW)
        take_out_item(coordinator, draft.items.get(code="j4").pk, seen=1, why="Done.", now=NOW)
        strike_member(coordinator, draft.members.order_by("id")[0].pk, why="Left.", now=NOW)
        frame = FrameEntry(TODAY + timedelta(days=90), 1_000, 2_000, "Made-up forecast")
        frame_version(coordinator, draft.pk, frame, seen=draft.version, why="Later.", now=NOW)
        assert {each.field for each in Amendment.objects.all()} == {"item", "member", "review_on"}

    def test_without_a_reason_nothing_is_changed(self, coordinator: Visitor, emergency: Emergency) -> None:
        plan, _ = an_adopted_plan(coordinator, emergency.pk)
        draft = begin_version(coordinator, plan.pk, now=NOW)
        with pytest.raises(BadEntry) as refused:
            put_item(coordinator, draft.pk, MOVING, now=NOW)
        assert [(fault.field, fault.code) for fault in refused.value.faults] == [("why", "why")]

    def test_they_are_never_rewritten(self, coordinator: Visitor, emergency: Emergency) -> None:
        plan, _ = an_adopted_plan(coordinator, emergency.pk)
        draft = begin_version(coordinator, plan.pk, now=NOW)
        put_item(coordinator, draft.pk, MOVING, why="Places came.", now=NOW)
        for write in (
            lambda: Amendment.objects.update(why="Other."),
            lambda: Amendment.objects.all().delete(),
        ):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                write()


class TestComparing:
    def test_it_tells_what_came_what_went_and_what_changed(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        plan, _ = an_adopted_plan(coordinator, emergency.pk)
        draft = begin_version(coordinator, plan.pk, now=NOW)
        told = replace(WELLS, need_amount=4_500)
        change_item(coordinator, draft.items.get().pk, told, seen=1, why="More came.", now=NOW)
        put_item(coordinator, draft.pk, MOVING, why="Places came.", now=NOW)
        _, _, found = compare(coordinator, plan.pk, now=NOW)
        assert [(each.code, each.field, each.before, each.after) for each in found] == [
            ("j4", "need_amount", "3000", "4500"),
            ("j9", "item", "", MOVING.what),
        ]

    @given(st.lists(st.sampled_from(["j1", "j4", "m1"]), max_size=4), st.integers(0, 9))
    def test_a_version_does_not_differ_from_itself_and_each_way_mirrors_the_other(
        self, codes: list[str], need: int
    ) -> None:
        one = [Item(thread=new_id(), code=code, what=code, need_amount=need) for code in codes]
        other = [Item(thread=each.thread, code=each.code, what=each.what) for each in one[:2]]
        assert differences(one, one) == ()
        there, back = differences(one, other), differences(other, one)
        assert {(each.thread, each.field, each.before, each.after) for each in there} == {
            (each.thread, each.field, each.after, each.before) for each in back
        }
        assert {each.field for each in there} <= {"item", *COMPARED}


class TestProgressAndChecks:
    def test_progress_of_an_adopted_plan_is_reported_and_kept(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        plan, version = an_adopted_plan(coordinator, emergency.pk)
        item = version.items.get()
        report_progress(coordinator, item.pk, state="running", reached=1_200, words="Two wells.", now=NOW)
        report_progress(coordinator, item.pk, state="done", reached=3_000, now=NOW)
        seen = see_plan(coordinator, plan.pk, now=NOW).items[0]
        assert (seen.state, seen.progress and seen.progress.reached) == ("done", 3_000)
        assert plan.progress.count() == 2
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            plan.progress.all().delete()

    @pytest.mark.parametrize(
        ("stage", "asked"),
        [
            ("design", "asked_apart"),
            ("implementation", "reached"),
            ("monitoring", "figures_apart"),
            ("evaluation", "worked_for_all"),
        ],
    )
    def test_sex_and_age_are_asked_at_each_stage_with_what_was_answered_and_by_whom(
        self, coordinator: Visitor, emergency: Emergency, stage: str, asked: str
    ) -> None:
        plan, version = an_adopted_plan(coordinator, emergency.pk)
        item = version.items.get()
        reply = Reply(asked, "no", "Girls were not asked.")
        answer_of_item(coordinator, item.pk, "stage", reply, now=NOW)
        seen = see_plan(coordinator, plan.pk, now=NOW).items[0]
        line = next(each for each in seen.stages if each.line.code == asked)
        assert (line.line.stage, line.said) == (stage, "no")
        assert line.answer is not None
        assert (line.answer.words, line.answer.by_name) == ("Girls were not asked.", "Coordinator")

    def test_what_nobody_answered_is_not_known(self, coordinator: Visitor, emergency: Emergency) -> None:
        plan, _ = a_plan(coordinator, emergency.pk)
        seen = see_plan(coordinator, plan.pk, now=NOW)
        assert {each.said for each in seen.standards} == {"unknown"}
        assert {each.said for each in seen.items[0].stages} == {"unknown"}

    def test_only_movements_are_asked_about_children(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        _, draft = a_plan(coordinator, emergency.pk)
        with pytest.raises(BadEntry) as refused:
            answer_of_item(coordinator, draft.items.get().pk, "children", Reply("consent", "yes"), now=NOW)
        assert [fault.code for fault in refused.value.faults] == ["not_movement"]

    def test_a_line_that_there_is_none_of_is_refused(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        _, draft = a_plan(coordinator, emergency.pk)
        with pytest.raises(BadEntry) as refused:
            answer_of_item(coordinator, draft.items.get().pk, "stage", Reply("weather", "yes"), now=NOW)
        assert [(fault.field, fault.code) for fault in refused.value.faults] == [("asked", "line")]


class TestPrepared:
    """Before anybody arrives: a scenario, what makes it start, what stands ready (X100-e, X100-j-iv)."""

    def test_a_plan_may_exist_before_arrivals(self, coordinator: Visitor) -> None:
        plan, version = an_adopted_plan(coordinator, None)
        assert (plan.emergency_id, version.state) == (None, "adopted")
        assert [each.pk for each in plans_of(coordinator, None, now=NOW)] == [plan.pk]

    def test_it_has_triggers_and_standby_with_the_days_until_release(self, coordinator: Visitor) -> None:
        plan, _ = a_plan(coordinator, None)
        set_trigger(coordinator, plan.pk, measure="arrivals_a_day", at_least=500, then="Open.", now=NOW)
        keep_ready(coordinator, plan.pk, StandbyEntry("Tents", "Stores", 2_500, "tents", 3), now=NOW)
        seen = see_plan(coordinator, plan.pk, now=NOW)
        assert [(each.measure, each.at_least) for each in seen.triggers] == [("arrivals_a_day", 500)]
        assert [(each.what, each.release_days) for each in seen.standby] == [("Tents", 3)]

    def test_without_an_emergency_it_says_for_what_and_where(self, coordinator: Visitor) -> None:
        with pytest.raises(BadEntry) as refused:
            begin_plan(coordinator, PlanEntry("Ready"), now=NOW)
        assert {fault.field for fault in refused.value.faults} == {"scenario", "host"}
        with pytest.raises(DatabaseError), transaction.atomic():
            Plan.objects.create(name="Bare", made_at=NOW, made_by_id=coordinator.account)

    def test_a_trigger_has_a_mark_unless_it_is_an_event(self, coordinator: Visitor) -> None:
        plan, _ = a_plan(coordinator, None)
        with pytest.raises(BadEntry):
            set_trigger(coordinator, plan.pk, measure="capacity_used", at_least=None, then="Open.", now=NOW)
        set_trigger(coordinator, plan.pk, measure="event", at_least=None, then="A coup.", now=NOW)

    def test_when_people_come_it_is_put_to_the_emergency(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        plan, _ = a_plan(coordinator, None)
        told = PlanEntry(plan.name, emergency.pk, scenario=plan.scenario, host=plan.host)
        change_plan(coordinator, plan.pk, told, seen=plan.version, now=NOW)
        assert [each.pk for each in plans_of(coordinator, emergency.pk, now=NOW)] == [plan.pk]


def test_words_of_a_plan_are_stored_without_blanks_around_them(
    coordinator: Visitor, emergency: Emergency
) -> None:
    plan, draft = a_plan(coordinator, emergency.pk)
    told = PlanEntry("  Northern plan ", emergency.pk, scenario=" Many come. ")
    changed = change_plan(coordinator, plan.pk, told, seen=plan.version, now=NOW)
    assert (changed.name, changed.scenario) == ("Northern plan", "Many come.")
    item = put_item(coordinator, draft.pk, replace(WELLS, what=" Pumps ", actor="Water board "), now=NOW)
    item.refresh_from_db()
    assert (item.what, item.actor) == ("Pumps", "Water board")
    named = name_member(coordinator, draft.pk, MemberEntry("un", " OCHA "), now=NOW)
    assert named.name == "OCHA"
    with pytest.raises(BadEntry) as refused:
        name_member(coordinator, draft.pk, MemberEntry("un", "OCHA  "), now=NOW)
    assert [fault.code for fault in refused.value.faults] == ["twice"]
    with pytest.raises(BadEntry):
        put_item(coordinator, draft.pk, replace(WELLS, what="   "), now=NOW)
