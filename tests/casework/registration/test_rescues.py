"""People who were rescued together: what was seen goes on each record, and makes nobody a relative."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from asylon.casework.access.door import open_person
from asylon.casework.access.kernel import Act
from asylon.casework.facts.selectors import record_of
from asylon.casework.people.models import FamilyLink, Group
from asylon.casework.registration.checks import BadForm
from asylon.casework.registration.forms import Part, RescueForm, Said
from asylon.casework.registration.rescues import register_rescue
from tests.casework.registration.families import YUSUF, ZAHRA, family
from tests.office_cast import NOW, Cast, visitor_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
STRANGERS = family(YUSUF, replace(ZAHRA, part=Part.NOT_RELATED))


def known(cast: Cast, person: UUID) -> dict[str, tuple[object, str]]:
    case = open_person(visitor_of(cast.amina), person, act=Act.SEE_PAGE, now=NOW)
    return {fact: (each.value, each.basis) for (_, fact), each in record_of(case.case).current.items()}


def test_everybody_was_found_at_sea(cast: Cast) -> None:
    form = RescueForm("South of the island", STRANGERS, at_sea=Said.YES, ashore=Said.NO)
    done = register_rescue(visitor_of(cast.amina), form, now=NOW)
    for person in done.people:
        assert known(cast, person.id) == {
            "distress_at_sea": (True, "observed"),
            "disembarked_place_of_safety": (False, "observed"),
        }
    group = Group.objects.get(number=done.group_number)
    assert (group.kind, group.title) == ("rescue", "South of the island")
    assert FamilyLink.objects.count() == 0


def test_one_person_rescued_is_a_group_too(cast: Cast) -> None:
    form = RescueForm("South of the island", replace(STRANGERS, people=(YUSUF,)), ashore=Said.UNKNOWN)
    done = register_rescue(visitor_of(cast.amina), form, now=NOW)
    assert done.group is not None
    assert known(cast, done.people[0].id) == {"disembarked_place_of_safety": ("unknown", "observed")}


def test_a_place_is_wanted(cast: Cast) -> None:
    with pytest.raises(BadForm, match="place"):
        register_rescue(visitor_of(cast.amina), RescueForm("", STRANGERS), now=NOW)
