"""Who has borne more is not asked for more of its size: the flaw of additive keys is found and shown."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from asylon.sharing import Indicators, Key, share
from asylon.sharing.keys import Cap, CapKind, Form, Term, Transform
from asylon.sharing.monotonicity import order_of

LIMIT = Cap(CapKind.FRACTION, Fraction(3, 10), {"people": Fraction(1), "income": Fraction(1)})
ADDITIVE = Key(
    "additive",
    "Half the size, a tenth each for what was borne",
    "made up, in the form of the key of May 2015",
    Form.ADDITIVE,
    (
        Term("people", "Population", ("population",), weight=Fraction(2, 5)),
        Term("income", "Income", ("gdp",), weight=Fraction(2, 5)),
        Term(
            "past",
            "Past applications",
            ("applications",),
            Transform.INVERSE_SHARE,
            weight=Fraction(1, 10),
            cap=LIMIT,
        ),
        Term(
            "work",
            "Unemployment",
            ("unemployment",),
            Transform.INVERSE_SHARE,
            weight=Fraction(1, 10),
            cap=LIMIT,
        ),
    ),
)
MULTIPLICATIVE = replace(
    ADDITIVE,
    form=Form.MULTIPLICATIVE,
    terms=(
        Term("people", "Population", ("population",), weight=Fraction(1, 2)),
        Term("income", "Income", ("gdp",), weight=Fraction(1, 2)),
        Term("past", "Past applications", ("applications",), exponent=Fraction(-1, 5)),
        Term("work", "Unemployment", ("unemployment",), exponent=Fraction(-1, 5)),
    ),
)
TWO = Indicators.of(
    {
        "VEL": {"population": 80, "gdp": 80, "applications": 4, "unemployment": 4},
        "OST": {"population": 1, "gdp": 1, "applications": 6, "unemployment": 6},
    }
)

figures = st.integers(1, 10_000).map(Fraction)
rows = st.fixed_dictionaries(
    {"population": figures, "gdp": figures, "applications": figures, "unemployment": figures}
)
tables = st.lists(rows, min_size=2, max_size=8).map(
    lambda found: Indicators.of({f"S{place:02}": row for place, row in enumerate(found)})
)


def test_a_small_state_that_bore_more_is_asked_for_more_of_its_size() -> None:
    found = order_of(share(ADDITIVE, TWO, total=1000))
    assert found.compared == 1
    (flaw,) = found.flaws
    assert (flaw.lighter, flaw.heavier) == ("VEL", "OST")
    assert flaw.measures["past"] == (Fraction(4), Fraction(6))
    assert flaw.by > 0


def test_the_multiplicative_key_asks_it_for_less() -> None:
    found = order_of(share(MULTIPLICATIVE, TWO, total=1000))
    assert (found.compared, found.flaws) == (1, ())


@given(tables)
def test_no_figures_bring_a_multiplicative_key_into_the_wrong_order(table: Indicators) -> None:
    assert order_of(share(MULTIPLICATIVE, table, total=1000)).flaws == ()


def test_almost_all_figures_bring_an_additive_one_there() -> None:
    drawn = random.Random(2017)
    broken = 0
    for _ in range(40):
        table = Indicators.of(
            {
                f"S{place:02}": {
                    "population": drawn.randint(1, 80),
                    "gdp": drawn.randint(1, 80),
                    "applications": drawn.randint(1, 500),
                    "unemployment": drawn.randint(3, 25),
                }
                for place in range(28)
            }
        )
        broken += bool(order_of(share(ADDITIVE, table, total=1000)).flaws)
    assert broken >= 39


def test_without_a_measure_there_is_nothing_to_compare() -> None:
    size = replace(ADDITIVE, terms=ADDITIVE.terms[:2])
    found = order_of(share(size, TWO, total=1000))
    assert (found.compared, found.flaws, found.measures) == (0, (), ())


def test_a_state_that_opted_out_is_not_compared() -> None:
    out = replace(ADDITIVE, opt_outs=("OST",))
    assert order_of(share(out, TWO, total=1000)).compared == 0
