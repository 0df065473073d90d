"""Applications and decisions on asylum. Persons and cases are never added up.

Source: UNHCR tables `asylum_applications` and `asylum_decisions`, from 2000.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import pyarrow as pa
import pyarrow.compute as pc

from asylon.figures.counts import NOBODY, Count, check_by, rows_of, summed
from asylon.figures.manifest import Source
from asylon.figures.store import Release

UNITS: Mapping[str, str] = {"persons": "P", "cases": "C"}

FIRST_LEVELS = ("FI", "FA", "NA")
NEW_TYPES = ("N", "NA", "NR")
ELSE_TYPES = ("R",)
"""Read only where a State has no row of NEW_TYPES in a year, as Hungary in 2011 and 2012."""

CHECKED_YEARS = range(2010, 2015)
"""The years for which the rule was compared with other lists; elsewhere it is the same rule, unchecked."""


@dataclass(frozen=True, slots=True)
class Applications:
    """First applications of one year in persons, by country.

    `rule` says for each country which application types were read. `not_first` are persons and
    `in_cases` are cases that the rule leaves out: neither is a part of `by`, and a country that has
    only those has no figure here, which is not zero.
    """

    year: int
    grouped: str
    by: Mapping[str, Count]
    rule: Mapping[str, tuple[str, ...]]
    not_first: Mapping[str, Count]
    in_cases: Mapping[str, Count]
    checked: bool
    source: Source

    @property
    def total(self) -> Count:
        """All countries that have a figure by the rule."""
        return sum(self.by.values(), NOBODY)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Decisions of one kind of unit: recognised, other protection, rejected, closed, and the stated total.

    The parts are as published; they do not always add up to `total`, and nothing was repaired.
    """

    recognised: Count
    other: Count
    rejected: Count
    closed: Count
    total: Count

    @property
    def adds_up(self) -> bool:
        """Whether the four parts make the stated total."""
        parts = self.recognised + self.other + self.rejected + self.closed
        return parts.value == self.total.value


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions of one year by country, in persons or in cases.

    `levels` are those that were read. With more than one, a person whose appeal was decided in the same
    year stands here twice: these are decisions, not people.
    """

    year: int
    grouped: str
    unit: str
    levels: tuple[str, ...]
    by: Mapping[str, Outcome]
    source: Source

    @property
    def total(self) -> Outcome:
        """All countries together."""
        found = list(self.by.values())
        return Outcome(
            sum((each.recognised for each in found), NOBODY),
            sum((each.other for each in found), NOBODY),
            sum((each.rejected for each in found), NOBODY),
            sum((each.closed for each in found), NOBODY),
            sum((each.total for each in found), NOBODY),
        )


def applications(
    release: Release, *, year: int, by: str = "asylum", asylum: str | None = None, origin: str | None = None
) -> Applications:
    """First applications in persons: application types N, NA and NR at the levels FI, FA and NA.

    Where a State has none of these in a year, type R at the same levels. The levels may not simply be
    added up: an appeal would be counted again. Which types a State uses is found from all of its rows,
    whatever origin is asked for.

    Raises: BadFigures for a grouping or a year that is not there.
    """
    column = check_by(by)
    rows = rows_of(release, "asylum_applications", year=year, asylum=asylum)
    persons = rows.filter(pc.field("app_pc") == UNITS["persons"])
    first = persons.filter(_among("dec_level", FIRST_LEVELS))
    new = first.filter(_among("app_type", NEW_TYPES))
    usual = set(new.column("coa_iso").to_pylist())
    again = first.filter(_among("app_type", ELSE_TYPES) & ~_among("coa_iso", usual))
    counted = pa.concat_tables([new, again])
    rule = dict.fromkeys(sorted(usual), NEW_TYPES)
    rule |= dict.fromkeys(sorted(set(again.column("coa_iso").to_pylist())), ELSE_TYPES)
    else_types = _among("app_type", ELSE_TYPES) & ~_among("coa_iso", usual)
    is_first = _among("dec_level", FIRST_LEVELS) & (_among("app_type", NEW_TYPES) | else_types)

    def told(found: pa.Table) -> dict[str, Count]:
        if origin is not None:
            found = found.filter(pc.field("coo_iso") == origin)
        return cast(dict[str, Count], summed(found, "asylum_applications", "applied", column))

    return Applications(
        year=year,
        grouped=by,
        by=told(counted),
        rule=rule,
        not_first=told(persons.filter(~is_first)),
        in_cases=told(rows.filter(pc.field("app_pc") == UNITS["cases"])),
        checked=year in CHECKED_YEARS,
        source=release.source,
    )


def applications_series(
    release: Release, *, asylum: str, origin: str | None = None, years: range | None = None
) -> dict[int, Count]:
    """First applications of one country over the years, by the rule of `applications`."""
    span = pc.min_max(release.table("asylum_applications").column("year")).as_py()
    found = {}
    for year in years or range(span["min"], span["max"] + 1):
        told = applications(release, year=year, asylum=asylum, origin=origin).by
        if asylum in told:
            found[year] = told[asylum]
    return found


def decisions(
    release: Release,
    *,
    year: int,
    unit: str = "persons",
    by: str = "asylum",
    asylum: str | None = None,
    origin: str | None = None,
    levels: tuple[str, ...] = (),
) -> Decisions:
    """Decisions of a year in persons or in cases; `levels` as in the table, such as FI; none means all.

    Raises: BadFigures for a unit, a grouping or a year that is not there.
    """
    from asylon.figures.faults import refuse

    if unit not in UNITS:
        raise refuse("no_unit", unit=unit, units=" or ".join(UNITS))
    column = check_by(by)
    rows = rows_of(release, "asylum_decisions", year=year, asylum=asylum, origin=origin, dec_pc=UNITS[unit])
    if levels:
        rows = rows.filter(_among("dec_level", levels))
    parts = {
        name: cast(dict[str, Count], summed(rows, "asylum_decisions", f"dec_{name}", column))
        for name in ("recognized", "other", "rejected", "closed", "total")
    }
    found = {place: Outcome(*(parts[name][place] for name in parts)) for place in parts["total"]}
    read = tuple(sorted(set(rows.column("dec_level").to_pylist())))
    return Decisions(year, by, unit, read, found, release.source)


def _among(column: str, values: tuple[str, ...] | set[str]) -> pc.Expression:
    # Arrow takes an empty list for a list of nulls.
    return pc.field(column).cast(pa.string()).isin(pa.array(sorted(values), pa.string()))
