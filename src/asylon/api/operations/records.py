"""What is on record of somebody: reading it, answering, and the small lists."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Status

from asylon.api.bearer import acting
from asylon.api.refusals import BadRequest, Stands
from asylon.api.seen import record_out, sees_answer
from asylon.api.shapes.base import Done, Made
from asylon.api.shapes.records import (
    AnswerIn,
    AnswersIn,
    ItemIn,
    ListName,
    RecordedIds,
    RecordOut,
    WholeIn,
    WithdrawIn,
    answer_of,
    details_of,
    recorded_out,
)
from asylon.casework.access.door import open_person
from asylon.casework.access.kernel import Act
from asylon.casework.facts.selectors import record_of
from asylon.casework.interviews.recording import list_item, list_said, record_answers, unlist_item
from asylon.casework.spine import EditedMeanwhile
from asylon.rulebook import Rulebook, load

router = Router()


@router.get("/people/{uuid:person}/record", response=RecordOut)
def read_record(request: HttpRequest, person: UUID, past: bool = False) -> RecordOut:
    """Every answer and list that the visitor may see; with `past` also what was superseded or withdrawn."""
    visitor, now = acting(request)
    return record_out(open_person(visitor, person, act=Act.SEE_PAGE, now=now), past=past)


@router.post("/people/{uuid:person}/answers", response={201: RecordedIds})
def add_answers(request: HttpRequest, person: UUID, given: AnswersIn) -> Any:
    """Put answers on record, all of them or none. A newer answer than `seen` says is never passed over."""
    visitor, now = acting(request)
    rulebook = load()
    check_answers(given.answers, rulebook)
    answers = [answer_of(each) for each in given.answers]
    try:
        ids = record_answers(visitor, person, answers, rulebook=rulebook, now=now)
    except EditedMeanwhile as meanwhile:
        raise stands(request, person, given.answers) from meanwhile
    return Status(201, RecordedIds(ids=ids))


@router.post("/people/{uuid:person}/lists/{scope}", response={201: Made})
def add_item(request: HttpRequest, person: UUID, scope: ListName, given: ItemIn) -> Any:
    """Put a nationality, episode, leg of the journey or destination into its list."""
    visitor, now = acting(request)
    id_ = list_item(visitor, person, scope.value, details_of(given), rulebook=load(), now=now)
    return Status(201, Made(id=id_))


@router.post("/people/{uuid:person}/lists/{scope}/said", response={201: Done})
def say_of_list(request: HttpRequest, person: UUID, scope: ListName, given: WholeIn) -> Any:
    """Record that a list was asked about and is empty, not known, or that nothing is said of it."""
    visitor, now = acting(request)
    list_said(visitor, person, scope.value, given.said.value, rulebook=load(), now=now)
    return Status(201, Done())


@router.post("/people/{uuid:person}/lists/{scope}/{uuid:item}/withdraw", response=Done)
def withdraw_item(request: HttpRequest, person: UUID, scope: ListName, item: UUID, given: WithdrawIn) -> Done:
    """Take an item out of its list; it stays on record."""
    visitor, now = acting(request)
    unlist_item(visitor, person, scope.value, item, seen=given.seen, rulebook=load(), now=now)
    return Done(version=given.seen + 1)


def check_answers(answers: list[AnswerIn], rulebook: Rulebook) -> None:
    """Refuse facts that there are none of, and two answers to one question.

    Raises: BadRequest.
    """
    asked = set()
    for number, each in enumerate(answers):
        place = f"answers[{number}].fact"
        if each.fact not in rulebook.all_facts:
            raise BadRequest(place, "unknown_fact", _("The rulebook knows no fact of this id."))
        if (each.item, each.fact) in asked:
            raise BadRequest(place, "twice", _("This question is answered twice. Keep one answer."))
        asked.add((each.item, each.fact))


def stands(request: HttpRequest, person: UUID, given: list[AnswerIn]) -> Stands:
    """What stands on record of the questions that were answered, as far as the visitor may see it."""
    visitor, now = acting(request)
    case = open_person(visitor, person, act=Act.SEE_PAGE, now=now)
    record = record_of(case.case)
    found = [record.current.get((each.item, each.fact)) for each in given]
    seen = [each for each in found if each is not None and sees_answer(case, record, each)]
    return Stands({"answers": [recorded_out(each).model_dump(mode="json") for each in seen]})
