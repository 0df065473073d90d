"""A waterfall leads from nothing to a State's number; a stored sharing tells the same story later."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asylon.sharing import (
    BadSharing,
    Bound,
    Indicators,
    Key,
    Residual,
    ResidualRule,
    preset,
    presets,
    share,
    sharing_from_json,
    shipped_table,
    waterfall,
)
from tests.sharing.made_up import CAPPED, GDP, POPULATION, TABLE, key_of, keys, tables

FULL = key_of(
    POPULATION,
    GDP,
    CAPPED,
    residual=Residual(ResidualRule.HAND_BACK, ("population", "gdp")),
    opt_outs=("TAR",),
    most=Bound(everyone=450),
)


def test_each_step_that_moves_persons_is_a_bar_in_order() -> None:
    found = share(FULL, TABLE, total=1000, carried={"VEL": 100}, credits={"OST": 20})
    bars = waterfall(found, "OST").bars
    assert [bar.id for bar in bars] == [
        "effect:population",
        "effect:gdp",
        "effect:jobless",
        "cap:jobless",
        "residual",
        "opt_outs",
        "already_hosted",
        "credits",
        "bounds",
        "whole",
    ]
    assert [bar.title for bar in bars][:5] == [
        "Population",
        "GDP",
        "Unemployment",
        "Unemployment: the cap",
        "What the caps cut off",
    ]


def test_the_bars_say_what_was_done() -> None:
    found = share(FULL, TABLE, total=1000)
    said = {step.id: step.said for step in found.steps}
    assert said["pool"] == "4 States take part; 0 are left out."
    assert said["effect:population"] == "Each share times the weight 0.5."
    assert said["cap:jobless"].startswith("No State gets more than 0.3 times its part from Population + GDP;")
    assert said["residual"] == "It is handed back in proportion to Population + GDP."
    assert said["opt_outs"].startswith("TAR opted out;")


def test_a_bar_is_the_effect_in_persons() -> None:
    first = waterfall(share(key_of(replace(POPULATION, weight=Fraction(1))), TABLE, total=30), "TAR").bars
    assert [(bar.id, bar.effect, bar.after) for bar in first] == [
        ("effect:population", Fraction(9, 2), Fraction(9, 2)),
        ("whole", Fraction(1, 2), Fraction(5)),
    ]


def test_a_state_that_takes_no_part_is_told_why() -> None:
    found = waterfall(share(replace(FULL, exclusions=("KES",)), TABLE, total=1000), "KES")
    assert (found.bars, found.end, found.left_out) == ((), 0, "excluded")


def test_an_unknown_state_gets_the_nearest_name() -> None:
    with pytest.raises(BadSharing, match="there is no State 'VEK' among the indicators; did you mean 'VEL'"):
        waterfall(share(FULL, TABLE, total=1000), "VEK")


@settings(max_examples=60, deadline=None)
@given(data=st.data(), key=keys(), table=tables(), total=st.integers(0, 10**6))
def test_the_effects_add_up_exactly_for_every_state(
    data: st.DataObject, key: Key, table: Indicators, total: int
) -> None:
    carried = data.draw(st.dictionaries(st.sampled_from(table.states), st.integers(0, 10**5)))
    out = data.draw(st.lists(st.sampled_from(table.states), unique=True, max_size=len(table.states) - 1))
    most = Bound(data.draw(st.one_of(st.none(), st.integers(0, 10**5))))
    found = share(replace(key, opt_outs=tuple(out), most=most), table, total=total, carried=carried)
    for state in table.states:
        fall = waterfall(found, state)
        assert fall.start + sum(bar.effect for bar in fall.bars) == fall.end == found.persons[state]
        assert not fall.bars or fall.bars[-1].after == fall.end
    last = found.steps[-1]
    assert sum(last.values.values()) + last.open == total == sum(found.persons.values()) + found.open


@settings(max_examples=40, deadline=None)
@given(key=keys(), table=tables(), total=st.integers(0, 10**6))
def test_what_is_stored_is_read_again_without_loss(key: Key, table: Indicators, total: int) -> None:
    found = share(key, table, total=total)
    assert sharing_from_json(json.loads(json.dumps(found.as_json()))) == found


def test_every_preset_with_a_table_is_stored_and_read_again() -> None:
    for each in presets():
        key = preset(each.id)
        if key.shipped_table is not None:
            found = share(key, shipped_table(key.shipped_table), total=12_345)
            text = json.dumps(found.as_json(), ensure_ascii=False)
            assert sharing_from_json(json.loads(text)) == found


def test_figures_are_stored_with_their_year_and_source() -> None:
    stored = share(FULL, TABLE, total=1000).as_json()
    assert stored["indicators"]["VEL"]["gdp"] == {  # type: ignore[index] # plain data
        "value": "20",
        "year": 2025,
        "source": "made up",
    }


def test_two_hundred_states_are_stored_in_a_megabyte() -> None:
    table = Indicators.of(
        {
            f"S{place}": {
                "population": 1_000_003 + 7_919 * place,
                "gdp": 10**9 + 104_729 * place,
                "unemployment": Fraction(13 + place, 10),
            }
            for place in range(200)
        }
    )
    found = share(key_of(POPULATION, GDP, CAPPED), table, total=1_000_000)
    assert len(json.dumps(found.as_json())) < 1_000_000


@pytest.mark.parametrize(
    "spoilt",
    [{"sharing": 2}, {"steps": 3}, {"shares": {"VEL": "1/0"}}, {"persons": None}, {"key": {"id": 1}}],
)
def test_what_is_no_stored_sharing_is_refused(spoilt: dict[str, object]) -> None:
    stored = share(FULL, TABLE, total=1000).as_json()
    with pytest.raises(BadSharing):
        sharing_from_json(stored | spoilt)
