"""The triggers of a plan in words: the mark, what is measured now, of which day, and whether it is passed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asylon.responses.plans.triggers import Figure, Standing, TriggerSeen
from asylon.web.people.shown.days import day
from asylon.web.responses.emergencies.indicators import sector_name
from asylon.web.responses.reader import number, rounded

STANDINGS: dict[Standing, tuple[str, str | Promise]] = {
    Standing.PASSED: ("urgent", _("mark passed")),
    Standing.NOT_PASSED: ("check", _("mark not passed")),
    Standing.NOT_KNOWN: ("help", _("not known whether the mark is passed")),
    Standing.READ_BY_PEOPLE: ("person", _("read by people")),
}
CHANCE = "chance_over_capacity"
IN_PERCENT = frozenset({"capacity_used", CHANCE})
SURE = 99.0
"""Above this share, and below what is left of 100, a chance is not told closer: nobody is that sure."""


@dataclass(frozen=True, slots=True)
class TriggerLine:
    """One trigger; `now` is empty where people read it."""

    measure: str
    mark: str
    then: str
    now: str
    of_day: str
    icon: str
    standing: str
    settled: bool


def trigger_lines(found: Iterable[TriggerSeen]) -> tuple[TriggerLine, ...]:
    """Triggers in words."""
    return tuple(_line(each) for each in found)


def _line(seen: TriggerSeen) -> TriggerLine:
    row, figure = seen.row, seen.figure
    icon, standing = STANDINGS[seen.standing]
    mark = "" if row.at_least is None else number(row.at_least)
    return TriggerLine(
        measure=str(row.get_measure_display()),
        mark=gettext("%(n)s %%") % {"n": mark} if mark and row.measure in IN_PERCENT else mark,
        then=row.then,
        now=_now(row.measure, figure) if figure else "",
        of_day=gettext("data of %(day)s") % {"day": day(figure.as_of)} if figure and figure.as_of else "",
        icon=icon,
        standing=str(standing),
        settled=seen.standing in (Standing.PASSED, Standing.NOT_PASSED),
    )


def _now(measure: str, figure: Figure) -> str:
    if figure.value is None:
        return gettext("now: not yet known")
    said = _percent(measure, figure.value) if measure in IN_PERCENT else rounded(figure.value)
    if not figure.sector:
        return gettext("now: %(value)s") % {"value": said}
    return gettext("now: %(value)s, %(sector)s") % {"value": said, "sector": sector_name(figure.sector)}


def _percent(measure: str, value: float) -> str:
    if measure == CHANCE and value > SURE:
        return gettext("more than %(n)s %%") % {"n": number(SURE)}
    if measure == CHANCE and value < 100 - SURE:
        return gettext("less than %(n)s %%") % {"n": number(100 - SURE)}
    return gettext("%(n)s %%") % {"n": number(round(value, 1))}
