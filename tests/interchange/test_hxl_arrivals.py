"""Arrivals in CSV with HXL tags, as the page for arrivals takes them. All figures here are made up."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asylon.interchange import BadFile, Imported
from asylon.interchange.hxl_arrivals import read_hxl_arrivals
from tests.interchange.conftest import Write

TAGGED = """Day,Crossing,From,From,Women,Men,Children
#date,#adm1+name,#country+name+origin,#country+code+origin,#affected+refugees+f,#affected+refugees+m,#affected+idps
2026-11-20,Gate 1,Syria,SYR,12,7,3
2026-11-21,Gate 1,,,5,,1
"""


def read(path: Path, codes: str | None = "iso", **said: str) -> Imported:
    told = {"host": "SRB", "basis": "counted", "source": "Border log", **said}
    return read_hxl_arrivals(path, codes=codes, **told)


def faults_of(path: Path, codes: str | None = "iso", **said: str) -> list[tuple[str, int, str]]:
    try:
        report = read(path, codes, **said).report
    except BadFile as bad:
        return [(each.code, getattr(each, "row", 0), getattr(each, "column", "")) for each in bad.faults]
    return [(each.code, each.row, each.column) for each in report.faults]


def test_each_column_of_people_who_arrived_gives_a_row_of_arrivals(write: Write) -> None:
    found = read(write(TAGGED))
    rows = [(row["day"], row["place"], row["origin"], row["sex"], row["persons"]) for row in found.rows()]

    assert rows == [
        (date(2026, 11, 20), "Gate 1", "SYR", "f", 12),
        (date(2026, 11, 21), "Gate 1", None, "f", 5),
        (date(2026, 11, 20), "Gate 1", "SYR", "m", 7),
    ]
    assert {(row["basis"], row["source"]) for row in found.rows()} == {("counted", "Border log")}
    left_out = found.report.note("no_arrivals")
    assert left_out is not None
    assert left_out.sentence().endswith("#affected+idps")


def test_words_of_age_become_spans_that_never_cross_18(write: Write) -> None:
    head = "#date,#loc,#affected+infants,#affected+adolescents,#affected+adults\n"
    found = read(write(head + "2026-11-20,Gate,1,2,3\n"))
    ages = [(row["age"], row["age_from"], row["age_to"]) for row in found.rows()]

    assert ages == [("infants", 0, 17), ("adolescents", None, None), ("adults", 18, None)]
    assert found.report.note("ages_in_words") is not None
    assert found.report.note("no_origin") is not None


@pytest.mark.parametrize(
    ("columns", "cells", "code"),
    [
        ("#affected,#affected+f", "9,4", "total_and_parts"),
        ("#affected+f,#affected+children", "4,3", "total_and_parts"),
        ("#affected+refugees,#affected+asylumseekers", "9,4", "added_up"),
        ("#affected+adults,#affected+elderly", "9,4", "added_up"),
    ],
)
def test_columns_that_may_hold_the_same_person_twice_are_told(
    write: Write, columns: str, cells: str, code: str
) -> None:
    apart = read(write("#date,#loc,#affected+f,#affected+m\n2026-11-20,Gate,4,5\n")).report
    assert apart.note(code) is None

    assert read(write(f"#date,#loc,{columns}\n2026-11-20,Gate,{cells}\n")).report.note(code) is not None


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("#loc,#affected\nGate,1\n", [("missing_tag", 0, "")]),
        ("#date,#affected\n2026-11-20,1\n", [("missing_tag", 0, "")]),
        ("#date,#loc,#population\n2026-11-20,Gate,1\n", [("no_arrivals_tag", 0, "")]),
        (
            "#date,#loc,#afected+f,#affected+m\n2026-11-20,Gate,1,2\n",
            [("unknown_tag", 0, "#afected+f")],
        ),
        (
            "#date+start,#date+end,#loc,#affected\n2026-11-20,2026-11-21,Gate,1\n",
            [("duplicate_column", 0, "#date")],
        ),
        ("#date,#loc,#affected\n2026-11,Gate,1\n", [("bad_day", 1, "#date")]),
        (
            "#date,#loc,#affected\n,Gate,1\n2026-11-20,,2\n",
            [("no_value", 1, "#date"), ("no_value", 2, "#adm1")],
        ),
        ("#date,#loc,#affected\nsoon,Gate,1\n", [("bad_day", 1, "#date")]),
        ("#date,#loc,#affected\n2026-11-20,=cmd(),1\n", [("formula", 1, "#loc")]),
        ("#date,#loc,#affected\n2026-11-20,Gate,=1+1\n", [("formula", 1, "#affected")]),
        ("#date,#loc,#affected\n2026-11-20,Ga\0te,1\n", [("nul", 0, "")]),
        ("", [("empty", 0, "")]),
        ("#date,#loc,#affected\n", [("no_rows", 0, "")]),
        (
            "#date,#loc,#country+code,#affected\n2026-11-20,Gate,DEU,1\n",
            [("other_host", 1, "#country")],
        ),
    ],
)
def test_what_does_not_fit_is_told_with_its_row_and_column(
    write: Write, text: str, wrong: list[tuple[str, int, str]]
) -> None:
    assert faults_of(write(text)) == wrong


def test_a_row_of_the_host_that_was_said_is_taken(write: Write) -> None:
    assert not faults_of(write("#date,#loc,#country+code,#affected\n2026-11-20,Gate,SRB,1\n"))


def test_which_codes_what_basis_and_what_source_are_said_and_never_guessed(write: Write) -> None:
    line = "2026-11-20,Gate,{},1\n"
    head = "#date,#loc,#country+code+origin,#affected\n"
    assert faults_of(write(TAGGED), None) == [("no_scheme", 0, "")]
    assert faults_of(write(TAGGED), basis="", source=" ") == [("no_basis", 0, ""), ("no_source", 0, "")]
    for codes, origin in (("iso", "AUS"), ("unhcr", "AUT")):
        assert read(write(head + line.format("AUS")), codes).rows()[0]["origin"] == origin
    mixed = head + line.format("SYR") + "2026-11-20,Gate,GFR,2\n"
    column = "#country+code+origin"
    assert faults_of(write(mixed), "iso") == [("wrong_scheme", 0, column)]
    assert faults_of(write(mixed.replace("GFR", "DEU")), "unhcr") == [("wrong_scheme", 0, column)]
    assert not faults_of(write(mixed.replace("GFR", "DEU")), "iso")


CELLS = st.text(alphabet=st.characters(codec="utf-8"), max_size=12)


@settings(max_examples=60)
@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), min_size=1, max_size=4))
def test_whatever_stands_in_the_cells_comes_back_as_rows_or_as_faults(
    rows: list[tuple[str, ...]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("hxl") / "file.csv"
    lines = [",".join(f'"{cell.replace(chr(34), "")}"' for cell in row) for row in rows]
    text = "#date,#loc,#country+code+origin,#affected+f\n" + "\n".join(lines)
    path.write_text(text, encoding="utf-8", newline="")
    wrong, taken = faults_of(path), 0
    with suppress(BadFile):
        taken = read(path).table.num_rows
    assert not (wrong and taken)
