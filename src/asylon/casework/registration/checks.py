"""Checks a form before anything is stored. Every fault has a place and a code; sentences are made later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from asylon.casework.people.models import Person
from asylon.casework.people.signs import strange_sign
from asylon.casework.registration.forms import (
    LONGEST_NAME,
    LONGEST_PLACE,
    MOST_COUNTED,
    MOST_PEOPLE,
    FamilyForm,
    GroupForm,
    NewPerson,
    Part,
    Said,
)

NAME_FIELDS = ("given", "father", "family", "written")


@dataclass(frozen=True, slots=True)
class FormFault:
    """One thing that a form cannot be taken with. `person` is its place in the form, None for the whole."""

    field: str
    code: str
    person: int | None = None
    sign: str = ""
    """The sign that a name cannot hold, where that is the fault."""


class BadForm(Exception):
    """A form that cannot be taken."""

    def __init__(self, faults: tuple[FormFault, ...]) -> None:
        super().__init__(", ".join(f"{fault.person}.{fault.field}: {fault.code}" for fault in faults))
        self.faults = faults


def check_family(form: FamilyForm, *, countries: frozenset[str], today: date) -> None:
    """Refuse a family that cannot be registered as it stands.

    Raises: BadForm with every fault.
    """
    faults = (*_of_the_whole(form, countries, today), *_of_each(form, today))
    if faults:
        raise BadForm(faults)


def check_group(form: GroupForm) -> None:
    """Refuse a count that cannot be one.

    Raises: BadForm with every fault.
    """
    faults = [FormFault(name, "count") for name, number in form.counted.items() if not _countable(number)]
    if not faults and form.total == 0:
        faults.append(FormFault("women", "nobody"))
    faults += check_place(form.place)
    if faults:
        raise BadForm(tuple(faults))


def check_place(place: str) -> list[FormFault]:
    """What is wrong with the name of a place."""
    if not place.strip():
        return [FormFault("place", "required")]
    if len(place) > LONGEST_PLACE:
        return [FormFault("place", "long")]
    sign = strange_sign(place)
    return [FormFault("place", "sign", sign=sign)] if sign else []


def may_be_child(person: NewPerson, today: date) -> bool:
    """Whether somebody may be under 18: also somebody whose birth is not known at all."""
    ages = person.born.age_on(today)
    return ages is None or ages[0] < 18


def only_children(form: FamilyForm, today: date) -> bool:
    """Whether nobody in the form is known to be an adult, and somebody is known to be young perhaps.

    People of whose births nothing is known make no family of children by themselves.
    """
    known = [person for person in form.people if person.born.age_on(today) is not None]
    return bool(known) and all(may_be_child(person, today) for person in form.people)


def _of_the_whole(form: FamilyForm, countries: frozenset[str], today: date) -> Iterator[FormFault]:
    if not form.people or form.people[0].nothing_known:
        yield FormFault("given", "nobody", person=0)
    if len(form.people) > MOST_PEOPLE:
        yield FormFault("people", "many")
    if only_children(form, today) and form.adult_here is Said.NOT_ASKED:
        yield FormFault("adult_here", "required")
    ticked = any(person.needs for person in form.people)
    if ticked and form.needed in (Said.NO, Said.UNKNOWN, Said.DECLINED):
        yield FormFault("needed", "both")
    if form.needed is Said.YES and not ticked:
        yield FormFault("needed", "who")
    if any(code not in countries for code in form.nationalities):
        yield FormFault("nationalities", "country")
    if form.nationalities and form.no_nationality:
        yield FormFault("nationalities", "both")


def _of_each(form: FamilyForm, today: date) -> Iterator[FormFault]:
    for place, person in enumerate(form.people):
        for name in NAME_FIELDS:
            text = getattr(person, name)
            if len(text) > LONGEST_NAME:
                yield FormFault(name, "long", place)
            elif sign := strange_sign(text):
                yield FormFault(name, "sign", place, sign)
        if person.sex not in Person.Sex.values:
            yield FormFault("sex", "choice", place)
        if (person.part is Part.HEAD) != (place == 0):
            yield FormFault("part", "head", place)
        earliest = person.born.earliest
        if earliest is not None and earliest > today:
            yield FormFault("born", "future", place)


def _countable(number: int) -> bool:
    return 0 <= number <= MOST_COUNTED
