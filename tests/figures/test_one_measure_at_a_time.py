"""Unlike measures are never added, and what is not known is never a zero."""

import pytest

from asylon.figures import BadFigures, Release
from asylon.figures.asylum import ELSE_TYPES, NEW_TYPES, applications, decisions
from asylon.figures.demographics import cell, demographics
from asylon.figures.people import flows, hosted, origins, series
from asylon.figures.shapes import TABLES
from asylon.figures.solutions import solutions


def test_each_measure_has_its_own_answer(unhcr: Release) -> None:
    totals = {
        measure: hosted(unhcr, year=2025, measure=measure).total.value
        for measure in TABLES["population"].values
    }

    assert totals["refugees"] == 28_461_306
    assert len(set(totals.values())) == len(totals)


@pytest.mark.parametrize("measure", ["everybody", "refugees+idps", "", "REF"])
def test_there_is_no_measure_of_everybody(unhcr: Release, measure: str) -> None:
    with pytest.raises(BadFigures, match="there is no measure"):
        hosted(unhcr, year=2025, measure=measure)


def test_a_misspelt_measure_is_told_the_nearest(unhcr: Release) -> None:
    with pytest.raises(BadFigures, match="did you mean 'asylum_seekers'"):
        hosted(unhcr, year=2025, measure="asylum-seekers")


def test_a_year_without_figures_is_refused_with_those_that_there_are(unhcr: Release) -> None:
    with pytest.raises(BadFigures, match="there are: 1951 to 2025"):
        hosted(unhcr, year=2031)


def test_a_grouping_is_by_asylum_or_by_origin(unhcr: Release) -> None:
    with pytest.raises(BadFigures, match="not by 'coa'"):
        flows(unhcr, year=2025, by="coa")


def test_cases_are_not_persons(unhcr: Release) -> None:
    told = applications(unhcr, year=2014)

    assert "USA" not in told.by, "immigration courts count cases, and the other authority has its own level"
    assert told.in_cases["USA"].value == 63_903
    assert told.not_first["USA"].value == 32_247
    assert decisions(unhcr, year=2014).unit == "persons"


def test_decisions_are_in_persons_or_in_cases(unhcr: Release) -> None:
    with pytest.raises(BadFigures, match="persons or cases, not in 'both'"):
        decisions(unhcr, year=2025, unit="both")


def test_which_types_were_read_is_told_for_each_country(unhcr: Release) -> None:
    told = applications(unhcr, year=2011)

    assert told.rule["AUT"] == NEW_TYPES
    assert told.rule["HUN"] == told.rule["SVN"] == told.rule["ROU"] == ELSE_TYPES
    assert told.checked
    assert not applications(unhcr, year=2025).checked


def test_appeals_are_not_counted_again(unhcr: Release) -> None:
    told = applications(unhcr, year=2014)

    assert told.not_first["DEU"].value == 29_745
    assert told.by["DEU"].value == 173_077


def test_applications_by_origin_are_the_same_applications(unhcr: Release) -> None:
    assert applications(unhcr, year=2011, by="origin").total == applications(unhcr, year=2011).total


def test_the_types_of_a_state_do_not_depend_on_the_origin_asked_for(unhcr: Release) -> None:
    whole = applications(unhcr, year=2014, by="origin", asylum="HUN")

    for origin, count in list(whole.by.items())[::20]:
        assert applications(unhcr, year=2014, origin=origin).by["HUN"] == count


def test_decisions_that_do_not_add_up_are_told_and_not_repaired(unhcr: Release) -> None:
    odd = [
        outcome
        for year in range(2000, 2026)
        for outcome in decisions(unhcr, year=year).by.values()
        if not outcome.adds_up
    ]

    assert odd
    for outcome in odd:
        parts = outcome.recognised + outcome.other + outcome.rejected + outcome.closed
        assert parts.value != outcome.total.value


def test_decisions_at_one_level(unhcr: Release) -> None:
    first = decisions(unhcr, year=2025, levels=("FI",))

    assert first.levels == ("FI",)
    assert first.total.recognised.value == 339_395
    assert len(decisions(unhcr, year=2025).levels) > 1


def test_a_zero_and_a_five_are_intervals(unhcr: Release) -> None:
    told = hosted(unhcr, year=2025, origin="SYR").by
    five = next(count for count in told.values() if count.value == 5)
    none = next(count for count in told.values() if count.value == 0)

    assert (five.low, five.high) == (1, 5)
    assert (none.low, none.high) == (0, 4)


def test_a_large_number_is_itself(unhcr: Release) -> None:
    count = series(unhcr, asylum="SRB", origin="HRV")[1996]

    assert count.low == count.value == count.high


def test_no_figure_is_not_zero(unhcr: Release) -> None:
    told = solutions(unhcr, year=2025, measure="resettlement").by
    returned = solutions(unhcr, year=2025, measure="returned_refugees").by

    assert set(returned) - set(told), "countries with returns and without a figure for resettlement"


def test_sex_and_age_that_are_not_known_are_none(unhcr: Release) -> None:
    told = demographics(unhcr, year=2025, pop_type="OOC", asylum="ABW")

    assert told is not None
    assert told.total > 0
    assert told.female is None
    assert told.male is None
    assert told.ages is None
    assert told.children is None
    assert told.sex_unknown == told.total


def test_a_zero_of_a_row_without_a_split_is_none(unhcr: Release) -> None:
    rows = unhcr.table("demographics").to_pylist()
    no_sex = [row for row in rows if cell(row, "f_total") is None]
    no_age = [row for row in rows if cell(row, "f_5_11") is None]
    zero = next(row for row in rows if cell(row, "f_5_11") == 0)

    assert len(no_sex) == 3_308
    assert len(no_age) == 4_271
    assert cell(no_sex[0], "total") == no_sex[0]["total"]
    assert zero["f_total"] + zero["m_total"] > 0


def test_rows_whose_sexes_differ_from_their_total_are_counted(unhcr: Release) -> None:
    kinds = ["OOC", "OIP", "HST", "IDP", "RDP", "RET", "ASY", "REF", "STA"]
    told = [demographics(unhcr, year=2025, pop_type=kind) for kind in kinds]

    assert sum(each.not_adding_up for each in told if each) == 322


def test_nobody_of_that_kind_is_none_and_not_zero(unhcr: Release) -> None:
    assert demographics(unhcr, year=2025, pop_type="REF", asylum="ABW", origin="PRK") is None


def test_a_figure_carries_what_must_be_shown(unhcr: Release) -> None:
    source = hosted(unhcr, year=2025).source

    assert source.attribution == "UNHCR Refugee Data Finder, CC BY 4.0"
    assert source.release == "2025.12.1"
    assert source.words() == "UNHCR Refugee Data Finder, CC BY 4.0; release 2025.12.1; converted"
    assert origins(unhcr, year=2025).source == applications(unhcr, year=2025).source == source
