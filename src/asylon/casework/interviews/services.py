"""Holding an interview: begin, answer, put off, pause, go on, end."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from asylon.casework.access.door import NotThere, OpenCase, open_person
from asylon.casework.access.kernel import Act
from asylon.casework.access.visitors import Visitor
from asylon.casework.facts.answers import Answer
from asylon.casework.facts.selectors import record_of
from asylon.casework.interviews.models import Interview
from asylon.casework.interviews.recording import write_answers
from asylon.casework.interviews.sittings import (
    LIST_TOPICS,
    Place,
    Sitting,
    chosen_fact,
    put_off_here,
    seal_put_off,
    sitting_of,
)
from asylon.casework.interviews.steps import AskList
from asylon.casework.spine import EditedMeanwhile, new_id, write_edit
from asylon.rulebook import Rulebook

IN_DANGER = "immediate_danger"
WITHOUT_WORDS = "und"
"""The language of somebody who speaks one that there are no words in here."""


class NoInterview(Exception):
    """Nobody has begun an interview with this person, or it has ended; `case` is the case that was opened."""

    def __init__(self, case: OpenCase) -> None:
        super().__init__("no interview is going on with this person; begin one")
        self.case = case


def begin(
    visitor: Visitor, person: UUID, *, language: str, interpreter: str, alone: bool | None, now: datetime
) -> UUID:
    """Begin an interview, or go on with the one that is not ended.

    Raises: EditedMeanwhile if somebody else began one at the same moment; NotThere, Refused.
    """
    case = open_person(visitor, person, act=Act.INTERVIEW, now=now)
    row = _running(case)
    if row is not None:
        _go_on(row, by=visitor.account)
        return row.id
    id_ = new_id()
    try:
        with transaction.atomic():
            Interview.objects.create(
                id=id_,
                person_id=person,
                by_id=visitor.account,
                language=language,
                interpreter=interpreter,
                alone=alone,
                started_at=now,
            )
    except IntegrityError as problem:
        raise EditedMeanwhile from problem
    return id_


def sitting(
    visitor: Visitor, person: UUID, *, rulebook: Rulebook, now: datetime, chosen: Place | str | None = None
) -> Sitting:
    """The interview as it stands, with its next step.

    `chosen` is a question to look back at, as item and fact, or the scope of a small list.
    Raises: NoInterview, NotThere, Refused.
    """
    case = open_person(visitor, person, act=Act.INTERVIEW, now=now)
    row = _wanted(case)
    if isinstance(chosen, str):
        if chosen not in LIST_TOPICS:
            raise NotThere
        case.must_see_list(chosen)
        return sitting_of(case, row, rulebook=rulebook, now=now, chosen=AskList(chosen, ()))
    return sitting_of(case, row, rulebook=rulebook, now=now, chosen=chosen)


def answer(visitor: Visitor, person: UUID, given: Answer, *, rulebook: Rulebook, now: datetime) -> None:
    """Record one answer, and freeze what it changed. The next step is in the `sitting` after it.

    Raises: BadAnswer, EditedMeanwhile, UnknownItem, NoInterview, NotThere, Refused.
    """
    case = open_person(visitor, person, act=Act.INTERVIEW, now=now)
    row = _wanted(case)
    with transaction.atomic():
        write_answers(case, [given], rulebook=rulebook, now=now)
        _go_on(row, by=visitor.account)


def say_in_danger(visitor: Visitor, person: UUID, *, rulebook: Rulebook, now: datetime) -> None:
    """Record that the person is in danger now, whatever was answered before.

    Raises: EditedMeanwhile if somebody answered the same at this moment; NotThere, Refused.
    """
    case = open_person(visitor, person, act=Act.INTERVIEW, now=now)
    before = record_of(case.case).current.get((None, IN_DANGER))
    if before is not None and before.value is True:
        return
    seen = before.id if before is not None else None
    given = Answer(IN_DANGER, True, basis="observed", seen=seen)
    write_answers(case, [given], rulebook=rulebook, now=now)


def put_off(visitor: Visitor, person: UUID, what: Place | str, *, rulebook: Rulebook, now: datetime) -> None:
    """Leave a question, or the small list of a scope, for another time.

    Raises: EditedMeanwhile, NoInterview, NotThere, Refused.
    """
    case = open_person(visitor, person, act=Act.INTERVIEW, now=now)
    row = _wanted(case)
    if isinstance(what, str):
        if what not in LIST_TOPICS:
            raise NotThere
        late = (what, "", "")
    else:
        record = record_of(case.case)
        fact = chosen_fact(record, case, what, rulebook=rulebook)
        listed = record.item(what[0])
        late = (fact.scope, listed.details["id"] if listed else "", fact.id)
    content = put_off_here(case, row) | {late}
    write_edit(row, seen=row.version, sealed_later=seal_put_off(case, row.id, content))


def take_up(visitor: Visitor, person: UUID, *, now: datetime) -> None:
    """Ask what was put off after all.

    Raises: EditedMeanwhile, NoInterview, NotThere, Refused.
    """
    row = _wanted(open_person(visitor, person, act=Act.INTERVIEW, now=now))
    write_edit(row, seen=row.version, sealed_later=None)


def pause(visitor: Visitor, person: UUID, *, now: datetime) -> None:
    """Stop here; everything that was answered stays.

    Raises: EditedMeanwhile, NoInterview, NotThere, Refused.
    """
    row = _wanted(open_person(visitor, person, act=Act.INTERVIEW, now=now))
    if row.state == Interview.State.OPEN:
        write_edit(row, seen=row.version, state=Interview.State.PAUSED, pauses=row.pauses + 1)


def go_on(visitor: Visitor, person: UUID, *, now: datetime) -> None:
    """Go on with an interview that was paused, by whomever.

    Raises: EditedMeanwhile, NoInterview, NotThere, Refused.
    """
    _go_on(_wanted(open_person(visitor, person, act=Act.INTERVIEW, now=now)), by=visitor.account)


def end(visitor: Visitor, person: UUID, *, now: datetime) -> None:
    """End the interview; another one may begin.

    Raises: EditedMeanwhile, NoInterview, NotThere, Refused.
    """
    row = _wanted(open_person(visitor, person, act=Act.INTERVIEW, now=now))
    write_edit(row, seen=row.version, state=Interview.State.ENDED, ended_at=now)


def _running(case: OpenCase) -> Interview | None:
    return Interview.objects.filter(person_id=case.person).exclude(state=Interview.State.ENDED).first()


def _wanted(case: OpenCase) -> Interview:
    row = _running(case)
    if row is None:
        raise NoInterview(case)
    return row


def _go_on(row: Interview, *, by: UUID) -> None:
    if row.state == Interview.State.PAUSED:
        write_edit(row, seen=row.version, state=Interview.State.OPEN, by_id=by)
