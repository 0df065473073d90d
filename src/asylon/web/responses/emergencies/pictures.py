"""The pictures of an emergency: arrivals against what can be registered."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext

from asylon.pictures import ArrivalDay, ArrivalsWords, Picture, arrivals
from asylon.responses.emergencies.characteristics import Seen
from asylon.web.people.shown.days import day
from asylon.web.responses.reader import number, page_reader

LONGEST = 3_000
"""Days that one picture shows at most; it shows weeks where there are many."""


def arrivals_picture(seen: Seen, *, most_days: int = LONGEST) -> Picture | None:
    """Arrivals by day against registrations a day; None while no day is known."""
    if not seen.days:
        return None
    last = seen.days[-1].on
    first = last - timedelta(days=most_days - 1)
    days = [
        ArrivalDay(
            on=each.on,
            persons=each.persons,
            estimated=each.estimated,
            capacity=seen.registrable.get(each.on),
        )
        for each in seen.days
        if each.on >= first
    ]
    return arrivals(days, words=_words(days), reader=page_reader())


def _words(days: list[ArrivalDay]) -> ArrivalsWords:
    return ArrivalsWords(
        title=gettext("People arriving each day"),
        description=_description(days),
        caption=gettext("People arriving each day, against registrations that are possible in a day"),
        day=gettext("Day"),
        persons=gettext("People"),
        capacity=gettext("Registrations possible"),
        difference=gettext("Difference"),
        how_known=gettext("How known"),
        low=gettext("At least"),
        high=gettext("At most"),
        counted=gettext("counted"),
        estimated=gettext("estimated"),
        not_known=gettext("not known"),
        forecast=gettext("forecast"),
        partly_known=gettext("some days not known"),
        by_week=gettext("Each bar is the mean of the days of one week that are known."),
    )


def _description(days: list[ArrivalDay]) -> str:
    known = [each.persons for each in days if each.persons is not None]
    span = {"first": day(days[0].on), "last": day(days[-1].on)}
    if not known:
        return gettext("From %(first)s to %(last)s no day is known.") % span
    return gettext("From %(first)s to %(last)s, between %(low)s and %(high)s people a day.") % {
        **span,
        "low": number(min(known)),
        "high": number(max(known)),
    }
