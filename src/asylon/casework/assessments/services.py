"""Assessing a person from the record, and freezing what came out whenever something changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from asylon.casework.assessments.models import FrozenAssessment
from asylon.casework.assessments.stored import opened, packed
from asylon.casework.facts.selectors import Record, situation_of
from asylon.casework.people.case import Case
from asylon.casework.spine import EditedMeanwhile, new_id
from asylon.rulebook import Assessment, Rulebook, assess
from asylon.rulebook.differences import answers

Json = Any


@dataclass(frozen=True, slots=True)
class Assessed:
    """An assessment beside the situation that it is of."""

    situation: dict[str, Json]
    assessment: Assessment


def assess_record(
    case: Case, record: Record, *, as_of: date, rulebook: Rulebook, known: Mapping[str, Json] | None = None
) -> Assessed:
    """What the rulebook says of a person on a day, from what is on record."""
    situation = situation_of(record, jurisdiction=case.jurisdiction, as_of=as_of, known=known)
    return Assessed(situation, assess(situation, rulebook=rulebook))


def freeze(case: Case, assessed: Assessed, *, cause: str, now: datetime | None = None) -> UUID | None:
    """Keep an assessment as it is, unless the last one says the same under the same rulebook.

    `now` is when, the database's clock if not given.
    Raises: EditedMeanwhile if another assessment of the person was frozen at the same moment.
    """
    last = FrozenAssessment.objects.filter(person_id=case.person).order_by("-id").first()
    return freeze_after(case, assessed, last, cause=cause, now=now)


def freeze_after(
    case: Case, assessed: Assessed, last: FrozenAssessment | None, *, cause: str, now: datetime | None
) -> UUID | None:
    """The same for a caller who has read the last one already."""
    program = assessed.assessment.program
    said = {f"{sort}:{id_}": value for (sort, id_), value in answers(assessed.assessment).items()}
    if last is not None and last.rulebook_hash == program.hash and opened(case, last)["answers"] == said:
        return None
    id_ = new_id()
    when: dict[str, Any] = {} if now is None else {"at": now}
    try:
        with transaction.atomic():
            FrozenAssessment.objects.create(
                id=id_,
                person_id=case.person,
                by_id=case.account,
                cause=cause,
                as_of=assessed.assessment.situation.as_of,
                jurisdiction=assessed.assessment.situation.jurisdiction,
                rulebook_version=program.version,
                rulebook_hash=program.hash,
                sealed=packed(case, id_, {"situation": assessed.situation, "answers": said}),
                follows=last,
                **when,
            )
    except IntegrityError as problem:
        raise EditedMeanwhile from problem
    return id_
