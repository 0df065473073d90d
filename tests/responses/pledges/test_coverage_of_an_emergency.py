"""The pledges of an emergency against its needs: each status apart, gaps and what cannot be used in words."""

from __future__ import annotations

from datetime import date

import pytest

from asylon.casework.access.door import NotThere, Refused
from asylon.casework.spine import EditedMeanwhile, new_id
from asylon.casework.staff.models import Role
from asylon.responses.emergencies.models import Emergency
from asylon.responses.pledges.covered import Coverages, coverages
from asylon.responses.pledges.faults import BadPledge
from asylon.responses.pledges.kinds import Kind, Population, Sector, Step, UnitKind
from asylon.responses.pledges.reading import Filters, Promised, promised
from asylon.responses.pledges.selectors import needs_of, one_pledge, pledges_of
from asylon.responses.pledges.services import add_need, edit_need
from asylon.sharing.coverage import Measure, Reason, Unit
from tests.office_cast import NOW, TODAY, Cast
from tests.responses.pledges.pledged import (
    a_need,
    a_part,
    a_pledge,
    coordinator,
    moved,
    needed,
    places,
    pledged,
)

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
EUR = Measure(Unit.MONEY, "EUR")


def found(cast: Cast, emergency: Emergency) -> Coverages:
    visitor = coordinator(cast)
    return coverages(needs_of(visitor, emergency.pk, now=NOW), pledges_of(visitor, emergency.pk, now=NOW))


def totals(cast: Cast, emergency: Emergency) -> dict[Measure, Promised]:
    visitor = coordinator(cast)
    rows = promised(needs_of(visitor, emergency.pk, now=NOW), pledges_of(visitor, emergency.pk, now=NOW))
    return {row.measure: row for row in rows}


def test_each_status_covers_on_its_own(cast: Cast, emergency: Emergency) -> None:
    """X100-j-i: needs and pledges of emergency aid by kind."""
    needed(cast, emergency, amount=8_400_000)
    pledge = pledged(cast, emergency, a_pledge(6_200_000))
    moved(cast, pledge, Step.COMMITTED, 3_800_000)
    moved(cast, pledge, Step.DELIVERED, 2_100_000)
    every = found(cast, emergency)
    assert [
        (each.needs[0].covered.value, each.needs[0].unmet.value)
        for each in (every.announced, every.committed, every.delivered)
    ] == [(6_200_000, 2_200_000), (3_800_000, 4_600_000), (2_100_000, 6_300_000)]


def test_the_ledger_adds_nothing_of_another_status_or_unit(cast: Cast, emergency: Emergency) -> None:
    needed(cast, emergency, amount=8_400_000)
    needed(cast, emergency, sector=Sector.ONWARD, unit=UnitKind.PLACES, currency="", amount=9_000)
    pledge = pledged(cast, emergency, a_pledge(6_200_000))
    moved(cast, pledge, Step.COMMITTED, 3_800_000)
    pledged(cast, emergency, a_pledge(500, currency="USD"))
    pledged(cast, emergency, places(4_800))
    rows = totals(cast, emergency)
    assert set(rows) == {EUR, Measure(Unit.MONEY, "USD"), Measure(Unit.PLACES)}
    row = rows[EUR]
    assert [each.value for each in (row.needed, row.announced, row.committed, row.delivered)] == [
        8_400_000,
        6_200_000,
        3_800_000,
        0,
    ]
    assert rows[Measure(Unit.PLACES)].announced.value == 4_800


def test_an_open_condition_keeps_a_pledge_out_and_says_so(cast: Cast, emergency: Emergency) -> None:
    needed(cast, emergency)
    pledged(cast, emergency, conditions="A report on the first year")
    (unused,) = found(cast, emergency).announced.unused
    assert unused.reason is Reason.CONDITION


def test_places_serve_needs_of_places_elsewhere_and_nothing_else(cast: Cast, emergency: Emergency) -> None:
    """X100-m-iii: resettlement places against the need for them."""
    in_school = needed(cast, emergency, sector=Sector.EDUCATION, unit=UnitKind.PLACES, currency="", amount=50)
    elsewhere = needed(cast, emergency, sector=Sector.ONWARD, unit=UnitKind.PLACES, currency="", amount=50)
    pledged(cast, emergency, places(80))
    pledged(cast, emergency, places(20, kind=Kind.EDUCATION))
    rows = {each.need.id: each.covered.value for each in found(cast, emergency).announced.needs}
    assert rows == {str(in_school.pk): 20, str(elsewhere.pk): 50}


def test_money_for_host_communities_is_kept_apart(cast: Cast, emergency: Emergency) -> None:
    """X100-l-v: aid to refugees and to host communities; X100-m-ii: with benefit for hosts."""
    for_hosts = needed(cast, emergency, sector=Sector.LIVELIHOODS, population=Population.HOSTS, amount=500)
    needed(cast, emergency, sector=Sector.LIVELIHOODS, population=Population.REFUGEES, amount=500)
    pledged(cast, emergency, a_pledge(800), population=Population.HOSTS)
    coverage = found(cast, emergency).announced
    (flow,) = coverage.flows
    assert (flow.need, flow.amount.value) == (str(for_hosts.pk), 500)
    assert [(each.amount.value, each.reason) for each in coverage.unused] == [(300, Reason.OVER_EARMARKED)]


def test_standby_says_what_is_available_now_and_what_is_not(cast: Cast, emergency: Emergency) -> None:
    """X100-j-iv: funds and material that are available at once."""
    needed(cast, emergency, unit=UnitKind.UNITS, currency="", item="tents", amount=2_500)
    tents = a_pledge(1_500, kind=Kind.STANDBY, unit=UnitKind.UNITS, currency="", item="tents")
    pledge = pledged(cast, emergency, tents)
    moved(cast, pledge, Step.COMMITTED, 1_500)
    every = found(cast, emergency)
    assert every.committed.needs[0].covered.value == 1_500
    assert every.delivered.needs[0].covered.value == 0


def test_standby_experts_serve_needs_of_safety(cast: Cast, emergency: Emergency) -> None:
    """X100-j-viii: experts on standby for safety, at the host's request."""
    need = needed(cast, emergency, sector=Sector.SECURITY, unit=UnitKind.PERSONS, currency="", amount=20)
    experts = a_pledge(12, kind=Kind.STANDBY, unit=UnitKind.PERSONS, currency="")
    pledged(cast, emergency, experts, sectors=(Sector.SECURITY,))
    (flow,) = found(cast, emergency).announced.flows
    assert (flow.need, flow.amount.value) == (str(need.pk), 12)


def test_capacities_to_protect_are_needs_that_pledges_strengthen(cast: Cast, emergency: Emergency) -> None:
    """X100-b, X100-l-iv: strengthen what the host can do: registration, papers, protection."""
    for sector in (Sector.REGISTRATION, Sector.PROTECTION):
        needed(cast, emergency, sector=sector, amount=500)
    pledged(cast, emergency, a_pledge(700), sectors=(Sector.REGISTRATION, Sector.PROTECTION))
    coverage = found(cast, emergency).announced
    assert sum(each.covered.value for each in coverage.needs) == 700


def test_areas_that_refugees_left_are_a_sector_of_their_own(cast: Cast, emergency: Emergency) -> None:
    """X100-m-iv: rehabilitation of areas after return."""
    need = needed(cast, emergency, sector=Sector.RETURN, amount=500)
    needed(cast, emergency, sector=Sector.SHELTER, amount=500)
    pledged(cast, emergency, a_pledge(400), sectors=(Sector.RETURN,))
    (flow,) = found(cast, emergency).announced.flows
    assert flow.need == str(need.pk)


def test_years_of_an_advance_pledge_serve_their_own_years(cast: Cast, emergency: Emergency) -> None:
    """X100-l-iii, X100-j-iv: what is promised ahead, and when it can be used."""
    for year in (2027, 2028):
        needed(cast, emergency, since=date(year, 1, 1), until=date(year, 12, 31), amount=100)
    parts = [a_part(60, since=date(year, 1, 1), until=date(year, 12, 31)) for year in (2027, 2028, 2029)]
    pledged(cast, emergency, a_pledge(parts=parts))
    coverage = found(cast, emergency).announced
    assert [each.covered.value for each in coverage.needs] == [60, 60]
    assert [(each.amount.value, each.reason) for each in coverage.unused] == [(60, Reason.PERIOD)]


def test_the_ledger_narrows_by_kind_donor_and_status(cast: Cast, emergency: Emergency) -> None:
    money, room = pledged(cast, emergency), pledged(cast, emergency, places(100, donor_state="CAN"))
    moved(cast, room, Step.COMMITTED, 100)
    moved(cast, room, Step.DELIVERED, 100)
    for filters, wanted in (
        (Filters(), {money.pk, room.pk}),
        (Filters(kind="resettlement"), {room.pk}),
        (Filters(donor="NOR"), {money.pk}),
        (Filters(status="delivered"), {room.pk}),
        (Filters(status="waiting"), {money.pk}),
        (Filters(kind="money", status="delivered"), set()),
    ):
        rows = pledges_of(coordinator(cast), emergency.pk, now=NOW, filters=filters)
        assert {row.id for row in rows} == wanted


def test_a_need_is_corrected_by_whoever_read_it_last(cast: Cast, emergency: Emergency) -> None:
    need = needed(cast, emergency)
    edit_need(coordinator(cast), need.pk, seen=1, given=a_need(amount=5), now=NOW)
    with pytest.raises(EditedMeanwhile):
        edit_need(coordinator(cast), need.pk, seen=1, given=a_need(amount=6), now=NOW)
    (row,) = needs_of(coordinator(cast), emergency.pk, now=NOW)
    assert (row.amount.value, row.version) == (5, 2)


def test_faults_of_a_need_are_told_all_at_once(cast: Cast, emergency: Emergency) -> None:
    wrong = a_need(since=TODAY, until=date(2026, 1, 1), currency="", source="", amount=-1)
    with pytest.raises(BadPledge) as bad:
        add_need(coordinator(cast), emergency.pk, given=wrong, now=NOW)
    assert {(each.field, each.code) for each in bad.value.faults} == {
        ("until", "turned"),
        ("currency", "currency"),
        ("source", "required"),
        ("amount", "need_amount"),
    }


def test_everybody_who_may_see_responses_reads_and_nobody_else(cast: Cast, emergency: Emergency) -> None:
    pledge = pledged(cast, emergency)
    for role in (Role.ANALYST, Role.SUPERVISOR, Role.LEGAL_ADVISER, Role.COORDINATOR):
        assert one_pledge(cast.visitor(role), pledge.pk, now=NOW).id == pledge.pk
    for role in (Role.AUDITOR, Role.ADMINISTRATOR):
        with pytest.raises(Refused):
            one_pledge(cast.visitor(role), pledge.pk, now=NOW)


def test_what_is_not_there_is_not_there(cast: Cast) -> None:
    for reading in (needs_of, pledges_of, one_pledge):
        with pytest.raises(NotThere):
            reading(coordinator(cast), new_id(), now=NOW)
