"""A table of arrivals as records: ages fall into bands, finer rows are added up, unknown stays unknown."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.responses.emergencies.importing import ReadTable, band_of, read_table
from asylon.responses.emergencies.kinds import AgeBand

HEAD = "day,place,origin,sex,age,persons,basis,source\n"


def read(tmp_path: Path, *lines: str, codes: str = "iso") -> ReadTable:
    path = tmp_path / "arrivals.csv"
    path.write_text(HEAD + "".join(f"{line}\n" for line in lines), "utf-8")
    return read_table(path, codes=codes, host="SRB")


@pytest.mark.parametrize(
    ("first", "last", "band"),
    [
        (None, None, AgeBand.NOT_KNOWN),
        (3, 3, AgeBand.UNDER_5),
        (5, 11, AgeBand.FROM_5),
        (0, 17, AgeBand.CHILD),
        (4, 5, AgeBand.CHILD),
        (17, 18, AgeBand.NOT_KNOWN),
        (18, 59, AgeBand.ADULT),
        (18, None, AgeBand.GROWN),
        (60, None, AgeBand.OLDER),
        (55, 64, AgeBand.GROWN),
        (0, None, AgeBand.NOT_KNOWN),
    ],
)
def test_an_age_falls_into_the_narrowest_band_that_holds_it(
    first: int | None, last: int | None, band: AgeBand
) -> None:
    assert band_of(first, last) is band


@given(first=st.integers(0, 17), more=st.integers(0, 90))
def test_a_span_on_both_sides_of_18_is_never_called_a_child_or_an_adult(first: int, more: int) -> None:
    last = 18 + more
    assert band_of(first, last) is AgeBand.NOT_KNOWN


def test_rows_of_one_band_are_added_up_and_one_that_is_not_known_leaves_the_sum_unknown(
    tmp_path: Path,
) -> None:
    found = read(
        tmp_path,
        "2026-11-20,Gate 1,SYR,f,3,12,counted,Log",
        "2026-11-20,Gate 1,SYR,f,4,9,counted,Log",
        "2026-11-20,Gate 1,SYR,m,3,7,counted,Log",
        "2026-11-20,Gate 1,SYR,m,4,,counted,Log",
    )
    assert [(each.sex.value, each.persons) for each in found.rows] == [("female", 21), ("male", None)]


def test_the_same_letters_mean_other_countries_in_the_codes_of_unhcr(tmp_path: Path) -> None:
    line = "2026-11-20,Gate 1,AUS,,,12,counted,Log"
    assert [each.origin for each in read(tmp_path, line).rows] == ["AUS"]
    assert [each.origin for each in read(tmp_path, line, codes="unhcr").rows] == ["AUT"]


def test_a_file_with_a_fault_gives_no_rows_and_says_where(tmp_path: Path) -> None:
    found = read(tmp_path, "2026-11-20,Gate 1,SYR,f,3,12,counted,Log", "soon,Gate 1,SYR,m,3,7,counted,Log")
    assert found.rows == ()
    assert "row 2" in found.faults[0].place


def test_an_origin_that_is_not_known_is_said_to_be_so(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "2026-11-20,Gate 1,,,,12,estimated,Log").rows
    assert (row.origin, row.how.value, row.source) == ("UNK", "estimated", "Log")
