"""Made-up emergencies, needs and pledges of the tests; every figure is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from asylon.casework.access.visitors import Visitor
from asylon.casework.staff.models import Account, Role
from asylon.responses.emergencies.models import Emergency
from asylon.responses.pledges.kinds import DonorKind, Kind, Sector, Step, UnitKind
from asylon.responses.pledges.models import Movement, Need, Pledge
from asylon.responses.pledges.records import NewMovement, NewNeed, NewPart, NewPledge, Terms
from asylon.responses.pledges.services import add_need, announce, move
from tests.office_cast import NOW, Cast, visitor_of

YEAR = (date(2026, 10, 1), date(2027, 9, 30))
ANNOUNCED_ON = date(2026, 10, 20)
EVIDENCE = "Statement at the pledging conference, paragraph 4"


def an_emergency(cast: Cast, *, name: str = "Northern crossings", **changes: Any) -> Emergency:
    """An emergency that began on 1 October 2026, with invented figures."""
    given = {"began_on": date(2026, 10, 1), "kept_by": cast.reception, "invented": True, **changes}
    return Emergency.objects.create(name=name, **given)


def coordinator(cast: Cast) -> Visitor:
    """Whoever keeps pledges."""
    return cast.visitor(Role.COORDINATOR)


def a_need(**changes: Any) -> NewNeed:
    """Shelter for a year: EUR 84,000."""
    given = NewNeed(
        sector=Sector.SHELTER,
        since=YEAR[0],
        until=YEAR[1],
        unit=UnitKind.MONEY,
        currency="EUR",
        amount=8_400_000,
        source="Needs assessment of the host, October 2026",
        invented=True,
    )
    return replace(given, **changes)


def a_part(amount: int, *, since: date = YEAR[0], until: date = YEAR[1]) -> NewPart:
    """A dated part."""
    return NewPart(since=since, until=until, amount=amount)


def a_pledge(*amounts: int, **changes: Any) -> NewPledge:
    """Money of Norway, EUR 10,000 if nothing else is said."""
    given = NewPledge(
        donor_kind=DonorKind.STATE,
        donor_state="NOR",
        kind=Kind.MONEY,
        unit=UnitKind.MONEY,
        currency="EUR",
        parts=tuple(a_part(amount) for amount in amounts or (1_000_000,)),
        announced_on=ANNOUNCED_ON,
        evidence=EVIDENCE,
        invented=True,
    )
    return replace(given, **changes)


def places(amount: int, **changes: Any) -> NewPledge:
    """Resettlement places."""
    return a_pledge(amount, **{"kind": Kind.RESETTLEMENT, "unit": UnitKind.PLACES, "currency": "", **changes})


def pledged(cast: Cast, emergency: Emergency, given: NewPledge | None = None, **terms: Any) -> Pledge:
    """A pledge on record."""
    new = given or a_pledge()
    if terms:
        new = replace(new, terms=Terms(**terms))
    return announce(coordinator(cast), emergency.pk, given=new, now=NOW)


def needed(cast: Cast, emergency: Emergency, **changes: Any) -> Need:
    """A need on record."""
    return add_need(coordinator(cast), emergency.pk, given=a_need(**changes), now=NOW)


def moved(
    cast: Cast,
    pledge: Pledge,
    step: Step,
    amount: int,
    *,
    on: date = date(2026, 11, 1),
    tranche: UUID | None = None,
    seen: int | None = None,
    another: bool = False,
) -> Movement:
    """A movement on record, of the first part if no other is named."""
    last = pledge.movements.order_by("number").last()
    assert last is not None
    first = pledge.tranches.order_by("since", "id").first()
    assert first is not None
    given = NewMovement(
        tranche=tranche or first.pk,
        step=step,
        amount=amount,
        on=on,
        evidence="Letter of the ministry",
        another=another,
    )
    return move(
        coordinator(cast), pledge.pk, seen=last.number if seen is None else seen, given=given, now=NOW
    )


def on_record(emergency: UUID, by: Account, *, now: datetime) -> dict[str, str]:
    """A need, and a pledge of which half is committed, for tests that only want to address them."""
    visitor, day = visitor_of(by, Role.COORDINATOR), date(2024, 3, 1)
    need = add_need(visitor, emergency, given=a_need(), now=now)
    given = a_pledge(1_000, announced_on=day)
    pledge = announce(visitor, emergency, given=given, now=now)
    part = pledge.tranches.get()
    step = NewMovement(tranche=part.pk, step=Step.COMMITTED, amount=500, on=day, evidence=EVIDENCE)
    move(visitor, pledge.pk, seen=1, given=step, now=now)
    return {"need": str(need.pk), "pledge": str(pledge.pk), "part": str(part.pk)}
