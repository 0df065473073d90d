"""Holding an interview from the rulebook's own questions, and the person's own account."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Status

from asylon.api.bearer import acting
from asylon.api.described import FRESH
from asylon.api.operations.records import check_answers, stands
from asylon.api.refusals import BadRequest
from asylon.api.shapes.base import Done, Made
from asylon.api.shapes.interviews import (
    AccountIn,
    AccountOut,
    AccountsOut,
    AnswerHereIn,
    BeginIn,
    NeedOut,
    QuestionIn,
    SittingOut,
    StepOut,
)
from asylon.api.shapes.records import answer_of, recorded_out
from asylon.casework.access.visitors import Visitor
from asylon.casework.interviews import accounts, services
from asylon.casework.interviews.sittings import Sitting
from asylon.casework.interviews.steps import AskFact, Step
from asylon.casework.spine import EditedMeanwhile
from asylon.rulebook import Rulebook, load, words

router = Router()


@router.post("/people/{uuid:person}/interview", response={201: Made})
def begin_interview(request: HttpRequest, person: UUID, given: BeginIn) -> Any:
    """Begin an interview, or go on with the one that is not ended."""
    visitor, now = acting(request)
    id_ = services.begin(
        visitor,
        person,
        language=given.language,
        interpreter=given.interpreter.value,
        alone=given.alone,
        now=now,
    )
    return Status(201, Made(id=id_))


@router.get("/people/{uuid:person}/interview", response=SittingOut)
def read_interview(request: HttpRequest, person: UUID) -> SittingOut:
    """The interview as it stands, with its next step."""
    visitor, now = acting(request)
    rulebook = load()
    return _sitting(visitor, services.sitting(visitor, person, rulebook=rulebook, now=now), rulebook)


@router.post("/people/{uuid:person}/interview/answer", response=SittingOut)
def answer_question(request: HttpRequest, person: UUID, given: AnswerHereIn) -> SittingOut:
    """Record one answer; the interview that comes back has the next step."""
    visitor, now = acting(request)
    rulebook = load()
    check_answers([given.answer], rulebook)
    try:
        services.answer(visitor, person, answer_of(given.answer), rulebook=rulebook, now=now)
    except EditedMeanwhile as meanwhile:
        raise stands(request, person, [given.answer]) from meanwhile
    return _sitting(visitor, services.sitting(visitor, person, rulebook=rulebook, now=now), rulebook)


@router.post("/people/{uuid:person}/interview/danger", response=Done)
def say_in_danger(request: HttpRequest, person: UUID) -> Done:
    """Record that the person is in danger now, whatever was answered before."""
    visitor, now = acting(request)
    services.say_in_danger(visitor, person, rulebook=load(), now=now)
    return Done()


@router.post("/people/{uuid:person}/interview/put-off", response=Done)
def put_off_question(request: HttpRequest, person: UUID, given: QuestionIn) -> Done:
    """Leave a question, or a whole list, for another time."""
    visitor, now = acting(request)
    if given.scope is not None and given.fact is None and given.item is None:
        services.put_off(visitor, person, given.scope.value, rulebook=load(), now=now)
    elif given.scope is None and given.fact is not None:
        services.put_off(visitor, person, (given.item, given.fact), rulebook=load(), now=now)
    else:
        raise BadRequest("fact", "one_of", _("Name either a fact, with its item if it has one, or a list."))
    return Done()


@router.post("/people/{uuid:person}/interview/take-up", response=Done)
def take_up_questions(request: HttpRequest, person: UUID) -> Done:
    """Ask what was put off after all."""
    visitor, now = acting(request)
    services.take_up(visitor, person, now=now)
    return Done()


@router.post("/people/{uuid:person}/interview/pause", response=Done)
def pause_interview(request: HttpRequest, person: UUID) -> Done:
    """Stop here; everything that was answered stays."""
    visitor, now = acting(request)
    services.pause(visitor, person, now=now)
    return Done()


@router.post("/people/{uuid:person}/interview/go-on", response=Done)
def go_on_with_interview(request: HttpRequest, person: UUID) -> Done:
    """Go on with an interview that was paused."""
    visitor, now = acting(request)
    services.go_on(visitor, person, now=now)
    return Done()


@router.post("/people/{uuid:person}/interview/end", response=Done)
def end_interview(request: HttpRequest, person: UUID) -> Done:
    """End the interview; another one may begin."""
    visitor, now = acting(request)
    services.end(visitor, person, now=now)
    return Done()


@router.get("/people/{uuid:person}/accounts", response=AccountsOut, openapi_extra=FRESH)
def read_accounts(request: HttpRequest, person: UUID) -> AccountsOut:
    """What the person told in her own words. A closed case wants a fresh code."""
    visitor, now = acting(request)
    told = accounts.read_accounts(visitor, person, now=now).told
    return AccountsOut(
        accounts=[
            AccountOut(id=each.id, at=each.at, by=each.by, language=each.language, text=each.text)
            for each in told
        ]
    )


@router.post("/people/{uuid:person}/accounts", response={201: Made})
def write_account(request: HttpRequest, person: UUID, given: AccountIn) -> Any:
    """Keep what the person tells. A later account follows, none replaces."""
    visitor, now = acting(request)
    id_ = accounts.tell(visitor, person, given.text, language=given.language, now=now)
    return Status(201, Made(id=id_))


def _sitting(visitor: Visitor, sitting: Sitting, rulebook: Rulebook) -> SittingOut:
    said = words(rulebook, visitor.language)
    return SittingOut(
        interview=sitting.interview,
        version=sitting.version,
        state=sitting.state,
        started_at=sitting.started_at,
        language=sitting.language,
        interpreter=sitting.interpreter,
        alone=sitting.alone,
        pauses=sitting.pauses,
        put_off=sitting.put_off,
        step=None if sitting.step is None else _step(visitor, sitting, sitting.step, rulebook),
        needs=[NeedOut(topic=each.topic, progress=each.progress) for each in sitting.needs],
        urgent=[
            {"id": alert.id, "says": str(said.says("alerts", alert.id))}
            for alert in sitting.assessment.alerts
            if alert.severity == "urgent"
        ],
    )


def _step(visitor: Visitor, sitting: Sitting, step: Step, rulebook: Rulebook) -> StepOut:
    if not isinstance(step, AskFact):
        return StepOut(
            kind="list",
            fact="",
            scope=step.scope,
            item=None,
            state="",
            type="",
            codes=[],
            question="",
            question_language="",
            in_their_language="",
            decides=list(step.decides),
            standing=None,
        )
    asked = words(rulebook, visitor.language).question(step.fact.id)
    theirs = words(rulebook, sitting.language)
    codes = step.fact.codes
    return StepOut(
        kind="fact",
        fact=step.fact.id,
        scope=step.fact.scope if sitting.item is not None else "",
        item=sitting.item.id if sitting.item is not None else None,
        state=step.state,
        type=step.fact.type,
        codes=[] if isinstance(codes, str) else [str(code) for code in codes],
        question=asked.text,
        question_language=asked.language,
        in_their_language=theirs.question(step.fact.id).text if _spoken(theirs.language, sitting) else "",
        decides=list(step.decides),
        standing=None if sitting.standing is None else recorded_out(sitting.standing),
    )


def _spoken(language: str, sitting: Sitting) -> bool:
    """Whether the words found are of the person's language, not the English that stands in for it."""
    return language.partition("-")[0].casefold() == sitting.language.partition("-")[0].casefold()
