"""The family that the tests register: the Rahimis, made up, and forms around them."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from asylon.casework.people.typed_dates import read_typed
from asylon.casework.registration.forms import FamilyForm, NewPerson, Part
from tests.office_cast import TODAY


def born(typed: str) -> Any:
    """A birth as it is typed."""
    return read_typed(typed, today=TODAY)


YUSUF = NewPerson("Yusuf", "Karim", "Rahimi", born=born("1987"), sex="male", part=Part.HEAD)
ZAHRA = NewPerson("Zahra", "Ali", "Rahimi", born=born("12/1990"), sex="female", part=Part.SPOUSE)
MINA = NewPerson("Mina", "Yusuf", "Rahimi", born=born("3.12.2017"), sex="female", part=Part.CHILD)
OMID = NewPerson("Omid", "Yusuf", "Rahimi", born=born("4 months"), sex="male", part=Part.CHILD)
RAHIMIS = (YUSUF, ZAHRA, MINA, OMID)


def family(*people: NewPerson, draft: UUID | None = None, **whole: Any) -> FamilyForm:
    """A form with these people, or with the four Rahimis."""
    return FamilyForm(people=people or RAHIMIS, draft=draft or uuid4(), **whole)
