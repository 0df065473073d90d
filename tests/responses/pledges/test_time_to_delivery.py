"""X-P10, X100-i-1: how predictable the response is. Time from pledge to delivery, and to the first help."""

from __future__ import annotations

from datetime import date

import pytest

from asylon.responses.emergencies.models import Emergency
from asylon.responses.pledges.kinds import Step
from asylon.responses.pledges.selectors import pledges_of
from asylon.responses.pledges.waiting import DeliveryTimes, delivery_times
from tests.office_cast import NOW, TODAY, Cast
from tests.responses.pledges.pledged import a_part, a_pledge, coordinator, moved, places, pledged

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def found(cast: Cast, emergency: Emergency) -> DeliveryTimes:
    pledges = pledges_of(coordinator(cast), emergency.pk, now=NOW)
    return delivery_times(pledges, began_on=emergency.began_on, today=TODAY)


def delivered(cast: Cast, emergency: Emergency, on: date, *, state: str = "NOR", amount: int = 10) -> None:
    pledge = pledged(cast, emergency, places(10, donor_state=state))
    moved(cast, pledge, Step.COMMITTED, 10, on=on)
    moved(cast, pledge, Step.DELIVERED, amount, on=on)


def test_the_middle_counts_those_that_wait_as_waiting_and_not_as_nothing(
    cast: Cast, emergency: Emergency
) -> None:
    delivered(cast, emergency, date(2026, 10, 30))
    assert found(cast, emergency).all.middle == 10
    for _ in range(2):
        pledged(cast, emergency, places(10))
    times = found(cast, emergency).all
    assert (times.middle, times.came, times.waiting, times.longest_waiting) == (None, 1, 2, 35)


def test_a_part_that_came_in_part_is_still_waiting(cast: Cast, emergency: Emergency) -> None:
    delivered(cast, emergency, date(2026, 10, 30), amount=9)
    assert (found(cast, emergency).all.came, found(cast, emergency).all.waiting) == (0, 1)


def test_donors_are_told_apart(cast: Cast, emergency: Emergency) -> None:
    delivered(cast, emergency, date(2026, 10, 25), state="CAN")
    delivered(cast, emergency, date(2026, 11, 19), state="NOR")
    middles = {donor.state: each.middle for donor, each in found(cast, emergency).by_donor.items()}
    assert middles == {"CAN": 5, "NOR": 30}


def test_a_year_that_has_not_begun_is_not_late(cast: Cast, emergency: Emergency) -> None:
    """X100-l-iii: whoever pledges years ahead does not look slow for it."""
    pledged(cast, emergency, a_pledge(parts=[a_part(5, since=date(2028, 1, 1), until=date(2028, 12, 31))]))
    times = found(cast, emergency)
    assert (times.all.waiting, times.not_due) == (0, 1)


def test_what_was_withdrawn_is_neither_late_nor_delivered(cast: Cast, emergency: Emergency) -> None:
    pledge = pledged(cast, emergency, places(10))
    moved(cast, pledge, Step.WITHDRAWN, 10)
    times = found(cast, emergency)
    assert (times.all.came, times.all.waiting, times.taken_back) == (0, 0, 1)


def test_a_reduction_ends_the_wait_for_what_was_taken_back(cast: Cast, emergency: Emergency) -> None:
    pledge = pledged(cast, emergency, places(10))
    moved(cast, pledge, Step.COMMITTED, 6)
    moved(cast, pledge, Step.DELIVERED, 6, on=date(2026, 11, 9))
    moved(cast, pledge, Step.REDUCED, 4, on=date(2026, 11, 20))
    assert found(cast, emergency).all.middle == 20


def test_how_soon_the_response_began(cast: Cast, emergency: Emergency) -> None:
    pledge = pledged(cast, emergency, places(10))
    moved(cast, pledge, Step.COMMITTED, 6, on=date(2026, 11, 1))
    first = {each.step: (each.days, each.waiting_days) for each in found(cast, emergency).first}
    assert first == {
        Step.ANNOUNCED: (19, 54),
        Step.COMMITTED: (31, 54),
        Step.DELIVERED: (None, 54),
    }
