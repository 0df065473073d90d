"""How the columns of the UNHCR tables are called in the downloads, and which table a file is.

Seen in: files of the Refugee Data Finder, its API, and the tables of the R package by UNHCR staff.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from asylon.figures.shapes import BANDS, TABLES
from asylon.interchange.report import BadFile, RowFault, fault
from asylon.rulebook.faults import nearest

_SAID: Mapping[str, tuple[str, ...]] = {
    "year": ("Year",),
    "coo_name": ("Country of origin", "Country of origin name"),
    "coo_iso": ("Country of origin (ISO)",),
    "coo_code": ("Country of origin code",),
    "coa_name": ("Country of asylum", "Country of asylum name"),
    "coa_iso": ("Country of asylum (ISO)",),
    "coa_code": ("Country of asylum code",),
    "refugees": ("Refugees under UNHCR's mandate", "Refugees under UNHCR mandate"),
    "asylum_seekers": ("Asylum-seekers",),
    "returned_refugees": ("Returned refugees", "Refugee returns"),
    # The download itself has the second spelling.
    "idps": ("IDPs of concern to UNHCR", "Internally displaced persons"),
    "returned_idps": ("Returned IDPs", "Returned IDPss", "IDP returns"),
    "stateless": ("Stateless persons", "Stateless people"),
    "ooc": ("Others of concern", "Others of concern to UNHCR"),
    "oip": ("Other people in need of international protection",),
    "hst": ("Host community",),
    "procedure_type": ("Authority", "Procedure type"),
    "app_type": ("Application type",),
    "dec_level": ("Stage of procedure", "Decision level"),
    "app_pc": ("Cases / Persons",),
    "dec_pc": ("Cases / Persons",),
    "applied": ("Applications",),
    "dec_recognized": ("Recognized decisions",),
    "dec_other": ("Complementary protection",),
    "dec_rejected": ("Rejected decisions",),
    "dec_closed": ("Otherwise closed",),
    "dec_total": ("Total decisions",),
    "resettlement": ("Resettlement arrivals",),
    "naturalisation": ("Naturalisation",),
    "pop_type": ("Population type",),
    "loc_type": ("Urban rural",),
    "acc_type": ("Accommodation type",),
    **{
        f"{short}_{band}": (f"{long} {band}",)
        for short, long in (("f", "Female"), ("m", "Male"))
        for band in BANDS
    },
    "f_total": ("Female total",),
    "m_total": ("Male total",),
}
KNOWN_AND_NOT_READ = frozenset({"cooid", "coaid"})
PLACES = ("coo_name", "coo", "coo_iso", "coo_code", "coa_name", "coa", "coa_iso", "coa_code")


def letters(name: str) -> str:
    """A column's name without what spellings differ in."""
    return re.sub(r"[^a-z0-9]", "", name.casefold())


def columns_of(table: str) -> dict[str, str]:
    """Every spelling (its letters only) of a column of a table -> the column."""
    found = {}
    for column in ("year", *PLACES, *TABLES[table].codes, *TABLES[table].values):
        for said in (column, *_SAID.get(column, ())):
            found[letters(said)] = column
    return found


def looks_like_unhcr(header: Sequence[str]) -> bool:
    """Whether a line is the header of a UNHCR table: a year, and a country of origin or of asylum."""
    said = {letters(cell) for cell in header}
    places = {letters(each) for place in PLACES for each in (place, *_SAID.get(place, ()))}
    return "year" in said and bool(said & places)


def table_of(file: str, header: Sequence[str], chosen: str | None) -> str:
    """Which table a file is, by its columns, or the one that the caller chose.

    Raises: BadFile where the columns fit several tables or none.
    """
    said = {letters(cell) for cell in header}
    if chosen is not None:
        return chosen
    fitting = {}
    for table, shape in TABLES.items():
        spellings = columns_of(table)
        measures = {spellings[each] for each in said if spellings.get(each) in shape.values}
        codes = {spellings[each] for each in said if spellings.get(each) in shape.codes}
        if measures and codes == set(shape.codes):
            fitting[table] = len(measures) + len(codes)
    best = [table for table, number in fitting.items() if number == max(fitting.values())]
    if len(best) == 1:
        return best[0]
    if best:
        raise BadFile([fault("which_table", file, tables=" or ".join(best))])
    raise BadFile(_why_none(file, said))


def _why_none(file: str, said: set[str]) -> list[RowFault]:
    """No table fits: name what is missing in the one that is nearest."""
    shared = {
        table: sum(each in said for each in (letters(column) for column in columns_of(table)))
        for table in TABLES
    }
    table = max(shared, key=lambda each: shared[each])
    return missing(file, table, said)


def missing(file: str, table: str, said: set[str]) -> list[RowFault]:
    """The code columns and measures that a table needs and a file does not have, with what may be meant."""
    spellings, shape = columns_of(table), TABLES[table]
    have = {spellings[each] for each in said if each in spellings}
    strange = {each for each in said if each not in spellings and each not in KNOWN_AND_NOT_READ}
    lacking = [column for column in (*shape.codes, *shape.values) if column not in have]
    return [fault("missing_column", file, column=column, meant=_near(column, strange)) for column in lacking]


def _near(column: str, strange: set[str]) -> str | None:
    spellings = [letters(each) for each in (column, *_SAID.get(column, ()))]
    return next((near for each in spellings if (near := nearest(each, strange))), None)
