"""How what the rulebook says of a person changed from one time to the next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from asylon.casework.assessments.models import FrozenAssessment
from asylon.casework.assessments.stored import opened, read_answers
from asylon.casework.people.case import Case
from asylon.rulebook.differences import Answers, Difference, compare_answers

Json = Any


@dataclass(frozen=True, slots=True)
class Frozen:
    """An assessment as it was kept: what was known, what the rulebook said, and which rulebook."""

    id: UUID
    at: datetime
    by: UUID
    cause: str
    as_of: date
    jurisdiction: str
    rulebook_version: str
    rulebook_hash: str
    situation: dict[str, Json] = field(repr=False)
    answers: Answers = field(repr=False)


@dataclass(frozen=True, slots=True)
class Step:
    """One frozen assessment and what was other than in the one before; the first has no changes."""

    id: UUID
    at: datetime
    by: UUID
    cause: str
    as_of: date
    rulebook_version: str
    rulebook_hash: str
    changes: tuple[Difference, ...]
    first: bool


class NoSuchAssessment(Exception):
    """This person has no frozen assessment of that id."""


def frozen_of(case: Case, *, most: int = 10) -> tuple[Frozen, ...]:
    """The newest frozen assessments of a person first, at most `most` of them, opened."""
    rows = FrozenAssessment.objects.filter(person_id=case.person).order_by("-id")[:most]
    return tuple(_open(case, row) for row in rows)


def frozen_by_id(case: Case, frozen: UUID) -> Frozen:
    """One frozen assessment of a person, opened.

    Raises: NoSuchAssessment.
    """
    row = FrozenAssessment.objects.filter(person_id=case.person, id=frozen).first()
    if row is None:
        raise NoSuchAssessment
    return _open(case, row)


def latest_of(cases: Iterable[Case]) -> dict[UUID, Frozen]:
    """The latest frozen assessment of each of several people, in one query."""
    by_person = {case.person: case for case in cases}
    rows = FrozenAssessment.objects.filter(person_id__in=by_person, followed_by=None)
    return {row.person_id: _open(by_person[row.person_id], row) for row in rows}


def history(case: Case, *, most: int = 10) -> tuple[Step, ...]:
    """What changed from one frozen assessment to the next: the newest step first, at most `most` of them."""
    kept = frozen_of(case, most=most + 1)
    return tuple(_step(each, kept[place + 1 : place + 2]) for place, each in enumerate(kept[:most]))


def _step(frozen: Frozen, before: tuple[Frozen, ...]) -> Step:
    return Step(
        id=frozen.id,
        at=frozen.at,
        by=frozen.by,
        cause=frozen.cause,
        as_of=frozen.as_of,
        rulebook_version=frozen.rulebook_version,
        rulebook_hash=frozen.rulebook_hash,
        changes=compare_answers(before[0].answers, frozen.answers) if before else (),
        first=not before,
    )


def _open(case: Case, row: FrozenAssessment) -> Frozen:
    content = opened(case, row)
    return Frozen(
        id=row.id,
        at=row.at,
        by=row.by_id,
        cause=row.cause,
        as_of=row.as_of,
        jurisdiction=row.jurisdiction,
        rulebook_version=row.rulebook_version,
        rulebook_hash=row.rulebook_hash,
        situation=content["situation"],
        answers=read_answers(content["answers"]),
    )
