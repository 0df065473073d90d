"""What is unusual in a UNHCR table and stays as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from asylon.figures.breaks import (
    AT_LEAST,
    FACTOR,
    hidden_values_shown,
    not_adding_up,
    rounded_years,
    stock_breaks,
)
from asylon.figures.places import WITHOUT_COUNTRY
from asylon.figures.shapes import BANDS, TABLES
from asylon.figures.years import spans
from asylon.interchange.cells import KEPT_BACK
from asylon.interchange.report import Imported, Note

SAME_PEOPLE: Mapping[str, str] = {
    "REF": "refugees",
    "ASY": "asylum_seekers",
    "IDP": "idps",
    "RET": "returned_refugees",
    "STA": "stateless",
}
"""Types of `demographics` and the measure of `population` that counts the same people."""


def notes_on(table: pa.Table, name: str, given: Mapping[str, Sequence[Any]]) -> list[Note]:
    """Everything that the reader of a table has to know before using it."""
    shape = TABLES[name]
    present = [measure for measure in shape.values if measure in given]
    found = [
        Note("no_figure", sum(table.column(each).null_count for each in present)),
        Note("hidden", sum(list(given[each]).count(KEPT_BACK) for each in present)),
        Note("small_numbers", sum(_small(table.column(each)) for each in present)),
        Note("hidden_values_shown", hidden_values_shown(table, name=name)),
        Note("not_adding_up", not_adding_up(table, name=name).num_rows),
        _not_split(table) if name == "demographics" else Note("not_split"),
        _no_country(table),
        _kosovo(table),
        _breaks(table, name),
        _rounded(table) if name == "population" else Note("rounded_years"),
    ]
    if shape.unit is not None:
        found.append(Note("cases", table.filter(pc.field(shape.unit) == "C").num_rows))
    return [note for note in found if note.count]


def _small(cells: pa.ChunkedArray) -> int:
    return pc.sum(pc.is_in(cells, pa.array([0, 5], cells.type))).as_py() or 0


def _not_split(table: pa.Table) -> Note:
    columns = set(table.column_names)
    bands = [f"{sex}_{band}" for sex in "fm" for band in BANDS if f"{sex}_{band}" in columns]
    no_sex = table.filter(_sum(["f_total", "m_total"]) == 0).num_rows
    no_age = table.filter(_sum(bands) == 0).num_rows if bands else 0
    return Note("not_split", no_sex, {"ages": f"{no_age:,}"})


def _sum(columns: list[str]) -> pc.Expression:
    whole = pc.coalesce(pc.field(columns[0]), 0)
    for column in columns[1:]:
        whole = whole + pc.coalesce(pc.field(column), 0)
    return whole


def _no_country(table: pa.Table) -> Note:
    codes = table.column("coo_iso").to_pylist()
    told = {code: codes.count(code) for code in WITHOUT_COUNTRY if code in codes}
    said = ", ".join(f"{code} ({WITHOUT_COUNTRY[code]}, {number:,} rows)" for code, number in told.items())
    return Note("outside_iso", sum(told.values()), {"codes": said})


def _kosovo(table: pa.Table) -> Note:
    either = (pc.field("coo_iso") == "SRB") | (pc.field("coa_iso") == "SRB")
    return Note("kosovo_in_serbia", table.filter(either).num_rows)


def _breaks(table: pa.Table, name: str) -> Note:
    found = stock_breaks(table, name=name)
    if not found:
        return Note("stock_breaks")
    newest = max(found, key=lambda each: (each.year, abs(each.now - each.before)))
    example = f"{newest.measure} {newest.asylum} {newest.year}: {newest.before:,} to {newest.now:,}"
    return Note(
        "stock_breaks", len(found), {"factor": f"{FACTOR:g}", "least": f"{AT_LEAST:,}", "example": example}
    )


def _rounded(table: pa.Table) -> Note:
    years = rounded_years(table)
    return Note("rounded_years", len(years), {"years": spans(years)})


def cross_check(files: Mapping[str, Imported]) -> list[Note]:
    """Compare `demographics` with `population` where both were read: told, and nothing is made to fit."""
    if not {"demographics", "population"} <= set(files):
        return []
    split, whole = files["demographics"].table, files["population"].table
    found = []
    for year in sorted(set(split.column("year").to_pylist())):
        of_year = whole.filter(pc.field("year") == year)
        for kind, measure in SAME_PEOPLE.items():
            rows = split.filter((pc.field("year") == year) & (pc.field("pop_type") == kind))
            one, other = _total(rows, "total"), _total(of_year, measure)
            if one != other and rows.num_rows and of_year.num_rows:
                told = {
                    "table": f"demographics {year}",
                    "what": kind,
                    "one": f"{one:,}",
                    "other": f"{other:,}",
                }
                found.append(Note("differs", 1, told))
    return found


def _total(table: pa.Table, column: str) -> int:
    return pc.sum(table.column(column)).as_py() or 0
