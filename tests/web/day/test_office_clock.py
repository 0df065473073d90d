"""Each office has its own clock: its times, its today, and what is not yet for it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from asylon.casework.offices import services
from asylon.casework.offices.models import Office
from asylon.casework.offices.zones import (
    UnknownZone,
    clock_of,
    day_of,
    is_zone,
    zone_names,
    zone_under,
)
from asylon.casework.people.models import FamilyLink
from asylon.casework.staff.models import Role
from asylon.web.people.shown.days import clock, moment
from tests.api.calling import call
from tests.api.world import token_of
from tests.office_cast import Cast, a_case
from tests.responses.emergencies.situations import an_emergency, arrived, coordinator
from tests.web.signin.signed_in import sign_in

database = pytest.mark.django_db(databases=["default", "keys"])
LATE = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)
"""The 25th has begun in Dhaka and in Auckland; in Bogotá it is still the afternoon of the 24th."""


def test_a_state_with_one_zone_has_it_and_others_have_utc() -> None:
    assert (zone_under("RS"), zone_under("bd")) == ("Europe/Belgrade", "Asia/Dhaka")
    assert (zone_under("BR"), zone_under("INT"), zone_under("")) == ("UTC", "UTC", "UTC")


def test_every_zone_to_choose_is_one() -> None:
    assert all(is_zone(name) for name in zone_names())
    for name in ("", "Belgrade", "europe/belgrade", "../UTC", "Europe", "localtime"):
        assert not is_zone(name)
    assert str(clock_of("Nowhere/Else")) == "UTC"


@pytest.mark.parametrize(
    ("zone", "day", "time"),
    [("UTC", 24, "22:30"), ("Asia/Dhaka", 25, "04:30"), ("America/Bogota", 24, "17:30")],
)
def test_a_moment_is_shown_by_the_clock_of_the_office(zone: str, day: int, time: str) -> None:
    with timezone.override(clock_of(zone)):
        assert (day_of(LATE), clock(LATE)) == (date(2026, 11, day), time)
        assert moment(LATE) == f"{day} November 2026, {time}"


@database
class TestOffices:
    @pytest.fixture(autouse=True)
    def late(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(timezone, "now", lambda: LATE)

    @pytest.fixture
    def boy(self, cast: Cast) -> UUID:
        return a_case(cast, given="Idris")

    def in_zone(self, cast: Cast, zone: str) -> None:
        office = Office.objects.get(pk=cast.reception.pk)
        services.edit_office(office, seen=office.version, time_zone=zone)

    def test_an_office_takes_the_zone_of_its_law_unless_one_is_said(self) -> None:
        typed = {"code": "x", "name": "X", "kind": "reception", "focal_point": "Desk"}
        made = services.add_office(**typed, jurisdiction="RS")
        assert made.time_zone == "Europe/Belgrade"
        services.edit_office(made, seen=1, time_zone="")
        assert Office.objects.get(pk=made.pk).time_zone == "Europe/Belgrade"
        with pytest.raises(UnknownZone):
            services.edit_office(made, seen=2, time_zone="Mars/Olympus")

    @pytest.mark.parametrize(("zone", "status"), [("UTC", 422), ("Asia/Dhaka", 302)])
    def test_what_is_not_yet_is_said_by_the_day_of_the_office(
        self, cast: Cast, boy: UUID, zone: str, status: int
    ) -> None:
        self.in_zone(cast, zone)
        client = Client()
        sign_in(client, cast.amina)
        sent = {"kind": "sibling", "state": "tracing", "since": "25.11.2026", "name": "Reza"}
        assert client.post(f"/people/{boy}/family/absent/", sent).status_code == status
        assert FamilyLink.objects.exists() is (status == 302)

    def test_the_page_says_once_whose_times_it_shows(self, cast: Cast) -> None:
        self.in_zone(cast, "Asia/Dhaka")
        client = Client()
        sign_in(client, cast.amina)
        page = client.get("/day/").content.decode().split('<template id="cover">')[0]
        assert "25 November 2026" in page
        assert page.count("Asia/Dhaka") == 1
        assert timezone.get_current_timezone_name() == "UTC"

    def test_a_program_types_the_day_of_its_office_and_reads_moments_in_utc(self, cast: Cast) -> None:
        emergency = an_emergency(cast, now=LATE)
        arrived(coordinator(cast, now=LATE), emergency, {date(2026, 11, 24): 40}, now=LATE)
        token = token_of(cast.by_role[Role.COORDINATOR], Role.COORDINATOR)
        row: dict[str, Any] = {"on": "2026-11-25", "place": "Gate", "host": "SRB", "persons": 40}
        sheet = {"source": "Made up", "rows": [row]}
        path = f"/responses/{emergency}/arrivals"
        assert call(token, "POST", path, sheet).status == 422
        self.in_zone(cast, "Asia/Dhaka")
        assert call(token, "POST", path, sheet).status == 201
        cause = {"kind": "root_cause", "on": "2026-11-25", "said": "Fighting.", "source": "Made up"}
        assert call(token, "POST", f"/responses/{emergency}/causes", cause).status == 201
        (told,) = call(token, "GET", f"/responses/{emergency}/causes").json["causes"]
        assert told["at"].startswith("2026-11-24T22:30:00")
        assert told["at"].endswith(("Z", "+00:00"))

    def test_a_program_says_the_zone_of_an_office_by_a_name_that_there_is(self, cast: Cast) -> None:
        token = token_of(cast.by_role[Role.ADMINISTRATOR], Role.ADMINISTRATOR)
        given = {
            "code": "h1",
            "name": "Harbour",
            "kind": "reception",
            "jurisdiction": "RS",
            "focal_point": "1",
        }
        refused = call(token, "POST", "/staff/offices", {**given, "time_zone": "Asia/Daka"})
        assert refused.status == 422
        assert (refused.json["faults"][0]["place"], "Asia/Dhaka" in refused.text) == ("time_zone", True)
        made = call(token, "POST", "/staff/offices", {**given, "time_zone": "Asia/Dhaka"})
        path = f"/staff/offices/{made.json['id']}"
        assert call(token, "GET", path).json["office"]["time_zone"] == "Asia/Dhaka"
        assert call(token, "PUT", path, {**given, "seen": 1}).status == 200
        assert call(token, "GET", path).json["office"]["time_zone"] == "Asia/Dhaka"
