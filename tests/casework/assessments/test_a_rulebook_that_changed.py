"""When the rulebook changes, a whole office is assessed anew: everybody once, and what changed is said."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from asylon.casework.assessments.models import FrozenAssessment
from asylon.casework.assessments.repeating import reassess_office, repeat
from asylon.casework.assessments.services import assess_record, freeze
from asylon.casework.facts.selectors import record_of
from asylon.casework.journal.models import Entry
from asylon.casework.keys.services import erase
from asylon.casework.people.case import Case
from asylon.casework.people.partial_dates import on_day
from asylon.rulebook import Rulebook, load
from tests import cast as situations
from tests.casework.facts.records import RULEBOOK, case_for, put_on_record
from tests.office_cast import NOW, TODAY, Cast, a_person

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def mended(tmp_path: Path) -> Rulebook:
    """The shipped rulebook with one rule less: an alert that is no longer raised by danger."""
    folder = tmp_path / "texts"
    shutil.copytree(RULEBOOK.folder, folder)
    path = folder / "core" / "alerts.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count("immediate_danger") >= 1
    path.write_text(text.replace("immediate_danger", "needs_urgent_medical"), encoding="utf-8")
    return load(folder)


def people(cast: Cast, count: int) -> list[Case]:
    found = []
    for number in range(count):
        case = case_for(a_person(cast.reception, cast.amina, given=f"P{number}"), cast.amina)
        situation = situations.situation(facts={"immediate_danger": number == 0})
        put_on_record(case, situation)
        freeze(
            case, assess_record(case, record_of(case), as_of=TODAY, rulebook=RULEBOOK), cause="registration"
        )
        found.append(case)
    return found


def reassessed(cast: Cast, rulebook: Rulebook, **more: Any) -> list[Any]:
    office = cast.reception.pk
    return list(reassess_office(office, account=cast.amina.pk, rulebook=rulebook, now=NOW, **more))


def test_everybody_is_assessed_under_the_new_law_and_what_changed_is_said(
    cast: Cast, mended: Rulebook
) -> None:
    cases = people(cast, 5)
    found = reassessed(cast, mended, batch=2)
    assert [each.person for each in found] == [case.person for case in cases]
    danger = [change for change in found[0].changes if change.sort == "alert"]
    assert [change.after for change in danger] == [""]
    assert not [change for change in found[1].changes if change.sort == "alert"]
    kept = FrozenAssessment.objects.filter(cause="rulebook")
    assert {row.person_id for row in kept} == {case.person for case in cases}
    assert all(row.follows is not None for row in kept)


def test_begun_again_it_finds_nothing_new(cast: Cast, mended: Rulebook) -> None:
    people(cast, 3)
    assert len(reassessed(cast, mended)) == 3
    assert reassessed(cast, mended) == []


def test_another_office_and_somebody_erased_are_left_alone(cast: Cast, mended: Rulebook) -> None:
    cases = people(cast, 2)
    erase(cases[1].person)
    a_person(cast.elsewhere, cast.carla, given="Ferida")
    assert [each.person for each in reassessed(cast, mended)] == [cases[0].person]


def test_the_journal_says_how_many_and_not_who(cast: Cast, mended: Rulebook) -> None:
    people(cast, 2)
    reassessed(cast, mended)
    entry = Entry.objects.get(act="reassess")
    assert entry.person is None
    assert entry.detail["people"] == 2


def test_repeating_under_another_law_says_so(cast: Cast, mended: Rulebook) -> None:
    (case,) = people(cast, 1)
    frozen = FrozenAssessment.objects.get()
    assert repeat(case, frozen.pk, rulebook=RULEBOOK).same_law
    again = repeat(case, frozen.pk, rulebook=mended)
    assert not again.same_law
    assert [change.sort for change in again.changes if change.sort == "alert"]


def test_the_queries_of_a_batch_do_not_grow_with_it(
    cast: Cast, mended: Rulebook, django_assert_max_num_queries: Any
) -> None:
    people(cast, 6)
    reassessed(cast, mended)
    with django_assert_max_num_queries(14):
        reassessed(cast, mended)


def test_under_the_same_law_a_child_who_came_of_age_is_assessed_again_and_nobody_else(cast: Cast) -> None:
    child = a_person(cast.reception, cast.amina, given="Idris", born=on_day(TODAY - timedelta(days=6570)))
    a_person(cast.reception, cast.amina, given="Mina")
    first = list(reassess_office(cast.reception.pk, account=cast.amina.pk, rulebook=RULEBOOK, now=NOW))
    assert len(first) == 2
    later = NOW + timedelta(days=30)
    found = list(reassess_office(cast.reception.pk, account=cast.amina.pk, rulebook=RULEBOOK, now=later))
    assert [each.person for each in found] == [child]
    row = FrozenAssessment.objects.get(pk=found[0].frozen)
    assert (row.cause, row.as_of) == ("asked", later.date())
