"""Keys and tables of made-up States, by hand and drawn."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from asylon.sharing import (
    Cap,
    CapKind,
    Form,
    Indicators,
    Key,
    OptOutRule,
    Residual,
    ResidualRule,
    Term,
    Transform,
)

POPULATION = Term("population", "Population", ("population",), weight=Fraction(1, 2))
GDP = Term("gdp", "GDP", ("gdp",), weight=Fraction(3, 10))
JOBLESS = Term("jobless", "Unemployment", ("unemployment",), Transform.INVERSE_SHARE, weight=Fraction(1, 5))
CAPPED = Term(
    "jobless",
    "Unemployment",
    ("unemployment",),
    Transform.INVERSE_SHARE,
    weight=Fraction(1, 5),
    cap=Cap(CapKind.FRACTION, Fraction(3, 10), {"population": Fraction(1), "gdp": Fraction(1)}),
)

TABLE = Indicators.of(
    {
        "VEL": {"population": 50, "gdp": 20, "unemployment": 10, "hosted": 300, "places": 200},
        "OST": {"population": 30, "gdp": 60, "unemployment": 5, "hosted": 0, "places": 100},
        "TAR": {"population": 15, "gdp": 15, "unemployment": 20, "hosted": 50, "places": 500},
        "KES": {"population": 5, "gdp": 5, "unemployment": 1, "hosted": 0, "places": 30},
    },
    year=2025,
    source="made up",
)


def key_of(*terms: Term, form: Form = Form.ADDITIVE, **more: Any) -> Key:
    """A key with these terms; further fields as they are named."""
    return Key("made_up", "A made-up key", "made up", form, terms, **more)


@st.composite
def tables(draw: st.DrawFn, *, least: int = 2) -> Indicators:
    """A table of a few States with three figures above 0 each."""
    names = draw(st.lists(st.sampled_from("ABCDEFGH"), min_size=least, max_size=7, unique=True))
    figure = st.one_of(st.integers(1, 9), st.integers(1, 10**7), st.decimals("0.1", 1000, places=2))
    columns = ("population", "gdp", "unemployment")
    return Indicators.of({name: {column: draw(figure) for column in columns} for name in names})


@st.composite
def keys(draw: st.DrawFn) -> Key:
    """A key of either form, with and without caps, and with any rule for what they cut off."""
    if draw(st.booleans()):
        steep = draw(st.sampled_from([Fraction(-1), Fraction(-1, 5), Fraction(-1, 10), Fraction(1, 2)]))
        half = Fraction(1, 2)
        return key_of(
            Term("population", "Population", ("population",), weight=half),
            Term("gdp", "GDP", ("gdp",), weight=half),
            Term("jobless", "Unemployment", ("unemployment",), exponent=steep),
            form=Form.MULTIPLICATIVE,
        )
    cap = draw(
        st.sampled_from(
            [
                Cap(),
                Cap(CapKind.ABSOLUTE, Fraction(1, 20)),
                Cap(CapKind.FRACTION, Fraction(3, 10), {"population": Fraction(1), "gdp": Fraction(1)}),
            ]
        )
    )
    residual = draw(
        st.sampled_from(
            [
                Residual(),
                Residual(ResidualRule.HAND_BACK, ("population", "gdp")),
                Residual(ResidualRule.LEAVE_OPEN),
            ]
        )
    )
    jobless = Term(
        "jobless",
        "Unemployment",
        ("unemployment",),
        draw(st.sampled_from([Transform.SHARE, Transform.INVERSE_SHARE])),
        weight=Fraction(1, 5),
        cap=cap,
    )
    return key_of(
        POPULATION, GDP, jobless, residual=residual, opt_out_rule=draw(st.sampled_from(list(OptOutRule)))
    )
