"""Each part of a key does what it says: transforms, weights, caps, residual, who takes part, corrections."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asylon.sharing import (
    BadSharing,
    Bound,
    Cap,
    CapKind,
    Correction,
    Corrections,
    Form,
    Indicators,
    Key,
    Missing,
    OptOutRule,
    Residual,
    ResidualRule,
    Sharing,
    Term,
    Transform,
    share,
)
from tests.sharing.made_up import CAPPED, GDP, JOBLESS, POPULATION, TABLE, key_of, keys, tables

often = settings(max_examples=40, deadline=None)
WHOLE = Fraction(1)
ALONE = Term("population", "Population", ("population",), weight=WHOLE)


def shares(*terms: Term, **more: Any) -> dict[str, Fraction]:
    return dict(share(key_of(*terms, **more), TABLE, total=1000).shares)


def persons(key: Key, **more: Any) -> dict[str, int]:
    return dict(share(key, TABLE, total=1000, **more).persons)


def test_a_share_is_a_part_of_the_sum() -> None:
    assert shares(ALONE)["VEL"] == Fraction(1, 2)


def test_an_inverse_share_gives_more_to_less() -> None:
    found = shares(replace(JOBLESS, weight=WHOLE))
    # The inverses are 0.1, 0.2, 0.05 and 1; their sum is 1.35.
    assert found == {
        "VEL": Fraction(10, 135),
        "OST": Fraction(20, 135),
        "TAR": Fraction(5, 135),
        "KES": Fraction(100, 135),
    }


def test_a_share_per_head_divides_first() -> None:
    found = shares(replace(GDP, transform=Transform.PER_HEAD, per="population", weight=WHOLE))
    assert found["OST"] / found["TAR"] == 2  # 60 for 30 people against 15 for 15


def test_several_indicators_of_a_term_are_added() -> None:
    both = replace(ALONE, indicators=("population", "gdp"))
    assert shares(both)["OST"] == Fraction(90, 200)


def test_terms_are_weighed_and_added() -> None:
    half = WHOLE / 2
    found = shares(replace(POPULATION, weight=half), replace(GDP, weight=half))
    assert found == {
        "VEL": Fraction(35, 100),
        "OST": Fraction(45, 100),
        "TAR": Fraction(15, 100),
        "KES": Fraction(5, 100),
    }


def test_weights_in_per_cent_mean_the_same() -> None:
    percent = (replace(POPULATION, weight=Fraction(62)), replace(GDP, weight=Fraction(38)))
    parts = (replace(POPULATION, weight=Fraction(62, 100)), replace(GDP, weight=Fraction(38, 100)))
    assert shares(*percent) == shares(*parts)


def test_a_power_multiplies_the_base() -> None:
    raised = Term("jobless", "Unemployment", ("unemployment",), exponent=Fraction(-1))
    found = shares(ALONE, raised, form=Form.MULTIPLICATIVE)
    # 50/10, 30/5, 15/20 and 5/1: their sum is 16.75.
    assert found["KES"] == Fraction(500, 1675)
    assert found["TAR"] == Fraction(75, 1675)


def test_a_root_is_worked_out_to_many_digits_and_the_shares_still_add_up() -> None:
    raised = Term("jobless", "Unemployment", ("unemployment",), exponent=Fraction(-1, 5))
    found = shares(ALONE, raised, form=Form.MULTIPLICATIVE)
    assert sum(found.values()) == 1
    ratio = float(found["KES"] / found["VEL"])
    assert ratio == pytest.approx(5 / 50 * (1 / 10) ** -0.2, rel=1e-14)


def test_an_absolute_cap_is_a_part_of_the_whole() -> None:
    capped = replace(JOBLESS, cap=Cap(CapKind.ABSOLUTE, Fraction(1, 100)))
    found = share(key_of(POPULATION, GDP, capped), TABLE, total=1000).step("cap:jobless")
    # Without a cap the four get 0.2 x 10, 20, 5 and 100 of 135: only TAR stays below a hundredth.
    assert found.values["TAR"] == Fraction(1, 5) * Fraction(5, 135)
    assert [found.values[state] for state in ("VEL", "OST", "KES")] == [Fraction(1, 100)] * 3
    assert found.words["count"] == 3


def test_a_cap_can_be_a_fraction_of_other_terms_together() -> None:
    found = share(key_of(POPULATION, GDP, CAPPED), TABLE, total=1000).step("cap:jobless")
    # KES has 0.025 from population and 0.015 from GDP; a third less a thirtieth of that is 0.012.
    assert found.values["KES"] == Fraction(12, 1000)


def test_a_cap_weighs_each_of_the_terms_as_it_is_told() -> None:
    cap = Cap(CapKind.FRACTION, Fraction(3, 10), {"population": Fraction(2), "gdp": Fraction(0)})
    found = share(key_of(POPULATION, GDP, replace(CAPPED, cap=cap)), TABLE, total=1000).step("cap:jobless")
    assert found.values["KES"] == Fraction(15, 1000)


def capped(residual: Residual) -> Sharing:
    return share(key_of(POPULATION, GDP, CAPPED, residual=residual), TABLE, total=1000)


def before_residual(found: Sharing) -> dict[str, Fraction]:
    """The parts of all terms together, with the cap, before anything is done about the residual."""
    parts = [found.step(id_).values for id_ in ("effect:population", "effect:gdp", "cap:jobless")]
    return {state: sum((part[state] for part in parts), Fraction(0)) for state in found.shares}


def test_the_residual_can_be_spread_by_raising_all_alike() -> None:
    found = capped(Residual(ResidualRule.RESCALE))
    raw = before_residual(found)
    assert sum(raw.values()) < 1
    assert found.shares == {state: value / sum(raw.values()) for state, value in raw.items()}
    assert found.open == 0


def test_the_residual_can_be_handed_back_in_proportion_to_named_terms() -> None:
    found = capped(Residual(ResidualRule.HAND_BACK, ("population",)))
    raw = before_residual(found)
    left = 1 - sum(raw.values())
    population = {"VEL": 50, "OST": 30, "TAR": 15, "KES": 5}
    assert found.shares == {state: raw[state] + left * Fraction(population[state], 100) for state in raw}


def test_the_residual_can_stay_open() -> None:
    found = capped(Residual(ResidualRule.LEAVE_OPEN))
    assert found.shares == before_residual(found)
    assert found.open_share == 1 - sum(found.shares.values()) > 0
    assert sum(found.persons.values()) + found.open == 1000
    assert abs(found.open - 1000 * found.open_share) <= Fraction(1, 2)


def test_an_excluded_state_and_a_beneficiary_take_no_part_and_the_rest_is_shared_anew() -> None:
    without = shares(JOBLESS, replace(POPULATION, weight=Fraction(4, 5)), exclusions=("KES",))
    smaller = TABLE.only(["VEL", "OST", "TAR"], TABLE.indicator_names)
    key = key_of(JOBLESS, replace(POPULATION, weight=Fraction(4, 5)))
    assert without == share(key, smaller, total=1000).shares
    found = share(replace(key, exclusions=("KES",), beneficiaries=("VEL", "XXX")), TABLE, total=1000)
    assert found.left_out == {"KES": "excluded", "VEL": "beneficiary"}
    assert found.step("pool").values == {"VEL": 0, "OST": 1, "TAR": 1, "KES": 0}


def test_a_state_that_opted_out_hands_its_share_on_in_proportion() -> None:
    found = shares(ALONE, opt_outs=("VEL",))
    assert found == {"VEL": 0, "OST": Fraction(30, 50), "TAR": Fraction(15, 50), "KES": Fraction(5, 50)}


def test_or_its_share_stays_open() -> None:
    found = share(key_of(ALONE, opt_outs=("VEL",), opt_out_rule=OptOutRule.LEAVE_OPEN), TABLE, total=1000)
    assert (found.open, found.open_share, found.shares["OST"]) == (500, Fraction(1, 2), Fraction(3, 10))


def test_who_hosts_people_already_takes_fewer_until_all_are_level() -> None:
    # With 1,350 in all, the shares are 675, 405, 202.5 and 67.5; the larger goes first for the last person.
    found = persons(key_of(ALONE), carried={"VEL": 300, "TAR": 50})
    assert found == {"VEL": 375, "OST": 405, "TAR": 153, "KES": 67}


def test_who_carries_more_than_its_level_takes_nobody_and_gives_nobody_back() -> None:
    found = persons(key_of(ALONE), carried={"KES": 5000})
    assert found == {"VEL": 526, "OST": 316, "TAR": 158, "KES": 0}


def test_what_is_carried_counts_as_far_as_the_key_says() -> None:
    half = Corrections(already_hosted=Correction(Fraction(1, 2)))
    assert persons(key_of(ALONE, corrections=half), carried={"VEL": 600}) == persons(
        key_of(ALONE), carried={"VEL": 300}
    )


def test_credits_for_pledges_count_on_top() -> None:
    both = persons(key_of(ALONE), carried={"VEL": 100}, credits={"VEL": 200, "TAR": 50})
    assert both == persons(key_of(ALONE), carried={"VEL": 300, "TAR": 50})


def test_what_is_carried_can_be_an_indicator() -> None:
    of_table = Corrections(already_hosted=Correction(indicator="hosted"))
    assert persons(key_of(ALONE, corrections=of_table)) == persons(
        key_of(ALONE), carried={"VEL": 300, "TAR": 50}
    )


def test_bounds_hold_and_the_others_share_the_rest() -> None:
    found = share(
        key_of(ALONE, least=Bound(states={"KES": 100}), most=Bound(everyone=400)), TABLE, total=1000
    )
    assert found.persons == {"VEL": 400, "OST": 333, "TAR": 167, "KES": 100}
    assert (found.step("bounds").words["low"], found.step("bounds").words["high"]) == (1, 1)


def test_the_most_can_be_an_indicator_and_what_nobody_can_take_stays_open() -> None:
    found = share(key_of(ALONE, most=Bound(indicator="places")), TABLE, total=1000)
    assert found.persons == {"VEL": 200, "OST": 100, "TAR": 500, "KES": 30}
    assert found.open == 170
    assert found.step("bounds").open == 170


def test_a_least_above_the_total_is_refused() -> None:
    with pytest.raises(BadSharing, match="the least that States must take is 1600 together, more than 1000"):
        persons(key_of(ALONE, least=Bound(everyone=400)))


def test_a_missing_figure_is_refused_or_the_state_is_left_out_and_said() -> None:
    table = Indicators.of({"AAA": {"population": 1}, "BBB": {"population": 1}, "CCC": {"hosted": 0}})
    with pytest.raises(BadSharing, match="'CCC' has no value of 'population'"):
        share(key_of(ALONE), table, total=10)
    found = share(key_of(ALONE), table, total=10, missing=Missing.EXCLUDE)
    assert (found.persons, found.left_out) == ({"AAA": 5, "BBB": 5}, {"CCC": "missing"})


def test_another_word_for_what_to_do_with_missing_figures_is_refused() -> None:
    with pytest.raises(BadSharing, match="'exclud' is none of refuse, exclude; did you mean 'exclude'"):
        share(key_of(ALONE), TABLE, total=10, missing="exclud")


REFUSED: dict[str, tuple[Key, str]] = {
    "an indicator that is not there": (
        key_of(replace(ALONE, indicators=("populaton",))),
        "the indicators have no 'populaton'; did you mean 'population'?",
    ),
    "an exclusion of nobody": (key_of(ALONE, exclusions=("VLE",)), "there is no State 'VLE'"),
    "an opt-out of nobody": (key_of(ALONE, opt_outs=("OTS",)), "did you mean 'OST'?"),
    "everybody excluded": (key_of(ALONE, exclusions=("VEL", "OST", "TAR", "KES")), "no State is left"),
    "everybody opted out": (
        key_of(ALONE, opt_outs=("VEL", "OST", "TAR", "KES")),
        "every State has opted out",
    ),
    "the inverse of 0": (
        key_of(replace(ALONE, indicators=("hosted",), transform=Transform.INVERSE_SHARE)),
        "'OST' has 'hosted' 0, which has no inverse",
    ),
    "a division by 0": (
        key_of(replace(ALONE, transform=Transform.PER_HEAD, per="hosted")),
        "'OST' has 'hosted' 0, and nothing can be divided by 0",
    ),
    "a negative power of 0": (
        key_of(ALONE, Term("h", "H", ("hosted",), exponent=Fraction(-1)), form=Form.MULTIPLICATIVE),
        "'OST' has 'hosted' 0",
    ),
    "too high a power": (
        key_of(ALONE, Term("h", "H", ("gdp",), exponent=Fraction(10**9)), form=Form.MULTIPLICATIVE),
        "the exponent '1000000000' is outside -9 to 9",
    ),
    "a bound for nobody": (key_of(ALONE, most=Bound(states={"KSE": 1})), "did you mean 'KES'?"),
}


@pytest.mark.parametrize(("key", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_what_does_not_fit_is_refused_with_the_nearest_name(key: Key, sentence: str) -> None:
    with pytest.raises(BadSharing) as refused:
        share(key, TABLE, total=10)
    assert sentence in str(refused.value)


def test_zeros_everywhere_give_no_shares() -> None:
    table = Indicators.of({"AAA": {"population": 0}, "BBB": {"population": 0}})
    with pytest.raises(BadSharing, match="'population' is 0 for every State"):
        share(key_of(ALONE), table, total=10)


@often
@given(key=keys(), table=tables(), total=st.integers(0, 10**6))
def test_shares_and_persons_add_up_with_what_stays_open(key: Key, table: Indicators, total: int) -> None:
    found = share(key, table, total=total)
    assert sum(found.shares.values()) + found.open_share == 1
    assert sum(found.persons.values()) + found.open == total


@often
@given(key=keys(), table=tables())
def test_a_cap_is_never_passed(key: Key, table: Indicators) -> None:
    found = share(key, table, total=1000)
    for term in key.terms:
        if term.cap.kind is CapKind.NONE:
            continue
        kept = found.step(f"cap:{term.id}").values
        for state in found.shares:
            limit = term.cap.value
            if term.cap.kind is CapKind.FRACTION:
                limit *= sum(
                    by * found.step(f"effect:{id_}").values[state] for id_, by in term.cap.of.items()
                )
            assert kept[state] <= limit


@often
@given(key=keys(), table=tables(), scale=st.fractions(Fraction(1, 1000), 1000).filter(bool))
def test_the_unit_of_an_indicator_does_not_matter(key: Key, table: Indicators, scale: Fraction) -> None:
    scaled = Indicators.of(
        {
            state: {name: figure.value * (scale if name == "gdp" else 1) for name, figure in row.items()}
            for state, row in table.figures.items()
        }
    )
    assert share(key, scaled, total=997).shares == share(key, table, total=997).shares


@often
@given(data=st.data(), key=keys(), table=tables())
def test_other_names_and_another_order_change_nothing_apart_from_ties(
    data: st.DataObject, key: Key, table: Indicators
) -> None:
    order = data.draw(st.permutations(table.states))
    names = {state: f"S{place}" for place, state in enumerate(order)}
    renamed = Indicators({names[state]: table.figures[state] for state in order})
    plain, other = (share(key, each, total=997) for each in (table, renamed))
    assert {names[state]: value for state, value in plain.shares.items()} == other.shares
    if not plain.ties:
        assert {names[state]: count for state, count in plain.persons.items()} == other.persons


@often
@given(data=st.data(), key=keys(), table=tables(least=3))
def test_leaving_a_state_out_is_the_same_as_a_table_without_it(
    data: st.DataObject, key: Key, table: Indicators
) -> None:
    gone = data.draw(st.sampled_from(table.states))
    smaller = table.only([state for state in table.states if state != gone], table.indicator_names)
    found = share(replace(key, exclusions=(gone,)), table, total=500)
    assert found.persons == share(key, smaller, total=500).persons
    assert found.left_out == {gone: "excluded"}


@often
@given(data=st.data(), key=keys(), table=tables())
def test_bounds_are_kept_after_corrections_too(data: st.DataObject, key: Key, table: Indicators) -> None:
    most = {state: data.draw(st.integers(5, 400)) for state in table.states}
    least = {state: data.draw(st.integers(0, 5)) for state in table.states}
    carried = {state: data.draw(st.integers(0, 900)) for state in table.states}
    bound = replace(key, least=Bound(states=least), most=Bound(states=most))
    found = share(bound, table, total=300, carried=carried)
    assert all(least[state] <= count <= most[state] for state, count in found.persons.items())
    assert sum(found.persons.values()) + found.open == 300


@often
@given(data=st.data(), key=keys(), table=tables())
def test_after_the_correction_all_who_take_are_level(
    data: st.DataObject, key: Key, table: Indicators
) -> None:
    carried = {state: data.draw(st.integers(0, 2000)) for state in table.states}
    found = share(key, table, total=1000, carried=carried)
    if "already_hosted" not in {step.id for step in found.steps}:
        return
    takes = found.step("already_hosted").values
    level = {state: float((takes[state] + carried[state]) / found.shares[state]) for state in takes}
    reached = [level[state] for state in takes if takes[state]]
    assert max(reached) == pytest.approx(min(reached), rel=1e-9)
    assert all(level[s] >= max(reached) * (1 - 1e-9) for s in takes if not takes[s])
