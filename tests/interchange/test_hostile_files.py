"""A file that is broken, hostile or something else ends as faults with a place, never as a crash."""

import io
import re
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from asylon.interchange import KINDS, BadFile, Imported, read_file
from tests.interchange.conftest import Write, population

GOOD = population((2025, "SYR", "DEU", 10, 0), (2025, "AFG", "DEU", 20, 0))
LINE = "2026-03-01,Pass,SYR,f,0-17,10,counted,x\n"
ARRIVALS = "day,place,origin,sex,age,persons,basis,source\n" + LINE
HXL = "#country+code,#affected+f\nSRB,10\n"


def parquet(table: pa.Table) -> bytes:
    sink = io.BytesIO()
    pq.write_table(table, sink)
    return sink.getvalue()


WHOLE = parquet(
    pa.table({"year": [2025], "coo_iso": ["SYR"], "coa_iso": ["DEU"], "refugees": [10], "idps": [0]})
)


def refused(path: Path) -> str:
    with pytest.raises(BadFile) as problem:
        read_file(path, codes="iso").whole()
    said = str(problem.value)
    assert all("\n" not in each.sentence() and len(each.sentence()) < 500 for each in problem.value.faults)
    return said


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "there is nothing here to read"),
        ("a.csv", b"\n\n  \n", "there is nothing here to read"),
        ("a.csv", GOOD.splitlines()[0].encode(), "has a header and no rows"),
        ("a.csv", GOOD.encode("utf-16"), "it is UTF-16 text; save it as UTF-8"),
        ("a.csv", GOOD.replace("SYR", "Côte").encode("latin-1"), r"is not UTF-8 text \(line 2\)"),
        ("a.csv", GOOD.replace("SYR", "S\0R").encode(), "there is a NUL byte in line 2"),
        ("a.csv", WHOLE, "it is a Parquet file; let its name end in .parquet"),
        ("a.csv", b"PK\x03\x04" + bytes(50), "it is a ZIP file or a spreadsheet"),
        ("a.csv", b"\x1f\x8b\x08" + bytes(50), "it is compressed with gzip; unpack it"),
        ("a.csv", GOOD.replace(",", ";").encode(), "separated by ';'; save it with commas"),
        ("a.csv", GOOD.replace(",", "\t").encode(), "separated by 'tab'; save it with commas"),
        ("a.csv", b"some words\nand more\n", "no line of the first 40 has the columns"),
        ("a.csv", GOOD.replace("DEU", '"DEU', 1).encode(), "line 3 is not CSV"),
        ("a.csv", ("x" * 200_000 + "\n" + GOOD).encode(), "line 1 is not CSV: field larger"),
        ("a.csv", GOOD.replace("AFG", "A" * 100_000).encode(), "row 2, column coo_iso: has 100,000 signs"),
        ("a.csv", GOOD.replace(",10,", ",10,7,").encode(), "row 1: has 6 cells and the header has 5"),
        (
            "a.csv",
            GOOD.replace("AFG", "=1+1").encode(),
            r"row 2, column coo_iso: '=1\+1' looks like a formula",
        ),
        ("a.csv", GOOD.replace("20,", "=2*10,").encode(), r"column refugees: '=2\*10' looks like a formula"),
        ("a.csv", GOOD.replace("20,", "@SUM(A1),").encode(), "column refugees: .* looks like a formula"),
        ("a.csv", GOOD.replace("20,", f"{'9' * 30},").encode(), "is more than a count of people can be"),
        ("a.csv", GOOD.replace("20,", f"{'9' * 300},").encode(), "is no number"),
        ("a.csv", GOOD.replace("20,", "1e3,").encode(), "'1e3' is no number"),
        ("a.csv", GOOD.replace("20,", "NaN,").encode(), "'NaN' is no number"),
        ("a.csv", GOOD.replace("20,", "٢٠,").encode(), "is no number; write digits only"),
        ("a.csv", GOOD.replace("20,", "1 000,").encode(), "'1 000' is no number"),
        ("a.csv", GOOD.replace("AFG", "A\u202eFG").encode(), "has a sign that cannot be printed"),
        ("a.csv", GOOD.replace("AFG", "SYR").encode(), "row 2: says the same as row 1"),
        ("a.csv", GOOD.replace("refugees", "IDPs").encode(), "column idps: stands here twice"),
        ("a.csv", GOOD.replace("coa_iso", "where").encode(), "column coa_iso: is missing"),
        ("a.csv", GOOD.replace("year,", "annee,").encode(), "no line of the first 40"),
        ("a.txt", GOOD.encode(), "^a.txt: ends neither in .csv nor in .parquet"),
        ("a.parquet", b"", "cannot be read"),
        ("a.parquet", GOOD.encode(), "cannot be read"),
        ("a.parquet", WHOLE[: len(WHOLE) // 2], "cannot be read"),
        ("a.parquet", WHOLE[:4] + bytes(len(WHOLE) - 8) + WHOLE[-4:], "cannot be read"),
        ("a.parquet", b"PAR1" + b"\xff" * 4 + b"PAR1", "cannot be read"),
    ],
)
def test_a_broken_file_is_told_with_its_place(write: Write, name: str, content: bytes, said: str) -> None:
    found = refused(write(content, name))

    assert re.search(said, found), found
    assert found.startswith(name) or f"/{name}: " in found


def test_a_file_that_is_not_there_and_a_folder(tmp_path: Path) -> None:
    assert "there is no such file" in refused(tmp_path / "none.csv")
    (tmp_path / "folder.csv").mkdir()
    assert "it is a folder" in refused(tmp_path / "folder.csv")


def test_columns_of_a_kind_that_no_table_has(write: Write) -> None:
    nested = pa.table({"year": [2025], "coo_iso": ["SYR"], "coa_iso": ["DEU"], "refugees": [[10]]})

    assert "column refugees: holds list" in refused(write(nested, "nested.parquet"))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 10.5, -1.0])
def test_numbers_that_count_nobody(write: Write, value: float) -> None:
    table = pa.table(
        {"year": [2025], "coo_iso": ["SYR"], "coa_iso": ["DEU"], "refugees": [value], "idps": [0]}
    )

    assert "row 1, column refugees" in refused(write(table, "odd.parquet"))


def test_text_in_the_place_of_numbers_in_parquet(write: Write) -> None:
    table = pa.table(
        {"year": ["2025"], "coo_iso": ["SYR"], "coa_iso": ["DEU"], "refugees": ["many"], "idps": ["0"]}
    )

    assert "column refugees: 'many' is no number" in refused(write(table, "words.parquet"))


def test_numbers_in_the_place_of_codes_in_parquet(write: Write) -> None:
    table = pa.table({"year": [2025], "coo_iso": [7], "coa_iso": ["DEU"], "refugees": [1], "idps": [0]})

    assert "column coo_iso: '7' is no country code" in refused(write(table, "numbers.parquet"))


def test_a_small_file_that_unpacks_into_a_huge_one_is_refused(write: Write) -> None:
    rows = 6_000_000
    table = pa.table({"year": pa.array([2025] * rows, pa.int16())})

    assert "is larger than 5,000,000 rows" in refused(write(table, "bomb.parquet"))


def test_a_file_with_faults_everywhere_does_not_fill_the_memory(write: Write) -> None:
    rows = [("x", "SYR", "DEU", "y", "z")] * 3000

    read = read_file(write(population(*rows)), codes="iso")

    assert 1000 <= len(read.report.faults) <= 4000
    assert read.table.num_rows == 0


def read_whatever(path: Path, table: str | None) -> Imported | None:
    try:
        return read_file(path, codes="iso", table=table)
    except BadFile as problem:
        said = [each.sentence() for each in problem.faults]
    assert said
    assert not any("\n" in each for each in said)
    return None


@settings(max_examples=150)
@given(content=st.binary(max_size=300), ending=st.sampled_from(["csv", "parquet"]))
@example(content=b'a,"\n', ending="csv")
@example(content=b"#,#\n", ending="csv")
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, ending: str
) -> None:
    path = tmp_path_factory.mktemp("any") / f"file.{ending}"
    path.write_bytes(content)

    read_whatever(path, None)


@settings(max_examples=200)
@given(
    base=st.sampled_from([GOOD, ARRIVALS, HXL]),
    at=st.integers(0, 120),
    cut=st.integers(0, 12),
    put=st.text(st.characters(codec="utf-8"), max_size=8)
    | st.sampled_from(["\n", ",", '"', ",,", "#", "-", "NA"]),
    table=st.none() | st.sampled_from(KINDS),
)
def test_a_file_that_was_spoilt_somewhere_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, base: str, at: int, cut: int, put: str, table: str | None
) -> None:
    path = tmp_path_factory.mktemp("spoilt") / "file.csv"
    path.write_text(base[:at] + put + base[at + cut :], encoding="utf-8", newline="")

    read_whatever(path, table)


@settings(max_examples=120)
@given(at=st.integers(0, len(WHOLE) - 1), byte=st.integers(0, 255), cut=st.integers(0, 3))
def test_a_parquet_file_that_was_spoilt_somewhere_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, at: int, byte: int, cut: int
) -> None:
    path = tmp_path_factory.mktemp("spoilt") / "file.parquet"
    path.write_bytes(WHOLE[:at] + bytes([byte]) + WHOLE[at + cut :])

    read_whatever(path, None)
