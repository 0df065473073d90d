"""Arrivals from a table, plain or with HXL tags: its rows as records of an emergency, and what is unusual.

The file says which country codes it has; nothing is guessed. Ages that the file splits more finely than
the bands here are added up within a band; an age on both sides of 18 becomes not known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asylon.responses.emergencies.kinds import AgeBand, HowKnown, Sex
from asylon.responses.emergencies.records import UNKNOWN_ORIGIN, NewArrivals
from asylon.rulebook.faults import Fault

if TYPE_CHECKING:
    from asylon.interchange.report import Note

TWICE = frozenset({"total_and_parts", "two_sources", "two_places", "added_up"})
"""Notes that say that adding the rows up may count people twice."""
SEXES = {"f": Sex.FEMALE, "m": Sex.MALE, "x": Sex.OTHER, None: Sex.NOT_KNOWN}
BANDS: tuple[tuple[int, int | None, AgeBand], ...] = (
    (0, 4, AgeBand.UNDER_5),
    (5, 11, AgeBand.FROM_5),
    (12, 17, AgeBand.FROM_12),
    (0, 17, AgeBand.CHILD),
    (18, 59, AgeBand.ADULT),
    (60, None, AgeBand.OLDER),
    (18, None, AgeBand.GROWN),
)
"""From the narrow to the wide: the first that holds an age is its band."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTable:
    """What a file holds.

    Attributes:
        rows: the records; empty if the file has faults.
        faults: what is wrong, with its row and column in the file.
        notes: what is unusual and stays as it is.
        may_count_twice: whether a note says that adding up may count people twice.
        tagged: whether the file has a row of HXL tags.
    """

    rows: tuple[NewArrivals, ...]
    faults: tuple[Fault, ...]
    notes: tuple[Note, ...]
    may_count_twice: bool
    tagged: bool


def read_table(path: Path, *, codes: str, host: str, basis: str = "", source: str = "") -> ReadTable:
    """Read a table of arrivals at one host. `codes` is `iso` or `unhcr`, as the file says.

    A file with a row of HXL tags is known by it. It says neither whether its figures are `counted` or
    `estimated` nor where they are from: `basis` and `source` say both, and a plain table brings its own.
    A file that cannot be used comes back with faults and without rows.
    """
    # Reads tables with a large library: only where somebody brings a file.
    from asylon.interchange.arrivals import read_arrivals
    from asylon.interchange.files import kind_of
    from asylon.interchange.hxl_arrivals import read_hxl_arrivals
    from asylon.interchange.report import BadFile

    tagged = kind_of(path) == "hxl"
    try:
        if tagged:
            found = read_hxl_arrivals(path, codes=codes, host=host, basis=basis, source=source)
        else:
            found = read_arrivals(path, codes=codes)
    except BadFile as bad:
        return ReadTable(rows=(), faults=bad.faults, notes=(), may_count_twice=False, tagged=tagged)
    report = found.report
    return ReadTable(
        rows=() if report.faults else tuple(_records(found.rows(), host)),
        faults=report.faults,
        notes=report.notes,
        may_count_twice=any(each.code in TWICE for each in report.notes),
        tagged=tagged,
    )


def band_of(first: int | None, last: int | None) -> AgeBand:
    """The narrowest band that holds an age or a span of ages; `last` None has no upper end."""
    if first is None:
        return AgeBand.NOT_KNOWN
    for low, high, band in BANDS:
        if first >= low and (high is None or (last is not None and last <= high)):
            return band
    return AgeBand.NOT_KNOWN


def _records(rows: Iterable[Mapping[str, Any]], host: str) -> Iterable[NewArrivals]:
    """Rows about the same are added up, unless one of them is not known: then the whole is not."""
    together: dict[tuple[Any, ...], list[NewArrivals]] = defaultdict(list)
    for row in rows:
        made = _record(row, host)
        together[(*made.key, made.source)].append(made)
    for found in together.values():
        numbers = [each.persons for each in found]
        known = [number for number in numbers if number is not None]
        first = found[0]
        yield NewArrivals(
            on=first.on,
            place=first.place,
            host=host,
            origin=first.origin,
            sex=first.sex,
            age=first.age,
            persons=sum(known) if len(known) == len(numbers) else None,
            how=HowKnown.ESTIMATED
            if any(each.how is HowKnown.ESTIMATED for each in found)
            else HowKnown.COUNTED,
            source=first.source,
        )


def _record(row: Mapping[str, Any], host: str) -> NewArrivals:
    on: date = row["day"]
    return NewArrivals(
        on=on,
        place=str(row["place"]),
        host=host,
        origin=row["origin"] or UNKNOWN_ORIGIN,
        sex=SEXES[row["sex"]],
        age=band_of(row["age_from"], row["age_to"]),
        persons=row["persons"],
        how=HowKnown(row["basis"]),
        source=str(row["source"]),
    )
