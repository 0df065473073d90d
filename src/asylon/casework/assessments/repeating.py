"""Asking again: a frozen assessment years later, and a whole office once the rulebook has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from asylon.casework.assessments.models import FrozenAssessment
from asylon.casework.assessments.selectors import Frozen, frozen_by_id
from asylon.casework.assessments.services import Assessed, assess_record, freeze_after
from asylon.casework.assessments.stored import opened, read_answers
from asylon.casework.facts.selectors import records_of
from asylon.casework.journal.services import write
from asylon.casework.keys.services import data_keys
from asylon.casework.people.case import Case
from asylon.casework.people.identity import known_facts, unseal
from asylon.casework.people.models import Person
from asylon.casework.people.stored import PersonRow, read_people
from asylon.casework.spine import EditedMeanwhile
from asylon.rulebook import Assessment, Rulebook, assess
from asylon.rulebook.differences import Difference, answers, compare_answers

BATCH = 50
"""People whose records are open at once: memory stays the same, and nobody else waits long to write."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """A frozen assessment made again from what was known then.

    Under the same law there are no changes; if there are, the record or the program is not what it was.
    """

    frozen: Frozen
    assessment: Assessment
    same_law: bool
    changes: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Reassessed:
    """Somebody assessed under the rulebook of today, and what is other than in the last assessment."""

    person: UUID
    frozen: UUID
    changes: tuple[Difference, ...]


def repeat(case: Case, frozen: UUID, *, rulebook: Rulebook) -> Repeated:
    """Assess the situation of a frozen assessment again, for its own day.

    Raises: NoSuchAssessment; BadSituation if the rulebook no longer takes what was recorded then.
    """
    kept = frozen_by_id(case, frozen)
    again = assess(kept.situation, rulebook=rulebook)
    changes = compare_answers(kept.answers, answers(again))
    return Repeated(kept, again, again.program.hash == kept.rulebook_hash, changes)


def reassess_office(
    office: UUID, *, account: UUID, rulebook: Rulebook, now: datetime, batch: int = BATCH
) -> Iterator[Reassessed]:
    """Assess everybody of an office anew, freeze what is other, and give it out person by person.

    Those of whom nothing new was said are left out. Under the same law it is the day that may make a
    difference: a child comes of age, a time limit runs out. It may be stopped and begun again.
    """
    after: UUID | None = None
    while people := _next_people(office, after, batch):
        yield from _reassess(people, office=office, account=account, rulebook=rulebook, now=now)
        after = people[-1].id


def _next_people(office: UUID, after: UUID | None, batch: int) -> list[PersonRow]:
    people = Person.objects.filter(office_id=office, erased_at=None)
    if after is not None:
        people = people.filter(id__gt=after)
    ids = list(people.order_by("id").values_list("id", flat=True)[:batch])
    return read_people(Person.objects.filter(id__in=ids).order_by("id"))


def _reassess(
    people: list[PersonRow], *, office: UUID, account: UUID, rulebook: Rulebook, now: datetime
) -> list[Reassessed]:
    keys = data_keys(row.id for row in people)
    cases = {row.id: _case(row, keys[row.id], account) for row in people if row.id in keys}
    found: list[Reassessed] = []
    with transaction.atomic():
        records = records_of(cases.values())
        rows = FrozenAssessment.objects.filter(person_id__in=cases, followed_by=None)
        last = {row.person_id: row for row in rows}
        for row in people:
            if row.id in cases:
                case = cases[row.id]
                known = _known(row, case, now.date())
                assessed = assess_record(
                    case, records[row.id], as_of=now.date(), rulebook=rulebook, known=known
                )
                found += _kept(case, assessed, last.get(row.id), now=now)
        detail = {"office": str(office), "people": len(cases), "frozen": len(found)}
        write(act="reassess", visitor=None, detail=detail, now=now)
    return found


def _kept(
    case: Case, assessed: Assessed, last: FrozenAssessment | None, *, now: datetime
) -> Iterator[Reassessed]:
    same_law = last is not None and last.rulebook_hash == assessed.assessment.program.hash
    cause = FrozenAssessment.Cause.ASKED if same_law else FrozenAssessment.Cause.RULEBOOK
    try:
        frozen = freeze_after(case, assessed, last, cause=cause.value, now=now)
    except EditedMeanwhile:
        return  # somebody assessed the person at this very moment, under the rulebook of today
    if frozen is not None:
        before = read_answers(opened(case, last)["answers"]) if last is not None else None
        changes = () if before is None else compare_answers(before, answers(assessed.assessment))
        yield Reassessed(case.person, frozen, changes)


def _case(row: PersonRow, key: bytes, account: UUID) -> Case:
    return Case(person=row.id, key=key, jurisdiction=row.jurisdiction, account=account, role="")


def _known(row: PersonRow, case: Case, day: date) -> dict[str, object]:
    return known_facts(unseal(case.key, row.id, row.sealed, row.names), as_of=day)
