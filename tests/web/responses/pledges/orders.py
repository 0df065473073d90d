"""What the browser's tests let a process behind the office do: an emergency with needs and pledges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from asylon.casework.staff.models import Account, Role
from asylon.responses.emergencies.models import Country, Emergency
from asylon.responses.pledges.kinds import DonorKind, Kind, Population, Sector, Step, UnitKind
from asylon.responses.pledges.models import Pledge
from asylon.responses.pledges.records import NewMovement, NewPledge, Terms
from asylon.responses.pledges.services import add_need, announce, move
from tests.office_cast import visitor_of
from tests.responses.pledges.pledged import a_need, a_part, a_pledge, places

LATER = (date(2027, 10, 1), date(2028, 9, 30))


def pledges() -> dict[str, str]:
    """Make an emergency whose needs and pledges are of every sort; every figure is invented."""
    now = timezone.now()
    keeper = Account.objects.get(username="coordinator")
    visitor = visitor_of(keeper, Role.COORDINATOR, now=now)
    emergency = Emergency.objects.create(
        name="Western crossings",
        began_on=now.date() - timedelta(days=40),
        kept_by_id=keeper.office_id,
        invented=True,
    )
    Country.objects.create(emergency=emergency, iso3="SRB", part="host")
    needs = [
        add_need(visitor, emergency.pk, given=given, now=now)
        for given in (
            a_need(amount=3_400_000_00),
            a_need(amount=1_200_000_00, since=LATER[0], until=LATER[1]),
            a_need(amount=2_000_000_00, sector=Sector.HEALTH),
            a_need(amount=900_000_00, sector=Sector.LIVELIHOODS, population=Population.HOSTS),
            a_need(amount=9_000, sector=Sector.ONWARD, unit=UnitKind.PLACES, currency=""),
            a_need(amount=120, sector=Sector.REGISTRATION, unit=UnitKind.PERSONS, currency=""),
            a_need(amount=2_500, unit=UnitKind.UNITS, currency="", item="tents"),
        )
    ]
    day = now.date() - timedelta(days=30)
    story: list[tuple[NewPledge, int, int]] = [
        (a_pledge(2_500_000_00, terms=Terms(sectors=(Sector.SHELTER,))), 2_000_000_00, 1_200_000_00),
        (a_pledge(4_000_000_00, donor_state="DEU", terms=Terms(sectors=(Sector.SHELTER,))), 2_400_000_00, 0),
        (
            a_pledge(
                donor_state="JPN",
                parts=[a_part(300_000_00), a_part(300_000_00, since=LATER[0], until=LATER[1])],
            ),
            200_000_00,
            200_000_00,
        ),
        (
            a_pledge(
                250_000_00,
                donor_kind=DonorKind.PRIVATE,
                donor_state="",
                donor_name="Fund for schools, made up",
                terms=Terms(conditions="A report on the first year", sectors=(Sector.EDUCATION,)),
            ),
            0,
            0,
        ),
        (places(4_800, donor_state="CAN"), 2_100, 640),
        (places(90, donor_state="SWE", kind=Kind.EXPERTS, unit=UnitKind.PERSONS), 90, 72),
        (
            places(2_600, donor_state="TUR", kind=Kind.IN_KIND, unit=UnitKind.UNITS, item="tents"),
            1_900,
            1_900,
        ),
    ]
    made = []
    for given, committed, delivered in story:
        pledge = announce(visitor, emergency.pk, given=replace(given, announced_on=day), now=now)
        made.append(pledge)
        for step, amount in ((Step.COMMITTED, committed), (Step.DELIVERED, delivered)):
            if amount:
                _move(visitor, pledge, step, amount, on=day + timedelta(days=9), now=now)
    first = made[0]
    return {"emergency": str(emergency.pk), "pledge": str(first.pk), "need": str(needs[0].pk)}


def _move(visitor: Any, pledge: Pledge, step: Step, amount: int, *, on: date, now: Any) -> None:
    part = pledge.tranches.order_by("since", "id")[0]
    given = NewMovement(tranche=part.pk, step=step, amount=amount, on=on, evidence="Letter, made up")
    move(visitor, pledge.pk, seen=pledge.movements.count(), given=given, now=now)


ORDERS: dict[str, Any] = {"pledges": pledges}
