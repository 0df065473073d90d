"""What must happen now, worked out from figures that are recorded: orders, each with one reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.foresight.influx import Panel
from asylon.responses.emergencies.characteristics import Seen
from asylon.responses.emergencies.kinds import Stage
from asylon.responses.emergencies.selectors import Declared, Situation
from asylon.web.people.shown.days import day
from asylon.web.responses.allowed import could
from asylon.web.responses.emergencies.indicators import OLD_DAYS, sector_name, unit_name
from asylon.web.responses.reader import number, rounded

MOST = 3
"""Orders that the strip on top shows."""
SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Order:
    """One thing to do now."""

    order: str
    reason: str
    address: str = ""
    button: str = ""


def orders(
    visitor: Visitor, found: Situation, seen: Seen, running: Declared | None, *, today: date
) -> tuple[Order, ...]:
    """What to do, the nearest to people first. Nothing for an emergency that is closed."""
    if found.closed_on is not None:
        return ()
    # Where people have stayed for years and nobody declares anything, days without arrivals are the rule.
    few_come = seen.few or (found.stage is Stage.PROTRACTED and running is None)
    return (
        *_cannot_be_registered(found.id, seen),
        *_rooms(found.id, seen.panel, today),
        *_look_again(visitor, found.id, running, today),
        # Where few arrived no day is told, and the last day that is known is one of them.
        *(() if few_come else _old(visitor, found.id, seen.panel, today)),
    )


def shortfall(seen: Seen) -> float | None:
    """How many more people arrive in a day than can be registered; None if either is not known."""
    a_day = seen.panel.arrived.a_day
    if a_day is None or not seen.registrable:
        return None
    return a_day - seen.registrable[max(seen.registrable)]


def _cannot_be_registered(emergency: UUID, seen: Seen) -> Iterator[Order]:
    missing = shortfall(seen)
    if missing is not None and missing > 0:
        yield Order(
            gettext("Register more people a day"),
            gettext(
                "%(n)s people a day more arrive than can be registered. "
                "Everybody is admitted and protected meanwhile; nobody waits at the border for it."
            )
            % {"n": rounded(missing)},
            reverse("capacity", args=[emergency]),
            gettext("See the capacities"),
        )


def _rooms(emergency: UUID, panel: Panel, today: date) -> Iterator[Order]:
    soon = [room for room in panel.rooms if room.runs_out_on and room.runs_out_on <= today + SOON]
    for room in sorted(soon, key=lambda room: room.runs_out_on or today):
        words = {
            "sector": sector_name(room.sector),
            "unit": unit_name(room.unit),
            "all": number(room.capacity),
            "n": number(room.in_use),
            "day": day(room.runs_out_on or today),
        }
        yield Order(
            gettext("Find more room: %(sector)s") % words,
            gettext("%(n)s are in use where there is room for %(all)s %(unit)s.") % words
            if room.free <= 0
            else gettext("At this pace the last of %(all)s %(unit)s is taken on %(day)s.") % words,
            reverse("capacity", args=[emergency]),
            gettext("See the capacities"),
        )


def _look_again(visitor: Visitor, emergency: UUID, running: Declared | None, today: date) -> Iterator[Order]:
    if running and running.look_again_on and running.look_again_on <= today:
        may = could(visitor, Act.DECLARE_INFLUX)
        yield Order(
            gettext("Look at the declaration again"),
            gettext("Its day for that was %(day)s. Until somebody decides, it goes on.")
            % {"day": day(running.look_again_on)},
            reverse("end_declaration", args=[emergency]) if may else "",
            gettext("End it, or declare anew") if may else "",
        )


def _old(visitor: Visitor, emergency: UUID, panel: Panel, today: date) -> Iterator[Order]:
    last = panel.arrived.last
    if last is not None and (today - last.on).days <= OLD_DAYS:
        return
    may = could(visitor, Act.RECORD_FIGURES)
    yield Order(
        gettext("Write down who arrived"),
        gettext("The last day that is known is %(day)s.") % {"day": day(last.on)}
        if last
        else gettext("No day is known yet. Where nobody came, write 0."),
        reverse("record_arrivals", args=[emergency]) if may else "",
        gettext("Record arrivals") if may else "",
    )
