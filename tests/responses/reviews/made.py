"""Made-up figures and reviews. Every figure is invented."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from asylon.casework.access.visitors import Visitor
from asylon.responses.emergencies.models import Arrivals, Capacity, Emergency
from asylon.responses.plans.keeping import MemberEntry
from asylon.responses.reviews.models import Review
from asylon.responses.reviews.services import CallEntry, HoldEntry, call_review, hold_review
from tests.office_cast import NOW
from tests.responses.plans.made import an_adopted_plan

PRESENT = (MemberEntry("state", "Lebanon", "LBN"), MemberEntry("un", "UNHCR"))


def crowded(emergency: Emergency, visitor: Visitor, *, in_use: int = 10_192, now: datetime = NOW) -> None:
    """Shelter for 11,200 of which most is in use, and a week of arrivals above the forecast."""
    said = {"emergency": emergency, "source": "Made-up site reports", "invented": True}
    kept = {"by_id": visitor.account, "at": now}
    Capacity.objects.create(
        on=now.date(), sector="shelter", unit="persons", capacity=11_200, in_use=in_use, **said, **kept
    )
    Arrivals.objects.bulk_create(
        Arrivals(on=now.date() - timedelta(days=ago), place="Gate", host="LBN", persons=3_000, **said, **kept)
        for ago in range(7)
    )


def a_review(
    visitor: Visitor, emergency: Emergency, *, on: date | None = None, now: datetime = NOW
) -> Review:
    """A review of an adopted plan, called for today, of a crowded emergency."""
    crowded(emergency, visitor, now=now)
    plan, _ = an_adopted_plan(visitor, emergency.pk, now=now)
    return call_review(visitor, plan.pk, CallEntry(on or now.date(), "Ministry of the host"), now=now)


def held(visitor: Visitor, review: Review, *, next_in: int = 60, now: datetime = NOW) -> Review:
    """The review, held."""
    told = HoldEntry(PRESENT, "Looked at everything.", now.date() + timedelta(days=next_in))
    return hold_review(visitor, review.pk, told, seen=review.version, now=now)
