"""Writing to an open record: answers and the small lists, each with the assessment that follows from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from asylon.casework.access.door import OpenCase, Refused, open_person
from asylon.casework.access.fields import field_of_list
from asylon.casework.access.kernel import Act, Why
from asylon.casework.access.reading import refreeze
from asylon.casework.access.visitors import Visitor
from asylon.casework.facts.answers import Answer
from asylon.casework.facts.items import UnknownItem, add_item, say_of_list, scopes_of, withdraw_item
from asylon.casework.facts.services import record
from asylon.rulebook import Rulebook

Done = TypeVar("Done")


def record_answers(
    visitor: Visitor, person: UUID, answers: Sequence[Answer], *, rulebook: Rulebook, now: datetime
) -> list[UUID]:
    """Put answers on record outside an interview, all of them or none.

    Raises: BadAnswer, EditedMeanwhile, UnknownItem, NotThere, Refused.
    """
    case = open_person(visitor, person, act=Act.ADD_FACT, now=now)
    return write_answers(case, answers, rulebook=rulebook, now=now)


def list_item(
    visitor: Visitor,
    person: UUID,
    scope: str,
    details: Mapping[str, str],
    *,
    rulebook: Rulebook,
    now: datetime,
) -> UUID:
    """Put a nationality, episode, leg or destination on record.

    Raises: BadItem, EditedMeanwhile, NotThere, Refused.
    """
    case = _open_list(visitor, person, scope, now=now)
    return _write(
        case, lambda: add_item(case.case, scope, details, rulebook=rulebook, now=now), rulebook, now
    )


def unlist_item(
    visitor: Visitor, person: UUID, scope: str, item: UUID, *, seen: int, rulebook: Rulebook, now: datetime
) -> None:
    """Take an item out of its list; it stays on record.

    Raises: EditedMeanwhile, UnknownItem, NotThere, Refused.
    """
    case = _open_list(visitor, person, scope, now=now)
    if scopes_of(case.case, {item})[item] != scope:
        raise UnknownItem
    _write(case, lambda: withdraw_item(case.case, item, seen=seen, now=now), rulebook, now)


def list_said(
    visitor: Visitor, person: UUID, scope: str, said: str, *, rulebook: Rulebook, now: datetime
) -> None:
    """Record that a small list was asked about and is empty (`none`), `unknown` or `declined`.

    Raises: NotEmpty, NotThere, Refused.
    """
    case = _open_list(visitor, person, scope, now=now)
    _write(case, lambda: say_of_list(case.case, scope, said, now=now), rulebook, now)


def write_answers(
    case: OpenCase, answers: Sequence[Answer], *, rulebook: Rulebook, now: datetime
) -> list[UUID]:
    """Put answers on the record of a case that is open, and freeze what they changed.

    Raises: BadAnswer, EditedMeanwhile, UnknownItem, Refused.
    """
    for each in answers:
        case.must_add_fact(each.fact)
    return _write(case, lambda: record(case.case, answers, rulebook=rulebook, now=now), rulebook, now)


def _open_list(visitor: Visitor, person: UUID, scope: str, *, now: datetime) -> OpenCase:
    case = open_person(visitor, person, act=Act.ADD_FACT, now=now)
    case.must_see_list(scope)
    if not case.adds_to(field_of_list(scope)):
        raise Refused(Why.SEALED_FIELD)
    return case


def _write(case: OpenCase, write: Callable[[], Done], rulebook: Rulebook, now: datetime) -> Done:
    with transaction.atomic():
        done = write()
        refreeze(case, cause="facts", rulebook=rulebook, as_of=now.date())
    return done
