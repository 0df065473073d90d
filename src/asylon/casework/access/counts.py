"""How many people were registered: numbers only, and no number small enough to point at somebody.

A cell with fewer than eleven people is not told. Where only one cell of a table would be hidden, the next
smallest is hidden too: otherwise the sum of the others would tell.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate

from asylon.casework.access.door import must
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.services import write
from asylon.casework.people.models import Registered

SMALLEST_TOLD = 11


@dataclass(frozen=True, slots=True)
class Cell:
    """How many people; `number` is None where there are too few to tell. `of` is a site or kind, or empty."""

    of: str
    day: date | None
    number: int | None


@dataclass(frozen=True, slots=True)
class Counts:
    """People registered by one office in a time, by day, by site and by how."""

    by_day: tuple[Cell, ...]
    by_site: tuple[Cell, ...]
    by_kind: tuple[Cell, ...]


def counts(visitor: Visitor, *, since: datetime, now: datetime) -> Counts:
    """How many people the visitor's office has registered since a moment. Journalled.

    Raises: Refused.
    """
    must(visitor, Act.SEE_COUNTS, now=now)
    rows = Registered.objects.filter(
        registration__office=visitor.office, registration__at__gte=since, registration__at__lte=now
    )
    found = Counts(
        by_day=_told(Cell("", day, number) for day, number in _days(rows)),
        by_site=_told(Cell(site or "", None, number) for site, number in _by(rows, _SITE)),
        by_kind=_told(Cell(kind, None, number) for kind, number in _by(rows, "registration__kind")),
    )
    write(act=Act.SEE_COUNTS, visitor=visitor, now=now)
    return found


_SITE = "registration__site__name"


def _days(rows: QuerySet[Registered]) -> list[tuple[date, int]]:
    grouped = rows.annotate(day=TruncDate("registration__at")).values("day").annotate(number=Count("person"))
    return [(each["day"], each["number"]) for each in grouped.order_by("-day")]


def _by(rows: QuerySet[Registered], column: str) -> list[tuple[str, int]]:
    grouped = rows.values(column).annotate(number=Count("person")).order_by("-number", column)
    return [(each[column], each["number"]) for each in grouped]


def _told(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    listed = list(cells)
    sizes = [each.number or 0 for each in listed]
    hidden = {place for place, size in enumerate(sizes) if size < SMALLEST_TOLD}
    if len(hidden) == 1 and len(listed) > 1:
        hidden.add(min((place for place in range(len(listed)) if place not in hidden), key=sizes.__getitem__))
    return tuple(
        Cell(each.of, each.day, None if place in hidden else each.number) for place, each in enumerate(listed)
    )
