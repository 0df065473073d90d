"""The four characteristics on a page and as data: each with its value, its mark, and how it stands to it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from asylon.casework.access.small_numbers import SMALLEST_TOLD
from asylon.cli.page import Page
from asylon.foresight.influx import Chance, Indicator, Panel, Rate, Room, Surge, Trend, Verdict
from asylon.pictures import english

READER = english()
NAMES: Mapping[str, str] = {
    "arrived": "people arrived since the beginning",
    "arrived_a_day": "people a day, over the last week",
    "per_1000": "people arrived for 1,000 inhabitants of the hosts",
    "growth_a_week": "growth of arrivals in a week",
    "doubling_days": "days in which arrivals double",
    "capacity_used": "capacity in use",
    "days_left": "days until it runs out",
    "backlog_weeks": "weeks to decide all who wait now",
    "covered": "new applications that decisions keep up with",
}
BY_SECTOR = frozenset({"capacity_used", "days_left"})
PERCENTS = frozenset({"growth_a_week", "capacity_used", "covered"})
TRENDS = {
    Trend.RISING: "rising",
    Trend.FALLING: "falling",
    Trend.NOT_CLEAR: "not clear: the days scatter too much to say more",
}
NOT_KNOWN = "not yet known"
FLOOR = (
    "Nobody is declared anything by these figures: a named person declares, with reasons. "
    "Nobody's admission or protection waits for it."
)
FEW = (
    f"Fewer than {SMALLEST_TOLD} people are known to have arrived. Their number is not told by day or in "
    "all, because it could point at somebody."
)
SURE = 99.0
"""Above this share, and below what is left of 100, a chance is not told closer: nobody is that sure."""
_NO_DECIMALS, _SMALLEST = 10, 0.1


def say_characteristics(page: Page, panel: Panel, *, few: bool) -> None:
    """Write the four, one under the other; nothing is worked out over them."""
    _section(page, "NUMBERS", panel.numbers)
    if few:
        page.item(FEW)
    elif panel.arrived.not_known_days:
        days = panel.arrived.not_known_days
        page.item(f"of {days:,} day{'s' if days != 1 else ''} nothing is known")
    _section(page, "SPEED", panel.speed)
    page.item(*_trend(panel))
    page.item(_onset(panel))
    if panel.ahead is not None:
        ahead = panel.ahead.in_all
        page.item(
            f"if the growth of the last 14 days goes on: {rounded(ahead.persons)} people in the next 14 days "
            f"(95 %: {rounded(ahead.low)} to {rounded(ahead.high)}); no forecast of what will happen"
        )
    _section(page, "ROOM TO RECEIVE", panel.capacity)
    for room in panel.rooms:
        page.item(_room(room))
    for chance in panel.chances:
        page.item(_chance(chance))
    if not panel.rooms:
        page.item(f"room to receive: {NOT_KNOWN}")
    _section(page, "INDIVIDUAL PROCEDURES", panel.individual)


def rounded(value: float) -> str:
    """A number nobody needs the decimals of: from 10 up none, below one."""
    if math.isinf(value):
        return "no end"
    if 0 < value < _SMALLEST / 2:
        return f"less than {_SMALLEST:g}"  # 0 would say that there is nobody
    return READER.number(round(value) if abs(value) >= _NO_DECIMALS else round(value, 1))


def panel_json(panel: Panel, *, few: bool) -> dict[str, Any]:
    """The panel as plain data, with the names that the API has; null is not known and never zero."""
    arrived = panel.arrived
    return {
        "as_of": panel.as_of,
        "in_all": arrived.in_all,
        "few": few,
        "known_days": arrived.known_days,
        "not_known_days": arrived.not_known_days,
        "inhabitants": arrived.inhabitants,
        "numbers": [_indicator_json(each) for each in panel.numbers],
        "rate": [_indicator_json(each) for each in panel.speed],
        "capacity": [_indicator_json(each) for each in panel.capacity],
        "procedures": [_indicator_json(each) for each in panel.individual],
        "growth": _rate_json(panel.rate) if panel.rate else None,
        "surges": [_surge_json(each) for each in panel.surges],
        "can_tell_surges": panel.can_tell_surges,
        "rooms": [_room_json(each) for each in panel.rooms],
        "chances": [_chance_json(each) for each in panel.chances],
    }


def _section(page: Page, title: str, found: Iterable[Indicator]) -> None:
    listed = list(found)
    page.heading(title)
    days = {each.as_of for each in listed}
    for each in listed:
        style = "bold" if each.verdict is Verdict.PASSED else ""
        data = f"  data of {READER.day(each.as_of)}" if each.as_of and len(days) > 1 else ""
        page.item(f"{_name(each)}: ", (_value(each), "bold"), "; ", (_verdict(each), style), (data, "dim"))
    said = [" · ".join(dict.fromkeys(each.source for each in listed if each.source))]
    if len(days) == 1:
        said += [f"data of {READER.day(day)}" for day in days if day is not None]
    if any(said):
        page.say((f"Source: {'; '.join(filter(None, said))}", "dim"), depth=4)


def _name(each: Indicator) -> str:
    return f"{NAMES[each.id]}, {each.sector}" if each.sector else NAMES[each.id]


def _value(each: Indicator) -> str:
    if each.interval is None:
        return _said(each.id, each.value)
    value = "not clear" if each.value is None else _said(each.id, each.value)
    if all(map(math.isinf, each.interval)):
        return value
    low, high = (_said(each.id, end) for end in each.interval)
    return f"{value} (95 %: {low} to {high})"


def _said(id_: str, value: float | None) -> str:
    if value is None:
        return NOT_KNOWN
    if math.isinf(value):
        return "no end" if id_ == "growth_a_week" else "never at this pace"
    if id_ in PERCENTS:
        return f"{READER.signed(round(value)) if id_ == 'growth_a_week' else READER.number(round(value))} %"
    return rounded(value)


def _verdict(each: Indicator) -> str:
    if each.mark is None:
        return "no mark is set"
    mark = f"mark {_said(each.id, each.mark)}"
    return {
        Verdict.PASSED: f"{mark}: passed",
        Verdict.NOT_PASSED: f"{mark}: not passed",
        Verdict.NOT_KNOWN: f"{mark}: not known whether it is passed",
        Verdict.NOT_CLEAR: f"{mark}: not clear whether it is passed",
    }[each.verdict]


def _trend(panel: Panel) -> tuple[str, ...]:
    if panel.rate is None:
        return ("too few days are known of the last 14 to tell a rate",)
    return (f"arrivals are {TRENDS[panel.rate.trend]}",)


def _onset(panel: Panel) -> str:
    surge = panel.surge
    if surge is not None:
        before = rounded(surge.baseline)
        return f"out of the ordinary since {READER.day(surge.began)}: before, {before} a day"
    if not panel.can_tell_surges:
        return "too few days before to tell when it began"
    return "nothing out of the ordinary lasts now"


def _room(room: Room) -> str:
    known = f"{room.in_use:,} of {room.capacity:,} {room.unit.replace('_', ' ')} in use"
    said = [f"{room.sector}: {known if room.oldest else NOT_KNOWN}"]
    if room.free <= 0 and room.oldest:
        said.append("nothing is left")
    elif room.runs_out_on:
        said.append(f"runs out on {READER.day(room.runs_out_on)} at this pace")
    if room.not_known:
        said.append(f"{room.not_known} of {room.districts} reports lack a number and are left out")
    return "; ".join(said)


def _chance(chance: Chance) -> str:
    told = NOT_KNOWN
    if chance.percent is not None:
        told = f"{READER.number(round(chance.percent, 1))} %"
        if chance.percent > SURE:
            told = f"more than {SURE:g} %"
        elif chance.percent < 100 - SURE:
            told = f"less than {100 - SURE:g} %"
    return f"{chance.sector}: chance that 14 more days like these take more places than are left: {told}"


def _indicator_json(each: Indicator) -> dict[str, Any]:
    low, high = each.interval or (None, None)
    return {
        "id": each.id,
        "sector": each.sector,
        "value": _finite(each.value),
        "never": each.value is not None and math.isinf(each.value),
        "low": _finite(low),
        "high": _finite(high),
        "mark": each.mark,
        "verdict": each.verdict,
        "as_of": each.as_of,
        "source": each.source,
    }


def _rate_json(rate: Rate) -> dict[str, Any]:
    low, high = rate.doubling_between
    return {
        "a_day": rate.a_day,
        "low": rate.low,
        "high": rate.high,
        "trend": rate.trend,
        "percent_a_week": _finite(rate.percent_a_week),
        "doubling_days": rate.doubling_days,
        "doubling_low": _finite(low),
        "doubling_high": _finite(high),
        "known_days": rate.known_days,
        "until": rate.until,
    }


def _surge_json(surge: Surge) -> dict[str, Any]:
    return {"began": surge.began, "ended": surge.ended, "baseline": surge.baseline, "mark": surge.mark}


def _room_json(room: Room) -> dict[str, Any]:
    return {
        "sector": room.sector,
        "unit": room.unit,
        "capacity": room.capacity,
        "in_use": room.in_use,
        "percent": room.percent,
        "districts": room.districts,
        "not_known": room.not_known,
        "pace": room.pace,
        "pace_from": room.pace_from,
        "runs_out_on": room.runs_out_on,
        "oldest": room.oldest,
    }


def _chance_json(chance: Chance) -> dict[str, Any]:
    return {
        "sector": chance.sector,
        "unit": chance.unit,
        "left": chance.left,
        "percent": chance.percent,
        "as_of": chance.as_of,
    }


def _finite(value: float | None) -> float | None:
    return None if value is None or math.isinf(value) else value
