"""A plain table of arrivals. All of them are made up."""

from datetime import date

import pytest

from asylon.interchange import BadFile, read_file
from tests.interchange.conftest import Write

HEADER = "day,place,origin,sex,age,persons,basis,source\n"
TABLE = HEADER + (
    "2026-03-01,Invented Pass,SYR,f,0-17,120,counted,border police (invented)\n"
    "2026-03-01,Invented Pass,SYR,m,18+,340,estimated,border police (invented)\n"
    "2026-03-02,Invented Bridge,,,,,estimated,volunteers (invented)\n"
    "2026-03-02,Invented Bridge,AFG,unknown,unknown,0,counted,border police (invented)\n"
)


def test_rows_as_they_were_counted(write: Write) -> None:
    first, second, third, fourth = read_file(write(TABLE), codes="iso").whole().rows()

    assert first == {
        "day": date(2026, 3, 1),
        "place": "Invented Pass",
        "origin": "SYR",
        "sex": "f",
        "age": "0-17",
        "age_from": 0,
        "age_to": 17,
        "persons": 120,
        "basis": "counted",
        "source": "border police (invented)",
    }
    assert (second["age_from"], second["age_to"], second["basis"]) == (18, None, "estimated")
    assert (third["origin"], third["sex"], third["age"]) == (None, None, None)
    assert (fourth["persons"], fourth["sex"]) == (0, None)


def test_no_number_is_not_zero(write: Write) -> None:
    read = read_file(write(TABLE), codes="iso").whole()
    note = read.report.note("no_number")

    assert [row["persons"] for row in read.rows()] == [120, 340, None, 0]
    assert note is not None
    assert note.sentence() == "rows that say that people arrived and not how many: 1"


def test_estimates_are_told(write: Write) -> None:
    note = read_file(write(TABLE), codes="iso").whole().report.note("estimated")

    assert note is not None
    assert note.count == 2


@pytest.mark.parametrize(
    ("age", "around"),
    [("0-17", False), ("12-17", False), ("18-59", False), ("15-24", True), ("16+", True), ("17", False)],
)
def test_an_age_on_either_side_of_18_is_told(write: Write, age: str, around: bool) -> None:
    text = HEADER + f"2026-03-01,Pass,SYR,f,{age},10,counted,invented\n"

    assert (read_file(write(text), codes="iso").whole().report.note("around_18") is not None) == around


def test_a_total_beside_its_parts_is_told(write: Write) -> None:
    text = HEADER + (
        "2026-03-01,Pass,SYR,,,20,counted,invented\n"
        "2026-03-01,Pass,SYR,f,,12,counted,invented\n"
        "2026-03-01,Pass,SYR,m,,8,counted,invented\n"
    )

    note = read_file(write(text), codes="iso").whole().report.note("total_and_parts")

    assert note is not None
    assert "counts people twice" in note.sentence()


def test_two_sources_and_two_places_are_told(write: Write) -> None:
    text = HEADER + (
        "2026-03-01,Pass,SYR,,,20,counted,police\n"
        "2026-03-01,Pass,SYR,,,25,estimated,volunteers\n"
        "2026-03-01,Bridge,SYR,,,18,counted,police\n"
    )

    report = read_file(write(text), codes="iso").whole().report

    assert report.note("two_sources") is not None
    assert report.note("two_places") is not None


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1.3.2026,Pass,SYR,f,,10,counted,x", "column day: '1.3.2026' is no day; write it as 2026-11-22"),
        ("2026-02-30,Pass,SYR,f,,10,counted,x", "column day: '2026-02-30' is no day"),
        ("2026-03-01,,SYR,f,,10,counted,x", "column place: is empty"),
        ("2026-03-01,Pass,QQQ,f,,10,counted,x", "column origin: 'QQQ' is no country code of ISO"),
        ("2026-03-01,Pass,SYR,w,,10,counted,x", "column sex: 'w' is none of f, m, x, unknown or empty"),
        ("2026-03-01,Pass,SYR,f,child,10,counted,x", "column age: 'child' is no age"),
        ("2026-03-01,Pass,SYR,f,17-0,10,counted,x", "column age: '17-0' is no age"),
        ("2026-03-01,Pass,SYR,f,,-1,counted,x", "column persons: -1 is negative"),
        ("2026-03-01,Pass,SYR,f,,1.5,counted,x", "column persons: 1.5 is not whole"),
        ("2026-03-01,Pass,SYR,f,,10,guessed,x", "column basis: 'guessed' is none of counted, estimated"),
        ("2026-03-01,Pass,SYR,f,,10,counted,", "column source: is empty"),
        ("2026-03-01,=cmd|'x'!A1,SYR,f,,10,counted,x", "column place: .*looks like a formula"),
        ("2026-03-01,Pa\tss,SYR,f,,10,counted,x", "column place: has a sign that cannot be printed"),
        ("2026-03-01,Pass,SYR,f,,10,counted", "row 1: has 7 cells and the header has 8"),
    ],
)
def test_a_row_that_does_not_fit_is_told_with_its_place(write: Write, row: str, said: str) -> None:
    with pytest.raises(BadFile, match=said):
        read_file(write(HEADER + row + "\n"), codes="iso").whole()


def test_every_fault_is_told_at_once_and_good_rows_stay(write: Write) -> None:
    text = TABLE + "2026-03-03,Pass,SYR,f,,x,counted,s\n2026-03-04,,SYR,f,,1,maybe,s\n"

    read = read_file(write(text), codes="iso")

    assert {(each.row, each.column) for each in read.report.faults} == {
        (5, "persons"),
        (6, "place"),
        (6, "basis"),
    }
    assert read.table.num_rows == 4


def test_the_same_arrival_twice_is_refused(write: Write) -> None:
    line = "2026-03-01,Pass,SYR,f,,10,counted,police\n"

    with pytest.raises(BadFile, match="row 2: says the same as row 1"):
        read_file(write(HEADER + line + line), codes="iso").whole()


def test_a_missing_or_misspelt_column_is_told(write: Write) -> None:
    with pytest.raises(BadFile, match="column source: is missing; did you mean 'sourc'"):
        read_file(write("day,place,origin,persons,basis,sourc\n2026-03-01,P,SYR,1,counted,x\n"), codes="iso")
    with pytest.raises(BadFile, match="column age: is missing; did you mean 'ages'"):
        read_file(
            write("day,place,origin,ages,persons,basis,source\n2026-03-01,P,SYR,1,1,counted,x\n"), codes="iso"
        )


def test_sex_and_age_may_be_left_out_and_columns_may_have_other_names(write: Write) -> None:
    text = "date,place,origin,people,counted or estimated,source\n2026-03-01,Pass,SYR,10,counted,x\n"

    row = read_file(write(text), codes="iso").whole().rows()[0]

    assert (row["persons"], row["sex"], row["age"]) == (10, None, None)


def test_names_in_every_script(write: Write) -> None:
    for place in ("Прешево", "معبر مختلق", "می‌خواهم", "Győr"):
        text = HEADER + f"2026-03-01,{place},SYR,f,,10,counted,x\n"
        assert read_file(write(text), codes="iso").whole().rows()[0]["place"] == place
