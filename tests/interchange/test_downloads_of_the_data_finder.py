"""CSV as the Refugee Data Finder gives it, whole or in part, old or new."""

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from asylon.figures import Release
from asylon.figures.keeping import content_of
from asylon.figures.shapes import TABLES
from asylon.interchange import BadFile, read_file
from tests.interchange.conftest import Write, finder, population


@pytest.fixture(scope="module")
def serbia(unhcr: Release) -> pa.Table:
    return unhcr.table("population").filter(pc.field("coa_iso") == "SRB")


def test_the_download_says_the_same_as_the_release(serbia: pa.Table, write: Write) -> None:
    read = read_file(write(finder(serbia)), codes="iso").whole()

    assert read.report.kind == "population"
    assert content_of(read.table) == content_of(serbia)


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_every_table_says_the_same_after_a_round_trip(
    unhcr: Release, write: Write, name: str, ending: str
) -> None:
    table = unhcr.table(name).slice(20_000, 700)

    read = read_file(write(table, f"file.{ending}"), codes="iso").whole()

    assert read.report.kind == name
    assert content_of(read.table) == content_of(table)


def test_lines_before_the_header_are_left_out(serbia: pa.Table, write: Write) -> None:
    path = write(finder(serbia))
    path.write_text("Extracted on some day\n" + "\n" * 6 + '"Notes, and more"\n' + path.read_text())

    read = read_file(path, codes="iso").whole()

    assert content_of(read.table) == content_of(serbia)
    note = read.report.note("preamble")
    assert note is not None
    assert note.count == 2, "empty lines are no lines"


def test_a_download_of_some_measures_says_which_it_does_not_have(write: Write) -> None:
    header = "Year,Country of origin (ISO),Country of asylum (ISO),Stateless persons,Host Community"
    read = read_file(write(population((2025, "UNK", "CIV", 900_000, 0), header=header)), codes="iso").whole()
    note = read.report.note("absent_measures")

    assert read.report.kind == "population"
    assert read.rows()[0]["refugees"] is None
    assert read.rows()[0]["stateless"] == 900_000
    assert note is not None
    assert "not zero: refugees, asylum_seekers" in note.sentence()


def test_a_misspelt_measure_does_not_pass_for_an_absent_one(write: Write) -> None:
    header = "year,coo_iso,coa_iso,refugees,idps,stateles"
    with pytest.raises(BadFile, match="column stateless: is missing; did you mean 'stateles'"):
        read_file(write(population((2025, "SYR", "DEU", 10, 0, 0), header=header)), codes="iso")


def test_columns_that_fit_two_tables_are_not_guessed(write: Write) -> None:
    path = write(population((2025, "SYR", "DEU", 10), header="year,coo_iso,coa_iso,refugees"))

    with pytest.raises(BadFile, match="this may be population or flows; say which with --table"):
        read_file(path, codes="iso")
    assert read_file(path, codes="iso", table="flows").whole().report.kind == "flows"
    assert read_file(path, codes="iso", table="population").whole().report.kind == "population"


def test_an_unknown_origin_without_a_code_is_read_by_its_name(write: Write) -> None:
    header = "year,coo_name,coo_iso,coa_iso,refugees,idps"
    read = read_file(write(population((1951, "Unknown", "", "AUS", 180_000, 0), header=header)), codes="iso")
    note = read.whole().report.note("unknown_origin")

    assert read.rows()[0]["coo_iso"] == "UNK"
    assert note is not None
    assert note.count == 1
    other = population((1951, "Somewhere", "", "AUS", 180_000, 0), header=header)
    with pytest.raises(BadFile, match="column coo_iso: is empty; a code is needed"):
        read_file(write(other), codes="iso").whole()


def test_a_column_that_is_new_is_told_and_not_read(unhcr: Release, write: Write) -> None:
    table = unhcr.table("flows").slice(0, 3).append_column("mood", pa.array(["a", "b", "c"]))

    read = read_file(write(table), codes="iso").whole()
    note = read.report.note("unread_columns")

    assert note is not None
    assert note.sentence() == "columns that are not read: mood"
    assert "mood" not in read.table.column_names


def test_a_dash_is_no_figure(write: Write) -> None:
    read = read_file(write(population((2025, "SYR", "DEU", 10, "-"))), codes="iso").whole()

    assert read.rows()[0]["idps"] is None


def test_a_jump_is_told_when_it_is_read(write: Write) -> None:
    rows = [(year, "UKR", "POL", persons, 0) for year, persons in ((2021, 5_000), (2022, 960_000))]

    note = read_file(write(population(*rows)), codes="iso").whole().report.note("stock_breaks")

    assert note is not None
    assert "refugees POL 2022: 5,000 to 960,000" in note.sentence()


def test_byte_order_mark_carriage_returns_and_a_missing_last_end_of_line(write: Write) -> None:
    plain = population((2025, "SYR", "DEU", 10, 0), (2025, "AFG", "DEU", 20, 0))
    odd = "\ufeff" + plain.replace("\n", "\r\n").rstrip()

    assert (
        read_file(write(odd), codes="iso").whole().rows()
        == read_file(write(plain), codes="iso").whole().rows()
    )
