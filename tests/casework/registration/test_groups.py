"""A group is counted first, then registered by name; what is left of the count is never below nobody."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from asylon.casework.access.door import NotThere, Refused
from asylon.casework.people.models import FamilyLink, Membership, Person, Registration
from asylon.casework.registration.checks import BadForm
from asylon.casework.registration.forms import GroupForm
from asylon.casework.registration.groups import individualise, open_groups, register_group, see_group
from asylon.casework.staff.models import Role
from tests.casework.registration.families import YUSUF, ZAHRA, family
from tests.office_cast import NOW, Cast, visitor_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def group(**changes: object) -> GroupForm:
    whole = GroupForm("Gate, night of 23 November", 1, 0, 1, 0, 0, draft=uuid4())
    return replace(whole, **changes)  # type: ignore[arg-type] # the tests name fields of the form


def test_a_counted_group_holds_numbers_and_nobody(cast: Cast) -> None:
    done = register_group(visitor_of(cast.amina), group(women=40, men=31, girls=12), now=NOW)
    assert done.group is not None
    seen = see_group(visitor_of(cast.amina), done.group, now=NOW)
    assert (seen.total, seen.by_name, seen.left) == (83, 0, 83)
    assert seen.title == "Gate, night of 23 November"
    assert Person.objects.count() == 0


def test_who_is_registered_by_name_comes_off_the_count(cast: Cast) -> None:
    amina = visitor_of(cast.amina)
    done = register_group(amina, group(women=3), now=NOW)
    assert done.group is not None
    one = individualise(amina, done.group, family(YUSUF), now=NOW)
    assert see_group(amina, done.group, now=NOW).left == 3
    two = individualise(amina, done.group, family(YUSUF, ZAHRA), now=NOW)
    assert see_group(amina, done.group, now=NOW).left == 1
    assert (one.group, two.counted_group) == (None, done.group)
    assert two.group not in (None, done.group)
    assert Registration.objects.get(pk=one.registration).group_id == done.group
    assert Membership.objects.filter(group=done.group).count() == 3
    assert FamilyLink.objects.count() == 1


def test_more_than_were_counted_may_come(cast: Cast) -> None:
    amina = visitor_of(cast.amina)
    done = register_group(amina, group(women=1, girls=0), now=NOW)
    assert done.group is not None
    individualise(amina, done.group, family(YUSUF, ZAHRA), now=NOW)
    seen = see_group(amina, done.group, now=NOW)
    assert (seen.left, seen.beyond) == (0, 1)


def test_a_count_sent_twice_is_one_group(cast: Cast) -> None:
    form = group()
    first = register_group(visitor_of(cast.amina), form, now=NOW)
    second = register_group(visitor_of(cast.amina), form, now=NOW)
    assert second.again
    assert second.group == first.group
    assert len(open_groups(visitor_of(cast.amina), now=NOW)) == 1


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"women": 0, "girls": 0}, "women", "nobody"),
        ({"men": -1}, "men", "count"),
        ({"boys": 100_001}, "boys", "count"),
        ({"place": " "}, "place", "required"),
        ({"place": "x" * 61}, "place", "long"),
        ({"place": "Gate \u202e3"}, "place", "sign"),
    ],
)
def test_a_count_that_cannot_be(cast: Cast, changes: dict[str, object], field: str, code: str) -> None:
    with pytest.raises(BadForm) as refused:
        register_group(visitor_of(cast.amina), group(**changes), now=NOW)
    assert [(fault.field, fault.code) for fault in refused.value.faults] == [(field, code)]


def test_another_office_has_no_such_group(cast: Cast) -> None:
    done = register_group(visitor_of(cast.amina), group(), now=NOW)
    assert done.group is not None
    with pytest.raises(NotThere):
        see_group(visitor_of(cast.carla), done.group, now=NOW)
    with pytest.raises(NotThere):
        individualise(visitor_of(cast.carla), done.group, family(YUSUF), now=NOW)
    with pytest.raises(NotThere):
        see_group(visitor_of(cast.amina), uuid4(), now=NOW)
    assert open_groups(visitor_of(cast.carla), now=NOW) == ()


def test_who_may_not_register_counts_nobody(cast: Cast) -> None:
    for role in (Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR, Role.SUPERVISOR, Role.ASYLUM_ADJUDICATOR):
        with pytest.raises(Refused):
            register_group(cast.visitor(role), group(), now=NOW)
    assert Registration.objects.count() == 0
