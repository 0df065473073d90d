"""The four characteristics in words: each value with its trend, its age, its source and its mark."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from asylon.casework.access.small_numbers import SMALLEST_TOLD
from asylon.foresight.influx import Indicator, Panel, Procedures, Room, Trend, Verdict
from asylon.responses.emergencies.kinds import Indicator as Named
from asylon.responses.emergencies.kinds import Sector, Unit
from asylon.web.people.shown.days import day
from asylon.web.responses.reader import number, percent, rounded, signed

OLD_DAYS = 3
"""From this age on data are called old, and their border is dashed: not settled."""
WEEKS_A_MONTH = 52 / 12
NOT_YET = _("not yet known")
VERDICTS: dict[Verdict, tuple[str, str | Promise]] = {
    Verdict.PASSED: ("urgent", _("mark passed")),
    Verdict.NOT_PASSED: ("check", _("mark not passed")),
    Verdict.NOT_KNOWN: ("help", _("not known whether the mark is passed")),
    Verdict.NOT_CLEAR: ("may", _("not clear whether the mark is passed")),
}
PERCENTS = frozenset({"growth_a_week", "capacity_used", "covered"})


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator in words."""

    id: str
    name: str
    value: str
    known: bool
    mark: str
    icon: str
    verdict: str
    passed: bool
    age: str
    source: str


@dataclass(frozen=True, slots=True)
class FactCard:
    """One of the four characteristics, as it stands in the row of four."""

    key: str
    title: str
    big: str
    under: str
    lines: tuple[str, ...]
    foot: str
    settled: bool
    indicators: tuple[IndicatorLine, ...]

    @property
    def marks(self) -> tuple[IndicatorLine, ...]:
        """Those for which somebody set a mark."""
        return tuple(each for each in self.indicators if each.mark)


def cards(panel: Panel, *, few: bool) -> tuple[FactCard, ...]:
    """The four, in the order of the Conclusion; `few` where too few arrived to tell their number."""
    return (_numbers(panel, few=few), _speed(panel), _room(panel), _individual(panel))


def value_words(id_: str, value: float | None) -> str:
    """The value of an indicator with its unit."""
    if value is None:
        return str(NOT_YET)
    if math.isinf(value):
        return gettext("never at this pace")
    if id_ in PERCENTS:
        return percent(value)
    return rounded(value)


def age_words(as_of: date | None, today: date) -> str:
    """How old data are."""
    if as_of is None:
        return ""
    days = (today - as_of).days
    if days <= 0:
        return gettext("of today")
    return ngettext("%(n)s day old", "%(n)s days old", days) % {"n": number(days)}


def weeks_words(weeks: float) -> str:
    """A time of some weeks, in months once it is long."""
    if math.isinf(weeks):
        return gettext("no end")
    if weeks < 2 * WEEKS_A_MONTH:
        count = max(0, math.ceil(weeks))
        return ngettext("%(n)s week", "%(n)s weeks", count) % {"n": number(count)}
    months = round(weeks / WEEKS_A_MONTH)
    return ngettext("%(n)s month", "%(n)s months", months) % {"n": number(months)}


def sector_name(sector: str) -> str:
    """What a sector is called."""
    return str(Sector(sector).label)


def unit_name(unit: str) -> str:
    """What a unit is called."""
    return str(Unit(unit).label)


def _numbers(panel: Panel, *, few: bool) -> FactCard:
    arrived, today = panel.arrived, panel.as_of
    lines = []
    if arrived.in_all is not None:
        lines.append(gettext("%(n)s people since the beginning") % {"n": number(arrived.in_all)})
    if arrived.per_1000 is not None:
        lines.append(gettext("%(n)s for 1,000 inhabitants") % {"n": rounded(arrived.per_1000)})
    if few:
        lines.append(gettext("fewer than %(n)s people since the beginning") % {"n": number(SMALLEST_TOLD)})
    elif arrived.not_known_days:
        days = ngettext(
            "of %(n)s day nothing is known", "of %(n)s days nothing is known", arrived.not_known_days
        )
        lines.append(days % {"n": number(arrived.not_known_days)})
    last = arrived.last
    persons = last.persons if last else None
    return FactCard(
        key="numbers",
        title=gettext("Numbers"),
        big=str(NOT_YET) if persons is None else number(persons),
        under=gettext("arrived on %(day)s") % {"day": day(last.on)} if last else "",
        lines=tuple(lines),
        foot=_foot(arrived.source, age_words(last.on if last else None, today), _delay(panel)),
        settled=_fresh(last.on if last else None, today),
        indicators=tuple(_lines(panel.numbers, today)),
    )


def _speed(panel: Panel) -> FactCard:
    rate, today = panel.rate, panel.as_of
    lines = []
    if rate is None:
        lines.append(gettext("Too few days are known of the last 14 to tell."))
    elif rate.trend is Trend.NOT_CLEAR:
        lines.append(gettext("The days scatter too much to say more."))
    elif rate.doubling_days is not None:
        lines.append(gettext("doubles in %(n)s days") % {"n": rounded(rate.doubling_days)})
    if panel.surge:
        lines.append(
            gettext("out of the ordinary since %(day)s: before, %(n)s a day")
            % {"day": day(panel.surge.began), "n": rounded(panel.surge.baseline)}
        )
    elif not panel.can_tell_surges:
        lines.append(gettext("Too few days before to tell when it began."))
    names = {Trend.RISING: _("rising"), Trend.FALLING: _("falling"), Trend.NOT_CLEAR: _("not clear")}
    return FactCard(
        key="rate",
        title=gettext("Speed"),
        big=_growth(rate.percent_a_week) if rate else str(NOT_YET),
        under=gettext("in a week, %(trend)s") % {"trend": names[rate.trend]} if rate else "",
        lines=tuple(lines),
        foot=_foot(gettext("From the same counts"), age_words(rate.until if rate else None, today)),
        settled=rate is not None and rate.trend is not Trend.NOT_CLEAR and _fresh(rate.until, today),
        indicators=tuple(_lines(panel.speed, today)),
    )


def fullest(panel: Panel) -> Room | None:
    """The room of which most is in use."""
    known = [room for room in panel.rooms if room.percent is not None]
    return max(known, key=lambda room: room.percent or 0, default=None)


def _room(panel: Panel) -> FactCard:
    room, today = fullest(panel), panel.as_of
    lines = []
    if room and room.runs_out_on:
        if room.free <= 0:
            lines.append(gettext("nothing is left"))
        else:
            lines.append(gettext("runs out on %(day)s at this pace") % {"day": day(room.runs_out_on)})
    if room and room.not_known:
        left = ngettext(
            "%(n)s of %(all)s district does not say", "%(n)s of %(all)s districts do not say", room.districts
        )
        lines.append(left % {"n": number(room.not_known), "all": number(room.districts)})
    others = len({each.sector for each in panel.rooms}) - 1
    if others > 0:
        lines.append(
            ngettext("fullest of %(n)s sectors", "fullest of %(n)s sectors", others + 1)
            % {"n": number(others + 1)}
        )
    known = room is not None and room.percent is not None
    return FactCard(
        key="capacity",
        title=gettext("Room to receive"),
        big=percent(room.percent or 0) if room and known else str(NOT_YET),
        under=gettext("of %(n)s %(unit)s in use: %(sector)s")
        % {
            "n": number(room.capacity),
            "unit": unit_name(room.unit),
            "sector": sector_name(room.sector),
        }
        if room
        else "",
        lines=tuple(lines),
        foot=_foot(room.source if room else "", age_words(room.oldest if room else None, today)),
        settled=known and _fresh(room.oldest if room else None, today) and not (room and room.not_known),
        indicators=tuple(_lines(panel.capacity, today)),
    )


def _individual(panel: Panel) -> FactCard:
    found, today = panel.procedures, panel.as_of
    weeks = found.weeks_to_decide if found else None
    return FactCard(
        key="procedures",
        title=gettext("Individual procedures"),
        big=str(NOT_YET) if weeks is None else weeks_words(weeks),
        under="" if weeks is None else gettext("to decide all who wait now, at today’s pace"),
        lines=tuple(_backlog(found)) if found else (),
        foot=_foot(found.source if found else "", age_words(found.oldest if found else None, today)),
        settled=weeks is not None and _fresh(found.oldest if found else None, today),
        indicators=tuple(_lines(panel.individual, today)),
    )


def _backlog(found: Procedures) -> Iterator[str]:
    if found.waiting is not None:
        yield gettext("%(n)s applications wait") % {"n": number(found.waiting)}
    if found.new_a_week is not None and found.decisions_a_week is not None:
        yield gettext("%(new)s new a week, %(done)s decided") % {
            "new": number(found.new_a_week),
            "done": number(found.decisions_a_week),
        }
    ahead = found.backlog_in()
    if ahead is not None:
        yield gettext("in half a year %(n)s would wait") % {"n": number(ahead)}


def _lines(found: tuple[Indicator, ...], today: date) -> Iterator[IndicatorLine]:
    for each in found:
        icon, verdict = VERDICTS.get(each.verdict, ("", ""))
        name = str(Named(each.id).label)
        yield IndicatorLine(
            id=each.id,
            name=_of_sector(name, each.sector) if each.sector else name,
            value=_value(each),
            known=each.value is not None,
            mark="" if each.mark is None else value_words(each.id, each.mark),
            icon=icon,
            verdict=str(verdict),
            passed=each.verdict is Verdict.PASSED,
            age=age_words(each.as_of, today),
            source=each.source,
        )


def _value(found: Indicator) -> str:
    if found.value is None and found.interval is not None:
        return gettext("not clear")
    return value_words(found.id, found.value)


def _of_sector(name: str, sector: str) -> str:
    return gettext("%(name)s: %(sector)s") % {"name": name, "sector": sector_name(sector)}


def _growth(value: float) -> str:
    return gettext("%(n)s %%") % {"n": signed(round(value))}


def _delay(panel: Panel) -> str:
    delay = panel.arrived.delay
    if delay is None or not delay.median_days:
        return ""
    return ngettext(
        "usually written down %(n)s day later",
        "usually written down %(n)s days later",
        round(delay.median_days),
    ) % {"n": rounded(delay.median_days)}


def _foot(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _fresh(as_of: date | None, today: date) -> bool:
    return as_of is not None and (today - as_of).days < OLD_DAYS
