"""What makes a plan start, beside the figures of its emergency: shown, compared, and started by nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from asylon.api.shapes.plan_triggers import trigger_out
from asylon.casework.access.visitors import Visitor
from asylon.foresight.influx import Evidence, Report, panel_of
from asylon.responses.emergencies.models import Capacity, Emergency
from asylon.responses.plans.keeping import set_trigger
from asylon.responses.plans.models import Plan, Version
from asylon.responses.plans.selectors import see_plan
from asylon.responses.plans.triggers import (
    Figure,
    Standing,
    TriggerSeen,
    figures_of,
    standing_of,
    triggers_seen,
)
from tests.foresight.influx.series import FIRST, days_of, last_of
from tests.office_cast import NOW, TODAY
from tests.responses.plans.made import a_plan
from tests.responses.reviews.made import crowded

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def seen_of(coordinator: Visitor, plan: Plan) -> dict[str, TriggerSeen]:
    found = triggers_seen(coordinator, see_plan(coordinator, plan.pk, now=NOW), now=NOW)
    return {each.row.measure: each for each in found}


def with_triggers(coordinator: Visitor, plan: Plan, **marks: int | None) -> Plan:
    for measure, mark in marks.items():
        set_trigger(coordinator, plan.pk, measure=measure, at_least=mark, then="Open.", now=NOW)
    return plan


class TestBesideTheFiguresOfItsEmergency:
    def test_each_has_its_value_its_day_and_whether_its_mark_is_passed(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        crowded(emergency, coordinator)
        plan, _ = a_plan(coordinator, emergency.pk)
        with_triggers(
            coordinator, plan, arrivals_a_day=3_000, arrivals_in_all=21_001, capacity_used=90, event=None
        )
        found = seen_of(coordinator, plan)
        assert {name: each.standing.value for name, each in found.items()} == {
            "arrivals_a_day": "passed",
            "arrivals_in_all": "not_passed",
            "capacity_used": "passed",
            "event": "read_by_people",
        }
        assert found["arrivals_in_all"].figure == Figure(value=21_000, as_of=TODAY)
        assert found["capacity_used"].figure == Figure(value=91.0, as_of=TODAY, sector="shelter")
        assert found["event"].figure is None
        sent = trigger_out(found["capacity_used"])
        assert (sent.standing, sent.value, sent.sector, sent.as_of) == ("passed", 91.0, "shelter", TODAY)
        assert trigger_out(found["event"]).value is None

    def test_the_chance_of_passing_capacity_is_that_of_the_fullest_sector(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        crowded(emergency, coordinator)
        Capacity.objects.create(
            emergency=emergency,
            on=TODAY,
            sector="health",
            unit="persons",
            capacity=900_000,
            in_use=0,
            source="Made-up site reports",
            by_id=coordinator.account,
            at=NOW,
        )
        plan, _ = a_plan(coordinator, emergency.pk)
        found = seen_of(coordinator, with_triggers(coordinator, plan, chance_over_capacity=90))
        figure = found["chance_over_capacity"].figure
        assert figure is not None
        assert figure.value is not None
        assert (figure.sector, figure.as_of, figure.value > 99) == ("shelter", TODAY, True)
        assert found["chance_over_capacity"].standing is Standing.PASSED

    def test_without_figures_nothing_is_known_and_nothing_is_passed(
        self, coordinator: Visitor, emergency: Emergency
    ) -> None:
        plan, _ = a_plan(coordinator, emergency.pk)
        marks = {"arrivals_a_day": 1, "arrivals_in_all": 1, "capacity_used": 1, "chance_over_capacity": 1}
        found = seen_of(coordinator, with_triggers(coordinator, plan, **marks))
        assert {each.standing for each in found.values()} == {Standing.NOT_KNOWN}

    def test_passing_every_mark_starts_nothing(self, coordinator: Visitor, emergency: Emergency) -> None:
        crowded(emergency, coordinator)
        plan, version = a_plan(coordinator, emergency.pk)
        found = seen_of(coordinator, with_triggers(coordinator, plan, arrivals_a_day=1, capacity_used=1))
        assert {each.standing for each in found.values()} == {Standing.PASSED}
        assert Version.objects.get(pk=version.pk).state == "draft"
        assert not emergency.declarations.exists()


def test_before_there_is_an_emergency_people_read_every_trigger(coordinator: Visitor) -> None:
    plan, _ = a_plan(coordinator, None)
    found = seen_of(coordinator, with_triggers(coordinator, plan, arrivals_a_day=500, event=None))
    assert {each.standing for each in found.values()} == {Standing.READ_BY_PEOPLE}


class TestTheLargestOfSectors:
    def test_a_sector_that_is_not_known_may_lie_higher(self) -> None:
        last = last_of(days_of([1] * 10))
        told = [
            Report(sector=sector, unit="persons", district="", on=last, capacity=100, in_use=in_use)
            for sector, in_use in (("shelter", 60), ("health", None), ("food", 80))
        ]
        panel = panel_of(Evidence(reports=told), marks={}, began_on=FIRST, as_of=last + timedelta(days=1))
        used = figures_of(panel)["capacity_used"]
        assert used == Figure(value=80, as_of=last, sector="food", whole=False)
        assert standing_of(used, mark=75) is Standing.PASSED
        assert standing_of(used, mark=90) is Standing.NOT_KNOWN
