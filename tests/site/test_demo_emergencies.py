"""Two situations in the demonstration, from onset to review; what is not public says that it is invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.models import Entry
from asylon.casework.staff.models import Account
from asylon.figures import Store, people
from asylon.responses.emergencies.characteristics import seen_of
from asylon.responses.emergencies.models import (
    Arrivals,
    Capacity,
    Cause,
    Declaration,
    Emergency,
    StageReached,
)
from asylon.responses.plans.models import Consultation, Item, Plan, Progress, Version
from asylon.responses.pledges.covered import coverages
from asylon.responses.pledges.models import Movement, Pledge
from asylon.responses.pledges.selectors import needs_of, pledges_of
from asylon.responses.reviews.models import Proposal, Review
from asylon.responses.shares.models import Scenario
from asylon.site.demo.cast import hire
from asylon.site.demo.emergencies.playing import play_emergencies
from asylon.site.demo.emergencies.spreading import by_day, parts
from tests.web.signin.signed_in import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

RECENT, HISTORICAL = (
    "People from Sudan in Chad",
    "People from Croatia and from Bosnia and Herzegovina in Serbia",
)
ATTRIBUTION = "UNHCR Refugee Data Finder, CC BY 4.0; release 2025.12.1; converted"
ROOMS = ("emergencies", "plans", "pledges", "reviews", "shares")
REAL = {"Emergency", "Country", "Cause", "Scenario"}
"""Records of what is so, and of what follows from public figures."""
OF_ANOTHER = {"Tranche": "pledge", "Amendment": "plan"}
"""Records without words of their own: they belong to one that says so."""


@pytest.fixture(scope="module")
def coordinator(django_db_setup: None, django_db_blocker: Any) -> Iterator[Visitor]:
    """Both situations, played at the time of the clock; once for all tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic(), transaction.atomic(using="keys"):
        now = timezone.now()
        with override_settings(DEMO=True):
            visitor = hire(now=now - timedelta(days=400)).visitor("jovan")
        play_emergencies(visitor, now=now)
        yield visitor
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="keys")


@pytest.fixture(params=[RECENT, HISTORICAL])
def emergency(request: pytest.FixtureRequest, coordinator: Visitor) -> Emergency:
    return Emergency.objects.get(name=request.param)


def series(table: str, measure: str, host: str, origin: str) -> dict[int, int]:
    release = Store().newest("unhcr", having="population")
    told = people.series(release, table=table, measure=measure, asylum=host, origin=origin)
    return {year: count.value for year, count in told.items()}


def at(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


class TestFromOnsetToReview:
    def test_every_step_is_there(self, emergency: Emergency, coordinator: Visitor) -> None:
        assert Arrivals.objects.filter(emergency=emergency).exists()
        assert Consultation.objects.filter(emergency=emergency, held_on__isnull=False).exists()
        plan = Plan.objects.get(emergency=emergency)
        assert {
            code[0] for code in Item.objects.filter(version_of__plan=plan).values_list("code", flat=True)
        } >= {
            "j",
            "l",
            "m",
        }
        adopted = plan.versions.get(state=Version.State.ADOPTED)
        assert adopted.number >= 3
        assert adopted.members.count() >= 4
        assert adopted.review_on is not None
        assert adopted.review_on > timezone.now().date()

    def test_the_marks_were_passed_when_somebody_declared(
        self, emergency: Emergency, coordinator: Visitor
    ) -> None:
        declared = Declaration.objects.filter(emergency=emergency, kind="declared").order_by("on")
        first = declared[0]
        panel = seen_of(coordinator, emergency.pk, now=at(first.on)).panel
        groups = {
            "numbers": panel.numbers,
            "rate": panel.speed,
            "capacity": panel.capacity,
            "procedures": panel.individual,
        }
        passed = {name for name, found in groups.items() if any(each.verdict == "passed" for each in found)}
        assert {each.value for each in first.characteristics} == set(groups) == passed
        assert panel.surge is not None

    def test_pledges_are_announced_committed_and_delivered_and_cover_a_part(
        self, emergency: Emergency, coordinator: Visitor
    ) -> None:
        steps = set(Movement.objects.filter(pledge__emergency=emergency).values_list("step", flat=True))
        assert steps >= {"announced", "committed", "delivered", "reported"}
        now = timezone.now()
        needs = needs_of(coordinator, emergency.pk, now=now)
        pledges = pledges_of(coordinator, emergency.pk, now=now)
        assert coverages(needs, pledges).delivered.flows

    def test_at_least_three_scenarios_stand_side_by_side(self, emergency: Emergency) -> None:
        found = list(Scenario.objects.filter(emergency=emergency))
        assert {each.sharing["key"]["id"] for each in found} == {
            "population",
            "population_and_gdp",
            "multiplicative_2015",
        }
        assert len({each.sharing["total"] for each in found}) == 1

    def test_each_review_was_decided_and_held_and_the_next_one_is_to_come(self, emergency: Emergency) -> None:
        reviews = list(Review.objects.filter(plan__emergency=emergency).order_by("on"))
        assert {each.state for each in reviews} == {"held"}
        for each in reviews:
            decisions = set(Proposal.objects.filter(review=each).values_list("decision", flat=True))
            assert "open" not in decisions
            assert "accepted" in decisions
        assert reviews[-1].next_on is not None
        assert reviews[-1].next_on > timezone.now().date()


def test_the_historical_one_lasts_until_solutions(coordinator: Visitor) -> None:
    emergency = Emergency.objects.get(name=HISTORICAL)
    stages = (
        StageReached.objects.filter(emergency=emergency).order_by("since").values_list("stage", flat=True)
    )
    assert list(stages) == ["first_arrivals", "stabilised", "protracted"]
    assert seen_of(coordinator, emergency.pk, now=timezone.now()).duration.protracted == "yes"
    in_force = Item.objects.filter(version_of__plan__emergency=emergency, version_of__state="adopted")
    assert {"m1", "m2", "m3", "m4"} <= set(in_force.values_list("code", flat=True))


def test_nothing_was_refused(coordinator: Visitor) -> None:
    assert not Entry.objects.filter(outcome="refused").exists()


class TestPublicFigures:
    def test_flows_of_a_year_are_those_of_the_table(self, emergency: Emergency) -> None:
        rows = Arrivals.objects.filter(emergency=emergency, invented=False)
        assert {each.source for each in rows} == {
            f"People newly displaced in the year, refugees. {ATTRIBUTION}"
        }
        found = {(each.host, each.origin, each.on.year): each.persons for each in rows}
        wanted = {
            (each.host, each.origin, year): persons
            for each in rows
            for year, persons in series("flows", "refugees", each.host, each.origin).items()
            if year >= emergency.began_on.year - 1
        }
        assert found == wanted
        assert len(found) == len(rows) >= 3

    def test_stocks_at_the_end_of_a_year_are_those_of_the_table(self, coordinator: Visitor) -> None:
        rows = Capacity.objects.filter(invented=False)
        assert {each.source for each in rows} == {f"Refugees at the end of the year. {ATTRIBUTION}"}
        found = sorted((each.on.year, each.in_use) for each in rows)
        pairs = [(host, "SDN", 2022) for host in ("TCD", "CAF", "EGY", "ETH", "LBY", "SSD")]
        pairs += [("SRB", "HRV", 1991), ("SRB", "BIH", 1991)]
        assert found == sorted(
            (year, persons)
            for host, origin, since in pairs
            for year, persons in series("population", "refugees", host, origin).items()
            if year >= since
        )

    def test_the_invented_days_add_up_to_the_figure_of_the_year(self, emergency: Emergency) -> None:
        days: dict[tuple[str, int], int] = {}
        for each in Arrivals.objects.filter(emergency=emergency, invented=True, on__year__lte=2025):
            days[each.origin, each.on.year] = days.get((each.origin, each.on.year), 0) + (each.persons or 0)
        years = {
            (each.origin, each.on.year): each.persons
            for each in Arrivals.objects.filter(emergency=emergency, invented=False)
            if each.on.year >= emergency.began_on.year
        }
        assert years.items() >= days.items()
        assert {persons for key, persons in years.items() if key not in days} <= {18}, "too few to spread"

    @pytest.mark.parametrize(("code", "measure"), [("m1", "returned_refugees"), ("m2", "naturalisation")])
    def test_what_solutions_reached_is_the_sum_of_the_table(
        self, coordinator: Visitor, code: str, measure: str
    ) -> None:
        item = Item.objects.filter(code=code, what__contains="UNHCR").order_by("id")[0]
        told = Progress.objects.get(thread=item.thread)
        origins = ("BIH", "HRV")
        assert told.reached == sum(
            sum(series("solutions", measure, "SRB", each).values()) for each in origins
        )
        assert ATTRIBUTION in told.words

    def test_what_is_shared_is_a_public_figure(self, coordinator: Visitor) -> None:
        totals = dict(Scenario.objects.values_list("emergency__name", "sharing__total"))
        assert totals[RECENT] == series("population", "refugees", "TCD", "SDN")[2025]
        assert totals[HISTORICAL] == 297_099 + 250_744


class TestInvented:
    def test_every_invented_record_says_so(self, coordinator: Visitor) -> None:
        silent = [
            f"{model.__name__}: {row.pk}"
            for model in apps.get_models()
            if model._meta.app_label in ROOMS and model.__name__ not in REAL
            for row in model._default_manager.all()
            if not says_so(row) and not is_public(row)
        ]
        assert silent == []

    def test_causes_are_generally_known_and_name_their_source(self, emergency: Emergency) -> None:
        causes = list(Cause.objects.filter(emergency=emergency))
        assert len(causes) >= 2
        assert all("not compared" in each.source for each in causes)

    def test_no_donor_that_exists_promised_anything(self, coordinator: Visitor) -> None:
        pledges = list(Pledge.objects.all())
        assert len(pledges) >= 8
        for each in pledges:
            assert each.invented
            assert each.donor_state == ""
            assert each.donor_name.endswith("(invented)")

    def test_whoever_declared_is_nobody(self, coordinator: Visitor) -> None:
        assert all(each.declared_by.endswith("(invented)") for each in Declaration.objects.all())


def says_so(row: models.Model) -> bool:
    """Whether a record is marked as invented, says so in its words, or belongs to one that does."""
    if getattr(row, "invented", False):
        return True
    other = OF_ANOTHER.get(type(row).__name__)
    if other:
        return says_so(getattr(row, other))
    fields = [
        each for each in row._meta.concrete_fields if isinstance(each, models.CharField | models.TextField)
    ]
    return any("invented" in str(getattr(row, each.attname)).casefold() for each in fields)


def is_public(row: models.Model) -> bool:
    """Whether a record holds a public figure, by the words that must be shown with it."""
    return ATTRIBUTION in f"{getattr(row, 'source', '')} {getattr(row, 'words', '')}"


def test_every_page_of_both_opens_for_the_coordinator(emergency: Emergency) -> None:
    client = Client()
    sign_in(client, Account.objects.get(username="jovan"))
    scenario = Scenario.objects.filter(emergency=emergency).order_by("at", "id")[0]
    plan = Plan.objects.get(emergency=emergency)
    review = Review.objects.filter(plan=plan).order_by("-on")[0]
    pledge = Pledge.objects.filter(emergency=emergency).order_by("id")[0]
    of_emergency = (
        "emergency arrivals capacity characteristics causes plans consultations pledges needs coverage "
        "shares reviews report"
    )
    addresses = [reverse(name, args=[emergency.pk]) for name in of_emergency.split()]
    addresses += [
        reverse("emergencies"),
        reverse("share_scenario", args=[emergency.pk, scenario.pk]),
        reverse("share_map", args=[emergency.pk, scenario.pk]),
        reverse("plan", args=[plan.pk]),
        reverse("plan_amendments", args=[plan.pk]),
        reverse("review", args=[review.pk]),
        reverse("pledge", args=[pledge.pk]),
        reverse("consultation", args=[plan.consultation_id]),
    ]
    closed = {address: client.get(address).status_code for address in addresses}
    assert set(closed.values()) == {200}, closed


class TestSpreading:
    @given(st.integers(0, 10**7), st.lists(st.integers(0, 1_000), min_size=1, max_size=80).filter(any))
    def test_parts_add_up_and_are_never_below_zero(self, total: int, weights: list[int]) -> None:
        found = parts(total, weights)
        assert sum(found) == total
        assert min(found) >= 0

    def test_a_year_goes_over_its_days_along_the_line(self) -> None:
        days = by_day(10_000, [(date(2024, 1, 1), 10), (date(2024, 1, 31), 100)])
        assert len(days) == 31
        assert sum(days.values()) == 10_000
        assert days[date(2024, 1, 30)] > 4 * days[date(2024, 1, 2)]
