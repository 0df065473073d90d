"""Turning what was typed into what casework takes: births and names, with a fault for what cannot be."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from asylon.api.refusals import BadRequest
from asylon.api.shapes.people import BornIn, NameIn
from asylon.casework.people.identity import Name
from asylon.casework.people.partial_dates import UNKNOWN, PartialDate, Precision
from asylon.casework.people.signs import strange_sign
from asylon.casework.people.typed_dates import BadDate, DateFault, read_typed
from asylon.casework.registration.checks import NAME_FIELDS


def born_of(given: BornIn | str, *, place: str, today: date) -> PartialDate:
    """A date of birth.

    Raises: BadRequest.
    """
    if isinstance(given, BornIn):
        return _span(given, place, today)
    try:
        return read_typed(given, today=today)
    except BadDate as bad:
        raise BadRequest(place, bad.fault, _said(bad.fault)) from bad


def names_of(given: Iterable[NameIn], *, known: Iterable[UUID | None]) -> tuple[Name, ...]:
    """Names for the record; those with an id must stand there already.

    Raises: BadRequest.
    """
    there = set(known)
    names = []
    for number, name in enumerate(given):
        place = f"names[{number}]"
        if name.id is not None and name.id not in there:
            raise BadRequest(f"{place}.id", "unknown", _("No name of this person has this id. Leave it out."))
        there.discard(name.id)
        for part in (*NAME_FIELDS[:-1], "whole"):
            written(getattr(name, part), place=f"{place}.{part}")
        names.append(_name(name, place))
    return tuple(names)


def written(text: str, *, place: str, also: str = "") -> str:
    """A line of a record: without controls, signs that nobody sees and signs of computing, but for `also`.

    Raises: BadRequest.
    """
    if strange_sign("".join(sign for sign in text if sign not in also)):
        raise BadRequest(place, "sign", _("It holds a sign that is not written in names. Take it out."))
    return text.strip()


def _name(name: NameIn, place: str) -> Name:
    made = Name(
        given=name.given.strip(),
        father=name.father.strip(),
        family=name.family.strip(),
        whole=name.whole.strip(),
        script=name.script,
        language=name.language,
        kind=name.kind.value,
        machine_made=name.machine_made,
        id=name.id,
    )
    if not made.parts:
        raise BadRequest(
            place, "empty", _("Every part of the name is empty. Fill one in, or leave the name out.")
        )
    return made


def _span(given: BornIn, place: str, today: date) -> PartialDate:
    if given.precision is Precision.UNKNOWN:
        return UNKNOWN
    first, last = given.earliest, given.latest
    if first is None or last is None or not first <= last <= today:
        raise BadRequest(
            place,
            "span",
            _("Give the first and the last day of the span, in this order and not after today."),
        )
    return PartialDate(given.precision, first, last)


def _said(fault: DateFault) -> str:
    said = {
        DateFault.NOT_A_DATE: _("Type a birth like 3.12.1990, 12/1990, 1987, or an age like 34 or 4 months."),
        DateFault.NO_SUCH_DAY: _("The calendar has no such day."),
        DateFault.IN_THE_FUTURE: _("The birth lies in the future. Give today or an earlier day."),
        DateFault.TOO_LONG_AGO: _("Nobody lives as long as that. Look at the year again."),
        DateFault.OTHER_CALENDAR: _(
            "This looks like a year of another calendar. Turn it into a common year."
        ),
        DateFault.SHORT_YEAR: _("Write the year with four digits."),
    }
    return said[fault]
