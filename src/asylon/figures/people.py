"""Who is hosted where and from where, and who was newly displaced: one measure at a time.

Source: UNHCR tables `population` (at the end of the year) and `flows` (during the year).
"""

from __future__ import annotations

from typing import cast

from asylon.figures.counts import Count, Counts, check_by, check_measure, rows_of, summed
from asylon.figures.store import Release


def hosted(release: Release, *, year: int, measure: str = "refugees", origin: str | None = None) -> Counts:
    """People by the country that hosts them, at the end of the year.

    One measure a call (refugees, asylum_seekers, oip, idps, stateless, ooc, hst, returned_refugees,
    returned_idps): they are not the same thing and are not added up.

    Raises: BadFigures for a measure or a year that is not there.
    """
    return _counts(release, "population", measure, year, "asylum", (None, origin))


def origins(release: Release, *, year: int, measure: str = "refugees", asylum: str | None = None) -> Counts:
    """People by the country that they come from, at the end of the year; `UNK` is unknown.

    Raises: BadFigures for a measure or a year that is not there.
    """
    return _counts(release, "population", measure, year, "origin", (asylum, None))


def flows(
    release: Release,
    *,
    year: int,
    measure: str = "refugees",
    by: str = "asylum",
    asylum: str | None = None,
    origin: str | None = None,
) -> Counts:
    """People newly displaced in the year, by country of asylum or of origin.

    A country without a figure is left out: that is not zero. `refugee_like` is part of `refugees`.

    Raises: BadFigures for a measure, a grouping or a year that is not there.
    """
    return _counts(release, "flows", measure, year, by, (asylum, origin))


def series(
    release: Release,
    *,
    measure: str = "refugees",
    asylum: str | None = None,
    origin: str | None = None,
    table: str = "population",
) -> dict[int, Count]:
    """One measure over the years, for a host, an origin, a pair of them or the world.

    Figures before about 1990 are rounded, often to thousands. A year without a figure is left out.

    Raises: BadFigures for a measure that is not there.
    """
    check_measure(measure, table)
    rows = rows_of(release, table, asylum=asylum, origin=origin)
    return cast(dict[int, Count], summed(rows, table, measure, "year"))


def _counts(
    release: Release, table: str, measure: str, year: int, by: str, ends: tuple[str | None, str | None]
) -> Counts:
    check_measure(measure, table)
    column = check_by(by)
    rows = rows_of(release, table, year=year, asylum=ends[0], origin=ends[1])
    return Counts(
        measure, year, by, cast(dict[str, Count], summed(rows, table, measure, column)), release.source
    )
