"""The report: all in one place, as rows, as a table, as a paper, with nobody to be made out (X100-o)."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from asylon.casework.access.door import NotThere, Refused
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.models import Entry
from asylon.casework.spine import new_id
from asylon.casework.staff.models import Role
from asylon.pictures import english
from asylon.responses.emergencies.models import Arrivals, Emergency
from asylon.responses.plans.consulting import ConsultationEntry, PartyEntry, convene
from asylon.responses.plans.paper import plan_on_paper
from asylon.responses.plans.selectors import see_plan
from asylon.responses.reviews.report import COLUMNS, Report, Row, as_csv, as_json, report_on, small_left_out
from asylon.responses.reviews.report_paper import report_on_paper, told
from asylon.responses.reviews.report_words import of_words
from tests.office_cast import NOW, TODAY, Cast
from tests.responses.plans.made import MOVING, WELLS, an_adopted_plan
from tests.responses.reviews.made import a_review, crowded, held
from tests.responses.reviews.test_holding import decline_all

pytestmark = pytest.mark.django_db
SECTIONS = [
    "emergency",
    "characteristics",
    "arrivals",
    "declaration",
    "consultations",
    "plan",
    "standards",
    "shares",
    "pledges",
    "review",
    "predictability",
]


def by_measure(report: Report, section: str) -> dict[str, Row]:
    return {row.measure: row for row in report.section(section).rows}


@pytest.fixture
def report(coordinator: Visitor, emergency: Emergency) -> Report:
    """The report on an emergency from arrivals to review."""
    convene(
        coordinator,
        emergency.pk,
        ConsultationEntry(
            basis="ex_officio",
            convened_on=emergency.began_on + timedelta(days=3),
            parties=(PartyEntry("finance", "World Bank"),),
        ),
        now=NOW,
    )
    review = a_review(coordinator, emergency)
    decline_all(coordinator, review)
    held(coordinator, review)
    return report_on(coordinator, emergency.pk, now=NOW)


def test_it_holds_every_part(report: Report) -> None:
    assert [each.code for each in report.sections] == SECTIONS
    assert by_measure(report, "plan")["version_state"].value == "adopted"
    assert by_measure(report, "review")["conclusion"].value == "Looked at everything."
    assert by_measure(report, "consultations")["party_finance"].value == "World Bank"


def test_how_soon_the_response_came_is_measured(report: Report, emergency: Emergency) -> None:
    """X-P10 and X100-i-1: a more predictable manner."""
    found = by_measure(report, "predictability")
    assert found["days_to_consultation"].value == 3
    assert found["days_to_plan"].value == (TODAY - emergency.began_on).days
    assert found["days_to_first_delivered"].value is None
    assert found["days_from_pledge_to_delivery"].value is None


def test_every_invented_figure_is_marked(report: Report) -> None:
    assert report.invented
    assert by_measure(report, "arrivals")["arrived_in_all"].invented
    words = told(report, reader=english(), names=str)
    rows = {row["measure"]: row for section in words["sections"] for row in section["rows"]}
    assert rows["People arrived"]["value"] == "21,000 persons*"
    assert words["invented"]


def test_sources_are_named_each_once(report: Report) -> None:
    words = told(report, reader=english(), names=str)
    assert words["sources"].count("Made-up site reports") == 1


class TestSmallNumbers:
    def test_people_under_eleven_are_left_out(self, coordinator: Visitor, emergency: Emergency) -> None:
        crowded(emergency, coordinator)
        said = {
            "emergency": emergency,
            "source": "Made-up gate count",
            "invented": True,
            "by_id": coordinator.account,
            "at": NOW,
        }
        for sex, persons in (("female", 7), ("male", 40)):
            Arrivals.objects.create(on=TODAY, place="Port", host="LBN", sex=sex, persons=persons, **said)
        report = report_on(coordinator, emergency.pk, now=NOW)
        sexes = {row.of: row for row in report.section("arrivals").rows if row.measure == "arrived_by_sex"}
        assert (sexes["female"].value, sexes["female"].hidden) == (None, True)
        # The next smallest as well: from the whole and the rest it could be worked out.
        assert (sexes["male"].value, sexes["male"].hidden) == (None, True)
        assert sexes["not_known"].value == 21_000

    @given(st.lists(st.integers(0, 100), max_size=8))
    def test_no_row_tells_one_to_ten_people(self, numbers: list[int]) -> None:
        rows = small_left_out(Row(measure="m", value=number, unit="persons") for number in numbers)
        assert [row.value for row in rows] == [None if 0 < n < 11 else n for n in numbers]
        assert [row.hidden for row in rows] == [0 < n < 11 for n in numbers]

    def test_other_numbers_are_told(self) -> None:
        row = Row(measure="staff", value=6, unit="staff")
        assert small_left_out([row]) == (row,)


class TestAsData:
    def test_json_can_be_read_by_any_program(self, report: Report) -> None:
        text = json.dumps(as_json(report), allow_nan=False)
        assert json.loads(text)["smallest_told"] == 11

    def test_csv_has_every_row_once(self, report: Report) -> None:
        read = list(csv.reader(io.StringIO(as_csv(report))))
        assert tuple(read[0]) == COLUMNS
        assert len(read) - 1 == sum(len(each.rows) for each in report.sections) + len(report.attributions)

    def test_nothing_in_the_table_begins_a_formula(self, report: Report) -> None:
        bad = Row(of="=HYPERLINK(1)", measure="kept_by", value="+1", source="@x")
        changed = replace(report, sections=(replace(report.sections[0], rows=(bad,)),))
        cells = list(csv.reader(io.StringIO(as_csv(changed))))[1]
        assert not any(cell[:1] in "=+-@" for cell in cells if cell)


class TestOnPaper:
    def test_the_report_is_a_pdf(self, report: Report) -> None:
        assert report_on_paper(report, reader=english(), names=str).startswith(b"%PDF")

    @pytest.mark.parametrize("language", ["en", "ar", "sr"])
    def test_the_plan_is_one_page_with_its_picture(
        self, coordinator: Visitor, emergency: Emergency, language: str
    ) -> None:
        many = [replace(WELLS, what=f"Item number {number}", code="j1") for number in range(20)]
        plan, _ = an_adopted_plan(coordinator, emergency.pk, MOVING, *many)
        seen = see_plan(coordinator, plan.pk, now=NOW)
        with override(language):
            page = plan_on_paper(seen, today=TODAY, reader=english(), names=str)
        assert page.startswith(b"%PDF")
        assert b"/Type/Pages/Count 1/" in page


class TestWhoReads:
    def test_whoever_may_see_responses(self, cast: Cast, emergency: Emergency) -> None:
        assert report_on(cast.visitor(Role.ANALYST), emergency.pk, now=NOW).name == emergency.name
        assert Entry.objects.get(act="see_responses").detail == {"report": str(emergency.pk)}

    def test_nobody_else(self, cast: Cast, emergency: Emergency) -> None:
        with pytest.raises(Refused):
            report_on(cast.visitor(Role.AUDITOR), emergency.pk, now=NOW)

    def test_what_is_not_there_is_not_there(self, coordinator: Visitor) -> None:
        with pytest.raises(NotThere):
            report_on(coordinator, new_id(), now=NOW)


def test_a_sector_is_not_taken_for_a_line_of_the_standards() -> None:
    def said(measure: str) -> str:
        return of_words(Row(of="registration", measure=measure, value=1), reader=english(), names=str)

    assert said("capacity_used") == "Registration and papers"
    assert said("standard").startswith("People are registered one by one")
