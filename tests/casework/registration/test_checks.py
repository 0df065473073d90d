"""What a form cannot be taken with: each fault has its place and its code."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from asylon.casework.people.partial_dates import in_year
from asylon.casework.registration.checks import BadForm, check_family
from asylon.casework.registration.forms import FamilyForm, Need, NewPerson, Part, Said
from tests.casework.registration.families import MINA, YUSUF, ZAHRA, family
from tests.office_cast import TODAY

COUNTRIES = frozenset({"AF", "IR"})


def faults(form: FamilyForm) -> list[tuple[int | None, str, str]]:
    try:
        check_family(form, countries=COUNTRIES, today=TODAY)
    except BadForm as problem:
        return [(fault.person, fault.field, fault.code) for fault in problem.faults]
    return []


def test_a_whole_family_can_be_taken() -> None:
    assert faults(family()) == []
    assert faults(family(afraid=Said.YES, needed=Said.NO, nationalities=("AF", "IR"))) == []


@pytest.mark.parametrize(
    ("whole", "fault"),
    [
        ({"needed": Said.YES}, (None, "needed", "who")),
        ({"nationalities": ("XX",)}, (None, "nationalities", "country")),
        ({"nationalities": ("AF",), "no_nationality": True}, (None, "nationalities", "both")),
    ],
)
def test_what_is_wrong_with_the_whole(whole: dict[str, Any], fault: tuple[int | None, str, str]) -> None:
    assert faults(family(**whole)) == [fault]


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"given": "x" * 81}, "given", "long"),
        ({"written": "a\0"}, "written", "sign"),
        ({"sex": "cat"}, "sex", "choice"),
        ({"part": Part.HEAD}, "part", "head"),
        ({"born": in_year(2090)}, "born", "future"),
    ],
)
def test_what_is_wrong_with_one_person(changes: dict[str, Any], field: str, code: str) -> None:
    assert faults(family(YUSUF, replace(ZAHRA, **changes))) == [(1, field, code)]


def test_the_first_person_is_the_head() -> None:
    assert faults(family(replace(YUSUF, part=Part.CHILD), ZAHRA)) == [(0, "part", "head")]


def test_nobody_is_no_family() -> None:
    assert faults(family(NewPerson(part=Part.HEAD), ZAHRA))[0] == (0, "given", "nobody")


@pytest.mark.parametrize("said", [Said.NO, Said.UNKNOWN, Said.DECLINED])
def test_a_need_and_none_at_once(said: Said) -> None:
    needy = replace(ZAHRA, needs=frozenset({Need.DOCTOR}))
    assert faults(family(YUSUF, needy, needed=said)) == [(None, "needed", "both")]


def test_people_of_whose_age_nothing_is_known_are_not_taken_for_children() -> None:
    assert faults(family(replace(YUSUF, born=NewPerson().born))) == []
    beside_a_child = family(replace(YUSUF, born=NewPerson().born), MINA)
    assert faults(beside_a_child) == [(None, "adult_here", "required")]


def test_every_fault_is_told_at_once() -> None:
    form = family(replace(YUSUF, given="a\0", sex="cat"), replace(ZAHRA, family="<"), needed=Said.YES)
    assert [place for place, _, _ in faults(form)] == [None, 0, 0, 1]
