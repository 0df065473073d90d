"""Sex and age of people, where known. A zero that means *not known* is not counted as a zero.

Source: UNHCR table `demographics`. In 3,308 of its 20,771 rows (2025) there is no split by sex and in
4,271 none by age; those rows have zeros in the cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from asylon.figures.counts import check_measure, rows_of
from asylon.figures.faults import refuse
from asylon.figures.manifest import Source
from asylon.figures.shapes import BANDS
from asylon.figures.store import Release

SEXES: Mapping[str, str] = {"f": "female", "m": "male"}
ADULT_FROM = 18


@dataclass(frozen=True, slots=True)
class Demographics:
    """So many people of one population type, split as far as the rows say.

    `female` and `male` are None where no row is split by sex. They need not add up to `total`: the rest
    is not known. `with_age` are the people whose band is known, and `ages` holds them as
    (sex, band) -> persons, None where no row has ages. `not_adding_up` counts rows that are split and
    whose sexes differ from their total; they are as published.
    """

    pop_type: str
    year: int
    total: int
    female: int | None
    male: int | None
    with_age: int
    ages: Mapping[tuple[str, str], int] | None
    not_adding_up: int
    source: Source

    @property
    def sex_unknown(self) -> int:
        """People whose sex the rows do not say."""
        return max(0, self.total - (self.female or 0) - (self.male or 0))

    @property
    def children(self) -> int | None:
        """People under 18 among those whose band is known; None where no band is."""
        if self.ages is None:
            return None
        return sum(number for (_, band), number in self.ages.items() if int(band.split("_")[0]) < ADULT_FROM)


def demographics(
    release: Release,
    *,
    year: int = 2025,
    pop_type: str = "REF",
    asylum: str | None = None,
    origin: str | None = None,
) -> Demographics | None:
    """Sex and age of one population type (REF, ASY, OIP, IDP, STA, OOC, HST, RET, RDP).

    None where the table has no row for what was asked. Types are not added up.

    Raises: BadFigures for a type or a year that is not there.
    """
    known = sorted(set(release.table("demographics").column("pop_type").to_pylist()))
    if pop_type not in known:
        raise refuse("no_measure", measure=pop_type, table="demographics", measures=", ".join(known))
    rows = rows_of(release, "demographics", year=year, asylum=asylum, origin=origin, pop_type=pop_type)
    if not rows.num_rows:
        return None
    sexed = rows.filter(pc.field("f_total") + pc.field("m_total") > 0)
    aged = rows.filter(_banded() > 0)
    ages = {(SEXES[sex], band): _sum(aged, f"{sex}_{band}") for band in BANDS for sex in SEXES}
    differ = sexed.filter(pc.field("f_total") + pc.field("m_total") != pc.field("total"))
    return Demographics(
        pop_type,
        year,
        _sum(rows, "total"),
        _sum(sexed, "f_total") if sexed.num_rows else None,
        _sum(sexed, "m_total") if sexed.num_rows else None,
        sum(ages.values()),
        ages if aged.num_rows else None,
        differ.num_rows,
        release.source,
    )


def cell(row: Mapping[str, int], column: str) -> int | None:
    """One cell of a row: None where the row has no split of that kind, so that its zero is no zero.

    Raises: BadFigures for a column that is no measure of the table.
    """
    check_measure(column, "demographics")
    if column == "total":
        return row["total"]
    if not row["f_total"] + row["m_total"]:
        return None
    if not column.endswith("_total") and not any(row[f"{sex}_{band}"] for sex in SEXES for band in BANDS):
        return None
    return row[column]


def _banded() -> pc.Expression:
    columns = [pc.field(f"{sex}_{band}") for sex in SEXES for band in BANDS]
    whole = columns[0]
    for column in columns[1:]:
        whole = whole + column
    return whole


def _sum(rows: pa.Table, column: str) -> int:
    return pc.sum(rows.column(column)).as_py() or 0
