"""Arrivals added up by the database: by day, by who arrived, and from where the figures are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet, Sum

from asylon.casework.offices.zones import day_of
from asylon.foresight.influx import Day
from asylon.responses.emergencies.kinds import HowKnown
from asylon.responses.emergencies.models import Arrivals, Emergency
from asylon.responses.emergencies.splits import Group


@dataclass(frozen=True, slots=True)
class Sources:
    """From where the figures of arrivals are, in one line, and whether any of them was made up."""

    line: str
    any_invented: bool


def standing_arrivals(row: Emergency) -> QuerySet[Arrivals]:
    """The rows of an emergency that nothing superseded, in no order."""
    return Arrivals.objects.filter(emergency=row, superseded_by__isnull=True).order_by()


def days_of(row: Emergency) -> list[Day]:
    """Arrivals by day. Only first crossings count, so that who crosses two borders counts once.

    A day is not known as soon as one of its rows is not: the sum of the others would be too small.
    """
    days = (
        standing_arrivals(row)
        .filter(first_crossing=True)
        .values("on")
        .annotate(
            sum=Sum("persons"),
            not_known=Count("id", filter=Q(persons=None)),
            estimates=Count("id", filter=Q(how=HowKnown.ESTIMATED)),
            recorded=Max("at"),
        )
    )
    return [
        Day(
            on=each["on"],
            persons=None if each["not_known"] else each["sum"],
            estimated=bool(each["estimates"]),
            recorded_on=day_of(each["recorded"]),
        )
        for each in days.order_by("on")
    ]


def groups_of(row: Emergency) -> list[Group]:
    """First crossings that are known since the emergency began, added up by who arrived, and where."""
    known = standing_arrivals(row).filter(first_crossing=True, persons__isnull=False, on__gte=row.began_on)
    groups = known.values_list("sex", "age", "origin", "place").annotate(sum=Sum("persons"))
    return [
        Group(sex=sex, age=age, origin=origin, place=place, persons=persons)
        for sex, age, origin, place, persons in groups
    ]


def sources_of(row: Emergency) -> Sources:
    """From where all rows that stand are, the source of the newest day first."""
    found: list[tuple[str, date, int]] = list(
        standing_arrivals(row)
        .values_list("source")
        .annotate(newest=Max("on"), made_up=Count("id", filter=Q(invented=True)))
        .order_by("-newest", "source")
    )
    return Sources(" · ".join(source for source, _, _ in found), any(made_up for _, _, made_up in found))
