"""A scenario is worked out with public figures, kept as it stood, and explained by what was kept."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction

from asylon.casework.access.door import NotThere, Refused
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.models import Entry
from asylon.casework.staff.models import Role
from asylon.responses.shares.carrying import combined, who_carries
from asylon.responses.shares.models import Scenario
from asylon.responses.shares.records import NameTaken
from asylon.responses.shares.selectors import (
    all_scenarios,
    first_scenario,
    ratios_of,
    scenarios_of,
    the_scenario,
)
from asylon.sharing import waterfall
from asylon.sharing.faults import BadSharing
from asylon.sharing.index import Burden
from tests.office_cast import NOW, Cast
from tests.responses.shares.scenes import a_scenario

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def test_all_states_with_figures_can_be_asked(coordinator: Visitor, emergency: UUID) -> None:
    found = the_scenario(coordinator, emergency, a_scenario(coordinator, emergency, states=()), now=NOW)
    assert sum(found.sharing.persons.values()) == 10_000
    assert len(found.sharing.persons) > 180
    assert {"TCD", "DEU", "USA"} <= set(found.sharing.persons)
    assert set(found.sharing.left_out.values()) == {"missing"}


def test_it_says_whom_each_state_hosts_from_these_origins(coordinator: Visitor, emergency: UUID) -> None:
    found = the_scenario(coordinator, emergency, a_scenario(coordinator, emergency), now=NOW)
    assert (found.carried.measure, found.carried.year) == ("refugees", 2025)
    assert found.carried.states["TCD"] > 1_000_000
    assert any("UNHCR Refugee Data Finder" in line for line in found.attributions)


def test_what_was_kept_explains_each_number(coordinator: Visitor, emergency: UUID) -> None:
    sharing = the_scenario(coordinator, emergency, a_scenario(coordinator, emergency), now=NOW).sharing
    why = waterfall(sharing, "DEU")
    assert why.end == sharing.persons["DEU"]
    assert sum(bar.effect for bar in why.bars) == why.end - why.start


def test_a_host_that_carries_most_stands_first(coordinator: Visitor, emergency: UUID) -> None:
    found = who_carries(the_scenario(coordinator, emergency, a_scenario(coordinator, emergency), now=NOW))
    first = found.rows[0]
    assert first.state == "TCD"
    assert first.ratio is not None
    assert first.ratio > 10
    assert first.low is not None
    assert first.high is not None
    assert first.low <= float(first.ratio) <= first.high
    assert found.gini is not None
    assert 0 < found.gini < 1


def test_burdens_are_combined_only_where_each_is_known(coordinator: Visitor, emergency: UUID) -> None:
    scenario = the_scenario(coordinator, emergency, a_scenario(coordinator, emergency), now=NOW)
    money = {Burden.MONEY: {"TCD": 0, "DEU": 500}}
    found = combined(scenario, money, {Burden.PEOPLE: 1, Burden.MONEY: 1})
    assert found["TCD"] is not None
    assert found["USA"] is None


def test_some_states_may_be_asked_alone(coordinator: Visitor, emergency: UUID) -> None:
    made = a_scenario(coordinator, emergency, states=("DEU", "FRA", "ITA"))
    found = the_scenario(coordinator, emergency, made, now=NOW)
    assert set(found.sharing.persons) == {"DEU", "FRA", "ITA"}
    with pytest.raises(BadSharing, match="DEU"):
        a_scenario(coordinator, emergency, name="Another", states=("DEE",))


def test_older_figures_stand_beside_the_newest(coordinator: Visitor, emergency: UUID) -> None:
    found = the_scenario(coordinator, emergency, a_scenario(coordinator, emergency), now=NOW).sensitivity
    assert found.years == ("newest", "2017")
    assert all(set(line.by_year) == {"newest", "2017"} for line in found.lines)


def test_a_state_without_older_figures_takes_part_all_the_same(coordinator: Visitor, emergency: UUID) -> None:
    made = a_scenario(coordinator, emergency, states=("SSD", "TCD", "DEU"))
    found = the_scenario(coordinator, emergency, made, now=NOW)
    assert set(found.sharing.persons) == {"SSD", "TCD", "DEU"}
    assert found.sensitivity.left_out == ("SSD",)


def test_a_key_of_published_figures_is_worked_out_with_those(coordinator: Visitor, emergency: UUID) -> None:
    made = a_scenario(coordinator, emergency, name="May 2015", key="eu_may_2015", states=())
    found = the_scenario(coordinator, emergency, made, now=NOW)
    assert len(found.sharing.persons) == 25
    assert found.sensitivity.years == ("newest",)


def test_the_same_figures_and_key_have_the_same_fingerprint(coordinator: Visitor, emergency: UUID) -> None:
    for name in ("Once", "Again"):
        a_scenario(coordinator, emergency, name=name)
    once, again = all_scenarios(coordinator, emergency, now=NOW)
    assert once.fingerprint == again.fingerprint
    assert [line.name for line in scenarios_of(coordinator, emergency, now=NOW)] == ["Once", "Again"]


def test_headings_and_ratios_are_those_of_the_whole(coordinator: Visitor, emergency: UUID) -> None:
    assert first_scenario(coordinator, emergency, now=NOW) is None
    for key in ("population", "gdp"):
        a_scenario(coordinator, emergency, name=key, key=key)
    whole = all_scenarios(coordinator, emergency, now=NOW)
    assert first_scenario(coordinator, emergency, now=NOW) == whole[0]
    lines = scenarios_of(coordinator, emergency, now=NOW)
    assert [(each.key_title, each.total, each.by) for each in lines] == [
        (each.sharing.key.title, each.sharing.total, each.by) for each in whole
    ]
    for state in ("TCD", "DEU", "ZZZ"):
        under = [{row.state: row.ratio for row in who_carries(each).rows}.get(state) for each in whole]
        assert ratios_of(coordinator, emergency, state=state, now=NOW) == under


def test_a_name_is_given_once(coordinator: Visitor, emergency: UUID) -> None:
    a_scenario(coordinator, emergency)
    with pytest.raises(NameTaken):
        a_scenario(coordinator, emergency)


def test_the_database_refuses_to_rewrite_a_scenario(coordinator: Visitor, emergency: UUID) -> None:
    made = a_scenario(coordinator, emergency)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Scenario.objects.filter(pk=made).update(name="Another")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Scenario.objects.filter(pk=made).delete()


def test_working_out_is_journalled_by_ids_alone(coordinator: Visitor, emergency: UUID) -> None:
    made = a_scenario(coordinator, emergency)
    entry = Entry.objects.filter(act="work_out_shares").latest("seq")
    assert entry.detail == {"emergency": str(emergency), "scenario": str(made)}
    assert entry.person is None


@pytest.mark.parametrize(
    "role", [Role.ASYLUM_ADJUDICATOR, Role.AUDITOR, Role.ADMINISTRATOR, Role.PROTECTION_CASEWORKER]
)
def test_only_coordinators_and_analysts_work_shares_out(cast: Cast, emergency: UUID, role: Role) -> None:
    a_scenario(cast.visitor(Role.ANALYST), emergency)
    with pytest.raises(Refused):
        a_scenario(cast.visitor(role), emergency, name="Another")


def test_an_adjudicator_is_not_shown_what_others_carry(
    cast: Cast, coordinator: Visitor, emergency: UUID
) -> None:
    made = a_scenario(coordinator, emergency)
    assert the_scenario(cast.visitor(Role.PROTECTION_CASEWORKER), emergency, made, now=NOW).id == made
    with pytest.raises(Refused):
        the_scenario(cast.visitor(Role.ASYLUM_ADJUDICATOR), emergency, made, now=NOW)


def test_what_is_not_there_is_not_there(coordinator: Visitor, emergency: UUID) -> None:
    with pytest.raises(NotThere):
        the_scenario(coordinator, emergency, uuid4(), now=NOW)
    with pytest.raises(NotThere):
        scenarios_of(coordinator, uuid4(), now=NOW)
