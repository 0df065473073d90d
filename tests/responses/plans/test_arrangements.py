"""Every arrangement of (c), (j), (l) and (m) can stand in a plan, typed, with its words and source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from asylon.casework.access.visitors import Visitor
from asylon.responses.emergencies.models import Emergency
from asylon.responses.plans.arrangements import ARRANGEMENTS, NoSuchArrangement, arrangement
from asylon.responses.plans.faults import BadEntry
from asylon.responses.plans.items import ItemEntry, put_item
from asylon.responses.plans.models import Item
from asylon.responses.plans.selectors import see_plan
from tests.office_cast import NOW
from tests.responses.plans.made import MOVING, WELLS, a_plan

pytestmark = pytest.mark.django_db
CODES = [
    *(f"j{n}" for n in range(1, 10)),
    *(f"l{n}" for n in range(1, 9)),
    *(f"m{n}" for n in range(1, 5)),
    "c1",
]


def whole(code: str) -> ItemEntry:
    """An item with a need, an owner, dates, money, as any arrangement can have."""
    item = replace(MOVING if code == "j9" else WELLS, code=code, what=f"Item of {code}")
    return replace(item, cost_minor=1_000_00, currency="EUR", until_on=date(2027, 12, 31))


def test_they_are_those_of_the_conclusion() -> None:
    assert sorted(ARRANGEMENTS) == sorted(CODES)


@pytest.mark.parametrize("code", CODES)
def test_each_has_words_and_a_citation(code: str) -> None:
    found = arrangement(code)
    assert str(found.name)
    assert str(found.words).endswith(".")
    assert found.cites.startswith(f"ExCom 100 ({code[0]})")


@pytest.mark.parametrize("code", CODES)
def test_each_is_a_typed_item_with_actor_need_cost_and_time(
    coordinator: Visitor, emergency: Emergency, code: str
) -> None:
    plan, _ = a_plan(coordinator, emergency.pk, whole(code))
    seen = see_plan(coordinator, plan.pk, now=NOW).items[0]
    assert (seen.arrangement.code, seen.row.actor != "", seen.row.need_amount is not None) == (
        code,
        True,
        True,
    )
    assert (seen.row.cost_minor, seen.row.currency) == (1_000_00, "EUR")
    assert seen.row.from_on is not None
    assert seen.state == "planned"


def test_items_come_in_the_order_of_the_conclusion(coordinator: Visitor, emergency: Emergency) -> None:
    plan, _ = a_plan(coordinator, emergency.pk, *(whole(code) for code in reversed(CODES)))
    seen = see_plan(coordinator, plan.pk, now=NOW)
    assert [each.row.code for each in seen.items] == CODES


def test_a_code_that_there_is_none_of_is_refused_with_the_nearest(
    coordinator: Visitor, emergency: Emergency
) -> None:
    with pytest.raises(NoSuchArrangement, match="j1"):
        arrangement("j11")
    _, draft = a_plan(coordinator, emergency.pk)
    with pytest.raises(BadEntry) as refused:
        put_item(coordinator, draft.pk, replace(WELLS, code="k4"), now=NOW)
    assert [(fault.code, fault.values["near"]) for fault in refused.value.faults] == [("arrangement", "m4")]


class TestMovements:
    """The two ways to move on: within the region, and further away (footnote 1)."""

    @pytest.mark.parametrize("movement", ["transfer", "evacuation"])
    def test_there_are_two(self, coordinator: Visitor, emergency: Emergency, movement: str) -> None:
        plan, _ = a_plan(coordinator, emergency.pk, replace(MOVING, movement=movement))
        assert see_plan(coordinator, plan.pk, now=NOW).items[0].row.movement == movement

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"movement": ""}, "movement"),
            ({"moves_children": ""}, "moves_children"),
            ({"movement": "deportation"}, "movement"),
            ({"receiving": "JOR, XXX"}, "receiving"),
        ],
    )
    def test_each_says_which_whether_children_move_and_where_to(
        self, coordinator: Visitor, emergency: Emergency, changes: dict[str, str], field: str
    ) -> None:
        _, draft = a_plan(coordinator, emergency.pk)
        with pytest.raises(BadEntry) as refused:
            put_item(coordinator, draft.pk, replace(MOVING, **changes), now=NOW)  # type: ignore[arg-type]  # fields of a test
        assert [fault.field for fault in refused.value.faults] == [field]

    def test_nothing_else_moves_people(self, coordinator: Visitor, emergency: Emergency) -> None:
        _, draft = a_plan(coordinator, emergency.pk)
        with pytest.raises(BadEntry) as refused:
            put_item(coordinator, draft.pk, replace(MOVING, code="j4"), now=NOW)
        assert "not_movement" in {fault.code for fault in refused.value.faults}
        with pytest.raises(DatabaseError), transaction.atomic():
            Item.objects.create(version_of=draft, code="j9", what="Says nothing of children")


class TestWhatCannotBeTaken:
    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"what": " "}, "what"),
            ({"need_unit": ""}, "need_unit"),
            ({"currency": ""}, "currency"),
            ({"currency": "euro"}, "currency"),
            ({"cost_minor": None, "currency": "eu"}, "currency"),
            ({"cost_minor": None, "currency": "", "need_unit": "money"}, "currency"),
            ({"moves_children": "no"}, "moves_children"),
            ({"cost_minor": -1}, "cost_minor"),
            ({"until_on": date(2026, 11, 30)}, "until_on"),
            ({"sector": "shelters"}, "sector"),
        ],
    )
    def test_it_names_the_field(
        self, coordinator: Visitor, emergency: Emergency, changes: dict[str, object], field: str
    ) -> None:
        _, draft = a_plan(coordinator, emergency.pk)
        with pytest.raises(BadEntry) as refused:
            put_item(coordinator, draft.pk, replace(WELLS, **changes), now=NOW)  # type: ignore[arg-type]  # fields of a test
        assert {fault.field for fault in refused.value.faults} == {field}
        assert all(fault.says() for fault in refused.value.faults)
