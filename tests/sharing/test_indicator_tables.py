"""A table of indicators is read whole, or refused with file, row, column and the nearest name."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asylon.sharing import BadSharing, Figure, Indicators, read_indicators, shipped_table
from asylon.sharing.presets import TABLES

WIDE = """iso3,name,population,population_year,gdp_usd,gdp_year,gdp_source
AUT,Austria,8.5,2024,4e11,2023,Bank
BEL,Belgium,11,,,,
"""
LONG = """state,indicator,value,year,source
AUT,population,8.5,2024,Census
AUT,gdp_usd,4e11,,
BEL,population,,,
"""


def faults(text: str, *wanted: str) -> list[str]:
    with pytest.raises(BadSharing) as refused:
        read_indicators(text, where="table.csv", wanted=wanted or None)
    return [fault.sentence() for fault in refused.value.faults]


def test_a_wide_table_has_a_row_for_each_state() -> None:
    table = read_indicators(WIDE, wanted=("population", "gdp_usd"))
    assert table.figures["AUT"]["population"] == Figure(Fraction(17, 2), 2024, "")
    assert table.figures["AUT"]["gdp_usd"] == Figure(Fraction(4 * 10**11), 2023, "Bank")
    assert table.names == {"AUT": "Austria", "BEL": "Belgium"}


def test_a_long_table_has_a_row_for_each_figure() -> None:
    table = read_indicators(LONG, wanted=("population", "gdp_usd"))
    assert table.figures["AUT"]["population"] == Figure(Fraction(17, 2), 2024, "Census")
    assert table.states == ("AUT", "BEL")


@pytest.mark.parametrize("text", [WIDE, LONG])
@pytest.mark.parametrize("cell", ["", "..", "-", "n/a"])
def test_an_empty_cell_is_unknown_and_not_zero(text: str, cell: str) -> None:
    table = read_indicators(text.replace("BEL,population,,", f"BEL,population,{cell},"))
    assert table.value("BEL", "gdp_usd") is None
    assert read_indicators("state,x\nAAA,0\n").value("AAA", "x") == 0


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + WIDE,
        WIDE.replace("\n", "\r\n"),
        WIDE.replace(",", ";"),
        WIDE.replace(",", "\t"),
        WIDE.replace(",", " , "),
        "\n" + WIDE.replace("\nBEL", "\n\nBEL"),
    ],
    ids=["byte order mark", "CRLF", "semicolons", "tabs", "blanks", "empty lines"],
)
def test_the_same_table_in_other_clothes(text: str) -> None:
    assert read_indicators(text) == read_indicators(WIDE)


def test_columns_that_a_shipped_table_has_are_no_slip() -> None:
    text = (TABLES / "eu_may2015_inputs.csv").read_text(encoding="utf-8")
    table = read_indicators(text, wanted=("gdp_2013_musd",))
    assert table.indicator_names == ("gdp_2013_musd",)
    assert len(table.states) == 25


def test_namibia_is_a_state_and_no_missing_value() -> None:
    assert read_indicators("state,x\nNA,3\n").value("NA", "x") == 3


def test_the_shipped_tables_can_be_read() -> None:
    assert len(shipped_table("koenigstein").states) == 16
    with pytest.raises(BadSharing, match="did you mean 'koenigstein'"):
        shipped_table("koenigsten")


WRONG: dict[str, tuple[str, tuple[str, ...], str]] = {
    "a missing column": (
        "state,populaton\nAAA,1\n",
        ("population",),
        "table.csv: the column 'population' is missing; did you mean 'populaton'?",
    ),
    "an unknown column": (
        "state,population,popolation\nAAA,1,2\n",
        ("population",),
        (
            "table.csv: unknown column 'popolation'; this table takes state, name, population; "
            "did you mean 'population'?"
        ),
    ),
    "an unknown column of a long table": (
        LONG.replace("year", "yaer"),
        (),
        (
            "table.csv: unknown column 'yaer'; this table takes state, indicator, value, year, source, name; "
            "did you mean 'year'?"
        ),
    ),
    "an indicator that no row has": (
        LONG,
        ("gdp_eur",),
        "the indicators have no 'gdp_eur'; did you mean 'gdp_usd'?",
    ),
    "no column of States": (
        "stat,x\nAAA,1\n",
        (),
        "table.csv:1: the column 'state' is missing; did you mean 'stat'?",
    ),
    "a column twice": ("state,x,x\nAAA,1,2\n", (), "table.csv:1: the column 'x' stands here twice"),
    "no number": ("state,x\nAAA,many\n", (), "table.csv:2: row 1, column x: 'many' is not a number"),
    "not a number": ("state,x\nAAA,nan\n", (), "'nan' is not a number"),
    "endless": ("state,x\nAAA,inf\n", (), "'inf' is not a number"),
    "an exponent without end": ("state,x\nAAA,1e9999\n", (), "'1e9999' is not a number"),
    "a number without end": ("state,x\nAAA," + "9" * 5000 + "\n", (), "is not a number"),
    "a comma for a point": (
        'state,x\nAAA,"1,5"\n',
        (),
        "'1,5' is not a number that can be used here; write it like 1234.5",
    ),
    "digits of another script": ("state,x\nAAA,٣\n", (), "'٣' is not a number"),
    "below 0": ("state,x\nAAA,-1\n", (), "row 1, column x: '-1' is negative"),
    "a State twice": (
        "state,x\nAAA,1\nBBB,1\nAAA,2\n",
        (),
        "table.csv:4: row 3, column state: 'AAA' stands here a second time (first in row 1)",
    ),
    "a figure twice": (
        LONG + "AUT,population,9,,\n",
        (),
        "'AUT, population' stands here a second time (first in row 1)",
    ),
    "no State": ("state,x\n,1\n", (), "row 1, column state: this row names no State"),
    "a State of control signs": ("state,x\n\x1b[31m,1\n", (), "is no code of a State"),
    "a year that is none": (
        "state,x,x_year\nAAA,1,20-24\n",
        (),
        "row 1, column x_year: '20-24' is not a year",
    ),
    "too many cells": (
        "state,x\nAAA,1,2\n",
        (),
        "table.csv:2: row 1: this row has 3 cells; the header has 2",
    ),
    "an open quote": ('state,x\n"AAA,1\n', (), "table.csv:2: this is not a table"),
    "a NUL byte": ("state,x\nAAA,1\0\n", (), "table.csv:2: there is a NUL byte here"),
    "nothing": ("", (), "table.csv: there is nothing here to read"),
    "only a header": ("state,x\n", (), "table.csv: there is nothing here to read"),
    "a cell of a megabyte": ("state,x\n" + "A" * 1_000_000 + ",1\n", (), "table.csv:2: this is not a table"),
    "an indicator that is no name": (
        "state,GDP per head\nAAA,1\n",
        (),
        "'GDP per head' is no name of an indicator",
    ),
}


@pytest.mark.parametrize(("text", "wanted", "sentence"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_said_with_its_row_and_column(
    text: str, wanted: tuple[str, ...], sentence: str
) -> None:
    found = faults(text, *wanted)
    assert any(sentence in each for each in found), found
    assert all(each.startswith("table.csv") for each in found)


def test_every_fault_is_told_at_once() -> None:
    assert len(faults("state,x\nAAA,a\nBBB,b\nBBB,1\n,2\n")) == 4


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=80), at=st.integers(0, len(WIDE)), base=st.sampled_from([WIDE, LONG, ""]))
def test_no_text_does_anything_but_be_read_or_be_refused(text: str, at: int, base: str) -> None:
    try:
        found = read_indicators(base[:at] + text + base[at:], wanted=("population", "gdp_usd"))
    except BadSharing:
        return
    assert isinstance(found, Indicators)
    assert found.states
