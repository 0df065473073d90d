"""The shipped figures are the published ones. Source: UNHCR Refugee Data Finder, release 2025.12.1."""

import pytest

from asylon.figures import Release
from asylon.figures.asylum import applications, applications_series, decisions
from asylon.figures.counts import rows_of
from asylon.figures.demographics import demographics
from asylon.figures.people import hosted, origins, series
from asylon.figures.solutions import solutions

WORLD = {
    2015: 16_110_276,
    2020: 20_661_846,
    2022: 29_429_078,
    2023: 31_637_408,
    2024: 30_958_200,
    2025: 28_461_306,
}


@pytest.mark.parametrize(("year", "persons"), WORLD.items())
def test_the_refugees_of_the_world(unhcr: Release, year: int, persons: int) -> None:
    assert hosted(unhcr, year=year).total.value == persons
    assert origins(unhcr, year=year).total.value == persons
    assert series(unhcr)[year].value == persons


def test_the_five_largest_hosts_of_2025(unhcr: Release) -> None:
    found = [(state, count.value) for state, count in hosted(unhcr, year=2025).largest(5)]

    assert found == [
        ("DEU", 2_655_191),
        ("TUR", 2_390_414),
        ("UGA", 1_936_719),
        ("TCD", 1_502_263),
        ("BGD", 1_178_038),
    ]


def test_serbia_1996_from_croatia_and_from_bosnia(unhcr: Release) -> None:
    told = origins(unhcr, year=1996, asylum="SRB").by

    assert told["HRV"].value == 297_099
    assert told["BIH"].value == 250_744
    assert hosted(unhcr, year=1996, origin="HRV").by["SRB"] == told["HRV"]
    assert series(unhcr, asylum="SRB", origin="HRV")[1996] == told["HRV"]


def test_decisions_of_2025_in_persons_and_in_cases(unhcr: Release) -> None:
    persons = decisions(unhcr, year=2025).total
    cases = decisions(unhcr, year=2025, unit="cases").total

    assert (persons.recognised.value, cases.recognised.value) == (494_652, 21_597)
    assert (persons.other.value, cases.other.value) == (165_612, 0)
    assert (persons.rejected.value, cases.rejected.value) == (878_004, 51_586)
    assert (persons.closed.value, cases.closed.value) == (862_632, 362_104)


def test_the_table_of_decisions_holds_every_row_of_2025(unhcr: Release) -> None:
    """A sum over both units means nothing; it shows that no row was lost."""
    rows = rows_of(unhcr, "asylum_decisions", year=2025)
    sums = [
        sum(rows.column(f"dec_{outcome}").to_pylist())
        for outcome in ("recognized", "other", "rejected", "closed")
    ]

    assert sums == [516_249, 165_612, 929_590, 1_224_736]


def test_resettlement_and_naturalisation(unhcr: Release) -> None:
    assert solutions(unhcr, year=2024).total.value == 188_759
    assert solutions(unhcr, year=2025).total.value == 81_766
    assert solutions(unhcr, year=2025, measure="naturalisation").total.value == 93_296


def test_first_applications_in_germany_2014(unhcr: Release) -> None:
    assert applications(unhcr, year=2014).by["DEU"].value == 173_077


@pytest.mark.parametrize(
    ("state", "persons"),
    [
        ("AUT", [11_003, 14_392, 17_393, 17_484, 28_050]),
        ("HUN", [2_086, 1_678, 2_148, 18_560, 41_113]),
        ("ROU", [866, 2_058, 2_484, 1_489, 1_532]),
        ("SVN", [239, 366, 294, 227, 350]),
    ],
)
def test_first_applications_2010_to_2014(unhcr: Release, state: str, persons: list[int]) -> None:
    found = applications_series(unhcr, asylum=state, years=range(2010, 2015))

    assert [found[year].value for year in range(2010, 2015)] == persons


def test_first_applications_in_germany_2010_to_2014_are_all_there(unhcr: Release) -> None:
    found = applications_series(unhcr, asylum="DEU", years=range(2010, 2015))

    assert sum(count.value for count in found.values()) == 434_184


@pytest.mark.parametrize(
    ("pop_type", "measure", "persons"),
    [
        ("REF", "refugees", 28_461_306),
        ("ASY", "asylum_seekers", 8_998_097),
        ("IDP", "idps", 64_239_352),
        ("RET", "returned_refugees", 4_362_272),
    ],
)
def test_demographics_agree_with_the_population(
    unhcr: Release, pop_type: str, measure: str, persons: int
) -> None:
    told = demographics(unhcr, year=2025, pop_type=pop_type)

    assert told is not None
    assert told.total == hosted(unhcr, year=2025, measure=measure).total.value == persons


def test_stateless_people_differ_between_the_tables_and_both_are_told(unhcr: Release) -> None:
    told = demographics(unhcr, year=2025, pop_type="STA")

    assert told is not None
    assert told.total == 2_875_412
    assert hosted(unhcr, year=2025, measure="stateless").total.value == 4_477_220


def test_returns_agree_between_solutions_and_population_in_every_year(unhcr: Release) -> None:
    of_solutions = series(unhcr, measure="returned_refugees", table="solutions")
    of_population = series(unhcr, measure="returned_refugees")

    assert {year: count.value for year, count in of_solutions.items() if count.value} == {
        year: count.value for year, count in of_population.items() if count.value
    }
