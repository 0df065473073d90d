"""What a share hangs on: weights, methods and years apart; the same seed gives the same answer."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asylon.sharing import Indicators, Key, share
from asylon.sharing.faults import BadSharing
from asylon.sharing.keys import Cap, CapKind, Form, OptOutRule, Residual, ResidualRule, Term, Transform
from asylon.sharing.many_shares import many_shares
from asylon.sharing.race import Method
from asylon.sharing.sensitivity import sensitivity

STATES = ["VEL", "OST", "TAR", "LOR", "KES"]
PEOPLE = Term("people", "Population", ("population",), weight=Fraction(2, 5))
INCOME = Term("income", "Income", ("gdp",), weight=Fraction(2, 5))
WORK = Term("work", "Unemployment", ("unemployment",), Transform.INVERSE_SHARE, weight=Fraction(1, 5))
KEY = Key("trial", "A trial", "made up", Form.ADDITIVE, (PEOPLE, INCOME, WORK))

figures = st.integers(1, 1000).map(Fraction)
rows = st.fixed_dictionaries({"population": figures, "gdp": figures, "unemployment": figures})
tables = st.lists(rows, min_size=2, max_size=5).map(
    lambda found: Indicators.of(dict(zip(STATES, found, strict=False)))
)


@st.composite
def keys(draw: st.DrawFn) -> Key:
    if draw(st.booleans()):
        terms = (
            Term("people", "Population", ("population",), weight=Fraction(1, 2)),
            Term("income", "Income", ("gdp",), weight=Fraction(1, 2)),
            Term("work", "Work", ("unemployment",), exponent=draw(st.fractions(-1, 1, max_denominator=4))),
        )
        form = Form.MULTIPLICATIVE
    else:
        caps = [
            Cap(),
            Cap(CapKind.ABSOLUTE, Fraction(1, 50)),
            Cap(CapKind.FRACTION, Fraction(3, 10), {"people": Fraction(1), "income": Fraction(1)}),
        ]
        work = Term(
            "work",
            "Work",
            ("unemployment",),
            WORK.transform,
            weight=WORK.weight,
            cap=draw(st.sampled_from(caps)),
        )
        terms, form = (PEOPLE, INCOME, work), Form.ADDITIVE
    residual = draw(
        st.sampled_from(
            [Residual(), Residual(ResidualRule.LEAVE_OPEN), Residual(ResidualRule.HAND_BACK, ("people",))]
        )
    )
    return Key(
        "any",
        "Any",
        "made up",
        form,
        terms,
        residual=residual,
        opt_outs=draw(st.sampled_from([(), ("OST",)])),
        opt_out_rule=draw(st.sampled_from(OptOutRule)),
    )


@given(keys(), tables)
def test_many_at_once_are_what_one_at_a_time_is(key: Key, table: Indicators) -> None:
    sharing = share(key, table, total=1000)
    weights = np.array([[float(term.weight) for term in key.terms if term.weight is not None]])
    exponents = np.array([[float(term.exponent) for term in key.terms if term.exponent is not None]])
    found = many_shares(sharing, weights, exponents)
    assert found.shape == (1, len(sharing.shares))
    assert found[0] == pytest.approx([float(each) for each in sharing.shares.values()], abs=1e-12)


@settings(max_examples=25)
@given(tables, st.integers(0, 2**32))
def test_the_same_seed_gives_the_same_answer(table: Indicators, seed: int) -> None:
    once, again = (
        sensitivity(KEY, {"2025": table}, base="2025", total=500, draws=50, seed=seed) for _ in range(2)
    )
    assert once == again


@settings(max_examples=25)
@given(tables)
def test_intervals_hold_what_they_say(table: Indicators) -> None:
    found = sensitivity(KEY, {"2025": table}, base="2025", total=500, draws=200)
    assert sorted(line.firmness.rank for line in found.lines) == list(range(1, len(found.lines) + 1))
    for line in found.lines:
        firm = line.firmness
        assert firm.shares.low <= firm.shares.middle <= firm.shares.high
        assert 1 <= firm.ranks[0] <= firm.ranks[1] <= len(found.lines)
        assert 0 <= firm.keeps_rank <= 1
        assert all(-1e-9 <= driver.part <= 1 + 1e-9 for driver in firm.drivers)
    for method in Method:
        assert sum(line.by_method[method] for line in found.lines) == 500


def test_a_key_of_one_weight_leaves_nothing_to_draw() -> None:
    key = Key(
        "one",
        "One",
        "made up",
        Form.ADDITIVE,
        (Term("people", "Population", ("population",), weight=Fraction(1)),),
    )
    table = Indicators.of({"VEL": {"population": 3}, "OST": {"population": 1}})
    found = sensitivity(key, {"2025": table}, base="2025", total=4, draws=100)
    velmara = found.lines[0]
    assert (velmara.state, velmara.share) == ("VEL", 0.75)
    assert velmara.firmness.shares.low == pytest.approx(velmara.firmness.shares.high)
    assert velmara.firmness.keeps_rank == 1
    assert [driver.part for driver in velmara.firmness.drivers] == [0]


def test_more_people_than_the_quota_method_takes_leave_that_method_out() -> None:
    table = Indicators.of({"VEL": {"population": 3}, "OST": {"population": 1}})
    terms = (Term("people", "Population", ("population",), weight=Fraction(1)),)
    key = Key("one", "One", "made up", Form.ADDITIVE, terms)
    found = sensitivity(key, {"2025": table}, base="2025", total=31_000_000, draws=10)
    assert set(found.lines[0].by_method) == set(Method) - {Method.QUOTA}


def test_the_driver_is_the_weight_in_which_a_state_stands_out() -> None:
    table = Indicators.of(
        {
            "VEL": {"population": 10, "gdp": 900, "unemployment": 5},
            "OST": {"population": 10, "gdp": 10, "unemployment": 5},
            "TAR": {"population": 10, "gdp": 10, "unemployment": 5},
        }
    )
    found = sensitivity(KEY, {"2025": table}, base="2025", total=100, draws=2000)
    assert found.lines[0].state == "VEL"
    assert found.lines[0].firmness.drivers[0].term == "income"
    assert found.lines[0].firmness.drivers[0].part == pytest.approx(1)


def test_more_concentrated_weights_move_shares_less() -> None:
    table = Indicators.of(
        {
            "VEL": {"population": 50, "gdp": 10, "unemployment": 5},
            "OST": {"population": 10, "gdp": 50, "unemployment": 9},
        }
    )

    def width(concentration: float) -> float:
        found = sensitivity(KEY, {"a": table}, base="a", total=9, draws=2000, concentration=concentration)
        return found.lines[0].firmness.shares.high - found.lines[0].firmness.shares.low

    assert width(500) < width(50) < width(5)


def test_each_year_stands_beside_the_one_in_force() -> None:
    now = Indicators.of({s: {"population": 10, "gdp": 10, "unemployment": 5} for s in ("VEL", "OST")})
    then = Indicators.of(
        {
            "VEL": {"population": 30, "gdp": 30, "unemployment": 5},
            "OST": {"population": 10, "gdp": 10, "unemployment": 5},
            "TAR": {"population": 10, "gdp": 10, "unemployment": 5},
        }
    )
    found = sensitivity(KEY, {"2025": now, "2015": then}, base="2025", total=100, draws=10)
    velmara = next(line for line in found.lines if line.state == "VEL")
    assert velmara.by_year["2025"] == pytest.approx(0.5)
    assert velmara.by_year["2015"] == pytest.approx(0.7)
    assert found.years == ("2025", "2015")


def test_a_state_without_figures_in_a_year_is_left_out_and_named() -> None:
    now = Indicators.of({s: {"population": 10, "gdp": 10, "unemployment": 5} for s in ("VEL", "OST", "TAR")})
    then = now.only(["VEL", "OST"], ["population", "gdp", "unemployment"])
    found = sensitivity(KEY, {"2025": now, "2015": then}, base="2025", total=100, draws=10)
    assert found.left_out == ("TAR",)
    assert {line.state for line in found.lines} == {"VEL", "OST"}


@pytest.mark.parametrize(
    ("base", "draws", "concentration"),
    [("2024", 10, 50), ("2025", 0, 50), ("2025", 10**9, 50), ("2025", 10, 0)],
)
def test_what_cannot_be_drawn_is_refused(base: str, draws: int, concentration: float) -> None:
    table = Indicators.of({s: {"population": 10, "gdp": 10, "unemployment": 5} for s in ("VEL", "OST")})
    with pytest.raises(BadSharing):
        sensitivity(KEY, {"2025": table}, base=base, total=1, draws=draws, concentration=concentration)
