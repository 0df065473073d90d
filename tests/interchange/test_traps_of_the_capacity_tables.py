"""Indicators from the Factbook's words, from the World Bank and from Eurostat; the traps of each."""

from decimal import Decimal
from pathlib import Path

import pytest

from asylon.figures import Manifest, Store
from asylon.figures.capacity import indicators
from asylon.figures.keeping import keep
from asylon.interchange import BadFile, read_file
from asylon.interchange.factbook import amount, country, name
from tests.interchange.conftest import Write

WORLD_BANK = """"Data Source","World Development Indicators",

"Last Updated Date","2026-07-01",

"Country Name","Country Code","Indicator Name","Indicator Code","2022","2023",
"Austria","AUT","Population, total","SP.POP.TOTL","9041851","9131761",
"Namibia","NAM","Population, total","SP.POP.TOTL","2567012","",
"Kosovo","XKX","Population, total","SP.POP.TOTL","1761985","1756374",
"World","WLD","Population, total","SP.POP.TOTL","7950946801","8024997028",
"European Union","EUU","Population, total","SP.POP.TOTL","447370510","448753823",
"""
EUROSTAT = """DATAFLOW,LAST UPDATE,freq,age,unit,sex,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG
ESTAT:UNE_RT_A(1.0),01/06/26,A,Y15-74,PC_ACT,T,AT,2024,5.2,
ESTAT:UNE_RT_A(1.0),01/06/26,A,Y15-74,PC_ACT,T,EL,2024,10.1,b
ESTAT:UNE_RT_A(1.0),01/06/26,A,Y15-74,PC_ACT,T,EU27_2020,2024,5.9,
ESTAT:UNE_RT_A(1.0),01/06/26,A,Y15-74,PC_ACT,T,DE,2024,:,
"""


@pytest.mark.parametrize(
    ("text", "number", "year"),
    [
        ("$89.084 billion (2024 est.)", 89_084_000_000, 2024),
        ("$4.66 trillion (2024 est.)", 4_660_000_000_000, 2024),
        ("84,012,284 (2025 est.)", 84_012_284, 2025),
        ("3.5% (2024 est.)", Decimal("3.5"), 2024),
        ("$11.3&nbsp;million (FY2023/24 est.)", 11_300_000, None),
        ("50 (July 2021 est.) note: mostly staff", 50, 2021),
        ("7%", 7, None),
    ],
)
def test_the_words_of_the_factbook_are_a_number_and_a_year(
    text: str, number: int | Decimal, year: int | None
) -> None:
    assert amount(text) == (number, year)


@pytest.mark.parametrize("text", ["NA", "", "uninhabited", "less than 50", "(2024 est.)"])
def test_words_without_a_number_are_none(text: str) -> None:
    assert amount(text) is None


def test_names_have_html_entities() -> None:
    assert name("C&ocirc;te d&#39;Ivoire ") == "Côte d'Ivoire"


def test_codes_of_the_factbook_are_its_own() -> None:
    assert [country(code) for code in ("wa", "gm", "ri", "as")] == ["NAM", "DEU", "SRB", "AUS"]
    assert country("xx") is None


def test_the_world_bank_file(write: Write) -> None:
    read = read_file(write(WORLD_BANK), codes="iso").whole()
    found = {(row["iso3"], row["year"]): row["population"] for row in read.rows()}

    assert read.report.kind == "indicators"
    assert found["AUT", 2023] == 9_131_761
    assert found["XKX", 2022] == 1_761_985
    assert ("NAM", 2023) not in found, "no figure is not zero"


def test_the_world_and_the_union_are_left_out_and_named(write: Write) -> None:
    read = read_file(write(WORLD_BANK), codes="iso").whole()
    note = read.report.note("aggregates")

    assert {row["iso3"] for row in read.rows()} == {"AUT", "NAM", "XKX"}
    assert note is not None
    assert note.sentence() == "rows that are no country, left out: WLD, EUU"


def test_the_eurostat_file(write: Write) -> None:
    read = read_file(write(EUROSTAT), codes="iso").whole()
    found = {row["iso3"]: row["unemployment_pct"] for row in read.rows()}

    assert found == {"AUT": Decimal("5.2"), "GRC": Decimal("10.1")}
    aggregates, flags = read.report.note("aggregates"), read.report.note("flags")
    assert aggregates is not None
    assert "EU27_2020" in aggregates.sentence()
    assert flags is not None
    assert flags.sentence() == "figures with a flag of the source: 1 (b)"


def test_two_ages_in_one_eurostat_file_are_refused(write: Write) -> None:
    more = EUROSTAT + "ESTAT:UNE_RT_A(1.0),01/06/26,A,Y15-24,PC_ACT,T,AT,2024,10.3,\n"

    with pytest.raises(BadFile, match="row 5: says the same as row 1"):
        read_file(write(more), codes="iso").whole()


def test_euros_are_not_read_as_dollars(write: Write) -> None:
    with pytest.raises(BadFile, match="column DATAFLOW: 'NAMA_10_GDP' is no code; it takes one of DEMO_PJAN"):
        read_file(write(EUROSTAT.replace("UNE_RT_A", "NAMA_10_GDP")), codes="iso")


def test_two_indicators_in_one_file_are_refused(write: Write) -> None:
    with pytest.raises(BadFile, match="column Indicator Code"):
        read_file(
            write(WORLD_BANK.replace('"SP.POP.TOTL","2567012"', '"SL.UEM.TOTL.ZS","19.1"')), codes="iso"
        )


def test_both_sources_have_iso_codes(write: Write) -> None:
    for content in (WORLD_BANK, EUROSTAT):
        with pytest.raises(BadFile, match="ISO"):
            read_file(write(content), codes="unhcr")


def test_an_imported_indicator_takes_the_place_of_the_shipped_one(write: Write, tmp_path: Path) -> None:
    from datetime import date

    store = Store(tmp_path / "figures")
    words = Manifest(
        "worldbank", "2026-07", "Population", "CC BY 4.0", "World Bank", date(2026, 11, 25), date(2026, 7, 1)
    )
    keep(
        store, manifest=words, tables={"indicators": read_file(write(WORLD_BANK), codes="iso").whole().table}
    )

    told = indicators(store, sources={"population": "worldbank"})["AUT"]["population"]

    assert (told.value, told.year, told.source.release) == (9_131_761, 2023, "2026-07")
    assert indicators(Store(), sources={"population": "worldbank"})["AUT"]["population"].year == 2022
