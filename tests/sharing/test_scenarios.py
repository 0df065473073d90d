"""Scenarios side by side: the same States in lines, what would move, what nobody takes."""

from __future__ import annotations

from fractions import Fraction

import pytest

from asylon.sharing import Indicators, Key, share
from asylon.sharing.faults import BadSharing
from asylon.sharing.keys import Form, Term
from asylon.sharing.scenarios import side_by_side

TABLE = Indicators.of(
    {
        "VEL": {"population": 60, "gdp": 10},
        "OST": {"population": 30, "gdp": 30},
        "TAR": {"population": 10, "gdp": 60},
    }
)


def by(indicator: str, *, without: tuple[str, ...] = ()) -> Key:
    term = Term("t", "T", (indicator,), weight=Fraction(1))
    return Key(indicator, indicator, "made up", Form.ADDITIVE, (term,), exclusions=without)


def test_each_state_has_a_line_with_its_numbers_and_ranks() -> None:
    found = side_by_side(
        {"people": share(by("population"), TABLE, total=100), "income": share(by("gdp"), TABLE, total=100)}
    )
    assert found.names == ("people", "income")
    velmara = found.lines[0]
    assert (velmara.state, velmara.persons, velmara.ranks, velmara.spread) == ("VEL", (60, 10), (1, 3), 50)
    assert found.moved == (Fraction(0), Fraction(50))


def test_a_state_that_takes_no_part_has_no_number_there() -> None:
    found = side_by_side(
        {
            "all": share(by("population"), TABLE, total=100),
            "without": share(by("population", without=("VEL",)), TABLE, total=100),
        }
    )
    assert {line.state: line.persons for line in found.lines} == {
        "VEL": (60, None),
        "OST": (30, 75),
        "TAR": (10, 25),
    }
    assert found.moved[1] == 60


def test_other_totals_are_made_equal_before_people_are_counted_who_would_move() -> None:
    found = side_by_side(
        {
            "small": share(by("population"), TABLE, total=100),
            "large": share(by("population"), TABLE, total=1000),
        }
    )
    assert found.totals == (100, 1000)
    assert found.moved == (Fraction(0), Fraction(0))


def test_equal_numbers_share_a_rank() -> None:
    even = Indicators.of({s: {"population": 1} for s in ("VEL", "OST")})
    assert [line.ranks for line in side_by_side({"a": share(by("population"), even, total=2)}).lines] == [
        (1,),
        (1,),
    ]


def test_nothing_cannot_be_laid_side_by_side() -> None:
    with pytest.raises(BadSharing):
        side_by_side({})
