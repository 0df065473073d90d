"""Population, GDP, unemployment; countries, neighbours, the map."""

from decimal import Decimal

import pyarrow.compute as pc
import pytest

from asylon.figures import BadFigures, Release, Store
from asylon.figures.capacity import indicators, population_series
from asylon.figures.people import hosted, origins
from asylon.figures.places import (
    DISCLAIMER,
    KOSOVO,
    countries,
    drawn,
    name_of,
    neighbours,
    without_shape,
    world_map,
)


@pytest.mark.parametrize(
    ("state", "population", "gdp", "unemployment"),
    [
        ("DEU", 84_012_284, 4_660_000_000_000, "3.5"),
        ("SRB", 6_652_212, 89_084_000_000, "7.4"),
        ("UGA", 50_863_850, 53_652_000_000, "3.0"),
    ],
)
def test_the_indicators_of_a_state(
    store: Store, state: str, population: int, gdp: int, unemployment: str
) -> None:
    told = indicators(store)[state]

    assert told["population"].value == population
    assert told["gdp_usd"].value == gdp
    assert told["unemployment_pct"].value == Decimal(unemployment)


def test_each_cell_has_its_own_year_and_source(store: Store) -> None:
    told = indicators(store, states=["DEU"])

    assert list(told) == ["DEU"]
    value, year, source = told["DEU"]["population"]
    assert (value, year, source.source) == (84_012_284, 2025, "factbook")
    assert {cell.year for cells in indicators(store).values() for cell in cells.values()} > {2023, 2024, 2025}


def test_what_is_not_known_has_no_cell(store: Store) -> None:
    told = indicators(store)
    both = [state for state, cells in told.items() if {"population", "gdp_usd"} <= set(cells)]
    all_three = [state for state in both if "unemployment_pct" in told[state]]

    assert len(both) == 225
    assert len(all_three) == 189
    assert "unemployment_pct" not in told["ABW"]


def test_a_year_is_that_very_year(store: Store) -> None:
    told = indicators(store, sources={"population": "worldbank", "gdp_usd": "pwt"}, year=2014)

    assert {cell.year for cells in told.values() for cell in cells.values()} == {2014}
    assert told["DEU"]["gdp_usd"].value == 3_898_726_662_700


def test_namibia_is_in_the_world_bank_table(store: Store) -> None:
    table = store.newest("worldbank").table("indicators").filter(pc.field("iso3") == "NAM")

    assert set(table.column("iso2").to_pylist()) == {"NA"}
    assert population_series(store, state="NAM")[2022].value > 2_000_000


def test_there_is_no_world_and_no_union_to_add_up(store: Store) -> None:
    codes = set(indicators(store))

    assert not codes & {"WLD", "EUU", "EU", "XX"}
    assert all(len(code) == 3 for code in codes)


def test_palestine_is_one_row_with_the_population_of_both_parts(store: Store) -> None:
    told = indicators(store, states=["PSE"])["PSE"]

    assert told["population"].value > 5_000_000


def test_an_indicator_that_a_source_does_not_have_is_refused(store: Store) -> None:
    with pytest.raises(
        BadFigures, match="no indicator 'unemployment_pct' in worldbank; there are: population"
    ):
        indicators(store, sources={"unemployment_pct": "worldbank"})


def test_austria_is_aut_whatever_unhcr_calls_it(store: Store) -> None:
    told = countries(store)

    assert (told["AUT"].name, told["AUT"].unhcr) == ("Austria", "AUS")
    assert (told["AUS"].name, told["AUS"].unhcr) == ("Australia", "AUL")
    assert (told["EGY"].unhcr, told["MTQ"].unhcr) == ("ARE", "MAR")


def test_every_code_of_the_tables_has_a_name(store: Store, unhcr: Release) -> None:
    known = countries(store)

    for year in (1951, 1980, 1996, 2015, 2025):
        assert set(origins(unhcr, year=year).by) | set(hosted(unhcr, year=year).by) <= set(known)


def test_kosovo_has_its_own_entry_and_is_counted_under_serbia_in_the_tables(
    store: Store, unhcr: Release
) -> None:
    assert name_of(store, "XKX") == KOSOVO
    assert "XKX" not in hosted(unhcr, year=2025).by
    assert "XKX" in indicators(store)
    assert countries(store)["SRB"].name == "Serbia and Kosovo: S/RES/1244 (1999)"


def test_unknown_is_not_kosovo(store: Store) -> None:
    assert name_of(store, "UNK") == "Unknown"


def test_the_office_decides_what_a_place_is_called(store: Store) -> None:
    assert (
        name_of(store, "FLK", names={"FLK": "Falkland Islands (Malvinas)"}) == "Falkland Islands (Malvinas)"
    )
    assert name_of(store, "FLK") == "Falkland Is."
    assert name_of(store, "QQQ") == "QQQ"


def test_serbia_has_exactly_eight_neighbours(store: Store) -> None:
    told = neighbours(store)["SRB"]

    assert [each.iso3 for each in told] == ["ALB", "BGR", "BIH", "HRV", "HUN", "MKD", "MNE", "ROU"]
    assert told[0].note == "only through Kosovo (S/RES/1244 (1999))"


def test_whoever_is_a_neighbour_has_one(store: Store) -> None:
    told = neighbours(store)

    for state, there in told.items():
        for each in there:
            assert state in {back.iso3 for back in told[each.iso3]}
    assert sum(len(there) for there in told.values()) == 2 * 324


def test_surprising_neighbours_say_why(store: Store) -> None:
    told = neighbours(store)
    notes = {(one, each.iso3): each.note for one, there in told.items() for each in there}

    assert notes["BRA", "FRA"] == "French Guiana drawn as part of France"
    assert notes["ESP", "MAR"] == "Ceuta and Melilla"
    assert notes["POL", "RUS"] == "Kaliningrad"
    assert notes["DZA", "ESH"] == "status of Western Sahara: a policy setting"


def test_the_map_carries_its_disclaimer(store: Store) -> None:
    told = world_map(store)

    assert told["metadata"]["disclaimer"] == DISCLAIMER
    assert len(told["objects"]["countries"]["geometries"]) == 177


def test_shapes_without_a_code_are_counted_where_unhcr_counts_them(store: Store) -> None:
    shapes = [shape["properties"] for shape in world_map(store)["objects"]["countries"]["geometries"]]
    without = {shape["stat_iso3"] for shape in shapes if shape["iso3"] is None}

    assert without == {"CYP", "SOM", "SRB"}
    assert KOSOVO in {shape["name"] for shape in shapes}


def test_small_host_countries_are_listed_where_the_map_has_no_shape(store: Store, unhcr: Release) -> None:
    told = without_shape(store, hosted(unhcr, year=2025))

    assert {"MLT", "SGP", "CPV", "MUS"} <= set(told)
    assert not set(told) & drawn(store)


def test_a_caller_cannot_change_the_map_of_others(store: Store) -> None:
    world_map(store)["objects"].clear()

    assert world_map(store)["objects"]


def test_thirty_hosts_have_no_shape_and_none_is_dropped(store: Store, unhcr: Release) -> None:
    hosts = {code for code in unhcr.table("population").column("coa_iso").to_pylist() if code != "UNK"}

    assert len(without_shape(store, hosts)) == 30
    assert set(without_shape(store, hosts)) | (hosts & drawn(store)) == hosts


def test_four_shapes_have_no_name_of_unhcr(store: Store) -> None:
    known = countries(store)
    shapes = [shape["properties"] for shape in world_map(store)["objects"]["countries"]["geometries"]]
    unnamed = {shape["iso3"] for shape in shapes if shape["iso3"] and shape["iso3"] not in known}

    assert unnamed == {"ATA", "ATF", "FLK", "TWN"}
    assert all(name_of(store, code) != code for code in unnamed)


def test_cells_that_the_sources_leave_empty_stay_empty(store: Store) -> None:
    assert store.newest("worldbank").table("indicators").column("population").null_count == 30
    assert store.newest("pwt").table("indicators").column("gdp_nominal_musd").null_count == 4
