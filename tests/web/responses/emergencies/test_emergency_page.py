"""The page of an emergency: what is urgent, the four characteristics, what a person declared, arrivals."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from asylon.casework.staff.models import Role
from asylon.responses.emergencies.kinds import Indicator, Stage
from asylon.responses.emergencies.records import NewEmergency, NewStage, NewThreshold
from asylon.responses.emergencies.selectors import the_emergency
from asylon.responses.emergencies.services import declare, edit_emergency, reach_stage, set_threshold
from asylon.responses.plans.keeping import FrameEntry, frame_version
from tests.office_cast import Cast
from tests.responses.emergencies.situations import a_declaration, an_emergency, arrived, coordinator
from tests.responses.plans.made import a_plan, an_adopted_plan
from tests.responses.shares.scenes import a_scenario
from tests.web.responses.emergencies.browsing import a_full_emergency, browser_of, page_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_the_list_names_every_emergency_with_its_host(cast: Cast) -> None:
    a_full_emergency(cast)
    page = page_of(browser_of(cast), "/responses/")
    for words in ("Northern crossings", "Serbia", "Afghanistan", "invented figures"):
        assert words in page


def test_the_four_characteristics_stand_side_by_side_with_age_and_source(cast: Cast) -> None:
    emergency = a_full_emergency(cast)
    page = page_of(browser_of(cast), f"/responses/{emergency}/")
    for words in ("Numbers", "Speed", "Room to receive", "Individual procedures"):
        assert f"<h3>{words}</h3>" in page
    for words in (
        "in a week, rising",
        "93 %",
        "to decide all who wait now",
        "Asylum office, made up",
        "6 days old",
    ):
        assert words in page


def test_what_is_urgent_is_an_order_with_a_reason(cast: Cast) -> None:
    page = page_of(browser_of(cast), f"/responses/{a_full_emergency(cast)}/")
    assert "Register more people a day" in page
    assert "Find more room: Shelter" in page
    assert "nobody waits at the border for it" in page


@pytest.mark.parametrize(("stage", "asked"), [(Stage.FIRST_ARRIVALS, True), (Stage.PROTRACTED, False)])
def test_old_figures_are_urgent_until_the_situation_is_protracted(
    cast: Cast, stage: Stage, asked: bool
) -> None:
    emergency, now = an_emergency(cast), timezone.now()
    visitor, long_ago = coordinator(cast, now=now), now.date() - timedelta(days=60)
    arrived(visitor, emergency, {long_ago: 200}, now=now)
    reach_stage(visitor, emergency, NewStage(stage=stage, since=long_ago, reasons="As it is."), now=now)
    assert ("Write down who arrived" in page_of(browser_of(cast), f"/responses/{emergency}/")) is asked


def test_the_picture_has_its_table_and_says_what_is_not_known(cast: Cast) -> None:
    page = page_of(browser_of(cast), f"/responses/{a_full_emergency(cast)}/")
    assert "<svg" in page
    assert "The same as a table" in page
    assert "not known" in page


def test_growth_that_is_not_clear_passes_no_mark_and_is_not_said_to_be_below_it(cast: Cast) -> None:
    emergency, now = an_emergency(cast), timezone.now()
    visitor = coordinator(cast, now=now)
    numbers = [100, 160, 70, 150, 90, 170, 80, 160, 110, 180, 90, 190, 100, 200]
    days = {now.date() - timedelta(days=14 - at): number for at, number in enumerate(numbers)}
    arrived(visitor, emergency, days, now=now)
    given = NewThreshold(indicator=Indicator.GROWTH_A_WEEK, mark=Decimal(5), reasons="To look closer.")
    set_threshold(visitor, emergency, given, now=now)
    for part in ("", "characteristics/"):
        page = page_of(browser_of(cast), f"/responses/{emergency}/{part}")
        assert "not clear whether the mark is passed" in page
        assert "mark not passed" not in page
        assert "never at this pace" not in page


def test_days_to_come_are_drawn_as_a_band_and_said_to_be_no_forecast(cast: Cast) -> None:
    page = page_of(browser_of(cast), f"/responses/{a_full_emergency(cast)}/")
    picture = page.split('id="h-arrivals"')[1].split("</section>")[0]
    assert picture.count("<bdi>if the growth of the last 14 days goes on</bdi>") == 14
    assert "It is no forecast of what will happen." in picture


def test_the_band_that_the_plan_is_made_for_stays(cast: Cast) -> None:
    emergency, now = a_full_emergency(cast), timezone.now()
    visitor = coordinator(cast, now=now)
    _, draft = a_plan(visitor, emergency, now=now)
    frame = FrameEntry(None, 1_000, 2_000, "Made-up forecast")
    frame_version(visitor, draft.pk, frame, seen=draft.version, now=now)
    page = page_of(browser_of(cast), f"/responses/{emergency}/")
    assert page.count("<bdi>forecast of the plan</bdi>") == 14
    assert "The plan is made for 1,000 to 2,000 people a day. Source: Made-up forecast." in page
    assert "if the growth of the last 14 days goes on" not in page


def test_without_a_rate_and_after_the_end_there_is_no_band(cast: Cast) -> None:
    now = timezone.now()
    visitor = coordinator(cast, now=now)
    few = an_emergency(cast, name="Few days")
    arrived(visitor, few, {now.date() - timedelta(days=back): 100 for back in range(1, 4)}, now=now)
    over = a_full_emergency(cast)
    found = the_emergency(visitor, over, now=now)
    closed = NewEmergency(
        name=found.name, began_on=found.began_on, hosts=found.hosts, closed_on=now.date(), invented=True
    )
    edit_emergency(visitor, over, closed, seen=found.version, now=now)
    for emergency in (few, over):
        page = page_of(browser_of(cast), f"/responses/{emergency}/")
        assert "<svg" in page
        assert "if the growth of the last 14 days goes on" not in page


def test_where_nothing_is_known_nothing_is_made_up(cast: Cast) -> None:
    page = page_of(browser_of(cast), f"/responses/{an_emergency(cast)}/")
    assert page.count("not yet known") >= 4
    assert "How many people arrive is not yet known." in page
    assert "Nobody has declared a mass influx" in page


def test_where_few_arrived_no_page_and_no_report_tells_how_many(cast: Cast) -> None:
    emergency, now = an_emergency(cast), timezone.now()
    arrived(coordinator(cast, now=now), emergency, {now.date(): 7}, now=now)
    client = browser_of(cast, Role.ANALYST)
    pages = [
        page_of(client, f"/responses/{emergency}/{part}") for part in ("", "arrivals/", "characteristics/")
    ]
    for page in pages[:2]:
        assert "Fewer than 11 people are known to have arrived." in page
    for page in pages:
        assert not re.search(r"(?<![\d-])7 people|>7<", page)
    answer = client.get(f"/responses/{emergency}/report.csv")
    told = {row["measure"]: row for row in csv.DictReader(io.StringIO(answer.content.decode()))}
    assert (told["arrived"]["value"], told["arrived"]["hidden"]) == ("", "True")
    assert (told["arrived_in_all"]["value"], told["arrived_in_all"]["hidden"]) == ("", "True")


def test_admission_and_protection_never_wait(cast: Cast) -> None:
    """X-P6, X-P7: said on the page, whether somebody declared or not."""
    emergency = a_full_emergency(cast)
    says = "Admission and protection never wait for it, nor for shares or pledges."
    assert says in page_of(browser_of(cast), f"/responses/{emergency}/")
    now = timezone.now()
    declare(coordinator(cast, now=now), emergency, a_declaration(), now=now)
    page = page_of(browser_of(cast), f"/responses/{emergency}/")
    for words in (
        says,
        "Irena Dol",
        "State secretary",
        "all four characteristics",
        "Opens recognition as a group",
    ):
        assert words in page


def test_more_arrivals_and_scenarios_cost_no_more_queries(cast: Cast) -> None:
    emergency, now = a_full_emergency(cast), timezone.now()
    visitor = coordinator(cast, now=now)
    an_adopted_plan(visitor, emergency, now=now)
    a_scenario(visitor, emergency)
    client = browser_of(cast)

    def queries(part: str) -> int:
        page_of(client, f"/responses/{emergency}/{part}")
        with CaptureQueriesContext(connection) as asked:
            page_of(client, f"/responses/{emergency}/{part}")
            return len(asked)

    few = {part: queries(part) for part in ("", "arrivals/", "shares/")}
    days = {now.date() - timedelta(days=back): 40 + back for back in range(120)}
    for gate in ("Gate 2", "Gate 3"):
        arrived(visitor, emergency, days, place=gate, now=now)
    for key in ("population", "gdp"):
        a_scenario(visitor, emergency, name=key, key=key)
    assert {part: queries(part) for part in few} == few
    assert few[""] <= 50


@pytest.mark.parametrize("role", [Role.ANALYST, Role.SUPERVISOR])
def test_whoever_only_looks_has_no_buttons(cast: Cast, role: Role) -> None:
    emergency = a_full_emergency(cast)
    page = page_of(browser_of(cast, role), f"/responses/{emergency}/")
    for way in ("arrivals/record/", "declare/", "change/"):
        assert way not in page


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ASYLUM_ADJUDICATOR])
def test_whoever_has_nothing_to_do_with_it_is_refused(cast: Cast, role: Role) -> None:
    emergency = an_emergency(cast)
    assert browser_of(cast, role).get(f"/responses/{emergency}/").status_code == 403


def test_the_list_of_authorities_is_complete_and_unverified(cast: Cast) -> None:
    """X-P9."""
    page = page_of(browser_of(cast), "/responses/authorities/")
    for number in (15, 22, 52, 77, 80, 85, 89, 91, 94, 100):
        assert f"Conclusion No. {number} (" in page
    assert "58/169" in page
    assert page.count(">unverified<") == 11


@pytest.mark.parametrize("language", ["ar", "fr", "sr"])
def test_every_part_opens_full_and_empty_in_every_language(cast: Cast, language: str) -> None:
    account = cast.by_role[Role.COORDINATOR]
    account.language = language
    account.save(update_fields=["language"])
    client = browser_of(cast)
    for emergency in (a_full_emergency(cast), an_emergency(cast, name="Another")):
        for part in ("", "arrivals/", "capacity/", "characteristics/", "causes/"):
            page_of(client, f"/responses/{emergency}/{part}")
