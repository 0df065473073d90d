"""What a State carries over what would be fair: 1 is fair, unknown is not zero, burdens stay apart."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.sharing.faults import BadSharing
from asylon.sharing.index import Burden, Carried, combined_index, index_of, responsibility_index
from asylon.sharing.inequality import change, lorenz

FAIR = {"VEL": Fraction(1, 4), "OST": Fraction(1, 4), "TAR": Fraction(1, 2)}
HOSTED = Carried({"VEL": 900, "OST": 100, "TAR": 200}, FAIR)

states = st.sampled_from(["VEL", "OST", "TAR", "LOR", "KES", "HAL"])
fair_parts = st.dictionaries(states, st.fractions(Fraction(1, 100), 10), min_size=2)


@st.composite
def burdens(draw: st.DrawFn) -> Carried:
    fair = draw(fair_parts)
    amounts = {state: draw(st.integers(0, 10**9)) for state in fair}
    amounts[next(iter(fair))] += 1
    return Carried(amounts, fair)


def ratios(carried: Carried) -> dict[str, Fraction | None]:
    return {place.state: place.ratio for place in responsibility_index(carried)}


def test_one_is_fair() -> None:
    assert ratios(HOSTED) == {"VEL": 3, "OST": Fraction(1, 3), "TAR": Fraction(1, 3)}
    velmara = responsibility_index(HOSTED)[0]
    assert velmara.fair == 300
    assert velmara.gap == 600


@given(carried=burdens())
def test_one_state_alone_has_the_same_place(carried: Carried) -> None:
    assert tuple(index_of(carried, state) for state in carried.fair) == responsibility_index(carried)
    assert index_of(carried, "ZZZ") is None


def test_the_measure_of_the_key_does_not_matter() -> None:
    percent = {state: 100 * part for state, part in FAIR.items()}
    assert ratios(Carried(HOSTED.amounts, percent)) == ratios(HOSTED)


def test_what_is_not_known_is_not_zero() -> None:
    places = {p.state: p for p in responsibility_index(Carried({"VEL": 900, "OST": None, "TAR": 300}, FAIR))}
    assert places["OST"].ratio is None
    assert places["OST"].gap is None
    assert places["VEL"].ratio == 3
    zero = {p.state: p for p in responsibility_index(Carried({"VEL": 900, "OST": 0, "TAR": 300}, FAIR))}
    assert zero["OST"].ratio == 0


def test_a_state_without_a_fair_part_has_no_ratio() -> None:
    places = responsibility_index(Carried({"VEL": 10, "TAR": 10}, {"VEL": Fraction(0), "TAR": Fraction(1)}))
    assert [place.ratio for place in places] == [None, Fraction(1, 2)]


@pytest.mark.parametrize(
    "carried",
    [
        Carried({"VEL": -1}, FAIR),
        Carried({"XXX": 1}, FAIR),
        Carried({"VEL": 1}, {"VEL": Fraction(-1)}),
        Carried({"VEL": 1}, {"VEL": Fraction(0)}),
        Carried({}, {}),
    ],
)
def test_what_cannot_be_carried_is_refused(carried: Carried) -> None:
    with pytest.raises(BadSharing):
        responsibility_index(carried)


@given(burdens())
def test_the_fair_parts_of_the_ratios_make_one(carried: Carried) -> None:
    places = responsibility_index(carried)
    whole = sum(place.fair for place in places)
    assert whole == carried.whole
    assert sum((place.ratio or 0) * place.fair for place in places) == whole


def test_burdens_are_combined_only_with_stated_weights() -> None:
    money = Carried({"VEL": 0, "OST": 50, "TAR": 50}, FAIR)
    both = {Burden.PEOPLE: HOSTED, Burden.MONEY: money}
    found = {c.state: c.ratio for c in combined_index(both, {Burden.PEOPLE: 3, Burden.MONEY: 1})}
    assert found == {"VEL": Fraction(9, 4), "OST": Fraction(3, 4), "TAR": Fraction(1, 2)}
    alone = {c.state: c.ratio for c in combined_index(both, {Burden.PEOPLE: 1})}
    assert alone == ratios(HOSTED)


def test_where_a_burden_is_missing_there_is_no_combined_number() -> None:
    money = Carried({"VEL": None, "OST": 50, "TAR": 50}, FAIR)
    both = {Burden.PEOPLE: HOSTED, Burden.MONEY: money}
    velmara = combined_index(both, {Burden.PEOPLE: 1, Burden.MONEY: 1})[0]
    assert (velmara.ratio, velmara.missing) == (None, (Burden.MONEY,))


@pytest.mark.parametrize("weights", [{}, {Burden.PEOPLE: 0}, {Burden.PEOPLE: -1}, {Burden.PLACES: 1}])
def test_weights_that_say_nothing_are_refused(weights: dict[Burden, int]) -> None:
    with pytest.raises(BadSharing):
        combined_index({Burden.PEOPLE: HOSTED}, weights)


def test_nobody_is_unequal_where_everybody_carries_the_fair_part() -> None:
    assert lorenz(Carried({"VEL": 1, "OST": 1, "TAR": 2}, FAIR)).gini == 0


def test_one_who_carries_all_is_as_unequal_as_its_part_is_small() -> None:
    assert lorenz(Carried({"VEL": 8, "OST": 0, "TAR": 0}, FAIR)).gini == Fraction(3, 4)


def test_a_plan_that_moves_people_to_those_below_makes_it_less_unequal() -> None:
    found = change(HOSTED, {"VEL": -300, "TAR": 300})
    assert found.before is not None
    assert found.after is not None
    assert found.after < found.before


def test_a_state_that_is_not_known_is_left_out_and_named() -> None:
    curve = lorenz(Carried({"VEL": 1, "OST": None, "TAR": 2}, FAIR))
    assert curve.left_out == ("OST",)
    assert curve.gini == 0
    after = change(Carried({"VEL": 1, "OST": None, "TAR": 2}, FAIR), {"OST": 5})
    assert after.after == 0


def test_where_nothing_is_carried_there_is_no_coefficient() -> None:
    assert lorenz(Carried({"VEL": 0, "OST": 0, "TAR": None}, FAIR)).gini is None


@given(burdens())
def test_the_curve_rises_and_bends_one_way(carried: Carried) -> None:
    points = lorenz(carried).points
    assert points[0] == (Fraction(0), Fraction(0))
    assert points[-1] == (Fraction(1), Fraction(1))
    slopes = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in pairwise(points)]
    assert slopes == sorted(slopes)
    gini = lorenz(carried).gini
    assert gini is not None
    assert 0 <= gini < 1


@given(burdens(), st.data())
def test_moving_from_above_fair_to_below_never_makes_it_more_unequal(
    carried: Carried, data: st.DataObject
) -> None:
    places = responsibility_index(carried)
    above = [place for place in places if (place.gap or 0) > 0]
    below = [place for place in places if (place.gap or 0) < 0]
    if not above:
        return
    giver, taker = data.draw(st.sampled_from(above)), data.draw(st.sampled_from(below))
    most = min(giver.gap or Fraction(0), -(taker.gap or Fraction(0)))
    moved = data.draw(st.fractions(0, most))
    found = change(carried, {giver.state: -moved, taker.state: moved})
    assert found.before is not None
    assert found.after is not None
    assert found.after <= found.before
