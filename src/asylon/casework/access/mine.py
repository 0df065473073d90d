"""The people somebody has business with: for My day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet

from asylon.casework.access.door import OpenCase, open_many
from asylon.casework.access.kernel import Act, Field, Relation
from asylon.casework.access.models import Involvement
from asylon.casework.access.standing import ask, business_of, running
from asylon.casework.access.visitors import Visitor
from asylon.casework.people.identity import Name
from asylon.casework.people.models import Person

PAGE = 25


@dataclass(frozen=True, slots=True)
class Line:
    """One person in the visitor's list. Names are empty where they may not be seen."""

    person: UUID
    number: str
    initials: str
    names: tuple[Name, ...]
    age: tuple[int, int] | None
    sex: str
    closed: bool
    erased: bool
    registered_at: datetime


def my_cases(visitor: Visitor, *, now: datetime, start: int = 0, limit: int = PAGE) -> list[OpenCase]:
    """The cases the visitor has business with, the newest business first; a supervisor's are the office's.

    Five queries, however many there are; for casework only.
    """
    ids = list(_mine(visitor, now=now)[start : start + limit])
    return open_many(visitor, ids, act=Act.SEE_PAGE, now=now)


def my_people(visitor: Visitor, *, now: datetime, start: int = 0, limit: int = PAGE) -> tuple[Line, ...]:
    """The same as lines to show."""
    return tuple(line_of(case) for case in my_cases(visitor, now=now, start=start, limit=limit))


def how_many_are_mine(visitor: Visitor, *, now: datetime) -> int:
    """How many people the visitor has business with."""
    return _mine(visitor, now=now).count()


def line_of(case: OpenCase) -> Line:
    """A case as a line to show."""
    named = case.sees(Field.IDENTITY) and not case.erased
    identity = None if case.erased else case.identity
    return Line(
        person=case.person,
        number=case.number,
        initials=identity.initials if identity else "",
        names=identity.names if identity and named else (),
        age=identity.age_on(case.now.date()) if identity and named else None,
        sex=identity.sex if identity and named else "",
        closed=case.closed,
        erased=case.erased,
        registered_at=case.row.registered_at,
    )


def _mine(visitor: Visitor, *, now: datetime) -> QuerySet[Any, UUID]:
    # Whoever may open every case of the office without being involved has them all: a supervisor.
    if ask(visitor, Act.CLOSE_CASE, now=now, relation=Relation.OFFICE).allowed:
        people = Person.objects.filter(office=visitor.office, erased_at=None)
        return people.order_by("-registered_at", "-pk").values_list("pk", flat=True)
    rows = Involvement.objects.filter(running(now=now), business_of(visitor), person__erased_at=None)
    newest = rows.values("person").annotate(newest=Max("since")).order_by("-newest", "-person")
    return newest.values_list("person", flat=True)
