"""Pledges flow to needs by unit, sector, district, people and period; the rest is told with its reason."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from typing import Any

import pytest

from asylon.sharing.coverage import (
    Announced,
    BadCoverage,
    Coverage,
    Delivered,
    Need,
    NotTheSame,
    Offer,
    Reason,
    cover,
)
from tests.sharing.coverage.offered import EUR, PERIODS, PLACES, USD, a_need, an_offer

FIRST, SECOND, YEAR = PERIODS


def covered(needs: list[Need], *offers: Offer[Announced]) -> Coverage[Announced]:
    return cover(needs, offers, status=Announced)


def flows(found: Coverage[Announced]) -> set[tuple[str, str, int]]:
    return {(flow.offer, flow.need, flow.amount.value) for flow in found.flows}


def unused(found: Coverage[Announced]) -> set[tuple[str, int, Reason]]:
    return {(each.offer.id, each.amount.value, each.reason) for each in found.unused}


def test_what_is_loosely_earmarked_stays_free_where_tight_money_will_do() -> None:
    found = covered(
        [a_need(10)], an_offer(10, id="loose"), an_offer(6, id="tight", sectors=frozenset({"shelter"}))
    )
    assert flows(found) == {("tight", "need", 6), ("loose", "need", 4)}
    assert unused(found) == {("loose", 6, Reason.BEYOND_NEED)}


def test_least_unmet_comes_before_use_of_tight_money() -> None:
    needs = [a_need(5, id="shelter"), a_need(5, id="health", sector="health")]
    found = covered(
        needs,
        an_offer(5, id="loose"),
        an_offer(5, id="tight", sectors=frozenset({"shelter"})),
    )
    assert [each.unmet.value for each in found.needs] == [0, 0]


def test_what_is_earmarked_beyond_its_need_is_told_apart_from_gaps() -> None:
    needs = [a_need(5, id="shelter"), a_need(20, id="health", sector="health")]
    found = covered(needs, an_offer(30, id="tight", sectors=frozenset({"shelter"})))
    assert unused(found) == {("tight", 25, Reason.OVER_EARMARKED)}
    assert [(each.need.id, each.covered.value, each.unmet.value) for each in found.needs] == [
        ("shelter", 5, 0),
        ("health", 0, 20),
    ]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"condition_met": False}, Reason.CONDITION),
        ({"measure": USD}, Reason.UNIT),
        ({"measure": PLACES}, Reason.UNIT),
        ({"sectors": frozenset({"food"})}, Reason.SECTOR),
        ({"district": "South"}, Reason.DISTRICT),
        ({"population": "hosts"}, Reason.POPULATION),
        ({"since": date(2028, 1, 1), "until": date(2028, 12, 31)}, Reason.PERIOD),
        ({"for_since": date(2028, 1, 1)}, Reason.PERIOD),
    ],
)
def test_what_cannot_be_used_says_why(changes: dict[str, Any], reason: Reason) -> None:
    needs = [a_need(10), a_need(10, id="there", district="North", population="refugees")]
    found = covered(needs, an_offer(4, **changes))
    assert not found.flows
    assert unused(found) == {("offer", 4, reason)}


def test_an_earmark_for_a_district_or_for_some_people_serves_a_need_of_theirs() -> None:
    needs = [a_need(10), a_need(10, id="there", district="North", population="hosts")]
    found = covered(needs, an_offer(4, district="North", population="hosts"))
    assert flows(found) == {("offer", "there", 4)}


def test_earlier_needs_come_first() -> None:
    needs = [
        a_need(5, id="later", since=SECOND[0], until=SECOND[1]),
        a_need(5, id="sooner", since=FIRST[0], until=FIRST[1]),
    ]
    assert flows(covered(needs, an_offer(5))) == {("offer", "sooner", 5)}


def test_years_of_a_pledge_serve_the_years_of_need() -> None:
    """X100-l-iii."""
    years = [(date(year, 1, 1), date(year, 12, 31)) for year in (2027, 2028)]
    needs = [a_need(5, id=str(since.year), since=since, until=until) for since, until in years]
    offers = [an_offer(5, id=str(since.year), since=since, until=until) for since, until in years]
    assert flows(covered(needs, *offers)) == {("2027", "2027", 5), ("2028", "2028", 5)}


def test_each_status_has_a_coverage_of_its_own() -> None:
    needs = [a_need(10)]
    with pytest.raises(NotTheSame, match="other_status"):
        cover(needs, [an_offer(1)], status=Delivered)  # type: ignore[misc]
    offer = Offer(id="o", amount=Delivered(3, EUR), since=YEAR[0], until=YEAR[1])
    assert cover(needs, [offer], status=Delivered).needs[0].covered == Delivered(3, EUR)


def test_two_with_one_id_are_refused_and_named() -> None:
    with pytest.raises(BadCoverage) as bad:
        covered([a_need(1), a_need(2)])
    assert (bad.value.code, bad.value.place, bad.value.found) == ("duplicate_id", "needs[1].id", "need")


def test_sums_of_a_country_stay_whole_to_the_last_cent() -> None:
    needs = [a_need(333_333_333_333_337 + place, id=f"n{place}") for place in range(3)]
    found = covered(needs, an_offer(10**15 - 1, id="one"), an_offer(7, id="other"))
    assert sum(flow.amount.value for flow in found.flows) == 10**15 + 6


def test_nothing_needed_and_nothing_offered() -> None:
    assert covered([]) == Coverage((), (), ())
    assert unused(covered([a_need(0)], an_offer(1))) == {("offer", 1, Reason.UNIT)}


def test_the_solver_writes_nothing_among_what_a_command_prints() -> None:
    # In a process of its own: what the solver says waits in its own buffer until a process ends.
    program = """
from asylon.sharing.coverage.solving import Arc, solve
print(solve([5], [3], [Arc(0, 0)], [[-1]]))
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert (ran.stdout, ran.stderr) == ("[3]\n", "")
