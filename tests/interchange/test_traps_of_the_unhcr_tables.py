"""The seventeen traps of the UNHCR tables, each with its number. Figures: release 2025.12.1."""

from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from asylon.figures import Manifest, Release, Store
from asylon.figures.asylum import applications, applications_series
from asylon.figures.breaks import rounded_years
from asylon.figures.keeping import keep
from asylon.figures.looking import look
from asylon.figures.people import series
from asylon.interchange import BadFile, Imported, read_file, read_files
from tests.interchange.conftest import Write, finder, population


def rows_with(table: pa.Table, **wanted: object) -> pa.Table:
    for column, value in wanted.items():
        table = table.filter(pc.field(column) == value)
    return table


@pytest.fixture(scope="module")
def na_applications(unhcr: Release, tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """Every row with a code NA, and all of Germany, through a CSV file and back."""
    import pyarrow.csv as pcsv

    table = unhcr.table("asylum_applications")
    has_na = (pc.field("app_type") == "NA") | (pc.field("dec_level") == "NA")
    kept = table.filter(has_na | (pc.field("coa_iso") == "DEU"))
    plain = pa.table({name: pa.array(kept.column(name).to_pylist()) for name in kept.column_names})
    path = tmp_path_factory.mktemp("na") / "applications.csv"
    pcsv.write_csv(plain, path)
    return read_file(path, codes="iso").whole()


def test_trap_01_na_is_a_code_and_not_a_null(na_applications: Imported) -> None:
    table = na_applications.table

    assert rows_with(table, app_type="NA").num_rows == 358
    assert rows_with(table, dec_level="NA").num_rows == 2_180
    german = rows_with(table, coa_iso="DEU", year=2014, app_type="N", dec_level="NA", app_pc="P")
    assert pc.sum(german.column("applied")).as_py() == 173_077


def test_trap_01_na_of_the_decisions_survives_too(unhcr: Release, write: Write) -> None:
    table = rows_with(unhcr.table("asylum_decisions"), dec_level="NA")

    read = read_file(write(table), codes="iso").whole()

    assert read.table.num_rows == 2_139
    assert set(read.table.column("dec_level").to_pylist()) == {"NA"}


def test_trap_01_a_file_that_lost_its_na_is_refused(unhcr: Release, write: Write) -> None:
    table = rows_with(unhcr.table("asylum_applications"), coa_iso="DEU", year=2014)
    lost = [None if level == "NA" else level for level in table.column("dec_level").to_pylist()]
    place = table.column_names.index("dec_level")
    path = write(table.set_column(place, "dec_level", pa.array(lost, pa.string())), "lost.parquet")

    with pytest.raises(BadFile, match="If it was NA: that is a code, and reading it as empty lost it"):
        read_file(path, codes="iso").whole()


@pytest.mark.parametrize(
    ("state", "persons"),
    [
        ("AUT", [11_003, 14_392, 17_393, 17_484, 28_050]),
        ("HUN", [2_086, 1_678, 2_148, 18_560, 41_113]),
        ("ROU", [866, 2_058, 2_484, 1_489, 1_532]),
        ("SVN", [239, 366, 294, 227, 350]),
    ],
)
def test_trap_02_first_applications_need_a_rule(
    unhcr: Release, write: Write, tmp_path: Path, state: str, persons: list[int]
) -> None:
    table = rows_with(unhcr.table("asylum_applications"), coa_iso=state)
    read = read_file(write(table), codes="iso").whole()
    kept = _kept(tmp_path, {"asylum_applications": read.table})

    found = applications_series(kept, asylum=state, years=range(2010, 2015))

    assert [count.value for count in found.values()] == persons


def test_trap_03_cases_are_not_persons(unhcr: Release, write: Write, tmp_path: Path) -> None:
    table = rows_with(unhcr.table("asylum_applications"), coa_iso="USA")
    read = read_file(write(table), codes="iso").whole()
    note = read.report.note("cases")

    assert note is not None
    assert note.count == rows_with(table, app_pc="C").num_rows
    told = applications(_kept(tmp_path, {"asylum_applications": read.table}), year=2014)
    assert "USA" not in told.by
    assert told.in_cases["USA"].value == 63_903


def test_trap_03_there_are_as_many_cases_as_published(unhcr: Release) -> None:
    assert rows_with(unhcr.table("asylum_applications"), app_pc="C").num_rows == 6_962
    assert rows_with(unhcr.table("asylum_decisions"), dec_pc="C").num_rows == 7_463


def test_trap_03_a_unit_is_persons_or_cases(unhcr: Release, write: Write) -> None:
    table = unhcr.table("asylum_applications").slice(0, 1)
    place = table.column_names.index("app_pc")

    with pytest.raises(BadFile, match="row 1, column app_pc: 'X' is none of P, C"):
        read_file(write(table.set_column(place, "app_pc", pa.array(["X"]))), codes="iso").whole()


def test_trap_04_decisions_do_not_always_add_up(unhcr: Release, write: Write) -> None:
    whole = unhcr.table("asylum_decisions")
    parts = sum(
        (pc.field(f"dec_{name}") for name in ("other", "rejected", "closed")), pc.field("dec_recognized")
    )
    odd = whole.filter(parts != pc.field("dec_total"))
    read = read_file(write(odd), codes="iso").whole()
    note = read.report.note("not_adding_up")

    assert odd.num_rows == 444
    assert note is not None
    assert note.count == 444
    assert Counter(read.table.column("dec_total").to_pylist()) == Counter(odd.column("dec_total").to_pylist())


def test_trap_05_zero_and_five_are_intervals(unhcr: Release, write: Write) -> None:
    of_2025 = rows_with(unhcr.table("population"), year=2025)
    positive = [value for value in of_2025.column("refugees").to_pylist() if value > 0]
    read = read_file(write(rows_with(of_2025, coa_iso="SRB")), codes="iso").whole()

    assert round(100 * positive.count(5) / len(positive), 1) == 18.1
    assert round(100 * sum(value % 5 == 0 for value in positive) / len(positive), 1) == 33.6
    assert not {1, 2, 3, 4} & set(unhcr.table("population").column("refugees").to_pylist())
    assert read.report.note("small_numbers") is not None
    assert read.report.note("hidden_values_shown") is None


def test_trap_05_a_value_that_is_never_published_is_told(write: Write) -> None:
    read = read_file(write(population((2025, "SYR", "DEU", 3, 0))), codes="iso").whole()
    note = read.report.note("hidden_values_shown")

    assert note is not None
    assert note.count == 1
    assert "may give people away" in note.sentence()


def test_trap_05_what_is_kept_back_is_no_figure(write: Write) -> None:
    read = read_file(write(population((2012, "SYR", "DEU", "*", 0))), codes="iso").whole()

    assert read.rows()[0]["refugees"] is None
    assert read.report.note("hidden") is not None


def test_trap_06_zero_can_mean_unknown(unhcr: Release, write: Write) -> None:
    whole = unhcr.table("demographics")
    no_age = whole.filter(_bands() == 0)
    differ = whole.filter(
        (pc.field("f_total") + pc.field("m_total") != pc.field("total"))
        & (pc.field("f_total") + pc.field("m_total") > 0)
    )
    read = read_file(write(pa.concat_tables([no_age, differ.filter(_bands() > 0)])), codes="iso").whole()
    split, odd = read.report.note("not_split"), read.report.note("not_adding_up")

    assert split is not None
    assert split.sentence().startswith("rows without a split by sex: 3,308; by age: 4,271")
    assert odd is not None
    assert odd.count == 322


def test_trap_07_null_differs_from_zero(unhcr: Release, write: Write) -> None:
    table = rows_with(unhcr.table("solutions"), coa_iso="CAN")
    for name in ("solutions.csv", "solutions.parquet"):
        read = read_file(write(table, name), codes="iso").whole()
        for measure in ("resettlement", "naturalisation", "returned_refugees"):
            assert Counter(read.table.column(measure).to_pylist()) == Counter(
                table.column(measure).to_pylist()
            )
        assert read.report.note("no_figure") is not None


def test_trap_08_codes_of_unhcr_are_not_iso_codes(unhcr: Release, write: Write) -> None:
    table = rows_with(unhcr.table("population"), year=2025, coo_iso="SYR")
    only_unhcr = table.drop_columns(["coo_iso", "coa_iso"])

    with pytest.raises(BadFile, match=r"codes that only UNHCR has.*say --codes unhcr"):
        read_file(write(only_unhcr), codes="iso")
    read = read_file(write(only_unhcr), codes="unhcr").whole()
    assert Counter(read.table.column("coa_iso").to_pylist()) == Counter(table.column("coa_iso").to_pylist())


def test_trap_08_three_codes_collide(write: Write) -> None:
    rows = [(2025, "SYR", code, 10, 0) for code in ("AUS", "ARE", "MAR")]
    path = write(population(*rows, header="year,coo,coa,refugees,idps"))

    as_iso, as_unhcr = (read_file(path, codes=codes).whole() for codes in ("iso", "unhcr"))

    assert as_iso.table.column("coa_iso").to_pylist() == ["ARE", "AUS", "MAR"]
    assert as_unhcr.table.column("coa_iso").to_pylist() == ["AUT", "EGY", "MTQ"]
    for read in (as_iso, as_unhcr):
        note = read.report.note("undecided")
        assert note is not None
        assert "AUS, ARE, MAR mean other countries in the other list" in note.sentence()


def test_trap_09_codes_outside_iso(unhcr: Release, write: Write) -> None:
    whole = unhcr.table("population")
    outside = whole.filter(pc.field("coo_iso").cast(pa.string()).isin(["UNK", "XXA", "TIB"]))
    read = read_file(write(outside), codes="iso").whole()
    counted = Counter(read.table.column("coo_iso").to_pylist())
    note = read.report.note("outside_iso")

    assert counted == {"UNK": 3_552, "XXA": 2_065, "TIB": 146}
    assert rows_with(whole, coa_iso="UNK").num_rows == 170
    assert note is not None
    assert "TIB (Tibetan, 146 rows)" in note.sentence()


def test_trap_09_tibetan_flows_have_no_name(unhcr: Release, write: Write) -> None:
    table = rows_with(unhcr.table("flows"), coo_iso="TIB")
    for name in ("flows.csv", "flows.parquet"):
        read = read_file(write(table, name), codes="iso").whole()
        assert read.table.num_rows == 35
        assert set(read.table.column("coo_name").to_pylist()) == {None}


@pytest.mark.parametrize(
    ("written", "means"), [("UKN", "UNK"), ("UNK", "UNK"), ("STA", "XXA"), ("XXA", "XXA")]
)
@pytest.mark.parametrize("codes", ["iso", "unhcr"])
def test_trap_09_unknown_and_stateless_are_written_in_two_ways(
    write: Write, written: str, means: str, codes: str
) -> None:
    header = "year,coo_iso,coa_iso,refugees,idps" if codes == "iso" else "year,coo,coa,refugees,idps"
    read = read_file(
        write(population((2025, written, "CHE" if codes == "iso" else "SWI", 7, 0), header=header)),
        codes=codes,
    )

    assert read.whole().rows()[0]["coo_iso"] == means


def test_trap_10_kosovo_is_not_unknown(write: Write) -> None:
    header = "year,coo_name,coo_iso,coa_iso,refugees,idps"
    path = write(population((2020, "Kosovo", "UNK", "DEU", 10, 0), header=header))

    with pytest.raises(BadFile, match=r"UNK stands for Kosovo here.*write XKX"):
        read_file(path, codes="iso")


def test_trap_10_kosovo_under_serbia_is_told(unhcr: Release, write: Write) -> None:
    table = rows_with(unhcr.table("population"), year=2025, coa_iso="SRB")

    note = read_file(write(table), codes="iso").whole().report.note("kosovo_in_serbia")

    assert note is not None
    assert "counts Kosovo (S/RES/1244 (1999)) under SRB" in note.sentence()
    assert (
        read_file(write(population((2025, "XKX", "DEU", 7, 0))), codes="iso").whole().rows()[0]["coo_iso"]
        == "XKX"
    )


def test_trap_11_unlike_measures_stay_apart(write: Write) -> None:
    read = read_file(write(population((2025, "SDN", "SDN", 0, 9_000_000))), codes="iso").whole()
    row = read.rows()[0]

    assert (row["refugees"], row["idps"]) == (0, 9_000_000)
    assert row["stateless"] is None
    assert not {"total", "people"} & set(row)


@pytest.mark.parametrize(
    "name", ["population", "flows", "solutions", "asylum_applications", "asylum_decisions"]
)
def test_trap_12_keys_are_unique(unhcr: Release, write: Write, name: str) -> None:
    table = unhcr.table(name).slice(500, 3)
    twice = pa.concat_tables([table, table.slice(1, 1)])

    with pytest.raises(BadFile, match="row 4: says the same as row 2"):
        read_file(write(twice), codes="iso").whole()


def test_trap_12_a_second_import_adds_nothing(unhcr: Release, write: Write, tmp_path: Path) -> None:
    table = rows_with(unhcr.table("population"), coa_iso="SRB")
    first = read_file(write(table), codes="iso").whole()
    again = read_file(write(table, "again.parquet"), codes="iso").whole()
    from_codes = read_file(
        write(table.drop_columns(["coo_iso", "coa_iso"]), "unhcr.csv"), codes="unhcr"
    ).whole()
    store = Store(tmp_path / "kept")

    kept = [
        keep(store, manifest=_manifest("2025.test"), tables={"population": read.table})
        for read in (first, again, from_codes)
    ]

    assert [each.added for each in kept] == [True, False, False]


def test_trap_13_the_tables_are_checked_against_one_another(unhcr: Release, write: Write) -> None:
    types = ["REF", "ASY", "IDP", "RET", "STA"]
    split = unhcr.table("demographics").filter(pc.field("pop_type").cast(pa.string()).isin(types))
    whole = rows_with(unhcr.table("population"), year=2025)

    _, notes = read_files([write(split, "d.parquet"), write(whole, "p.parquet")], codes="iso")

    assert [note.sentence() for note in notes] == [
        "demographics 2025: STA are 2,875,412 in all, and 4,477,220 in the table of population; both are kept"
    ]


@pytest.mark.parametrize(
    ("year", "said"),
    [
        ("2024.5", "2024.5 is not whole"),
        ("1066", "no year from 1900 to 2100"),
        ("", "is empty"),
        ("MMXX", "is no number"),
    ],
)
def test_trap_14_a_fractional_year_is_refused(write: Write, year: str, said: str) -> None:
    with pytest.raises(BadFile, match=f"row 1, column year: .*{said}"):
        read_file(write(population((year, "SYR", "DEU", 10, 0))), codes="iso").whole()


def test_trap_14_a_year_that_is_a_float_is_that_year(write: Write) -> None:
    in_csv = read_file(write(population(("2024.0", "SYR", "DEU", "10.0", 0))), codes="iso").whole()
    table = pa.table(
        {"year": [2024.0], "coo_iso": ["SYR"], "coa_iso": ["DEU"], "refugees": [10.0], "idps": [0.0]}
    )
    in_parquet = read_file(write(table, "floats.parquet"), codes="iso").whole()

    assert in_csv.rows() == in_parquet.rows()
    assert in_csv.rows()[0]["year"] == 2024


def test_trap_15_figures_are_revised_and_both_releases_stay(
    unhcr: Release, write: Write, tmp_path: Path
) -> None:
    table = rows_with(unhcr.table("population"), coa_iso="SRB", year=2022)
    store = Store(tmp_path / "kept")
    before = read_file(write(table), codes="iso").whole().table
    earlier = keep(store, manifest=_manifest("2023.test"), tables={"population": before}).release
    place = table.column_names.index("refugees")
    revised = [value + 100 for value in table.column("refugees").to_pylist()]
    new = read_file(write(table.set_column(place, "refugees", pa.array(revised, pa.int32()))), codes="iso")

    (told,) = look({"population": new.whole().table}, against=earlier).tables
    later = keep(store, manifest=_manifest("2024.test"), tables={"population": new.table}).release

    assert told.changed == {"refugees": table.num_rows}
    values = [series(each, asylum="SRB")[2022].value for each in (earlier, later)]
    assert values[1] - values[0] == 100 * table.num_rows
    assert series(earlier, asylum="SRB")[2022].value == values[0]


def test_trap_16_names_hold_every_sign(unhcr: Release, write: Write) -> None:
    names = {"Serbia and Kosovo: S/RES/1244 (1999)", "Türkiye", "Venezuela (Bolivarian Republic of)"}
    table = rows_with(unhcr.table("population"), year=2025)

    for path in (write(table), write(finder(table), "finder.csv")):
        read = read_file(path, codes="iso").whole().table
        assert names <= set(read.column("coa_name").to_pylist()) | set(read.column("coo_name").to_pylist())


def test_trap_17_old_figures_are_rounded(unhcr: Release, write: Write) -> None:
    table = unhcr.table("population").filter(pc.field("year").isin([1980, 2010]))

    note = read_file(write(table), codes="iso").whole().report.note("rounded_years")

    assert rounded_years(table) == (1980,)
    assert note is not None
    assert note.sentence() == "years whose figures are rounded, often to thousands: 1980"


def _bands() -> pc.Expression:
    whole = pc.field("f_0_4")
    for name in ("m_0_4", "f_5_11", "m_5_11", "f_12_17", "m_12_17", "f_18_59", "m_18_59", "f_60", "m_60"):
        whole = whole + pc.field(name)
    return whole


def _manifest(release: str) -> Manifest:
    from datetime import date

    return Manifest("unhcr-test", release, "Part of a table", "CC BY 4.0", "UNHCR", date(2026, 11, 22))


def _kept(folder: Path, tables: dict[str, pa.Table]) -> Release:
    return keep(Store(folder / "figures"), manifest=_manifest("one"), tables=tables).release
