"""Recording figures on pages: errors beside the fields, nothing typed is lost, nothing is written half."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asylon.casework.staff.models import Role
from asylon.responses.emergencies.models import Arrivals, Capacity, Declaration, Procedures, Threshold
from tests.office_cast import Cast
from tests.responses.emergencies.situations import an_emergency
from tests.web.responses.emergencies.browsing import browser_of, page_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def today(back: int = 0) -> str:
    return f"{timezone.now().date() - timedelta(days=back):%Y-%m-%d}"


def sheet(*rows: dict[str, str], **more: str) -> dict[str, str]:
    """A sheet of arrivals as a browser sends it."""
    sent = {
        "do": "save",
        "source": "Night shift, made up",
        "host": "SRB",
        "form-TOTAL_FORMS": str(max(3, len(rows))),
        "form-INITIAL_FORMS": "0",
    }
    for at in range(max(3, len(rows))):
        row = {"sex": "not_known", "age": "not_known", "how": "counted"} | dict(
            rows[at : at + 1][0] if rows[at:] else {}
        )
        sent |= {f"form-{at}-{name}": text for name, text in row.items()}
    return sent | more


@pytest.fixture
def emergency(cast: Cast) -> UUID:
    return an_emergency(cast, now=timezone.now())


@pytest.fixture
def browser(cast: Cast) -> Client:
    return browser_of(cast)


def sent(browser: Client, address: str, data: dict[str, Any]) -> str:
    """The page that comes back because something is wrong."""
    answer = browser.post(address, data)
    assert answer.status_code == 200
    page: str = answer.content.decode()
    return page


class TestArrivals:
    def test_rows_are_written_and_the_day_and_place_above_hold(
        self, browser: Client, emergency: UUID
    ) -> None:
        rows = (
            {"on": today(1), "place": "Gate 1", "persons": "1,240", "sex": "female", "origin": "Syria"},
            {"persons": "0", "sex": "male", "origin": "SYR"},
            {"place": "Gate 2", "unknown": "on"},
        )
        answer = browser.post(f"/responses/{emergency}/arrivals/record/", sheet(*rows))
        assert answer.status_code == 302, answer.content.decode()
        found = Arrivals.objects.order_by("at", "id").values_list("place", "persons", "sex", "origin")
        assert list(found) == [
            ("Gate 1", 1240, "female", "SYR"),
            ("Gate 1", 0, "male", "SYR"),
            ("Gate 2", None, "not_known", "UNK"),
        ]
        assert "3 rows are written down." in page_of(browser, f"/responses/{emergency}/arrivals/")

    def test_a_row_that_says_neither_how_many_nor_that_it_is_not_known(
        self, browser: Client, emergency: UUID
    ) -> None:
        rows = ({"on": today(), "place": "Gate 1", "persons": ""},)
        page = sent(browser, f"/responses/{emergency}/arrivals/record/", sheet(*rows))
        assert "Write how many, 0 for nobody, or tick that it is not known." in page
        assert 'value="Gate 1"' in page
        assert not Arrivals.objects.exists()

    def test_what_the_service_refuses_stands_beside_its_field_in_its_row(
        self, browser: Client, emergency: UUID
    ) -> None:
        rows = (
            {"on": today(), "place": "Gate 1", "persons": "4"},
            {"on": today(-3), "persons": "5"},
        )
        page = sent(browser, f"/responses/{emergency}/arrivals/record/", sheet(*rows))
        assert "This day has not come yet." in page
        assert 'href="#id_form-1-on"' in page
        assert not Arrivals.objects.exists()

    def test_a_country_that_is_none_names_the_nearest(self, browser: Client, emergency: UUID) -> None:
        rows = ({"on": today(), "place": "Gate 1", "persons": "4", "origin": "Afganistan"},)
        page = sent(browser, f"/responses/{emergency}/arrivals/record/", sheet(*rows))
        assert "Perhaps Afghanistan?" in page
        assert 'value="Afganistan"' in page

    def test_more_rows_lose_nothing_and_check_nothing(self, browser: Client, emergency: UUID) -> None:
        rows = ({"on": today(), "place": "Gate 1"},)
        page = sent(browser, f"/responses/{emergency}/arrivals/record/", sheet(*rows, do="more", source=""))
        assert page.count('<fieldset class="fam">') == 9
        assert 'value="Gate 1"' in page
        assert "Please look at" not in page

    def test_a_correction_says_that_the_older_figure_is_kept(self, browser: Client, emergency: UUID) -> None:
        address = f"/responses/{emergency}/arrivals/record/"
        for persons in ("40", "44", "44"):
            browser.post(address, sheet({"on": today(), "place": "Gate 1", "persons": persons}))
        said = page_of(browser, f"/responses/{emergency}/arrivals/")
        assert "corrects an older figure, which is kept" in said
        assert "All of this stands on record already." in said
        assert "corrected" in said


class TestTheFrame:
    def test_a_host_with_figures_is_named_beside_the_field_that_it_stood_in(
        self, browser: Client, emergency: UUID
    ) -> None:
        rows = ({"on": today(1), "place": "Gate 1", "persons": "4"},)
        browser.post(f"/responses/{emergency}/arrivals/record/", sheet(*rows))
        data = {"seen": "1", "name": "Northern crossings", "began_on": today(30), "host_1": "Hungary"}
        page = sent(browser, reverse("change_emergency", args=[emergency]), data)
        assert "Figures of Serbia are on record here, so it stays a host of this emergency." in page
        assert 'href="#id_host_1"' in page


class TestImport:
    HEAD = "day,place,origin,sex,age,persons,basis,source\n"

    def send(self, browser: Client, emergency: UUID, text: str, **more: str) -> Any:
        file = SimpleUploadedFile("arrivals.csv", (self.HEAD + text).encode(), content_type="text/csv")
        data = {"file": file, "codes": "iso", "host": "SRB", "do": "save"} | more
        return browser.post(f"/responses/{emergency}/arrivals/import/", data)

    def test_a_table_is_looked_at_first_and_then_written(self, browser: Client, emergency: UUID) -> None:
        text = f"{today(2)},Gate 1,SYR,f,3,12,counted,Log\n{today(2)},Gate 1,SYR,f,4,9,estimated,Log\n"
        looked = self.send(browser, emergency, text, do="look")
        assert "21 people counted or estimated." in looked.content.decode()
        assert not Arrivals.objects.exists()
        assert self.send(browser, emergency, text).status_code == 302
        row = Arrivals.objects.get()
        assert (row.persons, row.age, row.sex, row.how, row.source) == (
            21,
            "0_4",
            "female",
            "estimated",
            "Log",
        )

    def test_nothing_is_written_while_anything_is_wrong(self, browser: Client, emergency: UUID) -> None:
        text = f"{today(2)},Gate 1,SYR,f,3,12,counted,Log\n{today(2)},Gate 1,SYR,f,30,many,counted,Log\n"
        page = self.send(browser, emergency, text).content.decode()
        assert "cannot be taken. Nothing was written." in page
        assert not Arrivals.objects.exists()

    def test_what_may_count_people_twice_must_be_read(self, browser: Client, emergency: UUID) -> None:
        text = f"{today(2)},Gate 1,SYR,,,30,counted,Log\n{today(2)},Gate 1,SYR,f,,12,counted,Log\n"
        page = self.send(browser, emergency, text).content.decode()
        assert "Adding these rows up may count people twice." in page
        assert not Arrivals.objects.exists()
        assert self.send(browser, emergency, text, added_up="on").status_code == 302

    def test_faults_are_listed_row_by_row(self, browser: Client, emergency: UUID) -> None:
        text = f"{today(2)},Gate 1,SYR,f,3,x,counted,Log\n2026-13-01,Gate 1,QQQ,f,3,-4,counted,Log\n"
        page = self.send(browser, emergency, text, do="look").content.decode()
        rows = re.findall(r'<th scope="row" class="n"[^>]*>(\d)</th><td[^>]*><bdi>(\w+)</bdi>', page)
        assert [int(row) for row, _ in rows] == [1, 2, 2, 2]
        assert rows[0] == ("1", "persons")

    def test_which_codes_a_file_has_is_asked_and_not_guessed(self, browser: Client, emergency: UUID) -> None:
        text = f"{today(2)},Gate 1,SYR,f,3,12,counted,Log\n"
        assert "Choose one." in self.send(browser, emergency, text, codes="").content.decode()


class TestImportOfTaggedFiles:
    HEAD = "Day,Gate,From,Women,Men\n#date,#loc,#country+code+origin,#affected+f,#affected+m\n"

    def send(self, browser: Client, emergency: UUID, content: str | bytes, **more: str) -> Any:
        text = content if isinstance(content, bytes) else (self.HEAD + content).encode()
        file = SimpleUploadedFile("tagged.csv", text, content_type="text/csv")
        said = {"codes": "iso", "host": "SRB", "basis": "counted", "source": "Border log", "do": "save"}
        address = f"/responses/{emergency}/arrivals/import/"
        return browser.post(address, {"file": file, **said, **more})

    def test_a_file_with_tags_is_looked_at_row_by_row_and_then_written(
        self, browser: Client, emergency: UUID
    ) -> None:
        text = f"{today(2)},Gate 7,SYR,12,9\n"
        looked = self.send(browser, emergency, text, do="look").content.decode()
        assert "21 people counted or estimated." in looked
        assert looked.count("<bdi>Gate 7</bdi>") == 2
        assert not Arrivals.objects.exists()
        assert self.send(browser, emergency, text).status_code == 302
        rows = Arrivals.objects.order_by("sex").values_list("sex", "persons", "origin", "how", "source")
        assert list(rows) == [
            ("female", 12, "SYR", "counted", "Border log"),
            ("male", 9, "SYR", "counted", "Border log"),
        ]

    def test_a_fault_stands_beside_its_row_and_its_column(self, browser: Client, emergency: UUID) -> None:
        page = self.send(browser, emergency, f"{today(2)},Gate 7,SYR,12,9\nsoon,Gate 7,GFR,x,9\n")
        assert "These codes are known to UNHCR only: GFR." in page.content.decode()
        page = self.send(browser, emergency, f"{today(2)},Gate 7,SYR,12,9\nsoon,Gate 7,SYR,x,9\n")
        said = page.content.decode()
        for column, says in (("#date", "“soon” is no day."), ("#affected+f", "“x” is no number.")):
            at = said.index(f"<bdi>{column}</bdi>")
            assert said[:at].rstrip().endswith('data-th="Column">')
            assert '<th scope="row" class="n" data-th="Row">2</th>' in said[at - 120 : at]
            assert says in said[at : at + 160]
        assert not Arrivals.objects.exists()

    def test_what_the_tags_do_not_say_is_asked_beside_its_field(
        self, browser: Client, emergency: UUID
    ) -> None:
        text = f"{today(2)},Gate 7,SYR,12,9\n"
        page = self.send(browser, emergency, text, basis="", source="").content.decode()
        assert 'href="#id_basis"' in page
        assert 'href="#id_source"' in page
        assert not Arrivals.objects.exists()

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"", "This file is empty."),
            (b"#date,#loc\n2026-11-20,Gate\n", "No column counts people who arrived."),
            (b"#date,#loc,#affected\n2026-11-20,G\0,1\n", "There is a NUL byte in line 2."),
            (b"#date,#loc,#affected\n2026-11-20,=A1,1\n", "looks like a formula of a spreadsheet"),
            (b"#date,#loc,#affected\n" + b"2026-11-20,Gate,1\n" * 600_000, "larger than 2 MB"),
        ],
    )
    def test_empty_and_hostile_files_end_as_sentences(
        self, browser: Client, emergency: UUID, content: bytes, says: str
    ) -> None:
        assert says in self.send(browser, emergency, content).content.decode()
        assert not Arrivals.objects.exists()


class TestCapacitiesAndProcedures:
    def test_capacities_of_several_sectors(self, browser: Client, emergency: UUID) -> None:
        rows = (
            {
                "on": today(1),
                "sector": "shelter",
                "district": "North",
                "unit": "persons",
                "capacity": "900",
                "in_use": "850",
            },
            {"sector": "health", "unit": "staff", "capacity": "", "in_use": "4"},
        )
        address = f"/responses/{emergency}/capacity/record/"
        assert browser.post(address, sheet(*rows)).status_code == 302
        assert set(Capacity.objects.values_list("sector", "capacity", "in_use")) == {
            ("shelter", 900, 850),
            ("health", None, 4),
        }
        page = page_of(browser, f"/responses/{emergency}/capacity/")
        assert "94 %" in page

    def test_a_row_without_a_sector_or_numbers(self, browser: Client, emergency: UUID) -> None:
        address = f"/responses/{emergency}/capacity/record/"
        page = sent(browser, address, sheet({"on": today(), "district": "North", "unit": "persons"}))
        assert "Choose the sector." in page
        page = sent(browser, address, sheet({"on": today(), "sector": "water", "unit": "persons"}))
        assert "Write at least one of the numbers" in page

    def test_procedures(self, browser: Client, emergency: UUID) -> None:
        data = {
            "on": today(),
            "host": "SRB",
            "waiting": "26 000",
            "decisions_a_week": "250",
            "source": "Office",
        }
        assert browser.post(f"/responses/{emergency}/procedures/record/", data).status_code == 302
        assert Procedures.objects.get().waiting == 26_000
        assert "24 months" in page_of(browser, f"/responses/{emergency}/")


class TestDeciding:
    def declaration(self) -> dict[str, Any]:
        return {
            "characteristics": ["numbers", "rate"],
            "reasons": "The gates are full.",
            "declared_by": "Irena Dol",
            "function": "State secretary",
            "on": today(),
            "look_again_on": today(-28),
            "group_recognition": "no",
        }

    def test_declaring_wants_a_fresh_second_factor_and_says_what_never_waits(
        self, cast: Cast, emergency: UUID
    ) -> None:
        """X-P6, X-P7."""
        address = f"/responses/{emergency}/declare/"
        assert "/accounts/confirm/" in browser_of(cast).get(address).headers["Location"]
        fresh = browser_of(cast, stepped_up=True)
        assert "Admission and protection never wait for a declaration." in page_of(fresh, address)
        assert fresh.post(address, self.declaration()).status_code == 302
        assert Declaration.objects.get().declared_by == "Irena Dol"

    def test_without_reasons_nothing_is_declared_and_nothing_typed_is_lost(
        self, cast: Cast, emergency: UUID
    ) -> None:
        fresh = browser_of(cast, stepped_up=True)
        data = self.declaration() | {"reasons": "", "characteristics": []}
        page = sent(fresh, f"/responses/{emergency}/declare/", data)
        assert "Tick at least one of the four characteristics" in page
        assert 'value="Irena Dol"' in page
        assert not Declaration.objects.exists()

    def test_a_mark_is_set_with_reasons_and_shown_with_its_verdict(
        self, browser: Client, emergency: UUID
    ) -> None:
        data = {"indicator": "arrived", "sector": "", "mark": "9", "reasons": "To look closer."}
        assert browser.post(f"/responses/{emergency}/marks/set/", data).status_code == 302
        assert Threshold.objects.get().mark == 9
        page = page_of(browser, f"/responses/{emergency}/characteristics/")
        assert "not known whether the mark is passed" in page
        assert "To look closer." in page

    def test_a_desk_that_counts_sets_no_marks(self, cast: Cast, emergency: UUID) -> None:
        desk = browser_of(cast, Role.REGISTRATION_OFFICER)
        assert desk.get(f"/responses/{emergency}/arrivals/record/").status_code == 200
        assert desk.get(f"/responses/{emergency}/marks/set/").status_code == 403

    def test_an_emergency_is_opened_by_names_of_countries(self, browser: Client) -> None:
        data = {"name": "Southern crossings", "began_on": today(3), "host_1": "Serbia", "origin_1": "syria"}
        answer = browser.post("/responses/new/", data)
        assert answer.status_code == 302, answer.content.decode()
        assert "Southern crossings" in page_of(browser, "/responses/")

    def test_changing_it_takes_no_country_away(self, cast: Cast, browser: Client) -> None:
        hosts = ("SRB", "BIH", "HRV", "MKD", "MNE", "ALB")
        emergency = an_emergency(cast, name="Six hosts", hosts=hosts, now=timezone.now())
        address = f"/responses/{emergency}/change/"
        page = page_of(browser, address)
        fields = re.findall(r'name="((?:host|origin)_\d+)" value="([^"]+)"', page)
        assert len(fields) == 8
        data = {"seen": "1", "name": "Six hosts", "began_on": today(3), **dict(fields)}
        assert browser.post(address, data).status_code == 302
        assert page_of(browser, address).count('value="Albania"') == 2

    def test_two_who_change_it_at_once_are_told(self, browser: Client, emergency: UUID) -> None:
        data = {"seen": "1", "name": "One", "began_on": today(3), "host_1": "Serbia"}
        address = f"/responses/{emergency}/change/"
        assert browser.post(address, data).status_code == 302
        page = sent(browser, address, data | {"name": "Two"})
        assert "Somebody changed this meanwhile." in page
        assert 'value="Two"' in page
        assert 'name="seen" value="2"' in page
