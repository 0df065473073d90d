"""ISO and UNHCR codes: whoever imports says which, and is contradicted where the file shows otherwise."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asylon.figures import Store
from asylon.figures.places import countries
from asylon.interchange import BadFile, read_file
from asylon.interchange.countries import SAME_IN_BOTH, lists, weigh
from tests.interchange.conftest import Write, population

ARRIVALS = "day,place,origin,persons,basis,source\n2026-03-01,Invented Pass,{},10,counted,invented\n"
HXL = "#country+code,#affected+refugees\n{},10\n"


@pytest.mark.parametrize(
    "content", [population((2025, "SYR", "DEU", 10, 0)), ARRIVALS.format("SYR"), HXL.format("SYR")]
)
def test_without_an_answer_nothing_is_read(write: Write, content: str) -> None:
    with pytest.raises(BadFile, match="say which country codes the file has: iso or unhcr") as refused:
        read_file(write(content), codes=None)

    assert "ARE, AUS, MAR" in str(refused.value)


def test_another_answer_is_refused_with_the_nearest(write: Write) -> None:
    with pytest.raises(BadFile, match=r"'UNHCR' is no list of country codes.*did you mean 'unhcr'"):
        read_file(write(population((2025, "SYR", "DEU", 10, 0))), codes="UNHCR")


def test_exactly_three_codes_are_false_friends() -> None:
    assert lists().false_friends == ("ARE", "AUS", "MAR")


def test_both_lists_are_whole() -> None:
    there = lists()

    assert len(there.iso) == 250, "249 of ISO 3166-1 and XKX"
    assert len({*there.from_unhcr.values()}) == len(there.from_unhcr) == 227
    assert sum(unhcr != iso for unhcr, iso in there.from_unhcr.items()) == 94


@given(code=st.sampled_from(sorted(lists().from_unhcr)))
def test_every_code_of_unhcr_comes_back_from_iso(code: str) -> None:
    there = lists()

    assert there.to_unhcr[there.from_unhcr[code]] == code
    assert there.from_unhcr[code] in there.iso


@given(code=st.sampled_from(sorted(lists().from_unhcr)))
def test_a_code_with_its_name_is_never_read_by_the_wrong_list(code: str) -> None:
    """Told ISO, every code of UNHCR is the same country, or is refused."""
    there = lists()
    means = there.from_unhcr[code]

    found = weigh("f", "coa", "iso", [(code, there.name(means), 1)])

    assert (means == code) == (not found.faults)


@given(code=st.sampled_from(sorted(countries(Store()))))
def test_an_iso_code_with_its_name_is_never_read_by_the_wrong_list(code: str) -> None:
    there = lists()
    of_unhcr = there.meaning(code, "unhcr")

    found = weigh("f", "coa", "unhcr", [(code, there.name(code), 1)])

    assert (of_unhcr in (code, None) and not found.faults) or found.faults or code in SAME_IN_BOTH


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ("iso", "'AUS' stands for Austria here, and as a ISO code it is Australia"),
        ("unhcr", "'AUS' stands for Australia here, and as a UNHCR code it is Austria"),
    ],
)
def test_a_name_beside_the_code_decides(write: Write, codes: str, said: str) -> None:
    name = "Austria" if codes == "iso" else "Australia"
    header = "year,coo_code,coa_name,coa_code,refugees,idps".replace(
        "coo_code", "Country of origin code"
    ).replace("coa_code", "Country of asylum code")
    with pytest.raises(BadFile, match=said):
        read_file(write(population((2025, "SYR", name, "AUS", 10, 0), header=header)), codes=codes)

    right = "unhcr" if codes == "iso" else "iso"
    read = read_file(write(population((2025, "SYR", name, "AUS", 10, 0), header=header)), codes=right).whole()
    assert read.rows()[0]["coa_name"] == name
    assert read.report.note("undecided") is None


def test_codes_of_the_other_list_are_refused_both_ways(write: Write) -> None:
    iso = write(population((2025, "SYR", "DEU", 10, 0), header="year,coo,coa,refugees,idps"))
    with pytest.raises(BadFile, match=r"codes that only ISO has \(DEU\).*say --codes iso"):
        read_file(iso, codes="unhcr")

    unhcr = write(population((2025, "SYR", "GFR", 10, 0), header="year,coo,coa,refugees,idps"))
    with pytest.raises(BadFile, match=r"codes that only UNHCR has \(GFR\).*say --codes unhcr"):
        read_file(unhcr, codes="iso")


def test_a_column_that_says_iso_is_not_read_as_unhcr(write: Write) -> None:
    with pytest.raises(BadFile, match="says by its name that it has ISO codes"):
        read_file(write(population((2025, "SYR", "TUR", 10, 0))), codes="unhcr")


def test_two_codes_that_are_not_the_same_country_are_refused(write: Write) -> None:
    header = "year,coo,coo_iso,coa,coa_iso,refugees,idps"
    path = write(population((2025, "SYR", "SYR", "AUS", "AUS", 10, 0), header=header))

    with pytest.raises(BadFile, match=r"AUS \(UNHCR\) and AUS \(ISO\) are not the same country"):
        read_file(path, codes="iso").whole()


def test_a_code_of_neither_list_is_told_with_its_row(write: Write) -> None:
    path = write(
        population((2025, "SYR", "DEU", 10, 0), (2025, "SYR", "QQQ", 10, 0), (2025, "syr", "DEU", 1, 0))
    )

    read = read_file(path, codes="iso")

    assert [each.sentence() for each in read.report.faults] == [
        "file.csv: row 3, column coo_iso: 'syr' is no country code of ISO; did you mean 'SYR'?",
        "file.csv: row 2, column coa_iso: 'QQQ' is no country code of ISO",
    ]
    assert read.table.num_rows == 1


def test_all_countries_in_one_row_are_refused(write: Write) -> None:
    with pytest.raises(BadFile, match="'-' stands for all countries together; download the file with each"):
        read_file(write(population((2025, "-", "DEU", 2_655_191, 0))), codes="iso").whole()


@pytest.mark.parametrize(("kind", "content"), [("arrivals", ARRIVALS), ("hxl", HXL)])
def test_other_tables_are_held_to_the_same(write: Write, kind: str, content: str) -> None:
    with pytest.raises(BadFile, match="say --codes unhcr"):
        read_file(write(content.format("GFR")), codes="iso")
    with pytest.raises(BadFile, match="say --codes iso"):
        read_file(write(content.format("DEU")), codes="unhcr")
    read = read_file(write(content.format("AUS")), codes="unhcr").whole()

    assert read.report.kind == kind
    assert "AUT" in {read.rows()[0].get("origin"), read.rows()[0].get("country")}
    assert read.report.note("undecided") is not None


def test_nothing_here_reads_a_country_without_being_told(tmp_path: Path) -> None:
    """Every reader asks; a new one that forgot would be found here."""
    for content in (population((2025, "SYR", "DEU", 10, 0)), ARRIVALS, HXL, WORLD_BANK, EUROSTAT):
        path = tmp_path / "file.csv"
        path.write_text(content)
        with pytest.raises(BadFile, match="say which country codes"):
            read_file(path, codes=None)


WORLD_BANK = "Country Name,Country Code,Indicator Name,Indicator Code,2023\nAustria,AUT,x,SP.POP.TOTL,9\n"
EUROSTAT = "DATAFLOW,geo,TIME_PERIOD,OBS_VALUE\nESTAT:DEMO_PJAN(1.0),AT,2024,9158750\n"
