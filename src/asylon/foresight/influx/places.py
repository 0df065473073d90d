"""How likely it is that the places that are left are not enough, if the growth of the last 14 days goes on.

Assumed are two things that make the chance higher than it may be: everybody who comes needs a place, and
nobody leaves one. It carries the growth on as `ahead.py` does, with all that this leaves out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from asylon.foresight.influx.ahead import Ahead
from asylon.foresight.influx.days import Day
from asylon.foresight.influx.room import Room

CERTAIN = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """The chance that the people of the next 14 days exceed the places that are left in one sector.

    Attributes:
        left: places less what is in use and less whoever came since the report; below zero if there are not
            enough already; None if not known.
        percent: the chance; None if not known.
        as_of: the day of the oldest data that it rests on; None if there are none.
    """

    sector: str
    unit: str
    left: int | None
    percent: float | None
    as_of: date | None


def chances_of(rooms: Iterable[Room], *, ahead: Ahead | None, days: Sequence[Day]) -> tuple[Chance, ...]:
    """The chance of each sector whose places are counted in people and fill up.

    Everybody who comes is taken to need a place, and nobody to leave one. People who came after the newest
    report have taken places too; if one of their days is not known, what is left is not known. The 14 days
    follow the last day of arrivals that is known; those that the report holds already are not counted again.
    Districts that do not say how many places they have count as none, which makes the chance higher. Where
    too little is left already it is 100, whoever comes.
    """
    return tuple(_chance(room, ahead, days) for room in rooms if room.stock and room.persons)


def _chance(room: Room, ahead: Ahead | None, days: Sequence[Day]) -> Chance:
    left = percent = as_of = None
    if room.oldest is not None and room.newest is not None:
        came = _came_after(room.newest, days)
        left = None if came is None else room.free - came
        percent = _percent(
            room.free if left is None else left, ahead if came is not None else None, room.newest
        )
        as_of = min(room.oldest, ahead.fit.until) if ahead else room.oldest
    return Chance(sector=room.sector, unit=room.unit, left=left, percent=percent, as_of=as_of)


def _percent(left: int, ahead: Ahead | None, reported: date) -> float | None:
    if left < 0:
        return CERTAIN
    return ahead.chance_above(left, after=reported) if ahead else None


def _came_after(reported: date, days: Sequence[Day]) -> int | None:
    """People on the days after the report, up to the last day that is known."""
    later = {each.on: each.persons for each in days if each.on > reported and each.persons is not None}
    if not later:
        return 0
    whole = len(later) == (max(later) - reported).days
    return sum(later.values()) if whole else None
