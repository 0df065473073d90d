"""Durable solutions in figures: returns, resettlement, naturalisation. Each apart.

Source: UNHCR table `solutions`, during the year.
"""

from __future__ import annotations

from typing import cast

from asylon.figures.counts import Count, Counts, check_by, check_measure, rows_of, summed
from asylon.figures.store import Release


def solutions(
    release: Release,
    *,
    year: int,
    measure: str = "resettlement",
    by: str = "asylum",
    asylum: str | None = None,
    origin: str | None = None,
) -> Counts:
    """People of one solution in a year: resettlement, naturalisation, returned_refugees, returned_idps.

    For resettlement `asylum` is the country of destination. A country without a figure is left out:
    that is not zero.

    Raises: BadFigures for a measure, a grouping or a year that is not there.
    """
    check_measure(measure, "solutions")
    column = check_by(by)
    rows = rows_of(release, "solutions", year=year, asylum=asylum, origin=origin)
    return Counts(
        measure, year, by, cast(dict[str, Count], summed(rows, "solutions", measure, column)), release.source
    )
