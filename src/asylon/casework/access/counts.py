"""How many people were registered: numbers only, and no number small enough to point at somebody.

A cell with fewer than eleven people is not told. The next smallest are hidden with it until at least
two cells are, with at least eleven people together: otherwise the sum of the others would tell.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate

from asylon.casework.access.door import must
from asylon.casework.access.kernel import Act
from asylon.casework.access.small_numbers import hidden_places
from asylon.casework.access.visitors import Visitor
from asylon.casework.journal.services import write
from asylon.casework.people.models import Registered


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
    hidden = hidden_places([each.number or 0 for each in listed])
    return tuple(
        Cell(each.of, each.day, None if place in hidden else each.number) for place, each in enumerate(listed)
    )
