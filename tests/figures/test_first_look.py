"""A first look at a new year's file tells what it changes. The changes here are made up."""

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from asylon.figures import Manifest, Release, Store
from asylon.figures.breaks import hidden_values_shown, not_adding_up, rounded_years, stock_breaks
from asylon.figures.keeping import keep
from asylon.figures.looking import look


@pytest.fixture(scope="module")
def population(unhcr: Release) -> pa.Table:
    return unhcr.table("population")


def changed(table: pa.Table, column: str, rows: list[int], value: int | None) -> pa.Table:
    cells = table.column(column).to_pylist()
    for row in rows:
        cells[row] = value
    return table.set_column(
        table.column_names.index(column), column, pa.array(cells, table.schema.field(column).type)
    )


def together(*tables: pa.Table) -> pa.Table:
    return pa.concat_tables(tables, promote_options="permissive")


def test_the_same_file_again_changes_nothing(unhcr: Release) -> None:
    names = ("population", "flows", "solutions", "countries")
    found = look({name: unhcr.table(name) for name in names}, against=unhcr)

    assert found.is_the_same
    assert found.changed == 0
    assert {table.table: table.same for table in found.tables} == {
        name: unhcr.table(name).num_rows for name in names
    }
    assert not any(table.breaks or table.new_codes or table.new_years for table in found.tables)


def test_a_release_can_be_looked_at_like_a_file(store: Store) -> None:
    for source in ("pwt", "factbook", "worldbank", "geo"):
        release = store.newest(source)
        assert look(release, against=release).is_the_same


def test_changed_added_and_removed_cells_are_counted(population: pa.Table, tmp_path: Path) -> None:
    """As many as between releases 2022.12.1 and 2025.12.1: 223 changed, 24 added, 8 removed."""
    rows = np.flatnonzero(pc.greater(population.column("refugees"), 100).to_numpy(zero_copy_only=False))
    revised = changed(population, "refugees", rows[:223].tolist(), 77)
    gone = np.ones(revised.num_rows, dtype=bool)
    gone[rows[1000:1008]] = False
    new = revised.filter(pa.array(gone))
    fewer = np.ones(population.num_rows, dtype=bool)
    fewer[rows[2000:2024]] = False
    before = population.filter(pa.array(fewer))

    told_of = Manifest(
        "unhcr", "2022.invented", "Invented", "none", "Invented for a test", date(2026, 11, 22)
    )
    earlier = keep(Store(tmp_path), manifest=told_of, tables={"population": before}).release

    (told,) = look({"population": new}, against=earlier).tables

    assert told.changed == {"refugees": 223}
    assert (told.added, told.removed) == (24, 8)
    assert told.added_in_old_years == 24
    assert told.same == population.num_rows - 24 - 8
    assert len(told.largest) == 10
    assert told.largest[0].size >= told.largest[-1].size > 0
    assert told.largest[0].now == 77
    assert set(told.largest[0].key) == {"year", "coo_iso", "coa_iso"}


def test_a_new_year_is_new_and_not_a_change(unhcr: Release, population: pa.Table) -> None:
    newest = population.filter(pc.field("year") == 2025)
    next_year = newest.set_column(0, "year", pa.array([2026] * newest.num_rows, pa.int16()))

    (told,) = look({"population": together(population, next_year)}, against=unhcr).tables

    assert told.new_years == (2026,)
    assert told.changed == {}
    assert (told.added, told.added_in_old_years, told.removed) == (newest.num_rows, 0, 0)
    assert told.breaks == ()


def test_years_that_a_file_does_not_have_are_not_removed(unhcr: Release, population: pa.Table) -> None:
    newest = population.filter(pc.field("year") >= 2024)
    found = look({"population": newest}, against=unhcr)

    assert found.tables[0].removed == 0
    assert found.tables[0].years_left_out == tuple(range(1951, 2024))
    assert not found.is_the_same


def test_a_jump_is_told_as_a_break_with_its_factor(unhcr: Release, population: pa.Table) -> None:
    newest = population.filter(pc.field("year") == 2025)
    next_year = newest.set_column(0, "year", pa.array([2026] * newest.num_rows, pa.int16()))
    row = next(
        place
        for place, each in enumerate(next_year.to_pylist())
        if (each["coo_iso"], each["coa_iso"]) == ("UKR", "MDA")
    )
    new = together(population, changed(next_year, "refugees", [row], 900_000))

    (told,) = look({"population": new}, against=unhcr, factor=3).tables

    assert [(each.measure, each.asylum, each.year) for each in told.breaks] == [("refugees", "MDA", 2026)]
    assert told.breaks[0].factor is not None
    assert told.breaks[0].factor > 3
    assert look({"population": new}, against=unhcr, factor=20).tables[0].breaks == ()


def test_known_breaks_of_the_shipped_figures(population: pa.Table) -> None:
    found = {(each.measure, each.asylum, each.year) for each in stock_breaks(population)}

    assert ("refugees", "POL", 2022) in found
    assert ("refugees", "DEU", 2022) not in found, "less than three times"


def test_totals_that_do_not_add_up_are_counted(unhcr: Release) -> None:
    (told,) = look({"asylum_decisions": unhcr.table("asylum_decisions")}, against=unhcr).tables

    assert told.not_adding_up == told.not_adding_up_before == 444
    assert not_adding_up(unhcr.table("demographics"), name="demographics").num_rows == 322


def test_new_codes_are_named(unhcr: Release) -> None:
    table = unhcr.table("asylum_applications").slice(0, 50)
    codes = table.column("app_type").to_pylist()
    codes[7] = "ZZ"
    place = table.column_names.index("app_type")
    new = table.set_column(place, "app_type", pa.array(codes))

    (told,) = look({"asylum_applications": new}, against=unhcr).tables

    assert told.new_codes == {"app_type": ("ZZ",)}
    assert told.added == 1


def test_a_measure_that_the_file_does_not_have_is_not_compared(unhcr: Release, population: pa.Table) -> None:
    place = population.column_names.index("idps")
    new = population.set_column(place, "idps", pa.nulls(population.num_rows, pa.int32()))

    (told,) = look({"population": new}, against=unhcr).tables

    assert told.absent == ("idps",)
    assert told.changed == {}


def test_no_figure_in_the_place_of_a_zero_is_a_change(unhcr: Release, population: pa.Table) -> None:
    rows = np.flatnonzero(pc.equal(population.column("idps"), 0).to_numpy(zero_copy_only=False))[:3]

    (told,) = look({"population": changed(population, "idps", rows.tolist(), None)}, against=unhcr).tables

    assert told.changed == {"idps": 3}
    assert (told.largest[0].before, told.largest[0].now) == (0, None)


def test_values_that_are_never_published_are_noticed(unhcr: Release, population: pa.Table) -> None:
    assert hidden_values_shown(population, name="population") == 0

    (told,) = look({"population": changed(population, "refugees", [5], 3)}, against=unhcr).tables

    assert told.hidden_values_shown == 1


def test_tables_that_only_one_side_has_are_named(unhcr: Release, population: pa.Table) -> None:
    found = look({"population": population, "arrivals": population.slice(0, 0)}, against=unhcr)

    assert found.only_new == ("arrivals",)
    assert "flows" in found.only_before


def test_indicators_are_compared_by_state_and_year(store: Store) -> None:
    pwt = store.newest("pwt")
    (same,) = look(pwt, against=pwt).tables

    assert same.same == 9_985
    assert same.changed == {}


def test_old_figures_are_rounded_to_thousands(population: pa.Table) -> None:
    years = rounded_years(population)

    assert {1960, 1970, 1980, 1985} <= set(years)
    assert not set(years) & set(range(1995, 2026))
