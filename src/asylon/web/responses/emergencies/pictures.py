"""The pictures of an emergency: arrivals against what can be registered, with a band of days to come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext

from asylon.foresight.influx import DAYS_AHEAD
from asylon.pictures import ArrivalDay, ArrivalsWords, ForecastDay, Picture, arrivals
from asylon.responses.emergencies.characteristics import Seen
from asylon.responses.plans.selectors import Forecast
from asylon.web.people.shown.days import day
from asylon.web.responses.reader import number, page_reader

LONGEST = 3_000
"""Days that one picture shows at most; it shows weeks where there are many."""


@dataclass(frozen=True, slots=True)
class BandAhead:
    """What is drawn of days to come: what it is called, and a sentence that says what it is."""

    days: tuple[ForecastDay, ...]
    word: str
    note: str


NO_BAND = BandAhead((), "", "")


def band_ahead(seen: Seen, forecast: Forecast | None) -> BandAhead:
    """The band that the plan is made for; where nobody wrote one, what follows if the growth goes on.

    None is drawn where neither is there, and none that ends before today.
    """
    if not seen.days:
        return NO_BAND
    if forecast is not None:
        band = {"low": number(forecast.low), "high": number(forecast.high), "source": forecast.source}
        days = (
            ForecastDay(on=seen.days[-1].on + timedelta(days=at), low=forecast.low, high=forecast.high)
            for at in range(1, DAYS_AHEAD + 1)
        )
        return _not_over(
            seen,
            days,
            gettext("forecast of the plan"),
            gettext("The plan is made for %(low)s to %(high)s people a day. Source: %(source)s.") % band,
        )
    return _not_over(
        seen,
        (
            ForecastDay(on=each.on, low=round(each.low), middle=round(each.persons), high=round(each.high))
            for each in (seen.panel.ahead.days if seen.panel.ahead else ())
        ),
        gettext("if the growth of the last 14 days goes on"),
        gettext(
            "The band would hold 95 of 100 days if the growth of the last 14 days goes on. "
            "It is no forecast of what will happen."
        ),
    )


def _not_over(seen: Seen, days: Iterable[ForecastDay], word: str, note: str) -> BandAhead:
    """The band, unless it ends before today; days of which somebody wrote that they are not known stay so."""
    written: set[date] = {each.on for each in seen.days}
    left = tuple(each for each in days if each.on not in written)
    return BandAhead(left, word, note) if left and left[-1].on > seen.panel.as_of else NO_BAND


def arrivals_picture(seen: Seen, *, most_days: int = LONGEST, ahead: BandAhead = NO_BAND) -> Picture | None:
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
    return arrivals(days, words=_words(days, ahead), reader=page_reader(), forecast=ahead.days)


def _words(days: list[ArrivalDay], ahead: BandAhead) -> ArrivalsWords:
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
        forecast=ahead.word,
        partly_known=gettext("some days not known"),
        by_week=gettext("Each bar is the mean of the days of one week that are known."),
        about_forecast=ahead.note,
        cut_off=gettext("The band rises higher than it is drawn; the table has its ends."),
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
